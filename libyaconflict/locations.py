"""Where a study lies: the bundled case, in a clone or an installed wheel, or a folder of the user's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .errors import LibyaConflictError

PARTS = ("data", "notebooks", "reports")
IN_REPORT = "LIBYACONFLICT_REPORT"  # set in the environment of a notebook that becomes a report
_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_bundle", _PACKAGE.parent)  # in a wheel, in a clone


@dataclass(frozen=True)
class Study:
    """A folder with `data`, `notebooks` and `reports`; `bundled` when it came with this package."""

    folder: Path
    bundled: bool

    @property
    def data(self) -> Path:
        """The tables of the case."""
        return self.folder / "data"

    @property
    def notebooks(self) -> Path:
        """The notebooks that the recipes name."""
        return self.folder / "notebooks"

    @property
    def reports(self) -> Path:
        """The recipes, one ``NAME.yaml`` for each report."""
        return self.folder / "reports"

    @property
    def out(self) -> Path:
        """Where reports go unless told otherwise: never inside an installed package."""
        return Path.cwd() / "reports" if self.folder == _ROOTS[0] else self.reports / "out"


def bundled(name: str) -> Path:
    """Give a folder of the bundled case, the same from a clone and from an installed wheel.

    Parameters
    ----------
    name : str
        ``data``, ``notebooks`` or ``reports``.

    Raises
    ------
    LibyaConflictError
        There is no such part, or this installation came without it.
    """
    if name not in PARTS:
        raise LibyaConflictError(f"the bundled case has no folder {name!r}, only {', '.join(PARTS)}.")
    for root in _ROOTS:
        if (root / name).is_dir() and (root / "data").is_dir():
            return root / name
    raise LibyaConflictError(
        f"this installation of libyaconflict came without its {name!r} folder: neither "
        f"{_ROOTS[0] / name} nor {_ROOTS[1] / name} exists. Install the wheel again, "
        "or install the clone itself with 'pip install -e .'."
    )


def rules_text() -> str:
    """Give the page of the rules of merging and of control, as Markdown.

    Raises
    ------
    LibyaConflictError
        This installation came without it.
    """
    for root in _ROOTS:
        if (root / "docs" / "rules.md").is_file():
            return (root / "docs" / "rules.md").read_text(encoding="utf-8")
    raise LibyaConflictError("this installation of libyaconflict came without docs/rules.md. Install it again.")


def find_study(folder: str | Path | None = None) -> Study:
    """Find the study to work on.

    Parameters
    ----------
    folder : path, optional
        A study's folder. Without it, the current folder if that is a study, else the bundled case.

    Raises
    ------
    LibyaConflictError
        The folder given lacks data, notebooks or reports.
    """
    if folder is None:
        here = Path.cwd()
        complete = all((here / part).is_dir() for part in PARTS) and any((here / "reports").glob("*.yaml"))
        folder = here if complete else bundled("reports").parent
    root = Path(folder).expanduser().resolve()
    missing = [part for part in PARTS if not (root / part).is_dir()]
    if missing:
        raise LibyaConflictError(
            f"{root} is not a study: it has no {' and no '.join(missing)} folder. "
            "'libyaconflict new DIR' makes one from the bundled case."
        )
    return Study(root, bundled=root in _ROOTS)
