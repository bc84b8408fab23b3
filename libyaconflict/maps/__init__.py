"""Maps: a table of who held what goes in, an Axes comes out; beside each, the words for those who cannot see it."""

from __future__ import annotations

from .control import in_frame, plot_map
from .describe import describe_map
from .frames import Frame, find_frame, load_frames
from .labels import place_labels
from .save import save_figure
from .surface import nearest_attested

__all__ = [
    "Frame",
    "describe_map",
    "find_frame",
    "in_frame",
    "load_frames",
    "nearest_attested",
    "place_labels",
    "plot_map",
    "save_figure",
]
