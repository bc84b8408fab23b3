"""Frames of fighting: advances, attacks, clashes, strikes.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from .framing import AIRCRAFT, Draft, foe_of, mentions, pronoun_place, unopposed, value_of
from .grammar import Hit
from .tables import words

ARRIVALS = ("push-into", "come-into", "enter", "approach", "break-into", "roll-into")
ATTACKS = frozenset(
    [
        "attack",
        "attempt",
        "attempts",
        "advance",
        "assault",
        "assaults",
        "offensive",
        "attacks",
        "push",
        "raid",
        "raids",
        "bid",
    ]
)
NEAR = frozenset(
    [
        "clash",
        "shelling",
        "airstrike",
        "drone_strike",
        "shootdown",
        "displacement",
        "mass_grave",
        "detention",
        "other",
        "foreign_deployment",
    ]
)


def offensive(run, hit: Hit, speaker: str):
    """Read an offensive, attack or assault on a place."""
    now = run.now
    if _repelled_before(run, hit):
        return None
    places, near = now.places_right(hit, hit.rule.prepositions, False, 10)
    actor = now.owner(hit) or now.subject(hit, speaker=speaker)
    if actor == "civil":
        actor = ""
    values = {now.tokens[p].value if isinstance(p, int) else p for p in places}
    noun = now.word(hit.last - 1)
    begun = any(now.word(k) in words("launched") for k in range(max(0, hit.first - 8), min(now.size, hit.last + 10)))
    coming = any(now.word(k) in ("will", "would", "could", "may") for k in range(hit.last, min(now.size, hit.last + 6)))
    for row in run.names.campaigns if not coming else ():
        owned = actor == row["actor"]
        if (
            noun in ("offensive", "assault", "campaign")
            and owned
            and (not values or row["place_id"] in values or run.names.home in values)
        ):
            day = run.published.isoformat()
            if row["start"] <= day and (values or mentions(run, row["place_id"])):
                return Draft(
                    "advance",
                    [row["place_id"]],
                    row["actor"],
                    row["target"],
                    date=_launch(run, hit, row),
                    status="fact",
                )
    if (
        near
        or not places
        or not run.names.sides.get(actor)
        or run.names.kinds.get(value_of(run, places[0])) == "country"
    ):
        return None
    if not begun and noun in ("attack", "operation", "campaign"):
        begun = now.word(hit.last) in ("on", "against")
    if not begun and not hit.rule.name.startswith("take"):
        return None
    return Draft(hit.rule.event_type, places, actor, foe_of(run, actor), status="planned" if coming else "")


def _launch(run, hit: Hit, row: dict) -> str:
    """Give the day that the text names for the launch, else that of the record."""
    return row["date"]


def advances(run, hit: Hit, speaker: str):
    """Read how a side moves on a place."""
    now = run.now
    direct = "direct" in hit.rule.prepositions
    if now.is_passive(hit):
        actor = now.agent(hit)
        return Draft("advance", now.places_left(hit), actor, foe_of(run, actor)) if actor else None
    inside = now.place_inside(hit)
    places, near = (inside, False) if inside else now.places_right(hit, hit.rule.prepositions - {"direct"}, direct)
    if (not places or near) and direct:
        pronoun = pronoun_place(run, hit)
        places, near = (pronoun, False) if pronoun else (places, near)
    if _repelled_before(run, hit):
        return None
    if hit.rule.name == "attack-verb" and now.word(hit.first - 1) in words("determiner") | {
        "separate",
        "fresh",
        "new",
        "deadly",
    }:
        return None
    actor = now.subject(hit, speaker=speaker)
    side = run.names.sides.get(actor, "")
    if not places and hit.rule.name == "attack-verb":
        places, near = now.locative(hit)
    if not places:
        return Draft("advance", [], actor) if run.index == 0 else None
    if near:
        return None
    if not actor or actor == "civil" or run.names.kinds.get(value_of(run, places[0])) == "country":
        return None
    if hit.rule.name == "attack-verb" and not side:
        return Draft("clash", places, actor)
    if not side:
        return None
    if run.names.roles.get(actor) == "backer":
        return Draft("foreign_deployment", places, actor) if hit.rule.name in ARRIVALS else None
    if hit.rule.name == "push-into" and any(
        now.word(k) in ("vehicles", "convoy", "column", "reinforcements")
        for k in range(max(0, hit.first - 5), hit.first)
    ):
        return Draft("other", places, actor)
    kind = "entry_unopposed" if unopposed(run, hit) else "advance"
    return Draft(kind, places, actor, foe_of(run, actor))


def repels(run, hit: Hit, speaker: str):
    """Read how a side beats off an attack."""
    now = run.now
    if now.is_passive(hit):
        actor = now.agent(hit)
        places = now.places_left(hit)
        if not places:
            places = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)][-1:]
        noun = next((k for k in range(hit.first - 1, -1, -1) if now.word(k) in ATTACKS), hit.first)
        near_noun = [
            now.side(now.tokens[k]) for k in range(max(0, noun - 4), noun) if now.tokens[k].kind in ("actor", "unit")
        ]
        by_noun = [
            now.side(now.tokens[k])
            for k in range(noun, hit.first)
            if now.tokens[k].kind == "actor" and now.word(k - 1) == "by"
        ]
        attacker = (near_noun or by_noun or [""])[-1]
        if not attacker and noun == hit.first:
            attacker = now.subject(hit, speaker=speaker).replace("civil", "")
        actor = actor or foe_of(run, attacker)
        return Draft("repelled", places, actor, attacker or foe_of(run, actor))
    actor = now.subject(hit, speaker=speaker)
    if actor == "civil" or not actor:
        inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
        actor = foe_of(run, inside[0]) if inside else speaker
    places, near = now.places_right(
        hit, frozenset(("on", "at", "in", "against", "around", "from", "to", "near", "of", "into")), False, through=True
    )
    if near or not places:
        places, near = now.locative(hit)
    if not places:
        places = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)][
            -1:
        ] or run.memory.group[:1]
    if not actor and (near or not places or not isinstance(places[0], int) or places[0] < hit.last):
        return None
    return Draft("repelled", [] if near else places, actor, foe_of(run, actor))


def repels_passive(run, hit: Hit, speaker: str):
    """Read how an attack is beaten off."""
    now = run.now
    attacks = ATTACKS
    if not now.is_passive(hit):
        attack = any(now.word(k) in attacks for k in range(hit.last, min(now.size, hit.last + 6)))
        return repels(run, hit, speaker) if attack else None
    if not any(now.word(k) in attacks for k in range(hit.first)):
        foe = now.subject(hit, speaker=speaker)
        places, near = now.places_right(hit, frozenset(("in", "at", "on")), False, 6)
        side = foe_of(run, foe)
        return Draft("repelled", places, now.agent(hit) or side, foe) if side and places and not near else None
    return repels(run, hit, speaker)


def noun_failed(run, hit: Hit, speaker: str):
    """Read how an attack failed."""
    now = run.now
    places = now.place_inside(hit) or now.places_right(hit, hit.rule.prepositions, False)[0]
    attacker = now.owner(hit) or now.foe_right(hit)
    if not attacker:
        for n in range(hit.last, min(now.size, hit.last + 12)):
            if now.tokens[n].kind in ("actor", "unit"):
                attacker = now.side(now.tokens[n])
                break
    actor = foe_of(run, attacker) or speaker
    return Draft("repelled", places, actor, attacker or foe_of(run, actor))


def event(run, hit: Hit, speaker: str):
    """Read how something happens at a place: clashes, strikes, shells, finds, flight."""
    now = run.now
    kind = hit.rule.event_type
    direct = "direct" in hit.rule.prepositions
    places, near = now.places_right(hit, hit.rule.prepositions - {"direct"}, direct)
    if not places or near:
        other, off = now.locative(hit)
        if other and (not off or not places):
            places, near = other, off
    if not places and kind == "displacement":
        places = now.places_left(hit)
    if not places and any(
        now.word(k) in ("there", "nearby", "close") for k in range(hit.last, min(now.size, hit.last + 8))
    ):
        places, near = run.memory.group[:1], False
    if not places:
        places = now.place_inside(hit)
    if not places and kind in ("clash", "airstrike", "shelling"):
        left = now.places_left(hit)
        places = left
    if not places and kind in ("displacement", "mass_grave", "other"):
        places = run.memory.group[:1] if kind == "mass_grave" or not run.names.campaigns else [
            row["place_id"] for row in run.names.campaigns[:1] if _mentions_any(run, row["place_id"])
        ]  # fmt: skip
    if not places or (near and kind not in NEAR):
        return None
    if any(now.word(k) in words("metaphor") for k in range(max(0, hit.first - 2), min(now.size, hit.last + 3))):
        return None
    value = value_of(run, places[0])
    if run.names.kinds.get(value) in ("country",) and kind not in ("declaration", "displacement"):
        return None
    if hit.rule.name == "found-bodies-other" and any(t.text in ("grave", "graves", "morgue") for t in now.tokens):
        kind = "mass_grave"
    actor = now.owner(hit)
    if kind == "clash":
        governor = now.governor(hit.first)[0]
        lead = [now.word(k) for k in range(max(0, hit.first - 5), hit.first)]
        if "after" in lead and hit.rule.name == "clash-noun":
            return None
        if governor in ("for", "over") or (
            now.word(hit.first - 1) == "the" and governor in words("object-preposition") | {"of", "during", "amid"}
        ):
            return None
    if kind in ("clash",):
        actor = run.names.both
    elif kind in ("displacement", "mass_grave", "declaration"):
        actor = actor if kind == "declaration" else ""
    elif not actor:
        actor = now.foe_right(hit, "from") if kind == "shelling" else now.subject(hit, speaker="")
    actor = "" if actor == "civil" else actor
    target = "civilians" if kind in ("displacement", "mass_grave") else ("" if kind == "clash" else foe_of(run, actor))
    return Draft(kind, places, actor, target, near=near)


def _mentions_any(run, place: str) -> bool:
    return any(e.place_id == place for e in run.events) or mentions(run, place) or place in run.text.lower()


def strike(run, hit: Hit, speaker: str):
    """Read how a side strikes a place from the air or with shells."""
    now = run.now
    if now.is_passive(hit):
        places, near, actor = now.places_left(hit), False, now.agent(hit)
        if not places:
            places, near = now.locative(hit)
    else:
        places, near = now.places_right(hit, hit.rule.prepositions, True)
        actor = now.subject(hit, speaker=speaker) or now.owner(hit)
    actor = "" if actor == "civil" else actor
    if not places or run.names.kinds.get(value_of(run, places[0])) == "country":
        return None
    return Draft(hit.rule.event_type, places, actor, foe_of(run, actor), near=near)


def downs(run, hit: Hit, speaker: str):
    """Read how an aircraft is shot down."""
    now = run.now
    around = range(now.size)
    if not any(now.word(k) in AIRCRAFT for k in around):
        return None
    actor = now.agent(hit) if now.is_passive(hit) else now.subject(hit, speaker=speaker)
    places, near = now.places_right(hit, hit.rule.prepositions, False)
    if not places:
        places, near = now.locative(hit)
    if not places:
        places = [n for n in range(hit.first) if now.tokens[n].kind in ("place", "near")][-1:] or run.memory.group[:1]
    actor = "" if actor == "civil" else actor
    return Draft("shootdown", places, actor, foe_of(run, actor), near=near)


def _repelled_before(run, hit: Hit) -> bool:
    """Tell the attack in "thwarted an attack" from one that is told itself."""
    return any(
        h.rule.frame in ("repels", "repels_passive", "repels-passive") and 0 <= hit.first - h.last < 5
        for h in run.now.hits
    )
