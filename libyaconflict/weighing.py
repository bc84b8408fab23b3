"""Coded events in, happenings weighed against the record out: what `libyaconflict weigh` does."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import TextIO

import pandas as pd

from .check_tables import read_table
from .corroborate import gather_happenings, refuse_missing, texts_of
from .errors import CaseError, LibyaConflictError
from .files import whole_file
from .lookup import rebuilt
from .weigh import weigh_against_record


def weigh_file(events: str, *, out: str | None, study: str | None, sources: str | None, screen: TextIO) -> str:
    """Gather and weigh the coded events of a file, and write the happenings as CSV.

    Parameters
    ----------
    events : str
        A .csv, .jsonl or .parquet file, or the folder of parts, that `libyaconflict code` wrote; its events are
        numbered from 1.
    out : str, optional
        Where the happenings go; without it, to `screen`.
    study : str, optional
        A case folder of one's own.
    sources : str, optional
        A CSV file with the columns `doc` and `publisher`, `vantage` or `published`.
    screen : text stream

    Returns
    -------
    str
        One line that counts the relations.

    Raises
    ------
    LibyaConflictError
        A file is missing or cannot be read, or lacks a column that is needed.
    """
    coded = read_events(events)
    refuse_missing(coded)
    if out and Path(out).exists() and Path(out).samefile(events):
        raise LibyaConflictError(f"{out} has the coded events: give --out another name, so that nothing is lost.")
    case, periods = rebuilt(study)
    told = gather_happenings(coded, read_events(sources) if sources else None, case=case)
    weighed = weigh_against_record(told, case, periods=periods)
    if out:
        with whole_file(Path(out)) as draft:
            weighed.to_csv(draft, index=False, lineterminator="\n", date_format="%Y-%m-%d", encoding="utf-8")
    else:
        weighed.to_csv(screen, index=False, lineterminator="\n", date_format="%Y-%m-%d")
    return tally(weighed, int(texts_of(coded).nunique()))


def tally(weighed: pd.DataFrame, reports: int) -> str:
    """Count the relations for a reader.

    Examples
    --------
    >>> tally(pd.DataFrame({"relation": ["supports", "supports", "new"]}), 2)
    '3 happenings of 2 reports: 2 the record supports, 0 it contradicts, 1 new, 0 only planned'
    """
    count = weighed["relation"].value_counts().reindex(["supports", "contradicts", "new", "prospective"], fill_value=0)
    told = f"{len(weighed):,} happening{'s' if len(weighed) != 1 else ''}"
    of = f"{reports:,} report{'s' if reports != 1 else ''}"
    return (
        f"{told} of {of}: {count['supports']:,} the record supports, {count['contradicts']:,} it contradicts, "
        f"{count['new']:,} new, {count['prospective']:,} only planned"
    )


def read_events(path: str) -> pd.DataFrame:
    """Read a table of coded events by the ending of its name; rows are labelled from 1.

    Raises
    ------
    LibyaConflictError
        There is no such file, its ending is that of no format, or it is not what its ending says.
    """
    file = Path(path)
    if file.is_dir():
        parts = sorted(part for part in file.glob("part-*") if part.suffix in (".csv", ".jsonl", ".parquet"))
        if not parts:
            raise LibyaConflictError(f"{path}: a folder without parts, which `libyaconflict code --out FOLDER/` makes.")
        table = pd.concat([read_events(str(part)) for part in parts], ignore_index=True)
        return table.set_axis(range(1, len(table) + 1))
    if not file.is_file():
        raise LibyaConflictError(f"{path}: there is no such file or folder of coded events.")
    readers = {".csv": _read_csv, ".jsonl": _read_jsonl, ".parquet": _read_parquet}
    if file.suffix not in readers:
        raise LibyaConflictError(f"{path}: coded events are read from {', '.join(readers)}.")
    table = readers[file.suffix](file)
    return table.set_axis(range(1, len(table) + 1))


def _read_csv(file: Path) -> pd.DataFrame:
    table, faults = read_table(file, "table", str(file))
    if faults:
        raise CaseError(faults)
    return pd.DataFrame([cells for _, cells in table.rows], columns=table.columns, dtype=str)


def _read_jsonl(file: Path) -> pd.DataFrame:
    rows = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line) if line.strip() else {}
        except ValueError as error:
            raise LibyaConflictError(f"{file} line {number}: not JSON ({error}). Each line is one event.") from error
        if not isinstance(row, dict):
            raise LibyaConflictError(
                f"{file} line {number}: {line[:40]!r} is no event. Write an object with its columns."
            )
        if row:
            rows.append(row)
    return pd.DataFrame(rows, dtype=object)


def _read_parquet(file: Path) -> pd.DataFrame:
    if find_spec("pyarrow") is None:
        raise LibyaConflictError("Parquet needs pyarrow, the extra 'parquet'; .csv and .jsonl need nothing.")
    try:
        return pd.read_parquet(file)
    except (ValueError, OSError) as error:
        raise LibyaConflictError(f"{file}: not a Parquet file ({error}).") from error
