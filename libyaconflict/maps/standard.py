"""The standard of proof of a map, in words: what it asks for, and what is left out for want of it."""

from __future__ import annotations

import pandas as pd

_ONLY = {
    "certain": "only what is certain",
    "likely": "only what is likely or certain",
    "claimed only": "only what is told, nothing inferred",
}
_LESS = {
    "certain": "attested less than certain",
    "likely": "attested less than likely",
    "claimed only": "inferred only",
}


def standard_of(*tables: pd.DataFrame) -> str:
    """Give the certainty that states of these tables of `held_on` fall short of; empty where none was left out."""
    found = [value for table in tables if "withheld" in table for value in table["withheld"].unique() if value]
    return min(found, key=list(_ONLY).index, default="")


def only_what(standard: str) -> str:
    """Say what a map of this standard shows, as the end of a heading; empty where there is none."""
    return f": {_ONLY[standard]}" if standard else ""


def short_of(standard: str) -> str:
    """Say how a state left out by this standard is attested."""
    return _LESS.get(standard, "withheld")


def count_withheld(held: pd.DataFrame) -> int:
    """Count the states left out."""
    return int((held["withheld"] != "").sum()) if "withheld" in held else 0
