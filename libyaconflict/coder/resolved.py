"""What somebody is set on: "has its eyes on taking it", "dreams of it", "with a view to it"."""

from __future__ import annotations

from .roles import Sentence
from .tables import words

_SET = frozenset(
    ["set", "fixed", "trained", "now", "firmly", "everything", "all", "squarely", "be", "were", "are", "is"]
)


def bent(sentence: Sentence, n: int) -> bool:
    """Tell "set on", "has its eyes on", "turned its mind to", "with a view to": what somebody only has in mind."""
    before, lead = sentence.word(n - 1), sentence.words[max(0, n - 4) : n]
    if sentence.word(n) in ("on", "upon"):
        voted = not {"vote", "votes", "voted", "voting"}.isdisjoint(sentence.words[max(0, n - 6) : n])
        return voted or before in words("resolved") or not words("in-mind").isdisjoint(lead)
    if sentence.word(n) == "at":
        return before in words("aimed")
    return before in words("in-mind") and before not in ("hopes", "hope", "plans", "efforts")


def sights(sentence: Sentence, n: int, before: str) -> str:
    """Tell what somebody is set on: "has its eyes on taking it", "dreams of taking it", "made it its aim"."""
    if before in ("on", "upon") and (
        sentence.word(n - 1) in words("resolved") or sentence.word(_past_time(sentence, n - 1)) in words("sights")
    ):
        return sentence.cue("planned", n)  # "set on entering it"
    if before == "on" and sentence.word(n - 1) == "in" and sentence.word(n - 2)[:4] == "clos":
        return sentence.cue("planned", n)  # "is closing in on taking it"
    if before in ("of", "for", "at") and sentence.word(n - 1) in words("dreams"):
        return sentence.cue("planned", n - 1)
    if before in ("make", "made", "makes", "making", "declared"):
        for m in range(n + 2, min(sentence.size, n + 14)):
            if sentence.word(m) in words("goal"):
                return sentence.cue("planned", m)
            if sentence.boundary(m) or sentence.word(m) == ",":
                break
    return ""


def pretext(sentence: Sentence, n: int) -> bool:
    """Tell what somebody only seeks a reason for: "looking for an excuse to", not "used it as a pretext to"."""
    if sentence.word(n - 1) not in words("pretext"):
        return False
    return {"as", "used", "uses", "using", "gave", "given", "giving"}.isdisjoint(sentence.words[max(0, n - 8) : n - 1])


def _past_time(sentence: Sentence, n: int) -> int:
    """Give the noun of an aim, past what stands behind it: "its sights are firmly set"."""
    while n > 0 and (sentence.word(n) in _SET or sentence.word(n)[-2:] == "ly"):
        n -= 1
    return n
