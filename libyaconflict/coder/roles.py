"""Who: the actors that belong to a trigger, as subject, agent, owner or foe."""

from __future__ import annotations

import re

from .grammar import Hit
from .spans import at
from .tables import either, reporters, words
from .where import Located

_ADVERB = re.compile(r"\w+ly$")
_HELD = frozenset(["base", "bases", "stronghold", "strongholds", "bastion", "headquarters", "camp", "barracks"])


class Sentence(Located):
    """The tokens of one sentence, with the questions that frames ask of them."""

    def is_passive(self, hit: Hit) -> bool:
        """Tell "was taken" from "took"."""
        word = self.word(hit.first)
        if not (word.endswith("ed") or word in words("participle")):
            return False
        n = hit.first - 1
        for _ in range(4):
            here = self.word(n)
            if here in words("be") or here in ("got", "gets", "getting"):
                return True
            if n >= 0 and (
                here == '"'
                or here in words("not")
                or here in words("have")
                or here in words("mid-passive")
                or _ADVERB.match(here)
                or self.tokens[n].kind == "date"
            ):
                n -= 1
                continue
            break
        if self._reduced(hit) or self._joined(hit):
            return True
        if hit.first and self.tokens[hit.first - 1].kind == "place" and hit.last < self.size:
            headline = self.word(hit.last) in (",", ".", ":", "-", "from") or self.tokens[hit.last].kind == "date"
            if headline and not any(t.kind in ("actor", "unit") for t in self.tokens[: hit.first]):
                return True
        elif hit.first and hit.last == self.size and self.tokens[hit.first - 1].kind == "place":
            return True
        return self.word(hit.last) == "by" and self.agent(hit) != ""

    def _reduced(self, hit: Hit) -> bool:
        """Tell "with X taken" and ", taken on Monday," after a place from an active verb."""
        n = hit.first - 1
        while _ADVERB.match(self.word(n)) or self.word(n) in ("now", "already", "still", "also"):
            n -= 1
        if n >= 0 and self.tokens[n].kind == "place":
            return self.governor(self.group_left(n)[0])[0] == "with" and not self._object_follows(hit)
        if self.word(n) == "," and n and self.tokens[n - 1].kind == "place" and hit.last < self.size:
            follows = self.tokens[hit.last]
            plain = follows.kind == "date" or follows.text in ("by", "from", "on", "in", "last", "earlier", "only", "a")
            return plain and not self._object_follows(hit)
        return False

    def _joined(self, hit: Hit) -> bool:
        """Tell "was stormed on Monday and taken": a second passive that leaves out its "was"."""
        if self.word(hit.first - 1) not in ("and", "then") or self._object_follows(hit):
            return False
        if self.word(hit.last) in ("it", "them", "the", "its", "their", "control", "full"):
            return False
        return self.joined_to(hit) is not None

    def joined_to(self, hit: Hit) -> Hit | None:
        """Give the passive whose "was" a second one shares: "was stormed on Monday and taken"."""
        if self.word(hit.first - 1) not in ("and", "then"):
            return None
        earlier = [h for h in self.hits if h.last < hit.first and h.first > hit.first - 14]
        return earlier[-1] if earlier and self.word(earlier[-1].first - 1) in either("be", also=("been",)) else None

    def _object_follows(self, hit: Hit) -> bool:
        return any(self.tokens[k].kind == "place" for k in range(hit.last, min(self.size, hit.last + 3)))

    def agent(self, hit: Hit) -> str:
        """Give the actor after "by"."""
        skip = 0
        for n in range(hit.last, min(self.size, hit.last + 24)):
            if n < skip:
                continue
            if self.past_relative(n) > n:
                skip = self.past_relative(n)
                continue
            if n > hit.last + 14 + skip:
                return ""
            if self.word(n) == "by":
                if self.word(n + 1) == "what":  # "by what the LNA calls unknown planes"
                    return ""
                if self.word(n - 1) in reporters():  # "was confirmed by the LNA" says who confirms, not who acts
                    return ""
                for m in range(n + 1, min(self.size, n + 8)):
                    if self.boundary(m):
                        return ""
                    if m == n + 1 and self.word(m) in ("it", "them"):
                        return self.actor_before(n)
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
                if word == "of" and "from" in before and self.word(at - 1) in words("moved-noun"):
                    return ""  # "surrendered after the entry of GNA forces"
                if not before or word in before or (word == "to" and self.word(at - 1) in words("loyal")):
                    return self.side(token)
            if self.boundary(n):
                return ""
        return ""

    def subject(self, hit: Hit, *, speaker: str = "") -> str:
        """Give the actor that does what a trigger says; "civil" where people who are no party do it."""
        n = hit.first - 1
        mine = self.asides[hit.first]
        crossed = loyal = titled = ""
        joined = self._shared(hit)
        if joined is not None:
            return self.subject(joined, speaker=speaker)
        while n >= 0:
            other = self.asides[n]
            if other not in (-1, mine):  # what interrupts the clause
                loyal = loyal or self._loyalty(other, n)
                titled = titled or self._titled(other, n)
                n = other - 1
                continue
            token = self.tokens[n]
            word = token.text if token.kind == "w" else ""
            if token.kind in ("actor", "unit"):
                alone = n == hit.first - 1 and self.word(hit.first).endswith("ing") and self.governor(n)[0] == "with"
                if alone or (
                    self._acts(n, crossed) and not self._is_object(n, hit)
                ):  # "with the LNA repelling an attack"
                    return self.side(token)
            elif word in ("we", "our", "us"):
                return speaker or self.memory.speaker or self.memory.actor
            elif word in words("pronoun") and n not in self.inside and self.pronoun_subject(n, hit):
                if (claimant := self._claimant(n)) and word in ("it", "they"):
                    return claimant
                party = speaker if self.names.roles.get(speaker) != "backer" else ""
                he = self.memory.person if word in ("he", "his") else ""
                if word == "they" and not self.actor_before(n) and self._people_before(n):
                    return "civil"
                return (
                    party
                    or self.actor_before(n)
                    or self._awaited_by(n)
                    or ("" if self.stranger else he or self.memory.actor)
                )
            elif word in words("hostile") and speaker in self.names.parties and self._unknown_force(n) and n:
                return at(self.names.foe(speaker), speaker)  # "the spokesman said the militias had fled"
            elif word in words("force") and n not in self.inside and loyal:
                return loyal  # "the Southern Force, which is loyal to the GNA, took"
            elif word in words("force") and n not in self.inside and self._unknown_force(n):
                if crossed == "relative" and not words("muster").isdisjoint(self.words[max(0, n - 9) : n]):
                    n -= 1
                    continue  # "the LNA is preparing a convoy of armed forces that will head for X"
                if speaker and self.word(n - 1) in words("headline-say"):
                    return speaker  # the heading "GNA says forces enter X"
                ours = next((self.side(t) for t in self.tokens[hit.last :] if t.text.startswith("our ")), "")
                known = self.word(n - 1) in ("the", "those", "these") and not self.stranger
                if ours or (known and speaker):
                    return at(self.names.foe(ours), ours) if ours else speaker  # "he said the forces had"
                return self.memory.actor if known and n - 1 in (0, self.clause(hit)[0]) else ""
            elif word in words("civil"):
                owner = n - 2 if self.word(n - 1) in ("'", "'s") else n - 1
                if n and self.tokens[owner].kind in ("actor", "unit"):
                    return self.side(self.tokens[owner])  # "LNA vehicles"
                governor, _ = self.governor(n)
                if governor not in words("object-preposition"):
                    return "civil"
            if self.boundary(n) or word == "that":
                near = n == hit.first - 1 or (n == hit.first - 2 and self.word(hit.first).endswith("ing"))
                whose = word == "whose" and self.word(n + 1) in words("party-noun")
                if (word in ("who", "which") or whose) and not crossed:
                    if word == "which" and self._antecedent(n) in ("place", "near"):
                        return ""
                    crossed = "relative"
                elif word in ("but", "and"):
                    pass
                elif word in ("while", "after", "before", "as", "when", "since") and near:
                    crossed = "adverbial"
                elif (
                    word == "that"
                    and n
                    and not crossed
                    and (self.tokens[n - 1].kind in ("actor", "unit") or self.word(n - 1) in words("party-noun"))
                ):
                    crossed = "relative"  # "units that took"
                elif word == "that" and self.word(0) == "it" and self.word(1) in words("be"):
                    crossed = "relative"  # "it was the GNA that took"
                elif word == "that" and crossed != "relative":
                    return ""
                elif crossed != "adverbial":
                    break
            n -= 1
        return self._awaited(hit) or titled

    def _titled(self, first: int, last: int) -> str:
        """Give whom a man serves whose office follows his name: "X, commander of the GNA's western region,"."""
        said = self.words[first + 1 : last]
        if first < 1 or not self.unknown_name(first - 1) or words("officers").isdisjoint(said):
            return ""
        named = [t for t in self.tokens[first + 1 : last] if t.kind in ("actor", "unit")]
        return self.side(named[0]) if len(named) == 1 else ""

    def _is_object(self, n: int, hit: Hit) -> bool:
        """Tell whom another verb does something to: "X dealt the LNA a blow by taking", "X beat the LNA and took"."""
        verb, at = self.governor(n)
        told = verb in reporters() and verb not in ("accused", "blamed")
        if at < 1 or told or not (verb.endswith("ed") or verb in words("object-verb")):
            return False
        joints = [
            k for k in range(n + 1, hit.first) if self.word(k) in ("by", "and", "after", "before", "while", "when")
        ]
        if not joints or any(self._verbal(k) for k in range(n, hit.first)):
            return False
        doers = [k for k in range(at) if self.tokens[k].kind in ("actor", "unit") and self._acts(k, "")]
        return bool(doers) and not any(self.boundary(k) for k in range(doers[-1], at))

    def _verbal(self, n: int) -> bool:
        return n in self.inside and not self.inside[n].rule.is_noun

    def _loyalty(self, first: int, last: int) -> str:
        """Give the side that an aside ties a force to: ", which is loyal to the GNA,", ", under the command of"."""
        opens = self.word(first + 1)
        if opens == "under" or opens in words("loyal"):
            names = [t for t in self.tokens[first + 2 : last] if t.kind == "actor"]
            return self.side(names[0]) if names and self.names.sides.get(self.side(names[0])) else ""
        if opens not in words("relative"):
            return ""
        for n in range(first + 2, last):
            if self.word(n) in either("loyal", "backing") or self.word(n) in ("part", "affiliated"):
                names = [t for t in self.tokens[n : last + 1] if t.kind == "actor"]
                return self.side(names[0]) if names else ""
        return ""

    def _claimant(self, n: int) -> str:
        """Give whose claim a pronoun's clause tells: "denied the LNA's claim that it had taken"."""
        if self.word(n - 1) != "that" or self.word(n - 2) not in words("claim-noun"):
            return ""
        owner = n - 4 if self.word(n - 3) in ("'s", "'") else n - 3
        token = self.tokens[owner] if owner > 0 else None
        return self.side(token) if token is not None and token.kind == "actor" else ""

    def _people_before(self, n: int) -> bool:
        """Tell a "they" that stands for people: "rescue teams came under fire as they tried to reach"."""
        return any(
            word in words("civil") and self.governor(k)[0] not in words("object-preposition")
            for k, word in enumerate(self.words[:n])
        )

    def _shared(self, hit: Hit) -> Hit | None:
        """Give the verb whose subject a verb after "and" shares: "it shelled the town and had entered it"."""
        n = hit.first - 1
        while n >= 0 and (
            self.word(n) in words("have")
            or self.word(n) in ("also", "then", "later", "now", "soon")
            or _ADVERB.match(self.word(n))
        ):
            n -= 1
        if self.word(n) != "and" or not self.word(hit.first):
            return None
        before = [h for h in self.hits if h.last <= n and n - h.last < 30]
        if not before or any(self.boundary(m) or self.word(m) == "that" for m in range(before[-1].last, n)):
            return None
        verbs = [h for h in before if not h.rule.is_noun]
        return verbs[-1] if verbs and not self.is_passive(verbs[-1]) else None

    def _awaited(self, hit: Hit) -> str:
        """Give the subject that comes after an opening clause: "Having taken the town, the LNA moved on"."""
        opens = self.word(1 if self.word(0) in ("after", "before", "by", "while") else 0)
        if hit.first > 4 or not (opens == "having" or opens.endswith("ing")) or self._noun_opens():
            return ""
        comma = next((n for n in range(hit.last, min(self.size, hit.last + 16)) if self.word(n) == ","), self.size)
        for n in range(comma + 1, min(self.size, comma + 5)):
            if self.tokens[n].kind in ("actor", "unit"):
                told = any(self.word(k) in reporters() for k in range(n + 1, min(self.size, n + 4)))
                return "" if told else self.side(self.tokens[n])
        return ""

    def _awaited_by(self, n: int) -> str:
        """Give whom a pronoun of an opening clause stands for: "A day after it took X, the GNA lost it"."""
        opens = ("after", "before", "since", "when", "once", "as", "while", "although")
        told = self.word(n - 1) == "that" and not set(opens).isdisjoint(self.words[:4]) and n < 12
        if not told and (n > 5 or self.word(n - 1) not in opens):
            return ""
        comma = next((k for k in range(n + 1, min(self.size, n + 16)) if self.word(k) == ","), self.size)
        actors = [t for t in self.tokens[comma + 1 : comma + 4] if t.kind in ("actor", "unit")]
        return self.side(actors[0]) if actors else ""

    def _noun_opens(self) -> bool:
        return bool(self.hits) and self.hits[0].first == 0 and self.hits[0].rule.is_noun

    def _unknown_force(self, n: int) -> bool:
        """Tell forces that act and whose side the text does not tell."""
        if self.governor(n)[0] in words("object-preposition"):
            return False
        for k in range(n - 1, max(-1, n - 5), -1):
            if self.word(k) in reporters():
                break
            if self.tokens[k].kind in ("actor", "unit") or self.word(k) in words("pronoun"):
                return False
        return True

    def _acts(self, n: int, crossed: str) -> bool:
        """Tell an actor that can be the one who acts from an object or the object of a preposition."""
        if self.word(n + 1) == "'s" and not _HELD.isdisjoint(self.words[n + 2 : n + 5]):
            return False  # "the LNA's main base in the west"
        governor, at = self.governor(n)
        if governor == "to" and self.word(at - 1) in words("loyal"):
            return True
        if self.word(n + 1) == "," == self.word(at - 1) and reporters().get(governor) == "say":
            return False  # "was hit, said the LNA, by"
        if governor in words("backing") and self.word(at - 1) in words("powers"):
            return False  # "the foreign powers supporting Haftar"
        if governor in words("backing") or crossed == "relative":
            return True
        if governor == "by" and self.word(at - 1) in words("led-by"):
            return True
        if self.word(at - 1) in words("party-noun") and (
            governor == "under" or (governor == "from" and self._fields(n, at))
        ):
            return True  # "forces from Zintan", "troops under Haftar"
        if governor in ("fighting", "battle", "war") and self.word(at - 1) in ("of", "fierce", "heavy", "some", "more"):
            return True  # "after a week of fighting the GNA took"
        if governor == "from" and self.word(at - 1) in ("nobody", "none", "one", "anyone"):
            return True  # "nobody from the LNA's side has"
        if governor == "of" and at > 0 and self.tokens[n].value in self.names.parties:
            owned = self.tokens[at - 1]
            unit = owned.kind in ("actor", "unit") and owned.text.rpartition(" ")[2] in words("party-noun")
            if unit or self.unknown_name(at - 1):
                return True  # "the Sirte battalion of the LNA", "Captain Omari of the GNA"
        if governor == "of":
            return self.word(at - 1) in either("head", "source", "party-noun", "organ")
        noun = self.inside[at].first if at in self.inside and self.inside[at].rule.is_noun else -1
        if noun >= 0 and any(self.word(k) in words("granted") for k in range(max(0, noun - 3), at)):
            return True  # "after fierce clashes the GNA took"
        if self.word(n + 1) == "," and self.word(n - 1) == "," and self.tokens[n].kind == "unit":
            return False
        return governor not in words("object-preposition") and not (at in self.inside and at >= 0)

    def _fields(self, n: int, at: int) -> bool:
        """Tell the side in "fighters from the GNA attacked X", at the head of a clause."""
        head = at - 2 if self.word(at - 2) not in either("number", "force-adjective") else at - 3
        opens = head < 0 or self.boundary(head) or self.word(head) in ("that", "said", ",", '"', "the")
        return self.tokens[n].kind == "unit" or opens

    def _antecedent(self, n: int) -> str:
        """Give the kind of name that a relative pronoun stands for; empty for other words."""
        for m in range(n - 1, max(-1, n - 4), -1):
            if self.tokens[m].kind != "w":
                return self.tokens[m].kind
            if self.word(m) not in (",", "in", "of", "with", "to", "from", "by", ")"):
                return ""
        return ""

    def against(self, token) -> str:
        """Give the foe of an actor: "forces opposed to the LNA"."""
        return at(self.names.foe(self.names.sides.get(token.value, "")), self.side(token))

    def pronoun_subject(self, n: int, hit: Hit) -> bool:
        """Tell "it took" and "his forces took" from an object or a place's "its"."""
        word = self.word(n)
        if word in ("its", "their", "his", "our"):
            before = self.word(n - 1)
            dated = n > 0 and self.tokens[n - 1].kind == "date"  # "On Monday his troops left"
            opens = n == 0 or dated or self.boundary(n - 1) or before in words("opening") or before in reporters()
            owned = self.words[n + 1 : min(n + 4, hit.first)]
            return opens and ("side" in owned or not words("party-noun").isdisjoint(owned))
        if word in ("it", "they", "he", "she", "we", "they've", "we've"):
            return self.word(n - 1) not in words("object-preposition") and n - 1 not in self.inside
        return False

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
                taken = any(h.first <= m < h.last + 2 and not h.rule.is_noun for h in self.hits) or (
                    object_of is not None and not object_of.rule.is_noun
                )
                if not taken:
                    return self.side(self.tokens[m])
                object_ = object_ or self.side(self.tokens[m])
        return object_ or agent

    def man_before(self, n: int) -> str:
        """Give the side of the last man named before "his": "accuses X of arming Haftar for his offensive"."""
        for token in reversed(self.tokens[:n]):
            named = token.kind == "actor" and token.text != token.value.lower()
            if named and token.text.rpartition(" ")[2] not in either("party-noun", "force", "institution"):
                return self.side(token)
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
                person = self.man_before(n) if self.word(n) == "his" else ""
                return person or self.actor_before(n) or self.memory.actor
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
            n -= 1
        agent = self.agent(hit)
        return agent or self.foe_right(hit, "of", "by")
