"""Maps of change, small multiples, events and foreign presence: the artists say what the tables say."""

import itertools

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.legend import Legend
from matplotlib.text import Text

from libyaconflict import maps, theme
from libyaconflict.dates import describe_span
from libyaconflict.errors import DateError, ParameterError
from libyaconflict.lookup import control_on
from libyaconflict.mapped import CHANGES, changes_between, daily_states, held_on, held_on_days, spread_days
from libyaconflict.maps.change import changed_in_frame
from libyaconflict.maps.happenings import events_in_frame, presence_in_frame, unit_pt
from libyaconflict.maps.marks import look_of
from libyaconflict.placed import count_events_at, list_foreign_presence, status_of
from libyaconflict.shifts import find_shifts
from libyaconflict.timeline import select_events

WINDOWS = [("2020-06-03", "2020-06-06"), ("2020-04-12", "2020-04-14"), ("2019-06-25", "2019-06-27")]
FRAMES = ["libya", "northwest", "tripoli", "sirte-jufra"]
WEEK = ("2020-06-01", "2020-06-07")


@pytest.fixture(autouse=True)
def _clean():
    before = dict(mpl.rcParams)
    yield
    plt.close("all")
    assert dict(mpl.rcParams) == before


@pytest.fixture(scope="module")
def on(case, periods):
    return lambda day, **options: held_on(periods, case.gazetteer, day, **options)


def found(ax, gid):
    """The one artist with this gid, or none."""
    artists = [artist for artist in ax.collections if artist.get_gid() == gid]
    assert len(artists) <= 1, gid
    return artists[0] if artists else None


def points(artist):
    return [] if artist is None else [tuple(point) for point in np.round(artist.get_offsets(), 6).tolist()]


def where(rows):
    return [tuple(point) for point in np.round(rows[["lon", "lat"]].to_numpy(float), 6).tolist()]


def colors(artist, way="face"):
    return [mpl.colors.to_hex(color) for color in getattr(artist, f"get_{way}color")()]


def named(ax):
    return {text.get_gid().split("|")[1] for text in ax.texts if str(text.get_gid()).startswith("label|")}


def written(figure):
    return [text.get_text() for text in figure.findobj(Text) if text.get_visible() and text.get_text()]


# --- what differs between two days ------------------------------------------------------------------


@pytest.mark.parametrize(("start", "end"), WINDOWS)
def test_places_that_changed_hands_are_those_of_which_the_lookup_says_so_on_both_days(case, periods, on, start, end):
    table = changes_between(on(start), on(end)).set_index("place_id")
    differ = {}
    for place in case.gazetteer.settled:
        was, became = control_on(periods, place, start), control_on(periods, place, end)
        if was.holder != became.holder and "unknown" not in (was.holder, became.holder):
            differ[place] = (was.holder, became.holder, became.certainty, became.since)
    hands = table[table["change"] == "changed hands"]
    columns = ["holder_before", "holder_after", "certainty", "since"]
    assert {place: tuple(row) for place, row in hands[columns].iterrows()} == differ
    assert differ


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_each_kind_of_difference_means_what_it_says(case, periods, data):
    first, last = sorted(data.draw(st.lists(st.integers(0, 660), min_size=2, max_size=2)))
    days = [(pd.Timestamp("2019-01-01") + pd.Timedelta(days=number)).date() for number in (first, last)]
    before, after = (held_on(periods, case.gazetteer, day) for day in days)
    table = changes_between(before, after)
    order = list(theme.CERTAINTIES)
    for row in table.itertuples():
        better = order.index(row.certainty) < order.index(row.certainty_before)
        expected = {
            "changed hands": row.holder_before != row.holder_after
            and "unknown" not in (row.holder_before, row.holder_after),
            "newly known": row.holder_before == "unknown" != row.holder_after,
            "no longer known": row.holder_before != "unknown" == row.holder_after,
            "surer": row.holder_before == row.holder_after and better,
            "less sure": row.holder_before == row.holder_after and not better,
        }
        assert [kind for kind, holds in expected.items() if holds] == [row.change]
    same = before[~before["place_id"].isin(table["place_id"])].set_index("place_id")
    then = after.set_index("place_id").loc[same.index]
    assert (same["holder"] == then["holder"]).all()
    assert (same["certainty"] == then["certainty"]).all()
    assert list(table["change"].map(CHANGES.index)) == sorted(table["change"].map(CHANGES.index))


def test_tarhouna_and_bani_walid_change_hands_and_sirte_does_not(on):
    table = changes_between(on("2020-06-03"), on("2020-06-06")).set_index("place_id")
    row = table.loc["tarhouna"]
    assert (row["holder_before"], row["holder_after"], row["certainty"], row["since"]) == (
        "LNA",
        "GNA",
        "certain",
        "2020-06-05",
    )
    assert "2020-06-05-tarhouna-captured" in row["evidence"]
    assert tuple(table.loc["bani-walid", ["holder_before", "holder_after"]]) == ("local", "GNA")
    assert "sirte" not in table.index


def test_a_day_does_not_differ_from_itself(on):
    assert changes_between(on("2020-06-05"), on("2020-06-05")).empty


def test_days_of_different_places_are_refused(on):
    with pytest.raises(ParameterError, match="tarhouna are in one only"):
        changes_between(on("2020-06-03", place_ids=["sirte"]), on("2020-06-06", place_ids=["sirte", "tarhouna"]))


# --- the map of change --------------------------------------------------------------------------------


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("start", "end"), WINDOWS)
def test_the_map_of_change_draws_what_differs_and_the_rest_faintly(on, frame, start, end):
    before, after = on(start), on(end)
    ax = maps.plot_change_map(before, after, frame=frame)
    changed, seen = changed_in_frame(before, after, frame), maps.in_frame(after, maps.find_frame(frame))
    for kind in CHANGES:
        rows = changed[changed["change"] == kind]
        artist = found(ax, kind)
        assert points(artist) == where(rows)
        if len(rows):
            looks = [look_of(*pair) for pair in zip(rows["holder"], rows["certainty"], strict=True)]
            assert colors(artist) == [mpl.colors.to_hex(look.face) for look in looks]
    rest = seen[~seen["place_id"].isin(changed["place_id"])]
    assert points(found(ax, "unchanged")) == where(rest)
    assert found(ax, "unchanged").get_alpha() < 0.5
    assert len(seen) == len(rest) + len(changed)


@pytest.mark.parametrize(("start", "end"), WINDOWS)
def test_thick_rings_have_colour_and_line_of_the_holder_before(on, start, end):
    before, after = on(start), on(end)
    ax = maps.plot_change_map(before, after, frame="libya")
    changed = changed_in_frame(before, after, "libya")
    hands = changed[changed["change"] == "changed hands"]
    rings = found(ax, "rings")
    assert points(rings) == where(hands)
    assert colors(rings, "edge") == [theme.side_style(holder).color.lower() for holder in hands["holder_before"]]
    lines = dict(zip(hands["holder_before"], [line[1] for line in rings.get_linestyles()], strict=True))
    assert len({str(line) for line in lines.values()}) == len(lines)
    assert (
        found(ax, "knowing rings") is None
        or found(ax, "knowing rings").get_linewidths()[0] < rings.get_linewidths()[0] / 2
    )
    rings_with_marks = zip(rings.get_sizes(), found(ax, "changed hands").get_sizes(), strict=True)
    assert all(4 * ring > mark for ring, mark in rings_with_marks)  # of radius 1, against 1 across


def test_a_place_known_on_one_day_only_is_not_drawn_as_a_change_of_hands(on):
    before, after = on("2020-06-03"), on("2020-06-06")
    changed = changed_in_frame(before, after, "northwest").set_index("place_id")
    assert changed.loc["nasma", "change"] == "newly known"
    ax = maps.plot_change_map(before, after, frame="northwest")
    point = where(changed.loc[["nasma"]])[0]
    assert point in points(found(ax, "knowing rings"))
    assert point not in points(found(ax, "rings"))
    assert "nasma" not in named(ax)
    ax = maps.plot_change_map(after, before, frame="northwest")
    assert point in points(found(ax, "no longer known"))


def test_only_places_that_changed_hands_are_named(on):
    before, after = on("2020-06-03"), on("2020-06-06")
    ax = maps.plot_change_map(before, after, frame="northwest")
    hands = changed_in_frame(before, after, "northwest").query("change == 'changed hands'")
    assert {"tarhouna", "bani-walid"} <= named(ax) <= set(hands["place_id"])
    assert named(maps.plot_change_map(before, after, frame="northwest", language="none")) == set()


def test_a_stricter_standard_turns_changes_of_hands_into_not_known(on):
    strict = [on(day, minimum_certainty="certain") for day in WINDOWS[0]]
    loose = [on(day) for day in WINDOWS[0]]
    few = set(changes_between(*strict).query("change == 'changed hands'")["place_id"])
    many = set(changes_between(*loose).query("change == 'changed hands'")["place_id"])
    assert "tarhouna" in few < many


def test_an_unchanged_day_gives_a_map_without_rings(on):
    ax = maps.plot_change_map(on("2020-06-05"), on("2020-06-05"), frame="northwest")
    assert found(ax, "rings") is None
    assert named(ax) == set()
    assert "No place changed hands" in maps.describe_change_map(on("2020-06-05"), on("2020-06-05"))


def test_the_words_of_the_map_of_change_count_what_it_draws(on):
    before, after = on("2020-06-03"), on("2020-06-06")
    text = maps.describe_change_map(before, after, frame="northwest", days=WINDOWS[0])
    ax = maps.plot_change_map(before, after, frame="northwest")
    assert f"{len(points(found(ax, 'rings')))} places changed hands" in text
    assert f"{len(points(found(ax, 'newly known')))} not known before and known now" in text
    assert f"{len(points(found(ax, 'unchanged')))} places as before" in text
    assert "on 6 June 2020 against 3 June 2020" in text
    assert "Tarhouna" in text


def test_a_place_lost_and_won_back_in_between_has_a_sign_and_is_counted(case, periods, on):
    days = ("2019-04-03", "2020-06-06")
    before, after = on(days[0]), on(days[1])
    moved = find_shifts(periods, start=days[0], end=days[1])
    ax = maps.plot_change_map(before, after, frame="northwest", days=days, moved=moved)
    signs = {text.get_gid().split("|")[1] for text in ax.texts if str(text.get_gid()).startswith("regained|")}
    both = before.set_index("place_id")[["holder"]].assign(holder_after=after.set_index("place_id")["holder"])
    shown = set(maps.in_frame(after, maps.find_frame("northwest"))["place_id"])
    expected = set()
    for place in shown:
        held = both.loc[place]
        states = daily_states(periods[periods["place_id"] == place])
        between = states[(states["end"] >= days[0]) & (states["start"] <= days[1])]["holder"]
        others = set(between) - {held["holder"], "unknown"}
        if held["holder"] == held["holder_after"] != "unknown" and others:
            expected.add(place)
    assert {"gharyan"} <= expected <= signs
    by_day = periods[periods["within_day"] != ""]["place_id"]  # taken and lost again on one day
    assert signs - expected <= set(by_day)
    assert ax.get_title(loc="left") == "Northwest Libya: 3 April 2019 against 6 June 2020"
    told = f"{len(signs)} places were contested or lost in between, and regained"
    assert any(told in text for text in written(ax.figure))
    assert f" {told}" in maps.describe_change_map(before, after, frame="northwest", days=days, moved=moved)
    assert "contested or lost in between, and regained" in [
        text.get_text() for box in ax.findobj(Legend) for text in box.get_texts()
    ]
    bare = maps.plot_change_map(before, after, frame="northwest", days=days)
    assert any("is no change here" in text for text in written(bare.figure))


# --- small multiples ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "n"),
    [("2019-04-03", "2020-06-06", 14), ("2020-06-01", "2020-06-07", 7), ("2020-06-01", "2020-06-02", 2)],
)
def test_days_are_spread_evenly(start, end, n):
    days = spread_days(start, end, n)
    steps = {(later - earlier).days for earlier, later in itertools.pairwise(days)}
    assert (str(days[0]), str(days[-1]), len(days)) == (start, end, n)
    assert max(steps) - min(steps) <= 1


def test_days_that_cannot_be_spread_are_refused():
    with pytest.raises(ParameterError, match="write a number from 2 to 7"):
        spread_days("2020-06-01", "2020-06-07", 8)
    with pytest.raises(ParameterError, match="write a number from 2 to 7"):
        spread_days("2020-06-01", "2020-06-07", 1)
    with pytest.raises(ParameterError, match="must come after"):
        spread_days("2020-06-07", "2020-06-01", 3)
    with pytest.raises(DateError):
        spread_days("June", "2020-06-01", 3)


def panels_of(ax):
    return {panel.get_label(): panel for panel in ax.figure.axes if panel.get_label() != "legend"}


@pytest.mark.parametrize(
    ("days", "frame", "columns"),
    [
        (spread_days("2019-04-03", "2020-06-06", 14), "northwest", None),
        (spread_days("2020-06-01", "2020-06-07", 7), "libya", 4),
        (spread_days("2020-05-20", "2020-06-04", 4), "tripoli", 1),
    ],
)
def test_every_panel_agrees_with_the_control_table_of_its_day(case, periods, on, days, frame, columns):
    ax = maps.plot_map_multiples(held_on_days(periods, case.gazetteer, days), frame=frame, columns=columns)
    panels = panels_of(ax)
    assert list(panels) == [str(day) for day in days]
    before = None
    for day, panel in zip(days, panels.values(), strict=True):
        assert panel.get_title(loc="left") == describe_span(day, day)
        seen, marks = maps.in_frame(on(day), maps.find_frame(frame)), found(panel, "places")
        assert points(marks) == where(seen)
        looks = [look_of(*pair) for pair in zip(seen["holder"], seen["certainty"], strict=True)]
        assert colors(marks) == [mpl.colors.to_hex(look.face) for look in looks]
        held = on(day).set_index("place_id")["holder"]
        hands = set() if before is None else {
            place for place in seen["place_id"]
            if before[place] != held[place] and "unknown" not in (before[place], held[place])
        }  # fmt: skip
        points_of = dict(zip(seen["place_id"], where(seen), strict=True))
        assert sorted(points(found(panel, "rings"))) == sorted(points_of[place] for place in hands)
        assert named(panel) <= hands
        before = held


def test_panels_share_one_legend_and_one_scale_bar_and_overlap_nowhere(case, periods):
    ax = maps.plot_map_multiples(
        held_on_days(periods, case.gazetteer, spread_days("2019-04-03", "2020-06-06", 14)), title="All"
    )
    figure = ax.figure
    bars = [line for panel in figure.axes for line in panel.lines if line.get_gid() == "scale bar"]
    assert len(bars) == 1
    titles = [box.get_title().get_text() for box in figure.findobj(Legend)]
    assert len(titles) == len(set(titles))
    assert "Held by" in titles
    boxes = [panel.get_tightbbox() for panel in panels_of(ax).values()]
    assert not any(one.overlaps(two) for one, two in itertools.combinations(boxes, 2))
    lowest = min(box.y0 for box in boxes)
    assert all(box.get_window_extent().y1 < lowest for box in figure.findobj(Legend))
    assert "All" in written(figure)


@pytest.mark.parametrize("frame", ["libya", "northwest", "tripoli", "sirte-jufra"])
def test_no_name_in_a_panel_stands_on_the_scale_bar(case, periods, frame):
    days = spread_days("2020-05-06", "2020-06-05", 6)
    ax = maps.plot_map_multiples(held_on_days(periods, case.gazetteer, days), frame=frame)
    (panel,) = [panel for panel in panels_of(ax).values() if any(line.get_gid() == "scale bar" for line in panel.lines)]
    (bar,) = [line for line in panel.lines if line.get_gid() == "scale bar"]
    (words,) = [text for text in panel.texts if text.get_text().endswith(" km")]
    taken = [artist.get_window_extent() for artist in (bar, words)]
    names = [text for text in panel.texts if str(text.get_gid()).startswith("label|")]
    assert not any(name.get_window_extent().overlaps(box) for name in names for box in taken)


def test_wrong_days_and_columns_are_refused(case, periods):
    with pytest.raises(ParameterError, match="2020-06-05 is named twice"):
        held_on_days(periods, case.gazetteer, ["2020-06-05", "2020-06-05"])
    with pytest.raises(ParameterError, match="no day to show"):
        held_on_days(periods, case.gazetteer, [])
    with pytest.raises(ParameterError, match="write 1 or more"):
        maps.plot_map_multiples(held_on_days(periods, case.gazetteer, ["2020-06-05"]), columns=0)


def test_the_words_of_the_small_maps_tell_each_day(case, periods):
    states = held_on_days(periods, case.gazetteer, ["2020-06-04", "2020-06-05", "2020-06-07"])
    text = maps.describe_map_multiples(states, frame="northwest")
    assert text.startswith("3 small maps of Northwest Libya, 4–7 June 2020.")
    for day, rows in states.groupby("day"):
        held = maps.in_frame(rows, maps.find_frame("northwest"))["holder"].value_counts()
        assert f"{day.day} June 2020: the GNA {held['GNA']}" in text


# --- events over control -----------------------------------------------------------------------------------


@pytest.mark.parametrize("families", [("fighting", "strikes"), ("control",), tuple(theme.FAMILIES)])
@pytest.mark.parametrize("window", [WEEK, ("2019-04-04", "2020-06-06")])
def test_counts_of_events_agree_with_the_timeline(case, timeline, window, families):
    told = select_events(timeline, start=window[0], end=window[1])
    counts = count_events_at(told, case, families=families)
    chosen = told[told["event_type"].map(theme.family_of).isin(families)]
    assert counts["events"].sum() == len(chosen)
    ids = {(row.place_id, row.family): set(row.happenings.split(";")) for row in counts.itertuples()}
    for (place, family), rows in chosen.groupby(["place_id", chosen["event_type"].map(theme.family_of)]):
        assert ids.pop((place, family)) == set(rows["happening"])
    assert not ids
    assert (counts["attested"] + counts["claimed"] + counts["denied"] == counts["events"]).all()
    denied = chosen[chosen["disputed_by"] != ""]
    assert counts["denied"].sum() == len(denied)
    rest = chosen[chosen["disputed_by"] == ""]
    of_party = {
        happening: {case.side_of(name, day) for name in f"{claimed};{confirmed}".split(";") if name}
        for happening, day, claimed, confirmed in zip(
            rest["happening"], rest["earliest"], rest["claimed_by"], rest["confirmed_by"], strict=True
        )
    }
    alone = rest["happening"].map(of_party).isin([{"GNA"}, {"LNA"}]) | (rest["confidence"] == "low")
    assert counts["claimed"].sum() == alone.sum() > 0


def test_a_partys_word_that_nobody_else_confirms_is_one_sides_word_and_hollow(case, timeline):
    status = status_of(timeline, case)
    told = timeline[timeline["disputed_by"] == ""]
    alone = told[told["claimed_by"].isin(["GNA", "LNA", "Turkey"]) & (told["confirmed_by"] == "")]
    assert (alone["confidence"] != "low").any()
    assert set(status[alone.index]) == {"one side's word"}
    both = told[told["claimed_by"].isin(["GNA;LNA", "LNA;GNA"]) & (told["confidence"] != "low")]
    assert len(both)
    assert set(status[both.index]) == {"attested"}
    outside = told[told["claimed_by"].isin(["GNA", "LNA"]) & (told["confirmed_by"] == "Libya Security Monitor")]
    assert set(status[outside[outside["confidence"] != "low"].index]) == {"attested"}
    assert set(status[timeline["disputed_by"] != ""]) == {"denied"}


@pytest.mark.parametrize("frame", FRAMES)
def test_the_marks_are_as_large_as_the_numbers_of_happenings(case, timeline, on, frame):
    counts = count_events_at(select_events(timeline, start="2019-04-04", end="2020-06-06"), case)
    ax = maps.plot_events_map(on("2020-06-06"), counts, frame=frame)
    seen = events_in_frame(counts, frame)
    unit = unit_pt(seen["events"])
    for family in ("fighting", "strikes"):
        rows = seen[seen["family"] == family]
        outline, fill = found(ax, f"events|{family}"), found(ax, f"attested|{family}")
        assert np.allclose(outline.get_sizes() / unit**2, rows["events"])
        assert np.allclose(fill.get_sizes() / unit**2, rows["attested"])
        assert np.allclose(outline.get_offsets()[:, 1], rows["lat"])
        assert set(colors(outline)) == {"#ffffff"}
        assert set(colors(fill)) == {theme.FAMILIES[family].color.lower()}
    shown = maps.in_frame(on("2020-06-06"), maps.find_frame(frame))
    assert points(found(ax, "places")) == where(shown)


def test_marks_of_one_place_stand_side_by_side_and_alone_on_their_place(case, timeline, on):
    counts = count_events_at(select_events(timeline, start="2019-04-04", end="2020-06-06"), case)
    ax = maps.plot_events_map(on("2020-06-06"), counts, frame="northwest")
    seen = events_in_frame(counts, "northwest")
    spots = {}
    for family in ("fighting", "strikes"):
        artist = found(ax, f"events|{family}")
        pixels = ax.transData.transform(artist.get_offsets()) * 72 / ax.figure.dpi
        for row, pixel, size in zip(
            seen[seen["family"] == family].itertuples(), pixels, artist.get_sizes(), strict=True
        ):
            spots.setdefault(row.place_id, []).append((pixel[0], np.sqrt(size), row.lon))
    pairs = [marks for marks in spots.values() if len(marks) == 2]
    assert len(pairs) > 5
    for (left, one, _), (right, two, _) in pairs:
        assert abs(left - right) >= (one + two) / 2
    for marks in spots.values():
        if len(marks) == 1:
            assert np.isclose(marks[0][0], ax.transData.transform((marks[0][2], 32))[0] * 72 / ax.figure.dpi)


def test_what_has_no_point_is_counted_under_the_map_not_drawn(case, timeline, on):
    counts = count_events_at(select_events(timeline, start=WEEK[0], end=WEEK[1]), case)
    wide = counts[counts["lat"].isna()]
    assert set(wide["kind"]) <= {"region", "country", "road"}
    assert len(wide)
    outside = counts["events"].sum() - wide["events"].sum() - events_in_frame(counts, "northwest")["events"].sum()
    ax = maps.plot_events_map(on("2020-06-07"), counts, frame="northwest")
    note = f"Not drawn: {wide['events'].sum()} told of a whole region, {outside} outside Northwest Libya."
    assert any(note in text for text in written(ax.figure))


def test_a_window_without_events_gives_a_map_of_control_alone(case, timeline, on):
    counts = count_events_at(timeline.iloc[:0], case)
    ax = maps.plot_events_map(on("2020-06-07"), counts, frame="tripoli", days=WEEK)
    assert len(points(found(ax, "places"))) == len(maps.in_frame(on("2020-06-07"), maps.find_frame("tripoli")))
    assert not [artist for artist in ax.collections if str(artist.get_gid()).startswith("events|")]
    assert "no happening" in maps.describe_events_map(on("2020-06-07"), counts, days=WEEK)
    presence = list_foreign_presence(timeline, case, end="2019-01-01")
    assert presence.empty
    maps.plot_supply_map(presence)
    assert "no foreign men or arms" in maps.describe_supply_map(presence)


def test_an_unknown_family_is_refused(case, timeline):
    with pytest.raises(ParameterError, match="unknown family 'battles'. Known: control, fighting"):
        count_events_at(timeline, case, families=["battles"])


def test_the_words_of_the_map_of_events_count_what_it_draws(case, timeline, on):
    counts = count_events_at(select_events(timeline, start=WEEK[0], end=WEEK[1]), case, families=["fighting"])
    seen = events_in_frame(counts, "northwest")
    text = maps.describe_events_map(on("2020-06-07"), counts, frame="northwest", days=WEEK)
    assert f"1–7 June 2020: {seen['events'].sum()} happenings (fighting {seen['events'].sum()})" in text
    assert "Qasr bin Ghashir 2" in text
    none = maps.describe_events_map(on("2020-06-07"), counts.iloc[:0], frame="northwest")
    assert "no happening" in none
    maps.plot_events_map(on("2020-06-07"), counts.iloc[:0], frame="northwest")


# --- foreign men and arms ----------------------------------------------------------------------------------


def test_every_deployment_and_delivery_in_the_country_is_listed_once(case, timeline):
    presence = list_foreign_presence(timeline, case)
    abroad = case.gazetteer.places["theatre"] == "abroad"
    sent = timeline[timeline["event_type"].isin(["foreign_deployment", "arms_transfer"])]
    sent = sent[~sent["place_id"].map(abroad)]
    listed = presence[presence["presence"].isin(["men", "arms"])]
    assert sorted(listed["happening"]) == sorted(sent["happening"])
    assert presence["happening"].is_unique
    rows = timeline.set_index("happening").loc[presence["happening"]]
    assert list(presence["status"]) == list(status_of(rows, case))


def test_a_force_in_action_is_one_that_the_table_tells_of_sending(case, timeline):
    presence = list_foreign_presence(timeline, case)
    senders = {
        name for who in presence.loc[presence["presence"].isin(["men", "arms"]), "who"] for name in who.split(";")
    }
    acting = presence[presence["presence"] == "in action"]
    assert all(set(who.split(";")) <= senders for who in acting["who"])
    assert not set(case.actors.loc[case.actors["kind"] == "party", "name"]) & senders
    withdrawn = acting[(acting["place"] == "Bani Walid airport") & (acting["who"] == "Wagner")]
    assert withdrawn.empty
    gone = presence[presence["presence"] == "gone"]
    assert set(gone["event_type"]) == {"withdrawal", "shootdown"}
    assert not set(acting["event_type"]) & {"withdrawal", "shootdown"}
    assert set(gone.loc[gone["place"] == "Bani Walid airport", "side"]) == {"LNA"}


def test_the_window_cuts_the_list(case, timeline):
    early = list_foreign_presence(timeline, case, end="2019-12-31")
    assert set(early["happening"]) < set(list_foreign_presence(timeline, case)["happening"])
    assert early["earliest"].max() <= pd.Timestamp("2019-12-31")


def test_the_map_of_foreign_forces_draws_places_and_no_routes(case, timeline):
    presence = list_foreign_presence(timeline, case)
    ax = maps.plot_supply_map(presence)
    seen = presence_in_frame(presence, "libya")
    unit = unit_pt(seen["events"])
    assert seen["events"].sum() == presence["lat"].notna().sum()
    for kind, rows in seen.groupby("presence"):
        outline = found(ax, f"events|{kind}")
        assert np.allclose(outline.get_sizes() / unit**2, rows["events"])
        expected = [theme.side_style(side).color.lower() for side in rows["side"] if side != "none"]
        drawn = [color for color, side in zip(colors(outline, "edge"), rows["side"], strict=True) if side != "none"]
        assert drawn == expected
    assert not ax.patches
    assert {line.get_gid().split("|")[0] for line in ax.lines} <= {"scale bar", "leader"}
    assert any("No routes are drawn" in text for text in written(ax.figure))
    jufra = next(text.get_text() for text in ax.texts if text.get_gid() == "label|jufra-airbase")
    assert jufra == "Jufra airbase: Russia, Wagner"


def test_what_is_told_of_regions_stands_under_the_map_of_foreign_forces_and_in_its_words(case, timeline):
    presence = list_foreign_presence(timeline, case, end="2020-06-05")
    wide = presence[presence["lat"].isna()]
    ax = maps.plot_supply_map(presence, days=("2019-04-03", "2020-06-05"))
    assert ax.get_title(loc="left") == "Libya: foreign men and arms told of, 3 April 2019 to 5 June 2020"
    alt = maps.describe_supply_map(presence, days=("2019-04-03", "2020-06-05"))
    (note,) = [" ".join(text.split()) for text in written(ax.figure) if "Told of whole regions" in text]
    east = wide[(wide["place"] == "eastern Libya") & (wide["side"] == "LNA")]
    for words in (note, alt):
        assert f"with no mark: {len(wide)}. With the LNA {(wide['side'] == 'LNA').sum()}: " in words
        assert f"eastern Libya {len(east)} (Russia, UAE)" in words
    assert alt.startswith("Map of Libya, 3 April 2019 to 5 June 2020: foreign men and arms in ")
    bands = [artist for artist in ax.collections if artist.get_gid() == "bands"]
    several = presence_in_frame(presence, "libya").groupby("place_id").size()
    assert {len(band.get_segments()) for band in bands} == {(several > 1).sum()}
    assert "Marks in one band are of one place" in note or any("Marks in one band" in t for t in written(ax.figure))


def test_denied_presence_is_hollow(case, timeline):
    presence = list_foreign_presence(timeline, case)
    seen = presence_in_frame(presence, "libya")
    jufra = seen[(seen["place_id"] == "jufra-airbase") & (seen["presence"] == "arms")].iloc[0]
    assert (jufra["events"], jufra["attested"]) == (1, 0)
    ax = maps.plot_supply_map(presence)
    arms = seen[seen["presence"] == "arms"].reset_index(drop=True)
    at = arms.index[arms["place_id"] == "jufra-airbase"][0]
    assert found(ax, "attested|arms").get_sizes()[at] == 0
    assert found(ax, "events|arms").get_sizes()[at] > 0


def test_the_words_of_the_map_of_foreign_forces_name_place_and_force(case, timeline):
    text = maps.describe_supply_map(list_foreign_presence(timeline, case))
    assert "Jufra airbase: Russia, Wagner" in text
    assert "denied, or one side's word alone" in text


# --- doubt in words --------------------------------------------------------------------------------------


def test_doubt_names_every_place_not_known_or_contested(on):
    seen = maps.in_frame(on("2020-05-18"), maps.find_frame("northwest"))
    text = str(maps.tell_doubt(seen))
    lines = {line.split("**")[1]: line for line in text.splitlines() if line.startswith("- ")}
    for title, holder in (("Not known", "unknown"), ("Contested", "contested")):
        names = sorted(seen.loc[seen["holder"] == holder, "place"])
        assert lines[title] == f"- **{title}**: {', '.join(names)}."
    assert f"Of {len(seen)} places the holder of **{(seen['certainty'] == 'certain').sum()}** is certain" in text
    inferred = int((seen["certainty"] == "inferred").sum())
    assert f"The holder of **{inferred}** ({100 * inferred / len(seen):.0f} per cent) is inferred" in text
    assert str(maps.tell_doubt(seen.iloc[:0])) == "The map shows no place."
