"""What lies beside a report: the tables of its figures and its sources; and what its foot says it was made from."""

import io
import re
import shutil

import nbformat
import pandas as pd
import pytest
import yaml
from bs4 import BeautifulSoup
from pybtex.database import parse_string

from libyaconflict.charts.show import table_csv
from libyaconflict.locations import bundled
from libyaconflict.provenance import study_authors
from libyaconflict.report import render

PARAMETERS = 'title: str = ""\nplace: "place" = "Gharyan"  # which\nstudy: str = ".."\n'
FIGURES = """\
import matplotlib.pyplot as plt, libyaconflict as lc
from libyaconflict import charts, present
case, periods = lc.rebuilt(study)
mine = lc.select_periods(periods, [case.gazetteer.resolve(place)])
charts.show(plt.subplots()[1], "A figure without a table, of nothing at all.")
charts.show(charts.plot_control(mine), charts.describe_control(mine), data=mine)
present.present_sources(lc.bibliography(mine["sources"], case.sources))
"""


def write_study(folder, source=FIGURES):
    for part in ("notebooks", "reports"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    if not (folder / "data").exists():
        shutil.copytree(bundled("data"), folder / "data")
    cells = [
        nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(source),
    ]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"libyaconflict": {"reads": "place"}})
    nbformat.write(notebook, folder / "notebooks" / "dossier.ipynb")
    recipe = yaml.safe_dump({"notebook": "dossier", "title": "Gharyan & its mountain"})
    (folder / "reports" / "gharyan.yaml").write_text(recipe)


def rendered(folder):
    (result,) = render(study=folder)
    assert result.ok, result.error
    return result, BeautifulSoup(result.html.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("beside") / "mountain"
    write_study(folder)
    (folder / "CITATION.cff").write_text(
        "authors: [{given-names: Amina, family-names: Ben Ali, name-particle: al}, {name: Institute for A and B}]"
    )
    return folder, *rendered(folder)


def test_a_figure_links_to_the_table_that_it_is_drawn_from(made, case, periods):
    folder, _, page = made
    (link,) = page.select("p.data a")
    assert link["href"] == "gharyan.data/figure-2.csv"  # the page's second figure; the first brought no table
    assert link.text == "Data of figure 2 (CSV)"
    line = link.find_previous(class_="numbered")
    assert (line.text, line["id"]) == ("Figure 2", "figure-2")
    out = folder / "reports" / "out"
    assert [path.name for path in (out / "gharyan.data").iterdir()] == ["figure-2.csv"]
    table = pd.read_csv(out / link["href"], keep_default_na=False)
    known = periods[periods["place_id"] == case.gazetteer.resolve("Gharyan")]
    assert table["holder"].tolist() == known["holder"].tolist()
    assert table["start"].tolist() == known["start"].dt.strftime("%Y-%m-%d").tolist()
    assert not [image["alt"] for image in page("img") if "table-" in image["alt"]]


def test_the_bibliography_holds_what_the_page_lists_and_the_report_itself(made):
    folder, _, page = made
    text = (folder / "reports" / "out" / "gharyan.bib").read_text(encoding="utf-8")
    entries = parse_string(text, "bibtex").entries
    listed = [item["id"] for item in page.select("ul.sources li")]
    assert listed
    assert list(entries) == ["report-gharyan", *listed]
    report = entries["report-gharyan"]
    assert report.fields["title"] == r"{Gharyan \& its mountain}"
    assert [str(person) for person in report.persons["author"]] == ["{al Ben Ali}, {Amina}", "{Institute for A and B}"]
    link = page.find("a", href="gharyan.bib")
    assert link.text == f"The report and its {len(listed)} sources as BibTeX"


def test_the_citation_names_who_when_what_and_from_which_data(made):
    _, _, page = made
    said = page.find(id="citation")
    assert said.cite.text == "Gharyan & its mountain"
    hashes = {row.dt.text: row.dd.text for row in page.select(".provenance > div")}
    pattern = (
        r"Amina al Ben Ali and Institute for A and B \((\d{4})\)\. Gharyan & its mountain\. Report made with libyaconflict "
        r"[\d.]+ from mountain; data sha256 ([0-9a-f]{12}); rows read, sha256 ([0-9a-f]{12})\. Built \d+ \w+ \1\."
    )
    found = re.fullmatch(pattern, said.text)
    assert found, said.text
    assert hashes["Data, sha256"].startswith(found[2])
    assert hashes["Evidence"].endswith(f"sha256 {hashes['Evidence'].rpartition(' ')[2]}")
    assert hashes["Evidence"].rpartition(" ")[2].startswith(found[3])


def test_the_foot_counts_the_rows_that_the_report_reads(made, case, periods):
    _, _, page = made
    said = {row.dt.text: row.dd.text for row in page.select(".provenance > div")}["Evidence"]
    from libyaconflict.timeline import places_of

    inside = set(places_of(case.gazetteer, places=["Gharyan"]))
    assert f"{case.events['place_id'].isin(inside).sum()} report rows" in said
    assert f"{periods['place_id'].isin(inside).sum()} control periods" in said


def test_tables_are_checked_for_freshness_and_one_that_is_gone_goes(tmp_path):
    write_study(tmp_path)
    out = tmp_path / "reports" / "out"
    rendered(tmp_path)
    table = out / "gharyan.data" / "figure-2.csv"
    whole = table.read_bytes()
    table.write_text("mine")
    result, _ = rendered(tmp_path)
    assert result.why == ("gharyan.data/figure-2.csv was changed by someone else",)
    assert table.read_bytes() == whole
    assert render(study=tmp_path)[0].skipped
    write_study(tmp_path, FIGURES.replace(", data=mine", ""))
    _, page = rendered(tmp_path)
    assert not page.select("p.data")
    assert not table.exists()
    assert not (out / "gharyan.data").exists()


def test_a_study_that_names_nobody_has_no_author_and_the_bundled_case_has(tmp_path):
    from libyaconflict.locations import Study, find_study

    assert study_authors(Study(tmp_path, False)) == []
    assert study_authors(Study(tmp_path, True)) == [("The libyaconflict maintainers", "")]  # as in a wheel
    assert study_authors(find_study(bundled("data").parent)) == [("The libyaconflict maintainers", "")]
    for text in ("authors: nobody", "authors: [1]", "a: [", "\x00"):
        (tmp_path / "CITATION.cff").write_text(text)
        assert study_authors(Study(tmp_path, False)) == []


def test_a_table_is_written_so_that_it_is_read_back():
    table = pd.DataFrame(
        {
            "day": pd.to_datetime(["2020-06-05", None]),
            "names": [["a", "b"], []],
            "text": ['"x", y', "ترهونة"],
            "n": [1, 2],
        }
    )
    again = pd.read_csv(io.StringIO(table_csv(table)), parse_dates=["day"], keep_default_na=False)
    assert again["names"].tolist() == ["a;b", ""]
    assert again["text"].tolist() == table["text"].tolist()
    assert again["day"].tolist()[0] == table["day"][0]
    named = table.set_index("n")
    assert table_csv(named).splitlines()[0] == "n,day,names,text"
    assert table_csv(table[table["n"] == 2]).splitlines()[0] == "day,names,text,n"
