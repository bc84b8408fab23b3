"""Writers of coded events: CSV, JSON Lines and Parquet, row by row."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, TextIO

from ..errors import LibyaConflictError
from ..files import whole_file

FORMATS = ("csv", "jsonl", "parquet")
ALWAYS = {"start", "end", "sentence_start"}  # spans that each event has
GROUP = 10_000  # rows of a row group of Parquet, which are held in memory

if TYPE_CHECKING:
    import pyarrow

Row = Sequence[Any]  # the values of the columns, in their order
Write = Callable[[Row], object]


def form_of(out: str | None, asked: str | None, *, folder: bool = False) -> str:
    """Settle the format: as asked, else by the ending of the file, else CSV; for a folder Parquet where it can be.

    Raises
    ------
    LibyaConflictError
        The ending is that of no format; Parquet would go to the terminal, or has no library.
    """
    parquet = find_spec("pyarrow") is not None
    if folder:
        form = asked or ("parquet" if parquet else "csv")
    else:
        form = asked or (PurePath(out).suffix.removeprefix(".") if out else "") or "csv"
    if form not in FORMATS:
        raise LibyaConflictError(f"{out}: events are written as {', '.join('.' + name for name in FORMATS)}.")
    if form == "parquet" and not out:
        raise LibyaConflictError("Parquet is no text: say where it goes with --out FILE.parquet.")
    if form == "parquet" and not parquet:
        raise LibyaConflictError("Parquet needs pyarrow, the extra 'parquet'; .csv and .jsonl need nothing.")
    return form


@contextmanager
def writing(form: str, out: Path, columns: Sequence[str]) -> Iterator[Write]:
    """Give a function that writes one row to a file, which is whole at the end or not there.

    Raises
    ------
    LibyaConflictError
        The file cannot be written.
    """
    with whole_file(out) as draft:
        if form == "parquet":
            with _parquet(draft, columns) as write:
                yield write
        else:
            with open(draft, "w", encoding="utf-8", newline="") as stream:
                yield text_writer(form, stream, columns)


def text_writer(form: str, stream: TextIO, columns: Sequence[str]) -> Write:
    """Give a function that writes one row as CSV or JSON Lines; the header of CSV is written at once."""
    if form == "jsonl":
        encode = json.JSONEncoder(ensure_ascii=False).encode
        return lambda row: stream.write(encode(dict(zip(columns, row, strict=True))) + "\n")
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(columns)
    return table.writerow


def parquet_schema(columns: Sequence[str]) -> pyarrow.Schema:
    """Give the schema of Parquet files: names that end in start or end count characters, all others are text.

    For pandas, which has no number for "not known" else, it says that a value's span may be missing.
    """
    import pyarrow as pa

    spans = {name for name in columns if name.endswith(("start", "end"))}
    kinds = [
        ("Int64" if name in spans - ALWAYS else "int64", "int64") if name in spans else ("str", "unicode")
        for name in columns
    ]
    known = [
        {"name": name, "field_name": name, "pandas_type": kind, "numpy_type": numpy, "metadata": None}
        for name, (numpy, kind) in zip(columns, kinds, strict=True)
    ]
    told = {"index_columns": [], "column_indexes": [], "columns": known, "pandas_version": None}
    fields = [(name, pa.int64() if name in spans else pa.string()) for name in columns]
    return pa.schema(fields, metadata={"pandas": json.dumps(told)})


@contextmanager
def _parquet(draft: Path, columns: Sequence[str]) -> Iterator[Write]:
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    schema = parquet_schema(columns)
    rows: list[Row] = []
    with ParquetWriter(draft, schema) as file:

        def write(row: Row) -> None:
            rows.append(row)
            if len(rows) >= GROUP:
                flush()

        def flush() -> None:
            cells = zip(*rows, strict=True)
            arrays = [pa.array(column, field.type) for column, field in zip(cells, schema, strict=True)]
            file.write_table(pa.Table.from_arrays(arrays, schema=schema))
            rows.clear()

        yield write
        if rows:
            flush()
