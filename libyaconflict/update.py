"""A study kept current: new dispatches coded and weighed, rows let in by rule, stale reports made again, all told.

Everything here is worked out anew from the dispatches, the curated tables and the study's rule, so that a run that
was cut off is made good by the next one. Nothing heavy is imported before it is known that something is new.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import __version__
from .errors import LibyaConflictError
from .files import whole_file
from .locations import Study, find_study

FOLDER = ".update"  # in the study: what is known from run to run; it may be deleted
OWN = ("coded_events.csv", "coded_sources.csv", "pending.csv")  # in the study's data
_STATE, _RECORD, _CODED = "state.json", "record.json.gz", "coded"


@dataclass
class Updated:
    """What an update found and did.

    Attributes
    ----------
    nothing_new : bool
        Nothing changed since the last run, which left nothing undone; then all else but `unread` is empty.
    new : list of str
        Dispatches that were coded.
    unread : list of str
        Dispatches that could not be read, with the reason; each is tried again next time.
    changes : list of str
        What changed in the record and in who held what.
    pending : list of str
        Happenings that the record lacks and that wait in `data/pending.csv`, told for the first time.
    waiting, entered : int
        Rows of `data/pending.csv` and of `data/coded_events.csv`.
    results : list of Result
        From `render`.
    """

    nothing_new: bool = False
    new: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    waiting: int = 0
    entered: int = 0
    results: list[Any] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Tell if every dispatch was read and every report made."""
        return not self.unread and all(result.ok for result in self.results)


def update(
    study: str | Path | None = None,
    *,
    dispatches: str | Path | None = None,
    out: str | Path | None = None,
    accept: Iterable[str] | None = None,
    trust: Iterable[str] | None = None,
    progress: Callable[[str], object] | None = None,
    **options: Any,
) -> Updated:
    """Bring a study up to date with its dispatches and its tables.

    Parameters
    ----------
    study : path, optional
        A study of one's own; else the current folder.
    dispatches : path, optional
        The folder of dispatches; `data/dispatches` of the study when left out. Files are known by their content.
    out : path, optional
        Folder for the pages, as for `render`.
    accept, trust : iterable of str, optional
        Statuses (confirmed, asserted) and publishers whose coded happenings enter the record for this run; the study's
        ``data/study.yaml`` says it for every run. Coded rows are worked out anew each time: without the rule they are
        gone.
    progress : callable, optional
        Is handed one line per finished report.
    **options
        For `render`, such as `engine` or `workers`.

    Returns
    -------
    Updated

    Raises
    ------
    ParameterError
        The rule has faults. Nothing has been written then.
    CaseError
        The curated tables have faults. Nothing has been written then.
    LibyaConflictError
        The folder is no study of one's own, there is no folder of dispatches, or another run is at work.
    """
    place = _own_study(study)
    folder = place.data / "dispatches" if dispatches is None else Path(dispatches).expanduser().absolute()
    if dispatches is not None and not folder.is_dir():
        raise LibyaConflictError(f"there is no folder {folder} of dispatches.")
    out = (place.out if out is None else Path(out).expanduser()).absolute()
    asked = [None if names is None else list(names) for names in (accept, trust)]
    kept = place.folder / FOLDER
    inputs = _stamps(place, folder, out, asked)
    state = _read_state(kept / _STATE)
    if state.get("inputs") == inputs and state.get("outputs") == _outputs(place, out):
        if not state["unread"]:
            return Updated(nothing_new=True)
        unread = _still_unread(folder, state["unread"])
        if unread is not None:
            return Updated(nothing_new=True, unread=unread)
    from .entering import read_rule
    from .runs import only_run

    rule = read_rule(place.data, *asked)
    _make(kept)
    with only_run(kept):
        return _bring_up(place, folder, out, rule, inputs, progress, options)


def _own_study(study: str | Path | None) -> Study:
    place = find_study(study)
    if place.bundled:
        raise LibyaConflictError(
            "update keeps a study of your own current, not the bundled case. 'libyaconflict new DIR' makes one; then "
            "go there, or give --study DIR."
        )
    return place


def _bring_up(
    place: Study, folder: Path, out: Path, rule: Any, inputs: str,
    progress: Callable[[str], object] | None, options: dict[str, Any],
) -> Updated:  # fmt: skip
    from .case import load_case
    from .control import reconstruct_control
    from .corroborate import gather_happenings
    from .entering import EVENTS, SOURCES, coded_rows, judge_happenings, pending_table, tell_pending
    from .intake import take_in
    from .lookup import rebuilt, rebuilt_timeline
    from .report import render
    from .runs import RunLog
    from .timeline import merge_timeline
    from .weigh import weigh_against_record

    kept = place.folder / FOLDER
    if (place.data / "coded_events.csv").exists():
        curated = load_case(place.data, coded=False)
        timeline = merge_timeline(curated)
        periods = reconstruct_control(curated, timeline)
    else:
        (curated, periods), timeline = rebuilt(place.folder), rebuilt_timeline(place.folder)
    taken = take_in(folder, kept / _CODED, curated)
    told = gather_happenings(taken.coded, taken.documents, case=curated)
    weighed = weigh_against_record(told, curated, timeline=timeline, periods=periods)
    judged = judge_happenings(weighed, taken.documents, curated, timeline, periods, rule)
    events, sources = coded_rows(judged, taken.documents, curated)
    waiting = pending_table(judged, taken.coded)
    _put(place.data / "coded_sources.csv", SOURCES, sources)  # first: an event cites no source that is not there
    _put(place.data / "coded_events.csv", EVENTS, events)
    rows = waiting.assign(**{name: waiting[name].dt.strftime("%Y-%m-%d") for name in ("earliest", "latest")})
    _put(place.data / "pending.csv", waiting.columns, rows.fillna("").to_dict("records"))

    state, record = _read_state(kept / _STATE), _record(place)
    known = set(state.get("told", ()))
    lines = {row.happening: tell_pending(row) for row in judged[judged["kept_out"] != ""].itertuples(index=False)}
    done = Updated(
        new=taken.new, unread=[str(item) for item in taken.skipped], waiting=len(waiting), entered=len(events),
        changes=_tell_changes(record, kept), pending=[line for name, line in lines.items() if name not in known],
    )  # fmt: skip
    done.results = render(study=place.folder, out=out, progress=progress, **options)
    RunLog(out).add("update", new=done.new, unread=done.unread, changes=done.changes, entered=done.entered,
                    waiting=done.waiting)  # fmt: skip
    whole = all(result.ok for result in done.results)
    _note(
        kept / _STATE,
        inputs=inputs if whole else "",
        outputs=_outputs(place, out),
        unread=[[item.path, item.reason] for item in taken.skipped],
        told=sorted(lines),
    )
    _keep_record(record, kept)
    return done


def _tell_changes(new: Any, kept: Path) -> list[str]:
    """Say what changed in the record since the last run that came to its end; nothing on the first."""
    from .differences import compare_extracts
    from .extracts import load_extract

    old = load_extract(kept, _RECORD.removesuffix(".json.gz"))
    return [] if old is None else compare_extracts(old, new).lines()


def _record(place: Study) -> Any:
    from .state import Keys

    return Keys(place).extractor.extract()


def _keep_record(extract: Any, kept: Path) -> None:
    import gzip

    text = json.dumps({"counts": extract.counts, "tables": extract.tables}, ensure_ascii=False)
    with whole_file(kept / _RECORD) as draft:
        draft.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


def _put(path: Path, columns: Iterable[str], rows: Iterable[dict[str, Any]]) -> None:
    """Write a table, or delete it where it has no rows; a file that would be the same is left alone."""
    columns, rows = list(columns), list(rows)
    if not rows:
        path.unlink(missing_ok=True)
        return
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    data = text.getvalue().encode("utf-8")
    if not path.exists() or path.read_bytes() != data:
        with whole_file(path) as draft:
            draft.write_bytes(data)


def _still_unread(folder: Path, unread: list[list[str]]) -> list[str] | None:
    """Try again what could not be read; None if something of it can be read now."""
    from .documents import Document, read_documents

    for name, _ in unread:
        path = folder / name.partition("#")[0]
        if any(isinstance(item, Document) for item in read_documents(path)) and "#" not in name:
            return None
    return [f"{name}: {reason}" for name, reason in unread]


def _stamps(place: Study, folder: Path, out: Path, asked: list) -> str:
    """Digest names, sizes and times of all that an update rests on; none of it is opened."""
    from importlib import metadata

    versions = [metadata.version(name) for name in ("pandas", "matplotlib", "numpy", "nbconvert")]
    total = hashlib.sha256(json.dumps([__version__, sys.version, versions, asked, str(folder)]).encode())
    own = {str(place.data / name) for name in OWN}
    for root in (Path(__file__).resolve().parent, place.data, place.notebooks, place.reports, folder):
        for path, stamp in _walk(root, skip=(str(place.out), str(out))):
            if path not in own:
                total.update(f"{path}\0{stamp}\0".encode())
    return total.hexdigest()


def _outputs(place: Study, out: Path) -> str:
    """Digest what an update makes: the tables of its own and the pages."""
    total = hashlib.sha256(str(out).encode())
    own = [(str(place.data / name), _stamp_of(place.data / name)) for name in OWN]
    pages = [(path, stamp) for path, stamp in _walk(out) if path.endswith((".html", ".ipynb", ".json", ".txt"))]
    for path, stamp in [*own, *pages]:
        total.update(f"{path}\0{stamp}\0".encode())
    return total.hexdigest()


def _walk(root: Path, *, skip: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """List the files under a folder with their stamps, hidden ones and compiled modules left out."""
    found, waiting = [], [str(root)]
    while waiting:
        folder = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name == "__pycache__" or entry.path in skip:
                continue
            if entry.is_dir():
                waiting.append(entry.path)
            else:
                found.append((entry.path, _stamp_of(Path(entry.path))))
    return sorted(found)


def _stamp_of(path: Path) -> str:
    try:
        status = path.stat()
    except OSError:
        return "none"
    return f"{status.st_size} {status.st_mtime_ns}"


def _read_state(path: Path) -> dict[str, Any]:
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
        return state if isinstance(state, dict) and {"inputs", "outputs", "unread", "told"} <= set(state) else {}
    except (OSError, ValueError):
        return {}


def _note(path: Path, **state: Any) -> None:
    with whole_file(path) as draft:
        draft.write_text(json.dumps(state, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibyaConflictError(f"cannot write {folder}: {error.strerror or error}.") from error
