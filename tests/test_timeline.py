import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libyaconflict import timeline as tl
from libyaconflict.errors import LibyaConflictError


def row_of(timeline, happening):
    return timeline.set_index("happening").loc[happening]


def test_the_three_reports_of_tarhouna_are_one_happening_of_5_june_2020(timeline):
    row = row_of(timeline, "2020-06-05-tarhouna-captured")
    assert row["n_reports"] == 3
    assert row["earliest"] == row["latest"] == pd.Timestamp("2020-06-05")
    assert row["claimed_by"] == "GNA"
    assert row["confirmed_by"] == "LNA"
    assert set(row["sources"].split(";")) >= {"s20-seed", "s20-lex-0605", "s20-ypa-0607"}
    assert row["merged_because"].startswith("hand-over")


def test_sirtes_fall_its_brigades_switch_and_the_retreat_are_one_happening(timeline):
    row = row_of(timeline, "2020-01-06-sirte-captured")
    assert row["n_reports"] == 3
    assert row["date"] == "2020-01-06"


def test_capture_and_recapture_on_one_day_stay_two(timeline):
    day = timeline[(timeline["place"] == "Abu Qurayn") & (timeline["date"] == "2020-01-26")]
    assert list(day["control_after"]) == ["LNA", "GNA"]


def test_reports_known_only_to_a_month_are_not_merged_with_a_day(timeline):
    assert row_of(timeline, "2019-10-yarmouk-camp-lna-settles-in")["n_reports"] == 1


def test_no_report_is_lost_or_told_twice(case, timeline):
    told = timeline["reports"].str.split(";").explode()
    assert sorted(told) == sorted(case.events["id"])


def test_the_timeline_is_in_order(timeline):
    known = timeline.dropna(subset="earliest")
    assert known["earliest"].is_monotonic_increasing
    assert (known["earliest"] <= known["latest"]).all()


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_shuffled_reports_give_the_same_happenings(case, timeline, seed):
    from dataclasses import replace

    shuffled = replace(case, events=case.events.sample(frac=1, random_state=seed).reset_index(drop=True))
    again = tl.merge_timeline(shuffled)
    as_sets = lambda table: {frozenset(ids.split(";")) for ids in table["reports"]}  # noqa: E731
    assert as_sets(again) == as_sets(timeline)


@pytest.mark.parametrize(
    ("happening", "phase"),
    [
        ("2019-04-04-gharyan-taken-over", "Opening advance"),
        ("2019-06-26-gharyan-gna-recaptures", "Gharyan and the summer"),
        ("2020-06-05-tarhouna-captured", "Collapse in the west"),
        ("2020-10-26-el-feel-oilfield-restarted", ""),
    ],
)
def test_a_happening_lies_in_its_phase(timeline, happening, phase):
    assert row_of(timeline, happening)["phase"] == phase


def test_a_death_toll_not_given_stays_missing(timeline):
    tolls = tl.list_tolls(timeline).set_index("happening")
    gharyan = tolls.loc["2019-06-26-gharyan-gna-recaptures"]
    assert gharyan["fatalities_min"] == 30
    assert pd.isna(gharyan["fatalities_max"])
    assert "2020-05-18-watiya-airbase-captured" not in tolls.index
    assert bool(tolls.loc["2019-07-05-tripoli-toll-1048", "cumulative"])
    assert not bool(tolls.loc["2019-07-02-tajoura-detention-centre-mass-casualty-strike", "cumulative"])


def test_tempo_counts_each_happening_of_known_week_once(case, timeline):
    known = timeline[(timeline["latest"] - timeline["earliest"]).dt.days <= 6]
    for by in ("side", "event_type"):
        assert tl.count_tempo(timeline, by=by)["events"].sum() == len(known)


def test_tempo_gives_quiet_weeks_as_zero(case, timeline):
    two = timeline[timeline["happening"].isin(["2019-04-04-gharyan-taken-over", "2019-06-26-gharyan-gna-recaptures"])]
    tempo = tl.count_tempo(two, by="event_type")
    assert tempo["week"].nunique() == 13
    assert tempo["events"].sum() == 2


def test_a_window_keeps_what_may_have_fallen_in_it(timeline):
    june = tl.select_events(timeline, start="2020-06-05", end="2020-06-05")
    assert "2020-06-05-tarhouna-captured" in set(june["happening"])
    assert "2020-05-libya-russia-recruits-syrians" not in set(june["happening"])
    assert "2019-04-04-tripoli-battle-deaths-estimate" in set(june["happening"])


def test_a_named_place_brings_what_lies_in_it(case):
    ids = tl.places_of(case.gazetteer, places=["Tripoli"])
    assert {"tripoli", "yarmouk-camp", "mitiga-airport"} <= set(ids)
    with pytest.raises(LibyaConflictError, match="unknown theatre 'tripolis'"):
        tl.places_of(case.gazetteer, theatre="tripolis")


def test_the_bibliography_names_every_source_once(case, timeline):
    listed = tl.bibliography(timeline["sources"], case.sources)
    used = {part for cell in timeline["sources"] for part in cell.split(";")}
    assert set(listed["id"]) == used
    assert listed["id"].is_unique


def test_rival_accounts_hold_denials_and_claims_set_aside(timeline, periods):
    mine = periods[periods["place_id"] == "bani-walid"]
    rival = tl.rival_accounts(timeline[timeline["place_id"] == "bani-walid"], mine)
    assert "2019-04-20-bani-walid-units-declare-for-lna" in set(rival["happening"])
