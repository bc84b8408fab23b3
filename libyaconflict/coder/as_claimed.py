"""What a text denies of another's claim: "has not taken X, as its spokesman boasted", "contrary to its claims"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from .coded import CONTROL, Coded
from .emit import emit
from .framing import Draft, foe_of
from .grammar import Hit
from .refuted import negation
from .sayings import Report
from .tables import either, reporters, words

if TYPE_CHECKING:
    from .run import Run

_AGAINST = frozenset(["contrary", "despite", "whatever"])
_ENDS = frozenset([";", ".", '"', ":"])


@cache
def _telling() -> frozenset[str]:
    """Give the words by which somebody tells or claims."""
    return words("claim-noun").union(word for word, kind in reporters().items() if kind == "say")


class _Claim(NamedTuple):
    """Who claims what is denied, where the word of claiming stands, and whether only a false claim is told so."""

    side: str
    at: int
    false: bool


def as_claimed(run: Run, hit: Hit, draft: Draft, told: list[Coded]) -> list[Coded]:
    """Give the claim, and the outlet's denial of it, for a draft that it denies against somebody's word."""
    now = run.now
    if words("not").isdisjoint(now.said) or not draft.places or any(e.status != "denied" for e in told):
        return told
    gain = draft.event_type in CONTROL or draft.event_type == "advance" or bool(draft.holder)
    untrue = draft.status == "denied" or negation(run, hit, draft) not in ("", "failed")
    claim = _claim(run, hit, draft) if gain and untrue else None
    if claim is not None and not claim.side:
        return []
    if claim is None or run.names.sides.get(claim.side) not in run.names.parties:
        return told
    own = run.names.sides.get(draft.actor, "") == run.names.sides[claim.side]
    if not own and (draft.actor or not claim.false):
        return told
    actor = draft.actor or claim.side
    if draft.event_type == "other":  # "X is not in its hands, whatever its spokesman says"
        draft = replace(draft, event_type="capture", actor=actor, holder="", status="denied")
        return [replace(event, by=None) for event in emit(run, hit, draft, None)]
    made = replace(draft, actor=actor, target=foe_of(run, actor), status="told")
    report = Report(claim.at, "say", claim.side, "party", 0, now.size, False)
    claims = [replace(event, control_after=None) for event in emit(run, hit, made, report)]  # no holder: it is not so
    return claims + [replace(event, status=now.cue("denied", hit.first), by=None) for event in claims]


def _claim(run: Run, hit: Hit, draft: Draft) -> _Claim | None:
    """Find "as the LNA claimed" after a trigger, or "contrary to what it said" on either side."""
    now = run.now
    for n in range(now.size):
        against = now.word(n) in _AGAINST
        if not against and not (now.word(n) == "as" and n > hit.last and now.word(n - 1) == ","):
            continue
        ends = _ENDS | {","} if n < hit.first else _ENDS
        span = range(n + 1, next((k for k in range(n + 1, now.size) if now.word(k) in ends), now.size))
        if hit.first in span:
            continue
        says = words("boast-noun") if now.word(n) == "despite" and "what" not in now.words[n : n + 3] else _telling()
        at = next((k for k in span if now.word(k) in says and now.word(k + 1) not in ("of", "for")), -1)
        side = next((now.side(now.tokens[k]) for k in span if now.tokens[k].kind in ("actor", "unit")), "")
        own = any(now.word(k) in either("possessive", "pronoun") for k in range(n + 1, at))
        if at >= 0 and not words("modal-plan").isdisjoint(now.words[at : span.stop]):
            return _Claim("", at, False)  # "as it had said that it would"
        if at >= 0 and (side or own):
            return _Claim(side or draft.actor, at, against or now.word(at) in words("boasting"))
    return None
