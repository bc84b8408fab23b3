"""Step through the evidence of one place, from report to report (rules 3 and 5 of docs/rules.md)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pandas as pd

from .dates import parse_edtf
from .evidence import CHANGES_HANDS, Evidence, day_number, silenced

CERTAINTIES = ("certain", "likely", "claimed only", "inferred", "not known")
CARRY_DAYS = 90  # how far two reports that disagree are carried towards each other, at most
SPREAD_DAYS = 7  # a change known only to more days than this leaves them "unknown"
CARRIED = "carried back from the next report"
ABOUT_DAYS = 3  # what `~` on a single day is taken to mean


@dataclass
class Segment:
    """A stretch of days with one holder, before it becomes a row."""

    holder: str
    start: int
    certainty: str
    basis: str
    earliest: int
    latest: int
    seen: int  # last day on which its holder is attested
    evidence: list[Evidence] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)
    since: str = ""


def walk(items: list[Evidence], start: list[Segment], first: int) -> list[Segment]:
    """Step from report to report."""
    chain = _opening(items[0], start, first) if items else start
    chain = chain or [unknown_from(first, "no report, and none of a place that it lies in")]
    for item in items:
        if item.certainty == "set aside":
            chain[-1].set_aside.extend(item.ids)
            chain[-1].evidence.append(item)
            continue
        take_step(chain, item)
    return chain


def _opening(item: Evidence, start: list[Segment], first: int) -> list[Segment]:
    """Give what was so before the first report."""
    if item.basis == "baseline":
        span = parse_edtf(item.since) if item.since else None
        sure = day_number(pd.Timestamp(span.latest)) if span else first
        if sure <= first:
            return [replace(_segment(item, first, first, item.after), since=item.since)]
        before = _until(start, sure) or [unknown_from(first, "no report of the time before its holder came")]
        if before[-1].holder == item.after:
            return before
        begin = day_number(pd.Timestamp(span.earliest))
        return [*before, replace(_segment(item, sure, sure, item.after), earliest=begin, latest=sure)]
    held = _until(start, item.day)
    if held and (held[-1].holder == item.before or item.before in ("unknown", "contested")):
        return held
    if item.day <= first:
        return [_segment(item, first, first, item.after)]
    if item.before in ("unknown", "contested"):  # a contest begins with the report that tells of it
        begun = max(first, item.earliest)
        fought = [replace(_carried(item, begun), basis="contested in this report")] if begun < item.day else []
        early = [unknown_from(first, "no report yet")] if begun > first or item.before == "unknown" else []
        return [*early, *(fought if item.before == "contested" else [])] or [unknown_from(first, "no report yet")]
    back = max(first, item.earliest - CARRY_DAYS)
    early = [unknown_from(first, "no report yet")] if back > first else []
    return [*early, _carried(item, back)]


def _until(start: list[Segment], day: int) -> list[Segment]:
    """Copy what was so before a day, with the evidence known by then."""
    return [
        replace(
            s, evidence=[e for e in s.evidence if e.earliest < day] or s.evidence[:1], notes=list(s.notes), set_aside=[]
        )
        for s in start
        if s.start < day
    ]


def take_step(chain: list[Segment], item: Evidence) -> None:
    """Add one piece of evidence to the chain: it confirms the last segment, or begins another."""
    now = chain[-1]
    if item.day < now.start:  # it says only what is known already
        item = replace(item, earliest=now.start, latest=max(now.start, item.latest))
    reaches_back = item.after == now.holder and item.earliest <= now.start  # it tells of the time before
    if item.before not in (now.holder, "unknown") and not reaches_back:
        _bridge(chain, item)
    now = chain[-1]
    earliest = max(item.earliest, now.seen + 1 if now.evidence and item.before != item.after else item.earliest)
    earliest = min(earliest, item.latest)
    carried = now.basis == CARRIED and item.day > now.start
    if item.after == now.holder and not carried:
        now.evidence.append(item)
        now.seen = max(now.seen, item.latest if item.before == item.after else item.day)
        if _rank(item.certainty) < _rank(now.certainty) and now.basis != "baseline":
            now.certainty, now.basis = item.certainty, now.basis if item.before == item.after else item.basis
        elif now.basis == "baseline" and item.voiced and item.certainty in ("certain", "likely"):
            now.certainty = item.certainty
        return
    hard = now.holder in CHANGES_HANDS and item.after in CHANGES_HANDS
    if hard and item.latest - earliest > SPREAD_DAYS:
        chain.append(unknown_from(earliest, f"it passed from {now.holder} to {item.after} on a day not known"))
    began = _segment(item, item.day, item.day, item.after)
    after_last = now.seen + 1 if now.evidence and item.before != item.after else began.earliest
    chain.append(replace(began, earliest=min(max(began.earliest, after_last), began.latest)))


def _bridge(chain: list[Segment], item: Evidence) -> None:
    """Fill the time between two reports that disagree about it (rule 5)."""
    now = chain[-1]
    soft = "contested" in (now.holder, item.before) or now.holder == "unknown"
    if soft:
        brief = item.latest - item.earliest <= SPREAD_DAYS or item.after != now.holder
        if item.before == "contested" and brief and now.holder != "unknown" and now.start < item.earliest < item.day:
            chain.append(
                replace(_segment(item, item.earliest, item.earliest, "contested"), basis="contested in this report")
            )
        elif now.holder in ("contested", "unknown") and item.before in CHANGES_HANDS:
            start = max(now.seen + 1, item.earliest - CARRY_DAYS) if now.holder == "unknown" else item.earliest
            if now.start < start < item.day:
                chain.append(_carried(item, start))
        return
    carry = min(CARRY_DAYS, max(0, item.earliest - now.seen) // 2)
    until, start = now.seen + carry + 1, item.earliest - carry
    if until < start:
        chain.append(
            unknown_from(until, f"last told as {now.holder}, next as {item.before}; the change is not reported")
        )
    if now.start < start < item.day:
        chain.append(replace(_carried(item, start), earliest=min(now.seen + 1, start), latest=item.earliest))


def _carried(item: Evidence, start: int) -> Segment:
    segment = _segment(silenced(item), start, start, item.before)
    return replace(segment, certainty="inferred", basis=CARRIED, earliest=start, latest=start)


def _segment(item: Evidence, start: int, seen: int, holder: str) -> Segment:
    spread = ABOUT_DAYS if item.about else 0
    return Segment(
        holder=holder,
        start=start,
        certainty="claimed only" if item.certainty == "set aside" else item.certainty,
        basis=item.basis,
        earliest=(item.earliest if item.basis != "baseline" else start) - spread,
        latest=(item.latest if item.basis != "baseline" else start) + spread,
        seen=max(seen, item.latest),
        evidence=[item],
    )


def unknown_from(start: int, note: str) -> Segment:
    """Begin a segment whose holder is not known, and say why."""
    return Segment("unknown", start, "not known", "no evidence", start, start, start, [], [note])


def segment_at(chain: list[Segment], day: int) -> Segment:
    """Find the segment in force on a day."""
    return next((segment for segment in reversed(chain) if segment.start <= day), chain[0])


def _rank(certainty: str) -> int:
    return CERTAINTIES.index(certainty) if certainty in CERTAINTIES else len(CERTAINTIES)
