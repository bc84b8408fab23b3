"""Tables of documents: CSV and JSON Lines, one document a row, read row by row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from .draft import MAX_TEXT, Draft, Refused, UnreadableError
from .words import clean, encoding_of_stream

COLUMNS = {  # names of columns that are understood, in order of preference; capitals do not matter
    "text": ("text", "body", "content", "article", "full_text", "fulltext", "maintext", "article_text"),
    "published": (
        *("published", "date", "published_at", "publication_date", "published_date", "date_published"),
        *("datepublished", "publish_date", "pub_date", "pubdate", "day"),
    ),
    "id": ("id", "doc_id", "document_id", "article_id"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "outlet"),
    "dateline": ("dateline",),
    "language": ("language", "lang"),
    "side": ("side", "vantage"),
}
_DELIMITERS = (",", ";", "\t", "|")


def read_csv(open_: Callable[[], BinaryIO], text_column: str | None = None) -> Iterator[Draft | Refused]:
    """Read a CSV file with a header; its delimiter may be a comma, semicolon, tab or bar."""
    with open_() as stream:
        encoding = encoding_of_stream(stream)
    codec = encoding.removesuffix(" (guessed)")
    with open_() as binary, io.TextIOWrapper(binary, codec, newline="") as stream:
        try:
            first = stream.readline(100_000)
        except UnicodeError as error:
            raise UnreadableError(f"begins as {encoding}, but is damaged: {error}") from error
        delimiter = max(_DELIMITERS, key=first.count)
        stream.seek(0)
        rows = csv.reader(stream, delimiter=delimiter, strict=True)
        number, header, columns = 0, [], {}
        while True:
            number += 1
            try:
                row = _next(rows)
            except StopIteration:
                break
            except csv.Error as error:
                if not header:
                    raise UnreadableError(f"has no readable header: {error}") from error
                yield Refused(f"#row={number}", f"is not a CSV row ({error}): a quotation mark left open or cut off?")
                continue
            except UnicodeError as error:
                yield Refused(f"#row={number}", f"this row and all after it are not {encoding}: {error}")
                break
            if not any(cell.strip() for cell in row):
                continue
            if not header:
                header = [clean(cell).strip() for cell in row]
                columns = _understand(header, text_column)
            elif len(row) != len(header):
                yield Refused(f"#row={number}", f"has {len(row)} cells where the header has {len(header)}")
            else:
                yield _draft(dict(zip(header, row, strict=True)), columns, f"#row={number}", encoding)
        if not header:
            raise UnreadableError("is empty")


def _next(rows: Iterator[list[str]]) -> list[str]:
    """Return the next row, with room for a long article: csv's own limit is 131,072 characters, for all readers."""
    limit = csv.field_size_limit(MAX_TEXT)
    try:
        return next(rows)
    finally:
        csv.field_size_limit(limit)


def read_jsonl(open_: Callable[[], BinaryIO], text_column: str | None = None) -> Iterator[Draft | Refused]:
    """Read JSON Lines: an object on each line, with the keys that `COLUMNS` names."""
    with open_() as stream:
        encoding = encoding_of_stream(stream)
    codec = encoding.removesuffix(" (guessed)")
    number = 0
    with open_() as binary, io.TextIOWrapper(binary, codec) as stream:
        while True:
            number += 1
            part = f"#line={number}"
            try:
                line = stream.readline(2 * MAX_TEXT)
                if not line:
                    break
                if len(line) >= 2 * MAX_TEXT and not line.endswith("\n"):
                    yield Refused(part, f"this line and all after it: longer than {2 * MAX_TEXT:,} characters")
                    break
                item = json.loads(line) if line.strip() else None
            except UnicodeError as error:
                yield Refused(part, f"this line and all after it are not {encoding}: {error}")
                break
            except (ValueError, RecursionError) as error:
                yield Refused(part, f"is not JSON, or is cut off: {error}")
                continue
            if not line.strip():
                continue
            if not isinstance(item, dict):
                yield Refused(part, "is not a JSON object with a key for the text")
                continue
            try:
                yield _draft(item, _understand(item, text_column), part, encoding)
            except UnreadableError as error:
                yield Refused(part, str(error))
    if number == 1:
        raise UnreadableError("is empty")


def _understand(names: Iterable[str], text_column: str | None) -> dict[str, str]:
    """Map each of our columns to the name that the table has for it."""
    names = list(names)
    lower = {name.strip().lower(): name for name in reversed(names)}
    found = {ours: next((lower[name] for name in known if name in lower), "") for ours, known in COLUMNS.items()}
    if text_column is not None:
        found["text"] = text_column if text_column in names else lower.get(text_column.strip().lower(), "")
    if not found["text"]:
        wanted = f"column {text_column!r}" if text_column else f"text column ({', '.join(COLUMNS['text'][:4])})"
        has = ", ".join(repr(name[:40]) for name in names[:20])
        raise UnreadableError(f"has no {wanted}; it has {has}. Name the one with the text as text_column.")
    return {ours: theirs for ours, theirs in found.items() if theirs}


def _draft(row: Mapping[str, Any], columns: Mapping[str, str], part: str, encoding: str) -> Draft | Refused:
    fields = {ours: _cell(row.get(theirs)) for ours, theirs in columns.items()}
    text = fields.pop("text")
    if not text:
        return Refused(part, f"has nothing in {columns['text']!r}")
    return Draft(text, {ours: value for ours, value in fields.items() if value}, encoding, part)


def _cell(value: object) -> str:
    """Return a cell as text; a list of paragraphs is joined, anything else that is no scalar is nothing."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = "\n".join(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean(str(value)).strip()
