"""Render and new: reports of a study, and a study of one's own."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from ..errors import LibyaConflictError
from .shared import FAILED, OK, usage


def add(commands: argparse._SubParsersAction) -> None:
    """Declare the commands."""
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


def _render(arguments: argparse.Namespace) -> int:
    from ..report import render

    if arguments.list:
        from ..locations import find_study
        from ..recipes import list_recipes

        print(list_recipes(find_study(arguments.study)))
        return OK
    overrides, wrong = {}, [text for text in arguments.overrides if "=" not in text]
    if wrong:
        return usage(f"-p takes NAME=VALUE, not {wrong[0]!r}.")
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
    from ..study import new_study

    folder = new_study(arguments.folder)
    print(f"{folder}: a study with data, notebooks and report recipes. Next: cd {folder} && libyaconflict render")
    return OK
