"""Who: whether an actor that a sentence names does what a trigger says."""

from __future__ import annotations

from .agents import ADVERB
from .grammar import Hit
from .loyal import Loyal
from .tables import either, reporters, words

_SHARE = frozenset(
    ["remnants", "remnant", "rest", "last", "remainder", "most", "hundreds", "dozens", "scores", "column"]
)
_BACK = frozenset(["back", "out", "off", "away", "down"])
_HELD = frozenset(["base", "bases", "stronghold", "strongholds", "bastion", "headquarters", "camp", "barracks"])


class Acting(Loyal):
    """A sentence that tells which of its actors act."""

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
        if governor == "than" and "sooner" in self.words[:at]:
            return True  # "no sooner had the LNA taken X than the GNA drove it out"
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
