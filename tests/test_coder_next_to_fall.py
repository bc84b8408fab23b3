"""What is vowed to be next, what follows, and places told of by a flag, a date of the offensive, or men driven out."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 6)
told = teller("place_id event_type actor control_after date status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA's spokesman promised that Sirte would be next.",
         {("sirte", "capture", "GNA", None, None, "planned")}),
        ('"Mizda is next," an LNA commander said.', {("mizda", "capture", "LNA", None, None, "planned")}),
        ("Asabaa, which an LNA officer vowed would be next, was shelled.",
         {("asabaa", "capture", "LNA", None, None, "planned"), ("asabaa", "shelling", None, None, "2020-06-06", "asserted")}),
        ("Surman fell to the GNA on Monday, and Mizda will follow.",
         {("surman", "capture", "GNA", "GNA", "2020-06-01", "asserted"), ("mizda", "capture", "GNA", None, None, "planned")}),
        ("Analysts said that Mizda could be next.", {("mizda", "capture", None, None, None, "hypothetical")}),
        ("Mizda is next to the desert, a GNA officer said.", set()),
        ("The LNA said that elections would be next.", set()),
    ],
)  # fmt: skip
def test_what_a_side_says_will_be_next_is_its_plan(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guards shut Zueitina on Monday; Hariga and Brega had followed by Tuesday.",
         {("zueitina-port", "oil_shutdown", None, None, "2020-06-01", "asserted"),
          ("hariga-port", "oil_shutdown", None, None, "2020-06-02", "asserted"),
          ("brega-port", "oil_shutdown", None, None, "2020-06-02", "asserted")}),
        ("Sharara was shut on Monday, and El Feel followed on Tuesday.",
         {("sharara-oilfield", "oil_shutdown", None, None, "2020-06-01", "asserted"),
          ("el-feel-oilfield", "oil_shutdown", None, None, "2020-06-02", "asserted")}),
        ("Hariga reopened on Monday; Brega followed a day later.",
         {("hariga-port", "oil_restart", None, None, "2020-06-01", "asserted"),
          ("brega-port", "oil_restart", None, None, "2020-06-02", "asserted")}),
        ("Guards shut Hariga on Monday and followed the order to the letter.",
         {("hariga-port", "oil_shutdown", None, None, "2020-06-01", "asserted")}),
    ],
)  # fmt: skip
def test_a_port_that_follows_is_shut_or_opened_too(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was the government's flag that flew over Watiya by noon.",
         {("watiya-airbase", "capture", "GNA", "GNA", "2020-06-06", "asserted")}),
        ("By dawn it was the LNA's flag that was flying over Asabaa.",
         {("asabaa", "capture", "LNA", "LNA", "2020-06-06", "asserted")}),
        ("The LNA's flag that flew over Surman for a year was burnt on Monday.", set()),
        ("Surman is the LNA's no longer.", {("surman", "capture", "GNA", "GNA", "2020-06-06", "asserted")}),
        ("The GNA took Asabaa on Monday. Its defenders had fled to Mizda.",
         {("asabaa", "capture", "GNA", "GNA", "2020-06-01", "asserted"),
          ("asabaa", "withdrawal", "LNA", "GNA", "2020-06-01", "asserted")}),
        ("The Gharyan garrison went over to the GNA on Monday.",
         {("gharyan", "other", None, None, "2020-06-01", "asserted")}),
        ("Gharyan went over to the GNA on Monday.", {("gharyan", "capture", "GNA", "GNA", "2020-06-01", "asserted")}),
        ("The LNA pushed the tribal fighters out of Murzuq on Monday.",
         {("murzuq", "capture", "LNA", "LNA", "2020-06-01", "asserted")}),
        ("The GNA vowed to chase the tribal militiamen out of Murzuq.",
         {("murzuq", "capture", "GNA", None, None, "planned")}),
        ("GNA units failed to drive the tribal fighters out of Murzuq.", set()),
    ],
)  # fmt: skip
def test_whose_a_place_has_become(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ain Zara, which the LNA took in the first week of its April offensive, was quiet on Monday.",
         {("ain-zara", "capture", "LNA", "LNA", "2020-04", "asserted")}),
        ("The LNA took Ain Zara in the opening days of its April offensive.",
         {("ain-zara", "capture", "LNA", "LNA", "2020-04", "asserted")}),
        ("Had the truce held, said the mayor, the shells that killed two women in Abu Salim would not have been fired.",
         {("libya", "truce", "LNA/GNA", None, "2020-06-06", "hypothetical"),
          ("abu-salim", "shelling", None, None, "2020-06-06", "asserted")}),
        ("Had the LNA taken Gharyan, it might have shelled Aziziya.",
         {("gharyan", "capture", "LNA", None, None, "hypothetical"),
          ("aziziya", "shelling", "LNA", None, None, "hypothetical")}),
        ("On Monday Haftar ordered his air force to strike any Turkish ship off the coast.",
         {("libya", "airstrike", "LNA", None, None, "planned")}),
    ],
)  # fmt: skip
def test_when_and_whether_it_was(text, expected):
    assert told(text) == expected
