"""Recipes to reports: check everything, run each notebook, and put a page in place only when it is whole."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .errors import LibyaConflictError
from .execute import Run, choose_engine, run_notebook
from .files import whole_file
from .jupyter import load_tool
from .locations import find_study, rules_text
from .page import PageError, index_page, report_page, rules_page
from .provenance import describe_provenance, path_hider, version
from .recipes import Job, find_recipes, plan_reports, read_recipe

__all__ = ["Result", "find_recipes", "read_recipe", "render", "write_index"]
CELL_TIMEOUT = 600  # seconds; a cell of a report that takes longer hangs


@dataclass(frozen=True)
class Result:
    """What became of one report; `html` is None where no good page exists, `cell` where no cell failed."""

    name: str
    ok: bool
    html: Path | None
    seconds: float
    cell: int | None = None
    error: str = ""


def render(
    names: Iterable[str] | None = None,
    *,
    study: str | Path | None = None,
    out: str | Path | None = None,
    overrides: Mapping[str, Any] | None = None,
    progress: Callable[[str], object] | None = None,
    cell_timeout: int | None = CELL_TIMEOUT,
    report_timeout: int | None = None,
    memory: int | None = None,
    engine: str = "auto",
    workers: int | None = None,
) -> list[Result]:
    """Make reports, several at a time, and the index of all reports in the folder.

    Parameters
    ----------
    names : iterable of str, optional
        Recipes by name, ``tarhouna`` for ``reports/tarhouna.yaml``; all of them when left out.
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
    jobs = [replace(job, engine=choose_engine(engine)) for job in plan_reports(place, names, overrides or {}, folder)]
    if not jobs:
        return []
    limits = {"cell_timeout": cell_timeout, "report_timeout": report_timeout, "memory": memory}
    _make_writable(folder)
    provenance = describe_provenance(place)
    for tool in ("papermill.engines", "nbconvert.exporters.html"):
        load_tool(tool)  # once, before the threads
    kills: list[Callable[[], None]] = []
    if jobs[0].engine == "fork":
        from .engine.warm import warm_process

        warm_process(jobs[0].case)  # it gets ready while the others do
    # Each report runs in a process of its own; here a thread only waits for it.
    pool = ThreadPoolExecutor(max_workers=min(len(jobs), workers or os.cpu_count() or 1))
    futures: dict[Future[Result], str] = {
        pool.submit(_render, job, provenance, limits, kills.append): job.recipe.name for job in jobs
    }
    try:
        for number, done in enumerate(as_completed(futures), start=1):
            if progress:
                progress(f"[{number}/{len(jobs)}] {_line(done.result())}")
    except BaseException:  # Ctrl-C above all: leave no kernel behind, and wait for none
        pool.shutdown(wait=False, cancel_futures=True)
        for kill in kills:
            kill()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        write_index(folder)
    return [future.result() for future in futures]


def write_index(out: str | Path) -> Path:
    """Write ``index.html``, the list of the reports in a folder, what failed first, and ``rules.html`` beside it."""
    out = Path(out)
    entries: dict[str, dict[str, Any]] = {}
    for path in sorted(out.glob("*.ipynb"), key=lambda path: path.name.endswith(".failed.ipynb")):
        try:
            entry = json.loads(path.read_text(encoding="utf-8"))["metadata"]["libyaconflict"]
        except (OSError, ValueError, KeyError, TypeError):
            continue  # a notebook of someone else
        page = f"{entry['name']}.html"
        entries[entry["name"]] = {**entry, "html": page if (out / page).exists() else None}
    _write(out / "rules.html", rules_page(rules_text()))
    _write(out / "index.html", index_page(entries.values(), built=_now()))
    return out / "index.html"


def _render(
    job: Job,
    provenance: Mapping[str, Any],
    limits: Mapping[str, int | None],
    on_start: Callable[[Callable[[], None]], None],
) -> Result:
    """Make one report in a folder of its own beside the output, then move it there, whole or as failed."""
    began = time.monotonic()
    name, html = job.recipe.name, job.file(".html")
    try:
        scratch = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=job.out))
        try:
            run = run_notebook(job.source, job.values, engine=job.engine, study=job.case, on_start=on_start, **limits)
            if run.ok:
                run = _publish(job, run, provenance, scratch)
            if not run.ok:
                _keep_failed(job, run, scratch)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    except Exception as error:  # a full disk, say: the other reports go on
        run = Run(None, False, error=f"{type(error).__name__}: {error}")
    seconds = time.monotonic() - began
    return Result(name, run.ok, html if html.exists() else None, seconds, run.cell, run.error)


def _publish(job: Job, run: Run, provenance: Mapping[str, Any], scratch: Path) -> Run:
    hide = path_hider(job.study)
    built = _now()
    notebook = hide(_stamp(run.notebook, job, built, ok=True))
    shown = [
        {"name": parameter.name, "value": hide(_shown(job.values[parameter.name])), "help": parameter.help}
        for parameter in job.declared
        if parameter.name != "title"
    ]
    about = {**job.about, "name": job.recipe.name, "built": built, "version": version("libyaconflict")}
    try:
        html = _page(job, notebook, **about, parameters=shown, provenance=provenance)
    except PageError as error:
        return Run(run.notebook, False, error.cell, str(error))
    except Exception as error:
        return Run(run.notebook, False, None, f"{type(error).__name__}: {error}", traceback.format_exc())
    load_tool("nbformat").write(notebook, scratch / "page.ipynb")
    (scratch / "page.html").write_text(html, encoding="utf-8")
    os.replace(scratch / "page.ipynb", job.file(".ipynb"))
    os.replace(scratch / "page.html", job.file(".html"))
    for ending in (".failed.ipynb", ".failed.txt"):
        job.file(ending).unlink(missing_ok=True)
    return run


def _page(job: Job, notebook: Any, **about: Any) -> str:
    """Make the page in a child of the warm process where there is one: it would hold up the other reports here."""
    if choose_engine(job.engine) == "kernel":
        return report_page(notebook, **about)
    from .engine.warm import call_in_child, warm_process

    return call_in_child(warm_process(job.case), "report_page", (notebook,), about)


def _keep_failed(job: Job, run: Run, scratch: Path) -> None:
    run.error = path_hider(job.study)(run.error)
    where = f"cell {run.cell} of {job.source.name}" if run.cell else job.source.name
    stamped = _stamp(run.notebook, job, _now(), ok=False, cell=run.cell, error=run.error)
    load_tool("nbformat").write(stamped, scratch / "failed.ipynb")
    said = f"Report {job.recipe.name} failed in {where}.\n\n{run.error}\n\n{run.traceback}".rstrip() + "\n"
    (scratch / "failed.txt").write_text(said, encoding="utf-8")
    os.replace(scratch / "failed.ipynb", job.file(".failed.ipynb"))
    os.replace(scratch / "failed.txt", job.file(".failed.txt"))


def _stamp(notebook: Any, job: Job, built: dt.datetime, **state: Any) -> Any:
    """Note in the notebook itself what the index is to say about it."""
    notebook.metadata["libyaconflict"] = {
        "name": job.recipe.name,
        **job.about,
        "built": built.isoformat(),
        "source": job.source.name,
        **state,
    }
    return notebook


def _shown(value: Any) -> str:
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return "–" if value in ("", None) else str(value)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def _make_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise LibyaConflictError(f"cannot write reports to {folder}: {error.strerror or error}.") from error


def _write(path: Path, text: str) -> None:
    with whole_file(path) as draft:
        draft.write_text(text, encoding="utf-8")


def _line(result: Result) -> str:
    if result.ok:
        return f"{result.name} … ok {result.seconds:.1f} s"
    where = f" in cell {result.cell}" if result.cell else ""
    return f"{result.name} … FAILED{where}: {result.error.partition(chr(10))[0]}"
