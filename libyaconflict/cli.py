"""The command line: check, control, code, weigh, score, map, render, new, update, schedule, lab."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from typing import NoReturn

from . import __version__
from .commands import coding, evidence, maps, reports, scoring, upkeep
from .commands.shared import FAILED, INTERRUPTED, USAGE, complain, faults_text
from .errors import CaseError, LibyaConflictError, ParameterError


def main(argv: list[str] | None = None) -> int:
    """Run the command line and give its exit status.

    0 done, 1 faults or failures, 2 wrong use, 130 interrupted, 128 and its number after another signal.
    """
    parser = _parser()
    arguments = parser.parse_args(argv)
    if not hasattr(arguments, "run"):
        parser.print_help()
        return USAGE
    try:
        return arguments.run(arguments)
    except CaseError as error:
        return complain(faults_text(error.faults))
    except ParameterError as error:
        return complain(f"{error}\nNothing was written.")
    except LibyaConflictError as error:
        return complain(str(error))
    except Stopped as stopped:
        name = signal.Signals(stopped.number).name
        return complain(f"stopped by {name}; reports that were whole stay in place.", status=128 + stopped.number)
    except KeyboardInterrupt:
        return complain("interrupted; reports that were whole stay in place.", status=INTERRUPTED)
    except BrokenPipeError:  # the reader of a pipe went away
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - kept open until the process ends
        return FAILED
    except OSError as error:
        return complain(f"{error.strerror or error}: {error.filename}" if error.filename else str(error))


class Stopped(KeyboardInterrupt):
    """Somebody asked the process to end, as systemd, `timeout` and batch systems do: it cleans up as after Ctrl-C."""

    def __init__(self, number: int) -> None:
        super().__init__(f"stopped by {signal.Signals(number).name}")
        self.number = number


def _stop(number: int, frame: object) -> NoReturn:
    raise Stopped(number)


def entry() -> NoReturn:
    """Be the console script."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup has it ignored
            signal.signal(number, _stop)
    sys.exit(main())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="libyaconflict",
        description="Rebuild the 2019-20 offensive on Tripoli from reports: what happened when, and who held what.",
    )
    parser.add_argument("--version", action="version", version=f"libyaconflict {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    for group in (evidence, coding, scoring, maps, reports, upkeep):
        group.add(commands)
    return parser
