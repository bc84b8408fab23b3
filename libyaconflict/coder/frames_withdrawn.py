"""Frames about a place left: abandoned, evacuated, withdrawn from.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import AFFIRMATIVE, CONTROL
from .doers import doer, in_answer, the_other
from .extent import WHOLE, extent_left
from .frames_departing import both_leave, departs
from .frames_expelled import others_driven
from .frames_moves import posted
from .frames_noun_leaving import noun_leaves
from .framing import Draft, foe_of, is_abroad, is_headline, is_small, value_of
from .grammar import Hit
from .intention import intention
from .leaving import (
    describes_men,
    garrison_told,
    goes_against,
    goes_on_to,
    goes_otherwise,
    leaves_it_so,
    men_leaving,
    of_men,
    one_man,
    quits_its_posts,
    stands_as_noun,
    stays_behind,
    told_already,
    wrecks,
)
from .left_places import BARE, left_places, quits_the_fight
from .objects import apposed
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def _short_of(now: Sentence, hit: Hit, places: list) -> bool:
    """Tell a line to which men fall back by how far from a place it lies."""
    at = places[0] if places and isinstance(places[0], int) else -1
    said = now.words[hit.last : at] if at > hit.last else ()
    return "to" in said and any(word in words("distance") for word in said[said.index("to") :])


_CRAFT = words("craft") | {"mig", "migs", "sukhoi"}


def leaves(run: Run, hit: Hit, speaker: str):
    """Read how a side leaves a place."""
    now = run.now
    if stands_as_noun(now, hit):
        return noun_leaves(run, hit, speaker)
    if now.word(hit.first) == "flown" and not _CRAFT.isdisjoint(now.words[max(0, hit.first - 7) : hit.first]):
        return None  # "fighter jets had flown from X to Y"
    if told_already(now, hit) or stays_behind(now, hit) or one_man(now, hit) or leaves_it_so(run, hit):
        return None
    if (hit.first == 0 or now.word(hit.first - 1) == '"') and now.word(hit.first) in _ORDERED:
        return _ultimatum(run, hit, speaker)
    if describes_men(now, hit) or of_men(now, hit) or wrecks(now, hit) or _of_things(now, hit):
        return None  # "was blown up by retreating fighters"
    direct = "direct" in hit.rule.prepositions
    if direct and now.is_passive(hit) and now.words[hit.last : hit.last + 3] != ["by", "the", "time"]:
        return _is_left(run, hit, speaker) or departs(run, hit)
    actor = _who_leaves(run, hit, speaker)
    if actor == "civil" or not actor or not run.names.sides.get(actor):
        if counted := men_leaving(run, hit) or garrison_told(run, hit):
            return counted
        return departs(run, hit) or both_leave(run, hit)
    if hit.rule.name == "flew-out" and run.names.roles.get(actor) != "backer":
        return None  # "the GNA's delegation flew out of X"
    if beaten := _beaten_off(run, hit, actor):
        return beaten
    reserve = hit.rule.name == "fall-back" and now.word(hit.last) == "on" and intention(now, hit)
    if reserve or goes_otherwise(run, hit):
        return None  # "has X to fall back on"
    inside = now.place_inside(hit)
    places, near = (inside, False) if inside else left_places(run, hit, direct)
    if near and not inside and _short_of(now, hit, places):
        return None  # "retreated to a line 60 km from X"
    if (not places or near) and (refuge := _refuge(run, hit)):
        return _left_behind(run, hit, actor) or Draft("other", refuge, actor)  # "fled to the base of X"
    if direct and now.word(hit.last) in words("possessive") and now.word(hit.last + 1) not in words("own-men"):
        return None  # "evacuated its wounded from X"
    if direct and places:
        last = places[-1] if isinstance(places[-1], int) else hit.last
        if _makes(now, last) or _travels(run, hit, last):
            return None
        if taker := _left_to(run, last):
            return _handed_over(run, hit, places, actor, taker)
    whole = {run.names.home} if _foreign_troops(run, hit, actor) else set()  # Wagner may leave the country
    places = [p for p in places if value_of(run, p) in whole or run.names.kinds.get(value_of(run, p)) != "country"]
    moved = now.word(hit.first).startswith(("redepl", "reloc", "repos", "mov")) and now.word(hit.last - 1) != "of"
    if places and moved and (onto := goes_on_to(now, places[-1])):
        if goes_against(now, hit, places[-1]):
            return Draft("advance", now.group(onto), actor, foe_of(run, actor), near=now.is_near(onto))
        return None  # "redeployed units from X to Y"
    if not places:
        places, near = posted(now, hit)
    if direct and not places and _some_site(now, hit):
        return None  # "fled a key airbase", whichever it is
    if not places and hit.rule.name in BARE and (quits_the_fight(run, hit, actor) or quits_its_posts(run, hit)):
        places = run.memory.group[:1]
    return Draft("withdrawal", places, actor, foe_of(run, actor), near=near, holder=_heir(run, hit))


def _foreign_troops(run: Run, hit: Hit, actor: str) -> bool:
    """Tell a foreign power's fighting men from its officials."""
    said = {word for t in run.now.tokens[max(0, hit.first - 8) : hit.last] for word in t.text.split()}
    return run.names.roles.get(actor) == "backer" and (actor == "Wagner" or not words("troops").isdisjoint(said))


def out_of(run: Run, hit: Hit, speaker: str):
    """Read the heading "LNA out of X", "the last of them are out of X", "drove the tribal fighters out of X"."""
    now = run.now
    if driven := others_driven(run, hit):
        return driven
    n = hit.first - 1
    while now.word(n) in either("be", "mid-passive") or now.word(n) in ("all", "fully", "completely"):
        n -= 1
    bare = n == hit.first - 1
    if (
        now.word(hit.first - 1) == "'s"
        or n < 0
        or now.tokens[n].kind not in ("actor", "unit")
        or (bare and (not is_headline(run) or n > 1))
    ):
        return None
    places, actor = now.place_inside(hit), now.side(now.tokens[n])
    if not places or not is_small(run, places[0]) or not run.names.sides.get(actor):
        return None
    return Draft("withdrawal", places, actor, foe_of(run, actor))


def _some_site(now: Sentence, hit: Hit) -> bool:
    """Tell "fled a key military airbase": a site that nothing names."""
    if now.word(hit.last) not in ("a", "an", "one"):
        return False
    return any(now.word(k) in words("settled") for k in range(hit.last + 1, min(now.size, hit.last + 5)))


def _is_left(run: Run, hit: Hit, speaker: str):
    """Read the passive: "X was abandoned by the LNA"."""
    now = run.now
    places, actor = now.places_left(hit), now.agent(hit) or speaker
    if places and not actor:  # "X, which the LNA had held since May, was abandoned"
        actor = next(
            (e.actor or "" for e in run.coded if e.control_after and e.place_id == value_of(run, places[0])), ""
        )
    if not places or not run.names.sides.get(actor) or extent_left(now, places[0], hit.first) != WHOLE:
        return None
    return Draft("withdrawal", places, actor, foe_of(run, actor))


def _of_things(now: Sentence, hit: Hit) -> bool:
    """Tell what was left in a place: "seized tanks and other equipment left by the LNA"."""
    by = now.word(hit.last) == "by" or (now.word(hit.last) == "behind" and now.word(hit.last + 1) == "by")
    return by and now.word(hit.first) in ("left", "abandoned") and now.word(hit.first - 1) in words("left-thing")


def _travels(run: Run, hit: Hit, last: int) -> bool:
    """Tell "Haftar left Benghazi for Cairo" from men who leave a place."""
    now = run.now
    if now.word(last + 1) != "for" or now.word(hit.first)[:2] != "le":
        return False
    who = [t for t in now.tokens[: hit.first] if t.kind == "actor"]
    abroad = any(t.kind == "place" and is_abroad(run, t.value) for t in now.tokens[last + 2 : last + 4])
    return abroad or bool(who and run.is_person(who[-1]))


def _left_to(run: Run, last: int) -> str:
    """Give the side to which a place is left: "left X to the LNA"."""
    now = run.now
    heir = now.tokens[last + 2 : last + 4] if now.word(last + 1) == "to" else []
    taker = next((now.side(t) for t in heir if t.kind in ("actor", "unit")), "")
    return taker if run.names.sides.get(taker) in run.names.parties else ""


def _handed_over(run: Run, hit: Hit, places: list, actor: str, taker: str):
    """Draft a place left to the other side, unless a verb before has told it: "withdrew from X, leaving it to"."""
    now, holder = run.now, run.names.sides[taker]
    if any(e.event_type == "withdrawal" and e.end <= now.tokens[hit.first].start for e in run.coded):
        return None
    if now.word(hit.first) == "leaving":
        return Draft("capture", places, taker, actor, holder=holder)
    return Draft("withdrawal", places, actor, taker, holder=holder)


def _heir(run: Run, hit: Hit) -> str:
    """Give to which side a place is left: "withdrew from X, leaving it to the LNA"."""
    now = run.now
    if "leaving" not in now.words[hit.last :]:
        return ""
    left = now.words.index("leaving", hit.last)
    to = next((k for k in range(left + 2, left + 7) if now.word(k) == "to"), now.size)
    heir = next((now.side(t) for t in now.tokens[to + 1 : to + 4] if t.kind in ("actor", "unit")), "")
    return run.names.sides.get(heir, "") if run.names.sides.get(heir) in run.names.parties else ""


_ORDERED = frozenset(["leave", "quit", "evacuate", "abandon", "vacate", "withdraw", "exit", "surrender"])


def _ultimatum(run: Run, hit: Hit, speaker: str):
    """Read "Leave X or be driven out, the GNA's minister told them": who says so threatens to take it."""
    now = run.now
    if "or" not in now.words[hit.last : hit.last + 12] and "before" not in now.words[hit.last : hit.last + 12]:
        return None
    told = [now.side(t) for t in now.tokens[hit.last :] if t.kind in ("actor", "unit")]
    actor = run.names.sides.get(speaker or (told[0] if told else ""), "")
    places, near = now.places_right(hit, frozenset(("from",)), True, 6)
    if actor not in run.names.parties or near or not places:
        return None
    return Draft("capture", places, actor, foe_of(run, actor), status="planned")


def _refuge(run: Run, hit: Hit) -> list:
    """Give where men flee to, where nothing is said of whence: "fled to the base of X"."""
    now = run.now
    if now.word(hit.last) != "to" or now.word(hit.first) not in words("fled-to") or now.word(hit.first - 1) == "to":
        return []
    places = now.places_right(hit, frozenset(("to",)), False, 6)[0]
    stated = places and "from" in now.words[hit.last : places[0] + 3]
    return places if places and not stated and is_small(run, places[0]) else []


def _left_behind(run: Run, hit: Hit, actor: str):
    """Read "after the fall of X its LNA garrison fled to Y": what the sentence tells lost is what it left."""
    now = run.now
    lead = [word for t in now.tokens[max(0, hit.first - 4) : hit.first] for word in t.text.split()]
    lost = [e for e in run.coded if e.event_type in CONTROL and e.status in AFFIRMATIVE and e.target in (None, actor)]
    if "its" not in lead or words("garrisoned").isdisjoint(lead) or not lost:
        return None
    return Draft("withdrawal", [lost[-1].place_id], actor, foe_of(run, actor))


def _who_leaves(run: Run, hit: Hit, speaker: str) -> str:
    """Give who leaves: not who struck them on the way, nor who tells it of "them"."""
    now = run.now
    actor = doer(run, hit, speaker)
    bound = next((k for k in range(hit.first) if now.word(k) in ("deadline", "ultimatum")), -1)
    if bound >= 0:  # "extended the deadline that it had given the GNA to leave X"
        bidden = [now.side(t) for t in now.tokens[bound : hit.first] if t.kind in ("actor", "unit")]
        actor = next((side for side in bidden if run.names.sides.get(side) in run.names.parties), foe_of(run, actor))
    struck = now.word(now.clause(hit)[0] - 1) in ("as", "while", "when")
    if struck and in_answer(now, hit, actor, ("hits", "strike", "downs")):
        actor = foe_of(run, actor)  # "drones hit a column as it fled the town"
    if speaker and actor == speaker and now.word(hit.first) in words("fleeing"):
        actor = the_other(run, hit, actor)
    return actor


def _beaten_off(run: Run, hit: Hit, actor: str):
    """Read "they tried to enter X but were forced to retreat", "attacked X before withdrawing": an attack repelled."""
    now = run.now
    joint = next((k for k in range(hit.first - 1, max(-1, hit.first - 6), -1) if now.word(k) in ("but", "before")), -1)
    follows = now.tokens[hit.last] if hit.last < now.size else None
    if joint < 0 or (follows is not None and follows.kind in ("place", "near")):
        return None
    for n in range(hit.last, min(now.size, hit.last + 6)):
        if now.tokens[n].kind == "place" and now.word(n - 1) in ("from", "of", "in"):
            return None
    for other in reversed([h for h in now.hits if h.last <= joint]):
        if other.rule.frame in ("advances", "offensive", "takes", "storms"):
            tried = now.word(other.first - 1) == "to" and now.word(other.first - 2) in words("aim")
            attacked = other.rule.name in ("attack-verb", "storm", "advance")
            places, near = now.places_right(other, other.rule.prepositions, True)
            named = apposed(now, other) if near or not places else []
            places, near = (named, False) if named else (places, near)
            if not (tried or attacked) or near or not places:
                return None
            return Draft("repelled", places, foe_of(run, actor), actor)
    return None


def _makes(now: Sentence, place: int) -> bool:
    """Tell "leaves X as its last base", "left X exposed" from leaving it."""
    n = place + 1
    if now.word(n) == "the":
        n += 1
    held = now.word(n) in ("in", "under") and any(now.word(k) in words("grip") for k in range(n + 1, n + 4))
    if now.word(n) == "as":  # not "left X as the GNA closed in"
        lead = now.word(n + 1) in either("possessive", also=("a", "an"))
        return held or lead or now.word(n + 1 + (now.word(n + 1) == "the")) in words("left-as")
    return held or now.word(n) in words("left-as")


def emptied(run: Run, hit: Hit, speaker: str):
    """Read "no LNA soldiers are left in X", "X is empty of them": its men have gone."""
    now = run.now
    if now.word(hit.first) == "emptied" and now.word(hit.first + 1) == "by":
        return None  # "the prison was emptied by the GNA"
    actor = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    whose = words("possessive").intersection(now.words[hit.first : hit.last])
    if not actor and (whose or hit.rule.name == "have-none-left"):
        theirs = foe_of(run, speaker) if speaker in run.names.parties else now.actor_before(hit.first)
        actor = speaker if "our" in whose else theirs if whose else doer(run, hit, speaker)
    places = now.places_left(hit) if now.word(hit.last - 1) not in ("in", "inside", "at") else []
    places = places or now.places_right(hit, frozenset(("in", "inside", "at")), True, 6)[0]
    return Draft("withdrawal", places, actor, foe_of(run, actor)) if run.names.sides.get(actor) else None
