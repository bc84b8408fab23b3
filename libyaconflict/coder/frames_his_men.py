"""Frames of a leader's men, named by a pronoun, who are driven from a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .doers import doer
from .framing import value_of
from .gains import gain
from .grammar import Hit

if TYPE_CHECKING:
    from .run import Run


def drives_his(run: Run, hit: Hit, speaker: str):
    """Read "has beaten Haftar, pushing his forces out of X": not a leader who moves men of his own."""
    now = run.now
    his = next((n for n in range(hit.first, hit.last) if now.word(n) == "his"), hit.first)
    foe = now.man_before(his) or run.memory.person
    actor = doer(run, hit, speaker)
    places, near = now.places_right(hit, frozenset(("of", "from")), True, 9)
    places = [p for p in places if run.names.kinds.get(value_of(run, p)) not in ("region", "country")]
    if near or not places or not foe or run.names.sides.get(foe) == run.names.sides.get(actor):
        return None
    return gain(run, hit, places, actor, foe)
