"""The view that the explorer shows, written to a file: picture, table, features or page."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ..case import Case
from ..errors import ParameterError
from ..files import whole_file
from .view import View

if TYPE_CHECKING:
    from matplotlib.axes import Axes

KINDS = ("png", "svg", "csv", "geojson", "html")


def save_view(view: View, kind: str, case: Case, periods: pd.DataFrame, *, folder: str | Path | None = None) -> Path:
    """Write a view to a new file, and give its path.

    Parameters
    ----------
    view : View
    kind : {"png", "svg", "csv", "geojson", "html"}
        The static map; the table that `View.held` gives, days as ISO text; its places as features (WGS84); the
        interactive map as one page, with the places of all theatres.
    case : Case
    periods : DataFrame
        From `reconstruct_control`.
    folder : path, optional
        Where it goes; else the current folder, in Jupyter that of the notebook.

    Returns
    -------
    Path
        ``control-2020-06-05-northwest.csv``, say; a number is added where there is such a file already.

    Raises
    ------
    ParameterError
        The kind is unknown.
    LibyaConflictError
        Nothing can be written there.
    """
    if kind not in KINDS:
        raise ParameterError([f"unknown kind of file {kind!r}. Known: {', '.join(KINDS)}."])
    path = free_path(Path.cwd() if folder is None else Path(folder), view.stem, f".{kind}")
    _WRITERS[kind](view, case, periods, path)
    return path


def free_path(folder: Path, stem: str, ending: str) -> Path:
    """Give the first of ``stem``, ``stem-2``, ``stem-3`` … that is not there yet."""
    path, number = folder / f"{stem}{ending}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{ending}"
    return path


def picture_of(view: View, held: pd.DataFrame) -> tuple[str, str]:
    """Give the static map of a view as a PNG in base64, and the words for those who cannot see it."""
    from ..charts.show import png

    with _drawn(view, held) as (axes, alt):
        return base64.b64encode(png(axes.figure)).decode("ascii"), alt


@contextmanager
def _drawn(view: View, held: pd.DataFrame) -> Iterator[tuple[Axes, str]]:
    import matplotlib.pyplot as plt

    from ..maps import describe_map, plot_map

    axes = plot_map(held, frame=view.frame, on=view.on, language=view.language)
    try:
        yield axes, describe_map(held, view.frame, on=view.on)
    finally:
        plt.close(axes.figure)


def _picture(view: View, case: Case, periods: pd.DataFrame, path: Path) -> None:
    from ..maps.save import save_figure

    with _drawn(view, view.held(case, periods)) as (axes, alt):
        save_figure(axes, path, alt=alt)


def _table(view: View, case: Case, periods: pd.DataFrame, path: Path) -> None:
    with whole_file(path) as draft:
        view.held(case, periods).to_csv(draft, index=False, encoding="utf-8", date_format="%Y-%m-%d")


def _features(view: View, case: Case, periods: pd.DataFrame, path: Path) -> None:
    from ..gis import write_geojson

    write_geojson(view.held(case, periods), path, on=view.on)


def _page(view: View, case: Case, periods: pd.DataFrame, path: Path) -> None:
    from ..webmap import write_map_page

    belief = view.minimum_certainty
    write_map_page(case, periods, path, on=view.on, frame=view.frame, minimum_certainty=belief, language=view.language)


_WRITERS = {"png": _picture, "svg": _picture, "csv": _table, "geojson": _features, "html": _page}
