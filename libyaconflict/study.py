"""A study of one's own: the bundled case copied into a folder, to change and to add to."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from .errors import LibyaConflictError
from .locations import PARTS, bundled

_LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "out", "*.html")
_README = """\
# {name}

A study made with libyaconflict. It starts as a copy of the bundled case; everything here is yours to change.

- `data/`: the evidence. Its own README says what each column means; `libyaconflict check` checks every row.
- `notebooks/`: one question each. The cell tagged `parameters` lists what a report can set.
- `reports/`: one `NAME.yaml` for each report: a notebook, a title, and values for its parameters.

Run in this folder, in an environment that has libyaconflict (`source PATH/bin/activate` puts it at hand):

    libyaconflict check data        # is the evidence well formed?
    libyaconflict render            # all reports, into reports/out
    libyaconflict render NAME -p start=2020-03-25
    libyaconflict render dispatches -p reports=FOLDER    # news reports of yours, read closely
    libyaconflict update               # code what is new in data/dispatches, make what it touches, say what changed
    libyaconflict map --on 2020-06-05 --out map.html      # who held what, a page with a slider
    libyaconflict lab               # to work in the notebooks themselves; pip install "libyaconflict[lab]"
"""
_GITIGNORE = "reports/out/\n.update/\n.ipynb_checkpoints/\n"


def new_study(folder: str | Path) -> Path:
    """Copy the bundled case into a new folder, whole or not at all.

    Parameters
    ----------
    folder : path
        A folder that does not exist yet, or is empty.

    Returns
    -------
    Path
        The study, with `data`, `notebooks`, `reports`, a README and a .gitignore.

    Raises
    ------
    LibyaConflictError
        The folder has something in it, is a file, lies in the bundled case, or cannot be written.
    """
    target = Path(folder).expanduser().resolve()
    sources = {part: bundled(part) for part in PARTS}
    if target.exists() and not target.is_dir():
        raise LibyaConflictError(f"{target} is a file. Give a folder that does not exist yet.")
    if target.is_dir() and any(target.iterdir()):
        raise LibyaConflictError(f"{target} is not empty. Give a new folder, so that nothing of yours is overwritten.")
    if any(source == target or source in target.parents for source in sources.values()):
        raise LibyaConflictError(f"{target} lies in the bundled case itself. Give a folder elsewhere.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as scratch:
            draft = Path(scratch) / target.name
            for part, source in sources.items():
                shutil.copytree(source, draft / part, ignore=_LEFT_OUT, copy_function=shutil.copyfile)
            (draft / "README.md").write_text(_README.format(name=target.name), encoding="utf-8")
            (draft / ".gitignore").write_text(_GITIGNORE, encoding="utf-8")
            if target.exists():
                target.rmdir()
            draft.rename(target)
    except OSError as error:
        raise LibyaConflictError(f"cannot make a study at {target}: {error.strerror or error}.") from error
    return target
