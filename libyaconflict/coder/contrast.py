"""Places set against each other: "not X but Y", "what they took was not X but Y", "it was X that they took"."""

from __future__ import annotations

from dataclasses import replace

from .framing import Draft
from .grammar import Hit
from .merge import CONTROL
from .tables import either, words
from .weapons import STRIKES


def parted(now, draft: Draft) -> list[Draft]:
    """Part a draft whose places one "not X but Y" holds: denied of the one, told of the other."""
    first = draft.places[0] if draft.places else None
    if not isinstance(first, int) or draft.status == "denied":
        return [draft]
    before, at = now.governor(first)
    while at > 0 and before in ("in", "at", "on", "near", "of", "from"):
        before, at = now.governor(at)
    if before != "not" or now.word(at + 1) == "only":
        return [draft]
    last = draft.places[-1] if isinstance(draft.places[-1], int) else first
    wrong = replace(draft, status="denied", holder="")
    for n in range(last + 1, min(now.size, last + 9)):
        if now.word(n) == "but":
            right = next((k for k in range(n + 1, min(now.size, n + 6)) if now.tokens[k].kind == "place"), None)
            return [wrong] if right is None else [wrong, replace(draft, places=now.group(right))]
        if now.word(n) in (".", ";"):
            break
    return [draft]


def other_one(now, draft: Draft) -> list[int]:
    """Give the places of the other of two: "one hit X last night, and the other Y"."""
    n = draft.places[-1] + 1 if draft.places and isinstance(draft.places[-1], int) else now.size
    n = next((k for k in range(n, min(now.size, n + 12)) if now.word(k) in _OTHER and now.word(k - 1) in _THE), -1)
    for k in range(n + 1, min(now.size, n + 6)) if n > 0 else ():
        if now.tokens[k].kind == "place" and not now.is_near(k):
            return now.group(k)
        if now.word(k) not in either("preposition", "determiner", also=("targeted", "struck", "hit", "attacked")):
            break
    return []


_OTHER = frozenset(["other", "another", "second", "others"])
_THE = frozenset(["the", "and", "a"])


def gapped(now, draft: Draft) -> list[Draft]:
    """Give a verb's further places that have dates of their own: "took X on Monday and Y a day later"."""
    out = [draft]
    other = other_one(now, draft) if draft.event_type in STRIKES else []
    if other and not {now.tokens[n].value for n in other} & {now.tokens[n].value for n in draft.places}:
        date = _date_after(now, other[-1])
        own = _date_after(now, draft.places[-1])
        return [replace(draft, when=own), replace(draft, places=other, when=date if date > 0 else own)]
    last = draft.places[-1] if draft.places else None
    while isinstance(last, int):
        own = _date_after(now, last)
        joint = max(own, last) + 1
        ahead = -1
        while joint < now.size and joint - max(own, last) < 5:
            if now.tokens[joint].kind == "date" and ahead < 0 and own < 0:
                ahead = joint  # "took X and on Monday Y"
            elif now.word(joint) not in _JOINTS:
                break
            joint += 1
        joined = now.word(max(own, last) + 1) in (",", "and") and max(own, ahead) > 0
        if not joined or joint >= now.size or now.tokens[joint].kind != "place" or now.is_near(joint):
            break
        group = now.group(joint)
        date = ahead if ahead > 0 else _date_after(now, group[-1])
        if now.word(joint + 1) == "'s" or (now.word(group[-1] + 1).isalpha() and date <= group[-1]):
            break  # "took X on Monday and Y fell"
        out[0] = replace(out[0], when=own) if len(out) == 1 else out[0]
        out.append(replace(draft, places=group, when=date if date > 0 else own))
        last = group[-1]
    return out


_JOINTS = frozenset([",", "and", "then", "in", "on", "at", "from", "the", "finally"])
_LEADS = frozenset(["in", "on", "at", "late", "early", "by", "then", "later"])


def _date_after(now, n: int) -> int:
    """Give the date that directly follows a place, past "on" and "in"; -1 where none does."""
    k = n + 1
    while k - n < 4 and now.word(k) in _LEADS:
        k += 1
    return k if k < now.size and now.tokens[k].kind == "date" else -1


def excepted(now, hit: Hit, draft: Draft) -> list[Draft]:
    """Give what a verb is denied of: "took every town on the coast except X", "all the camps but Y"."""
    if hit.rule.event_type not in CONTROL or draft.status in ("denied", "planned", "hypothetical"):
        return []
    for n in range(hit.last, min(now.size, hit.last + 24)):
        pair = (now.word(n), now.word(n + 1))
        bar = pair[0] in ("except", "bar", "barring", "excluding", "save") or pair in _BUT
        every = pair[0] == "but" and any(now.word(k) in words("whole-of") for k in range(hit.last, n))
        if (bar or every or pair in _NOT) and now.word(n - 1) not in ("to", "not"):
            last = n + 1 + (pair in _BUT or pair in _NOT)
            places = [k for k in range(last, min(now.size, last + 4)) if now.tokens[k].kind == "place"][:1]
            out = now.group(places[0]) if places else []
            return (
                [replace(draft, event_type=hit.rule.event_type, places=out, status="denied", holder="")] if out else []
            )
        if pair[0] in (".", ";") or (now.boundary(n) and not bar) or (n in now.starts and n > hit.last):
            break
    return []


_NOT = frozenset([("but", "not"), ("though", "not"), ("although", "not"), ("if", "not")])
_BUT = frozenset([("apart", "from"), ("other", "than"), ("aside", "from"), ("exception", "of")])


def cleft(now, hit: Hit, draft: Draft) -> list[Draft]:
    """Read "What they took was not X but Y" and "It was not X but Y that they took": places beside the verb "to be"."""
    if now.word(0) == "it" and now.word(1) in words("be"):
        said = range(2, hit.first)
        that = next((k for k in said if now.word(k) in ("that", "which")), 0)
        return _told(now, range(1, that), draft, opened=True)
    opens = now.word(0) == "what" or any(now.word(k) in words("settled") for k in range(hit.first))
    return _told(now, range(hit.last, now.size), draft, opened=False) if opens else []


def _told(now, span: range, draft: Draft, *, opened: bool) -> list[Draft]:
    out: list[Draft] = []
    after, wrong, be = False, False, opened
    for k in span:
        word = now.word(k)
        if word in words("be") - {"'s"} or word in ("include", "includes", "included"):
            be = True
        elif word in ("not", "but", "rather"):
            wrong = word == "not"
            be = be or after
        elif after and word and word not in words("list-joint"):
            be = False
        elif be and now.tokens[k].kind == "place" and not now.is_near(k):
            after = True
            out.append(replace(draft, places=[k], status="denied" if wrong else "fact"))
        elif be and not after and not opened and now.boundary(k):
            break
    return out
