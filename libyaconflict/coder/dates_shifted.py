"""Days told by how far they are from another: "a day after", "two weeks before they took it", "weeks later"."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from .grammar import Hit
from .reckoning import count_of

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH_OR_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_SPELL = re.compile(r"(?:week|month|year)s?(?: to the day)?$")
_YEAR = re.compile(r"\b\d{4}(?=-)")


def outer(now: Sentence, first: int) -> int:
    """Give where the clause begins to which a "when" belongs: "a day after five died when shells hit X"."""
    if now.word(first - 1) != "when":
        return first
    return next((k + 1 for k in range(first - 2, max(-1, first - 14), -1) if now.boundary(k)), first)


def _weeks_before(now: Sentence, joint: int) -> int:
    """Give the days of the weeks in "six weeks and a day after"."""
    week = now.word(joint) == "and" and now.word(joint - 1) in ("week", "weeks")
    return 7 * count_of(now.word(joint - 2)) if week else 0


_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "hours": 0, "year": 365, "years": 365}


def shifted(run: Run, first: int, tokens: list) -> str:
    """Read "a day after" and "two days before" before a clause: so long from the day named before it."""
    now = run.now
    if now.word(first - 1) == "since" and first > 1 and now.tokens[first - 2].kind == "date":
        spell = now.tokens[first - 2]  # "it is a year since the LNA took X"
        if back := _years_back(now, first - 3):  # "it is three years this month since"
            value = _YEAR.sub(lambda year: str(int(year[0]) - back), spell.value)
            return now.cue(value, first - 2)
        return now.cue(spell.value, first - 2) if _SPELL.search(spell.text) else ""
    way = {"before": -1, "after": 1}.get(now.word(first - 1), 0)
    if not way:
        return ""
    unit = _UNITS.get(now.word(first - 2))
    if unit is None:
        return ""
    exact = now.words[max(0, first - 4) : first - 1] == ["to", "the", "day"]  # "a week to the day after"
    at = first - 5 if exact else first - 2
    unit = {"week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365}.get(now.word(at), unit) if exact else unit
    count = count_of(now.word(at - 1)) or int(now.word(at - 1) == "the" and unit > 0)
    days = [t.value for k, t in tokens if k < at - 1 and _DAY.fullmatch(t.value)]
    opens = bool(count_of(now.word(0))) and "after" in now.words[1:7]
    if not days and (first < 5 or opens):  # "Two days after losing it, the GNA took X on Sunday"
        days = [t.value for k, t in tokens if k > first and _DAY.fullmatch(t.value)][:1]
    days = days or [run.memory.date or ("" if tokens else run.published.isoformat())]
    if not count or not _DAY.fullmatch(days[-1]):
        return ""
    more = _weeks_before(now, at - 2) if unit == 1 else 0
    day = dt.date.fromisoformat(days[-1]) - way * (count * unit + more) * dt.timedelta(days=1)
    if unit in (30, 365):
        return now.cue(day.isoformat()[: 7 if unit == 30 else 4], first - 2)
    return now.cue(day.isoformat(), first - 2)


def _years_back(now: Sentence, n: int) -> int:
    """Give how many years the words before a day count: "three years this month", "a year to the day on Friday"."""
    while n > 2 and now.word(n) in ("on", "in", "to", "the", "day", "ago"):
        n -= 1
    count = now.word(n - 1)
    return (1 if count in ("a", "one") else count_of(count)) if now.word(n) in ("year", "years") else 0


def some_time_later(run: Run, hit: Hit, tokens: list) -> str:
    """Read "took X in April and Y weeks later": a span that begins with the date named before."""
    now = run.now
    span = (hit.first - 1, *range(hit.last + 1, min(now.size, hit.last + 7)))  # "later took X", "took X later"
    at = next((k for k in span if now.word(k) in ("afterwards", "later", "thereafter")), -1)
    if at > hit.first and now.word(at - 2) in ("and", "but", "then"):
        return ""  # "took X and weeks later Y"
    unit = {"days": 14, "weeks": 60, "months": 180, "soon": 14, "shortly": 14}.get(now.word(at - 1), 0) if at > 0 else 0
    before = [t for k, t in tokens if k < hit.first and _MONTH_OR_DAY.fullmatch(t.value)]
    if not unit or not before or any(now.boundary(k) for k in range(hit.last, at)):
        return ""
    begins = before[-1].value
    day = dt.date.fromisoformat(begins if len(begins) > 7 else f"{begins}-28")
    ends = min(day + unit * dt.timedelta(days=1), run.published).isoformat()
    return now.cue(f"{begins}/{ends if len(begins) > 7 else ends[:7]}", at)
