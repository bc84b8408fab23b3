"""A run that nobody watches: one at a time in a folder, with a log for machines and a summary for people."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .errors import LibyaConflictError
from .files import whole_file

LOG = "runs.jsonl"
_LOCK = ".lock"
_TIMEOUT = 20  # seconds for a webhook


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Hold a folder of reports for one run; the lock falls with the process that holds it.

    Raises
    ------
    LibyaConflictError
        Another run holds it.
    """
    from filelock import FileLock, Timeout

    lock, note = FileLock(folder / _LOCK, thread_local=False), folder / f"{_LOCK}.json"
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise LibyaConflictError(
            f"another run is making reports in {folder}{_holder(note)}. Wait for it, or give --out."
        ) from None
    try:
        note.write_text(json.dumps({"pid": os.getpid(), "host": platform.node(), "since": _now()}), encoding="utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _holder(note: Path) -> str:
    try:
        held = json.loads(note.read_text(encoding="utf-8"))
        return f" (process {held['pid']}, since {held['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


class RunLog:
    """Appends what happens in a run to ``runs.jsonl``: one JSON object a line, each with `time`, `run` and `event`.

    The events are ``start`` (reports asked for), ``made``, ``failed`` and ``fresh`` (one report each), ``end``
    (counts), and ``broken`` where the run itself was interrupted; ``update`` tells of the dispatches. A full disk stops
    the log, not the reports.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / LOG
        self.run = f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S}-{os.getpid()}"

    def add(self, event: str, **more: Any) -> None:
        """Append one line."""
        line = {"time": _now(), "run": self.run, "event": event, **more}
        try:
            with open(self.path, "a", encoding="utf-8") as stream:
                stream.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
        except OSError:
            return


def summarise_refusal(error: BaseException, *, study: str = "") -> str:
    """Write the summary of a run that made nothing: it was refused, or stopped, and why."""
    said = str(error).strip() or f"stopped ({type(error).__name__})"
    return f"NOT RUN, or not to its end: {said}\nReports that were there stay as they were.\n\n{headline(study)}\n"


def headline(study: str) -> str:
    """Give the line of a summary that says when it was written, and of which study."""
    return f"{_now()[:16].replace('T', ' ')} UTC" + (f", study {study}" if study else "")


def summarise_run(results: Sequence[Any], seconds: float, *, where: str = "", study: str = "") -> str:
    """Write a run's summary for a mail or a chat: counts, each failure with its cell, each change of the war.

    Parameters
    ----------
    results : sequence of Result
        From `render`.
    seconds : float
        How long the run took.
    where : str
        Where the reports lie, for the last line.
    study : str
        The study's name.
    """
    failed = [result for result in results if not result.ok]
    fresh = sum(result.skipped for result in results)
    made = len(results) - len(failed) - fresh
    count = f"{len(results)} report{'' if len(results) == 1 else 's'}"
    lines = [f"{count}: {made} made, {fresh} fresh, {len(failed)} failed, in {seconds:.1f} s."]
    for result in failed:
        cell = f" in cell {result.cell}" if result.cell else ""
        lines.append(f"FAILED {result.name}{cell}: {result.error.partition(chr(10))[0]}")
    told: dict[str, None] = dict.fromkeys(line for result in results for line in result.changes)
    if told:
        lines += ["", "What changed in the record:", *(f"- {line}" for line in told)]
    lines += ["", headline(study)]
    if where:
        lines.append(f"The reports: {where}")
    return "\n".join(lines) + "\n"


def write_summary(text: str, path: Path) -> None:
    """Write a summary to a file, whole."""
    with whole_file(path) as draft:
        draft.write_text(text, encoding="utf-8")


def send_summary(text: str, url: str) -> None:
    """Post a summary to a webhook as ``{"text": ...}``, the form that chat services take.

    Raises
    ------
    LibyaConflictError
        The address is none of http or https, or did not take it.
    """
    if not url.startswith(("https://", "http://")):
        raise LibyaConflictError(f"{url!r} is no webhook: it must start with https:// or http://.")
    data = json.dumps({"text": text}, ensure_ascii=False).encode("utf-8")
    request = urllib.request.Request(url, data=data, headers={"Content-Type": "application/json; charset=utf-8"})
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT):
            pass
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise LibyaConflictError(f"the webhook did not take the summary: {getattr(error, 'reason', error)}.") from error


def _now() -> str:
    return dt.datetime.now(dt.UTC).replace(microsecond=0).isoformat()
