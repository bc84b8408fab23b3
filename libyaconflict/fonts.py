"""Fonts read from memory: matplotlib seeks and reads in the file for each letter, a sixth of the time of a chart."""

from __future__ import annotations

import functools
import io
import os
import types
from pathlib import Path
from typing import Any


class _FontFile(io.BytesIO):
    """A font's bytes that still answer to its path, by which matplotlib's other backends find it."""

    def __init__(self, path: str) -> None:
        super().__init__(_read(path))
        self.path = path

    def __str__(self) -> str:
        return self.path

    def __hash__(self) -> int:
        return hash(self.path)

    def __eq__(self, other: object) -> bool:
        return os.fspath(other) == self.path if isinstance(other, str | os.PathLike) else NotImplemented


@functools.cache
def _read(path: str) -> bytes:
    return Path(path).read_bytes()


def keep_fonts_in_memory() -> None:
    """Let matplotlib open fonts from memory from now on, in this process; for processes of our own only.

    Where a release of matplotlib opens fonts in another way, nothing changes.
    """
    from matplotlib import font_manager, ft2font

    if getattr(font_manager, "ft2font", None) is not ft2font:  # done before, or not as it was
        return

    def open_font(source: Any, *arguments: Any, **options: Any) -> ft2font.FT2Font:
        if isinstance(source, str | os.PathLike):
            source = _FontFile(os.fspath(source))
        return ft2font.FT2Font(source, *arguments, **options)

    ours = types.ModuleType(ft2font.__name__)
    vars(ours).update(vars(ft2font), FT2Font=open_font)
    font_manager.ft2font = ours
    try:
        font_manager.get_font(font_manager.findfont("DejaVu Sans"))
    except Exception:  # it only saves time
        font_manager.ft2font = ft2font
