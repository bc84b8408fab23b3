"""What a clause denies: "not", "never", "failed to", and what stands in quotation marks."""

from __future__ import annotations

from .grammar import Hit
from .roles import Sentence
from .tables import words


def quoted(text: str, start: int, at: int) -> bool:
    """Tell whether a position stands inside quotation marks that were opened in its sentence."""
    return text.count('"', start, at) % 2 == 1


_KNOWN = ("the", "that", "this", "these", "those", "its", "their")


def negated(sentence: Sentence, hit: Hit) -> str:
    """Tell a trigger that is denied by its own clause: "not" or "failed"."""
    if any(
        sentence.word(k) == "no" and sentence.word(k + 1) not in ("more", "less")
        for k in range(hit.first + 1, hit.last)
    ):
        return sentence.cue("not", hit.first)
    if sentence.word(hit.first - 1) == "to" and _in_vain(sentence, hit):
        return sentence.cue("failed", hit.first - 1)
    bare = sentence.word(hit.last) == "no" and sentence.word(hit.last + 1) not in ("more", "less", "fewer", "longer")
    if sentence.word(hit.last) == "neither" or (bare and not hit.rule.is_noun):
        return sentence.cue("not", hit.last)  # "sent no troops", "took neither town"
    after = next((k for k in range(hit.first + 1, hit.last + 2) if sentence.word(k) == "not"), 0)
    if after and sentence.word(after + 1) in ("one", "a", "any"):
        return sentence.cue("not", after)  # "moved not one of its tanks"
    first, _ = sentence.clause(hit)
    nobody = sentence.word(first) in ("none", "nobody") or (
        sentence.word(first) == "not" and sentence.word(first + 1) in ("one", "a", "single")
    )
    if nobody and hit.first - first < 14 and not any(n in sentence.inside for n in range(first, hit.first)):
        return sentence.cue("not", first)  # "not one of the men has"
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
            return "" if sentence.word(n + 1) in ("only", "yet-only") else sentence.cue("not", n)
        if word in ("failed", "fails", "failing", "unable", "unsuccessfully", "vainly") and step < 5:
            return sentence.cue("failed", n)
        if word == "vain" and sentence.word(n - 1) == "in":
            return sentence.cue("failed", n)
        n -= 1
    return ""


def _in_vain(sentence: Sentence, hit: Hit) -> bool:
    """Tell "tried to take X without success", "sought in vain to take X", "tried unsuccessfully to take X"."""
    lead = sentence.words[max(0, hit.first - 8) : hit.first]
    if words("aim").isdisjoint(lead):
        return False
    said = " ".join(sentence.words)
    return any(failure in said for failure in ("without success", "in vain", "to no avail", "unsuccessfully"))
