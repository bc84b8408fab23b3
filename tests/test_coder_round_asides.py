"""What is told behind an aside, of places counted again, and of what left no choice."""

import datetime as dt

import pytest
from telling import teller

dated = teller("place_id event_type date", dt.date(2020, 3, 26))
told = teller("place_id event_type status control_after", dt.date(2020, 3, 26))  # a Thursday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A camp in Misrata, which lies on the coast, was bombed on Monday.",
         {("misrata", "airstrike", "asserted", None)}),
        ("Positions in Ain Zara, which lies south of the capital, were taken by the LNA.",
         {("ain-zara", "advance", "asserted", "contested")}),
        ("A camp in Misrata, which lies on the coast, was attacked by the LNA.",
         {("misrata", "advance", "asserted", None)}),
        ("Sirte, which is held by the LNA, was bombed on Monday.", {("sirte", "airstrike", "asserted", None)}),
        ("Aid workers in Sabha were attacked by the LNA.", set()),
    ],
)  # fmt: skip
def test_a_clause_goes_on_behind_its_relative_clause(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA had no choice but to pull back from Mizda on Monday.", {("mizda", "withdrawal", "asserted", None)}),
        ("GNA troops were left with little option but to leave Mizda.", {("mizda", "withdrawal", "asserted", None)}),
        ("The GNA will have no choice but to leave Mizda.", {("mizda", "withdrawal", "planned", None)}),
        ("If it came, the LNA would have had no choice but to leave Mizda.",
         {("mizda", "withdrawal", "planned", None)}),
    ],
)  # fmt: skip
def test_what_left_no_choice_was_done(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Surman and Sabratha fell to the GNA. The road to Zaltan is open now that both towns have been captured.",
         {("surman", "capture", "asserted", "GNA"), ("sabratha", "capture", "asserted", "GNA")}),
        ("The GNA seized several positions in the west, the most important of them being Watiya.",
         {("watiya-airbase", "capture", "asserted", "GNA")}),
        ("The GNA took three bases, the largest of which was Watiya.",
         {("watiya-airbase", "capture", "asserted", "GNA")}),
        ("The GNA took several positions, the most important of which overlooks Tarhouna.", set()),
    ],
)  # fmt: skip
def test_places_that_are_counted_or_picked_out_are_those_named(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In a bid to seize Mizda, a town on the road between Gharyan and Shwayrif, the LNA fought the GNA.",
         {("mizda", "capture", "planned", None), ("mizda", "clash", "asserted", "contested")}),
        ("The LNA attacked Mizda on Monday. Heavy fighting with local units followed.",
         {("mizda", "advance", "asserted", None), ("mizda", "clash", "asserted", "contested")}),
        ("LNA planes bombed Mizda on Monday. Mizda came under attack by GNA fighters on Tuesday.",
         {("mizda", "airstrike", "asserted", None), ("mizda", "advance", "asserted", None)}),
        ("LNA fighters forced their way later on Monday into Ubari.", {("ubari", "advance", "asserted", "contested")}),
        ("Haftar sent his men into what he called the last battle for Tripoli.",
         {("tripoli", "advance", "asserted", None)}),
        ("The LNA was hit hard in the Sirte attack, it said.", set()),
    ],
)  # fmt: skip
def test_a_fight_is_where_it_was_sought(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Both sides have gone back to indirect talks in Geneva.", {("geneva", "talks", "asserted", None)}),
        ("The GNA and the LNA returned to the negotiating table in Geneva.", {("geneva", "talks", "asserted", None)}),
        ("The GNA refused to return to the negotiating table in Geneva.", set()),
        ("Sarraj spoke of what was agreed at the Berlin conference.", set()),
        ("The UN demanded a halt to the fighting at El Feel oilfield.", set()),
        ("Oil at El Feel oilfield continued to be pumped.", set()),
        ("The Zawiya operations room was disbanded, and its staff will be handed over to the GNA.", set()),
        ("No military forces were stationed at Mitiga airport, the GNA said.", set()),
    ],
)  # fmt: skip
def test_what_has_not_changed_is_no_event(text, expected):
    assert told(text) == expected


def test_a_grip_that_was_tightened_is_held():
    assert told("The LNA's grip on Sirte has been tightened.") == {("sirte", "other", "asserted", "LNA")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('It was eight months since the campaign began.\n"We took Mizda," the LNA said.', "2020-03-26"),
        ("The LNA attacked Mizda on Monday. By nightfall it had no choice but to leave the town.", "2020-03-23"),
    ],
)
def test_the_months_since_an_outset_date_nothing_that_follows(text, expected):
    assert {date for _, _, date in dated(text)} == {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighting was seen in Ain Zara, even if the truce between the GNA and the LNA still holds on paper.",
         {("ain-zara", "clash", "asserted", "contested"), ("libya", "truce", "asserted", None)}),
        ("The LNA attacked Mizda on Monday. It then pulled back to a farm 40 km away from Gharyan.",
         {("mizda", "advance", "asserted", None), ("mizda", "withdrawal", "asserted", None)}),
        ('"We are leaving the Geneva talks," the GNA said. Both sides had gone back to talks in the Swiss city.',
         {("geneva", "talks", "asserted", None)}),
    ],
)  # fmt: skip
def test_what_only_locates_or_grants_is_read_as_such(text, expected):
    assert told(text) == expected
