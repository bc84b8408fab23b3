"""The script and the style of the interactive map as the package ships them, and data made safe to stand beside."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..errors import ParameterError

VERSION = 2  # of the data that the script can draw
MIME = "application/vnd.libyaconflict.map+json"
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
    r"""Write a value as JSON that can neither end the script element that it stands in nor begin another.

    Examples
    --------
    >>> inert_json({"name": "</script><b>"})
    '{"name":"\\u003c/script\\u003e\\u003cb\\u003e"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_UNSAFE)


def hosted_map(bundle: Any, still: str) -> str:
    """Write the place of a map in a page: its data as inert JSON, and HTML that stands there until it is drawn.

    Raises
    ------
    ParameterError
        The bundle is none that this version can draw.
    """
    data = bundle.get("data") if isinstance(bundle, Mapping) else None
    if not isinstance(data, Mapping) or data.get("version") != VERSION:
        raise ParameterError([f"the map's data are not of version {VERSION}. Run the notebook again."])
    try:
        held = inert_json({"data": data, "options": bundle.get("options", {})})
    except ValueError as error:  # such as NaN, which JSON does not know
        raise ParameterError([f"the map's data are no JSON: {error}."]) from error
    return f'<div data-webmap="">{still}<script type="application/json">{held}</script></div>'
