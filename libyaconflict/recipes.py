"""Recipes, the ``reports/NAME.yaml`` files: read, and checked before anything runs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from .dates import describe_span
from .errors import ParameterError
from .formats import FORMATS
from .frames import load_frames
from .grids import Recipe, expand
from .locations import Study
from .parameters import Parameter, check_parameters, inspect_parameters, nearest

RECIPE_KEYS = ("notebook", "title", "description", "parameters", "grid", "rows", "formats")
_NAME = re.compile(r"\w[\w-]*")


@dataclass(frozen=True)
class Job:
    """One report to make: a recipe whose notebook was found and whose values, all of them, were checked."""

    recipe: Recipe
    source: Path
    declared: Sequence[Parameter]
    values: Mapping[str, Any]
    study: Study
    out: Path
    changed: Sequence[str] = ()
    engine: str = "auto"
    formats: Sequence[str] = ("html",)
    pdf_engine: str = "typst"

    @property
    def case(self) -> str:
        """The folder of the case, empty for the bundled one."""
        return "" if self.study.bundled else str(self.study.folder)

    @property
    def about(self) -> dict[str, str]:
        """Title, description and period, for the page and for the index."""
        days = {
            parameter.name: dt.date.fromisoformat(self.values[parameter.name])
            for parameter in self.declared
            if parameter.kind == "date" and self.values[parameter.name]
        }
        start, end = days.get("start"), days.get("end")
        period = describe_span(start, end) if start or end else ""
        description = self.recipe.description
        if self.changed:
            kinds = {parameter.name: parameter.kind for parameter in self.declared}
            told = ", ".join(
                f"{name} = {_written(self.values[name], kinds[name])}" for name in self.changed if name != "title"
            )
            description = f"Made from the recipe '{self.recipe.name}' with {told}." if told else description
        return {"title": self.title, "description": description, "period": period}

    @property
    def title(self) -> str:
        """The recipe's title, or one that fits the values where they are not the recipe's."""
        if not self.changed:
            return self.recipe.title
        if "title" in self.changed:
            return self.values["title"]
        head = next((p.default for p in self.declared if p.name == "title"), None) or self.recipe.notebook
        about = [
            _written(self.values[p.name], p.kind)
            for p in self.declared
            if self.values[p.name]
            and (p.kind in ("place", "list[place]") or p.kind == "path" and p.name in self.changed)
        ]
        return f"{head}: {', '.join(about)}" if about else str(head)

    def file(self, ending: str) -> Path:
        """Give the path of one of the report's files."""
        return self.out / f"{self.recipe.name}{ending}"


def find_recipes(folder: str | Path) -> list[Path]:
    """List the recipes of a folder, by name."""
    return sorted(Path(folder).glob("*.yaml"))


def read_recipe(path: str | Path) -> Recipe:
    """Read one recipe.

    Raises
    ------
    ParameterError
        With everything that is wrong with the file's form; its parameters are checked by `render`.
    """
    path = Path(path)
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ParameterError([f"{path.name}: cannot be read ({error.strerror})"]) from error
    except (yaml.YAMLError, ValueError) as error:
        raise ParameterError([f"{path.name}: not YAML. {' '.join(str(error).split())}"]) from error
    if not isinstance(raw, dict):
        raise ParameterError([f"{path.name}: a recipe is a list of 'key: value' lines: {', '.join(RECIPE_KEYS)}."])
    faults = [f"unknown key {key!r}. A recipe has {', '.join(RECIPE_KEYS)}." for key in raw if key not in RECIPE_KEYS]
    for key in RECIPE_KEYS[:2]:
        if not (isinstance(raw.get(key), str) and raw[key].strip()):
            faults.append(f"{key}: missing, or not text. In YAML, put text with special signs in quotes.")
    if not isinstance(raw.get("description") or "", str):
        faults.append("description: not text. In YAML, put text with special signs in quotes.")
    if not isinstance(raw.get("parameters") or {}, dict):
        faults.append("parameters: not a list of 'name: value' lines.")
    if not isinstance(raw.get("grid") or {}, dict):
        faults.append("grid: not a list of 'name: [values]' lines.")
    if not isinstance(raw.get("rows") or "", str):
        faults.append("rows: not the name of a CSV file.")
    formats = raw.get("formats") or []
    formats = re.split(r"[\s,]+", formats.strip()) if isinstance(formats, str) else formats
    if not isinstance(formats, list) or not all(isinstance(name, str) for name in formats):
        faults.append(f"formats: not a list of formats, such as [pdf]. Known: {', '.join(FORMATS)}.")
    elif unknown := [name for name in formats if name not in FORMATS]:
        faults.append(
            f"formats: there is no {unknown[0]!r}.{nearest(unknown[0], FORMATS)} Known: {', '.join(FORMATS)}."
        )
    if not _NAME.fullmatch(path.stem) or path.stem in ("index", "rules"):
        faults.append("a recipe's file name has letters, digits, - and _ only, and is not 'index' or 'rules'.")
    if faults:
        raise ParameterError([f"{path.name}: {fault}" for fault in faults])
    notebook = raw["notebook"].strip().removesuffix(".ipynb")
    description = " ".join((raw.get("description") or "").split())
    parameters, grid = raw.get("parameters") or {}, raw.get("grid") or {}
    return Recipe(
        path.stem, notebook, raw["title"].strip(), description, parameters, grid, raw.get("rows") or "",
        formats=tuple(formats),
    )  # fmt: skip


def list_recipes(study: Study) -> str:
    """Write the recipes of a study and the parameters that each one's notebook takes, for a reader.

    Raises
    ------
    ParameterError
        A recipe or its notebook cannot be read.
    """
    lines = []
    for path in find_recipes(study.reports):
        recipe = read_recipe(path)
        lines.append(f"{recipe.name}: {recipe.title} ({recipe.notebook})")
        for parameter in inspect_parameters(study.notebooks / f"{recipe.notebook}.ipynb"):
            value = recipe.parameters.get(parameter.name, parameter.default)
            choices = f" [{', '.join(map(str, parameter.choices))}]" if parameter.choices else ""
            lines.append(f"    {parameter.name} = {value!s}  # {parameter.help}{choices}")
    return "\n".join(lines)


def plan_reports(study: Study, names: Iterable[str] | None, overrides: Mapping[str, Any], out: Path) -> list[Job]:
    """Read and check the recipes asked for, all when `names` is None; `out` is where their reports will go.

    Raises
    ------
    ParameterError
        With every fault of every recipe.
    """
    known = {path.stem: path for path in find_recipes(study.reports)}
    wanted = list(known) if names is None else list(dict.fromkeys(names))
    jobs: list[Job] = []
    faults: list[str] = []
    case, frames = None, list(load_frames(study.data))
    notebooks: dict[Path, Sequence[Parameter]] = {}
    for name in wanted:
        stem, member = name, ""
        try:
            if name not in known:  # perhaps one report of a batch
                stem = max((stem for stem in known if name.startswith(f"{stem}-")), key=len, default="")
                member = name
            if not stem:
                hint = nearest(name, known)
                raise ParameterError([f"no recipe {name!r}.{hint} Recipes are {', '.join(known) or 'none'}."])
            recipe = read_recipe(known[stem])
            source = study.notebooks / f"{recipe.notebook}.ipynb"
            if source.parent != study.notebooks or not source.is_file():
                there = ", ".join(sorted(path.stem for path in study.notebooks.glob("*.ipynb")))
                raise ParameterError([f"{stem}.yaml: no notebook {recipe.notebook!r}. Notebooks are {there}."])
            if source not in notebooks:
                notebooks[source] = inspect_parameters(source)
            declared = notebooks[source]
            if case is None and any("place" in p.kind or p.kind == "date" for p in declared):
                case = _case(study)
            recipes = expand(recipe, declared, study.folder)
            if member:
                names_made = [one.name for one in recipes]
                recipes = [one for one in recipes if one.name == member]
                if not recipes:
                    hint = nearest(member, [*known, *names_made])
                    raise ParameterError([f"no recipe {member!r}.{hint} Recipes are {', '.join(known)}."])
        except ParameterError as error:
            faults += error.faults
            continue
        for one in recipes:
            try:
                jobs.append(_job(one, source, declared, study, out, overrides, case, frames))
            except ParameterError as error:
                faults += error.faults
    if faults:
        raise ParameterError(faults)
    return jobs


def _job(
    recipe: Recipe,
    source: Path,
    declared: Sequence[Parameter],
    study: Study,
    out: Path,
    overrides: Mapping[str, Any],
    case: Any,
    frames: Sequence[str],
) -> Job:
    """Check one recipe's values and make a job of it."""
    gazetteer, where = case.gazetteer if case else None, f"{recipe.name}.yaml" if not recipe.batch else recipe.name
    given = _fill({**recipe.parameters, **overrides}, declared, recipe, study)
    values = _checked(declared, given, gazetteer, frames=frames, where=where)
    if case:
        _require_inside(declared, values, case, where=where)
    changed: list[str] = []
    if overrides:
        own = _fill(dict(recipe.parameters), declared, recipe, study)
        plain = _checked(declared, own, gazetteer, frames=frames, where=where)
        changed = [key for key in overrides if values[key] != plain[key]]
    job = Job(recipe, source, declared, values, study, out, changed)
    return replace(job, values={**values, "title": job.title}) if "title" in values else job


def _written(value: Any, kind: str = "") -> str:
    """Write a value for a reader; of a path the name alone, for the rest is of this machine only."""
    if kind == "path" and value:
        return Path(value).name
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _fill(given: dict[str, Any], declared: Sequence[Parameter], recipe: Recipe, study: Study) -> dict[str, Any]:
    """Add what a recipe need not say: its title, and where its study lies."""
    ours = {"title": recipe.title, "study": "" if study.bundled else str(study.folder)}
    if "study" in given:
        raise ParameterError([f"{recipe.name}.yaml: 'study' is not set here. Give the folder with --study DIR."])
    takes = {parameter.name for parameter in declared}
    paths = {p.name: _based(p, given, recipe, study) for p in declared if p.kind == "path"}
    given = given | {name: path for name, path in paths.items() if path}
    return {name: value for name, value in ours.items() if name in takes} | given


def _based(parameter: Parameter, given: Mapping[str, Any], recipe: Recipe, study: Study) -> Any:
    """Give a path from where it was written: the notebook's folder, the study, or as it is from the command line."""
    name = parameter.name
    if name not in given:
        return str(study.notebooks / parameter.default) if parameter.default else ""
    value = given[name]
    own = isinstance(value, str) and value and value == recipe.parameters.get(name)
    return str(study.folder / Path(value).expanduser()) if own else value


def _checked(
    declared: Sequence[Parameter], given: dict[str, Any], gazetteer: Any, *, frames: Iterable[str], where: str
) -> dict[str, Any]:
    try:
        return check_parameters(declared, given, gazetteer=gazetteer, frames=frames)
    except ParameterError as error:
        raise ParameterError([f"{where}: {fault}" for fault in error.faults]) from None


def _require_inside(declared: Sequence[Parameter], values: Mapping[str, Any], case: Any, *, where: str) -> None:
    """Refuse a window of which the case knows nothing at one end."""
    first, last = (day.date().isoformat() for day in case.window)
    faults = [
        f"{where}: parameter {p.name}: {values[p.name]} lies outside the case, which runs from {first} to {last}"
        for p in declared
        if p.kind == "date" and p.name in ("start", "end") and values[p.name] and not first <= values[p.name] <= last
    ]
    if faults:
        raise ParameterError(faults)


def _case(study: Study) -> Any:
    from .lookup import read_case

    return read_case(study.data)
