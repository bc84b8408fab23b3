"""The script and the style of the interactive map as the package ships them, and data made safe to stand beside."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


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
    """Give the style sheet of the map; all its rules begin with a class ``lcm``."""
    return (_FOLDER / "map.css").read_text(encoding="utf-8")


def page_script() -> str:
    """Give the script of a page: that of the map, and the call that starts every map of the page."""
    return f"\n{map_script()}\nstartMaps(document);\n"


def csp_hash(text: str) -> str:
    """Give the source expression by which a content security policy lets one inline script or style through."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def inert_json(value: Any) -> str:
    """Write a value as JSON that can neither end the script element that it stands in nor begin another.

    Examples
    --------
    >>> inert_json({"name": "</script><b>"})
    '{"name":"\\\\u003c/script\\\\u003e\\\\u003cb\\\\u003e"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_UNSAFE)
