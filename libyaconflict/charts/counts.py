"""Charts of numbers: events a week, and the deaths that reports gave."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from .. import theme
from .layout import Box, empty, label_points, need, new_axes, phase_strip, window
from .legend import bar_patch, hatch_color, legends_below, side_patches, source_below

SINGLE, TOTAL = "#222255", "#BB5566"  # tolls: of one event; a running count


def plot_tempo(
    tempo: pd.DataFrame,
    *,
    ax: Axes | None = None,
    phases: pd.DataFrame | None = None,
    title: str = "",
    source: str = theme.SOURCE,
) -> Axes:
    """Draw events a week as stacked bars, by side or by kind of event.

    Parameters
    ----------
    tempo : DataFrame
        Columns week (its Monday), events, and side or event_type.
    ax, phases, title, source
        As in `plot_timeline`.

    Returns
    -------
    Axes
        A bar is seven days wide; event types share the colour of their lane in the timeline.

    Raises
    ------
    ParameterError
        A column is missing or a side unknown.
    """
    by = "side" if "side" in tempo.columns else "event_type"
    need(tempo, "week", "events", by)
    start, end = window(None, None, tempo["week"], tempo["week"] + pd.Timedelta(days=6))
    ax = new_axes(ax, 2.6 if tempo["events"].sum() else 1.6, names=["000"], phases=phases is not None, title=title)
    theme.date_axis(ax, start, end)
    theme.clean_axes(ax, grid="y")
    phase_strip(ax, phases, start, end)
    ax.set_ylabel("Events a week", fontsize=theme.SMALL_PT, color=theme.INK, fontfamily=theme.FONT)
    if not tempo["events"].sum():
        empty(ax, theme.EMPTY_NOTE, dated=len(tempo) > 0)
        source_below(ax, source)
        return ax
    order = theme.STYLES if by == "side" else theme.FAMILIES
    keys = [key or "unknown" for key in tempo[by]] if by == "side" else [theme.family_of(key) for key in tempo[by]]
    if by == "side":
        for key in keys:
            theme.side_style(key)
    stacks = tempo.assign(key=keys).pivot_table(index="week", columns="key", values="events", aggfunc="sum").fillna(0)
    found = [key for key in theme.in_order(keys, order) if stacks[key].sum() > 0]
    base = stacks.iloc[:, 0] * 0.0
    for key in found:
        style, part = order[key], stacks[key][stacks[key] > 0]
        ax.bar(
            [theme.day_number(week) + 3.5 for week in part.index], part, bottom=base[part.index], width=6.4,
            color=style.color, hatch=style.hatch, edgecolor=hatch_color(style), hatch_linewidth=0.6, linewidth=0,
            zorder=2, gid=key,
        )  # fmt: skip
        base = base + stacks[key]
    ax.set_ylim(0, max(float(base.max()) * 1.05, 1))
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    handles = side_patches(found) if by == "side" else [bar_patch(order[key]) for key in found]
    legends_below(ax, [("Side of the actor" if by == "side" else "Kind of event", handles)])
    source_below(ax, source)
    return ax


def plot_tolls(
    tolls: pd.DataFrame,
    *,
    ax: Axes | None = None,
    start: object = None,
    end: object = None,
    phases: pd.DataFrame | None = None,
    title: str = "",
    source: str = theme.SOURCE,
) -> Axes:
    """Draw the deaths that reports gave, each from its lowest to its highest number.

    Parameters
    ----------
    tolls : DataFrame
        Columns earliest, latest, place, fatalities_min, fatalities_max, cumulative.
    ax, start, end, phases, title, source
        As in `plot_timeline`.

    Returns
    -------
    Axes
        A single event is a round mark, dotted over the days on which it may have fallen; a running
        count is a diamond at its last day, on a line over the days it covers, or an arrowhead at the
        right edge where it ends later. A hollow mark with a stub is an open end: no lowest, or no
        highest, number was given. A report without any number is not drawn, and the note under the
        axes says how many.

    Raises
    ------
    ParameterError
        A column is missing, or the window ends before it starts.
    """
    need(tolls, "earliest", "latest", "place", "fatalities_min", "fatalities_max", "cumulative")
    dated = len(tolls) > 0 or start is not None or end is not None
    start, end = window(start, end, tolls["earliest"], tolls["latest"])
    near = tolls[(tolls["earliest"].fillna(start) <= end) & (tolls["latest"].fillna(end) >= start)]
    numbered = near["fatalities_min"].notna() | near["fatalities_max"].notna()
    shown = near[numbered]
    ax = new_axes(ax, 3.4 if len(shown) else 1.6, names=["0,000"], phases=phases is not None, title=title)
    theme.date_axis(ax, start, end)
    theme.clean_axes(ax, grid="y")
    phase_strip(ax, phases, start, end)
    ax.set_ylabel("Deaths reported (log scale)", fontsize=theme.SMALL_PT, color=theme.INK, fontfamily=theme.FONT)
    if shown.empty:
        empty(ax, "No number of deaths reported in this window", dated=dated)
    else:
        _count_scale(ax, shown)
        spots, blocked = [], []
        for toll in shown.itertuples():
            spots.append(_draw_toll(ax, toll, start, end, blocked))
        label_points(ax, _toll_names(spots), blocked=blocked)
        legends_below(ax, [("Reported deaths", _toll_handles(shown, start, end))])
    missing = len(near) - len(shown)
    note = f"{missing} reports without a number are not drawn. " if missing > 1 else ""
    note = "1 report without a number is not drawn. " if missing == 1 else note
    source_below(ax, note + source)
    return ax


def _count_scale(ax: Axes, shown: pd.DataFrame) -> None:
    ticks = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000]
    most = float(shown[["fatalities_min", "fatalities_max"]].astype("Float64").max(axis=None))
    high = min([tick for tick in ticks if tick >= most * 1.6], default=most * 2)
    ax.set_yscale("symlog", linthresh=1, linscale=0.4)
    ax.set_ylim(-0.25, high)
    ax.yaxis.set_major_locator(FixedLocator([tick for tick in ticks if tick <= high]))
    ax.yaxis.set_minor_locator(NullLocator())
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))


def _draw_toll(ax: Axes, toll, start, end, blocked: list[Box]) -> tuple[float, float, str, bool]:
    first = start if pd.isna(toll.earliest) else max(toll.earliest, start)
    last = end if pd.isna(toll.latest) else min(toll.latest, end)
    left, right = theme.day_number(first), theme.day_number(last) + 1
    middle, cumulative = (left + right) / 2, bool(toll.cumulative)
    later = cumulative and not pd.isna(toll.latest) and toll.latest > end
    color, marker, size = (TOTAL, ">" if later else "D", 6.0) if cumulative else (SINGLE, "o", 5.0)
    ends = [None if pd.isna(value) else float(value) for value in (toll.fatalities_min, toll.fatalities_max)]
    known = [value for value in ends if value is not None]
    at = (right if later else right - 0.5) if cumulative else middle  # a running count is as of its last day
    if right - left > 1:
        _block_line(ax, left, right, known[-1], blocked)
        ax.plot([left, right], [known[-1]] * 2, color=theme.fade(color, 0.3), linewidth=1.0 if cumulative else 0.8,
                linestyle="-" if cumulative else (0, (1, 1.5)), zorder=2, gid="period")  # fmt: skip
    if len(known) == 2 and known[0] < known[1]:
        ax.plot([at, at], known, color=color, linewidth=1.5, zorder=3, gid="range", solid_capstyle="butt")
    hollow = None in ends
    for value in sorted(set(known)):
        ax.plot(
            at, value, marker=marker, markersize=size, linestyle="none", zorder=4, clip_on=False,
            markerfacecolor="white" if hollow else color, markeredgecolor=color if hollow else "white",
            markeredgewidth=1.1 if hollow else 0.5, gid="cumulative" if cumulative else "single",
        )  # fmt: skip
    if hollow:
        up = 1 if ends[1] is None else -1
        ax.annotate(
            "", xy=(at, known[0]), xytext=(0, up * 15), textcoords="offset points", zorder=3.5,
            arrowprops={"arrowstyle": "<-", "color": color, "lw": 0.9, "linestyle": (0, (2, 1)), "shrinkA": 0,
                        "shrinkB": 2.5, "mutation_scale": 6},
        )  # fmt: skip
    _block(ax, at, known, ("up" if ends[1] is None else "down") if hollow else "", blocked)
    low, high = known[0], known[-1]
    number = f"{low:,.0f}–{high:,.0f}" if low < high else f"{high:,.0f}"
    if hollow:
        number = f"{high:,.0f} or more" if ends[1] is None else f"up to {high:,.0f}"
    number += f" by {toll.latest.day} {toll.latest:%b %Y}" if later else ""
    return at, high, f"{toll.place}: {number}", cumulative


def _toll_names(spots: list) -> list[tuple[float, float, str]]:
    """Choose which tolls to name: the highest eight running counts and the highest eight single events."""
    ranked = sorted(spots, key=lambda spot: (-spot[1], spot[0]))
    running = [spot[:3] for spot in ranked if spot[3]][:8]
    single = [spot[:3] for spot in ranked if not spot[3] and spot[1] > 0][:8]
    return sorted(running + single, key=lambda spot: (-spot[1], spot[0]))


def _block(ax: Axes, at: float, known: list[float], hollow: str, blocked: list[Box]) -> None:
    scale, frame = 72 / ax.figure.dpi, ax.get_window_extent()
    (x, y0), (_, y1) = ax.transData.transform([(at, known[0]), (at, known[-1])])
    x, y0, y1 = (x - frame.x0) * scale, (y0 - frame.y0) * scale, (y1 - frame.y0) * scale
    blocked.append(Box(x - 4, y0 - (16 if hollow == "down" else 4), x + 4, y1 + (16 if hollow == "up" else 4)))


def _block_line(ax: Axes, left: float, right: float, value: float, blocked: list[Box]) -> None:
    scale, frame = 72 / ax.figure.dpi, ax.get_window_extent()
    (x0, y), (x1, _) = ax.transData.transform([(left, value), (right, value)])
    y = (y - frame.y0) * scale
    blocked.append(Box((x0 - frame.x0) * scale, y - 1, (x1 - frame.x0) * scale, y + 1))


def _toll_handles(shown: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> list:
    running = shown["cumulative"].astype(bool)
    low, high = shown["fatalities_min"], shown["fatalities_max"]
    vague = ~running & shown["earliest"].ne(shown["latest"])
    handles = []
    if (~running).any():
        handles.append(Line2D([], [], color=SINGLE, marker="o", markersize=5.5, linestyle="none", label="one event"))
    if vague.any():
        handles.append(Line2D([], [], color=SINGLE, linewidth=0.9, linestyle=(0, (1, 1.5)), label="day uncertain"))
    if running.any():
        handles.append(Line2D([], [], color=TOTAL, marker="D", markersize=6, linewidth=1,
                              label="running count, days covered"))  # fmt: skip
    if (running & (shown["latest"] > end)).any():
        handles.append(Line2D([], [], color=TOTAL, marker=">", markersize=6, linewidth=1, label="counted to later"))
    if (low < high).any():
        handles.append(Line2D([], [], color=SINGLE, linewidth=1.5, label="lowest to highest"))
    if (low.isna() | high.isna()).any():
        handles.append(Line2D([], [], color=SINGLE, marker="o", markersize=5.5, markerfacecolor="white",
                              linestyle="none", label="other end not given"))  # fmt: skip
    return handles
