"""Equations of a notebook's prose as drawings inside the page: no script and no font has to be fetched for them."""

from __future__ import annotations

import functools
from html import escape
from typing import Any

from .jupyter import load_tool

_SIZE = 16  # units of the drawing that make one em of the text about it
_MARGIN = 1.0


def markdown_filter(context: Any, source: str) -> str:
    """Give Markdown as HTML, as nbconvert's own filter does, with ``$...$`` and ``$$...$$`` drawn.

    An equation becomes a span of class ``math`` with its TeX as the name a screen reader says; one that matplotlib's
    mathtext cannot draw stays as its TeX, in code.
    """
    tools = load_tool("nbconvert.filters.markdown_mistune")
    renderer = _renderer(tools)(
        escape=False, attachments=(context.get("cell") or {}).get("attachments", {}), exclude_anchor_links=True
    )
    return tools.MarkdownWithMath(renderer=renderer).render(source)


@functools.cache
def _renderer(tools: Any) -> Any:
    class Renderer(tools.IPythonRenderer):
        def inline_math(self, body: str) -> str:
            return draw_equation(body)

        def block_math(self, body: str) -> str:
            return f'<p class="equation">{draw_equation(body)}</p>'

        def multiline_math(self, body: str) -> str:
            return self.block_math(body)

    return Renderer


def draw_equation(tex: str) -> str:
    """Draw TeX as a span with SVG in the colour of the text about it."""
    tex = " ".join(tex.split()).strip("$ ")
    try:
        path, width, height, depth = _outline(tex)
    except (ValueError, RuntimeError):  # matplotlib's parser does not know it
        return f"<code>${escape(tex)}$</code>"
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.2f} {height:.2f}" '
        f'width="{width / _SIZE:.3f}em" height="{height / _SIZE:.3f}em" '
        f'style="display:inline-block;vertical-align:{-depth / _SIZE:.3f}em" aria-hidden="true" focusable="false">'
        f'<path fill="currentColor" d="{path}"/></svg>'
    )
    return f'<span class="math" role="img" aria-label="{escape(tex)}">{drawn}</span>'


@functools.lru_cache(maxsize=256)
def _outline(tex: str) -> tuple[str, float, float, float]:
    """Give an equation's outline as SVG path data, with its width, its height, and how far it hangs down."""
    from matplotlib.path import Path
    from matplotlib.textpath import TextPath

    outline = TextPath((0, 0), f"${tex}$", size=_SIZE)
    box = outline.get_extents()
    left, top = box.x0 - _MARGIN, box.y1 + _MARGIN
    letters = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C"}
    parts = []
    for points, code in outline.iter_segments(curves=True, simplify=False):
        if code == Path.CLOSEPOLY:
            parts.append("Z")
            continue
        pairs = points.reshape(-1, 2)
        parts.append(letters[code] + " ".join(f"{x - left:.2f} {top - y:.2f}" for x, y in pairs))
    width, height = box.width + 2 * _MARGIN, box.height + 2 * _MARGIN
    return "".join(parts), float(width), float(height), float(max(0.0, -box.y0 + _MARGIN))
