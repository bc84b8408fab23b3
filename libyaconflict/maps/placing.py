"""Where names stand on a map: textalloc finds room; a name that could be taken for another mark's is refused."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from ..charts.layout import text_size

NEAR_PT, FAR_PT = 20.0, 46.0  # how far off its mark a name may stand: any name, and one of the foremost
SAME_PT = 3.0  # marks closer than this look like one, which bears one name
LED_PT = 2.0  # a name further than this from its mark has a leader line
TRIES = 24
CLEARLY = 1.5  # so many times further than its own mark must any other be from a name without a leader line
APART_PT = 8.0  # so far must any other mark be from a name with one, if it is nearer than its own
SPACE_PT = 1.8  # so far apart stand two names side by side, or they read as one
MARGIN_PT = 0.4  # between a name and whatever it must not cover
STEPS = np.linspace(0, 1, 24)[:, None]  # the points of a leader line that are looked at
COVER_PT = 1.4  # a point so close to a box counts as in it
LINE_SPACING = 1.1

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
        extent = text_extent(spot.text, size)
        # What is further off than this decides nothing, and the little that is left is looked at in a fraction of time.
        room = (1 + CLEARLY) * (reach + spot.room) + np.array(extent)
        marks_near = others[(np.abs(others - own) < room).all(axis=1)]
        marks_near = marks_near[~_near(own, marks_near, SAME_PT)]
        names_near = _within(walls[len(marks) :], own - room, own + room)
        near = np.vstack([_within(walls[: len(marks)], own - room, own + room), names_near])
        box, side, tip = _settle(spot, own, extent, near, marks_near, names_near, page, reach)
        if not side:
            continue
        walls = np.vstack([walls, box + (-SPACE_PT, 0, SPACE_PT, 0)])
        if tip is not None:
            steps = np.linspace(own, tip, int(np.hypot(*(tip - own)) / 2) + 2)
            walls = np.vstack([walls, np.hstack([steps - 1, steps + 1])])
            tip = to_points.inverse(tip)
        foot = {"left": box[0], "center": (box[0] + box[2]) / 2, "right": box[2]}[side], box[1]
        found.append(Position(item, *to_points.inverse(foot), side, tip))
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
    """Measure a text of one line or more: width and height in points, with a little for letters fitted to pixels.

    Lines are stacked as matplotlib's Text stacks them: none lower than one that holds "lp".
    """
    lines = [text_size(line, size) for line in text.split("\n")]
    _, low, deep = text_size("lp", size)
    width, height = 0.0, 0.0
    for number, (wide, high, descent) in enumerate(lines):
        width = max(width, wide)
        rise = max(high, low) - max(descent, deep)
        height += (max(rise, low - deep) * LINE_SPACING if number else rise) + max(descent, deep)
    return width * 1.03 + 1.0, height + 0.9


def _settle(spot, own, extent, walls, marks, names, page, reach) -> tuple[np.ndarray, str, np.ndarray | None]:
    """Find the first free box that no reader could take for another mark's name, and what `_judge` says of it.

    After a box is refused, those that cover its middle are passed by: they are much the same.
    """
    middles: list[np.ndarray] = []
    for away, asked, tries in ((1.2, 48, 1), (LED_PT + 0.5, int(reach * 4), TRIES - 1)):
        free = _free_boxes(spot, own, extent, walls, page, away, reach, asked)
        for middle in middles:
            free = free[~_cover(free, middle)]
        while len(free) and tries:
            box, tries = free[0], tries - 1
            side, tip = _judge(box, own, spot.room, marks, names)
            if side:
                return box, side, tip
            middles.append((box[:2] + box[2:]) / 2)
            free = free[~_cover(free, middles[-1])]
    return np.empty(4), "", None


def _free_boxes(spot, own, extent, walls, page, away, reach, asked) -> np.ndarray:
    """Ask textalloc for the boxes in which a name would stand free, the best first: left, bottom, right, top."""
    from textalloc.candidates import generate_candidates
    from textalloc.overlap_functions import inside_plot, non_overlapping_with_boxes

    boxes = generate_candidates(*extent, *own, away, away, reach, reach, asked, spot.room, None)
    boxes = boxes[inside_plot(0, 0, *page, boxes)]
    return boxes[non_overlapping_with_boxes(walls, boxes, MARGIN_PT, MARGIN_PT)]


def _judge(box, own, room, marks, names) -> tuple[str, np.ndarray | None]:
    """Give how a name's lines are set and where its leader line ends, if it needs one; "" refuses the box.

    Refused is what a reader could take for the name of another mark: without a leader line its own mark must be
    clearly the nearest; with one no other may be both nearer and close by, nor the line run over other marks or names.
    """
    low, high = box[:2], box[2:]
    tip = np.clip(own, low, high)
    to_own = float(np.hypot(*(own - tip)))
    to_other = float(np.hypot(*(marks - np.clip(marks, low, high)).T).min(initial=np.inf))
    led = np.abs(own - tip).max() > room + LED_PT
    if led:
        clear = to_other >= min(to_own, APART_PT) and _free_line(own, tip, room, marks, names)
    else:
        clear = CLEARLY * to_own <= to_other
    middle = (low[0] + high[0]) / 2 - own[0]
    side = "left" if middle > room else "right" if middle < -room else "center"
    return (side if clear else ""), (tip if led else None)


def _free_line(own, tip, room, marks, names) -> bool:
    """Say whether a leader line runs over no other mark and no name."""
    steps = (own + STEPS * (tip - own))[:, None]
    if not (np.hypot(*(steps - marks).transpose(2, 0, 1)) > room * 0.6).all():
        return False
    return not ((steps > names[:, :2]) & (steps < names[:, 2:])).all(axis=2).any()


def _within(boxes: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Give the boxes that a rectangle meets."""
    return boxes[((boxes[:, :2] <= high) & (boxes[:, 2:] >= low)).all(axis=1)]


def _cover(boxes: np.ndarray, point: np.ndarray) -> np.ndarray:
    """Say which boxes hold a point, or nearly."""
    return ((boxes[:, :2] - COVER_PT <= point) & (point <= boxes[:, 2:] + COVER_PT)).all(axis=1)


def _near(point: np.ndarray, others: np.ndarray, within: float) -> np.ndarray:
    return np.hypot(*(others - point).T) < within
