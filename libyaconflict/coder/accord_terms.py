"""What an accord lays down is still to be done: "the deal provides for the withdrawal of all mercenaries"."""

from __future__ import annotations

from .sentence import Phrases
from .tables import either, words

_REACH = 14  # tokens from the verb of an accord to what it lays down


def laid_down(sentence: Phrases, n: int) -> int:
    """Give the verb by which an accord lays down what a noun at a token names; -1 where none does."""
    if words("stipulates").isdisjoint(sentence.said):
        return -1
    for m in range(n - 1, max(-1, n - _REACH), -1):
        if sentence.word(m) in words("stipulates"):
            subject = sentence.words[max(0, m - 12) : m]
            accord = not either("accorded", "deal-noun", "plan-paper").isdisjoint(subject)
            return m if accord and ";" not in subject else -1
        if sentence.boundary(m) and sentence.word(m) not in ("that", "and"):
            break
    return -1
