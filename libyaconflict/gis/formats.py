"""Files of control for other programs, chosen by the ending of the name, written whole or not at all."""

from __future__ import annotations

import datetime as dt
import json
from io import BytesIO
from pathlib import Path

import pandas as pd

from ..errors import LibyaConflictError, ParameterError
from ..files import whole_file
from .features import DECIMALS, PROPERTIES, points, records, to_geojson
from .kml import to_kml

_DAYS = ["on", "start", "end"]


def export_control(table: pd.DataFrame, path: str | Path, *, on: str | dt.date | None = None) -> Path:
    """Write places and who held them to a file, of the kind that its ending names.

    Parameters
    ----------
    table : DataFrame
        From `held_on` (one row a place) or `place_states` (one row a state).
    path : str or Path
        Ends in ``.geojson``, ``.json``, ``.kml``, ``.gpkg`` or ``.csv``.
    on : day, optional
        The day of the table, written into every row.

    Returns
    -------
    Path
        The file. A file that was there before stays as it was if anything fails.

    Raises
    ------
    ParameterError
        The ending is another, the table lacks a column, or a row of it does not hold on that day.
    DateError
        The day is malformed.
    LibyaConflictError
        The file cannot be written, or for ``.gpkg`` the extra ``gis`` is not installed.
    """
    out = Path(path)
    ending = out.suffix.lower()
    if ending not in ENDINGS:
        named = f"ends in {ending!r}" if ending else "has no ending"
        raise ParameterError([f"{out.name!r} {named}. Known: {', '.join(ENDINGS)}."])
    return ENDINGS[ending](table, out, on=on)


def write_geojson(table: pd.DataFrame, path: str | Path, *, on: str | dt.date | None = None) -> Path:
    """Write the features of `to_geojson`, in UTF-8, one feature a line."""
    made = to_geojson(table, on=on)
    lines = [json.dumps(feature, ensure_ascii=False, allow_nan=False) for feature in made.pop("features")]
    head = json.dumps(made, ensure_ascii=False, allow_nan=False)[:-1]
    return _put(Path(path), (head + ', "features": [\n' + ",\n".join(lines) + "\n]}\n").encode())


def write_kml(table: pd.DataFrame, path: str | Path, *, on: str | dt.date | None = None) -> Path:
    """Write the document of `to_kml`."""
    return _put(Path(path), to_kml(table, on=on))


def write_csv(table: pd.DataFrame, path: str | Path, *, on: str | dt.date | None = None) -> Path:
    """Write the properties of `to_geojson`, with lon and lat, as CSV in UTF-8; what is not known is an empty cell."""
    lines = pd.DataFrame(records(table, on), columns=PROPERTIES, dtype=object).assign(
        lon=table["lon"].round(DECIMALS).to_numpy(), lat=table["lat"].round(DECIMALS).to_numpy()
    )
    return _put(Path(path), lines.to_csv(index=False, lineterminator="\n").encode())


def write_geopackage(table: pd.DataFrame, path: str | Path, *, on: str | dt.date | None = None) -> Path:
    """Write a GeoPackage with one layer of points, ``control``, in WGS84.

    The properties are those of `to_geojson`; `on`, `start` and `end` are dates, which QGIS takes for its time slider.

    Raises
    ------
    LibyaConflictError
        The extra ``gis`` is not installed.
    ParameterError, DateError
        As `to_geojson`.
    """
    rows = pd.DataFrame(records(table, on), columns=PROPERTIES)
    try:
        import geopandas
        import pyogrio
    except ImportError as error:
        raise LibyaConflictError(
            f"To write a GeoPackage, {error.name} is needed: pip install 'libyaconflict[gis]'. "
            "GeoJSON and KML need nothing more, and QGIS opens them too."
        ) from None
    from shapely import Point

    for name in _DAYS:
        rows[name] = pd.to_datetime(rows[name]).astype("datetime64[ms]")
    rows["population"] = rows["population"].astype("Int64")
    rows["in_doubt"] = rows["in_doubt"].astype(bool)
    shapes = [None if point is None else Point(*point) for point in points(table)]
    frame = geopandas.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326")
    made = BytesIO()
    pyogrio.write_dataframe(frame, made, layer="control", driver="GPKG", geometry_type="Point")
    return _put(Path(path), made.getvalue())


def _put(out: Path, content: bytes) -> Path:
    with whole_file(out) as draft:
        draft.write_bytes(content)
    return out


ENDINGS = {
    ".geojson": write_geojson,
    ".json": write_geojson,
    ".kml": write_kml,
    ".gpkg": write_geopackage,
    ".csv": write_csv,
}
