"""A verb of saying: who speaks, and which words of its sentence it covers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .clauses import predicate
from .roles import Sentence
from .speakers import PAUSES, by_whom, speaker_in, speaker_left
from .tables import either, words


@dataclass(slots=True)
class Report:
    """A verb of saying: where it stands, what kind it is, who speaks, and what it covers."""

    at: int
    kind: str
    speaker: str
    voice: str
    first: int
    last: int
    trailing: bool


def report_at(sentence: Sentence, n: int, kind: str) -> Report:
    """Give what a verb of saying covers, no further than the next semicolon or an outlet's own "but"."""
    report = _scoped(sentence, n, kind)
    if kind == "deny" and not report.trailing and "that" in sentence.words[n + 2 :]:
        report = replace(report, last=_evinced(sentence, n, report.last))
    if kind == "deny" and not report.trailing and not _MEANWHILE.isdisjoint(sentence.said):
        report = replace(report, last=_meanwhile(sentence, n, report.last))
    if ";" not in sentence.words and "but" not in sentence.words:
        return report
    first, last = report.first, report.last
    for k in range(n - 1, first - 1, -1):
        if sentence.word(k) == ";":
            first = k + 1
            break
    for k in range(n, last):
        if sentence.word(k) == ";" or (not report.trailing and _turns(sentence, n, k)):
            last = k
            break
    return replace(report, first=first, last=last)


_MEANWHILE = frozenset(["while", "whereas"])


def _meanwhile(sentence: Sentence, n: int, last: int) -> int:
    """Give where a denial ends beside which another thing is told: "denied it had left, while a brigade moved on"."""
    return next((k for k in range(n + 2, last - 1) if _beside(sentence, k)), last)


def _beside(sentence: Sentence, k: int) -> bool:
    return sentence.word(k) == "," and sentence.word(k + 1) in _MEANWHILE


def _evinced(sentence: Sentence, n: int, last: int) -> int:
    """Give where a denial ends that goes on with proof: "refuted the claim and released videos showing that"."""
    for k in range(n + 3, last):
        if sentence.word(k) == "that" and sentence.word(k - 1) in words("evincing"):
            joints = [m for m in range(n + 1, k - 1) if sentence.word(m) in ("and", "but", ",")]
            return joints[0] if joints else last
    return last


def _turns(sentence: Sentence, n: int, k: int) -> bool:
    """Tell a ", but" after which the outlet speaks itself: "said it would stop, but shells fell on the town"."""
    if sentence.word(k) != "," or sentence.word(k + 1) != "but":
        return False
    promised = any(sentence.word(m) in either("modal-plan", "accepted") for m in range(n + 1, k))
    follows = {sentence.word(m) for m in range(k + 2, k + 8)}
    own = follows & either("modal-plan", "modal-maybe", "pronoun", also=("that", "had"))
    return promised and not own


def _scoped(sentence: Sentence, n: int, kind: str) -> Report:
    """Give who speaks, and whether it covers what stands before it or what follows."""
    if kind == "according":
        return Report(n, "say", *_named(sentence, n + 2, n + 14), 0, sentence.size, False)
    by = n + 1
    while kind == "deny" and by < min(sentence.size, n + 6) and _dates(sentence, by):
        by += 1  # "was denied late on Sunday by"
    if sentence.word(by) == "by":
        if kind == "deny":
            return Report(n, kind, *_named(sentence, by + 1, by + 9), 0, n, True)
        if sentence.word(n) in ("accused", "blamed"):
            return Report(n, kind, *_named(sentence, n + 2, n + 10), n, sentence.size, False)
    if _inverted(sentence, n) and kind == "say" and sentence.asides[n] == n - 1 and _goes_on(sentence, n):
        return Report(n, kind, *_named(sentence, n + 1, n + 14), 0, sentence.size, True)  # "jets, said X, had bombed"
    if _inverted(sentence, n):
        return Report(n, kind, *_named(sentence, n + 1, n + 14), 0, n, True)
    before = sentence.word(n - 1)
    passive = before in words("be") or (before in words("impersonal") and sentence.word(n - 2) in words("be"))
    nouns = any(hit.last <= n and hit.rule.frame in ("noun-taken", "noun-fall") for hit in sentence.hits)
    own = kind in ("confirm", "admit") and sentence.word(n + 1) == "by" and not nouns
    own = own or (kind == "confirm" and passive and bool(speaker_left(sentence, n)[0]))  # "its capture by X was"
    if passive and (kind == "say" or own) and not sentence.word(n).endswith("ing"):  # "it was reported that"
        speaker, voice = by_whom(sentence, n)
        if _announced(sentence, n):
            return Report(n, kind, speaker, voice, 0, n, True)
    else:
        speaker, voice, _ = speaker_left(sentence, n)
    if kind == "say" and _opens_after(sentence, n):
        return Report(n, kind, speaker, voice, n, sentence.size, False)
    if _closes(sentence, n, kind):
        goes_on = kind == "say" and sentence.word(n + 1) == "," and sentence.word(n + 2) in _GOES_ON
        return Report(n, kind, speaker, voice, 0, sentence.size if goes_on else n, True)
    return Report(n, kind, speaker, voice, n, sentence.size, False)


def _dates(sentence: Sentence, n: int) -> bool:
    """Tell a token of "late on Sunday"."""
    return sentence.tokens[n].kind == "date" or sentence.word(n) in ("on", "late", "early", "in", "at")


_GOES_ON = frozenset(
    ["was", "were", "is", "are", "has", "have", "had", "will", "would"]
)  # "X, it said, was still held"


def _opens_after(sentence: Sentence, n: int) -> bool:
    """Tell "shelled X because, it said, ships were there": only what follows the conjunction is somebody's word."""
    if sentence.word(n + 1) != "," or sentence.word(n - 1) not in ("it", "he", "she", "they"):
        return False
    return sentence.word(n - 2) == "," and sentence.word(n - 3) in ("because", "since", "as", "after", "where", "which")


def _goes_on(sentence: Sentence, n: int) -> bool:
    """Tell an inverted saying within a clause, "the jets, said X, had bombed Y", from one at its end."""
    close = next((k for k in range(n + 1, min(sentence.size, n + 12)) if sentence.word(k) == ","), 0)
    follows = sentence.word(close + 1) if close else ""
    return follows in either("have", "be", "modal-plan", "modal-maybe") and follows != "'s"


def _announced(sentence: Sentence, n: int) -> bool:
    """Tell "the capture of X has been announced by Y": what is told is the verb's subject."""
    if sentence.word(n + 1) in ("that", "to", "as"):
        return False
    told = [hit for hit in sentence.hits if hit.last <= n]
    after = any(hit.first > n for hit in sentence.hits)
    if not after and any(_is_news(sentence, hit) for hit in told):
        return True
    return any(n - 4 < predicate(sentence, hit.last) < n for hit in told)


_NEWS = frozenset(["noun-taken", "noun-fall", "noun-leaves", "noun-entry", "noun-whose", "graves", "fire"])
_MOVES = frozenset(["advance", "advances", "progress", "gains", "headway"])


def _is_news(sentence: Sentence, hit) -> bool:
    """Tell a happening of which a passive can tell: "an advance in X was announced"."""
    return hit.rule.frame in _NEWS or (hit.rule.frame == "advances" and sentence.word(hit.first) in _MOVES)


def _named(sentence: Sentence, first: int, last: int) -> tuple[str, str]:
    """Give the speaker, and the voice, that some tokens name: "the mayor of X"."""
    speaker, voice, _ = speaker_in(sentence, range(first, min(sentence.size, last)))
    return speaker, voice


def _inverted(sentence: Sentence, n: int) -> bool:
    """Tell a verb before its speaker: "X has fallen, said the mayor", '"We hold X" announced the LNA'."""
    before = sentence.word(n - 1)
    if before not in (",", '"') or sentence.word(n).endswith("ing"):
        return False
    if before == '"':
        return True
    follows = sentence.tokens[n + 1] if n + 1 < sentence.size else None
    return (
        follows is not None
        and (
            follows.kind in ("actor", "unit")
            or follows.value[:1].isupper()
            or follows.text in ("a", "an", "the", "one", "two", "its", "their", "his")
        )
        and not (n in sentence.inside and sentence.inside[n].last > n + 1)  # "announced the capture of"
        and "that" not in sentence.words[n : n + 6]
        and ":" not in sentence.words[n + 1 : n + 6]  # ", a spokesman, told Reuters: ..."
        and (sentence.asides[n - 2] == -1 or _named_after(sentence, n))
        and not _clause_after(sentence, n)
    )


def _closes(sentence: Sentence, n: int, kind: str) -> bool:
    """Tell a verb of saying after what it covers: "X has fallen, the GNA said", "the LNA rejected it"."""
    follows = sentence.word(n + 1)
    if kind == "say" and _what_is_told(sentence, n):
        return True
    if follows == "to" and sentence.word(n - 1) in words("be"):
        return False  # "X, which was said to have had trouble"
    if kind == "deny" and sentence.word(n) in words("untrue"):
        return follows != "that" and not (follows == "to" and sentence.word(n + 2) in words("claiming"))
    if kind == "deny" and follows in ("this", "it", "them") and sentence.word(n + 2) in (":", ";"):
        return True  # "rejected it: X must return"
    apart = kind != "deny" and ";" in sentence.words[:n]
    floor = n - sentence.words[:n][::-1].index(";") if apart else 0
    if not any(floor <= hit.first and hit.last <= n for hit in sentence.hits):
        return False
    opening = n
    while opening > 0 and not sentence.boundary(opening - 1) and sentence.word(opening - 1) not in (",", '"'):
        opening -= 1
    if kind != "deny" and not any(hit.last <= opening for hit in sentence.hits):
        return False
    if any(hit.first > n or (kind == "say" and hit.first == n) for hit in sentence.hits):
        return sentence.word(opening - 1) in (",", '"') and _parenthesis(sentence, n)
    joins = {sentence.word(opening - 1), sentence.word(opening)}
    own = kind == "say" and not joins.isdisjoint(("and", "but", "while", "whereas", ","))
    return not own or _parenthesis(sentence, n)


def _what_is_told(sentence: Sentence, n: int) -> bool:
    """Tell "that X had fallen was what an envoy told Sputnik", "what the GNA claims"."""
    what = next((k for k in range(n - 1, max(0, n - 22), -1) if sentence.word(k) == "what"), 0)
    if not what or sentence.word(0) != "that":
        return False
    be = next((k for k in range(what - 1, max(0, what - 5), -1) if sentence.word(k) in words("be")), 0)
    return bool(be) and any(hit.last <= be for hit in sentence.hits)


def _clause_after(sentence: Sentence, n: int) -> bool:
    """Tell ", said LNA forces had taken it", where a clause follows, from ", said an LNA spokesman"."""
    for k in range(n + 1, min(sentence.size, n + 9)):
        if sentence.word(k) in PAUSES or sentence.boundary(k) or sentence.word(k) == "that":
            return False
        if sentence.word(k) in either("have", "be", "modal-plan"):
            return sentence.word(k) != "'s"
    return False


def _named_after(sentence: Sentence, n: int) -> bool:
    """Tell ", said the mayor of X, ..." after an aside: what was said stands before, a mere name after."""
    opens = sentence.asides[n - 2]
    if not any(hit.last <= opens and not hit.rule.is_noun for hit in sentence.hits):
        return False
    for k in range(n + 1, min(sentence.size, n + 9)):
        if sentence.word(k) in PAUSES or sentence.boundary(k):
            return True
        if k in sentence.inside or sentence.word(k) in words("have") or sentence.word(k) in words("be"):
            return False
    return False


def _parenthesis(sentence: Sentence, n: int) -> bool:
    """Tell ", the mayor told Sputnik in Tripoli," from a verb of saying that goes on with what is said."""
    follows = sentence.word(n + 1)
    addressed = follows in either("preposition", "said-when") or sentence.word(n).startswith(("t", "in"))
    dated = n + 1 < sentence.size and sentence.tokens[n + 1].kind == "date"
    if follows and follows not in PAUSES and not (addressed or dated):
        return False
    for k in range(n + 1, min(sentence.size, n + 12)):
        word = sentence.word(k)
        if word in PAUSES:
            return word != '"' and not (word == "," and sentence.word(k + 1) == '"')  # 'announced on Monday, "the'
        if word in ("that", "how", "whether", "to") or k in sentence.inside:
            return False
    return n + 12 >= sentence.size
