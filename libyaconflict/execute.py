"""Run one notebook through papermill, in a kernel of this very interpreter, and tell the truth about it.

papermill 2.7 marks every cell of a run that died or timed out as completed; `_engine` mends that.
"""

from __future__ import annotations

import functools
import logging
import os
import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import LibyaConflictError
from .jupyter import blame, load_tool, with_package
from .locations import IN_REPORT

INJECTED = "injected-parameters"
ENGINES = ("auto", "fork", "kernel")
_WIDGET = "application/vnd.jupyter.widget-view+json"
_SOCKET_PATH_LIMIT = 90  # a Unix socket's path may have 104 (macOS) or 108 bytes, "-5" included
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())  # a failure is told in the result, not on stderr as well


@dataclass
class Run:
    """What became of a run; `cell` counts the source notebook's cells from 1, None when no cell failed."""

    notebook: Any
    ok: bool
    cell: int | None = None
    error: str = ""
    traceback: str = ""


def run_notebook(
    path: Path,
    parameters: Mapping[str, Any],
    *,
    engine: str = "auto",
    study: str = "",
    cell_timeout: int | None = None,
    report_timeout: int | None = None,
    memory: int | None = None,
) -> Run:
    """Run a notebook from top to bottom with parameters, in its own folder and a kernel of its own.

    Parameters
    ----------
    path : Path
        The source notebook; it is not written to.
    parameters : mapping
        Checked values by name. papermill writes them into the notebook as Python literals.
    engine : {"auto", "fork", "kernel"}
        ``fork`` runs the notebook in a fresh child of a warm process, ``kernel`` in a kernel process of its own;
        ``auto`` forks where that is to be had. Both give the same outputs.
    study : str
        Folder of the case that the warm process reads beforehand; empty for the bundled one.
    cell_timeout, report_timeout : int, optional
        Seconds that a cell, and the whole notebook, may take.
    memory : int, optional
        Bytes of address space that the run may have.

    Returns
    -------
    Run
        With the executed notebook, whole or partial. No exception of a cell, kernel or library escapes.
    """
    notebook = load_tool("papermill.iorw").load_notebook_node(str(path))
    if parameters:
        parameterize = load_tool("papermill.parameterize").parameterize_notebook
        notebook = parameterize(notebook, dict(parameters), kernel_name="python3", language="python")
    scratch = Path(tempfile.mkdtemp(prefix="lyc-"))
    try:
        limits = {"timeout": cell_timeout, "report_timeout": report_timeout, "memory": memory}
        run = _forked if choose_engine(engine, notebook) == "fork" else _in_kernel
        run(notebook, path, scratch, study=study, **limits)
    except Exception as error:  # the kernel did not start; whatever else it is, the next report must go on
        return Run(notebook, False, None, _line(type(error).__name__, str(error)), _tail(scratch))
    else:
        _still_widgets(notebook)
        return _judge(notebook, _tail(scratch))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        if threading.current_thread() is not threading.main_thread():
            load_tool("jupyter_core.utils").ensure_event_loop().close()  # else every thread leaves one open


_RUNNING: set[Callable[[], None]] = set()


def stop_runs() -> None:
    """Kill every run of this process."""
    while _RUNNING:
        _RUNNING.pop()()


def choose_engine(asked: str, notebook: Any = None) -> str:
    """Give the engine to use: the one asked for, or the forked one where it is to be had.

    Raises
    ------
    LibyaConflictError
        There is no such engine, or not on this system.
    """
    if asked not in ENGINES:
        raise LibyaConflictError(f"there is no engine {asked!r}. Known: {', '.join(ENGINES)}.")
    able = sys.platform.startswith("linux")
    if asked == "fork" and not able:
        raise LibyaConflictError("the forked engine needs Linux; use --engine kernel.")
    spec = {} if notebook is None else notebook.metadata.get("kernelspec", {})
    python = spec.get("language", "python") == "python"
    return "fork" if able and python and asked != "kernel" else "kernel"


def _forked(notebook: Any, path: Path, scratch: Path, *, study: str, **limits: Any) -> None:
    from .engine.forked import forked_engine
    from .engine.warm import warm_process

    forked_engine().execute_notebook(
        notebook,
        "python3",
        progress_bar=False,
        warm=warm_process(study),
        cwd=path.parent,
        env=_environment(scratch),
        said=scratch / "kernel.txt",
        running=_RUNNING,
        store_widget_state=False,
        **limits,
    )


def _in_kernel(notebook: Any, path: Path, scratch: Path, *, study: str, **limits: Any) -> None:
    manager = _kernel_manager(scratch)
    late: list[int] = []
    kill = functools.partial(_kill, manager)
    _RUNNING.add(kill)
    alarm = threading.Timer(limits["report_timeout"] or 0, lambda: (late.append(1), kill()))
    if limits["report_timeout"]:
        alarm.start()
    try:
        _engine().execute_notebook(
            notebook,
            "python3",
            progress_bar=False,
            manager=manager,
            scratch=scratch,
            cwd=path.parent,
            timeout=limits["timeout"],
            memory=limits["memory"],
            late=lambda: limits["report_timeout"] if late else None,
        )
    finally:
        alarm.cancel()
        _RUNNING.discard(kill)


def _still_widgets(notebook: Any) -> None:
    """Leave of each widget the picture or text that came with it: no kernel stands behind a report."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "data" in output:
                output.data.pop(_WIDGET, None)


def _judge(notebook: Any, kernel_said: str) -> Run:
    number = 0
    for cell in notebook.cells:
        number += INJECTED not in cell.metadata.get("tags", [])
        if cell.cell_type != "code" or cell.metadata.papermill["status"] == "completed":
            continue
        errors = [output for output in cell.outputs if output.output_type == "error"]
        if not errors:
            return Run(notebook, False, number, "the run stopped before this cell", kernel_said)
        last = errors[-1]
        trace = _ANSI.sub("", "\n".join([*last.traceback, kernel_said])).strip()
        return Run(notebook, False, number, _line(last.ename, last.evalue), trace)
    return Run(notebook, True)


def _line(name: str, message: str) -> str:
    first = message.strip().partition("\n")[0]
    return f"{name}: {first}" if first else name


def _tail(scratch: Path) -> str:
    said = scratch / "kernel.txt"
    return said.read_text(encoding="utf-8", errors="replace")[-4000:].strip() if said.exists() else ""


@functools.cache
def _engine() -> Any:
    """Build papermill's engine with our kernel, and with the cell that ended the run marked as failed."""
    engines = load_tool("papermill.engines")
    client = load_tool("papermill.clientwrap").PapermillNotebookClient

    class Engine(engines.NBClientEngine):
        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
            scratch, timeout = options["scratch"], options["timeout"]
            manager, cwd = options["manager"], str(options["cwd"])
            ours = {
                "shutdown_kernel": "immediate",
                "store_widget_state": False,
                "extra_arguments": ["--HistoryManager.hist_file=:memory:"],
            }
            if options["memory"]:
                manager.memory = options["memory"]
            runner = client(nb_man, km=manager, log=_log, timeout=timeout, **ours)
            try:
                with (scratch / "kernel.txt").open("wb") as said:
                    runner.execute(cleanup_kc=True, cwd=cwd, env=_environment(scratch), stdout=said, stderr=said)
            except Exception as error:
                _blame_last_cell(nb_man, error, timeout, options["late"]())

    return Engine


def _blame_last_cell(nb_man: Any, error: Exception, timeout: int | None, late: int | None) -> None:
    """Mark the cell that was running as failed; papermill would go on to mark it completed."""
    known = {
        "DeadKernelError": "the kernel died: it exited, crashed, ran out of memory or was stopped",
        "CellTimeoutError": f"the cell took longer than {timeout} s",
    }
    code = [cell for cell in nb_man.nb.cells if cell.cell_type == "code"]
    begun = [cell for cell in code if cell.metadata.papermill["start_time"]]
    if not begun:
        raise error
    name = type(error).__name__
    if late:
        name, known = "CellTimeoutError", {"CellTimeoutError": f"the report took longer than {late} s"}
    blame(nb_man, begun[-1], name, known.get(name, str(error)))


@functools.cache
def _kernel_manager_class() -> Any:
    """Build a manager that starts this interpreter, whatever kernels are registered on the machine."""
    base = load_tool("jupyter_client.manager").AsyncKernelManager
    spec = load_tool("jupyter_client.kernelspec").KernelSpec

    class ThisInterpreter(base):
        memory = 0  # bytes of address space; 0 for no limit

        @property
        def kernel_spec(self) -> Any:
            limit = f"import resource as r; r.setrlimit(r.RLIMIT_AS, ({self.memory}, r.RLIM_INFINITY)); "
            start = f"{limit}import runpy; runpy.run_module('ipykernel_launcher', run_name='__main__')"
            argv = [sys.executable, *(["-c", start] if self.memory else ["-m", "ipykernel_launcher"])]
            argv += ["-f", "{connection_file}"]
            return spec(argv=argv, display_name="Python 3", language="python")

    return ThisInterpreter


def _kernel_manager(scratch: Path) -> Any:
    """Make a manager on sockets in `scratch`: unlike free TCP ports, two kernels cannot race for them."""
    manager = _kernel_manager_class()(kernel_name="python3", connection_file=str(scratch / "kernel.json"))
    sockets = str(scratch / "k")
    if sys.platform != "win32" and len(os.fsencode(sockets)) <= _SOCKET_PATH_LIMIT:
        manager.transport, manager.ip = "ipc", sockets
    return manager


def _kill(manager: Any) -> None:
    process = getattr(manager.provisioner, "process", None)
    if process is not None and process.poll() is None:
        process.kill()


def _environment(scratch: Path) -> dict[str, str]:
    """Give the kernel's environment: ours, without what a user's own set-up would change in a report."""
    left_out = ("MPLBACKEND", "JPY_PARENT_PID")
    env = {name: value for name, value in os.environ.items() if name not in left_out}
    env["IPYTHONDIR"] = str(scratch / "ipython")
    env[IN_REPORT] = "1"
    return with_package(env)
