"""One sentence: its words, clauses and names, and what the text has spoken of before it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from .grammar import Hit
from .names import Names
from .spans import Told
from .tables import either, reporters, words
from .tokens import Token

WEAK = frozenset(  # told by single nouns and verbs, which may say nothing: they part no sentence
    ["truce", "talks", "agreement", "declaration", "foreign_deployment", "arms_transfer", "sanction", "oil_shutdown"]
    + ["oil_restart"]
)


@dataclass
class Memory:
    """What the text has spoken of so far: for "it", "the town", "his forces"."""

    group: list[str] = field(default_factory=list)
    recent: list[str] = field(default_factory=list)  # places, the last one named last
    told: Counter[str] = field(default_factory=Counter)  # places of events, by how many sentences
    topic: str = ""
    venue: str = ""
    actor: str = ""
    person: str = ""  # the side of the last person named, for "his forces"
    they: str = ""  # the side that the last sentence was about, if nobody spoke in it: "They said"
    body: str = ""  # the mission or firm that the last sentence began with: "It said"
    speaker: str = ""
    stranger: bool = False  # the last who spoke is of no side: "he added"
    reporter: str = ""  # the surname of the outlet's own reporter, if one was named
    reported: bool = False  # whether the last who spoke is that reporter
    date: str = ""
    day: str = ""  # the date named last in the paragraphs before, for "the same day"
    old: str = ""  # the year, or the month long past, that the sentence before names
    launched: str = ""  # the day of a launch that the sentence before names: it dates only "the next day"
    paragraph: int = -1

    def see(self, place: str) -> None:
        """Remember a place as the last that was named."""
        if place in self.recent:
            self.recent.remove(place)
        self.recent.append(place)
        del self.recent[:-_RECENT]


_RECENT = 24  # places that a text is remembered to have named
_OPENING = frozenset([",", "(", "-"])  # what can open an aside
_DURING = frozenset(["in", "after", "during", "following"])  # "the LNA, in an attack that killed ten, shelled X"
_DETERMINED = frozenset(["a", "an", "the", "its", "their", "his"])
_ASIDE = 24  # tokens between the commas of an aside


def find_asides(said: list[str], tokens: list[Token], starts: set[int]) -> list[int]:
    """Tell for each token where the aside begins in which it stands, -1 outside any.

    An aside is what stands in brackets, or between two commas after a name: ", which the UN backs,", ", commanded by
    Haftar,". After its second comma the clause goes on with a verb.
    """
    size = len(said)
    found = [-1] * size
    past = 0
    told = not reporters().keys().isdisjoint(said)
    for n in [n for n, word in enumerate(said) if word in _OPENING]:
        if n < past:
            continue
        end = -1
        if said[n] == "-":  # "the men of X - fighters of Y among them - took"
            close = next((k for k in range(n + 2, min(size - 1, n + _ASIDE)) if said[k] == "-"), -1)
            end = close if close > 0 and _spaced(tokens, n) and _spaced(tokens, close) else -1
        elif said[n] == "(":
            end = next((k for k in range(n + 1, min(size, n + _ASIDE)) if said[k] == ")"), -1)
        elif 0 < n < size - 2:
            relative = said[n + 1] in words("aside-relative") or said[n + 2] in ("which", "whom", "where")
            relative = relative or (said[n + 1] == "so" and said[n + 2] == "that")  # ", so that flights were halted,"
            phrase = said[n + 1] in words("aside-phrase") or _doing(said[n + 1], tokens[n - 1])
            phrase = phrase or (said[n + 1] in _DURING and said[n + 2] in words("determiner"))
            named = tokens[n + 1].value[:1].isupper() and tokens[n - 1].kind != "date"  # "On Friday, Haftar, ..."
            end = _saying_end(said, n, starts) if told else -1
            if end < 0 and (relative or phrase or named):
                end = _aside_end(said, tokens, starts, n, relative)
                if end > 0 and not relative and not phrase:
                    name = all(_in_name(token) for token in tokens[n + 1 : end])
                    end = end if name and end - n < 7 else -1
        if end > 0:
            found[n : end + 1] = [n] * (end + 1 - n)
            past = end if said[end] == "," else end + 1  # a comma may close one aside and open the next
            if said[end] == ",":
                found[end] = -1
    return found


def _doing(word: str, before: Token) -> bool:
    """Tell what an actor does meanwhile: "Haftar, meeting Macron, ruled out"."""
    return word[-3:] == "ing" and before.kind == "actor"


def _spaced(tokens: list[Token], n: int) -> bool:
    """Tell a dash from a hyphen."""
    return 0 < n < len(tokens) - 1 and tokens[n - 1].end < tokens[n].start and tokens[n].end < tokens[n + 1].start


def _in_name(token: Token) -> bool:
    """Tell a word of a name: "Amin", "al-Hashemi", "bin"."""
    return token.value[:1].isupper() or token.text.startswith(("al-", "el-", "ad-", "ash-")) or token.text in _OF_NAMES


_OF_NAMES = frozenset(["al", "el", "bin", "ben", "abu", "ibn", "de", "van"])


def _saying_end(said: list[str], n: int, starts: set[int]) -> int:
    """Give the comma that ends who says so, if what is said goes on: "Turkey, the LNA claimed, shelled"."""
    aside = said[n + 1 : min(len(said) - 1, n + _SAYING)]
    close = n + 1 + aside.index(",") if "," in aside[1:] else -1
    if close < 0 or reporters().keys().isdisjoint(aside):
        return -1
    if not (_is_verb(said[close + 1], close + 1 in starts) or goes_on(said[close + 1])):
        return -1
    says = next((k for k in range(n + 1, close) if said[k] in reporters()), -1)
    if says < 0 or (says + 1 < close and not _AFTER_SAYING.isdisjoint(said[says + 1 : close])):
        return -1
    return close if not any(k in starts for k in range(n, close)) else -1


def goes_on(word: str) -> bool:
    """Tell a past tense or an adverb that a clause goes on with: "resumed", "now have"."""
    return word[-2:] in ("ed", "ly") or word in words("midst") or word in ("still", "stood", "set")


_SAYING = 12  # tokens of such an aside
_AFTER_SAYING = frozenset(["that", "it", "he", "they", "she", "to"])


def _aside_end(said: list[str], tokens: list[Token], starts: set[int], n: int, relative: bool) -> int:
    inner = False
    for k in range(n + 2, min(len(said) - 1, n + _ASIDE)):
        word = said[k]
        inner = inner or (word in words("relative") and k > n + 2)  # "X, the last town which they held, was taken"
        during = said[n + 1] in _DURING
        inner = inner or (during and word == "that" and said[k - 1] not in reporters())
        noun = during and k in starts and not _DETERMINED.isdisjoint(said[k - 2 : k])
        if (
            not relative
            and not inner
            and not noun
            and (k in starts or word in reporters() or (word in words("be") and word != "'s"))
        ):
            return -1
        if word in (";", ":", ".", '"'):
            return -1
        if word == ",":
            after = k + 2 if said[k + 1] in ("and", "but", "also") else k + 1
            if relative and said[n + 2 : k].count(",") == 1 and _only_subject(said, n):
                continue  # "X, from which the LNA, the army of the east, withdrew": its own apposition
            if after < len(said) and (_is_verb(said[after], after in starts) or (relative and goes_on(said[after]))):
                return k
            if k + 1 < len(said) and said[k + 1] == "to" and said[n - 1] in either("achieved", "plan"):
                return k  # "began, with the help of a militia, to deploy in X"
            if not relative and tokens[k + 1].kind in ("actor", "unit") and "by" not in said[n + 2 : n + 4]:
                return -1  # but not in ", backed by A, B and C, took"
    return -1


def _only_subject(said: list[str], n: int) -> bool:
    """Tell a relative clause whose first comma follows its bare subject: ", from which the men of Haftar,"."""
    which = n + 1 if said[n + 1] in words("relative") else n + 2
    inner = said[which + 1 : said.index(",", which + 1)]
    plain = either("determiner", "force", "title", "party-noun", also=("", "of"))
    return which > n + 1 and bool(inner) and all(word in plain for word in inner)


def _is_verb(word: str, begins: bool) -> bool:
    return bool(word) and (
        begins
        or word in either("be", "have", "modal-plan", "modal-maybe", "launched", "plan", "verb")
        or word in reporters()
    )


_MUCH = frozenset(["many", "much", "few", "far", "early", "late", "close", "near", "little", "soon", "well"])
_AS_MUCH = _MUCH | {"of", "a", "an"}
_MUCH_AS = _MUCH | {"such"}
_HOURS = frozenset(["early", "late", "small", "morning", "evening", "afternoon", "night"])
_WHICH = frozenset(["which", "who", "whom", "whose", "where"])
_BEYOND = 160
_BLANKS = ("",) * _BEYOND
_NO_PARTS = (False,) * _BEYOND


class Phrases:
    """The tokens of one sentence, with small questions about words, clauses and names."""

    def __init__(self, tokens: list[Token], hits: list[Hit], names: Names, memory: Memory) -> None:
        self.names = names
        self.memory = memory
        self.tokens = tokens
        self.hits = hits
        self.size = len(tokens)
        self._governors: dict[int, tuple[str, int]] = {}  # asked again and again
        self._sides: dict[int, Told] = {}  # so is this
        self.stranger = False  # somebody speaks who is no party: "it" may be anybody
        self.marks = [(n, token) for n, token in enumerate(tokens) if token.kind != "w"]  # names and dates
        self.words = [token.text for token in tokens]
        for n, _ in self.marks:
            self.words[n] = ""
        if "may" in self.words:
            for n, token in enumerate(tokens):
                if token.value == "May" and n and token.kind == "w":
                    self.words[n] = ""  # the month
        self.said = frozenset(self.words)
        self._said = [*self.words, *_BLANKS]
        parting = words("parting")
        self.cuts = [n for n, word in enumerate(self.words) if word in parting and self._parts(n)] if hits else []
        self.parts = [False] * self.size
        for n in self.cuts:
            self.parts[n] = True
        self._parted = [*self.parts, *_NO_PARTS]
        strong = [hit for hit in hits if hit.rule.event_type not in WEAK]
        self.starts = {hit.first for hit in strong}
        self.opens = {hit.first for hit in hits}
        self.inside = {n: hit for hit in strong for n in range(hit.first, hit.last)}
        self.asides = find_asides(self.words, tokens, self.opens) if hits else [-1] * self.size

    # -- small questions --------------------------------------------------------------------------------------------

    def word(self, n: int) -> str:
        """Give a token's word, or nothing for names and up to `_BEYOND` tokens beyond the ends."""
        return self._said[n]

    def boundary(self, n: int) -> bool:
        """Tell whether a token parts clauses; none does beyond the ends."""
        return self._parted[n]

    def clause(self, hit: Hit) -> tuple[int, int]:
        """Give the bounds of the clause around a trigger."""
        cuts = self.cuts
        before, after = bisect_left(cuts, hit.first), bisect_left(cuts, hit.last)
        mine = self.asides[hit.first]
        while before and self.asides[cuts[before - 1]] not in (-1, mine) and self.words[cuts[before - 1]] in _WHICH:
            before -= 1  # "a camp in X, which lies on the coast, was bombed"
        return cuts[before - 1] + 1 if before else 0, cuts[after] if after < len(cuts) else self.size

    def colon(self, n: int) -> str:
        """Give the side that speaks in "LNA spokesman: ...", for a token after the colon."""
        if ":" not in self.said:
            return ""
        opening = self.words[: min(n, 10)]
        if ":" not in opening or any(hit.last <= opening.index(":") for hit in self.hits[:1]):
            return ""  # "two raids were made by the LNA: one hit X"
        return next((self.side(t) for t in self.tokens[: opening.index(":")] if t.kind in ("actor", "unit")), "")

    def past_relative(self, n: int) -> int:
        """Give where a relative clause between commas ends, for the comma that opens it; else the token itself."""
        if self.word(n) == "," and self.word(n + 1) in words("relative"):
            for k in range(n + 2, min(self.size, n + 16)):
                if self.word(k) == ",":
                    return k
        return n

    def _parts(self, n: int) -> bool:
        word = self.words[n]
        if not word:
            return False
        if word in (";", ":"):
            return True
        if word == "since":
            return self.word(n - 1) not in words("have") and (
                self.word(n + 1) not in ("then", "early", "late")
                and self.tokens[n + 1 if n + 1 < self.size else n].kind != "date"
            )
        if word in ("until", "before", "after") and self.word(n + 1) in either("day-part", also=("early", "late")):
            return False  # "went on until midnight in"
        if word in ("until", "before") and self.word(n + 1) == "the" and self.word(n + 2) in _HOURS:
            return False  # "until the early hours of Sunday"
        if word == "as":
            return self.word(n + 1) not in _AS_MUCH and self.word(n - 1) not in _MUCH_AS
        if word == "than" and self.word(n - 1) in ("more", "less", "fewer", "later", "earlier"):
            counted = self.word(n + 1)[:1].isdigit() or self.word(n + 1) in either("number", "span", also=("a", "half"))
            return not counted and n + 1 < self.size and self.tokens[n + 1].kind != "date"  # "more than 200 men"
        return word in words("stop")

    def side(self, token: Token) -> str:
        """Give the side or name that an actor token stands for."""
        side = self._sides.get(token.start)
        if side is None:
            value: str = token.value
            if token.kind == "unit":
                value = self.names.home_sides.get(value) or self.names.names.get(value, value)
            side = self._sides[token.start] = Told(value, token.start, token.end)
        return side

    def cue(self, value: str, n: int) -> Told:
        """Give a value read from a token."""
        token = self.tokens[n] if 0 <= n < self.size else self.tokens[0]
        return Told(value, token.start, token.end)

    def governor(self, n: int) -> tuple[str, int]:
        """Give the word that governs a noun phrase, past its articles and adjectives, and where it stands."""
        found = self._governors.get(n)
        if found is None:
            titled = n < self.size and self.tokens[n].kind == "actor"
            at = n - 1
            while at >= 0 and n - at < 7 and self._describes(self.tokens[at], titled):
                at -= 1
            found = self._governors[n] = (self.tokens[at].text if at >= 0 else "", at)
        return found

    def _describes(self, token: Token, titled: bool) -> bool:
        """Tell an article, an adjective or, before a name, a rank."""
        if token.kind != "w":
            return token.kind == "attribute"
        word = token.text
        return (
            word in either("determiner", "force-adjective")
            or word in ("rival", "self-styled", "eastern", "pro", "-", "(", '"', "'")
            or (titled and word in self.names.words.get("home", ()))
            or (titled and (word in words("rank") or word.endswith("-based")))
        )
