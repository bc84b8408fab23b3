"""What a report rests on: versions, data and revision; and none of the machine it was made on."""

from __future__ import annotations

import functools
import hashlib
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import yaml

from .locations import Study

ROWS = {
    "events": ("report row", "report rows"), "timeline": ("happening", "happenings"),
    "periods": ("control period", "control periods"), "places": ("place", "places"), "sources": ("source", "sources"),
}  # fmt: skip


def describe_provenance(study: Study) -> dict[str, Any]:
    """Give what a report rests on, but for its own parameters and rows.

    Returns
    -------
    dict
        `data`, the hash of the case; `study`, its name; `revision`, empty without git; `authors`, family and given
        names of who answers for it, from the study's ``CITATION.cff``; `lines`, label and value of all that a page's
        foot states.
    """
    data = data_hash(study.data)
    name, revision = "the bundled case" if study.bundled else study.folder.name, _revision(study.folder)
    lines = [
        ("libyaconflict", version("libyaconflict")),
        ("Study", name),
        ("Data, sha256", data),
        ("Revision", revision),
        ("Python", platform.python_version()),
        *((name, version(name)) for name in ("pandas", "matplotlib")),
    ]
    return {"data": data, "study": name, "revision": revision, "authors": study_authors(study),
            "lines": [(label, value) for label, value in lines if value]}  # fmt: skip


def evidence_line(evidence: Mapping[str, Any]) -> str:
    """Write what rows of evidence a report may have read, and their hash.

    Examples
    --------
    >>> evidence_line({"counts": {"events": 1, "timeline": 2, "places": 0}, "sha256": "ab12"})
    '1 report row, 2 happenings; sha256 ab12'
    """
    counts = evidence["counts"]
    told = [f"{counts[name]:,} {one if counts[name] == 1 else many}" for name, (one, many) in ROWS.items()
            if counts.get(name)]  # fmt: skip
    return f"{', '.join(told) or 'no row'}; sha256 {evidence['sha256']}"


def study_authors(study: Study) -> list[tuple[str, str]]:
    """Give family and given names of the authors in a study's ``CITATION.cff``; of a body its name and nothing.

    Of the bundled case they are the package's own. A study that names nobody has none.
    """
    try:
        told = yaml.safe_load((study.folder / "CITATION.cff").read_text(encoding="utf-8"))["authors"]
        named = [_named(author) for author in told]
    except (OSError, ValueError, yaml.YAMLError, KeyError, TypeError, AttributeError):
        own = metadata.metadata("libyaconflict").get("Author", "") if study.bundled else ""
        named = [(own, "")]
    return [(family, given) for family, given in named if family]


def _named(author: Mapping[str, Any]) -> tuple[str, str]:
    family = " ".join(str(author[key]) for key in ("name-particle", "family-names", "name-suffix") if author.get(key))
    return (family, str(author.get("given-names") or "")) if family else (str(author.get("name") or ""), "")


def data_hash(folder: Path) -> str:
    """Hash every data file with its name, so that the same evidence gives the same text anywhere."""
    total = hashlib.sha256()
    for name, sha256 in file_hashes(folder).items():
        total.update(f"{name}\0".encode())
        total.update(bytes.fromhex(sha256))
    return total.hexdigest()


def file_hashes(folder: Path) -> dict[str, str]:
    """Give the sha256 of every data file of a folder, by its name in it, in the order of the paths."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _revision(folder: Path) -> str:
    if not (folder / ".git").exists():
        return ""
    command = ["git", "-C", str(folder), "describe", "--always", "--dirty=, with changes", "--exclude=*"]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=10, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""


@functools.cache
def version(package: str) -> str:
    """Give the version of an installed package."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "unreleased"


def path_hider(study: Study) -> Callable[[Any], Any]:
    """Give a function that replaces this machine's folders by short names in anything made of text."""
    folders = {
        str(study.folder): study.folder.name,
        str(Path(__file__).resolve().parent): "libyaconflict",
        sys.prefix: "python",
        tempfile.gettempdir(): "tmp",
        str(Path.home()): "~",
    }
    escaped = {folder.encode("unicode_escape").decode(): name for folder, name in folders.items()}
    names = {folder: name for folder, name in {**folders, **escaped}.items() if len(folder) > 1}
    longest_first = "|".join(re.escape(folder) for folder in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w.~/-])({longest_first})(?![\w.-])")

    def hide(value: Any) -> Any:
        if isinstance(value, str):
            return pattern.sub(lambda match: names[match[1]], value)
        if isinstance(value, dict):
            return type(value)({key: hide(item) for key, item in value.items()})
        return [hide(item) for item in value] if isinstance(value, list) else value

    return hide
