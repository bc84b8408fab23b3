"""Maps: a table of who held what goes in, an Axes comes out; beside each, the words for those who cannot see it."""

from __future__ import annotations

from .change import plot_change_map
from .control import in_frame, plot_map
from .describe_change import describe_change_map, describe_events_map, describe_map_multiples, describe_supply_map
from .doubt import tell_doubt
from .frames import Frame, find_frame, load_frames
from .happenings import plot_events_map, plot_supply_map
from .labels import place_labels
from .multiples import plot_map_multiples

__all__ = ["Frame", "find_frame", "in_frame", "load_frames", "place_labels", "plot_map"]
__all__ += ["plot_change_map", "plot_map_multiples", "plot_events_map", "plot_supply_map"]
__all__ += ["describe_change_map", "describe_map_multiples", "describe_events_map", "describe_supply_map", "tell_doubt"]
