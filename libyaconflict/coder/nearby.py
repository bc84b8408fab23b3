"""Names that two places share in the ear, told apart by what the text says to be nearby."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from .spelling import skeleton

if TYPE_CHECKING:
    from .mentions import Mention

FAR_KM, NEAR_KM = 100, 60  # no place 100 km off is "nearby"; one within 60 km may be
_NEARBY = re.compile(r"\b(?:nearby|neighbou?ring|adjacent) (?:(?:city|town|village|area|district|camp) of )?(?:the )?$")


class Neighbours:
    """Places by the consonants of their names, with their points.

    Parameters
    ----------
    places : DataFrame
        The gazetteer's table; `lat` and `lon` in degrees, empty where not known.
    """

    def __init__(self, places) -> None:
        self._points: dict[str, tuple[float, float]] = {}
        self._alike: defaultdict[str, list[str]] = defaultdict(list)
        for row in places.itertuples(index=False):
            try:
                point = float(row.lat), float(row.lon)
            except (TypeError, ValueError):
                continue
            if not math.isnan(point[0] + point[1]):
                self._points[row.place_id] = point
                self._alike[skeleton(row.name)].append(row.place_id)
        alike = {bones: found for bones, found in self._alike.items() if len(found) > 1 and len(bones) > 2}
        self._bones = {place: bones for bones, found in alike.items() for place in found}

    def settle(self, flat: str, mention: Mention, before: Mention) -> str:
        """Give the place that a mention means, after the place that was named before it.

        A place that the text calls nearby and that lies more than 100 km from the one before gives way to one within
        60 km whose name has the same consonants: "the nearby city of Zliten", said of Riqdalin, is Zaltan.
        """
        value = mention.value
        bones = self._bones.get(value)
        if bones is None or not _NEARBY.search(flat, max(0, mention.start - 40), mention.start):
            return value
        here = self._points.get(before.value)
        if here is None or _km(self._points[value], here) < FAR_KM:
            return value
        others = [(_km(self._points[place], here), place) for place in self._alike[bones]]
        return min(((km, place) for km, place in others if km < NEAR_KM), default=(0, value))[1]

    def quarters(self, flat: str, found: list[Mention]) -> list[Mention]:
        """Take "the Qalaa district of the town of X" for X, where the Qalaa that is listed lies far from X."""
        out: list[Mention] = []
        for mention in found:
            before = out[-1] if out else None
            if (
                before is not None
                and before.kind == mention.kind == "place"
                and self._far_quarter(flat, before, mention)
            ):
                out[-1] = replace(mention, start=before.start)
            else:
                out.append(mention)
        return out

    def _far_quarter(self, flat: str, part: Mention, whole: Mention) -> bool:
        """Tell a quarter's name that is that of another place: what it is said to lie in is far from there."""
        joint = _QUARTER.fullmatch(flat, part.end, whole.start)
        if joint is None or not (joint.group(1) or flat[max(0, part.start - 20) : part.start].endswith(_QUARTER_OF)):
            return False
        here, there = self._points.get(part.value), self._points.get(whole.value)
        return here is not None and there is not None and _km(here, there) > FAR_KM


_QUARTER = re.compile(
    r" ((?:district|neighbou?rhood|quarter|suburb|area) )?(?:in|of) (?:the )?(?:(?:[a-z]+ )?(?:town|city|oasis) of )?"
)
_QUARTER_OF = ("district of ", "neighbourhood of ", "neighborhood of ", "quarter of ", "suburb of ", "area of ")


def own_airport(mentions: list[Mention], flat: str, names) -> list[Mention]:
    """Bind "X's airport" to the one airport of X that a text names, if it is not the one that has X's name."""
    airports = [m for m in mentions if m.kind == "place" and names.kinds.get(m.value) == "airport"]
    if len({m.value for m in airports}) < 2:
        return mentions
    owned = [(m, _PLAIN.fullmatch(flat, m.start, m.end)) for m in airports]
    plain = [m for m, match in owned if match and names.listed(match.group(1).lower()) == names.part_of.get(m.value)]
    named = {m.value for m in airports if m not in plain}
    out = list(mentions)
    for m in plain:
        twins = {value for value in named if names.part_of.get(value) == names.part_of.get(m.value)}
        if m.value not in named and len(twins) == 1:
            out[out.index(m)] = replace(m, value=twins.pop())
    return out


_PLAIN = re.compile(r"([A-Z]\w+)(?:'s)? airport")


def _km(one: tuple[float, float], two: tuple[float, float]) -> float:
    """Give the distance of two points on the sphere in kilometres."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *two))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))
