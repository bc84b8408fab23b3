"""Attacks by strangers that the guards of a place beat off: neither is a side of the war."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import Draft, sited
from .grammar import Hit
from .tables import either, words

if TYPE_CHECKING:
    from .run import Run

_GUARDS = frozenset(["guards", "guard", "police", "security", "residents", "soldiers", "locals", "workers"])
_STRANGERS = frozenset(["attackers", "attacker", "gunmen", "militants", "raiders", "group", "assailants", "assault"])
_HERE = frozenset(["site", "field", "oilfield", "facility", "plant", "port", "there"])


def by_guards(run: Run, hit: Hit):
    """Read "the gunmen were repelled by guards at X": at the place that it names, or was spoken of as "the site"."""
    now = run.now
    by = next((n for n in range(hit.last, min(now.size, hit.last + 3)) if now.word(n) == "by"), 0)
    if not by or _GUARDS.isdisjoint(now.words[by + 1 : by + 5]):
        return None
    if either("attack-noun", also=tuple(_STRANGERS)).isdisjoint(now.words[max(0, hit.first - 14) : hit.first]):
        return None
    if any(token.kind in ("actor", "unit") for token in now.tokens[by : by + 5]):
        return None
    places: list
    places, near = now.places_right(hit, frozenset(("at", "in", "of", "near")), False, 10)
    if not places:
        left = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
        here = not _HERE.isdisjoint(now.words[by : by + 8]) or now.word(by - 1) in words("be")
        places = left[-1:] or ((run.memory.group or run.memory.recent)[-1:] if here else [])
    return Draft("repelled", places, "", "", near=near) if sited(run, places) else None
