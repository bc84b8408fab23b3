"""The strip of claims: what each voice says of who holds a place, day by day, one lane for each vantage."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from .. import theme
from ..rows import each_row
from .claims import MARK, STANCES, StackedMarks, edge_color, mark_layers
from .layout import empty, lane_room, need, new_axes, pack_rows, phase_strip, stack_lanes, window
from .legend import legends_below, source_below
from .text import NOTHING, _count, _holder, _join, _range

COLUMNS = ("earliest", "latest", "stance", "holder", "vantage", "against_interest")
LANES = {
    "GNA": "the GNA says",
    "LNA": "the LNA says",
    "local": "local forces say",
    "third": "others say",
    "press": "outlets say",
    "coder": "coder concludes",
}
_THIRD = {"foreign": "third", "independent": "third"}
_DRAWN = {"asserts": "asserted", "claims": "asserted", "confirms": "confirmed", "denies": "denied"}
_WORDS = {"asserted": "says so", "confirmed": "bears another out", "denied": "denies it"}
LINE_PT, REST_PT, RING = 11.0, 7.0, 10.5
SOURCE = "Source: this study's event table; a mark for each vantage, day and word."


def plot_ledger(
    ledger: pd.DataFrame,
    *,
    ax: Axes | None = None,
    start: object = None,
    end: object = None,
    phases: pd.DataFrame | None = None,
    title: str = "",
    source: str = SOURCE,
) -> Axes:
    """Draw rival accounts of a place as dated marks: a lane for each vantage, colour and shape by the holder named.

    Parameters
    ----------
    ledger : DataFrame
        Rows of `claims_ledger`, of one place as a rule. Those that name no holder, or no day, are left out.
    ax, start, end, phases, title, source
        As in `plot_control`.

    Returns
    -------
    Axes
        A mark stands on its last day, where a change of hands is drawn; a thin line spans its days, if more than one. A
        dark rim: it bears another out. A hollow mark with a cross: it denies that this party holds the place. A ring: a
        side speaks against its own interest.

    Raises
    ------
    ParameterError
        A column is missing, or the window ends before it starts.
    """
    need(ledger, *COLUMNS)
    dated = len(ledger) > 0 or start is not None or end is not None
    start, end = window(start, end, ledger["earliest"], ledger["latest"])
    shown = _shown(ledger, start, end)
    lanes = [lane for lane in LANES if lane in set(shown["lane"])]
    names = [LANES[lane] for lane in lanes]
    day_pt = lane_room(ax, names, start, end)
    laid = {lane: _lay(shown[shown["lane"] == lane], start, day_pt) for lane in lanes}
    total = sum(height for _, height in laid.values())
    ax = new_axes(ax, total / 72 if lanes else 1.6, names=names, phases=phases is not None, title=title)
    theme.date_axis(ax, start, end)
    theme.clean_axes(ax)
    ax.tick_params(axis="y", pad=8)
    phase_strip(ax, phases, start, end)
    if shown.empty:
        empty(ax, "Nobody says who held it", dated=dated)
        source_below(ax, source)
        return ax
    stack_lanes(ax, [(LANES[lane], *laid[lane]) for lane in lanes], lambda word, y: _draw(ax, word, y, start, end))
    _legend(ax, shown)
    source_below(ax, source)
    return ax


def _shown(ledger: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Give the words that touch the window, with their lane, and one mark for those that would lie on each other."""
    rows = ledger[ledger["holder"].isin(theme.HOLDERS) & ledger["earliest"].notna() & ledger["latest"].notna()]
    rows = rows[(rows["latest"] >= start) & (rows["earliest"] <= end)]
    rows = rows.assign(lane=rows["vantage"].replace(_THIRD), drawn=rows["stance"].map(_DRAWN))
    keys = ["lane", "earliest", "latest", "holder", "drawn", "against_interest"]
    return rows.drop_duplicates(keys).sort_values(["latest", "earliest"], kind="stable")


def _lay(rows: pd.DataFrame, start: pd.Timestamp, day_pt: float) -> tuple[list, float]:
    words, spans = each_row(rows), []
    for word in words:
        at = ((word.latest - start).days + 0.5) * day_pt
        first = min(at - RING / 2 - 1, (word.earliest - start).days * day_pt)
        spans.append((first, at + RING / 2 + 1))
    levels = pack_rows(spans)
    height = (max(levels, default=0) + 1) * LINE_PT + REST_PT
    return [(w, REST_PT / 2 + (n + 0.5) * LINE_PT) for w, n in zip(words, levels, strict=True)], height


def _draw(ax: Axes, word, y: float, start: pd.Timestamp, end: pd.Timestamp) -> None:
    style = theme.side_style(word.holder)
    x = theme.day_number(min(word.latest, end)) + 0.5
    if word.earliest < word.latest:
        first, last = theme.day_number(max(word.earliest, start)), theme.day_number(min(word.latest, end)) + 1
        ax.plot(
            [first, last], [y, y], color=edge_color(style), linewidth=1.1, solid_capstyle="butt", zorder=2.5, gid="days"
        )
    if word.against_interest:
        ax.plot([x], [y], clip_on=False, gid="against interest", **_RING)
    for options in mark_layers(style, STANCES[word.drawn]):
        name = f"word|{word.vantage}|{word.drawn}|{word.holder}" if options["zorder"] == 4 else "cross"
        ax.plot([x], [y], linestyle="none", clip_on=False, gid=name, **options)


_RING = {
    "linestyle": "none", "marker": "o", "markersize": RING, "markerfacecolor": "none", "markeredgecolor": theme.INK,
    "markeredgewidth": 0.9, "zorder": 3.5,
}  # fmt: skip


def _legend(ax: Axes, shown: pd.DataFrame) -> None:
    holders = [
        Line2D([], [], linestyle="none", label=theme.side_style(name).label,
               **mark_layers(theme.side_style(name), STANCES["asserted"])[0])
        for name in theme.in_order(shown["holder"])
    ]  # fmt: skip
    grey = theme.Style("", "#555555", "", "o", "-", "white")
    told = []
    for stance in (name for name in _WORDS if name in set(shown["drawn"])):
        layers = [
            Line2D([], [], linestyle="none", label=_WORDS[stance], **o) for o in mark_layers(grey, STANCES[stance])
        ]
        told.append(layers[0] if len(layers) == 1 else StackedMarks(layers))
    more = []
    if shown["against_interest"].any():
        small = _RING | {"markersize": MARK + 2}
        more.append(Line2D([], [], label="against its own interest", **small))
    if (shown["earliest"] < shown["latest"]).any():
        more.append(Line2D([], [], color=grey.color, linewidth=1.1, label="days that it may mean"))
    legends_below(ax, [("Who is said to hold it", holders), ("How", told), ("Also", more)])


def describe_ledger(ledger: pd.DataFrame, *, start: object = None, end: object = None) -> str:
    """Say what each vantage says of who held the place, how often it is denied, and who admits a loss.

    Hand over the `start` and `end` of the chart, if it has them.
    """
    need(ledger, *COLUMNS)
    first, last = window(start, end, ledger["earliest"], ledger["latest"])
    shown = _shown(ledger, first, last)
    if shown.empty:
        return NOTHING + "word on who held it."
    places = list(dict.fromkeys(shown["place"])) if "place" in shown else []
    text = f"What is said of who held {_join(places) if places else 'the place'}, {_range(first, last)}: "
    text += f"{_count(len(shown), 'word')}. "
    for lane in (lane for lane in LANES if lane in set(shown["lane"])):
        rows = shown[shown["lane"] == lane]
        said = rows.loc[rows["drawn"] != "denied", "holder"].value_counts()
        parts = [f"{_holder(holder)} {said[holder]}" for holder in theme.in_order(said.index)]
        denied = int((rows["drawn"] == "denied").sum())
        parts += [_count(denied, "denial")] if denied else []
        words = LANES[lane]
        text += f"{words[0].upper()}{words[1:]}: {_join(parts)}. "
    admits = shown.loc[shown["against_interest"], "vantage"].value_counts()
    if len(admits):
        text += f"Against its own interest: {_join(f'the {side} {n}' for side, n in admits.items())}."
    return text.strip()
