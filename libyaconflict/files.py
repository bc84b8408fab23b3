"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import LibyaConflictError


@contextmanager
def whole_file(out: Path) -> Iterator[Path]:
    """Give a file to write into, and put it in place only when nothing failed.

    Raises
    ------
    LibyaConflictError
        The place is a folder, or nothing can be written there.
    """
    if out.is_dir():
        raise LibyaConflictError(f"cannot write {out}: it is a folder. Name a file, such as {out / 'out.csv'}.")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    except OSError as error:
        raise LibyaConflictError(f"cannot write {out}: {error.strerror or error}.") from error
    os.close(handle)
    try:
        yield Path(name)
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)
        os.replace(name, out)
    except BaseException as error:
        with suppress(FileNotFoundError):
            os.unlink(name)
        if isinstance(error, OSError) and error.filename in (None, name):  # a full disk says no name by itself
            raise LibyaConflictError(f"cannot write {out}: {error.strerror or error}.") from error
        raise
