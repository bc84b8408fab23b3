"""One recipe, many reports: a grid of values, or the rows of a table, give a recipe each."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from .dates import describe_span
from .errors import ParameterError
from .parameters import Parameter, nearest

SPANS = ("day", "week", "month")  # keys of a grid that set start and end
ABOUT = ("name", "title", "description")  # columns of a table of rows that are no parameters
MOST = 100_000
_RANGE = re.compile(r"\s*(\S+)\s*\.\.\s*(\S+)\s*")
_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Recipe:
    """What one ``NAME.yaml`` asks for: a notebook, a title, and values for the notebook's parameters.

    `grid` gives lists of values for some parameters, of which every combination is a report; `rows` names a CSV
    file each row of which is one. `batch` is the name of the recipe that this one was made from; `formats` are those of
    `formats.FORMATS` that it is to be written in beside HTML.
    """

    name: str
    notebook: str
    title: str
    description: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    grid: Mapping[str, Any] = field(default_factory=dict)
    rows: str = ""
    batch: str = ""
    formats: Sequence[str] = ()


def expand(recipe: Recipe, declared: Sequence[Parameter], folder: Path) -> list[Recipe]:
    """Give the recipes that a recipe stands for: itself, or one for each combination of its grid and each row.

    Parameters
    ----------
    recipe : Recipe
    declared : sequence of Parameter
        Of its notebook.
    folder : Path
        The study, where a relative path of `rows` starts.

    Returns
    -------
    list of Recipe
        Named after the recipe and their values, ``dossiers-tarhouna``; ``{place}`` in the title and description is
        replaced by the value.

    Raises
    ------
    ParameterError
        With every fault of the grid and of the rows, and every name that two reports would share.
    """
    if not recipe.grid and not recipe.rows:
        return [recipe]
    known = {parameter.name: parameter for parameter in declared}
    faults: list[str] = []
    axes = [_axis(key, value, known, faults) for key, value in recipe.grid.items()]
    points = [{key: item for part in parts for key, item in part.items()} for parts in itertools.product(*axes)] \
        if recipe.grid and not faults and _few(axes, faults) else []  # fmt: skip
    rows = _rows(folder / Path(recipe.rows).expanduser(), known, faults) if recipe.rows else [{}]
    made = [_one(recipe, {**row, **point}) for row in rows for point in (points or [{}])] if not faults else []
    for name, times in Counter(one.name for one in made).items():
        if times > 1:
            faults.append(
                f"{times} reports would be called {name!r}. Give the rows a column 'name' that tells them apart."
            )
    if faults:
        raise ParameterError([f"{recipe.name}.yaml: {fault}" for fault in faults])
    return made


def _few(axes: list[list], faults: list[str]) -> bool:
    count = 1
    for axis in axes:
        count *= len(axis)
    if count > MOST:
        faults.append(f"grid: {count:,} reports, more than {MOST:,}. Make several recipes of it.")
    return count <= MOST


def _axis(key: Any, value: Any, known: Mapping[str, Parameter], faults: list[str]) -> list[dict[str, Any]]:
    """Give the points of one key of a grid: values of parameters, and how they are written in names and titles."""
    span = key in SPANS and key not in known
    if span and not {"start", "end"} <= known.keys():
        faults.append(f"grid: {key} sets the parameters start and end, and the notebook has not both.")
        return []
    if not span and key not in known:
        faults.append(f"grid: no parameter {key!r}.{nearest(str(key), known)} It may be {', '.join([*known, *SPANS])}.")
        return []
    dated = span or known[key].kind == "date"
    if isinstance(value, str) and (match := _RANGE.fullmatch(value)) and dated:
        days = _days(key, match[1], match[2], faults)
        return [_span(key, *each) for each in _cut(key, days)] if span and days else [{key: day} for day in days]
    if span:
        faults.append(f"grid: {key} takes a range of days, such as 2020-06-01..2020-06-30, not {value!r}.")
        return []
    if not isinstance(value, list) or not value:
        faults.append(f"grid: {key} takes a list of values, such as [a, b], or a range of days, not {value!r}.")
        return []
    return [{key: item} for item in value]


def _days(key: str, first: str, last: str, faults: list[str]) -> list[dt.date]:
    try:
        start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    except ValueError:
        faults.append(f"grid: {key}: {first}..{last} is no range of days. Write it like 2020-06-01..2020-06-30.")
        return []
    if end < start:
        faults.append(f"grid: {key}: the range ends ({end}) before it starts ({start}).")
        return []
    return [start + dt.timedelta(days=n) for n in range((end - start).days + 1)]


def _cut(key: str, days: list[dt.date]) -> Iterator[tuple[dt.date, dt.date]]:
    """Cut a range into its days, weeks (Monday to Sunday) or months; the first and last may be shorter."""
    keys = {
        "day": lambda day: day,
        "week": lambda day: day - dt.timedelta(days=day.weekday()),
        "month": lambda day: day.replace(day=1),
    }
    for _, group in itertools.groupby(days, key=keys[key]):
        inside = list(group)
        yield inside[0], inside[-1]


def _span(key: str, start: dt.date, end: dt.date) -> dict[str, Any]:
    return {"start": start.isoformat(), "end": end.isoformat(), f"{{{key}}}": describe_span(start, end)}


def _rows(path: Path, known: Mapping[str, Parameter], faults: list[str]) -> list[dict[str, Any]]:
    try:
        with open(path, encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            rows = list(reader)
            columns = reader.fieldnames or []
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        faults.append(f"rows: {path.name} cannot be read ({getattr(error, 'strerror', None) or error}).")
        return []
    for column in columns:
        if column not in known and column not in ABOUT:
            faults.append(
                f"rows: {path.name} has a column {column!r}.{nearest(str(column), known)} "
                f"It may have {', '.join([*known, *ABOUT])}."
            )
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            faults.append(f"rows: {path.name}, row {number} has not as many cells as the header.")
    if not rows:
        faults.append(f"rows: {path.name} has no rows.")
    return [{key: value for key, value in row.items() if value != ""} for row in rows]


def _one(recipe: Recipe, values: dict[str, Any]) -> Recipe:
    about = {key: values.pop(key) for key in ABOUT if key in values and key != "title"}
    own_title = values.pop("title", "")
    title = own_title or recipe.title
    spans = {key.strip("{}"): values.pop(key) for key in list(values) if key.startswith("{")}
    written = {**{key: _written(value) for key, value in values.items()}, **spans}
    hidden = ("start", "end") if spans else ()  # the span says it in words
    told = {key: text for key, text in written.items() if key not in hidden}
    name = about.get("name") or "-".join(_slug(str(written[key])) for key in written if key not in spans)
    known = {**{key: _written(value) for key, value in recipe.parameters.items()}, **written}
    filled = _fill(title, known)
    if filled == title and told and not own_title:
        filled = f"{title}: {', '.join(told.values())}"
    return replace(
        recipe,
        name=f"{recipe.name}-{_slug(name)}",
        title=filled,
        description=_fill(about.get("description", recipe.description), known),
        parameters={**recipe.parameters, **values},
        grid={},
        rows="",
        batch=recipe.name,
    )


def _fill(text: str, values: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda match: values.get(match[1], match[0]), text)


def _written(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _slug(text: str) -> str:
    """Write text as part of a file's name: letters, digits and hyphens only, whatever it was."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    return re.sub(r"[^\w]+|_+", "-", plain).strip("-")[:80] or "x"
