"""Several voices on the dead: who gave which figure, low and high, and which figures count the same people."""

from __future__ import annotations

import pandas as pd

from .case import Case
from .voices import Voices

COLUMNS = [
    "report", "place_id", "place", "date", "earliest", "latest", "event_type", "scope", "low", "high", "voice",
    "vantage", "stance", "overlaps", "sources",
]  # fmt: skip


def list_toll_voices(case: Case) -> pd.DataFrame:
    """List every figure of dead with whoever gave it; figures are never added up.

    Returns
    -------
    DataFrame
        One row for each voice of each report with a figure, in order of day: `report`, `place_id`, `place`, `date`
        (EDTF), `earliest`, `latest`, `event_type`, `scope` (event, running, found; as in the codebook), `low` and
        `high` (Int64, missing where open), `voice`, `vantage` and `stance` (as in `claims_ledger`; who denies the
        report denies the event, not the figure), `overlaps` (other reports with a figure whose days meet and whose
        place is the same, or holds it, or lies in it: they may count the same dead; ``;`` between several), `sources`.

    Examples
    --------
    >>> from libyaconflict import load_case
    >>> voices = list_toll_voices(load_case())
    >>> bool((voices["low"] <= voices["high"]).all())
    True
    """
    events = case.events
    given = events[events[["fatalities_min", "fatalities_max"]].notna().any(axis=1)]
    given = given.sort_values(["earliest", "latest"], kind="stable", na_position="first")
    overlaps, voices, rows = _overlaps(given, case), Voices(case), []
    for row in given.itertuples(index=False):
        for word in voices.words(row):
            rows.append(
                (row.id, row.place_id, row.place, row.date, row.earliest, row.latest, row.event_type,
                 row.fatalities_scope, row.fatalities_min, row.fatalities_max, word.voice, word.vantage, word.stance,
                 overlaps[row.id], row.sources)
            )  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS).astype({"low": "Int64", "high": "Int64"})


def _overlaps(given: pd.DataFrame, case: Case) -> dict[str, str]:
    """Give for each report those that may count the same dead."""
    around = {place: {place, *case.gazetteer.holders[place]} for place in given["place_id"].unique()}
    first, last = given["earliest"].fillna(pd.Timestamp.min), given["latest"].fillna(pd.Timestamp.max)
    found = {}
    for at, row in enumerate(given.itertuples(index=False)):
        meet = (first <= last.iloc[at]) & (last >= first.iloc[at])
        near = given.loc[meet & (given["id"] != row.id), ["id", "place_id"]].itertuples(index=False)
        here = around[row.place_id]
        found[row.id] = ";".join(n.id for n in near if n.place_id in here or row.place_id in around[n.place_id])
    return found
