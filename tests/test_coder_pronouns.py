"""What "it", "he" and "those who say so" must not make of a place that was only spoken of."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2019, 4, 5)  # a Friday
held = teller("place_id actor control_after status", DAY)
TAKEN = ("mizda", "LNA", "LNA", "asserted")


@pytest.mark.parametrize(
    "text",
    [
        "Those who still say that the LNA took Mizda are a day behind.",
        "Anyone who believes that Mizda is in the hands of the LNA has not been there.",
        "A checkpoint on the coastal road was back under the GNA hours after LNA fighters had taken it.",
        "A camp in Mizda was lost by the LNA before the GNA retook it.",
        "In Ramla, beside Mizda, most of the ground has stayed with the government.",
    ],
)
def test_nobody_is_said_to_hold_the_place(text):
    assert not {row for row in held(text) if row[2] not in (None, "contested")}


@pytest.mark.parametrize(
    "after",
    [
        "On Wednesday most of it, but not all, was described as held by the GNA.",
        "The front has been quiet since. The GNA has kept it so.",
        "He was driven out.",
    ],
)
def test_what_follows_a_capture_gives_no_second_holder(after):
    assert {row for row in held(f"The LNA took Mizda. {after}") if row[2]} == {TAKEN}


def test_people_who_fled_are_believed_to_say_what_they_say():
    told = held("People who fled the town said that the LNA took Mizda.")
    assert ("mizda", "LNA", "LNA", "claimed") in told


def test_who_is_attacked_and_driven_back_has_not_been_beaten_off():
    assert {row[:3] for row in held("The GNA was attacked in Mizda and driven back.")} == {("mizda", "LNA", None)}
