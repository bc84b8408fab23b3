import os
import shutil
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import pytest

from libyaconflict.case import load_case
from libyaconflict.control import reconstruct_control
from libyaconflict.timeline import merge_timeline


@pytest.fixture(scope="session")
def case():
    return load_case()


@pytest.fixture(scope="session")
def timeline(case):
    return merge_timeline(case)


@pytest.fixture(scope="session")
def periods(case, timeline):
    return reconstruct_control(case, timeline)


@pytest.fixture(scope="session")
def chromium():
    """Where Chromium is; without it a test of the browser is left out, or fails where it is required.

    CHROMIUM names a browser of one's own; LIBYACONFLICT_BROWSER=required lets no test be left out.
    """
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found and Path(found).is_file():
        return found
    reason = "there is no Chromium: install it (Debian: apt-get install chromium) or name it in CHROMIUM"
    if os.environ.get("LIBYACONFLICT_BROWSER") == "required":
        pytest.fail(reason)
    pytest.skip(reason)
