"""Show a figure in a notebook, with its alt text, and close it."""

from __future__ import annotations

import base64
import io

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .. import theme


def show(ax: Axes, alt: str) -> None:
    """Display the figure of these axes as a PNG that carries alt text, then close it.

    Parameters
    ----------
    ax : Axes
        Any axes of the figure.
    alt : str
        What the figure shows, from the matching `describe_` function.

    Notes
    -----
    The picture is made here rather than by the notebook's backend, so that it has the same size
    and the alt text wherever it runs. Outside a notebook the alt text is printed.
    """
    from IPython.display import display

    figure = ax.figure
    picture = base64.b64encode(png(figure)).decode("ascii")
    display(
        {"image/png": picture, "text/plain": alt},
        metadata={"image/png": {"alt": alt}},
        raw=True,
    )
    plt.close(figure)


def png(figure: Figure, *, dpi: int = theme.DPI) -> bytes:
    """Draw a figure, cut to what it holds, as a PNG of 256 colours: a third of the usual size."""
    from PIL import Image

    full, lean = io.BytesIO(), io.BytesIO()
    figure.savefig(full, format="png", dpi=dpi, bbox_inches=figure.get_tightbbox().padded(0.12), facecolor="white",
                   pil_kwargs={"compress_level": 1})  # fmt: skip
    with Image.open(full) as image:  # of Pillow's methods the one that keeps the colours of small marks
        lesser = image.convert("RGB").quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        lesser.save(lean, format="png", optimize=True)
    return lean.getvalue()
