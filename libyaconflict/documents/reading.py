"""Read reports from files of any of the known formats, one after the other."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..errors import LibyaConflictError
from .draft import MAX_TEXT, Draft, Refused, UnreadableError
from .formats import read_docx, read_mail, read_markdown, read_pdf, read_text
from .pages import read_page
from .sources import MAX_FILE, Passed, Source, find_sources
from .tables import read_csv, read_jsonl
from .words import clean, find_dateline, guess_language, parse_day, printable

_SINGLE: dict[str, Callable[[bytes], Iterator[Draft | Refused]]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_page,
    ".htm": read_page,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".eml": read_mail,
}
_TABLES = {".csv": read_csv, ".tsv": read_csv, ".jsonl": read_jsonl, ".ndjson": read_jsonl}
_DATED_NAME = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")


@dataclass(frozen=True)
class Document:
    """A report: its text, and what is known of who published it and when.

    Attributes
    ----------
    id : str
        The id that the file gives it, else the file's name without ending, with ``-N`` for row N of a table.
    text : str
        The whole text, in NFC with LF line ends. Offsets count its characters.
    published : datetime.date
        The day of publication, in the publisher's own time zone.
    publisher, dateline, language, side, title : str
        Empty where not known. `dateline` and `language`, if not given, are read from the text.
    path : str
        The file; ``news.zip/a.txt`` inside a zip, ``news.csv#row=3`` in a table (the header is row 1),
        ``news.jsonl#line=3``, ``-`` for standard input.
    sha256 : str
        Of the text in UTF-8.
    encoding : str
        How the file was decoded; it ends in ``(guessed)`` where nothing declared it.
    """

    id: str
    text: str
    published: datetime.date
    publisher: str
    dateline: str
    language: str
    side: str
    title: str
    path: str
    sha256: str
    encoding: str = ""


@dataclass(frozen=True)
class Skipped:
    """A file, or a part of one, that gave no document, and why."""

    path: str
    reason: str

    def __post_init__(self) -> None:
        for name in ("path", "reason"):  # both may quote the file, and will be printed
            object.__setattr__(self, name, printable(getattr(self, name)))

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


def read_documents(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    published: datetime.date | str | None = None,
    text_column: str | None = None,
) -> Iterator[Document | Skipped]:
    """Read reports one by one, sorted by path; what cannot be read comes as `Skipped` with the reason.

    Parameters
    ----------
    paths : path or iterable of paths
        Files (.txt, .md, .html, .htm, .pdf, .docx, .eml, .csv, .tsv, .jsonl), zip archives or folders of
        these, and ``-`` for standard input.
    published : date or ISO text, optional
        The day for documents that have none. A day comes first from the document (see the module of its
        format), then from a file name that begins with one, as ``2020-06-05-tarhouna.pdf``, then from here.
    text_column : str, optional
        The column or key of tables that has the text; by default text, body, content or article.

    Yields
    ------
    Document or Skipped

    Raises
    ------
    LibyaConflictError
        `published` is no day, or a library of the extra ``read`` is needed and not installed.
    """
    if published is not None:
        found = parse_day(str(published))
        if found is None:
            raise LibyaConflictError(f"published {published!r} is no day: write it as 2020-06-05")
        published = found
    listed = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    return _read([os.fspath(path) for path in listed], published, text_column)


def _read(paths: list[str], published: datetime.date | None, text_column: str | None) -> Iterator[Document | Skipped]:
    seen: dict[str, set[str]] = {}
    for source in find_sources(paths):
        if isinstance(source, Passed):
            yield Skipped(source.path, source.reason)
            continue
        try:
            for draft in _drafts(source, text_column):
                if isinstance(draft, Refused):
                    yield Skipped(source.path + draft.part, draft.reason)
                else:
                    yield _finish(draft, source, published, seen)
        except UnreadableError as error:
            yield Skipped(source.path, str(error))
        except OSError as error:
            yield Skipped(source.path, f"cannot be read: {error.strerror or error}")


def _drafts(source: Source, text_column: str | None) -> Iterator[Draft | Refused]:
    suffix = source.suffix or (_recognise(source.read()) if source.path == "-" else "")
    if suffix in _TABLES:
        return _TABLES[suffix](source.open, text_column)
    if suffix not in _SINGLE:
        known = ", ".join([*_SINGLE, *_TABLES, ".zip"])
        raise UnreadableError(f"has the ending {suffix!r}, which is not one of {known}")
    if source.size > MAX_FILE:
        raise UnreadableError(f"is larger than {MAX_FILE // 1_000_000} MB")
    data = source.read()
    if not data.strip():
        raise UnreadableError("is empty")
    return _SINGLE[suffix](data)


def _recognise(data: bytes) -> str:
    """Tell the format of standard input, which has no name, by how it begins."""
    head = data.removeprefix(b"\xef\xbb\xbf")[:4096].lstrip()
    first = head.partition(b"\n")[0].strip()
    if head.startswith(b"%PDF-"):
        return ".pdf"
    if head.startswith(b"PK\x03\x04"):
        return ".docx"
    if re.match(rb"<(?:!doctype html|html|\?xml|head|body)", head, re.IGNORECASE):
        return ".html"
    if head.startswith(b"---"):
        return ".md"
    if head.startswith(b"{"):
        return ".jsonl"
    if re.match(
        rb"(?:from|date|received|return-path|message-id|mime-version|subject|delivered-to): ", head, re.IGNORECASE
    ):
        return ".eml" if re.search(rb"^(?:from|message-id):", head, re.IGNORECASE | re.MULTILINE) else ".txt"
    cells = {cell.strip(b' "').lower() for cell in re.split(rb"[,;\t|]", first)}
    if cells & {b"text", b"body", b"content", b"article"} and cells & {b"date", b"published", b"id", b"title"}:
        return ".csv"
    return ".txt"


def _finish(
    draft: Draft, source: Source, published: datetime.date | None, seen: dict[str, set[str]]
) -> Document | Skipped:
    """Settle the day, the id and the rest; `seen` keeps the texts that each id has stood for."""
    path, text = source.path + draft.part, clean(draft.text)
    fields = {name: " ".join(clean(value).split())[:1000] for name, value in draft.fields.items()}
    if not text.strip():
        return Skipped(path, "has no text")
    if len(text) > MAX_TEXT:
        return Skipped(path, f"has {len(text):,} characters, more than the {MAX_TEXT:,} of a document")
    written = fields.get("published", "")
    day = parse_day(written) if written else _day_of_name(source, draft) or published
    if day is None:
        if written:
            return Skipped(path, f"the day of publication {written[:80]!r} cannot be read: write it as 2020-06-05")
        hint = f" ({draft.hint})" if draft.hint else ""
        return Skipped(path, f"has no day of publication{hint}: put one in the document, or give published")
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    name = fields.get("id") or _name(source, draft.part)
    if sha256 in seen.setdefault(name, set()):
        return Skipped(path, f"has the id {name!r} and the text of a document read before")
    seen[name].add(sha256)
    return Document(
        id=name if len(seen[name]) == 1 else f"{name}~{sha256[:8]}",
        text=text,
        published=day,
        publisher=fields.get("publisher", ""),
        dateline=fields.get("dateline") or find_dateline(text),
        language=re.split("[-_]", fields.get("language", "").lower())[0] or guess_language(text),
        side=fields.get("side", ""),
        title=fields.get("title", ""),
        path=path.encode("utf-8", "replace").decode("utf-8"),
        sha256=sha256,
        encoding=draft.encoding,
    )


def _name(source: Source, part: str) -> str:
    stem = " ".join(clean(PurePosixPath(source.name).stem).split()) or "document"
    return f"{stem}-{part.rpartition('=')[2]}" if part else stem


def _day_of_name(source: Source, draft: Draft) -> datetime.date | None:
    match = None if draft.part else _DATED_NAME.match(source.name)
    return parse_day(match[0]) if match else None


def summarise(read: int | Iterable[Document], skipped: Iterable[Skipped], *, paths: int = 5) -> list[str]:
    """Return the closing lines: how many were read, and every reason for skipping with its files.

    Parameters
    ----------
    read : int or iterable of Document
        What was read, or how many.
    skipped : iterable of Skipped
        What was not.
    paths : int
        Of each reason, how many files to name before counting the rest.

    Examples
    --------
    >>> summarise(2, [Skipped("a.txt", "is empty")])
    ['Read 2 documents; skipped 1.', '  is empty: a.txt']
    """
    count = read if isinstance(read, int) else sum(1 for _ in read)
    groups: dict[str, list[str]] = {}
    for item in skipped:
        groups.setdefault(item.reason, []).append(item.path)
    total = Counter({reason: len(group) for reason, group in groups.items()})
    lines = [f"Read {count:,} document{'' if count == 1 else 's'}; skipped {total.total():,}."]
    for reason, number in total.most_common():
        rest = f" and {number - paths:,} more" if number > paths else ""
        lines.append(f"  {reason}: {', '.join(groups[reason][:paths])}{rest}")
    return lines
