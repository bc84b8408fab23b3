"""The interactive map, driven in a real browser with the network cut."""

import dataclasses
import json

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import launched, opened
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from playwright.sync_api import expect

from libyaconflict import theme
from libyaconflict.errors import DateError, LibyaConflictError, ParameterError
from libyaconflict.keydays import key_days, net_changes
from libyaconflict.mapped import held_on
from libyaconflict.maps import find_frame, in_frame, load_frames
from libyaconflict.maps.marks import look_of
from libyaconflict.page import PageError, report_page
from libyaconflict.webmap import map_page, map_script, show_map, webmap_data, write_map_page
from libyaconflict.webmap.source import MIME, inert_json

DAYS = ["2019-04-03", "2019-06-26", "2020-01-06", "2020-04-13", "2020-05-18", "2020-06-05", "2020-10-23"]
HOSTILE = '</script><img src=x onerror="window.hit=1"><script>window.hit=1</script>\u2028\'"&<svg onload=window.hit=1>'
WITHHELD = ["withheld", "not known", "none", "none"]
READ_MARKS = """marks => Object.fromEntries(marks.map(mark => [mark.dataset.place, [
    mark.dataset.holder, mark.dataset.certainty, mark.querySelector('.lcm-shape').getAttribute('fill'),
    mark.querySelector('.lcm-shape').getAttribute('stroke')]]))"""


@pytest.fixture(scope="module")
def data(case, periods):
    return webmap_data(case, periods)


@pytest.fixture(scope="module")
def written(case, periods, tmp_path_factory):
    before = plt.get_fignums()
    path = write_map_page(case, periods, tmp_path_factory.mktemp("map") / "map.html", on="2020-05-18")
    assert plt.get_fignums() == before
    return path


@pytest.fixture(scope="module")
def browser(chromium):
    with launched(chromium) as browser:
        yield browser


@pytest.fixture
def page(browser, written):
    with opened(browser, written, viewport={"width": 1400, "height": 900}) as page:
        yield page


def go_to(page, day):
    """Let the slider take a day, as dragging it does."""
    first = pd.Timestamp("2019-01-01")
    slider = page.get_by_role("slider", name="Day")
    slider.evaluate(
        "(slider, day) => { slider.value = day; slider.dispatchEvent(new Event('input', {bubbles: true})); }",
        (pd.Timestamp(day) - first).days,
    )
    expect(page.locator("time.lcm-date")).to_have_attribute("datetime", day)


def marks(page):
    return page.locator(".lcm-place").evaluate_all(READ_MARKS)


def expected(case, periods, day, frame, **options):
    held = in_frame(held_on(periods, case.gazetteer, day, **options), find_frame(frame))
    known = held_on(periods, case.gazetteer, day).set_index("place_id")["holder"] != "unknown"
    less = {row.place_id for row in held.itertuples() if row.holder == "unknown" and known[row.place_id]}
    return {
        row.place_id: WITHHELD if row.place_id in less else [
            row.holder, row.certainty, to_hex(look_of(row.holder, row.certainty).face),
            to_hex(look_of(row.holder, row.certainty).edge),
        ]
        for row in held.itertuples()
    }  # fmt: skip


def day_shown(page):
    return page.locator("time.lcm-date").get_attribute("datetime")


# --- what the map shows --------------------------------------------------------------------------


@pytest.mark.parametrize("frame", ["libya", "northwest", "tripoli", "sirte-jufra"])
def test_marks_agree_with_the_table_of_control_place_by_place(page, case, periods, frame):
    page.get_by_role("combobox", name="Map").select_option(frame)
    for day in DAYS:
        go_to(page, day)
        assert marks(page) == expected(case, periods, day, frame)


@pytest.mark.parametrize("belief", ["claimed only", "likely", "certain"])
def test_what_is_less_well_attested_than_asked_for_is_withheld_not_guessed_and_not_unknown(page, case, periods, belief):
    page.get_by_role("combobox", name="Show").select_option(belief)
    for day in DAYS[3:6]:
        go_to(page, day)
        drawn = marks(page)
        assert drawn == expected(case, periods, day, "libya", minimum_certainty=belief)
        count = sum(holder == "withheld" for holder, *_ in drawn.values())
        below = {"certain": "attested less than certain", "likely": "attested less than likely"}.get(
            belief, "inferred only"
        )
        expect(page.locator(".lcm-note")).to_contain_text(f"{count} of {len(drawn)} places on this map are {below}.")
        expect(page.locator(".lcm-legend .lcm-withheld")).to_have_text(below)
        expect(page.locator(".lcm-filter")).to_contain_text("only what is")
    page.get_by_role("combobox", name="Show").select_option("inferred")
    assert page.locator(".lcm-withheld, .lcm-filtered").count() == 0
    expect(page.locator(".lcm-filter")).to_be_hidden()


@pytest.mark.parametrize("belief", ["inferred", "claimed only", "likely", "certain"])
def test_bars_triangles_and_words_of_the_timeline_are_of_the_same_changes(page, case, periods, belief):
    page.get_by_role("combobox", name="Show").select_option(belief)
    days = key_days(periods, case.gazetteer, minimum_certainty=belief)["day"]
    titles = page.locator(".lcm-timeline path title").evaluate_all("all => all.map(one => one.textContent)")
    assert titles == [f"Key day: {day.day} {day:%B %Y}" for day in days]
    net = net_changes(periods, case.gazetteer, minimum_certainty=belief)
    told = set(page.locator(".lcm-bar title").evaluate_all("all => all.map(one => one.textContent)"))
    drawn = {f"{day.day} {day:%B %Y}": rows["certainty"].ne("inferred").sum() for day, rows in net.groupby("day")}
    sizes = net.groupby("day").size()
    assert told == {
        f"{name}: changes of hands: {count} reported, {size - count} inferred"
        for (name, count), size in zip(drawn.items(), sizes, strict=True)
    }
    assert (page.locator(".lcm-inferred").count() > 0) == (belief == "inferred")
    words = f"{len(net)} of {len(net_changes(periods, case.gazetteer))} changes of hands"
    assert (words in page.locator(".lcm-timeline").text_content()) == (belief != "inferred")


def test_a_map_of_the_certain_alone_says_so_where_no_script_runs(browser, case, periods, tmp_path):
    path = write_map_page(
        case, periods, tmp_path / "map.html", on="2020-06-05", frame="northwest", minimum_certainty="certain"
    )
    with opened(browser, path, java_script_enabled=False) as page:
        alt = page.get_by_role("img").get_attribute("alt")
        misrata = page.locator("tr", has_text="Misrata air").all_inner_texts()
    assert "Northwest Libya on 5 June 2020, only what is certain: " in alt
    assert "Left blank, for the holder is attested less than certain: 90 places" in alt
    assert "not known" not in alt
    assert "attested less than certain" in misrata[0]


def test_marks_carry_the_sign_of_the_holder_and_the_shape_of_the_kind(page, data):
    signs = {holder["id"]: holder["sign"] for holder in data["holders"]}
    kinds = {place["id"]: place["shape"] for place in data["places"]}
    drawn = page.locator(".lcm-place").evaluate_all(
        """marks => marks.map(mark => [mark.dataset.place, mark.dataset.holder,
            mark.querySelector('.lcm-shape').getAttribute('d'), mark.querySelector('.lcm-sign').getAttribute('d')])"""
    )
    assert {holder for _, holder, _, _ in drawn} >= {"GNA", "LNA", "contested", "unknown"}
    for place, holder, shape, sign in drawn:
        assert shape == data["shapes"][kinds[place]]["path"]
        assert sign == signs[holder]


def test_labels_meet_no_other_label_and_stand_still_from_day_to_day(page):
    read = """labels => labels.map(label => { const box = label.getBBox(); return [label.textContent, box.x, box.y,
        box.width, box.height]; })"""
    for frame in load_frames():
        page.get_by_role("combobox", name="Map").select_option(frame)
        boxes = page.locator(".lcm-label").evaluate_all(read)
        assert len(boxes) >= 15
        for n, (name, x, y, wide, tall) in enumerate(boxes):
            for other, x2, y2, wide2, tall2 in boxes[:n]:
                apart = x + wide <= x2 or x2 + wide2 <= x or y + tall * 0.8 <= y2 or y2 + tall2 * 0.8 <= y
                assert apart, f"{frame}: {name} meets {other}"
        go_to(page, "2019-06-26")
        assert page.locator(".lcm-label").evaluate_all(read) == boxes
        go_to(page, "2020-05-18")


READ_LABELS = """() => {
    const marks = [...document.querySelectorAll('.lcm-place')].map(mark => ({id: mark.dataset.place,
        at: mark.getAttribute('transform').match(/[-\\d.]+/g).map(Number),
        r: Number(mark.querySelector('.lcm-shape').getAttribute('transform').match(/[\\d.]+/)[0]) / 2}));
    const labels = [...document.querySelectorAll('.lcm-labels .lcm-label')].map(text => { const box = text.getBBox(),
        size = Number(text.getAttribute('font-size')), y = Number(text.getAttribute('y'));
        return {id: text.dataset.place, led: 'led' in text.dataset,
            box: [box.x, y - size * 0.9, box.x + box.width, y + size * 0.25]}; });
    const lines = [...document.querySelectorAll('.lcm-leader')].map(line =>
        ['x1', 'y1', 'x2', 'y2'].map(name => Number(line.getAttribute(name))));
    return {marks, labels, lines}; }"""


def gap(box, mark):
    """Pixels from the rim of a mark to a box."""
    (left, top, right, bottom), (x, y) = box, mark["at"]
    return np.hypot(max(left - x, 0, x - right), max(top - y, 0, y - bottom)) - mark["r"]


def apart(one, other):
    return np.hypot(one["at"][0] - other["at"][0], one["at"][1] - other["at"][1])


@pytest.mark.parametrize("frame", ["libya", "northwest", "tripoli", "sirte-jufra"])
@pytest.mark.parametrize("day", ["2019-04-05", "2020-01-06", "2020-06-05"])
def test_a_name_stands_nearest_to_its_own_mark_or_has_a_line_to_it(page, frame, day):
    page.get_by_role("combobox", name="Map").select_option(frame)
    go_to(page, day)
    read = page.evaluate(READ_LABELS)
    marks = {mark["id"]: mark for mark in read["marks"]}
    assert len(read["labels"]) >= 15
    for label in read["labels"]:
        own = marks[label["id"]]
        others = [mark for mark in read["marks"] if apart(mark, own) >= 5]  # else they lie in one spot
        nearest = min(others, key=lambda mark: gap(label["box"], mark))
        least = 2 if label["led"] else gap(label["box"], own)
        assert gap(label["box"], nearest) >= least, f"{label['id']} stands by {nearest['id']}"


@pytest.mark.parametrize("frame", ["libya", "northwest", "tripoli", "sirte-jufra"])
def test_a_line_from_a_name_runs_over_no_mark_but_its_own(page, frame):
    page.get_by_role("combobox", name="Map").select_option(frame)
    read = page.evaluate(READ_LABELS)
    assert sum(label["led"] for label in read["labels"]) == len(read["lines"])
    for x1, y1, x2, y2 in read["lines"]:
        own = min(read["marks"], key=lambda mark: np.hypot(mark["at"][0] - x1, mark["at"][1] - y1) - mark["r"])
        for mark in read["marks"]:
            if apart(mark, own) >= 5:
                steps = [(x1 + (x2 - x1) * n / 50, y1 + (y2 - y1) * n / 50) for n in range(51)]
                assert min(np.hypot(mark["at"][0] - x, mark["at"][1] - y) for x, y in steps) > mark["r"]


def test_what_was_certain_fought_over_or_an_airbase_is_named_before_the_merely_populous(page, data):
    named = dict.fromkeys(("libya", "northwest", "tripoli"))
    for frame in named:
        page.get_by_role("combobox", name="Map").select_option(frame)
        named[frame] = set(
            page.locator(".lcm-labels .lcm-label").evaluate_all("all => all.map(one => one.dataset.place)")
        )
    oil = {"sharara-oilfield", "el-feel-oilfield"}
    assert oil | {"watiya-airbase", "tamanhint-airbase", "sirte", "tripoli", "benghazi", "kufra"} <= named["libya"]
    assert {"watiya-airbase", "gharyan", "tarhouna", "bani-walid", "tripoli", "misrata"} <= named["northwest"]
    assert {"yarmouk-camp", "tripoli-international-airport", "airport-road"} <= named["tripoli"]


def test_the_name_of_the_chosen_place_is_written_and_names_in_its_way_give_way(page):
    page.get_by_role("combobox", name="Place").select_option("bani-walid")
    meeting = page.evaluate(
        """() => { const own = document.querySelector('.lcm-above text').getBBox();
            return [...document.querySelectorAll('.lcm-labels .lcm-label:not(.lcm-hidden)')].filter(label => {
                const box = label.getBBox();
                return box.x < own.x + own.width && own.x < box.x + box.width && box.y + box.height * 0.8 > own.y
                    && own.y + own.height * 0.8 > box.y; }).map(label => label.textContent); }"""
    )
    assert page.locator(".lcm-above text").text_content() == "Bani Walid"
    assert meeting == []
    assert page.locator(".lcm-hidden").count() >= 1


def test_the_tip_tells_the_present_day_and_goes_with_the_frame(page, case, periods):
    mark = page.locator(".lcm-place[data-place=ghat] .lcm-shape").bounding_box()
    page.mouse.move(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    tip = page.locator(".lcm-tip")
    for day in ("2019-01-15", "2019-04-03"):
        go_to(page, day)
        row = held_on(periods, case.gazetteer, day, place_ids=["ghat"]).iloc[0]
        expect(tip).to_have_text(f"Ghat · {theme.side_style(row['holder']).label}, {row['certainty']}")
    page.get_by_role("combobox", name="Map").select_option("tripoli")
    expect(tip).to_be_hidden()


def test_key_days_tell_as_many_changes_as_the_table(page, case, periods, data):
    table = key_days(periods, case.gazetteer)
    assert [pd.Timestamp("2019-01-01") + pd.Timedelta(days=day) for day in data["key_days"]["inferred"]] == list(
        table["day"]
    )
    for row in table.itertuples():
        go_to(page, f"{row.day:%Y-%m-%d}")
        news = page.locator(".lcm-news").inner_text()
        assert news.startswith(
            f"{row.reported} place{'s' if row.reported > 1 else ''} reported to have changed hands: "
        )
        assert news.endswith(f"; {row.n - row.reported} inferred.") == (row.n > row.reported)


def test_reported_changes_come_first_with_how_sure_they_are_and_inferred_ones_are_counted(page):
    go_to(page, "2020-06-05")
    news = page.locator(".lcm-news").inner_text()
    assert news.startswith(
        "4 places reported to have changed hands: Tarhouna (LNA → GNA, certain), Bani Walid (local forces → GNA, certain)"
    )
    assert "Al-Arban (LNA → GNA, likely)" in news
    assert news.endswith("; 12 inferred.")
    assert "Ghadames" not in news


def test_page_says_that_no_front_line_is_drawn_and_has_a_scale_bar_of_the_right_length(page):
    expect(page.locator(".lcm-note")).to_contain_text("Attested places only; no front line is drawn.")
    for frame in load_frames().values():
        page.get_by_role("combobox", name="Map").select_option(frame.id)
        bar = page.locator(".lcm-scale path").evaluate("path => path.getBBox().width")
        width = float(page.locator(".lcm-picture").get_attribute("width"))
        km = bar / width * (frame.east - frame.west) * 111.195 / frame.stretch
        assert km == pytest.approx(frame.scale_km, rel=0.01)
        assert page.locator(".lcm-scale text").inner_html() == f"{frame.scale_km:g} km"


# --- how it is moved -----------------------------------------------------------------------------


def test_slider_is_moved_by_keys(page):
    slider = page.get_by_role("slider", name="Day")
    slider.focus()
    for key, day, words in [
        ("ArrowRight", "2020-05-19", "19 May 2020"), ("ArrowLeft", "2020-05-18", "18 May 2020"),
        ("PageUp", "2020-05-25", "25 May 2020"), ("PageDown", "2020-05-18", "18 May 2020"),
        ("Shift+PageUp", "2020-06-17", "17 June 2020"), ("Home", "2019-01-01", "1 January 2019"),
        ("ArrowLeft", "2019-01-01", "1 January 2019"), ("End", "2020-10-23", "23 October 2020"),
    ]:  # fmt: skip
        page.keyboard.press(key)
        assert day_shown(page) == day
        expect(slider).to_have_attribute("aria-valuetext", words)


def test_dragging_the_slider_changes_day_marks_and_dossier(page, case, periods):
    page.get_by_role("combobox", name="Place").select_option("tarhouna")
    dossier = page.get_by_role("group", name="Dossier")
    expect(dossier).to_contain_text("Held by LNA")
    area = page.get_by_role("slider", name="Day").bounding_box()
    middle = area["y"] + area["height"] / 2
    left, room = area["x"] + 10, area["width"] - 20
    days = 661
    page.mouse.move(left + room * 503 / days, middle)
    page.mouse.down()
    page.mouse.move(left + room * 560 / days, middle, steps=6)
    page.mouse.up()
    day = day_shown(page)
    assert "2020-07-10" <= day <= "2020-07-19"
    assert marks(page) == expected(case, periods, day, "libya")
    expect(dossier).to_contain_text("Held by GNA certain")


def test_click_on_the_timeline_moves_the_day(page):
    area = page.locator(".lcm-timeline").bounding_box()
    page.mouse.click(area["x"] + 10 + (area["width"] - 20) * 176 / 661, area["y"] + 60)
    assert day_shown(page) == "2019-06-26"
    expect(page.get_by_role("slider", name="Day")).to_have_js_property("value", "176")


def test_buttons_lead_from_change_to_change(page):
    page.get_by_role("button", name="Next change of hands").click()
    assert day_shown(page) == "2020-05-19"
    page.get_by_role("button", name="Previous change of hands").click()
    assert day_shown(page) == "2020-05-18"
    go_to(page, "2020-10-23")
    page.get_by_role("button", name="Next change of hands").click()
    assert day_shown(page) == "2020-10-23"
    expect(page.get_by_role("status")).to_have_text("No later change of hands.")


def test_play_runs_until_it_is_paused_and_says_where_it_stopped(page):
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("() => document.querySelector('time.lcm-date').dateTime > '2020-05-20'")
    page.get_by_role("button", name="Pause").click()
    day = page.locator("time.lcm-date").inner_text()
    expect(page.get_by_role("status")).to_contain_text(f"{day}.")
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_with_reduced_motion_play_goes_from_change_to_change(browser, written, data):
    with opened(browser, written, reduced_motion="reduce") as page:
        page.evaluate(
            """() => { window.seen = []; new MutationObserver(() => seen.push(document.querySelector('time').dateTime))
                .observe(document.querySelector('time'), {attributes: true}); }"""
        )
        page.get_by_role("combobox", name="Speed").select_option("fast")
        page.get_by_role("button", name="Play").click()
        page.wait_for_function("() => seen.at(-1) >= '2020-05-20'")
        assert page.evaluate("() => [...new Set(seen)]")[:2] == ["2020-05-19", "2020-05-20"]


def test_live_region_tells_day_and_changes_once_the_day_stands_still(page):
    page.get_by_role("slider", name="Day").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("status")).to_contain_text("19 May 2020. ")
    go_to(page, "2019-06-26")
    expect(page.get_by_role("status")).to_contain_text("Gharyan (LNA → GNA, certain)")


# --- places --------------------------------------------------------------------------------------


def test_dossier_tells_on_whose_word_and_what_it_rests_on(page, case, periods):
    go_to(page, "2020-06-06")
    page.get_by_role("combobox", name="Place").select_option("tarhouna")
    held = held_on(periods, case.gazetteer, "2020-06-06", place_ids=["tarhouna"]).iloc[0]
    dossier = page.get_by_role("group", name="Dossier")
    expect(dossier.locator(".lcm-name")).to_contain_text("Tarhouna")
    told = " ".join(dossier.inner_text().split())
    assert "Held by GNA certain" in told
    assert "since 5 June 2020" in told
    for voice in held["claimed_by"].split(";") + held["confirmed_by"].split(";"):
        assert voice in told
    events = case.events.set_index("id")
    for report in held["evidence"].split(";"):
        assert events.loc[report, "summary"] in told or dossier.locator("details").count()
    dossier.get_by_role("button", name="6 April 2019").click()
    assert day_shown(page) == "2019-04-06"
    assert dossier.locator("[aria-current]").inner_text() == "6 April 2019"
    dossier.get_by_role("button", name="Close the dossier").click()
    expect(dossier).to_contain_text("Choose a place")


def test_dossier_lists_rival_claims(page, case, periods):
    rows = periods[periods["set_aside"] != ""]
    row = rows[rows["place_id"].isin(page.locator(".lcm-place").evaluate_all("ms => ms.map(m => m.dataset.place)"))]
    row = row.iloc[0]
    go_to(page, f"{row['start']:%Y-%m-%d}")
    page.get_by_role("combobox", name="Place").select_option(row["place_id"])
    dossier = page.get_by_role("group", name="Dossier")
    expect(dossier).to_contain_text("Rival claims")
    expect(dossier).to_contain_text(case.events.set_index("id").loc[row["set_aside"].split(";")[0], "summary"])


def test_history_of_a_place_is_that_of_the_periods(page, periods):
    page.get_by_role("combobox", name="Place").select_option("gharyan")
    own = periods[periods["place_id"] == "gharyan"]
    steps = page.locator(".lcm-history li").all_inner_texts()
    starts = {step.split("\n")[0] if "\n" in step else step[:14] for step in steps}
    assert len(steps) >= len(own)
    assert any("26 June 2019" in step for step in steps), starts


def test_a_click_on_the_map_opens_the_dossier_of_the_nearest_place(page):
    mark = page.locator(".lcm-place[data-place=sirte] .lcm-shape").bounding_box()
    page.mouse.click(mark["x"] + mark["width"] / 2 + 1, mark["y"] + mark["height"] / 2)
    expect(page.locator(".lcm-name")).to_contain_text("Sirte")
    expect(page.locator(".lcm-place[data-place=sirte]")).to_have_attribute("aria-selected", "true")
    places = page.get_by_role("combobox", name="Place")
    expect(places).to_have_value("sirte")
    page.mouse.click(mark["x"] + mark["width"] / 2 + 1, mark["y"] + mark["height"] / 2)
    expect(places).to_have_value("sirte-port")  # in the same spot at this scale


def test_the_map_is_one_tab_stop_and_arrow_keys_walk_over_its_places(page):
    assert page.locator(".lcm-place[tabindex='0']").count() == 1
    page.locator(".lcm-place[tabindex='0']").focus()
    here = "document.activeElement.dataset.place"
    first = page.evaluate(here)
    page.keyboard.press("ArrowDown")
    second = page.evaluate(here)
    assert second
    expect(page.locator(".lcm-tip")).to_be_visible()
    assert second != first
    assert page.locator(".lcm-place[tabindex='0']").count() == 1
    page.keyboard.type("z")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Z")
    chosen = page.evaluate(here)
    page.keyboard.press("Enter")
    assert page.get_by_role("combobox", name="Place").input_value() == chosen
    assert page.evaluate(here) == chosen
    for day in DAYS:  # marks are stacked anew each day, the focus stays
        go_to(page, day)
        assert page.evaluate(here) == chosen


# --- everyone ------------------------------------------------------------------------------------


def test_every_control_has_an_accessible_name(page):
    page.get_by_role("combobox", name="Place").select_option("tripoli")
    unnamed = page.locator("button, select, input, [role=option], [role=listbox], [tabindex]").evaluate_all(
        """controls => controls.filter(one => !(one.getAttribute('aria-label') || one.closest('label')?.innerText
            || one.innerText || '').trim()).map(one => one.outerHTML.slice(0, 90))"""
    )
    assert unnamed == []
    for role, name in [
        ("slider", "Day"), ("button", "Play"), ("button", "Previous change of hands"),
        ("button", "Next change of hands"), ("combobox", "Map"), ("combobox", "Show"), ("combobox", "Place"),
        ("combobox", "Speed"), ("button", "English"), ("button", "العربية"), ("listbox", "Places on the map"),
    ]:  # fmt: skip
        assert page.get_by_role(role, name=name).count() == 1, name


@pytest.mark.parametrize(
    ("look", "language"),
    [
        ({"viewport": {"width": 1400, "height": 900}}, "en"),
        ({"viewport": {"width": 1400, "height": 900}, "color_scheme": "dark"}, "ar"),
        ({"viewport": {"width": 360, "height": 740}, "has_touch": True}, "ar"),
        ({"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}, "en"),
        ({"viewport": {"width": 1000, "height": 800}, "forced_colors": "active"}, "en"),
    ],
    ids=["light", "dark and Arabic", "phone and Arabic", "dark phone", "forced colours"],
)
def test_axe_finds_no_violation(browser, written, look, language):
    with opened(browser, written, **look) as page:
        if language == "ar":
            page.get_by_role("button", name="العربية").click()
        for place in ("", "tripoli"):
            page.get_by_role("combobox", name="Place").select_option(place)
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_arabic_labels_are_the_names_of_the_gazetteer_with_language_and_direction(page, case):
    page.get_by_role("button", name="العربية").click()
    labels = page.locator(".lcm-label")
    assert labels.count() >= 40
    arabic = case.gazetteer.places["name_ar"]
    for place, text, lang, direction in labels.evaluate_all(
        "labels => labels.map(one => [one.dataset.place, one.textContent, one.lang || one.getAttribute('lang'), getComputedStyle(one).direction])"
    ):
        assert (text, lang, direction) == (arabic[place], "ar", "rtl")
    expect(page.get_by_role("button", name="العربية")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("combobox", name="Place").select_option("tripoli")
    heading = page.get_by_role("group", name="Dossier").locator(".lcm-name [lang=ar]")
    expect(heading).to_have_attribute("dir", "rtl")
    expect(heading).to_have_text(arabic["tripoli"])


def test_without_script_the_page_has_the_picture_and_the_table_of_the_day(browser, written, case, periods):
    with opened(browser, written, java_script_enabled=False) as page:
        picture = page.get_by_role("img")
        assert "18 May 2020" in picture.get_attribute("alt")
        rows = page.locator("tr").all_inner_texts()[1:]
    held = in_frame(held_on(periods, case.gazetteer, "2020-05-18"), find_frame("libya")).set_index("place")
    assert len(rows) == len(held)
    for row in rows:
        place, holder, certainty = row.split("\t")[:3]
        assert (holder, certainty) == (theme.side_style(held.loc[place, "holder"]).label, held.loc[place, "certainty"])


def test_print_shows_the_present_day_without_the_controls(page):
    go_to(page, "2020-06-05")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Play")).to_be_hidden()
    expect(page.get_by_role("slider", name="Day")).to_be_hidden()
    expect(page.locator("time.lcm-date")).to_be_visible()
    expect(page.locator(".lcm-picture")).to_be_visible()


# --- the module alone ----------------------------------------------------------------------------


def test_two_maps_stand_on_one_page_one_of_them_in_a_shadow_root(browser, data, tmp_path):
    path = tmp_path / "two.html"
    path.write_text(
        f"""<!doctype html><title>Two</title><meta charset=utf-8><div id=a></div><div id=b></div><script type=module>
        {map_script()}
        const data = {inert_json(data)};
        window.told = []; window.before = Object.keys(window);
        window.one = createMap(document.querySelector('#a'), data, {{day: '2020-05-18', controls: false, onChange: s => told.push(s)}});
        window.two = createMap(document.querySelector('#b').attachShadow({{mode: 'open'}}), data, {{frame: 'tripoli', language: 'ar'}});
        </script>""",
        encoding="utf-8",
    )
    with opened(browser, path) as page:
        assert page.evaluate("Object.keys(window).filter(key => !before.includes(key))") == ["before", "one", "two"]
        assert page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)") == ["a", "b"]
        assert page.evaluate("one.state()") == {
            "day": "2020-05-18", "frame": "libya", "belief": "inferred", "place": None, "language": "en"
        }  # fmt: skip
        assert page.locator("#a .lcm-controls, #a .lcm-slider").count() == 0
        page.evaluate(
            "one.set({day: '2019-06-26', frame: 'northwest', belief: 'likely', place: 'gharyan', language: 'ar'})"
        )
        assert page.evaluate("told.length") == 0  # set is not the reader's doing
        assert page.evaluate("one.state()") == {
            "day": "2019-06-26", "frame": "northwest", "belief": "likely", "place": "gharyan", "language": "ar"
        }  # fmt: skip
        assert page.evaluate("two.state().day") == "2020-10-23"
        page.locator("#a .lcm-place[data-place=tarhouna]").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("told.map(state => state.place)") == ["tarhouna"]
        page.evaluate("one.set({day: 'nonsense', frame: 'no such', belief: 'hearsay', place: 'atlantis'})")
        assert page.evaluate("one.state()") == {
            "day": "2019-06-26", "frame": "northwest", "belief": "likely", "place": None, "language": "ar"
        }  # fmt: skip
        page.evaluate("one.destroy()")
        assert page.evaluate("document.querySelector('#a').childElementCount") == 0


# --- nothing foreign runs ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile(case):
    """The case with markup for names, summaries, sources and phases."""
    places, events, sources, phases = (table.copy() for table in (case.places, case.events, case.sources, case.phases))
    places["name"] = [f"{name}{HOSTILE}" for name in places["name"]]
    places["name_ar"] = [f"{name}{HOSTILE}" for name in places["name_ar"]]
    events["summary"] = HOSTILE
    events["claimed_by"] = HOSTILE
    sources["publisher"] = HOSTILE
    phases["name"] = HOSTILE
    return dataclasses.replace(case, places=places, events=events, sources=sources, phases=phases)


def test_markup_in_names_and_sources_is_shown_as_text(browser, hostile, periods, tmp_path):
    said = periods.assign(claimed_by=HOSTILE, note=HOSTILE, place=periods["place"] + HOSTILE)
    path = write_map_page(hostile, said, tmp_path / "map.html", on="2020-06-05", title=f"Map {HOSTILE}")
    with opened(browser, path) as page:
        for language in ("English", "العربية"):
            page.get_by_role("button", name=language).click()
            page.get_by_role("combobox", name="Place").select_option("tarhouna")
            page.locator(".lcm-place[data-place=sirte] .lcm-shape").hover(force=True)
            expect(page.locator(".lcm-tip")).to_be_visible()
        dossier = page.get_by_role("group", name="Dossier").inner_text()
        assert dossier.count('<img src=x onerror="window.hit=1">') >= 3
        assert page.locator("img").count() == 0
        assert page.locator("script").count() == 2
        assert page.evaluate("window.hit") is None
    with opened(browser, path, java_script_enabled=False) as page:
        assert page.locator("img").count() == 1
        assert page.locator("svg").count() == 0


def test_colours_in_the_data_cannot_fetch(browser, data, tmp_path):
    path = tmp_path / "map.html"
    bad = json.loads(json.dumps(data))
    bad["paper"] = dict.fromkeys(bad["paper"], "url(https://example.org/x.svg#p)")
    path.write_text(
        f"<!doctype html><meta charset=utf-8><div id=a></div><script type=module>{map_script()}\n"
        f"createMap(document.querySelector('#a'), {inert_json(bad)}, {{}})</script>",
        encoding="utf-8",
    )
    with opened(browser, path) as page:
        assert "example.org" not in page.content().replace(inert_json(bad), "")


@given(st.text())
def test_json_in_a_page_reads_back_and_holds_no_markup(text):
    written = inert_json({text: [text]})
    assert json.loads(written) == {text: [text]}
    assert not set("<>&\u2028\u2029") & set(written)


# --- in a report ---------------------------------------------------------------------------------


def notebook_of(*outputs):
    cells = [nbformat.v4.new_markdown_cell("# Map")]
    for data, metadata in outputs:
        output = nbformat.v4.new_output("display_data", data=data, metadata=metadata)
        cells.append(nbformat.v4.new_code_cell("show()", outputs=[output]))
    return nbformat.v4.new_notebook(cells=cells)


@pytest.fixture(scope="module")
def shown(case, periods):
    """What `show_map` displays."""
    displayed = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("IPython.display.display", lambda data, **options: displayed.append((data, options["metadata"])))
        show_map(case, periods, on="2020-05-18", frame="northwest")
    return json.loads(json.dumps(displayed[0]))


def report_of(*outputs):
    about = {
        "title": "A report", "description": "", "period": "", "parameters": [], "name": "a", "version": "1",
        "provenance": {"data": "0" * 64, "lines": []}, "built": pd.Timestamp("2026-01-02"),
    }  # fmt: skip
    return report_page(notebook_of(*outputs), **about)


def test_a_report_shows_the_interactive_map(browser, shown, case, periods, tmp_path):
    assert set(shown[0]) == {MIME, "image/png", "text/plain"}
    path = tmp_path / "report.html"
    path.write_text(report_of(shown, shown), encoding="utf-8")
    with opened(browser, path, viewport={"width": 1100, "height": 900}) as page:
        assert page.locator(".lcm").count() == 2
        assert page.locator("img").count() == 0  # the still pictures gave way
        assert page.locator(".numbered").all_inner_texts() == ["Figure 1", "Figure 2"]
        first = page.locator(".lcm").first
        read = first.locator(".lcm-place").evaluate_all(READ_MARKS)
        assert read == expected(case, periods, "2020-05-18", "northwest")
        first.get_by_role("slider", name="Day").focus()
        page.keyboard.press("Home")
        assert page.locator("time.lcm-date").evaluate_all("ts => ts.map(t => t.dateTime)") == [
            "2019-01-01",
            "2020-05-18",
        ]
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    with opened(browser, path, java_script_enabled=False) as page:
        assert page.locator("img").count() == 2
        assert "18 May 2020" in page.locator("img").first.get_attribute("alt")


def test_no_script_of_a_cell_gets_into_a_report_that_has_a_map(browser, shown, tmp_path):
    forged = '<div data-webmap=""><script type="application/json">{"data": {}}</script></div>'
    markup = ({"text/html": HOSTILE + forged + '<svg><image href="https://example.org/x.png"/></svg>'}, {})
    bundle, metadata = json.loads(json.dumps(shown))
    bundle[MIME]["data"]["places"][0]["name"] = HOSTILE
    bundle[MIME]["data"]["note"] = HOSTILE
    metadata["image/png"]["alt"] = HOSTILE
    markup[0]["text/html"] = markup[0]["text/html"].replace("<img src=x", '<img alt="x" src="data:,"')
    path = tmp_path / "report.html"
    path.write_text(report_of(markup, (bundle, metadata)), encoding="utf-8")
    with opened(browser, path) as page:
        assert page.locator("script").evaluate_all("all => all.map(one => one.type)") == ["application/json", "module"]
        assert page.evaluate("window.hit") is None
        assert page.locator(".lcm-place").count() > 50


@pytest.mark.parametrize(
    "bundle", [{}, [], "<b>", {"data": {"version": 0}}, {"data": {"version": 2, "x": float("nan")}}]
)
def test_map_data_of_another_make_are_refused_with_the_cell(shown, bundle):
    with pytest.raises(PageError, match="the map's data are") as raised:
        report_of(({**shown[0], MIME: bundle}, shown[1]))
    assert raised.value.cell == 2


def test_a_map_without_alt_text_is_refused(shown):
    with pytest.raises(PageError, match="no alt text"):
        report_of((shown[0], {}))


# --- data and files ------------------------------------------------------------------------------


def test_states_of_every_place_leave_no_gap_and_no_overlap(data):
    assert len(data["places"]) > 250
    for place in data["places"]:
        days = [(state[0], state[1]) for state in place["states"]]
        assert days[0][0] == 0
        assert days[-1][1] == data["days"] - 1
        assert all(last + 1 == first for (_, last), (first, _) in zip(days, days[1:], strict=False))


def test_a_window_keeps_what_was_before_so_that_its_first_day_tells_its_changes(case, periods):
    data = webmap_data(case, periods, start="2020-06-05", end="2020-06-30")
    tarhouna = next(place for place in data["places"] if place["id"] == "tarhouna")
    holders = {state[0]: data["holders"][state[2]]["id"] for state in tarhouna["states"]}
    assert data["days"] == 26
    assert holders[0] == "GNA"
    assert holders[(pd.Timestamp("2019-04-06") - pd.Timestamp("2020-06-05")).days] == "LNA"


def test_page_is_a_few_hundred_kilobytes(written):
    assert written.stat().st_size < 600_000


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"on": "2021-01-01"}, ParameterError, "2021-01-01 lies outside the map's days, 2019-01-01 to 2020-10-23"),
        ({"on": "18 May"}, DateError, "18 May"),
        ({"on": "2020-05-18", "frame": "mars"}, ParameterError, "there is no frame 'mars'"),
        ({"on": "2020-05-18", "language": "fr"}, ParameterError, "no labels in the language 'fr'. Known: en, ar"),
        ({"on": "2020-05-18", "minimum_certainty": "sure"}, ParameterError, "unknown certainty 'sure'"),
        ({"on": "2020-05-18", "start": "2020-06-01", "end": "2020-05-01"}, ParameterError, "before it starts"),
        ({"on": "2020-05-18", "start": "2018-06-01"}, ParameterError, "leaves the case"),
    ],
)
def test_what_cannot_be_shown_is_refused_and_nothing_is_written(case, periods, tmp_path, options, error, message):
    with pytest.raises(error, match=message.replace(".", r"\.")):
        write_map_page(case, periods, tmp_path / "map.html", **options)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file_to_write(case, periods, tmp_path):
    with pytest.raises(LibyaConflictError, match="it is a folder"):
        write_map_page(case, periods, tmp_path, on="2020-05-18")


def test_the_same_evidence_gives_the_same_page(case, periods, written):
    assert map_page(case, periods, on="2020-05-18") == written.read_text(encoding="utf-8")
