"""Score: how well a reconstruction does against an answer key."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import LibyaConflictError
from .shared import OK, study_of

if TYPE_CHECKING:
    import pandas as pd


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
    from ..score import measure_delays, read_key, score_control, summarise_scores

    case, periods = rebuilt(study_of(arguments))
    paths = [Path(arguments.key)] if arguments.key else sorted((case.folder / "keys").glob("*.csv"))
    if not paths:
        raise LibyaConflictError("this case has no answer key: name one with --key FILE.")
    key = pd.concat([read_key(path) for path in paths], ignore_index=True).fillna("")
    if key.empty:
        raise LibyaConflictError(f"{', '.join(map(str, paths))}: the answer key has no row.")
    scores = summarise_scores(key, case, periods)
    if arguments.json:
        print(json.dumps(scores, indent=2))
        return OK
    table = score_control(key, case, periods)
    asked = len(table)
    right, plain = int(table["right"].sum()), int(table["carry_forward_right"].sum())
    print(
        f"right: {right} of {asked} ({right / asked:.1%}); carry-forward of the last row: {plain} ({plain / asked:.1%})"
    )
    if scores["not_asked"]:
        print(f"{len(scores['not_asked'])} of them cannot be asked, and count as missed.")
    plain = scores["carry_forward"]
    print(f"Brier score (0 best, 2 worst): {scores['brier']:.3f}; carry-forward: {plain['brier']:.3f}")
    print(_delay_line(measure_delays(key, case, periods), scores["delay_days"], plain["delay_days"]))
    for row in table[~table["right"]].itertuples(index=False):
        found = row.holder or row.problem
        why = f" Key: {row.note}." if getattr(row, "note", "") else ""
        print(
            f"  {row.place} on {row.date}: key {row.controller}, found {found} ({row.evidence or 'no evidence'}).{why}"
        )
    return OK


def _delay_line(delays: pd.DataFrame, mean: float | None, plain: float | None) -> str:
    """Say how late the changes of the key are told, and how many are."""
    if delays.empty:
        return "delay: the key has no change of hands, so there is none to measure."
    told = []
    for name, late in (("delay_days", mean), ("carry_forward_delay_days", plain)):
        days = "never told" if late is None else f"{late:.1f} days"
        told.append(f"{days} ({delays[name].notna().sum()} of {len(delays)} detected)")
    return f"mean delay of the changes in the key: {told[0]}; carry-forward: {told[1]}"
