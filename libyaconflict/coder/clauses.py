"""The clause of a noun: the verb of which it is the subject, past all asides, who does that, and when."""

from __future__ import annotations

from .coded import CONTROL
from .grammar import Hit
from .sentence import Phrases
from .tables import either, words

_REACH = 40  # tokens from a noun to the verb of which it is the subject
_BY = 14  # tokens from a participle to its "by"


def predicate(sentence: Phrases, n: int) -> int:
    """Give the verb of which the noun phrase before a token is the subject, past asides; -1 where none is found."""
    verbal = either("be", "modal-plan", "modal-maybe", "have", "copula", "onset")
    end = min(sentence.size, n + _REACH)
    while n < end:
        word = sentence.word(n)
        if word == "," and sentence.word(n + 1) in verbal:
            n += 1  # the end of an aside that began further left
            continue
        if word == ",":
            n = _after_aside(sentence, n, end, verbal)
            continue
        if word in ("which", "that", "who", "where"):
            n = next((k + 1 for k in range(n + 1, n + 4) if sentence.word(k) in verbal), n + 1)
            continue
        if word in (";", ":", ".") or (word in words("stop") and word != "as"):
            return -1
        if word in verbal and word != "'s":
            return n
        if word in ("and", "but") and sentence.word(n + 1) in verbal:
            return -1
        n += 1
    return -1


def _after_aside(sentence: Phrases, n: int, end: int, verbal: frozenset[str]) -> int:
    """Give where a clause goes on after the aside that a comma opens; the end where it does not."""
    goes_on = verbal | words("preposition")
    for k in range(n + 1, end - 1):
        if sentence.word(k) in (";", ".", '"', ":"):
            break
        if sentence.word(k) == "," and (sentence.word(k + 1) in goes_on or sentence.tokens[k + 1].kind == "date"):
            return k + 1
    return end


def done_by(sentence: Phrases, hit: Hit, *told: str) -> str:
    """Give who is named after the passive verb of a noun: "an assault on X, the last town, was launched by the LNA".

    `told` are verbs of telling by which a side makes the deed its own: "an advance on X was announced by the LNA".
    """
    if "by" not in sentence.said:
        return ""
    n = predicate(sentence, hit.last)
    if n < 0 or sentence.word(n) not in either("be", "have"):
        return ""
    done = next((k for k in range(n + 1, n + 5) if sentence.word(k) in either("carry", also=told)), -1)
    for k in range(done + 1, min(sentence.size, done + _BY)) if done > 0 else ():
        if sentence.word(k) == "by":
            named = sentence.tokens[k + 1 : k + 9]
            stops = (i for i, t in enumerate(named) if t.text in _PAST_AGENT or sentence.boundary(k + 1 + i))
            stop = next(stops, len(named))  # "by unknown planes that hit a Turkish battery"
            return next((sentence.side(t) for t in named[:stop] if t.kind in ("actor", "unit")), "")
        taken = k in sentence.inside and sentence.inside[k].rule.event_type in CONTROL
        if sentence.boundary(k) or sentence.word(k) in (";", ".") or taken:  # "was made on X, seized earlier by"
            break
    return ""


_PAST_AGENT = frozenset([",", "that", "which", "who", "in", "during", "against"])


def day_of_verb(sentence: Phrases, hit: Hit) -> int:
    """Give the date of the passive verb of a noun that an aside parts from it: "an assault on X, ..., was made on"."""
    n = predicate(sentence, hit.last) if hit.rule.is_noun else -1
    if n < sentence.clause(hit)[1] or sentence.word(n) not in either("be", "have"):
        return -1
    done = next((k for k in range(n + 1, n + 5) if sentence.word(k) in either("carry", "launched")), -1)
    for k in range(done + 1, min(sentence.size, done + 9)) if done > 0 else ():
        if sentence.tokens[k].kind == "date":
            return k
        if sentence.boundary(k) or sentence.word(k) == ",":
            break
    return -1


def scene(sentence: Phrases, hit: Hit) -> list[int] | None:
    """Give the subject of "X, in the south of Y, was the scene of fighting"; [] of no known place; None of no scene."""
    if words("scene").isdisjoint(sentence.said):
        return None
    lead = range(hit.last - 1, max(0, hit.first - 8), -1)
    at = next((k for k in lead if sentence.word(k) == "of" and sentence.word(k - 1) in words("scene")), -1)
    verb = next((k for k in range(at - 1, max(-1, at - 9), -1) if sentence.word(k) in either("be", "becoming")), -1)
    if at < 0 or verb < 0:
        return None
    for n in range(verb):
        if sentence.tokens[n].kind == "place":
            word, before = sentence.governor(n)
            shared = word == "of" and sentence.word(before - 1) in either("part", "areas", also=("number",))
            if shared or sentence.word(before) in _BEFORE_SUBJECT:
                return [n]  # "a number of the southern suburbs were the scene of fighting"
    return []


def hoisted(sentence: Phrases, hit: Hit, prepositions: frozenset[str]) -> list[int]:
    """Give the place of "It is at X, the capital, that the offensive is directed"."""
    if sentence.word(0) != "it" or sentence.word(1) not in words("be"):
        return []
    that = next((k for k in range(2, hit.first) if sentence.word(k) == "that"), 0)
    for n in range(2, that):
        if sentence.tokens[n].kind == "place" and sentence.governor(n)[0] in prepositions:
            return [n]
    return []


_BEFORE_SUBJECT = frozenset(["", ",", "and", "but", "that", "while", "as", "when", ";", ":", '"', "where"])


def interrupts(sentence: Phrases, hit: Hit, n: int) -> bool:
    """Tell a token of what interrupts the clause of a trigger, or the comma that ends that."""
    mine = (-1, sentence.asides[hit.first])
    closes = sentence.word(n) == "," and n > 0 and sentence.asides[n - 1] not in mine
    return closes or sentence.asides[n] not in mine


def lead_words(sentence: Phrases, hit: Hit, count: int) -> list[str]:
    """Give the words of the last tokens before a trigger, without what interrupts its clause."""
    lead = [n for n in range(hit.first) if not interrupts(sentence, hit, n)]
    return [word for n in lead[-count:] for word in sentence.tokens[n].text.split()]


def set_apart(sentence: Phrases, hit: Hit) -> bool:
    """Tell a second happening of a sentence by its own place: "clashes broke out in X, and gunmen killed two in Y"."""
    before = range(max(1, hit.first - 9), hit.first)
    parted = [
        n for n in before if sentence.word(n) == ";" or sentence.words[n - 1 : n + 1] in ([",", "and"], [",", "while"])
    ]
    if not parted or not any(sentence.word(n) in either("on-foot", "foe-men") for n in range(parted[-1], hit.first)):
        return False
    own = range(hit.last, min(sentence.size, hit.last + 7))
    return any(sentence.tokens[n].kind == "place" and sentence.governor(n)[0] in ("in", "at", "near") for n in own)
