"""Small multiples: one small map a day, with what changed hands since the map before."""

from __future__ import annotations

from math import ceil

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from .. import theme
from ..charts.layout import need
from ..charts.legend import legends_below, source_below
from ..dates import describe_span
from ..errors import ParameterError
from .base import draw_scale, map_axes, scale_box
from .change import changed_in_frame, draw_rings, foremost, ring_handles
from .control import in_frame
from .frames import Frame, find_frame
from .labels import place_labels
from .legend import certainty_handles, holder_handles
from .marks import draw_marks, drawn_holders
from .standard import short_of, standard_of

GAP_IN, HEAD_IN = 0.1, 0.24


def plot_map_multiples(
    states: pd.DataFrame,
    *,
    frame: str | Frame = "northwest",
    columns: int | None = None,
    title: str = "",
    language: str = "en",
    most: int = 6,
    source: str = theme.SOURCE,
) -> Axes:
    """Draw a small map for each of several days.

    Parameters
    ----------
    states : DataFrame
        From `held_on_days`: the columns of `held_on` with `day`, the days in the order of the panels.
    frame : str or Frame
        ``libya``, ``northwest``, ``tripoli`` or ``sirte-jufra``.
    columns : int, optional
        Panels side by side; without it what suits their number and the frame's shape.
    title, source : str
        Heading, and the line of sources under the maps; empty leaves it out.
    language : {"en", "ar", "both", "none"}
        Of the names.
    most : int
        Names at most in a panel.

    Returns
    -------
    Axes
        The last panel's. The others are in its figure, each with the day as its label (ISO) and written over it; the
        axes labelled ``legend`` hold no map.
        A ring tells that a place changed hands since the panel before, by its colour and line from whom; the largest
        of these are named where there is room. The legend and the scale bar, under and in the first panel of the last
        row, hold for all.

    Raises
    ------
    ParameterError
        A column is missing, there is no such frame, or `columns` is less than 1.
    """
    need(states, "day", "place_id", "place", "kind", "lon", "lat", "holder", "certainty", "population")
    frame = find_frame(frame)
    days = list(dict.fromkeys(states["day"]))
    columns = suitable_columns(len(days), frame) if columns is None else columns
    if columns < 1:
        raise ParameterError([f"{columns} columns: write 1 or more."])
    panels = _lay_out(days, frame, min(columns, max(len(days), 1)), title)
    scale = frame.mark_scale * (0.5 + 0.5 / columns)
    tables = dict(list(states.groupby("day", sort=False)))
    first = list(panels.values())[(len(panels) - 1) // columns * columns]
    rung: set[str] = set()
    for number, (day, ax) in enumerate(panels.items()):
        map_axes(frame, ax=ax, scale=False)
        seen = in_frame(tables[day], frame)
        if number:
            changed = changed_in_frame(tables[days[number - 1]], tables[day], frame)
            hands = changed[changed["change"] == "changed hands"]
            rung |= set(hands["holder_before"])
            if len(hands):
                draw_rings(ax, hands, scale=scale, gap=4.5)
            wanted = foremost(hands)["place_id"]
            place_labels(
                ax, seen, language=language, name=wanted, only=True, most=most, mark_scale=scale * 1.2,
                size=theme.TINY_PT - 0.5, blocked=[scale_box(ax, frame)] if ax is first else [],
            )  # fmt: skip
        draw_marks(ax, seen, scale=scale, zorder=4.4)  # over the rings
        ax.set_title(
            describe_span(day.date(), day.date()), loc="left", fontsize=theme.SMALL_PT, fontweight="bold",
            color=theme.INK, fontfamily=theme.FONT, pad=3,
        )  # fmt: skip
    draw_scale(first, frame)
    shown = in_frame(states, frame)
    foot = _foot(first)
    legends_below(
        foot,
        [
            ("Held by", holder_handles(drawn_holders(shown), withheld=short_of(standard_of(shown)))),
            ("Changed hands since the map before; until then", ring_handles(rung)),
            ("How sure", certainty_handles(shown["certainty"], scale)),
        ],
        drop=10,
    )
    source_below(foot, "\n".join(line for line in (frame.note if frame.schematic else "", source) if line))
    return ax


def suitable_columns(panels: int, frame: Frame) -> int:
    """Give how many panels side by side suit their number and the frame's shape: at most 4, of like rows."""
    widest = 4 if frame.shape > 0.75 else 3
    if panels <= widest:
        return max(panels, 1)
    return min(range(2, widest + 1), key=lambda n: (ceil(panels / n) * n - panels > n / 2, -n))


def _lay_out(days: list, frame: Frame, columns: int, title: str) -> dict[pd.Timestamp, Axes]:
    rows = ceil(len(days) / columns)
    margin, top = 0.12, 0.42 if title else 0.05
    width = (theme.WIDTH_IN - 2 * margin - (columns - 1) * GAP_IN) / columns
    height = width * frame.shape
    total = top + rows * (height + HEAD_IN) + (rows - 1) * GAP_IN + margin
    figure = plt.figure(figsize=(theme.WIDTH_IN, total), dpi=theme.DPI, facecolor="white")
    panels = {}
    for number, day in enumerate(days):
        row, column = divmod(number, columns)
        left = margin + column * (width + GAP_IN)
        bottom = total - top - (row + 1) * (height + HEAD_IN) - row * GAP_IN
        panels[day] = figure.add_axes(
            (left / theme.WIDTH_IN, bottom / total, width / theme.WIDTH_IN, height / total),
            label=f"{day:%Y-%m-%d}",
        )  # fmt: skip
    if title:
        figure.text(
            margin / theme.WIDTH_IN, 1 - 0.06 / total, title, ha="left", va="top", fontsize=theme.BODY_PT + 2,
            fontweight="bold", color=theme.INK, fontfamily=theme.FONT,
        )  # fmt: skip
    return panels


def _foot(first: Axes) -> Axes:
    """Give empty axes of the figure's width at the height of the last row, for what stands below all panels."""
    box, figure = first.get_position(), first.figure
    foot = figure.add_axes((box.x0, box.y0, 1 - 2 * box.x0, box.height), label="legend", zorder=-1)
    foot.set_axis_off()
    return foot
