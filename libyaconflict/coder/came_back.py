"""Who comes back to a place that the same sentence told to be lost: "lost X on Monday and were back on Friday"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import AFFIRMATIVE, CONTROL, Coded
from .emit import emit
from .framing import Draft, foe_of
from .grammar import Hit
from .scopes import report_for
from .tables import either

if TYPE_CHECKING:
    from .run import Run

_CAME = frozenset(["came", "come", "comes", "went", "moved", "got", "walked", "marched"])
_JOINS = frozenset(["and", "but", "then", "before", "only"])
_ENDS = frozenset(
    ["", ".", ",", ";", "by", "on", "at", "within", "there", "again", "hours", "days", "a", "two", "three"]
)
_ENDS |= frozenset(["the", "later", "soon", "in", "after", "before", "less", "inside"])


def came_back(run: Run, coded: list[Coded]) -> list[Coded]:
    """Give what a side holds again that "returned" or "was back" after it had lost it or left it."""
    now = run.now
    if "returned" not in now.said and "back" not in now.said:
        return []
    for n in range(4, now.size):
        if n in now.inside or now.word(n) not in ("returned", "back") or now.word(n + 1) not in _ENDS:
            continue
        first = n if now.word(n) == "returned" else n - 1
        if first < n and now.word(first) not in either("be", also=_CAME):
            continue
        hit = _joined(run, first, n + 1)
        lost = _lost(run, hit, coded) if hit is not None else None
        if hit is not None and lost is not None:
            draft = Draft("recapture", [lost.place_id], now.subject(hit), verb=first)
            draft.target = foe_of(run, draft.actor)
            return emit(run, hit, draft, report_for(run, hit))
    return []


def _joined(run: Run, first: int, last: int) -> Hit | None:
    """Give the words of coming back as a trigger, where they share the subject of a verb before them."""
    now = run.now
    n = first - 1
    while now.word(n) in either("have", "midst", also=("again", "were", "was")):
        n -= 1
    earlier = [hit for hit in now.hits if hit.last <= n]
    return Hit(earlier[-1].rule, first, last) if earlier and now.word(n) in _JOINS else None


def _lost(run: Run, hit: Hit, coded: list[Coded]) -> Coded | None:
    """Give how the sentence told that who comes back lost the place, or left it."""
    actor = run.now.subject(hit)
    side = run.names.sides.get(actor, "")
    if side not in run.names.parties:
        return None
    told = [e for e in coded if e.status in AFFIRMATIVE and (e.event_type in CONTROL or e.event_type == "withdrawal")]
    if not told:
        return None
    loser = told[-1].actor if told[-1].event_type == "withdrawal" else told[-1].target
    return told[-1] if run.names.sides.get(loser or "", "") == side else None
