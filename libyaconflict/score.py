"""Agreement of reconstructed control with an answer key, beside carry-forward of the last report."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from .case import Case
from .errors import LibyaConflictError
from .lookup import annotate_control

KEY_COLUMNS = ("place", "date", "controller")


def read_key(path: str | Path) -> pd.DataFrame:
    """Read an answer key: a CSV file with `place`, `date` and `controller`.

    Raises
    ------
    LibyaConflictError
        The file is not there, or a column is missing.
    """
    if not Path(path).is_file():
        raise LibyaConflictError(f"there is no answer key {str(path)!r}.")
    key = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    missing = [name for name in KEY_COLUMNS if name not in key]
    if missing:
        raise LibyaConflictError(f"{path}: no column {missing[0]!r}. An answer key has place, date and controller.")
    return key


def score_control(key: pd.DataFrame, case: Case, periods: pd.DataFrame) -> pd.DataFrame:
    """Compare an answer key with control periods and with carry-forward, row by row.

    Returns
    -------
    DataFrame
        The key's rows with `holder`, `certainty`, `basis`, `right`, `carry_forward`,
        `carry_forward_right`, `evidence` and `problem`.
    """
    plain = key[[*KEY_COLUMNS, *(name for name in ("note",) if name in key)]]
    found = annotate_control(plain, case, periods)
    found["right"] = found["holder"] == found["controller"]
    found["carry_forward"] = carry_forward(plain, case)
    found["carry_forward_right"] = found["carry_forward"] == found["controller"]
    return found


def carry_forward(table: pd.DataFrame, case: Case) -> pd.Series:
    """Give what the last row on or before each day says of the place: the plain rule to beat.

    Baseline and reports are taken as they stand, in order of their first day; nothing is weighed.
    """
    reports = case.events.loc[case.events["control_after"] != "", ["place_id", "earliest", "control_after"]]
    reports = reports.rename(columns={"control_after": "holder", "earliest": "day"})
    start = case.baseline.assign(day=pd.to_datetime(case.baseline["date"]), holder=case.baseline["controller"])
    told = pd.concat([start[["place_id", "day", "holder"]], reports]).sort_values("day", kind="stable")
    asked = pd.DataFrame({"place": table["place"], "day": pd.to_datetime(table["date"], errors="coerce")})
    ids = {name: next(iter(case.gazetteer.candidates(name)), "") for name in asked["place"].unique()}
    asked["place_id"], asked["order"] = asked["place"].map(ids), range(len(asked))
    sortable = asked.dropna(subset="day").sort_values("day", kind="stable")
    told["day"], sortable["day"] = told["day"].astype("datetime64[s]"), sortable["day"].astype("datetime64[s]")
    joined = pd.merge_asof(sortable, told, on="day", by="place_id").set_index("order")["holder"]
    return joined.reindex(range(len(asked))).fillna("").set_axis(table.index)
