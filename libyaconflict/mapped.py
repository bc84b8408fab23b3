"""What a map shows of control: each place's state from day to day, and all places on one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from . import theme
from .control import CERTAINTIES
from .dates import parse_day
from .errors import DateError, ParameterError
from .lookup import lowered
from .shifts import find_shifts

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
    return withhold(states, minimum_certainty)


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
    states = withhold(states, minimum_certainty)
    found = states.set_index("place_id", drop=False).loc[wanted, _KEPT]
    where = gazetteer.places.loc[wanted, PLACE_COLUMNS]
    table = pd.concat([found[["place_id", "place"]], where, found.drop(columns=["place_id", "place"])], axis=1)
    return table.reset_index(drop=True)


def key_days(
    periods: pd.DataFrame,
    places: Gazetteer | Iterable[str],
    start: str | dt.date | None = None,
    end: str | dt.date | None = None,
    *,
    most: int = 8,
    apart: int = 3,
    minimum_certainty: str = "inferred",
) -> pd.DataFrame:
    """Find the days on which most places changed hands: those at which an animated map may well pause.

    A place counts if its holder after the day is another than the last one known before it. The day with most places
    is taken first, of equal days the earlier one; a day less than `apart` days from one already taken is passed over.

    Parameters
    ----------
    periods : DataFrame
        From `reconstruct_control`.
    places : Gazetteer or iterable of str
        All places of a gazetteer that a party can hold, or these place_ids. In `text` the gazetteer's most populous
        are named first, else the first of the list.
    start, end : day, optional
        Look on these days and between; the first day of the periods is never one, for nothing is known before it.
    most : int
        At most so many days.
    apart : int
        Days from one key day to the next, at least.
    minimum_certainty : {"certain", "likely", "claimed only", "inferred"}
        Changes attested less are not counted.

    Returns
    -------
    DataFrame
        `day`, `text` (such as ``Tarhouna: LNA to GNA``), `n` (places that changed hands), in order of days.

    Raises
    ------
    ParameterError
        The certainty is unknown, or `most` or `apart` is below 1.
    """
    check_certainty(minimum_certainty)
    low = {"most": most, "apart": apart}
    if faults := [f"{name} is {value}; it must be 1 or more." for name, value in low.items() if value < 1]:
        raise ParameterError(faults)
    if hasattr(places, "settled"):
        people = places.places["population"].loc[places.settled]
        ranked = people.sort_values(ascending=False, kind="stable", na_position="last").index
    else:
        ranked = pd.Index(dict.fromkeys(places))
    window = {"start": start and parse_day(start), "end": end and parse_day(end)}
    moved = find_shifts(periods, **window, place_ids=list(ranked), minimum_certainty=minimum_certainty)
    net = moved.groupby(["date", "place_id"], sort=False, as_index=False).agg(
        place=("place", "first"), before=("holder_before", "first"), after=("holder_after", "last")
    )
    net = net[net["before"] != net["after"]]
    net = net.assign(rank=ranked.get_indexer(net["place_id"])).sort_values(["date", "rank"], kind="stable")
    counts = net.groupby("date").size().sort_values(ascending=False, kind="stable")
    chosen: list[pd.Timestamp] = []
    for day in counts.index:
        if len(chosen) < most and all(abs((day - other).days) >= apart for other in chosen):
            chosen.append(day)
    rows = [(day, _tell_changes(net[net["date"] == day]), int(counts[day])) for day in sorted(chosen)]
    return pd.DataFrame(rows, columns=["day", "text", "n"]).astype({"day": "datetime64[ns]", "n": int})


def _tell_changes(net: pd.DataFrame, named: int = 3) -> str:
    """Say who took what: places with the same change together, the largest group first."""
    groups = sorted(net.groupby(["before", "after"], sort=False), key=lambda group: -len(group[1]))
    told = []
    for (before, after), rows in groups:
        names, more = list(rows["place"]), len(rows) - named
        if more > 1:
            names = [*names[:named], f"{more} more"]
        listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        told.append(f"{listed}: {theme.side_style(before).label} to {theme.side_style(after).label}")
    return "; ".join(told)


def withhold(states: pd.DataFrame, minimum_certainty: str) -> pd.DataFrame:
    """Let states that are less well attested be ``unknown``, and their certainty ``not known``."""
    check_certainty(minimum_certainty)
    weak = states["certainty"].map(CERTAINTIES.index) > CERTAINTIES.index(minimum_certainty)
    return states.assign(
        holder=states["holder"].mask(weak, "unknown"), certainty=states["certainty"].mask(weak, "not known")
    )


def check_certainty(name: str) -> None:
    """Refuse a standard of proof that is none."""
    known = CERTAINTIES[: CERTAINTIES.index("inferred") + 1]
    if name not in known:
        raise ParameterError([f"unknown certainty {name!r}. Known: {', '.join(known)}."])
