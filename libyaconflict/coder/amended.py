"""What a sentence takes back of its own claims in part: "announced the capture of X and Y, but was wrong about Y"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .coded import CONTROL, Coded
from .spans import at
from .tables import words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_ABOUT = frozenset(["about", "over", "concerning", "regarding", "on", "of"])
_RANKS = {"first": 0, "former": 0, "second": 1, "latter": -1, "last": -1, "third": 2}


def amended(run: Run, coded: list[Coded]) -> list[Coded]:
    """Give the claims of a sentence, or the one before, with only those denied that "wrong about the second" names."""
    now = run.now
    if words("amending").isdisjoint(now.said):
        return coded
    named = next((n + 1 for n, word in enumerate(now.words) if word in _ABOUT and _amends(now, n)), 0)
    if not 0 < named < now.size:
        return coded
    before = [e for e in coded if e.end <= now.tokens[named].start] or run.previous
    told = [e for e in before if e.event_type in CONTROL and e.status in ("claimed", "denied")]
    told = [e for e in told if e.start == told[0].start and e.by]
    wrong = _named(now, named, told)
    if not wrong or len(wrong) == len(told):
        return coded
    out = [e for e in coded if e not in told]
    for event in told:
        if event in wrong:
            denied = replace(event, status=at("denied", event.status), control_after=None)
            if event in coded or event.status != "denied":
                out.append(denied)
        elif event in coded:
            side = run.names.sides.get(event.actor or "", "")
            held = side if side in run.names.parties else None
            out.append(replace(event, status=at("claimed", event.status), control_after=held))
    return out


def _amends(now: Sentence, n: int) -> bool:
    """Tell the "about" of "had been wrong about", "took back the claim about"."""
    lead = now.words[max(0, n - 3) : n]
    return not words("amending").isdisjoint(lead) or (
        not words("bulletin").isdisjoint(lead[-1:]) and not words("amending").isdisjoint(now.words[max(0, n - 7) : n])
    )


def _named(now: Sentence, n: int, told: list[Coded]) -> list[Coded]:
    """Give which of several claims a phrase names: by its place, or by its rank."""
    while now.word(n) in ("the", "one", "both"):
        n += 1
    if n < now.size and now.tokens[n].kind == "place":
        values = {now.tokens[k].value for k in now.group(n)}
        return [e for e in told if e.place_id in values]
    rank = _RANKS.get(now.word(n))
    return [told[rank]] if rank is not None and -len(told) <= rank < len(told) else []
