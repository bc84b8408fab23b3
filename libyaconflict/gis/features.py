"""Places and their states as features: a point, and what is known of who held it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable

import pandas as pd

from .. import theme
from ..dates import parse_day
from ..errors import ParameterError
from ..gazetteer import Gazetteer
from ..mapped import PLACE_COLUMNS, daily_states, withhold

PROPERTIES = [
    "place_id", "place", "name_ar", "kind", "theatre", "coord_precision", "population", "on", "holder", "certainty",
    "since", "start", "end", "in_doubt", "basis", "evidence", "sources", "claimed_by", "confirmed_by", "disputed_by",
    "within_day", "set_aside", "note",
]  # fmt: skip
DECIMALS = 6  # of a degree: a tenth of a metre, finer than any point of the gazetteer


def place_states(
    periods: pd.DataFrame,
    gazetteer: Gazetteer,
    *,
    place_ids: Iterable[str] | None = None,
    minimum_certainty: str = "inferred",
) -> pd.DataFrame:
    """Give every state of places from the first day to the last, with where they lie.

    Parameters
    ----------
    periods : DataFrame
        From `reconstruct_control`, or the states of `daily_states`.
    gazetteer : Gazetteer
        `case.gazetteer`.
    place_ids : iterable of str, optional
        These places in this order; without it all that a party can hold.
    minimum_certainty : {"certain", "likely", "claimed only", "inferred"}
        As in `daily_states`.

    Returns
    -------
    DataFrame
        One row a state, with the columns of `held_on`; `start` and `end` are its days, both inside. The rows of a
        place follow each other in time without gap or overlap.

    Raises
    ------
    ParameterError
        A place is not in the periods, or the certainty is unknown.
    """
    wanted = list(dict.fromkeys(gazetteer.settled if place_ids is None else place_ids))
    missing = sorted(set(wanted) - set(periods["place_id"]))
    if missing:
        raise ParameterError([f"no control period has the place_id {place!r}." for place in missing])
    rows = periods[periods["place_id"].isin(wanted)]
    states = withhold(rows if "in_doubt" in rows else daily_states(rows), minimum_certainty)
    order = {place: number for number, place in enumerate(wanted)}
    states = states.assign(order=states["place_id"].map(order))
    states = states.sort_values(["order", "start"], kind="stable").reset_index(drop=True)
    where = gazetteer.places.loc[states["place_id"], PLACE_COLUMNS].reset_index(drop=True)
    columns = [name for name in [*PROPERTIES, "lat", "lon"] if name in states or name in where]
    return pd.concat([states.drop(columns="order"), where], axis=1)[columns]


def to_geojson(table: pd.DataFrame, *, on: str | dt.date | None = None) -> dict:
    """Give places and who held them as a GeoJSON FeatureCollection (RFC 7946).

    Parameters
    ----------
    table : DataFrame
        From `held_on` (one feature a place) or `place_states` (one feature a state).
    on : day, optional
        The day of the table, written into each feature; without it the property is null.

    Returns
    -------
    dict
        Ready for `json.dump`. Each feature is a point, longitude before latitude, WGS84; a place without a point
        keeps its row, with a null geometry. What is not known is null or an empty text, never NaN. Days are ISO
        texts; several ids in one text are parted by ``;``. The source line of the figures stands in `source`.

    Raises
    ------
    ParameterError
        The table lacks a column, or a row of it does not hold on that day; all faults are named.
    DateError
        The day is malformed.
    """
    features = []
    for row, point in zip(records(table, on), points(table), strict=True):
        geometry = None if point is None else {"type": "Point", "coordinates": list(point)}
        features.append({"type": "Feature", "geometry": geometry, "properties": row})
    return {"type": "FeatureCollection", "name": layer_name(on), "source": theme.SOURCE, "features": features}


def periods_to_geojson(
    periods: pd.DataFrame,
    gazetteer: Gazetteer,
    *,
    place_ids: Iterable[str] | None = None,
    minimum_certainty: str = "inferred",
) -> dict:
    """Give every state of places as GeoJSON: features with `start` and `end`, both days inside, for a time slider.

    Parameters and errors are those of `place_states`, the result that of `to_geojson`. In QGIS: layer properties,
    Temporal, "Separate Fields for Start and End Date/Time", with both limits included.
    """
    return to_geojson(place_states(periods, gazetteer, place_ids=place_ids, minimum_certainty=minimum_certainty))


def layer_name(on: str | dt.date | None) -> str:
    """Name a layer of one day or of all states."""
    return "control" if on is None else f"control on {parse_day(on).isoformat()}"


def records(table: pd.DataFrame, on: str | dt.date | None = None) -> list[dict]:
    """Give the properties of each row as plain values of Python: text, whole number, truth or None."""
    needed = [name for name in [*PROPERTIES, "lat", "lon"] if name != "on"]
    faults = [f"the table lacks column {name!r}. Hand over a table of held_on or place_states."
              for name in needed if name not in table.columns]  # fmt: skip
    if faults:
        raise ParameterError(faults)
    day = None if on is None else parse_day(on)
    if day is not None:
        when = pd.Timestamp(day)
        other = table[(table["start"] > when) | (table["end"] < when)]
        faults = [
            f"{row.place}: the row holds from {row.start:%Y-%m-%d} to {row.end:%Y-%m-%d}, not on {day}."
            for row in other.itertuples()
        ]
        if faults:
            raise ParameterError(faults)
    plain = table.assign(on=None if day is None else day.isoformat())
    return [
        {name: _plain(value) for name, value in zip(PROPERTIES, row, strict=True)}
        for row in plain[PROPERTIES].itertuples(index=False, name=None)
    ]


def points(table: pd.DataFrame) -> list[tuple[float, float] | None]:
    """Give longitude and latitude of each row, rounded, or None where the place has no point."""
    pairs = zip(table["lon"].astype(float), table["lat"].astype(float), strict=True)
    return [
        (round(lon, DECIMALS), round(lat, DECIMALS)) if math.isfinite(lon) and math.isfinite(lat) else None
        for lon, lat in pairs
    ]


def _plain(value: object) -> object:
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    value = value.item() if hasattr(value, "item") else value
    return int(value) if isinstance(value, float) and value.is_integer() else value
