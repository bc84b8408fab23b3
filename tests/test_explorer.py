"""The explorer: its view, its dossier and its files, without a browser. JupyterLab itself is in test_explorer_lab."""

import ast
import json
import sys

import matplotlib.pyplot as plt
import nbformat
import pandas as pd
import pytest

import libyaconflict as lc
from libyaconflict.errors import LibyaConflictError, ParameterError
from libyaconflict.explorer import View, explore
from libyaconflict.explorer.changes import days_of_change
from libyaconflict.explorer.dossier import Dossiers
from libyaconflict.explorer.saving import KINDS, save_view
from libyaconflict.maps import find_frame, in_frame

FULL = {"on": "2019-06-26", "frame": "tripoli", "minimum_certainty": "likely", "place": "Tarhouna", "language": "ar",
        "theatre": "tripoli"}  # fmt: skip


@pytest.fixture(scope="module")
def dossiers(case, periods):
    return Dossiers(case, periods)


@pytest.fixture
def explorer():
    made = explore()
    yield made
    made.close_all()


# The view


def test_a_view_finds_every_fault_at_once(case, periods):
    with pytest.raises(ParameterError) as caught:
        View.of(case, periods, on="2020-13-01", frame="moon", minimum_certainty="sure", language="fr", place="Nowhereville",
                theatre="sea", zoom=3)  # fmt: skip
    told = str(caught.value)
    assert len(caught.value.faults) == 7
    for fault in ("no month 13", "'moon'", "'sure'", "'fr'", "'Nowhereville'", "'sea'", "'zoom'"):
        assert fault in told
    assert "northwest" in told
    assert "claimed only" in told


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"on": "2022-01-01"}, "runs from 2019-01-01 to 2020-10-23"),
        ({"on": 20200605}, "not a day"),
        ({"on": None}, "not a day"),
        ({"place": "Tripolitania"}, "no place that a party can hold"),
        ({"frame": None}, "not text"),
    ],
)
def test_a_view_refuses_what_no_map_can_show(case, periods, change, said):
    with pytest.raises(ParameterError, match=said):
        View.of(case, periods, **change)


def test_a_view_takes_any_spelling_of_a_place_and_a_date_for_a_day(case, periods):
    view = View.of(case, periods, on=pd.Timestamp("2020-06-05"), place="Gheryan")
    assert (view.on, view.place) == ("2020-06-05", "Gharyan")


def test_a_views_table_is_that_of_held_on(case, periods):
    view = View("2020-05-18", minimum_certainty="likely")
    expected = lc.held_on(periods, case.gazetteer, "2020-05-18", minimum_certainty="likely")
    pd.testing.assert_frame_equal(view.held(case, periods), expected)
    kept = View("2020-05-18", minimum_certainty="likely", theatre="jufra").held(case, periods)
    whole = expected[expected["theatre"] == "jufra"].reset_index(drop=True)
    assert 0 < len(kept) < len(expected)
    pd.testing.assert_frame_equal(kept, whole)


@pytest.mark.parametrize("values", [{}, {"on": "2019-04-04", "frame": "sirte-jufra"}, FULL])
def test_the_code_of_a_view_makes_it_again(case, periods, values):
    view = View.of(case, periods, **values)
    names, made = {}, []
    for statement in ast.parse(view.code()).body:
        if isinstance(statement, ast.Expr):
            made.append(eval(compile(ast.Expression(statement.value), "code", "eval"), names))
        else:
            exec(compile(ast.Module([statement], []), "code", "exec"), names)
    explorer, axes = made
    assert explorer.view == view
    drawn = next(one for one in axes.collections if one.get_gid() == "places")
    expected = in_frame(view.held(case, periods), find_frame(view.frame))
    assert drawn.get_offsets().tolist() == expected[["lon", "lat"]].to_numpy().tolist()
    plt.close(axes.figure)
    explorer.close_all()


# The dossier


def test_the_dossier_of_a_place_tells_its_events_up_to_the_day(dossiers, timeline):
    told = dossiers.page(View("2019-06-26", place="Gharyan"), ["gharyan"])
    here = timeline[timeline["place_id"] == "gharyan"]
    past = here[here["earliest"] <= "2019-06-26"]
    assert f"{len(past)} of {len(here)} by this day" in told
    assert (
        told.count('class="lyc-today"') == ((past["earliest"] == "2019-06-26") & (past["latest"] == "2019-06-26")).sum()
    )
    assert "recapture" in told


def test_the_dossier_of_a_place_tells_who_denies_what(dossiers, timeline, periods):
    told = dossiers.page(View("2019-06-26", place="Gharyan"), ["gharyan"])
    rivals = lc.rival_accounts(timeline[timeline["place_id"] == "gharyan"], periods)
    told = told.partition("Rival claims")[2]
    assert told.count("<li>") == min(len(rivals), 5)
    assert told.count("denied by") == min((rivals["disputed_by"] != "").sum(), 5)


def test_a_claim_that_was_not_borne_out_is_marked(dossiers, periods, timeline):
    aside = {name for cell in periods["set_aside"] for name in cell.split(";") if name}
    row = timeline[timeline["happening"].isin(aside) & timeline["earliest"].notna()].iloc[0]
    told = dossiers.page(View(f"{row['earliest']:%Y-%m-%d}", place=row["place"]), [row["place_id"]])
    assert "not borne out" in told


def test_the_dossier_of_a_day_counts_the_places_of_the_map(dossiers, case, periods):
    held = lc.held_on(periods, case.gazetteer, "2020-06-05")
    shown = in_frame(held, find_frame("northwest"))
    told = dossiers.page(View("2020-06-05"), list(shown["place_id"]))
    assert f"Of the {len(shown)} places on this map: GNA {(shown['holder'] == 'GNA').sum()}" in told


def test_a_place_without_a_point_is_told_of_in_words(dossiers, case):
    bare = next(place for place in case.gazetteer.settled if pd.isna(case.gazetteer.places.loc[place, "lon"]))
    told = dossiers.page(View(place=case.gazetteer.name(bare)), [])
    assert "The record has no point for it" in told


def test_what_the_record_says_is_escaped(case, periods):
    marked = case.events.assign(summary="<script>alert(1)</script> & more", claimed_by="<b>")
    told = Dossiers(type(case)(**vars_of(case) | {"events": marked}), periods).page(View(place="Gharyan"), ["gharyan"])
    assert "<script" not in told
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in told
    assert "<b></b>" not in told.replace("&lt;b&gt;", "")


def vars_of(case):
    return {name: getattr(case, name) for name in case.__dataclass_fields__}


# Changes


def test_days_of_change_are_those_on_which_a_known_holder_gives_way_to_another(periods):
    states = lc.daily_states(periods)
    days = days_of_change(states, ["gharyan"])
    assert list(days) == sorted(lc.find_shifts(periods, place_ids=["gharyan"])["date"].unique())
    assert len(days_of_change(states, [])) == 0


@pytest.mark.parametrize("rule", ["certain", "likely", "claimed only", "inferred"])
def test_days_of_change_are_of_changes_attested_as_asked_for(periods, rule):
    wanted, last, order = set(), {}, ["certain", "likely", "claimed only", "inferred"]
    for state in lc.daily_states(periods).itertuples():
        if state.holder != "unknown":
            changed = last.setdefault(state.place_id, state.holder) != state.holder
            if changed and order.index(state.certainty) <= order.index(rule):
                wanted.add(state.start)
            last[state.place_id] = state.holder
    states = lc.daily_states(periods)
    assert list(days_of_change(states, states["place_id"].unique(), minimum_certainty=rule)) == sorted(wanted)
    assert wanted


# The widget without a browser


def test_the_explorer_begins_with_the_view_that_was_asked_for(case, periods):
    explorer = explore(on="2019-06-26", frame="tripoli", place="Gheryan", minimum_certainty="likely", language="ar")
    assert explorer.view == View("2019-06-26", "tripoli", "likely", "Gharyan", "ar")
    assert (explorer.map.frame, explorer.map.belief, explorer.map.place, explorer.map.language) == (
        "tripoli", "likely", "gharyan", "ar")  # fmt: skip
    first = periods["start"].min()
    assert first + pd.Timedelta(days=explorer.map.day) == pd.Timestamp("2019-06-26")
    assert explorer.slider.index == explorer.play.value == explorer.map.day
    assert explorer.slider.value == "2019-06-26"
    explorer.close_all()


def test_what_is_chosen_on_the_map_reaches_the_view(explorer):
    explorer.map.day = 0
    explorer.map.place = "tarhouna"
    explorer.map.frame = "libya"
    assert explorer.view == View("2019-01-01", "libya", place="Tarhouna")
    assert explorer.search.value == "Tarhouna"
    assert explorer.frames.value == "libya"


def test_what_is_chosen_in_the_controls_reaches_map_and_view(explorer):
    explorer.frames.value, explorer.rule.value, explorer.language.value = "libya", "certain", "ar"
    explorer.search.value = "Gheryan"
    assert explorer.view == View("2020-06-05", "libya", "certain", "Gharyan", "ar")
    assert (explorer.map.frame, explorer.map.belief, explorer.map.language, explorer.map.place) == (
        "libya", "certain", "ar", "gharyan")  # fmt: skip
    explorer.clear.click()
    assert explorer.view.place == explorer.map.place == explorer.search.value == ""


def test_a_spelling_that_no_place_has_leaves_the_view_and_is_told(explorer):
    before = explorer.view
    explorer.search.value = "Gharyam"
    assert explorer.view == before
    assert "'Gharyam'. Did you mean" in explorer.status.value
    assert "'Gharyan'" in explorer.status.value


def test_a_wrong_value_changes_nothing(explorer):
    before = explorer.view
    with pytest.raises(ParameterError):
        explorer.show(on="2019-04-04", frame="moon")
    assert explorer.view == before
    assert explorer.slider.value == before.on


def test_a_theatre_keeps_the_map_to_its_places(explorer, case):
    explorer.theatre.value = "jufra"
    kept = {place["id"] for place in explorer.map.data["places"]}
    assert kept
    assert set(case.gazetteer.places.loc[list(kept), "theatre"]) == {"jufra"}
    explorer.theatre.value = "fezzan"  # from one to the other, not by way of all
    kept = {place["id"] for place in explorer.map.data["places"]}
    assert set(case.gazetteer.places.loc[list(kept), "theatre"]) == {"fezzan"}
    explorer.theatre.value = "all"
    assert len(explorer.map.data["places"]) > len(kept)


def test_the_buttons_go_from_change_to_change(explorer):
    explorer.show(on="2020-06-05")
    explorer.on.click()
    later = explorer.view.on
    explorer.back.click()
    assert later > explorer.view.on == "2020-06-05"
    explorer.show(on="2020-10-23")
    explorer.on.click()
    assert explorer.view.on == "2020-10-23"
    assert explorer.status.value == "No later change of hands on this map."


def test_the_code_follows_the_view(explorer):
    explorer.python.value = True
    explorer.map.day = 0
    assert "lc.explore(on='2019-01-01', frame='northwest')" in explorer.script.value
    assert explorer.script.layout.display == "flex"


def test_where_no_widget_lives_a_picture_with_its_words_stands(explorer):
    data, metadata = explorer._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert data["image/png"].startswith("iVBORw0KGgo")
    assert "5 June 2020" in metadata["image/png"]["alt"]
    assert data["text/plain"] == metadata["image/png"]["alt"]


def test_without_ipywidgets_the_error_says_what_to_install(monkeypatch):
    monkeypatch.delitem(sys.modules, "libyaconflict.explorer.board", raising=False)
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    with pytest.raises(LibyaConflictError, match=r"needs ipywidgets.*pip install 'libyaconflict\[lab\]'"):
        explore()


# Files


@pytest.mark.parametrize("kind", KINDS)
def test_no_file_is_overwritten(case, periods, tmp_path, kind):
    view = View("2020-06-05", minimum_certainty="claimed only")
    first, second = (save_view(view, kind, case, periods, folder=tmp_path) for _ in range(2))
    assert first.name == f"control-2020-06-05-northwest-claimed-only.{kind}"
    assert second.name == f"control-2020-06-05-northwest-claimed-only-2.{kind}"
    assert sorted(tmp_path.iterdir()) == sorted([first, second])
    assert first.stat().st_size > 1000


def test_the_table_and_the_features_agree_with_held_on(case, periods, tmp_path):
    view = View("2019-06-26", minimum_certainty="likely")
    held = lc.held_on(periods, case.gazetteer, view.on, minimum_certainty="likely")
    table = pd.read_csv(save_view(view, "csv", case, periods, folder=tmp_path), keep_default_na=False)
    assert table[["place", "holder", "certainty", "since"]].to_numpy().tolist() == (
        held[["place", "holder", "certainty", "since"]].to_numpy().tolist()
    )
    features = json.loads(save_view(view, "geojson", case, periods, folder=tmp_path).read_text("utf-8"))["features"]
    told = {one["properties"]["place"]: one["properties"]["holder"] for one in features}
    assert told == dict(zip(held["place"], held["holder"], strict=True))


def test_the_page_begins_with_the_view(case, periods, tmp_path):
    view = View("2019-06-26", frame="tripoli", language="ar")
    page = save_view(view, "html", case, periods, folder=tmp_path).read_text("utf-8")
    assert '"day": "2019-06-26"' in page or '"day":"2019-06-26"' in page
    assert "http://" not in page.replace("http://www.w3.org/", "")


def test_a_kind_of_file_that_there_is_not_is_refused(case, periods, tmp_path):
    with pytest.raises(ParameterError, match="Known: png, svg, csv, geojson, html"):
        save_view(View(), "docx", case, periods, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_button_states_the_name_of_its_file(explorer, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    explorer.buttons["csv"].click()
    assert "control-2020-06-05-northwest.csv" in explorer.status.value
    assert [path.name for path in tmp_path.iterdir()] == ["control-2020-06-05-northwest.csv"]


# The rendered report


def test_a_rendered_report_shows_the_interactive_map_and_no_widget(tmp_path):
    study = lc.new_study(tmp_path / "study")
    source = "import libyaconflict as lc\nlc.explore('..', on='2020-06-05')"
    parameters = nbformat.v4.new_code_cell('title: str = "Explorer"  # heading', metadata={"tags": ["parameters"]})
    cells = [nbformat.v4.new_markdown_cell("# Explorer"), parameters, nbformat.v4.new_code_cell(source)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), study / "notebooks" / "explorer.ipynb")
    (study / "reports" / "explorer.yaml").write_text("notebook: explorer\ntitle: Explorer\n", encoding="utf-8")
    (result,) = lc.render(["explorer"], study=study)
    assert result.ok, result.error
    page = result.html.read_text("utf-8")
    assert page.count("data:image/png;base64,") == 1  # for those without scripts
    assert 'alt="A day of the interactive map. Map of Northwest Libya on 5 June 2020' in page
    assert "vnd.jupyter.widget" not in page
    kept = nbformat.read(result.html.with_suffix(".ipynb"), as_version=4)
    assert "widget" not in json.dumps(kept.metadata)
    (output,) = kept.cells[-1].outputs
    assert set(output.data) == {"application/vnd.libyaconflict.map+json", "image/png", "text/plain"}


def test_a_report_of_plain_papermill_keeps_the_explorers_picture():
    explorer = lc.explore(on="2020-06-05")
    data, metadata = explorer._repr_mimebundle_()
    assert data["image/png"]
    assert metadata["image/png"]["alt"].startswith("Map of Northwest Libya on 5 June 2020")
    explorer.close_all()


def test_an_explorer_under_another_rule_of_belief_shows_that_map_and_says_so_in_its_code():
    explorer = explore(on="2019-04-08", place="Aziziya", belief="each_side:LNA")
    held = explorer.held().set_index("place_id")
    assert held.loc["aziziya", "holder"] == "LNA"
    assert "belief='each_side:LNA'" in explorer.code()
    again = {}
    exec("\n".join(explorer.code().splitlines()[:1] + explorer.code().splitlines()[3:4]), again)
    assert lc.control_on(again["periods"], "aziziya", "2019-04-08").holder == "LNA"
    explorer.close_all()
