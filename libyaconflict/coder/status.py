"""What a report makes of an event: asserted, claimed, confirmed, denied, planned or hypothetical, and on whose word."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .attempts import tried
from .coded import CONTROL
from .framing import Draft
from .grammar import Hit
from .intention import intention
from .refuted import denied, negation, not_so, reduced, rejected
from .sayings import Report
from .scopes import doubted_at
from .tables import words
from .unverified import unverified
from .vouched import vouched

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def settle(run: Run, hit: Hit, draft: Draft, report: Report | None) -> tuple[str, str | None, Draft]:
    """Give status and voice of a draft, and the draft as they leave it; no status: no event."""
    report = _outer(run, None if report and _by_the_way(run.now, hit, report) else report)
    if no := denied(run, hit, draft, report):
        return *no, _never_taken(draft)
    if kind := negation(run, hit, draft):
        status, by, draft = not_so(run, hit, draft, report, kind)
        return status, by, _never_taken(draft) if status == "denied" else draft
    draft = _launched(run.now, hit, draft)
    if report and report.at < hit.first and (never := _never_said(run.now, report)):
        said = (r.speaker for r in run.reports if r.trailing and r.voice == "party")
        by = report.speaker or next(said, "")
        own = draft.actor or run.names.sides.get(by, "")
        draft = replace(draft, actor=own, target=draft.target or run.names.foe(run.names.sides.get(own, "")))
        return run.now.cue("denied", never), by or None, _never_taken(draft)
    if report and report.kind == "silent" and report.at < hit.first:
        if not _granted(run.now, hit):
            return "", None, draft
        report = None  # "did not say who was behind the strike on X"
    if wish := _wish(run.now, hit, draft, report):
        return *_imagined(hit, draft, report, wish), draft
    if report and "/" in report.speaker and _one_sided(run, draft):
        return "", None, draft  # "both sides said that they held it"
    status, by = vouched(run, hit, draft, report)
    if no := rejected(run, hit, by):
        return *no, _never_taken(draft)
    hearsay = status in ("confirmed", "asserted") and (report is None or report.voice != "party")
    if hearsay and (doubt := unverified(run.now, hit.last)) > 0:
        status = run.now.cue("claimed", doubt)
    if status == "asserted" and (doubt := doubted_at(run.now, hit)) >= 0:
        status = run.now.cue("claimed", doubt)
    return status, by, draft


def _never_taken(draft: Draft) -> Draft:
    """Make the denial of a state that of a capture: "X is not under the GNA's control, as it says"."""
    held = draft.event_type == "other" and draft.holder and draft.holder != "contested"
    return replace(draft, event_type="capture", actor=draft.holder, holder="") if held else draft


def _by_the_way(now: Sentence, hit: Hit, report: Report) -> bool:
    """Tell the outlet's own background: "X, which the LNA had entered in April, was retaken, said reporters"."""
    aside = now.asides[hit.first]
    which = aside >= 0 and now.word(aside + 1) in words("relative") and "had" in now.words[aside + 2 : hit.first]
    if report.kind == "deny" and reduced(now, hit, report):
        return True
    return which and report.trailing and report.kind in ("say", "see") and now.asides[max(0, report.at)] != aside


_TOLD = frozenset(["said", "claimed", "announced", "reported", "declared", "stated", "asserted"])
_THAT = frozenset(["that", "it", "they", "we", "to", "having", "any", "the"])


def _never_said(now: Sentence, report: Report) -> int:
    """Give the "never" of a claim taken back: "we never said that", "never actually announced that"; 0 without it."""
    said = now.word(report.at) in _TOLD and now.word(report.at + 1) in _THAT
    lead = range(report.at - 1, max(0, report.at - 4), -1)
    return next((n for n in lead if now.word(n) == "never"), 0) if said else 0


def _granted(now: Sentence, hit: Hit) -> bool:
    """Tell the known strike of "would not say who was behind the strike on X"."""
    known = hit.rule.frame in ("fire", "offensive") and now.word(hit.first - 1) in ("the", "this", "'s")
    lead = now.words[max(0, hit.first - 8) : hit.first]
    if lead and lead[-1] in words("have"):
        lead = lead[:-1]
    if not hit.rule.is_noun and lead[-1:] in (["who"], ["which"]) and not words("not").isdisjoint(lead):
        return True  # "has not said who bombed X"
    return known and not {"behind", "for", "responsible"}.isdisjoint(lead)


def _outer(run: Run, report: Report | None) -> Report | None:
    """Give who tells of another's admission: "the LNA said that the GNA had admitted" is the LNA's claim."""
    if report is None or report.kind not in ("admit", "confirm") or report.trailing:
        return report
    for other in run.reports:
        party = other.kind == "say" and not other.trailing and other.voice == "party"
        if party and other.at < report.at < other.last and other.speaker and other.speaker != report.speaker:
            return other
    return report


def _launched(now: Sentence, hit: Hit, draft: Draft) -> Draft:
    """Make an attack of what was only set out for: "launched an operation to take X", "made two attempts to"."""
    if now.word(hit.first - 1) != "to":
        return draft
    if draft.holder == "contested" and now.word(hit.first - 2) in words("attempted"):
        return replace(draft, holder="")  # "has been trying to enter X"
    if draft.event_type not in CONTROL:
        return draft
    begun = now.word(hit.first - 2)
    launched = begun in words("launched") and (begun.endswith("ing") or now.word(hit.first - 3) not in words("be"))
    return replace(draft, event_type="advance", holder="") if launched or tried(now, hit.first - 1) else draft


def _wish(now: Sentence, hit: Hit, draft: Draft, report: Report | None) -> str:
    """Give what a draft is if not a fact: planned, hypothetical, denied, none; empty for a fact."""
    if draft.status in ("fact", "told"):
        return ""
    wish = intention(now, hit)
    if wish == "averted":
        return "none"
    if draft.status:
        return draft.status
    return now.cue("hypothetical", report.at) if report and report.kind == "expect" else wish


def _imagined(hit: Hit, draft: Draft, report: Report | None, wish: str) -> tuple[str, str | None]:
    """Give the status and the voice of what is planned, imagined or refused."""
    if wish == "denied":
        told = report is not None and report.at <= hit.first  # else who refuses says so
        return "denied", (report.speaker if report is not None and told else draft.actor) or None
    if wish == "none" or _untold(hit, draft, wish):
        return "", None
    return wish, report.speaker or None if report else None


def _untold(hit: Hit, draft: Draft, wish: str) -> bool:
    """Tell what is no event unless it happened: a grave that may be found, a clash that is planned."""
    kind = draft.event_type
    if kind in ("clash", "displacement"):
        return wish != "hypothetical"
    return (
        kind in ("repelled", "mass_grave", "detention")
        or (kind == "shootdown" and wish != "planned")
        or (kind == "shelling" and hit.rule.frame == "fire")
        or (kind == "other" and bool(draft.holder))
    )


def _one_sided(run: Run, draft: Draft) -> bool:
    """Tell a gain of no side that the text names."""
    return (draft.event_type in CONTROL or draft.event_type == "repelled") and draft.actor not in run.names.parties
