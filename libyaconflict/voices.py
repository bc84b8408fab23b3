"""Who speaks in a report, from where, and what each voice says of who holds the place."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from .case import Case

PARTIES = ("GNA", "LNA")
HANDS = ("GNA", "LNA", "local", "other")
VANTAGES = ("GNA", "LNA", "local", "foreign", "independent", "press", "coder")
STANCES = ("asserts", "claims", "confirms", "denies")
TAKES = ("capture", "recapture", "entry_unopposed")
SHIFTS = (*TAKES, "withdrawal", "side_switch", "advance")
OUTLET = "the outlet"  # the voice of a report that names nobody
CODER = "the coder"  # the voice of a row that was concluded, not told
_ABROAD = ("state", "international", "backer")


class Word(NamedTuple):
    """One voice's word on one place."""

    voice: str
    vantage: str
    stance: str
    holder: str  # who holds the place, by this voice; of a denial, who does not
    against_interest: bool


class Voices:
    """The voices of a case: from which vantage each name speaks on a day.

    A name of a party's side speaks from that side, states and international bodies are ``foreign``, everybody else
    ``independent``. Where a report names nobody its outlet speaks (``press``), from the side that a column `vantage` of
    sources.csv gives it, if there is one. A row that the coder concluded is nobody's word (``coder``).
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._kinds = dict(zip(case.actors["name"], case.actors["kind"], strict=True))
        given = case.sources["vantage"] if "vantage" in case.sources else pd.Series("", index=case.sources.index)
        self._outlets = dict(zip(case.sources["id"], given, strict=True))

    def vantage(self, name: str, day: pd.Timestamp) -> str:
        """Give the vantage of a named voice on a day."""
        side = self._case.side_of(name, day)
        if side in (*PARTIES, "local"):
            return side
        return "foreign" if self._kinds.get(name) in _ABROAD else "independent"

    def words(self, row: object) -> list[Word]:
        """Take apart who says what in one report or happening (columns as in events.csv).

        Whoever claims that a side took a place says that the side holds it, also where the record does not follow
        (`control_after` is somebody else). Of other events `control_after` is what the record concludes, not what a
        voice said: a claim counts for it only as `_names_holder` has it. Whoever confirms bears out what the record
        has. A party that both claims and denies in one row says that it holds the place itself. Whoever denies that a
        place changed hands denies the holder claimed, but no party denies that it holds a place itself, and whoever
        denies that an attack was beaten off says nothing of who holds it.
        """
        day = row.earliest if pd.notna(row.earliest) else row.latest
        told = row.control_after
        claim = self._claimed(row, day)
        claimed, confirmed, disputed = (split(cell) for cell in (row.claimed_by, row.confirmed_by, row.disputed_by))
        if row.basis == "inferred" and not (claimed or confirmed or disputed):
            return [Word(CODER, "coder", "asserts", told, False)]
        words = []
        if not claimed and not confirmed:
            words.append(Word(OUTLET, self._outlet(row.sources), "asserts", told, False))
        for name in claimed:
            vantage = self.vantage(name, day)
            holder = vantage if told and name in disputed and vantage in PARTIES else claim
            holder = holder if self._names_holder(vantage, holder, row, day) else ""
            words.append(Word(name, vantage, "claims", holder, _admits(vantage, holder, row)))
        for name in confirmed:
            vantage = self.vantage(name, day)
            words.append(Word(name, vantage, "confirms", told, _admits(vantage, told, row)))
        moved = row.event_type in SHIFTS or (told and claim != row.control_before)
        for name in disputed:
            vantage = self.vantage(name, day)
            rivals = [w.holder for w in words if w.stance == "claims" and w.voice != name and w.holder != vantage]
            denied = (rivals or [claim])[0] if moved or name in claimed else ""
            words.append(Word(name, vantage, "denies", "" if denied == vantage else denied, False))
        return words

    def _claimed(self, row: object, day: pd.Timestamp) -> str:
        """Give who holds the place if what is claimed is so."""
        if not row.control_after or row.event_type not in TAKES:
            return row.control_after
        sides = {self._case.side_of(name, day) for name in split(row.actor)} & {*PARTIES, "local"}
        return sides.pop() if len(sides) == 1 else row.control_after

    def _names_holder(self, vantage: str, holder: str, row: object, day: pd.Timestamp) -> bool:
        """Tell if a claim says who holds the place, and not only what happened there.

        Of an event that takes no place a party says so if the place is its own or is fought over, or if the event is
        its loss: it withdraws, is beaten off, or tells of the other's advance or of men who changed sides. Its own
        advance that the record does not follow is a boast, no admission. A third voice does not say what the record
        has where its claim is denied and nobody bears it out.
        """
        if row.event_type in TAKES or not holder:
            return True
        if vantage not in PARTIES:
            return not row.disputed_by or bool(row.confirmed_by)
        if holder in (vantage, "contested"):
            return True
        actor, target = ({self._case.side_of(name, day) for name in split(cell)} for cell in (row.actor, row.target))
        return {
            "withdrawal": vantage in actor, "repelled": vantage in target, "side_switch": True,
            "advance": vantage not in actor,
        }.get(row.event_type, False)  # fmt: skip

    def _outlet(self, sources: str) -> str:
        given = {self._outlets.get(source, "") for source in split(sources)}
        side = given.pop() if len(given) == 1 else ""
        return side if side in VANTAGES else "press"


def _admits(vantage: str, holder: str, row: object) -> bool:
    """Tell if a party speaks against its own interest: the place is not its own, or no longer wholly so."""
    if vantage not in PARTIES:
        return False
    return (holder in HANDS and holder != vantage) or (holder == "contested" and row.control_before == vantage)


def independent(word: Word) -> bool:
    """Tell if a voice belongs to neither party and is not the coder's."""
    return word.vantage in ("local", "foreign", "independent", "press")


def split(cell: str) -> tuple[str, ...]:
    """Take apart the names or ids of a cell."""
    return tuple(part for part in cell.split(";") if part)
