import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from libyaconflict import theme
from libyaconflict.charts import (
    describe_agreement,
    describe_calibration,
    describe_ledger,
    describe_probability,
    plot_agreement,
    plot_calibration,
    plot_ledger,
    plot_probability,
)
from libyaconflict.errors import ParameterError
from libyaconflict.ledger import claims_ledger, measure_agreement
from libyaconflict.probability import CHANCES, control_probability


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def ledger(case, timeline):
    return claims_ledger(case, timeline)


@pytest.fixture(scope="module")
def chances(case):
    return control_probability(case, place_ids=["aziziya"])


def marks(ax, beginning):
    return [line for line in ax.get_lines() if str(line.get_gid()).startswith(beginning)]


def test_each_word_stands_on_its_last_day_in_the_shape_of_the_holder_it_names(ledger):
    rows = ledger[ledger["place"] == "Sirte"]
    ax = plot_ledger(rows, start="2020-01-01", end="2020-01-31")
    days = {line.get_xdata()[0] - 0.5 for line in marks(ax, "word|")}
    assert days == {theme.day_number(pd.Timestamp(day)) for day in ("2020-01-06", "2020-01-07")}
    assert {line.get_marker() for line in marks(ax, "word|")} == {theme.side_style("LNA").marker}
    assert [label.get_text() for label in ax.get_yticklabels()] == ["the GNA says", "the LNA says"]
    assert len(marks(ax, "against interest")) == 2  # its force in the city on the 6th, the GNA on the 7th


def test_a_denial_is_hollow_and_crossed(ledger):
    rows = ledger[ledger["place"] == "Tripoli international airport"]
    ax = plot_ledger(rows, start="2019-04-01", end="2019-04-30")
    denials = [line for line in marks(ax, "word|") if "|denied|" in line.get_gid()]
    assert denials
    assert all(line.get_markerfacecolor() == "white" for line in denials)
    assert len(marks(ax, "cross")) == len(denials)


def test_no_two_marks_of_a_strip_cover_each_other(ledger):
    rows = ledger[ledger["place"] == "Tripoli international airport"]
    ax = plot_ledger(rows, start="2019-04-01", end="2019-06-30")
    spots = [ax.transData.transform((line.get_xdata()[0], line.get_ydata()[0])) for line in marks(ax, "word|")]
    apart = [np.hypot(*(a - b)) for n, a in enumerate(spots) for b in spots[:n]]
    assert min(apart) * 72 / ax.figure.dpi > 6


def test_bands_of_probability_fill_the_height_on_every_day(chances):
    ax = plot_probability(chances, start="2019-04-01", end="2019-05-31")
    bands = [c for c in ax.collections if str(c.get_gid()).startswith("band|")]
    top = bands[-1].get_paths()[0].vertices[:, 1].max()
    assert top == pytest.approx(1, abs=0.02)
    hatches = [band.get_hatch() for band in bands]
    assert len(set(hatches)) == len(hatches)
    legend = [text.get_text() for text in ax.artists[0].get_texts()] if ax.artists else []
    assert len(legend) in (0, len(bands))


def test_band_names_stand_inside_their_bands(chances):
    ax = plot_probability(chances, start="2019-04-01", end="2019-05-31")
    names = {text.get_text(): text.get_position() for text in ax.texts if text.get_gid() == "band name"}
    assert {"GNA", "LNA"} <= set(names)
    for name, (x, y) in names.items():
        day = pd.Timestamp("1970-01-01") + pd.to_timedelta(int(x), unit="D")
        row = chances[(chances["start"] <= day) & (chances["end"] >= day)].iloc[0]
        below = sum(row[f"p_{holder}"] for holder in theme.HOLDERS[: theme.HOLDERS.index(name)])
        assert below <= y <= below + row[f"p_{name}"]


def test_words_for_probability_name_the_likeliest_in_turn(chances):
    text = describe_probability(chances, start="2019-04-01", end="2019-05-31")
    assert text.index("the GNA") < text.index("contested") < text.index("the LNA")
    assert "13–22 April 2019 the LNA" in text


def test_calibration_puts_what_was_said_across_and_what_was_so_up():
    groups = pd.DataFrame(
        {"n": [40, 10], "said": [0.9, 0.6], "so": [0.88, 0.2], "so_low": [0.75, 0.05], "so_high": [0.95, 0.5]}
    )
    ax = plot_calibration(groups)
    points = [(line.get_xdata()[0], line.get_ydata()[0]) for line in marks(ax, "group")]
    assert points == [(0.9, 0.88), (0.6, 0.2)]
    assert "Beyond what chance allows: 60%" in describe_calibration(groups)
    assert describe_calibration(groups.iloc[:0]).startswith("An empty chart")
    plot_calibration(groups.iloc[:0])


def test_agreement_bars_are_as_high_as_pairs_and_filled_by_those_that_agree(ledger):
    table = measure_agreement(ledger)
    ax = plot_agreement(table, most=1)
    high = {bar.get_gid(): 0.0 for bar in ax.patches}
    for bar in ax.patches:
        high[bar.get_gid()] += abs(bar.get_height())
    rows = table[table["vantages"] == "GNA and LNA"]
    share = high["agreeing|GNA and LNA"] / high["pairs|GNA and LNA"]
    assert share == pytest.approx(rows["agreeing"].sum() / rows["pairs"].sum())
    assert f"GNA and LNA in {rows['agreeing'].sum()} of {rows['pairs'].sum()} pairs" in describe_agreement(table)


def test_empty_tables_give_labelled_empty_axes(ledger, chances):
    for ax in (
        plot_ledger(ledger.iloc[:0]),
        plot_probability(chances.iloc[:0]),
        plot_agreement(measure_agreement(ledger.iloc[:0])),
    ):
        assert any(text.get_style() == "italic" for text in ax.texts)
    assert describe_ledger(ledger.iloc[:0]).startswith("An empty chart")
    assert describe_probability(chances.iloc[:0]).startswith("An empty chart")


def test_lacking_columns_are_named(ledger, chances):
    with pytest.raises(ParameterError, match="lacks column 'stance'"):
        plot_ledger(ledger.drop(columns="stance"))
    with pytest.raises(ParameterError, match="lacks column 'p_GNA'"):
        plot_probability(chances.drop(columns=CHANCES[0]))
