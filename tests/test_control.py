import dataclasses

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libyaconflict.control import CERTAINTIES, HOLDERS, reconstruct_control
from libyaconflict.evidence import Evidence, gather_evidence, weigh_claims
from libyaconflict.lookup import control_on
from libyaconflict.walk import walk

DAY = pd.Timestamp("2019-04-04")


def held(periods, case, place, day):
    return control_on(periods, case.gazetteer.resolve(place), day)


@pytest.mark.parametrize(
    ("place", "day", "holder"),
    [
        # the opening
        ("Gharyan", "2019-04-03", "GNA"),
        ("Gharyan", "2019-04-04", "LNA"),
        ("Gate 27", "2019-04-04", "LNA"),
        ("Gate 27", "2019-04-10", "GNA"),
        ("Tarhouna", "2019-04-03", "local"),
        ("Tarhouna", "2019-04-06", "LNA"),
        ("Aziziya", "2019-04-08", "contested"),
        ("Aziziya", "2019-04-20", "LNA"),
        ("Aziziya", "2019-04-23", "GNA"),
        ("Tripoli international airport", "2019-04-08", "contested"),
        ("Tripoli international airport", "2019-07-01", "LNA"),
        ("Qasr bin Ghashir", "2019-05-01", "LNA"),
        ("Surman", "2019-12-31", "LNA"),
        ("Sabratha", "2019-09-01", "LNA"),
        # summer and autumn 2019
        ("Gharyan", "2019-06-25", "LNA"),
        ("Gharyan", "2019-06-26", "GNA"),
        ("Murzuq", "2019-07-01", "LNA"),
        ("Murzuq", "2019-09-01", "GNA"),
        ("Aziziya", "2019-10-25", "GNA"),
        ("Yarmouk camp", "2019-12-01", "LNA"),
        # the south, before the offensive
        ("Sabha", "2019-01-10", "local"),
        ("Sabha", "2019-02-10", "LNA"),
        ("Ubari", "2019-02-09", "local"),
        ("El Feel oilfield", "2019-02-01", "local"),
        ("El Feel oilfield", "2019-11-27", "LNA"),
        # 2020
        ("Sirte", "2020-01-05", "GNA"),
        ("Sirte", "2020-01-06", "LNA"),
        ("Chief of Staff headquarters", "2019-12-28", "LNA"),
        ("Chief of Staff headquarters", "2020-02-01", "GNA"),
        ("Abu Qurayn", "2020-01-26", "GNA"),
        ("Qaddahiya", "2020-03-01", "GNA"),
        ("Zaltan", "2020-04-01", "LNA"),
        ("Zaltan", "2020-04-13", "GNA"),
        ("Watiya airbase", "2020-04-16", "LNA"),
        ("Watiya airbase", "2020-05-18", "GNA"),
        ("Mizda", "2020-05-23", "LNA"),
        ("Mizda", "2020-05-28", "GNA"),
        ("Tarhouna", "2020-06-04", "LNA"),
        ("Tarhouna", "2020-06-05", "GNA"),
        ("Bani Walid", "2019-12-01", "local"),
        ("Bani Walid", "2020-06-05", "GNA"),
        ("Tripoli international airport", "2020-06-03", "GNA"),
        ("southern Tripoli", "2020-06-03", "contested"),
        ("southern Tripoli", "2020-06-04", "GNA"),
        ("Sirte", "2020-06-10", "LNA"),
        ("Jufra airbase", "2020-06-10", "LNA"),
        ("Jufra", "2020-06-10", "LNA"),
        # held by what happened to the larger place
        ("Naqliya camp", "2020-07-01", "GNA"),
        ("Khadra", "2020-06-06", "GNA"),
        ("Kazirma", "2019-08-01", "LNA"),
        ("Jandouba", "2019-12-01", "LNA"),
        ("Palm City", "2019-08-01", "GNA"),
        # not known rather than guessed
        ("Sabratha", "2019-04-15", "unknown"),
        ("Tiji", "2019-10-01", "unknown"),
        ("Sinawin", "2019-10-01", "unknown"),
        ("Ankara", "2020-01-01", "unknown"),
    ],
)
def test_who_held_it(periods, case, place, day, holder):
    assert held(periods, case, place, day).holder == holder


def test_every_place_has_one_holder_on_every_day(periods, case):
    first, last = case.window
    assert set(periods["place_id"]) == set(case.places["place_id"])
    for _, rows in periods.groupby("place_id"):
        assert rows["start"].iloc[0] == first
        assert rows["end"].iloc[-1] == last
        assert (rows["start"].iloc[1:].to_numpy() - rows["end"].iloc[:-1].to_numpy() == pd.Timedelta(days=1)).all()
    assert set(periods["holder"]) <= set(HOLDERS)
    assert set(periods["certainty"]) <= set(CERTAINTIES)


def test_nothing_is_known_without_evidence_and_nothing_unknown_is_dated(periods):
    regions = periods["basis"] == "places in it"
    known = periods[(periods["holder"] != "unknown") & ~regions]
    assert (known["evidence"] != "").all()
    unknown = periods[periods["holder"] == "unknown"]
    assert (unknown["certainty"] == "not known").all()
    assert (unknown["note"] != "").all()
    assert (unknown["since"] == "").all()


def test_the_possible_days_of_a_change_are_in_order(periods):
    assert (periods["start_earliest"] <= periods["start"]).all()
    assert (periods["start"] <= periods["start_latest"]).all()


def test_what_is_inferred_carries_nobodys_voice(periods):
    # a day that also saw another holder carries the voices for that holder
    inferred = periods[(periods["certainty"] == "inferred") & (periods["within_day"] == "")]
    assert len(inferred) > 100
    assert (inferred[["claimed_by", "confirmed_by", "disputed_by"]] == "").all(axis=None)


def test_one_sides_word_for_itself_is_never_certain(case, timeline):
    for items in gather_evidence(case, timeline).values():
        for told in items:
            speakers = {
                case.side_of(name, pd.Timestamp(0) + pd.Timedelta(days=told.earliest)) for name in told.claimed_by
            }
            if speakers == {told.after} and not told.confirmed_by:
                assert told.certainty != "certain", told.ids


def test_a_day_on_which_the_next_change_may_have_come_is_no_more_than_inferred(periods, case):
    sure, doubted = (held(periods, case, "Mizda", day) for day in ("2020-05-22", "2020-05-25"))
    assert (sure.holder, sure.next_change_between) == ("LNA", ())
    assert (doubted.holder, doubted.certainty) == ("LNA", "inferred")
    assert [str(day) for day in doubted.next_change_between] == ["2020-05-23", "2020-05-28"]
    assert "the next change fell between 23–28 May 2020" in str(doubted)
    assert ((periods["start"] <= periods["end_earliest"]) & (periods["end_earliest"] <= periods["end"])).all()


def test_ground_gained_in_a_region_is_not_handed_down_to_its_places(periods):
    assert not periods["basis"].str.contains("follows northwest Libya").any()


def test_every_id_in_evidence_is_a_row_of_the_case(periods, case):
    ids = {part for cell in periods["evidence"] for part in cell.split(";") if part}
    baseline = {f"baseline:{place}" for place in case.baseline["place_id"]}
    assert ids <= set(case.events["id"]) | baseline


def test_tarhouna_rests_on_the_losing_sides_word_too(periods, case):
    found = held(periods, case, "Tarhouna", "2020-06-05")
    assert found.certainty == "certain"
    assert found.claimed_by == ("GNA",)
    assert "LNA" in found.confirmed_by
    assert "2020-06-04-tarhouna-lna-withdraws" in found.begun_by


def test_a_claim_not_borne_out_moves_nothing_and_stays_on_record(periods, case):
    found = held(periods, case, "Bani Walid", "2019-06-01")
    assert found.holder == "local"
    assert "2019-04-20-bani-walid-units-declare-for-lna" in found.set_aside


def test_a_change_known_to_an_interval_is_drawn_on_its_last_day(periods, case):
    found = held(periods, case, "Mizda", "2020-06-01")
    assert found.since == "2020-05-28"
    assert [day.isoformat() for day in found.change_between] == ["2020-05-23", "2020-05-28"]


def test_a_place_lost_and_won_back_in_a_day_says_so(periods, case):
    assert held(periods, case, "Abu Qurayn", "2020-01-26").within_day == ("LNA",)


def test_a_region_is_divided_when_its_places_are(periods, case):
    found = held(periods, case, "Fezzan", "2020-03-01")
    assert (found.holder, found.certainty) == ("contested", "inferred")
    assert "GNA 1" in found.note


def test_the_answer_key_is_never_read(case, tmp_path):
    import shutil

    from libyaconflict.case import load_case

    copy = tmp_path / "data"
    shutil.copytree(case.folder, copy, ignore=shutil.ignore_patterns("keys"))
    assert reconstruct_control(load_case(copy)).equals(reconstruct_control(case))


# laws of the rules, on evidence made up for the purpose


def item(day, before, after, *, until=None, one_sided="", certainty="likely", order=0):
    return Evidence(
        ids=(f"{day}-{after}",),
        earliest=day,
        latest=until or day,
        before=before,
        after=after,
        certainty=certainty,
        basis="capture",
        order=order,
        one_sided=one_sided,
    )


def holders(items, first=0):
    chain = walk(weigh_claims(items), [], first)
    return [(segment.start, segment.holder) for segment in chain]


def test_a_one_sided_claim_that_the_next_voice_contradicts_is_set_aside():
    told = [item(0, "GNA", "GNA"), item(50, "GNA", "LNA", one_sided="LNA"), item(200, "GNA", "GNA")]
    assert holders(told) == [(0, "GNA")]


def test_the_same_sides_repetition_bears_nothing_out():
    told = [
        item(0, "local", "local"),
        item(50, "local", "LNA", one_sided="LNA"),
        item(60, "LNA", "LNA", one_sided="LNA"),
        item(300, "local", "GNA"),
    ]
    assert holders(told) == [(0, "local"), (300, "GNA")]


def test_a_claim_answered_soon_by_contested_makes_contested():
    told = [
        item(0, "GNA", "GNA"),
        item(50, "GNA", "LNA", one_sided="LNA"),
        item(80, "contested", "contested"),
    ]
    assert holders(told) == [(0, "GNA"), (50, "contested")]


def test_a_claim_that_nobody_answers_stands():
    told = [item(0, "GNA", "GNA"), item(50, "GNA", "LNA", one_sided="LNA")]
    assert holders(told) == [(0, "GNA"), (50, "LNA")]


def test_a_confirmed_change_is_not_set_aside():
    told = [item(0, "GNA", "GNA"), item(50, "GNA", "LNA"), item(200, "GNA", "GNA")]
    assert (50, "LNA") in holders(told)


def test_days_between_contradicting_reports_are_not_known_and_split_by_halves():
    told = [item(0, "local", "local"), item(400, "LNA", "GNA")]
    assert holders(told) == [(0, "local"), (91, "unknown"), (310, "LNA"), (400, "GNA")]
    near = [item(0, "local", "local"), item(40, "LNA", "GNA")]
    assert holders(near) == [(0, "local"), (20, "LNA"), (40, "GNA")]


def test_a_change_known_only_to_weeks_leaves_them_unknown():
    told = [item(0, "GNA", "GNA"), item(10, "GNA", "LNA", until=30)]
    assert holders(told) == [(0, "GNA"), (10, "unknown"), (30, "LNA")]


_state = st.sampled_from(["GNA", "LNA", "contested", "local"])
_report = st.tuples(st.integers(0, 600), st.integers(0, 20), _state, _state, st.sampled_from(["", "GNA", "LNA"]))


@settings(max_examples=300)
@given(st.lists(_report, min_size=1, max_size=12))
def test_whatever_is_reported_the_chain_has_no_gap_and_no_overlap(reports):
    items = [
        item(start, before, after, until=start + width, one_sided=side if side == after else "", order=order)
        for order, (start, width, before, after, side) in enumerate(reports)
    ]
    items = sorted(items, key=lambda i: (i.day, i.earliest, i.order))
    chain = walk(weigh_claims(items), [], 0)
    starts = [segment.start for segment in chain]
    assert starts[0] == 0
    assert starts == sorted(starts)
    assert all(segment.earliest <= segment.latest for segment in chain)
    ids = {name for segment in chain for e in segment.evidence for name in e.ids}
    assert ids == {name for i in items for name in i.ids}


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_rows_on_different_days_does_not_matter(case, periods, seed):
    shuffled = case.events.sample(frac=1, random_state=seed)
    shuffled = shuffled.assign(order=shuffled.index).sort_values(["date", "order"], kind="stable").drop(columns="order")
    again = reconstruct_control(dataclasses.replace(case, events=shuffled.reset_index(drop=True)))
    same = ["place_id", "holder", "start", "end", "certainty"]
    assert again[same].equals(periods[same])


def test_more_of_the_same_evidence_changes_no_holder(case, timeline, periods):
    gathered = gather_evidence(case, timeline)["tarhouna"]
    twice = sorted([*gathered, *gathered], key=lambda i: (i.day, i.earliest, i.order))
    assert holders(gathered, -10_000) == holders(twice, -10_000)
