"""The ground of a map: sea, land, neighbours, coast, frontier, scale bar."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection

from .. import theme
from .frames import Frame, outlines

KM_A_DEGREE = 111.195  # of latitude, on a sphere of 6,371 km


def map_axes(
    frame: Frame, *, ax: Axes | None = None, title: str = "", width_in: float = theme.WIDTH_IN, scale: bool = True
) -> Axes:
    """Give axes with the ground of a frame drawn: those handed in, or new ones of the frame's shape.

    Without `scale` the scale bar is left out, for maps that share one.

    Notes
    -----
    Plate carrée with one stretch for the frame, right along its middle parallel. Districts are not drawn: Natural
    Earth's lines are too rough to be taken for limits of control.
    """
    if ax is None:
        margin_in = 0.12
        inner = width_in - 2 * margin_in
        height_in = inner * frame.shape
        top = margin_in + (0.32 if title else 0)
        figure = plt.figure(figsize=(width_in, height_in + top + margin_in), dpi=theme.DPI, facecolor="white")
        ax = figure.add_axes(
            (margin_in / width_in, margin_in / (height_in + top + margin_in), inner / width_in,
             height_in / (height_in + top + margin_in))
        )  # fmt: skip
    ax.set_xlim(frame.west, frame.east)
    ax.set_ylim(frame.south, frame.north)
    ax.set_aspect(frame.stretch)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.set_facecolor(theme.SEA)
    for spine in ax.spines.values():
        spine.set(color=theme.RULE, linewidth=0.8)
    _draw_ground(ax, frame)
    if scale:
        draw_scale(ax, frame)
    if title:
        ax.set_title(
            title, loc="left", fontsize=theme.BODY_PT + 2, fontweight="bold", color=theme.INK, fontfamily=theme.FONT,
        )  # fmt: skip
    return ax


def _draw_ground(ax: Axes, frame: Frame) -> None:
    near = [ring for ring in outlines("land") if _meets(ring, frame)]
    ax.add_collection(PolyCollection(near, facecolors=theme.ABROAD, linewidths=0, zorder=0.5), autolim=False)
    own = outlines("country")
    ax.add_collection(
        PolyCollection(own, facecolors=theme.LAND, edgecolors="#A9A59C", linewidths=0.7, zorder=0.6), autolim=False
    )
    coast = [line for line in outlines("coast") if _meets(line, frame)]
    ax.add_collection(LineCollection(coast, colors=theme.COAST, linewidths=0.8, zorder=0.7), autolim=False)


def draw_scale(ax: Axes, frame: Frame) -> None:
    """Draw the scale bar at the lower left: right along the frame's middle parallel; about, if schematic."""
    degrees = frame.scale_km / KM_A_DEGREE * frame.stretch
    left = frame.west + (frame.east - frame.west) * 0.025
    floor = frame.south + (frame.north - frame.south) * 0.03
    tick = (frame.north - frame.south) * 0.008
    ax.plot(
        [left, left, left + degrees, left + degrees], [floor + tick, floor, floor, floor + tick],
        color=theme.INK, linewidth=1, zorder=6, gid="scale bar", solid_joinstyle="miter",
    )  # fmt: skip
    words = f"{'about ' * frame.schematic}{frame.scale_km:,.0f} km"
    ax.annotate(
        words, xy=(left + degrees / 2, floor), xytext=(0, 2), textcoords="offset points",
        ha="center", va="bottom", fontsize=theme.TINY_PT, color=theme.INK, fontfamily=theme.FONT, zorder=6,
    )  # fmt: skip


def scale_box(ax: Axes, frame: Frame) -> tuple[float, float, float, float]:
    """Give west, south, east and north of the room that the scale bar and its words take up."""
    left = frame.west + (frame.east - frame.west) * 0.015
    right = left + frame.scale_km / KM_A_DEGREE * frame.stretch + (frame.east - frame.west) * 0.02
    floor = frame.south + (frame.north - frame.south) * 0.02
    height = ax.get_position().height * ax.figure.get_figheight() * 72
    return left, floor, right, floor + (frame.north - frame.south) * (0.01 + 16 / height)


def _meets(line: np.ndarray, frame: Frame) -> bool:
    (west, south), (east, north) = line.min(axis=0), line.max(axis=0)
    return west <= frame.east and east >= frame.west and south <= frame.north and north >= frame.south
