"""How much of a place a phrase speaks of: the whole, a part, or something else that is merely of it or in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence

SETTLED = frozenset(["town", "city", "village", "district", "capital"])

WHOLE, PART, NONE = "whole", "part", ""
_INSIDE = frozenset(["in", "inside", "within", "at", "on", "around", "along"])
_JOINTS = _INSIDE | {"of"}
_BEFORE_LOST = frozenset(["had", "have", "has", "they", "it", "that", "which", "earlier", "recently", "previously"])
_OF = frozenset(["of", "from"])


def extent(now: Sentence, first: int, place: int) -> str:
    """Tell what the words between a trigger and a place make of it.

    "Took the town of X" takes the whole, "took parts of X" and "a camp in X" a part; in "captured the attention of X"
    and "dozens of fighters in X" the place is not what is taken.
    """
    share = _extent(now, first, place)
    return _owned(now, place) if share == WHOLE else share


def _extent(now: Sentence, first: int, place: int) -> str:
    named = next((n for n in range(place - 1, first - 1, -1) if now.word(n) in words("naming")), -1)
    if named > first and {now.word(n) for n in range(first, named)} & either("areas", "ground", "settled"):
        first = named + 1  # "took six towns, including X": of X all
        if now.word(first) == ",":  # "including, in the west, X"
            first = next((n + 1 for n in range(first + 1, place) if now.word(n) == ","), first)
    joint = next((n for n in range(place - 1, first - 1, -1) if now.word(n) in _JOINTS), None)
    if joint is not None and now.word(joint) == "of" and now.word(joint - 1) in either("frontline", "areas"):
        outer = next((n for n in range(joint - 2, max(first, joint - 5), -1) if now.word(n) in _INSIDE), joint)
        joint = outer if now.word(outer - 1) in words("ground") else joint  # "positions in the axes of X"
    if joint is None:
        vague = any(_vague(now, n) for n in range(first, place)) and not _listed(now, place)
        return PART if vague else _owned(now, place)
    noun = joint - 1
    if noun > first and now.tokens[noun].kind == "date":  # "regained positions lost on Monday in X"
        noun -= 2 if now.word(noun - 1) == "on" else 1
    head = now.word(noun) if noun >= first else ""
    if head == "lost":  # "recovered all the sites they had lost in X"
        back = next((n for n in range(noun - 1, first - 1, -1) if now.word(n) not in _BEFORE_LOST), first)
        head = now.word(back)
    if not head and joint > first and now.governor(joint - 1)[0] == "of":
        head = now.word(now.governor(joint - 1)[1] - 1)  # "a camp of the 9th Brigade in X"
    if head == '"':  # won "a number of sites" in X
        head = now.word(joint - 2)
    site = now.names.kinds.get(now.tokens[place].value, "region") not in SETTLED | {"region", "country"}
    if site and "the" in (now.word(joint - 2), now.word(first)) and head in either("settled", "ground"):
        return WHOLE  # "the camp at X", a camp
    gate = site and now.word(joint) == "at" and head in words("gatelike")
    if gate and not words("gatelike").isdisjoint(now.names.names[now.tokens[place].value].lower().split()):
        return WHOLE  # "a checkpoint at Gate 17"
    said = [now.word(n) for n in range(first, joint)]
    if now.word(joint) in _INSIDE:
        if main_base(now, joint):
            return WHOLE
        return PART if head in either("ground", "areas") or set(said) & words("part") else NONE
    if head in words("whole") or (not said and now.word(first - 1) in ("control", "hold", "grip", "charge")):
        return WHOLE
    called = now.tokens[joint - 2]
    proper = called.kind == "w" and called.value[:1].isupper() and called.text not in words("filler")
    if joint - 2 >= first and proper and not head.endswith("s"):
        return PART  # "the Fanqal district of X"
    if _every(now, joint) or (joint > first and now.tokens[joint - 1].kind == "place"):
        return WHOLE
    if head in either("part", "areas"):
        listed = _listed(now, place) or (said[:1] == ["the"] and head in words("areas") and len(said) < 4)
        return WHOLE if head in words("areas") and listed else PART
    if head in words("settled"):
        return PART if _share_of(now, first, joint - 1) else WHOLE
    return PART if head in words("ground") else NONE


def _share_of(now: Sentence, first: int, head: int) -> bool:
    """Tell "large swathes of the coastal city of X" from "the coastal city of X"."""
    of = next((n for n in range(head - 1, max(first, head - 5), -1) if now.word(n) == "of"), 0)
    return bool(of) and now.word(of - 1) in words("part")


def _vague(now: Sentence, n: int) -> bool:
    """Tell "some parts" from "the much contested town"."""
    return now.word(n) in words("part") and not (now.word(n) in ("much", "most") and now.word(n + 1).endswith("ed"))


def main_base(now: Sentence, joint: int) -> bool:
    """Tell "their main forward base in X", which stands for the town."""
    lead = {now.word(n) for n in range(joint - 5, joint - 1)}
    one = now.word(joint - 1) in words("attached") and not now.word(joint - 1).endswith("s")
    return one and bool(lead & words("main"))


def _every(now: Sentence, joint: int) -> bool:
    """Tell "every street of" and "all parts of"."""
    return any(now.word(joint - n) in ("every", "each", "all") for n in (2, 3))


def _listed(now: Sentence, place: int) -> bool:
    return len(now.group(place)) > 1


def _owned(now: Sentence, place: int) -> str:
    """Tell "took Tripoli's port" from "took Tripoli's breath away"."""
    if now.tokens[place].text == "its":
        return PART  # "took its outskirts"
    kind = now.names.kinds.get(now.tokens[place].value)
    follows = now.word(place + 1)
    greater = now.tokens[place].text.startswith("greater") and follows in ("region", "area")
    district = kind == "capital" and follows in words("areas") and not greater and not _listed(now, place)
    if follows in words("outlying-part") or district:
        return PART  # "took Tripoli's suburb", "the Qasr roundabout"
    if follows in words("attached") and follows not in now.tokens[place].text:
        return NONE if kind == "capital" else WHOLE  # "lost its main Tripoli base"
    if now.word(place + 1) not in ("'s", "'"):
        return WHOLE
    after = [now.word(n) for n in range(place + 2, place + 5)]
    if set(after) & (either("part", "areas", "ground")):
        return PART
    return NONE


def extent_left(now: Sentence, place: int | str, end: int) -> str:
    """Tell what the words before a place, the subject of a passive, make of it."""
    if not isinstance(place, int):
        return WHOLE
    first = now.group_left(place)[0]
    word, at = now.governor(first)
    if word == "of" and now.word(place + 1) in ("having", "being"):
        return WHOLE  # "talk of X having fallen"
    if word == "of":
        head = now.word(at - 1)
        if _every(now, at):
            return WHOLE
        if head in words("part") or (head in words("areas") and not _listed(now, first)):
            return WHOLE if head in ("area", "region") and now.word(at - 2) == "the" else PART
        return WHOLE if head in either("settled", "whole", "areas") or not head else NONE
    inner = now.word(at - 2 if now.word(at - 1) == '"' else at - 1)
    if word in ("in", "within", "inside") and inner in words("ground") and inner[-1:] == "s":
        return PART  # "several positions within the capital"
    if now.word(place + 1) in ("'s", "'") and place + 2 < end:
        return PART if now.word(place + 2) in either("part", "areas", "ground") else NONE
    return WHOLE
