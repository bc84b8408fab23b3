"""The names on a map: which places are named, and where each name stands so that none hides another or a mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from .. import theme
from ..charts.layout import need, size_pt
from ..errors import ParameterError

LANGUAGES = ("en", "ar", "both", "none")
MOST = 70
LEADER_PT = 24.0  # how far off its mark a name may stand
# How large a place of unknown population counts, so that an airbase comes before a village.
STANDING = {
    "city": 100_000, "oil_terminal": 60_000, "airbase": 50_000, "port": 40_000, "airport": 30_000, "town": 15_000,
    "oilfield": 15_000, "base": 12_000, "district": 12_000, "camp": 4_000, "village": 4_000, "road": 1_000,
}  # fmt: skip


class Position(NamedTuple):
    """Where one name stands: its lower left corner in data units, and the end of its leader line if it has one."""

    item: int
    x: float
    y: float
    side: str  # how its lines are set: left, center, right
    leader: tuple[float, float] | None


def place_labels(
    ax: Axes, seen: pd.DataFrame, *, language: str = "en", name: Iterable[str] = (), most: int = MOST,
    size: float = theme.TINY_PT, mark_scale: float = 1.0, blocked: Sequence[tuple[float, float, float, float]] = (),
) -> list[Text]:  # fmt: skip
    """Write the names of places beside their marks; a name for which there is no room is left out.

    Parameters
    ----------
    ax : Axes
        A map whose limits and size are settled.
    seen : DataFrame
        The places that have a mark, from `in_frame`: columns place_id, place, name_ar, kind, lon, lat, holder,
        population.
    language : {"en", "ar", "both", "none"}
        Arabic names are set right to left; "both" sets the Arabic under the English.
    name : iterable of str
        The place_ids that are named before all others.
    most : int
        Names at most.
    size : float
        Size of type in points.
    mark_scale : float
        The scale with which the marks were drawn. Room is kept for marks of the largest size, so that names stand
        where they stood on every other day.
    blocked : sequence of (west, south, east, north)
        Boxes in degrees that must stay free, such as the scale bar's.

    Returns
    -------
    list of Text
        The names written, each with the gid ``label|PLACE_ID``, the foremost first.

    Raises
    ------
    ParameterError
        The language is none of these, or a column is missing.
    """
    if language not in LANGUAGES:
        raise ParameterError([f"unknown language of labels {language!r}. Known: {', '.join(LANGUAGES)}."])
    need(seen, "place_id", "place", "name_ar", "kind", "lon", "lat", "holder", "population")
    if language == "none" or seen.empty or most < 1:
        return []
    order = rank_names(seen, name)[:most]
    named = seen.loc[order]
    texts = [label_text(row.place, row.name_ar, language) for row in named.itertuples()]
    largest = max(theme.MARK_PT.values()) * mark_scale
    ax.apply_aspect()
    placed = find_positions(
        _pairs(named), tuple(texts), _pairs(seen), size, largest / 2 + 1.0,
        tuple(round(side, 2) for side in size_pt(ax)), (*ax.get_xlim(), *ax.get_ylim()), tuple(map(tuple, blocked)),
    )  # fmt: skip
    written = []
    for spot in placed:
        row = named.iloc[spot.item]
        if spot.leader is not None:
            ax.plot(
                [row["lon"], spot.leader[0]], [row["lat"], spot.leader[1]], color=theme.MUTED, linewidth=0.5,
                zorder=3.5, gid=f"leader|{row['place_id']}", solid_capstyle="butt",
            )  # fmt: skip
        written.append(
            ax.text(
                spot.x,
                spot.y,
                texts[spot.item],
                ha="left",
                va="bottom",
                multialignment=spot.side,
                fontsize=size,
                color=theme.INK,
                fontfamily=theme.FONT,
                linespacing=1.0,
                zorder=5,
                gid=f"label|{row['place_id']}",
            )  # fmt: skip
        )
    return written


def rank_names(seen: pd.DataFrame, name: Iterable[str] = ()) -> pd.Index:
    """Order the rows by how much their names are wanted: those asked for, the contested, then the most populous.

    Where the population is unknown the kind stands in for it.
    """
    wished = {place: rank for rank, place in enumerate(dict.fromkeys(name))}
    standing = seen["population"].fillna(seen["kind"].map(STANDING)).fillna(1.0)
    keys = pd.DataFrame(
        {
            "wished": seen["place_id"].map(wished).fillna(len(wished)),
            "contested": seen["holder"] != "contested",
            "standing": -standing,
            "place_id": seen["place_id"],
        }
    )
    return keys.sort_values(list(keys), kind="stable").index


def label_text(place: str, name_ar: object, language: str) -> str:
    """Give the text of a label; a place without an Arabic name keeps its English one."""
    arabic = name_ar if isinstance(name_ar, str) and name_ar else ""
    if language == "en" or not arabic:
        return place
    return arabic if language == "ar" else f"{place}\n{arabic}"


@lru_cache(maxsize=256)
def find_positions(
    points: tuple[tuple[float, float], ...], texts: tuple[str, ...], marks: tuple[tuple[float, float], ...],
    size: float, radius: float, page: tuple[float, float], limits: tuple[float, float, float, float],
    blocked: tuple[tuple[float, float, float, float], ...] = (),
) -> tuple[Position, ...]:  # fmt: skip
    """Find room for names, the first first; remembered, since it does not depend on the day.

    Parameters
    ----------
    points, texts : tuples of one length
        Where the places lie (degrees) and what is written beside them.
    marks : tuple of (lon, lat)
        All marks that must not be covered.
    size, radius : float
        Type size, and half the room of a mark, in points.
    page : (width, height)
        Of the axes, in points.
    limits : (west, east, south, north)
        Of the axes, in data units.
    """
    from textalloc import allocate

    dpi, pixel = 144, 2.0
    figure = Figure(figsize=(page[0] / 72, page[1] / 72), dpi=dpi)
    FigureCanvasAgg(figure)
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set_xlim(*limits[:2])
    ax.set_ylim(*limits[2:])
    ax.set_axis_off()
    x, y = np.array(points).T
    others = np.array(marks)
    lines = [([west, east], [level, level]) for west, south, east, north in blocked
             for level in np.linspace(south, north, 9)]  # fmt: skip
    spots, leaders, written, _ = allocate(
        ax, x, y, list(texts), x_scatter=others[:, 0], y_scatter=others[:, 1],
        scatter_sizes=np.full(len(others), radius * pixel), text_scatter_sizes=np.full(len(points), radius * pixel),
        textsize=size, margin=0.5 / page[0], min_distance=0.9 / page[0], max_distance=LEADER_PT / page[0],
        draw_all=False, nbr_candidates=80, avoid_label_lines_overlap=True, avoid_crossing_label_lines=True,
        auto_ha=False, x_lines=[line[0] for line in lines] or None, y_lines=[line[1] for line in lines] or None,
        fontfamily=theme.FONT, linespacing=1.0, ha="left", va="bottom",
    )  # fmt: skip
    to_points = ax.transData.transform
    centres, all_marks = to_points(points) / pixel, to_points(others) / pixel
    found = []
    for item, (spot, leader, text) in enumerate(zip(spots, leaders, written, strict=True)):
        if spot is None:
            continue
        box = text.get_window_extent().padded(0).get_points() / pixel
        end = np.clip(centres[item], *box)
        away = np.hypot(*(centres[item] - end))
        needed = leader is not None and away > 1.5 * radius
        if _is_clear(centres[item], box, end, all_marks, radius, led=needed):
            middle = box[:, 0].mean() - centres[item][0]
            side = "left" if middle > radius else "right" if middle < -radius else "center"
            tip = tuple(ax.transData.inverted().transform(end * pixel).tolist()) if needed else None
            found.append(Position(item, float(spot[0]), float(spot[1]), side, tip))
    return tuple(found)


def _is_clear(
    own: np.ndarray, box: np.ndarray, end: np.ndarray, marks: np.ndarray, radius: float, *, led: bool
) -> bool:
    """Tell whether nobody would take a name for another mark's: all in points."""
    others = marks[np.hypot(*(marks - own).T) > 1]
    if led:
        along = end - own
        share = np.clip((others - own) @ along / (along @ along), 0, 1)
        return bool((np.hypot(*(own + share[:, None] * along - others).T) > radius * 0.7).all())
    nearest = np.hypot(*(others - np.clip(others, *box)).T).min(initial=np.inf)
    return bool(np.hypot(*(own - end)) <= nearest + 0.5)


def _pairs(table: pd.DataFrame) -> tuple[tuple[float, float], ...]:
    return tuple(zip(table["lon"].tolist(), table["lat"].tolist(), strict=True))
