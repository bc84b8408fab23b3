"""What a speaker's standing makes of a claim: who admits it, whose own deed it is, what is taken for granted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import CONTROL
from .framing import Draft
from .grammar import Hit
from .sayings import Report
from .spans import at
from .tables import words
from .voice import voice_of

if TYPE_CHECKING:
    from .run import Run

_STRUCK = ("airstrike", "drone_strike", "shelling", "shootdown")
_DEEDS = frozenset([*_STRUCK, "foreign_deployment", "arms_transfer", "withdrawal", "civilian_harm"])
_OWN_FRAMES = ("oil", "output", "majeure", "closure", "flights")


def vouched(run: Run, hit: Hit, draft: Draft, report: Report | None) -> tuple[str, str | None]:
    """Give the status and the voice that a report lends to what it tells as fact."""
    harmed = draft.target if draft.event_type != "withdrawal" else draft.actor
    status, by = voice_of(run.now, report, harmed, draft.event_type)
    if status != "claimed" or report is None:
        return status, by
    if _conceded(run, draft, report):
        return at("confirmed", status), by
    formal = draft.event_type in ("truce", "declaration", "talks")
    if formal and (report.voice == "party" or hit.first <= report.at < hit.last):
        return "asserted", by  # to declare it is to do it
    granted = not _own_gain(run, hit, draft, report) and presupposed(run, hit, report)
    if report.at >= 0 and (_own_act(run, hit, draft, report) or granted):
        return "asserted", by
    return status, by


def _conceded(run: Run, draft: Draft, report: Report) -> bool:
    """Tell what is admitted by who has nothing to gain by it, or what a side admits of itself."""
    if report.kind not in ("admit", "confirm"):
        return False
    if report.kind == "admit" and report.speaker == draft.actor and draft.event_type in _DEEDS:
        return True
    side = run.names.sides.get(report.speaker, "")
    known = draft.actor or report.kind == "admit" or draft.event_type in _STRUCK
    return bool(side and known and side != run.names.sides.get(draft.actor, ""))


def _own_gain(run: Run, hit: Hit, draft: Draft, report: Report) -> bool:
    """Tell what a side says that it took itself, which is its claim: "said it entered X after it took Y"."""
    which = run.now.word(run.now.clause(hit)[0] - 1) in words("relative")  # "which it had held since 2014"
    side = run.names.sides.get(report.speaker, "") if report.voice == "party" and not which else ""
    return draft.event_type in CONTROL and bool(side) and side == run.names.sides.get(draft.actor, "")


def _own_act(run: Run, hit: Hit, draft: Draft, report: Report) -> bool:
    """Tell a closing or an opening that its own operator announces."""
    if hit.rule.frame not in _OWN_FRAMES or report.voice in ("resident", "witness", "hedge"):
        return False
    if report.speaker:
        return report.speaker == draft.actor or run.names.roles.get(report.speaker) in (None, "civil")
    if run.now.word(report.at) in words("proclaiming") and 0 <= hit.first - report.at < 4:
        return True  # "the tribes announced the closure of"
    said_by = run.now.tokens[report.at - 1] if report.at else None
    if said_by is not None and run.names.kinds.get(said_by.value) in ("airport", "port", "oil_terminal"):
        return True  # "operations were suspended, the airport said"
    near = run.now.words[max(0, report.at - 6) : report.at + 6]
    return not words("operators").isdisjoint(near)


def presupposed(run: Run, hit: Hit, report: Report) -> bool:
    """Tell what a report only takes for granted: "said it took X after clashes there", ", which the LNA holds"."""
    now = run.now
    n = hit.first - 1
    floor = max(-1 if report.trailing else report.at, hit.first - 22)
    while n > floor:
        word = now.word(n)
        if word in words("granted") and now.tokens[n + 1].kind != "date":
            if hit.rule.frame in ("fire", "strike", "hits") and not words("hurt").isdisjoint(
                now.words[max(0, n - 9) : n]
            ):
                return False  # "said two had died after a shell hit their house": what it tells
            told = word == "after" and now.word(n - 1) in ("came", "comes")  # "the gains came after X fell": news, too
            return not (told or (word in ("as", "when") and report.trailing))
        if n in now.inside:
            return False  # the clause that opens there has its verb already
        if now.word(n - 1) == "," and (word in words("relative") or (word in ("as", "while") and not report.trailing)):
            return True
        if now.boundary(n) or word in (",", '"', "that", "and"):
            return False
        n -= 1
    return False
