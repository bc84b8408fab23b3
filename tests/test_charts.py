import base64
import io
import itertools
import re

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.legend import Legend
from matplotlib.text import Text
from PIL import Image

from libyaconflict import charts, code_documents, theme
from libyaconflict.charts.claims import SOURCE
from libyaconflict.charts.layout import label_points, pack_rows, shorten, spread, text_width, wrap
from libyaconflict.charts.shifts import elide
from libyaconflict.charts.show import png
from libyaconflict.dispatches import foremost_tellings, list_tellings, read_reports
from libyaconflict.errors import ParameterError
from libyaconflict.shifts import count_held, count_turnover, find_shifts, measure_front, select_periods, surest
from libyaconflict.timeline import count_tempo, label_happenings, list_tolls, select_events

WINDOWS = {
    "week": ("2020-06-01", "2020-06-07"),
    "two months": ("2020-04-15", "2020-06-15"),
    "22 months": ("2019-01-01", "2020-10-23"),
}
KINDS = [
    "timeline",
    "tempo by side",
    "tempo by type",
    "tolls",
    "control",
    "shifts",
    "turnover",
    "held",
    "people",
    "front",
    "claims",
]


@pytest.fixture(autouse=True)
def _clean():
    before = dict(mpl.rcParams)
    yield
    plt.close("all")
    assert dict(mpl.rcParams) == before


def day(text):
    return pd.Timestamp(text)


def number(text):
    return theme.day_number(day(text))


def found(ax, gid):
    """All artists of the axes whose gid is, or begins with, this."""
    return [artist for artist in ax.findobj() if str(artist.get_gid() or "").split("|")[0] == gid]


def written(ax):
    return [text.get_text() for text in ax.figure.findobj(Text) if text.get_visible() and text.get_text()]


def legends(ax):
    """The entries of each legend, by its title."""
    boxes = ax.findobj(Legend)
    return {box.get_title().get_text(): [text.get_text() for text in box.get_texts()] for box in boxes}


def in_force(periods, **columns):
    """One period, or several, of a made-up place."""
    base = {
        "place": "Here", "holder": "GNA", "start": day("2020-01-01"), "end": day("2020-01-10"),
        "start_earliest": day("2020-01-01"), "start_latest": day("2020-01-01"), "certainty": "certain",
    }  # fmt: skip
    return pd.DataFrame([base | row | columns for row in periods])


def changes(*rows):
    base = {
        "date": day("2020-01-05"), "place": "Here", "holder_before": "LNA", "holder_after": "GNA",
        "earliest": day("2020-01-05"), "latest": day("2020-01-05"), "certainty": "certain",
    }  # fmt: skip
    return pd.DataFrame([base | row for row in rows])


def happenings(*rows):
    base = {
        "earliest": day("2020-01-05"), "latest": day("2020-01-05"), "approximate": False,
        "event_type": "capture", "side": "GNA", "label": "",
    }  # fmt: skip
    return pd.DataFrame([base | row for row in rows])


def deaths(*rows):
    base = {
        "earliest": day("2020-01-05"), "latest": day("2020-01-05"), "place": "Here", "fatalities_min": pd.NA,
        "fatalities_max": pd.NA, "cumulative": False,
    }  # fmt: skip
    table = pd.DataFrame([base | row for row in rows])
    return table.astype({"fatalities_min": "Int64", "fatalities_max": "Int64"})


# --- laws that hold for every chart of the real case ---------------------------------------------


@pytest.fixture(scope="module")
def tables(case, timeline, periods):
    """For each window and kind of chart: the table, the options of the chart, those of its words."""
    made = {}
    dispatches, _ = read_reports(case.folder / "dispatches")
    tellings = list_tellings(code_documents(dispatches, places=case.places), case)
    for name, (start, end) in WINDOWS.items():
        span, settled = {"start": start, "end": end}, case.gazetteer.settled
        told = label_happenings(select_events(timeline, **span), 14)
        moved = find_shifts(periods, **span, place_ids=list(settled))
        most = surest(moved, 45)
        places = list(dict.fromkeys(most["place_id"]))
        held = count_held(periods, case.gazetteer, **span)
        phases = {"phases": case.phases}
        made |= {
            (name, "timeline"): (told, span | phases, span),
            (name, "tempo by side"): (count_tempo(told, by="side"), phases, {}),
            (name, "tempo by type"): (count_tempo(told, by="event_type"), phases, {}),
            (name, "tolls"): (list_tolls(told), span | phases, span),
            (name, "control"): (select_periods(periods, places, **span), span | phases, span),
            (name, "shifts"): (most, span | phases, span),
            (name, "turnover"): (count_turnover(moved).head(25), {}, {}),
            (name, "held"): (held, phases, {}),
            (name, "people"): (held, phases | {"measure": "population"}, {"measure": "population"}),
            (name, "front"): (measure_front(periods, case.gazetteer, **span), phases, {}),
            (name, "claims"): (foremost_tellings(tellings, day(start), day(end), most=60), span | phases, span),
        }
    return made


PLOTS = {
    "timeline": (charts.plot_timeline, charts.describe_timeline),
    "tempo by side": (charts.plot_tempo, charts.describe_tempo),
    "tempo by type": (charts.plot_tempo, charts.describe_tempo),
    "tolls": (charts.plot_tolls, charts.describe_tolls),
    "control": (charts.plot_control, charts.describe_control),
    "shifts": (charts.plot_shifts, charts.describe_shifts),
    "turnover": (charts.plot_turnover, charts.describe_turnover),
    "held": (charts.plot_held, charts.describe_held),
    "people": (charts.plot_held, charts.describe_held),
    "front": (charts.plot_front_distance, charts.describe_front_distance),
    "claims": (charts.plot_claims, charts.describe_claims),
}


def text_boxes(ax):
    """The box of each text that is drawn, in pixels."""
    figure = ax.figure
    figure.draw_without_rendering()
    ticks = {}
    for axis in (ax.xaxis, ax.yaxis):
        low, high = sorted(axis.get_view_interval())
        for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
            for label in (tick.label1, tick.label2):
                ticks[id(label)] = low <= tick.get_loc() <= high
    texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    texts = [text for text in texts if ticks.get(id(text), True)]
    return [(text.get_text(), Text.get_window_extent(text)) for text in texts]


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("kind", KINDS)
def test_no_two_texts_overlap_and_none_leaves_the_page(tables, kind, window):
    table, options, _ = tables[window, kind]
    ax = PLOTS[kind][0](table, **options)
    boxes = text_boxes(ax)
    for (one, first), (other, second) in itertools.combinations(boxes, 2):
        wide = min(first.x1, second.x1) - max(first.x0, second.x0)
        tall = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert min(wide, tall) < 1, f"{one!r} overlaps {other!r}"
    left, right = 0, ax.figure.bbox.width
    assert [text for text, box in boxes if box.x0 < left or box.x1 > right] == []
    page = ax.figure.get_tightbbox().padded(0.02)
    dpi = ax.figure.dpi
    for text, box in boxes:
        inside = (
            page.x0 <= box.x0 / dpi and box.x1 / dpi <= page.x1 and page.y0 <= box.y0 / dpi and box.y1 / dpi <= page.y1
        )
        assert inside, f"{text!r} is cut off"


@pytest.mark.parametrize("window", ["week", "22 months"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_saved_picture_has_a_white_rim(tables, kind, window):
    table, options, _ = tables[window, kind]
    pixels = np.asarray(Image.open(io.BytesIO(png(PLOTS[kind][0](table, **options).figure, dpi=50))).convert("L"))
    rim = np.concatenate([pixels[:3].ravel(), pixels[-3:].ravel(), pixels[:, :3].ravel(), pixels[:, -3:].ravel()])
    assert (rim == 255).all()
    assert (pixels < 200).any()


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_draws_on_axes_handed_in_and_leaves_the_table_alone(tables, kind):
    table, options, _ = tables["week", kind]
    before = table.copy(deep=True)
    _, ax = plt.subplots(figsize=(9, 6))
    assert PLOTS[kind][0](table, ax=ax, **options) is ax
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_takes_a_title_and_names_its_sources(tables, kind):
    table, options, _ = tables["week", kind]
    ax = PLOTS[kind][0](table, title="A heading", source="Source: the test.", **options)
    assert ax.get_title(loc="left") == "A heading"
    assert any(text.endswith("Source: the test.") for text in written(ax))
    assert not any("Source" in text for text in written(PLOTS[kind][0](table, source="", **options)))


@pytest.mark.parametrize("span", list(WINDOWS))
@pytest.mark.parametrize("kind", KINDS)
def test_the_line_of_sources_stands_below_all_else_and_is_the_last_thing_in_the_picture(tables, kind, span):
    table, options, _ = tables[span, kind]
    ax = PLOTS[kind][0](table, **options)
    ax.figure.canvas.draw()
    (line,) = [text for text in ax.texts if "Source:" in text.get_text()]
    others = [*ax.findobj(Legend), *ax.get_xticklabels(which="both"), *(text for text in ax.texts if text is not line)]
    lowest = min(other.get_window_extent().y0 for other in others if other.get_visible())
    assert line.get_window_extent().y1 <= lowest
    bare = PLOTS[kind][0](table, source="", **options)
    one, other = (np.asarray(Image.open(io.BytesIO(png(axes.figure))).convert("L")) for axes in (ax, bare))
    assert 15 <= one.shape[0] - other.shape[0] <= 60  # one or two lines more, and the gap above them


def test_wrapped_parts_fill_lines_and_no_line_is_too_wide():
    parts = [f"{n} {'phase' * (n % 4 + 1)}" for n in range(1, 14)]
    lines = wrap(parts, "  ·  ", 7, 300)
    assert "  ·  ".join(lines).split("  ·  ") == parts
    assert all(text_width(line, 7) <= 300 for line in lines)
    firsts = [line.split("  ·  ")[0] for line in lines[1:]]
    assert all(
        text_width(f"{line}  ·  {first}", 7) > 290 for line, first in zip(lines, firsts, strict=False)
    )  # the next would not have fitted, but for a hair


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_table_gives_labelled_empty_axes_without_invented_days(tables, kind):
    table, options, _ = tables["week", kind]
    options = {key: value for key, value in options.items() if key not in ("start", "end")}
    ax = PLOTS[kind][0](table.iloc[:0], **options)
    said = written(ax)
    assert sum(text.startswith("No ") for text in said) == 1
    assert (SOURCE if kind == "claims" else theme.SOURCE) in said
    assert not any("2000" in text for text in said)
    assert found(ax, "mark") == []
    assert PLOTS[kind][1](table.iloc[:0]).startswith("An empty chart: the window holds no ")


@pytest.mark.parametrize("kind", ["timeline", "tolls", "control", "shifts", "claims"])
def test_an_empty_window_still_shows_its_days_and_phases(tables, kind):
    table, options, _ = tables["week", kind]
    said = written(PLOTS[kind][0](table.iloc[:0], **options))
    assert "1 Jun\n2020" in said
    assert "Collapse in the west" in said


NEEDED = {
    "timeline": ["earliest", "latest", "approximate", "event_type"],
    "tempo by side": ["week", "events"],
    "tolls": ["earliest", "latest", "place", "fatalities_min", "fatalities_max", "cumulative"],
    "control": ["place", "holder", "start", "end", "start_earliest", "start_latest", "certainty"],
    "shifts": ["date", "place", "holder_before", "holder_after", "earliest", "latest", "certainty"],
    "turnover": ["place", "changes", "holders"],
    "held": ["day", "holder", "places"],
    "people": ["day", "holder", "population"],
    "front": ["day", "distance_km", "place", "certainty"],
    "claims": ["place", "status", "side", "earliest", "latest", "day", "docs"],
}


@pytest.mark.parametrize(("kind", "column"), [(kind, name) for kind, names in NEEDED.items() for name in names])
def test_a_missing_column_is_named(tables, kind, column):
    table, options, _ = tables["week", kind]
    with pytest.raises(ParameterError, match=f"lacks column '{column}'"):
        PLOTS[kind][0](table.drop(columns=column), **options)


@pytest.mark.parametrize("kind", ["timeline", "tolls", "control", "shifts", "claims"])
def test_a_window_that_ends_before_it_starts_is_refused(tables, kind):
    table, _, _ = tables["week", kind]
    with pytest.raises(ParameterError, match="ends .2020-06-01. before it starts .2020-06-07."):
        PLOTS[kind][0](table, start="2020-06-07", end="2020-06-01")


@pytest.mark.parametrize(
    ("kind", "column", "bad"),
    [
        ("timeline", "side", "gna"),
        ("tempo by side", "side", "gna"),
        ("control", "holder", "nobody"),
        ("control", "certainty", "sure"),
        ("shifts", "holder_after", "nobody"),
        ("held", "holder", "nobody"),
        ("claims", "side", "gna"),
        ("claims", "status", "sure"),
    ],
)
def test_an_unknown_side_or_certainty_is_refused(tables, kind, column, bad):
    table, options, _ = tables["week", kind]
    with pytest.raises(ParameterError, match=f"unknown .* '{bad}'"):
        PLOTS[kind][0](table.assign(**{column: bad}), **options)


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("kind", KINDS)
def test_alt_text_is_one_tidy_paragraph(tables, kind, window):
    table, _, span = tables[window, kind]
    text = PLOTS[kind][1](table, **span)
    assert text.endswith(".")
    assert not re.search(r"nan|NaT|None|<NA>|_|\n|  |\.\.|, and |\b1 (places|changes|happenings|days)\b", text)


# --- the phases ----------------------------------------------------------------------------------


def test_phases_are_named_where_they_fit_and_else_numbered_with_a_legend(tables, case):
    table, options, _ = tables["22 months", "control"]
    ax = charts.plot_control(table, **options)
    strip = found(ax, "phase")
    assert len(strip) == len(case.phases)
    for patch, phase in zip(strip, case.phases.sort_values("start").itertuples(), strict=True):
        first, last = (
            max(number(WINDOWS["22 months"][0]), theme.day_number(phase.start)),
            theme.day_number(phase.end) + 1,
        )
        assert (patch.get_x(), patch.get_x() + patch.get_width()) == (first, last)
    above = {text.get_text() for text in found(ax, "phase name")}
    (listed,) = [text.get_text() for text in found(ax, "phase names")]
    assert listed.count("\n") <= 1
    for rank, name in enumerate(case.phases.sort_values("start")["name"], 1):
        assert name in above or (str(rank) in above and f"{rank} {name}" in listed)


def test_a_phase_is_cut_to_the_window(tables):
    table, options, _ = tables["week", "control"]
    ax = charts.plot_control(table, **options)
    spans = [(patch.get_x(), patch.get_x() + patch.get_width()) for patch in found(ax, "phase")]
    assert spans == [(number("2020-06-01"), number("2020-06-06")), (number("2020-06-06"), number("2020-06-08"))]
    assert {"Collapse in the west", "Sirte-Jufra line"} <= set(written(ax))


def test_a_sliver_of_a_phase_is_neither_numbered_nor_listed(case, timeline):
    ax = charts.plot_timeline(timeline, start="2019-04-03", end="2020-10-23", phases=case.phases)
    (listed,) = [text.get_text() for text in found(ax, "phase names")]
    above = {text.get_text() for text in found(ax, "phase name")}
    assert len(found(ax, "phase")) == len(case.phases)
    assert set(re.findall(r"\d+", listed)) == {text for text in above if text.isdigit()}
    assert "Before the offensive" not in listed


# --- control -------------------------------------------------------------------------------------


def bars(ax):
    return {bar.get_gid(): bar for bar in ax.patches if "|" in str(bar.get_gid())}


def test_a_bar_is_as_long_as_its_days_and_looks_like_its_holder():
    table = in_force(
        [
            {"end": day("2020-01-04")},
            {"holder": "LNA", "start": day("2020-01-05"), "certainty": "likely"},
        ]
    )
    drawn = bars(charts.plot_control(table))
    one, other = drawn["GNA|certain"], drawn["LNA|likely"]
    assert (one.get_x(), one.get_width()) == (number("2020-01-01"), 4)
    assert (other.get_x(), other.get_width()) == (number("2020-01-05"), 6)
    assert to_hex(one.get_facecolor()) == "#004488"
    assert (one.get_hatch() or "", other.get_hatch()) == ("", "////")


def test_bars_are_cut_to_the_window():
    ax = charts.plot_control(in_force([{}]), start="2020-01-03", end="2020-01-05")
    (bar,) = bars(ax).values()
    assert (bar.get_x(), bar.get_width()) == (number("2020-01-03"), 3)
    assert ax.get_xlim() == (number("2020-01-03"), number("2020-01-06"))


def test_certainty_is_thickness_and_a_mere_claim_is_hollow_and_dashed():
    kinds = ["certain", "likely", "claimed only", "inferred"]
    table = in_force([{"place": kind, "certainty": kind} for kind in kinds])
    ax = charts.plot_control(table)
    drawn = {kind: bars(ax)[f"GNA|{kind}"] for kind in kinds}
    tall = {kind: bar.get_height() for kind, bar in drawn.items()}
    assert tall["certain"] > tall["likely"] + 0.2 > tall["inferred"] + 0.4
    assert to_hex(drawn["claimed only"].get_facecolor()) == "#ffffff"
    assert drawn["claimed only"].get_linewidth() > 0
    assert drawn["claimed only"].get_linestyle() != "-"
    assert all(to_hex(drawn[kind].get_facecolor()) != "#ffffff" for kind in kinds if kind != "claimed only")
    assert legends(ax)["How sure"] == kinds


def test_places_keep_the_order_of_the_table_top_down():
    ax = charts.plot_control(in_force([{"place": name} for name in ("Zuwara", "Arada", "Mizda")]))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Zuwara", "Arada", "Mizda"]
    top, bottom = ax.transData.transform([(0, 0), (0, 2)])[:, 1]
    assert top > bottom


def test_a_bracket_spans_the_days_of_doubt_below_the_bars():
    table = in_force(
        [
            {"end": day("2020-01-04")},
            {
                "holder": "LNA",
                "start": day("2020-01-05"),
                "start_earliest": day("2020-01-03"),
                "start_latest": day("2020-01-06"),
            },
        ]
    )
    ax = charts.plot_control(table)
    (bracket,) = found(ax, "bracket")
    assert (min(bracket.get_xdata()), max(bracket.get_xdata())) == (number("2020-01-03"), number("2020-01-07"))
    assert max(bracket.get_ydata()) > max(bar.get_y() + bar.get_height() for bar in bars(ax).values())
    assert "day of change uncertain" in legends(ax)["How sure"]


def test_a_bracket_is_open_where_it_leaves_the_window():
    table = in_force(
        [{"start": day("2020-01-05"), "start_earliest": day("2020-01-01"), "start_latest": day("2020-01-05")}]
    )
    (closed,) = found(charts.plot_control(table, start="2020-01-01", end="2020-01-09"), "bracket")
    (opened,) = found(charts.plot_control(table, start="2020-01-03", end="2020-01-09"), "bracket")
    assert len(closed.get_xdata()) == len(opened.get_xdata()) + 1
    assert min(opened.get_xdata()) == number("2020-01-03")


def test_a_holder_of_part_of_a_day_has_a_mark():
    table = in_force([{"end": day("2020-01-04")}, {"start": day("2020-01-05"), "within_day": "LNA"}], holder="GNA")
    ax = charts.plot_control(table.fillna({"within_day": ""}))
    (mark,) = found(ax, "within")
    assert (mark.get_xdata()[0], mark.get_marker()) == (number("2020-01-05") + 0.5, "s")
    assert "held within that day only" in legends(ax)["How sure"]


def test_the_real_week_draws_tarhouna_passing_on_5_june(tables):
    table, options, _ = tables["week", "control"]
    ax = charts.plot_control(table, **options)
    row = [label.get_text() for label in ax.get_yticklabels()].index("Tarhouna")
    mine = [
        bar for bar in ax.patches if "|" in str(bar.get_gid()) and abs(bar.get_y() + bar.get_height() / 2 - row) < 0.1
    ]
    spans = [(bar.get_gid(), bar.get_x(), bar.get_width()) for bar in sorted(mine, key=lambda bar: bar.get_x())]
    assert spans == [("LNA|certain", number("2020-06-01"), 4), ("GNA|certain", number("2020-06-05"), 3)]


def test_alt_text_of_control_counts_within_the_window(tables):
    table, _, span = tables["week", "control"]
    text = charts.describe_control(table, **span)
    first = table[(table["start"] <= "2020-06-01") & (table["end"] >= "2020-06-01")]["holder"].value_counts()
    last = table[(table["start"] <= "2020-06-07") & (table["end"] >= "2020-06-07")]["holder"].value_counts()
    assert f"Who held {table['place'].nunique()} places, 1–7 June 2020." in text
    assert f"On the first day: the GNA {first['GNA']}, the LNA {first['LNA']}" in text
    assert f"on the last: the GNA {last['GNA']}" in text


def test_alt_text_of_control_without_a_window_tells_only_of_days_known_for_every_place():
    table = in_force([{"start": day("2019-05-01")}, {"place": "There", "end": day("2020-01-08")}])
    text = charts.describe_control(table)
    assert text.startswith("Who held 2 places, 1–8 January 2020. On the first day: the GNA 2; on the last: the GNA 2.")
    assert "No place passed from one holder to another." in text


def test_days_not_known_are_no_change_of_hands():
    rows = [{"end": day("2020-01-03")}, {"start": day("2020-01-04"), "end": day("2020-01-06"), "holder": "unknown",
            "certainty": "not known"}, {"start": day("2020-01-07")}, {"place": "There"}]  # fmt: skip
    assert "No place passed" in charts.describe_control(in_force(rows))


def test_one_place_is_told_period_by_period():
    rows = [{"end": day("2020-01-04")}, {"start": day("2020-01-05"), "holder": "LNA", "certainty": "claimed only"}]
    assert charts.describe_control(in_force(rows), end="2020-01-08") == (
        "Who held Here: the GNA 1–4 January 2020 (certain); the LNA 5–8 January 2020 (claimed only)."
    )


# --- shifts --------------------------------------------------------------------------------------


def test_the_large_mark_stands_on_the_day_with_the_small_one_at_its_left():
    ax = charts.plot_shifts(changes({}), start="2020-01-01", end="2020-01-10")
    (before,), (after,) = found(ax, "before"), found(ax, "after")
    assert after.get_xdata()[0] == number("2020-01-05") + 0.5
    places = [mark.get_transform().transform(mark.get_xydata())[0, 0] for mark in (before, after)]
    assert places[0] < places[1] == pytest.approx(ax.transData.transform((number("2020-01-05") + 0.5, 0))[0])
    assert (before.get_marker(), after.get_marker()) == ("s", "o")
    assert before.get_markersize() < after.get_markersize()
    assert (to_hex(before.get_markerfacecolor()), to_hex(after.get_markerfacecolor())) == ("#ddaa33", "#004488")


def test_certainty_is_the_size_of_the_mark():
    kinds = ["certain", "likely", "claimed only", "inferred"]
    ax = charts.plot_shifts(changes(*({"place": kind, "certainty": kind} for kind in kinds)))
    size = {mark.get_gid().split("|")[2]: mark.get_markersize() for mark in found(ax, "after")}
    assert size["certain"] > size["likely"] + 1 > size["inferred"] + 2
    hollow = {
        mark.get_gid().split("|")[2] for mark in found(ax, "after") if to_hex(mark.get_markerfacecolor()) == "#ffffff"
    }
    assert hollow == {"claimed only"}
    assert legends(ax)["How sure"] == kinds


def test_marks_of_one_place_do_not_hide_each_other():
    rows = [{"date": day("2020-01-05")}, {"date": day("2020-01-05"), "holder_before": "GNA", "holder_after": "LNA"}]
    ax = charts.plot_shifts(changes(*rows), start="2019-01-01", end="2020-10-23")
    heights = [mark.get_ydata()[0] for mark in found(ax, "after")]
    assert len(set(heights)) == 2


def test_the_days_of_doubt_of_a_change_are_bracketed():
    ax = charts.plot_shifts(
        changes({"earliest": day("2020-01-02"), "latest": day("2020-01-05")}), start="2020-01-01", end="2020-01-09"
    )
    (bracket,) = found(ax, "bracket")
    assert (min(bracket.get_xdata()), max(bracket.get_xdata())) == (number("2020-01-02"), number("2020-01-06"))
    assert found(charts.plot_shifts(changes({})), "bracket") == []


def test_the_sequence_says_where_a_change_is_missing():
    rows = [{}, {"date": day("2020-01-08")}]
    assert "LNA → GNA → … → LNA → GNA" in written(charts.plot_shifts(changes(*rows)))
    rows = [{}, {"date": day("2020-01-08"), "holder_before": "GNA", "holder_after": "LNA"}]
    assert "LNA → GNA → LNA" in written(charts.plot_shifts(changes(*rows)))


def test_alt_text_of_few_changes_names_each():
    assert charts.describe_shifts(
        changes({}, {"place": "There", "holder_after": "contested", "certainty": "likely"})
    ) == (
        "2 changes of hands: Here from the LNA to the GNA on 5 January 2020 (certain); "
        "There from the LNA to contested on 5 January 2020 (likely)."
    )


def test_alt_text_of_the_real_week_counts_gains_and_names_the_busiest_day(tables):
    table, _, span = tables["week", "shifts"]
    text = charts.describe_shifts(table, **span)
    to_gna, on_fifth = (table["holder_after"] == "GNA").sum(), (table["date"] == "2020-06-05").sum()
    assert text.startswith(f"{len(table)} changes of hands at {table['place'].nunique()} places, ")
    assert f"{to_gna} to the GNA" in text
    assert f"The day with most of them is 5 June 2020, with {on_fifth}." in text
    assert f"{(table['certainty'] == 'inferred').sum()} inferred" in text


# --- turnover ------------------------------------------------------------------------------------


def test_turnover_has_a_block_for_each_change_in_the_colour_of_who_took_over():
    ax = charts.plot_turnover(pd.DataFrame({"place": ["Here"], "changes": [2], "holders": ["LNA > GNA > LNA"]}))
    blocks = [(bar.get_x(), bar.get_width(), bar.get_gid(), to_hex(bar.get_facecolor())) for bar in ax.patches]
    assert blocks == [(0, 1, "GNA", "#004488"), (1, 1, "LNA", "#ddaa33")]
    assert "2:  LNA → GNA → LNA" in written(ax)
    assert legends(ax) == {"Passed to": ["GNA", "LNA"]}
    assert ax.get_xlim()[0] == 0


def test_alt_text_of_a_table_cut_short_claims_nothing_beyond_it(periods):
    table = count_turnover(find_shifts(periods))
    for rows in (1, 3, 25):
        text = charts.describe_turnover(table.head(rows))
        total = table["changes"].head(rows).sum()
        assert "in all" not in text
        assert rows == 1 or str(total) not in re.findall(r"\d+", text)
        assert text.startswith(f"Changes of hands at {rows} place")
        assert table["place"].iloc[0] in text
        assert re.search(rf"\b{table['changes'].iloc[0]}\b", text)


def test_alt_text_of_turnover_names_equals():
    table = pd.DataFrame({"place": ["A", "B", "C"], "changes": [2, 2, 1], "holders": ["LNA > GNA > LNA"] * 3})
    assert charts.describe_turnover(table) == (
        "Changes of hands at 3 places, from 2 down to 1 each. Most often of these: A and B. "
        "A went from the LNA to the GNA to the LNA."
    )


def test_a_long_sequence_loses_its_middle():
    holders = ["local", *["LNA", "GNA"] * 9]
    text = elide(holders, theme.TINY_PT, 120)
    assert text_width(text, theme.TINY_PT) <= 120
    assert text.startswith("local → ")
    assert text.endswith(" → GNA")
    assert text.count("…") == 1
    assert elide(holders, theme.TINY_PT, 9999) == " → ".join(holders)


# --- held, front ---------------------------------------------------------------------------------


HELD = pd.DataFrame(
    {
        "day": pd.to_datetime(["2020-01-01", "2020-01-02", "2020-01-03"] * 3),
        "holder": ["GNA"] * 3 + ["LNA"] * 3 + ["other"] * 3,
        "places": [1, 1, 4, 5, 5, 2, 0, 0, 0],
        "population": [0.0] * 9,
    }
)


def test_held_is_drawn_as_steps_to_the_end_of_the_last_day():
    ax = charts.plot_held(HELD)
    lines = {line.get_label(): line for line in ax.lines}
    assert set(lines) == {"GNA", "LNA"}  # "others" never held anything
    assert list(lines["GNA"].get_ydata()) == [1, 1, 4, 4]
    assert lines["GNA"].get_xdata()[-1] == number("2020-01-04")
    assert lines["GNA"].get_drawstyle() == "steps-post"
    assert lines["GNA"].get_linestyle() != lines["LNA"].get_linestyle()
    assert ax.get_ylim()[0] == 0
    assert {"GNA 4", "LNA 2"} <= set(written(ax))


def test_where_no_population_is_known_nobody_is_said_to_hold_nobody():
    assert "No population is known in this window" in written(charts.plot_held(HELD, measure="population"))
    assert charts.describe_held(HELD, measure="population").startswith("An empty chart")


def test_alt_text_of_held_has_first_last_and_the_largest_gain():
    assert charts.describe_held(HELD) == (
        "Places held by each side, 1–3 January 2020, on the first day and on the last: the GNA 1, then 4; "
        "the LNA 5, then 2. The largest gain of a single day went to the GNA: 3 more on 3 January 2020."
    )


FRONT = pd.DataFrame(
    {
        "day": pd.date_range("2020-01-01", "2020-01-06"),
        "distance_km": [40.0, 40.0, 10.0, np.nan, 10.0, 10.0],
        "place": ["Far", "Far", "Near", "", "Near", "Near"],
        "certainty": ["certain", "certain", "likely", "", "inferred", "inferred"],
    }
)


def test_the_front_is_solid_where_sure_dotted_where_not_and_open_where_unknown():
    ax = charts.plot_front_distance(FRONT)
    sure = [tuple(line.get_xdata()) for line in found(ax, "firm")]
    loose = [tuple(line.get_xdata()) for line in found(ax, "loose")]
    assert sure == [
        (number("2020-01-01"), number("2020-01-03")),
        (number("2020-01-03"), number("2020-01-04")),
    ]
    assert loose == [(number("2020-01-05"), number("2020-01-07"))]
    assert len(found(ax, "riser")) == 1  # none over the day that is not known
    assert ax.get_yscale() == "log"
    assert {"Far 40 km", "Near 10 km"} <= set(written(ax))
    assert "(log scale)" in ax.get_ylabel()


def test_a_linear_front_starts_at_zero_and_says_nothing_of_logs():
    ax = charts.plot_front_distance(FRONT, scale="linear")
    assert ax.get_ylim()[0] == 0
    assert "log" not in ax.get_ylabel()


def test_alt_text_of_the_front_has_distances_days_and_gaps():
    assert charts.describe_front_distance(FRONT) == (
        "Distance from Tripoli's centre to the nearest place held by the LNA: 40 km (Far) on 1 January 2020, "
        "10 km (Near) on 6 January 2020. Nearest 10 km (Near), first on 3 January 2020; farthest 40 km (Far), "
        "first on 1 January 2020. Not known on 1 day."
    )


# --- timeline ------------------------------------------------------------------------------------


def test_a_day_is_a_mark_in_its_middle_and_an_interval_a_bar():
    table = happenings({}, {"side": "LNA", "latest": day("2020-01-08")})
    ax = charts.plot_timeline(table, start="2020-01-01", end="2020-01-10")
    marks = {mark.get_gid(): mark for mark in found(ax, "mark")}
    assert marks["mark|GNA"].get_xdata()[0] == number("2020-01-05") + 0.5
    (bar,) = found(ax, "bar")
    assert (bar.get_gid(), bar.get_x(), bar.get_width()) == ("bar|LNA", number("2020-01-05"), 4)
    assert marks["mark|LNA"].get_xdata()[0] == number("2020-01-07")


def test_a_day_is_never_drawn_as_an_interval(tables):
    table, options, _ = tables["week", "timeline"]
    ax = charts.plot_timeline(table, **options)
    assert len(found(ax, "bar")) == (table["earliest"] != table["latest"]).sum()


@pytest.mark.parametrize("window", WINDOWS)
def test_every_happening_has_its_mark_and_no_mark_hides_another(tables, window):
    table, options, _ = tables[window, "timeline"]
    ax = charts.plot_timeline(table, **options)
    marks = [(x, y, mark.get_markersize()) for mark in found(ax, "mark") for x, y in mark.get_xydata()]
    assert len(marks) == len(table)
    points = ax.transData.transform([(x, y) for x, y, _ in marks]) * 72 / ax.figure.dpi
    away = np.abs(points[:, None] - points[None]).max(axis=2)
    np.fill_diagonal(away, np.inf)
    assert away.min() >= marks[0][2] * 0.98


def test_an_approximate_date_is_hollow_and_its_bar_dashed():
    table = happenings({"approximate": True}, {"approximate": True, "latest": day("2020-01-09")})
    ax = charts.plot_timeline(table, start="2020-01-01", end="2020-01-10")
    assert {to_hex(mark.get_markerfacecolor()) for mark in found(ax, "mark")} == {"#ffffff"}
    (bar,) = found(ax, "bar")
    assert to_hex(bar.get_facecolor()) == "#ffffff"
    assert bar.get_linestyle() != "-"
    assert "approximate" in legends(ax)["Date"]
    assert "approximate" not in legends(charts.plot_timeline(happenings({})))["Date"]


def test_lanes_are_kinds_of_event_from_the_top_down_and_shapes_are_sides():
    table = happenings({}, {"event_type": "talks", "side": "none"}, {"event_type": "airstrike", "side": "LNA"})
    ax = charts.plot_timeline(table)
    names = sorted(
        zip(ax.get_yticks(), [label.get_text() for label in ax.get_yticklabels()], strict=True), reverse=True
    )
    assert [name for _, name in names] == ["Claims and changes", "Strikes", "Diplomacy"]
    assert {mark.get_gid(): mark.get_marker() for mark in found(ax, "mark")} == {
        "mark|GNA": "o", "mark|none": "D", "mark|LNA": "s",
    }  # fmt: skip
    assert legends(ax)["Side of the actor"] == ["GNA", "LNA", "neither side"]


@pytest.mark.parametrize("window", WINDOWS)
def test_every_label_is_written_with_a_leader_to_its_mark(tables, window):
    table, options, _ = tables[window, "timeline"]
    ax = charts.plot_timeline(table, **options)
    wanted = sorted(table.loc[table["label"] != "", "label"])
    assert sorted(text.get_text() for text in found(ax, "label")) == wanted
    marks = {(round(x, 6), round(y, 6)) for mark in found(ax, "mark") for x, y in mark.get_xydata()}
    feet = {(round(line.get_xdata()[0], 6), round(line.get_ydata()[0], 6)) for line in found(ax, "leader")}
    assert feet <= marks


def test_alt_text_of_the_timeline_counts_kinds_and_gives_the_window(tables):
    table, _, span = tables["week", "timeline"]
    text = charts.describe_timeline(table, **span)
    kinds = table["event_type"].map(theme.family_of).value_counts()
    assert text.startswith(
        f"Timeline of {len(table)} happenings, 1–7 June 2020: claims and changes {kinds['control']}, "
    )
    assert f"fighting {kinds['fighting']}" in text
    assert "Tarhouna, capture (5 June 2020)" in text
    assert "2015" not in text.split("Named:")[0]


# --- claims --------------------------------------------------------------------------------------


def told(*rows):
    base = {
        "place": "Here", "status": "asserted", "side": "GNA", "earliest": day("2020-01-05"),
        "latest": day("2020-01-05"), "day": day("2020-01-05"), "docs": 1,
    }  # fmt: skip
    return pd.DataFrame([base | row for row in rows])


def test_the_fill_of_a_telling_says_how_it_is_told_without_colour():
    stances = ["confirmed", "asserted", "claimed", "denied", "planned"]
    ax = charts.plot_claims(told(*({"status": stance} for stance in stances)))
    marks = {mark.get_gid().split("|")[2]: mark for mark in found(ax, "telling")}
    looks = {
        stance: (mark.get_fillstyle(), to_hex(mark.get_markerfacecolor()), to_hex(mark.get_markeredgecolor()))
        for stance, mark in marks.items()
    }
    assert looks["asserted"] == ("full", "#004488", "#004488")
    assert looks["confirmed"] == ("full", "#004488", theme.INK)
    assert looks["claimed"][0] == "bottom"
    assert looks["planned"] == looks["denied"] == ("full", "#ffffff", "#004488")
    (cross,) = found(ax, "cross")
    assert cross.get_xydata().tolist() == marks["denied"].get_xydata().tolist()
    assert legends(ax)["How it is told"] == [
        "confirmed by a second voice", "asserted by the outlet", "claimed by somebody", "denied", "planned or possible",
    ]  # fmt: skip


def test_a_possible_event_is_drawn_as_a_planned_one():
    ax = charts.plot_claims(told({"status": "hypothetical"}))
    assert [mark.get_gid() for mark in found(ax, "telling")] == ["telling|GNA|planned"]


def test_shape_and_colour_say_whose_deed_it_is():
    ax = charts.plot_claims(told({}, {"side": "LNA"}, {"side": "unknown"}))
    assert {mark.get_gid().split("|")[1]: mark.get_marker() for mark in found(ax, "telling")} == {
        "GNA": "o", "LNA": "s", "unknown": "p",
    }  # fmt: skip
    assert legends(ax)["Whose deed"] == ["GNA", "LNA", "nobody named"]


def test_a_line_spans_the_days_that_a_telling_may_cover_and_a_number_says_how_often():
    ax = charts.plot_claims(told({"earliest": day("2020-01-02"), "latest": day("2020-01-07"), "docs": 3}))
    (line,) = found(ax, "days")
    assert list(line.get_xdata()) == [number("2020-01-02"), number("2020-01-07") + 1]
    assert [text.get_text() for text in found(ax, "docs")] == ["3"]
    assert found(ax, "telling")[0].get_xdata()[0] == number("2020-01-05") + 0.5
    assert "Line and number" not in legends(charts.plot_claims(told({})))


@pytest.mark.parametrize("window", WINDOWS)
def test_every_telling_has_its_mark_and_no_mark_hides_another(tables, window):
    table, options, _ = tables[window, "claims"]
    ax = charts.plot_claims(table, **options)
    marks = [(x, y) for mark in found(ax, "telling") for x, y in mark.get_xydata()]
    assert len(marks) == len(table) > 0
    points = ax.transData.transform(marks) * 72 / ax.figure.dpi
    away = np.abs(points[:, None] - points[None]).max(axis=2)
    np.fill_diagonal(away, np.inf)
    assert away.min() >= found(ax, "telling")[0].get_markersize()


def test_a_name_with_dollar_signs_is_no_formula():
    ax = charts.plot_claims(told({"place": "$x_$ camp"}))
    ax.figure.draw_without_rendering()
    assert not ax.get_yticklabels()[0]._preprocess_math(ax.get_yticklabels()[0].get_text())[1]


def test_one_day_is_shown_among_others():
    low, high = charts.plot_claims(told({})).get_xlim()
    assert high - low == 7


def test_alt_text_of_claims_counts_tellings_by_stance_and_side_and_names_denials():
    rows = told({"docs": 2}, {"place": "There", "status": "denied", "side": "LNA"}, {"place": "There"})
    assert charts.describe_claims(rows) == (
        "What reports tell of 2 places, 5 January 2020: 4 tellings, 3 asserted and 1 denied. By the side whose deed it "
        "is: the GNA 3 and the LNA 1. Most is told of Here (2) and There (2). Something is denied at There."
    )


# --- tempo and tolls -----------------------------------------------------------------------------


def test_the_weeks_are_stacked_to_their_totals(tables):
    table, options, _ = tables["two months", "tempo by side"]
    ax = charts.plot_tempo(table, **options)
    drawn = [bar for bar in ax.patches if bar.get_gid() in theme.STYLES]
    tops = {}
    for bar in drawn:
        week = round(bar.get_x() + bar.get_width() / 2 - 3.5)
        tops[week] = max(tops.get(week, 0), bar.get_y() + bar.get_height())
    weeks = table.groupby("week")["events"].sum()
    assert tops == {theme.day_number(week): total for week, total in weeks.items() if total}
    assert (
        sum(bar.get_height() for bar in drawn if bar.get_gid() == "GNA")
        == table.loc[table["side"] == "GNA", "events"].sum()
    )
    assert ax.get_ylim()[0] == 0


def test_event_types_are_gathered_in_the_lanes_of_the_timeline():
    table = pd.DataFrame(
        {"week": [day("2020-06-01")] * 3, "event_type": ["capture", "withdrawal", "talks"], "events": [2, 3, 1]}
    )
    ax = charts.plot_tempo(table)
    assert [(bar.get_gid(), bar.get_y(), bar.get_height()) for bar in ax.patches] == [
        ("control", 0, 5),
        ("diplomacy", 5, 1),
    ]
    assert legends(ax) == {"Kind of event": ["Claims and changes", "Diplomacy"]}
    assert charts.describe_tempo(table) == (
        "Events a week, 1–7 June 2020: 6 events in 1 week. The busiest week began on 1 June 2020, with 6. "
        "By kind: claims and changes 5 and diplomacy 1."
    )


def test_alt_text_of_the_tempo_adds_up(tables):
    table, _, _ = tables["22 months", "tempo by side"]
    text = charts.describe_tempo(table)
    weeks = table.groupby("week")["events"].sum()
    assert f"{table['events'].sum()} events in {len(weeks)} weeks" in text
    busiest = weeks.idxmax()
    assert f"began on {busiest.day} {busiest:%B %Y}, with {weeks.max()}." in text
    assert f"the LNA {table.loc[table['side'] == 'LNA', 'events'].sum()}" in text


def test_a_toll_runs_from_low_to_high_and_an_open_end_is_hollow():
    rows = [{"fatalities_min": 3, "fatalities_max": 8}, {"fatalities_min": 5}, {"fatalities_max": 2}]
    ax = charts.plot_tolls(deaths(*rows), start="2020-01-01", end="2020-01-10")
    (line,) = found(ax, "range")
    assert sorted(line.get_ydata()) == [3, 8]
    hollow = sorted(
        mark.get_ydata()[0] for mark in found(ax, "single") if to_hex(mark.get_markerfacecolor()) == "#ffffff"
    )
    assert hollow == [2, 5]
    assert {"Here: 3–8", "Here: 5 or more", "Here: up to 2"} <= set(written(ax))


def test_a_running_count_stands_on_its_last_day_over_the_days_it_covers():
    rows = [{"fatalities_min": 20, "fatalities_max": 20, "cumulative": True, "latest": day("2020-01-09")}]
    ax = charts.plot_tolls(deaths(*rows), start="2020-01-01", end="2020-01-10")
    (mark,), (line,) = found(ax, "cumulative"), found(ax, "period")
    assert (mark.get_marker(), mark.get_xdata()[0]) == ("D", number("2020-01-09") + 0.5)
    assert list(line.get_xdata()) == [number("2020-01-05"), number("2020-01-10")]


def test_a_count_that_ends_after_the_window_is_not_dated_to_its_last_day():
    rows = [{"fatalities_min": 20, "fatalities_max": 20, "cumulative": True, "latest": day("2020-02-09")}]
    ax = charts.plot_tolls(deaths(*rows), start="2020-01-01", end="2020-01-10")
    (mark,) = found(ax, "cumulative")
    assert (mark.get_marker(), mark.get_xdata()[0]) == (">", number("2020-01-11"))
    assert "Here: 20 by 9 Feb 2020" in written(ax)
    assert "counted to later" in legends(ax)["Reported deaths"]


@pytest.mark.parametrize("window", WINDOWS)
def test_no_line_of_a_toll_runs_through_the_name_of_another(tables, window):
    table, options, _ = tables[window, "tolls"]
    ax = charts.plot_tolls(table, **options)
    names = [text for text in ax.texts if ": " in text.get_text()]
    assert names
    for name, line in itertools.product(names, [*found(ax, "period"), *found(ax, "range")]):
        (x0, y0), (x1, y1) = ax.transData.transform(line.get_xydata())
        box = Text.get_window_extent(name).padded(-1)
        crossed = min(x0, x1) < box.x1 and max(x0, x1) > box.x0 and min(y0, y1) < box.y1 and max(y0, y1) > box.y0
        assert not crossed, name.get_text()


def test_a_toll_without_a_number_is_not_drawn_but_counted():
    ax = charts.plot_tolls(deaths({"fatalities_min": 1, "fatalities_max": 1}, {}))
    assert len(found(ax, "single")) == 1
    assert "1 report without a number is not drawn. " + theme.SOURCE in written(ax)
    assert charts.describe_tolls(deaths({"fatalities_min": 1, "fatalities_max": 1}, {})) == (
        "Deaths as reported, 5 January 2020: 1 single event. The highest for a single event: 1 (Here, 5 January 2020). "
        "1 report without a number is not drawn."
    )


def test_alt_text_of_tolls_keeps_running_counts_apart(tables):
    table, _, span = tables["22 months", "tolls"]
    text = charts.describe_tolls(table, **span)
    running = table[table["cumulative"]]
    high = running["fatalities_max"].fillna(running["fatalities_min"])
    top = running.loc[high.astype(int).idxmax()]
    assert f"{len(table) - len(running)} single events and {len(running)} running counts" in text
    assert f"The highest running count: {int(high.max()):,}" in text
    assert f"({top['place']}, " in text


# --- show and layout -----------------------------------------------------------------------------


def test_show_displays_a_png_with_its_alt_text_and_closes_the_figure(monkeypatch):
    told = []
    monkeypatch.setattr("IPython.display.display", lambda *args, **kwargs: told.append((args, kwargs)))
    ax = charts.plot_control(in_force([{}]))
    charts.show(ax, "Who held Here.")
    ((bundle,), options) = told[0]
    assert options["metadata"] == {"image/png": {"alt": "Who held Here."}}
    assert bundle["text/plain"] == "Who held Here."
    image = Image.open(io.BytesIO(base64.b64decode(bundle["image/png"])))
    assert image.format == "PNG"
    assert image.width > 900
    assert plt.get_fignums() == []


def test_text_is_measured_as_wide_as_it_is_drawn(tables):
    figure, ax = plt.subplots(dpi=theme.DPI)
    for words in ("GNA", "Buwayrat al-Hasun, capture", "1 Before the offensive  ·  2 Opening advance", "illiliil"):
        for size in (theme.TINY_PT, theme.SMALL_PT):
            drawn = (
                ax.text(0, 0, words, fontsize=size, fontfamily=theme.FONT).get_window_extent().width * 72 / figure.dpi
            )
            assert drawn <= text_width(words, size) <= drawn * 1.12 + 2


def test_text_is_cut_and_wrapped_to_its_room():
    assert shorten("Tripoli", 7, 500) == "Tripoli"
    cut = shorten("Tripoli international airport", 7, 60)
    assert cut.endswith("…")
    assert text_width(cut, 7) <= 60
    lines = wrap([f"{n} part of a legend" for n in range(9)], "  ·  ", 7, 200)
    assert len(lines) > 2
    assert all(text_width(line, 7) <= 200 for line in lines)
    assert "  ·  ".join(lines).count("part") == 9


def test_rows_are_packed_without_overlap_and_values_spread_in_order():
    assert pack_rows([(0, 2), (1, 3), (2, 4), (0, 9)]) == [0, 1, 0, 2]
    moved = spread([5, 5, 5, 0], gap=3, low=0, high=10)
    assert np.diff(sorted(moved)).min() >= 3 - 1e-9
    assert 0 <= min(moved) <= max(moved) <= 10
    assert moved[3] == min(moved)


def test_a_label_without_room_is_left_out():
    _, ax = plt.subplots(figsize=(3, 2))
    ax.set(xlim=(0, 1), ylim=(0, 1))
    assert label_points(ax, [(0.5, 0.5, "one"), (0.5, 0.5, "two")]) == ["one", "two"]
    assert label_points(ax, [(0.5, 0.5, "far too long for a picture as small as this one is, even so")]) == []
