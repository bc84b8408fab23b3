"""What the explorer shows at one moment: enough to make it again, as a widget, a table or a line of Python."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..dates import parse_day
from ..errors import DateError, LibyaConflictError, ParameterError
from ..mapped import check_certainty, held_on
from ..maps.frames import find_frame
from ..timeline import places_of

if TYPE_CHECKING:
    import pandas as pd

    from ..case import Case

LANGUAGES = ("en", "ar")


@dataclass(frozen=True)
class View:
    """A day, a frame, and how it is looked at.

    Parameters
    ----------
    on : str or date
        An ISO day; kept as text.
    frame : str
        Id of a frame of the maps.
    minimum_certainty : {"certain", "likely", "claimed only", "inferred"}
        The rule of belief.
    place : str
        Name of the place whose dossier is open; empty for none.
    language : {"en", "ar"}
        Of the names on the map.
    theatre : str
        ``all``, or the theatre to which the map is kept.

    Raises
    ------
    ParameterError
        With every value that is wrong. Whether day, place and theatre are in a case is looked up by `View.of`.

    Examples
    --------
    >>> print(View("2020-06-05", place="Gharyan").code().splitlines()[2])
    lc.explore(on='2020-06-05', frame='northwest', place='Gharyan')
    """

    on: str = "2020-06-05"
    frame: str = "northwest"
    minimum_certainty: str = "inferred"
    place: str = ""
    language: str = "en"
    theatre: str = "all"

    def __post_init__(self) -> None:
        faults = _faults(self)
        if faults:
            raise ParameterError(faults)
        object.__setattr__(self, "on", parse_day(self.on).isoformat())

    @classmethod
    def of(cls, case: Case, periods: pd.DataFrame, **values: Any) -> View:
        """Make a view of a case: the place by any spelling, the day and the theatre looked up.

        Raises
        ------
        ParameterError
            With every value that is wrong.
        """
        faults: list[str] = []
        draft = {field.name: values.pop(field.name, field.default) for field in fields(cls)}
        faults += [f"a view has no {name!r}. It has: {', '.join(draft)}." for name in values]
        try:
            cls(**draft)
        except ParameterError as error:
            faults += error.faults
        faults += _outside(draft["on"], periods)
        if isinstance(draft["place"], str) and draft["place"].strip():
            try:
                draft["place"] = _holdable(draft["place"].strip(), case, periods)
            except LibyaConflictError as error:
                faults.append(f"place: {error}")
        try:
            places_of(case.gazetteer, theatre=draft["theatre"])
        except LibyaConflictError as error:
            faults.append(f"theatre: {error}")
        if faults:
            raise ParameterError(faults)
        return cls(**draft | {"place": draft["place"].strip()})

    def place_ids(self, case: Case) -> list[str]:
        """Give the ids of the places that a party can hold in the view's theatre."""
        wanted = set(places_of(case.gazetteer, theatre=self.theatre))
        return [place for place in case.gazetteer.settled if place in wanted]

    def held(self, case: Case, periods: pd.DataFrame) -> pd.DataFrame:
        """Give who held each place of the view's theatre on its day, under its rule of belief.

        Returns
        -------
        DataFrame
            As `held_on` gives it.

        Raises
        ------
        DateError
            The case does not cover the day.
        """
        return held_on(
            periods, case.gazetteer, self.on,
            place_ids=self.place_ids(case), minimum_certainty=self.minimum_certainty,
        )  # fmt: skip

    def code(self, *, study: str | Path | None = None, belief: str = "balanced") -> str:
        """Write the Python that makes this view again: the explorer first, then the static map of the same day."""
        defaults = {field.name: field.default for field in fields(self)}
        always = ("on", "frame")
        order = ("on", "frame", "theatre", "place", "minimum_certainty", "language")
        given = [
            f"{name}={getattr(self, name)!r}"
            for name in order
            if name in always or getattr(self, name) != defaults[name]
        ]
        source = repr(str(study)) if study else ""
        rule = f"belief={belief!r}" if belief != "balanced" else ""
        held = ["periods", "case.gazetteer", repr(self.on)]
        places = ""
        if self.theatre != "all":
            places = f"within = set(lc.places_of(case.gazetteer, theatre={self.theatre!r}))\n"
            held.append("place_ids=[place for place in case.gazetteer.settled if place in within]")
        if self.minimum_certainty != defaults["minimum_certainty"]:
            held.append(f"minimum_certainty={self.minimum_certainty!r}")
        drawn = f"frame={self.frame!r}, on={self.on!r}"
        drawn += f", language={self.language!r}" if self.language != "en" else ""
        return (
            "import libyaconflict as lc\n"
            "from libyaconflict.maps import plot_map\n"
            f"lc.explore({', '.join(filter(None, [source, *given, rule]))})\n"
            f"case, periods = lc.rebuilt({', '.join(filter(None, [source, rule]))})\n"
            f"{places}"
            f"plot_map(lc.held_on({', '.join(held)}), {drawn})\n"
        )

    @property
    def stem(self) -> str:
        """What files of this view are called, without an ending: ``control-2020-06-05-northwest-likely``."""
        extra = [self.theatre] if self.theatre != "all" else []
        extra += [self.minimum_certainty] if self.minimum_certainty != "inferred" else []
        extra += [self.language] if self.language != "en" else []
        return "-".join(["control", self.on, self.frame, *extra]).replace(" ", "-")


def _faults(view: View) -> list[str]:
    """List what is wrong with the form of each value."""
    faults = []
    for name in ("frame", "minimum_certainty", "place", "language", "theatre"):
        if not isinstance(getattr(view, name), str):
            faults.append(f"{name}: {getattr(view, name)!r} is not text.")
    checks = (("on", parse_day), ("frame", find_frame), ("minimum_certainty", check_certainty))
    for name, check in checks:
        value = getattr(view, name)
        if name == "on" or isinstance(value, str):
            try:
                if name == "on" and not isinstance(value, (str, dt.date)):
                    raise DateError(f"{value!r} is not a day. Write it like 2020-06-05.")
                check(value)
            except LibyaConflictError as error:
                faults.append(f"{name}: {error}")
    if isinstance(view.language, str) and view.language not in LANGUAGES:
        faults.append(f"language: unknown {view.language!r}. Known: {', '.join(LANGUAGES)}.")
    return faults


def _outside(on: object, periods: pd.DataFrame) -> list[str]:
    first, last = periods["start"].min().date(), periods["end"].max().date()
    try:
        day = parse_day(on) if isinstance(on, (str, dt.date)) else None
    except LibyaConflictError:
        return []  # its form is wrong, which is told already
    if day is None or first <= day <= last:
        return []
    return [f"on: {day} lies outside the case, which runs from {first} to {last}."]


def _holdable(name: str, case: Case, periods: pd.DataFrame) -> str:
    """Give the standard name of a place that a party can hold."""
    place_id = case.gazetteer.resolve(name)
    standard = case.gazetteer.name(place_id)
    if place_id not in set(case.gazetteer.settled) or place_id not in set(periods["place_id"]):
        raise LibyaConflictError(f"{standard} is no place that a party can hold, so there is no dossier of it.")
    return standard
