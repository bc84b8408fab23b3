"""What stands in a list of places and names none: "X, several villages on the coast, Y and Z"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .tables import either, words

if TYPE_CHECKING:
    from .listed import Listed

_WHERE = frozenset(["on", "in", "along", "near", "around", "of", "at"])
_LONG = 10  # tokens of such an item


def past_unnamed(now: Listed, n: int) -> tuple[int, int]:
    """Give where an item ends that names no place, and the region of which it tells the towns (-1 without one)."""
    heads = either("settled-many", "areas", "posts", "ground")
    listed = either("determiner", "number", "list-joint", "place-adjective", also=("number", "of"))
    headed = now.word(n - 1) in heads
    k = n
    while k < min(now.size, n + _LONG):
        word = now.word(k)
        if now.tokens[k].kind in ("place", "near"):
            towns = now.tokens[k].kind == "place" and now.names.kinds.get(now.tokens[k].value) == "region"
            if not headed or now.word(now.governor(k)[1]) not in _WHERE or now.word(k + 1) not in _ENDS:
                return n, -1
            return k + 1, k if towns else -1
        if headed and word in (",", "and"):
            return k, -1
        if headed and word in _WHERE:
            past = _place_words(now, k + 1)
            if past == k + 1:
                return n, -1
            k = past
            continue
        if word not in heads and word not in listed:
            return n, -1
        headed = headed or word in heads
        k += 1
    return n, -1


_ENDS = frozenset([",", "and", ".", ";", ""])


def _place_words(now: Listed, n: int) -> int:
    """Pass "the western coast", "the mountains", "the district of": common nouns that say where."""
    k = n
    while k < min(now.size, n + 4) and now.tokens[k].kind == "w" and now.word(k).isalpha():
        word = now.word(k)
        if word == "and" or word in _WHERE or word in either("be", "have", "stop") or k in now.starts:
            break
        k += 1
    return k


def past_participle(now: Listed, k: int) -> int:
    """Pass "closed since 2014" and ", built in the 1940s," where the list goes on behind; else the token itself."""
    comma = now.word(k) == ","
    if now.word(k + comma) not in words("described-as"):
        return k
    stop = "," if comma else "and"
    for n in range(k + comma + 1, min(now.size - 2, k + 13)):
        if now.tokens[n].kind in ("place", "near") or (now.boundary(n) and now.word(n) != "since"):
            break
        if now.word(n) == stop:
            joint = n + (comma and now.word(n + 1) == "and")
            return n if _place_next(now, joint + 1) else k
        if now.word(n) in either("be", "have", also=(",",)):
            break
    return k


def _place_next(now: Listed, n: int) -> bool:
    """Tell "the nearby areas of X", "the town of X", "X", which no clause of its own follows."""
    while now.word(n) not in (",", "and") and now.word(n) in either("list-joint", "determiner", "settled", "areas"):
        n += 1
    if n >= now.size or now.tokens[n].kind != "place":
        return False
    return now.word(n + 1) not in either("be", "have", also=("fell", "falls", "came", "went", "surrendered"))
