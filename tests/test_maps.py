import itertools
import math

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgba
from matplotlib.legend import Legend
from matplotlib.path import Path
from PIL import Image

import libyaconflict as lc
from libyaconflict import theme
from libyaconflict.errors import LibyaConflictError, ParameterError
from libyaconflict.maps import (
    describe_map,
    find_frame,
    in_frame,
    load_frames,
    nearest_attested,
    place_labels,
    plot_map,
    save_figure,
    tell_doubt,
)
from libyaconflict.maps.base import map_axes
from libyaconflict.maps.frames import outlines
from libyaconflict.maps.labels import rank_names
from libyaconflict.maps.marks import look_of, shape_path, sign_path

DAYS = ["2019-04-03", "2019-06-26", "2020-01-06", "2020-04-13", "2020-05-18", "2020-06-05", "2020-10-23"]
FRAMES = ["libya", "northwest", "tripoli", "sirte-jufra"]


@pytest.fixture(autouse=True)
def _clean():
    before = dict(mpl.rcParams)
    yield
    plt.close("all")
    assert dict(mpl.rcParams) == before


@pytest.fixture(scope="module")
def held(case, periods):
    return {day: lc.held_on(periods, case.gazetteer, day) for day in DAYS}


def found(ax, gid):
    """All artists of the axes whose gid is, or begins with, this."""
    return [artist for artist in ax.findobj() if str(artist.get_gid() or "").split("|")[0] == gid]


def labels(ax):
    return {text.get_gid().split("|")[1]: text for text in found(ax, "label")}


def legends(ax):
    """The entries of each legend, by its title."""
    boxes = ax.findobj(Legend)
    return {box.get_title().get_text(): [text.get_text() for text in box.get_texts()] for box in boxes}


def notes(ax):
    (text,) = found(ax, "notes")
    return text.get_text()


def haversine_km(lon, lat, lon2, lat2):
    lon, lat, lon2, lat2 = map(np.radians, (lon, lat, lon2, lat2))
    part = np.sin((lat2 - lat) / 2) ** 2 + np.cos(lat) * np.cos(lat2) * np.sin((lon2 - lon) / 2) ** 2
    return 2 * 6371.0 * np.arcsin(np.sqrt(part))


def on_land(points):
    inside = np.zeros(len(points), dtype=bool)
    for ring in outlines("country"):
        inside |= Path(ring).contains_points(points)
    return inside


# --- the marks say what the record says ----------------------------------------------------------


def expected_colors(holder, certainty):
    """Face and edge of a mark, worked out from the theme alone."""
    color, fade = theme.STYLES[holder].color, theme.WEIGHTS[certainty].fade
    if holder == "unknown":
        return to_rgba(theme.fade(color, 0.25)), to_rgba(theme.MUTED)  # not hollow: that is a claim
    mixed = tuple(part + (1 - part) * fade for part in to_rgba(color)[:3])
    edge = color if certainty == "claimed only" else theme.INK if certainty == "certain" else "white"
    return (*mixed, 1.0), to_rgba(edge)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("frame", FRAMES)
def test_every_mark_agrees_with_the_control_table_place_by_place(held, case, periods, frame, day):
    ax = plot_map(held[day], frame=frame, on=day, labels=False)
    (marks,) = found(ax, "places")
    window = load_frames()[frame]
    gazetteer = case.gazetteer.places
    inside = gazetteer["lon"].between(window.west, window.east) & gazetteer["lat"].between(window.south, window.north)
    expected = {
        place for place in case.gazetteer.settled if inside[place] and gazetteer.loc[place, "kind"] not in window.hides
    }
    points = {(gazetteer.loc[place, "lon"], gazetteer.loc[place, "lat"]): place for place in expected}
    assert len(points) == len(expected)
    offsets = np.asarray(marks.get_offsets())
    drawn = [points.pop((lon, lat)) for lon, lat in offsets]
    assert points == {}
    faces, edges, sizes, paths = marks.get_facecolors(), marks.get_edgecolors(), marks.get_sizes(), marks.get_paths()
    assert len(drawn) == len(faces) == len(edges) == len(sizes) == len(paths)
    (signs,) = found(ax, "holder signs")
    for n, place in enumerate(drawn):
        told = lc.control_on(periods, place, day)
        face, edge = expected_colors(told.holder, told.certainty)
        assert np.allclose(faces[n], face), place
        assert np.allclose(edges[n], edge), place
        points_wide = theme.MARK_PT[told.certainty] * window.mark_scale
        assert sizes[n] == pytest.approx(points_wide**2), place
        marker = mpl.markers.MarkerStyle(theme.place_shape(gazetteer.loc[place, "kind"]).marker)
        outline = marker.get_path().transformed(marker.get_transform()).vertices
        ratio = np.ptp(paths[n].vertices, axis=0) / np.ptp(outline, axis=0)
        assert len(paths[n].vertices) == len(outline), place
        assert ratio[0] == pytest.approx(ratio[1])
        strokes = sum(len(line) for line in theme.SIGNS[told.holder])
        if told.holder == "local":  # a filled circle: a line of no length is not drawn by every program
            assert signs.get_paths()[n].get_extents().width == pytest.approx(0.4)
            assert signs.get_facecolors()[n][3] == 1
        else:
            assert len(signs.get_paths()[n].vertices) == strokes, place
            assert signs.get_facecolors()[n][3] == 0
    assert np.array_equal(np.asarray(signs.get_offsets()), offsets)


def test_a_place_that_may_have_changed_hands_already_looks_no_surer_than_inferred(case, periods):
    doubtful = 0
    for day in pd.date_range("2019-04-01", "2020-08-01", freq="14D").strftime("%Y-%m-%d"):
        table = lc.held_on(periods, case.gazetteer, day)
        seen = in_frame(table, find_frame("northwest"))
        ax = plot_map(table, frame="northwest", labels=False, legend=False)
        sizes = found(ax, "places")[0].get_sizes()
        largest = (theme.MARK_PT["inferred"] * find_frame("northwest").mark_scale) ** 2
        doubtful += int(seen["in_doubt"].sum())
        assert (sizes[seen["in_doubt"]] <= largest + 1e-9).all()
        plt.close("all")
    assert doubtful > 5


def test_no_mark_lies_wholly_under_another(held):
    for day, frame in itertools.product(DAYS, FRAMES):
        ax = plot_map(held[day], frame=frame, labels=False, legend=False)
        (marks,) = found(ax, "places")
        centres = ax.transData.transform(marks.get_offsets()) * 72 / ax.figure.dpi
        size = np.sqrt(marks.get_sizes())
        for n in range(len(size)):
            above = slice(n + 1, None)
            apart = np.hypot(*(centres[above] - centres[n]).T)
            reach = 0.44 * size[above] - 0.5 * size[n]  # of what lies above, beyond the edge of this mark
            assert not (apart < reach).any(), f"{day} {frame}: {in_frame(held[day], find_frame(frame))['place'][n]}"
        plt.close("all")


def test_holders_differ_in_colour_sign_and_greyness():
    looks = {holder: look_of(holder, "certain" if holder != "unknown" else "not known") for holder in theme.HOLDERS}
    grey = {holder: np.dot(look.face[:3], (0.299, 0.587, 0.114)) for holder, look in looks.items()}
    for one, other in itertools.combinations(["GNA", "LNA", "contested", "unknown"], 2):
        strokes = [theme.SIGNS[holder] for holder in (one, other)]
        assert abs(grey[one] - grey[other]) > 0.1
        assert strokes[0] != strokes[1] or abs(grey[one] - grey[other]) > 0.5
    shown = {(look.face, tuple(map(tuple, sign_path(holder).vertices))) for holder, look in looks.items()}
    assert len(shown) == len(theme.HOLDERS)


def test_all_shapes_look_about_equally_large():
    kinds = [next((kind for kind, shape in theme.SHAPE_OF.items() if shape == name), "town") for name in theme.SHAPES]
    areas = []
    for kind in kinds:
        (ring,) = shape_path(kind).to_polygons(closed_only=True)
        x, y = np.asarray(ring).T
        areas.append(abs(np.dot(x[:-1], y[1:]) - np.dot(y[:-1], x[1:])) / 2)
    circle = math.pi / 4
    assert len(areas) == len(theme.SHAPES)
    assert all(0.84 * circle < area < 1.08 * circle for area in areas), dict(zip(kinds, areas, strict=True))


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ar", "both"])
@pytest.mark.parametrize("frame", FRAMES)
def test_no_name_overlaps_another_or_a_mark_and_all_lie_inside(held, frame, language):
    for day in DAYS if language == "en" else DAYS[4:5]:
        ax = plot_map(held[day], frame=frame, on=day, language=language)
        ax.figure.draw_without_rendering()
        boxes = {place: text.get_window_extent() for place, text in labels(ax).items()}
        assert len(boxes) > 20
        room = ax.get_window_extent()
        for box in boxes.values():
            assert room.x0 <= box.x0 <= box.x1 <= room.x1
            assert room.y0 <= box.y0 <= box.y1 <= room.y1
        for (one, first), (other, second) in itertools.combinations(boxes.items(), 2):
            wide = min(first.x1, second.x1) - max(first.x0, second.x0)
            tall = min(first.y1, second.y1) - max(first.y0, second.y0)
            assert min(wide, tall) < 0.5, f"{one} overlaps {other}"
        (marks,) = found(ax, "places")
        centres, pixel = ax.transData.transform(marks.get_offsets()), ax.figure.dpi / 72
        outlines_px = [
            path.vertices * math.sqrt(size) * pixel + centre
            for path, size, centre in zip(marks.get_paths(), marks.get_sizes(), centres, strict=True)
        ]
        for place, box in boxes.items():
            touched = [n for n, ring in enumerate(outlines_px) if box.count_contains(ring)]
            assert touched == [], f"{day}: {place}"
            assert not any(box.contains(*centre) for centre in centres)
        plt.close("all")


@pytest.mark.parametrize("frame", FRAMES)
def test_every_name_stands_nearest_to_its_own_mark_or_has_a_line_to_it_and_no_other_close_by(held, frame):
    alone = 0
    for day in ("2019-06-26", "2020-01-06", "2020-05-18", "2020-06-05"):
        ax = plot_map(held[day], frame=frame)
        seen = in_frame(held[day], find_frame(frame)).set_index("place_id")
        centres = pd.DataFrame(ax.transData.transform(seen[["lon", "lat"]]) * 72 / ax.figure.dpi, index=seen.index)
        (lines,) = found(ax, "leaders")
        starts = {tuple(np.round(line[0], 6)) for line in lines.get_segments()}
        for place, text in labels(ax).items():
            (x0, y0), (x1, y1) = text.get_window_extent().get_points() * 72 / ax.figure.dpi
            off = np.hypot(centres[0] - centres[0].clip(x0, x1), centres[1] - centres[1].clip(y0, y1))
            near = np.hypot(centres[0] - centres.loc[place, 0], centres[1] - centres.loc[place, 1]) < 3
            other = off[~near].min()
            if tuple(np.round(seen.loc[place, ["lon", "lat"]].astype(float), 6)) in starts:
                assert other > min(off[place], 8) - 0.8, f"{day} {place}"
            else:
                assert other > 1.3 * off[place], f"{day} {place}"
                alone += 1
        lengths = [
            np.hypot(*(ax.transData.transform(line[0]) - ax.transData.transform(line[1]))) * 72 / ax.figure.dpi
            for line in lines.get_segments()
        ]
        assert max(lengths, default=0) < 75
        plt.close("all")
    assert alone > 40


def test_names_of_what_is_certain_contested_or_strategic_come_before_those_of_larger_places(held):
    seen = in_frame(held["2020-05-18"], find_frame("northwest"))
    ranked = rank_names(seen).set_index("place_id")
    order = {place: n for n, place in enumerate(ranked.index)}
    plain = seen[(seen["certainty"] != "certain") & (seen["holder"] != "contested") & (seen["population"] < 100_000)]
    weighty = seen[(seen["certainty"] == "certain") | (seen["holder"] == "contested")]
    assert max(order[place] for place in weighty["place_id"]) < min(order[place] for place in plain["place_id"])
    assert {"watiya-airbase", "al-arban", "zintan"} <= set(labels(plot_map(held["2020-05-18"], frame="northwest")))
    assert "yarmouk-camp" in labels(plot_map(held["2020-05-18"], frame="tripoli"))
    assert {"watiya-airbase", "sharara-oilfield"} <= set(labels(plot_map(held["2020-06-05"], frame="libya")))


@pytest.mark.parametrize("frame", FRAMES)
def test_arabic_labels_are_the_arabic_names_and_both_sets_them_under_the_english(held, case, frame):
    names = case.gazetteer.places["name_ar"]
    arabic = labels(plot_map(held["2020-06-05"], frame=frame, language="ar"))
    assert len(arabic) > 20
    assert all(text.get_text() == names[place] for place, text in arabic.items())
    assert all("\u0600" <= text.get_text()[0] <= "\u06ff" for text in arabic.values())
    english = case.gazetteer.places["name"]
    both = labels(plot_map(held["2020-06-05"], frame=frame, language="both"))
    assert all(text.get_text() == f"{english[place]}\n{names[place]}" for place, text in both.items())


def test_arabic_letters_are_joined_and_run_from_right_to_left():
    page = plt.figure(figsize=(4, 2), dpi=100)
    joined, apart = "طرابلس", "\u200c".join("طرابلس")
    wide = [page.text(0.1, 0.5, text, fontsize=20).get_window_extent().width for text in (joined, apart)]
    assert wide[0] < 0.9 * wide[1]
    page = plt.figure(figsize=(2, 1), dpi=100)
    page.text(0.1, 0.3, "اس", fontsize=30)  # an upright, then a long low letter
    page.canvas.draw()
    inked = np.asarray(page.canvas.buffer_rgba())[..., 0] < 128
    columns, heights = np.flatnonzero(inked.any(axis=0)), inked.sum(axis=0)
    upright = np.flatnonzero(heights > 0.8 * heights.max())
    assert upright.min() > columns.min() + 0.8 * np.ptp(columns)


def test_places_asked_for_are_named_first_and_unknown_ones_refused(held):
    table = held["2020-05-18"]
    small = in_frame(table, find_frame("northwest")).query("kind == 'village'")["place_id"].iloc[0]
    assert rank_names(in_frame(table, find_frame("northwest")), [small])["place_id"].iloc[0] == small
    assert small in labels(plot_map(table, frame="northwest", name=[small]))
    with pytest.raises(ParameterError, match="no place_id 'atlantis'"):
        plot_map(table, frame="northwest", name=["atlantis"])
    assert labels(plot_map(table, frame="northwest", labels=False)) == {}
    assert labels(plot_map(table, frame="northwest", language="none")) == {}
    with pytest.raises(ParameterError, match="unknown language of labels 'fr'. Known: en, ar, both, none"):
        plot_map(table, language="fr")


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_any_places_at_all_can_be_labelled_without_an_overlap(data):
    count = data.draw(st.integers(1, 40))
    spot = st.tuples(st.floats(11.3, 15.6), st.floats(31.2, 33.3))
    points = data.draw(st.lists(spot, min_size=count, max_size=count))
    seen = pd.DataFrame(points, columns=["lon", "lat"]).assign(
        place_id=[f"p{n}" for n in range(count)], place=[f"Place {n}" for n in range(count)], name_ar="", kind="town",
        holder="GNA", population=np.nan,
    )  # fmt: skip
    ax = map_axes(find_frame("northwest"))
    written = place_labels(ax, seen, most=data.draw(st.integers(0, 40)))
    boxes = [text.get_window_extent() for text in written]
    assert all(not one.padded(-0.5).overlaps(other.padded(-0.5)) for one, other in itertools.combinations(boxes, 2))
    plt.close("all")


# --- ground, key, notes --------------------------------------------------------------------------


@pytest.mark.parametrize("frame", FRAMES)
def test_the_scale_bar_is_as_long_as_it_says(held, frame):
    window = find_frame(frame)
    ax = plot_map(held["2020-05-18"], frame=frame)
    (bar,) = found(ax, "scale bar")
    left, right = min(bar.get_xdata()), max(bar.get_xdata())
    middle = (window.south + window.north) / 2
    assert haversine_km(left, middle, right, middle) == pytest.approx(window.scale_km, rel=0.005)
    low, high = ax.transData.transform([(left, middle), (right, middle)])
    up = ax.transData.transform([(left, middle), (left, middle + 0.5)])
    drawn = haversine_km(left, middle, left, middle + 0.5) / (up[1][1] - up[0][1])
    assert window.scale_km / (high[0] - low[0]) == pytest.approx(drawn, rel=0.005)  # the same scale up and across
    about = "about " if window.schematic else ""
    assert f"{about}{window.scale_km:,.0f} km" in [text.get_text() for text in ax.texts]


def test_an_unknown_frame_is_refused_naming_the_known(held):
    with pytest.raises(ParameterError, match="no frame 'benghazi'. Known: libya, northwest, tripoli, sirte-jufra"):
        plot_map(held["2020-05-18"], frame="benghazi")


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("frame", FRAMES)
def test_the_key_lists_what_is_on_the_map_and_no_more(held, frame, day):
    ax = plot_map(held[day], frame=frame, on=day, labels=False)
    seen, key = in_frame(held[day], find_frame(frame)), legends(ax)
    assert key["Held by"] == [theme.STYLES[holder].label for holder in theme.HOLDERS if holder in set(seen["holder"])]
    assert key["How sure"] == [name for name in theme.CERTAINTIES[:-1] if name in set(seen["certainty"])]
    shapes = {theme.place_shape(kind).label for kind in seen["kind"]}
    assert key["Kind of place"] == [shape.label for shape in theme.SHAPES.values() if shape.label in shapes]


def test_the_notes_count_what_is_not_shown_and_name_the_sources(held):
    for frame in FRAMES:
        window, table = find_frame(frame), held["2020-05-18"]
        ax = plot_map(table, frame=frame, on="2020-05-18")
        seen = in_frame(table, window)
        told = notes(ax)
        assert told.startswith(f"{len(seen)} places shown")
        unknown = int((seen["holder"] == "unknown").sum())
        assert (f"the holder of {unknown} not known" in told) == bool(unknown)
        numbers = [int(word) for word in told.split("not shown: ")[1].split(".")[0].split() if word.isdigit()]
        assert sum(numbers) == len(table) - len(seen)
        assert told.endswith(theme.SOURCE)
        assert ("Schematic" in told) == window.schematic
        assert window.note in told.replace("\n", " ")
        assert ax.get_title(loc="left") == f"{window.title}, 18 May 2020"
    bare = plot_map(table, source="", legend=False, title="A heading")
    assert found(bare, "notes") == []
    assert bare.get_title(loc="left") == "A heading"
    assert legends(bare) == {}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("frame", FRAMES)
def test_notes_and_alt_text_count_what_is_too_small_and_what_lies_roughly(held, frame, day):
    window, table = find_frame(frame), held[day]
    inside = table["lon"].between(window.west, window.east) & table["lat"].between(window.south, window.north)
    small = inside & table["kind"].isin(window.hides)
    counts = table.loc[small, "holder"].value_counts()
    told = notes(plot_map(table, frame=frame, on=day, labels=False)).replace("\n", " ")
    alt = describe_map(table, frame, day)
    most = counts.drop(["contested", "unknown"], errors="ignore").idxmax() if len(counts) else ""
    for words in (told, alt):
        assert (f" {counts.get('contested')} contested" in words.partition("Of those too small,")[2].split(".")[0]) == (
            counts.get("contested", 0) > 0
        )
        for holder in ("GNA", "LNA"):
            assert (f"{counts.get(holder)} held by the {holder}" in words) == (holder in counts and holder != most)
        rough = int((table.loc[inside & ~small, "coord_precision"] == "approx").sum())
        assert f" {rough} points are approximate." in words
    assert (f"Not shown at this scale: {small.sum()} places." in alt) == bool(small.any())


def test_no_text_below_the_map_overlaps_another(held):
    for frame in FRAMES:
        ax = plot_map(held["2020-05-18"], frame=frame, on="2020-05-18")
        ax.figure.draw_without_rendering()
        boxes = [(box.get_title().get_text(), box.get_window_extent()) for box in ax.findobj(Legend)]
        boxes += [("notes", found(ax, "notes")[0].get_window_extent())]
        for (one, first), (other, second) in itertools.combinations(boxes, 2):
            assert not first.padded(-0.5).overlaps(second.padded(-0.5)), f"{frame}: {one}, {other}"
        assert all(box.y1 < ax.get_window_extent().y0 and box.x1 < ax.figure.bbox.x1 for _, box in boxes)


def test_a_map_draws_on_axes_handed_in_and_leaves_the_table_alone(held):
    table = held["2020-05-18"]
    before = table.copy(deep=True)
    _, ax = plt.subplots(figsize=(7, 7))
    assert plot_map(table, frame="tripoli", ax=ax, surface=True) is ax
    pd.testing.assert_frame_equal(table, before)
    window = find_frame("tripoli")
    assert (*ax.get_xlim(), *ax.get_ylim()) == (window.west, window.east, window.south, window.north)


def test_an_empty_table_says_so_and_a_missing_column_is_named(held):
    table = held["2020-05-18"]
    ax = plot_map(table.iloc[:0], frame="tripoli", surface=True)
    assert "No places in this frame" in [text.get_text() for text in ax.texts]
    assert describe_map(table.iloc[:0], "tripoli").startswith("An empty map of Greater Tripoli")
    for column in ("place_id", "lon", "lat", "kind", "holder", "certainty", "population", "name_ar"):
        with pytest.raises(ParameterError, match=f"lacks column '{column}'"):
            plot_map(table.drop(columns=column), frame="tripoli")


@pytest.mark.parametrize("standard", ["certain", "likely", "claimed only"])
def test_what_is_attested_less_than_asked_is_not_called_unknown(held, case, periods, standard):
    day = "2019-06-26"
    loose, window = held[day], find_frame("northwest")
    strict = lc.held_on(periods, case.gazetteer, day, minimum_certainty=standard)
    order = list(theme.CERTAINTIES)
    weaker = loose["certainty"].map(order.index) > order.index(standard)
    told = in_frame(loose[weaker & (loose["holder"] != "unknown")], window)["place_id"]
    unknown = int((in_frame(loose, window)["holder"] == "unknown").sum())
    ax = plot_map(strict, frame=window, on=day, labels=False)
    words = {"certain": "only what is certain", "likely": "only what is likely or certain",
             "claimed only": "only what is told, nothing inferred"}[standard]  # fmt: skip
    short = "inferred only" if standard == "claimed only" else f"attested less than {standard}"
    alt = describe_map(strict, window, day)
    assert ax.get_title(loc="left") == f"{window.title}, 26 June 2019: {words}"
    assert f"on 26 June 2019, {words}: " in alt
    assert short in legends(ax)["Held by"]
    assert f"{len(told)} {short} and left blank" in notes(ax).replace("\n", " ")
    assert f"Left blank, for the holder is {short}: {len(told)} places" in alt
    assert (f"the holder of {unknown} not known" in notes(ax)) == bool(unknown)
    seen = in_frame(strict, window)
    (marks,), (signs,) = found(ax, "places"), found(ax, "holder signs")
    blank = seen["place_id"].isin(told).to_numpy()
    assert (marks.get_facecolors()[blank, 3] == 0).all()
    assert (marks.get_facecolors()[~blank, 3] == 1).all()
    assert all((len(path.vertices) > 0) for path, left in zip(signs.get_paths(), blank, strict=True) if left)
    doubt = str(tell_doubt(seen))
    assert f"{len(told)} {short}" in doubt
    listed = doubt.split(f"**{short.capitalize()}**: ")[1].split(".\n")[0].rstrip(".").split(", ")
    assert listed == sorted(seen.loc[blank, "place"])


# --- the surface ---------------------------------------------------------------------------------


@pytest.mark.parametrize("frame", FRAMES)
def test_the_surface_colours_no_sea_and_fades_with_distance_from_evidence(held, frame):
    window = find_frame(frame)
    table = held["2020-05-18"]
    ax = plot_map(table, frame=frame, surface=True, labels=False)
    (picture,) = found(ax, "surface")
    image = np.asarray(picture.get_array())
    rows, columns = image.shape[:2]
    west, east, south, north = picture.get_extent()
    assert (west, east, south, north) == (window.west, window.east, window.south, window.north)
    lon = west + (np.arange(columns) + 0.5) * (east - west) / columns
    lat = south + (np.arange(rows) + 0.5) * (north - south) / rows
    points = np.column_stack([np.tile(lon, rows), np.repeat(lat, columns)])
    alpha = image[..., 3].ravel()
    assert (alpha > 0).sum() > 200
    assert on_land(points[alpha > 0]).all()
    assert picture.get_clip_path() is not None
    seen = in_frame(table, window)
    sure = seen[seen["certainty"].isin(["certain", "likely"]) & (seen["holder"] != "unknown")]
    straight = haversine_km(points[:, :1], points[:, 1:], sure["lon"].to_numpy(), sure["lat"].to_numpy()).min(axis=1)
    reach = window.scale_km / 2
    cell = haversine_km(lon[0], lat[rows // 2], lon[1], lat[rows // 2])
    assert (alpha[straight > reach + 2 * cell] == 0).all()
    assert (alpha <= 0.5 * np.clip(1 - (straight - 2 * cell) / reach, 0, 1) + 1e-6).all()
    colors = {tuple(np.round(to_rgba(theme.STYLES[holder].color)[:3], 4)) for holder in sure["holder"]}
    assert {tuple(np.round(color, 4)) for color in image[alpha.reshape(rows, columns) > 0][:, :3]} <= colors
    (words,) = found(ax, "surface note")
    assert "interpolation, not evidence" in words.get_text()


def test_the_way_to_the_nearest_place_never_crosses_the_sea(held):
    window = find_frame("sirte-jufra")
    seen = in_frame(held["2020-05-18"], window)
    only = seen[seen["place_id"] == "benghazi"]
    assert only["certainty"].iloc[0] == "certain"
    surface = nearest_attested(only, window)
    assert (surface.nearest[surface.land] == 0).all()
    assert np.isnan(surface.distance_km[~surface.land]).all()
    lon, lat = np.meshgrid(surface.lon, surface.lat)
    straight = haversine_km(lon, lat, only["lon"].iloc[0], only["lat"].iloc[0])
    ratio = surface.distance_km[surface.land] / straight[surface.land]
    far = straight[surface.land] > 60
    assert ratio[far].min() > 0.95
    across = np.unravel_index(np.nanargmin(np.where(surface.land, np.hypot(lon - 15.4, lat - 32.3), np.nan)), lon.shape)
    assert straight[across] < 460
    assert surface.distance_km[across] > 1.4 * straight[across]  # round the gulf


@pytest.mark.parametrize("frame", FRAMES)
def test_the_surface_is_blank_where_two_holders_are_equally_near_and_round_contested_ground(held, frame):
    window, table = find_frame(frame), held["2020-05-18"]
    seen = in_frame(table, window)
    ax = plot_map(table, frame=frame, surface=True, labels=False)
    image = np.asarray(found(ax, "surface")[0].get_array())
    surface = nearest_attested(seen, window)
    shaded = image[..., 3] > 0
    assert shaded.any()
    assert (surface.distance_km[shaded] < 0.75 * surface.rival_km[shaded]).all()
    # straight lines, worked out anew: no shaded cell has a mark held otherwise clearly nearer than one of its own holder
    lon, lat = np.meshgrid(surface.lon, surface.lat)
    own = seen["holder"].to_numpy()[surface.nearest]
    cell_km = haversine_km(surface.lon[0], surface.lat[0], surface.lon[1], surface.lat[0])
    for holder in set(own[shaded]):
        cells = shaded & (own == holder)
        points = lon[cells][:, None], lat[cells][:, None]
        alike, rest = (
            haversine_km(*points, rows["lon"].to_numpy(), rows["lat"].to_numpy()).min(axis=1)
            for rows in (seen[seen["holder"] == holder], seen[~seen["holder"].isin([holder, "unknown"])])
        )
        assert (rest > alike - 2 * cell_km).all(), holder
    assert "contested" not in own[shaded]
    for (y, x), (dy, dx) in itertools.product(np.argwhere(shaded), ((0, 1), (1, 0))):
        if y + dy < shaded.shape[0] and x + dx < shaded.shape[1] and shaded[y + dy, x + dx]:
            assert own[y, x] == own[y + dy, x + dx]  # no border between two colours
    key = legends(ax)["Shading: interpolated, not evidence"]
    assert key == [f"nearest: {theme.STYLES[holder].label}" for holder in theme.in_order(set(own[shaded]))]
    assert "interpolation, not evidence" in notes(ax)
    dated = plot_map(table, frame=frame, surface=True, on="2020-05-18", labels=False)
    assert dated.get_title(loc="left") == f"{window.title}, 18 May 2020 (shading: an interpolation)"
    assert "interpolation, not evidence" in describe_map(table, frame, surface=True)
    assert "interpolation" not in describe_map(table, frame)


def test_only_certain_and_likely_places_shade_the_land(held):
    window = find_frame("northwest")
    seen = in_frame(held["2020-05-18"], window)
    surface = nearest_attested(seen, window)
    used = seen.iloc[np.unique(surface.nearest[surface.nearest >= 0])]
    assert set(used["certainty"]) <= {"certain", "likely"}
    weak = seen[~seen["certainty"].isin(["certain", "likely"])]
    assert np.isinf(nearest_attested(weak, window).distance_km[surface.land]).all()
    ax = plot_map(weak, frame="northwest", surface=True, labels=False)
    assert found(ax, "surface") == []


# --- words and files -----------------------------------------------------------------------------


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("frame", FRAMES)
def test_alt_text_counts_the_holders_and_names_the_contested(held, frame, day):
    seen = in_frame(held[day], find_frame(frame))
    text = describe_map(held[day], frame, day)
    counts = seen["holder"].value_counts()
    assert f"{len(seen)} places" in text
    for holder in ("GNA", "LNA"):
        assert (f"the {holder} {counts.get(holder)}" in text) == (holder in counts)
    for place in seen.loc[seen["holder"] == "contested", "place"]:
        assert place in text.split("Contested: ")[1].split(".")[0]
    assert text.endswith(".")
    assert "nan" not in text
    assert "  " not in text


def test_files_are_written_by_their_endings_with_alt_text_inside(held, tmp_path):
    table = held["2020-06-05"]
    ax = plot_map(table, frame="tripoli", on="2020-06-05", language="both")
    alt = describe_map(table, "tripoli", "2020-06-05") + ' <&"'
    with Image.open(save_figure(ax, tmp_path / "new" / "map.png", alt=alt, dpi=80)) as image:
        assert image.text["Description"] == alt
        pixels = np.asarray(image.convert("L"))
    rim = np.concatenate([pixels[:3].ravel(), pixels[-3:].ravel(), pixels[:, :3].ravel(), pixels[:, -3:].ravel()])
    assert (rim == 255).all()
    from lxml import etree

    page = etree.parse(str(save_figure(ax, tmp_path / "map.svg", alt=alt))).getroot()
    names = {"s": "http://www.w3.org/2000/svg"}
    assert page.get("role") == "img"
    told = [page.find(f"s:{tag}", names) for tag in ("title", "desc")]
    assert [element.text for element in told] == ["Greater Tripoli, 5 June 2020", alt]
    assert page.get("aria-labelledby").split() == [element.get("id") for element in told]
    drawn = {group.get("id") for group in page.iter("{*}g")}
    assert {f"label|{place}" for place in labels(ax)} <= drawn
    assert save_figure(ax, tmp_path / "map.PDF").read_bytes().startswith(b"%PDF")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["map.PDF", "map.svg", "new"]


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_the_same_map_gives_the_same_bytes(held, tmp_path, ending):
    files = []
    for name in ("one", "two"):
        ax = plot_map(held["2020-06-05"], frame="sirte-jufra", on="2020-06-05")
        files.append(save_figure(ax, tmp_path / f"{name}.{ending}", alt="A map."))
    assert files[0].read_bytes() == files[1].read_bytes()
    assert b"2026" not in files[0].read_bytes()[:3000]


def test_a_file_of_another_kind_is_refused_and_what_stood_there_stays(held, tmp_path):
    ax = plot_map(held["2020-06-05"], frame="tripoli")
    with pytest.raises(ParameterError, match=r"'map.gif' by its ending. Known: .png, .svg, .pdf"):
        save_figure(ax, "map.gif")
    (tmp_path / "map.png").mkdir()
    with pytest.raises(LibyaConflictError, match="is a folder"):
        save_figure(ax, tmp_path / "map.png")


def test_a_picture_of_fewer_colours_keeps_those_of_small_marks(held):
    import io

    from libyaconflict.charts.show import draw_pixels, png

    ax = plot_map(held["2020-05-18"], frame="northwest", surface=True)
    first = draw_pixels(ax.figure, dpi=100)[..., :3].astype(int)
    assert len(np.unique(first.reshape(-1, 3), axis=0)) > 1000
    with Image.open(io.BytesIO(png(ax.figure, dpi=100))) as lean:
        assert lean.mode == "P"
        second = np.asarray(lean.convert("RGB")).astype(int)
    assert first.shape == second.shape
    assert np.abs(first - second).max() < 30
