"""What is taken: the places that a verb of gaining takes as object or subject, whole, in part, or by a site in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .extent import NONE, PART, WHOLE, extent, main_base
from .grammar import Hit
from .listed import WIDE
from .referents import reference
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def opened(now: Sentence, hit: Hit, reach: int = 18) -> list:
    """Give the subject that follows in "Encircled by the GNA since May, X is short of bread"."""
    for n in range(hit.last, min(now.size - 1, hit.last + reach)):
        if now.word(n) == ",":
            k = n + 1
            while now.word(k) in either("determiner", "filler"):
                k += 1
            if k < now.size and now.tokens[k].kind == "place" and now.word(k + 1) not in ("'s", "'"):
                return now.group(k)
        if now.boundary(n) and now.word(n) != "since":
            break
    return []


def opened_together(now: Sentence, hit: Hit) -> list:
    """Give the subject of several opening participles: "Taken by A on Monday, lost on Tuesday and retaken, X is"."""
    first = now.hits[0]
    if first.first > 1 or first.rule.is_noun or not now.is_passive(first):
        return []
    if any(
        now.word(n) in either("be", "have") or (now.boundary(n) and now.word(n) != "since")
        for n in range(first.last, hit.first)
    ):
        return []
    return opened(now, first, 36)


def identified(now: Sentence, hit: Hit) -> list:
    """Give the place of "What fell was X", "the town (that) it lost on Monday was X", "the last town to fall was X"."""
    listing = _listing(now, hit)
    if not listing and not _heads(now, hit):
        return []
    named_so = either("be", also=("include", "includes", "included")) if listing else words("be")
    for n in range(hit.last, min(now.size - 1, hit.last + (30 if listing else 10))):
        if now.word(n) in named_so:
            k = n + 1
            while now.word(k) in either("determiner", "settled", also=("of", "and", "not", "tiny", "little", "small")):
                k += 1
            named = k < now.size and now.tokens[k].kind == "place" and not now.is_near(k)
            if named or not listing:
                denied = hit.rule.frame != "falls" and "not" in now.words[n:k]  # "was not X but Y": told elsewhere
                return now.group(k) if named and not denied else []
        stops = now.word(n) in (",", ";", "and", "but") and not listing
        if stops or (n in now.starts and n > hit.last):
            break
    return []


def _listing(now: Sentence, hit: Hit) -> bool:
    """Tell the opening of "Among the towns in the west that fell are X and Y", "The areas that it took include X"."""
    opens = 1 if now.word(0) in ("among", "amongst") else 0
    head = now.words[opens : min(hit.first, opens + 6)]
    several = not either("areas", "settled-many", also=("places", "sites", "positions", "localities")).isdisjoint(head)
    return several and (opens == 1 or not {"include", "includes", "included"}.isdisjoint(now.words[hit.last :]))


def _heads(now: Sentence, hit: Hit) -> bool:
    """Tell "what" or "the town that" at the head of the clause, and no place from there to the verb."""
    for n in range(hit.first - 1, max(-1, hit.first - 13), -1):
        named = now.tokens[n].kind == "place" and now.names.kinds.get(now.tokens[n].value) not in WIDE
        if named or now.word(n) in (";", ":", "and", "but"):
            return False
        if now.word(n) == "what":
            return n == 0 or now.word(n - 1) in (",", "that", ":", ";", '"')
        if now.word(n) in either("settled", also=_SPOTS) and n and not now.word(n - 1).endswith("ing"):
            head = n - 1
            while head > 0 and now.word(head) not in ("the", "its", "their", "a", "first", "only") and n - head < 4:
                head -= 1
            opens = head == 0 or now.word(head - 1) in ("that", "said", ",", '"', ":", ";", "among")
            whose = now.tokens[n + 1].kind in ("actor", "unit") or now.word(n + 1) in _WHOSE
            return opens and now.word(head) in words("determiner") and whose
    return False


_SPOTS = frozenset(["place", "spot", "one", "places", "ones", "site"])
_WHOSE = frozenset(["that", "which", "to", "its", "their", "his", "it", "they", "he", "we", "our", "the"])


def pronoun_taken(run: Run, hit: Hit) -> list:
    """Give the place that is taken in "after it had been overrun", "before being taken"."""
    now = run.now
    n = hit.first - 1
    while now.word(n) in either("be", "have", "mid-passive") - {"being"}:
        n -= 1
    if now.word(n) == "it":
        return reference(run, n)
    return run.memory.group[:1] if now.word(n) in ("being", "after") else []


def listed_after(now: Sentence, hit: Hit) -> list:
    """Give the places that follow in "several areas were taken by the LNA, including X and Y"."""
    if not any(now.word(k) in either("areas", "ground") for k in range(max(0, hit.first - 6), hit.first)):
        return []
    for n in range(hit.last, min(now.size, hit.last + 14)):
        if now.tokens[n].kind == "place":
            named = any(now.word(k) in _SUCH_AS for k in range(n - 3, n))
            named = named or (now.word(n - 1) in ("them", "these") and now.word(n - 2) == "among")
            return now.group(n) if named else _foremost(now, hit) if not _SINGLED.isdisjoint(now.said) else []
        if now.boundary(n) and now.word(n) not in (":", "as"):
            break
    return _foremost(now, hit) if not _SINGLED.isdisjoint(now.said) else []


_SINGLED = frozenset(["most", "notably", "largest", "biggest", "bigger", "larger", "smaller", "main", "one", "them"])
_SUCH_AS = frozenset(["including", "example", "namely", "notably", "especially", "particularly", "like", "as", ":"])


def of_many(now: Sentence, hit: Hit) -> bool:
    """Tell "took several towns", "several towns fell", of which none is named."""
    if not words("not").isdisjoint(now.words[max(0, hit.first - 4) : hit.first]):
        return False
    around = now.words[max(0, hit.first - 6) : hit.first] + now.words[hit.last : hit.last + 6]
    return not either("settled-many", "areas").isdisjoint(around)


def among_them(now: Sentence, hit: Hit) -> list:
    """Give the places that are named behind: "took several positions, X and Y among them"."""
    if not any(now.word(k) in either("areas", "ground", "settled") for k in range(hit.last, hit.last + 6)):
        return []
    if foremost := _foremost(now, hit):
        return foremost
    for n in range(hit.last + 2, min(now.size, hit.last + 22)):
        if now.word(n) in ("among", "of") and now.word(n + 1) in ("them", "these", "which", "those"):
            last = next((k for k in range(n - 1, max(hit.last, n - 8), -1) if now.tokens[k].kind == "place"), None)
            return [k for k in now.group_left(last) if k > hit.last] if last is not None else []
        if now.boundary(n) and now.word(n) != "and":
            break
    return []


def _foremost(now: Sentence, hit: Hit) -> list:
    """Give the place singled out behind: "took several sites, the most important of them being X", "most notably X"."""
    if now.said.isdisjoint(words("foremost")):
        return []
    for n in range(hit.last + 1, min(now.size - 2, hit.last + 24)):
        if now.word(n) in (",", "-", "(") and not words("foremost").isdisjoint(now.words[n + 1 : n + 4]):
            k = n + 1
            while k < min(now.size - 1, n + 10) and now.word(k) in either(
                "foremost", "settled", "be", "determiner", also=("one",)
            ):
                k += 1
            named = now.word(k - 2) in either("settled", "settled-many")  # "the cities of X"
            inside = now.word(k - 1) in ("in", "of") and not named  # "a base, the biggest in X"
            return now.group(k) if now.tokens[k].kind == "place" and not inside and not now.is_near(k) else []
        if now.boundary(n) or now.word(n) == ";":
            break
    return []


def share_of(now: Sentence, hit: Hit, places: list) -> str:
    """Tell how much of a place an active verb takes."""
    if not places or not isinstance(places[0], int):
        return WHOLE
    if places[0] < hit.first:
        word, at = now.governor(places[0])
        if word in ("in", "inside", "within", "at") and now.word(at - 1) in words("ground") and not main_base(now, at):
            return PART
    if places[0] < hit.last:
        return WHOLE
    first = hit.last
    if now.word(first) == "," and places[0] - first < 16:  # "captured, it said on Monday, the town of X"
        first = next((n + 1 for n in range(places[0] - 1, first, -1) if now.word(n) == ","), first)
    return extent(now, _past_near(now, first, places[0]), places[0])


def _past_near(now: Sentence, first: int, place: int) -> int:
    """Give where the whole place begins of "took villages near X, as well as the town of Y"; else the first token."""
    for n in range(place - 1, first + 2, -1):
        joined = now.words[n - 2 : n + 1] == ["as", "well", "as"]
        if joined or now.words[n - 1 : n + 1] in (["along", "with"], ["together", "with"]):
            return n + 1 if any(now.tokens[k].kind in ("place", "near") for k in range(first, n - 1)) else first
    return first


def apposed(now: Sentence, hit: Hit) -> list:
    """Give the place that a phrase names after its comma: "took his last base in the west, X"."""
    for n in range(hit.last + 1, min(now.size, hit.last + 14)):
        if now.tokens[n].kind == "place" and not now.is_near(n):
            if now.names.kinds.get(now.tokens[n].value) in WIDE and now.governor(n)[0] == "in":
                continue  # "his last base in the west, X"
            named = any(now.word(k) in either("settled", "gatelike") for k in range(hit.last, n - 1))
            named = named or (now.word(n - 1) in (",", ":") and now.word(n - 2) in ("one", "two", "another", "three"))
            known = now.word(n - 1) == "as" and now.word(n - 2) == "known"
            called = known or now.word(n - 1) in ("called", "named", "dubbed")
            named = named or (called and any(now.word(k) in words("ground") for k in range(hit.last, n - 1)))
            return (
                now.group(n)
                if named and (called or now.word(n - 1) in either("naming", also=(",",))) and not now.is_near(n)
                else []
            )
        if now.word(n) == "as" and now.word(n - 1) == "known":
            continue  # "a town known as X"
        if n in now.starts or (now.boundary(n) and now.word(n) not in ("that", "which")):
            break
    return []


def ground(now: Sentence, hit: Hit) -> tuple[list, str]:
    """Give the place in which ground is gained ("took several positions in X"), or a site ("the camp at X")."""
    for n in range(hit.last, min(now.size, hit.last + 12)):
        if now.tokens[n].kind == "place" and not now.is_near(n):
            first = _past_near(now, hit.last, n)
            if first > hit.last:
                break  # "villages near X, as well as Y"
            share = extent(now, first, n)
            site = share == WHOLE and now.governor(n)[0] in ("at", "in")
            site = site and now.names.kinds.get(now.tokens[n].value) not in WIDE  # not "its main base in the west"
            return (now.group(n), share) if share == PART or site else ([], WHOLE)
        if now.word(n) == "and" and now.word(n + 1).endswith("ed"):
            break
        site = any(now.word(k) in words("ground") for k in range(n + 1, n + 4))  # "stormed an LNA camp in X"
        if not site and now.tokens[n].kind in ("actor", "unit") and now.governor(n)[0] == "of":
            site = now.word(now.governor(n)[1] - 1) in words("ground")  # "a camp of the 9th Brigade in X"
        if (
            now.boundary(n)
            or (now.tokens[n].kind in ("actor", "unit") and not site)
            or (n in now.starts and n > hit.last and now.word(n) != "lost")
        ):
            break
    return [], WHOLE


def ground_of_clause(now: Sentence, hit: Hit) -> list:
    """Give the place at the head of a clause in which ground is gained: "In X they took several positions"."""
    for n in range(hit.last, min(now.size, hit.last + 5)):
        if now.word(n) in either("posts", "plots"):
            break
        if now.tokens[n].kind != "w" or now.boundary(n) or now.word(n) in (",", ".", "and"):
            return []
    else:
        return []
    first, _ = now.clause(hit)
    heads = [k for k in range(first, min(hit.first, first + 6)) if now.tokens[k].kind == "place"]
    if not heads or now.is_near(heads[0]) or now.governor(heads[0])[0] not in ("in", "at", "on", "inside"):
        return []
    return now.group(heads[0])


def ground_left(now: Sentence, hit: Hit) -> tuple[list, str]:
    """Give the place in which ground is gained, before a passive: "several positions in X were taken"."""
    for n in range(hit.first - 1, max(-1, hit.first - 20), -1):
        if now.asides[n] not in (-1, now.asides[hit.first]):
            continue  # "positions in X, which lies on the coast, were taken"
        if now.tokens[n].kind == "place":
            governor, at = now.governor(n)
            inside = governor in ("in", "inside", "within", "at")
            return (now.group_left(n), PART) if inside and now.word(at - 1) in words("ground") else ([], NONE)
        if now.boundary(n):
            break
    return [], NONE


def chosen(now: Sentence, places: list, end: int) -> list:
    """Give those of a list that "the first two" or "only the last" picks."""
    last = places[-1] if isinstance(places[-1], int) else end
    numbers = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
    for n in range(last + 1, end):
        if now.word(n) in ("first", "last", "former", "latter"):
            count = numbers.get(now.word(n + 1), 1)
            return places[:count] if now.word(n) in ("first", "former") else places[-count:]
    return places
