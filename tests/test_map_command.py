"""The map command, run as it is written in the issue and in the README."""

import json
import xml.etree.ElementTree as ET

import pandas as pd
import pytest
from PIL import Image

import libyaconflict as lc
from libyaconflict.cli import main
from libyaconflict.errors import ParameterError
from libyaconflict.frames import find_frame
from libyaconflict.locations import find_study
from libyaconflict.lookup import control_on
from libyaconflict.recipes import plan_reports


def test_a_picture_is_written_with_its_alt_text(tmp_path, capsys):
    out = tmp_path / "map.png"
    assert main(["map", "--on", "2020-06-05", "--frame", "northwest", "--out", str(out)]) == 0
    with Image.open(out) as image:
        assert image.text["Description"].startswith("Map of Northwest Libya on 5 June 2020")
        assert image.width > 900
    assert capsys.readouterr().out == f"{out}\n"


def test_an_svg_says_what_it_shows(tmp_path):
    out = tmp_path / "map.svg"
    assert main(["map", "--on", "2019-04-03", "--frame", "tripoli", "--names", "ar", "--out", str(out)]) == 0
    root = ET.parse(out).getroot()
    assert root.attrib["role"] == "img"
    assert "Greater Tripoli on 3 April 2019" in "".join(root.itertext())


@pytest.mark.parametrize("on", ["2019-04-03", "2020-06-05"])
def test_a_geojson_has_for_each_place_what_the_lookup_says(tmp_path, periods, on):
    out = tmp_path / "map.geojson"
    assert main(["map", "--on", on, "--out", str(out)]) == 0
    features = json.loads(out.read_text(encoding="utf-8"))["features"]
    assert len(features) > 250
    for feature in features:
        told = feature["properties"]
        holding = control_on(periods, told["place_id"], on)
        assert (told["place"], told["holder"], told["certainty"], told["since"]) == (
            holding.place, holding.holder, holding.certainty, holding.since,
        )  # fmt: skip


def test_a_table_from_one_day_to_another_has_every_state_between(tmp_path):
    out = tmp_path / "states.csv"
    assert main(["map", "--on", "2020-06-05", "--from", "2020-05-01", "--out", str(out)]) == 0
    table = pd.read_csv(out)
    own = table[table["place_id"] == "tarhouna"]
    assert list(own["holder"])[-1] == "GNA"
    assert "LNA" in set(own["holder"])
    assert (table["start"] <= "2020-06-05").all()
    assert (table["end"] >= "2020-05-01").all()


def test_changes_between_two_days_are_a_picture(tmp_path):
    out = tmp_path / "changes.png"
    assert main(["map", "--on", "2020-06-05", "--from", "2020-06-03", "--frame", "northwest", "--out", str(out)]) == 0
    with Image.open(out) as image:
        assert "Tarhouna" in image.text["Description"]


@pytest.mark.parametrize(
    ("arguments", "says", "status"),
    [
        (["--on", "2020-06-05", "--out", "m.doc"], "the name must end in .png, .svg", 1),
        (["--on", "2020-06-35", "--out", "m.png"], "June 2020 has 30 days", 1),
        (["--on", "2018-06-05", "--out", "m.png"], "2018-06-05 lies outside the case", 1),
        (["--on", "2020-06-05", "--frame", "moon", "--out", "m.png"], "no frame 'moon'. Known: libya, northwest", 1),
        (["--on", "2020-06-05", "--from", "2020-06-05", "--out", "m.png"], "does not lie before --on", 1),
        (["--on", "2020-06-05", "--out", "m.gif"], "--from 2019-04-04", 2),
        (["--on", "2020-06-05", "--surface", "--out", "m.csv"], "--surface is for a picture", 2),
        (["--on", "2020-06-05", "--frame", "libya", "--out", "m.csv"], "--frame is for pictures", 2),
    ],
)
def test_what_cannot_be_drawn_is_said_and_nothing_is_written(tmp_path, monkeypatch, capsys, arguments, says, status):
    monkeypatch.chdir(tmp_path)
    assert main(["map", *arguments]) == status
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_not_written_over(tmp_path, capsys):
    (tmp_path / "m.png").mkdir()
    assert main(["map", "--on", "2020-06-05", "--out", str(tmp_path / "m.png")]) == 1
    assert "it is a folder" in capsys.readouterr().err


def test_places_attested_too_weakly_are_not_known_in_the_file_too(tmp_path):
    out = tmp_path / "m.geojson"
    assert main(["map", "--on", "2020-06-05", "--at-least", "certain", "--out", str(out)]) == 0
    features = json.loads(out.read_text(encoding="utf-8"))["features"]
    assert {feature["properties"]["certainty"] for feature in features} == {"certain", "not known"}


@pytest.fixture
def own_frame(tmp_path):
    study = lc.new_study(tmp_path / "study")
    with open(study / "data" / "geo" / "frames.csv", "a", encoding="utf-8") as stream:
        stream.write("belt,The belt,13.0,14.2,32.0,32.8,20,no,1.0,,\n")
    return study


def test_a_row_of_frames_makes_a_frame_of_ones_own(own_frame, tmp_path, capsys):
    out = tmp_path / "belt.png"
    assert main(["check", str(own_frame)]) == 0
    assert main(["map", "--on", "2020-06-05", "--frame", "belt", "--study", str(own_frame), "--out", str(out)]) == 0
    with Image.open(out) as image:
        assert image.text["Description"].startswith("Map of The belt on 5 June 2020")
    assert find_frame("belt", own_frame).scale_km == 20
    with pytest.raises(ParameterError, match="there is no frame 'belt'. Known: libya"):
        find_frame("belt")


def test_a_frame_of_a_study_is_a_parameter_of_its_reports(own_frame, tmp_path):
    study = find_study(own_frame)
    (job,) = plan_reports(study, ["map-collapse-week"], {"frame": "belt"}, tmp_path)
    assert job.values["frame"] == "belt"
    with pytest.raises(ParameterError, match="there is no frame 'blet'. Did you mean 'belt'"):
        plan_reports(study, ["map-collapse-week"], {"frame": "blet"}, tmp_path)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("bad,Bad,15,14,31,32,20,no,1.0,,", "column east: east (14) does not lie east of west (15)"),
        ("bad,Bad,13,14,x,32,20,no,1.0,,", "column south: 'x' is not a number"),
        ("bad,Bad,13,14,31,32,500,no,1.0,,", "column scale_km: a scale bar of 500 km does not fit a frame 95 km wide"),
        ("bad,Bad,13,14,31,32,20,maybe,1.0,,", "column schematic: unknown schematic 'maybe'"),
        ("bad,Bad,13,14,31,32,20,no,1.0,villages,", "column hides: 'villages'"),
        ("libya,Again,13,14,31,32,20,no,1.0,,", "column frame: 'libya' stands in row 2 already"),
    ],
)
def test_a_frame_that_is_none_is_found_by_check_and_by_map(own_frame, tmp_path, capsys, row, says):
    with open(own_frame / "data" / "geo" / "frames.csv", "a", encoding="utf-8") as stream:
        stream.write(row + "\n")
    assert main(["check", str(own_frame)]) == 1
    assert f"frames.csv row 7, {says}" in capsys.readouterr().out
    out = tmp_path / "m.png"
    assert main(["map", "--on", "2020-06-05", "--study", str(own_frame), "--out", str(out)]) == 1
    assert not out.exists()
