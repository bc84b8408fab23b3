"""What a noun of taking is only aimed at, and what is said of it where it is the subject of its clause."""

from __future__ import annotations

from .clauses import predicate
from .grammar import Hit
from .roles import Sentence
from .tables import either, reporters, words

_OPENING = frozenset(["", ",", '"', "and", "but", "that", ":", ";", "while", "because", "as"])


_JUDGED = frozenset(["seen", "regarded", "viewed", "considered", "described", "called", "counted", "read", "explained"])


def noun_start(sentence: Sentence, hit: Hit) -> int:
    """Give where the noun phrase of a happening begins: at "X" in "X's recapture"."""
    owner = hit.first - 1
    owned = sentence.word(hit.first) in ("'s", "'") and owner >= 0 and sentence.tokens[owner].kind == "place"
    return sentence.group_left(owner)[0] if owned else hit.first


def is_subject(sentence: Sentence, hit: Hit) -> bool:
    """Tell a happening that opens its clause from one that another word governs."""
    governor = sentence.governor(noun_start(sentence, hit))[0]
    return governor in _OPENING or reporters().get(governor) == "say"


def still_to_come(sentence: Sentence, hit: Hit) -> str:
    """Tell a change that is said to lie ahead: "the capture of X draws near", "its fall could prove hard"."""
    if not is_subject(sentence, hit):
        return ""
    n = predicate(sentence, hit.last)
    if n < 0:
        return ""
    word = sentence.word(n)
    if sentence.word(n + 1) == "be" and sentence.word(n + 2) in _JUDGED:
        return ""  # "the capture of X may be seen as a turning point"
    if word in words("modal-maybe") and word != "can":
        return sentence.cue("hypothetical", n)
    if word == "would":
        return sentence.cue("none" if sentence.word(n + 1) in ("have", "be", "mean") else "hypothetical", n)
    if word in words("onset") and (sentence.word(n + 1) in words("ahead") or word in words("looms")):
        return sentence.cue("planned", n)
    return ""


_JUDGES = frozenset(["be", "mean", "amount", "point", "mark", "constitute", "represent", "show", "signal", "suggest"])
_ANY = frozenset(["a", "an", "any", "another", "more", "further", "such", "new", "fresh"])


def only_imagined(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell an attack that only would be: "a raid on X would be a grave step", not the one that has been made."""
    if hit.rule.frame not in ("fire", "offensive", "clash"):
        return None
    n = hit.first - 1
    while sentence.word(n).isalpha() and sentence.word(n) not in _ANY and hit.first - n < 4:
        n -= 1
    if sentence.word(n) not in _ANY or sentence.word(n - 1) not in _OPENING:
        return None
    n = predicate(sentence, hit.last)
    if n < 0 or sentence.word(n) != "would" or sentence.word(n + 1) == "have":
        return None
    return sentence.cue("none" if sentence.word(n + 1) in _JUDGES else "hypothetical", n)


def aimed_at(sentence: Sentence, hit: Hit) -> str:
    """Tell what a noun of taking is only meant to be: "set out for the capture of X", "with a view to X's fall"."""
    start = noun_start(sentence, hit)
    if (named := _as_aim(sentence, hit, start)) >= 0:
        return sentence.cue("planned", named)
    governor, at = sentence.governor(start)
    if governor == "and" and at and sentence.word(at - 1).isalpha():  # "with a view to its isolation and capture"
        governor, at = sentence.governor(at - 1)
    if at < 1:
        return ""
    before = sentence.word(at - 1)
    lead = sentence.words[max(0, at - 9) : at]
    fought = at - 2 if before == '"' else at - 1
    if governor == "for" and sentence.word(fought) in either("the-war", "attack-noun", "plan", also=("strategy",)):
        return sentence.cue("planned", at)
    if governor == "of" and sentence.word(fought) in _BATTLES:
        return sentence.cue("planned", at)  # "the start of the battle of liberation of X"
    if governor == "for":
        return sentence.cue("planned", at) if words("owed").isdisjoint(lead) else ""
    meant = (
        (governor == "from" and before in words("apart-by"))
        or (governor in ("at", "on") and before in words("meant-for"))
        or (governor == "with" and before in words("tasked"))
        or (governor == "of" and before in words("purpose") and sentence.word(at - 2) not in ("result", "because"))
        or (governor in ("to", "towards", "toward") and before in words("leads-to"))
        or (governor in ("on", "about", "over") and before in words("talked-of"))
        or (governor in words("bringing") and sentence.word(at - 1) == "to" and _purpose(sentence, at - 1))
        or (governor == "about" and sentence.word(at - 2) == "to" and before in words("bringing"))
        or (governor in either("be", also=(",",)) and not words("purpose").isdisjoint(lead) and _names_aim(lead))
    )
    return sentence.cue("planned", at) if meant else ""


def _as_aim(sentence: Sentence, hit: Hit, start: int) -> int:
    """Give where an aim is named: "with the capture of X as its goal", "has X's fall in its sights"; -1 for none."""
    if "as" not in sentence.said and "in" not in sentence.said:
        return -1
    before = next((n for n in range(start - 1, max(-1, start - 5), -1) if sentence.word(n) in words("named-goal")), -1)
    if before > 1 and "as" in sentence.words[max(0, before - 4) : before]:
        return before  # "has as its declared goal the capture of X"
    for n in range(hit.last, min(sentence.size, hit.last + 12)):
        word = sentence.word(n)
        if word in ("as", "in") and sentence.word(n + 1) in either("possessive", also=("a", "the", "an")):
            named = next((k for k in range(n + 2, n + 5) if sentence.word(k) in words("named-goal")), -1)
            return named if named > 0 and (word == "as") == (sentence.word(named) not in _SIGHTS) else -1
        if word in (",", ";") and sentence.tokens[n - 1].kind == "w":
            break
    return -1


_SIGHTS = frozenset(["sights", "sight"])


_BATTLES = frozenset(["battle", "battles", "operation", "operations", "campaign", "war", "offensive"])


def _purpose(sentence: Sentence, to: int) -> bool:
    """Tell "to complete the capture of X" from "managed to"."""
    return words("achieved").isdisjoint(sentence.words[max(0, to - 3) : to])


def _names_aim(lead: list[str]) -> bool:
    """Tell "the goal of the operation is" from "in the hope that the town is"."""
    return "that" not in lead and "," not in lead[-4:]
