"""What control periods add up to: changes of hands, places held, turnover, the front's distance."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from .control import CERTAINTIES
from .gazetteer import Gazetteer

SHIFT_COLUMNS = [
    "date", "place", "place_id", "holder_before", "holder_after", "earliest", "latest", "certainty", "event_type",
    "claimed_by", "confirmed_by", "disputed_by", "evidence", "sources",
]  # fmt: skip
_ONE_DAY = pd.Timedelta(days=1)


def find_shifts(
    periods: pd.DataFrame,
    *,
    start: object = None,
    end: object = None,
    place_ids: list[str] | None = None,
    minimum_certainty: str = "inferred",
) -> pd.DataFrame:
    """List every change of hands in a window.

    A place that was lost and won back within one day gives a row for each. Days on which the holder is
    not known are passed over: what came after them is compared with what was before, and `earliest` and
    `latest` say within which days it changed.

    Parameters
    ----------
    periods : DataFrame
        From `reconstruct_control`.
    start, end : day, optional
        Changes drawn on these days and between.
    place_ids : list of str, optional
    minimum_certainty : {"certain", "likely", "claimed only", "inferred"}

    Returns
    -------
    DataFrame
        `date`, `place`, `place_id`, `holder_before`, `holder_after`, `earliest`, `latest`, `certainty`,
        `event_type` (the rule or kind of report), `claimed_by`, `confirmed_by`, `disputed_by`,
        `evidence`, `sources`; in order of date and place.
    """
    known = periods[periods["holder"] != "unknown"].copy()
    if place_ids is not None:
        known = known[known["place_id"].isin(place_ids)]
    before = known.groupby("place_id", sort=False)["holder"].shift()
    previous_end = known.groupby("place_id", sort=False)["end"].shift()
    known["holder_before"] = before
    gap = known["start"] - previous_end > _ONE_DAY
    known["start_earliest"] = known["start_earliest"].where(~gap, previous_end + _ONE_DAY)
    known = known[before.notna()]
    passing = known["within_day"].str.split(";").map(lambda parts: [part for part in parts if part])
    path = [[b, *w, a] for b, w, a in zip(known["holder_before"], passing, known["holder"], strict=True)]
    steps = [[(x, y) for x, y in zip(p, p[1:], strict=False) if x != y] for p in path]
    table = known.assign(step=steps).explode("step").dropna(subset="step")
    table["holder_before"] = [step[0] for step in table["step"]]
    table["holder_after"] = [step[1] for step in table["step"]]
    names = {
        "start": "date",
        "start_earliest": "earliest",
        "start_latest": "latest",
        "basis": "event_type",
        "begun_by": "evidence",
        "begun_sources": "sources",
    }
    table = table.drop(columns=["evidence", "sources"]).rename(columns=names)
    keep = table["certainty"].map(CERTAINTIES.index) <= CERTAINTIES.index(minimum_certainty)
    if start is not None:
        keep &= table["date"] >= pd.Timestamp(start)
    if end is not None:
        keep &= table["date"] <= pd.Timestamp(end)
    return table.loc[keep, SHIFT_COLUMNS].sort_values(["date", "place"], kind="stable").reset_index(drop=True)


def select_periods(
    periods: pd.DataFrame,
    place_ids: Iterable[str],
    *,
    start: object = None,
    end: object = None,
    minimum_certainty: str = "inferred",
) -> pd.DataFrame:
    """Keep the control periods of some places, in the order given, that touch a window.

    A period attested less than `minimum_certainty` stays in its place as ``unknown``: it is not
    replaced by a guess.

    Parameters
    ----------
    periods : DataFrame
        From `reconstruct_control`.
    place_ids : iterable of str
    start, end : day, optional
    minimum_certainty : {"certain", "likely", "claimed only", "inferred"}
    """
    order = {place: number for number, place in enumerate(dict.fromkeys(place_ids))}
    rows = periods[periods["place_id"].isin(order)]
    if start is not None:
        rows = rows[rows["end"] >= pd.Timestamp(start)]
    if end is not None:
        rows = rows[rows["start"] <= pd.Timestamp(end)]
    weak = rows["certainty"].map(CERTAINTIES.index) > CERTAINTIES.index(minimum_certainty)
    rows = rows.assign(holder=rows["holder"].mask(weak, "unknown"), certainty=rows["certainty"].mask(weak, "not known"))
    rank = rows["place_id"].map(order)
    return (
        rows.assign(rank=rank).sort_values(["rank", "start"], kind="stable").drop(columns="rank").reset_index(drop=True)
    )


def surest(changes: pd.DataFrame, most: int) -> pd.DataFrame:
    """Keep all changes of the places whose changes are best attested, at most so many places, in order of day."""
    ranked = changes.assign(
        rank=changes["certainty"].map(CERTAINTIES.index), told=-changes["sources"].str.count(";")
    ).sort_values(["rank", "told"], kind="stable")
    places = ranked["place_id"].drop_duplicates().head(most)
    return changes[changes["place_id"].isin(places)].reset_index(drop=True)


def count_held(
    periods: pd.DataFrame,
    gazetteer: Gazetteer,
    *,
    start: object = None,
    end: object = None,
    place_ids: list[str] | None = None,
) -> pd.DataFrame:
    """Count the places, and the people living in them, that each side held day by day.

    Regions, single buildings and places abroad are not counted. A place's people are counted only where
    no place that it lies in has a population of its own, so nobody is counted twice.

    Returns
    -------
    DataFrame
        `day`, `holder`, `places`, `population` (of places whose population is known; of mixed date).
    """
    counted = set(gazetteer.settled) if place_ids is None else set(gazetteer.settled) & set(place_ids)
    people = gazetteer.places["population"]
    alone = {p: people[p] for p in counted if not any(people[a] > 0 for a in gazetteer.ancestors(p))}
    rows = periods[periods["place_id"].isin(counted)]
    first = pd.Timestamp(start) if start is not None else rows["start"].min()
    last = pd.Timestamp(end) if end is not None else rows["end"].max()
    days = pd.date_range(first, last, freq="D") if len(rows) else pd.DatetimeIndex([])
    rows = rows[(rows["end"] >= first) & (rows["start"] <= last)]
    size = rows["place_id"].map(alone).fillna(0.0)
    tables = []
    for holder, held in rows.groupby("holder"):
        begin = (held["start"] - first).dt.days.clip(lower=0).to_numpy()
        finish = (held["end"] - first).dt.days.clip(upper=len(days) - 1).to_numpy() + 1
        counts = {}
        for name, weight in (("places", np.ones(len(held))), ("population", size[held.index].to_numpy())):
            change = np.zeros(len(days) + 1)
            np.add.at(change, begin, weight)
            np.add.at(change, finish, -weight)
            counts[name] = np.cumsum(change[:-1])
        tables.append(pd.DataFrame({"day": days, "holder": holder, **counts}))
    empty = pd.DataFrame({"day": days, "holder": "", "places": 0, "population": 0.0}).iloc[:0]
    table = pd.concat(tables, ignore_index=True) if tables else empty
    return table.astype({"places": int}).sort_values(["day", "holder"], kind="stable").reset_index(drop=True)


def count_turnover(changes: pd.DataFrame) -> pd.DataFrame:
    """Count changes of hands per place, from the table of `find_shifts`.

    Returns
    -------
    DataFrame
        `place`, `place_id`, `changes`, `first`, `last` (days), `holders` (such as ``GNA > LNA > GNA``),
        most changes first.
    """
    grouped = changes.groupby("place_id", sort=False)
    table = grouped.agg(place=("place", "first"), changes=("date", "size"), first=("date", "min"), last=("date", "max"))
    table["holders"] = [" > ".join([rows["holder_before"].iloc[0], *rows["holder_after"]]) for _, rows in grouped]
    table = table.reset_index().sort_values(["changes", "last", "place"], ascending=[False, False, True], kind="stable")
    return table[["place", "place_id", "changes", "first", "last", "holders"]].reset_index(drop=True)


def measure_front(
    periods: pd.DataFrame,
    gazetteer: Gazetteer,
    *,
    side: str = "LNA",
    centre: str = "Tripoli",
    start: object = None,
    end: object = None,
    minimum_certainty: str = "inferred",
) -> pd.DataFrame:
    """Measure, day by day, how far the nearest place held by a side lies from a centre.

    Great-circle distances between the gazetteer's points: a place stands for its centre, so a front that
    runs through a suburb can be nearer than this says; contested places are not counted as held.

    Returns
    -------
    DataFrame
        `day`, `distance_km` (NaN where the side holds no place), `place`, `certainty`.
    """
    home = gazetteer.resolve(centre)
    held = periods[(periods["holder"] == side) & periods["place_id"].isin(gazetteer.settled)]
    held = held[held["certainty"].map(CERTAINTIES.index) <= CERTAINTIES.index(minimum_certainty)]
    first = pd.Timestamp(start) if start is not None else periods["start"].min()
    last = pd.Timestamp(end) if end is not None else periods["end"].max()
    days = pd.date_range(first, last, freq="D")
    ids = list(held["place_id"].unique())
    away = dict(zip(ids, gazetteer.distance_km(home, ids), strict=True))
    held = held.assign(distance=held["place_id"].map(away)).dropna(subset="distance")
    nearest = np.full(len(days), np.nan)
    place = np.full(len(days), "", dtype=object)
    certainty = np.full(len(days), "", dtype=object)
    for row in held.sort_values("distance", ascending=False, kind="stable").itertuples(index=False):
        inside = slice(max((row.start - first).days, 0), max((row.end - first).days + 1, 0))
        nearest[inside], place[inside], certainty[inside] = row.distance, row.place, row.certainty
    return pd.DataFrame({"day": days, "distance_km": nearest, "place": place, "certainty": certainty})
