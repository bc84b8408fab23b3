"""The interactive map: one HTML page without a request, and the parts from which others build on it.

Names are looked up when first used: a report needs the script and the style, but neither matplotlib nor a case.
"""

from importlib import import_module
from typing import TYPE_CHECKING

_HOMES = {
    "webmap_data": "data",
    "map_page": "page",
    "write_map_page": "page",
    "show_map": "page",
    "map_script": "source",
    "map_style": "source",
}
__all__ = ["map_page", "map_script", "map_style", "show_map", "webmap_data", "write_map_page"]

if TYPE_CHECKING:
    from .data import webmap_data
    from .page import map_page, show_map, write_map_page
    from .source import map_script, map_style


def __getattr__(name: str) -> object:
    if name in _HOMES:
        value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
