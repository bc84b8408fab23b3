"""What a sentence only supposes: what it asks, what hangs on an "if", what is awaited, as in "until X falls"."""

from __future__ import annotations

from .grammar import Hit
from .roles import Sentence
from .tables import either, reporters, words

_PEOPLE = frozenset(["those", "anyone", "anybody", "people"])


def asked(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what is asked from what is told: "Has it taken the town?"."""
    end = sentence.size - 1
    return sentence.cue("hypothetical", end) if sentence.word(end) == "?" else None


def opened_by(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell a clause that its opening makes unreal: "only a matter of time before it falls"."""
    opener = sentence.word(first - 1)
    opens = 1 if sentence.word(0) == '"' else 0
    if sentence.words[opens : opens + 3] == ["in", "case", "of"] and "," in sentence.words[: hit.first]:
        return sentence.cue("hypothetical", opens + 1)  # "in case of a breach, it will"
    if opener == "before":
        lead = set(sentence.words[max(0, first - 8) : first - 1])
        if "matter" in lead or sentence.word(first - 2) == "long":
            return sentence.cue("hypothetical", first - 1)
        if sentence.word(first).endswith("ing") and "time" in lead and lead & words("wished-for"):
            return sentence.cue("none", first - 1)  # "asked for more time before signing it"
    if opener == "as" and sentence.word(first - 2) == "long" and sentence.word(first - 3) in ("as", "so"):
        return sentence.cue("hypothetical", first - 1)  # "for as long as the truce holds"
    if opener == "than" and sentence.word(first - 2) == "rather" and "it" not in sentence.words[first : hit.first]:
        return sentence.cue("none", first - 1)  # "rather than withdraw from X"
    return None


def whoever(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what is said of nobody yet, or laid to people to be corrected: "he who takes X", "those who say X fell"."""
    opens, then = sentence.word(0), sentence.word(1)
    if then == "who" and opens in _PEOPLE and any(reporters().get(word) == "say" for word in sentence.words[2:4]):
        return sentence.cue("none", 0)
    if (opens == "whoever" and then == sentence.word(hit.first)) or (opens == "he" and then == "who"):
        return sentence.cue("none", 0)
    return None


def unsaid(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what somebody will not say: "stopped short of saying that", "did not go so far as to say that"."""
    for n in range(hit.first - 2, max(0, hit.first - 16), -1):
        told = reporters().get(sentence.word(n + 2 if sentence.word(n + 1) == "to" else n + 1)) in _SAID
        short = sentence.word(n) == "of" and sentence.word(n - 1) == "short"
        far = sentence.word(n) == "as" and sentence.word(n - 1) == "far" and sentence.word(n + 1) == "to"
        if told and (short or (far and not words("not").isdisjoint(sentence.words[max(0, n - 7) : n]))):
            return sentence.cue("none", n)
    return None


_SAID = ("say", "confirm", "admit")
WARNED = frozenset(
    ["warned", "warns", "warning", "warnings", "cautioned", "cautions", "caution", "cautioning", "advised", "advises"]
    + ["counselled", "appealed", "urged", "urges", "urging", "dissuaded", "deterred", "discouraged"]
)


def warned_off(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what somebody is warned not to do: "warned it against taking X", "cautioned it not to try to seize X"."""
    for n in range(hit.first - 1, max(0, hit.first - 7), -1):
        off = sentence.word(n) in ("against", "from") and (sentence.word(n + 1)[-3:] == "ing" or hit.rule.is_noun)
        off = off or (sentence.word(n) == "to" and sentence.word(n - 1) == "not")
        if off and not WARNED.isdisjoint(sentence.words[max(0, n - 7) : n]):
            return sentence.cue("none", n)
        if sentence.boundary(n) or sentence.word(n) in (",", ";"):
            return None
    return None


FORBIDDEN = frozenset(["allowed", "permitted", "allow", "permit", "let", "tolerate"])


def forbidden(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what nobody is to do: "would not be allowed to take X", "will never let it take X"."""
    for n in range(hit.first - 1, max(0, hit.first - 8), -1):
        if sentence.word(n) in FORBIDDEN:
            lead = sentence.words[max(0, n - 3) : n]
            denied = not either("not", also=("never", "cannot", "nobody", "no")).isdisjoint(lead)
            return sentence.cue("none", n) if denied else None
        if sentence.boundary(n) or sentence.word(n) in (",", ";"):
            return None
    return None


def reply(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell a question that somebody answers: "Asked whether they had shelled X, he said no"."""
    if sentence.word(0) != "asked" or '"' in sentence.words[: hit.first]:
        return None
    asked = next((n for n in range(hit.first) if sentence.word(n) in ("if", "whether")), None)
    if asked is None or "," in sentence.words[asked : hit.first]:
        return None
    noes = [n for n in range(hit.last, sentence.size) if sentence.word(n) == "no"]
    if any(not sentence.word(n + 1).isalpha() for n in noes):
        return sentence.cue("denied", noes[-1])
    return sentence.cue("hypothetical", asked)  # "Asked if they would stop after X was taken, he said"


def nobody_knows(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what nobody knows: "it was not clear whether the town had fallen", "unclear if they had taken it"."""
    if hit.rule.is_noun or _given(sentence, hit):
        return None
    for n in range(hit.first - 1, max(0, hit.first - 9), -1):
        if sentence.word(n) in ("whether", "if"):
            asked = not words("unknown").isdisjoint(sentence.words[max(0, n - 5) : n])
            return sentence.cue("none", n) if asked else None
        if sentence.boundary(n) or sentence.word(n) in (",", "that"):
            break
    return None


def mooted(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what is only held to be possible: "there is a risk that it falls", "the possibility that they take it"."""
    for n in range(hit.first - 1, max(1, hit.first - 16), -1):
        clause = sentence.tokens[n + 1].kind != "w" or sentence.word(n + 1) in either("determiner", "pronoun", "force")
        if clause and sentence.word(n) == "that" and sentence.word(n - 1) in words("mere-chance"):
            return sentence.cue("hypothetical", n - 1)
        if sentence.word(n) in ("that", ";", ":", ",") or sentence.boundary(n) or n in sentence.starts:
            break
    return None


def once(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what has yet to be: "once it falls"."""
    if sentence.word(first) == "once" and _yet_to_be(sentence, first) and sentence.word(hit.first).endswith("s"):
        return sentence.cue("hypothetical", first)
    return None


def _yet_to_be(sentence: Sentence, n: int) -> bool:
    """Tell "once" from "once again"."""
    return sentence.word(n + 1) not in ("again", "more")


def waited_for(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what others wait for: "will return once the town has been retaken", "only after taking it"."""
    if sentence.word(hit.first)[-3:] == "ing" and sentence.word(hit.first - 1) in ("after", "once", "before"):
        return _only_then(sentence, hit.first - 1)
    been = sentence.word(hit.first - 1) == "been"
    if hit.rule.is_noun or sentence.word(hit.first - 1 - been) not in ("has", "have", "is", "are", "had"):
        return None
    if sentence.word(hit.first - 1 - been) == "had" and "would" not in sentence.words[: hit.first]:
        return None  # but "would sign once they had left X"
    for n in range(hit.first - 2 - been, max(-1, hit.first - 10), -1):
        if sentence.word(n) in ("once", "when", "after", "as"):
            opens = sentence.word(n) == "once" and _yet_to_be(sentence, n)
            if sentence.word(n) != "once" and sentence.word(hit.first - 1 - been) == "had":
                return None
            ahead = sentence.words[max(0, n - 14) : n]
            waits = opens or not either("modal-plan", also=("expected", "due", "scheduled")).isdisjoint(ahead)
            return sentence.cue("hypothetical", n) if waits else None
        if n < first or sentence.boundary(n) or sentence.word(n) in (",", "that"):
            break
    return None


def _only_then(sentence: Sentence, n: int) -> str | None:
    """Tell what is to come first: "would talk only after taking X", not "will stay after taking it on Friday"."""
    ahead = range(max(0, n - 12), n)
    later = next((k for k in ahead if sentence.word(k) in ("will", "would", "'ll", "wo")), -1)
    if later < 0 or sentence.word(later + 1) == "have" or any(t.kind == "date" for t in sentence.tokens[n:]):
        return None
    only = not {"only", "not", "n't", "never"}.isdisjoint(sentence.words[later:n])
    return sentence.cue("planned", n) if only else None


def conditional(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what hangs on something else: "if X falls", "Had it taken the town, ..."."""
    if evidential(sentence) >= 0 or _answers(sentence, hit):
        return None
    if sentence.word(first - 1) == "whether" or "whether" in sentence.words[first : hit.first]:
        return (
            "" if _given(sentence, hit) else sentence.cue("hypothetical", first)
        )  # "asked whether they had shelled X"
    for n in range(max(0, first - 1), hit.first):
        if sentence.word(n) in ("if", "unless"):
            granted = n > 4 and sentence.word(n - 1) == "even" and "still" in sentence.words[n : hit.last + 6]
            return None if granted else sentence.cue("hypothetical", n)  # "even if the truce still holds on paper"
    opens = sentence.word(0)
    if opens == "had" and hit.first > _comma(sentence) and _UNREAL.isdisjoint(sentence.words[: hit.first]):
        return None  # "Had the truce held, the shells that killed two in X would not have been fired"
    if opens in ("had", "were", "should") and hit.first < (12 if opens == "had" else _comma(sentence)):
        return sentence.cue("hypothetical", 0)
    return None


def _answers(sentence: Sentence, hit: Hit) -> bool:
    """Tell what is said in answer: "asked whether X had fallen, he said that fighting went on"."""
    if "asked" not in sentence.said:
        return False
    lead = sentence.words[: hit.first]
    asked = next(
        (n for n, word in enumerate(lead) if word in ("if", "whether") and "asked" in lead[max(0, n - 6) : n]), 0
    )
    said = next((n for n in range(hit.first - 1, asked, -1) if lead[n] in reporters()), 0) if asked else 0
    return said > 0 and any(lead[n] in (",", "and", "but", ";") for n in range(asked, said))


_UNREAL = frozenset(["would", "could", "might", "'d"])


def _given(sentence: Sentence, hit: Hit) -> bool:
    """Tell the known strike of "whether the shells that hit X were its own", "whether rockets fired on X came from"."""
    if hit.rule.frame not in ("fire", "hits", "strike"):
        return False
    opens = hit.first - 1 - (sentence.word(hit.first - 1) in words("determiner"))
    if sentence.word(opens) != "whether":
        return False
    if not {"that", "which"}.isdisjoint(sentence.words[hit.first : hit.last]):
        return True
    ahead = sentence.words[hit.last : hit.last + 14]
    return not {"came", "were", "was", "had", "belonged", "could", "constituted", "amounted"}.isdisjoint(ahead)


def evidential(sentence: Sentence) -> int:
    """Give where a mere doubt opens: "if the reports are true", "if he is to be believed"; -1 where none does."""
    if "if" not in sentence.words or words("believed").isdisjoint(sentence.said):
        return -1
    at = sentence.words.index("if")
    for k in range(at + 2, min(sentence.size, at + 10)):
        if k in sentence.inside or sentence.word(k) in (",", ";"):
            return -1
        if sentence.word(k) in words("believed"):
            led = sentence.words[max(at, k - 3) : k]
            return at if not either("be", also=("by",)).isdisjoint(led) else -1
    return -1


def _comma(sentence: Sentence) -> int:
    """Give where the first clause of a sentence ends."""
    return next((n for n in range(sentence.size) if sentence.word(n) == ","), 12)


def awaited(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what somebody waits for: "until the LNA leaves X there will be no truce", "vowed to fight until"."""
    opener = sentence.word(first - 1)
    if opener in _ONCE and _ahead(sentence, hit) and _to_follow(sentence, first):
        return sentence.cue("planned", first - 1)
    ahead = opener in ("until", "before") and (_ahead(sentence, hit) or _spurned(sentence, first))
    if (
        ahead
        or (opener == "until" and (_not_yet(sentence, first) or _vowed(sentence, first)))
        or (opener == "before" and (_not_yet(sentence, first) or _refused(sentence, first)))
        or (opener == "unless" and _ahead(sentence, hit))
    ):
        return sentence.cue("planned", first - 1)
    return None


_ONCE = frozenset(["after", "once", "when"])


def _to_follow(sentence: Sentence, first: int) -> bool:
    """Tell what a promise waits for: "would agree only after it takes X", "will return when it takes X"."""
    if sentence.word(first - 2) == "only":
        return True
    return not words("modal-plan").isdisjoint(sentence.words[max(0, first - 14) : first - 1])


def _not_yet(sentence: Sentence, first: int) -> bool:
    """Tell what nothing will stop before: "is not planning to halt before"."""
    ceases = not words("cease").isdisjoint(sentence.words[max(0, first - 8) : first - 1])
    return ceases and not words("not").isdisjoint(sentence.words[max(0, first - 10) : first - 1])


def _ahead(sentence: Sentence, hit: Hit) -> bool:
    """Tell a verb of what has not happened: "until the LNA leaves X", "until X is taken"."""
    before, verb = sentence.word(hit.first - 1), sentence.word(hit.first)
    if hit.rule.is_noun or not verb:
        return False
    if verb in _WAS:
        return False  # "seized X before they were routed"
    if before in ("is", "are") or (verb[-1:] == "s" and before != "was"):
        return True
    named = sentence.tokens[hit.first - 1].kind in ("actor", "unit", "place")
    if not (named or before in either("party-noun", "force", "pronoun", also=("and", "or"))):
        return False  # "after a ceasefire"
    return not (verb.endswith(("ed", "ing", "en", "wn")) or verb in _PASTS)


_WAS = frozenset(["was", "were", "had", "did", "could"])
_PASTS = frozenset(
    ["took", "retook", "fell", "left", "lost", "won", "drove", "held", "overran", "broke", "fled", "withdrew", "came"]
    + ["went", "swept", "beat", "shot", "struck", "hit", "rid", "cut", "set", "shut", "began", "fought", "got", "gave"]
    + ["wrested", "sent", "dug", "put", "made", "ran", "pushed", "met", "flew", "stood", "rolled", "saw", "laid"]
    + ["under", "back", "out", "in", "at", "on", "off", "down", "no"]
)


def _spurned(sentence: Sentence, first: int) -> bool:
    """Tell what somebody will have before a thing that he refuses: "ruled out a truce before they had left X"."""
    lead = sentence.words[max(0, first - 8) : first - 1]
    return not words("refused").isdisjoint(lead) and not either("truce-noun", "talks-noun").isdisjoint(lead)


def _refused(sentence: Sentence, first: int) -> bool:
    """Tell what will not be before something else: "would not talk before they left"."""
    lead = sentence.words[max(0, first - 10) : first - 1]
    return not words("modal-plan").isdisjoint(lead) and not words("not").isdisjoint(lead)


def _vowed(sentence: Sentence, first: int) -> bool:
    """Tell what will go on until something else: "will fight until", "would not stop until", "vowed to fight until"."""
    lead = sentence.words[max(0, first - 10) : first - 1]
    return not either("not", "modal-plan", "announced").isdisjoint(lead)


_REACH = 14  # words from "that" to the verb, asides apart


def demanded(sentence: Sentence, hit: Hit, first: int) -> str | None:
    """Tell what somebody wants of others: "demanded that they leave"."""
    if sentence.word(hit.first).endswith(("ed", "ing", "es")):
        return None
    steps, m = 0, hit.first
    while m > 0 and steps < _REACH:
        m -= 1
        if sentence.asides[m] not in (-1, sentence.asides[hit.first]):
            continue  # "demanded that the militias, who hold the town, leave"
        steps += 1
        if sentence.word(m) in either("be", "have") or sentence.word(m) == ";":
            break
        if m in sentence.inside and sentence.word(hit.first - 1) not in ("and", "or", "then"):
            break  # "those who demanded that the LNA leave X took Y"
        if sentence.word(m) == "that" and sentence.word(m - 1) in words("mandate"):
            return sentence.cue("planned", m - 1)
    return None
