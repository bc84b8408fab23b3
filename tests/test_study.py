"""A study of one's own is made whole or not at all."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from libyaconflict import errors
from libyaconflict.errors import LibyaConflictError
from libyaconflict.locations import PARTS, bundled, find_study
from libyaconflict.study import new_study


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_new_study_has_the_evidence_the_notebooks_and_the_recipes(tmp_path):
    study = new_study(tmp_path / "deep" / "mine")
    assert names(study) == [".gitignore", "README.md", "data", "notebooks", "reports"]
    assert (study / "data" / "events.csv").read_bytes() == (bundled("data") / "events.csv").read_bytes()
    assert names(study / "reports") == sorted(path.name for path in bundled("reports").glob("*.yaml"))
    assert names(study.parent) == ["mine"]
    found = find_study(study)
    assert not found.bundled
    assert found.out == study / "reports" / "out"


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "mine").mkdir()
    assert (new_study(tmp_path / "mine") / "data" / "places.csv").is_file()


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(LibyaConflictError, match="is not empty"):
        new_study(tmp_path)
    assert names(tmp_path) == ["thesis.txt"]


def test_a_file_is_refused(tmp_path):
    (tmp_path / "mine").write_text("")
    with pytest.raises(LibyaConflictError, match="is a file"):
        new_study(tmp_path / "mine")


def test_a_study_inside_the_bundled_case_is_refused():
    with pytest.raises(LibyaConflictError, match="lies in the bundled case"):
        new_study(bundled("data") / "mine")
    assert not (bundled("data") / "mine").exists()


def test_a_folder_without_the_parts_is_no_study_and_the_missing_ones_are_named(tmp_path):
    (tmp_path / "data").mkdir()
    with pytest.raises(LibyaConflictError, match="no notebooks and no reports folder"):
        find_study(tmp_path)


def test_without_a_folder_the_study_one_stands_in_is_used_and_else_the_bundled_case(tmp_path, monkeypatch):
    study = new_study(tmp_path / "mine")
    (study / "reports" / "one.yaml").touch()
    monkeypatch.chdir(study)
    assert find_study().folder == study
    monkeypatch.chdir(tmp_path)
    assert find_study().bundled


def test_the_bundled_case_has_only_its_three_folders():
    with pytest.raises(LibyaConflictError, match="no folder 'secrets', only data, notebooks, reports"):
        bundled("secrets")


def test_an_installed_wheel_finds_its_own_case_and_writes_outside_of_itself(tmp_path):
    package = tmp_path / "site-packages" / "libyaconflict"
    package.mkdir(parents=True)
    for name in ("__init__.py", "errors.py", "locations.py"):
        shutil.copyfile(Path(errors.__file__).parent / name, package / name)
    for part in PARTS:
        (package / "_bundle" / part).mkdir(parents=True)
    code = (
        "from libyaconflict.locations import bundled, find_study;"
        "print(bundled('data'), find_study().bundled, find_study().out, sep='\\n')"
    )
    env = {**os.environ, "PYTHONPATH": str(package.parent)}
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines() == [str(package / "_bundle" / "data"), "True", str(tmp_path / "reports")]


def test_a_studys_notebooks_opened_by_hand_read_the_studys_own_evidence(tmp_path):
    """JupyterLab runs a notebook in its own folder, with the defaults of its parameters cell."""
    import nbformat
    from nbclient import NotebookClient

    folder = new_study(tmp_path / "mine")
    events = folder / "data" / "events.csv"
    events.write_text(
        events.read_text(encoding="utf-8").replace(
            "overran the LNA's main forward base", "overran the base (our reading)"
        ),
        encoding="utf-8",
    )
    notebook = nbformat.read(folder / "notebooks" / "03-place.ipynb", as_version=4)
    parameters = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
    parameters.source = parameters.source.replace("Tarhouna", "Gharyan")
    NotebookClient(notebook, resources={"metadata": {"path": str(folder / "notebooks")}}).execute()
    shown = "".join(str(output.get("data", "")) for cell in notebook.cells for output in cell.get("outputs", []))
    assert "overran the base (our reading)" in shown
