"""The view that the explorer shows, written to a file: picture, table, features or page."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ..case import Case
from ..errors import ParameterError
from ..files import whole_file
from .view import View

if TYPE_CHECKING:
    from matplotlib.figure import Figure

KINDS = ("png", "svg", "csv", "geojson", "html")


def save_view(
    view: View, kind: str, case: Case, periods: pd.DataFrame, *, folder: str | Path | None = None
) -> Path:  # fmt: skip
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
    with whole_file(path) as draft:
        _WRITERS[kind](view, case, periods, draft)
    return path


def free_path(folder: Path, stem: str, ending: str) -> Path:
    """Give the first of ``stem``, ``stem-2``, ``stem-3`` … that is not there yet."""
    path, number = folder / f"{stem}{ending}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{ending}"
    return path


def draw_view(view: View, held: pd.DataFrame) -> Figure:
    """Draw the static map of a view. The caller closes the figure."""
    from ..maps import plot_map

    return plot_map(held, frame=view.frame).figure


def tell_view(view: View, held: pd.DataFrame) -> str:
    """Say in words what the static map of a view shows."""
    return "TODO"


def picture_of(view: View, held: pd.DataFrame) -> tuple[str, str]:
    """Give the static map of a view as a PNG in base64, and the words for those who cannot see it."""
    import matplotlib.pyplot as plt

    from ..charts.show import png

    figure = draw_view(view, held)
    try:
        return base64.b64encode(png(figure)).decode("ascii"), tell_view(view, held)
    finally:
        plt.close(figure)


def _picture(kind: str) -> Callable[[View, Case, pd.DataFrame, Path], None]:
    def write(view: View, case: Case, periods: pd.DataFrame, path: Path) -> None:
        import matplotlib.pyplot as plt

        figure = draw_view(view, view.held(case, periods))
        try:
            figure.savefig(path, format=kind, bbox_inches="tight", pad_inches=0.12, facecolor="white")
        finally:
            plt.close(figure)

    return write


def _table(view: View, case: Case, periods: pd.DataFrame, path: Path) -> None:
    view.held(case, periods).to_csv(path, index=False, encoding="utf-8", date_format="%Y-%m-%d")


def _features(view: View, case: Case, periods: pd.DataFrame, path: Path) -> None:
    from ..gis import write_geojson

    write_geojson(view.held(case, periods), path, on=view.on)


def _page(view: View, case: Case, periods: pd.DataFrame, path: Path) -> None:
    from ..webmap import map_page

    page = map_page(
        case, periods, on=view.on, frame=view.frame, minimum_certainty=view.minimum_certainty, language=view.language
    )
    path.write_text(page, encoding="utf-8")


_WRITERS = {"png": _picture("png"), "svg": _picture("svg"), "csv": _table, "geojson": _features, "html": _page}
