"""The changes of hands, day by day, that the explorer's timeline draws."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from .. import theme
from ..present import held_by
from ..shifts import find_shifts


def count_changes(periods: pd.DataFrame, place_ids: Iterable[str], *, minimum_certainty: str = "inferred") -> list:
    """Count the changes of hands of some places on each day that has any.

    Parameters
    ----------
    periods : DataFrame
        From `reconstruct_control`.
    place_ids : iterable of str
    minimum_certainty : {"certain", "likely", "claimed only", "inferred"}

    Returns
    -------
    list of dict
        In order of day: `day` (days since the first of `periods`), `on` (ISO), `to` (holder and count, in the order
        of the legend) and `told` (each change as text).
    """
    first = periods["start"].min()
    shifts = find_shifts(periods, place_ids=list(place_ids), minimum_certainty=minimum_certainty)
    days: list[dict[str, Any]] = []
    for day, rows in shifts.groupby("date", sort=True):
        counts = rows["holder_after"].value_counts()
        told = [
            f"{row.place}: {held_by(row.holder_before)} to {held_by(row.holder_after)} ({row.certainty})"
            for row in rows.itertuples(index=False)
        ]
        to = [[holder, int(counts[holder])] for holder in theme.in_order(counts.index)]
        days.append({"day": (day - first).days, "on": f"{day:%Y-%m-%d}", "to": to, "told": told})
    return days
