"""What mypyc cannot turn into C is kept out of the coder; `.ci/run` compiles it, which takes minutes."""

import ast
from pathlib import Path

import libyaconflict.coder

MODULES = sorted(Path(libyaconflict.coder.__file__).parent.glob("*.py"))


def starred(module):
    """Give the lines that ask whether something is in a display with a star: `kind in (*CONTROL, "withdrawal")`."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare):
            for operator, against in zip(node.ops, node.comparators, strict=True):
                display = isinstance(against, (ast.Tuple, ast.List, ast.Set))
                has_star = display and any(isinstance(element, ast.Starred) for element in against.elts)
                if isinstance(operator, (ast.In, ast.NotIn)) and has_star:
                    yield node.lineno


def test_no_membership_in_a_display_with_a_star():
    assert {module.name: found for module in MODULES if (found := list(starred(module)))} == {}


def passed_and_set(module):
    """Give the lines of calls that set a name in one argument and read it in another: `Token(at, at := at + 1)`."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            parts = [*node.args, *(keyword.value for keyword in node.keywords)]
            for part in parts:
                names = {n.target.id for n in ast.walk(part) if isinstance(n, ast.NamedExpr)}
                read = {
                    n.id for other in parts if other is not part for n in ast.walk(other) if isinstance(n, ast.Name)
                }
                if names & read and not isinstance(part, (ast.GeneratorExp, ast.ListComp, ast.SetComp)):
                    yield node.lineno


def test_no_call_sets_a_name_that_another_argument_reads():
    assert {module.name: found for module in MODULES if (found := list(passed_and_set(module)))} == {}
