"""Which dates of several reports may be one day: the part of merging that looks at dates alone.

Days are counted from 1970, so that spans are compared as numbers. The rules are in section 10 of ``docs/rules.md``.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from .dates import parse_edtf
from .errors import DateError

BASES = ("clause", "sentence", "carried", "published")  # from firm to loose; what else a row says is firm
RECURRENT = ("airstrike", "shelling", "clash", "shootdown")  # families that come day after day
PLAN_DAYS = 30  # in which a plan without a day of its own may come true
PAST, FUTURE = -(10**6), 10**6
_REACH = {  # days before and after in which an event with such a date may lie: (of others, of recurrent ones)
    "carried": ((3, 3), (1, 1)),
    "published": ((7, 0), (2, 0)),
}
_EPOCH = pd.Timestamp(0).date()


def to_days(texts: pd.Series, labels: pd.Index) -> tuple[np.ndarray, np.ndarray]:
    """Give the first and last day of EDTF texts; an empty text gives 0, an open end `PAST` or `FUTURE`.

    Raises
    ------
    DateError
        A text is not EDTF; the message says in which row.
    """
    codes, unique = pd.factorize(texts)
    first, last = np.zeros(len(unique), dtype=np.int64), np.zeros(len(unique), dtype=np.int64)
    for at, text in enumerate(unique):
        if not text:
            continue
        try:
            span = parse_edtf(text)
        except DateError as error:
            raise DateError(f"coded row {labels[np.flatnonzero(codes == at)[0]]}: {error}") from error
        first[at] = (span.earliest - _EPOCH).days if span.earliest else PAST
        last[at] = (span.latest - _EPOCH).days if span.latest else FUTURE
    return first[codes], last[codes]


def day_keys(first: pd.Series, last: pd.Series, basis: pd.Series, kind: pd.Series) -> dict[str, pd.Series]:
    """Say how far each date reaches.

    Returns
    -------
    dict
        `basis` (its place in `BASES`), `lo` and `hi` (first and last day on which the event may lie), `slack`
        (days by which two firm dates of one event may differ).
    """
    rank = basis.map({name: at for at, name in enumerate(BASES)} | {"": len(BASES) - 1}).fillna(0).astype(np.int64)
    recurrent = kind.isin(RECURRENT)
    before, after = (
        sum(
            (rank == BASES.index(name)) * np.where(recurrent, often[end], rare[end])
            for name, (rare, often) in _REACH.items()
        )
        for end in (0, 1)
    )
    slack = (~recurrent).astype(np.int64)
    return {"basis": rank, "lo": first - before, "hi": last + after, "slack": slack}


def rivals_in_time(keys: pd.DataFrame) -> pd.Series:
    """Give each date the actor it names, or the one that all others that may be of the same days name.

    Parameters
    ----------
    keys : DataFrame
        One row a block, actor and date: `block`, `who`, `lo`, `hi`, `slack`.
    """
    who = keys["who"].to_numpy(dtype=object, copy=True)
    nameless = keys["who"] == ""
    mixed = keys["block"].isin(keys.loc[nameless, "block"]) & keys["block"].isin(keys.loc[~nameless, "block"])
    for _, rows in keys[mixed].groupby("block", sort=False):
        blank = (rows["who"] == "").to_numpy()
        lo, hi = rows["lo"].to_numpy(), rows["hi"].to_numpy()
        codes, names = pd.factorize(rows["who"].to_numpy()[~blank])
        meets = _apart(lo[blank], hi[blank], lo[~blank], hi[~blank]) <= rows["slack"].iloc[0]
        seen = np.stack([meets[:, codes == code].any(axis=1) for code in range(len(names))], axis=1)
        only = np.where(seen.sum(axis=1) == 1, seen.argmax(axis=1), -1)
        at = rows.index.to_numpy()[blank]
        who[at[only >= 0]] = np.asarray(names, dtype=object)[only[only >= 0]]
    return pd.Series(who, index=keys.index)


def group_days(keys: pd.DataFrame) -> np.ndarray:
    """Give the number of the happening of each date, whatever the order of the rows.

    The most exact date of a block and actor is an anchor (of equally exact ones that which most texts tell,
    then the earliest); it gathers the dates that may be one with it. What it leaves is gathered by the most
    exact of the rest, and so on. A date which two anchors might gather goes to the nearer, if they are equally
    near to the first; a span that meets the dates of both stays by itself. Dates are measured against anchors
    alone, so that no chain grows.

    Parameters
    ----------
    keys : DataFrame
        `block`, `who`, `first`, `last`, `lo`, `hi`, `basis`, `slack`, `told` (texts that give the date).
    """
    who = pd.factorize(keys["who"])[0]
    first, last, lo, hi, basis, slack, told, block = (
        keys[name].to_numpy() for name in ("first", "last", "lo", "hi", "basis", "slack", "told", "block")
    )
    order = np.lexsort((last, first, -told, basis, hi - lo, who, block))
    change = np.flatnonzero((np.diff(block[order]) != 0) | (np.diff(who[order]) != 0)) + 1
    anchor = np.empty(len(keys), dtype=np.int64)
    anchor[order] = order
    starts = np.concatenate([[0], change])
    ends = np.concatenate([change, [len(keys)]])
    for start, end in zip(starts[ends - starts > 1], ends[ends - starts > 1], strict=True):
        at = order[start:end]
        alike = _first_alike(at, np.diff(np.stack([first[at], last[at], basis[at]]), axis=1).any(axis=0))
        chosen = _gather(first[at], last[at], lo[at], hi[at], slack[at[0]])
        anchor[at] = np.where(chosen >= 0, alike[chosen], alike)
    return anchor


def _first_alike(at: np.ndarray, differs: np.ndarray) -> np.ndarray:
    """Give each date the first of those that are the same (one of them named an actor, another did not)."""
    begins = np.concatenate([[0], np.flatnonzero(differs) + 1])
    return at[begins][np.concatenate([[0], np.cumsum(differs)])]


def _gather(first: np.ndarray, last: np.ndarray, lo: np.ndarray, hi: np.ndarray, slack: int) -> np.ndarray:
    """Give the position of the anchor of each date, -1 for a span that meets the dates of two."""
    free = np.ones(len(first), dtype=bool)
    anchors = []
    while free.any():
        lead = int(free.argmax())
        anchors.append(lead)
        free &= _apart(lo[lead : lead + 1], hi[lead : lead + 1], lo, hi)[0] > slack
        free[lead] = False
    if len(anchors) == 1:
        return np.full(len(first), anchors[0])
    gap = np.maximum(_apart(lo, hi, lo[anchors], hi[anchors]), 0)
    far = gap * 4 * FUTURE + np.maximum(_apart(first, last, first[anchors], last[anchors]), 0)
    far[gap > slack] = np.iinfo(np.int64).max
    chosen = np.asarray(anchors)[far.argmin(axis=1)]
    chosen[(far == 0).sum(axis=1) > 1] = -1
    chosen[anchors] = anchors
    return chosen


def _apart(lo: np.ndarray, hi: np.ndarray, other_lo: np.ndarray, other_hi: np.ndarray) -> np.ndarray:
    """Give the days between each two spans, 0 or less where they meet."""
    return np.maximum(lo[:, None], other_lo[None, :]) - np.minimum(hi[:, None], other_hi[None, :])
