"""Charts of doubt: probabilities of control over days, calibration, agreement between vantages."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import FixedLocator, FuncFormatter

from .. import theme
from .layout import empty, need, new_axes, phase_strip, points_a_day, size_pt, text_width, window
from .legend import hatch_color, legends_below, side_patches, source_below
from .text import NOTHING, _count, _holder, _join, _range

CHANCES = tuple(f"p_{holder}" for holder in theme.HOLDERS)
SOURCE = "Source: this study's tables; a model of who held the place, see docs/probability.md."
_PERCENT = FuncFormatter(lambda value, _: f"{value:.0%}")


def plot_probability(
    chances: pd.DataFrame,
    *,
    ax: Axes | None = None,
    start: object = None,
    end: object = None,
    phases: pd.DataFrame | None = None,
    title: str = "",
    source: str = SOURCE,
) -> Axes:
    """Draw how likely each holder of one place was, day by day, as bands that together fill the height.

    Parameters
    ----------
    chances : DataFrame
        Rows of `control_probability`, of one place.
    ax, start, end, phases, title, source
        As in `plot_control`.

    Returns
    -------
    Axes
        Bands from the floor in the order of the legend, each with its own hatch, set apart by a white line, and named
        where there is room.

    Raises
    ------
    ParameterError
        A column is missing, or the window ends before it starts.
    """
    need(chances, "start", "end", *CHANCES)
    dated = len(chances) > 0 or start is not None or end is not None
    start, end = window(start, end, chances["start"], chances["end"])
    rows = chances[(chances["end"] >= start) & (chances["start"] <= end)].sort_values("start")
    ax = new_axes(ax, 2.2 if len(rows) else 1.6, names=["100 %"], phases=phases is not None, title=title)
    theme.date_axis(ax, start, end)
    theme.clean_axes(ax, grid="y")
    phase_strip(ax, phases, start, end)
    if rows.empty:
        empty(ax, "No probability in this window", dated=dated)
        source_below(ax, source)
        return ax
    ax.set_ylim(0, 1)
    ax.yaxis.set_major_locator(FixedLocator([0, 0.25, 0.5, 0.75, 1]))
    ax.yaxis.set_major_formatter(_PERCENT)
    edges = [theme.day_number(max(day, start)) for day in rows["start"]] + [theme.day_number(end) + 1]
    level = np.zeros(len(rows) + 1)
    seen = [holder for holder in theme.HOLDERS if rows[f"p_{holder}"].max() >= 0.01]
    for holder in seen:
        style, share = theme.side_style(holder), rows[f"p_{holder}"].to_numpy()
        top = level + np.append(share, share[-1])
        ax.fill_between(edges, level, top, step="post", facecolor=style.color, hatch=style.hatch, linewidth=0,
                        edgecolor=hatch_color(style), hatch_linewidth=0.6, zorder=2, gid=f"band|{holder}")  # fmt: skip
        ax.step(edges, top, where="post", color="white", linewidth=1.0, zorder=3, gid="edge")
        _name_band(ax, style, np.diff(edges), np.array(edges[:-1]), level[:-1], top[:-1])
        level = top
    legends_below(ax, [("Held by", side_patches(seen))])
    source_below(ax, source)
    return ax


def _name_band(ax: Axes, style: theme.Style, days, left, low, high) -> None:
    """Write a holder's name into its band, in the longest stretch in which it is high enough."""
    tall = (high - low) * size_pt(ax)[1] >= theme.SMALL_PT * 2
    runs = np.split(np.arange(len(days)), np.flatnonzero(np.diff(tall.astype(int))) + 1)
    runs = [run for run in runs if tall[run[0]]]
    if not runs:
        return
    run = max(runs, key=lambda run: days[run].sum())
    room = days[run].sum() * points_a_day(ax)
    if text_width(style.label, theme.SMALL_PT) + 10 > room:
        return
    x = left[run[0]] + days[run].sum() / 2
    floor, roof = low[run].max(), high[run].min()
    if (roof - floor) * size_pt(ax)[1] < theme.SMALL_PT * 1.5:
        return
    ax.text(x, (floor + roof) / 2, style.label, ha="center", va="center", fontsize=theme.SMALL_PT, color=theme.INK,
            fontfamily=theme.FONT, zorder=5, gid="band name",
            bbox={"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": "none", "alpha": 0.9})  # fmt: skip


def describe_probability(chances: pd.DataFrame, *, start: object = None, end: object = None) -> str:
    """Say who was likeliest when, and on how many days nobody was likelier than not."""
    need(chances, "start", "end", *CHANCES)
    first, last = window(start, end, chances["start"], chances["end"])
    rows = chances[(chances["end"] >= first) & (chances["start"] <= last)].sort_values("start")
    if rows.empty:
        return NOTHING + "day with a probability."
    begin, finish = rows["start"].clip(lower=first), rows["end"].clip(upper=last)
    days = (finish - begin).dt.days + 1
    top = rows[list(CHANCES)].to_numpy()
    leader = pd.Series(np.array(theme.HOLDERS, dtype=object)[top.argmax(axis=1)], index=rows.index)
    run = (leader != leader.shift()).cumsum()
    place = f" at {rows['place'].iloc[0]}" if "place" in rows else ""
    parts = []
    for _, at in leader.groupby(run):
        inside = at.index
        best = pd.Series(top.max(axis=1), index=rows.index)[inside]
        mean = float((best * days[inside]).sum() / days[inside].sum())
        parts.append(
            f"{_range(begin[inside].iloc[0], finish[inside].iloc[-1])} {_holder(at.iloc[0])} ({mean:.0%} on average)"
        )
    if len(parts) > 12:
        parts = [*parts[:12], f"{len(parts) - 12} more turns"]
    unsure = int(days[top.max(axis=1) < 0.5].sum())
    text = f"Likeliest holder{place}, {_range(first, last)}: {'; '.join(parts)}."
    return text + (f" On {_count(unsure, 'day')} no holder is likelier than not." if unsure else "")


def plot_calibration(groups: pd.DataFrame, *, ax: Axes | None = None, title: str = "", source: str = "") -> Axes:
    """Draw what was said against what was so: a point for each group of answers, with its interval.

    Parameters
    ----------
    groups : DataFrame
        From `calibrate`.
    ax, title, source
        As in `plot_control`.

    Returns
    -------
    Axes
        On the diagonal what is said with 80 % is so in 80 of 100. Each point bears its number of answers.

    Raises
    ------
    ParameterError
        A column is missing.
    """
    need(groups, "n", "said", "so", "so_low", "so_high")
    ax = new_axes(ax, 3.6, names=["100 %"], right_in=4.4, title=title)
    theme.clean_axes(ax, grid="both")
    ax.set_xlim(0, 1.03)
    ax.set_ylim(0, 1.03)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(FixedLocator([0, 0.25, 0.5, 0.75, 1]))
        axis.set_major_formatter(_PERCENT)
    for which in "xy":
        ax.tick_params(axis=which, labelsize=theme.SMALL_PT, labelcolor=theme.INK, labelfontfamily=theme.FONT)
    words = {"fontsize": theme.SMALL_PT, "color": theme.INK, "fontfamily": theme.FONT}
    ax.set_xlabel("Said: probability of the likeliest holder", **words)
    ax.set_ylabel("So: share in which the key agrees", **words)
    ax.plot([0, 1], [0, 1], color=theme.MUTED, linewidth=1, linestyle=(0, (4, 3)), zorder=1, gid="diagonal")
    ax.text(0.3, 0.33, "as said, so it was", rotation=45, rotation_mode="anchor", transform_rotates_text=True,
            **(words | {"color": theme.MUTED, "fontsize": theme.TINY_PT}))  # fmt: skip
    if groups.empty:
        ax.text(0.5, 0.8, "No answer to compare", ha="center", style="italic", **words)
    blue, tiny = theme.STYLES["GNA"].color, words | {"fontsize": theme.TINY_PT}
    for row in groups.itertuples():
        ax.plot([row.said, row.said], [row.so_low, row.so_high], color=blue, linewidth=1.6, zorder=2,
                solid_capstyle="butt", gid="interval")  # fmt: skip
        ax.plot([row.said], [row.so], marker="o", markersize=7, color=blue, zorder=3,
                markeredgecolor="white", gid="group", linestyle="none", clip_on=False)  # fmt: skip
        low = row.so_low > 0.06  # else the number would stand on the axis
        ax.annotate(f"{row.n}", (row.said, row.so_low if low else row.so), xytext=(0, -3) if low else (7, 3),
                    textcoords="offset points", ha="center" if low else "left", va="top" if low else "bottom",
                    zorder=4, **tiny)  # fmt: skip
    source_below(ax, source)
    return ax


def describe_calibration(groups: pd.DataFrame) -> str:
    """Say for each group what was said and what was so, and where the two differ beyond chance."""
    need(groups, "n", "said", "so", "so_low", "so_high")
    if groups.empty:
        return NOTHING + "answer to compare."
    parts = [f"said with {row.said:.0%}, so in {row.so:.0%} of {row.n}" for row in groups.itertuples()]
    off = groups[(groups["said"] < groups["so_low"]) | (groups["said"] > groups["so_high"])]
    ends = "All lie within what chance allows" if off.empty else (
        f"Beyond what chance allows: {_join(f'{said:.0%}' for said in off['said'])}")  # fmt: skip
    return f"Calibration of {int(groups['n'].sum())} answers: {'; '.join(parts)}. {ends} (95 %)."


def plot_agreement(
    agreement: pd.DataFrame,
    *,
    ax: Axes | None = None,
    most: int = 4,
    phases: pd.DataFrame | None = None,
    title: str = "",
    source: str = "Source: this study's event table; pairs of words on one place, at most three days apart.",
) -> Axes:
    """Draw how often two vantages name the same holder, month by month: a lane for each two, a bar of pairs a month.

    Parameters
    ----------
    agreement : DataFrame
        From `measure_agreement`, by months.
    ax, phases, title, source
        As in `plot_control`.
    most : int
        The vantages with most pairs, at most so many lanes.

    Returns
    -------
    Axes
        The bar's height is the number of pairs, the full part of it those that agree.

    Raises
    ------
    ParameterError
        A column is missing.
    """
    need(agreement, "start", "vantages", "pairs", "agreeing")
    totals = agreement.groupby("vantages")["pairs"].sum().sort_values(ascending=False, kind="stable")
    lanes = list(totals.index[:most])
    shown = agreement[agreement["vantages"].isin(lanes)]
    start, end = window(None, None, shown["start"], shown["start"] + pd.offsets.MonthEnd(1))
    ax = new_axes(ax, max(0.75 * len(lanes), 1.6), names=[*lanes, "agree in 100 of 100"], phases=phases is not None,
                  title=title)  # fmt: skip
    theme.date_axis(ax, start, end)
    theme.clean_axes(ax)
    phase_strip(ax, phases, start, end)
    if shown.empty:
        empty(ax, "No two words to compare", dated=False)
        source_below(ax, source)
        return ax
    tallest, style = float(shown["pairs"].max()), theme.STYLES["GNA"]
    labels = []
    for number, lane in enumerate(lanes):
        rows = shown[shown["vantages"] == lane]
        floor = number + 0.92
        for row in rows.itertuples():
            left = theme.day_number(row.start)
            wide = (row.start + pd.offsets.MonthEnd(1) - row.start).days + 1
            for share, face, name in ((row.pairs, "white", "pairs"), (row.agreeing, style.color, "agreeing")):
                ax.bar(left + 1.5, -share / tallest * 0.82, wide - 3, bottom=floor, align="edge", facecolor=face,
                       edgecolor=style.color, linewidth=0.9, zorder=2, gid=f"{name}|{lane}")  # fmt: skip
        labels.append(f"{lane}\nagree in {int(rows['agreeing'].sum())} of {int(rows['pairs'].sum())}")
    ax.set_yticks([n + 0.5 for n in range(len(lanes))], labels)
    ax.set_ylim(len(lanes), 0)
    legends_below(ax, [(f"Pairs of words a month (highest bar: {int(tallest)})", [
        Patch(facecolor=style.color, edgecolor=style.color, label="name the same holder"),
        Patch(facecolor="white", edgecolor=style.color, label="differ"),
    ])])  # fmt: skip
    source_below(ax, source)
    return ax


def describe_agreement(agreement: pd.DataFrame, *, most: int = 4) -> str:
    """Say in how many pairs of words two vantages agree, of those with most pairs."""
    need(agreement, "start", "vantages", "pairs", "agreeing")
    if agreement.empty:
        return NOTHING + "two words to compare."
    table = (
        agreement.groupby("vantages")[["pairs", "agreeing"]].sum().sort_values("pairs", ascending=False, kind="stable")
    )
    parts = [f"{name} in {row.agreeing} of {row.pairs} pairs" for name, row in table.head(most).iterrows()]
    return f"Two voices on one place, at most three days apart, name the same holder: {_join(parts)}."
