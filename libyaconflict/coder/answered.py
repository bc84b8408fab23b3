"""What an answer says of the question before it: "asked whether X had fallen, the LNA spokesman said that it had"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .coded import CONTROL, Coded
from .emit import emit
from .framing import Draft, foe_of
from .grammar import Hit
from .sayings import Report
from .tables import words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_IT = frozenset(["it", "they", "he", "she"])
_HAD = frozenset(["had", "has", "have", "did", "was", "were"])
_CLOSES = frozenset([",", ".", ";", '"', "but", "and", ""])


def answered(run: Run, hit: Hit, draft: Draft, told: list[Coded]) -> list[Coded]:
    """Give the claims, or denials, of those who answer the question in which a draft stands; else what was told."""
    now = run.now
    if "asked" not in now.said or not draft.places or not _in_question(now, hit):
        return told
    answers: list[Coded] = []
    for number, report in enumerate(run.reports):
        said = report.at + 1 + (now.word(report.at + 1) == "that")
        known = report.kind in ("say", "confirm", "admit") and report.at > hit.last and now.word(said) in _IT
        if not known or now.word(said + 1) not in _HAD:
            continue
        no = now.word(said + 2) in words("not")
        ends = said + 2 + no
        speaker = report.speaker or _counterpart(run, report, number)
        if not speaker or (ends < now.size and now.word(ends) not in _CLOSES):
            continue
        voice = "party" if speaker in run.names.sides else report.voice
        made = _so(run, draft, speaker, no=no, lost=report.kind == "admit")
        events = emit(run, hit, made, replace(report, speaker=speaker, voice=voice))
        answers += [replace(event, by=speaker) if no else event for event in events]
    return answers or told


def _in_question(now: Sentence, hit: Hit) -> bool:
    """Tell a trigger that stands right behind the "whether" of "asked on Friday whether X had fallen"."""
    for n in range(hit.first - 1, max(-1, hit.first - 12), -1):
        if now.word(n) in ("whether", "if"):
            return "asked" in now.words[max(0, n - 6) : n]
        if now.word(n) in (",", ";"):
            break
    return False


def _counterpart(run: Run, report: Report, number: int) -> str:
    """Give the foe of who spoke before, for "his counterpart in Benghazi"."""
    before = run.reports[number - 1].speaker if number else ""
    named = "counterpart" in run.now.words[max(0, report.at - 5) : report.at]
    return foe_of(run, before) if named and before else ""


def _so(run: Run, draft: Draft, speaker: str, *, no: bool, lost: bool) -> Draft:
    """Make a fact or a denial of what was asked; a town that only "had fallen" fell to who says so."""
    side = run.names.sides.get(speaker, "")
    taker = draft.actor or (foe_of(run, side) if no or lost else side)
    if draft.event_type in CONTROL and not draft.actor and side in run.names.parties:
        draft = replace(draft, actor=taker, target=foe_of(run, taker))
    return replace(draft, status="denied" if no else "told")
