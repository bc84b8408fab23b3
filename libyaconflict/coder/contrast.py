"""Places set against each other: "not X but Y", "what they took was not X but Y", "it was X that they took"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .coded import CONTROL, STRUCK
from .framing import Draft, cleft_at
from .gapping import date_after
from .grammar import Hit
from .spans import Told
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence


def parted(now: Sentence, draft: Draft) -> list[Draft]:
    """Part a draft whose places one "not X but Y" holds: denied of the one, told of the other."""
    first = draft.places[0] if draft.places else None
    if first is not None and not isinstance(first, int) and not _EXCEPTING.isdisjoint(now.said):
        first = next((n for n, t in now.marks if t.kind == "place" and t.value == first), first)
    if not isinstance(first, int) or draft.status == "denied":
        return [draft]
    before, at = now.governor(first)
    if spared := _excepts(now, at):
        if draft.event_type == "advance" and spared == "all":
            return []  # "gains on all fronts but X"
        if not (draft.event_type in CONTROL or draft.holder) and (spared == "none" or draft.event_type not in STRUCK):
            return [draft]  # "X, where they beat it off"
        if draft.event_type in STRUCK:
            whole = [n for n in range(max(0, at - 9), at) if now.tokens[n].kind == "place"]
            return [replace(draft, places=whole[-1:])]  # "all suburbs of X except Y were shelled"
        status = "told" if spared == "none" else "denied"
        return [replace(draft, status=status, holder=draft.holder if status == "told" else "")]
    while at > 0 and before in ("in", "at", "on", "near", "of", "from"):
        before, at = now.governor(at)
    if before == "but" and at > 1 and now.tokens[at - 1].kind == "place" and now.governor(at - 1)[0] == "not":
        return [replace(draft, places=now.group_left(at - 1), status="denied", holder=""), draft]  # "not X but Y fell"
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


def _excepts(now: Sentence, at: int) -> str:
    """Tell a place that a subject excepts: "all of the towns except X", "no town but X"; nothing where it does not."""
    word, pair = now.word(at), (now.word(at - 1), now.word(at))
    bar = word in _EXCEPT or pair in _BUT or pair == ("save", "for")
    if word == "," and now.word(at - 1) == "one" and (now.word(at - 2) in _EXCEPT or now.word(at - 2) == "but"):
        return "all"  # "every town but one, X, fell"
    if not bar and word != "but":
        return ""
    lead = now.words[max(0, at - 8) : at]
    if not {"none", "no", "nobody", "nothing", "nowhere"}.isdisjoint(lead):
        return "none"
    return "all" if bar or not words("whole-of").isdisjoint(lead) else ""


def ruled_out(now: Sentence, draft: Draft) -> list[Draft]:
    """Give what ", not X," after a place denies of X."""
    if draft.status == "denied" or (draft.event_type not in CONTROL and draft.event_type not in _CONTRASTED):
        return []
    numbers = [n for n in draft.places if isinstance(n, int)]
    tokens = [now.tokens[n] for n in numbers]
    if numbers and now.word(numbers[-1] + 1) == ",":  # "took X, near the border with Y, not Z"
        end = next((n for n in range(numbers[-1] + 2, numbers[-1] + 9) if n in now.starts or now.boundary(n)), 0)
        end = end or numbers[-1] + 9
        tokens += [t for t in now.tokens[numbers[-1] + 2 : end] if t.ruled_out and t.kind not in ("place", "actor")]
    wrong = [Told(t.value, t.start, t.end) for token in tokens for t in token.ruled_out]
    return [replace(draft, places=wrong, status="denied", holder="")] if wrong else []


def not_by(now: Sentence, hit: Hit, draft: Draft) -> list[Draft]:
    """Give what "it was X, not Y, that took the town" and "shelled by X, not Y, on Monday" deny of Y."""
    if draft.status or draft.event_type in ("clash", "repelled"):
        return []
    for n, token in now.marks:
        if token.kind != "actor" or not token.ruled_out or now.side(token) != draft.actor:
            continue
        at = n - 1 - (now.word(n - 1) in words("determiner"))
        cleft = at == 1 and now.word(0) == "it" and now.word(1) in words("be")
        if any(n < h.first < hit.first for h in now.hits):
            continue  # of the verb before: "it was X, not Y, who reopened the field, and it is they who may shut it"
        if (cleft and n < hit.first) or (now.word(at) == "by" and at == hit.last):
            other = now.side(token.ruled_out[0])
            foe = now.names.foe(now.names.sides.get(other, ""))
            return [replace(draft, actor=other, target=foe, status="denied", holder="")]
    return []


_EXCEPT = frozenset(["except", "bar", "barring", "excluding", "save"])
_CONTRASTED = frozenset(
    ["advance", "withdrawal", "repelled", "siege", "airstrike", "drone_strike", "shelling", "clash", "oil_shutdown"]
)


def in_turn(now: Sentence, draft: Draft) -> list[Draft]:
    """Part "X and Y fell on Monday and Tuesday respectively", "A and B took X and Y respectively"."""
    places = draft.places
    if "respectively" not in now.said or len(places) < 2 or not all(isinstance(p, int) for p in places):
        return [draft]
    dates = [n for n, t in now.marks if t.kind == "date" and n > places[-1]]
    sides = [n for n, t in now.marks if t.kind in ("actor", "unit") and now.side(t) in now.names.parties]
    sides = [n for n in sides if n < places[0]]  # not "X and Y fell to A, to the joy of B"
    if len(dates) != len(places):
        dates = [-1] * len(places)
    actors = [now.side(now.tokens[n]) for n in sides] if len(sides) == len(places) else [draft.actor] * len(places)
    return [
        replace(draft, places=[place], when=when, actor=actor, target=now.names.foe(actor) or draft.target)
        for place, when, actor in zip(places, dates, actors, strict=True)
    ]


def set_against(now: Sentence, hit: Hit, draft: Draft) -> list[Draft]:
    """Give what is denied in "X, not Y, was shelled", "hit X and not, as first reported, Y"."""
    if draft.status in ("denied", "planned", "hypothetical"):
        return []
    if "not" not in now.said:
        return []
    last = draft.places[-1] if draft.places and isinstance(draft.places[-1], int) else now.size
    if last < hit.first and now.word(0) == "it":  # "it was X that they took and not Y"
        apart = [n for n in range(hit.last, now.size) if now.tokens[n].kind == "place" and now.governor(n)[0] == "not"]
        return [replace(draft, places=now.group(apart[0]), status="denied", holder="")] if apart else []
    dated = date_after(now, last)
    n = last = _past_lying(now, max(last, dated))
    n += 1
    while now.word(n) in (",", "and", "but"):
        n += 1
    if n == last + 1 or now.word(n) != "not":
        return []
    n += 1
    if now.word(n) == "," and now.word(n + 1) in ("as", "contrary"):
        n = next((k + 1 for k in range(n + 1, min(now.size, n + 10)) if now.word(k) == ","), now.size)
    while now.word(n) in ("in", "at", "on", "near", "the", "of", "from"):
        n += 1
    if n >= now.size or now.tokens[n].kind != "place" or now.is_near(n):
        return []
    wrong = now.group(n)
    after = now.tokens[wrong[-1] + 1] if wrong[-1] + 1 < now.size else None
    closed = (
        after is None
        or after.kind == "date"
        or after.text in (",", ".", ";", "that", "which", "was", "were", "as", "itself")
        or after.text in words("compass")
    )
    return [replace(draft, places=wrong, status="denied", holder="")] if closed else []


def _past_lying(now: Sentence, n: int) -> int:
    """Give where "X, near the border," ends that tells where a place lies; else the token itself."""
    lies = now.word(n + 1) == "," and now.word(n + 2) in either(
        "near", "compass", also=("on", "in", "at", "a", "the", "by", "close")
    )
    end = next((k for k in range(n + 3, min(now.size, n + 12)) if now.word(k) == ","), 0) if lies else 0
    return end - 1 if end and not any(map(now.boundary, range(n + 2, end))) else n


def excepted(now: Sentence, hit: Hit, draft: Draft) -> list[Draft]:
    """Give what a verb is denied of: "took every town on the coast except X", "all the camps but Y"."""
    kind = hit.rule.event_type
    if kind not in CONTROL and kind not in _CONTRASTED or draft.status in ("denied", "planned", "hypothetical"):
        return []
    if draft.places and isinstance(draft.places[-1], int) and (other := _not_so(now, hit, draft)):
        return [replace(draft, places=other, status="denied", holder="")]
    if _EXCEPTING.isdisjoint(now.said):
        return []
    for n in range(hit.last, min(now.size, hit.last + 24)):
        pair = (now.word(n), now.word(n + 1))
        bar = pair[0] in _EXCEPT or pair in _BUT
        every = pair[0] == "but" and any(now.word(k) in words("whole-of") for k in range(hit.last, n))
        if pair == ("rather", "than") and not (hit.rule.is_noun or _place_at(now, n + 2)):
            break
        if (pair in _NOT or (kind in CONTROL and (bar or every))) and now.word(n - 1) not in ("to", "not"):
            last = n + 1 + (pair in _BUT or pair in _NOT)
            if now.word(last) == ",":  # "but not, for all the talk, X"
                last = next((k + 1 for k in range(last + 1, min(now.size, last + 12)) if now.word(k) == ","), last)
            places = [k for k in range(last, min(now.size, last + 4)) if now.tokens[k].kind == "place"][:1]
            out = now.group(places[0]) if places else []
            return (
                [replace(draft, event_type=hit.rule.event_type, places=out, status="denied", holder="")] if out else []
            )
        if pair[0] in (".", ";") or (now.boundary(n) and not bar) or (n in now.starts and n > hit.last):
            break
    return []


def _place_at(now: Sentence, n: int) -> bool:
    """Tell a place at a token, or behind its preposition and article."""
    while now.word(n) in ("in", "at", "on", "from", "the"):
        n += 1
    return n < now.size and now.tokens[n].kind == "place"


def _not_so(now: Sentence, hit: Hit, draft: Draft) -> list[int]:
    """Give the place of "X has fallen but Y has not", "X fell; Y did not"."""
    if draft.places[-1] > hit.first or "not" not in now.words[hit.last :]:
        return []
    for n in range(hit.last, min(now.size - 2, hit.last + 9)):
        k = n + (now.word(n + 1) == "," and now.word(n - 1) == ",")  # "the third, Y, was not"
        short = now.tokens[n].kind == "place" and now.word(k + 1) in words("flat") and now.word(k + 2) == "not"
        if short and now.word(k + 3) in ("", ".", ",", ";") and k + 3 not in now.opens:
            closes = k + 3 >= now.size or now.tokens[k + 3].kind == "w"
            return now.group_left(n) if closes else []
    return []


_NOT = frozenset([("but", "not"), ("though", "not"), ("although", "not"), ("if", "not"), ("rather", "than")])
_BUT = frozenset([("apart", "from"), ("other", "than"), ("aside", "from"), ("exception", "of")])
_EXCEPTING = _EXCEPT.union(first for first, _ in (*_NOT, *_BUT))


def cleft(now: Sentence, hit: Hit, draft: Draft) -> list[Draft]:
    """Read "What they took was not X but Y" and "It was not X but Y that they took": places beside the verb "to be"."""
    it = cleft_at(now, hit)
    if it >= 0:
        said = range(it + 2, hit.first)
        that = next((k for k in said if now.word(k) in ("that", "which")), 0)
        told = _told(now, range(it + 1, that), draft, opened=True)
        after = [n for n in range(hit.last, now.size) if now.tokens[n].kind == "place" and now.governor(n)[0] == "not"]
        denied = [replace(draft, places=now.group(n), status="denied", holder="") for n in after[:1]]
        return told + denied if told else []
    if first := _first_that(now, hit):
        sure = "" if "to" in now.words[first : hit.first] else "fact"  # "is the town that they want to take"
        return [replace(draft, places=now.group_left(first - 1), target=draft.target or _foe(now, draft), status=sure)]
    opens = now.word(0) == "what" or any(now.word(k) in words("settled") for k in range(hit.first))
    return _told(now, range(hit.last, now.size), draft, opened=False) if opens else []


def _foe(now: Sentence, draft: Draft) -> str:
    return now.names.foe(now.names.sides.get(draft.actor, ""))


def _first_that(now: Sentence, hit: Hit) -> int:
    """Give where the verb stands in "X was the first town that they took"; 0 where there is none."""
    that = next((k for k in range(hit.first - 1, max(0, hit.first - 6), -1) if now.word(k) in ("that", "which")), 0)
    settled = that and now.word(that - 1) in either(
        "settled", "whole-site", also=("place", "one", "stronghold", "base")
    )
    be = next((k for k in range(that - 1, max(0, that - 9), -1) if now.word(k) in words("be")), 0) if settled else 0
    named = be > 0 and now.tokens[be - 1].kind == "place"
    sure = named and either("not", "modal-plan", "modal-maybe", also=("next",)).isdisjoint(now.words[be : hit.first])
    return be if sure else 0


def _describes(now: Sentence, k: int) -> bool:
    """Tell a word after "was" that no name of a place follows at once: "the birthplace of"."""
    word = now.word(k)
    plain = either(
        "determiner", "settled", "list-joint", "be", "filler", also=("of", "only", "neither", "nor", "rather")
    )
    return (
        bool(word) and word not in plain and not word.endswith("ly") and word not in ("include", "includes", "included")
    )


def _told(now: Sentence, span: range, draft: Draft, *, opened: bool) -> list[Draft]:
    out: list[Draft] = []
    after, wrong, be = False, False, opened
    for k in span:
        word = now.word(k)
        if word in words("be") - {"'s"} or word in ("include", "includes", "included"):
            be = True
        elif word in ("not", "but", "rather", "neither"):
            wrong = word in ("not", "neither")
            be = be or after
        elif after and word and word not in either("list-joint", "determiner"):
            be = False
        elif be and now.tokens[k].kind == "place" and not now.is_near(k):
            after = True
            target = draft.target or now.names.foe(now.names.sides.get(draft.actor, ""))
            out.append(replace(draft, places=[k], target=target, status="denied" if wrong else "fact"))
        elif be and not after and not opened and (now.boundary(k) or _describes(now, k)):
            break  # "the town that they took was the birthplace of"
    return out
