"""What is said of a change that a noun names, wherever its verb stands: "the capture of X, on the border, is near"."""

from __future__ import annotations

from .grammar import Hit
from .roles import Sentence
from .tables import either, words

_REACH = 40  # tokens from a noun to its verb
_OPENING = {"(": ")", ",": ",", "-": "-"}
_MODALS = frozenset(["could", "may", "might", "would", "will"])
_NOT_YET = frozenset(["hand", "sight", "reach", "grasp", "corner", "horizon", "cards", "agenda", "brink", "verge"])
_SPANS = frozenset(["hours", "days", "weeks", "minutes", "kilometres", "kilometers", "km", "miles", "metres", "meters"])
_GAP = frozenset(["stand", "stands", "stood", "lie", "lies", "lay", "separate", "separates", "separated", "keeps"])


def verb_of(sentence: Sentence, hit: Hit) -> int:
    """Give the "is" or "remains" of which a noun is the subject, past its names and asides; -1 where none follows."""
    copula = either("be", "still", also=("looks", "look", "looked", "seems", "seemed", "appears", "appeared", "lies"))
    n, end = hit.last, min(sentence.size, hit.last + _REACH)
    while n < end:
        word = sentence.word(n)
        if word in copula and word != "'s":
            return n
        if word in (",", "and") and _joins_places(sentence, n):
            n += 1  # "the capture of X, Y and Z remained the goal"
            continue
        if word in _MODALS or (word == "can" and _only(sentence, hit)):
            return n
        if word in _OPENING:
            close = next((k for k in range(n + 1, end) if sentence.word(k) == _OPENING[word]), -1)
            if close < 0:
                return -1
            n = close + 1
            continue
        if word in _WHEN and not any(t.kind in ("actor", "unit") for t in sentence.tokens[n + 1 : n + 4]):
            n += 2  # "the recovery of X before the new year"
            continue
        if sentence.boundary(n) or (n in sentence.starts and not sentence.inside[n].rule.is_noun) or word in _ENDING:
            return -1
        if word in either("verb", "have") or word in words("parting"):
            return -1
        n += 1
    return -1


def _joins_places(sentence: Sentence, n: int) -> bool:
    """Tell the "and" of a list of places."""
    after = n + 1 + (sentence.word(n + 1) in ("and", "the"))
    return sentence.tokens[n - 1].kind == "place" and after < sentence.size and sentence.tokens[after].kind == "place"


_WHEN = frozenset(["before", "after", "until"])
_ENDING = frozenset([".", ";", ":", '"', "and", "but", "?"])


def _only(sentence: Sentence, hit: Hit) -> bool:
    """Tell the noun of "only the capture of X can end the war"."""
    return "only" in sentence.words[max(0, hit.first - 3) : hit.first]


def yet_to_come(sentence: Sentence, hit: Hit) -> str:
    """Tell a change that its verb puts off: it "is near", "remains the aim", "is what they want"."""
    verb = verb_of(sentence, hit)
    if verb < 0:
        return ""
    m = verb
    after = _resumed(sentence, verb)
    said = [sentence.word(k) for k in range(after + 1, after + 9)]
    stop = next((k for k, word in enumerate(said) if word in (",", ";", ".", '"', ":")), len(said))
    said = said[:stop]
    if any(word in _AVERTED for word in said[:3]):
        return sentence.cue("none", m)  # "was prevented by the GNA"
    if sentence.word(verb) in _MODALS or sentence.word(verb) == "can":
        if _only(sentence, hit):
            return sentence.cue("hypothetical", m)  # "only the capture of X can end the war"
        unsure = "hypothetical" if sentence.word(verb) != "will" else "planned"
        return sentence.cue(unsure, m) if not words("tough").isdisjoint(said) or "yet" in said[:1] else ""
    head = [word for word in said[:4] if word not in _DEGREES]
    if head[:1] and head[0] in ("near", "close", "nigh", "nearing", "approaching", "next", "ahead"):
        place = after + 1 + said.index(head[0]) + 1
        if sentence.word(place)[:1].isdigit():
            return ""  # "the number of those displaced is now approaching 16,000"
        apart = place < sentence.size and sentence.tokens[place].kind in ("place", "near")
        by = place + 1 < sentence.size and sentence.tokens[place + 1].kind == "place"
        return "" if apart or (by and sentence.word(place) in ("to", "the")) else sentence.cue("planned", m)
    if head[:1] == ["what"] and _wants(sentence, after + 1 + said.index("what")):
        return sentence.cue("planned", m)
    if not words("future").isdisjoint(said) and not _met(sentence, verb):
        return sentence.cue("planned", m)
    away = {"away", "off", "distant"} & set(said)
    if "question" in said or head[:1] in (["underway"], ["progress"]) or {"in", "progress"} <= set(said[:2]):
        return sentence.cue("planned", m)
    if head[:2] == ["under", "way"]:
        return sentence.cue("planned", m)
    if away and (_SPANS & set(said) or {"far", "long", "way"} & set(said)):
        return sentence.cue("planned", m)
    if _NOT_YET & set(said) and {"at", "in", "within", "on", "around", "round"} & set(said):
        return sentence.cue("planned", m)
    return ""


_AVERTED = frozenset(["prevented", "averted", "foiled", "thwarted", "frustrated", "forestalled", "avoided", "blocked"])
_DEGREES = frozenset(["very", "quite", "now", "only", "still", "so", "drawing", "getting", "already", "a", "the"])


def _wants(sentence: Sentence, what: int) -> bool:
    """Tell "what the LNA was aiming at", "what they fight for" from "what made the GNA leave"."""
    ahead = sentence.words[what + 1 : what + 14]
    return not either("aim", "plan", "wished", also=("after", "need", "needs", "needed")).isdisjoint(ahead)


def _met(sentence: Sentence, verb: int) -> bool:
    """Tell an aim that was reached: "was an aim that was met on Monday"."""
    return not {"met", "achieved", "reached", "fulfilled", "attained"}.isdisjoint(sentence.words[verb : verb + 14])


def wanted_by(sentence: Sentence, hit: Hit) -> str:
    """Give whose aim a change is said to be: "the capture of X is the aim of the LNA", "what the LNA wants"."""
    if not yet_to_come(sentence, hit):
        return ""
    for n in range(_resumed(sentence, verb_of(sentence, hit)) + 1, sentence.size):
        if sentence.tokens[n].kind in ("actor", "unit"):
            return sentence.side(sentence.tokens[n])
        if sentence.word(n) in words("possessive") and sentence.word(n + 1) in either("party-noun", "force"):
            return sentence.actor_before(n)
        if sentence.word(n) in (",", ";", '"'):
            break
    return ""


def _resumed(sentence: Sentence, verb: int) -> int:
    """Give after which word a verb goes on: the comma in "was, according to two officers, what they wanted"."""
    if sentence.word(verb + 1) != ",":
        return verb
    return next((k for k in range(verb + 2, min(sentence.size, verb + 16)) if sentence.word(k) == ","), verb)


def stands_before(sentence: Sentence, hit: Hit) -> str:
    """Tell what something still lies before: "a few streets separate them from the capture of X"."""
    if _GAP.isdisjoint(sentence.words[max(0, hit.first - 16) : hit.first]):
        return ""
    governor, at = sentence.governor(_opening(sentence, hit))
    for n in range(at - 1, max(-1, at - 14), -1):
        word = sentence.word(n)
        if word in _GAP:
            between = governor == "and" and "between" in sentence.words[n:at]
            apart = governor == "from" and word.startswith(("sep", "keep"))
            return sentence.cue("planned", n) if between or apart else ""
        if sentence.boundary(n):
            break
    return ""


def _opening(sentence: Sentence, hit: Hit) -> int:
    """Give where a noun phrase opens: before the owner of "X's capture"."""
    n = hit.first
    if sentence.word(n) in ("'s", "'") and n and sentence.tokens[n - 1].kind == "place":
        return sentence.group_left(n - 1)[0]
    return n


def is_subject(now: Sentence, hit: Hit) -> bool:
    """Tell "complete control over X belongs to the LNA", told by its verb."""
    verb = next((k for k in range(hit.last, min(now.size, hit.last + 9)) if now.word(k) in _RESTING), now.size)
    return any(h.first == verb and h.rule.frame in ("owned", "state-under") for h in now.hits)


_RESTING = frozenset(["belongs", "belong", "belonged", "lies", "rests", "remains", "is", "was", "stays"])


def told_of(now: Sentence, hit: Hit) -> bool:
    """Tell a happening that a noun names and a verb tells: "the opening of X was announced", "was followed by it"."""
    lead = now.words[max(0, hit.first - 4) : hit.first]
    if "by" in lead and not _FOLLOWED.isdisjoint(now.words[max(0, hit.first - 14) : hit.first]):
        return True
    for n in range(hit.last, min(now.size, hit.last + 16)):
        passive = now.word(n) in _REPORTED and any(now.word(k) in words("be") for k in (n - 1, n - 2))
        if passive or (now.word(n) == "took" and now.word(n + 1) == "place"):
            return True
        if now.word(n) in (";", '"') or now.boundary(n):
            break
    return False


_FOLLOWED = frozenset(["followed", "announced", "confirmed", "reported", "preceded"])
_REPORTED = _FOLLOWED | {"completed", "welcomed", "celebrated", "marked", "hailed", "made", "achieved"}


def calmly(now: Sentence, hit: Hit) -> bool:
    """Tell an entry, as a noun, that "took place without a fight", "met no resistance", "was peaceful"."""
    for n in range(hit.last, min(now.size - 1, hit.last + 18)):
        word = now.word(n)
        if word in ("without", "no") and not words("combat").isdisjoint(now.words[n + 1 : n + 4]):
            return True
        if word in ("peaceful", "unopposed", "bloodless", "peacefully") and now.word(n - 1) in either(
            "be", "determiner"
        ):
            return True
        if word in (";", "but", '"'):
            break
    return False
