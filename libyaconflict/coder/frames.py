"""The frames by the name that triggers.csv gives them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from . import (
    frames_accords,
    frames_again,
    frames_aircraft,
    frames_allegiance,
    frames_announced,
    frames_arrivals,
    frames_breach,
    frames_clash,
    frames_closures,
    frames_concluded,
    frames_control,
    frames_declared,
    frames_departing,
    frames_driven,
    frames_event,
    frames_expelled,
    frames_fallen,
    frames_fire,
    frames_flags,
    frames_foreign,
    frames_ground,
    frames_harm,
    frames_his_men,
    frames_hunted,
    frames_intervention,
    frames_loss,
    frames_majeure,
    frames_meetings,
    frames_moves,
    frames_noun_leaving,
    frames_nouns,
    frames_offensive,
    frames_oil,
    frames_owned,
    frames_ranks,
    frames_repelled,
    frames_seats,
    frames_shipments,
    frames_states,
    frames_stormed,
    frames_strikes,
    frames_supply,
    frames_talks,
    frames_truces,
    frames_under,
    frames_withdrawn,
    frames_withstood,
    truce_calls,
)

_GROUND = (
    frames_control,
    frames_stormed,
    frames_nouns,
    frames_loss,
    frames_driven,
    frames_expelled,
    frames_his_men,
    frames_noun_leaving,
    frames_withdrawn,
    frames_states,
    frames_under,
    frames_owned,
    frames_again,
    frames_flags,
)
_FIGHTING = (
    frames_offensive,
    frames_ground,
    frames_repelled,
    frames_withstood,
    frames_strikes,
    frames_fire,
    frames_aircraft,
    frames_breach,
    frames_clash,
    frames_event,
    frames_harm,
    frames_fallen,
)
_OTHERS = (
    frames_truces,
    frames_talks,
    frames_meetings,
    frames_accords,
    frames_aircraft,
    frames_closures,
    frames_concluded,
    frames_hunted,
    frames_supply,
    frames_arrivals,
    frames_shipments,
    frames_moves,
    frames_seats,
    frames_foreign,
    frames_intervention,
    frames_ranks,
    frames_oil,
    frames_majeure,
    frames_declared,
    frames_departing,
    frames_allegiance,
    frames_announced,
    truce_calls,
)
_MODULES = (*_GROUND, *_FIGHTING, *_OTHERS)


@cache
def find_frame(name: str) -> Callable:
    """Give the function of a frame.

    Raises
    ------
    KeyError
        There is no such frame.
    """
    for module in _MODULES:
        function = getattr(module, name.replace("-", "_"), None)
        if function is not None and function.__module__ == module.__name__:  # its own, not one that it imports
            return function
    raise KeyError(f"triggers.csv names the frame {name!r}, which is none.")


@cache
def is_politics(name: str) -> bool:
    """Tell the frames that read a trigger anew where the first reading of it gives nothing."""
    return any(hasattr(module, name.replace("-", "_")) for module in _OTHERS)
