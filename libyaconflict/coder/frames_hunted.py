"""Frames of operations against armed men who are no side of the war: a cell raided, a leader killed in an ambush.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import Draft, sited
from .grammar import Hit
from .tables import either

if TYPE_CHECKING:
    from .run import Run

_OPERATIONS = frozenset(["operation", "operations", "raid", "raids", "sweep", "crackdown", "manhunt"])
_CARRIED = frozenset(["carried", "carries", "carry", "conducted", "conducts", "executed", "performed", "undertook"])
_HUNTED = frozenset(["militants", "militant", "terrorists", "extremists", "jihadists", "cell", "cells", "smugglers"])
_HUNTED |= frozenset(["gang", "gangs", "outlaws", "elements", "radicals", "insurgents", "fugitives", "remnants"])


def killed_in_operation(run: Run, hit: Hit, speaker: str):
    """Read "nine militants were killed in an LNA raid in X": a fight with whoever they were."""
    now = run.now
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    places, near = now.places_right(hit, hit.rule.prepositions, False, 8)
    if not inside or not sited(run, places):
        return None
    lead = range(max(0, hit.first - 14), hit.first)
    named = [now.side(now.tokens[k]) for k in lead if now.tokens[k].kind in ("actor", "unit")]
    foe = next((one for one in named if one != inside[0]), "")
    if not foe and not any(now.word(k) in either("troops", also=_HUNTED) for k in lead):
        return None
    return Draft("clash", places[:1], inside[0], foe, near=near)


def hunts(run: Run, hit: Hit, actor: str, places: list, near: bool):
    """Read "the LNA carried out an operation in X against militants": no attack on the other side."""
    now = run.now
    if now.word(hit.last - 1) not in _OPERATIONS or near or run.names.sides.get(actor) not in run.names.parties:
        return None
    if _CARRIED.isdisjoint(now.words[max(0, hit.first - 6) : hit.first]) or not sited(run, places):
        return None
    for n in range(hit.last, min(now.size - 1, hit.last + 24)):
        if now.word(n) not in ("against", "targeting", "targetting", "on"):
            continue
        ahead = range(n + 1, min(now.size, n + 7))
        foes = [now.side(now.tokens[k]) for k in ahead if now.tokens[k].kind in ("actor", "unit")]
        if any(foe in run.names.parties for foe in foes):
            return None
        if foes or any(now.word(k) in _HUNTED for k in ahead):
            return Draft("clash", places[:1], actor, foes[0] if foes else "")
    return None
