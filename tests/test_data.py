"""Laws that the bundled record keeps, whatever rows are added."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from frictionless import validate

from libyaconflict.dates import parse_edtf
from libyaconflict.locations import bundled

DATA = bundled("data")
HOLDERS = {"GNA", "LNA", "contested", "local", "other", "unknown"}
WHO = ["actor", "target", "claimed_by", "confirmed_by", "disputed_by"]


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / f"{name}.csv", dtype=str, keep_default_na=False)


def parts(cells: pd.Series) -> pd.Series:
    """Every part of `;` lists, with the index of its row."""
    every = cells.str.split(";").explode()
    return every[every != ""]


@pytest.fixture(scope="module")
def events() -> pd.DataFrame:
    return read("events").set_index("id", drop=False)


@pytest.fixture(scope="module")
def package() -> dict:
    return json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))


def test_the_data_package_is_valid():
    report = validate(str(DATA / "datapackage.json"))
    faults = [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors]
    assert faults + [error.message for error in report.errors] == []


def test_every_file_of_the_data_folder_is_in_the_package(package):
    files = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.is_file()}
    files = {name for name in files if not name.startswith("dispatches/")}  # texts, not tables: see their README
    others = {"datapackage.json", "README.md", "geo/README.md", "keys/README.md"}
    assert files - others == {resource["path"] for resource in package["resources"]}


def test_every_column_is_described_in_the_package_and_in_the_codebook(package):
    codebook = (DATA / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z0-9_]+)`", codebook))
    for resource in package["resources"]:
        for field in resource.get("schema", {}).get("fields", []):
            assert field["description"], (resource["name"], field["name"])
            mapping = re.match(r"acled_|plover_|ucdp_|case2021_|evidence", field["name"])
            assert mapping or field["name"] in named, (resource["name"], field["name"])


def test_lists_point_to_columns_that_exist(package):
    columns = {
        f"{Path(resource['path']).stem}.{field['name']}"
        for resource in package["resources"]
        for field in resource.get("schema", {}).get("fields", [])
    }
    fields = [field for r in package["resources"] for field in r.get("schema", {}).get("fields", [])]
    targets = {field["libyaconflict:list_of"] for field in fields if "libyaconflict:list_of" in field}
    assert targets == {"sources.id", "actors.name", "places.name", "places.place_id"}
    assert targets <= columns


def test_the_tables_name_places_by_their_standard_names(events):
    names = set(read("places")["name"])
    key = read("keys/endline_2020-10-23")
    baseline = read("baseline")
    used = pd.concat([events["place"], baseline["place"], parts(baseline["inferred_from"]), key["place"]])
    assert sorted(set(used) - names) == []


def test_every_source_of_every_table_is_listed(events):
    listed = set(read("sources")["id"])
    others = [read(name)["sources"] for name in ("baseline", "phases", "changes", "keys/endline_2020-10-23")]
    used = parts(pd.concat([events["sources"], *others]))
    assert sorted(set(used) - listed) == []


def test_everybody_named_by_an_event_is_an_actor(events):
    named = set(pd.concat([parts(events[column]) for column in WHO]))
    assert sorted(named - set(read("actors")["name"])) == []


def test_an_actor_has_a_side_on_the_day_of_each_event_in_which_it_acts(events):
    actors = read("actors")
    spans = {name: list(zip(rows["from"], rows["to"], strict=True)) for name, rows in actors.groupby("name")}
    for column in ("actor", "target"):
        for key, name in parts(events[column]).items():
            day = str(parse_edtf(events.at[key, "date"]).latest)
            assert any((not a or a <= day) and (not b or day <= b) for a, b in spans[name]), (key, name)


def test_an_inferred_row_is_nobodys_claim(events):
    inferred = events[events["basis"] == "inferred"]
    assert (inferred[["claimed_by", "confirmed_by", "disputed_by"]] == "").all(axis=None)


def test_a_row_that_says_it_is_an_inference_is_marked_so(events):
    said = events[events["summary"].str.contains("coder's inference", case=False)]
    assert set(said["basis"]) == {"inferred"}


def test_an_inferred_baseline_row_names_its_ground():
    baseline = read("baseline")
    assert ((baseline["basis"] == "inferred") == (baseline["inferred_from"] != "")).all()
    assert set(parts(baseline["inferred_from"])) <= set(baseline["place"])


def test_the_baseline_describes_the_eve_of_the_offensive():
    assert set(read("baseline")["date"]) == {"2019-04-03"}


def test_control_is_filled_before_and_after_or_not_at_all(events):
    assert ((events["control_before"] == "") == (events["control_after"] == "")).all()
    assert set(events["control_before"]) | set(events["control_after"]) <= HOLDERS | {""}


def test_every_date_is_edtf_and_ends_where_the_record_does(events):
    spans = events["date"].map(parse_edtf)
    assert all(str(span.earliest) <= str(span.latest) for span in spans)
    assert max(str(span.earliest) for span in spans) <= "2020-10-31"


def test_events_stand_in_order_of_date(events):
    first = events["date"].map(lambda text: parse_edtf(text).earliest).tolist()
    assert first == sorted(first)


def test_no_summary_is_longer_than_220_characters(events):
    assert events.loc[events["summary"].str.len() > 220, "id"].tolist() == []


def test_the_lowest_number_of_dead_is_not_above_the_highest(events):
    low, high = pd.to_numeric(events["fatalities_min"]), pd.to_numeric(events["fatalities_max"])
    assert not (low > high).any()
    counted = (events["fatalities_min"] != "") | (events["fatalities_max"] != "")
    assert (counted == (events["fatalities_scope"] != "")).all()


def test_phases_follow_each_other_without_gap_or_overlap():
    phases = read("phases")
    start, end = pd.to_datetime(phases["start"]), pd.to_datetime(phases["end"])
    assert (start.iloc[0], end.iloc[-1]) == (pd.Timestamp("2019-01-01"), pd.Timestamp("2020-10-23"))
    assert ((start.iloc[1:].to_numpy() - end.iloc[:-1].to_numpy()) == pd.Timedelta(days=1)).all()


def test_each_phase_after_the_first_opens_on_a_day_with_an_event(events):
    days = {str(parse_edtf(text).earliest) for text in events["date"]}
    assert sorted(set(read("phases")["start"].iloc[1:]) - days) == []


def test_changes_name_rows_that_exist(events):
    changes = read("changes")
    rows = changes[(changes["table"] == "events") & (changes["new"] != "removed")]
    assert sorted(set(rows["id"]) - set(events["id"])) == []
    assert (changes["reason"] != "").all()


def test_files_end_lines_with_a_line_feed_only():
    assert [path.name for path in DATA.rglob("*.csv") if b"\r" in path.read_bytes()] == []
