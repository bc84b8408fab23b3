"""What the commands share: exit codes, where messages go, which study is meant."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TextIO

OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


def study_of(arguments: argparse.Namespace) -> str | None:
    """Give the study that a command is to use: the one asked for, else the one here, else none."""
    here = Path.cwd()
    return arguments.study or (str(here) if (here / "data" / "events.csv").exists() else None)


def faults_text(faults: list) -> str:
    """List faults, one a line, with their number."""
    count = f"{len(faults)} fault{'s' if len(faults) != 1 else ''}"
    return "\n".join(map(str, faults)) + f"\n{count}; nothing was written."


def complain(text: str, *, stream: TextIO | None = None, status: int = FAILED) -> int:
    """Print what went wrong and give the exit status."""
    print(text, file=stream or sys.stderr)
    return status


def usage(text: str) -> int:
    """Say how a command is to be used."""
    print(f"libyaconflict: {text}", file=sys.stderr)
    return USAGE
