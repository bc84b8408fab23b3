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
    "claimed_by", "confirmed_by", "disputed_by", "within_day", "set_aside", "note", "withheld",
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
        The columns of `periods` with `in_doubt` and `withheld` (see `withhold`) added; ordered as `periods`, with no
        gap and no overlap. `start` and `end` are the days of the state, both inside; the others are those of its
        period.

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
        From `rebuilt` or `reconstruct_control`, or the states of `daily_states`.
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
        `evidence`, `sources`, `claimed_by`, `confirmed_by`, `disputed_by`, `within_day`, `set_aside`, `note`,
        `withheld` (see `withhold`).

    Raises
    ------
    DateError
        The day is malformed, or the periods do not cover it.
    ParameterError
        A place is not in the periods, or the certainty is unknown.

    Examples
    --------
    >>> from libyaconflict import rebuilt
    >>> case, periods = rebuilt()
    >>> held = held_on(periods, case.gazetteer, "2020-06-05")
    >>> held.set_index("place").loc["Tarhouna", ["holder", "certainty"]].tolist()
    ['GNA', 'certain']
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


def withhold(states: pd.DataFrame, minimum_certainty: str) -> pd.DataFrame:
    """Let states that are less well attested be ``unknown``, and their certainty ``not known``.

    `withheld` is the certainty that such a state falls short of; it is empty where the holder stands, and where nobody
    says who held the place.
    """
    check_certainty(minimum_certainty)
    weak = states["certainty"].map(CERTAINTIES.index) > CERTAINTIES.index(minimum_certainty)
    before = states["withheld"] if "withheld" in states else pd.Series("", index=states.index)
    return states.assign(
        holder=states["holder"].mask(weak, "unknown"),
        certainty=states["certainty"].mask(weak, "not known"),
        withheld=before.mask(weak & (states["holder"] != "unknown"), minimum_certainty),
    )


def check_certainty(name: str) -> None:
    """Refuse a standard of proof that is none."""
    known = CERTAINTIES[: CERTAINTIES.index("inferred") + 1]
    if name not in known:
        raise ParameterError([f"unknown certainty {name!r}. Known: {', '.join(known)}."])


def held_on_days(
    periods: pd.DataFrame,
    gazetteer: Gazetteer,
    days: Iterable[str | dt.date],
    *,
    place_ids: Iterable[str] | None = None,
    minimum_certainty: str = "inferred",
) -> pd.DataFrame:
    """Give who held every place on each of several days: the table behind small multiples.

    Parameters
    ----------
    days : iterable of str or date
        ISO days, in the order in which they are to be shown; each once.

    Returns
    -------
    DataFrame
        For each day the rows of `held_on`, with a first column `day`.

    Raises
    ------
    DateError
        A day is malformed, or the periods do not cover it.
    ParameterError
        There is no day, one is named twice, or see `held_on`.
    """
    wanted = [pd.Timestamp(parse_day(day)) for day in days]
    twice = sorted({day for day in wanted if wanted.count(day) > 1})
    if not wanted or twice:
        raise ParameterError([f"{day:%Y-%m-%d} is named twice." for day in twice] or ["there is no day to show."])
    states = periods if "in_doubt" in periods else daily_states(periods)
    ids = None if place_ids is None else list(place_ids)
    return pd.concat(
        [
            held_on(states, gazetteer, day.date(), place_ids=ids, minimum_certainty=minimum_certainty).assign(day=day)
            for day in wanted
        ],
        ignore_index=True,
    ).pipe(lambda table: table[["day", *table.columns.drop("day")]])


def changes_between(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Say what is different on one day from an earlier one: places that changed hands, or are known better or worse.

    Only the two days are compared: a place lost and won back between them has not changed.

    Parameters
    ----------
    before, after : DataFrame
        From `held_on`, of the same places.

    Returns
    -------
    DataFrame
        One row a place that differs: the columns of `after` with `holder` as `holder_after`, and `holder_before`,
        `certainty_before` and `change`, which is one of

        - ``changed hands``: another holder on each day, both known (``contested`` counts as a holder);
        - ``newly known``, ``no longer known``: the holder was, or is, unknown;
        - ``surer``, ``less sure``: the same holder, attested better or worse.

        `certainty`, `since`, `evidence` and the others are those of the later day. In the order of these kinds, then
        of the day on which the later state began, then of the place's name.

    Raises
    ------
    ParameterError
        The tables are of different places.
    """
    one, two = before.set_index("place_id"), after.set_index("place_id")
    odd = sorted(set(one.index) ^ set(two.index))
    if odd:
        more = f" and {len(odd) - 5} others" if len(odd) > 5 else ""
        raise ParameterError([f"the two days are not of the same places: {', '.join(odd[:5])}{more} are in one only."])
    was = one.loc[two.index]
    rank = {name: number for number, name in enumerate(CERTAINTIES)}
    sure_before, sure_after = was["certainty"].map(rank), two["certainty"].map(rank)
    change = pd.Series("", index=two.index)
    change = change.mask(sure_after < sure_before, "surer").mask(sure_after > sure_before, "less sure")
    change = change.mask(was["holder"] != two["holder"], "changed hands")
    was_known, is_known = was["holder"] != "unknown", two["holder"] != "unknown"
    change = change.mask(was_known & ~is_known, "no longer known").mask(~was_known & is_known, "newly known")
    change = change.mask(~was_known & ~is_known, "")
    table = two.assign(holder_before=was["holder"], certainty_before=was["certainty"], change=change)
    table = table[table["change"] != ""].rename(columns={"holder": "holder_after"}).reset_index()
    kinds = table["change"].map(CHANGES.index)
    table = table.assign(rank=kinds).sort_values(["rank", "start", "place"], kind="stable").drop(columns="rank")
    return table[[*_CHANGE_COLUMNS, *table.columns.difference(_CHANGE_COLUMNS, sort=False)]].reset_index(drop=True)


def spread_days(start: str | dt.date, end: str | dt.date, n: int) -> list[dt.date]:
    """Give `n` days spread as evenly as whole days can be, the first and the last among them.

    Raises
    ------
    DateError
        A day is malformed.
    ParameterError
        There are fewer than `n` days, or `n` is not 2 or more.

    Examples
    --------
    >>> [day.isoformat() for day in spread_days("2020-06-01", "2020-06-07", 3)]
    ['2020-06-01', '2020-06-04', '2020-06-07']
    """
    first, last = parse_day(start), parse_day(end)
    span = (last - first).days
    if n < 2 or span + 1 < n:
        raise ParameterError(
            [f"{n} days cannot be spread from {first} to {last}: write a number from 2 to {max(span + 1, 2)}."]
            if span > 0
            else [f"the last day ({last}) must come after the first ({first})."]
        )
    return [first + dt.timedelta(days=round(span * step / (n - 1))) for step in range(n)]


CHANGES = ("changed hands", "newly known", "no longer known", "surer", "less sure")
_CHANGE_COLUMNS = [
    "place_id", "place", "change", "holder_before", "holder_after", "certainty_before", "certainty", "since",
    "evidence",
]  # fmt: skip
