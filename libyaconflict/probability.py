"""How sure one can be of who held a place on a day: probabilities, what they rest on, and what each report moved."""

from __future__ import annotations

import datetime as dt
import weakref
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from .case import Case
from .dates import parse_day
from .emissions import STATES, VOICES, Observations, observe
from .errors import DateError, ParameterError
from .hidden import Model, fit, smooth, smooth_blocks
from .lookup import rebuilt
from .timeline import merge_timeline

CHANCES = tuple(f"p_{state}" for state in STATES)
EXPLAINED = [
    "report", "date", "voice", "kind", "says", "weight", "moved", "p_without", "days_off",
]  # fmt: skip
_FITTED: dict[int, tuple[weakref.ref, Observations, Model]] = {}


def control_probability(
    case: Case,
    timeline: pd.DataFrame | None = None,
    *,
    place_ids: list[str] | None = None,
    tolerance: float = 0.005,
) -> pd.DataFrame:
    """Give how likely each holder is, for every place and day.

    A hidden-state model: the holder of a place passes from day to day, and reports are observations of it, as reliable
    as their kind of voice proves over the whole record. Its form and priors are in ``docs/probability.md``. No answer
    key is read.

    Parameters
    ----------
    case : Case
    timeline : DataFrame, optional
        From `merge_timeline`, to save making it again.
    place_ids : list of str, optional
        These places in this order; without it all that are not abroad.
    tolerance : float
        Days that follow each other are one row while no probability strays further than this from that of the first.

    Returns
    -------
    DataFrame
        `place_id`, `place`, `start` and `end` (both days inside), `p_GNA`, `p_LNA`, `p_contested`, `p_local`, `p_other`
        and `p_unknown` (the record does not say: no information), the mean over the days of the row, which add up to 1.

    Raises
    ------
    ParameterError
        A place is not known, or lies abroad.

    Examples
    --------
    >>> from libyaconflict import load_case
    >>> chances = control_probability(load_case(), place_ids=["tarhouna"])
    >>> bool(chances.iloc[-1]["p_GNA"] > 0.9)
    True
    """
    seen, model = fitted(case, timeline)
    wanted = seen.places if place_ids is None else list(dict.fromkeys(place_ids))
    number = {place: at for at, place in enumerate(seen.places)}
    if missing := [place for place in wanted if place not in number]:
        raise ParameterError([_no_chance(place, case) for place in missing])
    if place_ids is None:
        parts = ((seen.places[block], state) for block, state in smooth_blocks(seen, model))
    else:
        parts = (([place], smooth(seen.of(number[place]), model)) for place in wanted)
    return _runs(parts, case, tolerance)


def _no_chance(place: str, case: Case) -> str:
    """Say why there is no probability for what was given as a place_id."""
    if place in set(case.places["place_id"]):
        return f"{case.gazetteer.name(place)} lies abroad: there is no probability of control."
    meant = case.gazetteer.candidates(place)
    hint = f" Did you mean {' or '.join(map(repr, meant))}?" if meant else ""
    return f"there is no place_id {place!r}.{hint}"


def probability_on(case: Case, asked: pd.DataFrame, timeline: pd.DataFrame | None = None) -> pd.DataFrame:
    """Give the probabilities for rows of places and days.

    Parameters
    ----------
    asked : DataFrame
        `place` (any spelling) and `date` (an ISO day).

    Returns
    -------
    DataFrame
        The columns `p_GNA` to `p_unknown`, one row a row of `asked`, with its index. Where the place is not known, or
        the day malformed or outside the case, `p_unknown` is 1.
    """
    seen, model = fitted(case, timeline)
    number = {place: at for at, place in enumerate(seen.places)}
    names = {name: case.gazetteer.candidates(name) for name in asked["place"].unique()}
    at = asked["place"].map({name: number.get(ids[0], -1) if ids else -1 for name, ids in names.items()})
    day = (pd.to_datetime(asked["date"], errors="coerce", format="%Y-%m-%d") - case.window[0]).dt.days
    fine = ((at >= 0) & (day >= 0) & (day < seen.days)).to_numpy()
    out = np.tile(np.eye(len(STATES))[-1], (len(asked), 1))
    state = smooth(seen, model)
    out[fine] = state[at.to_numpy()[fine].astype(int), day.to_numpy()[fine].astype(int)]
    return pd.DataFrame(out, columns=list(CHANCES), index=asked.index)


def explain_control(
    place: str, day: str | dt.date, *, case: Case | None = None, study: str | Path | None = None
) -> pd.DataFrame:
    """List what the probabilities of a place on a day rest on, and what each report moved.

    Parameters
    ----------
    place : str
        Any spelling in the gazetteer.
    day : str or date
    case : Case, optional
        The case; without it, that of `study`, or the bundled one.
    study : path, optional
        A case folder of one's own.

    Returns
    -------
    DataFrame
        One row an observation, what moved most first: `report` (ids), `date` (its days), `voice` (who speaks), `kind`
        (of voice), `says` (the holder, or ``not`` and the holder), `weight` (by how much, as a natural logarithm, the
        kind of voice favours what it says over the likeliest else), `moved` (the probability of the likeliest holder
        that day, less what it would be without this word; below zero: it speaks against that holder), `p_without`,
        `days_off` (from its nearest day to the day asked for). `attrs` of the table has `place`, `day`, `holder` (the
        likeliest) and `probability` (of each state).

    Raises
    ------
    UnknownPlaceError, AmbiguousPlaceError
        The spelling is not in the gazetteer, or several places share it.
    DateError
        The day is malformed or lies outside the case.
    ParameterError
        The place lies abroad.

    Examples
    --------
    >>> table = explain_control("Aziziya", "2019-04-20")
    >>> table[["kind", "says"]].iloc[0].tolist()
    ['third voice', 'LNA']
    """
    case = rebuilt(study)[0] if case is None else case
    place_id, when = case.gazetteer.resolve(place), pd.Timestamp(parse_day(day))
    seen, model = fitted(case)
    if place_id not in seen.places:
        raise ParameterError([_no_chance(place_id, case)])
    first = case.window[0]
    at = (when - first).days
    if not 0 <= at < seen.days:
        raise DateError(f"{when:%Y-%m-%d} lies outside the case, from {first:%Y-%m-%d} to {case.window[1]:%Y-%m-%d}.")
    here = seen.of(seen.places.index(place_id))
    chances = smooth(here.without(), model)[:, at]
    whole = chances[-1]
    likeliest = int(whole.argmax())
    table = here.table.assign(p_without=chances[:-1, likeliest])
    logs = model.log_likelihood()[table["voice"], table["said"]]
    sorted_logs = np.sort(logs, axis=1)
    denial = (table["voice"] == VOICES.index("denial")).to_numpy()
    weight = np.where(denial, sorted_logs[:, -1] - sorted_logs[:, 0], sorted_logs[:, -1] - sorted_logs[:, -2])
    said = np.array(STATES, dtype=object)[table["said"]]
    start, end = (first + pd.to_timedelta(table[name], unit="D") for name in ("first", "last"))
    spans = [f"{a:%Y-%m-%d}" + ("" if a == b else f"/{b:%Y-%m-%d}") for a, b in zip(start, end, strict=True)]
    out = pd.DataFrame(
        {
            "report": table["ids"], "date": spans, "voice": table["who"],
            "kind": np.array(VOICES, dtype=object)[table["voice"]], "says": np.where(denial, "not " + said, said),
            "weight": weight * table["weight"], "moved": whole[likeliest] - table["p_without"],
            "p_without": table["p_without"],
            "days_off": np.maximum(np.maximum(table["first"] - at, at - table["last"]), 0),
        },
        columns=EXPLAINED,
    )  # fmt: skip
    out = out[out["weight"] > 0]
    out = out.iloc[np.argsort(-out["moved"].abs().to_numpy(), kind="stable")].reset_index(drop=True)
    out.attrs = {
        "place": case.gazetteer.name(place_id), "day": f"{when:%Y-%m-%d}", "holder": STATES[likeliest],
        "probability": {state: round(float(p), 4) for state, p in zip(STATES, whole, strict=True)},
    }  # fmt: skip
    return out


def voice_reliability(case: Case, timeline: pd.DataFrame | None = None) -> pd.DataFrame:
    """Give how reliable each kind of voice proves over the record, beside what was assumed at first.

    Returns
    -------
    DataFrame
        `kind`, `words` (how many), `right`, `one_step_off`, `wrong` (chances, of a place that somebody holds),
        `fought` (chance that a contested place is given to a party), `right_prior` (assumed).
    """
    from .hidden import prior_model

    _, model = fitted(case, timeline)
    prior = prior_model()
    return pd.DataFrame(
        {
            "kind": VOICES, "words": model.words, "right": model.right, "one_step_off": model.near,
            "wrong": model.wrong, "fought": model.fought, "right_prior": prior.right,
        }
    )  # fmt: skip


def fitted(case: Case, timeline: pd.DataFrame | None = None) -> tuple[Observations, Model]:
    """Give the observations of a case and the model estimated from them, worked out once for each case."""
    known = _FITTED.get(id(case))
    if known is not None and known[0]() is case and timeline is None:
        return known[1], known[2]
    seen = observe(case, merge_timeline(case) if timeline is None else timeline)
    model = fit(seen)
    if timeline is None:
        key = id(case)
        _FITTED[key] = (weakref.ref(case, lambda _: _FITTED.pop(key, None)), seen, model)
    return seen, model


def _runs(parts: Iterable[tuple[list[str], np.ndarray]], case: Case, tolerance: float) -> pd.DataFrame:
    """Put days that are alike into one row."""
    ids, begins, lengths, means = [], [], [], [np.empty((0, len(STATES)))]
    for places, state in parts:
        for place, days in zip(places, state, strict=True):
            begin = _cuts(days, tolerance)
            length = np.diff([*begin, len(days)])
            mean = np.add.reduceat(days, begin, axis=0) / length[:, None]
            ids += [place] * len(begin)
            begins += begin
            lengths += list(length)
            means.append(mean / mean.sum(axis=1, keepdims=True))
    start = case.window[0] + pd.to_timedelta(np.array(begins, dtype=int), unit="D")
    end = start + pd.to_timedelta(np.array(lengths, dtype=int) - 1, unit="D")
    names = pd.Series(ids, dtype=object)
    table = pd.DataFrame({"place_id": names, "place": names.map(case.gazetteer.name), "start": start, "end": end})
    return table.join(pd.DataFrame(np.concatenate(means), columns=list(CHANCES)))


def _cuts(days: np.ndarray, tolerance: float) -> list[int]:
    """Give the days on which a new row begins: the way travelled since the last one is longer than the tolerance."""
    travelled = np.concatenate([[0.0], np.cumsum(np.abs(np.diff(days, axis=0)).max(axis=1))])
    cuts = [0]
    while (following := int(np.searchsorted(travelled, travelled[cuts[-1]] + tolerance, side="right"))) < len(days):
        cuts.append(following)
    return cuts
