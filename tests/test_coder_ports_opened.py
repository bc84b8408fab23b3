"""What the coder makes of tankers moved out, fields opened again, supplies turned off, talks taken up, truces broken."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2019, 10, 9)  # a Wednesday
told = teller("place_id event_type actor status", DAY)
dated = teller("place_id event_type actor date status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NOC evacuated all fuel tankers from Tripoli port after a missile struck the port.",
         {("tripoli-port", "other", "NOC", "asserted"), ("tripoli-port", "shelling", None, "asserted")}),
        ("NOC said it had moved fuel tankers out of the port of Tripoli.", {("tripoli-port", "other", "NOC", "claimed")}),
        ("The oil company ordered all tankers out of Tripoli port on Monday.", {("tripoli-port", "other", None, "asserted")}),
        ("All ships were evacuated from Zueitina port.", {("zueitina-port", "other", None, "asserted")}),
        ("Rockets hit Tripoli port on Monday. NOC said that it had urgently evacuated all fuel tankers from the port.",
         {("tripoli-port", "shelling", None, "asserted"), ("tripoli-port", "other", "NOC", "claimed")}),
        ("NOC will evacuate its tankers from Tripoli port if the shelling goes on.",
         {("tripoli-port", "other", "NOC", "hypothetical")}),
        ("Staff were evacuated from Mitiga airport on Monday.", set()),
        ("A tanker left Zueitina port with crude.", set()),
        ("NOC hired two fuel tankers from Malta.", set()),
    ],
)  # fmt: skip
def test_tankers_are_moved_out_of_a_port(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("All oilfields and ports are now open, NOC said.", {("libya", "oil_restart", None, "asserted")}),
        ("NOC lifted force majeure at El Feel oilfield, so that now all oilfields and ports are open.",
         {("el-feel-oilfield", "oil_restart", "NOC", "asserted"), ("libya", "oil_restart", None, "asserted")}),
        ("The oil terminals are open again, the guards said.", {("libya", "oil_restart", None, "claimed")}),
        ("The closures at all oilfields and ports have come to an end.", {("libya", "oil_restart", None, "asserted")}),
        ("The ports were open to trade before the war.", set()),
        ("Schools and ports are open to all.", set()),
        ("The closure of Sharara oilfield has cost millions.", set()),
    ],
)  # fmt: skip
def test_fields_and_ports_that_are_open_again_have_been_opened(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen turned off the water supply to Tripoli.", {("tripoli", "other", None, "asserted")}),
        ("Militias threatened to turn off power supplies in Zawiya.", {("zawiya", "other", None, "planned")}),
        ("An armed group switched off electricity supplies to Gharyan.", {("gharyan", "other", None, "asserted")}),
        ("On Monday tribesmen turned off the gas pipeline to Mellitah.", {("mellitah", "other", None, "asserted")}),
        ("The engineer turned off the lights in Zawiya.", set()),
        ("The driver turned off the engine in Tripoli.", set()),
        ("The mayor of Zawiya switched off his telephone.", set()),
    ],
)  # fmt: skip
def test_supplies_are_turned_off(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA took up talks again with the GNA in September.", {("libya", "talks", "LNA/GNA", "asserted")}),
        ("The two sides have taken up indirect talks again in Geneva.", {("geneva", "talks", "LNA/GNA", "asserted")}),
        ('"Negotiations with the LNA will follow," the GNA\'s interior minister said.',
         {("libya", "talks", "LNA/GNA", "planned")}),
        ("Talks between the two sides will follow in Cairo.", {("cairo", "talks", "LNA/GNA", "planned")}),
        ("A joint body which agreed the truce at the Geneva talks met on Monday.",
         {("libya", "truce", "LNA/GNA", "asserted"), ("geneva", "talks", "LNA/GNA", "asserted")}),
        ("The sides may agree a truce at the Geneva talks.", set()),
        ("The talks that will follow depend on the LNA.", set()),
        ("The LNA took the lead in talks about the budget.", set()),
    ],
)  # fmt: skip
def test_talks_are_taken_up_or_will_follow(text, expected):
    assert told(text) == expected


def test_the_talks_of_a_heading_are_those_of_the_city_told_below():
    text = (
        "Haftar quits ceasefire talks after raid\nDelegates walk out of UN talks in Geneva.\n"
        "The LNA has suspended its participation in the ceasefire talks, which the two sides hold in Geneva."
    )
    assert {row[:2] for row in told(text)} == {("geneva", "talks")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The attack violated the truce that the GNA had announced on 2 October.",
         {("libya", "truce", "GNA", "2019-10-02", "asserted")}),
        ("The UN counted ten violations of the truce that Haftar had declared on 4 October.",
         {("libya", "truce", "LNA", "2019-10-04", "asserted")}),
        ("The shelling broke a truce that the two sides had agreed on Sunday.",
         {("libya", "truce", "LNA/GNA", "2019-10-06", "asserted")}),
        ("The LNA broke the ceasefire which the UN had called for.", set()),
        ("The GNA is to enforce the truce which the UN wants.", set()),
        ("The LNA broke the truce at Ain Zara which it had accepted.",
         {("ain-zara", "clash", "LNA", "2019-10-09", "asserted")}),
    ],
)  # fmt: skip
def test_a_truce_that_was_broken_had_been_declared(text, expected):
    assert dated(text) == expected
