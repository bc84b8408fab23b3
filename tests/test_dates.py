import datetime as dt

import pytest
from edtf import parse_edtf as library_parse
from edtf import struct_time_to_date
from hypothesis import given
from hypothesis import strategies as st

from libyaconflict.dates import describe_span, parse_day, parse_edtf
from libyaconflict.errors import DateError

D = dt.date


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "approximate"),
    [
        ("2019-06-26", D(2019, 6, 26), D(2019, 6, 26), False),
        ("2020-02", D(2020, 2, 1), D(2020, 2, 29), False),
        ("2019", D(2019, 1, 1), D(2019, 12, 31), False),
        ("2020-05~", D(2020, 5, 1), D(2020, 5, 31), True),
        ("2019-04-20~", D(2019, 4, 20), D(2019, 4, 20), True),
        ("2019-04-04/2019-04-06", D(2019, 4, 4), D(2019, 4, 6), False),
        ("2015/2020-06-05", D(2015, 1, 1), D(2020, 6, 5), False),
        ("2019-02/2019-03", D(2019, 2, 1), D(2019, 3, 31), False),
        ("2019-05-XX", D(2019, 5, 1), D(2019, 5, 31), False),
        ("2019-XX-XX", D(2019, 1, 1), D(2019, 12, 31), False),
        ("2019-22", D(2019, 6, 1), D(2019, 8, 31), False),
        ("2019-24", D(2019, 12, 1), D(2020, 2, 29), False),
        ("../2020-01-12", None, D(2020, 1, 12), False),
        ("2014/..", D(2014, 1, 1), None, False),
        ("[2019-04-05,2019-05-04]", D(2019, 4, 5), D(2019, 5, 4), False),
        (" 2019-06-26 ", D(2019, 6, 26), D(2019, 6, 26), False),
    ],
)
def test_each_form_gives_its_first_and_last_day(text, earliest, latest, approximate):
    assert parse_edtf(text) == (earliest, latest, approximate)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2020-02-30", "February 2020 has 29 days"),
        ("2019-13-01", "no month 13"),
        ("2019-00", "no month 00"),
        ("2020-06-05/2020-06-01", "ends before it starts"),
        ("5 June 2020", "is not EDTF"),
        ("05/06/2020", "is not EDTF"),
        ("2020-6-5", "is not EDTF"),
        ("", "is not EDTF"),
        ("../..", "neither a start nor an end"),
        ("2019-XX-05", "a day without a month"),
        ("0000", "no year 0000"),
        ("２０２０-06-05x", "is not EDTF"),
    ],
)
def test_a_malformed_or_impossible_date_says_what_is_wrong(text, says):
    with pytest.raises(DateError, match=says):
        parse_edtf(text)


@given(st.dates(D(1990, 1, 1), D(2030, 12, 31)), st.dates(D(1990, 1, 1), D(2030, 12, 31)))
def test_earliest_never_follows_latest_and_an_interval_keeps_its_ends(a, b):
    first, last = min(a, b), max(a, b)
    assert parse_edtf(f"{first}/{last}") == (first, last, False)


@given(st.text(max_size=24))
def test_any_text_gives_days_in_order_or_a_date_error(text):
    try:
        span = parse_edtf(text)
    except DateError:
        return
    assert span.earliest is None or span.latest is None or span.earliest <= span.latest


@pytest.mark.parametrize(
    "text", ["2019-06-26", "2020-05", "2020-05~", "2019", "2019-04-04/2019-04-06", "2019-02/2019-03", "2019-04-20~"]
)
def test_first_and_last_day_agree_with_the_edtf_library(text):
    other = library_parse(text)
    span = parse_edtf(text)
    assert struct_time_to_date(other.lower_strict()) == span.earliest
    assert struct_time_to_date(other.upper_strict()) == span.latest


def test_every_date_of_the_record_is_read_by_the_edtf_library_too(case):
    for text in case.events["date"].unique():
        library_parse(text)


def test_a_span_is_not_a_day():
    assert parse_day("2020-06-05") == D(2020, 6, 5)
    with pytest.raises(DateError, match="not a single day"):
        parse_day("2020-06")


@pytest.mark.parametrize(
    ("span", "text"),
    [
        ((D(2020, 6, 5), D(2020, 6, 5), False), "5 June 2020"),
        ((D(2019, 5, 30), D(2019, 6, 2), False), "30 May to 2 June 2019"),
        ((D(2019, 12, 30), D(2020, 1, 2), False), "30 December 2019 to 2 January 2020"),
        ((D(2019, 1, 1), D(2019, 12, 31), False), "2019"),
        ((D(2019, 2, 1), D(2019, 3, 31), True), "about February 2019 to March 2019"),
        ((None, D(2020, 1, 12), False), "until 12 January 2020"),
        ((D(2014, 1, 1), None, False), "since 1 January 2014"),
    ],
)
def test_a_span_reads_as_a_person_would_write_it(span, text):
    assert describe_span(span[0], span[1], approximate=span[2]) == text
