"""Values that know the characters they were read from."""

from __future__ import annotations


class Told(str):
    """A coded value and where the document tells it: characters [start, end).

    It is a plain `str` in every comparison; the span goes with it through frames and merging.

    Examples
    --------
    >>> Told("GNA", 4, 7) == "GNA", Told("GNA", 4, 7).start
    (True, 4)
    """

    __slots__ = ("end", "start")
    start: int
    end: int

    def __new__(cls, value: str, start: int, end: int) -> Told:
        """Make one; a value without text is told nowhere, so do not wrap it."""
        told = str.__new__(cls, value)
        told.start, told.end = start, end
        return told

    def __reduce__(self) -> tuple:
        return Told, (str(self), self.start, self.end)


def span_of(value: str | None) -> tuple[int, int] | None:
    """Give the characters that a value was read from, if any."""
    return (value.start, value.end) if isinstance(value, Told) else None


def placed(value: str, start: int, end: int) -> str:
    """Give a value that has no span the one given; nothing stays nothing."""
    return value if not value or isinstance(value, Told) else Told(value, start, end)


def at(value: str, source: str | None) -> str:
    """Give a value the span of the one that it follows from."""
    return Told(value, source.start, source.end) if value and isinstance(source, Told) else value
