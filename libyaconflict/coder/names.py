"""Mentions of places and actors in a text: longest first, on word boundaries, attributes told apart from actors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from .nearby import Neighbours, own_airport
from .spelling import Spellings, compile_names, flatten, fold, key_of, lower, skeleton
from .tables import RULES, read_rows, words
from .unlisted import find_between, find_unlisted, site_of

_ARTICLE_BEFORE = re.compile(r"(?<![\w-])(?:[Aa]l|[Ee]l|[Aa]s|[Aa]z|[Aa]d|[Aa]r|[Aa]n)-$")
_SITES_BEFORE = re.compile(
    r"\b(?:camps|bases|airbases|airports|oilfields|districts|suburbs|neighbourhoods|neighborhoods|towns|villages|axes|fronts)"
    r" (?:of|in|at) (?:(?:the )?(?:[A-Z][\w'-]+ ?){1,3}(?:, (?:and )?| and ))*(?:the )?(?:al-|Al-)?$"
)
_OF_NAME = re.compile(r" of (?:al-|el-)?[A-Z]")
_SITE_AFTER = re.compile(r" (?:military )?(?:camp|base|axis|front|barracks|district|area|checkpoint|road)")
_ROAD_AFTER = re.compile(
    r"[ '\"]{1,2}(?:supply |coast |coastal |main )?(?:road|highway|street|route|bridge|interchange|flyover)\b"
)
_STREET_AFTER = re.compile(r" (?:Street|Avenue|Square|Boulevard|Hotel|Cup|Derby)\b")
_OWN_SITE = re.compile(r"'s (?:[a-z]+ ){0,2}(airport|port|harbour|harbor|airbase)\b")
_OWN_PART = re.compile(
    r"'s (?:(?:[a-z]+ ){0,3}(?:airport|port|airbase|base|airfield|camp)\b"
    r"|(?:[a-z]+ ){0,2}(?:suburbs?|districts?|quarter|neighbourhood) of (?:al-|el-)?[A-Z])"
)
_BEFORE_SITE = ("of ", "in ", "at ", "the ", "outside ", "near ")
_BEFORE_OFF = ("of ", "from ", "the ", "both ", "city ", "town ")
_WORDS_AFTER = re.compile(
    r"(?:'s?)?[ -](?:\d+(?:st|nd|rd|th)? )?(?:\(\w+\) )?(?:(?:military|infantry|armed|mountain|special) )?([A-Za-z]+)"
)
_JOINT_UNIT = re.compile(
    r" and (?:(?:al|Al|el)-)?[A-Z][\w'-]+"
    r" (?:brigades|battalions|militias|fighters|forces|units|groups|factions|troops)\b"
)
_FROM = re.compile(
    r"\b(?:fighters|forces|troops|men|militias?|brigades?|units?|others|jets?|drones?|warplanes?|bombers?|gunners|convoys?)"
    r" from (?:the )?(?:(?:al-)?[A-Z][\w'-]+(?: [A-Z]\w+)?,? and )?$",
    re.I,
)
_MEN_OF = re.compile(r"\b(?:men|fighters|sons|brigades|militias|revolutionaries) of $")
_COMPASS = (
    r"(?:north|south|east|west|southeast|southwest|northeast|northwest|south-east|south-west|north-east|north-west)"
)
_OFF = re.compile(
    rf"\b(?:{_COMPASS}|miles|km|kilometres|kilometers) (?:of|from) (?:the |both )?(?:\w+ (?:of|city|town) )?$", re.I
)
UNITS = frozenset(
    [
        "brigade",
        "brigades",
        "battalion",
        "battalions",
        "fighters",
        "forces",
        "force",
        "martyrs",
        "troops",
        "militia",
        "militias",
        "militiamen",
        "men",
        "unit",
        "units",
        "group",
        "groups",
        "revolutionaries",
        "gunmen",
        "commanders",
        "commander",
        "soldiers",
        "protection",
        "security",
        "military",
        "council",
        "municipality",
        "elders",
        "mayor",
        "government",
        "administration",
        "authorities",
        "command",
        "parliament",
        "university",
        "bureau",
    ]
)
_SUFFIX = re.compile(r"-(\w+)")
_WHEREABOUTS = ("in", "at", "to", "from", "near", "left", "leaves", "leaving", "visited", "reached")
PARTY_UNITS = UNITS - frozenset(["university", "bureau", "council", "municipality", "elders", "mayor", "parliament"])


@dataclass(slots=True)
class Mention:
    """A name in a text: its span, its kind (place, actor, unit, attribute, operation), and what it names."""

    start: int
    end: int
    kind: str
    value: str


def _departs(before: str) -> bool:
    """Tell "drove their fighters from X" from "fighters from X"."""
    said = re.findall(r"[a-z]+", before.rsplit(".", 1)[-1].lower())[-9:]
    return not words("departing").isdisjoint(said)


def _outside(places) -> frozenset[str]:
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


@dataclass(frozen=True, slots=True)
class Background:
    """What marks a sentence about an earlier conflict: some words, and others that must follow them, if any."""

    words: tuple[str, ...]
    mark: re.Pattern
    then: re.Pattern | None
    unless_from: str

    def opens(self, flat: str) -> bool:
        """Tell whether a text has one of the words."""
        return any(word in flat for word in self.words) and self.mark.search(flat) is not None

    def found(self, flat: str, start: int, end: int) -> bool:
        """Tell whether a sentence bears the mark."""
        match = self.mark.search(flat, start, end)
        return match is not None and (self.then is None or self.then.search(flat, match.end(), end) is not None)


def _background(rows: list[dict[str, str]]) -> list[Background]:
    def any_of(text: str) -> re.Pattern:
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, text.split()))})\b")

    return [
        Background(
            tuple(row["words"].split()),
            any_of(row["words"]),
            any_of(row["with"]) if row["with"] else None,
            row["unless_from"],
        )
        for row in rows
    ]


def _with_article(flat: str, mention: Mention) -> Mention:
    """Take in the article that a spelling joins to a name: "Al-Jmeil"."""
    if mention.kind not in ("place", "near", "unit") or flat[mention.start - 1 : mention.start] != "-":
        return mention
    article = _ARTICLE_BEFORE.search(flat[max(0, mention.start - 5) : mention.start])
    if not article:
        return mention
    return Mention(mention.start - len(article.group()), mention.end, mention.kind, mention.value)


def _word_before(before: str) -> str:
    """Give the word before a name, past at most two signs."""
    tail = before.rstrip(" \n\t,;:.()\"'")
    if len(before) - len(tail) > 2 or not tail.strip():
        return ""
    return tail.split()[-1].lstrip("(\"'").lower()


class Names:
    """The names of one conflict, ready to be found in text.

    Parameters
    ----------
    places : DataFrame
        The gazetteer's table.
    folder : path
        The names of the war: actors.csv (alias, actor) and, where there are any, sides.csv, units.csv,
        phrases.csv, seats.csv, vantage.csv, toponyms.csv, campaigns.csv, operations.csv, background.csv and words.csv.
    """

    def __init__(self, places, folder: str | Path = RULES / "libya") -> None:
        folder = Path(folder)
        self.kinds = dict(zip(places["place_id"], places["kind"], strict=True))
        self.names = dict(zip(places["place_id"], places["name"], strict=True))
        self.wide = frozenset(places["place_id"][(places["kind"] == "region") & (places["theatre"] == "national")])
        self.abroad = _outside(places)
        self.seas = frozenset(places["place_id"][(places["kind"] == "region") & (places["theatre"] == "abroad")])
        self.part_of = dict(zip(places["place_id"], places["part_of"], strict=True))
        wider = places["also_in"] if "also_in" in places else [""] * len(places)
        self.around = {place: frozenset(str(w).split(";")) for place, w in zip(self.kinds, wider, strict=True) if w}
        sides = read_rows(folder / "sides.csv")
        self.sides = {row["actor"]: row["side"] for row in sides if row["side"]}
        self.roles = {row["actor"]: row["role"] for row in sides}
        self.coded_as = {row["actor"]: row["coded_as"] for row in sides if row["coded_as"]}
        self.parties = tuple(row["actor"] for row in sides if row["role"] == "party")
        self.both = "/".join(self.parties)
        self.home = places["place_id"].iloc[0]
        self.words = {row["class"]: frozenset(row["words"].split()) for row in read_rows(folder / "words.csv")}
        self.countries = {
            self.names[p].lower(): p for p, kind in self.kinds.items() if kind == "country" and p != self.home
        }
        self.home_sides = {row["place_id"]: row["side"] for row in read_rows(folder / "units.csv")}
        self.seats = {row["place_id"]: row["side"] for row in read_rows(folder / "seats.csv")}
        self.background = _background(read_rows(folder / "background.csv"))
        self.opened = min((row.unless_from for row in self.background), default="")  # the year since which this war is
        self.campaigns = read_rows(folder / "campaigns.csv")
        self.operations = {row["name"]: row for row in read_rows(folder / "operations.csv")}
        self._actors = {key_of(row["alias"]): (row["alias"], row["actor"]) for row in read_rows(folder / "actors.csv")}
        self._vantage = [
            (key_of(row["alias"]), row["actor"], [lower(flatten(told)) for told in row["told_by"].split(";")])
            for row in read_rows(folder / "vantage.csv")
        ]
        self._places: dict[str, str] = {}
        self._doubtful: dict[str, str] = {}
        self._listed: dict[str, str] = {}
        for row in places.itertuples(index=False):
            if row.kind == "country" and row.place_id != self.home:
                continue
            for alias in [row.name, *row.aliases.split(";")]:
                base = re.sub(r"\s*\([^)]*\)", "", alias)
                table = self._doubtful if base != alias else self._places
                if len(base.strip()) > 2:
                    table.setdefault(key_of(base), row.place_id)
            for alias in row.ambiguous_aliases.split(";"):
                if len(alias.strip()) > 3 and row.kind not in ("country", "region"):
                    self._doubtful.setdefault(key_of(alias), row.place_id)
            bare = re.sub(r" (?:military )?(?:camp|airbase|base|oilfield)$", "", key_of(row.name))
            if row.kind in ("camp", "base", "airbase", "oilfield") and len(bare) > 4:
                self._listed.setdefault(bare, row.place_id)
                self._listed.setdefault("al " + bare, row.place_id)
        for key, value in list(self._doubtful.items()):
            if self._places.get(key) == value:
                del self._places[key]
            elif key in self._places:
                del self._doubtful[key]
        for key, value in list(self._listed.items()):
            if key in self._doubtful:
                del self._listed[key]  # the gazetteer itself has it as a doubtful name
            elif key not in self._places:
                self._doubtful[key] = value
        for row in read_rows(folder / "phrases.csv"):
            self._places[key_of(row["phrase"])] = row["place_id"]
            self._doubtful.pop(key_of(row["phrase"]), None)
        self.capital = self._places.get("the capital", "")
        if self.capital:
            self.kinds[self.capital] = "capital"
        self.parts = {  # districts without a point of their own are coded as the capital
            row.place_id: self.capital
            for row in places.itertuples(index=False)
            if row.kind == "region" and row.part_of == self.capital
        }
        self._phrases = {key_of(row["phrase"]) for row in read_rows(folder / "phrases.csv")}
        self._neighbours = Neighbours(places)
        self.elements = {row["written"]: row["element"] for row in read_rows(folder / "toponyms.csv")}
        self.folded: dict[str, str] = {}
        self.spelt: dict[tuple[str, bool], str] = {}
        self.skeletons: dict[str, str] = {}
        proper = {
            key: value
            for key, value in self._places.items()
            if len(key) > 5 and key not in self._phrases and self.kinds.get(value) != "country"
        }
        for key, value in proper.items():
            self.folded.setdefault(fold(key), value)
            bones = skeleton(key)
            self.skeletons[bones] = "" if self.skeletons.get(bones, value) != value else value
        self._spellings = Spellings({key: value for key, value in proper.items() if value not in self.abroad})
        self._operations = {key_of(name): name for name in self.operations}
        every = {**self._places, **self._doubtful, **self._actors, **self._operations}
        self._pattern = compile_names(every)

    def named(self, alias: str) -> str:
        """Give the actor that an alias stands for, if any."""
        return self._actors.get(key_of(alias), ("", ""))[1]

    def foe(self, side: str) -> str:
        """Give the party that a party fights, where there are two."""
        if len(self.parties) != 2 or side not in self.parties:
            return ""
        return self.parties[1 - self.parties.index(side)]

    def find(self, text: str) -> list[Mention]:
        """Find places and actors, without overlap, in order."""
        flat = flatten(text)
        low = lower(flat)
        # whom "the army" is depends on who writes: the words that an outlet has for the other side tell it
        taken = {key: actor for key, actor, told in self._vantage if key in low and any(words in low for words in told)}
        found: list[Mention] = []
        last: Mention | None = None
        for match in self._pattern.finditer(low):
            start, end = match.span()
            key = match.group().replace("-", " ")
            if flat.startswith("'", end):
                if key.endswith(" country"):
                    continue  # "to the west of the country's capital"
                key = key.partition(",")[0]  # "in Tripoli, Libya's capital,"
                end = start + len(key)
            mention = self._judge(flat, start, end, key, found)
            if mention and key in taken and mention.kind in ("actor", "attribute"):
                mention = Mention(mention.start, mention.end, mention.kind, taken[key])
            if mention:
                if mention.kind == "place" and last is not None:
                    settled = self._neighbours.settle(flat, mention, last)
                    mention = Mention(mention.start, mention.end, "place", settled)
                if mention.kind == "place":
                    last = mention
                mention = _with_article(flat, mention)
                head = flat[max(0, mention.start - 8) : mention.start].split(" ")
                if mention.kind == "place" and len(head) > 1 and not head[-1] and head[-2] in self.elements:
                    begin = mention.start - len(head[-2]) - 1  # "Wadi Wishka" is told of as Wishka
                    mention = Mention(begin, mention.end, "place", mention.value)
                found.append(mention)
        found = self._with_unlisted(flat, found)
        return own_airport(found, flat, self) if "airport" in flat else found

    def _with_unlisted(self, flat: str, found: list[Mention]) -> list[Mention]:
        taken = bytearray(len(flat))
        for mention in found:
            sign = b"p" if mention.kind in ("place", "near") else b"x"
            taken[mention.start : mention.end] = sign * (mention.end - mention.start)
        extra = [self._place(flat, *one) for one in find_unlisted(flat, taken, self)]
        found = sorted([*found, *extra], key=lambda m: m.start) if extra else found
        spans = [(m.start, m.end) if m.kind == "place" else (-1, -1) for m in found]
        extra = [self._place(flat, *one) for one in find_between(flat, spans)]
        return sorted([*found, *extra], key=lambda m: m.start) if extra else found

    def listed(self, key: str) -> str:
        """Give the place that a name spells, if the gazetteer or phrases.csv has that spelling."""
        return self._places.get(key, "")

    def nearly(self, name: str) -> str:
        """Give the one place whose spelling is next to a name's: a letter off, or its words the other way round."""
        return self._spellings.nearest(name)

    def site(self, key: str, noun: str) -> str:
        """Give the place that "X noun" spells, by X's name where a description stands for it ("the capital's port")."""
        described = self._places.get(key, "") if key in self._phrases else ""
        return self.listed(f"{key} {noun}") or (
            self.listed(f"{key_of(self.names[described])} {noun}") if described else ""
        )

    def _judge(self, flat: str, start: int, end: int, key: str, found: list[Mention]) -> Mention | None:
        if key in self._operations:
            return Mention(start, end, "operation", self._operations[key])
        written = flat[start:end]
        before = flat[max(0, start - 32) : start]
        actor = self._actors.get(key)
        place = self._places.get(key) or self._doubtful.get(key)
        if actor and place and key not in self._doubtful:
            if _word_before(before) in _WHEREABOUTS:
                actor = None
            else:
                place = None
        if actor:
            alias, value = actor
            if alias[0].isupper() and not written[0].isupper() and not written.startswith(("al-", "el-")):
                return None
            if alias.isupper() and not written.isupper() and len(alias) < 4:
                return None
            if flat[end : end + 1] == "-" and flat[end + 1 : end + 2].isalpha():
                tail = _SUFFIX.match(flat, end).group(1)
                kind = "actor" if tail in ("aligned", "affiliated", "allied") else "attribute"
                return Mention(start, end, kind, value)
            if before[-1:] == "-":
                article = _ARTICLE_BEFORE.search(before)
                if article:
                    return Mention(start - len(article.group()), end, "actor", value)
                if before[-5:].lower() == "anti-":
                    return Mention(start - 5, end, "attribute", value)
                if before[-2:-1].isalpha() and before[-4:].lower() != "pro-":
                    return Mention(start, end, "attribute", value)
            return Mention(start, end, "actor", value)
        described = key in self._phrases
        if written == written.lower() and not described:
            return None
        if described and flat.startswith("'s capital", end) and self.capital:
            kind = "place" if flat[max(0, start - 3) : start] == "in " else "near"
            return Mention(start, end + len("'s capital"), kind, self.capital)  # "the south of Libya's capital"
        outlying = described and key.split()[-1] in words("outlying")
        if outlying and (_OF_NAME.match(flat, end) or _word_before(before) in ("city's", "town's")):
            return None  # "the southern suburb of Ain Zara", "the city's southern outskirts"
        if key in self._doubtful and not self._stands_alone(flat, start, end, _word_before(before), found):
            return None
        return self._place(flat, start, end, place, found[-1].end if found else 0)

    def _place(self, flat: str, start: int, end: int, place: str, free: int = 0) -> Mention:
        before, after = flat[max(0, start - 32) : start], flat[end : end + 40]
        if after[:1] == "-" and after[1:2].isalpha():
            return Mention(start, end, "attribute", place)
        kind = self.kinds.get(place, "")
        if before.endswith(_BEFORE_SITE):
            begin, site_place = site_of(flat, start, key_of(flat[start:end]), self)
            if site_place and begin >= free:  # not "Mitiga airport in Tripoli"
                return Mention(begin, end, "place", site_place)
        unit = _WORDS_AFTER.match(after)
        if kind != "region" and unit and unit.group(1).lower() in UNITS and not before.endswith(("in ", "at ")):
            return Mention(start, end, "unit" if unit.group(1).lower() in PARTY_UNITS else "attribute", place)
        if after[:1] == " " and _STREET_AFTER.match(after):
            return Mention(start, end, "attribute", place)  # "Tripoli Street" in another city
        if unit and unit.group(1) == "and" and _JOINT_UNIT.match(after) and before.endswith(("the ", "between ")):
            return Mention(start, end, "unit", place)  # "the X and Y brigades"
        if _ROAD_AFTER.match(after) and self.kinds.get(place) not in ("road", "camp"):
            return Mention(start, end, "near", place)
        if after[:2] == "'s":
            site = _OWN_SITE.match(after)
            if site and site.group()[3:] not in self._phrases:  # "the city's only working airport"
                noun = "port" if site.group(1).startswith("harb") else site.group(1)
                value = self.site(key_of(flat[start:end]), noun)
                if value:
                    return Mention(start, end + site.end(), "place", value)
            if _OWN_PART.match(after):
                return Mention(start, end, "near", place)
        if place in self.home_sides and before.endswith(" of ") and _MEN_OF.search(before):
            return Mention(start, end, "unit", place)
        if "from " in before and _FROM.search(before) and not _departs(flat[max(0, start - 80) : start]):
            return Mention(start, end, "unit", place)
        if before.endswith(_BEFORE_OFF) and _OFF.search(before):
            return Mention(start, end, "near", place)
        return Mention(start, end, "place", place)

    def _stands_alone(self, flat: str, start: int, end: int, previous: str, found: list[Mention]) -> bool:
        """Tell a doubtful name that is used as a place from part of a person's name."""
        if not re.match(r"(?:[ae]l[- ])?[A-Z]", flat[start : start + 4]):
            return False
        if _SITE_AFTER.match(flat, end) or _SITES_BEFORE.search(flat, max(0, start - 60), start):
            return True
        if re.match(
            r"(?:,| and|,? and) [^.;]{0,60}?\b(?:camps|bases|airbases|airports|oilfields)\b", flat[end : end + 75]
        ):
            return True
        follows = re.match(r"(?:,| and|, and) ((?:[Aa]l-)?[A-Z][a-z]+)", flat[end : end + 30])
        if follows and key_of(follows.group(1)) in self._places:
            return True
        if re.match(r"[ -][A-Z]", flat[end : end + 2]) or re.match(r"'s", flat[end : end + 2]):
            return False
        if key_of(flat[start:end]) in self._listed:
            return previous == "at"
        listed = bool(found) and found[-1].kind in ("place", "near") and re.fullmatch(
            r"(?:, | and |, and |, as well as )(?:the )?(?:[a-z]+ of )?(?:al-|Al-)?", flat[found[-1].end : start]
        ) is not None  # fmt: skip
        return (
            listed
            or previous in words("preposition")
            or previous in ("city", "town", "took", "captured", "seized", "the")
            or previous.title() in self.elements
        )
