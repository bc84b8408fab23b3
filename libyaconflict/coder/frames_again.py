"""Frames that look back or ahead: another place to which the same happened, the next on which a side has its eyes.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from .framing import Draft, doer, foe_of, is_outside, value_of
from .grammar import Hit
from .merge import AFFIRMATIVE, CONTROL


def likewise(run, hit: Hit, speaker: str):
    """Read "X opened its gates to the GNA; Y and Z did the same", "X and Y met the same fate"."""
    told = [e for e in [*run.previous, *run.coded] if e.event_type in (*CONTROL, "withdrawal")]
    places = run.now.places_left(hit)
    if not told or not places or told[-1].status not in AFFIRMATIVE:
        return None
    last = told[-1]
    if last.place_id in {value_of(run, p) for p in places}:
        return None
    return Draft(last.event_type, places, last.actor or "", last.target or "")


def eyes(run, hit: Hit, speaker: str):
    """Read "set its sights on X": a plan to take it."""
    actor = doer(run, hit, speaker)
    places, near = run.now.places_right(hit, hit.rule.prepositions, True, 6)
    places = [p for p in places if not is_outside(run, value_of(run, p))]
    if near or not places or run.names.sides.get(actor) not in run.names.parties:
        return None
    return Draft("capture", places, actor, foe_of(run, actor), status="planned")
