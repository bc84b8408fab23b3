"""Who: the actor that is the subject of a trigger."""

from __future__ import annotations

from .agents import ADVERB
from .grammar import Hit
from .loyal import Loyal
from .spans import at
from .tables import either, reporters, words

_BEATEN = frozenset(["failed", "tried", "attempted"])
_SHARE = frozenset(
    ["remnants", "remnant", "rest", "last", "remainder", "most", "hundreds", "dozens", "scores", "column"]
)
_COLUMN = frozenset(["convoy", "convoys", "column", "columns"])
_BACK = frozenset(["back", "out", "off", "away", "down"])
_HELD = frozenset(["base", "bases", "stronghold", "strongholds", "bastion", "headquarters", "camp", "barracks"])


class Sentence(Loyal):
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
                titled = titled or self._titled(other, n)
                n = other - 1
                continue
            who = self._doer(n, hit, crossed, loyal, speaker)
            if who is not None:
                return who
            if self.boundary(n) or self.word(n) == "that":
                crossed = self._crossing(n, hit, crossed)
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
                or (self._acts(n, crossed) and not self._is_object(n, hit))
            )
            if not acts:
                return None  # "with the LNA repelling an attack"
            if self._opposed(n):
                return self.against(token) if n < 5 else None  # "the X brigade, hostile to the GNA, attacked"
            if loyal in self.names.parties and token.text.endswith("army"):
                return loyal  # "the Libyan army, under the command of the GNA, took"
            return self._backed(n, token) or self.side(token)
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
            owner = n - 4 if self.word(n - 3) in ("'s", "'") else n - 3
            return self.side(self.tokens[owner]) if owner >= 0 and self.tokens[owner].kind == "actor" else ""
        before = self.actor_before(n)
        if word == "they" and not before and self._people_before(n):
            return "civil"
        party = speaker if self.names.roles.get(speaker) != "backer" else ""
        if party or before:
            return party or before
        he = self.memory.person if word in ("he", "his") else ""
        return self._awaited_by(n) or ("" if self.stranger else he or self.memory.actor)

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

    def _is_object(self, n: int, hit: Hit) -> bool:
        """Tell whom another verb does something to: "X dealt the LNA a blow by taking", "X beat the LNA and took"."""
        verb, at = self.governor(n)
        if verb == "of" and self.word(at - 1) in _SHARE:  # "chased the remnants of the LNA to X and entered it"
            verb, at = self.governor(at - 1)
        bare = n - 1 - (self.word(n - 1) == "the")
        if at < bare and self.word(bare).endswith("ed") and self._named_force(bare - 1):
            verb, at = self.word(bare), bare  # "the GNA defeated the LNA": no adjective
        if verb in _BACK:  # "pushed back the LNA, taking X"
            verb, at = self.word(at - 1), at - 1
        told = verb in reporters() and verb not in ("accused", "blamed")
        given = verb == "to" and self.word(at - 1) not in words("loyal")  # "dealt a blow to the LNA by taking"
        helped = self.word(hit.first - 1) == "by" and verb in words("helping")  # "vowed to help the GNA by sending"
        doing = verb.endswith("ing") and self.word(at - 1) in words("be")
        if at < 1 or told or not (given or helped or doing or verb.endswith("ed") or verb in words("object-verb")):
            return False
        joints = [
            k for k in range(n + 1, hit.first) if self.word(k) in ("by", "and", "after", "before", "while", "when")
        ]
        comma = hit.first - 1 - bool(ADVERB.match(self.word(hit.first - 1)))
        if self.word(comma) == "," and self.word(hit.first).endswith("ing") and comma > n and not hit.rule.is_noun:
            joints.append(comma)  # "routed the LNA, taking X"
        mine = self.inside.get(at)
        if not joints or any(self._verbal(k) and self.inside[k] is not mine for k in range(n, hit.first)):
            return False
        doers = [k for k in range(at) if self.tokens[k].kind in ("actor", "unit") and self._acts(k, "")]
        doers = doers or [k for k in range(at) if self.word(k) in either("force", "civil") and self._unknown_force(k)]
        return bool(doers) and not any(self.boundary(k) for k in range(doers[-1], at))

    def _named_force(self, n: int) -> bool:
        """Tell an actor or a force."""
        return n >= 0 and (self.tokens[n].kind in ("actor", "unit") or self.word(n) in words("force"))

    def _verbal(self, n: int) -> bool:
        return n in self.inside and not self.inside[n].rule.is_noun and self.inside[n].rule.frame != "out-of"

    def _claimant(self, n: int) -> str:
        """Give whose claim a pronoun's clause tells: "denied the LNA's claim that it had taken"."""
        noun = n - 2 if self.word(n - 1) == "that" else n - 1
        if noun > 2 and self.tokens[noun].kind == "actor":  # "claims by the GNA that it had"
            by = noun - 1 - (self.word(noun - 1) == "the")
            of_claim = self.word(by) in ("by", "from", "of") and self.word(by - 1) in words("claim-noun")
            return self.side(self.tokens[noun]) if of_claim else ""
        if self.word(noun) not in words("claim-noun"):
            return ""
        owner = noun - 2 if self.word(noun - 1) in ("'s", "'") else noun - 1
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
        if self.word(n + 1) in _HELD or (self.word(n + 1) == "group" and self.word(n + 2) in _HELD):
            return False  # "the former ISIS bastion"
        governor, at = self.governor(n)
        if crossed == "adverbial" and governor == "," and "by" in self.words[max(0, at - 5) : at]:
            return False  # "were flown out by their allies, the LNA, after leaving X"
        if governor in ("to", "with") and self.word(at - 1) in words("loyal"):
            own = self.word(at - 1) == "belonging"  # "raided a depot belonging to the LNA, while bombing"
            return not own or self.word(at - 2) in either("force", "party-noun", "civil")
        if self.word(n + 1) == "," == self.word(at - 1) and reporters().get(governor) == "say":
            return False  # "was hit, said the LNA, by"
        backs = at - 1 if governor == "up" and self.word(at - 1).startswith("back") else at
        if self.word(backs) in words("backing") and self.word(backs - 1) in either("powers", also=("mercenaries",)):
            return False  # "the foreign powers supporting Haftar", "mercenaries backing up the LNA"
        if self.word(backs) in words("backing") and self.tokens[backs - 1].kind == "actor" and backs > 0:
            return self.names.roles.get(self.side(self.tokens[backs - 1])) != "backer"
        if governor in words("backing") or crossed == "relative":
            return True
        if governor == "by" and self.word(at - 1) in either("led-by", "attempted"):
            return True  # "two attempts by the LNA to take it"
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
        noun = self.inside[at].first if at in self.inside else -1
        granted = either("granted", also=("in", "with"))
        if noun >= 0 and any(self.word(k) in granted for k in range(max(0, noun - 3), noun)):
            return True  # "after fierce clashes the GNA took", "in its latest advance the GNA took"
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
        if word in ("it", "they", "he", "she", "we", "they've", "we've"):
            return self.word(n - 1) not in words("object-preposition") and n - 1 not in self.inside
        return False
