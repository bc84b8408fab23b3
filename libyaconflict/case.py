"""A case: the folder of evidence that everything else is rebuilt from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from .check import check_case
from .dates import parse_edtf
from .errors import CaseError, LibyaConflictError
from .gazetteer import Gazetteer
from .locations import bundled

TABLES = ("events", "sources", "baseline", "places", "actors", "event_types", "phases")
_REQUIRED = ("events", "sources", "baseline")
CODED = ("coded_events", "coded_sources")  # rows that `update` lets in, beside the curated ones


@dataclass(frozen=True)
class Case:
    """The tables of one case, as read: nothing merged, nothing judged.

    Attributes
    ----------
    folder : Path
        The folder that holds the tables.
    events : DataFrame
        One report a row: the columns of the codebook, with `place_id`, `earliest`, `latest` (days,
        NaT for an open end) and `approximate` beside them.
    baseline : DataFrame
        Who held what on one day: `place`, `date`, `controller`, `since`, `basis`, `inferred_from`,
        `note`, `sources`, with `place_id`.
    sources, places, actors, event_types, phases : DataFrame
        As in the codebook.
    """

    folder: Path
    events: pd.DataFrame
    sources: pd.DataFrame
    baseline: pd.DataFrame
    places: pd.DataFrame
    actors: pd.DataFrame
    event_types: pd.DataFrame
    phases: pd.DataFrame

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Spellings of places to places."""
        return Gazetteer(self.places)

    @property
    def window(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        """First and last day that the phases of the case cover."""
        return self.phases["start"].min(), self.phases["end"].max()

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the bytes of the tables that the case was read from (answer keys left out)."""
        digest = hashlib.sha256()
        for name in TABLES:
            path = _table_path(self.folder, name)
            digest.update(f"{name}\0".encode() + path.read_bytes())
        for path in (self.folder / f"{name}.csv" for name in CODED):
            if path.exists():
                digest.update(f"{path.stem}\0".encode() + path.read_bytes())
        return digest.hexdigest()

    def side_of(self, name: str, day: pd.Timestamp) -> str:
        """Give the party that an actor fought or spoke for on a day: GNA, LNA, local or none."""
        for start, end, side in self._sides.get(name, ()):
            if start <= day <= end:
                return side
        return "none"

    @cached_property
    def _sides(self) -> dict[str, list[tuple[pd.Timestamp, pd.Timestamp, str]]]:
        sides: dict[str, list[tuple[pd.Timestamp, pd.Timestamp, str]]] = {}
        for row in self.actors.itertuples(index=False):
            start = _day(parse_edtf(row.start).earliest) if row.start else pd.Timestamp.min
            end = _day(parse_edtf(row.end).latest) if row.end else pd.Timestamp.max
            sides.setdefault(row.name, []).append((start, end, row.side))
        return sides


def load_case(folder: str | Path | None = None, *, check: bool = True, coded: bool = True) -> Case:
    """Read a case folder, or the bundled case of the 2019-20 offensive on Tripoli.

    Parameters
    ----------
    folder : path, optional
        A study (with `data/` inside) or the data folder itself. Without it, the bundled case.
        `places`, `actors`, `event_types` and `phases` may be missing: the bundled ones then serve.
    check : bool
        Check every row first and refuse a case with faults.
    coded : bool
        Add the coded rows that a study lets into its record (`coded_events.csv`, basis ``coded``); without, only
        the curated rows are read.

    Raises
    ------
    CaseError
        The tables have faults; all of them are listed.
    LibyaConflictError
        There is no such folder.

    Examples
    --------
    >>> case = load_case()
    >>> case.gazetteer.resolve("Gheryan")
    'gharyan'
    """
    data = data_folder(folder)
    if check and (faults := check_case(data, coded=coded)):
        raise CaseError(faults)
    tables = {name: _read(_table_path(data, name)) for name in TABLES}
    for name in CODED if coded else ():
        if (data / f"{name}.csv").exists():
            whole = name.removeprefix("coded_")
            tables[whole] = pd.concat([tables[whole], _read(data / f"{name}.csv")], ignore_index=True).fillna("")
    places = tables["places"]
    for column in ("lat", "lon", "population"):
        places[column] = pd.to_numeric(places[column]).astype(float)
    tables["actors"] = tables["actors"].rename(columns={"from": "start", "to": "end"})
    phases = tables["phases"]
    for column in ("start", "end"):
        phases[column] = pd.to_datetime(phases[column])
    gazetteer = Gazetteer(places)
    events = _with_days(_with_place_ids(tables["events"], gazetteer))
    for column in ("fatalities_min", "fatalities_max"):
        events[column] = pd.to_numeric(events[column]).astype("Int64")
    tables["events"] = events
    tables["baseline"] = _with_place_ids(tables["baseline"], gazetteer)
    return Case(folder=data, **tables)


def data_folder(folder: str | Path | None) -> Path:
    """Find the folder that holds the tables: `folder`, `folder/data`, or the bundled one."""
    if folder is None or str(folder) == "":
        return bundled("data")
    path = Path(folder).expanduser()
    if not path.is_dir():
        raise LibyaConflictError(f"there is no case folder {str(folder)!r}. Make one with `libyaconflict new DIR`.")
    return path / "data" if (path / "data").is_dir() else path


def _table_path(folder: Path, name: str) -> Path:
    own = folder / f"{name}.csv"
    return own if name in _REQUIRED or own.exists() else bundled("data") / f"{name}.csv"


def _read(path: Path) -> pd.DataFrame:
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig", engine="c")
    for column, default in _OPTIONAL.get(path.stem, {}).items():
        if column not in frame:
            frame[column] = default
    return frame


_OPTIONAL = {
    "events": {"basis": "reported"},
    "baseline": {"basis": "reported", "inferred_from": "", "since": "", "note": "", "sources": ""},
    "places": {"also_in": "", "theatre": "national", "ambiguous_aliases": "", "name_ar": ""},
}


def _with_place_ids(frame: pd.DataFrame, gazetteer: Gazetteer) -> pd.DataFrame:
    ids = {name: gazetteer.resolve(name) for name in frame["place"].unique()}
    frame["place_id"] = frame["place"].map(ids)
    frame["place"] = frame["place_id"].map(gazetteer.name)
    return frame


def _with_days(frame: pd.DataFrame) -> pd.DataFrame:
    spans = {text: parse_edtf(text) for text in frame["date"].unique()}
    frame["earliest"] = frame["date"].map({text: _day(span.earliest) for text, span in spans.items()})
    frame["latest"] = frame["date"].map({text: _day(span.latest) for text, span in spans.items()})
    frame["approximate"] = frame["date"].map({text: span.approximate for text, span in spans.items()})
    return frame


def _day(day: object) -> pd.Timestamp:
    return pd.NaT if day is None else pd.Timestamp(day)
