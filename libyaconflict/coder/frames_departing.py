"""Frames of men who leave the country or a place: "the mercenaries were flown out of X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import Draft, foe_of, is_abroad
from .grammar import Hit
from .intention import intention
from .loads import Load, outside, subject_span
from .predicates import doer, sides_of
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_RELATIVE = frozenset(["who", "that", "which"])


def departs(run: Run, hit: Hit):
    """Read how foreign men are to leave the country under an accord: "all mercenaries are to leave within 90 days"."""
    now = run.now
    span = subject_span(now, hit.first)
    if not words("carried-people").isdisjoint(now.words[span.start : hit.first]):
        return None
    load = Load(run, span)
    power = doer(run, hit, hit.first)
    named = [n for n in range(hit.last, min(now.size, hit.last + 9)) if now.tokens[n].kind == "place"]
    out = "from" in now.words[hit.first : hit.last + 7] or now.word(hit.last - 1) == "of"
    men = not words("troops").isdisjoint((now.word(hit.last), *now.words[hit.first : hit.last + 4]))
    if (
        outside(run, power)
        and not sides_of(run, power)
        and out
        and men
        and named
        and not is_abroad(run, now.tokens[named[0]].value)
    ):
        return Draft("withdrawal", named[:1], power)  # "the US pulled its troops out of X"
    if not (load.foreign and load.men) or load.own:
        return None
    if now.is_passive(hit) and named and (out or now.word(hit.last - 1) == "from"):
        return Draft("withdrawal", named[:1], load.actor)  # "US forces were evacuated from X"
    left = now.word(hit.first)[:3] in ("lea", "lef", "qui", "dep") and not intention(now, hit)
    if left and named and now.tokens[named[0]].value != run.names.home and now.word(hit.first - 1) not in _RELATIVE:
        spot = run.names.kinds.get(now.tokens[named[0]].value)
        if spot not in ("country", "region", "capital") and now.tokens[named[0]].value not in run.names.abroad:
            return Draft("withdrawal", now.group(named[0]), load.actor)  # "foreign fighters have left X port"
    home = any(t.value == run.names.home for t in now.tokens[hit.last : hit.last + 6])
    home = home or not {"country", *run.names.words.get("home", ())}.isdisjoint(now.words[hit.last : hit.last + 5])
    term = "within" in now.words[hit.last :] and not words("duration").isdisjoint(now.words[hit.last :])
    bound = (term or not words("accorded").isdisjoint(now.words)) and bool(intention(now, hit))
    if home and not bound and not intention(now, hit) and now.word(hit.first)[:3] in ("lea", "lef", "qui", "dep"):
        return Draft("withdrawal", [run.names.home], load.actor)  # "the fighters are leaving the country"
    return Draft("withdrawal", [run.names.home], load.actor, status="planned") if home and bound else None


def both_leave(run: Run, hit: Hit):
    """Read how both parties are to leave their lines under an accord: "both armies are to quit X"."""
    now = run.now
    lead = now.words[max(0, hit.first - 9) : hit.first]
    each = any(
        a in words("of-both") and not words("camp-of-war").isdisjoint(lead[k : k + 4]) for k, a in enumerate(lead)
    )
    if not each or not bool(intention(now, hit)):
        return None
    asked = either("wish", "asking", also=("should", "ought", "must"))
    if not asked.isdisjoint(now.words[max(0, hit.first - 12) : hit.first]):
        return None  # a call is no plan
    places, near = now.places_right(hit, frozenset(("from", "in", "around", "of")), "direct" in hit.rule.prepositions)
    front = any(now.word(k) in words("frontline") for k in range(hit.last, min(now.size, hit.last + 8)))
    places = [] if near else places or ([run.names.home] if front else [])
    return Draft("withdrawal", places, run.names.both, status="planned") if places else None


def men_out(run: Run, hit: Hit, speaker: str):
    """Read "planes flew the last Russians out of X"."""
    now = run.now
    load = Load(run, range(hit.first + 1, hit.last - 1 - (now.word(hit.last - 2) == "out")))
    named = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind == "actor"]
    actor = next((a for a in (load.actor, *named) if a and a not in run.names.parties), "")
    places, near = now.places_right(hit, frozenset(), True, 5)
    if near or not places or not load.men or not (actor or load.foreign):
        return None
    return Draft("withdrawal", places, actor, foe_of(run, actor))


def ordered_out(run: Run, hit: Hit, speaker: str):
    """Read how a side bids its men leave, which is planned until they have: "ordered its troops out of X"."""
    now = run.now
    actor = doer(run, hit, hit.first, speaker)
    places, near = now.places_right(hit, frozenset(("of",)), True)
    if near or not places or run.names.sides.get(actor) not in run.names.parties:
        return None
    return Draft("withdrawal", places, actor, foe_of(run, actor), status="planned")


def quit_both(now: Sentence, hit: Hit, load: Load) -> list[int]:
    """Give what foreign men leave for another place, or anybody who leaves several: "left X and Y for Z"."""
    places = now.place_inside(hit)[:-1]
    sent = either("convoy", "column", also=("reinforcements",)).isdisjoint(now.words[max(0, hit.first - 9) : hit.first])
    return places if sent and (len(places) > 1 or (load.foreign and not load.own)) else []
