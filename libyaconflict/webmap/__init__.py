"""The interactive map: one HTML page without a request, and the parts from which others build on it."""

from __future__ import annotations

from .data import webmap_data
from .source import map_script, map_style

__all__ = ["map_script", "map_style", "webmap_data"]
