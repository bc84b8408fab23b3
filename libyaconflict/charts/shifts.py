"""Charts of changes of hands: when each place passed to whom, and how often."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator
from matplotlib.transforms import offset_copy

from .. import theme
from .layout import empty, need, new_axes, pack_rows, phase_strip, place_rows, shorten, size_pt, text_width, window
from .legend import bracket_handle, draw_bracket, hatch_color, legends_below, marker_handle, side_patches, source_below


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
        The large mark stands on the day and is the holder after: the surer, the larger, paler where
        likely or inferred, hollow where only claimed. The small mark at its left is the holder
        before. A bracket spans the days on which the change may have fallen. The sequence stands in
        words at the right, with dots where the table leaves out a change between.

    Raises
    ------
    ParameterError
        A column is missing, a holder or certainty unknown, or the window ends before it starts.
    """
    need(shifts, "date", "place", "holder_before", "holder_after", "earliest", "latest", "certainty")
    dated = len(shifts) > 0 or start is not None or end is not None
    start, end = window(start, end, shifts["date"], shifts["date"])
    shown = shifts[shifts["date"].between(start, end)]
    places = list(dict.fromkeys(shown["place"]))
    words = {place: _sequence(rows, 150) for place, rows in shown.sort_values("date").groupby("place")}
    right_in = max([text_width(word, theme.TINY_PT) for word in words.values()], default=0) / 72 + 0.3
    width_pt = (theme.WIDTH_IN - 1.6 - right_in) * 72 if ax is None else size_pt(ax)[0]
    days_a_point = ((end - start).days + 1) / width_pt
    lines = {
        place: pack_rows(
            [(day - 15 * days_a_point, day + 7 * days_a_point) for day in map(theme.day_number, rows["date"])]
        )
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
    ax.tick_params(axis="y", pad=16)  # a pair on the first day reaches beyond the axes
    phase_strip(ax, phases, start, end)
    if shown.empty:
        empty(ax, "No changes of hands in this window", dated=dated)
        source_below(ax, source)
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
    marks = [marker_handle(theme.side_style(holder), 7) for holder in holders]
    legends_below(ax, [("Held by (small: before, large: after)", marks), ("How sure", _mark_certainties(shown))])
    source_below(ax, source)
    return ax


def _draw_shift(ax: Axes, shift, row: float, start: pd.Timestamp, end: pd.Timestamp) -> None:
    day = theme.day_number(shift.date) + 0.5
    before, after = theme.side_style(shift.holder_before), theme.side_style(shift.holder_after)
    weight = theme.certainty_weight(shift.certainty)
    _shift_bracket(ax, shift, row, start, end)
    left = offset_copy(ax.transData, ax.figure, x=-10.5, units="points")
    marks = ((left, before, 5.0, "before"), (ax.transData, after, _mark_size(shift.certainty), "after"))
    for transform, style, size, kind in marks:
        hollow = weight.fade == 1 and kind == "after"
        ax.plot(
            day, row, marker=style.marker, markersize=size, linestyle="none", transform=transform, zorder=5,
            markerfacecolor="white" if hollow else theme.fade(style.color, weight.fade if kind == "after" else 0),
            markeredgecolor=style.color if hollow else "white", markeredgewidth=1.4 if hollow else 0.4,
            clip_on=False, gid=f"{kind}|{style.label}|{shift.certainty}",
        )  # fmt: skip


def _shift_bracket(ax: Axes, shift, row: float, start: pd.Timestamp, end: pd.Timestamp) -> None:
    first, last = shift.earliest, shift.latest
    if pd.isna(first) or pd.isna(last) or first >= last or last < start or first > end:
        return
    left, right = theme.day_number(max(first, start)), theme.day_number(min(last, end)) + 1
    draw_bracket(ax, left, right, row + 0.36, 0.1, closed=(first >= start, last <= end))


def _mark_size(certainty: str) -> float:
    return 4.0 + 7 * theme.certainty_weight(certainty).height


def _mark_certainties(shown: pd.DataFrame) -> list:
    grey = theme.Style("", "#555555", "", "o", "-", "white")
    handles = []
    for certainty in theme.in_order(shown["certainty"], theme.CERTAINTIES):
        weight = theme.certainty_weight(certainty)
        handle = marker_handle(grey, _mark_size(certainty), hollow=weight.fade == 1, label=weight.label)
        if weight.fade < 1:
            handle.set_markerfacecolor(theme.fade(grey.color, weight.fade))
        handles.append(handle)
    if (shown["earliest"] < shown["latest"]).any():
        handles.append(bracket_handle("day uncertain"))
    return handles


def _sequence(rows: pd.DataFrame, room: float) -> str:
    """Write who held a place in turn; an ellipsis stands where a change is missing from the table."""
    steps = [rows["holder_before"].iloc[0]]
    for before, after in zip(rows["holder_before"], rows["holder_after"], strict=True):
        steps += [after] if before == steps[-1] else ["…", before, after]
    return elide(steps, theme.TINY_PT, room)


def elide(holders: list[str], size: float, room: float) -> str:
    """Write a sequence of holders with arrows, its middle left out where the room (points) is short."""
    text = " → ".join(holders)
    keep = len(holders) - 1
    while text_width(text, size) > room and keep > 2:
        keep -= 1
        head = (keep + 1) // 2
        shown = [*holders[:head], "…", *holders[len(holders) - (keep - head) :]]
        text = " → ".join(name for n, name in enumerate(shown) if name != "…" or shown[n - 1] != "…")
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
    ax.grid(visible=False)
    ax.set_xlabel("Changes of hands", fontsize=theme.SMALL_PT, color=theme.INK, fontfamily=theme.FONT)
    ax.tick_params(axis="x", labelsize=theme.SMALL_PT, labelcolor=theme.INK, color=theme.MUTED)
    if turnover.empty:
        empty(ax, "No place changed hands in this window", dated=False)
        source_below(ax, source)
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
    place_rows(ax, places)
    ax.set_xlim(0, widest)
    ax.xaxis.set_major_locator(FixedLocator(list(range(int(turnover["changes"].max()) + 1))))
    legends_below(ax, [("Passed to", side_patches(seen))], drop=34)
    source_below(ax, source)
    return ax
