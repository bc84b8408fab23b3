"""The patterns of dates in news prose, and what a text must contain for one to be worth a search."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from .dates_spelt import spelt
from .reckoning import A_MONTH as _M
from .reckoning import A_WEEKDAY as _W
from .reckoning import MONTHS, NUMERAL, WEEKDAYS
from .spelling import lower

_PART = (
    "(?:start|beginning|end|middle|first half|second half|first (?:days?|weeks?)|last (?:days?|weeks?)|early|late)"
    "(?: part| days| weeks?)?(?= of| in|,? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
)
_HOUR = "(?:morning|afternoon|evening|night)"
_PATTERNS = [
    (
        "range",
        rf"(?P<d1>\d\d?)(?:st|nd|rd|th)?\s*"  # a search for "\d\d?" is quicker than for "\d{{1,2}}"
        rf"(?:-|to|and|until)\s*(?:the )?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{_M})"
        rf"(?:,? (?P<y>20\d\d))?\b",
    ),
    (
        "range",
        rf"(?P<m>{_M}) (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s*"
        rf"(?:-|to|and|until)\s*(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?! {_M})(?:,? (?P<y>20\d\d))?\b",
    ),
    ("dmy", rf"(?P<d>\d\d?)(?:st|nd|rd|th)?(?: of)? (?P<m>{_M})(?:,? (?P<y>20\d\d))?\b"),
    (
        "mdy",
        rf"(?P<m>{_M}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<y>20\d\d))?(?! ?(?:troops|people|fighters|%))",
    ),
    ("my", rf"(?:(?P<part>early|mid|late|the end of|the beginning of)[ -])?(?P<m>{_M}) (?P<y>20\d\d)\b"),
    ("that_year", rf"(?P<m>{_M}) (?:that|the same) year\b"),
    ("m_this", rf"(?P<m>{_M}) (?:of )?this year\b"),
    ("m_last", rf"(?P<m>{_M}) (?:of )?last year\b|last (?P<m2>{_M})\b"),
    ("iso", r"(?P<iso>20\d\d-\d\d-\d\d)\b"),
    ("slash", r"(?P<d>\d\d?)(?P<sep>[/.])(?P<mo>\d{1,2})(?P=sep)(?P<y>20\d\d)\b"),
    ("part_month", rf"(?:the )?(?P<part>{_PART})(?: of| in|,)? (?P<m>{_M})(?: (?P<y>20\d\d))?\b"),
    (
        "part_of_year",
        rf"(?:the )?(?P<edge>first|last|final|opening) (?P<n>{NUMERAL}) months"
        r" of (?P<y>(?:this |the |last )?year|20\d\d)\b"
        r"|(?:the )?(?P<nth>first|second|third|fourth|last) (?P<part>quarter|half)"
        r" of (?P<y2>(?:this |the |last )?year|20\d\d)\b",
    ),
    ("past", rf"(?:the )?(?:past|last|previous) (?P<n>{NUMERAL}|few|several) (?P<unit>hours?|days?|weeks?|months?)\b"),
    (
        "later",
        rf"(?P<n>{NUMERAL}|a|an) (?P<unit>days?|weeks?|months?) (?:later|afterwards)\b"
        rf"|the (?:following|next) (?P<unit2>day|week|month)\b|the (?:following|next) {_HOUR}\b"
        r"|(?P<unit3>day) after(?=,)",
    ),
    ("new_year", r"new year's day\b"),
    ("start_of", r"(?:since )?(?:the )?(?:start|beginning) of (?:the|this) (?P<unit>week|month|year)\b"),
    ("years_month", rf"(?P<n>{NUMERAL}|a) years? ago this (?:month|week)\b"),
    ("day_same_month", r"the (?<=on the )(?P<d>\d{1,2})(?:st|nd|rd|th)\b(?! of)"),
    ("day_last_month", r"the (?P<d>\d{1,2})(?:st|nd|rd|th) of last month\b"),
    (
        "ago",
        rf"(?P<n>{NUMERAL}|a couple of|a|an|some|nearly \w+|about \w+) (?P<unit>days?|weeks?|months?|years?)"
        r" (?:ago\b|earlier\b|before(?=[.,;]|$))",
    ),
    (
        "weekday",
        rf"(?P<pre>last |next |by |until |late on |early on |late |early )?(?P<w>{_W})s?\b"
        rf"(?: (?:morning|evening|night|afternoon|nightfall))?(?! (?:market|mosque)\b)",
    ),
    ("yesterday", r"yesterday(?: (?:morning|evening|night|afternoon))?\b|overnight\b|last night\b"),
    (
        "today",
        r"today\b|tonight\b|this (?:morning|evening|afternoon)\b|(?:at the time|as) of (?:this )?writing\b",
    ),
    (
        "day_before",
        rf"(?:the day before|the (?:previous|preceding) (?:day|{_HOUR})|the (?:evening|night) before)\b"
        r"(?! (?:an?|the|his|its|their) )",
    ),
    (
        "same_day",
        rf"(?:the same|that|that same|later that|earlier that) (?:day|{_HOUR})\b|hours later\b"
        r"|at (?:around |about |roughly )the same time\b",
    ),
    ("weekend", r"(?:(?:(?:at |over |on )?the|this)(?: past| last)?|last|past) weekend\b"),
    (
        "this",
        r"(?:earlier |later )?this (?P<unit>week|month|year)\b|(?:earlier|later) in the (?P<unit2>week|month|year)\b"
        r"|(?:throughout|(?:all )?through|(?:over|in) the course of|during) the (?P<unit3>week)\b"
        r"(?! of| before| after)"
        r"|(?<!last )\ball (?P<unit4>week)\b",
    ),
    ("last", r"(?:late |earlier |early )?last (?P<unit>week|month|year)\b"),
    ("recent", r"in recent (?P<unit>days|weeks|months)\b|recently\b|of late\b|lately\b"),
    (
        "part_year",
        r"(?:the )?(?P<part>early|late|mid|start of|beginning of|middle of|end of)[ -](?P<y>20[012]\d)\b(?!-)",
    ),
    (
        "year",
        r"\b(?:(?:in |since )?(?:late|early|mid)[ -]|(?:in|since|of|during|throughout) |"
        r"(?=201[4-8] (?:offensive|campaign|battle|war|conflict|operation|assault|deal|agreement|accord)\b))"
        r"(?P<y>20[01]\d|2020)\b(?!-)",
    ),
    (
        "month",  # "a January truce", "the July air raid"
        rf"(?<=[ '])(?P<pre>)(?P<m>{_M})(?= (?:truce|ceasefire|cease-fire|agreement|deal|accord|memorandum|summit|talks"
        r"|offensive|attack|assault|advance|raid|strike|airstrike|air|drone|clashes|fighting|blockade|withdrawal)\b)",
    ),
    ("month", rf"(?P<pre>in |for |since |from |by |until |late |early |mid-|last |this )(?P<m>{_M})\b(?! \d)"),
]
_MONTH = re.compile(r"\b(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b")
_STEMS = frozenset(name[:3] for name in MONTHS)
#: What a text must contain for a pattern to be worth a search; for those not listed, the first letters of a month.
_HINTS = {
    "my": ("20",), "that_year": ("that year", "same year"), "m_this": ("this year",), "m_last": ("last ",),
    "iso": ("20",), "day_last_month": ("last month",), "years_month": ("ago this month", "ago this week"),
    "day_same_month": ("on the ",), "part_of_year": (" months of ", " quarter of ", " half of "),
    "ago": (" ago", " earlier", "s before.", "s before,"), "weekday": tuple(WEEKDAYS),
    "yesterday": ("yesterday", "overnight", "last night"),
    "today": ("today", "tonight", "this morning", "this evening", "this afternoon", "of writing", "of this writing"),
    "past": ("past ", "last ", "previous "),
    "later": (" later", " afterwards", "the following ", "the next ", "day after,"),
    "new_year": ("new year",), "slash": ("/", ".20"),
    "day_before": ("day before", "the previous ", "the preceding ", "evening before", "night before"),
    "same_day": ("the same ", "that same ", "that day", "that morning", "that afternoon", "that evening", "that night")
    + ("hours later",),
    "weekend": ("weekend",), "start_of": ("start of th", "beginning of th"),
    "this": ("this week", "this month", "this year", "in the week", "in the month", "in the year")
    + ("through the week", "throughout the week", "course of the week", "during the week", "all week"),
    "last": ("last week", "last month", "last year"), "recent": ("recent", "of late", "lately"),
    "year": ("20",), "part_year": ("20",),
}  # fmt: skip
_ROOTS: tuple[str, ...] = ("fool", "arafa", "ramadan", "feast", "easter")
_ROOTS += ("christmas", "prophet", "valentine", "revolution", "boxing")
_ROOTS += ("day", "last ", "this ", "in the ", "later", "night", "that ", "same ", "year", "evening", "previous ")
_ROOTS += (*sorted(_STEMS), "before last", "eid", "anniversary", "of ")


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


def hints_in(text: str) -> list[tuple[str, list[str]]]:
    """Give which of the hints at dates a document has, so that its sentences are searched for no others."""
    low = lower(text)
    rooted = _expressions()[1]
    return [(root, had) for root, hints in rooted.items() if root in low and (had := [h for h in hints if h in low])]


def match_dates(text: str, hints: list[tuple[str, list[str]]] | None = None) -> list[tuple[str, re.Match]]:
    """Give what may be dates, in order and without overlap: the pattern's name and its match in the lower-case text."""
    low = lower(text)
    expressions, _, hinted = _expressions()
    present: set[str] = set()
    for root, listed in hints_in(text) if hints is None else hints:
        if root in low:
            present.update([hint for hint in listed if hint in low])
    if not present:
        return []
    month = not present.isdisjoint(_STEMS) and _MONTH.search(low) is not None
    matched: list[tuple[str, re.Match]] = []
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
            matched.append((name, match))
    return sorted(matched, key=lambda item: item[1].start())
