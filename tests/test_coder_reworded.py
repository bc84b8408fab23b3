"""What the coder makes of what it knows in other words: nouns for verbs, clefts, asides, denials of a whole clause."""
"""What the coder makes of other wordings of what it knows: aims, contrasts, returns, and what no force does."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 3, 26)  # a Thursday
told = teller("place_id event_type status control_after", DAY)
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
        ("The seizure of Surman, on the coast road, from the GNA is near, the LNA said.",
         {("surman", "capture", "planned", None)}),
        ("Mizda's capture is not far off, the LNA said.", {("mizda", "capture", "planned", None)}),
        ("The retaking of Sirte before winter is what the GNA wants.", {("sirte", "recapture", "planned", None)}),
        ("The liberation of Tarhuna is under way, the GNA said.", {("tarhouna", "capture", "planned", None)}),
        ("Only a few streets separate the GNA from the capture of Ain Zara.", {("ain-zara", "capture", "planned", None)}),
        ("Little stands between the LNA and Sirte's capture.", {("sirte", "capture", "planned", None)}),
        ("The GNA launched an assault for Mizda's capture.",
         {("mizda", "advance", "asserted", None), ("mizda", "capture", "planned", None)}),
        ("The capture of Mizda was a goal that was met on Monday.", {("mizda", "capture", "asserted", None)}),
        ("The GNA's capture of Gharyan, which is close to Tripoli, is a success.",
         {("gharyan", "capture", "asserted", "GNA")}),
        ("The recovery of Gharyan by the LNA was announced on Monday.", {("gharyan", "recapture", "claimed", "LNA")}),
    ],
)  # fmt: skip
def test_a_change_that_a_noun_names_is_what_its_verb_makes_of_it(text, expected):
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
        ("Neither Mizda nor its airport, the GNA said, had been stormed by the LNA or was under its control.",
         {("mizda", "advance", "denied", None), ("mizda", "other", "denied", None)}),
        ("It was neither Mizda nor Gharyan that the LNA had taken, the GNA said.",
         {("mizda", "capture", "denied", None), ("gharyan", "capture", "denied", None)}),
        ("It was Zaltan that the LNA lost on Wednesday.", {("zaltan", "capture", "asserted", "GNA")}),
        ("The claim that the LNA has not left Gharyan is false, an officer said.",
         {("gharyan", "withdrawal", "claimed", None)}),
        ("That Watiya is in its hands is what the GNA claims.", {("watiya-airbase", "other", "claimed", "GNA")}),
        ("That Mizda had been recovered by GNA troops was what an envoy told reporters.",
         {("mizda", "recapture", "claimed", "GNA")}),
        ("Apathy has captured Tripoli and taken Sirte, a columnist wrote.", set()),
    ],
)  # fmt: skip
def test_a_denial_reaches_the_verbs_of_its_whole_clause(text, expected):
    assert told(text) == expected
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
        ("The LNA took Jumayl from GNA forces, which controlled the town.", {("jumayl", "capture", "asserted", "LNA")}),
        ("Control over Sirte lies with the LNA.", {("sirte", "other", "asserted", "LNA")}),
        ("Complete control over Sirte and everything around it belongs to the LNA.",
         {("sirte", "other", "asserted", "LNA")}),
        ("Mizda has been under LNA control ever since.", {("mizda", "other", "asserted", "LNA")}),
        ("Mizda remains together with its airport in the firm grip of the LNA.", {("mizda", "other", "asserted", "LNA")}),
        ("The GNA insists that Mizda is in its own possession.", {("mizda", "other", "claimed", "GNA")}),
        ("The LNA maintains that its men are within the Yarmouk camp.", {("yarmouk-camp", "capture", "claimed", "LNA")}),
        ("The LNA says its men are within 5 km of Mizda.", {("mizda", "advance", "claimed", None)}),
    ],
)  # fmt: skip
def test_a_hold_is_told_by_a_noun_or_by_where_men_are(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The start of an offensive on Sirte was announced by the GNA.", {("sirte", "declaration", "asserted", None)}),
        ("The reopening of the Hamada valve was followed by the resumption of pumping at El Feel.",
         {("hamada", "oil_restart", "asserted", None), ("el-feel-oilfield", "oil_restart", "asserted", None)}),
        ("The dispatch of troops to Libya was authorised by the Turkish parliament.",
         {("libya", "foreign_deployment", "planned", None)}),
        ("Surman saw combat on Monday.", {("surman", "clash", "asserted", "contested")}),
        ("The LNA lost a combat drone over Gharyan.", {("gharyan", "shootdown", "asserted", None)}),
    ],
)  # fmt: skip
def test_nouns_of_starting_sending_and_fighting(text, expected):
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
