"""Frames of allegiance: who swears to a side, joins it, or changes over to it.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import CONTROL
from .framing import Draft, foe_of, value_of
from .grammar import Hit
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def pledges(run: Run, hit: Hit, speaker: str):
    """Read how a town's men or council go over to a side, or swear to it."""
    now = run.now
    n = hit.first - 1
    n -= now.word(n) in words("have")
    if now.word(n) in ("that", "who", "which"):
        return None  # "troops that side with X", "towns that had sided with X"
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind == "actor"]
    side = inside[0] if inside else now.foe_right(hit)
    before = [
        n
        for n in range(hit.first)
        if now.tokens[n].kind in ("place", "unit")
        or (now.tokens[n].kind == "attribute" and now.tokens[n].value in run.names.kinds)
    ]
    before = [n for n in before if now.asides[n] in (-1, now.asides[hit.first])] or before
    after = now.places_right(hit, frozenset(("in", "at", "of", "from")), False, 10)[0]
    alike = now.group_left(before[-1]) if before and now.tokens[before[-1]].kind == "place" else before[-1:]
    places: list = [now.cue(now.tokens[n].value, n) for n in alike] or after
    if hit.rule.name.startswith("defect"):
        places = now.locative(hit)[0] or places
        actor = now.subject(hit, speaker="")
        actor = actor if run.names.roles.get(actor) in ("party", "ally") and actor != side else ""
        return Draft("other", places[:1], actor.replace("civil", "")) if places else None
    if not side or run.names.roles.get(side) not in ("party", "ally"):
        return None
    body = not words("councils").isdisjoint(now.words[: hit.first])
    if hit.rule.name == "voice-support" and not body:
        return None  # "the embassy in X voiced support for"
    if hit.rule.name in ("declare-that-support", "decide-to-join") and not (body or _speaks_itself(now, before)):
        return None
    if body and not places:  # "Another tribe did so"
        places = [e.place_id for e in run.previous if e.event_type == "declaration"][-1:]
    share = [k for k in range(hit.last, hit.last + 6) if now.word(k) == "in" and now.word(k + 1).endswith("ing")]
    if hit.rule.name == "join-side" and share:
        return None  # "joined the LNA in blocking ports"
    whole = bool(before) and all(now.word(k) in words("have") for k in range(before[-1] + 1, hit.first))
    council = words("councils") | {"officials"} if "they" in now.words[: hit.first] else words("councils")
    if hit.rule.name == "join-side" and not whole and council.isdisjoint(now.words[: hit.first]):
        return None
    places = [p for p in places if value_of(run, p) in run.names.kinds or not isinstance(p, str)]
    places = places if len(before) == len(places) else places[-1:]
    return Draft("declaration", places, "", foe_of(run, side)) if places else None


def _speaks_itself(now: Sentence, before: list[int]) -> bool:
    """Tell a town that is itself the subject, "X declared that", from "the embassy in X said that"."""
    joints = either("preposition", "object-preposition", also=("of",))
    if not before:
        return False
    joint, at = now.governor(before[-1])
    return joint not in joints or (joint == "of" and now.word(at - 1) in words("settled"))


def switches(run: Run, hit: Hit, speaker: str):
    """Read how a militia changes sides: where the clause says, else at the place whose fall is told with it."""
    now = run.now
    n = hit.first - 2 if now.word(hit.first - 1) in words("have") else hit.first - 1
    if n >= 0 and now.tokens[n].kind == "place" and now.governor(n)[0] not in words("preposition"):
        return None  # "the base has switched sides": it has been taken
    places, near = now.places_right(hit, frozenset(("in", "at", "of")), False, 8)
    places = places if places and not near else now.locative(hit)[0]
    places = places or [
        n for h in now.hits if h.rule.frame == "takes" for n in now.places_right(h, frozenset(), True)[0]
    ]
    places = [p for p in places if run.names.kinds.get(value_of(run, p)) not in ("country", "region")]
    actor = now.subject(hit, speaker="").replace("civil", "")
    took = {e.place_id for e in run.coded if e.event_type in CONTROL}
    n = hit.first - 1
    while now.word(n) in words("have"):
        n -= 1
    itself = now.word(n) == "it" or now.tokens[n].kind == "place"
    if not actor and itself and took.intersection(value_of(run, p) for p in places):
        return None  # "took the camp, the third time that it has switched sides"
    return (
        Draft("other", places[:1], actor if run.names.roles.get(actor) in ("party", "ally") else "") if places else None
    )
