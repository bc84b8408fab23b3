import pandas as pd
import pytest

from libyaconflict.errors import DateError, LibyaConflictError
from libyaconflict.lookup import annotate_control, control_on, who_held


def annotate(case, periods, *rows):
    return annotate_control(pd.DataFrame(rows, columns=["place", "date"]), case, periods)


def test_one_line_answers_for_every_place_and_every_spelling(case, periods):
    for row in case.places.itertuples(index=False):
        for spelling in [row.name, *filter(None, row.aliases.split(";"))]:
            place = case.gazetteer.resolve(spelling)
            assert control_on(periods, place, "2019-12-31").place == row.name


def test_an_answer_reads_as_a_sentence():
    text = str(who_held("غريان", "2019-06-30"))
    assert text == "Gharyan on 30 June 2019: held by GNA (certain), since 26 June 2019; recapture"


@pytest.mark.parametrize("day", ["2018-12-31", "2020-10-24"])
def test_a_day_outside_the_case_is_refused(day):
    with pytest.raises(DateError, match="runs from 2019-01-01 to 2020-10-23"):
        who_held("Gharyan", day)


def test_a_table_keeps_its_rows_order_and_columns(case, periods):
    table = pd.DataFrame(
        {
            "note": ["a", "b", "c"],
            "place": ["Tarhuna", "Sirte", "Tarhuna"],
            "date": ["2020-06-05", "2020-01-06", "2020-06-04"],
        },
        index=[7, 3, 9],
    )
    out = annotate_control(table, case, periods)
    assert list(out["holder"]) == ["GNA", "LNA", "LNA"]
    assert list(out.columns) == ["note", "place", "date", "holder", "certainty", "since", "evidence", "problem"]
    assert list(out.index) == [7, 3, 9]
    assert (out["problem"] == "").all()
    assert list(table.columns) == ["note", "place", "date"]


@pytest.mark.parametrize(
    ("place", "date", "problem"),
    [
        ("Tarhounna", "2020-06-05", "unknown place 'Tarhounna'. Did you mean 'Tarhouna'?"),
        ("Sultan", "2020-06-05", "'Sultan' may be"),
        ("", "2020-06-05", "no place given"),
        ("Sirte", "", "no date given"),
        ("Sirte", "2020-06-31", "June 2020 has 30 days"),
        ("Sirte", "2021-01-01", "lies outside the case"),
        ("Sirte", "2020-01", "the holder changed within this date"),
        ("Sirte", "5 June 2020", "is not EDTF"),
        ("Sirte", "2020-6-5", "Did you mean '2020-06-05'?"),
    ],
)
def test_a_row_that_cannot_be_answered_says_why_and_has_no_holder(case, periods, place, date, problem):
    row = annotate(case, periods, (place, date)).iloc[0]
    assert row["holder"] == row["certainty"] == row["since"] == row["evidence"] == ""
    assert problem in row["problem"]


def test_certainty_ends_where_the_next_change_may_have_come(case, periods):
    days = ["2020-05-22", "2020-05-25", "2020-05-22/2020-05-25", "2020-05-28"]
    got = annotate(case, periods, *[("Mizda", day) for day in days])
    assert list(got["holder"]) == ["LNA", "LNA", "LNA", "GNA"]
    assert list(got["certainty"])[1:3] == ["inferred", "inferred"]
    assert "inferred" not in (got["certainty"][0], got["certainty"][3])


def test_a_month_is_answered_where_one_side_held_all_of_it(case, periods):
    row = annotate(case, periods, ("Sirte", "2020-02")).iloc[0]
    assert (row["holder"], row["problem"]) == ("LNA", "")


def test_a_time_of_day_behind_the_date_does_no_harm(case, periods):
    assert list(
        annotate(case, periods, ("Sirte", "2020-01-06 14:00:00"), ("Sirte", "2020-01-05T00:00:00"))["holder"]
    ) == ["LNA", "GNA"]


def test_an_unknown_holder_is_an_answer_not_a_problem(case, periods):
    row = annotate(case, periods, ("Sinawin", "2019-10-01")).iloc[0]
    assert (row["holder"], row["certainty"], row["problem"]) == ("unknown", "not known", "")


def test_an_empty_table_stays_empty(case, periods):
    assert len(annotate(case, periods)) == 0


def test_a_table_without_the_columns_is_refused(case, periods):
    with pytest.raises(LibyaConflictError, match="no column 'place'.*it has: where, date"):
        annotate_control(pd.DataFrame({"where": ["Sirte"], "date": ["2020-01-06"]}), case, periods)
    with pytest.raises(LibyaConflictError, match="already has a column 'holder'"):
        annotate_control(pd.DataFrame({"place": ["Sirte"], "date": ["2020-01-06"], "holder": ["?"]}), case, periods)


def test_a_table_and_a_single_question_agree(case, periods):
    days = ["2019-01-01", "2019-04-10", "2019-10-31", "2020-04-13", "2020-06-05", "2020-10-23"]
    rows = [(place, day) for place in case.places["name"] for day in days]
    out = annotate(case, periods, *rows)
    for (place, day), holder in zip(rows, out["holder"], strict=True):
        assert control_on(periods, case.gazetteer.resolve(place), day).holder == holder
