"""Means and help: "failed to break them by shelling X", which was shelled; "sent jets to help them take X"."""

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


_HELP = frozenset(["help", "assist", "let", "enable"])


def helped_to(sentence: Sentence, hit: Hit, n: int) -> int:
    """Give the "help" of "to help the GNA, led by Sarraj, repel": before the side that is to do it; 0 for none."""
    if _HELP.isdisjoint(sentence.said):
        return 0
    verb = sentence.word(hit.first)
    forms = hit.rule.steps[0][0]
    if hit.rule.is_noun or not (verb + "s" in forms or verb + "es" in forms):
        return 0
    named = False
    for m in range(n, max(0, n - 20), -1):
        if sentence.word(m) in _HELP:
            return m if named else 0
        if sentence.asides[m] != -1:
            continue
        named = named or sentence.tokens[m].kind in ("actor", "unit")
        if sentence.boundary(m) or m in sentence.inside or sentence.word(m) in ("and", "but", "that", "to"):
            return 0
    return 0
