"""How wide the columns of a table are, where the format does not work it out by itself."""

from __future__ import annotations

from .blocks import Table, plain_text

_LONGEST_WORD, _LONGEST_TEXT = 18, 400  # signs; what is longer may be broken, or makes its column no wider


def column_widths(table: Table, total: float, *, sign: float, inset: float) -> list[float]:
    """Share out a width: a column gets what its longest word needs, then more the more it has to say.

    Parameters
    ----------
    table : Table
    total : float
        Points.
    sign, inset : float
        Points that a bold sign takes, and the room at either side of a cell's words.
    """
    words, lengths = [3] * table.columns, [3] * table.columns
    for row in (*table.head, *table.rows):
        at = 0
        for cell in row:
            if cell.colspan == 1 and at < table.columns:
                text = plain_text(cell.spans)
                words[at] = max(words[at], min(_LONGEST_WORD, max(map(len, text.split()), default=0)))
                lengths[at] = max(lengths[at], min(_LONGEST_TEXT, len(text)))
            at += cell.colspan
    least = [word * sign + 2 * inset for word in words]
    wants = [length**0.7 for length in lengths]
    left = max(0.0, total - sum(least))
    widths = [width + left * want / sum(wants) for width, want in zip(least, wants, strict=True)]
    return [round(width * total / sum(widths), 1) for width in widths]
