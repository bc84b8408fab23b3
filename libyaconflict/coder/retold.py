"""Coded events that only tell another one again, or less well: the attack by which a place was taken, a heading's."""

from __future__ import annotations

import re
from dataclasses import replace

from .coded import AFFIRMATIVE, CONTROL, HEAD, STRUCK, Coded, family, near, stance
from .spans import at

_ENTRIES = ("enter", "push-into", "come-into", "roll-into")  # the entry that came with it
_ASSAULTS = ("attack-verb", "storm", "offensive")  # the attack by which a place was taken
_OPENING = 400  # characters of a heading and a lead, at most
_SITES = ("airport", "port", "building", "oil_terminal")
_VAGUE = frozenset(["published", "carried"])


def absorbed(event: Coded, kept: list[Coded], names) -> bool:
    """Tell an event that says nothing beyond another that is kept."""
    if event.rule == "approach" and event.event_type != "other" and _with_reinforcements(event, kept):
        return True
    told = _ABSORBED.get(event.event_type)
    return told is not None and told(event, kept, names)


def _with_reinforcements(event: Coded, kept: list[Coded]) -> bool:
    """Tell an approach that is none: "reinforcements reached the town"."""
    return event.status in AFFIRMATIVE and any(
        e.event_type == "other" and not e.control_after and e.place_id == event.place_id
        and e.sentence_start == event.sentence_start for e in kept
    )  # fmt: skip


def _withdrawal(event: Coded, kept: list[Coded], names) -> bool:
    """Tell "decided to withdraw", of what the text has told as done: "has left X; the withdrawal had been planned"."""
    own = [e for e in kept if e.actor == event.actor]
    if event.status == "hypothetical":
        return any(
            e.event_type == "withdrawal" and e.place_id == event.place_id and e.status in AFFIRMATIVE
            and e.sentence_start == event.sentence_start and e.end <= event.start for e in own
        )  # fmt: skip
    return event.status == "planned" and _done_before(event, own)


def _done_before(event: Coded, kept: list[Coded]) -> bool:
    """Tell what an earlier sentence tells as done."""
    return any(
        e.event_type == event.event_type and e.place_id == event.place_id and e.status in AFFIRMATIVE
        and e.sentence_start < event.sentence_start for e in kept
    )  # fmt: skip


def _oil(event: Coded, kept: list[Coded], names) -> bool:
    """Tell the decision to close what is closed, and "several ports", which the text names below."""
    if event.status == "planned":
        return _done_before(event, kept)
    if event.place_id != names.home:
        return False
    if event.status == "hypothetical":
        return True
    same = [e for e in kept if e.event_type == event.event_type and stance(e.status) == stance(event.status)]
    sites = {e.place_id for e in same if near(e.date, event.date)} - {names.home}
    beside = {e.place_id for e in same if e.sentence_start == event.sentence_start} - {names.home}
    return len(beside) > 1 or (len(sites) > 1 and event.sentence_start < HEAD)


def _without_place(event: Coded, kept: list[Coded], names) -> bool:
    """Tell talks told again without the city abroad where they were held."""
    if event.place_id != names.home:
        return False
    slack = 31 if event.date_basis == "published" else 3
    return any(
        e is not event and e.event_type == event.event_type and stance(e.status) == stance(event.status)
        and e.place_id in names.abroad and _same_who(event, e) and near(event.date, e.date, slack) for e in kept
    )  # fmt: skip


def _same_who(event: Coded, other: Coded) -> bool:
    """Tell those who met, of whom a heading may name but one."""
    if event.sentence_start > 0 or not event.actor:
        return event.actor == other.actor
    return set(event.actor.split("/")) <= set((other.actor or "").split("/"))


def _truce(event: Coded, kept: list[Coded], names) -> bool:
    """Tell a truce that is the accord below a heading, the one that the text dates, or the sum of each side's own."""
    if event.status not in AFFIRMATIVE:
        return False
    sure = [e for e in kept if e.status in AFFIRMATIVE]
    if event.sentence_start < HEAD and any(e.event_type == "agreement" and near(e.date, event.date) for e in sure):
        return True
    truces = [e for e in sure if e.event_type == "truce"]
    if event.date_basis != "clause" and _lasts(event) and any(e.date_basis == "clause" for e in truces):
        return True
    return event.actor == names.both and any(
        e.actor in names.parties and (event.date_basis == "published" or near(event.date, e.date, 0)) for e in truces
    )


def _lasts(event: Coded) -> bool:
    """Tell "the truce remains in place" from one that begins."""
    return re.search(r"\b(?:remain|still\b|nominal|fragile|shaky|largely|hold(?:s|ing)?\b)", event.sentence) is not None


def _capture(event: Coded, kept: list[Coded], names) -> bool:
    """Tell the capital's fall without who holds it, and a place that an oil guard took, told of its side before."""
    if event.status not in AFFIRMATIVE:
        return False
    takings = [e for e in kept if family(e.event_type) == "capture"]
    if names.kinds.get(event.place_id) in ("region", "country") and not _rid(event):
        same = [e for e in takings if e.actor == event.actor and e.status in AFFIRMATIVE]
        if event.sentence_start < _OPENING or event.date_basis not in _VAGUE:
            same = [e for e in same if near(e.date, event.date, 2)]
        if any(names.kinds.get(e.place_id) not in ("region", "country") for e in same):
            return True  # "took two towns in the west", which the text names
    if event.place_id == names.capital and not event.control_after:
        return any(e.control_after and e.actor == event.actor and near(event.date, e.date, 3) for e in takings)
    if not event.actor or event.actor in names.parties:
        return False
    slack = 7 if event.date_basis == "published" and event.sentence_start < HEAD else 1  # of a heading
    return any(
        e.actor in names.parties and e.place_id == event.place_id and e.status in AFFIRMATIVE
        and near(e.date, event.date, slack) for e in takings
    )  # fmt: skip


def _rid(event: Coded) -> bool:
    """Tell the whole of a region that was "cleared of" or "rid of" a side, which no town in it tells."""
    told = event.sentence[event.end - event.sentence_start :][:4] == " of "
    return event.rule == "rid-of" or (event.rule == "liberate" and told)


def _advance(event: Coded, kept: list[Coded], names) -> bool:
    """Tell the attack by which a place was taken, or is to be, and the "attack" of a heading on what was struck."""
    there = [e for e in kept if e.place_id == event.place_id]
    if event.status == "planned" and event.actor:
        return any(e.status == "planned" and family(e.event_type) == "capture" for e in there)
    if event.status == "planned":
        return any(e.event_type in CONTROL and e.status in AFFIRMATIVE for e in there)
    if event.status not in AFFIRMATIVE:
        return False
    if event.rule in _BOUND and _on_the_way_out(event, kept):
        return True
    if event.rule == "gain-ground" and event.control_after is None and any(
        (e.rule.startswith("drive-") or _inside(e.place_id, event.place_id, names)) and e.event_type == "advance"
        and e.actor == event.actor and e.place_id != event.place_id
        and e.sentence_start == event.sentence_start and e.start > event.start for e in kept
    ):  # fmt: skip
        return True  # "gain ground near X, drive their foes to Y", "made advances in X and took areas in its part"
    if names.kinds.get(event.place_id) == "region" and any(
        e.event_type == "advance" and e.actor == event.actor and near(e.date, event.date, 2)
        and _inside(e.place_id, event.place_id, names) for e in kept
    ):  # fmt: skip
        return True  # "attacks in the north-west", of which the text names the place
    assault = event.rule in _ASSAULTS
    if assault and names.kinds.get(event.place_id) in _SITES and any(
        e.event_type in STRUCK and e.status in AFFIRMATIVE and near(e.date, event.date) for e in there
    ):  # fmt: skip
        return True
    return any(_took(e, event, there, also=assault or event.rule in _ENTRIES) for e in _takings(there))


_BOUND = ("bear-down", "push-into", "approach")
_HEADING = re.compile(r", (?:\w+ )?(?:heading|moving|bound|going|making) ")


def _on_the_way_out(event: Coded, kept: list[Coded]) -> bool:
    """Tell where those go who leave in the same sentence: "fled X, heading for Y", "the last of them left, heading"."""
    for other in kept:
        gone = other.event_type == "withdrawal" and other.actor == event.actor and other.end <= event.start
        if gone and other.sentence_start == event.sentence_start and other.status in AFFIRMATIVE:
            start = event.sentence_start
            said = event.sentence[other.start - start : other.end - start].lower()
            last = re.search(r"\b(?:last|remaining|remnants|fleeing)\b", event.sentence[: other.start - start])
            between = event.sentence[other.end - start : event.end - start]
            return bool(_HEADING.search(between)) and (said[:2] != "le" or last is not None)
    return False


def _takings(there: list[Coded]) -> list[Coded]:
    """Give what tells that a place was taken."""
    return [e for e in there if e.status in AFFIRMATIVE and family(e.event_type) == "capture"]


def _took(taking: Coded, event: Coded, there: list[Coded], *, also: bool) -> bool:
    """Tell the taking in which an attack ended, in the same sentence or `also` in another."""
    if taking.actor != event.actor or not (also or taking.sentence_start == event.sentence_start):
        return False
    slack = 0 if _VAGUE.isdisjoint((event.date_basis, taking.date_basis)) else 1
    if event.rule in _ENTRIES and event.date_basis == "published" and taking.sentence_start < event.sentence_start:
        slack = 7  # "those who entered the town had found"
    if not near(event.date, taking.date, slack):
        return False
    # where somebody denies the claim, the attack is all that is sure
    denied = taking.status == "claimed" and any(
        e.status == "denied" and family(e.event_type) == "capture" for e in there
    )
    surer = also and taking.status == "claimed" != event.status and taking.by != event.actor
    return not (denied or surer)


def _state(event: Coded, kept: list[Coded], names) -> bool:
    """Tell that a side holds a place that the text has it take."""
    if not event.control_after or event.status not in AFFIRMATIVE or _STILL.search(event.sentence):
        return False
    return any(
        e.control_after == event.control_after and near(event.date, e.date, 1 if e.date_basis == "published" else 0)
        for e in _takings([e for e in kept if e.place_id == event.place_id])
    )


_STILL = re.compile(r"\b(?:still|remain\w*|stay\w*) .{0,60}(?:in spite of|despite)\b")  # news of its own


def _beaten_and_taken(event: Coded, kept: list[Coded], names) -> bool:
    """Tell "took X and drove them off", which repels no attack."""
    return event.status in AFFIRMATIVE and any(
        e.actor == event.actor
        and near(e.date, event.date, 2)
        and (e.sentence_start == event.sentence_start or event.rule == "drive-off")
        for e in _takings([e for e in kept if e.place_id == event.place_id])
    )


#: What tells for a kind of event that it is another one, told again.
_ABSORBED = {
    "repelled": _beaten_and_taken,
    "withdrawal": _withdrawal,
    "advance": _advance,
    "oil_shutdown": _oil,
    "oil_restart": _oil,
    "talks": _without_place,
    "agreement": _without_place,
    "truce": _truce,
    "other": _state,
} | dict.fromkeys(CONTROL, _capture)


def beaten_off(event: Coded, beaten: list[Coded], names) -> bool:
    """Tell an attack, or the aim of one, that the same sentence has come to nothing."""
    ground = family(event.event_type) == "capture" or event.event_type == "advance"
    prospective = event.status == "planned"
    if not ground or not (prospective or (event.event_type == "advance" and event.status in AFFIRMATIVE)):
        return False
    if names.kinds.get(event.place_id) in ("capital", "region", "country") or event.date_basis == "campaign":
        return False
    for other in beaten:
        if other.place_id != event.place_id or (not prospective and other.actor == event.actor):
            continue
        if not prospective and other.status == "claimed" and other.by in names.parties and event.by != other.by:
            continue  # "pushed into X, though the LNA said it had driven them back"
        heading = event.sentence[-1:].isalnum() and event.sentence_start < HEAD and near(event.date, other.date, 7)
        if other.sentence_start == event.sentence_start or (heading and not prospective):
            return True
    return False


def fulfilled(event: Coded, kept: list[Coded]) -> bool:
    """Tell the aim that its sentence tells to be reached: "captured X after an attack to capture the city"."""
    return event.status == "planned" and any(
        other.sentence_start == event.sentence_start and other.place_id == event.place_id and other.actor == event.actor
        and family(other.event_type) == family(event.event_type) == "capture" and other.status in AFFIRMATIVE
        for other in kept
    )  # fmt: skip


def by_the_way(event: Coded, kept: list[Coded]) -> bool:
    """Tell who holds a place that the sentence tells to be attacked: "an air raid on X, which the LNA controls"."""
    if event.event_type != "other" or not event.control_after:
        return False
    for other in kept:
        attacked = other.event_type in STRUCK or other.event_type in ("advance", "shootdown")
        if attacked and other.sentence_start == event.sentence_start and other.place_id == event.place_id:
            between = event.sentence[max(0, other.end - event.sentence_start) : event.start - event.sentence_start]
            if other.end <= event.start and ", which " in between:
                return True
    return False


def narrowed(event: Coded, kept: list[Coded], names) -> bool:
    """Tell the strike on a city or region in a heading, of which the text says below which part of it was hit."""
    if event.event_type not in STRUCK and event.event_type != "shootdown":
        return False
    if re.search(r"\b(?:including|especially|namely|notably)\b", event.sentence) and any(
        names.part_of.get(other.place_id) == event.place_id and family(other.event_type) == family(event.event_type)
        and other.sentence_start == event.sentence_start and stance(other.status) == stance(event.status)
        for other in kept
    ):  # fmt: skip
        return True  # "several districts of the city, including X and Y"
    if event.event_type in STRUCK and not event.actor and any(_of_the_part(event, other, names) for other in kept):
        return True
    region = names.kinds.get(event.place_id) == "region" or (
        event.place_id == names.capital and _OUTSIDE.search(event.sentence[event.start - event.sentence_start :])
    )
    retold = event.event_type == "shootdown" and event.place_id in (names.capital, names.home)
    if not retold and event.sentence_start > (_OPENING if region else 0):
        return False
    lies = (
        event.event_type == "shootdown" and event.sentence_start < HEAD and _BESIDE.search(event.sentence) is not None
    )
    return any(
        (lies or _inside(other.place_id, event.place_id, names) or (retold and event.place_id == names.home))
        and other.place_id != event.place_id and family(other.event_type) == family(event.event_type)
        and stance(other.status) == stance(event.status) and other.sentence_start > event.sentence_start
        and (not event.actor or not other.actor or event.actor == other.actor)
        and near(event.date, other.date, 7 if other.date_basis == "published" else 2)
        for other in kept
    )  # fmt: skip


_AS = re.compile(r"\b(?:when|as|after)\b")


def _of_the_part(event: Coded, other: Coded, names) -> bool:
    """Tell the hurt of a city from what hurt them: "In X two were killed when jets bombed Y", a part of it."""
    same = other.sentence_start == event.sentence_start and family(other.event_type) == family(event.event_type)
    part = names.part_of.get(other.place_id) == event.place_id and bool(other.actor) and event.end <= other.start
    between = event.sentence[event.end - event.sentence_start : other.start - event.sentence_start] if part else ""
    return same and part and stance(other.status) == stance(event.status) and _AS.search(between) is not None


def whose_strike(event: Coded, kept: list[Coded], names) -> Coded:
    """Give a strike that names nobody to him whose strikes on the city its heading tells: "the first attack, on X"."""
    if event.event_type not in STRUCK or (event.actor and event.date_basis != "published"):
        return event
    for wide in kept:
        told = wide.sentence_start < event.sentence_start and wide.event_type == event.event_type
        if not told or not _inside(event.place_id, wide.place_id, names) or not narrowed(wide, kept, names):
            continue
        if wide.actor and not event.actor:
            event = replace(event, actor=at(wide.actor, event.actor), target=event.target or wide.target)
        if wide.date_basis == "clause" and event.date_basis == "published":
            event = replace(event, date=wide.date, date_basis="carried")  # "a house near the capital on Monday"
    return event


_OUTSIDE = re.compile(r"^\W*(?:\S+ ){1,8}(?:near|close to|outside|on the outskirts of) the (?:\w+ )?capital\b")
_BESIDE = re.compile(r"\b(?:near|close to|(?:north|south|east|west)\w* of)\b")


def _inside(place: str, wider: str, names) -> bool:
    """Tell a part of a city, or a place of a region."""
    return names.part_of.get(place) == wider or wider in names.around.get(place, ())
