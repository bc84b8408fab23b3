"""The standing offensive that reports tell as background."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from .framing import Draft
from .grammar import Hit
from .merge import AFFIRMATIVE, Coded, days
from .tables import words

_FOUGHT = ("advance", "clash", "siege")
_AIMED = ("capture", "recapture", "entry_unopposed", "advance", "withdrawal", "clash")
_WEEK = dt.timedelta(days=7)
_SETTLED = dt.timedelta(days=30)  # after which "the operation that he announced" is no news


def campaign(run, hit: Hit, places: list, actor: str):
    """Read "offensive to capture Tripoli", "trying to seize the capital" as the standing background, told once."""
    now = run.now
    values = {now.tokens[p].value if isinstance(p, int) else p for p in places}
    far = " ".join(now.word(k) for k in range(hit.first - 4, hit.first)).replace('"', "").split()[-3:]
    aimed = far[:1] in (["an"], ["a"], ["its"], ["his"]) and far[1:] in (
        ["attempt", "to"],
        ["effort", "to"],
        ["drive", "to"],
    )
    begun_at = {now.word(k) for k in range(max(0, hit.first - 5), hit.first)} & words("launched")
    if begun_at and now.word(hit.first - 1) == "to":
        far = ["in", "order", "to"]  # "the offensive, launched on 4 April to take X"
    reach = 24 if aimed or far in (["so", "as", "to"], ["in", "order", "to"]) else 4
    if {"months", "weeks", "years", "by"} & {now.word(k) for k in range(hit.first - 4, hit.first - 1)}:
        reach = max(reach, 8)  # "a campaign of 13 months, by the LNA, to seize the capital"
    lead = range(now.clause(hit)[0], hit.first)
    begun = [k for k in lead if now.word(k) in words("campaign") and now.word(k + 1) in ("against", "on", "in", "to")]
    if begun and not any(k in now.starts and now.word(k) not in words("campaign") for k in range(begun[0], hit.first)):
        reach = 24  # "an offensive against the government and its forces to take the capital"
    back = {now.word(k) for k in range(max(0, hit.first - reach), hit.first)}
    purpose = not back.isdisjoint(words("plan-noun")) or "bid" in back
    fresh = any(now.tokens[k].kind == "date" for k in lead) or not any(
        dt.date.fromisoformat(row["start"]) + _SETTLED < run.published for row in run.names.campaigns
    )
    if fresh and not words("announced").isdisjoint(now.words[lead.start : hit.first]):
        return None
    if purpose and values and all(run.names.kinds.get(value) == "region" for value in values):
        return Draft("advance", [])  # what a campaign is for
    for row in run.names.campaigns:
        known = row["place_id"] in values and actor in ("", row["actor"])
        if known and row["start"] <= run.published.isoformat():
            if ("bid" in back and back.isdisjoint(words("launched"))) or "battle" in back:
                return Draft("advance", [])
            if purpose or not back.isdisjoint(words("striving")):
                return Draft("advance", [row["place_id"]], row["actor"], row["target"], date=row["date"], status="fact")
    return None


def standing(run, actor: str):
    """Read "the government has been under attack by X since April" as the standing background."""
    for row in run.names.campaigns:
        if run.names.sides.get(actor) == row["actor"] and row["start"] <= run.published.isoformat():
            return Draft("advance", [row["place_id"]], row["actor"], row["target"], date=row["date"], status="fact")
    return None


def names_launch(run, row: dict) -> bool:
    """Tell a sentence that names the day or the month in which a standing offensive began."""
    launch, said = dt.date.fromisoformat(row["start"]), run.now.words
    spans = (n for n, word in enumerate(said[:-1]) if word in ("weeks", "months", "year"))
    if any(said[n + 1] in ("after", "since", "into") for n in spans):
        return launch + _SETTLED < run.published  # "six months after he ordered it"
    for _, token in run.now.marks:
        if token.kind != "date" or row["start"][:7] not in token.value:
            continue
        first, last = days(token.value)
        whole = (last - first).days > 10
        if first <= launch <= last and (not whole or last < run.published):
            return launch + _WEEK < run.published
        if "/" in token.value and first <= launch <= last:  # "since April", to the day of the report
            return launch + _WEEK < run.published
    return False


def told_again(run, coded: list[Coded]) -> list[Coded]:
    """Tell the standing offensive once, and not what it was for: "attacking X since April in order to take it"."""
    for row in run.names.campaigns if coded else ():
        mine = [e for e in coded if e.place_id == row["place_id"] and _side(run, e) in ("", row["actor"])]
        if not mine:
            continue
        begun = next((e for e in mine if e.date_basis == "campaign" and e.status in AFFIRMATIVE), None)
        if begun is None and any(e.event_type in _AIMED for e in mine) and names_launch(run, row):
            begun = _as_campaign(mine, row)
        if begun is None:
            continue
        rest = [e for e in coded if not (e in mine and e.event_type in _AIMED and _of_background(e, row))]
        coded = [begun, *(e for e in rest if e is not begun)]
    return coded


def _side(run, event: Coded) -> str:
    """Give whom an event is laid to; what both sides do may be the offensive."""
    actor = event.actor or ""
    return "" if "/" in actor else run.names.sides.get(actor, actor)


def _as_campaign(mine: list[Coded], row: dict) -> Coded | None:
    """Give the standing offensive in place of the attack, or the order, by which a sentence tells it."""
    told = [e for e in mine if e.event_type in (_FOUGHT if e.status in AFFIRMATIVE else _AIMED[:4])]
    told = [e for e in told if _of_background(e, row) or (e.status in AFFIRMATIVE and e.date_basis == "published")]
    if not told:
        return None
    return replace(
        told[0],
        event_type="advance",
        actor=row["actor"],
        target=row["target"],
        control_after=None,
        date=row["date"],
        date_basis="campaign",
        status="asserted",
        by=None,
    )


def _of_background(event: Coded, row: dict) -> bool:
    """Tell what has no day of its own, or the day of the launch."""
    if event.status not in AFFIRMATIVE:
        return event.status != "denied"
    span = days(event.date)
    launch = dt.date.fromisoformat(row["start"])
    return event.event_type in _FOUGHT and span is not None and span[0] <= launch <= span[1]
