"""Frames of flags that still fly: who holds the place over which they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import is_small
from .grammar import Hit
from .holding import held

if TYPE_CHECKING:
    from .run import Run


def flies_flag(run: Run, hit: Hit, speaker: str):
    """Read "X was still flying the GNA's flag", "the GNA's flag still flew over X"."""
    now = run.now
    if hit.rule.name == "fly-side-flag":
        holder = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind == "actor"), "")
        places = now.places_left(hit)
        if places and isinstance(places[-1], int) and "," not in now.words[places[-1] : hit.first]:
            moved = any(t.kind in ("actor", "unit") for t in now.tokens[places[-1] : hit.first])
            places = [] if moved else places  # "in X, LNA tanks flew the GNA's flag"
    else:
        holder, places = now.owner(hit), now.place_inside(hit)
    if not places or not is_small(run, places[0]) or run.names.sides.get(holder) not in run.names.parties:
        return None
    return held(run, hit, places, holder)
