"""A map that moves from day to day: the ground is drawn once, of each day only what it changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from .. import theme
from ..charts.layout import need, shorten, wrap
from ..dates import parse_day
from ..errors import DateError, ParameterError
from ..gazetteer import Gazetteer
from ..mapped import daily_states, held_on, key_days, net_changes, tell_changes
from .base import map_axes
from .control import in_frame
from .frames import Frame, find_frame
from .labels import place_labels
from .marks import Marks, draw_marks, restyle, shape_path

MARGIN_IN = 0.12
FOOT_IN = 1.52  # below the map: day and bar, what changed, legend, sources
LINES = 2  # of what changed, at most
RING_PT = 3.0  # from the edge of a mark to the ring of one that changes hands
BAR = {"past": "#6B7785", "ahead": "#E3E6EA"}


class MovingMap:
    """A figure whose map can be set to any day of a window, in a few milliseconds.

    Parameters are those of `frames_of`.

    Attributes
    ----------
    title : str
    days : DatetimeIndex
        The days of the window.
    pauses : DataFrame
        `day`, `text`, `n`: the days on which the map halts, as `key_days` gives them.
    place_ids : list of str
        The places shown, the most populous first.
    figure, ax : Figure, Axes
        The drawing and its map.
    marks : Marks
        The marks as they stand on the day set last.
    """

    def __init__(
        self, periods: pd.DataFrame, gazetteer: Gazetteer, *, frame: str | Frame = "northwest",
        start: str | dt.date = "2019-04-04", end: str | dt.date = "2020-06-06",
        pause_days: Iterable[str | dt.date] | None = None, language: str = "en", minimum_certainty: str = "inferred",
        phases: pd.DataFrame | None = None, title: str | None = None, source: str = theme.SOURCE,
        width_in: float = theme.WIDTH_IN, dpi: int = 110,
    ) -> None:  # fmt: skip
        self.frame = find_frame(frame)
        self.days = _window(periods, start, end)
        self._gazetteer = gazetteer
        first = self.days[0].date()
        shown = in_frame(held_on(periods, gazetteer, first), self.frame)
        self.place_ids = shown.sort_values("population", ascending=False, kind="stable")["place_id"].tolist()
        rows = periods[periods["place_id"].isin(self.place_ids)]
        self._states = daily_states(rows, minimum_certainty=minimum_certainty)
        self._turns = np.sort(self._states["start"].unique())
        options = {"minimum_certainty": minimum_certainty}
        self._changes = net_changes(periods, self.place_ids, first, self.days[-1].date(), **options)
        if pause_days is None:
            self.pauses = key_days(periods, self.place_ids, first, self.days[-1].date(), **options)
        else:
            self.pauses = self._given_days(pause_days)
        self._texts = dict(zip(self.pauses["day"], self.pauses["text"], strict=True))
        self._phases = phases
        if phases is not None:
            need(phases, "name", "start", "end")
        self.title = self.frame.title if title is None else title
        self._lay_out(width_in, dpi)
        self._draw_still(language, source)
        self._drawn: tuple | None = None

    def held(self, day: object) -> pd.DataFrame:
        """Give the places shown and who held them on a day, in the order in which they are drawn."""
        table = held_on(self._states, self._gazetteer, pd.Timestamp(day).date(), place_ids=self.place_ids)
        return in_frame(table, self.frame)

    def changed_on(self, day: object) -> list[str]:
        """Give the places shown that changed hands on a day, the most populous first."""
        return self._changes["place_id"][self._changes["day"] == pd.Timestamp(day)].tolist()

    def set_day(self, day: object) -> None:
        """Bring marks, day, bar and words to a day, without drawing them."""
        day = pd.Timestamp(day)
        held = self.held(day)
        offsets = held[["lon", "lat"]].to_numpy(dtype=float)
        for collection in self.marks:
            collection.set_offsets(offsets)
        self.marks.shapes.set_paths([shape_path(kind) for kind in held["kind"]])
        restyle(self.marks, held, scale=self.frame.mark_scale)
        self._set_words(day, held)
        self._set_day_of_bar(day)

    def image(self, day: object) -> np.ndarray:
        """Draw a day: an array of red, green and blue, shape (height, width, 3), uint8."""
        day = pd.Timestamp(day)
        canvas = self.figure.canvas
        renderer = canvas.get_renderer()
        look = self._look(day)
        if look == self._drawn:
            self._set_day_of_bar(day)
            canvas.restore_region(self._layer)
        else:
            self.set_day(day)
            canvas.restore_region(self._ground)
            for artist in self._seldom:
                artist.draw(renderer)
            self._layer, self._drawn = canvas.copy_from_bbox(self.figure.bbox), look
        for artist in self._daily:
            artist.draw(renderer)
        return np.asarray(canvas.buffer_rgba())[..., :3].copy()

    def image_in_full(self, day: object) -> np.ndarray:
        """Draw a day with everything in the figure anew: the same picture, many times slower."""
        self.set_day(day)
        for artist in (*self._seldom, *self._daily):
            artist.set_animated(False)
        self.figure.canvas.draw()
        for artist in (*self._seldom, *self._daily):
            artist.set_animated(True)
        self._drawn = None
        return np.asarray(self.figure.canvas.buffer_rgba())[..., :3].copy()

    def _given_days(self, asked: Iterable[str | dt.date]) -> pd.DataFrame:
        given = sorted({pd.Timestamp(parse_day(day)) for day in asked})
        outside = [day for day in given if day not in self.days]
        if outside:
            span = f"{self.days[0]:%Y-%m-%d} to {self.days[-1]:%Y-%m-%d}"
            raise ParameterError([f"pause_days has {day:%Y-%m-%d}, which lies outside {span}." for day in outside])
        rows = []
        for day in given:
            net = self._changes[self._changes["day"] == day]
            rows.append((day, tell_changes(net) if len(net) else "no place shown changes hands", len(net)))
        return pd.DataFrame(rows, columns=["day", "text", "n"]).astype({"day": "datetime64[ns]", "n": int})

    def _lay_out(self, width_in: float, dpi: int) -> None:
        inner = width_in - 2 * MARGIN_IN
        map_in, head_in = inner * self.frame.shape, MARGIN_IN + (0.3 if self.title else 0)
        wide, high = (2 * round(side * dpi / 2) for side in (width_in, head_in + map_in + FOOT_IN))  # even, for video
        self.figure = Figure(figsize=(wide / dpi, high / dpi), dpi=dpi, facecolor="white")
        FigureCanvasAgg(self.figure)
        self._high_in, self._wide_in = high / dpi, wide / dpi
        self.ax = self.figure.add_axes(
            (MARGIN_IN / self._wide_in, FOOT_IN / self._high_in, inner / self._wide_in, map_in / self._high_in)
        )
        map_axes(self.frame, ax=self.ax, title=self.title)
        self._bar = self.figure.add_axes(
            (2.25 / self._wide_in, (FOOT_IN - 0.3) / self._high_in, (width_in - 2.4) / self._wide_in,
             0.13 / self._high_in)
        )  # fmt: skip

    def _draw_still(self, language: str, source: str) -> None:
        seen = self.held(self.days[0])
        self.marks: Marks = draw_marks(self.ax, seen, scale=self.frame.mark_scale)
        foremost = [place for day in self.pauses["day"] for place in self.changed_on(day)[:3]]
        place_labels(self.ax, seen, language=language, name=foremost)
        self._draw_bar()
        self._write(MARGIN_IN, 0.08, source, theme.TINY_PT, theme.MUTED)
        rings = PathCollection(
            [Path.unit_circle()], sizes=[1.0], offsets=np.empty((0, 2)), offset_transform=self.ax.transData,
            facecolors="none", edgecolors=theme.INK, linewidths=1.1, gid="changed places", zorder=4.5,
        )  # fmt: skip
        rings.set_transform(IdentityTransform())
        self.ax.add_collection(rings, autolim=False)
        stamp = self._write(0.55, FOOT_IN - 0.31, "", 17, theme.INK, ha="right", weight="bold")
        month = self._write(0.62, FOOT_IN - 0.31, "", 17, theme.INK, weight="bold")
        phase = self._write(MARGIN_IN, FOOT_IN - 0.5, "", theme.SMALL_PT, theme.MUTED)
        said = self._write(MARGIN_IN, FOOT_IN - 0.62, "", theme.SMALL_PT, theme.INK, va="top")
        past = Rectangle((0, 0), 0, 1, facecolor=BAR["past"], linewidth=0, gid="past")
        self._bar.add_patch(past)
        for text, gid in ((stamp, "day"), (month, "month"), (phase, "phase"), (said, "change")):
            text.set_gid(gid)
        self._rings, self._stamp, self._month, self._phase, self._said, self._past = (
            rings, stamp, month, phase, said, past
        )  # fmt: skip
        self._seldom, self._daily = [*self.marks, rings, phase, said], [past, *self._lines, stamp, month]
        for artist in (*self._seldom, *self._daily):
            artist.set_animated(True)
        self.figure.canvas.draw()
        self._ground = self.figure.canvas.copy_from_bbox(self.figure.bbox)

    def _draw_bar(self) -> None:
        bar, first, last = self._bar, self.days[0], self.days[-1]
        self._lines: list = []
        theme.date_axis(bar, first, last)
        bar.set_ylim(0, 1)
        bar.set_yticks([])
        bar.set_facecolor(BAR["ahead"])
        for spine in bar.spines.values():
            spine.set_visible(False)
        for day in self.pauses["day"]:
            bar.plot(
                [theme.day_number(day) + 0.5], [1.55], marker="v", markersize=5, color=theme.INK, clip_on=False,
                linestyle="none", gid="key day",
            )  # fmt: skip
        if self._phases is not None:
            for begin in self._phases["start"]:
                if first < begin <= last:
                    self._lines.append(
                        bar.axvline(theme.day_number(begin), color="white", linewidth=1.2, zorder=3, gid="phase begins")
                    )

    def _look(self, day: pd.Timestamp) -> tuple:
        """Give what all but stamp and bar depend on: the state of the places, what is told, the phase."""
        turns = int(np.searchsorted(self._turns, np.datetime64(day), side="right"))
        told = int(self.pauses["day"].searchsorted(day, side="right"))
        return turns, told, bool(told) and self.pauses["day"].iloc[told - 1] == day, self._phase_on(day)

    def _set_day_of_bar(self, day: pd.Timestamp) -> None:
        self._stamp.set_text(f"{day.day}")
        self._month.set_text(f"{day:%B} {day.year}")
        begin = theme.day_number(self.days[0])
        self._past.set(x=begin, width=theme.day_number(day) + 1 - begin)

    def _set_words(self, day: pd.Timestamp, held: pd.DataFrame) -> None:
        _, told, halted, phase = self._look(day)
        self._phase.set_text(phase)
        self._said.set_text(self._tell(self.pauses["day"].iloc[told - 1]) if told else "")
        self._said.set_color(theme.INK if halted else theme.MUTED)
        rows = held[held["place_id"].isin(self.changed_on(day) if halted else [])]
        self._rings.set_offsets(rows[["lon", "lat"]].to_numpy(dtype=float))
        radius = rows["certainty"].map(theme.MARK_PT).to_numpy(dtype=float) * self.frame.mark_scale / 2 + RING_PT
        self._rings.set_sizes(np.square(radius))

    def _tell(self, day: pd.Timestamp) -> str:
        room = (self._wide_in - 2 * MARGIN_IN) * 72
        parts = self._texts[day].split("; ")
        lines = wrap([f"{day.day} {day:%B} {day.year}:  {parts[0]}", *parts[1:]], ";  ", theme.SMALL_PT, room)
        if len(lines) > LINES:
            lines = [*lines[: LINES - 1], ";  ".join(lines[LINES - 1 :])]
        return "\n".join(shorten(line, theme.SMALL_PT, room) for line in lines)

    def _phase_on(self, day: pd.Timestamp) -> str:
        if self._phases is None:
            return ""
        now = (self._phases["start"] <= day) & (self._phases["end"] >= day)
        return str(self._phases["name"][now].iloc[0]) if now.any() else ""

    def _write(self, x_in: float, y_in: float, text: str, size: float, color: str, **how):
        how = {"ha": "left", "va": "baseline"} | how
        return self.figure.text(
            x_in / self._wide_in, y_in / self._high_in, text, fontsize=size, color=color, fontfamily=theme.FONT, **how
        )


def _window(periods: pd.DataFrame, start: str | dt.date, end: str | dt.date) -> pd.DatetimeIndex:
    first, last = pd.Timestamp(parse_day(start)), pd.Timestamp(parse_day(end))
    if last < first:
        raise ParameterError([f"the window ends ({last:%Y-%m-%d}) before it starts ({first:%Y-%m-%d})."])
    low, high = periods["start"].min(), periods["end"].max()
    if first < low or last > high:
        asked, there = (f"{one:%Y-%m-%d} to {other:%Y-%m-%d}" for one, other in ((first, last), (low, high)))
        raise DateError(f"{asked} lies outside the case, which runs from {there}.")
    return pd.date_range(first, last)
