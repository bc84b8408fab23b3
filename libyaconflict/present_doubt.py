"""Doubt laid out for a reader: the ledger, the rules of belief side by side, what moved a probability, scores."""

from __future__ import annotations

from html import escape

import pandas as pd

from .beliefs import BELIEF_WORDS
from .case import Case
from .dates import describe_span
from .present import Prose, Shown, _listed, _names, _table, _when, held_by, link_sources
from .rows import each_row

_STANCE = {"asserts": "says", "claims": "claims", "confirms": "confirms", "denies": "denies"}
_STATES = ("GNA", "LNA", "contested", "local", "other", "unknown")


def present_ledger(ledger: pd.DataFrame, sources: pd.DataFrame, *, caption: str = "") -> Shown:
    """Lay out rows of `claims_ledger` that name a holder: when, who, what, and how many contradict it."""
    cites = link_sources(sources)
    rows = [
        (
            escape(_when(row.earliest, row.latest)),
            escape(row.voice),
            f"{_STANCE[row.stance]}: {escape(held_by(row.holder))}",
            "against its own interest" if row.against_interest else "",
            str(len(row.rivals.split(";"))) if row.rivals else "",
            escape(row.summary),
            cites(row.sources),
        )
        for row in each_row(ledger[ledger["holder"] != ""])
    ]
    heads = ("Day", "Who", "What of the holder", "Interest", "Contradicted by", "Report", "Sources")
    return _table(heads, rows, caption, name="Who", nothing="Nobody says who held it.")


def present_beliefs(maps: dict[str, pd.DataFrame], place_id: str, start: object, end: object) -> Shown:
    """Lay out who held a place under each rule of belief, one row a rule.

    Parameters
    ----------
    maps : dict
        Rules of belief to control periods.
    """
    rows, first, last = [], pd.Timestamp(start), pd.Timestamp(end)
    for name, periods in maps.items():
        mine = periods[(periods["place_id"] == place_id) & (periods["end"] >= first) & (periods["start"] <= last)]
        told = [
            f"{_when(max(row.start, first), max(row.start, first))}: {held_by(row.holder)} ({row.certainty})"
            for row in each_row(mine)
        ]
        rows.append((escape(name), escape(BELIEF_WORDS[name]), "<br>".join(map(escape, told))))
    return _table(("Rule", "Whose word is enough", "From"), rows, "", name="Rule")


def present_explanation(table: pd.DataFrame, *, most: int = 12) -> Shown:
    """Lay out what the probability of a place on a day rests on, from `explain_control`."""
    shown = table[table["moved"].abs() >= 0.0005].head(most)
    rows = [
        (
            escape(_names(row.report)),
            escape(_names(row.voice)),
            escape(row.kind),
            escape(row.says),
            f"{row.weight:.1f}",
            f"{100 * row.moved:+.1f}",
        )
        for row in shown.itertuples(index=False)
    ]
    heads = ("Report", "Voice", "Kind of voice", "Says", "Weight", "Moved (points of 100)")
    nothing = "No single word moved it by a twentieth of a point: several say the same."
    return _table(heads, rows, "", name="Report", nothing=nothing)


def tell_explanation(table: pd.DataFrame) -> Prose:
    """Say how likely each holder of a place was on a day, and on how many words that rests."""
    about = table.attrs
    day = pd.Timestamp(about["day"]).date()
    parts = [
        f"{held_by(name)} {about['probability'][name]:.1%}" for name in _STATES if about["probability"][name] >= 0.001
    ]
    words = f"{len(table)} word{'s' if len(table) != 1 else ''}"
    return Prose(f"{about['place']} on {describe_span(day, day)}, from {words}: {_listed(parts)}.")


def present_differences(found: pd.DataFrame, one: str, other: str, *, most: int = 15) -> Shown:
    """Lay out the longest stretches on which two rules differ, from `compare_beliefs`."""
    longest = found.sort_values(["days", "place"], ascending=[False, True], kind="stable").head(most)
    rows = [
        (
            escape(row.place),
            escape(_when(row.start, row.end)),
            str(row.days),
            escape(held_by(row.holder_one)),
            escape(held_by(row.holder_other)),
        )
        for row in longest.itertuples(index=False)
    ]
    return _table(("Place", "Days", "How many", one, other), rows, "", nothing="The two rules agree on every day.")


def present_left_out(table: pd.DataFrame, kind: str, *, most: int = 10) -> Shown:
    """Lay out which source, publisher or vantage moves the map most, from `leave_out`."""
    rows = [
        (escape(row.left_out), str(row.reports), str(row.place_days), escape(row.most))
        for row in table[table["place_days"] > 0].head(most).itertuples(index=False)
    ]
    heads = (f"Without this {kind}", "Reports touched", "Place-days that change", "Most at")
    return _table(heads, rows, "", name=heads[0], nothing="None of them alone changes any day.")


def present_scores(scores: dict, *, caption: str = "") -> Shown:
    """Lay out the scores of a key, from `summarise_scores`: of probabilities, of the rebuilt map, of carry-forward."""
    plain = scores["carry_forward"]
    rows = [
        ("Share of rows right", "–", _share(scores["share_right"]), _share(plain["share_right"])),
        ("Brier score (0 best, 2 worst)", _number(scores["brier"]), _certain(scores["share_right"]),
         _number(plain["brier"])),
        ("Days late, for changes in the key", "–", _number(scores["delay_days"]), _number(plain["delay_days"])),
    ]  # fmt: skip
    heads = (f"Score over {scores['n']} rows", "Probabilities", "Rebuilt map, taken as certain", "Carry-forward")
    return _table(heads, rows, caption, name=heads[0])


def tell_calibration(groups: pd.DataFrame) -> Prose:
    """Say which groups of `calibrate` were too sure, or not sure enough, beyond what chance allows."""
    told = []
    for said, few in (
        ("too sure", groups["said"] > groups["so_high"]),
        ("not sure enough", groups["said"] < groups["so_low"]),
    ):
        told += [
            f"what was said with {row.said:.0%} was {said}: so in {row.so:.0%} of {row.n}"
            for row in groups[few].itertuples()
        ]
    if groups.empty:
        return Prose("")
    return Prose(
        f"Beyond what chance allows, {'; '.join(told)}." if told else "No group strays further than chance allows."
    )


def tell_doubt(ledger: pd.DataFrame, case: Case) -> Prose:
    """Say how many words the record holds on who held what, and how many of them are contradicted."""
    told = ledger[ledger["holder"] != ""]
    rival = int((told["rivals"] != "").sum())
    admits = int(told["against_interest"].sum())
    return Prose(
        f"The record of {len(case.events)} reports holds {len(told)} words on who held a place. {rival} of them are "
        f"contradicted within three days by a voice of another vantage; {admits} are said against the speaker's own "
        "interest."
    )


def _certain(share: float | None) -> str:
    """Give the Brier score of an answer that is always sure: 2 for each row that is wrong."""
    return _number(None if share is None else 2 * (1 - share))


def _share(value: float | None) -> str:
    return "none" if value is None else f"{value:.1%}"


def _number(value: float | None) -> str:
    return "no change in this key" if value is None else f"{value:.2f}"
