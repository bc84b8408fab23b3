"""Dates that no figure names: feasts, "Tuesday of last week", "the last Friday of April", "a year ago today"."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import cache

from .reckoning import A_MONTH as _M
from .reckoning import A_WEEKDAY as _W
from .reckoning import MONTHS, NUMERAL, WEEKDAYS, count_in, latest_day, shift, year_of
from .tables import RULES, read_rows

_ONES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_TEENS = ["tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"]
_TEENS += ["eighteenth", "nineteenth", "twentieth"]
_NTH = {word: number for number, word in enumerate([*_ONES, *_TEENS], 1)}
_NTH |= {f"twenty-{word}": 20 + n for n, word in enumerate(_ONES, 1)} | {"thirtieth": 30, "thirty-first": 31}
_ORDINAL = "(?:" + "|".join(sorted(_NTH, key=len, reverse=True)) + r"|\d{1,2}(?:st|nd|rd|th)?)"
_WEEK = "(?:the )?(?P<which>last week|previous week|week before last|week before|same week)"
_COUNT = rf"(?P<n>{NUMERAL}|a|an)"
_TODAY = "(?:to the day|today|this morning|this afternoon|this evening|tonight)"
_ONE = dt.timedelta(days=1)

#: Name, pattern, and what a text must contain for the pattern to be worth a search.
_SPELT = [
    ("before_yesterday", r"(?:the day|two days) before yesterday\b", ("before yesterday",)),
    ("night_before_last", r"the (?:night|evening) before last\b", ("before last",)),
    ("weekdays_ago", rf"{_COUNT} (?P<w>{_W})s ago\b", ("days ago",)),
    ("weekend_before", r"the weekend before last\b", ("weekend before last",)),
    ("week_before_last", r"the week before last\b", ("week before last",)),
    ("weekday_before_last", rf"(?P<w>{_W}) before last\b", ("day before last",)),
    ("weekday_of_week", rf"(?P<w>{_W})(?: morning| night| evening)?,? (?:of |in )?{_WEEK}\b", (" week",)),
    (
        "weekday_weeks",
        rf"(?<!in )(?<!within )(?<!for ){_COUNT} weeks? (?:ago )?(?:on|last|this past) (?P<w>{_W})\b",
        (" week",),
    ),
    ("weekday_weeks", rf"(?P<w>{_W}),? {_COUNT} weeks? ago\b|last (?P<w2>{_W}) week\b", (" week",)),
    ("fortnight_weekday", rf"a fortnight (?:ago )?(?:on|last|this past) (?P<w>{_W})\b", ("fortnight",)),
    ("fortnight", r"a fortnight (?:ago(?: today| to the day)?|earlier)\b", ("fortnight",)),
    ("to_the_day", rf"{_COUNT} (?P<unit>week|month|year)s? ago {_TODAY}\b", (" ago t",)),
    ("to_the_day", r"this day last (?P<unit>week|month|year)\b", ("this day last",)),
    (
        "year_ago_weekday",
        rf"{_COUNT} years? ago (?P<way>next |last |this |this coming |on )?(?P<w>{_W})\b",
        ("year ago ", "years ago "),
    ),
    (
        "since_years",
        rf"{_COUNT} (?P<unit>week|month|year)s?(?: to the day| this (?P<whole>month|year)| today| now)?(?= since\b)",
        (" since",),
    ),
    ("anniversary", rf"(?:(?P<o>{_ORDINAL}|one-year|two-year|three-year) )?anniversary(?= of\b)", ("anniversary of",)),
    (
        "season",
        r"(?:(?:in|during|over|since) )?(?:the )?(?P<part>early |late )?(?P<s>spring|summer|autumn|winter|fall)"
        r"(?: of (?P<y>20\d\d)|(?P<year> last year| this year))|last (?P<s2>spring|summer|autumn|winter)\b"
        r"|(?<=in )the (?P<s3>spring|summer|autumn|winter)\b(?! of)",
        ("spring", "summer", "autumn", "winter", "fall of 20"),
    ),
    (
        "hours_later",
        rf"(?P<n>{NUMERAL}|twenty-four|forty-eight|seventy-two) hours (?:(?P<ago>ago)|later|afterwards)\b",
        (" hours ",),
    ),
    (
        "nth_weekday",
        rf"the (?P<o>first|second|third|fourth|last) (?P<w>{_W}) (?:of|in) (?:(?P<m>{_M})(?: (?P<y>20\d\d))?"
        r"|(?P<which>this|last|the) month)\b",
        ("day of ", "day in "),
    ),
    (
        "nth",
        rf"the (?P<o>{_ORDINAL}|last)(?P<day> day)? of (?:(?P<m>{_M})(?: (?P<y>20\d\d))?"
        r"|(?P<which>this|last|the|the previous|the preceding) month)\b",
        ("st of ", "nd of ", "rd of ", "th of ", "day of "),
    ),
    (  # not "on 23 February the second round ended"
        "nth",
        rf"(?<!\d )(?P<m>{_M}) the (?P<o>{_ORDINAL})(?=[,.;)]|$| (?:the|and|when|as|after|before|in|at|by)\b)",
        tuple(f"{month} the " for month in MONTHS),
    ),
    ("nth_bare", rf"the (?<=on the )(?P<o>{_ORDINAL})(?=[,.;]| and\b|$)", ("on the ",)),
    (
        "months",
        r"(?:between|(?<!slipped )(?<!postponed )(?<!delayed )(?<!moved )(?<!put off )from) "
        rf"(?P<m>{_M}) (?:and|to|until|till|through) (?P<m2>{_M})\b(?!\.? \d{{1,2}}\b)(?: (?P<y>20\d\d))?",
        ("between ", "from "),
    ),
    (
        "night_from",
        rf"(?:over)?night (?:from|of|between) (?P<w>{_W}) (?:to|and) (?P<w2>{_W})\b",
        ("night ",),
    ),
    (
        "part_this_month",
        r"(?<!li)(?:the )?(?P<part>start|beginning|end|middle|early|late)(?: of)? (?P<which>this|last) month\b",
        ("this month", "last month"),
    ),
]


@cache
def _feasts() -> list[tuple[str, list[str]]]:
    """Give the feasts of feasts.csv, as patterns, and their days."""
    return [(row["feast"], row["days"].split()) for row in read_rows(RULES / "english" / "feasts.csv")]


def spelt() -> list[tuple[str, str, tuple[str, ...]]]:
    """Give the patterns: name, regular expression, and what a text must contain for it to be worth a search."""
    found = []
    for number, (feast, _) in enumerate(_feasts()):
        pattern = (
            r"(?:(?P<pre>over|during|for|an?|of|by|before|until|till) )?(?:the )?"
            r"(?:(?P<nth>first|second|third|fourth|last) (?:day|night|morning) of (?:the )?"
            rf"|(?P<eve>eve of |night before |day before ))?(?P<f{number}>{feast})\b"
            r"(?! (?:truce|ceasefire|holiday|lull|message|speech|greetings?|pause|prayers?)\b)(?P<year> last year)?"
        )
        named = re.sub(r"\(\?:[^)]*\)\??|\[[^]]*\]", "*", feast).split("|")
        hints = {max(name.split("*"), key=len) for name in named}  # the longest stretch that is no pattern
        found.append(("feast", pattern, tuple(sorted(hints))))
    return [*found, *_SPELT]


def _latest(weekday: str, day: dt.date) -> dt.date:
    return day - ((day.weekday() - WEEKDAYS[weekday]) % 7) * _ONE


def _of_week(part: dict, published: dt.date, last: dt.date) -> str:
    monday = published - published.weekday() * _ONE
    back = {"last week": 7, "previous week": 7, "week before last": 14, "week before": 14, "same week": 0}
    return (monday - (back[part["which"]] - WEEKDAYS[part["w"]]) * _ONE).isoformat()


def _weeks(part: dict, published: dt.date, last: dt.date) -> str:
    weekday = part["w"] or part["w2"]
    count = count_in(part["n"]) if part.get("n") else 1
    return (_latest(weekday, published) - 7 * count * _ONE).isoformat()


def _ago(part: dict, published: dt.date, last: dt.date) -> str:
    count = count_in(part["n"]) if part.get("n") else 1
    if part["unit"] == "week":
        return (published - 7 * count * _ONE).isoformat()
    if part.get("whole"):  # "three years this month since"
        return shift(published, -count * (12 if part["unit"] == "year" else 1))[: 7 if part["whole"] == "month" else 4]
    return shift(published, -count * (12 if part["unit"] == "year" else 1))


def _year_ago(part: dict, published: dt.date, last: dt.date) -> str:
    way = (part["way"] or "").strip()
    ahead = ((WEEKDAYS[part["w"]] - published.weekday()) % 7 or 7) * _ONE
    day = published + ahead if way in ("next", "this coming") else _latest(part["w"], published)
    return shift(day, -12 * count_in(part["n"]))


def _month_of(part: dict, published: dt.date, day: int = 1) -> tuple[int, int]:
    if part.get("m"):
        month = MONTHS[part["m"].rstrip(".")]
        return int(part["y"]) if part.get("y") else year_of(month, day, published), month
    last = part.get("which") in ("last", "the previous", "the preceding")
    last = last or (part.get("which") == "the" and day > published.day)
    first = published.replace(day=1) - _ONE if last else published
    return first.year, first.month


def _nth_weekday(part: dict, published: dt.date, last: dt.date) -> str:
    year, month = _month_of(part, published)
    length = calendar.monthrange(year, month)[1]
    days = [d for d in range(1, length + 1) if dt.date(year, month, d).weekday() == WEEKDAYS[part["w"]]]
    return dt.date(year, month, days[-1 if part["o"] == "last" else _NTH[part["o"]] - 1]).isoformat()


def _number(word: str) -> int:
    return _NTH.get(word) or int(re.sub(r"\D", "", word) or 0)


def _nth(part: dict, published: dt.date, last: dt.date) -> str:
    ends = part["o"] == "last"
    if ends and not part.get("day"):
        return ""
    day = 1 if ends else _number(part["o"])
    year, month = _month_of(part, published, day)
    day = calendar.monthrange(year, month)[1] if ends else day
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _nth_bare(part: dict, published: dt.date, last: dt.date) -> str:
    return latest_day(_number(part["o"]), last, published)


def _anniversary(part: dict, published: dt.date, last: dt.date) -> str:
    word = (part["o"] or "first").removesuffix("-year")
    return shift(last, -12 * (_NTH.get(word) or count_in(re.sub(r"(?<=\d)\D+$", "", word))))


def _season(part: dict, published: dt.date, last: dt.date) -> str:
    name = part["s"] or part["s2"] or part["s3"]
    first = {"spring": 3, "summer": 6, "winter": 12}.get(name, 9)
    year = int(part["y"]) if part["y"] else published.year - (part["year"] == " last year")
    if not part["y"] and not part["year"] and first > published.month:
        year -= 1
    if not part["y"] and first == 12 and published.month > 2:
        year = published.year - 1
    months = [(year + (first + k - 1) // 12, (first + k - 1) % 12 + 1) for k in range(3)]
    if part["part"]:
        months = months[:1] if part["part"] == "early " else months[-1:]
    return "/".join(dict.fromkeys(f"{y}-{m:02}" for y, m in (months[0], months[-1])))


def _hours_later(part: dict, published: dt.date, last: dt.date) -> str:
    hours = {"twenty-four": 24, "forty-eight": 48, "seventy-two": 72}.get(part["n"]) or count_in(part["n"])
    days = round(hours / 24 - 0.1) * _ONE
    return (published - days if part["ago"] else last + days).isoformat()


def _night_from(part: dict, published: dt.date, last: dt.date) -> str:
    end = _latest(part["w2"], published)
    return f"{_latest(part['w'], end)}/{end}"


def _part_this_month(part: dict, published: dt.date, last: dt.date) -> str:
    year, month = _month_of(part, published)
    length = calendar.monthrange(year, month)[1]
    first, end = {"start": (1, 10), "beginning": (1, 10), "early": (1, 10), "middle": (10, 20)}.get(
        part["part"], (length - 10, length)
    )
    return f"{dt.date(year, month, first)}/{min(dt.date(year, month, end), published)}"


def _slash(part: dict, published: dt.date, last: dt.date) -> str:
    try:
        return dt.date(int(part["y"]), int(part["mo"]), int(part["d"])).isoformat()
    except ValueError:
        return ""


def _feast(part: dict, published: dt.date, last: dt.date) -> str:
    number = next(int(group[1:]) for group in part if group[1:].isdigit())
    if part[f"f{number}"] == "ramadan" and not (part["nth"] or part["eve"]):
        return ""  # a month
    days = _feasts()[number][1]
    if part["pre"] in ("over", "during", "for", "a", "an") and not part["nth"]:
        return ""  # "a truce over Eid"
    if part["pre"] in ("by", "before", "until", "till") and len(days[0]) > 5:
        ahead = [day for day in map(dt.date.fromisoformat, days) if published < day < published + 90 * _ONE]
        if ahead:
            return ahead[0].isoformat()
    end = published.replace(month=1, day=1) - _ONE if part["year"] else published
    if len(days[0]) == 5:
        month, day = map(int, days[0].split("-"))
        years = range(end.year, end.year - 5, -1)
        found = [dt.date(y, month, day) for y in years if (month, day) != (2, 29) or calendar.isleap(y)]
    else:
        found = [dt.date.fromisoformat(one) for one in reversed(days)]
    latest = next((one for one in found if one <= end), None)
    if latest is None or (not part["year"] and part["nth"] != "last" and end - latest > 320 * _ONE):
        return ""  # the coming one is nearer: "as Eid draws near"
    if part["nth"] == "last" and "ramadan" in part[f"f{number}"]:
        return (latest + 29 * _ONE).isoformat()
    later = 0 if part["nth"] in (None, "last") else _NTH[part["nth"]] - 1
    return (latest + (later - bool(part["eve"])) * _ONE).isoformat()


def _weekdays_ago(part: dict, published: dt.date, last: dt.date) -> str:
    return (_latest(part["w"], published - _ONE) - 7 * (count_in(part["n"]) - 1) * _ONE).isoformat()


def _week_before(part: dict, published: dt.date, last: dt.date) -> str:
    monday = published - (published.weekday() + 14) * _ONE
    return f"{monday}/{monday + 6 * _ONE}"


def _weekend_before(part: dict, published: dt.date, last: dt.date) -> str:
    saturday = _latest("saturday", published) - 7 * _ONE
    return f"{saturday}/{saturday + _ONE}"


def _months(part: dict, published: dt.date, last: dt.date) -> str:
    """Read "between January and March", the last time that both had begun."""
    first, second = MONTHS[part["m"].rstrip(".")], MONTHS[part["m2"].rstrip(".")]
    end = int(part["y"] or year_of(second, 1, published))
    return f"{end - (first > second)}-{first:02}/{end}-{second:02}" if first != second else ""


#: What gives the EDTF date of a match, or nothing, from its groups, the publication and the last day named.
RESOLVED = {
    "before_yesterday": lambda part, published, last: (published - 2 * _ONE).isoformat(),
    "night_before_last": lambda part, published, last: f"{published - 2 * _ONE}/{published - _ONE}",
    "week_before_last": _week_before,
    "weekdays_ago": _weekdays_ago,
    "weekend_before": _weekend_before,
    "weekday_before_last": lambda part, published, last: (_latest(part["w"], published) - 7 * _ONE).isoformat(),
    "weekday_of_week": _of_week,
    "weekday_weeks": _weeks,
    "fortnight_weekday": lambda part, published, last: (_latest(part["w"], published) - 14 * _ONE).isoformat(),
    "fortnight": lambda part, published, last: (published - 14 * _ONE).isoformat(),
    "to_the_day": _ago,
    "since_years": _ago,
    "year_ago_weekday": _year_ago,
    "nth_weekday": _nth_weekday,
    "nth": _nth,
    "nth_bare": _nth_bare,
    "anniversary": _anniversary,
    "season": _season,
    "hours_later": _hours_later,
    "months": _months,
    "night_from": _night_from,
    "part_this_month": _part_this_month,
    "slash": _slash,
    "feast": _feast,
}
