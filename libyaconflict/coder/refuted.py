"""What its own sentence denies: a denial that covers a trigger, a bulletin that is taken back, "tried in vain to"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .attacked import not_taken_by
from .clauses import predicate
from .coded import CONTROL
from .doers import the_other
from .framing import Draft, value_of
from .grammar import Hit
from .negation import negated
from .sayings import Report
from .spans import at
from .tables import either, words
from .voice import voice_of

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_DENIABLE = frozenset(
    [*CONTROL, "advance", "withdrawal", "airstrike", "drone_strike", "shelling", "other", "foreign_deployment"]
    + ["arms_transfer", "shootdown", "declaration", "oil_shutdown", "siege", "repelled", "sanction", "civilian_harm"]
)


def negation(run: Run, hit: Hit, draft: Draft) -> str:
    """Give the "not" or "failed" of a draft whose frame leaves it open."""
    return "" if draft.status in ("denied", "fact", "told") else negated(run.now, hit)


def denied(run: Run, hit: Hit, draft: Draft, report: Report | None) -> tuple[str, str | None] | None:
    """Give the status and the voice where somebody denies what a trigger tells: "denied that", "was false"."""
    if not _WRONGLY.isdisjoint(run.now.said) and (wrong := _wrongly_shown(run.now, hit)) >= 0:
        return run.now.cue("denied", wrong), None
    deny = _denial(run, hit) if draft.status not in ("told", "denied") else None
    if deny:
        status = (
            "claimed" if negation(run, hit, draft) or _yet_to(run.now, hit) else "denied"
        )  # "denied that it had not"
        return run.now.cue(status, deny.at), deny.speaker or None
    if hit.rule.is_noun and (never := never_was(run.now, hit)) >= 0:
        told = report if report and not hit.last <= report.at < never else None  # not who had announced it
        return run.now.cue("denied", never), (told.speaker if told else "") or None
    if _regretted(run, hit, report):
        return "denied", (report.speaker if report else "") or None
    untrue = _untrue(run, hit)
    if untrue is None:
        return None
    undone = negation(run, hit, draft) or _yet_to(run.now, hit)
    twice = run.now.word(untrue.at) != "true" and undone  # "that it had not left X was false"
    status = "claimed" if twice else "denied"
    own = untrue.speaker == draft.actor and run.now.word(untrue.at) in words("untrue")
    return run.now.cue(status, untrue.at), None if own else untrue.speaker or None  # who is only told of denies nothing


_WRONGLY = frozenset(["wrongly", "falsely", "mistakenly", "erroneously", "incorrectly"])
_MAPPED = frozenset(["show", "shows", "showed", "list", "lists", "listed", "mark", "marks", "marked", "put", "puts"])


def _wrongly_shown(now: Sentence, hit: Hit) -> int:
    """Give the "wrongly" of "the map wrongly shows X in LNA hands"; -1 without one."""
    shown = (n for n in range(max(0, hit.first - 9), hit.first) if now.word(n) in _WRONGLY)
    return next((n for n in shown if now.word(n + 1) in _MAPPED), -1)


_OCCUR = frozenset(["happened", "happen", "happening", "occurred", "occur"])
_PARTS = frozenset([";", ".", ":", "?", "but", "while", "and", "although", "because"])


def never_was(now: Sentence, hit: Hit) -> int:
    """Give the "never" of what a noun tells and its predicate denies: "the withdrawal from X never took place"."""
    if now.said.isdisjoint(("never", "not")) or (now.said.isdisjoint(_OCCUR) and "place" not in now.said):
        return -1
    for n in range(hit.last, min(now.size, hit.last + 24)):
        if now.word(n) in ("never", "not"):
            verb = now.word(n + 1)
            came = verb in _OCCUR or (verb in ("took", "take", "taken") and now.word(n + 2) == "place")
            return n if came and now.word(n - 1) not in ("could", "may", "might", "would", "will", "must") else -1
        if now.word(n) in _PARTS:
            break
    return -1


def _yet_to(now: Sentence, hit: Hit) -> bool:
    """Tell what was not done, so far: "has yet to leave X"."""
    return now.word(hit.first - 1) == "to" and now.word(hit.first - 2) == "yet"


def _denial(run: Run, hit: Hit) -> Report | None:
    """Give the denial in whose scope a trigger stands: "denied that X had fallen"."""
    ends = hit.first + (hit.rule.frame != "pledges")
    for report in run.reports:
        over = report.kind == "deny" and not report.trailing and report.at < hit.first < report.last
        if over and run.now.word(report.at + 1) in (":", ";", "-") and run.now.word(report.at) in _JUDGED:
            continue  # "the reports were wrong: it was X that they took"
        if over and not any(_goes_on(run.now, other) for other in run.reports if report.at < other.at < ends):
            return None if _granted(run, hit, report) else report
    return None


_JUDGED = frozenset(["wrong", "false", "untrue", "mistaken", "incorrect", "inaccurate", "error", "premature", "fake"])


def _granted(run: Run, hit: Hit, report: Report) -> bool:
    """Tell what a denial takes for granted: "denied that ships had been in the port, which was bombed on Monday"."""
    if reduced(run.now, hit, report):
        return True
    opens = run.now.clause(hit)[0] - 1
    if opens <= report.at + 1 or run.now.word(opens) not in words("relative") or not hit.rule.event_type:
        return False
    if run.now.word(opens - 1) in words("claim-noun") or run.now.word(opens - 2) in words("claim-noun"):
        return False  # "denied reports which said that"
    return not any(report.at < other.at < hit.first and other.at > opens for other in run.reports)


def reduced(now: Sentence, hit: Hit, report: Report) -> bool:
    """Tell the known strike of "denied that the ship shelled in X on Monday had carried arms"."""
    noun, that = now.word(hit.first - 1), report.at + 1
    if now.word(that) != "that" or now.word(that + 1) not in words("determiner") or not 2 < hit.first - that < 6:
        return False
    if (
        hit.rule.is_noun
        or not now.word(hit.first).endswith(("ed", "it", "uck", "ot"))
        or noun in _STRIKERS
        or not noun.isalpha()
    ):
        return False
    auxiliary = either("be", "have", also=("did", "could", "would"))
    if any(now.word(k) in auxiliary or now.tokens[k].kind in ("actor", "unit") for k in range(that + 1, hit.first)):
        return False
    for k in range(hit.last, min(now.size, hit.last + 12)):
        if now.word(k) in auxiliary:
            return True
        if now.word(k) in (",", ";", "and", "but", "by") or now.boundary(k):
            break
    return False


_STRIKERS = either("weapon-gun", "weapon-air", "weapon-drone", "force", "party-noun", "part", "determiner")


def _untrue(run: Run, hit: Hit) -> Report | None:
    """Give the judgement that follows on a trigger: "claims that X had fallen were false", "was denied by"."""
    now = run.now
    for report in run.reports:
        after = report.kind == "deny" and report.trailing and hit.first < report.at
        if "contrary" in now.words[hit.last : report.at]:
            continue  # "held the town, and reports to the contrary were lies"
        if now.asides[hit.first] >= 0 and now.asides[hit.first] != now.asides[report.at]:
            continue  # "a truce - help for Haftar, who waged a campaign on X - was rejected"
        if after and (now.word(report.at) in words("untrue") or _denied_by(now, report.at) or _what(now, hit, report)):
            judged = (
                hit.rule.frame.startswith("noun")
                or hit.rule.frame == "graves"
                or report.at - 4 < predicate(now, hit.last) < report.at
                or now.word(report.at) == "true"
                or now.word(0) in ("that", "whoever", "anyone", "anybody", "those")  # "That X fell is denied by Y"
                or not words("claim-noun").isdisjoint(now.words[: hit.first])
                or now.word(report.at) in words("in-error")
            )
            return report if judged else None
    return None


def _what(now: Sentence, hit: Hit, report: Report) -> bool:
    """Tell "That X had fallen was something they denied", "is what the GNA disputes"."""
    between = now.words[hit.last : report.at]
    return now.word(0) == "that" and not {"something", "what", "which"}.isdisjoint(between)


def not_so(run: Run, hit: Hit, draft: Draft, report: Report | None, no: str) -> tuple[str, str | None, Draft]:
    """Give what a "not" or "failed" leaves of a draft: an attack beaten off, somebody's denial, or nothing."""
    begun = {e.place_id for e in run.coded if e.date_basis == "campaign"} if no == "failed" else ()
    if begun and begun.intersection(value_of(run, place) for place in draft.places):
        return "", None, draft  # the standing offensive, which has so far failed
    if no == "failed" and (draft.event_type in CONTROL or draft.event_type == "advance"):
        loser = _who_failed(run, hit, draft, report)
        foe = at(run.names.foe(run.names.sides.get(loser, "")), loser)
        unnamed = not any(isinstance(place, int) for place in draft.places)
        near = draft.near or (unnamed and draft.event_type == "advance") or not_taken_by(run, draft.places, foe)
        return *voice_of(run.now, report, loser), replace(
            draft, event_type="repelled", actor=foe, target=loser, holder="", near=near
        )
    if _but_for(run.now, hit):
        return *voice_of(run.now, report, draft.target), draft
    said = (report and report.kind == "say" and report.first <= hit.first < report.last) or (
        "contrary" in run.now.words
    )
    if said and draft.event_type in _DENIABLE and not _unmet(run.now, hit):
        return at("denied", no), report.speaker or None if report else None, draft
    return "", None, draft


_BIDDEN = frozenset(["asked", "told", "ordered", "instructed", "meant", "supposed", "expected", "allowed", "invited"])


def _unmet(now: Sentence, hit: Hit) -> bool:
    """Tell the "not" of a condition or a vow: "if X had not fallen", "would never give it up"."""
    if now.word(hit.first - 1) == "to" and now.word(hit.first - 2) in _BIDDEN:
        return True  # "was never asked to hold it"
    plan = words("modal-plan")
    if not plan.isdisjoint(now.words[max(0, hit.first - 3) : hit.first]):
        return True
    start, _ = now.clause(hit)
    opens = [0, *range(max(0, start - 1), hit.first)]
    if now.word(0) != "had" and not any(now.word(k) in ("if", "unless") for k in opens):
        return False
    asked = max((k for k in range(hit.first) if now.word(k) in ("if", "unless")), default=0)
    said = now.words[asked : hit.first]  # "if they are here, X did not send them" is told
    return "," not in said or not plan.isdisjoint(said[said.index(",") :])


def _but_for(now: Sentence, hit: Hit) -> bool:
    """Tell what has been from "had X not fallen, they would have", "if it had not left X, it would have been"."""
    unreal = any(now.word(k) in _IMAGINED for k in range(now.size))
    if (
        not unreal
        or hit.first < 3
        or (now.word(hit.first - 1) not in words("not") and now.word(hit.first - 1) != "been")
    ):
        return False
    opens = [k for k in range(max(0, hit.first - 9), hit.first) if now.word(k) in ("had", "if")]
    return any(now.word(k) == "if" or any(t.kind != "w" for t in now.tokens[k + 1 : hit.first]) for k in opens)


_IMAGINED = frozenset(["would", "might", "could", "'d"])


def _who_failed(run: Run, hit: Hit, draft: Draft, report: Report | None) -> str:
    """Give who failed; no side tells that its own attack did."""
    if report is None or report.voice != "party" or report.speaker != draft.actor or report.trailing:
        return draft.actor
    return the_other(run, hit, draft.actor, max(report.at, 0))


def _regretted(run: Run, hit: Hit, report: Report | None) -> bool:
    """Tell a claim that who made it takes back: "announced too soon that", "apologised for announcing", "deleted"."""
    now = run.now
    said = now.words[max(0, report.at - 8) : hit.first] if report is not None else []
    said = [] if ":" in said else said  # "the reports were wrong: it was X that they took"
    if not words("rued").isdisjoint(said) and (not words("rued").isdisjoint(set(said) - {"soon"}) or "too" in said):
        return True
    for other in run.reports:
        if other.kind == "deny" and other.at >= hit.last and now.word(other.at) in words("retract"):
            own = report is not None and report.at < other.at
            return (
                report is not None
                and own
                and (not other.speaker or not report.speaker or other.speaker == report.speaker)
            )
    return False


def _goes_on(now: Sentence, report: Report) -> bool:
    """Tell what is said beside a denial ("denied it, saying") from the claim that it denies ("denied X's claim")."""
    before = now.word(report.at - 1)
    ahead = now.words[max(0, report.at - 5) : report.at]
    if "which" in ahead and not words("bulletin").isdisjoint(now.words[max(0, report.at - 8) : report.at]):
        return False  # "deleted the post in which it had announced"
    if before in words("bulletin") and now.word(report.at).endswith("ing"):
        return False  # "deleted the post announcing that"
    if before == "having":
        return False  # "denied ever having said that"
    if before in ("that", "which") and now.word(report.at - 2) in words("bulletin"):
        return False  # "denied reports which said that"
    if before == "to" and now.word(report.at) in words("claiming"):
        return now.word(report.at - 2) not in either("untrue", also=("inaccurate", "misleading"))  # "wrong to say that"
    owned = now.word(report.at - 1) in either("possessive", also=("'s", "'", "the", "any", "all"))
    said = now.word(report.at)
    if said.endswith("ing") and now.word(report.at - 1) not in (",", "and", "but", '"', ""):
        return False  # "dismissed posts claiming that"
    return report.kind != "deny" and not report.trailing and not (owned and now.word(report.at) in words("claim-noun"))


def _denied_by(now: Sentence, at: int) -> bool:
    """Tell "was denied by", "were dismissed as"."""
    joined = now.word(at + 1) == "by" and now.word(at - 1) in ("and", "but", "later", "promptly", "then")
    told = any(now.word(k) in words("be") for k in (at - 1, at - 2))
    after = at + 1
    while told and after < now.size and (now.tokens[after].kind == "date" or now.word(after) in _WHEN):
        after += 1  # "were dismissed late on Wednesday by"
    return joined or (told and now.word(after) in ("by", "as", "."))


_WHEN = frozenset(["on", "late", "early", "at", "in", "off", "out-of-hand"])


def rejected(run: Run, hit: Hit, by: str | None) -> tuple[str, str | None] | None:
    """Give "denied" and whose denial: "in its rebuttal of the claim that", "took back the claim that"."""
    now = run.now
    if not _NOTHING.isdisjoint(now.said) and (at := _nothing_shows(now, hit)):
        return now.cue("denied", at), by
    if either("denial-noun", "claim-noun", "trace-noun").isdisjoint(now.said):
        return None
    if "that" not in now.said and either("retract", also=("withdrawn", "back")).isdisjoint(now.said):
        return None
    for k in range(max(1, hit.first - 12), hit.last):
        claimed = now.word(k - 1) in words("claim-noun")
        if now.word(k) == "that" or (claimed and (now.word(k) in words("stating") or now.word(k) == "to")):
            noun = next((m for m in range(k - 1, max(-1, k - 7), -1) if now.word(m) in words("denial-noun")), -1)
            taken_back = noun < 0 and now.word(k - 1) in words("claim-noun") and _taken_back(run, k)
            if noun >= 0 or taken_back:
                owner = [now.side(t) for t in now.tokens[max(0, noun - 5) : k] if t.kind in ("actor", "unit")]
                return now.cue("denied", max(noun, k - 1)), owner[-1] if owner else by
        trace = now.word(k) in words("trace-noun") and "that" in now.words[k:]
        if trace and not words("not").isdisjoint(now.words[max(0, k - 6) : k + 1]):
            return now.cue("denied", k), by
    return None


_NOTHING = frozenset(["nothing", "little", "nobody"])
_SHOWS = frozenset(["suggest", "indicate", "show", "prove", "confirm", "point", "imply", "indicating", "suggesting"])


def _nothing_shows(now: Sentence, hit: Hit) -> int:
    """Give the "that" of "nothing suggests that", "there was little to show that"; 0 without it."""
    for k in range(max(2, hit.first - 12), hit.first):
        shows = now.word(k) == "that" and now.word(k - 1).removesuffix("s").removesuffix("ed") in _SHOWS
        if shows and not _NOTHING.isdisjoint(now.words[max(0, k - 6) : k]):
            return k
    return 0


def _taken_back(run: Run, at: int) -> bool:
    """Tell "took back the statement that", "withdrew its claim that"."""
    first = max(0, at - 9)
    if any(token.kind == "place" for token in run.now.tokens[first:at]):
        return False  # "withdrew from X after the claim that"
    before = run.now.words[first:at]
    if "which" in before:
        before = before[before.index("which") :]  # "withdrew, which let the LNA claim that"
    taken = "back" in before and not words("take").isdisjoint(before)
    return taken or not either("retract", also=("withdrawn",)).isdisjoint(before)
