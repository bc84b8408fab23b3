"""Whose an attack, a weapon, the dead of a strike or a place is, where the words beside it do not say."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 2, 12)  # a Wednesday
told = teller("place_id event_type actor status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA raided Watiya airbase.\nWith their assault on Sirte, LNA forces broke the truce.",
         ("sirte", "advance", "LNA", "asserted")),
        ("The LNA took Mizda.\nIn its shelling of Gharyan the GNA killed ten men.",
         ("gharyan", "shelling", "GNA", "asserted")),
        ("The LNA took Mizda.\nIn its attack on Sirte, the LNA said, the GNA used drones.",
         ("sirte", "advance", "GNA", "claimed")),
        ("The LNA took Mizda.\nIts attack on Abu Grein angered the GNA.", ("abu-qurayn", "advance", "LNA", "asserted")),
    ],
)  # fmt: skip
def test_a_pronoun_of_an_opening_phrase_stands_for_the_subject_that_follows(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Five LNA fighters were killed in an air strike on Watiya airbase.", {("watiya-airbase", "airstrike", "GNA", "asserted")}),
        ("The GNA buried six soldiers who were killed in an air strike on Misrata.", {("misrata", "airstrike", "LNA", "asserted")}),
        ("The LNA mourned four of its men killed in a drone strike on Tarhuna.", {("tarhouna", "drone_strike", "GNA", "asserted")}),
        ("The LNA lost five men in an air strike on Mizda.", {("mizda", "airstrike", "GNA", "asserted")}),
        ("The GNA's health ministry mourned two medics killed in an air strike in Ain Zara.",
         {("ain-zara", "airstrike", None, "asserted")}),
        ("LNA forces shelled Ain Zara while a jet of theirs bombed Misrata.",
         {("ain-zara", "shelling", "LNA", "asserted"), ("misrata", "airstrike", "LNA", "asserted")}),
        ("The LNA shelled Misrata with rockets supplied by Egypt.", {("misrata", "shelling", "LNA", "asserted")}),
    ],
)  # fmt: skip
def test_a_strike_is_laid_to_the_foe_of_its_dead_and_not_to_who_sold_the_weapon(text, expected):
    assert told(text) == expected


held = teller("place_id event_type actor control_after", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA said that it had regained control of Asabaa, south of the city of Gharyan, hours after it had come under "
         "the control of the LNA.",
         {("asabaa", "recapture", "GNA", "GNA"), ("asabaa", "capture", "LNA", "LNA")}),
        ("LNA forces entered Sirte and took control of the seaport.",
         {("sirte", "advance", "LNA", "contested"), ("sirte-port", "capture", "LNA", "LNA")}),
        ("The area of Abu Grein, south of Misrata, fell to the LNA.", {("abu-qurayn", "capture", "LNA", "LNA")}),
        ("LNA forces took control of Al-Saadi camp.", {("?Al-Saadi camp", "capture", "LNA", "LNA")}),
        ("Tribesmen seized the export terminals of Brega and Ras Lanuf.",
         {("brega", "capture", None, None), ("ras-lanuf", "capture", None, None)}),
        ("Haftar, he said, had shown that his men keep neither covenant nor promise in Abu Grein.", set()),
        ("Colonel Ali, commander of the LNA's offensive in Sirte, spoke to reporters.", set()),
    ],
)  # fmt: skip
def test_it_is_what_was_retaken_and_not_the_landmark_beside_it(text, expected):
    assert held(text) == expected


def test_an_entry_that_is_sure_stands_beside_a_capture_that_is_only_claimed():
    text = "GNA forces entered Sirte on Tuesday.\nOn Tuesday the GNA had taken Sirte, the Russian envoy said."
    assert {kind for _, kind, *_ in told(text)} == {"advance", "capture"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guards under Haftar's command shut the Hamada-Zawiya pipeline, which forced the firm to cut output at El Feel.",
         {("hamada", "oil_shutdown", "LNA", "asserted"), ("el-feel-oilfield", "oil_shutdown", "LNA", "asserted")}),
        ("The NOC was forced to halt production at the Sharara field.",
         {("sharara-oilfield", "oil_shutdown", None, "asserted")}),
        ("The LNA said that a Turkish ship which, it alleged, was delivering arms had docked at Tripoli port.",
         {("tripoli-port", "arms_transfer", "Turkey", "claimed")}),
        ("The GNA shot down a drone (a Wing Loong which the UAE provided to Haftar) over Ajaylat.",
         {("ajaylat", "shootdown", "GNA", "asserted")}),
        ("Warplanes hit trucks which were carrying ammunition near Abu Grein.",
         {("abu-qurayn", "airstrike", None, "asserted")}),
    ],
)  # fmt: skip
def test_who_forced_a_firm_to_stop_and_what_a_ship_carried(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA said it had captured Mizda.\nLNA sources rejected the claim and released footage showing that the town "
         "is still under LNA control.",
         {("mizda", "capture", "GNA", "GNA"), ("mizda", "capture", "GNA", None), ("mizda", "other", "LNA", "LNA")}),
        ("The GNA said that it had advanced on all axes except Ain Zara.", set()),
        ("Most of the fighting took place in Khallatat.", {("khallatat", "clash", "LNA/GNA", "contested")}),
        ("The GNA has brought down a drone as it tried to bomb its men in southern Ajaylat, in the west of Libya.",
         {("ajaylat", "shootdown", "GNA", None)}),
        ("Missiles fired by the LNA struck the port of Tripoli and disrupted fuel deliveries.",
         {("tripoli-port", "shelling", "LNA", None)}),
        ("Ankara is weighing the dispatch of troops to Libya.", {("libya", "foreign_deployment", "Turkey", None)}),
        ("The planned deployment of truce monitors to Sirte was delayed.", set()),
    ],
)  # fmt: skip
def test_proof_shares_and_what_is_only_possible(text, expected):
    assert held(text) == expected


def test_both_are_the_last_two_though_one_was_named_before():
    text = "After clashes between Misrata and Sirte GNA forces took Zamzam and pushed on Jufra and Sirte to capture both places."
    planned = {place for place, kind, _, status in told(text) if kind == "capture" and status == "planned"}
    assert planned == {"jufra", "sirte"}
