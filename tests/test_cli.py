import json
import os
import subprocess
import sys

import pandas as pd
import pytest

from libyaconflict import cli


def run(capsys, *arguments):
    status = cli.main(list(arguments))
    out, err = capsys.readouterr()
    return status, out, err


def test_one_command_tells_who_held_gharyan(capsys):
    status, out, _ = run(capsys, "control", "Gharyan", "--on", "2019-06-30")
    assert status == 0
    assert out.startswith("Gharyan on 30 June 2019: held by GNA (certain), since 26 June 2019")
    assert "confirmed by: Reuters, AFP" in out
    assert "disputed by: LNA" in out


def test_the_answer_as_json(capsys):
    status, out, _ = run(capsys, "control", "ترهونة", "--on", "2020-06-05", "--json")
    answer = json.loads(out)
    assert status == 0
    assert (answer["place"], answer["holder"], answer["since"]) == ("Tarhouna", "GNA", "2020-06-05")


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["control", "Tarhounna", "--on", "2020-06-05"], 1, "Did you mean 'Tarhouna'?"),
        (["control", "Tarhouna", "--on", "2020-06-31"], 1, "June 2020 has 30 days"),
        (["control", "Tarhouna", "--on", "June 2020"], 1, "is not EDTF"),
        (["control", "Tarhouna", "--on", "2021-06-05"], 1, "runs from 2019-01-01 to 2020-10-23"),
        (["control", "Tarhouna"], 2, "say which place and which day"),
        (["control", "--table", "x.csv"], 2, "--out"),
        (["control", "Gharyan", "--on", "2019-06-30", "--out", "o.csv"], 2, "--out goes with --table"),
        (["control", "--table", "none.csv", "--out", "o.csv"], 1, "there is no table 'none.csv'"),
        (["check", "no/such/folder"], 1, "there is no case folder"),
        (["score", "control", "--key", "none.csv"], 1, "there is no answer key"),
        (["render", "nothing-so-named"], 1, "no recipe 'nothing-so-named'"),
        (["render", "tarhouna", "-p", "plaice=Gharyan"], 1, "Did you mean 'place'"),
        (["render", "tarhouna", "-p", "place=Gharyann"], 1, "Gharyan"),
        (["render", "tarhouna", "-p", "start=2020-02-30"], 1, "February 2020 has 29 days"),
        (["render", "tarhouna", "-p", "start=2018-12-31"], 1, "which runs from 2019-01-01 to 2020-10-23"),
        (["render", "tarhouna", "-p", "start"], 2, "NAME=VALUE"),
        (["render", "tarhouna", "-p", "study=/nowhere"], 1, "--study DIR"),
    ],
)
def test_wrong_use_is_told_in_a_line_and_writes_nothing(capsys, tmp_path, monkeypatch, arguments, status, says):
    monkeypatch.chdir(tmp_path)
    out = ["--out", str(tmp_path / "reports")] if arguments[0] == "render" else []
    got, _, err = run(capsys, *arguments, *out)
    assert got == status
    assert says in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_a_shared_spelling_is_answered_for_each_place(capsys):
    status, out, err = run(capsys, "control", "Sultan", "--on", "2020-06-05")
    assert status == 0
    assert "Sultan (Sirte) on" in out
    assert "Sultan (Ajdabiya) on" in out
    assert "may be" in err


def test_a_name_of_two_words_needs_no_quotation_marks(capsys):
    status, out, _ = run(capsys, "control", "Bani", "Walid", "--on", "2020-06-06")
    assert status == 0
    assert out.startswith("Bani Walid on 6 June 2020: held by GNA")


def test_a_table_is_annotated_whole(capsys, tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text("﻿id,place,date\n1,Tarhuna,2020-06-05\n2,Nowhere,2020-06-05\n", encoding="utf-8")
    out = tmp_path / "new" / "out.csv"
    status, said, _ = run(capsys, "control", "--table", str(table), "--out", str(out))
    got = pd.read_csv(out, dtype=str, keep_default_na=False)
    assert status == 0
    assert list(got["holder"]) == ["GNA", ""]
    assert got["problem"][1].startswith("unknown place 'Nowhere'")
    assert list(got.columns) == ["id", "place", "date", "holder", "certainty", "since", "evidence", "problem"]
    assert "2 rows" in said
    assert "1 with a problem" in said
    assert [path.name for path in out.parent.iterdir()] == ["out.csv"]
    assert out.read_bytes()[:3] == table.read_bytes()[:3] == b"\xef\xbb\xbf"  # spreadsheets know UTF-8 by it


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("place,date\nGharyan,2019-06-30,extra\nSirte,2019-06-30\n", "row 2: too many cells: 3"),
        ("place,date\nGharyan,2019-06-30\nSirte\n", "row 3: too few cells: 1"),
        ("place;date\nGharyan;2019-06-30\n", "separated by semicolons"),
        ("town,day\nGharyan,2019-06-30\n", "Rename the columns"),
        ('place,date\n"Gharyan,2019-06-30\n', "do not pair"),
        ("", "the file is empty"),
    ],
)
def test_a_table_that_would_lose_a_cell_is_refused(capsys, tmp_path, text, says):
    table = tmp_path / "mine.csv"
    table.write_text(text, encoding="utf-8")
    status, _, err = run(capsys, "control", "--table", str(table), "--out", str(tmp_path / "out.csv"))
    assert status == 1
    assert says in err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.csv"]


def test_a_table_is_never_written_over_and_a_bad_place_for_it_is_named(capsys, tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text("place,date\nGharyan,2019-06-30\n", encoding="utf-8")
    for out, says in ((table, "is the table itself"), (tmp_path, "it is a folder"), (table / "x.csv", "cannot write")):
        status, _, err = run(capsys, "control", "--table", str(table), "--out", str(out))
        assert (status, says in err) == (1, True), err
    assert table.read_text(encoding="utf-8") == "place,date\nGharyan,2019-06-30\n"


def test_a_table_in_another_encoding_is_named_and_nothing_is_written(capsys, tmp_path):
    table = tmp_path / "mine.csv"
    table.write_bytes("place,date\nBenghazi é,2020-06-05\n".encode("cp1252"))
    status, _, err = run(capsys, "control", "--table", str(table), "--out", str(tmp_path / "out.csv"))
    assert status == 1
    assert "not UTF-8" in err
    assert not (tmp_path / "out.csv").exists()


def test_the_bundled_case_has_no_fault(capsys):
    status, out, _ = run(capsys, "check")
    assert (status, "no fault found" in out) == (0, True)


def test_faults_of_a_case_are_listed_with_a_non_zero_status(capsys, tmp_path, case):
    import shutil

    shutil.copytree(case.folder, tmp_path / "data")
    events = tmp_path / "data" / "events.csv"
    events.write_text(
        events.read_text(encoding="utf-8").replace(",2020-06-05,Tarhouna,", ",2020-06-35,Tarhounna,"), encoding="utf-8"
    )
    status, out, _ = run(capsys, "check", str(tmp_path))
    assert status == 1
    assert "unknown place 'Tarhounna'. Did you mean 'Tarhouna'" in out
    assert "June 2020 has 30 days" in out
    assert "nothing was written" in out


def test_agreement_with_the_key_is_printed_with_reasons_and_as_json(capsys):
    status, out, _ = run(capsys, "score", "control")
    assert status == 0
    assert out.startswith("right: ")
    assert "Murzuq on 2020-10-23: key local, found GNA" in out
    _, out, _ = run(capsys, "score", "control", "--json")
    answer = json.loads(out)
    assert answer["n"] == 108
    assert answer["share_right"] >= 0.97
    assert answer["carry_forward"]["share_right"] < answer["share_right"]


def test_recipes_are_listed_with_their_parameters(capsys):
    status, out, _ = run(capsys, "render", "--list")
    assert status == 0
    assert "tarhouna: Tarhouna (03-place)" in out
    assert "place = Tarhouna  # any spelling in the gazetteer" in out


def test_importing_the_package_loads_neither_pandas_nor_jupyter_nor_matplotlib():
    code = (
        "import sys, libyaconflict; libyaconflict.__version__;"
        "heavy = {'pandas', 'numpy', 'matplotlib', 'IPython', 'papermill', 'nbconvert', 'nbformat', 'jinja2'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_can_be_reached():
    import libyaconflict

    for name in libyaconflict.__all__:
        assert getattr(libyaconflict, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = libyaconflict.nothing
