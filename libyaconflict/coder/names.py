"""Mentions of places and actors in a text: longest first, on word boundaries, attributes told apart from actors."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from .tables import RULES, read_rows, words

_FLAT = str.maketrans({"’": "'", "‘": "'", "‑": "-", "–": "-", "—": "-", "“": '"', "”": '"'})
_WORD_BEFORE = re.compile(r"([\w'-]+)\W{0,2}$")
_WORDS_AFTER = re.compile(r"(?:'s?)?[ -](?:(?:military|infantry|armed|mountain|special) )?([A-Za-z]+)")
_FROM = re.compile(
    r"\b(?:fighters|forces|troops|men|militias?|brigades?|units?|others|jets?|drones?|warplanes?|bombers?|gunners|convoys?)"
    r" from (?:the )?$",
    re.I,
)
_COMPASS = (
    r"(?:north|south|east|west|southeast|southwest|northeast|northwest|south-east|south-west|north-east|north-west)"
)
_OFF = re.compile(
    rf"\b(?:{_COMPASS}|miles|km|kilometres|kilometers) (?:of|from) (?:the |both )?(?:\w+ (?:of|city|town) )?$", re.I
)
_CAPITAL = re.compile(
    r"(?<![\w-])((?:[Aa](?:l|z|n|r|t|d|s|sh)-'?|[Ee]l-)?[A-Z][a-z]+(?:[ -](?:al-)?[A-Z][a-z]{2,})?)"
    r"(?: (checkpoint|camp|bridge|barracks|junction|roundabout|crossing))?(?!\w)"
)
_NOT_NAMES = frozenset(["The", "That", "This", "Another", "Military", "Border", "Refugee", "Army", "Training"])
_TOPONYM = re.compile(r"(?:Souq|Souk|Suq|Wadi|Ain|Ayn|Qasr|Gasr|Bir|Sidi|Jabal|Jebel) (?:[Aa]l-)?[A-Z]")
UNLISTED = "?"
UNITS = frozenset(
    [
        "brigade",
        "brigades",
        "battalion",
        "battalions",
        "fighters",
        "forces",
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
PARTY_UNITS = UNITS - frozenset(["university", "bureau", "council", "municipality", "elders", "mayor", "parliament"])


@dataclass(frozen=True, slots=True)
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


def flatten(text: str) -> str:
    """Straighten quotation marks and dashes without moving any character."""
    return text.translate(_FLAT)


def lower(text: str) -> str:
    """Lower the case without moving any character."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def compile_names(names) -> re.Pattern:
    """Compile names into one pattern by way of a trie, so that time does not grow with their number."""
    trie: dict = {}
    for name in names:
        node = trie
        for char in name:
            node = node.setdefault(char, {})
        node[""] = {}
    return re.compile(rf"(?<!\w)(?:{_branch(trie)})(?!\w)") if trie else re.compile(r"(?!)")


_FOLDS = (
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ie", "i"),
    ("y", "i"),
    ("gh", "g"),
    ("q", "g"),
    ("kh", "h"),
    ("dh", "d"),
    ("th", "t"),
    ("e", "a"),
    ("o", "u"),
)


def fold(name: str) -> str:
    """Fold what transliterations of one Arabic name write differently.

    Examples
    --------
    >>> fold("Azizziyah") == fold("Aziziya")
    True
    """
    low = re.sub(r"^(?:a[lznrtds]|el|ash) ", "", _key(name))
    low = re.sub(r"^al(?=\w{5})|(?<= )al(?=\w{4})", "al ", low).removeprefix("al ")  # "Souq Alsabt", "Altwaisha"
    low = re.sub(r"^(?:abu|bou|bu) ", "bu ", low)
    for old, new in _FOLDS:
        low = low.replace(old, new)
    return re.sub(r"(?<=\w\w\w)ah?$", "", re.sub(r"(.)\1+", r"\1", low))


def _key(name: str) -> str:
    return lower(flatten(name)).replace("-", " ").strip()


def _branch(node: dict) -> str:
    options = [
        ("[ -]" if char == " " else re.escape(char)) + _branch(rest)
        for char, rest in sorted(node.items(), reverse=True)
        if char
    ]
    if not options:
        return ""
    body = options[0] if len(options) == 1 else "(?:" + "|".join(options) + ")"
    return f"(?:{body})?" if "" in node else body


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

    mark: re.Pattern
    then: re.Pattern | None
    unless_from: str

    def found(self, flat: str, start: int, end: int) -> bool:
        """Tell whether a sentence bears the mark."""
        match = self.mark.search(flat, start, end)
        return match is not None and (self.then is None or self.then.search(flat, match.end(), end) is not None)


def _background(rows: list[dict[str, str]]) -> list[Background]:
    def any_of(text: str) -> re.Pattern:
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, text.split()))})\b")

    return [
        Background(any_of(row["words"]), any_of(row["with"]) if row["with"] else None, row["unless_from"])
        for row in rows
    ]


class Names:
    """The names of one conflict, ready to be found in text.

    Parameters
    ----------
    places : DataFrame
        The gazetteer's table.
    folder : path
        The names of the war: actors.csv (alias, actor) and, where there are any, sides.csv, units.csv,
        phrases.csv, campaigns.csv, operations.csv, background.csv and words.csv.
    """

    def __init__(self, places, folder: str | Path = RULES / "libya") -> None:
        folder = Path(folder)
        self.kinds = dict(zip(places["place_id"], places["kind"], strict=True))
        self.names = dict(zip(places["place_id"], places["name"], strict=True))
        self.wide = frozenset(places["place_id"][(places["kind"] == "region") & (places["theatre"] == "national")])
        self.abroad = _outside(places)
        self.part_of = dict(zip(places["place_id"], places["part_of"], strict=True))
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
        self.background = _background(read_rows(folder / "background.csv"))
        self.campaigns = read_rows(folder / "campaigns.csv")
        self.operations = {row["name"]: row for row in read_rows(folder / "operations.csv")}
        self._actors = {_key(row["alias"]): (row["alias"], row["actor"]) for row in read_rows(folder / "actors.csv")}
        self._cues = [
            (row["alias"], row["actor"], re.compile(row["cue"])) for row in read_rows(folder / "claimed_names.csv")
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
                    table.setdefault(_key(base), row.place_id)
            for alias in row.ambiguous_aliases.split(";"):
                if len(alias.strip()) > 3 and row.kind not in ("country", "region"):
                    self._doubtful.setdefault(_key(alias), row.place_id)
            bare = re.sub(r" (?:military )?(?:camp|airbase|base|oilfield)$", "", _key(row.name))
            if row.kind in ("camp", "base", "airbase", "oilfield") and len(bare) > 4:
                self._listed.setdefault(bare, row.place_id)
                self._listed.setdefault("al " + bare, row.place_id)
        for key, value in list(self._doubtful.items()):
            if self._places.get(key) == value:
                del self._places[key]
            elif key in self._places:
                del self._doubtful[key]
        for key, value in self._listed.items():
            if key not in self._places:
                self._doubtful.setdefault(key, value)
        for row in read_rows(folder / "phrases.csv"):
            self._places[_key(row["phrase"])] = row["place_id"]
            self._doubtful.pop(_key(row["phrase"]), None)
        self.capital = self._places.get("the capital", "")
        if self.capital:
            self.kinds[self.capital] = "capital"
        self.parts = {  # districts without a point of their own are coded as the capital
            row.place_id: self.capital
            for row in places.itertuples(index=False)
            if row.kind == "region" and row.part_of == self.capital
        }
        self._phrases = {_key(row["phrase"]) for row in read_rows(folder / "phrases.csv")}
        self._folded: dict[str, str] = {}
        for key, value in self._places.items():
            if len(key) > 5 and key not in self._phrases and self.kinds.get(value) != "country":
                self._folded.setdefault(fold(key), value)
        self._operations = {_key(name): name for name in self.operations}
        every = {**self._places, **self._doubtful, **self._actors, **self._operations}
        self._pattern = compile_names(every)

    def named(self, alias: str) -> str:
        """Give the actor that an alias stands for, if any."""
        return self._actors.get(_key(alias), ("", ""))[1]

    def foe(self, side: str) -> str:
        """Give the party that a party fights, where there are two."""
        if len(self.parties) != 2 or side not in self.parties:
            return ""
        return self.parties[1 - self.parties.index(side)]

    def find(self, text: str) -> list[Mention]:
        """Find places and actors, without overlap, in order."""
        flat = flatten(text)
        found: list[Mention] = []
        for match in self._pattern.finditer(lower(flat)):
            start, end = match.span()
            mention = self._judge(flat, start, end, match.group().replace("-", " "), found)
            if mention:
                found.append(mention)
        return self._claimed(flat, self._with_unlisted(flat, found))

    def _claimed(self, flat: str, found: list[Mention]) -> list[Mention]:
        """Give a name that both sides use to the one of which the text speaks: "the Libyan Army"."""
        given = {}
        for alias, actor, cue in self._cues:
            if alias not in given and alias in flat and cue.search(flat):
                given[alias] = actor
        if not given:
            return found
        return [replace(m, value=given[flat[m.start : m.end]]) if flat[m.start : m.end] in given else m for m in found]

    def _with_unlisted(self, flat: str, found: list[Mention]) -> list[Mention]:
        """Add other spellings of known places, and places named by their kind ("the Zeer checkpoint")."""
        taken = {n for mention in found for n in range(mention.start, mention.end)}
        extra = []
        for match in _CAPITAL.finditer(flat):
            start, end = match.span(1)
            if start in taken or end - 1 in taken:
                continue
            name = match.group(1)
            if len(name) < 5:
                continue
            value = self._folded.get(fold(name))
            if not value and " " in name and len(name.split()[0]) > 5:
                name = name.split()[0]
                end = start + len(name)
                value = self._folded.get(fold(name))
            if value:
                extra.append(self._place(flat, start, end, value))
            elif _TOPONYM.match(match.group(1)):
                extra.append(self._place(flat, start, end, UNLISTED + match.group(1)))
            elif match.group(2) and match.group(1) not in _NOT_NAMES:
                name = f"{match.group(1)} {match.group(2)}"
                extra.append(Mention(start, match.end(2), "place", UNLISTED + name))
        return sorted([*found, *extra], key=lambda m: m.start) if extra else found

    def _judge(self, flat: str, start: int, end: int, key: str, found: list[Mention]) -> Mention | None:
        written = flat[start:end]
        before = flat[max(0, start - 32) : start]
        after = flat[end : end + 40]
        match = _WORD_BEFORE.search(before)
        previous = match.group(1).lower() if match else ""
        if key in self._operations:
            return Mention(start, end, "operation", self._operations[key])
        actor = self._actors.get(key)
        place = self._places.get(key) or self._doubtful.get(key)
        if actor and place and key not in self._doubtful:
            if previous in ("in", "at", "to", "from", "near", "left", "leaves", "leaving", "visited", "reached"):
                actor = None
            else:
                place = None
        if actor:
            alias, value = actor
            if alias[0].isupper() and not written[0].isupper() and not written.startswith(("al-", "el-")):
                return None
            if alias.isupper() and not written.isupper() and len(alias) < 4:
                return None
            if after[:1] == "-" and after[1:2].isalpha():
                tail = re.match(r"-(\w+)", after).group(1)
                kind = "actor" if tail in ("aligned", "affiliated", "allied") else "attribute"
                return Mention(start, end, kind, value)
            if before[-5:].lower() == "anti-":
                return Mention(start - 5, end, "attribute", value)
            if before[-1:] == "-" and before[-2:-1].isalpha() and before[-4:] != "pro-":
                return Mention(start, end, "attribute", value)
            return Mention(start, end, "actor", value)
        if not any(char.isupper() for char in written) and key not in self._phrases:
            return None
        owned = re.match(r" of (?:al-|el-)?[A-Z]", after) or previous in ("city's", "town's")
        if owned and key in self._phrases and key.split()[-1] in words("outlying"):
            return None  # "the southern suburb of Ain Zara", "the city's southern outskirts"
        if key in self._doubtful and not self._stands_alone(flat, start, end, previous, found):
            return None
        return self._place(flat, start, end, place)

    def _place(self, flat: str, start: int, end: int, place: str) -> Mention:
        before, after = flat[max(0, start - 32) : start], flat[end : end + 40]
        if after[:1] == "-" and after[1:2].isalpha():
            return Mention(start, end, "attribute", place)
        kind = self.kinds.get(place, "")
        unit = _WORDS_AFTER.match(after)
        if kind != "region" and unit and unit.group(1).lower() in UNITS and not before.endswith(("in ", "at ")):
            return Mention(start, end, "unit" if unit.group(1).lower() in PARTY_UNITS else "attribute", place)
        if re.match(
            r"[ '\"]{1,2}(?:supply |coast |coastal |main )?(?:road|highway|street|route)\b", after
        ) and self.kinds.get(place) not in ("road", "camp"):
            return Mention(start, end, "near", place)
        site = re.match(r"'s (?:[a-z]+ ){0,2}(airport|port|harbour|harbor|airbase)\b", after)
        if site and site.group()[3:] not in self._phrases:  # "the city's only working airport"
            noun = "port" if site.group(1).startswith("harb") else site.group(1)
            value = self._places.get(f"{_key(flat[start:end])} {noun}")
            if value:
                return Mention(start, end + site.end(), "place", value)
        if re.match(r"'s (?:[a-z]+ ){0,3}(?:airport|port|airbase|base|airfield|camp)\b", after):
            return Mention(start, end, "near", place)
        if re.match(r"'s (?:[a-z]+ ){0,2}(?:suburbs?|districts?|quarter|neighbourhood) of (?:al-|el-)?[A-Z]", after):
            return Mention(start, end, "near", place)
        if _FROM.search(before) and not _departs(flat[max(0, start - 80) : start]):
            return Mention(start, end, "unit", place)
        if _OFF.search(before):
            return Mention(start, end, "near", place)
        return Mention(start, end, "place", place)

    def _stands_alone(self, flat: str, start: int, end: int, previous: str, found: list[Mention]) -> bool:
        """Tell a doubtful name that is used as a place from part of a person's name."""
        if not re.match(r"(?:[ae]l[- ])?[A-Z]", flat[start : start + 4]):
            return False
        if re.match(r" (?:camp|base|axis|front|barracks|district|area|checkpoint|road)", flat[end : end + 12]):
            return True
        if re.match(
            r"(?:,| and|,? and) [^.;]{0,60}?\b(?:camps|bases|airbases|airports|oilfields)\b", flat[end : end + 75]
        ):
            return True
        follows = re.match(r"(?:,| and|, and) ((?:[Aa]l-)?[A-Z][a-z]+)", flat[end : end + 30])
        if follows and _key(follows.group(1)) in self._places:
            return True
        if re.match(r"[ -][A-Z]", flat[end : end + 2]) or re.match(r"'s", flat[end : end + 2]):
            return False
        if _key(flat[start:end]) in self._listed and _key(flat[start:end]) not in ("yarmouk", "hamza"):
            return previous == "at"
        listed = bool(found) and found[-1].kind in ("place", "near") and re.fullmatch(
            r"(?:, | and |, and |, as well as )(?:the )?(?:[a-z]+ of )?(?:al-|Al-)?", flat[found[-1].end : start]
        ) is not None  # fmt: skip
        return (
            listed
            or previous in words("preposition")
            or previous in ("city", "town", "took", "captured", "seized", "the")
        )
