"""Dates that no calendar has, and counts that no calendar holds: nothing may break, and nothing be dated by them."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libyaconflict.coder import default_coder
from libyaconflict.coder.when import find_dates
from libyaconflict.errors import LibyaConflictError

DAY = dt.date(2020, 6, 5)


@pytest.mark.parametrize("number", ["2019-02-30", "2020-45-12", "2019-13-01", "2019-04-00"])
def test_what_only_looks_like_a_day_is_none(number):
    (event,) = default_coder().code("own", f"GNA forces captured Gharyan, according to document {number}.", DAY)
    assert (event.place_id, event.date, event.date_basis) == ("gharyan", "2020-06-05", "published")


def test_a_day_written_in_numbers_is_one():
    (event,) = default_coder().code("own", "GNA forces captured Gharyan on 2019-06-26.", DAY)
    assert (event.date, event.date_basis) == ("2019-06-26", "clause")


COUNT = st.sampled_from(
    ["0", "2", "13", "29", "30", "31", "32", "999", "999999", "99999999999", "four", "a", "several"]
)
MONTH = st.sampled_from(["January", "February", "Feb.", "April", "Sept", "December", "Ramadan", "month", "year"])
YEAR = st.sampled_from(["2019", "2020", "2000", "0000", "9999", "20"])
WEEKDAY = st.sampled_from(["Monday", "Friday"])
SHAPES = [
    "on {n} {m} {y}", "{m} {n}, {y}", "{y}-{n}-{k}", "{n} days ago", "{n} weeks after {w}", "{n} months earlier",
    "{n} years before", "between {n} and {k} {m}", "from {n} to {k} {m} {y}", "on {n}, {k} and {n} {m}", "since {m} {y}",
    "in the past {n} years", "the {n}th day of the offensive", "{n}/{k}/{y}", "{n}.{k}.{y}", "last {m}", "mid-{m} {y}",
    "{n} weeks ago on {w}", "a day before {n} {m}", "overnight on {n} {m}", "next {w}", "the fifth {w} of {m} {y}",
    "for {n} days", "for {n} weeks", "for {n} years", "{n} days later", "{n} years ago this {m}", "until {n} {m}",
]  # fmt: skip
WHEN = st.builds(
    lambda shape, n, k, m, y, w: shape.format(n=n, k=k, m=m, y=y, w=w),
    st.sampled_from(SHAPES), COUNT, COUNT, MONTH, YEAR, WEEKDAY,
)  # fmt: skip
SENTENCE = st.builds(
    str.format,
    st.sampled_from(
        [
            "The LNA took Tarhuna {}, and lost it {}.",
            "{}, GNA forces entered Bani Walid, {} the LNA had left it.",
            "The GNA has held Gharyan {}, a spokesman said {}.",
            "Haftar launched an offensive on Tripoli {}; it was halted {}.",
        ]
    ),
    WHEN,
    WHEN,
)
PUBLISHED = st.sampled_from([DAY, dt.date(2020, 2, 29), dt.date(1900, 1, 1), dt.date(2199, 12, 31)])


@settings(max_examples=200, deadline=None)
@given(SENTENCE, SENTENCE, PUBLISHED)
def test_no_date_breaks_the_coder(one, two, published):
    text = f"{one} {two}"
    for event in default_coder().code("own", text, published):
        assert event.end <= len(text)
        for day in (event.date or "").split("/"):
            if len(day) == 10 and day[4] == "-":
                dt.date.fromisoformat(day)
    find_dates(text, published)


@pytest.mark.parametrize("published", [dt.date(1, 1, 1), dt.date(9999, 12, 31)])
def test_a_report_of_no_year_is_refused(published):
    with pytest.raises(LibyaConflictError, match=f"published {published} is no day of a report"):
        default_coder().code("own", "GNA forces captured Gharyan.", published)
