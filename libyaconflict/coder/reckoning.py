"""Reckoning with days and months: counts, parts of a month, months before and after."""

from __future__ import annotations

import calendar
import datetime as dt

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
#: Patterns of a month's name, whole or cut short, and of a weekday's.
A_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
A_WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
#: No count of days, weeks or years is read as more; the calendar ends soon after.
MANY = 999
NUMBER = {
    w: n
    for n, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
        + ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
    )
} | {"thirty": 30, "forty": 40}
NUMERAL = r"(?:\d{1,2}|" + "|".join(sorted(NUMBER, key=len, reverse=True)) + ")"
UNITS = {"day": 1, "week": 7, "month": 30}


def part_of_month(part: dict, published: dt.date) -> str:
    """Give the days of "the start of January", "the first week of May"."""
    month = MONTHS[part["m"].rstrip(".")]
    year = int(part["y"]) if part["y"] else published.year if month <= published.month else published.year - 1
    length = calendar.monthrange(year, month)[1]
    which = part["part"].removeprefix("the ")
    if "week" in which or "days" in which:
        days = (1, 7) if which.startswith("first") else (length - 6, length)
    elif which.startswith(("start", "beginning", "early")):
        days = (1, 10)
    elif which.startswith("middle"):
        days = (10, 20)
    elif which.startswith("first half"):
        days = (1, 15)
    elif which.startswith("second half"):
        days = (16, length)
    else:
        days = (length - 10, length)
    return f"{dt.date(year, month, days[0])}/{dt.date(year, month, days[1])}"


def latest_day(number: int, last: dt.date, published: dt.date) -> str:
    """Give "the 5th" of the month named last, or of the one before if that is to come; nothing without such a day."""
    try:
        day = last.replace(day=number)
    except ValueError:
        return ""
    return day.isoformat() if day <= published else shift(day, -1)


def shift(day: dt.date, months: int) -> str:
    """Give the same day some months later, or nothing where that month has no such day."""
    index = day.year * 12 + day.month - 1 + months
    try:
        return dt.date(index // 12, index % 12 + 1, day.day).isoformat()
    except ValueError:
        return ""


def year_of(month: int, day: int, published: dt.date) -> int:
    """Give the year of a bare day and month: the last one not after publication, or a few days ahead."""
    try:
        same = dt.date(published.year, month, day)
    except ValueError:
        return published.year
    return published.year if same <= published + dt.timedelta(days=10) else published.year - 1


def count_of(word: str) -> int:
    """Give the number that a word tells, 0 for none, `MANY` at most.

    Examples
    --------
    >>> count_of("a"), count_of("two"), count_of("some")
    (1, 2, 0)
    """
    return 1 if word in ("a", "an") else min(int(word), MANY) if word.isdigit() else NUMBER.get(word, 0)


def count_in(word: str) -> int:
    """Give the number at the end of a phrase, `MANY` at most: "some", "nearly two"; one where it names none."""
    word = word.lower().split()[-1]
    if word.isdigit():
        return min(int(word), MANY)
    return NUMBER.get(word, 1)
