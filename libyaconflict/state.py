"""What is known of a report that was made: the key it was made under, and whether it still holds."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from .extracts import Extract, Extractor
from .files import whole_file
from .locations import Study
from .provenance import data_hash, version
from .recipes import Job

PARTS = {
    "notebook": "its notebook",
    "parameters": "its parameters",
    "evidence": "the rows of evidence it reads",
    "inputs": "the files its parameters name",
    "package": "libyaconflict",
    "libraries": "the libraries it runs with",
    "formats": "the formats asked for",
}
LIBRARIES = ("pandas", "matplotlib", "numpy", "ipython", "nbconvert")
EXTRACTS = ".extracts"


class Keys:
    """Works out the keys of jobs of one study; the case is only read where a table of it changed.

    Parameters
    ----------
    study : Study
    """

    def __init__(self, study: Study) -> None:
        self.study = study
        self.data = data_hash(study.data)

    @functools.cached_property
    def extractor(self) -> Extractor:
        """The extractor of the case as it is now."""
        from .lookup import rebuilt, rebuilt_timeline

        folder = "" if self.study.bundled else str(self.study.folder)
        case, periods = rebuilt(folder)
        return Extractor(case, rebuilt_timeline(folder), periods)

    @functools.cached_property
    def _every_row(self) -> Extract:
        return self.extractor.extract()

    def extract(self, job: Job) -> Extract:
        """Give the part of the record that a job's notebook says it reads: rows of a place, or all."""
        from .timeline import places_of

        name = reads(job.source)
        plain = job.values.get("belief", "balanced") == "balanced"  # by another rule, other rows may bear on a place
        if not name or not job.values.get(name) or not plain:
            return self._every_row
        places = job.values[name]
        places = places if isinstance(places, list) else [places]
        return self.extractor.extract(places_of(self.extractor.case.gazetteer, places=places))

    def key(self, job: Job, former: Mapping[str, Any] | None) -> dict[str, str]:
        """Give the key of a job: a hash of each of `PARTS`.

        `former` is what is known of the report that stands there; if it was made from the same files of data, its
        evidence is the same too.
        """
        same = former is not None and former.get("data") == self.data and former.get("reads") == self._reads(job)
        evidence = former["key"]["evidence"] if same else self.extract(job).sha256
        return {
            "notebook": _hash(job.source.read_bytes()),
            "parameters": _hash(_text({**job.values, "study": "", "": job.about})),
            "evidence": evidence,
            "inputs": _inputs(job),
            "package": package_hash(),
            "libraries": ", ".join(f"{name} {version(name)}" for name in LIBRARIES),
            "formats": _formats(job, former),
        }

    @staticmethod
    def _reads(job: Job) -> list[Any]:
        name = reads(job.source)
        return [name, job.values.get(name) if name else None]

    def record(self, job: Job, key: Mapping[str, str]) -> dict[str, Any]:
        """Give what the next run needs to know of this one."""
        return {"key": {**key, "formats": _wanted(job)}, "data": self.data, "reads": self._reads(job)}


def why_redo(out: Path, name: str, key: Mapping[str, str], former: Mapping[str, Any] | None) -> list[str]:
    """Say why a report is to be made, in words; nothing where the one that stands there is whole and fresh."""
    if former is None:
        return ["it was never made"]
    reasons = [f"{said} changed" for part, said in PARTS.items() if former["key"].get(part) != key[part]]
    for ending, known in former.get("files", {}).items():
        path = out / f"{name}{ending}"
        if not path.is_file():
            reasons.append(f"{name}{ending} is gone")
        elif _hash(path.read_bytes()) != known:
            reasons.append(f"{name}{ending} was changed by someone else")
    if (out / f"{name}.failed.json").exists():
        reasons.append("it failed last time")
    return reasons


def told_values(job: Job) -> dict[str, Any]:
    """Give a job's values for its record, which is shared: of a path the name alone."""
    paths = {parameter.name for parameter in job.declared if parameter.kind == "path"}
    return {
        name: Path(value).name if name in paths and value else value
        for name, value in job.values.items()
        if name not in ("study", "title")
    }


def told_places(job: Job) -> list[str]:
    """Give the places that a job's values name."""
    values = [job.values.get(parameter.name) for parameter in job.declared if "place" in parameter.kind]
    return [place for value in values for place in (value if isinstance(value, list) else [value]) if place]


def read_record(path: Path) -> dict[str, Any] | None:
    """Read what is known of a report, or None where there is nothing that this package wrote."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))["libyaconflict"]
        return record if isinstance(record, dict) and isinstance(record.get("name"), str) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_record(path: Path, record: Mapping[str, Any]) -> None:
    """Write what is known of a report."""
    with whole_file(path) as draft:
        draft.write_text(json.dumps({"libyaconflict": record}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    """Hash files by ending."""
    return {ending: _hash(data) for ending, data in files.items()}


@functools.lru_cache(maxsize=64)
def _notebook_reads(path: Path, stamp: tuple[int, int]) -> str:
    own = json.loads(path.read_text(encoding="utf-8")).get("metadata", {}).get("libyaconflict", {})
    return own.get("reads", "") if isinstance(own, dict) else ""


def reads(source: Path) -> str:
    """Give the parameter by which a notebook narrows the record, from its metadata; empty if it reads all rows.

    A notebook whose metadata has ``"libyaconflict": {"reads": "place"}`` vouches that it shows rows only of the
    places that its parameter ``place`` names and of all that lies in them.
    """
    stat = source.stat()
    return _notebook_reads(source, (stat.st_mtime_ns, stat.st_size))


@functools.cache
def package_hash() -> str:
    """Hash this package's own files, rules and templates included; an installed release by its version alone."""
    root = Path(__file__).resolve().parent
    try:
        editable = (metadata.distribution("libyaconflict").read_text("direct_url.json") or "").count('"editable": true')
    except metadata.PackageNotFoundError:
        editable = 1
    if not editable and root.parent.name in ("site-packages", "dist-packages"):
        return version("libyaconflict")
    total = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if (
            path.is_file()
            and path.suffix in (".py", ".csv", ".j2", ".css", ".js", ".html", ".typ")
            and "_bundle" not in path.parts
        ):
            total.update(path.relative_to(root).as_posix().encode())
            total.update(path.read_bytes())
    return f"{version('libyaconflict')} {total.hexdigest()}"


def _formats(job: Job, former: Mapping[str, Any] | None) -> str:
    """Name the formats; a report that stands there in more of them than are asked for is fresh all the same."""
    wanted = _wanted(job)
    there = former["key"].get("formats", "") if former else ""
    return there if set(wanted.split(", ")) <= set(there.split(", ")) else wanted


def _wanted(job: Job) -> str:
    return ", ".join(f"pdf by {job.pdf_engine}" if name == "pdf" else name for name in sorted(job.formats))


def _inputs(job: Job) -> str:
    total = hashlib.sha256()
    for parameter in job.declared:
        value = job.values.get(parameter.name)
        if parameter.kind == "path" and value and parameter.name != "study":
            path = Path(value)
            total.update(f"{parameter.name}\0".encode())
            total.update((data_hash(path) if path.is_dir() else _hash(path.read_bytes())).encode())
    return total.hexdigest()


def _text(values: Any) -> str:
    return json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)


def _hash(data: bytes | str) -> str:
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()
