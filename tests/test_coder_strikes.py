import datetime as dt

import pytest

from libyaconflict.coder import default_coder


def first(text, day=dt.date(2020, 5, 20)):
    return [
        (e.place_id, e.event_type, e.actor, e.target, e.control_after) for e in default_coder().code("own", text, day)
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("LNA jets bombed Tripoli's Mitiga airport.", ("mitiga-airport", "airstrike", "LNA", "GNA", None)),
        ("An air strike hit a camp in southern Libya's Murzuq.", ("murzuq", "airstrike", None, None, None)),
        ("The LNA shot down a jet in the central Libya Jufra area.", ("jufra", "shootdown", "LNA", "GNA", None)),
        ("Abu Salim got shelled overnight.", ("abu-salim", "shelling", None, None, None)),
        (
            "Rockets fired from Qasr bin Ghashir killed four civilians in Abu Salim.",
            ("abu-salim", "shelling", None, "civilians", None),
        ),
        ("An ambulance was hit in Abu Grein.", ("abu-qurayn", "civilian_harm", None, "civilians", None)),
        ("Gunmen killed three civilians in Tarhuna.", ("tarhouna", "civilian_harm", None, "civilians", None)),
        ("LNA fighters burned homes in Sirte.", ("sirte", "civilian_harm", "LNA", "civilians", None)),
        ("Haftar's men came within 11 km of Tripoli.", ("tripoli", "advance", "LNA", "GNA", None)),
        ("GNA fighters gained 1,500 metres in Ain Zara.", ("ain-zara", "advance", "GNA", "LNA", None)),
        ("LNA drones carried out air strikes on Mizda.", ("mizda", "drone_strike", "LNA", "GNA", None)),
    ],
)
def test_what_is_struck_or_gained_is_read_from_the_phrase_that_holds_it(text, told):
    assert first(text) == [told]


def test_a_name_before_brackets_is_no_dateline():
    assert first("The Libyan National Army (LNA) advanced in Ain Zara.")[0][:3] == ("ain-zara", "advance", "LNA")
    assert first("TRIPOLI (Reuters) - GNA forces advanced in Ain Zara.")[0][:3] == ("ain-zara", "advance", "GNA")


@pytest.mark.parametrize(
    "text",
    [
        "Haftar's forces attacked Asabaa, but they foiled the attack.",
        "Haftar's forces tried to advance on Asabaa but GNA guns held them back.",
        "The LNA was twice thrown back from Asabaa.",
    ],
)
def test_the_attacked_repel_and_hold(text):
    assert ("asabaa", "repelled", "GNA", "LNA", "GNA") in first(text)
    assert not any(event[4] == "LNA" for event in first(text))


def test_a_column_that_is_struck_on_its_way_is_the_foes():
    told = first("LNA jets destroyed a battery of the GNA as they were moving towards Sirte.")
    assert told == [("sirte", "airstrike", "LNA", "GNA", None), ("sirte", "advance", "GNA", "LNA", None)]


def test_two_strikes_with_one_verb_are_two():
    told = {event[:2] for event in first("Air strikes and shelling also hit the towns of Ain Zara and Twaisha.")}
    assert told == {(p, e) for p in ("ain-zara", "twaisha") for e in ("airstrike", "shelling")}


def test_what_a_downed_drone_wanted_to_strike_is_not_told():
    text = "The LNA shot down a drone in Mizda as it was trying to target a convoy."
    assert [event[1] for event in first(text)] == ["shootdown"]


def test_an_area_around_a_town_is_not_besieged():
    kinds = {event[1] for event in first("The LNA shelled Tripoli and the surrounding neighbourhoods of Abu Salim.")}
    assert kinds == {"shelling"}


def test_a_name_that_both_sides_use_is_read_from_the_text():
    ours = "The Libyan Army under the Government of National Accord attacked Mizda."
    theirs = "The Libyan Army, led by Field Marshal Haftar, attacked Mizda."
    assert [first(text)[0][2] for text in (ours, theirs)] == ["GNA", "LNA"]


def test_an_attack_takes_the_weapon_that_the_text_tells():
    text = "Rockets hit Mitiga airport on Friday.\nHaftar's attack on Mitiga airport damaged two planes."
    assert {event[1] for event in first(text)} == {"shelling"}
    assert first("The UN condemned an attack on a hospital in Tarhuna.")[0][1] == "civilian_harm"


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb hit a patrol in Derna.",
        "UNSMIL urged all sides to refrain from reprisals in Tarhuna.",
        "Doctors evacuated wounded patients from Tarhuna.",
    ],
)
def test_other_harm_is_no_event_of_the_war(text):
    assert not [event for event in first(text) if event[1] in ("airstrike", "civilian_harm")]
