"""What a text says that nobody could check: "but this could not be verified", "the reports have not been confirmed"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .tables import either

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_NOT = either("not", also=("yet",))
_CHECKED = ("confirm", "verify", "corroborate", "authenticate")
_CHECKING = frozenset(["confirmation", "verification", "corroboration"])
_MEANT = frozenset(["this", "that", "it", "these", "those", "they", "which", "report", "reports", "claim", "claims"])
_MEANT |= {
    "account",
    "accounts",
    "allegations",
    "statement",
    "statements",
    "information",
    "news",
    "rumours",
    "sightings",
}
_LOW = frozenset(["immediate", "independent", "official", "further", "outside", "other", "word", "any", "yet"])


def unverified(now: Sentence, n: int) -> int:
    """Give where a sentence says, after a token, that what it told has not been checked; -1 where it does not."""
    cues = either("verified", also=(*_CHECKED, *_CHECKING))
    if cues.isdisjoint(now.said) or _NOT.isdisjoint(now.said):
        return -1
    for k in range(n + 1, now.size):
        if now.word(k) in cues and _refers(now, n, k):
            return k
    return -1


def _refers(now: Sentence, n: int, at: int) -> bool:
    """Tell "but this could not be verified" from "but its claim to hold X could not be"."""
    if now.word(at) in _CHECKING:
        return _none(now, at)
    lead = range(at - 1, max(n, at - 9), -1)
    if not any(now.word(k) in _NOT for k in lead):
        return False
    if now.word(at) in _CHECKED:  # "Reuters could not verify the reports"
        return not _MEANT.isdisjoint(now.words[at + 1 : at + 5])
    none = next(k for k in lead if now.word(k) in _NOT)
    return not _MEANT.isdisjoint(now.words[max(n, none - 5, 0) : none])


def _none(now: Sentence, at: int) -> bool:
    """Tell "there was no independent confirmation"."""
    k = at - 1
    while now.word(k) in _LOW:
        k -= 1
    after = now.word(at + 1) not in ("that",)
    return after and now.word(k) in ("no", "without") and not now.boundary(at)


def doubts_before(run: Run) -> None:
    """Make mere claims of what the last sentence told on somebody's word, where this one says it is unchecked."""
    now = run.now
    if not run.previous or now.size > _SHORT or unverified(now, -1) < 0:
        return
    known = [e for e in run.previous if e.status == "confirmed" and e.by]
    for event in known:
        at = next((n for n in range(len(run.events) - 1, -1, -1) if run.events[n] is event), -1)
        if at >= 0:
            run.events[at] = replace(event, status="claimed")


_SHORT = 22  # tokens of a sentence that only says so
