"""Requests to end that arrive in the middle of what must not be left half-way."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator

_ASKED = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextlib.contextmanager
def stops_held() -> Iterator[None]:
    """Keep Ctrl-C and requests to end until a block is done.

    An exception out of a signal can strike anywhere: in the middle of an import, which leaves a module half there for
    what cleans up afterwards, or in a destructor, where it is lost. A request that arrives in the block takes effect
    at its end. Only the main thread is asked, so in any other this does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []
    former = {number: signal.getsignal(number) for number in _ASKED}
    held = {number: handler for number, handler in former.items() if callable(handler)}
    for number in held:
        signal.signal(number, lambda number, frame: asked.append(number))
    try:
        yield
    finally:
        for number, handler in held.items():
            signal.signal(number, handler)
        if asked:
            signal.raise_signal(asked[0])
