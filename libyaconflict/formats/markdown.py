"""A report as Markdown (the dialect of GitHub, Pandoc and JupyterLab), with its pictures as files beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

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
    walk,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)", re.MULTILINE)
_FOLDER = "_files"


def write_markdown(document: Document) -> dict[str, bytes]:
    """Write a document as Markdown.

    Returns
    -------
    dict of str to bytes
        ``.md``, and for each figure ``_files/figure-N.png``, to which the text links.
    """
    writer = _Writer(document)
    parts = [f"# {_escape(document.title)}"]
    parts += [_escape(text) for text in (document.kicker, document.description) if text]
    parts.append(_escape(" · ".join(filter(None, [document.period, f"Built {document.day}"]))))
    parts.append(writer.blocks(document.blocks))
    parts += ["## How to cite", _escape(document.citation), _escape(document.licence)]
    parts += ["## How this report was made", _escape(document.how)]
    told = [(one["name"], one["value"]) for one in document.parameters]
    for title, pairs in (("Parameters", told), ("Provenance", document.provenance)):
        if pairs:
            parts.append("\n".join([f"{title}:", "", *(f"- {_escape(name)}: {_escape(text)}" for name, text in pairs)]))
    text = "\n\n".join(part for part in parts if part) + "\n"
    return {".md": text.encode("utf-8"), **writer.files}


class _Writer:
    def __init__(self, document: Document) -> None:
        self.ids, self.name = document.ids, document.name
        spans = [span for block in walk(document.blocks) for span in _spans_of(block)]
        self.targets = {span.href[1:] for span in spans if span.href.startswith("#")}  # only these need an anchor
        self.files: dict[str, bytes] = {}

    def blocks(self, blocks: Sequence[Any]) -> str:
        return "\n\n".join(filter(None, map(self.block, blocks)))

    def block(self, block: Any) -> str:
        match block:
            case Heading():
                return f"{self.anchor(block)}{'#' * block.level} {self.inline(block.spans)}"
            case Paragraph():
                return self.anchor(block) + _LINE_START.sub(r"\1\\\2", self.inline(block.spans))
            case Preformatted():
                fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", block.text)), default=0))
                return f"{fence}text\n{block.text}\n{fence}"
            case Listing():
                return self.listing(block)
            case Quote():
                return _indent(self.blocks(block.blocks), "> ", "> ")
            case Folded():
                return f"{self.anchor(block)}**{self.inline(block.summary)}**\n\n{self.blocks(block.blocks)}"
            case Figure():
                return self.figure(block)
            case Table():
                return self.table(block)
        raise TypeError(type(block).__name__)

    def anchor(self, block: Any) -> str:
        return f'<a id="{quote(block.id)}"></a>' if block.id in self.targets else ""

    def listing(self, block: Listing) -> str:
        lines = []
        for number, item in enumerate(block.items, start=1):
            mark = f"{number}. " if block.ordered else "- "
            lines.append(_indent(self.anchor(item) + self.blocks(item.blocks), mark, " " * len(mark)))
        return "\n".join(lines)

    def figure(self, figure: Figure) -> str:
        name = f"figure-{figure.number or f'x{len(self.files) + 1}'}.{figure.kind}"
        self.files[f"{_FOLDER}/{name}"] = figure.data
        alt = _escape(" ".join(figure.alt.split()))
        label = f"Figure {figure.number}\n\n" if figure.number else ""
        return f"{label}![{alt}]({quote(self.name)}{_FOLDER}/{name})"

    def table(self, table: Table) -> str:
        """Write a table; a header of several rows is joined into the one that Markdown has."""
        heads = [_widen(row) for row in table.head] or [[None] * table.columns]
        joined = []
        for column in zip(*heads, strict=False):
            texts = dict.fromkeys(self.cell(cell) for cell in column if cell)
            joined.append(" ".join(filter(None, texts)))
        sides = [row[:] for row in map(_widen, table.rows)]
        rule = []
        for at in range(len(joined)):
            here = [row[at].side for row in sides if at < len(row) and row[at]]
            rule.append("---:" if here and all(side == "end" for side in here) else "---")
        lines = [joined, rule, *([self.cell(cell) if cell else "" for cell in row] for row in sides)]
        caption = self.inline(table.caption) or _escape(table.label)
        label = ". ".join(filter(None, [f"Table {table.number}" if table.number else "", caption]))
        written = "\n".join(f"| {' | '.join(line + [''] * (len(joined) - len(line)))} |" for line in lines)
        return f"{label}\n\n{written}" if label else written

    def cell(self, cell: Cell) -> str:
        text = self.inline(cell.spans, newline="<br>")
        return f"**{text}**" if cell.header == "row" and text and "**" not in text else text

    def inline(self, spans: Sequence[Span], newline: str = "\\\n") -> str:
        return "".join(self.span(span, newline) for span in spans)

    def span(self, span: Span, newline: str) -> str:
        if span.tex:
            return f"${span.tex}$"
        text = span.text
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        core = text.strip()
        if not core:
            return text.replace("\n", newline)
        core = _code(core) if span.code else _escape(core).replace("\n", newline)
        core = f"*{core}*" if span.em and not span.code else core
        core = f"**{core}**" if span.strong else core
        core = f"<sup>{core}</sup>" if span.raised else core
        if target := link(span, self.ids):
            core = f"[{core}]({_address(target)})"
        return before.replace("\n", newline) + core + after.replace("\n", newline)


def _spans_of(block: Any) -> list[Span]:
    spans = [*getattr(block, "spans", ()), *getattr(block, "summary", ())]
    for row in (*getattr(block, "head", ()), *getattr(block, "rows", ())):
        spans += [span for cell in row for span in cell.spans]
    return spans


def _widen(row: Sequence[Cell]) -> list[Cell | None]:
    """Give a cell for each column: Markdown knows no cell of several."""
    return [part for cell in row for part in (cell, *[None] * (cell.colspan - 1))]


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("://", ":\\//")  # no text turns into a link by itself


def _code(text: str) -> str:
    if "`" in text:
        return f"`` {text} ``" if "``" not in text else _escape(text)
    return f"`{text}`"


def _address(target: str) -> str:
    return quote(target, safe="%/:?#[]@!$&'*+,;=~-._").replace("(", "%28").replace(")", "%29").replace("|", "%7C")


def _indent(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(f"{others}{line}".rstrip() for line in lines[1:])])
