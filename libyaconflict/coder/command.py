"""Reports in, coded events out: what `libyaconflict code` does."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import Any, TextIO

from ..documents import Document, Skipped, read_documents
from ..errors import LibyaConflictError
from ..files import whole_file
from .code import Coder, default_coder
from .merge import Coded
from .spans import span_of

TRACED = ("place", "actor", "target", "date", "status", "by")
COLUMNS = [
    "doc", "place", "place_id", "event_type", "actor", "target", "control_after", "date", "status", "by", "sentence",
    "start", "end", "rule", "date_basis", "sentence_start", "sha256",
    *(f"{field}_{edge}" for field in TRACED for edge in ("start", "end")),
]  # fmt: skip
FORMATS = ("csv", "jsonl", "parquet")


def code_paths(
    paths: Iterable[str],
    *,
    published: dt.date | str | None = None,
    text_column: str | None = None,
    names: str = "",
    out: str | None = None,
    skipped: list[Skipped],
    progress: Callable[[int], object] | None = None,
) -> Iterator[dict[str, Any]]:
    """Code reports one after the other and give their events as rows.

    Parameters
    ----------
    paths : iterable of str
        Files, folders, archives, or ``-`` for standard input; see `read_documents`.
    published : date or ISO text, optional
        The day of reports that state none.
    text_column : str, optional
        The column or key of tables that has the text.
    names : str, optional
        A folder with the names of another conflict.
    out : str, optional
        Where the events will go, which is not read as a report if it lies among them.
    skipped : list
        Gets what gave no document, with the reason.
    progress : callable, optional
        Is told the number of documents after each.

    Yields
    ------
    dict
        One coded event, keyed by `COLUMNS`; `start`, `end` and `sentence_start` count the characters of the
        document's text, whose SHA-256 is `sha256`.
    """
    coder = default_coder(names)
    count = 0
    for document in read_documents(paths, published=published, text_column=text_column):
        if out and _is_own(document.path, Path(out)):
            continue
        if isinstance(document, Skipped):
            skipped.append(document)
            continue
        for event in coder.code(_doc(document), document.text, document.published):
            yield _row(event, coder, document)
        count += 1
        if progress:
            progress(count)


def _is_own(path: str, out: Path) -> bool:
    """Tell if a file is the output of a former run, or the draft of this one."""
    found = Path(path.partition("#")[0])
    named = found.name == out.name or found.name.startswith(f".{out.name}.")
    return named and found.parent.resolve() == out.parent.resolve()


def _doc(document: Document) -> str:
    """Give the file's name without ending; a row of a table has its id."""
    if document.path == "-" or "#" in document.path:
        return "stdin" if document.path == "-" else document.id
    return PurePath(document.path).stem


def _row(event: Coded, coder: Coder, document: Document) -> dict[str, Any]:
    name = coder.names.names.get(event.place_id, event.place_id.removeprefix("?"))
    known = "" if event.place_id.startswith("?") else event.place_id
    values = {column: getattr(event, column, None) for column in COLUMNS}
    for field in TRACED:
        span = span_of(event.place_id if field == "place" else getattr(event, field))
        values[f"{field}_start"], values[f"{field}_end"] = span or (None, None)
    return values | {"place": name, "place_id": known, "sha256": document.sha256}


def form_of(out: str | None, asked: str | None) -> str:
    """Settle the format: as asked, else by the ending of the file, else CSV.

    Raises
    ------
    LibyaConflictError
        The ending is that of no format; Parquet would go to the terminal, or has no library.
    """
    form = asked or (PurePath(out).suffix.removeprefix(".") if out else "") or "csv"
    if form not in FORMATS:
        raise LibyaConflictError(f"{out}: events are written as {', '.join('.' + name for name in FORMATS)}.")
    if form == "parquet" and not out:
        raise LibyaConflictError("Parquet is no text: say where it goes with --out FILE.parquet.")
    if form == "parquet" and find_spec("pyarrow") is None:
        raise LibyaConflictError("Parquet needs pyarrow, the extra 'parquet'; .csv and .jsonl need nothing.")
    return form


def write_events(rows: Iterable[Mapping[str, Any]], form: str, out: str | None, screen: TextIO) -> int:
    """Write events, a file whole or not at all, and give their number.

    Raises
    ------
    LibyaConflictError
        The file cannot be written.
    """
    if form == "parquet":
        return _write_parquet(rows, Path(out or ""))
    if out is None:
        return _write_text(rows, form, screen)
    with whole_file(Path(out)) as draft, open(draft, "w", encoding="utf-8", newline="") as stream:
        return _write_text(rows, form, stream)


def _write_text(rows: Iterable[Mapping[str, Any]], form: str, stream: TextIO) -> int:
    count = 0
    table = csv.DictWriter(stream, COLUMNS, lineterminator="\n") if form == "csv" else None
    if table:
        table.writeheader()
    for row in rows:
        count += 1
        if table:
            table.writerow(row)
        else:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return count


def _write_parquet(rows: Iterable[Mapping[str, Any]], out: Path) -> int:
    import pandas as pd

    table = pd.DataFrame(list(rows), columns=COLUMNS)
    for column in COLUMNS:
        table[column] = table[column].astype(
            "int64"
            if column in ("start", "end", "sentence_start")
            else "Int64"
            if column.endswith(("_start", "_end"))
            else "string"
        )
    with whole_file(out) as draft:
        table.to_parquet(draft, index=False)
    return len(table)
