"""What the coder makes of other wordings of what it knows: aims, contrasts, returns, and what no force does."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2019, 10, 10)  # a Thursday
told = teller("place_id event_type actor status", DAY)
held = teller("place_id control_after date", DAY)


@pytest.mark.parametrize(
    "text",
    [
        "The GNA has its sights set on taking Mizda.",
        "LNA units have designs on capturing Mizda.",
        "The GNA is counting on taking Mizda within days.",
        "The LNA turned its attention to capturing Mizda.",
        "GNA units hope to have Mizda under their control by Sunday.",
        "The LNA wants Mizda back in its hands.",
    ],
)
def test_what_somebody_has_in_mind_is_a_plan(text):
    assert {(place, status) for place, _, _, status in told(text)} == {("mizda", "planned")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was Mizda rather than Tiji that fell to the LNA.",
         {("mizda", "capture", "LNA", "asserted"), ("tiji", "capture", "LNA", "denied")}),
        ("The LNA bombed Mizda, rather than Tiji, on Monday.",
         {("mizda", "airstrike", "LNA", "asserted"), ("tiji", "airstrike", "LNA", "denied")}),
        ("The LNA chose to attack Mizda rather than Tiji.", {("mizda", "advance", "LNA", "planned")}),
        ("The GNA said it was false to say that the LNA had taken Mizda.", {("mizda", "capture", "LNA", "denied")}),
        ("An LNA officer said it was wrong to claim that the GNA had not pulled out of Mizda.",
         {("mizda", "withdrawal", "GNA", "claimed")}),
    ],
)  # fmt: skip
def test_what_stands_instead_of_another_place_and_what_is_wrong_to_say(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA took Mizda on Sunday, lost it on Tuesday and was back by Wednesday.",
         {("mizda", "LNA", "2019-10-06"), ("mizda", "GNA", "2019-10-08"), ("mizda", "LNA", "2019-10-09")}),
        ("The LNA lost Mizda on Sunday and its officers returned to Benghazi.", {("mizda", "GNA", "2019-10-06")}),
        ("Mizda was taken in June by the GNA, in whose hands it has stayed.",
         {("mizda", "GNA", "2019-06"), ("mizda", "GNA", "2019-10-10")}),
        ("Mizda was taken in June by the GNA, under whose control it had been before.", {("mizda", "GNA", "2019-06")}),
        ("The LNA says that it is within Hamza camp.", {("hamza-camp", "LNA", "2019-10-10")}),
        ("LNA units are within sight of Hamza camp.", set()),
    ],
)  # fmt: skip
def test_who_comes_back_and_who_is_left_in_control(text, expected):
    assert held(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tripoli is besieged by graft.",
        "The capital was overrun by rats.",
        "Sirte was attacked on Monday. The LNA said that the Foobar region had fallen to it.",
        "Reinforcements readied by GNA for push on Sirte",
    ],
)
def test_what_no_force_takes_gives_no_holder(text):
    assert all(holder in (None, "contested") for _, holder, _ in held(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA said it would pull out of Mizda, a retreat that it called tactical.",
         {("mizda", "withdrawal", "LNA", "planned")}),
        ("LNA units in Sirte fell back to Jufra.", {("sirte", "withdrawal", "LNA", "asserted")}),
        ("LNA units retreated in the direction of Tarhuna.", set()),
        ("A GNA brigade headed east in the direction of Tawergha.", {("tawergha", "other", "GNA", "asserted")}),
        ("Drones hit lorries and vehicles that the UAE had sent to Haftar near Sirte.",
         {("sirte", "drone_strike", None, "asserted")}),
        ("On Monday the two delegations spent six hours in Geneva trying to conclude a truce.",
         {("geneva", "talks", "LNA/GNA", "asserted")}),
        ("Haftar flew out of Moscow without signing the truce accord.",
         {("moscow", "agreement", "LNA", "denied")}),
        ("Six bodies were exhumed in Tarhuna, where mass graves are believed to lie.",
         {("tarhouna", "mass_grave", None, "asserted")}),
    ],
)  # fmt: skip
def test_moves_talks_and_graves_in_other_words(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA was stripped of Mizda by the GNA.", {("mizda", "capture", "GNA", "asserted")}),
        ("The LNA had Mizda snatched from it.", {("mizda", "capture", "GNA", "asserted")}),
        ("The LNA would be stripped of Mizda if it lost.", {("mizda", "capture", "GNA", "hypothetical")}),
        ("The LNA's hold on Mizda has not been broken.", set()),
        ("That Mizda was lost so quickly came as a shock to the LNA.", {("mizda", "capture", "GNA", "asserted")}),
        ("The GNA sent a column to Mizda. It was lost in the desert.", {("mizda", "other", "GNA", "asserted")}),
        ("Haftar promised his officers that they would be saying their prayers in Tripoli.",
         {("tripoli", "capture", "LNA", "planned")}),
        ("In its latest advance the GNA took Mizda.", {("mizda", "capture", "GNA", "asserted")}),
        ("By the time GNA units reached Mizda, the LNA had pulled out of it.",
         {("mizda", "withdrawal", "LNA", "asserted")}),
        ("The LNA took Hamza camp on Monday, the third time that the base has switched sides.",
         {("hamza-camp", "capture", "LNA", "asserted")}),
        ("Gunmen waylaid a patrol close to Sebha.", {("sabha", "clash", None, "asserted")}),
        ("The LNA flew a bombing run over Mizda.", {("mizda", "airstrike", "LNA", "asserted")}),
        ("Bombs were dropped on Mizda by LNA jets.", {("mizda", "airstrike", "LNA", "asserted")}),
    ],
)  # fmt: skip
def test_loss_return_and_raids_in_other_words(text, expected):
    assert told(text) == expected


def test_years_are_counted_back_from_the_month_named():
    said = "It is three years this month since Islamic State was expelled from Sirte by the GNA."
    assert held(said) == {("sirte", "GNA", "2016-10")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mizda is the next objective of the GNA.", {("mizda", "capture", "GNA", "planned")}),
        ("Mizda is the GNA's next target.", {("mizda", "capture", "GNA", "planned")}),
        ("GNA units have Mizda in their sights.", {("mizda", "capture", "GNA", "planned")}),
        ("Mizda is not the GNA's next target.", set()),
        ("The GNA has not claimed Mizda.", set()),
        ("It is too early to speak of the capture of Mizda.", set()),
        ("Mizda has been taken hostage by militias, said Haftar.", set()),
        ("Reports of the capture of Mizda by the GNA proved wrong.", {("mizda", "capture", "GNA", "denied")}),
        ("Mizda is no longer held by the LNA.", {("mizda", "capture", "GNA", "asserted")}),
    ],
)  # fmt: skip
def test_what_is_next_and_what_is_not_claimed(text, expected):
    assert told(text) == expected
