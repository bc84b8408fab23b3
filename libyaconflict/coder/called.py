"""Who calls another's word a lie: "the LNA called the raid an invention", "described the news as pure fantasy"."""

from __future__ import annotations

from .roles import Sentence
from .tables import either, words

_REACH = 14  # tokens from "called" to what it calls something
_PAST = frozenset(["also", "later", "promptly", "immediately", "has", "had", "have", "then", "on", "'s", "'"])


def calling(sentence: Sentence, n: int) -> int:
    """Give where the verb stands that calls what was told what a word of judgement says; -1 where none does."""
    verb = _verb(sentence, n)
    return verb if verb >= 0 and _told(sentence, verb, n) else -1


def calls_other(sentence: Sentence, n: int) -> bool:
    """Tell a judgement of something else than what was told: "described the talk of a truce as lies"."""
    verb = _verb(sentence, n)
    return verb >= 0 and not _told(sentence, verb, n)


def caller(sentence: Sentence, n: int) -> str:
    """Give the side that calls what was told what a word of judgement says; nothing where it names none."""
    k = calling(sentence, n) - 1
    spoken = either("source", also=_PAST)
    while k > 0 and (sentence.word(k) in spoken or sentence.tokens[k].kind == "date"):
        k -= 1
    if k < 0 or sentence.tokens[k].kind not in ("actor", "unit"):
        return ""
    return sentence.side(sentence.tokens[k])


def _verb(sentence: Sentence, n: int) -> int:
    """Give the verb of calling before a judgement in its clause; -1 without one."""
    for k in range(n - 1, max(0, n - _REACH), -1):
        word = sentence.word(k)
        if word in words("calling-verb"):
            return k
        if word in (";", ":", "that", '"') or (word in words("stop") and word != "as"):
            break
    return -1


def _told(sentence: Sentence, verb: int, n: int) -> bool:
    """Tell what another told from what was done: "called the raid an invention", not "called the raid a mistake"."""
    told = either("claim-noun", "bulletin")
    noun = next((k for k in range(verb + 1, n) if sentence.word(k) in told), 0)
    if noun:
        topic = [k for k in range(noun + 2, min(n, noun + 6)) if sentence.word(noun + 1) in ("of", "about")]
        news = either("told-of", "attack-noun")
        return not topic or any(sentence.word(k) in news or sentence.tokens[k].kind == "place" for k in topic)
    if sentence.word(verb + 1) in ("it", "this", "that", "them", "") or verb == n - 1:
        return True
    lie = sentence.word(n) in words("untrue-said") - words("in-error")
    return lie and not words("told-of").isdisjoint(sentence.words[verb + 1 : n])


def hardly_denied(sentence: Sentence, n: int) -> bool:
    """Tell what hardly anybody denies: "few deny that", "hardly anyone in the city disputes that"."""
    if not sentence.word(n).startswith(("den", "disput", "doubt")):
        return False
    lead = sentence.words[max(0, n - 6) : n]
    return bool(lead) and (
        (n < 6 and lead[0] == "few") or not {"hardly", "scarcely", "barely"}.isdisjoint(lead[-3:] + lead[:1])
    )


_CONCEDING = frozenset(["matter", "despite", "regardless", "contrary", "of", "to"])


def conceded(sentence: Sentence, n: int) -> bool:
    """Tell a word that changes nothing: "the LNA took X, whatever the GNA says", "no matter what it claims"."""
    for k in range(n - 1, max(-1, n - 8), -1):
        word = sentence.word(k)
        if word in ("whatever", "what"):
            return word == "whatever" or sentence.word(k - 1) in _CONCEDING
        if word in (",", ";", ":", '"', "that"):
            break
    return False
