"""What a clause denies: "not", "never", "failed to", and what stands in quotation marks."""

from __future__ import annotations

import re

from .grammar import Hit
from .means import by_means
from .roles import Sentence
from .tables import either, reporters, words


def quoted(text: str, start: int, at: int) -> bool:
    """Tell whether a position stands inside quotation marks that were opened in its sentence."""
    return text.count('"', start, at) % 2 == 1


_NO_NO: tuple[str, ...] = ("fewer", "less", "more", "longer", "time")
_NO_NO += ("doubt", "matter", "place", "part", "sooner", "later")
_NO_NO += ("further", "farther", "nearer", "closer")
_AT_NO = ("time", "means", "way", "circumstances", "point", "stage", "moment")
_IN_VAIN = ("failed", "unsuccessful", "abortive", "botched")
_UNABLE = ("failed", "fails", "failing", "unable", "unsuccessfully", "vainly")
_BESIDE = frozenset(["target", "targets", "cause", "author", "authors", "victim", "victims", "reason", "purpose"])
_UNNAMED = frozenset(["named", "identified", "quoted", "authorised", "authorized", "allowed", "permitted"])
_ENDS = frozenset(["end", "stop", "begin", "start", "change", "depend", "rest", "mean"])
_KNOWN = ("the", "that", "this", "these", "those", "its", "their")


def negated(sentence: Sentence, hit: Hit) -> str:
    """Tell a trigger that is denied by its own clause: "not" or "failed"."""
    if any(sentence.word(k) == "no" and sentence.word(k + 1) not in _NO_NO for k in range(hit.first + 1, hit.last)):
        return sentence.cue("not", hit.first)
    if sentence.word(hit.first - 1) == "to":
        if tried_in_vain(sentence, hit):
            return sentence.cue("failed", hit.first - 1)
        if (at := _failed_to(sentence, hit.first - 1)) >= 0:
            return sentence.cue("failed", at)
    if not sentence.said.isdisjoint(("far", "anything")) and (at := far_from(sentence, hit)) >= 0:
        return sentence.cue("not", at)
    if either("not", also=(*_IN_VAIN, *_UNABLE, "vain")).isdisjoint(sentence.said):
        return ""
    if by_means(sentence, hit):
        return ""
    for k in range(max(0, hit.first - 9), hit.first - 2):
        if (
            sentence.word(k) == "not"
            and sentence.word(k + 1) in ("among", "one")
            and "that" in sentence.words[k : hit.first]
        ):
            return sentence.cue("not", k)  # "X was not among the towns that fell"
    for denies in (_no_object, _not_it, _no_one, _none_of, _neither, _inverted, _not_so):
        at = denies(sentence, hit)
        if at >= 0:
            return sentence.cue("not", at)
    then = sentence.tokens[min(1, sentence.size - 1)].text  # "until Friday" is one date
    if (
        sentence.word(0) == "not"
        and then.startswith(("until", "till", "before", "only"))
        and not ({"did", "was", "were", "had", "has"}.isdisjoint(sentence.words[2:10]))
    ):
        return ""  # "Not until Thursday did they leave X"
    if "did" in sentence.words and _not_until(sentence, hit):
        return ""
    return _not_before(sentence, hit)


def _not_until(sentence: Sentence, hit: Hit) -> bool:
    """Tell "did not leave X until Friday": it left on Friday."""
    until = False
    for n in range(hit.last, min(sentence.size, hit.last + 12)):
        token = sentence.tokens[n]
        until = until or token.text.startswith(("until", "till")) or token.text == "before"
        if token.kind == "date":
            return until
        if token.text in (",", ";", "and", "but"):
            return False
    return False


def _no_object(sentence: Sentence, hit: Hit) -> int:
    """Tell where "sent no troops", "took neither town", "moved not one of its tanks" deny it; -1."""
    follows = sentence.word(hit.last)
    bare = follows == "no" and sentence.word(hit.last + 2) != "than"
    if follows == "neither" or (bare and not hit.rule.is_noun):
        return hit.last
    after = next((k for k in range(hit.first + 1, hit.last + 2) if sentence.word(k) == "not"), -1)
    return after if after > 0 and sentence.word(after + 1) in ("one", "a", "any") else -1


def _none_of(sentence: Sentence, hit: Hit) -> int:
    """Tell where a clause opens that "not one of the men has", "none of its towns" deny; -1."""
    if sentence.word(hit.first) in ("not", "none"):
        return -1  # "none of its men is left in X"
    first, _ = sentence.clause(hit)
    opens, then = sentence.word(first), sentence.word(first + 1)
    nobody = opens in ("none", "nobody") or (opens, then) == ("no", "one")
    nobody = nobody or (opens == "not" and then in ("one", "a", "single"))
    if hit.rule.is_noun and sentence.word(hit.first - 1) in _KNOWN:
        return -1  # "nobody has claimed the raid on X"
    if any(_joins(sentence, k) for k in range(first + 2, hit.first)):
        return -1  # "nobody has owned up to the aircraft that hit X"
    if any(sentence.word(k) in _QUESTIONING for k in range(first + 1, first + 5)):
        return -1  # "no one disputes that X was bombed"
    far = hit.first - first >= 14 or any(n in sentence.inside for n in range(first, hit.first))
    return first if nobody and not far else -1


_QUESTIONING = frozenset(
    ["disputes", "disputed", "denies", "denied", "doubts", "doubted", "questions", "contests"]
    + ["deny", "dispute", "doubt", "question", "contest"]
)


def _neither(sentence: Sentence, hit: Hit) -> int:
    """Tell where "neither X nor Y, he said, was taken or is under its control" opens, which denies its verbs; -1."""
    if "neither" not in sentence.said or hit.rule.is_noun or "neither" not in sentence.words[: hit.first]:
        return -1
    at = hit.first - 1 - sentence.words[: hit.first][::-1].index("neither")
    if sentence.word(at + 1) != "of" and "nor" not in sentence.words[at : hit.first]:
        return -1
    cleft = sentence.word(0) == "it" and sentence.word(1) in words("be")
    aside = sentence.asides[at]
    if sentence.asides[hit.first] != aside or any(
        sentence.asides[n] == aside
        and (
            sentence.boundary(n)
            or (sentence.word(n) == "that" and not cleft)
            or (sentence.word(n) in ("and", "but") and any(at < h.first < n for h in sentence.hits))
        )
        for n in range(at + 1, hit.first)
    ):
        return -1
    return at


def _joins(sentence: Sentence, k: int) -> bool:
    """Tell the "that" of "the aircraft that hit X" from that of "said that"."""
    if sentence.word(k) not in ("that", "which", "who", "whose"):
        return False
    return sentence.word(k - 1) not in reporters() or sentence.word(k) != "that"


def _inverted(sentence: Sentence, hit: Hit) -> int:
    """Tell where a clause opens that "at no point had X been", "nor was it", "never did they" deny; -1."""
    first, _ = sentence.clause(hit)
    opens, then = sentence.word(first), sentence.word(first + 1)
    n = first + 1 if opens in ("never", "nor", "nowhere") else -1
    if opens in ("at", "by", "in", "under", "on") and then == "no" and sentence.word(first + 2) in _AT_NO:
        n = first + 3
    if n < 0 or sentence.word(n) not in either("be", "have", also=("did", "do", "does")):
        return -1
    return -1 if "," in sentence.words[n : hit.first] or hit.first - n > 12 else first


def _not_so(sentence: Sentence, hit: Hit) -> int:
    """Tell where "it is not so that", "it was not the case that" deny what follows; -1."""
    if sentence.words[:1] != ["it"] or sentence.word(2) not in words("not") or sentence.word(1) not in words("be"):
        return -1
    that = next((n for n in range(3, 7) if sentence.word(n) == "that"), -1)
    so = that > 0 and sentence.word(that - 1) in ("so", "case", "fact", "correct", "right", "accurate")
    return 2 if so and that < hit.first and not any(sentence.boundary(n) for n in range(that + 1, hit.first)) else -1


_WHOLLY = ("being", "having", "fully", "entirely", "totally", "wholly")


def far_from(sentence: Sentence, hit: Hit) -> int:
    """Tell where "far from being in their hands", "anything but under control" deny it; -1."""
    n = hit.first - 1
    while n > 0 and sentence.word(n) in _WHOLLY:
        n -= 1
    pair = (sentence.word(n - 1), sentence.word(n))
    if sentence.word(n - 2) in words("not"):
        return -1
    return n if pair in (("far", "from"), ("anything", "but")) else -1


def _not_before(sentence: Sentence, hit: Hit) -> str:
    """Tell the "not" or "failed" in the words before a trigger: "has not yet taken X", "in a failed attempt to"."""
    for n in range(hit.first - 1, max(-1, hit.first - 8), -1):
        word = sentence.word(n)
        if n > hit.first - 4 and _presupposed(sentence, hit, n):
            return ""
        if word in _IN_VAIN and n < hit.first - 1 and sentence.word(n + 1) in words("aim"):
            return sentence.cue("failed", n)
        if word == "," and (opens := _after_not(sentence, n)):
            return "" if _denies_other(sentence, hit, opens) else sentence.cue("not", opens)
        bound = n in sentence.inside and not _is_going_to(sentence, n)
        if word in (",", ";", ":", "that") or bound or (word in words("stop") and word != "since"):
            return ""
        if word == "whether":
            return ""  # "it is not known whether shells that hit X"
        if word == "since" and sentence.boundary(n) and any(t.kind != "w" for t in sentence.tokens[n + 1 : n + 3]):
            return ""  # "nobody has moved since the GNA took X"
        if word in words("not"):
            return "" if _denies_other(sentence, hit, n) else sentence.cue("not", n)
        if word in _UNABLE and n > hit.first - 6:
            return sentence.cue("failed", n)
        if word == "vain" and sentence.word(n - 1) == "in":
            return sentence.cue("failed", n)
    return ""


_ADJUNCTS = frozenset(
    ["again", "on", "for", "in", "at", "once", "twice", "yet", "so", "despite", "repeatedly", "over", ","]
)


def _failed_to(sentence: Sentence, to: int) -> int:
    """Give where "failed" stands before a "to", behind adjuncts: "failed for the third time in a week to take X"."""
    for n in range(to - 1, max(-1, to - 12), -1):
        word = sentence.word(n)
        if word in _UNABLE:
            follows = sentence.word(n + 1)
            adjunct = n + 1 == to or follows in _ADJUNCTS or sentence.tokens[n + 1].kind == "date"
            return n if adjunct or (follows.isalpha() and sentence.word(n + 2) == "times") else -1
        if word in ("to", "and", "but", ";", '"') or word in words("stop"):
            break
    return -1


def _after_not(sentence: Sentence, close: int) -> int:
    """Give the "not" before an aside that ends at a comma: "has not, contrary to its claim, taken X"; 0 without it."""
    for k in range(close - 2, max(0, close - 14), -1):
        if sentence.word(k) == ",":
            auxiliary = sentence.word(k - 2) in either("be", "have", also=("did", "does", "do"))
            return k - 1 if sentence.word(k - 1) in ("not", "never") and auxiliary else 0
        if k in sentence.starts:
            break
    return 0


def _is_going_to(sentence: Sentence, n: int) -> bool:
    """Tell the "going to" of a purpose from that of men on the move: "is not going to press the attack"."""
    at = n if sentence.word(n) == "going" else n - 1 if sentence.word(n) == "to" else -1
    return at > 0 and sentence.word(at) == "going" and sentence.word(at - 1) in either("be", "not")


def _presupposed(sentence: Sentence, hit: Hit, n: int) -> bool:
    """Tell what is taken for granted: "has not commented on the loss of X", "did not claim the strike"."""
    if hit.rule.is_noun and sentence.word(n) in words("presupposing"):
        return True
    if hit.rule.frame in ("fire", "offensive") and sentence.word(n) in ("for", "behind"):
        return (
            sentence.word(hit.first - 1) in _KNOWN or sentence.word(hit.first - 1) == "'s"
        )  # "blamed nobody for Sunday's strike"
    reacts = hit.rule.frame == "fire" and n == hit.first - 2 and sentence.word(n) in words("reacting")
    return reacts and sentence.word(n + 1) in _KNOWN


def _denies_other(sentence: Sentence, hit: Hit, n: int) -> bool:
    """Tell a "not" that denies something else: "not only", "did not stop them from shelling it"."""
    word, follows = sentence.word(n), sentence.word(n + 1)
    if follows == "far":
        return True  # "is not far from taking X"
    relative = n > 1 and sentence.word(n - 1) in ("that", "which", "who", "whom")
    if relative and sentence.word(n - 2) not in reporters() and word in ("nobody", "none", "no", "neither"):
        return True  # "planes that nobody will name bombed X"
    having = follows in ("having", "being", "ever")  # "without having taken X"
    if word == "without" and not having and not hit.rule.is_noun and not sentence.word(hit.first).endswith("ing"):
        return True  # "without the drones it would have fallen"
    if word == "no" and n < hit.first - 3 and follows not in _AT_NO:
        told = sentence.words[n + 1 : hit.first]  # but not in "no new reports of heavy clashes"
        return words("told-noun").isdisjoint(told) or "of" not in told
    if follows == "to" and sentence.word(n + 2) in ("mention", "speak"):
        return True
    aside = sentence.words[n + 1 : hit.first]
    if hit.rule.is_noun and not _BESIDE.isdisjoint(aside) and {"of", "for"} & set(aside):
        return True  # "was not the target of the raid"
    if hit.rule.is_noun and follows in _ENDS and not {"with", "on", "after"}.isdisjoint(aside):
        return True  # "the matter does not end with our departure from X"
    if not _UNNAMED.isdisjoint(sentence.words[n + 1 : min(n + 5, hit.first)]):
        return True  # "who asked not to be named"
    if follows in words("preventing") and "from" in sentence.words[n + 2 : hit.first]:
        return True
    return follows in words("merely")


def _not_it(sentence: Sentence, hit: Hit) -> int:
    """Tell "it was not the LNA that took X" from what is told: where the "not" stands, else -1."""
    if sentence.word(0) != "it" or hit.rule.is_noun or sentence.word(1) not in words("be"):
        return -1
    at = next((n for n in (2, 3) if sentence.word(n) in words("not")), -1)
    if at < 0:
        return -1
    that = next((n for n in range(at + 2, hit.first) if sentence.word(n) in ("that", "who", "which")), 0)
    between = {",", ";", "but"}.isdisjoint(sentence.words[at : hit.first])
    named = any(token.kind in ("actor", "unit", "place") for token in sentence.tokens[at:that])
    return at if that and between and named and not any(n in sentence.starts for n in range(at, hit.first)) else -1


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
    r"|did(?: not|n't| n't) (?:succeed|manage|get|make it)|was not able|were not able|unsuccessful|sent packing"
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
