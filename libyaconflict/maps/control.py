"""The map of control on one day."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from .. import theme
from ..charts.layout import need
from .base import map_axes
from .frames import Frame, find_frame
from .marks import draw_marks


def in_frame(held: pd.DataFrame, frame: Frame) -> pd.DataFrame:
    """Keep the places that a frame shows, in the order in which they are drawn: the surest and largest last.

    Left out are places without a point, outside the frame, or of a kind too small for it.
    """
    need(held, "place_id", "place", "kind", "lon", "lat", "holder", "certainty")
    seen = held[frame.holds(held["lon"], held["lat"]) & ~held["kind"].isin(frame.hides)]
    rank = seen["certainty"].map({name: n for n, name in enumerate(reversed(theme.CERTAINTIES))})
    return (
        seen.assign(rank=rank)
        .sort_values(["rank", "population", "place_id"], na_position="first", kind="stable")
        .drop(columns="rank")
        .reset_index(drop=True)
    )


def plot_map(
    held: pd.DataFrame, *, frame: str | Frame = "libya", ax: Axes | None = None, title: str = "",
    source: str = theme.SOURCE,
) -> Axes:  # fmt: skip
    """Draw who held each place on one day.

    Parameters
    ----------
    held : DataFrame
        From `held_on`: columns place_id, place, kind, lon, lat, holder, certainty, population.
    frame : str or Frame
        ``libya``, ``northwest``, ``tripoli`` or ``sirte-jufra``.
    """
    frame = find_frame(frame)
    ax = map_axes(frame, ax=ax, title=title)
    draw_marks(ax, in_frame(held, frame), scale=frame.mark_scale)
    return ax
