"""What a report rests on: versions, data and revision; and none of the machine it was made on."""

from __future__ import annotations

import hashlib
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

from .locations import Study


def describe_provenance(study: Study) -> dict[str, Any]:
    """Give `data`, the hash of the case, and `lines`, label and value of all that a page's foot states."""
    data = data_hash(study.data)
    lines = [
        ("libyaconflict", version("libyaconflict")),
        ("Study", "the bundled case" if study.bundled else study.folder.name),
        ("Data, sha256", data),
        ("Revision", _revision(study.folder)),
        ("Python", platform.python_version()),
        *((name, version(name)) for name in ("pandas", "matplotlib")),
    ]
    return {"data": data, "lines": [(label, value) for label, value in lines if value]}


def data_hash(folder: Path) -> str:
    """Hash every data file with its name, so that the same evidence gives the same text anywhere."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")):
        total.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _revision(folder: Path) -> str:
    if not (folder / ".git").exists():
        return ""
    command = ["git", "-C", str(folder), "describe", "--always", "--dirty=, with changes", "--exclude=*"]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=10, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""


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
