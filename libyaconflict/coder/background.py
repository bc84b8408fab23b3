"""What marks a sentence about an earlier conflict, by background.csv."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Background:
    """What marks a sentence about an earlier conflict: some words, and others that must follow them, if any."""

    words: tuple[str, ...]
    mark: re.Pattern
    then: re.Pattern | None
    unless_from: str

    def opens(self, flat: str) -> bool:
        """Tell whether a text has one of the words."""
        return any(word in flat for word in self.words) and self.mark.search(flat) is not None

    def found(self, flat: str, start: int, end: int) -> bool:
        """Tell whether a sentence bears the mark."""
        match = self.mark.search(flat, start, end)
        return match is not None and (self.then is None or self.then.search(flat, match.end(), end) is not None)


def background_of(rows: list[dict[str, str]]) -> list[Background]:
    """Give the marks that rows of background.csv tell."""

    def any_of(text: str) -> re.Pattern:
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, text.split()))})\b")

    return [
        Background(
            tuple(row["words"].split()),
            any_of(row["words"]),
            any_of(row["with"]) if row["with"] else None,
            row["unless_from"],
        )
        for row in rows
    ]
