"""An executed notebook as one self-contained, accessible HTML page, and the list of such pages."""

from __future__ import annotations

import datetime as dt
import functools
import re
import threading
import uuid
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .equations import markdown_filter
from .errors import LibyaConflictError, ParameterError
from .execute import INJECTED
from .figures import link_table, mend_figure, mend_table
from .jupyter import load_tool
from .webmap.source import MIME, csp_hash, hosted_map, map_style, page_script

TEMPLATES = Path(__file__).resolve().parent / "templates"
_SHOWN = [
    "text/html",
    "text/markdown",
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "text/latex",
    "text/plain",
]
_ACTIVE = ["script", "iframe", "object", "embed", "link", "meta", "base", "form", "audio", "video", "source"]
_ONE_AT_A_TIME = threading.Lock()
_DATA_LINE = re.compile(r'<p class="data">.*?</p>')
TABLE = "text/csv"  # of a figure, in the output that holds its picture
_STAND_IN_ALT = "No description has been provided for this image"  # what nbconvert writes where there is none
_NO_FONT = re.compile(r"findfont: Font family .*? not found|Glyph .*? missing from .*", re.IGNORECASE)
AUTHORS = "The libyaconflict maintainers"
LICENCE = "Evidence under CC BY 4.0. The sources named in each figure and table carry their own terms."
HOW = "Reports were merged and control was rebuilt by written rules, each with its reason and a case."
_NO_ALT = (
    "the figure has no alt text. Show it with libyaconflict.charts.show(ax, alt=...), "
    'or display(figure, metadata={"image/png": {"alt": ...}}).'
)


class PageError(LibyaConflictError):
    """A page that would not be readable by everyone, or not by itself; `cell` is the first at fault."""

    def __init__(self, faults: Sequence[tuple[int | None, str]]) -> None:
        self.cell = faults[0][0]
        self.faults = list(faults)
        first = faults[0][1]
        more = [f"cell {cell}: {fault}" for cell, fault in faults[1:]]
        super().__init__("\n".join([first, *more]))

    def __reduce__(self) -> tuple:  # it crosses from the child that makes the page
        return PageError, (self.faults,)


def report_page(notebook: Any, **about: Any) -> str:
    """Write an executed notebook as a page of HTML.

    Parameters
    ----------
    notebook : NotebookNode
        Executed; the cells with the parameters are left out, as the page's head lists them.
    **about
        What ``report.html.j2`` shows: `title`, `description`, `period`, `parameters` (name, value, help),
        `provenance` (label, value), `name`, `built` (datetime), `version`.

    Raises
    ------
    PageError
        A figure has no alt text, or something would have to be fetched to see the page.

    Notes
    -----
    No script of a notebook gets into the page. An interactive map (`webmap.show_map`) is data only in the
    notebook; the page gets this package's own script for it, and a content security policy that lets that one run.
    """
    return fill_page(report_body(notebook, about["title"], about["name"]), **about)


@dataclass(frozen=True)
class Body:
    """What a notebook shows, made fit for a page.

    `html`, by their marks in it the interactive `maps`, and by the endings of their files (``.data/figure-1.csv``,
    numbered as the page numbers its figures) the `tables` that figures are drawn from, as CSV.
    """

    html: str
    kicker: str
    maps: Mapping[str, str]
    tables: Mapping[str, str]

    @property
    def still(self) -> str:
        """The HTML with a still picture only where an interactive map would stand, and no link to what lies beside."""
        html = _DATA_LINE.sub("", self.html)
        for mark in self.maps:
            html = html.replace(mark, "")
        return html


def report_body(notebook: Any, title: str, name: str) -> Body:
    """Make what a notebook shows inert, self-contained and accessible; raises as `report_page` does.

    `name` is that of the report's files, for links to the tables of its figures.
    """
    copy = deepcopy(notebook)
    tables = _mark_tables(copy)
    maps = _take_maps(copy)
    if faults := _font_faults(notebook):
        raise PageError(faults)
    html, kicker, files = _tidy(_cells(copy), title, tables, name)
    return Body(html, kicker, maps, files)


def fill_page(body: Body, **about: Any) -> str:
    """Write a page around a body; `about` as of `report_page`, and `others`, endings of the same report elsewhere."""
    html = body.html
    for mark, hosted in body.maps.items():
        html = html.replace(mark, hosted)
    script = page_script() if body.maps else ""
    moving = {"script": script, "script_hash": csp_hash(script), "map_style": map_style()} if body.maps else {}
    said = {"citation": citation(**about), "licence": LICENCE, "how": HOW}
    return template("report.html.j2").render(body=html, kicker=body.kicker, **said, **moving, **about)


def citation(**about: Any) -> str:
    """Give the line by which a report is cited: who answers for it, its title, what it was made with and from, when."""
    title, period, built = about["title"], about.get("period"), about["built"]
    span = f" ({period})" if period and period not in title else ""
    plain = f"Report made with libyaconflict {about['version']}; data sha256 {about['provenance']['data'][:12]}"
    names = [f"{given} {family}".strip() for family, given in about["provenance"].get("authors", [])]
    who = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
    day = f"Built {built.day} {built:%B %Y}"
    return f"{f'{who} ({built.year}). ' if who else ''}{title}{span}. {about.get('made') or plain}. {day}."


def _font_faults(notebook: Any) -> list[tuple[int | None, str]]:
    """Find the figures whose letters could not be drawn: matplotlib only warns, and goes on with empty boxes."""
    faults: list[tuple[int | None, str]] = []
    number = 0
    for cell in notebook.cells:
        number += INJECTED not in cell.metadata.get("tags", [])
        said = "".join(o.text for o in cell.get("outputs", []) if o.output_type == "stream" and o.name == "stderr")
        if match := _NO_FONT.search(said):
            faults.append(
                (number, f"letters of a figure cannot be drawn ({match[0].strip()}). Name a font that is there.")
            )
    return faults


def changes_page(title: str, report: str, differences: Any, *, before: str, now: Any) -> str:
    """Write what changed between two runs of a report; `before` and `now` are when they were built."""
    return template("changes.html.j2").render(
        title=title, report=report, differences=differences, before=before, now=now
    )


def rules_page(text: str) -> str:
    """Write the rules, given as Markdown, as a page beside the reports."""
    soup = load_tool("bs4").BeautifulSoup(load_tool("nbconvert.filters.markdown").markdown2html(text), "html.parser")
    for anchor in soup.select("a.anchor-link"):
        anchor.decompose()
    for table in soup("table"):
        mend_table(soup, table, None)
    _reachable(soup)
    heading = soup.h1.extract()
    return template("rules.html.j2").render(title=heading.get_text(strip=True), body=str(soup))


def template(name: str) -> Any:
    """Give a template of this package, which escapes all that it is handed."""
    return _templates().get_template(name)


@functools.cache
def _templates() -> Any:
    jinja2 = load_tool("jinja2")
    loader = jinja2.FileSystemLoader(TEMPLATES)
    env = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    env.filters["day"] = lambda moment: f"{moment.day} {moment:%B %Y}"
    return env


def _mark_tables(notebook: Any) -> dict[str, str]:
    """Put a mark that no notebook can know before the alt text of each figure that brings its table.

    Gives the tables by their marks.
    """
    tables: dict[str, str] = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            table = output.get("data", {}).pop(TABLE, None)
            if not isinstance(table, str):
                continue
            _one_alt(output)
            kinds = [kind for kind in output.data if kind.startswith("image/")]
            if kinds and output.metadata[kinds[0]]["alt"]:
                output.metadata.pop("alt", None)
                mark = f"table-{uuid.uuid4().hex}"
                tables[mark] = table
                output.metadata[kinds[0]]["alt"] = f"{mark} {output.metadata[kinds[0]]['alt']}"
                for kind in kinds[1:]:
                    output.metadata[kind] = output.metadata[kinds[0]]
    return tables


def _take_maps(notebook: Any) -> dict[str, str]:
    """Put a mark that no notebook can know in the stead of each interactive map; give each mark's map as HTML.

    The map's still picture stays where it was, to be judged as every other figure.
    """
    maps: dict[str, str] = {}
    number = 0
    for cell in notebook.cells:
        number += INJECTED not in cell.metadata.get("tags", [])
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            bundle = data.pop(MIME, None)
            if bundle is None:
                continue
            mark = f"map-{uuid.uuid4().hex}"
            try:
                maps[mark] = hosted_map(bundle, "")
            except ParameterError as error:
                raise PageError([(number, str(error))]) from error
            _one_alt(output)
            picture = escape(f"data:image/png;base64,{data.pop('image/png', '')}")
            alt = escape(output.metadata.get("image/png", {}).get("alt", ""))
            still = f'<div class="output_png lcm-still"><img src="{picture}" alt="{alt}"></div>'
            data["text/html"] = f'<div class="lcm-hosted">{still}{mark}</div>'
    return maps


def _cells(copy: Any) -> str:
    """Give the cells as HTML, each in a section that has its number in the source notebook; changes them."""
    number = 0
    for cell in copy.cells:
        number += INJECTED not in cell.metadata.get("tags", [])
        cell.metadata["number"] = number
        for output in cell.get("outputs", []):
            _one_alt(output)
    copy.cells = [cell for cell in copy.cells if not {INJECTED, "parameters"} & set(cell.metadata.get("tags", []))]
    with _ONE_AT_A_TIME:  # the exporter is shared by all threads
        return _exporter().from_notebook_node(copy)[0]


@functools.cache
def _exporter() -> Any:
    """Make the exporter of cells; it compiles its templates when it is first used."""
    html = load_tool("nbconvert.exporters.html")

    class Cells(html.HTMLExporter):
        def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> tuple[str, Any]:
            """Pass by what HTMLExporter does to the finished page: it parses all of it once more, as `_tidy` does."""
            return super(html.HTMLExporter, self).from_notebook_node(nb, self._init_resources(resources), **options)

    filters = {
        "markdown2html": load_tool("jinja2").pass_context(markdown_filter),
        "highlight_code": load_tool("nbconvert.filters.highlight").Highlight2HTML(pygments_lexer="ipython3"),
    }
    return Cells(
        template_name="cells",
        filters=filters,
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_anchor_links=True,
        exclude_output_prompt=True,
        config=load_tool("traitlets.config").Config(NbConvertBase={"display_data_priority": _SHOWN}),
    )


def warm_up() -> None:
    """Make a page of nothing, so that a process forked from this one finds its templates compiled."""
    v4 = load_tool("nbformat.v4")
    outputs = [v4.new_output("display_data", {"text/html": "<table><tr><th>a</th><td>1</td></tr></table>"}),
               v4.new_output("stream", text="a")]  # fmt: skip
    cells = [v4.new_markdown_cell("# A\n\n*b* `c`\n\n- d"), v4.new_code_cell("1", outputs=outputs)]
    about = dict.fromkeys(("title", "description", "period", "name", "version"), "a")
    built = dt.datetime(2020, 6, 5)
    report_page(v4.new_notebook(cells=cells), **about, parameters=[], provenance={"data": "", "lines": []}, built=built)


def _one_alt(output: Any) -> None:
    """Let a figure's alt text hold for whichever of its formats is shown, as a cell output's metadata."""
    metadata = output.get("metadata", {})
    images = [kind for kind in output.get("data", {}) if kind.startswith("image/")]
    texts = (value.get("alt") for value in [metadata, *metadata.values()] if isinstance(value, dict))
    alt = next((text.strip() for text in texts if isinstance(text, str)), "")
    for kind in images:
        metadata[kind] = {**metadata.get(kind, {}), "alt": alt}


def _tidy(html: str, title: str, tables: Mapping[str, str], name: str) -> tuple[str, str, dict[str, str]]:
    """Make the cells' HTML inert, self-contained and accessible.

    Also gives the notebook's own title, and the files of the figures that brought a table.
    """
    soup = load_tool("bs4").BeautifulSoup(html, "html.parser")
    for tag in soup(_ACTIVE):
        tag.decompose()
    _disarm(soup)
    faults = [(_cell_of(image), fault) for image in soup("img") if (fault := _image_fault(image))]
    if faults:
        raise PageError(faults)
    kicker = _headings(soup, title)
    files: dict[str, str] = {}
    for number, picture in enumerate(soup("img"), start=1):
        mark, _, alt = picture["alt"].partition(" ")
        if mark in tables:
            picture["alt"] = alt
            ending = f".data/figure-{number}.csv"
            files[ending] = tables[mark]
            link_table(soup, picture, number, f"{name}{ending}")
        mend_figure(soup, picture, number)
    number = 0
    for table in soup("table"):
        folded = table.find_parent("details") is not None
        number += not folded
        mend_table(soup, table, None if folded else number)
    _reachable(soup)
    return str(soup), kicker, files


def _disarm(soup: Any) -> None:
    for tag in soup(True):
        for name in [name for name in tag.attrs if name.startswith("on") or name == "srcset"]:
            del tag[name]
        for name in ("href", "xlink:href", "poster", "background") if tag.name not in ("a", "area") else ():
            if not tag.get(name, "#").strip().startswith(("#", "data:")):
                del tag[name]  # a picture in a drawing, say: it would have to be fetched
        if "href" in tag.attrs:
            if urlsplit(tag["href"].strip()).scheme.lower() not in ("", "http", "https", "mailto"):
                del tag["href"]
            elif tag["href"].startswith("http"):
                tag["rel"] = "noopener noreferrer"
    for style in soup("style"):
        if "url(" in style.text or "@import" in style.text or style.has_attr("scoped"):
            style.decompose()


def _image_fault(image: Any) -> str:
    if not image.get("src", "").startswith("data:"):
        return f"the image {image.get('src', '')!r} is not inside the page. Make it a figure of the notebook."
    return _NO_ALT if image.get("alt", "").strip() in ("", _STAND_IN_ALT) else ""


def _cell_of(tag: Any) -> int | None:
    cell = tag.find_parent(attrs={"data-cell": True})
    return int(cell["data-cell"]) if cell else None


def _headings(soup: Any, title: str) -> str:
    """Leave one h1 to the page's head: the notebook's first one becomes its kicker, others step down."""
    kicker = ""
    for number, heading in enumerate(soup("h1")):
        if number == 0:
            kicker = heading.get_text(" ", strip=True)
            heading.decompose()
        else:
            heading.name = "h2"
    seen: set[str] = set()
    for tag in soup(id=True):
        name, number = tag["id"], 2
        while tag["id"] in seen:
            tag["id"] = f"{name}-{number}"
            number += 1
        seen.add(tag["id"])
    return "" if kicker.casefold() == title.casefold() else kicker


def _reachable(soup: Any) -> None:
    """Let the keyboard reach what may scroll, and tell regions apart by name."""
    for text in soup("pre"):
        text["tabindex"] = "0"
    named: set[str] = set()
    for region in soup(attrs={"role": "region", "aria-label": True}):
        name, number = region["aria-label"], 2
        while region["aria-label"] in named:
            region["aria-label"] = f"{name} ({number})"
            number += 1
        named.add(region["aria-label"])
