"""The two parts of the explorer that are drawn by the browser itself: the map and the timeline below it."""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets

from ..webmap import map_script

_HERE = Path(__file__).resolve().parent


class MapView(anywidget.AnyWidget):
    """The map, drawn by the same script as the HTML page of `webmap`; its state goes both ways.

    Attributes
    ----------
    data : dict
        From `webmap_data`.
    day : int
        Days since the first of the data.
    frame, belief, place, language : str
        Id of the frame, minimum certainty, id of the chosen place (empty for none), language of the names.
    """

    _esm = map_script() + (_HERE / "map_view.js").read_text(encoding="utf-8")
    data = traitlets.Dict().tag(sync=True)
    day = traitlets.Int(0).tag(sync=True)
    frame = traitlets.Unicode("").tag(sync=True)
    belief = traitlets.Unicode("inferred").tag(sync=True)
    place = traitlets.Unicode("").tag(sync=True)
    language = traitlets.Unicode("en").tag(sync=True)


class ChangeStrip(anywidget.AnyWidget):
    """Changes of hands day by day; a click, or an arrow key, moves the day.

    Attributes
    ----------
    changes : list of dict
        From `count_changes`.
    day : int
        Days since `start`.
    days : int
        How many days there are.
    start : str
        ISO day.
    colors : dict
        Colour of each holder.
    """

    _esm = _HERE / "strip.js"
    _css = _HERE / "explorer.css"
    changes = traitlets.List().tag(sync=True)
    day = traitlets.Int(0).tag(sync=True)
    days = traitlets.Int(1).tag(sync=True)
    start = traitlets.Unicode("").tag(sync=True)
    colors = traitlets.Dict().tag(sync=True)
