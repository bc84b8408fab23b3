"""An executed notebook as one self-contained, accessible HTML page, and the list of such pages."""

from __future__ import annotations

import base64
import re
import struct
import uuid
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .errors import LibyaConflictError, ParameterError
from .execute import INJECTED, load_tool
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
_NUMBER = re.compile(r"[-+−–]?[\d][\d,. ]*\s?%?")
_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?[~?%]?")
_LONG = 48  # signs; a longer text in a table gets room
_WIDE = 640  # pixels
_STAND_IN_ALT = "No description has been provided for this image"  # what nbconvert writes where there is none
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
    copy = deepcopy(notebook)
    maps = _take_maps(copy)
    body, kicker = _tidy(_cells(copy), about["title"])
    for mark, hosted in maps.items():
        body = body.replace(mark, hosted)
    script = page_script() if maps else ""
    moving = {"script": script, "script_hash": csp_hash(script), "map_style": map_style()} if maps else {}
    return _template("report.html.j2").render(body=body, kicker=kicker, **moving, **about)


def index_page(entries: Iterable[Mapping[str, Any]], *, built: Any) -> str:
    """Write the list of reports, what failed first."""
    entries = sorted(entries, key=lambda entry: (entry["ok"], entry.get("source", ""), entry["name"]))
    return _template("index.html.j2").render(entries=entries, built=built)


def rules_page(text: str) -> str:
    """Write the rules, given as Markdown, as a page beside the reports."""
    soup = load_tool("bs4").BeautifulSoup(load_tool("nbconvert.filters.markdown").markdown2html(text), "html.parser")
    for anchor in soup.select("a.anchor-link"):
        anchor.decompose()
    heading = soup.h1.extract()
    return _template("rules.html.j2").render(title=heading.get_text(strip=True), body=str(soup))


def _template(name: str) -> Any:
    jinja2 = load_tool("jinja2")
    loader = jinja2.FileSystemLoader(TEMPLATES)
    env = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    env.filters["day"] = lambda moment: f"{moment.day} {moment:%B %Y}"
    return env.get_template(name)


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
    exporter = load_tool("nbconvert.exporters.html").HTMLExporter(
        template_name="cells",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_anchor_links=True,
        exclude_output_prompt=True,
        config=load_tool("traitlets.config").Config(NbConvertBase={"display_data_priority": _SHOWN}),
    )
    return exporter.from_notebook_node(copy)[0]


def _one_alt(output: Any) -> None:
    """Let a figure's alt text hold for whichever of its formats is shown, as a cell output's metadata."""
    metadata = output.get("metadata", {})
    images = [kind for kind in output.get("data", {}) if kind.startswith("image/")]
    texts = (value.get("alt") for value in [metadata, *metadata.values()] if isinstance(value, dict))
    alt = next((text.strip() for text in texts if isinstance(text, str)), "")
    for kind in images:
        metadata[kind] = {**metadata.get(kind, {}), "alt": alt}


def _tidy(html: str, title: str) -> tuple[str, str]:
    """Make the cells' HTML inert, self-contained and accessible; also give the notebook's own title."""
    soup = load_tool("bs4").BeautifulSoup(html, "html.parser")
    for tag in soup(_ACTIVE):
        tag.decompose()
    _disarm(soup)
    faults = [(_cell_of(image), fault) for image in soup("img") if (fault := _image_fault(image))]
    if faults:
        raise PageError(faults)
    kicker = _headings(soup, title)
    for number, picture in enumerate(soup("img"), start=1):
        _figure(soup, picture, number)
    number = 0
    for table in soup("table"):
        folded = table.find_parent("details") is not None
        number += not folded
        _table(soup, table, None if folded else number)
    return str(soup), kicker


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


def _figure(soup: Any, picture: Any, number: int) -> None:
    """Give a PNG its size; where the screen is narrow a wide one is shown whole, and unfolds to scroll at full size."""
    head, _, data = picture["src"].partition(",")
    if head != "data:image/png;base64" or picture.find_parent("table"):
        return
    width, height = struct.unpack(">II", base64.b64decode(data[:32])[16:24])  # the PNG's own first record
    picture["width"], picture["height"] = str(width), str(height)
    box = picture.find_parent(class_="output_png")
    if box and width >= _WIDE:
        box["class"] = [*box["class"], "wide"]
        box["role"], box["tabindex"], box["aria-label"] = "region", "0", f"Figure {number}"
    if box:
        box.insert_before(_number_line(soup, "Figure", number))
    if box and width >= _WIDE:
        box.insert_before(_full_size(soup, number))


def _table(soup: Any, table: Any, number: int | None) -> None:
    """Give header cells their scope, numbers their side, and the table a box of its own to scroll in.

    A table that is folded away gets no number of its own.
    """
    for name in ("border", "style"):
        del table[name]
    for row in table("tr"):
        del row["style"]
    for header in table("th"):
        in_head = header.find_parent("thead") or not header.find_parent("tr").find("td")
        if not header.get_text(strip=True):
            header.name = "td"
        elif not header.has_attr("scope"):
            spans = "colspan" if in_head else "rowspan"
            header["scope"] = ("col" if in_head else "row") + ("group" if int(header.get(spans, 1)) > 1 else "")
    for cell in table("td"):
        text = cell.get_text(strip=True)
        kind = "day" if _DAY.fullmatch(text) else "long" if len(text) > _LONG else None
        if kind:
            cell["class"] = [*cell.get("class", []), kind]
    _align_numbers(table)
    heading = table.find_previous(["h2", "h3", "h4"])
    caption = table.find("caption")
    label = caption or heading
    box = soup.new_tag("div", attrs={"class": "table", "role": "region", "tabindex": "0"})
    named = f"Table {number}" if number else "Table"
    box["aria-label"] = named + (f": {label.get_text(' ', strip=True)}" if label else "")
    table.wrap(box)
    if number:
        box.insert_before(_number_line(soup, "Table", number))


def _number_line(soup: Any, what: str, number: int) -> Any:
    """Make the line by which a figure or table can be cited and linked to."""
    line = soup.new_tag("p", attrs={"class": "numbered", "id": f"{what.lower()}-{number}"})
    line.string = f"{what} {number}"
    return line


def _full_size(soup: Any, number: int) -> Any:
    """Make what the reader opens on a narrow screen to see the figure that follows at full size."""
    fold = soup.new_tag("details", attrs={"class": "full-size"})
    summary, hint = soup.new_tag("summary"), soup.new_tag("p")
    summary.string = f"Figure {number} at full size"
    hint.string = "It scrolls sideways."
    fold.append(summary)
    fold.append(hint)
    return fold


def _align_numbers(table: Any) -> None:
    rows = [row(["td", "th"], recursive=False) for row in table("tr")]
    if len({len(row) for row in rows}) != 1 or table.find(attrs={"colspan": True}) or table.find(rowspan=True):
        return
    for column in zip(*rows, strict=True):
        texts = [cell.get_text(strip=True) for cell in column if cell.name == "td" and not cell.find_parent("thead")]
        filled = [text for text in texts if text not in ("", "<NA>", "NaN", "–")]
        if filled and all(_NUMBER.fullmatch(text) for text in filled):
            for cell in column:
                cell["class"] = [*cell.get("class", []), "number"]
