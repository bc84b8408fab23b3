"""Update and schedule: a study kept current without anybody watching."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from ..errors import LibyaConflictError
from .shared import FAILED, OK, complain, study_name, told_if_refused

_MOST = 20  # lines of one kind on the screen; a summary has them all


def add(commands: argparse._SubParsersAction) -> None:
    """Declare the commands."""
    update = commands.add_parser(
        "update",
        help="code what is new in a study's dispatches, make the reports it touches, say what changed",
        epilog="Exit status: 0 fine, also when nothing is new; 1 a report failed or a dispatch could not be read; "
        "2 wrong use. Coded happenings wait in data/pending.csv unless the study's data/study.yaml, or --accept with "
        "--trust, lets them in.",
    )
    update.add_argument("--study", metavar="DIR", help="a study of your own (default: the one here)")
    update.add_argument("--dispatches", metavar="DIR", help="the dispatches (default: data/dispatches of the study)")
    update.add_argument("--out", metavar="DIR", help="where the reports go")
    update.add_argument(
        "--accept", action="append", choices=["confirmed", "asserted"], metavar="STATUS",
        help="let coded happenings of this status into the record, marked: confirmed or asserted; may be repeated",
    )  # fmt: skip
    update.add_argument("--trust", action="append", metavar="PUBLISHER", help="whose reports may enter")
    update.add_argument("--jobs", type=int, metavar="N", help="reports made at once (default: one for each core)")
    update.add_argument("--summary", metavar="FILE", help="write a summary of the run, for a mail or a chat")
    update.add_argument("--webhook", metavar="URL", help="post the summary to a chat, where something is new")
    update.add_argument("--quiet", action="store_true", help="print what failed, and nothing else")
    update.set_defaults(run=_update)

    schedule = commands.add_parser("schedule", help="print ready files that run render or update by the clock")
    schedule.add_argument("kind", choices=["cron", "systemd", "github", "airflow", "prefect"], help="what runs it")
    schedule.add_argument("--study", metavar="DIR", help="a study of your own (default: the one here)")
    schedule.add_argument(
        "--every", choices=["hour", "day", "week", "month"], default="day", help="how often (default: every day)"
    )
    schedule.add_argument("--at", metavar="HH:MM", default="06:00", help="at what time (default: 06:00)")
    schedule.add_argument(
        "--command", choices=["render", "update"], default="update", help="what to run (default: update)"
    )
    schedule.add_argument(
        "--summary", metavar="FILE", help="where each run writes its summary (cron, systemd, airflow); from the study"
    )
    schedule.add_argument("--webhook", metavar="URL", help="where each run posts it (cron, systemd, airflow)")
    schedule.add_argument("--out", metavar="DIR", help="write the files there (default: print them)")
    schedule.set_defaults(run=_schedule)


def _update(arguments: argparse.Namespace) -> int:
    from ..runs import headline
    from ..update import update

    began = time.monotonic()
    with told_if_refused(arguments):
        done = update(
            arguments.study,
            dispatches=arguments.dispatches,
            out=arguments.out,
            accept=arguments.accept,
            trust=arguments.trust,
            progress=None if arguments.quiet else lambda line: print(line, flush=True),
            **({"workers": arguments.jobs} if arguments.jobs else {}),
        )
    text = _summary(done, time.monotonic() - began, arguments.out or "") + headline(study_name(arguments)) + "\n"
    for line in done.unread:
        print(f"could not be read: {line}", file=sys.stderr)
    for result in done.results:
        if not result.ok:
            cell = f" in cell {result.cell}" if result.cell else ""
            print(f"{result.name} failed{cell}: {result.error}", file=sys.stderr)
    if not arguments.quiet:
        print(_screen(done))
    if arguments.summary:
        from ..runs import write_summary

        write_summary(text, Path(arguments.summary))
    status = OK if done.ok else FAILED
    if arguments.webhook and not (done.nothing_new and done.ok):
        from ..runs import send_summary

        try:
            send_summary(text, arguments.webhook)
        except LibyaConflictError as error:  # the reports are made all the same
            status = complain(str(error))
    return status


def _heads(done: object) -> list[tuple[str, list[str]]]:
    return [("What changed:", done.changes), ("What waits in data/pending.csv, told for the first time:", done.pending)]


def _screen(done: object) -> str:
    if done.nothing_new:
        return "nothing new"
    lines = []
    for head, told in _heads(done):
        if told:
            lines += [head, *(f"  {line}" for line in told[:_MOST])]
        if len(told) > _MOST:
            lines.append(f"  and {len(told) - _MOST:,} more")
    return "\n".join([*lines, _count(done)])


def _count(done: object) -> str:
    fresh, failed = (sum(bool(value) for value in values) for values in (
        [result.skipped for result in done.results], [not result.ok for result in done.results]
    ))  # fmt: skip
    made = len(done.results) - fresh - failed
    changed = "" if done.changes else "; nothing changed in the record"
    return (
        f"{len(done.new)} new dispatch{'' if len(done.new) == 1 else 'es'}, {len(done.unread)} unread; "
        f"{done.entered} coded rows in the record, {done.waiting} waiting; "
        f"reports: {made} made, {fresh} fresh, {failed} failed{changed}."
    )


def _summary(done: object, seconds: float, where: str) -> str:
    if done.nothing_new:
        return "\n".join(["Nothing new.", *(f"UNREAD {line}" for line in done.unread)]) + "\n"
    lines = [f"{_count(done)} It took {seconds:.1f} s."]
    lines += [f"UNREAD {line}" for line in done.unread]
    for result in done.results:
        if not result.ok:
            cell = f" in cell {result.cell}" if result.cell else ""
            lines.append(f"FAILED {result.name}{cell}: {result.error.partition(chr(10))[0]}")
    for head, told in _heads(done):
        if told:
            lines += ["", head, *(f"- {line}" for line in told)]
    if where:
        lines += ["", f"The reports: {where}"]
    return "\n".join(lines) + "\n"


def _schedule(arguments: argparse.Namespace) -> int:
    from ..schedule import schedule_files, write_schedule

    files = schedule_files(
        arguments.kind, study=arguments.study, every=arguments.every, at=arguments.at, command=arguments.command,
        summary=arguments.summary, webhook=arguments.webhook or "",
    )  # fmt: skip
    if arguments.out:
        for path in write_schedule(files, Path(arguments.out)):
            print(path)
        return OK
    for number, (name, text) in enumerate(files.items()):
        if len(files) > 1:
            print(f"{chr(10) if number else ''}# ---- {name}")
        print(text, end="")
    return OK
