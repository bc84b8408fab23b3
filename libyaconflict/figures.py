"""Figures and tables of a report's page: numbered, sized, and readable without seeing or with a narrow screen."""

from __future__ import annotations

import base64
import re
import struct
from typing import Any
from urllib.parse import quote

_BOXES = ("output_png", "output_svg", "output_jpeg")
_NUMBER = re.compile(r"[-+−–]?[\d][\d,. ]*\s?%?")
_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?[~?%]?")
_LONG = 48  # signs; a longer text in a table gets room
_WIDE = 640  # pixels


def mend_figure(soup: Any, picture: Any, number: int) -> None:
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
    if box and "wide" in box["class"]:
        box.insert_before(_full_size(soup, number))


def link_table(soup: Any, picture: Any, number: int, file: str) -> None:
    """Link to the file beside the page that holds the table a figure is drawn from."""
    line = soup.new_tag("p", attrs={"class": "data"})
    link = soup.new_tag("a", href=quote(file))
    link.string = f"Data of figure {number} (CSV)"
    line.append(link)
    box = picture.find_parent(class_="lcm-hosted") or picture.find_parent(class_=_BOXES) or picture
    box.insert_after(line)


def mend_table(soup: Any, table: Any, number: int | None) -> None:
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


def _full_size(soup: Any, number: int) -> Any:
    """Make what the reader opens on a narrow screen to see the figure that follows at full size."""
    fold = soup.new_tag("details", attrs={"class": "full-size"})
    summary, hint = soup.new_tag("summary"), soup.new_tag("p")
    summary.string = f"Figure {number} at full size"
    hint.string = "It scrolls sideways."
    fold.append(summary)
    fold.append(hint)
    return fold


def _number_line(soup: Any, what: str, number: int) -> Any:
    """Make the line by which a figure or table can be cited and linked to."""
    line = soup.new_tag("p", attrs={"class": "numbered", "id": f"{what.lower()}-{number}"})
    line.string = f"{what} {number}"
    return line


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
