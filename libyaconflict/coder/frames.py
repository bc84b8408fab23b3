"""What each kind of trigger asks of its sentence: one function for each `frame` of triggers.csv."""

from __future__ import annotations

from .grammar import Hit
from .tables import words

OPPONENT = {"LNA": "GNA", "GNA": "LNA"}
ARMED = words("party-noun") | {
    "mercenaries",
    "soldiers",
    "advisers",
    "drones",
    "defence",
    "vessels",
    "warship",
    "warships",
}
FRAMES = (
    "takes falls falls_inside loses hands_over advances offensive drives repels repels_passive noun_failed event strike downs "
    "noun noun_taken noun_fall noun_leaves control_noun truce talks signs deploys receives sanctions oil state state_passive "
    "state_under rids leaves declares declares_operation redeploys closure"
).split()


def _draft(*args, **kwargs):
    from .code import _Draft

    return _Draft(*args, **kwargs)


def _foe(run, actor: str) -> str:
    return OPPONENT.get(run.names.sides.get(actor, actor), "")


def _pronoun_place(run, hit: Hit) -> list:
    now = run.now
    if now.word(hit.last) in ("it", "them") or any(
        now.word(k) in ("it", "them") for k in range(hit.first + 1, hit.last)
    ):
        named = [t.value for t in now.tokens[: hit.first] if t.kind == "place"]
        if now.word(hit.last) == "them" and run.memory.group:
            return list(run.memory.group)
        return [named[0]] if named else run.memory.group[:1]
    return []


def _object(run, hit: Hit) -> tuple[list, bool]:
    """Give the place that an active verb takes."""
    now = run.now
    inside = now.place_inside(hit)
    if inside:
        return inside, False
    if hit.rule.name in ("back-inside", "is-inside-2", "is-inside") and not now.places_right(hit, frozenset(), True)[0]:
        named = [t.value for t in now.tokens[: hit.first] if t.kind == "place"]
        return named[:1] or run.memory.group[:1], False
    places, near = now.places_right(hit, hit.rule.prepositions - {"direct"}, True)
    if places and not near:
        one = now.tokens[places[0]]
        if one.text.endswith((" stronghold", " area")):
            twin = [n for n in range(hit.first) if now.tokens[n].kind == "place" and now.tokens[n].value == one.value]
            places = now.group_left(twin[-1]) if twin else places
        return places, False
    pronoun = _pronoun_place(run, hit)
    if pronoun:
        return pronoun, False
    if now.word(hit.first - 1) == "to" and now.word(hit.first - 2) in words("tough"):
        return now.places_left(hit), False
    first, _ = now.clause(hit)
    if now.word(first - 1) in ("which", "that") and first - 2 >= 0:
        for k in (first - 2, first - 3):
            if k >= 0 and now.tokens[k].kind == "place":
                return now.group_left(k), False
    return places, near


def takes(run, hit: Hit, speaker: str):
    """A side takes, besieges or enters a place."""
    now = run.now
    if now.is_passive(hit):
        places = now.place_inside(hit) or now.places_left(hit)
        actor = now.agent(hit)
        loser = now.foe_right(hit, "from")
        if (
            not places
            and now.word(hit.first - 1) in words("be")
            and now.word(hit.first - 2) in ("it", "being", "after")
        ):
            places = run.memory.group[:1]
        if not actor and any(now.word(k) in words("metaphor") for k in range(hit.last, min(now.size, hit.last + 3))):
            return None
        actor = actor or _foe(run, loser)
        return _draft(hit.rule.event_type, places, actor, loser or _foe(run, actor))
    places, near = _object(run, hit)
    if near or not places:
        places = []
    actor = now.subject(hit, speaker=speaker)
    if actor == "civil":
        return None
    loser = now.foe_right(hit, "from", "of")
    if loser == actor:
        loser = ""
    actor = actor or _foe(run, loser)
    if any(now.word(k) in words("metaphor") for k in range(hit.last, min(now.size, hit.last + 3))):
        return None
    if now.word(hit.first - 1) == "to":
        campaign = _campaign(run, hit, places, actor)
        if campaign:
            return campaign
    return _draft(hit.rule.event_type, places, actor, loser or _foe(run, actor))


def _campaign(run, hit: Hit, places: list, actor: str):
    """Read "offensive to capture Tripoli" as the standing background, told once."""
    now = run.now
    values = {now.tokens[p].value if isinstance(p, int) else p for p in places}
    back = [now.word(k) for k in range(max(0, hit.first - 4), hit.first)]
    if not set(back) & words("plan-noun") | {"bid"} & set(back):
        return None
    if any(now.word(k) in ("announced", "declared", "ordered", "announces") for k in range(0, hit.first)):
        return None
    for row in run.names.campaigns:
        if row["place_id"] in values and actor in ("", row["actor"]) and row["start"] <= run.published.isoformat():
            if "bid" in back or "battle" in back:
                return _draft("advance", [])
            return _draft("advance", [row["place_id"]], row["actor"], row["target"], date=row["date"], status="fact")
    return None


def offensive(run, hit: Hit, speaker: str):
    """An offensive, attack or assault on a place."""
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
    for row in run.names.campaigns:
        owned = actor == row["actor"]
        if (
            noun in ("offensive", "assault", "campaign")
            and owned
            and (not values or row["place_id"] in values or "libya" in values)
        ):
            day = run.published.isoformat()
            if row["start"] <= day and (values or _mentions(run, row["place_id"])):
                return _draft(
                    "advance",
                    [row["place_id"]],
                    row["actor"],
                    row["target"],
                    date=_launch(run, hit, row),
                    status="fact",
                )
    if near or not places or not run.names.sides.get(actor) or run.names.kinds.get(_value(run, places[0])) == "country":
        return None
    if not begun and noun in ("attack", "operation", "campaign"):
        begun = now.word(hit.last) in ("on", "against")
    if not begun and not hit.rule.name.startswith("take"):
        return None
    return _draft(hit.rule.event_type, places, actor, _foe(run, actor))


def _mentions(run, place: str) -> bool:
    return any(t.value == place for t in run.now.tokens) or place in run.memory.group or run.memory.town == place


def _launch(run, hit: Hit, row: dict) -> str:
    """Give the day that the text names for the launch, else that of the record."""
    return row["date"]


def falls(run, hit: Hit, speaker: str):
    """A place falls or passes, to somebody if said."""
    now = run.now
    places = now.places_left(hit)
    if not places and now.word(hit.first - 1) in ("it", "has", "had"):
        places = run.memory.group[:1]
    if any(now.word(k) in words("civil") | words("party-noun") for k in range(hit.first - 2, hit.first)):
        return None
    actor = now.foe_right(hit, "to", "into")
    if not actor and hit.rule.name == "surrender":
        return None
    if not actor:
        loser = now.foe_right(hit, "from")
        actor = _foe(run, loser)
    actor = actor or _other_side(run)
    return _draft(hit.rule.event_type, places, actor, _foe(run, actor)) if places else None


def _other_side(run) -> str:
    return ""


def falls_inside(run, hit: Hit, speaker: str):
    """A place goes to a side that the trigger's own words name."""
    now = run.now
    actor = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    places = now.places_left(hit)
    return _draft(hit.rule.event_type, places, actor, _foe(run, actor)) if run.names.sides.get(actor) else None


def loses(run, hit: Hit, speaker: str):
    """A side loses a place."""
    now = run.now
    if now.is_passive(hit):
        places, loser = now.places_left(hit), now.agent(hit)
        actor = now.foe_right(hit, "to") or _foe(run, loser)
        return _draft("capture", places, actor, loser or _foe(run, actor))
    places, near = _object(run, hit)
    loser = now.subject(hit, speaker=speaker)
    if near or not places or not run.names.sides.get(loser):
        return None
    actor = now.foe_right(hit, "to") or _foe(run, loser)
    return _draft("capture", places, actor, loser)


def hands_over(run, hit: Hit, speaker: str):
    """A place is handed over."""
    now = run.now
    places = now.places_left(hit) if now.is_passive(hit) else _object(run, hit)[0]
    taker = now.foe_right(hit, "to")
    return _draft(hit.rule.event_type, places, taker, _foe(run, taker)) if taker else None


def control_noun(run, hit: Hit, speaker: str):
    """Full control of a place, as a noun."""
    places, near = run.now.places_right(hit, frozenset(), True)
    actor = run.now.subject(hit, speaker=speaker) or speaker
    return None if near or actor in ("", "civil") else _draft("capture", places, actor, _foe(run, actor))


def advances(run, hit: Hit, speaker: str):
    """A side moves on a place."""
    now = run.now
    direct = "direct" in hit.rule.prepositions
    if now.is_passive(hit):
        actor = now.agent(hit)
        return _draft("advance", now.places_left(hit), actor, _foe(run, actor)) if actor else None
    inside = now.place_inside(hit)
    places, near = (inside, False) if inside else now.places_right(hit, hit.rule.prepositions - {"direct"}, direct)
    if (not places or near) and direct:
        pronoun = _pronoun_place(run, hit)
        places, near = (pronoun, False) if pronoun else (places, near)
    if hit.rule.name == "attack-verb" and _repelled_before(run, hit):
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
        return _draft("advance", [], actor) if run.index == 0 else None
    if near:
        return None
    if not actor or actor == "civil" or run.names.kinds.get(_value(run, places[0])) == "country":
        return None
    if hit.rule.name == "attack-verb" and not side:
        return _draft("clash", places, actor)
    if not side:
        return None
    if actor in run.names.backers:
        return _draft("foreign_deployment", places, actor) if hit.rule.name in ARRIVALS else None
    if hit.rule.name == "push-into" and any(
        now.word(k) in ("vehicles", "convoy", "column", "reinforcements")
        for k in range(max(0, hit.first - 5), hit.first)
    ):
        return _draft("other", places, actor)
    kind = "entry_unopposed" if unopposed(run, hit) else "advance"
    return _draft(kind, places, actor, _foe(run, actor))


ARRIVALS = ("push-into", "come-into", "enter", "approach", "break-into", "roll-into")


def _repelled_before(run, hit: Hit) -> bool:
    """Tell the attack in "thwarted an attack" from one that is told itself."""
    return any(
        h.rule.frame in ("repels", "repels_passive", "repels-passive") and 0 <= hit.first - h.last < 5
        for h in run.now.hits
    )


def unopposed(run, hit: Hit) -> bool:
    """Tell "entered without a fight"."""
    now = run.now
    for n in range(hit.last, min(now.size, hit.last + 14)):
        word = now.word(n)
        if word in (";", "as", "but", "while"):
            return False
        if word in ("unopposed", "peacefully", "bloodlessly"):
            return True
        if word == "without" and any(now.word(k) in FIGHT for k in range(n + 1, n + 5)):
            return True
    return False


FIGHT = frozenset("fight fighting resistance opposition shot clash clashes battle struggle".split())


def _value(run, place) -> str:
    return run.now.tokens[place].value if isinstance(place, int) else place


def drives(run, hit: Hit, speaker: str):
    """A side drives its foe out of, back from, or on to a place."""
    now = run.now
    passive = now.is_passive(hit)
    inside = [n for n in range(hit.first, hit.last) if now.tokens[n].kind in ("actor", "unit")]
    actor = now.agent(hit) if passive else now.subject(hit, speaker=speaker)
    foe = (
        now.side(now.tokens[inside[0]])
        if inside
        else (now.subject(hit, speaker=speaker) if passive else now.foe_right(hit))
    )
    if actor == "civil" or foe == "civil":
        return None
    if not actor:
        actor = _foe(run, foe)
    if not actor:
        return None
    foe = "" if foe == actor else foe
    for n in range(hit.last, min(now.size, hit.last + 12)):
        if now.tokens[n].kind == "place" and not now.is_near(n):
            word, at = now.governor(n)
            if word in ("area", "town", "city", "village"):
                word = now.governor(at)[0]
            if word in ("of", "from"):
                return _draft("capture", now.group(n), actor, foe or _foe(run, actor))
            if word in ("to", "towards", "toward", "into"):
                return _draft("advance", now.group(n), actor, foe or _foe(run, actor))
            if word in ("in", "at", "around", "near"):
                return _draft("advance" if "back" in now.word(hit.last - 1) else "repelled", now.group(n), actor, foe)
        if now.boundary(n):
            break
    return None


ATTACKS = frozenset("attack attempt attempts advance assault assaults offensive attacks push raid raids bid".split())


def repels(run, hit: Hit, speaker: str):
    """A side beats off an attack."""
    now = run.now
    if now.is_passive(hit):
        actor = now.agent(hit)
        places = now.places_left(hit)
        if not places:
            places = [n for n in range(0, hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)][-1:]
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
        actor = actor or _foe(run, attacker)
        return _draft("repelled", places, actor, attacker or _foe(run, actor))
    actor = now.subject(hit, speaker=speaker)
    if actor == "civil" or not actor:
        inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
        actor = _foe(run, inside[0]) if inside else speaker
    places, near = now.places_right(
        hit, frozenset(("on", "at", "in", "against", "around", "from", "to", "near", "of", "into")), False, through=True
    )
    if near or not places:
        places, near = now.locative(hit)
    if not places:
        places = [n for n in range(0, hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)][
            -1:
        ] or run.memory.group[:1]
    if not actor and (near or not places or not isinstance(places[0], int) or places[0] < hit.last):
        return None
    return _draft("repelled", [] if near else places, actor, _foe(run, actor))


def repels_passive(run, hit: Hit, speaker: str):
    """An attack is beaten off."""
    now = run.now
    attacks = ATTACKS
    if not now.is_passive(hit):
        attack = any(now.word(k) in attacks for k in range(hit.last, min(now.size, hit.last + 6)))
        return repels(run, hit, speaker) if attack else None
    if not any(now.word(k) in attacks for k in range(0, hit.first)):
        foe = now.subject(hit, speaker=speaker)
        places, near = now.places_right(hit, frozenset(("in", "at", "on")), False, 6)
        side = _foe(run, foe)
        return _draft("repelled", places, now.agent(hit) or side, foe) if side and places and not near else None
    return repels(run, hit, speaker)


def rids(run, hit: Hit, speaker: str):
    """A place is rid of a side."""
    now = run.now
    foe = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    if not any(now.word(k) in words("be") | {"declared", "now"} for k in range(max(0, hit.first - 4), hit.first)):
        return None
    actor = _foe(run, foe)
    return _draft("capture", now.places_left(hit), actor, foe) if actor else None


def noun_failed(run, hit: Hit, speaker: str):
    """An attack failed."""
    now = run.now
    places = now.place_inside(hit) or now.places_right(hit, hit.rule.prepositions, False)[0]
    attacker = now.owner(hit) or now.foe_right(hit)
    if not attacker:
        for n in range(hit.last, min(now.size, hit.last + 12)):
            if now.tokens[n].kind in ("actor", "unit"):
                attacker = now.side(now.tokens[n])
                break
    actor = _foe(run, attacker) or speaker
    return _draft("repelled", places, actor, attacker or _foe(run, actor))


def event(run, hit: Hit, speaker: str):
    """Something happens at a place: clashes, strikes, shells, finds, flight."""
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
    value = _value(run, places[0])
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
        actor = "LNA/GNA"
    elif kind in ("displacement", "mass_grave", "declaration"):
        actor = actor if kind == "declaration" else ""
    elif not actor:
        actor = now.foe_right(hit, "from") if kind == "shelling" else now.subject(hit, speaker="")
    actor = "" if actor == "civil" else actor
    target = "civilians" if kind in ("displacement", "mass_grave") else ("" if kind == "clash" else _foe(run, actor))
    return _draft(kind, places, actor, target, near=near)


AIRCRAFT = frozenset(
    "drone drones aircraft jet jets plane planes helicopter helicopters warplane warplanes uav uavs loong bayraktar mirage mig".split()
)
NEAR = frozenset(
    "clash shelling airstrike drone_strike shootdown displacement mass_grave detention other foreign_deployment".split()
)


def _mentions_any(run, place: str) -> bool:
    return any(e.place_id == place for e in run.events) or _mentions(run, place) or place in run.text.lower()


def strike(run, hit: Hit, speaker: str):
    """A side strikes a place from the air or with shells."""
    now = run.now
    if now.is_passive(hit):
        places, near, actor = now.places_left(hit), False, now.agent(hit)
        if not places:
            places, near = now.locative(hit)
    else:
        places, near = now.places_right(hit, hit.rule.prepositions, True)
        actor = now.subject(hit, speaker=speaker) or now.owner(hit)
    actor = "" if actor == "civil" else actor
    if not places or run.names.kinds.get(_value(run, places[0])) == "country":
        return None
    return _draft(hit.rule.event_type, places, actor, _foe(run, actor), near=near)


def downs(run, hit: Hit, speaker: str):
    """An aircraft is shot down."""
    now = run.now
    around = range(now.size)
    if not any(now.word(k) in AIRCRAFT for k in around):
        return None
    actor = now.agent(hit) if now.is_passive(hit) else now.subject(hit, speaker=speaker)
    places, near = now.places_right(hit, hit.rule.prepositions, False)
    if not places:
        places, near = now.locative(hit)
    if not places:
        places = [n for n in range(0, hit.first) if now.tokens[n].kind in ("place", "near")][-1:] or run.memory.group[
            :1
        ]
    actor = "" if actor == "civil" else actor
    return _draft("shootdown", places, actor, _foe(run, actor), near=near)


def noun(run, hit: Hit, speaker: str):
    """A side's advance, as a noun."""
    now = run.now
    places, near = now.places_right(hit, hit.rule.prepositions, True, 7)
    actor = now.owner(hit) or now.subject(hit, speaker=speaker)
    if near or not places or not run.names.sides.get(actor) or _value(run, places[0]) == "libya":
        return None
    return _draft(hit.rule.event_type, places, actor, _foe(run, actor))


ENDED = frozenset("ended ending lifted lifting broke broken breaking end ends".split())


def noun_taken(run, hit: Hit, speaker: str):
    """A side's capture or siege of a place, as a noun."""
    now = run.now
    places, near = now.places_right(hit, frozenset(("of", "on")), True)
    actor = now.owner(hit)
    if (
        actor
        and places
        and any(t.value == actor and n > places[-1] for n, t in enumerate(now.tokens))
        and now.word(places[-1] + 1) == "from"
    ):
        actor = _foe(run, actor)
    if not places and hit.rule.event_type == "siege":
        return None
    if hit.rule.event_type == "siege" and any(now.word(k) in ENDED for k in range(max(0, hit.first - 3), hit.first)):
        return None
    return None if near else _draft(hit.rule.event_type, places, actor, _foe(run, actor))


def noun_fall(run, hit: Hit, speaker: str):
    """The fall of a place: the taker only where the text names one."""
    now = run.now
    if hit.rule.name == "its-fall":
        places = [run.memory.topic] if run.memory.topic else []
        if run.previous and places and run.previous[-1].place_id == places[0] and run.previous[-1].actor:
            actor = run.previous[-1].actor
        else:
            actor = ""
    else:
        places = now.places_right(hit, frozenset(("of",)), True)[0]
        actor = now.foe_right(hit, "to")
    if now.word(hit.first) in ("loss", "collapse"):
        loser = now.owner(hit)
        actor = _foe(run, loser)
        if not actor:
            return None
    return _draft("capture", places, actor, _foe(run, actor))


def leaves(run, hit: Hit, speaker: str):
    """A side leaves a place."""
    now = run.now
    actor = now.subject(hit, speaker=speaker)
    if actor == "civil" or not actor or not run.names.sides.get(actor):
        return None
    direct = "direct" in hit.rule.prepositions
    if any(now.word(k) in AIRCRAFT | {"ship", "vessel", "flight"} for k in range(max(0, hit.first - 3), hit.first)):
        return None
    spots = {
        "position",
        "positions",
        "post",
        "posts",
        "areas",
        "camps",
        "bases",
        "barracks",
        "lines",
        "fronts",
        "front",
        "suburbs",
        "districts",
    }
    held = any(now.word(k) in spots for k in range(hit.last, min(now.size, hit.last + 8)))
    joins = frozenset(("from", "of", "in", "at", "on", "around", "inside") if held else ("from", "of"))
    if any(t.kind == "place" and _abroad(run, t.value) for t in now.tokens[hit.last : hit.last + 3]):
        return None
    places, near = now.places_right(hit, joins, direct or now.word(hit.last - 1) == "from")
    if not places and now.word(hit.last) == "it" or now.word(hit.last) in ("from",) and now.word(hit.last + 1) == "it":
        places = _pronoun_place(run, hit) or (
            [t.value for t in now.tokens[: hit.first] if t.kind == "place"][-1:] or run.memory.group[:1]
        )
    if not places and now.word(hit.last - 1) == "from" and now.word(hit.last) == "it":
        places = [t.value for t in now.tokens[: hit.first] if t.kind == "place"][-1:] or run.memory.group[:1]
    if not places and not direct and hit.rule.name in ("withdraw", "leave", "pull-out"):
        left = [
            n
            for n in range(0, hit.first)
            if now.tokens[n].kind in ("place", "near", "attribute") and now.tokens[n].value in run.names.kinds
        ]
        places = (
            [now.tokens[left[-1]].value]
            if left and "from" not in [now.word(k) for k in range(hit.first, min(now.size, hit.last + 3))]
            else []
        )
    if not places and not direct:
        first, last = now.clause(hit)
        places = [n for n in range(hit.last, last) if now.tokens[n].kind == "near"][:1]
        near = bool(places)
    return _draft("withdrawal", places, actor, _foe(run, actor), near=near)


def noun_leaves(run, hit: Hit, speaker: str):
    """A side's withdrawal from a place, as a noun."""
    now = run.now
    actor = now.owner(hit) or speaker
    places, near = now.places_right(hit, frozenset(("from",)), False)
    if near or not run.names.sides.get(actor):
        return None
    return _draft("withdrawal", places, actor, _foe(run, actor))


def truce(run, hit: Hit, speaker: str):
    """A truce is declared, accepted or comes into force."""
    now = run.now
    if any(
        now.word(k) in ("oil", "output", "production", "flights", "work")
        for k in range(hit.first, min(now.size, hit.last + 4))
    ):
        return None
    if now.word(hit.first - 1) in ("to", "for") and now.word(hit.first - 2) in (
        "call",
        "calls",
        "called",
        "urged",
        "urges",
        "appeal",
        "sides",
        "efforts",
        "parties",
        "asked",
    ):
        return None
    actor = now.subject(hit) or speaker
    sides = [now.side(t) for t in now.tokens if t.kind == "actor" and now.side(t) in OPPONENT]
    if (
        hit.rule.name == "truce-begins"
        or not actor
        or len(set(sides[:2])) == 2
        and now.word(hit.first) in ("agree", "agreed", "agrees")
    ):
        actor = "LNA/GNA"
    if actor == "civil" or (actor not in OPPONENT and actor != "LNA/GNA"):
        return None
    places = now.places_right(hit, frozenset(("in", "at")), False, 8)[0]
    abroad = [p for p in places if _abroad(run, _value(run, p))]
    return _draft("truce", abroad or ["libya"], actor, _foe(run, actor))


def talks(run, hit: Hit, speaker: str):
    """Talks are held at a place."""
    now = run.now
    places = now.places_right(hit, frozenset(("in", "at")), False, 8)[0]
    if any(now.word(k) in ("military", "peace") for k in (hit.first - 1,)) and not places:
        places = []
    held = any(
        now.word(k)
        in (
            "held",
            "holding",
            "hold",
            "holds",
            "began",
            "begun",
            "opened",
            "met",
            "attended",
            "took",
            "started",
            "after",
            "hours",
            "during",
            "left",
            "mediated",
            "brokered",
            "hosted",
            "resumed",
            "ended",
            "failed",
            "continued",
        )
        for k in range(max(0, hit.first - 8), min(now.size, hit.last + 6))
    )
    both = {"sides", "parties", "delegations", "rivals", "factions", "delegates", "envoys", "commanders", "leaders"}
    party = any(t.kind == "actor" and (now.side(t) in OPPONENT or now.side(t) == "UN") for t in now.tokens)
    if not held or not (party or {t.text for t in now.tokens} & both):
        return None
    if not places:
        sides = {now.side(t) for t in now.tokens if t.kind == "actor"}
        if run.memory.venue:
            places = [run.memory.venue]
        elif "UN" in sides and any(now.word(k) in ("both", "two") for k in range(now.size)):
            places = ["libya"]
        else:
            return None
    return _draft("talks", places, "LNA/GNA")


def signs(run, hit: Hit, speaker: str):
    """An agreement is signed, or a signature is withheld."""
    now = run.now
    actor = now.subject(hit, speaker=speaker)
    if not run.names.sides.get(actor):
        both = any(now.word(k) in ("sides", "parties", "delegations", "rivals") for k in range(0, hit.first))
        if not both:
            return None
        actor = "LNA/GNA"
    deal = {"deal", "agreement", "accord", "ceasefire", "truce", "document", "text", "memorandum", "it"}
    if not any(now.word(k) in deal for k in range(max(0, hit.first - 8), min(now.size, hit.last + 8))):
        return None
    venue = [n for n, t in enumerate(now.tokens) if t.kind == "place" and _abroad(run, t.value)]
    place = venue[:1] or ([run.memory.venue] if run.memory.venue else ["libya"])
    if (
        now.word(hit.first).endswith("ing")
        and now.word(hit.first - 1) == "without"
        or any(now.word(k) in words("not") for k in range(max(0, hit.first - 4), hit.first))
    ):
        return _draft("agreement", place, actor, _foe(run, actor), status="denied")
    if any(now.word(k) in ("without", "refused", "declined") for k in range(max(0, hit.first - 4), hit.first)):
        return _draft("agreement", place, actor, _foe(run, actor), status="denied")
    return _draft("agreement", place, actor, _foe(run, actor))


def _abroad(run, place: str) -> bool:
    return place in run.names.abroad


def deploys(run, hit: Hit, speaker: str):
    """A foreign power sends men or arms."""
    now = run.now
    actor = now.subject(hit, speaker="") or now.owner(hit)
    foreign = actor and actor not in OPPONENT and actor not in ("civil", "UN", "HoR", "Kaniyat")
    if not foreign:
        return None
    places, near = now.places_right(hit, hit.rule.prepositions, False)
    if not places and any(t.value == "libya" for t in now.tokens):
        places = ["libya"]
    status = (
        "planned"
        if set(now.word(k) for k in range(0, hit.first))
        & {"authorised", "authorized", "approved", "authorises", "approves", "authorising"}
        else ""
    )
    side = run.names.sides.get(actor, "")
    return _draft(
        hit.rule.event_type, places, actor, "" if hit.rule.event_type == "foreign_deployment" else side, status=status
    )


def receives(run, hit: Hit, speaker: str):
    """Arms arrive from abroad."""
    now = run.now
    arms = {
        "weapons",
        "arms",
        "vehicles",
        "tanks",
        "drones",
        "jets",
        "missiles",
        "ammunition",
        "armoured",
        "warplanes",
        "artillery",
    }
    if not any(now.word(k) in arms for k in range(hit.first, min(now.size, hit.last + 9))):
        return None
    giver = now.foe_right(hit, "from") or next(
        (now.side(t) for k, t in enumerate(now.tokens) if t.kind == "actor" and now.word(k - 1) == "from"), ""
    )
    if not giver or giver in OPPONENT:
        return None
    places = now.places_right(hit, frozenset(("at", "in")), False)[0] or now.locative(hit)[0] or ["libya"]
    return _draft("arms_transfer", places, giver, run.names.sides.get(giver, ""))


def sanctions(run, hit: Hit, speaker: str):
    """Sanctions are imposed, or a resolution widens them."""
    now = run.now
    text = {t.text for t in now.tokens}
    if hit.rule.name == "embargo" and not ("embargo" in text or "sanctions" in text):
        return None
    if hit.rule.name == "embargo" and not text & {"adopted", "passed", "adopts", "approved", "renewed", "extended"}:
        return None
    return _draft("sanction", ["libya"], now.subject(hit, speaker="").replace("civil", "") or "")


def oil(run, hit: Hit, speaker: str):
    """Oil is shut in, or flows again."""
    now = run.now
    inside = now.place_inside(hit)
    places, near = (inside, False) if inside else now.places_right(hit, hit.rule.prepositions, True, 10)
    if (not places or near) and now.is_passive(hit):
        places = now.places_left(hit)
    places = places or now.locative(hit)[0] or now.places_left(hit)
    oily = {
        "oil",
        "oilfield",
        "oilfields",
        "output",
        "pumping",
        "barrels",
        "export",
        "exports",
        "terminal",
        "terminals",
        "crude",
        "production",
        "majeure",
        "loading",
    }
    if not any(run.names.kinds.get(_value(run, p)) in ("oilfield", "oil_terminal") for p in places):
        around = {now.word(k) for k in range(max(0, hit.first - 7), min(now.size, hit.last + 7))}
        if not around & oily:
            return _closed(run, hit, places, near)
        if not places and "majeure" not in around:
            return None
        places = places or ["libya"]
    actor = now.agent(hit) if now.is_passive(hit) else now.subject(hit, speaker=speaker)
    kind = hit.rule.event_type
    majeure = "majeure" in [now.word(k) for k in range(hit.first, hit.last)]
    lifted = any(
        now.word(k) in ("lift", "lifts", "lifted", "ended", "ends")
        for k in range(hit.first, min(now.size, hit.last + 3))
    )
    if majeure and lifted:
        kind = "oil_restart"
    if now.word(hit.first) in ("stop", "halt") and not any(
        run.names.kinds.get(_value(run, p)) in ("oilfield", "oil_terminal", "port") for p in places
    ):
        return None
    if now.word(hit.first) in ("lift", "lifts", "lifted"):
        kind = "oil_restart"
    return _draft(kind, places, "" if actor == "civil" else actor)


def _closed(run, hit: Hit, places: list, near: bool):
    """Read a closing or reopening that is not about oil."""
    if near or run.now.word(hit.first) in (
        "stop",
        "stops",
        "stopped",
        "halt",
        "halts",
        "halted",
        "block",
        "blocked",
        "blocks",
    ):
        return None
    return closure(run, hit, "")


def closure(run, hit: Hit, speaker: str):
    """An airport, crossing or road closes or opens again."""
    now = run.now
    if (
        now.is_passive(hit)
        or now.word(hit.last) in (".", ",", "on", "after", "for", "in", "to", "again")
        or now.size == hit.last
    ):
        places = now.places_left(hit) or now.locative(hit)[0]
    else:
        places = now.places_right(hit, frozenset(("at", "from", "with")), True)[0] or now.places_left(hit)
    if not places and now.word(hit.last) == "it":
        places = [p for p in run.memory.group[:1]] or ([run.memory.site] if run.memory.site else [])
    good = [p for p in places if run.names.kinds.get(_value(run, p)) not in ("region", "country", "capital")]
    actor = now.subject(hit, speaker="")
    return _draft("other", good, "" if actor == "civil" else actor) if good else None


def state(run, hit: Hit, speaker: str):
    """A side holds a place."""
    now = run.now
    holder = now.subject(hit, speaker=speaker)
    places, near = now.places_right(hit, frozenset(("of",)), True)
    if not places and hit.rule.name == "have-held":
        first, _ = now.clause(hit)
        if now.word(first - 1) in ("which", "that"):
            places = [n for n in range(first - 4, first) if n >= 0 and now.tokens[n].kind == "place"][-1:]
            unit = [now.side(t) for t in now.tokens[:first] if t.kind in ("unit", "actor") and now.side(t) in OPPONENT]
            holder = (unit[0] if unit else "") if now.word(first) in ("they", "it") else holder
    side = run.names.sides.get(holder, "")
    if near or not side:
        return None
    first, last = now.clause(hit)
    if (
        hit.rule.name == "hold"
        and not near
        and any(
            now.word(k) == "by" and any(now.tokens[j].kind == "date" for j in range(k, min(now.size, k + 4)))
            for k in range(first, hit.first)
        )
    ):
        return _draft("capture", places, holder, _foe(run, holder))
    date = run.published.isoformat() if hit.rule.name == "have-held" else ""
    return _draft("other", [p for p in places if _small(run, p)], holder, _foe(run, holder), holder=side, date=date)


def _small(run, place) -> bool:
    return run.names.kinds.get(_value(run, place)) not in ("region", "country", "capital")


def state_passive(run, hit: Hit, speaker: str):
    """A place is held by a side."""
    now = run.now
    if not any(now.word(k) in words("be") for k in range(max(0, hit.first - 4), hit.first)):
        return None
    holder = now.foe_right(hit)
    places = now.places_left(hit)
    side = run.names.sides.get(holder, "")
    if not side or not places:
        return None
    past = now.word(hit.first - 1) in ("was", "were") or now.word(hit.first - 2) == "had"
    date = f"../{run.published}" if past else ""
    return _draft("other", [p for p in places if _small(run, p)], holder, holder=side, date=date)


def state_under(run, hit: Hit, speaker: str):
    """A place is under a side's control, or in its hands."""
    now = run.now
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    own = [now.word(k) for k in range(hit.first, hit.last) if now.word(k) in ("their", "its", "our", "his")]
    holder = inside[0] if inside else ""
    if not holder and own:
        holder = speaker or now.actor_before(hit.first) or run.memory.actor
    holder = holder or now.foe_right(hit, "of", "by", "the") or now.foe_right(hit)
    be = any(
        now.word(k)
        in words("be") | {"remain", "remains", "remained", "stay", "stays", "stayed", "came", "come", "comes", "fell"}
        for k in range(max(0, hit.first - 8), hit.first)
    )
    if not be:
        return None
    places = now.places_left(hit)
    if not places and any(now.word(k) in ("it", "there") for k in range(max(0, hit.first - 6), hit.first)):
        places = run.memory.group[:1]
    side = run.names.sides.get(holder, "")
    if not side:
        return None
    brought = any(
        now.word(k) in ("brought", "came", "come", "comes", "fell", "back", "again", "once", "returned")
        for k in range(max(0, hit.first - 4), hit.first)
    )
    if brought:
        return _draft("capture", places, holder, _foe(run, holder))
    return _draft("other", [p for p in places if _small(run, p)], holder, _foe(run, holder), holder=side)


def declares_operation(run, hit: Hit, speaker: str):
    """A named operation is launched."""
    actor = run.now.subject(hit, speaker="")
    return _draft("declaration", ["libya"], actor, _foe(run, actor)) if run.names.sides.get(actor) in OPPONENT else None


def declares(run, hit: Hit, speaker: str):
    """An operation is formally announced."""
    now = run.now
    actor = now.subject(hit, speaker="")
    if not run.names.sides.get(actor):
        return None
    places, near = now.places_right(hit, hit.rule.prepositions, False, through=True)
    return _draft("declaration", places, actor, _foe(run, actor)) if places and not near else None


def redeploys(run, hit: Hit, speaker: str):
    """Forces are moved within the country."""
    now = run.now
    actor = now.owner(hit) or now.subject(hit, speaker=speaker)
    moved = any(
        now.word(k)
        in (
            "arrived",
            "arrive",
            "sent",
            "send",
            "sends",
            "moved",
            "moves",
            "moving",
            "move",
            "reached",
            "redeployed",
            "transferred",
            "deployed",
            "heading",
            "headed",
        )
        for k in range(max(0, hit.first - 4), min(now.size, hit.last + 14))
    )
    if not moved:
        return None
    places, near = now.places_right(hit, hit.rule.prepositions, False, 30, through=True)
    if actor and actor not in OPPONENT:
        return None
    if places and isinstance(places[0], int) and now.word(hit.first) not in ("column", "convoy"):
        if any(now.word(k) in ("towards", "toward") for k in range(hit.last, places[0])):
            return None
    return _draft("other", places, actor) if places else None
