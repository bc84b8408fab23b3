"""A function of this package, called in a child: for work that would hold up the parent's threads."""

from __future__ import annotations

import importlib
from multiprocessing.connection import Connection
from typing import Any

CALLABLE = {"report_files": "libyaconflict.formats"}


def answer(connection: Connection, *, name: str, arguments: tuple, keywords: dict[str, Any]) -> None:
    """Call one of `CALLABLE` and send ``(True, result)``, or ``(False, exception)``."""
    function = getattr(importlib.import_module(CALLABLE[name]), name)
    try:
        result = (True, function(*arguments, **keywords))
    except Exception as error:
        result = (False, error)
    connection.send(result)
