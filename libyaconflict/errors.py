"""Errors: what was wrong, where, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class LibyaConflictError(ValueError):
    """Base of every error that this package raises on purpose."""


class UnknownPlaceError(LibyaConflictError):
    """A place name that the gazetteer does not list.

    Parameters
    ----------
    name : str
        The name as it was given.
    suggestions : sequence of str
        The nearest names of the gazetteer, best first.
    """

    def __init__(self, name: str, suggestions: Sequence[str] = ()) -> None:
        self.name = name
        self.suggestions = list(suggestions)
        hint = f" Did you mean {_either(self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"unknown place {name!r}.{hint} Known places are the rows of places.csv.")


class AmbiguousPlaceError(LibyaConflictError):
    """A spelling that several places share, so that it alone does not name one.

    Parameters
    ----------
    name : str
        The name as it was given.
    candidates : sequence of str
        Standard names of the places that share it.
    """

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        self.name = name
        self.candidates = list(candidates)
        super().__init__(f"{name!r} may be {_either(self.candidates)}: write the full name.")


class DateError(LibyaConflictError):
    """A date text that is not EDTF, or that names a day which does not exist."""


class ParameterError(LibyaConflictError):
    """Parameters that a notebook does not take; `faults` lists all of them."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(self.faults))


class CaseError(LibyaConflictError):
    """A case folder that cannot be read as it stands; `faults` lists all that is wrong."""

    def __init__(self, faults: Iterable[object]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def _either(names: Sequence[str]) -> str:
    quoted = [f"'{name}'" for name in names]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + f" or {quoted[-1]}"
