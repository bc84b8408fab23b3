"""What the coder makes of a short answer to a question that the same sentence tells."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 5)  # a Friday
told = teller("place_id event_type actor status control_after by", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asked whether Mizda had fallen, the LNA spokesman said that it had.",
         {("mizda", "capture", "LNA", "claimed", "LNA", "LNA")}),
        ("Asked on Friday if Asabaa had fallen, the GNA spokesman said it had.",
         {("asabaa", "capture", "GNA", "claimed", "GNA", "GNA")}),
        ("Asked whether Mizda had fallen, the GNA spokesman said that it had not.",
         {("mizda", "capture", "LNA", "denied", None, "GNA")}),
        ("Asked whether the GNA had taken Mizda, the LNA spokesman said that it had not.",
         {("mizda", "capture", "GNA", "denied", None, "LNA")}),
        ("Asked whether Mizda had fallen, the GNA spokesman said it had not, but fighting went on.",
         {("mizda", "capture", "LNA", "denied", None, "GNA"), ("mizda", "clash", "LNA/GNA", "claimed", "contested", "GNA")}),
        ("Asked whether Mizda had fallen, the GNA spokesman would not say; his counterpart in Benghazi said it had.",
         {("mizda", "capture", "LNA", "claimed", "LNA", "LNA")}),
    ],
)  # fmt: skip
def test_a_short_answer_claims_or_denies_what_was_asked(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Asked whether Mizda had fallen, the GNA spokesman said it had no news.",
        "Asked whether Mizda had fallen, the GNA spokesman said it was too early to say.",
        "Asked whether Mizda had fallen, the GNA spokesman declined to comment.",
    ],
)
def test_an_answer_that_evades_claims_nothing(text):
    assert not any(status in ("claimed", "asserted", "confirmed", "denied") for _, _, _, status, _, _ in told(text))
