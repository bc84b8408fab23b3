"""What the coder reads of truces, talks, accords, declarations, foreign help, oil, closures and movements."""

import datetime as dt

import pytest
from telling import teller

from libyaconflict.coder import default_coder

DAY = dt.date(2020, 6, 5)  # a Friday
told = teller("place_id event_type actor status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a truce is a noun: the verb that governs it says what became of it
        ("The GNA has turned down the truce that Haftar proclaimed.",
         {("libya", "truce", "GNA", "denied"), ("libya", "truce", "LNA", "asserted")}),
        ("Tripoli rejected Cairo's proposal for a truce.", {("libya", "truce", "GNA", "denied")}),
        ("A ceasefire, which outsiders had urged, took effect on Monday.", {("libya", "truce", "LNA/GNA", "asserted")}),
        ("If a ceasefire were called, the LNA would keep Gharyan.", {("libya", "truce", "LNA/GNA", "hypothetical")}),
        ("The LNA said that it was suspending all its military operations.", {("libya", "truce", "LNA", "asserted")}),
        ("Sarraj ordered all forces of the state to cease fire.", {("libya", "truce", "GNA", "asserted")}),
        # talks and accords: held, left, signed, refused, in effect
        ("The GNA suspended its part in the talks in Geneva.", {("geneva", "talks", "GNA", "denied")}),
        ("Having met Erdogan in Ankara, Sarraj flew home.", {("ankara", "talks", "GNA/Turkey", "asserted")}),
        ("Haftar is due to travel to Cairo for talks with Sisi.", {("cairo", "talks", "LNA/Egypt", "planned")}),
        ("The two sides agreed to swap prisoners.", {("libya", "agreement", "LNA/GNA", "asserted")}),
        ("The accord between Turkey and the GNA took effect on Monday.", {("libya", "agreement", "GNA/Turkey", "asserted")}),
        # declarations
        ("Haftar announced that he revoked the political agreement.", {("libya", "declaration", "LNA", "asserted")}),
        ("Elders of Zintan declared a general state of mobilisation.", {("zintan", "declaration", None, "asserted")}),
        # what is sent decides the kind
        ("Turkey flew 300 Syrian fighters to Misrata.", {("misrata", "foreign_deployment", "Turkey", "asserted")}),
        ("Mercenaries whom Turkey had brought to Tripoli manned the wall.",
         {("tripoli", "foreign_deployment", "Turkey", "asserted")}),
        ("Egypt, which Russia supports, threatened to send troops into Libya.",
         {("libya", "foreign_deployment", "Egypt", "planned")}),
        ("Tripoli formally asked Turkey for military support.", {("libya", "foreign_deployment", "Turkey", "planned")}),
        ("A shipment of weapons from Turkey, with forty armoured vehicles in it, reached the GNA at the port of Tripoli.",
         {("tripoli-port", "arms_transfer", "Turkey", "asserted")}),
        ("Egypt denied having any part in shipments of arms to Libya.", {("libya", "arms_transfer", "Egypt", "denied")}),
        ("The LNA sent two battalions from Benghazi to Tarhouna.", {("tarhouna", "other", "LNA", "asserted")}),
        # oil: only what is shut or opened, at the port of the town, once
        ("NOC declared force majeure at the ports of Brega and Ras Lanuf.",
         {("brega-port", "oil_shutdown", "NOC", "asserted"), ("ras-lanuf-port", "oil_shutdown", "NOC", "asserted")}),
        ("Output at El Feel was halted by air strikes.",
         {("el-feel-oilfield", "oil_shutdown", None, "asserted"), ("el-feel-oilfield", "airstrike", None, "asserted")}),
        ("Gunmen stormed the gate and ordered staff at Sharara to stop production.\nNOC said that Sharara was shut by gunmen.",
         {("sharara-oilfield", "oil_shutdown", None, "asserted")}),
        ("Hariga loaded its first tanker in months.", {("hariga-port", "oil_restart", None, "asserted")}),
        # closures
        ("Tunisia closed its border with Libya at Ras Ajdir.", {("ras-ajdir", "other", "Tunisia", "asserted")}),
        ("Rockets hit Mitiga airport, and flights at the airfield were cancelled.",
         {("mitiga-airport", "shelling", None, "asserted"), ("mitiga-airport", "other", None, "asserted")}),
    ],
)  # fmt: skip
def test_own_sentences(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The UN called for a truce during the fast.",
        "Diplomats hope that a truce can be agreed before winter.",
        "Each side accused the other of breaking the truce.",
        "Moscow and Ankara are working on a ceasefire.",
        "Algeria offered to host talks between the two sides.",
        "A spokesman would not comment on the talks.",
        "Germany condemned Turkey's decision to send troops to Libya.",
        "Vehicles supplied by the UAE stood in the square.",
        "Russia sent arms to Syria.",
        "Turkey sent doctors to Tripoli.",
        "The LNA paraded captured armoured vehicles in Benghazi.",
        "The blockade has cost the country a billion dollars.",
        "Oil output fell to a tenth of what it had been before the blockade.",
        "NOC called for an end to the blockade of the ports.",
        "Al-Assa lies close to the border.",
        "The victory opened the road to Gharyan.",
        "Workers resumed their strike at the port of Misrata.",
        "The gathering in Tripoli lasted an hour.",
    ],
)
def test_calls_comments_and_figures_are_not_coded(text):
    assert {event for event in told(text) if event[1] != "airstrike"} == set()


def test_a_power_takes_back_what_it_was_said_to_have_sent():
    found = told("The US said that Russia had sent warplanes to Jufra airbase. Moscow and the LNA both deny this.")
    assert ("jufra-airbase", "arms_transfer", "Russia", "denied") in found


def test_talks_told_again_without_their_place_are_told_once():
    found = told("GNA walks out of talks\nThe GNA walked out of talks with the LNA in Geneva on Monday.")
    assert [event for event in found if event[1] == "talks"] == [("geneva", "talks", "GNA", "denied")]


def test_a_class_of_words_in_a_trigger_stands_for_its_words():
    assert told("Wagner has about 1,200 men in Libya.") == {("libya", "foreign_deployment", "Wagner", "asserted")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Haftar announced a "conditional" ceasefire on Thursday. The GNA accepted the offer on Friday.',
         {("libya", "truce", "LNA", "asserted"), ("libya", "truce", "GNA", "asserted")}),
        ("The LNA rebuffed a call by Turkey and Russia for both camps to declare a ceasefire.",
         {("libya", "truce", "LNA", "denied")}),
        ("Mercenaries from the Wagner Group, a Russian company, are fighting in Libya.",
         {("libya", "foreign_deployment", "Wagner", "asserted")}),
        ("The two sides are fighting in Ain Zara.", {("ain-zara", "clash", "LNA/GNA", "asserted")}),
        ("Wagner mercenaries were flown out of Tarhouna to Jufra.",
         {("tarhouna", "withdrawal", "Wagner", "asserted"), ("jufra", "foreign_deployment", "Wagner", "asserted")}),
        ("Wagner mercenaries are moving in a convoy of ten cars near Jufra.", set()),
        ("The delivery of 20 armoured vehicles by Turkey in the port of Tripoli angered the LNA.",
         {("tripoli-port", "arms_transfer", "Turkey", "asserted")}),
        ("The GNA announced the arrival of a ship from Egypt to Tobruk, carrying ten containers of military supplies.",
         {("tobruk", "arms_transfer", None, "claimed")}),
        ("Officers of both sides met in Egypt's Hurghada resort on Monday for talks.",
         {("hurghada", "talks", "LNA/GNA", "asserted")}),
        ("LNA officers said the Hurghada talks brought a list that fell to the UN.", set()),
        ("The Panel has no evidence of the presence of Sudanese troops in Libya, UN experts said.",
         {("libya", "foreign_deployment", None, "denied")}),
        ("The water supply to Tripoli, which comes from the south, was cut by gunmen.",
         {("tripoli", "other", None, "asserted")}),
        ("Mitiga airport closed on Wednesday. The airport was reopened on Friday.",
         {("mitiga-airport", "other", None, "asserted")}),
    ],
)  # fmt: skip
def test_answers_arrivals_and_cuts(text, expected):
    assert told(text) == expected


def test_what_closes_and_opens_again_is_told_twice():
    text = "Mitiga airport closed on Wednesday. The airport was reopened on Friday."
    assert len(default_coder().code("own", text, DAY)) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a ceasefire agreement that is reached or refused is a truce; one that is signed is an agreement
        ("The two sides reached a ceasefire agreement on Monday.", {("libya", "truce", "LNA/GNA", "asserted")}),
        ("The ceasefire deal was rejected by the LNA.", {("libya", "truce", "LNA", "denied")}),
        ("The UN hailed the ceasefire agreement signed in Geneva on Friday.",
         {("geneva", "agreement", "LNA/GNA", "asserted")}),
        ("Both camps put pen to paper on a truce in Geneva.", {("geneva", "agreement", "LNA/GNA", "asserted")}),
        ("The rival authorities announced a cessation of all fighting.", {("libya", "truce", "LNA/GNA", "asserted")}),
        ("Sisi and Macron agreed on the need to maintain a ceasefire in Libya.", set()),
        ("The GNA complained of many violations of the ceasefire in place.", set()),
        # foreign men at a field, a port or a base: posted there, whoever holds it
        ("Sidra port was occupied by Wagner mercenaries.", {("sidra-port", "foreign_deployment", "Wagner", "asserted")}),
        ("The mercenaries drove into Sharara oilfield.", {("sharara-oilfield", "foreign_deployment", None, "asserted")}),
        ("Russian mercenaries backing up Haftar's men entered Sharara oilfield.",
         {("sharara-oilfield", "foreign_deployment", "Wagner", "asserted")}),
        ("Russian mercenaries entered Libya's biggest oilfield, Sharara.",
         {("sharara-oilfield", "foreign_deployment", "Wagner", "asserted")}),
        ("Turkish frigates are advancing towards Sirte.", {("sirte", "other", "Turkey", "asserted")}),
        ("The UN accused Russia, Jordan and Qatar of sending arms to Libya.",
         {("libya", "arms_transfer", power, "confirmed") for power in ("Russia", "Jordan", "Qatar")}),
        ("An EU ship intercepted an oil tanker that was headed for Tobruk with jet fuel.", set()),
        ("Russian mercenaries took up positions at Sidra port.",
         {("sidra-port", "foreign_deployment", "Wagner", "asserted")}),
        ("Mercenaries from Chad have been taken to a camp in Zella.",
         {("zella", "foreign_deployment", None, "asserted")}),
        ("A Turkish military transport aircraft landed at Watiya airbase.",
         {("watiya-airbase", "arms_transfer", "Turkey", "asserted")}),
        ("The newly deployed Turkish air defences at Watiya were praised.", set()),
        ("Russia deployed 14 MiG-29 fighters to Libya.", {("libya", "arms_transfer", "Russia", "asserted")}),
        # oil
        ("Oil and gas production is resuming at Zueitina.", {("zueitina-port", "oil_restart", None, "asserted")}),
        ("The NOC ended all closures of oilfields and ports.", {("libya", "oil_restart", "NOC", "asserted")}),
        ("The NOC announced the end of force majeure at Sidra port.", {("sidra-port", "oil_restart", "NOC", "asserted")}),
        ("Sharara oilfield resumed operations, only to halt work again.",
         {("sharara-oilfield", "oil_restart", None, "asserted"),
          ("sharara-oilfield", "oil_shutdown", None, "asserted")}),
    ],
)  # fmt: skip
def test_ceasefire_deals_foreign_men_at_sites_and_fields_at_work(text, expected):
    assert told(text) == expected
