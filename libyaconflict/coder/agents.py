"""Who is named beside a trigger: after "by", before "'s", or by a pronoun that stands for somebody."""

from __future__ import annotations

import re

from .clauses import done_by
from .grammar import Hit
from .referents import apposed_to
from .sentence import goes_on
from .spans import at
from .tables import either, reporters, words
from .where import Located

_THEREUPON = frozenset(["by", "from", "in", "last", "earlier", "on", "this", "late", "early", "two", "three"])
_OPERATED = frozenset(["operated", "flown", "owned", "supplied", "funded", "backed", "commanded", "manned", "piloted"])
_MEANWHILE = frozenset(["end", "meantime", "meanwhile", "last", "turn", "once", "now", "moment", "again", "then"])
_SPOKESMEN = frozenset(["spokesman", "spokesperson", "spokeswoman", "spokesmen", "official", "source", "statement"])
_UNDER_FIRE = frozenset(["under", "facing", "after", "amid", "despite", "following"])
ADVERB = re.compile(r"\w+ly$")


class Agents(Located):
    """A sentence that tells passives, agents, owners and what its pronouns stand for."""

    def is_passive(self, hit: Hit) -> bool:
        """Tell "was taken" from "took"."""
        word = self.word(hit.first)
        if not (word.endswith("ed") or word in words("participle")):
            return False
        n = self._past_meanwhile(hit.first - 1)
        for _ in range(4):
            here = self.word(n)
            if here in words("be") or here in ("got", "gets", "getting"):
                return True
            if n >= 0 and (
                here == '"'
                or here in words("not")
                or here in words("have")
                or here in words("mid-passive")
                or ADVERB.match(here)
                or self.tokens[n].kind == "date"
            ):
                n -= 1
                continue
            break
        if self._reduced(hit) or self._opens_bare(hit) or self._joined(hit):
            return True
        denied = n >= 0 and n < hit.first - 1 and self.word(hit.first - 1) in ("not", "never")
        if denied and self.tokens[n].kind == "place" and not self._object_follows(hit):
            return True  # "X not taken, says the mayor"
        if hit.first and self.tokens[hit.first - 1].kind == "place" and hit.last < self.size:
            headline = self.word(hit.last) in (",", ".", ":", "-", "from") or self.tokens[hit.last].kind == "date"
            headline = headline or "by" in self.words[hit.first : hit.last]  # "X hit by rockets as fighting rages"
            if headline and not any(t.kind in ("actor", "unit") for t in self.tokens[: hit.first]):
                return True
        elif hit.first and hit.last == self.size and self.tokens[hit.first - 1].kind == "place":
            return True
        return self.word(hit.last) == "by" and self.agent(hit) != ""

    def _past_meanwhile(self, n: int) -> int:
        """Pass the adverbial of "were in the end repelled", "has in the meantime been taken", "was at last freed"."""
        if self.word(n) not in _MEANWHILE:
            return n
        opens = n - 1 - (self.word(n - 1) == "the")
        return opens - 1 if self.word(opens) in ("in", "at", "for", "by", "once") else n

    def _reduced(self, hit: Hit) -> bool:
        """Tell "with X taken" and ", taken on Monday," after a place from an active verb."""
        n = hit.first - 1
        while ADVERB.match(self.word(n)) or self.word(n) in ("now", "already", "still", "also"):
            n -= 1
        if n >= 0 and self.tokens[n].kind == "place":
            joint, at = self.governor(self.group_left(n)[0])
            if joint == "in" and self.word(at - 1) in words("settled"):
                return self._apposed(hit)
            return joint == "with" and not self._object_follows(hit)
        if self.word(n) in words("settled"):
            return self._apposed(hit)
        if self.word(n) == "," and n and self.tokens[n - 1].kind == "place" and hit.last < self.size:
            follows = self.tokens[hit.last]
            plain = follows.kind == "date" or follows.text in ("by", "from", "on", "in", "last", "earlier", "only", "a")
            return plain and not self._object_follows(hit)
        return False

    def _apposed(self, hit: Hit) -> bool:
        """Tell "X, a port city captured in May", "Y, a town in the west seized by the GNA"."""
        plain = hit.last < self.size and (self.tokens[hit.last].kind == "date" or self.word(hit.last) in _THEREUPON)
        return plain and bool(apposed_to(self, hit.first))

    def _joined(self, hit: Hit) -> bool:
        """Tell "was stormed on Monday and taken": a second passive that leaves out its "was"."""
        if self.word(hit.first - 1) not in ("and", "then", ",", "finally", "later") or self._object_follows(hit):
            return False
        listed = (
            self.word(hit.last) in (",", "and", ".", "") or self.tokens[min(hit.last, self.size - 1)].kind == "date"
        )
        dated = hit.last < self.size and self.tokens[hit.last].kind == "date"
        opens = self.hits[0].first < 2 and (dated or self.word(hit.last) in ("on", "to", "by", "in"))
        if self.word(hit.first - 1) == "," and not (listed and hit.first - 2 in self.inside):
            return opens and self._opens(self.hits[0], hit)  # but "was shelled, bombed and stormed"
        if self.word(hit.last) in ("it", "them", "the", "its", "their", "control", "full"):
            return False
        beside = self.word(hit.first - 1) == "and" and self.word(hit.first - 2).endswith("ed")
        return self.joined_to(hit) is not None or (beside and self.word(hit.first - 3) in words("be"))

    def joined_to(self, hit: Hit) -> Hit | None:
        """Give the passive whose "was" a second one shares: "was stormed on Monday and taken"."""
        if self.word(hit.first - 1) not in ("and", "then", ",", "finally", "later"):
            return None
        earlier = [h for h in self.hits if h.last < hit.first and h.first > hit.first - 14]
        if not earlier:
            return None
        led = self.word(earlier[-1].first - 1) in either("be", also=("been",)) or self._opens(earlier[-1], hit)
        return earlier[-1] if led or self._reduced(earlier[-1]) else None  # "X, taken on Monday and lost on Tuesday,"

    def _opens(self, first: Hit, hit: Hit) -> bool:
        """Tell the participles that open "Seized by the LNA on Monday, lost on Tuesday and taken again, X"."""
        if any(token.kind == "place" for token in self.tokens[first.first : hit.first]) or first.rule.is_noun:
            return False
        if first.first > 1:
            return self.joined_to(first) is not None
        return self.word(first.last) in ("by", "from", "on") or self.tokens[first.last].kind == "date"

    def _object_follows(self, hit: Hit) -> bool:
        for k in range(hit.last, min(self.size, hit.last + 3)):
            if self.word(k) in (",", "in", "near", "over"):
                return False  # "with X already taken, Y fell"
            if self.tokens[k].kind == "place":
                return True
        return False

    def _by_whom(self, hit: Hit) -> str:
        """Give who acts in "the Misratans, by whom X had been taken"."""
        for n in range(hit.first - 1, max(0, hit.first - 9), -1):
            if self.word(n) == "whom" and self.word(n - 1) == "by":
                named = [t for t in self.tokens[max(0, n - 7) : n - 1] if t.kind in ("actor", "unit")]
                return self.side(named[-1]) if named else ""
        return ""

    def agent(self, hit: Hit) -> str:
        """Give the actor after "by"."""
        if "whom" in self.said and (who := self._by_whom(hit)):
            return who
        skip = 0
        for n in range(hit.last, min(self.size, hit.last + 24)):
            if n < skip:
                continue
            if self.past_relative(n) > n:
                skip = self.past_relative(n)
                continue
            if n > hit.last + 14 + skip or self._main_verb(hit, n):
                return ""
            if self.word(n) == "by" and self.word(n - 1) == "not" and "but" in self.words[n + 1 : n + 8]:
                skip = self.words.index("but", n) + 1
                continue  # "not by the LNA but by the GNA"
            if self.word(n) == "by":
                if self.word(n + 1) == "what":  # "by what the LNA calls unknown planes"
                    return ""
                if self.word(n - 1) in _OPERATED and "and" in self.words[hit.last : n - 1]:
                    return ""  # "were sent to X and drones operated by Y flew over Z"
                if n > hit.last and self.word(n - 1) in words("enemy-of"):  # "an offensive on the city held by X"
                    return ""
                if self._says(self._past_date(n - 1)):  # "was confirmed by the LNA" says who confirms, not who acts
                    return ""
                for m in range(n + 1, min(self.size, n + 8)):
                    if self.word(m) == "," and self.word(m - 1) in either("foe-noun", also=("rival", "rivals")):
                        named = self.tokens[m + 1 : m + 3]  # "by its rival, the GNA"
                        return next((self.side(t) for t in named if t.kind in ("actor", "unit")), "")
                    if self.boundary(m) or self.word(m) == ",":
                        return self._named_rival(m)  # "by rockets, a GNA spokesman said"
                    if m == n + 1 and self.word(m) in ("it", "them"):
                        return self.actor_before(n)
                    if self.tokens[m].kind in ("actor", "unit"):
                        return self.side(self.tokens[m])
                    other = self.word(m) in words("object-preposition") and self.word(m) not in ("from", "of", "to")
                    if other and self.word(m - 1) not in words("blame"):  # "by shelling blamed on the LNA"
                        return ""
                return ""
            if n > hit.last and (self.boundary(n) or (hit.rule.is_noun and self.next_clause(n))):
                return ""
        return ""

    def _main_verb(self, hit: Hit, n: int) -> bool:
        """Tell where the main verb follows the aside of a participle: "X, captured on Friday, was shelled by"."""
        after = self.word(n) == "," and n > hit.last - 1 and self.word(n + 1) in either("be", "have")
        aside = self.asides[hit.first]
        closes = aside >= 0 and n + 1 < self.size and self.asides[n + 1] != aside
        reduced = self.word(hit.first - 1) not in either("be", "have") and not hit.rule.is_noun
        return after and (closes or reduced)

    def _named_rival(self, n: int) -> str:
        """Give whom an apposition names: "by its rival, the GNA"."""
        if self.word(n) != "," or self.word(n - 1) not in words("rival-noun"):
            return ""
        k = n + 2 if self.word(n + 1) in ("the", "a") else n + 1
        named = k < self.size and self.tokens[k].kind in ("actor", "unit")
        told = self.word(k + 1).isalpha() and self.word(k + 1) not in either("preposition", "stop", also=("and", "led"))
        return self.side(self.tokens[k]) if named and not told else ""

    def _says(self, n: int) -> bool:
        """Tell the word before "by the LNA" that only says who tells it: "confirmed by", "a statement by"."""
        return self.word(n) in reporters() or self.word(n) in words("bulletin")

    def _past_date(self, n: int) -> int:
        """Give the word before a date that stands at a token: "denied" in "was denied on Monday by"."""
        k = n
        while k > 0 and (self.tokens[k].kind == "date" or self.word(k) in ("on", "late", "early")):
            k -= 1
        return k if self.tokens[n].kind == "date" else n

    def foe_right(self, hit: Hit, *before: str) -> str:
        """Give the actor on the right, directly or after one of some prepositions."""
        for n in range(hit.last, min(self.size, hit.last + 10)):
            token = self.tokens[n]
            if token.kind in ("actor", "unit"):
                word, at = self.governor(n)
                held = at - 1 >= hit.last and self.word(at - 1) in words("enemy-of")
                if word == "by" and (held or self._says(at - 1)):
                    return ""  # not "an attack on the city held by X"
                if word == "from" and self.word(at - 1) in either("bulletin", also=("came", "comes", "come", "stems")):
                    return ""  # "fell, according to a statement from the LNA", "the news that X fell came from it"
                if word == "and" and self.word(at - 1) == "," and goes_on(self.word(n + 1)):
                    return ""  # "drove them out, and the UN warned"
                if word == "of" and at > hit.last and self.word(at - 1) in words("moved-noun"):
                    return ""  # "surrendered after the entry of GNA forces"
                if at > hit.last and self.word(at - 1) in _SPOKESMEN:
                    return ""  # "beat back the assault, said X, spokesman of an LNA brigade"
                if not before or word in before or (word in ("to", "with") and self.word(at - 1) in words("loyal")):
                    return self.side(token)
            if self.boundary(n):
                return ""
        return ""

    def owner(self, hit: Hit) -> str:
        """Give the actor in "the LNA's capture of", "an attack by the LNA", "advance of the LNA"."""
        n = hit.first - 1
        for _ in range(5):
            if n < 0:
                break
            if self.word(n) == "," and n > 1 and self.asides[n - 1] not in (-1, self.asides[hit.first]):
                n = self.asides[n - 1] - 1  # "X, witnesses said, made an incursion"
                continue
            token = self.tokens[n]
            if token.kind in ("actor", "unit"):
                return self.side(token)
            if self.word(n) in ("his", "its", "their"):
                if n > 1 and self.word(n - 1) in words("granted") and self.tokens[n - 2].kind in ("actor", "unit"):
                    return self.side(self.tokens[n - 2])  # "met no LNA men after their withdrawal"
                person = self.man_before(n) if self.word(n) == "his" else ""
                return person or self.actor_before(n) or self.named_after(n) or self.memory.actor
            if (
                token.kind != "w"
                or token.text == ","
                or token.text in words("preposition")
                or self.boundary(n)
                or n in self.inside
            ):
                break
            if token.text in words("judge") or token.text in reporters():
                break
            if token.text.endswith("ed") and n and self.tokens[n - 1].kind in ("actor", "unit") and self.agent(hit):
                break  # "the GNA celebrated the loss of X by the LNA"
            n -= 1
        agent = self.agent(hit)
        return agent or self.foe_right(hit, "of", "by") or (done_by(self, hit) if hit.rule.is_noun else "")

    def against(self, token) -> str:
        """Give the foe of an actor: "forces opposed to the LNA"."""
        return at(self.names.foe(self.names.sides.get(token.value, "")), self.side(token))

    def actor_before(self, n: int) -> str:
        """Give the nearest actor to the left, as what a pronoun stands for."""
        object_ = agent = ""
        for m in range(n - 1, -1, -1):
            if self.tokens[m].kind in ("actor", "unit"):
                word, at = self.governor(m)
                if word == "to" and self.word(at - 1) in ("opposed", "hostile"):
                    return self.against(self.tokens[m])
                if word in ("after", "before", "following", "despite") and self.word(m + 1) in ("'s", "'"):
                    continue  # "the GNA is in control after the LNA's retreat, and its men ..."
                if word == "of" and self.word(at - 1) in words("seat"):
                    continue  # "the capital, seat of the GNA"
                fire = self.word(m + 1) in either("volley", "weapon-gun", "strike-noun", also=("fire", "shelling"))
                if fire and not _UNDER_FIRE.isdisjoint(self.words[max(0, m - 4) : m]):
                    continue  # "came under LNA attack, but they", "after facing heavy Turkish bombardment their men"
                if word in ("against", "from", "by", "with"):
                    agent = agent or (self.side(self.tokens[m]) if word == "by" else "")
                    continue
                if (
                    self.asides[m] not in (-1, self.asides[n])
                    and self.names.roles.get(self.tokens[m].value) == "backer"
                ):
                    continue  # "the LNA, backed by Egypt and Russia, ...; it"
                while at >= 0 and self.word(at) in words("number"):
                    at -= 1
                object_of = self.inside.get(at)  # "took two dozen LNA soldiers captive, but they"
                taken = self._owns_object(word, at)
                taken = (
                    taken
                    or any(h.first <= m < h.last + 2 and not h.rule.is_noun for h in self.hits)
                    or (object_of is not None and not object_of.rule.is_noun)
                )
                if not taken:
                    return self.side(self.tokens[m])
                object_ = object_ or self.side(self.tokens[m])
        return object_ or agent

    def _owns_object(self, word: str, at: int) -> bool:
        """Tell the owner of a site that a verb takes: "raided a base of the LNA, while they shelled X"."""
        if at > 0 and self.tokens[at].kind == "actor":
            word, at = self.governor(at)  # "the forces of retired general Haftar"
        if word == "of" and self.word(at - 1) in words("party-noun"):
            word, at = self.governor(at - 1)  # "a base of the forces of Haftar"
        sites = either("site", "ground", "posts", also=("centre", "center", "depot"))
        if word != "of" or self.word(at - 1) not in sites:
            return False
        for n in range(at - 2, max(-1, at - 7), -1):
            if n in self.inside:
                return not self.inside[n].rule.is_noun
            if self.boundary(n) or self.word(n) in words("preposition") or self.word(n) == ",":
                break
        return False

    def named_after(self, n: int) -> str:
        """Give whom a pronoun of an opening phrase stands for: "With its attack on X the GNA breaks the truce"."""
        opens = [k for k in range(n) if self.word(k) not in (",", "on") and self.tokens[k].kind != "date"]
        if len(opens) != 1 or self.word(opens[0]) not in words("phrase-opening"):
            return ""
        for k in range(n + 2, min(self.size, n + 24)):
            if self.boundary(k) or self.word(k) == ";":
                break
            if self.tokens[k].kind in ("actor", "unit") and self.word(k + 1) not in ("'s", "'"):
                after = next((m for m in range(k + 1, k + 3) if self.word(m) not in words("party-noun")), k + 1)
                told = self.word(after) in reporters() or "said" in self.words[after : after + 3]
                if not told and self.governor(k)[0] not in words("object-preposition"):
                    return self.side(self.tokens[k])
        return ""

    def man_before(self, n: int) -> str:
        """Give the side of the last man named before "his": "accuses X of arming Haftar for his offensive"."""
        for token in reversed(self.tokens[:n]):
            named = token.kind == "actor" and token.text != token.value.lower()
            if named and token.text.rpartition(" ")[2] not in either("party-noun", "force", "institution"):
                return self.side(token)
        return ""
