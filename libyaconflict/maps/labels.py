"""The names on a map: which places are named, and where each name stands so that none hides another or a mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.text import Text

from .. import theme
from ..charts.layout import need, size_pt
from ..errors import ParameterError
from .marks import room_of
from .placing import LINE_SPACING, Spot, find_positions

LANGUAGES = ("en", "ar", "both", "none")
MOST = 70
FOREMOST = 100_000  # a place of this standing may have a longer leader line
STRATEGIC = ("airbase", "oilfield", "oil_terminal")
# How large a place counts at least, whatever its population: an airbase comes before a village.
STANDING = {
    "city": 100_000, "oil_terminal": 60_000, "airbase": 50_000, "port": 40_000, "airport": 30_000, "town": 15_000,
    "oilfield": 15_000, "base": 12_000, "district": 12_000, "camp": 4_000, "village": 4_000, "road": 1_000,
}  # fmt: skip


def place_labels(
    ax: Axes, seen: pd.DataFrame, *, language: str = "en", name: Iterable[str] = (), most: int = MOST,
    size: float = theme.TINY_PT, mark_scale: float = 1.0, blocked: Sequence[tuple[float, float, float, float]] = (),
    only: bool = False,
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
        The place_ids that are named before all others, if there is room for them at all.
    most : int
        Names at most.
    size : float
        Size of type in points.
    mark_scale : float
        The scale with which the marks were drawn. Room is kept for marks of the largest size, so that names stand
        where they stood on every other day.
    blocked : sequence of (west, south, east, north)
        Boxes in degrees that must stay free, such as the scale bar's.
    only : bool
        Whether nothing but `name` is named.

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
    name = list(name)
    if language == "none" or seen.empty or most < 1:
        return []
    named = rank_names(seen, name)
    if only:
        named = named[named["place_id"].isin(name)]
    ax.apply_aspect()
    spots, marks = _spots(named, mark_scale, language), _spots(seen, mark_scale)
    placed = find_positions(
        spots, marks, asked=int(named["place_id"].isin(set(name)).sum()), foremost=int(named["foremost"].sum()),
        most=most, size=size, page=tuple(round(side, 2) for side in size_pt(ax)),
        limits=(*ax.get_xlim(), *ax.get_ylim()), blocked=tuple(map(tuple, blocked)),
    )  # fmt: skip
    ids = named["place_id"].tolist()
    led = [[spots[spot.item][:2], spot.leader] for spot in placed if spot.leader is not None]
    ax.add_collection(LineCollection(led, colors=theme.MUTED, linewidths=0.5, zorder=3.5, gid="leaders"), autolim=False)
    return [
        ax.text(
            spot.x, spot.y, spots[spot.item].text, ha=spot.side, va="bottom", multialignment=spot.side, fontsize=size,
            color=theme.INK, fontfamily=theme.FONT, linespacing=LINE_SPACING, zorder=5, gid=f"label|{ids[spot.item]}",
            in_layout=False,  # it is inside the axes: no one need measure it again to know how large the figure is
        )
        for spot in placed
    ]  # fmt: skip


def rank_names(seen: pd.DataFrame, name: Iterable[str] = ()) -> pd.DataFrame:
    """Sort the rows by how much their names are wanted: those asked for, then what the war was about, then the larger.

    Points are given to what is certain, and what is contested (3 each); to airbases and oil sites (2); to cities (1),
    those of 100,000 people (3 more) and of 300,000 (again 3). Of equal points the larger comes first. The column
    `foremost` marks those asked for and those with 3 points or more, which are at the head.
    """
    wished = {place: rank for rank, place in enumerate(dict.fromkeys(name))}
    people = seen["population"].fillna(0)
    standing = people.clip(lower=seen["kind"].map(STANDING).fillna(1))
    asked = seen["place_id"].isin(wished)
    sure = seen["certainty"] == "certain" if "certainty" in seen else False
    points = 3 * (people >= FOREMOST).astype(int) + 3 * (people >= 3 * FOREMOST) + (seen["kind"] == "city")
    points = points + 2 * seen["kind"].isin(STRATEGIC) + 3 * (seen["holder"] == "contested") + 3 * sure
    table = seen.assign(
        rank=seen["place_id"].map(wished).fillna(len(wished)), order=-points,
        standing=-standing, people=-people, foremost=asked | (points >= 3),
    )  # fmt: skip
    keys = ["rank", "order", "standing", "people"]
    return table.sort_values([*keys, "place_id"], kind="stable").drop(columns=keys)


def label_text(place: str, name_ar: object, language: str) -> str:
    """Give the text of a label; a place without an Arabic name keeps its English one."""
    arabic = name_ar if isinstance(name_ar, str) and name_ar else ""
    if language == "en" or not arabic:
        return place
    return arabic if language == "ar" else f"{place}\n{arabic}"


def _spots(table: pd.DataFrame, mark_scale: float, language: str = "none") -> tuple[Spot, ...]:
    rooms = {kind: room_of(kind) * max(theme.MARK_PT.values()) * mark_scale + 0.8 for kind in table["kind"].unique()}
    return tuple(
        Spot(lon, lat, rooms[kind], "" if language == "none" else label_text(place, name_ar, language))
        for lon, lat, kind, place, name_ar in zip(
            *(table[column].tolist() for column in ("lon", "lat", "kind", "place", "name_ar")), strict=True
        )
    )
