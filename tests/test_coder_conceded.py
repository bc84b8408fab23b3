"""What the coder makes of another's word that changes nothing, of "not by Y", of what an accord obliges men to do."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 5)  # a Friday
told = teller("place_id event_type actor status control_after by", DAY)


@pytest.mark.parametrize(
    "text",
    [
        "The LNA took Mizda, whatever the GNA may say.",
        "The LNA took Mizda, no matter what the GNA claims.",
        "Whatever the GNA spokesman says, the LNA took Mizda.",
        "Regardless of what the GNA says, the LNA took Mizda.",
    ],
)
def test_whatever_somebody_says_is_not_his_word(text):
    assert told(text) == {("mizda", "capture", "LNA", "asserted", "LNA", None)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mizda is in GNA hands, whatever the LNA spokesman says.", {("mizda", "other", "GNA", "asserted", "GNA", None)}),
        ("Tarhuna is not in the LNA's hands, whatever its spokesman says.",
         {("tarhouna", "capture", "LNA", "denied", None, None)}),
        ("The LNA said it held Mizda. The town is not in its hands, whatever its spokesman says.",
         {("mizda", "other", "LNA", "claimed", "LNA", "LNA"), ("mizda", "capture", "LNA", "denied", None, None)}),
        ("According to what the GNA said, the LNA left Mizda.", {("mizda", "withdrawal", "LNA", "claimed", None, "GNA")}),
        ("What the GNA said was that the LNA had left Mizda.", {("mizda", "withdrawal", "LNA", "claimed", None, "GNA")}),
        ("The LNA left Mizda, which is what the GNA had said.", {("mizda", "withdrawal", "LNA", "claimed", None, "GNA")}),
    ],
)  # fmt: skip
def test_what_is_so_against_his_word_and_what_rests_on_it(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was the LNA, not the GNA, that shelled Ain Zara.",
         {("ain-zara", "shelling", "LNA", "asserted", None, None), ("ain-zara", "shelling", "GNA", "denied", None, None)}),
        ("Mizda was taken by the GNA, not the LNA, on Monday.",
         {("mizda", "capture", "GNA", "asserted", "GNA", None), ("mizda", "capture", "LNA", "denied", None, None)}),
        ("It was the Tebu, not the LNA, who reopened the valve at Sharara.",
         {("sharara-oilfield", "oil_restart", "Tebu", "asserted", None, None),
          ("sharara-oilfield", "oil_restart", "LNA", "denied", None, None)}),
        ("Mizda was taken by the GNA, not the LNA's foes.", {("mizda", "capture", "GNA", "asserted", "GNA", None)}),
        ("Ain Zara, not Mizda, was shelled by the LNA.",
         {("ain-zara", "shelling", "LNA", "asserted", None, None), ("mizda", "shelling", "LNA", "denied", None, None)}),
        ("It was the LNA that shelled Ain Zara.", {("ain-zara", "shelling", "LNA", "asserted", None, None)}),
    ],
)  # fmt: skip
def test_who_is_ruled_out_is_denied_to_have_done_it(text, expected):
    drop = {(*one[:5], None if one[3] == "denied" else one[5]) for one in told(text)}
    assert drop == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The accord obliges all foreign fighters to be out of Libya within three months.",
         {("libya", "withdrawal", None, "planned", None, None)}),
        ("The deal obliged the LNA to leave Mizda.", {("mizda", "withdrawal", "LNA", "planned", None, None)}),
        ("A counter-attack forced the LNA to leave Mizda.", {("mizda", "withdrawal", "LNA", "asserted", None, None)}),
    ],
)  # fmt: skip
def test_an_accord_obliges_men_to_what_is_to_come(text, expected):
    assert {one for one in told(text) if one[1] == "withdrawal"} == expected
