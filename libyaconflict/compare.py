"""What difference a rule of belief, or a source, makes: place-days on which two reconstructions differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
import pandas as pd

from .beliefs import believe, one_belief
from .case import Case
from .control import build_chains, depend_on, hear, reconstruct_control
from .errors import ParameterError
from .evidence import day_number, gather_evidence, weigh_claims
from .timeline import merge_timeline
from .voices import OUTLET, Voices, split
from .walk import Segment

DIFFERENCES = ["place_id", "place", "start", "end", "days", "holder_one", "holder_other", "lat", "lon"]
_EPOCH = pd.Timestamp(0)
KINDS = ("source", "publisher", "vantage")


def compare_beliefs(case: Case, one: str, other: str, *, timeline: pd.DataFrame | None = None) -> pd.DataFrame:
    """List the stretches of days on which two rules of belief have a place in different hands.

    Parameters
    ----------
    case : Case
    one, other : {"balanced", "cautious", "each_side:GNA", "each_side:LNA"}
    timeline : DataFrame, optional
        From `merge_timeline`, to save making it again.

    Returns
    -------
    DataFrame
        `place_id`, `place`, `start` and `end` (both days inside), `days`, `holder_one`, `holder_other`, `lat`, `lon`
        (degrees, WGS84), in order of place and day.

    Raises
    ------
    ParameterError
        A rule is unknown, or its name stands for two.

    Examples
    --------
    >>> from libyaconflict import load_case
    >>> found = compare_beliefs(load_case(), "each_side:GNA", "each_side:LNA").set_index("place")
    >>> found.loc["Yarmouk camp", "days"].sum() > 300
    np.True_
    """
    names = [one_belief(one), one_belief(other)]
    timeline = merge_timeline(case) if timeline is None else timeline
    return compare_periods(*(reconstruct_control(case, timeline, belief=name) for name in names), case)


def compare_periods(one: pd.DataFrame, other: pd.DataFrame, case: Case) -> pd.DataFrame:
    """List the stretches on which two tables of control periods differ; columns as in `compare_beliefs`."""
    wanted = ["place_id", "start", "end", "holder"]
    pairs = one[[*wanted, "place"]].merge(other[wanted], on="place_id", suffixes=("_one", "_other"))
    start = pairs[["start_one", "start_other"]].max(axis=1)
    end = pairs[["end_one", "end_other"]].min(axis=1)
    pairs = pairs.assign(start=start, end=end)[(start <= end) & (pairs["holder_one"] != pairs["holder_other"])]
    pairs = pairs.sort_values(["place_id", "start"], kind="stable").reset_index(drop=True)
    follows = pairs["start"] - pairs["end"].shift() == pd.Timedelta(days=1)
    for name in ("place_id", "holder_one", "holder_other"):
        follows &= pairs[name] == pairs[name].shift()
    runs = pairs.groupby((~follows).cumsum(), sort=False)
    found = runs.agg(
        place_id=("place_id", "first"), place=("place", "first"), start=("start", "first"), end=("end", "last"),
        holder_one=("holder_one", "first"), holder_other=("holder_other", "first"),
    )  # fmt: skip
    found["days"] = (found["end"] - found["start"]).dt.days + 1
    where = case.gazetteer.places[["lat", "lon"]]
    return found.join(where, on="place_id")[DIFFERENCES].reset_index(drop=True)


def leave_out(
    case: Case, by: str = "source", *, belief: str = "balanced", timeline: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Say which place-days change if one source, publisher or vantage is left out.

    Parameters
    ----------
    case : Case
    by : {"source", "publisher", "vantage"}
        A report stays as long as another source (or publisher) tells it. Without a vantage its voices are silent, and
        a report stays as long as a voice of another vantage claims or confirms it. The baseline always stays.
    belief : str
        The rule of belief under which the map is made.
    timeline : DataFrame, optional
        From `merge_timeline`, to save making it again.

    Returns
    -------
    DataFrame
        One row for each one that was left out and told anything of control: `left_out`, `reports` (that fall away or
        lose a voice), `place_days` (on which another holder results), `places` (so many), `most` (the places with
        most such days), most days first.

    Raises
    ------
    ParameterError
        `by` is none of these.
    """
    if by not in KINDS:
        raise ParameterError([f"unknown kind {by!r} to leave out. Known: {', '.join(KINDS)}."])
    timeline = merge_timeline(case) if timeline is None else timeline
    told = timeline[timeline["control_after"] != ""]
    cut = _by_vantage(case, told) if by == "vantage" else _by_origin(case, told, by)
    heard = hear(case, timeline, belief)
    chains = build_chains(case, heard)
    last, rows = day_number(case.window[1]), []
    for name, change in cut:
        lost = change(told)
        touched = set(told.loc[lost.index, "place_id"])
        fewer = told[told["place_id"].isin(touched)].copy()
        fewer.loc[lost.index, lost.columns] = lost
        part = replace(case, baseline=case.baseline[case.baseline["place_id"].isin(touched)])
        changed = gather_evidence(part, believe(case, fewer, belief))
        weigh = (lambda items: items) if belief.startswith("each_side") else weigh_claims
        told_now = heard | {place: weigh(changed.get(place, [])) for place in touched}
        affected = depend_on(case, touched)
        now = build_chains(case, told_now, known=chains, only=affected)
        days = {place: _days_apart(chains[place], now[place], last) for place in affected if place in chains}
        days = {case.gazetteer.name(place): n for place, n in days.items() if n}
        most = sorted(days, key=lambda place: (-days[place], place))[:5]
        listed = ", ".join(f"{place} {days[place]}" for place in most)
        rows.append((name, len(lost), sum(days.values()), len(days), listed))
    table = pd.DataFrame(rows, columns=["left_out", "reports", "place_days", "places", "most"])
    return table.sort_values(["place_days", "left_out"], ascending=[False, True], kind="stable").reset_index(drop=True)


def _by_origin(case: Case, told: pd.DataFrame, by: str) -> Iterable[tuple[str, Callable]]:
    """Give each source, or publisher, with the happenings that only it tells silenced."""
    publisher = dict(zip(case.sources["id"], case.sources["publisher"], strict=True))
    origins = told["sources"].map(
        lambda cell: frozenset(publisher.get(s, s) if by == "publisher" else s for s in split(cell))
    )
    alone = origins[origins.map(len) == 1].map(lambda names: next(iter(names)))
    for name, rows in sorted(alone.groupby(alone).groups.items()):
        yield (
            name,
            lambda table, rows=rows: table.loc[rows, ["control_before", "control_after"]].assign(
                control_before="", control_after=""
            ),
        )


def _by_vantage(case: Case, told: pd.DataFrame) -> Iterable[tuple[str, Callable]]:
    """Give each vantage with its voices silent."""
    voices = Voices(case)
    words = {row.Index: voices.words(row) for row in told.itertuples()}
    vantages = sorted({word.vantage for listed in words.values() for word in listed})
    for vantage in vantages:
        yield vantage, lambda table, vantage=vantage: _silence(table, words, vantage)


def _silence(table: pd.DataFrame, words: dict, vantage: str) -> pd.DataFrame:
    columns = ["control_before", "control_after", "claimed_by", "confirmed_by", "disputed_by"]
    rows = {}
    for at, listed in words.items():
        if all(word.vantage != vantage for word in listed):
            continue
        row = table.loc[at]
        left = [word for word in listed if word.vantage != vantage]
        heard = any(word.stance != "denies" for word in left)
        kept = {word.voice for word in left} - {OUTLET}
        names = [";".join(n for n in split(row[column]) if n in kept) for column in columns[2:]]
        rows[at] = [*((row["control_before"], row["control_after"]) if heard else ("", "")), *names]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def _days_apart(one: list[Segment], other: list[Segment], last: int) -> int:
    """Count the days on which two chains of segments have different holders."""
    cuts = np.array(sorted({s.start for s in (*one, *other) if s.start <= last} | {last + 1}))
    here, there = (_holders(chain, cuts[:-1]) for chain in (one, other))
    return int(np.diff(cuts)[here != there].sum())


def _holders(chain: list[Segment], days: np.ndarray) -> np.ndarray:
    starts = np.maximum.accumulate([segment.start for segment in chain])
    at = np.searchsorted(starts, days, side="right") - 1
    return np.array([segment.holder for segment in chain], dtype=object)[np.maximum(at, 0)]
