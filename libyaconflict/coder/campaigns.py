"""The standing offensive that reports tell as background."""

from __future__ import annotations

import datetime as dt

from .framing import Draft
from .grammar import Hit
from .tables import words

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
            if "bid" in back or "battle" in back:
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
