import csv
import io
import json
import sys
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pyogrio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from libyaconflict import gis
from libyaconflict.errors import DateError, LibyaConflictError, ParameterError
from libyaconflict.mapped import daily_states, held_on

DAY = "2020-06-05"
KML = {"k": "http://www.opengis.net/kml/2.2"}
TOLD = ["place_id", "place", "name_ar", "kind", "holder", "certainty", "since", "basis", "evidence", "sources", "note"]


@pytest.fixture(scope="module")
def held(case, periods):
    return held_on(periods, case.gazetteer, DAY)


@pytest.fixture(scope="module")
def states(case, periods):
    return gis.place_states(periods, case.gazetteer)


def row(table, place_id, **columns):
    """One row of a table, changed."""
    return table[table["place_id"] == place_id].reset_index(drop=True).assign(**columns)


def same_as(read, held):
    """Every place, in the same order, with the same words and within a tenth of a metre of the same point."""
    for name in TOLD:
        assert read[name].fillna("").tolist() == held[name].tolist(), name
    pd.testing.assert_series_equal(read.geometry.x.round(6), held["lon"].round(6), check_names=False)
    pd.testing.assert_series_equal(read.geometry.y.round(6), held["lat"].round(6), check_names=False)


# --- features ----------------------------------------------------------------------------------------------------


def test_each_feature_says_of_its_place_what_the_table_says(held):
    made = gis.to_geojson(held, on=DAY)
    assert made["type"] == "FeatureCollection"
    assert len(made["features"]) == len(held)
    for feature, told in zip(made["features"], held.to_dict("records"), strict=True):
        properties = feature["properties"]
        assert list(properties) == gis.PROPERTIES
        assert {name: properties[name] for name in TOLD} == {name: told[name] for name in TOLD}
        assert (properties["on"], properties["in_doubt"]) == (DAY, told["in_doubt"])
        assert properties["start"] <= DAY <= properties["end"]


def test_tarhouna_on_5_june_2020_is_a_point_with_longitude_first(held):
    feature = next(f for f in gis.to_geojson(held)["features"] if f["properties"]["place_id"] == "tarhouna")
    lon, lat = feature["geometry"]["coordinates"]
    assert 13 < lon < 14
    assert 32 < lat < 33
    assert feature["properties"]["holder"] == "GNA"
    assert isinstance(feature["properties"]["population"], int)


def test_places_without_a_point_are_kept_with_a_null_geometry(held):
    bare = held[held["lon"].isna()]["place_id"].tolist()
    features = gis.to_geojson(held)["features"]
    assert bare
    assert [f["properties"]["place_id"] for f in features if f["geometry"] is None] == bare


def test_the_text_is_strict_json_with_at_most_six_decimals(held, tmp_path):
    path = gis.write_geojson(held.assign(lon=held["lon"] + 1e-9 / 3), tmp_path / "x.geojson")
    read = json.loads(path.read_text(encoding="utf-8"), parse_constant=lambda word: pytest.fail(word))
    points = [f["geometry"]["coordinates"] for f in read["features"] if f["geometry"]]
    assert all(number == round(number, 6) for point in points for number in point)


def test_states_cover_each_day_of_each_place_once_and_agree_with_the_day(case, periods, states):
    length = (periods["end"].max() - periods["start"].min()).days + 1
    days = (states["end"] - states["start"]).dt.days + 1
    assert (days.groupby(states["place_id"]).sum() == length).all()
    assert list(dict.fromkeys(states["place_id"])) == case.gazetteer.settled


@settings(max_examples=25, deadline=None)
@given(shift=st.integers(0, 661))
def test_the_features_in_force_on_a_day_are_the_map_of_that_day(case, periods, shift):
    day = (pd.Timestamp("2019-01-01") + pd.Timedelta(days=shift)).strftime("%Y-%m-%d")
    made = [f["properties"] for f in gis.periods_to_geojson(periods, case.gazetteer)["features"]]
    there = {p["place_id"]: p["holder"] for p in made if p["start"] <= day <= p["end"]}
    held = held_on(periods, case.gazetteer, day)
    assert there == dict(zip(held["place_id"], held["holder"], strict=True))


def test_states_are_the_same_from_periods_and_from_daily_states(case, periods):
    places = ["tarhouna", "gharyan"]
    for least in ("inferred", "certain"):
        one = gis.place_states(periods, case.gazetteer, place_ids=places, minimum_certainty=least)
        two = gis.place_states(daily_states(periods), case.gazetteer, place_ids=places, minimum_certainty=least)
        pd.testing.assert_frame_equal(one, two)
        assert list(dict.fromkeys(one["place_id"])) == places


# --- files -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["geojson", "json", "gpkg", "kml"])
def test_gdal_reads_back_every_row_of_the_day(held, tmp_path, ending):
    path = gis.export_control(held, tmp_path / f"control.{ending}", on=DAY)
    read = pyogrio.read_dataframe(path)
    same_as(read, held)
    assert str(read.crs) == "EPSG:4326"
    assert set(pd.to_datetime(read["on"])) == {pd.Timestamp(DAY)}


@pytest.mark.parametrize("ending", ["geojson", "gpkg"])
def test_gdal_reads_the_days_of_states_as_dates(states, tmp_path, ending):
    read = pyogrio.read_dataframe(gis.export_control(states, tmp_path / f"states.{ending}"))
    same_as(read, states)
    for name in ("start", "end"):
        assert read[name].tolist() == states[name].tolist()


def test_the_layer_of_a_geopackage_is_points_named_control(held, tmp_path):
    path = gis.write_geopackage(held, tmp_path / "control.gpkg", on=DAY)
    info = pyogrio.read_info(path, layer="control")
    assert info["geometry_type"] == "Point"
    assert info["features"] == len(held)
    assert dict(zip(info["fields"], info["dtypes"], strict=True))["start"].startswith("datetime64")


def test_csv_has_the_same_rows(held, tmp_path):
    path = gis.write_csv(held, tmp_path / "control.csv", on=DAY)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert [r["place_id"] for r in rows] == held["place_id"].tolist()
    assert [r["holder"] for r in rows] == held["holder"].tolist()
    assert next(r for r in rows if r["place_id"] == "coastal-road")["lon"] == ""
    assert {r["on"] for r in rows} == {DAY}


# --- KML ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schema():
    """The OGC's schema of KML 2.2, as pykml carries it."""
    folder = Path(find_spec("pykml").origin).parent / "schemas"
    return etree.XMLSchema(etree.parse(folder / "ogckml22.xsd"))


@pytest.mark.parametrize("on", [DAY, None])
def test_kml_is_valid(held, states, schema, on):
    document = etree.fromstring(gis.to_kml(held if on else states, on=on))
    schema.assertValid(document)
    assert len(document.findall(".//k:Placemark", KML)) == len(held if on else states)


def test_kml_spans_are_the_days_of_the_states_whole(states):
    document = etree.fromstring(gis.to_kml(row(states, "tarhouna")))
    begins = [node.text for node in document.findall(".//k:TimeSpan/k:begin", KML)]
    ends = [node.text for node in document.findall(".//k:TimeSpan/k:end", KML)]
    told = states[states["place_id"] == "tarhouna"]
    assert begins == [f"{day:%Y-%m-%d}T00:00:00Z" for day in told["start"]]
    assert ends == [f"{day:%Y-%m-%d}T23:59:59Z" for day in told["end"]]
    assert len(begins) > 2


def test_a_map_of_one_day_has_no_spans(held):
    assert not etree.fromstring(gis.to_kml(held, on=DAY)).findall(".//k:TimeSpan", KML)


def test_kml_marks_have_the_colour_of_their_holder(held):
    document = etree.fromstring(gis.to_kml(held, on=DAY))
    colours = {s.get("id"): s.find(".//k:color", KML).text for s in document.findall(".//k:Style", KML)}
    for mark, told in zip(document.findall(".//k:Placemark", KML), held.itertuples(), strict=True):
        style = mark.find("k:styleUrl", KML).text.removeprefix("#")
        assert style == f"{told.holder}-{told.certainty}".replace(" ", "-")
        assert style in colours
    assert colours["GNA-certain"] == "ff884400"  # aabbggrr of #004488
    assert colours["LNA-certain"] == "ff33aadd"


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=40))
def test_hostile_text_in_kml_stays_text(held, schema, text):
    hostile = row(held, "tarhouna", place=f"{text}<script>&]]>\x00\x0b\ufffe", note=text, holder="unknown")
    document = etree.fromstring(gis.to_kml(hostile))
    schema.assertValid(document)
    name = document.find(".//k:Placemark/k:name", KML).text
    assert name.endswith("<script>&]]>")
    assert "<" not in document.find(".//k:Placemark/k:description", KML).text


# --- faults ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "said"), [("x.shp", "ends in '.shp'"), ("x", "has no ending")])
def test_other_endings_are_refused_naming_those_there_are(held, tmp_path, name, said):
    with pytest.raises(ParameterError, match=f"{said}. Known: .geojson, .json, .kml, .gpkg, .csv"):
        gis.export_control(held, tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", list(gis.ENDINGS))
def test_a_failure_leaves_the_old_file_and_nothing_beside_it(held, tmp_path, ending):
    path = tmp_path / f"control{ending}"
    path.write_text("old", encoding="utf-8")
    for table, on, kind in (
        (held.drop(columns="since"), DAY, ParameterError),
        (held, "2019-04-04", ParameterError),
        (held, "June", DateError),
    ):
        with pytest.raises(kind):
            gis.export_control(table, path, on=on)
    assert path.read_text(encoding="utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("ending", list(gis.ENDINGS))
def test_a_table_without_rows_makes_a_file_without_features(held, tmp_path, ending):
    path = gis.export_control(held.iloc[:0], tmp_path / f"none{ending}", on=DAY)
    layers = pyogrio.list_layers(path)[:, 0]
    assert sum(pyogrio.read_info(path, layer=layer)["features"] for layer in layers) == 0


def test_faults_are_named_all_at_once(held):
    with pytest.raises(ParameterError) as caught:
        gis.to_geojson(held.drop(columns=["since", "lon"]))
    assert "'since'" in str(caught.value)
    assert "'lon'" in str(caught.value)
    with pytest.raises(ParameterError, match="Tarhouna: the row holds from 2020-06-05 to .*, not on 2020-06-04"):
        gis.to_geojson(row(held, "tarhouna"), on="2020-06-04")


def test_places_without_periods_are_named(case, periods):
    with pytest.raises(ParameterError, match="'atlantis'"):
        gis.place_states(periods, case.gazetteer, place_ids=["atlantis"])


def test_without_the_extra_a_geopackage_is_refused_in_plain_words(held, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyogrio", None)
    with pytest.raises(LibyaConflictError, match=r"pip install 'libyaconflict\[gis\]'"):
        gis.write_geopackage(held, tmp_path / "x.gpkg")
    assert not list(tmp_path.iterdir())


def test_nothing_here_loads_matplotlib():
    import subprocess

    code = "import sys, libyaconflict.gis; sys.exit('matplotlib' in sys.modules or 'geopandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
