"""`open_lab` up to the start of JupyterLab; that it starts and serves a study is in test_explorer_lab."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import libyaconflict
from libyaconflict.errors import LibyaConflictError, ParameterError
from libyaconflict.lab import open_lab, study_folder
from libyaconflict.locations import PARTS, bundled


@pytest.fixture
def study(tmp_path):
    for part in PARTS:
        (tmp_path / "mine" / part).mkdir(parents=True)
    (tmp_path / "mine" / "reports" / "one.yaml").write_text("notebook: one\n")
    return tmp_path / "mine"


def test_the_study_here_or_the_one_named_is_opened(study, monkeypatch):
    assert study_folder(study) == study
    monkeypatch.chdir(study)
    assert study_folder() == study


def test_outside_a_study_the_error_says_how_to_lay_one_out(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LibyaConflictError, match="not a study.*'libyaconflict new DIR'"):
        open_lab()
    with pytest.raises(LibyaConflictError, match="it has no data"):
        open_lab(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_installed_package_is_not_opened_for_writing(tmp_path):
    package = tmp_path / "site-packages" / "libyaconflict"
    shutil.copytree(Path(libyaconflict.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    for part in PARTS:
        shutil.copytree(bundled(part), package / "_bundle" / part, ignore=shutil.ignore_patterns(".*", "out"))
    code = "import sys; from libyaconflict.lab import open_lab; open_lab(sys.argv[1])"
    ran = subprocess.run(
        [sys.executable, "-c", code, str(package / "_bundle")], cwd=tmp_path, capture_output=True, text=True, timeout=60,
        env={**os.environ, "PYTHONPATH": str(package.parent)},
    )  # fmt: skip
    assert "lies inside the installed package" in ran.stderr
    assert "libyaconflict new DIR" in ran.stderr


@pytest.mark.parametrize("port", [0, -1, 65536, "8888", 88.5, True])
def test_a_port_that_is_none_is_refused(study, port):
    with pytest.raises(ParameterError, match="from 1 to 65535"):
        open_lab(study, port=port)


def test_without_jupyterlab_the_error_says_what_to_install(study, monkeypatch):
    monkeypatch.setitem(sys.modules, "jupyterlab", None)
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(LibyaConflictError, match=r"jupyterlab, anywidget. Run: pip install 'libyaconflict\[lab\]'"):
        open_lab(study)
