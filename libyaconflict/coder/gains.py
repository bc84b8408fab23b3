"""What a side gains: control of a place, or ground in a part of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .coded import CONTROL
from .extent import PART, WHOLE
from .framing import Draft, foe_of, is_outside, is_region, value_of
from .grammar import Hit
from .loads import Load, subject_span
from .spans import at
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def declarer(run: Run, places: list) -> str:
    """Give who has just declared the offensive that is to take a place: "announced an assault to take X"."""
    values = {value_of(run, p) for p in places} if run.coded and run.coded[-1].event_type == "declaration" else ()
    return next((at(e.actor, e.actor) for e in run.coded if e.place_id in values and e.actor), "")


def gain(run: Run, hit: Hit, places: list, actor: str, loser: str = "", share: str = WHOLE):
    """Give the draft of a gain: control of the whole, or ground gained in a part."""
    places = [p for p in places if not is_outside(run, value_of(run, p))]
    if places and hit.rule.event_type in CONTROL and (men := _foreign_men(run, hit, places, actor)):
        return men
    actor = actor or declarer(run, places)
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
    rid = bool(loser) and hit.rule.name == "liberate" and run.now.word(hit.last) == "of"
    return Draft(hit.rule.event_type, places, actor, target, near=wide and not rid)  # "the west was cleared of X"


def ground_beside(run: Run, hit: Hit, places: list) -> list:
    """Give where ground is gained beside a whole place: "took X and parts of Y", "X as well as two posts in Y"."""
    now = run.now
    n = places[-1] + 1 if places and isinstance(places[-1], int) and places[-1] >= hit.last else now.size
    n += now.word(n) == ","
    if now.words[n : n + 3] == ["as", "well", "as"] or now.words[n : n + 2] in (
        ["along", "with"],
        ["together", "with"],
    ):
        n += 2
    elif now.word(n) != "and":
        return []
    for k in range(n + 1, min(now.size, n + 10)):
        if now.tokens[k].kind == "place":
            joint, at = now.governor(k)
            part = joint in ("of", "in", "at") and now.word(at - 1) in either("part", "ground", "areas")
            return now.group(k) if part and not now.is_near(k) else []
        if now.tokens[k].kind != "w" or now.boundary(k) or now.word(k) == ",":
            break
        if now.word(k) in either("be", "have") or k in now.starts:
            break
    return []


def parted_town(run: Run, hit: Hit, places: list) -> list:
    """Give the town of which parts were taken with sites that are named: "took parts of X, including its airport"."""
    now = run.now
    if not places or not isinstance(places[0], int):
        return []
    naming = next((n for n in range(places[0] - 1, hit.last, -1) if now.word(n) in words("naming")), 0)
    if not naming or not all(run.names.kinds.get(value_of(run, p)) in _SITES for p in places):
        return []
    town = next((n for n in range(hit.last, naming) if now.tokens[n].kind == "place" and not now.is_near(n)), -1)
    return [town] if town > 0 and not words("part").isdisjoint(now.words[hit.last : town]) else []


def whole_beside(now: Sentence, places: list) -> list:
    """Give what is taken whole beside what lies near a place: "took villages near X, as well as the town of Y"."""
    n = places[0] + 1 if places and isinstance(places[0], int) else now.size
    apart = now.word(n) == ","
    n += apart
    joint = now.words[n : n + 3]
    if joint == ["as", "well", "as"]:
        n += 3
    elif joint[:2] in (["along", "with"], ["together", "with"]):
        n += 2
    elif joint[:1] == ["and"] and (apart or not words("settled").isdisjoint(now.words[n + 1 : n + 3])):
        n += 1
    else:
        return []
    while now.word(n) in either("determiner", "settled", also=("of", "nearby", "strategic", "also", "then")):
        n += 1
    named = n < now.size and now.tokens[n].kind == "place" and not now.is_near(n)
    return now.group(n) if named and not now.next_clause(n) else []


def in_part(now: Sentence, hit: Hit, draft: Draft) -> Draft:
    """Make ground gained, or a contested place, of "took partial control of X", "X is partly held by the LNA"."""
    said = now.words[max(0, hit.first - 1) : hit.last + 1]
    if words("partly").isdisjoint(said) or (said[0] == "limited" and "control" not in said):
        return draft
    if draft.event_type in CONTROL:
        return replace(draft, event_type="advance", holder="contested")
    return replace(draft, holder="contested") if draft.event_type == "other" and draft.holder else draft


_SITES = frozenset(["oilfield", "oil_terminal", "port", "airbase", "airport", "base", "camp"])


def _foreign_men(run: Run, hit: Hit, places: list, actor: str):
    """Read foreign men that take over a field, a port or a base: no side gains it, they are posted there."""
    if not all(run.names.kinds.get(value_of(run, p)) in _SITES for p in places):
        return None
    if run.names.roles.get(actor) == "backer":
        return Draft("foreign_deployment", places, actor)
    load = None if actor or run.now.is_passive(hit) else Load(run, subject_span(run.now, hit.first))
    return Draft("foreign_deployment", places, load.actor) if load and load.foreign and load.men else None


def _of_capital(run: Run, places: list) -> bool:
    return any(
        (
            value_of(run, p) in run.names.parts
            or value_of(run, p) in run.names.wide
            or value_of(run, p) == run.names.capital
        )
        for p in places
    )


def _districts(run: Run, hit: Hit, places: list) -> bool:
    """Tell whole districts or parts of a capital from positions in it."""
    whole = bool(places) and all(value_of(run, p) == run.names.capital for p in places)
    if hit.rule.event_type not in CONTROL or not whole:
        return False
    first, last = (hit.last, places[0]) if isinstance(places[0], int) and places[0] >= hit.last else (0, hit.first)
    said = {word for t in run.now.tokens[first : last + 1] for word in t.text.split()}
    return "along" not in said and not said.isdisjoint(either("vague-area", "capital-part"))
