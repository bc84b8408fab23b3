"""What the coder makes of what is only possible, of attacks of a day gone by, of strikes told wide and then narrow."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2019, 10, 9)  # a Wednesday
told = teller("place_id event_type actor status control_after", DAY)
dated = teller("place_id event_type actor date status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There is a possibility that the GNA takes Sirte.", {("sirte", "capture", "GNA", "hypothetical", None)}),
        ("He did not rule out the possibility that the LNA withdraws from Tarhouna.",
         {("tarhouna", "withdrawal", "LNA", "hypothetical", None)}),
        ("There is a growing risk that Gharyan falls to the LNA.", {("gharyan", "capture", "LNA", "hypothetical", None)}),
        ("The prospect that Haftar's men enter Tripoli alarms Tunis.",
         {("tripoli", "advance", "LNA", "hypothetical", None)}),
        ("There was speculation that the LNA had lost Watiya airbase.",
         {("watiya-airbase", "capture", "GNA", "hypothetical", None)}),
        ("The report that the GNA took Sirte was confirmed by the LNA.",
         {("sirte", "capture", "GNA", "confirmed", "GNA")}),
        ("He said that the possibility was remote, and that the GNA had taken Sirte.",
         {("sirte", "capture", "GNA", "claimed", "GNA")}),
        ("The GNA seized the chance and took Sirte.", {("sirte", "capture", "GNA", "asserted", "GNA")}),
    ],
)  # fmt: skip
def test_what_is_held_to_be_possible_has_not_happened(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Egypt threatened to interfere in the war.", {("libya", "foreign_deployment", "Egypt", "planned", None)}),
        ("The GNA said Egypt could interfere directly in the fighting.",
         {("libya", "foreign_deployment", "Egypt", "hypothetical", None)}),
        ("He spoke of possible Turkish interference in the battle for Tripoli.",
         {("libya", "foreign_deployment", "Turkey", "hypothetical", None)}),
        ("The LNA spokesman was asked about the possibility that Turkey interferes in the operations under way.",
         {("libya", "foreign_deployment", "Turkey", "hypothetical", None)}),
        ("The LNA warned Turkey not to interfere in the war.", set()),
        ("The GNA condemned foreign interference in the war.", set()),
        ("Turkey said it does not interfere in the war.", set()),
    ],
)  # fmt: skip
def test_a_power_that_may_interfere_in_the_war_may_send_men(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Friday's LNA attack on Abu Qurayn may be the start of a larger war.",
         {("abu-qurayn", "advance", "LNA", "2019-10-04", "asserted")}),
        ("Rockets hit Tripoli port on Monday. Monday's attack on the port could have caused a disaster, NOC said.",
         {("tripoli-port", "shelling", None, "2019-10-07", "asserted")}),
        ("Tuesday's deadly attack on Gharyan by the GNA could lead to a wider war.",
         {("gharyan", "advance", "GNA", "2019-10-08", "asserted")}),
        ("Tomorrow's attack on Sirte could lead to war.", {("sirte", "advance", None, None, "hypothetical")}),
        ("Any attack on Sirte could lead to war.", {("sirte", "advance", None, None, "hypothetical")}),
        ("The LNA's attack on Sirte could come on Friday.", {("sirte", "advance", "LNA", None, "planned")}),
    ],
)  # fmt: skip
def test_what_an_attack_of_a_day_gone_by_may_lead_to_makes_it_no_less_a_fact(text, expected):
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three die in Libya\nFive died when an air strike hit a house near the Libyan capital on Monday, medics said.\n"
         "The strike hit a home in Tajoura, a suburb of the capital.",
         {("tajoura", "airstrike", None, "2019-10-07", "asserted")}),
        ("Ten hurt in Libya\nTen were hurt when shells hit a school on the outskirts of the capital on Sunday.\n"
         "The shells fell in Ain Zara, where a class was being held.",
         {("ain-zara", "shelling", None, "2019-10-06", "asserted")}),
        ("Fighting in Libya\nJets bombed the capital on Monday.\nOn Tuesday jets bombed Tajoura.",
         {("tripoli", "airstrike", None, "2019-10-07", "asserted"),
          ("tajoura", "airstrike", None, "2019-10-08", "asserted")}),
        ("Fighting in Libya\nJets bombed a camp near the capital on Monday.\nJets also bombed Misrata on Monday.",
         {("tripoli", "airstrike", None, "2019-10-07", "asserted"),
          ("misrata", "airstrike", None, "2019-10-07", "asserted")}),
    ],
)  # fmt: skip
def test_a_strike_near_the_capital_is_where_the_text_then_puts_it(text, expected):
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen opened fire on demonstrators in Tripoli on Sunday.", {("tripoli", "civilian_harm", None, "asserted", None)}),
        ("LNA fighters fired on protesters in Benghazi on Friday.", {("benghazi", "civilian_harm", "LNA", "asserted", None)}),
        ("The GNA's security forces are using force against the protesters in Tripoli.",
         {("tripoli", "civilian_harm", "GNA", "asserted", None)}),
        ("GNA militias used live fire against demonstrators in Tripoli.",
         {("tripoli", "civilian_harm", "GNA", "asserted", None)}),
        ("The UN urged the GNA not to use force against protesters in Tripoli.", set()),
        ("Protesters fired fireworks in Tripoli.", set()),
        ("There were clashes between policemen and protesters in Bayda.", set()),
    ],
)  # fmt: skip
def test_force_used_on_protesters_harms_civilians(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA said the LNA had shelled Tajoura. Ten families were moved to Zawiya. The LNA rejected the allegations.",
         ("tajoura", "shelling", "LNA", "denied", None)),
        ("The GNA accused the LNA of having fired missiles at its units in Sirte. The GNA said that LNA forces had been "
         "seen gathering in Sirte. The LNA refuted the claims.", ("sirte", "shelling", "LNA", "denied", None)),
        ("The GNA accused the LNA of having fired missiles at its units in Sirte. The strikes were fired at Abu Qurayn. "
         "The LNA refuted the claims.", ("abu-qurayn", "shelling", "LNA", "denied", None)),
    ],
)  # fmt: skip
def test_who_refutes_the_claims_denies_the_strike_with_which_he_is_charged(text, expected):
    assert expected in told(text)


def test_the_strikes_that_go_on_are_made_by_who_made_them():
    text = "The LNA shelled Tajoura on Monday. The shelling in Souq al-Jumaa killed two."
    assert {row[:3] for row in told(text)} == {("tajoura", "shelling", "LNA"), ("souq-al-juma", "shelling", "LNA")}
    assert {row[:3] for row in told("Shells fell on Tajoura. The strikes in Souq al-Jumaa killed two.")} == {
        ("tajoura", "shelling", None),
        ("souq-al-juma", "shelling", None),
    }
