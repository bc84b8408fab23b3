"""A folder of dispatches that grows: what is new in it is coded once, and known again by the hash of its bytes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from .case import Case
from .coder.batches import fingerprint
from .coder.frame import code_documents
from .documents import Document, Skipped, read_documents
from .files import whole_file

ABOUT = ("doc", "publisher", "vantage", "title", "language", "published", "sha256", "file")
_AT_ONCE = 200  # documents coded before they are kept: what a crash may cost


@dataclass
class Intake:
    """What a folder holds.

    Attributes
    ----------
    documents : DataFrame
        One row a document: `doc`, `publisher`, `vantage`, `title`, `language`, `published`, `sha256`, `file`.
    coded : DataFrame
        Their coded events, as `code_documents` gives them, numbered from 0.
    new : list of str
        Files, by their paths in the folder, that were coded this time.
    skipped : list of Skipped
        What could not be read, or is still being written; it is tried again next time.
    """

    documents: pd.DataFrame
    coded: pd.DataFrame
    new: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def list_dispatches(folder: Path) -> list[Path]:
    """List the files of a folder of dispatches, in order; hidden files and a README are none."""
    if not folder.is_dir():
        return []
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.lower().startswith("readme."))
    return sorted(path for path in files if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def take_in(folder: Path, kept: Path, case: Case) -> Intake:
    """Code the dispatches of a folder that were not coded before.

    Parameters
    ----------
    folder : path
        The dispatches, in any format that `read_documents` knows.
    kept : path
        Where the coded events of each file are kept, under a name made of the file's bytes, its path, the coder's
        rules and the case's places: if one of them changes, the file is coded again. Names that stand for no file
        any more are deleted.
    case : Case
        Its places are the coder's gazetteer.
    """
    rules = f"{fingerprint('')}\0{case.places.to_csv(index=False)}"
    found: dict[str, dict[str, Any]] = {}
    waiting: dict[str, tuple[str, list[Document]]] = {}
    new, skipped, wanted = [], [], set()
    for path in list_dispatches(folder):
        name = path.relative_to(folder).as_posix()
        try:
            data = path.read_bytes()
            key = hashlib.sha256(f"{rules}\0{name}\0".encode() + data).hexdigest()
            wanted.add(f"{key}.json")
            found[name] = _read(kept / f"{key}.json") or {}
            if found[name]:
                continue
            documents, wrong = _documents(path, name, data)
        except OSError as error:
            documents, wrong = [], [Skipped(name, f"cannot be read: {error.strerror or error}")]
        skipped += wrong
        if documents:
            new.append(name)
        waiting[name] = ("" if wrong else key), documents
        if sum(len(those) for _, those in waiting.values()) >= _AT_ONCE:
            found |= _code(waiting, kept, case)
            waiting = {}
    found |= _code(waiting, kept, case)
    for path in kept.glob("*.json"):
        if path.name not in wanted:
            path.unlink(missing_ok=True)
    documents = [row for known in found.values() for row in known["documents"]]
    rows = [row for known in found.values() for row in known["rows"]]
    coded = pd.DataFrame(rows, columns=list(code_documents([]).columns), dtype=object)
    return Intake(pd.DataFrame(documents, columns=list(ABOUT), dtype=object), coded, new, skipped)


def _documents(path: Path, name: str, data: bytes) -> tuple[list[Document], list[Skipped]]:
    """Read one file; a part of it that cannot be read makes the whole file one to try again."""
    documents: list[Document] = []
    wrong: list[Skipped] = []
    for item in read_documents(path):
        if isinstance(item, Document):
            documents.append(item)
        else:
            wrong.append(Skipped(name + item.path.removeprefix(str(path)), item.reason))
    if path.read_bytes() != data:
        return [], [Skipped(name, "is still being written")]
    return documents, wrong


def _code(waiting: dict[str, tuple[str, list[Document]]], kept: Path, case: Case) -> dict[str, dict[str, Any]]:
    """Code the documents of several files at once, and keep what came of each file that was read whole."""
    numbered = [document for _, documents in waiting.values() for document in documents]
    marked = [replace(document, id=str(number)) for number, document in enumerate(numbered)]
    coded = code_documents(marked, places=case.places) if marked else code_documents([])
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in json.loads(coded.to_json(orient="records")):
        rows.setdefault(row["doc"], []).append(row | {"doc": numbered[int(row["doc"])].id})
    found, number = {}, 0
    for name, (key, documents) in waiting.items():
        known: dict[str, Any] = {"documents": [_about(document, name) for document in documents], "rows": []}
        for _ in documents:
            known["rows"] += rows.get(str(number), [])
            number += 1
        if key:
            with whole_file(kept / f"{key}.json") as draft:
                draft.write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
        found[name] = known
    return found


def _about(document: Document, file: str) -> dict[str, str]:
    told = (document.id, document.publisher, document.side, document.title, document.language)
    return dict(zip(ABOUT, (*told, document.published.isoformat(), document.sha256, file), strict=True))


def _read(path: Path) -> dict[str, Any] | None:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        return known if {"documents", "rows"} <= set(known) else None
    except (OSError, ValueError, TypeError):
        return None
