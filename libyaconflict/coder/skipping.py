"""What follows a trigger and gives it another sense: "taken on" a task, "fighting close to X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .tables import words
from .tokens import Token

if TYPE_CHECKING:
    from .grammar import Rule


def means_other(rule: Rule, tokens: list[Token], at: int, size: int) -> bool:
    """Tell whether a trigger means something else before the next word; "taken on Friday" is no "taken on"."""
    if at < size and rule.frame == "advances" and tokens[at - 1].text == "on" and tokens[at].text.endswith("ing"):
        return True  # "went on hitting X"
    if at < size and tokens[at - 1].text == "close" and tokens[at].text == "to":
        return True  # "fighting close to X"
    if at >= size or tokens[at].text not in rule.skip or tokens[at].kind == "place":
        return False
    if tokens[at].text == "without" and rule.frame == "leaves":
        return tokens[at - 1].text[:2] == "le"  # "left without power", not "X was abandoned without a fight"
    manner = tokens[at].text == "in" and rule.frame == "leaves" and at + 2 < size
    if manner and not words("leaving-in").isdisjoint((tokens[at + 1].text, tokens[at + 2].text)):
        return False  # "fled in the direction of X", "left in a convoy"
    if tokens[at].text == "up" and at + 2 < size and tokens[at + 1].text == "to" and tokens[at + 2].text[:1].isdigit():
        return False  # "sent up to 3,000 men"
    if tokens[at].text == "for" and rule.frame == "clash":  # "fought for hours"
        return not any(t.text in words("duration") for t in tokens[at + 1 : at + 4])
    if tokens[at].text == "by" and rule.frame == "falls" and at + 1 < size:
        return tokens[at + 1].text not in words("day-part")  # "fell by noon"
    if tokens[at].text not in ("on", "in", "at", "over", "of") or at + 1 >= size:
        return True
    if tokens[at + 1].kind == "date" or (rule.frame == "falls" and tokens[at + 1].text in words("number")):
        return False  # "fell in two days"
    spell = any(t.text in words("spell") for t in tokens[at + 1 : at + 6])
    early = tokens[at + 1].text in _DETERMINED and tokens[at + 2 if at + 2 < size else at].text in words("stage")
    return not spell or (tokens[at - 1].text != "taken" and not early)  # "took in the first week of May"


_DETERMINED = frozenset(["the", "its", "their", "his"])
