"""JupyterLab, opened in the folder of a study."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import LibyaConflictError, ParameterError
from .locations import find_study

_NEEDED = ("jupyterlab", "ipykernel", "ipywidgets", "anywidget")
_UPDATES_OFF = "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"
_NO_NEWS = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}


def open_lab(study: str | Path | None = None, *, port: int | None = None, browser: bool = True) -> int:
    """Open JupyterLab in a study's folder, at its notebooks, and wait until it is shut down.

    Its kernel ``Python 3`` is the Python that runs this function, whatever kernels the machine has.

    Parameters
    ----------
    study : path, optional
        A study's folder; else the current folder.
    port : int, optional
        1 to 65535; where it is taken, JupyterLab stops and says so. Without it, the first free port from 8888 on.
    browser : bool
        Open the page in a browser; else only print its address.

    Returns
    -------
    int
        The exit status of JupyterLab: 0 when it was shut down.

    Raises
    ------
    ParameterError
        The port is none.
    LibyaConflictError
        JupyterLab is not installed; the folder is no study; or it lies inside an installed package, where
        nothing of one's own should be written.
    """
    if port is not None and (isinstance(port, bool) or not isinstance(port, int) or not 1 <= port <= 65535):
        raise ParameterError([f"port: {port!r} is none. Give a whole number from 1 to 65535, such as 8888."])
    folder = study_folder(study)
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise LibyaConflictError(
            f"not installed in this Python: {', '.join(missing)}. Run: pip install 'libyaconflict[lab]'"
        )
    with _set_up() as scratch:
        command = [
            sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}",
            "--LabApp.default_url=/lab/tree/notebooks", _UPDATES_OFF,
        ]  # fmt: skip
        command += [] if port is None else [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
        command += [] if browser else ["--no-browser"]
        if getattr(os, "geteuid", lambda: 1)() == 0:  # in a container, as a rule; the page keeps its token
            command.append("--allow-root")
        paths = {
            name: os.pathsep.join(filter(None, [scratch, os.environ.get(name)]))
            for name in ("JUPYTER_PATH", "JUPYTER_CONFIG_PATH")
        }
        return _wait(subprocess.Popen(command, env=os.environ | paths))


def study_folder(study: str | Path | None = None) -> Path:
    """Give the folder that JupyterLab is to be opened in.

    Raises
    ------
    LibyaConflictError
        There is no study, or only the one inside the package.
    """
    found = find_study(study)
    laid_out = "Lay out a copy of your own with 'libyaconflict new DIR', then: libyaconflict lab --study DIR"
    if study is None and found.folder != Path.cwd().resolve():
        raise LibyaConflictError(f"the current folder is not a study. {laid_out}")
    if Path(__file__).resolve().parent in [found.folder, *found.folder.parents]:
        raise LibyaConflictError(f"{found.folder} lies inside the installed package. {laid_out}")
    return found.folder


@contextmanager
def _set_up() -> Iterator[str]:
    """Make a folder for Jupyter's paths: its kernel ``python3`` is this interpreter, and nothing asks the internet."""
    with tempfile.TemporaryDirectory(prefix="libyaconflict-lab-") as scratch:
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        kernel = {"argv": argv, "display_name": "Python 3 (ipykernel)", "language": "python"}
        for name, content in (("kernels/python3/kernel.json", kernel), ("labconfig/page_config.json", _NO_NEWS)):
            path = Path(scratch) / name
            path.parent.mkdir(parents=True)
            path.write_text(json.dumps(content), encoding="utf-8")
        yield scratch


def _wait(server: subprocess.Popen) -> int:
    """Wait for the server. Ctrl-C is its own affair: it asks first; being told to end, it is ended too."""
    before = {}
    if threading.current_thread() is threading.main_thread():
        before[signal.SIGINT] = signal.signal(signal.SIGINT, signal.SIG_IGN)
        before[signal.SIGTERM] = signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        return server.wait()
    finally:
        if server.poll() is None:
            server.terminate()
            server.wait()
        for number, handler in before.items():
            signal.signal(number, handler)
