"""What the commands share: exit codes, where messages go, which study is meant."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from ..errors import LibyaConflictError

OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


def study_of(arguments: argparse.Namespace) -> str | None:
    """Give the study that a command is to use: the one asked for, else the one here, else none."""
    here = Path.cwd()
    return arguments.study or (str(here) if (here / "data" / "events.csv").exists() else None)


def faults_text(faults: list) -> str:
    """List faults, one a line, with their number."""
    count = f"{len(faults)} fault{'s' if len(faults) != 1 else ''}"
    return "\n".join(map(str, faults)) + f"\n{count}; nothing was written."


def positive(text: str) -> int:
    """Read a whole number from 1 on, for argparse."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"takes a whole number from 1 on, not {text!r}")
    return int(text)


def study_name(arguments: argparse.Namespace) -> str:
    """Give the name of the study that a command works on, as a summary tells it."""
    return Path(arguments.study or Path.cwd()).expanduser().resolve().name


@contextmanager
def told_if_refused(arguments: argparse.Namespace) -> Iterator[None]:
    """Let a summary and a webhook tell of a run that is refused or stopped, too: an older "all good" would stand."""
    try:
        yield
    except (LibyaConflictError, OSError, KeyboardInterrupt) as error:
        from ..runs import send_summary, summarise_refusal, write_summary

        text = summarise_refusal(error, study=study_name(arguments))
        for tell, where in ((write_summary, arguments.summary and Path(arguments.summary)),
                            (send_summary, arguments.webhook)):  # fmt: skip
            if where:
                try:
                    tell(text, where)
                except (LibyaConflictError, OSError) as failed:  # the reason itself comes after
                    print(failed, file=sys.stderr)
        raise


def complain(text: str, *, stream: TextIO | None = None, status: int = FAILED) -> int:
    """Print what went wrong and give the exit status."""
    print(text, file=stream or sys.stderr)
    return status


def usage(text: str) -> int:
    """Say how a command is to be used."""
    print(f"libyaconflict: {text}", file=sys.stderr)
    return USAGE
