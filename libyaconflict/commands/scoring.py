"""Score: how well a reconstruction does against an answer key."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ..errors import LibyaConflictError
from .shared import OK, study_of


def add(commands: argparse._SubParsersAction) -> None:
    """Declare the commands."""
    score = commands.add_parser("score", help="compare with an answer key")
    score.add_argument("what", choices=["control"], help="what to score")
    score.add_argument("--key", metavar="FILE", help="CSV with place, date, controller (default: the study's keys)")
    score.add_argument("--json", action="store_true", help="answer as JSON")
    score.add_argument("--study", metavar="DIR", help="a case folder of your own")
    score.set_defaults(run=_score)


def _score(arguments: argparse.Namespace) -> int:
    import pandas as pd

    from ..lookup import rebuilt
    from ..score import read_key, score_control

    case, periods = rebuilt(study_of(arguments))
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
