"""A JupyterLab of its own for the tests: started by `open_lab`, on a free port, with no setting of the user's."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

TOKEN = "only-for-this-test"
_START = "import sys; from libyaconflict.lab import open_lab; sys.exit(open_lab(sys.argv[1], port=int(sys.argv[2]), browser=False))"


@contextmanager
def jupyter_lab(study: Path, scratch: Path):
    """Give the address of a JupyterLab that runs in a study's folder."""
    port = free_port()
    log = scratch / "lab.log"
    env = {
        **os.environ, "JUPYTER_TOKEN": TOKEN, "HOME": str(scratch / "home"), "IPYTHONDIR": str(scratch / "ipython"),
        **{f"JUPYTER_{name}_DIR": str(scratch / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")},
        "JUPYTERLAB_SETTINGS_DIR": str(scratch / "settings"), "JUPYTERLAB_WORKSPACES_DIR": str(scratch / "workspaces"),
    }  # fmt: skip
    (scratch / "home").mkdir(parents=True, exist_ok=True)
    with log.open("wb") as said:
        server = subprocess.Popen(
            [sys.executable, "-c", _START, str(study), str(port)], env=env, cwd=scratch, stdout=said, stderr=said
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/api", server, log)
            yield address
        finally:
            server.terminate()
            server.wait(30)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _wait_for(url: str, server: subprocess.Popen, log: Path, *, seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")
