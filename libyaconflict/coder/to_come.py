"""What a verb in the present tells of a day to come: "the troops arrive next week", "they enter it within hours"."""

from __future__ import annotations

from .grammar import Hit
from .roles import Sentence
from .tables import either

_SAME = frozenset(["hit", "put", "set", "cut", "shut", "beat", "let", "split", "quit", "spread", "burst", "cost"])
_BEGINS = frozenset(["begins", "starts", "takes", "opens", "resumes", "ends"])
_UNITS = frozenset(["hours", "days", "weeks", "months", "hour", "day", "week", "month", "minutes", "year"])
_COMING = frozenset(["coming", "next", "following"])
_SOON = frozenset(["soon", "shortly", "tomorrow", "imminently"])
_REACH = 9


def to_come(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what is only to come by a present tense and a time that is not yet."""
    if not _present(sentence, hit):
        return None
    for k in range(hit.last, min(sentence.size, hit.last + _REACH)):
        if sentence.word(k) in (";", ",", ".") or (sentence.boundary(k) and k > hit.last):
            break
        if _future(sentence, k):
            return sentence.cue("planned", k)
    return None


def _present(sentence: Sentence, hit: Hit) -> bool:
    """Tell "enters", "are entering" and "enter", which is no past."""
    word, before = sentence.word(hit.first), sentence.word(hit.first - 1)
    if hit.rule.is_noun or hit.rule.frame == "truce":
        return sentence.word(hit.last) in _BEGINS
    if word.endswith("ing"):
        return before in ("is", "are")
    if word in either("be", "have", also=_SAME) or word.endswith(("ed", "ss")) or before in either("be", "have"):
        return False
    if word.endswith("s"):
        return True
    forms = hit.rule.steps[0][0]
    return f"{word}s" in forms or f"{word}es" in forms


def _future(sentence: Sentence, k: int) -> bool:
    """Tell "within days", "next week", "in the coming hours", "soon", "by Friday"."""
    word, token = sentence.word(k), sentence.tokens[k]
    if token.kind == "date":
        return token.text.startswith(("next ", "by "))
    if word in _SOON:
        return sentence.word(k + 1) not in ("after", "before", "afterwards", "as", "thereafter")
    if word == "within" or (word in _COMING and sentence.word(k - 1) in ("the", "in")):
        unit = next((n for n in range(k + 1, k + 4) if sentence.word(n) in _UNITS), 0)
        return unit > 0 and sentence.word(unit + 1) not in ("of", "after", "from")
    return word == "next" and sentence.word(k + 1) in _UNITS


def men_sent_for(sentence: Sentence, hit: Hit) -> int:
    """Give the verb by which men are sent for an attack: "sent reinforcements for a new campaign in X"; -1 for none."""
    governor, at = sentence.governor(hit.first)
    if (begins := _to_launch(sentence, hit)) > 0:
        at = begins
    elif governor != "for":
        return -1
    lead = range(max(0, at - 12), at)
    sent = next((n for n in lead if sentence.word(n) in either("dispatched", "massing", also=_MOVED)), -1)
    if begins > 0 and sentence.word(sent).startswith("us"):
        return -1  # "used tanks to launch an attack on X"
    between = frozenset(sentence.words[max(sent, 0) : at])
    men = either("troops", "force", also=("reinforcements", "convoy", "convoys", "tanks", "men"))
    apart = any(map(sentence.boundary, range(sent, at))) or not either("accusation", "blame").isdisjoint(between)
    return sent if not men.isdisjoint(between) and not apart else -1


def _to_launch(sentence: Sentence, hit: Hit) -> int:
    """Give the "to" of "moved tanks to launch an attack on X"; 0 for none."""
    n = hit.first - 1
    while n > hit.first - 5 and sentence.word(n) in either("determiner", "anew", also=("major", "big", "full-scale")):
        n -= 1
    return n - 1 if sentence.word(n) in ("launch", "mount", "stage", "begin") and sentence.word(n - 1) == "to" else 0


_MOVED = ("moved", "moves", "moving", "deployed", "deploys", "deploying", "brought", "rushed", "sending", "sends")
