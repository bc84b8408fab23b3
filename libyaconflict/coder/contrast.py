"""Places set against each other: "not X but Y", "what they took was not X but Y", "it was X that they took"."""

from __future__ import annotations

from dataclasses import replace

from .framing import Draft
from .grammar import Hit
from .tables import words


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
