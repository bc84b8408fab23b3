"""What the coder makes of verbs told again by "so", of goals, and of attacks that those who were attacked beat off."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 1, 14)  # a Tuesday
told = teller("place_id event_type actor status control_after", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA opened an offensive with the capture of Gharyan as its goal.",
         {("gharyan", "advance", "LNA", "asserted", None), ("gharyan", "capture", "LNA", "planned", None)}),
        ("The GNA has the seizure of Mizda in its sights.", {("mizda", "capture", "GNA", "planned", None)}),
        ("The operation has as its declared aim the recapture of Sirte.", {("sirte", "recapture", None, "planned", None)}),
        ("LNA troops celebrated the capture of Sirte as their greatest victory.",
         {("sirte", "capture", "LNA", "asserted", "LNA")}),
    ],
)  # fmt: skip
def test_what_is_named_as_a_goal_has_not_been_reached(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GNA fighters came under LNA attack at Aqrabiya, but they beat it off.",
         {("aqrabiya", "repelled", "GNA", "asserted", "GNA")}),
        ("The GNA was attacked at Mizda by the LNA and threw the attackers back.",
         {("mizda", "repelled", "GNA", "asserted", "GNA")}),
        ("The LNA attacked Mizda, but the GNA drove the attackers back.", {("mizda", "repelled", "GNA", "asserted", "GNA")}),
        ("The LNA attacked the GNA in Mizda and beat it back.", {("mizda", "advance", "LNA", "asserted", None)}),
    ],
)  # fmt: skip
def test_who_beats_an_attack_off_is_who_was_attacked(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LNA forces have advanced in Ain Zara and Aziziya, which lies south of the capital, is now in their hands.",
         {("ain-zara", "advance", "LNA", "asserted", None), ("aziziya", "capture", "LNA", "asserted", "LNA")}),
        ("The GNA attacked Sirte and Tarhuna, the LNA's base, was retaken.",
         {("sirte", "advance", "GNA", "asserted", None), ("tarhouna", "recapture", "GNA", "asserted", "GNA")}),
        ("Gharyan was seized by its enemy, the LNA.", {("gharyan", "capture", "LNA", "asserted", "LNA")}),
        ("The LNA keeps full and firm control of Sirte.", {("sirte", "other", "LNA", "asserted", "LNA")}),
        ("Reporters found Gharyan in the hands of the GNA.", {("gharyan", "other", "GNA", "asserted", "GNA")}),
        ("The LNA dreams of having Mizda in its hands.", set()),
        ("The LNA prepares for the day when Mizda is in its hands.", set()),
        ("The LNA is a few hours from the capture of Mizda.", {("mizda", "capture", None, "planned", None)}),
        ("The officer stopped short of saying that Aziziya was in the LNA's hands.", set()),
        ("The spokesman did not go so far as to say that Mizda had fallen.", set()),
    ],
)  # fmt: skip
def test_who_holds_is_read_from_the_clause_that_tells_it(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mitiga airport came under rocket fire, and so did a house in Souq al-Juma.",
         {("mitiga-airport", "shelling", None, "asserted", None), ("souq-al-juma", "shelling", None, "asserted", None)}),
        ("Mizda fell to the LNA, as did a farm in Asabaa.", {("mizda", "capture", "LNA", "asserted", "LNA")}),
        ("Mizda fell to the LNA, and so did nearby Asabaa.",
         {(town, "capture", "LNA", "asserted", "LNA") for town in ("mizda", "asabaa")}),
        ("Fighting is said to have resumed on Sunday in Ain Zara.",
         {("ain-zara", "clash", "LNA/GNA", "claimed", "contested")}),
        ("Gharyan, which lies 80 km from Tripoli, to the south of it, was the scene of clashes.",
         {("gharyan", "clash", "LNA/GNA", "asserted", "contested")}),
        ("GNA fighters hit back along the Ain Zara front.", {("ain-zara", "clash", "LNA/GNA", "asserted", "contested")}),
        ("The LNA retreated to a line some 60 km from Gharyan.", set()),
        ("LNA units let off rockets near Mizda.", {("mizda", "shelling", "LNA", "asserted", None)}),
        ("With Mizda already taken, Asabaa fell to the LNA.", {("asabaa", "capture", "LNA", "asserted", "LNA")}),
        ("Shops opened in Aziziya now that days of battle had ended.", set()),
        ("Two passenger planes of Afriqiyah landed at Mitiga airport.", set()),
    ],
)  # fmt: skip
def test_what_is_told_again_or_from_afar_is_read(text, expected):
    assert told(text) == expected


def test_a_fight_that_is_told_again_by_so_has_its_own_day():
    when = teller("place_id event_type date", DAY)
    assert when("At Mizda the two sides fought on the 3rd of January, and did so again on the 9th.") == {
        ("mizda", "clash", "2020-01-03"), ("mizda", "clash", "2020-01-09")
    }  # fmt: skip
