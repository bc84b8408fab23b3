"""Control as KML 2.2: a placemark for each place or state, in the holder's colour, with its span of time."""

from __future__ import annotations

import datetime as dt
import html
import re
import xml.etree.ElementTree as ET

import pandas as pd

from .. import theme
from ..dates import describe_span, parse_edtf
from .features import layer_name, points, records

NAMESPACE = "http://www.opengis.net/kml/2.2"
# Two of Google Earth's own, white.
ICON = "http://maps.google.com/mapfiles/kml/shapes/placemark_circle.png"
HOLLOW_ICON = "http://maps.google.com/mapfiles/kml/shapes/donut.png"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production Char
_RENAMED = {"start": "first_day", "end": "last_day"}  # GDAL reads the TimeSpan as begin and end


def to_kml(table: pd.DataFrame, *, on: str | dt.date | None = None) -> bytes:
    """Give places and who held them as a KML 2.2 document, in UTF-8.

    Parameters
    ----------
    table : DataFrame
        From `held_on` or `place_states`.
    on : day, optional
        The day of the table. Without it each placemark has a TimeSpan, from the first hour of `start` to the last
        of `end`, which Google Earth's time slider reads.

    Returns
    -------
    bytes
        Colour tells the holder, size and fullness the certainty, as on the maps; a ring is one side's word alone.
        ExtendedData holds the properties of `to_geojson`, `start` and `end` as first_day and last_day. A place
        without a point is a placemark without a geometry. Characters that XML does not allow are left out; markup in
        a text is shown as text.

    Raises
    ------
    ParameterError, DateError
        As `to_geojson`.
    """
    root = ET.Element("kml", xmlns=NAMESPACE)
    document = _add(root, "Document")
    _add(document, "name", layer_name(on))
    _add(document, "description", theme.SOURCE)
    rows = records(table, on)
    for holder, certainty in sorted({(row["holder"], row["certainty"]) for row in rows}):
        document.append(_style(holder, certainty))
    for row, point in zip(rows, points(table), strict=True):
        document.append(_placemark(row, point, spans=on is None))
    ET.indent(root, space=" ")
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _placemark(row: dict, point: tuple[float, float] | None, *, spans: bool) -> ET.Element:
    mark = ET.Element("Placemark")
    _add(mark, "name", row["place"])
    _add(mark, "description", html.escape(_sentence(row)))
    if spans:
        span = _add(mark, "TimeSpan")
        _add(span, "begin", f"{row['start']}T00:00:00Z")
        _add(span, "end", f"{row['end']}T23:59:59Z")
    _add(mark, "styleUrl", f"#{_style_id(row['holder'], row['certainty'])}")
    data = _add(mark, "ExtendedData")
    for name, value in row.items():
        if value is not None and value != "":
            item = _add(data, "Data")
            item.set("name", _RENAMED.get(name, name))
            _add(item, "value", str(value).lower() if isinstance(value, bool) else str(value))
    if point is not None:
        _add(_add(mark, "Point"), "coordinates", f"{point[0]},{point[1]}")
    return mark


def _sentence(row: dict) -> str:
    if row["holder"] == "unknown":
        return "Not known who held it" + (f": {row['note']}." if row["note"] else ".")
    label = theme.side_style(row["holder"]).label
    held = "Contested" if row["holder"] == "contested" else f"Held by {label}"
    doubt = " The next change may have come already." if row["in_doubt"] else ""
    return f"{held} ({row['certainty']}){_since(row['since'])}.{doubt}"


def _since(text: str | None) -> str:
    if not text:
        return ""
    first, last, approximate = parse_edtf(text)
    if first is None:
        return f", at least since {describe_span(last, last)}"
    return f", since {describe_span(first, last, approximate=approximate)}"


def _style(holder: str, certainty: str) -> ET.Element:
    fullness = 1 - 0.4 * (theme.certainty_weight(certainty).fade > 0)
    red, green, blue = (theme.side_style(holder).color[n : n + 2] for n in (1, 3, 5))
    style = ET.Element("Style", id=_style_id(holder, certainty))
    icon = _add(style, "IconStyle")
    _add(icon, "color", f"{round(255 * fullness):02x}{blue}{green}{red}".lower())
    _add(icon, "scale", f"{theme.MARK_PT[certainty] / theme.MARK_PT['certain']:.2f}")
    _add(_add(icon, "Icon"), "href", HOLLOW_ICON if theme.certainty_weight(certainty).fade >= 1 else ICON)
    label = _add(style, "LabelStyle")
    _add(label, "scale", "0.7")
    return style


def _style_id(holder: str, certainty: str) -> str:
    return f"{holder}-{certainty}".replace(" ", "-")


def _add(parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, name)
    if text is not None:
        child.text = _FORBIDDEN.sub("", text)
    return child
