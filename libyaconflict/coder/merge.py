"""Coded events of one document, each told once."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from .spans import at

AFFIRMATIVE = ("asserted", "claimed", "confirmed")
CONTROL = ("capture", "recapture", "entry_unopposed", "side_switch")
FAMILY = {"recapture": "capture", "entry_unopposed": "capture", "side_switch": "capture", "drone_strike": "airstrike"}
FAMILY |= {"agreement": "truce", "talks": "truce"}
FOUGHT = frozenset(["airstrike", "drone_strike", "shelling", "clash", "advance", "siege", "shootdown", "displacement"])
OIL = ("oil_shutdown", "oil_restart")
_ENTRIES = ("enter", "push-into", "come-into", "roll-into")  # the entry that came with it
_ASSAULTS = ("attack-verb", "storm", "offensive")  # the attack by which a place was taken
_RECURRING = ("clash", "airstrike", "shelling")  # one day's is not the next day's
_OPENING = 400  # characters of a heading and a lead, at most
_STRUCK = ("airstrike", "drone_strike", "shelling")
_SITES = ("airport", "port", "building", "oil_terminal")
_HEAD = 20  # characters before the first sentence, at most
_RANK = {"claimed": 0, "asserted": 1, "confirmed": 2}


@dataclass(slots=True)
class Coded:
    """One coded event, with the spans that it rests on.

    `start` and `end` are the trigger's characters in the document; `sentence_start` is where its sentence begins.
    """

    doc: str
    place_id: str
    event_type: str
    actor: str | None
    target: str | None
    control_after: str | None
    date: str | None
    date_basis: str
    status: str
    by: str | None
    sentence: str
    start: int
    end: int
    rule: str
    sentence_start: int = 0


def family(event_type: str) -> str:
    """Give the family in which kinds of event count as one happening."""
    return FAMILY.get(event_type, event_type)


def stance(status: str) -> str:
    """Give affirmative, denied or prospective."""
    return "affirmative" if status in AFFIRMATIVE else "denied" if status == "denied" else "prospective"


@lru_cache(maxsize=4096)
def days(date: str | None) -> tuple[dt.date, dt.date] | None:
    """Give the first and last day of a date's text; open ends count as their other end."""
    found = []
    for year, month, day in re.findall(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", date or ""):
        if day:
            found += [dt.date(int(year), int(month), int(day))] * 2
        elif month:
            first = dt.date(int(year), int(month), 1)
            found += [first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)]
        else:
            found += [dt.date(int(year), 1, 1), dt.date(int(year), 12, 31)]
    return (min(found), max(found)) if found else None


def near(a: str | None, b: str | None, slack: int = 1) -> bool:
    """Tell whether two dates may be one."""
    one, two = days(a), days(b)
    gap = dt.timedelta(days=slack)
    return not one or not two or (one[0] - gap <= two[1] and two[0] - gap <= one[1])


def merge(events: list[Coded], headline: set, names, published: dt.date) -> list[Coded]:
    """Tell each happening once: same place, family, stance and compatible actor and date."""
    kept: list[Coded] = []
    for event in events:
        for n, old in enumerate(kept):
            if _same(old, event) and not _undone(old, event, kept[n + 1 :]):
                kept[n] = _join(old, event, names)
                break
        else:
            kept.append(event)
    kept = _one_strike(kept, names)
    kept = [_lifted(event, headline) for event in kept]
    kept = [_taker(event, kept, names) for event in kept]
    kept = [_met_there(event, kept, names) for event in kept]
    begun = {(e.place_id, e.sentence_start) for e in events if e.date_basis == "campaign" and e.event_type == "advance"}
    kept = [e for e in kept if e.event_type != "clash" or (e.place_id, e.sentence_start) not in begun]
    beaten = [e for e in events if e.event_type == "repelled" and e.status in AFFIRMATIVE]
    kept = [event for event in kept if not (_absorbed(event, kept, names) or _beaten(event, beaten, names))]
    kept = [event for event in kept if not _narrowed(event, kept, names)]
    kept = [_of_that_day(event, kept, names, published) for event in kept]
    return [_succeeded(_admitted(event, kept, names), kept, names) for event in kept]


def _one_strike(kept: list[Coded], names) -> list[Coded]:
    """Join a strike of which a sentence does not say with what it was made to the one of which another says it."""
    strikes = [e for e in kept if e.event_type in _STRUCK]
    if len({family(e.event_type) for e in strikes}) < 2:
        return kept
    out = list(kept)
    for vague in [e for e in strikes if _weaponless(e)]:
        for n, event in enumerate(out):
            if (
                event.event_type in _STRUCK and family(event.event_type) != family(vague.event_type)
                and event.place_id == vague.place_id and stance(event.status) == stance(vague.status)
                and near(event.date, vague.date) and not _weaponless(event)
                and (not event.actor or not vague.actor or event.actor == vague.actor)
            ):  # fmt: skip
                out[n] = _join(event, vague, names)
                out = [e for e in out if e is not vague]
                break
    return out


def _weaponless(event: Coded) -> bool:
    """Tell "bombed the port" and "missiles hit it", which may be of any kind."""
    said = event.sentence.lower()
    told = said[event.start - event.sentence_start : event.end - event.sentence_start]
    if event.rule in ("bomb", "pound", "hit"):
        return event.event_type == "airstrike" and _AIR.search(said) is None
    return event.rule == "rockets" and told.startswith("missile") and not event.actor


_AIR = re.compile(r"\bair|jet|plane|drone|helicopter|aerial|sortie|pilot|craft")


def _of_that_day(event: Coded, kept: list[Coded], names, published: dt.date) -> Coded:
    """Date a retreat of which no day is told by the other side's taking of the place, and the reverse."""
    retreat = event.event_type == "withdrawal"
    if event.date_basis != "published" or not event.actor or event.status not in AFFIRMATIVE:
        return event
    for other in kept if retreat or event.event_type in CONTROL else ():
        pair = other.event_type in CONTROL if retreat else other.event_type == "withdrawal"
        if not pair or other.place_id != event.place_id or other.status not in AFFIRMATIVE:
            continue
        told = other.date_basis in ("clause", "sentence") and near(other.date, published.isoformat(), 7)
        if told and names.foe(event.actor) == other.actor:
            return replace(event, date=other.date, date_basis="carried")
    return event


def _undone(old: Coded, event: Coded, between: list[Coded]) -> bool:
    """Tell what its own sentence tells twice, with the contrary between: "flowed, was stopped, flowed again"."""
    if old.sentence_start != event.sentence_start:
        return False
    if event.event_type == "recapture" and event.actor:  # "took it, lost it and took it back"
        return any(e.event_type in CONTROL and e.place_id == old.place_id and e.actor != event.actor for e in between)
    if event.event_type not in OIL:
        return False
    return any(e.event_type in OIL and e.event_type != old.event_type and e.place_id == old.place_id for e in between)


def _same(a: Coded, b: Coded) -> bool:
    if a.place_id != b.place_id or family(a.event_type) != family(b.event_type) or stance(a.status) != stance(b.status):
        return False
    if a.event_type == "other" and bool(a.control_after) != bool(b.control_after):
        return False
    if b.rule == "blame" and not a.actor:
        return False  # that it happened is told, who did it is claimed
    if a.event_type in ("agreement", "talks") and a.event_type != b.event_type:
        return False
    if b.event_type == "agreement" and a.event_type == "truce" and a.sentence_start < _HEAD:
        return False
    if a.event_type == "other" and {a.rule, b.rule} == {"oil-shut", "oil-restart"}:
        return False  # closed, then opened again
    if a.event_type in OIL:
        dated = a.date_basis == b.date_basis == "clause"
        if a.actor and b.actor and a.actor != b.actor and dated and not near(a.date, b.date, 0):
            return False
        return near(a.date, b.date, 3 if {a.date_basis, b.date_basis} <= {"clause", "campaign"} else 31)
    if (
        a.actor
        and b.actor
        and a.actor != b.actor
        and ("/" not in a.actor + b.actor or a.event_type in ("truce", "agreement"))
    ):
        return False
    if (
        a.event_type in ("declaration", "foreign_deployment", "displacement", "mass_grave")
        and stance(a.status) == "affirmative"
    ):
        return near(a.date, b.date, 31) or "published" in (a.date_basis, b.date_basis)
    if a.event_type == "other" and a.date_basis == b.date_basis == "clause":
        return near(a.date, b.date, 0)
    inferred = ("published", "carried", "")
    if a.date_basis in inferred or b.date_basis in inferred:
        return near(a.date, b.date, 31)
    own = a.date_basis == b.date_basis == "clause" and family(a.event_type) in _RECURRING
    return near(a.date, b.date, 0 if own else 1)


def _join(old: Coded, new: Coded, names) -> Coded:
    date, basis = old.date, old.date_basis
    if basis in ("published", "carried", "", "sentence") and new.date_basis in ("clause", "campaign"):
        date, basis = new.date, new.date_basis
    status, by = old.status, old.by
    if old.status in AFFIRMATIVE:
        if names.both and {old.by, new.by} >= set(names.parties) and old.status == new.status == "claimed":
            status = at("confirmed", new.status)
        elif _RANK[new.status] > _RANK[old.status]:
            status, by = new.status, new.by or old.by
    kind = old.event_type
    if family(kind) == "capture" and "recapture" in (old.event_type, new.event_type):
        kind = "recapture"
    return replace(
        old, date=date, date_basis=basis, status=status, by=by or new.by, event_type=kind, actor=old.actor or new.actor,
        target=old.target or new.target, control_after=old.control_after or new.control_after,
    )  # fmt: skip


def _lifted(event: Coded, headline: set) -> Coded:
    """Hold a claim for asserted where the headline tells it in the outlet's own voice."""
    if event.status == "claimed" and any(
        family(kind) == family(event.event_type) and actor == event.actor and place in ("", event.place_id)
        for kind, actor, place in headline
        if actor
    ):
        return replace(event, status=at("asserted", event.status))
    return event


def _beaten(event: Coded, beaten: list[Coded], names) -> bool:
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
        heading = event.sentence[-1:].isalnum() and event.sentence_start < _HEAD and near(event.date, other.date, 7)
        if other.sentence_start == event.sentence_start or (heading and not prospective):
            return True
    return False


def _absorbed(event: Coded, kept: list[Coded], names) -> bool:
    if event.status == "planned" and family(event.event_type) == "capture":
        return False
    if event.event_type == "withdrawal" and event.status == "planned":
        return any(  # "decided to withdraw", of what the text has told as done
            e.event_type == "withdrawal" and e.status in AFFIRMATIVE and e.place_id == event.place_id
            and e.actor == event.actor and e.sentence_start < event.sentence_start for e in kept
        )  # fmt: skip
    if event.event_type == "advance" and event.status == "planned" and not event.actor:
        return any(e.event_type in CONTROL and e.status in AFFIRMATIVE and e.place_id == event.place_id for e in kept)
    if event.event_type == "advance" and event.status == "planned":
        return any(
            e.status == "planned" and family(e.event_type) == "capture" and e.place_id == event.place_id for e in kept
        )
    if event.event_type in OIL and event.status == "planned" and any(
        e.event_type == event.event_type and e.place_id == event.place_id and e.status in AFFIRMATIVE
        and e.sentence_start < event.sentence_start for e in kept
    ):  # fmt: skip
        return True  # the decision of what the text has told as done
    if event.event_type in OIL and event.place_id == names.home and event.status != "planned":
        same = [e for e in kept if e.event_type == event.event_type and stance(e.status) == stance(event.status)]
        sites = {e.place_id for e in same if near(e.date, event.date)} - {names.home}
        if event.status == "hypothetical" or (len(sites) > 1 and event.sentence_start < _HEAD):
            return True  # "several ports", which the text names below
    slack = 31 if event.date_basis == "published" else 3
    if event.event_type in ("talks", "agreement") and event.place_id == names.home and any(
        e is not event and e.event_type == event.event_type and stance(e.status) == stance(event.status)
        and e.place_id in names.abroad and e.actor == event.actor and near(event.date, e.date, slack) for e in kept
    ):  # fmt: skip
        return True  # told again without its place
    if event.status not in AFFIRMATIVE:
        return False
    if event.place_id == names.capital and family(event.event_type) == "capture" and not event.control_after:
        return any(
            family(e.event_type) == "capture" and e.control_after and e.actor == event.actor
            and near(event.date, e.date, 3) for e in kept
        )  # fmt: skip
    if event.event_type == "truce" and event.sentence_start < _HEAD and any(
        e.event_type == "agreement" and e.status in AFFIRMATIVE and near(e.date, event.date) for e in kept
    ):  # fmt: skip
        return True  # the headline of an accord
    if event.event_type == "truce" and event.date_basis != "clause" and _lasts(event) and any(
        e.event_type == "truce" and e.status in AFFIRMATIVE and e.date_basis == "clause" for e in kept
    ):  # fmt: skip
        return True  # it is the one that the text dates
    if event.event_type == "truce" and event.actor == names.both:
        return any(
            e.event_type == "truce" and e.actor in names.parties and e.status in AFFIRMATIVE
            and (event.date_basis == "published" or near(event.date, e.date, 0)) for e in kept
        )  # fmt: skip
    if event.event_type == "advance" and names.kinds.get(event.place_id) in _SITES and event.rule in _ASSAULTS and any(
        e.event_type in _STRUCK and e.place_id == event.place_id and e.status in AFFIRMATIVE
        and near(e.date, event.date) for e in kept
    ):  # fmt: skip
        return True  # the "attack" of the heading, on what was struck
    if family(event.event_type) == "capture" and event.actor and event.actor not in names.parties and any(
        family(e.event_type) == "capture" and e.actor in names.parties and e.place_id == event.place_id
        and e.status in AFFIRMATIVE and near(e.date, event.date) for e in kept
    ):  # fmt: skip
        return True  # told of a side before, here of its oil guard
    holds = event.event_type == "other" and event.control_after
    loose = {"published", "carried"}
    for other in kept:
        if (
            event.rule == "approach" and other.event_type == "other" and not other.control_after
            and other.place_id == event.place_id and other.sentence_start == event.sentence_start
        ):  # fmt: skip
            return True  # "reinforcements reached the town"
        if (
            other is event
            or other.status not in AFFIRMATIVE
            or family(other.event_type) != "capture"
            or other.place_id != event.place_id
        ):
            continue
        if (
            event.event_type == "advance"
            and other.actor == event.actor
            and (other.sentence_start == event.sentence_start or event.rule in (*_ASSAULTS, *_ENTRIES))
            and near(event.date, other.date, 0 if loose.isdisjoint((event.date_basis, other.date_basis)) else 1)
            and not (other.status == "claimed" and _contested(other, kept))
        ):
            return True
        lag = 1 if other.date_basis == "published" else 0
        if holds and other.control_after == event.control_after and near(event.date, other.date, lag):
            return True
    return False


def _lasts(event: Coded) -> bool:
    """Tell "the truce remains in place" from one that begins."""
    return re.search(r"\b(?:remain|still\b|nominal|fragile|shaky|largely|hold(?:s|ing)?\b)", event.sentence) is not None


def _contested(event: Coded, kept: list[Coded]) -> bool:
    """Tell a claimed capture that somebody denies: the attack is then all that is sure."""
    return any(
        e.status == "denied" and family(e.event_type) == "capture" and e.place_id == event.place_id for e in kept
    )


def _narrowed(event: Coded, kept: list[Coded], names) -> bool:
    """Tell the strike on a city or region in a heading, of which the text says below which part of it was hit."""
    if event.event_type not in ("airstrike", "drone_strike", "shelling", "shootdown"):
        return False
    if re.search(r"\b(?:including|especially|namely|notably)\b", event.sentence) and any(
        names.part_of.get(other.place_id) == event.place_id and family(other.event_type) == family(event.event_type)
        and other.sentence_start == event.sentence_start and stance(other.status) == stance(event.status)
        for other in kept
    ):  # fmt: skip
        return True  # "several districts of the city, including X and Y"
    region = names.kinds.get(event.place_id) == "region"
    retold = event.event_type == "shootdown" and event.place_id in (names.capital, names.home)
    if not retold and event.sentence_start > (_OPENING if region else 0):
        return False
    return any(
        (_inside(other.place_id, event.place_id, names) or (retold and event.place_id == names.home))
        and other.place_id != event.place_id and family(other.event_type) == family(event.event_type)
        and stance(other.status) == stance(event.status) and other.sentence_start > event.sentence_start
        and (not event.actor or not other.actor or event.actor == other.actor) and near(event.date, other.date, 2)
        for other in kept
    )  # fmt: skip


def _inside(place: str, wider: str, names) -> bool:
    """Tell a part of a city, or a place of a region."""
    return names.part_of.get(place) == wider or wider in names.around.get(place, ())


def _met_there(event: Coded, kept: list[Coded], names) -> Coded:
    """Put an accord where the text's next sentence has both sides meet."""
    if event.event_type != "agreement" or event.place_id != names.home or event.status not in AFFIRMATIVE:
        return event
    for other in kept:
        follows = 0 < other.sentence_start - event.sentence_start <= len(event.sentence) + 2
        if other.event_type == "talks" and other.place_id in names.abroad and other.status in AFFIRMATIVE and follows:
            return replace(event, place_id=other.place_id)
    return event


def _taker(event: Coded, kept: list[Coded], names) -> Coded:
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
        elif other.event_type not in ("advance", "siege"):
            continue
        if side in names.parties:
            takers.setdefault(side, at(side, other.actor))
    if len(takers) != 1:
        return event
    side = next(iter(takers.values()))
    holder = side if event.status in AFFIRMATIVE else None
    return replace(event, actor=side, target=at(names.foe(side), side), control_after=holder)


def _admitted(event: Coded, kept: list[Coded], names) -> Coded:
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


def _succeeded(event: Coded, kept: list[Coded], names) -> Coded:
    if event.event_type == "withdrawal" and event.status in AFFIRMATIVE and not event.control_after:
        foe = names.foe(event.actor or "")
        if any(
            e.place_id == event.place_id and e.status in AFFIRMATIVE and e.event_type in CONTROL and e.actor == foe
            for e in kept
        ):
            return replace(event, control_after=foe)
    return event
