"""Who: the actor that is the subject of a trigger."""

from __future__ import annotations

from .acting import Acting
from .agents import ADVERB
from .grammar import Hit
from .spans import at
from .tables import either, reporters, words
from .tokens import Token

_BEATEN = frozenset(["failed", "tried", "attempted"])
_COLUMN = frozenset(["convoy", "convoys", "column", "columns"])


class Sentence(Acting):
    """The tokens of one sentence, with the questions that frames ask of them."""

    def subject(self, hit: Hit, *, speaker: str = "") -> str:
        """Give the actor that does what a trigger says; "civil" where people who are no party do it."""
        joined = self._shared(hit)
        if joined is not None:
            return self.subject(joined, speaker=speaker)
        n = hit.first - 1
        mine = self.asides[hit.first]
        crossed = loyal = titled = ""
        while n >= 0:
            other = self.asides[n]
            if other not in (-1, mine):  # what interrupts the clause
                loyal = loyal or self._loyalty(other, n)
                apposed = (self.side(self.tokens[k]) for k in range(other, n + 1) if self._names_force(k))
                titled = titled or self._titled(other, n) or next(apposed, "")
                n = other - 1
                continue
            who = self._doer(n, hit, crossed, loyal, speaker)
            if who is not None:
                return who
            if self.boundary(n) or self.word(n) == "that":
                crossed = self._crossing(n, hit, crossed)
                loyal = loyal or (self._serves(n + 1, hit.first) if crossed == "relative" else "")
                if crossed == "nobody":
                    return ""
                if crossed == "end":
                    break
            n -= 1
        return self._awaited(hit) or titled

    def _doer(self, n: int, hit: Hit, crossed: str, loyal: str, speaker: str) -> str | None:
        """Give who acts, where a token names the subject: an actor, "we", "they", "the militias", "residents"."""
        token = self.tokens[n]
        if token.kind in ("actor", "unit"):
            if self.word(n + 1) in ("'s", "'") and n + 8 > hit.first and "by" in self.words[n + 2 : hit.first]:
                return None  # "tried to weaken the LNA's resolve by bombing X"
            acts = (
                (n == hit.first - 1 and self.describes(hit))
                or self._trying(n, hit)
                or self.apposed_force(n)
                or (self._acts(n, crossed) and not self._is_object(n, hit))
            )
            if not acts:
                return None  # "with the LNA repelling an attack"
            if self._opposed(n):
                return self.against(token) if n < 5 else None  # "the X brigade, hostile to the GNA, attacked"
            if loyal in self.names.parties and token.text.endswith("army"):
                return loyal  # "the Libyan army, under the command of the GNA, took"
            return self._joined_party(n, token) or self._backed(n, token) or self.side(token)
        if token.kind != "w":
            return None
        word = token.text
        if word in ("we", "our", "us"):
            return speaker or self.memory.speaker or self.memory.actor
        if word in words("pronoun") and n not in self.inside and self.pronoun_subject(n, hit):
            return self._meant_by(n, speaker)
        if word in words("hostile") and speaker in self.names.parties and self._unknown_force(n):
            if self._done_to(n, hit):
                return None
            return at(self.names.foe(speaker), speaker)  # "the spokesman said the militias had fled"
        if word in words("force") and n not in self.inside:
            if loyal:
                return loyal  # "the Southern Force, which is loyal to the GNA, took"
            if self._unknown_force(n):
                return self._forces(n, hit, crossed, speaker)
        return self._people(n) if word in words("civil") else None

    def _names_force(self, n: int) -> bool:
        """Tell the actor of an apposition that says whose men they are."""
        return self.tokens[n].kind in ("actor", "unit") and self.apposed_force(n)

    def apposed_force(self, n: int) -> bool:
        """Tell whose men those are that no table names: the "LNA" of "the Steel Lions, an LNA militia, seized X"."""
        opens = next((k for k in range(n - 1, max(0, n - 9), -1) if self.word(k) == ","), 0)
        if opens < 2 or self.word(opens + 1) not in ("a", "an", "the", "another") or not self.unknown_name(opens - 1):
            return False
        ends = next((k for k in range(n + 1, min(self.size, n + 4)) if self.word(k) == ","), 0)
        told = {*self.words[opens + 1 : ends], self.tokens[n].text.rpartition(" ")[2]}
        return ends > 0 and not words("force").isdisjoint(told)

    def _done_to(self, n: int, hit: Hit) -> bool:
        """Tell the object of another verb: "chased the militias and took X"."""
        verb, at = self.governor(n)
        done = at > 0 and verb.endswith("ed") and verb not in reporters()
        return done and not {"and", "then"}.isdisjoint(self.words[n + 1 : hit.first])

    def describes(self, hit: Hit) -> bool:
        """Tell a participle of who stands right before it: "with the LNA repelling", "the base of men attacking"."""
        n = hit.first - 1
        if n < 0 or hit.rule.is_noun or not self.word(hit.first).endswith("ing"):
            return False
        named = self.tokens[n].kind in ("actor", "unit")
        return named and self.governor(n)[0] in either("object-preposition", also=("of", "to"))

    def _trying(self, n: int, hit: Hit) -> bool:
        """Tell "forces trying to take X", whatever governs them."""
        return (
            n == hit.first - 3 and self.word(n + 2) == "to" and self.word(n + 1) in ("trying", "seeking", "attempting")
        )

    def _meant_by(self, n: int, speaker: str) -> str:
        """Give whom a pronoun stands for that is the subject: "it took", "his forces took"."""
        word = self.word(n)
        if n > 2 and word in ("his", "its", "their") and self.word(n - 1) in ("as", "while", "when"):
            beaten = self.tokens[n - 2].kind == "actor" and self.governor(n - 2)[1] in self.inside
            owner = self.man_before(n) if word == "his" else self.side(self.tokens[n - 2]) if beaten else ""
            if owner:
                return owner  # "shelled Haftar's men as his troops advanced", "pushed back the LNA as its troops"
        if word in ("it", "they") and (claimant := self._claimant(n)):
            return claimant
        if word == "they" and self.word(n - 1) in ("after", "when", "as") and self.word(n + 1) in _BEATEN:
            # "the GNA drove the LNA back after they failed to", but not "it clashed with the GNA when they tried to"
            named = [k for k in range(n) if self.tokens[k].kind in ("actor", "unit")]
            free = [k for k in named if self.governor(k)[0] not in ("with", "against", "from", "of")]
            apart = free and all(self.word(k) != "and" for k in range(free[-1], n))
            return self.side(self.tokens[(free if apart else named)[-1]]) if named else ""
        if word == "they" and self.word(n - 1) in ("as", "while", "when") and self.word(n - 2) in words("weapon-air"):
            whose = n - 4 if self.word(n - 3) in ("'s", "'") else n - 3
            return self.side(self.tokens[whose]) if whose >= 0 and self.tokens[whose].kind == "actor" else ""
        before = self.actor_before(n)
        if word == "they" and not before and self._people_before(n):
            return "civil"
        party = speaker if self.names.roles.get(speaker) != "backer" else ""
        if party or before:
            return party or before
        he = self.memory.person if word in ("he", "his") else ""
        return self._awaited_by(n) or ("" if self.stranger else he or self.memory.actor)

    def _joined_party(self, n: int, token: Token) -> str:
        """Give the side with whose men foreign fighters act: "the LNA and fighters of the Wagner Group"."""
        if self.names.sides.get(token.value) in (token.value, None):
            return ""
        k = n - 1
        while k > 0 and self.word(k) in either("determiner", "force", "party-noun", "force-adjective", also=("of",)):
            k -= 1
        k -= 1
        while self.word(k) == ")" and self.tokens[k - 1].kind == "actor":
            k -= 3  # "the army (LNA) and"
        party = self.tokens[k] if k >= 0 and self.word(k + 1) == "and" and self.tokens[k].kind == "actor" else None
        return self.side(party) if party and self.side(party) == self.names.sides.get(token.value) else ""

    def _beside_actor(self, n: int) -> bool:
        """Tell those whom "and" joins to an actor: "GNA fighters and members of Syrian groups"."""
        joined = [k for k in range(max(1, n - 8), n) if self.word(k) == "and"]
        return bool(joined) and self.tokens[joined[0] - 1].kind in ("actor", "unit")

    def _forces(self, n: int, hit: Hit, crossed: str, speaker: str) -> str | None:
        """Give whose "the forces" are that took a town: the speaker's, or his foe's where he says "our town"."""
        if self.word(n) in ("group", "groups", "gunmen", "militants", "militiamen"):
            beside = "members" in self.words[max(0, n - 6) : n] and self._beside_actor(n)
            return None if beside else ""  # whom nobody calls his own
        if crossed == "relative" and not words("muster").isdisjoint(self.words[max(0, n - 9) : n]):
            return None  # "the LNA is preparing a convoy of armed forces that will head for X"
        if speaker and self.word(n - 1) in either("headline-say", also=("that", "said", "announced", "confirmed")):
            return speaker  # the heading "GNA says forces enter X"
        ours = next((self.side(t) for t in self.tokens[hit.last :] if t.text.startswith("our ")), "")
        if ours:
            return at(self.names.foe(ours), ours)
        n -= self.word(n - 1) == "libyan"  # "the Libyan forces"
        known = self.word(n - 1) in ("the", "those", "these") and not self.stranger
        if known and speaker:
            return speaker  # "he said the forces had"
        opens = n - 1 in (0, self.clause(hit)[0]) or (self.word(n - 2) == "," and self.tokens[n - 3].kind == "date")
        return self.memory.actor if known and opens else ""

    def _people(self, n: int) -> str | None:
        """Give "civil" for people who act, or the actor that owns them: "LNA vehicles"."""
        owner = n - 2 if self.word(n - 1) in ("'", "'s") else n - 1
        if n and self.tokens[owner].kind in ("actor", "unit"):
            return self.side(self.tokens[owner])
        lead = self.words[max(0, n - 7) : n]
        if "of" in lead and not _COLUMN.isdisjoint(lead[: lead.index("of")][-1:]):
            return None  # "an LNA convoy of some 40 vehicles"
        return "civil" if self.governor(n)[0] not in words("object-preposition") else None

    def _crossing(self, n: int, hit: Hit, crossed: str) -> str:
        """Give how the search goes on before a conjunction: "relative", "adverbial"; or "end", or "nobody"."""
        word = self.word(n)
        whose = word == "whose" and self.word(n + 1) in words("party-noun")
        if not crossed and (word in ("who", "which") or whose):
            return "nobody" if word == "which" and self._antecedent(n) in ("place", "near") else "relative"
        if word in ("but", "and"):
            return crossed
        gerund = word in ("after", "before", "while") and self.word(n + 1).endswith("ing") and not crossed
        if gerund and self.word(hit.first).endswith("ing") and self.word(hit.first - 1) == ",":
            return "adverbial"  # "began after sweeping through X, seizing Y"
        near = n == hit.first - 1 or (n == hit.first - 2 and self.word(hit.first).endswith("ing"))
        if near and word in ("while", "after", "before", "as", "when", "since"):
            return "adverbial"
        if word == "that" and self._units_that(n, crossed):
            return "relative"
        if word == "that" and crossed != "relative":
            return "nobody"
        return crossed if crossed == "adverbial" else "end"

    def _units_that(self, n: int, crossed: str) -> bool:
        """Tell "units that took", "it was the GNA that took"."""
        if (
            n
            and not crossed
            and (self.tokens[n - 1].kind in ("actor", "unit") or self.word(n - 1) in words("party-noun"))
        ):
            return True
        return self.word(0) == "it" and self.word(1) in words("be")

    def _shared(self, hit: Hit) -> Hit | None:
        """Give the verb whose subject a verb after "and" shares: "it shelled the town and had entered it"."""
        n = hit.first - 1
        while n >= 0 and (
            self.word(n) in words("have")
            or self.word(n) in ("also", "then", "later", "now", "soon", "so", "far", "already", "since", "even")
            or ADVERB.match(self.word(n))
        ):
            n -= 1
        if self.word(n) != "and" or not self.word(hit.first):
            return None
        mine = (-1, self.asides[hit.first])  # not "X, which delayed the talks, and took Y"
        before = [h for h in self.hits if h.last <= n and n - h.last < 30 and self.asides[h.first] in mine]
        between = [m for m in range(before[-1].last, n) if self.asides[m] in mine] if before else []
        if not before or any(self.boundary(m) or self.word(m) == "that" for m in between):
            return None
        verbs = [h for h in before if not h.rule.is_noun and h.rule.frame != "out-of"]
        if not verbs or any(self._joins(k) for k in range(verbs[-1].last + 1, n)):
            return None
        return verbs[-1] if not self.is_passive(verbs[-1]) else None

    def _joins(self, n: int) -> bool:
        """Tell the subject of a clause that "and" adds: "the attack failed, and LNA units made a sortie and took X"."""
        return self.tokens[n].kind in ("actor", "unit") and self.governor(n)[0] in ("and", "but", "while", "whereas")

    def _led_in(self, n: int) -> bool:
        """Tell when or where a sentence opens, before its subject: "at dawn", "two days later", "in the south"."""
        if self.word(n - 1) not in either("duration", "day-part", "compass", also=("later", "earlier", "time")):
            return False
        return self.word(0) in either("preposition", "determiner", "number", also=("later", "early", "soon"))

    def _after_noun(self, n: int, hit: Hit) -> bool:
        """Tell the subject that follows an opening phrase without comma: "after heavy bombardment their men left"."""
        opened = self.words[max(0, n - 9) : n]
        fire = self.word(n - 1) in either("volley", "strike-noun", "attack-noun", "combat", also=("fire", "shelling"))
        return (
            fire
            and not {"after", "following", "despite", "under", "amid", "facing"}.isdisjoint(opened)
            and (self.word(n + 1) in words("party-noun") and hit.first - n < 5)
        )

    def pronoun_subject(self, n: int, hit: Hit) -> bool:
        """Tell "it took" and "his forces took" from an object or a place's "its"."""
        word = self.word(n)
        if word in ("its", "their", "his", "our"):
            before = self.word(n - 1)
            dated = n > 0 and self.tokens[n - 1].kind == "date"  # "On Monday his troops left"
            opens = n == 0 or dated or self.boundary(n - 1) or before in words("opening") or before in reporters()
            opens = opens or (before in either("settled", also=("place", "spot")) and self.word(n - 2) == "the")
            owned = self.words[n + 1 : min(n + 4, hit.first)]
            opens = opens or (n < 6 and self._led_in(n)) or self._after_noun(n, hit)
            return opens and ("side" in owned or not words("party-noun").isdisjoint(owned))
        if self.word(n - 1) == "than" and "sooner" in self.words[:n]:
            return True  # "no sooner had the LNA taken X than it lost it"
        if word in ("it", "they", "he", "she", "we", "they've", "we've"):
            return self.word(n - 1) not in words("object-preposition") and n - 1 not in self.inside
        return False
