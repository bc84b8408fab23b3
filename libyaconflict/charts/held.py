"""Charts of what was held: places and people of each side, and how near the LNA stood to Tripoli."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator
from matplotlib.transforms import offset_copy

from .. import theme
from .layout import Box, empty, label_points, need, new_axes, phase_strip, size_pt, spread, text_width, window
from .legend import legends_below, source_below


def plot_held(
    held: pd.DataFrame,
    *,
    ax: Axes | None = None,
    measure: str = "places",
    phases: pd.DataFrame | None = None,
    title: str = "",
    source: str = theme.SOURCE,
) -> Axes:
    """Draw how much each side held from day to day, as steps, each named at its right end.

    Parameters
    ----------
    held : DataFrame
        Columns day, holder, and places or population: one row for a day and holder.
    ax, phases, title, source
        As in `plot_control`.
    measure : str
        ``places`` (a count) or ``population`` (people in places whose population is known).

    Returns
    -------
    Axes
        The value axis starts at zero; a holder that never held anything is left out.

    Raises
    ------
    ParameterError
        A column is missing or a holder unknown.
    """
    need(held, "day", "holder", measure)
    start, end = window(None, None, held["day"], held["day"])
    dated, held = len(held) > 0, held[held.groupby("holder")[measure].transform("sum") > 0]
    names = [theme.side_style(holder).label for holder in theme.in_order(held["holder"])]
    right_in = max([text_width(f"{name} 000,000", theme.SMALL_PT) for name in names], default=20) / 72 + 0.35
    ax = new_axes(ax, 3.0 if len(held) else 1.6, names=["0,000,000"], right_in=right_in, phases=phases is not None,
                  title=title)  # fmt: skip
    theme.date_axis(ax, start, end)
    theme.clean_axes(ax, grid="y")
    phase_strip(ax, phases, start, end)
    label = "Places held" if measure == "places" else "People in the places held"
    ax.set_ylabel(label, fontsize=theme.SMALL_PT, color=theme.INK, fontfamily=theme.FONT)
    if held.empty:
        note = "No places held in this window" if measure == "places" else "No population is known in this window"
        empty(ax, note, dated=dated)
        source_below(ax, source)
        return ax
    top = max(float(held[measure].max()) * 1.06, 1.0)
    ax.set_ylim(0, top)
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    lasts = []
    for holder in theme.in_order(held["holder"]):
        rows = held[held["holder"] == holder].sort_values("day")
        style = theme.side_style(holder)
        days = [*map(theme.day_number, rows["day"]), theme.day_number(rows["day"].iloc[-1]) + 1]
        values = [*rows[measure], rows[measure].iloc[-1]]
        ax.plot(days, values, drawstyle="steps-post", color=style.color, linewidth=2, linestyle=style.line,
                label=style.label, zorder=3, solid_joinstyle="miter", clip_on=False)  # fmt: skip
        lasts.append((style, days[-1], float(values[-1])))
    height = size_pt(ax)[1]
    spots = spread([value / top * height for _, _, value in lasts], theme.SMALL_PT * 1.35, 0, height)
    for (style, day, value), spot in zip(lasts, spots, strict=True):
        ax.annotate(
            f"{style.label} {value:,.0f}", xy=(day, value), xytext=(1, spot / height), xycoords="data",
            textcoords=offset_copy(ax.transAxes, ax.figure, x=14, units="points"), va="center", ha="left",
            fontsize=theme.SMALL_PT, color=theme.INK, fontfamily=theme.FONT, annotation_clip=False,
            arrowprops={
                "arrowstyle": "-", "color": style.color, "lw": 1.2, "relpos": (0, 0.5), "shrinkA": 1, "shrinkB": 1,
            },
        )  # fmt: skip
    source_below(ax, source)
    return ax


def plot_front_distance(
    front: pd.DataFrame,
    *,
    ax: Axes | None = None,
    scale: str = "log",
    phases: pd.DataFrame | None = None,
    title: str = "",
    source: str = theme.SOURCE,
) -> Axes:
    """Draw how far from Tripoli's centre the nearest place held by the LNA lay, day by day.

    Parameters
    ----------
    front : DataFrame
        Columns day, distance_km, place, certainty. A day that is missing, or has no distance, is a gap.
    ax, phases, title, source
        As in `plot_control`.
    scale : str
        ``log``, or ``linear`` from zero.

    Returns
    -------
    Axes
        Solid where the holding is certain or likely, dotted where it is claimed or inferred; each
        stretch names its place where there is room.

    Raises
    ------
    ParameterError
        A column is missing.
    """
    need(front, "day", "distance_km", "place", "certainty")
    start, end = window(None, None, front["day"], front["day"])
    ax = new_axes(ax, 3.3 if len(front) else 1.6, names=["0,000"], phases=phases is not None, title=title)
    theme.date_axis(ax, start, end)
    theme.clean_axes(ax, grid="y")
    phase_strip(ax, phases, start, end)
    known = front.dropna(subset=["distance_km"]).sort_values("day")
    note = " (log scale)" if scale == "log" else ""
    ax.set_ylabel(f"km from Tripoli's centre{note}", fontsize=theme.SMALL_PT, color=theme.INK, fontfamily=theme.FONT)
    if known.empty:
        empty(ax, "No place held by the LNA is known in this window", dated=len(front) > 0)
        source_below(ax, source)
        return ax
    _distance_scale(ax, known["distance_km"], scale)
    gap = known["day"].diff().dt.days.ne(1)
    firm = known["certainty"].isin(["certain", "likely"])
    stretch = (gap | known["place"].ne(known["place"].shift()) | firm.ne(firm.shift())).cumsum()
    style, names, blocked, previous = theme.side_style("LNA"), [], [], None
    scale_pt, frame = 72 / ax.figure.dpi, ax.get_window_extent()
    for _, rows in known.groupby(stretch):
        left, right = theme.day_number(rows["day"].iloc[0]), theme.day_number(rows["day"].iloc[-1]) + 1
        value, sure = float(rows["distance_km"].iloc[0]), bool(firm[rows.index[0]])
        if previous is not None and previous[0] == left:
            ax.plot([left, left], [previous[1], value], color=style.color, linewidth=1, zorder=2.8, gid="riser")
            blocked.append(_line_box(ax, left, previous[1], left, value, scale_pt, frame))
        ax.plot([left, right], [value, value], color=style.color, linewidth=2.6, zorder=3, solid_capstyle="butt",
                linestyle="-" if sure else (0, (1, 0.7)), gid="firm" if sure else "loose")  # fmt: skip
        blocked.append(_line_box(ax, left, value, right, value, scale_pt, frame))
        names.append((right - left, left, right, value, rows["place"].iloc[0]))
        previous = (right, value)
    spots, said = [], set()
    for _, left, right, value, place in sorted(names, key=lambda name: (-name[0], name[1])):
        if (place, value) not in said:
            said.add((place, value))
            spots.append(((left + min(right, left + 14)) / 2, value, f"{place} {value:,.0f} km"))
    label_points(ax, spots, blocked=blocked)
    kinds = [("-", "certain or likely"), ((0, (1, 0.7)), "claimed or inferred")]
    legends_below(ax, [("Nearest place held by the LNA", [
        Line2D([], [], color=style.color, linewidth=2.6, linestyle=line, label=label) for line, label in kinds
    ])])  # fmt: skip
    source_below(ax, source)
    return ax


def _distance_scale(ax: Axes, distances: pd.Series, scale: str) -> None:
    if scale == "linear":
        ax.set_ylim(0, float(distances.max()) * 1.15)
        return
    ticks = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000]
    low = max([tick for tick in ticks if tick <= distances.min() * 0.8], default=1)
    high = min([tick for tick in ticks if tick >= distances.max() * 1.2], default=2000)
    ax.set_yscale("log")
    ax.set_ylim(low, high)
    ax.yaxis.set_major_locator(FixedLocator([tick for tick in ticks if low <= tick <= high]))
    ax.yaxis.set_minor_locator(NullLocator())
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))


def _line_box(ax: Axes, x0: float, y0: float, x1: float, y1: float, scale: float, frame) -> Box:
    (px0, py0), (px1, py1) = ax.transData.transform([(x0, y0), (x1, y1)])
    xs, ys = (
        sorted([(px0 - frame.x0) * scale, (px1 - frame.x0) * scale]),
        sorted([(py0 - frame.y0) * scale, (py1 - frame.y0) * scale]),
    )
    return Box(xs[0] - 1, ys[0] - 1.5, xs[1] + 1, ys[1] + 1.5)
