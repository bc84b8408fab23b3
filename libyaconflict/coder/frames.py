"""The frames by the name that triggers.csv gives them."""

from __future__ import annotations

from collections.abc import Callable

from . import (
    frames_control,
    frames_event,
    frames_ground,
    frames_harm,
    frames_loss,
    frames_nouns,
    frames_politics,
    frames_repelled,
    frames_states,
    frames_strikes,
)

_MODULES = (
    frames_control, frames_nouns, frames_loss, frames_states, frames_ground, frames_repelled, frames_strikes,
    frames_event, frames_harm, frames_politics,
)  # fmt: skip


def find_frame(name: str) -> Callable:
    """Give the function of a frame.

    Raises
    ------
    KeyError
        There is no such frame.
    """
    for module in _MODULES:
        if function := getattr(module, name.replace("-", "_"), None):
            return function
    raise KeyError(f"triggers.csv names the frame {name!r}, which is none.")
