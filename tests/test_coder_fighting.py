import datetime as dt

import pytest

from libyaconflict.coder import default_coder

DAY = dt.date(2020, 6, 5)


def code(text):
    return default_coder().code("own", text, DAY)


def told(text):
    return {(e.place_id, e.event_type, e.actor, e.status) for e in code(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the weapon tells the kind of strike, as subject, as means, or in the sentence before
        ("LNA jets hit a depot near Zliten.", {("zliten", "airstrike", "LNA", "asserted")}),
        ("GNA gunners hit a depot near Zliten.", {("zliten", "shelling", "GNA", "asserted")}),
        ("The GNA hit Wishka with forty rockets.", {("wishka", "shelling", "GNA", "asserted")}),
        ("Zawiya was hit by unmarked warplanes.", {("zawiya", "airstrike", None, "asserted")}),
        ("The LNA's air force flew three sorties over Khoms.", {("khoms", "airstrike", "LNA", "asserted")}),
        ("A dock at Khoms port came under artillery fire.", {("khoms-port", "shelling", None, "asserted")}),
        ("LNA jets struck a bridge at Tawergha and a column near Sadada.",
         {("tawergha", "airstrike", "LNA", "asserted"), ("sadada", "airstrike", "LNA", "asserted")}),
        ("The GNA blamed Haftar for the air raid on Kararim.", {("kararim", "airstrike", "LNA", "claimed")}),
        # attacks that come to nothing
        ("An LNA bid to enter Kikla failed.", {("kikla", "repelled", "GNA", "asserted")}),
        ("LNA fighters tried to advance on Kikla but were driven back.", {("kikla", "repelled", "GNA", "asserted")}),
        ("GNA fighters kept the LNA out of Kikla.", {("kikla", "repelled", "GNA", "asserted")}),
        ("The attack on Kikla had been repulsed, a GNA officer said.", {("kikla", "repelled", "GNA", "claimed")}),
        # ground
        ("The GNA pushed the LNA out of its trenches in Kazirma.", {("kazirma", "advance", "GNA", "asserted")}),
        ("The LNA lost ground in Kazirma.", {("kazirma", "advance", "GNA", "asserted")}),
        ("The LNA opened a second front at Qaddahiya.", {("qaddahiya", "advance", "LNA", "asserted")}),
        ("The GNA made no headway in Kazirma.", {("kazirma", "advance", "GNA", "denied")}),
        # clashes, in lists that names unknown to the gazetteer do not end
        ("There were reports of clashes in Ramla, Umm Zaytuna, Swani and along the airport road.",
         {(place, "clash", "LNA/GNA", "claimed") for place in ("ramla", "?Umm Zaytuna", "swani", "airport-road")}),
        ("LNA units clashed with Tebu fighters in Qatrun.", {("qatrun", "clash", "LNA/Tebu", "asserted")}),
        # people
        ("GNA units captured a dozen LNA soldiers at Harsha.", set()),
        ("Some 900 families were driven from their homes in Kuraimiya.",
         {("kuraimiya", "displacement", None, "asserted")}),
    ],
)  # fmt: skip
def test_fighting(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The GNA advanced a plan for talks in Geneva.",
        "Ministers clashed over the budget in Tobruk.",
        "Coast guards foiled an attempt to smuggle fuel from Zuwara.",
        "Families fled to Zliten to be spared the shelling.",
        "The captured drone was shown in Misrata.",
        "A suicide bomber hit a checkpoint near Zliten.",
        "The two sides fought side by side in Sirte in 2016.",
    ],
)
def test_no_fighting(text):
    assert not [e for e in code(text) if e.event_type != "displacement"]


def test_an_attack_and_its_repulse_are_one_event_in_one_sentence_and_two_in_two():
    one = told("The LNA attacked Kikla but the assault was repelled.")
    assert {kind for _, kind, _, _ in one} == {"repelled"}
    two = told("The LNA attacked Kikla on Monday. The assault was repelled, the GNA said.")
    assert {kind for _, kind, _, _ in two} == {"advance", "repelled"}


def test_a_strike_told_by_noun_and_verb_is_one_and_the_next_day_is_another():
    assert len(code("In an air strike on Zawiya, LNA jets hit the refinery road at Zawiya.")) == 1
    days = [e.date for e in code("On 1 June rockets fell on Fashloum. On 2 June rockets fell on Fashloum.")]
    assert days == ["2020-06-01", "2020-06-02"]


def test_two_sides_blame_each_other_for_one_strike():
    found = told("The GNA said LNA jets had bombed Khadra hospital; the LNA blamed GNA shells.")
    assert {(kind, actor) for _, kind, actor, _ in found} == {("airstrike", "LNA"), ("shelling", "GNA")}


def test_a_foe_driven_from_positions_at_a_place_leaves_nobody_in_control():
    for text in (
        "The GNA drove the LNA from positions in Kazirma.",
        "The GNA pushed the LNA back two kilometres in the southern suburb of Ain Zara.",
    ):
        assert [e.control_after in ("GNA", "LNA") for e in code(text)] == [False], text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who acts: not the last of the backers, nor the one to whom a blow is dealt
        ("The LNA, backed by Russia, Egypt and the UAE, shelled Kikla.", {("kikla", "shelling", "LNA", "asserted")}),
        ("The GNA dealt a blow to Haftar by taking Kikla.", {("kikla", "capture", "GNA", "asserted")}),
        ("Turkish-allied forces entered Kikla.", {("kikla", "advance", "GNA", "asserted")}),
        ("The siege by the GNA of Kikla went on.", {("kikla", "siege", "GNA", "asserted")}),
        ("LNA men launched up to six Grad rockets towards Kikla.", {("kikla", "shelling", "LNA", "asserted")}),
        ("After repelling Haftar's men and later extending control over the LNA's Kikla stronghold, the GNA rested.",
         {("kikla", "capture", "GNA", "asserted")}),
        ("GNA units entered Kikla, capturing eleven LNA fighters.", {("kikla", "advance", "GNA", "asserted")}),
        ("Kikla's loss was a heavy blow to the LNA.", {("kikla", "capture", "GNA", "asserted")}),
        ("Kikla's fall to the LNA was a blow to the GNA.", {("kikla", "capture", "LNA", "asserted")}),
        ("GNA patrols met none of Haftar's men after their withdrawal from Kikla.",
         {("kikla", "withdrawal", "LNA", "asserted")}),
        ("LNA units are securing Kikla.", {("kikla", "other", "LNA", "asserted")}),
        ("A source with the eastern forces that attacked Kikla said they had left Surman on Monday.",
         {("surman", "withdrawal", "LNA", "confirmed"), ("kikla", "advance", "LNA", "asserted")}),
        ("The GNA reseized Kikla.", {("kikla", "recapture", "GNA", "asserted")}),
        # what is not
        ("The LNA is not going to press the advance on Kikla.", set()),
        ("Kikla was calm, with no new reports of heavy clashes.", set()),
        # what only looms or is warned of
        ("A battle for Kikla looms.", {("kikla", "clash", "LNA/GNA", "hypothetical")}),
        ("The GNA warned Haftar's men of further attacks in Kikla.", set()),
        ("Egypt warned that any attack on Kikla or on any town to the east of it would be answered.",
         {("kikla", "advance", None, "hypothetical")}),
    ],
)  # fmt: skip
def test_who_acts_and_what_only_looms(text, expected):
    assert told(text) == expected


def test_a_month_before_a_noun_dates_it():
    assert [e.date for e in code("The March air raid on Kikla killed three.")] == ["2020-03"]
    assert [e.date for e in code("Haftar rejected the January truce.")] == ["2020-01"]
