"""A folder of reports as an RO-Crate: what each was made from, with what, when, and what came of it.

The JSON-LD is written here, from the records of the runs: the files were hashed when they were made, so that 500
reports take no longer than reading 500 small files. ro-crate-py would look at every file again and check each entity
as an object of its own; the tests read what is written here with it.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .files import whole_file
from .locations import Study
from .provenance import file_hashes, version
from .state import read_record

NAME = "ro-crate-metadata.json"
CONTEXT = ["https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/terms/workflow-run/context"]
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_KINDS = {
    ".html": "text/html", ".ipynb": "application/x-ipynb+json", ".csv": "text/csv", ".bib": "application/x-bibtex",
    ".pdf": "application/pdf", ".md": "text/markdown", ".txt": "text/plain", ".png": "image/png",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip
Entity = dict[str, Any]


def write_crate(out: str | Path, study: Study, *, data: str = "", revision: str = "") -> Path:
    """Write ``ro-crate-metadata.json`` for all reports of a folder, after the Process Run Crate profile 0.5.

    Parameters
    ----------
    out : path
        A folder that reports were rendered into. What is told of them is in their records.
    study : Study
        Whose tables are the inputs of the reports that were made from the data as they are now. Of reports made from
        older data, the tables are those that the former crate names.
    data : str
        The hash of the study's data as they are now, from `describe_provenance`; without it the tables are not listed.
    revision : str
        Of the study, where it is kept in git.

    Returns
    -------
    Path
        The file. Each report is a ``CreateAction`` with its parameters, notebook and data as its objects and its files
        as results; one that failed has its error, beside the last that did not. No person is named as agent, and no
        folder of this machine.
    """
    out = Path(out)
    crate = _Crate(out, _former_data(out / NAME))
    if data:
        crate.note_data(data, file_hashes(study.data), revision)
    with os.scandir(out) as found:
        there = {entry.name for entry in found}
    for name in sorted(there):
        if name.endswith(".json") and name[0] != "." and name != NAME and (record := read_record(out / name)):
            crate.add_report(record, there)
    for name in ("index.html", "rules.html"):
        if name in there:
            crate.add_file(name, "")
    graph = crate.graph("the bundled case" if study.bundled else study.folder.name)
    lines = ",\n".join(json.dumps(entity, ensure_ascii=False) for entity in graph)  # one a line: quick, and to compare
    text = f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [\n{lines}\n]}}'
    with whole_file(out / NAME) as draft:
        draft.write_text(text + "\n", encoding="utf-8")
    return out / NAME


class _Crate:
    """The entities of a crate by id; those that several reports share stand there once."""

    def __init__(self, out: Path, data: dict[str, list[Entity]]) -> None:
        self.out, self.data = out, data
        self.entities: dict[str, Entity] = {}
        self.actions: list[str] = []
        self.parts: list[str] = []
        self.programs: list[str] = []
        self.days: list[str] = []

    def add(self, entity: Entity) -> Entity:
        """Give a reference to an entity, which is added where it is not there yet."""
        self.entities.setdefault(entity["@id"], entity)
        return {"@id": entity["@id"]}

    def note_data(self, data: str, files: Mapping[str, str], revision: str) -> None:
        """Note the tables that a hash of the data stands for."""
        tables = [_named(f"data/{name}", sha256) for name, sha256 in files.items()]
        whole: Entity = {"@id": f"#data-{data[:16]}", "@type": "Dataset", "name": "The study's data", "sha256": data}
        whole |= {"version": revision} if revision else {}
        whole |= {"license": {"@id": _LICENCE}, "hasPart": [{"@id": table["@id"]} for table in tables]}
        self.data[whole["@id"]] = [whole, *tables]

    def add_file(self, name: str, sha256: str) -> Entity:
        """Add a file of the folder."""
        ending = os.path.splitext(name)[1]
        entity: Entity = {"@id": quote(name), "@type": "File", "name": name}
        entity |= {"encodingFormat": _KINDS[ending]} if ending in _KINDS else {}
        entity |= {"sha256": sha256} if sha256 else {}
        return self._add_part(entity)

    def _add_part(self, entity: Entity) -> Entity:
        """Add a file, which the crate as a whole must name as a part of it."""
        if entity["@id"] not in self.entities:
            self.parts.append(entity["@id"])
        return self.add(entity)

    def add_report(self, record: Mapping[str, Any], there: set[str]) -> None:
        """Add the action that made a report, or failed to."""
        name, ok = record["name"], record.get("ok") is True
        files = record.get("files", {}) if ok else {}
        kept = {f"{name}{ending}": sha256 for ending, sha256 in files.items()}
        results = [self.add_file(file, sha256) for file, sha256 in kept.items() if self._is_there(file, there)]
        others = (".changes.html",) if ok else (".failed.ipynb", ".failed.txt")
        results += [self.add_file(f"{name}{ending}", "") for ending in others if f"{name}{ending}" in there]
        action: Entity = {
            "@id": f"#{'make' if ok else 'try'}-{quote(name)}",
            "@type": "CreateAction",
            "name": f"{'Made' if ok else 'Failed to make'} the report {record.get('title') or name}",
            **({"description": record["description"]} if record.get("description") else {}),
            "instrument": self._program(record),
            "object": self._objects(record),
            "result": results,
            **_times(record),
            "actionStatus": {"@id": f"http://schema.org/{'Completed' if ok else 'Failed'}ActionStatus"},
        }
        if not ok:
            cell = f"cell {record['cell']}: " if record.get("cell") else ""
            action["error"] = f"{cell}{record.get('error') or 'it failed'}"
        self.days.append(str(record.get("built") or ""))
        self.actions.append(self.add(action)["@id"])

    def _is_there(self, file: str, there: set[str]) -> bool:
        return (self.out / file).is_file() if "/" in file else file in there

    def _program(self, record: Mapping[str, Any]) -> Entity:
        told = str(record.get("key", {}).get("package") or version("libyaconflict"))
        number, _, sha256 = told.partition(" ")
        entity = {"@id": f"#libyaconflict-{quote(number)}{'-' + sha256[:12] if sha256 else ''}",
                  "@type": "SoftwareApplication", "name": "libyaconflict", "softwareVersion": number}  # fmt: skip
        entity |= {"sha256": sha256} if sha256 else {}
        libraries = str(record.get("key", {}).get("libraries") or "")
        entity |= {"softwareRequirements": libraries} if libraries else {}
        entity["@id"] += f"-{_short(libraries)}" if libraries else ""
        reference = self.add(entity)
        if entity["@id"] not in self.programs:
            self.programs.append(entity["@id"])
        return reference

    def _objects(self, record: Mapping[str, Any]) -> list[Entity]:
        objects = []
        if sha256 := record.get("key", {}).get("notebook"):
            objects.append(self._add_part(_named(f"notebooks/{record['source']}", sha256)))
        if record.get("data"):
            whole, *tables = self.data.get(
                f"#data-{record['data'][:16]}",
                [{"@id": f"#data-{record['data'][:16]}", "@type": "Dataset", "name": "The study's data as they were",
                  "sha256": record["data"]}],
            )  # fmt: skip
            for table in tables:
                self._add_part(table)
            objects.append(self.add(whole))
        for name, value in (record.get("parameters") or {}).items():
            objects.append(self.add({"@id": f"#parameter-{quote(name)}-{_short([name, value])}",
                                     "@type": "PropertyValue", "name": name, "value": _plain(value)}))  # fmt: skip
        return objects

    def graph(self, study: str) -> list[Entity]:
        """Give all entities, the crate's own first."""
        root = {
            "@id": "./",
            "@type": "Dataset",
            "name": f"Reports made with libyaconflict from {study}",
            "description": f"{len(self.actions)} reports, each with its files and what it was made from.",
            "datePublished": max(self.days, default="") or dt.datetime.now(dt.UTC).date().isoformat(),
            "license": {"@id": _LICENCE},
            "conformsTo": {"@id": PROFILE},
            "hasPart": [{"@id": name} for name in self.parts],
            "mentions": [{"@id": name} for name in [*self.actions, *self.programs]],
        }
        about = [
            {"@id": NAME, "@type": "CreativeWork", "about": {"@id": "./"},
             "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"}},
            root,
            {"@id": PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"},
            {"@id": _LICENCE, "@type": "CreativeWork", "name": "Creative Commons Attribution 4.0 International"},
        ]  # fmt: skip
        return [*about, *self.entities.values()]


def _named(name: str, sha256: str) -> Entity:
    """Describe a file that is not in the folder: its id names its content (RFC 6920), not a place."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode("ascii").rstrip("=")
    entity = {"@id": f"ni:///sha-256;{digest}", "@type": "File", "name": name, "sha256": sha256}
    ending = os.path.splitext(name)[1]
    return entity | ({"encodingFormat": _KINDS[ending]} if ending in _KINDS else {})


def _times(record: Mapping[str, Any]) -> Entity:
    try:
        start = dt.datetime.fromisoformat(record["built"])
        end = start + dt.timedelta(seconds=float(record.get("seconds") or 0))
    except (KeyError, TypeError, ValueError):
        return {}
    return {"startTime": start.isoformat(), "endTime": end.replace(microsecond=0).isoformat()}


def _plain(value: Any) -> Any:
    """Write a value so that JSON-LD keeps it: an empty one as text, a list as one text."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else value


def _short(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, default=str).encode("utf-8")).hexdigest()[:12]


def _former_data(path: Path) -> dict[str, list[Entity]]:
    """Give the data sets that the former crate names, each with its tables."""
    try:
        graph: Iterable[Entity] = json.loads(path.read_text(encoding="utf-8"))["@graph"]
        known = {entity["@id"]: entity for entity in graph}
        return {
            name: [entity, *(known[part["@id"]] for part in entity["hasPart"])]
            for name, entity in known.items()
            if name.startswith("#data-") and entity.get("hasPart")
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
