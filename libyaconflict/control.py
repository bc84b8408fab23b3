"""From evidence to control: who held each place on each day, how sure, because of what.

The rules are written out, each with its reason and an example, in ``docs/rules.md``; the functions
here follow that page in order. Nothing in this module names a place, an outcome or a side's conduct:
what a report does to control is read from its `control_before` and `control_after`, its voices and its date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise, repeat

import numpy as np
import pandas as pd

from .beliefs import EACH_SIDE, believe
from .case import Case
from .errors import LibyaConflictError
from .evidence import CHANGES_HANDS, Evidence, day_number, gather_evidence, silenced, weigh_claims
from .gazetteer import REGION_KINDS
from .timeline import merge_timeline
from .walk import CERTAINTIES, SPREAD_DAYS, Segment, segment_at, take_step, unknown_from, walk

__all__ = ["CERTAINTIES", "HOLDERS", "reconstruct_control"]
HOLDERS = ("GNA", "LNA", "contested", "local", "other", "unknown")
COLUMNS = [
    "place_id", "place", "holder", "start", "end", "start_earliest", "start_latest", "end_earliest", "since",
    "certainty", "basis", "evidence", "sources", "begun_by", "begun_sources", "claimed_by", "confirmed_by",
    "disputed_by", "within_day", "set_aside", "note",
]  # fmt: skip
_EPOCH = pd.Timestamp(0)


def reconstruct_control(case: Case, timeline: pd.DataFrame | None = None, *, belief: str = "balanced") -> pd.DataFrame:
    """Rebuild who held each place of the gazetteer on every day of the case.

    Parameters
    ----------
    case : Case
    timeline : DataFrame, optional
        From `merge_timeline`, to save making it again.
    belief : {"balanced", "cautious", "each_side:GNA", "each_side:LNA"}
        Whose word is enough (section 13 of ``docs/rules.md``): every report, weighed; only what a voice of neither
        party or the losing side bears out; the baseline and then one side's own words as they came.

    Returns
    -------
    DataFrame
        One row a control period, ordered by place and day, with no gap and no overlap: `place_id`,
        `place`, `holder` (GNA, LNA, contested, local, other, unknown), `start` and `end` (both days
        inside), `start_earliest` and `start_latest` (possible days of the change that began it),
        `end_earliest` (the last day on which it surely stood: `end`, or the day before the change that
        ended it was first possible),
        `since` (EDTF: its first day, or what the baseline says of a holder from before the window),
        `certainty` (certain, likely, claimed only, inferred, not known), `basis` (the rule),
        `evidence` (ids of all reports that it rests on, or ``baseline:place_id``; ``;`` between several) and their
        `sources`; of those that began it, `begun_by`, `begun_sources`, `claimed_by`, `confirmed_by` and
        `disputed_by`; `within_day` (who held it for a part of the first day only, ``;``
        between several), `set_aside` (claims that were not borne out), `note`.

    Raises
    ------
    ParameterError
        There is no such rule of belief, or the name stands for two (each_side).

    Examples
    --------
    >>> from libyaconflict import load_case, control_on
    >>> control_on(reconstruct_control(load_case()), "gharyan", "2019-06-30").holder
    'GNA'
    """
    timeline = merge_timeline(case) if timeline is None else timeline
    heard = hear(case, timeline, belief)
    return _table(case, build_chains(case, heard), day_number(case.window[1]))


def hear(case: Case, timeline: pd.DataFrame, belief: str = "balanced") -> dict[str, list[Evidence]]:
    """Give the evidence of each place as a rule of belief hears it; a side's own map believes the side at once."""
    own = gather_evidence(case, believe(case, timeline, belief))
    return own if belief in EACH_SIDE else {place: weigh_claims(items) for place, items in own.items()}


def build_chains(
    case: Case,
    heard: dict[str, list[Evidence]],
    *,
    known: dict[str, list[Segment]] | None = None,
    only: set[str] | None = None,
) -> dict[str, list[Segment]]:
    """Rebuild the segments of every place, or of some only, the others being `known`."""
    first, last = (day_number(day) for day in case.window)
    models = _models(case)
    chains: dict[str, list[Segment]] = dict(known or {})
    abroad = set(case.places.loc[case.places["theatre"] == "abroad", "place_id"])
    for place in abroad:
        chains[place] = [unknown_from(first, "abroad: control is not at issue here")]
    for place in _in_order(case, models):
        if place in abroad or (only is not None and place not in only):
            continue
        chains[place] = _chain_of(place, case, heard, models.get(place, []), chains, first, last)
    for place in case.gazetteer.places.index:
        if case.gazetteer.kinds[place] in REGION_KINDS and place not in abroad and (only is None or place in only):
            chains[place] = _region_chain(place, case, heard.get(place, []), chains, first, last)
    return chains


def depend_on(case: Case, places: set[str]) -> set[str]:
    """Give all places whose control may rest on that of some places: themselves, those inside, around, inferred."""
    models, gazetteer = _models(case), case.gazetteer
    found, queue = set(), list(places)
    while queue:
        place = queue.pop()
        if place in found:
            continue
        found.add(place)
        queue += gazetteer.members.get(place, [])
        queue += [other for other, named in models.items() if place in named]
    regions = {holder for place in found for holder in gazetteer.holders[place]}
    return found | {region for region in regions if gazetteer.kinds[region] in REGION_KINDS}


def _chain_of(
    place: str, case: Case, heard: dict, models: list[str], chains: dict, first: int, last: int
) -> list[Segment]:
    """Rebuild one place from its own evidence, and from what is told of other places (rules 3 to 7)."""
    items = heard.get(place, [])
    start = _start_from(place, case, models, chains, first)
    told = list(items)
    for hint in _hints(place, case, heard, models):
        if hint.earliest < first or hint.latest > last:
            continue
        chain = walk(told, start, first)
        holding = segment_at(chain, hint.day)
        later = next((item for item in items if item.day > hint.day or item.earliest > hint.latest), None)
        fresh = any(item.latest >= hint.earliest and item.earliest <= hint.day for item in items)
        suits = later is None or later.before == hint.after or (later.before == "unknown" and later.after == hint.after)
        if holding.holder != hint.after and not fresh and suits and _may_follow(hint, holding, items):
            told = sorted([*told, replace(hint, before=holding.holder)], key=lambda i: (i.day, i.earliest, i.order))
    return walk(told, start, first)


def _may_follow(hint: Evidence, holding: Segment, items: list[Evidence]) -> bool:
    """Tell if the larger place and this one were in the same hands before, or one of them contested."""
    return hint.before in (holding.holder, "contested", "unknown") or holding.holder in ("contested", "unknown")


def _hints(place: str, case: Case, heard: dict, models: list[str]) -> list[Evidence]:
    """List changes told (rule 7) of a place that holds this one, or that its baseline was inferred from."""
    gazetteer = case.gazetteer
    hints = []
    for holder in gazetteer.holders[place]:
        hints += [
            _inferred(item, f"follows {gazetteer.name(holder)}") for item in heard.get(holder, []) if _hands_over(item)
        ]
    for model in models:
        others = [other for other in models if other != model]
        for item in heard.get(model, []):
            if _hands_over(item) and all(_holds(heard.get(other, []), item.day, item.after) for other in others):
                name = " and ".join(gazetteer.name(m) for m in models)
                hints.append(_inferred(item, f"follows {name}"))
    return sorted(hints, key=lambda item: (item.day, item.earliest, item.order))


def _inferred(item: Evidence, basis: str) -> Evidence:
    """Turn what is told of one place into what follows for another."""
    return replace(silenced(item), certainty="inferred", basis=basis)


def _hands_over(item: Evidence) -> bool:
    changed = item.before != item.after and item.after in CHANGES_HANDS
    whole = item.basis not in ("advance", "clash")  # ground gained in a region says nothing of each place in it
    whole = whole and not item.basis.endswith("(coded)")  # nor does what no curator has read
    return changed and whole and item.certainty in ("certain", "likely") and item.latest - item.earliest <= SPREAD_DAYS


def _holds(items: list[Evidence], day: int, holder: str) -> bool:
    past = [item for item in items if item.day <= day]
    return bool(past) and past[-1].after == holder


def _models(case: Case) -> dict[str, list[str]]:
    """Give the places that each inferred baseline row was inferred from."""
    rows = case.baseline[case.baseline["inferred_from"] != ""]
    return {
        place: [case.gazetteer.resolve(name) for name in names.split(";")]
        for place, names in rows[["place_id", "inferred_from"]].itertuples(index=False)
    }


def _start_from(place: str, case: Case, models: list[str], chains: dict, first: int) -> list[Segment]:
    """Give what a place starts from before its first report (rule 6): the places it was inferred from, or its town."""
    parent = next(iter(case.gazetteer.ancestors(place)), "")
    town = [parent] if parent in chains and case.gazetteer.kinds[parent] not in REGION_KINDS else []
    known = [model for model in models if model in chains] or town
    if not known:
        return []
    names = " and ".join(case.gazetteer.name(model) for model in known)
    basis = f"as {names}" + (", in which it lies" if known == town else "")
    chain: list[Segment] = []
    for day in sorted({segment.start for model in known for segment in chains[model]} | {first}):
        here = [segment_at(chains[model], day) for model in known]
        if len({segment.holder for segment in here}) > 1:
            segment = unknown_from(day, f"{names} were in different hands")
        elif here[0].holder == "unknown":
            segment = unknown_from(day, f"{here[0].notes[0] if here[0].notes else 'no report'} ({names})")
        else:
            told = [_inferred(item, item.basis) for item in here[0].evidence]
            segment = replace(
                here[0], start=day, certainty="inferred", basis=basis, evidence=told, notes=[], set_aside=[]
            )
        if not chain or chain[-1].holder != segment.holder or len(known) == 1:
            chain.append(segment)
    return chain


def _region_chain(region: str, case: Case, items: list[Evidence], chains: dict, first: int, last: int) -> list[Segment]:
    """Apply rule 8: a region is held as all places in it are, until a report speaks of the region itself."""
    members = [
        m for m in case.gazetteer.members.get(region, []) if m in chains and case.gazetteer.kinds[m] != "building"
    ]
    days = sorted({s.start for m in members for s in chains[m]} | {first})
    columns = zip(*(_sweep(chains[member], days) for member in members), strict=True) if members else repeat(())
    chain: list[Segment] = []
    for day, column in zip(days, columns, strict=False):
        held = Counter(column)
        known = {holder: n for holder, n in held.items() if holder != "unknown"}
        if not known:
            segment = unknown_from(day, "no report of any place in it")
        else:
            holder = next(iter(known)) if len(known) == 1 else "contested"
            count = ", ".join(f"{name} {n}" for name, n in sorted(held.items(), key=lambda pair: -pair[1]))
            segment = Segment(
                holder, day, "inferred", "places in it", day, day, day, [], [f"places in it on its first day: {count}"]
            )
        if not chain or chain[-1].holder != segment.holder:
            chain.append(segment)
    if not items:
        return chain
    chain = [segment for segment in chain if segment.start < items[0].day] or [unknown_from(first, "no report yet")]
    for item in items:
        take_step(chain, item)
    return chain


def _sweep(chain: list[Segment], days: list[int]) -> list[str]:
    """Give the holder on each of some days in order, as `segment_at` finds it."""
    starts, holders = [segment.start for segment in chain], [segment.holder for segment in chain]
    if any(later < earlier for earlier, later in pairwise(starts)):
        return [segment_at(chain, day).holder for day in days]
    at = np.maximum(np.searchsorted(starts, days, side="right") - 1, 0)
    return [holders[number] for number in at.tolist()]


def _in_order(case: Case, models: dict[str, list[str]]) -> list[str]:
    """List places that are not regions, each after its town and after the places that it was inferred from."""
    kinds = case.gazetteer.kinds
    needs = {}
    for place in (place for place, kind in kinds.items() if kind not in REGION_KINDS):
        town = [parent for parent in case.gazetteer.ancestors(place)[:1] if place not in models.get(parent, [])]
        needs[place] = models.get(place) or town
    try:
        return [place for place in TopologicalSorter(needs).static_order() if place in needs]
    except CycleError as error:
        loop = " > ".join(case.gazetteer.name(place) for place in error.args[1])
        raise LibyaConflictError(f"these places are each inferred from, or part of, the next: {loop}.") from error


def _table(case: Case, chains: dict[str, list[Segment]], last: int) -> pd.DataFrame:
    rows = []
    for place, chain in chains.items():
        name = case.gazetteer.name(place)
        chain = [segment for segment in chain if segment.start <= last]
        passing: list[Segment] = []
        ends = [segment.start - 1 for segment in chain[1:]] + [last]
        for segment, end in zip(chain, ends, strict=True):
            if end < segment.start:
                passing.append(segment)
                continue
            gone = [p for p in passing if p.holder not in (segment.holder, "unknown")]
            evidence = [e for p in (*passing, segment) for e in p.evidence]
            passing = []
            if rows and rows[-1]["place_id"] == place:  # what ended the period before may have come sooner
                before = rows[-1]
                before["end_earliest"] = max(before["start"], min(before["end"], segment.earliest - 1))
            begun = [e for e in evidence if e.day <= segment.start and e.certainty != "set aside"] or evidence[:1]
            rows.append(
                {
                    "place_id": place,
                    "place": name,
                    "holder": segment.holder,
                    "start": segment.start,
                    "end": end,
                    "start_earliest": min(segment.earliest, segment.start),
                    "start_latest": max(segment.latest, segment.start),
                    "end_earliest": end,
                    "since": segment.since,
                    "certainty": segment.certainty,
                    "basis": segment.basis,
                    "evidence": _join(i for e in evidence for i in e.ids),
                    "sources": _join(s for e in evidence for s in e.sources),
                    "begun_by": _join(i for e in begun for i in e.ids),
                    "begun_sources": _join(s for e in begun for s in e.sources),
                    "claimed_by": _join(v for e in begun for v in e.claimed_by),
                    "confirmed_by": _join(v for e in begun for v in e.confirmed_by),
                    "disputed_by": _join(v for e in begun for v in e.disputed_by),
                    "within_day": _join(p.holder for p in gone),
                    "set_aside": _join(segment.set_aside),
                    "note": "; ".join(dict.fromkeys(segment.notes)),
                }
            )
    periods = pd.DataFrame(rows, columns=COLUMNS)
    for column in ("start", "end", "start_earliest", "start_latest", "end_earliest"):
        periods[column] = _EPOCH + pd.to_timedelta(periods[column], unit="D")
    opening = periods["start"] == case.window[0]
    stated = periods["since"].where(periods["since"] != "", "../" + periods["start"].dt.strftime("%Y-%m-%d"))
    periods["since"] = stated.where(opening, periods["start"].dt.strftime("%Y-%m-%d"))
    periods.loc[periods["holder"] == "unknown", "since"] = ""
    return periods.sort_values(["place_id", "start"], kind="stable").reset_index(drop=True)


def _join(parts: Iterable[str]) -> str:
    return ";".join(dict.fromkeys(parts))
