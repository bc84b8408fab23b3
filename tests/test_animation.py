import sys

import imageio_ffmpeg
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgb
from matplotlib.legend import Legend
from PIL import Image

from libyaconflict import theme
from libyaconflict.errors import DateError, LibyaConflictError, ParameterError
from libyaconflict.keydays import key_days, net_changes
from libyaconflict.mapped import daily_states, held_on
from libyaconflict.maps import in_frame, plot_map
from libyaconflict.maps.animation import animate_map, describe_animation, frames_of
from libyaconflict.maps.encode import make_palette, write_mp4
from libyaconflict.maps.marks import drawn_sign, look_of
from libyaconflict.maps.moving import MovingMap

FOOT = ("day", "month", "phase", "change", "notes")
SHORT = {"start": "2020-05-28", "end": "2020-06-06", "width_in": 5, "dpi": 60}


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def film(case, periods):
    return MovingMap(periods, case.gazetteer, phases=case.phases, dpi=60)


def day(text):
    return pd.Timestamp(text)


def said(film):
    return {text.get_gid(): text.get_text() for text in film.ax.texts if text.get_gid() in FOOT}


def ringed(film):
    rings = next(artist for artist in film.ax.collections if artist.get_gid() == "changed places")
    return sorted(map(tuple, np.asarray(rings.get_offsets()).tolist()))


def points(case, place_ids):
    return sorted((case.gazetteer.places.loc[p, "lon"], case.gazetteer.places.loc[p, "lat"]) for p in place_ids)


# --- what a picture shows ------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(shift=st.integers(0, 429))
def test_the_marks_of_a_day_are_those_of_the_table_of_that_day(case, periods, film, shift):
    when = day("2019-04-04") + pd.Timedelta(days=shift)
    film.image(when)
    table = in_frame(held_on(periods, case.gazetteer, when.date()), film.frame)
    told = {(r.lon, r.lat, *look_of(r.holder, r.certainty).face) for r in table.itertuples()}
    shapes = film.marks.shapes
    drawn = np.hstack([shapes.get_offsets(), shapes.get_facecolors()])
    assert len(drawn) == len(table) > 90
    assert {tuple(map(float, item)) for item in drawn} == told


@pytest.mark.parametrize("when", ["2019-04-04", "2020-04-13", "2020-06-05"])
def test_a_picture_has_the_artists_of_the_static_map(case, periods, film, when):
    film.image(when)
    ax = plot_map(held_on(periods, case.gazetteer, when), frame=film.frame)
    for name, moving in zip(("places", "holder signs"), film.marks, strict=True):
        still = next(artist for artist in ax.collections if artist.get_gid() == name)
        for ask in ("get_offsets", "get_facecolors", "get_edgecolors", "get_sizes", "get_linewidths"):
            np.testing.assert_array_equal(getattr(moving, ask)(), getattr(still, ask)(), err_msg=ask)
        for one, other in zip(moving.get_paths(), still.get_paths(), strict=True):
            np.testing.assert_array_equal(one.vertices, other.vertices)


@pytest.mark.parametrize("when", ["2019-04-04", "2019-06-26", "2019-12-31", "2020-06-06"])
def test_a_picture_is_the_one_that_drawing_everything_anew_gives(film, when):
    quick, slow = film.image(when), film.image_in_full(when)
    assert (quick != slow).any(axis=2).mean() < 1e-4


def test_a_picture_does_not_depend_on_those_before_it(film):
    first = film.image("2020-05-23")
    film.image("2020-06-05")
    assert (film.image("2020-05-23") == first).all()
    assert (film.image("2020-05-24") != first).any()


def test_the_stamp_the_bar_and_the_phase_tell_the_day(film):
    film.image("2020-04-13")
    words = said(film)
    assert (words["day"], words["month"], words["phase"]) == ("13", "April 2020", "Peace Storm")
    past = next(patch for patch in film.figure.findobj() if patch.get_gid() == "past")
    assert past.get_width() == (day("2020-04-13") - day("2019-04-04")).days + 1


def test_it_halts_on_the_key_days_of_the_places_shown(case, periods, film):
    table = key_days(periods, film.place_ids, "2019-04-04", "2020-06-06")
    pd.testing.assert_frame_equal(film.pauses, table)
    marks = [line for line in film.figure.findobj() if line.get_gid() == "key day"]
    assert [line.get_xdata()[0] for line in marks] == [theme.day_number(d) + 0.5 for d in table["day"]]


def test_on_a_key_day_it_says_what_changed_and_rings_those_places_alone(case, periods, film):
    film.image("2020-04-13")
    changed = net_changes(periods, film.place_ids, "2020-04-13", "2020-04-13")["place_id"]
    assert "sabratha" in set(changed)
    assert ringed(film) == points(case, changed)
    assert said(film)["change"].startswith("13 April 2020:  Sabratha, ")
    film.image("2020-04-14")
    assert ringed(film) == []
    assert said(film)["change"] == ""


def test_no_day_is_shown_under_the_caption_of_another(film):
    halts = set(film.pauses["day"])
    for when in pd.date_range("2020-05-20", "2020-06-06"):
        film.image(when)
        told = said(film)["change"]
        assert bool(told) == (when in halts)
        assert told.startswith(f"{when.day} {when:%B %Y}:  ") or not told


def test_a_short_film_halts_on_every_day_of_a_reported_change(case, periods):
    film = MovingMap(periods, case.gazetteer, start="2020-05-31", end="2020-06-07", dpi=60)
    net = net_changes(periods, film.place_ids, "2020-05-31", "2020-06-07")
    reported = net[net["certainty"] != "inferred"]["day"].unique()
    assert {day("2020-06-03"), day("2020-06-04")} <= set(reported)
    assert film.pauses["day"].tolist() == list(reported)
    film.image("2020-06-03")
    assert "Tripoli international airport" in said(film)["change"]
    seconds = [p.seconds for p in frames_of(periods, case.gazetteer, **SHORT | {"start": "2020-06-03"}, fps=10)]
    assert seconds == pytest.approx([1.6, 1.6, 1.6, 1.6])


@pytest.mark.parametrize("frame", ["libya", "northwest", "tripoli", "sirte-jufra"])
def test_every_word_lies_within_the_picture_and_off_the_others(case, periods, frame):
    film = MovingMap(periods, case.gazetteer, frame=frame, phases=case.phases)
    for when in (day("2019-09-30"), *film.pauses["day"]):
        film.image(when)
        edge = film.figure.bbox
        boxes = {
            text.get_gid(): text.get_window_extent()
            for text in film.ax.texts
            if text.get_gid() in FOOT and text.get_text()
        }
        boxes |= {n: legend.get_window_extent() for n, legend in enumerate(film.ax.findobj(Legend))}
        bar = film.figure.axes[1].get_tightbbox()
        for box in boxes.values():
            assert edge.x0 <= box.x0 <= box.x1 <= edge.x1
            assert edge.y0 <= box.y0 <= box.y1 <= edge.y1
        pairs = [(one, other) for one in boxes for other in boxes if str(one) < str(other)]
        assert not [pair for pair in pairs if boxes[pair[0]].overlaps(boxes[pair[1]])]
        assert not [gid for gid, box in boxes.items() if box.overlaps(bar)]


def test_a_film_of_the_certain_alone_says_so_and_calls_nothing_unknown_that_is_attested_less(case, periods):
    options = {"start": "2020-06-04", "end": "2020-06-06", "dpi": 60, "minimum_certainty": "certain"}
    film = MovingMap(periods, case.gazetteer, **options)
    assert film.title == "Northwest Libya, 4–6 June 2020: only what is certain"
    entries = [text.get_text() for legend in film.ax.findobj(Legend) for text in legend.get_texts()]
    assert "attested less than certain" in entries
    film.image("2020-06-05")
    held = film.held("2020-06-05")
    signs = [path.vertices.tolist() for path in film.marks.signs.get_paths()]
    dashed = [sign == drawn_sign("withheld").vertices.tolist() for sign in signs]
    assert dashed == (held["withheld"] == "certain").tolist()
    assert sum(dashed) > 80
    assert "not known" not in said(film)["notes"]


def test_no_place_flashes(periods, film):
    """A mark changes at most six times, there and back three times, in any second of 12 days (WCAG 2.2, 2.3.1)."""
    rows = periods[periods["place_id"].isin(film.place_ids)]
    states = daily_states(rows[rows["start"] > day("2019-04-04")])
    for _, starts in states.groupby("place_id")["start"]:
        days = starts.sort_values().tolist()
        assert all((later - first).days >= 12 for first, later in zip(days, days[6:], strict=False))


# --- files ---------------------------------------------------------------------------------------------------------


def test_pictures_last_as_long_as_they_say(case, periods):
    made = list(frames_of(periods, case.gazetteer, fps=10, pause_seconds=2, pause_days=["2020-06-05"], **SHORT))
    assert [p.day for p in made] == list(pd.date_range("2020-05-28", "2020-06-06"))
    assert sum(p.seconds for p in made) == pytest.approx(10 / 10 + 2)
    assert [bool(p.text) for p in made] == [False] * 8 + [True, False]
    assert {p.image.shape for p in made} == {made[0].image.shape}
    assert all(side % 2 == 0 for side in made[0].image.shape[:2])
    assert made[0].image is not made[1].image


@pytest.mark.parametrize("fps", [7, 12])
def test_a_gif_has_a_frame_a_day_and_lasts_days_and_pauses(case, periods, tmp_path, fps):
    path = animate_map(
        periods, case.gazetteer, tmp_path / "x.gif", fps=fps, pause_days=["2020-06-04", "2020-06-05"], **SHORT
    )
    with Image.open(path) as image:
        shown = []
        for n in range(image.n_frames):
            image.seek(n)
            shown.append(image.info["duration"])
        assert image.info["loop"] == 0
    assert len(shown) == 10
    assert sum(shown) / 1000 == pytest.approx(10 / fps + 2 * 1.5, abs=0.006)
    assert [n for n, ms in enumerate(shown) if ms > 1500] == [7, 8]


def test_the_frames_of_a_gif_are_the_pictures_with_the_holders_colours_exact(case, periods, tmp_path):
    path = animate_map(periods, case.gazetteer, tmp_path / "x.gif", **SHORT)
    exact = [tuple(round(255 * c) for c in to_rgb(theme.side_style(h).color)) for h in ("GNA", "LNA")]
    with Image.open(path) as image:
        for n, picture in enumerate(frames_of(periods, case.gazetteer, **SHORT)):
            image.seek(n)
            read = np.asarray(image.convert("RGB"))
            assert np.abs(read.astype(int) - picture.image).mean() < 1.0
            for colour in exact:
                there = (picture.image == colour).all(axis=2)
                assert there.any()
                assert (read[there] == colour).all()


def test_an_mp4_lasts_days_and_pauses_and_plays_anywhere(case, periods, tmp_path):
    path = animate_map(periods, case.gazetteer, tmp_path / "x.mp4", fps=12, pause_days=["2020-06-05"], **SHORT)
    frames, seconds = imageio_ffmpeg.count_frames_and_secs(path)
    assert frames == 10 + 18
    assert seconds == pytest.approx(10 / 12 + 1.5, abs=0.02)
    reader = imageio_ffmpeg.read_frames(path)
    about = next(reader)
    assert about["codec"] == "h264"
    assert about["pix_fmt"].startswith("yuv420p")
    content = path.read_bytes()
    assert 0 < content.index(b"moov") < content.index(b"mdat")
    wide, high = about["size"]
    first = np.frombuffer(next(reader), dtype=np.uint8).reshape(high, wide, 3)
    reader.close()
    picture = next(frames_of(periods, case.gazetteer, pause_days=["2020-06-05"], **SHORT)).image
    assert np.abs(first.astype(int) - picture).mean() < 3


def test_the_same_film_is_the_same_file(case, periods, tmp_path):
    one, two = (animate_map(periods, case.gazetteer, tmp_path / name, **SHORT) for name in ("1.gif", "2.gif"))
    assert one.read_bytes() == two.read_bytes()


def test_a_film_may_be_of_one_day(case, periods, tmp_path):
    path = animate_map(periods, case.gazetteer, tmp_path / "x.gif", **SHORT | {"start": "2020-06-06"})
    with Image.open(path) as image:
        assert image.info["duration"] == 1580


def test_progress_is_told_day_by_day(case, periods, tmp_path):
    told = []
    animate_map(periods, case.gazetteer, tmp_path / "x.gif", progress=lambda *n: told.append(n), **SHORT)
    assert told == [(n, 10) for n in range(1, 11)]


# --- faults --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["gif", "mp4"])
def test_a_failure_leaves_the_old_file_and_nothing_beside_it(case, periods, tmp_path, ending):
    path = tmp_path / f"x.{ending}"
    path.write_text("old", encoding="utf-8")

    def stop(done, total):
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        animate_map(periods, case.gazetteer, path, progress=stop, **SHORT)
    assert path.read_text(encoding="utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_all_faulty_options_are_named_at_once(case, periods, tmp_path):
    with pytest.raises(ParameterError) as caught:
        animate_map(periods, case.gazetteer, tmp_path / "x.avi", fps=0, pause_seconds=-1)
    for part in ("'x.avi' ends in '.avi'. Known: .gif, .mp4", "fps is 0", "pause_seconds is -1"):
        assert part in str(caught.value)


@pytest.mark.parametrize(
    ("options", "kind", "message"),
    [
        ({"start": "2018-01-01"}, DateError, "lies outside the case, which runs from 2019-01-01"),
        ({"start": "2020-06-06", "end": "2020-06-01"}, ParameterError, "before it starts"),
        ({"pause_days": ["2019-01-05"]}, ParameterError, "2019-01-05, which lies outside 2019-04-04 to 2020-06-06"),
        ({"pause_days": ["June"]}, DateError, "June"),
        ({"frame": "moon"}, ParameterError, "no frame 'moon'"),
        ({"minimum_certainty": "sure"}, ParameterError, "Known: certain"),
        ({"language": "fr"}, ParameterError, "'fr'"),
        ({"width_in": 3}, ParameterError, "width_in is 3; it must be 4 or more"),
    ],
)
def test_faults_are_told_before_anything_is_written(case, periods, tmp_path, options, kind, message):
    with pytest.raises(kind, match=message):
        animate_map(periods, case.gazetteer, tmp_path / "x.gif", dpi=60, **options)
    assert not list(tmp_path.iterdir())


def test_without_ffmpeg_an_mp4_is_refused_in_plain_words(case, periods, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LibyaConflictError, match=r"pip install 'libyaconflict\[video\]'"):
        animate_map(periods, case.gazetteer, tmp_path / "x.mp4", **SHORT)
    assert not list(tmp_path.iterdir())


def test_without_imageio_the_systems_ffmpeg_serves(case, periods, tmp_path, monkeypatch):
    (tmp_path / "ffmpeg").symlink_to(imageio_ffmpeg.get_ffmpeg_exe())
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    path = animate_map(periods, case.gazetteer, tmp_path / "x.mp4", fps=10, pause_days=[], **SHORT)
    assert imageio_ffmpeg.count_frames_and_secs(path) == (10, 1.0)


def test_what_ffmpeg_complains_of_is_passed_on(tmp_path):
    odd = np.zeros((11, 13, 3), dtype=np.uint8)
    with pytest.raises(LibyaConflictError, match="ffmpeg could not write the film: .+"):
        write_mp4(tmp_path / "x.mp4", iter([odd] * 3), [1] * 3, fps=5)


def test_a_palette_holds_the_colours_to_keep_and_the_samples_own():
    sample = np.zeros((20, 20, 3), dtype=np.uint8)
    sample[:10] = (10, 200, 30)
    palette = {tuple(map(int, colour)) for colour in make_palette([sample], [(1, 2, 3)])}
    assert {(1, 2, 3), (10, 200, 30), (0, 0, 0)} <= palette


def test_words_for_those_who_cannot_see_it_name_the_halts(case, periods):
    table = key_days(periods, case.gazetteer, "2020-06-01", "2020-06-06", most=1)
    text = describe_animation(table, title="Libya", start="2020-06-01", end="2020-06-06")
    assert text.startswith("Libya: a film of who held each place, one frame a day, 1–6 June 2020. It halts on 1 day: ")
    assert "4 June 2020, Qasr bin Ghashir, Abu Salim and Ain Zara: contested to GNA; " in text
    assert text.endswith("; 2 inferred.")
