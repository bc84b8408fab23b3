"""Where names stand on a map: textalloc finds room; a name that could be taken for another mark's is refused."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from .. import theme

NEAR_PT, FAR_PT = 20.0, 46.0  # how far off its mark a name may stand: any name, and one of the foremost
SAME_PT = 3.0  # marks closer than this look like one, which bears one name
LED_PT = 2.0  # a name further than this from its mark has a leader line
TRIES = 24
CLEARLY = 1.5  # so many times further than its own mark must any other be from a name without a leader line
APART_PT = 8.0  # so far must any other mark be from a name with one, if it is nearer than its own
LINE_SPACING = 1.1
_PIXEL = 4  # pixels a point when text is measured

Boxes = tuple[tuple[float, float, float, float], ...]


class Spot(NamedTuple):
    """A mark, or a place to be named."""

    lon: float
    lat: float
    room: float  # half the width that its mark needs, in points
    text: str = ""


class Position(NamedTuple):
    """Where one name stands: a point at its foot in data units, and the end of its leader line if it has one.

    `side` says which point of the foot it is, and how the lines are set: left, center or right; it is the one nearest
    to the mark, so that a text drawn a little wider than it was measured grows away from it.
    """

    item: int
    x: float
    y: float
    side: str
    leader: tuple[float, float] | None


@lru_cache(maxsize=256)
def find_positions(
    named: tuple[Spot, ...], marks: tuple[Spot, ...], *, asked: int, foremost: int, most: int, size: float,
    page: tuple[float, float], limits: tuple[float, float, float, float], blocked: Boxes = (),
) -> tuple[Position, ...]:  # fmt: skip
    """Find room for names, the first first; remembered, since it does not depend on the day.

    Parameters
    ----------
    named, marks : tuple of Spot
        The places that are to be named, and all marks that must not be covered.
    asked, foremost : int
        This many of the first names are set even where a mark named already lies at the same point; and this many
        may stand further off, with a longer leader line.
    most : int
        Names at most.
    size : float
        Type size in points.
    page : (width, height)
        Of the axes, in points.
    limits : (west, east, south, north)
        Of the axes, in data units.
    blocked : tuple of (west, south, east, north)
        Boxes in degrees that stay free.

    Returns
    -------
    tuple of Position
        In the order of `named`, without those for which there is no room.
    """
    to_points = _Scale(page, limits)
    centres = to_points([spot[:2] for spot in named])
    others = to_points([mark[:2] for mark in marks])
    rooms = np.array([[mark.room] for mark in marks])
    walls = np.vstack(
        [np.hstack([others - rooms, others + rooms]), to_points(np.reshape(blocked, (-1, 2))).reshape(-1, 4)]
    )
    found: list[Position] = []
    for item, spot in enumerate(named):
        if len(found) == most:
            break
        own, reach = centres[item], FAR_PT if item < foremost else NEAR_PT
        taken = centres[[position.item for position in found]].reshape(-1, 2)
        if item >= asked and _near(own, taken, SAME_PT).any():
            continue
        refused = np.empty((0, 4))
        for attempt in range(TRIES):
            away = 1.2 if not attempt else LED_PT + 0.5
            box = _allocate(spot, own, size, np.vstack([walls, refused]), page, away, reach)
            if box is None and attempt:
                break
            if box is None:
                continue
            side, tip = _judge(box, own, spot.room, others, walls[len(marks) :])
            if not side:
                middle = (box[:2] + box[2:]) / 2
                refused = np.vstack([refused, [*(middle - 1), *(middle + 1)]])
                continue
            walls = np.vstack([walls, box])
            if tip is not None:
                steps = np.linspace(own, tip, int(np.hypot(*(tip - own)) / 2) + 2)
                walls = np.vstack([walls, np.hstack([steps - 1, steps + 1])])
                tip = to_points.inverse(tip)
            foot = {"left": box[0], "center": (box[0] + box[2]) / 2, "right": box[2]}[side], box[1]
            found.append(Position(item, *to_points.inverse(foot), side, tip))
            break
    return tuple(found)


class _Scale:
    """The way from degrees to points on the page, and back."""

    def __init__(self, page, limits):
        west, east, south, north = limits
        self.origin = np.array([west, south])
        self.size = np.array(page) / np.array([east - west, north - south])

    def __call__(self, degrees) -> np.ndarray:
        return (np.reshape(degrees, (-1, 2)) - self.origin) * self.size

    def inverse(self, point) -> tuple[float, float]:
        return tuple((np.asarray(point) / self.size + self.origin).tolist())


@lru_cache(maxsize=4096)
def text_extent(text: str, size: float) -> tuple[float, float]:
    """Measure a text of one line or more: width and height in points, with a little for rounding to pixels."""
    box = _ruler().text(0, 0, text, fontsize=size, fontfamily=theme.FONT, linespacing=LINE_SPACING)
    extent = box.get_window_extent()
    box.remove()
    return extent.width / _PIXEL * 1.03 + 0.6, extent.height / _PIXEL + 0.3


@lru_cache(maxsize=1)
def _ruler() -> Axes:
    figure = Figure(dpi=72 * _PIXEL)
    FigureCanvasAgg(figure)
    return figure.add_axes((0, 0, 1, 1))


def _allocate(spot, own, size, walls, page, away, reach) -> np.ndarray | None:
    """Ask textalloc for the nearest free box of a name: left, bottom, right and top in points."""
    from textalloc.non_overlapping_boxes import get_non_overlapping_boxes

    width, height = text_extent(spot.text, size)
    found, _ = get_non_overlapping_boxes(
        [(*own, width, height, size)], xlims=(0, page[0]), ylims=(0, page[1]), aspect_ratio=page[0] / page[1],
        margin=0.4 / page[0], min_distance=away / page[0], max_distance=reach / page[0], verbose=False,
        nbr_candidates=int(reach * 4) if away > LED_PT else 48, draw_all=False, scatter_xy=None,
        lines_xyxy=None, scatter_sizes=None, scatter_plot_bbs=walls,
        text_scatter_sizes=[spot.room], direction=None, draw_lines=False, avoid_label_lines_overlap=False,
        avoid_crossing_label_lines=False, priority_strategy=None,
    )  # fmt: skip
    if not found:
        return None
    left, bottom, *_ = found[0]
    return np.array([left, bottom, left + width, bottom + height])


def _judge(box, own, room, marks, boxes) -> tuple[str, np.ndarray | None]:
    """Give how a name's lines are set and where its leader line ends, if it needs one; "" refuses the box.

    Refused is what a reader could take for the name of another mark: without a leader line its own mark must be
    clearly the nearest; with one no other may be both nearer and close by, nor the line run over other marks or names.
    """
    low, high = box[:2], box[2:]
    end = np.clip(own, low, high)
    gap = np.abs(own - end).max()
    others = marks[~_near(own, marks, SAME_PT)]
    to_own = float(np.hypot(*(own - end)))
    to_other = float(np.hypot(*(others - np.clip(others, low, high)).T).min(initial=np.inf))
    tip = end if gap > room + LED_PT else None
    if tip is not None:
        steps = own + np.linspace(0, 1, 24)[:, None] * (end - own)
        clear = (np.hypot(*(steps[:, None] - others).T) > room * 0.6).all()
        inside = (steps[:, None] > boxes[:, :2]) & (steps[:, None] < boxes[:, 2:])
        clear &= not inside.all(axis=2).any()
        clear &= to_other >= min(to_own, APART_PT)
    else:
        clear = CLEARLY * to_own <= to_other
    middle = (low[0] + high[0]) / 2 - own[0]
    side = "left" if middle > room else "right" if middle < -room else "center"
    return (side if clear else ""), tip


def _near(point: np.ndarray, others: np.ndarray, within: float) -> np.ndarray:
    return np.hypot(*(others - point).T) < within
