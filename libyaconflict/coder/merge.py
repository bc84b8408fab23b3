"""Coded events of one document, each told once."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from .coded import AFFIRMATIVE, CONTROL, HEAD, OIL, STRUCK, Coded, days, family, near, stance
from .completed import admitted, met_there, of_that_day, succeeded, with_taker
from .retold import absorbed, beaten_off, by_the_way, fulfilled, narrowed, whose_strike
from .spans import at
from .tables import words

_RECURRING = ("clash", "airstrike", "shelling")  # one day's is not the next day's
_LONG = ("declaration", "foreign_deployment", "displacement", "mass_grave")
_ANEW = re.compile(r"\b(?:further|another|second|third|again|new|fresh|renewed)\b", re.I)
_RANK = {"claimed": 0, "asserted": 1, "confirmed": 2}


def merge(events: list[Coded], headline: set, names, published: dt.date) -> list[Coded]:
    """Tell each happening once: same place, family, stance and compatible actor and date."""
    kept: list[Coded] = []
    for event in (_denied_strike(event, events) for event in events):
        for n, old in enumerate(kept):
            if _same(old, event) and not _undone(old, event, kept[n + 1 :]):
                kept[n] = _join(old, event, names)
                break
        else:
            kept.append(event)
    kept = _one_strike(kept, names)
    kept = [_lifted(event, headline) for event in kept]
    kept = [with_taker(event, kept, names) for event in kept]
    kept = [met_there(event, kept, names) for event in kept]
    begun = {(e.place_id, e.sentence_start) for e in events if e.date_basis == "campaign" and e.event_type == "advance"}
    kept = [e for e in kept if e.event_type != "clash" or (e.place_id, e.sentence_start) not in begun or _goes_on(e)]
    beaten = [e for e in events if e.event_type == "repelled" and e.status in AFFIRMATIVE]
    kept = [event for event in kept if not (absorbed(event, kept, names) or beaten_off(event, beaten, names))]
    kept = [whose_strike(event, kept, names) for event in kept]
    kept = [e for e in kept if not (narrowed(e, kept, names) or fulfilled(e, kept) or by_the_way(e, kept))]
    kept = [of_that_day(event, kept, names, published) for event in kept]
    return [succeeded(admitted(event, kept, names), kept, names) for event in kept]


def _goes_on(event: Coded) -> bool:
    """Tell fighting that goes on, from that with which the standing offensive began: "have continued in X"."""
    after = event.sentence[event.end - event.sentence_start :][:32]
    return re.search(r"\b(?:continu|still|ongoing|under way|go(?:es)? on|gone on)", after) is not None


def _denied_strike(event: Coded, events: list[Coded]) -> Coded:
    """Give the kind of strike that is meant where a side denies "any attacks" where the text says that it shelled."""
    if event.status != "denied" or event.event_type != "advance" or event.rule != "offensive":
        return event
    here = [e for e in events if e.place_id == event.place_id and e.status in AFFIRMATIVE and e.start < event.start]
    if any(e.event_type == "advance" for e in here):
        return event
    told = [e for e in here if e.event_type in STRUCK and (not event.actor or e.actor in (None, event.actor))]
    return replace(event, event_type=told[-1].event_type) if told else event


def _one_strike(kept: list[Coded], names) -> list[Coded]:
    """Join a strike of which a sentence does not say with what it was made to the one of which another says it."""
    strikes = [e for e in kept if e.event_type in STRUCK]
    if len({family(e.event_type) for e in strikes}) < 2:
        return kept
    out = list(kept)
    for vague in [e for e in strikes if _weaponless(e)]:
        for n, event in enumerate(out):
            if (
                event.event_type in STRUCK and family(event.event_type) != family(vague.event_type)
                and event.place_id == vague.place_id and stance(event.status) == stance(vague.status)
                and near(event.date, vague.date, 3 if vague.date_basis == "published" else 1) and not _weaponless(event)
                and (not event.actor or not vague.actor or event.actor == vague.actor)
            ):  # fmt: skip
                out[n] = _join(event, vague, names)
                out = [e for e in out if e is not vague]
                break
    return out


def _weaponless(event: Coded) -> bool:
    """Tell "bombed the port" and "missiles hit it", which may be of any kind."""
    said = event.sentence.lower()
    if event.rule == "strikes-noun":
        said = said[: event.end - event.sentence_start + 24]
    told = said[event.start - event.sentence_start : event.end - event.sentence_start]
    if event.rule in ("bomb", "pound", "hit", "strikes-noun"):
        return event.event_type == "airstrike" and _AIR.search(said) is None
    if event.rule == "bombardment":
        return event.event_type == "airstrike" and _AIR.search(said) is None  # "the bombing of X"
    return event.rule == "rockets" and told.startswith("missile") and not event.actor


_AIR = re.compile(r"\bair(?!port|base|field)|jet|plane|drone|helicopter|aerial|sortie|pilot|craft")


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
    """Tell two tellings of one happening."""
    if a.place_id != b.place_id or family(a.event_type) != family(b.event_type) or stance(a.status) != stance(b.status):
        return False
    if _distinct(a, b):
        return False
    others = bool(a.actor and b.actor and a.actor != b.actor)
    if a.event_type in OIL:
        vague = {a.date_basis, b.date_basis} & {"published", "sentence"}
        if vague and not others and a.rule == b.rule == "blockade":
            return True  # "which the blockade by X had brought about", "X imposed the blockade in January"
        dated = a.date_basis == b.date_basis == "clause"
        if others and dated and not near(a.date, b.date, 0):
            return False
        return near(a.date, b.date, 3 if {a.date_basis, b.date_basis} <= {"clause", "campaign"} else 31)
    if others and a.event_type == "agreement" and "/" in f"{a.actor}{b.actor}":
        one, two = set((a.actor or "").split("/")), set((b.actor or "").split("/"))
        others = not (one <= two or two <= one)  # "Turkey and the GNA signed", "a deal that Turkey signed"
    if others and ("/" not in f"{a.actor}{b.actor}" or a.event_type in ("truce", "agreement")):
        return False
    return _same_day(a, b)


_SHUT = frozenset(["oil-shut", "flights", "stop-flights", "flights-noun", "flights-off"])


def _distinct(a: Coded, b: Coded) -> bool:
    """Tell what is not one for all its place and kind: talks and the accord they led to, a state and a deed."""
    if b.rule == "blame" and not a.actor:
        return True  # that it happened is told, who did it is claimed
    if a.event_type == "other":
        closed_and_opened = "oil-restart" in (a.rule, b.rule) and not _SHUT.isdisjoint((a.rule, b.rule))
        closed_and_opened = closed_and_opened and "resum" not in (a if a.rule in _SHUT else b).sentence
        return closed_and_opened or bool(a.control_after) != bool(b.control_after)
    if a.event_type == "mass_grave" and _counted_anew(a.sentence, b.sentence):
        return True
    if a.event_type in ("agreement", "talks") and a.event_type != b.event_type:
        return True
    return b.event_type == "agreement" and a.event_type == "truce" and a.sentence_start < HEAD


_GRAVES = re.compile(r"\b(\w+) (?:(further|additional|more|new|other|fresh) )?(?:mass |unmarked )*graves\b", re.I)


def _counted_anew(one: str, other: str) -> bool:
    """Tell "three further mass graves" from the "eight mass graves" found before."""
    found = [{m[1].lower(): m[2] for m in _GRAVES.finditer(said)} for said in (one, other)]
    counts = [{word for word in told if word.isdigit() or word in words("number")} for told in found]
    anew = [any(told[word] for word in told) for told in found]
    return anew[0] != anew[1] and all(counts) and counts[0].isdisjoint(counts[1])


def _same_day(a: Coded, b: Coded) -> bool:
    """Tell dates of one kind of happening that may be one, by how long such a thing lasts and how it was dated."""
    if "operation-proclaimed" in (a.rule, b.rule) and not near(a.date, b.date, 31):
        return False  # one operation and another
    if a.event_type in _LONG and stance(a.status) == "affirmative":
        return near(a.date, b.date, 31) or "published" in (a.date_basis, b.date_basis)
    if a.event_type == "other" and a.date_basis == b.date_basis == "clause":
        return near(a.date, b.date, 0)
    if family(a.event_type) == "capture" and (_vague(a.date) or _vague(b.date)):
        return near(a.date, b.date, 31)
    inferred = ("published", "carried", "")
    if a.date_basis == "carried" and b.date_basis == "clause" and _ANEW.search(b.sentence):
        return near(a.date, b.date, 1)  # "a further attack followed on 30 August"
    if a.date_basis in inferred or b.date_basis in inferred:
        return near(a.date, b.date, 1 if "campaign" in (a.date_basis, b.date_basis) else 31)
    own = a.date_basis == b.date_basis == "clause" and family(a.event_type) in _RECURRING
    return near(a.date, b.date, 0 if own else 1)


def _vague(date: str | None) -> bool:
    """Tell "recently": a month or so that ends on the day of the report."""
    span = days(date) if date and "/" in date else None
    return span is not None and 25 < (span[1] - span[0]).days < 40


def _join(old: Coded, new: Coded, names) -> Coded:
    """Give one event for two that are one: the surer date and word, and what only one of them tells."""
    date, basis = old.date, old.date_basis
    if basis in ("published", "carried", "", "sentence") and new.date_basis in ("clause", "campaign"):
        date, basis = new.date, new.date_basis
    if _vague(date) and new.date_basis == "clause" and not _vague(new.date):
        date = new.date  # "recently retaken", then "retaken in May"
    status, by = old.status, old.by
    if old.status in AFFIRMATIVE:
        if names.both and {old.by, new.by} >= set(names.parties) and old.status == new.status == "claimed":
            status = at("confirmed", new.status)
        elif _RANK[new.status] > _RANK[old.status]:
            status, by = new.status, new.by or old.by
    kind = old.event_type
    if family(kind) == "capture" and "recapture" in (old.event_type, new.event_type):
        kind = "recapture"
    actor = old.actor or new.actor
    if kind == "agreement" and new.actor and "/" in new.actor and "/" not in (actor or ""):
        actor = new.actor
    return replace(
        old, date=date, date_basis=basis, status=status, by=by or new.by, event_type=kind, actor=actor,
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
