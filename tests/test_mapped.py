import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libyaconflict.errors import DateError, ParameterError
from libyaconflict.lookup import control_on
from libyaconflict.mapped import daily_states, held_on


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_map_table_says_of_every_place_what_the_lookup_says(case, periods, data):
    day = pd.Timestamp("2019-01-01") + pd.Timedelta(days=data.draw(st.integers(0, 661)))
    place = data.draw(st.sampled_from(case.gazetteer.settled))
    row = held_on(periods, case.gazetteer, day.date(), place_ids=[place]).iloc[0]
    told = control_on(periods, place, day.date())
    assert (row["holder"], row["certainty"], row["since"]) == (told.holder, told.certainty, told.since)
    assert row["in_doubt"] == bool(told.next_change_between)


def test_states_cover_each_day_of_each_place_once(periods):
    states = daily_states(periods)
    days = (states["end"] - states["start"]).dt.days + 1
    length = (periods["end"].max() - periods["start"].min()).days + 1
    assert (days > 0).all()
    assert (days.groupby(states["place_id"]).sum() == length).all()
    following = states.groupby("place_id")["start"].shift(-1)
    joined = following.isna() | (following == states["end"] + pd.Timedelta(days=1))
    assert joined.all()


def test_held_on_is_the_same_from_periods_and_from_states(case, periods):
    one = held_on(periods, case.gazetteer, "2020-06-05")
    pd.testing.assert_frame_equal(one, held_on(daily_states(periods), case.gazetteer, "2020-06-05"))
    assert list(one["place_id"]) == case.gazetteer.settled


def test_a_stricter_standard_of_proof_leaves_places_unknown_not_guessed(case, periods):
    loose = held_on(periods, case.gazetteer, "2020-06-05").set_index("place_id")
    strict = held_on(periods, case.gazetteer, "2020-06-05", minimum_certainty="certain").set_index("place_id")
    sure = loose["certainty"] == "certain"
    assert sure.sum() > 10
    assert (strict.loc[sure, "holder"] == loose.loc[sure, "holder"]).all()
    assert set(strict.loc[~sure, "holder"]) == {"unknown"}
    assert set(strict.loc[~sure, "certainty"]) == {"not known"}
    told = loose["holder"] != "unknown"
    assert (strict["withheld"] == "certain").equals(told & ~sure)  # what nobody tells is not withheld
    assert set(strict["withheld"]) == {"", "certain"}
    assert set(loose["withheld"]) == {""}


def test_points_are_those_of_the_gazetteer(case, periods):
    row = held_on(periods, case.gazetteer, "2020-06-05", place_ids=["tarhouna"]).iloc[0]
    place = case.gazetteer.places.loc["tarhouna"]
    assert np.allclose([row["lat"], row["lon"]], [place["lat"], place["lon"]])
    assert (row["name_ar"], row["kind"], row["holder"]) == ("ترهونة", "city", "GNA")


def test_faults_are_named(case, periods):
    with pytest.raises(DateError, match="outside the case"):
        held_on(periods, case.gazetteer, "2018-01-01")
    with pytest.raises(ParameterError, match="'atlantis'"):
        held_on(periods, case.gazetteer, "2020-06-05", place_ids=["atlantis"])
    with pytest.raises(ParameterError, match="Known: certain, likely"):
        held_on(periods, case.gazetteer, "2020-06-05", minimum_certainty="sure")
