"""Read reports from files of any of the known formats, one after the other."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from ..errors import LibyaConflictError
from .draft import MAX_TEXT, Draft, MissingLibrary, Refused, UnreadableError
from .formats import read_docx, read_mail, read_markdown, read_pdf, read_text
from .hashes import Hashes, hash64
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


@dataclass(frozen=True, slots=True)
class Input:
    """What can be read apart, in another process too: a file that is one document, or a row of a table."""

    source: Source
    draft: Draft | None = None

    @property
    def path(self) -> str:
        """The path to say."""
        return self.source.path + (self.draft.part if self.draft else "")


class Seen:
    """The ids met so far, and the texts that each stood for."""

    def __init__(self) -> None:
        self.hashes = Hashes()

    @staticmethod
    def marks(name: str, sha256: str) -> tuple[int, int]:
        """Hash an id, and the id with its text."""
        return hash64(name), hash64(name, sha256)

    def settle(self, path: str, name: str, sha256: str) -> str | Skipped:
        """Note a document and give its id, with a part of the text's SHA-256 if another text has that id already."""
        alone, both = self.marks(name, sha256)
        if not self.hashes.add(both):
            return Skipped(path, f"has the id {name!r} and the text of a document read before")
        return name if self.hashes.add(alone) else f"{name}~{sha256[:8]}"


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
    listed = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    return _read(listed, day_given(published), text_column)


def day_given(published: datetime.date | str | None) -> datetime.date | None:
    """Read the day that is given for documents that have none.

    Raises
    ------
    LibyaConflictError
        It is no day.
    """
    if published is None:
        return None
    found = parse_day(str(published))
    if found is None:
        raise LibyaConflictError(f"published {published!r} is no day: write it as 2020-06-05")
    return found


def _read(
    paths: list[str | os.PathLike[str]], published: datetime.date | None, text_column: str | None
) -> Iterator[Document | Skipped]:
    seen = Seen()
    for item in list_inputs(paths, text_column):
        for found in [item] if isinstance(item, Skipped) else read_input(item, published):
            if isinstance(found, Document):
                settled = seen.settle(found.path, found.id, found.sha256)
                yield settled if isinstance(settled, Skipped) else replace(found, id=settled)
            else:
                yield found


def list_inputs(paths: Iterable[str | os.PathLike[str]], text_column: str | None = None) -> Iterator[Input | Skipped]:
    """List what there is to read, sorted by path; files are not opened, save tables and archives.

    Parameters
    ----------
    paths, text_column
        As for `read_documents`.

    Yields
    ------
    Input or Skipped
        In the order in which `read_documents` gives them.
    """
    for source in find_sources([os.fspath(path) for path in paths]):
        if isinstance(source, Passed):
            yield Skipped(source.path, source.reason)
            continue
        try:
            suffix = _suffix(source)
            if suffix in _SINGLE:
                if source.size > MAX_FILE:
                    raise UnreadableError(f"is larger than {MAX_FILE // 1_000_000} MB")
                yield Input(source)
                continue
            if suffix not in _TABLES:
                known = ", ".join([*_SINGLE, *_TABLES, ".zip"])
                raise UnreadableError(f"has the ending {suffix!r}, which is not one of {known}")
            table = replace(source, data=b"")
            for draft in _TABLES[suffix](source.open, text_column):
                refused = isinstance(draft, Refused)
                yield Skipped(source.path + draft.part, draft.reason) if refused else Input(table, draft)
        except UnreadableError as error:
            yield Skipped(source.path, str(error))
        except OSError as error:
            yield Skipped(source.path, f"cannot be read: {error.strerror or error}")


def read_input(found: Input, published: datetime.date | None = None) -> Iterator[Document | Skipped]:
    """Read one input; ids are those of the file, whether or not another document has the same.

    A file whose format needs a library that is not installed is skipped, and the reason names the extra.
    """
    source = found.source
    try:
        for draft in [found.draft] if found.draft else _drafts(source):
            if isinstance(draft, Refused):
                yield Skipped(source.path + draft.part, draft.reason)
            else:
                yield _finish(draft, source, published)
    except (UnreadableError, MissingLibrary) as error:
        yield Skipped(source.path, str(error))
    except OSError as error:
        yield Skipped(source.path, f"cannot be read: {error.strerror or error}")


def _suffix(source: Source) -> str:
    return source.suffix or (_recognise(source.data or b"") if source.path == "-" else "")


def _drafts(source: Source) -> Iterator[Draft | Refused]:
    data = source.read()
    if not data.strip():
        raise UnreadableError("is empty")
    return _SINGLE[_suffix(source)](data)


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


def _finish(draft: Draft, source: Source, published: datetime.date | None) -> Document | Skipped:
    """Settle the day, the id and the rest."""
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
    return Document(
        id=fields.get("id") or _name(source, draft.part),
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
