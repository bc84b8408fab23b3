"""What "and", "but" and "to" join: whose the second verb is, where a list ends, what came of an attack."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 3, 28)  # a Saturday
held = teller("place_id event_type actor control_after", DAY)
told = teller("place_id event_type actor status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The attack failed, however, and LNA units made a counter-attack and captured Surman and Ajaylat.",
         {("surman", "capture", "LNA", "LNA"), ("ajaylat", "capture", "LNA", "LNA")}),
        ("The towns of Surman, Jumayl and Ajaylat fell to the LNA.",
         {(town, "capture", "LNA", "LNA") for town in ("surman", "jumayl", "ajaylat")}),
        ("After clashes in the towns of Surman and Sabratha, Ajaylat fell to the GNA.",
         {("ajaylat", "capture", "GNA", "GNA")}),
        ("GNA forces attacked Watiya airbase on Friday and took 20 prisoners, but were driven out after LNA jets pounded them.",
         {("watiya-airbase", "repelled", "LNA", "LNA"), ("watiya-airbase", "airstrike", "LNA", None)}),
        ("LNA units stormed Mizda on Monday, but were pushed out by nightfall.",
         {("mizda", "advance", "LNA", "contested"), ("mizda", "capture", "GNA", "GNA")}),
        ("The LNA clashed with GNA forces from Misrata when they tried and failed to capture Abu Grein.",
         {("abu-qurayn", "repelled", "GNA", "GNA")}),
    ],
)  # fmt: skip
def test_ground_goes_to_the_subject_of_its_own_clause(text, expected):
    assert held(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LNA planes raided Abu Grein, and the GNA reported that its guns had shelled Wishka.",
         {("abu-qurayn", "airstrike", "LNA", "asserted"), ("wishka", "shelling", "GNA", "claimed")}),
        ("The GNA announced the arrival of Syrian fighters in Tripoli to reinforce the Ain Zara front.",
         {("tripoli", "foreign_deployment", None, "claimed")}),
        ("The EU agreed to end Operation Sophia and to launch a new naval mission off Libya.",
         {("libya", "foreign_deployment", "EU", "planned")}),
        ("GNA troops sought to cut the LNA's supply lines to the capital.", set()),
        ("The LNA chased the fleeing gunmen as far as the outskirts of Jumayl.", set()),
        ("Drones hit an LNA convoy in Mizda.", {("mizda", "drone_strike", "GNA", "asserted")}),
        ("Unidentified jets struck LNA vehicles in Mizda.", {("mizda", "airstrike", None, "asserted")}),
        ("The LNA said it had taken Mizda.\nA GNA official contested this account. He said that its planes had bombed the town.",
         {("mizda", "capture", "LNA", "claimed"), ("mizda", "capture", "LNA", "denied"),
          ("mizda", "airstrike", "GNA", "claimed")}),
        ("The Zawiya refinery has been idle since February 8.", {("zawiya-refinery", "oil_shutdown", None, "asserted")}),
    ],
)  # fmt: skip
def test_what_a_report_an_aim_and_a_flight_cover(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The GNA said it had taken Mizda.\nAn LNA spokesman denied this but said that it had shelled the town.",
         {("mizda", "capture", "GNA", "claimed"), ("mizda", "capture", "GNA", "denied"),
          ("mizda", "shelling", "LNA", "claimed")}),
        ("The GNA said it had taken Mizda.\nThe LNA rejected these claims, but acknowledged that some units had moved.",
         {("mizda", "capture", "GNA", "claimed"), ("mizda", "capture", "GNA", "denied")}),
        ("The GNA took Mizda.\nThe US said that Russian jets had flown to Jufra airbase.\nMoscow called the claim nonsense.",
         {("mizda", "capture", "GNA", "asserted"), ("jufra-airbase", "arms_transfer", "Russia", "claimed"),
          ("jufra-airbase", "arms_transfer", "Russia", "denied")}),
        ("The LNA withdrew from Mizda on Monday.\nThe GNA said the withdrawal was a trick.",
         {("mizda", "withdrawal", "LNA", "asserted")}),
    ],
)  # fmt: skip
def test_a_denial_ends_where_its_speaker_says_more(text, expected):
    assert told(text) == expected
