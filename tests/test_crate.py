"""The RO-Crate of a folder of reports: read back with ro-crate-py, it says what was made from what."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from made_records import write_records
from rocrate.rocrate import ROCrate
from test_fresh import change, study  # noqa: F401  (a fixture)

from libyaconflict.crate import NAME, write_crate
from libyaconflict.locations import find_study
from libyaconflict.report import render


@pytest.fixture
def out(study):  # noqa: F811
    results = render(study=study)
    assert all(result.ok for result in results), results
    return study / "reports" / "out"


def actions(out):
    return {action["@id"]: action for action in ROCrate(out).get_by_type("CreateAction")}


def ids(values):
    return [value.id for value in values]


def test_it_is_a_process_run_crate_that_ro_crate_py_reads_without_a_warning(out):
    crate = ROCrate(out)
    assert crate.root_dataset["conformsTo"].id == "https://w3id.org/ro/wfrun/process/0.5"
    assert (
        crate.metadata["conformsTo"] == "https://w3id.org/ro/crate/1.1"
    )  # of what the crate does not describe, the id
    assert {action.id for action in crate.get_by_type("CreateAction")} == {
        "#make-dossier-bani-walid", "#make-dossier-sirte", "#make-whole",
    }  # fmt: skip
    assert set(ids(crate.root_dataset["mentions"])) >= set(actions(out))
    graph = json.loads((out / NAME).read_text(encoding="utf-8"))["@graph"]
    known = {entity["@id"] for entity in graph}
    assert len(known) == len(graph)
    for entity in graph:
        for value in entity.values():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict) and not one["@id"].startswith("http"):
                    assert one["@id"] in known, (entity["@id"], one)


def test_an_action_names_its_parameters_notebook_data_program_and_files(out, study):  # noqa: F811
    action = actions(out)["#make-dossier-sirte"]
    values = {one["name"]: one["value"] for one in action["object"] if one.type == "PropertyValue"}
    assert values == {"place": "Sirte"}
    (notebook,) = [one for one in action["object"] if one["name"] == "notebooks/dossier.ipynb"]
    source = (study / "notebooks" / "dossier.ipynb").read_bytes()
    assert notebook["sha256"] == hashlib.sha256(source).hexdigest()
    (data,) = [one for one in action["object"] if one.type == "Dataset"]
    tables = {table["name"]: table["sha256"] for table in data["hasPart"]}
    assert tables["data/events.csv"] == hashlib.sha256((study / "data" / "events.csv").read_bytes()).hexdigest()
    assert action["instrument"]["name"] == "libyaconflict"
    assert action["instrument"]["softwareVersion"] == "0.1.0"
    assert "agent" not in action.properties()
    assert action["startTime"] <= action["endTime"]
    results = {one.id: one["sha256"] for one in action["result"]}
    assert set(results) == {f"dossier-sirte{ending}" for ending in (".html", ".ipynb", ".bib")}
    for name, sha256 in results.items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == sha256


def test_a_report_that_failed_has_its_error_beside_the_last_good_one(out, study):  # noqa: F811
    path = study / "notebooks" / "whole.ipynb"
    path.write_text(path.read_text().replace("import libyaconflict", "raise KeyError('side')\\nimport libyaconflict"))
    assert not render(["whole"], study=study)[0].ok
    found = actions(out)
    failed, good = found["#try-whole"], found["#make-whole"]
    statuses = [action["actionStatus"].rpartition("/")[2] for action in (failed, good)]
    assert statuses == ["FailedActionStatus", "CompletedActionStatus"]
    assert failed["error"] == "cell 2: KeyError: 'side'"
    assert ids(failed["result"]) == ["whole.failed.ipynb", "whole.failed.txt"]
    assert "error" not in good.properties()
    notebooks = [
        next(one for one in each["object"] if "notebooks/" in one["name"])["sha256"] for each in (failed, good)
    ]
    assert notebooks[0] != notebooks[1]


def test_a_report_of_older_data_keeps_the_tables_it_was_made_from(out, study):  # noqa: F811
    before = hashlib.sha256((study / "data" / "events.csv").read_bytes()).hexdigest()
    change(study, "Bani Walid", "date", "2020-06-05", "2020-06-04")
    after = hashlib.sha256((study / "data" / "events.csv").read_bytes()).hexdigest()
    assert {result.name for result in render(study=study) if result.skipped} == {"dossier-sirte"}

    def events(name):
        (data,) = [one for one in actions(out)[name]["object"] if one.type == "Dataset"]
        return next(table["sha256"] for table in data["hasPart"] if table["name"] == "data/events.csv")

    assert (events("#make-dossier-sirte"), events("#make-dossier-bani-walid")) == (before, after)


def test_no_folder_of_this_machine_is_in_it(out, study):  # noqa: F811
    text = (out / NAME).read_text(encoding="utf-8")
    assert str(study.parent) not in text
    assert str(Path.home()) not in text
    assert "/tmp" not in text


def test_it_is_the_same_each_time_and_holds_as_many_actions_as_reports(tmp_path):
    write_records(tmp_path, 500)
    place = find_study()
    first = write_crate(tmp_path, place, data="2" * 64).read_bytes()
    assert write_crate(tmp_path, place, data="2" * 64).read_bytes() == first
    found = actions(tmp_path)
    assert len(found) == 500
    assert sum("error" in action.properties() for action in found.values()) == 3
    shutil.copy(tmp_path / NAME, tmp_path / "other.json")
    assert not (tmp_path / "index.html").exists()
