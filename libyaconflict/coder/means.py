"""The means by which somebody tried or failed: "failed to break them by shelling X", which was shelled all the same."""

from __future__ import annotations

from .coded import CONTROL
from .grammar import Hit
from .roles import Sentence

_TRIED = frozenset(
    ["tried", "attempted", "sought", "failed", "unable", "struggled", "seeking", "trying", "attempting", "tries"]
    + ["fails", "attempts", "seeks", "bid", "attempt", "failing"]
)
_TO_COME = frozenset(["will", "would", "may", "might", "could", "if", "plans", "planned", "vowed", "threatened"])
_BY = frozenset(["by", "through"])
_REACH = 14  # tokens from who tried to the means


def by_means(sentence: Sentence, hit: Hit) -> bool:
    """Tell a deed that is the means of an attempt: "tried to scare them by bombing X", "by A and striking"."""
    if not sentence.word(hit.first).endswith("ing") or hit.rule.event_type in CONTROL:
        return False
    n = hit.first - 1
    if sentence.word(n) == "and":
        while n > hit.first - _REACH and sentence.word(n) not in _BY:
            n -= 1
        if not sentence.word(n + 1).endswith("ing"):
            return False
    if sentence.word(n) not in _BY:
        return False
    lead = sentence.words[max(0, n - _REACH) : n]
    if lead[-1:] == ["will"]:
        lead = lead[:-1]  # "to break their will by shelling X"
    return "to" in lead and not _TRIED.isdisjoint(lead) and _TO_COME.isdisjoint(lead)
