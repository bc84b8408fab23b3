"""Frames of accords whose verb stands apart from their noun: "a deal to lift the blockade has been reached"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .frames_accords import deal_reached
from .grammar import Hit
from .tables import words

if TYPE_CHECKING:
    from .run import Run

_APART = frozenset(["to", "for", "on", "over", "under", "with", "between"])
_UNSURE = frozenset(["no", "any", "if", "until", "unless", "once", "without"])


def deal_done(run: Run, hit: Hit, speaker: str):
    """Read "a deal to lift the blockade had been reached", whose noun its aim parts from the verb."""
    now = run.now
    if not now.is_passive(hit):
        return None
    for n in range(hit.first - 1, max(-1, hit.first - 16), -1):
        if now.word(n) in words("deal-noun") and now.word(n + 1) in _APART:
            if not _UNSURE.isdisjoint(now.words[max(0, n - 4) : n]):
                return None
            return deal_reached(run, Hit(hit.rule, n, hit.last), speaker)
        if now.boundary(n) or now.word(n) in (";", ","):
            break
    return None
