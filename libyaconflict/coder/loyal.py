"""Who: whose side the words beside a name tell: "loyal to", "hostile to", "commander of"."""

from __future__ import annotations

from .awaited import Awaited
from .tables import either, words

_COMMAND = frozenset(["command", "orders", "leadership", "authority", "control", "banner", "flag", "umbrella"])


class Loyal(Awaited):
    """A sentence that tells for whom those fight who are named in it."""

    def _opposed(self, n: int) -> bool:
        """Tell whom somebody else fights: "the brigade hostile to the LNA"."""
        governor, at = self.governor(n)
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
            return ""
        for n in range(first + 2, last):
            if self.word(n) in either("loyal", "backing") or self.word(n) in ("part", "affiliated"):
                names = [t for t in self.tokens[n : last + 1] if t.kind == "actor"]
                return self.side(names[0]) if names else ""
        return ""
