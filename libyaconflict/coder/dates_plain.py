"""The plain dates of news, each to its EDTF text: "5 June", "on Friday", "two weeks ago", "last month"."""

from __future__ import annotations

import datetime as dt
import re

from .dates_spelt import RESOLVED as SPELT
from .reckoning import MONTHS, UNITS, WEEKDAYS, count_in, latest_day, part_of_month, shift, year_of

_ONE = dt.timedelta(days=1)
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


def month_in(year: int | str, word: str) -> str:
    """Give a month of a year by its name: "April", "Sept."."""
    return f"{year}-{MONTHS[word.rstrip('.')]:02}"


def resolve(name: str, match: re.Match, published: dt.date, last: dt.date, text: str) -> str:
    """Give the EDTF date of a match, or nothing; `last` is the last day named, `text` what the match was found in."""
    if name in _IN_TEXT:
        return _IN_TEXT[name](match, published, last, text)
    return _RESOLVED[name](match.groupdict(), published, last)


# -- what the words about it decide ------------------------------------------------------------------------------------


def _is_ahead(text: str, match: re.Match, month: int, published: dt.date) -> bool:
    """Tell a month to come, within half a year, of which the words before speak as planned."""
    if not 0 <= (month - published.month) % 12 <= 6:
        return False
    before = text[max(0, match.start() - 80) : match.start()].lower()
    return _FUTURE.search(before) is not None


def _day_of_month(match: re.Match, published: dt.date, last: dt.date, text: str) -> str:
    """Read "5 June", "June 5th, 2020" and "from 5 to 7 June"."""
    part = match.groupdict()
    month = MONTHS[part["m"].rstrip(".")]
    first = int(part.get("d") or part["d1"])
    try:
        days = [dt.date(_year(match, month, first, published, last, text), month, first)]
        if part.get("d2"):
            days.append(days[0].replace(day=int(part["d2"])))
    except ValueError:
        return ""
    return "/".join(map(str, days))


def _year(match: re.Match, month: int, day: int, published: dt.date, last: dt.date, text: str) -> int:
    """Give the year of a day: the one named, else that of the last such day, unless the text goes on or looks ahead."""
    if match["y"]:
        return int(match["y"])
    year = year_of(month, day, published)
    if match.start() == 0 and text[match.end() : match.end() + 1] == ":" and last < published:
        year = last.year if (month, day) >= (last.month, last.day) else last.year + 1  # the next line of a timeline
    if year < published.year and _is_ahead(text, match, month, published):
        year = published.year  # "is to be signed on 5 November"
    return year


def _month(match: re.Match, published: dt.date, last: dt.date, text: str) -> str:
    """Read "in June", "by March"."""
    verb = match["m"] == "may" or (match["m"] == "march" and not match["pre"])
    if verb and not text[match.start("m")].isupper():
        return ""
    month = MONTHS[match["m"].rstrip(".")]
    pre = match["pre"].strip()
    ahead = pre in ("in", "for", "late", "early", "mid-") and _is_ahead(text, match, month, published)
    if pre == "for" and not ahead:
        return ""
    if ahead and month < published.month:
        return f"{published.year + 1}-{month:02d}"
    future = ahead or (pre in ("by", "until") and month >= published.month)
    year = published.year if month <= published.month or future else published.year - 1
    return f"{year}-{month:02d}"


def _weekday(match: re.Match, published: dt.date, last: dt.date, text: str) -> str:
    """Read "on Friday", "last Monday", "will meet next Tuesday"."""
    number = WEEKDAYS[match["w"]]
    pre = (match["pre"] or "").strip()
    before = text[max(0, match.start() - 60) : match.start()].lower()
    if (
        pre == "next"
        or (pre in ("by", "until") and re.search(r"\bto\b|\bwill\b|\bwould\b", before))
        or _AHEAD.search(before)
    ):
        ahead = (number - published.weekday()) % 7
        return (published + (ahead or (7 if pre else 0)) * _ONE).isoformat()
    back = (published.weekday() - number) % 7
    if pre == "last" and back == 0:
        back = 7
    return (published - back * _ONE).isoformat()


def _ago(match: re.Match, published: dt.date, last: dt.date, text: str) -> str:
    """Read "three days ago", "a month earlier"."""
    count = count_in(match["n"])
    unit = match["unit"].rstrip("s")
    base = published if match.group()[-3:] == "ago" else last
    if unit == "day":
        return (base - count * _ONE).isoformat()
    if unit == "week":
        day = base - 7 * count * _ONE
        return day.isoformat() if base != published else f"{day - 3 * _ONE}/{day + 3 * _ONE}"
    if unit == "month":
        index = base.year * 12 + base.month - 1 - count
        return f"{index // 12}-{index % 12 + 1:02d}"
    return f"{base.year - count}"


def _yesterday(match: re.Match, published: dt.date, last: dt.date, text: str) -> str:
    """Read "yesterday", "last night"; "overnight" is two days."""
    day = published - _ONE
    return f"{day}/{published}" if match.group() == "overnight" else day.isoformat()


# -- what they say themselves ------------------------------------------------------------------------------------------


def _past(part: dict, published: dt.date, last: dt.date) -> str:
    """Read "the past three days"."""
    count = {"few": 4, "several": 5}.get(part["n"]) or count_in(part["n"])
    if part["unit"].startswith("hour"):
        return f"{published - max(1, round(count / 24)) * _ONE}/{published}"
    return f"{published - count * UNITS[part['unit'].rstrip('s')] * _ONE}/{published}"


def _later(part: dict, published: dt.date, last: dt.date) -> str:
    """Read "two days later", "the following week": from the last day named."""
    if last == published:
        return ""
    unit = (part["unit"] or part["unit2"] or "day").rstrip("s")
    count = count_in(part["n"]) if part["n"] else 1
    return shift(last, count)[:7] if unit == "month" else (last + count * UNITS[unit] * _ONE).isoformat()


def _month_last(part: dict, published: dt.date, last: dt.date) -> str:
    """Read "June last year", "last June"."""
    if part["m"]:
        return month_in(published.year - 1, part["m"])
    ended = MONTHS[part["m2"].rstrip(".")] < published.month
    return month_in(published.year if ended else published.year - 1, part["m2"])


def _start_of(part: dict, published: dt.date, last: dt.date) -> str:
    """Read "the start of the week"."""
    if part["unit"] == "week":
        return (published - published.weekday() * _ONE).isoformat()
    return f"{published.year}-{published.month:02d}-01" if part["unit"] == "month" else f"{published.year}-01"


def _day_same_month(part: dict, published: dt.date, last: dt.date) -> str:
    """Read "on the 5th", of the month named last."""
    return latest_day(int(part["d"]), last, published)


def _day_last_month(part: dict, published: dt.date, last: dt.date) -> str:
    """Read "the 5th of last month"."""
    first = (published.replace(day=1) - _ONE).replace(day=1)
    return (first + (int(part["d"]) - 1) * _ONE).isoformat()


def _weekend(part: dict, published: dt.date, last: dt.date) -> str:
    """Read "at the weekend": the last one that has begun."""
    saturday = published - ((published.weekday() - 5) % 7) * _ONE
    return f"{saturday}/{min(saturday + _ONE, published)}"


def _this(part: dict, published: dt.date, last: dt.date) -> str:
    """Read "this week", "earlier this month", "throughout the week"."""
    unit = part["unit"] or part["unit2"] or part["unit3"] or part["unit4"]
    if unit == "week":
        return f"{published - 6 * _ONE}/{published}"
    return f"{published:%Y-%m}" if unit == "month" else f"{published.year}"


def _last(part: dict, published: dt.date, last: dt.date) -> str:
    """Read "last week", "late last year"."""
    if part["unit"] == "week":
        return f"{published - 13 * _ONE}/{published - _ONE}"
    if part["unit"] == "month":
        return f"{(published.replace(day=1) - _ONE):%Y-%m}"
    return f"{published.year - 1}"


def _recent(part: dict, published: dt.date, last: dt.date) -> str:
    """Read "in recent weeks"."""
    span = {"days": 7, "weeks": 31, "months": 100}[part["unit"] or "weeks"]
    return f"{published - span * _ONE}/{published}"


def _part_year(part: dict, published: dt.date, last: dt.date) -> str:
    """Read "early 2019", "the end of 2018"."""
    first = {"e": 1, "s": 1, "b": 1, "m": 5, "l": 10}["l" if part["part"].startswith("end") else part["part"][0]]
    return f"{part['y']}-{first:02}/{part['y']}-{first + 2:02}"


#: What reads a match from the words about it, too: the match, the publication, the last day named and the text.
_IN_TEXT = {
    "range": _day_of_month,
    "dmy": _day_of_month,
    "mdy": _day_of_month,
    "month": _month,
    "weekday": _weekday,
    "ago": _ago,
    "yesterday": _yesterday,
}


#: What gives the date of a match, or nothing, from its groups, the publication and the last day named.
def _part_of_year(part: dict, published: dt.date, last: dt.date) -> str:
    """Read "the first three months of this year", "the second quarter of 2020", "the last half of last year"."""
    said = part["y"] or part["y2"]
    year = int(said) if said.isdigit() else published.year - said.startswith("last")
    size = count_in(part["n"]) if part["n"] else 3 if part["part"] == "quarter" else 6
    which = part["edge"] or part["nth"]
    first = 13 - size if which in ("last", "final") else 1 + size * _NTH.get(which, 0)
    return f"{year}-{first:02d}/{year}-{first + size - 1:02d}" if 1 <= first <= first + size - 1 <= 12 else ""


def _iso(part: dict, published: dt.date, last: dt.date) -> str:
    """Read "2020-06-05"; nothing of what only looks like a day: "2020-45-12"."""
    try:
        return dt.date.fromisoformat(part["iso"]).isoformat()
    except ValueError:
        return ""


_NTH = {"second": 1, "third": 2, "fourth": 3}
_RESOLVED = SPELT | {
    "iso": _iso,
    "slash": SPELT["slash"],
    "part_month": lambda part, published, last: part_of_month(part, published),
    "past": _past,
    "part_of_year": _part_of_year,
    "later": _later,
    "new_year": lambda part, published, last: f"{published.year}-01-01",
    "my": lambda part, published, last: month_in(part["y"], part["m"]),
    "m_this": lambda part, published, last: month_in(published.year, part["m"]),
    "m_last": _month_last,
    "start_of": _start_of,
    "years_month": lambda part, published, last: f"{published.year - count_in(part['n'])}-{published.month:02d}",
    "day_same_month": _day_same_month,
    "day_last_month": _day_last_month,
    "today": lambda part, published, last: published.isoformat(),
    "day_before": lambda part, published, last: (last - _ONE).isoformat(),
    "same_day": lambda part, published, last: last.isoformat(),
    "weekend": _weekend,
    "this": _this,
    "last": _last,
    "recent": _recent,
    "year": lambda part, published, last: part["y"],
    "part_year": _part_year,
}
