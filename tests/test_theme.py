import itertools

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb

from libyaconflict import theme
from libyaconflict.errors import ParameterError

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
SIGHTS = {
    "normal": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
TO_XYZ = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
SETS = {
    "holders": {key: theme.STYLES[key] for key in theme.HOLDERS},
    "sides": {key: theme.STYLES[key] for key in theme.SIDES},
    "families": theme.FAMILIES,
}
PAIRS = [(name, *pair) for name, styles in SETS.items() for pair in itertools.combinations(styles, 2)]


def lab(color, sight="normal"):
    rgb = np.array(to_rgb(color))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(SIGHTS[sight]) @ linear, 0, 1)
    x, y, z = np.cbrt(np.array(TO_XYZ) @ seen / np.array([0.95047, 1, 1.08883]))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def lightness(color):
    return lab(color)[0]


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize(("name", "one", "other"), PAIRS)
def test_any_two_colours_of_a_set_differ_in_every_sight(name, one, other, sight):
    apart = np.linalg.norm(lab(SETS[name][one].color, sight) - lab(SETS[name][other].color, sight))
    assert apart > 11


@pytest.mark.parametrize(("name", "one", "other"), PAIRS)
def test_in_grey_print_two_of_a_set_differ_by_tone_or_by_hatch_and_marker(name, one, other):
    first, second = SETS[name][one], SETS[name][other]
    apart = abs(lightness(first.color) - lightness(second.color))
    assert apart > 30 or (first.hatch != second.hatch and first.marker != second.marker)


@pytest.mark.parametrize(("name", "one", "other"), [pair for pair in PAIRS if pair[0] != "families"])
def test_each_side_has_its_own_line(name, one, other):
    assert SETS[name][one].line != SETS[name][other].line


@pytest.mark.parametrize("style", [*theme.STYLES.values(), *theme.FAMILIES.values()])
def test_text_on_a_colour_can_be_read(style):
    assert abs(lightness(style.color) - lightness(style.ink)) > 45


def test_the_surer_the_fuller():
    heights = [theme.certainty_weight(key).height for key in ("certain", "likely", "inferred")]
    assert heights == sorted(heights, reverse=True)
    assert min(np.diff(heights[::-1])) >= 0.2
    assert theme.certainty_weight("claimed only").fade == 1  # hollow
    assert [key for key in theme.CERTAINTIES if theme.WEIGHTS[key].fade == 1] == ["claimed only"]


def test_every_certainty_has_a_weight_and_every_side_a_style():
    assert set(theme.WEIGHTS) == set(theme.CERTAINTIES)
    assert set(theme.STYLES) == {*theme.HOLDERS, *theme.SIDES}


def test_every_event_type_of_the_ontology_has_a_lane_and_no_lane_an_unknown_type(case):
    types = set(case.event_types["event_type"])
    assert {theme.family_of(name) for name in types} == set(theme.FAMILIES)
    assert set(theme.FAMILY_OF) <= types
    lanes = pd.Series({name: theme.family_of(name) for name in types})
    others = set(lanes.index[lanes == "other"])
    assert others == {"foreign_deployment", "arms_transfer", "oil_shutdown", "oil_restart", "other"}


def test_control_changes_are_those_whose_type_says_so(case):
    effects = case.event_types.set_index("event_type")["control_effect"]
    lanes = [name for name in effects.index if theme.family_of(name) == "control"]
    assert all(effects[name].startswith(("set to", "clear")) for name in lanes)
    assert set(effects.index[effects.str.startswith(("set to", "clear"))]) == set(lanes)


@pytest.mark.parametrize(("look", "bad"), [(theme.side_style, "gna"), (theme.certainty_weight, "sure")])
def test_an_unknown_name_is_refused_with_the_known_ones(look, bad):
    with pytest.raises(ParameterError, match=f"{bad}.*Known: "):
        look(bad)


def test_order_is_ours_and_strangers_come_last_by_alphabet():
    assert theme.in_order(["zuwara", "unknown", "LNA", "arada", "GNA", "LNA"]) == [
        "GNA",
        "LNA",
        "unknown",
        "arada",
        "zuwara",
    ]


def test_fading_goes_to_white():
    assert theme.fade("#004488", 0) == pytest.approx(to_rgb("#004488"))
    assert theme.fade("#004488", 1) == pytest.approx((1, 1, 1))


def ticks(start, end):
    figure, ax = plt.subplots(figsize=(8, 2))
    theme.date_axis(ax, pd.Timestamp(start), pd.Timestamp(end))
    which = ax.get_xticklabels(minor=bool(len(ax.get_xticks(minor=True))))
    labels = [label.get_text() for label in which]
    limits = ax.get_xlim()
    plt.close(figure)
    return labels, limits


def test_a_week_has_each_day_and_its_year_once():
    labels, limits = ticks("2020-06-01", "2020-06-07")
    assert labels == ["1 Jun\n2020", "2 Jun", "3 Jun", "4 Jun", "5 Jun", "6 Jun", "7 Jun"]
    assert limits == (theme.day_number(pd.Timestamp("2020-06-01")), theme.day_number(pd.Timestamp("2020-06-08")))


def test_two_months_are_ticked_on_mondays():
    labels, _ = ticks("2020-04-15", "2020-06-15")
    assert labels == [
        "20 Apr\n2020", "27 Apr", "4 May", "11 May", "18 May", "25 May", "1 Jun", "8 Jun", "15 Jun",
    ]  # fmt: skip


def test_two_years_are_ticked_on_the_first_of_months_and_say_when_the_year_changes():
    labels, _ = ticks("2019-01-01", "2020-10-23")
    assert labels == ["Jan\n2019", "Apr", "Jul", "Oct", "Jan\n2020", "Apr", "Jul", "Oct"]


@pytest.mark.parametrize("days", [1, 2, 16, 17, 40, 76, 200, 500, 3000])
def test_any_span_has_ticks_inside_it(days):
    start = pd.Timestamp("2019-03-14")
    end = start + pd.Timedelta(days=days - 1)
    labels, (first, last) = ticks(start, end)
    assert last - first == days
    assert 1 <= len(labels) <= 16
    assert labels[0].split("\n")[1].isdigit()
