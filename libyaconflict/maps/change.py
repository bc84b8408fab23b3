"""The map of what is different between two days: who held a place before, who after, what else is known."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from .. import theme
from ..charts.layout import need
from ..charts.legend import legends_below, source_below
from ..dates import describe_span, parse_day
from ..mapped import changes_between
from .base import map_axes, scale_box
from .control import in_frame
from .frames import Frame, find_frame
from .labels import place_labels
from .legend import certainty_handles, holder_handles
from .marks import draw_marks
from .standard import only_what, short_of, standard_of

RING_GAP_PT = 7.0  # how much wider than its mark a ring is
FAINT = 0.3  # opacity of what is not the map's subject
BACK = "⇄"
KNOWING = {"newly known": "+", "no longer known": "?", "surer": "+", "less sure": "−"}


def plot_change_map(
    before: pd.DataFrame,
    after: pd.DataFrame,
    *,
    frame: str | Frame = "libya",
    ax: Axes | None = None,
    days: tuple[object, object] | None = None,
    moved: pd.DataFrame | None = None,
    title: str = "",
    language: str = "en",
    most: int = 40,
    source: str = theme.SOURCE,
) -> Axes:
    """Draw what is different on one day from an earlier one: first day against last, not what lies between.

    Parameters
    ----------
    before, after : DataFrame
        From `held_on`, of the same places.
    frame : str or Frame
        ``libya``, ``northwest``, ``tripoli`` or ``sirte-jufra``.
    ax : Axes, optional
        Where to draw; without it a figure is made.
    days : (day, day), optional
        The days of the two tables, for a heading.
    moved : DataFrame, optional
        From `find_shifts`, of the window between: places that changed hands in it, and back, get a sign of their own.
    title, source : str
        Heading of one's own, and the line of sources under the map; empty leaves it out.
    language : {"en", "ar", "both", "none"}
        Of the names.
    most : int
        Names at most; only places that changed hands are named.

    Returns
    -------
    Axes
        A place that changed hands has the mark of the later day and a thick ring of the earlier holder: its colour,
        and its line (solid, dashed, dotted) for grey print. A thin ring tells that the holder was not known before, or
        is not known now; a plus or a minus that the same holder is attested better or worse; two arrows that it
        was contested or lost in between, and regained. All else is faint.
        The artists' gids: ``unchanged``, ``changed hands``, ``rings``, ``newly known``, ``no longer known``,
        ``knowing rings``, ``surer``, ``less sure``; each holds its places in the order of `changed_in_frame`.

    Raises
    ------
    ParameterError
        The tables are of different places, lack a column, or there is no such frame.
    """
    frame = find_frame(frame)
    seen = in_frame(after, frame)
    changed = changed_in_frame(before, after, frame)
    standard = standard_of(before, after)
    if days and not title:
        first, last = (describe_span(day, day) for day in map(parse_day, days))
        title = f"{frame.title}: {first} against {last}{only_what(standard).replace(': ', ', ')}"
    ax = map_axes(frame, ax=ax, title=title)
    draw_faint(ax, seen[~seen["place_id"].isin(changed["place_id"])], scale=frame.mark_scale, gid="unchanged")
    for kind in ("surer", "less sure", "no longer known", "newly known", "changed hands"):
        rows = changed[changed["change"] == kind]
        if rows.empty:
            continue
        thick = kind == "changed hands"
        if thick or kind.endswith("known"):
            draw_rings(ax, rows, scale=frame.mark_scale, thick=thick)
        marks = draw_marks(ax, rows, scale=frame.mark_scale, zorder=4.4 if thick else 4.2)
        marks.shapes.set_gid(kind)
        if kind in ("surer", "less sure"):
            _draw_signs(ax, rows, KNOWING[kind])
    back = regained(before, after, frame, moved, days)
    _draw_signs(ax, back, BACK, (-6, 5))
    hands = foremost(changed[changed["change"] == "changed hands"])["place_id"]
    place_labels(
        ax, seen, language=language, name=[*hands, *foremost(back)["place_id"]], only=True, most=most,
        mark_scale=frame.mark_scale * 1.3, blocked=[scale_box(ax, frame)],
    )  # fmt: skip
    _draw_legend(ax, changed, standard, len(back))
    against = "The two days are set against each other: "
    against += "what was lost and won back in between is no change here" if moved is None else tell_regained(len(back))
    lines = [f"{against}.", frame.note if frame.schematic else "", source]
    source_below(ax, "\n".join(line for line in lines if line))
    return ax


def regained(
    before: pd.DataFrame,
    after: pd.DataFrame,
    frame: str | Frame,
    moved: pd.DataFrame | None,
    days: tuple[object, object] | None = None,
) -> pd.DataFrame:
    """Give the rows of `after` in a frame whose holder is that of `before`, and who changed hands in between.

    `moved` is from `find_shifts`; of its rows those after the first of `days` and up to the last count.
    """
    seen = in_frame(after, find_frame(frame))
    if moved is None:
        return seen.iloc[:0]
    if days:
        first, last = (pd.Timestamp(parse_day(day)) for day in days)
        moved = moved[(moved["date"] > first) & (moved["date"] <= last)]
    was = seen["place_id"].map(before.set_index("place_id")["holder"])
    same = (was == seen["holder"]) & (was != "unknown")
    return seen[same & seen["place_id"].isin(moved["place_id"])].reset_index(drop=True)


def tell_regained(count: int) -> str:
    """Say how many places were lost and regained between two days."""
    places = "no place was" if not count else "1 place was" if count == 1 else f"{count} places were"
    return f"{places} contested or lost in between, and regained"


def changed_in_frame(before: pd.DataFrame, after: pd.DataFrame, frame: str | Frame) -> pd.DataFrame:
    """Give the rows of `changes_between` for the places that a frame shows, with `holder` as it was after.

    In the order in which they are drawn, that of `in_frame`.
    """
    changed = changes_between(before, after)
    return in_frame(changed.assign(holder=changed["holder_after"]), find_frame(frame))


def foremost(changed: pd.DataFrame) -> pd.DataFrame:
    """Put the surest changes first, and of these the most populous places."""
    rank = changed["certainty"].map(theme.CERTAINTIES.index)
    order = changed.assign(rank=rank).sort_values(
        ["rank", "population", "place_id"], ascending=[True, False, True], kind="stable"
    )
    return order.drop(columns="rank")


def draw_faint(ax: Axes, held: pd.DataFrame, *, scale: float, gid: str) -> None:
    """Draw places that are not the map's subject: small, and paler than the rest."""
    marks = draw_marks(ax, held, scale=scale * 0.75, zorder=3)
    marks.shapes.set_gid(gid)
    for collection in marks:
        collection.set_alpha(FAINT)


def draw_rings(
    ax: Axes, rows: pd.DataFrame, *, scale: float, thick: bool = True, gap: float = RING_GAP_PT
) -> PathCollection:
    """Ring places in the colour and line of who held them before.

    Parameters
    ----------
    rows : DataFrame
        Columns lon, lat, holder_before, and holder and certainty, for a ring fits the mark inside it.
    scale : float
        Of the marks.
    thick : bool
        As for a change of hands.
    gap : float
        How much wider than its mark a ring is, in points.
    """
    need(rows, "lon", "lat", "holder_before", "holder", "certainty")
    styles = [theme.side_style(holder) for holder in rows["holder_before"]]
    width = (2.2 if thick else 1.0) * max(scale, 0.6)
    inner = rows["certainty"].map(theme.MARK_PT).to_numpy(dtype=float) * scale
    sizes = ((inner.clip(min=4.5) + gap) / 2) ** 2
    offsets = rows[["lon", "lat"]].to_numpy(dtype=float)
    gid = "rings" if thick else "knowing rings"
    for line, color, extra, name in (
        ("-", ["white"] * len(rows), 1.6 * scale, None),
        ([style.line for style in styles], [_ring_color(style) for style in styles], 0.0, gid),
    ):
        ring = PathCollection(
            [Path.unit_circle()], sizes=sizes, offsets=offsets, offset_transform=ax.transData,
            facecolors="white" if name is None else "none", edgecolors=color, linewidths=width + extra, linestyles=line,
            gid=name, zorder=4.3 if thick else 4.1, capstyle="butt",
        )  # fmt: skip
        ring.set_transform(IdentityTransform())
        ax.add_collection(ring, autolim=False)
    return ring


def ring_handles(holders: Iterable[str], *, thick: bool = True) -> list[Line2D]:
    """Give a legend entry for the ring of each holder, in display order."""
    handles = []
    for holder in theme.in_order(holders):
        style = theme.side_style(holder)
        handles.append(
            Line2D(
                [],
                [],
                color=_ring_color(style),
                linestyle=style.line,
                linewidth=2.2 if thick else 1.0,
                label=style.label,
            )  # fmt: skip
        )
    return handles


def _draw_legend(ax: Axes, changed: pd.DataFrame, standard: str, back: int) -> None:
    hands = changed[changed["change"] == "changed hands"]
    knowing = changed[changed["change"].isin(["newly known", "no longer known"])]
    thin = ring_handles(knowing["holder_before"], thick=False)
    signs = [
        Line2D([], [], linestyle="none", marker=f"${KNOWING[kind]}$", markersize=5, color=theme.INK, label=label)
        for kind, label in (("surer", "now attested better"), ("less sure", "now attested less well"))
        if (changed["change"] == kind).any()
    ]
    if back:
        turn = Line2D([], [], linestyle="none", marker=f"${BACK}$", markersize=8, color=theme.INK)
        turn.set_label("contested or lost in between, and regained")
        signs.append(turn)
    blank = "is not known" if not standard else f"is not known or {short_of(standard)}"
    faint = Line2D([], [], linestyle="none", marker="o", markersize=5, color=theme.fade(theme.MUTED, 0.6),
                   markeredgewidth=0, label="as before")  # fmt: skip
    legends_below(
        ax,
        [
            ("Changed hands: held now by", holder_handles(hands["holder"])),
            ("and before by (thick ring)", ring_handles(hands["holder_before"])),
            (f"Thin ring: before, where one day {blank}", thin),
            ("How sure now", certainty_handles(hands["certainty"])),
            ("The same holder on both days", [*signs, faint]),
        ],
        drop=10,
    )


def _ring_color(style: theme.Style) -> str:
    return theme.MUTED if style is theme.STYLES["unknown"] else style.color


def _draw_signs(ax: Axes, rows: pd.DataFrame, sign: str, shift: tuple[float, float] = (5, 4)) -> None:
    for row in rows.itertuples():
        ax.annotate(
            sign, (row.lon, row.lat), xytext=shift, textcoords="offset points", ha="center", va="center",
            fontsize=theme.SMALL_PT, fontweight="bold", color=theme.INK, fontfamily=theme.FONT, zorder=4.6,
            gid=f"{'regained' if sign == BACK else 'knowing'}|{row.place_id}", annotation_clip=True,
        )  # fmt: skip
