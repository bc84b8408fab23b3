"""The rule tables: CSV files of English grammar (`english/`) and of one war's names (a folder beside it)."""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

RULES = Path(str(files(__package__)))


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read one table; a table that a names folder leaves out is empty."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class _Classes(dict):
    """The word classes of words.csv by name, read when the first is asked for."""

    def __missing__(self, name: str) -> frozenset[str]:
        if not self:
            rows = read_rows(RULES / "english" / "words.csv")
            self.update({row["class"]: frozenset(row["words"].split()) for row in rows})
        return dict.__getitem__(self, name) if name in self else _unknown(name)


def _unknown(name: str) -> frozenset[str]:
    raise KeyError(f"words.csv has no class {name!r}.")


#: Give one class of words: ``words("be")``. The bound method of a dict, since it is asked two hundred times a sentence.
words = _Classes().__getitem__


@cache
def either(*names: str, also: tuple[str, ...] | frozenset[str] = ()) -> frozenset[str]:
    """Give the words of several classes together, and others; a set joined once, unlike ``words("be") | {"got"}``."""
    return frozenset(also).union(*map(words, names))


@lru_cache(maxsize=1)
def reporters() -> dict[str, str]:
    """Give verbs of saying and what kind each is: say, according, see, confirm, admit, deny."""
    return {row["word"]: row["kind"] for row in read_rows(RULES / "english" / "reporters.csv")}
