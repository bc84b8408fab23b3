import pandas as pd
import pytest

from libyaconflict.beliefs import BELIEFS, EACH_SIDE, believe, expand_belief
from libyaconflict.cli import main
from libyaconflict.compare import compare_beliefs, compare_periods, leave_out
from libyaconflict.control import build_chains, depend_on, hear, reconstruct_control
from libyaconflict.errors import ParameterError
from libyaconflict.ledger import claims_ledger
from libyaconflict.lookup import control_on, rebuilt, who_held


@pytest.fixture(scope="module")
def maps(case, timeline):
    return {name: reconstruct_control(case, timeline, belief=name) for name in BELIEFS}


def holders(maps, place, day):
    return [control_on(maps[name], place, day).holder for name in ("balanced", "cautious", *EACH_SIDE)]


def test_balanced_is_the_reconstruction_without_a_rule_named(maps, periods):
    pd.testing.assert_frame_equal(maps["balanced"], periods, check_exact=True)


@pytest.mark.parametrize(
    ("place", "day", "expected"),
    [
        ("aziziya", "2019-04-08", ["contested", "GNA", "GNA", "LNA"]),
        ("aziziya", "2019-04-04", ["GNA"] * 4),
        ("aziziya", "2019-04-14", ["LNA", "LNA", "GNA", "LNA"]),
        ("tripoli-international-airport", "2019-04-08", ["contested", "contested", "GNA", "LNA"]),
        ("sirte", "2020-01-05", ["GNA"] * 4),
        ("sirte", "2020-01-08", ["LNA"] * 4),  # the loser admits it
        ("tarhouna", "2020-06-04", ["LNA"] * 4),
        ("tarhouna", "2020-06-06", ["GNA"] * 4),  # here too
        ("gharyan", "2019-07-15", ["GNA", "GNA", "GNA", "LNA"]),
    ],
)
def test_the_rules_give_their_answers(maps, place, day, expected):
    assert holders(maps, place, day) == expected


@pytest.mark.parametrize(
    ("place", "first", "last"),
    [
        ("Tarhouna", "2020-04-01", "2020-06-30"),
        ("Aziziya", "2019-04-01", "2019-04-30"),
        ("Tripoli international airport", "2019-04-01", "2019-04-30"),
        ("Sirte", "2020-01-01", "2020-01-31"),
    ],
)
def test_both_sides_speak_and_the_rules_differ_in_holder_or_in_how_sure(case, timeline, maps, place, first, last):
    ledger = claims_ledger(case, timeline)
    told = ledger[(ledger["place"] == place) & (ledger["latest"] >= first) & (ledger["earliest"] <= last)]
    assert {"GNA", "LNA"} <= set(told.loc[told["holder"] != "", "vantage"])
    assert (told["sources"] != "").all()
    answers = {}
    for rule, periods in maps.items():
        mine = periods[(periods["place"] == place) & (periods["end"] >= first) & (periods["start"] <= last)]
        answers[rule] = mine[["holder", "certainty"]].values.tolist()
    assert answers["each_side:GNA"] != answers["each_side:LNA"]
    assert answers["balanced"] != answers["each_side:LNA"]


def test_a_side_s_map_names_no_voice_of_the_other(case, timeline):
    for rule in EACH_SIDE:
        told = believe(case, timeline, rule)
        told = told[told["control_after"] != ""]
        names = {name for cell in told["claimed_by"] for name in cell.split(";")}
        other = {"GNA": "LNA", "LNA": "GNA"}[rule.partition(":")[2]]
        assert names
        assert other not in names
        assert set(told["confirmed_by"]) == {""}


def test_a_cautious_map_rests_on_no_bare_word_of_the_side_that_gains(case, maps):
    """Of a period that reports began, some voice is not of the side that then held the place."""
    begun = maps["cautious"]
    begun = begun[begun["holder"].isin(["GNA", "LNA"]) & (begun["claimed_by"] != "")]
    alone = [
        row.place for row in begun.itertuples()
        if {case.side_of(n, row.start) for n in f"{row.claimed_by};{row.confirmed_by}".split(";") if n} == {row.holder}
    ]  # fmt: skip
    assert alone == []


def test_every_day_of_every_place_has_one_holder_under_every_rule(case, maps):
    days = (case.window[1] - case.window[0]).days + 1
    for table in maps.values():
        lengths = ((table["end"] - table["start"]).dt.days + 1).groupby(table["place_id"]).sum()
        assert set(lengths) == {days}


def test_each_side_stands_for_two_maps_and_unknown_rules_are_refused(case, timeline):
    assert expand_belief("each_side") == EACH_SIDE
    with pytest.raises(ParameterError, match="gives two maps"):
        reconstruct_control(case, timeline, belief="each_side")
    with pytest.raises(ParameterError, match="unknown belief 'bold'"):
        rebuilt(belief="bold")


def test_who_held_takes_a_rule():
    assert who_held("Gharyan", "2019-07-15", belief="each_side:LNA").holder == "LNA"
    assert who_held("Gharyan", "2019-07-15").holder == "GNA"


def test_compared_stretches_are_those_on_which_the_holders_differ(case, timeline, maps):
    found = compare_beliefs(case, "balanced", "each_side:LNA", timeline=timeline)
    row = found[(found["place"] == "Gharyan")].iloc[0]
    assert (row["holder_one"], row["holder_other"], str(row["start"].date())) == ("GNA", "LNA", "2019-06-26")
    for row in found.sample(40, random_state=1).itertuples():
        for day in (row.start, row.end):
            assert control_on(maps["balanced"], row.place_id, day.date()).holder == row.holder_one
            assert control_on(maps["each_side:LNA"], row.place_id, day.date()).holder == row.holder_other
    assert compare_periods(maps["balanced"], maps["balanced"], case).empty


def test_leaving_out_a_publisher_changes_what_making_the_map_without_it_changes(case, timeline, periods):
    table = leave_out(case, "publisher", timeline=timeline).set_index("left_out")
    name = table.index[0]
    publisher = case.sources.set_index("id")["publisher"]
    gone = timeline["sources"].map(lambda cell: {publisher[s] for s in cell.split(";") if s} == {name})
    fewer = timeline.copy()
    fewer.loc[gone, ["control_before", "control_after"]] = ""
    found = compare_periods(periods, reconstruct_control(case, fewer), case)
    assert table.loc[name, "place_days"] == found["days"].sum() > 0
    with pytest.raises(ParameterError, match="unknown kind 'desk'"):
        leave_out(case, "desk", timeline=timeline)


def test_rebuilding_the_places_that_depend_on_one_gives_what_rebuilding_all_gives(case, timeline):
    heard = hear(case, timeline)
    known = build_chains(case, heard)
    silent = heard | {"tarhouna": []}
    assert build_chains(case, silent, known=known, only=depend_on(case, {"tarhouna"})) == build_chains(case, silent)


def test_the_command_answers_under_each_rule(capsys):
    assert main(["control", "Gharyan", "--on", "2019-07-15", "--belief", "each_side"]) == 0
    out = capsys.readouterr().out
    assert "[each_side:GNA] Gharyan on 15 July 2019: held by GNA" in out
    assert "[each_side:LNA] Gharyan on 15 July 2019: held by LNA" in out
    assert main(["control", "Gharyan", "--on", "2019-07-15", "--belief", "bold"]) == 1
