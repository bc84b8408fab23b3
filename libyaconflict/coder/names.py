"""Mentions of places and actors in a text: longest first, on word boundaries, attributes told apart from actors."""

from __future__ import annotations

import re
from pathlib import Path

from .background import background_of
from .gazetted import outside, spelt_places
from .mentions import Mention, as_actor, departs, kind_by_what_follows, with_article, word_before
from .nearby import Neighbours, own_airport
from .spelling import SHORTEST, Spellings, by_skeleton, compile_names, flatten, fold, key_of, lower
from .tables import RULES, read_rows, words
from .unlisted import find_between, find_unlisted, site_of

_SITES_BEFORE = re.compile(
    r"\b(?:camps|bases|airbases|airports|oilfields|districts|suburbs|neighbourhoods|neighborhoods|towns|villages|axes|fronts)"
    r" (?:of|in|at) (?:(?:the )?(?:[A-Z][\w'-]+ ?){1,3}(?:, (?:and )?| and ))*(?:the )?(?:al-|Al-)?$"
)
_OF_NAME = re.compile(r" of (?:(?:al-|el-)?[A-Z]|the (?:city|town|village)\b)")
_SITE_AFTER = re.compile(
    r" (?:(?:[Mm]ilitary )?(?:[Cc]amp|base|axis|front|barracks|district|area|checkpoint|road)|Military Base)"
)
_OWN_SITE = re.compile(r"'s (?:[a-z]+ ){0,2}(airport|port|harbour|harbor|airbase)\b")
_OWN_PART = re.compile(
    r"'s (?:(?:[a-z]+ ){0,3}(?:airport|port|airbase|base|airfield|camp)\b"
    r"|(?:[a-z]+ ){0,2}(?:suburbs?|districts?|quarter|neighbourhood) of (?:al-|el-)?[A-Z])"
)
_IN_COUNTRY = re.compile(r"(?:, | in )(?:(?:north|south|east|west)(?:ern)? )?([A-Z][a-z]+)")
_OF_COUNTRY = re.compile(r"\b([A-Z][a-z]+)(?:'s)?(?: [a-z]+){0,2}(?: of)? $")
_BEFORE_NAMESAKE = (" of ", "n's ", "e's ", "a's ", "ese ", "eek ", "ian ", "ern ", "ity ", "ort ")
_BEFORE_SITE = ("of ", "in ", "at ", "the ", "outside ", "near ")
_BEFORE_OFF = ("of ", "from ", "the ", "both ", "city ", "town ")
_FROM = re.compile(
    r"\b(?:fighters|forces|troops|men|militias?|brigades?|units?|others|jets?|drones?|warplanes?|bombers?|gunners|convoys?)"
    r" from (?:the )?(?:(?:city|town|village) of )?(?:(?:al-)?[A-Z][\w'-]+(?: [A-Z]\w+)?,? and )?$",
    re.I,
)
_MEN_OF = re.compile(r"\b(?:men|fighters|sons|brigades|militias|revolutionaries) of $")
_COMPASS = (
    r"(?:north|south|east|west|southeast|southwest|northeast|northwest|south-east|south-west|north-east|north-west)"
)
_OFF = re.compile(
    rf"(?<!in the )\b(?:{_COMPASS}|miles|km|kilometres|kilometers) (?:of|from) (?:the |both )?"
    r"(?:\w+ (?:of|city|town) )?$",
    re.I,
)
_WHEREABOUTS = ("in", "at", "to", "from", "near", "left", "leaves", "leaving", "visited", "reached")


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
        self.war = str(folder)
        self._read_gazetteer(places)
        self._read_sides(folder)
        self.words = {row["class"]: frozenset(row["words"].split()) for row in read_rows(folder / "words.csv")}
        self.background = background_of(read_rows(folder / "background.csv"))
        self.opened = min((row.unless_from for row in self.background), default="")  # the year since which this war is
        self.campaigns = read_rows(folder / "campaigns.csv")
        self.operations = {row["name"]: row for row in read_rows(folder / "operations.csv")}
        self.elements = {row["written"]: row["element"] for row in read_rows(folder / "toponyms.csv")}
        self._read_spellings(places, {key_of(r["phrase"]): r["place_id"] for r in read_rows(folder / "phrases.csv")})
        self._operations = {key_of(name): name for name in self.operations}
        self._pattern = compile_names({**self._places, **self._doubtful, **self._actors, **self._operations})

    def _read_gazetteer(self, places) -> None:
        """Keep what the gazetteer says of each place: its name, its kind, and what it is part of."""
        ids = places["place_id"]
        self.home = ids.iloc[0]
        self.kinds = dict(zip(ids, places["kind"], strict=True))
        self.names = dict(zip(ids, places["name"], strict=True))
        self.part_of = dict(zip(ids, places["part_of"], strict=True))
        regions = places["kind"] == "region"
        self.wide = frozenset(ids[regions & (places["theatre"] == "national")])
        self.seas = frozenset(ids[regions & (places["theatre"] == "abroad")])
        self.abroad = outside(places)
        wider = places["also_in"] if "also_in" in places else [""] * len(places)
        self.around = {place: frozenset(str(w).split(";")) for place, w in zip(self.kinds, wider, strict=True) if w}
        self.countries = {
            self.names[p].lower(): p for p, kind in self.kinds.items() if kind == "country" and p != self.home
        }
        self._neighbours = Neighbours(places)

    def _read_sides(self, folder: Path) -> None:
        """Keep who is on which side, under which names, and which towns and seats of government stand for a side."""
        sides = read_rows(folder / "sides.csv")
        self.sides = {row["actor"]: row["side"] for row in sides if row["side"]}
        self.roles = {row["actor"]: row["role"] for row in sides}
        self.coded_as = {row["actor"]: row["coded_as"] for row in sides if row["coded_as"]}
        self.parties = tuple(row["actor"] for row in sides if row["role"] == "party")
        self.both = "/".join(self.parties)
        self.home_sides = {row["place_id"]: row["side"] for row in read_rows(folder / "units.csv")}
        self.seats = {row["place_id"]: row["side"] for row in read_rows(folder / "seats.csv")}
        self._actors = {key_of(row["alias"]): (row["alias"], row["actor"]) for row in read_rows(folder / "actors.csv")}
        self._vantage = [
            (
                key_of(row["alias"]),
                row["actor"],
                [lower(flatten(told)) for told in row["told_by"].split(";")],
                lower(row["unless"]),
            )
            for row in read_rows(folder / "vantage.csv")
        ]

    def _read_spellings(self, places, phrases: dict[str, str]) -> None:
        """Keep the spellings of places, with the phrases that describe one: "the capital"."""
        self._places, self._doubtful, self._listed = spelt_places(places)
        self._places |= phrases
        for phrase in phrases:
            self._doubtful.pop(phrase, None)
        self._phrases = frozenset(phrases)
        self.capital = self._places.get("the capital", "")
        if self.capital:
            self.kinds[self.capital] = "capital"
        self.parts = {  # districts without a point of their own are coded as the capital
            row.place_id: self.capital
            for row in places.itertuples(index=False)
            if row.kind == "region" and row.part_of == self.capital
        }
        written = {
            key: value
            for key, value in self._places.items()
            if key not in phrases and self.kinds.get(value) != "country"
        }
        proper = {key: value for key, value in written.items() if len(key) > 5}
        self.spelt: dict[tuple[str, bool], str] = {}
        self.folded: dict[str, str] = {}
        for key, value in proper.items():
            self.folded.setdefault(fold(key), value)
        self.skeletons = by_skeleton(written)
        self._spellings = Spellings({key: value for key, value in proper.items() if value not in self.abroad})

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
        taken = {
            key: actor
            for key, actor, told, unless in self._vantage
            if key in low and any(words in low for words in told) and not (unless and unless in low)
        }
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
            if mention is None:
                continue
            if key in taken and mention.kind in ("actor", "attribute"):
                mention = Mention(mention.start, mention.end, mention.kind, taken[key])
            if mention.kind == "place":
                if last is not None:
                    mention = Mention(mention.start, mention.end, "place", self._neighbours.settle(flat, mention, last))
                last = mention
            found.append(self._with_element(flat, with_article(flat, mention)))
        found = self._with_unlisted(flat, found)
        if "district" in flat or "hood" in flat or "quarter" in flat or "suburb" in flat:
            found = self._neighbours.quarters(flat, found)
        return own_airport(found, flat, self) if "airport" in flat else found

    def _with_element(self, flat: str, mention: Mention) -> Mention:
        """Take in the "Wadi" of "Wadi Wishka", which is told of as Wishka."""
        if mention.kind != "place":
            return mention
        head = flat[max(0, mention.start - 8) : mention.start].split(" ")
        if len(head) < 2 or head[-1] or head[-2] not in self.elements:
            return mention
        return Mention(mention.start - len(head[-2]) - 1, mention.end, "place", mention.value)

    def _with_unlisted(self, flat: str, found: list[Mention]) -> list[Mention]:
        """Add places that no table spells, and those that stand between two known ones in a list."""
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

    def nearly(self, name: str, shortest: int = SHORTEST) -> str:
        """Give the one place whose spelling is next to a name's: a letter off, or its words the other way round."""
        return self._spellings.nearest(name, shortest)

    def site(self, key: str, noun: str) -> str:
        """Give the place that "X noun" spells, by X's name where a description stands for it ("the capital's port")."""
        described = self._places.get(key, "") if key in self._phrases else ""
        return self.listed(f"{key} {noun}") or (
            self.listed(f"{key_of(self.names[described])} {noun}") if described else ""
        )

    def _judge(self, flat: str, start: int, end: int, key: str, found: list[Mention]) -> Mention | None:
        """Give what a name stands for where it is found, if it is a name there."""
        if key in self._operations:
            return Mention(start, end, "operation", self._operations[key])
        actor = self._actors.get(key)
        place = self._places.get(key) or self._doubtful.get(key)
        if actor and place and key not in self._doubtful:
            before = flat[max(0, start - 32) : start]
            if word_before(before) in _WHEREABOUTS or before.endswith("out of "):
                actor = None
            else:
                place = None
        if actor:
            return as_actor(flat, start, end, *actor)
        return self._judge_place(flat, start, end, key, place or "", found)

    def _judge_place(
        self, flat: str, start: int, end: int, key: str, place: str, found: list[Mention]
    ) -> Mention | None:
        """Give a place that is named or described; not a common word, a person's name or a part of a longer phrase."""
        written = flat[start:end]
        elsewhere = place in self.abroad and key.endswith(" headquarters")
        if elsewhere and flat.startswith(" in ", end) and flat[end + 4 : end + 5].isupper():
            return None  # "the UN headquarters in Geneva"
        described = key in self._phrases
        if written == written.lower() and not described:
            return None
        if described and flat.startswith("'s capital", end) and self.capital:
            kind = "place" if flat[max(0, start - 3) : start] == "in " else "near"
            return Mention(start, end + len("'s capital"), kind, self.capital)  # "the south of Libya's capital"
        outlying = described and key.split()[-1] in words("outlying")
        doubtful = key in self._doubtful
        previous = word_before(flat[max(0, start - 32) : start]) if outlying or doubtful else ""
        if outlying and (_OF_NAME.match(flat, end) or previous in ("city's", "town's")):
            return None  # "the southern suburb of Ain Zara", "the city's southern outskirts"
        if doubtful and not self._stands_alone(flat, start, end, previous, found):
            return None
        if self._is_elsewhere(flat, start, end):
            return Mention(start, end, "attribute", "")
        return self._place(flat, start, end, place, found[-1].end if found else 0)

    def _place(self, flat: str, start: int, end: int, place: str, free: int = 0) -> Mention:
        """Give what a place's name stands for by the words about it: the place, men from it, or what is only near."""
        before, after = flat[max(0, start - 32) : start], flat[end : end + 40]
        if after[:1] == "-" and after[1:2].isalpha():
            return Mention(start, end, "attribute", place)
        if before.endswith(_BEFORE_SITE):
            begin, site_place = site_of(flat, start, key_of(flat[start:end]), self)
            if site_place and begin >= free:  # not "Mitiga airport in Tripoli"
                return Mention(begin, end, "place", site_place)
        kind = kind_by_what_follows(self.kinds.get(place, ""), before, after)
        if not kind and after[:2] == "'s":
            site = self._own_site(key_of(flat[start:end]), after)
            if site is not None:
                return Mention(start, end + len(site[0]), "place", site[1])
            kind = "near" if _OWN_PART.match(after) else ""
        if not kind and place in self.home_sides and before.endswith(" of ") and _MEN_OF.search(before):
            kind = "unit"
        if not kind and "from " in before and _FROM.search(before) and not departs(flat[max(0, start - 80) : start]):
            kind = "unit"
        if not kind and before.endswith(_BEFORE_OFF) and _OFF.search(before):
            kind = "near"
        return Mention(start, end, kind or "place", place)

    def _is_elsewhere(self, flat: str, start: int, end: int) -> bool:
        """Tell a namesake in another country: "Tripoli, Lebanon", "the Lebanese city of Tripoli"."""
        elsewhere = self.words.get("elsewhere", ())
        after = _IN_COUNTRY.match(flat, end) if flat.startswith((",", " in "), end) else None
        if after and after.group(1).lower() in elsewhere:
            return True
        lead = flat[max(0, start - 40) : start].lower() if flat.startswith(_BEFORE_NAMESAKE, start - 4) else ""
        if not lead or not any(name in lead for name in elsewhere):
            return False
        before = _OF_COUNTRY.search(flat, max(0, start - 40), start)
        return before is not None and before.group(1).lower() in elsewhere

    def _own_site(self, key: str, after: str) -> tuple[str, str] | None:
        """Give the words and the place of a site that a town owns: "the city's only working airport"."""
        site = _OWN_SITE.match(after)
        if not site or site.group()[3:] in self._phrases:
            return None
        value = self.site(key, "port" if site.group(1).startswith("harb") else site.group(1))
        return (site.group(), value) if value else None

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
        follows = re.match(r"(?:,| and|, and) ((?:[Aa]l-)?[A-Z][a-z]+)( [A-Z][a-z]+)?", flat[end : end + 40])
        if follows and not {key_of(follows.group(1)), key_of("".join(follows.groups("")))}.isdisjoint(self._places):
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
            or previous in ("city", "town", "took", "captured", "seized", "the", "them", "including")
            or previous.title() in self.elements
        )
