"""Frames of ground attack: how a side moves on a place, is held there, or loses ground.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .beaten import from_base, fruitless, held_up, in_vain, repelled_before
from .campaigns import long_ago
from .clauses import done_by
from .doers import doer, in_answer
from .frames_event import crowd_in, focus, front, there
from .frames_fallen import raid
from .frames_moves import crosses
from .frames_strikes import hits
from .framing import Draft, foe_of, is_headline, sited, struck_on_the_way, unopposed, value_of
from .grammar import Hit
from .lists import specified, spread
from .loads import Load, subject_span
from .moving import (
    by_weapon,
    far,
    goes_elsewhere,
    is_thrust,
    no_attack,
    no_move,
    noun_mover,
    owned_noun,
    posted,
    stands_as_noun,
    told_by_noun,
    weapon_said,
)
from .negation import tried_in_vain
from .objects import ground_left, identified
from .opening_place import at_opening
from .referents import antecedent, pronoun_place
from .ships import ship_struck
from .struck import victims
from .supplied import helped
from .tables import either, words
from .takers import front_gained
from .weapons import shelled_site, told_kind, weapon_right

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_NO_MORE = ("more", "less", "further", "farther", "nearer", "closer")
_NOUNS = frozenset(["advance", "advances", "march", "progress", "push", "thrust", "drive", "attack"])
_OF_ONE = frozenset(["", "a", "an", "the", "further", "fresh", "new", "more", "rapid", "surprise"])
_INSIDE = frozenset(["as-far-as", "no-further", "enter", "penetrate", "foothold", "make-way"])


def _came_after(now: Sentence, hit: Hit) -> bool:
    """Tell an approach that only dates what was told: "left X before the GNA reached it", "by the time it neared X"."""
    if hit.rule.name != "approach":
        return False
    first = now.clause(hit)[0]
    opens = now.word(first - 1)
    if "time" in now.said and ["by", "the", "time"] in (
        now.words[first : first + 3],
        now.words[max(0, first - 3) : first],
    ):
        return True
    return opens == "before" and any(h.rule.event_type == "withdrawal" and h.last <= first for h in now.hits)


_POSTS = frozenset(["room", "rooms", "headquarters", "checkpoint", "checkpoints", "patrol", "convoy", "police"])


def _on_a_post(run: Run, hit: Hit, speaker: str):
    """Read an attack on one post or patrol in a place, which gains no ground: "attacked an operations room in X"."""
    now = run.now
    struck = now.words[hit.last : hit.last + 5]
    places, near = now.places_right(hit, frozenset(("in", "at", "near")), False, 10)
    actor = doer(run, hit, speaker)
    if _POSTS.isdisjoint(struck) or not places or run.names.sides.get(actor) not in run.names.parties:
        return None
    return Draft("clash", places, actor, foe_of(run, actor), near=near)


_COLUMNS = ("reinforce", "vehicles-moved")


def advances(run: Run, hit: Hit, speaker: str):
    """Read how a side moves on a place."""
    now = run.now
    if struck_on_the_way(now, hit) or told_by_noun(run, hit) or from_base(now, hit):
        return None
    attack, passive = hit.rule.name == "attack-verb", now.is_passive(hit)
    if attack and not passive and by_weapon(now, hit):
        return hits(run, hit, speaker)
    if attack and (ship := ship_struck(run, hit, speaker)):
        return ship
    if no_move(now, hit) or _came_after(now, hit):
        return None
    if passive:
        return _attacked(run, hit, speaker)
    if hit.rule.name in ("push-from", "move-north-from") and any(event.rule in _COLUMNS for event in run.coded):
        return None  # "a convoy moved from X towards Y"
    if attack and (raided := _on_a_post(run, hit, speaker)):
        return raided
    if crossed := crosses(run, hit):
        return crossed
    if repelled_before(run, hit) or held_up(now, hit) or (attack and stands_as_noun(now, hit.first)):
        return None
    thrust = is_thrust(now, hit)
    if thrust and not now.owner(hit):
        return None  # "after a rapid thrust to the west"
    places, near = _aim(run, hit)
    if places and not near and in_vain(now, hit):
        attacker = doer(run, hit, speaker)
        return Draft("repelled", places, foe_of(run, attacker), attacker) if foe_of(run, attacker) else None
    if attack and no_attack(now, hit):
        return None
    actor = _mover(run, hit, speaker, thrust)
    places, near = _where(run, hit, actor, places, near)
    if not places:
        return Draft("advance", [], actor) if run.index == 0 else None
    edge = near and not {"outskirts", "edge", "edges", "fringes"}.isdisjoint(now.words[hit.last : hit.last + 4])
    if near and not edge and "near" not in hit.rule.prepositions:
        return None
    if actor in ("", "civil"):
        if attack:
            return raid(run, hit, places, near, actor)
        if hit.rule.name in words("arrival-rule") and not near and (load := _foreign_load(run, hit)):
            return helped(run, hit, load, load.actor, hit.first)
        return Draft("other", places) if sited(run, places) and not near and crowd_in(run, hit) else None
    if not sited(run, places):
        return None
    if is_headline(run) and run.names.kinds.get(value_of(run, places[0])) == "region" and not attack:
        return None
    if (attack or now.word(hit.first - 1) == "'s") and (old := long_ago(run, hit, places, actor)):
        return old
    return _attacks(run, hit, actor, places, near) if attack else _moves_on(run, hit, actor, places, near)


def _foreign_load(run: Run, hit: Hit) -> Load | None:
    """Give the foreign men or arms that are the subject of a move: "the mercenaries drove into X"; else nothing."""
    load = Load(run, subject_span(run.now, hit.first))
    return load if load.foreign and (load.men or load.arms) and not load.own else None


def _attacked(run: Run, hit: Hit, speaker: str):
    """Read the passive: "X was attacked by the LNA", "was entered"."""
    now = run.now
    attack = hit.rule.name == "attack-verb"
    if attack and weapon_right(now, hit)[0]:
        return hits(run, hit, speaker)
    actor, places = now.agent(hit), now.places_left(hit)
    coming = not words("modal-plan").isdisjoint(now.words[max(0, hit.first - 3) : hit.first])
    if not actor and coming and run.names.sides.get(speaker) in run.names.parties:
        actor = speaker  # "X will be attacked, the minister said"
    if attack and not places and (met := _attacked_at(run, hit, actor)):
        return met
    if not actor:
        site = shelled_site(run, places) if attack else ""
        if not site and hit.rule.name == "enter" and sited(run, places):
            site = "advance"
        return Draft(site, places) if site else None
    places = places or (posted(now, hit) or ground_left(now, hit)[0] if attack else [])
    if not places and attack and now.subject(hit) not in ("", "civil"):
        places, near = now.places_right(hit, frozenset(("in", "at", "near", "outside")), False, 8)
        return Draft("advance", places, actor, foe_of(run, actor), near=near) if sited(run, places) else None
    return Draft("entry_unopposed" if unopposed(run, hit) else "advance", places, actor, foe_of(run, actor))


def _attacked_at(run: Run, hit: Hit, actor: str):
    """Read "the LNA was attacked at X": by its foe, or by whom it says."""
    now = run.now
    victim = now.subject(hit, speaker="")
    places, near = now.places_right(hit, frozenset(("at", "in", "inside", "outside")), False, 6)
    if near or run.names.sides.get(victim) not in run.names.parties or not sited(run, places):
        return None
    if not actor and "by" not in now.words[hit.last : hit.last + 9]:
        actor = foe_of(run, victim)
    if run.names.sides.get(actor) not in run.names.parties:
        return Draft("clash", places, actor, victim)
    return Draft("advance", places, actor, foe_of(run, actor))


def _aim(run: Run, hit: Hit) -> tuple[list, bool]:
    """Give the place after the verb, and whether it is only near it; "moved on it" by what "it" stands for."""
    now = run.now
    if inside := now.place_inside(hit):
        return inside, False
    direct = "direct" in hit.rule.prepositions
    joins = hit.rule.prepositions - {"direct"}
    joins = joins | {"to"} if now.word(hit.last - 1) == "on" else joins  # "pushed on to X"
    places, near = now.places_right(hit, joins, direct)
    if direct and (not places or near) and (pronoun := pronoun_place(run, hit)):
        return pronoun, False
    return places, near


def _mover(run: Run, hit: Hit, speaker: str, thrust: bool) -> str:
    """Give who moves: its agent, owner or subject; in "jets hit a column as it moved on X" the foe of who struck it."""
    now = run.now
    agent = now.agent(hit) if now.word(hit.last) == "by" and now.word(hit.first - 1) in words("determiner") else ""
    thrust = thrust or owned_noun(now, hit)
    agent = agent or _named_before(now, hit)  # "ahead of a GNA advance"
    if not agent and hit.first < 5 and now.word(hit.first) in _NOUNS and now.word(hit.first - 1) in _OF_ONE:
        agent = done_by(now, hit, "announced", "claimed", "declared", "hailed")  # "an advance was made by"
    if now.word(hit.first) in ("advances", "advance") and now.word(hit.last) == "of":
        agent = agent or now.foe_right(hit, "of")  # "led to rapid advances of the LNA on X"
    agent = agent or noun_mover(now, hit)
    actor = agent or (now.owner(hit) if thrust else doer(run, hit, speaker))  # "an advance by the LNA in X"
    if not actor and hit.rule.name in ("there-is-advance", "progress-made"):
        inside = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind == "actor"), "")
        actor = inside or now.agent(hit) or speaker or run.memory.speaker  # who speaks of advances speaks of his own
    struck = now.word(now.clause(hit)[0] - 1) in ("as", "while", "when")
    return foe_of(run, actor) if struck and in_answer(now, hit, actor, ("hits", "strike", "downs")) else actor


def _named_before(now: Sentence, hit: Hit) -> str:
    """Give the side of the noun in "ahead of a GNA advance on X"."""
    n = hit.first - 1
    if n < 1 or now.tokens[n].kind != "actor" or now.word(hit.first).endswith(("ed", "ing")):
        return ""
    word, at = now.governor(n)
    if word in ("on", "about", "of") and now.word(at - 1) in words("claim-noun"):
        return now.side(now.tokens[n])  # "any information on LNA advances on X"
    if now.word(hit.first).endswith("s"):
        return ""
    lead = n - 1 if now.tokens[n - 1].kind == "w" else n - 2
    return now.side(now.tokens[n]) if now.word(lead) in ("a", "an", "any", "another") else ""


def _where(run: Run, hit: Hit, actor: str, places: list, near: bool) -> tuple[list, bool]:
    """Give the place of a move: after its verb, else anywhere in its clause, else one that the text has spoken of."""
    now = run.now
    attack = hit.rule.name == "attack-verb"
    parts = not either("ground", "areas", "posts").isdisjoint(now.words[hit.last : hit.last + 3])
    if not places and (attack or parts or "direct" not in hit.rule.prepositions):
        places, near = now.locative(hit)
        if places and not attack and goes_elsewhere(now, hit, places[0]):
            places = []
    if not places and (named := identified(now, hit)):
        return named, False  # "the place that they had entered was X"
    return places or antecedent(now, hit) or at_opening(now, hit) or _spoken_of(run, hit, actor), near


def _spoken_of(run: Run, hit: Hit, actor: str) -> list:
    """Give the place for which "there", "on several fronts", "the town" or a mere distance stands."""
    now = run.now
    if now.word(hit.last) in ("there", "nearby") and (place := there(run, hit)):
        return place
    if not either("vague-area", "frontline").isdisjoint(now.words[hit.last : hit.last + 5]):
        named = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
        if place := named[-1:] if "those" in now.words[hit.last : hit.last + 3] else focus(run):
            return place  # "left positions in X, and they entered some of those areas"
    if place := _in_town(run, hit):
        return place
    denied = "all" in now.words[hit.last : hit.last + 3] and any(r.kind == "deny" for r in run.reports)
    if denied and (place := front(run)):
        return place  # "denied that they had advanced at all"
    return front_gained(run, hit) if actor in run.names.parties and far(now, hit) else []


def _in_town(run: Run, hit: Hit) -> list:
    """Give the town of "pushing into the southern parts of town"."""
    now = run.now
    at = next((k for k in range(hit.last + 1, min(now.size, hit.last + 6)) if now.word(k) in ("town", "city")), 0)
    if not at or now.word(at - 1) not in ("of", "the"):
        return []
    named = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
    return named[-1:] or focus(run)


def _attacks(run: Run, hit: Hit, actor: str, places: list, near: bool):
    """Read "the LNA attacked X": with what, by whom, in vain or not."""
    now = run.now
    readied = now.word(hit.first - 1) == "to" and now.word(hit.first - 2) in words("muster")
    kind = "" if readied else told_kind(run, places) or weapon_said(run, hit, places)
    if kind:  # but not "men preparing to attack X were hit by jets"
        return Draft(kind, places, actor, victims(run, hit) or foe_of(run, actor), near=near)
    if not run.names.sides.get(actor):
        return Draft("clash", places, actor)
    if run.names.roles.get(actor) != "backer" and fruitless(now, hit):
        return Draft("repelled", places, foe_of(run, actor), actor, near=near, status="fact")
    return _moves_on(run, hit, actor, places, near)


def _moves_on(run: Run, hit: Hit, actor: str, places: list, near: bool):
    """Read how a side of the war moves on a place, or a foreign power into the country."""
    now = run.now
    if not run.names.sides.get(actor):
        return None
    if run.names.roles.get(actor) == "backer":
        if any(e.event_type == "withdrawal" and e.actor == actor for e in run.coded):
            return None  # "left X, heading for Y"
        arrives = hit.rule.name in words("arrival-rule")
        return Draft("foreign_deployment" if arrives else "other", places, actor)
    convoy = hit.rule.name == "push-into" and words("convoy").intersection(now.words[max(0, hit.first - 5) : hit.first])
    convoy = convoy or (
        hit.rule.name == "approach"
        and "reinforcements" in now.words[max(now.clause(hit)[0], hit.first - 12) : hit.first]
    )
    convoy = convoy or (hit.rule.name == "approach" and _fresh_men(now, hit))
    if convoy and not unopposed(run, hit):
        return Draft("other", places, actor)
    if any(now.word(k) in ("no", "little") and now.word(k + 1) not in _NO_MORE for k in range(hit.first, hit.last)):
        tried = [h for h in now.hits if h.last <= hit.first and h.rule.frame in ("advances", "offensive", "storms")]
        if tried and now.subject(tried[-1]) == actor:
            return None  # told of the attack
        return Draft("advance", places, actor, foe_of(run, actor), status="denied")
    some = "of" in now.words[hit.last : hit.last + 3] and not words("vague-area").isdisjoint(
        now.words[hit.last : hit.last + 5]
    )  # "entered some of those areas": ground gained
    kind = "entry_unopposed" if unopposed(run, hit) and not some else "advance"
    places = specified(run, places)
    attempt = now.word(hit.first - 1) == "to" and now.word(hit.first - 2) in ("tried", "attempted", "sought")
    attempt = attempt and not tried_in_vain(now, hit)
    inside = kind == "advance" and not attempt and not near and _goes_in(run, hit, places)
    return Draft(
        kind, spread(now, places), actor, foe_of(run, actor), near=near, status="fact" if attempt else "",
        holder="contested" if inside else "",
    )  # fmt: skip


def _fresh_men(now: Sentence, hit: Hit) -> bool:
    """Tell "fresh troops have reached X", which come to help those who are there."""
    lead = range(max(0, hit.first - 16), hit.first)
    found = [k for k in lead if now.word(k) in ("fresh", "additional", "extra", "backup") and not now.boundary(k)]
    if not found or any(now.word(k) in words("attack-noun") for k in range(found[-1], hit.first)):
        return False
    return any(
        now.word(k) in words("force") or now.tokens[k].kind in ("actor", "unit")
        for k in range(found[-1] + 1, min(hit.first, found[-1] + 4))
    )


def _goes_in(run: Run, hit: Hit, places: list) -> bool:
    """Tell "pushed into X", which leaves a town contested, from a move on it."""
    into = hit.rule.name in _INSIDE or run.now.word(hit.last - 1) in ("into", "inside")
    return (
        into and bool(places) and run.names.kinds.get(value_of(run, places[0])) not in ("capital", "region", "country")
    )


def loses_ground(run: Run, hit: Hit, speaker: str):
    """Read how a side loses ground at a place: its foe advances."""
    now = run.now
    before = now.inside.get(hit.first - 1)
    if before is not None and not before.rule.is_noun and before.last == hit.first:
        return None  # "recover lost positions in X"
    loser = doer(run, hit, speaker)
    places, near = now.places_right(hit, hit.rule.prepositions, False)
    if not places and len(now.hits) == 1:
        places, near = now.locative(hit)  # "In X the LNA lost positions"
    if not sited(run, places) or not run.names.sides.get(loser):
        return None
    return Draft("advance", places, foe_of(run, loser), loser, near=near)
