"""Who: whose side the words beside a name tell: "loyal to", "hostile to", "commander of"."""

from __future__ import annotations

from .awaited import Awaited
from .tables import either, words

_COMMAND = frozenset(["command", "orders", "leadership", "authority", "control", "banner", "flag", "umbrella"])

_FIGHTS = frozenset(
    ["fights", "fought", "fight", "opposes", "oppose", "battles", "battled", "resists", "defies", "rejects"]
)


class Loyal(Awaited):
    """A sentence that tells for whom those fight who are named in it."""

    def _opposed(self, n: int) -> bool:
        """Tell whom somebody else fights: "the brigade hostile to the LNA", "a militia that fights the LNA"."""
        governor, at = self.governor(n)
        if governor in _FIGHTS and self.word(at - 1) in either("relative", "have", also=("that",)):
            return any(self.word(k) in either("relative", also=("that",)) for k in (at - 1, at - 2))
        return governor == "to" and self.word(at - 1) in ("hostile", "opposed")

    def _backed(self, n: int, token) -> str:
        """Give the side of "the GNA and its Turkish allies", "GNA men and the oil guards", whose second has none."""
        side, roles = self.side(token), self.names.roles
        if roles.get(side) != "backer" and (roles.get(side) or self.names.sides.get(side)):
            return ""
        n -= 2 if self.word(n - 1) in ("its", "their", "his", "the") else 1
        named = n > 0 and self.word(n) == "and" and self.tokens[n - 1].kind in ("actor", "unit")
        return side if named and (side := self.side(self.tokens[n - 1])) in self.names.parties else ""

    def _titled(self, first: int, last: int) -> str:
        """Give whom a man serves whose office follows his name: "X, commander of the GNA's western region,"."""
        said = self.words[first + 1 : last]
        if first < 1 or not self.unknown_name(first - 1) or words("officers").isdisjoint(said):
            return ""
        named = [t for t in self.tokens[first + 1 : last] if t.kind in ("actor", "unit")]
        return self.side(named[0]) if len(named) == 1 else ""

    def _loyalty(self, first: int, last: int) -> str:
        """Give the side that an aside ties a force to: ", which is loyal to the GNA,", ", under the command of"."""
        opens = self.word(first + 1)
        commanded = opens == "under" and not _COMMAND.isdisjoint(self.words[first + 2 : last + 1])
        if commanded or opens in words("loyal"):
            names = [t for t in self.tokens[first + 2 : last + 1] if t.kind == "actor"]
            return self.side(names[0]) if names and self.names.sides.get(self.side(names[0])) else ""
        if opens not in words("relative"):
            return self._serves(first + 2, last + 1)  # ", a militia that is paid by Haftar,"
        for n in range(first + 2, last):
            if self.word(n) in either("loyal", "backing") or self.word(n) in ("part", "affiliated"):
                names = [t for t in self.tokens[n : last + 1] if t.kind == "actor"]
                return self.side(names[0]) if names else ""
        return self._serves(first + 2, last + 1)

    def _serves(self, first: int, last: int) -> str:
        """Give the party that a force serves: "which answers to the GNA", "that takes its orders from Haftar"."""
        for n in range(first, last):
            by = _SERVES.get(self.word(n)) if words("not").isdisjoint(self.words[first:n]) else None
            link = next((k for k in range(n + 1, min(last, n + 5)) if self.word(k) in (by or ())), -1)
            if link < 0 or (self.word(n)[:3] == "tak" and "orders" not in self.words[n:link]):
                continue
            k = link + 1 + (self.word(link + 1) in words("determiner"))
            who = self.tokens[k] if k < last else None
            if who is not None and who.kind == "actor" and self.names.sides.get(self.side(who)) in self.names.parties:
                return self.names.sides[self.side(who)]
            if who is not None and who.kind == "place" and who.value == self.names.capital:
                return self.names.home_sides.get(who.value, "")  # "takes its orders from Tripoli"
        return ""


_SERVES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("answers", "answered", "answerable", "reports", "reported", "answer", "report", "sworn"), ("to",)),
    **dict.fromkeys(("takes", "took", "take", "taking", "receives", "gets", "draws"), ("from",)),
    **dict.fromkeys(("paid", "financed", "funded", "commanded", "directed", "equipped", "armed"), ("by",)),
    **dict.fromkeys(("fights", "fought", "fight", "works", "fighting"), ("for", "under", "alongside")),
}
