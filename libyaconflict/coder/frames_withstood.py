"""Frames of attacks that a place withstands, and of those that breach its defences.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .attacked import attack_left, attacker_of
from .doers import doer
from .framing import Draft, foe_of, value_of
from .grammar import Hit
from .tables import either, words

if TYPE_CHECKING:
    from .run import Run


def withstands(run: Run, hit: Hit, speaker: str):
    """Read "they attacked X, but its defenders held", "X was attacked on Sunday and held"."""
    now = run.now
    follows = now.tokens[hit.last] if hit.last < now.size else None
    closes = follows is None or follows.kind == "date" or follows.text in (",", ".", ";", "until", "for")
    if not closes or hit.first < 3 or now.word(hit.first - 1) in either("have", "be"):
        return None
    told = [h for h in now.hits if h.last <= hit.first and h.rule.event_type == "advance" and not h.rule.is_noun]
    if not told:
        return None
    attack = told[-1]
    passive = now.is_passive(attack) or attack.first == 0
    places = (
        now.places_left(hit if attack.first == 0 else attack)
        if passive
        else now.places_right(attack, attack.rule.prepositions, True)[0]
    )
    attacker = now.agent(attack) if passive else now.subject(attack, speaker=speaker)
    return Draft("repelled", places, foe_of(run, attacker), attacker, status="told") if places else None


def noun_failed(run: Run, hit: Hit, speaker: str):
    """Read the failure of an attack: "the failure of the attack on"."""
    now = run.now
    places = now.place_inside(hit) or now.places_right(hit, hit.rule.prepositions, False)[0]
    attacker = now.owner(hit) or now.foe_right(hit)
    if now.word(hit.last - 1) in words("campaign") and places:
        for row in run.names.campaigns:  # "the failure of their offensive on the capital"
            if value_of(run, places[0]) == row["place_id"]:
                return Draft("advance", [row["place_id"]], row["actor"], row["target"], date=row["date"], status="fact")
    if not attacker:
        for n in range(hit.last, min(now.size, hit.last + 12)):
            if now.tokens[n].kind in ("actor", "unit"):
                attacker = now.side(now.tokens[n])
                break
    hostile = not words("hostile").isdisjoint(now.words[hit.first : hit.last])
    if hostile and run.names.sides.get(speaker) in run.names.parties:
        attacker = foe_of(run, speaker)  # "the LNA told of the failure of the militia attacks on X"
    actor = foe_of(run, attacker) or speaker
    return Draft("repelled", places, actor, attacker or foe_of(run, actor))


def stopped_short(run: Run, hit: Hit, speaker: str):
    """Read "GNA troops were stopped 15 km short of X"."""
    now = run.now
    attacker = now.subject(hit, speaker=speaker) if now.is_passive(hit) else ""
    foe = foe_of(run, attacker)
    return Draft("repelled", now.place_inside(hit), foe, attacker, near=True) if foe else None


def breaches(run: Run, hit: Hit, speaker: str):
    """Read how an attack breaches a defence, or does not."""
    now = run.now
    places, near = now.places_right(hit, frozenset(("of", "in", "at", "around")), True)
    parts = not either("areas", "part").isdisjoint(
        now.words[hit.first : hit.last + 6]
    )  # "in several areas of the city"
    kind = run.names.kinds.get(value_of(run, places[0])) if places else ""
    if kind == "capital" and isinstance(places[0], int):  # "in southern Tripoli", "south of the capital"
        parts, near = parts or near or now.tokens[places[0]].text.partition(" ")[0].endswith("ern"), False
    if not places or near or kind == "country" or (kind == "capital" and not parts):
        return None
    noun = attack_left(now, hit)
    attacker = doer(run, hit, speaker).replace("civil", "") or (attacker_of(run, noun, hit) if noun is not None else "")
    actor = foe_of(run, attacker)
    if any(now.word(k) in either("not", also=("failed", "unable")) for k in range(max(0, hit.first - 5), hit.first)):
        return Draft("repelled", places, actor, attacker, status="fact") if actor or noun is not None else None
    return Draft("advance", places, attacker, actor) if actor else None
