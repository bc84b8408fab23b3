"""Alt text of the map of control: what it shows, in a few sentences read off its table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pandas as pd

from .. import theme
from ..dates import describe_span, parse_day
from .control import in_frame, note_hidden, note_rough
from .frames import Frame, find_frame
from .marks import WITHHELD, drawn_holders
from .standard import only_what, short_of, standard_of
from .surface import SHADED, shading_holders

MOST_NAMED = 15
HOLDING = tuple(holder for holder in theme.HOLDERS if holder not in ("contested", "unknown"))


def describe_map(
    held: pd.DataFrame, frame: str | Frame = "libya", on: str | dt.date | None = None, *, surface: bool = False
) -> str:
    """Say who held how many of the places that a map shows, which are contested, and how sure all of it is.

    Parameters
    ----------
    held : DataFrame
        From `held_on`, as for `plot_map`.
    frame : str or Frame
        That of the map.
    on : str or date, optional
        The day of the table.
    surface : bool
        Whether the map is shaded by the nearest attested place.

    Returns
    -------
    str
        One paragraph.

    Raises
    ------
    ParameterError
        There is no such frame, or a column is missing.
    """
    frame = find_frame(frame)
    seen = in_frame(held, frame)
    day = f" on {describe_span(parse_day(on), parse_day(on))}" if on is not None else ""
    if seen.empty:
        return f"An empty map of {frame.title}{day}: the table has no place in this frame."
    counts = seen["holder"].value_counts()
    told = [f"{_who(holder)} {counts[holder]}" for holder in theme.in_order(counts.index) if holder in HOLDING]
    standard, drawn = standard_of(seen), drawn_holders(seen)
    text = f"Map of {frame.title}{day}{only_what(standard).replace(': ', ', ')}: {_count(len(seen), 'place')}. "
    text += f"Held by {_join(told)}." if told else "No place has a known holder."
    contested = seen.loc[seen["holder"] == "contested", "place"]
    if len(contested):
        text += f" Contested: {_names(contested)}."
    sure = seen["certainty"].value_counts()
    ranks = [f"{sure[name]} {name}" for name in theme.CERTAINTIES[:-1] if name in sure]
    text += f" How sure: {_join(ranks)}." if ranks else ""
    claimed = seen.loc[(seen["certainty"] == "claimed only") & (seen["holder"] != "contested"), "place"]
    if len(claimed):
        text += f" On one side's word alone: {_names(claimed)}."
    unknown, withheld = seen.loc[drawn == "unknown", "place"], seen.loc[drawn == WITHHELD, "place"]
    if len(unknown):
        text += f" Holder not known: {_names(unknown)}."
    if len(withheld):
        text += f" Left blank, for the holder is {short_of(standard)}: {_names(withheld)}."
    hidden = int((frame.holds(held["lon"], held["lat"]) & held["kind"].isin(frame.hides)).sum())
    text += f" Not shown at this scale: {_count(hidden, 'place')}." if hidden else ""
    text += "".join(f" {note}" for note in (note_hidden(held, frame), note_rough(held, frame)) if note)
    text += f" {SHADED}" if surface and shading_holders(seen) else ""
    return text + (f" {frame.note}" if frame.schematic and frame.note else "")


def _who(holder: str) -> str:
    return f"the {holder}" if holder in ("GNA", "LNA") else theme.side_style(holder).label


def _names(places: pd.Series) -> str:
    names = sorted(places)
    if len(names) <= MOST_NAMED:
        return _join(names)
    return f"{len(names)} places, among them {_join(names[: MOST_NAMED - 3])}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _join(parts: Iterable[str]) -> str:
    parts = list(parts)
    return "".join(parts) if len(parts) < 2 else ", ".join(parts[:-1]) + " and " + parts[-1]
