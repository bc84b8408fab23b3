"""What the coder makes of words between a verb and its object, of areas lost and won back, of what is only imagined."""

import datetime as dt

import pytest
from telling import teller

told = teller("place_id event_type actor status", dt.date(2019, 5, 10))


@pytest.mark.parametrize(
    "words", ["for a short while", "for the second time", "in a matter of hours", "by force", "after heavy fighting"]
)
def test_adverbials_do_not_part_a_verb_from_its_object(words):
    assert told(f"LNA forces seized {words} the town of Mizda.") == {("mizda", "capture", "LNA", "asserted")}


def test_who_is_routed_from_what_it_took_for_a_while():
    text = "LNA forces seized for a short while Gate 27 on the road from Zawiya to Tripoli, before they were routed."
    assert told(text) == {("gate-27", "capture", "LNA", "asserted"), ("gate-27", "capture", "GNA", "asserted")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA fought for hours for the town of Mizda.", {("mizda", "clash", "LNA/GNA", "asserted")}),
        ("LNA forces seized by night a tanker.", set()),
        ("The areas seized by the LNA, including Ain Zara, had been retaken by the GNA.",
         {("ain-zara", "recapture", "GNA", "asserted")}),
        ("The GNA has taken back all areas seized by the LNA, including Ain Zara.",
         {("ain-zara", "recapture", "GNA", "asserted")}),
        ("Towns held by the LNA, such as Mizda, were bombed by GNA jets.", {("mizda", "airstrike", "GNA", "asserted")}),
        ("LNA forces moved from Gharyan northwards to the area of Tripoli airport.",
         {("tripoli-international-airport", "advance", "LNA", "asserted")}),
        ("LNA units moved from Aziziya.", {("aziziya", "withdrawal", "LNA", "asserted")}),
        ("LNA units have moved out of Asabaa towards Mizda.", {("asabaa", "withdrawal", "LNA", "asserted")}),
        ("LNA forces marched westward to Abu Grein.", {("abu-qurayn", "advance", "LNA", "asserted")}),
    ],
)  # fmt: skip
def test_moves_and_areas(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An air strike on Tripoli would be a serious escalation.", set()),
        ("Shelling of Mizda went on.", {("mizda", "shelling", None, "asserted")}),
        ("The force had been told to free Mizda from the LNA.", {("mizda", "capture", "GNA", "planned")}),
        ("The GNA was told that the LNA had taken Mizda.", {("mizda", "capture", "LNA", "asserted")}),
        ("The GNA's brigade was tasked with liberating Mizda.", {("mizda", "capture", "GNA", "planned")}),
        ("The LNA announced that it was launching an operation in Murzuq.",
         {("murzuq", "declaration", "LNA", "asserted")}),
        ("The government in Tripoli has announced mobilisation.", {("libya", "declaration", "GNA", "asserted")}),
    ],
)  # fmt: skip
def test_what_is_planned_announced_or_imagined(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Egypt supported Haftar with air strikes in Derna.", {("derna", "airstrike", "Egypt", "asserted")}),
        ("The GNA, supported by Turkey with drone strikes on Tarhuna, was silent.",
         {("tarhouna", "drone_strike", "Turkey", "asserted")}),
        ("GNA forces have been supplied with drones by Turkey.", {("libya", "arms_transfer", "Turkey", "asserted")}),
        ("The LNA shot down a GNA jet from Misrata.", {("libya", "shootdown", "LNA", "asserted")}),
        ("Customs at Misrata port seized a shipment from Turkey that contained pistols.",
         {("misrata-port", "arms_transfer", "Turkey", "asserted")}),
        ("Customs foiled an attempt to smuggle weapons through Khoms port.",
         {("khoms-port", "arms_transfer", None, "asserted")}),
        ("LNA forces seized a shipment of fuel at Ajdabiya.", set()),
    ],
)  # fmt: skip
def test_who_helps_whom_and_what_is_seized(text, expected):
    assert told(text) == expected
