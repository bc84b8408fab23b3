"""The index of many reports, driven in a real browser with the network cut."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import launched, opened
from made_records import PLACES, write_records
from playwright.sync_api import expect

from libyaconflict.index import write_index
from libyaconflict.state import write_record

HOSTILE = (
    '</script><img src=x onerror="window.hit=1"><script>window.hit=1</script>\'"&{{ 7*7 }}<svg onload=window.hit=1>'
)
COUNT = 2000
AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


@pytest.fixture(scope="module")
def browser(chromium):
    with launched(chromium) as browser:
        yield browser


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    out = tmp_path_factory.mktemp("many")
    write_records(out, COUNT)
    return write_index(out)


@pytest.fixture
def page(browser, many):
    with opened(browser, many, viewport={"width": 1400, "height": 900}) as page:
        yield page


def titles(page):
    """Titles that can be seen, in their order."""
    return page.locator("#reports > li").evaluate_all(
        "items => items.filter(item => item.checkVisibility()).map(item => item.querySelector('h2').textContent)"
    )


def told(page):
    return page.get_by_role("status").text_content()


def test_it_opens_with_every_report_failures_first(page):
    states = page.locator("#reports > li").evaluate_all("items => items.map(item => item.dataset.state)")
    assert len(states) == COUNT
    assert states[:3] == ["failed"] * 3
    assert states[3:43] == ["changed"] * 40
    assert set(states[43:]) == {"good"}
    assert told(page) == "All 2,000 reports"


def test_words_narrow_the_list_wherever_they_stand_and_the_count_is_told(page):
    page.get_by_label("Search").fill("SIRTE 2019-06-03")
    found = titles(page)
    assert set(found) == {"Sirte, week of 2019-06-03"}
    assert told(page) == f"{len(found)} of 2,000 reports"
    page.get_by_label("Search").fill("no such word")
    assert (titles(page), told(page)) == ([], "0 of 2,000 reports")
    page.get_by_role("button", name="Show all").click()
    assert told(page) == "All 2,000 reports"
    assert len(titles(page)) == COUNT
    expect(page.get_by_label("Search")).to_be_focused()


@pytest.mark.parametrize("place", PLACES[:3])
def test_a_place_a_batch_and_a_period_together(page, place):
    page.get_by_label("Place").select_option(place)
    assert {title.split(",")[0] for title in titles(page)} == {place}
    page.get_by_label("Batch").select_option("dossiers")
    page.get_by_label("Period from").fill("2019-05-01")
    page.get_by_label("Period to").fill("2019-05-07")
    shown = page.locator("#reports > li:visible").evaluate_all(
        "items => items.map(item => [item.dataset.batch, item.dataset.places, item.dataset.start, item.dataset.end])"
    )
    assert shown
    for batch, places, start, end in shown:
        assert (batch, places) == ("dossiers", f'["{place}"]')
        assert start <= "2019-05-07"
        assert end >= "2019-05-01"


@pytest.mark.parametrize(("state", "count"), [("failed", 3), ("changed", 40), ("good", COUNT - 43)])
def test_states_are_told_apart(page, state, count):
    page.get_by_label("State").select_option(state)
    assert told(page) == f"{count:,} of 2,000 reports"
    assert len(titles(page)) == count


@pytest.mark.parametrize("order", ["title", "period", "built"])
def test_it_sorts_and_keeps_the_filter(page, order):
    page.get_by_label("Search").fill("gharyan")
    before = titles(page)
    page.get_by_label("Sort by").select_option(order)
    after = titles(page)
    assert sorted(after) == sorted(before)
    keys = {"title": "querySelector('h2').textContent", "period": "dataset.start", "built": "dataset.built"}
    shown = page.locator("#reports > li:visible").evaluate_all(f"items => items.map(item => item.{keys[order]})")
    assert shown == sorted(shown, reverse=order == "built")
    page.get_by_label("Sort by").select_option("state")
    assert titles(page) == before


def test_a_report_links_to_its_page_its_formats_its_changes_and_its_failure(page):
    failed, changed = page.locator("li[data-state=failed]").first, page.locator("li[data-state=changed]").first
    assert failed.locator("h2 a").count() == 0  # there is no good version
    assert failed.get_by_role("link").evaluate_all("links => links.map(link => link.getAttribute('href'))") == [
        "weeks-0001.failed.txt", "weeks-0001.failed.ipynb",
    ]  # fmt: skip
    name = changed.locator("h2 a").get_attribute("href").removesuffix(".html")
    hrefs = changed.get_by_role("link").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert hrefs == [f"{name}{ending}" for ending in (".html", ".changes.html", ".ipynb", ".bib")]


def test_the_keyboard_alone_is_enough(page):
    page.keyboard.press("/")
    page.keyboard.type("hun 2019-04-08")
    assert set(titles(page)) == {"Hun, week of 2019-04-08"}
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#reports') !== null"):
            break
    assert page.evaluate("document.activeElement.textContent") == "Hun, week of 2019-04-08"
    page.get_by_label("Search").focus()
    page.keyboard.press("Escape")
    assert told(page) == "All 2,000 reports"


def test_arabic_with_or_without_vowel_signs_and_latin_without_accents_are_found(browser, tmp_path):
    for name, title in (("a", "تَرهونة"), ("b", "Zuwāra")):
        write_record(tmp_path / f"{name}.json", {"name": name, "title": title, "ok": True, "built": "2026-11-01"})
    with opened(browser, write_index(tmp_path)) as page:
        for words, found in (("ترهونة", "تَرهونة"), ("zuwara", "Zuwāra")):
            page.get_by_label("Search").fill(words)
            assert titles(page) == [found]


def test_the_latest_run_is_told_and_a_line_cut_short_is_left_out(page):
    assert page.locator(".runs summary").text_content().strip() == (
        "Latest run that made reports: 2026-11-29 10:00 UTC, 3 made, 2 fresh, 1 failed"
    )


def test_without_script_it_is_a_plain_list(browser, many):
    with opened(browser, many, java_script_enabled=False) as page:
        assert page.get_by_role("listitem").count() == COUNT
        assert not page.locator("#find").is_visible()
        assert not page.get_by_role("button", name="Show all").is_visible()
        assert page.get_by_role("link", name="Ain Zara, week of 2019-04-01", exact=True).first.is_visible()


def test_hostile_text_is_text(browser, tmp_path):
    name = "x-1"
    record = {"name": name, "title": HOSTILE, "description": HOSTILE, "batch": HOSTILE, "built": HOSTILE, "ok": True,
              "places": [HOSTILE], "period": HOSTILE, "parameters": {HOSTILE: HOSTILE, "start": HOSTILE}}  # fmt: skip
    write_record(tmp_path / "x-1.json", record)
    write_record(tmp_path / "y.failed.json", {**record, "name": "y", "ok": False, "error": HOSTILE, "cell": HOSTILE})
    for ending in (".html", ".changes.html"):
        (tmp_path / f"{name}{ending}").touch()
    with opened(browser, write_index(tmp_path)) as page:
        page.get_by_label("Search").fill("onerror")
        page.get_by_label("Place").select_option(HOSTILE)
        assert titles(page) == [HOSTILE, HOSTILE]
        assert page.evaluate("window.hit") is None
        assert page.locator("img, svg").count() == 0


@pytest.mark.parametrize(
    "context",
    [
        {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
        {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
        {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "is_mobile": True},
    ],
    ids=["light", "dark", "phone"],
)
def test_everyone_can_use_it(browser, tmp_path, context):
    write_records(tmp_path, 30)
    with opened(browser, write_index(tmp_path), **context) as page:
        if context.get("is_mobile"):
            assert not page.get_by_label("Place").is_visible()
            page.get_by_text("Filter and sort").click()
        page.get_by_label("Search").fill("e")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        found = Axe().run(page, options=AXE).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def test_one_report_and_none_need_no_filters(browser, tmp_path):
    with opened(browser, write_index(tmp_path)) as page:
        assert page.get_by_text("No reports here yet").is_visible()
    write_record(tmp_path / "a.json", {"name": "a", "title": "One", "ok": True, "built": "2026-11-01T00:00:00+00:00"})
    with opened(browser, write_index(tmp_path)) as page:
        assert told(page) == "All 1 report"
        assert page.get_by_label("Place").count() == 0
