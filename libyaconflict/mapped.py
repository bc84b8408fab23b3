"""What a map shows of control: each place's state from day to day, and all places on one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from .control import CERTAINTIES
from .dates import parse_day
from .errors import DateError, ParameterError
from .lookup import lowered

if TYPE_CHECKING:
    from .gazetteer import Gazetteer

PLACE_COLUMNS = ["name_ar", "kind", "theatre", "lat", "lon", "coord_precision", "population"]
_KEPT = [
    "place_id", "place", "holder", "certainty", "since", "start", "end", "in_doubt", "basis", "evidence", "sources",
    "claimed_by", "confirmed_by", "disputed_by", "within_day", "set_aside", "note",
]  # fmt: skip
_ONE_DAY = pd.Timedelta(days=1)


def daily_states(periods: pd.DataFrame, *, minimum_certainty: str = "inferred") -> pd.DataFrame:
    """Cut control periods so that on every day of a row the same holder and the same certainty stand.

    A period whose end is known only to some days is cut on the first day on which the next change may
    have come already; from there on it is `in_doubt`, and its certainty is ``inferred`` at best
    (rule 3 of ``docs/rules.md``), as in `control_on`.

    Parameters
    ----------
    periods : DataFrame
        From `reconstruct_control`.
    minimum_certainty : {"certain", "likely", "claimed only", "inferred"}
        A state less well attested becomes ``unknown``; it is not replaced by a guess.

    Returns
    -------
    DataFrame
        The columns of `periods` with `in_doubt` added; ordered as `periods`, with no gap and no overlap.
        `start` and `end` are the days of the state, both inside; the others are those of its period.

    Raises
    ------
    ParameterError
        The certainty is not one of these.
    """
    check_certainty(minimum_certainty)
    cut = periods["end_earliest"] < periods["end"]
    first_doubt = (periods["end_earliest"] + _ONE_DAY).where(cut, periods["end"] + _ONE_DAY)
    first_doubt = first_doubt.where(first_doubt > periods["start"], periods["start"])
    order = pd.RangeIndex(len(periods))
    firm = periods.assign(end=first_doubt - _ONE_DAY, in_doubt=False, order=order)
    firm = firm[firm["end"] >= firm["start"]]
    loose = periods.assign(start=first_doubt, in_doubt=True, order=order)
    loose = loose[loose["start"] <= loose["end"]]
    loose = loose.assign(certainty=loose["certainty"].map({name: lowered(name) for name in CERTAINTIES}))
    states = pd.concat([firm, loose], ignore_index=True)
    states = states.sort_values(["order", "in_doubt"], kind="stable").drop(columns="order").reset_index(drop=True)
    weak = states["certainty"].map(CERTAINTIES.index) > CERTAINTIES.index(minimum_certainty)
    return states.assign(
        holder=states["holder"].mask(weak, "unknown"), certainty=states["certainty"].mask(weak, "not known")
    )


def held_on(
    periods: pd.DataFrame,
    gazetteer: Gazetteer,
    on: str | dt.date,
    *,
    place_ids: Iterable[str] | None = None,
    minimum_certainty: str = "inferred",
) -> pd.DataFrame:
    """Give who held every place on one day, with where it lies: the table behind a map.

    Parameters
    ----------
    periods : DataFrame
        From `reconstruct_control`, or the states of `daily_states`.
    gazetteer : Gazetteer
        `case.gazetteer`.
    on : str or date
        An ISO day.
    place_ids : iterable of str, optional
        These places in this order; without it all that a party can hold.
    minimum_certainty : {"certain", "likely", "claimed only", "inferred"}
        As in `daily_states`.

    Returns
    -------
    DataFrame
        One row a place: `place_id`, `place`, `name_ar`, `kind`, `theatre`, `lat`, `lon` (degrees, WGS84, missing for
        a road without a point), `coord_precision` (exact, approx), `population`, `holder`, `certainty`, `since`
        (EDTF), `start` and `end` (days of the state), `in_doubt` (the next change may have come already), `basis`,
        `evidence`, `sources`, `claimed_by`, `confirmed_by`, `disputed_by`, `within_day`, `set_aside`, `note`.

    Raises
    ------
    DateError
        The day is malformed, or the periods do not cover it.
    ParameterError
        A place is not in the periods, or the certainty is unknown.
    """
    check_certainty(minimum_certainty)
    when = pd.Timestamp(parse_day(on))
    rows = periods[(periods["start"] <= when) & (periods["end"] >= when)]
    if rows.empty:
        first, last = periods["start"].min(), periods["end"].max()
        raise DateError(f"{when:%Y-%m-%d} lies outside the case, which runs from {first:%Y-%m-%d} to {last:%Y-%m-%d}.")
    wanted = list(dict.fromkeys(gazetteer.settled if place_ids is None else place_ids))
    missing = sorted(set(wanted) - set(rows["place_id"]))
    if missing:
        raise ParameterError([f"no control period has the place_id {place!r}." for place in missing])
    states = rows if "in_doubt" in rows else daily_states(rows)
    states = states[(states["start"] <= when) & (states["end"] >= when)]
    weak = states["certainty"].map(CERTAINTIES.index) > CERTAINTIES.index(minimum_certainty)
    states = states.assign(
        holder=states["holder"].mask(weak, "unknown"), certainty=states["certainty"].mask(weak, "not known")
    )
    found = states.set_index("place_id", drop=False).loc[wanted, _KEPT]
    where = gazetteer.places.loc[wanted, PLACE_COLUMNS]
    table = pd.concat([found[["place_id", "place"]], where, found.drop(columns=["place_id", "place"])], axis=1)
    return table.reset_index(drop=True)


def check_certainty(name: str) -> None:
    """Refuse a standard of proof that is none."""
    known = CERTAINTIES[: CERTAINTIES.index("inferred") + 1]
    if name not in known:
        raise ParameterError([f"unknown certainty {name!r}. Known: {', '.join(known)}."])
