"""What a report makes of an event: asserted, claimed, confirmed, denied, planned or hypothetical, and on whose word."""

from __future__ import annotations

from dataclasses import replace

from .coded import CONTROL
from .doers import the_other
from .framing import Draft
from .grammar import Hit
from .intention import intention
from .negation import negated, quoted
from .spans import at
from .tables import either, words
from .voice import Report, voice_of

_DENIABLE = ("advance", "withdrawal", "airstrike", "drone_strike", "shelling", "other")


_STRUCK = ("airstrike", "drone_strike", "shelling", "shootdown")
_OWN_FRAMES = ("oil", "output", "majeure", "closure", "flights")


def report_for(run, hit: Hit) -> Report | None:
    """Give the saying in whose scope a trigger stands."""
    best = None
    for report in run.reports:
        if report.trailing and report.first <= hit.first < report.last:
            if report.kind != "deny" and (best is None or best.trailing):
                best = report
        elif not report.trailing and report.first <= hit.first < report.last:
            if best is None or best.trailing or report.at > best.at:
                best = report
        elif not report.trailing and hit.first <= report.at < hit.last:
            best = report
    if best is None:
        start = run.now.tokens[hit.first].start
        if quoted(run.flat, run.span[0], start) and run.memory.speaker and not run.memory.reported:
            return Report(-1, "say", run.memory.speaker, "party", 0, run.now.size, False)
        colon = run.now.colon(hit.first)
        if run.names.sides.get(colon):
            return Report(-1, "say", colon, "party", 0, run.now.size, False)
        heading = _sourced(run, hit)
        if heading:
            return heading
        first, last = run.now.clause(hit)
        hedge = _hedge(run.now, first, last)
        if hedge >= 0:
            return Report(hedge, "say", "", "hedge", 0, run.now.size, False)
    return best


def _hedge(now, first: int, last: int) -> int:
    """Give where a clause hedges: "reportedly"; -1 where it does not, as in "with no clashes reported"."""
    hedges = words("hedge")
    if hedges.isdisjoint(now.words[first:last]):
        return -1
    for k in range(first, last):
        if now.word(k) in hedges and not (now.word(k) == "reported" and {"no", "without"} & set(now.words[k - 4 : k])):
            return k
    return -1


def _sourced(run, hit: Hit) -> Report | None:
    """Give the source of a heading: "Sources: LNA leaves X", "GNA retakes X - spokesman", "... : official"."""
    now = run.now
    if run.index:
        return None
    for k in range(min(now.size, 60)):
        if now.word(k) in (":", "-", "\u2013", "\u2014") and (k < 6 or k >= now.size - 6):
            span = range(k) if k < hit.first else range(k + 1, now.size)
            named = next((n for n in span if now.word(n) in either("source", "resident", "witness")), -1)
            short = all(n not in now.inside for n in span)
            if named >= 0 and short and len(span) < 6:
                voice = "source" if now.word(named) in words("source") else "resident"
                who = "" if voice == "source" else now.cue(now.word(named), named)
                return Report(named, "say", who, voice, 0, now.size, False)
    return None


def settle(run, hit: Hit, draft: Draft, report: Report | None) -> tuple[str, str | None, Draft]:
    """Give status and voice of a draft, and the draft as they leave it; no status: no event."""
    report = _outer(run, report)
    harmed = draft.target if draft.event_type != "withdrawal" else draft.actor
    deny = next(
        (
            r
            for r in run.reports
            if r.kind == "deny"
            and not r.trailing
            and r.at < hit.first < r.last
            and not any(
                _goes_on(run.now, o) for o in run.reports if r.at < o.at < hit.first + (hit.rule.frame != "pledges")
            )
            and draft.status not in ("told", "denied")
        ),
        None,
    )
    negation = negated(run.now, hit) if draft.status not in ("denied", "fact", "told") else ""
    if not deny and _regretted(run, hit, report):
        return "denied", (report.speaker if report else "") or None, draft
    if deny:
        if negation:
            return run.now.cue("claimed", deny.at), deny.speaker or None, draft
        return run.now.cue("denied", deny.at), deny.speaker or None, draft
    untrue = next(
        (
            r
            for r in run.reports
            if r.kind == "deny"
            and r.trailing
            and hit.first < r.at
            and (run.now.word(r.at) in words("untrue") or _denied_by(run.now, r.at))
        ),
        None,
    )
    if untrue and (
        hit.rule.frame.startswith("noun")
        or hit.rule.frame == "graves"
        or run.now.word(untrue.at) == "true"
        or run.now.word(0) in ("that", "whoever", "anyone", "anybody", "those")  # "That X has fallen is denied by Y"
        or any(run.now.word(k) in words("claim-noun") for k in range(hit.first))
    ):
        return run.now.cue("denied", untrue.at), untrue.speaker or None, draft
    if negation == "failed" and draft.event_type in (*CONTROL, "advance"):
        loser = _who_failed(run, hit, draft, report)
        side = run.names.sides.get(loser, "")
        status, by = voice_of(run.now, report, loser)
        return (
            status,
            by,
            replace(draft, event_type="repelled", actor=at(run.names.foe(side), loser), target=loser, holder=""),
        )
    if negation:
        start, _ = run.now.clause(hit)
        opens = [0, *range(max(0, start - 1), hit.first)]
        asked = max((k for k in range(hit.first) if run.now.word(k) in ("if", "unless")), default=0)
        said = run.now.words[asked : hit.first]
        told = "," in said and words("modal-plan").isdisjoint(
            said[said.index(",") :]
        )  # "if they are here, X did not send them"
        if (any(run.now.word(k) in ("if", "unless") for k in opens) or run.now.word(0) == "had") and not told:
            return "", None, draft
    if negation and any(run.now.word(k) in words("modal-plan") for k in range(max(0, hit.first - 3), hit.first)):
        return "", None, draft  # "would never give it up"
    if negation:
        if (report and report.kind == "say" or "contrary" in run.now.words) and draft.event_type in (
            *CONTROL,
            "advance",
            "withdrawal",
            "airstrike",
            "drone_strike",
            "shelling",
            "other",
            "foreign_deployment",
            "arms_transfer",
            "shootdown",
            "declaration",
            "oil_shutdown",
        ):
            return at("denied", negation), report.speaker or None if report else None, draft
        return "", None, draft
    if (
        draft.event_type in CONTROL
        and run.now.word(hit.first - 1) == "to"
        and run.now.word(hit.first - 2) in words("launched")
        and run.now.word(hit.first - 3) not in words("be")
    ):
        draft = replace(draft, event_type="advance", holder="")
    if report and report.kind == "silent" and report.at < hit.first:
        return "", None, draft
    wish = intention(run.now, hit) if draft.status not in ("fact", "told") else ""
    if wish == "averted":
        return "", None, draft
    if report and report.kind == "expect" and draft.status not in ("fact", "told"):
        wish = run.now.cue("hypothetical", report.at)
    if draft.status and draft.status not in ("fact", "told"):
        wish = draft.status
    if wish == "none":
        return "", None, draft
    if wish == "denied":
        own = report is None or report.at > hit.first  # who refuses says so
        return "denied", (draft.actor if own else report.speaker) or None, draft
    if wish:
        if (
            draft.event_type == "repelled"
            or draft.event_type in ("mass_grave", "detention")
            or (draft.event_type == "clash" and wish != "hypothetical")
            or (draft.event_type == "displacement" and wish != "hypothetical")
            or (draft.event_type == "shootdown" and wish != "planned")
            or (draft.event_type == "shelling" and hit.rule.frame == "fire")
            or draft.holder
            and draft.event_type == "other"
        ):
            return "", None, draft
        return wish, report.speaker or None if report else None, draft
    both = report is not None and "/" in report.speaker
    if both and draft.event_type in (*CONTROL, "repelled") and draft.actor not in run.names.parties:
        return "", None, draft  # "both sides said that they held it"
    status, by = voice_of(run.now, report, harmed, draft.event_type)
    if status == "claimed" and report is not None and report.kind in ("admit", "confirm"):
        side = run.names.sides.get(report.speaker, "")
        known = draft.actor or report.kind == "admit" or draft.event_type in _STRUCK
        if side and known and side != run.names.sides.get(draft.actor, ""):
            status = at("confirmed", status)  # who has nothing to gain by it
    if status == "claimed" and report is not None and report.kind == "admit" and report.speaker == draft.actor:
        deed = (*_STRUCK, "foreign_deployment", "arms_transfer", "withdrawal", "civilian_harm")
        status = at("confirmed", status) if draft.event_type in deed else status  # its own deed
    formal = draft.event_type in ("truce", "declaration", "talks") and status == "claimed"
    if formal and (report.voice == "party" or hit.first <= report.at < hit.last):  # to declare it is to do it
        status = "asserted"
    attributed = status == "claimed" and report is not None and report.at >= 0
    if attributed and (_own_act(run, hit, draft, report) or presupposed(run, hit, report)):
        status = "asserted"
    first, last = run.now.clause(hit)
    said = run.now.words
    taken = _rejected(run, hit, by) if "that" in said or not words("retract").isdisjoint(said) else None
    if taken:
        return *taken, draft
    claims = words("claim-noun")
    if status == "asserted":
        doubt = _hedge(run.now, first, last)
        if doubt < 0 and not claims.isdisjoint(said[max(0, hit.first - 9) : hit.first]):
            doubt = next(  # "the claim that it had taken the town", "reports of clashes in the town"
                (
                    k - 1
                    for k in range(max(1, hit.first - 8), hit.first)
                    if said[k - 1] in claims and (said[k] == "that" or (said[k] == "of" and k > hit.first - 7))
                ),
                -1,
            )
        if doubt >= 0:
            status = run.now.cue("claimed", doubt)
    return status, by, draft


def _outer(run, report: Report | None) -> Report | None:
    """Give who tells of another's admission: "the LNA said that the GNA had admitted" is the LNA's claim."""
    if report is None or report.kind not in ("admit", "confirm") or report.trailing:
        return report
    for other in run.reports:
        party = other.kind == "say" and not other.trailing and other.voice == "party"
        if party and other.at < report.at < other.last and other.speaker and other.speaker != report.speaker:
            return other
    return report


def _regretted(run, hit: Hit, report: Report | None) -> bool:
    """Tell a claim that who made it takes back: "announced too soon that", "apologised for announcing", "deleted"."""
    now = run.now
    if report is not None and not words("rued").isdisjoint(now.words[max(0, report.at - 8) : hit.first]):
        return True
    for other in run.reports:
        if other.kind == "deny" and other.at >= hit.last and now.word(other.at) in words("retract"):
            own = report is not None and report.at < other.at
            return own and (not other.speaker or not report.speaker or other.speaker == report.speaker)
    return False


def _who_failed(run, hit: Hit, draft: Draft, report: Report | None) -> str:
    """Give who failed; no side tells that its own attack did."""
    own = report is not None and report.voice == "party" and report.speaker == draft.actor and not report.trailing
    return the_other(run, hit, draft.actor, max(report.at, 0)) if own else draft.actor


def _goes_on(now, report: Report) -> bool:
    """Tell what is said beside a denial ("denied it, saying") from the claim that it denies ("denied X's claim")."""
    before = now.word(report.at - 1)
    if before in words("bulletin") and now.word(report.at).endswith("ing"):
        return False  # "deleted the post announcing that"
    owned = now.word(report.at - 1) in either("possessive", also=("'s", "'", "the", "any", "all"))
    said = now.word(report.at)
    if said.endswith("ing") and now.word(report.at - 1) not in (",", "and", "but", '"', ""):
        return False  # "dismissed posts claiming that"
    return report.kind != "deny" and not report.trailing and not (owned and now.word(report.at) in words("claim-noun"))


def _rejected(run, hit: Hit, by):
    """Give "denied" and whose denial: "in its rebuttal of the claim that", "took back the claim that"."""
    now = run.now
    for k in range(max(1, hit.first - 12), hit.last):
        if now.word(k) == "that" or (now.word(k) in words("stating") and now.word(k - 1) in words("claim-noun")):
            noun = next((m for m in range(k - 1, max(-1, k - 7), -1) if now.word(m) in words("denial-noun")), -1)
            taken_back = noun < 0 and now.word(k - 1) in words("claim-noun") and _taken_back(run, k)
            if noun >= 0 or taken_back:
                owner = [now.side(t) for t in now.tokens[max(0, noun - 5) : k] if t.kind in ("actor", "unit")]
                return now.cue("denied", max(noun, k - 1)), owner[-1] if owner else by
        trace = now.word(k) in words("trace-noun") and "that" in now.words[k:]
        if trace and not words("not").isdisjoint(now.words[max(0, k - 6) : k + 1]):
            return now.cue("denied", k), by
    return None


def _denied_by(now, at: int) -> bool:
    """Tell "was denied by", "were dismissed as"."""
    return now.word(at + 1) in ("by", "as", ".") and any(now.word(k) in words("be") for k in (at - 1, at - 2))


def _own_act(run, hit: Hit, draft: Draft, report: Report) -> bool:
    """Tell a closing or an opening that its own operator announces."""
    if hit.rule.frame not in _OWN_FRAMES or report.voice in ("resident", "witness", "hedge"):
        return False
    if report.speaker:
        return report.speaker == draft.actor or run.names.roles.get(report.speaker) is None
    if run.now.word(report.at) in words("proclaiming") and 0 <= hit.first - report.at < 4:
        return True  # "the tribes announced the closure of"
    said_by = run.now.tokens[report.at - 1] if report.at else None
    if said_by is not None and run.names.kinds.get(said_by.value) in ("airport", "port", "oil_terminal"):
        return True  # "operations were suspended, the airport said"
    near = run.now.words[max(0, report.at - 6) : report.at + 6]
    return not words("operators").isdisjoint(near)


def presupposed(run, hit: Hit, report: Report) -> bool:
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
            return not (word in ("as", "when") and report.trailing)
        if n in now.inside:
            return False  # the clause that opens there has its verb already
        if now.word(n - 1) == "," and (word in words("relative") or (word in ("as", "while") and not report.trailing)):
            return True
        if now.boundary(n) or word in (",", '"', "that", "and"):
            return False
        n -= 1
    return False


def _taken_back(run, at: int) -> bool:
    """Tell "took back the statement that", "withdrew its claim that"."""
    before = run.now.words[max(0, at - 9) : at]
    return "back" in before and not words("take").isdisjoint(before) or not words("retract").isdisjoint(before)
