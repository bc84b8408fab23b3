"""Charts: a tidy table goes in, an Axes comes out; beside each, the words for those who cannot see it."""

from __future__ import annotations

from .claims import describe_claims, plot_claims
from .control import plot_control
from .counts import plot_tempo, plot_tolls
from .doubt import (
    describe_agreement,
    describe_calibration,
    describe_probability,
    plot_agreement,
    plot_calibration,
    plot_probability,
)
from .held import plot_front_distance, plot_held
from .ledger import describe_ledger, plot_ledger
from .shifts import plot_shifts, plot_turnover
from .show import show
from .text import (
    describe_control,
    describe_front_distance,
    describe_held,
    describe_shifts,
    describe_tempo,
    describe_timeline,
    describe_tolls,
    describe_turnover,
)
from .timeline import plot_timeline

__all__ = [
    "show",
    "plot_timeline",
    "describe_timeline",
    "plot_tempo",
    "describe_tempo",
    "plot_tolls",
    "describe_tolls",
    "plot_control",
    "describe_control",
    "plot_shifts",
    "describe_shifts",
    "plot_turnover",
    "describe_turnover",
    "plot_held",
    "describe_held",
    "plot_front_distance",
    "describe_front_distance",
    "plot_claims",
    "describe_claims",
    "plot_ledger",
    "describe_ledger",
    "plot_probability",
    "describe_probability",
    "plot_calibration",
    "describe_calibration",
    "plot_agreement",
    "describe_agreement",
]
