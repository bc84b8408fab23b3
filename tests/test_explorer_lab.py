"""The explorer in a real JupyterLab, driven in a real browser, with every host but this machine cut."""

import csv
from urllib.parse import urlsplit

import pandas as pd
import pytest
from browser import launched
from explorer_page import lay_out, marks, open_notebook, run_cell, settles, shown_day
from lab_server import jupyter_lab
from playwright.sync_api import expect

import libyaconflict as lc
from libyaconflict.maps import find_frame, in_frame

HERE = ("127.0.0.1", "localhost")


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return lay_out(tmp_path_factory.mktemp("lab") / "study")


@pytest.fixture(scope="module")
def opened(chromium, study, tmp_path_factory):
    """The notebook, run; with what was asked of other hosts, and what the console complained of."""
    asked, complaints = [], []

    def route(route):
        if urlsplit(route.request.url).hostname in HERE:
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    with jupyter_lab(study, tmp_path_factory.mktemp("server")) as address, launched(chromium) as browser:
        context = browser.new_context(viewport={"width": 1500, "height": 1150}, accept_downloads=True)
        context.set_default_timeout(30_000)
        context.route("**/*", route)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        open_notebook(page, address)
        yield page, asked, complaints


@pytest.fixture
def page(opened):
    """The explorer as the notebook's first cell shows it, run anew; no error may stand in the console at the end."""
    page, asked, complaints = opened
    page.locator(".jp-CodeCell .cm-content").first.scroll_into_view_if_needed()
    before = page.locator(".lcm-picture").first.element_handle()
    run_cell(page, 0)
    page.wait_for_function("old => !old.isConnected && document.querySelector('.lcm-picture')", arg=before)
    expect(page.locator(".lcm-date")).to_have_attribute("datetime", "2020-06-05")
    yield page
    page.wait_for_timeout(200)
    assert complaints == []
    assert asked == []


def expected(periods, case, day, frame="northwest", **options):
    """Give holder and certainty of each place that a frame shows, as `held_on` says."""
    held = in_frame(lc.held_on(periods, case.gazetteer, day, **options), find_frame(frame))
    return {
        row.place_id: ("withheld", "not known") if row.withheld else (row.holder, row.certainty)
        for row in held.itertuples()
    }


def test_the_map_agrees_with_the_control_table_place_by_place(page, case, periods):
    settles(page, expected(periods, case, "2020-06-05"))


def test_the_slider_moves_by_the_keys(page, case, periods):
    handle = page.get_by_role("slider", name="Day")
    handle.focus()
    for _ in range(18):
        page.keyboard.press("ArrowLeft")
    expect(page.locator(".lcm-date")).to_have_attribute("datetime", "2020-05-18")
    expect(page.locator(".widget-readout")).to_have_text("2020-05-18")
    expect(handle).to_have_attribute("aria-valuetext", "18 May 2020")
    now = marks(page)
    assert now == expected(periods, case, "2020-05-18")
    assert now != expected(periods, case, "2020-06-05")
    expect(page.locator(".lyc-told")).to_contain_text("18 May 2020")


def test_the_slider_moves_by_the_mouse(page, case, periods):
    box = page.locator(".noUi-handle").bounding_box()
    track = page.locator(".noUi-base").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(track["x"] + track["width"] * 0.15, box["y"] + box["height"] / 2, steps=8)
    page.mouse.up()
    expect(page.locator(".lcm-date")).not_to_have_attribute("datetime", "2020-06-05")
    day = shown_day(page)
    assert "2019-03-15" < day < "2019-05-01"  # 15 hundredths of the way
    expect(page.locator(".widget-readout")).to_have_text(day)
    settles(page, expected(periods, case, day))


def test_a_click_on_a_place_opens_its_dossier_and_another_day_changes_it(page, case, periods):
    page.locator(".lcm-place[data-place=tarhouna] .lcm-shape").click(force=True)
    dossier, told = page.locator(".lcm-dossier"), page.locator(".lyc-told")
    expect(dossier.locator(".lcm-name")).to_contain_text("Tarhouna")
    expect(dossier.locator(".lcm-held")).to_have_text("Held by GNA certain")
    expect(told).to_contain_text("Events there")
    expect(page.locator("input[list]")).to_have_value("Tarhouna")
    day_before = lc.control_on(periods, "tarhouna", "2020-06-04")
    page.get_by_role("slider", name="Day").focus()
    page.keyboard.press("ArrowLeft")
    expect(dossier.locator(".lcm-held")).to_have_text(f"Held by {day_before.holder} {day_before.certainty}")
    page.locator(".lcm-place[data-place=misrata] .lcm-shape").click(force=True)
    expect(dossier.locator(".lcm-name")).to_contain_text("Misrata")
    expect(told).to_have_attribute("aria-label", "What is told of Misrata")
    page.get_by_role("button", name="No place").click()
    expect(dossier).to_contain_text("Choose a place")
    expect(told).to_have_attribute("aria-label", "What is told of this day")


def test_a_click_on_the_timeline_moves_day_slider_and_map(page, case, periods):
    line = page.locator(".lcm-timeline").bounding_box()
    page.mouse.click(line["x"] + line["width"] * 0.3, line["y"] + 60)
    expect(page.locator(".lcm-date")).not_to_have_attribute("datetime", "2020-06-05")
    day = shown_day(page)
    expect(page.locator(".widget-readout")).to_have_text(day)
    settles(page, expected(periods, case, day))


def test_frame_belief_and_names_are_chosen(page, case, periods):
    page.get_by_label("Believe").select_option("only what is certain")
    page.get_by_label("Frame").select_option("Greater Tripoli")
    page.get_by_label("Names").select_option("العربية")
    expect(page.locator(".lcm-label[lang=ar]").first).to_be_visible()
    settles(page, expected(periods, case, "2020-06-05", "tripoli", minimum_certainty="certain"))
    kept = set(lc.places_of(case.gazetteer, theatre="western coast"))
    page.get_by_label("Theatre").select_option("western coast")
    near = expected(periods, case, "2020-06-05", "tripoli", minimum_certainty="certain")
    settles(page, {place: look for place, look in near.items() if place in kept})
    page.get_by_label("Frame").select_option("Northwest Libya")
    expect(page.locator(".lcm-place[data-place=misrata]")).to_have_count(0)
    wanted = expected(periods, case, "2020-06-05", minimum_certainty="certain")
    settles(page, {place: look for place, look in wanted.items() if place in kept})


def test_a_place_is_found_by_any_of_its_spellings(page):
    search = page.locator("input[list]")
    search.fill("Gheryan")
    search.press("Enter")
    expect(page.locator(".lcm-dossier .lcm-name")).to_contain_text("Gharyan")
    search.fill("Gharyam")
    search.press("Enter")
    expect(page.locator(".lyc-explorer")).to_contain_text("Did you mean")
    expect(page.locator(".lcm-dossier .lcm-name")).to_contain_text("Gharyan")


def test_play_goes_on_day_by_day_until_it_is_stopped(page, case, periods):
    page.evaluate(WATCH)
    play = page.locator(".widget-play button").first
    play.click()
    page.wait_for_function("days.length >= 10")
    play.click()
    page.wait_for_timeout(300)
    seen = page.evaluate("days")
    assert seen == pd.date_range("2020-06-06", periods=len(seen)).strftime("%Y-%m-%d").tolist()
    page.wait_for_timeout(400)
    assert page.evaluate("days") == seen
    settles(page, expected(periods, case, seen[-1]))


WATCH = """() => {
    window.days = [];
    new MutationObserver(all => all.forEach(one => days.push(one.target.getAttribute("datetime"))))
        .observe(document.querySelector(".lcm-date"), { attributeFilter: ["datetime"] });
}"""


def test_the_buttons_go_to_the_change_before_and_after(page):
    page.get_by_role("button", name="◀ Change").click()
    expect(page.locator(".lcm-date")).to_have_attribute("datetime", "2020-06-04")
    expect(page.locator(".lcm-news")).to_contain_text("hanged hands")
    page.get_by_role("button", name="Change ▶").click()
    expect(page.locator(".lcm-date")).to_have_attribute("datetime", "2020-06-05")


def test_what_the_notebook_sets_the_map_shows(page, case, periods):
    run_cell(page, 1)
    expect(page.locator(".lcm-date")).to_have_attribute("datetime", "2019-06-26")
    expect(page.locator(".lcm-dossier .lcm-name")).to_contain_text("Gharyan")
    expect(page.locator(".widget-readout")).to_have_text("2019-06-26")
    expect(page.locator(".lcm-label[lang=ar]").first).to_be_visible()
    settles(page, expected(periods, case, "2019-06-26", "libya", minimum_certainty="likely"))


def test_the_view_is_written_beside_the_notebook_and_as_code(page, study, case, periods):
    page.get_by_role("button", name="CSV", exact=True).click()
    expect(page.locator(".lyc-explorer")).to_contain_text("Written beside the notebook: control-2020-06-05-northwest")
    with next((study / "notebooks").glob("control-2020-06-05-northwest*.csv")).open(encoding="utf-8") as stream:
        written = {row["place_id"]: row["holder"] for row in csv.DictReader(stream)}
    held = lc.held_on(periods, case.gazetteer, "2020-06-05")
    assert written == dict(zip(held["place_id"], held["holder"], strict=True))
    page.get_by_role("button", name="Python", exact=True).click()
    expect(page.locator(".lyc-explorer textarea")).to_have_value(
        lc.View("2020-06-05").code(study=".."), timeout=10_000
    )  # fmt: skip
