"""Maps of what happened: events of a window over control, and foreign men and arms."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.transforms import IdentityTransform

from .. import theme
from ..charts.layout import need, size_pt, wrap
from ..charts.legend import legends_below, source_below
from ..dates import describe_span, parse_day
from .base import map_axes, scale_box
from .change import draw_faint
from .control import in_frame
from .frames import Frame, find_frame
from .labels import place_labels
from .legend import holder_handles
from .marks import drawn_holders
from .placing import text_extent
from .standard import short_of, standard_of

LARGEST_PT, SINGLE_PT, KEY_PT = 24.0, 6.5, 14.5
PRESENCES = {
    "men": theme.Style("men", "", "", "v", "-", ""),
    "arms": theme.Style("arms", "", "", "D", "-", ""),
    "in action": theme.Style("in action, or hit", "", "", "*", "-", ""),
    "gone": theme.Style("withdrawn, or shot down", "", "", "X", "-", ""),
}
NO_SIDE = "#775599"
_LABELS = {"GNA": "the GNA", "LNA": "the LNA", "both": "both", "none": "neither, or not said"}
_SIDES = {"GNA": "With the GNA", "LNA": "With the LNA", "both": "With both", "none": "With neither, or not said"}


def plot_events_map(
    held: pd.DataFrame,
    counts: pd.DataFrame,
    *,
    frame: str | Frame = "libya",
    ax: Axes | None = None,
    days: tuple[object, object] | None = None,
    title: str = "",
    language: str = "en",
    most: int = 20,
    source: str = theme.SOURCE,
) -> Axes:
    """Draw how many happenings of each family fell at each place, over who held what.

    Parameters
    ----------
    held : DataFrame
        From `held_on`: the control that is drawn faintly underneath.
    counts : DataFrame
        From `count_events_at`: columns place_id, place, name_ar, kind, lon, lat, population, family, events, attested.
    frame : str or Frame
        ``libya``, ``northwest``, ``tripoli`` or ``sirte-jufra``.
    ax : Axes, optional
        Where to draw; without it a figure is made.
    days : (day, day), optional
        First and last day of the window, for a heading.
    title, source : str
        Heading of one's own, and the line of sources under the map; empty leaves it out.
    language : {"en", "ar", "both", "none"}
        Of the names.
    most : int
        Names at most: of the places with most events.

    Returns
    -------
    Axes
        A mark for each place and family, its area in proportion to the happenings, side by side where a place has
        several. The filled part is as large as the share that is attested: what is denied, or one side's word alone,
        stays hollow. The artists' gids are ``events|FAMILY`` and ``attested|FAMILY``, in the order of
        `events_in_frame`; a happening at a place without a point, or outside, is counted under the map.

    Raises
    ------
    ParameterError
        A column is missing, or there is no such frame.
    """
    frame = find_frame(frame)
    seen = events_in_frame(counts, frame)
    if days and not title:
        title = f"{frame.title}: events, {describe_span(*map(parse_day, days))}"
    ax = map_axes(frame, ax=ax, title=title)
    shown = in_frame(held, frame)
    draw_faint(ax, shown, scale=frame.mark_scale, gid="places")
    unit = unit_pt(seen["events"])
    groups = [(family, theme.FAMILIES[family]) for family in theme.FAMILIES if family in set(seen["family"])]
    _draw_counts(ax, seen, seen["family"], dict(groups), unit)
    _name(ax, shown, seen, language, most, [scale_box(ax, frame)])
    legends_below(
        ax,
        [
            ("Happenings", [_handle(style, style.color, 6) for _, style in groups]),
            ("How many", _sizes(seen["events"], unit)),
            ("How well told", _told_handles() if (seen["attested"] < seen["events"]).any() else []),
            ("Faint: held by", holder_handles(drawn_holders(shown), withheld=short_of(standard_of(shown)))),
        ],
        drop=10,
    )
    source_below(ax, _footnote(source, *_left_out(counts, seen, frame)))
    return ax


def events_in_frame(counts: pd.DataFrame, frame: str | Frame) -> pd.DataFrame:
    """Keep the rows of `count_events_at` whose place has a point inside the frame."""
    need(counts, "place_id", "place", "lon", "lat", "family", "events", "attested")
    return counts[find_frame(frame).holds(counts["lon"], counts["lat"])].reset_index(drop=True)


def plot_supply_map(
    presence: pd.DataFrame,
    *,
    frame: str | Frame = "libya",
    ax: Axes | None = None,
    days: tuple[object, object] | None = None,
    title: str = "",
    most: int = 30,
    source: str = theme.SOURCE,
) -> Axes:
    """Draw where foreign men and arms are told of, and where foreign forces fought, were hit, or went away.

    Parameters
    ----------
    presence : DataFrame
        From `list_foreign_presence`: columns place_id, place, kind, lon, lat, presence, who, side, status.
    frame, ax, title, source
        As in `plot_events_map`.
    days : (day, day), optional
        First and last day of what is told, for a heading.
    most : int
        Places named at most, each with the forces told of there.

    Returns
    -------
    Axes
        A mark for each place, kind of presence and side, as in `plot_events_map`: colour tells on whose side the force
        stood, shape the kind, the filled part how much of it is attested. The artists' gids are ``events|PRESENCE`` and
        ``attested|PRESENCE``, in the order of `presence_in_frame`.

    Raises
    ------
    ParameterError
        A column is missing, or there is no such frame.

    Notes
    -----
    No routes are drawn. The table says who sent men or arms and where they are told of, but has no column for where
    they came from or which way: a line from a capital would be a guess.
    """
    frame = find_frame(frame)
    seen = presence_in_frame(presence, frame)
    if days and not title:
        title = f"{frame.title}: foreign men and arms told of, {describe_span(*map(parse_day, days))}"
    ax = map_axes(frame, ax=ax, title=title)
    unit = unit_pt(seen["events"])
    _draw_counts(ax, seen, seen["presence"], PRESENCES, unit, seen["side"].map(_side_color))
    named = seen.drop_duplicates("place_id")
    told = named["place"] + (": " + named["who"]).where(named["who"] != "", "")
    named = named.assign(place=told, holder="unknown", name_ar="")
    bands = _band_boxes(ax)
    several = seen.loc[seen["place_id"].duplicated(), "place_id"]
    for row in named[named["place_id"].isin(several)].itertuples():
        bands.append(_name_band(ax, row, bands))
    rest = named.loc[~named["place_id"].isin(several), "place_id"]
    place_labels(ax, named, name=rest, only=True, most=most, mark_scale=1.3, blocked=bands)
    kinds = [key for key in PRESENCES if key in set(seen["presence"])]
    sides = theme.in_order(seen["side"], ("GNA", "LNA", "both", "none"))
    legends_below(
        ax,
        [
            ("Foreign forces", [_handle(PRESENCES[kind], theme.MUTED, 6) for kind in kinds]),
            ("On the side of", [_handle(theme.Style(_LABELS[side], "", "", "s", "-", ""), _side_color(side), 6)
                                for side in sides]),
            ("Reports", _sizes(seen["events"], unit)),
            ("How well told", _told_handles() if (seen["attested"] < seen["events"]).any() else []),
        ],
        drop=10,
    )  # fmt: skip
    counted = presence.assign(events=1)
    inside = frame.holds(presence["lon"], presence["lat"])
    left = _left_out(counted[presence["lat"].notna()], counted[inside], frame)
    note = "No routes are drawn: the table does not say where men or arms came from."
    lines = [line for text in (tell_regions(presence), " ".join([*left, note]), source) if text
             for line in wrap(text.split(), " ", theme.TINY_PT, size_pt(ax)[0])]  # fmt: skip
    source_below(ax, "\n".join(lines))
    return ax


def tell_regions(presence: pd.DataFrame) -> str:
    """Say what is told of whole regions, which no mark stands for: how many happenings, on whose side, by which force.

    `presence` is from `list_foreign_presence`; the text is empty where all have a point.
    """
    wide = presence[presence["lat"].isna()]
    if wide.empty:
        return ""
    told = []
    for side in theme.in_order(wide["side"], ("LNA", "GNA", "both", "none")):
        rows = wide[wide["side"] == side]
        regions = sorted(rows.groupby("place", sort=False)["who"], key=lambda group: -len(group[1]))
        where = [f"{place} {len(who)}" + f" ({', '.join(_names(who))})" * any(who) for place, who in regions]
        told.append(f"{_SIDES[side]} {len(rows)}: {', '.join(where)}")
    return f"Told of whole regions, with no mark: {len(wide)}. {'. '.join(told)}."


def presence_in_frame(presence: pd.DataFrame, frame: str | Frame) -> pd.DataFrame:
    """Count the rows of `list_foreign_presence` by place, kind and side, for places with a point inside the frame.

    `events`, of which `attested`, are numbers of happenings; `who` names every force told of at the place.
    """
    need(presence, "place_id", "place", "kind", "lon", "lat", "presence", "who", "side", "status")
    inside = presence[find_frame(frame).holds(presence["lon"], presence["lat"])]
    who = inside.groupby("place_id")["who"].agg(lambda cells: ", ".join(_names(cells)))
    keys = ["place_id", "place", "kind", "lat", "lon", "population", "presence", "side"]
    counts = inside.assign(attested=inside["status"] == "attested").groupby(keys, sort=False, dropna=False)["attested"]
    table = counts.agg(events="size", attested="sum").reset_index()
    table = table.astype({"events": int, "attested": int})
    table["who"] = table["place_id"].map(who)
    return table.sort_values(["events", "place_id"], ascending=[False, True], kind="stable").reset_index(drop=True)


def unit_pt(events: pd.Series) -> float:
    """Give the diameter of the mark of one happening, in points, so that the largest mark is not too large."""
    largest = max(events.max(), 1) if len(events) else 1
    return min(SINGLE_PT, LARGEST_PT / float(np.sqrt(largest)))


def _draw_counts(
    ax: Axes, seen: pd.DataFrame, keys: pd.Series, styles: dict[str, theme.Style], unit: float,
    colors: pd.Series | None = None,
) -> None:  # fmt: skip
    """Draw outlined marks as large as all events, and filled ones as large as those attested."""
    if seen.empty:
        return
    colors = keys.map({key: style.color for key, style in styles.items()}) if colors is None else colors
    west, east = ax.get_xlim()
    diameters = unit * np.sqrt(seen["events"].to_numpy(dtype=float))
    shifts = _side_by_side(seen["place_id"], diameters) * (east - west) / size_pt(ax)[0]
    offsets = np.column_stack([seen["lon"] + shifts, seen["lat"]])
    _draw_bands(ax, seen, offsets, diameters)
    for key, style in styles.items():
        rows = (keys == key).to_numpy()
        if not rows.any():
            continue
        marker = MarkerStyle(style.marker)
        path = marker.get_path().transformed(marker.get_transform())
        color = list(colors[rows])
        inner = unit**2 * seen["attested"].to_numpy(dtype=float)[rows]
        for gid, sizes, look in (
            (f"events|{key}", diameters[rows] ** 2, {"facecolors": "white", "edgecolors": color, "linewidths": 1.1}),
            (f"attested|{key}", inner, {"facecolors": color, "edgecolors": "none", "linewidths": 0}),
            (f"outline|{key}", diameters[rows] ** 2,
             {"facecolors": "none", "edgecolors": theme.INK, "linewidths": 0.5}),
        ):  # fmt: skip
            marks = PathCollection(
                [path], sizes=sizes, offsets=offsets[rows], offset_transform=ax.transData, gid=gid, zorder=4.5, **look
            )
            marks.set_transform(IdentityTransform())
            ax.add_collection(marks, autolim=False)


def _draw_bands(ax: Axes, seen: pd.DataFrame, offsets: np.ndarray, diameters: np.ndarray) -> None:
    """Lay a band under the marks of one place that has several, so that they are not taken for several places."""
    rows = [list(own) for own in seen.groupby("place_id", sort=False).indices.values() if len(own) > 1]
    ends = [offsets[own][[np.argmin(offsets[own, 0]), np.argmax(offsets[own, 0])]] for own in rows]
    width = np.array([diameters[own].max() for own in rows])
    for extra, color in ((5.0, theme.MUTED), (3.6, "white")):
        band = LineCollection(ends, linewidths=width + extra, colors=color, capstyle="round", zorder=4.4, gid="bands")
        ax.add_collection(band, autolim=False)


def _band_boxes(ax: Axes) -> list[tuple[float, float, float, float]]:
    """Give the boxes of the bands, in degrees: a leader line that ran under one would seem to name it."""
    (west, east), (south, north), (width, height) = ax.get_xlim(), ax.get_ylim(), size_pt(ax)
    boxes = []
    for band in [artist for artist in ax.collections if artist.get_gid() == "bands"][:1]:
        for line, wide in zip(band.get_segments(), band.get_linewidths(), strict=True):
            x, y = wide / 2 * (east - west) / width, wide / 2 * (north - south) / height
            (left, low), (right, high) = line.min(axis=0), line.max(axis=0)
            boxes.append((left - x, low - y, right + x, high + y))
    return boxes


def _name_band(ax: Axes, row, bands: list) -> tuple[float, float, float, float]:
    """Write the name of a place with a band over it; give the box of the words, in degrees."""
    (west, east), (south, north), (width, height) = ax.get_xlim(), ax.get_ylim(), size_pt(ax)
    top = max((box[3] for box in bands if box[0] <= row.lon <= box[2] and box[1] <= row.lat <= box[3]), default=row.lat)
    wide, tall = text_extent(row.place, theme.TINY_PT)
    half, foot = wide / 2 * (east - west) / width, top + 2 * (north - south) / height
    ax.text(
        row.lon, foot, row.place, ha="center", va="bottom", fontsize=theme.TINY_PT, color=theme.INK,
        fontfamily=theme.FONT, zorder=5, gid=f"label|{row.place_id}",
    )  # fmt: skip
    return row.lon - half, foot, row.lon + half, foot + tall * (north - south) / height


def _side_by_side(places: pd.Series, diameters: np.ndarray) -> np.ndarray:
    """Give how far right of its place each mark stands, in points, so that those of one place do not overlap."""
    shifts = np.zeros(len(diameters))
    for rows in places.reset_index(drop=True).groupby(places.to_numpy()).groups.values():
        widths = diameters[rows]
        ends = np.cumsum(widths + 1.0)
        shifts[rows] = ends - widths / 2 - 0.5 - ends[-1] / 2
    return shifts


def _name(ax: Axes, shown: pd.DataFrame, seen: pd.DataFrame, language: str, most: int, blocked: list) -> None:
    named = seen.drop_duplicates("place_id").assign(holder="unknown")
    rest = shown[~shown["place_id"].isin(named["place_id"])]
    columns = ["place_id", "place", "name_ar", "kind", "lon", "lat", "holder", "population"]
    both = pd.concat([named[columns], rest[columns]], ignore_index=True) if len(rest) else named[columns]
    place_labels(
        ax, both, language=language, name=named["place_id"], only=True, most=most, mark_scale=1.4, blocked=blocked
    )


def _left_out(counts: pd.DataFrame, seen: pd.DataFrame, frame: Frame) -> list[str]:
    pointless = int(counts.loc[counts["lat"].isna(), "events"].sum())
    outside = int(counts["events"].sum() - seen["events"].sum()) - pointless
    told = [f"{pointless} told of a whole region"] if pointless else []
    told += [f"{outside} outside {frame.title}"] if outside else []
    notes = [f"Not drawn: {', '.join(told)}."] if told else []
    notes += (
        ["Marks in one band are of one place, the middle of the band."] if seen["place_id"].duplicated().any() else []
    )
    return [*notes, frame.note] if frame.schematic else notes


def _footnote(source: str, *notes: str) -> str:
    return "\n".join(part for part in (" ".join(notes), source) if part)


def _names(cells: pd.Series) -> list[str]:
    return list(dict.fromkeys(name for cell in cells for name in cell.split(";") if name))


def _side_color(side: str) -> str:
    return NO_SIDE if side == "none" else theme.side_style(side).color


def _handle(style: theme.Style, color: str, size: float, *, hollow: bool = False, label: str = "") -> Line2D:
    return Line2D(
        [], [], linestyle="none", marker=style.marker, markersize=size, label=label or style.label,
        markerfacecolor="white" if hollow else color, markeredgecolor=color if hollow else theme.INK,
        markeredgewidth=1.1 if hollow else 0.5,
    )  # fmt: skip


def _sizes(events: pd.Series, unit: float) -> list[Line2D]:
    largest = int(events.max()) if len(events) else 0
    if largest < 2:
        return []
    circle = theme.Style("", "", "", "o", "-", "")
    chosen = [number for number in (1, 2, 5, 10, 20, 50) if number <= largest and unit * number**0.5 <= KEY_PT]
    return [_handle(circle, theme.MUTED, unit * number**0.5, hollow=True, label=str(number)) for number in chosen]


def _told_handles() -> list[Line2D]:
    circle = theme.Style("", "", "", "o", "-", "")
    return [
        _handle(circle, theme.MUTED, 6, label="attested"),
        _handle(circle, theme.MUTED, 6, hollow=True, label="denied, or one side's word alone"),
    ]
