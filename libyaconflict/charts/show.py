"""Show a figure in a notebook, with its alt text, and close it."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from .. import theme

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

PAD_IN = 0.12
EXACT = 96  # of the 256 colours of a picture, how many are its commonest
SHIFTS = np.array([0, 8, 16], dtype=np.uint32)  # of red, green and blue in one number


def show(ax: Axes, alt: str, data: pd.DataFrame | None = None) -> None:
    """Display the figure of these axes as a PNG that carries alt text, then close it.

    Parameters
    ----------
    ax : Axes
        Any axes of the figure.
    alt : str
        What the figure shows, from the matching `describe_` function.
    data : DataFrame, optional
        The table that the figure is drawn from. A report gives it as a CSV file beside the page.

    Notes
    -----
    The picture is made here rather than by the notebook's backend, so that it has the same size
    and the alt text wherever it runs. Outside a notebook the alt text is printed.
    """
    from IPython.display import display

    figure = ax.figure
    picture = base64.b64encode(png(figure)).decode("ascii")
    table = {} if data is None else {"text/csv": table_csv(data)}
    display(
        {"image/png": picture, "text/plain": alt, **table},
        metadata={"image/png": {"alt": alt}},
        raw=True,
    )
    plt.close(figure)


def table_csv(data: pd.DataFrame) -> str:
    """Write a table as CSV: days as ISO text, lists joined by ``;``, the index only where it has a name.

    Examples
    --------
    >>> print(table_csv(pd.DataFrame({"day": pd.to_datetime(["2020-06-05"]), "dead": [None]})), end="")
    day,dead
    2020-06-05,
    """
    plain = data.copy(deep=False)
    for name in plain.columns[[pd.api.types.is_object_dtype(dtype) for dtype in plain.dtypes]]:
        plain[name] = plain[name].map(
            lambda value: ";".join(map(str, value)) if isinstance(value, list | tuple | set) else value
        )
    return plain.to_csv(index=any(name is not None for name in data.index.names), lineterminator="\n")


def png(figure: Figure, *, dpi: float = theme.DPI, texts: Mapping[str, str] | None = None) -> bytes:
    """Draw a figure, cut to what it holds, as a PNG of 256 colours, a third of the usual size; `texts` stand in it."""
    from PIL.PngImagePlugin import PngInfo

    info, lean = PngInfo(), io.BytesIO()
    for name, text in (texts or {}).items():
        info.add_text(name, text)
    image = _fewer_colours(draw_pixels(figure, dpi=dpi))
    image.save(lean, format="png", compress_level=4, dpi=(dpi, dpi), pnginfo=info)
    return lean.getvalue()


def draw_pixels(figure: Figure, *, dpi: float = theme.DPI) -> np.ndarray:
    """Draw a figure on white, cut to what it holds: an array of height, width and 4 (red, green, blue, opacity)."""
    for axis in (axis for ax in figure.axes for axis in (ax.xaxis, ax.yaxis)):
        if not axis.get_label_text():
            axis.set_label_coords(0, 0)  # else all labels of ticks are measured again, to set an empty one beside them
    with mpl.rc_context(theme.SAVED):
        box = figure.get_tightbbox().padded(PAD_IN)  # bbox_inches="tight" would draw all of it once more to find this
        left, bottom = np.floor(box.min * dpi)
        width, height = (np.ceil(box.max * dpi) - (left, bottom)).astype(int).tolist()
        # A quarter of a pixel more, so that the size comes out as these whole pixels however it is rounded.
        box = Bbox.from_bounds(left / dpi, bottom / dpi, (width + 0.25) / dpi, (height + 0.25) / dpi)
        raw = io.BytesIO()
        figure.savefig(raw, format="rgba", dpi=dpi, bbox_inches=box, facecolor="white")
    return np.frombuffer(raw.getbuffer(), dtype=np.uint8).reshape(height, width, 4)


def _fewer_colours(rgba: np.ndarray) -> PillowImage:
    """Cut an opaque image to 256 colours: the commonest stay exactly, so that flat areas do, and no other goes far off.

    Pillow's median cut is not used: it gives small marks the colours of larger ones.
    """
    from PIL import Image

    pixels = rgba.view("<u4").ravel() & 0xFFFFFF
    starts = np.flatnonzero(np.concatenate([[True], pixels[1:] != pixels[:-1]]))  # of runs of one colour
    lengths = np.diff(starts, append=len(pixels))
    packed, of_run = np.unique(pixels[starts], return_inverse=True)
    colors = packed[:, None] >> SHIFTS & 0xFF
    ranked = np.argsort(-np.bincount(of_run, weights=lengths), kind="stable")
    # Each colour once: how often it occurs makes no difference to the method, only to its time.
    spread = Image.fromarray(colors.astype(np.uint8)[None]).quantize(
        256 - EXACT, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    )
    palette = np.vstack([colors[ranked[:EXACT]], np.reshape(spread.getpalette(), (-1, 3))])[:256].astype(np.uint8)
    wide = palette.astype(np.int32)  # whole numbers: for others numpy starts threads, which then spin for a while
    away = (wide**2).sum(axis=1) - 2 * colors.astype(np.int32) @ wide.T  # but for a term
    nearest = away.argmin(axis=1).astype(np.uint8)
    lesser = Image.fromarray(np.repeat(nearest[of_run], lengths).reshape(rgba.shape[:2]))
    lesser.putpalette(palette.tobytes())
    return lesser


def warm_up() -> None:
    """Draw a small figure, so that a process forked from this one finds fonts and letters ready.

    No backend is chosen: that is for the notebook.
    """
    figure = Figure(figsize=(2, 1))
    ax = figure.add_subplot()
    for size in (theme.BODY_PT, theme.SMALL_PT, theme.TINY_PT):
        ax.set_title("Abcdefghijklmnopqrstuvwxyz 0123456789,.-()", fontfamily=theme.FONT, fontsize=size)
        png(figure)
