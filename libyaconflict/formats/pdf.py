"""A report as tagged PDF by typst; the compiler itself checks PDF/UA-1 and refuses a figure without alt text.

The report is handed to a fixed template as data (JSON), never as typst's own markup: no text of a report can be
read as code, whatever is in it.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from . import FormatError
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
    Table,
    link,
    plain_text,
)

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "report.typ"
_TEXT_WIDTH = 493.0  # pt, A4 less margins of 18 mm
_TEXT_HEIGHT = 600.0  # pt, so that a figure keeps company with its number
_LONG = 600  # signs; a cell with more may break at the end of a page
_PT_A_PIXEL = 0.5
_SIGN, _INSET = 4.6, 3.5  # pt: a bold sign in a table, and the room about a cell's words


def write_pdf(document: Document) -> dict[str, bytes]:
    """Write a document as PDF; give it as ``{".pdf": bytes}``.

    Raises
    ------
    FormatError
        The compiler refused it; with what it said.
    """
    import typst

    files: dict[str, bytes] = {"report.typ": TEMPLATE.read_bytes()}
    data = _Writer(document, files).data()
    files["report.json"] = json.dumps(data, ensure_ascii=False).encode("utf-8")
    with tempfile.TemporaryDirectory(prefix="lyc-pdf-") as scratch:
        for name, content in files.items():
            Path(scratch, name).write_bytes(content)
        try:
            pdf = typst.compile(
                Path(scratch, "report.typ"),
                root=scratch,
                format="pdf",
                font_paths=[_fonts()],
                ignore_system_fonts=True,
                pdf_standards=["ua-1"],
                timestamp=int(document.built.timestamp()),
            )
        except typst.TypstError as error:
            raise FormatError(f"format pdf: {error}") from error
    return {".pdf": pdf}


def _fonts() -> str:
    """Give the folder of fonts that matplotlib brings: DejaVu Sans has Arabic."""
    import matplotlib

    return str(Path(matplotlib.get_data_path()) / "fonts" / "ttf")


class _Writer:
    """Turns blocks into what the template takes; pictures go into `files`."""

    def __init__(self, document: Document, files: dict[str, bytes]) -> None:
        self.document, self.files, self.ids = document, files, document.ids
        self._taken: set[str] = set()

    def data(self) -> dict[str, Any]:
        document, built = self.document, self.document.built
        told = {name: getattr(document, name) for name in
                ("title", "kicker", "description", "period", "language", "authors", "parameters", "provenance",
                 "citation", "licence", "how", "day")}  # fmt: skip
        numbers = [built.year, built.month, built.day, built.hour, built.minute, built.second]
        return {**told, "built": numbers, "blocks": self.blocks(document.blocks, 1)}

    def blocks(self, blocks: Sequence[Any], last: int = 0) -> list[dict[str, Any]]:
        """Write blocks; a heading never steps down by more than one level, which PDF/UA forbids."""
        made = []
        for block in blocks:
            if isinstance(block, Heading):
                last = min(block.level, last + 1) if last else block.level
                made.append({"kind": "heading", "level": last, **self.spans(block.spans), **self.id(block.id)})
            else:
                made.append(self.block(block))
        return made

    def block(self, block: Any) -> dict[str, Any]:
        match block:
            case Paragraph():
                return {"kind": "paragraph", **self.spans(block.spans), **self.id(block.id)}
            case Preformatted():
                return {"kind": "preformatted", "text": block.text}
            case Listing():
                items = [{"blocks": self.blocks(item.blocks), **self.id(item.id)} for item in block.items]
                return {"kind": "list", "ordered": block.ordered, "items": items}
            case Quote():
                return {"kind": "quote", "blocks": self.blocks(block.blocks)}
            case Folded():
                return {"kind": "folded", **self.spans(block.summary), "blocks": self.blocks(block.blocks),
                        **self.id(block.id)}  # fmt: skip
            case Figure():
                return self.figure(block)
            case Table():
                return self.table(block)
        raise TypeError(type(block).__name__)

    def id(self, name: str) -> dict[str, str]:
        """Give a label once: typst refuses a second one."""
        if not name or name in self._taken:
            return {}
        self._taken.add(name)
        return {"id": name}

    def spans(self, spans: Sequence[Span]) -> dict[str, Any]:
        return {"spans": [self.span(span) for span in spans]}

    def span(self, span: Span) -> dict[str, Any]:
        looks = ("strong", "em", "code", "mark", "raised", "small")
        told: dict[str, Any] = {"text": span.text, **{look: True for look in looks if getattr(span, look)}}
        if span.lang:
            told["lang"] = span.lang.partition("-")[0]
        if target := link(span, self.ids):
            told["to" if target.startswith("#") else "href"] = target.removeprefix("#")
        if span.svg:
            told["svg"], told["tex"] = span.svg, span.tex
            told["height"], told["depth"] = _ems(span.svg)
        return told

    def figure(self, figure: Figure) -> dict[str, Any]:
        name = f"figure-{len(self.files)}.{figure.kind}"
        self.files[name] = figure.data
        told: dict[str, Any] = {"kind": "figure", "file": name, "alt": figure.alt, "number": figure.number}
        if figure.width and figure.height:
            width = min(_TEXT_WIDTH, figure.width * _PT_A_PIXEL, _TEXT_HEIGHT * figure.width / figure.height)
            told["width"] = round(width, 1)
        return told

    def table(self, table: Table) -> dict[str, Any]:
        return {
            "kind": "table",
            "number": table.number,
            **({"caption": self.spans(table.caption)["spans"]} if table.caption else {}),
            "label": table.label,
            "weights": _weights(table),
            "head": [[self.cell(cell) for cell in row] for row in table.head],
            "rows": [[self.cell(cell) for cell in row] for row in table.rows],
        }

    def cell(self, cell: Cell) -> dict[str, Any]:
        told: dict[str, Any] = self.spans(cell.spans)
        if len(plain_text(cell.spans)) > _LONG:
            told["long"] = True
        for name, usual in (("colspan", 1), ("rowspan", 1), ("header", ""), ("side", "")):
            if getattr(cell, name) != usual:
                told[name] = getattr(cell, name)
        return told


def _ems(svg: str) -> tuple[float, float]:
    """Give an equation's height, and how far it hangs below the line, in ems."""
    height, depth = re.search(r' height="([\d.]+)em"', svg), re.search(r"vertical-align:-([\d.]+)em", svg)
    return float(height[1]) if height else 1.0, float(depth[1]) if depth else 0.0


def _weights(table: Table) -> list[float]:
    """Share out the width, in points: a column gets what its longest word needs, then more the more it has to say."""
    words, lengths = [3] * table.columns, [3] * table.columns
    for row in (*table.head, *table.rows):
        at = 0
        for cell in row:
            if cell.colspan == 1 and at < table.columns:
                text = plain_text(cell.spans)
                words[at] = max(words[at], min(18, max(map(len, text.split()), default=0)))
                lengths[at] = max(lengths[at], min(400, len(text)))
            at += cell.colspan
    least = [word * _SIGN + 2 * _INSET for word in words]
    left = max(0.0, _TEXT_WIDTH - sum(least))
    wants = [length**0.7 for length in lengths]
    return [round(width + left * want / sum(wants), 1) for width, want in zip(least, wants, strict=True)]
