import pandas as pd
import pytest

from libyaconflict.shifts import count_held, count_turnover, find_shifts, measure_front, select_periods, surest


@pytest.fixture(scope="module")
def week(periods):
    return find_shifts(periods, start="2020-06-01", end="2020-06-07")


def change(shifts, place, number=0):
    return shifts[shifts["place"] == place].iloc[number]


@pytest.mark.parametrize(
    ("place", "before", "after", "day"),
    [
        ("Tarhouna", "LNA", "GNA", "2020-06-05"),
        ("Bani Walid", "local", "GNA", "2020-06-05"),
        ("Tripoli international airport", "LNA", "GNA", "2020-06-03"),
        ("southern Tripoli", "contested", "GNA", "2020-06-04"),
        ("Wishka", "LNA", "GNA", "2020-06-06"),
    ],
)
def test_the_week_of_5_june_2020(week, place, before, after, day):
    row = change(week, place)
    assert (row["holder_before"], row["holder_after"], row["date"]) == (before, after, pd.Timestamp(day))


def test_neither_sirte_nor_jufra_changed_hands_that_week(week):
    assert not {"Sirte", "Jufra airbase"} & set(week["place"])


def test_a_change_carries_the_voices_of_that_change_only(periods):
    row = change(find_shifts(periods, start="2019-06-26", end="2019-06-26"), "Gharyan")
    assert row["evidence"] == "2019-06-26-gharyan-gna-recaptures"
    assert row["confirmed_by"] == "Reuters;AFP"
    assert row["disputed_by"] == "LNA"


def test_lost_and_won_back_in_a_day_are_two_changes(periods):
    day = find_shifts(periods, start="2020-01-26", end="2020-01-26", place_ids=["abu-qurayn"])
    assert list(zip(day["holder_before"], day["holder_after"], strict=True)) == [("GNA", "LNA"), ("LNA", "GNA")]


def test_days_not_known_widen_the_change_they_hide(periods):
    row = change(find_shifts(periods, place_ids=["sabratha"]), "Sabratha")
    assert (row["holder_before"], row["holder_after"]) == ("local", "LNA")
    assert row["earliest"] == pd.Timestamp("2019-04-04")
    assert row["latest"] == pd.Timestamp("2019-04-30")


def test_changes_chain_from_holder_to_holder(periods):
    for _, rows in find_shifts(periods).groupby("place_id"):
        assert (rows["holder_before"].iloc[1:].to_numpy() == rows["holder_after"].iloc[:-1].to_numpy()).all()
        assert (rows["holder_before"] != rows["holder_after"]).all()


def test_a_stricter_rule_gives_fewer_changes(periods):
    counts = [len(find_shifts(periods, minimum_certainty=c)) for c in ("inferred", "claimed only", "likely", "certain")]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > 10


def test_below_the_minimum_a_holder_is_not_known_rather_than_replaced(periods, case):
    strict = select_periods(periods, ["khadra"], minimum_certainty="likely")
    assert set(strict["holder"]) == {"unknown"}


def test_periods_keep_the_order_asked_for(periods):
    rows = select_periods(periods, ["sirte", "gharyan"], start="2019-06-01", end="2019-07-01")
    assert list(dict.fromkeys(rows["place_id"])) == ["sirte", "gharyan"]
    assert (rows["end"] >= "2019-06-01").all()


def test_places_and_people_add_up_every_day(periods, case):
    held = count_held(periods, case.gazetteer)
    per_day = held.groupby("day")[["places", "population"]].sum()
    assert (per_day["places"] == len(case.gazetteer.settled)).all()
    assert per_day["population"].round().nunique() == 1


def test_tripolis_people_are_counted_once(periods, case):
    rows = count_held(periods, case.gazetteer, place_ids=["tripoli", "tajoura"], start="2020-06-10", end="2020-06-10")
    assert rows.loc[rows["holder"] == "GNA", "population"].item() == 1_303_000
    assert rows.loc[rows["holder"] == "GNA", "places"].item() == 2


def test_asabaa_changed_hands_more_often_than_tarhouna(periods):
    table = count_turnover(find_shifts(periods)).set_index("place")
    assert table.loc["Tarhouna", "holders"] == "local > LNA > GNA"
    assert table.loc["Asabaa", "changes"] > table.loc["Tarhouna", "changes"] == 2


def test_the_front_recedes_from_the_suburbs_to_the_road_to_sirte(periods, case):
    front = measure_front(periods, case.gazetteer).set_index("day")
    assert front.loc["2019-04-03", "distance_km"] > 100
    assert front.loc["2020-01-15", "distance_km"] < 15
    assert front.loc["2020-06-05", "distance_km"] > 200
    assert len(front) == 662


def test_the_surest_places_keep_all_their_changes(periods):
    changes = find_shifts(periods, start="2020-03-25", end="2020-06-10")
    few = surest(changes, 20)
    assert few["place_id"].nunique() == 20
    for place, rows in few.groupby("place_id"):
        assert len(rows) == (changes["place_id"] == place).sum()
    assert {"Watiya airbase", "Tarhouna"} <= set(few["place"])
    assert few["date"].is_monotonic_increasing
