"""What the coder reads of digests and agency reports: attempts, deals, known strikes, places told before."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 3, 20)  # a Friday
coded = teller("place_id event_type actor date status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # to have tried to take a place is to have attacked it; to try it now is a plan
        ("The LNA made two attempts to retake Mizda.", {("mizda", "advance", "LNA", "2020-03-20", "asserted")}),
        ("The LNA is trying to retake Mizda.", {("mizda", "recapture", "LNA", None, "planned")}),
        # a strike that is known is of who made it, not of who tells of it
        ("LNA jets carried out air strikes on Mizda.\nAccording to the GNA, the air strikes hit a depot in Mizda.",
         {("mizda", "airstrike", "LNA", "2020-03-20", "asserted")}),
        ("The LNA bombed Mizda on Monday.\nThe targets included Mitiga airport.",
         {("mizda", "airstrike", "LNA", "2020-03-16", "asserted"),
          ("mitiga-airport", "airstrike", "LNA", "2020-03-16", "asserted")}),
        # a strike on a side's men falls where the fighting told just before went on
        ("The LNA attacked Mizda on Monday. GNA forces shelled Haftar's forces with heavy guns.",
         {("mizda", "advance", "LNA", "2020-03-16", "asserted"),
          ("mizda", "shelling", "GNA", "2020-03-16", "asserted")}),
        # men who are captured are no ground gained
        ("The LNA captured six soldiers of the GNA in Mizda.", set()),
        # the day of the launch of the war dates nothing that follows
        ("The GNA blamed Haftar, who launched an offensive against Tripoli on 4 April 2019. His jets bombed Mizda.",
         {("tripoli", "advance", "LNA", "2019-04", "asserted"), ("mizda", "airstrike", "LNA", "2020-03-20", "asserted")}),
        # a new attack on the capital is none of the standing background
        ("LNA launches fresh attack on Tripoli", {("tripoli", "advance", "LNA", "2020-03-20", "asserted")}),
        # deals: approved by a parliament, made by two powers, known from before
        ("The Turkish parliament approved a military cooperation deal with the GNA on Monday.",
         {("libya", "declaration", "Turkey", "2020-03-16", "asserted")}),
        ("Greece says that the accord signed between Turkey and the GNA is void.",
         {("libya", "agreement", "GNA/Turkey", None, "claimed")}),
        # on whose word, and who came
        ("US officials said Russian mercenaries had arrived in Libya.",
         {("libya", "foreign_deployment", "Wagner", "2020-03-20", "claimed")}),
        # held in spite of attacks
        ("The GNA maintained control of Mizda following an attack by the LNA.",
         {("mizda", "other", "GNA", "2020-03-20", "asserted")}),
        # what is destroyed is no weapon
        ("The LNA said that it had destroyed a Turkish drone at Mitiga airport.",
         {("mitiga-airport", "airstrike", "LNA", "2020-03-20", "claimed")}),
        # whom an ultimatum is for
        ("The LNA gave the GNA until Wednesday to withdraw from Mizda.", {("mizda", "withdrawal", "GNA", None, "planned")}),
    ],
)  # fmt: skip
def test_digests(text, expected):
    assert coded(text) == expected


def test_a_list_goes_on_past_where_it_lies():
    text = (
        "Clashes went on in Mizda, Wadi al-Rabie' and Zatarna areas, south of Tripoli as well as Kazirma and Yarmouk."
    )
    places = {place for place, *_ in coded(text)}
    assert places == {"mizda", "wadi-al-rabie", "zatarna", "kazirma", "yarmouk-camp"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whom a side blames where it names nobody, and what it denies having done
        ("Air strikes hit Mizda on Monday.\nThe GNA blamed its rivals for the strikes.",
         {("mizda", "airstrike", None, "2020-03-16", "asserted"), ("mizda", "airstrike", "LNA", "2020-03-16", "claimed")}),
        ("Rockets hit Mizda on Monday.\nThe LNA denied carrying out the attack.",
         {("mizda", "shelling", None, "2020-03-16", "asserted"), ("mizda", "shelling", "LNA", "2020-03-16", "denied")}),
        # fights to come
        ("LNA forces were sent to the outskirts of Mizda to lead the upcoming battles.",
         {("mizda", "other", "LNA", "2020-03-20", "asserted")}),
        # what is said to have been held is gained, where nobody says since when
        ("The LNA has controlled Mizda, an area south of Tripoli.", {("mizda", "capture", "LNA", "2020-03-20", "asserted")}),
    ],
)  # fmt: skip
def test_blame_and_what_is_to_come(text, expected):
    assert coded(text) == expected


def test_each_day_of_a_row():
    events = coded("The LNA carried out air strikes on March 2, 5 and 9 in the area around Mizda.")
    assert {date for _, _, _, date, _ in events} == {"2020-03-02", "2020-03-05", "2020-03-09"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # to deny somebody a thing is no denial; a government's seat is no place of what it agreed to
        ("The US said that it bombed Murzuq on Monday. The strike was to deny militants a safe haven.",
         {("murzuq", "airstrike", "US", "2020-03-16", "claimed")}),
        # who has so far failed at what it set out to do
        ("In April 2019 Haftar's forces launched a campaign to capture Tripoli but have so far failed to progress.",
         {("tripoli", "advance", "LNA", "2019-04", "asserted")}),
        # whom a protest is against
        ("The GNA lodged a protest against the LNA for shelling Mizda.",
         {("mizda", "shelling", "LNA", "2020-03-20", "asserted")}),
        # what goes on, and what is only kept up
        ("LNA jets kept bombing Mizda.", {("mizda", "airstrike", "LNA", "2020-03-20", "asserted")}),
        ("Fighting went on in Mizda. The LNA withdrew its forces.",
         {("mizda", "clash", "LNA/GNA", "2020-03-20", "asserted"), ("mizda", "withdrawal", "LNA", "2020-03-20", "asserted")}),
        # the craft that are shot at do the bombing, not who shoots at them
        ("GNA forces shot at LNA jets as they bombed Mizda.", {("mizda", "airstrike", "LNA", "2020-03-20", "asserted")}),
        ("GNA forces fired at jets as they bombed Mizda.", {("mizda", "airstrike", None, "2020-03-20", "asserted")}),
        ("GNA forces fired at warplanes over Mizda.", set()),
        ("An LNA MiG was shot over Mizda.", {("mizda", "shootdown", "GNA", "2020-03-20", "asserted")}),
    ],
)  # fmt: skip
def test_denials_that_are_none_and_what_goes_on(text, expected):
    assert coded(text) == expected
