"""The list of the reports in a folder: one page to search, sort and filter, which also works without its script."""

from __future__ import annotations

import datetime as dt
import functools
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from .files import whole_file
from .locations import rules_text
from .page import TEMPLATES, rules_page, template
from .runs import LOG
from .state import read_record
from .webmap.source import csp_hash

STATES = {"failed": "Failed", "changed": "Changed when last made", "good": "Good, nothing changed"}
_FORMATS = {
    ".pdf": "PDF", ".slides.html": "Slides", ".docx": "Word", ".md": "Markdown", ".ipynb": "Notebook",
    ".bib": "Sources (BibTeX)",
}  # fmt: skip
_TAIL = 4 << 20  # bytes of the log that are read for the latest runs
_RUNS = 5


def write_index(out: str | Path) -> Path:
    """Write ``index.html``, the list of the reports in a folder, what failed first, and ``rules.html`` beside it.

    Parameters
    ----------
    out : path
        A folder that reports were rendered into. What is told of them is in their records, ``NAME.json`` and
        ``NAME.failed.json``; other files are left out.

    Returns
    -------
    Path
        The page. It asks for nothing but itself: its script is in it, and a content security policy lets that one run.
    """
    out = Path(out)
    pages = {"rules.html": _rules(), "index.html": index_page(read_entries(out), latest_runs(out))}
    for name, text in pages.items():
        with whole_file(out / name) as draft:
            draft.write_bytes(text.encode("utf-8"))
    return out / "index.html"


def prepare_index() -> None:
    """Do what of `write_index` depends on no report, where there is time for it before the reports come in."""
    _rules()


@functools.cache
def _rules() -> str:
    return rules_page(rules_text())


def read_entries(out: Path) -> list[dict[str, Any]]:
    """Give what is known of each report of a folder, by name, with the names of its files that are there.

    Returns
    -------
    list of dict
        The record, with `state`, one of `STATES`; `html` and `changes_page`, names or None; `formats`, label and name
        of the other files; `start` and `end`, ISO days or empty; `places`. Of a report that failed the record is that
        of the failure, and the files are those of its last good version.
    """
    there = {entry.name for entry in os.scandir(out) if entry.is_file()} if out.is_dir() else set()
    found: dict[str, dict[str, Any]] = {}
    for name in sorted(there, key=lambda name: (name.endswith(".failed.json"), name)):
        record = read_record(out / name) if name.endswith(".json") and name[0] != "." else None
        if record is not None:
            found[record["name"]] = record  # of one that failed last, the failure
    return [_entry(found[name], there) for name in sorted(found)]


def _entry(record: Mapping[str, Any], there: set[str]) -> dict[str, Any]:
    name, values = record["name"], record.get("parameters") or {}
    html, changes = f"{name}.html", f"{name}.changes.html"
    ok = record.get("ok") is True
    files = [(label, f"{name}{ending}") for ending, label in _FORMATS.items()]
    state = "failed" if not ok else "changed" if record.get("changes") else "good"
    told = {key: str(record.get(key) or "") for key in ("title", "description", "period", "batch", "built", "error")}
    return {
        **record,
        **told,
        "title": told["title"] or name,
        "ok": ok,
        "state": state,
        "html": html if html in there else None,
        "changes_page": changes if changes in there else None,
        "formats": [(label, file) for label, file in files if file in there],
        "start": _day(values.get("start") or values.get("end")),
        "end": _day(values.get("end") or values.get("start")),
        "places": _places(record.get("places"), values),
        "shown": [(str(key), _written(value)) for key, value in values.items() if value not in ("", None, [])],
    }


def _places(told: Any, values: Mapping[str, Any]) -> list[str]:
    named = told if isinstance(told, list) else [values.get("place"), *_listed(values.get("places"))]
    return list(dict.fromkeys(str(place) for place in named if place))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _day(value: Any) -> str:
    try:
        return dt.date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        return ""


def _written(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def latest_runs(out: Path) -> list[dict[str, Any]]:
    """Give the latest runs of the log, newest first: `time`, and how many reports each made, left and failed."""
    runs: dict[str, dict[str, Any]] = {}
    for line in _tail(out / LOG):
        try:
            told = json.loads(line)
            run, event, time = str(told["run"]), told["event"], dt.datetime.fromisoformat(told["time"])
        except (ValueError, KeyError, TypeError):
            continue  # a line cut short by a full disk
        if event == "update":
            continue
        count = runs.setdefault(run, {"time": time, "made": 0, "fresh": 0, "failed": 0, "broken": False})
        if event in ("made", "fresh", "failed"):
            count[event] += 1
        count["broken"] |= event == "broken"
    return list(runs.values())[: -_RUNS - 1 : -1]


def _tail(path: Path) -> list[str]:
    try:
        with open(path, "rb") as stream:
            stream.seek(max(0, stream.seek(0, os.SEEK_END) - _TAIL))
            return stream.read().decode("utf-8", errors="replace").splitlines()
    except OSError:
        return []


def index_page(
    entries: Iterable[Mapping[str, Any]], runs: Sequence[Mapping[str, Any]] = (), *, listed: dt.datetime | None = None
) -> str:
    """Write the list of reports, what failed first.

    Parameters
    ----------
    entries : iterable of mapping
        From `read_entries`.
    runs : sequence of mapping
        From `latest_runs`.
    listed : datetime, optional
        When the list was made; now when left out.
    """
    order = list(STATES)
    entries = sorted(entries, key=lambda entry: (order.index(entry["state"]), entry["title"].casefold(), entry["name"]))
    script = (TEMPLATES / "index.js").read_text(encoding="utf-8")
    counts = {state: sum(entry["state"] == state for entry in entries) for state in STATES}
    return template("index.html.j2").render(
        entries=entries,
        runs=runs,
        listed=listed or dt.datetime.now(dt.UTC).replace(microsecond=0),
        states=[(state, STATES[state], counts[state]) for state in STATES if counts[state]],
        failed=counts["failed"],
        places=sorted({place for entry in entries for place in entry["places"]}, key=str.casefold),
        batches=sorted({entry["batch"] for entry in entries if entry["batch"]}),
        dated=any(entry["start"] for entry in entries),
        script=script,
        script_hash=csp_hash(script),
    )
