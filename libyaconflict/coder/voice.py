"""On whose word, and how sure: the verbs of saying, who speaks, and what they cover."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .roles import Sentence
from .spans import at
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
_ASIDE_OF_SPEAKER = frozenset(["with", "to", "from", "for", "in", "among", "on"])


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
        if kind == "deny" and word != "true" and not words("not").isdisjoint(sentence.words[max(0, n - 4) : n]):
            continue  # "nobody we met disputed it"
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
            sentence.word(k) in either("be", "called") for k in range(n - 4, n)
        ):
            continue  # "the report was a lie", "called it fake"
        if word in ("claims", "claim", "reports", "report") and _noun_of_actor(sentence, n):
            continue
        if (
            word == "true"
            and before != "not"
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
        report = _report(sentence, n, kind)
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
            found[n] = replace(report, speaker=who, voice=_standing(sentence, who)) if who else report
    speakers = [r for r in found if r.kind != "deny" and r.speaker]
    if speakers:
        found = [
            replace(r, speaker=speakers[0].speaker, voice=speakers[0].voice)
            if r.kind == "deny" and sentence.word(r.at) in words("untrue")
            else r
            for r in found
        ]
    return found


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
    first, last = report.first, report.last
    for k in range(n - 1, first - 1, -1):
        if sentence.word(k) == ";":
            first = k + 1
            break
    for k in range(n, last):
        if sentence.word(k) == ";" or (not report.trailing and _turns(sentence, n, k)):
            last = k
            break
    return replace(report, first=first, last=last) if ";" in sentence.words else report


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
        speaker, voice, _ = _speaker(sentence, range(n + 2, min(size, n + 10)))
        return Report(n, kind, speaker, voice, 0, n, True)
    if word in ("accused", "blamed") and sentence.word(n + 1) == "by":
        speaker, voice, _ = _speaker(sentence, range(n + 2, min(size, n + 10)))
        return Report(n, kind, speaker, voice, n, size, False)
    if kind == "according":
        speaker, voice, _ = _speaker(sentence, range(n + 2, min(size, n + 14)))
        return Report(n, "say", speaker, voice, 0, size, False)
    follows = sentence.tokens[n + 1] if n + 1 < size else None
    inverted = (
        before == ","
        and not word.endswith("ing")
        and not (n in sentence.inside and sentence.inside[n].last > n + 1)  # "announced the capture of"
        and (sentence.asides[n - 2] == -1 or _named_after(sentence, n))
        and "that" not in sentence.words[n : n + 6]
        and follows is not None
        and (
            follows.kind in ("actor", "unit")
            or follows.value[:1].isupper()
            or follows.text in ("a", "an", "the", "one", "two")
        )
    )
    if inverted or (before == '"' and not word.endswith("ing")):
        speaker, voice, _ = _speaker(sentence, range(n + 1, min(size, n + 14)))
        return Report(n, kind, speaker, voice, 0, n, True)
    passive = before in words("be") or (before in words("impersonal") and sentence.word(n - 2) in words("be"))
    if passive and kind == "say" and not word.endswith("ing"):  # "it was reported that"
        speaker, voice = _by_whom(sentence, n)
    else:
        speaker, voice, _ = _speaker_left(sentence, n)
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


def _named_after(sentence: Sentence, n: int) -> bool:
    """Tell ", said the mayor of X, ..." after an aside: what was said stands before, a mere name after."""
    opens = sentence.asides[n - 2]
    if not any(hit.last <= opens and not hit.rule.is_noun for hit in sentence.hits):
        return False
    for k in range(n + 1, min(sentence.size, n + 9)):
        if sentence.word(k) in _PAUSES or sentence.boundary(k):
            return True
        if k in sentence.inside or sentence.word(k) in words("have") or sentence.word(k) in words("be"):
            return False
    return False


def _by_whom(sentence: Sentence, n: int) -> tuple[str, str]:
    """Give who says what "was reported": whom "by" names, else nobody."""
    by = next((k for k in range(n + 1, min(sentence.size, n + 4)) if sentence.word(k) == "by"), 0)
    return _speaker(sentence, range(by + 1, min(sentence.size, by + 10)))[:2] if by else ("", "hedge")


_PAUSES = frozenset([",", ".", ";", ":", '"', "-", "\u2013", "\u2014"])


def _parenthesis(sentence: Sentence, n: int) -> bool:
    """Tell ", the mayor told Sputnik in Tripoli," from a verb of saying that goes on with what is said."""
    follows = sentence.word(n + 1)
    addressed = follows in either("preposition", "said-when") or sentence.word(n).startswith(("t", "in"))
    dated = n + 1 < sentence.size and sentence.tokens[n + 1].kind == "date"
    if follows and follows not in _PAUSES and not (addressed or dated):
        return False
    for k in range(n + 1, min(sentence.size, n + 12)):
        word = sentence.word(k)
        if word in _PAUSES:
            return word != '"'
        if word in ("that", "how", "whether", "to") or k in sentence.inside:
            return False
    return n + 12 >= sentence.size


def _speaker_left(sentence: Sentence, n: int) -> tuple[str, str, bool]:
    comma = next((k for k in range(n - 1, max(-1, n - 12), -1) if sentence.word(k) in (",", '"')), None)
    start = comma + 1 if comma is not None else 0
    if n - start < 12 and _two_sides(sentence, range(start, n)):
        return sentence.cue(sentence.names.both, n - 1), "party", True
    comma = comma if comma is not None and comma > n - 9 else None
    if comma is not None and comma < n - 1:
        who, voice, found = _speaker(sentence, range(n - 1, comma, -1))
        if who or voice != "other":
            return who, voice, found
    stop = n - 1
    while stop >= 0 and n - stop < 22:
        word = sentence.word(stop)
        ends = word in ("while", "but", "although", "though", ";", ":", "that", '"') and stop < n - 1
        if ends or (word == "and" and stop < n - 3):
            break
        stop -= 1
    return _speaker(sentence, range(n - 1, stop, -1))


def _two_sides(sentence: Sentence, span: range) -> bool:
    """Tell "a source on their side and a GNA spokesman said": sources of both parties."""
    joint = next((k for k in span if sentence.word(k) == "and"), -1)
    if joint < 0 or words("source").isdisjoint(sentence.words[span.start : span.stop]):
        return False
    sides = set()
    for k in span:
        token = sentence.tokens[k]
        if token.kind in ("actor", "unit"):
            sides.add(sentence.names.sides.get(sentence.side(token), ""))
        elif token.text == "side" and sentence.word(k - 1) in ("their", "his", "its"):
            sides.add(sentence.names.sides.get(sentence.actor_before(span.start), ""))
    return sides >= set(sentence.names.parties) and bool(sentence.names.both)


def _speaker(sentence: Sentence, span: range) -> tuple[str, str, bool]:
    """Give who speaks, with what voice (party, resident, witness, other), and whether anybody was found."""
    voice, who = "", ""
    backwards = span.step < 0
    for n in span:
        token = sentence.tokens[n]
        if (
            not backwards
            and token.text in _PAUSES
            and (who or voice or not any(sentence.word(k) in words("source") for k in range(n + 1, n + 5)))
        ):
            break
        if token.kind in ("actor", "unit"):
            if backwards and _dismissed(sentence, n):
                continue
            side = sentence.side(token)
            who = who or side
            if not voice or voice == "source":
                voice = _standing(sentence, side)
        elif token.kind == "w":
            word = token.text
            seen = "resident" if word in words("resident") else "witness" if word in words("witness") else ""
            if seen and backwards and sentence.governor(n)[0] in _ASIDE_OF_SPEAKER:
                continue
            if seen:
                return sentence.cue(word, n), seen, True
            if word in words("source"):
                voice = voice or "source"
                who = who or ""
            if word in words("both") and sentence.word(n - 1) in words("agreeing") and not who:
                return sentence.cue(sentence.names.both, n), "party", True
            if word in ("he", "she") and not who and sentence.memory.stranger:
                return "", "source", True
            if word in ("he", "she", "it", "they") and not who:
                told = [sentence.side(t) for t in sentence.tokens if t.kind in ("actor", "unit")]
                quote = '"' in sentence.words[:n]  # what somebody unknown says of others
                who = sentence.memory.speaker or sentence.memory.actor or ("" if quote else next(iter(told), ""))
                voice = _standing(sentence, who)
            elif (
                n in sentence.inside
                and not sentence.inside[n].rule.is_noun
                and not (backwards and _related(sentence, n))
            ):
                break
    if not who and not voice:
        return (
            "",
            "other",
            bool(len(span))
            and any(sentence.tokens[n].kind == "w" and sentence.tokens[n].text.isalpha() for n in list(span)[:2]),
        )
    return who, voice or "source", True


def _dismissed(sentence: Sentence, n: int) -> bool:
    """Tell whose word is only spoken of: "X dismissed the statement of the LNA and said"."""
    word, at = sentence.governor(n)
    if word not in ("of", "by", "from") or sentence.word(at - 1) not in words("claim-noun"):
        return False
    return any(sentence.word(k) in words("deny") for k in range(max(0, at - 5), at - 1))


def _related(sentence: Sentence, n: int) -> bool:
    """Tell a verb of a relative clause: "a source with the forces that have been attacking the capital said"."""
    return any(sentence.word(k) in ("that", "who", "which") for k in range(n - 4, n))


def _standing(sentence: Sentence, who: str) -> str:
    """Tell a voice of the war's sides from a mediator and from others."""
    if sentence.names.sides.get(who):
        return "party"
    return "neutral" if sentence.names.roles.get(who) == "mediator" else "other"


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
