"""Checks of sense: what no single cell shows and no schema can say about a record of control."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Callable, Iterator

from .check_tables import Fault, Table, shown
from .dates import parse_edtf
from .errors import DateError
from .gazetteer import Gazetteer, fold

# Libya with its waters, degrees north and east; the outline is geo/libya_adm0.geojson.
LIBYA_LAT, LIBYA_LON = (19.0, 35.0), (9.0, 26.0)


def check_events(table: Table) -> Iterator[Fault]:
    """Check that control, fatalities and attribution of each event fit together."""
    for row, cells in table.rows:
        get = _getter(cells)
        before, after = get("control_before"), get("control_after")
        if after and not get("place") and "place" in cells:
            problem = f"control passes to {shown(after)} at no place"
            yield table.fault(row, "control_after", after, problem, "Name the place, or empty the cell.")
        if before and not after:
            problem = "control_before is filled and control_after is not"
            yield table.fault(row, "control_after", "", problem, "Write who held it after, or unknown.")
        low, high = _whole(get("fatalities_min")), _whole(get("fatalities_max"))
        if low is not None and high is not None and low > high:
            problem = f"fatalities_min {low} is above fatalities_max {high}"
            yield table.fault(row, "fatalities_min", str(low), problem, "Swap them, or correct one.")
        if "fatalities_scope" in cells:
            counted = bool(get("fatalities_min") or get("fatalities_max"))
            if counted and not get("fatalities_scope"):
                remedy = "Write event (the dead of this happening) or running (a count over a longer time)."
                yield table.fault(row, "fatalities_scope", "", "a number of dead without its scope", remedy)
            elif get("fatalities_scope") and not counted:
                value = get("fatalities_scope")
                yield table.fault(row, "fatalities_scope", value, "a scope without a number of dead", "Empty the cell.")
        if get("basis") == "inferred":
            for column in ("claimed_by", "confirmed_by", "disputed_by"):
                if get(column):
                    problem = f"an inferred row names {shown(get(column))}"
                    remedy = "Empty the cell, an inference is nobody's words; or write reported under basis."
                    yield table.fault(row, column, get(column), problem, remedy)


def check_baseline(table: Table) -> Iterator[Fault]:
    """Check that a baseline describes one day and says what an inferred holder was inferred from."""
    first: tuple[int, str] | None = None
    for row, cells in table.rows:
        get = _getter(cells)
        day = get("date")
        if day and first is None:
            first = (row, day)
        elif day and first and day != first[1]:
            problem = f"{shown(day)} differs from {first[1]} in row {first[0]}"
            yield table.fault(row, "date", day, problem, "A baseline describes one day: write the same in every row.")
        inferred = get("basis") == "inferred"
        if inferred and "inferred_from" in cells and not get("inferred_from"):
            remedy = "Name the place it was inferred from, or write reported or unsourced under basis."
            yield table.fault(row, "inferred_from", "", "an inferred row without its ground", remedy)
        if not inferred and get("inferred_from"):
            value = get("inferred_from")
            problem = f"inferred from {shown(value)}, yet basis is {shown(get('basis'))}"
            yield table.fault(row, "inferred_from", value, problem, "Write inferred under basis, or empty the cell.")
        since, until = _span(get("since")), _span(day)
        if since and until and since[0] and until[1] and since[0] > until[1]:
            problem = f"held since {shown(get('since'))}, which is after {day}"
            yield table.fault(row, "since", get("since"), problem, "Correct the day, or empty the cell.")


def check_one_state_a_place(table: Table, gazetteer: Gazetteer) -> Iterator[Fault]:
    """Check that no place stands in a baseline or key under two spellings."""
    rows: dict[str, tuple[int, str]] = {}
    for row, cells in table.rows:
        name = cells.get("place", "").strip()
        found = gazetteer.candidates(name) if name else []
        if len(found) != 1:
            continue
        first, written = rows.setdefault(found[0], (row, name))
        if written != name:
            problem = f"{shown(name)} is another spelling of {written}, of row {first}"
            yield table.fault(row, "place", name, problem, "Keep one row for a place.")


def check_places(table: Table) -> Iterator[Fault]:
    """Check that points are not swapped, part_of ends, and a spelling names one place."""
    parents = {cells.get("place_id", ""): cells.get("part_of", "") for _, cells in table.rows}
    owners: dict[str, tuple[str, int]] = {}
    for row, cells in table.rows:
        owners.setdefault(fold(cells.get("name", "")), (cells.get("place_id", ""), row))
    for row, cells in table.rows:
        get = _getter(cells)
        yield from _position(table, row, cells)
        chain, parent = [get("place_id")], get("part_of")
        while parent and parent not in chain:
            chain.append(parent)
            parent = parents.get(parent, "")
        if parent and parent == get("place_id"):
            problem = f"part_of runs in a circle: {' > '.join([*chain, parent])}"
            yield table.fault(row, "part_of", get("part_of"), problem, "Name a larger place, or leave it empty.")
        for alias in dict.fromkeys(filter(None, get("aliases").split(";"))):
            owner, at = owners.setdefault(fold(alias), (get("place_id"), row))
            if owner != get("place_id"):
                problem = f"{shown(alias)} is a spelling of '{owner}' (row {at}) too"
                remedy = "Keep it at one place, or move it to ambiguous_aliases of both."
                yield table.fault(row, "aliases", alias, problem, remedy)


def _position(table: Table, row: int, cells: dict[str, str]) -> Iterator[Fault]:
    lat, lon = cells.get("lat", "").strip(), cells.get("lon", "").strip()
    if bool(lat) != bool(lon):
        empty = "lon" if lat else "lat"
        yield table.fault(row, empty, "", "half a position", "Fill both lat and lon, or neither.")
        return
    try:
        north, east = float(lat), float(lon)
    except ValueError:
        return
    swapped = not _in_libya(north, east) and _in_libya(east, north)
    if swapped and cells.get("theatre") != "abroad":
        problem = f"lat {lat} and lon {lon} lie outside Libya and look swapped"
        yield table.fault(row, "lat", lat, problem, f"Did you mean lat {lon} and lon {lat}?")


def _in_libya(lat: float, lon: float) -> bool:
    return LIBYA_LAT[0] <= lat <= LIBYA_LAT[1] and LIBYA_LON[0] <= lon <= LIBYA_LON[1]


def check_actors(table: Table) -> Iterator[Fault]:
    """Check that a name has one side on any day."""
    names: defaultdict[str, list[tuple[int, str, str, str]]] = defaultdict(list)
    for row, cells in table.rows:
        get = _getter(cells)
        names[get("name")].append((row, get("from") or "0001-01-01", get("to") or "9999-12-31", get("from")))
    yield from _overlaps(table, names, "from", "to")


def check_phases(table: Table) -> Iterator[Fault]:
    """Check that phases do not overlap."""
    every = [(row, _getter(c)("start"), _getter(c)("end"), _getter(c)("start")) for row, c in table.rows]
    yield from _overlaps(table, {"": every}, "start", "end")


def check_frames(table: Table) -> Iterator[Fault]:
    """Check that a frame has room between its edges, lies on the globe, and has a scale bar that fits."""
    for row, cells in table.rows:
        get = _getter(cells)
        for low, high, most in (("west", "east", 180), ("south", "north", 90)):
            edges = [_number(get(low)), _number(get(high))]
            if None in edges:
                continue  # told by its type
            if edges[0] >= edges[1]:
                problem = f"{high} ({get(high)}) does not lie {high} of {low} ({get(low)}): the frame is empty"
                yield table.fault(row, high, get(high), problem, f"Put the {low}ern edge first.")
            elif max(map(abs, edges)) > most:
                yield table.fault(row, high, get(high), "the frame leaves the globe", f"{most} degrees are the most.")
        scale, wide = _number(get("scale_km")), [_number(get(edge)) for edge in ("west", "east", "south", "north")]
        if scale is not None and None not in wide and wide[0] < wide[1]:
            across = (wide[1] - wide[0]) * 111.2 * math.cos(math.radians((wide[2] + wide[3]) / 2))
            if not 0 < scale <= across / 2:
                problem = f"a scale bar of {get('scale_km')} km does not fit a frame {across:.0f} km wide"
                yield table.fault(row, "scale_km", get("scale_km"), problem, f"At most half: {across / 2:.0f} km.")


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _overlaps(
    table: Table, groups: dict[str, list[tuple[int, str, str, str]]], start: str, end: str
) -> Iterator[Fault]:
    for name, spans in groups.items():
        sound = []
        for row, first, last, written in spans:
            if not (_is_day(first) and _is_day(last)):
                continue
            if first > last:
                yield table.fault(
                    row,
                    end,
                    last,
                    f"ends on {last}, before it starts on {first}",
                    "Put the earlier day first.",
                )
            else:
                sound.append((first, last, row, written))
        sound.sort()
        for (_, last, above, _), (first, _, row, written) in zip(sound, sound[1:], strict=False):
            if first <= last:
                whose = f" of {shown(name)}" if name else ""
                problem = f"{written or 'the start'} lies within the period{whose} in row {above}"
                yield table.fault(row, start, written, problem, "End the earlier one the day before, or start later.")


def _getter(cells: dict[str, str]) -> Callable[[str], str]:
    return lambda column: cells.get(column, "").strip()


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _span(text: str) -> tuple[dt.date | None, dt.date | None] | None:
    if not text:
        return None
    try:
        return parse_edtf(text)[:2]
    except DateError:
        return None


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(dt.date.fromisoformat(text))
    except ValueError:
        return False
