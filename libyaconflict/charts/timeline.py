"""The timeline chart: happenings as dated marks in lanes, the foremost named."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from .. import theme
from ..rows import each_row
from .layout import Box, empty, lane_room, need, new_axes, pack_rows, phase_strip, shorten, text_width, window
from .legend import legends_below, source_below

LABEL_PT = 9.6  # height of a line of labels


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
        bar, where the date is approximate. Marks of a lane are stacked so that none hides another;
        a named happening has a dark rim.

    Raises
    ------
    ParameterError
        A column is missing, a side unknown, or the window ends before it starts.
    """
    need(timeline, "earliest", "latest", "approximate", "event_type")
    dated = len(timeline) > 0 or start is not None or end is not None
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
    day_pt = lane_room(ax, names, start, end)
    width = day_pt * ((end - start).days + 1)
    laid = {lane: _lay_lane(shown[shown["family"] == lane], start, end, day_pt, width, mark) for lane in lanes}
    total = sum(height for _, _, height in laid.values())
    ax = new_axes(ax, total / 72 if lanes else 1.6, names=names, phases=phases is not None, title=title)
    theme.date_axis(ax, start, end)
    theme.clean_axes(ax)
    phase_strip(ax, phases, start, end)
    if shown.empty:
        empty(ax, theme.EMPTY_NOTE, dated=dated)
        source_below(ax, source)
        return ax
    floor, ticks, drawn = total, [], []
    for number, lane in enumerate(lanes):
        marks, labels, height = laid[lane]
        floor -= height
        ticks.append(floor + height / 2)
        if number % 2 == 0:
            ax.axhspan(floor, floor + height, facecolor=theme.BAND, alpha=0.7, linewidth=0, zorder=0)
        drawn += [(happening, low, high, floor + level) for happening, low, high, level in marks]
        back = theme.fade(theme.BAND, 0.3) if number % 2 == 0 else "white"
        for text, day, level, foot, align in labels:
            _draw_label(ax, text, day, floor + level, floor + foot, align, back)
    _draw_happenings(ax, drawn, mark)
    ax.set_ylim(0, total)
    ax.set_yticks(ticks, names)
    _timeline_legend(ax, shown)
    source_below(ax, source)
    return ax


def _sides(timeline: pd.DataFrame) -> list[str]:
    if "side" in timeline.columns:
        for side in set(timeline["side"].dropna()) - {""}:
            theme.side_style(side)
        return [side or "unknown" for side in timeline["side"].fillna("")]
    actors = timeline["actor"] if "actor" in timeline.columns else [""] * len(timeline)
    return [actor if actor in ("GNA", "LNA") else "unknown" for actor in actors]


def _lay_lane(rows: pd.DataFrame, start, end, day_pt: float, width: float, mark: float):
    """Stack a lane's marks from its floor, then set each label as low above them as it will go."""
    rows = rows.assign(
        low=[theme.day_number(max(day, start)) for day in rows["earliest"]],
        high=[theme.day_number(min(day, end)) + 1 for day in rows["latest"]],
        text=rows["label"].fillna("").astype(str) if "label" in rows.columns else "",
        rank=[list(theme.STYLES).index(side) for side in rows["side"]],
    )
    narrow = (rows["high"] - rows["low"]) * day_pt <= 2.2 * mark
    rows = rows.assign(point=narrow | rows["earliest"].eq(rows["latest"]), named=rows["text"] != "")
    rows = rows.sort_values(["point", "low", "high", "named", "rank"], kind="stable")
    half, origin = (mark + 1.2) / 2, theme.day_number(start)
    spans = []
    happenings = each_row(rows)
    for row in happenings:
        left, right = (row.low - origin) * day_pt, (row.high - origin) * day_pt
        middle = (left + right) / 2
        spans.append((middle - half, middle + half) if row.point else (left, right))
    levels = [4 + half + row * 2 * half for row in pack_rows(spans)]
    marks = list(zip(happenings, rows["low"].tolist(), rows["high"].tolist(), levels, strict=True))
    boxes = [Box(left, 0, right, level + half) for (left, right), level in zip(spans, levels, strict=True)]
    labels = _lay_labels(marks, boxes, origin, day_pt, width)
    top = max([level + half for level in levels] + [level + LABEL_PT for _, _, level, _, _ in labels])
    return marks, labels, max(top + 5, 22)


def _lay_labels(marks, boxes: list[Box], origin: float, day_pt: float, width: float):
    """Give each label the lowest place where neither it nor its leader meets another, else where its text is clear."""
    wanted = []
    for happening, low, high, level in marks:
        if happening.text:
            text = shorten(happening.text, theme.TINY_PT, width * 0.6)
            wanted.append(((low + high) / 2, level, text, text_width(text, theme.TINY_PT) + 4))
    flipped = [item for item in wanted if (item[0] - origin) * day_pt + item[3] > width]
    upright = [item for item in wanted if item not in flipped]
    placed: list[tuple[float, float, Box]] = []  # leader's place and foot, label
    labels = []
    for day, foot, text, wide in sorted(upright, reverse=True) + sorted(flipped):
        x = (day - origin) * day_pt
        tries = []
        for align, left, right in (("left", x, x + wide), ("right", x - wide, x)):
            if left < 0 or right > width + 1:
                continue
            base = max([box.top + 2 for box in boxes if box.left < right and left < box.right], default=0)
            for step in range(len(marks) + 40):
                box = Box(left, base + step * LABEL_PT / 2, right, base + step * LABEL_PT / 2 + LABEL_PT)
                if any(box.meets(other) or _cuts(at, low, other, box) for at, low, other in placed):
                    continue
                crossed = any(_cuts(x, foot, box, other) for _, _, other in placed)
                tries.append((crossed, box.bottom, align != "left", align, box))
                if not crossed:
                    break
        if tries:
            _, level, _, align, box = min(tries)
            placed.append((x, foot, box))
            labels.append((text, day, level, foot, align))
    return labels


def _cuts(at: float, foot: float, label: Box, box: Box) -> bool:
    """Say whether the leader that rises at a place from a foot to its label runs through a box."""
    return box.left < at < box.right and foot < box.top and box.bottom < label.top


def _draw_happenings(ax: Axes, drawn: list, mark: float) -> None:
    """Draw bars and marks, all of one look at once."""
    looks: dict[tuple, list] = {}
    for happening, low, high, y in drawn:
        key = (happening.side, bool(happening.approximate), bool(happening.named))
        looks.setdefault(key, []).append((low, high, y, happening.point))
    for (side, hollow, named), rows in looks.items():
        style = theme.side_style(side)
        bars = [(low, high, y) for low, high, y, point in rows if not point]
        if bars:
            ax.barh(
                [y for _, _, y in bars], [high - low for low, high, _ in bars], left=[low for low, _, _ in bars],
                height=mark * 0.55, zorder=3, gid=f"bar|{side}", edgecolor=style.color,
                color="white" if hollow else theme.fade(style.color, 0.45),
                linewidth=0.8 if hollow else 0, linestyle=(0, (3, 1.5)) if hollow else "-",
            )  # fmt: skip
        ax.plot(
            [(low + high) / 2 for low, high, _, _ in rows], [y for _, _, y, _ in rows], marker=style.marker,
            markersize=mark, linestyle="none", zorder=4.2 if named else 4, clip_on=False, gid=f"mark|{side}",
            markerfacecolor="white" if hollow else style.color,
            markeredgecolor=theme.INK if named else style.color if hollow else "white",
            markeredgewidth=0.9 if hollow or named else 0.35,
        )  # fmt: skip


def _draw_label(ax: Axes, text: str, day: float, y: float, foot: float, align: str, back: object) -> None:
    ax.plot([day, day], [foot, y + LABEL_PT * 0.8], color=theme.MUTED, linewidth=0.6, zorder=2, gid="leader")
    ax.annotate(
        text, xy=(day, y), xytext=(2.5 if align == "left" else -2.5, 1), textcoords="offset points", ha=align,
        va="bottom", fontsize=theme.TINY_PT, color=theme.INK, fontfamily=theme.FONT, zorder=5, gid="label",
        bbox={"facecolor": back, "edgecolor": "none", "pad": 0.2},
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
