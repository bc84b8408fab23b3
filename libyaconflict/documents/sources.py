"""Where documents come from: files, folders, zip archives and standard input, in one fixed order."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import stat
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from .draft import UnreadableError, parsing
from .hashes import Hashes, hash64

MAX_FILE = 50_000_000  # bytes of one document; tables on disk are streamed and may be larger
MAX_MEMBERS = 20_000  # files in a zip
MAX_UNPACKED = 1_000_000_000  # bytes of all files in a zip together
MAX_ZIP = 2_000_000_000  # bytes of a zip itself


@dataclass(frozen=True, slots=True)
class Source:
    """A file of any kind, plain enough to be sent to another process and opened there.

    Attributes
    ----------
    path, name : str
        The path to say, and the file's name alone.
    size : int
        Bytes.
    data : bytes or None
        What it holds, where it is no file on disk: part of a zip, or standard input.
    stamp : str
        Changes when the file is written to again: its size and time of change, or the SHA-256 of standard input.
    """

    path: str
    name: str
    size: int
    data: bytes | None = None
    stamp: str = ""

    def open(self) -> BinaryIO:
        """Open it, as often as one likes."""
        return open(self.path, "rb") if self.data is None else io.BytesIO(self.data)

    @property
    def suffix(self) -> str:
        """The ending of the name, in small letters with its dot; empty for standard input."""
        return PurePosixPath(self.name).suffix.lower()

    def read(self, size: int = -1) -> bytes:
        """Return all bytes, or the first `size` of them."""
        with self.open() as stream:
            return stream.read(size)


@dataclass(frozen=True)
class Passed:
    """Something on the way that is no file to read, and why."""

    path: str
    reason: str


def find_sources(paths: Iterable[str]) -> Iterator[Source | Passed]:
    """Yield every file under the paths, sorted by path, each once however often it is given."""
    seen = Hashes()  # of real paths
    for given in sorted(set(paths)):
        if given == "-":
            found = _standard_input()
            zipped = isinstance(found, Source) and found.read(4) == b"PK\x03\x04"
            if zipped and b"word/document.xml" not in found.read():
                yield from _in_zip(found)
            else:
                yield found
            continue
        for found, real in _under(given):
            if isinstance(found, Passed):
                yield found
            elif seen.add(hash64(real)):
                if found.suffix == ".zip":
                    yield from _in_zip(found)
                else:
                    yield found


def _standard_input() -> Source | Passed:
    buffer = getattr(sys.stdin, "buffer", None)
    data = buffer.read(MAX_FILE + 1) if buffer is not None else sys.stdin.read(MAX_FILE + 1).encode("utf-8", "replace")
    if len(data) > MAX_FILE:
        return Passed("-", f"standard input has more than {_mb(MAX_FILE)}: save it as a file")
    return Source("-", "stdin", len(data), data, hashlib.sha256(data).hexdigest())


def _under(given: str) -> Iterator[tuple[Source | Passed, str]]:
    """Go through a folder in the order of its sorted names, each file with its real path; folders may be deep, or long.

    A folder's names wait as text, and are let go one by one.
    """
    waiting = [(Path(), "", [given])]
    while waiting:
        folder, real_folder, names = waiting[-1]
        if not names:
            waiting.pop()
            continue
        explicit, path = len(waiting) == 1, folder / names.pop()
        try:
            status = path.stat()
            is_link = path.is_symlink()
            if not explicit and path.name.startswith("."):
                reason = "is hidden (its name begins with a dot): give its path to have it read"
                yield Passed(str(path), reason), ""
            elif stat.S_ISDIR(status.st_mode):
                if is_link and not explicit:
                    reason = "is a link to a folder, which is not followed: give its path to have it read"
                    yield Passed(str(path), reason), ""
                else:
                    names = sorted(os.listdir(path), reverse=True)
                    if explicit and not names:
                        yield Passed(str(path), "is an empty folder"), ""
                    waiting.append((path, os.path.realpath(path), names))
            elif stat.S_ISREG(status.st_mode):
                real = os.path.realpath(path) if explicit or is_link else os.path.join(real_folder, path.name)
                yield Source(str(path), path.name, status.st_size, stamp=_stamp(status)), real
            else:
                yield Passed(str(path), "is no regular file: pipe it in, and give '-'"), ""
        except FileNotFoundError:
            yield Passed(str(path), "does not exist"), ""
        except (OSError, ValueError) as error:
            yield Passed(str(path), f"cannot be opened: {getattr(error, 'strerror', None) or error}"), ""


def _stamp(status: os.stat_result) -> str:
    return f"{status.st_size} {status.st_mtime_ns}"


def _in_zip(archive: Source) -> Iterator[Source | Passed]:
    """Unpack a zip in memory, file by file; sizes are counted as they come, since a header may lie."""
    if archive.size > MAX_ZIP:
        yield Passed(archive.path, f"is larger than {_mb(MAX_ZIP)}: unpack it first")
        return
    with contextlib.ExitStack() as stack:
        try:
            with parsing("zip"):
                opened = stack.enter_context(zipfile.ZipFile(stack.enter_context(archive.open())))
        except UnreadableError as error:
            yield Passed(archive.path, str(error))
            return
        members = sorted((info for info in opened.infolist() if not info.is_dir()), key=lambda info: info.filename)
        if len(members) > MAX_MEMBERS:
            yield Passed(archive.path, f"holds {len(members):,} files, more than {MAX_MEMBERS:,}: unpack it first")
            return
        if not members:
            yield Passed(archive.path, "is a zip without files")
        left = MAX_UNPACKED
        for info in members:
            path = f"{archive.path}/{info.filename}"
            try:
                data = _unpack(opened, info, min(MAX_FILE, left))
            except UnreadableError as error:
                yield Passed(path, str(error))
                continue
            left -= len(data)
            if len(data) > MAX_FILE:
                yield Passed(path, f"unpacks to more than {_mb(MAX_FILE)}")
            elif left < 0:
                yield Passed(path, f"is not read: the files of its zip unpack to more than {_mb(MAX_UNPACKED)}")
            else:
                name = PurePosixPath(info.filename.replace("\\", "/")).name
                yield Source(path, name, len(data), data, archive.stamp)
            left = max(left, 0)


def _unpack(opened: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    """Return a file of a zip, or one byte more than the limit of one that is larger."""
    parts = PurePosixPath(info.filename.replace("\\", "/")).parts
    if any(part.startswith((".", "__MACOSX")) and part not in (".", "..") for part in parts):
        raise UnreadableError("is hidden, or a system's own note")
    if parts and parts[-1].lower().endswith(".zip"):
        raise UnreadableError("is a zip inside a zip: unpack it first")
    if info.flag_bits & 1:
        raise UnreadableError("is locked with a password")
    with parsing("part of a zip"), opened.open(info) as stream:
        return stream.read(limit + 1)


def _mb(size: int) -> str:
    return f"{size // 1_000_000} MB"
