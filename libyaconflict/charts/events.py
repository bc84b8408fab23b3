"""Charts of what happened: the timeline, its tempo, and the tolls that were reported."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from .. import theme
from .layout import (
    Box,
    bar_patch,
    hatch_color,
    label_points,
    legends_below,
    need,
    new_axes,
    pack_rows,
    phase_strip,
    shorten,
    side_patches,
    size_pt,
    text_width,
    window,
)

LABEL_PT = 9.6  # height of a line of labels in the timeline


def plot_timeline(
    timeline: pd.DataFrame,
    *,
    ax: Axes | None = None,
    start: object = None,
    end: object = None,
    phases: pd.DataFrame | None = None,
    title: str = "",
    source: str = theme.SOURCE,
) -> Axes:
    """Draw happenings as dated marks in lanes by kind of event, coloured and shaped by the actor's side.

    Parameters
    ----------
    timeline : DataFrame
        Columns earliest, latest, approximate, event_type. Optional: side (GNA, LNA, local, none
        or unknown; without it only actors named GNA or LNA have a side) and label (text for the
        few happenings to name, empty for the rest).
    ax : Axes, optional
        Where to draw; without it a figure is made whose height suits the number of happenings.
    start, end : day, optional
        First and last day shown; without them all that the table has.
    phases : DataFrame, optional
        Columns phase, name, start, end: a strip above the lanes.
    title, source : str
        Heading, and the line of sources under the figure; empty leaves it out.

    Returns
    -------
    Axes
        A day is a mark, an interval a bar with its mark in the middle; hollow, and dashed if a
        bar, where the date is approximate. Marks of a lane are stacked so that none hides another.

    Raises
    ------
    ParameterError
        A column is missing, a side unknown, or the window ends before it starts.
    """
    need(timeline, "earliest", "latest", "approximate", "event_type")
    start, end = window(start, end, timeline["earliest"], timeline["latest"])
    shown = timeline.assign(
        earliest=timeline["earliest"].fillna(start),
        latest=timeline["latest"].fillna(end),
        family=[theme.family_of(event_type) for event_type in timeline["event_type"]],
        side=_sides(timeline),
    )
    shown = shown[(shown["earliest"] <= end) & (shown["latest"] >= start)]
    lanes = theme.in_order(shown["family"], theme.FAMILIES)
    mark = 5.6 if len(shown) <= 150 else 4.8 if len(shown) <= 400 else 4.2
    names = [theme.FAMILIES[lane].label for lane in lanes]
    probe = ax if ax is not None else None
    left_in = max([text_width(name, theme.SMALL_PT) for name in names], default=0) / 72 + 0.3
    width = size_pt(probe)[0] if probe is not None else (theme.WIDTH_IN - left_in - 0.25) * 72
    day_pt = width / ((end - start).days + 1)
    laid = {lane: _lay_lane(shown[shown["family"] == lane], start, end, day_pt, width, mark) for lane in lanes}
    total = sum(height for _, _, height in laid.values())
    ax = new_axes(ax, total / 72 if lanes else 1.6, names=names, phases=phases is not None, title=title)
    theme.date_axis(ax, start, end)
    theme.clean_axes(ax)
    phase_strip(ax, phases, start, end)
    if shown.empty:
        theme.empty_axes(ax)
        _source(ax, source)
        return ax
    floor, ticks = total, []
    for number, lane in enumerate(lanes):
        marks, labels, height = laid[lane]
        floor -= height
        ticks.append(floor + height / 2)
        if number % 2 == 0:
            ax.axhspan(floor, floor + height, facecolor=theme.BAND, alpha=0.7, linewidth=0, zorder=0)
        for happening, low, high, level in marks:
            _draw_happening(ax, happening, low, high, floor + level, mark)
        for text, day, level, foot, align in labels:
            _draw_label(ax, text, day, floor + level, floor + foot, align)
    ax.set_ylim(0, total)
    ax.set_yticks(ticks, names)
    _timeline_legend(ax, shown)
    _source(ax, source)
    return ax


def _sides(timeline: pd.DataFrame) -> list[str]:
    if "side" in timeline.columns:
        return [side or "unknown" for side in timeline["side"].fillna("")]
    actors = timeline["actor"] if "actor" in timeline.columns else [""] * len(timeline)
    return [actor if actor in ("GNA", "LNA") else "unknown" for actor in actors]


def _lay_lane(rows: pd.DataFrame, start, end, day_pt: float, width: float, mark: float):
    """Stack a lane's marks from its floor, then set each label as low above them as it will go."""
    rows = rows.assign(
        low=[theme.day_number(max(day, start)) for day in rows["earliest"]],
        high=[theme.day_number(min(day, end)) + 1 for day in rows["latest"]],
    )
    rows = rows.assign(point=(rows["high"] - rows["low"]) * day_pt <= 2.2 * mark)
    rows = rows.sort_values(["point", "low", "high"], kind="stable")
    half, origin = (mark + 1.2) / 2, theme.day_number(start)
    spans = []
    for row in rows.itertuples():
        left, right = (row.low - origin) * day_pt, (row.high - origin) * day_pt
        middle = (left + right) / 2
        spans.append((min(left, middle - half), max(right, middle + half)))
    levels = [4 + half + row * 2 * half for row in pack_rows(spans)]
    marks = list(zip(rows.itertuples(), rows["low"], rows["high"], levels, strict=True))
    boxes = [Box(left, 0, right, level + half) for (left, right), level in zip(spans, levels, strict=True)]
    labels = _lay_labels(marks, boxes, origin, day_pt, width)
    top = max([level + half for level in levels] + [level + LABEL_PT for _, _, level, _, _ in labels])
    return marks, labels, max(top + 5, 22)


def _lay_labels(marks, boxes: list[Box], origin: float, day_pt: float, width: float):
    wanted = []
    for happening, low, high, level in marks:
        text = getattr(happening, "label", "")
        if isinstance(text, str) and text:
            text = shorten(text, theme.TINY_PT, width * 0.6)
            wanted.append(((low + high) / 2, level, text, text_width(text, theme.TINY_PT) + 3))
    to_left = [item for item in wanted if (item[0] - origin) * day_pt + item[3] > width]
    to_right = [item for item in wanted if item not in to_left]
    placed: list[tuple[float, Box]] = []
    labels = []
    for item in sorted(to_left) + sorted(to_right, reverse=True):
        day, foot, text, wide = item
        x = (day - origin) * day_pt
        align = "right" if item in to_left else "left"
        left, right = (x - wide, x) if align == "right" else (x, x + wide)
        under = [box.top + 2 for box in boxes if box.left < right and left < box.right]
        under += [box.top for at, box in placed if (box.left < right and left < box.right) or left <= at <= right]
        level = max(under, default=0)
        placed.append((x, Box(left, level, right, level + LABEL_PT)))
        labels.append((text, day, level, foot, align))
    return labels


def _draw_happening(ax: Axes, happening, low: float, high: float, y: float, mark: float) -> None:
    style, hollow = theme.side_style(happening.side), bool(happening.approximate)
    if not happening.point:
        ax.barh(
            y, high - low, left=low, height=mark * 0.55, zorder=3, gid=f"bar|{happening.side}",
            color="white" if hollow else theme.fade(style.color, 0.45), edgecolor=style.color,
            linewidth=0.8 if hollow else 0, linestyle=(0, (3, 1.5)) if hollow else "-",
        )  # fmt: skip
    ax.plot(
        (low + high) / 2, y, marker=style.marker, markersize=mark, linestyle="none", zorder=4,
        markerfacecolor="white" if hollow else style.color, markeredgecolor=style.color if hollow else "white",
        markeredgewidth=0.9 if hollow else 0.35, clip_on=False, gid=f"mark|{happening.side}",
    )  # fmt: skip


def _draw_label(ax: Axes, text: str, day: float, y: float, foot: float, align: str) -> None:
    ax.plot([day, day], [foot, y + LABEL_PT * 0.8], color=theme.MUTED, linewidth=0.6, zorder=2, gid="leader")
    ax.annotate(
        text, xy=(day, y), xytext=(2 if align == "left" else -2, 1), textcoords="offset points", ha=align,
        va="bottom", fontsize=theme.TINY_PT, color=theme.INK, fontfamily=theme.FONT, zorder=5,
    )  # fmt: skip


def _timeline_legend(ax: Axes, shown: pd.DataFrame) -> None:
    sides = [theme.side_style(side) for side in theme.in_order(shown["side"], theme.STYLES)]
    marks = [
        Line2D([], [], linestyle="none", marker=style.marker, markersize=6.5, color=style.color, label=style.label,
               markeredgecolor="white", markeredgewidth=0.4)
        for style in sides
    ]  # fmt: skip
    how = [
        Line2D([], [], linestyle="none", marker="o", markersize=6, color="#555555", label="day"),
        Patch(facecolor=theme.fade("#555555", 0.45), label="interval"),
    ]
    if shown["approximate"].any():
        how.append(Line2D([], [], linestyle="none", marker="o", markersize=6, markerfacecolor="white",
                          markeredgecolor="#555555", label="approximate"))  # fmt: skip
    legends_below(ax, [("Side of the actor", marks), ("Date", how)])


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
    ax = new_axes(ax, 2.6 if len(tempo) else 1.6, names=["000"], phases=phases is not None, title=title)
    theme.date_axis(ax, start, end)
    theme.clean_axes(ax, grid="y")
    phase_strip(ax, phases, start, end)
    ax.set_ylabel("Events a week", fontsize=theme.SMALL_PT, color=theme.INK, fontfamily=theme.FONT)
    if tempo.empty:
        theme.empty_axes(ax)
        _source(ax, source)
        return ax
    order = theme.STYLES if by == "side" else theme.FAMILIES
    keys = [key or "unknown" for key in tempo[by]] if by == "side" else [theme.family_of(key) for key in tempo[by]]
    if by == "side":
        for key in keys:
            theme.side_style(key)
    ranks = list(order)
    rows = tempo.assign(key=keys, rank=[ranks.index(key) for key in keys]).sort_values(["week", "rank"])
    tops: dict[pd.Timestamp, float] = {}
    for row in rows.itertuples():
        base, style = tops.get(row.week, 0.0), order[row.key]
        ax.bar(
            theme.day_number(row.week) + 3.5, row.events, bottom=base, width=6.4, color=style.color, zorder=2,
            hatch=style.hatch, edgecolor=hatch_color(style), hatch_linewidth=0.6, linewidth=0, gid=row.key,
        )  # fmt: skip
        tops[row.week] = base + float(row.events)
    ax.set_ylim(0, max(max(tops.values()) * 1.05, 1))
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    found = theme.in_order(keys, order)
    handles = side_patches(found) if by == "side" else [bar_patch(order[key]) for key in found]
    legends_below(ax, [("Side of the actor" if by == "side" else "Kind of event", handles)])
    _source(ax, source)
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
        A single event is a round mark; a count that covers a period is a diamond on a line over
        that period. A hollow mark with a stub is an open end: no lowest, or no highest, number
        was given. A report without any number is not drawn, and the note under the axes says how many.

    Raises
    ------
    ParameterError
        A column is missing, or the window ends before it starts.
    """
    need(tolls, "earliest", "latest", "place", "fatalities_min", "fatalities_max", "cumulative")
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
        theme.empty_axes(ax, "No number of deaths reported in this window")
    else:
        _count_scale(ax, shown)
        spots, blocked = [], []
        for toll in shown.itertuples():
            spots.append(_draw_toll(ax, toll, start, end, blocked))
        wanted = sorted(spots, key=lambda spot: (not spot[3], -spot[1], spot[0]))[:14]
        label_points(ax, [spot[:3] for spot in wanted], blocked=blocked)
        legends_below(ax, [("Reported deaths", _toll_handles())])
    missing = len(near) - len(shown)
    note = f"{missing} reports without a number are not drawn. " if missing > 1 else ""
    note = "1 report without a number is not drawn. " if missing == 1 else note
    _source(ax, note + source)
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
    color, marker, size = ("#BB5566", "D", 6.0) if cumulative else ("#222255", "o", 5.0)
    ends = [None if pd.isna(value) else float(value) for value in (toll.fatalities_min, toll.fatalities_max)]
    known = [value for value in ends if value is not None]
    at = right - 0.5 if cumulative else middle  # a running count is as of its last day
    if right - left > 1:
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
    _block(ax, at, known, hollow, blocked)
    low, high = known[0], known[-1]
    number = f"{low:,.0f}–{high:,.0f}" if low < high else f"{high:,.0f}"
    if hollow:
        number = f"{high:,.0f} or more" if ends[1] is None else f"up to {high:,.0f}"
    return at, high, f"{toll.place}: {number}", cumulative


def _block(ax: Axes, at: float, known: list[float], hollow: bool, blocked: list[Box]) -> None:
    scale, frame = 72 / ax.figure.dpi, ax.get_window_extent()
    (x, y0), (_, y1) = ax.transData.transform([(at, known[0]), (at, known[-1])])
    x, y0, y1 = (x - frame.x0) * scale, (y0 - frame.y0) * scale, (y1 - frame.y0) * scale
    blocked.append(Box(x - 3, y0 - 3, x + 3, y1 + (16 if hollow else 3)))


def _toll_handles() -> list:
    single, total = "#222255", "#BB5566"
    return [
        Line2D([], [], color=single, marker="o", markersize=5.5, linestyle="none", label="one event"),
        Line2D([], [], color=total, marker="D", markersize=6, linewidth=1, label="count over the period drawn"),
        Line2D([], [], color=single, marker="_", markersize=5, linewidth=1.5, label="lowest to highest"),
        Line2D([], [], color=single, marker="o", markersize=5.5, markerfacecolor="white", linestyle="none",
               label="other end not given"),
    ]  # fmt: skip


def _source(ax: Axes, text: str) -> None:
    if text:
        theme.source_line(ax, text)
