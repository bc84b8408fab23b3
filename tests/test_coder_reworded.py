"""What the coder makes of what it knows in other words: nouns for verbs, clefts, asides, denials of a whole clause."""
"""What the coder makes of plain facts in other wordings: the passive of a noun, aims, asides, "neither ... nor"."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 3, 26)  # a Thursday
told = teller("place_id event_type status control_after", DAY)
DAY = dt.date(2020, 4, 22)  # a Wednesday
told = teller("place_id event_type actor status control_after", DAY)


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
        ("GNA begins assault for Mizda's capture",
         {("mizda", "advance", "GNA", "asserted", None), ("mizda", "capture", "GNA", "planned", None)}),
        ("An offensive with the aim of capturing Mizda, the town that serves the LNA as its base, was launched by the GNA.",
         {("mizda", "advance", "GNA", "asserted", None), ("mizda", "capture", "GNA", "planned", None)}),
        ("The LNA sent men for the takeover of Shwayrif.", {("shwayrif", "capture", None, "planned", None)}),
        ("The goal of the operation is the recapture of Watiya air base.",
         {("watiya-airbase", "recapture", None, "planned", None)}),
        ("A push to bring about the fall of Surman began on Sunday.", {("surman", "capture", None, "planned", None)}),
        ("The LNA thanked its men for the capture of Sirte.", {("sirte", "capture", None, "asserted", None)}),
        ("The GNA managed to complete the capture of Surman.", {("surman", "capture", None, "asserted", None)}),
    ],
)  # fmt: skip
def test_what_a_noun_of_taking_is_aimed_at_has_not_been_taken(text, expected):
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
    "text",
    [
        "The capture of the Ras Ajdir crossing, on the frontier with Tunisia, from the GNA is near, the LNA announced.",
        "The seizure of Mizda was at hand, the LNA announced.",
        "The recapture of Mizda, the GNA said, is not far off.",
        "The capture of Watiya lies ahead.",
        "Gharyan, whose recapture, given where it lies, could yet prove hard, is an LNA base.",
    ],
)
def test_what_is_said_to_lie_ahead_gives_no_holder(text):
    assert {status for *_, status, _ in told(text)} <= {"planned", "hypothetical"}
    assert {holder for *_, holder in told(text)} == {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An advance on Mizda, the last town on the road, was made by the LNA on Monday.",
         {("mizda", "advance", "LNA", "asserted", None)}),
        ("An advance in South Tripoli and the seizure of the town of Mizda have been announced by the LNA.",
         {("tripoli", "advance", "LNA", "claimed", None), ("mizda", "capture", "LNA", "claimed", "LNA")}),
        ("The shelling of Ain Zara, which went on until noon, was carried out by the LNA.",
         {("ain-zara", "shelling", "LNA", "asserted", None)}),
        ("The arrival of Syrian fighters in Tripoli was denied by the GNA.",
         {("tripoli", "foreign_deployment", None, "denied", None)}),
        ("The airstrike on Sirte was condemned by the GNA.", {("sirte", "airstrike", None, "asserted", None)}),
    ],
)  # fmt: skip
def test_who_does_and_who_tells_what_a_noun_names(text, expected):
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
    "text",
    [
        "Neither Mizda nor its suburbs, Sarraj said in a statement, had been stormed by the LNA or were under its control.",
        "The GNA says that neither Mizda nor Gharyan is under LNA control.",
        "The LNA denied that the GNA held Mizda.",
    ],
)
def test_neither_nor_and_a_denied_hold_are_denials(text):
    assert {status for *_, status, _ in told(text)} == {"denied"}
    assert "capture" in {kind for _, kind, *_ in told(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mizda has been cleared by the LNA of the militia, which controlled these areas.",
         {("mizda", "capture", "LNA", "asserted", "LNA")}),
        ("The LNA expelled from Mizda the militia that had controlled it.",
         {("mizda", "capture", "LNA", "asserted", "LNA")}),
        ("Among the areas in the northwest that have fallen to its men, according to a statement from the LNA, are Surman"
         " and Zaltan.",
         {("surman", "capture", "LNA", "claimed", "LNA"), ("zaltan", "capture", "LNA", "claimed", "LNA")}),
        ("Among the sites in western Libya taken by the GNA was Watiya airbase.",
         {("watiya-airbase", "capture", "GNA", "asserted", "GNA")}),
        ("The advance brought Mizda under the control of the LNA.", {("mizda", "capture", "LNA", "asserted", "LNA")}),
        ("A push which brought the area of Mizda under GNA control was made on Monday.",
         {("mizda", "capture", "GNA", "asserted", "GNA")}),
    ],
)  # fmt: skip
def test_who_holds_a_place_is_its_taker_not_who_held_it_before(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Ain Zara, in the south of Tripoli, was the site of fierce fighting between the GNA and the LNA.",
            {"ain-zara"},
        ),
        ("In Tripoli, Ain Zara was the scene of clashes.", {"ain-zara"}),
        ("The GNA made a counter-attack at Ain Zara in a bid to frustrate the assault.", {"ain-zara"}),
        ("A ridge near Mizda was the scene of clashes.", set()),
    ],
)
def test_the_scene_of_a_fight_is_the_subject(text, places):
    assert {(place, kind) for place, kind, *_ in told(text)} == {(place, "clash") for place in places}
