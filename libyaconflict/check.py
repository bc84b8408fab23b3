"""Checking a case: every fault of every table at once, before anything is computed from it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from . import check_rules
from .check_schema import check_cells, check_columns, references, require_sound
from .check_tables import Fault, Table, did_you_mean, read_table
from .gazetteer import Gazetteer
from .locations import bundled

__all__ = ["Fault", "check_case"]

REQUIRED = ("events", "sources", "baseline")
OPTIONAL = ("places", "actors", "event_types", "phases", "changes")
CODED = {"coded_events": "events", "coded_sources": "sources"}  # same columns; `update` writes them
_RULES: dict[str, Callable[[Table], Iterator[Fault]]] = {
    "events": check_rules.check_events,
    "coded_events": check_rules.check_events,
    "baseline": check_rules.check_baseline,
    "places": check_rules.check_places,
    "actors": check_rules.check_actors,
    "phases": check_rules.check_phases,
    "frames": check_rules.check_frames,
}
_GAZETTEER = ("place_id", "name", "name_ar", "aliases", "ambiguous_aliases", "part_of", "also_in", "kind")


def check_case(folder: str | Path, *, coded: bool = True) -> list[Fault]:
    """List everything that is wrong with the tables of a case.

    Nothing is written, and no fault hides another: a table that cannot be read to its end only
    spares the others the question whether it holds an id.

    Parameters
    ----------
    folder : path
        A study (with `data/` inside) or the data folder itself. It holds `events.csv`, `sources.csv`
        and `baseline.csv`; `places`, `actors`, `event_types`, `phases` and `geo/frames.csv` may be missing,
        the bundled ones then serve. Columns, types and allowed values are those of its `datapackage.json`, or else
        of the bundled one.
    coded : bool
        Check `coded_events.csv` and `coded_sources.csv` too, where they are: the columns of `events` and `sources`,
        basis ``coded``.

    Returns
    -------
    list of Fault
        In the order of the tables, then of their rows; empty for a sound case.

    Raises
    ------
    LibyaConflictError
        This installation came without its bundled case.

    Examples
    --------
    >>> check_case(bundled("data"))
    []
    """
    folder = Path(folder)
    data = folder / "data" if (folder / "data").is_dir() else folder
    resources, faults = _resources(data)
    tables: list[Table] = []
    for name, path in _files(data, coded):
        if path.is_file():
            table, wrong = read_table(path, name, f"{_label(data)}/{path.relative_to(data).as_posix()}")
            tables.append(table)
            faults += wrong
        else:
            faults.append(_missing(data, name))
    own = {table.name: table for table in tables}
    faults += _twice(own)
    missing = {name for name in REQUIRED if name not in own}
    known = {target: _known(target, own, missing) for target in _targets(resources)}
    gazetteer = _gazetteer(own)
    stems = {resource["name"]: name for name, resource in resources.items()}
    for table in tables:
        resource = resources["key" if table.name.startswith("keys/") else CODED.get(table.name, table.name)]
        fields = resource["schema"]["fields"]
        if table.name == "coded_events":
            fields = [_coded_basis(field) if field["name"] == "basis" else field for field in fields]
        found = [*check_cells(table, fields, references(resource, stems), known, gazetteer)]
        if table.columns:
            found += check_columns(table, fields)
        if gazetteer and (table.name == "baseline" or table.name.startswith("keys/")):
            found += check_rules.check_one_state_a_place(table, gazetteer)
        if table.name in _RULES:
            found += _RULES[table.name](table)
        faults += found
    return _in_order(faults, data, tables)


def _label(data: Path) -> str:
    return data.resolve().name


def _coded_basis(field: dict) -> dict:
    return {**field, "constraints": {"required": True, "enum": ["coded"]}}


def _twice(own: dict[str, Table]) -> Iterator[Fault]:
    """Find coded rows whose id a curated row has too: somebody took the row over."""
    for name, whole in CODED.items():
        if name in own and whole in own:
            known = own[whole].values("id")
            for row, cells in own[name].rows:
                if cells.get("id") in known:
                    problem, remedy = f"{cells['id']!r} stands in {whole}.csv too", "Delete it here, or run `update`."
                    yield own[name].fault(row, "id", cells["id"], problem, remedy)


def _files(data: Path, coded: bool) -> Iterator[tuple[str, Path]]:
    for name in REQUIRED:
        yield name, data / f"{name}.csv"
    for name in OPTIONAL:
        if (data / f"{name}.csv").exists():
            yield name, data / f"{name}.csv"
    if (data / "geo" / "frames.csv").exists():
        yield "frames", data / "geo" / "frames.csv"
    for name in CODED if coded else ():
        if (data / f"{name}.csv").exists():
            yield name, data / f"{name}.csv"
    for path in sorted((data / "keys").glob("*.csv")):
        yield f"keys/{path.stem}", path


def _missing(data: Path, name: str) -> Fault:
    there = [path.stem for path in data.glob("*.csv")] if data.is_dir() else []
    otherwise = "A case needs events.csv, sources.csv and baseline.csv."
    hint = did_you_mean(name, [stem for stem in there if stem not in REQUIRED + OPTIONAL], otherwise, 1)
    return Fault(f"{_label(data)}/{name}.csv", None, "", "", "there is no such file", hint)


def _resources(data: Path) -> tuple[dict[str, dict], list[Fault]]:
    """Give the resource of each table: the folder's own description before the bundled one."""
    faults: list[Fault] = []
    resources: dict[str, dict] = {}
    for path in (bundled("data") / "datapackage.json", data / "datapackage.json"):
        if not path.is_file():
            continue
        try:
            described = json.loads(path.read_text(encoding="utf-8-sig"))["resources"]
            for resource in described:
                where = Path(resource["path"])
                if where.suffix == ".csv":
                    require_sound(resource)
                    resources["key" if where.parent.name == "keys" else where.stem] = resource
        except (ValueError, LookupError, TypeError, AttributeError, re.error) as error:
            remedy = "Mend it, or delete it: the bundled description then serves."
            row = getattr(error, "lineno", None)
            problem = f"not a readable data package ({error})"
            faults.append(Fault(f"{_label(data)}/datapackage.json", row, "", "", problem, remedy))
    return resources, faults


def _targets(resources: dict[str, dict]) -> set[str]:
    stems = {resource["name"]: name for name, resource in resources.items()}
    return {target for resource in resources.values() for target in references(resource, stems).values()}


def _known(target: str, own: dict[str, Table], missing: set[str]) -> set[str] | None:
    """Give the values that a reference may take, None where the table that lists them cannot tell."""
    name, column = target.split(".")
    if name in missing:
        return None
    if name not in own:
        path = bundled("data") / f"{name}.csv"
        return read_table(path, name, name)[0].values(column) if path.is_file() else None
    table = own[name]
    if not table.complete or column not in table.columns:
        return None
    more = next((own[extra] for extra, whole in CODED.items() if whole == name and extra in own), None)
    return table.values(column) | (more.values(column) if more else set())


def _gazetteer(own: dict[str, Table]) -> Gazetteer | None:
    table = own.get("places") or read_table(bundled("data") / "places.csv", "places", "places")[0]
    if not table.complete or not {"place_id", "name"} <= set(table.columns):
        return None
    rows = [{column: cells.get(column, "") for column in _GAZETTEER} for _, cells in table.rows]
    return Gazetteer(pd.DataFrame(rows, columns=list(_GAZETTEER), dtype=object))


def _in_order(faults: list[Fault], data: Path, tables: list[Table]) -> list[Fault]:
    files = [f"{_label(data)}/datapackage.json", *(f"{_label(data)}/{name}.csv" for name in REQUIRED)]
    files += [table.label for table in tables if table.label not in files]
    columns = {table.label: {name: place for place, name in enumerate(table.columns)} for table in tables}

    def key(fault: Fault) -> tuple[int, int, int]:
        column = columns.get(fault.file, {}).get(fault.column, len(columns.get(fault.file, {})))
        return files.index(fault.file), fault.row or 0, column if fault.column else -1

    return sorted(faults, key=key)
