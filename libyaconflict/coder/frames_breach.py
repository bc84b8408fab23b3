"""Frames of truces broken by fighting at a place, or of which somebody says that he has not broken them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import AFFIRMATIVE, FOUGHT
from .doers import doer
from .frames_truces import truce_told
from .framing import Draft, foe_of, is_small, sited
from .grammar import Hit
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def breaks_truce(run: Run, hit: Hit, speaker: str):
    """Read "the truce was broken in X", "the LNA violated the truce at X", where no other word tells the fight."""
    now = run.now
    passive = now.word(hit.last - 1) not in words("truce-noun")
    lead = now.words[max(0, hit.first - 14) : hit.first]
    if passive and words("truce-noun").isdisjoint(lead):
        return None
    if run.reports and (not_so := breaches_truce(run, hit, speaker)):
        return not_so
    if not passive and now.word(hit.last) in ("which", "that"):
        known = truce_told(run, Hit(hit.rule, hit.last - 1, hit.last), None)
        if known is not None:
            return known  # "violated the truce that the GNA had announced"
    others = [
        h
        for h in now.hits
        if h is not hit and (h.rule.event_type in FOUGHT or h.rule.event_type in ("repelled", "capture"))
    ]
    places, near = now.locative(hit)
    if others and not passive and (means := _means(now, hit, others[0], places)) and not near and sited(run, places):
        actor = doer(run, hit, speaker)
        return Draft(means, places, actor, foe_of(run, actor)) if run.names.sides.get(actor) else None
    if others:
        return None  # "broke the truce by shelling X": told by its own word
    if not sited(run, places) or near or not all(is_small(run, p) for p in places):
        return None
    actor = now.agent(hit) if passive else doer(run, hit, speaker)
    if run.names.sides.get(actor) in run.names.parties:
        return Draft("clash", places, actor, foe_of(run, actor))
    return Draft("clash", places, run.names.both, "")


def _means(now: Sentence, hit: Hit, other: Hit, places: list) -> str:
    """Give how a truce was broken at a place named before: "violated the truce in X by firing rockets at posts"."""
    by = other.first - 1
    named = any(token.kind in ("place", "near") for token in now.tokens[other.first :])
    at = places[-1] if places and isinstance(places[-1], int) else -1
    how = now.word(by) == "by" and hit.last <= at < by
    return other.rule.event_type if how and not named and other.rule.event_type in _BREACHES else ""


_BREACHES = frozenset(["shelling", "airstrike", "drone_strike", "advance", "clash"])


def breaches_truce(run: Run, hit: Hit, speaker: str):
    """Read "denied breaking the truce", "there was no violation of it": who speaks denies what he did."""
    now = run.now
    report = next((r for r in run.reports if r.speaker and r.first <= hit.first < r.last), None)
    if report is None or run.names.sides.get(report.speaker, "") not in run.names.parties:
        return None
    side = run.names.sides[report.speaker]
    lead = now.words[report.at : hit.last] if report.at < hit.first else now.words[: hit.last]
    if report.kind != "deny" and either("not", also=("no", "never", "neither")).isdisjoint(lead):
        return None
    if any(now.side(t) == foe_of(run, side) for t in now.tokens[report.at + 1 : hit.first] if t.kind == "actor"):
        return None  # "denied that the other side had broken it"
    told = [e for e in run.events[-8:] if e.event_type in _BREACHES and e.status in AFFIRMATIVE]
    told = [e for e in told if run.names.sides.get(e.actor or "") == side]
    if not told or not words("modal-plan").isdisjoint(lead):
        return None
    last = told[-1]
    status = "" if report.kind == "deny" else "denied"  # what covers it denies it
    return Draft(last.event_type, [last.place_id], side, foe_of(run, side), status=status, date=last.date or "")
