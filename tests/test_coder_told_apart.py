"""What tells near misses apart: each fact here is coded otherwise without one step of the coder."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 5)  # a Friday
told = teller("place_id event_type actor status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clashes went on in Ain Zara, Abu Salim and Hadba.\nHundreds of families fled.",
         {(place, "clash", "LNA/GNA", "asserted") for place in ("ain-zara", "abu-salim", "hadba")}
         | {("tripoli", "displacement", None, "asserted")}),
        ("The GNA took Surman on Monday.\nSabratha was shelled.\nThe LNA denied that there had been any retreat.",
         {("surman", "capture", "GNA", "asserted"), ("sabratha", "shelling", None, "asserted"),
          ("surman", "withdrawal", "LNA", "denied")}),
        ("LNA convoys of armed vehicles withdrew from Tarhuna.", {("tarhouna", "withdrawal", "LNA", "asserted")}),
        ("The GNA's recovery of Sabratha came hours after the departure of its pro-Haftar garrison.",
         {("sabratha", "recapture", "GNA", "asserted"), ("sabratha", "withdrawal", "LNA", "asserted")}),
        ("The loss of Watiya on Monday, the LNA's worst defeat, leaves Tarhuna without cover.",
         {("watiya-airbase", "capture", "GNA", "asserted")}),
        ("The LNA seized Qurdafan city.\nGNA forces retook the city on Friday.",
         {("?Qurdafan", "capture", "LNA", "asserted"), ("?Qurdafan", "recapture", "GNA", "asserted")}),
        ("The GNA said it had taken Surman and that the western region had been rid of Haftar's militias.",
         {("surman", "capture", "GNA", "claimed"), ("western-libya", "capture", "GNA", "claimed")}),
    ],
)  # fmt: skip
def test_who_left_and_fled_which_place(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Drones hit an LNA column as it made its way to Tarhuna near Mizda.",
         {("mizda", "drone_strike", "GNA", "asserted")}),
        ("The LNA hit Mitiga and destroyed three drones.", {("mitiga-airport", "airstrike", "LNA", "asserted")}),
        ("Rockets hit Mitiga airport and killed two GNA fighters.", {("mitiga-airport", "shelling", "LNA", "asserted")}),
        ("The NOC said it had shut down El Feel oilfield after a warplane bombed its gates.",
         {("el-feel-oilfield", "oil_shutdown", "NOC", "asserted"), ("el-feel-oilfield", "airstrike", None, "asserted")}),
        ("LNA fighters looted homes in Sirte.\nThe LNA denied any violations.",
         {("sirte", "civilian_harm", "LNA", "asserted"), ("sirte", "civilian_harm", "LNA", "denied")}),
        ("Colonel Ali, commander of the LNA's offensive in Tripoli, said that the truce had been broken.", set()),
        ("His own people have rejected him, said a Tuareg elder of Haftar's offensive on Tripoli.",
         {("tripoli", "advance", "LNA", "asserted")}),
    ],
)  # fmt: skip
def test_whose_strikes_harm_and_offensives_they_are(text, expected):
    assert told(text) == expected


def test_a_quotation_of_several_sentences_has_one_speaker_to_its_end():
    said = teller("place_id actor by", DAY)
    text = (
        'LNA spokesman Ahmed Khartoush met reporters.\nThe GNA was silent.\n"We took Mizda. Our men entered Gharyan," '
    )
    assert said(text + "said Khartoush.") == {("mizda", "LNA", "LNA"), ("gharyan", "LNA", "LNA")}


def test_an_unnamed_airport_is_the_only_one_that_a_long_text_names():
    between = "The war has killed more than a thousand people since April, the health ministry said on Friday. " * 7
    text = (
        "A new round of rocket fire hit an airport near the capital.\n"
        + between
        + "\nFlights were moved from Mitiga airport."
    )
    assert ("mitiga-airport", "shelling", None, "asserted") in told(text)


def test_the_day_on_which_a_road_was_cut_is_not_that_of_its_reopening():
    dated = teller("place_id event_type date", DAY)
    assert dated("The road to Gharyan, cut in April of last year, has been reopened.") == {
        ("gharyan", "other", "2020-06-05")
    }
