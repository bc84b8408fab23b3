"""The chart of what reports tell of each place, day by day: whose deed, and how it is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from .. import theme
from ..errors import ParameterError
from .layout import (
    empty,
    lane_room,
    need,
    new_axes,
    pack_rows,
    phase_strip,
    points_a_day,
    stack_lanes,
    text_width,
    window,
)
from .legend import hatch_color, legends_below, source_below
from .text import NOTHING, _count, _holder, _join, _range

COLUMNS = ("place", "status", "side", "earliest", "latest", "day", "docs")
SOURCE = "Source: the reports that this page lists, as the text coder reads them; they are not weighed here."
MARK, LINE_PT, REST_PT = 6.4, 10.0, 6.0  # size of a mark; height of a line of marks; what a row has beyond its lines
SHORTEST = 7  # days that an axis shows at least


class Stance(NamedTuple):
    """How a mark is filled."""

    label: str
    fill: str  # full, half or none
    rim: bool
    cross: bool


STANCES = {
    "confirmed": Stance("confirmed by a second voice", "full", True, False),
    "asserted": Stance("asserted by the outlet", "full", False, False),
    "claimed": Stance("claimed by somebody", "half", False, False),
    "denied": Stance("denied", "none", False, True),
    "planned": Stance("planned or possible", "none", False, False),
}
NOBODY = theme.Style("nobody named", "#808080", "", "p", "-", "white")  # a half X could not be read
_SAME = {"hypothetical": "planned"}
_PLAIN = {stance: stance for stance in STANCES} | {"planned": "planned or possible"}


def plot_claims(
    tellings: pd.DataFrame,
    *,
    ax: Axes | None = None,
    start: object = None,
    end: object = None,
    phases: pd.DataFrame | None = None,
    title: str = "",
    source: str = SOURCE,
) -> Axes:
    """Draw what reports tell of each place as dated marks: colour and shape by side, fill by how it is told.

    Parameters
    ----------
    tellings : DataFrame
        Columns place, status (asserted, claimed, confirmed, denied, planned or hypothetical), side (of whoever acted),
        earliest, latest, day, docs, as `list_tellings` gives them; places keep the table's own order, top down.
    ax, start, end, phases, title, source
        As in `plot_control`.

    Returns
    -------
    Axes
        A mark stands on the day; a thin line spans the days that it may cover, if more than one; a number says how
        often it is told so, if more than once. Marks of a place are stacked so that none hides another.

    Raises
    ------
    ParameterError
        A column is missing, a side or status unknown, or the window ends before it starts.
    """
    need(tellings, *COLUMNS)
    dated = len(tellings) > 0 or start is not None or end is not None
    start, end = _roomy(*window(start, end, tellings["day"], tellings["day"]))
    shown = tellings[tellings["day"].between(start, end)]
    shown = shown.assign(stance=[stance_of(status) for status in shown["status"]])
    places = list(dict.fromkeys(shown["place"]))
    names = [_plain(place) for place in places]
    day_pt = lane_room(ax, names, start, end)
    laid = {place: _lay_row(shown[shown["place"] == place], start, day_pt) for place in places}
    total = sum(height for _, height in laid.values())
    ax = new_axes(ax, total / 72 if places else 1.6, names=names, phases=phases is not None, title=title)
    theme.date_axis(ax, start, end)
    theme.clean_axes(ax)
    ax.tick_params(axis="y", pad=8)  # half a mark of the first day stands outside
    phase_strip(ax, phases, start, end)
    if shown.empty:
        empty(ax, "No event with a day is told here", dated=dated)
        source_below(ax, source)
        return ax
    lanes = [(name, *laid[place]) for name, place in zip(names, places, strict=True)]
    stack_lanes(ax, lanes, lambda telling, y: _draw_telling(ax, telling, y, start, end))
    _claims_legend(ax, shown)
    source_below(ax, source)
    return ax


def stance_of(status: str) -> str:
    """Give the stance in which a status is drawn.

    Raises
    ------
    ParameterError
        It is not one that the coder gives.
    """
    stance = _SAME.get(status, status)
    if stance not in STANCES:
        raise ParameterError([f"unknown status {status!r}. Known: {', '.join([*STANCES, *_SAME])}."])
    return stance


def _roomy(start: pd.Timestamp, end: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Widen a window of a few days to both sides."""
    short = SHORTEST - 1 - (end - start).days
    if short <= 0:
        return start, end
    return start - pd.Timedelta(days=short // 2), end + pd.Timedelta(days=short - short // 2)


def _plain(name: str) -> str:
    """Keep the signs of a name from being read as a formula."""
    return str(name).replace("$", r"\$")


def _lay_row(rows: pd.DataFrame, start: pd.Timestamp, day_pt: float) -> tuple[list, float]:
    """Stack a place's marks from the top of its row, in order of days."""
    order = list(STANCES)
    rows = rows.assign(rank=[order.index(stance) for stance in rows["stance"]])
    rows = rows.sort_values(["day", "rank", "side"], kind="stable")
    spans = []
    for telling in rows.itertuples():
        at = ((telling.day - start).days + 0.5) * day_pt
        first, last = at - (MARK + 2.4) / 2, at + (MARK + 2.4) / 2
        if telling.earliest < telling.latest:
            first = min(first, (telling.earliest - start).days * day_pt)
            last = max(last, ((telling.latest - start).days + 1) * day_pt)
        spans.append((first, last + (text_width(str(telling.docs), theme.TINY_PT) + 2) * (telling.docs > 1)))
    levels = pack_rows(spans)
    height = (max(levels) + 1) * LINE_PT + REST_PT
    middle = [REST_PT / 2 + (level + 0.5) * LINE_PT for level in levels]
    return list(zip(rows.itertuples(), middle, strict=True)), height


def _draw_telling(ax: Axes, telling, y: float, start: pd.Timestamp, end: pd.Timestamp) -> None:
    style, stance = _style(telling.side), STANCES[telling.stance]
    x = beside = theme.day_number(telling.day) + 0.5
    shift = MARK / 2 + 1.6
    if telling.earliest < telling.latest:
        first, last = theme.day_number(max(telling.earliest, start)), theme.day_number(min(telling.latest, end)) + 1
        ax.plot(
            [first, last], [y, y], color=edge_color(style), linewidth=1.1, solid_capstyle="butt", zorder=2.5, gid="days"
        )
        if (last - x) * points_a_day(ax) > shift:
            beside, shift = last, 1.6
    _mark(ax, [x], [y], style, stance, gid=f"telling|{telling.side}|{telling.stance}")
    if telling.docs > 1:
        ax.annotate(
            str(telling.docs), xy=(beside, y), xytext=(shift, 0), textcoords="offset points", ha="left",
            va="center_baseline", fontsize=theme.TINY_PT, color=theme.INK, fontfamily=theme.FONT, zorder=5,
            gid="docs", annotation_clip=False,
        )  # fmt: skip


def _style(side: str) -> theme.Style:
    return NOBODY if side == "unknown" else theme.side_style(side)


def edge_color(style: theme.Style) -> object:
    """Give the colour of lines and rims: a light colour is darkened."""
    return hatch_color(style) if style.ink == "black" else style.color


def _mark(ax: Axes, x: Sequence[float], y: Sequence[float], style: theme.Style, stance: Stance, *, gid: str) -> None:
    for options in mark_layers(style, stance):
        ax.plot(x, y, linestyle="none", clip_on=False, gid=gid if options["zorder"] == 4 else "cross", **options)


def mark_layers(style: theme.Style, stance: Stance) -> list[dict]:
    """Give what a mark is drawn of: its body, and the cross of a denial over it."""
    body = {
        "marker": style.marker, "markersize": MARK, "markeredgewidth": 1.5 if stance.rim else 1.0, "zorder": 4,
        "markerfacecolor": "white" if stance.fill == "none" else style.color, "markerfacecoloralt": "white",
        "fillstyle": "bottom" if stance.fill == "half" else "full",
        "markeredgecolor": theme.INK if stance.rim else edge_color(style),
    }  # fmt: skip
    cross = {
        "marker": "x", "markersize": MARK + 1.2, "markeredgewidth": 1.1, "markeredgecolor": theme.INK, "zorder": 4.5
    }  # fmt: skip
    return [body, cross] if stance.cross else [body]


def _claims_legend(ax: Axes, shown: pd.DataFrame) -> None:
    sides = [
        Line2D([], [], linestyle="none", label=_style(side).label, **mark_layers(_style(side), STANCES["asserted"])[0])
        for side in theme.in_order(shown["side"], theme.STYLES)
    ]  # fmt: skip
    grey = theme.Style("", "#555555", "", "o", "-", "white")
    told = [_stance_handle(grey, STANCES[stance]) for stance in theme.in_order(shown["stance"], STANCES)]
    more = []
    if (shown["earliest"] < shown["latest"]).any():
        more.append(Line2D([], [], color=grey.color, linewidth=1.1, label="days that it may cover"))
    if (shown["docs"] > 1).any():
        more.append(Line2D([], [], linestyle="none", marker="$2$", markersize=5, color=theme.INK, markeredgewidth=0,
                           label="told so twice, and so on"))  # fmt: skip
    legends_below(ax, [("Whose deed", sides), ("How it is told", told), ("Line and number", more)])


def _stance_handle(style: theme.Style, stance: Stance) -> object:
    """Give the legend entry of a stance; a cross stands over its mark, so that two lines share one entry."""
    layers = [Line2D([], [], linestyle="none", label=stance.label, **options) for options in mark_layers(style, stance)]
    return layers[0] if len(layers) == 1 else StackedMarks(layers)


class StackedMarks(tuple):
    """Marks drawn over each other in one entry of a legend."""

    def get_label(self) -> str:
        """Give the words of the entry, as an artist does."""
        return self[0].get_label()


def describe_claims(tellings: pd.DataFrame, *, start: object = None, end: object = None) -> str:
    """Say how much is told of how many places, how it is told, by the deeds of which side, and what is denied.

    Hand over the `start` and `end` of the chart, if it has them.
    """
    need(tellings, *COLUMNS)
    first, last = window(start, end, tellings["day"], tellings["day"])
    shown = tellings[tellings["day"].between(first, last)]
    if shown.empty:
        return NOTHING + "event with a day."
    told = shown.groupby(shown["status"].map(stance_of))["docs"].sum()
    by = shown.groupby("side")["docs"].sum()
    places = shown.groupby("place", sort=False)["docs"].sum().sort_values(ascending=False, kind="stable")
    stances = [f"{told[stance]} {_PLAIN[stance]}" for stance in STANCES if stance in told]
    sides = [
        f"{NOBODY.label if side == 'unknown' else _holder(side)} {by[side]}"
        for side in theme.in_order(by.index, theme.STYLES)
    ]
    text = f"What reports tell of {_count(len(places), 'place')}, {_range(first, last)}: "
    text += f"{_count(int(told.sum()), 'telling')}, {_join(stances)}. By the side whose deed it is: {_join(sides)}."
    if len(places) > 1:
        text += f" Most is told of {_join(f'{place} ({n})' for place, n in places.head(3).items())}."
    denied = list(dict.fromkeys(shown.loc[shown["status"] == "denied", "place"]))
    if denied:
        more = f" and {_count(len(denied) - 8, 'more place')}" if len(denied) > 8 else ""
        text += f" Something is denied at {_join(denied[:8]) if not more else ', '.join(denied[:8])}{more}."
    return text
