"""Which of two sides "the former" and "the latter" stand for, where no two places are meant."""

from __future__ import annotations

import re

from .mentions import Mention
from .names import Names

_ONE = re.compile(r"\b[Tt]he (former|latter)(?='s|[,.;)]| [a-z]+)")
_ADJECTIVE = re.compile(
    r"'s| (?!by\b|of\b|in\b|and\b|to\b|from\b|on\b|at\b|with\b|had\b|did\b|held\b|said\b|shot\b)[a-z]+"
)
_DOES = re.compile(
    r" (?:then |later |soon |also |has |have |had )?(?:\w+ed|took|left|lost|fled|withdrew|drove|said|says|fought|held"
    r"|struck|shot|retook|won|overran|sent|broke|gave|went|fell back)\b"
)
_IS_DONE = re.compile(r" (?:was|were|is|are|has been|had been|fell to|changed|came under)\b")


def add_sides(flat: str, start: int, end: int, mentions: list[Mention], before, names: Names) -> list[Mention]:
    """Bind "the former" and "the latter" to two sides named together, here or in the sentence before.

    Parameters
    ----------
    flat : str
        The document's text, straightened.
    start, end : int
        The sentence's characters.
    mentions : list of Mention
        What is named in it; "the latter" as a place, too, where two places are named.
    before : Sentence or None
        The sentence before it.
    names : Names
        Tells who is a side.
    """
    out = mentions
    for match in _ONE.finditer(flat, start, end):
        place = next((m for m in out if m.start == match.start() and m.kind == "place"), None)
        does = _DOES.match(flat, match.end())
        if _IS_DONE.match(flat, match.end()) and place is not None:
            continue
        if not does and (place is not None or not _stands_alone(flat, match)):
            continue
        pair = _pair([m for m in out if m.end <= match.start()], names) or (
            _pair([t for t in before.tokens if t.kind == "actor"], names) if before is not None else ()
        )
        if pair:
            one = Mention(match.start(), match.end(), "actor", pair[match.group(1) == "latter"])
            out = sorted([*(m for m in out if m is not place), one], key=lambda m: m.start)
    return out


def _stands_alone(flat: str, match: re.Match) -> bool:
    """Tell "the latter" from "the latter half", "the former minister"."""
    return _IS_DONE.match(flat, match.end()) is not None or _ADJECTIVE.match(flat, match.end()) is None


def _pair(named: list, names: Names) -> tuple[str, ...]:
    """Give the two sides that are named, if there are no more."""
    sides = list(dict.fromkeys(one.value for one in named if one.kind == "actor" and names.sides.get(one.value)))
    return tuple(sides) if len(sides) == 2 else ()
