"""Charts of who held what: periods of control, changes of hands, places held, the nearest front."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator
from matplotlib.transforms import offset_copy

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
    points_a_day,
    shorten,
    side_patches,
    size_pt,
    spread,
    text_width,
    window,
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
        only claimed, a thin one inferred or not known. A bracket spans the days on which the
        change may have fallen.

    Raises
    ------
    ParameterError
        A column is missing, a holder or certainty unknown, or the window ends before it starts.
    """
    need(periods, "place", "holder", "start", "end", "start_earliest", "start_latest", "certainty")
    start, end = window(start, end, periods["start"], periods["end"])
    shown = periods[(periods["start"] <= end) & (periods["end"] >= start)]
    places = list(dict.fromkeys(shown["place"]))
    height = max(len(places), 1) * theme.ROW_IN + 0.1 if places else 1.6
    ax = new_axes(ax, height, names=places, phases=phases is not None, title=title)
    theme.date_axis(ax, start, end)
    theme.clean_axes(ax)
    phase_strip(ax, phases, start, end)
    if shown.empty:
        theme.empty_axes(ax, "No places in this window")
    else:
        rows = {place: row for row, place in enumerate(places)}
        for period in shown.itertuples():
            _draw_period(ax, period, rows[period.place], start, end)
        _place_rows(ax, places)
        legends_below(
            ax,
            [("Held by", side_patches(shown["holder"])), ("How sure", _certainty_patches(shown))],
        )
    _source(ax, source)
    return ax


def _draw_period(ax: Axes, period, row: int, start: pd.Timestamp, end: pd.Timestamp) -> None:
    style, weight = theme.side_style(period.holder), theme.certainty_weight(period.certainty)
    left = theme.day_number(max(period.start, start))
    right = theme.day_number(min(period.end, end)) + 1
    hollow = weight.fade == 1
    ax.barh(
        row, right - left, left=left, height=weight.height, label=style.label,
        color="white" if hollow else theme.fade(style.color, weight.fade), hatch=style.hatch,
        edgecolor=style.color if hollow else hatch_color(style), hatch_linewidth=0.6,
        linewidth=1.2 if hollow else 0, linestyle=(0, (3, 1.5)) if hollow else "-", zorder=2,
        gid=f"{period.holder}|{period.certainty}",
    )  # fmt: skip
    if period.start > start:  # a hair of white keeps neighbours apart
        ax.plot([left, left], [row - 0.37, row + 0.37], color="white", linewidth=0.9, zorder=2.5, gid="seam")
    room = (right - left) * points_a_day(ax) - 8
    if weight.height > 0.5 and text_width(style.label, theme.TINY_PT) <= room:
        back = "white" if hollow else theme.fade(style.color, weight.fade)
        ax.text(
            (left + right) / 2, row + 0.02, style.label, ha="center", va="center_baseline",
            fontsize=theme.TINY_PT, fontfamily=theme.FONT, zorder=3, clip_on=True,
            color=theme.INK if hollow else style.ink,
            bbox={"facecolor": back, "edgecolor": "none", "pad": 1.2},
        )  # fmt: skip
    _whisker(ax, period.start_earliest, period.start_latest, row, start, end)


def _whisker(ax: Axes, first, last, row: float, start: pd.Timestamp, end: pd.Timestamp, cap: float = 0.16) -> None:
    """Bracket the days on which a change may have fallen; a bracket that leaves the window has no cap there."""
    if pd.isna(first) or pd.isna(last) or first >= last or last < start or first > end:
        return
    left, right = theme.day_number(max(first, start)), theme.day_number(min(last, end)) + 1
    for color, width in (("white", 2.6), (theme.INK, 1.0)):
        halo = {"color": color, "linewidth": width, "solid_capstyle": "butt", "zorder": 4 if width > 2 else 4.1}
        ax.plot([left, right], [row, row], gid="whisker" if width < 2 else "halo", **halo)
        for day, inside in ((left, first >= start), (right, last <= end)):
            if inside:
                ax.plot([day, day], [row - cap, row + cap], gid="cap" if width < 2 else "halo", **halo)


def _place_rows(ax: Axes, places: list[str]) -> None:
    ax.set_yticks(range(len(places)), places)
    ax.set_ylim(len(places) - 0.4, -0.6)


def _certainty_patches(table: pd.DataFrame, column: str = "certainty") -> list:
    handles = []
    for certainty in theme.in_order(table[column], theme.CERTAINTIES):
        weight = theme.certainty_weight(certainty)
        hollow, base = weight.fade == 1, "#555555"
        if certainty == "not known":
            handles.append(bar_patch(theme.STYLES["unknown"], weight.label))
        elif weight.height < 0.5:
            handles.append(Line2D([], [], color=theme.fade(base, weight.fade), linewidth=3, label=weight.label,
                                  solid_capstyle="butt"))  # fmt: skip
        else:
            handles.append(Patch(
                facecolor="white" if hollow else theme.fade(base, weight.fade), edgecolor=base,
                linewidth=1.1 if hollow else 0, linestyle=(0, (3, 1.5)) if hollow else "-", label=weight.label,
            ))  # fmt: skip
    handles.append(
        Line2D([], [], color=theme.INK, linewidth=1, marker="|", markersize=6, label="day of change uncertain")
    )
    return handles


def plot_shifts(
    shifts: pd.DataFrame,
    *,
    ax: Axes | None = None,
    start: object = None,
    end: object = None,
    phases: pd.DataFrame | None = None,
    title: str = "",
    source: str = theme.SOURCE,
) -> Axes:
    """Draw each change of hands as a pair of marks, who held the place before and who held it after.

    Parameters
    ----------
    shifts : DataFrame
        Columns date, place, holder_before, holder_after, earliest, latest, certainty; places keep
        the table's own order, top down.
    ax, start, end, phases, title, source
        As in `plot_control`.

    Returns
    -------
    Axes
        The small mark is the holder before, the large one the holder after: full where certain,
        paler where likely or inferred, hollow where only claimed. A whisker spans the days on
        which the change may have fallen. The sequence stands in words at the right.

    Raises
    ------
    ParameterError
        A column is missing, a holder or certainty unknown, or the window ends before it starts.
    """
    need(shifts, "date", "place", "holder_before", "holder_after", "earliest", "latest", "certainty")
    start, end = window(start, end, shifts["date"], shifts["date"])
    shown = shifts[shifts["date"].between(start, end)]
    places = list(dict.fromkeys(shown["place"]))
    words = {place: _sequence(rows, 150) for place, rows in shown.sort_values("date").groupby("place")}
    right_in = max([text_width(word, theme.TINY_PT) for word in words.values()], default=0) / 72 + 0.3
    width_pt = (theme.WIDTH_IN - 1.6 - right_in) * 72 if ax is None else size_pt(ax)[0]
    pair_days = 27 / (width_pt / ((end - start).days + 1))
    lines = {
        place: pack_rows([(theme.day_number(day), theme.day_number(day) + pair_days) for day in rows["date"]])
        for place, rows in shown.groupby("place")
    }
    depth = {place: max(lines[place]) + 1 for place in places}
    total = sum(0.35 + 0.65 * depth[place] for place in places)
    ax = new_axes(
        ax, total * theme.ROW_IN + 0.1 if places else 1.6, names=places, right_in=right_in,
        phases=phases is not None, title=title,
    )  # fmt: skip
    theme.date_axis(ax, start, end)
    theme.clean_axes(ax)
    phase_strip(ax, phases, start, end)
    if shown.empty:
        theme.empty_axes(ax, "No changes of hands in this window")
        _source(ax, source)
        return ax
    top, ticks = 0.0, []
    for number, place in enumerate(places):
        room = 0.35 + 0.65 * depth[place]
        if number % 2 == 0:
            ax.axhspan(top, top + room, facecolor=theme.BAND, alpha=0.6, linewidth=0, zorder=0)
        ticks.append(top + room / 2)
        rows = shown[shown["place"] == place]
        for line, shift in zip(lines[place], rows.itertuples(), strict=True):
            _draw_shift(ax, shift, top + 0.5 + 0.65 * line, start, end)
        ax.annotate(
            words[place], xy=(1, ticks[-1]), xycoords=("axes fraction", "data"), xytext=(8, 0), va="center",
            textcoords="offset points", fontsize=theme.TINY_PT, color=theme.MUTED, fontfamily=theme.FONT,
            annotation_clip=False,
        )  # fmt: skip
        top += room
    ax.set_yticks(ticks, places)
    ax.set_ylim(top, 0)
    holders = theme.in_order([*shown["holder_before"], *shown["holder_after"]])
    marks = [_marker(theme.side_style(holder), 7) for holder in holders]
    legends_below(ax, [("Held by (small: before, large: after)", marks), ("How sure", _mark_certainties(shown))])
    _source(ax, source)
    return ax


def _draw_shift(ax: Axes, shift, row: float, start: pd.Timestamp, end: pd.Timestamp) -> None:
    day = theme.day_number(shift.date) + 0.5
    before, after = theme.side_style(shift.holder_before), theme.side_style(shift.holder_after)
    weight = theme.certainty_weight(shift.certainty)
    _whisker(ax, shift.earliest, shift.latest, row, start, end, cap=0.18)
    left = offset_copy(ax.transData, ax.figure, x=-7, units="points")
    right = offset_copy(ax.transData, ax.figure, x=5, units="points")
    marks = ((left, before, 4.5, "before"), (right, after, _mark_size(shift.certainty), "after"))
    for transform, style, size, kind in marks:
        hollow = weight.fade == 1 and kind == "after"
        ax.plot(
            day, row, marker=style.marker, markersize=size, linestyle="none", transform=transform, zorder=5,
            markerfacecolor="white" if hollow else theme.fade(style.color, weight.fade if kind == "after" else 0),
            markeredgecolor=style.color if hollow else "white", markeredgewidth=1.4 if hollow else 0.7,
            clip_on=False, gid=f"{kind}|{style.label}|{shift.certainty}",
        )  # fmt: skip


def _mark_size(certainty: str) -> float:
    return 4.5 + 6 * theme.certainty_weight(certainty).height


def _marker(style: theme.Style, size: float, *, hollow: bool = False, label: str = "") -> Line2D:
    return Line2D(
        [], [], linestyle="none", marker=style.marker, markersize=size, label=label or style.label,
        markerfacecolor="white" if hollow else style.color, markeredgecolor=style.color if hollow else "white",
        markeredgewidth=1.2 if hollow else 0.6,
    )  # fmt: skip


def _mark_certainties(shown: pd.DataFrame) -> list:
    grey = theme.Style("", "#555555", "", "o", "-", "white")
    handles = []
    for certainty in theme.in_order(shown["certainty"], theme.CERTAINTIES):
        weight = theme.certainty_weight(certainty)
        handle = _marker(grey, _mark_size(certainty), hollow=weight.fade == 1, label=weight.label)
        if weight.fade < 1:
            handle.set_markerfacecolor(theme.fade(grey.color, weight.fade))
        handles.append(handle)
    handles.append(Line2D([], [], color=theme.INK, linewidth=1, marker="|", markersize=6, label="day uncertain"))
    return handles


def _sequence(rows: pd.DataFrame, room: float) -> str:
    return elide([rows["holder_before"].iloc[0], *rows["holder_after"]], theme.TINY_PT, room)


def elide(holders: list[str], size: float, room: float) -> str:
    """Write a sequence of holders with arrows, its middle left out where the room (points) is short."""
    text = " → ".join(holders)
    keep = len(holders) - 1
    while text_width(text, size) > room and keep > 2:
        keep -= 1
        head = (keep + 1) // 2
        text = " → ".join([*holders[:head], "…", *holders[len(holders) - (keep - head) :]])
    return shorten(text, size, max(room, 20))


def plot_turnover(
    turnover: pd.DataFrame,
    *,
    ax: Axes | None = None,
    title: str = "",
    source: str = theme.SOURCE,
) -> Axes:
    """Draw how often each place changed hands: one block for each change, coloured by who took over.

    Parameters
    ----------
    turnover : DataFrame
        Columns place, changes, holders ("LNA > GNA > ..."), in the order to draw, top down.
    ax, title, source
        As in `plot_control`.

    Returns
    -------
    Axes
        A bar as long as the number of changes, the whole sequence in words at its end.

    Raises
    ------
    ParameterError
        A column is missing or a holder unknown.
    """
    need(turnover, "place", "changes", "holders")
    places = list(turnover["place"])
    ax = new_axes(ax, len(places) * theme.ROW_IN + 0.1 if places else 1.6, names=places, title=title)
    theme.clean_axes(ax)
    ax.set_xlabel("Changes of hands", fontsize=theme.SMALL_PT, color=theme.INK, fontfamily=theme.FONT)
    ax.tick_params(axis="x", labelsize=theme.SMALL_PT, labelcolor=theme.INK, color=theme.MUTED)
    if turnover.empty:
        theme.empty_axes(ax, "No place changed hands in this window")
        _source(ax, source)
        return ax
    width, widest, seen = size_pt(ax)[0], 1.0, []
    for row, place in enumerate(turnover.itertuples()):
        holders = [holder.strip() for holder in str(place.holders).split(">")]
        seen += holders[1:]
        for step, holder in enumerate(holders[1 : int(place.changes) + 1]):
            style = theme.side_style(holder)
            ax.barh(row, 1, left=step, height=0.62, color=style.color, hatch=style.hatch, edgecolor=hatch_color(style),
                    hatch_linewidth=0.6, linewidth=0, zorder=2, gid=holder)  # fmt: skip
            if step:
                ax.plot([step, step], [row - 0.31, row + 0.31], color="white", linewidth=1.2, zorder=2.5)
        text = f"{place.changes}:  " + elide(holders, theme.TINY_PT, width * 0.6)
        ax.annotate(
            text, xy=(place.changes, row), xytext=(5, 0), textcoords="offset points", va="center",
            fontsize=theme.TINY_PT, color=theme.INK, fontfamily=theme.FONT,
        )  # fmt: skip
        widest = max(widest, place.changes * width / (width - text_width(text, theme.TINY_PT) - 9), place.changes)
    _place_rows(ax, places)
    ax.set_xlim(0, widest)
    ax.xaxis.set_major_locator(FixedLocator(list(range(int(turnover["changes"].max()) + 1))))
    legends_below(ax, [("Passed to", side_patches(seen))], drop=34)
    _source(ax, source)
    return ax


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
        The value axis starts at zero.

    Raises
    ------
    ParameterError
        A column is missing or a holder unknown.
    """
    need(held, "day", "holder", measure)
    start, end = window(None, None, held["day"], held["day"])
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
        theme.empty_axes(ax)
        _source(ax, source)
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
    _source(ax, source)
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
        theme.empty_axes(ax, "No place held by the LNA is known in this window")
        _source(ax, source)
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
    _source(ax, source)
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


def _source(ax: Axes, text: str) -> None:
    if text:
        theme.source_line(ax, text)
