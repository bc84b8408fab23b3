"""The chart of control periods: a row for each place, a bar for each holder."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from .. import theme
from ..rows import each_row
from .layout import draw_box, empty, need, new_axes, phase_strip, place_rows, points_a_day, text_width, window
from .legend import (
    bar_patch,
    bracket_handle,
    draw_bracket,
    hatch_color,
    legends_below,
    marker_handle,
    side_patches,
    source_below,
)


def plot_control(
    periods: pd.DataFrame,
    *,
    ax: Axes | None = None,
    start: object = None,
    end: object = None,
    phases: pd.DataFrame | None = None,
    title: str = "",
    source: str = theme.SOURCE,
) -> Axes:
    """Draw a row for each place and a bar for each period of control.

    Parameters
    ----------
    periods : DataFrame
        Columns place, holder, start, end, start_earliest, start_latest, certainty. Rows of places
        follow the table's own order, top down.
    ax : Axes, optional
        Where to draw; without it a figure is made whose height suits the number of places.
    start, end : day, optional
        First and last day shown; without them all that the table has.
    phases : DataFrame, optional
        Columns phase, name, start, end: a strip above the bars.
    title, source : str
        Heading, and the line of sources under the figure; empty leaves it out.

    Returns
    -------
    Axes
        Colour and hatch tell the holder. A full bar is certain, a paler one likely, a hollow one
        only claimed, a thin one inferred or not known. A bracket under the bars spans the days on
        which the change may have fallen. With a column within_day, a small mark at the start of a
        period names who held the place for part of that day.

    Raises
    ------
    ParameterError
        A column is missing, a holder or certainty unknown, or the window ends before it starts.
    """
    need(periods, "place", "holder", "start", "end", "start_earliest", "start_latest", "certainty")
    dated = len(periods) > 0 or start is not None or end is not None
    start, end = window(start, end, periods["start"], periods["end"])
    shown = periods[(periods["start"] <= end) & (periods["end"] >= start)]
    places = list(dict.fromkeys(shown["place"]))
    height = max(len(places), 1) * theme.ROW_IN + 0.1 if places else 1.6
    ax = new_axes(ax, height, names=places, phases=phases is not None, title=title)
    theme.date_axis(ax, start, end)
    theme.clean_axes(ax)
    phase_strip(ax, phases, start, end)
    if shown.empty:
        empty(ax, "No places in this window", dated=dated)
    else:
        rows = {place: row for row, place in enumerate(places)}
        for place, own in shown.groupby("place", sort=False):
            for period in each_row(own):
                _draw_period(ax, period, rows[place], start, end)
                _draw_doubt(ax, rows[place], own, period.start_earliest, period.start_latest, start, end)
                if period.start > start:
                    _draw_passing(ax, period, rows[place])
        _draw_seams(ax, shown[shown["start"] > start], rows)
        place_rows(ax, places)
        legends_below(
            ax, [("Held by", side_patches(shown["holder"])), ("How sure", _certainty_patches(shown, start, end))]
        )
    source_below(ax, source)
    return ax


def _draw_period(ax: Axes, period, row: int, start: pd.Timestamp, end: pd.Timestamp) -> None:
    style, weight = theme.side_style(period.holder), theme.certainty_weight(period.certainty)
    left = theme.day_number(max(period.start, start))
    right = theme.day_number(min(period.end, end)) + 1
    hollow = weight.fade == 1
    draw_box(
        ax, left, row - weight.height / 2, right - left, weight.height, label=style.label,
        facecolor="white" if hollow else theme.fade(style.color, weight.fade), hatch=style.hatch,
        edgecolor=style.color if hollow else hatch_color(style), hatch_linewidth=0.6,
        linewidth=1.2 if hollow else 0, linestyle=(0, (3, 1.5)) if hollow else "-", zorder=2,
        gid=f"{period.holder}|{period.certainty}",
    )  # fmt: skip
    inset = 5 / points_a_day(ax) if getattr(period, "within_day", "") and period.start > start else 0
    room = (right - left - inset) * points_a_day(ax) - 8
    if weight.height > 0.5 and text_width(style.label, theme.TINY_PT) <= room:
        back = "white" if hollow else theme.fade(style.color, weight.fade)
        ax.text(
            (left + inset + right) / 2, row + 0.02, style.label, ha="center", va="center_baseline",
            fontsize=theme.TINY_PT, fontfamily=theme.FONT, zorder=3, clip_on=True, gid="holder",
            color=theme.INK if hollow else style.ink,
            bbox={"facecolor": back, "edgecolor": "none", "pad": 0.8} if style.hatch else None,
        )  # fmt: skip


def _draw_seams(ax: Axes, begun: pd.DataFrame, rows: dict[str, int]) -> None:
    """Keep neighbouring bars apart by a hair of white where a period begins."""
    if len(begun):
        days, at = [theme.day_number(day) for day in begun["start"]], [rows[place] for place in begun["place"]]
        ax.vlines(days, [row - 0.4 for row in at], [row + 0.4 for row in at], color="white", linewidth=0.9,
                  zorder=2.5, gid="seam")  # fmt: skip


def _draw_passing(ax: Axes, period, row: int) -> None:
    """Mark who else held a place within the day on which a period begins."""
    holders = [holder for holder in str(getattr(period, "within_day", "") or "").split(";") if holder]
    for holder in holders[-1:]:
        style = theme.side_style(holder)
        ax.plot(
            theme.day_number(period.start) + 0.5, row, marker=style.marker, markersize=5.6, linestyle="none",
            zorder=3.5, markerfacecolor=style.color, markeredgecolor="white", markeredgewidth=0.8,
            gid=f"within|{holder}",
        )  # fmt: skip


def _draw_doubt(ax: Axes, row: int, rows: pd.DataFrame, first, last, start, end) -> None:
    """Bracket, under a place's bars, the days on which a change may have fallen."""
    if pd.isna(first) or pd.isna(last) or first >= last or last < start or first > end:
        return
    under = rows[(rows["start"] <= last) & (rows["end"] >= first - pd.Timedelta(days=1))]
    height = max([theme.certainty_weight(certainty).height for certainty in under["certainty"]], default=0.26)
    level = row + height / 2 + 0.085
    left, right = theme.day_number(max(first, start)), theme.day_number(min(last, end)) + 1
    draw_bracket(ax, left, right, level, 0.06, closed=(first >= start, last <= end))


def _certainty_patches(shown: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> list:
    handles = []
    for certainty in theme.in_order(shown["certainty"], theme.CERTAINTIES):
        weight = theme.certainty_weight(certainty)
        hollow, base = weight.fade == 1, "#555555"
        if certainty == "not known":
            handles.append(bar_patch(theme.STYLES["unknown"], weight.label))
        elif not hollow:
            handles.append(Line2D([], [], color=theme.fade(base, weight.fade), linewidth=11 * weight.height,
                                  label=weight.label, solid_capstyle="butt"))  # fmt: skip
        else:
            handles.append(Patch(facecolor="white", edgecolor=base, linewidth=1.1, linestyle=(0, (3, 1.5)),
                                 label=weight.label))  # fmt: skip
    first, last = shown["start_earliest"], shown["start_latest"]
    if ((first < last) & (last >= start) & (first <= end)).any():
        handles.append(bracket_handle("day of change uncertain"))
    if "within_day" in shown.columns and (shown["within_day"].fillna("").ne("") & (shown["start"] > start)).any():
        handles.append(
            marker_handle(theme.Style("", "#555555", "", "o", "-", "white"), 5.6, label="held within that day only")
        )
    return handles
