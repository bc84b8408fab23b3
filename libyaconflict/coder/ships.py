"""Ships that are struck where they lie: "attacked a freighter in the port of X", "a tanker was hit off X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import Draft, foe_of, sited, value_of
from .grammar import Hit
from .tables import reporters, words
from .weapons import context_kind, striker, told_kind, weapon_left, weapon_right

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_THERE = frozenset(["in", "at", "near", "off", "outside", "of", "on"])
_HARBOURS = ("port", "oil_terminal")


def ship_struck(run: Run, hit: Hit, speaker: str) -> Draft | None:
    """Read a verb or noun of attack whose object is a ship: a strike on the port where it lies, or off a coast."""
    now = run.now
    passive = not hit.rule.is_noun and now.is_passive(hit)
    ship = _subject_ship(now, hit) if passive else _object_ship(now, hit)
    if ship < 0 or not words("smuggling").isdisjoint(now.words[ship - 2 : ship + 4]):
        return None
    places, near = _where(now, hit, ship, passive)
    if not sited(run, places):
        return None
    kind, w = ("", -1) if passive or hit.rule.is_noun else weapon_left(now, hit)
    if not kind:
        kind, w = weapon_right(now, hit)
    harbour = run.names.kinds.get(value_of(run, places[0])) in _HARBOURS
    kind = kind or context_kind(run) or told_kind(run, places) or ("shelling" if harbour else "airstrike")
    actor = striker(run, hit, w, speaker)
    return Draft(kind, places, actor, foe_of(run, actor), near=near)


def _object_ship(now: Sentence, hit: Hit) -> int:
    """Give where the ship stands that a verb takes as its object; -1 for none."""
    n = hit.last + (hit.rule.is_noun and now.word(hit.last) in ("on", "against"))
    if hit.rule.is_noun and n == hit.last and now.word(hit.last - 1) not in ("on", "against"):
        return -1
    for k in range(n, min(now.size, n + 7)):
        word = now.word(k)
        if word in words("ship-noun"):
            return k if now.word(k + 1) not in words("ship-part") else -1
        name = now.tokens[k].kind in ("place", "near") or now.boundary(k)
        if name or word in words("preposition") or word in (",", "and") or k in now.starts:
            return -1
    return -1


def _subject_ship(now: Sentence, hit: Hit) -> int:
    """Give where the ship stands that is the subject of a passive; -1 for none."""
    first = now.clause(hit)[0]
    first = next((k + 1 for k in range(hit.first - 1, first, -1) if now.word(k) == "that" and _says(now, k - 1)), first)
    while now.word(first) in ("", '"', ",", "that", "and", "(") and now.tokens[first].kind in ("w", "date"):
        first += 1
    for k in range(first, min(hit.first, first + 6)):
        if now.word(k) in words("ship-noun"):
            return k if now.word(k + 1) not in words("ship-part") else -1
        if now.word(k) in words("preposition") or now.tokens[k].kind in ("place", "near"):
            return -1
    return -1


def _says(now: Sentence, n: int) -> bool:
    """Tell the "that" of something said from that of a relative clause."""
    return now.word(n) in reporters() or now.word(n) in words("claim-noun")


def _where(now: Sentence, hit: Hit, ship: int, passive: bool) -> tuple[list, bool]:
    """Give the port where a ship lies, by what follows its name or the verb."""
    places, near = now.places_right(Hit(hit.rule, ship, ship + 1), _THERE, False, 12, through=True)
    if places and passive and places[0] > hit.first:
        passive = False
    if not places and passive:
        places, near = now.places_right(hit, _THERE, False, 9)
    if not places:
        lying = (k for k in range(ship + 1, min(now.size, ship + 16)) if now.word(k) in words("lying"))
        at = next(lying, -1)
        places, near = now.places_right(Hit(hit.rule, at, at + 1), _THERE, False, 9) if at > 0 else ([], False)
    return places, near
