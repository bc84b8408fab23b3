"""What the coder reads of participles, asides, relative clauses and told-again places in newswire prose."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2019, 4, 27)  # a Saturday
told = teller("place_id event_type actor status", DAY)
dated = teller("place_id event_type date", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a participle tells of who stands before it, whatever governs him
        ("GNA men took Mizda, home to a depot of LNA units shelling Gharyan.",
         {("mizda", "capture", "GNA", "asserted"), ("gharyan", "shelling", "LNA", "asserted")}),
        # an aside tells whom a man meets, not who speaks
        ("On Friday, Haftar, meeting Macron, ruled out a ceasefire.", {("libya", "truce", "LNA", "denied")}),
        # what is tried is not done
        ("LNA forces went on to try and take Mizda.", {("mizda", "capture", "LNA", "planned")}),
        ("The GNA spoke of its plan for the liberation of Mizda.", {("mizda", "capture", None, "planned")}),
        # fears that somebody raises are none of what was told before
        ("GNA and LNA units clashed in Mizda, raising fears of a long war.",
         {("mizda", "clash", "LNA/GNA", "asserted")}),
        # rockets, parted by an aside from where they fell
        ("Rockets, most of them old, fell on Abu Salim.", {("abu-salim", "shelling", None, "asserted")}),
        ("According to locals, shells and rockets fell on Abu Salim.",
         {("abu-salim", "shelling", None, "confirmed")}),
        # a strike is told once, by the verb or by its noun
        ("The airport in Misrata closed after it was hit by an air strike.",
         {("misrata-air-academy", "other", None, "asserted"), ("misrata-air-academy", "airstrike", None, "asserted")}),
        # what has been destroyed before
        ("Fighting raged around the city's destroyed international airport.",
         {("tripoli-international-airport", "clash", "LNA/GNA", "asserted")}),
        # foreign troops that are taken out
        ("US troops were evacuated from Tripoli on Friday.", {("tripoli", "withdrawal", "US", "asserted")}),
        # progress that somebody tells of
        ("Good progress is being made in Ain Zara and Hadba, the LNA said.",
         {("ain-zara", "advance", "LNA", "claimed"), ("hadba", "advance", "LNA", "claimed")}),
        # a place taken by one side, lost before to the other
        ("GNA forces retook Mizda, seized by LNA units on Monday.",
         {("mizda", "recapture", "GNA", "asserted"), ("mizda", "capture", "LNA", "asserted")}),
        # refugees who are moved are no deployment
        ("A group of Sudanese migrants was moved from Ain Zara to Zawiya.", {("ain-zara", "other", None, "asserted")}),
    ],
)  # fmt: skip
def test_what_a_sentence_tells(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fall of Mizda to the GNA is a blow to the LNA, which on 4 April left Asabaa.",
         {("mizda", "capture", "2019-04-27"), ("asabaa", "withdrawal", "2019-04-04")}),
        ("GNA forces retook Mizda, seized by LNA units two days before.",
         {("mizda", "recapture", "2019-04-27"), ("mizda", "capture", "2019-04-25")}),
        ("The blast came a day after two people died when shells hit Abu Salim.",
         {("abu-salim", "shelling", "2019-04-26")}),
    ],
)  # fmt: skip
def test_when(text, expected):
    assert dated(text) == expected


def test_the_city_is_not_what_the_text_calls_a_town():
    text = (
        "LNA jets bombed Tripoli on Friday. Migrants were held in Zawiya, a town in the west. Shells fell on the city."
    )
    assert ("zawiya", "shelling") not in {(place, kind) for place, kind, _, _ in told(text)}


def test_fighting_that_is_said_to_go_on_is_where_the_text_is():
    text = "GNA forces entered part of Mizda. An LNA spokesman said the fighting was ongoing."
    assert ("mizda", "clash", "LNA/GNA", "claimed") in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # in the south of a town is in it, south of it is not
        ("Fighting broke out in the south of Gharyan.", {("gharyan", "clash", "LNA/GNA", "asserted")}),
        # where there is fighting "in the battle for" a place
        ("Fighting raged in the battle for the Libyan capital Tripoli.",
         {("tripoli", "clash", "LNA/GNA", "asserted")}),
        # what fighting leads to is not where it is
        ("The last battles forced the closure of Mitiga airport.",
         {("mitiga-airport", "other", None, "asserted")}),
        # an attack on what somebody else holds
        ("The LNA launched its offensive on Tripoli, held by the GNA.", {("tripoli", "advance", "LNA", "asserted")}),
        # what is to stop
        ("Both sides pledged to halt all operations in Mizda, including raids and shelling.",
         {("libya", "truce", "LNA/GNA", "planned")}),
        # much contested, and yet the whole of it
        ("The GNA said that it now controls the much contested Mizda area.", {("mizda", "capture", "GNA", "claimed")}),
        # troops of whoever speaks
        ("The LNA said that troops had entered Mizda.", {("mizda", "advance", "LNA", "claimed")}),
        # closed for years
        ("The LNA seized Mizda airport, closed since 2014.", {("mizda", "capture", "LNA", "asserted")}),
        # strikes that help an attack fall where it is made
        ("LNA men, backed by air strikes, stormed Mizda, 90 km south of Gharyan.",
         {("mizda", "airstrike", "LNA", "asserted"), ("mizda", "advance", "LNA", "asserted")}),
        # shells that rain down
        ("LNA units pelted Mizda with shells.", {("mizda", "shelling", "LNA", "asserted")}),
        # aircraft of a side
        ("LNA aviation attacked targets in Mizda.", {("mizda", "airstrike", "LNA", "asserted")}),
    ],
)  # fmt: skip
def test_places_and_actors(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a heading that leaves out its "were"
        ("LNA forces pushed back near Mizda", {("mizda", "advance", "GNA", "asserted")}),
        ("GNA forces push back the LNA near Mizda", {("mizda", "advance", "GNA", "asserted")}),
        # how far they came, and by taking what
        ("LNA units came as close as 40 km to Tripoli by taking Mizda.",
         {("tripoli", "advance", "LNA", "asserted"), ("mizda", "capture", "LNA", "asserted")}),
        # whose men "our forces" are, said by a man of a named operation
        ("LNA units shelled Mizda. A spokesman of the GNA's 'Volcano of Rage' operation said: \"Our forces retook Asabaa.\"",
         {("mizda", "shelling", "LNA", "asserted"), ("asabaa", "recapture", "GNA", "claimed")}),
    ],
)  # fmt: skip
def test_who_moves(text, expected):
    assert told(text) == expected


def test_an_offensive_declared_is_no_plan_to_take_the_town():
    text = "Militias fought the LNA on Friday, a day after Haftar declared an offensive to seize the capital."
    assert ("tripoli", "advance", "LNA", "asserted") in told(text, dt.date(2019, 4, 6))
