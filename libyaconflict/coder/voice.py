"""On whose word, and how sure: the verbs of saying of a sentence, and the status that each lends."""

from __future__ import annotations

from dataclasses import replace

from .called import caller, calling, conceded, hardly_denied
from .roles import Sentence
from .sayings import Report, report_at
from .spans import at
from .speakers import own_reporter, standing
from .tables import either, reporters, words

LOSSES = ("capture", "recapture", "entry_unopposed", "withdrawal", "repelled")
_FORMAL = frozenset(["truce", "talks", "agreement", "declaration", "sanction", "displacement"])
_NOUNS = frozenset(["reports", "report", "claims", "claim"])
_REFUSED = frozenset(["ability", "haven", "havens", "sanctuary", "sanctuaries", "passage", "freedom"])
_STATED = frozenset(["that", ":", ",", '"', "it", "they", "there", "he", "she", ""])
_PROVED = ("from", "proved", "proven", "proves", "out")
_TELLING = frozenset(["said", "say", "announced", "announce", "reported", "declared"])
_COMMENTING = frozenset(["commented", "mentioned", "explained", "indicated"])


def find_reports(sentence: Sentence) -> list[Report]:
    """Find the verbs of saying of a sentence and their scopes."""
    table = reporters()
    if table.keys().isdisjoint(sentence.said):
        return own_words(sentence, [])
    found = []
    for n, word in [(n, word) for n, word in enumerate(sentence.words) if word in table]:
        report = _saying(sentence, n, table[word])
        if report is not None:
            found.append(report)
    if found and "that" in sentence.words:
        found = _with_gapped(sentence, found)
    return own_words(sentence, _judged(sentence, _with_speakers(sentence, found)))


def _with_gapped(sentence: Sentence, found: list[Report]) -> list[Report]:
    """Add who speaks where the verb of saying is left out: "X said that it was its own, and Y that it was not"."""
    for n, who in [(n + 1, who) for n, who in sentence.marks if n > 2 and sentence.word(n + 1) == "that"]:
        if who.kind not in ("actor", "unit"):
            continue
        before, at = sentence.governor(n - 1)
        said = [r for r in found if r.kind in ("say", "confirm", "admit") and not r.trailing and r.at < at < r.last]
        if not said or before not in (",", "and", ";", "but", "while"):
            continue
        side = sentence.side(who)
        found = [replace(r, last=at) if r is said[-1] else r for r in found]
        found.append(Report(n, "say", side, standing(sentence, side), n, said[-1].last, False))
    return found


_SPEAKS = frozenset(["spoke", "speaks", "talked"])


def _saying(sentence: Sentence, n: int, kind: str) -> Report | None:
    """Give what is said or denied at a word of saying; nothing where it says nothing."""
    if sentence.word(n) in _SPEAKS and sentence.word(n + 1) != "of":
        return None  # "spoke in X after the battle"
    if kind == "retract":
        return _denial(sentence, n) if _retracts(sentence, n) else None
    if n in sentence.inside and kind not in ("say", "confirm", "admit"):
        return None
    if kind == "deny":
        return _denial(sentence, n)
    return None if _says_nothing(sentence, n) else _statement(sentence, n, kind)


def refused_man(sentence: Sentence, n: int) -> bool:
    """Tell whom somebody turns away: "his own people have rejected him", not what somebody said."""
    return sentence.word(n)[:3] in ("rej", "dis", "spu") and sentence.word(n + 1) in ("him", "her", "us", "me")


def _denial(sentence: Sentence, n: int) -> Report | None:
    """Give a denial, an admission where it is denied itself, nothing in "rejected the call for talks"."""
    word, before = sentence.word(n), sentence.word(n - 1)
    unsaid = either("claim-noun", also=("reported", "said")).isdisjoint(sentence.words[:n])
    if word in words("in-error") and unsaid and sentence.word(n + 2) not in words("claiming"):
        return None  # "bombing a town is wrong"
    if word.startswith("den") and not _REFUSED.isdisjoint(sentence.words[n + 1 : n + 6]):
        return None  # "deny them the ability to attack", "denying terrorists safe havens"
    stopped = word == "denying" and before in ("stopped", "ceased", "quit")
    judged = word in either("untrue", "untrue-said") and sentence.word(n - 1) in words("be")
    back = n - 1 if judged else max(0, n - 4)  # "that it has not left is false"
    if hardly_denied(sentence, n):
        return None
    if stopped or (word != "true" and not words("not").isdisjoint(sentence.words[back:n])):
        return _admits(sentence, n)  # "nobody we met disputed it"
    if word in ("lie", "lies", "lying") and (before in words("lie-after") or sentence.word(n + 1) in words("compass")):
        return None  # "is believed to lie in the hills"
    if word in ("lie", "lies") and before in ("it", "they", "base", "city", "airport", "camp", "road", "area", "front"):
        return None  # "as it lies in the mountains"
    if word.startswith("dispute") and sentence.word(n + 1) in ("between", "over", "with", "about", "among", "within"):
        return None  # a quarrel
    if refused_man(sentence, n):
        return None
    if word == "contested" and not (_DEMONSTRATIVE & {sentence.word(n + 1)} and _told_of(sentence, n)):
        return None  # "the contested town"
    follows = sentence.word(n + 1)
    done = word.startswith("den") and (follows == "that" or follows[-3:] == "ing")  # "denied breaking the truce"
    if not done and not words("offered").isdisjoint(sentence.words[n + 1 : n + 6]):
        return None
    refused = word in ("rejected", "rejects", "rejecting", "reject", "dismissed", "dismisses", "spurned")
    if refused and not words("accorded").isdisjoint(sentence.words[n + 1 : n + 5]):
        return None  # "rejected the deal"
    if (
        word == "premature"
        and sentence.word(n + 1).isalpha()
        and sentence.word(n + 1) not in either("stop", "preposition")
    ):
        return None  # "a premature return"
    verb = _past_saying(sentence, n)
    said = any(sentence.word(k) in either("be", "called", also=_PROVED) for k in range(verb - 4, verb))
    if word in words("untrue-said") and not said and calling(sentence, n) < 0:
        return None  # not "the report was a lie", "called it fake"
    noes = {"no", "none", "nothing", "neither"}
    if word == "true" and before != "not" and noes.isdisjoint(sentence.words[max(0, n - 14) : n]):
        return None
    return report_at(sentence, n, "deny")


def _past_saying(sentence: Sentence, n: int) -> int:
    """Give where a judgement would stand but for who says so: "the claim is, the GNA said, a fiction"."""
    comma = next((k for k in range(n - 1, max(0, n - 4), -1) if sentence.word(k) == ","), 0)
    opens = next((k for k in range(comma - 1, max(0, comma - 9), -1) if sentence.word(k) == ","), 0) if comma else 0
    says = opens and any(sentence.word(k) in reporters() for k in range(opens + 1, comma))
    return opens if says and sentence.word(opens - 1) in words("be") else n


_DEMONSTRATIVE = frozenset(["the", "this", "that", "these", "those", "its", "their", "his"])


def _told_of(sentence: Sentence, n: int) -> bool:
    """Tell what somebody else said as the object of "contested": "contested this account"."""
    told = either("claim-noun", also=("account", "accounts", "version"))
    return any(sentence.word(k) in told for k in range(n + 2, n + 5))


def _statement(sentence: Sentence, n: int, kind: str) -> Report | None:
    """Give what somebody says or saw; "silent" in "has not confirmed that", "did not say whether"."""
    word = sentence.word(n)
    report = report_at(sentence, n, kind)
    if word == "saw" and report.voice not in ("resident", "witness"):
        return None
    if word == "witnessed" and report.voice not in ("resident", "witness", "neutral"):
        return None  # "the fronts witnessed heavy battles"
    if kind == "expect" and report.trailing and sentence.word(n + 1) in ("of", "that", "for"):
        return None  # "fought in X, raising fears of a war"
    if word in ("fear", "fears") and sentence.word(n - 1) in ("for", "amid", "of", "from", "over"):
        return None  # "was shut for fear of the virus"
    if word in ("fear", "fears") and not _MOVES.isdisjoint(sentence.words[n + 1 : n + 10]):
        return None  # "fears over the virus led X to shut it"
    if kind == "expect" and report.trailing and sentence.word(n - 1) in ("who", "which", "whose", "people"):
        return None  # "was shut by the authorities, who feared the virus"
    if word.startswith("doubt") and _undoubted(sentence, n):
        return None
    telling = kind in ("confirm", "admit") or word in _TELLING
    return replace(report, kind="silent") if telling and _unsaid(sentence, n) else report


_MOVES = frozenset(["led", "prompted", "forced", "caused", "pushed", "drove", "made", "persuaded", "prompting"])


_DOUBT_CAST = ("any", "little", "much", "cast", "casts", "casting", "raise", "raising", "raises", "raised", "sowing")


def _undoubted(sentence: Sentence, n: int) -> bool:
    """Tell the noun, and what nobody doubts: "there is no doubt that", "without doubt", "nobody doubts that"."""
    noun = sentence.word(n - 1) in either("determiner", "preposition", also=_DOUBT_CAST)
    return noun or not words("not").isdisjoint(sentence.words[max(0, n - 4) : n])


def _unsaid(sentence: Sentence, n: int) -> bool:
    """Tell "has not said", "was unable to say"."""
    if sentence.word(n - 1) == "to" and not words("unwilling").isdisjoint(sentence.words[max(0, n - 6) : n - 1]):
        return True
    for k in range(n - 1, max(-1, n - 4), -1):
        if sentence.word(k) in (",", '"', ";"):
            return False  # "they have not, said the GNA"
        if sentence.word(k) in words("not"):
            return True
    return False


def _says_nothing(sentence: Sentence, n: int) -> bool:
    """Tell a word that nobody says here: "maintains control of X", "declared force majeure", "was told"."""
    word, before = sentence.word(n), sentence.word(n - 1)
    if conceded(sentence, n):
        return True
    if word in _NOUNS:
        return _is_noun(sentence, n) or _noun_of_actor(sentence, n)
    if word.startswith("maintain"):
        return n in sentence.inside or (
            "that" not in sentence.words[n + 2 : n + 6] and sentence.word(n + 1) not in _STATED
        )
    if word.startswith("declare") and sentence.word(n + 1) == "force":
        return True
    if before in words("truce-noun") and word.endswith("ed"):  # "despite the truce announced on Monday"
        return any(token.kind == "date" for token in sentence.tokens[n + 1 : n + 3])
    if word in ("told", "quoted"):
        return before in words("be") and sentence.word(n + 1) != "by"  # "Sputnik was told by X that"
    if word == "writing":
        return before in ("of", "this")  # "at the time of writing"
    if word == "seen":
        return before not in ("been", "were", "was") or sentence.word(n + 1) in ("on", "in", "at")
    if word in ("reported", "recorded"):  # "with no clashes reported" is nobody's word
        lead = sentence.words[max(0, n - 5) : n]
        return "no" in lead or (word == "reported" and "without" in lead[-4:])
    if word in words("recalled") and before == "be" and sentence.word(0) == "it":
        return True  # "it should be noted that"
    if word == "read":
        return words("bulletin-noun").isdisjoint(sentence.words[max(0, n - 6) : n + 3])
    return word in _COMMENTING and _unsaid(sentence, n)  # "has not commented on"


def _is_noun(sentence: Sentence, n: int) -> bool:
    """Tell "the reports", "claims of" from "the LNA claims", "refused to claim", "Reports: ..."."""
    before, follows = sentence.word(n - 1), sentence.word(n + 1)
    if follows in ("say", "said") or (sentence.word(n) == "claim" and before == "to"):
        return False
    if n == 0:
        return not (follows == ":" and sentence.word(n) in ("reports", "report"))
    return follows in ("of", "that", "by") or before in either("determiner", "preposition", "deny")


def _with_speakers(sentence: Sentence, found: list[Report]) -> list[Report]:
    """Give each saying that names nobody the speaker of the one before: "denied it, saying the attack had failed"."""
    for n, report in enumerate(found):
        if (denier := _goes_on(sentence, found[:n], report)) is not None:
            found[n] = replace(report, speaker=denier.speaker, voice=denier.voice)
        if found[n].speaker:
            continue
        word = sentence.word(report.at)
        goes_on = report.voice != "party" and word.endswith("ing")
        he = sentence.word(report.at - 1) in ("he", "she", "it") and found[n - 1].voice == "party"
        if n and (goes_on or (report.voice == "other" and (he or _same_subject(sentence, report.at)))):
            found[n] = replace(report, speaker=found[n - 1].speaker, voice=found[n - 1].voice)
        elif report.voice == "other" and word in ("claiming", "saying", "adding"):
            who = next((sentence.side(t) for t in sentence.tokens[: report.at] if t.kind in ("actor", "unit")), "")
            found[n] = replace(report, speaker=who, voice=standing(sentence, who)) if who else report
    return found


def _goes_on(sentence: Sentence, before: list[Report], report: Report) -> Report | None:
    """Give the denial on which a saying goes on: "X denied that Y had advanced, and claimed that its men had"."""
    if not before or report.kind not in ("say", "confirm") or not _same_subject(sentence, report.at):
        return None
    denials = [r for r in before if r.kind == "deny" and not r.trailing and r.voice == "party" and r.at < report.at]
    return denials[-1] if denials else None


def _judged(sentence: Sentence, found: list[Report]) -> list[Report]:
    """Give a mere judgement the sentence's speaker: "X said that the reports were false"."""
    found = [_called(sentence, r) for r in found]
    speaker = next((r for r in found if r.kind != "deny" and r.speaker), None)
    if speaker is None:
        return found
    return [
        replace(r, speaker=speaker.speaker, voice=speaker.voice)
        if r.kind == "deny" and sentence.word(r.at) in words("untrue") and not caller(sentence, r.at)
        else r
        for r in found
    ]


def _called(sentence: Sentence, report: Report) -> Report:
    """Give a judgement to who passes it: "the LNA called the raid an invention"."""
    judged = report.kind == "deny" and sentence.word(report.at) in words("untrue")
    who = caller(sentence, report.at) if judged else ""
    return replace(report, speaker=who, voice=standing(sentence, who), trailing=True) if who else report


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
    report = report_at(sentence, n, "admit")
    return report if report.voice == "party" and not report.trailing else None


def _retracts(sentence: Sentence, n: int) -> bool:
    """Tell "withdrew its bulletin of", "took back the claim that" from troops that withdraw."""
    said = sentence.words[n + 1 : n + 7]
    if "," in said:
        said = said[: said.index(",")]  # "withdrew, which let the LNA claim that"
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
