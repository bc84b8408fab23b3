"""Control from day to day as a film: GIF or MP4, or its pictures one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.colors import to_rgb

from .. import theme
from ..dates import describe_span
from ..errors import ParameterError
from ..files import whole_file
from ..gazetteer import Gazetteer
from .encode import find_ffmpeg, write_gif, write_mp4
from .frames import Frame
from .marks import look_of
from .moving import MovingMap

ENDINGS = (".gif", ".mp4")
MOST_FPS = 25  # faster, the day cannot be read; players slow a GIF of more than 50


class Picture(NamedTuple):
    """One day of a film."""

    day: pd.Timestamp
    image: np.ndarray  # (height, width, 3), uint8: red, green, blue
    seconds: float  # how long it is shown
    text: str  # what changed hands, on a day on which the film halts


def animate_map(
    periods: pd.DataFrame,
    gazetteer: Gazetteer,
    path: str | Path,
    *,
    frame: str | Frame = "northwest",
    start: str | dt.date = "2019-04-04",
    end: str | dt.date = "2020-06-06",
    fps: int = 12,
    pause_days: Iterable[str | dt.date] | None = None,
    pause_seconds: float = 1.5,
    language: str = "en",
    minimum_certainty: str = "inferred",
    phases: pd.DataFrame | None = None,
    title: str | None = None,
    source: str = theme.SOURCE,
    width_in: float = theme.WIDTH_IN,
    dpi: int = 110,
    progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Write a film of who held each place, one frame a day, with its date and a bar of the days.

    Parameters
    ----------
    periods : DataFrame
        From `reconstruct_control`.
    gazetteer : Gazetteer
        `case.gazetteer`.
    path : str or Path
        Ends in ``.gif``, or in ``.mp4``, for which the extra ``video`` brings an ffmpeg.
    frame : str or Frame
        ``libya``, ``northwest``, ``tripoli`` or ``sirte-jufra``.
    start, end : day
        First and last day of the film.
    fps : int
        Days a second, 1 to 25.
    pause_days : iterable of day, optional
        Days on which the film halts and says what changed hands; without it every day on which a place shown is
        reported to have changed hands if the film is of 31 days or less, else those that `key_days` finds among the
        places shown; and the last day. To halt where a map of all places does, hand over
        ``key_days(periods, gazetteer, start, end)["day"]``.
    pause_seconds : float
        How much longer such a day is shown than others.
    language : {"en", "ar", "both", "none"}
        Of the names of places.
    minimum_certainty : {"certain", "likely", "claimed only", "inferred"}
        As in `held_on`.
    phases : DataFrame, optional
        `case.phases`: columns name, start, end. The bar is parted where one begins, and the present one is named.
    title, source : str, optional
        Above and below; without a title the frame's own and the days.
    width_in, dpi : float, int
        Width in inches, 4 at least, and pixels an inch; the height follows from the frame. Both sides come out even.
    progress : callable, optional
        Called with the number of days done and of all after each.

    Returns
    -------
    Path
        The file. It lasts days / fps + pauses * pause_seconds, in a GIF to a hundredth of a second and in an MP4 to
        a frame. A file that was there before stays as it was if anything fails.

    Raises
    ------
    ParameterError
        An option is none of these, or a day to halt on lies outside; all are named.
    DateError
        A day is malformed, or the periods do not cover it.
    LibyaConflictError
        The file cannot be written, or there is no ffmpeg.
    """
    out = Path(path)
    faults = _faults(fps, pause_seconds, out)
    if faults:
        raise ParameterError(faults)
    film = MovingMap(
        periods, gazetteer, frame=frame, start=start, end=end, pause_days=pause_days, language=language,
        minimum_certainty=minimum_certainty, phases=phases, title=title, source=source, width_in=width_in, dpi=dpi,
    )  # fmt: skip
    seconds = _seconds(film, fps, pause_seconds, pause_days is None)
    ends = np.cumsum(seconds)
    pictures = _reported((film.image(day) for day in film.days), len(film.days), progress)
    if out.suffix.lower() == ".gif":
        shown = np.diff(np.round(ends * 100), prepend=0).astype(int).tolist()
        samples = [film.image(day) for day in (film.days[0], *film.pauses["day"], film.days[-1])]
        with whole_file(out) as draft:
            write_gif(draft, pictures, shown, samples=samples, keep=_own_colours(), comment=f"{film.title}. {source}")
    else:
        find_ffmpeg()
        repeats = np.diff(np.round(ends * fps), prepend=0).astype(int).tolist()
        with whole_file(out) as draft:
            write_mp4(draft, pictures, repeats, fps=fps, title=film.title)
    return out


def frames_of(
    periods: pd.DataFrame, gazetteer: Gazetteer, *, fps: int = 12, pause_days: Iterable[str | dt.date] | None = None,
    pause_seconds: float = 1.5, **options,
) -> Iterator[Picture]:  # fmt: skip
    """Give the pictures of a film one by one, to be written in another way.

    Parameters and errors are those of `animate_map`, without `path` and `progress`.

    Yields
    ------
    Picture
        `day`, `image` (an array of its own, height by width by red, green, blue), `seconds`, `text`.
    """
    faults = _faults(fps, pause_seconds)
    if faults:
        raise ParameterError(faults)
    film = MovingMap(periods, gazetteer, pause_days=pause_days, **options)
    shown = _seconds(film, fps, pause_seconds, pause_days is None)
    texts = dict(zip(film.pauses["day"], film.pauses["text"], strict=True))
    return (Picture(day, film.image(day), s, texts.get(day, "")) for day, s in zip(film.days, shown, strict=True))


def describe_animation(pauses: pd.DataFrame, *, title: str, start: str | dt.date, end: str | dt.date) -> str:
    """Say in words what a film shows: its days, and what changed hands where it halts.

    Parameters
    ----------
    pauses : DataFrame
        From `key_days`.
    title : str
        What the map shows, such as a frame's title.
    start, end : day
    """
    first, last = pd.Timestamp(start).date(), pd.Timestamp(end).date()
    told = [f"{describe_span(row.day.date(), row.day.date())}, {row.text}" for row in pauses.itertuples()]
    count = f"{len(told)} day" + ("" if len(told) == 1 else "s")
    halts = f" It halts on {count}: {'. '.join(told)}." if told else ""
    return f"{title}: a film of who held each place, one frame a day, {describe_span(first, last)}.{halts}"


def _faults(fps: int, pause_seconds: float, out: Path | None = None) -> list[str]:
    faults = []
    if out is not None and out.suffix.lower() not in ENDINGS:
        named = f"ends in {out.suffix!r}" if out.suffix else "has no ending"
        faults.append(f"{out.name!r} {named}. Known: {', '.join(ENDINGS)}.")
    if not (isinstance(fps, int) and 1 <= fps <= MOST_FPS):
        faults.append(f"fps is {fps!r}; it must be a whole number from 1 to {MOST_FPS}.")
    if not 0 <= pause_seconds <= 60:
        faults.append(f"pause_seconds is {pause_seconds!r}; it must be from 0 to 60.")
    return faults


def _seconds(film: MovingMap, fps: int, pause_seconds: float, with_last: bool) -> list[float]:
    halts = set(film.pauses["day"]) | ({film.days[-1]} if with_last else set())
    return [1 / fps + (pause_seconds if day in halts else 0.0) for day in film.days]


def _reported(pictures: Iterator[np.ndarray], total: int, progress: Callable | None) -> Iterator[np.ndarray]:
    for done, picture in enumerate(pictures, start=1):
        yield picture
        if progress is not None:
            progress(done, total)


def _own_colours() -> list[tuple[int, int, int]]:
    """Give the colours that a film must show as they are: ground, words, and the marks of every holder."""
    grounds = ["white", theme.SEA, theme.LAND, theme.ABROAD, theme.COAST, theme.INK, theme.MUTED]
    marks = [look_of(holder, certainty).face for holder in theme.HOLDERS for certainty in theme.CERTAINTIES]
    colours = [tuple(round(255 * channel) for channel in to_rgb(colour)) for colour in [*grounds, *marks]]
    return list(dict.fromkeys(colours))
