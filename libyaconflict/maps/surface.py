"""Shading by the nearest attested place: an interpolation over land that fades with distance and draws no border."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.path import Path

from .. import theme
from ..charts.layout import size_pt, text_width
from .base import KM_A_DEGREE, scale_box
from .frames import Frame, outlines
from .marks import drawn_holders

CELLS = 170  # of the grid, along the longer side of a frame
STRONGEST = 0.5  # opacity beside a place
SHADED = (
    "The shading is an interpolation, not evidence: the holder of the nearest place certain or likely, over land; "
    "blank far from all such places, and where another holder or contested ground is nearly as near."
)
ATTESTED = ("certain", "likely")
BLANK_RATIO, FULL_RATIO = 0.75, 0.35  # of the way to the nearest place held otherwise: no shade from here, full to here
SNAP_CELLS = 2  # a port may lie just off a coast drawn for small scales


# From a cell to its eight neighbours, and to the eight cells a knight's move away.
STEPS = [(dy, dx) for dy in range(-2, 3) for dx in range(-2, 3) if (dy or dx) and abs(dy) + abs(dx) != 4
         and not (0 in (dy, dx) and 2 in (abs(dy), abs(dx)))]  # fmt: skip


class Surface(NamedTuple):
    """The grid of a frame, rows from south to north: arrays of shape (rows, columns)."""

    lon: np.ndarray  # of the middles of the columns
    lat: np.ndarray  # of the middles of the rows
    land: np.ndarray
    distance_km: np.ndarray  # over land to the nearest place; infinite where none is reached, NaN off the land
    nearest: np.ndarray  # which place, as a row of the table; -1 where none
    rival_km: np.ndarray  # over land to the nearest place of any certainty that another holds, or that is contested


def nearest_attested(seen: pd.DataFrame, frame: Frame) -> Surface:
    """Give for each cell of land the nearest place whose one holder is certain or likely, by a way over land alone.

    Parameters
    ----------
    seen : DataFrame
        Columns lon, lat, holder, certainty. Places not known, contested, inferred or only claimed are left out; but
        all whose holder is told count for `rival_km`, also those `withheld`.
    frame : Frame
        The window and, by its size, the grid.

    Notes
    -----
    Ways run from cell to cell in sixteen directions, so that a distance comes out up to 3 per cent too long; all
    cells that a step touches are land. A place off the land is taken to the nearest cell of land, if that is no more
    than two cells away, and else left out.
    """
    lon, lat, land = land_grid(frame)
    used = seen["certainty"].isin(ATTESTED) & seen["holder"].isin(shading_holders(seen))
    distance, nearest = _ways(seen, frame, used)
    rival = np.full(land.shape, np.inf)
    drawn = drawn_holders(seen)
    holders = drawn.to_numpy()
    known = sorted(set(holders) - {"unknown"})
    fields = {holder: _ways(seen, frame, drawn == holder)[0] for holder in known} if used.any() else {}
    for holder in sorted(set(holders[used.to_numpy()])):
        own = (nearest >= 0) & (holders[nearest] == holder)
        for other in fields.keys() - {holder}:
            rival[own] = np.minimum(rival[own], fields[other][own])
    return Surface(lon, lat, land, np.where(land, distance, np.nan), nearest, np.where(land, rival, np.nan))


def _ways(seen: pd.DataFrame, frame: Frame, used: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Give for each cell how far over land the nearest of these places lies, and which it is."""
    lon, lat, land = land_grid(frame)
    distance = np.full(land.shape, np.inf)
    nearest = np.full(land.shape, -1)
    east_km = (lon[1] - lon[0]) * KM_A_DEGREE / frame.stretch
    north_km = (lat[1] - lat[0]) * KM_A_DEGREE
    rows, columns = np.nonzero(land)
    for item in np.flatnonzero(used.to_numpy()):
        off_east = (lon[columns] - seen["lon"].iloc[item]) * KM_A_DEGREE / frame.stretch
        off_north = (lat[rows] - seen["lat"].iloc[item]) * KM_A_DEGREE
        away = np.hypot(off_east, off_north)
        best = int(away.argmin()) if len(away) else -1
        if best >= 0 and away[best] <= SNAP_CELLS * max(east_km, north_km):
            cell = rows[best], columns[best]
            if away[best] < distance[cell]:
                distance[cell], nearest[cell] = away[best], item
    _spread(distance, nearest, land, east_km, north_km)
    return distance, nearest


def draw_surface(
    ax: Axes, seen: pd.DataFrame, frame: Frame, *, reach_km: float | None = None
) -> tuple[tuple[float, float, float, float] | None, list[str]]:
    """Shade the land by the holder of the nearest attested place, and say that it is no evidence.

    The shade fades out at `reach_km` from the place, and where a place held otherwise, or contested, is nearly as near:
    nothing is drawn that could be taken for a front line.

    Without `reach_km` it is half the scale bar. Returns the box of the words (west, south, east, north), which names
    of places should keep clear of, or None where nothing is drawn; and the holders by whom the land is shaded.
    """
    reach_km = frame.scale_km / 2 if reach_km is None else reach_km
    surface = nearest_attested(seen, frame)
    clear = _clear_of_rivals(surface)
    close = surface.land & (surface.distance_km < reach_km) & (clear > 0)
    if not close.any():
        return None, []
    colors = np.array([to_rgb(theme.side_style(holder).color) for holder in seen["holder"]])
    image = np.zeros((*close.shape, 4))
    image[close, :3] = colors[surface.nearest[close]]
    image[close, 3] = STRONGEST * (1 - surface.distance_km[close] / reach_km) * clear[close]
    picture = ax.imshow(
        image, extent=(frame.west, frame.east, frame.south, frame.north), origin="lower", interpolation="nearest",
        aspect=frame.stretch, zorder=0.65, gid="surface",
    )  # fmt: skip
    picture.set_clip_path(Path.make_compound_path(*[Path(ring, closed=True) for ring in outlines("country")]),
                          ax.transData)  # fmt: skip
    return _write_note(ax, seen, frame, reach_km), theme.in_order(
        seen["holder"].iloc[np.unique(surface.nearest[close])]
    )


def shading_holders(seen: pd.DataFrame) -> list[str]:
    """Give the holders whose attested places shade the land, in display order."""
    used = seen["certainty"].isin(ATTESTED) & ~seen["holder"].isin(["unknown", "contested"])
    return theme.in_order(seen.loc[used, "holder"])


def _clear_of_rivals(surface: Surface) -> np.ndarray:
    """Give 1 where no place held otherwise is near, and 0 where one is nearly as near as the shading place.

    A cell is taken off the way to the other place, so that nowhere two colours touch.
    """
    other_km = surface.rival_km - (surface.lat[1] - surface.lat[0]) * KM_A_DEGREE
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(other_km > 0, surface.distance_km / other_km, 1.0)
    return np.clip((BLANK_RATIO - ratio) / (BLANK_RATIO - FULL_RATIO), 0, 1)


@lru_cache(maxsize=8)
def land_grid(frame: Frame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give the middles of a frame's columns and rows, and which cells are land of the country; do not change them."""
    columns = int(round(CELLS / max(1.0, frame.shape)))
    rows = int(round(columns * frame.shape))
    lon = frame.west + (np.arange(columns) + 0.5) * (frame.east - frame.west) / columns
    lat = frame.south + (np.arange(rows) + 0.5) * (frame.north - frame.south) / rows
    middles = np.column_stack([np.tile(lon, rows), np.repeat(lat, columns)])
    land = np.zeros(len(middles), dtype=bool)
    for ring in outlines("country"):
        land |= Path(ring).contains_points(middles)
    return lon, lat, land.reshape(rows, columns)


def _spread(distance: np.ndarray, nearest: np.ndarray, land: np.ndarray, east_km: float, north_km: float) -> None:
    """Let distances run on from cell to cell of land, in place, until none becomes shorter."""
    open_ways = []
    for dy, dx in STEPS:
        to, came = _overlap(land.shape, dy, dx)
        free = land[to] & land[came]
        for row, column in _touched(dy, dx):
            free &= land[_shifted(to[0], row - dy), _shifted(to[1], column - dx)]
        open_ways.append((to, came, free, np.hypot(dx * east_km, dy * north_km)))
    changed = True
    while changed:
        changed = False
        for to, came, free, length in open_ways:
            longer = distance[came] + length
            better = free & (longer < distance[to] - 1e-9)
            if better.any():
                distance[to][better] = longer[better]
                nearest[to][better] = nearest[came][better]
                changed = True


def _touched(dy: int, dx: int) -> list[tuple[int, int]]:
    """Give the cells that a step passes or grazes, counted from where it begins."""
    up, across = int(np.sign(dy)), int(np.sign(dx))
    if not dy or not dx:
        return []
    return [(up, 0), (0, across)] if abs(dy) == abs(dx) else [(up, across), (up, 0) if abs(dy) > 1 else (0, across)]


def _shifted(part: slice, by: int) -> slice:
    return slice(part.start + by, part.stop + by)


def _overlap(shape: tuple[int, int], dy: int, dx: int) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """Give the cells that have a neighbour one step away, and those neighbours, as slices."""
    to, came = [], []
    for size, step in zip(shape, (dy, dx), strict=True):
        to.append(slice(max(0, step), size + min(0, step)))
        came.append(slice(max(0, -step), size + min(0, -step)))
    return tuple(to), tuple(came)


def _write_note(ax: Axes, seen: pd.DataFrame, frame: Frame, reach_km: float) -> tuple[float, float, float, float]:
    """Write what the shading is at the lower or upper edge, where there are fewest marks."""
    lines = [
        "Shading: an interpolation, not evidence.",
        "Holder of the nearest place certain or likely, over land;",
        f"blank {reach_km:g} km from it, and where another holder",
        "or contested ground is nearly as near. No front line.",
    ]
    width, height = size_pt(ax)
    east = (frame.east - frame.west) / width
    north = (frame.north - frame.south) / height
    wide = (max(text_width(line, theme.TINY_PT) for line in lines) + 14) * east
    tall = (len(lines) * theme.TINY_PT * 1.3 + 12) * north
    lefts = np.linspace(frame.east - wide, frame.west, 9)
    boxes = [
        (left, floor, left + wide, floor + tall) for floor in (frame.south, frame.north - tall) for left in lefts
    ]  # fmt: skip
    scale = scale_box(ax, frame)
    free = [box for box in boxes if box[0] > scale[2] or box[1] > scale[3]]
    taken = [int((seen["lon"].between(box[0], box[2]) & seen["lat"].between(box[1], box[3])).sum()) for box in free]
    box = free[int(np.argmin(taken))]
    ax.text(
        box[0] + 7 * east, (box[1] + box[3]) / 2, "\n".join(lines), ha="left", va="center", fontsize=theme.TINY_PT,
        color=theme.INK, fontfamily=theme.FONT, style="italic", zorder=6, gid="surface note",
    )  # fmt: skip
    return box
