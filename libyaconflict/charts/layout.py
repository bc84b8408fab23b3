"""Geometry of figures: room for text, rows without collisions, labels, the strip of phases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.patches import Rectangle
from matplotlib.ticker import NullLocator
from matplotlib.transforms import blended_transform_factory, offset_copy

from .. import theme
from ..errors import ParameterError
from ..rows import each_row


class Box(NamedTuple):
    """A rectangle in points."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """Say whether two rectangles share any area."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )


@lru_cache(maxsize=4096)
def text_width(text: str, size: float) -> float:
    """Measure one line of text, in points, without drawing it."""
    return text_size(text, size)[0] * 1.05 + 1 if text.strip() else 0.0


def text_size(text: str, size: float) -> tuple[float, float, float]:
    """Measure one line of text, in points, before its letters are fitted to pixels: width, height and descent."""
    font = get_font(findfont(FontProperties(family=theme.FONT)))
    font.set_size(size, 72)
    font.set_text(text, 0, flags=LoadFlags.NO_HINTING)
    width, height = font.get_width_height()
    return width / 64, height / 64, font.get_descent() / 64


def shorten(text: str, size: float, room: float) -> str:
    """Cut a line at its end, with an ellipsis, until it fits the room (points)."""
    if text_width(text, size) <= room:
        return text
    fits, too_long = 0, len(text)
    while fits + 1 < too_long:
        middle = (fits + too_long) // 2
        wide = text_width(text[:middle].rstrip() + "…", size) > room
        fits, too_long = (fits, middle) if wide else (middle, too_long)
    return text[:fits].rstrip() + "…"


def wrap(parts: Sequence[str], gap: str, size: float, room: float) -> list[str]:
    """Set parts one after the other, with a gap between them, on as few lines of a width as they need."""
    lines: list[str] = []
    between = (text_size(f"n{gap}n", size)[0] - text_size("nn", size)[0]) * 1.05  # alone, its blanks would not count
    taken = 0.0
    for part in parts:
        wide = text_width(part, size)
        if lines and taken + between + wide <= room:
            lines[-1] += gap + part
            taken += between + wide
        else:
            lines.append(part)
            taken = wide
    return lines


def new_axes(
    ax: Axes | None,
    height_in: float,
    *,
    names: Iterable[str] = (),
    right_in: float = 0.25,
    phases: bool = False,
    title: str = "",
) -> Axes:
    """Give the axes to draw on: those handed in, or new ones with room for names at the left."""
    if ax is None:
        left = max([text_width(str(name), theme.SMALL_PT) for name in names], default=0) / 72 + 0.3
        top = 0.15 + 0.55 * phases + 0.3 * bool(title)
        figure_in = height_in + top + 1.15
        figure, ax = plt.subplots(figsize=(theme.WIDTH_IN, figure_in), dpi=theme.DPI, facecolor="white")
        width = theme.WIDTH_IN - left - right_in
        ax.set_position((left / theme.WIDTH_IN, 1.15 / figure_in, width / theme.WIDTH_IN, height_in / figure_in))
    if title:
        ax.set_title(
            title, loc="left", fontsize=theme.BODY_PT + 2, fontweight="bold", color=theme.INK,
            fontfamily=theme.FONT, pad=46 if phases else 8,
        )  # fmt: skip
    return ax


def need(table: pd.DataFrame, *columns: str) -> None:
    """Refuse a table that lacks columns, naming all that are missing."""
    missing = [column for column in columns if column not in table.columns]
    if missing:
        have = ", ".join(map(str, table.columns))
        raise ParameterError([f"the table lacks column {name!r}. It has: {have}." for name in missing])


def window(start: object, end: object, firsts: pd.Series, lasts: pd.Series) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Give the days to draw: as asked for, else from the first to the last of the table."""
    first = pd.Timestamp(start) if start is not None else firsts.min()
    last = pd.Timestamp(end) if end is not None else lasts.max()
    first = pd.Timestamp("2000-01-01") if pd.isna(first) else first
    last = first + pd.Timedelta(days=6) if pd.isna(last) else last
    if last < first:
        raise ParameterError([f"the window ends ({last:%Y-%m-%d}) before it starts ({first:%Y-%m-%d})."])
    return first.normalize(), last.normalize()


def empty(ax: Axes, note: str, *, dated: bool) -> None:
    """Say that nothing is there to draw; where no window was asked for either, show no days."""
    theme.empty_axes(ax, note)
    if not dated:
        ax.xaxis.set_major_locator(NullLocator())
        ax.xaxis.set_minor_locator(NullLocator())


def size_pt(ax: Axes) -> tuple[float, float]:
    """Give width and height of the axes in points."""
    box, figure = ax.get_position(), ax.figure
    return box.width * figure.get_figwidth() * 72, box.height * figure.get_figheight() * 72


def points_a_day(ax: Axes) -> float:
    """Give how many points wide one day is drawn."""
    first, last = ax.get_xlim()
    return size_pt(ax)[0] / (last - first)


def pack_rows(spans: Sequence[tuple[float, float]]) -> list[int]:
    """Give each span the lowest row in which it overlaps none that came before it.

    Examples
    --------
    >>> pack_rows([(0, 2), (1, 3), (2, 4)])
    [0, 1, 0]
    """
    rows: list[list[tuple[float, float]]] = []
    placed = []
    for left, right in spans:
        for number, row in enumerate(rows):
            if all(right <= other_left or left >= other_right for other_left, other_right in row):
                row.append((left, right))
                placed.append(number)
                break
        else:
            rows.append([(left, right)])
            placed.append(len(rows) - 1)
    return placed


def spread(values: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move values apart to at least `gap`, as little as may be, keeping order and bounds.

    Examples
    --------
    >>> spread([1, 1, 9], gap=2, low=0, high=10)
    [0.0, 2.0, 9]
    """
    order = sorted(range(len(values)), key=lambda n: (values[n], n))
    moved = [min(max(values[n], low), high) for n in order]
    groups: list[list[float]] = []  # each: members' wishes, as if the group's first stood there
    for n, value in enumerate(moved):
        groups.append([value, 1, n])
        while len(groups) > 1 and groups[-2][0] + gap * groups[-2][1] > groups[-1][0]:
            start, count, first = groups.pop()
            before = groups.pop()
            total = before[1] + count
            wish = (before[0] * before[1] + (start - gap * before[1]) * count) / total
            groups.append([min(max(wish, low), high - gap * (total - 1)), total, before[2]])
    result = [0.0] * len(values)
    for start, count, first in groups:
        for step in range(int(count)):
            result[order[int(first) + step]] = start + gap * step
    return result


def label_points(
    ax: Axes,
    points: Sequence[tuple[float, float, str]],
    *,
    blocked: Sequence[Box] = (),
    size: float = theme.TINY_PT,
) -> list[str]:
    """Write labels near points (x, y in data, text), the first named first, leaving out what has no room.

    Each label tries the places around its point, near ones first; it may meet no other label and
    no blocked box. Returns the texts that were written.
    """
    width, height = size_pt(ax)
    figure_pt = 72 / ax.figure.dpi
    frame = ax.get_window_extent()
    taken, written = list(blocked), []
    for x, y, text in points:
        pixel = ax.transData.transform((x, y))
        px, py = (pixel[0] - frame.x0) * figure_pt, (pixel[1] - frame.y0) * figure_pt
        wide, tall = text_width(text, size), size * 1.25
        for dx, dy in _offsets(wide, tall):
            box = Box(px + dx - 1, py + dy - 1, px + dx + wide + 1, py + dy + tall + 1)
            inside = box.left >= 0 and box.right <= width and box.bottom >= 0 and box.top <= height
            if inside and not any(box.meets(other) for other in taken):
                far = abs(dy + tall / 2) > tall * 1.6
                ax.annotate(
                    text, xy=(x, y), xytext=(dx, dy), textcoords="offset points", ha="left", va="bottom",
                    fontsize=size, color=theme.INK, fontfamily=theme.FONT, zorder=6, linespacing=1,
                    arrowprops={"arrowstyle": "-", "color": theme.MUTED, "lw": 0.5, "shrinkA": 0, "shrinkB": 2,
                                "relpos": (0, 0) if dx >= 0 else (1, 0) if dx < -wide else (0.5, 0)}
                    if far else None,
                )  # fmt: skip
                taken.append(box)
                written.append(text)
                break
    return written


def _offsets(wide: float, tall: float) -> list[tuple[float, float]]:
    near = [(5, 3), (-wide - 5, 3), (5, -tall - 3), (-wide - 5, -tall - 3), (-wide / 2, 6), (-wide / 2, -tall - 6)]
    far = [
        (dx, sign * step - (tall if sign < 0 else 0))
        for step in range(14, 54, 8)
        for dx in (5, -wide - 5, -wide / 2, 18, -wide - 18)
        for sign in (1, -1)
    ]
    return near + far


def draw_box(ax: Axes, left: float, bottom: float, width: float, height: float, **look: object) -> None:
    """Draw a rectangle whose axes have their limits already: `add_patch` would widen them, which takes longer."""
    look = {"transform": ax.transData, **look}
    ax.add_artist(Rectangle((left, bottom), width, height, **look))


def phase_strip(ax: Axes, phases: pd.DataFrame | None, start: pd.Timestamp, end: pd.Timestamp) -> None:
    """Shade the phases above the axes, with their names where they fit and else their numbers.

    `phases` has the columns name, start, end (days, both inside); they are numbered in their order.
    """
    if phases is None or phases.empty:
        return
    need(phases, "name", "start", "end")
    strip = blended_transform_factory(ax.transData, offset_copy(ax.transAxes, ax.figure, y=4, units="points"))
    day_pt, height = points_a_day(ax), size_pt(ax)[1]
    short = []
    ordered = phases.sort_values("start").assign(number=range(1, len(phases) + 1))
    seen = ordered[(ordered["start"] <= end) & (ordered["end"] >= start)]
    for n, row in enumerate(each_row(seen)):
        left = theme.day_number(max(row.start, start))
        right = theme.day_number(min(row.end, end)) + 1
        draw_box(
            ax, left, 1, right - left, 15 / height, transform=strip, clip_on=False, linewidth=0,
            facecolor=("#DCDFE6", "#ECEEF2")[n % 2], gid="phase",
        )  # fmt: skip
        if n:
            ax.axvline(left, color="#B8BCC6", linewidth=0.7, linestyle=(0, (1, 2)), zorder=0.6)
        room, text = (right - left) * day_pt - 4, str(row.name)
        if text_width(text, theme.TINY_PT) > room:
            text = str(row.number)
        if text_width(text, theme.TINY_PT) <= room + 3:  # else a sliver at the edge: neither drawn nor listed
            short += [f"{text} {row.name}"] if text != str(row.name) else []
            ax.text(
                (left + right) / 2, 1 + 7.2 / height, text, transform=strip, ha="center", va="center",
                fontsize=theme.TINY_PT, color=theme.INK, fontfamily=theme.FONT, gid="phase name",
            )  # fmt: skip
    if short:
        lines, back = _legend_lines(ax, short)
        ax.annotate(
            "\n".join(lines), xy=(0, 1), xycoords="axes fraction",
            xytext=(-back, 21), textcoords="offset points", fontsize=theme.TINY_PT, color=theme.MUTED,
            fontfamily=theme.FONT, annotation_clip=False, va="bottom", ha="left", gid="phase names",
        )  # fmt: skip


def _legend_lines(ax: Axes, parts: Sequence[str]) -> tuple[list[str], float]:
    """Set the names of numbered phases over the axes; where two lines are too few, over the whole figure."""
    lines = wrap(parts, "  ·  ", theme.TINY_PT, size_pt(ax)[0])
    if len(lines) <= 2:
        return lines, 0.0
    back = ax.get_position().x0 * ax.figure.get_figwidth() * 72 - 10
    return wrap(parts, "  ·  ", theme.TINY_PT, ax.figure.get_figwidth() * 72 - 20), back


def lane_room(ax: Axes | None, names: Iterable[str], start: pd.Timestamp, end: pd.Timestamp) -> float:
    """Give how many points wide a day will be drawn beside lanes of these names, before there are axes."""
    left_in = max([text_width(name, theme.SMALL_PT) for name in names], default=0) / 72 + 0.3
    width = size_pt(ax)[0] if ax is not None else (theme.WIDTH_IN - left_in - 0.25) * 72
    return width / ((end - start).days + 1)


def stack_lanes(
    ax: Axes, lanes: Sequence[tuple[str, Sequence[tuple[object, float]], float]], draw: Callable[[object, float], None]
) -> None:
    """Set lanes one below the other, every other one shaded, and draw what lies in them.

    Each lane is its name, its marks with how deep each lies in it, and its height, in points; `draw` is handed a mark
    and its depth from the top.
    """
    top, ticks = 0.0, []
    for number, (_, marks, height) in enumerate(lanes):
        if number % 2 == 0:
            ax.axhspan(top, top + height, facecolor=theme.BAND, alpha=0.6, linewidth=0, zorder=0)
        for mark, level in marks:
            draw(mark, top + level)
        ticks.append(top + height / 2)
        top += height
    ax.set_yticks(ticks, [name for name, _, _ in lanes])
    ax.set_ylim(top, 0)


def place_rows(ax: Axes, places: list[str]) -> None:
    """Name the rows of a chart, top down."""
    ax.set_yticks(range(len(places)), places)
    ax.set_ylim(len(places) - 0.4, -0.6)
