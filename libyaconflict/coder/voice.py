"""On whose word, and how sure: the verbs of saying, who speaks, and what they cover."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .roles import Sentence
from .spans import at
from .speakers import PAUSES, by_whom, own_reporter, speaker_in, speaker_left, standing
from .tables import either, reporters, words


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


LOSSES = ("capture", "recapture", "entry_unopposed", "withdrawal", "repelled")
_FORMAL = frozenset(["truce", "talks", "agreement", "declaration", "sanction", "displacement"])


def find_reports(sentence: Sentence) -> list[Report]:
    """Find the verbs of saying of a sentence and their scopes."""
    table = reporters()
    found = []
    for n, word in [(n, word) for n, word in enumerate(sentence.words) if word in table]:
        kind = table[word]
        if kind == "retract":
            if not _retracts(sentence, n):
                continue
            kind = "deny"
        elif n in sentence.inside and kind not in ("say", "confirm", "admit"):
            continue
        if word.startswith("maintain") and n in sentence.inside:
            continue  # "maintains control of X"
        before = sentence.word(n - 1)
        stopped = word == "denying" and before in ("stopped", "ceased", "quit")
        if stopped or (
            kind == "deny" and word != "true" and not words("not").isdisjoint(sentence.words[max(0, n - 4) : n])
        ):
            if (admitted := _admits(sentence, n)) is not None:
                found.append(admitted)
            continue  # "nobody we met disputed it"
        if kind == "deny" and not words("offered").isdisjoint(sentence.words[n + 1 : n + 6]):
            continue  # "rejected the call for talks"
        if (
            word in ("reports", "report", "claims", "claim")
            and not (word == "claim" and before == "to")
            and (
                before in either("determiner", "preposition", "deny")
                or (n == 0)
                or sentence.word(n + 1) in ("of", "that", "say", "said", "by")
            )
            and sentence.word(n + 1) not in ("say", "said")
            and not (n == 0 and word in ("reports", "report") and sentence.word(1) == ":")
        ):
            continue
        if word in words("untrue-said") and not any(
            sentence.word(k) in either("be", "called", also=("from",)) for k in range(n - 4, n)
        ):
            continue  # "the report was a lie", "called it fake"
        if word in ("claims", "claim", "reports", "report") and _noun_of_actor(sentence, n):
            continue
        if (
            word == "true"
            and before != "not"
            and {"no", "none", "nothing", "neither"}.isdisjoint(sentence.words[max(0, n - 14) : n])
            or word == "contested"
            or (word.startswith("declare") and sentence.word(n + 1) == "force")
        ):
            continue
        if word in words("recalled") and before == "be" and sentence.word(0) == "it":
            continue  # "it should be noted that"
        if word in ("told", "quoted") and before in words("be"):
            continue
        if word in ("seen",) and before not in ("been", "were", "was"):
            continue
        if word == "reported" and {"no", "without"} & set(sentence.words[max(0, n - 4) : n]):
            continue  # "with no clashes reported"
        unsaid = not words("not").isdisjoint(sentence.words[max(0, n - 3) : n])
        if word in ("reported", "recorded") and "no" in sentence.words[max(0, n - 5) : n]:
            continue  # "with no clashes reported" is nobody's word
        if unsaid and word in ("commented", "mentioned", "explained", "indicated"):
            continue  # "has not commented on"
        report = _report(sentence, n, kind)
        if unsaid and word in ("said", "say", "announced", "announce", "reported", "declared"):
            report = replace(report, kind="silent")
        if kind in ("confirm", "admit") and not words("not").isdisjoint(sentence.words[max(0, n - 3) : n]):
            report = replace(report, kind="silent")
        if word == "saw" and report.voice not in ("resident", "witness"):
            continue
        found.append(report)
    for n, report in enumerate(found):  # "denied it, saying the attack had failed"
        if (
            n
            and not report.speaker
            and report.voice != "party"
            and sentence.word(report.at).endswith("ing")
            or n
            and not report.speaker
            and report.voice == "other"
            and _same_subject(sentence, report.at)
        ):
            found[n] = replace(report, speaker=found[n - 1].speaker, voice=found[n - 1].voice)
        elif (
            not report.speaker
            and report.voice == "other"
            and sentence.word(report.at) in ("claiming", "saying", "adding")
        ):
            who = next((sentence.side(t) for t in sentence.tokens[: report.at] if t.kind in ("actor", "unit")), "")
            found[n] = replace(report, speaker=who, voice=standing(sentence, who)) if who else report
    speakers = [r for r in found if r.kind != "deny" and r.speaker]
    if speakers:
        found = [
            replace(r, speaker=speakers[0].speaker, voice=speakers[0].voice)
            if r.kind == "deny" and sentence.word(r.at) in words("untrue")
            else r
            for r in found
        ]
    return own_words(sentence, found)


def own_words(sentence: Sentence, found: list[Report]) -> list[Report]:
    """Leave out what the outlet's own reporter says, for it is the outlet's word: "Al Jazeera's X said", "he added"."""
    memory = sentence.memory
    named = own_reporter(sentence)
    memory.reporter = named or memory.reporter
    if not memory.reporter:
        return found
    others = []
    for report in found:
        n = report.at
        beside = {sentence.word(n - 1), sentence.word(n + 1)}
        his = memory.reporter in sentence.words[max(0, n - 10) : n + 4]
        if report.kind == "say" and (his or (memory.reported and beside & {"he", "she"})):
            memory.reported = True
            continue
        memory.reported = False
        others.append(report)
    if named and all(report.voice != "party" for report in others):
        memory.reported = True  # "Al Jazeera's X called it a setback": the "he" of the next sentence
    return others


def _admits(sentence: Sentence, n: int) -> Report | None:
    """Give the admission of "no longer disputes that", "does not deny that", "never denied"."""
    said = sentence.words[max(0, n - 4) : n]
    if words("admitting").isdisjoint(said) or sentence.word(n - 1) in ("nor", "only") or "nor" in said:
        return None
    report = _report(sentence, n, "admit")
    return report if report.voice == "party" and not report.trailing else None


def _retracts(sentence: Sentence, n: int) -> bool:
    """Tell "withdrew its bulletin of", "took back the claim that" from troops that withdraw."""
    said = sentence.words[n + 1 : n + 7]
    taken = sentence.word(n).startswith(("took", "tak"))
    return not words("bulletin").isdisjoint(said) and ("back" in said or not taken)


def _noun_of_actor(sentence: Sentence, n: int) -> bool:
    """Tell "contrary to LNA claims": the noun."""
    if sentence.tokens[n - 1].kind != "actor":
        return False
    return sentence.governor(n - 1)[0] in ("to", "despite", "after", "amid", "of", "from", "with", "by")


def _same_subject(sentence: Sentence, n: int) -> bool:
    """Tell a verb of saying that shares the subject of the one before: "denied it but later acknowledged that"."""
    k = n - 1
    while n - k < 5 and (sentence.word(k).endswith("ly") or sentence.word(k) in either("have", "mid-passive")):
        k -= 1
    return sentence.word(k) in ("but", "and", "before", "though", "yet")


def _report(sentence: Sentence, n: int, kind: str) -> Report:
    report = _scoped(sentence, n, kind)
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


def _turns(sentence: Sentence, n: int, k: int) -> bool:
    """Tell a ", but" after which the outlet speaks itself: "said it would stop, but shells fell on the town"."""
    if sentence.word(k) != "," or sentence.word(k + 1) != "but":
        return False
    promised = any(sentence.word(m) in words("modal-plan") for m in range(n + 1, k))
    follows = {sentence.word(m) for m in range(k + 2, k + 8)}
    own = follows & either("modal-plan", "modal-maybe", "pronoun", also=("that", "had"))
    return promised and not own


def _scoped(sentence: Sentence, n: int, kind: str) -> Report:
    word = sentence.word(n)
    before = sentence.word(n - 1)
    size = sentence.size
    if kind == "deny" and sentence.word(n + 1) == "by":
        speaker, voice, _ = speaker_in(sentence, range(n + 2, min(size, n + 10)))
        return Report(n, kind, speaker, voice, 0, n, True)
    if word in ("accused", "blamed") and sentence.word(n + 1) == "by":
        speaker, voice, _ = speaker_in(sentence, range(n + 2, min(size, n + 10)))
        return Report(n, kind, speaker, voice, n, size, False)
    if kind == "according":
        speaker, voice, _ = speaker_in(sentence, range(n + 2, min(size, n + 14)))
        return Report(n, "say", speaker, voice, 0, size, False)
    follows = sentence.tokens[n + 1] if n + 1 < size else None
    inverted = (
        before == ","
        and not word.endswith("ing")
        and not (n in sentence.inside and sentence.inside[n].last > n + 1)  # "announced the capture of"
        and (sentence.asides[n - 2] == -1 or _named_after(sentence, n))
        and "that" not in sentence.words[n : n + 6]
        and ":" not in sentence.words[n + 1 : n + 6]  # ", a spokesman, told Reuters: ..."
        and follows is not None
        and not _clause_after(sentence, n)
        and (
            follows.kind in ("actor", "unit")
            or follows.value[:1].isupper()
            or follows.text in ("a", "an", "the", "one", "two")
        )
    )
    if inverted or (before == '"' and not word.endswith("ing")):
        speaker, voice, _ = speaker_in(sentence, range(n + 1, min(size, n + 14)))
        return Report(n, kind, speaker, voice, 0, n, True)
    passive = before in words("be") or (before in words("impersonal") and sentence.word(n - 2) in words("be"))
    if passive and kind == "say" and not word.endswith("ing"):  # "it was reported that"
        speaker, voice = by_whom(sentence, n)
    else:
        speaker, voice, _ = speaker_left(sentence, n)
    hits_right = [hit for hit in sentence.hits if hit.first > n or (kind == "say" and hit.first == n)]
    opening = n
    while opening > 0 and not sentence.boundary(opening - 1) and sentence.word(opening - 1) not in (",", '"'):
        opening -= 1
    hits_left = [hit for hit in sentence.hits if hit.last <= opening or (kind == "deny" and hit.last <= n)]
    if kind == "deny" and word in words("untrue"):
        if sentence.word(n + 1) == "that":
            return Report(n, kind, speaker, voice, n, size, False)
        return Report(n, kind, speaker, voice, 0, n, True)
    object_word = sentence.word(n + 1)
    if kind == "deny" and object_word in ("this", "it", "them") and sentence.word(n + 2) in (":", ";"):
        return Report(n, kind, speaker, voice, 0, n, True)  # "rejected it: X must return"
    if (
        kind == "deny"
        and hits_left
        and (object_word in ("this", "it", "the", "that", ".", "") or not hits_right)
        and not hits_right
    ):
        return Report(n, kind, speaker, voice, 0, n, True)
    if not hits_right and hits_left:
        joins = {sentence.word(opening - 1), sentence.word(opening)}
        own = (
            kind == "say"
            and not joins.isdisjoint(("and", "but", "while", "whereas", ","))
            and not _parenthesis(sentence, n)
        )
        return Report(n, kind, speaker, voice, n, size, False) if own else Report(n, kind, speaker, voice, 0, n, True)
    if hits_left and hits_right and sentence.word(opening - 1) in (",", '"') and _parenthesis(sentence, n):
        return Report(n, kind, speaker, voice, 0, n, True)
    return Report(n, kind, speaker, voice, n, size, False)


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
            return word != '"'
        if word in ("that", "how", "whether", "to") or k in sentence.inside:
            return False
    return n + 12 >= sentence.size


def voice_of(
    sentence: Sentence, report: Report | None, harmed: str, event_type: str = "capture"
) -> tuple[str, str | None]:
    """Give the status that a report lends, and who says so; `harmed` is the side that it hurts."""
    status, by = _voice_of(report, harmed, event_type)
    if report is None or status == "asserted":
        return status, by
    return (sentence.cue(status, report.at) if report.at >= 0 else at(status, by)), by


def _voice_of(report: Report | None, harmed: str, event_type: str) -> tuple[str, str | None]:
    if report is None:
        return "asserted", None
    if report.kind == "see" or report.voice == "witness" or (report.voice == "resident" and report.speaker[-1:] == "s"):
        return "confirmed", report.speaker or None
    if report.kind in ("admit", "confirm") and (report.voice == "resident" or (harmed and report.speaker == harmed)):
        return "confirmed", report.speaker
    if report.voice == "party" and "/" in report.speaker:
        return "confirmed", report.speaker  # both sides say so
    if report.voice == "party" and harmed and report.speaker == harmed and event_type in LOSSES:
        return "confirmed", report.speaker
    if report.voice == "neutral":
        return "asserted" if event_type in _FORMAL else "confirmed", report.speaker
    return "claimed", report.speaker or None
