"""What the coder must not take for a place held, or for somebody else's deed."""

import datetime as dt

import pytest
from telling import teller

from libyaconflict.coder import default_coder

DAY = dt.date(2020, 6, 5)  # a Friday
told = teller("place_id event_type actor control_after status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the port of a town is not the town
        ("LNA units moved into Sirte and took the sea port of the city.",
         {("sirte", "advance", "LNA", "contested", "asserted"), ("sirte-port", "capture", "LNA", "LNA", "asserted")}),
        ("LNA units moved into Sirte and took the port.",
         {("sirte", "advance", "LNA", "contested", "asserted"), ("sirte-port", "capture", "LNA", "LNA", "asserted")}),
        # what goes on is not done; who is inside does not hold
        ("The GNA went on with clearing Mizda.", {("mizda", "advance", "GNA", None, "asserted")}),
        ("The GNA is liberating Mizda.", {("mizda", "advance", "GNA", None, "asserted")}),
        ("The GNA pushed on to take Mizda.", {("mizda", "capture", "GNA", "GNA", "asserted")}),
        ("The LNA is already inside Tripoli.", {("tripoli", "advance", "LNA", None, "asserted")}),
        # an ally is not the actor, a speaker no second one
        ("The GNA and its Turkish backers took Mizda.", {("mizda", "capture", "GNA", "GNA", "asserted")}),
        ("Russia, the US says, sent arms to Jufra.", {("jufra", "arms_transfer", "Russia", None, "claimed")}),
        # what is vowed
        ("The LNA has promised to reply with a fierce air campaign. The GNA took Mizda.",
         {("libya", "airstrike", "LNA", None, "planned"), ("mizda", "capture", "GNA", "GNA", "asserted")}),
        # troops that withdraw take no claim back
        ("The GNA withdrew, which let the LNA claim that it controlled Mizda.",
         {("mizda", "other", "LNA", "LNA", "claimed")}),
        # a mayor's city is his own
        ("The LNA moved on Asabaa.\nGharyan's mayor said that jets had bombed the city.",
         {("asabaa", "advance", "LNA", None, "asserted"), ("gharyan", "airstrike", None, None, "claimed")}),
        ("The GNA attacked Tarhuna. The assault failed to dislodge the LNA.",
         {("tarhouna", "advance", "GNA", None, "asserted"), ("tarhouna", "repelled", "LNA", "LNA", "asserted")}),
        ("The LNA shelled Mizda. There is little progress in the town.", {("mizda", "shelling", "LNA", None, "asserted")}),
    ],
)  # fmt: skip
def test_what_is_not_held_or_done(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Turkey sent 300 to 400 fighters to Libya in the first three months of this year.", "2020-01/2020-03"),
        ("In the second half of 2019 Turkey sent fighters to Libya.", "2019-07/2019-12"),
        ("Russia sent fighters to Libya in the last quarter of last year.", "2019-10/2019-12"),
    ],
)
def test_parts_of_a_year(text, date):
    assert [e.date for e in default_coder().code("own", text, DAY)] == [date]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whom a claim is about
        ("Sarraj said that any information on LNA advances on Tripoli was untrue.",
         {("tripoli", "advance", "LNA", None, "denied")}),
        ("The crisis has led to advances of the LNA on Sirte.", {("sirte", "advance", "LNA", None, "asserted")}),
        # "these areas", and a second place a few days later
        ("The LNA launched an assault in Mizda and Shwayrif, in which it seized these areas and took Brega.",
         {("mizda", "capture", "LNA", "LNA", "asserted"), ("shwayrif", "capture", "LNA", "LNA", "asserted"),
          ("brega", "capture", "LNA", "LNA", "asserted")}),
        ("The GNA took Mizda to the south of Tripoli on Monday, June 1, and three days later the town of Asabaa.",
         {("mizda", "capture", "GNA", "GNA", "asserted"), ("asabaa", "capture", "GNA", "GNA", "asserted")}),
        # where a clause opens
        ("In Ain Zara the LNA withdrew from several areas.", {("ain-zara", "withdrawal", "LNA", None, "asserted")}),
        ("In Ain Zara the LNA lost positions.", {("ain-zara", "advance", "GNA", None, "asserted")}),
        # foreign men who come, or are to go
        ("Mercenaries loyal to Haftar have been deployed in Hun.", {("hun", "foreign_deployment", "LNA", None, "asserted")}),
        ("All foreign fighters must leave Libya within three months.", {("libya", "withdrawal", None, None, "planned")}),
        ("The accord provides for the departure of foreign fighters from Libya by land, air and sea.",
         {("libya", "withdrawal", None, None, "planned")}),
    ],
)  # fmt: skip
def test_names_and_places_told_before(text, expected):
    assert told(text) == expected


def test_an_ally_holds_for_its_side_only_in_this_war():
    assert told("The Kaniyat have held Tarhuna since 2014.") == {("tarhouna", "capture", "Kaniyat", None, "asserted")}
    assert ("espiaa", "capture", "Kaniyat", "LNA", "asserted") in told("The Kaniyat took Espiaa on Monday.")
