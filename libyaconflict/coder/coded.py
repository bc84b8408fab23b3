"""What a coded event is, and when two kinds, words and dates of such count as one."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

AFFIRMATIVE: tuple[str, ...] = ("asserted", "claimed", "confirmed")
CONTROL: tuple[str, ...] = ("capture", "recapture", "entry_unopposed", "side_switch")
FAMILY = {"recapture": "capture", "entry_unopposed": "capture", "side_switch": "capture", "drone_strike": "airstrike"}
FAMILY |= {"agreement": "truce", "talks": "truce"}
FOUGHT = frozenset(["airstrike", "drone_strike", "shelling", "clash", "advance", "siege", "shootdown", "displacement"])
STRUCK: tuple[str, ...] = ("airstrike", "drone_strike", "shelling")
OIL: tuple[str, ...] = ("oil_shutdown", "oil_restart")
HEAD = 20  # characters before the first sentence, at most


@dataclass(slots=True)
class Coded:
    """One coded event, with the spans that it rests on.

    `start` and `end` are the trigger's characters in the document; `sentence_start` is where its sentence begins.
    """

    doc: str
    place_id: str
    event_type: str
    actor: str | None
    target: str | None
    control_after: str | None
    date: str | None
    date_basis: str
    status: str
    by: str | None
    sentence: str
    start: int
    end: int
    rule: str
    sentence_start: int = 0


def family(event_type: str) -> str:
    """Give the family in which kinds of event count as one happening."""
    return FAMILY.get(event_type, event_type)


def stance(status: str) -> str:
    """Give affirmative, denied or prospective."""
    return "affirmative" if status in AFFIRMATIVE else "denied" if status == "denied" else "prospective"


@lru_cache(maxsize=4096)
def days(date: str | None) -> tuple[dt.date, dt.date] | None:
    """Give the first and last day of a date's text; open ends count as their other end."""
    found = []
    for year, month, day in re.findall(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", date or ""):
        if day:
            found += [dt.date(int(year), int(month), int(day))] * 2
        elif month:
            first = dt.date(int(year), int(month), 1)
            found += [first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)]
        else:
            found += [dt.date(int(year), 1, 1), dt.date(int(year), 12, 31)]
    return (min(found), max(found)) if found else None


def near(a: str | None, b: str | None, slack: int = 1) -> bool:
    """Tell whether two dates may be one."""
    one, two = days(a), days(b)
    gap = dt.timedelta(days=slack)
    return not one or not two or (one[0] - gap <= two[1] and two[0] - gap <= one[1])
