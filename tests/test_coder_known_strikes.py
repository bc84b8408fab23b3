"""What the coder takes for granted in denials, questions and openings, and bombs that never went off."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 5)  # a Friday
told = teller("place_id event_type actor status control_after", DAY)
dated = teller("place_id event_type actor date status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA denied that the ship shelled in Tripoli port on Tuesday had been carrying arms.",
         {("tripoli-port", "shelling", None, "2020-06-02", "asserted")}),
        ("Officials denied that the clinic bombed in Ain Zara on Sunday had housed fighters.",
         {("ain-zara", "airstrike", None, "2020-05-31", "asserted")}),
        ("The LNA denied that the house shelled in Tajoura on Monday was a depot.",
         {("tajoura", "shelling", None, "2020-06-01", "asserted")}),
        ("The LNA denied that Ain Zara was shelled on Tuesday.",
         {("ain-zara", "shelling", None, "2020-06-02", "denied")}),
        ("The LNA denied that the clinic had been bombed in Ain Zara.",
         {("ain-zara", "airstrike", None, "2020-06-05", "denied")}),
        ("The GNA denied that its jets bombed Mizda on Monday.", {("mizda", "airstrike", "GNA", "2020-06-01", "denied")}),
    ],
)  # fmt: skip
def test_what_a_denial_says_of_a_struck_thing_leaves_the_strike(text, expected):
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Nobody can deny that the LNA took Mizda.", "asserted"),
        ("Nobody could dispute that the GNA had lost Mizda.", "asserted"),
        ("Hardly anyone disputes that the LNA took Mizda.", "asserted"),
        ("Few in the capital deny that the LNA took Mizda.", "asserted"),
        ("The GNA denied that the LNA took Mizda.", "denied"),
        ("The GNA does not deny that the LNA took Mizda.", "confirmed"),
    ],
)
def test_what_nobody_can_deny_is_so(text, status):
    control = "LNA" if status != "denied" else None
    assert told(text) == {("mizda", "capture", "LNA", status, control)}


def test_nobody_can_say_whether_is_no_claim():
    assert told("Nobody can say whether the LNA took Mizda.") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asked whether Mizda had fallen, the GNA spokesman said that fighting went on there.",
         ("mizda", "clash", "LNA/GNA", "claimed", "contested")),
        ("Asked if Mizda had fallen, the GNA spokesman would say only that fighting went on in Asabaa.",
         ("asabaa", "clash", "LNA/GNA", "claimed", "contested")),
        ("Asked whether Mizda had fallen, the LNA spokesman said its men had taken Asabaa.",
         ("asabaa", "capture", "LNA", "claimed", "LNA")),
        ("The UN asked whether the LNA had shelled Ain Zara.", ("ain-zara", "shelling", "LNA", "hypothetical", None)),
    ],
)  # fmt: skip
def test_an_answer_tells_more_than_the_question(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Taken by the LNA in April, lost in May and shelled since, Gharyan is quiet now.",
         {("gharyan", "capture", "LNA", "2020-04", "asserted"), ("gharyan", "capture", "GNA", "2020-05", "asserted"),
          ("gharyan", "shelling", None, "2020-05", "asserted")}),
        ("Captured on Monday, Mizda is quiet now.", {("mizda", "capture", None, "2020-06-01", "asserted")}),
        ("Shelled on Monday and looted since, Mizda is empty.",
         {("mizda", "shelling", None, "2020-06-01", "asserted")}),
        ("Bombed twice in May, Ain Zara is empty.", {("ain-zara", "airstrike", None, "2020-05", "asserted")}),
        ("Lost in the desert, Mizda is a quiet town.", set()),
        ("Captured in Mizda on Monday, the officer was taken to Gharyan.", set()),
        ("Captured on Monday, three LNA men from Mizda were freed.", set()),
    ],
)  # fmt: skip
def test_participles_that_open_a_sentence_tell_of_its_subject(text, expected):
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "LNA jets struck twice on Wednesday: at Zuwara airport and at a wedding in Murzuq.",
            {"zuwara-airport", "murzuq"},
        ),
        (
            "LNA jets struck again: in Ain Zara and, by its own admission, at a clinic in Tajoura.",
            {"ain-zara", "tajoura"},
        ),
        ("LNA jets struck Mizda on Wednesday: Murzuq was quiet.", {"mizda"}),
    ],
)
def test_a_colon_tells_where_each_strike_fell(text, places):
    assert {place for place, kind, actor, *_ in told(text) if (kind, actor) == ("airstrike", "LNA")} == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A raid on Mizda was meant for an arms depot.", {("mizda", "airstrike", None, "asserted", None)}),
        ("An LNA raid on a school in Tajoura was meant for a militia camp.",
         {("tajoura", "airstrike", "LNA", "asserted", None)}),
        ("A raid on Tajoura was aimed at freeing two hostages.", set()),
        ("Bombs that experts defused in Ain Zara had been left by the LNA.", set()),
        ("Unexploded bombs were found in Ain Zara.", set()),
        ("Bombs that were later defused fell on Ain Zara.", {("ain-zara", "airstrike", None, "asserted", None)}),
        ("Experts defused bombs in Ain Zara.", {("ain-zara", "other", None, "asserted", None)}),
        ("The LNA bombed Ain Zara, and a bomb that did not go off was defused.",
         {("ain-zara", "airstrike", "LNA", "asserted", None)}),
    ],
)  # fmt: skip
def test_a_raid_meant_for_a_depot_is_one_and_a_bomb_made_safe_is_none(text, expected):
    assert told(text) == expected


def test_a_span_of_months():
    text = "Turkey sent 3,800 Syrians to Libya between January and March, the Pentagon said."
    assert {(place, date) for place, _, _, date, _ in dated(text)} == {("libya", "2020-01/2020-03")}
    text = "The LNA shelled Ain Zara from November to February."
    assert {(place, date) for place, _, _, date, _ in dated(text)} == {("ain-zara", "2019-11/2020-02")}
    text = "The conference in Berlin slipped from October to November."
    assert all(date != "2019-10/2019-11" for _, _, _, date, _ in dated(text))


def test_bodies_that_come_up_from_a_well():
    grave = {("tarhouna", "mass_grave", None, "asserted", None)}
    assert told("Ten bodies came up from a well in Tarhuna.") == grave
    assert told("Six more bodies had surfaced from a pit near Tarhuna.") == grave
    assert told("Ten bodies washed up on the beach at Zawiya.") == set()
