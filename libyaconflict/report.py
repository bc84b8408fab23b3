"""Recipes to reports: check everything, make what is not fresh, and put a page in place only when it is whole."""

from __future__ import annotations

import datetime as dt
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .crate import write_crate
from .differences import compare_extracts
from .errors import LibyaConflictError
from .execute import choose_engine, stop_runs
from .extracts import is_kept, load_extract
from .files import whole_file
from .formats import FORMATS, can_write, check_formats
from .index import prepare_index, write_index
from .jupyter import load_tool
from .locations import find_study
from .making import Made, make_report
from .page import changes_page
from .provenance import describe_provenance, path_hider
from .recipes import Job, find_recipes, plan_reports, read_recipe
from .runs import RunLog, only_run
from .state import EXTRACTS, Keys, hashes, read_record, told_places, told_values, why_redo, write_record
from .stops import stops_held

__all__ = ["Result", "find_recipes", "read_recipe", "render", "write_index"]
CELL_TIMEOUT = 600  # seconds; a cell of a report that takes longer hangs
REPORT_TIMEOUT = 3600  # seconds
_ENDING = re.compile(r"((_files|\.data)/)?[\w-]*\.[\w.-]+")  # of a file of a report


@dataclass(frozen=True)
class Result:
    """What became of one report.

    `html` is None where no good page exists, `cell` where no cell failed; `skipped` where the report was fresh. `why`
    says why it was made, `changes` what of the war changed since it was last made.
    """

    name: str
    ok: bool
    html: Path | None
    seconds: float
    cell: int | None = None
    error: str = ""
    skipped: bool = False
    why: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


def render(
    names: Iterable[str] | None = None,
    *,
    study: str | Path | None = None,
    out: str | Path | None = None,
    overrides: Mapping[str, Any] | None = None,
    progress: Callable[[str], object] | None = None,
    cell_timeout: int | None = CELL_TIMEOUT,
    report_timeout: int | None = REPORT_TIMEOUT,
    memory: int | None = None,
    engine: str = "auto",
    workers: int | None = None,
    executor: Executor | None = None,
    force: bool = False,
    formats: Iterable[str] = (),
    pdf_engine: str = "typst",
) -> list[Result]:
    """Make the reports that are not fresh, several at a time, and the index of all reports in the folder.

    Parameters
    ----------
    names : iterable of str, optional
        Recipes by name, ``tarhouna`` for ``reports/tarhouna.yaml``, or single reports of a batch; all recipes when
        left out.
    study : path, optional
        Folder with data, notebooks and reports; else the current folder if it is one, else the bundled case.
    out : path, optional
        Folder for the pages; see `locations.Study.out`.
    overrides : mapping, optional
        Parameter values that replace those of every recipe rendered, as text or as Python values.
    progress : callable, optional
        Is handed one line per finished report, ``[2/6] tarhouna … ok 4.1 s``.
    cell_timeout, report_timeout : int, optional
        Seconds that a cell, and a whole notebook, may take; None for no limit.
    memory : int, optional
        Bytes of address space that a report may have.
    engine : {"auto", "fork", "kernel"}
        See `execute.run_notebook`.
    workers : int, optional
        Reports made at once; as many as there are cores when left out.
    executor : concurrent.futures.Executor, optional
        Where the reports are made, such as a Dask client's ``get_executor()``: its workers must see the study's folder.
        The files are written here. Without it, threads here wait for one process a report.
    force : bool
        Make every report, fresh or not.
    formats : iterable of str
        Formats of `formats.FORMATS` beside HTML and beside those that a recipe asks for.
    pdf_engine : {"typst", "chromium"}
        What makes the PDF.

    Returns
    -------
    list of Result
        In the order of the recipes. A report that fails leaves the former page as it was, keeps
        ``NAME.failed.ipynb`` and ``NAME.failed.txt``, and does not stop the others.

    Raises
    ------
    ParameterError
        With every fault of every recipe asked for. Nothing has been run or written then.
    LibyaConflictError
        The study is not one, or its case cannot be read.
    """
    place = find_study(study)
    folder = (place.out if out is None else Path(out)).absolute()
    chosen = choose_engine(engine)
    wanted = check_formats(formats, pdf_engine=pdf_engine)
    jobs = plan_reports(place, names, overrides or {}, folder)
    check_formats({name for job in jobs for name in job.recipe.formats}, pdf_engine=pdf_engine)
    jobs = [
        replace(
            job,
            engine=chosen,
            formats=check_formats(
                {*wanted, *job.recipe.formats, *_kept_formats(job, pdf_engine)}, pdf_engine=pdf_engine
            ),
            pdf_engine=pdf_engine,
        )
        for job in jobs
    ]
    if not jobs:
        return []
    _make_writable(folder)
    if executor is None and chosen == "fork" and (force or not all(job.file(".json").exists() for job in jobs)):
        _warm(jobs[0])  # there is something to make: it gets ready while the keys are worked out
    limits = {"cell_timeout": cell_timeout, "report_timeout": report_timeout, "memory": memory}
    with only_run(folder):
        log = RunLog(folder)
        batch = _Batch(folder, Keys(place), describe_provenance(place), force, log)
        log.add("start", reports=len(jobs), study=place.folder.name, engine=chosen)
        todo = [job for job in jobs if not batch.settle(job)]
        try:
            if todo:
                _make(todo, batch, limits, progress, executor, workers)
        except BaseException as error:
            log.add("broken", error=type(error).__name__, done=len(batch.results))
            raise
        finally:
            if todo or not (folder / "index.html").exists():
                with stops_held():
                    write_index(folder)
                    write_crate(folder, place, data=batch.provenance["data"], revision=batch.provenance["revision"])
        results = [batch.results[job.recipe.name] for job in jobs]
        log.add("end", **_counts(results))
    return results


def _kept_formats(job: Job, pdf_engine: str) -> list[str]:
    """Give the formats that a report was last made in and still lies in: a file of older evidence would tell otherwise.

    Left out is what cannot be written here; it is then removed with the old version.
    """
    former = read_record(job.file(".json")) or {}
    kept = [name for name, form in FORMATS.items() if form.ending in former.get("files", {})
            and job.file(form.ending).exists()]  # fmt: skip
    return [name for name in kept if can_write(name, pdf_engine=pdf_engine)]


def _warm(job: Job) -> None:
    """Start the warm process for a job's case, if it does not run yet; nobody waits for it here."""
    from .engine.warm import warm_process

    warm_process(job.case)


def _counts(results: list[Result]) -> dict[str, int]:
    fresh, failed = sum(result.skipped for result in results), sum(not result.ok for result in results)
    return {"made": len(results) - fresh - failed, "fresh": fresh, "failed": failed}


def _make(
    jobs: list[Job],
    batch: _Batch,
    limits: Mapping[str, int | None],
    progress: Callable[[str], object] | None,
    executor: Executor | None,
    workers: int | None,
) -> None:
    pool = executor
    if pool is None:
        with stops_held():
            if jobs[0].engine == "fork":
                _warm(jobs[0])  # it gets ready while the others do
            load_tool("papermill.engines")  # once, before the threads
            if jobs[0].engine != "fork":
                load_tool("nbconvert.exporters.html")
        # Each report runs in a process of its own; here a thread only waits for it.
        pool = ThreadPoolExecutor(max_workers=min(len(jobs), workers or os.cpu_count() or 1))
    futures: dict[Future[Made], Job] = {pool.submit(make_report, job, batch.about(job), limits): job for job in jobs}
    try:
        with stops_held():
            prepare_index()  # while the warm process starts
        for number, done in enumerate(as_completed(futures), start=1):
            result = batch.put(futures.pop(done), _made(done))
            if progress:
                failed = sum(not one.ok for one in batch.results.values())
                told = f", {failed} failed" if failed else ""
                progress(f"[{number}/{len(jobs)}{told}] {_line(result)}")
    except BaseException:  # Ctrl-C above all: leave no process behind, and wait for none
        with stops_held():
            for future in futures:
                future.cancel()
            if executor is None:
                pool.shutdown(wait=False, cancel_futures=True)
                stop_runs()
        raise
    finally:
        if executor is None:
            pool.shutdown(wait=True, cancel_futures=True)


def _made(done: Future[Made]) -> Made | BaseException:
    """Give what a worker made, or how it was lost: a cluster may lose a worker."""
    error = done.exception()
    return done.result() if error is None else error


class _Batch:
    """The folder that reports go to, and what is known of each."""

    def __init__(self, folder: Path, keys: Keys, provenance: Mapping[str, Any], force: bool, log: RunLog) -> None:
        self.folder, self.keys, self.provenance, self.force, self.log = folder, keys, provenance, force, log
        self.results: dict[str, Result] = {}
        self._evidence: dict[str, dict[str, Any]] = {}
        self._known: dict[str, tuple[dict[str, str], dict[str, Any] | None, list[str]]] = {}

    def settle(self, job: Job) -> bool:
        """Tell if a report is fresh; if so its result is noted."""
        name = job.recipe.name
        former = read_record(job.file(".json"))
        key = self.keys.key(job, former)
        why = why_redo(self.folder, name, key, former) or (["it was asked for"] if self.force else [])
        if not why:
            self.results[name] = Result(name, True, job.file(".html"), 0.0, skipped=True)
            self.log.add("fresh", report=name)
            return True
        same = former is not None and former["key"]["evidence"] == key["evidence"]
        counts = former["evidence"] if same else self.keys.extract(job).counts
        self._evidence[name] = {"counts": counts, "sha256": key["evidence"]}
        self._known[name] = key, former, why
        return False

    def about(self, job: Job) -> dict[str, Any]:
        """Give what a job's page states of where it comes from, the rows that it reads included."""
        return {**self.provenance, "evidence": self._evidence[job.recipe.name]}

    def put(self, job: Job, made: Made | BaseException) -> Result:
        """Put a report's files in place, whole, and note what became of it."""
        name = job.recipe.name
        if isinstance(made, BaseException):
            now = dt.datetime.now(dt.UTC).replace(microsecond=0)
            made = Made(name, False, 0.0, now, None, f"its worker was lost: {type(made).__name__}: {made}")
        key, former, why = self._known[name]
        changes: list[str] = []
        try:
            if made.ok:
                changes = self._changes(job, key, former, made)
            for ending, data in made.files.items():
                _write(job.file(ending), data)
            if made.ok and former is not None:
                self._clear(job, former, made)
            self._note(job, key, made, changes)
        except (OSError, LibyaConflictError) as error:  # a full disk, say: the other reports go on
            made = replace(made, ok=False, error=f"{type(error).__name__}: {error}", cell=None)
        html = job.file(".html") if job.file(".html").exists() else None
        result = Result(
            name, made.ok, html, made.seconds, made.cell, made.error, why=tuple(why), changes=tuple(changes)
        )
        self.results[name] = result
        told = {"cell": made.cell, "error": made.error} if not made.ok else {"changes": changes}
        self.log.add("made" if made.ok else "failed", report=name, seconds=round(made.seconds, 2), why=why, **told)
        return result

    def _clear(self, job: Job, former: Mapping[str, Any], made: Made) -> None:
        """Remove what the former run wrote and this one did not: a PDF of older evidence would tell otherwise."""
        for ending in former.get("files", {}):
            if ending not in made.files and _ENDING.fullmatch(ending):
                path = job.file(ending)
                path.unlink(missing_ok=True)
                if path.parent != job.out:
                    with suppress(OSError):  # others are in it still
                        path.parent.rmdir()

    def _changes(self, job: Job, key: Mapping[str, str], former: Mapping[str, Any] | None, made: Made) -> list[str]:
        """Keep the extract that the report was made from, and write what differs from the former run's."""
        kept = self.folder / EXTRACTS
        same = former is not None and former["key"]["evidence"] == key["evidence"]
        if same and is_kept(kept, key["evidence"]):
            return []
        extract = self.keys.extract(job)
        extract.save(kept)
        if former is None or same:
            return []
        old = load_extract(kept, former["key"]["evidence"])
        if old is None:
            return []
        differences = compare_extracts(old, extract)
        page = changes_page(job.title, f"{job.recipe.name}.html", differences, before=former["built"], now=made.built)
        _write(job.file(".changes.html"), page.encode("utf-8"))
        return differences.lines()

    def _note(self, job: Job, key: Mapping[str, str], made: Made, changes: list[str]) -> None:
        about = {"name": job.recipe.name, **job.about, "batch": job.recipe.batch, "source": job.source.name,
                 "built": made.built.isoformat(), "seconds": round(made.seconds, 2), "engine": job.engine}  # fmt: skip
        about |= {"parameters": told_values(job), "places": told_places(job)}
        if not made.ok:
            failed = {"ok": False, "cell": made.cell, "error": path_hider(job.study)(made.error)}
            write_record(job.file(".failed.json"), {**about, **failed, **self.keys.record(job, key)})
            return
        record = {**about, "ok": True, "changes": changes, "files": hashes(made.files),
                  "evidence": self._evidence[job.recipe.name]["counts"], **self.keys.record(job, key)}  # fmt: skip
        write_record(job.file(".json"), record)
        for ending in (".failed.ipynb", ".failed.txt", ".failed.json"):
            job.file(ending).unlink(missing_ok=True)


def _make_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise LibyaConflictError(f"cannot write reports to {folder}: {error.strerror or error}.") from error


def _write(path: Path, data: bytes) -> None:
    with whole_file(path) as draft:
        draft.write_bytes(data)


def _line(result: Result) -> str:
    if result.ok:
        return f"{result.name} … ok {result.seconds:.1f} s"
    where = f" in cell {result.cell}" if result.cell else ""
    return f"{result.name} … FAILED{where}: {result.error.partition(chr(10))[0]}"
