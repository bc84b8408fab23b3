"""Parameters of a notebook: read from its parameters cell, and checked before anything runs.

The cell tagged ``parameters`` holds one ``name: kind = default  # help`` a line; it is parsed here, never run.
A kind may be written as text, as ``"date"`` and ``"Literal['all', 'tripoli']"`` must be, for when the kernel
runs the cell these names mean nothing to it. ``from typing import Literal`` is the one import it may hold.
"""

from __future__ import annotations

import ast
import datetime as dt
import difflib
import io
import json
import math
import re
import tokenize
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .dates import parse_day
from .errors import AmbiguousPlaceError, DateError, ParameterError, UnknownPlaceError

KINDS = ("str", "int", "float", "bool", "list[str]", "choice", "date", "place", "list[place]", "frame", "path")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TRUTHS = dict.fromkeys(("true", "yes", "on", "1"), True) | dict.fromkeys(("false", "no", "off", "0"), False)


@dataclass(frozen=True)
class Parameter:
    """One declared parameter; `kind` is one of `KINDS`, `choices` is empty unless it is ``choice``."""

    name: str
    kind: str
    default: Any
    help: str = ""
    choices: tuple[Any, ...] = ()


class _Fault(Exception):
    """What is wrong with one value."""


def inspect_parameters(notebook_path: str | Path) -> list[Parameter]:
    """Read the parameters that a notebook declares, in its own order, without running anything.

    Parameters
    ----------
    notebook_path : path
        A notebook file, format 4.

    Returns
    -------
    list of Parameter
        Empty when no cell is tagged ``parameters``.

    Raises
    ------
    ParameterError
        The file is no notebook, or lines of the cell are not ``name: kind = default``.
    """
    path = Path(notebook_path)
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ParameterError([f"{path.name}: not a readable notebook ({error})"]) from error
    for number, cell in enumerate(cells, start=1):
        if "parameters" in cell.get("metadata", {}).get("tags", []):
            return _read_cell("".join(cell["source"]), where=f"{path.name}, cell {number}")
    return []


def check_parameters(
    declared: Iterable[Parameter],
    given: Mapping[str, Any],
    *,
    gazetteer: Any = None,
    frames: Iterable[str] = (),
) -> dict[str, Any]:
    """Check given values against a notebook's declaration and convert them.

    Parameters
    ----------
    declared : iterable of Parameter
        From `inspect_parameters`.
    given : mapping
        Values by name: text from a command line (lists comma separated, or as a YAML list) or YAML values.
    gazetteer : Gazetteer, optional
        Needed when a place is declared.
    frames : iterable of str
        The study's frames of maps; needed when a frame is declared.

    Returns
    -------
    dict
        A value for every declared parameter, in order: the given one, else the default. Days are ISO
        text, places standard names, paths absolute.

    Raises
    ------
    ParameterError
        With every fault at once.
    """
    declared = {parameter.name: parameter for parameter in declared}
    faults = [_unknown(name, declared) for name in given if name not in declared]
    values: dict[str, Any] = {}
    for name, parameter in declared.items():
        value = given.get(name, parameter.default)
        if value in ("", [], None) and value == parameter.default:
            values[name] = value  # an empty default means "not narrowed down", whatever the kind
            continue
        try:
            known = frames if parameter.kind == "frame" else gazetteer
            values[name] = _CONVERT[parameter.kind](value, parameter, known)
        except _Fault as fault:
            faults.append(f"parameter {name}{'' if name in given else ' (its default)'}: {fault}")
    start, end = values.get("start"), values.get("end")
    if start and end and declared["start"].kind == declared["end"].kind == "date" and start > end:
        faults.append(f"parameter start: {start} is after the end, {end}. Put the earlier day first.")
    if faults:
        raise ParameterError(faults)
    return values


def _read_cell(source: str, *, where: str) -> list[Parameter]:
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        raise ParameterError([f"{where}, line {error.lineno}: {error.msg}"]) from error
    notes = {
        token.start[0]: token.string.lstrip("# ").rstrip()
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    found: list[Parameter] = []
    faults: list[str] = []
    for statement in statements:
        if isinstance(statement, ast.ImportFrom) and statement.module == "typing":
            continue
        try:
            found.append(_read_line(statement, notes.get(statement.end_lineno or 0, "")))
        except (_Fault, ValueError) as fault:
            faults.append(f"{where}, line {statement.lineno}: {fault}")
    if faults:
        raise ParameterError(faults)
    return found


def _read_line(statement: ast.stmt, note: str) -> Parameter:
    match statement:
        case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=ast.expr() as value):
            kind, choices = _kind(annotation)
            default = _literal(value)
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            default, choices = _literal(value), ()
            kind = {str: "str", bool: "bool", int: "int", float: "float", list: "list[str]"}.get(type(default), "")
        case _:
            kind = ""
    if not kind:
        raise _Fault("write one 'name: kind = default  # help' a line, and nothing else")
    return Parameter(name, kind, default, note, choices)


def _literal(value: ast.expr) -> Any:
    try:
        return ast.literal_eval(value)
    except ValueError:
        raise _Fault(f"the default must be a plain value, not {ast.unparse(value)}") from None


def _kind(annotation: ast.expr) -> tuple[str, tuple[Any, ...]]:
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        try:
            annotation = ast.parse(annotation.value.strip(), mode="eval").body
        except SyntaxError:
            raise _Fault(f"{annotation.value!r} names no kind") from None
    match annotation:
        case ast.Subscript(value=ast.Name(id="Literal") | ast.Attribute(attr="Literal"), slice=choices):
            listed = ast.literal_eval(choices)
            return "choice", listed if isinstance(listed, tuple) else (listed,)
    written = ast.unparse(annotation)
    known = [kind for kind in KINDS if kind != "choice"]
    if written not in known:
        raise _Fault(f"unknown kind {written}; known kinds are {', '.join(known)} and Literal[...]")
    return written, ()


def _unknown(name: Any, declared: Mapping[str, Parameter]) -> str:
    if not isinstance(name, str):
        return f"parameter {name!r}: not a name. YAML reads on, off, yes and no as true and false: quote them."
    if not declared:
        return f"unknown parameter {name!r}: the notebook takes none."
    return f"unknown parameter {name!r}.{nearest(name, declared)} It takes {', '.join(declared)}."


def nearest(text: str, known: Iterable[str]) -> str:
    """Give `` Did you mean 'x'?`` for the nearest of some known words, or nothing when none is near."""
    folded = {str(item).casefold(): str(item) for item in known}
    near = difflib.get_close_matches(text.casefold(), folded, n=1)
    return f" Did you mean {folded[near[0]]!r}?" if near else ""


def _text(value: Any, *_: Any) -> str:
    if isinstance(value, str):
        return value
    raise _Fault(f"{_show(value)} is not text; in YAML, put it in quotes")


def _integer(value: Any, *_: Any) -> int:
    if isinstance(value, str) and re.fullmatch(r"\s*[+-]?\d{1,18}\s*", value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise _Fault(f"{_show(value)} is not a whole number")


def _number(value: Any, *_: Any) -> float:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        try:
            number = float(value)
        except (ValueError, OverflowError):
            number = math.nan
        if math.isfinite(number):
            return number
    raise _Fault(f"{_show(value)} is not a number")


def _truth(value: Any, *_: Any) -> bool:
    truth = value if isinstance(value, bool) else _TRUTHS.get(str(value).strip().casefold())
    if truth is None:
        raise _Fault(f"{_show(value)} is neither true nor false")
    return truth


def _choice(value: Any, parameter: Parameter, _: Any) -> Any:
    for choice in parameter.choices:
        if type(value) is type(choice) and value == choice:
            return choice
    for choice in parameter.choices:
        if isinstance(value, str) and value.strip() == str(choice):
            return choice
    allowed = ", ".join(_show(choice) for choice in parameter.choices)
    raise _Fault(f"{_show(value)} is not one of {allowed}.{nearest(str(value), map(str, parameter.choices))}")


def _day(value: Any, *_: Any) -> str:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    if not isinstance(value, str) or not _DAY.fullmatch(value.strip()):
        raise _Fault(f"{_show(value)} is not a day. Write it like 2020-06-05.")
    try:
        return parse_day(value).isoformat()
    except DateError as error:
        raise _Fault(str(error)) from None


def _place(value: Any, _: Any, gazetteer: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Fault(f"{_show(value)} is not the name of a place")
    try:
        return gazetteer.name(gazetteer.resolve(value.strip()))
    except (UnknownPlaceError, AmbiguousPlaceError) as error:
        raise _Fault(str(error)) from None


def _frame(value: Any, _: Any, frames: Any) -> str:
    name = _text(value).strip()
    if name not in frames:
        raise _Fault(f"there is no frame {name!r}.{nearest(name, frames)} Frames are {', '.join(frames)}")
    return name


def _path(value: Any, *_: Any) -> str:
    text = _text(value)
    path = Path(text).expanduser()
    if not path.exists():
        raise _Fault(f"{text!r} is not there. A relative path starts at the current folder; in a recipe, at the study.")
    return str(path.absolute())


def _list_of(convert: Callable[..., str]) -> Callable[..., list[str]]:
    def convert_all(value: Any, parameter: Parameter, gazetteer: Any) -> list[str]:
        items, faults = [], []
        for item in _split(value):
            try:
                items.append(convert(item, parameter, gazetteer))
            except _Fault as fault:
                faults.append(str(fault))
        if faults:
            raise _Fault(" ".join(faults))
        return items

    return convert_all


def _split(value: Any) -> list[Any]:
    if isinstance(value, list | tuple):
        return list(value)
    if not isinstance(value, str):
        raise _Fault(f"{_show(value)} is not a list")
    if value.strip().startswith("["):
        try:
            return yaml.safe_load(value)
        except yaml.YAMLError:
            raise _Fault(f"{value!r} is not a list. Write it like [Tarhouna, Sirte].") from None
    return [item.strip() for item in value.split(",") if item.strip()]


def _show(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else repr(value)


_CONVERT: dict[str, Callable[..., Any]] = {
    "str": _text,
    "int": _integer,
    "float": _number,
    "bool": _truth,
    "choice": _choice,
    "list[str]": _list_of(_text),
    "date": _day,
    "place": _place,
    "list[place]": _list_of(_place),
    "frame": _frame,
    "path": _path,
}
