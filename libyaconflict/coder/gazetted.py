"""How the gazetteer spells its places, and which of them lie abroad."""

from __future__ import annotations

import re

from .spelling import key_of

_SITE_KINDS = ("camp", "base", "airbase", "oilfield")


def outside(places) -> frozenset[str]:
    """Give the places that lie in other countries than the first of the table."""
    home = places["place_id"].iloc[0]
    parts = dict(zip(places["place_id"], places["part_of"], strict=True))
    kinds = dict(zip(places["place_id"], places["kind"], strict=True))
    found = set()
    for place in parts:
        top = place
        for _ in range(8):
            if not parts.get(top):
                break
            top = parts[top]
        if kinds.get(top) == "country" and top != home and kinds[place] != "country":
            found.add(place)
    return frozenset(found)


def spelt_places(places) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Give the places by their spellings: those that are sure, those that are doubtful, and sites by their bare names.

    A doubtful spelling may be a person's or a family's name; so is a site's without its noun, "Hamza" for Hamza camp.
    """
    sure: dict[str, str] = {}
    doubtful: dict[str, str] = {}
    bare: dict[str, str] = {}
    home = places["place_id"].iloc[0]
    for row in places.itertuples(index=False):
        if row.kind == "country" and row.place_id != home:
            continue
        for alias in [row.name, *row.aliases.split(";")]:
            base = re.sub(r"\s*\([^)]*\)", "", alias)
            table = doubtful if base != alias else sure
            if len(base.strip()) > 2:
                table.setdefault(key_of(base), row.place_id)
        for alias in row.ambiguous_aliases.split(";"):
            if len(alias.strip()) > 3 and row.kind not in ("country", "region"):
                doubtful.setdefault(key_of(alias), row.place_id)
        name = re.sub(r" (?:military )?(?:camp|airbase|base|oilfield)$", "", key_of(row.name))
        if row.kind in _SITE_KINDS and len(name) > 4:
            bare.setdefault(name, row.place_id)
            bare.setdefault("al " + name, row.place_id)
    _part(sure, doubtful, bare)
    return sure, doubtful, bare


def _part(sure: dict[str, str], doubtful: dict[str, str], bare: dict[str, str]) -> None:
    """Leave a spelling that two of the tables have in one of them; bare names are doubtful, too."""
    for key, value in list(doubtful.items()):
        if sure.get(key) == value:
            del sure[key]
        elif key in sure:
            del doubtful[key]
    for key, value in list(bare.items()):
        if key in doubtful:
            del bare[key]  # the gazetteer itself has it as a doubtful name
        elif key not in sure:
            doubtful[key] = value
