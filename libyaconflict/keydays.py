"""The days on which places changed hands, and what is told of them: what is reported before what is inferred."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from . import theme
from .control import CERTAINTIES
from .dates import parse_day
from .errors import ParameterError
from .mapped import check_certainty
from .shifts import find_shifts

if TYPE_CHECKING:
    from .gazetteer import Gazetteer

_HALTS = ["day", "text", "n", "reported"]


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
    """Find the days on which most places are reported to have changed hands: those at which a film may well pause.

    A place counts if its holder after the day is another than the last one known before it. The day with most reported
    changes is taken first (``certain``, ``likely`` or ``claimed only``), of equal days the one with more inferred ones,
    then the earlier; a day less than `apart` days from one already taken is passed over.

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
        `day`, `text` (such as ``Tarhouna: LNA to GNA; 3 inferred``), `n` (places that changed hands), `reported` (so
        many of them by a report, not by inference alone), in order of days.

    Raises
    ------
    ParameterError
        The certainty is unknown, or `most` or `apart` is below 1.
    """
    low = {"most": most, "apart": apart}
    if faults := [f"{name} is {value}; it must be 1 or more." for name, value in low.items() if value < 1]:
        raise ParameterError(faults)
    net = net_changes(periods, places, start, end, minimum_certainty=minimum_certainty)
    counts = net.assign(reported=is_reported(net)).groupby("day")["reported"].agg(["sum", "size"])
    counts = counts.sort_values(["sum", "size"], ascending=False, kind="stable")
    chosen: list[pd.Timestamp] = []
    for day in counts.index:
        if len(chosen) < most and all(abs((day - other).days) >= apart for other in chosen):
            chosen.append(day)
    return halts_at(net, sorted(chosen))


def halts_at(net: pd.DataFrame, days: Iterable[pd.Timestamp], *, nothing: str = "") -> pd.DataFrame:
    """Give the table of `key_days` for given days, from rows of `net_changes`; `nothing` is told of a day without."""
    rows = []
    for day in days:
        own = net[net["day"] == day]
        rows.append((day, tell_changes(own) or nothing, len(own), int(is_reported(own).sum())))
    return pd.DataFrame(rows, columns=_HALTS).astype({"day": "datetime64[ns]", "n": int, "reported": int})


def is_reported(changes: pd.DataFrame) -> pd.Series:
    """Say of each change whether a report tells it, rather than an inference from other places or times."""
    return changes["certainty"] != "inferred"


def net_changes(
    periods: pd.DataFrame,
    places: Gazetteer | Iterable[str],
    start: str | dt.date | None = None,
    end: str | dt.date | None = None,
    *,
    minimum_certainty: str = "inferred",
) -> pd.DataFrame:
    """List the places that on each day passed from the last holder known before it to another.

    Parameters and errors are those of `key_days`; a place lost and won back within the day is not listed.

    Returns
    -------
    DataFrame
        `day`, `place_id`, `place`, `before`, `after`, `certainty` (of the last change of the day); in order of days,
        on each the best attested first, of these the most populous place, or the first of the list handed in.
    """
    check_certainty(minimum_certainty)
    if hasattr(places, "settled"):
        people = places.places["population"].loc[places.settled]
        ranked = people.sort_values(ascending=False, kind="stable", na_position="last").index
    else:
        ranked = pd.Index(dict.fromkeys(places))
    window = {"start": start and parse_day(start), "end": end and parse_day(end)}
    moved = find_shifts(periods, **window, place_ids=list(ranked), minimum_certainty=minimum_certainty)
    net = moved.groupby(["date", "place_id"], sort=False, as_index=False).agg(
        place=("place", "first"),
        before=("holder_before", "first"),
        after=("holder_after", "last"),
        certainty=("certainty", "last"),
    )
    net = net[net["before"] != net["after"]].rename(columns={"date": "day"})
    sure = net["certainty"].map(CERTAINTIES.index)
    net = net.assign(sure=sure, rank=ranked.get_indexer(net["place_id"]))
    net = net.sort_values(["day", "sure", "rank"], kind="stable")
    return net.drop(columns=["sure", "rank"]).reset_index(drop=True)


def tell_changes(net: pd.DataFrame, named: int = 3) -> str:
    """Say what passed from whom to whom on one day, from rows of `net_changes`: what is reported first.

    Like changes stand together, most places first, what one side alone claims last and named so. Of inferred changes
    only the count is told, unless nothing is reported.
    """
    told = net[is_reported(net)]
    inferred = len(net) - len(told)
    if told.empty:
        return f"Inferred: {_tell_groups(net, named)}" if inferred else ""
    return _tell_groups(told, named) + (f"; {inferred} inferred" if inferred else "")


def _tell_groups(net: pd.DataFrame, named: int) -> str:
    claimed = net["certainty"] == "claimed only"
    groups = net.groupby(["before", "after", claimed], sort=False)
    told = []
    for (before, after, claim), rows in sorted(groups, key=lambda group: (group[0][2], -len(group[1]))):
        names, more = list(rows["place"]), len(rows) - named
        if more > 1:
            names = [*names[:named], f"{more} more"]
        listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        word = " (claimed only)" if claim else ""
        told.append(f"{listed}: {theme.side_style(before).label} to {theme.side_style(after).label}{word}")
    return "; ".join(told)
