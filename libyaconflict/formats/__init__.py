"""Formats of a report beside its page of HTML: PDF, DOCX, Markdown, slides; each written from the same blocks."""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import LibyaConflictError, ParameterError

PDF_ENGINES = ("typst", "chromium")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


class FormatError(LibyaConflictError):
    """A report that cannot be written in a format; says which."""


@dataclass(frozen=True)
class Format:
    """How one format is written: ``writer`` names ``module:function`` of this package.

    The function takes a `blocks.Document` and gives files by ending; `needs` is the module that must be installed
    for it, `extra` the extra of this package that brings it.
    """

    ending: str
    writer: str
    says: str
    needs: str = ""
    extra: str = ""


FORMATS = {
    "html": Format(".html", "", "a page in one file; always made"),
    "pdf": Format(".pdf", "pdf:write_pdf", "tagged PDF/UA-1 to print and to file", "typst", "pdf"),
    "docx": Format(".docx", "docx:write_docx", "to paste into a paper", "docx", "docx"),
    "md": Format(".md", "markdown:write_markdown", "Markdown, with its pictures in NAME_files"),
    "slides": Format(".slides.html", "slides:write_slides", "slides to show, in one file"),
}


def check_formats(names: Iterable[str], *, pdf_engine: str = "typst") -> tuple[str, ...]:
    """Check names of formats before anything runs, and give them in the order of `FORMATS`, HTML always among them.

    Raises
    ------
    ParameterError
        With every name that is no format, and every format for which something is not installed.
    """
    wanted = {"html", *(name.strip() for name in names)}
    faults = [
        f"there is no format {name!r}. Known: {', '.join(FORMATS)}." for name in sorted(wanted) if name not in FORMATS
    ]
    if pdf_engine not in PDF_ENGINES:
        faults.append(f"there is no PDF engine {pdf_engine!r}. Known: {', '.join(PDF_ENGINES)}.")
    for name in FORMATS:
        form = FORMATS[name]
        if name not in wanted:
            continue
        if name == "pdf" and pdf_engine == "chromium":
            if find_browser() is None:
                faults.append(f"format pdf: there is no browser ({', '.join(BROWSERS[:3])}). Use the PDF engine typst.")
        elif form.needs and importlib.util.find_spec(form.needs) is None:
            faults.append(
                f"format {name}: {form.needs} is not installed. Run: pip install 'libyaconflict[{form.extra}]'"
            )
    if faults:
        raise ParameterError(faults)
    return tuple(name for name in FORMATS if name in wanted)


def can_write(name: str, *, pdf_engine: str = "typst") -> bool:
    """Tell if a format can be written here."""
    try:
        check_formats([name], pdf_engine=pdf_engine)
    except ParameterError:
        return False
    return True


def find_browser() -> str | None:
    """Give where a browser is that can print to PDF, or None."""
    named = os.environ.get("CHROMIUM")
    return named if named and shutil.which(named) else next(filter(None, map(shutil.which, BROWSERS)), None)


def report_files(
    notebook: Any, formats: Sequence[str] = ("html",), *, pdf_engine: str = "typst", **about: Any
) -> dict[str, bytes]:
    """Write an executed notebook in every format asked for.

    Parameters
    ----------
    notebook : NotebookNode
    formats : sequence of str
        From `check_formats`.
    pdf_engine : {"typst", "chromium"}
    **about
        As of `page.report_page`.

    Returns
    -------
    dict of str to bytes
        Files by ending, such as ``.pdf`` or ``_files/figure-1.png``; ``.html`` among them.

    Raises
    ------
    PageError
        As of `page.report_page`.
    FormatError
        A format cannot be written; nothing is given then, so that no report stands half renewed.
    """
    from ..page import fill_page, report_body

    wanted = [name for name in formats if name != "html"]
    body = report_body(notebook, about["title"], about["name"])
    page = fill_page(body, others=[FORMATS[name].ending for name in wanted], **about)
    files = {".html": page.encode("utf-8"), **{end: text.encode("utf-8") for end, text in body.tables.items()}}
    if not wanted:
        return files
    from .reading import read_document

    document = read_document(body.still, about, kicker=body.kicker)
    for name in wanted:
        try:
            if name == "pdf" and pdf_engine == "chromium":
                files |= _printed(page)
            else:
                files |= write(name, document)
        except FormatError:
            raise
        except Exception as error:
            raise FormatError(f"format {name}: {type(error).__name__}: {error}") from error
    return files


def _printed(page: str) -> Mapping[str, bytes]:
    from .printed import print_page

    return print_page(page)


def write(name: str, document: Any) -> dict[str, bytes]:
    """Write a document in one of `FORMATS`."""
    module, _, function = FORMATS[name].writer.partition(":")
    return getattr(importlib.import_module(f".{module}", __name__), function)(document)
