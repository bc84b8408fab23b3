"""The day of what is still to come: the next March, the coming Friday."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from .grammar import Hit
from .tables import reporters, words
from .tokens import Token

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_WEEK = dt.timedelta(days=7)
_WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_MET = frozenset(["talks", "agreement", "truce", "foreign_deployment"])
_SET = frozenset(["due", "scheduled", "set", "expected", "slated", "planned"])


def to_come(run: Run, hit: Hit, event_type: str, k: int, token: Token) -> str:
    """Give the day or month of what is to come: the next such month, "agreed to meet again in March", or weekday."""
    today = run.published.isoformat()
    if token.text in _WEEKDAYS and event_type in _MET and token.value < today and _ahead(run.now, hit, k):
        return (dt.date.fromisoformat(token.value) + _WEEK).isoformat()
    past = len(token.value) == 7 and token.value < today[:7] and not any(c.isdigit() for c in token.text)
    past = past and "last" not in token.text.split()
    return f"{int(token.value[:4]) + 1}{token.value[4:]}" if past else token.value


def _ahead(now: Sentence, hit: Hit, k: int) -> bool:
    """Tell the day on which something will be, "will meet on Friday", from that on which it was agreed or said."""
    if k < hit.last or any(now.boundary(n) or now.word(n) in reporters() for n in range(hit.last, k)):
        return False
    lead = range(max(now.clause(hit)[0], hit.first - 6), k)
    return any(
        now.word(n) in words("modal-plan")
        or (now.word(n) in _SET and now.word(n + 1) in ("to", "for"))
        or (now.word(n) in words("be") and now.word(n + 1) == "to")
        for n in lead
    )
