"""Where: the place with which a clause opens: "On several fronts in X the army is advancing"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .grammar import Hit
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence

_OPENING = 9
_AFTER = frozenset(["", ",", ".", ";", "and", "but", '"', "again", "quickly", "steadily", "slowly", "rapidly"])


def at_opening(now: Sentence, hit: Hit) -> list:
    """Give the places of the phrase that opens the clause of a verb without any of its own; none where it opens none.

    What stands between them is the subject alone.
    """
    if hit.rule.is_noun or now.word(hit.last) not in _AFTER:
        return []
    first, _ = now.clause(hit)
    said = [n for n in range(first, hit.first) if now.word(n) in ('"', ":", "that")]
    opens = said[-1] + 1 if said else first
    while now.tokens[opens].kind == "date" or now.word(opens) in (",", "and", "but", "meanwhile"):
        opens += 1
    if now.word(opens) not in words("at-place"):
        return []
    for n in range(opens + 1, min(hit.first, opens + _OPENING)):
        if now.tokens[n].kind == "place":
            group = now.group(n)
            bare = now.governor(n)[0] in words("at-place") and not now.is_near(n)
            return group if bare and _subject_only(now, group[-1] + 1, hit.first) else []
        if now.tokens[n].kind not in ("w", "date") or now.boundary(n):
            return []
    return []


def _subject_only(now: Sentence, first: int, last: int) -> bool:
    """Tell a bare subject with its auxiliaries: ", the army has been"."""
    plain = either("determiner", "force", "force-adjective", "party-noun", "be", "have", also=(",", "'s", "of", "now"))
    named = any(now.tokens[n].kind in ("actor", "unit") for n in range(first, last))
    return named and all(
        now.tokens[n].kind in ("actor", "unit", "attribute") or now.word(n) in plain or now.word(n)[-2:] == "ly"
        for n in range(first, last)
    )
