"""The interactive map: one HTML page without a request, and the parts from which others build on it."""

from __future__ import annotations

from .data import webmap_data
from .page import MIME, hosted_map, map_page, show_map, write_map_page
from .source import csp_hash, map_script, map_style, page_script

__all__ = [
    "MIME", "csp_hash", "hosted_map", "map_page", "map_script", "map_style", "page_script", "show_map", "webmap_data",
    "write_map_page",
]  # fmt: skip
