"""Places that a text names once and then calls "the town", "the base", "the field"."""

from __future__ import annotations

import calendar
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from .extent import SETTLED
from .mentions import Mention
from .names import Names
from .spans import Told
from .spelling import key_of
from .tables import RULES, read_rows

if TYPE_CHECKING:
    from .sentence import Memory

_ASIDE = re.compile(
    r"(?:\b(?:near|outside|(?<!in and )around|off|beyond|from|between|towards?) (?:the )?"
    r"|\b(?:based|headquartered|seated) in |\b[Gg]overnment in |\badministration in |\bparliament in |\bauthorities in "
    r"|\bbetween [^,.;]{0,50} and (?:the )?(?:\w+ ){0,2}(?:of )?)$"
)
_MASTERED = frozenset(
    ["of", "over", "took", "taken", "seized", "captured", "overran", "controls", "controlled", "conquered"]
)
_MONTHS = "|".join(calendar.month_name[1:])  # "the city in April" is no "city in Egypt"
_TOWNS = ("city", "town", "village", "district")
_LIES = re.compile(r"\b(?:south|north|east|west)\w*(?:-(?:east|west))?(?:ern)? of (?:the )?(?:capital,? )?$")
_WHERE = re.compile(r",? (?:where|in which)\b")
_TOWN_HALL = re.compile(r"'s (?:[a-z]+ )?(?:mayor|municipality|council|elders|residents|hospital)\b")
_SITE_OF_TOWN = re.compile(
    r"\b(?:[Tt]he|its) (?:(?:sea|commercial|main|civilian|international|military|local|strategic|only) )*"
    r"(port|seaport|harbou?r|airport|air ?base) (?:of|in) the (?:city|town)\b(?! of)"
    r"|\b(?:[Tt]he (?:city|town)'s|its) (?:[a-z]+ ){0,2}?(port|seaport|harbou?r|airport|air ?base)\b"
)
_CALLED_TOWN = re.compile(r"(?:,? (?:a|the) (?:[\w-]+ ){0,3}(?:town|village)| (?:district|area|suburb))\b")
FLOWN = frozenset(["airbase", "airport"])
_SIDEWAYS = re.compile(
    r"(?:\b(?:south|north|east|west)\w*|\bnear|\boutside|\bfar|\bmiles|\bkm|\bkilometres|\bkilometers) $"
)


@lru_cache(maxsize=1)
def site_nouns() -> tuple[dict[str, frozenset[str]], re.Pattern]:
    """Give the kinds of place that each noun may mean, and the pattern of "the town", "the same base"."""
    kinds = {row["noun"]: frozenset(row["kinds"].split()) for row in read_rows(RULES / "english" / "anaphors.csv")}
    any_place = [noun for noun, fits in kinds.items() if "any" in fits]
    of_kind = [noun for noun in kinds if noun not in any_place]
    pattern = re.compile(
        r"[Tt](?<!\w.)h(?:e|at|is) (?:(?:strategic(?:ally important)?|key|vital|same|whole|entire) )*"
        r"(?:(?:coastal|central|rebel-held|northern|sea|commercial|desert|mountain|air|military|oil|border|western|eastern|southern|northern|junction|garrison|oasis|market"
        r"|farming|industrial|frontline|front-line|besieged|battered|deserted|abandoned|contested|disputed|captured) )*"
        rf"({'|'.join(of_kind)}|(?<!ern ){'|(?<!ern )'.join(any_place)})\b"
        r"(?! (?:and (?:[\w-]+ ){1,3})?(?:of|in|at|near|around|between)"
        rf" (?:the )?(?:[a-z]{{2,3}}-)?(?!(?:{_MONTHS})\b)[A-Z])(?!-)"
        r"(?! (?:road|highway|street|council|axis|front|where|which|and (?:the )?(?:towns|villages|cities))\b)"
        r"(?!'s? (?!(?:southern |northern |eastern |western )?(?:outskirts|suburbs|edges?"
        r"|gates?|entrances?|approaches|fringes|perimeter|centre|center|defences|defenses)"
        r"|fall|capture|recapture|loss|liberation|seizure|outskirts|surrender|vicinity|surroundings|environs))"
    )
    return kinds, pattern


def add_anaphors(
    flat: str, start: int, end: int, mentions: list[Mention], memory: Memory, names: Names
) -> list[Mention]:
    """Add to a sentence's mentions what its "the town" and the like stand for: the last fitting place before it.

    Parameters
    ----------
    flat : str
        The document's text, straightened.
    start, end : int
        The sentence's characters.
    mentions : list of Mention
        What is named in the sentence, in order.
    memory : Memory
        What was named before it.
    """
    if not mentions and not memory.recent:
        return mentions
    kinds, pattern = site_nouns()
    said = flat[start:end]
    if (
        "latter" in said
        or "former" in said
        or "he second" in said
        or "he first" in said
        or " named after" in said
        or " bears" in said
        or "its name" in said
        or "their name" in said
    ):
        mentions = _add_paired(flat, start, end, mentions, memory, names)
    sited = " port" in said or "airport" in said or "seaport" in said or "harb" in said
    if (sited or "base" in said) and (" the city" in said or " the town" in said or "The " in said or "its " in said):
        mentions = _add_sites(flat, start, end, mentions, memory, names)
    nouns = list(pattern.finditer(flat, start, end))
    parts = list(_ITS_PART.finditer(flat, start, end)) if "its " in said else []
    if not nouns and not parts:
        return mentions
    out = list(mentions)
    for match in nouns:
        if any(m.start < match.end() and match.start() < m.end for m in mentions):
            continue
        if any(m.start == match.end() + 1 and m.kind == "place" for m in mentions) and match.group(1) in _TOWNS:
            continue  # "the city Tarhuna"
        if match.group(1) == "area" and flat.startswith(" of ", match.end()):
            continue  # "the area of the old airport"
        if _apposed(flat, match, mentions):
            continue
        earlier = [m for m in mentions if m.end <= match.start()]
        itself = flat.startswith(" itself", match.end())
        value = _referent(flat, kinds[match.group(1)], earlier, memory, names, itself=itself)
        if value and match.group(1) == "region" and names.kinds.get(value) in SETTLED:
            region = names.part_of.get(value, "")
            led = flat[max(0, match.start() - 12) : match.start()].split()[-1:]
            whole = names.kinds.get(region) == "region" and led and led[0] in _MASTERED
            value = region if whole else value  # who takes "the region" takes more than the town
        if value:
            before = flat[max(0, match.start() - 24) : match.start()]
            stem = re.sub(r"(?:of|from) $", "", before)
            off = before.endswith(("near ", "outside ")) or stem != before and _SIDEWAYS.search(stem)
            off = off or _BESIDE_IT.match(flat, match.end())
            out.append(Mention(match.start(), match.end(), "near" if off else "place", value))
    for match in parts:  # "entered its suburbs"
        earlier = [m for m in mentions if m.end <= match.start() and m.kind == "place"]
        value = earlier[-1].value if earlier else memory.group[0] if memory.group else ""
        if value and names.kinds.get(value) in SETTLED:
            out.append(Mention(match.start(1), match.end(1), "place", value))
    return sorted(out, key=lambda m: m.start)


_BESIDE_IT = re.compile(r"'s (?:[a-z]+ )?(?:vicinity|surroundings|environs|approaches)\b")
_CLOSED = re.compile(r",|\.| on the | in the | that | which ")


def _apposed(flat: str, match: re.Match, mentions: list[Mention]) -> bool:
    """Tell what describes the place named right before it: "X, the key port on the coast,"."""
    named = any(m.kind == "place" and m.end == match.start() - 2 for m in mentions)
    if not named or flat[match.start() - 2] != "," or not _CLOSED.match(flat, match.end()):
        return False
    return match.group().count(" ") > 1 or flat.startswith(" on the ", match.end())


def _add_sites(flat: str, start: int, end: int, mentions: list[Mention], memory: Memory, names: Names) -> list[Mention]:
    """Bind "the port of the city" and "its airport" to the site that the town last named has."""
    kinds, _ = site_nouns()
    out = list(mentions)
    for match in _SITE_OF_TOWN.finditer(flat, start, end):
        if any(m.start < match.end() and match.start() < m.end for m in mentions):
            continue
        noun = (match.group(1) or match.group(2)).replace("seaport", "port").replace("air base", "airbase")
        earlier = [m for m in mentions if m.end <= match.start()]
        town = _referent(flat, kinds["town"] | kinds["city"], earlier, memory, names)
        site = names.site(key_of(names.names[town]), "port" if noun[:4] == "harb" else noun) if town else ""
        if site:
            out.append(Mention(match.start(), match.end(), "place", site))
        elif match.group(1):
            out.append(
                Mention(match.start(), match.end(), "attribute", town)
            )  # no site that is known, but not the town
    return sorted(out, key=lambda m: m.start)


_PAIRED = re.compile(
    r"\b[Tt]he (former|latter)\b(?!'s)|\b[Tt]he (first|second)(?= (?:fell|was (?!to )|were|had been|surrendered"
    r"|held out|changed hands|remains|remained|is still|has fallen)|,? (?:on|a day|two days|that|the same|hours) )"
)
_IS_SUBJECT = re.compile(
    r" (?:was|were|is|has|had|fell|falls|held|remains|remained|surrendered|changed hands|came)\b|[,.;]"
)
_NAMESAKE = re.compile(
    r"\b(?:the|that) (?:city|town|village|district|suburb|oasis) (?:(?:that )?(?:it|they) (?:is|are|was|were) named "
    r"(?:after|for)|(?:after|for) which (?:it|they) (?:is|are|was|were) named|whose name (?:it|they) bears?"
    r"|of (?:its|their) name|(?:that )?(?:it|they) takes? (?:its|their) name from"
    r"|that gives? (?:it|them) (?:its|their) name)"
)


def _add_paired(
    flat: str, start: int, end: int, mentions: list[Mention], memory: Memory, names: Names
) -> list[Mention]:
    """Bind "the former" and "the latter" to two places named together, "the city it is named after" to a unit's."""
    out = list(mentions)
    for match in _PAIRED.finditer(flat, start, end):
        places = [m for m in mentions if m.kind == "place" and m.end <= match.start()]
        pairs = [
            (one.value, two.value)
            for one, two in zip(places, places[1:], strict=False)
            if two.start - one.end < 40 and re.search(r"\b(?:and|or|nor)\b", flat[one.end : two.start])
        ]
        pair = pairs[-1] if pairs else tuple(memory.group) if len(memory.group) == 2 else ()
        own = match.group(1) != "former" or "the latter" in flat[start:end].lower()
        pair = pair or _named_together(flat, memory)
        if len(pair) == 2 and (own or _IS_SUBJECT.match(flat, match.end())):
            second = match.group(1) == "latter" or match.group(2) == "second"
            out.append(Mention(match.start(), match.end(), "place", pair[second]))
    for match in _NAMESAKE.finditer(flat, start, end):
        units = [m for m in mentions if m.kind in ("actor", "unit", "attribute") and m.end <= match.start()]
        for unit in units:
            words_ = flat[unit.start : unit.end].split()
            value = unit.value if unit.kind != "actor" else ""
            value = value or next((v for w in words_ if (v := names.listed(w.lower().removesuffix("'s")))), "")
            if value in names.kinds:
                out.append(Mention(match.start(), match.end(), "place", value))
                break
    return sorted(out, key=lambda m: m.start)


def _named_together(flat: str, memory: Memory) -> tuple:
    """Give the two places that the text has just named as "X and Y"."""
    pair = [place for place in memory.recent[-2:] if isinstance(place, Told)]
    if len(pair) < 2:
        return ()
    one, two = sorted(pair, key=lambda place: place.start)
    return (one, two) if two.start - one.end < 40 and " and " in flat[one.end : two.start] else ()


_ITS_PART = re.compile(
    r"\b(its) (?:(?:southern|northern|eastern|western|outer|very) )?"
    r"(?:suburbs?|outskirts|centre|center|streets|edges?|fringes|entrances?)\b"
)


def _kind_told(flat: str, place: str) -> str:
    """Give the kind of an unlisted place that is called a city or a town where it is named."""
    return flat[place.end : place.end + 5].strip() if isinstance(place, Told) and place[:1] == "?" else ""


_BOUND = re.compile(r"\b(?:towards?|in the direction of|on the way to|heading for|bound for) (?:the town of )?$")


def _called_town(flat: str, seen: list[str]) -> str:
    """Give what the text has just called a town, where the place named after it is only where somebody was going."""
    if len(seen) < 2 or not hasattr(seen[-1], "start"):
        return ""
    start = seen[-1].start
    going = _BOUND.search(flat, max(0, start - 40), start) is not None
    return seen[-2] if going and _CALLED_TOWN.match(flat, getattr(seen[-2], "end", 0)) else ""


def _referent(
    flat: str, kinds: frozenset[str], earlier: list[Mention], memory: Memory, names: Names, *, itself: bool = False
) -> str:
    """Give the place that a noun of some kinds stands for; "the town itself" is the town about which all was told."""
    if kinds & SETTLED and "any" not in kinds:  # "X's mayor said that the city"
        halls = [m.value for m in earlier if m.kind == "attribute" and _TOWN_HALL.match(flat, m.end)]
        if halls and names.kinds.get(halls[-1]) in kinds and not any(m.kind == "place" for m in earlier):
            return halls[-1]
    named = [m for m in earlier if m.kind == "place"]
    if named and _WHERE.match(flat, named[-1].end) and names.kinds.get(named[-1].value) in kinds:
        return named[-1].value  # "X, where they fight to take the city"
    here = [m.value for m in named if not _ASIDE.search(flat, max(0, m.start - 70), m.start)]
    free = [m.value for m in named if m.value in here and not _LIES.search(flat, max(0, m.start - 40), m.start)]
    here = free or here  # "X, 20 km east of Y": the town is X
    if not here and len(named) > 1:  # "fled from X towards Y"
        here = [m.value for m in named if flat[max(0, m.start - 5) : m.start] == "from "]
    if "any" in kinds:
        here = [place for place in here if place != names.capital] or here
        value = here[-1] if here else memory.group[0] if memory.group else ""
        return value if value != names.capital else ""  # "this area" of a capital is a part of it
    seen = [
        place
        for place in [*memory.recent, *here]
        if (names.kinds.get(place) or _kind_told(flat, place)) in kinds and place not in names.abroad
    ]
    if kinds & FLOWN:  # "the airport" of which something was told, not one that was named beside it
        if last := [place for place in here if place in seen]:
            return last[-1]  # named in the same sentence
        seen = sorted((place for place in seen if place in memory.told), key=memory.told.__getitem__) or seen
    if "capital" in kinds and "village" not in kinds:  # "the city" is not what the text calls a town
        told = memory.told  # but that of which something was told
        seen = [p for p in seen if p in told or not _CALLED_TOWN.match(flat, getattr(p, "end", 0))] or seen
    if "village" in kinds and not here and (called := _called_town(flat, seen)):
        return called
    if not here and kinds & SETTLED and not itself:  # of what the sentence before told, not what it named beside it
        seen = [place for place in seen if place in memory.group] or seen
    if "village" in kinds:  # a town is seldom the capital
        seen = [place for place in seen if place != names.capital] or seen
    if not seen and kinds & SETTLED:
        towns = [names.part_of.get(m.value, "") for m in earlier if m.kind == "place"]
        seen = [town for town in towns if names.kinds.get(town) in kinds & SETTLED]  # "X airport and then the town"
    if not seen and kinds & SETTLED:
        left = [
            m.value for m in named if flat[max(0, m.start - 5) : m.start] == "from "
        ]  # "drove them from X and held it"
        seen = [place for place in left if names.kinds.get(place) in kinds]
        seen = seen or [m.value for m in earlier if m.kind in ("unit", "near")]
    if not seen and "port" in kinds and here and names.kinds.get(here[-1]) in SETTLED:
        seen = (
            [site] if (site := names.site(key_of(names.names[here[-1]]), "port")) else []
        )  # "entered X and took the port"
    return seen[-1] if seen else ""
