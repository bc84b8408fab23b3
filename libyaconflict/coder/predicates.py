"""What is said of a noun: the verb that governs it, the verb of which it is the subject, and who does it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from .grammar import Hit
from .roles import Sentence
from .spans import at
from .tables import either, reporters, words

if TYPE_CHECKING:
    from .run import Run

RELATIVE = ("that", "which", "whom")


@lru_cache(maxsize=32)
def _table(classes: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in classes:
        for word in words(name):
            found.setdefault(word, name)
    return found


def left(now: Sentence, n: int, *classes: str, reach: int = 10) -> list[tuple[int, str]]:
    """Give the words of some classes that stand before a noun in its clause, nearest first, with their class."""
    table = _table(classes)
    found = []
    k = n - 1
    while k >= 0 and n - k <= reach:
        word = now.word(k)
        if word in table:
            found.append((k, table[word]))
        elif word == '"' and (n - k < 4 or now.word(k - 1) in ("to", "that", "for", "of", "a", "an", "the")):
            pass  # a "conditional" truce, called on them to "announce a lasting truce"
        elif now.boundary(k) or word in (",", '"'):
            break
        k -= 1
    return found


_ASIDE = frozenset(["with", "including", "under", "of", "in", "which", "who", "whose", "on", "a", "the"])


def right(now: Sentence, n: int, *classes: str, reach: int = 14) -> list[tuple[int, str, bool]]:
    """Give the words of some classes after a noun, with their class and whether a relative clause holds them."""
    table = _table(classes)
    found = []
    relative = commas = 0
    skip = 0
    for k in range(n, now.size):
        word = now.word(k)
        if k <= skip:
            continue
        if k >= n + reach:
            break
        if word == "," and now.word(k + 1) == "proposed" and now.word(k + 2) == "by":  # "a truce, proposed by X, began"
            skip = next((j for j in range(k + 3, min(now.size, k + 12)) if now.word(j) == ","), k)
        elif word in table:
            found.append((k, table[word], bool(relative)))
        elif word in RELATIVE and (k <= n + 4 or relative):
            relative = k
        elif word == "," and commas < 1 and now.word(k + 1) in RELATIVE and (k < n + 4 or relative):
            commas += 1
        elif (word == "," and now.word(k + 1) in table) or (word == '"' and k == n):
            continue
        elif word == "," and not relative:
            close = next((j for j in range(k + 1, min(now.size, k + 18)) if now.word(j) == ","), 0)
            if not close or now.word(k + 1) not in _ASIDE:
                break
            reach += close - k
            skip = close
        elif now.boundary(k) or word in (".", "?", "!", '"'):
            break
        elif word == "," and relative:
            relative = 0
    return found


def as_hit(hit: Hit, k: int) -> Hit:
    """Give a hit at another token, to ask who does what that verb says."""
    return Hit(hit.rule, k, k + 1)


def accused_of(now: Sentence, verb: int) -> str:
    """Give who is meant by the second of "accused X of shelling Y and of fortifying Z"."""
    if now.word(verb - 1) != "of" or now.word(verb - 2) not in ("and", ","):
        return ""
    at = next((n for n in range(verb - 3, max(-1, verb - 32), -1) if now.word(n) in words("accusing")), -1)
    named = (t for t in now.tokens[at + 1 : at + 6] if t.kind in ("actor", "unit")) if at >= 0 else ()
    return next((now.side(t) for t in named), "")


def doer(run: Run, hit: Hit, verb: int, speaker: str = "") -> str:
    """Give who does what a verb says: its agent where it is passive, else its subject, both where the text says so."""
    now = run.now
    if accused := accused_of(now, verb):
        return accused
    asked = as_hit(hit, verb)
    by = now.word(verb + 1) == "by" and now.word(verb).endswith("ed")
    measured = not words("span").isdisjoint(now.words[verb + 2 : verb + 5])  # "prolonged by 18 months"
    passive = now.is_passive(asked) or (by and not measured)
    if passive:
        return now.agent(asked) or _by(now, verb)
    start = verb
    while start > 0 and not now.boundary(start - 1):
        start -= 1
    both = [k for k in range(start, verb) if now.word(k) in words("both") or _rivals(now, k)]
    sides = [
        now.side(now.tokens[n])
        for n in range(start, verb)
        if now.tokens[n].kind in ("actor", "unit")
        and now.word(n - 1) not in reporters()
        and (n + 1 == verb or now.word(n + 1) not in reporters())
    ]
    sides = list(dict.fromkeys(sides))
    parties = [s for s in sides if s in run.names.parties]
    if both and len(sides) < 3:
        if now.word(both[-1]) != "both" and now.word(both[-1] - 1) in ("some", "several", "certain", "few", "many"):
            return ""  # "some factions of the GNA rejected it"
        of_one = now.word(both[-1] + 1) in ("of", "within") and now.word(both[-1] - 1) != "both"
        sent = len(parties) == 1 and (of_one or now.word(both[-1]) in words("sent-by-one"))
        return parties[0] if sent else now.cue(run.names.both, both[0])
    if len(parties) > 1 and _named_together(run, start, verb):
        return at(run.names.both, parties[0])
    aside = _before_aside(now, verb)
    if aside and (named := now.subject(as_hit(hit, aside), speaker="")):
        return named
    actor = now.subject(asked, speaker=speaker if sides_of(run, speaker) else "") or _relative(now, verb)
    if not actor and any(now.word(k) == "having" for k in range(start, verb)):  # "Having met X, Y flew home"
        comma = next((k for k in range(verb, min(now.size, verb + 18)) if now.word(k) == ","), now.size)
        actor = next((now.side(t) for t in now.tokens[comma : comma + 6] if t.kind in ("actor", "unit")), "")
    return actor or _metonym(run, start, verb) or _its_country(now, verb)


def _named_together(run: Run, start: int, verb: int) -> bool:
    """Tell "X and Y signed" from "X attacked a town and Y sent"."""
    now = run.now
    named = [
        n for n in range(start, verb) if now.side(now.tokens[n]) in run.names.parties and now.tokens[n].kind != "w"
    ]
    for k in range(start, verb):
        if now.word(k) in ("and", "both"):
            first = max((n for n in named if n < k), default=k)
            if not any(m in now.starts and not now.inside[m].rule.is_noun for m in range(first, k)):
                return True
    return False


_RIVALS = frozenset(["authorities", "governments", "leaderships", "powers"])


def _rivals(now: Sentence, k: int) -> bool:
    """Tell "the rival authorities", "both governments"."""
    return now.word(k) in _RIVALS and now.word(k - 1) in words("of-both")


def _its_country(now: Sentence, verb: int) -> str:
    """Give whose "his country", "its government" is the subject: "Erdogan admitted that his country was arming X"."""
    for k in range(verb - 1, max(0, verb - 5), -1):
        if now.word(k) in ("country", "government", "nation") and now.word(k - 1) in words("possessive"):
            return now.actor_before(k - 1)
        if now.boundary(k):
            break
    return ""


def _before_aside(now: Sentence, verb: int) -> int:
    """Give where the subject ends in "Egypt, which backs the LNA, has threatened to": at the first comma; else 0."""
    k = verb - 1
    while (
        k > 0
        and verb - k < 7
        and (
            now.word(k) in either("have", "be", "modal-plan", "plan")
            or now.word(k) in ("to", "also")
            or now.word(k).endswith("ly")
        )
    ):
        k -= 1
    if k <= 0 or now.word(k) != ",":
        return 0
    opens = next((j for j in range(k - 1, max(0, k - 22), -1) if now.word(j) == ","), 0)
    return opens if opens and now.word(opens + 1) in words("aside-opens") else 0


def _relative(now: Sentence, verb: int) -> str:
    """Give the subject of a relative clause: "the truce that Haftar proclaimed"."""
    for k in range(verb - 1, max(-1, verb - 9), -1):
        if now.word(k) in RELATIVE:
            first = next((t for t in now.tokens[k + 1 : verb] if t.kind in ("actor", "unit")), None)
            return now.side(first) if first else ""
        if now.boundary(k) or now.word(k) in (",", "to"):
            break
    return ""


def _by(now: Sentence, verb: int) -> str:
    """Give who is named after "announced by": elsewhere that only says who told it."""
    for k in range(verb + 1, min(now.size, verb + 7)):
        if now.word(verb + 1) == "by" and now.tokens[k].kind in ("actor", "unit"):
            return now.side(now.tokens[k])
        if now.boundary(k):
            break
    return ""


def _metonym(run: Run, start: int, verb: int) -> str:
    """Give the government of a capital that acts: "Tripoli turned down the truce"."""
    now = run.now
    for n in range(start, verb):
        token = now.tokens[n]
        if token.kind == "place" and token.value == run.names.capital and not now.is_near(n):
            free = now.governor(n)[0] not in either("object-preposition", "near")
            gap = [now.word(k) for k in range(n + 1, verb) if now.tokens[k].kind != "date"]
            light = either("have", "not", "light-adverb")
            if free and all(word in light for word in gap):
                return now.cue(run.names.home_sides.get(token.value, ""), n)
    return ""


def port_near(run: Run, place: int | str) -> int | str:
    """Give the port of a town where the words before the town speak of its port."""
    now = run.now
    if not isinstance(place, int):
        return place
    value = now.tokens[place].value
    said = {now.word(k) for k in range(max(0, place - 6), min(now.size, place + 3))}
    if not {"port", "ports", "harbour", "harbor", "docks"} & said:
        return place
    port = next((p for p, town in run.names.part_of.items() if town == value and run.names.kinds[p] == "port"), "")
    return now.cue(port, place) if port else place


def sides_of(run: Run, actor: str) -> str:
    """Give the party for which an actor stands, or both; nothing for others."""
    if actor == run.names.both:
        return actor
    if run.names.roles.get(actor) in ("party", "ally"):
        return actor
    return ""


def _being_made(now: Sentence, noun: int, verb: int) -> bool:
    """Tell efforts that somebody makes: "efforts to reopen it are under way", "efforts continue to"."""
    said = now.words[max(0, noun - 4) : verb] + now.words[verb + 1 : verb + 12]
    return not words("being-made").isdisjoint(said)


def wished(now: Sentence, verb: int) -> bool:
    """Tell what somebody only asks or hopes for: "urged both to declare", "hopes that a truce can be agreed"."""
    for k in range(verb - 1, max(-1, verb - 14), -1):
        word = now.word(k)
        if word == ",":
            return False
        if word == "efforts" and _being_made(now, k, verb):
            return False
        if word in words("wish"):
            return any(now.word(j) in ("to", "that", "for", "on", "of") for j in range(k + 1, min(k + 9, verb + 1)))
        if word in (".", ";") or (reporters().get(word) == "say" and word not in words("made")):
            return False
    return False
