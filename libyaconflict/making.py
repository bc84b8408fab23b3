"""One report, from a checked job to finished files in memory: what runs in a thread here, or on a cluster's worker."""

from __future__ import annotations

import datetime as dt
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .bibtex import bibtex, listed_sources
from .execute import Run, choose_engine, run_notebook
from .formats import FormatError, report_files
from .jupyter import load_tool
from .page import PageError
from .provenance import evidence_line, path_hider, version
from .recipes import Job


@dataclass(frozen=True)
class Made:
    """What came of one report: its files by ending, to be put in place by whoever asked for it."""

    name: str
    ok: bool
    seconds: float
    built: dt.datetime
    cell: int | None = None
    error: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)


def make_report(job: Job, provenance: Mapping[str, Any], limits: Mapping[str, int | None]) -> Made:
    """Run a job's notebook and make its page; whatever fails is told in the result, and nothing is written.

    Parameters
    ----------
    job : Job
    provenance : mapping
        From `describe_provenance`.
    limits : mapping
        `cell_timeout`, `report_timeout` (seconds) and `memory` (bytes), as of `run_notebook`.
    """
    began, built = time.monotonic(), dt.datetime.now(dt.UTC).replace(microsecond=0)
    try:
        run = run_notebook(job.source, job.values, engine=job.engine, study=job.case, **limits)
        files: dict[str, bytes] = {}
        if run.ok:
            run, files = _pages(job, run, provenance, built)
        if not run.ok:
            files = _failed(job, run, built)
    except Exception as error:  # no disk for the kernel's own files, say: the other reports go on
        run, files = Run(None, False, error=f"{type(error).__name__}: {error}"), {}
    return Made(job.recipe.name, run.ok, time.monotonic() - began, built, run.cell, run.error, files)


def _pages(job: Job, run: Run, provenance: Mapping[str, Any], built: dt.datetime) -> tuple[Run, dict[str, bytes]]:
    hide = path_hider(job.study)
    notebook = hide(_stamp(run.notebook, job, built, ok=True))
    shown = [
        {"name": parameter.name, "value": hide(_shown(job.values[parameter.name])), "help": parameter.help}
        for parameter in job.declared
        if parameter.name != "title"
    ]
    lines = [*provenance["lines"], ("Engine", "forked" if job.engine == "fork" else "kernel")]
    if "evidence" in provenance:
        lines.append(("Evidence", evidence_line(provenance["evidence"])))
    about = {**job.about, "name": job.recipe.name, "built": built, "version": version("libyaconflict"),
             "parameters": shown, "provenance": {**provenance, "lines": lines}}  # fmt: skip
    sources = listed_sources(notebook)
    about["cited"], about["made"] = len(sources), _made_with(provenance)
    try:
        files = _files(job, notebook, about)
    except PageError as error:
        return Run(run.notebook, False, error.cell, str(error)), {}
    except FormatError as error:
        return Run(run.notebook, False, None, str(error)), {}
    except Exception as error:
        return Run(run.notebook, False, None, f"{type(error).__name__}: {error}", traceback.format_exc()), {}
    bibliography = _bibliography(job, sources, provenance, built).encode("utf-8")
    return run, {**files, ".ipynb": _written(notebook), ".bib": bibliography}


def _files(job: Job, notebook: Any, about: dict[str, Any]) -> dict[str, bytes]:
    """Write the report in a child of the warm process where there is one: it would hold up the other reports here."""
    asked = {"formats": tuple(job.formats), "pdf_engine": job.pdf_engine}
    if choose_engine(job.engine) == "kernel":
        return report_files(notebook, **asked, **about)
    from .engine.warm import call_in_child, warm_process

    return call_in_child(warm_process(job.case), "report_files", (notebook,), {**asked, **about})


def _made_with(provenance: Mapping[str, Any]) -> str:
    """Say what a report was made with and from, for those who cite it."""
    revision = f", revision {provenance['revision']}" if provenance["revision"] else ""
    rows = f"; rows read, sha256 {provenance['evidence']['sha256'][:12]}" if "evidence" in provenance else ""
    made = f"Report made with libyaconflict {version('libyaconflict')} from {provenance['study']}{revision}"
    return f"{made}; data sha256 {provenance['data'][:12]}{rows}"


def _bibliography(job: Job, sources: list, provenance: Mapping[str, Any], built: dt.datetime) -> str:
    title, period = job.about["title"], job.about["period"]
    titled = f"{title} ({period})" if period and period not in title else title
    return bibtex(sources, name=job.recipe.name, title=titled, built=built.date(), authors=provenance["authors"],
                  note=_made_with(provenance))  # fmt: skip


def _failed(job: Job, run: Run, built: dt.datetime) -> dict[str, bytes]:
    run.error = path_hider(job.study)(run.error)
    where = f"cell {run.cell} of {job.source.name}" if run.cell else job.source.name
    stamped = _stamp(run.notebook, job, built, ok=False, cell=run.cell, error=run.error)
    said = f"Report {job.recipe.name} failed in {where}.\n\n{run.error}\n\n{run.traceback}".rstrip() + "\n"
    return {".failed.ipynb": _written(stamped), ".failed.txt": said.encode("utf-8")}


def _written(notebook: Any) -> bytes:
    return load_tool("nbformat").writes(notebook).encode("utf-8") + b"\n"


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
