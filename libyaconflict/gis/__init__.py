"""Control for geographic information systems: GeoJSON, KML, GeoPackage and CSV of one day or of all states."""

from __future__ import annotations

from .features import PROPERTIES, periods_to_geojson, place_states, to_geojson
from .formats import ENDINGS, export_control, write_csv, write_geojson, write_geopackage, write_kml
from .kml import to_kml

__all__ = [
    "ENDINGS", "PROPERTIES", "export_control", "periods_to_geojson", "place_states", "to_geojson", "to_kml",
    "write_csv", "write_geojson", "write_geopackage", "write_kml",
]  # fmt: skip
