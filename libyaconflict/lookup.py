"""Who held a place on a day: one question, or a table of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from .beliefs import one_belief
from .case import CODED, TABLES, Case, data_folder, load_case
from .check_schema import nearest_day
from .control import CERTAINTIES, reconstruct_control
from .dates import describe_span, parse_day, parse_edtf
from .errors import AmbiguousPlaceError, DateError, LibyaConflictError, UnknownPlaceError
from .timeline import merge_timeline

ADDED = ["holder", "certainty", "since", "evidence", "problem"]
_ONE_DAY = pd.Timedelta(days=1)


@dataclass(frozen=True)
class Holding:
    """Who held a place on a day, how sure, and because of what."""

    place: str
    day: dt.date
    holder: str
    certainty: str
    since: str
    until: dt.date
    change_between: tuple[dt.date, dt.date]
    next_change_between: tuple[dt.date, ...]
    basis: str
    evidence: tuple[str, ...]
    begun_by: tuple[str, ...]
    sources: tuple[str, ...]
    claimed_by: tuple[str, ...]
    confirmed_by: tuple[str, ...]
    disputed_by: tuple[str, ...]
    within_day: tuple[str, ...]
    set_aside: tuple[str, ...]
    note: str

    def __str__(self) -> str:
        day = describe_span(self.day, self.day)
        if self.holder == "unknown":
            return f"{self.place} on {day}: not known ({self.note or self.basis})"
        since = parse_edtf(self.since)
        first, last = self.change_between
        if since.earliest is None:
            began = f"at least since {describe_span(since.latest, since.latest)}"
        elif first != last:
            began = (
                f"since {describe_span(since.earliest, since.latest)}, the change between {describe_span(first, last)}"
            )
        else:
            began = f"since {describe_span(since.earliest, since.latest, approximate=since.approximate)}"
        held = (
            "contested"
            if self.holder == "contested"
            else f"held by {'local forces' if self.holder == 'local' else self.holder}"
        )
        told = f"{self.place} on {day}: {held} ({self.certainty}), {began}; {self.basis}"
        if not self.next_change_between:
            return told
        following = describe_span(*self.next_change_between)
        return f"{told}; it may have changed hands by then: the next change fell between {following}"


def who_held(place: str, day: str | dt.date, *, study: str | Path | None = None, belief: str = "balanced") -> Holding:
    """Tell who held a place on a day.

    Parameters
    ----------
    place : str
        Any spelling in the gazetteer, Arabic too.
    day : str or date
        ISO day, such as ``2019-06-30``.
    study : path, optional
        A case folder of one's own.
    belief : {"balanced", "cautious", "each_side:GNA", "each_side:LNA"}
        Whose word is enough, as in `reconstruct_control`.

    Raises
    ------
    UnknownPlaceError, AmbiguousPlaceError
        The spelling is not in the gazetteer, or several places share it.
    DateError
        The day is malformed or lies outside the case.
    ParameterError
        There is no such rule of belief.

    Examples
    --------
    >>> print(who_held("Gharyan", "2019-06-30"))
    Gharyan on 30 June 2019: held by GNA (certain), since 26 June 2019; recapture
    """
    case, periods = rebuilt(study, belief=belief)
    return control_on(periods, case.gazetteer.resolve(place), day)


def control_on(periods: pd.DataFrame, place_id: str, day: str | dt.date) -> Holding:
    """Look up one place and day in control periods.

    Parameters
    ----------
    periods : DataFrame
        From `reconstruct_control`.
    place_id : str
        As in the gazetteer.
    day : str or date

    Raises
    ------
    LibyaConflictError
        The periods do not cover that place.
    DateError
        They do not cover that day.
    """
    rows = periods[periods["place_id"] == place_id]
    if rows.empty:
        raise LibyaConflictError(f"no control period has the place_id {place_id!r}.")
    when = pd.Timestamp(parse_day(day))
    row = rows[(rows["start"] <= when) & (rows["end"] >= when)]
    if row.empty:
        raise DateError(_outside(when, rows["start"].min(), rows["end"].max()))
    found = row.iloc[0]
    in_doubt = when > found["end_earliest"]
    between = (found["end_earliest"] + _ONE_DAY, found["end"] + _ONE_DAY) if in_doubt else ()
    return Holding(
        place=found["place"],
        day=when.date(),
        holder=found["holder"],
        certainty=found["certainty"] if not in_doubt else lowered(found["certainty"]),
        since=found["since"],
        until=found["end"].date(),
        change_between=(found["start_earliest"].date(), found["start_latest"].date()),
        next_change_between=tuple(day.date() for day in between),
        basis=found["basis"],
        note=found["note"],
        **{name: _parts(found[name]) for name in _LISTS},
    )


def lowered(certainty: str) -> str:
    """Give the certainty of a day on which the next change may have come already (rule 3)."""
    return max(certainty, "inferred", key=CERTAINTIES.index)


_LISTS = ("evidence", "begun_by", "sources", "claimed_by", "confirmed_by", "disputed_by", "within_day", "set_aside")


def annotate_control(
    table: pd.DataFrame, case: Case | None = None, periods: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Add who held each row's place on its date to any table.

    Parameters
    ----------
    table : DataFrame
        Any columns, among them `place` (any spelling) and `date` (EDTF; a day as a rule).
    case, periods : optional
        The bundled case, and control periods rebuilt from it, if not given.

    Returns
    -------
    DataFrame
        The same rows in the same order with `holder`, `certainty`, `since`, `evidence` and `problem`
        added. Where a row cannot be answered the first four are empty and `problem` says why. A date
        of more than one day is answered if one holder had the place on all of them. On days on which
        the next change may have come already, `certainty` is ``inferred`` at best.

    Raises
    ------
    LibyaConflictError
        A column is missing, or one to be added is there already.
    """
    missing = [name for name in ("place", "date") if name not in table]
    if missing:
        have = ", ".join(map(str, table.columns))
        raise LibyaConflictError(
            f"the table has no column {' and no column '.join(map(repr, missing))}; it has: {have}. "
            "Rename the columns with the places and the days to 'place' and 'date'."
        )
    clash = [name for name in ADDED if name in table]
    if clash:
        raise LibyaConflictError(f"the table already has a column {clash[0]!r}: rename it, so that nothing is lost.")
    case = load_case() if case is None else case
    periods = reconstruct_control(case) if periods is None else periods
    place_code, places = pd.factorize(table["place"].fillna("").astype(str).str.strip())
    date_code, dates = pd.factorize(table["date"].fillna("").astype(str).str.strip())
    grid, ids, first = _grid(periods)
    rows, place_problem = _place_rows(places, case, ids)
    starts, ends, date_problem = _date_columns(dates, first, grid.shape[1])
    at_place, start, end = rows[place_code], starts[date_code], ends[date_code]
    fine = (at_place >= 0) & (start >= 0)
    period = np.where(fine, grid[np.where(fine, at_place, 0), np.where(fine, start, 0)], -1)
    finish = np.where(fine, grid[np.where(fine, at_place, 0), np.where(fine, end, 0)], -1)
    holder = periods["holder"].to_numpy(dtype=object)
    steady = fine & (period == finish)
    for at in np.flatnonzero(fine & (period != finish)):
        passed = set(holder[grid[at_place[at], start[at] : end[at] + 1]])
        steady[at] = len(passed) == 1
    problem = np.asarray(place_problem, dtype=object)[place_code]
    problem = np.where(problem == "", np.asarray(date_problem, dtype=object)[date_code], problem)
    problem = np.where((problem == "") & ~steady, "the holder changed within this date", problem)
    answered = steady & (problem == "")
    out = table.copy()
    for name in ("holder", "certainty", "since", "evidence"):
        values = periods[name].to_numpy(dtype=object)
        out[name] = np.where(answered, values[np.where(answered, period, 0)], "")
    sure = ((periods["end_earliest"] - first).dt.days.to_numpy())[np.where(answered, period, 0)]
    weaker = {name: lowered(name) for name in CERTAINTIES}
    in_doubt = answered & (end > sure)
    out.loc[in_doubt, "certainty"] = out.loc[in_doubt, "certainty"].map(weaker)
    out["problem"] = problem
    return out


def rebuilt(study: str | Path | None = None, *, belief: str = "balanced") -> tuple[Case, pd.DataFrame]:
    """Give a case and its control periods under a rule of belief, rebuilt only when its tables have changed."""
    folder, stamp = _stamp(study)
    return _case(folder, stamp), _rebuilt(folder, stamp, one_belief(belief))


def read_case(study: str | Path | None = None) -> Case:
    """Give a case as `load_case` reads it, again only when its tables have changed."""
    return _case(*_stamp(study))


def rebuilt_timeline(study: str | Path | None = None) -> pd.DataFrame:
    """Give the merged timeline of a case, as `merge_timeline` makes it, again only when its tables have changed."""
    return _timeline(*_stamp(study))


def _stamp(study: str | Path | None) -> tuple[str, tuple]:
    folder = data_folder(study).resolve()
    files = sorted(path for path in folder.glob("*.csv") if path.stem in (*TABLES, *CODED))
    return str(folder), tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files)


@lru_cache(maxsize=8)
def _rebuilt(folder: str, stamp: tuple, belief: str) -> pd.DataFrame:
    return reconstruct_control(_case(folder, stamp), _timeline(folder, stamp), belief=belief)


@lru_cache(maxsize=4)
def _timeline(folder: str, stamp: tuple) -> pd.DataFrame:
    return merge_timeline(_case(folder, stamp))


@lru_cache(maxsize=4)
def _case(folder: str, stamp: tuple) -> Case:
    return load_case(folder)


def _grid(periods: pd.DataFrame) -> tuple[np.ndarray, dict[str, int], pd.Timestamp]:
    """Make a table of places by days that holds the row number of the period in force."""
    first, last = periods["start"].min(), periods["end"].max()
    codes, ids = pd.factorize(periods["place_id"])
    grid = np.full((len(ids), (last - first).days + 1), -1, dtype=np.int32)
    begin = (periods["start"] - first).dt.days.to_numpy()
    finish = (periods["end"] - first).dt.days.to_numpy() + 1
    for row, (code, start, end) in enumerate(zip(codes, begin, finish, strict=True)):
        grid[code, start:end] = row
    return grid, {place: number for number, place in enumerate(ids)}, first


def _place_rows(names: pd.Index, case: Case, ids: dict[str, int]) -> tuple[np.ndarray, list[str]]:
    rows, problems = np.full(len(names), -1), []
    for at, name in enumerate(names):
        problem = ""
        try:
            rows[at] = ids.get(case.gazetteer.resolve(name), -1) if name else -1
            problem = "" if name else "no place given"
        except (UnknownPlaceError, AmbiguousPlaceError) as error:
            problem = str(error)
        problems.append(problem)
    return rows, problems


def _date_columns(texts: pd.Index, first: pd.Timestamp, length: int) -> tuple[np.ndarray, np.ndarray, list[str]]:
    starts, ends, problems = np.full(len(texts), -1), np.full(len(texts), -1), []
    last = first + (length - 1) * _ONE_DAY
    for at, text in enumerate(texts):
        problem = ""
        try:
            span = parse_edtf(text[:10] if _clock(text) else text)
            begin = first if span.earliest is None else pd.Timestamp(span.earliest)
            finish = last if span.latest is None else pd.Timestamp(span.latest)
            if begin < first or finish > last:
                problem = _outside(begin if begin < first else finish, first, last)
            else:
                starts[at], ends[at] = (begin - first).days, (finish - first).days
        except DateError as error:
            problem = " ".join(filter(None, [str(error), nearest_day(text)])) if text else "no date given"
        problems.append(problem)
    return starts, ends, problems


def _clock(text: str) -> bool:
    """Tell if a time of day stands behind the day, as pandas and spreadsheets write it."""
    return len(text) > 10 and text[10] in " T" and text[4] == text[7] == "-"


def _outside(day: pd.Timestamp, first: pd.Timestamp, last: pd.Timestamp) -> str:
    return f"{day:%Y-%m-%d} lies outside the case, which runs from {first:%Y-%m-%d} to {last:%Y-%m-%d}."


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)
