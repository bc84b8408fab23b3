"""The days on which a place changed hands, so that the explorer can go from one to the next."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ..control import CERTAINTIES


def days_of_change(
    states: pd.DataFrame, place_ids: Iterable[str], *, minimum_certainty: str = "inferred"
) -> pd.DatetimeIndex:
    """Give the days on which one of some places passed to another known holder than the last one known.

    Parameters
    ----------
    states : DataFrame
        From `daily_states`.
    place_ids : iterable of str
    minimum_certainty : {"certain", "likely", "claimed only", "inferred"}
        Changes less well attested are passed over, as on the map.

    Returns
    -------
    DatetimeIndex
        In order, each day once.
    """
    enough = states["certainty"].map(CERTAINTIES.index) <= CERTAINTIES.index(minimum_certainty)
    known = states[(states["holder"] != "unknown") & states["place_id"].isin(set(place_ids))]
    before = known.groupby("place_id", sort=False)["holder"].shift()
    changed = before.notna() & (before != known["holder"]) & enough[known.index]
    return pd.DatetimeIndex(sorted(known.loc[changed, "start"].unique()))
