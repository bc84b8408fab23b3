"""Jupyter's modules, loaded when they are needed and without what they need not drag in."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def load_tool(name: str) -> Any:
    """Import a Jupyter module without the second that ``rfc3987_syntax`` costs where JupyterLab is installed.

    jsonschema imports it for a check of IRIs, which no notebook needs, and does without when it is missing.
    It is only kept out during this import, in this process; should a release insist, it is let in.
    """
    try:
        with kept_out("rfc3987_syntax"):
            return importlib.import_module(name)
    except ImportError:
        return importlib.import_module(name)


@contextmanager
def kept_out(module: str) -> Iterator[None]:
    """Let no import find a module meanwhile, unless it is loaded already."""
    absent = module not in sys.modules
    if absent:
        sys.modules[module] = None  # type: ignore[assignment]  # the documented way to refuse an import
    try:
        yield
    finally:
        if absent:
            del sys.modules[module]


def blame(nb_man: Any, cell: Any, name: str, said: str) -> None:
    """Mark a cell as the one that ended the run, with an error output that says why."""
    new_output = load_tool("nbformat.v4").new_output
    cell.outputs.append(new_output("error", ename=name, evalue=said, traceback=[]))
    nb_man.cell_exception(cell)


def with_package(env: dict[str, str]) -> dict[str, str]:
    """Let a process with this environment import this package where it runs from a clone that was not installed."""
    root = Path(__file__).resolve().parents[1]
    if root.name in ("site-packages", "dist-packages"):
        return env
    return env | {"PYTHONPATH": os.pathsep.join(filter(None, [str(root), env.get("PYTHONPATH")]))}
