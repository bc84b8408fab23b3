"""The map of control on one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pandas as pd
from matplotlib.axes import Axes

from .. import theme
from ..charts.layout import need, size_pt, wrap
from ..charts.legend import legends_below
from ..dates import describe_span, parse_day
from ..errors import ParameterError
from .base import map_axes, scale_box
from .frames import Frame, find_frame
from .labels import place_labels
from .legend import certainty_handles, holder_handles, kind_handles, shade_handles
from .marks import draw_marks, drawn_holders
from .standard import count_withheld, only_what, short_of, standard_of
from .surface import SHADED, draw_surface


def in_frame(held: pd.DataFrame, frame: Frame) -> pd.DataFrame:
    """Keep the places that a frame shows, in the order in which they are drawn: the smallest marks last.

    Left out are places without a point, outside the frame, or of a kind too small for it. A surer state has a larger
    mark, so that of places close together none is hidden by another. Among equals the more populous come last.
    """
    need(held, "place_id", "place", "kind", "lon", "lat", "holder", "certainty", "population")
    seen = held[frame.holds(held["lon"], held["lat"]) & ~held["kind"].isin(frame.hides)]
    size = seen["certainty"].map(theme.MARK_PT).astype(float)
    return (
        seen.assign(size=-size)
        .sort_values(["size", "population", "place_id"], na_position="first", kind="stable")
        .drop(columns="size")
        .reset_index(drop=True)
    )


def plot_map(
    held: pd.DataFrame, *, frame: str | Frame = "libya", ax: Axes | None = None, on: str | dt.date | None = None,
    language: str = "en", labels: bool = True, name: Iterable[str] = (), surface: bool = False, legend: bool = True,
    title: str = "", source: str = theme.SOURCE,
) -> Axes:  # fmt: skip
    """Draw who held each place on one day: a mark for each place, and nothing between places.

    Parameters
    ----------
    held : DataFrame
        From `held_on`: columns place_id, place, name_ar, kind, lon, lat, holder, certainty, population.
    frame : str or Frame
        ``libya``, ``northwest``, ``tripoli`` or ``sirte-jufra``.
    ax : Axes, optional
        Where to draw; without it a figure of the frame's shape is made.
    on : str or date, optional
        The day of the table, for the title.
    language : {"en", "ar", "both", "none"}
        Of the names of places.
    labels : bool
        Whether places are named.
    name : iterable of str
        The place_ids that are named before all others.
    surface : bool
        Whether to shade the land by the nearest attested place: an interpolation, and labelled so. It is blank far
        from all evidence, and where another holder or contested ground is nearly as near.
    legend : bool
        Whether the key, and the notes on what is not shown, stand under the map.
    title, source : str
        Heading, and the line of sources under the map. Without a heading the frame and the day are named.

    Returns
    -------
    Axes
        Colour and inner sign tell the holder, the shape the kind of place. A large mark with a dark edge is certain,
        a smaller and paler one likely, a hollow one only claimed, a small one inferred; a dash stands where the holder
        is told but `withheld`, and heading, key and notes say by what standard. The collection with the gid
        ``places`` holds the marks, item by item in the order of `in_frame`; names have the gid ``label|PLACE_ID``.

    Raises
    ------
    ParameterError
        There is no such frame, language or place; a column is missing; a holder or certainty is unknown.
    """
    frame, name = find_frame(frame), list(name)
    seen = in_frame(held, frame)
    absent = sorted(set(name) - set(held["place_id"]))
    if absent:
        raise ParameterError([f"the table has no place_id {place!r} to be named." for place in absent])
    day = describe_span(parse_day(on), parse_day(on)) if on is not None else ""
    standard = standard_of(seen)
    ax = map_axes(frame, ax=ax, title=title or _heading(frame, day, standard, surface))
    blocked = [scale_box(ax, frame)]
    note, shaded = draw_surface(ax, seen, frame) if surface else (None, [])
    blocked += [note] if note else []
    draw_marks(ax, seen, scale=frame.mark_scale)
    if labels:
        place_labels(ax, seen, language=language, name=name, mark_scale=frame.mark_scale, blocked=blocked)
    if seen.empty:
        ax.text(
            0.5, 0.5, "No places in this frame", transform=ax.transAxes, ha="center", va="center",
            fontsize=theme.BODY_PT + 1, color=theme.MUTED, fontfamily=theme.FONT, style="italic",
        )  # fmt: skip
    if legend:
        groups = [
            ("Held by", holder_handles(drawn_holders(seen), withheld=short_of(standard))),
            ("How sure", certainty_handles(seen["certainty"], frame.mark_scale)),
            ("Kind of place", kind_handles(seen["kind"])),
            ("Shading: interpolated, not evidence", shade_handles(shaded)),
        ]
        drop = legends_below(ax, groups, drop=10)
        notes = [note_unseen(held, frame), SHADED if shaded else "", frame.note if frame.schematic else "", source]
    else:
        drop, notes = 0.0, [source]
    _write_notes(ax, [note for note in notes if note], drop + 7)
    return ax


def _heading(frame: Frame, day: str, standard: str, surface: bool) -> str:
    if not day:
        return ""
    return f"{frame.title}, {day}{only_what(standard)}" + " (shading: an interpolation)" * surface


def note_unseen(held: pd.DataFrame, frame: Frame) -> str:
    """Say how many places of a table a map shows, how many of them have no known holder, and what it leaves out."""
    inside = frame.holds(held["lon"], held["lat"])
    hidden = inside & held["kind"].isin(frame.hides)
    shown = inside & ~hidden
    withheld = count_withheld(held[shown])
    unknown = int((shown & (held["holder"] == "unknown")).sum()) - withheld
    text = f"{int(shown.sum())} places shown"
    text += f", the holder of {unknown} not known" if unknown else ""
    text += f", {withheld} {short_of(standard_of(held[shown]))} and left blank (dash)" if withheld else ""
    pointless = int(held["lat"].isna().sum())
    left = [
        (int(hidden.sum()), "too small for this scale"),
        (len(held) - int(inside.sum()) - pointless, "outside the frame"),
        (pointless, "without a point"),
    ]
    told = [f"{count} {why}" for count, why in left if count]
    text += f"; not shown: {', '.join(told)}." if told else "."
    return " ".join(part for part in (text, note_hidden(held, frame), note_rough(held, frame)) if part)


def note_hidden(held: pd.DataFrame, frame: Frame) -> str:
    """Say how many places too small for the scale of a frame are contested, or held by another than most of them."""
    hidden = held[frame.holds(held["lon"], held["lat"]) & held["kind"].isin(frame.hides)]
    counts = hidden["holder"][hidden["holder"].isin(set(theme.HOLDERS) - {"unknown"})].value_counts()
    rest = counts.drop(
        [counts.drop("contested", errors="ignore").index[0]] if set(counts.index) - {"contested"} else []
    )
    told = [f"{rest[holder]} {_how_held(holder)}" for holder in ("contested", *theme.HOLDERS[:2], "local", "other")
            if holder in rest]  # fmt: skip
    return f"Of those too small, {' and '.join(told)}." if told else ""


def note_rough(held: pd.DataFrame, frame: Frame) -> str:
    """Say how many of the points that a frame shows are approximate; empty where the table does not tell."""
    if "coord_precision" not in held:
        return ""
    rough = int((in_frame(held, frame)["coord_precision"] == "approx").sum())
    return f"{rough} points are approximate." if rough else ""


def _how_held(holder: str) -> str:
    if holder == "contested":
        return holder
    return f"held by {'the ' if holder in ('GNA', 'LNA') else ''}{theme.side_style(holder).label}"


def _write_notes(ax: Axes, notes: list[str], drop: float) -> None:
    """Write lines under all else, `drop` points below the map, broken where they are too long for it."""
    if not notes:
        return
    room = size_pt(ax)[0]
    lines = [line for note in notes for line in wrap(note.split(), " ", theme.TINY_PT, room)]
    ax.annotate(
        "\n".join(lines), xy=(0, 0), xytext=(0, -drop), xycoords="axes fraction", textcoords="offset points",
        ha="left", va="top", fontsize=theme.TINY_PT, color=theme.MUTED, fontfamily=theme.FONT, annotation_clip=False,
        gid="notes",
    )  # fmt: skip
