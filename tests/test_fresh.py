"""A report is made again only when what it rests on changed, and then says what changed."""

import json
import shutil

import nbformat
import pandas as pd
import pytest
import yaml
from bs4 import BeautifulSoup

from libyaconflict.differences import compare_extracts
from libyaconflict.errors import LibyaConflictError
from libyaconflict.extracts import Extractor, load_extract
from libyaconflict.locations import bundled
from libyaconflict.lookup import rebuilt, rebuilt_timeline
from libyaconflict.report import render
from libyaconflict.runs import only_run, send_summary, summarise_run

DOSSIER = """\
import libyaconflict as lc
case, periods = lc.rebuilt(study)
here = case.gazetteer.resolve(place)
print(periods.loc[periods["place_id"] == here, ["holder", "start", "certainty"]].to_string())
"""
PARAMETERS = 'title: str = ""\nplace: "place" = "Tarhouna"  # which\nstudy: str = ".."\n'


@pytest.fixture
def study(tmp_path):
    folder = tmp_path / "study"
    shutil.copytree(bundled("data"), folder / "data", ignore=shutil.ignore_patterns("dispatches"))
    for part in ("notebooks", "reports"):
        (folder / part).mkdir()
    for name, reads in (("dossier", "place"), ("whole", "")):
        cells = [
            nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
            nbformat.v4.new_code_cell(DOSSIER),
        ]
        notebook = nbformat.v4.new_notebook(cells=cells, metadata={"libyaconflict": {"reads": reads}} if reads else {})
        nbformat.write(notebook, folder / "notebooks" / f"{name}.ipynb")
        recipe = (
            {"notebook": name, "title": name, "grid": {"place": ["Bani Walid", "Sirte"]}}
            if reads
            else {"notebook": name, "title": name}
        )
        (folder / "reports" / f"{name}.yaml").write_text(yaml.safe_dump(recipe))
    return folder


def change(study, place, column, old, new):
    path = study / "data" / "events.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    rows = (table["place"] == place) & (table[column] == old)
    assert rows.any()
    table.loc[rows, column] = new
    table.to_csv(path, index=False)


def made(results):
    return {result.name: result.why for result in results if not result.skipped}


def test_a_second_run_makes_nothing_and_leaves_every_byte(study):
    first = render(study=study)
    assert all(result.ok for result in first), first
    assert made(first) == dict.fromkeys(("dossier-bani-walid", "dossier-sirte", "whole"), ("it was never made",))
    before = {path.name: path.read_bytes() for path in first[0].html.parent.glob("*.html")}
    second = render(study=study)
    assert made(second) == {}
    assert [result.html for result in second] == [result.html for result in first]
    assert {path.name: path.read_bytes() for path in first[0].html.parent.glob("*.html")} == before


def test_only_reports_of_the_rows_that_changed_are_made_again_and_say_what_changed(study):
    change(study, "Bani Walid", "date", "2020-06-05", "2020-06-04")
    render(study=study)
    change(study, "Bani Walid", "date", "2020-06-04", "2020-06-05")
    results = {result.name: result for result in render(study=study)}
    rows = ("the rows of evidence it reads changed",)
    assert made(results.values()) == {"dossier-bani-walid": rows, "whole": rows}
    (turn,) = [line for line in results["dossier-bani-walid"].changes if line.startswith("Bani Walid: ")]
    assert turn == "Bani Walid: local forces to GNA on 5 June 2020 (was: 4 June 2020)"
    out = study / "reports" / "out"
    page = BeautifulSoup((out / "dossier-bani-walid.changes.html").read_text(encoding="utf-8"), "html.parser")
    assert turn in [item.text for item in page("li")]
    assert not (out / "dossier-sirte.changes.html").exists()


def test_a_new_change_of_hands_is_told_with_its_voices(study):
    old = extract(study, without=("Bani Walid", "entry_unopposed"))
    lines = compare_extracts(old, extract(study)).control
    assert "Bani Walid: local forces to GNA on 5 June 2020, claimed by GNA, confirmed by residents" in lines or any(
        line.startswith("Bani Walid: local forces to GNA on 5 June 2020") for line in lines
    )
    assert not compare_extracts(old, old)


def test_what_is_gone_is_told_as_gone(study):
    full, less = extract(study), extract(study, without=("Mizda", "side_switch"))
    (line,) = [line for line in compare_extracts(full, less).lines() if "2020-05-20-mizda-declares-for-gna" in line]
    assert line.startswith("No longer in the record: Mizda, 20 May 2020: ")
    (line,) = [line for line in compare_extracts(less, full).lines() if "2020-05-20-mizda-declares-for-gna" in line]
    assert line.startswith("Mizda, 20 May 2020: ")


def edited(study, name, **cells):
    """The extract after cells of one report were edited; the file is put back."""
    path = study / "data" / "events.csv"
    text = path.read_text(encoding="utf-8")
    table = pd.read_csv(path, dtype=str, keep_default_na=False).set_index("id")
    for column, value in cells.items():
        table.loc[name, column] = value
    table.to_csv(path)
    found = extract(study)
    path.write_text(text, encoding="utf-8")
    return found


def test_a_confidence_and_a_report_told_as_part_of_another_are_told_when_edited(study):
    old = extract(study)
    name = "2020-05-20-mizda-declares-for-gna"
    (line,) = compare_extracts(old, edited(study, name, confidence="low")).changed
    assert line == f"Mizda, 20 May 2020: confidence: low (was: medium) [{name}]"
    name = "2020-06-05-tarhouna-footage-of-entry"
    assert name not in set(rebuilt_timeline(study)["happening"])
    (line,) = compare_extracts(old, edited(study, name, summary="It was filmed.")).changed
    assert line == f"Tarhouna, 5 June 2020, told as part of another: summary rewritten [{name}]"


def extract(study, without=None):
    path = study / "data" / "events.csv"
    text = path.read_text(encoding="utf-8")
    if without:
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        table[~((table["place"] == without[0]) & (table["event_type"] == without[1]))].to_csv(path, index=False)
    case, periods = rebuilt(study)
    found = Extractor(case, rebuilt_timeline(study), periods).extract()
    path.write_text(text, encoding="utf-8")
    return found


def test_an_extract_is_kept_whole_and_read_back(study, tmp_path):
    found = extract(study)
    found.save(tmp_path)
    again = load_extract(tmp_path, found.sha256)
    assert (again.tables, again.counts) == (found.tables, found.counts)
    assert found.counts["events"] > 700
    (tmp_path / f"{found.sha256}.json.gz").write_bytes(b"cut short")
    assert load_extract(tmp_path, found.sha256) is None


@pytest.mark.parametrize("harm", ["gone", "edited", "parameters", "notebook", "force", "title"])
def test_a_report_that_no_longer_stands_as_it_was_made_is_made_again(study, harm):
    (first,) = render(["dossier-sirte"], study=study)
    options = {}
    if harm == "gone":
        first.html.unlink()
        why = "dossier-sirte.html is gone"
    elif harm == "edited":
        first.html.write_text("mine")
        why = "dossier-sirte.html was changed by someone else"
    elif harm == "parameters":
        options["overrides"] = {"place": "Hun"}
        why = "its parameters changed"
    elif harm == "title":
        path = study / "reports" / "dossier.yaml"
        path.write_text(path.read_text().replace("title: dossier", "title: 'Of {place}'"))
        why = "its parameters changed"
    elif harm == "notebook":
        path = study / "notebooks" / "dossier.ipynb"
        path.write_text(path.read_text().replace("to_string", "to_csv"))
        why = "its notebook changed"
    else:
        options["force"] = True
        why = "it was asked for"
    (again,) = render(["dossier-sirte"], study=study, **options)
    assert why in again.why
    assert again.ok
    assert render(["dossier-sirte"], study=study, **({} if harm == "force" else options))[0].skipped


def test_a_report_that_failed_is_tried_again(study):
    path = study / "notebooks" / "whole.ipynb"
    text = path.read_text()
    assert render(["whole"], study=study)[0].ok
    path.write_text(text.replace("import libyaconflict", "raise ValueError\\nimport libyaconflict"))
    assert not render(["whole"], study=study)[0].ok
    path.write_text(text)
    (result,) = render(["whole"], study=study)
    assert (result.ok, result.why) == (True, ("it failed last time",))


def test_two_runs_do_not_tread_on_each_other(study, tmp_path):
    with (
        only_run(tmp_path),
        pytest.raises(LibyaConflictError, match=r"another run is making reports in .* \(process \d+"),
    ):
        render(["whole"], study=study, out=tmp_path)
    assert render(["whole"], study=study, out=tmp_path)[0].ok


def test_the_log_tells_a_machine_what_happened(study):
    render(study=study)
    render(study=study)
    lines = [json.loads(line) for line in (study / "reports" / "out" / "runs.jsonl").read_text().splitlines()]
    assert [line["event"] for line in lines] == ["start", "made", "made", "made", "end", "start", *["fresh"] * 3, "end"]
    assert {key: lines[4][key] for key in ("made", "fresh", "failed")} == {"made": 3, "fresh": 0, "failed": 0}
    assert len({line["run"] for line in lines}) in (1, 2)


def test_a_summary_names_every_failure_and_every_change(study):
    change(study, "Bani Walid", "date", "2020-06-05", "2020-06-04")
    render(["dossier"], study=study)
    change(study, "Bani Walid", "date", "2020-06-04", "2020-06-05")
    path = study / "notebooks" / "whole.ipynb"
    path.write_text(path.read_text().replace("import libyaconflict", "raise ValueError('no')\\nimport libyaconflict"))
    text = summarise_run(render(study=study), 1.0)
    assert text.startswith("3 reports: 1 made, 1 fresh, 1 failed, in 1.0 s.\nFAILED whole in cell 2: ValueError: no\n")
    assert "- Bani Walid: local forces to GNA on 5 June 2020 (was: 4 June 2020)" in text


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org", "http://127.0.0.1:9/hook"])
def test_a_summary_goes_to_the_web_or_says_why_not(url):
    with pytest.raises(LibyaConflictError, match="webhook"):
        send_summary("x", url)
