"""The script and the style of the interactive map, as the package ships them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


@lru_cache(maxsize=1)
def map_script() -> str:
    """Give the script: one ES module without imports, which exports ``createMap(host, data, options)``.

    Notes
    -----
    It is written in parts, one idea each, and put together in their order. It makes nothing global, fetches nothing
    and works inside the element (or shadow root) that it is handed.
    """
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((_FOLDER / "parts").glob("*.js")))


@lru_cache(maxsize=1)
def map_style() -> str:
    """Give the style sheet of the map; all its rules begin with the class ``lcm``."""
    return (_FOLDER / "map.css").read_text(encoding="utf-8")
