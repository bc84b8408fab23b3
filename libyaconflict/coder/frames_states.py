"""Frames about who holds a place: held, under control, in somebody's hands, besieged.

One function for each `frame` of triggers.csv; each gives a draft, or None. A state that began within the text ("now",
"since Monday", "by nightfall") is a gain.
"""

from __future__ import annotations

from .campaigns import campaign as _campaign
from .coded import CONTROL
from .doers import main_subject
from .extent import NONE, PART, WHOLE, extent, extent_left
from .framing import Draft, foe_of, is_region, is_small, value_of
from .grammar import Hit
from .holding import by_the_way, held, in_headline
from .intention import intention
from .lasting import ended, since_when, until_then
from .referents import anaphor, pronoun_place, reference
from .tables import either, reporters, words
from .takers import fallen


def _object(run, hit: Hit) -> list:
    """Give the places that a verb of holding takes, where it takes them whole."""
    now = run.now
    places, near = now.places_right(hit, frozenset(), True)
    if near:
        return []
    if places:
        share = extent(now, hit.last, places[0])
        return places if share == WHOLE and _ends(now, places[-1]) else []
    if now.word(hit.last) == "it" and now.word(hit.last + 1) in ("so", "that", "quiet", "calm", "safe", "open", "shut"):
        return []  # "kept it so", "kept it that way"
    return pronoun_place(run, hit) or anaphor(run, hit)


def _ends(now, place: int) -> bool:
    """Tell "held X" from "held X responsible": nothing but a new phrase may follow the place."""
    token = now.tokens[place + 1] if place + 1 < now.size else None
    if token is None or token.kind != "w" or not token.text[0].isalpha():
        return True
    follows = either("stop", "preposition", "filler", "be", "have")
    if token.text in words("compass"):
        return True
    return token.text in follows or token.text.endswith(("ly", "ing")) or token.text in words("after-place")


def state(run, hit: Hit, speaker: str):
    """Read how a side holds a place."""
    now = run.now
    if ended(now, hit):
        return None
    if now.word(hit.first - 1) == "longer" and now.word(hit.first - 2) in ("no", "any"):
        return _lost(run, hit, speaker)
    ahead = range(hit.last, min(now.size, hit.last + 5))
    if hit.rule.name == "keep-bare" and now.word(hit.last).endswith("ing"):
        return None  # "kept bombing X"
    lines = any(now.word(k) in ("positions", "lines", "posts", "ground", "trenches") for k in ahead)
    if lines and not any(
        now.tokens[k].kind == "place" for k in (*ahead, *range(hit.last + 5, min(now.size, hit.last + 9)))
    ):
        return None  # "our forces hold all their positions": nothing of who holds the town
    if now.word(hit.first) == "yet" and now.word(hit.first + 1) == "to":
        return None  # "have yet to occupy X"
    if _until_then(now, hit):
        return None
    owner = hit.first - 1
    owned = owner > 0 and now.word(hit.first) in ("controlled", "held") and now.tokens[owner].kind in ("actor", "unit")
    if owned and (now.governor(owner)[0] in words("preposition") or _attributive(now, hit, owner)):
        return None  # "strikes on the LNA controlled airbase"
    if until_then(now, hit):
        return None
    holder = now.subject(hit, speaker=speaker)
    sides = {now.side(t) for t in now.tokens[: hit.first] if t.kind == "actor"} & set(run.names.parties)
    if len(sides) > 1 and any(now.word(k) in ("both", "each", "rival") for k in range(hit.first)):
        return None
    places = _object(run, hit)
    first, _ = now.clause(hit)
    if not places and now.word(hit.last) == "neither":
        named = list(dict.fromkeys(t.value for t in now.tokens[: hit.first] if t.kind == "place"))
        places = named[-2:] or run.memory.recent[-2:]  # "has not entered X or Y and controls neither"
    if not places and now.word(first - 1) in ("which", "that"):
        back = [n for n in range(max(0, first - 4), first) if now.tokens[n].kind == "place"][-1:]
        unit = [t for t in now.tokens[:first] if t.kind in ("unit", "actor")]
        places = now.group_left(back[0]) if back and not now.is_near(back[0]) else []
        if now.word(first) in ("they", "it"):
            holder = next((now.side(t) for t in unit if now.side(t) in run.names.parties), holder)
    if now.word(hit.first - 1) == "to" and hit.rule.name == "controls":  # "an operation to control X"
        return _campaign(run, hit, places, holder) or Draft("capture", places, holder, foe_of(run, holder))
    took = now.word(hit.first) == "controlled" and now.word(hit.first - 1) in ("also", "then", "later")
    took = took or (
        hit.rule.name == "have-held" and now.word(hit.last - 1) == "controlled" and "since" not in now.words
    )
    return held(run, hit, places, holder, gained=took or _entered(run, hit))


def _until_then(now, hit: Hit) -> bool:
    """Tell whose hold the sentence says to be over: "took X from the men who controlled the town"."""
    first, _ = now.clause(hit)
    relative = now.word(first - 1) in ("which", "who", "that") and hit.first - first < 3
    if not relative or now.word(hit.first) not in ("controlled", "held") or not words("still").isdisjoint(now.words):
        return False
    who = first - 3 if now.word(first - 2) == "," else first - 2
    men = who > 0 and (now.tokens[who].kind in ("actor", "unit") or now.word(who) in either("party-noun", "force"))
    return men and any(h.rule.frame in _CHANGES for h in now.hits if h is not hit)


_CHANGES = frozenset(["takes", "drives", "falls", "leaves", "loses", "storms", "noun-taken", "gives-up", "driven-out"])


def _lost(run, hit: Hit, speaker: str):
    """Read "it no longer holds X": its foe has it."""
    loser, places = run.now.subject(hit, speaker=speaker), [p for p in _object(run, hit) if is_small(run, p)]
    sided = run.names.sides.get(loser) in run.names.parties
    return Draft("capture", places, foe_of(run, loser), loser, status="fact") if sided and places else None


def _attributive(now, hit: Hit, owner: int) -> bool:
    """Tell "hit the LNA held city of X" from "the LNA held X"."""
    governor = now.governor(owner)[1]
    verb = governor in now.inside and not now.inside[governor].rule.is_noun
    return verb or now.word(hit.last) in words("settled")


def _entered(run, hit: Hit) -> bool:
    """Tell "went into X and controlled it"."""
    now = run.now
    n = hit.first - 1
    while now.word(n).endswith("ly") or now.word(n) in ("then", "now", "soon", "later"):
        n -= 1
    if now.word(n) not in ("and", "then") or not now.word(hit.first).endswith(("ed", "ld")):
        return False
    return any(h.rule.frame in ("advances", "takes", "drives", "clash", "event") and h.last <= n for h in now.hits)


def state_passive(run, hit: Hit, speaker: str):
    """Read how a place is held by a side."""
    now = run.now
    if ended(now, hit):
        return None
    before = range(max(0, hit.first - 4), hit.first)
    found = any(now.word(k) in ("found", "find", "finds") for k in before)
    last = any(now.word(k) in ("last", "only", "sole") for k in range(max(0, hit.first - 9), hit.first))
    joined = last or "with" in now.words[max(0, hit.first - 9) : hit.first]  # "is, together with Y, under its control"
    reach = range(max(0, hit.first - 9), hit.first) if joined else before
    be = any(now.word(k) in either("be", "still") for k in reach)
    if not found and not be and not (now.word(hit.first - 1) == "," and since_when(now, hit)):
        return None
    if by_the_way(now, hit):
        return None
    holder = now.foe_right(hit)
    if now.word(hit.first - 1) == "longer" and now.word(hit.first - 2) in ("no", "any"):
        return _under(run, hit, now.places_left(hit), holder, share=WHOLE, gained=False) if holder else None
    if "not" in now.words[hit.first : hit.last]:  # "held not by the LNA but by the GNA"
        but = next((k for k in range(hit.last, min(now.size, hit.last + 7)) if now.word(k) == "but"), now.size)
        holder = next((now.side(t) for t in now.tokens[but : but + 5] if t.kind in ("actor", "unit")), "")
    if not holder and any(now.word(k) in words("hostile") for k in range(hit.last, hit.last + 4)):
        holder = foe_of(run, speaker)
    places = now.places_left(hit)
    if places and extent_left(now, places[0], hit.first) != WHOLE:
        return None
    if not places:
        share = any(now.word(k - 1) == "of" and now.word(k - 2) in words("part") for k in before if now.word(k) == "it")
        places = [p for k in before for p in reference(run, k)] if not share else []
    past = any(now.word(hit.first - k) in ("was", "were") for k in (1, 2)) or now.word(hit.first - 2) == "had"
    also = any(now.word(k) in ("also", "then", "later") for k in range(max(0, hit.first - 2), hit.first))
    date = f"../{run.published}" if past else ""
    return held(run, hit, places, holder, gained=past and also, date=date)


def _had(run, hit: Hit) -> list:
    """Give the places in "has X in its hands", "had the whole of X under control"."""
    now = run.now
    n = hit.first - 1
    while n >= 0 and (now.word(n) in ("firmly", "fully", "now", "completely", "back") or now.word(n) == ","):
        n -= 1
    if n < 0 or now.tokens[n].kind != "place" or now.is_near(n):
        return []
    first = now.group_left(n)
    for k in range(first[0] - 1, max(-1, first[0] - 6), -1):
        if now.word(k) in either("have", also=("want", "wants", "wanted", "get", "bring", "put")):
            return first
        if now.boundary(k) or k in now.inside:
            break
    return []


def _to_have(now, hit: Hit, owned: list) -> int:
    """Give where the "have" stands of "ordered to have X in their hands", "wants X back in its hands"; else -1."""
    if not owned or not isinstance(owned[0], int):
        return -1
    for k in range(owned[0] - 1, max(-1, owned[0] - 6), -1):
        if now.word(k) in either("wish", also=("want", "wants", "wanted")):
            return k
        if now.word(k) in words("have"):
            return k if now.word(k - 1) == "to" and intention(now, Hit(hit.rule, k, k + 1)) == "planned" else -1
    return -1


def _pronoun_left(run, hit: Hit) -> list:
    """Give the places for which "it" or "both" stands in "it was now under their control"."""
    now = run.now
    n = hit.first - 1
    while now.word(n) in either("be", "have", "still", also=("now", "back")) or now.word(n).endswith("ly"):
        n -= 1
    return reference(run, n) if now.word(n) in ("it", "both", "they", "these") and n < hit.first - 1 else []


def state_under(run, hit: Hit, speaker: str):
    """Read how a place is under a side's control, in its hands, or with it."""
    now = run.now
    if any(h.last == hit.first and h.rule.frame == "takes" and now.is_passive(h) for h in now.hits):
        return None  # "was taken under control by X": told by the verb
    if ended(now, hit) and (since_when(now, hit) in ("", "?") or "until" in now.words):
        return None
    if _only_wished(now, hit) or by_the_way(now, hit):
        return None
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    own = [word for word in now.words[hit.first : hit.last] if word in words("possessive")]
    if not (inside or own) and not words("circumstance").isdisjoint(now.words[max(0, hit.first - 4) : hit.first]):
        return None  # "the situation remains under control"
    if not (inside or own) and now.word(hit.first) == "in" and _side_in_control(now, hit):
        holder = now.subject(hit, speaker=speaker)
        named = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
        return held(run, hit, named[-1:] or run.memory.group[:1], holder)
    holder = _holder_told(run, hit, speaker, own, inside[0] if inside else "")
    places, owned = _places_under(run, hit), _had(run, hit)
    headline = in_headline(run) and bool(places) and places[-1] in (hit.first - 1, hit.first - 2)
    lead = set(now.words[max(0, hit.first - 8) : hit.last])
    if _found_so(now, hit):
        lead |= {"be"}
    if owned:
        lead |= {"be"} | ({"had"} & set(now.words[max(0, hit.first - 14) : hit.first]))
    seen = bool(places) and isinstance(places[0], int) and now.governor(places[0])[0] in words("perceived")
    if not (headline or seen) and lead.isdisjoint(either("be", "still", "come", also=("with", "never"))):
        beside = bool(places) and isinstance(places[-1], int) and places[-1] >= hit.first - 2
        if not beside or not since_when(now, hit):
            return None
    if not holder and speaker in run.names.parties and {"control", "grip"} & set(now.words[hit.first : hit.last]):
        holder = speaker
    share = WHOLE
    if owned and (own or speaker) and not inside:
        places, holder = owned, now.subject(hit, speaker=speaker) or speaker or holder
    else:
        places = places or _which(now, hit)
    if places:
        share = extent_left(now, places[0], hit.first)
    else:
        places = _there(run, hit, lead)
    if share == NONE or not run.names.sides.get(holder):
        return None
    if (verb := _to_have(now, hit, owned)) >= 0:
        return Draft("capture", owned, holder, foe_of(run, holder), status="planned", verb=verb)
    side = run.names.sides.get(holder, "")
    if now.word(hit.first - 1) in ("was", "were") and fallen(run, places, side):
        return None  # "one of the camps that were under its control", of one that has fallen
    subject = places[-1] + 1 if places and isinstance(places[-1], int) else hit.first
    lead_in = min(max(0, hit.first - 4), subject if hit.first - subject < 16 else hit.first)
    stays = not words("still").isdisjoint(now.words[lead_in : hit.last])  # "X remains, with its port, in the hands of"
    come = not words("come").isdisjoint(now.words[max(0, hit.first - 4) : hit.first])
    beside = "with" in now.words[max(0, hit.first - 8) : hit.first]  # "with X in its hands"
    gained = (bool(owned and "had" in lead) or come or headline or beside) and not stays
    return _under(run, hit, places, holder, share=share, gained=gained)


def _only_wished(now, hit: Hit) -> bool:
    """Tell "dreams of having X in its hands", "prepares for the day when X is under its control"."""
    for k in range(hit.first - 1, max(0, hit.first - 9), -1):
        if now.word(k) == "having" and now.word(k - 1) in ("of", "about", "for", "on", "at"):
            return True
        if now.word(k) in ("when", "that") and now.word(k - 1) in ("day", "moment", "time"):
            return now.word(k - 3) in ("for", "of", "until", "to")
        if k in now.inside:
            break
    return False


def _found_so(now, hit: Hit) -> bool:
    """Tell "found X in the hands of Y", "reporters saw the whole town under its control"."""
    n = hit.first - 1
    while n > 0 and (
        now.tokens[n].kind == "place" or now.word(n) in either("determiner", "settled", "whole", "filler")
    ):
        n -= 1
    n -= now.word(n) == "it"
    return now.word(n) in ("found", "finds", "find", "saw") and now.word(n - 1) not in words("be")


def _side_in_control(now, hit: Hit) -> bool:
    """Tell "the GNA announced that it was back in full control", of a side, from "X is in their hands"."""
    n = hit.first - 1
    while now.word(n) in either("be", "still", also=("now", "back")) or now.word(n).endswith("ly"):
        n -= 1
    told = now.word(n - 1) == "that" or now.word(n - 1) in words("claim-noun") or now.word(n - 1) in reporters()
    return n < hit.first - 1 and now.word(n) in ("it", "they") and told and now.word(hit.last - 1) == "control"


def _who_says(run, hit: Hit, speaker: str) -> str:
    """Give the party that speaks, where it names nobody before its "its": "the LNA insists that X is in its hands"."""
    said = [r.at for r in run.reports if r.kind == "say" and r.speaker == speaker and not r.trailing]
    at = max((n for n in said if 0 <= n < hit.first), default=-1)
    named = any(t.kind in ("actor", "unit") for t in run.now.tokens[at : hit.first])
    return speaker if at >= 0 and speaker in run.names.parties and not named else ""


def _holder_told(run, hit: Hit, speaker: str, own: list[str], holder: str) -> str:
    """Give who holds: whom the trigger names, else who is meant by "under their control", "in our hands"."""
    now = run.now
    if not holder and own:
        before = _who_says(run, hit, speaker) or now.actor_before(hit.first)
        told = [e.actor for e in run.coded if e.event_type in CONTROL and e.actor in run.names.parties]
        if told and run.names.sides.get(before) not in run.names.parties:
            before = told[-1]  # "was cleared of X by Y and has been in their hands since"
        ahead = main_subject(run, hit) if not before and "with" in now.words[: hit.first][:2] else ""
        holder = before or ahead or run.memory.actor
        if own[0] in words("own") or not holder:
            holder = speaker or holder
    if own and own[0] in words("own") and not speaker:
        held_by = [e.control_after for e in run.events if e.control_after and e.place_id in run.named_here()]
        holder = held_by[-1] if held_by else holder  # "X is under our control", says a man whom no table knows
    said = now.words[hit.first : hit.last]
    if not holder and not {"government", "state"}.isdisjoint(said):
        holder = run.names.named("the government")
    if not holder and "enemy" in said:
        holder = foe_of(run, speaker)
    return holder or now.foe_right(hit, "of", "by", "the")


def _places_under(run, hit: Hit) -> list:
    """Give the places before "under control", and those of "with X in its hands"."""
    now = run.now
    places = _pronoun_left(run, hit) or now.places_left(hit)
    if not places and hit.first and now.tokens[hit.first - 1].kind == "place":
        listed = now.group_left(hit.first - 1)
        places = listed if now.governor(listed[0])[0] == "with" else []
    return places or (_listed_among(now, hit) if now.word(0) == "among" else [])


def _listed_among(now, hit: Hit) -> list:
    """Give the places of "Among the towns in LNA hands, he said, were X and Y"."""
    be = next(
        (n for n in range(hit.last, min(now.size, hit.last + 16)) if now.word(n) in ("is", "are", "was", "were")), 0
    )
    named = [n for n in range(be + 1, min(now.size, be + 7)) if now.tokens[n].kind == "place"] if be else []
    towns = not either("areas", "settled").isdisjoint(now.words[: hit.first])
    return now.group(named[0]) if named and towns and not now.is_near(named[0]) else []


def _which(now, hit: Hit) -> list:
    """Give the places of "X and Y, which are under its control"."""
    first, _ = now.clause(hit)
    k = first - 3 if now.word(first - 2) == "," else first - 2
    return now.group_left(k) if now.word(first - 1) == "which" and k >= 0 and now.tokens[k].kind == "place" else []


def _there(run, hit: Hit, lead: set[str]) -> list:
    """Give the places for which the last "it", "both" or "there" before the trigger stands."""
    now = run.now
    for k in range(hit.first - 1, max(0, hit.first - 8) - 1, -1):
        if now.word(k) in ("it", "there", "both", "all", "they"):
            return reference(run, k) or (run.memory.group[:1] if "there" in lead else [])
    return run.memory.group[:1] if "there" in lead else []


def _under(run, hit: Hit, places: list, holder: str, *, share: str, gained: bool):
    """Draft what is under a side's control: lost, held again, held in part, or held."""
    now = run.now
    if now.word(hit.first - 1) == "longer" and now.word(hit.first - 2) in ("no", "any"):
        lost = [p for p in places if is_small(run, p)]
        return Draft("capture", lost, foe_of(run, holder), holder, status="fact")  # "no longer under its control"
    again = now.words[hit.last : hit.last + 2]
    regions = all(is_region(run, value_of(run, p)) for p in places)
    if share == WHOLE and (again[:1] == ["again"] or again in (["once", "more"], ["once", "again"])):
        return Draft("recapture", places, holder, foe_of(run, holder), near=regions)
    if share == PART and gained and regions:
        return Draft("capture", places, holder, foe_of(run, holder), near=True)
    if share == PART:
        since = since_when(now, hit)
        dated = since if since != "?" else ""
        ground = Draft("advance", places, holder, foe_of(run, holder), holder="contested", date=dated)
        return ground if gained or dated else None
    date = f"../{run.published}" if {"had", "been"} <= set(now.words[max(0, hit.first - 5) : hit.first]) else ""
    return held(run, hit, places, holder, gained=gained, date=date)


def state_theirs(run, hit: Hit, speaker: str):
    """Read "the town was theirs"."""
    now = run.now
    holder = speaker if now.word(hit.last - 1) == "ours" else now.actor_before(hit.first) or run.memory.actor
    struck = now.words[max(0, hit.first - 4) : hit.first]
    if not words("volley").isdisjoint(struck) or "not" in struck:
        return None  # "the raid was not ours"
    sides = {now.side(t) for t in now.tokens[: hit.first] if t.kind == "actor"} & set(run.names.parties)
    if len(sides) > 1 and "both" in now.words[: hit.first]:
        return None  # "both the LNA and the GNA say that X is theirs"
    places = now.places_left(hit) or [p for k in range(max(0, hit.first - 4), hit.first) for p in reference(run, k)]
    if not places or (ended(now, hit) and not since_when(now, hit)):
        return None
    lead = {now.word(k) for k in range(max(0, hit.first - 3), hit.last)}
    if run.names.sides.get(holder) in run.names.parties and _soon(now, hit, lead):
        return Draft("capture", places[-1:], holder, foe_of(run, holder), status="planned")
    return held(run, hit, places[-1:], holder, gained=not lead & words("still"))


def _soon(now, hit: Hit, lead: set[str]) -> bool:
    """Tell "will be ours", "ours within days", "soon to be ours"."""
    return not lead.isdisjoint(either("modal-plan", also=("soon",))) or now.word(hit.last) in ("within", "soon")


def state_inside(run, hit: Hit, speaker: str):
    """Read "the control which the GNA has over X"."""
    now = run.now
    holder = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    places, near = now.places_right(hit, frozenset(("over", "of", "on")), True, 6)
    return None if near or ended(now, hit) else held(run, hit, places, holder)


def holds_out(run, hit: Hit, speaker: str):
    """Read "X is holding out": still with the foe of who took what lies beside it."""
    now = run.now
    taker = next((now.foe_right(h, "to") for h in now.hits if h.rule.frame == "falls"), "")
    holder = foe_of(run, taker) if taker else speaker
    return held(run, hit, now.places_left(hit), holder) if holder else None


def in_control(run, hit: Hit, speaker: str):
    """Read the heading "GNA in control of X", and "with the GNA in control of X"."""
    now = run.now
    holder = now.subject(hit, speaker=speaker)
    lead = {now.word(k) for k in range(max(0, hit.first - 3), hit.first)}
    if not holder and now.tokens[hit.first - 1].kind == "actor" and now.governor(hit.first - 1)[0] == "with":
        holder = now.side(now.tokens[hit.first - 1])
    elif not in_headline(run) and not lead & either("still", "witnessing", also=("found",)):
        return None
    stays = either("still", "witnessing", also=("found",))
    return held(run, hit, _object(run, hit), holder, gained=not lead & stays)


def under_siege(run, hit: Hit, speaker: str):
    """Read how a place is under siege."""
    now = run.now
    if any(now.word(k) in words("metaphor") for k in range(hit.last, min(now.size, hit.last + 4))):
        return None
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    actor = inside[0] if inside else now.foe_right(hit, "by", "of", "from")
    lead = {now.word(k) for k in range(max(0, hit.first - 6), hit.first)}
    places = now.places_left(hit)
    if not places and lead & words("garrisoned") and lead & words("be"):
        places = run.memory.group[:1]
        actor = actor or next((e.actor for e in reversed(run.events) if e.place_id in places and e.target), "")
    if not actor and places and lead & words("be"):  # "the capital, which has been under siege since April"
        value = value_of(run, places[0])
        actor = next((row["actor"] for row in run.names.campaigns if row["place_id"] == value), "")
        if actor:
            return Draft("siege", places[:1], actor, foe_of(run, actor), date=since_when(now, hit).replace("?", ""))
    if not lead & (either("be", "still", "come")) or not run.names.sides.get(actor):
        return None
    return Draft("siege", [p for p in places if is_small(run, p)], actor, foe_of(run, actor))
