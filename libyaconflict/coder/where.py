"""Where: the places that belong to a trigger, by side, preposition and list."""

from __future__ import annotations

from .grammar import Hit
from .sentence import Phrases
from .tables import either, reporters, words

WIDE = frozenset(["region", "country"])


_LINKING = frozenset(
    ["linking", "connecting", "joining", "separating", "links", "connects", "joins", "separates", "linked", "connected"]
)
_ROADS = frozenset(["road", "roads", "highway", "route", "routes"])
_ALONG = frozenset(["together", "along"])
_AGAIN = ("of", "from", "into", "to", "over", "in")
_VAGUE = (" districts", " suburbs", " parts", " outskirts", " area", " areas")


class Located(Phrases):
    """A sentence that tells the places of its triggers."""

    def is_near(self, n: int) -> bool:
        """Tell a place that only says where something else lies."""
        if self.tokens[n].kind == "near":
            return True
        if self.word(n - 1) in ("a", "an") and self.word(n + 1) in words("settled"):
            return True  # "in Tajoura, a Tripoli suburb"
        word, at = self.governor(n)
        if word == "surrounding" and self.word(at - 1) in words("areas"):
            return True
        if word in words("near") and not (word in ("off", "outside", "around") and at in self.inside):
            return True
        if word == "of" and self.word(at - 1) in words("settled"):
            over, far = self.governor(at - 1)
            if over == "to" and self.word(far - 1) in words("leading-to"):
                return True  # "along the highway to the cities of X and Y"
        if word in ("to", "of", "from") and self.word(at - 1) in either("compass", "leading-to"):
            return True
        if word in ("of", "to") and any(self.word(k) == "belonging" for k in range(max(0, at - 5), at)):
            return True
        if word == "from" and self.word(at - 1) == "way":
            return True  # "a convoy on its way from X to Y"
        if word == "to" and at > 1 and self.governor(at - 1)[0] == "from" and "way" in self.words[max(0, at - 6) : at]:
            return True
        if word == "to" and at > 1 and self.tokens[at - 1].kind in ("place", "near"):
            whence, far = self.governor(at - 1)
            if whence == "from" and self.word(far - 1) in _ROADS:
                return True  # "the road from X to Y"
        if word == "from" and self.word(at - 1) in _ROADS:
            return True
        if word == "between" and self.word(at - 1) in either("way-between", "areas"):
            return True  # "the road between X and Y", "Z, between X and Y,", "all the towns between X and Y"
        if word in _LINKING:
            return True  # "the road linking X and Y"
        if word in ("with", "to") and at > 1 and self.tokens[at - 1].kind == "place":
            return self.governor(at - 1)[0] in _LINKING  # "the road that links X with Y"
        if word == "and" and at > 1 and self.tokens[at - 1].kind == "place":
            joint, left = self.governor(at - 1)
            between = joint == "between" and self.word(left - 1) in either("way-between", "areas")
            return joint in _LINKING or between
        return word == "and" and at > 0 and self.tokens[at - 1].kind == "near"

    def group(self, n: int) -> list[int]:
        """Give the list of places that begins at a token."""
        found = [n]
        again, at = self.governor(n)
        joints = either("list-joint", "list-again")
        if again == "of" and self.word(at - 1) in words("settled"):
            outer = self.governor(at - 1)[0]  # "into the town of X, and also into the towns of Y and Z"
            again = outer if outer in _AGAIN else again
        if again in _AGAIN:
            joints = either("list-joint", "list-again", also=(again, "out", "of", "also"))
        k = n + 1
        while k < self.size:
            first = self.past_bracket(self.past_relative(k))
            if first == k and (self.word(k) == "," or self.word(k) in words("compass") or self.measured(k)):
                first = self.past_location(k)
            if self.word(first) in either("settled", "ground"):
                first += 1  # "the Zahra bridge, Kazirma and Ramla"
            gap = self._past_sort(first)
            if self.word(gap) == "," and self.word(gap + 1) == "among" and self.word(gap + 2) in ("them", "which"):
                gap += 3
            while (
                gap < self.size
                and gap - first < 8
                and (self.word(gap) in joints or (self.word(gap) == "but" and self.word(gap + 1) == "also"))
            ):
                gap += 1
            if self.word(gap) in _ALONG and self.word(gap + 1) == "with":
                gap = self._past_joints(gap + 2, joints)
            if gap == first or gap >= self.size:
                break
            between = [self.word(j) for j in range(first, gap)]
            if again in between and self.is_near(n):
                break  # "of areas south of X, and also of Y"
            if not {",", "and", "&", "or", "nor", "well", "but", "together", "along"} & set(between) or "in" in between:
                break
            if self.tokens[gap].kind != "place":
                k = self._unlisted(gap)
                if k == gap:
                    break
                continue
            wide = self.names.kinds.get(self.tokens[gap].value) in WIDE
            if wide and words("settled") & set(between) and self.names.kinds.get(self.tokens[n].value) not in WIDE:
                break  # "X and Y, towns of the west"
            first_wide = len(found) == 1 and self.names.kinds.get(self.tokens[n].value) in WIDE
            if between == [","] and not wide and first_wide:
                break  # "his last base in the west, X,"
            whole = self.names.part_of.get(self.tokens[found[-1]].value) == self.tokens[gap].value
            named = self.tokens[gap].text
            if between == [","] and whole and (" " not in named or named.startswith("the ")):
                break  # "in Ain Zara, Tripoli"
            if between[-1] in ("a", "an") and self.word(gap + 1) in words("settled"):
                break  # "in Tajoura, a Tripoli suburb"
            if between == [","] and self.word(gap + 1) in ("'s", "'") or self.word(gap + 1) == "'s":
                break
            found.append(gap)
            k = gap + 1
        return self._members(found)

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
        whole = self.tokens[found[0]].value
        parts = any(self.names.part_of.get(self.tokens[n].value) == whole for n in found[1:])
        return found[1:] if parts or self.names.kinds.get(whole) in ("region", "capital") else found

    def _past_sort(self, n: int) -> int:
        """Pass "and several villages, including" or "and two other towns:" within a list; else the token itself."""
        k = n
        while self.word(k) in either(
            "list-joint", "number", "determiner", "settled", "ground", also=("other", "smaller")
        ):
            k += 1
            if self.word(k) in words("naming") and self.word(k - 1) != "and" and k > n + 1:
                return k + 1 if self.word(n) in ("and", ",", "as") else n
            if k - n > 7:
                break
        return n

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
                if token.text == ",":
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
        return token.kind == "w" and (token.value[:1].isupper() or token.value[:3] in ("al-", "el-", "as-", "ar-"))

    def _unlisted(self, n: int) -> int:
        """Pass a name that no table knows within a list; the token itself where there is none."""
        k = n
        if self.word(n - 1) == "the":  # "the oil tanks"
            stops = either("stop", "be", "have", also=("and",))
            while k - n < 3 and self.word(k).isalpha() and not (self.word(k) in stops or self.word(k) in reporters()):
                k += 1
            return k if k > n and k not in self.starts and self.word(k) in (",", "and") else n
        while k < self.size and k - n < 4 and self.unknown_name(k):
            k += 1
        return k if k > n and self.word(k) in (",", "and", "as") else n

    def group_left(self, n: int) -> list[int]:
        """Give the list of places that ends at a token."""
        first = n
        for start in range(n - 1, max(-1, n - 24), -1):
            if self.tokens[start].kind == "place" and n in self.group(start):
                first = start
        return [m for m in self.group(first) if m <= n] or [n]

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
            if n in self.starts and n in self.inside and self.listed_noun(hit, n):
                n = self.inside[n].last  # "clashes and shelling went on in X"
                n += n in self.starts and not self.inside[n].rule.is_noun
                continue
            if fallback and n in self.opens and not through:
                break  # what is told next has its own place
            if token.kind in ("place", "near"):
                if self.word(n + 1) in words("areas") and self.word(n + 2) == "of" and n + 3 < self.size:
                    listed = self.tokens[n + 3].kind == "place"
                    if listed and allowed:  # "the Tripoli districts of X and Y"
                        return self.group(n + 3), False
                vague = token.text.endswith(_VAGUE) and self.word(n + 1) == "of"
                if vague and any(t.kind == "place" for t in self.tokens[n + 2 : n + 3]):
                    n += 1  # "the southern districts of X"
                    continue
                if self._speaks_at(n):
                    allowed = False
                elif self.is_near(n):
                    fallback = fallback or self.group(n)
                    allowed = False
                elif allowed:
                    if token.value[:6] == "?Check" and (area := self._area_after(n)):
                        return self.group(area), False
                    if fallback and self._wide(n) and not self._wide(fallback[0]):
                        return fallback, True  # "around X in southern Tripoli"
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
                dated = n + 1 < self.size and self.tokens[n + 1].kind == "date"
                if (word in prepositions and not dated) or word in ("including", "among"):
                    allowed = True
                elif word == "of":
                    allowed = allowed or (self.word(n - 1) in ("and", "also") and bool(fallback))
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
                elif word == "to" and (self.word(n - 1) in words("gateway") or self._led_by_road(n - 1)):
                    pass
                elif word in either("be", "have") and self.word(n - 1) in ("and", "but") and n > hit.last:
                    break  # another verb: "and were negotiating in X"
                elif word in words("preposition"):
                    dated = n + 1 < self.size and self.tokens[n + 1].kind == "date"
                    if not dated and not (word == "from" and n == hit.last):
                        allowed = False
                elif word in ("that", "which") and self._led_by_road(n + 1):
                    pass  # "along roads that lead to X"
                elif self.boundary(n) or word in (".", "?", "!") or (word == "that" and n > hit.last):
                    break
                elif word == "," and n > hit.last:
                    named = self.tokens[n - 1].kind != "w" or self.unknown_name(n - 1)
                    allowed = allowed and (named or self.word(n - 1) in words("filler"))
                elif word == "lost" and self.word(n - 1) in ("they", "it", "had"):
                    pass  # "recovered all the sites they had lost in X"
                elif (
                    n in self.starts and n > hit.last and not through
                    and word != "surrounding" and self.word(n - 1) != "to" and self.inside[n].rule.frame != "redeploys"
                ):  # fmt: skip
                    break
            elif token.kind == "actor" and direct and not prepositions:
                allowed = allowed and self.word(n + 1) in ("'s", "'", "of") or self.word(n + 1) in words("filler")
            n += 1
        return fallback, bool(fallback)

    def _area_after(self, n: int) -> int:
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
            if word in (",", "and", "&"):
                joined = True
            elif k not in self.inside and not (joined and word in either("heavier", "determiner")):
                return False
        return joined

    def _led_by_road(self, n: int) -> bool:
        """Tell "lead" in "roads that lead to X"."""
        return self.word(n) in ("lead", "leads", "leading") and (
            self.word(n - 1) in _ROADS or self.word(n - 2) in _ROADS
        )

    def _wide(self, n: int) -> bool:
        return self.names.kinds.get(self.tokens[n].value) in ("capital", "region", "country")

    def _speaks_at(self, n: int) -> bool:
        """Tell where somebody is who says something: "a hospital spokesman in the capital said"."""
        word, at = self.governor(n)
        says = reporters().get(self.word(n + 1)) == "say" or self.word(n + 1) == "let"
        who = self.tokens[at - 1].text.rpartition(" ")[2] if at > 0 else ""
        return says and word in ("in", "at") and who in either("source", "institution", also=("ministry",))

    def places_left(self, hit: Hit) -> list[int]:
        """Give the places before a trigger that may be its subject."""
        n = hit.first - 1
        mine = self.asides[hit.first]
        crossed = False
        while n >= 0:
            if self.asides[n] not in (-1, mine):  # "X, the last town before the border, was taken"
                n = self.asides[n] - 1
                continue
            token = self.tokens[n]
            if token.kind == "place" and not self._owner_only(n) and not self.is_near(n):
                while n > 1 and self.word(n - 1) in (",", "in", "of") and self._whole_of(n - 2, n):
                    n -= 2  # "the port of X, the country's capital, was hit", "the hospital in X, which was hit"
                word, _ = self.governor(n)
                if crossed or word not in words("object-preposition"):
                    listed = self.group(n)
                    return listed if n not in listed else self.group_left(n)  # "districts of X, including A and B"
            if self.boundary(n):
                if self.word(n) in ("which", "that", "who") and not crossed and self.word(n - 1) != "from":
                    crossed = True
                elif self.word(n) != "that":
                    break
            n -= 1
        return []

    def _whole_of(self, part: int, whole: int) -> bool:
        value = self.tokens[part].value if self.tokens[part].kind == "place" else ""
        return bool(value) and self.names.part_of.get(value) == self.tokens[whole].value

    def _owner_only(self, n: int) -> bool:
        """Tell a sea, or a country that only owns what follows: "Libya's coast"."""
        value = self.tokens[n].value
        return value in self.names.seas or (self.word(n + 1) == "'s" and self.names.kinds.get(value) == "country")

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
        for n in range(hit.first - 1, first, -1):
            told = self.word(n) == "that" and any(table.get(w) == "say" for w in self.words[max(0, n - 8) : n])
            if told or (table.get(self.word(n)) == "say" and self.word(n).endswith("ing")):
                first = n  # "told reporters in Y that X was hit, adding that"
                break
        near: list[int] = []
        for n in [*range(hit.last, last), *range(first, hit.first)]:
            if self.tokens[n].kind in ("place", "near"):
                if self._speaks_at(n):
                    continue
                if self.is_near(n):
                    near = near or (self.group(n) if self.governor(n)[0] in ("around", "near", "outside") else [n])
                elif self.word(self.governor(n)[1] - 1) in words("stationed"):
                    continue  # "the army based in X"
                elif self.governor(n)[0] == "of" and self.governor(self.governor(n)[1] - 1)[0] == "from":
                    continue  # "from its stronghold of X"
                elif self.governor(n)[0] in ("in", "at", "on", "over", "inside", "of", "city", "town", "against"):
                    return self.group(n), False
        return near, bool(near)
