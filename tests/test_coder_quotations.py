"""What the coder makes of quotations of several sentences, and of reports that nobody could check."""

import datetime as dt

import pytest
from telling import teller

told = teller("place_id event_type actor status", dt.date(2019, 6, 29))


@pytest.mark.parametrize(
    "text",
    [
        '"We took Mizda. The LNA fled from Asabaa," said a GNA commander.',
        'GNA spokesman Qanunu said: "Our forces took Mizda. The LNA fled from Asabaa."',
        '"Our forces took Mizda.\n"The LNA then fled from Asabaa," said GNA spokesman Qanunu.',
        '"Our forces took Mizda. The LNA fled from Asabaa," Qanunu, the GNA spokesman, told reporters.',
    ],
)
def test_one_verb_of_saying_covers_all_sentences_of_a_quotation(text):
    assert told(text) == {("mizda", "capture", "GNA", "claimed"), ("asabaa", "withdrawal", "LNA", "claimed")}


def test_what_stands_outside_a_quotation_is_the_outlets_word():
    text = 'The GNA took Mizda. "This is a great day. It opens the road," said Qanunu, the GNA spokesman.'
    assert told(text) == {("mizda", "capture", "GNA", "asserted")}


def test_who_speaks_is_not_whose_attack_it_was():
    text = "GNA units attacked Mizda. The LNA beat back the assault, said Khartoush, spokesman of an LNA brigade."
    assert ("mizda", "repelled", "LNA", "claimed") in told(text)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Residents reported air strikes in Mizda, but these have not been confirmed.", "claimed"),
        ("Residents reported air strikes in Mizda. There was no immediate confirmation.", "claimed"),
        ("Residents reported air strikes in Mizda; Reuters could not independently verify the report.", "claimed"),
        ("Residents reported air strikes in Mizda. The reports have yet to be verified.", "claimed"),
        ("Residents reported air strikes in Mizda, but the number of dead could not be confirmed.", "confirmed"),
        ("Residents reported air strikes in Mizda.", "confirmed"),
    ],
)
def test_what_nobody_could_check_is_only_claimed(text, status):
    assert {s for *_, s in told(text)} == {status}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA drove the LNA back in Ain Zara.\nThe LNA denied that there had been any retreat.",
         {("ain-zara", "advance", "GNA", "asserted"), ("ain-zara", "withdrawal", "LNA", "denied")}),
        ("The LNA began its offensive on Tripoli.\nSo far his own people have rejected him.",
         {("tripoli", "advance", "LNA", "asserted")}),
        ("The GNA denied that it had attacked Tarhuna, while an LNA brigade entered Mizda.",
         {("tarhouna", "advance", "GNA", "denied"), ("mizda", "advance", "LNA", "asserted")}),
        ("The GNA retook Mizda and was advancing towards Tiji.\nThe LNA denied that there had been any withdrawal.",
         {("mizda", "recapture", "GNA", "asserted"), ("tiji", "advance", "GNA", "asserted"),
          ("mizda", "withdrawal", "LNA", "denied")}),
        ("Areas lost to the LNA, among them the Hamza camp, were retaken by the GNA.",
         {("hamza-camp", "recapture", "GNA", "asserted")}),
        ("Mizda has fallen to the GNA, diplomats say.", {("mizda", "capture", "GNA", "claimed")}),
    ],
)  # fmt: skip
def test_denials_and_sources(text, expected):
    assert told(text) == expected
