"""Laws of the coder: what a clause tells does not hang on what stands beside it."""

import datetime as dt
from itertools import product

import pytest

from libyaconflict.coder.code import default_coder
from libyaconflict.coder.coded import AFFIRMATIVE, family

DAY = dt.date(2020, 6, 5)
FOE = {"GNA": "LNA", "LNA": "GNA"}
#: What happens, in words, its kind and who is coded as its actor: the side named, its foe, both or nobody.
HAPPENINGS = [
    ("{side} took {place}", "capture", "side"),
    ("{side} lost {place}", "capture", "foe"),
    ("{place} fell to {side}", "capture", "side"),
    ("{side} withdrew from {place}", "withdrawal", "side"),
    ("{side} advanced on {place}", "advance", "side"),
    ("{side} shelled {place}", "shelling", "side"),
    ("rockets fired by {side} hit {place}", "shelling", "side"),
    ("{side} bombed {place}", "airstrike", "side"),
    ("{side} repelled an attack on {place}", "repelled", "side"),
    ("clashes broke out in {place}", "clash", "both"),
]
JOINED = ["{0}, while {1}.", "{0}, and {1}.", "{0} and {1}.", "{0} after {1}.", "{0} a day after {1}.", "{0}, as {1}.",
          "While {1}, {0}.", "After {1}, {0}.", "{0}; {1}.", "Officials said {0} and that {1}."]  # fmt: skip


def told(text):
    coded = default_coder().code("own", text, DAY)
    return {(family(e.event_type), e.place_id, e.actor) for e in coded if e.status in AFFIRMATIVE}


def item(happening, side, place):
    _, kind, who = happening
    return kind, place, {"side": side, "foe": FOE[side], "both": "LNA/GNA"}[who]


def clause(happening, side, place):
    return happening[0].format(side=f"the {side}", place=place)


def sentence(text):
    return text[0].upper() + text[1:]


@pytest.mark.parametrize("joined", JOINED)
def test_two_happenings_in_a_sentence_keep_their_places_and_sides(joined):
    wrong = []
    for one, two in product(HAPPENINGS, repeat=2):
        text = sentence(joined.format(clause(one, "GNA", "Gharyan"), clause(two, "LNA", "Surman")))
        if told(text) != {item(one, "GNA", "gharyan"), item(two, "LNA", "surman")}:
            wrong.append(text)
    assert wrong == []


OWN = [happening for happening in HAPPENINGS if happening[0].startswith("{side}")]
ASIDES = [", the UN said,", ", officials told Reuters on Monday,", ", which foreign powers back,", ", for its part,",
          ", backed by drones,", ", according to residents,"]  # fmt: skip


@pytest.mark.parametrize("aside", ASIDES)
def test_what_stands_between_a_subject_and_its_verb_hides_neither(aside):
    for happening in OWN:
        text = sentence(clause(happening, "LNA", "Gharyan").replace("the LNA", f"the LNA{aside}", 1)) + "."
        assert told(text) == {item(happening, "LNA", "gharyan")}, text


CALLED = ["the town of Gharyan", "the strategic western town of Gharyan", "Gharyan, some 90 km south of the capital,",
          "Gharyan, to the south of Tripoli,", "the district of Gharyan", "Gharyan, a town in the west,",
          "Gharyan, where many people live,"]  # fmt: skip


@pytest.mark.parametrize("called", CALLED)
def test_a_place_is_the_same_whatever_it_is_called(called):
    for happening in HAPPENINGS:
        text = sentence(clause(happening, "GNA", called)).replace(",.", ".").rstrip(",") + " on Friday."
        assert told(text) == {item(happening, "GNA", "gharyan")}, text


UNREAL = ["The GNA is planning to take {0}.", "The GNA began a push to take {0}.", "The GNA almost took {0}.",
          "If the GNA takes {0}, the war will end.", "It is not true that the GNA took {0}.",
          "The GNA has yet to take {0}.", "The GNA gave up its plan to take {0}.", "The GNA discussed taking {0}.",
          "Before taking {0}, the GNA would need air cover.", "Nobody believes that the GNA took {0}.",
          "The GNA announced a second wave to take {0}.", "The GNA would have taken {0} but for the drones.",
          "There is no sign that the GNA has taken {0}.", "The GNA is on the verge of taking {0}."]  # fmt: skip


@pytest.mark.parametrize("text", UNREAL)
def test_what_did_not_happen_gives_no_place_a_holder(text):
    for place in ("Gharyan", "the city of Sirte", "Watiya airbase", "Tarhuna and Bani Walid"):
        coded = default_coder().code("own", text.format(place), DAY)
        assert [e for e in coded if e.control_after == "GNA" and e.status in AFFIRMATIVE] == [], place


@pytest.mark.parametrize("between", ["\n", " ", "\nThe UN called for calm on Thursday.\n"])
def test_a_sentence_tells_the_same_after_another(between):
    for one, two in product(HAPPENINGS, repeat=2):
        first, second = (f"{sentence(clause(*each))}." for each in ((one, "LNA", "Gharyan"), (two, "GNA", "Surman")))
        assert told(first + between + second) == {item(one, "LNA", "gharyan"), item(two, "GNA", "surman")}


UNHELD = ["The GNA's capture of {0} is imminent.", "Hopes for the capture of {0} by the GNA faded.",
          "In the event of the fall of {0} to the GNA families would flee.", "The GNA does not control {0}.",
          "{0} has not fallen to the GNA.", "{0} is about to fall to the GNA.", "{0} will be taken by the GNA.",
          "{0} may soon be in the hands of the GNA.", "The GNA took prisoners near {0}.", "The GNA held talks in {0}.",
          "The GNA controls the road to {0}.", "The GNA lost contact with {0}.",
          "The GNA took responsibility for the strike on {0}.",
          "The GNA vowed that {0} would be under its control soon.", "The fall of {0} to the GNA was promised."]  # fmt: skip


@pytest.mark.parametrize("text", UNHELD)
def test_words_of_holding_that_hold_nothing(text):
    for place in ("Gharyan", "the city of Sirte", "Watiya airbase"):
        coded = default_coder().code("own", sentence(text.format(place)), DAY)
        held = [e for e in coded if e.control_after == "GNA" and e.status in AFFIRMATIVE]
        assert held == [], place
