import csv
import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libyaconflict.cli import main
from libyaconflict.coder import Coder, default_coder, explain
from libyaconflict.coder.command import code_paths
from libyaconflict.coder.tables import RULES, read_rows
from libyaconflict.coder.when import find_dates
from libyaconflict.documents import Document, read_documents
from libyaconflict.errors import LibyaConflictError
from libyaconflict.marked import mark_dispatch

DAY = dt.date(2020, 6, 5)  # a Friday
FAMILY = {"recapture": "capture", "entry_unopposed": "capture"}


def code(text, day=DAY):
    return default_coder().code("own", text, day)


def told(text, day=DAY):
    return {(e.place_id, FAMILY.get(e.event_type, e.event_type), e.actor, e.status) for e in code(text, day)}


@pytest.mark.parametrize("row", read_rows(RULES / "english" / "triggers.csv"), ids=lambda row: row["rule"])
def test_each_trigger_codes_its_example(row):
    found = [(e.rule, FAMILY.get(e.event_type, e.event_type)) for e in code(row["example"])]
    assert (row["rule"], FAMILY.get(row["event_type"], row["event_type"])) in found


@pytest.mark.parametrize(
    ("table", "key"), [("triggers.csv", "rule"), ("words.csv", "class"), ("reporters.csv", "word")]
)
def test_no_row_of_a_table_stands_twice(table, key):
    names = [row[key] for row in read_rows(RULES / "english" / table)]
    assert sorted(names) == sorted(set(names))


def test_no_word_stands_twice_in_its_class():
    listed = {row["class"]: row["words"].split() for row in read_rows(RULES / "english" / "words.csv")}
    assert [name for name, said in listed.items() if len(said) != len(set(said))] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GNA fighters have wrested Gharyan from Haftar's men.", {("gharyan", "capture", "GNA", "asserted")}),
        ("Haftar's forces were ousted from Gharyan on Wednesday.", {("gharyan", "capture", "GNA", "asserted")}),
        ("Gharyan is once more in the government's hands.", {("gharyan", "capture", "GNA", "asserted")}),
        ("The LNA has lost its main base, Gharyan, to the GNA.", {("gharyan", "capture", "GNA", "asserted")}),
        ("Sabratha and Surman liberated, says GNA",
         {("sabratha", "capture", "GNA", "claimed"), ("surman", "capture", "GNA", "claimed")}),
        ("The army denied that it had lost Watiya.", {("watiya-airbase", "capture", "GNA", "denied")}),
        ("Neither Tarhouna nor Mizda has been taken, an LNA officer insisted.",
         {("tarhouna", "capture", None, "denied"), ("mizda", "capture", None, "denied")}),
        ("The GNA tried but failed to take Tarhouna.", {("tarhouna", "repelled", "LNA", "asserted")}),
        ("If Gharyan falls, the road is open.", {("gharyan", "capture", None, "hypothetical")}),
        ("The army plans to withdraw from Mizda.", {("mizda", "withdrawal", "LNA", "planned")}),
        ("The GNA would not stop until it had taken Sirte.", {("sirte", "capture", "GNA", "planned")}),
        ("The LNA held Mizda until the GNA took it on Thursday.", {("mizda", "capture", "GNA", "asserted")}),
        ("Gharyan was held by the LNA until June 2019.", set()),
        ("The LNA, which had controlled Gharyan since April, left it.", {("gharyan", "withdrawal", "LNA", "asserted")}),
        ("Friday's capture of Tarhouna was confirmed by the LNA.", {("tarhouna", "capture", None, "asserted")}),
        ("The UN mission condemned the shelling of Mitiga.", {("mitiga-airport", "shelling", None, "asserted")}),
        ("Reporters could not verify the claim that Abu Qurayn had been taken.", {("abu-qurayn", "capture", None, "claimed")}),
        ("The GNA retook the town of Gharyan, overrunning the LNA's main base in its battle for Tripoli.",
         {("gharyan", "capture", "GNA", "asserted")}),
        ("The LNA must withdraw from Sirte.", {("sirte", "withdrawal", "LNA", "planned")}),
        ("LNA troops still control Tarhouna.", {("tarhouna", "other", "LNA", "asserted")}),
        ("The GNA began to retake Asabaa.", {("asabaa", "advance", "GNA", "asserted")}),
        ("What the GNA took was not Mizda but Asabaa.",
         {("mizda", "capture", "GNA", "denied"), ("asabaa", "capture", "GNA", "asserted")}),
        ("The US accused Russia of sending jets to Jufra airbase, which Moscow denied.",
         {("jufra-airbase", "arms_transfer", "Russia", "claimed"), ("jufra-airbase", "arms_transfer", "Russia", "denied")}),
        ("Haftar left Moscow on Tuesday without signing the agreement.", {("moscow", "agreement", "LNA", "denied")}),
        ("Turkey's parliament approved a bill allowing troops to be sent to Libya.",
         {("libya", "foreign_deployment", "Turkey", "planned")}),
        ("Haftar's 14-month offensive to capture Tripoli has failed.", {("tripoli", "advance", "LNA", "asserted")}),
    ],
)  # fmt: skip
def test_own_sentences(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Jufra battalion paraded behind a band.",
        "Fighters from Misrata and the Zintan brigade waited by their cars.",
        "Gharyan lies 80 km south of Tripoli.",
        "Tripoli is under siege by corruption.",
        "Gaddafi was toppled in 2011 when rebels captured Tripoli.",
        "The LNA did not enter Sirte.",
        "Turkish-backed GNA officials met the press.",
        "The minister took part in a meeting in Tripoli.",
        "Talks may be held in Geneva.",
        "Libyans want an end to the war.",
        "The LNA-held town of Mizda has two schools.",
    ],
)
def test_what_must_not_be_coded(text):
    assert told(text) == set()


def test_a_later_denial_takes_back_the_claim():
    found = told("The LNA said it had taken Aziziya. The GNA denied this.")
    assert found == {("aziziya", "capture", "LNA", "claimed"), ("aziziya", "capture", "LNA", "denied")}


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The LNA was in Gharyan on Friday, a day after GNA forces had left the town.", {"2020-06-04"}),
        ("Since Monday the GNA has been shelling Tarhouna.", {"2020-06-01/2020-06-05"}),
        ("The LNA took Gharyan in April 2019, before losing it in June.", {"2019-04", "2019-06"}),
        ("28 May - 3 June: GNA pushes east\nGNA forces took Asabaa.\nThe LNA left Mizda on 1 June.", {"2020-05-28/2020-06-03", "2020-06-01"}),
    ],
)  # fmt: skip
def test_a_date_may_lie_outside_the_clause(text, dates):
    assert {e.date for e in code(text) if e.event_type != "other"} == dates


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Forces loyal to Haftar, backed by Russia, took Mizda.", "LNA"),
        ("Turkish-backed forces took Mizda.", "GNA"),
        ("Anti-LNA groups took Mizda.", "GNA"),
        ("The LNA, which has the backing of Egypt and the United Arab Emirates, took Mizda.", "LNA"),
        ("Fighters opposed to the LNA took Mizda.", "GNA"),
        ("The GNA's Volcano of Rage stormed a camp, which belonged to units of the LNA, and took Mizda.", "GNA"),
        ("The LNA left Asabaa, and its opponents took Mizda.", "GNA"),
        ("Militias took Mizda.", None),
    ],
)
def test_who_acts_is_read_from_the_whole_phrase(text, actor):
    assert [e.actor for e in code(text) if e.place_id == "mizda" and e.event_type == "capture"] == [actor]


@pytest.mark.parametrize(
    ("text", "status", "by"),
    [
        ("The LNA's denial that Tarhouna had fallen came late.", "denied", "LNA"),
        ("There was no sign that the GNA had taken Asabaa.", "denied", None),
        ('Haftar vowed to "liberate" Tripoli.', "planned", None),
        ("Were Sirte to fall to the GNA, Egypt would act.", "hypothetical", None),
        ("A GNA commander, Nasser Ammar, told reporters his men had taken Tarhouna.", "claimed", "GNA"),
        ("The GNA's Volcano of Rage operation said its forces had captured Surman.", "claimed", "GNA"),
    ],
)
def test_on_whose_word(text, status, by):
    assert [(e.status, e.by) for e in code(text)] == [(status, by)]


@pytest.mark.parametrize(
    "text", ["The GNA tried to avoid bombing Tripoli.", "Neither side confirmed that Mizda had fallen."]
)
def test_what_is_averted_or_unconfirmed_is_no_event(text):
    assert code(text) == []


def test_pronouns_and_nouns_point_back():
    found = code(
        "Government troops advanced on Gharyan on 26 June. Its swift fall stunned the LNA.", dt.date(2019, 6, 28)
    )
    fell = [(e.place_id, e.event_type, e.actor, e.date) for e in found if e.event_type == "capture"]
    assert fell == [("gharyan", "capture", "GNA", "2019-06-26")]


def test_control_only_where_the_text_supports_it():
    for text in (
        "The LNA denied losing Mizda.",
        "The GNA may take Mizda.",
        "The GNA shelled Mizda.",
        "The GNA advanced on Mizda.",
    ):
        assert all(e.control_after not in ("GNA", "LNA") for e in code(text)), text


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("on Friday", "2020-06-05"), ("on Monday", "2020-06-01"), ("last Friday", "2020-05-29"), ("yesterday", "2020-06-04"),
        ("overnight", "2020-06-04/2020-06-05"), ("on 14 April", "2020-04-14"), ("in April", "2020-04"), ("April last year", "2019-04"),
        ("on the 14th of last month", "2020-05-14"), ("three years ago this month", "2017-06"), ("two days ago", "2020-06-03"),
        ("6-13 August 2019", "2019-08-06/2019-08-13"), ("June 14, 2016", "2016-06-14"), ("a 14-month offensive", None),
        ("in February 2019", "2019-02"), ("on 28 May", "2020-05-28"), ("in late May", "2020-05-21/2020-05-31"), ("this January", "2020-01"), ("Friday, 15 May", "2020-05-15"),
        ("at the start of January", "2020-01-01/2020-01-10"), ("in the first week of May", "2020-05-01/2020-05-07"),
        ("over the past three days", "2020-06-02/2020-06-05"), ("from April 2019 to June 2020", "2019-04/2020-06"),
        ("between Monday and Thursday", "2020-06-01/2020-06-04"), ("on 04/06/2020", "2020-06-04"),
        ("They may march on", None), ("Resolution 1970", None), ("31 February", None),
    ],
)  # fmt: skip
def test_dates(text, edtf):
    assert [when.edtf for when in find_dates(text, DAY)] == ([edtf] if edtf else [])


ANY = st.text(
    st.one_of(st.characters(), st.sampled_from(list(" .,;:\n\"'’“—-()"))), max_size=200
)  # fmt: skip
WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "GNA",
            "LNA",
            "took",
            "denied",
            "Gharyan",
            "Tripoli",
            "said",
            "that",
            "it",
            "was",
            "not",
            "from",
            "of",
            "by",
            "and",
            ",",
            ".",
            ";",
            "“",
            "”",
            "İ",
            "which",
            "while",
            "to",
            "Haftar's",
            "Friday",
            "offensive",
            "had",
            "been",
            "withdrew",
            "on",
            "Surman",
            "held",
            "under",
            "control",
            "but",
            "no",
            "claims",
            "untrue",
            "talks",
            "what",
        ]
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(ANY, WORDS, st.tuples(ANY, WORDS).map("".join)))
def test_any_text_is_coded_without_error_twice_the_same_and_inside_its_bounds(text):
    found = code(text)
    assert found == code(text)
    for event in found:
        assert 0 <= event.sentence_start <= event.start < event.end <= len(text)
        assert text[event.sentence_start :].startswith(event.sentence)
        assert event.end <= event.sentence_start + len(event.sentence)


@pytest.mark.parametrize("mark", ["\r", "\x0b", "\x0c", "\x85", "\u2028", "\xa0"])
def test_a_lone_mark_of_space_before_the_first_name_is_passed_by(mark):
    (event,) = code(f"{mark}Tarhouna fell to the GNA.")
    assert (event.place_id, event.control_after) == ("tarhouna", "GNA")


@pytest.mark.parametrize(
    "piece",
    ["the GNA took Gharyan and ", "denied ", "Gharyan, ", '"', "GNA's ", "( ", "said that it ", "İ", "on 1 May, "],
)
def test_text_without_end_is_coded_inside_its_bounds(piece):
    text = piece * 4000
    assert all(0 <= event.start < event.end <= len(text) for event in code(text))


def test_order_of_documents_does_not_matter():
    texts = ["The GNA took Mizda.", "It fell. The town is quiet.", "The LNA left Asabaa on Monday."]
    assert [code(t) for t in texts] == [code(t) for t in reversed(texts)][::-1]


def test_another_war_needs_only_its_names(tmp_path):
    (tmp_path / "actors.csv").write_text(
        "alias,actor\nrebels,NTC\nthe rebels,NTC\nloyalists,Jamahiriya\n", encoding="utf-8"
    )
    (tmp_path / "sides.csv").write_text(
        "actor,side,role,coded_as\nNTC,NTC,party,NTC\nJamahiriya,Jamahiriya,party,Jamahiriya\n", encoding="utf-8"
    )
    coder = Coder(default_coder_places(), tmp_path)
    found = coder.code("own", "The rebels took Brega from the loyalists on Thursday.", dt.date(2012, 4, 1))
    assert [(e.place_id, e.event_type, e.actor, e.target) for e in found] == [("brega", "capture", "NTC", "Jamahiriya")]


def test_the_war_of_2011_is_coded_from_thirty_lines_of_names():
    folder = Path(__file__).parent.parent / "docs" / "another-war"
    coder = default_coder(str(folder / "names"))
    found = {
        (e.place_id, e.event_type, e.actor, e.status, e.by, e.control_after)
        for d in read_documents([str(folder / "dispatches")])
        for e in coder.code(d.id, d.text, d.published)
    }
    assert found >= {
        ("ajdabiya", "recapture", "NTC", "asserted", None, "NTC"),
        ("brega", "capture", "Jamahiriya", "claimed", "Jamahiriya", "Jamahiriya"),
        ("brega", "capture", "Jamahiriya", "denied", "NTC", None),
        ("misrata", "airstrike", "NATO", "claimed", "NATO", None),
        ("tripoli", "advance", "NTC", "denied", "Jamahiriya", None),
        ("sirte", "other", "Jamahiriya", "asserted", None, "Jamahiriya"),
        ("bani-walid", "capture", "NTC", "claimed", "NTC", "NTC"),
        ("sirte", "clash", "Jamahiriya/NTC", "asserted", None, "contested"),
    }
    assert not {actor for _, _, actor, *_ in found} & {"GNA", "LNA"}


def test_a_folder_without_sides_is_refused(tmp_path):
    (tmp_path / "actors.csv").write_text("alias,actor\nrebels,NTC\n", encoding="utf-8")
    with pytest.raises(LibyaConflictError, match="sides.csv is not there"):
        default_coder(str(tmp_path))


def default_coder_places():
    from libyaconflict import load_case

    return load_case(check=False).places


def test_the_command_writes_csv_and_jsonl(tmp_path, capsys):
    path = tmp_path / "r1.txt"
    path.write_text("date 2019-06-28\nGNA forces captured Gharyan on Wednesday.\n", encoding="utf-8")
    assert main(["code", str(path), "--format", "jsonl"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["doc"], row["place"], row["place_id"], row["date"]) == ("r1", "Gharyan", "gharyan", "2019-06-26")
    keys = [
        "doc",
        "place",
        "place_id",
        "event_type",
        "actor",
        "target",
        "control_after",
        "date",
        "status",
        "by",
        "sentence",
        "start",
        "end",
        "rule",
    ]
    assert list(row)[: len(keys)] == keys
    for _ in range(2):  # the second run finds the output of the first among the reports, and leaves it alone
        assert main(["code", str(tmp_path), "--out", str(tmp_path / "out.csv")]) == 0
    with open(tmp_path / "out.csv", encoding="utf-8") as file:
        assert [line["event_type"] for line in csv.DictReader(file)] == ["capture"]


def test_a_report_without_a_date_is_refused_and_named(tmp_path, capsys):
    path = tmp_path / "undated.txt"
    path.write_text("GNA forces captured Gharyan.", encoding="utf-8")
    assert main(["code", str(path)]) == 1
    assert f"has no day of publication: put one in the document, or give published: {path}" in capsys.readouterr().err
    assert main(["code", str(path), "--published", "2019-06-28"]) == 0
    assert main(["code", str(path), "--published", "28 June"]) == 1


def test_reports_in_another_language_are_counted_aloud(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(
        "date 2020-06-05\n\nدخلت القوات مدينة ترهونة يوم الجمعة ورفعت العلم", encoding="utf-8"
    )
    (tmp_path / "b.txt").write_text("Date: 5 June 2020\n\nGNA forces captured Tarhouna on Friday.", encoding="utf-8")
    assert main(["code", str(tmp_path), "--format", "jsonl"]) == 0
    out, err = capsys.readouterr()
    (row,) = map(json.loads, out.splitlines())
    assert (row["doc"], row["date"], row["control_after"]) == ("b", "2020-06-05", "GNA")
    assert "not in English: 1 in ar." in err


def test_a_broken_file_is_told_and_passed_by(tmp_path, capsys):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 cut off")
    (tmp_path / "b.txt").write_text("date 2019-06-28\nGNA forces captured Gharyan.", encoding="utf-8")
    status = main(["code", str(tmp_path), str(tmp_path / "none.txt"), "--format", "jsonl"])
    said = capsys.readouterr()
    assert status == 1
    assert [json.loads(line)["place_id"] for line in said.out.splitlines()] == ["gharyan"]
    assert "Read 1 document; skipped 2." in said.err
    assert "a.pdf" in said.err
    assert "none.txt" in said.err


def test_standard_input_is_read(tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", "from libyaconflict.cli import entry; entry()", "code", "-", "--published", "2019-06-28", "--format", "jsonl"],
        input="GNA forces captured Gharyan on Wednesday.", capture_output=True, text=True, check=True,
    )  # fmt: skip
    row = json.loads(told.stdout)
    assert (row["doc"], row["place_id"], row["date"]) == ("stdin", "gharyan", "2019-06-26")


@pytest.mark.parametrize(
    ("out", "says"),
    [("events.xlsx", ".csv, .jsonl, .parquet"), ("", "it is a folder"), ("a.txt/x.csv", "cannot write")],
)
def test_a_bad_place_for_the_events_is_named_and_nothing_is_written(tmp_path, capsys, out, says):
    (tmp_path / "a.txt").write_text("date 2019-06-28\nGNA forces captured Gharyan.", encoding="utf-8")
    form = [] if out.endswith("xlsx") else ["--format", "csv"]
    assert main(["code", str(tmp_path / "a.txt"), "--out", str(tmp_path / out), *form]) == 1
    assert says in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_events_are_written_to_parquet_with_their_types(tmp_path):
    (tmp_path / "a.txt").write_text("date 2019-06-28\nThe LNA left Mizda on Thursday.", encoding="utf-8")
    assert main(["code", str(tmp_path / "a.txt"), "--out", str(tmp_path / "a.parquet")]) == 0
    table = pd.read_parquet(tmp_path / "a.parquet")
    assert (table["place_id"][0], table["date"][0], table["start"].dtype) == ("mizda", "2019-06-27", "int64")


def test_spans_point_into_the_text_that_was_read(tmp_path):
    text = "GNA forces captured Gharyan on Wednesday. The LNA left Mizda on Thursday."
    (tmp_path / "a.md").write_text(f"---\npublished: 2019-06-28\n---\n{text}\n", encoding="utf-8")
    skipped = []
    rows = list(code_paths([str(tmp_path)], skipped=skipped))
    assert skipped == []
    assert [text[row["start"] : row["end"]] for row in rows] == ["captured", "left"]
    for row in rows:
        assert text[row["sentence_start"] :].startswith(row["sentence"])


def _seed():
    named = os.environ.get("LIBYACONFLICT_SEED")
    folder = Path(named) if named else Path(__file__).parents[2] / "shared" / "seed"
    return sorted(folder.glob("*.txt")) if folder.is_dir() else []


@pytest.mark.skipif(not _seed(), reason="the report of 5 June 2020 is not here (LIBYACONFLICT_SEED names its folder)")
def test_the_report_of_5_june_2020():
    found = default_coder().code("seed", _seed()[0].read_text(encoding="utf-8"), DAY)
    by_type = {(e.place_id, FAMILY.get(e.event_type, e.event_type), e.actor, e.status): e for e in found}
    assert by_type["tarhouna", "capture", "GNA", "asserted"].date == "2020-06-05"
    assert by_type["tarhouna", "withdrawal", "LNA", "confirmed"].control_after == "GNA"
    assert ("tarhouna", "withdrawal", "Kaniyat", "claimed") in by_type or (
        "tarhouna",
        "withdrawal",
        "Kaniyat",
        "confirmed",
    ) in by_type
    assert by_type["bani-walid", "capture", "GNA", "confirmed"].event_type == "entry_unopposed"
    assert by_type["tarhouna", "mass_grave", None, "claimed"].by == "GNA"
    assert by_type["jufra", "arms_transfer", "Russia", "claimed"].by == "US"
    assert by_type["jufra", "arms_transfer", "Russia", "denied"].by == "Russia and LNA"
    assert by_type["libya", "talks", "LNA/GNA", "asserted"]
    assert {(e.place_id, e.control_after) for e in found if e.control_after in ("GNA", "LNA")} == {
        ("tarhouna", "GNA"),
        ("bani-walid", "GNA"),
    }


def test_every_value_is_traced_to_the_words_that_tell_it():
    """Each field of each event of our own dispatches has characters in the text, save a date that the text does not name."""
    fields = ("place", "actor", "target", "date", "status", "by")
    texts = {d.sha256: d.text for d in read_documents(["data/dispatches"]) if isinstance(d, Document)}
    rows = list(code_paths(["data/dispatches"], skipped=[]))
    assert len(rows) > 100
    for row in rows:
        text = texts[row["sha256"]]
        assert text[row["sentence_start"] :].startswith(row["sentence"])
        for field in fields:
            if row[field] in (None, "") or field == "date" and row["date_basis"] == "published":
                continue
            start, end = row[f"{field}_start"], row[f"{field}_end"]
            assert 0 <= start < end <= len(text), (row["doc"], field, row[field])


def test_an_explanation_shows_the_words_of_each_field():
    text = "The LNA left Asabaa on Monday. GNA spokesman Gnunu denied that it had fallen."
    withdrawal, denial = (explain(event, text) for event in code(text, dt.date(2020, 5, 21)))
    told = {reason.field: (reason.value, reason.words) for reason in withdrawal.reasons}
    assert told["place"] == ("asabaa", "Asabaa")
    assert told["actor"] == ("LNA", "LNA")
    assert told["date"] == ("2020-05-18", "Monday")
    assert {reason.field: reason.words for reason in denial.reasons}["status"] == "denied"
    assert "denied" in str(denial)
    assert "<q>denied</q>" in denial._repr_html_()


def test_a_marked_dispatch_escapes_its_text_and_refuses_events_of_another(tmp_path):
    path = tmp_path / "r.txt"
    path.write_text("date 2020-05-21\nThe LNA <script>left</script> Asabaa. GNA forces took Mizda.\n", encoding="utf-8")
    document = next(iter(read_documents([str(path)])))
    rows = list(code_paths([str(path)], skipped=[]))
    shown = mark_dispatch(document.text, rows, title="<b>")
    assert rows
    assert "<script>" not in shown.html
    assert "&lt;b&gt;" in shown.html
    assert '<mark class="where">Mizda</mark>' in shown.html
    with pytest.raises(ValueError, match="an event at characters"):
        mark_dispatch("short", rows)


def test_a_place_called_nearby_is_the_near_one_of_two_that_sound_alike():
    near, far = (
        "GNA forces took Riqdalin and then the nearby city of Zliten.",
        "GNA forces took Khoms and then the nearby city of Zliten.",
    )
    assert {e.place_id for e in code(near)} == {"regdalin", "zaltan"}
    assert {e.place_id for e in code(far)} == {"khoms", "zliten"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("GNA forces took the village of Suq al-Ahad.", "?Souq al-Ahad"),
        ("GNA forces took gate 30.", "?Gate 30"),
        ("GNA forces took the 17th gate.", "?Gate 17"),
        ("GNA forces took Sog al-Khmies.", "souq-al-khamis"),
        ("Drones hit the airport at Bani Waleed.", "bani-walid-airport"),
        ("The LNA took the south of Libya.", "fezzan"),
        ("The LNA captured Sabrathah after the battle of Sebratha.", "sabratha"),
        ("The LNA entered Habda al-Mashrou.", "mashrou-al-hadba"),  # letters swapped, and words
    ],
)
def test_places_that_the_gazetteer_spells_otherwise_or_not_at_all(text, place):
    assert {e.place_id for e in code(text)} == {place}


def test_a_name_between_places_is_a_place_and_one_among_people_is_none():
    assert {e.place_id for e in code("Clashes were reported in Ain Zara, Tughar and Sabratha.")} >= {"?Tughar"}
    assert {e.place_id for e in code("Shells fell on Ain Zara, Reuters and AFP said.")} == {"ain-zara"}


def test_whom_an_outlet_calls_the_army_is_told_by_its_words_for_the_other_side():
    text = "The Libyan Army took Mizda. {} fled."
    assert code(text.format("Haftar's militias"))[0].actor == "GNA"
    assert code(text.format("The GNA's men"))[0].actor == "LNA"


def test_a_run_that_reads_nothing_leaves_a_former_result_as_it_was(tmp_path, capsys):
    kept = tmp_path / "kept.csv"
    kept.write_text("what I have\n", encoding="utf-8")
    assert main(["code", str(tmp_path / "mistyped"), "--out", str(kept)]) == 1
    assert "no report was read, so" in capsys.readouterr().err
    assert kept.read_text(encoding="utf-8") == "what I have\n"


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The GNA took Watiya. Rockets hit Mitiga airport, the GNA said, blaming the LNA. The LNA rejected the accusation.", "mitiga-airport"),
        ("The GNA took Watiya. The LNA said it had taken Al-Assa. Fighters denied the claim to have reached Abu Kammash.", None),
        ("The LNA took Mizda, and nobody we met disputed it.", None),
        ("The LNA took Mizda. Whatever the other side denies tonight it will admit next week.", None),
    ],
)  # fmt: skip
def test_a_denial_reaches_back_to_what_it_names_only(text, denied):
    assert {e.place_id for e in code(text) if e.status == "denied"} <= {denied}


@pytest.mark.parametrize(
    "text",
    [
        "The GNA describes the dawn operation in Mizda as a raid in which prisoners were taken.",
        "The GNA took it as a declaration of war.",
        "The eastern army raised its flag over the fort, and the unit that served Tripoli has left.",
        "A gang directed from Tripoli got in at one end and was thrown out by the LNA.",
        "LNA troops took the Tripoli airport bridge.",
    ],
)
def test_no_holder_is_read_from_a_word_beside(text):
    assert not [e for e in code(text) if e.control_after in ("GNA", "LNA")]
