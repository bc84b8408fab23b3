"""Which place is said to be somebody's: "X was the LNA's by dawn"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .grammar import Hit
from .referents import reference
from .tables import either, reporters, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def _says(word: str) -> bool:
    return word in reporters()


_BETWEEN = frozenset([",", "now", "then", "soon", "again", "still", "itself", "too", "also", "alone", "never", "not"])


def _and_all_around(now: Sentence, n: int) -> int:
    """Give where the rest of a subject ends: "X and everything around it"."""
    if now.word(n) != "and" or now.word(n + 1) not in ("everything", "all", "its"):
        return n
    ends = (k + 1 for k in range(n + 2, n + 6) if now.word(k) in either("areas", also=("it", "surroundings", "them")))
    return next(ends, n)


def owned_place(run: Run, hit: Hit) -> list:
    """Give the place that is somebody's: the subject of the clause, or what "it" stands for."""
    now = run.now
    places = now.places_left(hit)
    if places:
        after = _and_all_around(now, places[-1] + 1)
        between = [k for k in range(after, hit.first) if now.asides[k] == -1 and now.tokens[k].kind == "w"]
        bare = all(now.word(k) in _BETWEEN or now.word(k) in words("have") or now.word(k)[-2:] == "ly" for k in between)
        told = now.word(places[-1] + 1) == "," and now.word(hit.first - 1) == "," and any(map(_says, now.words))
        return places if bare or told else []
    n = hit.first - 1
    while n > 0 and now.word(n) in either("have", also=("soon", "now", "already")):
        n -= 1
    found = [p for k in (n, n - 1) for p in (reference(run, k) if k >= 0 else [])]
    return found or (run.memory.group[-1:] if now.word(n) == "it" else [])


def closes(now: Sentence, n: int) -> bool:
    """Tell "was the LNA's by dawn" from "was the LNA's commander": no noun follows."""
    token = now.tokens[n] if n < now.size else None
    if token is None or token.kind == "date":
        return True
    word = token.text
    follows = either(
        "stop", also=("and", "by", "in", "again", "now", "at", "from", "on", "once", "only", "still", "for")
    )
    return token.kind == "w" and (not word[0].isalpha() or word in follows or word in reporters())
