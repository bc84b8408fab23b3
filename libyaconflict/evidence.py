"""What each report says of the control of its place, and what it is worth (rules 2 and 4 of docs/rules.md)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from .case import Case

CHANGES_HANDS = ("GNA", "LNA", "local", "other")
PARTIES = ("GNA", "LNA")
REBUTTAL_DAYS = 90  # within which a later report answers a one-sided claim
_EPOCH = pd.Timestamp(0)


@dataclass(frozen=True)
class Evidence:
    """One happening, or the baseline, as it bears on one place. Days are counted from 1970."""

    ids: tuple[str, ...]
    earliest: int
    latest: int
    before: str
    after: str
    certainty: str
    basis: str
    order: int
    one_sided: str = ""  # the side whose word alone it is
    about: bool = False
    sources: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    confirmed_by: tuple[str, ...] = ()
    disputed_by: tuple[str, ...] = ()
    since: str = ""
    voiced: bool = True  # its own words, not something that follows from another place

    @property
    def day(self) -> int:
        """The day on which it is drawn (rule 3): the last that a change allows, the first of a state or contest."""
        return self.earliest if self.before == self.after or self.after == "contested" else self.latest


def gather_evidence(case: Case, timeline: pd.DataFrame) -> dict[str, list[Evidence]]:
    """Collect, for each place, the happenings and baseline rows that say who held it, in order of their day."""
    items: dict[str, list[Evidence]] = {}
    telling = timeline[(timeline["control_after"] != "") & timeline["earliest"].notna() & timeline["latest"].notna()]
    for order, row in enumerate(telling.itertuples(index=False)):
        claimed, confirmed, disputed = (_split(cell) for cell in (row.claimed_by, row.confirmed_by, row.disputed_by))
        speakers = {case.side_of(name, row.earliest) for name in claimed}
        gains = row.control_after if row.control_after in CHANGES_HANDS else case.side_of(row.actor, row.earliest)
        alone = speakers == {gains}
        one_sided = not confirmed and row.confidence != "high" and row.basis == "reported" and alone
        item = Evidence(
            ids=tuple(row.reports.split(";")),
            earliest=day_number(row.earliest),
            latest=day_number(row.latest),
            before=row.control_before or "unknown",
            after=row.control_after,
            certainty=_certainty(
                row, alone=alone, against_itself=bool((speakers & set(PARTIES)) - {row.control_after})
            ),
            basis=_basis(row),
            order=order,
            one_sided=next(iter(speakers)) if one_sided else "",
            about=bool(row.approximate) and row.earliest == row.latest,
            sources=_split(row.sources),
            claimed_by=claimed,
            confirmed_by=confirmed,
            disputed_by=disputed,
        )
        items.setdefault(row.place_id, []).append(item)
    for row in case.baseline.itertuples(index=False):
        day = day_number(pd.Timestamp(row.date))
        item = Evidence(
            ids=(f"baseline:{row.place_id}",),
            earliest=day,
            latest=day,
            before=row.controller,
            after=row.controller,
            certainty="likely" if row.basis == "reported" else "inferred",
            basis="baseline",
            order=-1,
            sources=_split(row.sources),
            since=row.since,
            voiced=row.basis == "reported",
        )
        items.setdefault(row.place_id, []).append(item)
    for place, listed in items.items():
        items[place] = sorted(listed, key=lambda item: (item.day, item.earliest, item.order))
    return items


def _basis(row: object) -> str:
    """Say what a report rests on: the kind of event, with a mark where no curator has read the report."""
    kinds = {"inferred": "inferred", "coded": f"{row.event_type} (coded)"}
    return kinds.get(row.basis, row.event_type)


def _certainty(row: object, *, alone: bool, against_itself: bool) -> str:
    """Say what a report is worth: a side's word for itself one step less, against its own interest one more."""
    if row.basis == "inferred":
        return "inferred"
    denied = row.disputed_by and not row.confirmed_by
    grade = {"high": 0, "medium": 1, "low": 2}[row.confidence]
    grade += bool(denied or (alone and not row.confirmed_by))
    if against_itself and not denied and row.control_after in CHANGES_HANDS:
        grade -= 1
    if grade >= 2 and not (row.claimed_by or row.confirmed_by):
        return "inferred"
    return ("certain", "likely", "claimed only")[min(max(grade, 0), 2)]


def weigh_claims(items: list[Evidence]) -> list[Evidence]:
    """Set aside, or cut down, one-sided claims that the next other voice does not bear out.

    The next report that is not the same side's own repetition is asked what it says of the place just
    before it. If it says what was so before the claim, the claim is set aside; if it says "contested",
    and comes soon, the claim made the place contested, no more.
    """
    weighed: list[Evidence] = []
    state = "unknown"
    for at, item in enumerate(items):
        if item.one_sided and item.after != state:
            answer = next((later for later in items[at + 1 :] if _answers(later, item)), None)
            if answer is not None:
                item = _weigh(item, answer, state)
        if item.certainty != "set aside":
            state = item.after
        weighed.append(item)
    return weighed


def _answers(later: Evidence, claim: Evidence) -> bool:
    """Tell if a later report says what held just before it, and is not the claimant repeating itself."""
    repeats = later.one_sided == claim.one_sided and later.before == claim.after
    return later.before != "unknown" and not repeats


def _weigh(claim: Evidence, answer: Evidence, state: str) -> Evidence:
    if answer.before == claim.after:
        return claim
    soon = answer.earliest - claim.latest <= REBUTTAL_DAYS
    aside = replace(claim, before=state, after=state, certainty="set aside")
    if claim.after == "contested":
        weak = claim.certainty == "claimed only" and claim.before == state != claim.one_sided
        return aside if weak and soon and answer.before == state else claim
    if answer.before in (state, claim.before) or (answer.before in CHANGES_HANDS and soon):
        return aside
    if answer.before == "contested" and soon:
        return replace(claim, after="contested", certainty="claimed only")
    return claim


def silenced(item: Evidence) -> Evidence:
    """Give evidence without its voices, for what is concluded from it: that is nobody's words."""
    return replace(item, claimed_by=(), confirmed_by=(), disputed_by=(), one_sided="", voiced=False)


def day_number(day: pd.Timestamp) -> int:
    """Count the days from 1970 to a day."""
    return (day - _EPOCH).days


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)
