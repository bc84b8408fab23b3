"""Frames of accords whose verb stands apart from their noun: "a deal to lift the blockade has been reached"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .frames_accords import deal_reached
from .frames_talks import pair_of
from .framing import Draft, is_abroad, value_of
from .grammar import Hit
from .predicates import wished
from .signers import each_side
from .tables import words

if TYPE_CHECKING:
    from .run import Run

_APART = frozenset(["to", "for", "on", "over", "under", "with", "between"])
_UNSURE = frozenset(["no", "any", "if", "until", "unless", "once", "without"])


def deal_done(run: Run, hit: Hit, speaker: str):
    """Read "a deal to lift the blockade had been reached", whose noun its aim parts from the verb."""
    now = run.now
    if not now.is_passive(hit):
        return None
    for n in range(hit.first - 1, max(-1, hit.first - 16), -1):
        if now.word(n) in words("deal-noun") and now.word(n + 1) in _APART:
            if not _UNSURE.isdisjoint(now.words[max(0, n - 4) : n]):
                return None
            return deal_reached(run, Hit(hit.rule, n, hit.last), speaker)
        if now.boundary(n) or now.word(n) in (";", ","):
            break
    return None


def signing(run: Run, hit: Hit, speaker: str):
    """Read "Friday's signing in X", "the signatures in X": an agreement, where both sides or mediators meet abroad."""
    now = run.now
    places = now.place_inside(hit)
    told = now.word(hit.first - 1) in ("'s", "the", "this", "these")
    dates = [t.value for t in now.tokens[max(0, hit.first - 3) : hit.last + 4] if t.kind == "date"]
    if not told or not places or not is_abroad(run, value_of(run, places[0])):
        return None
    if any(day > run.published.isoformat() for day in dates) or wished(now, hit.first):
        return None  # "ahead of next week's signing in X"
    return Draft("agreement", places, each_side(run) or pair_of(run, places))
