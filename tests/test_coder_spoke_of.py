"""What the coder makes of what somebody "spoke of", of another's words beside a speaker, and of the oil of a region."""

import datetime as dt

import pytest
from telling import teller

DAY = dt.date(2020, 6, 5)  # a Friday
told = teller("place_id event_type actor status by", DAY)
shut = teller("place_id event_type actor status", DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA spoke of the capture of Gharyan.", {("gharyan", "capture", "LNA", "claimed", "LNA")}),
        ("The GNA spoke of heavy clashes in Ain Zara.", {("ain-zara", "clash", "LNA/GNA", "claimed", "GNA")}),
        ("Residents of Tarhuna spoke of an air strike on the town.",
         {("tarhouna", "airstrike", None, "confirmed", "residents")}),
        ("A GNA statement spoke of a raid on Aziziya that had been beaten back.",
         {("aziziya", "repelled", "GNA", "claimed", "GNA")}),
        ("A UN spokesman spoke of a redeployment of forces in Tripoli.", {("tripoli", "other", None, "confirmed", "UN")}),
        ("An LNA spokesman spoke of a redeployment of forces in Tripoli.",
         {("tripoli", "withdrawal", "LNA", "confirmed", "LNA")}),
        ("Mismari spoke in Benghazi after the LNA took Gharyan.", {("gharyan", "capture", "LNA", "asserted", None)}),
        ("Sarraj spoke to Macron about the attack on Tajoura.", set()),
        ("The LNA spoke of progress near Sirte.", set()),
    ],
)  # fmt: skip
def test_what_a_side_speaks_of_is_its_claim(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("The LNA spokesman mocked Sarraj's truce and said that Turkish ships were nearing Sirte.", "LNA"),
        ("The LNA spokesman brushed off the GNA's offer and spoke of Turkish ships nearing Sirte.", "LNA"),
        ("Haftar's spokesman said that Turkish ships were nearing Sirte.", "LNA"),
        ("The GNA's spokesman said that Turkish ships were nearing Sirte.", "GNA"),
    ],
)
def test_who_speaks_is_not_whose_truce_he_mocks(text, by):
    assert {event[4] for event in told(text) if event[1] == "foreign_deployment"} == {by}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LNA shut the ports of the Oil Crescent.", {("oil-crescent", "oil_shutdown", "LNA", "asserted")}),
        ("Tribes shut down the Oil Crescent on Friday.", {("oil-crescent", "oil_shutdown", None, "asserted")}),
        ("Tribes threatened to close down the oil crescent.", {("oil-crescent", "oil_shutdown", None, "planned")}),
        ("The LNA reopened the oil ports of the Oil Crescent on Monday.",
         {("oil-crescent", "oil_restart", "LNA", "asserted")}),
        ("The LNA closed the port of Sidra in the Oil Crescent.", {("sidra-port", "oil_shutdown", "LNA", "asserted")}),
        ("The LNA took the Oil Crescent in 2016.", {("oil-crescent", "capture", "LNA", "asserted")}),
        ("The GNA closed the roads to the Oil Crescent.", {("oil-crescent", "other", "GNA", "asserted")}),
    ],
)  # fmt: skip
def test_the_ports_of_a_region_are_not_one_of_them(text, expected):
    assert shut(text) == expected
