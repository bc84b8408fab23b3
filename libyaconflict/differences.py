"""What changed between two runs, in terms of the war: holders, dates, events, voices; not bytes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from .dates import describe_span, parse_edtf
from .errors import DateError
from .extracts import Extract

Row = dict[str, str]
_VOICES = (("claimed_by", "claimed by"), ("confirmed_by", "confirmed by"), ("disputed_by", "disputed by"))
_TOLD = {
    "date": "date", "event_type": "kind", "actor": "actor", "target": "target", "control_after": "holder after",
    "claimed_by": "claimed by", "confirmed_by": "confirmed by", "disputed_by": "disputed by",
    "fatalities_min": "dead, at least", "fatalities_max": "dead, at most", "reports": "reports",
    "confidence": "confidence", "basis": "basis",
}  # fmt: skip


@dataclass(frozen=True)
class Differences:
    """Sentences under four heads; all empty where nothing of the war changed."""

    control: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any((self.control, self.added, self.removed, self.changed))

    def lines(self) -> list[str]:
        """All sentences, what changed hands first; one of what is gone says so."""
        return [
            *self.control,
            *self.added,
            *self.changed,
            *(f"No longer in the record: {line}" for line in self.removed),
        ]


@dataclass(frozen=True)
class _Turn:
    """One change of hands as a run has it."""

    place: str
    before: str
    after: str
    day: str
    certainty: str
    row: Row


def compare_extracts(old: Extract, new: Extract) -> Differences:
    """Compare the control periods and happenings of two runs.

    Returns
    -------
    Differences
        `control` tells changes of hands that are new, gone, moved to another day, or attested otherwise, such as
        ``Bani Walid: local forces to GNA on 5 June 2020, claimed by GNA, confirmed by residents``; the others tell
        happenings that came, went or were changed, by their ids, and what was changed in a report that is told as part
        of a happening.
    """
    return Differences(_control(old.tables["periods"], new.tables["periods"]), *_happenings(old, new))


def _control(old: Iterable[Row], new: Iterable[Row]) -> list[str]:
    before, after = _by_place(old), _by_place(new)
    lines = []
    for place in dict.fromkeys([*after, *before]):
        was, now = before.get(place, []), after.get(place, [])
        if was == now:
            continue
        lines += _place_lines(was, now)
    return lines


def _place_lines(was: list[Row], now: list[Row]) -> list[str]:
    lines = []
    if was and now and was[0]["holder"] != now[0]["holder"]:
        lines.append(
            f"{now[0]['place']}: held by {_name(now[0]['holder'])} at the outset (was: {_name(was[0]['holder'])})"
        )
    old, new = _turns(was), _turns(now)
    pairs, come, gone = _match(old, new)
    for turn in come:
        lines.append(f"{_turn_text(turn)}{_voices(turn.row)}")
    for former, turn in pairs:
        if former.day != turn.day:
            lines.append(f"{_turn_text(turn)} (was: {_day(former.day)})")
        elif former.certainty != turn.certainty:
            lines.append(f"{_turn_text(turn)}: {turn.certainty} (was: {former.certainty})")
        elif any(former.row[key] != turn.row[key] for key, _ in _VOICES):
            lines.append(f"{_turn_text(turn)}: other voices{_voices(turn.row)}")
    for turn in gone:
        lines.append(f"{turn.place}: no longer {_name(turn.before)} to {_name(turn.after)} on {_day(turn.day)}")
    return lines


def _match(old: list[_Turn], new: list[_Turn]) -> tuple[list[tuple[_Turn, _Turn]], list[_Turn], list[_Turn]]:
    """Pair changes of the same hands: those of one day first, then the nearest days."""
    left, pairs, come = list(old), [], []
    for turn in new:
        same = [former for former in left if _hands(former) == _hands(turn) and former.day == turn.day]
        if same:
            left.remove(same[0])
            pairs.append((same[0], turn))
        else:
            come.append(turn)
    for turn in list(come):
        other = [former for former in left if _hands(former) == _hands(turn)]
        if other:
            nearest = min(other, key=lambda former: abs(_ordinal(former.day) - _ordinal(turn.day)))
            left.remove(nearest)
            come.remove(turn)
            pairs.append((nearest, turn))
    return sorted(pairs, key=lambda pair: pair[1].day), come, left


def _hands(turn: _Turn) -> tuple[str, str]:
    return turn.before, turn.after


def _turns(rows: list[Row]) -> list[_Turn]:
    return [
        _Turn(row["place"], last["holder"], row["holder"], row["start"], row["certainty"], row)
        for last, row in zip(rows, rows[1:], strict=False)
        if last["holder"] != row["holder"]
    ]


def _by_place(rows: Iterable[Row]) -> dict[str, list[Row]]:
    places: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        places[row["place_id"]].append(row)
    return places


def _happenings(old: Extract, new: Extract) -> tuple[list[str], list[str], list[str]]:
    was = {row["happening"]: row for row in old.tables["timeline"]}
    now = {row["happening"]: row for row in new.tables["timeline"]}
    added = [_tell(row) for name, row in now.items() if name not in was]
    removed = [_tell(row) for name, row in was.items() if name not in now]
    changed = []
    for name, row in now.items():
        if name not in was or all(was[name].get(key, value) == value for key, value in row.items()):
            continue
        changed.append(f"{_head(row)}: {_changed(was[name], row)} [{name}]")
    return added, removed, changed + _reports(old, new, set(now))


def _reports(old: Extract, new: Extract, leads: set[str]) -> list[str]:
    """Tell what was changed in reports that another stands for in the timeline: the text of a page gives them, too."""
    was = {row["id"]: row for row in old.tables.get("events", [])}
    return [
        f"{_head(row)}, told as part of another: {_changed(was[row['id']], row)} [{row['id']}]"
        for row in new.tables.get("events", [])
        if row["id"] in was and row["id"] not in leads and was[row["id"]] != row
    ]


def _changed(was: Row, row: Row) -> str:
    parts = [
        f"{said}: {row[key] or 'none'} (was: {was[key] or 'none'})"
        for key, said in _TOLD.items()
        if key in row and key in was and row[key] != was[key]
    ]
    if not parts and row["summary"] != was["summary"]:
        parts = ["summary rewritten"]
    return "; ".join(parts or ["sources or names"])


def _tell(row: Row) -> str:
    voices = _voices(row).removeprefix(", ")
    voices = voices[:1].upper() + voices[1:]
    return f"{_head(row)}: {row['summary']} {voices + '. ' if voices else ''}[{row['happening']}]"


def _head(row: Row) -> str:
    try:
        span = parse_edtf(row["date"])
        day = describe_span(span.earliest, span.latest, approximate=span.approximate)
    except DateError:
        day = row["date"]
    return f"{row['place']}, {day}"


def _turn_text(turn: _Turn) -> str:
    row = turn.row
    between = ""
    if row["start_earliest"] and row["start_latest"] and row["start_earliest"] != row["start_latest"]:
        first, last = (dt.date.fromisoformat(row[key]) for key in ("start_earliest", "start_latest"))
        between = f", or another day of {describe_span(first, last)}"
    return f"{turn.place}: {_name(turn.before)} to {_name(turn.after)} on {_day(turn.day)}{between}"


def _voices(row: Row) -> str:
    return "".join(f", {said} {row[key].replace(';', ', ')}" for key, said in _VOICES if row.get(key))


def _name(holder: str) -> str:
    return {"local": "local forces", "unknown": "not known", "other": "others"}.get(holder, holder)


def _day(text: str) -> str:
    day = dt.date.fromisoformat(text)
    return describe_span(day, day)


def _ordinal(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()
