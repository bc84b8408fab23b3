"""The rule tables: CSV files of English grammar (`english/`) and of one war's names (a folder beside it)."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

RULES = Path(str(files(__package__)))


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read one table; a table that a names folder leaves out is empty."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def english() -> dict[str, frozenset[str]]:
    """Give the word classes of words.csv."""
    return {row["class"]: frozenset(row["words"].split()) for row in read_rows(RULES / "english" / "words.csv")}


_classes: dict[str, frozenset[str]] = {}


def words(name: str) -> frozenset[str]:
    """Give one class of words."""
    if not _classes:
        _classes.update(english())
    return _classes[name]


@lru_cache(maxsize=1)
def reporters() -> dict[str, str]:
    """Give verbs of saying and what kind each is: say, according, see, confirm, admit, deny."""
    return {row["word"]: row["kind"] for row in read_rows(RULES / "english" / "reporters.csv")}
