"""Texts in, events out: what `libyaconflict code` does."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from ..errors import LibyaConflictError
from .code import Coder, default_coder
from .merge import Coded

COLUMNS = [
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
    "date_basis",
    "sentence_start",
]
_DATED = re.compile(r"\ufeff?date (\d{4}-\d\d-\d\d)[ \t]*(?:\r?\n|$)")


@dataclass(frozen=True)
class Document:
    """A text to code; spans of its events count the characters of `text`."""

    name: str
    text: str
    published: dt.date


def parse_text(name: str, text: str, published: dt.date | None = None) -> Document:
    r"""Read a text whose first line may be its date.

    Raises
    ------
    LibyaConflictError
        The text has no date and none is given, or its date is none.

    Examples
    --------
    >>> parse_text("a", "date 2019-06-28\nGharyan fell.").published
    datetime.date(2019, 6, 28)
    """
    match = _DATED.match(text)
    if match:
        try:
            day = dt.date.fromisoformat(match.group(1))
        except ValueError:
            raise LibyaConflictError(f"{name}: {match.group(1)} is no day of the calendar.") from None
        return Document(name, text[match.end() :], published or day)
    if published is None:
        raise LibyaConflictError(
            f"{name}: no date. Give --published YYYY-MM-DD, or begin the text with a line such as 'date 2019-06-28'."
        )
    return Document(name, text.removeprefix("\ufeff"), published)


def parse_day(text: str) -> dt.date:
    """Read a day as YYYY-MM-DD."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise LibyaConflictError(f"{text!r} is no day: write it as YYYY-MM-DD, such as 2019-06-28.") from None


def find_texts(paths: list[str]) -> Iterator[str]:
    """Give the files to read, in order: files as named, the .txt files of folders, `-` for standard input."""
    for path in paths:
        if path != "-" and Path(path).is_dir():
            yield from (str(found) for found in sorted(Path(path).rglob("*.txt")))
        else:
            yield path


def read_text(path: str, published: dt.date | None = None) -> Document:
    """Read one file, or standard input."""
    if path == "-":
        data, name = sys.stdin.buffer.read(), "stdin"
    else:
        data, name = Path(path).read_bytes(), Path(path).stem
    try:
        return parse_text(name, data.decode("utf-8"), published)
    except UnicodeDecodeError as error:
        raise LibyaConflictError(
            f"{path} is not UTF-8 (byte {error.start}). Save it as UTF-8, then try again."
        ) from None


def as_row(event: Coded, coder: Coder) -> dict[str, object]:
    """Give an event as a row of the output."""
    name = coder.names.names.get(event.place_id, event.place_id.removeprefix("?"))
    known = "" if event.place_id.startswith("?") else event.place_id
    values = {column: getattr(event, column, None) for column in COLUMNS}
    return values | {"place": name, "place_id": known}


def code_texts(
    paths: list[str], *, published: dt.date | None = None, stream: TextIO, form: str = "csv", names: str = ""
) -> tuple[int, int, list[str]]:
    """Code texts one after the other and write their events as they come.

    Parameters
    ----------
    paths : list of str
        Files, folders of .txt files, or `-` for standard input.
    published : date, optional
        The day of publication; it overrides the first line of the texts.
    stream : text stream
        Where the events go.
    form : {"csv", "jsonl"}
        How they are written.
    names : str, optional
        A folder with the names of another conflict.

    Returns
    -------
    tuple
        How many documents were coded, how many events were written, and what was passed by, and why.
    """
    coder = default_coder(names)
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n") if form == "csv" else None
    if writer:
        writer.writeheader()
    documents, events, problems = 0, 0, []
    for path in find_texts(paths):
        try:
            document = read_text(path, published)
        except LibyaConflictError as error:
            problems.append(str(error))
            continue
        except OSError as error:
            problems.append(f"{path}: {error.strerror}")
            continue
        documents += 1
        for event in coder.code(document.name, document.text, document.published):
            row = as_row(event, coder)
            events += 1
            if writer:
                writer.writerow(row)
            else:
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return documents, events, problems
