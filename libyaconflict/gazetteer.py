"""The gazetteer: every spelling of a place, where it lies, and what it is part of."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from functools import cached_property

import numpy as np
import pandas as pd

from .errors import AmbiguousPlaceError, UnknownPlaceError

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG 1980
REGION_KINDS = ("region", "country")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "–": "-", "—": "-"})


def fold(name: str) -> str:
    """Fold a spelling so that case, accents, hyphens and kinds of quotation mark do not matter.

    Examples
    --------
    >>> fold("Al‑Watiya  Air Base") == fold("al-watiya airbase")
    True
    """
    text = unicodedata.normalize("NFKD", name.translate(_QUOTES)).casefold()
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = text.replace("-", " ").replace(" air base", " airbase")
    return re.sub(r"\s+", " ", text).strip()


class Gazetteer:
    """Names to places and back, over one table of places.

    Parameters
    ----------
    places : DataFrame
        Columns `place_id`, `name`, `name_ar`, `aliases`, `ambiguous_aliases` (``;`` between several),
        `kind`, `theatre`, `lat`, `lon` (WGS84 degrees, NaN where none), `population`, `part_of`, `also_in`.
    """

    def __init__(self, places: pd.DataFrame) -> None:
        self.places = places.set_index("place_id", drop=False)
        self._names = self.places["name"].to_dict()
        self._part_of = self.places["part_of"].to_dict()
        self.kinds: dict[str, str] = self.places["kind"].to_dict()

    @cached_property
    def _spellings(self) -> tuple[dict[str, str], dict[str, list[str]]]:
        sure: dict[str, str] = {}
        shared: defaultdict[str, list[str]] = defaultdict(list)
        columns = ["place_id", "name", "name_ar", "aliases", "ambiguous_aliases"]
        rows = list(self.places[columns].itertuples(index=False, name=None))
        for place_id, name, _, _, _ in rows:
            sure.setdefault(fold(name), place_id)
            sure.setdefault(fold(place_id), place_id)
        for place_id, _, _, aliases, _ in rows:
            for alias in filter(None, (part.strip() for part in aliases.split(";"))):
                sure.setdefault(fold(alias), place_id)
        for place_id, _, arabic, _, ambiguous in rows:
            for alias in filter(None, (part.strip() for part in [arabic, *ambiguous.split(";")])):
                if fold(alias) not in sure and place_id not in shared[fold(alias)]:
                    shared[fold(alias)].append(place_id)
        for key, place_id in list(sure.items()):  # "Jum'a" may be written "Juma", if no other place is
            if (plain := key.replace("'", "")) not in shared:
                sure.setdefault(plain, place_id)
        return sure, dict(shared)

    def name(self, place_id: str) -> str:
        """Give the standard name of a place."""
        return self._names[place_id]

    def candidates(self, name: str) -> list[str]:
        """Give the ids of every place that a spelling may mean: an unambiguous one alone, a town before a region."""
        sure, shared = self._spellings
        for key in _variants(fold(name)):
            if key in sure:
                return [sure[key]]
            if key in shared:
                towns = [place_id for place_id in shared[key] if self.kinds[place_id] not in REGION_KINDS]
                return towns or shared[key]
        return []

    def resolve(self, name: str) -> str:
        """Give the id of the place that a spelling names.

        Case, accents, hyphens, apostrophes and a leading ``al-`` do not matter; nothing else is guessed.

        Raises
        ------
        UnknownPlaceError
            No place is spelled so; `suggestions` has the nearest names.
        AmbiguousPlaceError
            Several places share the spelling.
        """
        found = self.candidates(str(name))
        if not found:
            raise UnknownPlaceError(str(name), self.suggest(str(name)))
        if len(found) > 1:
            raise AmbiguousPlaceError(str(name), [self.name(place_id) for place_id in found])
        return found[0]

    def suggest(self, name: str, n: int = 3) -> list[str]:
        """Give up to `n` standard names whose spellings are nearest to `name`, best first."""
        sure, shared = self._spellings
        near = difflib.get_close_matches(fold(name), [*sure, *shared], n=3 * n, cutoff=0.6)
        ids = [place_id for key in near for place_id in ([sure[key]] if key in sure else shared[key])]
        return [self.name(place_id) for place_id in dict.fromkeys(ids)][:n]

    def ancestors(self, place_id: str) -> list[str]:
        """Give the places that hold `place_id`, nearest first, along `part_of`."""
        chain: list[str] = []
        parent = self._part_of[place_id]
        while parent and parent not in chain and parent in self._names:
            chain.append(parent)
            parent = self._part_of[parent]
        return chain

    @cached_property
    def holders(self) -> dict[str, list[str]]:
        """Every place and region that each place lies in, by `part_of` first, then by `also_in`."""
        lies_in: dict[str, list[str]] = {}
        for place_id, also in self.places["also_in"].items():
            chain = self.ancestors(place_id)
            for region in filter(None, also.split(";")):
                chain += [region, *self.ancestors(region)]
            lies_in[place_id] = list(dict.fromkeys(chain))
        return lies_in

    @cached_property
    def members(self) -> dict[str, list[str]]:
        """Places inside each place, at any depth, by `part_of` and `also_in`; regions themselves left out."""
        inside: defaultdict[str, list[str]] = defaultdict(list)
        for place_id, kind in self.kinds.items():
            if kind not in REGION_KINDS:
                for holder in self.holders[place_id]:
                    inside[holder].append(place_id)
        return dict(inside)

    @cached_property
    def settled(self) -> list[str]:
        """Places that a party can hold: no region, no single building, none abroad."""
        home = self.places["theatre"] != "abroad"
        return list(self.places.index[home & ~self.places["kind"].isin([*REGION_KINDS, "building"])])

    def distance_km(self, place_id: str, others: list[str]) -> np.ndarray:
        """Give great-circle distances in km from one place to others, NaN where a point is missing."""
        points = np.radians(self.places.loc[[place_id, *others], ["lat", "lon"]].to_numpy(dtype=float))
        (lat, lon), (lats, lons) = points[0], points[1:].T if len(others) else np.empty((2, 0))
        half = np.sin((lats - lat) / 2) ** 2 + np.cos(lat) * np.cos(lats) * np.sin((lons - lon) / 2) ** 2
        return 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half))


def _variants(key: str) -> list[str]:
    """Spellings to try in turn: as written, without article, without a gloss in brackets, without apostrophes."""
    bare = re.sub(r"^(?:al|el|as|ash|at|az|ad|ar|an) (?=\S)", "", key)
    return list(dict.fromkeys([key, bare, re.sub(r"\s*\([^)]*\)$", "", key), key.replace("'", "")]))
