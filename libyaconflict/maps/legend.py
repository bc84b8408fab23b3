"""The legend of a map: marks exactly as they stand on it."""

from __future__ import annotations

from collections.abc import Iterable

from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from .. import theme
from .marks import WITHHELD, drawn_sign, is_dot, look_of, shape_path, sign_width

GREY = "#555555"


def holder_handles(holders: Iterable[str], *, withheld: str = "withheld") -> list[tuple[Line2D, ...]]:
    """Give the mark of each holder with its inner sign, in display order; `withheld` is the label of what is left out.

    `holders` are those that are drawn, from `drawn_holders`.
    """
    handles = []
    for holder in theme.in_order(holders):
        look = look_of(holder, "certain" if holder != "unknown" else "not known")
        size = max(look.size, 5.0) if holder != WITHHELD else look.size
        mark = Line2D(
            [], [], linestyle="none", marker="o", markersize=size, markerfacecolor=look.face,
            markeredgecolor=look.edge, markeredgewidth=1.0 if holder != "unknown" else 0.7,
            label=withheld if holder == WITHHELD else theme.side_style(holder).label,
        )  # fmt: skip
        sign = drawn_sign(holder)
        reach = abs(sign.vertices).max() if len(sign.vertices) else 0.0
        line = Line2D(  # matplotlib stretches a path to the size of the marker: the sign is smaller than its mark
            [], [], linestyle="none", marker=sign if reach else "none", markersize=size * 2 * reach,
            markerfacecolor=look.sign if is_dot(holder) else "none", markeredgecolor=look.sign,
            markeredgewidth=sign_width(holder, size),
        )  # fmt: skip
        handles.append((mark, line))
    return handles


def certainty_handles(certainties: Iterable[str], scale: float = 1.0) -> list[Line2D]:
    """Give a neutral mark for each certainty, surest first; "not known" is told by its holder's mark already."""
    handles = []
    for certainty in theme.in_order(set(certainties) - {"not known"}, theme.CERTAINTIES):
        weight = theme.certainty_weight(certainty)
        hollow, size = weight.fade >= 1, theme.MARK_PT[certainty] * scale
        handles.append(
            Line2D(
                [], [], linestyle="none", marker="o", markersize=size, label=weight.label,
                markerfacecolor="white" if hollow else theme.fade(GREY, weight.fade),
                markeredgecolor=GREY if hollow else theme.INK if certainty == "certain" else "white",
                markeredgewidth=(1.0 if size > 5 * scale else 0.7) * scale,
            )
        )  # fmt: skip
    return handles


def shade_handles(holders: Iterable[str]) -> list[Patch]:
    """Give a patch in the pale colour of each holder's shade."""
    return [
        Patch(facecolor=theme.fade(style.color, 0.6), linewidth=0, label=f"nearest: {style.label}")
        for style in map(theme.side_style, holders)
    ]


def kind_handles(kinds: Iterable[str]) -> list[Line2D]:
    """Give an outline for each shape that kinds of places are drawn in, in the theme's order."""
    shapes = {theme.place_shape(kind) for kind in kinds}
    order = {shape: (name, rank) for rank, (name, shape) in enumerate(theme.SHAPES.items())}
    found = []
    for shape in sorted(shapes, key=lambda shape: order[shape][1]):
        path = shape_path(_kind_of(order[shape][0]))
        found.append(
            Line2D(
                [], [], linestyle="none", marker=path, markersize=7.5 * 2 * abs(path.vertices).max(),
                markerfacecolor="white", markeredgecolor=GREY, markeredgewidth=1.0, label=shape.label,
            )
        )  # fmt: skip
    return found


def _kind_of(shape: str) -> str:
    return next((kind for kind, name in theme.SHAPE_OF.items() if name == shape), "town")
