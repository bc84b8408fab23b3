"""The look of every figure: a colour, hatch and marker for each side; sizes; the axis of days.

Colours were chosen by measuring: any two of one set differ in normal sight, deuteranopia,
protanopia and tritanopia (matrices of Machado, Oliveira and Fernandes, 2009); in grey print most
do. Colour never stands alone: each side and kind also has its own hatch and marker, each side its
own line.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from . import __version__
from .errors import ParameterError

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation


class Style(NamedTuple):
    """How one side, or one kind of event, is drawn."""

    label: str
    color: str
    hatch: str
    marker: str
    line: str | tuple[int, tuple[float, ...]]
    ink: str  # text on top of the colour


class Weight(NamedTuple):
    """How sure the record is, as the fullness of a bar or mark."""

    label: str
    height: float  # share of the row
    fade: float  # share of white mixed in; 1 is hollow
    edge: bool


HOLDERS = ("GNA", "LNA", "contested", "local", "other", "unknown")
SIDES = ("GNA", "LNA", "both", "local", "none", "unknown")
CERTAINTIES = ("certain", "likely", "claimed only", "inferred", "not known")

STYLES = {
    "GNA": Style("GNA", "#004488", "", "o", "-", "white"),
    "LNA": Style("LNA", "#DDAA33", "////", "s", (0, (6, 1.5)), "black"),
    "both": Style("both sides", "#775599", "++++", "v", (0, (3, 1, 1, 1)), "white"),
    "contested": Style("contested", "#BB5566", "xxxx", "P", (0, (1.2, 1.2)), "white"),
    "local": Style("local forces", "#11A08F", "....", "^", (0, (4, 1.5, 1, 1.5)), "black"),
    "other": Style("others", "#331122", "----", "D", (0, (8, 2, 1, 2, 1, 2)), "white"),
    "none": Style("neither side", "#331122", "----", "D", (0, (8, 2, 1, 2, 1, 2)), "white"),
    "unknown": Style("not known", "#BBBBBB", "\\\\\\\\", "X", (0, (1, 3)), "black"),
}

WEIGHTS = {
    "certain": Weight("certain", 0.80, 0.0, False),
    "likely": Weight("likely", 0.56, 0.25, False),
    "claimed only": Weight("claimed only", 0.56, 1.0, True),
    "inferred": Weight("inferred", 0.26, 0.25, False),
    "not known": Weight("not known", 0.26, 0.0, False),
}


class Shape(NamedTuple):
    """How a kind of place is drawn on a map."""

    label: str
    marker: str
    scale: float = 1.0  # makes marks of all shapes look equally large: their areas come near the circle's


# On a map the holder's colour is joined by a sign inside the mark: lines in an outline one unit across.
SIGNS = {
    "GNA": (),
    "LNA": (((-0.2, -0.2), (0.2, 0.2)),),
    "contested": (((-0.2, -0.2), (0.2, 0.2)), ((-0.2, 0.2), (0.2, -0.2))),
    "local": (((-0.01, 0.0), (0.01, 0.0)),),
    "other": (((-0.24, 0.0), (0.24, 0.0)),),
    "unknown": (),
}
MARK_PT = {"certain": 9.0, "likely": 7.5, "claimed only": 7.5, "inferred": 5.5, "not known": 3.2}
SHAPES = {
    "settlement": Shape("town or village", "o"),
    "district": Shape("district, road", "h", 1.06),
    "airfield": Shape("airfield", "^", 1.18),
    "military": Shape("base, camp", "s", 0.89),
    "oil": Shape("oil site", "D", 0.86),
    "port": Shape("port", "p", 1.1),
}
SHAPE_OF = {
    **dict.fromkeys(("airbase", "airport"), "airfield"),
    **dict.fromkeys(("base", "camp"), "military"),
    **dict.fromkeys(("oilfield", "oil_terminal"), "oil"),
    **dict.fromkeys(("district", "road"), "district"),
    "port": "port",
}
SEA, LAND, ABROAD, COAST = "#E4EDF3", "#FBFAF6", "#EFEDE8", "#8A98A3"

# The lanes of a timeline, top to bottom, and the event types in each.
FAMILIES = {
    "control": Style("Claims and changes", "#222255", "", "o", "-", "white"),
    "fighting": Style("Fighting", "#BB5566", "////", "s", "-", "white"),
    "strikes": Style("Strikes", "#EEBB66", "....", "^", "-", "black"),
    "diplomacy": Style("Diplomacy", "#6699BB", "\\\\\\\\", "D", "-", "black"),
    "humanitarian": Style("Humanitarian", "#66BB99", "xxxx", "P", "-", "black"),
    "other": Style("Arms, oil, other", "#CCCCCC", "----", "X", "-", "black"),
}
FAMILY_OF = {
    **dict.fromkeys(("capture", "recapture", "withdrawal", "entry_unopposed", "side_switch"), "control"),
    **dict.fromkeys(("advance", "repelled", "clash", "siege"), "fighting"),
    **dict.fromkeys(("airstrike", "drone_strike", "shelling", "shootdown"), "strikes"),
    **dict.fromkeys(("truce", "talks", "agreement", "declaration", "sanction"), "diplomacy"),
    **dict.fromkeys(("mass_grave", "civilian_harm", "detention", "displacement"), "humanitarian"),
}

WIDTH_IN = 9.0
ROW_IN = 0.27
DPI = 150
# How letters are drawn when a figure is saved: at the width they were measured at, and in two thirds of the time that
# fitting them to pixels takes.
SAVED = {"text.hinting": "none"}
FONT = "DejaVu Sans"  # ships with matplotlib, so a figure looks the same on every machine
BODY_PT, SMALL_PT, TINY_PT = 9.0, 8.0, 7.0
INK, MUTED, RULE, BAND = "#222222", "#666666", "#DDDDDD", "#EEEFF2"
SOURCE = (
    f"Source: this study's event table; every row there names its own sources. Drawn with libyaconflict {__version__}."
)
EMPTY_NOTE = "No events in this window"


def side_style(side: str) -> Style:
    """Give the style of a side or holder.

    Parameters
    ----------
    side : str
        GNA, LNA, both, contested, local, other, none (an actor on neither side) or unknown.

    Raises
    ------
    ParameterError
        The side is not one of these.

    Examples
    --------
    >>> side_style("GNA").color
    '#004488'
    """
    return _look_up(STYLES, side, "side")


def certainty_weight(certainty: str) -> Weight:
    """Give the weight of a certainty: certain, likely, claimed only, inferred or not known."""
    return _look_up(WEIGHTS, certainty, "certainty")


def family_of(event_type: str) -> str:
    """Give the lane of an event type: control, fighting, strikes, diplomacy, humanitarian or other.

    Examples
    --------
    >>> family_of("recapture"), family_of("oil_shutdown")
    ('control', 'other')
    """
    return FAMILY_OF.get(event_type, "other")


def place_shape(kind: str) -> Shape:
    """Give the shape of a kind of place on a map; kinds outside the table are drawn as settlements.

    Examples
    --------
    >>> place_shape("airbase").label, place_shape("village").marker
    ('airfield', 'o')
    """
    return SHAPES[SHAPE_OF.get(kind, "settlement")]


def in_order(found: Iterable[str], order: Iterable[str] = HOLDERS) -> list[str]:
    """Sort names into display order; names outside it come last, by alphabet."""
    ranks = {name: rank for rank, name in enumerate(order)}
    return sorted(set(found), key=lambda name: (ranks.get(name, len(ranks)), name))


def fade(color: str, share: float) -> tuple[float, float, float]:
    """Mix a colour with white: 0 leaves it, 1 is white."""
    from matplotlib.colors import to_rgb

    return tuple(channel + (1 - channel) * share for channel in to_rgb(color))


def day_number(day: pd.Timestamp) -> float:
    """Give the midnight at which a day begins, in matplotlib's count of days."""
    from matplotlib.dates import date2num

    return float(date2num(day))


def date_axis(ax: Axes, start: pd.Timestamp, end: pd.Timestamp) -> None:
    """Turn the x axis into days from `start` to `end`, both inside, with ticks that suit the span.

    Up to 16 days each day is a cell with its label in the middle; beyond, a tick stands where its
    day begins. The year is written under the first tick and wherever it changes.
    """
    import pandas as pd
    from matplotlib.ticker import FixedFormatter, FixedLocator, NullFormatter

    start, end = pd.Timestamp(start), pd.Timestamp(end)
    span = (end - start).days + 1
    width_in = ax.get_position().width * ax.figure.get_figwidth()
    ticks = _ticks(start, end, max(2, int(width_in / 0.62)))
    labels = [
        f"{day.day} {day:%b}\n{day.year}" if n == 0 or day.year != ticks[n - 1].year else f"{day.day} {day:%b}"
        for n, day in enumerate(ticks)
    ]
    if all(day.day == 1 for day in ticks) and len(ticks) > 2:
        labels = [label.removeprefix("1 ") for label in labels]
    at = [day_number(day) for day in ticks]
    ax.xaxis_date()
    ax.set_xlim(day_number(start), day_number(end) + 1)
    if span <= 16:
        ax.xaxis.set_major_locator(FixedLocator([day_number(start) + n for n in range(span + 1)]))
        ax.xaxis.set_major_formatter(NullFormatter())
        ax.xaxis.set_minor_locator(FixedLocator([tick + 0.5 for tick in at]))
        ax.xaxis.set_minor_formatter(FixedFormatter(labels))
    else:
        ax.xaxis.set_major_locator(FixedLocator(at))
        ax.xaxis.set_major_formatter(FixedFormatter(labels))
        ax.xaxis.set_minor_locator(FixedLocator([]))
    for which in ("major", "minor"):
        ax.tick_params(axis="x", which=which, labelsize=SMALL_PT, labelcolor=INK, labelfontfamily=FONT)
    ax.tick_params(axis="x", which="major", length=3, color=MUTED)
    ax.tick_params(axis="x", which="minor", length=0, pad=4)


def clean_axes(ax: Axes, *, grid: str = "x") -> None:
    """Take away what carries no data: the frame but for the floor, and all grid but one, faint."""
    for name in ("top", "left", "right"):
        ax.spines[name].set_visible(False)
    ax.spines["bottom"].set_color(MUTED)
    ax.set_axisbelow(True)
    ax.grid(visible=False)
    ax.grid(visible=True, axis=grid, color=RULE, linewidth=0.6)
    ax.tick_params(axis="y", length=0, labelsize=SMALL_PT, labelcolor=INK, labelfontfamily=FONT)


def source_line(ax: Axes, text: str) -> Annotation:
    """Write where the data come from, in small type, below all that the axes hold so far."""
    import matplotlib as mpl

    frame = ax.get_window_extent()
    under = [ax.xaxis, *(artist for artist in ax.get_default_bbox_extra_artists() if _may_hang(artist, ax))]
    with mpl.rc_context(SAVED):
        boxes = [box for box in (artist.get_tightbbox() for artist in under) if box is not None and box.height]
    drop = (frame.y0 - min([frame.y0, *(box.y0 for box in boxes)])) * 72 / ax.figure.dpi + 7
    return ax.annotate(
        text, xy=(0, 0), xytext=(0, -drop), xycoords="axes fraction", textcoords="offset points",
        ha="left", va="top", fontsize=TINY_PT, color=MUTED, fontfamily=FONT, annotation_clip=False,
    )  # fmt: skip


def _may_hang(artist: Artist, ax: Axes) -> bool:
    """Say whether an artist may reach below the axes: to measure all texts takes as long as to draw them."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch
    from matplotlib.text import Annotation, Text

    if not isinstance(artist, Text | Line2D | Patch):
        return True  # such as a legend, which is given the data's transform and does not use it
    if isinstance(artist, Annotation) and artist.xycoords in ("data", "axes fraction"):
        return artist.xycoords != "data" and artist.xy[1] < 0.5
    if artist.get_transform().contains_branch_seperately(ax.transData)[1]:
        return False
    return not artist.get_clip_on() and (not isinstance(artist, Text) or artist.get_position()[1] < 0.5)


def empty_axes(ax: Axes, note: str = EMPTY_NOTE) -> None:
    """Say in the middle of empty axes that nothing is there to draw."""
    ax.set_yticks([])
    ax.text(
        0.5, 0.5, note, transform=ax.transAxes, ha="center", va="center",
        fontsize=BODY_PT + 1, color=MUTED, fontfamily=FONT, style="italic",
    )  # fmt: skip


def _look_up(table: dict, key: str, what: str):
    if key not in table:
        raise ParameterError([f"unknown {what} {key!r}. Known: {', '.join(table)}."])
    return table[key]


def _ticks(start: pd.Timestamp, end: pd.Timestamp, most: int) -> list[pd.Timestamp]:
    import pandas as pd

    span = (end - start).days + 1
    if span <= most:
        return list(pd.date_range(start, end))
    if span <= 16:
        return list(pd.date_range(start, end, freq="2D"))
    if span <= 7 * most and span <= 75:
        return list(pd.date_range(start, end, freq="W-MON"))
    months = pd.date_range(start.replace(day=1), end, freq="MS")
    days = [month + pd.Timedelta(days=shift) for month in months for shift in (0, 14)]
    fortnights = [day for day in days if start <= day <= end]
    if len(fortnights) <= most and span <= 240:
        return fortnights
    every = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120) if len(months) / step <= most)
    return [month for month in months if month >= start and (month.month - 1) % min(every, 12) == 0
            and (every <= 12 or month.year % (every // 12) == 0)] or [start]  # fmt: skip
