"""What both sides claim of one place: "both sides say they control X", "X is claimed by both armies"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .framing import Draft, foe_of, object_of, value_of
from .grammar import Hit
from .sayings import Report
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

HELD = frozenset(["takes", "state", "state-under", "control-noun", "claims", "claimed-both", "advances"])
_GAINED = frozenset(["took", "taken", "seized", "captured", "retaken", "recaptured", "won", "conquered"])
_CLAIMING = frozenset(
    ["say", "says", "said", "claim", "claims", "claimed", "insist", "insists", "insisted", "maintain", "maintained"]
    + ["announced", "declared", "boasted", "boast", "asserted", "assert", "reported", "claiming", "saying"]
)


def both_claim(run: Run, hit: Hit) -> Iterator[tuple[Draft, Report]]:
    """Give the claim of each side, where both say of themselves that they hold or have taken a place."""
    now = run.now
    if either("agreeing", also=("each",)).isdisjoint(now.words):
        return
    at = _claimed(run, hit)
    if at < 0:
        return
    if hit.rule.frame == "advances":
        yield from _both_advance(run, hit, at)
        return
    places = now.places_left(hit) if hit.rule.frame in ("claimed-both", "state-under") else object_of(run, hit)[0]
    places = [p for p in places if run.names.kinds.get(value_of(run, p)) not in ("country", "region", "capital")]
    gained = hit.rule.frame == "takes" and now.word(hit.first) in _GAINED
    for side in run.names.parties if places else ():
        side = now.cue(side, at)
        report = Report(at, "say", side, "party", 0, now.size, False)
        holder = "" if gained else side
        yield Draft(hit.rule.event_type if gained else "other", places, side, foe_of(run, side), holder=holder), report


def _both_advance(run: Run, hit: Hit, at: int) -> Iterator[tuple[Draft, Report]]:
    """Give the claim of each side, where both say that they gained ground at one place."""
    now = run.now
    places, near = now.places_right(hit, hit.rule.prepositions, False, 12)
    for side in run.names.parties if places else ():
        side = now.cue(side, at)
        report = Report(at, "say", side, "party", 0, now.size, False)
        yield Draft("advance", places, side, foe_of(run, side), near=near), report


def _claimed(run: Run, hit: Hit) -> int:
    """Give where both sides claim what a trigger tells; -1 where they do not."""
    now = run.now
    if hit.rule.frame == "claimed-both":
        return hit.first
    for at in range(hit.first, max(-1, hit.first - 8), -1):
        if now.word(at) in _CLAIMING:
            between = now.tokens[at + 1 : hit.first]
            own = all(t.kind in ("w", "place", "date") and t.text not in ("the", "not", "neither") for t in between)
            return at if own and _by_both(run, at) else -1
    return -1 if words("claim-noun").isdisjoint(now.said) else _claims_of_both(now, hit)


def _claims_of_both(now: Sentence, hit: Hit) -> int:
    """Give the noun of "claims by both sides on Sunday that they had taken X"; -1 without one."""
    that = next((k for k in range(hit.first - 1, max(2, hit.first - 6), -1) if now.word(k) == "that"), 0)
    if not that or now.word(that + 1) not in ("they", "each", "it"):
        return -1
    for k in range(that - 3, max(-1, that - 9), -1):
        if now.word(k) in words("claim-noun") and now.word(k + 1) in ("by", "from", "of"):
            return k if now.word(k + 2) in either("agreeing", also=("each",)) else -1
    return -1


def _by_both(run: Run, at: int) -> bool:
    """Tell "both sides", "each side", "both the GNA and the LNA", "the LNA and the GNA both" before a verb."""
    now = run.now
    n = at - 1
    each = False
    while now.word(n) in either("have", "mid-passive") or now.word(n) in ("both", "each"):
        each = each or now.word(n) in ("both", "each")
        n -= 1
    lead = range(max(0, n - 5), at)
    if now.word(n) in either("both", "camp-of-war", also=("side", "government", "army")):
        return each or now.word(n - 1) in either("agreeing", also=("each", "two")) or now.word(n - 1) == "of"
    sides = {now.side(now.tokens[k]) for k in lead if now.tokens[k].kind in ("actor", "unit")}
    parties = {run.names.sides.get(side) for side in sides} & set(run.names.parties)
    return len(parties) == len(run.names.parties) and any(now.word(k) in ("both", "each") for k in lead)
