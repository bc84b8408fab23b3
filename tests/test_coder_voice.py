"""On whose word the coder takes an event, and how sure it holds it."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 5)  # a Friday
told = teller("place_id event_type status by", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # several who saw it confirm it, one alone claims it; the UN confirms
        ("Mizda was shelled overnight, residents said.", {("mizda", "shelling", "confirmed", "residents")}),
        ("A resident said Mizda had been shelled overnight.", {("mizda", "shelling", "claimed", "resident")}),
        ("The UN mission said an air strike had hit Sirte.", {("sirte", "airstrike", "confirmed", "UN")}),
        # a saying between commas covers what stands before it, and not the outlet's own words after
        ("LNA forces have left Mizda, the mayor told a local channel on Friday, as GNA jets struck Gharyan.",
         {("mizda", "withdrawal", "claimed", None), ("gharyan", "airstrike", "asserted", None)}),
        ("The GNA's forces have also gained ground in Ain Zara, a suburb of the capital, said Omar Ali, a clerk.",
         {("ain-zara", "advance", "claimed", None)}),
        # what a report takes for granted
        ("The LNA said it took Mizda after clashes with the GNA in Gharyan.",
         {("mizda", "capture", "claimed", "LNA"), ("gharyan", "clash", "asserted", "LNA")}),
        # what is a lie is what was said last, and nothing told before it
        ("The LNA spokesman said Mizda was under the army's control. They say that they have driven us out. That is a lie.",
         {("mizda", "other", "claimed", "LNA")}),
        ("The capture of Mizda has been announced by the LNA.", {("mizda", "capture", "claimed", "LNA")}),
        # nobody says "it was reported"; a newspaper's comma ends its name
        ("Moscow is silent. It was reported that the LNA had taken Mizda.", {("mizda", "capture", "claimed", None)}),
        ("According to the newspaper, Russian jets bombed Mizda.", {("mizda", "airstrike", "claimed", None)}),
        # the operator of what shuts or opens
        ("The National Oil Corporation announced that it had lifted force majeure on Sharara oilfield.",
         {("sharara-oilfield", "oil_restart", "asserted", "NOC")}),
        # who has nothing to gain by it
        ("Unknown jets hit Watiya, a Turkish defence official confirmed.",
         {("watiya-airbase", "airstrike", "confirmed", "Turkey")}),
        # a condition makes what would follow hypothetical, preparations are plans
        ("If Tarhouna falls, an officer said, the LNA will withdraw from Mizda.",
         {("tarhouna", "capture", "hypothetical", None), ("mizda", "withdrawal", "hypothetical", None)}),
        ("Preparations had been made to seize Sirte if the LNA did not leave Jufra.",
         {("sirte", "capture", "planned", None)}),
        ('The LNA called the offer a "trick," claiming that the GNA was preparing to attack Sirte.',
         {("sirte", "advance", "planned", "LNA")}),
        # a verb of saying that is part of an event's wording speaks of that event, not of the one before
        ("The LNA shelled Tarhouna on Monday, a day after it announced the capture of Sirte.",
         {("tarhouna", "shelling", "asserted", None), ("sirte", "capture", "claimed", "LNA")}),
    ],
)  # fmt: skip
def test_whose_word_and_how_sure(text, expected):
    assert told(text) == expected


def test_he_who_added_is_the_one_who_spoke_last():
    text = "The mayor of Mizda said the LNA had left the town. He added that GNA fighters had shelled Gharyan."
    assert ("gharyan", "shelling", "claimed", None) in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # to whom it was told is not who tells; a noun that somebody announces is told by him
        ("Sputnik was told by the LNA's spokesman that Mizda had been retaken by its men.",
         {("mizda", "recapture", "claimed", "LNA")}),
        ("The shelling of Mizda was announced by the LNA.", {("mizda", "shelling", "claimed", "LNA")}),
        ("The GNA maintained, for its part, that it was in control of Mizda.", {("mizda", "other", "claimed", "GNA")}),
        # what has been since something else happened: that something is the outlet's own word
        ("Graves have been found in Tarhouna since the LNA pulled out of the town, the GNA said.",
         {("tarhouna", "mass_grave", "claimed", "GNA"), ("tarhouna", "withdrawal", "asserted", None)}),
    ],
)  # fmt: skip
def test_whose_word_reaches_how_far(text, expected):
    assert told(text) == expected
