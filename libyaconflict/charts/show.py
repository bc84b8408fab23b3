"""Show a figure in a notebook, with its alt text, and close it."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .. import theme

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

EXACT = 96  # of the 256 colours of a picture, how many are its commonest
PACK = (1 << 16, 1 << 8, 1)


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
    figure.savefig(full, format="png", dpi=dpi, bbox_inches="tight", pad_inches=0.12, facecolor="white",
                   pil_kwargs={"compress_level": 1})  # fmt: skip
    with Image.open(full) as image:
        _fewer_colours(image.convert("RGB")).save(lean, format="png", optimize=True)
    return lean.getvalue()


def _fewer_colours(image: PillowImage) -> PillowImage:
    """Cut an image to 256 colours: the commonest stay exactly, so that flat areas do, and no other goes far astray.

    Pillow's median cut is not used: it gives small marks the colours of larger ones.
    """
    import numpy as np
    from PIL import Image

    counted = sorted(image.getcolors(image.width * image.height), reverse=True)
    spread = image.quantize(256 - EXACT, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    kept = [color for _, color in counted[:EXACT]]
    palette = np.array([*kept, *np.reshape(spread.getpalette(), (-1, 3)).tolist()][:256], dtype=np.uint8)
    colors = np.array([color for _, color in counted])
    away = (palette.astype(float) ** 2).sum(axis=1) - 2.0 * colors @ palette.T.astype(float)  # squared, but for a term
    packed, pixels = colors @ PACK, np.asarray(image).reshape(-1, 3) @ PACK
    order = np.argsort(packed)
    nearest = away.argmin(axis=1)[order].astype(np.uint8)
    lesser = Image.fromarray(nearest[np.searchsorted(packed[order], pixels)].reshape(image.height, image.width))
    lesser.putpalette(palette.tobytes())
    return lesser
