"""Show a figure in a notebook, with its alt text, and close it."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .. import theme

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

EXACT = 96  # of the 256 colours of a picture, how many are its commonest
PACK = (1, 1 << 8, 1 << 16)


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
    plain = data.copy()
    for name in plain.columns[[dtype.kind == "O" for dtype in plain.dtypes]]:
        plain[name] = plain[name].map(
            lambda value: ";".join(map(str, value)) if isinstance(value, list | tuple | set) else value
        )
    return plain.to_csv(index=any(name is not None for name in data.index.names), lineterminator="\n")


def png(figure: Figure, *, dpi: int = theme.DPI) -> bytes:
    """Draw a figure, cut to what it holds, as a PNG of 256 colours: a third of the usual size."""
    from PIL import Image

    full, lean = io.BytesIO(), io.BytesIO()
    figure.savefig(full, format="png", dpi=dpi, bbox_inches="tight", pad_inches=0.12, facecolor="white",
                   pil_kwargs={"compress_level": 1})  # fmt: skip
    with Image.open(full) as image:
        _fewer_colours(image.convert("RGB")).save(lean, format="png", compress_level=6)
    return lean.getvalue()


def _fewer_colours(image: PillowImage) -> PillowImage:
    """Cut an image to 256 colours: the commonest stay exactly, so that flat areas do, and no other goes far astray.

    Pillow's median cut is not used: it gives small marks the colours of larger ones.
    """
    import numpy as np
    from PIL import Image

    pixels = np.asarray(image.convert("RGBX")).view("<u4")[..., 0] & 0xFFFFFF
    found = image.getcolors(image.width * image.height)
    counts = np.array([count for count, _ in found])
    colors = np.array([color for _, color in found])
    packed = colors @ PACK
    spread = image.quantize(256 - EXACT, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    commonest = colors[np.lexsort((packed, -counts))][:EXACT]
    palette = np.vstack([commonest, np.reshape(spread.getpalette(), (-1, 3))])[:256].astype(np.uint8)
    away = (palette.astype(float) ** 2).sum(axis=1) - 2.0 * colors @ palette.T.astype(float)  # but for a term
    table = np.zeros(1 << 24, dtype=np.uint8)
    table[packed] = away.argmin(axis=1)
    lesser = Image.fromarray(table[pixels])
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
