"""Places that a heading or a lead only describes, and that the text names next: "an air base in the west"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from .anaphora import FLOWN, site_nouns
from .mentions import Mention
from .names import Names

if TYPE_CHECKING:
    from .sentence import Memory


@lru_cache(maxsize=1)
def _indefinite() -> tuple[re.Pattern, re.Pattern]:
    """Give the pattern of "an air base in", and before it a quick one of its end, in small letters."""
    kinds, _ = site_nouns()
    sites = "|".join(noun for noun, fits in kinds.items() if fits & _SITES and "any" not in fits)
    lies = "(?:in|near|south|north|east|west|southwest|northwest|outside|[a-z]+ of)"
    return re.compile(rf"(?:{sites}) {lies}\b"), re.compile(
        r"\b(?:an? |on |at |over |into |of |from |key |(?<=[a-z] ))(?:(?:strategic(?:ally important)?|key|vital|major"
        r"|main|large|military|coastal|desert|important|small|little|remote|isolated|central|southern|western|eastern"
        r"|northern) )*(?:air |military |oil |border )?"
        rf"({sites})(?= {lies}\b)",
        re.IGNORECASE,
    )


def add_cataphors(
    flat: str, start: int, end: int, mentions: list[Mention], later: list[Mention], memory: Memory, names: Names
) -> list[Mention]:
    """Bind "an air base in the west" of a headline or a lead to the base that the text names next, or has named."""
    small = [m for m in mentions if m.kind == "place" and names.kinds.get(m.value) not in _WIDE]
    small = [m for m in small if m.value != names.capital]
    beside = [m.start for m in small if flat[max(0, m.start - 6) : m.start] == " near "]  # "an airport near X"
    if small and not beside:
        return mentions
    located, pattern = _indefinite()
    match = pattern.search(flat, start, end) if located.search(flat[start:end].lower()) else None
    if match is None and not small and (held := _HELD_LAST.search(flat, start, end)):
        return _bound(held, [*reversed(memory.recent), *_told_next(flat, end, later)], mentions, names)
    if match is None or (small and match.end() + 6 not in beside):
        return mentions
    lies = any(flat[match.end() : m.start][-4:] == " of " for m in mentions)
    if lies and match.group(1).lower() not in ("town", "city"):  # "a camp east of X"
        return mentions
    kinds = site_nouns()[0][match.group(1).lower()]
    seen = [*reversed(memory.recent), *_told_next(flat, end, later)]
    other = {m.value for m in mentions} | {names.capital}  # "a city near the capital" is neither
    value = next((p for p in seen if names.kinds.get(p) in kinds and p not in names.abroad and p not in other), "")
    if not value and kinds & FLOWN:  # far below the lead, if the text names one airport only
        value = _sole(kinds, [m.value for m in later if m.kind == "place"], names)
    if not value:
        return mentions
    found = Mention(match.start(1), match.end(1), "place", value)
    return sorted([*mentions, found], key=lambda m: m.start)


_HELD_LAST = re.compile(
    r"\b(?:last|final|main|only|remaining)(?: [a-z]+){0,2} (stronghold|bastion|redoubt|holdout)\b", re.IGNORECASE
)
_STRONG = frozenset(["town", "city", "airbase", "base", "camp"])


def _told_next(flat: str, end: int, later: list[Mention]) -> list[str]:
    """Give the places that the text names soon; a dateline in capitals is no place told of."""
    told = (m for m in later if m.kind == "place" and m.start < end + _NEXT and not flat[m.start : m.end].isupper())
    return [m.value for m in told]


def _bound(held: re.Match, seen: list[str], mentions: list[Mention], names: Names) -> list[Mention]:
    """Bind "his last major stronghold in the west" to the town or base of which the text tells."""
    value = next((p for p in seen if names.kinds.get(p) in _STRONG and p not in names.abroad), "")
    if not value or value == names.capital:
        return mentions
    found = Mention(held.start(1), held.end(1), "place", value)
    return sorted([*mentions, found], key=lambda m: m.start)


def _sole(kinds: frozenset[str], values: list[str], names: Names) -> str:
    """Give the one place of some kinds among those that a text names; nothing where there are more."""
    found = {value for value in values if names.kinds.get(value) in kinds and value not in names.abroad}
    return found.pop() if len(found) == 1 else ""


_SITES = frozenset(["airbase", "airport", "camp", "oilfield", "port", "oil_terminal", "town", "city"])
_WIDE = frozenset(["region", "country"])
_NEXT = 600  # characters after a lead within which the text names the place
