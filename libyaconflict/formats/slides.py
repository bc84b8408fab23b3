"""A report as slides in one file of HTML, with a script of a screenful instead of a framework.

reveal.js would bring some 200 KB of script and style for transitions that a report has no use for, and nbconvert's
exporter leaves it at another host. Here a slide is a section under its own heading; without the script, and in print,
all of them follow one another.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from ..page import TEMPLATES, template
from ..webmap.source import csp_hash
from .blocks import (
    Cell,
    Document,
    Figure,
    Folded,
    Heading,
    Listing,
    Paragraph,
    Preformatted,
    Quote,
    Span,
    Spans,
    Table,
    link,
    plain_text,
    walk,
)

_TAGS = (("code", "code"), ("small", "small"), ("mark", "mark"), ("raised", "sup"), ("em", "em"), ("strong", "strong"))
_WORDY = 520  # signs; with more of them above it, a figure gets a slide of its own
_MIME = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}


@dataclass
class Slide:
    """One slide: its heading, which of the section's slides it is, and what stands on it."""

    heading: Spans
    part: int = 1
    parts: int = 1
    blocks: list[Any] = field(default_factory=list)
    id: str = ""


def write_slides(document: Document) -> dict[str, bytes]:
    """Write a document as slides; give them as ``{".slides.html": bytes}``."""
    writer = _Writer(document.ids)
    slides = [
        {"id": slide.id, "heading": writer.inline(slide.heading), "part": slide.part, "parts": slide.parts,
         "body": writer.blocks(slide.blocks)}
        for slide in deal(document)
    ]  # fmt: skip
    script = (TEMPLATES / "slides.js").read_text(encoding="utf-8")
    html = template("slides.html.j2").render(
        document=document, slides=slides, script=script, script_hash=csp_hash(script)
    )
    return {".slides.html": html.encode("utf-8")}


def deal(document: Document) -> list[Slide]:
    """Deal a document's blocks out, a slide for each part under a heading of level 2.

    Each further figure or table of the part has one more slide, with the words that lead up to it; so has one that
    would be crowded by the words before it.
    """
    sections: list[list[Slide]] = []
    if document.blocks and not _heads(document.blocks[0]):
        sections.append([Slide((Span("In short"),))])
    for block in document.blocks:
        if _heads(block):
            sections.append([Slide(block.spans, id=block.id)])
            continue
        section = sections[-1]
        full = any(isinstance(one, Figure | Table | Folded) for one in section[-1].blocks)
        crowded = isinstance(block, Figure | Table) and _length(section[-1].blocks) > _WORDY
        if (full and not isinstance(block, Folded)) or crowded:
            section.append(Slide(section[0].heading))
        section[-1].blocks.append(block)
    for section in sections:
        for number, slide in enumerate(section, start=1):
            slide.part, slide.parts = number, len(section)
    return [slide for section in sections for slide in section if slide.blocks]


def _length(blocks: Sequence[Any]) -> int:
    return sum(len(plain_text(getattr(block, "spans", ()))) for block in walk(blocks))


def _heads(block: Any) -> bool:
    return isinstance(block, Heading) and block.level == 2


class _Writer:
    """Writes blocks as HTML: every text is escaped, and no tag or attribute comes from a report."""

    def __init__(self, ids: set[str]) -> None:
        self.ids, self._taken = ids, set()

    def blocks(self, blocks: Sequence[Any]) -> str:
        return "\n".join(map(self.block, blocks))

    def block(self, block: Any) -> str:
        match block:
            case Heading():
                level = min(6, max(3, block.level))
                return f"<h{level}{self.id(block)}>{self.inline(block.spans)}</h{level}>"
            case Paragraph():
                return f"<p{self.id(block)}>{self.inline(block.spans)}</p>"
            case Preformatted():
                return f'<pre tabindex="0">{escape(block.text)}</pre>'
            case Listing():
                name = "ol" if block.ordered else "ul"
                items = "\n".join(f"<li{self.id(item)}>{self.item(item)}</li>" for item in block.items)
                return f"<{name}>\n{items}\n</{name}>"
            case Quote():
                return f"<blockquote>{self.blocks(block.blocks)}</blockquote>"
            case Folded():
                return f"<details{self.id(block)}><summary>{self.inline(block.summary)}</summary>" \
                       f"{self.blocks(block.blocks)}</details>"  # fmt: skip
            case Figure():
                return self.figure(block)
            case Table():
                return self.table(block)
        raise TypeError(type(block).__name__)

    def item(self, item: Any) -> str:
        if len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph):
            return self.inline(item.blocks[0].spans)
        return self.blocks(item.blocks)

    def id(self, block: Any) -> str:
        name = block.id
        if not name or name in self._taken:
            return ""
        self._taken.add(name)
        return f' id="{escape(name)}"'

    def figure(self, figure: Figure) -> str:
        source = f"data:{_MIME[figure.kind]};base64,{base64.b64encode(figure.data).decode('ascii')}"
        size = f' width="{figure.width}" height="{figure.height}"' if figure.width and figure.height else ""
        label = f"<figcaption>Figure {figure.number}</figcaption>" if figure.number else ""
        return f'<figure><img src="{source}" alt="{escape(figure.alt)}"{size}>{label}</figure>'

    def table(self, table: Table) -> str:
        number = f"Table {table.number}" if table.number else ""
        words = self.inline(table.caption) or escape(table.label)
        caption = ". ".join(filter(None, [number, words]))
        label = escape(" ".join(filter(None, [number, table.label])) or "Table")
        parts = [f"<caption>{caption}</caption>"] if caption else []
        for name, rows in (("thead", table.head), ("tbody", table.rows)):
            if rows:
                written = "\n".join(f"<tr>{''.join(map(self.cell, row))}</tr>" for row in rows)
                parts.append(f"<{name}>\n{written}\n</{name}>")
        return (
            f'<div class="table" role="region" tabindex="0" aria-label="{label}"><table>{"".join(parts)}</table></div>'
        )

    def cell(self, cell: Cell) -> str:
        spans = "".join(
            f' {name}="{getattr(cell, name)}"' for name in ("colspan", "rowspan") if getattr(cell, name) > 1
        )
        scope = f' scope="{cell.header}"' if cell.header else ""
        side = ' class="number"' if cell.side == "end" else ""
        name = "th" if cell.header else "td"
        return f"<{name}{scope}{spans}{side}>{self.inline(cell.spans)}</{name}>"

    def inline(self, spans: Sequence[Span]) -> str:
        return "".join(map(self.span, spans))

    def span(self, span: Span) -> str:
        if span.svg:
            return f'<span class="math" role="img" aria-label="{escape(span.tex)}">{span.svg}</span>'
        text = escape(span.text).replace("\n", "<br>")
        for look, tag in _TAGS:
            if getattr(span, look):
                text = f"<{tag}>{text}</{tag}>"
        if span.lang:
            side = ' dir="rtl"' if span.lang.partition("-")[0] in ("ar", "fa", "he", "ur") else ""
            text = f'<span lang="{escape(span.lang)}"{side}>{text}</span>'
        if target := link(span, self.ids):
            away = "" if target.startswith("#") else ' rel="noopener noreferrer"'
            text = f'<a href="{escape(target)}"{away}>{text}</a>'
        return text
