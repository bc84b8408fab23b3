"""Dates of the record: EDTF text to its first and last day.

The record writes dates in the Extended Date/Time Format (ISO 8601-2:2019, levels 0 and 1):
``2019-06-26``, ``2019-04-04/2019-04-06``, ``2020-05~``, ``2019``, ``../2020-01-12``. The `edtf`
library reads about a hundred such texts a second, gives an unknown end ten years and an open end
infinity; a case has hundreds of dates and is read at every start. So the part of the standard that
event records use is read here, and the tests hold it against that library.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from .errors import DateError

_POINT = re.compile(r"(\d{4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?([~?%]?)")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
_FORMS = "2019-06-26, 2019-06, 2019, 2020-05~, 2019-04-04/2019-04-06, ../2020-01-12 or [2019-04-05,2019-05-04]"


class Span(NamedTuple):
    """First and last possible day of a date, and whether it is approximate.

    An open end (``2014/..``) is None.
    """

    earliest: dt.date | None
    latest: dt.date | None
    approximate: bool


@lru_cache(maxsize=65536)
def parse_edtf(text: str) -> Span:
    """Give the first and last day that an EDTF text allows.

    Parameters
    ----------
    text : str
        A day, month, year, season or interval, each part with or without ``~``, ``?`` or ``%``;
        ``..`` for an open end; ``[a,b]`` for one of several days.

    Returns
    -------
    Span
        `earliest` <= `latest`; `approximate` is true for ``~``, ``?`` and ``%``.

    Raises
    ------
    DateError
        The text is malformed, names an impossible day, or ends before it starts.

    Examples
    --------
    >>> parse_edtf("2020-05~")
    Span(earliest=datetime.date(2020, 5, 1), latest=datetime.date(2020, 5, 31), approximate=True)
    >>> parse_edtf("2019-04-04/2019-04-06").latest
    datetime.date(2019, 4, 6)
    """
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        points = [_point(part.strip(), text) for part in re.split(r",|\.\.", text[1:-1])]
        return Span(min(p[0] for p in points), max(p[1] for p in points), any(p[2] for p in points))
    first, slash, last = text.partition("/")
    if not slash:
        return Span(*_point(text, text))
    start = None if first in ("", "..") else _point(first, text)
    end = None if last in ("", "..") else _point(last, text)
    if start is None and end is None:
        raise DateError(f"date {text!r} has neither a start nor an end. Write it like {_FORMS}.")
    if start and end and start[0] > end[1]:
        raise DateError(f"date {text!r} ends before it starts. Put the earlier day first.")
    return Span(start[0] if start else None, end[1] if end else None, any(p[2] for p in (start, end) if p))


def parse_day(text: str | dt.date) -> dt.date:
    """Give the day that an ISO text names, such as ``2020-06-05``.

    Raises
    ------
    DateError
        The text is not one day of the calendar.

    Examples
    --------
    >>> parse_day("2020-06-05")
    datetime.date(2020, 6, 5)
    """
    if isinstance(text, dt.datetime):
        return text.date()
    if isinstance(text, dt.date):
        return text
    span = parse_edtf(str(text))
    if span.earliest is None or span.earliest != span.latest:
        raise DateError(f"{text!r} is not a single day. Write it like 2020-06-05.")
    return span.earliest


def describe_span(earliest: dt.date | None, latest: dt.date | None, *, approximate: bool = False) -> str:
    """Write a span for a reader: ``5 June 2020``, ``4-6 April 2019``, ``about May 2020``.

    Examples
    --------
    >>> describe_span(dt.date(2019, 4, 4), dt.date(2019, 4, 6))
    '4–6 April 2019'
    >>> describe_span(dt.date(2020, 5, 1), dt.date(2020, 5, 31), approximate=True)
    'about May 2020'
    """
    about = "about " if approximate else ""
    if earliest is None and latest is None:
        return "date not known"
    if earliest is None:
        return f"{about}until {_long(latest)}"
    if latest is None:
        return f"{about}since {_long(earliest)}"
    if earliest == latest:
        return about + _long(earliest)
    if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
        years = str(earliest.year) if earliest.year == latest.year else f"{earliest.year}–{latest.year}"
        return about + years
    if earliest.day == 1 and latest.day == calendar.monthrange(latest.year, latest.month)[1]:
        if (earliest.year, earliest.month) == (latest.year, latest.month):
            return about + f"{earliest:%B %Y}"
        return f"{about}{earliest:%B %Y} to {latest:%B %Y}"
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{about}{earliest.day}–{_long(latest)}"
    if earliest.year == latest.year:
        return f"{about}{earliest.day} {earliest:%B} to {_long(latest)}"
    return f"{about}{_long(earliest)} to {_long(latest)}"


def _long(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _point(part: str, whole: str) -> tuple[dt.date, dt.date, bool]:
    match = _POINT.fullmatch(part)
    if not match:
        raise DateError(f"date {whole!r} is not EDTF. Write it like {_FORMS}.")
    year, month, day = int(match[1]), match[2], match[3]
    approximate = bool(match[4])
    if month is None or (month == "XX" and day in (None, "XX")):
        if year < 1:
            raise DateError(f"date {whole!r}: there is no year {match[1]}.")
        return dt.date(year, 1, 1), dt.date(year, 12, 31), approximate
    if month == "XX":
        raise DateError(f"date {whole!r} gives a day without a month. Write it like {_FORMS}.")
    number = int(month)
    if number in _SEASONS and day is None:
        first, last = _SEASONS[number]
        end_year = year + (last < first)
        return dt.date(year, first, 1), dt.date(end_year, last, calendar.monthrange(end_year, last)[1]), approximate
    if not 1 <= number <= 12:
        raise DateError(f"date {whole!r}: there is no month {month}. Months run from 01 to 12.")
    length = calendar.monthrange(year, number)[1]
    if day is None or day == "XX":
        return dt.date(year, number, 1), dt.date(year, number, length), approximate
    if not 1 <= int(day) <= length:
        raise DateError(f"date {whole!r}: {calendar.month_name[number]} {year} has {length} days.")
    exact = dt.date(year, number, int(day))
    return exact, exact, approximate
