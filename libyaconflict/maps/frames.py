"""The frames of the maps and the outlines in them, read once from the folder ``data/geo``."""

from __future__ import annotations

import csv
import json
from functools import lru_cache
from math import cos, radians
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ..errors import CaseError, ParameterError
from ..locations import bundled

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


def load_frames(geo: str | Path | None = None) -> dict[str, Frame]:
    """Read ``frames.csv``: the frames by their ids, in the order of the file.

    Raises
    ------
    CaseError
        A row has a cell that is no number, or an empty frame; all such rows are named.
    """
    return _load_frames(str(_folder(geo)))


def find_frame(name: str | Frame, geo: str | Path | None = None) -> Frame:
    """Give a frame by its id.

    Raises
    ------
    ParameterError
        There is none; the error names those that there are.
    """
    if isinstance(name, Frame):
        return name
    frames = load_frames(geo)
    if name not in frames:
        raise ParameterError([f"there is no frame {name!r}. Known: {', '.join(frames)}."])
    return frames[name]


def outlines(layer: str, geo: str | Path | None = None) -> list[np.ndarray]:
    """Give the lines or rings of a layer as arrays of longitude and latitude, shape (points, 2).

    Parameters
    ----------
    layer : {"land", "country", "districts", "coast"}
        Of polygons only the outer rings are given: none here has a hole.
    """
    return _outlines(str(_folder(geo) / f"{LAYERS[layer]}.geojson"))


def _folder(geo: str | Path | None) -> Path:
    return Path(geo) if geo is not None else bundled("data") / "geo"


@lru_cache(maxsize=8)
def _load_frames(folder: str) -> dict[str, Frame]:
    path = Path(folder) / "frames.csv"
    frames, faults = {}, []
    with open(path, encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream), start=2):
            try:
                frame = Frame(
                    row["frame"], row["title"], *(float(row[side]) for side in ("west", "east", "south", "north")),
                    float(row["scale_km"]), row["schematic"] == "yes", float(row["mark_scale"]),
                    tuple(kind for kind in row["hides"].split(";") if kind), row["note"],
                )  # fmt: skip
            except (ValueError, TypeError, KeyError) as error:
                faults.append(f"{path.name}, row {number}: {error}")
                continue
            if frame.east <= frame.west or frame.north <= frame.south:
                faults.append(f"{path.name}, row {number}: the frame is empty (west to east, south to north).")
            frames[frame.id] = frame
    if faults:
        raise CaseError(faults)
    return frames


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
