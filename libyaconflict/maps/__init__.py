"""Maps: a table of who held what goes in, an Axes comes out; beside each, the words for those who cannot see it."""

from __future__ import annotations

from .animation import animate_map, describe_animation, frames_of
from .change import plot_change_map
from .control import in_frame, plot_map
from .describe import describe_map
from .describe_change import describe_change_map, describe_events_map, describe_map_multiples, describe_supply_map
from .doubt import tell_doubt
from .frames import Frame, find_frame, load_frames
from .happenings import plot_events_map, plot_supply_map
from .labels import place_labels
from .multiples import plot_map_multiples
from .save import save_figure
from .surface import nearest_attested

__all__ = [
    "Frame",
    "animate_map",
    "describe_animation",
    "describe_change_map",
    "describe_events_map",
    "describe_map",
    "describe_map_multiples",
    "describe_supply_map",
    "find_frame",
    "frames_of",
    "in_frame",
    "load_frames",
    "nearest_attested",
    "place_labels",
    "plot_change_map",
    "plot_events_map",
    "plot_map",
    "plot_map_multiples",
    "plot_supply_map",
    "save_figure",
    "tell_doubt",
]
