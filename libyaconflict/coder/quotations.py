"""Quotations of several sentences, of which one verb of saying tells the speaker: '"We took X. They fled," said Y'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .tables import either, reporters, words

if TYPE_CHECKING:
    from .run import Run

_REACH = 1500  # characters of the longest quotation
_TAIL = 130  # characters after its end in which its speaker is named
_CLOSED = re.compile(r'[,.!?]"|"[,.]')
_WORD = re.compile(r"[\w'-]+")
_STOP = re.compile(r'[.;\n"]|, (?:adding|and|but|while|as)\b')


@dataclass(slots=True)
class Quotation:
    """Somebody's words over several sentences: the span of the text, who speaks, and with what voice."""

    start: int
    end: int
    speaker: str
    voice: str


def quotation(run: Run, start: int, end: int) -> Quotation | None:
    """Give the quotation that goes on beyond a sentence, or in which the sentence stands; else nothing."""
    flat, known = run.flat, run.quotation
    if known and start < known.end:
        return known
    if flat.count('"', start, end) % 2 == 0:
        return None
    opened = flat.rindex('"', start, end)
    close = _close(flat, end)
    if close < 0:
        return None
    if (named := _named_after(run, close)) is not None:
        return Quotation(opened, close, *named)
    if opened > start:  # "X said: "
        said = [report for report in run.reports if report.kind == "say" and not report.trailing]
        return Quotation(opened, close, said[-1].speaker, said[-1].voice) if said else None
    follows = any(report.kind == "say" for report in run.said_before) and run.memory.speaker
    return Quotation(opened, close, run.memory.speaker, "party") if follows and not run.memory.reported else None


def _close(flat: str, end: int) -> int:
    """Give where a quotation ends that is open at the end of a sentence, past the marks that open its paragraphs."""
    for sign in re.compile('"').finditer(flat, end, end + _REACH):
        n = sign.start()
        opens = flat[n - 1].isspace() and flat[n + 1 : n + 2].isalnum()
        if not opens:
            return n if _CLOSED.search(flat[n - 1 : n + 2]) else -1
        if "\n" not in flat[max(0, n - 2) : n]:
            return -1  # another one opens
    return -1


def _named_after(run: Run, close: int) -> tuple[str, str] | None:
    """Give who is named right after a quotation as its speaker, with what voice: '," said the LNA spokesman'."""
    flat = run.flat
    stop = _STOP.search(flat, close + 2, close + _TAIL)
    end = stop.start() if stop else min(len(flat), close + _TAIL)
    said = [word.lower() for word in _WORD.findall(flat, close + 1, end)]
    table = reporters()
    verb = next((n for n, word in enumerate(said[:12]) if table.get(word) in ("say", "confirm")), -1)
    if verb < 0 or not (flat[close - 1] in ",.!?" and flat[close + 1 : close + 2] in (" ", ",")):
        return None
    if verb and not _follows_on(flat, close, said[:verb]):
        return None
    for mention in run.mentions:
        if close < mention.start < end and mention.kind == "actor":
            side = run.names.sides.get(mention.value)
            return (mention.value, "party") if side in run.names.parties else ("", "source")
    for word in said:
        if word in words("resident"):
            return word, "resident"
    return _known_man(run, close, end)


def _follows_on(flat: str, close: int, said: list[str]) -> bool:
    """Tell the speaker of '," LNA spokesman X said' from a new sentence after a full stop."""
    return flat[close - 1] == "," or (flat[close - 1] in "?!" and "he" in said)


def _known_man(run: Run, close: int, end: int) -> tuple[str, str] | None:
    """Give the side of a man whom the text has named before with his office: "said Khartoush"."""
    flat = run.flat
    plain = either("title", "officers", "source")
    for name in re.findall(r"\b[A-Z][\w'-]{3,}", flat[close + 1 : end]):
        at = flat.find(name)
        if name.lower() in plain or not 0 <= at < close:
            continue
        office = flat[max(0, at - 60) : at + 110].lower()
        if words("officers").isdisjoint(_WORD.findall(office)):
            continue
        beside = [m for m in run.mentions if m.kind == "actor" and at - 60 < m.start < at + 140]
        sides = [m.value for m in beside if run.names.sides.get(m.value) in run.names.parties]
        if sides:
            return min((abs(m.start - at), m.value) for m in beside if m.value in sides)[1], "party"
    return "", "source"
