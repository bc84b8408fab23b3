"""Render and new: reports of a study, and a study of one's own."""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import LibyaConflictError
from .shared import FAILED, OK, complain, positive, study_name, told_if_refused, usage


def add(commands: argparse._SubParsersAction) -> None:
    """Declare the commands."""
    render = commands.add_parser("render", help="render report recipes into HTML with an index page")
    render.add_argument("recipes", nargs="*", metavar="RECIPE", help="names of recipes (default: all)")
    render.add_argument(
        "-p", dest="overrides", action="append", default=[], metavar="NAME=VALUE", help="set a parameter"
    )
    render.add_argument("--out", metavar="DIR", help="where the reports go")
    render.add_argument("--study", metavar="DIR", help="a study folder (default: the one here, else the bundled case)")
    render.add_argument("--list", action="store_true", help="list the recipes and their parameters, render nothing")
    render.add_argument("--jobs", type=int, metavar="N", help="reports made at once (default: one for each core)")
    render.add_argument("--force", action="store_true", help="make every report, also those that are fresh")
    render.add_argument("--explain", action="store_true", help="say of each report why it is made, or that it is fresh")
    render.add_argument(
        "--engine", choices=["auto", "fork", "kernel"], default="auto",
        help="fork: a child of a warm process for each report (Linux; the default there); kernel: a Jupyter kernel",
    )  # fmt: skip
    render.add_argument(
        "--timeout", type=positive, metavar="SECONDS", help="the most that one report may take (default: 3600)"
    )
    render.add_argument("--memory", metavar="SIZE", help="the most memory that one report may have, such as 2G")
    render.add_argument(
        "--scheduler", metavar="ADDRESS", help="a Dask scheduler whose workers make the reports instead"
    )
    render.add_argument(
        "--format", dest="formats", action="append", default=[], metavar="FORMAT,...",
        help="formats beside html, which is always made: pdf, docx, md, slides",
    )  # fmt: skip
    render.add_argument(
        "--pdf-engine", choices=["typst", "chromium"], default="typst", help="what makes the PDF (default: typst)"
    )
    render.add_argument("--summary", metavar="FILE", help="write a summary of the run, for a mail or a chat")
    render.add_argument("--webhook", metavar="URL", help="post the summary to a chat")
    render.add_argument("--quiet", action="store_true", help="print failures only")
    render.set_defaults(run=_render)

    new = commands.add_parser("new", help="lay out a working study in a folder of your own")
    new.add_argument("folder", metavar="DIR", help="a folder that does not exist yet, or is empty")
    new.set_defaults(run=_new)


def _render(arguments: argparse.Namespace) -> int:
    _start_early(arguments)
    from ..report import render

    if arguments.list:
        from ..locations import find_study
        from ..recipes import list_recipes

        print(list_recipes(find_study(arguments.study)))
        return OK
    overrides, wrong = {}, [text for text in arguments.overrides if "=" not in text]
    if wrong:
        return usage(f"-p takes NAME=VALUE, not {wrong[0]!r}.")
    for text in arguments.overrides:
        name, _, value = text.partition("=")
        overrides[name.strip()] = value.strip()
    if arguments.jobs is not None and arguments.jobs < 1:
        return usage(f"--jobs takes a number of reports from 1 on, not {arguments.jobs}.")
    if arguments.scheduler and arguments.jobs:
        return usage("give either --jobs N or --scheduler ADDRESS; a cluster has its own workers.")
    began = time.monotonic()
    with told_if_refused(arguments), _cluster(arguments.scheduler) as executor:
        results = render(
            arguments.recipes or None,
            study=arguments.study,
            out=arguments.out,
            overrides=overrides,
            progress=None if arguments.quiet else lambda line: print(line, flush=True),
            memory=_bytes(arguments.memory),
            engine=arguments.engine,
            workers=arguments.jobs,
            executor=executor,
            force=arguments.force,
            formats=[name for text in arguments.formats for name in text.split(",") if name.strip()],
            pdf_engine=arguments.pdf_engine,
            **({"report_timeout": arguments.timeout} if arguments.timeout else {}),
        )
        if not results:
            raise LibyaConflictError("this study has no recipe: reports/NAME.yaml names a notebook and its parameters.")
    return _tell(results, arguments, time.monotonic() - began)


def _start_early(arguments: argparse.Namespace) -> None:
    """Start the warm process before anything heavy is imported here, where there is surely something to make."""
    from ..engine.warm import AVAILABLE, warm_process
    from ..locations import find_study

    if not AVAILABLE or arguments.list or arguments.scheduler or arguments.engine == "kernel":
        return
    with suppress(LibyaConflictError):  # it is told in its place
        study = find_study(arguments.study)
        out = Path(arguments.out) if arguments.out else study.out
        if arguments.force or not any(out.glob("*.json")):
            warm_process("" if study.bundled else str(study.folder))


def _tell(results: list, arguments: argparse.Namespace, seconds: float) -> int:
    """Print what became of the reports, hand on the summary, and give the exit status."""
    from ..runs import send_summary, summarise_run, write_summary

    failed = [result for result in results if not result.ok]
    fresh = sum(result.skipped for result in results)
    if arguments.explain:
        for result in results:
            done = "made" if result.ok else "failed; it was to be made"
            print(f"{result.name}: {'fresh' if result.skipped else f'{done}, because ' + ' and '.join(result.why)}")
    for result in failed:
        where = f" in cell {result.cell}" if result.cell else ""
        print(f"{result.name} failed{where}: {result.error}", file=sys.stderr)
    if not arguments.quiet:
        made = len(results) - len(failed) - fresh
        still = f", {fresh} fresh as they stood" if fresh else ""
        still += f", {len(failed)} failed" if failed else ""
        reports = "report" if len(results) == 1 else "reports"
        print(f"{made} of {len(results)} {reports} made{still}. {_where(results, arguments.out)}")
    status = FAILED if failed else OK
    if arguments.summary or arguments.webhook:
        text = summarise_run(results, seconds, where=arguments.out or "", study=study_name(arguments))
        if arguments.summary:
            write_summary(text, Path(arguments.summary))
        if arguments.webhook:
            try:
                send_summary(text, arguments.webhook)
            except LibyaConflictError as error:  # the reports are made all the same
                status = complain(str(error))
    return status


@contextmanager
def _cluster(address: str | None) -> Iterator[Executor | None]:
    """Give the executor of a Dask cluster that is there already, or none."""
    if address is None:
        yield None
        return
    try:
        from distributed import Client
    except ImportError:
        raise LibyaConflictError("--scheduler needs Dask: pip install 'libyaconflict[dask]'.") from None
    try:
        client = Client(address, timeout=10)
    except (OSError, TimeoutError, ValueError) as error:
        raise LibyaConflictError(f"there is no Dask scheduler at {address}: {error}.") from error
    with client:
        yield client.get_executor(pure=False)


def _bytes(text: str | None) -> int | None:
    """Read a size such as 2G, 512M or a number of bytes."""
    if text is None:
        return None
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMGT]?)(?:i?B)?", text.strip(), re.IGNORECASE)
    if match is None:
        raise LibyaConflictError(f"--memory takes a size such as 2G or 512M, not {text!r}.")
    return int(float(match[1]) * 1024 ** " KMGT".index(match[2].upper() or " "))


def _where(results: list, out: str | None) -> str:
    made = [result.html for result in results if result.html]
    if not made:
        return "Nothing was put in place."
    return f"Open {Path(out) / 'index.html' if out else os.path.relpath(made[0].parent / 'index.html')}"


def _new(arguments: argparse.Namespace) -> int:
    from ..study import new_study

    folder = new_study(arguments.folder)
    print(f"{folder}: a study with data, notebooks and report recipes. Next: cd {folder} && libyaconflict render")
    return OK
