"""Frames of a place that is rid of a side, and of an expulsion as a noun: "the LNA's expulsion from X".

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .doers import owner_of
from .framing import Draft, foe_of
from .gains import gain
from .grammar import Hit
from .tables import either, words

if TYPE_CHECKING:
    from .run import Run

_EXPELS = frozenset(["completed", "finished", "achieved", "concluded", "secured", "began", "led", "managed"])


def noun_expelled(run: Run, hit: Hit, speaker: str):
    """Read how a side is expelled from a place, as a noun: "the LNA's expulsion from X"."""
    now = run.now
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    foe = inside[0] if inside else owner_of(run, hit)
    places, near = now.places_right(hit, frozenset(("from",)), True, 8)
    actor = foe_of(run, foe) if run.names.sides.get(foe) in run.names.parties else _expeller(run, hit)
    if near or not places or run.names.sides.get(actor) not in run.names.parties:
        return None
    return gain(run, hit, places, actor, foe)


def _expeller(run: Run, hit: Hit) -> str:
    """Give who drives out a third party: "X completed the expulsion of the jihadists from Y", "their removal by X"."""
    now = run.now
    for n in range(hit.last, min(now.size, hit.last + 8)):
        if now.word(n) == "by":
            return next((now.side(t) for t in now.tokens[n + 1 : n + 4] if t.kind in ("actor", "unit")), "")
    verb = next((n for n in range(hit.first - 1, max(0, hit.first - 4), -1) if now.word(n) in _EXPELS), 0)
    return now.subject(Hit(hit.rule, verb, verb + 1)) if verb else ""


_FAILED = frozenset(["failed", "fails", "failing", "unable", "not", "never"])


def rids(run: Run, hit: Hit, speaker: str):
    """Read how a place is rid of a side."""
    now = run.now
    foe = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    if not any(now.word(k) in either("be", also=("declared", "now")) for k in range(max(0, hit.first - 4), hit.first)):
        return None
    actor = foe_of(run, foe)
    return Draft("capture", now.places_left(hit), actor, foe) if actor else None


def others_driven(run: Run, hit: Hit):
    """Read "drove the tribal fighters out of X": men of no side that is known, by one that is."""
    now = run.now
    verb = next((n for n in range(hit.first - 1, max(-1, hit.first - 8), -1) if now.word(n) in words("drove-out")), -1)
    whom = range(verb + 1, hit.first)
    armed = now.word(hit.first - 1) in words("on-foot") and verb >= 0
    if not armed or any(now.tokens[n].kind != "w" or now.boundary(n) or now.word(n) == "," for n in whom):
        return None
    places, actor = now.place_inside(hit), now.subject(Hit(hit.rule, verb, verb + 1))
    if not places or run.names.sides.get(actor) not in run.names.parties or not _FAILED.isdisjoint(now.words[:verb]):
        return None
    first, last = now.tokens[verb + 1 + (now.word(verb + 1) in words("determiner"))], now.tokens[hit.first - 1]
    return Draft("capture", places, actor, run.flat[first.start : last.end], verb=verb)
