"""Places that the gazetteer's spellings do not reach: other spellings, "the X area", "Gate 30", "the airport of X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from .spelling import TOWN, fold, heard_as, key_of
from .tables import words

if TYPE_CHECKING:
    from .names import Names

UNLISTED = "?"
Found = tuple[int, int, str]  # where a name begins and ends, and its place
_REMEMBERED = 20_000  # names whose spelling was looked up: a text of news has the same ones again and again
_ARTICLE = r"(?:[AaEe](?:l|z|n|r|t|d|s|sh)-'?|Al |El |[Ii]l )"
_WORD = r"[A-Z][a-z]+(?:'(?!s\b)[a-z]+)?"
_NAME = rf"{_ARTICLE}?{_WORD}(?:[ -](?:{_ARTICLE}|bin |Ben )?(?=[A-Z][a-z']{{2}}){_WORD})?"
_SITE = "checkpoint|camp|bridge|barracks|junction|roundabout|crossing|airbase|air base|airport|port|oilfield"
_TRACT = "city|town|area|district|neighbourhood|neighborhood|suburb|village|valley|farms|axis|front"
_TRACTS = frozenset(_TRACT.split("|"))
_CAPITAL = re.compile(rf"(?<![\w-])({_NAME})(?: ({_SITE}|{_TRACT}))?(?!\w)")
_CAMP = re.compile(
    rf"(?<![\w-])({_NAME}(?:[ -](?:al-|el-|Al |El |bin |Ben )?[A-Z][a-z]{{2,}})?)"
    r" ([Cc]amp|[Hh]eadquarters|[Bb]arracks)\b"
)
_CAMPS = (" Camp", " camp", "eadquarters", "arracks")
_GATE = re.compile(
    r"(?i:\b(\d{1,3}) ?-?(?:km|kilomet(?:re|er)) (?:checkpoint|gate)\b)"
    r"|\b(?:[Gg]ate|[Cc]heckpoint|[Bb]ridge|[Kk]ilo) (\d{1,3})\b|\b(\d{1,3})(?:st|nd|rd|th) [Gg]ate\b"
)
_BUILDING = re.compile(r"\b(?:College|Faculty|Academy|Palace) of (?:[A-Z][a-z]+)(?: (?:and )?[A-Z][a-z]+)?")
_NUMBERED = (" checkpoint", "gate ", "Gate ", "heckpoint ", "ridge ", "ilo ", " gate", " Gate")
_SCHOOLS = ("College of", "Faculty of", "Academy of", "Palace of")
_INITIAL = re.compile(r"[A-Z](?<!\w.)[a-z]{2}[^\W\d_]*")  # the letter first: a search for letters is quick
_PREFIX = re.compile(rf"{_ARTICLE}$")
_GARRISONS = (" camp", " Camp", " base", " Base", " barracks", " Barracks", " headquarters", " military")
_SMALL = frozenset(["village", "town", "district"])
_PREFIX_ENDS = ("-", "-'", "l ")
_AT_PLACE = re.compile(
    r"\b(?:in|at|near|into|towards?|around|reached|captured|seized|took|retook|entered"
    rf"|(?:town|hamlet|oasis|{_TRACT}) of) (?:the )?$"
)
_SOME = frozenset(["a", "an", "one", "another", "other", "only", "sole", "last", "its", "their", "his", "no", "any"])
_SITE_OF = re.compile(
    r"\b(?:the )?(?:(?:international|civilian|military|main|old|sea|oil|disused|former|local"
    r"|air(?! (?:acad|coll))) )*"
    r"(airport|port|harbour|harbor|seaport|airbase|base|airfield|oilfield|field|terminal"
    r"|refinery|(?-i:(?:military|air) (?:academy|college)))"
    r" (?:of|in|at|outside|near) (?:the )?$",
    re.I,
)
_SITES = (
    "refinery",
    "port",
    "harbour",
    "harbor",
    "base",
    "field",
    "terminal",
    "academy",
    "college",
)  # their ends
_JOINTS = (", and the ", " and the ", ", and ", ", the ", " and even ", " and ", ", ")
_PLACE = ord("p")
_SAME = {
    "harbour": "port",
    "harbor": "port",
    "seaport": "port",
    "field": "oilfield",
    "airfield": "airport",
    "base": "airbase",
}


_NAMED = re.compile(r"\b[A-Z][\w'-]+ $")  # "Mitiga airport in Tripoli" is Mitiga's


def site_of(flat: str, start: int, key: str, names: Names) -> tuple[int, str]:
    """Give where "the airport of X" begins and its place, if the gazetteer has an "X airport"; else X's own start."""
    lead = flat[max(0, start - 48) : start].split()[-3:-1]
    if not any(word.lower().endswith(_SITES) for word in lead):
        return start, ""
    match = _SITE_OF.search(flat, max(0, start - 48), start)
    off = match is not None and match.group().split()[-1 - (flat[start - 5 : start] == " the ")] in ("near", "outside")
    if match is not None and off and flat[: match.start()].rstrip().rpartition(" ")[2].lower() in _SOME:
        return start, ""  # "at an airport near X", "its only airfield near X"
    some = match is not None and flat[: match.start()].endswith((" a ", " an ", "An ", " one "))
    if some and names.listed(key) == names.capital:
        return start, ""  # "an airport in the capital", which has two
    if match and not _NAMED.search(flat, max(0, match.start() - 24), match.start()):
        noun = match.group(1).lower()
        whole = names.site(key, f"international {noun}") if "international" in match.group().lower() else ""
        value = whole or names.site(key, noun) or names.site(key, _SAME.get(noun, noun))
        if value:
            return match.start(), value
    return start, ""


def find_unlisted(flat: str, taken: bytearray, names: Names) -> list[Found]:
    """Find places that the gazetteer does not list in this spelling, as (start, end, place).

    Parameters
    ----------
    flat : str
        The document's text, straightened.
    taken : bytearray
        One byte a character, not 0 in the names that were found already, `p` in those of places; what is found here is
        added.
    names : Names
        Gives the spellings of the gazetteer, folded and by their consonants.

    Returns
    -------
    list
        `place` is the id of a known place, or ``?`` and the name as written.
    """
    found: list[Found] = []
    for start, end, value in chain(_gates(flat, names), _schools(flat), _spelt(flat, taken, names)):
        if not (taken[start] or taken[end - 1]):
            found.append((start, end, value))
            taken[start:end] = b"p" * (end - start)  # seen by what is sought next
    return found


def _gates(flat: str, names: Names) -> Iterator[Found]:
    """Find places by a number: "Gate 30", "the 17 km checkpoint"."""
    for match in _GATE.finditer(flat) if any(noun in flat for noun in _NUMBERED) else ():
        noun = match.group().split()[0].title() if match[2] else "Gate"
        place = f"{noun} {match[1] or match[2] or match[3]}"
        yield *match.span(), names.listed(place.lower()) or UNLISTED + place


def _schools(flat: str) -> Iterator[Found]:
    """Find "the Faculty of Engineering"."""
    for match in _BUILDING.finditer(flat) if any(noun in flat for noun in _SCHOOLS) else ():
        yield *match.span(), UNLISTED + match.group()


def _spelt(flat: str, taken: bytearray, names: Names) -> Iterator[Found]:
    """Find names in capitals that spell a known place otherwise, or that a noun makes a place: "the X area"."""
    known = words("no-name")
    camps = any(noun in flat for noun in _CAMPS)
    for initial in _INITIAL.finditer(flat):
        at = initial.start()
        if taken[at] or initial.group().lower() in known:
            continue
        arabic = flat.endswith(_PREFIX_ENDS, 0, at)
        if not arabic and initial.group().lower() in words("no-name-bare"):
            continue  # "Homes", but "al-Homs"
        prefix = _PREFIX.search(flat, max(0, at - 4), at) if arabic else None
        begin = prefix.start() if prefix else at
        camp = _CAMP.match(flat, begin) if camps else None
        match = camp or _CAPITAL.match(flat, begin)
        if match is None:
            continue
        start, end = match.span(1)
        if taken[start] or taken[end - 1] or end - start < 5:
            continue
        value, end = _meant(flat, taken, match, names)
        noun = match.group(2)
        composed = names.listed(f"{key_of(names.names[value])} {noun.replace(' ', '')}") if value and noun else ""
        if composed:
            yield start, match.end(2), composed
        elif value:
            yield start, end, value
        elif unknown := _unknown(match.group(1), noun, names, camp=camp is not None) or _told_as_place(flat, match):
            yield start, match.end(2) if noun and unknown.endswith(f" {noun}") else end, UNLISTED + unknown


def _meant(flat: str, taken: bytearray, match: re.Match, names: Names) -> tuple[str, int]:
    """Give the known place that a name spells, if any, and where it ends; the first word of two may do."""
    start, end = match.span(1)
    name = match.group(1)
    sure = match.group(2) is not None or _AT_PLACE.search(flat, max(0, start - 20), start) is not None
    if sure and start > 3 and flat[start - 1] == " " and _NAMED.search(flat, max(0, start - 16), start):
        sure = False  # the end of a longer name
    value = _known(name, names, sure=sure)
    if value and names.kinds.get(value) in _SMALL and flat.startswith(_GARRISONS, end):
        value = ""  # no village is meant by the camp of a like name
    if not value and not sure and _in_list(flat, taken, start, end):
        value = names.nearly(name)
    if not value and _is_town(flat, match):
        value = names.nearly(name, TOWN)
    first = name.split()[0]
    if not value and " " in name and len(first) > 5:
        value = _known(first, names, sure=False)
        end = start + len(first) if value else end
    return value, end


def _unknown(name: str, noun: str | None, names: Names, *, camp: bool) -> str:
    """Give a name that no table has as the place it must be: "X camp", "Wadi X", the area called "al-X"."""
    said = name.lower().split()
    if camp and words("no-name").isdisjoint(said) and words("institution").isdisjoint(said):
        return re.sub(rf"^{_ARTICLE}", lambda m: "Al-" if m[0].lower() == "al-" else "", name) + f" {noun}"
    first, _, rest = name.partition(" ")
    if rest and first in names.elements:
        return f"{names.elements[first]} {re.sub(rf'^{_ARTICLE}', 'al-', rest)}"
    if not noun or said[0] in words("no-name"):
        return ""
    if noun in _TRACTS:
        return name if re.match(_ARTICLE, name) else ""
    return f"{name} {noun}"


_TOWN_OF = re.compile(r"\b(?:town|village|hamlet|oasis|district|suburb|neighbou?rhood|area) of (?:the )?$")
_SITE_AT = re.compile(
    r"\b[Tt]he (checkpoint|bridge|camp|junction|roundabout|crossing|barracks) (?:at|called) (?:the )?$"
)
_AT_TOWN = re.compile(
    r"\b(?:in|into|of|on|over|towards?|inside|entered|captured?|capturing|seized?|seizing|taken?|took|taking|retaken?|retook"
    r"|liberated?|liberating|shelled|bombed|stormed|left|lost|control) $"
)  # "took X city"
_TOWARDS = re.compile(r"\b(?:towards?|into|entered|reached|stormed|retook|(?:advanc(?:ed|ing)|marched) on) $")


_LEADS = (
    " of ",
    "the ",
    "at ",
    "called ",
    "toward ",
    "towards ",
    "into ",
    "entered ",
    "reached ",
    "stormed ",
    "retook ",
    "d on ",
    "ng on ",
)


def _is_town(flat: str, match: re.Match) -> bool:
    """Tell a name that its noun and the word before it make a town: "took X city"."""
    start = match.start(1)
    return match.group(2) in ("city", "town") and _AT_TOWN.search(flat, max(0, start - 14), start) is not None


def _told_as_place(flat: str, match: re.Match) -> str:
    """Give a name that no table has where the words before it make it a place: "the village of X", "towards al-X"."""
    start = match.start(1)
    name = match.group(1)
    if _is_town(flat, match):
        return name if words("no-name").isdisjoint(name.lower().split()) else ""
    if not flat.endswith(_LEADS, 0, start):
        return ""
    if not words("no-name").isdisjoint(name.lower().split()):
        return ""
    lead = flat[max(0, start - 24) : start]
    if lead.endswith(("at ", "the ", "called ")) and (site := _SITE_AT.search(lead)):
        return f"{name} {site[1]}"  # "the checkpoint at X"
    arabic = re.match(_ARTICLE, name) is not None
    return name if _TOWN_OF.search(lead) or (arabic and _TOWARDS.search(lead)) else ""


def _in_list(flat: str, taken: bytearray, start: int, end: int) -> bool:
    """Tell a name that stands beside a place in a list."""
    if _PLACE not in taken[max(0, start - 11) : start] and _PLACE not in taken[end : end + 11]:
        return False
    lead = flat[max(0, start - 10) : start]
    joint = next((joint for joint in _JOINTS if lead.endswith(joint)), "")
    if joint and taken[start - len(joint) - 1] == _PLACE:
        return True
    joint = next((joint for joint in _JOINTS if flat.startswith(joint, end)), "")
    after = bool(joint) and end + len(joint) < len(taken) and taken[end + len(joint)] == _PLACE
    return after and not lead.rpartition(" ")[0].rpartition(" ")[2][:1].isupper()  # not the end of a longer name


_LISTED = (
    r"(?:(?:al|el|as|ar|az)-)?[A-Z](?:l |[a-z']{2,})[\w']*"
    r"(?:[ -](?:(?:al|el|as|ar|az|bin|bu)[ -])?[A-Z][a-z']{2,}){0,2}"
)
_SEPARATOR = r"(?:,(?: and)?| and) (?:even |the )?"
_BETWEEN = re.compile(rf"(?:{_SEPARATOR}{_LISTED}){{1,3}}{_SEPARATOR}(?:[a-z]+ of (?:the )?)?(?:(?:al|el)-)?")
_ONE = re.compile(rf"{_SEPARATOR}({_LISTED})(?=,| and | in )")
_PAIR = re.compile(rf" and {_LISTED} in (?:the )?(?:[a-z]+ern )?(?:[a-z]+ of )?(?:(?:al|el)-)?")  # "A and B in C"
_GAP = 64  # characters between two known places of a list


def find_between(flat: str, places: list[tuple[int, int]]) -> list[Found]:
    """Find the names that no table knows and that stand in a list between two known places, as (start, end, place).

    Parameters
    ----------
    flat : str
        The document's text, straightened.
    places : list of pair
        Where what is named begins and ends, in order; a pair of -1 is no place.
    """
    found: list[Found] = []
    known = words("no-name")
    for (_, end), (start, _) in zip(places, places[1:], strict=False):
        if end < 0 or not 6 < start - end < _GAP or flat[end] not in ", ":
            continue
        if not _BETWEEN.fullmatch(flat, end, start) and not _PAIR.fullmatch(flat, end, start):
            continue
        for match in _ONE.finditer(flat, end, start):
            name = match.group(1)
            if known.isdisjoint(name.lower().replace("-", " ").split()):
                found.append((*match.span(1), UNLISTED + name))
    return found


def _known(name: str, names: Names, *, sure: bool) -> str:
    """Give the place that a name spells otherwise; by its consonants alone only where a place is sure to stand."""
    key = name, sure
    value = names.spelt.get(key)
    if value is None:
        value = names.folded.get(fold(name), "")
        if sure and not value:
            value = (heard_as(name, names.skeletons) if len(key_of(name)) > 4 else "") or names.nearly(name)
        if len(names.spelt) > _REMEMBERED:
            names.spelt.clear()
        names.spelt[key] = value
    return value
