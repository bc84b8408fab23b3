"""Frames of what is moved that is no force: a side's headquarters, its stores, its command.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import Draft, sited
from .grammar import Hit
from .predicates import doer, sides_of, wished
from .tables import words

if TYPE_CHECKING:
    from .run import Run


def moves_seat(run: Run, hit: Hit, speaker: str):
    """Read how a side moves its command or its stores: "the LNA has moved its headquarters from X to Y"."""
    now = run.now
    actor = sides_of(run, doer(run, hit, hit.first, speaker))
    if actor not in run.names.parties or wished(now, hit.first):
        return None
    last = now.clause(hit)[1]
    for n in range(hit.last, min(last, hit.last + 22)):
        whither = now.governor(n)[0] if now.tokens[n].kind == "place" else ""
        if whither in ("to", "into") and not now.is_near(n):
            return Draft("other", now.group(n), actor) if sited(run, [n]) else None
        if n in now.starts and not now.inside[n].rule.is_noun:
            return None
        if now.word(n) in words("troops"):
            return None  # told as men who are sent
    return None
