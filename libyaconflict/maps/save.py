"""Save a figure by the ending of its file's name, with its alt text inside."""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape

import matplotlib as mpl
from matplotlib.axes import Axes

from .. import theme
from ..charts.show import PAD_IN, png
from ..errors import ParameterError
from ..files import whole_file

ENDINGS = (".png", ".svg", ".pdf")


def save_figure(ax: Axes, path: str | Path, *, dpi: float | None = None, alt: str = "") -> Path:
    """Write the figure of these axes, cut to what it holds; the same figure gives the same bytes.

    Parameters
    ----------
    ax : Axes
        Any axes of the figure.
    path : str or Path
        A name ending in .png, .svg or .pdf. What stood there before stays if anything fails.
    dpi : float, optional
        Pixels an inch of a .png; without it the theme's.
    alt : str
        What the figure shows, from the matching `describe_` function: the Description of a .png, title and
        description of an .svg, the Subject of a .pdf.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ParameterError
        The name has another ending.
    LibyaConflictError
        Nothing can be written there.
    """
    out = Path(path)
    ending = out.suffix.lower()
    if ending not in ENDINGS:
        raise ParameterError([f"cannot tell the format of {str(out)!r} by its ending. Known: {', '.join(ENDINGS)}."])
    title = ax.get_title(loc="left") or "Map"
    figure, dpi = ax.figure, theme.DPI if dpi is None else dpi
    if ending == ".png":
        picture = png(figure, dpi=dpi, texts={"Title": title, **({"Description": alt} if alt else {})})
        with whole_file(out) as part:
            part.write_bytes(picture)
        return out
    metadata = {
        ".svg": {"Date": None, "Creator": None},
        ".pdf": {"Title": title, "Subject": alt, "CreationDate": None, "Creator": None, "Producer": None},
    }[ending]
    # Letters as outlines look the same in every program; the seed makes the ids within an .svg the same each time.
    settings = {**theme.SAVED, "svg.fonttype": "path", "svg.hashsalt": "libyaconflict", "pdf.fonttype": 42}
    with whole_file(out) as part, mpl.rc_context(settings):
        box = figure.get_tightbbox().padded(PAD_IN)
        figure.savefig(part, format=ending[1:], dpi=dpi, bbox_inches=box, facecolor="white", metadata=metadata)
        if ending == ".svg":
            part.write_text(_described(part.read_text(encoding="utf-8"), title, alt), encoding="utf-8")
    return out


def _described(svg: str, title: str, alt: str) -> str:
    """Put title and description into an SVG, where readers of the screen look for them."""
    head = re.search(r"<svg\b[^>]*>", svg)
    words = f'<title id="title">{escape(title)}</title>\n <desc id="desc">{escape(alt)}</desc>'
    opened = head.group()[:-1] + ' role="img" aria-labelledby="title desc">'
    return f"{svg[: head.start()]}{opened}\n {words}{svg[head.end() :]}"
