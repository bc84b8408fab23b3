"""Lists of places, and places that only say where something else lies."""

from __future__ import annotations

from .sentence import Phrases
from .tables import either, reporters, words
from .unnamed import past_participle, past_unnamed

WIDE = frozenset(["region", "country"])
ROADS = frozenset(["road", "roads", "highway", "route", "routes", "coast", "coastline", "stretch", "strip"])
_ENTIRE = frozenset(["whole", "entire", "entirety", "borders", "boundaries"])
_LINKING = frozenset(
    ["linking", "connecting", "joining", "separating", "links", "connects", "joins", "separates", "linked", "connected"]
)
_GOVERNING = frozenset(["surrounding", "of", "to", "from", "between", "with", "and", *_LINKING])
_FINITE = frozenset(["would", "will", "could", "might", "has", "had", "is", "was"])
_FINITE_ONE = frozenset(
    ["fell", "falls", "was", "is", "has", "had", "came", "changed", "went", "remained", "surrendered"]
)
_ALONG = frozenset(["together", "along"])
_AGAIN = ("of", "from", "into", "to", "over", "in")
_JOINING = frozenset([",", "and", "&", "or", "nor", "well", "but", "together", "along", "alongside"])
_CLOSE = frozenset(["close", "next", "near", "adjacent", "nearer", "closer"])

_ONE_OF_TWO = frozenset(["the former", "the latter"])  # of places named before: no item more


class Listed(Phrases):
    """A sentence that tells which places it lists together."""

    def is_near(self, n: int) -> bool:
        """Tell a place that only says where something else lies."""
        if self.tokens[n].kind == "near":
            return True
        if self.word(n - 1) in ("a", "an") and self.word(n + 1) in words("settled"):
            return True  # "in Tajoura, a Tripoli suburb"
        word, at = self.governor(n)
        if word not in _GOVERNING and word not in words("near"):
            return False
        if word == "surrounding" and self.word(at - 1) in words("areas"):
            return True
        if word in words("near") and not (word in ("off", "outside", "around") and at in self.inside):
            return True
        if word == "of" and self.word(at - 1) in words("settled"):
            over, far = self.governor(at - 1)
            while over in words("place-adjective"):
                over, far = self.governor(far)
            if over == "of" and self.word(far - 1) in words("compass"):
                return True  # "south of the coastal city of X"
            if over == "to" and self.word(far - 1) in words("leading-to"):
                return True  # "along the highway to the cities of X and Y"
        if word == "to" and self.word(at - 1) in _CLOSE and at not in self.inside:
            return True  # "a patrol close to X"
        if word in ("to", "of", "from") and self.word(at - 1) in either("compass", "leading-to"):
            return not (
                word == "of" and self.word(at - 2) == "the" and self.word(at - 3) == "in"
            )  # "in the south of X"
        if word in ("of", "to") and any(self.word(k) == "belonging" for k in range(max(0, at - 5), at)):
            return True
        if word == "from" and self.word(at - 1) == "away" and self._far(at - 2):
            return True  # "40km away from X"
        if word == "from" and self.word(at - 1) == "way":
            return True  # "a convoy on its way from X to Y"
        if word == "to" and at > 1 and self.governor(at - 1)[0] == "from" and "way" in self.words[max(0, at - 6) : at]:
            return True
        if word == "to" and at > 1 and self.tokens[at - 1].kind in ("place", "near"):
            whence, far = self.governor(at - 1)
            if whence == "from" and self.word(far - 1) in ROADS:
                return True  # "the road from X to Y"
        if word == "from" and self.word(at - 1) in ROADS:
            return True
        road = word == "between" and at > 0 and self.names.kinds.get(self.tokens[at - 1].value) == "road"
        if road or self._between(word, at):
            return True  # "the road between X and Y", "Z, between X and Y,", "all the towns between X and Y"
        if word in _LINKING:
            return True  # "the road linking X and Y"
        if word in ("with", "to") and at > 1 and self.tokens[at - 1].kind == "place":
            return self.governor(at - 1)[0] in _LINKING  # "the road that links X with Y"
        if word == "and" and at > 1 and self.tokens[at - 1].kind == "place":
            joint, left = self.governor(at - 1)
            return joint in _LINKING or self._between(joint, left)
        if word == "and" and self.word(at - 1) == ",":  # "the coast between X, east of Y, and Z"
            named = [k for k in range(max(0, at - 10), at) if self.tokens[k].kind == "place"]
            return any(self._between(*self.governor(k)) for k in named)
        return word == "and" and at > 0 and self.tokens[at - 1].kind == "near"

    def _far(self, n: int) -> bool:
        """Tell the end of a distance: "40 km", "40km"."""
        return self.word(n) in words("distance") or self.word(n)[:1].isdigit()

    def _between(self, joint: str, at: int) -> bool:
        """Tell what joins two ends: "the road between", "all the towns between"."""
        return joint == "between" and self.word(at - 1) in either("way-between", "areas")

    def group(self, n: int) -> list:
        """Give the list of places that begins at a token."""
        found = [n]
        again, joints = self._joints(n)
        k = n + 1
        while k < self.size:
            first = self._past_description(k)
            gap = self._past_joined(first, joints)
            if gap == first or gap >= self.size:
                break
            between = [self.word(j) for j in range(first, gap)]
            if again in between and self.is_near(n):
                break  # "of areas south of X, and also of Y"
            if _JOINING.isdisjoint(between):
                break
            if "in" in between:
                gap = first + between.index("in")
            if between == [","] and self.word(gap + 1) in _FINITE and len(found) == 1:
                break  # "had it not taken X, Y would have fallen"
            verb = self._past_aside(gap + 1)
            falls = self.word(verb) in ("fell", "falls")
            if self.word(verb) in _FINITE_ONE and self._opens_clause(found[0], between, falls=falls):
                break
            if self.tokens[gap].kind != "place":
                k = self._unlisted(gap) if self.word(gap) != "in" else gap
                if k == gap:
                    k, towns = past_unnamed(self, gap)
                    found += [towns] if towns > 0 else []
                if k == gap:
                    break
                continue
            if self._only_locates(found, gap, between) or self.tokens[gap].text in _ONE_OF_TWO:
                break
            found.append(gap)
            k = gap + 1
        return self._members(found)

    def _past_aside(self, n: int) -> int:
        """Give what follows an aside that opens at a comma: the "is" of "X, which lies in the west, is"."""
        if self.word(n) != "," or n >= self.size or self.asides[n] != n:
            return n
        k = n + 1
        while k < self.size and self.asides[k] == n:
            k += 1
        return k + 1 if self.word(k) == "," else n

    def _opens_clause(self, n: int, between: list[str], *, falls: bool) -> bool:
        """Tell the subject of what follows from the end of a list: "took X and Y fell", "after fights in X, Y fell"."""
        word, at = self.governor(n)
        if at < 0 or word == "," or "nor" in between or "or" in between:
            return False
        if "and" not in between:
            return True
        plural = word == "of" and self.word(at - 1) in either("settled-many", "areas")
        if plural and not self._has_verb(n):
            return False  # "the towns of X, Y and Z fell"
        return falls or self._has_verb(n)

    def _has_verb(self, n: int) -> bool:
        """Tell a place whose clause has a verb before it: "launched an attack on X", not "an attack on X"."""
        for k in range(n - 1, max(-1, n - 12), -1):
            if self.boundary(k) or self.word(k) == "that" or self.word(k) in reporters():
                return False
            if (k in self.inside and not self.inside[k].rule.is_noun) or self.word(k) in either(
                "launched", "verb", "broke"
            ):
                return True
        return False

    def next_clause(self, n: int) -> bool:
        """Tell a place that opens a clause of its own: "..., and X was taken"."""
        joint = self.word(n - 1) in ("and", ",", "that", "but", "while", "as")
        return joint and self.tokens[n].kind == "place" and self.word(n + 1) in ("was", "were", "has", "had", "fell")

    def _joints(self, n: int) -> tuple[str, frozenset[str]]:
        """Give the preposition that a list may repeat, and the words that may join it: "in X and also in Y"."""
        again, at = self.governor(n)
        if again == "of" and self.word(at - 1) in words("settled"):
            outer = self.governor(at - 1)[0]  # "into the town of X, and also into the towns of Y and Z"
            again = outer if outer in _AGAIN else again
        if again in _AGAIN:
            return again, either("list-joint", "list-again", also=(again, "out", "of", "also"))
        return again, either("list-joint", "list-again")

    def _past_description(self, k: int) -> int:
        """Pass what only describes a listed place: ", which lies in the west,", "(map)", ", a town south of Y,"."""
        if self.word(k) == "'" and self.word(k + 1) in (",", "and", "area", "areas"):
            k += 1  # "Wadi al-Rabie' and X"
        elif self.word(k) == "'" and len(self.word(k + 1)) == 1 and self.tokens[k + 1].start == self.tokens[k].end:
            k += 2  # "Souq al-Juma'a and X"
        first = self.past_bracket(self.past_relative(k))
        if first == k and (past := past_participle(self, k)) > k:
            return past
        if first == k and (self.word(k) == "," or self.word(k) in words("compass") or self.measured(k)):
            first = self.past_location(k)
        if self.word(first) not in either("settled", "ground", "areas"):
            return first
        first += 1  # "the Zahra bridge, Kazirma and Ramla"
        lies = self.word(first) == "," and self.word(first + 1) in words("compass")
        return self.past_location(first) if lies else first

    def _past_joined(self, first: int, joints: frozenset[str]) -> int:
        """Pass the words that join two listed places: ", among them", "and but also", "along with the towns of"."""
        gap = self._past_sort(first)
        if self.word(gap) == "," and self.word(gap + 1) == "among" and self.word(gap + 2) in ("them", "which"):
            gap += 3
        while (
            gap < self.size
            and gap - first < 8
            and (self.word(gap) in joints or (self.word(gap) == "but" and self.word(gap + 1) == "also"))
        ):
            gap += 1
        if self.word(gap) == "alongside" or (self.word(gap) in _ALONG and self.word(gap + 1) == "with"):
            return self._past_joints(gap + 1 + (self.word(gap + 1) == "with"), joints)
        if self.word(gap) not in ("a", "an") or gap == first:
            return gap
        k = gap + 1 + (gap + 1 < self.size and self.tokens[gap + 1].kind in ("actor", "attribute"))
        while self.word(k) in either("whole-site", "site", also=("air", "military", "naval")):
            k += 1
        k += k > gap + 1 and self.word(k) == "at"
        return k if k < self.size and self.tokens[k].kind == "place" else gap  # "X and an LNA air base at Y"

    def _only_locates(self, found: list[int], gap: int, between: list[str]) -> bool:
        """Tell a place that only says where others lie: "in Ain Zara, Tripoli", "X and Y, towns of the west"."""
        kinds, token = self.names.kinds, self.tokens[gap]
        wide = kinds.get(token.value) in WIDE
        first_wide = kinds.get(self.tokens[found[0]].value) in WIDE
        if wide and not first_wide and "at" not in between and not words("settled").isdisjoint(between):
            return True
        if between == [","] and kinds.get(token.value) == "country" and not first_wide:
            return True  # "in Ain Zara, Libya"
        follows = self.word(gap + 1)
        if between == [","]:
            if first_wide and len(found) == 1 and not wide:
                more = self.word(gap + 1) in (",", "and") and gap + 2 < self.size
                return not (more and self.tokens[gap + 2].kind == "place")  # "his last base in the west, X,"
            whole = self.names.part_of.get(self.tokens[found[-1]].value) == token.value
            if whole and (" " not in token.text or token.text.startswith("the ")):
                return True
            if follows == "'" and self.word(gap + 2) not in (",", "and", "area", "areas", "a"):
                return True
        if between[-1] in ("a", "an") and follows in words("settled"):
            return True  # "in Tajoura, a Tripoli suburb"
        return follows == "'s"

    def _past_joints(self, n: int, joints: frozenset[str]) -> int:
        """Pass "the towns of" after "together with"."""
        last = min(self.size, n + 5)
        while n < last and self.word(n) in joints:
            n += 1
        return n

    def _members(self, found: list[int]) -> list[int]:
        """Leave out the whole before its named parts: "several districts of X, including A and B"."""
        if len(found) < 2 or words("naming").isdisjoint(self.words[found[0] + 1 : found[1]]):
            return found
        if not _ENTIRE.isdisjoint(self.words[max(0, found[0] - 4) : found[0]]):
            return found  # "the whole of X, including its airport"
        whole = self.tokens[found[0]].value
        word, at = self.governor(found[0])
        held = word == "of" and self.word(at - 1) in ("control", "capture", "city", "town", "hold", "possession")
        if held or (self.names.kinds.get(whole) in ("city", "town") and word not in ("in", "of", "around", "near")):
            return found  # "took X, including its airport", not "areas in X, including Y"
        parts = any(self.names.part_of.get(self.tokens[n].value) == whole for n in found[1:])
        return found[1:] if parts or self.names.kinds.get(whole) in ("region", "capital") else found

    def _past_sort(self, n: int) -> int:
        """Pass "and several villages, including" or "and two other towns:" within a list; else the token itself."""
        k = n
        passed = either("list-joint", "number", "determiner", "settled", "ground", also=("other", "smaller"))
        while self.word(k) in passed:
            k += 1
            if self._counted_out(n, k):
                return k + 1  # "X and two villages, Y and Z"
            if self.word(k) in words("naming") and self.word(k - 1) != "and" and k > n + 1:
                return k + 1 if self.word(n) in ("and", ",", "as") else n
            if k - n > 7:
                break
        return n

    def _counted_out(self, n: int, k: int) -> bool:
        """Tell the comma of "and two villages, X and Y", within a list."""
        if self.word(k) not in (",", ":") or self.word(k - 1) not in words("settled-many") or k + 1 >= self.size:
            return False
        several = either("number", also=("other", "nearby", "several"))
        return self.tokens[k + 1].kind == "place" and any(self.word(j) in several for j in range(n, k))

    def past_bracket(self, n: int) -> int:
        """Give the token after a bracket that opens here; else the token itself."""
        if self.word(n) != "(":
            return n
        return next((k + 1 for k in range(n + 1, min(self.size, n + 16)) if self.word(k) == ")"), n)

    def measured(self, n: int) -> bool:
        """Tell "80 km south of": a distance."""
        return self.word(n)[:1].isdigit() and self.word(n + 1) in words("distance")

    def past_location(self, n: int) -> int:
        """Give the comma that ends ", a town south of Y," or " south of Y,"; else the token itself."""
        located = self.word(n) != ","
        for k in range(n + 1, min(self.size, n + 16)):
            token = self.tokens[k]
            if token.kind == "w":
                if token.text == "," or (token.text == "as" and self.word(k + 1) == "well"):
                    return k if located else n
                located = located or token.text in words("compass")
                if self.parts[k] or k in self.starts or token.text in words("be"):
                    return n
            elif token.kind == "near":
                located = True
            elif token.kind != "place":
                return n
            elif self.names.kinds.get(token.value) in WIDE:
                located = True
            elif not self.is_near(k):
                return n
        return n

    def unknown(self, n: int, first: int) -> bool:
        """Tell a name that no table knows and that stands in a list: "Ain Zara, Sabaa and Tajoura"."""
        if n >= self.size:
            return False
        value = self.tokens[n].value
        named = self.tokens[n].kind == "w" and (value[:1].isupper() or value[:3] in ("al-", "el-"))
        if not named or n == first:
            return False
        listed = self.word(n - 1) in (",", "and") or (self.tokens[n - 1].value[:1].isupper() and n - 1 > first)
        return listed and self.tokens[n].text not in reporters()

    def unknown_name(self, n: int) -> bool:
        """Tell a name that no table knows."""
        token = self.tokens[n]
        value = token.value
        named = value[:1].isupper() or value[:3] in ("al-", "el-", "as-", "ar-")
        return token.kind == "w" and (named or (value[:2] == "al" and value[2:3].isupper()))

    def _unlisted(self, n: int) -> int:
        """Pass a name that no table knows within a list; the token itself where there is none."""
        k = n
        some = either("number", also=("a", "an", "several", "some", "many", "other", "both"))
        counted = self.word(n) in some or self.word(n - 1) in some
        if counted or self.word(n - 1) == "the":  # "the oil tanks", "several checkpoints"
            stops = either("stop", "be", "have", also=("and",))
            while k - n < 4 and self.word(k).isalpha() and not (self.word(k) in stops or self.word(k) in reporters()):
                k += 1
            return k if k > n and k not in self.starts and self.word(k) in (",", "and") else n
        while k < self.size and k - n < 4 and self.unknown_name(k):
            k += 1
        return k if k > n and self.word(k) in (",", "and", "as") else n

    def group_left(self, n: int) -> list:
        """Give the list of places that ends at a token."""
        first = n
        for start in range(n - 1, max(-1, n - 24), -1):
            if self.tokens[start].kind == "place" and n in self.group(start):
                first = start
        return [m for m in self.group(first) if m <= n] or [n]
