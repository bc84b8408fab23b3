"""What the coder makes of the standing offensive, of what it was for, and of fights told by their losses."""

import datetime as dt

import pytest

from libyaconflict.coder import default_coder

DAY = dt.date(2019, 9, 3)  # a Tuesday


def told(text, day=DAY):
    return {(e.place_id, e.event_type, e.actor, e.status) for e in default_coder().code("own", text, day)}


LAUNCHED = {("tripoli", "advance", "LNA", "asserted")}


@pytest.mark.parametrize(
    "text",
    [
        "The LNA has been attacking Tripoli since 4 April in an attempt to capture it.",
        "Haftar ordered his men on April 4 to advance on Tripoli in order to drive the militias out of it.",
        "In early April Haftar began a campaign whose aim is the capture of Tripoli.",
        "Five months after Haftar ordered the attack on Tripoli, the lines have hardly moved.",
        "Since early April the two sides have been engaged in an armed conflict in Tripoli.",
        "Haftar, whose forces began a push on Tripoli in April, rejected the appeal.",
    ],
)
def test_the_standing_offensive_is_told_once_and_not_its_aim(text):
    assert told(text) == LAUNCHED


def test_an_attack_of_the_day_is_no_background():
    assert told("The LNA attacked Ain Zara on Monday.") == {("ain-zara", "advance", "LNA", "asserted")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fifteen militants were killed in Ain Zara, the LNA announced.", {("ain-zara", "clash", "LNA", "claimed")}),
        ("Haftar's forces suffered heavy losses in Khallatat.", {("khallatat", "clash", "GNA", "asserted")}),
        ("The GNA destroyed two tanks of Haftar's men at Wishka.", {("wishka", "clash", "GNA", "asserted")}),
        ("Posts of the LNA in Ain Zara were targeted by GNA forces.", {("ain-zara", "clash", "GNA", "asserted")}),
        ("An attack on a checkpoint in Zella left two guards dead.", {("zella", "clash", None, "asserted")}),
        ("More than 500 fighters have been killed in Tripoli since April.", set()),
        ("The US ambassador was hurt in Paris.", set()),
    ],
)  # fmt: skip
def test_a_fight_is_told_by_its_losses(text, expected):
    assert told(text) == expected


def test_a_man_who_is_captured_is_no_place():
    text = "An officer who had led the drive to retake Gharyan was captured by GNA forces."
    assert not {e for e in told(text) if e[3] != "planned"}


def test_the_heart_of_a_town_is_the_town():
    assert told("The GNA seized the centre of Mizda.") == {("mizda", "capture", "GNA", "asserted")}


def test_what_is_named_of_a_city_stands_for_it():
    text = "Fighting went on in the suburbs of Tripoli, notably in areas such as Ain Zara and Khallatat."
    assert {place for place, *_ in told(text)} == {"ain-zara", "khallatat"}
