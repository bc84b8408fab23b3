"""What a reader of one format hands on: a draft of a document, or the reason for there being none."""

from __future__ import annotations

import contextlib
import logging
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..errors import LibyaConflictError

MAX_TEXT = 5_000_000  # characters: ten times the longest of novels; a news report has some thousands


class UnreadableError(LibyaConflictError):
    """A document that cannot be read; the message is the reason, without the path."""


@dataclass(frozen=True)
class Draft:
    """A text as its format gives it, with the metadata found beside it as text.

    `fields` may have id, title, published, publisher, dateline, language and side. `part` says where in
    the file it was (``#row=3``); `hint` is added to the reason if no date is found.
    """

    text: str
    fields: dict[str, str] = field(default_factory=dict)
    encoding: str = ""
    part: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Refused:
    """A part of a file that gives no document, and why."""

    part: str
    reason: str


class MissingLibrary(LibyaConflictError):
    """A file's format needs a library of the extra ``read``, which is not installed."""


def missing(library: str, what: str) -> MissingLibrary:
    """Say which extra brings a library that is not installed."""
    return MissingLibrary(f"To read {what}, {library} is needed: pip install 'libyaconflict[read]'.")


@contextlib.contextmanager
def parsing(what: str, *loggers: str) -> Iterator[None]:
    """Run somebody else's parser on a file that may be broken or hostile.

    Whatever it raises is the file's fault and becomes an `UnreadableError`; what it would print or log
    stays out of the reader's terminal.
    """
    quiet = [(log := logging.getLogger(name), log.level) for name in loggers]
    try:
        for log, _ in quiet:
            log.setLevel(logging.CRITICAL + 1)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except LibyaConflictError:
        raise
    except Exception as error:
        detail = " ".join(str(error).split())[:200] or type(error).__name__
        raise UnreadableError(f"cannot be read as {what}, damaged or cut off: {detail}") from error
    finally:
        for log, level in quiet:
            log.setLevel(level)
