"""Shared marks and what stands below a chart: legends, brackets, the line of sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from .. import theme
from .layout import size_pt


def side_patches(sides: Iterable[str]) -> list[Patch]:
    """Give a legend patch for each side, colour and hatch, in display order."""
    return [bar_patch(theme.side_style(side)) for side in theme.in_order(sides)]


def bar_patch(style: theme.Style, label: str = "") -> Patch:
    """Give the legend patch of a bar in this style."""
    return Patch(
        facecolor=style.color, hatch=style.hatch, edgecolor=hatch_color(style), linewidth=0,
        label=label or style.label, hatch_linewidth=0.6,
    )  # fmt: skip


def hatch_color(style: theme.Style) -> tuple[float, float, float]:
    """Give the colour of the hatch: the style's own, darkened where it is light, else lightened."""
    if style.ink == "black":
        return tuple(0.68 * channel for channel in theme.fade(style.color, 0))
    return theme.fade(style.color, 0.55)


@mpl.rc_context(theme.SAVED)
def legends_below(ax: Axes, groups: Sequence[tuple[str, Sequence]], *, drop: float = 30) -> float:
    """Set titled legends side by side under the axes, on a second line where the first is full.

    Returns how far the lowest reaches below the axes, in points.
    """
    width, height = size_pt(ax)
    scale, frame = 72 / ax.figure.dpi, ax.get_window_extent()
    left, line, lowest = 0.0, drop, drop
    for title, handles in groups:
        if not handles:
            continue
        legend = _legend(ax, title, handles, left, line, width, height)
        box = legend.get_window_extent()
        if left and (box.x1 - frame.x0) * scale > width + 2:
            legend.remove()
            left, line = 0.0, lowest + 6
            legend = _legend(ax, title, handles, left, line, width, height)
            box = legend.get_window_extent()
        columns = len(handles)
        while (box.x1 - frame.x0) * scale > width + 2 and columns > 1:
            legend.remove()
            columns -= 1
            legend = _legend(ax, title, handles, left, line, width, height, columns=columns)
            box = legend.get_window_extent()
        left = (box.x1 - frame.x0) * scale + 22
        lowest = max(lowest, (frame.y0 - box.y0) * scale)
    return lowest


def _legend(
    ax: Axes,
    title: str,
    handles: Sequence,
    left: float,
    drop: float,
    width: float,
    height: float,
    *,
    columns: int = 0,
) -> Legend:
    legend = Legend(
        ax, handles, [_label(handle) for handle in handles], title=title or None, loc="upper left",
        bbox_to_anchor=(left / width, -drop / height), bbox_transform=ax.transAxes, frameon=False,
        ncols=columns or len(handles), borderaxespad=0, borderpad=0, handlelength=1.8, columnspacing=1.3,
        handletextpad=0.5, alignment="left", prop={"family": theme.FONT, "size": theme.SMALL_PT},
        title_fontproperties={"family": theme.FONT, "size": theme.SMALL_PT, "weight": "bold"},
    )  # fmt: skip
    legend.set_clip_on(False)
    ax.add_artist(legend)
    legend.set_clip_path(None)
    return legend


def _label(handle) -> str:
    """Give the text of an entry; where marks lie one over the other, the lowest bears it."""
    return (handle[0] if isinstance(handle, tuple) else handle).get_label()


def marker_handle(style: theme.Style, size: float, *, hollow: bool = False, label: str = "") -> Line2D:
    """Give the legend entry of a mark in this style."""
    return Line2D(
        [], [], linestyle="none", marker=style.marker, markersize=size, label=label or style.label,
        markerfacecolor="white" if hollow else style.color, markeredgecolor=style.color if hollow else "white",
        markeredgewidth=1.2 if hollow else 0.6,
    )  # fmt: skip


def draw_bracket(ax: Axes, left: float, right: float, level: float, cap: float, *, closed: tuple[bool, bool]) -> None:
    """Draw a bracket under a span of days, its ends turned up where they are closed."""
    days, levels = [left, right], [level, level]
    if closed[0]:
        days, levels = [left, *days], [level - cap, *levels]
    if closed[1]:
        days, levels = [*days, right], [*levels, level - cap]
    ax.plot(days, levels, color=theme.INK, linewidth=0.9, solid_capstyle="butt", solid_joinstyle="miter", zorder=4,
            gid="bracket")  # fmt: skip


def bracket_handle(label: str) -> Line2D:
    """Give the legend entry of a bracket."""
    return Line2D([], [], color=theme.INK, linewidth=0.9, marker="|", markersize=4, label=label)


def source_below(ax: Axes, text: str) -> None:
    """Write the line of sources under all else, unless it is empty."""
    if text:
        theme.source_line(ax, text)
