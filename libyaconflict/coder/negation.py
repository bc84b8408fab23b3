"""What a clause denies: "not", "never", "failed to", and what stands in quotation marks."""

from __future__ import annotations

import re

from .grammar import Hit
from .roles import Sentence
from .tables import either, reporters, words


def quoted(text: str, start: int, at: int) -> bool:
    """Tell whether a position stands inside quotation marks that were opened in its sentence."""
    return text.count('"', start, at) % 2 == 1


_NO_NO = (
    "fewer",
    "less",
    "more",
    "longer",
    "time",
    "doubt",
    "matter",
    "place",
    "part",
    "sooner",
    "later",
    "further",
    "farther",
    "nearer",
    "closer",
)
_KNOWN = ("the", "that", "this", "these", "those", "its", "their")


def negated(sentence: Sentence, hit: Hit) -> str:
    """Tell a trigger that is denied by its own clause: "not" or "failed"."""
    if any(
        sentence.word(k) == "no" and sentence.word(k + 1) not in ("more", "less", *_NO_NO)
        for k in range(hit.first + 1, hit.last)
    ):
        return sentence.cue("not", hit.first)
    if sentence.word(hit.first - 1) == "to" and tried_in_vain(sentence, hit):
        return sentence.cue("failed", hit.first - 1)
    bare = sentence.word(hit.last) == "no" and sentence.word(hit.last + 2) != "than"
    if sentence.word(hit.last) == "neither" or (bare and not hit.rule.is_noun):
        return sentence.cue("not", hit.last)  # "sent no troops", "took neither town"
    after = next((k for k in range(hit.first + 1, hit.last + 2) if sentence.word(k) == "not"), 0)
    if after and sentence.word(after + 1) in ("one", "a", "any"):
        return sentence.cue("not", after)  # "moved not one of its tanks"
    if sentence.word(0) == "it" and not hit.rule.is_noun and (not_it := _not_it(sentence, hit)):
        return sentence.cue("not", not_it)
    nobody = _no_one(sentence, hit)
    if nobody >= 0:
        return sentence.cue("not", nobody)
    first, _ = sentence.clause(hit)
    nobody = sentence.word(first) in ("none", "nobody") or (
        sentence.word(first) == "not" and sentence.word(first + 1) in ("one", "a", "single")
    )
    if nobody and hit.first - first < 14 and not any(n in sentence.inside for n in range(first, hit.first)):
        return sentence.cue("not", first)  # "not one of the men has"
    if sentence.word(0) == "not" and sentence.word(1) in ("until", "before", "only") and "did" in sentence.words[2:10]:
        return ""  # "Not until Thursday did they leave X"
    n = hit.first - 1
    for step in range(7):
        word = sentence.word(n)
        if hit.rule.is_noun and step < 3 and word in words("presupposing"):
            return ""  # "has not commented on the loss of X"
        if hit.rule.frame == "fire" and step == 1 and word in words("reacting") and sentence.word(n + 1) in _KNOWN:
            return ""  # "did not claim the strike"
        if word in ("failed", "unsuccessful", "abortive", "botched") and step and sentence.word(n + 1) in words("aim"):
            return sentence.cue("failed", n)  # "in a failed attempt to take it"
        if (
            n < 0
            or (word in words("stop") and word not in ("since",))
            or word in (",", ";", ":", "that")
            or (n in sentence.inside)
        ):
            return ""
        if word == '"':
            n -= 1
            continue
        if word in words("not"):
            relative = sentence.word(n - 1) in ("that", "which", "who", "whom") and n > 1
            if relative and sentence.word(n - 2) not in reporters() and word in ("nobody", "none", "no", "neither"):
                return ""  # "planes that nobody will name bombed X"
            if word == "without" and not hit.rule.is_noun and not sentence.word(hit.first).endswith("ing"):
                return ""  # "without the drones it would have fallen"
            if (
                word == "no"
                and step > 2
                and sentence.word(n + 1) not in ("time", "means", "way", "circumstances", "point", "stage", "moment")
            ):
                return ""
            if sentence.word(n + 1) == "to" and sentence.word(n + 2) in ("mention", "speak"):
                return ""
            if sentence.word(n + 1) in words("preventing") and "from" in sentence.words[n + 2 : hit.first]:
                return ""  # "did not stop them from shelling it"
            return "" if sentence.word(n + 1) in words("merely") else sentence.cue("not", n)
        if word in ("failed", "fails", "failing", "unable", "unsuccessfully", "vainly") and step < 5:
            return sentence.cue("failed", n)
        if word == "vain" and sentence.word(n - 1) == "in":
            return sentence.cue("failed", n)
        n -= 1
    return ""


def _not_it(sentence: Sentence, hit: Hit) -> int:
    """Tell "it was not the LNA that took X" from what is told: where the "not" stands, else 0."""
    at = next((n for n in (2, 3) if sentence.word(n) in words("not")), 0)
    if not at or sentence.word(1) not in words("be"):
        return 0
    that = next((n for n in range(at + 2, hit.first) if sentence.word(n) in ("that", "who", "which")), 0)
    between = {",", ";", "but"}.isdisjoint(sentence.words[at : hit.first])
    named = any(token.kind in ("actor", "unit", "place") for token in sentence.tokens[at:that])
    return at if that and between and named and not any(n in sentence.starts for n in range(at, hit.first)) else 0


def _no_one(sentence: Sentence, hit: Hit) -> int:
    """Tell where "no LNA soldier has entered", "nobody from its side has set foot in", "none of them is in" deny it."""
    passed = either("be", "have", "party-noun", "singly")
    for n in range(hit.first - 1, max(-1, hit.first - 12), -1):
        word = sentence.word(n)
        if word in ("nobody", "none"):
            return n
        if word in ("no", "not") and n < hit.first - 1:
            first, second = sentence.tokens[n + 1], sentence.word(n + 2)
            counted = word == "no" or (first.text in ("one", "a") and (second in passed or second == "of"))
            who = first.kind in ("actor", "unit", "attribute") or first.text in either("party-noun", "singly")
            return n if counted and (who or second in words("singly")) and first.text != "longer" else -1
        if word and word not in passed:
            return -1
    return -1


_FAILURE = re.compile(
    r"(?:^| )(?:and|but|yet|,|;) (?:\S+ ){0,4}?(?:could not|could n't|couldn't|got nowhere|went nowhere|failed"
    r"|did(?: not|n't| n't) (?:succeed|manage|get|make it)|was not able|were not able|sent packing"
    r"|(?:back|home|away|off|left) (?:without it|empty-handed|with nothing)|fell short|gave up|came to nothing"
    r"|(?:was|were|been|being|be) (?:beaten|stopped|halted|turned|thrown|driven|pushed|flung|routed|forced|repelled"
    r"|repulsed|rebuffed|held|hurled|mown|cut|met))(?![a-z])"
)


def tried_in_vain(sentence: Sentence, hit: Hit) -> bool:
    """Tell "tried to take X without success", "sought in vain to take X", "tried to take X but could not"."""
    lead = sentence.words[max(0, hit.first - 8) : hit.first]
    if words("aim").isdisjoint(lead):
        return False
    said = " ".join(sentence.words)
    if any(failure in said for failure in ("without success", "in vain", "to no avail", "unsuccessfully")):
        return True
    tried = not words("tried").isdisjoint(lead)
    return tried and _FAILURE.search(" ".join(word or "_" for word in sentence.words[hit.last :])) is not None
