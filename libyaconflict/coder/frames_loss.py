"""Frames about a place lost: fallen, surrendered, handed over, given up.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .coded import CONTROL
from .doers import doer, owner_of
from .extent import NONE, PART, WHOLE, extent, extent_left
from .frames_withdrawn import leaves
from .framing import Draft, foe_of, is_region, object_of, value_of
from .gains import gain
from .grammar import Hit
from .objects import (
    among_them,
    chosen,
    ground,
    ground_left,
    identified,
    listed_after,
    opened_together,
    pronoun_taken,
    share_of,
)
from .referents import anaphor, reference
from .tables import either, words
from .taken import stretch, won_back
from .takers import gainer, hurt_by_fall

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def loses(run: Run, hit: Hit, speaker: str):
    """Read how a side loses a place."""
    now = run.now
    if now.describes_ground(hit.first) and won_back(now, hit):
        return None
    if now.is_passive(hit):
        opening = opened_together(now, hit)
        subject, share = now.places_left(hit) or opening, WHOLE
        if not subject and (part := ground_left(now, hit))[0]:
            subject, share = part  # "the bridge at X was lost"
        told = pronoun_taken(run, hit) if now.word(hit.first - 1) in words("be") else []
        places, loser = subject or told, now.agent(hit) or speaker
        if places and not opening and share == WHOLE:
            share = extent_left(now, places[0], hit.first)
        if share == NONE and places:
            return None
        chained = now.word(hit.first - 1) in ("and", "then", "but") or (opening and hit.first > 1)
        if not loser and places and chained:
            named = {value_of(run, p) for p in places}
            held_by = [e.actor for e in run.coded if e.place_id in named and e.event_type in CONTROL and e.actor]
            loser = held_by[-1] if held_by else ""  # "taken by the GNA and lost again"
        actor = _loses_to(now, hit) or foe_of(run, loser) or gainer(run, hit)
        if not actor and (not subject or share == PART):
            return None  # "It was lost in the desert": it may be anything
        return gain(run, hit, places, actor, loser, share if places else WHOLE)
    places, near = object_of(run, hit)
    loser = doer(run, hit, speaker)
    if not loser and now.word(hit.first) == "losing":
        loser = next((now.side(k) for k in now.tokens[hit.last : hit.last + 18] if k.kind in ("actor", "unit")), "")
    if not loser and run.names.sides.get(now.foe_right(hit, "to")) in run.names.parties:
        loser = foe_of(run, now.foe_right(hit, "to"))  # "But soon lost it to the LNA"
    share = WHOLE
    if not places:
        places, share = ground(now, hit)  # "lost its main base in X"
    places = places or identified(now, hit) or anaphor(run, hit)
    if near or not places or not run.names.sides.get(loser):
        return None
    if now.word(hit.last) == "them" and not isinstance(places[0], int) and len(places) < 2:
        return None  # "having lost them": its men
    if isinstance(places[0], int) and places[0] >= hit.last:
        share = extent(now, hit.last, places[0])
        joint, at = now.governor(places[0])
        base = now.word(at - 1).rstrip("s") in ("stronghold", "base", "airbase", "bastion", "airfield")
        if joint == "in" and base and is_region(run, value_of(run, places[0])):
            return None  # "lost its main base in the west": not the west
    if share != WHOLE and (others := among_them(now, hit)):
        places, share = others, WHOLE  # "lost eight towns in the west, X and Y among them"
    taker = now.foe_right(hit, "to")
    actor = taker if taker != loser and run.names.sides.get(taker) else foe_of(run, loser)
    return gain(run, hit, places, actor, loser, share) if share else None


def _loses_to(now: Sentence, hit: Hit) -> str:
    """Give to whom a place was lost, but for "its loss came as a shock to the LNA"."""
    taker = now.foe_right(hit, "to")
    far = range(hit.last, min(now.size, hit.last + 8))
    told = [
        k for k in far if now.word(k) in either("be", "blow", "boost", "shocked", also=("came", "comes", "surprise"))
    ]
    named = next((k for k in far if now.tokens[k].kind in ("actor", "unit")), now.size)
    return "" if told and told[0] < named else taker


def noun_fall(run: Run, hit: Hit, speaker: str):
    """Read the fall or loss of a place: the taker only where the text names one."""
    now = run.now
    places = now.places_right(hit, frozenset(("of",)), True)[0]
    if places and extent(now, hit.last, places[0]) != WHOLE:
        return None
    actor = now.foe_right(hit, "to")
    if not actor and hit.rule.name == "handover-noun":
        return None
    passed = bool(places) and now.word(places[-1] + 1) == "to"
    judged = either("be", "verb", "blow", "boost", also=("dealt", "deals", "came", "comes", "brought", "meant"))
    if actor and not passed and any(now.word(k) in judged for k in range(hit.last, hit.last + 8)):
        actor = ""  # "the fall of X is a blow to Y"
    if not actor and places:
        actor = foe_of(run, hurt_by_fall(run, hit))
    if now.word(hit.first) in ("loss", "collapse"):
        loser = owner_of(run, hit)
        loser = loser if run.names.sides.get(loser) in run.names.parties else ""
        loser = loser or speaker or now.subject(hit, speaker=speaker)
        loser = loser if run.names.sides.get(loser) else ""
        actor = actor or foe_of(run, loser)
        if not actor and now.word(hit.first) == "collapse":
            return None
    return gain(run, hit, places, actor or gainer(run, hit))


def falls(run: Run, hit: Hit, speaker: str):
    """Read how a place falls or passes, to somebody if said."""
    now = run.now
    if hit.rule.name == "change-hands" and not words("often").isdisjoint(now.words[max(0, hit.first - 3) : hit.first]):
        return None  # "has often changed hands"
    if hit.rule.name == "change-hands" and not _TIMES.isdisjoint(now.words[: hit.first]):
        return None  # "three times this week X has changed hands"
    if "back" in now.words[hit.first : hit.last] and not now.foe_right(hit):
        others = [h for h in hit.others if h.rule.frame == "leaves"]
        if others:
            return leaves(run, others[0], speaker)  # "fell back to X"
    bare = now.word(hit.first) == "fall" and hit.rule.name == "fall-bare"
    lead = {now.word(k) for k in range(hit.first - 3, hit.first)}
    turn = now.words[max(0, hit.first - 5) : hit.first - 1]
    done = now.word(hit.first - 1) == "to" and not either("ordinal", also=("next",)).isdisjoint(turn)
    if bare and not done and not lead & either("modal-plan", "modal-maybe", also=("did", "didn't")):
        return None
    places: list = now.places_left(hit)
    if listed := identified(now, hit):
        places, share = listed, WHOLE  # "among the towns in the west that fell to it are X and Y"
    elif places:
        if extent_left(now, places[0], hit.first) == NONE:
            return None
        share = extent_left(now, places[0], hit.first)
        places = stretch(now, chosen(now, places, hit.first))
    else:
        places, share = ground_left(now, hit)
        places, share = places or listed_after(now, hit), share or WHOLE
    if not places and hit.rule.name in ("pass-to-other", "change-hands") and (it := _it_before(now, hit)):
        places = reference(run, it)
    if not places and _without_subject(now, hit.first - 1):
        places = _named_before(now, hit) or run.memory.group[:1]
    if hit.rule.name == "surrender" and _men_of(now, hit, places):
        return None
    if hit.rule.name == "surrender" and (given := _garrison(run, hit)):
        return given
    if any(now.word(k) in either("civil", "party-noun") for k in range(hit.first - 2, hit.first)):
        return None
    held = any(now.word(k) in words("grip") for k in range(hit.first, min(now.size, hit.last + 5)))
    actor = now.foe_right(hit, "to", "into", *(("of",) if held else ()))
    taker = next(
        (k for k in range(hit.last, min(now.size, hit.last + 9)) if now.tokens[k].kind in ("actor", "unit")), 0
    )
    if actor and any(now.word(k) in ("is", "was", "are", "were", "came", "comes") for k in range(hit.last, taker)):
        actor = ""  # "That X has fallen is news to the LNA"
    if not actor and now.word(hit.last) in ("them", "it") and now.word(hit.last - 1) == "to":
        actor = now.actor_before(hit.first)
    if not actor and now.word(hit.last) in words("possessive") and now.word(hit.last + 1) in words("force"):
        told = [e.actor for e in run.previous[-1:] if e.actor == run.memory.actor and e.actor in run.names.parties]
        actor = speaker if speaker in run.names.parties else now.actor_before(hit.first) or "".join(told)
    if not actor and hit.rule.name == "surrender":
        must = not {"must", "should"}.isdisjoint(lead) or now.word(hit.first - 1) == "to"
        actor = speaker if must and speaker in run.names.parties and places else ""
        if not actor:
            return None
    if not actor:
        loser = now.foe_right(hit, "from")
        actor = foe_of(run, loser) or gainer(run, hit)
    draft = gain(run, hit, places, actor, share=share) if places else None
    asks = now.word(hit.last) == "?" or (done and "next" in lead and now.word(now.size - 1) == "?")
    asks = asks or (done and "next" in turn and not _TO_COME.isdisjoint(now.words[hit.last : hit.last + 5]))
    return replace(draft, status="hypothetical" if asks else "fact") if draft and (done or asks) else draft


def _named_before(now: Sentence, hit: Hit) -> list:
    """Give the place of "retook X, south of Y, hours after it had come under": the last that is no mere landmark."""
    n = hit.first - 1
    while n > 0 and (now.word(n) in either("have", "midst", also=("already",)) or now.word(n).endswith("ly")):
        n -= 1
    if now.word(n) != "it":
        return []
    named = [k for k in range(n) if now.tokens[k].kind == "place"]
    there = [k for k in named if not now.is_near(k)]
    return [now.tokens[k].value for k in (there or named)[-1:]]


def _without_subject(now: Sentence, n: int) -> bool:
    """Tell "it has fallen" and "but soon fell" from "the Y region had fallen", whose subject no table knows."""
    if now.word(n) not in ("it", "has", "had", "then", "soon", "later", "finally"):
        return False
    while now.word(n) in either("have", "midst", also=("finally", "already", "since")) or now.word(n).endswith("ly"):
        n -= 1
    return n < 0 or now.word(n) in ("it", "and", "but", "or", "then", "which", "that", "yet")


_TO_COME = frozenset(["may", "might", "could", "will", "would", "is", "be"])


def _men_of(now: Sentence, hit: Hit, places: list) -> bool:
    """Tell "the brigade that had defended X surrendered": the men, not the town."""
    if not places or not isinstance(places[0], int):
        return False
    opens = [k for k in range(1, places[0]) if now.word(k) in ("that", "who", "which")]
    return any(now.word(k - 1) in words("party-noun") or now.tokens[k - 1].kind in ("actor", "unit") for k in opens)


def _garrison(run: Run, hit: Hit):
    """Read "the LNA's garrison in X surrendered": its foe has X."""
    now = run.now
    n = hit.first - 1
    if n < 3 or now.tokens[n].kind != "place" or now.governor(n)[0] not in ("in", "at", "of"):
        return None
    at = now.governor(n)[1]
    loser = now.owner(Hit(hit.rule, at - 1, at)) or now.subject(hit)
    if now.word(at - 1) not in words("garrisoned") or run.names.sides.get(loser) not in run.names.parties:
        return None
    return Draft("capture", [n], foe_of(run, loser), loser)


def _it_before(now: Sentence, hit: Hit) -> int:
    """Give where the "it" of "it might yet change hands" stands; 0 where there is none."""
    n = hit.first - 1
    while n > 0 and now.word(n) in either("modal-maybe", "have", "be", "modal-plan", also=("yet", "soon", "again")):
        n -= 1
    return n if now.word(n) == "it" else 0


_TIMES = frozenset(["times", "twice", "thrice"])


def falls_inside(run: Run, hit: Hit, speaker: str):
    """Read how a place goes to a side that the trigger's own words name."""
    now = run.now
    actor = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    places = now.places_left(hit) or now.place_inside(hit) or _named_before(now, hit)
    last = places[-1] if places and isinstance(places[-1], int) else hit.first
    if hit.rule.name == "go-to" and now.word(last + 1) in either("force", "garrisoned", also=_MEN):
        return None  # "the X company went over to the GNA"
    return gain(run, hit, places, actor) if run.names.sides.get(actor) else None


def hands_over(run: Run, hit: Hit, speaker: str):
    """Read how a place is handed over."""
    now = run.now
    passive = now.is_passive(hit)
    if passive and _things_handed(now, hit):
        return None
    if now.word(hit.first) == "surrender" and now.word(hit.first - 1) in either("determiner", also=("'s",)):
        return _surrendered_to(run, hit, speaker)
    places = now.places_left(hit) if passive else object_of(run, hit)[0]
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    taker = inside[0] if inside else now.foe_right(hit, "to")
    if not taker and hit.rule.name == "restore-to" and now.word(hit.last - 1) in words("holding"):
        taker = doer(run, hit, speaker)  # "its men restored X to government control"
    ceded = now.word(hit.first)[:4] in ("cede", "cedi", "conc", "surr", "yiel")
    if not taker and ceded and "to" not in (now.word(k) for k in range(hit.last, min(now.size, hit.last + 8))):
        taker = foe_of(run, now.agent(hit) if passive else doer(run, hit, speaker))
    if passive and places and extent_left(now, places[0], hit.first) != WHOLE:
        return None
    if not passive and share_of(now, hit, places) != WHOLE:
        return None
    return gain(run, hit, places, taker) if run.names.sides.get(taker) in run.names.parties else None


def _things_handed(now: Sentence, hit: Hit) -> bool:
    """Tell what is no place: "its staff will be handed over to", "the bodies were handed over"."""
    n = hit.first - 1
    while now.word(n) in either("be", "have", "mid-passive", "modal-plan") or now.word(n).endswith("ly"):
        n -= 1
    return now.word(n) in either("captives", "civil", "corpse", "weapons", also=_BELONGINGS)


_MEN = frozenset(["company", "companies", "regiment", "platoon", "policemen", "commander", "officers", "elders"])
_BELONGINGS = frozenset(["staff", "material", "equipment", "files", "archives", "personnel", "powers", "duties", "men"])
_SOUGHT = ("for", "offered", "offer", "awaits", "expects", "terms", "talks", "negotiations", "discussions", "discussed")
_TOOK = frozenset(["accepted", "accepts", "received", "took", "negotiated", "secured", "obtained", "won"])


def _surrendered_to(run: Run, hit: Hit, speaker: str):
    """Read the noun of "the GNA accepted the surrender of X", "the surrender of X to the GNA"."""
    now = run.now
    places, near = now.places_right(hit, frozenset(("of",)), now.word(hit.last - 1) == "of", 6)
    taken = not _TOOK.isdisjoint(now.words[max(0, hit.first - 3) : hit.first])
    lead = now.words[max(0, hit.first - 4) : hit.first]
    wanted = not either("mandate", "talked-of", also=_SOUGHT).isdisjoint(lead)
    subject = now.subject(hit, speaker=speaker) if taken or wanted else ""
    taker = now.foe_right(hit, "to") or subject or foe_of(run, now.owner(hit))
    if near or not places or extent(now, hit.last, places[0]) != WHOLE:
        return None
    if not taker and not words("not-force").isdisjoint(now.words[: hit.first]):
        return None  # "corruption has received the surrender of X"
    taker = taker if run.names.sides.get(taker) in run.names.parties else ""
    if wanted and not taken:
        return Draft("capture", places, taker, foe_of(run, taker), status="planned") if taker else None
    return gain(run, hit, places, taker)


def gives_up(run: Run, hit: Hit, speaker: str):
    """Read how a side gives a place up, to its foe if said."""
    now = run.now
    loser = now.agent(hit) if now.is_passive(hit) else doer(run, hit, speaker)
    if not loser and ":" in now.words[: hit.first]:
        loser = now.actor_before(hit.first)  # "the LNA has shortened its lines: X was given up"
    if not loser and now.is_passive(hit) and speaker in run.names.parties:
        loser = speaker  # "X was given up, the LNA admitted"
    places = now.places_left(hit) if now.is_passive(hit) else object_of(run, hit)[0]
    if not places and not now.is_passive(hit) and (ground_lost := ground(now, hit)[0]):
        return Draft("withdrawal", ground_lost, loser, foe_of(run, loser), near=True) if loser else None
    if not places or not run.names.sides.get(loser):
        return None
    taker = now.foe_right(hit, "to")
    if isinstance(places[0], int) and places[0] >= hit.last and extent(now, hit.last, places[0]) != WHOLE:
        part = extent(now, hit.last, places[0]) == PART
        return Draft("withdrawal", places, loser, foe_of(run, loser), near=True) if part else None
    if taker or any(now.word(k) in ("control", "grip") for k in range(hit.first, hit.last)):
        draft = gain(run, hit, places, taker or foe_of(run, loser), loser)
        return replace(draft, event_type="capture")
    return Draft("withdrawal", places, loser, foe_of(run, loser))


def lost_inside(run: Run, hit: Hit, speaker: str):
    """Read "X slipped from Haftar's grasp", "it slipped out of their hands"."""
    now = run.now
    loser = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    if not loser and not words("possessive").isdisjoint(now.words[hit.first : hit.last]):
        loser = now.actor_before(hit.first) or run.memory.actor
    places = now.places_left(hit) or reference(run, hit.first - 1)
    places = places or (run.memory.group[:1] if now.word(hit.first - 1) == "it" else [])
    return gain(run, hit, places, foe_of(run, loser), loser) if places and run.names.sides.get(loser) else None
