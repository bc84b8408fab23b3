"""What is said of a noun: the verb that governs it, the verb of which it is the subject, and who does it."""

from __future__ import annotations

from functools import lru_cache

from .grammar import Hit
from .roles import Sentence
from .spans import at
from .tables import reporters, words

RELATIVE = ("that", "which", "whom")


@lru_cache(maxsize=32)
def _table(classes: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in classes:
        for word in words(name):
            found.setdefault(word, name)
    return found


def left(now: Sentence, n: int, *classes: str, reach: int = 10) -> list[tuple[int, str]]:
    """Give the words of some classes that stand before a noun in its clause, nearest first, with their class."""
    table = _table(classes)
    found = []
    k = n - 1
    while k >= 0 and n - k <= reach:
        word = now.word(k)
        if word in table:
            found.append((k, table[word]))
        elif now.boundary(k) or word in (",", '"'):
            break
        k -= 1
    return found


def right(now: Sentence, n: int, *classes: str, reach: int = 14) -> list[tuple[int, str, bool]]:
    """Give the words of some classes after a noun, with their class and whether a relative clause holds them."""
    table = _table(classes)
    found = []
    relative = commas = 0
    for k in range(n, min(now.size, n + reach)):
        word = now.word(k)
        if word in table:
            found.append((k, table[word], bool(relative)))
        elif word in RELATIVE and (k <= n + 4 or relative):
            relative = k
        elif word == "," and commas < 1 and now.word(k + 1) in RELATIVE:
            commas += 1
        elif now.boundary(k) or word in (".", "?", "!", '"') or (word == "," and not relative):
            break
        elif word == ",":
            relative = 0
    return found


def as_hit(hit: Hit, k: int) -> Hit:
    """Give a hit at another token, to ask who does what that verb says."""
    return Hit(hit.rule, k, k + 1)


def doer(run, hit: Hit, verb: int, speaker: str = "") -> str:
    """Give who does what a verb says: its agent where it is passive, else its subject, both where the text says so."""
    now = run.now
    asked = as_hit(hit, verb)
    passive = now.is_passive(asked)
    if passive:
        return now.agent(asked)
    start = verb
    while start > 0 and not now.boundary(start - 1):
        start -= 1
    both = [k for k in range(start, verb) if now.word(k) in words("both")]
    sides = list(dict.fromkeys(now.side(t) for t in now.tokens[start:verb] if t.kind in ("actor", "unit")))
    parties = [s for s in sides if s in run.names.parties]
    if both and len(sides) < 3:
        return now.cue(run.names.both, both[0])
    if len(parties) > 1 and any(now.word(k) in ("and", "both") for k in range(start, verb)):
        return at(run.names.both, parties[0])
    return now.subject(asked, speaker=speaker)


def sides_of(run, actor: str) -> str:
    """Give the party for which an actor stands, or both; nothing for others."""
    if actor == run.names.both:
        return actor
    if run.names.roles.get(actor) in ("party", "ally"):
        return actor
    return ""


def wished(now: Sentence, verb: int) -> bool:
    """Tell what somebody only asks or hopes for: "urged both to declare", "hopes that a truce can be agreed"."""
    for k in range(verb - 1, max(-1, verb - 14), -1):
        word = now.word(k)
        if word in words("asking") or word in ("ready", "willing", "prepared", "talks", "efforts", "condition"):
            return any(now.word(j) in ("to", "that", "for", "on", "of") for j in range(k + 1, min(k + 9, verb + 1)))
        if word in (".", ";") or (reporters().get(word) == "say" and word not in words("made")):
            return False
    return False
