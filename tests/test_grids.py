"""One recipe, many reports."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libyaconflict.errors import ParameterError
from libyaconflict.grids import Recipe, expand
from libyaconflict.locations import bundled, find_study
from libyaconflict.parameters import inspect_parameters
from libyaconflict.recipes import plan_reports, read_recipe

DOSSIER = inspect_parameters(bundled("notebooks") / "03-place.ipynb")


def recipe(**more):
    return Recipe("dossiers", "03-place", "Dossier of {place}", "What was told of {place}.", **more)


def test_a_grid_gives_every_combination_a_report_of_its_own(tmp_path):
    made = expand(
        recipe(grid={"place": ["Tarhouna", "Bani Walid"], "start": ["2019-04-04", "2020-01-01"]}), DOSSIER, tmp_path
    )
    assert [one.name for one in made] == [
        "dossiers-tarhouna-2019-04-04",
        "dossiers-tarhouna-2020-01-01",
        "dossiers-bani-walid-2019-04-04",
        "dossiers-bani-walid-2020-01-01",
    ]
    assert made[2].title == "Dossier of Bani Walid"
    assert made[2].parameters == {"place": "Bani Walid", "start": "2019-04-04"}
    assert {one.batch for one in made} == {"dossiers"}


def test_weeks_and_months_set_start_and_end(tmp_path):
    weeks = expand(recipe(grid={"week": "2020-06-03..2020-06-15"}), DOSSIER, tmp_path)
    assert [(one.parameters["start"], one.parameters["end"]) for one in weeks] == [
        ("2020-06-03", "2020-06-07"),
        ("2020-06-08", "2020-06-14"),
        ("2020-06-15", "2020-06-15"),
    ]
    months = expand(recipe(grid={"month": "2020-01-15..2020-03-31"}), DOSSIER, tmp_path)
    assert [one.parameters["end"] for one in months] == ["2020-01-31", "2020-02-29", "2020-03-31"]


@given(
    st.dates(dt.date(2019, 1, 1), dt.date(2020, 10, 23)), st.integers(0, 400), st.sampled_from(["day", "week", "month"])
)
def test_the_parts_of_a_range_cover_it_once(start, length, key):
    end = start + dt.timedelta(days=length)
    made = expand(recipe(grid={key: f"{start}..{end}"}), DOSSIER, None or bundled("data"))
    days = [
        dt.date.fromisoformat(one.parameters["start"]) + dt.timedelta(days=n)
        for one in made
        for n in range(
            (dt.date.fromisoformat(one.parameters["end"]) - dt.date.fromisoformat(one.parameters["start"])).days + 1
        )
    ]
    assert days == [start + dt.timedelta(days=n) for n in range(length + 1)]


def test_rows_of_a_table_are_reports(tmp_path):
    (tmp_path / "rows.csv").write_text(
        "place,start,name,title\nTarhouna,2019-06-26,first,\nسرت,,second,Sirte alone\n", encoding="utf-8"
    )
    made = expand(recipe(rows="rows.csv"), DOSSIER, tmp_path)
    assert [one.name for one in made] == ["dossiers-first", "dossiers-second"]
    assert [one.title for one in made] == ["Dossier of Tarhouna", "Sirte alone"]
    assert made[1].parameters == {"place": "سرت"}


def test_every_fault_of_a_grid_is_told_at_once(tmp_path):
    with pytest.raises(ParameterError) as caught:
        expand(
            recipe(grid={"plaec": ["Sirte"], "start": "2020-06-05..2020-06-01", "week": "June", "place": "Sirte"}),
            DOSSIER,
            tmp_path,
        )
    said = "\n".join(caught.value.faults)
    for part in (
        "no parameter 'plaec'. Did you mean 'place'?",
        "ends (2020-06-01) before",
        "week takes a range",
        "place takes a list",
    ):
        assert part in said
    assert len(caught.value.faults) == 4


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "has no rows"),
        ("town\nSirte\n", "column 'town'"),
        ("place,start\nSirte\n", "row 2 has not as many cells"),
        ("place\nSirte\nSIRTE\n", "2 reports would be called 'dossiers-sirte'"),
    ],
)
def test_a_table_of_rows_that_is_wrong_is_refused(tmp_path, text, says):
    (tmp_path / "rows.csv").write_text(text)
    with pytest.raises(ParameterError, match=says.replace("(", r"\(")):
        expand(recipe(rows="rows.csv"), DOSSIER, tmp_path)


def test_a_table_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ParameterError, match=r"rows: none.csv cannot be read \(No such file"):
        expand(recipe(rows="none.csv"), DOSSIER, tmp_path)


@pytest.mark.parametrize(
    "value", ["../../etc/passwd", "/etc/passwd", "a/../../b", "..", "x\x00y", "C:\\x", "{title}", "‮evil"]
)
def test_no_value_climbs_out_of_the_output_folder(tmp_path, value):
    (made,) = expand(recipe(grid={"place": [value]}), DOSSIER, tmp_path)
    path = (tmp_path / f"{made.name}.html").resolve()
    assert path.parent == tmp_path.resolve()
    assert set(made.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_one_report_of_a_batch_can_be_asked_for_by_name(tmp_path, monkeypatch):
    for part in ("data", "notebooks"):
        (tmp_path / part).symlink_to(bundled(part))
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "dossiers.yaml").write_text(
        "notebook: 03-place\ntitle: 'Dossier of {place}'\ngrid: {place: [Tarhouna, Gharyan, Sirte]}\n"
    )
    study = find_study(tmp_path)
    (job,) = plan_reports(study, ["dossiers-gharyan"], {}, tmp_path / "out")
    assert (job.values["place"], job.recipe.title) == ("Gharyan", "Dossier of Gharyan")
    assert len(plan_reports(study, ["dossiers"], {}, tmp_path / "out")) == 3
    with pytest.raises(ParameterError, match="no recipe 'dossiers-gharian'. Did you mean 'dossiers-gharyan'"):
        plan_reports(study, ["dossiers-gharian"], {}, tmp_path / "out")


def test_a_wrong_value_in_a_grid_names_its_report_before_anything_runs(tmp_path):
    for part in ("data", "notebooks"):
        (tmp_path / part).symlink_to(bundled(part))
    (tmp_path / "reports").mkdir()
    path = tmp_path / "reports" / "dossiers.yaml"
    path.write_text("notebook: 03-place\ntitle: Dossier\ngrid: {place: [Tarhouna, Atlantis, Garyann]}\n")
    assert read_recipe(path).grid == {"place": ["Tarhouna", "Atlantis", "Garyann"]}
    with pytest.raises(ParameterError) as caught:
        plan_reports(find_study(tmp_path), None, {}, tmp_path / "out")
    assert [fault.split(":")[0] for fault in caught.value.faults] == ["dossiers-atlantis", "dossiers-garyann"]
