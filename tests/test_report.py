"""Reports are checked first, told truthfully, put in place whole, and readable by everyone."""

import base64
import io
import json
import os
import re
import shutil
import subprocess
import sys

import nbformat
import pandas as pd
import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from browser import launched, opened
from bs4 import BeautifulSoup
from PIL import Image

from libyaconflict.errors import LibyaConflictError, ParameterError
from libyaconflict.locations import bundled
from libyaconflict.page import report_page
from libyaconflict.report import read_recipe, render, write_index

PARAMETERS = """\
title: str = ""  # heading
place: "place" = "Tarhouna"  # which place
start: "date" = "2019-04-04"  # first day
end: "date" = "2020-06-05"  # last day
study: str = ""  # folder
"""
FIGURE = """\
import base64
from IPython.display import display
dot = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
bundle = {"image/png": base64.b64encode(dot).decode(), "text/plain": "dot"}
display(bundle, raw=True, metadata={"image/png": {"alt": ALT}})
"""
TABLE = """\
from IPython.display import HTML
HTML('<table border="1" class="dataframe"><thead><tr style="text-align: right;">'
     '<th></th><th>place</th><th>dead</th></tr></thead>'
     '<tbody><tr><th>0</th><td><a href="https://example.org/a">Sirte</a></td><td>12</td></tr></tbody></table>'
     '<script src="https://example.org/x.js"></script><img src="data:," alt="x" onerror="alert(1)">')
"""


def code(source, *tags):
    return nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)})


def write_notebook(study, name, *sources, parameters=PARAMETERS):
    cells = [
        nbformat.v4.new_markdown_cell("# Who held the place?"),
        code(parameters, "parameters"),
        *map(code, sources),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), study / "notebooks" / f"{name}.ipynb")


def write_recipe(study, name, notebook, **parameters):
    recipe = {
        "notebook": notebook,
        "title": f"Title of {name}",
        "description": "What it shows.",
        "parameters": parameters,
    }
    (study / "reports" / f"{name}.yaml").write_text(yaml.safe_dump(recipe), encoding="utf-8")


@pytest.fixture
def study(tmp_path):
    folder = tmp_path / "my-study"
    for part in ("notebooks", "reports"):
        (folder / part).mkdir(parents=True)
    shutil.copytree(bundled("data"), folder / "data")
    return folder


def files(study):
    out = study / "reports" / "out"
    return sorted(path.name for path in out.iterdir() if path.name[0] != ".") if out.exists() else []


def page(study, name):
    return BeautifulSoup((study / "reports" / "out" / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """One study with one good report, rendered once and only looked at."""
    folder = tmp_path_factory.mktemp("case") / "my-study"
    for part in ("notebooks", "reports"):
        (folder / part).mkdir(parents=True)
    shutil.copytree(bundled("data"), folder / "data")
    figure = FIGURE.replace("ALT", "'Tarhouna \"held\" by the LNA <until> 5 June 2020'")
    write_notebook(folder, "03-place", "print(study, title)", figure, TABLE, "from pathlib import Path\nPath.cwd()")
    write_recipe(folder, "tarhouna", "03-place", place="Tarhuna", start="2019-06-26")
    lines = []
    results = render(study=folder, progress=lines.append)
    return folder, results, lines


def test_a_good_report_leaves_a_page_the_executed_notebook_and_an_index(good):
    study, (result,), lines = good
    assert result.ok, result.error
    assert result.html == study / "reports" / "out" / "tarhouna.html"
    assert files(study) == [
        "index.html",
        "ro-crate-metadata.json",
        "rules.html",
        "runs.jsonl",
        "tarhouna.bib",
        "tarhouna.html",
        "tarhouna.ipynb",
        "tarhouna.json",
    ]
    assert re.fullmatch(r"\[1/1\] tarhouna … ok \d+\.\d s", lines[0])


def test_a_page_fetches_nothing_and_runs_nothing(good):
    soup = page(good[0], "tarhouna")
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'")
    assert not soup(["script", "link", "iframe"])
    assert all(tag["src"].startswith("data:") for tag in soup(src=True))
    assert not [tag for tag in soup(True) if any(name.startswith("on") for name in tag.attrs)]
    assert [tag["href"] for tag in soup(href=re.compile("http"))] == ["https://example.org/a"]
    assert "http" not in soup.find("style").text


def test_a_page_can_be_read_without_seeing_it(good):
    soup = page(good[0], "tarhouna")
    assert soup.html["lang"] == "en"
    assert soup.title.text == "Title of tarhouna · libyaconflict"
    assert [heading.text for heading in soup("h1")] == ["Title of tarhouna"]
    assert soup.find(class_="kicker").text == "Who held the place?"
    assert soup.find("a", class_="skip")["href"] == "#" + soup.main["id"]
    assert soup.img["alt"] == 'Tarhouna "held" by the LNA <until> 5 June 2020'
    box = soup.find("div", class_="table")
    assert (box["role"], box["tabindex"], box["aria-label"]) == ("region", "0", "Table 1")
    assert [(th.text, th["scope"]) for th in box("th")] == [("place", "col"), ("dead", "col"), ("0", "row")]


def test_a_page_states_its_parameters_period_and_provenance(good):
    soup = page(good[0], "tarhouna")
    shown = {row.dt.text: row.dd.contents[0] for row in soup.select(".parameters dl > div")}
    assert shown == {"place": "Tarhouna", "start": "2019-06-26", "end": "2020-06-05", "study": "my-study"}
    assert "26 June 2019 to 5 June 2020" in soup.find("header").text
    made = {row.dt.text: row.dd.text for row in soup.select(".provenance > div")}
    assert re.fullmatch("[0-9a-f]{64}", made["Data, sha256"])
    assert made["Python"] == ".".join(map(str, sys.version_info[:3]))
    assert "Evidence under CC BY 4.0" in soup.footer.text


def test_no_folder_of_this_machine_appears_in_what_is_shared(good):
    study = good[0]
    for name in ("tarhouna.html", "tarhouna.ipynb", "index.html"):
        text = (study / "reports" / "out" / name).read_text(encoding="utf-8")
        assert str(study.parent) not in text
    assert "my-study Title of tarhouna" in page(study, "tarhouna").main.text


def test_the_index_says_what_there_is(good):
    soup = page(good[0], "index")
    item = soup.find("li", class_="ok")
    assert item.a["href"] == "tarhouna.html"
    assert "What it shows." in item.text
    assert "26 June 2019 to 5 June 2020" in item.text
    assert not soup(["img", "link"])
    assert not [script for script in soup("script") if script.has_attr("src")]


def test_a_failing_cell_is_named_and_the_former_page_stays(study):
    write_notebook(study, "good", "1 + 1")
    write_notebook(study, "bad", "x = 1", "raise KeyError('no such column')", "x")
    write_recipe(study, "zuwara", "bad")
    write_recipe(study, "aziziya", "good")
    out = study / "reports" / "out"
    out.mkdir()
    (out / "zuwara.html").write_text("the former page")
    lines = []
    by_name = {result.name: result for result in render(study=study, progress=lines.append)}
    assert by_name["aziziya"].ok
    failed = by_name["zuwara"]
    assert (failed.ok, failed.cell, failed.error) == (False, 4, "KeyError: 'no such column'")
    assert (out / "zuwara.html").read_text() == "the former page"
    partial = nbformat.read(out / "zuwara.failed.ipynb", as_version=4)
    states = [cell.metadata.papermill.status for cell in partial.cells]
    assert states == ["completed"] * 4 + ["failed", "pending"]
    told = (out / "zuwara.failed.txt").read_text(encoding="utf-8")
    assert told.startswith("Report zuwara failed in cell 4 of bad.ipynb.")
    assert "raise KeyError" in told
    assert "\x1b" not in told
    assert any(
        re.fullmatch(r"\[[12]/2, 1 failed\] zuwara … FAILED in cell 4: KeyError: 'no such column'", line)
        for line in lines
    )
    items = page(study, "index")("li")
    assert [item["class"] for item in items] == [["failed"], ["ok"]]
    assert "Failed in cell 4: KeyError: 'no such column'" in items[0].text

    write_notebook(study, "bad", "x = 1")
    assert render(["zuwara"], study=study)[0].ok
    kept = [f"{name}.{kind}" for name in ("aziziya", "zuwara") for kind in ("bib", "html", "ipynb", "json")]
    assert files(study) == sorted([*kept, "index.html", "ro-crate-metadata.json", "rules.html", "runs.jsonl"])
    assert not page(study, "index")("li", class_="failed")


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("import os\nos._exit(1)", "DeadKernelError: the kernel died"),
        ("import sys\nsys.exit(0)", "SystemExit: 0"),
        ("import time\ntime.sleep(60)", "CellTimeoutError: the cell took longer than 2 s"),
    ],
)
def test_a_run_that_dies_stops_or_hangs_is_a_failure_and_not_completed(study, source, error):
    write_notebook(study, "bad", source, "2")
    write_recipe(study, "one", "bad")
    (result,) = render(study=study, cell_timeout=2)
    assert (result.ok, result.cell, result.html) == (False, 3, None)
    assert result.error.startswith(error)
    partial = nbformat.read(study / "reports" / "out" / "one.failed.ipynb", as_version=4)
    assert [cell.metadata.papermill.status for cell in partial.cells[-2:]] == ["failed", "pending"]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (FIGURE.replace("ALT", "'  '"), "no alt text"),
        (
            "from IPython.display import SVG\nSVG('<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>')",
            "no alt text",
        ),
        ("from IPython.display import HTML\nHTML('<img src=\"data:,\">')", "no alt text"),
        (
            "from IPython.display import Markdown\nMarkdown('![map](https://example.org/map.png)')",
            "not inside the page",
        ),
    ],
)
def test_a_figure_without_alt_text_or_from_elsewhere_fails_the_report_and_names_its_cell(study, source, says):
    write_notebook(study, "figure", "1", source)
    write_recipe(study, "one", "figure")
    (result,) = render(study=study)
    assert (result.ok, result.cell) == (False, 4)
    assert says in result.error
    assert files(study) == [
        "index.html",
        "one.failed.ipynb",
        "one.failed.json",
        "one.failed.txt",
        "ro-crate-metadata.json",
        "rules.html",
        "runs.jsonl",
    ]


def test_an_svg_keeps_its_alt_text(study):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
    source = "from IPython.display import SVG, display\n"
    source += f"display(SVG({svg!r}), metadata={{'image/svg+xml': {{'alt': 'A \"plain\" square'}}}})"
    write_notebook(study, "figure", source)
    write_recipe(study, "one", "figure")
    (result,) = render(study=study)
    assert result.ok, result.error
    image = page(study, "one").img
    assert image["alt"] == 'A "plain" square'
    assert image["src"].startswith("data:image/svg+xml;base64,")


def test_all_faults_of_all_recipes_are_told_before_anything_runs(study):
    write_notebook(study, "03-place", f"open({str(study / 'ran')!r}, 'w')")
    write_recipe(study, "a", "03-place", place="Tarhuonna")
    write_recipe(study, "b", "03-place", start="2020-02-30")
    write_recipe(study, "c", "03-place", plaec="Sirte")
    write_recipe(study, "d", "04-nowhere")
    write_recipe(study, "fine", "03-place")
    with pytest.raises(ParameterError) as caught:
        render(study=study)
    starts = [
        "a.yaml: parameter place: unknown place 'Tarhuonna'. Did you mean 'Tarhouna'",
        "b.yaml: parameter start: ",
    ]
    starts += [
        "c.yaml: unknown parameter 'plaec'. Did you mean 'place'?",
        "d.yaml: no notebook '04-nowhere'.",
    ]
    assert len(caught.value.faults) == 4
    for fault, start in zip(caught.value.faults, starts, strict=True):
        assert fault.startswith(start)
    assert files(study) == []
    assert not (study / "ran").exists()


def test_an_unknown_recipe_is_refused_with_the_known_ones(study):
    write_notebook(study, "good", "1")
    write_recipe(study, "tarhouna", "good")
    with pytest.raises(ParameterError, match="no recipe 'tarhona'. Did you mean 'tarhouna'"):
        render(["tarhona"], study=study)


@pytest.mark.parametrize(
    "title", ['"; open("ran", "w") #', "'''\nopen('ran', 'w')\n'''", '\\"\nopen("ran","w")', "!touch ran"]
)
def test_a_parameter_is_a_value_and_never_code(study, title):
    write_notebook(study, "good", "print(ascii(title))")
    write_recipe(study, "one", "good")
    (result,) = render(study=study, overrides={"title": title})
    assert result.ok, result.error
    assert ascii(title) in page(study, "one").find(class_="output_stdout").text
    assert list(study.rglob("ran")) == []


def test_overrides_replace_what_the_recipes_say(study):
    write_notebook(study, "good", "print(place, start)")
    write_recipe(study, "one", "good", place="Sirte", start="2020-01-06")
    assert render(study=study, overrides={"place": "Gharyan"}, out=study / "elsewhere")[0].ok
    notebook = nbformat.read(study / "elsewhere" / "one.ipynb", as_version=4)
    assert notebook.cells[-1].outputs[0].text == "Gharyan 2020-01-06\n"
    said = BeautifulSoup((study / "elsewhere" / "one.html").read_text(encoding="utf-8"), "html.parser")
    assert said.h1.text.endswith(": Gharyan")  # not the recipe's title, which was written for Sirte
    assert said.find(class_="lead").text == "Made from the recipe 'one' with place = Gharyan."


def test_an_override_that_changes_nothing_keeps_the_recipes_title(study):
    write_notebook(study, "good", "print(place)")
    write_recipe(study, "one", "good", place="Sirte")
    before = render(study=study)[0].html.read_text(encoding="utf-8")
    after = render(study=study, overrides={"place": "Sirte"})[0].html.read_text(encoding="utf-8")
    heads = [BeautifulSoup(text, "html.parser").h1.text for text in (before, after)]
    assert heads[0] == heads[1]


def test_a_folder_that_cannot_hold_reports_is_refused_before_anything_runs(study):
    write_notebook(study, "good", f"open({str(study / 'ran')!r}, 'w')")
    write_recipe(study, "one", "good")
    (study / "file").write_text("")
    with pytest.raises(LibyaConflictError, match="cannot write reports to"):
        render(study=study, out=study / "file")
    assert not (study / "ran").exists()


def test_several_reports_run_at_the_same_time_each_in_a_process_of_its_own(study):
    meet = "import os, time\nfrom pathlib import Path\nPath(f'met-{os.getpid()}').touch()\n"
    meet += "while len(list(Path().glob('met-*'))) < 2:\n    time.sleep(0.05)"
    write_notebook(study, "meet", meet)
    for name in ("a", "b"):
        write_recipe(study, name, "meet")
    if (os.cpu_count() or 1) > 1:
        assert [result.ok for result in render(study=study, cell_timeout=60)] == [True, True]


def test_what_a_recipe_may_hold_is_checked(tmp_path):
    path = tmp_path / "index.yaml"
    path.write_text("notebok: 03-place\ntitle: 2020\nparameters: [a]\n")
    with pytest.raises(ParameterError) as caught:
        read_recipe(path)
    said = "\n".join(caught.value.faults)
    for part in ("unknown key 'notebok'", "notebook: missing", "title: missing, or not text", "not 'index'"):
        assert part in said
    path.write_text("title: [")
    with pytest.raises(ParameterError, match="not YAML"):
        read_recipe(path)


def test_the_rules_lie_beside_the_reports_that_link_to_them(good):
    out = good[0] / "reports" / "out"
    rules = BeautifulSoup((out / "rules.html").read_text(encoding="utf-8"), "html.parser")
    headings = [heading.get_text(strip=True) for heading in rules("h2")]
    assert "1. Reports are merged before they are believed" in headings
    assert len(rules("h1")) == 1
    for name in ("index.html", "tarhouna.html"):
        assert 'href="rules.html"' in (out / name).read_text(encoding="utf-8")


def test_the_index_leaves_foreign_notebooks_out_and_says_when_there_is_nothing(tmp_path):
    (tmp_path / "mine.ipynb").write_text(json.dumps({"cells": []}))
    assert "No reports here yet" in write_index(tmp_path).read_text(encoding="utf-8")


def test_the_slow_iri_parser_is_kept_out_of_our_imports_and_left_to_others():
    code = (
        "import sys; from libyaconflict.jupyter import load_tool; load_tool('nbformat');"
        "assert 'jsonschema' in sys.modules and 'lark' not in sys.modules; import rfc3987_syntax"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def page_of_figures(path, *widths):
    """Write a report whose figures are of these widths in pixels."""
    cells = []
    for width in widths:
        drawn = io.BytesIO()
        Image.new("RGB", (width, width // 2), "#004488").save(drawn, "PNG")
        data = {"image/png": base64.b64encode(drawn.getvalue()).decode(), "text/plain": "figure"}
        output = nbformat.v4.new_output("display_data", data=data, metadata={"image/png": {"alt": f"{width} wide"}})
        cells.append(nbformat.v4.new_code_cell("show()", outputs=[output]))
    about = {
        "title": "Figures", "description": "", "period": "", "parameters": [], "name": "a", "version": "1",
        "provenance": {"data": "0" * 64, "lines": []}, "built": pd.Timestamp("2026-01-02"),
    }  # fmt: skip
    path.write_text(report_page(nbformat.v4.new_notebook(cells=cells), **about), encoding="utf-8")
    return path


def test_a_phone_shows_a_wide_figure_whole_and_unfolds_it_to_full_size(chromium, tmp_path):
    path = page_of_figures(tmp_path / "a.html", 1400, 300)
    with launched(chromium) as browser:
        with opened(browser, path, viewport={"width": 360, "height": 740}, has_touch=True) as page:
            figure, small = page.locator("img").all()
            whole = figure.bounding_box()
            assert whole["x"] >= 0
            assert whole["x"] + whole["width"] <= 360
            assert whole["width"] > 300
            assert page.locator(".full-size").count() == 1  # the small one is whole as it is
            assert Axe().run(page).violations_count == 0
            page.get_by_text("Figure 1 at full size").click()
            assert figure.bounding_box()["width"] == 1400
            box = page.get_by_role("region", name="Figure 1")
            assert box.evaluate("box => box.scrollWidth > box.clientWidth")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")  # only the box scrolls
            assert Axe().run(page).violations_count == 0
            assert small.bounding_box()["width"] == 300
        with opened(browser, path, viewport={"width": 1100, "height": 800}) as page:
            assert not page.locator(".full-size").is_visible()
            assert page.locator("img").first.bounding_box()["width"] <= 1060
