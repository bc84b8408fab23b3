"""What each voice of each report says of a place's holder, as observations of a hidden state (docs/probability.md)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from .case import Case
from .dates import parse_edtf
from .evidence import day_number
from .gazetteer import REGION_KINDS
from .voices import HANDS, PARTIES, TAKES, Voices, Word

STATES = ("GNA", "LNA", "contested", "local", "other", "unknown")
VOICES = (
    "own word", "own word, well attested", "against interest", "third voice", "the outlet", "the record", "the coder",
    "before the change", "near by", "baseline, reported", "baseline, inferred", "baseline, no source", "denial",
)  # fmt: skip
DENIAL = VOICES.index("denial")
ABOUT_DAYS = 3  # what `~` on a single day is taken to mean, as in rule 3
_SAID = {name: number for number, name in enumerate(STATES[:-1])}
_FLAT, _RISING, _FALLING = 0, 1, 2
_COLUMNS = ["place", "voice", "said", "first", "last", "shape", "weight", "moves", "ids", "who"]


@dataclass(frozen=True)
class Observations:
    """Observations of the holders of places, and the days over which each is spread.

    Attributes
    ----------
    table : DataFrame
        One row an observation: `place` (row number), `voice` (number in `VOICES`), `said` (number in `STATES`), `first`
        and `last` (days from the first of the window, both inside), `shape`, `weight`, `moves` (it tells of a change),
        `ids` (reports), `who` (the voice).
    row, place, day, share : ndarray
        The days of every observation, laid out one after the other: its row in `table`, its place, the day, and the
        share of the observation that falls on it. The shares of one observation add up to its weight.
    told : ndarray
        Shape (places, days): how much of a told change falls on each day, from 0 to 1.
    places : list of str
    days : int
    """

    table: pd.DataFrame
    row: np.ndarray
    place: np.ndarray
    day: np.ndarray
    share: np.ndarray
    told: np.ndarray
    places: list[str]
    days: int

    def without(self) -> Observations:
        """Give the observations of one place several times: each time without another one of them, then whole."""
        n = len(self.table)
        each = [self.table.drop(index=at).assign(place=at) for at in range(n)]
        table = pd.concat([*each, self.table.assign(place=n)], ignore_index=True)
        return lay_out(table, self.places * (n + 1), self.days)

    def of(self, at: int) -> Observations:
        """Give the observations of one place, as a set of its own."""
        table = self.table[self.table["place"] == at].assign(place=0).reset_index(drop=True)
        return lay_out(table, [self.places[at]], self.days)


def observe(case: Case, timeline: pd.DataFrame) -> Observations:
    """Read every happening that speaks of control, and the baseline, as observations.

    Voices of one kind that say the same in one happening are one observation. Regions are observed like places; what
    is abroad is left out.
    """
    places = list(case.places.loc[case.places["theatre"] != "abroad", "place_id"])
    number = {place: at for at, place in enumerate(places)}
    first, last = (day_number(day) for day in case.window)
    voices, rows = Voices(case), []
    telling = timeline[(timeline["control_after"] != "") & timeline["earliest"].notna() & timeline["latest"].notna()]
    passing = _within_day(telling)
    for row, (passed, follows) in zip(telling.itertuples(index=False), passing, strict=True):
        if row.place_id in number:
            told = _observed(row, voices.words(row), number[row.place_id], first, follows=follows)
            rows += [(*word[:6], 0.0, *word[7:]) for word in told] if passed else told
    rows += _baseline(case, number, first)
    rows += _near_by(case, rows, places, number)
    table = pd.DataFrame(rows, columns=_COLUMNS)
    table[["first", "last"]] = table[["first", "last"]].clip(0, last - first)
    return lay_out(table, places, last - first + 1)


def lay_out(table: pd.DataFrame, places: list[str], days: int) -> Observations:
    """Spread observations over their days.

    A state is spread evenly. A change weighs more the later the day, for by the last it has happened; what was before
    the change, the other way round.
    """
    length = (table["last"] - table["first"] + 1).to_numpy(dtype=int)
    row = np.repeat(np.arange(len(table)), length)
    step = np.arange(len(row)) - np.repeat(np.cumsum(length) - length, length)
    n, shape = length[row], table["shape"].to_numpy(dtype=int)[row]
    triangle = n * (n + 1) / 2
    share = np.select([shape == _RISING, shape == _FALLING], [(step + 1) / triangle, (n - step) / triangle], 1 / n)
    share = share * table["weight"].to_numpy(dtype=float)[row]
    place = table["place"].to_numpy(dtype=int)[row]
    day = table["first"].to_numpy(dtype=int)[row] + step
    told = np.zeros((len(places), days))
    moves = table["moves"].to_numpy(dtype=bool)[row]
    np.maximum.at(told, (place[moves], day[moves]), 1 / n[moves])
    return Observations(table, row, place, day, share, told, places, days)


def _within_day(telling: pd.DataFrame) -> list[tuple[bool, bool]]:
    """Tell of each happening if another undid it within its day, and if it undid one itself (rule 9)."""
    order = telling.groupby("place_id", sort=False)
    same = (telling["earliest"] == telling["latest"]) & (order["earliest"].shift(-1) == telling["latest"])
    same &= order["latest"].shift(-1) == telling["latest"]
    undone = same & (order["control_before"].shift(-1) == telling["control_after"])
    undone &= order["control_after"].shift(-1) != telling["control_after"]
    undone &= telling["control_before"] != telling["control_after"]
    undid = undone.groupby(telling["place_id"], sort=False).shift(fill_value=False)
    return list(zip(undone, undid, strict=True))


def _observed(row: object, words: list[Word], place: int, window: int, *, follows: bool = False) -> list[tuple]:
    """Give the observations of one happening: what voices say, what the record makes of it, what was before."""
    first, last = day_number(row.earliest) - window, day_number(row.latest) - window
    changed = row.control_before not in (row.control_after, "")
    ids = row.reports
    if row.approximate and first == last:
        first, last = first - ABOUT_DAYS, last + ABOUT_DAYS
    heard: dict[tuple[str, str], list[str]] = {}
    for word in words:
        if word.holder in _SAID:
            heard.setdefault((_kind(word, row), word.holder), []).append(word.voice)
    followed = {holder for kind, holder in heard if kind != "denial"}
    if row.control_after in _SAID and row.control_after not in followed:
        heard["the record", row.control_after] = ["the record"]
    rows = []
    for (kind, holder), names in heard.items():
        moves = changed and holder == row.control_after or (row.event_type in TAKES and kind != "denial")
        moves = moves and kind not in ("denial", "the record")
        shape = _RISING if moves and holder in HANDS else _FLAT
        rows.append(
            (
                place,
                VOICES.index(kind),
                _SAID[holder],
                first,
                last,
                shape,
                1.0,
                moves,
                ids,
                ";".join(dict.fromkeys(names)),
            )
        )
    if changed and not follows and row.control_before in _SAID:
        rows.append(
            (place, VOICES.index("before the change"), _SAID[row.control_before], first - 1, last - 1, _FALLING, 1.0,
             False, ids, "the same report")
        )  # fmt: skip
    return rows


def _kind(word: Word, row: object) -> str:
    """Give the kind of voice that a word is."""
    if word.stance == "denies":
        return "denial"
    if word.vantage == "coder":
        return "the coder"
    if word.vantage in PARTIES:
        if word.against_interest:
            return "against interest"
        return "own word, well attested" if row.confidence == "high" else "own word"
    return "the outlet" if word.vantage == "press" else "third voice"


def _baseline(case: Case, number: dict[str, int], window: int) -> list[tuple]:
    rows = []
    for row in case.baseline.itertuples(index=False):
        if row.place_id not in number or row.controller not in _SAID:
            continue
        span = parse_edtf(row.since) if row.since else None
        day = day_number(pd.Timestamp(row.date)) - window
        since = day if span is None or span.latest is None else day_number(pd.Timestamp(span.latest)) - window
        kind = {"reported": "baseline, reported", "inferred": "baseline, inferred"}.get(
            row.basis, "baseline, no source"
        )
        begin = min(max(since, 0), day)
        rows.append(
            (number[row.place_id], VOICES.index(kind), _SAID[row.controller], begin, day, _FLAT, 1.0, False,
             f"baseline:{row.place_id}", kind)
        )  # fmt: skip
        if since > 0 and span is not None and span.earliest is not None:  # it came into these hands inside the window
            came = max(day_number(pd.Timestamp(span.earliest)) - window, 0)
            rows.append(
                (number[row.place_id], VOICES.index(kind), _SAID[row.controller], came, since, _RISING, 0.0, True,
                 f"baseline:{row.place_id}", kind)
            )  # fmt: skip
    return rows


def _near_by(case: Case, rows: list[tuple], places: list[str], number: dict[str, int]) -> list[tuple]:
    """Let changes of hands of a larger place, or of those that a baseline row was inferred from, be heard inside it.

    A place with no baseline of its own also hears that of the town in which it lies. Each place that is heard counts
    as a share, if there are several.
    """
    gazetteer = case.gazetteer
    told: dict[int, list[tuple]] = {}
    for row in rows:
        told.setdefault(row[0], []).append(row)
    inferred = case.baseline[case.baseline["inferred_from"] != ""]
    models = {
        place: [gazetteer.resolve(name) for name in names.split(";")]
        for place, names in inferred[["place_id", "inferred_from"]].itertuples(index=False)
    }
    own = set(case.baseline["place_id"])
    found = []
    for place in places:
        if gazetteer.kinds[place] in REGION_KINDS:
            continue
        town = [p for p in gazetteer.ancestors(place)[:1] if gazetteer.kinds[p] not in REGION_KINDS]
        listed = dict.fromkeys([*gazetteer.holders[place], *models.get(place, [])])
        heard = [name for name in listed if name in number]
        for other in heard:
            share = 1 / len(models[place]) if other in models.get(place, []) else 1.0
            seen = set()
            for row in told.get(number[other], []):
                _, voice, said, first, last, shape, weight, moves, ids, _ = row
                baseline = VOICES[voice].startswith("baseline")
                fits = (place not in own and other in town) if baseline else moves and shape == _RISING
                near = weight > 0 and voice != VOICES.index("near by") and (ids, said) not in seen
                if fits and near and last - first <= 6 + 365 * baseline and (weight or not baseline):
                    seen.add((ids, said))
                    found.append(
                        (number[place], VOICES.index("near by"), said, first, last, shape, share, moves, ids,
                         gazetteer.name(other))
                    )  # fmt: skip
    return found
