"""Checks that datapackage.json states: columns, types, allowed values, and ids that must exist elsewhere."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import cache

from .check_tables import Fault, Table, did_you_mean, shown
from .dates import parse_edtf
from .errors import AmbiguousPlaceError, DateError, UnknownPlaceError
from .gazetteer import Gazetteer

PREFIX = "libyaconflict:"
SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
_WORDS = {"actors.name": "actor", "sources.id": "source"}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_UNPADDED = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")

Known = dict[str, set[str] | None]  # "actors.name" to its values; None where the table could not be read


def check_columns(table: Table, fields: list[dict]) -> Iterator[Fault]:
    """Compare the header with the fields of the schema."""
    names = [field["name"] for field in fields]
    for name in table.columns:
        if name and name not in names:
            otherwise = f"Delete it. The columns are {', '.join(names)}."
            yield table.fault(1, name, name, f"unknown column {shown(name)}", did_you_mean(name, names, otherwise, 1))
    for field in fields:
        if field["name"] not in table.columns and not field.get(PREFIX + "optional"):
            remedy = f"Add it: {_lower(field)}"
            yield table.fault(1, field["name"], "", f"the column {shown(field['name'])} is missing", remedy)


def require_sound(resource: dict) -> None:
    """Refuse a resource of datapackage.json that the checks below could not read, by any error."""
    for key in resource["schema"].get("foreignKeys", []):
        if not {"resource", "fields"} <= set(key["reference"]) or not key["fields"]:
            raise ValueError(f"a foreign key of {resource['name']!r} without its reference")
    for field in resource["schema"]["fields"]:
        constraints = field.get("constraints", {})
        re.compile(constraints.get("pattern", ""))
        limits = [constraints.get(name, 0) for name in ("minimum", "maximum", "maxLength")]
        texts = [resource["name"], field["name"], field.get("description", ""), *constraints.get("enum", [])]
        if not all(isinstance(text, str) for text in texts) or not all(isinstance(n, (int, float)) for n in limits):
            raise ValueError(f"name, description or limits of {field['name']!r} in {resource['name']!r}")
        if field.get(PREFIX + "list_of", "a.b").count(".") != 1:
            raise ValueError(f"{PREFIX}list_of of {field['name']!r} is not written table.column")


def references(resource: dict, tables: dict[str, str]) -> dict[str, str]:
    """Give the column that each field of a resource points to, as ``table.column``.

    `tables` gives the table name of each resource name.
    """
    found = {}
    for key in resource["schema"].get("foreignKeys", []):
        target = key["reference"]
        table = tables.get(target["resource"] or resource["name"])
        if table and isinstance(key["fields"], str) and isinstance(target["fields"], str):
            found[key["fields"]] = f"{table}.{target['fields']}"
    for field in resource["schema"]["fields"]:
        if PREFIX + "list_of" in field:
            found[field["name"]] = field[PREFIX + "list_of"]
    return found


def check_cells(
    table: Table, fields: list[dict], points_to: dict[str, str], known: Known, gazetteer: Gazetteer | None
) -> Iterator[Fault]:
    """Check every cell against its field; at most one fault a cell, or one a part of a ``;`` list."""
    for field in fields:
        name = field["name"]
        if name not in table.columns:
            continue
        check = _cell_checker(field, points_to.get(name), known, gazetteer)
        first_row: dict[str, int] = {}
        for row, cells in table.rows:
            value = cells[name]
            for problem, remedy, part in check(value):
                yield table.fault(row, name, part, problem, remedy)
            if field.get("constraints", {}).get("unique") and value.strip():
                if value.strip() in first_row:
                    problem = f"{shown(value.strip())} stands in row {first_row[value.strip()]} already"
                    yield table.fault(row, name, value, problem, "Write each only once.")
                first_row.setdefault(value.strip(), row)


def _cell_checker(
    field: dict, target: str | None, known: Known, gazetteer: Gazetteer | None
) -> Callable[[str], list[tuple[str, str, str]]]:
    """Make the check of one column; cells repeat, so each value is judged once."""
    constraints = field.get("constraints", {})
    separator = field.get(PREFIX + "separator")

    @cache
    def check(value: str) -> list[tuple[str, str, str]]:
        text = value.strip()
        if not text:
            if value:
                return [("the cell holds only spaces", "Leave it empty.", value)]
            if constraints.get("required"):
                return [("the cell is empty", f"Write {_lower(field)}", value)]
            return []
        if value != text:
            return [(f"spaces around {shown(value)}", f"Write {shown(text)}.", value)]
        if separator:
            return _parts(text, separator, target, known, gazetteer)
        found = _value_fault(text, field, constraints) or _unknown(text, target, known, gazetteer)
        return [(*found, value)] if found else []

    return check


def _parts(
    text: str, separator: str, target: str | None, known: Known, gazetteer: Gazetteer | None
) -> list[tuple[str, str, str]]:
    faults = []
    parts = text.split(separator)
    listed = known.get(target) if target else None
    if len(parts) == 1 and "," in text and listed is not None and text not in listed:
        return [(f"{shown(text)} is separated by commas", f"Write {shown(separator)} between several.", text)]
    for place, part in enumerate(parts):
        if not part.strip():
            faults.append((f"an empty part in {shown(text)}", f"Write one {shown(separator)} between two names.", text))
        elif part != part.strip():
            faults.append((f"spaces around {shown(part)}", f"Write {shown(part.strip())}.", part))
        elif part in parts[:place]:
            faults.append((f"{shown(part)} is named twice", "Write it only once.", part))
        elif found := _unknown(part, target, known, gazetteer):
            faults.append((*found, part))
    return faults


def _unknown(text: str, target: str | None, known: Known, gazetteer: Gazetteer | None) -> tuple[str, str] | None:
    if target is None:
        return None
    if target == "places.name":
        if gazetteer is None:
            return None
        try:
            gazetteer.resolve(text)
        except UnknownPlaceError as error:
            nearest = " or ".join(f"'{name}'" for name in error.suggestions)
            hint = f"Did you mean {nearest}?" if nearest else "Known places are the rows of places.csv."
            return f"unknown place {shown(text)}", hint
        except AmbiguousPlaceError as error:
            several = " or ".join(error.candidates)
            return f"ambiguous place {shown(text)}: it may be {several}", "Write the full name."
        return None
    values = known.get(target)
    if values is None or text in values:
        return None
    otherwise = f"Known ones are the rows of {target.split('.')[0]}.csv."
    return f"unknown {_WORDS.get(target, target.split('.')[1])} {shown(text)}", did_you_mean(text, values, otherwise)


def _value_fault(text: str, field: dict, constraints: dict) -> tuple[str, str] | None:
    name = field["name"]
    if field.get(PREFIX + "format") == "edtf":
        return _edtf_fault(text)
    if field.get("type") == "date":
        return _day_fault(text)
    if field.get("type") in ("integer", "number"):
        return _number_fault(text, field, constraints)
    allowed = constraints.get("enum")
    if allowed and text not in allowed:
        remedy = did_you_mean(text, allowed, f"It is one of {', '.join(allowed)}.", 1)
        return f"unknown {name} {shown(text)}", remedy
    longest = constraints.get("maxLength")
    if longest and len(text) > longest:
        return f"the {name} has {len(text)} characters", f"Cut it to {longest} at most."
    pattern = constraints.get("pattern")
    if pattern and not re.fullmatch(pattern, text):
        if pattern == SLUG:
            slug = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
            remedy = f"Did you mean {shown(slug)}? Small letters, digits and single hyphens."
            return f"{shown(text)} is not a slug", remedy
        return f"{shown(text)} is not a valid {name}", f"Write it like {field.get('example', pattern)}."
    return None


def _edtf_fault(text: str) -> tuple[str, str] | None:
    try:
        parse_edtf(text)
    except DateError as error:
        said = str(error).removeprefix(f"date {text!r}").removeprefix(":").strip()
        problem, _, remedy = said.partition(". ")
        colon = "" if problem.startswith(("is ", "ends", "has", "gives")) else ":"
        return f"date {shown(text)}{colon} {problem.rstrip('.')}", nearest_day(
            text
        ) or remedy or "Write a day of the calendar."
    return None


def _day_fault(text: str) -> tuple[str, str] | None:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            dt.date.fromisoformat(text)
            return None
    except ValueError:
        return _edtf_fault(text) or (f"there is no day {shown(text)}", "Write a day of the calendar.")
    return f"{shown(text)} is not a day", nearest_day(text) or "Write it like 2020-06-05."


def nearest_day(text: str) -> str:
    """Suggest the ISO day for a date as spreadsheets like to write it."""
    days = []
    if match := _UNPADDED.fullmatch(text):
        days = [(match[1], match[2], match[3])]
    elif match := _SLASHED.fullmatch(text):
        days = [(match[3], match[2], match[1]), (match[3], match[1], match[2])]
    written = []
    for year, month, day in days:
        try:
            written.append(f"'{dt.date(int(year), int(month), int(day))}'")
        except ValueError:
            continue
    return f"Did you mean {' or '.join(dict.fromkeys(written))}?" if written else ""


def _number_fault(text: str, field: dict, constraints: dict) -> tuple[str, str] | None:
    whole = field["type"] == "integer"
    match = _NUMBER.fullmatch(text)
    if not match or (whole and match[1]):
        kind = "a whole number" if whole else "a number"
        return (
            f"{shown(text)} is not {kind}",
            "Write digits only, or leave the cell empty if it is not known.",
        )
    number = float(text)
    if number < constraints.get("minimum", number):
        return f"{text} is below {constraints['minimum']}", f"Write {_lower(field)}"
    if number > constraints.get("maximum", number):
        return f"{text} is above {constraints['maximum']}", f"Write {_lower(field)}"
    return None


def _lower(field: dict) -> str:
    """Give a field's description to stand inside a sentence; names in capitals stay as they are."""
    sentence = field.get("description", field["name"])
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]
