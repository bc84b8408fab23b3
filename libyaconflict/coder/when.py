"""Dates in news prose, resolved against the day of publication, as EDTF."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from .dates_spelt import RESOLVED, spelt
from .reckoning import MONTHS, NUMERAL, UNITS, count_in, part_of_month, shift, year_of
from .spelling import lower

_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_M = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_W = "(?:" + "|".join(_DAYS) + ")"
_PART = (
    "(?:start|beginning|end|middle|first half|second half|first (?:days?|weeks?)|last (?:days?|weeks?)|early|late)"
    "(?: part| days| weeks?)?(?= of| in|,? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
)
_HOUR = "(?:morning|afternoon|evening|night)"
_PATTERNS = [
    (
        "range",
        rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s*"
        rf"(?:-|to|and|until)\s*(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{_M})"
        rf"(?:,? (?P<y>20\d\d))?\b",
    ),
    (
        "range",
        rf"(?P<m>{_M}) (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s*"
        rf"(?:-|to|and|until)\s*(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?! {_M})(?:,? (?P<y>20\d\d))?\b",
    ),
    ("dmy", rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{_M})(?:,? (?P<y>20\d\d))?\b"),
    ("mdy", rf"(?P<m>{_M}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<y>20\d\d))?(?! ?(?:troops|people|fighters|%))"),
    ("my", rf"(?:(?P<part>early|mid|late|the end of|the beginning of)[ -])?(?P<m>{_M}) (?P<y>20\d\d)\b"),
    ("that_year", rf"(?P<m>{_M}) (?:that|the same) year\b"),
    ("m_this", rf"(?P<m>{_M}) (?:of )?this year\b"),
    ("m_last", rf"(?P<m>{_M}) (?:of )?last year\b|last (?P<m2>{_M})\b"),
    ("iso", r"(?P<iso>20\d\d-\d\d-\d\d)\b"),
    ("slash", r"(?P<d>\d{1,2})(?P<sep>[/.])(?P<mo>\d{1,2})(?P=sep)(?P<y>20\d\d)\b"),
    ("part_month", rf"(?:the )?(?P<part>{_PART})(?: of| in|,)? (?P<m>{_M})(?: (?P<y>20\d\d))?\b"),
    ("past", rf"(?:the )?(?:past|last|previous) (?P<n>{NUMERAL}|few|several) (?P<unit>days?|weeks?|months?)\b"),
    (
        "later",
        rf"(?P<n>{NUMERAL}|a|an) (?P<unit>days?|weeks?|months?) (?:later|afterwards)\b"
        rf"|the (?:following|next) (?P<unit2>day|week|month)\b|the (?:following|next) {_HOUR}\b"
        r"|(?P<unit3>day) after(?=,)",
    ),
    ("new_year", r"new year's day\b"),
    ("start_of", r"(?:since )?(?:the )?(?:start|beginning) of (?:the|this) (?P<unit>week|month|year)\b"),
    ("years_month", rf"(?P<n>{NUMERAL}|a) years? ago this month\b"),
    ("day_same_month", r"the (?<=on the )(?P<d>\d{1,2})(?:st|nd|rd|th)\b(?! of)"),
    ("day_last_month", r"the (?P<d>\d{1,2})(?:st|nd|rd|th) of last month\b"),
    (
        "ago",
        rf"(?P<n>{NUMERAL}|a couple of|a|an|some|nearly \w+|about \w+) (?P<unit>days?|weeks?|months?|years?)"
        r" (?:ago|earlier)\b",
    ),
    (
        "weekday",
        rf"(?P<pre>last |next |by |until |late on |early on |late |early )?(?P<w>{_W})s?\b"
        rf"(?: (?:morning|evening|night|afternoon|nightfall))?(?! (?:market|mosque)\b)",
    ),
    ("yesterday", r"yesterday(?: (?:morning|evening|night|afternoon))?\b|overnight\b|last night\b"),
    ("today", r"today\b|tonight\b|this (?:morning|evening|afternoon)\b"),
    ("day_before", rf"(?:the day before|the (?:previous|preceding) (?:day|{_HOUR})|the (?:evening|night) before)\b"),
    (
        "same_day",
        rf"(?:the same|that|that same|later that|earlier that) (?:day|{_HOUR})\b|hours later\b"
        r"|at (?:around |about |roughly )the same time\b",
    ),
    ("weekend", r"(?:at |over |on )?the weekend\b"),
    (
        "this",
        r"(?:earlier |later )?this (?P<unit>week|month|year)\b|(?:earlier|later) in the (?P<unit2>week|month|year)\b",
    ),
    ("last", r"(?:late |earlier |early )?last (?P<unit>week|month|year)\b"),
    ("recent", r"in recent (?P<unit>days|weeks|months)\b|recently\b"),
    (
        "part_year",
        r"(?:the )?(?P<part>early|late|mid|start of|beginning of|middle of|end of)[ -](?P<y>20[012]\d)\b(?!-)",
    ),
    ("year", r"\b(?:(?:in |since )?(?:late|early|mid)[ -]|(?:in|since|of) )(?P<y>20[01]\d|2020)\b(?!-)"),
    ("month", rf"(?P<pre>in |for |since |from |by |until |late |early |mid-|last |this )(?P<m>{_M})\b(?! \d)"),
]
_MONTH = re.compile(r"\b(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b")
_STEMS = frozenset(name[:3] for name in MONTHS)
#: What a text must contain for a pattern to be worth a search; for those not listed, the first letters of a month.
_HINTS = {
    "my": ("20",), "that_year": ("that year", "same year"), "m_this": ("this year",), "m_last": ("last ",),
    "iso": ("20",), "day_last_month": ("last month",), "years_month": ("ago this month",),
    "day_same_month": ("on the ",),
    "ago": (" ago", " earlier"), "weekday": tuple(_DAYS), "yesterday": ("yesterday", "overnight", "last night"),
    "today": ("today", "tonight", "this morning", "this evening", "this afternoon"),
    "past": ("past ", "last ", "previous "),
    "later": (" later", " afterwards", "the following ", "the next ", "day after,"),
    "new_year": ("new year",), "slash": ("/", ".20"),
    "day_before": ("day before", "the previous ", "the preceding ", "evening before", "night before"),
    "same_day": ("the same ", "that same ", "that day", "that morning", "that afternoon", "that evening", "that night")
    + ("hours later",),
    "weekend": ("weekend",), "start_of": ("start of th", "beginning of th"),
    "this": ("this week", "this month", "this year", "in the week", "in the month", "in the year"),
    "last": ("last week", "last month", "last year"), "recent": ("recent",), "year": ("20",), "part_year": ("20",),
}  # fmt: skip
_ROOTS = ("day", "last ", "this ", "in the ", "later", "night", "that ", "same ", "year", "evening", "previous ")
_ROOTS += (*sorted(_STEMS), "before last", "feast", "ramadan", "easter", "christmas", "eid", "anniversary", "of ")


@cache
def _expressions() -> tuple[list[tuple[str, re.Pattern, bool]], dict[str, list[str]], dict[str, list[int]]]:
    """Give the patterns and whether they name a month, the hints by what they share, and the patterns of each hint."""
    patterns = [(name, p, frozenset(hints)) for name, p, hints in spelt()]
    patterns += [(name, p, frozenset(_HINTS.get(name, _STEMS))) for name, p in _PATTERNS]
    rooted: defaultdict[str, list[str]] = defaultdict(list)
    hinted: defaultdict[str, list[int]] = defaultdict(list)
    for number, (_, _, hints) in enumerate(patterns):
        for hint in hints:
            hinted[hint].append(number)
    for hint in sorted(hinted):
        rooted[next((root for root in _ROOTS if root in hint), hint)].append(hint)
    compiled = [(name, re.compile(p), _M in p and "month)" not in p) for name, p, _ in patterns]
    return compiled, dict(rooted), dict(hinted)


@dataclass(slots=True)
class When:
    """A date in the text: its span and the EDTF text that it stands for."""

    start: int
    end: int
    edtf: str
    loose: bool = False
    kind: str = ""


def hints_in(text: str) -> list[tuple[str, list[str]]]:
    """Give which of the hints at dates a document has, so that its sentences are searched for no others."""
    low = lower(text)
    rooted = _expressions()[1]
    return [(root, had) for root, hints in rooted.items() if root in low and (had := [h for h in hints if h in low])]


def find_dates(
    text: str, published: dt.date, last: dt.date | None = None, hints: list[tuple[str, list[str]]] | None = None
) -> list[When]:
    """Find dates and resolve them; a bare day or month is the latest one not after publication.

    `hints` are those of the document that the text is from (`hints_in`); without them all are looked for.
    """
    low = lower(text)
    expressions, _, hinted = _expressions()
    present: set[str] = set()
    for root, listed in hints_in(text) if hints is None else hints:
        if root in low:
            present.update([hint for hint in listed if hint in low])
    if not present:
        return []
    month = not present.isdisjoint(_STEMS) and _MONTH.search(low) is not None
    matched: list[tuple[int, str, re.Match]] = []
    taken: list[tuple[int, int]] = []
    for number in sorted({number for hint in present for number in hinted[hint]}):
        name, pattern, monthly = expressions[number]
        if monthly and not month:
            continue
        for match in pattern.finditer(low):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if match.start() and (text[match.start() - 1].isalnum() or text[match.start() - 1] == "-"):
                continue
            taken.append(match.span())
            matched.append((match.start(), name, match))
    found: list[When] = []
    for _, name, match in sorted(matched, key=lambda item: item[0]):
        named_year = _year_named(found, published) if name == "month" else ""
        if named_year and not text[match.start() :].lower().startswith(("last", "this")):
            edtf = f"{named_year}-{MONTHS[match['m'].rstrip('.')]:02}"  # "in April 2019, before losing it in June"
        elif name == "that_year":
            year = next((when.edtf[:4] for when in reversed(found)), str(published.year))
            edtf = f"{year}-{MONTHS[match['m'].rstrip('.')]:02}"
        else:
            day = published
            if name in ("since_years", "anniversary") and found and re.fullmatch(r"\d{4}-\d\d-\d\d", found[-1].edtf):
                day = dt.date.fromisoformat(found[-1].edtf)  # "On Friday it will be a year since"
            edtf = _resolve(name, match, day, day if name == "anniversary" else last or day, text)
        named = name in ("dmy", "mdy") and found and found[-1].kind == "weekday"
        if named and text[found[-1].end : match.start()] in (" ", ", "):
            found.pop()  # "Friday, 15 May": one day, named twice
        if name == "range" and edtf and _two_days(text, match):  # "on 10 and 15 March"
            one, _, edtf = edtf.partition("/")
            found.append(When(match.start(), match.end("d1"), one, False, "dmy"))
            found.append(When(match.start("d2"), match.end(), edtf, False, "dmy"))
            last = dt.date.fromisoformat(edtf)
        elif edtf:
            found.append(When(*match.span(), edtf, name in ("recent", "year", "this", "last", "past"), name))
            if name not in ("recent", "year", "this", "last", "past") and re.fullmatch(r"\d{4}-\d\d-\d\d", edtf):
                last = dt.date.fromisoformat(edtf)
    return _offsets(text, _spans(text, found))


def _two_days(text: str, match: re.Match) -> bool:
    """Tell two days apart from a span: "on 10 and 15 March", not "between 10 and 15 March" or "10 and 11 March"."""
    joined = text[match.end("d1") : match.start("d2")].lower().endswith(" and ")
    spaced = int(match["d2"]) - int(match["d1"]) > 1
    return joined and spaced and not text[: match.start()].lower().endswith("between ")


_OFFSET = re.compile(
    rf"\b(?P<n>{NUMERAL}|an?|the) (?P<unit>days?|weeks?) (?P<way>before|after) "
    r"(?:(?:the|an?|his|her|its|their) (?:[a-z-]+ ){1,3}(?:of |on |of last |late on |early on )?)?$"
)


def _offsets(text: str, found: list[When]) -> list[When]:
    """Count from "two days before Friday's summit", "a week after the strike on 4 July"."""
    if " days" not in text and " day " not in text and " week" not in text:
        return found
    out: list[When] = []
    for when in found:
        floor = out[-1].end if out else 0
        match = _OFFSET.search(lower(text[max(floor, when.start - 60) : when.start]))
        if match and re.fullmatch(r"\d{4}-\d\d-\d\d", when.edtf):
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


def _resolve(name: str, match: re.Match, published: dt.date, last: dt.date, text: str) -> str:
    part = match.groupdict()
    one = dt.timedelta(days=1)
    if name in RESOLVED:
        return RESOLVED[name](part, published, last)
    if name == "iso":
        return part["iso"]
    if name == "slash":
        try:
            return dt.date(int(part["y"]), int(part["mo"]), int(part["d"])).isoformat()
        except ValueError:
            return ""
    if name == "part_month":
        return part_of_month(part, published)
    if name == "past":
        count = {"few": 4, "several": 5}.get(part["n"]) or count_in(part["n"])
        return f"{published - count * UNITS[part['unit'].rstrip('s')] * one}/{published}"
    if name == "later":
        unit = (part["unit"] or part["unit2"] or "day").rstrip("s")
        count = count_in(part["n"]) if part["n"] else 1
        if unit == "month":
            return shift(last, count)[:7] if last != published else ""
        return (last + count * UNITS[unit] * one).isoformat() if last != published else ""
    if name == "new_year":
        return f"{published.year}-01-01"
    if name in ("dmy", "mdy", "range"):
        month = MONTHS[part["m"].lower().rstrip(".")]
        day = int(part.get("d") or part["d1"])
        year = int(part["y"]) if part.get("y") else year_of(month, day, published)
        if not part.get("y") and match.start() == 0 and text[match.end() : match.end() + 1] == ":" and last < published:
            year = last.year if (month, day) >= (last.month, last.day) else last.year + 1  # the next line of a timeline
        if not part.get("y") and year < published.year and _is_ahead(text, match, month, published):
            year = published.year  # "is to be signed on 5 November"
        try:
            if name == "range":
                return f"{dt.date(year, month, int(part['d1']))}/{dt.date(year, month, int(part['d2']))}"
            return dt.date(year, month, int(part["d"])).isoformat()
        except ValueError:
            return ""
    if name == "my":
        return f"{part['y']}-{MONTHS[part['m'].lower().rstrip('.')]:02d}"
    if name == "m_this":
        return f"{published.year}-{MONTHS[part['m'].lower().rstrip('.')]:02d}"
    if name == "m_last":
        word = (part.get("m") or part.get("m2")).lower().rstrip(".")
        month = MONTHS[word]
        year = (
            published.year - 1 if part.get("m") else (published.year if month < published.month else published.year - 1)
        )
        return f"{year}-{month:02d}"
    if name == "month":
        word = part["m"].lower().rstrip(".")
        if word == "may" and not text[match.start("m")].isupper():
            return ""
        month = MONTHS[word]
        pre = part["pre"].strip().lower()
        ahead = pre in ("in", "for", "late", "early", "mid-") and _is_ahead(text, match, month, published)
        if pre == "for" and not ahead:
            return ""
        if ahead and month < published.month:
            return f"{published.year + 1}-{month:02d}"
        future = ahead or (pre in ("by", "until") and month >= published.month)
        year = published.year if month <= published.month or future else published.year - 1
        return f"{year}-{month:02d}"
    if name == "start_of":
        if part["unit"] == "week":
            return (published - published.weekday() * one).isoformat()
        return f"{published.year}-{published.month:02d}-01" if part["unit"] == "month" else f"{published.year}-01"
    if name == "years_month":
        return f"{published.year - count_in(part['n'])}-{published.month:02d}"
    if name == "day_same_month":
        try:
            day = last.replace(day=int(part["d"]))
        except ValueError:
            return ""
        if day <= published:
            return day.isoformat()
        return shift(day, -1)
    if name == "day_last_month":
        first = (published.replace(day=1) - one).replace(day=1)
        return (first + (int(part["d"]) - 1) * one).isoformat()
    if name == "ago":
        count = count_in(part["n"])
        unit = part["unit"].rstrip("s")
        base = last if "earlier" in match.group() else published
        if unit == "day":
            return (base - count * one).isoformat()
        if unit == "week":
            day = base - 7 * count * one
            return day.isoformat() if base != published else f"{day - 3 * one}/{day + 3 * one}"
        if unit == "month":
            index = base.year * 12 + base.month - 1 - count
            return f"{index // 12}-{index % 12 + 1:02d}"
        return f"{published.year - count}"
    if name == "weekday":
        number = _DAYS[part["w"].lower()]
        pre = (part["pre"] or "").strip().lower()
        back = (published.weekday() - number) % 7
        before = text[max(0, match.start() - 60) : match.start()].lower()
        if (
            pre == "next"
            or (pre in ("by", "until") and re.search(r"\bto\b|\bwill\b|\bwould\b", before))
            or _AHEAD.search(before)
        ):
            return (published + ((number - published.weekday()) % 7 or 7) * one).isoformat()
        if pre == "last" and back == 0:
            back = 7
        return (published - back * one).isoformat()
    if name == "yesterday":
        if match.group().lower().startswith(("overnight",)):
            return f"{published - one}/{published}"
        return (published - one).isoformat()
    if name == "today":
        return published.isoformat()
    if name == "day_before":
        return (last - one).isoformat()
    if name == "same_day":
        return last.isoformat()
    if name == "weekend":
        saturday = published - ((published.weekday() - 5) % 7) * one
        return f"{saturday}/{min(saturday + one, published)}"
    if name == "this":
        unit = (part["unit"] or part["unit2"]).lower()
        if unit == "week":
            return f"{published - 6 * one}/{published}"
        return f"{published:%Y-%m}" if unit == "month" else f"{published.year}"
    if name == "last":
        if part["unit"].lower() == "week":
            return f"{published - 13 * one}/{published - 1 * one}"
        if part["unit"].lower() == "month":
            return f"{(published.replace(day=1) - one):%Y-%m}"
        return f"{published.year - 1}"
    if name == "recent":
        span = {"days": 7, "weeks": 31, "months": 100}.get((part.get("unit") or "weeks").lower(), 31)
        return f"{published - span * one}/{published}"
    if name == "year":
        return part["y"]
    if name == "part_year":
        first = {"e": 1, "s": 1, "b": 1, "m": 5, "l": 10}["l" if part["part"].startswith("end") else part["part"][0]]
        return f"{part['y']}-{first:02}/{part['y']}-{first + 2:02}"
    return ""


def _is_ahead(text: str, match: re.Match, month: int, published: dt.date) -> bool:
    """Tell a month to come, within half a year, of which the words before speak as planned."""
    if not 0 <= (month - published.month) % 12 <= 6:
        return False
    before = text[max(0, match.start() - 80) : match.start()].lower()
    return _FUTURE.search(before) is not None


_FUTURE = re.compile(
    r"\b(?:will|would|(?:is|are|was|were) (?:to|due|set|meant|expected|planned|scheduled|slated)|due|scheduled|slated"
    r"|planned|plans?|hopes?|expects?|expected|next)\b[^.;:]{0,60}$"
)
_AHEAD = re.compile(
    r"\b(?:scheduled|slated|planned|set|due) for (?:late |early )?(?:on )?$"
    r"|\b(?:sets?|fix(?:es|ed)|called|agreed) (?:\w+ ){1,4}for (?:late |early )?$"
    r"|\b(?:is|are) (?:due|set|scheduled|slated|planned|expected|to) (?:to )?(?:\w+ ){0,4}(?:late |early )?(?:on )?$|"
    r"\b(?:starting|(?:will|would|to|is|are) [^.;]{0,40}from|will (?:\w+ ){1,4}as of|(?<!were )(?<!was )due on"
    r"|will (?!be recalled|be remembered|recall)(?:\w+ ){0,3}\w+) (?:late |early )?(?:on )?$"
)
