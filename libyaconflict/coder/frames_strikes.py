"""Frames of strikes: from the air, by drones, with guns and rockets, and aircraft brought down.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from dataclasses import replace

from .frames_aircraft import downs
from .frames_event import focus, narrower, there
from .framing import (
    AIRCRAFT,
    Draft,
    antecedent,
    doer,
    foe_of,
    other_target,
    pronoun_place,
    sited,
    sole_site,
    spread,
)
from .grammar import Hit
from .merge import AFFIRMATIVE
from .tables import either, words
from .weapons import STRIKES, context_kind, kind_at, launcher, owner_of, striker, weapon_left, weapon_right
from .where import WIDE

_AT = frozenset(("in", "at", "near", "on", "of", "around", "over", "outside", "inside", "across", "along"))
_TOWARDS = ("for", "to", "towards", "toward")


def strike(run, hit: Hit, speaker: str):
    """Read a verb that tells a strike by itself: bombed, shelled, fired rockets at."""
    kind = hit.rule.event_type
    if run.now.word(hit.first - 1) in words("car-bomb"):
        return None
    if _baulked(run, hit):
        return None
    inside = next((k for n in range(hit.first, hit.last) if (k := kind_at(run.now, n))), "")
    weapon = weapon_left(run.now, hit)
    before = weapon
    if not weapon[0] or run.now.is_passive(hit):
        weapon = weapon_right(run.now, hit)
    if hit.rule.name in ("launch-at", "loosed-by", "drop-loads"):
        weapon = weapon if weapon[0] else before
        if not weapon[0] and not inside:
            return None  # "launched by the UN"
    named = weapon[0] if weapon[0] in ("airstrike", "drone_strike") else inside or weapon[0]
    if hit.rule.name in ("fire-at", "open-fire"):
        people = _fired_at_people(run, hit, speaker)
        if people or (hit.rule.name == "fire-at" and not now_place(run.now, hit)):
            return people
    if named and (named != "shelling" or hit.rule.name != "bomb" or weapon[0] == "shelling"):
        kind = named
    return _struck(run, hit, speaker, kind, weapon[1])


def _fired_at_people(run, hit: Hit, speaker: str):
    """Read "opened fire on migrants at X"."""
    now = run.now
    after = now.words[hit.last : hit.last + 2]
    if either("civilian", "crowd", also=("inmates", "detainees", "prisoners", "worshippers")).isdisjoint(after):
        return None
    places, near = now.places_right(hit, _AT, False)
    places = places or antecedent(now, hit)
    actor = doer(run, hit, speaker)
    actor = "" if actor == "civil" else actor
    return Draft("civilian_harm", places, actor, "civilians", near=near) if sited(run, places) else None


def now_place(now, hit: Hit) -> bool:
    """Tell "fired on the town" from "fired on protesters in the town"."""
    return any(now.tokens[n].kind in ("place", "near", "actor") for n in range(hit.last, min(now.size, hit.last + 4)))


def hits(run, hit: Hit, speaker: str):
    """Read a verb that tells a strike only with a weapon in or near its sentence: hit, struck, targeted, pounded."""
    now = run.now
    if _baulked(run, hit):
        return None
    if now.word(hit.first).endswith("s") and now.word(hit.first - 1) in words("object-preposition") | {
        "of",
        "military",
    }:
        return None  # "strikes against targets in the town"
    passive = now.is_passive(hit)
    kind, w = ("", -1) if passive else weapon_left(now, hit)
    if not kind:
        kind, w = weapon_right(now, hit)
    before = now.word(hit.first - 1)
    told = 0 <= w < hit.first and w in now.inside and now.inside[w].rule.frame == "fire"
    if told and not any(t.kind in ("place", "near") for t in now.tokens[hit.last : hit.last + 12]):
        return None  # "air strikes on X killed three": told by the noun
    if not kind and not passive and not _raiders(now, hit).isdisjoint(("raid", "raids")):
        kind, w = context_kind(run) or "airstrike", hit.first - 1  # "Sunday's raid struck the town"
    noun = before in words("determiner") or now.word(hit.last) in words("be")
    if not kind and (noun or now.word(hit.last) in ("by", "back")):
        return None
    if not kind and now.word(hit.last) in ("it", "them", "him"):
        return None
    if not kind and now.word(hit.first - 1 - (before in words("have"))) in ("they", "it") and run.before:
        kind = next((k for n in range(min(6, run.before.size)) if (k := kind_at(run.before, n))), "")
    if not kind:
        actor = now.agent(hit) if passive else doer(run, hit, speaker)
        if not passive and run.names.sides.get(actor, "") not in run.names.parties:
            return None
        ruined = now.word(hit.first).startswith(("destroy", "kill"))
        if not (passive or ruined) and any(
            now.word(k) in words("frontline") for k in range(hit.last, min(now.size, hit.last + 9))
        ):
            kind = "advance"  # "hit the militias on several fronts"
        kind = kind or context_kind(run)
        first = now.clause(hit)[0]
        said = (word for k in range(first, hit.first) for word in now.tokens[k].text.split())
        if not kind and passive and not words("civil-site").isdisjoint(said):
            told = [e.event_type for e in run.events[-3:] if e.event_type in STRIKES]
            kind = told[-1] if told else "civilian_harm"  # "an ambulance was hit"
        kind = kind or ("airstrike" if hit.rule.name == "pound" and not passive else "")
    if kind == "shelling" and not passive and _at_craft(now, hit):
        return downs(run, hit, speaker)
    draft = _struck(run, hit, speaker, kind, w) if kind else None
    if draft and not passive and 1 < w < hit.first and now.word(w - 1) in ("and", "&"):
        other = kind_at(now, w - 2)
        if other and other != kind:  # "air strikes and shelling hit the town"
            return [draft, replace(draft, event_type=other)]
    return draft


def _at_craft(now, hit: Hit) -> bool:
    """Tell gunners and air defences that hit an aircraft in the air."""
    first, _ = now.clause(hit)
    said = {word for token in now.tokens[first : hit.first] for word in token.text.split()}
    if said.isdisjoint(("gunners", "gunner", "defence", "defences", "defense", "defenses", "anti-aircraft", "ground")):
        return False
    for n in range(hit.last, min(now.size, hit.last + 6)):
        if now.word(n) in AIRCRAFT:
            return True
        if now.word(n) == "it":
            return any(now.word(k) in AIRCRAFT for k in range(hit.first))
        if now.tokens[n].kind in ("place", "near") or now.boundary(n):
            return False
    return False


def _baulked(run, hit: Hit) -> bool:
    """Tell what an aircraft that was shot down had tried to strike."""
    if run.now.words[max(0, hit.first - 2) : hit.first] == ["about", "the"]:
        return True  # "a film about the bombing of X"
    if run.now.word(hit.first - 1) != "to":
        return False
    return any(h.rule.frame == "downs" for h in run.now.hits) or any(e.event_type == "shootdown" for e in run.previous)


def _raiders(now, hit: Hit) -> set[str]:
    return {now.word(n) for n in range(max(0, hit.first - 3), hit.first)}


def _struck(run, hit: Hit, speaker: str, kind: str, w: int):
    now = run.now
    loosed = hit.rule.name == "loosed-by"
    if now.is_passive(hit) and not loosed:
        places, near = now.places_left(hit), False
        if not places or now.word(hit.last) in ("in", "at", "near"):
            other, off = now.locative(hit)
            places, near = (other, off) if other else (places, near)
        places = places or _it(now, hit)
    else:
        places, near = now.places_right(hit, hit.rule.prepositions | _AT, True)
        wide = places and run.names.kinds.get(now.tokens[places[0]].value) in WIDE
        places = (wide and _open_place(now, hit)) or places or pronoun_place(run, hit) or _open_place(now, hit)
        places = places or _known_site(run, hit)
        if not places and w >= 0:
            places, near = now.locative(hit)
        if not places:
            places = antecedent(now, hit)
        if not places and 0 <= w < hit.first:
            places = _spoken(run)
    if not places:
        places, near = _under_way(now, hit), True
    if not places and w >= 0:
        places, near = sole_site(run), False
    if not sited(run, places):
        return None
    actor = striker(run, hit, w, speaker)
    target = "civilians" if kind == "civilian_harm" else victims(run, hit) or foe_of(run, actor)
    return Draft(kind, other_target(now, spread(now, places)), actor, target, near=near)


def _it(now, hit: Hit) -> list:
    """Give the place of "smoke rose over X after it was shelled": the last named before "it"."""
    first, _ = now.clause(hit)
    if "it" not in now.words[first : hit.first]:
        return []
    named = [n for n in range(first) if now.tokens[n].kind == "place"]
    return named[-1:] or now.memory.group[:1]


def _known_site(run, hit: Hit) -> list:
    """Give where "the hospital" or "the centre" stands that the text said to be struck."""
    now = run.now
    ahead = range(hit.last, min(now.size, hit.last + 4))
    if now.word(hit.last) not in ("the", "that", "this") or not any(now.word(k) in words("civil-site") for k in ahead):
        return []
    return [e.place_id for e in run.events[-8:] if e.event_type in STRIKES and e.status in AFFIRMATIVE][-1:]


def _under_way(now, hit: Hit) -> list:
    """Give the place for which those who are struck make: "jets destroyed a battery as it was moving towards X"."""
    way = False
    for n in range(hit.last, min(now.size, hit.last + 36)):
        if now.word(n) in ("as", "while") and now.word(n + 1) in ("they", "it"):
            way = True
        elif now.word(n) in either("heading", also=("bound",)) and now.word(n + 1) in _TOWARDS:
            way = True  # "hit a convoy heading for X"
        elif way and now.tokens[n].kind in ("place", "near"):
            return [n]
        elif now.word(n) in (";", '"') or (way and now.word(n) == ","):
            return []
    return []


def _open_place(now, hit: Hit) -> list:
    """Give the place of "In Bani Walid, jets struck trucks"."""
    first, _ = now.clause(hit)
    opens = [n for n in range(first, hit.first) if now.tokens[n].kind == "place" and now.governor(n)[0] in ("in", "at")]
    return now.group(opens[0]) if opens and now.word(opens[0] - 1) and opens[0] - first < 4 else []


def fire(run, hit: Hit, speaker: str, kind: str = ""):
    """Read a noun that tells a strike: air raids, shelling, rockets that fell."""
    now = run.now
    kind = kind or hit.rule.event_type
    if any(now.word(k) in words("metaphor") for k in range(max(0, hit.first - 2), min(now.size, hit.last + 3))):
        return None
    if _baulked(run, hit) or _of_labour(now, hit):
        return None
    if now.word(hit.first - 1) in ("of", "by") and now.word(hit.first - 2) in words("weary"):
        return None  # "weary of shelling"
    if now.word(hit.first - 1) == "no" or (
        now.word(hit.first - 1) in words("car-bomb") and hit.rule.name == "bombs-fell"
    ):
        return None
    shielded = any(now.word(k) in words("shield") for k in range(max(0, hit.first - 9), hit.first))
    if shielded and "from" in (now.word(hit.first - 1), now.word(hit.first - 2)):
        return None  # "to protect the town from shelling"
    if hit.rule.name in ("bombardment", "raids"):
        named = next((k for n in range(hit.first - 3, hit.last) if n >= 0 and (k := kind_at(now, n))), "")
        by = weapon_right(now, hit)[0] if now.word(hit.last) == "by" else ""  # "a raid by aircraft"
        kind = by or (named if hit.rule.name == "raids" else "") or context_kind(run) or (
            kind if hit.rule.name == "bombardment" else ""
        )  # fmt: skip
        if not kind:
            return None
    if kind == "airstrike" and "drone_strike" in (weapon_left(now, hit)[0], weapon_right(now, hit)[0]):
        kind = "drone_strike"  # "drones carried out air strikes"
    direct = "direct" in hit.rule.prepositions
    places, near = now.places_right(hit, hit.rule.prepositions - {"direct"}, direct)
    if not places or near:
        if _struck_by(now, hit) or _given(now, hit):
            return None
        other, off = now.locative(hit)
        if other and (not off or not places) and not narrower(run, places, other):
            places, near = other, off
    if hit.rule.name in ("rockets", "rocket-attack") and places and not near:
        places = _landed(now, hit, places)
    if not places and any(now.word(k) in ("there", "nearby") for k in range(hit.last, min(now.size, hit.last + 8))):
        places, near = there(run, hit), False
    if (near or not places) and now.word(hit.last) in words("strikes-verb"):
        struck = [n for n in range(hit.last + 1, min(now.size, hit.last + 6)) if now.tokens[n].kind == "place"]
        places, near = (now.group(struck[0]), False) if struck and not now.is_near(struck[0]) else (places, near)
    places = places or now.place_inside(hit) or now.places_left(hit) or _object(now, hit)
    places = places or antecedent(now, hit)
    if not places and now.word(hit.last) not in ("on", "against"):
        places = _endured(run, hit)
    fell = hit.rule.name in ("rockets", "salvo", "bombs-fell")
    if not places and (
        fell or (now.word(hit.first).endswith("strikes") and (_strikes(now, hit) or _made_on(now, hit)))
    ):
        earlier = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
        places = earlier[-1:] or _spoken(run)
    places = places or sole_site(run)
    if not sited(run, places):
        return None
    actor = launcher(run, hit, speaker)
    return Draft(
        kind, other_target(now, spread(now, places)), actor, victims(run, hit) or foe_of(run, actor), near=near
    )


def _endured(run, hit: Hit) -> list:
    """Give the place of strikes that its men endured, or on account of which they left it."""
    now = run.now
    lead = now.words[max(0, hit.first - 9) : hit.first]
    if not words("caused").isdisjoint(lead):
        named = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
        return named[-1:]
    if words("endured").isdisjoint(lead) or any(t.kind in ("place", "near") for t in now.tokens):
        return []
    return focus(run)


def _struck_by(now, hit: Hit) -> bool:
    """Tell the subject of a verb that tells the strike itself: "air strikes and shelling also hit the town"."""
    for other in now.hits:
        if other.first >= hit.last and other.rule.frame == "hits":
            gap = range(hit.last, other.first)
            follows = other.last < now.size and now.tokens[other.last].kind in ("place", "w")
            apart = words("object-preposition") | {",", "that"}
            light = all(now.word(k) and not now.boundary(k) and now.word(k) not in apart for k in gap)
            ahead = range(other.last, min(now.size, other.last + 7))
            return light and len(gap) < 6 and follows and any(now.tokens[k].kind == "place" for k in ahead)
    return False


def _made_on(now, hit: Hit) -> bool:
    """Tell strikes on men or posts, of whose place the sentence has spoken: "carried out six raids on the convoy"."""
    made = any(now.word(k) in words("carry") for k in range(max(0, hit.first - 5), hit.first))
    return made and now.word(hit.last) in ("on", "against") or now.word(hit.last - 1) in ("on", "against") and made


def _of_labour(now, hit: Hit) -> bool:
    """Tell "the strike by teachers in the town"."""
    said = now.words[max(0, hit.first - 3) : hit.last + 3]
    return not words("labour").isdisjoint(said) and not any(kind_at(now, n) for n in range(hit.first, hit.last + 3))


def _given(now, hit: Hit) -> bool:
    """Tell strikes that are spoken of as known: "in spite of the air strikes"."""
    pointing = now.word(hit.first - 1) in ("the", "these", "those") or now.word(hit.first - 2) in ("these", "those")
    return pointing and now.governor(hit.first)[0] in either("noun-before", "granted") - {"in", "by"}


def _strikes(now, hit: Hit) -> bool:
    """Tell a strike that does something: "air strikes, carried out by the LNA, hit positions"."""
    return any(now.word(k) in words("strikes-verb") for k in range(hit.last, min(now.size, hit.last + 12)))


def _landed(now, hit: Hit, places: list) -> list:
    """Give where rockets fell, not whence they came: "fired from X, they killed four people in Y"."""
    if not isinstance(places[0], int) or now.governor(places[0])[0] != "from":
        return places
    for n in range(places[0] + 1, min(now.size, places[0] + 20)):
        if now.tokens[n].kind == "place" and now.governor(n)[0] in _AT | {"hit", "struck"} and not now.is_near(n):
            return now.group(n)
    return places


def victims(run, hit: Hit) -> str:
    """Give "civilians" as the target where the sentence says that they, or their homes and hospitals, were struck."""
    said = run.now.words
    people = words("civilian")
    hurt = words("hurt")
    if people.isdisjoint(said) or hurt.isdisjoint(said):
        return ""
    first, last = run.now.clause(hit)
    if run.now.word(first - 1) in ("when", "after", "as"):  # "a child died when a shell hit the house"
        first = max(0, first - 14)
    near = [n for n in range(first, min(run.now.size, last + 12)) if said[n] in people]
    for n in near:
        if any(said[k] in hurt for k in range(max(0, n - 6), min(run.now.size, n + 7))):
            return run.now.cue("civilians", n)
    if not words("civil-site").isdisjoint(said[first : last + 12]) and any(word in people for word in said[first:last]):
        return run.now.cue("civilians", hit.first)
    return ""


def _spoken(run) -> list:
    """Give what the text speaks of to a sentence that names no place: "Rockets struck the car park"."""
    if run.index == 0 or any(t.kind in ("place", "near") for t in run.now.tokens):
        return []
    return focus(run)


def _object(now, hit: Hit) -> list:
    """Give the place that a strike does something to: "Rocket fire closes the airport"."""
    _, last = now.clause(hit)
    for n in range(hit.last, min(last, hit.last + 5)):
        if now.tokens[n].kind == "place":
            return now.group(n) if now.governor(n)[0] not in words("object-preposition") else []
    return []


def under_fire(run, hit: Hit, speaker: str):
    """Read how a place comes under fire or attack."""
    now = run.now
    kind = next((k for n in range(hit.first, hit.last) if (k := kind_at(now, n)) in STRIKES), "")
    actor = owner_of(run, hit.last - 1, hit.last, speaker) if hit.last - hit.first > 2 else ""
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    actor = (inside or [actor or now.agent(hit) or now.foe_right(hit, "by", "from")])[0]
    places = now.places_left(hit)
    if not places and any(now.word(k) in ("it", "town", "city") for k in range(max(0, hit.first - 4), hit.first)):
        places = run.memory.group[:1]
    near = False
    if not places:
        places, near = now.locative(hit)
    attack = now.word(hit.last - 1) in ("attack", "assault")
    if attack and not places and "since" in now.words:
        return _standing(run, actor)
    if not sited(run, places):
        return None
    if attack and not actor and "as" in now.words[hit.last : hit.last + 12]:
        opens = now.words.index("as", hit.last)  # "came under assault as the GNA moved to take it"
        actor = next((now.side(t) for t in now.tokens[opens : opens + 4] if t.kind in ("actor", "unit")), "")
    if not kind and attack:
        kind = context_kind(run) or ("advance" if run.names.sides.get(actor) else "")
    kind = kind or ("" if attack else hit.rule.event_type)
    first, _ = now.clause(hit)
    if not kind and not words("civil-site").isdisjoint(now.words[first : hit.first]):
        return Draft("civilian_harm", places, "", "civilians", near=near)  # "a hospital came under attack"
    return Draft(kind, places, actor, victims(run, hit) or foe_of(run, actor), near=near) if kind else None


def _standing(run, actor: str):
    """Read "the government has been under attack by X since April" as the standing background."""
    for row in run.names.campaigns:
        if run.names.sides.get(actor) == row["actor"] and row["start"] <= run.published.isoformat():
            return Draft("advance", [row["place_id"]], row["actor"], row["target"], date=row["date"], status="fact")
    return None


def blames(run, hit: Hit, speaker: str):
    """Read how a strike is laid to the other side's guns or aircraft: "blamed GNA shells"."""
    now = run.now
    kind = next((k for n in range(hit.first, hit.last) if (k := kind_at(now, n))), "")
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    places, near = now.places_right(hit, _AT | {"for"}, False)
    if not places:
        left = [n for n in range(hit.first) if now.tokens[n].kind == "place"]
        places = left[-1:] or [e.place_id for e in run.previous if e.event_type in STRIKES][-1:]
    if not kind or not inside or not sited(run, places):
        return None
    return Draft(kind, places, inside[0], foe_of(run, inside[0]), near=near)
