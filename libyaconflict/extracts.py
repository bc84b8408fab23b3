"""The part of the record that a report reads: what its freshness is judged by, and what a later run is held against."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from .case import Case
from .files import whole_file

TABLES = ("periods", "timeline", "events", "sources", "places", "others")
_COMPARED = {
    "periods": [
        "place_id", "place", "holder", "start", "end", "start_earliest", "start_latest", "certainty", "basis",
        "begun_by", "claimed_by", "confirmed_by", "disputed_by", "within_day", "set_aside",
    ],
    "timeline": [
        "happening", "date", "earliest", "latest", "place", "place_id", "event_type", "actor", "target",
        "control_after", "summary", "claimed_by", "confirmed_by", "disputed_by", "fatalities_min", "fatalities_max",
        "reports", "sources", "confidence", "basis",
    ],
    "events": [
        "id", "date", "place", "event_type", "actor", "target", "control_after", "summary", "claimed_by",
        "confirmed_by", "disputed_by", "fatalities_min", "fatalities_max", "sources", "confidence", "basis",
    ],
}  # fmt: skip


class Extract:
    """Rows of the record, and their hash.

    Attributes
    ----------
    sha256 : str
        Of every cell of every row that the report may read, in the tables' order.
    counts : dict
        How many rows of each of `TABLES` these are.
    tables : dict of str to list of dict
        The control periods, happenings and reports among them, as text, for a comparison with a later run.
    """

    def __init__(self, sha256: str, counts: dict[str, int], tables: dict[str, list[dict[str, str]]]) -> None:
        self.sha256, self.counts, self.tables = sha256, counts, tables

    def save(self, folder: Path) -> Path:
        """Keep the extract under its hash; one that is there already is left alone."""
        path = _path(folder, self.sha256)
        if not path.exists():
            text = json.dumps({"counts": self.counts, "tables": self.tables}, ensure_ascii=False)
            with whole_file(path) as draft:
                draft.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
        return path


def is_kept(folder: Path, sha256: str) -> bool:
    """Tell if the extract with this hash was saved."""
    return _path(folder, sha256).exists()


def load_extract(folder: Path, sha256: str) -> Extract | None:
    """Read an extract back, or give None where it is not there or not whole."""
    try:
        kept = json.loads(gzip.decompress(_path(folder, sha256).read_bytes()))
        return Extract(sha256, kept["counts"], kept["tables"])
    except (OSError, ValueError, KeyError, EOFError):
        return None


def _path(folder: Path, sha256: str) -> Path:
    return folder / f"{sha256}.json.gz"


class Extractor:
    """Makes extracts of one case; the tables are written as text once for all.

    Parameters
    ----------
    case : Case
    timeline, periods : DataFrame
        From `merge_timeline` and `reconstruct_control`.
    """

    def __init__(self, case: Case, timeline: pd.DataFrame, periods: pd.DataFrame) -> None:
        self.case = case
        tables = {"periods": periods, "timeline": timeline, "events": case.events, "sources": case.sources,
                  "places": case.places}  # fmt: skip
        self.texts = {name: _lines(table) for name, table in tables.items()}
        self.ids = {name: tables[name]["place_id"].to_numpy(dtype=object) for name in TABLES if name in tables
                    and "place_id" in tables[name]}  # fmt: skip
        self.cited = {name: tables[name]["sources"].str.split(";").to_list() for name in ("periods", "timeline")}
        self.source_ids = case.sources["id"].tolist() if "id" in case.sources else case.sources.index.tolist()
        self.plain = {name: _plain(tables[name][columns]) for name, columns in _COMPARED.items()}
        self._made: dict[frozenset[str] | None, Extract] = {}
        others = [_lines(table) for table in (case.phases, case.event_types, case.actors)]
        self.others = [line for lines in others for line in lines]

    def extract(self, place_ids: Iterable[str] | None = None) -> Extract:
        """Give the rows of some places with the sources that they cite, or all rows."""
        wanted = None if place_ids is None else frozenset(place_ids)
        if wanted not in self._made:
            self._made[wanted] = self._extract(wanted)
        return self._made[wanted]

    def _extract(self, wanted: frozenset[str] | None) -> Extract:
        total, counts, tables = hashlib.sha256(), {}, {}
        cited: set[str] = set()
        for name in ("periods", "timeline", "events", "places"):
            keep = [n for n, place in enumerate(self.ids[name]) if wanted is None or place in wanted]
            counts[name] = len(keep)
            total.update(f"\0{name}\0".encode())
            for n in keep:
                total.update(self.texts[name][n].encode())
            if name in self.cited:
                cited.update(source for n in keep for source in self.cited[name][n])
            if name in _COMPARED:
                tables[name] = [self.plain[name][n] for n in keep]
        keep = [n for n, source in enumerate(self.source_ids) if wanted is None or source in cited]
        counts["sources"] = len(keep)
        for n in keep:
            total.update(self.texts["sources"][n].encode())
        for line in self.others:
            total.update(line.encode())
        counts["others"] = len(self.others)
        return Extract(total.hexdigest(), counts, tables)


def _lines(table: pd.DataFrame) -> list[str]:
    named = not isinstance(table.index, pd.RangeIndex)  # row numbers would make every later row another one
    text = table.to_csv(index=named, lineterminator="\x1e", header=True)
    head, *lines = text.split("\x1e")[:-1]
    return [f"{head}\x1e{line}\x1e" for line in lines]


def _plain(rows: pd.DataFrame) -> list[dict[str, str]]:
    plain = rows.copy()
    for column in plain:
        if pd.api.types.is_datetime64_any_dtype(plain[column]):
            plain[column] = plain[column].dt.strftime("%Y-%m-%d")
    plain = plain.astype(object).where(rows.notna(), "")
    columns = [list(map(str, plain[column])) for column in plain]
    return [dict(zip(plain.columns, row, strict=True)) for row in zip(*columns, strict=True)]
