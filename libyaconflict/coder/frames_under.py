"""Frames of what is under a side's control, in its hands, or with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import CONTROL
from .doers import main_subject
from .extent import NONE, PART, WHOLE, extent_left
from .framing import Draft, foe_of, is_region, is_small, value_of
from .grammar import Hit
from .holding import by_the_way, held, in_headline
from .intention import intention
from .lasting import ended, since_when
from .referents import reference
from .tables import either, reporters, words
from .takers import fallen

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def _had(run: Run, hit: Hit) -> list:
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


def _to_have(now: Sentence, hit: Hit, owned: list) -> int:
    """Give where the "have" stands of "ordered to have X in their hands", "wants X back in its hands"; else -1."""
    if not owned or not isinstance(owned[0], int):
        return -1
    for k in range(owned[0] - 1, max(-1, owned[0] - 6), -1):
        if now.word(k) in either("wish", also=("want", "wants", "wanted")):
            return k
        if now.word(k) in words("have"):
            return k if now.word(k - 1) == "to" and intention(now, Hit(hit.rule, k, k + 1)) == "planned" else -1
    return -1


def _pronoun_left(run: Run, hit: Hit) -> list:
    """Give the places for which "it" or "both" stands in "it was now under their control"."""
    now = run.now
    n = hit.first - 1
    while now.word(n) in either("be", "have", "still", also=("now", "back")) or now.word(n).endswith("ly"):
        n -= 1
    return reference(run, n) if now.word(n) in ("it", "both", "they", "these") and n < hit.first - 1 else []


def state_under(run: Run, hit: Hit, speaker: str):
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
    whose = now.word(hit.last - 1) == "of"  # "under the control of outlaws", who are not the speaker's
    own_word = bool({"control", "grip"} & set(now.words[hit.first : hit.last])) and not whose
    if not holder and speaker in run.names.parties and own_word:
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
    if own and "still" in now.words[max(0, hit.first - 5) : hit.first] and _attacked_by(run, places, holder):
        holder = foe_of(
            run, holder
        )  # "the LNA attacked X. Clashes go on in the town, which is still under their control"
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
    return under(run, hit, places, holder, share=share, gained=gained)


def _attacked_by(run: Run, places: list, side: str) -> bool:
    """Tell whether what the text has told of a place, by itself, is that a side attacked it."""
    if not places:
        return False
    value = value_of(run, places[0])
    told = [
        e
        for e in run.events[-8:] + run.coded
        if e.place_id == value and (e.event_type in CONTROL or e.event_type == "advance")
    ]
    return bool(told) and all(e.event_type == "advance" and e.actor == side for e in told)


def _only_wished(now: Sentence, hit: Hit) -> bool:
    """Tell "dreams of having X in its hands", "prepares for the day when X is under its control"."""
    for k in range(hit.first - 1, max(0, hit.first - 9), -1):
        if now.word(k) == "having" and now.word(k - 1) in ("of", "about", "for", "on", "at"):
            return True
        if now.word(k) in ("when", "that") and now.word(k - 1) in ("day", "moment", "time"):
            return now.word(k - 3) in ("for", "of", "until", "to")
        if k in now.inside:
            break
    return False


def _found_so(now: Sentence, hit: Hit) -> bool:
    """Tell "found X in the hands of Y", "reporters saw the whole town under its control"."""
    n = hit.first - 1
    while n > 0 and (
        now.tokens[n].kind == "place" or now.word(n) in either("determiner", "settled", "whole", "filler")
    ):
        n -= 1
    n -= now.word(n) == "it"
    return now.word(n) in ("found", "finds", "find", "saw") and now.word(n - 1) not in words("be")


def _side_in_control(now: Sentence, hit: Hit) -> bool:
    """Tell "the GNA announced that it was back in full control", of a side, from "X is in their hands"."""
    n = hit.first - 1
    while now.word(n) in either("be", "still", also=("now", "back")) or now.word(n).endswith("ly"):
        n -= 1
    told = now.word(n - 1) == "that" or now.word(n - 1) in words("claim-noun") or now.word(n - 1) in reporters()
    return n < hit.first - 1 and now.word(n) in ("it", "they") and told and now.word(hit.last - 1) == "control"


def _who_says(run: Run, hit: Hit, speaker: str) -> str:
    """Give the party that speaks, where it names nobody before its "its": "the LNA insists that X is in its hands"."""
    said = [r.at for r in run.reports if r.kind == "say" and r.speaker == speaker and not r.trailing]
    at = max((n for n in said if 0 <= n < hit.first), default=-1)
    named = any(t.kind in ("actor", "unit") for t in run.now.tokens[at : hit.first])
    return speaker if at >= 0 and speaker in run.names.parties and not named else ""


def _holder_told(run: Run, hit: Hit, speaker: str, own: list[str], holder: str) -> str:
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


def _places_under(run: Run, hit: Hit) -> list:
    """Give the places before "under control", and those of "with X in its hands"."""
    now = run.now
    places = _pronoun_left(run, hit) or now.places_left(hit)
    if not places and hit.first and now.tokens[hit.first - 1].kind == "place":
        listed = now.group_left(hit.first - 1)
        places = listed if now.governor(listed[0])[0] == "with" else []
    return places or (_listed_among(now, hit) if now.word(0) == "among" else [])


def _listed_among(now: Sentence, hit: Hit) -> list:
    """Give the places of "Among the towns in LNA hands, he said, were X and Y"."""
    be = next(
        (n for n in range(hit.last, min(now.size, hit.last + 16)) if now.word(n) in ("is", "are", "was", "were")), 0
    )
    named = [n for n in range(be + 1, min(now.size, be + 7)) if now.tokens[n].kind == "place"] if be else []
    towns = not either("areas", "settled").isdisjoint(now.words[: hit.first])
    return now.group(named[0]) if named and towns and not now.is_near(named[0]) else []


def _which(now: Sentence, hit: Hit) -> list:
    """Give the places of "X and Y, which are under its control"."""
    first, _ = now.clause(hit)
    k = first - 3 if now.word(first - 2) == "," else first - 2
    return now.group_left(k) if now.word(first - 1) == "which" and k >= 0 and now.tokens[k].kind == "place" else []


def _there(run: Run, hit: Hit, lead: set[str]) -> list:
    """Give the places for which the last "it", "both" or "there" before the trigger stands."""
    now = run.now
    for k in range(hit.first - 1, max(0, hit.first - 8) - 1, -1):
        if now.word(k) in ("it", "there", "both", "all", "they"):
            return reference(run, k) or (run.memory.group[:1] if "there" in lead else [])
    return run.memory.group[:1] if "there" in lead else []


def under(run: Run, hit: Hit, places: list, holder: str, *, share: str, gained: bool):
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
