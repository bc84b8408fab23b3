"""The frames of the maps, which the layers below know too."""

from __future__ import annotations

from ..frames import Frame, find_frame, load_frames, outlines

__all__ = ["Frame", "find_frame", "load_frames", "outlines"]
