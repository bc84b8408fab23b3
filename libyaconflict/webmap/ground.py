"""The ground of a frame as SVG paths: cut to the frame, thinned to what a screen shows, and therefore small."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ..maps.frames import Frame, outlines

UNITS = 1000.0  # width of every frame in the units of its paths
MARGIN = 12.0  # what is kept outside, so that no cut edge shows
TOLERANCE = 0.35


@lru_cache(maxsize=32)
def ground_paths(frame: Frame) -> dict[str, str]:
    """Give the outlines of a frame as the `d` of SVG paths.

    Returns
    -------
    dict of str
        ``land`` and ``country`` (closed) and ``coast`` (open lines). x runs from 0 to 1000 from west to east, y
        downwards from 0 at the frame's north.
    """
    paths = {}
    for layer in ("land", "country", "coast"):
        closed = layer != "coast"
        parts = []
        for line in outlines(layer):
            points = project(frame, line)
            for piece in [_cut_ring(points, frame)] if closed else _cut_line(points, frame):
                parts.append(_path(thin(piece, TOLERANCE), closed))
        paths[layer] = "".join(parts)
    return paths


def project(frame: Frame, points: np.ndarray) -> np.ndarray:
    """Turn longitude and latitude, shape (n, 2), into the frame's own units."""
    a_degree = UNITS / (frame.east - frame.west)
    x = (points[:, 0] - frame.west) * a_degree
    y = (frame.north - points[:, 1]) * a_degree * frame.stretch
    return np.column_stack([x, y])


def thin(points: np.ndarray, tolerance: float) -> np.ndarray:
    """Leave out points that lie nearer than `tolerance` to the line through those kept (Douglas and Peucker, 1973).

    Examples
    --------
    >>> thin(np.array([[0, 0], [5, 0.1], [9, 0]]), 0.5).tolist()
    [[0.0, 0.0], [9.0, 0.0]]
    """
    points = np.asarray(points, dtype=float)
    if len(points) < 3:
        return points
    keep = np.zeros(len(points), dtype=bool)
    keep[[0, -1]] = True
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        far, distance = _farthest(points[first : last + 1])
        if distance > tolerance:
            keep[first + far] = True
            spans += [(first, first + far), (first + far, last)]
    return points[keep]


def _farthest(points: np.ndarray) -> tuple[int, float]:
    start, along = points[0], points[-1] - points[0]
    away = points[1:-1] - start
    length = float(along @ along)
    share = np.clip(away @ along / length, 0, 1) if length else np.zeros(len(away))
    distance = np.hypot(*(away - share[:, None] * along).T)
    far = int(distance.argmax())
    return far + 1, float(distance[far])


def _edges(frame: Frame) -> list[tuple[int, float, int]]:
    """Give the four edges, each as axis, place and the side that is inside (-1 or 1)."""
    height = UNITS * frame.shape
    return [(0, -MARGIN, 1), (0, UNITS + MARGIN, -1), (1, -MARGIN, 1), (1, height + MARGIN, -1)]


def _cut_ring(points: np.ndarray, frame: Frame) -> np.ndarray:
    """Cut a ring to the frame (Sutherland and Hodgman, 1974): what leaves it follows its edge."""
    for axis, limit, inward in _edges(frame):
        if len(points) == 0:
            break
        inside = (points[:, axis] - limit) * inward >= 0
        if inside.all():
            continue
        kept: list[np.ndarray] = []
        for n in range(len(points)):
            if inside[n] != inside[n - 1]:
                kept.append(_crossing(points[n - 1], points[n], axis, limit))
            if inside[n]:
                kept.append(points[n])
        points = np.array(kept).reshape(-1, 2)
    return points


def _crossing(one: np.ndarray, other: np.ndarray, axis: int, limit: float) -> np.ndarray:
    return one + (other - one) * (limit - one[axis]) / (other[axis] - one[axis])


def _cut_line(points: np.ndarray, frame: Frame) -> list[np.ndarray]:
    """Give the stretches of a line that may show: each keeps one point beyond the frame at either end."""
    beyond = np.zeros(len(points), dtype=bool)
    for axis, limit, inward in _edges(frame):
        outside = (points[:, axis] - limit) * inward < 0
        both = np.concatenate([[True], outside[:-1]]) & outside & np.concatenate([outside[1:], [True]])
        beyond |= both
    runs = np.split(np.arange(len(points)), np.flatnonzero(np.diff(beyond)) + 1)
    return [points[run] for run in runs if not beyond[run[0]] and len(run) > 1]


def _path(points: np.ndarray, closed: bool) -> str:
    """Write points as a path of whole tenths, each after the first as a step from the one before."""
    tenths = np.rint(points * 10).astype(int)
    steps = np.diff(tenths, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if len(tenths) < (3 if closed else 2) or len(steps) == 0:
        return ""
    first = "M" + " ".join(_number(value) for value in tenths[0])
    rest = "l" + " ".join(" ".join(_number(value) for value in step) for step in steps)
    return first + rest + ("z" if closed else "")


def _number(tenths: int) -> str:
    return f"{tenths / 10:g}"
