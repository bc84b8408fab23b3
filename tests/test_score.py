from pathlib import Path

import pandas as pd
import pytest

from libyaconflict.errors import LibyaConflictError
from libyaconflict.score import carry_forward, read_key, score_control


@pytest.fixture(scope="module")
def endline(case, periods):
    (path,) = (case.folder / "keys").glob("*.csv")
    return score_control(read_key(path), case, periods)


def test_at_least_97_percent_of_the_endline_is_right_and_more_than_by_carrying_forward(endline):
    assert endline["right"].mean() >= 0.97
    assert endline["right"].mean() > endline["carry_forward_right"].mean()


@pytest.mark.parametrize(("reader", "count"), [("first", 327), ("second", 302)])
def test_questions_of_readers_who_saw_no_code_are_answered(case, periods, reader, count):
    """They read the record as it was handed over; hard days, failed claims and small places are over-represented."""
    key = read_key(Path(__file__).parent / "data" / "questions.csv")
    asked = score_control(key[key["reader"] == reader].reset_index(drop=True), case, periods)
    assert len(asked) == count
    assert asked["right"].mean() >= 0.98
    assert asked["carry_forward_right"].mean() < 0.85


def test_every_miss_has_a_holder_and_evidence_to_argue_with(endline):
    missed = endline[~endline["right"]]
    assert (missed["problem"] == "").all()
    assert (missed["evidence"] != "").all()


def test_carrying_forward_takes_the_last_row_as_it_stands(case):
    asked = pd.DataFrame(
        {
            "place": ["Gharyan", "Gharyan", "Sirte", "Nowhere"],
            "date": ["2019-06-25", "2019-06-26", "2018-01-01", "2020-01-01"],
        }
    )
    assert list(carry_forward(asked, case)) == ["LNA", "GNA", "", ""]


def test_a_key_without_its_columns_is_refused(tmp_path):
    path = tmp_path / "key.csv"
    path.write_text("place,day,holder\nSirte,2020-01-06,LNA\n", encoding="utf-8")
    with pytest.raises(LibyaConflictError, match="no column 'date'"):
        read_key(path)
    with pytest.raises(LibyaConflictError, match="no answer key"):
        read_key(tmp_path / "none.csv")
