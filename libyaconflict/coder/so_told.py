"""A verb that is told again by "so" alone: "X came under fire, and so did Y", "fought on Monday and did so again"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .framing import Draft
from .gapping import date_after
from .grammar import Hit
from .tables import either, reporters

if TYPE_CHECKING:
    from .roles import Sentence

_TOLD = frozenset(["did", "was", "were", "had", "has", "have", "does", "is", "are"])
_REACH = 9  # tokens of "a home in the X district"


def so_told(now: Sentence, hit: Hit, draft: Draft) -> list[Draft]:
    """Give what "so did Y", "as was Y" and "did so again on Friday" tell of a draft's verb."""
    if hit.rule.is_noun and "that" in now.said and (others := _that_of(now, hit, draft)):
        return others
    if "so" not in now.said and "as" not in now.said:
        return []
    if (other := _did_so(now, hit)) and draft.places:
        return [replace(draft, places=other, when=date_after(now, now.words.index("so", hit.last)))]
    for n in range(hit.last, now.size - 2):
        word = now.word(n)
        if word == "so" and now.word(n - 1) in ("did", "do", "done"):
            day = _again(now, n)
            return [replace(draft, when=day)] if day > 0 and draft.places else []
        verb = n + 2 if now.word(n + 1) in ("too", "also") else n + 1
        if word in ("so", "as") and now.word(verb) in _TOLD and now.word(n - 1) in (",", "and", ";"):
            return _other(now, hit, draft, verb)
        if word in (";", "but") or (n in now.starts and not now.inside[n].rule.is_noun):
            break
    return []


def _that_of(now: Sentence, hit: Hit, draft: Draft) -> list[Draft]:
    """Give what "that of Y" tells after "the capture of X": the same of Y, or that it was not."""
    n = next((k for k in range(hit.last, now.size - 2) if now.word(k) == "that" and now.word(k + 1) == "of"), 0)
    if not n or not draft.places or any(n - 2 <= h.first <= n + 1 < h.last for h in now.hits):
        return []
    place = next((k for k in range(n + 2, min(now.size, n + 9)) if now.tokens[k].kind == "place"), 0)
    plain = either("determiner", "settled", "force", "compass", also=("", "from", "of", "'s", "men", "neighbouring"))
    if not place or any(now.word(k) not in plain for k in range(n + 2, place)):
        return []  # "was that of a feast in X"
    side = next((now.side(t) for t in now.tokens[n + 2 : place] if t.kind in ("actor", "unit")), draft.actor)
    other = replace(draft, places=now.group(place), actor=side, when=date_after(now, now.group(place)[-1]))
    if side != draft.actor:
        other.target = now.names.foe(now.names.sides.get(side, ""))
    if reporters().get(now.word(n - 1)) == "deny":
        return [replace(other, status="denied", holder="")]  # "admits the loss of X but denies that of Y"
    told = now.words[place : place + 18]
    denied = any(a in ("was", "had", "did", "has") and b == "not" for a, b in zip(told, told[1:], strict=False))
    return [replace(other, status="denied", holder="")] if denied else [other]


def _did_so(now: Sentence, hit: Hit) -> list:
    """Give the place of "X stopped pumping on Monday; Y did so a day later"."""
    n = now.words.index("so", hit.last) if "so" in now.words[hit.last :] else 0
    subject = n > 1 and now.word(n - 1) in ("did", "does") and now.tokens[n - 2].kind == "place"
    if not subject or now.is_near(n - 2) or any(hit.last <= h.first < n for h in now.hits):
        return []
    return now.group_left(n - 2)


def _again(now: Sentence, n: int) -> int:
    """Give the date of "did so again on Friday", "did so once more on the 30th"; -1 where it tells none."""
    for k in range(n + 1, min(now.size, n + 7)):
        if now.tokens[k].kind == "date":
            return k
        if now.word(k) not in either("preposition", also=("again", "once", "more", "the", "late", "early", "twice")):
            break
    return -1


def _other(now: Sentence, hit: Hit, draft: Draft, verb: int) -> list[Draft]:
    """Give the place that was as the subject of the verb before: "so did a home in Y"."""
    if not draft.places or not all(isinstance(n, int) and n < hit.first for n in draft.places):
        return []
    for k in range(verb + 1, min(now.size, verb + _REACH)):
        token = now.tokens[k]
        if token.kind == "place" and not now.is_near(k):
            group = now.group(k)
            share = replace(draft, places=group, when=date_after(now, group[-1]))
            if k == verb + 1:
                return []  # told by a row of its own
            return [share] if draft.event_type not in _HELD or _plain(now, verb, k) else []
        if token.kind in ("actor", "unit", "date") or now.word(k) in (",", ".", ";") or k in now.starts:
            break
    return []


_HELD = frozenset(["capture", "recapture", "entry_unopposed", "other"])


def _plain(now: Sentence, verb: int, place: int) -> bool:
    """Tell "so did the town of Y" from "so did a home in Y", which says nothing of who holds Y."""
    return all(now.word(k) in either("determiner", "settled", also=("of", "nearby")) for k in range(verb + 1, place))
