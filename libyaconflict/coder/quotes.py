"""Quotation marks among the words of a sentence: single ones told from letters, those about a word or two left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .tables import either, reporters

if TYPE_CHECKING:
    from .tokens import Token

_SCARE = 3  # words at most in quotation marks that are nobody's sentence


def unscared(tokens: list[Token]) -> list[Token]:
    """Leave out the quotation marks about a word or two, or a name: the "capture" of X, had "liberated" "X" and "Y"."""
    marks = [n for n, token in enumerate(tokens) if token.text == '"']
    drop: set[int] = set()
    for one, two in zip(marks[::2], marks[1::2], strict=False):
        inner, before = tokens[one + 1 : two], tokens[one - 1] if one else None
        if not inner or before is None or len(inner) > _SCARE:
            continue
        plain = before.text not in reporters() and all(
            t.kind == "w" and t.value.isalpha() and t.value.islower() for t in inner
        )
        led = before.kind != "w" or before.text.isalpha() or before.text == "'s"
        if (plain and led) or (_is_name(inner) and (led or before.text in (",", '"'))):
            drop |= {one, two}
    return [t for n, t in enumerate(tokens) if n not in drop] if drop else tokens


def _is_name(inner: list[Token]) -> bool:
    """Tell the name of a place, alone or with its noun."""
    placed = any(t.kind in ("place", "near") for t in inner)
    return placed and all(t.kind in ("place", "near") or t.text in either("settled", "ground", "whole") for t in inner)


def quote(tokens: list[Token]) -> list[Token]:
    """Take single quotation marks for double ones: an opening one stands after a blank, and closes once.

    One that opens a place and is never closed is a letter of its name: "'Ayn Zara".
    """
    opened = False
    letters = []
    for n, token in enumerate(tokens):
        if token.text != "'":
            continue
        blank = n == 0 or token.start > tokens[n - 1].end
        joins = n + 1 < len(tokens) and tokens[n + 1].start == token.end
        if blank and joins and not opened:
            if tokens[n + 1].kind == "place" and all(t.text != "'" for t in tokens[n + 2 :]):
                letters.append(n)
                continue
            token.text, opened = '"', True
        elif opened and not (blank or joins and tokens[n + 1].text[:1].isalnum()):
            token.text, opened = '"', False
    return [token for n, token in enumerate(tokens) if n not in letters] if letters else tokens
