"""Frames about a place gained: taken, besieged, entered, stormed.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from dataclasses import replace

from .campaigns import campaign
from .coded import CONTROL
from .doers import doer, main_subject
from .extent import NONE, PART, WHOLE, extent_left
from .frames_event import crowd_in
from .frames_states import state
from .framing import Draft, foe_of, is_outside, is_region, object_of, unopposed, value_of
from .grammar import Hit
from .objects import (
    among_them,
    apposed,
    chosen,
    ground,
    ground_left,
    ground_of_clause,
    listed_after,
    opened,
    pronoun_taken,
    share_of,
)
from .referents import anaphor, antecedent, apposed_to
from .tables import either, words
from .takers import front_gained, retaker, same_taker


def takes(run, hit: Hit, speaker: str):
    """Read how a side takes, besieges or enters a place."""
    now = run.now
    if hit.rule.name == "take-control" and _still(now, hit):
        return state(run, hit, speaker)
    metaphor = not words("metaphor").isdisjoint(now.words[hit.last : hit.last + 3])
    if _no_taking(now, hit):
        return None
    if now.is_passive(hit):
        return _taken(run, hit, metaphor, speaker)
    if hit.rule.name == "extend-control" and "country" in now.words[hit.last : hit.last + 4]:
        actor = doer(run, hit, speaker)  # "aims to extend its control over the whole country"
        aim = now.word(hit.first - 1) == "to" and run.names.sides.get(actor) in run.names.parties
        return Draft("capture", [run.names.home], actor, foe_of(run, actor), True, "planned") if aim else None
    if not words("not-force").isdisjoint(now.words[now.clause(hit)[0] : hit.first]) and not now.subject(hit):
        return None  # "sand has captured two streets", "the firm took over"
    places, near = object_of(run, hit)
    within = near and hit.rule.event_type in CONTROL and ground(now, hit)[0]  # "took positions in X, south of Y"
    if near and not within and not among_them(now, hit):
        around = _around(run, hit, places, speaker)
        if around:
            return around
    if near:
        places = []
    places, share = _what_is_taken(run, hit, places)
    last = places[-1] if places and isinstance(places[-1], int) else now.size
    if now.word(last + 1) == "off" and now.word(last + 2) in ("force", "the"):
        return None  # "took X off force majeure"
    if spelled := _spelled_out(now, places) if share == PART else []:
        places, share = spelled, WHOLE
    if share == NONE and not run.now.place_inside(hit):
        places = []
    point = len(places) > 1 and isinstance(places[0], int) and now.word(places[0] + 1) in words("outlying-part")
    actor = doer(run, hit, speaker)
    if actor == "civil" or metaphor or _swept(now, places):
        return None
    loser = now.foe_right(hit, "from", "of")
    if loser == actor:
        loser = ""
    actor = actor or foe_of(run, loser)
    if now.word(hit.first - 1) == "to" or now.word(hit.first - 2) == "to":
        aim = campaign(run, hit, places, actor)
        if aim:
            return aim
    if now.word(hit.first - 1) == "of" and any(now.word(hit.first - k) in words("outset") for k in (2, 3)):
        return Draft("advance", places, actor, loser or foe_of(run, actor))  # "the start of liberating X"
    if not places and hit.rule.event_type in CONTROL and actor in run.names.parties and not run.now.is_passive(hit):
        object_ = now.words[hit.last : hit.last + 5]
        if not either("gained-ground").isdisjoint(object_) and now.word(hit.first - 1) != "to":
            places, share = front_gained(run, hit), PART
    if point and share == PART:  # "the X roundabout, Y and Z"
        return [gain(run, hit, places[:1], actor, loser, PART), gain(run, hit, places[1:], actor, loser)]
    return gain(run, hit, places, actor, loser, share)


def _still(now, hit: Hit) -> bool:
    """Tell "still has control of" from "has now gained control of"."""
    if not now.word(hit.first).startswith(("ha", "hold", "exert")):
        return False
    lasting = now.word(hit.first) == "had" and now.word(hit.first - 1) in ("has", "have")  # "has had control of"
    return lasting or any(now.word(k) in ("still", "continues", "continue") for k in (hit.first - 1, hit.first - 2))


def _no_taking(now, hit: Hit) -> bool:
    """Tell the words of taking that take no place: "took hold", "took it as", "the districts surrounding"."""
    if _able(now, hit):
        return True
    if now.word(hit.last) in ("it", "this", "that") and now.word(hit.last + 1) == "as":
        return True  # "took it as a declaration of war"
    if now.word(hit.last) in words("pronoun") and now.word(hit.last + 1) == "for":
        return True  # "took it for a Turkish one"
    if "surprise" in now.words[hit.last : hit.last + 6] and hit.rule.name == "take":
        return True  # "took X by surprise"
    if hit.rule.event_type == "siege" and now.word(hit.first - 1) == "what":
        return True  # "X and what surrounds it"
    if hit.rule.name == "liberate" and _emptied(now, hit):
        return True
    if now.word(hit.last - 1) == "in" and now.word(hit.last - 2) == "hold":
        return True  # "a truce took hold in the town"
    if not words("taken-things").isdisjoint(now.words[max(0, hit.first - 3) : hit.first]):
        return True  # "in which prisoners were taken"
    led = now.word(hit.first - 1) if now.word(hit.first) == "surrounding" else ""
    return led == "the" or led in either("areas", "ground", "settled")  # "the districts surrounding the city"


def _what_is_taken(run, hit: Hit, places: list) -> tuple[list, str]:
    """Give what a verb of taking takes, given its object, and how much of it."""
    now = run.now
    share = share_of(now, hit, places)
    named = apposed(now, hit) if not places else []
    if named:
        places, share = named, WHOLE
    elif not places and (hit.rule.event_type in CONTROL or hit.rule.frame == "storms"):
        places, share = ground(now, hit)
    if not places and hit.rule.event_type in CONTROL:
        places = among_them(now, hit)
        share = WHOLE if places else share
    if not places and hit.rule.event_type in CONTROL and now.word(now.clause(hit)[0] - 1) == "where":
        site = [word for word in now.words[hit.last : hit.last + 4] if word in either("ground", "whole-site")]
        places = antecedent(now, hit) if site else []  # "reached X, where they took the fortress"
        share = (WHOLE if site[0] in words("whole-site") else PART) if places else share
    if not places and hit.rule.event_type == "siege" and now.foe_right(hit):
        places = now.places_right(hit, frozenset(("in", "at", "inside")), False, 9)[0]  # "encircled its forces in X"
    if not places and hit.rule.event_type in CONTROL:
        places = ground_of_clause(now, hit)
        share = PART if places else share
    if not places:
        places = anaphor(run, hit)
        share = PART if places and _partly(now, hit) else share
    return places, share


def _partly(now, hit: Hit) -> bool:
    """Tell "positions on those two fronts" from "those two towns"."""
    return any(
        now.word(k) in words("ground") and now.word(k + 1) in ("on", "in", "at", "along")
        for k in range(hit.last, min(now.size, hit.last + 4))
    )


def _spelled_out(now, places: list) -> list:
    """Give what is listed in "took three districts of X: A, B and C", "parts of X, including A and B"."""
    if not places or not isinstance(places[-1], int):
        return []
    n = places[-1] + 1
    if now.word(n) == "," and now.word(n + 1) in words("naming"):
        n += 1
    if now.word(n) not in words("naming"):
        return []
    n += 2 if now.word(n) == "such" else 1
    while n < now.size and now.word(n) in ("the", "both"):
        n += 1
    return now.group(n) if n < now.size and now.tokens[n].kind == "place" else []


def _swept(now, places: list) -> bool:
    """Tell "cleared X of mines"."""
    last = places[-1] if places and isinstance(places[-1], int) else -9
    return now.word(last + 1) in ("of", "from") and any(now.word(last + k) in words("debris") for k in (2, 3, 4))


def _taken(run, hit: Hit, metaphor: bool, speaker: str = ""):
    """Read how a place is taken."""
    now = run.now
    apposed = _of_which(now, hit)
    places = now.place_inside(hit) or apposed or _besieged_at(now, hit) or now.places_left(hit)
    if places and not apposed and _done_to_by_other(now, hit, places[0]):
        places = []
    if not places and hit.first and now.tokens[hit.first - 1].kind == "place":
        back = now.group_left(hit.first - 1)  # "with X taken"
        places = back if now.governor(back[0])[0] == "with" else []
    actor = now.agent(hit)
    if now.word(hit.first) == "occupied" and now.word(hit.first - 1) in ("is", "are", "still", "now", "remains"):
        holder = run.names.sides.get(actor, "")
        return Draft("other", places, actor, foe_of(run, actor), holder=holder) if holder else None
    for_years = now.word(hit.last) == "for" and "years" in now.words[hit.last : hit.last + 5]
    if for_years and now.word(hit.first) in ("occupied", "held", "controlled"):
        return None  # "after it was occupied for some six years by": no day of a capture
    if hit.rule.name == "secure" and not actor:
        return None  # "the fields were fully secured": safe
    if not actor and places and isinstance(places[0], int) and now.governor(places[0])[0] == "with":
        actor = main_subject(run, hit)
    loser = now.foe_right(hit, "from", "of")
    if actor and loser == actor:
        loser = ""
    before = now.joined_to(hit)
    if before is not None and not actor:  # "was lost to the LNA before dawn and won back by noon"
        places = places or now.places_left(before)
        first = now.foe_right(before, "to") or now.agent(before)
        actor = foe_of(run, first) if hit.rule.event_type == "recapture" else first
    places, share = (apposed, WHOLE) if apposed else _subject_taken(run, hit, places)
    if (
        (share == NONE and places)
        or (not actor and metaphor)
        or any(now.word(k) in words("debris") for k in range(hit.last, min(now.size, hit.last + 4)))
    ):
        return None
    if not actor and speaker in run.names.parties and now.word(hit.first) in words("freed"):
        actor = "" if loser == speaker else speaker  # whom a side calls liberated, it has taken
    actor = actor or foe_of(run, loser) or same_taker(run, hit) or retaker(run, hit, places)
    return gain(run, hit, places, actor, loser, share)


def _done_to_by_other(now, hit: Hit, place) -> bool:
    """Tell a place that another verb takes: "the officer who led the drive to retake X was captured"."""
    if not isinstance(place, int) or not place < hit.first - 1:
        return False
    other = now.inside.get(now.governor(place)[1])
    return other is not None and other is not hit and not other.rule.is_noun


def _of_which(now, hit: Hit) -> list:
    """Give the place in "X, a port city in Y that was taken", "X, a town which had been taken"."""
    for k in range(hit.first - 1, max(0, hit.first - 6), -1):
        if now.word(k) in ("that", "which"):
            return apposed_to(now, k)
        if not (now.word(k) in either("be", "have", "mid-passive") or now.word(k).endswith("ly")):
            break
    return []


def _besieged_at(now, hit: Hit) -> list:
    """Give where men are besieged: "its last units are encircled now at X"."""
    if hit.rule.event_type != "siege" or words("force").isdisjoint(
        word for token in now.tokens[max(0, hit.first - 14) : hit.first] for word in token.text.split()
    ):
        return []
    places, near = now.places_right(hit, frozenset(("in", "at", "inside", "within")), False, 6)
    return [] if near else places


def _subject_taken(run, hit: Hit, places: list) -> tuple[list, str]:
    """Give what is said to be taken, given the subject, and how much of it."""
    now = run.now
    share = WHOLE
    if places and not now.place_inside(hit):
        share = extent_left(now, places[0], hit.first)
        governor, at = now.governor(places[0]) if isinstance(places[0], int) else ("", -1)
        if governor in ("in", "inside") and now.word(at - 1) in either("ground", "part"):
            share = PART  # "significant territory in the X and Y areas was taken"
        places = chosen(now, places, hit.first)
    elif not places:
        places, share = ground_left(now, hit)
        share = WHOLE if places and hit.rule.event_type == "siege" else share  # "the base at X has been besieged"
        places, share = (places, share) if places else (listed_after(now, hit), share)
        share = WHOLE if places and share == NONE else share
    if not places and any(now.word(k) in ("control", "possession") for k in range(max(0, hit.first - 5), hit.first)):
        places, near = now.places_right(hit, frozenset(("over", "of", "in")), False, 8)
        places, share = ([] if near else places), WHOLE
    if not places:
        places = _counted(run, hit)
        share = WHOLE if places else share
    if not places and hit.first < 2:
        places, share = opened(now, hit), WHOLE
    if not places and now.word(hit.first - 1) in words("be"):
        places, share = pronoun_taken(run, hit), WHOLE
    return places, share


def _counted(run, hit: Hit) -> list:
    """Give the places that "the two cities" or "all three towns" before a passive stands for."""
    now = run.now
    count = {"two": 2, "both": 2, "twin": 2, "three": 3, "four": 4}
    for n in range(hit.first - 1, max(-1, hit.first - 8), -1):
        if now.word(n) in words("settled") and now.word(n).endswith("s"):
            size = next((count[now.word(k)] for k in (n - 1, n - 2) if now.word(k) in count), 0)
            lists = [now.group_left(k) for k in range(n) if now.tokens[k].kind == "place"]
            if size and (pair := next((one for one in reversed(lists) if len(one) == size), [])):
                return pair
            named = list(dict.fromkeys(t.value for t in now.tokens[:n] if t.kind == "place")) or run.memory.recent
            return named[-size:] if size and len(named) >= size else []
        if now.boundary(n) or now.tokens[n].kind != "w":
            break
    return []


def gain(run, hit: Hit, places: list, actor: str, loser: str = "", share: str = WHOLE):
    """Give the draft of a gain: control of the whole, or ground gained in a part."""
    places = [p for p in places if not is_outside(run, value_of(run, p))]
    wide = bool(places) and all(is_region(run, value_of(run, p)) for p in places)
    target = loser or foe_of(run, actor)
    heart = any(run.now.word(k) in ("heart", "centre", "center", "rest") for k in range(hit.last, hit.last + 4))
    if share == PART and places and _districts(run, hit, places):  # of a capital: its side is at home in what it takes
        home = run.names.home_sides.get(run.names.capital) == actor
        return Draft(hit.rule.event_type, places, actor, target, near=not home)
    if share == PART and heart and (run.now.word(hit.first - 1) == "to" or not _of_capital(run, places)):
        share = WHOLE  # "ordered them to seize the heart of X"
    if share == PART:
        if hit.rule.event_type not in CONTROL and hit.rule.frame != "storms":
            return None
        if wide:  # "took towns in the west"
            return Draft(hit.rule.event_type, places, actor, target, near=True)
        return Draft("advance", places, actor, target, holder="contested")
    return Draft(hit.rule.event_type, places, actor, target, near=wide)


def _of_capital(run, places: list) -> bool:
    return any(value_of(run, p) in (run.names.capital, *run.names.parts, *run.names.wide) for p in places)


def _districts(run, hit: Hit, places: list) -> bool:
    """Tell whole districts or parts of a capital from positions in it."""
    whole = bool(places) and all(value_of(run, p) == run.names.capital for p in places)
    if hit.rule.event_type not in CONTROL or not whole:
        return False
    first, last = (hit.last, places[0]) if isinstance(places[0], int) and places[0] >= hit.last else (0, hit.first)
    said = {word for t in run.now.tokens[first : last + 1] for word in t.text.split()}
    return not said.isdisjoint(either("vague-area", "capital-part"))


def _around(run, hit: Hit, places: list, speaker: str):
    """Read what is taken around a place: towns and areas a gain of no stated holder, mere positions an advance."""
    now = run.now
    if hit.rule.event_type not in CONTROL or not places or not isinstance(places[0], int) or places[0] < hit.last:
        return None
    if now.governor(places[0])[0] == "between":
        return None  # "all the towns between X and Y" are neither
    actor = doer(run, hit, speaker)
    said = [now.word(k) for k in range(hit.last, places[0])]
    if run.names.sides.get(actor) not in run.names.parties or not words("ringed").isdisjoint(said[-1:]):
        return None
    if not words("taken-in").isdisjoint(said):
        return Draft(hit.rule.event_type, places, actor, foe_of(run, actor), near=True)
    if not words("posts").isdisjoint(said):
        return Draft("advance", places, actor, foe_of(run, actor), near=True)
    return None


def _emptied(now, hit: Hit) -> bool:
    """Tell "cleared the airport of passengers", "freed the streets of rubble"."""
    return any(
        now.word(k) == "of" and now.word(k + 1) in either("civil", also=("mines", "rubble", "debris", "all"))
        for k in range(hit.last + 1, min(now.size, hit.last + 8))
    )


def _able(now, hit: Hit) -> bool:
    """Tell what is only feared, hoped or within somebody's power: "capable of taking X"."""
    return now.word(hit.first - 1) in ("of", "on", "for", "to") and now.word(hit.first).endswith("ing") and any(
        now.word(k) in words("ability") for k in range(max(0, hit.first - 4), hit.first - 1)
    )  # fmt: skip


def takes_all(run, hit: Hit, speaker: str):
    """Read "entered it and took full control": of the place that was spoken of."""
    now = run.now
    follows = now.word(hit.last)
    ends = hit.last >= now.size or not follows.isalpha() or follows in either("stop", "preposition", also=("and",))
    actor = doer(run, hit, speaker)
    if not ends or follows in ("of", "over") or run.names.sides.get(actor) not in run.names.parties:
        return None
    spots, near = now.places_right(hit, frozenset(("in", "at")), False, 5)
    places = spots or [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)][-1:]
    return gain(run, hit, places or run.memory.group[-1:], actor) if not near else None


_MOVES_OF = frozenset(["'s", "its", "his", "their", "the", "recent", "latest", "such", "any"])


def moves_in(run, hit: Hit, speaker: str):
    """Read "they walked in": an entry, and a gain where the foe had left or no shot was fired."""
    now = run.now
    if now.word(hit.last) in ("a", "an") and words("column") & set(now.words[hit.last : hit.last + 5]):
        return None  # "moving in a 21-vehicle convoy"
    if now.word(hit.first) == "moves" and not _MOVES_OF.isdisjoint(now.words[max(0, hit.first - 3) : hit.first]):
        return None  # "its recent moves in the region"
    actor = doer(run, hit, speaker)
    if run.names.sides.get(actor) not in run.names.parties or now.is_passive(hit):
        return None
    follows = now.tokens[hit.last] if hit.last < now.size else None
    if follows is not None and follows.text == "to":  # "marched in to the city of X"
        into = now.places_right(hit, frozenset(("to",)), False, 7)[0]
        return Draft("advance", into, actor, foe_of(run, actor)) if into else None
    if follows is not None and follows.kind != "date" and follows.text not in words("moment"):
        return None
    places = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
    places = [n for n in places if now.governor(n)[0] not in ("towards", "toward", "for")] or places
    places = now.group_left(places[-1]) if places else run.memory.group[-1:]
    left = any(h.rule.event_type == "withdrawal" or h.rule.frame == "emptied" for h in now.hits) or any(
        e.event_type == "withdrawal" and e.place_id in places for e in run.previous
    )
    bare = any(now.word(k) in ("empty", "deserted", "abandoned") for k in range(hit.first))
    gone = {now.subject(h) or now.owner(h) for h in now.hits if h.rule.event_type == "withdrawal"}
    if actor in gone:
        return None
    kind = "entry_unopposed" if left or bare or unopposed(run, hit) else "advance"
    return Draft(kind, places, actor, foe_of(run, actor))


def _stormed_site(run, hit: Hit, speaker: str):
    """Read "fighters in X stormed the headquarters of Y": the site is where they are."""
    now = run.now
    if words("ground").isdisjoint(now.words[hit.last : hit.last + 4]):
        return None
    places = [
        n
        for n in range(now.clause(hit)[0], hit.first)
        if now.tokens[n].kind == "place" and now.governor(n)[0] in ("in", "at", "inside") and not now.is_near(n)
    ][-1:]
    if not places or is_outside(run, value_of(run, places[0])):
        return None
    actor = doer(run, hit, speaker)
    return Draft("advance", places, actor.replace("civil", ""), foe_of(run, actor), holder="contested")


def storms(run, hit: Hit, speaker: str):
    """Read how a side storms a place: it is inside, but nothing is said of who holds it."""
    opens = hit.first == 0 or run.now.word(hit.first - 1) in words("determiner")
    if run.now.word(hit.first) in ("storm", "storms") and opens:
        return None  # the weather
    draft = takes(run, hit, speaker)
    if draft is not None and not draft.places:
        draft = _stormed_site(run, hit, speaker) or draft
    if draft is None or draft.event_type != "advance":
        return draft
    if not draft.actor and crowd_in(run, hit):
        return replace(draft, event_type="other")
    if draft.actor and run.names.sides.get(draft.actor) not in run.names.parties:
        return replace(draft, event_type="clash", target="", holder="contested")  # a raid of some third force
    return replace(draft, holder="contested")
