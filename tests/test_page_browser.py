"""Every default page in a real browser with the network cut: nothing asked for, and nothing for axe to find."""

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import launched, opened
from test_formats import ABOUT, HOSTILE, WHOLE, notebook

from libyaconflict.formats import report_files
from libyaconflict.report import render

ONE_EACH = ["offensive", "week-of-5-june-2020", "tarhouna", "dispatches", "map-collapse-week"]  # a recipe a notebook
DESK = {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"}
PHONE = {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark", "has_touch": True}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    out = tmp_path_factory.mktemp("reports")
    for result in render(ONE_EACH, out=out, formats=["slides"]):
        assert result.ok, result.error
    return out


@pytest.fixture(scope="module")
def browser(chromium):
    with launched(chromium) as browser:
        yield browser


def violations(page):
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    return [(found["id"], found["nodes"][0]["html"]) for found in Axe().run(page).response["violations"]]


@pytest.mark.parametrize("look", [DESK, PHONE], ids=["light desk", "dark phone"])
@pytest.mark.parametrize("name", ONE_EACH)
def test_axe_finds_nothing_on_a_report(browser, pages, name, look):
    with opened(browser, pages / f"{name}.html", **look) as page:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", ["tarhouna.slides", "index", "rules"])
def test_axe_finds_nothing_on_slides_and_lists(browser, pages, name):
    with opened(browser, pages / f"{name}.html", **PHONE) as page:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_headings_step_down_one_at_a_time(browser, pages):
    for name in ONE_EACH:
        with opened(browser, pages / f"{name}.html", **DESK) as page:
            levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4, h5')].map((h) => +h.tagName[1])")
            assert levels[0] == 1
            assert levels.count(1) == 1
            assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), name


def test_the_first_tab_skips_to_the_content(browser, pages):
    with opened(browser, pages / "tarhouna.html", **DESK) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"


def test_figures_stand_on_white_in_the_dark_and_wide_tables_scroll_in_their_box(browser, pages):
    with opened(browser, pages / "tarhouna.html", **PHONE) as page:
        style = "getComputedStyle(document.querySelector('.output_png')).backgroundColor"
        assert page.evaluate(style) == "rgb(255, 255, 255)"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 24, 28)"
        box = page.locator(".table").first
        assert box.evaluate("(b) => b.scrollWidth > b.clientWidth && b.getBoundingClientRect().right <= innerWidth")


def test_slides_go_by_keyboard_and_button_and_a_link_finds_its_slide(browser, pages):
    with opened(browser, pages / "tarhouna.slides.html", **DESK) as page:
        seen = "[...document.querySelectorAll('.slide')].map((s, at) => s.hidden ? -1 : at).filter((at) => at >= 0)"
        assert page.evaluate(seen) == [0]
        page.keyboard.press("ArrowRight")
        page.keyboard.press("PageDown")
        assert page.evaluate(seen) == [2]
        assert page.locator("#place").text_content().startswith("Slide 3 of ")
        assert page.evaluate("document.activeElement.tagName") == "H2"
        page.get_by_role("button", name="Previous").click()
        assert page.evaluate(seen) == [1]
        page.keyboard.press("End")
        last = page.locator(".slide").count() - 1
        assert page.evaluate(seen) == [last]
        assert page.get_by_role("button", name="Next").is_disabled()
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.locator(".slide:not([hidden]) a[href^='#']").first.click()
        page.wait_for_function("document.querySelector('.slide:not([hidden]) ul li[id]') !== null")


def test_slides_print_all_and_show_all_without_a_script(browser, pages, tmp_path):
    with opened(browser, pages / "tarhouna.slides.html", java_script_enabled=False, **DESK) as page:
        count = page.locator(".slide").count()
        assert all(page.locator(".slide").nth(at).is_visible() for at in range(count))
    with opened(browser, pages / "tarhouna.slides.html", **DESK) as page:
        page.pdf(path=tmp_path / "slides.pdf", prefer_css_page_size=True)
    printed = pypdf.PdfReader(tmp_path / "slides.pdf")
    assert len(printed.pages) >= count
    assert "How to cite" in printed.pages[-1].extract_text()


def test_hostile_words_run_nothing_in_page_or_slides(browser, tmp_path):
    cell = f"## x\n\n<img src=x onerror=alert(1)>\n\n<a href='javascript:alert(1)'>y</a> <svg onload=alert(1)></svg>{HOSTILE}"
    made = report_files(notebook(prose=cell.replace("<img src=x onerror=alert(1)>", "")), ["html", "slides"],
                        **{**ABOUT, "title": "<img src=x onerror=alert(1)>"})  # fmt: skip
    for ending in (".html", ".slides.html"):
        path = tmp_path / f"one{ending}"
        path.write_bytes(made[ending])
        with opened(browser, path, **DESK) as page:
            assert "onerror" in page.locator("h1").text_content()


def test_the_browser_prints_the_page_as_a_tagged_pdf(chromium, monkeypatch, tmp_path):
    monkeypatch.setenv("CHROMIUM", chromium)
    made = report_files(WHOLE, ["html", "pdf"], pdf_engine="chromium", **ABOUT)
    path = tmp_path / "one.pdf"
    path.write_bytes(made[".pdf"])
    printed = pypdf.PdfReader(path)
    assert printed.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "local forces" in printed.pages[0].extract_text()
    assert "secret_code" not in "".join(page.extract_text() for page in printed.pages)
