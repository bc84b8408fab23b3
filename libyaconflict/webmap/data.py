"""Everything that the interactive map shows, as plain values that fit into JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from matplotlib.colors import to_hex
from matplotlib.path import Path

from .. import theme
from ..case import Case
from ..control import CERTAINTIES
from ..dates import describe_span, parse_day, parse_edtf
from ..errors import ParameterError
from ..keydays import key_days
from ..mapped import daily_states
from ..maps.frames import Frame, find_frame, load_frames
from ..maps.marks import DOT, is_dot, look_of, shape_path, sign_path
from .ground import ground_paths
from .source import VERSION

_BASELINE = "baseline:"


def webmap_data(
    case: Case,
    periods: pd.DataFrame,
    *,
    frames: Iterable[str | Frame] | None = None,
    start: object = None,
    end: object = None,
) -> dict[str, Any]:
    """Gather what ``map.js`` draws: places, their states day by day, what these rest on, frames and looks.

    Parameters
    ----------
    case : Case
    periods : DataFrame
        From `reconstruct_control`.
    frames : iterable of str or Frame, optional
        The frames to choose from, the first shown first; without it all there are.
    start, end : day, optional
        First and last day of the slider; without them those of the periods.

    Returns
    -------
    dict
        Ready for `json.dumps`. Days are numbered from 0 at `start`; what was before has negative numbers. ``places``
        has one entry for each place that a party can hold and that has a point; its ``states`` are rows of the columns
        in ``state_columns``. ``key_days`` has those of each standard of proof. Texts that occur often stand once in
        ``texts`` and are referred to by number.

    Raises
    ------
    ParameterError
        There is no such frame, or the window is empty or not covered by the periods.
    DateError
        A day is malformed.
    """
    first, last = _window(periods, start, end)
    chosen = [find_frame(frame) for frame in (load_frames() if frames is None else frames)]
    if not chosen:
        raise ParameterError(["no frame was named. Known: " + ", ".join(load_frames()) + "."])
    texts, reports = _Numbers(), _Numbers()
    states = daily_states(periods)
    states = states[states["start"] <= last]  # earlier ones stay: what changed on the first day is told by them
    by_place = dict(iter(states.groupby("place_id", sort=False)))
    places = []
    for row in case.gazetteer.places.loc[list(case.gazetteer.settled)].itertuples():
        if pd.notna(row.lat) and row.place_id in by_place:
            own = [_state(state, first, last, texts, reports) for state in by_place[row.place_id].itertuples()]
            places.append(_place(row, own))
    known = _Reports(case, texts)
    told = [known.entry(report) for report in reports]  # may number further texts
    return {
        "version": VERSION,
        "start": f"{first:%Y-%m-%d}",
        "days": (last - first).days + 1,
        "holders": [_holder(name) for name in theme.HOLDERS],
        "certainties": list(theme.CERTAINTIES),
        "looks": {name: [_look(name, certainty) for certainty in theme.CERTAINTIES] for name in theme.HOLDERS},
        "shapes": {key: {"label": shape.label, "path": _shape(key)} for key, shape in theme.SHAPES.items()},
        "paper": {"sea": theme.SEA, "land": theme.LAND, "abroad": theme.ABROAD, "coast": theme.COAST},
        "frames": [_frame(frame) for frame in chosen],
        "phases": _phases(case, first, last),
        "key_days": _key_days(case, periods, first, last),
        "places": places,
        "state_columns": STATE_COLUMNS,
        "reports": told,
        "sources": known.sources,
        "texts": list(texts),
        "note": "Attested places only; no front line is drawn.",
        "source": theme.SOURCE,
    }


STATE_COLUMNS = [
    "start", "end", "holder", "certainty", "in_doubt", "since", "basis", "claimed_by", "confirmed_by", "disputed_by",
    "within_day", "note", "evidence", "set_aside",
]  # fmt: skip


class _Numbers(dict):
    """Numbers for values, in the order in which they are first asked for."""

    def of(self, value: str) -> int:
        return self.setdefault(value, len(self))


class _Reports:
    """The reports that states rest on, by their ids."""

    def __init__(self, case: Case, texts: _Numbers) -> None:
        self._events = case.events.set_index("id")
        self._baseline = case.baseline.set_index("place_id")
        self._labels = {row.id: _source_label(row) for row in case.sources.itertuples()}
        self._texts = texts
        self._numbers = _Numbers()

    @property
    def sources(self) -> list[str]:
        return list(self._numbers)

    def entry(self, report: str) -> list[Any]:
        """Give date in words, summary, claimed by, confirmed by, disputed by (numbers of texts), sources (numbers)."""
        if report.startswith(_BASELINE):
            row = self._baseline.loc[report.removeprefix(_BASELINE)]
            inferred = f", inferred from {row['inferred_from'].replace(';', ', ')}" if row["inferred_from"] else ""
            note = f": {row['note']}" if row["note"] else "."
            told = f"Baseline, {_held(row['controller'])}{inferred}{note}"
            return [_span(row["date"]), told, *[self._texts.of("")] * 3, self._cite(row["sources"])]
        row = self._events.loc[report]
        voices = [self._texts.of(row[column]) for column in ("claimed_by", "confirmed_by", "disputed_by")]
        return [_span(row["date"]), row["summary"], *voices, self._cite(row["sources"])]

    def _cite(self, ids: str) -> list[int]:
        return [self._numbers.of(self._labels[one]) for one in ids.split(";") if one in self._labels]


def _window(periods: pd.DataFrame, start: object, end: object) -> tuple[pd.Timestamp, pd.Timestamp]:
    least, most = periods["start"].min(), periods["end"].max()
    first = least if start is None else pd.Timestamp(parse_day(start))
    last = most if end is None else pd.Timestamp(parse_day(end))
    faults = []
    if last < first:
        faults.append(f"the window ends ({last:%Y-%m-%d}) before it starts ({first:%Y-%m-%d}).")
    if first < least or last > most:
        faults.append(
            f"the window {first:%Y-%m-%d} to {last:%Y-%m-%d} leaves the case, which runs from {least:%Y-%m-%d} "
            f"to {most:%Y-%m-%d}."
        )
    if faults:
        raise ParameterError(faults)
    return first, last


def _key_days(case: Case, periods: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> dict[str, list[int]]:
    """Give the key days by each standard of proof: triangles and bars of the timeline are of the same changes."""
    found = {}
    for belief in CERTAINTIES[: CERTAINTIES.index("inferred") + 1]:
        table = key_days(periods, case.gazetteer, first.date(), last.date(), most=8, minimum_certainty=belief)
        found[belief] = [(day - first).days for day in table["day"]]
    return found


def _place(row: Any, states: list[list[Any]]) -> dict[str, Any]:
    return {
        "id": row.place_id,
        "name": row.name,
        "name_ar": row.name_ar,
        "kind": row.kind,
        "shape": theme.SHAPE_OF.get(row.kind, "settlement"),
        "lon": round(row.lon, 4),
        "lat": round(row.lat, 4),
        "approx": row.coord_precision == "approx",
        "population": None if pd.isna(row.population) else int(row.population),
        "states": states,
    }


def _state(row: Any, first: pd.Timestamp, last: pd.Timestamp, texts: _Numbers, reports: _Numbers) -> list[Any]:
    voices = [texts.of(getattr(row, column)) for column in ("claimed_by", "confirmed_by", "disputed_by", "within_day")]
    return [
        (row.start - first).days, (min(row.end, last) - first).days,
        theme.HOLDERS.index(row.holder), theme.CERTAINTIES.index(row.certainty), int(row.in_doubt),
        texts.of(_since(row)), texts.of(row.basis), *voices, texts.of(row.note),
        [reports.of(one) for one in row.evidence.split(";") if one],
        [reports.of(one) for one in row.set_aside.split(";") if one],
    ]  # fmt: skip


def _since(row: Any) -> str:
    if not row.since:
        return ""
    since = parse_edtf(row.since)
    if since.earliest is None:
        return f"at least since {describe_span(since.latest, since.latest)}"
    told = f"since {describe_span(since.earliest, since.latest, approximate=since.approximate)}"
    change = (row.start_earliest, row.start_latest)
    return told if change[0] == change[1] else f"{told}; the change fell between {describe_span(*change)}"


def _span(text: str) -> str:
    span = parse_edtf(text)
    return describe_span(span.earliest, span.latest, approximate=span.approximate)


def _held(holder: str) -> str:
    label = theme.side_style(holder).label
    return f"held by {label}" if holder in ("GNA", "LNA", "local", "other") else label


def _source_label(row: Any) -> str:
    return f"{row.publisher}, {row.published}" if row.published else row.publisher


def _holder(name: str) -> dict[str, Any]:
    return {"id": name, "label": theme.side_style(name).label, "color": theme.side_style(name).color,
            "sign": _svg(sign_path(name)), "thick": DOT if is_dot(name) else 0.17}  # fmt: skip


def _look(holder: str, certainty: str) -> list[Any]:
    """Give face, edge and sign colour, and the diameter in points."""
    look = look_of(holder, certainty)
    return [to_hex(look.face), to_hex(look.edge), to_hex(look.sign), look.size]


def _shape(key: str) -> str:
    kind = next((kind for kind, shape in theme.SHAPE_OF.items() if shape == key), key)
    return _svg(shape_path(kind))


def _svg(path: Path) -> str:
    """Write a path as the `d` of an SVG path: y points down there."""
    letters = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C"}
    parts = []
    for points, code in path.iter_segments(simplify=False):
        if code == Path.CLOSEPOLY:
            parts.append("Z")
            continue
        pairs = points.reshape(-1, 2)
        parts.append(letters[code] + " ".join(f"{round(x, 4) + 0:g} {round(-y, 4) + 0:g}" for x, y in pairs))
    return "".join(parts)


def _frame(frame: Frame) -> dict[str, Any]:
    return {
        "id": frame.id, "title": frame.title, "west": frame.west, "east": frame.east, "south": frame.south,
        "north": frame.north, "stretch": round(frame.stretch, 6), "scale_km": frame.scale_km,
        "schematic": frame.schematic, "mark_scale": frame.mark_scale, "hides": list(frame.hides),
        "note": frame.note, "ground": ground_paths(frame),
    }  # fmt: skip


def _phases(case: Case, first: pd.Timestamp, last: pd.Timestamp) -> list[Mapping[str, Any]]:
    every = case.phases.sort_values("start").assign(number=range(1, len(case.phases) + 1))
    rows = every[(every["start"] <= last) & (every["end"] >= first)]
    return [
        {"number": row.number, "name": row.name, "note": row.note, "start": (max(row.start, first) - first).days,
         "end": (min(row.end, last) - first).days}
        for row in rows.itertuples(index=False)
    ]  # fmt: skip
