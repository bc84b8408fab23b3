"""In whose words something is told: the saying that covers a trigger, a heading's source, a hedge."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .grammar import Hit
from .negation import quoted
from .sayings import Report
from .speakers import standing
from .supposed import evidential
from .tables import either, words

if TYPE_CHECKING:
    from .quotations import Quotation
    from .roles import Sentence
    from .run import Run


def report_for(run: Run, hit: Hit) -> Report | None:
    """Give the saying in whose scope a trigger stands."""
    best = None
    own = _presupposed(run.now, hit) if run.reports else 0
    for report in run.reports:
        if own and not own < report.at < hit.first and report.kind == "say":
            continue
        if report.trailing and (report.first <= hit.first < report.last or _resumed(run.now, report, hit)):
            if report.kind != "deny" and (best is None or best.trailing):
                best = report
        elif not report.trailing and report.first <= hit.first < report.last:
            if best is None or best.trailing or report.at > best.at:
                best = report
        elif not report.trailing and hit.first <= report.at < hit.last:
            best = report
    if best is not None and not best.speaker and hit.first <= best.at < hit.last and _by_us(run, best.at):
        best = next((r for r in run.reports if r.trailing and r.speaker and r.first <= hit.first < r.last), best)
    ends = best is not None and best.trailing and best.kind == "say" and not best.speaker
    if best is not None and ends and (whose := _quoted(run, hit)):
        return replace(best, speaker=whose.speaker, voice=whose.voice)  # ended by '," said Y.'
    return best or _unspoken(run, hit)


def _resumed(now: Sentence, report: Report, hit: Hit) -> bool:
    """Tell what somebody goes on to say past "it said": "had entered X, it said, after taking Y"."""
    ahead = now.words[report.at + 1 : report.at + 3]
    if report.kind != "say" or ahead not in ([",", "after"], [",", "once"], [",", "having"]) or hit.first < report.at:
        return False
    return not any(now.boundary(n) or now.word(n) == ";" for n in range(report.at + 3, hit.first))


def _by_us(run: Run, n: int) -> bool:
    """Tell the verb of "we proudly announce the liberation of X", which somebody says."""
    return "we" in run.now.words[max(0, n - 3) : n]


def _quoted(run: Run, hit: Hit) -> Quotation | None:
    """Give the quotation of several sentences that a trigger stands in, if the text has named its speaker."""
    whose = run.quotation
    inside = whose is not None and whose.start < run.now.tokens[hit.first].start < whose.end
    return whose if whose is not None and whose.speaker and inside else None


def _presupposed(now: Sentence, hit: Hit) -> int:
    """Give where the outlet's own words begin in what somebody says: "graves were found since Y left X"; else 0."""
    first, _ = now.clause(hit)
    return first - 1 if now.word(first - 1) == "since" and first > 4 else 0


def _unspoken(run: Run, hit: Hit) -> Report | None:
    """Give who speaks where no verb says so: an open quotation, "LNA spokesman: ...", "Sources: ...", "reportedly"."""
    now, whose = run.now, run.quotation
    if whose and whose.start < now.tokens[hit.first].start < whose.end:  # also of a speaker whom nobody names
        return Report(-1, "say", whose.speaker, whose.voice, 0, now.size, False)
    if quoted(run.flat, run.span[0], now.tokens[hit.first].start) and run.memory.speaker and not run.memory.reported:
        return Report(-1, "say", run.memory.speaker, "party", 0, now.size, False)
    colon = now.colon(hit.first)
    if run.names.sides.get(colon):
        return Report(-1, "say", colon, "party", 0, now.size, False)
    if heading := _sourced(run, hit):
        return heading
    if not words("claim-noun").isdisjoint(now.said) and (owned := _claimed_by(now, hit)):
        return owned
    hedge = hedged_at(now, *_own_words(now, hit))
    return Report(hedge, "say", "", "hedge", 0, now.size, False) if hedge >= 0 else None


def _claimed_by(now: Sentence, hit: Hit) -> Report | None:
    """Give whose claim a trigger stands in: "claims by the LNA that it took X", "a statement from it that"."""
    that = next((k for k in range(hit.first - 1, max(2, hit.first - 9), -1) if now.word(k) == "that"), 0)
    if not that or now.tokens[that - 1].kind not in ("actor", "unit", "date"):
        return None
    at = that - 1
    while at > max(1, that - 5) and (now.tokens[at].kind == "date" or now.word(at) == "on"):
        at -= 1
    side = now.side(now.tokens[at]) if now.tokens[at].kind in ("actor", "unit") else ""
    at -= 2 if now.word(at - 1) == "the" else 1
    if not side or now.word(at) not in ("by", "from", "of") or now.word(at - 1) not in words("claim-noun"):
        return None
    return Report(at - 1, "say", side, standing(now, side), that, now.size, False)


def hedged_at(now: Sentence, first: int, last: int) -> int:
    """Give where a clause hedges: "reportedly", "is said to"; -1 where it does not, as in "no clashes reported"."""
    if "to" in now.said and not words("heard-say").isdisjoint(now.words[first:last]):
        for k in range(first + 1, last):
            if now.word(k) in words("heard-say") and now.word(k + 1) == "to" and now.word(k - 1) in words("be"):
                return k
    hedges = words("hedge")
    if hedges.isdisjoint(now.said) or hedges.isdisjoint(now.words[first:last]):
        return -1
    for k in range(first, last):
        if now.word(k) == "reported" and ({"no", "without"} & set(now.words[k - 4 : k]) or now.word(k + 1) == "that"):
            continue  # what somebody reports covers what follows it
        if now.word(k) in hedges:
            return k
    return -1


def _own_words(now: Sentence, hit: Hit) -> tuple[int, int]:
    """Give what a "reportedly" must stand in: the clause, parted where ", and" brings a subject of its own."""
    first, last = now.clause(hit)
    if words("hedge").isdisjoint(now.said) or not now.words[first + 1 : last].count("and"):
        return first, last
    for k in range(first + 1, last):
        if now.word(k) == "and" and now.word(k - 1) == "," and _opens_clause(now, k + 1):
            if k > hit.first:
                return first, k
            first = k + 1
    return first, last


def _opens_clause(now: Sentence, n: int) -> bool:
    """Tell ", and the LNA left", ", and there were clashes" from the last of a list."""
    n += now.word(n) == "the"
    if n < now.size and now.tokens[n].kind in ("actor", "unit"):
        return now.word(n + 1) not in ("'s", ",", ".")
    if now.word(n) in ("there", "it", "they", "he"):
        return True
    return any(n <= h.first < n + 4 and h.rule.frame == "clash" and h.rule.is_noun for h in now.hits)


def doubted_at(now: Sentence, hit: Hit) -> int:
    """Give where a clause, or its noun, hedges: "reportedly", "the claim that it had taken the town"; else -1."""
    doubt = hedged_at(now, *_own_words(now, hit))
    if doubt < 0 and "if" in now.words:
        doubt = evidential(now)
    if doubt >= 0:
        return doubt
    said, claims = now.words, words("claim-noun")
    if "that" in said[2:6] and _rumoured(said):
        return 0
    if claims.isdisjoint(said[max(0, hit.first - 9) : hit.first]):
        return -1
    for k in range(max(1, hit.first - 8), hit.first):  # "reports of clashes in the town"
        if said[k - 1] in claims and (said[k] == "that" or (said[k] == "of" and k > hit.first - 7)):
            return k - 1
    return -1


def _rumoured(said: list[str]) -> bool:
    """Tell the opening of "Rumour has it that", "Word reached the capital that"."""
    opening = said[: said.index("that")]
    heard = not {"rumour", "rumor", "word", "rumours", "rumors", "gossip", "legend"}.isdisjoint(opening)
    return heard and not {"has", "had", "reached", "came", "spread", "went", "is"}.isdisjoint(opening)


def _sourced(run: Run, hit: Hit) -> Report | None:
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
