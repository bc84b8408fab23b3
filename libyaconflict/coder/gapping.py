"""A verb told once for several places: "took X on Monday and Y a day later", "X fell at dawn, Y at noon"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .framing import Draft
from .grammar import Hit
from .tables import either, words
from .weapons import STRIKES

if TYPE_CHECKING:
    from .roles import Sentence


def gapped(now: Sentence, hit: Hit, draft: Draft) -> list[Draft]:
    """Give a verb's further places: "took X on Monday and Y a day later", "X fell at dawn, Y at noon"."""
    out = [draft]
    other = other_one(now, draft) if draft.event_type in STRIKES else []
    if other and not {now.tokens[n].value for n in other} & {now.tokens[n].value for n in draft.places}:
        date = date_after(now, other[-1])
        own = date_after(now, draft.places[-1])
        return [replace(draft, when=own), replace(draft, places=other, when=date if date > 0 else own)]
    last = _named_at(now, draft.places[-1]) if draft.places else None
    if not isinstance(last, int) or draft.when >= 0 or draft.status == "fact":
        return out
    if last < hit.first and not now.is_near(last):
        at, own = _subject_end(now, hit)
    else:
        last = _past_where(now, last)
        own = date_after(now, last)
        at = max(own, last, _part_after(now, last))
    while at > 0:
        found = _next_place(now, at, dated=own > 0, near=draft.event_type in _COUNTED)
        if found is None:
            break
        group, date, actor, at = found
        if actor and now.word(group[0] - 1) == "of" and now.word(hit.last - 1) != "of":
            break  # "clashes in X, and the militia of Y, which has joined them, attacked"
        if len(out) == 1 and own > 0:
            out[0] = replace(draft, when=own)
        if actor:
            foe = now.names.foe(actor)
            holder = actor if draft.holder in now.names.parties else draft.holder
            day = date if date > 0 else own
            out.append(replace(draft, places=group, when=day, actor=actor, target=foe, holder=holder))
        else:
            out.append(replace(draft, places=group, when=date if date > 0 else -1 if own < 0 else own))
        own = date if date > 0 else own
    return out


def _past_where(now: Sentence, n: int) -> int:
    """Give where "X, to the west of the capital", "a school in X, its city," ends; else the place itself."""
    whole = now.tokens[n + 2] if n + 2 < now.size and now.word(n + 1) == "," else None
    if whole is not None and whole.kind == "place" and now.names.part_of.get(now.tokens[n].value) == whole.value:
        return n + 2 if now.word(n + 3) not in ("and", "or") else n
    for k in range(n + 1, min(now.size, n + 8)):
        if now.tokens[k].kind == "near":
            return k + 1 if k + 1 < now.size and now.tokens[k + 1].kind == "place" else k
        if now.word(k) not in either("lies", "compass", also=("to", "the", "of", ",")) and not now.word(k).isdigit():
            break
    return n


def _named_at(now: Sentence, place):
    """Give the token of a place; of a port that stands for its town, that of the town."""
    start = getattr(place, "start", -1)
    return next((n for n, token in now.marks if token.start == start), place) if start >= 0 else place


_LEADS = frozenset(["in", "on", "at", "late", "early", "by", "then", "later", "only", "just"])
_JOINTS = frozenset(
    [",", "and", "of", "that", "in", "on", "at", "from", "the", "also", "by", "early", "late", "but", "not", "until"]
    + ["hour", "hours", "minutes", "an", "a", "few", "some", "return", "turn", "all"]
)
_THEN = frozenset(["then", "finally", "next", "lastly", "last", "later", "first"])
_CLOSES = frozenset([",", ";", ".", ":", "and", "but", "while", "after", "before", "when", "as", "-"])
_PASSED = frozenset(["to", "by", "from", "the", "its", "men", "forces", "troops", "'s", "again", "back", "over", "out"])


def _subject_end(now: Sentence, hit: Hit) -> tuple[int, int]:
    """Give where a clause "X fell to the GNA on Thursday" ends, and its date; 0 where more follows than a date."""
    k = hit.last
    while k < now.size and k - hit.last < 9:
        token = now.tokens[k]
        if token.kind == "date":
            return k, k
        if token.kind == "w" and token.text in (",", "and", ";"):
            return k - 1, -1
        if (part := _part_after(now, k - 1)) > k:
            return part, -1
        if token.kind not in ("actor", "unit") and token.text not in _PASSED and token.text not in _LEADS:
            return 0, -1
        k += 1
    return 0, -1


_COUNTED = (*STRIKES, "mass_grave", "civilian_harm")


def _next_place(now: Sentence, at: int, *, dated: bool, near: bool = False) -> tuple | None:
    """Give the place that shares the verb of the one before, its date and actor, and where it ends."""
    joint = _joint(now, at, near=near)
    if joint is None:
        return None
    group = now.group(joint.at)
    end = _past_described(now, group[-1])
    group = group[:1] + [n for n in group[1:] if now.tokens[n].text[:4] != "the "]  # not "Y, the border town"
    date = date_after(now, end)
    part = _part_after(now, end)
    if date < 0 < part:
        later = date_after(now, part)
        date, end = (later, later) if later > 0 else (date, part)
    end = max(end, date)
    actor = joint.actor
    taker = _taker_after(now, end) if not actor else -1
    if taker > 0:
        actor, end = now.side(now.tokens[taker]), taker  # "and Mizda to the LNA"
    own = bool(actor) and (dated or taker > 0 or now.tokens[joint.at - 1].text not in ("in", "at", "from", "not"))
    if not (date > 0 or joint.date > 0 or part > 0 or joint.then or joint.counted or own):
        return None
    closed = end + 1 >= now.size or now.tokens[end + 1].text in _CLOSES
    return (group, date if date > 0 else joint.date, actor, end) if closed else None


class _Joint(NamedTuple):
    """What stands between two places that share a verb, up to the second one."""

    at: int  # the second place
    date: int
    actor: str
    then: bool
    counted: bool  # "died in X, and nine in Y"


def _joint(now: Sentence, at: int, *, near: bool = False) -> _Joint | None:
    """Read on from a place to the next one, over nothing but a joint, a date, a number and a party."""
    n, date, then, actor, counted = at + 1, -1, False, "", False
    if now.word(n) not in (",", "and", ";", "then"):
        return None
    while n < now.size and n - at < 9:
        token = now.tokens[n]
        if token.kind == "date":
            date = n
        elif token.kind in ("actor", "unit") and now.side(token) in now.names.parties and not actor:
            actor = now.side(token)
        elif token.text in _THEN or (token.text in words("day-part") and now.word(n - 1) in _LEADS):
            then = True
        elif token.text in words("number") or token.text.isdigit():
            n += 2 * (now.word(n + 1) == "of" and now.word(n + 2) in ("them", "these"))  # "two of them near X"
            counted = now.word(n + 1) in ("in", "at", "on", "near")
            if not counted:
                return None
        elif token.kind != "w" or token.text not in _JOINTS and token.text != ";" and token.text not in _LEADS:
            break
        n += 1
    n += near and counted and now.word(n) == "near"  # "and two near Y"
    beside = n < now.size and now.is_near(n) and not (near and counted)
    if n >= now.size or now.tokens[n].kind != "place" or beside or now.word(n + 1) == "'s":
        return None
    ruled_out = now.word(n - 1) == "not" and now.word(n - 2) != "but"
    return None if ruled_out else _Joint(n, date, actor, then, counted)


def _past_described(now: Sentence, end: int) -> int:
    """Give where a place ends with what describes it before its date: "Y, a mountain town, two days later"."""
    if now.word(end + 1) != ",":
        return end
    close = next((k for k in range(end + 2, min(now.size, end + 9)) if now.word(k) == ","), -1)
    here = now.tokens[end].value
    bare = close > 0 and all(
        (token.kind in ("w", "near") or token.value == here or token.text[:4] == "the ") and k not in now.opens
        for k, token in enumerate(now.tokens[end + 2 : close], end + 2)
    )
    if bare and date_after(now, close) > 0:
        return close
    return end + 1 if date_after(now, end + 1) > 0 else end  # "Gharyan, on Saturday"


def _taker_after(now: Sentence, n: int) -> int:
    """Give the side to which a place went in "and Mizda to the LNA"; -1 where none is named."""
    if now.word(n + 1) not in ("to", "by"):
        return -1
    k = n + 3 if now.word(n + 2) == "the" else n + 2
    named = k < now.size and now.tokens[k].kind in ("actor", "unit")
    return k if named and now.side(now.tokens[k]) in now.names.parties else -1


def date_after(now: Sentence, n: int) -> int:
    """Give the date that directly follows a place, past "on" and "in"; -1 where none does."""
    k = n + 1
    while k - n < 4 and now.word(k) in _LEADS:
        k += 1
    return k if k < now.size and now.tokens[k].kind == "date" else -1


def _part_after(now: Sentence, n: int) -> int:
    """Give where "at dawn" or "by nightfall" ends that directly follows a token; -1 where none does."""
    k = n + 1
    if now.word(k) not in ("at", "by", "before", "after", "towards", "in"):
        return -1
    k += 2 if now.word(k + 1) == "the" else 1
    return k if now.word(k) in words("day-part") and now.word(k) != "then" else -1


def other_one(now: Sentence, draft: Draft) -> list[int]:
    """Give the places of the other of two: "one hit X last night, and the other Y"."""
    n = draft.places[-1] + 1 if draft.places and isinstance(draft.places[-1], int) else now.size
    n = next((k for k in range(n, min(now.size, n + 12)) if now.word(k) in _OTHER and now.word(k - 1) in _THE), -1)
    more = n < 0 and draft.places and isinstance(draft.places[-1], int) and "more" in now.said
    n = _more_at(now, draft.places[-1] + 1) if more else n
    aimed = either("preposition", "determiner", "ground", also=("targeted", "struck", "hit", "attacked", *_AIMS))
    for k in range(n + 1, min(now.size, n + 8)) if n > 0 else ():
        if now.tokens[k].kind == "place" and not now.is_near(k):
            return now.group(k)
        if now.word(k) not in aimed:
            break
    return []


_AIMS = frozenset(["civil", "civilian", "military", "militia", "targets", "target", "enemy"])


def _more_at(now: Sentence, n: int) -> int:
    """Give the "more" of "three raids on X on Saturday, and five more on civil targets in Y"."""
    for k in range(n, min(now.size - 1, n + 9)):
        counted = now.word(k - 1) in either("number", also=("several", "some")) or now.word(k - 1)[:1].isdigit()
        if now.word(k) == "more" and counted and now.word(k - 2) == "and":
            return k
    return -1


_OTHER = frozenset(["other", "another", "second", "others"])
_THE = frozenset(["the", "and", "a"])
