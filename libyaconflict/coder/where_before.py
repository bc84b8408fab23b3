"""Where: the places before a trigger, of which it is told."""

from __future__ import annotations

from .coded import STRUCK
from .grammar import Hit
from .locative import Locative
from .tables import either, words

_SUCH = frozenset(["including", "among", "notably", "namely", "such"])
_SINCE_WHEN = frozenset(["earlier", "since", "already", "first", "once", "later", "now", "again", "just", "itself"])


class PlacedBefore(Locative):
    """A sentence that tells the places before its triggers."""

    def places_left(self, hit: Hit) -> list:
        """Give the places before a trigger that may be its subject."""
        n = hit.first - 1
        mine = self.asides[hit.first]
        crossed = self._hangs_on(hit)
        while n >= 0:
            if self.asides[n] not in (-1, mine):  # "X, the last town before the border, was taken"
                opened = self.asides[n]
                if self.word(opened) == "-" and self.tokens[opened + 1].kind == "place" and self._counted(opened - 1):
                    return self.group(opened + 1)  # "eight towns - X, Y and Z - were taken"
                if self.word(opened + 1) in _SUCH and (listed := self._spelt_out(opened)):
                    return listed  # "the areas seized by X, among them Y, were retaken"
                n = opened - 1
                continue
            if self.word(n) == "with" and self.word(n - 1) in ("along", "together"):
                n -= 2 + (self.word(n - 2) == ",")  # "X along with Y was taken"
                if n >= 0 and self.tokens[n].kind == "place":
                    return [m for m in self.group(self.group_left(n)[0]) if m < hit.first]
                continue
            token = self.tokens[n]
            if token.kind == "place" and hit.rule.event_type in STRUCK and self.aimed_at(n):
                n -= 1
                continue
            if token.kind == "place" and not self._owner_only(n) and not self.is_near(n):
                while n > 1 and self.word(n - 1) in (",", "in", "of") and self._whole_of(n - 2, n):
                    n -= 2  # "the port of X, the country's capital, was hit", "the hospital in X, which was hit"
                if token.text == "its" and "neither" in self.words[:n]:
                    n = self._neither(n)  # "neither X nor any of its suburbs"
                word, at = self.governor(n)
                over = word == "over" and self.word(at - 1) in words("holding")  # "control over X lies with"
                along = word == "along" and any(t.kind == "place" for t in self.tokens[max(0, at - 12) : at])
                if crossed or over or (word not in words("object-preposition") and not along):
                    listed = self.group(n)
                    if self.word(n + 1) == "," and self.word(n + 2) in ("along", "together") and listed[0] == n:
                        return [m for m in listed if m < hit.first]  # "X, along with Y, was taken"
                    return listed if n not in listed else self.group_left(n)  # "districts of X, including A and B"
            if self.boundary(n):
                if self.word(n) in ("which", "that", "who") and not crossed and self.word(n - 1) != "from":
                    crossed = True
                elif self.word(n) != "that":
                    break
            n -= 1
        return []

    def _spelt_out(self, comma: int) -> list[int]:
        """Give the places that an aside names of "the areas" before it: ", including Y and Z,", ", among them Y,"."""
        lead = self.words[max(0, comma - 9) : comma]
        if either("settled-many", "areas", "part", "ground").isdisjoint(lead):
            return []
        for n in range(comma + 2, min(self.size, comma + 7)):
            if self.tokens[n].kind == "place" and not self.is_near(n):
                return self.group(n)
            if self.tokens[n].kind != "w" or self.word(n) in (",", "which", "who"):
                break
        return []

    def _hangs_on(self, hit: Hit) -> bool:
        """Tell the participle of "struck the town of X, earlier seized by the LNA"."""
        n = hit.first - 1
        while n > 1 and (self.word(n) in _SINCE_WHEN or self.word(n)[-2:] == "ly" or self.tokens[n].kind == "date"):
            n -= 1
        if n < 2 or self.word(n) != "," or self.tokens[n - 1].kind != "place" or hit.rule.is_noun:
            return False
        return n < hit.first - 1 or self.word(hit.last) in ("by", "without", "after")

    def _counted(self, n: int) -> bool:
        """Tell the end of "eight towns in the west", which a list spells out."""
        return not either("settled-many", "areas").isdisjoint(self.words[max(0, n - 5) : n + 1])

    def _neither(self, n: int) -> int:
        """Give the place after "neither" whose parts are told with it."""
        opens = self.words.index("neither")
        return next((k for k in range(opens + 1, n) if self.tokens[k].kind == "place"), n)

    def _whole_of(self, part: int, whole: int) -> bool:
        value = self.tokens[part].value if self.tokens[part].kind == "place" else ""
        return bool(value) and self.names.part_of.get(value) == self.tokens[whole].value

    def _owner_only(self, n: int) -> bool:
        """Tell a sea, or a country that only owns what follows: "Libya's coast"."""
        value = self.tokens[n].value
        return value in self.names.seas or (self.word(n + 1) == "'s" and self.names.kinds.get(value) == "country")
