"""A text cut into sentences, and the lines that only link to other texts."""

from __future__ import annotations

import re

_ABBREVIATED = re.compile(
    r"\b(?:Gen|Maj|Lt|Col|Brig|Adm|Rear|Mr|Mrs|Dr|St|No|Gov't|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|[A-Z]|a\.m|p\.m)\.$",
    re.I,
)

_END = re.compile(r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)[\"')\]”’]*(?=\s+[\"'(“‘\[]?[A-Z0-9]))")

LONGEST = 1500  # characters that a sentence can have


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Give the spans of the sentences of a text; a line break always ends one.

    Examples
    --------
    >>> split_sentences("Gen. Haftar spoke. He left.")
    [(0, 18), (19, 27)]
    """
    spans, start = [], 0
    for match in _END.finditer(text):
        if match.group()[0] == "." and _is_abbreviation(text, start, match.start()):
            continue
        spans.append((start, match.start() if match.group()[0] == "\n" else match.end()))
        start = match.end()
    spans.append((start, len(text)))
    tight = []
    for start, end in spans:
        piece = text[start:end]
        if piece.strip():
            first, last = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
            while last - first > LONGEST:  # no prose: cut, so that time stays linear
                cut = text.rfind(" ", first + 1, first + LONGEST)
                cut = cut if cut > first else first + LONGEST
                tight.append((first, cut))
                first = cut
                while first < last and text[first].isspace():
                    first += 1
            tight.append((first, last))
    return tight


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    """Tell the full stop of "Gen." from one that ends a sentence; no such word has five letters or more."""
    last = text[max(start, stop - 5) : stop]
    if len(last) == 5 and last.isalpha():
        return False
    return _ABBREVIATED.search(text, max(start, stop - 8), stop + 1) is not None


_LINK = re.compile(r"(?:also )?(?:read|see|watch|related)(?: also| more)?: ", re.I)

_UNENDED = re.compile(r"[^-*\s](?:\S+ ){3,19}\S*[\w)']")


def link_lines(text: str) -> frozenset[int]:
    r"""Give where lines begin that are no part of a report: headings of others that its page links to.

    Such a line opens with "Read:" or the like, or ends without a full stop in a body whose paragraphs end with one.

    Examples
    --------
    >>> link_lines("A town fell. Read more.\nREAD: Two towns fell")
    frozenset({24})
    """
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((at + len(line) - len(line.lstrip()), line.strip()))
        at += len(line) + 1
    body = lines[3:]
    ended = sum(line[-1] in '.!?:"' for _, line in body) >= 0.6 * len(body) and len(body) > 3
    return frozenset(
        start
        for n, (start, line) in enumerate(lines)
        if _LINK.match(line) or (ended and 3 <= n < len(lines) - 1 and _UNENDED.fullmatch(line) and ". " not in line)
    )
