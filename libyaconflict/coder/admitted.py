"""What somebody first denied and then admitted: both are told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .coded import CONTROL, Coded
from .tables import words

if TYPE_CHECKING:
    from .run import Run


def then_admitted(run: Run, coded: list[Coded]) -> list[Coded]:
    """Add the admission of "the loss of X was denied by the LNA on Friday and admitted by it a day later"."""
    now = run.now
    if words("owned-up").isdisjoint(now.said):
        return []
    denial = next((r for r in run.reports if r.kind == "deny"), None)
    at = next((n for n, word in enumerate(now.words) if word in words("owned-up")), 0)
    if now.word(at + 1) == "that":
        return []  # "denied this but admitted that some men had moved": something else
    if denial is None or at <= denial.at or words("not").intersection(now.words[denial.at : at]):
        return []
    if {"and", "but", "then", "before", "later"}.isdisjoint(now.words[denial.at : at]):
        return []
    out = []
    for event in coded:
        if event.status != "denied" or event.start > now.tokens[denial.at].start:
            continue
        side = run.names.sides.get(event.actor or "", "")
        holder = side if side in run.names.parties and event.event_type in CONTROL else None
        status = now.cue("confirmed", at)
        out.append(
            replace(event, status=status, control_after=holder, start=now.tokens[at].start, end=now.tokens[at].end)
        )
    return out
