"""The attack of which a relative clause tells what became: "launched an attack on X which the defenders repelled"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import foe_of
from .grammar import Hit
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_REACH = 12
_WHICH = frozenset(["which", "that"])


def which_attack(now: Sentence, hit: Hit) -> int | None:
    """Give the noun of the attack whose relative clause a verb ends; nothing where it stands in no such clause."""
    for n in range(hit.first - 1, max(0, hit.first - _REACH), -1):
        if now.word(n) in _WHICH:
            return _noun_before(now, n)
        named = now.tokens[n].kind in ("actor", "unit", "attribute", "date")
        if not named and not now.word(n).endswith("ly") and now.word(n) not in _subject_words():
            return None
    return None


def _subject_words() -> frozenset[str]:
    """Give what may stand between "which" and the verb: "the army's men later managed to"."""
    plain = ("of", "later", "then", "to", "on", "managed", "able", "quickly", "soon")
    return either("determiner", "force", "force-adjective", "party-noun", "be", "have", also=plain)


def _noun_before(now: Sentence, which: int) -> int | None:
    """Give the noun of attack that a "which" follows, or its place does."""
    for n in range(which - 1, max(-1, which - _REACH), -1):
        if now.word(n) in words("attack-noun"):
            return n if now.word(n - 1) != "to" else None
        if n in now.starts or now.boundary(n) or now.word(n) in (";", ":", "said", "and"):
            return None
    return None


def made_by(now: Sentence, hit: Hit, noun: int) -> str:
    """Give who launched the attack of which a relative clause tells: the subject of "launched an attack on X which"."""
    n = noun - 1
    while n > noun - 5 and (now.word(n) in either("determiner", "force-adjective") or n in now.inside):
        n -= 1
    if now.word(n) not in either("launched", "carry", "verb"):
        return ""
    return now.subject(Hit(hit.rule, n, n + 1)).replace("civil", "")


def made_in(run: Run, hit: Hit) -> str:
    """Give who made the attacks of a relative clause: "the attacks he has made on X", "that the LNA launched"."""
    now, n = run.now, hit.last + (run.now.word(hit.last) in _WHICH)
    verb = n + 1 + (now.word(n + 1) in words("have"))
    if n >= now.size or now.word(verb) not in words("carry") or now.word(verb).endswith("ing"):
        return ""
    if now.tokens[n].kind in ("actor", "unit"):
        return now.side(now.tokens[n])
    named = list(dict.fromkeys(now.side(t) for t in now.tokens[: hit.first] if t.kind in ("actor", "unit")))
    if now.word(n) not in ("he", "it", "they") or not named:
        return ""
    lead = now.words[max(0, hit.first - 4) : hit.first]
    against = len(named) == 1 and not either("countering", "end-attack", "keeps-off", "judge").isdisjoint(lead)
    return foe_of(run, named[0]) if against else named[-1]
