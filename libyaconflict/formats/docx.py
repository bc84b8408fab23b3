"""A report as a document of Word's: styles instead of looks, so that it can be pasted into a paper and restyled."""

from __future__ import annotations

import io
from collections.abc import Sequence
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
)
from .widths import column_widths

_INCHES = 6.7  # of text on a line of A4
_HIGH = 8.5
_PIXELS = 150  # an inch
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"

PROPERTY_SIGNS = 255  # that a property of a document may have; the whole text stands in the document


def write_docx(document: Document) -> dict[str, bytes]:
    """Write a document as DOCX; give it as ``{".docx": bytes}``.

    Raises
    ------
    FormatError
        A figure is a drawing (SVG), which Word's format does not take.
    """
    import docx

    out = docx.Document()
    _set_up(out, document)
    writer = _Writer(out, document.ids)
    out.add_heading(document.title, 0)
    for text, style in ((document.kicker, "Subtitle"), (document.description, "Subtitle")):
        if text:
            out.add_paragraph(text, style)
    out.add_paragraph(" · ".join(filter(None, [document.period, f"Built {document.day}"])))
    writer.pairs([(one["name"], one["value"]) for one in document.parameters])
    writer.blocks(document.blocks, out)
    out.add_heading("How to cite", 1)
    out.add_paragraph(document.citation)
    out.add_paragraph(document.licence)
    out.add_heading("How this report was made", 1)
    out.add_paragraph(document.how)
    writer.pairs(document.provenance)
    stream = io.BytesIO()
    out.save(stream)
    return {".docx": stream.getvalue()}


def _set_up(out: Any, document: Document) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    core = out.core_properties
    told = {
        "title": document.title, "subject": document.description, "language": document.language,
        "author": ", ".join(document.authors), "comments": document.citation, "keywords": document.period,
    }  # fmt: skip
    for name, text in told.items():
        setattr(core, name, text if len(text) <= PROPERTY_SIGNS else text[: PROPERTY_SIGNS - 1] + "…")
    core.created = core.modified = document.built.replace(tzinfo=None)
    core.last_modified_by = core.author
    section = out.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    language = out.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), "en-GB")
        language.set(qn("w:bidi"), "ar-LY")
    out.styles["Normal"].font.size = Pt(10.5)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        style = out.styles[name]
        style.font.color.rgb = RGBColor(0x1C, 0x21, 0x26)
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{document.title} · ")
    _page_number(footer)


def _page_number(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


class _Writer:
    def __init__(self, out: Any, ids: set[str]) -> None:
        self.out, self.ids, self._marks = out, ids, 0

    def pairs(self, pairs: Sequence[Any]) -> None:
        """Write names with their values, a line each."""
        for name, value in pairs:
            paragraph = self.out.add_paragraph(style="List Bullet")
            paragraph.add_run(f"{name}: ").bold = True
            paragraph.add_run(str(value))

    def blocks(self, blocks: Sequence[Any], where: Any, style: str | None = None) -> None:
        for block in blocks:
            self.block(block, where, style)

    def block(self, block: Any, where: Any, style: str | None) -> None:
        match block:
            case Heading():
                paragraph = self.out.add_heading(level=min(9, block.level - 1))
                self.inline(paragraph, block.spans, block.id)
            case Paragraph():
                self.inline(where.add_paragraph(style=style), block.spans, block.id)
            case Preformatted():
                run = where.add_paragraph(style="No Spacing").add_run(block.text)
                run.font.name = "Courier New"
            case Listing():
                self.listing(block, where)
            case Quote():
                self.blocks(block.blocks, where, "Quote")
            case Folded():
                paragraph = where.add_paragraph()
                paragraph.paragraph_format.keep_with_next = True
                self.inline(paragraph, block.summary, block.id, bold=True)
                self.blocks(block.blocks, where)
            case Figure():
                self.figure(block)
            case Table():
                self.table(block)

    def listing(self, block: Listing, where: Any) -> None:
        style = "List Number" if block.ordered else "List Bullet"
        for item in block.items:
            first, *others = item.blocks or (Paragraph(()),)
            if isinstance(first, Paragraph):
                self.inline(where.add_paragraph(style=style), first.spans, item.id)
            else:
                others = [first, *others]
            self.blocks(others, where, "List Continue")

    def figure(self, figure: Figure) -> None:
        from docx.shared import Inches

        if figure.kind == "svg":
            raise FormatError(
                f"format docx: figure {figure.number} is a drawing (SVG), which DOCX does not take. Show it as PNG."
            )
        if figure.number:
            self.label("Figure", figure.number)
        width = min(_INCHES, figure.width / _PIXELS or _INCHES, _HIGH * figure.width / (figure.height or 1) or _INCHES)
        shape = self.out.add_picture(io.BytesIO(figure.data), width=Inches(width))
        told = shape._inline.docPr
        told.set("descr", figure.alt)
        told.set("title", f"Figure {figure.number or ''}".strip())

    def label(self, what: str, number: int, spans: Sequence[Span] = ()) -> None:
        """Write the line above a figure or table, which stays with it."""
        paragraph = self.out.add_paragraph(style="Caption")
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(f"{what} {number}" + (". " if spans else ""))
        self.inline(paragraph, spans)

    def table(self, table: Table) -> None:
        from docx.shared import Pt

        if table.number:
            self.label("Table", table.number, table.caption or (Span(table.label),) if table.label else table.caption)
        elif table.caption:
            paragraph = self.out.add_paragraph(style="Caption")
            paragraph.paragraph_format.keep_with_next = True
            self.inline(paragraph, table.caption)
        rows = [*table.head, *table.rows]
        grid = self.out.add_table(len(rows), table.columns, style="Table Grid")
        grid.autofit = False
        widths = [Pt(width) for width in column_widths(table, _INCHES * 72, sign=5.6, inset=5.4)]
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = width
        _set_look(grid, head=bool(table.head))
        taken: set[tuple[int, int]] = set()
        grid_rows = list(grid.rows)
        grid_cells = [list(row.cells) for row in grid_rows]
        for down, row in enumerate(rows):
            across = 0
            for cell in row:
                while (down, across) in taken:
                    across += 1
                if across >= table.columns:
                    break
                low = min(down + cell.rowspan, len(rows)) - 1
                far = min(across + cell.colspan, table.columns) - 1
                taken |= {(y, x) for y in range(down, low + 1) for x in range(across, far + 1)}
                target = grid_cells[down][across]
                if (low, far) != (down, across):
                    target = target.merge(grid_cells[low][far])
                target.width = sum(widths[across : far + 1])
                self.fill(target, cell, Pt(8), shaded=down < len(table.head))
                across = far + 1
            _mark_row(grid_rows[down], head=down < len(table.head))
        self.out.add_paragraph()

    def fill(self, target: Any, cell: Cell, size: Any, *, shaded: bool) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        paragraph = target.paragraphs[0]
        paragraph.paragraph_format.space_after = 0
        if shaded:
            _shade(target)
        if cell.side == "end":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.inline(paragraph, cell.spans, bold=bool(cell.header), size=size)

    def inline(
        self, paragraph: Any, spans: Sequence[Span], name: str = "", *, bold: bool | None = None, size: Any = None
    ) -> None:
        if name:
            self.bookmark(paragraph, name)
        for span in spans:
            target = link(span, self.ids)
            box = self.linked(paragraph, target) if target else paragraph._p
            run = paragraph.add_run(span.text)
            run.bold = True if span.strong or bold else bold
            run.italic = True if span.em or span.tex else None
            run.font.superscript = True if span.raised else None
            run.font.size = size
            if span.code:
                run.font.name = "Courier New"
            if span.mark:
                run.underline = True
            if target:
                _look_linked(run)
                box.append(run._r)
            if span.lang:
                _say_language(run, span.lang)

    def bookmark(self, paragraph: Any, name: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self._marks += 1
        for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(kind)
            mark.set(qn("w:id"), str(self._marks))
            if kind.endswith("Start"):
                mark.set(qn("w:name"), _mark_name(name))
            paragraph._p.append(mark)

    def linked(self, paragraph: Any, target: str) -> Any:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        box = OxmlElement("w:hyperlink")
        if target.startswith("#"):
            box.set(qn("w:anchor"), _mark_name(target[1:]))
        else:
            box.set(qn("r:id"), paragraph.part.relate_to(target, _REL, is_external=True))
        paragraph._p.append(box)
        return box


def _mark_name(name: str) -> str:
    """Give a name that a bookmark may have: letters, digits and _, 40 at most."""
    return "a_" + "".join(sign if sign.isalnum() else "_" for sign in name)[:38]


def _look_linked(run: Any) -> None:
    from docx.shared import RGBColor

    run.font.color.rgb, run.underline = RGBColor(0x00, 0x44, 0x88), True


def _say_language(run: Any, lang: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = run._r.get_or_add_rPr()
    right_to_left = lang.partition("-")[0] in ("ar", "he", "fa", "ur")
    if right_to_left:
        properties.append(OxmlElement("w:rtl"))
    told = OxmlElement("w:lang")
    told.set(qn("w:bidi" if right_to_left else "w:val"), lang)
    properties.append(told)


def _set_look(grid: Any, *, head: bool) -> None:
    """Say that the first row is a header and no column is, which a style and a screen reader both go by."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = grid._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        look = OxmlElement("w:tblLook")
        properties.append(look)
    look.set(qn("w:val"), "0020" if head else "0000")
    for name, on in (("firstRow", head), ("lastRow", 0), ("firstColumn", 0), ("lastColumn", 0), ("noHBand", 1),
                     ("noVBand", 1)):  # fmt: skip
        look.set(qn(f"w:{name}"), str(int(on)))


def _shade(cell: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "F4F6F8")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _mark_row(row: Any, *, head: bool) -> None:
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
