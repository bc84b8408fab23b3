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
from matplotlib.text import Annotation
from matplotlib.transforms import IdentityTransform

from .. import theme
from ..charts.layout import need, shorten, wrap
from ..charts.legend import legends_below
from ..dates import describe_span, parse_day
from ..errors import DateError, ParameterError
from ..gazetteer import Gazetteer
from ..keydays import halts_at, is_reported, key_days, net_changes
from ..mapped import daily_states, held_on
from .base import map_axes, scale_box
from .control import in_frame, note_unseen
from .frames import Frame, find_frame
from .labels import place_labels
from .legend import certainty_handles, holder_handles, kind_handles
from .marks import Marks, draw_marks, drawn_holders, restyle, shape_path
from .standard import only_what, short_of, standard_of

MARGIN_IN = 0.12
DOWN_PT = {"bar": 22, "phase": 38, "change": 53, "key": 82}  # how far below the map each begins
STAMP_PT = 186  # left of the bar, for the day
LEAST_IN = 4  # narrower, the bar of days has no room
LINES = 2  # of what changed, at most
SHORT_DAYS = 31  # so long a film halts on every day of a reported change of hands
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
        `day`, `text`, `n`, `reported`: the days on which the map halts, as `key_days` gives them; in a film of a month
        or less every day on which a place shown is reported to have changed hands.
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
        if width_in < LEAST_IN:
            raise ParameterError([f"width_in is {width_in!r}; it must be {LEAST_IN} or more."])
        self.frame = find_frame(frame)
        self.days = _window(periods, start, end)
        self._gazetteer = gazetteer
        first = self.days[0].date()
        shown = in_frame(held_on(periods, gazetteer, first), self.frame)
        self.place_ids = shown.sort_values("population", ascending=False, kind="stable")["place_id"].tolist()
        self._all_states = daily_states(periods, minimum_certainty=minimum_certainty)
        self._states = self._all_states[self._all_states["place_id"].isin(self.place_ids)]
        self._turns = np.sort(self._states["start"].unique())
        options = {"minimum_certainty": minimum_certainty}
        self._changes = net_changes(periods, self.place_ids, first, self.days[-1].date(), **options)
        if pause_days is not None:
            self.pauses = self._given_days(pause_days)
        elif len(self.days) <= SHORT_DAYS:
            told = self._changes[is_reported(self._changes)]
            self.pauses = halts_at(self._changes, told["day"].unique())
        else:
            self.pauses = key_days(periods, self.place_ids, first, self.days[-1].date(), **options)
        self._texts = dict(zip(self.pauses["day"], self.pauses["text"], strict=True))
        self._phases = phases
        if phases is not None:
            need(phases, "name", "start", "end")
        span = describe_span(first, self.days[-1].date())
        self._standard = standard_of(self._states)
        self.title = f"{self.frame.title}, {span}{only_what(self._standard)}" if title is None else title
        self._lay_out(width_in, dpi, source)
        self._draw_still(language)
        self._drawn: tuple | None = None

    def held(self, day: object) -> pd.DataFrame:
        """Give the places shown and who held them on a day, in the order in which they are drawn."""
        table = held_on(self._states, self._gazetteer, pd.Timestamp(day).date(), place_ids=self.place_ids)
        return in_frame(table, self.frame)

    def changed_on(self, day: object) -> list[str]:
        """Give the places shown that changed hands on a day, the best attested first, then the most populous."""
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
        return halts_at(self._changes, given, nothing="no place shown changes hands")

    def _lay_out(self, width_in: float, dpi: int, source: str) -> None:
        """Set the map over the bar of days, the key and the notes; the height is what they need, even in pixels."""
        wide, inner = 2 * round(width_in * dpi / 2) / dpi, width_in - 2 * MARGIN_IN
        map_in, head_in = inner * self.frame.shape, MARGIN_IN + (0.3 if self.title else 0)
        self._room = inner * 72
        self.figure = Figure(figsize=(wide, head_in + map_in + 3), dpi=dpi, facecolor="white")
        FigureCanvasAgg(self.figure)
        self.ax = self.figure.add_axes((MARGIN_IN / wide, 3 / (head_in + map_in + 3), inner / wide,
                                        map_in / (head_in + map_in + 3)))  # fmt: skip
        map_axes(self.frame, ax=self.ax, title=self.title)
        drop = legends_below(self.ax, self._legend(), drop=DOWN_PT["key"]) + 7
        notes = self._notes(source)
        self._write(0, drop, "\n".join(notes), theme.TINY_PT, theme.MUTED, va="top", gid="notes")
        foot_in = (drop + len(notes) * theme.TINY_PT * 1.25) / 72 + 0.08
        high = 2 * round((head_in + map_in + foot_in) * dpi / 2) / dpi
        self.figure.set_size_inches(wide, high)
        self.ax.set_position((MARGIN_IN / wide, foot_in / high, inner / wide, map_in / high))
        left_in = MARGIN_IN + STAMP_PT / 72
        self._bar = self.figure.add_axes((left_in / wide, (foot_in - DOWN_PT["bar"] / 72) / high,
                                          (width_in - left_in - 0.15) / wide, 0.13 / high))  # fmt: skip

    def _legend(self) -> list[tuple[str, list]]:
        states = self._states[(self._states["start"] <= self.days[-1]) & (self._states["end"] >= self.days[0])]
        kinds = self._gazetteer.places.loc[self.place_ids, "kind"]
        return [
            ("Held by", holder_handles(drawn_holders(states), withheld=short_of(self._standard))),
            ("How sure", certainty_handles(states["certainty"], self.frame.mark_scale)),
            ("Kind of place", kind_handles(kinds)),
        ]

    def _notes(self, source: str) -> list[str]:
        table = held_on(self._all_states, self._gazetteer, self.days[0].date()).assign(holder="", withheld="")
        ring = "Ringed: places that changed hands on the day told above." if len(self.pauses) else ""
        notes = [f"{note_unseen(table, self.frame)} {ring}", self.frame.note if self.frame.schematic else "", source]
        return [line for note in notes if note for line in wrap(note.split(), " ", theme.TINY_PT, self._room)]

    def _draw_still(self, language: str) -> None:
        seen = self.held(self.days[0])
        self.marks: Marks = draw_marks(self.ax, seen, scale=self.frame.mark_scale)
        foremost = [place for day in self.pauses["day"] for place in self.changed_on(day)[:3]]
        place_labels(self.ax, seen, language=language, name=foremost, mark_scale=self.frame.mark_scale,
                     blocked=[scale_box(self.ax, self.frame)])  # fmt: skip
        self._draw_bar()
        self._rings = PathCollection(
            [Path.unit_circle()], sizes=[1.0], offsets=np.empty((0, 2)), offset_transform=self.ax.transData,
            facecolors="none", edgecolors=theme.INK, linewidths=1.1, gid="changed places", zorder=4.5,
        )  # fmt: skip
        self._rings.set_transform(IdentityTransform())
        self.ax.add_collection(self._rings, autolim=False)
        large = {"size": 15, "color": theme.INK, "weight": "bold"}
        self._stamp = self._write(26, DOWN_PT["bar"], "", ha="right", gid="day", **large)
        self._month = self._write(31, DOWN_PT["bar"], "", gid="month", **large)
        self._phase = self._write(0, DOWN_PT["phase"], "", theme.SMALL_PT, theme.MUTED, gid="phase")
        self._said = self._write(0, DOWN_PT["change"], "", theme.SMALL_PT, theme.INK, va="top", gid="change")
        self._past = self._bar.add_patch(Rectangle((0, 0), 0, 1, facecolor=BAR["past"], linewidth=0, gid="past"))
        self._seldom = [*self.marks, self._rings, self._phase, self._said]
        self._daily = [self._past, *self._lines, self._stamp, self._month]
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
        """Give what all but stamp and bar depend on: the state of the places, the day told of if any, the phase."""
        turns = int(np.searchsorted(self._turns, np.datetime64(day), side="right"))
        return turns, day if day in self._texts else None, self._phase_on(day)

    def _set_day_of_bar(self, day: pd.Timestamp) -> None:
        self._stamp.set_text(f"{day.day}")
        self._month.set_text(f"{day:%B} {day.year}")
        begin = theme.day_number(self.days[0])
        self._past.set(x=begin, width=theme.day_number(day) + 1 - begin)

    def _set_words(self, day: pd.Timestamp, held: pd.DataFrame) -> None:
        halted = day in self._texts  # what is told is of the day shown, never of one before
        self._phase.set_text(self._phase_on(day))
        self._said.set_text(self._tell(day) if halted else "")
        rows = held[held["place_id"].isin(self.changed_on(day) if halted else [])]
        self._rings.set_offsets(rows[["lon", "lat"]].to_numpy(dtype=float))
        radius = rows["certainty"].map(theme.MARK_PT).to_numpy(dtype=float) * self.frame.mark_scale / 2 + RING_PT
        self._rings.set_sizes(np.square(radius))

    def _tell(self, day: pd.Timestamp) -> str:
        room = self._room
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

    def _write(self, right: float, down: float, text: str, size: float, color: str, **how) -> Annotation:
        """Write so many points to the right of the map's lower left corner, and below it."""
        how = {"ha": "left", "va": "baseline"} | how
        return self.ax.annotate(
            text, xy=(0, 0), xycoords="axes fraction", xytext=(right, -down), textcoords="offset points",
            fontsize=size, color=color, fontfamily=theme.FONT, annotation_clip=False, **how,
        )  # fmt: skip


def _window(periods: pd.DataFrame, start: str | dt.date, end: str | dt.date) -> pd.DatetimeIndex:
    first, last = pd.Timestamp(parse_day(start)), pd.Timestamp(parse_day(end))
    if last < first:
        raise ParameterError([f"the window ends ({last:%Y-%m-%d}) before it starts ({first:%Y-%m-%d})."])
    low, high = periods["start"].min(), periods["end"].max()
    if first < low or last > high:
        asked, there = (f"{one:%Y-%m-%d} to {other:%Y-%m-%d}" for one, other in ((first, last), (low, high)))
        raise DateError(f"{asked} lies outside the case, which runs from {there}.")
    return pd.date_range(first, last)
