"""Each notebook runs as a report, and the report says what the record says."""

import json
import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from libyaconflict.locations import bundled
from libyaconflict.report import render


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    out = tmp_path_factory.mktemp("reports")
    results = render(["week-of-5-june-2020", "tarhouna", "map-collapse-week"], out=out)
    study = tmp_path_factory.mktemp("study")
    for part in ("data", "notebooks"):
        shutil.copytree(bundled(part), study / part)
    (study / "reports").mkdir()
    small = "notebook: 01-timeline\ntitle: Gharyan, June 2019\nparameters: {start: 2019-06-20, end: 2019-06-30, places: [Gharyan]}\n"
    (study / "reports" / "gharyan-june.yaml").write_text(small, encoding="utf-8")
    results += render(study=study, out=out)
    assert [result.error for result in results] == ["", "", "", ""]
    return {path.stem: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser") for path in out.glob("*.html")}


def rows(page, *cells):
    """Rows of the page's tables whose text has all of these."""
    texts = [row.get_text(" ", strip=True) for row in page.select("table.reading tr")]
    return [text for text in texts if all(cell in text for cell in cells)]


@pytest.mark.parametrize(
    ("day", "place", "change", "voice"),
    [
        ("5 June 2020", "Tarhouna", "LNA → GNA certain", "said by GNA confirmed by LNA"),
        ("5 June 2020", "Bani Walid", "local forces → GNA certain", "confirmed by residents"),
        ("3 June 2020", "Tripoli international airport", "LNA → GNA certain", "confirmed by LNA"),
        ("4 June 2020", "southern Tripoli", "contested → GNA likely", "said by GNA"),
        ("4 June 2020", "Ain Zara", "contested → GNA certain", "confirmed by LNA"),
    ],
)
def test_the_week_of_5_june_2020_tells_each_change_with_its_voices(reports, day, place, change, voice):
    (found,) = (
        row for row in rows(reports["week-of-5-june-2020"], day, change, voice) if row.startswith(f"{day} {place} ")
    )
    assert re.search(r"20(19|20)-\d\d", found), "no source"


@pytest.mark.parametrize("place", ["Sirte", "Jufra airbase"])
def test_sirte_and_jufra_airbase_are_still_the_lnas(reports, place):
    assert any(row.startswith(f"{place} LNA") for row in rows(reports["week-of-5-june-2020"], "LNA"))


def test_the_lna_falls_back_towards_sirte_and_jufra(reports):
    assert rows(reports["week-of-5-june-2020"], "Also told as withdrawal, 4–5 June 2020", "Sirte", "Jufra")


def test_every_change_has_a_source_that_the_bibliography_lists(reports):
    for page in reports.values():
        listed = {item["id"] for item in page.select("ul.sources li")}
        cited = {link["href"][1:] for link in page.select("table.reading a[href^='#']")}
        assert cited <= listed


def test_the_dossier_of_tarhouna_names_its_holders_in_turn(reports):
    text = reports["tarhouna"].get_text(" ", strip=True)
    for turn in (
        "1 January to 5 April 2019: local forces (likely)",
        "6 April 2019 to 4 June 2020: LNA (certain)",
        "5 June to 23 October 2020: GNA (certain)",
    ):
        assert turn in text
    assert "ترهونة" in text


def test_a_study_of_ones_own_renders_and_shows_no_path_of_the_machine(reports):
    page = reports["gharyan-june"]
    assert rows(page, "26 June 2019", "Gharyan", "Recapture")
    assert str(Path.home()) not in page.decode()
    assert "/tmp/" not in page.decode()


def test_every_figure_has_words_of_its_own(reports):
    for name in ("week-of-5-june-2020", "tarhouna", "gharyan-june", "map-collapse-week"):
        page = reports[name]
        alts = [image["alt"] for image in page("img")]
        assert alts
        assert all(len(alt) > 40 for alt in alts)
        assert len(set(alts)) == len(alts)


def test_the_maps_of_the_week_of_the_collapse_tell_each_day(reports):
    page = reports["map-collapse-week"]
    (small,) = [image["alt"] for image in page("img") if image["alt"].startswith("7 small maps")]
    for day, place in (("3", "Tripoli international airport"), ("5", "Tarhouna"), ("6", "Wishka")):
        (told,) = re.findall(rf"(?<!\d){day} June 2020: .*?\.", small)
        assert place in told.split("changed hands:")[1]
    assert rows(page, "5 June 2020", "Tarhouna", "LNA → GNA", "certain", "confirmed by LNA")
    assert "Contested: Zintan." in page.get_text(" ", strip=True).replace(" :", ":")
    assert rows(page, "Jufra airbase")


def test_notebooks_are_committed_without_outputs():
    for path in bundled("notebooks").glob("*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            assert not cell.get("outputs")
            assert not cell.get("execution_count")
