"""What one coded event tells of another: its day, place or taker, who then holds the place, who admits it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from .coded import AFFIRMATIVE, CONTROL, STRUCK, Coded, family, near
from .spans import at


def with_taker(event: Coded, kept: list[Coded], names) -> Coded:
    """Name the taker of a fallen place where the text has the other side leave it."""
    if family(event.event_type) != "capture" or event.actor:
        return event
    takers: dict[str, str] = {}
    for other in kept:
        side = names.sides.get(other.actor or "", "")
        if other.place_id != event.place_id or other.status not in AFFIRMATIVE or not near(other.date, event.date, 2):
            continue
        if other.event_type == "withdrawal":
            side = names.foe(side)
        elif other.event_type not in ("advance", "siege") or _attacked_since(event, other):
            continue
        if side in names.parties:
            takers.setdefault(side, at(side, other.actor))
    if len(takers) != 1:
        return event
    side = next(iter(takers.values()))
    holder = side if event.status in AFFIRMATIVE else None
    return replace(event, actor=side, target=at(names.foe(side), side), control_after=holder)


_SINCE = re.compile(r", (?:has|have|had|was|were|is|are)\b")


def _attacked_since(event: Coded, other: Coded) -> bool:
    """Tell who attacks what was taken: "X, taken last week, has been attacked by the LNA"."""
    if other.sentence_start != event.sentence_start or other.start < event.end:
        return False
    said = event.sentence[event.end - event.sentence_start : other.start - event.sentence_start]
    return _SINCE.search(said) is not None


def met_there(event: Coded, kept: list[Coded], names) -> Coded:
    """Put an accord where the text's next sentence has both sides meet."""
    if event.event_type != "agreement" or event.place_id != names.home or event.status not in AFFIRMATIVE:
        return event
    for other in kept:
        follows = 0 < other.sentence_start - event.sentence_start <= len(event.sentence) + 2
        if other.event_type == "talks" and other.place_id in names.abroad and other.status in AFFIRMATIVE and follows:
            return replace(event, place_id=other.place_id)
    return event


def of_that_day(event: Coded, kept: list[Coded], names, published: dt.date) -> Coded:
    """Date a retreat of which no day is told by the other side's taking of the place, and the reverse.

    A strike that is denied without its day was on the day on which the text has it made.
    """
    if event.status == "denied" and event.event_type in STRUCK and event.date_basis == "published":
        return next((replace(event, date=e.date, date_basis="carried") for e in kept if _denies(event, e)), event)
    retreat = event.event_type == "withdrawal"
    if event.date_basis != "published" or not event.actor or event.status not in AFFIRMATIVE:
        return event
    for other in kept if retreat or event.event_type in CONTROL else ():
        if retreat and _later(event, other):
            return replace(event, date=f"{(other.date or '')[:10]}/{published}", date_basis="carried")
        pair = other.event_type in CONTROL if retreat else other.event_type == "withdrawal"
        if not pair or other.place_id != event.place_id or other.status not in AFFIRMATIVE:
            continue
        told = other.date_basis in ("clause", "sentence") and near(other.date, published.isoformat(), 7)
        if told and names.foe(event.actor) == other.actor:
            return replace(event, date=other.date, date_basis="carried")
    return event


def _later(event: Coded, other: Coded) -> bool:
    """Tell a side that left what it had taken long before: "it seized X in January. It later withdrew"."""
    own = other.event_type in CONTROL and other.actor == event.actor and other.place_id == event.place_id
    apart = own and other.date_basis in ("clause", "sentence") and not near(other.date, event.date, 7)
    return apart and other.status in AFFIRMATIVE and "/" not in (other.date or "/") and "ater" in event.sentence


def _denies(event: Coded, other: Coded) -> bool:
    """Tell a strike that the text dates and which another event denies."""
    alike = other.place_id == event.place_id and family(other.event_type) == family(event.event_type)
    return alike and other.status in AFFIRMATIVE and other.date_basis in ("clause", "sentence")


def admitted(event: Coded, kept: list[Coded], names) -> Coded:
    """Hold a side's claim to have taken a place for confirmed where the other side says that it left it."""
    if event.status != "claimed" or family(event.event_type) != "capture" or event.actor not in names.parties:
        return event
    foe = names.foe(event.actor)
    for other in kept:
        left = other.event_type == "withdrawal" and other.place_id == event.place_id and other.actor == foe
        own = other.status in AFFIRMATIVE and names.sides.get(other.by or "") == foe
        if left and own and near(event.date, other.date, 2):
            return replace(event, status=at("confirmed", other.status))
    return event


def succeeded(event: Coded, kept: list[Coded], names) -> Coded:
    """Say of a place that one side left that the other, which took it, holds it."""
    if event.event_type == "withdrawal" and event.status in AFFIRMATIVE and not event.control_after:
        foe = names.foe(event.actor or "")
        if any(
            e.place_id == event.place_id and e.status in AFFIRMATIVE and e.event_type in CONTROL and e.actor == foe
            for e in kept
        ):
            return replace(event, control_after=foe)
    return event
