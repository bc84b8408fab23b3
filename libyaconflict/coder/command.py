"""Reports in, coded events out: what `libyaconflict code` does."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path, PurePath
from typing import Any, NamedTuple, TextIO

from .. import __version__
from ..documents import Document, Seen, Skipped, day_given, list_inputs, read_input
from ..errors import LibyaConflictError
from .batches import Item, Result, fingerprint, make_batches
from .code import Coder, default_coder
from .coded import Coded
from .dataset import Dataset
from .scale import Spread, spread
from .spans import span_of
from .writers import form_of, text_writer, writing

TRACED = ("place", "actor", "target", "date", "status", "by")
COLUMNS = [
    "doc", "place", "place_id", "event_type", "actor", "target", "control_after", "date", "status", "by", "sentence",
    "start", "end", "rule", "date_basis", "sentence_start", "sha256",
    *(f"{field}_{edge}" for field in TRACED for edge in ("start", "end")),
]  # fmt: skip
PART = 10_000  # reports in a part of a folder
_ONE = threading.Lock()  # a coder works for one thread at a time
_folder_of = lru_cache(maxsize=64)(os.path.realpath)


class Settings(NamedTuple):
    """What a worker must know: the day of reports without one, the names folder, and the rules it must have."""

    published: dt.date | None = None
    names: str = ""
    rules: str = ""


@dataclass
class Outcome:
    """What came of a run; `before` documents are of former runs, which were whole up to the part `resumed_after`.

    `foreign` counts the documents of this run that are not in English, by the code of their language.
    """

    documents: int = 0
    events: int = 0
    before: int = 0
    resumed_after: str = ""
    skipped: list[Skipped] = field(default_factory=list)
    foreign: Counter[str] = field(default_factory=Counter)


def code_paths(
    paths: Iterable[str],
    *,
    published: dt.date | str | None = None,
    text_column: str | None = None,
    names: str = "",
    out: str | None = None,
    skipped: list[Skipped],
    progress: Callable[[int], object] | None = None,
    workers: int | None = 1,
    scheduler: str | None = None,
) -> Iterator[dict[str, Any]]:
    """Code reports and give their events as rows, in the order in which the reports are read.

    Parameters
    ----------
    paths : iterable of str
        Files, folders, archives, or ``-`` for standard input; see `read_documents`.
    published : date or ISO text, optional
        The day of reports that state none.
    text_column : str, optional
        The column or key of tables that has the text.
    names : str, optional
        A folder with the names of another conflict.
    out : str, optional
        Where the events will go, which is not read as a report if it lies among them.
    skipped : list
        Gets what gave no document, with the reason.
    progress : callable, optional
        Is told the number of documents after each.
    workers, scheduler
        Who does the work; see `spread`. The rows are the same whoever does.

    Yields
    ------
    dict
        One coded event, keyed by `COLUMNS`; `start`, `end` and `sentence_start` count the characters of the
        document's text, whose SHA-256 is `sha256`.
    """
    settings = _settings(published, names)
    items = _without_own(list_inputs(paths, text_column), out)
    with spread(workers, scheduler) as send:
        coded = _coded(items, settings, send, Seen(), carry=bool(scheduler))
        for row in _rows(coded, skipped, progress):
            yield dict(zip(COLUMNS, row, strict=True))


def code_into(
    paths: Iterable[str],
    out: str | None,
    screen: TextIO,
    *,
    form: str | None = None,
    published: dt.date | str | None = None,
    text_column: str | None = None,
    names: str = "",
    workers: int | None = None,
    scheduler: str | None = None,
    part_size: int | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Outcome:
    """Code reports into a file, or into the parts of a folder, each whole or not there.

    Parameters
    ----------
    paths, published, text_column, names, workers, scheduler
        As for `code_paths`.
    out : str or None
        A file; a folder, which is there or whose name ends in a slash; None for `screen`.
    form : str, optional
        csv, jsonl or parquet; see `form_of`.
    part_size : int, optional
        Reports in a part of a folder.
    progress : callable, optional
        Is told after each document how many there are, and how much was skipped.

    Raises
    ------
    LibyaConflictError
        Nothing can be written there, a folder's parts come from other reports or settings, or workers failed.
    """
    folder = Path(out) if out and (out.endswith(("/", os.sep)) or os.path.isdir(out)) else None
    form = form_of(out, form, folder=folder is not None)
    if part_size is not None and (folder is None or part_size < 1):
        raise LibyaConflictError("--part-size is a number of reports from 1, and goes with a folder: --out FOLDER/.")
    settings, seen, outcome = _settings(published, names), Seen(), Outcome()
    items = _without_own(list_inputs(paths, text_column), out)

    def count(documents: int) -> None:
        outcome.documents = documents
        if progress:
            progress(documents, len(outcome.skipped))

    if folder is not None:
        given = {"names": names or None, "text_column": text_column, "format": form, "part_size": part_size or PART}
        dataset = _resumed(folder, settings, given, seen, outcome)
        items = dataset.remaining(items)
    with spread(workers, scheduler) as send:
        coded = _noting(_coded(items, settings, send, seen, carry=bool(scheduler)), outcome.foreign)
        if folder is not None:
            dataset.write(coded, COLUMNS, count)
            outcome.events = dataset.count("events")
        else:
            rows = _something(_rows(coded, outcome.skipped, count), outcome, out)
            outcome.events = _write_into(rows, form, out, screen)
    return outcome


def _resumed(folder: Path, settings: Settings, given: dict[str, Any], seen: Seen, outcome: Outcome) -> Dataset:
    """Open the folder's parts, count what former runs have done, and refuse other settings or rules than theirs."""
    day = settings.published and settings.published.isoformat()
    kept = {"version": __version__, "rules": settings.rules, "published": day, **given}
    dataset = Dataset(folder, kept, seen, outcome.skipped)
    outcome.documents = outcome.before = dataset.count("documents")
    outcome.resumed_after = dataset.parts[-1]["file"] if dataset.parts else ""
    return dataset


def _write_into(rows: Iterable[tuple], form: str, out: str | None, screen: TextIO) -> int:
    if out is None:
        return _write(rows, text_writer(form, screen, COLUMNS))
    with writing(form, Path(out), COLUMNS) as write:
        return _write(rows, write)


def _settings(published: dt.date | str | None, names: str) -> Settings:
    if names and not os.path.isdir(names):
        raise LibyaConflictError(f"there is no folder {names} with names, such as actors.csv and sides.csv.")
    names = os.path.abspath(names) if names else ""
    return Settings(day_given(published), names, fingerprint(names))


def _write(rows: Iterable[tuple], write: Callable[[tuple], object]) -> int:
    number = 0
    for row in rows:
        write(row)
        number += 1
    return number


def _coded(
    items: Iterable[Item], settings: Settings, send: Spread, seen: Seen, *, carry: bool
) -> Iterator[tuple[Item, list[Result | Skipped]]]:
    """Give each input with what came of it, in their order; a document that comes twice is passed by."""
    for batch, results in send(partial(code_batch, settings), make_batches(items, carry=carry)):
        for item, found in zip(batch, results, strict=True):
            yield item, [one if isinstance(one, Skipped) else one.settle(seen) for one in found]


def _noting(
    coded: Iterator[tuple[Item, list[Result | Skipped]]], foreign: Counter[str]
) -> Iterator[tuple[Item, list[Result | Skipped]]]:
    """Pass results on, and count the languages that the coder does not read."""
    for item, results in coded:
        foreign.update(r.language for r in results if isinstance(r, Result) and r.language not in ("", "en"))
        yield item, results


def _rows(
    coded: Iterator[tuple[Item, list[Result | Skipped]]],
    skipped: list[Skipped],
    progress: Callable[[int], object] | None,
) -> Iterator[tuple]:
    number = 0
    for result in itertools.chain.from_iterable(results for _, results in coded):
        if isinstance(result, Skipped):
            skipped.append(result)
            continue
        yield from result.rows
        number += 1
        if progress:
            progress(number)


def code_batch(settings: Settings, batch: list[Item]) -> list[list[Result | Skipped]]:
    """Read and code the inputs of a batch, each to its results: what a worker does.

    Raises
    ------
    LibyaConflictError
        Names or a library are missing here, or the rules are not those of the sender.
    """
    try:
        with _ONE:
            if fingerprint(settings.names) != settings.rules:
                raise LibyaConflictError("a worker has another libyaconflict than this process, or other names.")
            coder = default_coder(settings.names)
            return [list(_results(item, settings.published, coder)) for item in batch]
    except LibyaConflictError as error:
        raise LibyaConflictError(str(error)) from None  # its kinds cannot all be sent


def _results(item: Item, published: dt.date | None, coder: Coder) -> Iterator[Result | Skipped]:
    for found in [item] if isinstance(item, Skipped) else read_input(item, published):
        if isinstance(found, Skipped):
            yield found
            continue
        try:
            events = coder.code(_doc(found), found.text, found.published)
        except LibyaConflictError as error:
            yield Skipped(found.path, str(error))
            continue
        except Exception as error:  # a fault of ours in one report must not end a run of a million
            yield Skipped(found.path, f"the coder failed, please report it: {type(error).__name__}: {error}")
            continue
        rows = [_row(event, coder, found) for event in events]
        yield Result(found.path, found.id, found.sha256, "#" in found.path, rows, found.language)


def _something(rows: Iterable[tuple], outcome: Outcome, out: str | None) -> Iterator[tuple]:
    """Give rows, and refuse to write a file if no report was read: a former one may hold what nobody wants to lose."""
    yield from rows
    if out and not outcome.documents:
        why = "; ".join(f"{item.path}: {item.reason}" for item in outcome.skipped[:3]) or "nothing is there"
        raise LibyaConflictError(f"no report was read, so {out} was not written. {why}.")


def _without_own(items: Iterable[Item], out: str | None) -> Iterator[Item]:
    """Pass by the output of a former run, and the draft of this one."""
    if not out:
        return iter(items)
    place, name = os.path.split(os.path.abspath(out))
    place = os.path.realpath(place)
    own = os.path.realpath(out)

    def is_own(path: str) -> bool:
        folder, file = os.path.split(path)
        real = _folder_of(folder or ".")
        if real == own or real.startswith(own + os.sep):
            return True
        return real == place and (file == name or file.startswith((f"{name}#", f".{name}.")))

    return (item for item in items if not is_own(item.path))


def _doc(document: Document) -> str:
    """Give the file's name without ending; a row of a table has its id."""
    if document.path == "-" or "#" in document.path:
        return "stdin" if document.path == "-" else document.id
    return PurePath(document.path).stem


def _row(event: Coded, coder: Coder, document: Document) -> tuple[Any, ...]:
    """Give the values of `COLUMNS`, as plain text and numbers."""
    name = coder.names.names.get(event.place_id, event.place_id.removeprefix("?"))
    known = "" if event.place_id.startswith("?") else event.place_id
    values = {column: getattr(event, column, None) for column in COLUMNS}
    for told in TRACED:
        span = span_of(event.place_id if told == "place" else getattr(event, told))
        values[f"{told}_start"], values[f"{told}_end"] = span or (None, None)
    values |= {"place": name, "place_id": known, "sha256": document.sha256}
    return tuple(str(value) if isinstance(value, str) else value for value in values.values())
