"""What a malformed case looks like, and what the check says of it.

Each example changes one thing in a copy of the bundled case.
"""

import csv
import hashlib
import io
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libyaconflict.check import Fault, check_case
from libyaconflict.locations import bundled

GHARYAN = "2019-06-26-gharyan-gna-recaptures"
GRAVES = "2020-06-11-tarhouna-eight-mass-graves"  # no control at issue, no number of dead
INFERRED = "2019-04-05-khadra-with-tarhouna"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the bundled tables, in a study's data folder."""
    return Path(shutil.copytree(bundled("data"), tmp_path / "study" / "data"))


def read(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def row_of(path: Path, key: str) -> int:
    """Row number, as a spreadsheet counts, of the row whose first cell is `key`."""
    return next(number for number, cells in enumerate(read(path), start=1) if cells and cells[0] == key)


def change(path: Path, key: str, **cells: str) -> int:
    rows = read(path)
    row = row_of(path, key)
    for column, value in cells.items():
        rows[row - 1][rows[0].index(column)] = value
    write(path, rows)
    return row


def test_the_bundled_case_has_no_fault():
    assert [str(fault) for fault in check_case(bundled("data"))] == []


def test_a_study_and_its_data_folder_are_checked_alike(data):
    change(data / "events.csv", GHARYAN, place="Tarhounna")
    assert check_case(data) == check_case(data.parent)
    assert len(check_case(data)) == 1


CELLS = [
    # table, row, column, written, value in the fault, problem, remedy
    (
        "events",
        GHARYAN,
        "id",
        "Gharyan 26/6",
        "Gharyan 26/6",
        "'Gharyan 26/6' is not a slug",
        "'gharyan-26-6'",
    ),
    ("events", GHARYAN, "id", "", "", "the cell is empty", "Write slug of date, place"),
    (
        "events",
        GHARYAN,
        "place",
        "Tarhounna",
        "Tarhounna",
        "unknown place 'Tarhounna'",
        "Did you mean 'Tarhouna'",
    ),
    (
        "events",
        GHARYAN,
        "place",
        "Xqzw",
        "Xqzw",
        "unknown place 'Xqzw'",
        "Known places are the rows of places.csv.",
    ),
    ("events", GRAVES, "place", "", "", "the cell is empty", "Write standard name of the place"),
    ("events", GHARYAN, "place", " Gharyan", " Gharyan", "spaces around ' Gharyan'", "Write 'Gharyan'."),
    (
        "events",
        GHARYAN,
        "place",
        "Gharyan\u200b",
        "Gharyan\u200b",
        r"unknown place 'Gharyan\u200b'",
        "'Gharyan'",
    ),
    ("events", GHARYAN, "event_type", "captured", "captured", "unknown event_type 'captured'", "'capture'"),
    (
        "events",
        GHARYAN,
        "event_type",
        "Recapture",
        "Recapture",
        "unknown event_type 'Recapture'",
        "'recapture'",
    ),
    ("events", GHARYAN, "control_after", "gna", "gna", "unknown control_after 'gna'", "Did you mean 'GNA'?"),
    (
        "events",
        GHARYAN,
        "control_before",
        "lna",
        "lna",
        "unknown control_before 'lna'",
        "Did you mean 'LNA'?",
    ),
    (
        "events",
        GHARYAN,
        "control_after",
        "Haftar",
        "Haftar",
        "unknown control_after 'Haftar'",
        "It is one of GNA, LNA",
    ),
    (
        "events",
        GHARYAN,
        "control_after",
        "",
        "",
        "control_before is filled and control_after is not",
        "unknown",
    ),
    ("events", GHARYAN, "confidence", "hihg", "hihg", "unknown confidence 'hihg'", "Did you mean 'high'?"),
    (
        "events",
        GHARYAN,
        "confidence",
        "",
        "",
        "the cell is empty",
        "Write high: two independent sources",
    ),
    ("events", GHARYAN, "basis", "inferrd", "inferrd", "unknown basis 'inferrd'", "Did you mean 'inferred'?"),
    ("events", GHARYAN, "date", "26/06/2019", "26/06/2019", "date '26/06/2019' is not EDTF", "'2019-06-26'?"),
    ("events", GHARYAN, "date", "6/5/2019", "6/5/2019", "is not EDTF", "'2019-05-06' or '2019-06-05'?"),
    ("events", GHARYAN, "date", "2019-6-26", "2019-6-26", "is not EDTF", "Did you mean '2019-06-26'?"),
    ("events", GHARYAN, "date", "June 2019", "June 2019", "is not EDTF", "Write it like 2019-06-26"),
    (
        "events",
        GHARYAN,
        "date",
        "2019-02-30",
        "2019-02-30",
        "date '2019-02-30': February 2019 has 28 days",
        "",
    ),
    ("events", GHARYAN, "date", "2019-13", "2019-13", "date '2019-13': there is no month 13", "01 to 12"),
    (
        "events",
        GHARYAN,
        "date",
        "2019-06-27/2019-06-26",
        "2019-06-27/2019-06-26",
        "ends before it starts",
        "first",
    ),
    (
        "events",
        GHARYAN,
        "fatalities_min",
        "about 30",
        "about 30",
        "'about 30' is not a whole number",
        "digits only",
    ),
    ("events", GHARYAN, "fatalities_min", "-3", "-3", "-3 is below 0", "lowest reported number"),
    ("events", GHARYAN, "fatalities_min", "3.5", "3.5", "'3.5' is not a whole number", "digits only"),
    (
        "events",
        GHARYAN,
        "fatalities_max",
        "2",
        "30",
        "fatalities_min 30 is above fatalities_max 2",
        "Swap them",
    ),
    ("events", GRAVES, "fatalities_min", "8", "", "a number of dead without its scope", "Write event"),
    (
        "events",
        GRAVES,
        "fatalities_scope",
        "event",
        "event",
        "a scope without a number of dead",
        "Empty the cell.",
    ),
    (
        "events",
        GHARYAN,
        "summary",
        "x" * 221,
        "x" * 221,
        "the summary has 221 characters",
        "Cut it to 220 at most.",
    ),
    ("events", GHARYAN, "actor", "GNAA", "GNAA", "unknown actor 'GNAA'", "Did you mean 'GNA'"),
    (
        "events",
        GHARYAN,
        "claimed_by",
        "GNA;Reuter",
        "Reuter",
        "unknown actor 'Reuter'",
        "Did you mean 'Reuters'",
    ),
    ("events", GHARYAN, "claimed_by", "GNA; LNA", " LNA", "spaces around ' LNA'", "Write 'LNA'."),
    ("events", GHARYAN, "claimed_by", "GNA;;LNA", "GNA;;LNA", "an empty part in 'GNA;;LNA'", "Write one ';'"),
    ("events", GHARYAN, "claimed_by", "GNA;GNA", "GNA", "'GNA' is named twice", "only once"),
    (
        "events",
        GHARYAN,
        "claimed_by",
        "GNA, LNA",
        "GNA, LNA",
        "'GNA, LNA' is separated by commas",
        "Write ';'",
    ),
    ("events", INFERRED, "claimed_by", "LNA", "LNA", "an inferred row names 'LNA'", "nobody's words"),
    (
        "events",
        GHARYAN,
        "sources",
        "s19-lsi-063",
        "s19-lsi-063",
        "unknown source 's19-lsi-063'",
        "'s19-lsi-0630'",
    ),
    ("events", GHARYAN, "sources", "", "", "the cell is empty", "Write ids of the sources"),
    (
        "sources",
        "s19-lsm-0409",
        "published",
        "9 April",
        "9 April",
        "date '9 April' is not EDTF",
        "Write it like",
    ),
    (
        "sources",
        "s19-lsm-0409",
        "url",
        "www.x.org",
        "www.x.org",
        "'www.x.org' is not a valid url",
        "https://",
    ),
    (
        "sources",
        "s19-lsm-0409",
        "language",
        "English",
        "English",
        "'English' is not a valid language",
        "like en",
    ),
    (
        "baseline",
        "Tarhouna",
        "controller",
        "locl",
        "locl",
        "unknown controller 'locl'",
        "Did you mean 'local'?",
    ),
    ("baseline", "Tarhouna", "place", "Tarhounna", "Tarhounna", "unknown place 'Tarhounna'", "'Tarhouna'"),
    (
        "baseline",
        "Tarhouna",
        "date",
        "2019-04-04",
        "2019-04-04",
        "'2019-04-04' differs from 2019-04-03",
        "one day",
    ),
    (
        "baseline",
        "Tarhouna",
        "since",
        "2020",
        "2020",
        "held since '2020', which is after 2019-04-03",
        "Correct",
    ),
    ("baseline", "Khadra", "inferred_from", "", "", "an inferred row without its ground", "Name the place"),
    (
        "baseline",
        "Tarhouna",
        "inferred_from",
        "Gharyan",
        "Gharyan",
        "yet basis is 'reported'",
        "Write inferred",
    ),
    ("places", "gharyan", "lat", "132.1", "132.1", "132.1 is above 90", "latitude"),
    ("places", "gharyan", "lat", "32,17", "32,17", "'32,17' is not a number", "digits only"),
    ("places", "gharyan", "lon", "", "", "half a position", "Fill both lat and lon, or neither."),
    ("places", "gharyan", "part_of", "jabal-gharb", "jabal-gharb", "unknown place_id 'jabal-gharb'", ""),
    (
        "places",
        "gharyan",
        "part_of",
        "gharyan",
        "gharyan",
        "runs in a circle: gharyan > gharyan",
        "larger place",
    ),
    (
        "places",
        "gharyan",
        "also_in",
        "northwest-liby",
        "northwest-liby",
        "unknown place_id",
        "'northwest-libya'",
    ),
    ("places", "gharyan", "kind", "twon", "twon", "unknown kind 'twon'", "Did you mean 'town'?"),
    (
        "places",
        "gharyan",
        "aliases",
        "Tarhouna",
        "Tarhouna",
        "is a spelling of 'tarhouna' (row",
        "ambiguous_aliases",
    ),
    ("actors", "GNA", "side", "gna", "gna", "unknown side 'gna'", "Did you mean 'GNA'?"),
    ("actors", "GNA", "from", "2019-04-31", "2019-04-31", "April 2019 has 30 days", "calendar"),
    ("actors", "GNA", "from", "2019-04", "2019-04", "'2019-04' is not a day", "Write it like 2020-06-05."),
    (
        "phases",
        "opening",
        "end",
        "2019-04-03",
        "2019-04-03",
        "ends on 2019-04-03, before it starts",
        "earlier day",
    ),
    ("phases", "truce", "sources", "nobody", "nobody", "unknown source 'nobody'", "rows of sources.csv"),
    (
        "event_types",
        "capture",
        "control_effect",
        "set to actr",
        "set to actr",
        "unknown control_effect",
        "'set to actor'",
    ),
    ("keys/endline_2020-10-23", "Sirte", "controller", "LAN", "LAN", "unknown controller 'LAN'", "'LNA'"),
]


@pytest.mark.parametrize(("table", "key", "column", "written", "value", "problem", "remedy"), CELLS)
def test_a_bad_cell_is_found_where_it_stands(data, table, key, column, written, value, problem, remedy):
    row = change(data / f"{table}.csv", key, **{column: written})
    fault, *others = [fault for fault in check_case(data) if fault.value == value and problem in fault.problem]
    assert others == []
    assert (fault.file, fault.row) == (f"data/{table}.csv", row)
    assert fault.column == column or (column, fault.column) in LANDS_BESIDE
    assert remedy in fault.remedy
    assert str(fault).startswith(f"data/{table}.csv row {row}, column {fault.column}: ")
    assert "\n" not in str(fault)


# A clash of two cells is reported at the one that is wrong if only one of them can be.
LANDS_BESIDE = {("fatalities_max", "fatalities_min"), ("fatalities_min", "fatalities_scope")}


def test_the_message_says_file_row_column_value_and_what_was_meant(data):
    row = change(data / "events.csv", GHARYAN, place="Tarhounna")
    [fault] = check_case(data)
    assert str(fault).startswith(f"data/events.csv row {row}, column place: unknown place 'Tarhounna'. Did you mean ")
    assert fault == Fault("data/events.csv", row, "place", "Tarhounna", "unknown place 'Tarhounna'", fault.remedy)


def test_a_spelling_that_two_places_share_is_ambiguous(data):
    for key in ("gharyan", "tarhouna"):
        change(data / "places.csv", key, ambiguous_aliases="The Hill")
    change(data / "events.csv", GHARYAN, place="the hill")
    [fault] = check_case(data)
    assert fault.problem == "ambiguous place 'the hill': it may be Tarhouna or Gharyan" or fault.problem == (
        "ambiguous place 'the hill': it may be Gharyan or Tarhouna"
    )
    assert fault.remedy == "Write the full name."


def test_any_listed_spelling_of_a_place_will_do(data):
    change(data / "events.csv", GHARYAN, place="gheryan")
    assert check_case(data) == []


def test_swapped_coordinates_are_recognised(data):
    rows = read(data / "places.csv")
    row = row_of(data / "places.csv", "gharyan")
    cells = dict(zip(rows[0], rows[row - 1], strict=True))
    change(data / "places.csv", "gharyan", lat=cells["lon"], lon=cells["lat"])
    [fault] = check_case(data)
    assert (fault.row, fault.column) == (row, "lat")
    assert fault.remedy == f"Did you mean lat {cells['lat']} and lon {cells['lon']}?"


def test_part_of_may_not_run_in_a_circle(data):
    change(data / "places.csv", "tarhouna", part_of="khadra")
    change(data / "places.csv", "khadra", part_of="tarhouna")
    faults = check_case(data)
    assert {fault.value for fault in faults} == {"khadra", "tarhouna"}
    assert all("part_of runs in a circle" in fault.problem for fault in faults)


def test_a_change_of_control_needs_a_place(data):
    row = change(data / "events.csv", GHARYAN, place="")
    assert [(fault.row, fault.column, fault.problem) for fault in check_case(data)] == [
        (row, "place", "the cell is empty"),
        (row, "control_after", "control passes to 'GNA' at no place"),
    ]


def test_an_id_stands_once(data):
    rows = read(data / "events.csv")
    write(data / "events.csv", [*rows, rows[4]])
    [fault] = check_case(data)
    assert (fault.row, fault.column, fault.value) == (len(rows) + 1, "id", rows[4][0])
    assert fault.problem == f"'{rows[4][0]}' stands in row 5 already"


def test_a_place_has_one_baseline(data):
    rows = read(data / "baseline.csv")
    write(data / "baseline.csv", [*rows, rows[9]])
    [fault] = check_case(data)
    assert (fault.row, fault.column, fault.value) == (len(rows) + 1, "place", rows[9][0])


def test_two_spellings_of_a_place_are_one_baseline(data):
    rows = read(data / "baseline.csv")
    gharyan = next(cells for cells in rows if cells[0] == "Gharyan")
    write(data / "baseline.csv", [*rows, ["Gheryan", *gharyan[1:]]])
    [fault] = check_case(data)
    assert (fault.row, fault.column, fault.value) == (len(rows) + 1, "place", "Gheryan")
    assert f"Gharyan, of row {row_of(data / 'baseline.csv', 'Gharyan')}" in fault.problem


def test_phases_do_not_overlap(data):
    row = change(data / "phases.csv", "truce", start="2020-01-11")
    [fault] = check_case(data)
    assert (fault.row, fault.column, fault.value) == (row, "start", "2020-01-11")
    assert "lies within the period in row" in fault.problem


def test_an_actor_has_one_side_on_a_day(data):
    row = next(n for n, c in enumerate(read(data / "actors.csv"), 1) if c[:2] == ["Kaniyat", "LNA"])
    rows = read(data / "actors.csv")
    rows[row - 1][3] = "2019-04-05"
    write(data / "actors.csv", rows)
    [fault] = check_case(data)
    assert (fault.row, fault.column, fault.value) == (row, "from", "2019-04-05")
    assert "of 'Kaniyat'" in fault.problem


# The form of the file


def replace(path: Path, old: bytes, new: bytes) -> None:
    raw = path.read_bytes()
    assert old in raw
    path.write_bytes(raw.replace(old, new, 1))


@pytest.mark.parametrize("name", ["events", "sources", "baseline"])
def test_a_missing_table_is_one_fault(data, name):
    (data / f"{name}.csv").unlink()
    [fault] = check_case(data)
    assert str(fault).startswith(f"data/{name}.csv: there is no such file.")


def test_a_table_under_a_nearly_right_name_is_suggested(data):
    (data / "events.csv").rename(data / "event.csv")
    [fault] = check_case(data)
    assert fault.remedy == "Did you mean 'event'?"


def test_a_folder_without_tables_lacks_three(tmp_path):
    assert [fault.problem for fault in check_case(tmp_path)] == ["there is no such file"] * 3


def test_places_actors_types_and_phases_may_be_left_out(data):
    for name in ("places", "actors", "event_types", "phases", "changes"):
        (data / f"{name}.csv").unlink()
    (data / "datapackage.json").unlink()
    assert check_case(data) == []


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_named(data, raw):
    (data / "events.csv").write_bytes(raw)
    [fault] = check_case(data)
    assert str(fault) == "data/events.csv: the file is empty. Write the header row at least."


def test_a_missing_column_is_one_fault(data):
    write(data / "events.csv", [cells[:3] + cells[4:] for cells in read(data / "events.csv")])
    [fault] = check_case(data)
    assert (fault.row, fault.column, fault.problem) == (1, "event_type", "the column 'event_type' is missing")


def test_an_unknown_column_is_suggested(data):
    replace(data / "events.csv", b"event_type", b"event_typ")
    faults = {fault.column: fault for fault in check_case(data)}
    assert faults["event_typ"].remedy == "Did you mean 'event_type'?"
    assert list(faults) == ["event_type", "event_typ"] or list(faults) == ["event_typ", "event_type"]


def test_a_column_twice_is_one_fault(data):
    write(data / "sources.csv", [[*cells, cells[1]] for cells in read(data / "sources.csv")])
    [fault] = check_case(data)
    assert (fault.row, fault.column, fault.problem) == (1, "publisher", "two columns have this name")


def test_a_column_without_a_name_is_one_fault(data):
    write(data / "sources.csv", [[*cells, ""] for cells in read(data / "sources.csv")])
    [fault] = check_case(data)
    assert (fault.row, fault.problem) == (1, "the header of column 7 is empty")


@pytest.mark.parametrize(("cells", "problem"), [(19, "too many cells: 19"), (17, "too few cells: 17")])
def test_a_ragged_row_is_found(data, cells, problem):
    rows = read(data / "events.csv")
    rows[11] = (rows[11] + [""] * 5)[:cells]
    write(data / "events.csv", rows)
    [fault] = check_case(data)
    assert (fault.row, fault.problem) == (12, f"{problem} where the header has 18")


def test_a_ragged_source_is_still_a_known_source(data):
    rows = read(data / "sources.csv")
    row = row_of(data / "sources.csv", "s19-lsm-0409")
    rows[row - 1].append("one too many")
    write(data / "sources.csv", rows)
    [fault] = check_case(data)
    assert (fault.file, fault.row) == ("data/sources.csv", row)


def test_a_windows_1252_file_is_recognised(data):
    text = (data / "events.csv").read_text(encoding="utf-8").replace("Flood of Dignity", "Flood – of Dignity", 1)
    (data / "events.csv").write_bytes(text.encode("cp1252", errors="replace"))
    [fault] = check_case(data)
    at = text.encode("cp1252", errors="replace").index(b"\x96")
    assert f"byte {at} (0x96) is not UTF-8; the file is likely Windows-1252" in fault.problem
    assert "Save the file as UTF-8" in fault.remedy


def test_a_windows_1256_file_is_recognised(data):
    change(data / "events.csv", GHARYAN, summary="غريان")
    path = data / "events.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1256", errors="replace"))
    [fault] = check_case(data)
    assert "Windows-1256 (Arabic)" in fault.problem


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_utf_16_file_is_recognised(data, encoding):
    path = data / "baseline.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    [fault] = check_case(data)
    assert fault.problem == "the file is UTF-16 text, not UTF-8"


def test_a_nul_byte_is_found(data):
    row = row_of(data / "events.csv", GHARYAN)
    replace(data / "events.csv", GHARYAN.encode(), b"\0" + GHARYAN.encode())
    [fault] = check_case(data)
    assert (fault.row, fault.value) == (row, "\0")
    assert fault.problem.startswith("a NUL byte at byte ")


@pytest.mark.parametrize(("mark", "called"), [(";", "semicolons"), ("\t", "tabs")])
def test_a_wrong_delimiter_is_named(data, mark, called):
    rows = read(data / "baseline.csv")
    with (data / "baseline.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=mark).writerows(rows)
    [fault] = check_case(data)
    assert fault.problem == f"the cells are separated by {called}, not by commas"


@pytest.mark.parametrize("last", [True, False])
def test_an_unclosed_quotation_mark_is_found_where_it_opens(data, last):
    rows = read(data / "events.csv")
    row = len(rows) if last else 12
    lines = (data / "events.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    assert len(lines) == len(rows)
    lines[row - 1] = '"' + lines[row - 1]
    (data / "events.csv").write_text("".join(lines), encoding="utf-8")
    [fault] = check_case(data)
    assert fault.row == row
    assert "do not pair" in fault.problem or "too few cells" in fault.problem


def test_rows_are_counted_as_a_spreadsheet_does_when_a_cell_holds_line_breaks(data):
    rows = read(data / "events.csv")
    rows[4][8] = "one\ntwo\nthree"
    rows[9][2] = "Tarhounna"
    write(data / "events.csv", rows)
    [fault] = check_case(data)
    assert fault.row == 10


def test_byte_order_marks_line_endings_blank_lines_and_curly_quotes_are_fine(data):
    change(data / "events.csv", GHARYAN, summary="The GNA’s “surprise” attack")
    lines = (data / "events.csv").read_bytes().splitlines()
    ends = [b"\r\n" if number % 2 else b"\n" for number in range(len(lines))]
    mixed = b"".join(line + end for line, end in zip(lines, ends, strict=True))
    (data / "events.csv").write_bytes(b"\xef\xbb\xbf" + mixed + b"\n\n")
    assert check_case(data) == []


def test_a_broken_datapackage_is_a_fault_and_the_bundled_one_serves(data):
    (data / "datapackage.json").write_text('{"resources": [\n}', encoding="utf-8")
    change(data / "events.csv", GHARYAN, confidence="hihg")
    first, second = check_case(data)
    assert (first.file, first.row) == ("data/datapackage.json", 2)
    assert second.value == "hihg"


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "null",
        '{"resources": [1]}',
        '{"resources": [{"path": "events.csv"}]}',
        '{"resources": [{"path": 5, "schema": {"fields": []}}]}',
        '{"resources": [{"path": "events.csv", "schema": {"fields": [{"type": "string"}]}}]}',
        '{"resources": [{"name": "e", "path": "events.csv", "schema": {"foreignKeys": 5, "fields": []}}]}',
        '{"resources": [{"name": "e", "path": "events.csv", "schema": '
        '{"fields": [{"name": "id", "constraints": {"pattern": "["}}]}}]}',
    ],
)
def test_an_unsound_datapackage_is_one_fault(data, text):
    (data / "datapackage.json").write_text(text, encoding="utf-8")
    [fault] = check_case(data)
    assert fault.file == "data/datapackage.json"
    assert fault.problem.startswith("not a readable data package")


def test_the_folders_own_datapackage_comes_first(data):
    path = data / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    places = next(resource for resource in package["resources"] if resource["name"] == "places")
    theatre = next(field for field in places["schema"]["fields"] if field["name"] == "theatre")
    theatre["constraints"]["enum"].append("moon")
    path.write_text(json.dumps(package), encoding="utf-8")
    change(data / "places.csv", "gharyan", theatre="moon")
    assert check_case(data) == []


# All at once, and nothing touched


def test_every_fault_is_reported_at_once_in_order_of_file_and_row(data):
    change(data / "places.csv", "gharyan", kind="twon")
    change(data / "baseline.csv", "Tarhouna", controller="locl", since="sometime")
    change(data / "events.csv", GRAVES, confidence="hihg")
    change(data / "events.csv", GHARYAN, place="Tarhounna", date="26/06/2019")
    (data / "phases.csv").write_bytes(b"")
    faults = check_case(data)
    assert [(fault.file.removeprefix("data/"), fault.column) for fault in faults] == [
        ("events.csv", "date"),
        ("events.csv", "place"),
        ("events.csv", "confidence"),
        ("baseline.csv", "controller"),
        ("baseline.csv", "since"),
        ("places.csv", "kind"),
        ("phases.csv", ""),
    ]


def test_checking_writes_nothing(data):
    change(data / "events.csv", GHARYAN, place="Tarhounna")

    def digest() -> dict[str, str]:
        files = sorted(path for path in data.parent.rglob("*") if path.is_file())
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    before = digest()
    check_case(data.parent)
    assert digest() == before


@pytest.fixture(scope="module")
def worn(tmp_path_factory) -> Path:
    return Path(shutil.copytree(bundled("data"), tmp_path_factory.mktemp("worn") / "data"))


@settings(max_examples=40, deadline=None)
@given(
    name=st.sampled_from(["sources", "baseline", "actors", "phases", "keys/endline_2020-10-23"]),
    at=st.floats(0, 1),
    cut=st.integers(0, 300),
    put=st.one_of(st.binary(max_size=4), st.sampled_from([b'"', b",", b"\r", b"\n\n", b"\xd8", "é".encode()])),
)
def test_no_damage_to_a_file_stops_the_check(worn, name, at, cut, put):
    path = worn / f"{name}.csv"
    whole = path.read_bytes()
    place = int(at * len(whole))
    try:
        path.write_bytes(whole[:place] + put + whole[place + cut :])
        for fault in check_case(worn):
            assert fault.problem
            assert fault.file.startswith("data/")
            assert "\n" not in str(fault)
    finally:
        path.write_bytes(whole)
