"""Days counted from the day of another happening: "Two days after it lost X on 26 June, the LNA bombed it"."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from .grammar import Hit
from .reckoning import count_of

if TYPE_CHECKING:
    from .roles import Sentence

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_ONES = frozenset(["a", "the", "one"])


def counted_from(now: Sentence, hit: Hit, dates: list) -> str:
    """Give the day of a trigger where its sentence counts one happening from the day of the other; else nothing.

    What stands behind "after" or "before" has the day named there; the main clause is so many days from it.
    """
    if len(dates) != 1 or now.said.isdisjoint(_UNITS) or not _DAY.fullmatch(dates[0][1].value):
        return ""
    k = dates[0][0]
    for joint in range(k - 1, 0, -1):
        if now.word(joint) in ("after", "before"):
            break
        if now.word(joint) in (",", ";", "that", "which") and (joint < k - 2 or now.word(k + 1) != ","):
            return ""  # but not the comma of "the day after it took X, on 13 April,"
    else:
        return ""
    unit, count = _UNITS.get(now.word(joint - 1), 0), now.word(joint - 2)
    days = unit * (count_of(count) or count in _ONES)
    inner = any(joint < h.first < k for h in now.hits)
    if not days or not inner:
        return ""
    day = dates[0][1].value
    comma = next((n for n in range(k + 1, now.size) if now.word(n) == ","), k)
    opens = joint < 4 or now.word(joint - 3) == ","
    outside = hit.first < joint or (opens and hit.first > (comma if comma < hit.first else k))
    if joint < hit.first < k or not outside:
        return now.cue(day, k) if joint < hit.first < k else ""
    way = 1 if now.word(joint) == "after" else -1
    return now.cue((dt.date.fromisoformat(day) + way * days * dt.timedelta(days=1)).isoformat(), k)
