"""Frames that tell a gain by a noun or a figure: "the capture of", "control of", a flag, the fold of the state.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .beaten import siege_failed
from .doers import doer, main_subject, owner_of
from .extent import NONE, WHOLE
from .framing import Draft, cleft_at, foe_of
from .gains import declarer, gain
from .grammar import Hit
from .nominal import calmly, wanted_by
from .objects import share_of
from .outset import course_of
from .referents import antecedent
from .tables import either, words
from .takers import gainer

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

ENDED = frozenset(["ended", "ending", "lifted", "lifting", "broke", "broken", "breaking", "end", "ends"])


def control_noun(run: Run, hit: Hit, speaker: str):
    """Read full control of a place, as a noun."""
    now = run.now
    places, near = now.places_right(hit, frozenset(), True)
    actor = now.subject(hit, speaker=speaker) or speaker
    if near or not places or actor in ("", "civil"):
        return None
    return gain(run, hit, places, actor, share=share_of(now, hit, places)) if share_of(now, hit, places) else None


def owned_control(run: Run, hit: Hit, speaker: str):
    """Read "after the GNA's control of X" as news that it was taken."""
    now = run.now
    actor = now.owner(hit)
    lead = [now.word(k) for k in range(max(0, hit.first - 6), hit.first)]
    if actor not in run.names.parties or not set(lead) & either("upon", "adding"):
        return None
    places, near = now.places_right(hit, frozenset(), True)
    share = share_of(now, hit, places)
    return None if near or not places or not share else gain(run, hit, places, actor, share=share)


def control_passive(run: Run, hit: Hit, speaker: str):
    """Read "control over X was regained by Y", "was lost"; where nobody is named, by whom the sentence speaks of."""
    now = run.now
    places = now.place_inside(hit)
    lost = now.word(hit.last - 1) in ("lost", "ceded", "relinquished", "surrendered")
    actor = now.agent(hit)
    if lost:
        return gain(run, hit, places, now.foe_right(hit, "to") or foe_of(run, actor), actor)
    given = now.foe_right(hit, "to") if now.word(hit.last - 1) == "restored" else ""  # "control of X was restored to Y"
    return gain(run, hit, places, actor or given or now.actor_before(hit.first) or speaker)


def noun_taken(run: Run, hit: Hit, speaker: str):
    """Read a side's capture or siege of a place, as a noun."""
    now = run.now
    places, near = now.places_right(hit, frozenset(("of", "on", "around")), True)
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    actor = inside[0] if inside else owner_of(run, hit)
    actor = actor or wanted_by(now, hit)
    if (
        actor
        and places
        and any(t.value == actor and n > places[-1] for n, t in enumerate(now.tokens))
        and now.word(places[-1] + 1) == "from"
    ):
        actor = foe_of(run, actor)
    actor = actor or foe_of(run, now.foe_right(hit, "from"))
    lead = {now.word(k) for k in range(hit.first - 4, hit.first)}
    proclaimed = declarer(run, places)  # "a campaign for the capture of X was proclaimed by Y"
    actor = actor or proclaimed
    if (
        not proclaimed
        and now.word(hit.first - 1) == "the"
        and now.word(hit.first - 2) == "for"
        and now.word(hit.first - 3) in words("body")
    ):
        return None  # "the operations room for the liberation of X"
    if "with" in lead and lead & words("on-with"):
        return None  # "pressing on with the liberation of X"
    if not actor and hit.first < 5 and now.word(0) in ("with", "by", "through"):
        actor = main_subject(run, hit)  # "With the capture of X, the GNA ..."
    governor, at = now.governor(hit.first)
    if not actor and governor == "with":
        took = [h for h in now.hits if h.last <= at and h.rule.frame == "takes" and not now.is_passive(h)]
        actor = now.subject(took[-1]).replace("civil", "") if took else ""  # "regained X with the capture of Y"
    siege = hit.rule.event_type == "siege"
    if not places and siege:
        return None
    if not places and not near:
        places = _held_site(now, hit)
        owners = [now.side(t) for t in now.tokens[hit.last : places[0]] if t.kind == "actor"] if places else []
        if owners and actor in ("", owners[0]):
            actor = foe_of(run, owners[0])
    ahead = range(hit.last, min(now.size, hit.last + 16)) if siege else ()
    over = any(now.word(k) in ENDED and now.word(k - 1) in either("be", also=("been",)) for k in ahead)
    if siege and (
        over or siege_failed(now, hit) or any(now.word(k) in ENDED for k in range(max(0, hit.first - 3), hit.first))
    ):
        return None
    actor = actor or ("" if siege else gainer(run, hit))
    share = WHOLE if siege else share_of(now, hit, places)
    course = course_of(now, hit, places) if places and not siege else ""
    if course and not near:  # "the liberation of X has begun", "has failed"
        actor = actor or speaker or now.actor_before(hit.first)
        return Draft("advance", places, actor, foe_of(run, actor)) if course == "begun" and actor else None
    return None if near or share == NONE else gain(run, hit, places, actor, share=share)


def _held_site(now: Sentence, hit: Hit) -> list:
    """Give the place of "the capture of the LNA's last stronghold in X"."""
    if now.word(hit.last - 1) != "of" and now.word(hit.last) != "of":
        return []
    for n in range(hit.last, min(now.size - 2, hit.last + 9)):
        if now.word(n) in either("site", also=("stronghold", "bastion", "foothold", "redoubt")):
            k = n + 2 + (now.word(n + 2) in ("the", "southern", "western", "eastern", "northern"))
            sited = now.word(n + 1) in ("in", "at") and k < now.size and now.tokens[k].kind == "place"
            return now.group(k) if sited and now.names.kinds.get(now.tokens[k].value) != "region" else []
        if now.boundary(n) or now.tokens[n].kind in ("place", "near") or now.word(n) == ",":
            break
    return []


def noun_whose(run: Run, hit: Hit, speaker: str):
    """Read "X, whose seizure by the GNA", "X's fall to the GNA", "its capture"."""
    now = run.now
    word = now.word(hit.first)
    places: list = []
    left = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
    if word in ("'s", "whose"):
        n = hit.first - 1
        of = next((k for k in range(hit.last, min(now.size, hit.last + 4)) if now.word(k) == "of"), 0)
        if of and n >= 0 and now.tokens[n].kind in ("actor", "unit"):
            return noun_taken(run, Hit(hit.rule, hit.first, of + 1), speaker)  # "the GNA's capture on Monday of X"
        if word == "whose" and now.word(n) == ",":
            n -= 1
        places = now.group_left(n) if n >= 0 and now.tokens[n].kind == "place" else []
        places = places[-1:] if word == "'s" else places
    elif left and now.word(hit.first - 1) in ("after", "since", "following", "before", "until"):
        places = left[-1:]
    elif named := [n for n in range(hit.first) if now.tokens[n].kind in ("place", "near")]:
        places = left[-1:] or named[-1:]
    elif run.memory.topic:
        places = [run.memory.topic]
    actor = now.agent(hit) or _taker_told(run, hit) or foe_of(run, now.foe_right(hit, "from"))
    told = run.previous[-1] if run.previous and word == "its" else None
    if not actor and told and places and told.place_id == places[0] and told.actor in run.names.parties:
        actor = told.actor
    return gain(run, hit, places, actor or gainer(run, hit)) if places else None


def _taker_told(run: Run, hit: Hit) -> str:
    """Give the taker of "X's fall to the GNA"; in "X's fall is a blow to the LNA" the foe of who is hurt."""
    now = run.now
    to = now.foe_right(hit, "to", "for")
    judged = not either("be", "blow", "boost").isdisjoint(now.words[hit.last : hit.last + 6])
    if (judged or not to) and now.word(hit.last) != "to":
        blow = judged and not words("blow").isdisjoint(now.words[hit.last : hit.last + 9])
        return foe_of(run, to) if blow else ""
    return now.foe_right(hit, "to")


def noun_entry(run: Run, hit: Hit, speaker: str):
    """Read a side's entry into a place, as a noun."""
    now = run.now
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    actor = inside[0] if inside else owner_of(run, hit)
    places, near = now.places_right(hit, frozenset(("into",)), True)
    if near or not places or run.names.sides.get(actor) not in run.names.parties:
        return None
    if not either("refused", "preventing", also=("denied", "deny", "barred", "forbidden")).isdisjoint(
        now.words[max(0, hit.first - 6) : hit.first]
    ):
        return None  # "refused the LNA entry into X"
    calm = any(now.word(k) in ("peaceful", "unopposed", "bloodless") for k in range(hit.first - 3, hit.first))
    calm = calm or calmly(now, hit)
    return Draft("entry_unopposed" if calm else "advance", places, actor, foe_of(run, actor))


def gives_control(run: Run, hit: Hit, speaker: str):
    """Read "gave the LNA control of X", "left it in control of X"."""
    now = run.now
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    actor = inside[0] if inside else now.actor_before(hit.first) or run.memory.actor
    places, near = now.places_right(hit, frozenset(), True)
    share = share_of(now, hit, places)
    if near or not places or not share or not run.names.sides.get(actor):
        return None
    return gain(run, hit, places, actor, share=share)


def claimed_by(run: Run, hit: Hit, speaker: str):
    """Read "X was claimed by the LNA": taken, on its word alone."""
    now = run.now
    actor = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    passive = any(now.word(k) in words("be") for k in range(max(0, hit.first - 3), hit.first))
    places = now.places_left(hit)
    if not passive or not places or actor not in run.names.parties:
        return None
    return Draft("capture", places, actor, foe_of(run, actor), status="claimed")


def claims(run: Run, hit: Hit, speaker: str):
    """Read "the LNA claimed X and Y": taken, on its word alone."""
    now = run.now
    actor = now.subject(hit, speaker=speaker)
    places = [n for n in range(hit.first, hit.last) if now.tokens[n].kind == "place"]
    places = now.group(places[0]) if places else []
    if not places or actor not in run.names.parties or now.word(hit.first - 1) == "the":
        return None
    lead = now.words[max(0, hit.first - 3) : hit.first]
    if not either("not", "modal-plan", "modal-maybe", also=("to",)).isdisjoint(lead):
        return None  # "has not claimed X"
    last = places[-1]
    follows = now.tokens[last + 1] if last + 1 < now.size else None
    plain = (
        follows is None or follows.kind == "date" or follows.text in (".", ",", ";", "on", "for", "after", "as", "and")
    )
    return Draft("capture", places, actor, foe_of(run, actor), status="told") if plain else None


def claimed_both(run: Run, hit: Hit, speaker: str):
    """Read "X is claimed by both sides", which tells each side's claim."""
    return None


def listed_as(run: Run, hit: Hit, speaker: str):
    """Read "the LNA listed X, Y and Z as taken": claimed by who lists them."""
    now = run.now
    places = [n for n in range(hit.first, hit.last) if now.tokens[n].kind == "place"]
    places = now.group(places[0]) if places else []
    lister = now.subject(hit, speaker=speaker)
    if not places or run.names.sides.get(lister) not in run.names.parties:
        return None
    lost = now.word(hit.last - 1) == "lost"
    actor = foe_of(run, lister) if lost else lister
    kind = "recapture" if now.word(hit.last - 1).startswith("re") else hit.rule.event_type
    return Draft(kind, places, actor, foe_of(run, actor))


def restored(run: Run, hit: Hit, speaker: str):
    """Read "returned to the fold of the state": regained by the side that says so."""
    now = run.now
    places = now.places_left(hit) or now.places_right(hit, frozenset(), True, 4)[0]
    actor = now.agent(hit) or now.foe_right(hit) or speaker or now.subject(hit, speaker=speaker)
    return gain(run, hit, places, actor) if run.names.sides.get(actor) else None


def flag_down(run: Run, hit: Hit, speaker: str):
    """Read how a side's flag is hauled down at a place: its foe has it."""
    loser = run.now.owner(hit)
    places, near = run.now.places_right(hit, frozenset(), True, 5)
    sided = run.names.sides.get(loser) in run.names.parties
    return gain(run, hit, places, foe_of(run, loser), loser) if sided and places and not near else None


def flags(run: Run, hit: Hit, speaker: str):
    """Read how a side's flag goes up over a place, or over something in it."""
    now = run.now
    if not {"that", "which"}.isdisjoint(now.words[hit.first : hit.last]) and cleft_at(now, hit) < 0:
        return None  # "the flag that flew over X was torn down"
    places = now.places_right(hit, frozenset(), True)[0]
    for n in range(hit.last, min(now.size, hit.last + 9)):
        if places or now.word(n) == "," or now.boundary(n):
            break
        if now.tokens[n].kind == "place" and not now.is_near(n):
            places = [n]
    places = places or antecedent(now, hit)
    actor = now.agent(hit) if now.is_passive(hit) else doer(run, hit, speaker)
    if hit.rule.name == "flag-flies":
        actor = now.owner(hit)
    return gain(run, hit, places, actor) if run.names.sides.get(actor) in run.names.parties else None
