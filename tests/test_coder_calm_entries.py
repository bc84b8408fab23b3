"""Entries without bloodshed, places named after the hands that hold them, next targets, men deployed in a town."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 6)  # a Saturday
told = teller("place_id event_type actor status control_after", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GNA men marched without bloodshed into Surman.", {("surman", "entry_unopposed", "GNA", "asserted", "GNA")}),
        ("The LNA now has in its hands Mizda.", {("mizda", "capture", "LNA", "asserted", "LNA")}),
        ("The LNA wants to have in its hands Mizda.", {("mizda", "capture", "LNA", "planned", None)}),
        ("The LNA was driven from its remaining posts in Surman by the GNA.",
         {("surman", "capture", "GNA", "asserted", "GNA")}),
        ("The next target of the GNA could be Mizda, which is held by the LNA.",
         {("mizda", "capture", "GNA", "hypothetical", None)}),
        ("The GNA's next target will not be Mizda.", set()),
        ("Eastern Libya remains in the LNA's hands.", set()),
        ("The LNA is pushing in the direction of Tawergha.", {("tawergha", "advance", "LNA", "asserted", None)}),
        ("The LNA has deployed troops inside Mizda.", {("mizda", "other", "LNA", "asserted", None)}),
    ],
)  # fmt: skip
def test_who_gains_what(text, expected):
    assert {tuple(v or None for v in one) for one in told(text)} == expected
