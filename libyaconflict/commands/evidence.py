"""Check and control: the case, and who held a place on a day."""

from __future__ import annotations

import argparse
import codecs
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import AmbiguousPlaceError, CaseError, LibyaConflictError
from .shared import OK, complain, faults_text, study_of, usage

if TYPE_CHECKING:
    import pandas as pd


def add(commands: argparse._SubParsersAction) -> None:
    """Declare the commands."""
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
    control.add_argument(
        "--belief", metavar="NAME", default="balanced",
        help="whose word is enough: balanced (default), cautious, each_side:GNA, each_side:LNA, each_side (both)",
    )  # fmt: skip
    control.set_defaults(run=_control)


def _check(arguments: argparse.Namespace) -> int:
    from ..case import data_folder
    from ..check import check_case

    here = Path.cwd()
    folder = arguments.folder or (
        here if (here / "data" / "events.csv").exists() or (here / "events.csv").exists() else None
    )
    data = data_folder(folder)
    faults = check_case(data)
    if faults:
        return complain(faults_text(faults), stream=sys.stdout)
    print(f"{data.parent.name}/{data.name}: no fault found.")
    return OK


def _control(arguments: argparse.Namespace) -> int:
    if arguments.table:
        if arguments.place or arguments.on:
            return usage("give either PLACE --on DATE, or --table FILE.csv --out OUT.csv.")
        if not arguments.out:
            return usage("say where the annotated table goes: --out OUT.csv.")
        return _control_table(arguments)
    if arguments.out:
        return usage("--out goes with --table FILE.csv; the answer for one place is printed, with --json as JSON.")
    if not (arguments.place and arguments.on):
        return usage("say which place and which day: libyaconflict control Gharyan --on 2019-06-30.")
    from ..beliefs import expand_belief
    from ..lookup import control_on, rebuilt

    rules = expand_belief(arguments.belief)
    case = rebuilt(study_of(arguments))[0]
    asked = " ".join(arguments.place)
    places = case.gazetteer.candidates(asked) or [case.gazetteer.resolve(asked)]
    holdings, believed = [], []
    for rule in rules:
        _, periods = rebuilt(study_of(arguments), belief=rule)
        holdings += [control_on(periods, place, arguments.on) for place in places]
        believed += [rule] * len(places)
    if arguments.json:
        plain = arguments.belief == "balanced"
        answers = [
            _plain(asdict(holding)) | ({} if plain else {"belief": rule})
            for holding, rule in zip(holdings, believed, strict=True)
        ]
        print(json.dumps(answers[0] if len(answers) == 1 else answers, ensure_ascii=False, indent=2))
        return OK
    if len(places) > 1:
        print(f"{AmbiguousPlaceError(asked, [case.gazetteer.name(p) for p in places])}", file=sys.stderr)
    for holding, rule in zip(holdings, believed, strict=True):
        print(holding if rule == "balanced" else f"[{rule}] {holding}")
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
    from ..lookup import annotate_control, rebuilt

    out = Path(arguments.out)
    table = _read_table(arguments.table)
    if out.exists() and out.samefile(arguments.table):
        raise LibyaConflictError(f"{out} is the table itself: give --out another name, so that nothing is lost.")
    case, periods = rebuilt(study_of(arguments), belief=arguments.belief)
    annotated = annotate_control(table, case, periods)
    _write_table(annotated, out, mark=_has_mark(arguments.table))
    problems = int((annotated["problem"] != "").sum())
    unknown = int((annotated["holder"] == "unknown").sum())
    print(f"{out}: {len(annotated)} rows, {unknown} of them with no known holder, {problems} with a problem.")
    return OK


def _read_table(path: str) -> pd.DataFrame:
    """Read a user's table as text, every cell in the column that it stands in, or say what is wrong with it."""
    import pandas as pd

    from ..check_tables import read_table

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
    from ..files import whole_file

    with whole_file(path) as draft, open(draft, "w", encoding="utf-8-sig" if mark else "utf-8", newline="") as stream:
        table.to_csv(stream, index=False, lineterminator="\n")


def _plain(answer: dict) -> dict:
    return {key: value if not hasattr(value, "isoformat") else value.isoformat() for key, value in answer.items()} | {
        "change_between": [day.isoformat() for day in answer["change_between"]]
    }
