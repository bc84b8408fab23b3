"""Frames about a place gained: taken, besieged, entered, stormed.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .campaigns import campaign
from .coded import CONTROL
from .doers import doer
from .extent import NONE, PART, WHOLE
from .frames_states import state
from .framing import Draft, foe_of, is_outside, object_of, unopposed, value_of
from .gains import declarer, gain, ground_beside, parted_town, whole_beside
from .grammar import Hit
from .no_taking import no_taking
from .objects import among_them, apposed, ground, ground_of_clause, share_of
from .referents import anaphor, antecedent, last_site
from .tables import either, words
from .taken import taken
from .takers import front_gained, not_robbed, under_whom

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def takes(run: Run, hit: Hit, speaker: str):
    """Read how a side takes, besieges or enters a place."""
    now = run.now
    goes_on = now.word(hit.first) == "securing" and now.word(hit.first - 1) in words("be")
    has = hit.rule.name in ("take-control", "control-again") and now.word(hit.first).startswith(_HAS)
    if goes_on or (has and _still(now, hit)):
        return state(run, hit, speaker)
    if has and any(token.text.startswith(("until", "till")) for token in now.tokens[hit.last : hit.last + 6]):
        return None  # "had control of X until Monday"
    if no_taking(now, hit):
        return None
    metaphor = not words("metaphor").isdisjoint(now.words[hit.last : hit.last + 3])
    if now.is_passive(hit):
        return taken(run, hit, metaphor, speaker)
    if hit.rule.name == "extend-control" and now.word(hit.first).startswith("tighten") and _on_capital(run, hit):
        return None  # "gone deeper into the capital, tightening their grip on it"
    if hit.rule.name == "extend-control" and "country" in now.words[hit.last : hit.last + 4]:
        return _wants_the_country(run, hit, speaker)
    first = now.clause(hit)[0]
    first = max(0, first - 3) if now.word(first - 1) in ("who", "that") else first  # "the deminers who cleared X"
    if any(_no_force(now, n) for n in range(first, hit.first)) and not now.subject(hit):
        return None  # "sand has captured two streets", "the firm took over"
    places, near = object_of(run, hit)
    if near:
        within = hit.rule.event_type in CONTROL and ground(now, hit)[0]  # "took positions in X, south of Y"
        more = whole_beside(now, places) if run.names.sides.get(doer(run, hit, speaker)) else []
        more = [] if within and within != more else more
        off = [place for place in places if place not in more]
        around = None if (within and not more) or among_them(now, hit) else _around(run, hit, off, speaker)
        if more:
            whole = _gained(run, hit, more, WHOLE, doer(run, hit, speaker))
            return [one for one in (around, whole) if isinstance(one, Draft)]
        if around:
            return around
        places = []
    places, share = (places, WHOLE) if _also_of(now, places) else _what_is_taken(run, hit, places)
    last = places[-1] if places and isinstance(places[-1], int) else now.size
    if now.word(last + 1) == "off" and now.word(last + 2) in ("force", "the"):
        return None  # "took X off force majeure"
    if spelled := _spelled_out(now, places) if share == PART else []:
        places, share = spelled, WHOLE
    if share == NONE and not now.place_inside(hit):
        places = []
    actor = doer(run, hit, speaker)
    actor = under_whom(now, hit) or _campaigner(run, hit, places, actor) or actor
    if actor == "civil" or metaphor or _swept(now, places):
        return None
    if hit.rule.name == "restore-place" and run.names.sides.get(actor) not in run.names.parties:
        return None  # "the firm restored the port"
    if hit.rule.event_type == "siege" and places:
        actor = _besieger(run, places, actor)
    return _gained(run, hit, places, share, actor)


def _campaigner(run: Run, hit: Hit, places: list, actor: str) -> str:
    """Give whose campaign it is that a stranger speaks of: "the US urged him to halt his offensive to capture X"."""
    now = run.now
    noun = now.word(hit.first - 1) == "to" and now.word(hit.first - 2) in words("campaign")
    if not noun or run.names.sides.get(actor) in run.names.parties:
        return ""
    values = {value_of(run, place) for place in places}
    return next((row["actor"] for row in run.names.campaigns if row["place_id"] in values), "")


def _also_of(now: Sentence, places: list) -> bool:
    """Tell what is named beside nameless ground: "took control of several villages, and also of X"."""
    if "also" not in now.said or not places or not isinstance(places[0], int):
        return False
    joint, at = now.governor(places[0])
    return joint in ("of", "over") and now.word(at - 1) == "also"


def _besieger(run: Run, places: list, actor: str) -> str:
    """Give who lays siege: if not said, or not the other side, he whose standing offensive is aimed at the place."""
    for row in run.names.campaigns:
        foe = (not actor and row["start"] <= run.published.isoformat()) or run.names.sides.get(actor) == row["target"]
        if row["place_id"] == value_of(run, places[0]) and foe:
            return row["actor"]
    return actor


def _wants_the_country(run: Run, hit: Hit, speaker: str):
    """Read "aims to extend its control over the whole country"."""
    actor = doer(run, hit, speaker)
    aim = run.now.word(hit.first - 1) == "to" and run.names.sides.get(actor) in run.names.parties
    return Draft("capture", [run.names.home], actor, foe_of(run, actor), True, "planned") if aim else None


def _gained(run: Run, hit: Hit, places: list, share: str, actor: str):
    """Draft what a side takes: by aim, at its outset, or taken; of a list, the first may be a part only."""
    now = run.now
    actor = not_robbed(run, hit, actor)
    loser = now.foe_right(hit, "from", "of")
    loser = "" if loser == actor else loser
    actor = actor or foe_of(run, loser) or _on_behalf(run, places)
    infinitive = "to" in (now.word(hit.first - 1), now.word(hit.first - 2)) or now.word(hit.first - 2) == "try"
    if infinitive and not declarer(run, places) and (aim := campaign(run, hit, places, actor)):
        return aim
    if now.word(hit.first - 1) == "of" and any(now.word(hit.first - k) in words("outset") for k in (2, 3)):
        return Draft("advance", places, actor, loser or foe_of(run, actor))  # "the start of liberating X"
    if places and hit.rule.name in ("is-inside", "is-inside-2", "is-inside-3"):
        kind = run.names.kinds.get(value_of(run, places[0]))
        if kind in ("capital", "city", "town"):  # nobody holds a town by being in it
            holder = "" if kind == "capital" else "contested"
            return Draft("advance", places, actor, loser or foe_of(run, actor), holder=holder)
    if places and hit.rule.event_type in CONTROL and _under_way(now, hit):
        aims = [row["place_id"] for row in run.names.campaigns]
        going = value_of(run, places[0]) not in aims and actor in run.names.parties
        return Draft("advance", places, actor, loser or foe_of(run, actor)) if going else None
    if not places and hit.rule.event_type in CONTROL and actor in run.names.parties:
        object_ = now.words[hit.last : hit.last + 5]
        if not words("gained-ground").isdisjoint(object_) and now.word(hit.first - 1) != "to":
            return gain(run, hit, front_gained(run, hit), actor, loser, PART)
    if share == PART and hit.rule.event_type in CONTROL and (town := parted_town(run, hit, places)):
        both = (gain(run, hit, town, actor, loser, PART), gain(run, hit, places, actor, loser))
        return [one for one in both if one]
    point = len(places) > 1 and isinstance(places[0], int) and now.word(places[0] + 1) in words("outlying-part")
    if point and share == PART:  # "the X roundabout, Y and Z"
        both = (gain(run, hit, places[:1], actor, loser, PART), gain(run, hit, places[1:], actor, loser))
        return [one for one in both if one]
    whole = gain(run, hit, places, actor, loser, share)
    if whole and share == WHOLE and (ground_ := ground_beside(run, hit, places)):
        return [one for one in (whole, gain(run, hit, ground_, actor, loser, PART)) if one]
    return whole


def _under_way(now: Sentence, hit: Hit) -> bool:
    """Tell what is only being done: "went on with liberating X", "continued to clear X", "is cleansing X"."""
    n = hit.first - 1
    gerund = now.word(hit.first).endswith("ing")
    if gerund and hit.rule.name == "liberate" and now.word(n - (now.word(n) in words("midst"))) in words("be"):
        return True
    if not gerund and now.word(n) != "to":
        return False
    if now.word(n) == "to":
        return now.word(n - 1)[:5] in ("conti", "began", "begin", "begun", "start")
    n -= now.word(n) in ("with", "on", "in")
    n -= now.word(n) == "on"
    return now.word(n) in words("going-on")


def _on_behalf(run: Run, places: list) -> str:
    """Give for whom men of no named side take a place: "tribal fighters took X for the LNA"."""
    now = run.now
    last = places[-1] if places and isinstance(places[-1], int) else now.size
    if now.word(last + 1) != "for":
        return ""
    named = next((now.side(t) for t in now.tokens[last + 2 : last + 4] if t.kind == "actor"), "")
    return named if run.names.sides.get(named) in run.names.parties else ""


_HAS = ("ha", "hold", "exert")


def _still(now: Sentence, hit: Hit) -> bool:
    """Tell "still has control of" from "has now gained control of"."""
    lasting = now.word(hit.first) == "had" and now.word(hit.first - 1) in ("has", "have")  # "has had control of"
    return lasting or any(now.word(k) in ("still", "continues", "continue") for k in (hit.first - 1, hit.first - 2))


def _what_is_taken(run: Run, hit: Hit, places: list) -> tuple[list, str]:
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
        follows = now.word(hit.last)
        bare = hit.rule.name == "take-over" and (not follows.isalpha() or follows in either("stop", "preposition"))
        places = antecedent(now, hit) if site or bare else []  # "reached X, where they took the fortress"
        share = (WHOLE if bare or site[0] in words("whole-site") else PART) if places else share
    if not places and hit.rule.name == "take-over" and not now.word(hit.last).isalpha() and run.coded:
        left = run.coded[-1]  # "left the airbase, and the GNA took over"
        places, share = ([left.place_id], WHOLE) if left.event_type == "withdrawal" else (places, share)
    if not places and hit.rule.event_type == "siege" and now.foe_right(hit):
        places = now.places_right(hit, frozenset(("in", "at", "inside")), False, 9)[0]  # "encircled its forces in X"
    if not places and hit.rule.event_type in CONTROL:
        places = ground_of_clause(now, hit)
        share = PART if places else share
    if not places:
        places = anaphor(run, hit)
        share = PART if places and _partly(now, hit) else share
    return places, share


def _on_capital(run: Run, hit: Hit) -> bool:
    """Tell a grip on the capital, which is no hold of it."""
    return any(t.value == run.names.capital for t in run.now.tokens[hit.last : hit.last + 4])


def _partly(now: Sentence, hit: Hit) -> bool:
    """Tell "positions on those two fronts" from "those two towns"."""
    return any(
        now.word(k) in words("ground") and now.word(k + 1) in ("on", "in", "at", "along")
        for k in range(hit.last, min(now.size, hit.last + 4))
    )


def _spelled_out(now: Sentence, places: list) -> list:
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


def _swept(now: Sentence, places: list) -> bool:
    """Tell "cleared X of mines"."""
    last = places[-1] if places and isinstance(places[-1], int) else -9
    return now.word(last + 1) in ("of", "from") and any(now.word(last + k) in words("debris") for k in (2, 3, 4))


def _around(run: Run, hit: Hit, places: list, speaker: str):
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
    if {"outskirts", "edge", "edges", "fringes", "approaches"} & set(said):
        return Draft("advance", places, actor, foe_of(run, actor), near=True)
    if not words("taken-in").isdisjoint(said):
        return Draft(hit.rule.event_type, places, actor, foe_of(run, actor), near=True)
    if "including" in said and not either("settled-many", also=("settlements",)).isdisjoint(said):
        return Draft(
            hit.rule.event_type, places, actor, foe_of(run, actor)
        )  # "several towns to the west of X, including"
    if not words("posts").isdisjoint(said):
        return Draft("advance", places, actor, foe_of(run, actor), near=True)
    return None


def is_in(run: Run, hit: Hit, speaker: str):
    """Read a side's own word that "it is in X": that it has taken it."""
    now = run.now
    places = now.place_inside(hit)
    after = now.word(places[-1] + 1) if places else ""
    if run.names.sides.get(speaker) not in run.names.parties or after in ("'s", "'", "that", "when", "where"):
        return None
    lead = now.words[max(0, hit.first - 4) : hit.first]
    own = lead[-1:] in (["it"], ["they"], ["we"], ["to"]) or not words("possessive").isdisjoint(lead[:-1])
    small = run.names.kinds.get(value_of(run, places[0])) not in ("capital", "region", "country")
    if not own or not small or is_outside(run, value_of(run, places[0])) or doer(run, hit, speaker) != speaker:
        return None
    return gain(run, hit, places, speaker)


def _no_force(now: Sentence, n: int) -> bool:
    """Tell sand and deminers, who hold nothing, from "the Desert Lions", whose name says that they fight."""
    named = now.tokens[n].value[:1].isupper() and n + 1 < now.size and now.unknown_name(n + 1)
    return now.word(n) in words("not-force") and not named


def takes_all(run: Run, hit: Hit, speaker: str):
    """Read "entered it and took full control": of the place that was spoken of."""
    now = run.now
    if now.word(hit.last) in ("without", "after", "following"):  # "took control, without a fight, of X"
        parted = [k for k in range(hit.last + 1, min(now.size, hit.last + 7)) if now.word(k) in ("of", "over")]
        if parted and all(token.kind == "w" for token in now.tokens[hit.last : parted[0]]):
            return takes(run, Hit(hit.rule, hit.first, parted[0] + 1), speaker)
    follows = now.word(hit.last)
    ends = hit.last >= now.size or not follows.isalpha() or follows in either("stop", "preposition", also=("and",))
    actor = doer(run, hit, speaker)
    if not ends or follows in ("of", "over") or run.names.sides.get(actor) not in run.names.parties:
        return None
    spots, near = now.places_right(hit, frozenset(("in", "at")), False, 5)
    places = spots or last_site(now, hit)
    return gain(run, hit, places or run.memory.group[-1:], actor) if not near else None


_MOVES_OF = frozenset(["'s", "its", "his", "their", "the", "recent", "latest", "such", "any"])


def moves_in(run: Run, hit: Hit, speaker: str):
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
    named = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
    named = [n for n in named if now.governor(n)[0] not in ("towards", "toward", "for")] or named
    places = now.group_left(named[-1]) if named else run.memory.group[-1:]
    left = any(h.rule.event_type == "withdrawal" or h.rule.frame == "emptied" for h in now.hits) or any(
        e.event_type == "withdrawal" and e.place_id in places for e in run.previous
    )
    bare = any(now.word(k) in ("empty", "deserted", "abandoned") for k in range(hit.first))
    gone = {now.subject(h) or now.owner(h) for h in now.hits if h.rule.event_type == "withdrawal"}
    if actor in gone:
        back = "back" in now.words[hit.first : hit.last] or "again" in now.words[hit.last : hit.last + 2]
        return Draft("recapture", places, actor, foe_of(run, actor)) if back else None
    kind = "entry_unopposed" if left or bare or unopposed(run, hit) else "advance"
    return Draft(kind, places, actor, foe_of(run, actor))
