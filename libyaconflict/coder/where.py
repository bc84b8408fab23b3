"""Where: the places that belong to a trigger, by side, preposition and list."""

from __future__ import annotations

from .coded import STRUCK
from .grammar import Hit
from .listed import ROADS
from .tables import either, reporters, words
from .where_before import PlacedBefore

_AWAY = ("fleeing", "escaping")
_BATTLES = frozenset(["battle", "battles", "fight", "struggle", "fighting"])
_LEADING = frozenset(["at", "to", "lost", "that", "which"])  # words that may change nothing
#: What joins two nouns of fighting: "clashes and", "clashes, together with", "clashes accompanied by".
_JOINING = frozenset(
    [",", "and", "&", "together", "along", "alongside", "with", "as", "well", "accompanied", "by", "coupled"]
)
_DESCRIBING = frozenset(["where", "which", "inhabited", "populated"])
_SPREADING = frozenset(["strike", "hits", "fire", "clash", "event", "mine", "mines-of"])
_VAGUE = (" districts", " suburbs", " parts", " outskirts", " area", " areas", " coast", " coasts")


_ALONG = frozenset([("as", "well"), ("along", "with"), ("together", "with")])


class Located(PlacedBefore):
    """A sentence that tells the places of its triggers."""

    def places_right(
        self, hit: Hit, prepositions: frozenset[str], direct: bool, limit: int = 16, *, through: bool = False
    ) -> tuple[list, bool]:
        """Give the places after a trigger that its row allows, and whether they are only near it."""
        allowed: bool | None = direct or self.word(hit.last - 1) in prepositions
        near: list[int] = []
        aim: list[int] = []
        n = hit.last
        last = min(self.size, hit.last + limit)
        while n < last:
            token = self.tokens[n]
            if n in self.starts and n in self.inside and self.listed_noun(hit, n):
                n = self.inside[n].last  # "clashes and shelling went on in X"
                n += n in self.starts and not self.inside[n].rule.is_noun
                continue
            if near and n in self.opens and not through:
                break  # what is told next has its own place
            if token.kind in ("place", "near"):
                if allowed and self._areas_of(n):
                    return self.group(n + 3), False  # "the Tripoli districts of X and Y"
                if self._vague(n) or self._set_apart(n):
                    n += 1  # "the southern districts of X", "it was X that they took and not Y"
                    continue
                if allowed and hit.rule.event_type in STRUCK and self.aimed_at(n):
                    aim = aim or self.group(n)
                elif not self._speaks_at(n) and not self._seated_with(n):
                    if self.is_near(n):
                        near = self.group(n) if not near or self._bound_for(near[0]) else near
                    elif allowed and near and hit.rule.frame in _SPREADING and self._and_in(near, n):
                        return [k for k in near if k < n] + self.group(n), False  # "south of X and in Y"
                    elif allowed:
                        return self._allowed_at(n, near)
                allowed = False
            elif token.kind == "w":
                if allowed and (named := self._by_its_name(n + (token.text == ","))):
                    return [named], False  # "the checkpoint, known as X, in the Y region"
                if token.text == "," and self.goes_with(n):
                    break  # "kept them at bay, with clashes round X"
                if token.text == "," and (past := self._past_saying(hit, n)) > n:
                    n = past
                    continue
                if token.text == "," and (past := self._past_which(n)) > n:
                    n = past
                    continue
                if token.text in _DESCRIBING and (past := self._past_described(n)) > n:
                    n, allowed = past, True
                    continue
                allowed = self._allows(hit, n, prepositions, direct, allowed, bool(near), through)
                if allowed is None:
                    break
            elif token.kind == "actor" and direct and not prepositions:
                allowed = allowed and self.word(n + 1) in ("'s", "'", "of") or self.word(n + 1) in words("filler")
            n += 1
        return near or aim, bool(near or aim)

    def _by_its_name(self, n: int) -> int:
        """Give the place as which a site is known, told behind it: "a town called X", "the base, known as X,"."""
        if self.word(n) not in either("named-so", also=("known",)) or n < 2:
            return 0
        noun = n - 2 if self.word(n - 1) == "," else n - 1
        if self.word(noun) not in either("settlement", "site", also=("checkpoint", "gate", "crossroads", "junction")):
            return 0
        ahead = range(n + 1, min(self.size, n + 4))
        plain = ("as", "locally", "the", '"', "simply", "to", "locals", "widely")
        at = next((k for k in ahead if self.word(k) not in plain), 0)
        return at if at and self.tokens[at].kind == "place" else 0

    def _and_in(self, near: list[int], n: int) -> bool:
        """Tell what "and in" joins to a place near which the same happened."""
        last = max((k for k in near if k < n), default=n)
        between = self.words[last + 1 : n]
        if not words("distance").isdisjoint(self.words[max(0, last - 6) : last]):
            return False  # "45 km south of X and at Y": not at X
        if self._wide(n) or not 1 < len(between) < 6 or between[0] not in (",", "and"):
            return False
        return all(word in words("near-and") for word in between)

    def _bound_for(self, n: int) -> bool:
        """Tell where those are bound who are struck before they get there: "a convoy on its way to X near Y"."""
        word, at = self.governor(n)
        return word in ("to", "for", "towards", "toward") and self.word(at - 1) in words("bound-for")

    def _areas_of(self, n: int) -> bool:
        """Tell "the Tripoli districts of X"."""
        of = self.word(n + 2) == "of" and self.word(n + 1) in words("areas")
        return of and n + 3 < self.size and self.tokens[n + 3].kind == "place"

    def _set_apart(self, n: int) -> bool:
        """Tell the second place of "it was X that they took and not Y"."""
        return self.words[:1] == ["it"] and self.governor(n)[0] == "not"

    def _vague(self, n: int) -> bool:
        """Tell "the southern districts of X"."""
        vague = self.word(n + 1) == "of" and self.tokens[n].text.endswith(_VAGUE)
        return vague and n + 2 < self.size and self.tokens[n + 2].kind == "place"

    def _allowed_at(self, n: int, near: list[int]) -> tuple[list[int], bool]:
        """Give the places at a token that a row allows; the nearer one in "around X in southern Tripoli"."""
        if self.tokens[n].value[:6] == "?Check" and (area := self.area_after(n)):
            return self.group(area), False
        country = self.names.kinds.get(self.tokens[n].value) == "country"
        if near and self._wide(n) and (country or not self._wide(near[0])):
            return near, True
        return self.group(n), False

    def _past_saying(self, hit: Hit, n: int) -> int:
        """Pass who says so: "reinforcements, the LNA said, have been sent to X"; the comma itself where nobody does."""
        if n != hit.last or self.asides[hit.first] == n:
            return n
        end = next((k for k in range(n + 1, min(self.size, n + 12)) if self.word(k) == ","), n)
        if not reporters().keys().isdisjoint(self.words[n:end]) and not any(k in self.starts for k in range(n, end)):
            return end + 1
        return n

    def _past_which(self, n: int) -> int:
        """Pass ", which it had lost," and ", one of which lies in Y,"; the token itself where no comma closes it."""
        if self.word(n - 1) in ("including", "them") and self.word(n + 1) in words(
            "preposition"
        ):  # "several sites, including, in the west, X"
            return next((k + 1 for k in range(n + 1, min(self.size, n + 7)) if self.word(k) == ","), n)
        if (self.word(n + 1), self.word(n + 2)) in _ALONG:  # "sent men, as well as guns that it makes, to X"
            close = next((k + 1 for k in range(n + 3, min(self.size, n + 16)) if self.word(k) == ","), n)
            return close if self.word(close) in ("to", "into", "in", "at", "towards") else n
        if self.word(n + 1) not in ("which", "who") and self.word(n + 2) not in ("which", "whom"):
            return n
        return next((k + 1 for k in range(n + 1, min(self.size, n + 14)) if self.word(k) == ","), n)

    def _past_described(self, n: int) -> int:
        """Pass what describes areas before they are named: "areas where civilians live, including X"."""
        if either("areas", "ground", "settled").isdisjoint(self.words[max(0, n - 2) : n]):
            return n
        for k in range(n + 1, min(self.size, n + 12)):
            if self.word(k) in words("naming"):
                return k + 1 + (self.word(k + 1) in ("as", "them"))
            if self.tokens[k].kind in ("place", "near") or self.word(k) in (";", "."):
                break
        return n

    def _allows(
        self,
        hit: Hit,
        n: int,
        prepositions: frozenset[str],
        direct: bool,
        allowed: bool | None,
        near: bool,
        through: bool,
    ) -> bool | None:
        """Tell whether a place may follow a word: after "in", not after "from"; nothing where the search ends."""
        word, later = self.tokens[n].text, n > hit.last
        if (word in prepositions and not self._dated(n)) or word in ("including", "among"):
            return True
        if word == "from" and self.word(n - 1) == "reported":
            return True  # "fighting was reported from X and Y"
        if word in ("of", "over") and self.word(n - 1) == "also" and self.word(hit.last - 1) in ("of", "over"):
            return True  # "took control of several villages, and also of X"
        if word == "of":
            return allowed or (near and self.word(n - 1) in ("and", "also"))
        if word in _AWAY and not hit.rule.frame.endswith("leaves") and not self._attributive(n):
            return None  # "struck men fleeing the base"
        if (later and self._tells(word) and not self._hearsay(n)) or (
            direct and not prepositions and word in ("was", "were", "is", "are")
        ):
            return None
        if word == ":" and direct and n + 1 < self.size and self.tokens[n + 1].kind == "place":
            return True
        if word in _LEADING and self._leads_on(hit, n):
            return allowed
        if later and self.word(n - 1) in ("and", "but") and word in either("be", "have"):
            return None  # another verb: "and were negotiating in X"
        if word in ("for", "over") and hit.rule.event_type in STRUCK and self._in_battle(n):
            return True  # "bombed positions in the battle for X"
        if word in words("preposition"):
            return allowed and (self._dated(n) or (word == "from" and not later))
        if self.boundary(n) or word in (".", "?", "!") or (word == "that" and later):
            return None
        if word == "," and later:
            named = self.tokens[n - 1].kind != "w" or self.unknown_name(n - 1)
            return allowed and (named or self.word(n - 1) in words("filler"))
        happens = hit.rule.is_noun and word in words("rages")  # "fighting is said to have resumed in X"
        happens = happens or (hit.rule.event_type == "clash" and word in words("costs"))  # "fights killed ten in X"
        return None if later and not (through or happens) and n in self.starts and self._acts_next(hit, n) else allowed

    def _attributive(self, n: int) -> bool:
        """Tell "fleeing" in "bombed fleeing GNA fighters near X"."""
        return self.tokens[min(n + 1, self.size - 1)].kind in ("actor", "unit") or self.word(n + 1) in words("force")

    def _in_battle(self, n: int) -> bool:
        """Tell the "for" of "in the battle for X", "during the fight over X", which says where something happened."""
        if self.word(n - 1) not in _BATTLES:
            return False
        at = n - 2 - (self.word(n - 2) not in ("the", "in", "during"))
        return self.word(at - (self.word(at) == "the")) in ("in", "during")

    def _dated(self, n: int) -> bool:
        """Tell a word before a date: "on Friday"."""
        return n + 1 < self.size and self.tokens[n + 1].kind == "date"

    def _tells(self, word: str) -> bool:
        """Tell a verb of saying, after which places are those of somebody who speaks."""
        said = reporters().get(word) in ("say", "deny")
        return said and word not in ("reported", "report", "claims", "contested", "disputed")

    def _hearsay(self, n: int) -> bool:
        """Tell "clashes are said to have resumed in X"."""
        return self.word(n + 1) == "to" and self.word(n - 1) in words("be")

    def _leads_on(self, hit: Hit, n: int) -> bool:
        """Tell a word that changes nothing: "gateway to", "along roads that lead to", "sites they had lost in"."""
        word, before = self.tokens[n].text, self.word(n - 1)
        if word == "at":
            return n > hit.last and before in words("site")
        if word == "to":
            return before in words("gateway") or self._led_by_road(n - 1)
        if word == "lost":
            return before in ("they", "it", "had")
        return word in ("that", "which") and (self._led_by_road(n + 1) or self.of_held_ground(n))

    def _acts_next(self, hit: Hit, n: int) -> bool:
        """Tell a trigger that has places of its own."""
        if self.word(n) == "surrounding" or self.word(n - 1) == "to":
            return False
        if self.inside[n].rule.frame == "owned-control" and "for" in self.words[n - 2 : n]:
            return False  # "an offensive for the control of X"
        if self.word(n) == "targets" and not {"on", "against"}.isdisjoint(self.words[max(0, n - 3) : n]):
            return False  # "strikes on civil targets in X"
        if self.word(n) in ("controlled", "held") and self.tokens[n - 1].kind == "actor":
            return self.tokens[n + 1 if n + 1 < self.size else n].kind != "place"  # "on the LNA controlled X"
        if self.word(n - 1) in ("a", "an") and not self.inside[n].rule.is_noun:
            return False  # "waylaid a patrol near X"
        if hit.rule.event_type in STRUCK and (self._in_battle(self.inside[n].last) or self._in_battle(n + 1)):
            return False
        return self.inside[n].rule.frame != "redeploys" and not self.describes_ground(n)

    def area_after(self, n: int) -> int:
        """Give the place of "Checkpoint 400 of the LNA in the X area"."""
        for k in range(n + 1, min(self.size, n + 9)):
            if self.tokens[k].kind == "place" and not self.is_near(k):
                return k if self.governor(k)[0] in ("in", "at") else 0
            if self.boundary(k) or self.word(k) in (",", "."):
                break
        return 0

    def listed_noun(self, hit: Hit, n: int) -> bool:
        """Tell the second of "clashes and heavy shelling in X", which have one place."""
        if not (hit.rule.is_noun and self.inside[n].rule.is_noun) or n - hit.last > 12:
            return False
        joined = False
        for k in range(hit.last, n):
            word = self.words[k]
            if word in _JOINING:
                joined = True
            elif k not in self.inside and not (joined and word in either("heavier", "determiner")):
                return False
        return joined

    def _led_by_road(self, n: int) -> bool:
        """Tell "lead" in "roads that lead to X"."""
        return self.word(n) in ("lead", "leads", "leading") and (self.word(n - 1) in ROADS or self.word(n - 2) in ROADS)

    def place_inside(self, hit: Hit) -> list:
        """Give a place that the trigger's own words take in."""
        return [n for n in range(hit.first, hit.last) if self.tokens[n].kind == "place"]
