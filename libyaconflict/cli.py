"""The command line: check, control, code, weigh, score, render, new."""

from __future__ import annotations

import argparse
import codecs
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from . import __version__
from .errors import AmbiguousPlaceError, CaseError, LibyaConflictError, ParameterError

if TYPE_CHECKING:
    import pandas as pd

OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


def main(argv: list[str] | None = None) -> int:
    """Run the command line and give its exit status: 0 done, 1 faults or failures, 2 wrong use, 130 interrupted."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    if not hasattr(arguments, "run"):
        parser.print_help()
        return USAGE
    try:
        return arguments.run(arguments)
    except CaseError as error:
        return _complain(_faults_text(error.faults))
    except ParameterError as error:
        return _complain(f"{error}\nNothing was rendered.")
    except LibyaConflictError as error:
        return _complain(str(error))
    except KeyboardInterrupt:
        return _complain("interrupted; reports that were whole stay in place.", status=INTERRUPTED)
    except BrokenPipeError:  # the reader of a pipe went away
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - kept open until the process ends
        return FAILED
    except OSError as error:
        return _complain(f"{error.strerror or error}: {error.filename}" if error.filename else str(error))


def entry() -> NoReturn:
    """Be the console script."""
    sys.exit(main())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="libyaconflict",
        description="Rebuild the 2019-20 offensive on Tripoli from reports: what happened when, and who held what.",
    )
    parser.add_argument("--version", action="version", version=f"libyaconflict {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    check = commands.add_parser("check", help="list every fault of a case folder; write nothing")
    check.add_argument("folder", nargs="?", metavar="DIR", help="a study or its data folder (default: the study here)")
    check.set_defaults(run=_check)

    control = commands.add_parser("control", help="tell who held a place on a day, or annotate a table")
    control.add_argument("place", nargs="*", metavar="PLACE", help="any spelling in the gazetteer")
    control.add_argument("--on", metavar="DATE", help="the day, such as 2019-06-30")
    control.add_argument("--table", metavar="FILE.csv", help="a CSV file with the columns place and date")
    control.add_argument("--out", metavar="OUT.csv", help="where the annotated table goes")
    control.add_argument("--json", action="store_true", help="answer as JSON")
    control.add_argument("--study", metavar="DIR", help="a case folder of your own")
    control.set_defaults(run=_control)

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

    score = commands.add_parser("score", help="compare with an answer key")
    score.add_argument("what", choices=["control"], help="what to score")
    score.add_argument("--key", metavar="FILE", help="CSV with place, date, controller (default: the study's keys)")
    score.add_argument("--json", action="store_true", help="answer as JSON")
    score.add_argument("--study", metavar="DIR", help="a case folder of your own")
    score.set_defaults(run=_score)

    render = commands.add_parser("render", help="render report recipes into HTML with an index page")
    render.add_argument("recipes", nargs="*", metavar="RECIPE", help="names of recipes (default: all)")
    render.add_argument(
        "-p", dest="overrides", action="append", default=[], metavar="NAME=VALUE", help="set a parameter"
    )
    render.add_argument("--out", metavar="DIR", help="where the reports go")
    render.add_argument("--study", metavar="DIR", help="a study folder (default: the one here, else the bundled case)")
    render.add_argument("--list", action="store_true", help="list the recipes and their parameters, render nothing")
    render.add_argument("--quiet", action="store_true", help="print failures only")
    render.set_defaults(run=_render)

    new = commands.add_parser("new", help="lay out a working study in a folder of your own")
    new.add_argument("folder", metavar="DIR", help="a folder that does not exist yet, or is empty")
    new.set_defaults(run=_new)
    return parser


def _check(arguments: argparse.Namespace) -> int:
    from .case import data_folder
    from .check import check_case

    here = Path.cwd()
    folder = arguments.folder or (
        here if (here / "data" / "events.csv").exists() or (here / "events.csv").exists() else None
    )
    data = data_folder(folder)
    faults = check_case(data)
    if faults:
        return _complain(_faults_text(faults), stream=sys.stdout)
    print(f"{data.parent.name}/{data.name}: no fault found.")
    return OK


def _control(arguments: argparse.Namespace) -> int:
    if arguments.table:
        if arguments.place or arguments.on:
            return _usage("give either PLACE --on DATE, or --table FILE.csv --out OUT.csv.")
        if not arguments.out:
            return _usage("say where the annotated table goes: --out OUT.csv.")
        return _control_table(arguments)
    if arguments.out:
        return _usage("--out goes with --table FILE.csv; the answer for one place is printed, with --json as JSON.")
    if not (arguments.place and arguments.on):
        return _usage("say which place and which day: libyaconflict control Gharyan --on 2019-06-30.")
    from .lookup import control_on, rebuilt

    case, periods = rebuilt(_study(arguments))
    asked = " ".join(arguments.place)
    places = case.gazetteer.candidates(asked) or [case.gazetteer.resolve(asked)]
    holdings = [control_on(periods, place, arguments.on) for place in places]
    if arguments.json:
        answers = [_plain(asdict(holding)) for holding in holdings]
        print(json.dumps(answers[0] if len(answers) == 1 else answers, ensure_ascii=False, indent=2))
        return OK
    if len(holdings) > 1:
        print(f"{AmbiguousPlaceError(asked, [h.place for h in holdings])}", file=sys.stderr)
    for holding in holdings:
        print(holding)
        for label in ("begun_by", "claimed_by", "confirmed_by", "disputed_by"):
            if values := getattr(holding, label):
                print(f"  {label.replace('_', ' ')}: {', '.join(values)}")
        if later := [name for name in holding.evidence if name not in holding.begun_by]:
            print(f"  also told by: {', '.join(later)}")
        if holding.sources:
            print(f"  sources: {', '.join(holding.sources)}")
        if holding.within_day:
            print(f"  within its first day it was also held by: {', '.join(holding.within_day)}")
        if holding.set_aside:
            print(f"  claims not borne out: {', '.join(holding.set_aside)}")
        if holding.note and holding.holder != "unknown":
            print(f"  note: {holding.note}")
    return OK


def _control_table(arguments: argparse.Namespace) -> int:
    from .lookup import annotate_control, rebuilt

    out = Path(arguments.out)
    table = _read_table(arguments.table)
    if out.exists() and out.samefile(arguments.table):
        raise LibyaConflictError(f"{out} is the table itself: give --out another name, so that nothing is lost.")
    case, periods = rebuilt(_study(arguments))
    annotated = annotate_control(table, case, periods)
    _write_table(annotated, out, mark=_has_mark(arguments.table))
    problems = int((annotated["problem"] != "").sum())
    unknown = int((annotated["holder"] == "unknown").sum())
    print(f"{out}: {len(annotated)} rows, {unknown} of them with no known holder, {problems} with a problem.")
    return OK


def _read_table(path: str) -> pd.DataFrame:
    """Read a user's table as text, every cell in the column that it stands in, or say what is wrong with it."""
    import pandas as pd

    from .check_tables import read_table

    if not Path(path).is_file():
        raise LibyaConflictError(f"there is no table {path!r}.")
    table, faults = read_table(Path(path), "table", path)
    if faults:
        raise CaseError(faults)
    return pd.DataFrame([cells for _, cells in table.rows], columns=table.columns, dtype=str)


def _has_mark(path: str) -> bool:
    """Tell if a file begins with the mark by which spreadsheets know UTF-8."""
    with open(path, "rb") as stream:
        return stream.read(3) == codecs.BOM_UTF8


def _write_table(table: pd.DataFrame, path: Path, *, mark: bool) -> None:
    from .files import whole_file

    with whole_file(path) as draft, open(draft, "w", encoding="utf-8-sig" if mark else "utf-8", newline="") as stream:
        table.to_csv(stream, index=False, lineterminator="\n")


def _code(arguments: argparse.Namespace) -> int:
    from .coder.command import code_into
    from .coder.progress import Progress
    from .documents import summarise

    if arguments.workers is not None and arguments.scheduler:
        return _usage("give either --workers N or --scheduler ADDRESS; a cluster has its own workers.")
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
        return _complain("interrupted; no file is half-written, and the parts of a folder stay.", status=INTERRUPTED)
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
    from .weighing import weigh_file

    study, sources = _study(arguments), arguments.sources
    line = weigh_file(arguments.events, out=arguments.out, study=study, sources=sources, screen=sys.stdout)
    print(line, file=sys.stderr)
    return OK


def _score(arguments: argparse.Namespace) -> int:
    import pandas as pd

    from .lookup import rebuilt
    from .score import read_key, score_control

    case, periods = rebuilt(_study(arguments))
    paths = [Path(arguments.key)] if arguments.key else sorted((case.folder / "keys").glob("*.csv"))
    if not paths:
        raise LibyaConflictError("this case has no answer key: name one with --key FILE.")
    table = pd.concat([score_control(read_key(path), case, periods) for path in paths], ignore_index=True)
    asked = len(table)
    if arguments.json:
        shares = {"n": asked, "share_right": float(table["right"].mean())}
        plain = {"share_right": float(table["carry_forward_right"].mean())}
        print(json.dumps(shares | {"carry_forward": plain}, indent=2))
        return OK
    right, plain = int(table["right"].sum()), int(table["carry_forward_right"].sum())
    print(
        f"right: {right} of {asked} ({right / asked:.1%}); carry-forward of the last row: {plain} ({plain / asked:.1%})"
    )
    for row in table[~table["right"]].itertuples(index=False):
        found = row.holder or row.problem
        why = f" Key: {row.note}." if getattr(row, "note", "") else ""
        print(
            f"  {row.place} on {row.date}: key {row.controller}, found {found} ({row.evidence or 'no evidence'}).{why}"
        )
    return OK


def _render(arguments: argparse.Namespace) -> int:
    from .report import render

    if arguments.list:
        from .locations import find_study
        from .recipes import list_recipes

        print(list_recipes(find_study(arguments.study)))
        return OK
    overrides, wrong = {}, [text for text in arguments.overrides if "=" not in text]
    if wrong:
        return _usage(f"-p takes NAME=VALUE, not {wrong[0]!r}.")
    for text in arguments.overrides:
        name, _, value = text.partition("=")
        overrides[name.strip()] = value.strip()
    progress = None if arguments.quiet else lambda line: print(line, flush=True)
    results = render(
        arguments.recipes or None, study=arguments.study, out=arguments.out, overrides=overrides, progress=progress
    )
    if not results:
        raise LibyaConflictError("this study has no recipe: reports/NAME.yaml names a notebook and its parameters.")
    failed = [result for result in results if not result.ok]
    for result in failed:
        where = f" in cell {result.cell}" if result.cell else ""
        print(f"{result.name} failed{where}: {result.error}", file=sys.stderr)
    if results and not arguments.quiet:
        print(f"{len(results) - len(failed)} of {len(results)} reports made. {_where(results, arguments.out)}")
    return FAILED if failed else OK


def _where(results: list, out: str | None) -> str:
    made = [result.html for result in results if result.html]
    if not made:
        return "Nothing was put in place."
    return f"Open {Path(out) / 'index.html' if out else os.path.relpath(made[0].parent / 'index.html')}"


def _new(arguments: argparse.Namespace) -> int:
    from .study import new_study

    folder = new_study(arguments.folder)
    print(f"{folder}: a study with data, notebooks and report recipes. Next: cd {folder} && libyaconflict render")
    return OK


def _study(arguments: argparse.Namespace) -> str | None:
    here = Path.cwd()
    return arguments.study or (str(here) if (here / "data" / "events.csv").exists() else None)


def _faults_text(faults: list) -> str:
    count = f"{len(faults)} fault{'s' if len(faults) != 1 else ''}"
    return "\n".join(map(str, faults)) + f"\n{count}; nothing was written."


def _plain(answer: dict) -> dict:
    return {key: value if not hasattr(value, "isoformat") else value.isoformat() for key, value in answer.items()} | {
        "change_between": [day.isoformat() for day in answer["change_between"]]
    }


def _complain(text: str, *, stream: TextIO | None = None, status: int = FAILED) -> int:
    print(text, file=stream or sys.stderr)
    return status


def _usage(text: str) -> int:
    print(f"libyaconflict: {text}", file=sys.stderr)
    return USAGE
