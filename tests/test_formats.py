"""A report's other formats say what its page says, are accessible by their own standards, and run nothing."""

import base64
import datetime as dt
import io
import json
import re
import sys

import docx
import nbformat
import pypdf
import pytest
from bs4 import BeautifulSoup
from docx.oxml.ns import qn

from libyaconflict.errors import ParameterError
from libyaconflict.formats import FORMATS, FormatError, check_formats, report_files, write
from libyaconflict.formats.blocks import Document, Figure, Heading, Paragraph, Span, Table, plain_text, walk
from libyaconflict.formats.reading import read_document
from libyaconflict.formats.slides import deal
from libyaconflict.page import report_body
from libyaconflict.report import render

DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
HOSTILE = '#panic("x") $y$ *a* _b_ [c](javascript:d) <script>alert(1)</script> `e` \\ & | "f" \\u{41}'
ALT = "Deaths by week; most in the week of 5 June: 12."
TABLE = (
    '<table class="dataframe"><caption>Who held it</caption><thead><tr><th>Place</th><th>Dead</th><th>Source</th></tr>'
    '</thead><tbody><tr><th>Tarhouna</th><td>12</td><td><a href="#s1">One</a><br><small>and two | three</small></td>'
    '</tr><tr><td colspan="3">Nothing <q>more</q>.</td></tr></tbody></table><ul><li id="s1">Source one</li></ul>'
)
PROSE = (
    "# The kicker\n\nHeld by **local forces** at *first*, <span lang='ar' dir='rtl'>ترهونة</span>, "
    "[a report](https://example.org/a_(b)?c=1|2).\n\n## First part\n\nThe rate is $r = \\frac{d}{n}$.\n\n"
    "> in their own words\n\n1. one\n2. two\n   - deep\n\n### Finer\n\nMore."
)
ABOUT = {
    "title": "Who held it?", "description": "What it shows.", "period": "1–7 June 2020", "name": "one",
    "built": dt.datetime(2026, 11, 5, 7, 8, 9, tzinfo=dt.UTC), "version": "1.2",
    "parameters": [{"name": "place", "value": "Tarhouna", "help": "which place"}],
    "provenance": {"data": "ab" * 32, "lines": [("Python", "3.11"), ("Data, sha256", "ab" * 32)]},
}  # fmt: skip


def shown(data, **metadata):
    output = nbformat.v4.new_output("execute_result", data=data, metadata=metadata)
    return nbformat.v4.new_code_cell("secret_code()", outputs=[output])


def notebook(*cells, prose=PROSE):
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(prose), *cells])


WHOLE = notebook(
    shown({"image/png": DOT}, **{"image/png": {"alt": ALT}}),
    nbformat.v4.new_markdown_cell("## Second part"),
    shown({"text/html": TABLE}),
    shown({"text/plain": "printed  text"}),
)


@pytest.fixture(scope="module")
def made():
    return report_files(WHOLE, list(FORMATS), **ABOUT)


@pytest.fixture(scope="module")
def document():
    body = report_body(WHOLE, ABOUT["title"], ABOUT["name"])
    return read_document(body.still, ABOUT, kicker=body.kicker)


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """A real dossier, in every format."""
    out = tmp_path_factory.mktemp("reports")
    (result,) = render(["tarhouna"], out=out, formats=list(FORMATS))
    assert result.ok, result.error
    return out


def pdf_of(made):
    return pypdf.PdfReader(io.BytesIO(made[".pdf"]))


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def tags_of(pdf):
    """Every element of the structure tree: its kind, and its alt text."""
    found, queue = [], [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while queue:
        node = queue.pop(0).get_object()
        if isinstance(node, list):
            queue += node
        elif isinstance(node, dict):
            found.append((node.get("/S"), node.get("/Alt")))
            queue += [node["/K"]] if "/K" in node and not isinstance(node["/K"], int) else []
    return found


def test_the_page_is_read_into_blocks_in_order(document):
    kinds = [type(block).__name__ for block in document.blocks]
    assert kinds == ["Paragraph", "Heading", "Paragraph", "Quote", "Listing", "Heading", "Paragraph", "Figure",
                     "Heading", "Table", "Listing", "Preformatted"]  # fmt: skip
    assert document.kicker == "The kicker"
    first = document.blocks[0].spans
    assert [span.text for span in first if span.strong] == ["local forces"]
    assert [(span.text, span.lang) for span in first if span.lang] == [("ترهونة", "ar")]
    assert [span.href for span in first if span.href] == ["https://example.org/a_(b)?c=1%7C2"]
    assert not any("secret_code" in plain_text(getattr(block, "spans", ())) for block in walk(document.blocks))


def test_a_table_keeps_headers_spans_numbers_and_links(document):
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert (table.number, table.columns, plain_text(table.caption)) == (1, 3, "Who held it")
    assert [cell.header for cell in table.head[0]] == ["col"] * 3
    assert [cell.header for cell in table.rows[0]] == ["row", "", ""]
    assert table.rows[0][1].side == ""  # a colspan below: columns are not judged
    assert plain_text(table.rows[0][2].spans) == "One\nand two | three"
    assert table.rows[1][0].colspan == 3
    assert plain_text(table.rows[1][0].spans) == "Nothing “more”."
    assert document.ids >= {"s1"}


def test_pdf_is_tagged_ua_1_with_title_author_date_and_language(made):
    pdf = pdf_of(made)
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part>1<|pdfuaid:part=\"1\"", xmp)
    assert pdf.metadata.title == "Who held it?"
    assert pdf.metadata.author == "The libyaconflict maintainers"
    assert pdf.metadata.creation_date == ABOUT["built"]


def test_pdf_has_alt_text_headers_headings_and_page_numbers(made):
    pdf = pdf_of(made)
    tags = tags_of(pdf)
    assert ("/Figure", ALT) in tags
    assert any(alt == r"r = \frac{d}{n}" for _, alt in tags)
    kinds = [kind for kind, _ in tags]
    assert kinds.count("/TH") == 3  # typst's Python cannot tag the header of a row
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 4  # two parts, how to cite, how it was made
    said = text_of(pdf)
    for words in ("Figure 1", "Table 1. Who held it", "1 / ", "place: Tarhouna", "How to cite", "Python: 3.11",
                  "printed", "“more”", "data sha256 abababababab"):  # fmt: skip
        assert words in said, words
    assert "secret_code" not in said


def test_pdf_carries_its_fonts_and_writes_arabic(made):
    pdf = pdf_of(made)
    fonts = {str(font.get_object()["/BaseFont"]) for page in pdf.pages for font in page["/Resources"]["/Font"].values()}
    assert any("DejaVuSans" in name for name in fonts)
    assert all("+" in name for name in fonts)  # a subset inside the file
    assert set("ترهونة") <= set(text_of(pdf))


def test_typst_refuses_a_figure_without_alt_text():
    figure = Figure(base64.b64decode(DOT), "png", "", 1, 1)
    with pytest.raises(FormatError, match="alt"):
        write("pdf", Document("T", (figure,), "x", ABOUT["built"]))


def test_docx_has_headings_alt_text_repeated_headers_links_and_language(made):
    out = docx.Document(io.BytesIO(made[".docx"]))
    styles = [(p.style.name, p.text) for p in out.paragraphs]
    assert ("Title", "Who held it?") in styles
    assert [text for style, text in styles if style == "Heading 1"] == [
        "First part", "Second part", "How to cite", "How this report was made",
    ]  # fmt: skip
    assert ("Heading 2", "Finer") in styles
    assert [shape._inline.docPr.get("descr") for shape in out.inline_shapes] == [ALT]
    (table,) = out.tables
    heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert heads == [True, False, False]
    assert [cell.text for cell in table.rows[1].cells] == ["Tarhouna", "12", "One\nand two | three"]
    assert table.rows[2].cells[0]._tc is table.rows[2].cells[2]._tc  # one cell over three columns
    addresses = {rel.target_ref for rel in out.part.rels.values() if rel.is_external}
    assert addresses == {"https://example.org/a_(b)?c=1%7C2"}
    (inner,) = [link for link in out.element.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    marks = {mark.get(qn("w:name")) for mark in out.element.iter(qn("w:bookmarkStart"))}
    assert inner.get(qn("w:anchor")) in marks
    core = out.core_properties
    assert (core.title, core.language, core.author) == ("Who held it?", "en", "The libyaconflict maintainers")
    assert core.created.replace(tzinfo=dt.UTC) == ABOUT["built"]


def test_markdown_reads_back_as_the_same_headings_table_and_picture(made):
    text = made[".md"].decode()
    from libyaconflict.jupyter import load_tool

    soup = BeautifulSoup(load_tool("nbconvert.filters.markdown").markdown2html(text), "html.parser")
    for anchor in soup.select("a.anchor-link"):
        anchor.decompose()
    assert [tag.get_text(strip=True) for tag in soup(["h1", "h2", "h3"])] == [
        "Who held it?", "First part", "Finer", "Second part", "How to cite", "How this report was made",
    ]  # fmt: skip
    assert [cell.get_text(" ", strip=True) for cell in soup.table.tbody.tr(["td", "th"])] == [
        "Tarhouna", "12", "One and two | three",
    ]  # fmt: skip
    assert (soup.img["src"], soup.img["alt"]) == ("one_files/figure-1.png", ALT)
    assert made["_files/figure-1.png"] == base64.b64decode(DOT)
    assert r"$r = \frac{d}{n}$" in text
    assert soup.find("a", href="#s1") is not None
    assert soup.find("a", id="s1") is not None


def test_slides_have_a_heading_each_and_no_address_to_fetch(made, document):
    soup = BeautifulSoup(made[".slides.html"].decode(), "html.parser")
    slides = soup.select("section.slide")
    assert all(len(slide(["h1", "h2"])) == 1 for slide in slides)
    assert [slide.h2.get_text(" ", strip=True) for slide in slides[1:]] == [
        "In short", "First part", "Second part 1 of 2", "Second part 2 of 2", "How to cite, and how this was made",
    ]  # fmt: skip
    assert len({tag["id"] for tag in soup(id=True)}) == len(soup(id=True))
    assert not soup(["link", "iframe"])
    assert all(image["src"].startswith("data:") for image in soup("img"))
    assert len(soup("script")) == 1
    assert [len(slide.blocks) for slide in deal(document)] == [1, 6, 1, 2]


def test_hostile_words_are_words_in_every_format():
    cell = nbformat.v4.new_code_cell("x", outputs=[nbformat.v4.new_output("stream", text=HOSTILE)])
    from html import escape

    table = shown(
        {"text/html": f"<table><tr><th>{escape(HOSTILE)}</th></tr><tr><td>{escape(HOSTILE)}</td></tr></table>"}
    )
    about = {
        **ABOUT,
        "title": HOSTILE,
        "description": HOSTILE,
        "parameters": [{"name": "p", "value": HOSTILE, "help": HOSTILE}],
    }
    made = report_files(notebook(cell, table, prose="x"), list(FORMATS), **about)
    squeezed = re.sub(r"\s", "", HOSTILE)
    pdf = pdf_of(made)
    assert pdf.metadata.title == HOSTILE
    assert re.sub(r"\s", "", text_of(pdf)).count(squeezed) >= 6
    out = docx.Document(io.BytesIO(made[".docx"]))
    assert [p.text for p in out.paragraphs].count(HOSTILE) >= 2
    assert out.tables[0].rows[1].cells[0].text == HOSTILE
    slides = BeautifulSoup(made[".slides.html"].decode(), "html.parser")
    assert len(slides("script")) == 1
    assert not slides.find("a", href=re.compile("^javascript"))
    from libyaconflict.jupyter import load_tool

    read = load_tool("nbconvert.filters.markdown").markdown2html(made[".md"].decode())
    soup = BeautifulSoup(read, "html.parser")
    assert not soup("script")
    assert not soup.find("a", href=re.compile("^javascript"))
    assert soup.td.get_text() == HOSTILE


def test_an_address_that_runs_something_is_no_link():
    spans = (Span("a", href="javascript:x"), Span("b", href="#nowhere"), Span("c", href="https://example.org"))
    document = Document("T", (Heading(2, (Span("H"),)), Paragraph(spans)), "x", ABOUT["built"])
    soup = BeautifulSoup(write("slides", document)[".slides.html"].decode(), "html.parser")
    assert [a["href"] for a in soup.main("a")] == ["https://example.org"]
    assert write("md", document)[".md"].decode().count("](") == 1
    assert b"javascript" not in write("pdf", document)[".pdf"]


def test_every_word_of_a_real_page_is_in_its_other_formats(real):
    soup = BeautifulSoup((real / "tarhouna.html").read_text("utf-8"), "html.parser")
    for tag in soup.select("details.code, details.full-size, style, p.numbered"):
        tag.decompose()
    words = set(re.findall(r"[^\W\d_]{4,}", soup.main.get_text(" ")))
    assert len(words) > 300
    out = docx.Document(io.BytesIO((real / "tarhouna.docx").read_bytes()))
    written = " ".join(text.text or "" for text in out.element.iter(qn("w:t")))
    slides = BeautifulSoup((real / "tarhouna.slides.html").read_text("utf-8"), "html.parser").get_text(" ")
    for text in (written, (real / "tarhouna.md").read_text("utf-8"), slides):
        assert words - set(re.findall(r"[^\W\d_]{4,}", text)) == set()
    pdf = text_of(pypdf.PdfReader(real / "tarhouna.pdf"))
    missing = {word for word in words if word.isascii()} - set(re.findall(r"[^\W\d_]{4,}", pdf))
    assert len(missing) <= 2  # a word may be parted at the end of a narrow line


def test_pictures_beside_markdown_are_where_it_says_and_are_recorded(real):
    text = (real / "tarhouna.md").read_text("utf-8")
    names = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)
    assert names
    assert all((real / name).stat().st_size > 1000 for name in names)
    files = json.loads((real / "tarhouna.json").read_text("utf-8"))["libyaconflict"]["files"]
    assert {".html", ".ipynb", ".pdf", ".docx", ".md", ".slides.html", "_files/figure-1.png"} <= set(files)
    page = BeautifulSoup((real / "tarhouna.html").read_text("utf-8"), "html.parser")
    assert {a["href"] for a in page.footer("a")} >= {"tarhouna.pdf", "tarhouna.docx", "tarhouna.slides.html"}


def test_a_report_is_made_again_in_the_formats_that_lie_there_and_stale_ones_do_not_stay(real):
    (result,) = render(["tarhouna"], out=real)
    assert result.skipped
    before = {path.name: path.stat().st_mtime_ns for path in real.glob("tarhouna.*") if path.is_file()}
    (result,) = render(["tarhouna"], out=real, formats=["pdf"], force=True)
    assert result.ok
    after = {path.name: path.stat().st_mtime_ns for path in real.glob("tarhouna.*") if path.is_file()}
    assert set(after) == set(before) >= {f"tarhouna.{kind}" for kind in ("pdf", "docx", "md", "slides.html")}
    assert all(after[name] > before[name] for name in before)
    for name in ("tarhouna.docx", "tarhouna.md", "tarhouna.slides.html"):  # nobody wants them any longer
        (real / name).unlink()
    (result,) = render(["tarhouna"], out=real)
    assert result.ok
    left = {path.name for path in real.glob("tarhouna*")}
    assert left == {f"tarhouna.{kind}" for kind in ("html", "ipynb", "json", "pdf", "bib", "data")}
    (result,) = render(["tarhouna"], out=real, formats=["md"])
    assert result.why == ("the formats asked for changed",)


def test_unknown_formats_and_missing_extras_are_refused_together(monkeypatch):
    assert check_formats(["pdf"]) == ("html", "pdf")
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ParameterError) as caught:
        check_formats(["pfd", "pdf"])
    unknown, missing = caught.value.faults
    assert unknown == "there is no format 'pfd'. Known: html, pdf, docx, md, slides."
    assert "pip install 'libyaconflict[pdf]'" in missing


def test_nothing_runs_where_a_format_is_missing(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ParameterError, match=r"libyaconflict\[docx\]"):
        render(["tarhouna"], out=tmp_path / "out", formats=["docx"])
    assert not (tmp_path / "out").exists()


def test_a_format_that_cannot_be_written_is_named_and_nothing_is_given():
    drawing = shown({"image/svg+xml": SVG}, **{"image/svg+xml": {"alt": "A square."}})
    with pytest.raises(FormatError, match=r"format docx: figure .* is a drawing \(SVG\)"):
        report_files(notebook(drawing), ["html", "docx"], **ABOUT)
    made = report_files(notebook(drawing), ["html", "pdf", "md", "slides"], **ABOUT)
    assert ("/Figure", "A square.") in tags_of(pdf_of(made))


def test_an_equation_that_cannot_be_drawn_stays_as_its_tex():
    made = report_files(notebook(prose=r"See $\begin{matrix}1\end{matrix}$ and $x^2$."), ["html"], **ABOUT)
    soup = BeautifulSoup(made[".html"].decode(), "html.parser")
    assert soup.main.code.get_text() == r"$\begin{matrix}1\end{matrix}$"
    assert soup.select_one(".math")["aria-label"] == "x^2"
    assert soup.select_one(".math svg path")["fill"] == "currentColor"


def test_a_long_citation_fits_the_properties_of_a_docx():
    about = {**ABOUT, "description": "long " * 100, "made": "made with care " * 40}
    files = report_files(WHOLE, ["docx"], **about)
    core = docx.Document(io.BytesIO(files[".docx"])).core_properties
    assert (len(core.comments), len(core.subject)) == (255, 255)
    assert core.subject.endswith("…")
