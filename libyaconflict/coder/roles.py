"""Who and where: the places and actors that belong to a trigger, by side, preposition and memory."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .grammar import Hit, Token
from .names import Names
from .tables import reporters, words

SITES = frozenset(["airbase", "airport", "base", "camp", "building", "port", "oilfield", "oil_terminal"])
SETTLED = frozenset(["town", "city", "village", "district", "capital"])
_PARTICIPLE = frozenset(
    [
        "taken",
        "retaken",
        "seized",
        "held",
        "won",
        "lost",
        "hit",
        "struck",
        "shot",
        "overrun",
        "cut",
        "laid",
        "dug",
        "found",
        "driven",
        "hidden",
        "sent",
        "shut",
        "beaten",
        "fallen",
        "withdrawn",
        "besieged",
    ]
)
_ADVERB = re.compile(r"\w+ly$")


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


class Sentence:
    """The tokens of one sentence, with the questions that frames ask of them."""

    def __init__(self, tokens: list[Token], hits: list[Hit], names: Names, memory: Memory) -> None:
        self.names = names
        self.memory = memory
        self.tokens = tokens
        self.hits = hits
        self.size = len(tokens)
        self.stranger = False  # somebody speaks who is no party: "it" may be anybody
        self.words = [token.text if token.kind == "w" else "" for token in tokens]
        self.parts = [self._parts(n) for n in range(self.size)] if hits else []
        self.starts = {hit.first for hit in hits}
        self.inside = {n for hit in hits for n in range(hit.first, hit.last)}

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
        if token.kind == "unit":
            return self.names.home_sides.get(token.value, self.names.names.get(token.value, token.value))
        return token.value

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

    # -- places -----------------------------------------------------------------------------------------------------

    def is_near(self, n: int) -> bool:
        """Tell a place that only says where something else lies."""
        if self.tokens[n].kind == "near":
            return True
        word, at = self.governor(n)
        if word in words("near"):
            return True
        if word in ("to", "of", "from") and self.word(at - 1) in words("compass") | {
            "close",
            "next",
            "gateway",
            "road",
            "way",
        }:
            return True
        return word == "and" and at > 0 and self.tokens[at - 1].kind == "near"

    def group(self, n: int) -> list[int]:
        """Give the list of places that begins at a token."""
        found = [n]
        k = n + 1
        while k < self.size:
            gap = k
            while gap < self.size and gap - k < 6 and self.word(gap) in words("list-joint"):
                gap += 1
            if gap == k or gap >= self.size or self.tokens[gap].kind != "place":
                break
            between = [self.word(j) for j in range(k, gap)]
            if not {",", "and", "&", "or", "nor", "well"} & set(between) or "in" in between:
                break
            if between == [","] and self.word(gap + 1) in ("'s", "'") or self.word(gap + 1) == "'s":
                break
            found.append(gap)
            k = gap + 1
        return found

    def group_left(self, n: int) -> list[int]:
        """Give the list of places that ends at a token."""
        first = n
        for start in range(n - 1, max(-1, n - 24), -1):
            if self.tokens[start].kind == "place" and n in self.group(start):
                first = start
        return [m for m in self.group(first) if m <= n]

    def places_right(
        self, hit: Hit, prepositions: frozenset[str], direct: bool, limit: int = 16, *, through: bool = False
    ) -> tuple[list[int], bool]:
        """Give the places after a trigger that its row allows, and whether they are only near it."""
        allowed = direct or self.word(hit.last - 1) in prepositions
        reporting = reporters()
        fallback: list[int] = []
        n = hit.last
        while n < min(self.size, hit.last + limit):
            token = self.tokens[n]
            if token.kind in ("place", "near"):
                if self.is_near(n):
                    fallback = fallback or [n]
                    allowed = False
                elif allowed:
                    return self.group(n), False
                else:
                    allowed = False
            elif token.kind == "w":
                word = token.text
                if word == "," and (self.word(n + 1) in ("which", "who") or self.word(n + 2) in ("which", "whom")):
                    close = next((k for k in range(n + 1, min(self.size, n + 14)) if self.word(k) == ","), None)
                    if close is not None:
                        n = close + 1
                        continue
                if word in prepositions or word in ("including", "among"):
                    allowed = True
                elif word == "of":
                    pass
                elif (
                    (
                        reporting.get(word) in ("say", "deny")
                        and n > hit.last
                        and word not in ("reported", "report", "claims")
                    )
                    or direct
                    and not prepositions
                    and word in ("was", "were", "is", "are")
                ):
                    break
                elif word == "at" and self.word(n - 1) in words("site") and n > hit.last:
                    pass
                elif word == ":" and n + 1 < self.size and self.tokens[n + 1].kind == "place" and direct:
                    allowed = True
                elif word in words("preposition"):
                    if not (word == "from" and n == hit.last):
                        allowed = False
                elif self.boundary(n) or word in (".", "?", "!"):
                    break
                elif word == "," and not prepositions:
                    allowed = allowed and self.word(n - 1) in words("filler") - {","}
                elif n in self.starts and n > hit.last and self.word(n - 1) not in ("to",) and not through:
                    break
            elif token.kind == "actor" and direct and not prepositions:
                allowed = allowed and self.word(n + 1) in ("'s", "'", "of") or self.word(n + 1) in words("filler")
            n += 1
        return fallback, bool(fallback)

    def places_left(self, hit: Hit) -> list[int]:
        """Give the places before a trigger that may be its subject."""
        n = hit.first - 1
        crossed = False
        while n >= 0:
            token = self.tokens[n]
            if token.kind == "place" and not self.is_near(n):
                word, _ = self.governor(n)
                if crossed or word not in words("object-preposition"):
                    return self.group_left(n)
            if self.boundary(n):
                if self.word(n) in ("which", "that", "who") and not crossed:
                    crossed = True
                elif self.word(n) != "that":
                    break
            n -= 1
        return []

    def place_inside(self, hit: Hit) -> list[int]:
        """Give a place that the trigger's own words take in."""
        return [n for n in range(hit.first, hit.last) if self.tokens[n].kind == "place"]

    def locative(self, hit: Hit) -> tuple[list[int], bool]:
        """Give a place anywhere in the clause that stands after "in" or "at"."""
        first, last = self.clause(hit)
        table = reporters()
        for n in range(hit.last, last):
            if table.get(self.word(n)) == "say" and self.word(n) != "reported":
                last = n
                break
        near: list[int] = []
        for n in [*range(hit.last, last), *range(first, hit.first)]:
            if self.tokens[n].kind in ("place", "near"):
                if self.is_near(n):
                    near = near or [n]
                elif self.governor(n)[0] in ("in", "at", "on", "over", "inside", "of", "city", "town", "against"):
                    return self.group(n), False
        return near, bool(near)

    # -- actors -----------------------------------------------------------------------------------------------------

    def is_passive(self, hit: Hit) -> bool:
        """Tell "was taken" from "took"."""
        word = self.word(hit.first)
        if not (word.endswith("ed") or word in _PARTICIPLE):
            return False
        n = hit.first - 1
        for _ in range(4):
            here = self.word(n)
            if here in words("be"):
                return True
            if n >= 0 and (
                here
                in words("not")
                | words("have")
                | {"again", "now", "still", "also", "both", "all", "finally", "just", "already", "by"}
                or _ADVERB.match(here)
                or self.tokens[n].kind == "date"
            ):
                n -= 1
                continue
            break
        if hit.first and self.tokens[hit.first - 1].kind == "place" and hit.last < self.size:
            headline = self.word(hit.last) in (",", ".", ":", "-", "from") or self.tokens[hit.last].kind == "date"
            if headline and not any(t.kind in ("actor", "unit") for t in self.tokens[: hit.first]):
                return True
        elif hit.first and hit.last == self.size and self.tokens[hit.first - 1].kind == "place":
            return True
        return self.word(hit.last) == "by" and self.agent(hit) != ""

    def agent(self, hit: Hit) -> str:
        """Give the actor after "by"."""
        for n in range(hit.last, min(self.size, hit.last + 14)):
            if self.word(n) == "by":
                if self.word(n - 1) in reporters():  # "was confirmed by the LNA" says who confirms, not who acts
                    return ""
                for m in range(n + 1, min(self.size, n + 8)):
                    if self.tokens[m].kind in ("actor", "unit"):
                        return self.side(self.tokens[m])
                    if self.word(m) in words("object-preposition") and self.word(m) not in ("from", "of", "to"):
                        return ""
                return ""
            if n > hit.last and self.boundary(n):
                return ""
        return ""

    def foe_right(self, hit: Hit, *before: str) -> str:
        """Give the actor on the right, directly or after one of some prepositions."""
        for n in range(hit.last, min(self.size, hit.last + 10)):
            token = self.tokens[n]
            if token.kind in ("actor", "unit"):
                word, at = self.governor(n)
                if word == "by" and self.word(at - 1) in reporters():
                    return ""
                if not before or word in before or (word == "to" and self.word(n - 2) in words("loyal")):
                    return self.side(token)
            if self.boundary(n):
                return ""
        return ""

    def subject(self, hit: Hit, *, speaker: str = "") -> str:
        """Give the actor that does what a trigger says; "civil" where people who are no party do it."""
        n = hit.first - 1
        crossed = ""
        plain = False
        while n >= 0:
            token = self.tokens[n]
            word = token.text if token.kind == "w" else ""
            if token.kind in ("actor", "unit") and not (n in self.inside and n >= hit.first):
                governor, at = self.governor(n)
                if governor == "to" and self.word(at - 1) in words("loyal"):
                    return self.side(token)
                led = governor == "by" and self.word(at - 1) in ("led", "commanded")
                if led or governor in words("backing") or governor == "of" or crossed == "relative":
                    return self.side(token)
                if self.word(n + 1) == "," and self.word(n - 1) == "," and token.kind == "unit":
                    pass
                elif governor not in words("object-preposition") and not (at in self.inside and at >= 0 and not plain):
                    return self.side(token)
            elif word in ("we", "our", "us"):
                return speaker or self.memory.speaker or self.memory.actor
            elif word in words("pronoun") and n not in self.inside and self.pronoun_subject(n, hit):
                return speaker or self.actor_before(n) or ("" if self.stranger else self.memory.actor)
            elif word in words("civil"):
                governor, _ = self.governor(n)
                if governor not in words("object-preposition"):
                    return "civil"
            if self.boundary(n) or word == "that":
                if word in ("who", "which") and not crossed:
                    crossed = "relative"
                elif word in ("but", "and"):
                    pass
                elif word in ("while", "after", "before", "as", "when") and (
                    n == hit.first - 1 or (n == hit.first - 2 and self.word(hit.first).endswith("ing"))
                ):
                    crossed = "adverbial"
                elif word == "that" and crossed != "relative":
                    return ""
                elif crossed != "adverbial":
                    break
            n -= 1
        return ""

    def pronoun_subject(self, n: int, hit: Hit) -> bool:
        """Tell "it took" and "his forces took" from an object or a place's "its"."""
        word = self.word(n)
        if word in ("its", "their", "his", "our"):
            return any(self.word(m) in words("party-noun") for m in range(n + 1, min(n + 4, hit.first)))
        if word in ("it", "they", "he", "she", "we"):
            return self.word(n - 1) not in words("object-preposition") and n - 1 not in self.inside
        return False

    def actor_before(self, n: int) -> str:
        """Give the nearest actor to the left, as what a pronoun stands for."""
        for m in range(n - 1, -1, -1):
            if self.tokens[m].kind in ("actor", "unit"):
                word, at = self.governor(m)
                if word not in ("against", "from", "by", "with"):
                    return self.side(self.tokens[m])
        return ""

    def owner(self, hit: Hit) -> str:
        """Give the actor in "the LNA's capture of", "an attack by the LNA", "advance of the LNA"."""
        n = hit.first - 1
        for _ in range(5):
            if n < 0:
                break
            token = self.tokens[n]
            if token.kind in ("actor", "unit"):
                return self.side(token)
            if self.word(n) in ("his", "its", "their"):
                return self.actor_before(n) or self.memory.actor
            if token.kind != "w" or token.text in words("preposition") or self.boundary(n) or n in self.inside:
                break
            if token.text in words("judge") or token.text in reporters():
                break
            n -= 1
        agent = self.agent(hit)
        return agent or self.foe_right(hit, "of", "by")
