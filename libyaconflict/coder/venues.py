"""Where sides meet: the place abroad that a sentence names, or that the text has told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import is_abroad
from .grammar import Hit
from .tables import words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_PARTING = frozenset([";", "but", "while", "whereas"])


def venue(run: Run, hit: Hit, *, remembered: bool = False) -> list:
    """Give the meeting place: abroad in this sentence, or as the text has told before; nothing if none is told."""
    now = run.now
    parted = max((n for n in range(hit.first) if now.word(n) in _PARTING), default=0)
    for n in (*range(hit.last, now.size), *range(parted, hit.last), *range(parted)):
        token = now.tokens[n]
        if token.kind != "place" or not is_abroad(run, token.value):
            continue
        if narrow_venue(run, n) != n:
            return [narrow_venue(run, n)]
        town = now.word(n - 1) == "of" and now.word(n - 2) in words("settled")
        if town or (now.word(n - 1) == "'s" and now.word(n - 3) in ("in", "at")):
            return [n]
        named = now.word(n - 1) == "the" and any(now.word(k) in words("deal-noun") for k in range(n + 1, n + 4))
        named = named or now.word(n + 1) in words("talks-noun")  # "the Moscow talks"
        named = named or any(now.word(k) in _HOSTING for k in range(n + 1, n + 4))  # "Geneva will host"
        if named or now.governor(n)[0] in _FROM_VENUE or _out_of(now, n):  # "the Moscow accord"
            return [n]
    return [run.memory.venue] if remembered and run.memory.venue else []


def _out_of(now: Sentence, n: int) -> bool:
    """Tell where one comes from who has met there: "flew out of Moscow", "returned from Geneva"."""
    word, at = now.governor(n)
    return (word == "of" and now.word(at - 1) == "out") or (word == "from" and now.word(at - 1) in _FROM_TALKS)


_FROM_VENUE = frozenset(["in", "at", "left", "leaves", "leaving", "quit", "departed"])
_FROM_TALKS = frozenset(["departed", "departs", "departing", "returned", "returning", "back", "flew", "away", "home"])
_HOSTING = frozenset(["host", "hosts", "hosted", "hosting"])


def narrow_venue(run: Run, n: int) -> int:
    """Give the town of "in Egypt's Hurghada"."""
    now = run.now
    town = n + 2 < now.size and now.word(n + 1) == "'s" and now.tokens[n + 2].kind == "place"
    return n + 2 if town and is_abroad(run, now.tokens[n + 2].value) else n
