"""Reading a CSV file strictly: every cell with the row it stands in, or what is wrong with the file."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

_ARABIC_RUN = re.compile(rb"[\xc0-\xff]{3,}")  # never in UTF-8, common in Windows-1256
_UTF8_PAIR = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a case, where it is, and what would be right.

    Attributes
    ----------
    file : str
        The file, as ``data/events.csv``.
    row : int or None
        The row as a spreadsheet counts it, the header being row 1; None for the whole file.
    column : str
        The column, or empty for the whole row.
    value : str
        What stands there.
    problem, remedy : str
        What is wrong, and what to do.
    """

    file: str
    row: int | None
    column: str
    value: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        row = f" row {self.row}" if self.row else ""
        where = self.file + row + (f", column {self.column}" if self.column else "")
        text = f"{where}: {self.problem}" + (f". {self.remedy}" if self.remedy else ".")
        return " ".join(text.splitlines())


@dataclass
class Table:
    """The rows of one file as text: `rows` pairs the row number with a dict of column to cell.

    `ragged` holds what can be read of rows with too many or too few cells, so that their ids are known;
    `complete` is false when the file could not be read to its end, so that what is missing from it
    says nothing about other tables.
    """

    name: str
    label: str
    columns: list[str] = field(default_factory=list)
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    ragged: list[dict[str, str]] = field(default_factory=list)
    complete: bool = True

    def values(self, column: str) -> set[str]:
        """Give the cells of a column that are not empty."""
        every = [*(cells for _, cells in self.rows), *self.ragged]
        return {cells[column].strip() for cells in every if cells.get(column)}

    def fault(self, row: int | None, column: str, value: str, problem: str, remedy: str = "") -> Fault:
        """Make a fault of this table."""
        return Fault(self.label, row, column, value, problem, remedy)


def shown(value: str) -> str:
    """Quote a cell for a message, on one line and not too long."""
    return repr(value if len(value) <= 60 else value[:57] + "...")


def did_you_mean(value: str, known: Iterable[str], otherwise: str, n: int = 3) -> str:
    """Say which known values are nearest to `value`, or else `otherwise`."""
    by_fold: dict[str, str] = {}
    for name in known:
        by_fold.setdefault(name.casefold(), name)
    near = difflib.get_close_matches(value.strip().casefold(), by_fold, n=n, cutoff=0.6)
    if value.strip().casefold() in by_fold:
        near = near[:1]
    if not near:
        return otherwise
    names = [f"'{by_fold[key]}'" for key in near]
    return f"Did you mean {', '.join(names[:-1]) + ' or ' if names[1:] else ''}{names[-1]}?"


def read_table(path: Path, name: str, label: str) -> tuple[Table, list[Fault]]:
    """Read one comma separated UTF-8 file, with every fault of its form."""
    table = Table(name, label)
    faults: list[Fault] = []
    text = _decode(path, table, faults)
    if text is None:
        table.complete = False
        return table, faults
    reader = csv.reader(io.StringIO(text), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number == 1:
                if not _header(cells, table, faults):
                    table.complete = False
                    return table, faults
            elif cells:
                _row(number, cells, table, faults)
    except csv.Error as error:
        table.complete = False
        problem = f"the quotation marks of the row that starts here do not pair ({error})"
        remedy = 'Close the quoted cell, and write a quotation mark inside it twice (""). Later rows were skipped.'
        faults.append(table.fault(number + 1, "", "", problem, remedy))
    return table, faults


def _decode(path: Path, table: Table, faults: list[Fault]) -> str | None:
    save = "Save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8, comma separated')."
    raw = path.read_bytes()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or (raw and raw.count(0) > len(raw) / 4):
        faults.append(table.fault(None, "", "", "the file is UTF-16 text, not UTF-8", save))
        return None
    if 0 in raw:
        for start in [found.start() for found in re.finditer(rb"\x00+", raw)][:20]:
            row = raw.count(b"\n", 0, start) + 1
            faults.append(table.fault(row, "", "\0", f"a NUL byte at byte {start}", "Delete it: no text has one."))
        raw = raw.replace(b"\0", b"")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        mixed = "a mix of UTF-8 and Windows-1252" if _UTF8_PAIR.search(raw) else "Windows-1252"
        likely = "Windows-1256 (Arabic)" if _ARABIC_RUN.search(raw) else mixed
        row = raw.count(b"\n", 0, error.start) + 1
        problem = f"byte {error.start} ({raw[error.start]:#04x}) is not UTF-8; the file is likely {likely}"
        faults.append(table.fault(row, "", "", problem, save))
        return None
    if not text.strip():
        faults.append(table.fault(None, "", "", "the file is empty", "Write the header row at least."))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _header(cells: list[str], table: Table, faults: list[Fault]) -> bool:
    if len(cells) == 1:
        for mark, called in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
            if mark in cells[0]:
                problem = f"the cells are separated by {called}, not by commas"
                faults.append(table.fault(1, "", cells[0], problem, "Save the file as comma separated CSV."))
                return False
    seen: set[str] = set()
    for position, cell in enumerate(cells, start=1):
        if not cell.strip():
            remedy = "Name it, or delete the column (often one comma too many at the end of a row)."
            faults.append(table.fault(1, "", cell, f"the header of column {position} is empty", remedy))
        elif cell.strip() in seen:
            remedy = "Keep one of them."
            faults.append(table.fault(1, cell.strip(), cell, "two columns have this name", remedy))
        elif cell != cell.strip():
            faults.append(table.fault(1, cell.strip(), cell, f"spaces around the header {shown(cell)}", "Delete them."))
        seen.add(cell.strip())
    table.columns = [cell.strip() for cell in cells]
    return True


def _row(number: int, cells: list[str], table: Table, faults: list[Fault]) -> None:
    width = len(table.columns)
    if len(cells) != width:
        many = "too many" if len(cells) > width else "too few"
        remedy = f"Write {width - 1} commas, and put a cell that holds a comma in quotation marks."
        if any("\n" in cell for cell in cells):
            remedy = "A quoted cell runs over several lines: close its quotation mark. " + remedy
        problem = f"{many} cells: {len(cells)} where the header has {width}"
        faults.append(table.fault(number, "", "", problem, remedy))
        table.ragged.append(dict(zip(table.columns, cells, strict=False)))
        return
    # Reversed, so that of two columns with one name the first is kept.
    table.rows.append((number, dict(zip(reversed(table.columns), reversed(cells), strict=True))))
