"""Lists of places, lengthened or narrowed by what a sentence adds to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import value_of
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_VERBS = frozenset(["takes", "leaves", "falls", "loses", "advances", "strike", "hits", "repels", "checks", "drives"])


def other_target(now: Sentence, places: list) -> list:
    """Lengthen a list of places by "and a checkpoint at X"."""
    if not places or not isinstance(places[-1], int):
        return places
    n = places[-1] + 1
    if now.word(n) == "," and now.past_location(n) > n:
        n = now.past_location(n) + 1  # "a camp in X, south of Y, and a depot in Z"
    if now.word(n) != "and":
        return places
    for k in range(n + 1, min(now.size, n + 9)):
        if now.tokens[k].kind == "place" and now.word(k - 1) in ("in", "at", "near", "on", "of", "the"):
            return [*places, *now.group(k)]
        word = now.word(k)
        verb = k in now.starts and (now.inside[k].rule.frame in _VERBS or now.inside[k].rule.is_noun)
        verb = verb or word in words("rages") or (word[-2:] == "ed" and now.word(k - 1) not in words("determiner"))
        if verb or now.boundary(k) or word in either("be", "have", also=(",", ".", "that")):
            return places
    return places


def of_another(now: Sentence, hit, place) -> bool:
    """Tell the first place of "raids in X and shelling near Y", which belongs to the raids."""
    if not isinstance(place, int) or place > hit.first or "and" not in now.words[place : hit.first]:
        return False
    return any(h.last <= place and h.rule.is_noun for h in now.hits)


_PARTICULAR = ("particular", "all", "near", "such", "as", "those", "parts", "front", "fronts", "frontlines", "axes")


def spread(now: Sentence, places: list) -> list:
    """Lengthen a list of places by what "and along", "as well as in" add to it."""
    if not places or not isinstance(places[-1], int):
        return places
    places = list(places)
    while True:
        n = now.past_bracket(places[-1] + 1)
        if now.word(n) == "of" and any(t.kind == "place" for t in now.tokens[n + 1 : n + 2]):
            n += 2  # "the southern suburbs of X"
        n += now.word(n) in either("settled", "frontline")  # "the X district", "the X fronts"
        n = now.past_location(n) if now.word(n) == "," else n
        joint = _listed_apart(now, places[-1], n)
        last = n + 9
        while n < last and (
            now.word(n) in words("list-joint")
            or now.word(n) in ("along", "around", "on", "near")
            or (joint and now.word(n) in either("frontline", "areas", also=("in", "at")))
            or now.unknown(n, places[-1] + 1)
        ):
            joint = joint or now.word(n) in ("and", "well")
            n += 1
        if joint and now.word(n) in words("compass") and (beside := _beside(now, n)):
            return [*places, beside]
        if not joint or n >= now.size or now.tokens[n].kind != "place" or now.word(n + 1) == "'s":
            return places
        if now.is_near(n) and now.governor(n)[0] != "around":
            return places
        more = now.group(n)
        after = now.word(more[-1] + 1)
        if after.isalpha() and after not in either("stop", "preposition", "settled", also=("and", "overnight")):
            return places  # "and at Mitiga flights were halted"
        places += more


def _beside(now: Sentence, n: int) -> int:
    """Give the last place of a list that ends "and south of X"; 0 where no place stands there."""
    k = next((k for k in range(n + 1, min(now.size, n + 5)) if now.tokens[k].kind in ("place", "near")), 0)
    plain = all(now.word(j) in either("compass", "determiner", "settled", also=("of",)) for j in range(n + 1, k))
    after = now.tokens[k + 1] if k + 1 < now.size else None
    if not k or not plain or not now.is_near(k) or (after is not None and after.kind in ("actor", "unit")):
        return 0  # "and south of X the GNA advanced"
    return 0 if now.word(k + 1) in either("determiner", also=("'s",)) else k


def off_road(run: Run, places: list) -> list:
    """Give for a road that runs through the country the town in which it was hit: "the coastal road in X"."""
    if len(places) != 1 or run.names.kinds.get(value_of(run, places[0])) != "road":
        return places
    at = places[0]
    if not isinstance(at, int) or run.names.part_of.get(run.now.tokens[at].value, "") not in ("", run.names.home):
        return places
    town = next((n for n in range(at + 1, min(run.now.size, at + 6)) if run.now.tokens[n].kind == "place"), at)
    return run.now.group(town) if run.now.governor(town)[0] in ("in", "at", "of", "through") else places


_ABOVE_ALL = frozenset([("in", "particular"), ("above", "all")])


def specified(run: Run, places: list) -> list:
    """Narrow a wide place to what is named of it: "on the fronts of Tripoli, in particular in X and Y"."""
    now, wide = run.now, ("capital", "region", "country")
    if not places or not all(isinstance(p, int) and run.names.kinds.get(value_of(run, p)) in wide for p in places):
        return places
    for n in range(places[-1] + 1, min(now.size, places[-1] + 16)):
        if now.word(n) in either("naming", "mainly", also=("like",)) or (now.word(n), now.word(n + 1)) in _ABOVE_ALL:
            n += 1
            passed = either("preposition", "settled", "areas", "compass", "list-joint", "frontline", also=_PARTICULAR)
            while now.word(n) in passed:
                n += 1
            return now.group(n) if n < now.size and now.tokens[n].kind == "place" else places
        if now.boundary(n) or n in now.starts:
            break
    return places


def _listed_apart(now: Sentence, place: int, n: int) -> bool:
    """Tell the comma in "at X, in Y and in Z": each place of the list has its preposition."""
    if now.word(n) != "," or now.word(n + 1) not in ("in", "at", "on", "around", "near"):
        return False
    last = next(
        (k for k in range(n + 1, min(now.size, n + 24)) if now.word(k) in (";", ".") or now.boundary(k)), n + 24
    )
    joints = [k for k in range(n + 2, min(now.size, last)) if now.word(k) == "and"]
    return any(now.word(k + 1) in ("in", "at", "on", "around", "near") for k in joints)
