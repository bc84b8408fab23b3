"""The close reading of a folder of reports: our own dispatches, a user's folder, and what goes wrong."""

import ast
import json
import re
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from libyaconflict import charts, code_documents, dispatches, explain, gather_happenings, mark_dispatch, read_documents
from libyaconflict import present_dispatches as present
from libyaconflict.coder.command import COLUMNS
from libyaconflict.errors import LibyaConflictError, ParameterError
from libyaconflict.locations import bundled
from libyaconflict.report import render

INBOX = {
    "a.txt": """date 2019-06-28
publisher: <b>Valley</b> [News](javascript:alert(1))
title: <script>alert('title')</script> $5 and $6
GNA forces captured Gharyan on Wednesday. <script>alert(1)</script> The LNA denied that Gharyan had fallen.
<img src=x onerror=alert(2)> GNA forces plan to capture Tarhouna.
""",
    "b.txt": """date 2019-06-29
publisher: Second Wire
LNA forces recaptured Gharyan on Thursday, the LNA said. Airstrikes hit the town of Bir Zabad on Friday.
""",
    "arabic.txt": "date 2019-06-30\nقالت قوات حكومة الوفاق إنها سيطرت على غريان يوم الأربعاء الماضي.\n",
    "<img src=x onerror=alert(3)>.txt": "date 2019-07-01\nThe weather was fine and the match was drawn.\n",
    "undated.txt": "GNA forces captured Gharyan.\n",
    "picture.xyz": "x",
    "empty.txt": "",
}


def fill(folder: Path, names=tuple(INBOX)) -> Path:
    folder.mkdir()
    for name in names:
        (folder / name).write_text(INBOX[name], encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Our own dispatches and a user's folder, rendered by one command each."""
    found = {}
    inbox = fill(tmp_path_factory.mktemp("user") / "inbox")
    for name, overrides in (("ours", {}), ("inbox", {"reports": str(inbox)})):
        out = tmp_path_factory.mktemp(name)
        (result,) = render(["dispatches"], out=out, overrides=overrides)
        assert result.error == ""
        found[name] = BeautifulSoup(result.html.read_text(encoding="utf-8"), "html.parser")
    return found


def rows(page, *cells):
    texts = [row.get_text(" ", strip=True) for row in page.select("table.reading tr")]
    return [text for text in texts if all(cell in text for cell in cells)]


def source(cell):
    return "".join(cell["source"])


def run(monkeypatch, reports, **parameters):
    """Run the notebook's cells here, without a kernel, and give what each one shows, as text."""
    cells = json.loads((bundled("notebooks") / "04-dispatch.ipynb").read_text(encoding="utf-8"))["cells"]
    monkeypatch.setattr(charts, "show", lambda ax, alt, data=None: shown.append(alt))
    shown: list[str] = []
    space: dict = {}
    for cell in (cell for cell in cells if cell["cell_type"] == "code"):
        tree = ast.parse(source(cell))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), space)
        if "parameters" in cell["metadata"].get("tags", []):
            space |= {"reports": str(reports), "study": ""} | parameters
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), space)
            shown += [str(value)] if value is not None else []
            shown += [value.html] if isinstance(value, present.Shown) else []
    return space, "\n".join(shown)


# --- our own dispatches --------------------------------------------------------------------------


def test_every_dispatch_is_read_and_the_codebook_is_skipped_with_its_reason(pages):
    files = [path for path in (bundled("data") / "dispatches").glob("*.md") if path.name != "README.md"]
    text = pages["ours"].get_text(" ", strip=True)
    assert f"{len(files)} reports read" in text
    assert len(pages["ours"].select("ul.sources li")) == len(files)
    assert rows(pages["ours"], "has no day of publication", "README.md")


def test_both_sides_claim_the_airport_in_april_2019_and_stand_as_rivals(pages):
    page = pages["ours"]
    rivals = page.find("caption", string=re.compile("^Rival accounts")).parent
    texts = [row.get_text(" ", strip=True) for row in rivals("tr") if "Tripoli international airport" in row.text]
    assert any("7 April 2019" in text and "claimed by GNA" in text for text in texts)
    assert any("Held by LNA" in text and "claimed by LNA" in text for text in texts)


def test_what_the_record_contradicts_says_why(pages):
    assert rows(pages["ours"], "Aziziya", "Capture by LNA", "captured by the LNA on 1 March 2020, but as a claim that")


def test_the_dispatches_shown_in_full_tell_rival_accounts_and_number_their_events(pages):
    shown = pages["ours"].select("section.dispatch")
    assert len(shown) == 6
    for dispatch in shown:
        numbers = [link["href"][1:] for link in dispatch.select("sup a")]
        assert numbers
        assert set(numbers) == {event["id"] for event in dispatch("details")}


def test_the_figure_says_in_words_what_is_denied(pages):
    (figure,) = pages["ours"]("img")
    assert re.search(r"tellings, .*\d+ asserted, \d+ claimed and \d+ denied", figure["alt"])


@pytest.mark.parametrize("name", ["ours", "inbox"])
def test_every_link_leads_somewhere_and_no_path_of_the_machine_is_shown(pages, name):
    page = pages[name]
    ids = {tag["id"] for tag in page(id=True)}
    links = [link["href"][1:] for link in page.select("main a[href^='#']")]
    assert links
    assert set(links) <= ids
    assert str(Path.home()) not in page.decode()
    assert "/tmp/" not in page.decode()


def test_tables_folded_away_are_not_numbered(pages):
    page = pages["ours"]
    assert page.select("details table")
    assert not page.select("details .numbered")
    assert [line["id"] for line in page.select("p.numbered[id^=table]")] == [
        f"table-{n + 1}" for n in range(len(page.select("p.numbered[id^=table]")))
    ]


def test_the_figures_of_accuracy_are_those_of_the_readme():
    cells = json.loads((bundled("notebooks") / "04-dispatch.ipynb").read_text(encoding="utf-8"))["cells"]
    (said,) = (source(cell) for cell in cells if "What the coder missed" in source(cell))
    readme = (bundled("notebooks").parent / "README.md").read_text(encoding="utf-8")
    paragraph = readme[readme.index("The text coder is a first pass") : readme.index("## How it is put together")]
    assert (figures := re.findall(r"\d+(?:\.\d+)?", said.replace("F1", "")))
    assert set(figures) <= set(re.findall(r"\d+(?:\.\d+)?", paragraph.replace("F1", "")))


# --- a user's folder -----------------------------------------------------------------------------


def test_a_folder_of_plain_text_is_told_in_plain_numbers(pages):
    text = pages["inbox"].get_text(" ", strip=True)
    assert pages["inbox"].h1.text == "Dispatches read closely: inbox"
    assert "4 reports read , published 28 June to 1 July 2019; 3 files skipped" in text
    assert "Not in English: 1 in Arabic." in text
    assert "Bir Zabad (1)" in text
    assert "libyaconflict code inbox --out events.csv" in text


@pytest.mark.parametrize(
    ("file", "reason"), [("undated.txt", "no day of publication"), ("picture.xyz", ".xyz"), ("empty.txt", "is empty")]
)
def test_what_was_not_read_is_named_with_its_reason(pages, file, reason):
    assert rows(pages["inbox"], file, reason)


def test_hostile_text_stays_text(pages):
    page = pages["inbox"]
    assert not page.find_all(["script", "iframe", "object"])
    assert [image["src"][:15] for image in page("img")] == ["data:image/png;"]
    assert not [name for tag in page(True) for name in tag.attrs if name.startswith("on")]
    assert not [link for link in page("a") if "javascript" in link.get("href", "")]
    text = page.get_text(" ", strip=True)
    for hostile in ("<script>alert(1)</script>", "<img src=x onerror=alert(2)>", "<script>alert('title')</script>"):
        assert hostile in text
    assert "<b>Valley</b> [News](javascript:alert(1))" in text


def test_the_recapture_of_gharyan_is_rival_to_its_capture(pages):
    rivals = [text for text in rows(pages["inbox"], "Gharyan") if "June 2019" in text and "Reports" not in text]
    assert any("denied by LNA" in text and "disputed" in text for text in rivals)
    assert any("Recapture by LNA" in text and "told otherwise within days" in text for text in rivals)


def test_one_report_without_events_is_told_so(tmp_path, monkeypatch):
    folder = fill(tmp_path / "one", [name for name in INBOX if name.startswith("<img")])
    space, text = run(monkeypatch, folder)
    assert space["told"].empty
    assert "No event was coded" in text
    assert "Nothing was coded from this text." in text
    assert "The one report." in text
    assert "An empty chart" in text


def test_places_narrow_what_is_told_but_not_what_was_read(tmp_path, monkeypatch):
    space, text = run(monkeypatch, fill(tmp_path / "inbox"), places=["Gheryan"])
    assert set(space["coded"]["place"]) == {"Gharyan"}
    assert list(space["coded"].index) == list(range(len(space["coded"])))
    assert "4 reports read" in text


def test_a_file_of_another_war_is_read_with_its_names(tmp_path, monkeypatch):
    war = bundled("data").parent / "docs" / "another-war"
    _, text = run(monkeypatch, war / "dispatches", names=str(war / "names"))
    assert "told of other days can find nothing there" in text
    assert "--names names" in text


def test_a_day_for_reports_that_state_none_may_lie_outside_the_case(tmp_path, monkeypatch):
    folder = fill(tmp_path / "late", ["undated.txt"])
    space, _ = run(monkeypatch, folder, published="2022-03-01")
    assert list(space["sources"]["published"]) == ["2022-03-01"]


def test_500_reports_give_a_chart_that_can_be_read(case):
    days = pd.date_range("2019-04-01", periods=500).strftime("%Y-%m-%d")
    tellings = pd.concat(
        [
            pd.DataFrame({"place": f"Place {n:02}", "status": status, "side": "LNA", "day": pd.to_datetime(days)})
            for n in range(60)
            for status in ("asserted", "denied")
        ]
    ).assign(docs=1)
    tellings = tellings.assign(earliest=tellings["day"], latest=tellings["day"])
    start, end = tellings["day"].min(), tellings["day"].max()
    shown = dispatches.foremost_tellings(tellings, start, end)
    assert set(shown["unit"]) == {"month"}
    assert len(shown) <= dispatches.MOST_MARKS
    assert shown["place"].nunique() == 26
    assert (shown.groupby("place")["docs"].sum() == 1000).all()
    height = charts.plot_claims(shown, start=start, end=end).figure.get_figheight()
    assert height < 20


# --- the tables ----------------------------------------------------------------------------------


@pytest.fixture
def coded(tmp_path):
    return code_documents(read_documents(fill(tmp_path / "inbox")))


def test_coded_documents_are_numbered_and_have_the_columns_of_the_command(coded):
    assert list(coded.columns) == [*COLUMNS, "published"]
    assert list(coded.index) == list(range(5))
    assert list(coded["doc"]) == ["a", "a", "a", "b", "b"]
    assert list(coded["published"].unique()) == ["2019-06-28", "2019-06-29"]
    assert (coded.loc[coded["place"] == "Bir Zabad", "place_id"] == "").all()
    assert not coded.drop(columns=[c for c in coded if c.endswith(("_start", "_end"))]).isna().any(axis=None)


def test_no_document_gives_an_empty_table_that_can_be_gathered():
    coded = code_documents([])
    assert list(coded.columns) == [*COLUMNS, "published"]
    assert gather_happenings(coded).empty


def test_a_row_whose_spans_are_missing_can_be_explained_and_marked(coded):
    row = coded[coded["place"] == "Bir Zabad"].iloc[0]
    assert pd.isna(row["actor_start"])
    assert [reason.field for reason in explain(row).reasons] == ["event_type", "place", "date", "status"]
    text = INBOX["b.txt"].split("\n", 2)[2]
    assert "Bir Zabad: airstrike" in mark_dispatch(text, [dict(row)]).html


def test_reports_that_share_a_name_keep_their_events_apart(tmp_path):
    for folder, name in (("one", "a.txt"), ("two", "b.txt")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.txt").write_text(INBOX[name], encoding="utf-8")
    documents, _ = dispatches.read_reports(tmp_path)
    reports = dispatches.list_reports(documents, code_documents(documents))
    assert sorted(reports["events"]) == [2, 3]


def test_rivals_are_of_one_place_and_near_in_time(case):
    row = dict.fromkeys(("actor", "target", "by", "published"), "") | {
        "doc": "a", "place": "Gharyan", "place_id": "gharyan", "event_type": "capture", "status": "asserted",
        "date_basis": "clause", "date": "2019-06-26", "actor": "GNA", "control_after": "GNA",
    }  # fmt: skip
    lna = row | {"doc": "b", "actor": "LNA", "control_after": "LNA"}
    table = [
        row, lna | {"date": "2019-06-28"}, lna | {"date": "2019-07-09"},
        lna | {"place": "Sirte", "place_id": "sirte"}, row | {"status": "denied", "control_after": "", "date": "2019-06-29"},
    ]  # fmt: skip
    told = dispatches.note_rivals(gather_happenings(pd.DataFrame(table), case=case))
    found = {row.happening: row.rivals for row in told.itertuples()}
    gna, lna = "2019-06-26-gharyan-capture-gna", "2019-06-28-gharyan-capture-lna"
    denial = "2019-06-29-gharyan-capture-gna"
    assert found.pop(lna) == gna
    assert set(found.pop(gna).split(";")) == {lna, denial}
    assert found.pop(denial) == gna
    assert set(found.values()) == {""}


def test_a_text_too_long_to_be_shown_is_not_chosen_and_that_is_said(case):
    reports = pd.DataFrame({
        "doc": ["long", "short"], "title": "", "publisher": "", "vantage": "", "language": "en",
        "published": ["2020-01-01", "2020-01-02"], "length": [dispatches.SHOWN_IN_FULL + 1, 10], "events": [9, 0],
    })  # fmt: skip
    told = dispatches.note_rivals(gather_happenings(code_documents([]), case=case))
    chosen = dispatches.choose_reports(reports, told, 6)
    assert list(chosen["doc"]) == ["short"]
    assert "1 text of more than 30,000 characters is not shown in full" in str(present.tell_choice(reports, chosen))


# --- failures ------------------------------------------------------------------------------------


def test_where_nothing_could_be_read_the_reasons_are_in_one_line(tmp_path):
    folder = fill(tmp_path / "bad", ["undated.txt", "empty.txt"])
    with pytest.raises(
        LibyaConflictError,
        match=r"no report could be read from 'bad': is empty: empty\.txt; has no day .*: undated\.txt",
    ) as failed:
        dispatches.read_reports(folder)
    assert "\n" not in str(failed.value)


def test_an_empty_folder_is_told_as_one(tmp_path):
    with pytest.raises(LibyaConflictError, match="no report could be read from 'none': is an empty folder"):
        dispatches.read_reports(fill(tmp_path / "none", []))


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"reports": "no/such/folder"}, "'no/such/folder' is not there"),
        ({"published": "2020-06-31"}, "June 2020 has 30 days"),
        ({"published": "yesterday"}, "is not a day. Write it like 2020-06-05"),
        ({"places": "Atlantis"}, "unknown place 'Atlantis'"),
        ({"most": "many"}, "'many' is not a whole number"),
    ],
)
def test_wrong_parameters_are_refused_before_anything_runs(tmp_path, overrides, message):
    with pytest.raises(ParameterError, match=re.escape(message)):
        render(["dispatches"], out=tmp_path, overrides=overrides)
    assert not list(tmp_path.iterdir())


def test_fewer_than_no_dispatches_cannot_be_shown(tmp_path, monkeypatch):
    with pytest.raises(LibyaConflictError, match="most is -1"):
        run(monkeypatch, fill(tmp_path / "inbox"), most=-1)
