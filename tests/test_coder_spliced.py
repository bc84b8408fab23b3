"""Sentences of which the half is another's, as extraction from pages and tables leaves them: nothing may break."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libyaconflict.coder import default_coder
from libyaconflict.coder.tables import RULES, read_rows

DAY = dt.date(2020, 6, 5)
EXAMPLES = sorted({row["example"] for row in read_rows(RULES / "english" / "triggers.csv")})


def code(text):
    return default_coder().code("own", text, DAY)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(EXAMPLES), st.sampled_from(EXAMPLES), st.integers(0, 12), st.integers(0, 12))
def test_the_head_of_one_sentence_and_the_tail_of_another_break_nothing(one, other, head, tail):
    text = " ".join([*one.split()[:head], *other.split()[tail:]])
    for event in code(text):
        assert event.sentence in text
        assert event.start < event.end <= len(text)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(EXAMPLES).flatmap(lambda one: st.permutations(one.split())))
def test_the_words_of_a_sentence_in_any_order_break_nothing(words):
    text = " ".join(words)
    assert all(event.sentence in text for event in code(text))


@pytest.mark.parametrize(
    "text",
    [
        "AFRICOM issued separate ceasefire declarations.",  # by nobody who fights
        "Admitted it was that Turkey supplies the",  # with nothing after the article
    ],
)
def test_a_sentence_without_what_it_should_name_tells_nothing(text):
    assert code(text) == []


def test_a_claim_at_the_end_of_which_nothing_is_named_stands():
    (event,) = code("The LNA took Mizda, and takes back areas of")
    assert (event.place_id, event.event_type, event.actor, event.control_after) == ("mizda", "capture", "LNA", "LNA")


@pytest.mark.parametrize("side", ["GNA", "LNA"])
def test_a_side_that_issues_a_declaration_of_a_truce_has_declared_it(side):
    (event,) = code(f"The {side} issued a ceasefire declaration.")
    assert (event.event_type, event.actor, event.status) == ("truce", side, "asserted")
