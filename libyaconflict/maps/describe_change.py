"""Alt text of the maps of change, small multiples, events and foreign presence: read off their tables."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from .. import theme
from ..charts.layout import need
from ..dates import describe_span
from .change import changed_in_frame, foremost, regained, tell_regained
from .control import in_frame
from .frames import Frame, find_frame
from .happenings import PRESENCES, events_in_frame, presence_in_frame, tell_regions
from .standard import only_what, short_of, standard_of

NAMED = 12


def describe_change_map(
    before: pd.DataFrame,
    after: pd.DataFrame,
    *,
    frame: str | Frame = "libya",
    days: tuple[object, object] | None = None,
    moved: pd.DataFrame | None = None,
) -> str:
    """Say what is in other hands on the later day, from whom to whom, and name the places where they are few.

    Hand over the tables, the frame and the shifts of the map; `days` are the two days, for the first words.
    """
    frame = find_frame(frame)
    changed = changed_in_frame(before, after, frame)
    total = len(in_frame(after, frame))
    span = f" on {_day(days[1])} against {_day(days[0])}" if days else ""
    standard = standard_of(before, after)
    span += only_what(standard).replace(": ", ", ")
    blank = f"not known or {short_of(standard)}" if standard else "not known"
    text = f"Map of {frame.title}: what is different{span} at {_count(total, 'place')}."
    hands = foremost(changed[changed["change"] == "changed hands"])
    if hands.empty:
        text += " No place changed hands."
    else:
        ways = hands.groupby(["holder_before", "holder"], sort=False)["place"].agg(list)
        ways = ways.loc[sorted(ways.index, key=lambda way: (-len(ways[way]), way))]
        told = [f"from {_holder(one)} to {_holder(two)} {_few(names)}" for (one, two), names in ways.items()]
        text += f" {_count(len(hands), 'place')} changed hands: {'; '.join(told)}."
    words = {
        "newly known": f"{blank} before and known now",
        "no longer known": f"known before and {blank} now",
        "surer": "attested better than before",
        "less sure": "attested less well than before",
    }
    counts = changed["change"].value_counts()
    rest = [f"{counts[kind]} {words[kind]}" for kind in words if kind in counts]
    text += f" Of the others, {_join(rest)}." if rest else ""
    text += f" {_count(total - len(changed), 'place')} as before."
    if moved is None:
        return text
    back = foremost(regained(before, after, frame, moved, days))["place"]
    named = list(back.head(NAMED))
    names = ("among them " if len(back) > len(named) else "") + _join(named)
    return text + f" {tell_regained(len(back)).capitalize()}{': ' * bool(named)}{names}."


def describe_map_multiples(states: pd.DataFrame, *, frame: str | Frame = "northwest") -> str:
    """Say, day by day, who held how many places and what changed hands since the day before it in the row."""
    need(states, "day", "place_id", "place", "holder", "certainty")
    frame = find_frame(frame)
    tables = [(day, rows) for day, rows in states.groupby("day", sort=False)]
    first, last = tables[0][0], tables[-1][0]
    text = f"{_count(len(tables), 'small map')} of {frame.title}, {describe_span(first.date(), last.date())}."
    before: pd.DataFrame | None = None
    for day, rows in tables:
        counts = in_frame(rows, frame)["holder"].value_counts()
        held = _join(f"{_holder(holder)} {counts[holder]}" for holder in theme.in_order(counts.index))
        text += f" {_day(day)}: {held or 'no place'}"
        if before is not None:
            changed = changed_in_frame(before, rows, frame)
            hands = foremost(changed[changed["change"] == "changed hands"])["place"]
            text += f"; changed hands: {_few(list(hands), most=4)}" if len(hands) else "; no change of hands"
        text += "."
        before = rows
    return text


def describe_events_map(
    held: pd.DataFrame,
    counts: pd.DataFrame,
    *,
    frame: str | Frame = "libya",
    days: tuple[object, object] | None = None,
) -> str:
    """Say how many happenings of each family are drawn, at how many places, and where most fell.

    Hand over the tables and the frame of the map; `days` are the first and last day of the window.
    """
    frame = find_frame(frame)
    seen = events_in_frame(counts, frame)
    span = f", {describe_span(*(pd.Timestamp(day).date() for day in days))}" if days else ""
    if seen.empty:
        return f"Map of {frame.title}{span}: no happening of the chosen kinds at a place with a point."
    kinds = seen.groupby("family")["events"].sum()
    told = _join(f"{theme.FAMILIES[key].label.lower()} {kinds[key]}" for key in theme.FAMILIES if key in kinds)
    places = seen.groupby("place", sort=False)["events"].sum().sort_values(ascending=False, kind="stable")
    most = _join(f"{place} {number}" for place, number in places.head(5).items())
    text = f"Map of {frame.title}{span}: {_count(int(seen['events'].sum()), 'happening')} ({told}) at "
    text += f"{_count(len(places), 'place')}, over who held what on the last day. Most at {most}."
    weak = int((seen["events"] - seen["attested"]).sum())
    text += f" {weak} denied, or one side's word alone." if weak else ""
    missing = int(counts["events"].sum() - seen["events"].sum())
    text += f" {missing} more not drawn: outside the map, or told of a whole region." if missing else ""
    known = in_frame(held, frame)["holder"].value_counts()
    return text + f" Held by: {_join(f'{_holder(name)} {known[name]}' for name in theme.in_order(known.index))}."


def describe_supply_map(
    presence: pd.DataFrame, *, frame: str | Frame = "libya", days: tuple[object, object] | None = None
) -> str:
    """Say where which foreign forces are told of, and how much of it is denied or one side's word.

    Hand over the table and the frame of the map; `days` are the first and last day of what is told.
    """
    frame = find_frame(frame)
    seen = presence_in_frame(presence, frame)
    span = f", {describe_span(*(pd.Timestamp(day).date() for day in days))}" if days else ""
    if seen.empty:
        text = f"Map of {frame.title}{span}: no foreign men or arms told of at a place with a point."
        return " ".join(part for part in (text, tell_regions(presence)) if part)
    kinds = seen.groupby("presence")["events"].sum()
    told = _join(f"{PRESENCES[kind].label} {kinds[kind]}" for kind in PRESENCES if kind in kinds)
    number = _count(int(seen["events"].sum()), "happening")
    text = f"Map of {frame.title}{span}: foreign men and arms in {number} ({told}). "
    named = seen.drop_duplicates("place_id")
    text += "; ".join(f"{row.place}: {row.who or 'sender not named'}" for row in named.itertuples()) + "."
    weak = int((seen["events"] - seen["attested"]).sum())
    text += f" {weak} denied, or one side's word alone." if weak else ""
    outside = int(presence["lat"].notna().sum() - seen["events"].sum())
    text += f" {outside} more lie outside the map." if outside else ""
    return " ".join(part for part in (text, tell_regions(presence)) if part)


def _few(names: list[str], most: int = NAMED) -> str:
    if len(names) <= most:
        return f"{len(names)} ({_join(names)})" if names else "none"
    return f"{len(names)} (among them {_join(names[: most - 2])})"


def _day(day: object) -> str:
    when = pd.Timestamp(day).date()
    return describe_span(when, when)


def _holder(holder: str) -> str:
    return f"the {holder}" if holder in ("GNA", "LNA") else theme.side_style(holder).label


def _count(number: int, noun: str) -> str:
    return f"{int(number):,} {noun}" + ("" if number == 1 else "s")


def _join(parts: Iterable[str]) -> str:
    parts = list(parts)
    return "".join(parts) if len(parts) < 2 else ", ".join(parts[:-1]) + " and " + parts[-1]
