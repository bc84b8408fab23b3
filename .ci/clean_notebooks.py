"""Fail if a committed notebook carries outputs, has no parameters cell, or defines a function."""

import ast
import json
import sys
from pathlib import Path

faults = []
for path in sorted(Path("notebooks").glob("*.ipynb")):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    if not any("parameters" in cell["metadata"].get("tags", []) for cell in cells):
        faults.append(f"{path}: no cell is tagged parameters")
    for number, cell in enumerate(cells, start=1):
        if cell["cell_type"] != "code":
            continue
        if cell["outputs"] or cell["execution_count"]:
            faults.append(f"{path} cell {number}: carries outputs")
        nodes = ast.walk(ast.parse("".join(cell["source"])))
        if any(isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda) for node in nodes):
            faults.append(f"{path} cell {number}: defines a function, which belongs in the package")
print("\n".join(faults) or "notebooks are clean")
sys.exit(bool(faults))
