"""Print what the coder that is imported makes of our dispatches, the record's summaries and every text of its tests.

    python .ci/coded.py compiled|plain

It ends with an error if the coder that is imported is the other one. `cmp` tells whether two coders are one.
"""

import ast
import csv
import datetime as dt
import sys
from dataclasses import astuple
from pathlib import Path

from libyaconflict.coder import COMPILED, default_coder

ROOT = Path(__file__).resolve().parents[1]
DAY = dt.date(2020, 6, 5)


def texts():
    """Give the texts to code, the same in any order of files."""
    for path in sorted((ROOT / "data" / "dispatches").glob("*.md")):
        yield path.read_text(encoding="utf-8")
    with (ROOT / "data" / "events.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["summary"]
    for path in sorted((ROOT / "tests").glob("test_coder*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
                yield node.value


if (sys.argv[1] == "compiled") != COMPILED:
    raise SystemExit(f"the coder imported is {'compiled' if COMPILED else 'plain Python'}, not {sys.argv[1]}.")
for number, text in enumerate(texts()):
    for event in default_coder().code(str(number), text, DAY):
        print(*map(repr, astuple(event)))
