"""Reports in batches that can be sent to another process, and what comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ..documents import Input, Seen, Skipped
from ..locations import bundled
from .tables import RULES

REPORTS = 32  # in a batch: enough that sending costs little, few enough that workers end together
LETTERS = 1_000_000  # bytes in a batch that its last report may exceed

Item = Input | Skipped


class Result(NamedTuple):
    """One document coded: `rows` are tuples in the order of the columns; `by_id` if the id is their first cell."""

    path: str
    id: str
    sha256: str
    by_id: bool
    rows: list[tuple[Any, ...]]
    language: str = ""

    def settle(self, seen: Seen) -> Result | Skipped:
        """Give the id its final form, or pass by a document that was met before."""
        name = seen.settle(self.path, self.id, self.sha256)
        if isinstance(name, Skipped):
            return name
        if name == self.id or not self.by_id:
            return self
        return self._replace(rows=[(name, *row[1:]) for row in self.rows])


def make_batches(items: Iterable[Item], *, carry: bool = False) -> Iterator[list[Item]]:
    """Gather what there is to read into batches.

    Parameters
    ----------
    items : iterable of Input or Skipped
        As `list_inputs` gives them.
    carry : bool
        Read the files here and send their bytes, for workers that may not see this machine's disk.
    """
    batch, size = [], 0
    for item in items:
        if isinstance(item, Input):
            size += item.source.size if item.draft is None else len(item.draft.text)
            if carry and item.draft is None:
                item = _carried(item)
        batch.append(item)
        if len(batch) >= REPORTS or size >= LETTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _carried(item: Input) -> Item:
    try:
        return replace(item, source=replace(item.source, data=item.source.read()))
    except OSError as error:
        return Skipped(item.path, f"cannot be read: {error.strerror or error}")


@lru_cache(maxsize=2)
def fingerprint(names: str = "") -> str:
    """Give the SHA-256 of all that decides how a text is coded: code, rule tables, gazetteer and names."""
    digest = hashlib.sha256()
    package = RULES.parent
    files = [path for part in ("coder", "documents") for path in (package / part).rglob("*.py")]
    tables = [*(RULES / "english").glob("*.csv"), *Path(names or RULES / "libya").glob("*.csv")]
    for path in [*sorted(files), *sorted(tables), bundled("data") / "places.csv"]:
        digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
