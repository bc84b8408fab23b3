"""What the coder makes of the standing offensive, of what it was for, and of fights told by their losses."""

import datetime as dt

import pytest
from telling import teller

from libyaconflict.coder import default_coder

DAY = dt.date(2019, 9, 3)  # a Tuesday
told = teller("place_id event_type actor status", DAY)

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GNA forces stopped the LNA as it tried to enter Mizda.", {("mizda", "repelled", "GNA", "asserted")}),
        ("Clashes took place at Mizda. The GNA forces withdrew after the assault.",
         {("mizda", "clash", "LNA/GNA", "asserted"), ("mizda", "withdrawal", "GNA", "asserted")}),
        ("The LNA extended the deadline that it had given the GNA to withdraw from Mizda.",
         {("mizda", "withdrawal", "GNA", "planned")}),
        ("Two raids were carried out by LNA jets: one hit Zuwara and the other Mitiga airport.",
         {("zuwara", "airstrike", "LNA", "asserted"), ("mitiga-airport", "airstrike", "LNA", "asserted")}),
        ("Around Mizda and Zuwara fighting went on.",
         {("mizda", "clash", "LNA/GNA", "asserted"), ("zuwara", "clash", "LNA/GNA", "asserted")}),
        ('The UN called on both sides to "announce a lasting truce, backed by all".', set()),
        ("The UN envoy met Haftar on Monday.", {("libya", "talks", "UN/LNA", "asserted")}),
        ("A conference on Libya took place in Berlin on Monday.", {("berlin", "talks", None, "asserted")}),
    ],
)  # fmt: skip
def test_who_leaves_who_stops_whom_and_who_meets(text, expected):
    assert told(text) == expected


def test_an_airport_has_been_closed_since_the_day_named():
    events = default_coder().code("own", "Mitiga airport has been closed since early August.", DAY)
    assert [e.date for e in events] == ["2019-08-01/2019-08-10"]


def test_a_month_to_come_is_the_next():
    events = default_coder().code("own", "The two sides agreed to meet again in Geneva in March.", DAY)
    assert [e.date for e in events] == ["2020-03"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clashes were reported in Ain Zara, Tughar and Khallatat.", {"ain-zara", "?Tughar", "khallatat"}),
        ("Clashes broke out around Wishka, on the road between Sirte and Misrata, where one died in a drone strike.",
         {"wishka"}),
        ("The LNA is advancing on roads that lead to the centre of Tripoli.", {"tripoli"}),
        ('Sarraj asked Turkey for help by "land and air" to fend off the LNA offensive on Tripoli.', {"libya"}),
        ("The LNA bombed a ship in the port of Tripoli, the capital.", {"tripoli-port"}),
        ("Control over Surman and even Zaltan has also been regained by the GNA.", {"surman", "zaltan"}),
    ],
)  # fmt: skip
def test_the_places_of_an_event(text, expected):
    assert {place for place, *_ in told(text)} == expected


def test_a_retreat_of_no_day_has_that_of_the_capture():
    text = "The LNA took Mizda on Sunday. The GNA said that it had withdrawn from Mizda."
    assert {(e.event_type, e.date) for e in default_coder().code("own", text, DAY)} == {
        ("capture", "2019-09-01"),
        ("withdrawal", "2019-09-01"),
    }


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("On 23 August the second convoy of the LNA entered Mizda.", ["2019-08-23"]),
        ("Late in August the LNA entered Mizda.", ["2019-08-21/2019-08-31"]),
    ],
)
def test_days_of_a_month(text, dates):
    assert [e.date for e in default_coder().code("own", text, DAY)] == dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("All the towns between Mizda and the Tunisian border are now in GNA hands.", set()),
        ("The GNA regained the positions lost in Ain Zara.", {("ain-zara", "advance", "GNA", "asserted")}),
        ("The GNA took posts in Ain Zara, south of Tripoli.", {("ain-zara", "advance", "GNA", "asserted")}),
        ("The GNA tightened the noose around Mizda.", {("mizda", "siege", "GNA", "asserted")}),
        ("The LNA launched an attack on several fronts in Tripoli.", {("tripoli", "advance", "LNA", "asserted")}),
        ("LNA forces answered by shelling Zuwara.", {("zuwara", "shelling", "LNA", "asserted")}),
        ("A MiG belonging to the LNA crashed near Mizda.", {("mizda", "shootdown", "GNA", "asserted")}),
        ("A plane was damaged when rockets hit the apron.", set()),
    ],
)  # fmt: skip
def test_what_is_taken_struck_or_only_beside_it(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA announced on Monday that its operation to take Mizda had begun.",
         {("mizda", "declaration", "LNA", "asserted"), ("mizda", "capture", "LNA", "planned")}),
        ('"The bombing will go on, without rest, if it does not withdraw from Mizda," the LNA said.', set()),
        ("The council of Zuwara declared a state of alert.", {("zuwara", "declaration", None, "asserted")}),
        ("Turkish officers are already at work in Misrata.", {("misrata", "foreign_deployment", "Turkey", "asserted")}),
    ],
)  # fmt: skip
def test_what_is_announced_threatened_or_sent(text, expected):
    assert told(text) == expected


def test_weeks_and_days_are_counted_together():
    text = "On Tuesday, two weeks and a day after Mizda was lost to the LNA, shells fell on Zuwara."
    assert ("mizda", "2019-08-19") in {(e.place_id, e.date) for e in default_coder().code("own", text, DAY)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Analysts say the fall of Mizda would be a turning point.", set()),
        ("Haftar vowed to fight on until Mizda is liberated.", {("mizda", "capture", None, "planned")}),
        ("The EU condemned the LNA's attack on Tripoli.", LAUNCHED),
    ],
)
def test_what_is_judged_or_vowed(text, expected):
    assert told(text) == expected
