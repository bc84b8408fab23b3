"""Whom a force serves by its relative clause, what is left to a side, and what a denial names of several places."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 1, 8)
told = teller("place_id event_type actor control_after status by", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A local brigade, which answers to the GNA, took Murzuq.", {("murzuq", "capture", "GNA", "GNA", "asserted", None)}),
        ("The Falcons brigade, which takes its orders from Tripoli, took Fuqaha.",
         {("fuqaha", "capture", "GNA", "GNA", "asserted", None)}),
        ("The Desert Lions, a militia that is paid by Tripoli, seized Ubari.",
         {("ubari", "capture", "GNA", "GNA", "asserted", None)}),
        ("A tribal militia that takes its orders from the government captured Ubari.",
         {("ubari", "capture", "GNA", "GNA", "asserted", None)}),
        ("A militia that fights the GNA seized Ubari.", {("ubari", "capture", None, None, "asserted", None)}),
        ("A brigade which no longer takes orders from Haftar seized Ubari.",
         {("ubari", "capture", None, None, "asserted", None)}),
        ("The LNA, which fights the GNA, took Mizda.", {("mizda", "capture", "LNA", "LNA", "asserted", None)}),
    ],
)  # fmt: skip
def test_a_force_is_of_the_side_that_it_serves(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA still holds nothing but Qasr bin Ghashir.",
         {("qasr-bin-ghashir", "other", "LNA", "LNA", "asserted", None)}),
        ("The LNA now holds no more than Wishka and Qaddahiya.",
         {("wishka", "other", "LNA", "LNA", "asserted", None), ("qaddahiya", "other", "LNA", "LNA", "asserted", None)}),
        ("LNA fighters control little more than Mizda.", {("mizda", "other", "LNA", "LNA", "asserted", None)}),
        ("The LNA holds nothing in Wishka.", set()),
        ("The LNA no longer holds Wishka.", {("wishka", "capture", "GNA", "GNA", "asserted", None)}),
        ("Gharyan, which the LNA had entered in April, was retaken by the GNA in June, said reporters who saw it.",
         {("gharyan", "advance", "LNA", "contested", "asserted", None),
          ("gharyan", "recapture", "GNA", "GNA", "confirmed", "reporters")}),
    ],
)  # fmt: skip
def test_what_is_left_to_a_side_and_what_it_once_had(text, expected):
    assert told(text) == expected


WISHKA = ("wishka", "capture", "LNA", "LNA", "claimed", "LNA")
QADDAHIYA = ("qaddahiya", "capture", "LNA", "LNA", "claimed", "LNA")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA says it took Wishka and Qaddahiya; GNA officers admit the first but deny the second.",
         {WISHKA, QADDAHIYA, ("qaddahiya", "capture", "LNA", None, "denied", "GNA")}),
        ("The LNA says it took Wishka and Qaddahiya; the GNA denies the latter.",
         {WISHKA, QADDAHIYA, ("qaddahiya", "capture", "LNA", None, "denied", "GNA")}),
        ("The GNA admits the loss of Wishka but denies that of Qaddahiya.",
         {("wishka", "capture", "LNA", "LNA", "confirmed", "GNA"), ("qaddahiya", "capture", "LNA", None, "denied", "GNA")}),
        ("The LNA says it took Wishka and Qaddahiya; the GNA denied it.",
         {WISHKA, QADDAHIYA, ("wishka", "capture", "LNA", None, "denied", "GNA"),
          ("qaddahiya", "capture", "LNA", None, "denied", "GNA")}),
        ("The LNA listed Wishka and Qaddahiya among the places taken on Tuesday.", {WISHKA, QADDAHIYA}),
        ("The LNA listed Wishka among the towns that it had captured; the GNA said that Wishka never fell.",
         {WISHKA, ("wishka", "capture", "LNA", None, "denied", "GNA")}),
        ("The LNA's claim to have retaken Asabaa is, the GNA said, a fiction.",
         {("asabaa", "recapture", "LNA", None, "denied", "GNA")}),
        ("Residents contradicted the LNA, which says that it controls Mizda.",
         {("mizda", "other", "LNA", "LNA", "claimed", "LNA")}),
        ("The GNA, which lost Gharyan in April and took it back in June, now threatens Tarhouna.",
         {("gharyan", "capture", "LNA", "LNA", "asserted", None),
          ("gharyan", "recapture", "GNA", "GNA", "asserted", None)}),
        ("The UN listed Wishka among the places where people need help.", set()),
    ],
)  # fmt: skip
def test_a_denial_takes_back_no_more_than_it_names(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nobody has said who shelled Mitiga.", {("mitiga-airport", "shelling", None, None, "asserted", None)}),
        ("The GNA took Surman, then Sabratha, and by evening Ajaylat.",
         {(place, "capture", "GNA", "GNA", "asserted", None) for place in ("surman", "sabratha", "ajaylat")}),
        ("First Surman fell, then Sabratha and last of all Ajaylat.",
         {(place, "capture", None, None, "asserted", None) for place in ("surman", "sabratha", "ajaylat")}),
        ("The bombs which fell on Tarhouna killed three.", {("tarhouna", "airstrike", None, None, "asserted", None)}),
        ("The shells that residents heard land in Hadba came from the south.",
         {("hadba", "shelling", None, None, "asserted", None)}),
        ("The rockets that witnesses saw hit Mitiga were Grads.",
         {("mitiga-airport", "shelling", None, None, "asserted", None)}),
        ("After the fall of Asabaa its LNA garrison fled to Mizda.",
         {("asabaa", "capture", "GNA", "GNA", "asserted", None), ("asabaa", "withdrawal", "LNA", "GNA", "asserted", None)}),
        ("No sooner had the LNA retaken Asabaa than it lost the town again.",
         {("asabaa", "recapture", "LNA", "LNA", "asserted", None), ("asabaa", "capture", "GNA", "GNA", "asserted", None)}),
        ("No sooner had the LNA entered Mizda than the GNA drove it out.",
         {("mizda", "advance", "LNA", "contested", "asserted", None), ("mizda", "capture", "GNA", "GNA", "asserted", None)}),
        ("The LNA would sooner lose Mizda than it would share it.", set()),
        ("The LNA took more towns in May than it lost.", set()),
        ("The GNA took Surman and by evening was near Ajaylat.", {("surman", "capture", "GNA", "GNA", "asserted", None)}),
    ],
)  # fmt: skip
def test_strikes_by_nobody_known_and_places_taken_in_turn(text, expected):
    assert told(text) == expected
