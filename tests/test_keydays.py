import pandas as pd
import pytest

from libyaconflict.errors import ParameterError
from libyaconflict.keydays import key_days, net_changes, tell_changes
from libyaconflict.mapped import held_on
from libyaconflict.shifts import find_shifts


def changed(periods, gazetteer, day):
    """The places whose holder after a day is another than the last one known before it."""
    before, after = (held_on(periods, gazetteer, day + pd.Timedelta(days=n)) for n in (-1, 0))
    both = before.set_index("place_id")["holder"].to_frame("before").join(after.set_index("place_id")["holder"])
    known = (both["before"] != "unknown") & (both["holder"] != "unknown")
    return both[known & (both["before"] != both["holder"])]


def test_key_days_have_as_many_changes_as_they_say_and_are_the_busiest(case, periods):
    table = key_days(periods, case.gazetteer, "2019-04-04", "2020-06-06", most=6)
    assert len(table) == 6
    assert table["day"].is_monotonic_increasing
    for row in table.itertuples():
        assert len(changed(periods, case.gazetteer, row.day)) == row.n
    moved = find_shifts(periods, start="2019-04-04", end="2020-06-06", place_ids=case.gazetteer.settled)
    told = moved[moved["certainty"] != "inferred"]
    counts = told.groupby("date")["place_id"].nunique()
    assert [counts[day] for day in table["day"]] == table["reported"].tolist()
    busier = counts[counts > table["reported"].min()].index
    near = [(abs((table["day"] - day).dt.days) < 3).any() for day in busier]
    assert all(near)


def test_the_fall_of_sirte_is_a_key_day_told_by_its_reports(case, periods):
    table = key_days(periods, case.gazetteer, "2019-04-04", "2020-06-06").set_index("day")
    assert table.loc["2020-01-06", "text"].startswith("Sirte: GNA to LNA; ")
    assert table.loc["2020-01-06", "text"].endswith(": GNA to LNA (claimed only); 3 inferred")
    assert table.loc["2020-01-06", ["n", "reported"]].tolist() == [7, 4]


def test_a_day_of_four_reports_and_twelve_inferences_gives_way_to_one_of_more_reports(case, periods):
    table = key_days(periods, case.gazetteer, "2020-06-01", "2020-06-06", most=1)
    assert table["day"].tolist() == [pd.Timestamp("2020-06-04")]
    assert table["reported"].tolist() == [8]
    busiest = net_changes(periods, case.gazetteer, "2020-06-01", "2020-06-06").groupby("day").size().idxmax()
    assert busiest == pd.Timestamp("2020-06-05")


def test_reported_changes_are_told_by_name_and_inferred_ones_by_their_number(case, periods):
    net = net_changes(periods, case.gazetteer, "2020-06-05", "2020-06-05")
    told = tell_changes(net)
    assert len(net) == 16
    assert told.endswith("; 12 inferred")
    for place in ("Tarhouna", "Bani Walid", "Bani Walid airport", "Al-Arban"):
        assert place in told
    assert "Ghadames" not in told
    only = tell_changes(net[net["certainty"] == "inferred"])
    assert only.startswith("Inferred: ")
    assert "Ghadames" in only or "more" in only
    assert tell_changes(net.iloc[:0]) == ""


def test_key_days_lie_apart_and_tell_only_of_the_places_asked_for(case, periods):
    table = key_days(periods, ["tarhouna", "gharyan", "sirte"], "2019-05-01", "2020-06-06", apart=200)
    assert (table["day"].diff().dropna().dt.days >= 200).all()
    assert table["text"].tolist() == ["Gharyan: LNA to GNA", "Tarhouna: LNA to GNA"]
    assert table["n"].tolist() == [1, 1]


def test_without_changes_there_are_no_key_days(case, periods):
    table = key_days(periods, ["tarhouna"], "2019-08-01", "2019-08-31")
    assert table.empty
    assert list(table.columns) == ["day", "text", "n", "reported"]


def test_key_days_refuse_numbers_that_make_no_sense(case, periods):
    with pytest.raises(ParameterError, match="most is 0; it must be 1 or more"):
        key_days(periods, case.gazetteer, most=0)
    with pytest.raises(ParameterError, match="Known: certain"):
        key_days(periods, case.gazetteer, minimum_certainty="sure")
