"""Frames of truces broken by fighting at a place."""

from __future__ import annotations

from .coded import FOUGHT
from .doers import doer
from .framing import Draft, foe_of, is_small, sited
from .grammar import Hit
from .tables import words


def breaks_truce(run, hit: Hit, speaker: str):
    """Read "the truce was broken in X", "the LNA violated the truce at X", where no other word tells the fight."""
    now = run.now
    passive = now.word(hit.last - 1) not in words("truce-noun")
    lead = now.words[max(0, hit.first - 14) : hit.first]
    if passive and words("truce-noun").isdisjoint(lead):
        return None
    if any(h.rule.event_type in (*FOUGHT, "repelled", "capture") for h in now.hits if h is not hit):
        return None  # "broke the truce by shelling X": told by its own word
    places, near = now.locative(hit)
    if not sited(run, places) or near or not all(is_small(run, p) for p in places):
        return None
    actor = now.agent(hit) if passive else doer(run, hit, speaker)
    if run.names.sides.get(actor) in run.names.parties:
        return Draft("clash", places, actor, foe_of(run, actor))
    return Draft("clash", places, run.names.both, "")
