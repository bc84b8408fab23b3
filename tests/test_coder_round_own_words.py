"""Whose words and whose deeds they are: "his forces say", "the brigade hostile to X", "along with Y", "held its ground"."""

from __future__ import annotations

import datetime as dt

import pytest

from libyaconflict.coder.code import default_coder

DAY = dt.date(2020, 2, 14)


def told(text: str) -> list[tuple]:
    """Give type, place, actor, holder and status of what a text tells."""
    events = default_coder().code("own", text, DAY)
    return [(e.event_type, e.place_id, e.actor, e.control_after, e.status) for e in events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Haftar went to Cairo. His forces say they are advancing in Ain Zara.",
            ("advance", "ain-zara", "LNA", None, "claimed"),
        ),
        ("The brigade from Zintan, hostile to the LNA, attacked Mizda.", ("advance", "mizda", "GNA", None, "asserted")),
        (
            "Intent on seizing Mizda, home to the GNA's guns, the LNA drew up.",
            ("capture", "mizda", "LNA", None, "planned"),
        ),
        (
            "Turkey vowed to help the GNA by sending troops to Libya.",
            ("foreign_deployment", "libya", "Turkey", None, "planned"),
        ),
        ("The GNA was plotting an attack on Mizda.", ("advance", "mizda", "GNA", None, "planned")),
        ("Haftar ordered an advance by his troops on Mizda.", ("advance", "mizda", "LNA", None, "asserted")),
        ("The LNA attacked Mizda. It was driven back by GNA men.", ("repelled", "mizda", "GNA", "GNA", "asserted")),
        ("The LNA attacked Mizda, but the GNA held its ground.", ("repelled", "mizda", "GNA", "GNA", "asserted")),
        (
            "Mizda has changed hands. It had been in the LNA's hands for some time now.",
            ("other", "mizda", "LNA", "LNA", "asserted"),
        ),
        ("Libya was starting to pump crude again.", ("oil_restart", "libya", None, None, "asserted")),
        ("LNA forces took the GNA-held town, Mizda, on Monday.", ("capture", "mizda", "LNA", "LNA", "asserted")),
    ],
)
def test_other_wordings_are_read(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Mizda, along with Asabaa, was captured by the GNA.", {"mizda", "asabaa"}),
        ("Mizda together with Asabaa fell to the GNA.", {"mizda", "asabaa"}),
        ("LNA jets bombed Gharyan and two villages, Mizda and Asabaa.", {"gharyan", "mizda", "asabaa"}),
        ("Wagner men left Sirte and Jufra for Ras Lanuf.", {"sirte", "jufra"}),
        ("Ten died in clashes in Mizda, Libya.", {"mizda"}),
    ],
)
def test_lists_are_read_whole(text, places):
    assert {place for _, place, *_ in told(text)} == places


@pytest.mark.parametrize(
    "text",
    [
        "The GNA held its ground.",
        "Libya hopes to export crude.",
        "The GNA, along with men from Mizda, said nothing.",
        "Mitiga airport had been in the LNA's hands for a while.",
    ],
)
def test_near_misses_are_not_coded(text):
    assert told(text) == []


def test_a_further_attack_is_apart_from_the_first():
    text = "The LNA attacked Mizda on 2 February. It was driven back. A further attack by the LNA on Mizda was repelled on 9 February."
    events = default_coder().code("own", text, DAY)
    assert {e.date for e in events if e.event_type == "repelled"} == {"2020-02-02", "2020-02-09"}
