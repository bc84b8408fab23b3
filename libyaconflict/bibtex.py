"""Sources as BibTeX, for whoever cites them: entries that BibTeX and biber both read."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

SOURCES = "application/vnd.libyaconflict.sources+json"  # the type by which a notebook's output lists its sources
FIELDS = ("id", "publisher", "title", "published", "url", "language")
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{sign: f"\\{sign}" for sign in "$&#%_"},
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LANGUAGES = {
    "ar": "arabic", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fr": "french",
    "id": "indonesian", "it": "italian", "nl": "dutch", "pt": "portuguese", "ru": "russian", "tr": "turkish",
}  # fmt: skip  # babel's names
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_WEB = ("http://", "https://")


def listed_sources(notebook: Any) -> list[dict[str, str]]:
    """Give the sources that the outputs of an executed notebook list, each once, in their order."""
    found: dict[str, dict[str, str]] = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            rows = output.get("data", {}).get(SOURCES)
            for row in rows if isinstance(rows, list) else []:
                if isinstance(row, Mapping) and row.get("id"):
                    found.setdefault(str(row["id"]), {name: str(row.get(name) or "") for name in FIELDS})
    return list(found.values())


def bibtex(
    sources: Iterable[Mapping[str, str]],
    *,
    name: str = "",
    title: str = "",
    built: dt.date | None = None,
    authors: Sequence[tuple[str, str]] = (),
    note: str = "",
) -> str:
    r"""Write sources as BibTeX, after an entry for the report that cites them where it has a name.

    Parameters
    ----------
    sources : iterable of mapping
        Each with `FIELDS`; `published` is a day, a month or a year in ISO form, or empty.
    name, title, built, authors, note
        Of the report: the name of its files, its title, the day it was made, who answers for it (family name and
        given names; of a body its name alone), and what it was made with and from.

    Returns
    -------
    str
        An ``@online`` entry for each source that has an address, else ``@misc``. A key is the source's id, with
        what BibTeX cannot hold in a key replaced and told apart by a hash.

    Examples
    --------
    >>> print(bibtex([{"id": "s1", "publisher": "A & B", "title": "100% {ok}", "published": "2019-04-19", "url": ""}]))
    @misc{s1,
      author = {{A \& B}},
      title = {{100\% \textbraceleft{}ok\textbraceright{}}},
      date = {2019-04-19},
      year = {2019},
      month = apr,
    }
    <BLANKLINE>
    """
    entries = []
    if name:
        fields = {
            "author": " and ".join(_author(*author) for author in authors),
            "title": _whole(title),
            **_dated(built.isoformat() if built else ""),
            "note": _plain(note),
        }
        entries.append(_entry("misc", _key(f"report-{name}"), fields))
    for row in sources:
        address = row["url"].strip() if row["url"].strip().startswith(_WEB) else ""
        fields = {
            "author": _whole(row["publisher"]),
            "title": _whole(row["title"]),
            **_dated(row["published"]),
            "url": quote(address, safe="%/:=&?~#+!$,;'@()*[]._-"),
            "langid": _LANGUAGES.get(row.get("language", ""), ""),
        }
        entries.append(_entry("online" if address else "misc", _key(row["id"]), fields))
    return "\n".join(entries)


def _whole(text: str) -> str:
    """Write text so that no style takes it apart or makes its capitals small."""
    plain = _plain(text)
    return f"{{{plain}}}" if plain else ""


def _author(family: str, given: str) -> str:
    return f"{{{_plain(family)}}}, {{{_plain(given)}}}" if given else f"{{{_plain(family)}}}"


def _entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    lines = [f"  {name} = {text if name == 'month' else f'{{{text}}}'}," for name, text in fields.items() if text]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"]) + "\n"


def _dated(text: str) -> dict[str, str]:
    """Give the date as biber reads it, and year and month as BibTeX does."""
    match = _DATE.fullmatch(text)
    if match is None:
        return {}
    month = _MONTHS[int(match[2]) - 1] if match[2] and 1 <= int(match[2]) <= 12 else ""
    return {"date": text, "year": match[1], "month": month}


def _plain(text: str) -> str:
    """Write text so that LaTeX shows it as it is."""
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return "".join(_SPECIAL.get(sign, sign) for sign in " ".join(printable.split()))


def _key(name: str) -> str:
    key = re.sub(r"[^A-Za-z0-9:.-]+", "-", name)
    return key if key == name else f"{key.strip('-')}-{hashlib.sha256(name.encode()).hexdigest()[:6]}".lstrip("-")
