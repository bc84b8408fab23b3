"""What the coder makes of plain wordings: whose men are named with a side, who had gone before, paper, asides."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 3, 26)  # a Thursday
told = teller("place_id event_type actor status control_after", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA and its foreign fighters failed in their assault on Watiya, the LNA said.",
         {("watiya-airbase", "repelled", "LNA", "claimed", "LNA")}),
        ("The LNA and its foreign mercenaries left Watiya, the GNA said.",
         {("watiya-airbase", "withdrawal", "LNA", "claimed", None)}),
        ("Some factions within the coalition against the LNA have rejected the ceasefire.", set()),
        ("Leaders of the GNA rejected the ceasefire.", {("libya", "truce", "GNA", "denied", None)}),
        ("The truce won the agreement of the GNA.", {("libya", "truce", "GNA", "asserted", None)}),
        ("The truce has won praise from Turkey.", set()),
        ("The expulsion of Islamic State from Sirte by Misrata brigades was completed on Monday.",
         {("sirte", "capture", "GNA", "asserted", "GNA")}),
        ("The expulsion of Islamic State from Derna is the aim of the LNA.", set()),
    ],
)  # fmt: skip
def test_who_is_named_with_a_side_and_for_it(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LNA troops pulled out before GNA troops entered the city of Sirte.",
         {("sirte", "withdrawal", "LNA", "asserted", None), ("sirte", "advance", "GNA", "asserted", "contested")}),
        ("LNA troops left before the GNA reached Tarhuna.", {("tarhouna", "withdrawal", "LNA", "asserted", None)}),
        ("Reports that the LNA has yet to leave Watiya are false, an officer said.",
         {("watiya-airbase", "withdrawal", "LNA", "claimed", None)}),
        ("The GNA retook Mizda, a town on the outskirts of Gharyan, and not Gharyan itself.",
         {("mizda", "recapture", "GNA", "asserted", "GNA"), ("gharyan", "recapture", "GNA", "denied", None)}),
        ("Tarhuna, the last in the west which Haftar still held, was recaptured by GNA troops.",
         {("tarhouna", "recapture", "GNA", "asserted", "GNA")}),
        ("The GNA won back several sites, including, in the west, Watiya airbase.",
         {("watiya-airbase", "recapture", "GNA", "asserted", "GNA")}),
        ("The LNA has not stormed Mizda or Gharyan and controls neither, the GNA said.",
         {("mizda", "advance", "LNA", "denied", None), ("gharyan", "advance", "LNA", "denied", None),
          ("mizda", "capture", "LNA", "denied", None), ("gharyan", "capture", "LNA", "denied", None)}),
        ("GNA troops were in control of Surman, Sabratha, Ajaylat, Jumayl and Zaltan by nightfall.",
         {(place, "capture", "GNA", "asserted", "GNA") for place in ("surman", "sabratha", "ajaylat", "jumayl", "zaltan")}),
    ],
)  # fmt: skip
def test_who_had_gone_what_was_not_so_and_lists(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LNA jets peppered Misrata with leaflets.", {("misrata", "other", "LNA", "asserted", None)}),
        ("Tarhuna was showered on Sunday with leaflets.", {("tarhouna", "other", None, "asserted", None)}),
        ("LNA jets peppered Misrata with bombs.", {("misrata", "airstrike", "LNA", "asserted", None)}),
        ("The GNA counter-attacked on the Ain Zara front.", {("ain-zara", "clash", "LNA/GNA", "asserted", "contested")}),
        ("Fears over the virus led Tunisia to close the Ras Ajdir crossing.",
         {("ras-ajdir", "other", "Tunisia", "asserted", None)}),
    ],
)  # fmt: skip
def test_paper_is_no_bomb_and_fear_that_moved_somebody_no_doubt(text, expected):
    assert told(text) == expected
