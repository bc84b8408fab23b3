"""A study kept current: what is new is coded, let in by rule or left waiting, and told in words."""

import csv
import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pandas as pd
import pytest
import yaml

from libyaconflict import cli
from libyaconflict.case import load_case
from libyaconflict.check import check_case
from libyaconflict.errors import CaseError, LibyaConflictError, ParameterError
from libyaconflict.index import latest_runs
from libyaconflict.locations import bundled
from libyaconflict.lookup import rebuilt, who_held
from libyaconflict.runs import only_run
from libyaconflict.update import FOLDER, OWN, update

DOSSIER = """\
import libyaconflict as lc
case, periods = lc.rebuilt(study)
here = case.gazetteer.resolve(place)
print(periods.loc[periods["place_id"] == here, ["holder", "start", "certainty"]].to_string())
"""
PARAMETERS = 'title: str = ""\nplace: "place" = "Waddan"  # which\nstudy: str = ".."\n'
CAPTURE = "WADDAN, 2 August - GNA forces captured Waddan on Saturday, residents confirmed."
CLAIM = "TRIPOLI, 4 August - GNA forces captured Hun on Monday, a GNA spokesman claimed."


@pytest.fixture
def study(tmp_path):
    """Give a study without dispatches and reports."""
    folder = tmp_path / "study"
    shutil.copytree(bundled("data"), folder / "data", ignore=shutil.ignore_patterns("dispatches"))
    for part in ("notebooks", "reports", "data/dispatches"):
        (folder / part).mkdir()
    return folder


@pytest.fixture
def reporting(study):
    """Give it a dossier each of Waddan and Bani Walid."""
    cells = [
        nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(DOSSIER),
    ]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"libyaconflict": {"reads": "place"}})
    nbformat.write(notebook, study / "notebooks" / "dossier.ipynb")
    recipe = {"notebook": "dossier", "title": "dossier", "grid": {"place": ["Waddan", "Bani Walid"]}}
    (study / "reports" / "dossier.yaml").write_text(yaml.safe_dump(recipe))
    return study


def dispatch(study, name, text, *, publisher="Desert Wire", published="2020-08-02"):
    lines = [
        "---",
        f'title: "{name}"',
        f'publisher: "{publisher}"',
        f"published: {published}",
        "language: en",
        "---",
        "",
    ]
    path = study / "data" / "dispatches" / f"{name}.md"
    path.write_text("\n".join([*lines, text, ""]), encoding="utf-8")
    return path


def let_in(study, text="accept: [confirmed]\npublishers: [Desert Wire]\n"):
    (study / "data" / "study.yaml").write_text(text)


def rows(study, name):
    path = study / "data" / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def made(done):
    return sorted(result.name for result in done.results if not result.skipped)


def bytes_of(study):
    return {name: (study / "data" / f"{name}.csv").read_bytes() for name in ("events", "sources", "baseline")}


def change(study, place, column, old, new):
    path = study / "data" / "events.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    wanted = (table["place"] == place) & (table[column] == old)
    assert wanted.any()
    table.loc[wanted, column] = new
    table.to_csv(path, index=False)


# -- by default, nothing enters ---------------------------------------------------------------------------------------


def test_what_the_record_lacks_waits_for_a_reader_and_leaves_the_record_as_it_was(study):
    curated = bytes_of(study)
    update(study)
    dispatch(study, "waddan", CAPTURE)
    done = update(study)
    assert done.new == ["waddan.md"]
    assert done.pending == [
        "not yet in the record: Waddan captured by the GNA on 1 August 2020, confirmed by residents (waddan); "
        "the record has Waddan held by the LNA on 1 August 2020 (likely)"
    ]
    assert (done.changes, done.entered, done.waiting) == ([], 0, 1)
    (row,) = rows(study, "pending")
    assert (row["place"], row["status"], row["earliest"], row["publishers"]) == (
        "Waddan", "confirmed", "2020-08-01", "Desert Wire",
    )  # fmt: skip
    assert row["sentence"] == CAPTURE
    assert row["kept_out"] == "the study lets no coded rows in"
    assert bytes_of(study) == curated
    assert not (study / "data" / "coded_events.csv").exists()


def test_what_waits_is_told_once_and_kept_in_the_table(study):
    dispatch(study, "waddan", CAPTURE)
    assert len(update(study).pending) == 1
    dispatch(study, "hun", CLAIM, published="2020-08-04")
    done = update(study)
    assert [line.partition(" (")[0] for line in done.pending] == [
        "not yet in the record: Hun captured by the GNA on 3 August 2020, claimed by the GNA"
    ]
    assert done.new == ["hun.md"]
    assert [row["place"] for row in rows(study, "pending")] == ["Hun", "Waddan"]


def test_what_the_record_has_does_not_wait(study):
    dispatch(study, "tarhouna", "TARHOUNA, 6 June - GNA forces captured Tarhouna on Friday.", published="2020-06-06")
    done = update(study)
    assert (done.new, done.waiting, done.pending) == (["tarhouna.md"], 0, [])


def test_a_happening_told_otherwise_than_in_the_record_is_told_as_that(study):
    let_in(study)
    text = "TARHOUNA, 6 June - The LNA captured Tarhouna on Friday, residents confirmed."
    dispatch(study, "tarhouna", text, published="2020-06-06")
    done = update(study)
    (line,) = done.pending
    assert line.startswith("told otherwise than in the record: Tarhouna captured by the LNA on 5 June 2020")
    assert "the record has Tarhouna captured by the GNA on 5 June 2020" in line
    assert done.entered == 0


# -- by rule, confirmed reports of trusted publishers enter, marked ---------------------------------------------------


def test_a_confirmed_capture_enters_marked_changes_who_held_the_place_and_is_told(reporting):
    study = reporting
    curated = bytes_of(study)
    let_in(study)
    update(study)
    dispatch(study, "waddan", CAPTURE)
    done = update(study)
    assert "Waddan: LNA to GNA on 1 August 2020, confirmed by residents" in done.changes
    assert (done.entered, done.waiting, done.pending) == (1, 0, [])
    assert made(done) == ["dossier-waddan"]  # the other place's report was not touched
    (event,) = rows(study, "coded_events")
    assert event["basis"] == "coded"
    assert event["id"] == "coded-2020-08-01-waddan-capture-gna"
    assert event["summary"].startswith("Coded, not curated: Waddan captured by the GNA")
    assert (event["control_before"], event["control_after"], event["confidence"]) == ("LNA", "GNA", "medium")
    (source,) = rows(study, "coded_sources")
    assert event["sources"] == source["id"]
    assert (source["publisher"], source["published"]) == ("Desert Wire", "2020-08-02")
    assert source["title"] == "waddan (coded, not curated)"
    assert check_case(study) == []
    assert bytes_of(study) == curated
    case, periods = rebuilt(study)
    answer = who_held("Waddan", "2020-08-10", study=study)
    assert (answer.holder, answer.certainty) == ("GNA", "likely")
    (period,) = periods[(periods["place"] == "Waddan") & (periods["holder"] == "GNA")].to_dict("records")
    assert period["basis"] == "capture (coded)"
    assert period["begun_by"] == event["id"]


def test_the_same_change_of_hands_told_from_both_sides_is_one_happening(study):
    let_in(study)
    dispatch(study, "waddan", f"{CAPTURE} The LNA withdrew from Waddan on Saturday, an LNA spokesman said.")
    done = update(study)
    assert done.entered == 2
    case, periods = rebuilt(study)
    held = periods.loc[periods["place"] == "Waddan", ["holder", "confirmed_by"]].to_numpy().tolist()
    assert held[-1] == ["GNA", "residents;LNA"]


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("accept: [asserted]\npublishers: [Desert Wire]\n", "it is confirmed, which the study does not let in"),
        ("accept: [confirmed]\npublishers: [Another Wire]\n", "no publisher that the study trusts reports it"),
    ],
)
def test_a_rule_says_whose_reports_enter_and_how_sure_they_must_be(study, rule, reason):
    let_in(study, rule)
    dispatch(study, "waddan", CAPTURE)
    assert update(study).entered == 0
    assert [row["kept_out"] for row in rows(study, "pending")] == [reason]


@pytest.mark.parametrize(
    ("text", "published", "reason"),
    [
        ("GNA forces captured Waddan, residents confirmed.", "2020-08-02", "its date is only that of publication"),
        (CAPTURE.replace("on Saturday", "in July"), "2020-08-02", "its date is not known to a week"),
        (CAPTURE.replace("Waddan", "Bani Walid"), "2019-08-02",
         "the next happening of the record there begins otherwise"),
    ],
)  # fmt: skip
def test_a_coded_row_needs_a_day_and_a_record_that_does_not_go_on_otherwise(study, text, published, reason):
    let_in(study)
    dispatch(study, "wire", text, published=published)
    assert update(study).entered == 0
    assert rows(study, "pending")[0]["kept_out"].startswith(reason)


def test_a_claim_never_enters(study):
    with pytest.raises(ParameterError, match="claims never enter"):
        update(study, accept=["claimed"], trust=["Desert Wire"])
    with pytest.raises(ParameterError, match="whose reports are trusted"):
        update(study, accept=["confirmed"])
    assert not (study / FOLDER).exists()


def test_every_fault_of_the_rule_is_told_and_nothing_written(study):
    let_in(study, "accept: [sure, confirmed]\npublisher: AFP\n")
    with pytest.raises(ParameterError) as error:
        update(study)
    assert len(error.value.faults) == 3
    assert not any((study / "data" / name).exists() for name in OWN)


def test_taking_the_rule_back_takes_the_rows_out_and_says_so(study):
    let_in(study)
    dispatch(study, "waddan", CAPTURE)
    update(study)
    before = load_case(study)
    (study / "data" / "study.yaml").unlink()
    done = update(study)
    assert "Waddan: no longer LNA to GNA on 1 August 2020" in done.changes
    assert (done.entered, done.waiting) == (0, 1)
    assert not (study / "data" / "coded_events.csv").exists()
    assert len(before.events) == len(load_case(study).events) + 1


def test_a_row_taken_over_by_hand_takes_the_place_of_the_coded_one(study):
    let_in(study)
    dispatch(study, "waddan", CAPTURE)
    update(study)
    (event,) = rows(study, "coded_events")
    path = study / "data" / "events.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    own = {**event, "basis": "reported", "sources": table["sources"][0].split(";")[0], "summary": "Read and curated."}
    pd.concat([table, pd.DataFrame([own])]).to_csv(path, index=False)
    assert [fault.problem for fault in check_case(study)] == [f"'{event['id']}' stands in events.csv too"]
    with pytest.raises(CaseError):
        load_case(study)
    done = update(study)
    assert done.entered == 0
    assert check_case(study) == []
    assert any("basis: reported (was: coded)" in line for line in done.changes)
    assert who_held("Waddan", "2020-08-10", study=study).holder == "GNA"


def test_a_coded_row_may_stand_in_its_own_table_only(study):
    let_in(study)
    dispatch(study, "waddan", CAPTURE)
    update(study)
    shutil.copy(study / "data" / "coded_events.csv", study / "data" / "events.csv")
    assert any(fault.column == "basis" and "'coded'" in fault.problem for fault in check_case(study))


def test_without_the_coded_tables_a_case_is_read_as_ever(study):
    case = load_case(study)
    before = case.fingerprint
    let_in(study)
    dispatch(study, "waddan", CAPTURE)
    update(study)
    assert load_case(study).fingerprint != before
    curated = load_case(study, coded=False)
    pd.testing.assert_frame_equal(curated.events, case.events)


# -- what changed by hand ---------------------------------------------------------------------------------------------


def test_rows_changed_by_hand_are_told_by_the_same_words(reporting):
    study = reporting
    update(study)
    change(study, "Bani Walid", "date", "2020-06-05", "2020-06-04")
    done = update(study)
    assert made(done) == ["dossier-bani-walid"]
    assert "Bani Walid: local forces to GNA on 4 June 2020 (was: 5 June 2020)" in done.changes


def test_faults_of_the_tables_stop_it_before_anything_is_made(reporting):
    study = reporting
    update(study)
    change(study, "Bani Walid", "date", "2020-06-05", "2020-06-31")
    before = sorted((path, path.stat().st_mtime_ns) for path in (study / "reports" / "out").iterdir())
    with pytest.raises(CaseError, match="June 2020 has 30 days"):
        update(study)
    after = sorted((path, path.stat().st_mtime_ns) for path in (study / "reports" / "out").iterdir())
    assert [path for path in before if path[0].suffix == ".html"] == [
        path for path in after if path[0].suffix == ".html"
    ]
    change(study, "Bani Walid", "date", "2020-06-31", "2020-06-05")
    assert update(study).ok


# -- files that come, go and break ------------------------------------------------------------------------------------


def test_a_file_is_known_by_what_is_in_it(study):
    path = dispatch(study, "waddan", CAPTURE)
    assert update(study).new == ["waddan.md"]
    path.touch()
    assert update(study).new == []
    dispatch(study, "waddan", CAPTURE.replace("Waddan", "Hun"))
    done = update(study)
    assert done.new == ["waddan.md"]
    assert [row["place"] for row in rows(study, "pending")] == ["Hun"]
    path.unlink()
    update(study)
    assert rows(study, "pending") == []


def test_the_log_tells_of_dispatches_read_and_unread(reporting):
    dispatch(reporting, "waddan", CAPTURE)
    (reporting / "data" / "dispatches" / "a-half.zip").write_bytes(b"PK\x03\x04 half")
    done = update(reporting)
    out = done.results[0].html.parent
    log = [json.loads(line) for line in (out / "runs.jsonl").read_text(encoding="utf-8").splitlines()]
    (told,) = [line for line in log if line["event"] == "update"]
    assert (told["new"], told["unread"], told["waiting"]) == (["waddan.md"], done.unread, 1)
    assert [run["made"] for run in latest_runs(out)] == [2]


def test_a_broken_file_is_told_and_tried_again_and_the_others_are_coded(study):
    dispatch(study, "waddan", CAPTURE)
    broken = study / "data" / "dispatches" / "a-half.zip"
    broken.write_bytes(b"PK\x03\x04 half")
    (study / "data" / "dispatches" / "b-undated.txt").write_text("GNA forces captured Hun on Saturday.")
    done = update(study)
    assert [line.partition(":")[0] for line in done.unread] == ["a-half.zip", "b-undated.txt"]
    assert "has no day of publication" in done.unread[1]
    assert (done.ok, done.new, done.waiting) == (False, ["waddan.md"], 1)
    again = update(study)
    assert (again.nothing_new, again.ok, again.unread) == (True, False, done.unread)
    broken.unlink()
    (study / "data" / "dispatches" / "b-undated.txt").rename(study / "data" / "dispatches" / "2020-08-02-b.txt")
    done = update(study)
    assert (done.ok, done.new, done.waiting) == (True, ["2020-08-02-b.txt"], 2)


def test_a_readme_and_hidden_files_are_no_dispatches(study):
    for name in ("README.md", ".draft.md.swp"):
        (study / "data" / "dispatches" / name).write_text("About these texts.")
    done = update(study)
    assert (done.new, done.unread) == ([], [])


def test_a_folder_elsewhere_may_hold_the_dispatches(study, tmp_path):
    inbox = tmp_path / "inbox"
    shutil.move(dispatch(study, "waddan", CAPTURE).parent, inbox)
    assert update(study, dispatches=inbox).new == ["waddan.md"]
    with pytest.raises(LibyaConflictError, match="there is no folder"):
        update(study, dispatches=tmp_path / "none")


# -- runs that nobody watches -----------------------------------------------------------------------------------------


def test_nothing_new_writes_nothing(study):
    dispatch(study, "waddan", CAPTURE)
    update(study)
    stamps = {path: path.stat().st_mtime_ns for path in study.rglob("*") if path.is_file()}
    assert update(study).nothing_new
    assert {path: path.stat().st_mtime_ns for path in study.rglob("*") if path.is_file()} == stamps


def test_nothing_new_is_known_without_pandas_or_jupyter(study):
    update(study)
    code = (
        "import sys; from libyaconflict.cli import main; status = main(['update', '--study', sys.argv[1]]); "
        "heavy = {'pandas', 'numpy', 'matplotlib', 'nbformat', 'yaml', 'jinja2'} & set(sys.modules); "
        "print(status, sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(study)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["nothing new", "0 []"]


def test_a_page_that_went_missing_is_made_again(reporting):
    study = reporting
    update(study)
    (study / "reports" / "out" / "dossier-waddan.html").unlink()
    assert made(update(study)) == ["dossier-waddan"]


def test_a_failed_report_is_told_and_tried_again_next_time(reporting):
    study = reporting
    update(study)
    path = study / "notebooks" / "dossier.ipynb"
    good = path.read_text()
    path.write_text(good.replace("case.gazetteer.resolve(place)", "1 / 0"))
    assert [result.cell for result in update(study).results if not result.ok] == [2, 2]
    assert not update(study).nothing_new
    path.write_text(good)
    done = update(study)
    assert done.ok
    assert not done.nothing_new
    assert update(study).nothing_new


def test_two_runs_do_not_tread_on_each_other(study):
    (study / FOLDER).mkdir()
    with only_run(study / FOLDER), pytest.raises(LibyaConflictError, match="another run"):
        update(study)
    assert not any((study / "data" / name).exists() for name in OWN)


def test_a_run_that_was_killed_is_made_good_by_the_next_which_still_tells_what_changed(reporting):
    study = reporting
    let_in(study)
    update(study)
    dispatch(study, "waddan", CAPTURE)
    slow = study / "notebooks" / "dossier.ipynb"
    quick = slow.read_text()
    slow.write_text(quick.replace("import libyaconflict as lc", "import time, libyaconflict as lc; time.sleep(600)"))
    command = [sys.executable, "-c", "from libyaconflict.cli import entry; entry()", "update", "--study", str(study)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not (study / "data" / "coded_events.csv").exists():  # the rows are in, the reports are not made
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    slow.write_text(quick)
    assert check_case(study) == []
    done = update(study)
    assert "Waddan: LNA to GNA on 1 August 2020, confirmed by residents" in done.changes
    assert made(done) == ["dossier-waddan"]
    assert not list(study.rglob(".*.csv.*"))


def test_what_is_known_from_run_to_run_may_be_deleted(reporting):
    study = reporting
    let_in(study)
    dispatch(study, "waddan", CAPTURE)
    update(study)
    kept = (study / "data" / "coded_events.csv").read_bytes()
    shutil.rmtree(study / FOLDER)
    done = update(study)
    assert (done.new, made(done)) == (["waddan.md"], [])
    assert (study / "data" / "coded_events.csv").read_bytes() == kept


def test_the_bundled_case_is_not_updated(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["update"]) == 1
    assert "libyaconflict new DIR" in capsys.readouterr().err


# -- as a user does it ------------------------------------------------------------------------------------------------


def test_the_command_in_a_fresh_study_from_the_first_run_to_nothing_new(tmp_path):
    program = [sys.executable, "-c", "from libyaconflict.cli import entry; entry()"]

    def run(*arguments, cwd=tmp_path / "study"):
        return subprocess.run([*program, *arguments], cwd=cwd, capture_output=True, text=True)

    assert run("new", "study", cwd=tmp_path).returncode == 0
    study = tmp_path / "study"
    for path in (study / "reports").glob("*.yaml"):
        if path.stem != "tarhouna":
            path.unlink()
    first = run("update")
    assert (first.returncode, first.stderr) == (0, "")
    assert "135 new dispatches, 0 unread; 0 coded rows in the record" in first.stdout
    assert "reports: 1 made, 0 fresh, 0 failed" in first.stdout
    again = run("update")
    assert (again.returncode, again.stdout, again.stderr) == (0, "nothing new\n", "")
    dispatch(study, "waddan", CAPTURE)
    (study / "data" / "dispatches" / "broken.pdf").write_bytes(b"%PDF-1.7 half")
    third = run("update", "--accept", "confirmed", "--trust", "Desert Wire", "--summary", "summary.txt", "--quiet")
    assert (third.returncode, third.stdout) == (1, "")
    assert third.stderr.startswith("could not be read: broken.pdf: ")
    summary = Path(study / "summary.txt").read_text(encoding="utf-8")
    assert "- Waddan: LNA to GNA on 1 August 2020, confirmed by residents" in summary
    assert "UNREAD broken.pdf" in summary
    assert run("check", "data").returncode == 0
    assert run("update", "--accept", "claimed").returncode == 2
    state = json.loads((study / FOLDER / "state.json").read_text(encoding="utf-8"))
    assert [name for name, _ in state["unread"]] == ["broken.pdf"]
