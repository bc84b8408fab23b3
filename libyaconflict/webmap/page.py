"""The interactive map as one HTML page, and as an output of a notebook."""

from __future__ import annotations

import base64
import datetime as dt
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd

from .. import theme
from ..case import Case
from ..charts.show import png
from ..dates import describe_span, parse_day
from ..errors import ParameterError
from ..files import whole_file
from ..mapped import check_certainty, held_on
from ..maps import describe_map, find_frame, in_frame, load_frames, plot_map
from ..maps.frames import Frame
from ..maps.standard import short_of
from .data import webmap_data
from .source import MIME, csp_hash, hosted_map, map_style, page_script

LANGUAGES = ("en", "ar")
_STILL_DPI = 80


def map_page(
    case: Case,
    periods: pd.DataFrame,
    *,
    on: str | dt.date,
    frame: str | Frame = "libya",
    start: object = None,
    end: object = None,
    title: str = "",
    minimum_certainty: str = "inferred",
    language: str = "en",
) -> str:
    """Write the interactive map as one page of HTML that fetches nothing.

    Parameters
    ----------
    case : Case
    periods : DataFrame
        From `reconstruct_control`.
    on : str or date
        The day shown first, an ISO day.
    frame : str or Frame
        The frame shown first; all others can be chosen in the page.
    start, end : day, optional
        First and last day of the slider; without them those of the periods.
    title : str
        Heading; without it one is made of the first and last day.
    minimum_certainty : {"inferred", "claimed only", "likely", "certain"}
        The standard of proof chosen first.
    language : {"en", "ar"}
        In which the places are named first.

    Raises
    ------
    DateError
        A day is malformed.
    ParameterError
        The day lies outside the window, or there is no such frame, certainty or language.
    """
    bundle, still = _prepare(case, periods, on, frame, start, end, minimum_certainty, language)
    first = pd.Timestamp(bundle["data"]["start"])
    span = describe_span(first.date(), (first + pd.Timedelta(days=bundle["data"]["days"] - 1)).date())
    script, style = page_script(), map_style()
    template = Template((Path(__file__).parent / "page.html").read_text(encoding="utf-8"))
    return template.substitute(
        title=escape(title or f"Who held which place, {span}"),
        script=script, style=style, script_hash=csp_hash(script), style_hash=csp_hash(style),
        hosted=hosted_map(bundle, f"<noscript>{still.picture_tag()}{still.table()}</noscript>"),
    )  # fmt: skip


def write_map_page(case: Case, periods: pd.DataFrame, path: str | Path, **options: Any) -> Path:
    """Write `map_page` into a file, whole or not at all, and give its path.

    Parameters
    ----------
    path : path
        The file; one that is there is replaced.
    **options
        As in `map_page`.

    Raises
    ------
    LibyaConflictError
        Nothing can be written there; else as in `map_page`.
    """
    page = map_page(case, periods, **options)
    with whole_file(Path(path)) as out:
        out.write_text(page, encoding="utf-8")
    return Path(path)


def show_map(
    case: Case,
    periods: pd.DataFrame,
    *,
    on: str | dt.date,
    frame: str | Frame = "libya",
    start: object = None,
    end: object = None,
    minimum_certainty: str = "inferred",
    language: str = "en",
) -> None:
    """Display the map in a notebook: a picture there, the interactive map in the rendered report.

    Parameters are those of `map_page`.

    Notes
    -----
    The output holds data only, under a type of its own; the script comes from this package when the report is
    rendered. So no notebook can bring a script of its own into a report.
    """
    from IPython.display import display

    bundle, still = _prepare(case, periods, on, frame, start, end, minimum_certainty, language)
    display(
        {MIME: bundle, "image/png": still.picture, "text/plain": still.alt},
        metadata={"image/png": {"alt": still.alt}},
        raw=True,
    )


class _Still:
    """One day of the map for those who have no script: a picture, its words and a table."""

    def __init__(self, held: pd.DataFrame, frame: Frame, day: dt.date, language: str) -> None:
        self._shown = in_frame(held, frame).sort_values("place")
        self._day = describe_span(day, day)
        self.alt = f"A day of the interactive map. {describe_map(held, frame=frame, on=day)}"
        ax = plot_map(held, frame=frame, on=day, language=language)
        try:
            self.picture = base64.b64encode(png(ax.figure, dpi=_STILL_DPI)).decode("ascii")
        finally:
            plt.close(ax.figure)

    def picture_tag(self) -> str:
        return f'<img src="data:image/png;base64,{self.picture}" alt="{escape(self.alt)}">'

    def table(self) -> str:
        rows = "".join(
            f"<tr><th scope=row>{escape(row.place)}<td>{escape(theme.side_style(row.holder).label)}"
            f"<td>{escape(row.certainty)}<td>{escape(row.since)}"
            if not row.withheld
            else f"<tr><th scope=row>{escape(row.place)}<td>{escape(short_of(row.withheld))}<td><td>"
            for row in self._shown.itertuples()
        )
        head = "<tr><th scope=col>Place<th scope=col>Held by<th scope=col>How sure<th scope=col>Since"
        return f"<table><caption>Who held what on {self._day}</caption>{head}{rows}</table>"


def _prepare(
    case: Case, periods: pd.DataFrame, on: Any, frame: Any, start: Any, end: Any, belief: str, language: str
) -> tuple[dict[str, Any], _Still]:
    """Check what was asked for; give the map's data with what it shows first, and its still picture."""
    check_certainty(belief)
    if language not in LANGUAGES:
        raise ParameterError([f"there are no labels in the language {language!r}. Known: {', '.join(LANGUAGES)}."])
    day, first_frame = parse_day(on), find_frame(frame)
    frames = [first_frame, *[other for other in load_frames().values() if other.id != first_frame.id]]
    data = webmap_data(case, periods, frames=sorted(frames, key=_in_file_order), start=start, end=end)
    number = (pd.Timestamp(day) - pd.Timestamp(data["start"])).days
    if not 0 <= number < data["days"]:
        last = pd.Timestamp(data["start"]) + pd.Timedelta(days=data["days"] - 1)
        raise ParameterError([f"{day} lies outside the map's days, {data['start']} to {last:%Y-%m-%d}."])
    options = {"day": day.isoformat(), "frame": first_frame.id, "belief": belief, "language": language}
    held = held_on(periods, case.gazetteer, day, minimum_certainty=belief)
    return {"data": data, "options": options}, _Still(held, first_frame, day, language)


def _in_file_order(frame: Frame) -> int:
    names = list(load_frames())
    return names.index(frame.id) if frame.id in names else -1
