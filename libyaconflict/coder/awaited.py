"""Who: the subject that comes only after an opening clause: "Intent on seizing the town, the LNA"."""

from __future__ import annotations

from .agents import Agents
from .grammar import Hit
from .tables import either, reporters

_BENT = frozenset(
    ["intent", "bent", "determined", "eager", "keen", "anxious", "desperate", "set", "poised", "desirous"]
)


class Awaited(Agents):
    """A sentence that tells whom its opening clause awaits."""

    def _awaited(self, hit: Hit) -> str:
        """Give the subject that comes after an opening clause: "Having taken the town, the LNA moved on"."""
        opens = self.word(1 if self.word(0) in ("after", "before", "by", "while") else 0)
        bent = opens in _BENT and self.word(hit.first - 1) in ("on", "to", "for", "of")
        if hit.first > 4 or not (bent or opens.endswith("ing")) or self._noun_opens():
            return ""
        for comma in range(hit.last, min(self.size, hit.last + 28)):
            if self.word(comma) != ",":
                continue
            for n in range(comma + 1, min(self.size, comma + 5)):
                if self.tokens[n].kind in ("actor", "unit"):
                    told = any(self.word(k) in reporters() for k in range(n + 1, min(self.size, n + 4)))
                    return "" if told else self.side(self.tokens[n])
                if self.word(n) in either("preposition", "relative") or self.word(n) == ",":
                    break  # "intent on seizing X, home to the GNA, the LNA"
            else:
                return ""
        return ""

    def _awaited_by(self, n: int) -> str:
        """Give whom a pronoun of an opening clause stands for: "A day after it took X, the GNA lost it"."""
        opens = ("after", "before", "since", "when", "once", "as", "while", "although")
        told = self.word(n - 1) == "that" and not set(opens).isdisjoint(self.words[:4]) and n < 12
        later = (
            self.tokens[1].kind == "date" and self.word(2) == "," if self.size > 3 else False
        )  # "On 7 January, a day"
        if not told and (n > (8 if later else 5) or self.word(n - 1) not in opens):
            return ""
        comma = next((k for k in range(n + 1, min(self.size, n + 16)) if self.word(k) == ","), self.size)
        dated = self.word(comma + 1) == "on" and self.word(comma + 3) == "," and self.tokens[comma + 2].kind == "date"
        comma += 3 * dated  # "A day after it took X, on 13 April, the GNA"
        actors = [t for t in self.tokens[comma + 1 : comma + 4] if t.kind in ("actor", "unit")]
        return self.side(actors[0]) if actors else ""

    def _noun_opens(self) -> bool:
        return bool(self.hits) and self.hits[0].first == 0 and self.hits[0].rule.is_noun
