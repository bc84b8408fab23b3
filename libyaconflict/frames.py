"""The frames of the maps and the outlines in them, read once from the folder ``data/geo``."""

from __future__ import annotations

import csv
import json
from functools import lru_cache
from math import cos, radians
from pathlib import Path
from typing import NamedTuple

import numpy as np

from .case import data_folder
from .check_tables import did_you_mean
from .errors import CaseError, ParameterError
from .locations import bundled

_NUMBERS = ("west", "east", "south", "north", "scale_km", "mark_scale")
LAYERS = {"land": "ne_land_clip", "country": "libya_adm0", "districts": "libya_adm1", "coast": "ne_coast_clip"}


class Frame(NamedTuple):
    """A window of the map, in degrees (WGS84)."""

    id: str
    title: str
    west: float
    east: float
    south: float
    north: float
    scale_km: float  # length of the scale bar
    schematic: bool
    mark_scale: float
    hides: tuple[str, ...]  # kinds of place too small for this frame
    note: str

    @property
    def stretch(self) -> float:
        """How many times longer a degree of latitude is drawn than one of longitude: right in mid frame."""
        return 1 / cos(radians((self.south + self.north) / 2))

    @property
    def shape(self) -> float:
        """Height of the frame, as drawn, divided by its width."""
        return (self.north - self.south) * self.stretch / (self.east - self.west)

    def holds(self, lon, lat):
        """Tell which points lie inside."""
        return (lon >= self.west) & (lon <= self.east) & (lat >= self.south) & (lat <= self.north)


def load_frames(study: str | Path | None = None) -> dict[str, Frame]:
    """Read the frames of a study, ``data/geo/frames.csv``: by their ids, in the order of the file.

    Parameters
    ----------
    study : path, optional
        A study or its data folder; where it has no frames of its own, and without it, the bundled ones serve.

    Raises
    ------
    CaseError
        Rows that are no frames, all of them named; `check_case` says more.
    LibyaConflictError
        There is no such folder.
    """
    own = data_folder(study) / "geo" / "frames.csv"
    path = own if own.is_file() else bundled("data") / "geo" / "frames.csv"
    return _load_frames(str(path), path.stat().st_mtime_ns)


def find_frame(name: str | Frame, study: str | Path | None = None) -> Frame:
    """Give a frame by its id, of a study's own frames where it has some.

    Parameters
    ----------
    name : str or Frame
        A frame is given back as it is, so that all functions of maps take either.
    study : path, optional
        As in `load_frames`.

    Raises
    ------
    ParameterError
        There is none; the error names those that there are.

    Examples
    --------
    >>> find_frame("northwest").title
    'Northwest Libya'
    """
    if isinstance(name, Frame):
        return name
    frames = load_frames(study)
    if name not in frames:
        hint = did_you_mean(str(name), frames, "", 1)
        raise ParameterError([f"there is no frame {name!r}. {hint + ' ' if hint else ''}Known: {', '.join(frames)}."])
    return frames[name]


def outlines(layer: str) -> list[np.ndarray]:
    """Give the lines or rings of a layer as arrays of longitude and latitude, shape (points, 2).

    Parameters
    ----------
    layer : {"land", "country", "districts", "coast"}
        Of polygons only the outer rings are given: none here has a hole.
    """
    return _outlines(str(bundled("data") / "geo" / f"{LAYERS[layer]}.geojson"))


@lru_cache(maxsize=8)
def _load_frames(path: str, stamp: int) -> dict[str, Frame]:
    frames: dict[str, Frame] = {}
    faults = []
    with open(path, encoding="utf-8-sig", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream), start=2):
            where = f"{Path(path).name}, row {number}"
            numbers = [_number(row, column, where, faults) for column in _NUMBERS]
            if None in numbers:
                continue
            west, east, south, north, scale_km, mark_scale = numbers
            if east <= west or north <= south:
                faults.append(f"{where}: the frame is empty. West lies before east, south before north.")
            if not row["frame"] or row["frame"] in frames:
                faults.append(f"{where}, column frame: {row['frame']!r} is not a name of its own.")
            hides = tuple(kind for kind in (row.get("hides") or "").split(";") if kind)
            frames[row["frame"]] = Frame(
                row["frame"], row.get("title") or row["frame"], west, east, south, north, scale_km,
                row.get("schematic") == "yes", mark_scale, hides, row.get("note") or "",
            )  # fmt: skip
    if faults:
        raise CaseError(faults)
    return frames


def _number(row: dict, column: str, where: str, faults: list[str]) -> float | None:
    text = row.get(column)
    try:
        return float(text)
    except (TypeError, ValueError):
        faults.append(f"{where}, column {column}: {text or 'an empty cell'} is not a number.")
        return None


@lru_cache(maxsize=16)
def _outlines(path: str) -> list[np.ndarray]:
    with open(path, encoding="utf-8") as stream:
        features = json.load(stream)["features"]
    rings: list = []
    for feature in features:
        kind, parts = feature["geometry"]["type"], feature["geometry"]["coordinates"]
        if kind == "Polygon":
            rings.append(parts[0])
        elif kind == "MultiPolygon":
            rings += [polygon[0] for polygon in parts]
        elif kind == "LineString":
            rings.append(parts)
        else:
            rings += parts
    return [np.asarray(ring, dtype=float) for ring in rings]
