"""What each of two places has of its own: "X and Y fell, the former to the GNA, the latter to the LNA on Monday"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .coded import CONTROL, STRUCK
from .framing import Draft
from .grammar import Hit

if TYPE_CHECKING:
    from .roles import Sentence

_EITHER = ("the former", "the latter")
_ENDS = (";", ".", '"', ":")
_GIVES = {"to": CONTROL, "by": (*CONTROL, *STRUCK), "from": STRUCK}  # what names who did it, of which events


def apportioned(now: Sentence, hit: Hit, draft: Draft) -> list[Draft]:
    """Part a draft of two places by what is said of "the former" and "the latter" after it."""
    places = draft.places
    if len(places) != 2 or not all(isinstance(p, int) for p in places):
        return [draft]
    begin = max(hit.last, *places)
    shares = [n for n, t in now.marks if n > begin and t.kind == "place" and t.text in _EITHER]
    if [now.tokens[n].value for n in shares] != [now.tokens[p].value for p in places]:
        return [draft]
    shared = next((n for n, t in now.marks if t.kind == "date" and hit.last <= n < shares[0]), -1)
    ends = (shares[1], next((n for n in range(shares[1], now.size) if now.word(n) in _ENDS), now.size))
    each = zip(places, shares, ends, strict=True)
    return [_share(now, replace(draft, places=[place], when=shared), n, end) for place, n, end in each]


def _share(now: Sentence, draft: Draft, first: int, end: int) -> Draft:
    """Give one place the date, and who did it, that its own share of the sentence names."""
    date = next((n for n in range(first, end) if now.tokens[n].kind == "date"), draft.when)
    for n in range(first, end - 1):
        if draft.event_type not in _GIVES.get(now.word(n), ()):
            continue
        k = n + 2 if now.word(n + 1) == "the" else n + 1
        side = now.side(now.tokens[k]) if now.tokens[k].kind in ("actor", "unit") else ""
        if side in now.names.parties:
            holder = side if draft.holder in now.names.parties else draft.holder
            return replace(draft, when=date, actor=side, target=now.names.foe(side), holder=holder)
    return replace(draft, when=date)
