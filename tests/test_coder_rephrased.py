"""What the coder makes of plain facts in other wordings: the passive of a noun, aims, asides, "neither ... nor"."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 4, 22)  # a Wednesday
told = teller("place_id event_type actor status control_after", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GNA begins assault for Mizda's capture",
         {("mizda", "advance", "GNA", "asserted", None), ("mizda", "capture", "GNA", "planned", None)}),
        ("An offensive with the aim of capturing Mizda, the town that serves the LNA as its base, was launched by the GNA.",
         {("mizda", "advance", "GNA", "asserted", None), ("mizda", "capture", "GNA", "planned", None)}),
        ("The LNA sent men for the takeover of Shwayrif.", {("shwayrif", "capture", None, "planned", None)}),
        ("The goal of the operation is the recapture of Watiya air base.",
         {("watiya-airbase", "recapture", None, "planned", None)}),
        ("A push to bring about the fall of Surman began on Sunday.", {("surman", "capture", None, "planned", None)}),
        ("The LNA thanked its men for the capture of Sirte.", {("sirte", "capture", "LNA", "asserted", "LNA")}),
        ("The GNA managed to complete the capture of Surman.", {("surman", "capture", None, "asserted", None)}),
    ],
)  # fmt: skip
def test_what_a_noun_of_taking_is_aimed_at_has_not_been_taken(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
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
        ("It was on Mizda that the LNA launched an assault on Monday.", {("mizda", "advance", "LNA", "asserted", None)}),
        ("The airstrike on Sirte was condemned by the GNA.", {("sirte", "airstrike", None, "asserted", None)}),
    ],
)  # fmt: skip
def test_who_does_and_who_tells_what_a_noun_names(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The capture of Mizda by its foe, the LNA, was confirmed by the GNA.",
         {("mizda", "capture", "LNA", "confirmed", "LNA")}),
        ("Control over Mizda and all around it belongs, as of this morning, to the LNA.",
         {("mizda", "other", "LNA", "asserted", "LNA")}),
        ("Mizda remains, with all its surroundings, in the complete and \"firm\" grip of the LNA.",
         {("mizda", "other", "LNA", "asserted", "LNA")}),
        ("Tripoli is not in the hands of the LNA, the GNA said.", {("tripoli", "capture", "LNA", "denied", None)}),
        ("The LNA shelled Mizda. Attempts by the GNA to regain the positions it had lost have failed.",
         {("mizda", "shelling", "LNA", "asserted", None), ("mizda", "repelled", "LNA", "asserted", None)}),
        ("The GNA and the LNA kept up their battle in Ain Zara.", {("ain-zara", "clash", "LNA/GNA", "asserted", "contested")}),
        ("The discovery in Saadiya of several bodies was announced by the LNA.",
         {("saadiya", "other", None, "claimed", None)}),
        ("Some 760 families were driven from Murzuq.", {("murzuq", "displacement", None, "asserted", None)}),
        ("The tension that the offensive has brought to the area of Mizda is high.", set()),
    ],
)  # fmt: skip
def test_facts_told_by_a_noun_an_apposition_or_two_adjectives(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("The capture by the LNA of Mizda, reports of which the GNA dismissed, would have opened the road.", set()),
        ("That the LNA had entered Gharyan was something the GNA denied.", {None}),
        ("Talks on the handover of Sirte to the GNA have failed.", {None}),
        ("Elders of Bani Walid have refused the LNA entry into the town.", set()),
        ("Both the LNA and the GNA say Mizda is theirs.", set()),
        ("Gharyan was surrendered without a shot by the men of the LNA.", {"GNA"}),
        ("Surman was handed without a fight to the GNA.", {"GNA"}),
    ],
)
def test_no_wrong_holder_from_what_is_talked_of_refused_or_given_up(text, holders):
    assert {holder for *_, holder in told(text)} == holders
