"""The body of a report's page, read into blocks; what the page makes inert never gets further than here."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..jupyter import load_tool
from .blocks import (
    Block,
    Cell,
    Document,
    Figure,
    Folded,
    Heading,
    Item,
    Listing,
    Paragraph,
    Preformatted,
    Quote,
    Span,
    Spans,
    Table,
)

_BOXES = ("div", "section", "article", "main", "header", "footer", "figure", "nav", "aside", "details", "body")
_LOOKS = {
    "strong": "strong", "b": "strong", "em": "em", "i": "em", "cite": "em", "code": "code", "kbd": "code",
    "samp": "code", "tt": "code", "mark": "mark", "sup": "raised", "small": "small",
}  # fmt: skip
_UNSEEN = ("style", "script", "template", "noscript", "head", "title")
_OWN = ("p", "pre", "ul", "ol", "dl", "blockquote", "table", "img", "hr", "h1", "h2", "h3", "h4", "h5", "h6")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_KINDS = {"image/png": "png", "image/jpeg": "jpeg", "image/svg+xml": "svg"}


def read_document(body: str, about: Mapping[str, Any], *, kicker: str = "") -> Document:
    """Read a page's body and what is said of the report.

    Parameters
    ----------
    body : str
        HTML, as `page.report_body` makes it: inert, figures with alt text inside, tables numbered.
    about : mapping
        As of `page.report_page`.
    kicker : str
        The notebook's own title.
    """
    soup = load_tool("bs4").BeautifulSoup(body, "html.parser")
    for tag in soup.select("details.code, details.full-size"):
        tag.decompose()
    provenance = about.get("provenance") or {"lines": [], "data": ""}
    from ..page import AUTHORS, HOW, LICENCE, citation

    return Document(
        title=about["title"],
        blocks=tuple(_blocks(soup)),
        name=about["name"],
        built=about["built"],
        kicker=kicker,
        description=about.get("description", ""),
        period=about.get("period", ""),
        authors=(AUTHORS,),
        parameters=tuple(about.get("parameters") or ()),
        provenance=tuple(provenance["lines"]),
        citation=citation(**about),
        licence=LICENCE,
        how=HOW,
    )


def _blocks(parent: Any) -> list[Block]:
    """Read what stands in a box; text that stands in no paragraph makes one."""
    blocks: list[Block] = []
    loose: list[Any] = []

    def settle() -> None:
        spans = _trim(_spans(loose))
        if spans:
            blocks.append(Paragraph(spans))
        loose.clear()

    for node in parent.children:
        name = getattr(node, "name", None)
        if name in _UNSEEN or _is_number_line(node):
            continue
        if name in _OWN or name in _BOXES or (name and node.find(_OWN)):
            settle()
            blocks += _read(node)
        else:
            loose.append(node)
    settle()
    return blocks


def _is_number_line(node: Any) -> bool:
    return getattr(node, "name", None) == "p" and "numbered" in node.get("class", [])


def _read(tag: Any) -> list[Block]:
    name, own_id = tag.name, tag.get("id", "")
    if re.fullmatch(r"h[1-6]", name):
        return [Heading(max(2, int(name[1])), _trim(_spans(tag)), own_id)]
    if name == "p":
        if tag.find(["img", "table"]):
            return _blocks(tag)
        spans = _trim(_spans(tag))
        return [Paragraph(spans, own_id)] if spans else []
    if name == "pre":
        text = tag.get_text().strip("\n")
        return [Preformatted(text)] if text.strip() else []
    if name in ("ul", "ol"):
        items = tuple(Item(tuple(_blocks(item)), item.get("id", "")) for item in tag("li", recursive=False))
        return [Listing(items, name == "ol")] if items else []
    if name == "dl":
        return [_definitions(tag)]
    if name == "blockquote":
        return [Quote(tuple(_blocks(tag)))]
    if name == "table":
        return [_table(tag)]
    if name == "img":
        return [_figure(tag)]
    if name == "hr":
        return []
    if name == "details":
        summary = tag.find("summary")
        spans = _trim(_spans(summary)) if summary else ()
        if summary:
            summary.extract()
        return [Folded(spans, tuple(_blocks(tag)), own_id)]
    return _blocks(tag)


def _definitions(tag: Any) -> Listing:
    items: list[Item] = []
    term: Spans = ()
    for part in tag(["dt", "dd"]):
        spans = _trim(_spans(part))
        if part.name == "dt":
            term = tuple(replace(span, strong=True) for span in spans)
        else:
            items.append(Item((Paragraph((*term, Span(": "), *spans)),)))
    return Listing(tuple(items))


def _spans(nodes: Any, look: Mapping[str, Any] | None = None) -> list[Span]:
    """Read inline content; where blocks stand in a line, as in a cell of a table, a newline parts them."""
    look = dict(look or {})
    spans: list[Span] = []
    for node in nodes if isinstance(nodes, list) else nodes.children:
        name = getattr(node, "name", None)
        if name is None:
            if type(node).__name__ == "NavigableString" and str(node):
                spans.append(Span(_SPACE.sub(" ", str(node)), **look))
        elif name == "br":
            spans.append(Span("\n", **look))
        elif name in _UNSEEN:
            continue
        elif name == "img":
            spans.append(Span(f"[{node.get('alt', '')}]", **look))
        elif "math" in node.get("class", []):
            tex = node.get("aria-label", "")
            spans.append(Span(tex, tex=tex, svg=str(node.find("svg") or "").replace("viewbox=", "viewBox="), **look))
        else:
            more = {_LOOKS[name]: True} if name in _LOOKS else {}
            if name == "a" and node.get("href"):
                more["href"] = node["href"]
            if node.get("lang"):
                more["lang"] = node["lang"]
            inner = _spans(node, {**look, **more})
            if name == "q":
                inner = [Span("“", **look), *inner, Span("”", **look)]
            if name in _OWN or name in ("li", "div", "summary"):
                inner = [Span("\n", **look), *inner, Span("\n", **look)]
            spans += inner
    return spans


def _trim(spans: list[Span]) -> Spans:
    """Join runs of one look, and let no space stand at an end, at a line's end, or twice."""
    out: list[Span] = []
    last = "\n"
    for span in spans:
        text = span.text
        if span.tex:
            out.append(span)
            last = "x"
            continue
        text = re.sub(r" *\n[ \n]*", "\n", text)
        if last in " \n":
            text = text.lstrip(" \n" if last == "\n" else " ")
        if text.startswith("\n") and out and not out[-1].tex:
            out[-1] = replace(out[-1], text=out[-1].text.rstrip(" "))
        if not text:
            continue
        last = text[-1]
        if out and not out[-1].tex and replace(out[-1], text="") == replace(span, text=""):
            out[-1] = replace(out[-1], text=out[-1].text + text)
        else:
            out.append(replace(span, text=text))
    while out and not out[-1].tex and not out[-1].text.rstrip(" \n"):
        out.pop()
    if out and not out[-1].tex:
        out[-1] = replace(out[-1], text=out[-1].text.rstrip(" \n"))
    return tuple(span for span in out if span.text)


def _figure(image: Any) -> Figure:
    head, _, data = image["src"].partition(",")
    kind = head.removeprefix("data:").partition(";")[0]
    size = [int(image.get(side, 0) or 0) for side in ("width", "height")]
    return Figure(base64.b64decode(data), _KINDS.get(kind, kind), image["alt"].strip(), *size, _number(image))


def _number(tag: Any) -> int | None:
    """Give the number in the line that the page puts before the box of a figure or table."""
    for box in (tag, *tag.parents):
        line = box.find_previous_sibling()
        if line is not None and _is_number_line(line):
            return int(line.get_text().split()[-1])
        if box is not tag and box.name in ("section", "table", "body"):
            return None
    return None


def _table(tag: Any) -> Table:
    number, caption = _number(tag), tag.find("caption")
    box = tag.find_parent("div", class_="table")
    label = box.get("aria-label", "").partition(": ")[2] if box else ""
    head, rows = [], []
    for row in tag("tr"):
        if row.find_parent("table") is not tag:
            continue
        in_head = row.find_parent("thead") is not None or not row.find("td")
        cells = tuple(_cell(cell, in_head) for cell in row(["td", "th"], recursive=False))
        if cells:
            (head if in_head and not rows else rows).append(cells)
    return Table(tuple(head), tuple(rows), _trim(_spans(caption)) if caption else (), label, number)


def _cell(tag: Any, in_head: bool) -> Cell:
    header = ("col" if in_head else "row") if tag.name == "th" else ""
    spans = [max(1, int(tag.get(name, 1) or 1)) for name in ("colspan", "rowspan")]
    return Cell(_trim(_spans(tag)), header, *spans, "end" if "number" in tag.get("class", []) else "")
