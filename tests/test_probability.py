from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libyaconflict.emissions import DENIAL, STATES, VOICES, lay_out
from libyaconflict.errors import DateError, ParameterError, UnknownPlaceError
from libyaconflict.hidden import fit, prior_model, smooth
from libyaconflict.probability import CHANCES, control_probability, explain_control, fitted, probability_on

DAYS = 60
_NAMES = ["place", "voice", "said", "first", "last", "shape", "weight", "moves", "ids", "who"]
words = st.tuples(
    st.integers(0, len(VOICES) - 1), st.integers(0, 4), st.integers(0, DAYS - 1), st.integers(0, 9), st.booleans()
)


def laid(listed):
    rows = [
        (0, voice, said, first, min(first + length, DAYS - 1), 1 if moves and said != 2 else 0, 1.0,
         moves and voice != DENIAL, "r", "w")
        for voice, said, first, length, moves in listed
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=_NAMES).astype({"voice": int, "said": int, "first": int, "last": int})
    return lay_out(table.astype({"place": int, "shape": int, "weight": float, "moves": bool}), ["x"], DAYS)


@pytest.fixture(scope="module")
def model(case):
    return fitted(case)[1]


@pytest.fixture(scope="module")
def chances(case):
    return control_probability(case)


@given(st.lists(words, max_size=12))
@settings(max_examples=60, deadline=None)
def test_probabilities_of_every_day_are_shares_of_one(listed):
    state = smooth(laid(listed), prior_model())
    assert state.min() >= 0
    np.testing.assert_allclose(state.sum(axis=2), 1, atol=1e-9)


@given(st.lists(words, max_size=10), words)
@settings(max_examples=100, deadline=None)
def test_a_further_word_makes_what_it_says_no_less_likely_on_its_day(model, listed, added):
    voice, said, day, _, _ = added
    further = (voice, said, day, 0, False)
    before, after = (smooth(laid(given_), model)[0, day, said] for given_ in (listed, [*listed, further]))
    if voice == DENIAL:
        assert after <= before + 1e-12
    else:
        assert after >= before - 1e-12


def test_a_denial_lowers_what_it_denies(model):
    claim = (0, 1, 20, 0, False)
    claimed = smooth(laid([claim]), model)[0, 20, 1]
    denied = smooth(laid([claim, (DENIAL, 1, 20, 0, False)]), model)[0, 20, 1]
    assert denied < claimed


@given(st.integers(0, 4), st.integers(0, 4), st.integers(3, 15), st.integers(18, 55))
@settings(max_examples=60, deadline=None)
def test_between_reports_nothing_jumps(model, one, other, first, last):
    """A change that nobody tells is spread over all days on which it may have fallen."""
    state = smooth(laid([(3, one, first, 0, False), (3, other, last, 0, False)]), model)[0]
    step = np.abs(np.diff(state, axis=0)).sum(axis=1) / 2
    quiet = step[first:last]
    assert quiet.max() <= 2.5 / (last - first)
    assert step[last:].max() <= 2e-3
    if one != other:
        assert state[first : last + 1, one][0] > state[first : last + 1, one][-1]


def test_after_the_last_report_confidence_only_fades(model):
    state = smooth(laid([(3, 0, 10, 0, False)]), model)[0, 10:, 0]
    assert (np.diff(state) <= 0).all()


def test_a_date_of_several_days_is_spread_over_them():
    seen = laid([(3, 0, 10, 4, False), (3, 1, 30, 4, True)])
    share = pd.DataFrame({"row": seen.row, "share": seen.share})
    np.testing.assert_allclose(share.groupby("row")["share"].sum(), 1)
    assert share.loc[share["row"] == 0, "share"].nunique() == 1
    assert share.loc[share["row"] == 1, "share"].is_monotonic_increasing


def test_rows_cover_every_day_of_every_place_once_and_sum_to_one(case, chances):
    days = (case.window[1] - case.window[0]).days + 1
    lengths = ((chances["end"] - chances["start"]).dt.days + 1).groupby(chances["place_id"]).sum()
    assert set(lengths) == {days}
    np.testing.assert_allclose(chances[list(CHANCES)].sum(axis=1), 1, atol=1e-9)


def test_no_day_of_a_row_strays_further_than_the_tolerance(case):
    table = control_probability(case, place_ids=["aziziya"], tolerance=0.02)
    days = pd.date_range(*case.window).strftime("%Y-%m-%d")
    daily = probability_on(case, pd.DataFrame({"place": "Aziziya", "date": days})).to_numpy()
    for row in table.itertuples():
        at = slice((row.start - case.window[0]).days, (row.end - case.window[0]).days + 1)
        assert np.abs(daily[at] - daily[at][0]).max() <= 0.02
        np.testing.assert_allclose(daily[at].mean(axis=0), [getattr(row, name) for name in CHANCES], atol=1e-9)


@pytest.mark.parametrize(
    ("place", "date", "state", "least"),
    [
        ("Tarhouna", "2020-06-03", "LNA", 0.95),
        ("Tarhouna", "2020-06-06", "GNA", 0.95),
        ("Sirte", "2020-01-08", "LNA", 0.95),
        ("Gharyan", "2019-06-27", "GNA", 0.95),
        ("Tripoli international airport", "2019-04-08", "contested", 0.5),
        ("Benghazi", "2020-06-01", "LNA", 0.9),
    ],
)
def test_what_is_well_told_is_likely(case, place, date, state, least):
    found = probability_on(case, pd.DataFrame({"place": [place], "date": [date]}))
    assert found[f"p_{state}"].item() > least


def test_aziziya_after_a_bare_claim_is_surer_than_nothing_and_less_sure_than_after_a_third_voice(case):
    asked = pd.DataFrame({"place": "Aziziya", "date": ["2019-04-03", "2019-04-06", "2019-04-14"]})
    lna = probability_on(case, asked)["p_LNA"]
    assert lna[0] < lna[1] < 0.5 < lna[2]


def test_a_side_s_word_for_itself_proves_less_reliable_than_its_word_against_itself(model):
    right = dict(zip(VOICES, model.right, strict=True))
    assert right["own word"] < right["own word, well attested"] < right["against interest"]


def test_the_answer_key_is_not_read(case, monkeypatch, tmp_path):
    """With the keys gone, the same comes out."""
    import shutil

    from libyaconflict.case import load_case

    shutil.copytree(case.folder, tmp_path / "data", ignore=shutil.ignore_patterns("keys", "geo", "dispatches"))
    other = load_case(tmp_path)
    np.testing.assert_array_equal(smooth(*fitted(other)), smooth(*fitted(case)))


def test_an_explanation_names_reports_and_what_each_moved(case):
    table = explain_control("Aziziya", "2019-04-20", case=case)
    known = set(case.events["id"]) | {"baseline:aziziya"}
    assert {name for cell in table["report"] for name in cell.split(";")} <= known
    assert table["moved"].abs().is_monotonic_decreasing
    assert table.attrs["holder"] == "LNA"
    lead = table.iloc[0]
    assert (lead["voice"], lead["says"], lead["moved"] > 0.3) == ("ANSA", "LNA", True)
    assert sum(table.attrs["probability"].values()) == pytest.approx(1, abs=1e-3)


def test_what_a_report_moved_is_what_is_lost_without_it(case, timeline):
    """Taking the row out of the observations gives the probability that the explanation states."""
    seen, model = fitted(case)
    here = seen.of(seen.places.index("aziziya"))
    table = explain_control("Aziziya", "2019-04-20", case=case)
    lead = here.table.index[(here.table["who"] == "ANSA")][0]
    less = lay_out(here.table.drop(index=lead), ["aziziya"], here.days)
    day = (pd.Timestamp("2019-04-20") - case.window[0]).days
    assert smooth(less, model)[0, day, STATES.index("LNA")] == pytest.approx(table["p_without"][0])


def test_explanations_refuse_what_they_cannot_answer(case):
    with pytest.raises(UnknownPlaceError):
        explain_control("Atlantis", "2019-04-20", case=case)
    with pytest.raises(DateError, match="lies outside the case"):
        explain_control("Aziziya", "2025-04-20", case=case)
    with pytest.raises(ParameterError, match="no place_id 'atlantis'"):
        control_probability(case, place_ids=["atlantis"])
    with pytest.raises(ParameterError, match="no place_id 'Aziziya'. Did you mean 'aziziya'?"):
        control_probability(case, place_ids=["Aziziya"])
    with pytest.raises(ParameterError, match="Tunis lies abroad"):
        control_probability(case, place_ids=["tunis"])


def test_a_changed_case_is_estimated_anew(case):
    fewer = replace(case, events=case.events[case.events["place_id"] != "gharyan"])
    asked = pd.DataFrame({"place": ["Gharyan"], "date": ["2019-06-01"]})
    assert probability_on(fewer, asked)["p_LNA"].item() < probability_on(case, asked)["p_LNA"].item()


def test_estimation_settles(case):
    seen, model = fitted(case)
    further = fit(seen, rounds=20, tolerance=0)
    np.testing.assert_allclose(model.right, further.right, atol=0.01)
