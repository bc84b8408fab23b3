"""Parameters are read without running anything, and every fault is told at once."""

import datetime as dt

import nbformat
import pandas as pd
import pytest

from libyaconflict.errors import ParameterError
from libyaconflict.gazetteer import Gazetteer
from libyaconflict.parameters import Parameter, check_parameters, inspect_parameters

CELL = """\
from typing import Literal
# What the report is about
title: str = "Tarhouna"  # heading of the report
place: "place" = "Tarhouna"  # any spelling in places.csv
places: "list[place]" = []  # empty: all
start: "date" = "2019-04-04"
end: "date" = "2020-06-05"  # last day
certainty: Literal["likely", "certain"] = "likely"
scale: "Literal['km', 'miles']" = 'km'
top: int = 8
share: float = 0.5
by_week: bool = False
words: list[str] = ["a"]
"""


@pytest.fixture(scope="module")
def gazetteer():
    rows = [("tarhouna", "Tarhouna", "Tarhuna;Tarhunah", ""), ("sirte", "Sirte", "Surt", "")]
    rows += [
        ("ain-zara", "Ain Zara", "", ""),
        ("qasr-1", "Qasr North", "", "Qasr"),
        ("qasr-2", "Qasr South", "", "Qasr"),
    ]
    places = pd.DataFrame(rows, columns=["place_id", "name", "aliases", "ambiguous_aliases"])
    return Gazetteer(places.assign(name_ar="", kind="town", lat=0.0, lon=0.0, population=0, part_of="", also_in=""))


def write_notebook(path, source, tags=("parameters",)):
    cell = nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)})
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# T"), cell]), path)
    return path


@pytest.fixture(scope="module")
def declared(tmp_path_factory):
    return inspect_parameters(write_notebook(tmp_path_factory.mktemp("nb") / "a.ipynb", CELL))


def faults_of(declared, given, gazetteer):
    with pytest.raises(ParameterError) as caught:
        check_parameters(declared, given, gazetteer=gazetteer)
    return caught.value.faults


def test_every_line_of_the_cell_becomes_a_parameter(declared):
    assert [(p.name, p.kind) for p in declared] == [
        ("title", "str"),
        ("place", "place"),
        ("places", "list[place]"),
        ("start", "date"),
        ("end", "date"),
        ("certainty", "choice"),
        ("scale", "choice"),
        ("top", "int"),
        ("share", "float"),
        ("by_week", "bool"),
        ("words", "list[str]"),
    ]
    assert declared[0] == Parameter("title", "str", "Tarhouna", "heading of the report")
    assert declared[5].choices == ("likely", "certain")
    assert declared[6].choices == ("km", "miles")


def test_a_notebook_without_the_cell_takes_no_parameters(tmp_path):
    assert inspect_parameters(write_notebook(tmp_path / "a.ipynb", CELL, tags=())) == []


def test_the_cell_is_never_run_and_each_bad_line_is_named(tmp_path):
    mark = tmp_path / "ran"
    source = f"import os\nx: int = open({str(mark)!r}, 'w')\ny: colour = 'red'\nz: int = 1\n"
    with pytest.raises(ParameterError) as caught:
        inspect_parameters(write_notebook(tmp_path / "a.ipynb", source))
    assert not mark.exists()
    assert [fault.split(":")[0] for fault in caught.value.faults] == [f"a.ipynb, cell 2, line {n}" for n in (1, 2, 3)]
    assert "unknown kind colour" in caught.value.faults[2]


def test_a_file_that_is_no_notebook_is_refused(tmp_path):
    (tmp_path / "a.ipynb").write_text("not json")
    with pytest.raises(ParameterError, match=r"a\.ipynb: not a readable notebook"):
        inspect_parameters(tmp_path / "a.ipynb")


def test_what_is_not_given_keeps_its_default(declared, gazetteer):
    values = check_parameters(declared, {}, gazetteer=gazetteer)
    assert values == {p.name: p.default for p in declared}


def test_text_of_a_command_line_is_converted(declared, gazetteer):
    given = {"top": "12", "share": "0.25", "by_week": "yes", "words": "a, b", "places": "Surt,Ain Zara"}
    values = check_parameters(declared, given | {"certainty": "certain"}, gazetteer=gazetteer)
    assert values["top"] == 12
    assert values["share"] == 0.25
    assert values["by_week"] is True
    assert values["words"] == ["a", "b"]
    assert values["places"] == ["Sirte", "Ain Zara"]


def test_values_of_yaml_are_converted(declared, gazetteer):
    given = {"start": dt.date(2020, 3, 25), "places": ["Tarhunah"], "words": "[x, 'y, z']", "share": 1}
    values = check_parameters(declared, given, gazetteer=gazetteer)
    assert values["start"] == "2020-03-25"
    assert values["places"] == ["Tarhouna"]
    assert values["words"] == ["x", "y, z"]
    assert values["share"] == 1.0


def test_a_place_is_resolved_to_its_standard_name(declared, gazetteer):
    assert check_parameters(declared, {"place": "tarhuna"}, gazetteer=gazetteer)["place"] == "Tarhouna"


def test_all_faults_are_told_at_once(declared, gazetteer):
    given = {"plaec": "x", "place": "Tarhona", "top": "many", "start": "2020-02-30", "certainty": "certian"}
    faults = faults_of(declared, given, gazetteer)
    assert len(faults) == 5
    assert faults[0].startswith("unknown parameter 'plaec'. Did you mean 'place'?")
    assert "unknown place 'Tarhona'. Did you mean 'Tarhouna'?" in faults[1]
    assert "February 2020 has 29 days" in faults[2]
    assert "'certian' is not one of 'likely', 'certain'. Did you mean 'certain'?" in faults[3]
    assert "'many' is not a whole number" in faults[4]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", 2020),
        ("top", True),
        ("top", 1.5),
        ("top", "1_000"),
        ("share", "nan"),
        ("share", True),
        ("by_week", "perhaps"),
        ("words", 3),
        ("words", [1]),
        ("words", "[a"),
        ("start", "20200605"),
        ("start", "2020-W10-1"),
        ("start", "June 2020"),
        ("start", dt.datetime(2020, 6, 5, 12)),
        ("place", 7),
        ("place", ""),
        ("place", "Qasr"),
        ("places", "Sirte, Tarhona"),
        ("certainty", True),
        ("title", None),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(declared, gazetteer, name, value):
    faults = faults_of(declared, {name: value}, gazetteer)
    assert len(faults) == 1
    assert faults[0].startswith(f"parameter {name}: ")


def test_an_empty_default_means_not_narrowed_down():
    declared = [Parameter("end", "date", ""), Parameter("places", "list[place]", [])]
    assert check_parameters(declared, {"end": ""}) == {"end": "", "places": []}


def test_a_start_after_the_end_is_refused_even_when_one_is_a_default(declared, gazetteer):
    assert (
        "start: 2020-06-06 is after the end, 2020-06-05" in faults_of(declared, {"start": "2020-06-06"}, gazetteer)[0]
    )


def test_a_fault_in_a_default_says_that_it_is_the_default(gazetteer):
    assert "start (its default)" in faults_of([Parameter("start", "date", "soon")], {}, gazetteer)[0]


def test_a_name_that_yaml_read_as_true_is_explained(declared, gazetteer):
    assert "YAML reads on, off, yes and no" in faults_of(declared, {True: "2020-06-05"}, gazetteer)[0]


def test_a_path_must_be_there_and_is_made_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    declared = [Parameter("reports", "path", ""), Parameter("more", "path", "")]
    assert check_parameters(declared, {"reports": "mine"}) == {"reports": str(tmp_path / "mine"), "more": ""}
    with pytest.raises(ParameterError, match="'yours' is not there. A relative path starts at the current folder"):
        check_parameters(declared, {"reports": "yours"})
