"""What a text denies against a claim, what a side never said, and what several places share by number."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2019, 4, 7)
told = teller("place_id event_type actor control_after status by", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Haftar's fighters have not taken Gharyan, as their spokesman boasted that they had.",
         {("gharyan", "capture", "LNA", None, "claimed", "LNA"), ("gharyan", "capture", "LNA", None, "denied", None)}),
        ("GNA units have not entered Wadi al-Rabie, as their operations room announced on Saturday that they had.",
         {("wadi-al-rabie", "advance", "GNA", None, "claimed", "GNA"),
          ("wadi-al-rabie", "advance", "GNA", None, "denied", None)}),
        ("Contrary to what the LNA said on Friday, its men have not taken Aziziya.",
         {("aziziya", "capture", "LNA", None, "claimed", "LNA"), ("aziziya", "capture", "LNA", None, "denied", None)}),
        ("Despite LNA claims, Gharyan has not fallen.",
         {("gharyan", "capture", "LNA", None, "claimed", "LNA"), ("gharyan", "capture", "LNA", None, "denied", None)}),
        ("Gharyan did not fall on Friday, as claimed by the LNA.",
         {("gharyan", "capture", "LNA", None, "claimed", "LNA"), ("gharyan", "capture", "LNA", None, "denied", None)}),
        ("The LNA has not taken Gharyan, its spokesman said.", {("gharyan", "capture", "LNA", None, "denied", "LNA")}),
        ("Gharyan has not fallen, as the GNA said on Friday.", {("gharyan", "capture", "LNA", None, "denied", "GNA")}),
        ("The LNA has not taken Gharyan, as its spokesman had said it would.", set()),
        ("The LNA has not taken Gharyan despite its announcement of an offensive.", set()),
        ("Despite its claims of victory, the LNA has not taken Gharyan.", set()),
    ],
)  # fmt: skip
def test_what_is_denied_against_a_claim_was_claimed(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We never said that we had taken Gharyan," Mismari said.', {("gharyan", "capture", "LNA", None, "denied", "LNA")}),
        ("Mismari denied ever having said that the LNA shot a drone down at Tarhouna.",
         {("tarhouna", "shootdown", "LNA", None, "denied", "LNA")}),
        ("The GNA has never claimed that it bombed Mizda.", {("mizda", "airstrike", "GNA", None, "denied", "GNA")}),
        ("The LNA never announced that it had entered Sirte, its spokesman said.",
         {("sirte", "advance", "LNA", None, "denied", "LNA")}),
        ("The LNA has not said that it took Gharyan.", set()),
        ("Turkey has never confirmed that it sent fighters to Libya.", set()),
        ("The GNA never said who had bombed Mizda.", {("mizda", "airstrike", None, None, "asserted", None)}),
    ],
)  # fmt: skip
def test_who_never_said_so_takes_it_back(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Haftar has conceded Gharyan, but not Tarhouna.",
         {("gharyan", "capture", "GNA", "GNA", "confirmed", "LNA"), ("tarhouna", "capture", "GNA", None, "denied", "LNA")}),
        ("Government officers conceded the towns of Abu Hadi and Jarif.",
         {("qasr-abu-hadi", "capture", "LNA", "LNA", "confirmed", "GNA"),
          ("jarif", "capture", "LNA", "LNA", "confirmed", "GNA")}),
        ("The LNA conceded defeat in Gharyan.", set()),
    ],
)  # fmt: skip
def test_who_concedes_a_town_has_lost_it(text, expected):
    assert told(text) == expected


found = teller("place_id event_type actor date", dt.date(2020, 6, 13))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine mass graves have been found, six in Tarhouna, two near Gharyan and one at Qasr bin Ghashir.",
         {("tarhouna", "mass_grave", None, "2020-06-13"), ("gharyan", "mass_grave", None, "2020-06-13"),
          ("qasr-bin-ghashir", "mass_grave", None, "2020-06-13")}),
        ("The graves found on Friday, six of them in Tarhouna and two near Gharyan, were dug by the Kaniyat.",
         {("tarhouna", "mass_grave", "Kaniyat", "2020-06-12"), ("gharyan", "mass_grave", "Kaniyat", "2020-06-12")}),
        ("Four air strikes were reported on Friday, two on Tarhouna, one near Mizda and one on Gharyan.",
         {("tarhouna", "airstrike", None, "2020-06-12"), ("mizda", "airstrike", None, "2020-06-12"),
          ("gharyan", "airstrike", None, "2020-06-12")}),
        ("Police found eight graves in Tarhouna and met two elders near Gharyan.",
         {("tarhouna", "mass_grave", None, "2020-06-13")}),
        ("The graves of two LNA fighters were found in Tarhouna by the police.", set()),
        ("Friday's signing in Geneva was hailed by the UN.", {("geneva", "agreement", "LNA/GNA", "2020-06-12")}),
        ("The UN hopes for a signing in Geneva next week.", set()),
        ("Friday's signatures in Geneva bind both armies, but the paper put before Haftar in Moscow he would not sign.",
         {("geneva", "agreement", "LNA/GNA", "2020-06-12"), ("moscow", "agreement", "LNA", "2020-06-13")}),
    ],
)  # fmt: skip
def test_each_place_has_its_share(text, expected):
    assert found(text) == expected
