"""A report as blocks: what every format other than HTML is written from, so that none of them parses HTML itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Span:
    """A run of text of one look; `href` is an address or ``#name`` of an `id` in the document.

    `tex` is set where the span is an equation: `text` then repeats it, and `svg` is its drawing.
    """

    text: str
    strong: bool = False
    em: bool = False
    code: bool = False
    mark: bool = False
    raised: bool = False
    small: bool = False
    href: str = ""
    lang: str = ""
    tex: str = ""
    svg: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; `level` 2 is the highest under the document's title."""

    level: int
    spans: Spans
    id: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a line break is a newline in a span's text."""

    spans: Spans
    id: str = ""


@dataclass(frozen=True)
class Preformatted:
    """Text whose line breaks and spaces count, such as what a cell printed."""

    text: str


@dataclass(frozen=True)
class Item:
    """One entry of a list."""

    blocks: tuple[Block, ...]
    id: str = ""


@dataclass(frozen=True)
class Listing:
    """A list."""

    items: tuple[Item, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Quote:
    """Words of someone else."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Figure:
    """A picture: `data` are the bytes of a file of `kind` ``png``, ``jpeg`` or ``svg``; `width`, `height` in pixels.

    `number` is None where the page numbers it not.
    """

    data: bytes
    kind: str
    alt: str
    width: int
    height: int
    number: int | None = None


@dataclass(frozen=True)
class Cell:
    """A cell of a table; `header` is empty, ``col`` or ``row``; `side` is ``end`` for numbers."""

    spans: Spans
    header: str = ""
    colspan: int = 1
    rowspan: int = 1
    side: str = ""


@dataclass(frozen=True)
class Table:
    """A table: header rows, then rows; `caption` is its own, `label` what it is called where it has none."""

    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: Spans = ()
    label: str = ""
    number: int | None = None

    @property
    def columns(self) -> int:
        """How many columns there are, spans counted."""
        return max((sum(cell.colspan for cell in row) for row in (*self.head, *self.rows)), default=0)

    @property
    def plain(self) -> bool:
        """Whether no cell of the rows, and at most the header, spans several rows."""
        return all(cell.rowspan == 1 for row in (*self.head, *self.rows) for cell in row)


@dataclass(frozen=True)
class Folded:
    """What the page shows when its summary is opened."""

    summary: Spans
    blocks: tuple[Block, ...]
    id: str = ""


Block = Heading | Paragraph | Preformatted | Listing | Quote | Figure | Table | Folded


@dataclass(frozen=True)
class Document:
    """A report to be written: what stands above and below its blocks is what the page's head and foot say."""

    title: str
    blocks: tuple[Block, ...]
    name: str
    built: dt.datetime
    kicker: str = ""
    description: str = ""
    period: str = ""
    language: str = "en"
    authors: tuple[str, ...] = ()
    parameters: Sequence[Mapping[str, str]] = field(default_factory=tuple)
    provenance: Sequence[tuple[str, str]] = field(default_factory=tuple)
    citation: str = ""
    licence: str = ""
    how: str = ""

    @property
    def ids(self) -> set[str]:
        """Every name that a link inside the document may lead to."""
        return {name for block in walk(self.blocks) if (name := getattr(block, "id", ""))}

    @property
    def day(self) -> str:
        """When the report was built, for a reader."""
        return f"{self.built.day} {self.built:%B %Y}"


def walk(blocks: Sequence[Block]) -> Iterator[Any]:
    """Give every block and item, from outside in, in reading order."""
    for block in blocks:
        yield block
        yield from walk(getattr(block, "blocks", ()))
        yield from walk(getattr(block, "items", ()))


def plain_text(spans: Sequence[Span]) -> str:
    """Give the words of spans without their looks."""
    return "".join(span.text for span in spans)


def link(span: Span, ids: set[str]) -> str:
    """Give a span's address: of the web, of mail, or ``#name`` of something in the document; else nothing."""
    if span.href.startswith("#"):
        return span.href if span.href[1:] in ids else ""
    return span.href if span.href.startswith(("https://", "http://", "mailto:")) else ""
