"""What the coder makes of guards and gunmen, of bans and orders, of battles in which a strike is made."""

import datetime as dt

import pytest
from telling import teller

told = teller("place_id event_type actor status", dt.date(2019, 6, 29))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The attackers were repelled by guards at Sharara oilfield.",
         {("sharara-oilfield", "repelled", None, "asserted")}),
        ("Gunmen came to Sharara oilfield. The attackers were in the end repelled by guards at the site.",
         {("sharara-oilfield", "repelled", None, "asserted")}),
        ("The attack on Ain Zara was repelled by GNA guards.", {("ain-zara", "repelled", "GNA", "asserted")}),
        ("The fleeing LNA left Gharyan.", {("gharyan", "withdrawal", "LNA", "asserted")}),
        ("The GNA sent units to Mizda to surround the retreating LNA.", {("mizda", "other", "GNA", "asserted")}),
        ("Both sides claimed gains in Ain Zara.",
         {("ain-zara", "advance", "GNA", "claimed"), ("ain-zara", "advance", "LNA", "claimed")}),
        ("The GNA advanced on Al-Kasarat and Qawasim.",
         {("?Al-Kasarat", "advance", "GNA", "asserted"), ("qawasim", "advance", "GNA", "asserted")}),
    ],
)  # fmt: skip
def test_guards_and_men_in_flight(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA has banned all flights to Turkey.", {("libya", "other", "LNA", "asserted")}),
        ("Flights to Turkey have been banned by the LNA.", {("libya", "other", "LNA", "asserted")}),
        ("Haftar ordered his forces to attack Turkish ships.", {("libya", "airstrike", "LNA", "planned")}),
        ("The LNA was unable to attack Turkish ships.", set()),
        ("The operation to retake Gharyan was carried out with precision by the GNA.", set()),
        ("The operation to retake Gharyan will be carried out soon.", {("gharyan", "recapture", None, "planned")}),
        ("Fighting grew in the attempt of commander Khalifa Haftar to capture the capital Tripoli.",
         {("tripoli", "advance", "LNA", "asserted")}),
    ],
)  # fmt: skip
def test_bans_orders_and_aims(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkish aircraft bombed LNA positions in the fight for Gharyan.",
         {("gharyan", "airstrike", "Turkey", "asserted")}),
        ("LNA artillery shelled houses during the battle for Mizda.", {("mizda", "shelling", "LNA", "asserted")}),
        ("Turkish aircraft, said Mismari, had bombed LNA positions in Gharyan.",
         {("gharyan", "airstrike", "Turkey", "claimed")}),
        ("The fight for Gharyan went on.", {("gharyan", "clash", "LNA/GNA", "asserted")}),
        ("Mizda was in the end taken by the GNA.", {("mizda", "capture", "GNA", "asserted")}),
    ],
)  # fmt: skip
def test_strikes_in_a_battle(text, expected):
    assert told(text) == expected
