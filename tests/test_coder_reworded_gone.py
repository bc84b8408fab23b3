"""Other wordings of who had gone, what slipped away, when night fell, and what a cleft picks out."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 6)  # a Saturday
told = teller("place_id event_type actor status control_after", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Surman was in GNA hands when darkness fell on Monday.", {("surman", "capture", "GNA", "asserted", "GNA")}),
        ("As dawn broke the LNA controlled Mizda.", {("mizda", "capture", "LNA", "asserted", "LNA")}),
        ("Surman was still in LNA hands when night fell.", {("surman", "other", "LNA", "asserted", "LNA")}),
        ("The LNA seized Mizda on Sunday but it slipped from their grasp on Tuesday.",
         {("mizda", "capture", "LNA", "asserted", "LNA"), ("mizda", "capture", "GNA", "asserted", "GNA")}),
        ("The GNA lost Mizda on Tuesday, but by Thursday they were in it again.",
         {("mizda", "capture", "LNA", "asserted", "LNA"), ("mizda", "recapture", "GNA", "asserted", "GNA")}),
        ("Mizda has changed hands twice: seized by the LNA on Sunday, it was quiet on Tuesday.",
         {("mizda", "capture", "LNA", "asserted", "LNA")}),
        ("The GNA took Mizda on Friday.\nWagner was in control of the town.",
         {("mizda", "capture", "GNA", "asserted", "GNA")}),
    ],
)  # fmt: skip
def test_who_holds_a_place_in_the_course_of_a_day(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By the time the GNA neared Mizda, the LNA had already gone.",
         {("mizda", "withdrawal", "LNA", "asserted", None)}),
        ("The LNA had fled by the time GNA men got to Mizda.", {("mizda", "withdrawal", "LNA", "asserted", None)}),
        ("By the time the envoy reached Mizda, the mayor had left.", set()),
        ("The LNA had already left for Sirte when the GNA took Mizda.",
         {("mizda", "capture", "GNA", "asserted", "GNA")}),
        ("Asabaa put up no resistance as the LNA marched in.", {("asabaa", "entry_unopposed", "LNA", "asserted", "LNA")}),
        ("Fresh LNA troops have reached Sirte.", {("sirte", "other", "LNA", "asserted", None)}),
        ("GNA forces took the coastal road east.", set()),
        ("The LNA reported the seizure of the Abu Kammash area, which is 15 km from Zuwara.",
         {("abu-kammash", "capture", "LNA", "claimed", "LNA")}),
        ("The GNA wants to take Sirte, and reinforcements have been sent to Misrata.",
         {("sirte", "capture", "GNA", "planned", None), ("misrata", "other", "GNA", "asserted", None)}),
        ("Fighting broke out close to Sabha.", {("sabha", "clash", "LNA/GNA", "asserted", None)}),
        ("The battle for Sirte that went on for three months killed many.", set()),
        ("The GNA bombed Watiya airbase in revenge for the attack on Misrata.",
         {("watiya-airbase", "airstrike", "GNA", "asserted", None)}),
    ],
)  # fmt: skip
def test_who_came_and_who_had_gone(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The report was wrong: it was Surman, a coastal town, that the GNA took.",
         {("surman", "capture", "GNA", "asserted", "GNA")}),
        ("The place that its men had gone into was Zaltan, near the border, rather than Mizda, the LNA said.",
         {("zaltan", "advance", "LNA", "claimed", "contested"), ("mizda", "advance", "LNA", "denied", None)}),
        ("The town the LNA took was Zaltan, by the border, and not Mizda.",
         {("zaltan", "capture", "LNA", "asserted", "LNA"), ("mizda", "capture", "LNA", "denied", None)}),
        ("The town the GNA took on Monday was the home of a man from Surman.", set()),
    ],
)  # fmt: skip
def test_a_cleft_picks_its_place(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Haftar studied the accord, to which Sarraj had put his signature in Moscow.",
         {("moscow", "agreement", "GNA", "asserted", None)}),
        ("The UN ordered a mission to establish the facts of abuses in Libya.",
         {("libya", "declaration", None, "asserted", None)}),
        ("An envoy spoke of a mission to establish the facts of abuses in Libya.", set()),
    ],
)  # fmt: skip
def test_signatures_and_inquiries(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA entered Mizda, from which the LNA, the eastern force, withdrew on Monday.",
         {("mizda", "advance", "GNA", "asserted", "contested"), ("mizda", "withdrawal", "LNA", "asserted", None)}),
        ("The order went to GNA troops to have Mizda back in their hands by Sunday.",
         {("mizda", "recapture", "GNA", "planned", None)}),
        ("The GNA moved on Sirte, seeking to win back the bastion of Haftar.",
         {("sirte", "advance", "GNA", "asserted", None), ("sirte", "recapture", "GNA", "planned", None)}),
        ("The LNA wants to take the last stronghold of its foes.", set()),
    ],
)  # fmt: skip
def test_orders_bastions_and_appositions(text, expected):
    assert told(text) == expected
