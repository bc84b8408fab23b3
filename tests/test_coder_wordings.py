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
         {("gharyan", "advance", "LNA", None, "asserted"), ("gharyan", "repelled", "GNA", "GNA", "asserted")}),
        ("Both the LNA and the GNA are to attend a conference on Libya in Berlin on 19 June.",
         {("berlin", "talks", "LNA/GNA", None, "planned")}),
        # adverbs between a noun and its verb; two adjectives of control; what only dates another happening
        ("Fighting has reportedly resumed in Wadi Rabie.",
         {("wadi-al-rabie", "clash", "LNA/GNA", "contested", "claimed")}),
        ("The LNA has complete and firm control of Mizda.", {("mizda", "capture", "LNA", "LNA", "asserted")}),
        ("The GNA held all of Mizda, where shops reopened after days of clashes.",
         {("mizda", "other", "GNA", "GNA", "asserted")}),
        ("The LNA pulled out of Mizda before GNA troops neared it.", {("mizda", "withdrawal", "LNA", None, "asserted")}),
        ("GNA reinforcements drawn from several zones have reached Abu Grein.",
         {("abu-qurayn", "other", "GNA", None, "asserted")}),
        ("LNA nears capture of Mizda from GNA", {("mizda", "capture", "LNA", None, "hypothetical")}),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seized by the LNA on Monday, lost on Tuesday and seized again on Wednesday, Hamza camp is in ruins.",
         {("hamza-camp", "capture", "LNA"), ("hamza-camp", "capture", "GNA")}),
        ("Lost by the LNA on Tuesday, Mizda is in ruins.", {("mizda", "capture", "GNA")}),
        ("Without having taken Mizda, the LNA left for Gharyan.", set()),
        ("The entry of GNA troops into Mizda took place without a fight.", {("mizda", "entry_unopposed", "GNA")}),
        ("A withdrawal of the LNA in the direction of Mizda has been observed.", set()),
        ("Haftar's departure from Moscow was reported on Monday.", set()),
        ("Sirte, which was cleared of ISIS by Misrata's brigades in 2016, has been in their hands ever since.",
         {("sirte", "capture", "GNA"), ("sirte", "other", "GNA")}),
        ("While the LNA says that its men are within Hamza camp, the GNA insists that the place is in its own hands.",
         {("hamza-camp", "capture", "LNA"), ("hamza-camp", "other", "GNA")}),
        ("The arrival in the Abu Grein area, east of Misrata, of GNA reinforcements was confirmed by an officer.",
         {("abu-qurayn", "other", "GNA")}),
        ("A resolution under which ships may be searched for arms was adopted by the Security Council on Monday.",
         {("libya", "sanction", "UN")}),
        ("An advance in Ain Zara, a suburb of the capital, was made by the GNA on Monday.",
         {("ain-zara", "advance", "GNA")}),
    ],
)  # fmt: skip
def test_participles_and_nouns_tell_who_came_and_went(text, expected):
    assert {one[:3] for one in told(text)} == expected


@pytest.mark.parametrize(
    "text",
    [
        "The LNA has not, contrary to its claim, taken Sirte.",
        "Sirte is not, whatever the LNA may say, under its control.",
        "Nothing suggests that Mizda has been captured by the LNA, residents said.",
        "Residents doubted that Mizda had been taken by the LNA.",
        "It would be a mistake to believe that Sirte is in GNA hands, the LNA said.",
        "The seizure of Mizda by the LNA was prevented by the GNA.",
        "The GNA foiled the capture of Mizda by the LNA.",
        "Talks on the surrender of Sirte to the GNA have failed.",
        "Gharyan had until June been under LNA control.",
        "Until 26 May it was the LNA that held Gharyan.",
        "All the crossings but Ras Ajdir are under LNA control.",
        "Taking Sirte is what the GNA wants.",
    ],
)
def test_what_was_not_or_is_no_longer_gives_no_holder(text):
    assert not any(holder in ("GNA", "LNA") for *_, holder, _ in told(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Among the towns now in LNA hands, Mismari said, were Jumayl and Zaltan.",
         {("jumayl", "capture", "LNA"), ("zaltan", "capture", "LNA")}),
        ("The GNA took, it announced on Monday, the camps of Yarmouk and Hamza.",
         {("yarmouk-camp", "capture", "GNA"), ("hamza-camp", "capture", "GNA")}),
        ("Mizda was seen by reporters on Monday to be in LNA hands.", {("mizda", "other", "LNA")}),
        ("The LNA's hold on Watiya came to an end on 18 May.", {("watiya-airbase", "capture", "GNA")}),
        ("There is no doubt that Mizda has fallen to the LNA.", {("mizda", "capture", "LNA")}),
        ("Some 760 families had by Monday been driven from Murzuq.", {("murzuq", "displacement", None)}),
        ("To Abu Grein the GNA has sent reinforcements.", {("abu-qurayn", "other", "GNA")}),
    ],
)  # fmt: skip
def test_what_is_told_past_an_aside_or_at_the_head_of_a_sentence(text, expected):
    assert {one[:3] for one in told(text)} == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Only the capture of Mizda by the GNA can end the war.", "hypothetical"),
        ("The GNA's capture of Mizda may change the war.", "hypothetical"),
        ("The capture of Mizda by the GNA can be seen as a turning point.", "asserted"),
        ("The GNA's capture of Mizda can only help.", "asserted"),
    ],
)
def test_what_can_be_made_of_a_capture(text, status):
    assert {row[4] for row in told(text)} == {status}
