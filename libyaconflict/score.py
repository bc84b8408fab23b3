"""Agreement of reconstructed control with an answer key, beside carry-forward of the last report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from .case import Case
from .dates import parse_edtf
from .emissions import STATES
from .errors import LibyaConflictError
from .lookup import annotate_control
from .probability import probability_on

KEY_COLUMNS = ("place", "date", "controller")


def read_key(path: str | Path) -> pd.DataFrame:
    """Read an answer key: a CSV file with `place`, `date` and `controller`.

    Raises
    ------
    LibyaConflictError
        The file is not there or is no CSV file in UTF-8, a column is missing, or a controller is none that a place can
        have.
    """
    if not Path(path).is_file():
        raise LibyaConflictError(f"there is no answer key {str(path)!r}.")
    try:
        key = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LibyaConflictError(
            f"{path}: byte {error.start} is no UTF-8 ({error.reason}). Save the answer key as CSV in UTF-8."
        ) from None
    except (pd.errors.EmptyDataError, pd.errors.ParserError) as error:
        raise LibyaConflictError(f"{path}: {error}. An answer key has place, date and controller.") from None
    missing = [name for name in KEY_COLUMNS if name not in key]
    if missing:
        raise LibyaConflictError(f"{path}: no column {missing[0]!r}. An answer key has place, date and controller.")
    strange = key[~key["controller"].isin(STATES)]
    if len(strange):
        row, name = strange.index[0] + 2, strange["controller"].iloc[0]
        more = f" ({len(strange) - 1} more rows like it)" if len(strange) > 1 else ""
        raise LibyaConflictError(f"{path}, row {row}: unknown controller {name!r}{more}. Known: {', '.join(STATES)}.")
    return key


def read_keys(case: Case) -> pd.DataFrame:
    """Read all answer keys in the folder `keys` of a case, one after the other; no row if there is none."""
    parts = [read_key(path) for path in sorted((case.folder / "keys").glob("*.csv"))]
    return (
        pd.concat(parts, ignore_index=True).fillna("") if parts else pd.DataFrame(columns=list(KEY_COLUMNS), dtype=str)
    )


def score_control(key: pd.DataFrame, case: Case, periods: pd.DataFrame) -> pd.DataFrame:
    """Compare an answer key with control periods and with carry-forward, row by row.

    Returns
    -------
    DataFrame
        The key's rows with `holder`, `certainty`, `basis`, `right`, `carry_forward`, `carry_forward_right`, `evidence`
        and `problem`, which says why a row cannot be asked: its place is not known, or its day is none of the case's.
        Such a row counts as missed by both.
    """
    plain = key[[*KEY_COLUMNS, *(name for name in ("note",) if name in key)]]
    found = annotate_control(plain, case, periods)
    found["right"] = found["holder"] == found["controller"]
    found["carry_forward"] = carry_forward(plain, case)
    found["carry_forward_right"] = found["carry_forward"] == found["controller"]
    return found


def score_probability(key: pd.DataFrame, case: Case) -> pd.DataFrame:
    """Compare an answer key with the probabilities of control, row by row.

    Returns
    -------
    DataFrame
        `place`, `date`, `controller`, the columns `p_GNA` to `p_unknown`, `likeliest` and `confidence` (its
        probability), `brier` (the sum, over all holders, of the squared distance from the truth, which is 1 for the
        controller and 0 for the others: 0 is best, 2 worst) and `carry_forward_brier` (of carry-forward, which is
        always sure of itself).
    """
    plain = key[list(KEY_COLUMNS)]
    chances = probability_on(case, plain)
    table = plain.join(chances)
    table["likeliest"] = np.array(STATES, dtype=object)[chances.to_numpy().argmax(axis=1)]
    table["confidence"] = chances.max(axis=1)
    table["brier"] = brier(chances.to_numpy(), plain["controller"])
    table["carry_forward_brier"] = brier(_sure_of(carry_forward(plain, case)), plain["controller"])
    return table


def brier(chances: np.ndarray, truth: pd.Series) -> np.ndarray:
    """Give the Brier score (1950) of each row of probabilities, shape (rows, states), against the true holder.

    Examples
    --------
    >>> brier(np.array([[0.8, 0.2, 0, 0, 0, 0]]), pd.Series(["GNA"])).round(2)
    array([0.08])
    """
    return ((chances - _sure_of(truth)) ** 2).sum(axis=1)


def _sure_of(holders: pd.Series) -> np.ndarray:
    """Give each holder a probability of 1: none known is ``unknown``, and a name that is no state is missed by all."""
    states = np.array(STATES, dtype=object)
    return (holders.replace("", "unknown").to_numpy(dtype=object)[:, None] == states).astype(float)


def measure_delays(key: pd.DataFrame, case: Case, periods: pd.DataFrame) -> pd.DataFrame:
    """Measure by how many days each change of a key is told late.

    A change is two rows of the key that follow each other in time at one place and name different controllers. It is
    detected on the first day, from that of the second row to the day before the key has yet another controller there
    (else to the end of the case), on which the new controller holds the place.

    Returns
    -------
    DataFrame
        `place`, `date` (of the second row), `controller`, `delay_days` and `carry_forward_delay_days` (0: on the day
        itself or before it; missing: never detected).
    """
    rows = pd.DataFrame({name: key[name] for name in KEY_COLUMNS})
    names = {name: next(iter(case.gazetteer.candidates(name)), "") for name in rows["place"].unique()}
    rows["place_id"], rows["day"] = rows["place"].map(names), pd.to_datetime(rows["date"], errors="coerce")
    rows = rows[(rows["place_id"] != "") & rows["day"].between(*case.window)]
    rows = rows.sort_values(["place_id", "day"], kind="stable").drop_duplicates(["place_id", "day"], keep="last")
    place = rows.groupby("place_id", sort=False)
    before = place["controller"].shift()
    run = (before != rows["controller"]).groupby(rows["place_id"], sort=False).cumsum()
    first = rows.groupby(["place_id", run], sort=False).head(1)
    until = first.groupby("place_id", sort=False)["day"].shift(-1) - pd.Timedelta(days=1)
    changes = first.assign(until=until.fillna(case.window[1]))[before.reindex(first.index).notna()]
    columns = ["place", "date", "controller", "delay_days", "carry_forward_delay_days"]
    if changes.empty:
        return pd.DataFrame(columns=columns)
    spans = [pd.date_range(a, b) for a, b in zip(changes["day"], changes["until"], strict=True)]
    days = changes.assign(on=spans).explode("on").rename_axis("change").reset_index()
    asked = pd.DataFrame({"place": days["place"], "date": pd.to_datetime(days["on"]).dt.strftime("%Y-%m-%d")})
    found = {
        "delay_days": annotate_control(asked, case, periods)["holder"],
        "carry_forward_delay_days": carry_forward(asked, case),
    }
    late = (pd.to_datetime(days["on"]) - days["day"]).dt.days
    for name, holder in found.items():
        there = late.where(holder.to_numpy() == days["controller"].to_numpy()).groupby(days["change"]).min()
        changes[name] = there.reindex(changes.index)
    return changes[columns].sort_values(["date", "place"], kind="stable").reset_index(drop=True)


def summarise_scores(key: pd.DataFrame, case: Case, periods: pd.DataFrame) -> dict:
    """Give the scores of a key: those of the rebuilt control and of its probabilities, beside carry-forward.

    Returns
    -------
    dict
        `n` (rows), `share_right` (of the rebuilt control), `brier` (mean, of the probabilities; 0 best, 2 worst),
        `delay_days` (mean over the changes of the key that were detected; None if there is none), the last three
        under `carry_forward`, and `not_asked`, the rows that cannot be asked with the reason, counted as missed.
    """
    table, chances = score_control(key, case, periods), score_probability(key, case)
    delays = measure_delays(key, case, periods)
    ours, plain = (_mean(delays[name]) for name in ("delay_days", "carry_forward_delay_days"))
    return {
        "n": len(table),
        "share_right": _mean(table["right"]),
        "brier": _mean(chances["brier"]),
        "delay_days": ours,
        "carry_forward": {
            "share_right": _mean(table["carry_forward_right"]),
            "brier": _mean(chances["carry_forward_brier"]),
            "delay_days": plain,
        },
        "not_asked": [
            {"place": row.place, "date": row.date, "problem": row.problem}
            for row in table[table["problem"] != ""].itertuples(index=False)
        ],
    }


def _mean(values: pd.Series) -> float | None:
    known = values.dropna()
    return float(known.astype(float).mean()) if len(known) else None


def calibrate(table: pd.DataFrame, *, edges: Sequence[float] = (0, 0.5, 0.7, 0.9, 0.97, 1)) -> pd.DataFrame:
    """Compare what was said with what was so: of all that got some probability, which share was true.

    Parameters
    ----------
    table : DataFrame
        From `score_probability`.
    edges : sequence of float
        Bounds of the groups of confidence; the last is inside.

    Returns
    -------
    DataFrame
        `low`, `high`, `n`, `said` (mean probability of the likeliest holder), `so` (share of rows in which it was the
        controller), `so_low`, `so_high` (95 % interval of Wilson); groups without a row are left out.
    """
    hit = (table["likeliest"] == table["controller"]).to_numpy(dtype=float)
    sure = table["confidence"].to_numpy(dtype=float)
    group = np.clip(np.searchsorted(edges, sure, side="right") - 1, 0, len(edges) - 2)
    rows = []
    for number in range(len(edges) - 1):
        inside = group == number
        n = int(inside.sum())
        if n:
            so = hit[inside].mean()
            low, high = wilson(so, n)
            rows.append((edges[number], edges[number + 1], n, sure[inside].mean(), so, low, high))
    return pd.DataFrame(rows, columns=["low", "high", "n", "said", "so", "so_low", "so_high"])


def wilson(share: float, n: int, z: float = 1.96) -> tuple[float, float]:
    """Give the interval of Wilson (1927) for a share of n."""
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def carry_forward(table: pd.DataFrame, case: Case) -> pd.Series:
    """Give what the last row on or before each day says of the place: the plain rule to beat.

    Baseline and reports are taken as they stand, in order of their first day; nothing is weighed. A row of the baseline
    counts from the last day of its `since`; without one it is carried back to the first day of the case, as the
    reconstruction does. Empty where no row comes before, and on days outside the case.
    """
    reports = case.events.loc[case.events["control_after"] != "", ["place_id", "earliest", "control_after"]]
    reports = reports.rename(columns={"control_after": "holder", "earliest": "day"})
    spans = [parse_edtf(since) if since else None for since in case.baseline["since"]]
    came = [span.latest if span is not None and span.latest is not None else case.window[0] for span in spans]
    start = case.baseline.assign(day=pd.to_datetime(came), holder=case.baseline["controller"])
    told = pd.concat([start[["place_id", "day", "holder"]], reports]).sort_values("day", kind="stable")
    asked = pd.DataFrame({"place": table["place"], "day": pd.to_datetime(table["date"], errors="coerce")})
    ids = {name: next(iter(case.gazetteer.candidates(name)), "") for name in asked["place"].unique()}
    asked["day"] = asked["day"].where(asked["day"].between(*case.window))
    asked["place_id"], asked["order"] = asked["place"].map(ids), range(len(asked))
    sortable = asked.dropna(subset="day").sort_values("day", kind="stable")
    told["day"], sortable["day"] = told["day"].astype("datetime64[s]"), sortable["day"].astype("datetime64[s]")
    joined = pd.merge_asof(sortable, told, on="day", by="place_id").set_index("order")["holder"]
    return joined.reindex(range(len(asked))).fillna("").set_axis(table.index)
