"""Single documents: plain text, Markdown, PDF, DOCX and e-mail, each to a draft."""

from __future__ import annotations

import io
import itertools
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from .draft import MAX_TEXT, Draft, Refused, UnreadableError, missing, parsing
from .pages import read_html
from .words import clean, decode, parse_day

if TYPE_CHECKING:
    from email.message import EmailMessage

_ADDRESS = r"\([^)\s\[]{0,500}(?: \"[^\"\n]{0,200}\")?\)"
_MARKS = (  # none of them looks far, so that no text makes them slow
    (r"!\[[^\[\]\n]{0,300}\]" + _ADDRESS, ""),
    (r"\[([^\[\]\n]{1,300})\](?:" + _ADDRESS + r"|\[[^\[\]\n]{0,100}\])", r"\1"),
    (r"(?m)^[ \t]{0,3}#{1,6}[ \t]+", ""),
    (r"(?m)^[ \t]{0,3}>[ \t]?", ""),
    (r"(\*{1,3}|(?<!\w)_{1,3})(?=\S)([^*_\n]{1,500}?)(?<=\S)\1(?!\w)", r"\2"),
)
FIELDS = ("id", "title", "published", "publisher", "dateline", "language", "side")
MAX_PAGES = 1000  # of a PDF
_MAX_HEADER = 2000  # characters of one e-mail header; parsing takes time that grows with their square
_MAX_FRONT_MATTER = 16_000  # characters
_DATE_LINE = re.compile(r"\s*(?:date|published)(?:\s*:\s*|\s+)(\S.*?)\s*", re.IGNORECASE)
_LIKE_ISO = re.compile(r"\d{4}-\d{2}-\d{2}\S*")
_HEAD_LINE = re.compile(r"(id|title|publisher|dateline|language|side)[ \t]*:[ \t]*([^\n]*)(?:\n|$)", re.IGNORECASE)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_WORD = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_KEPT_HYPHEN = re.compile(
    r"(?:^|\W)(?:al|el|pro|anti|non|ex|self|co|counter|cross|cease|north|south|mid)-$", re.IGNORECASE
)


def read_text(data: bytes) -> Iterator[Draft]:
    """Read plain text; a first line ``date 2020-06-05`` or ``Published: 5 June 2020`` is taken off as its day."""
    text, encoding = decode(data)
    body, fields = take_head(text)
    yield Draft(body, fields, encoding)


def take_head(text: str) -> tuple[str, dict[str, str]]:
    r"""Split the metadata lines off a text: its first must be the day, and others may follow it at once.

    Examples
    --------
    >>> take_head("date 2020-06-05\npublisher: LANA\nForces entered Tarhouna.")
    ('Forces entered Tarhouna.', {'published': '2020-06-05', 'publisher': 'LANA'})
    >>> take_head("Date: 5 June 2020\n\nForces entered Tarhouna.")
    ('Forces entered Tarhouna.', {'published': '5 June 2020'})
    >>> take_head("Date set for talks\nin Geneva.")
    ('Date set for talks\nin Geneva.', {})
    """
    line, _, rest = text.partition("\n")
    match = _DATE_LINE.fullmatch(line)
    if not match or not (_LIKE_ISO.fullmatch(match[1]) or parse_day(match[1])):
        return text, {}
    fields = {"published": match[1]}
    while (match := _HEAD_LINE.match(rest)) and match[1].lower() not in fields:
        fields[match[1].lower()] = match[2].strip()
        rest = rest[match.end() :]
    return rest.lstrip("\n"), fields


def read_markdown(data: bytes) -> Iterator[Draft]:
    """Read Markdown; metadata are YAML front matter or the head lines of `read_text`."""
    text, encoding = decode(data)
    if not re.match(r"---[ \t]*\n", text):
        body, fields = take_head(text)
    else:
        end = re.search(r"^(?:---|\.\.\.)[ \t]*$\n?", text[4 : 4 + _MAX_FRONT_MATTER], re.MULTILINE)
        if end is None:
            raise UnreadableError("opens front matter with '---' and never closes it: cut off?")
        fields = _front_matter(text[4 : 4 + end.start()])
        body = text[4 + end.end() :].lstrip("\n")
    yield Draft(_plain(body), fields, encoding)


def _front_matter(source: str) -> dict[str, str]:
    import yaml

    from .tables import COLUMNS

    with parsing("YAML front matter"):
        found = yaml.load(source, Loader=yaml.BaseLoader)  # text, lists and dicts only
    if not isinstance(found, dict):
        raise UnreadableError("has front matter that is not 'key: value' lines")
    lower = {
        key.lower(): clean(value) for key, value in found.items() if isinstance(value, str) and isinstance(key, str)
    }
    fields = {ours: next((lower[key] for key in COLUMNS[ours] if lower.get(key)), "") for ours in FIELDS}
    return {ours: value for ours, value in fields.items() if value}


def _plain(markdown: str) -> str:
    """Take off the marks that would split names: emphasis, links, headings, comments."""
    said, _, rest = markdown.partition("<!--")
    while rest:
        _, closed, after = rest.partition("-->")
        if not closed:
            said += "<!--" + rest
            break
        more, _, rest = after.partition("<!--")
        said += more
    for pattern, instead in _MARKS:
        said = re.sub(pattern, instead, said)
    return said


def read_pdf(data: bytes) -> Iterator[Draft]:
    """Read the text layer of a PDF, its lines joined to paragraphs and broken words made whole."""
    try:
        import pypdf
    except ImportError as error:
        raise missing("pypdf", "PDF") from error
    if b"%PDF-" not in data[:1024]:
        raise UnreadableError("is not a PDF: it does not begin with %PDF-")
    if b"%%EOF" not in data[-8192:]:
        raise UnreadableError("is a PDF cut off before its end (%%EOF)")
    with parsing("PDF", "pypdf"):
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("is a PDF locked with a password")
        if len(reader.pages) > MAX_PAGES:
            raise UnreadableError(f"has {len(reader.pages)} pages, more than the {MAX_PAGES} of a document")
        pages, letters = [], 0
        for page in reader.pages:
            pages.append(page.extract_text())
            letters += len(pages[-1])
            if letters > MAX_TEXT:
                raise UnreadableError(f"has more than {MAX_TEXT:,} characters")
        said = reader.metadata or {}
        title, created = str(said.get("/Title") or ""), str(said.get("/CreationDate") or "")
    text = clean("\n".join(_reflow(_letters(clean(page))) for page in pages)).strip()
    if not text:
        raise UnreadableError("has no text layer: a scan? Run OCR over it first")
    body, fields = take_head(text)
    made = re.search(r"(\d{4})(\d{2})(\d{2})", created)
    hint = f"the file was made on {'-'.join(made.groups())}, which need not be the day of publication" if made else ""
    yield Draft(body, {**({"title": clean(title).strip()} if title.strip() else {}), **fields}, "PDF", hint=hint)


def _letters(text: str) -> str:
    """Turn the shapes that PDFs hold (ligatures, Arabic letters in position) back into letters."""
    return re.sub(
        r"[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+", lambda found: unicodedata.normalize("NFKC", found[0]), text
    )


def _reflow(text: str) -> str:
    """Join the lines of a paragraph: those that run to the right margin go on in the next.

    Lines that are nowhere near a page's width are paragraphs already, and stay.
    """
    lines = [line.rstrip() for line in text.replace("\xad\n", "-\n").split("\n")]
    widths = sorted(len(line) for line in lines if line)
    usual = widths[len(widths) * 4 // 5] if widths else 0
    if not 30 <= usual <= 140:
        return "\n".join(lines)
    pieces = [lines[0]]
    for before, line in itertools.pairwise(lines):
        following = line.lstrip()
        if not following or len(before) < 0.7 * usual or re.match(r"[•*–-]\s|\d{1,3}[.)]\s", following):
            pieces.append("\n" + line)
        elif re.search(r"\w-$", before[-2:]) and following[0].isalpha():
            if following[0].islower() and not _KEPT_HYPHEN.search(before[-10:]):
                pieces[-1] = pieces[-1][:-1]
            pieces.append(following)
        else:
            pieces.append(" " + following)
    return "".join(pieces)


def read_docx(data: bytes) -> Iterator[Draft]:
    """Read the body of a Word document: paragraphs and tables in their order, deletions left out."""
    limit = 10 * MAX_TEXT
    with parsing("DOCX"), zipfile.ZipFile(io.BytesIO(data)) as parts:
        if "word/document.xml" not in parts.namelist():
            raise UnreadableError("is a zip, but not a Word document: it has no word/document.xml")
        body = _part(parts, "word/document.xml", limit)
        core = _part(parts, "docProps/core.xml", limit) if "docProps/core.xml" in parts.namelist() else None
        paragraphs = [_paragraph(node) for node in _walk(body) if node.tag in (_WORD + "p", _STRICT_WORD + "p")]
    text = clean("\n".join(paragraphs)).strip("\n")
    said = {node.tag.rpartition("}")[2]: (node.text or "").strip() for node in core} if core is not None else {}
    rest, fields = take_head(text)
    created = said.get("created", "")[:10]
    hint = f"the file was made on {created}, which need not be the day of publication" if created else ""
    title = {"title": clean(said["title"])} if said.get("title") else {}
    yield Draft(rest, {**title, **fields}, "DOCX", hint=hint)


def _part(parts: zipfile.ZipFile, name: str, limit: int) -> ElementTree.Element:
    with parts.open(name) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(f"unpacks to more than {limit // 1_000_000} MB")
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", data.replace(b"\0", b""), re.IGNORECASE):
        raise UnreadableError("defines XML entities, which no Word document does")
    return ElementTree.fromstring(data)


def _walk(node: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Go through the document in order, past what is not its text: deletions, and old twins of text boxes."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if node.tag.rpartition("}")[2] not in ("del", "moveFrom", "Fallback"):
            yield node
            waiting.extend(reversed(node))


def _paragraph(node: ElementTree.Element) -> str:
    """Return the words of a paragraph, without those of paragraphs inside it (text boxes)."""
    said, waiting = [], list(reversed(node))
    while waiting:
        part = waiting.pop()
        name = part.tag.rpartition("}")[2]
        if name == "t":
            said.append(part.text or "")
        elif name in ("tab", "br", "cr", "noBreakHyphen"):
            said.append({"tab": "\t", "noBreakHyphen": "-"}.get(name, "\n"))
        elif name not in ("p", "pPr", "rPr", "del", "moveFrom", "Fallback", "instrText"):
            waiting.extend(reversed(part))
    return "".join(said)


def read_mail(data: bytes) -> Iterator[Draft | Refused]:
    """Read an e-mail: its plain text, or else its HTML; attachments are named as not read."""
    from email import errors, policy
    from email.parser import BytesParser

    factory = policy.default.header_factory
    capped = policy.default.clone(header_factory=lambda name, value: factory(name, value[:_MAX_HEADER]))
    cut_off = (errors.StartBoundaryNotFoundDefect, errors.CloseBoundaryNotFoundDefect, errors.InvalidBase64LengthDefect)
    with parsing("e-mail"):
        mail = BytesParser(policy=capped).parsebytes(data)
        if not any(mail.get(name) for name in ("from", "date", "subject", "message-id")):
            raise UnreadableError("is not an e-mail: it has none of From, Date, Subject and Message-ID")
        body = mail.get_body(preferencelist=("plain", "html"))
        text, encoding = _body(body) if body is not None else ("", "")
        broken = [defect for part in mail.walk() for defect in part.defects if isinstance(defect, cut_off)]
        sender = mail["from"].addresses[0] if mail["from"] and mail["from"].addresses else None
        day = mail["date"].datetime if mail["date"] else None
        fields = {
            "title": clean(str(mail["subject"] or "")).strip(),
            "published": day.date().isoformat() if day else str(mail["date"] or ""),
            "publisher": clean((sender.display_name or sender.domain) if sender else ""),
            "language": str(mail["content-language"] or ""),
        }
        attached = [clean(part.get_filename() or part.get_content_type()) for part in mail.iter_attachments()]
    if broken:
        raise UnreadableError(f"is an e-mail damaged or cut off: {type(broken[0]).__name__}")
    if body is not None and body.get_content_type() == "text/html":
        text, page = read_html(text)
        fields = {**{name: page[name] for name in ("language",) if name in page}, **fields}
    if text.strip():
        yield Draft(text.strip("\n"), {name: value for name, value in fields.items() if value}, encoding)
    else:
        yield Refused("", "is an e-mail without text of its own")
    for number, name in enumerate(attached, 1):
        yield Refused(f"#attachment={number}", f"attachment {name!r} is not opened: save it and give it by itself")


def _body(part: EmailMessage) -> tuple[str, str]:
    data = part.get_payload(decode=True) or b""
    text, encoding = decode(data, part.get_content_charset() or "")
    if part.get_content_type() == "text/plain":
        text = text.replace(" \n", " ") if part.get_param("format") == "flowed" else _reflow(text)
    return text, encoding
