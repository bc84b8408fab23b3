"""What the coder makes of what it knows in other words: nouns for verbs, clefts, asides, denials of a whole clause."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 3, 26)  # a Thursday
told = teller("place_id event_type status control_after", DAY)


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
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Neither Mizda nor its airport, the GNA said, had been stormed by the LNA or was under its control.",
         {("mizda", "advance", "denied", None), ("mizda", "capture", "denied", None)}),
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
    assert told(text) == expected
