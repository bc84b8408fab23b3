"""What the coder makes of reports of a front that moves: announcements, ground once held, and who fled where."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 5)  # a Friday
told = teller("place_id event_type actor status", DAY)
dated = teller("place_id event_type date", DAY)
held = teller("place_id event_type control_after", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA spokesman, Ahmed Mismari, announced on Monday, that his men had taken Asabaa.",
         {("asabaa", "capture", "2020-06-01")}),
        ("The GNA announced, on Tuesday, control of Mizda.", {("mizda", "capture", "2020-06-02")}),
        ('The GNA announced on Tuesday, "total control of Mizda".', {("mizda", "capture", "2020-06-02")}),
        ("The GNA confirmed, in a statement, its total control of Mizda.", {("mizda", "capture", "2020-06-05")}),
        ("The road, cut on Monday, was opened when the GNA took Mizda.", {("mizda", "capture", "2020-06-05")}),
    ],
)  # fmt: skip
def test_a_comma_may_part_what_is_announced_from_the_verb_and_its_day(text, expected):
    assert expected <= dated(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA has been falling back from lines it has held around Tripoli.",
         {("tripoli", "withdrawal", "LNA", "asserted")}),
        ("The LNA withdrew from positions that it had captured in Ain Zara.",
         {("ain-zara", "withdrawal", "LNA", "asserted")}),
        ("The GNA bombed posts that the LNA holds in Mizda.", {("mizda", "airstrike", "GNA", "asserted")}),
        ("The GNA bombed sites which the LNA had occupied near Mizda.", {("mizda", "airstrike", "GNA", "asserted")}),
        ("The LNA said that the posts that the GNA had taken in Ain Zara were empty.", set()),
    ],
)  # fmt: skip
def test_ground_is_known_by_who_held_it_there(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Battles go on around Tripoli, despite the announcement by the UN mission in Libya that both sides want peace.",
         {("tripoli", "clash", "LNA/GNA", "asserted")}),
        ("The fighting around Tripoli has raised fears that others could gain.", set()),
        ("Wagner men left Libya following the LNA's retreat.", set()),
        ("The LNA presented the loss of Mizda as a tactical withdrawal.",
         {("mizda", "capture", "GNA", "asserted")}),
    ],
)  # fmt: skip
def test_no_country_is_the_place_of_a_fight_or_a_retreat(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rockets hit parts of the capital on Thursday. The attacks caused much damage in Abu Salim and Tajoura.",
         {("abu-salim", "shelling"), ("tajoura", "shelling")}),
        ("Shells landed on the coastal road in the town of Tajoura.", {("tajoura", "shelling")}),
        ("Rockets hit the airport road in Tripoli.", {("airport-road", "shelling")}),
        ("The GNA took the lead. The attack inflicted heavy losses on the LNA in Sirte.", {("sirte", "clash")}),
        ("The bombing of Mitiga left two dead.", {("mitiga-airport", "airstrike")}),
        ("The UN condemned the LNA's shelling of homes in Tripoli. It said that the LNA's bombing has killed 15 civilians.",
         {("tripoli", "shelling")}),
    ],
)  # fmt: skip
def test_what_harm_was_done_is_of_the_kind_told_before(text, expected):
    assert {(place, kind) for place, kind, *_ in told(text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GNA men managed to enter Mizda and control Asabaa.",
         {("mizda", "advance", "contested"), ("asabaa", "capture", "GNA")}),
        ("LNA forces succeeded in controlling Asabaa.", {("asabaa", "capture", "LNA")}),
        ("LNA forces did not succeed in controlling Asabaa.", set()),
        ("The GNA wants to enter Mizda and control Asabaa.", {("mizda", "advance", None)}),
        ("He said that Tarhouna was under GNA control and that the militias fled to areas around Bani Walid.",
         {("tarhouna", "other", "GNA"), ("tarhouna", "withdrawal", None)}),
    ],
)  # fmt: skip
def test_control_that_was_managed_is_a_gain(text, expected):
    assert held(text) == expected
