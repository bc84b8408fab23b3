"""Whose men a strike killed, where nothing else tells who made it: "five of its fighters died in an air raid on X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .grammar import Hit
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_LOST = frozenset(["lost", "loses", "losing"])
_THAT = frozenset(["who", "that", "which"])
_IN = frozenset(["in", "by", "when", "during", "on", "as", "there"])
_HIS = frozenset(["its", "their", "his", "theirs"])


def slain_side(run: Run, hit: Hit, speaker: str) -> str:
    """Give the party whose men the words about a strike tell to have been killed or hurt; nothing for others."""
    now = run.now
    verb = next((n for n in range(max(0, hit.first - 12), min(now.size, hit.last + 10)) if _hurts(now, n)), -1)
    if verb < 0:
        return ""
    side = _side(run, hit, verb, speaker)
    return side if run.names.sides.get(side) in run.names.parties else ""


def struck_side(run: Run, hit: Hit) -> str:
    """Give the party whose men, posts or vehicles a strike of nobody named hits: "drones hit an LNA convoy"."""
    now = run.now
    if not _NAMELESS.isdisjoint(now.words[: hit.last]):
        return ""  # "unidentified jets"
    first = hit.first + 1 if now.word(hit.first) in words("strikes-verb") else hit.last
    if now.is_passive(hit):
        return ""
    for n in range(first, min(now.size, first + 8)):
        token = now.tokens[n]
        if token.kind in ("actor", "unit"):
            governor, at = now.governor(n)
            things = either("own-men", "ground", "convoy", "party-noun", also=_THINGS)
            last = n + 2 if now.word(n + 1) in ("'s", "'") else n + 1
            own = {*token.text.split(), *now.words[last : last + 2]}
            theirs = now.word(at - 1) in things if governor == "of" else not own.isdisjoint(things)
            free = governor == "of" or governor not in words("object-preposition")
            side = now.side(token) if theirs and free else ""
            return side if run.names.sides.get(side) in run.names.parties else ""
        if token.kind in ("place", "near", "date") or now.boundary(n) or token.text in (",", ";", "by", "that"):
            return ""
    return ""


def own_struck(run: Run, hit: Hit, speaker: str) -> str:
    """Give the party that tells of a strike by nobody named on its own men: "said drones had hit its positions"."""
    now = run.now
    if run.names.sides.get(speaker) not in run.names.parties or not _NAMELESS.isdisjoint(now.words[: hit.last]):
        return ""
    for n in range(hit.first + 1, min(now.size, hit.last + 4)):
        if now.word(n) in ("its", "their", "our"):
            own = either("own-men", "ground", "convoy", "party-noun", also=_THINGS)
            return "" if own.isdisjoint(now.words[n + 1 : n + 3]) else run.names.sides.get(speaker, "")
    return ""


_NAMELESS = frozenset(["unidentified", "unknown", "foreign", "unmarked", "unspecified", "mysterious"])
_THINGS = (
    "depot",
    "depots",
    "arms",
    "ammunition",
    "vehicle",
    "trucks",
    "tanks",
    "tank",
    "headquarters",
    "men",
    "field",
)


def reduced(now: Sentence, hit: Hit) -> bool:
    """Tell "mourned four men killed in a raid", whose subject killed nobody."""
    if now.word(hit.first) not in words("slain") or now.word(hit.last) not in _IN:
        return False
    return now.word(hit.first - 1) in either("force", "party-noun", "troops", also=("officers", "members", "theirs"))


def _hurts(now: Sentence, n: int) -> bool:
    """Tell a verb of killing, and that of losing men."""
    if now.word(n) in _LOST:
        return any(now.word(k) in words("force") for k in range(n + 1, n + 5))
    return now.word(n) in words("slain")


def _side(run: Run, hit: Hit, verb: int, speaker: str) -> str:
    """Give whose men were hurt, before a passive or after an active verb."""
    now = run.now
    told = Hit(hit.rule, verb, verb + 1)
    if now.word(verb) in _LOST:
        return now.subject(told, speaker=speaker) if verb < hit.first else ""
    if now.is_passive(told) or now.word(verb + 1) in _IN or now.word(verb) in ("died", "die"):
        return _before(run, verb, speaker)
    return _after(run, verb)


def _before(run: Run, verb: int, speaker: str) -> str:
    """Give whose men the subject of a passive is."""
    now = run.now
    for n in range(verb - 1, max(-1, verb - 14), -1):
        word = now.word(n)
        if now.tokens[n].kind in ("actor", "unit"):
            return now.side(now.tokens[n]) if _men(now, n) else ""
        if word in _HIS:
            return now.actor_before(n) or speaker or ("" if now.stranger else run.memory.actor)
        if word in words("mourning"):
            return now.subject(Hit(now.hits[0].rule, n, n + 1), speaker=speaker)
        if word in either("civil", "civilian") or word in (",", ";", ":") or (now.boundary(n) and word not in _THAT):
            return ""
    return ""


def _after(run: Run, verb: int) -> str:
    """Give whose men an active verb hurts."""
    now = run.now
    for n in range(verb + 1, min(now.size, verb + 9)):
        if now.tokens[n].kind in ("actor", "unit"):
            return now.side(now.tokens[n]) if _men(now, n) else ""
        if now.word(n) in either("civil", "civilian") or now.word(n) in (",", ";") or now.boundary(n):
            return ""
    return ""


def _men(now: Sentence, n: int) -> bool:
    """Tell "LNA fighters", "ten men of the LNA" from who else is named."""
    governor, at = now.governor(n)
    if governor in ("of", "from"):
        return now.word(at - 1) in either("force", "party-noun", "troops", also=("members", "officers"))
    owned = set(now.tokens[n].text.split()) | {now.word(n + 1), now.word(n + 2) if now.word(n + 1) == "'s" else ""}
    return governor not in words("object-preposition") and not owned.isdisjoint(either("force", "troops"))
