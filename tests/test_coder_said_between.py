"""What the coder makes of a clause that somebody's words interrupt, and of what a side takes for granted of itself."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 5)  # a Friday
told = teller("place_id event_type actor status", DAY)
dated = teller("place_id event_type date", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA said it entered Mizda after it drove the GNA from Asabaa.",
         {("mizda", "advance", "LNA", "claimed"), ("asabaa", "capture", "LNA", "claimed")}),
        ("The GNA said that it had taken Mizda after seizing Asabaa.",
         {("mizda", "capture", "GNA", "claimed"), ("asabaa", "capture", "GNA", "claimed")}),
        ("LNA troops had entered Mizda, it said, after they took Asabaa.",
         {("mizda", "advance", "LNA", "claimed"), ("asabaa", "capture", "LNA", "claimed")}),
        ("GNA forces, it said, entered Tarhuna after they drove the LNA from Asabaa.",
         {("tarhouna", "advance", "GNA", "claimed"), ("asabaa", "capture", "GNA", "claimed")}),
        ("The LNA entered Mizda after it took Asabaa.",
         {("mizda", "advance", "LNA", "asserted"), ("asabaa", "capture", "LNA", "asserted")}),
        ("The GNA said its men were in Mizda, which they had seized in May.",
         {("mizda", "capture", "GNA", "asserted")}),
        ("The GNA said it had bombed Tarhuna after the LNA took Surman.",
         {("tarhouna", "airstrike", "GNA", "claimed"), ("surman", "capture", "LNA", "confirmed")}),
    ],
)  # fmt: skip
def test_what_a_side_says_that_it_took_before_is_its_claim_too(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ten LNA soldiers, a medic said, were killed in Ain Zara.", {("ain-zara", "clash", "GNA", "claimed")}),
        ("Ten LNA soldiers, among them an officer, were killed in Ain Zara.",
         {("ain-zara", "clash", "GNA", "asserted")}),
        ("Fifteen militants, the centre announced, were killed in Salah al-Din.", set()),
        ("Five fighters, hospital sources said, were killed in Aziziya.", set()),
        ("Five civilians, a medic said, were killed in Ain Zara.", {("ain-zara", "civilian_harm", None, "claimed")}),
        ("Three ambulances, the hospital said, were hit in Ain Zara.",
         {("ain-zara", "civilian_harm", None, "claimed")}),
    ],
)  # fmt: skip
def test_who_was_killed_stands_before_what_interrupts(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine people died on 4 May in an attack in Sabha, and five days later gunmen killed two civilians in Tarhuna.",
         {("sabha", "clash", "2020-05-04"), ("tarhouna", "civilian_harm", "2020-05-09")}),
        ("Clashes broke out in Ain Zara, and gunmen killed three civilians in Tarhuna.",
         {("ain-zara", "clash", "2020-06-05"), ("tarhouna", "civilian_harm", "2020-06-05")}),
        ("An attack in Sabha killed three people.", {("sabha", "clash", "2020-06-05")}),
        ("Fighters clashed in Ain Zara and killed three civilians.", {("ain-zara", "clash", "2020-06-05")}),
    ],
)  # fmt: skip
def test_a_second_happening_at_its_own_place_is_told_apart(text, expected):
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A drone strike on Mitiga airport was followed by Grad rockets launched by pro-Haftar militia, the GNA said.",
         {("mitiga-airport", "drone_strike", None, "claimed"), ("mitiga-airport", "shelling", "LNA", "claimed")}),
        ('An air strike on Mitiga airport was followed by "Grad rockets fired by (pro-Haftar) militia," the GNA said.',
         {("mitiga-airport", "airstrike", None, "claimed"), ("mitiga-airport", "shelling", "LNA", "claimed")}),
        ("An air strike on Mitiga was followed by shelling by the LNA.",
         {("mitiga-airport", "airstrike", None, "asserted"), ("mitiga-airport", "shelling", "LNA", "asserted")}),
        ("An air strike by the LNA on Mitiga was followed by shelling.",
         {("mitiga-airport", "airstrike", "LNA", "asserted"), ("mitiga-airport", "shelling", None, "asserted")}),
        ("Surman was taken by pro-GNA fighters.", {("surman", "capture", "GNA", "asserted")}),
    ],
)  # fmt: skip
def test_what_followed_a_strike_is_his_who_fired_it(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA condemned the attacks Haftar has made on Tripoli since April 2019.",
         {("tripoli", "advance", "LNA", "asserted")}),
        ("Sarraj denounced the assault Haftar launched on the capital.", {("tripoli", "advance", "LNA", "asserted")}),
        ("Sarraj met Haftar to end the attacks he launched on the capital.",
         {("tripoli", "advance", "LNA", "asserted")}),
        ("The LNA attacked Abu Grein as part of a broader move to open a new front towards Misrata.",
         {("abu-qurayn", "advance", "LNA", "asserted"), ("misrata", "advance", "LNA", "planned")}),
        ("Fighters of the GNA clashed with the LNA at Wishka as part of a plan to open a second front near Jufra.",
         {("wishka", "clash", "LNA/GNA", "asserted"), ("jufra", "advance", "GNA", "planned")}),
        ("The LNA opened a new front near Misrata.", {("misrata", "advance", "LNA", "asserted")}),
        ("Jufra air base has become a hub for gathering the mercenaries who fight for Haftar.",
         {("jufra-airbase", "foreign_deployment", None, "asserted")}),
        ("Watiya has become a base for training Syrian fighters.",
         {("watiya-airbase", "foreign_deployment", None, "asserted")}),
        ("Jufra has become a hub for fuel smuggling.", set()),
    ],
)  # fmt: skip
def test_attacks_are_his_who_made_them_and_fronts_his_who_opens_them(text, expected):
    assert told(text) == expected
