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
