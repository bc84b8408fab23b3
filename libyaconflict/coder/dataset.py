"""A folder of coded events in parts, each whole or absent, so that a run which was ended goes on where it was."""

from __future__ import annotations

import csv
import hashlib
import itertools
import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from ..documents import Seen, Skipped
from ..errors import LibyaConflictError
from ..files import whole_file
from .batches import Item, Result
from .writers import writing

PARTS, SKIPPED, SEEN = "_parts.jsonl", "_skipped.csv", "_seen.bin"  # readers of a Parquet folder pass by such names
MARKS = 2  # of 8 bytes, that _seen.bin has for each document
SAID = {
    "version": "the version",
    "rules": "the SHA-256 of code, rules and names",
    "published": "--published",
    "names": "--names",
    "text_column": "--text-column",
    "format": "--format",
    "part_size": "--part-size",
}

Coded = Iterator[tuple[Item, list[Result | Skipped]]]


class Dataset:
    """The parts in a folder, and the manifest of how they came about.

    Parameters
    ----------
    folder : Path
        New, empty, or of a former run with the same settings.
    settings : dict
        The keys of `SAID`, as plain values; they are kept with each part, and compared.
    seen : Seen
        Gets the documents of the parts that are there.
    skipped : list of Skipped
        Gets what those parts passed by.

    Raises
    ------
    LibyaConflictError
        The folder holds other things, is damaged, or was coded with other settings.
    """

    def __init__(self, folder: Path, settings: dict[str, Any], seen: Seen, skipped: list[Skipped]) -> None:
        self.folder, self.settings, self.seen, self.skipped = folder, settings, seen, skipped
        self.parts = self._read_manifest()
        for part in self.parts:
            self._check(part)
        if self.parts:
            self.seen.hashes.update(self._marks())
            self.skipped += self._passed()

    def count(self, what: str) -> int:
        """Add up a number of the parts that are there: inputs, documents, events or skipped."""
        return sum(part[what] for part in self.parts)

    def remaining(self, items: Iterable[Item]) -> Iterator[Item]:
        """Pass by the inputs of the parts that are there, and give the rest.

        Raises
        ------
        LibyaConflictError
            The inputs are not those of the parts.
        """
        items = iter(items)
        for part in self.parts:
            found = _Inputs()
            for item in itertools.islice(items, part["inputs"]):
                found.add(item)
            if found.sha256.hexdigest() != part["inputs_sha256"]:
                self._refuse_inputs(part)
        ended = bool(self.parts) and self.parts[-1]["inputs"] < self.settings["part_size"]
        if ended and next(items, None) is not None:
            self._refuse_inputs(self.parts[-1])
        return items

    def write(self, coded: Coded, columns: Sequence[str], progress: Callable[[int], object]) -> None:
        """Write the parts that are missing; the folder is made when the first result is there.

        Raises
        ------
        LibyaConflictError
            Another run writes here, or nothing can be written.
        """
        first = next(coded, None)
        if first is None and self.parts:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibyaConflictError(f"cannot write {self.folder}: {error.strerror or error}.") from error
        with self._opened() as manifest:
            while first or not self.parts:
                part = itertools.chain(
                    [first] if first else [], itertools.islice(coded, self.settings["part_size"] - 1)
                )
                self._write_part(manifest, part, columns, progress)
                first = next(coded, None)

    def _write_part(
        self, manifest: BinaryIO, coded: Iterable, columns: Sequence[str], progress: Callable[[int], object]
    ) -> None:
        inputs, marks, passed, events = _Inputs(), array("Q"), [], 0
        before, number = self.count("documents"), len(self.parts)
        path = self.folder / f"part-{number:05d}.{self.settings['format']}"
        with writing(self.settings["format"], path, columns) as write:
            for item, results in coded:
                inputs.add(item)
                for result in results:
                    if isinstance(result, Skipped):
                        passed.append(result)
                        self.skipped.append(result)
                        continue
                    for row in result.rows:
                        write(row)
                    events += len(result.rows)
                    marks.extend(self.seen.marks(result.id, result.sha256))
                    progress(before + len(marks) // MARKS)
        with open(self.folder / SKIPPED, "a", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows((item.path, item.reason) for item in passed)
        with open(self.folder / SEEN, "ab") as stream:
            marks.tofile(stream)
        part = {
            "part": number,
            "file": path.name,
            "inputs": inputs.number,
            "documents": len(marks) // MARKS,
            "events": events,
            "skipped": len(passed),
            "first": inputs.first,
            "last": inputs.last,
            "inputs_sha256": inputs.sha256.hexdigest(),
            "bytes": path.stat().st_size,
            "settings": self.settings,
        }
        manifest.write((json.dumps(part) + "\n").encode("ascii"))  # last: what is named here is whole
        manifest.flush()
        self.parts.append(part)

    def _read_manifest(self) -> list[dict[str, Any]]:
        if not self.folder.exists():
            return []
        if not self.folder.is_dir():
            self._refuse("it is a file. Give --out a folder, or the name of a .csv, .jsonl or .parquet file")
        path = self.folder / PARTS
        if not path.exists():
            if names := sorted(found.name for found in self.folder.iterdir()):
                self._refuse(
                    f"it is a folder with other things in it ({', '.join(names[:3])}) and no {PARTS}. "
                    "Name a new folder for the parts, or a file, such as events.csv"
                )
            return []
        try:
            parts = [json.loads(line) for line in _whole_lines(path)]
            numbers = [part["part"] for part in parts]
        except (ValueError, TypeError, KeyError) as error:
            self._refuse_damaged(PARTS, error)
        if numbers != list(range(len(parts))):
            self._refuse_damaged(PARTS)
        return parts

    def _check(self, part: dict[str, Any]) -> None:
        former = part["settings"]
        for key, said in SAID.items():
            if former.get(key) != self.settings[key]:
                self._refuse(
                    f"its parts were coded with another setting: {said} was {former.get(key) or 'not given'}, "
                    f"and is {self.settings[key] or 'not given'} now. Give what was given then, or another folder"
                )
        path = self.folder / part["file"]
        if not path.is_file() or path.stat().st_size != part["bytes"]:
            self._refuse_damaged(part["file"])

    def _marks(self) -> array:
        marks, number = array("Q"), MARKS * self.count("documents")
        try:
            with open(self.folder / SEEN, "rb") as stream:
                marks.fromfile(stream, number)
        except (OSError, EOFError) as error:
            self._refuse_damaged(SEEN, error)
        return marks

    def _passed(self) -> list[Skipped]:
        number = self.count("skipped")
        try:
            with open(self.folder / SKIPPED, encoding="utf-8", newline="") as stream:
                rows = list(itertools.islice(csv.reader(stream), 1, 1 + number))
            passed = [Skipped(path, reason) for path, reason in rows]
        except (OSError, ValueError, csv.Error) as error:
            self._refuse_damaged(SKIPPED, error)
        if len(passed) != number:
            self._refuse_damaged(SKIPPED)
        return passed

    @contextmanager
    def _opened(self) -> Iterator[BinaryIO]:
        """Open the manifest for this run alone, and clear away what a run that was ended left of a part."""
        with open(self.folder / PARTS, "ab") as manifest:
            if not _lock(manifest) or self._read_manifest() != self.parts:
                self._refuse("another run writes there now. Wait for it to end")
            manifest.truncate(sum(map(len, _whole_lines(self.folder / PARTS))))
            for draft in self.folder.glob(".part-*"):
                draft.unlink()
            with whole_file(self.folder / SKIPPED) as draft, open(draft, "w", encoding="utf-8", newline="") as stream:
                rows = [("path", "reason"), *((item.path, item.reason) for item in self.skipped)]
                csv.writer(stream, lineterminator="\n").writerows(rows[: 1 + self.count("skipped")])
            with whole_file(self.folder / SEEN) as draft, open(draft, "wb") as stream:
                if self.parts:
                    self._marks().tofile(stream)
            yield manifest

    def _refuse(self, why: str) -> NoReturn:
        raise LibyaConflictError(f"cannot write into {self.folder}: {why}.")

    def _refuse_damaged(self, name: str, error: Exception | None = None) -> NoReturn:
        why = f"{name} in it is missing or not as it was written. Give another folder, or remove this one"
        raise LibyaConflictError(f"cannot write into {self.folder}: {why}.") from error

    def _refuse_inputs(self, part: dict[str, Any]) -> NoReturn:
        self._refuse(
            f"{part['file']} was coded from other reports, {part['inputs']:,} from {part['first']} to {part['last']}; "
            "since then some were added, removed, changed or named otherwise. Give those, or another folder"
        )


class _Inputs:
    """What a part was coded from, added up."""

    def __init__(self) -> None:
        self.number, self.first, self.last, self.sha256 = 0, "", "", hashlib.sha256()

    def add(self, item: Item) -> None:
        path = item.path
        self.first, self.last = self.first or path, path
        self.number += 1
        stamp = item.reason if isinstance(item, Skipped) else item.source.stamp
        self.sha256.update(f"{path}\0{stamp}\n".encode("utf-8", "surrogatepass"))


def _whole_lines(path: Path) -> list[bytes]:
    """Read the lines of a file, without a last one that was cut off."""
    return [line for line in path.read_bytes().splitlines(keepends=True) if line.endswith(b"\n")]


def _lock(stream: BinaryIO) -> bool:
    """Lock an open file until it is closed; where files cannot be locked, let it be."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return not isinstance(error, BlockingIOError)
    return True
