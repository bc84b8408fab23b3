"""Words of sending that send nothing: nouns, moves of another kind, flights that bring nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import FOUGHT
from .grammar import Hit
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence

_NOUN_OF = ("the", "a", "an", "'s", "of", "this", "that", "and", "military", "air")
_STOPS = frozenset(
    ["stop", "stopping", "prevent", "preventing", "halt", "halting", "curb", "curbing", "block", "avert"]
)
_GOODS = frozenset(
    [
        "fuel",
        "petrol",
        "diesel",
        "medical",
        "medicine",
        "medicines",
        "food",
        "products",
        "goods",
        "vaccines",
        "flour",
        "wheat",
    ]
)
_VOTES = frozenset(["vote", "votes", "voted", "voting"])
_TOLD_OF = frozenset(
    ["evidence", "proof", "details", "information", "images", "imagery", "footage", "photos", "pictures"]
)


def sends_nothing(now: Sentence, hit: Hit) -> bool:
    """Tell a word that sends nothing: a noun, a move of another kind, or what is told by the next verb."""
    word, before, after = now.word(hit.first), now.word(hit.first - 1), now.word(hit.last)
    if before == "being" and not _STOPS.isdisjoint(now.words[max(0, hit.first - 6) : hit.first]):
        return True  # "to stop arms being smuggled"
    if word in words("noun-or-verb") and before in either("possessive", also=_NOUN_OF):
        return True  # "its supply and fuel trucks"
    if not _GOODS.isdisjoint(now.words[hit.last : hit.last + 4]) and words("weapons").isdisjoint(now.words[hit.last :]):
        return True  # "was carrying medical products to X"
    if word == "dispatch" and before in _NOUN_OF and after == "of":
        return True  # told by the noun
    if word.startswith("br") and after == "to" and now.word(hit.last + 1)[:1].isdigit():
        return True  # "brings to 43 the number of"
    if word.startswith("provid") and after == "for":
        return True  # "the accord provides for the departure of foreign fighters"
    named = now.tokens[hit.first].value[:1].isupper() and hit.first > 1 and before not in ('"', ":", "'", "")
    if word == "shipping" and named:
        return True  # the name of a firm
    if word.startswith("escort") and words("troops").isdisjoint(now.words[hit.last : hit.last + 4]):
        return True  # "warships escorting a freighter"
    if word.startswith("fl") and _only_flies(now, hit):
        return True
    shown = next((k for k in range(hit.last, hit.last + 3) if now.word(k) in _TOLD_OF), 0)
    if shown and now.word(shown + 1) in ("that", "of", "about", "on", "showing", "from", "to", ".", ",", ""):
        return True  # "provided photographic evidence that mercenaries had"
    if word.startswith("mov") and (after in words("moved-about") or _a_move(now, hit.first)):
        return True
    if (
        word.startswith("mov")
        and after == "to"
        and hit.last + 1 in now.starts
        and not now.inside[hit.last + 1].rule.is_noun
    ):
        return True  # "moved to retake X"
    known = now.word(hit.first - 2) if before.endswith("ly") else before
    if word.endswith("ed") and known in words("determiner") and after not in words("preposition"):
        return True  # "the newly deployed air defences"
    voted = before == "on" and not _VOTES.isdisjoint(now.words[max(0, hit.first - 6) : hit.first])
    if (
        word.endswith("ing")
        and not voted
        and (before in ("about", "on", "over", "against") or (before == "the" and after == "of"))
    ):
        return True  # "a deal about sending", "the moving of"
    if word.endswith("ing") and before == "for" and not words("punished").isdisjoint(now.words[: hit.first]):
        return True  # "put three firms on its blacklist for shipping arms"
    if any(
        0 < h.first - hit.last < 6 and h.rule.frame in ("strike", "hits") and now.word(h.first - 1) == "to"
        for h in now.hits
    ):
        return True  # "sent jets to bomb X"
    if _of_what_is_struck(now, hit) or (word == "deployed" and _posted_there(now, hit)):
        return True
    if not word.startswith("station"):
        return False
    subject = now.words[max(0, hit.first - 6) : hit.first]
    if (
        "no" in subject
        and words("foreign").isdisjoint(subject)
        and not any(
            token.kind in ("actor", "attribute", "unit") for token in now.tokens[max(0, hit.first - 6) : hit.first]
        )
    ):
        return True  # "no military forces were stationed there"
    opener = (now.word(now.clause(hit)[0] - 1), now.word(hit.first - 2), now.word(hit.first - 3))
    relative = not {"that", "which", "who"}.isdisjoint(opener)
    return relative or now.tokens[hit.first - 1].kind in ("actor", "unit")  # "the men who were stationed at X left"


def _only_flies(now: Sentence, hit: Hit) -> bool:
    """Tell a flight that brings nothing: "a drone flying over the city", "flew a jet from X towards Y"."""
    if now.word(hit.last) in ("over", "above", "across", "past"):
        return True
    craft = any(
        now.word(k) in words("craft") or now.word(k) in ("drone", "drones") for k in range(hit.last, hit.last + 5)
    )
    return craft and not {"towards", "toward", "over"}.isdisjoint(now.words[hit.last : hit.last + 14])


def _posted_there(now: Sentence, hit: Hit) -> bool:
    """Tell "fired at troops deployed west of X", "men who were deployed at X were shelled": only where they are."""
    n = hit.first - 1
    while now.word(n) in either("be", "have", also=("who", "that", "which")):
        n -= 1
    men = n >= 0 and (now.tokens[n].kind in ("actor", "unit") or now.word(n) in words("troops"))
    for token in now.tokens[max(0, n - 6) : n + 1]:
        if token.text.startswith("mercenar") or token.text in words("foreign"):
            return False  # that foreign men are there is news
        if token.kind != "w" and now.names.roles.get(now.side(token)) == "backer":
            return False
    if not men or now.word(hit.last) == "to" or now.word(hit.last) not in either("preposition", "compass"):
        return False
    fought = (h for h in now.hits if h is not hit and h.rule.event_type in FOUGHT | {"repelled"})
    return any(abs(h.first - n) < 12 for h in fought)


def _of_what_is_struck(now: Sentence, hit: Hit) -> bool:
    """Tell a clause that only says whose the things are that were hit: "struck vehicles that the UAE had sent"."""
    that = next((k for k in range(hit.first - 1, max(0, hit.first - 7), -1) if now.word(k) in ("that", "which")), 0)
    if not that or now.word(that - 1) not in either("weapons", "war-goods", "column", "craft"):
        return False
    before = [h for h in now.hits if h.last < that]
    return bool(before) and before[-1].rule.frame in ("hits", "strike", "fire", "downs", "takes")


def _a_move(now: Sentence, n: int) -> bool:
    """Tell the noun of "part of a wider strategic move" from the verb."""
    if now.word(n) not in ("move", "moves"):
        return False
    for k in range(n - 1, max(-1, n - 5), -1):
        if now.word(k) in either("possessive", also=("a", "an", "the", "this", "that", "'s")):
            return True
        if not now.word(k) or now.word(k) in words("force"):
            return False
    return False
