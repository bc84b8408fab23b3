"""The part of the explorer that the browser draws by itself: the map, with its timeline and dossier."""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets

from ..webmap import map_script, map_style

_HERE = Path(__file__).resolve().parent


class MapView(anywidget.AnyWidget):
    """The map, drawn by the script of the interactive page; its state goes both ways.

    Attributes
    ----------
    data : dict
        From `webmap_data`.
    day : int
        Days since the first of the data.
    frame, belief, place, language : str
        Id of the frame, minimum certainty, id of the chosen place (empty for none), language of the names.
    told : str
        HTML below the dossier that the script makes.
    """

    _esm = map_script() + (_HERE / "map_view.js").read_text(encoding="utf-8")
    _css = map_style() + (_HERE / "explorer.css").read_text(encoding="utf-8")
    data = traitlets.Dict().tag(sync=True)
    day = traitlets.Int(0).tag(sync=True)
    frame = traitlets.Unicode("").tag(sync=True)
    belief = traitlets.Unicode("inferred").tag(sync=True)
    place = traitlets.Unicode("").tag(sync=True)
    language = traitlets.Unicode("en").tag(sync=True)
    told = traitlets.Unicode("").tag(sync=True)
