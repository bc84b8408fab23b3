"""Words and days of a document: bytes to text, text to a day, the dateline, the language.

A text is decoded once, with LF line ends and in Unicode's NFC, so that an offset into it means the
same character ever after. What cannot be decoded for certain is refused with the reason rather than
read with letters missing.
"""

from __future__ import annotations

import codecs
import datetime
import email.utils
import re
import unicodedata
from typing import BinaryIO

from .draft import UnreadableError, missing

_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARABLE = re.compile(r"(?:utf-?8|(?:windows-|cp)125\d|iso-?8859-\d{1,2}|latin-?1|us-ascii)", re.IGNORECASE)
_READ_AS_1252 = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii"}  # the WHATWG encoding standard's rule
_FALLBACKS = ["cp1252", "cp1256"]
_CHUNK = 1 << 20
_GUESS_FROM = 200_000  # bytes that the guess between the two looks at

_MONTHS = (  # not calendar.month_name, which follows the locale
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_ISO = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})(?:[T ]?\d.*|Z)?", re.DOTALL)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})(?:\b.*)?", re.DOTALL)
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:\b.*)?", re.DOTALL)

_DATELINES = (
    # TRIPOLI, Libya (Reuters) - ; BENGHAZI, June 5 - ; Tripoli, 5 June 2020 (LANA) -
    re.compile(r"([A-Z][A-Z'’. /-]{2,40}(?:,[ \w.,'’/-]{1,40})?(?: \([^()\n]{2,30}\))?) ?(?:--|[-–—]) "),
    re.compile(r"([^\W\d_][^\n()\"“”.:;!?]{2,60}\([^()\n]{2,30}\)) ?(?:--|[-–—:]) "),
)

_COMMON = {  # words so frequent that any paragraph has several, and that the other languages lack
    "en": {"the", "of", "and", "was", "were", "said", "that", "with", "from", "which"},
    "fr": {"les", "des", "une", "dans", "est", "sur", "par", "avec", "qui", "ont"},
    "it": {"gli", "della", "delle", "nel", "che", "di", "sono", "alla", "dei", "ha"},
    "de": {"der", "die", "und", "das", "nicht", "wurde", "mit", "von", "haben", "sich"},
    "es": {"los", "las", "una", "del", "por", "con", "fue", "como", "ha", "y"},
    "tr": {"ve", "bir", "bu", "için", "ile", "olarak", "olan", "dedi", "da", "de"},
}


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """Decode bytes to text, and say as which encoding.

    In this order: a byte order mark; UTF-8, if every byte fits; the encoding that the file itself
    declares; Windows-1252 or Windows-1256, whichever charset-normalizer finds the likelier (said as
    ``windows-1256 (guessed)``).

    Parameters
    ----------
    data : bytes
        The file.
    declared : str
        The encoding it names for itself, as in a page's ``<meta charset>``; empty if it names none.

    Returns
    -------
    tuple of str
        The text, cleaned as by `clean`, and the name of the encoding.

    Raises
    ------
    UnreadableError
        The bytes are not text, or are UTF-8 that is damaged or cut in the middle of a letter.

    Examples
    --------
    >>> decode("ترهونة".encode("windows-1256"))
    ('ترهونة', 'windows-1256 (guessed)')
    """
    encoding = encoding_of(data, declared)
    try:
        text = data.decode(encoding.removesuffix(" (guessed)"))
    except UnicodeError as error:
        raise UnreadableError(f"begins as {encoding}, but is damaged or cut off: {error}") from error
    if "\0" in text:
        raise UnreadableError("holds NUL characters: not text, or UTF-16 without its byte order mark")
    return clean(text), encoding


def encoding_of(data: bytes, declared: str = "") -> str:
    """Name the encoding of bytes; see `decode` for the order of the attempts."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, error)
    else:
        return "utf-8"
    declared = declared.strip().lower()
    if declared in _READ_AS_1252:
        return "windows-1252"
    if _DECLARABLE.fullmatch(declared) and _decodes(data, declared):
        return declared
    return f"windows-{_guess(data).removeprefix('cp')} (guessed)"


def encoding_of_stream(stream: BinaryIO) -> str:
    """Name the encoding of a file too large to hold: as `encoding_of`, reading it once from end to end."""
    chunk = stream.read(_CHUNK)
    for mark, name in _BOMS:
        if chunk.startswith(mark):
            return name
    decoder = codecs.getincrementaldecoder("utf-8")()
    while chunk:
        following = stream.read(_CHUNK)
        try:
            decoder.decode(chunk, final=not following)
        except UnicodeDecodeError:
            lines = chunk.split(b"\n")
            return encoding_of(b"\n".join(lines[1:-1] if len(lines) > 9 else lines))
        chunk = following
    return "utf-8"


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def _refuse_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    """Tell UTF-8 with a few bad bytes from a text in another encoding, where hardly a letter fits."""
    lenient = data.decode("utf-8", errors="replace")
    bad = lenient.count("�")
    good = sum(map(len, re.findall(r"[^\x00-\x7f�]+", lenient)))
    if good > bad:
        raise UnreadableError(f"is UTF-8, but damaged or cut off at byte {error.start}") from error


def _guess(data: bytes) -> str:
    if b"\0" in data:
        raise UnreadableError("holds NUL bytes: not text, or UTF-16 without its byte order mark")
    try:
        from charset_normalizer import from_bytes
    except ImportError as error:
        raise missing("charset-normalizer", "text that is not UTF-8") from error
    start = max(0, re.search(rb"[\x80-\xff]", data).start() - _GUESS_FROM // 100)
    best = from_bytes(data[start : start + _GUESS_FROM], cp_isolation=_FALLBACKS).best()
    if best is None or best.encoding not in _FALLBACKS or not _decodes(data, best.encoding):
        raise UnreadableError("is not text in UTF-8, UTF-16, Windows-1252 or Windows-1256; save it as UTF-8")
    return best.encoding


def printable(text: str) -> str:
    r"""Escape what would garble a terminal or a log: control and direction marks, lone surrogates.

    Examples
    --------
    >>> printable("a\x1b[2J.txt")
    'a\\x1b[2J.txt'
    """
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in text)


def clean(text: str) -> str:
    r"""Bring text to NFC with LF line ends; half of a surrogate pair, no character, becomes U+FFFD.

    Examples
    --------
    >>> clean("Mise\u0301rable\r\n")
    'Misérable\n'
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", re.sub(r"[\ud800-\udfff]", "�", text))


def parse_day(text: str) -> datetime.date | None:
    """Read a day as sources write it: ISO, e-mail, or with the month in English words.

    The day is the one written, in the source's own time zone. Days like 05/06/2020 are not read: they
    are 5 June to some and 6 May to others.

    Parameters
    ----------
    text : str
        The date, with or without a time.

    Returns
    -------
    datetime.date or None
        None if the text is none of these, names no real day, or lies outside 1900 to 2100.

    Examples
    --------
    >>> parse_day("2020-06-05T23:10:00+02:00"), parse_day("June 5, 2020"), parse_day("05/06/2020")
    (datetime.date(2020, 6, 5), datetime.date(2020, 6, 5), None)
    """
    text = text.strip()[:80]
    if match := _ISO.fullmatch(text):
        return _day(match[1], match[3], match[4])
    text = re.sub(r"^[A-Za-z]{3,9}\.?,\s+", "", text)  # Fri, 5 June 2020
    if match := _DAY_FIRST.fullmatch(text):
        return _day(match[3], _month(match[2]), match[1])
    if match := _MONTH_FIRST.fullmatch(text):
        return _day(match[3], _month(match[1]), match[2])
    try:
        parsed = email.utils.parsedate(text) if re.search(r"\d:\d", text) else None
    except (ValueError, TypeError, IndexError):  # what it raises on some broken dates
        return None
    return _day(*parsed[:3]) if parsed else None


def _month(word: str) -> int:
    found = [number for number, month in enumerate(_MONTHS, 1) if month.startswith(word.lower())]
    return found[0] if len(found) == 1 else 9 if word.lower() == "sept" else 0


def _day(year: str | int, month: str | int, day: str | int) -> datetime.date | None:
    try:
        found = datetime.date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        return None
    return found if 1900 <= found.year <= 2100 else None


def find_dateline(text: str) -> str:
    """Return the dateline that opens one of the first three lines, without its dash; else empty.

    Examples
    --------
    >>> find_dateline("TRIPOLI, Libya (Reuters) - Forces entered Tarhouna on Friday.")
    'TRIPOLI, Libya (Reuters)'
    """
    for line in text[:2000].split("\n")[:3]:
        for pattern in _DATELINES:
            if match := pattern.match(line.strip()):
                return match[1].strip()
    return ""


def guess_language(text: str) -> str:
    """Name the language by its script or its commonest words: ar, en, fr, it, de, es, tr; else empty.

    Examples
    --------
    >>> guess_language("The army said that it was in control of the airport."), guess_language("ترهونة")
    ('en', 'ar')
    """
    text = text[:20_000]
    letters = sum(map(str.isalpha, text))
    arabic = len(re.findall(r"[\u0620-\u064a\u0671-\u06d3]", text))
    if arabic > letters / 2:
        return "ar" if not re.search(r"[پچژگںےٹ]", text) else ""
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = sorted(((sum(word in common for word in words), name) for name, common in _COMMON.items()), reverse=True)
    (most, name), (next_most, _) = counts[:2]
    return name if most >= 2 and most > 2 * next_most else ""
