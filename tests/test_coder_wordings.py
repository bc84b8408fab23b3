"""What the coder makes of one happening in other wordings: lists, seats of fighting, the end of talks, warnings."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 5)  # a Friday
told = teller("place_id event_type actor control_after status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a list between dashes is the subject that the noun before it counts
        ("Three towns in the west - Tiji, Badr and Mizda - were seized by GNA forces.",
         {(town, "capture", "GNA", "GNA", "asserted") for town in ("tiji", "badr", "mizda")}),
        # the scene of combat
        ("Combat raged on at Wishka on Monday.", {("wishka", "clash", "LNA/GNA", "contested", "asserted")}),
        ("Mizda was the scene of heavy fighting.", {("mizda", "clash", "LNA/GNA", "contested", "asserted")}),
        # guns that are heard
        ("The boom of artillery could be heard across Ain Zara.", {("ain-zara", "shelling", None, None, "asserted")}),
        # talks that end, and that are set for a day
        ("Negotiations between the two sides drew to a close in Geneva.",
         {("geneva", "talks", "LNA/GNA", None, "asserted")}),
        ("A further round of talks in Geneva has been fixed for Tuesday.",
         {("geneva", "talks", "LNA/GNA", None, "planned")}),
        # places that only their words make places
        ("The LNA pushed forward towards al-Gawiya.", {("?al-Gawiya", "advance", "LNA", None, "asserted")}),
        # what was held before, and is held no more, is not gained again; what is held now was gained
        ("The GNA is in control of Yarmouk camp, which the LNA had previously occupied.",
         {("yarmouk-camp", "capture", "GNA", "GNA", "asserted")}),
        ("Several posts within the capital have come under its control, the LNA said.",
         {("tripoli", "advance", "LNA", "contested", "claimed")}),
        # who drives a side back comes from somewhere else; what is to be attended is planned
        ("The LNA attacked Gharyan. It was driven back by GNA fighters from Misrata and Zawiya.",
         {("gharyan", "advance", "LNA", None, "asserted"), ("gharyan", "repelled", "GNA", None, "asserted")}),
        ("Both the LNA and the GNA are to attend a conference on Libya in Berlin on 19 June.",
         {("berlin", "talks", "LNA/GNA", None, "planned")}),
        ("The LNA went on the offensive last April in a bid to seize Tripoli.",
         {("tripoli", "advance", "LNA", None, "asserted")}),
    ],
)  # fmt: skip
def test_other_wordings(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Egypt warned the GNA against seizing Sirte.",
        "Egypt has cautioned the GNA not to try to take either Sirte or Jufra.",
        "The UN warned against any attack on Sirte.",
        "The coast between Misrata, in the east, and Zuwara, near the border, is in the hands of the GNA.",
        "The news eases the strain on their Tarhouna bastion after weeks in which they were driven back by GNA troops.",
    ],
)
def test_nothing_is_gained(text):
    assert not {row for row in told(text) if row[3]}


def test_the_town_is_what_the_sentence_before_told_of():
    text = "The GNA took Asabaa, tightening the squeeze on Tarhouna. The LNA said nothing of the loss of the town."
    assert {row[0] for row in told(text)} == {"asabaa"}
