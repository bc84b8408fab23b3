"""Frames of places that are stormed: who is inside, and that nobody is said to hold them.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .doers import doer
from .frames_control import takes
from .frames_event import crowd_in
from .framing import Draft, foe_of, is_outside, value_of
from .grammar import Hit
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def _stormed_site(run: Run, hit: Hit, speaker: str):
    """Read "fighters in X stormed the headquarters of Y": the site is where they are."""
    now = run.now
    if words("ground").isdisjoint(now.words[hit.last : hit.last + 4]):
        return None
    places = [
        n
        for n in range(now.clause(hit)[0], hit.first)
        if now.tokens[n].kind == "place" and now.governor(n)[0] in ("in", "at", "inside") and not now.is_near(n)
    ][-1:]
    if not places or is_outside(run, value_of(run, places[0])):
        return None
    actor = doer(run, hit, speaker)
    return Draft("advance", places, actor.replace("civil", ""), foe_of(run, actor), holder="contested")


def _about(run: Run, hit: Hit, draft: Draft):
    """Read "stormed the area around X", "positions near X": not the place itself."""
    if either("areas", "ground").isdisjoint(run.now.words[hit.last : hit.last + 4]):
        return None
    places = run.now.places_right(hit, frozenset(("around", "near", "outside", "of")), False, 9)[0]
    party = run.names.sides.get(draft.actor) in run.names.parties
    return Draft("advance", places, draft.actor, foe_of(run, draft.actor), near=True) if party and places else None


def _at_facility(now: Sentence, hit: Hit) -> bool:
    """Tell a civil site that men of no side break into: "gunmen stormed the water station at X"."""
    if now.is_passive(hit):
        span, by = range(max(now.clause(hit)[0], hit.first - 12), hit.first), range(hit.last + 1, hit.last + 6)
        by = by if now.word(hit.last) == "by" else range(0)
    else:
        span, by = range(hit.last, hit.last + 8), range(max(0, hit.first - 6), hit.first)
    site = next((n for n in span if now.word(n) in words("facility")), -1)
    if site < 0 or any(now.word(n) in words("of-soldiers") for n in span):
        return False
    return any(now.word(n) in either("hostile", also=("men", "group", "groups", "people", "unidentified")) for n in by)


def storms(run: Run, hit: Hit, speaker: str):
    """Read how a side storms a place: it is inside, but nothing is said of who holds it."""
    opens = hit.first == 0 or run.now.word(hit.first - 1) in words("determiner")
    if run.now.word(hit.first) in ("storm", "storms") and opens:
        return None  # the weather
    draft = takes(run, hit, speaker)
    if draft is not None and not draft.places:
        draft = _stormed_site(run, hit, speaker) or _about(run, hit, draft) or draft
    if draft is None or draft.event_type != "advance" or draft.near:
        return draft
    now = run.now
    if not draft.actor and _at_facility(now, hit):
        return replace(draft, event_type="other", target="", holder="")
    if not draft.actor and now.is_passive(hit) and now.word(hit.last) == "by":
        by = now.words[hit.last + 1 : hit.last + 6]
        return None if either("force", "hostile").isdisjoint(by) else draft  # "the fair was stormed by readers"
    if not draft.actor and crowd_in(run, hit):
        return replace(draft, event_type="other")
    if draft.actor and run.names.sides.get(draft.actor) not in run.names.parties:
        return replace(draft, event_type="clash", target="", holder="contested")  # a raid of some third force
    return replace(draft, holder="contested")
