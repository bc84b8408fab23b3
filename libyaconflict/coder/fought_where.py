"""Where a fight is of which the words beside it name no place: where it was sought, or where the one told goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import CONTROL, FOUGHT, STRUCK
from .frames_event import focus
from .framing import value_of
from .grammar import Hit
from .tables import either, reporters, words
from .weapons import STRIKES

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def fought_where(run: Run, hit: Hit, near: bool, *, verbal: bool, goes_on: bool, met: bool) -> tuple[list, bool]:
    """Give where there is fighting, where no place stands beside it: "clashes shook X", "in X the fighting goes on"."""
    now = run.now
    if now.word(hit.last) in words("shakes"):
        places, near = now.places_right(Hit(hit.rule, hit.last, hit.last + 1), frozenset(), True, 5)
        if places:
            return places, near
    told = [h for h in now.hits if hit.last <= h.first < hit.last + 5 and h.rule.frame == "clash" and goes_on]
    over = told[0] if told else hit  # "fighting raged in the battle for X"
    if now.word(over.last) == "for":
        places, near = now.places_right(over, frozenset(("for", "of", "over")), False, 6)
        if places:
            return places, near
    seen = not words("witnessing").isdisjoint(now.words[max(0, hit.first - 7) : hit.first])
    seen = seen or hit.rule.name == "scene-of"
    if (verbal or goes_on or met or seen or not run.memory.group) and (places := now.places_left(hit)):
        return ([] if _beside_strike(run, hit, places) else places), near
    if goes_on and not near and now.word(hit.first - 1) != "the":
        earlier = [n for n in range(hit.first) if now.tokens[n].kind == "place"]
        if earlier:
            return ([] if _beside_strike(run, hit, earlier[-1:]) else earlier[-1:]), near
    if run.heading and not any(t.kind in ("place", "near") for t in now.tokens):
        return [run.heading], near  # of a list whose parts are headed by places
    if now.word(hit.last) == "since" and "been" in now.words[max(0, hit.first - 5) : hit.first]:
        after = [n for n in range(hit.last, now.size) if now.tokens[n].kind == "place"]
        if after:  # "there has been fighting since X was taken"
            return after[:1], near
    return _still_there(run, hit, verbal=verbal, goes_on=goes_on, met=met), near


def _beside_strike(run: Run, hit: Hit, places: list) -> bool:
    """Tell the site that was struck "as fighting broke out", which does not say where."""
    now = run.now
    first = now.clause(hit)[0]
    if now.word(first - 1) not in ("as", "while", "when", "after") or places[0] >= first:
        return False
    value = now.tokens[places[0]].value
    site = run.names.kinds.get(value) in _SITES
    return site and any(e.place_id == value and e.event_type in STRUCK for e in run.coded)


def _still_there(run: Run, hit: Hit, *, verbal: bool, goes_on: bool, met: bool) -> list:
    """Give the place that the text is about, for fighting that goes on: "More fighting has broken out"."""
    now = run.now
    if any(t.kind in ("place", "near") and t.value != run.names.home for t in now.tokens):
        return []
    fresh = hit.first < 3 and now.word(0) in either("heavier", also=("while", "as", "although", "though", "with"))
    fresh = fresh or _opens(now, hit) or (goes_on and _known_fight(run, hit))
    resumed = goes_on and (now.word(hit.last - 1).endswith("s") or hit.first == 0 or fresh)
    resumed = resumed or (goes_on and _said_to_go_on(now, hit)) or (_opens(now, hit) and _ensued(run, hit))
    opposed = met and goes_on and now.word(hit.first - 1) != "the"  # "heavy fighting between X and Y goes on"
    return _fought_at(run, focus(run)) if resumed or opposed or (verbal and _sides(now, hit)) else []


def _fought_at(run: Run, places: list) -> list:
    """Widen a place of which only strikes were told: men fight about the city, not about its shelled airport."""
    told = [e.event_type for e in run.events[-8:] if e.place_id in places[:1]]
    if not told or any(kind not in _FROM_AFAR for kind in told):
        return places
    whole = run.names.part_of.get(places[0], "")
    if whole == run.names.capital:
        return [whole]
    return [] if run.names.kinds.get(places[0]) in _SITES else places


_FROM_AFAR = (*STRUCK, "civilian_harm", "arms_transfer", "other")
_SITES = frozenset(["airport", "airbase", "port", "oil_terminal", "building"])


def aim_of(run: Run, hit: Hit) -> list:
    """Give what is fought for in "In a bid to take X, a town on the road from Y to Z, the LNA fought the GNA"."""
    now = run.now
    told = run.coded[-1] if run.coded else None
    if told is None or told.end > now.tokens[hit.first].start:
        return []
    aimed = told.event_type == "repelled" or (told.event_type in CONTROL and told.status == "planned")
    opens = now.word(0) in ("in", "trying", "seeking", "attempting", "hoping", "aiming")
    return [told.place_id] if aimed and opens and hit.rule.name == "clash-verb" else []


def _ensued(run: Run, hit: Hit) -> bool:
    """Tell "Heavy fighting followed", "Clashes with the GNA ensued", after what began them."""
    now = run.now
    fought = any(e.event_type in FOUGHT.union(CONTROL) and e.date_basis != "campaign" for e in run.previous)
    after = range(hit.last, min(now.size, hit.last + 8))
    return fought and any(now.word(k) in ("followed", "ensued", "ensues", "follows") for k in after)


def _opens(now: Sentence, hit: Hit) -> bool:
    """Tell fighting that a sentence is about: "Since then, more fighting has erupted"."""
    n = hit.first - 1
    while now.word(n) in words("heavier"):
        n -= 1
    return n == -1 or (n < 6 and now.word(n) == ",")


def _known_fight(run: Run, hit: Hit) -> bool:
    """Tell "The fighting continued" of a fight that the sentence before told."""
    now = run.now
    if hit.first != 1 or now.word(0) != "the" or now.word(hit.last) not in words("rages"):
        return False
    fought = FOUGHT.union(CONTROL)
    return any(e.event_type in fought and e.date_basis != "campaign" for e in run.previous)


def _said_to_go_on(now: Sentence, hit: Hit) -> bool:
    """Tell "said that the fighting was still going on"."""
    told = any(now.word(k) in reporters() for k in range(max(0, hit.first - 4), hit.first))
    return (
        told and now.word(hit.last) in words("be") and not words("rages").isdisjoint(now.words[hit.last : hit.last + 4])
    )


def _sides(now: Sentence, hit: Hit) -> bool:
    """Tell "the two sides" and the like as a subject."""
    return any(now.word(k) in ("sides", "rivals", "parties", "camps") for k in range(max(0, hit.first - 6), hit.first))


def at_site_struck(run: Run, hit: Hit, places: list) -> bool:
    """Tell the airport of "X airport was hit as fighting went on", at which nobody is said to fight."""
    if not places or not run.coded or run.now.word(hit.last) in ("at", "in", "around", "near"):
        return False
    value = value_of(run, places[0])
    struck = any(e.place_id == value and e.event_type in STRIKES for e in run.coded)
    return struck and run.names.kinds.get(value) in ("airport", "port", "building", "oil_terminal")
