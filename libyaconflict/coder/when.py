"""Dates in news prose, resolved against the day of publication, as EDTF."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from .dates_patterns import match_dates
from .dates_plain import month_in, resolve
from .reckoning import NUMERAL, UNITS, count_in
from .spelling import lower

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LOOSE = ("recent", "year", "this", "last", "past")


@dataclass(slots=True)
class When:
    """A date in the text: its span and the EDTF text that it stands for."""

    start: int
    end: int
    edtf: str
    loose: bool = False
    kind: str = ""


def find_dates(
    text: str, published: dt.date, last: dt.date | None = None, hints: list[tuple[str, list[str]]] | None = None
) -> list[When]:
    """Find dates and resolve them; a bare day or month is the latest one not after publication.

    `hints` are those of the document that the text is from (`hints_in`); without them all are looked for.
    """
    found: list[When] = []
    for name, match in match_dates(text, hints):
        edtf = _read(name, match, found, published, last, text)
        if match.group() == "overnight" and found and (night := _night_before(found[-1], published)):
            edtf = night
        named = name in ("dmy", "mdy") and found and found[-1].kind == "weekday"
        start = match.start()
        if named and text[found[-1].end : start] in (" ", ", "):
            start = found.pop().start  # "Friday, 15 May": one day, named twice
        if name == "range" and edtf and _two_days(text, match):  # "on 10 and 15 March"
            one, _, edtf = edtf.partition("/")
            found.append(When(match.start(), match.end("d1"), one, False, "dmy"))
            found.append(When(match.start("d2"), match.end(), edtf, False, "dmy"))
            last = dt.date.fromisoformat(edtf)
        elif edtf:
            found.append(When(start, match.end(), edtf, name in _LOOSE, name))
            if name not in _LOOSE and _DAY.fullmatch(edtf):
                last = dt.date.fromisoformat(edtf)
    if found and " and " in text:
        found = _listed(text, found)
    return _offsets(text, _spans(text, found)) if found else found


def _night_before(when: When, published: dt.date) -> str:
    """Give the night that "On 18 May 2020 X fell, deserted overnight" means, of a day long before publication."""
    if when.loose or not _DAY.fullmatch(when.edtf):
        return ""
    day = dt.date.fromisoformat(when.edtf)
    return f"{day - dt.timedelta(days=1)}/{day}" if (published - day).days > 6 else ""


_MORE_DAYS = re.compile(
    r"((?:, \d{1,2})+)(?:, and| and|,) (\d{1,2})\b(?! ?[-/:.%]\d| (?:people|civilians|soldiers|fighters))"
)
_DAYS_BEFORE = re.compile(r"(?:on|of) ((?:\d{1,2}, )+)$")


def _listed(text: str, found: list[When]) -> list[When]:
    """Add the other days of "on September 19, 24 and 26", "on 3, 5 and 8 August"."""
    out: list[When] = []
    for when in found:
        if when.kind == "dmy" and (match := _DAYS_BEFORE.search(text, max(0, when.start - 30), when.start)):
            at = match.start(1)
            out += [_on_day(when, int(one.group()), at + one.start(), at + one.end()) for one in _NUMBERS(match[1])]
        out.append(when)
        if when.kind == "mdy" and (match := _MORE_DAYS.match(text, when.end)):
            for one in _NUMBERS(match.group()):
                out.append(_on_day(when, int(one.group()), when.end + one.start(), when.end + one.end()))
    return [when for when in out if when.edtf]


_NUMBERS = re.compile(r"\d{1,2}").finditer


def _on_day(when: When, day: int, start: int, end: int) -> When:
    """Give another day of the month of a date; an empty date where the month has no such day."""
    try:
        edtf = dt.date.fromisoformat(when.edtf).replace(day=day).isoformat()
    except ValueError:
        edtf = ""
    return When(start, end, edtf, False, when.kind)


def _read(name: str, match: re.Match, found: list[When], published: dt.date, last: dt.date | None, text: str) -> str:
    """Give the EDTF date of a match, or nothing, from what the sentence has named before it and the last day named."""
    if name == "month":
        year = _year_named(found, published)
        if year and not match.group().startswith(("last", "this")):
            return month_in(year, match["m"])  # "in April 2019, before losing it in June"
    elif name == "that_year":
        return month_in(found[-1].edtf[:4] if found else published.year, match["m"])
    elif name in ("since_years", "anniversary") and found and _DAY.fullmatch(found[-1].edtf):
        published = dt.date.fromisoformat(found[-1].edtf)  # "On Friday it will be a year since"
    return resolve(name, match, published, published if name == "anniversary" else last or published, text)


def _two_days(text: str, match: re.Match) -> bool:
    """Tell two days apart from a span: "on 10 and 15 March", not "between 10 and 15 March" or "10 and 11 March"."""
    joined = text[match.end("d1") : match.start("d2")].lower().endswith(" and ")
    spaced = int(match["d2"]) - int(match["d1"]) > 1
    return joined and spaced and not text[: match.start()].lower().endswith(("between ", "between the "))


_OFFSET = re.compile(
    rf"\b(?P<n>{NUMERAL}|an?|the) (?P<unit>days?|weeks?) (?P<way>before|after) "
    r"(?:(?:the|an?|his|her|its|their) (?![a-z-]+ (?:[a-z-]+ )?(?:[a-z]+ed|lost|took|fell|left|won|struck|hit|began"
    r"|came|went|had|was|were|shot|fled|drove|held) )(?:[a-z-]+ ){1,3}(?:of |on |of last |late on |early on )?)?$"
)


def _offsets(text: str, found: list[When]) -> list[When]:
    """Count from "two days before Friday's summit", "a week after the strike on 4 July"."""
    if " days" not in text and " day " not in text and " week" not in text:
        return found
    out: list[When] = []
    for when in found:
        floor = out[-1].end if out else 0
        match = _OFFSET.search(lower(text[max(floor, when.start - 60) : when.start]))
        if match and _DAY.fullmatch(when.edtf):
            days = count_in(match["n"]) * UNITS[match["unit"].rstrip("s")] * (1 if match["way"] == "after" else -1)
            day = dt.date.fromisoformat(when.edtf) + dt.timedelta(days=days)
            start = max(floor, when.start - 60) + match.start()
            out.append(When(start, when.end, day.isoformat(), when.loose, "offset"))
        else:
            out.append(when)
    return out


def _year_named(found: list[When], published: dt.date) -> str:
    """Give the earlier year that a sentence has named last."""
    years = (when.edtf[:4] for when in reversed(found) if when.kind in ("my", "dmy", "mdy"))
    return next((year for year in years if year < f"{published.year}"), "")


def _spans(text: str, found: list[When]) -> list[When]:
    """Join "from April 2019 to June 2020" and "between Monday and Thursday" to one span."""
    out: list[When] = []
    for when in found:
        if out and "/" not in out[-1].edtf + when.edtf:
            one = out[-1]
            between = text[one.end : when.start].lower()
            of_week = one.kind == "weekday" and when.kind == "weekday_of_week" and one.edtf > when.edtf
            if of_week and between in (" and ", ", ", ", and "):  # "on Monday and Tuesday of last week"
                day = dt.date.fromisoformat(one.edtf) - dt.timedelta(days=7)
                one = out[-1] = When(one.start, one.end, day.isoformat(), kind="weekday")
            before = text[max(0, one.start - 9) : one.start].lower()
            opens = text[one.start : one.end].lower().startswith("from ") or before.endswith("from ")
            joins = between in (" to ", " until ", " till ") and opens
            joins = joins or between == " and " and before.endswith("between ")
            joins = joins or between in (" and ", ", ", ", and ") and _next_day(one.edtf, when.edtf)
            joins = joins or between.strip() == "-" and {one.kind, when.kind} <= {"dmy", "mdy"}
            if joins and one.kind == "weekday" and when.kind == "weekday_of_week" and one.edtf > when.edtf:
                day = dt.date.fromisoformat(one.edtf) - dt.timedelta(days=7)
                one = When(one.start, one.end, day.isoformat(), kind="weekday")
            if joins and one.edtf <= when.edtf:
                out[-1] = When(one.start, when.end, f"{one.edtf}/{when.edtf}", kind="range")
                continue
        out.append(when)
    return out


def _next_day(one: str, two: str) -> bool:
    """Tell "on Monday and Tuesday": two days that follow each other."""
    if len(one) != 10 or len(two) != 10:
        return False
    return dt.date.fromisoformat(two) - dt.date.fromisoformat(one) == dt.timedelta(days=1)
