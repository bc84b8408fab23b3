"""The marks of places on a map: colour and inner sign tell the holder, shape the kind, fullness the certainty."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgba
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from .. import theme

WITHHELD = "withheld"  # stands for a holder told of, but attested less well than the map asks for
DOT = 0.4  # of the mark's width
_DASH = Path([(-0.8, 0.0), (0.8, 0.0)])


class Look(NamedTuple):
    """How one holder with one certainty is drawn."""

    face: tuple[float, float, float, float]
    edge: tuple[float, float, float, float]
    sign: tuple[float, float, float, float]  # colour of the inner sign
    size: float  # diameter in points


class Marks(NamedTuple):
    """The two artists of a map's places, item by item in the order of the table that they were drawn from."""

    shapes: PathCollection
    signs: PathCollection


def draw_marks(ax: Axes, held: pd.DataFrame, *, scale: float = 1.0, zorder: float = 4) -> Marks:
    """Draw a mark for each row: columns lon, lat, kind, holder, certainty. The last row lies uppermost.

    Returns
    -------
    Marks
        `shapes` has gid ``places``; the n-th offset, face and edge colour, path and size are the n-th row's.
    """
    offsets = held[["lon", "lat"]].to_numpy(dtype=float)
    shapes = PathCollection(
        [shape_path(kind) for kind in held["kind"]], sizes=[1.0], offsets=offsets,
        offset_transform=ax.transData, gid="places", zorder=zorder,
    )  # fmt: skip
    signs = PathCollection(
        [Path(np.empty((0, 2)))], sizes=[1.0], offsets=offsets, offset_transform=ax.transData,
        facecolors="none", gid="holder signs", zorder=zorder + 0.01, capstyle="round",
    )  # fmt: skip
    for collection in (shapes, signs):
        collection.set_transform(IdentityTransform())
        ax.add_collection(collection, autolim=False)
    marks = Marks(shapes, signs)
    restyle(marks, held, scale=scale)
    return marks


def restyle(marks: Marks, held: pd.DataFrame, *, scale: float = 1.0) -> None:
    """Give marks that stand already the look of another day; the rows must be of the same places in the same order."""
    pairs = list(zip(drawn_holders(held), held["certainty"], strict=True))
    looks = [look_of(*pair) for pair in pairs]
    sizes = np.array([look.size for look in looks]) * scale
    marks.shapes.set_sizes(sizes**2)
    marks.shapes.set_facecolors([look.face for look in looks])
    marks.shapes.set_edgecolors([look.edge for look in looks])
    marks.shapes.set_linewidths(np.where(sizes > 5 * scale, 1.0, 0.7) * scale)
    marks.signs.set_paths([drawn_sign(holder) for holder, _ in pairs])
    marks.signs.set_sizes(sizes**2)
    marks.signs.set_edgecolors([look.sign for look in looks])
    marks.signs.set_facecolors([look.sign if is_dot(holder) else (0, 0, 0, 0) for (holder, _), look in
                                zip(pairs, looks, strict=True)])  # fmt: skip
    marks.signs.set_linewidths([sign_width(holder, size) for (holder, _), size in zip(pairs, sizes, strict=True)])


def drawn_holders(held: pd.DataFrame) -> pd.Series:
    """Give the holders as they are drawn: a state `withheld` for want of evidence is told from one not known."""
    return held["holder"].mask(held["withheld"] != "", WITHHELD) if "withheld" in held else held["holder"]


@lru_cache(maxsize=64)
def look_of(holder: str, certainty: str) -> Look:
    """Give the look of a holder and a certainty, from the theme's styles and weights."""
    if holder == WITHHELD:
        nothing = to_rgba("white", 0)
        return Look(nothing, nothing, to_rgba(theme.MUTED), theme.MARK_PT["not known"])
    style, weight = theme.side_style(holder), theme.certainty_weight(certainty)
    size = theme.MARK_PT[certainty]
    if holder == "unknown":
        grey = to_rgba(theme.MUTED)
        return Look(to_rgba(theme.fade(style.color, 0.25)), grey, grey, size)
    hollow = weight.fade >= 1
    face = to_rgba(theme.fade(style.color, weight.fade))
    edge = to_rgba(style.color if hollow else "white" if certainty != "certain" else theme.INK)
    ink = style.color if hollow else style.ink
    if ink == "black":  # of its own colour, darkened: black lines would outweigh small marks
        ink = tuple(0.4 * channel for channel in to_rgba(style.color)[:3])
    return Look(face, edge, to_rgba(ink), size)


def sign_width(holder: str, size: float) -> float:
    """Give the width of the lines of a holder's sign in a mark of a size, in points."""
    if holder == WITHHELD:
        return 1.1
    return 0.0 if is_dot(holder) else max(size * 0.12, 0.55)


@lru_cache(maxsize=32)
def shape_path(kind: str) -> Path:
    """Give the outline of a kind of place, about 1 point across: as much area as a circle has, or nearly."""
    shape = theme.place_shape(kind)
    marker = MarkerStyle(shape.marker)
    return marker.get_path().transformed(marker.get_transform().scale(shape.scale))


@lru_cache(maxsize=32)
def room_of(kind: str) -> float:
    """Give half the width that a kind's mark needs free of text, for an outline 1 point across."""
    path = shape_path(kind)
    if len(path.vertices) > 12:  # a circle: the corners of its box are empty
        return 0.44
    return float(np.abs(path.vertices).max())


@lru_cache(maxsize=16)
def is_dot(holder: str) -> bool:
    """Tell whether a holder's sign is a dot: a line of no length, which not every program draws."""
    path = sign_path(holder)
    return bool(len(path.vertices)) and float(np.ptp(path.vertices, axis=0).max()) < 0.1


@lru_cache(maxsize=16)
def drawn_sign(holder: str) -> Path:
    """Give the sign as it is drawn: that of `sign_path`, but a dot as a filled circle."""
    return Path.circle((0, 0), DOT / 2) if is_dot(holder) else sign_path(holder)


@lru_cache(maxsize=16)
def sign_path(holder: str) -> Path:
    """Give the sign inside a holder's marks, drawn as lines, for an outline 1 point across."""
    if holder == WITHHELD:
        return _DASH
    lines = theme.SIGNS[holder]
    if not lines:
        return Path(np.empty((0, 2)))
    points = [point for line in lines for point in line]
    codes = [code for line in lines for code in [Path.MOVETO] + [Path.LINETO] * (len(line) - 1)]
    return Path(points, codes)
