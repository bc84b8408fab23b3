"""Functions of this package, called in a child: for work that would hold up the parent's threads."""

from __future__ import annotations

import importlib
from multiprocessing.connection import Connection

CALLABLE = {"report_files": "libyaconflict.formats"}


def answer(connection: Connection) -> None:
    """Call functions of `CALLABLE` until the owner goes; send of each ``(True, result)``, or ``(False, exception)``."""
    while True:
        try:
            name, arguments, keywords = connection.recv()
        except EOFError:
            return
        function = getattr(importlib.import_module(CALLABLE[name]), name)
        try:
            result = (True, function(*arguments, **keywords))
        except Exception as error:
            result = (False, error)
        connection.send(result)
