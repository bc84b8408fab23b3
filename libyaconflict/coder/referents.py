"""What "it", "both", "where", "those areas" and the like stand for: places that were named before."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from .coded import CONTROL
from .grammar import Hit
from .tables import either, words

if TYPE_CHECKING:
    from .agents import Agents
    from .roles import Sentence
    from .run import Run


def pronoun_place(run: Run, hit: Hit) -> list:
    """Give the place that "it" or "them" after a trigger stands for."""
    now = run.now
    if now.word(hit.last) == "the" and now.word(hit.last + 1) in words("settlement"):  # "In X rockets hit the town"
        named = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
        free = [n for n in named if now.word(now.governor(n)[1] - 1) not in either("party-noun", "source")]
        return [now.tokens[n].value for n in free[:1]]
    if now.word(hit.last) == "both" and now.word(hit.last + 1) in ("", ".", ",", "and", "by", "in", "on", "at"):
        return reference(run, hit.last)  # "advanced on X and Y to seize both"
    if now.word(hit.last) in ("it", "them") or any(
        now.word(k) in ("it", "them") for k in range(hit.first + 1, hit.last)
    ):
        before = [n for n in range(hit.first) if now.tokens[n].kind == "place"]
        before = [n for n in before if not now.is_near(n)] or before  # "entered X near the border and took it"
        if now.word(hit.last) == "it" and before and _of_nameless(now, before[0]):
            return []
        named = _nearest_first(run, [now.tokens[n].value for n in before])
        if now.word(hit.last) == "them":
            listed = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
            if listed and len(now.group_left(listed[-1])) > 1:
                return now.group_left(listed[-1])
            if listed and hit.rule.frame in ("hits", "strike"):
                return listed[-1:]  # "attacked X, but withdrew after jets pounded them": the men there
            if run.memory.group:
                return list(run.memory.group)
        if not named and hit.rule.event_type == "recapture" and now.word(hit.last) == "it":
            return _lost(run) or run.memory.group[:1]
        last = now.word(hit.first - 1) in ("and", "then", "to")  # "turned on X and took it", "vowing to take it"
        if not named and not run.memory.group and now.word(hit.first).endswith("ing"):  # "after taking it, they left X"
            return [n for n in range(hit.last, now.size) if now.tokens[n].kind == "place"][:1]
        return named[-1:] if named and last else named[:1] or run.memory.group[:1]
    return []


def _of_nameless(now: Sentence, n: int) -> bool:
    """Tell the place of a site without a name, which "it" means: "a checkpoint on the coastal road"."""
    joint, at = now.governor(n)
    site = joint in ("on", "in", "at") and now.word(at - 1) in either("gatelike", "attached")
    return site and not {"a", "an", "one"}.isdisjoint(now.words[max(0, at - 3) : at - 1])


def _lost(run: Run) -> list:
    """Give what "retake it" stands for: the place that was told last to have been taken or left."""
    gone = [e.place_id for e in run.events if (e.event_type in CONTROL or e.event_type == "withdrawal")]
    return gone[-1:]


def _nearest_first(run: Run, named: list) -> list:
    """Leave out what only says where a place lies: "the Barriya area of Tripoli"."""
    part_of = run.names.part_of
    return [place for n, place in enumerate(named) if not n or part_of.get(named[n - 1]) != place]


def antecedent(now: Sentence, hit: Hit) -> list:
    """Give the places that "where", or "which" right after them, stands for at the head of a trigger's clause."""
    first, _ = now.clause(hit)
    if now.word(first - 1) == "which":
        n = first - 2
        if now.word(n) == "from" and hit.rule.frame in ("strike", "hits", "fire"):
            return []  # "the base from which it had launched air raids"
        while n >= first - 5 and (
            now.word(n) in (",", "over", "in", "on", "at", "from") or now.word(n) in either("settled", "areas")
        ):
            n -= 1
        word, at = now.governor(n) if n >= 0 else ("", -1)
        if word in ("on", "against", "for") and now.word(at - 1) in either("attack-noun", "campaign"):
            return []  # "the offensive on X, which they abandoned"
        return now.group_left(n) if n >= 0 and now.tokens[n].kind == "place" and not now.is_near(n) else []
    if now.word(first - 1) != "where" or (now.word(first - 2) == "from" and hit.rule.frame in ("sends", "moves")):
        return []  # "X, from where planes flew them to Y"
    left = [n for n in range(first) if now.tokens[n].kind == "place"]
    beside = left and left[-1] >= first - 3 and now.word(now.governor(left[-1])[1] - 1) == "close"
    if left and not beside:  # not "X, on the road to Y, where"
        there = [n for n in left if not now.is_near(n)]
        left = there or [n for n in left if now.governor(n)[0] in ("around", "near", "outside")] or left
    return now.group_left(site_in(now, left[-1])) if left else []


def last_site(now: Sentence, hit: Hit) -> list[int]:
    """Give the place that was named last before a trigger, or the site that lies in it."""
    left = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
    return [site_in(now, left[-1])] if left else []


def site_in(now: Sentence, n: int) -> int:
    """Give the site of which a place only says where it lies: "the X camp, on the Y road in the Z suburb"."""
    word, at = now.governor(n)
    while word in ("in", "on", "at", "along", "of", ","):
        m = at - 2 if now.word(at - 1) == "," else at - 1
        if m < 0 or now.tokens[m].kind != "place" or not _lies_in(now, m, n):
            break
        n = m
        word, at = now.governor(n)
    return n


def _lies_in(now: Sentence, part: int, whole: int) -> bool:
    """Tell a place that belongs to another, or lies on a road of the town to which both belong."""
    part_of, kinds = now.names.part_of, now.names.kinds
    one, two = now.tokens[part].value, now.tokens[whole].value
    upper = part_of.get(one, "")
    beside = kinds.get(two) == "road" and kinds.get(one) != "road" and upper == part_of.get(two)
    wide = kinds.get(two) == "region" and kinds.get(one) != "region" and now.word(whole - 1) == "in"
    return beside or wide or two in (upper, part_of.get(upper, ""))


def reference(run: Run, n: int) -> list:
    """Give the places that "it" or "both" at a token stands for."""
    now = run.now
    word = now.word(n)
    free = [t.value for k, t in enumerate(now.tokens[:n]) if t.kind == "place" and now.asides[k] < 0]
    named = free or [t.value for t in now.tokens[:n] if t.kind == "place"]  # not "X, on the road to Y,"
    if word in ("both", "two"):
        return named[-2:] if len(named) > 1 else run.memory.recent[-2:]
    if word in ("it", "there"):
        return named[-1:] or run.memory.group[:1]
    if word in ("them", "they", "these", "all"):
        return list(named) or list(run.memory.group)
    return []


def anaphor(run: Run, hit: Hit) -> list:
    """Give the places that "all three towns", "those areas" or "the ground they had lost" after a verb stands for."""
    now = run.now
    lead = [now.word(k) for k in range(hit.last, min(now.size, hit.last + 7))]
    if now.word(hit.first - 1) == "to" and not _BASTION.isdisjoint(lead):
        return _bastion(now, hit)
    ahead = lead.index("and") if "and" in lead else 7  # "took these areas and overran X"
    if any(now.tokens[k].kind == "place" for k in range(hit.last, min(now.size, hit.last + ahead))):
        return []
    noun = next((n for n, word in enumerate(lead) if word in either("areas", "ground", "places")), None)
    if (
        noun is None
        or (noun > 3 and "all" not in lead)
        or not now.names.words.get("home", set()).isdisjoint(lead[:noun])
    ):
        return []  # "all Libyan cities" are none that were named
    if lead[noun + 1 : noun + 2] and lead[noun + 1] in ("gained", "won", "conquered"):
        return []  # "lost nearly all territory gained in the offensive"
    if not _SOME.isdisjoint(lead[:noun]):
        return []  # "regained some of the ground that it had lost"
    pointing = set(lead[:noun]) & {"both", "these", "those", "all", "same"} or "lost" in lead
    if noun == 1 and lead[0] == "the" and _the_listed(run, hit, lead[1]):
        pointing = True  # "denied that it had lost the towns"
    onto = next((n for n in (noun + 1, noun + 2) if lead[n : n + 1] and lead[n] in ("in", "on", "at", "along")), 0)
    if onto and onto + 1 < len(lead) and lead[onto + 1] in ("both", "these", "those"):
        pointing = True  # "new positions on those two frontlines"
    counted = lead[0] == "the" and not {"two", "three", "four", "five"}.isdisjoint(lead[1:noun])
    listed = lead[0] == "the" and noun == 1 and lead[1] in words("listed-sites") and len(run.memory.group) > 1
    counted = counted or (listed and not any(t.kind == "place" for t in now.tokens))  # "withdrew from the camps"
    if not pointing and not counted:
        return []
    named = [t.value for t in now.tokens[: hit.first] if t.kind == "place"]
    vague = now.word(hit.first - 1) == "to" and not named and len(run.memory.group) > 1
    if vague and lead[noun] in words("ground") and "lost" in lead[noun:]:
        return []  # "attempts to win back the positions they had lost", wherever they were
    if {"both", "two"} & set(lead[:noun]):  # the last two, though they may have been named before
        return list(dict.fromkeys(reversed(named)))[1::-1] or run.memory.group[-2:]
    return list(dict.fromkeys(named)) or list(run.memory.group)


_SOME = frozenset(["some", "part", "parts", "much", "most", "several", "many", "half", "portion", "swathes", "few"])


def _the_listed(run: Run, hit: Hit, noun: str) -> bool:
    """Tell "the towns" of which the text has told, and "the areas" of "attacked X and Y and retook the areas"."""
    if noun in words("settled-many") and len(run.memory.group) > 1:
        return True
    last = next((n for n in range(hit.first - 1, -1, -1) if run.now.tokens[n].kind == "place"), -1)
    return last >= 0 and noun in words("listed-sites") and len(run.now.group_left(last)) > 1


_BASTION = frozenset(["stronghold", "strongholds", "bastion", "bastions", "citadel"])


def _bastion(now: Sentence, hit: Hit) -> list:
    """Give what "moved on X, seeking to win back the bastion of its foe" means: where the sentence has men go."""
    n = next(k for k in range(hit.last, hit.last + 7) if now.word(k) in _BASTION)
    if any(t.kind in ("place", "near") for t in now.tokens[hit.last : n + 6]):
        return []
    moves = [h for h in now.hits if h.last <= hit.first and h.rule.frame in ("advances", "sets-out", "offensive")]
    places, near = now.places_right(moves[-1], moves[-1].rule.prepositions, True, 8) if moves else ([], False)
    many = now.word(n).endswith("s")
    return places if not near and places and (not many or len(places) > 1) else []


def apposed_to(now: Agents, n: int) -> list:
    """Give the place that a relative clause after an apposition tells of: "X, a port city in Y that was taken"."""
    for k in range(n - 1, max(0, n - 9), -1):
        if now.word(k) == "," and now.word(k + 1) in ("a", "an", "the", "another", "one"):
            named = now.tokens[k - 1].kind in ("place", "near")
            sort = words("settled").isdisjoint(now.words[k + 2 : n])
            return [] if sort or not named else now.group_left(k - 1)
        if now.word(k) == "," or now.boundary(k) or k in now.starts or now.tokens[k].kind == "actor":
            break
    return []


def last_of(run: Run, kinds: Collection[str]) -> str:
    """Give the place of some kinds that the text named last, before this sentence."""
    return next((place for place in reversed(run.memory.recent) if run.names.kinds.get(place) in kinds), "")
