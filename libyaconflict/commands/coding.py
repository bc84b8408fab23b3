"""Code and weigh: from reports to coded events, and against the record."""

from __future__ import annotations

import argparse
import sys

from .shared import FAILED, INTERRUPTED, OK, complain, study_of, usage


def add(commands: argparse._SubParsersAction) -> None:
    """Declare the commands."""
    code = commands.add_parser(
        "code",
        help="code the events of news reports",
        epilog="A folder (--out FOLDER/) gets parts, each whole or not there: run again, the command goes on after "
        "the last. Rows come in the order of the reports, whoever does the work.",
    )
    code.add_argument("paths", nargs="+", metavar="PATH", help="reports, folders of them, or - for standard input")
    code.add_argument("--published", metavar="DATE", help="day of publication of reports that state none")
    code.add_argument(
        "--out", metavar="FILE", help="where the events go: a .csv, .jsonl or .parquet file, or a folder, FOLDER/"
    )
    code.add_argument(
        "--format",
        choices=["csv", "jsonl", "parquet"],
        help="default: by the file's ending, else csv; in a folder parquet, if pyarrow is installed",
    )
    code.add_argument("--text-column", metavar="NAME", help="the column of tables that has the text")
    code.add_argument("--names", metavar="DIR", help="a folder with the names of another conflict")
    code.add_argument(
        "--workers", type=int, metavar="N", help="processes (default: one for each core, and one for few reports)"
    )
    code.add_argument("--scheduler", metavar="ADDRESS", help="a Dask scheduler whose workers code instead")
    code.add_argument("--part-size", type=int, metavar="N", help="reports in a part of a folder (default: 10,000)")
    code.add_argument("--quiet", action="store_true", help="print no progress")
    code.set_defaults(run=_code)

    weigh = commands.add_parser("weigh", help="merge coded events and weigh them against the record")
    weigh.add_argument("events", metavar="EVENTS", help="a file or folder that `code` wrote")
    weigh.add_argument("--sources", metavar="FILE.csv", help="doc with publisher, vantage (GNA, LNA ...) or published")
    weigh.add_argument("--out", metavar="OUT.csv", help="where the happenings go (default: printed)")
    weigh.add_argument("--study", metavar="DIR", help="a case folder of your own")
    weigh.set_defaults(run=_weigh)


def _code(arguments: argparse.Namespace) -> int:
    from ..coder.command import code_into
    from ..coder.progress import Progress
    from ..documents import summarise

    if arguments.workers is not None and arguments.scheduler:
        return usage("give either --workers N or --scheduler ADDRESS; a cluster has its own workers.")
    on_screen = not arguments.out and sys.stdout.isatty()  # rows and progress would be mixed up
    progress = Progress(sys.stderr, quiet=arguments.quiet or on_screen)
    try:
        told = code_into(
            arguments.paths,
            arguments.out,
            sys.stdout,
            form=arguments.format,
            published=arguments.published,
            text_column=arguments.text_column,
            names=arguments.names or "",
            workers=arguments.workers,
            scheduler=arguments.scheduler,
            part_size=arguments.part_size,
            progress=progress,
        )
    except KeyboardInterrupt:
        progress.close()
        return complain("interrupted; no file is half-written, and the parts of a folder stay.", status=INTERRUPTED)
    finally:
        progress.close()
    if told.resumed_after:
        print(f"resumed after {told.resumed_after}: {told.before:,} reports were coded before", file=sys.stderr)
    lines = summarise(told.documents, told.skipped)
    where = f" in {arguments.out}" if arguments.out else ""
    print(f"{lines[0]} {told.events:,} events{where}.", file=sys.stderr)
    for line in lines[1:]:
        print(line, file=sys.stderr)
    if told.foreign:
        kinds = ", ".join(f"{number:,} in {language}" for language, number in told.foreign.most_common())
        print(
            f"  not in English: {kinds}. The coder reads English; of these it gives nothing, or little.",
            file=sys.stderr,
        )
    return FAILED if told.skipped else OK


def _weigh(arguments: argparse.Namespace) -> int:
    from ..weighing import weigh_file

    study, sources = study_of(arguments), arguments.sources
    line = weigh_file(arguments.events, out=arguments.out, study=study, sources=sources, screen=sys.stdout)
    print(line, file=sys.stderr)
    return OK
