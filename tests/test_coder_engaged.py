"""What the coder makes of forces that engage, are ordered out, make for a place or fly their flag over it."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 5)  # a Friday
told = teller("place_id event_type actor status control_after", DAY)
dated = teller("place_id event_type actor date status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GNA fighters engaged LNA troops in Mizda.", {("mizda", "clash", "LNA/GNA", "asserted", "contested")}),
        ("On Monday the LNA engaged GNA units at Swani.", {("swani", "clash", "LNA/GNA", "asserted", "contested")}),
        ("Hostilities resumed in Ain Zara.", {("ain-zara", "clash", "LNA/GNA", "asserted", "contested")}),
        ("Hostilities have again flared south of Mizda.", {("mizda", "clash", "LNA/GNA", "asserted", None)}),
        ("The cessation of hostilities in Tripoli was welcomed.", set()),
        ("Hostilities continued to threaten civilians, the UN said in Tripoli.", set()),
    ],
)
def test_who_engages_another_fights_him(text, expected):
    assert told(text) == expected


def test_who_engages_another_in_talks_does_not_fight_him():
    assert [kind for _, kind, *_ in told("The GNA engaged the LNA in dialogue at Ghadames.")] == ["talks"]
    assert [kind for _, kind, *_ in told("The minister engaged the LNA in talks in Geneva.")] == ["talks"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA ordered its troops out of Mizda.", {("mizda", "withdrawal", "LNA", "planned", None)}),
        ("On Monday the GNA ordered all its men out of Asabaa.", {("asabaa", "withdrawal", "GNA", "planned", None)}),
        ("The LNA removed its forces from Mizda.", {("mizda", "withdrawal", "LNA", "asserted", None)}),
        ("The GNA took its men out of Surman.", {("surman", "withdrawal", "GNA", "asserted", None)}),
        ("The LNA took its men out of the line at Mizda.", set()),
        ("The court ordered its men out of Mizda.", set()),
        ("The GNA ordered the LNA out of Mizda.", set()),
    ],
)
def test_men_ordered_out_are_to_leave_and_men_removed_have_left(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA made a push for Mizda.", {("mizda", "advance", "LNA", "asserted", None)}),
        ("GNA units launched a fresh drive for Tarhuna.", {("tarhouna", "advance", "GNA", "asserted", None)}),
        ("LNA men made straight for Asabaa.", {("asabaa", "advance", "LNA", "asserted", None)}),
        ("The UN made a push for a truce in Tripoli.", set()),
        ("The LNA made a bid for Sirte port's management.", set()),
        ("The GNA imposed its control on Mizda.", {("mizda", "capture", "GNA", "asserted", "GNA")}),
        ("The LNA has enforced its full authority on Asabaa.", {("asabaa", "capture", "LNA", "asserted", "LNA")}),
        ("Mizda returned to the control of the GNA.", {("mizda", "capture", "GNA", "asserted", "GNA")}),
        ("Surman reverted to the full control of the GNA.", {("surman", "capture", "GNA", "asserted", "GNA")}),
        ("Control of the road to Mizda returned to the municipality.", set()),
    ],
)
def test_a_push_for_a_place_is_an_advance_and_control_imposed_on_it_a_capture(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mizda was still flying the government's flag on Monday.",
         {("mizda", "other", "GNA", "2020-06-01", "asserted")}),
        ("The LNA flag was still flying over Asabaa on Monday.",
         {("asabaa", "other", "LNA", "2020-06-01", "asserted")}),
        ("The GNA's flag still flew over Surman on Tuesday.", {("surman", "other", "GNA", "2020-06-02", "asserted")}),
        ("The LNA's flag no longer flies over Mizda.", set()),
        ("The ship was flying the Turkish flag off Tripoli.", set()),
    ],
)  # fmt: skip
def test_whose_flag_still_flies_holds_the_place(text, expected):
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Steel Lions, an LNA militia, seized Mizda.", {("mizda", "capture", "LNA", "asserted", "LNA")}),
        ("The Desert Lions, a militia of the LNA, seized Asabaa.", {("asabaa", "capture", "LNA", "asserted", "LNA")}),
        ("The Southern Shield, an armed group of the LNA, shelled Ain Zara.",
         {("ain-zara", "shelling", "LNA", "asserted", None)}),
        ("The Sons of Steel, a Misrata brigade, left Mizda.", {("mizda", "withdrawal", "GNA", "asserted", None)}),
        ("The Steel Lions, an LNA stronghold, seized Mizda.", {("mizda", "capture", None, "asserted", None)}),
        ("The GNA attacked the Steel Lions, an LNA militia, and seized Mizda.",
         {("mizda", "capture", "GNA", "asserted", "GNA")}),
        ("Desert sand has captured two streets in Mizda.", set()),
    ],
)  # fmt: skip
def test_an_apposition_says_whose_a_force_is(text, expected):
    assert told(text) == expected
