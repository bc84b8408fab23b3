"""What is counted, not told anew: "It was the fourth time that the LNA bombed the airport"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import STRUCK, family
from .grammar import Hit
from .tables import words

if TYPE_CHECKING:
    from .run import Run

_AFTER = frozenset(["since", "after", "when", ",", ";"])
_KINDS = (*STRUCK, "shootdown")


def uncounted(run: Run) -> list[Hit]:
    """Give the triggers of a sentence but for those of a happening of which it only says how often it came.

    The text must have told one of its kind before.
    """
    now = run.now
    if now.word(0) not in ("this", "it", "that") or now.word(1) not in words("be"):
        return now.hits
    time = next((n for n in range(2, min(now.size, 10)) if now.word(n) == "time"), 0)
    if not time or words("ordinal").isdisjoint(now.words[2:time]):
        return now.hits
    end = next((n for n in range(time + 1, now.size) if now.word(n) in _AFTER), now.size)
    told = {family(e.event_type) for e in run.events[-6:] if e.event_type in _KINDS}
    told |= {family(kind) for kind in STRUCK} if told & {family(kind) for kind in STRUCK} else set()
    return [h for h in now.hits if not (time < h.first < end and family(h.rule.event_type) in told)]
