"""What a text goes on to tell of a year or a month long past, without naming it again."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from .coded import CONTROL
from .framing import Draft
from .tables import words
from .when import When

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_GOES_ON = frozenset(["then", "later", "afterwards", "subsequently", "thereafter"])
_SPELLS = frozenset(["hours", "days", "weeks", "months"])
_TODAY = frozenset(["now", "today", "currently", "still", "is", "are", "has", "have", "recently", "latest"])

_MOVES = (*CONTROL, "advance", "withdrawal", "repelled", "siege", "airstrike", "shelling", "clash")


def went_on(run: Run, draft: Draft) -> str | None:
    """Give the date of "In 2017 the LNA took X. It then took Y": the year, where the text goes on with it.

    Empty where it may: "In June the GNA surprised the LNA. They retook X." Nothing where the sentence tells of today,
    or of what somebody says.
    """
    now, old = run.now, run.memory.old
    moved = draft.event_type in _MOVES
    if not old or not moved or run.reports or not _TODAY.isdisjoint(now.said):
        return None
    if any(token.kind == "date" for _, token in now.marks):
        return None
    within = any(now.word(n) == "within" and now.word(n + 1) in _SPELLS for n in range(now.size))
    went = any(now.words[n : n + 3] == ["went", "on", "to"] for n in range(now.size))
    same = any(e.actor == draft.actor and e.date == old for e in run.previous)
    follows = now.word(0) in words("pronoun") or now.word(0) in ("he", "she")
    if within or went or not _GOES_ON.isdisjoint(now.said) or (follows and same):
        return old
    return "" if follows else None


_LONG = frozenset(["days", "weeks", "months", "years"])


def vaguely_before(now: Sentence, hit) -> bool:
    """Tell what was an uncounted while before something else: "took X weeks after capturing Y"."""
    if not now.word(hit.first).endswith("ing") or now.word(hit.first - 1) != "after":
        return False
    counted = now.word(hit.first - 3)
    return now.word(hit.first - 2) in _LONG and not (counted[:1].isdigit() or counted in words("number"))


_FOLLOWS = re.compile(r"(?:It|They|He|She|Its|Their|His|Then|Later|Afterwards|Subsequently)\b")
_BARE = frozenset(["month", "dmy", "mdy", "part_month", "nth"])
_YEAR = re.compile(r"\b20\d\d\b")


def in_that_year(run: Run, dates: list[When], begin: int) -> list[When]:
    """Give bare days and months the year of the sentence before.

    "In 2018 the LNA besieged X. It fell in June." Only a sentence that goes on with what happened in that year, by "it"
    or "then", is read so.
    """
    year, flat = run.memory.old[:4], run.flat
    happened = any((event.date or "").startswith(year) for event in run.previous)
    if not happened or not _FOLLOWS.match(flat, begin):
        return dates
    return [
        replace(d, edtf=_YEAR.sub(year, d.edtf))
        if d.kind in _BARE and d.edtf[:4] > year and not _YEAR.search(flat, d.start, d.end)
        else d
        for d in dates
    ]
