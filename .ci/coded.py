"""Print what the coder that is imported makes of our dispatches, the record's summaries and every text of its tests.

And of sentences whose halves are of two of them, as pages and tables leave them:

    python .ci/coded.py compiled|plain

It ends with an error if the coder that is imported is the other one. `cmp` tells whether two coders are one.
"""

import ast
import csv
import datetime as dt
import random
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


def spliced(parts, number):
    """Give sentences whose head is one's and whose tail is another's, the same at every call."""
    draw = random.Random(1)
    for _ in range(number):
        one, other = draw.choice(parts).split(), draw.choice(parts).split()
        yield " ".join([*one[: draw.randrange(len(one) + 1)], *other[draw.randrange(len(other) + 1) :]])


if (sys.argv[1] == "compiled") != COMPILED:
    raise SystemExit(f"the coder imported is {'compiled' if COMPILED else 'plain Python'}, not {sys.argv[1]}.")
ALL = [text for text in texts() if text.strip()]
for number, text in enumerate([*ALL, *spliced(ALL, 6_000)]):
    for event in default_coder().code(str(number), text, DAY):
        print(*map(repr, astuple(event)))
