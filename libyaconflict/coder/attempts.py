"""Attempts: those that were made, told apart from those that go on or are to come."""

from __future__ import annotations

from .grammar import Hit
from .roles import Sentence
from .tables import either, words


def tried(sentence: Sentence, at: int) -> bool:
    """Tell an attempt that was made from one that goes on or is to come: "tried to take X", "two attempts to"."""
    n = at - 1
    while n >= 0 and (sentence.tokens[n].kind in ("actor", "unit") or sentence.word(n) in _BEFORE_TO):
        n -= 1
    word = sentence.word(n)
    if word in ("tried", "attempted"):
        made = True
    elif word in ("attempt", "attempts"):
        lead = sentence.words[max(0, n - 5) : n]
        made = not either("launched", also=("made", "following", "after", "during", "despite")).isdisjoint(lead)
    else:
        return False
    lead = sentence.words[max(0, n - 6) : n + 1]
    return made and _LEFT_OPEN.isdisjoint(lead) and words("modal-plan").isdisjoint(lead)


def loosed(sentence: Sentence, hit: Hit, aimed: int) -> bool:
    """Tell what was fired from what is only planned: "fired rockets aimed at hitting X", "shells aiming to hit it"."""
    if hit.rule.frame not in ("strike", "hits") or sentence.word(aimed) not in words("aimed"):
        return False
    lead = sentence.words[max(0, aimed - 8) : aimed]
    return not either("weapon-gun", "volley").isdisjoint(lead[-3:]) and not _FIRED.isdisjoint(lead)


_FIRED = frozenset(
    ["fired", "launched", "lobbed", "rained", "shot", "loosed", "firing", "launching", "hurled", "carried"]
)


_BEFORE_TO = frozenset(["by", "the", "again", "once", "more", "forces", "troops", "repeatedly", "unsuccessfully"])
_LEFT_OPEN = frozenset(["prevent", "prevented", "foil", "foiled", "thwart", "thwarted", "any", "if", "to", "not", "no"])
