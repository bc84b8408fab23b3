"""Where: the place that a clause names after "in" or "at", not that at which somebody only speaks or sits."""

from __future__ import annotations

from .coded import STRUCK
from .grammar import Hit
from .listed import Listed
from .tables import either, reporters, words

_HELD = frozenset(["hold", "holds", "held", "control", "controls", "controlled", "occupy", "occupies", "occupied"])
#: What men make ready for.
_AIMED = frozenset(["advance", "capture", "recapture", "siege", *STRUCK])


_BOUND = frozenset(["carrying", "transporting", "heading", "bound", "travelling", "traveling", "bringing", "taking"])


_THEN_WHEN = frozenset(["", "in", "on", "since", "twice", "again", "once", "last", "early", "late", "repeatedly"])


class Locative(Listed):
    """A sentence that tells where its clauses are set."""

    def _wide(self, n: int) -> bool:
        return self.names.kinds.get(self.tokens[n].value) in ("capital", "region", "country")

    def _speaks_at(self, n: int) -> bool:
        """Tell where somebody is who says something: "a hospital spokesman in the capital said"."""
        word, at = self.governor(n)
        if word == "in" and self.word(at - 1) == "speaking":
            return True  # "Speaking in X, he said"
        says = reporters().get(self.word(n + 1)) == "say" or self.word(n + 1) == "let"
        who = self.tokens[at - 1].text.rpartition(" ")[2] if at > 0 else ""
        return says and word in ("in", "at") and who in either("source", "institution", also=("ministry",))

    def comes_from(self, n: int) -> bool:
        """Tell where somebody comes from: "one fighter from X", "factions from the western city of X"."""
        word, at = self.governor(n)
        if word == "of" and self.word(at - 1) in words("settled"):
            word, at = self.governor(at - 1)
        return word == "from" and self.word(at - 1) in either("force", "civil", also=("fighter", "militiaman", "man"))

    def _seated_with(self, n: int) -> bool:
        """Tell the seat of a government with which something was agreed."""
        word, at = self.governor(n)
        if word != "in" or at < 1 or self.tokens[at - 1].kind != "actor":
            return False
        return self.governor(at - 1)[0] == "with" and self.names.kinds.get(self.tokens[n].value) == "capital"

    def lies_in(self, site: int, n: int) -> bool:
        """Tell "the base X in the west", "X airport in the capital": where the first lies."""
        if self.names.part_of.get(self.tokens[site].value) == self.tokens[n].value:
            return True
        return self._wide(n) and not self._wide(site)

    def aimed_at(self, n: int) -> bool:
        """Tell what men only made ready for: "preparing to attack X", "massing for an assault on X"."""
        if self.word(n - 1) in ("to", "for") and not _BOUND.isdisjoint(self.words[max(0, n - 6) : n - 1]):
            return True  # "trucks carrying fuel to X were hit"
        k = n - 1
        while k > 0 and n - k < 6 and k not in self.inside and self.word(k) in either("filler", "preposition", "near"):
            k -= 1
        hit = self.inside.get(k)
        if hit is None or hit.rule.event_type not in _AIMED:
            return False
        if hit.rule.is_noun:
            return "for" in self.words[max(0, hit.first - 3) : hit.first]
        return self.word(hit.first - 1) == "to" and self.word(hit.first - 2) not in words("step-up")

    def goes_with(self, n: int) -> bool:
        """Tell ", with fierce fighting round X": what goes on beside what was told has its own place."""
        if self.word(n + 1) not in ("with", "amid"):
            return False
        noun = next((k for k in range(n + 2, min(self.size, n + 6)) if k in self.starts), -1)
        return noun > 0 and self.inside[noun].rule.is_noun

    def _home_of_force(self, n: int) -> bool:
        """Tell the part of the country in which a force has its home: "the army in eastern X attacked"."""
        word, at = self.governor(n)
        force = at > 0 and (self.tokens[at - 1].kind == "actor" or self.word(at - 1) in words("party-noun"))
        return force and word == "in" and self.names.kinds.get(self.tokens[n].value) == "region"

    def locative(self, hit: Hit) -> tuple[list, bool]:
        """Give a place anywhere in the clause that stands after "in" or "at"."""
        first, last = self.clause(hit)
        table = reporters()
        for n in range(hit.last, last):
            if (table.get(self.word(n)) == "say" and self.word(n) != "reported") or (
                self.word(n) == "attention" and self.word(n + 1) == "to"
            ):
                last = n
                break
            if self.word(n) == "," and self.goes_with(n):
                last = n
                break
        for n in range(hit.first - 1, first, -1):
            told = self.word(n) == "that" and any(table.get(w) == "say" for w in self.words[max(0, n - 8) : n])
            if told or (table.get(self.word(n)) == "say" and self.word(n).endswith("ing")):
                first = n  # "told reporters in Y that X was hit, adding that"
                break
        near: list[int] = []
        for n in [*range(hit.last, last), *range(first, hit.first)]:
            if self.tokens[n].kind in ("place", "near"):
                if self._speaks_at(n) or (n < hit.first and self.aimed_at(n)):
                    continue
                if self.is_near(n):
                    if n < hit.first and self.asides[n] not in (-1, self.asides[hit.first]):
                        continue  # "X, which lies 80 km from Y, was the scene of clashes"
                    near = near or (self.group(n) if self.governor(n)[0] in ("around", "near", "outside") else [n])
                elif self.word(self.governor(n)[1] - 1) in words("stationed"):
                    continue  # "the army based in X"
                elif n < hit.first and hit.rule.event_type == "advance" and self._home_of_force(n):
                    continue  # "the militia in the east launched attacks"
                elif self._seated_with(n):
                    continue  # "in coordination with the GNA in Tripoli"
                elif self.governor(n)[0] == "of" and self.word(self.governor(n)[1] - 1) in words("officers"):
                    continue  # "the commander of the X front"
                elif self.governor(n)[0] == "of" and self.governor(self.governor(n)[1] - 1)[0] == "from":
                    continue  # "from its stronghold of X"
                elif self.governor(n)[0] in ("in", "at", "on", "over", "inside", "of", "city", "town", "against"):
                    site = self.governor(n)[1] - 1  # "the base X in the west"
                    if site >= first and self.tokens[site].kind == "place" and self.lies_in(site, n):
                        return self.group_left(site), False
                    return self.group(n), False
        return near, bool(near)

    def _opens_bare(self, hit: Hit) -> bool:
        """Tell the "captured" that opens "Captured in April, lost in June, X is quiet now"."""
        if hit.first or hit.last != 1 or self.size < 4 or self.word(1) not in _THEN_WHEN:
            return False
        if self.word(1) in ("", "in", "on", "since") and "date" not in (self.tokens[1].kind, self.tokens[2].kind):
            return False
        commas = [n for n in range(2, min(self.size - 1, 26)) if self.word(n) == ","]
        for n in commas:
            k = n + 1
            while self.word(k) in words("determiner"):
                k += 1
            if k < self.size and self.tokens[k].kind == "place":
                return self.word(k + 1) not in (",", "'s", "and")
        return False

    def of_held_ground(self, n: int) -> bool:
        """Tell the "that" of "the posts that the LNA had taken in X", "lines which it holds there"."""
        verb = n + 2 + (self.word(n + 1) == "the")
        verb += self.word(verb) in words("have")
        held = self.word(verb) in _HELD or verb in self.starts
        return held and self.describes_ground(verb)

    def describes_ground(self, n: int) -> bool:
        """Tell the verb of "the areas seized by the LNA", "positions lost to it", "lines that it has held around X"."""
        doer = n - 1 - (self.word(n - 1) in words("have"))
        if self.word(doer) in ("it", "they") or self.tokens[doer].kind in ("actor", "unit"):
            doer -= self.word(doer - 1) == "the"
            doer -= self.word(doer - 1) in ("that", "which")
            return self.word(doer - 1) in either("settled-many", "areas", "ground", "posts")
        named = self.word(n - 1) in either("settled-many", "areas", "ground", "posts")
        return named and self.word(n + 1) in ("by", "to") and not self.word(n).endswith("ing")
