"""Whose deed it is, of how much of a place, and what is told of several things at once."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 5)  # a Friday
told = teller("place_id event_type actor status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LNA posts were struck ahead of a GNA advance on Mizda.", {("mizda", "advance", "GNA", "asserted")}),
        ("GNA units raided a depot belonging to the LNA, while bombing the town of Mizda.",
         {("mizda", "airstrike", "GNA", "asserted")}),
        ("Nothing is seen of the LNA's men after their withdrawal from Mizda.",
         {("mizda", "withdrawal", "LNA", "asserted")}),
        ("The GNA overran Mizda, springboard of a 14-month assault on the capital.",
         {("mizda", "capture", "GNA", "asserted"), ("tripoli", "advance", "LNA", "asserted")}),
        ("The GNA has been wearing down the LNA's resolve by bombing Mizda.",
         {("mizda", "airstrike", "GNA", "asserted")}),
        ("Warplanes struck two trucks belonging to the LNA in Mizda.", {("mizda", "airstrike", "GNA", "asserted")}),
        ("LNA units attacked Mizda and drove out the GNA.", {("mizda", "capture", "LNA", "asserted")}),
        ("Russian jets forced a GNA convoy back from Sirte.", {("sirte", "repelled", "LNA", "asserted")}),
        ("Russian men were flown out of Mizda by their allies, the LNA's forces, after leaving Sirte.",
         {("mizda", "withdrawal", "Russia", "asserted"), ("sirte", "withdrawal", "Russia", "asserted")}),
        ("NOC said that an armed group had seized Sharara oilfield.",
         {("sharara-oilfield", "capture", None, "claimed")}),
    ],
)  # fmt: skip
def test_a_deed_is_of_who_did_it(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA regained control over the whole of Tripoli, including the international airport.",
         {("tripoli", "recapture", "GNA", "asserted"),
          ("tripoli-international-airport", "recapture", "GNA", "asserted")}),
        ("GNA forces took control of several villages on the outskirts of Mizda.",
         {("mizda", "advance", "GNA", "asserted")}),
        ("GNA forces captured two towns in western Libya. They took Surman and Sabratha on Friday.",
         {("surman", "capture", "GNA", "asserted"), ("sabratha", "capture", "GNA", "asserted")}),
        ("GNA men seized a camp of the 9th Brigade in Mizda.", {("mizda", "advance", "GNA", "asserted")}),
        ("Since June 2019 Mizda has been under the control of the GNA.", {("mizda", "capture", "GNA", "asserted")}),
        ("There are no new reports of heavy clashes in Mizda.", set()),
        ("GNA jets hit the LNA held town of Mizda.", {("mizda", "airstrike", "GNA", "asserted")}),
        ("Gunmen at Sharara oilfield ordered staff to shut it down.",
         {("sharara-oilfield", "oil_shutdown", None, "asserted")}),
        ("Sharara and El Feel oilfields are offline.",
         {(field, "oil_shutdown", None, "asserted") for field in ("sharara-oilfield", "el-feel-oilfield")}),
        ("The LNA fired rockets and shells towards Mizda.", {("mizda", "shelling", "LNA", "asserted")}),
    ],
)  # fmt: skip
def test_as_much_is_told_as_is_said(text, expected):
    assert told(text) == expected


def test_a_town_near_the_capital_is_not_the_capital():
    text = "GNA takes town near Tripoli\nGNA forces seized control of a town near the capital Tripoli on Friday."
    assert not [event for event in told(text) if event[0] == "tripoli" and event[1] == "capture"]


def test_what_a_side_sees_as_the_failure_of_the_militias_is_its_own_success():
    text = "The LNA's spokesman confirmed the failure of recent armed militia attacks on Mizda."
    assert {event[:3] for event in told(text)} == {("mizda", "repelled", "LNA")}
