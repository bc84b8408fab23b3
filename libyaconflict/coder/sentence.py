"""One sentence: its words, clauses and names, and what the text has spoken of before it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .grammar import Hit, Token
from .names import Names
from .spans import Told
from .tables import words

SITES = frozenset(["airbase", "airport", "base", "camp", "building", "port", "oilfield", "oil_terminal"])
WEAK = frozenset(  # told by single nouns and verbs, which may say nothing: they part no sentence
    ["truce", "talks", "agreement", "declaration", "foreign_deployment", "arms_transfer", "sanction", "oil_shutdown"]
    + ["oil_restart"]
)
SETTLED = frozenset(["town", "city", "village", "district", "capital"])


@dataclass
class Memory:
    """What the text has spoken of so far: for "it", "the town", "his forces"."""

    group: list[str] = field(default_factory=list)
    town: str = ""
    small: str = ""
    topic: str = ""
    venue: str = ""
    site: str = ""
    actor: str = ""
    speaker: str = ""
    date: str = ""
    paragraph: int = -1

    def see(self, place: str, kind: str, capital: str) -> None:
        """Remember a place."""
        if kind in SITES:
            self.site = place
        elif kind in SETTLED:
            self.town = place
            self.small = place if place != capital else self.small


class Phrases:
    """The tokens of one sentence, with small questions about words, clauses and names."""

    def __init__(self, tokens: list[Token], hits: list[Hit], names: Names, memory: Memory) -> None:
        self.names = names
        self.memory = memory
        self.tokens = tokens
        self.hits = hits
        self.size = len(tokens)
        self.stranger = False  # somebody speaks who is no party: "it" may be anybody
        self.words = [token.text if token.kind == "w" else "" for token in tokens]
        self.parts = [self._parts(n) for n in range(self.size)] if hits else []
        strong = [hit for hit in hits if hit.rule.event_type not in WEAK]
        self.starts = {hit.first for hit in strong}
        self.inside = {n for hit in strong for n in range(hit.first, hit.last)}

    # -- small questions --------------------------------------------------------------------------------------------

    def word(self, n: int) -> str:
        """Give a token's word, or nothing for names and beyond the ends."""
        return self.words[n] if 0 <= n < self.size else ""

    def clause(self, hit: Hit) -> tuple[int, int]:
        """Give the bounds of the clause around a trigger."""
        first, last = hit.first, hit.last
        parts = self.parts
        while first > 0 and not parts[first - 1]:
            first -= 1
        while last < self.size and not parts[last]:
            last += 1
        return first, last

    def boundary(self, n: int) -> bool:
        """Tell whether a token parts clauses."""
        return self.parts[n] if 0 <= n < len(self.parts) else False

    def _parts(self, n: int) -> bool:
        word = self.words[n]
        if not word:
            return False
        if word in (";", ":"):
            return True
        if word == "since":
            return (
                self.word(n + 1) not in ("then", "early", "late")
                and self.tokens[n + 1 if n + 1 < self.size else n].kind != "date"
            )
        if word == "as":
            return self.word(n + 1) not in ("well", "of", "a", "an") and self.word(n - 1) not in ("well",)
        return word in words("stop")

    def side(self, token: Token) -> str:
        """Give the side or name that an actor token stands for."""
        value = token.value
        if token.kind == "unit":
            value = self.names.home_sides.get(value, self.names.names.get(value, value))
        return Told(value, token.start, token.end)

    def cue(self, value: str, n: int) -> Told:
        """Give a value read from a token."""
        token = self.tokens[n] if 0 <= n < self.size else self.tokens[0]
        return Told(value, token.start, token.end)

    def governor(self, n: int) -> tuple[str, int]:
        """Give the word that governs a noun phrase, past its articles and adjectives."""
        n -= 1
        steps = 0
        while n >= 0 and steps < 4:
            token = self.tokens[n]
            if token.kind == "attribute" or (
                token.kind == "w"
                and (
                    token.text in words("determiner")
                    or token.text in ("rival", "self-styled", "eastern", "-", "(", '"', "'")
                )
            ):
                n -= 1
                steps += 1
                continue
            break
        return (self.tokens[n].text if n >= 0 else ""), n
