"""What is told as fact, and what is denied, planned or only imagined by its own clause."""

from __future__ import annotations

from .aims import only_imagined
from .attempts import loosed
from .grammar import Hit
from .happenings import happening, names_happening
from .intended import verb_form
from .means import by_means
from .roles import Sentence
from .supposed import (
    FORBIDDEN,
    WARNED,
    asked,
    awaited,
    conditional,
    demanded,
    evidential,
    forbidden,
    mooted,
    nobody_knows,
    once,
    opened_by,
    reply,
    unsaid,
    waited_for,
    warned_off,
    whoever,
)
from .tables import either, words
from .to_come import to_come

_CONDITIONAL = frozenset(["will", "would", "'ll", "wo"])
_BOUND = frozenset(["deadline", "ultimatum"])
_TASKED = frozenset(["tasked", "charged", "entrusted"])
_AIMED = frozenset(["of", "at", "for", "from", "towards"])


def intention(sentence: Sentence, hit: Hit) -> str:
    """Tell what is planned or only imagined from what is told as fact; empty for fact."""
    first, _ = sentence.clause(hit)
    if sentence.word(hit.first).endswith("ing"):
        if by_means(sentence, hit):
            return ""
        if told := _with_gerund(sentence, hit):
            return told
    for question, cues in _QUESTIONS:
        if cues is None or not cues.isdisjoint(sentence.said):
            answer = question(sentence, hit, first)
            if answer is not None:
                return answer
    return ""


def _with_gerund(sentence: Sentence, hit: Hit) -> str:
    """Give what makes unreal the first of "with the aim of isolating and then taking X"."""
    n = hit.first - 1
    n -= sentence.word(n) in ("then", "later", "finally", "eventually", "ultimately", "thereby", "so")
    if sentence.word(n) not in ("and", "or"):
        return ""
    before = next((h for h in reversed(sentence.hits) if h.last <= n and n - h.last < 6), None)
    if before is None or not sentence.word(before.first).endswith("ing") or before.rule.is_noun:
        return ""
    parted = any(sentence.word(k) in (",", ";", "that") for k in range(before.last, n))
    return "" if parted else intention(sentence, before)


def _under_way(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what has begun: "will finish withdrawing from X"."""
    leaves = hit.rule.event_type == "withdrawal"
    if leaves and any(sentence.word(k) in words("finishing") for k in range(max(0, hit.first - 3), hit.first)):
        return ""
    return None


def _missed(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what nearly was, or should have been: "almost lost it", "was to have been opened"."""
    second, before = sentence.word(hit.first - 2), sentence.word(hit.first - 1)
    if not hit.rule.is_noun and (before in ("almost", "nearly") or (second, before) == ("all", "but")):
        return sentence.cue("none", hit.first - 1)
    were = sentence.word(hit.first - 3)
    if (second, before) == ("to", "have") and were in words("be") and not hit.rule.is_noun:
        return sentence.cue("planned", hit.first - 1)  # "was to have loaded a tanker"
    meant = before == "been" and sentence.words[max(0, hit.first - 3) : hit.first] == ["to", "have", "been"]
    if meant and sentence.word(hit.first - 4) in words("be"):
        return sentence.cue("planned", hit.first - 1)
    return None


_DONE = frozenset(["executed", "carried", "conducted"])


def _carried_out(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell an aim of the past: "the operation to take X was planned well and executed with precision"."""
    if sentence.word(hit.first - 1) != "to" or sentence.word(hit.first - 2) not in either("plan-noun", also=("plan",)):
        return None
    done = next((n for n in range(hit.last, min(sentence.size, hit.last + 14)) if sentence.word(n) in _DONE), 0)
    been = range(hit.last, done) if done else ()
    past = any(sentence.word(n) in ("was", "been", "were") for n in been) and not any(map(sentence.boundary, been))
    return sentence.cue("none", done) if past else None


def _sooner(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what somebody only weighs: "would rather lose X than bomb it"."""
    said = sentence.words
    at = next((n for n in range(min(hit.first, sentence.size)) if said[n] in ("rather", "sooner")), -1)
    led = at > 0 and not {"would", "'d", "had"}.isdisjoint(said[max(0, at - 2) : at])
    return sentence.cue("none", at) if led and "than" in said[at:] else None


def _fired(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what was fired, by what it was aimed at: "fired rockets aimed at hitting X", "shells aiming to hit it"."""
    return "" if loosed(sentence, hit, hit.first - 2) else None


_ANSWER = frozenset(
    ["retaliate", "respond", "answer", "avenge", "reply", "retaliation", "revenge", "vengeance"]
    + ["investigate", "probe", "inquiry", "investigation", "examine"]
)


def _answered(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell the known strike of "vowed to retaliate for the raid on X"."""
    n, bounds = hit.first - 1, either("preposition", "determiner")
    while n > hit.first - 6 and sentence.tokens[n].kind in ("w", "date") and sentence.word(n) not in bounds:
        n -= 1  # "the recent overnight"
    noun = hit.rule.is_noun or (sentence.word(hit.first).endswith("ing") and sentence.word(hit.last) == "of")
    known = noun and sentence.word(n) in ("the", "this", "'s", "that", "these", "those")
    return "" if known and not _ANSWER.isdisjoint(sentence.words[max(0, n - 4) : n]) else None


def _or_else(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what somebody is threatened with: "leave or be bombed"."""
    if sentence.word(hit.first - 1) == "be" and sentence.word(hit.first - 2) == "or":
        return sentence.cue("planned", hit.first - 1)
    return None


def _bidden(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell a retreat that was only asked for: "extended the deadline for making them withdraw"."""
    if hit.rule.is_noun:
        lead = sentence.words[max(0, hit.first - 3) : hit.first]
        return sentence.cue("planned", hit.first - 1) if "for" in lead and not _BOUND.isdisjoint(lead) else None
    if sentence.word(hit.first) not in words("retreating"):
        return None
    bound = next((n for n in range(max(0, hit.first - 16), hit.first) if sentence.word(n) in _BOUND), -1)
    if bound >= 0 and not any(sentence.word(n) in either("be", "have") for n in range(hit.first - 3, hit.first)):
        return sentence.cue("planned", bound)
    return None


def _may_lead(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what something may lead to: "any escalation may lead to production being shut"."""
    lead = sentence.words[max(0, hit.first - 10) : hit.first]
    if "lead" not in lead and "result" not in lead:
        return None
    m = hit.first - len(lead) + lead.index("lead" if "lead" in lead else "result")
    return sentence.cue("hypothetical", m) if sentence.word(m - 1) in words("modal-maybe") else None


def _ceasing(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell fire that is to end or to come: "would halt its air strikes", "leave or face air strikes"."""
    if hit.rule.frame != "fire":
        return None
    if _to_stop(sentence, hit) or _wanes(sentence, hit):
        return sentence.cue("none", hit.first)
    threat = sentence.word(hit.first - 1) in ("face", "risk", "expect", "suffer")
    if threat and sentence.word(hit.first - 2) in either("modal-plan", also=("or", "to")):
        return sentence.cue("planned", hit.first - 1)
    return None


def _wanes(sentence: Sentence, hit: Hit) -> bool:
    """Tell strikes that may end or have grown fewer: "the raids on X might cease", "air strikes have slackened"."""
    for n in range(hit.last, min(sentence.size, hit.last + 7)):
        if sentence.boundary(n) or sentence.word(n) in (",", "and"):
            break
        before = sentence.word(n - 1)
        if sentence.word(n) in words("waning"):
            return before in words("have")
        if sentence.word(n) in ("cease", "stop", "end"):
            return before in either("modal-plan", "modal-maybe")
    return False


def _to_stop(sentence: Sentence, hit: Hit) -> bool:
    """Tell strikes that are to end: "would halt its air strikes", "agreed to stop shelling"."""
    lead = sentence.words[max(0, hit.first - 18) : hit.first]
    if "including" in lead and not {"halt", "cease", "stop", "suspend"}.isdisjoint(lead):
        return True  # "to halt all military operations, including shelling"
    for n in range(hit.first if hit.rule.name == "resume-fire" else hit.first - 1, max(0, hit.first - 5), -1):
        if sentence.word(n) in ("halt", "stop", "cease", "suspend", "end", "pause", "stopping", "halting", "ending"):
            return sentence.word(n - 1) in either("modal-plan", also=("to", "not", "immediately", "of", "for"))
        if sentence.boundary(n) or sentence.word(n) == ",":
            break
    return False


def _governed(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what a word shortly before makes unreal: "may have taken X", "will send", "planned the capture of X"."""
    noun = names_happening(hit)
    for m in range(hit.first - 1, max(first, hit.first - 6) - 1, -1):
        word = sentence.word(m)
        if word in (",", ";"):
            return None
        if word in words("avert"):
            return sentence.cue("averted", m)
        if m in sentence.inside and not _joined(sentence, hit, m):
            return None
        if word == "should" and sentence.word(m + 1) == "be" and sentence.word(m + 2) in words("recalled"):
            return None  # "it should be noted that"
        if word == "possible" and sentence.word(m - 1)[-3:] == "est":
            continue  # "condemned in the strongest possible terms"
        if word == "if" and evidential(sentence) == m:
            return None
        if word in ("could", "can") and not words("heard").isdisjoint(sentence.words[m + 1 : m + 4]):
            continue  # "could hear shells", "could be seen"
        if word == "should" and m and hit.rule.event_type == "withdrawal":
            return sentence.cue("none", m)  # "said that the militias should leave": a call
        if word in ("could", "can") and not _DENYING.isdisjoint(sentence.words[m + 1 : m + 4]):
            continue  # "nobody can deny that the LNA took X"
        if word in words("modal-maybe") and sentence.word(m - 1) not in ("made", "make", "makes"):
            if {"no", "which"} <= set(sentence.words[max(0, m - 8) : m]):
                return sentence.cue("none", m)  # "has no posts left from which it could shell X"
            return sentence.cue("hypothetical", m)
        if word == "would" and _says_only(sentence, m):
            return None
        if word in words("modal-plan"):
            return _will(sentence, hit, m)
        if word in words("achieved"):
            return _will_begin(sentence, m)
        if _plans(sentence, hit, word, noun):
            return sentence.cue("planned", m)
    return None


def _says_only(sentence: Sentence, m: int) -> bool:
    """Tell "would say only that fighting went on", "would only confirm that"."""
    pair = {sentence.word(m + 1), sentence.word(m + 2)}
    return "only" in pair and not {"say", "confirm", "admit"}.isdisjoint(pair)


_DENYING = frozenset(["deny", "dispute", "doubt", "question", "denied", "disputed", "doubted"])


def _joined(sentence: Sentence, hit: Hit, m: int) -> bool:
    """Tell the first of two nouns that one verb governs: "avoid civilian casualties and new waves of displacement"."""
    other = sentence.inside[m].rule
    nouns = names_happening(hit) and not sentence.word(hit.first).endswith("ed")
    nouns = nouns and (other.is_noun or other.name == "civilian-deaths")
    return nouns and "and" in sentence.words[m + 1 : hit.first]


def _will(sentence: Sentence, hit: Hit, m: int) -> str | None:
    """Tell what "will" or "would" puts off, but not "planes that nobody will name bombed X"."""
    past = not names_happening(hit) and sentence.word(hit.first).endswith("ed") and m < hit.first - 1
    if past and not any(sentence.word(k) in either("be", "have", also=("get",)) for k in range(m, hit.first)):
        return None
    unsure = sentence.word(m + 1) == "have" or (sentence.word(m) in _CONDITIONAL and _condition(sentence))
    return sentence.cue("hypothetical" if unsure else "planned", m)


def _will_begin(sentence: Sentence, m: int) -> str | None:
    """Tell "said it would begin air strikes" from "managed to"."""
    ahead = [k for k in (m - 1, m - 2) if sentence.word(k) in words("modal-plan")]
    if ahead and sentence.word(m).startswith(("begin", "start", "continue", "return")):
        return sentence.cue("planned", ahead[0])
    return None


def _plans(sentence: Sentence, hit: Hit, word: str, noun: bool) -> bool:
    """Tell a word of planning before its object: "planned the capture of X", "mulls sending", "close to taking"."""
    gerund = sentence.word(hit.first).endswith("ing")
    if word == "close":
        return gerund
    if word == "due" and gerund:
        return False  # "due to their attacking it"
    if word not in words("plan") or word in words("plan-noun"):
        return False
    if noun:
        return word not in ("set", "order", "orders", "about", "due", "poised")
    return gerund and hit.rule.event_type != "declaration"


def _aimed(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what a noun only aims at: "plans for taking X", "conditions for lifting the blockade"."""
    if sentence.word(hit.first - 1) == "with" and sentence.word(hit.first - 2) in _TASKED:
        return sentence.cue("planned", hit.first - 1)  # "was tasked with taking X"
    if sentence.word(hit.first - 1) not in _AIMED or not sentence.word(hit.first).endswith("ing"):
        return None
    for m in range(hit.first - 2, max(-1, hit.first - 6), -1):
        if sentence.word(m) in words("plan"):
            return sentence.cue("planned", m)
        if sentence.word(m) in words("conditions"):
            return sentence.cue("hypothetical", m)
    return None


def _condition(sentence: Sentence) -> bool:
    """Tell "if the town falls, they will leave", "should it fall", "it is unlikely that they will"."""
    if sentence.word(0) in ("should", "were", "had"):
        return True
    return any(
        word in ("if", "unlikely", "doubtful") or (word == "unless" and n == 0) for n, word in enumerate(sentence.words)
    )


#: Each gives what it tells, empty for a fact, or nothing where it cannot tell; the first that tells decides.
#: Beside it the words of which the sentence must have one for it to be worth asking; none where it always is.
_QUESTIONS = (
    (asked, {"?"}),
    (_under_way, None),
    (_may_lead, {"lead", "result"}),
    (to_come, None),
    (_missed, {"almost", "nearly", "all", "have"}),
    (opened_by, {"before", "as", "than", "case"}),
    (whoever, {"whoever", "who"}),
    (warned_off, WARNED),
    (forbidden, FORBIDDEN),
    (unsaid, {"short", "far"}),
    (reply, {"asked"}),
    (_carried_out, _DONE),
    (_sooner, {"rather", "sooner"}),
    (_or_else, {"or"}),
    (_answered, _ANSWER),
    (_fired, {"aimed", "aiming"}),
    (nobody_knows, {"whether", "if"}),
    (_bidden, _BOUND),
    (mooted, {"that"}),
    (once, {"once"}),
    (waited_for, {"once", "when", "after", "as"}),
    (only_imagined, {"would"}),
    (conditional, {"if", "unless", "had", "were", "should", "whether"}),
    (awaited, {"until", "before", "unless", "after", "once", "when"}),
    (demanded, {"that"}),
    (verb_form, None),
    (_ceasing, None),
    (happening, None),
    (_governed, None),
    (_aimed, None),
)
