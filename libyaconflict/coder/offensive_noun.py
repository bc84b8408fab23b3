"""What stands around the noun of an offensive: whose base it left, whose office it names, its fronts and its target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .grammar import Hit
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence


def sprung_from(now: Sentence, hit: Hit) -> bool:
    """Tell the offensive of "took X, launchpad of an abortive assault on the capital", which is not the taker's."""
    n = hit.first - 1
    while n > hit.first - 6 and now.word(n) not in ("of", "for", "in"):
        n -= 1
    return now.word(n - 1) in words("springboard") and now.word(n) in ("of", "for", "in")


def laid_to_strangers(now: Sentence, hit: Hit) -> bool:
    """Tell "blamed the attack on militants in X", whose place is theirs."""
    if now.word(hit.last) != "on" or words("accusation").isdisjoint(now.words[max(0, hit.first - 4) : hit.first]):
        return False
    n = hit.last + 1
    while now.word(n) in words("determiner"):
        n += 1
    return n < now.size and now.tokens[n].kind == "w"


def leads_it(now: Sentence, hit: Hit) -> bool:
    """Tell whose office it is: "Colonel Ali, commander of the LNA's offensive in X, said"."""
    for n in range(hit.first - 1, max(0, hit.first - 7), -1):
        if now.word(n) == "of":
            return now.word(n - 1) in words("officers") or now.words[n - 2 : n] == ["in", "charge"]
        if now.word(n) in words("preposition") or now.boundary(n) or now.word(n) == ",":
            break
    return False


def on_fronts(now: Sentence, hit: Hit) -> bool:
    """Tell "a heavy attack on several fronts": the place is what the text speaks of."""
    ahead = range(hit.last, min(now.size, hit.last + 5))
    return now.word(hit.last) in ("on", "along", "across", "at") and any(
        now.word(k) in words("frontline") for k in ahead
    )


def its_target(now: Sentence, hit: Hit) -> list:
    """Give the place that "is the target of", "was the focus of" an offensive."""
    for n in range(hit.first - 1, max(0, hit.first - 8), -1):
        if now.word(n) == "of" and now.word(n - 1) in words("target-of"):
            be = next((k for k in range(n - 2, max(-1, n - 7), -1) if now.word(k) in words("be")), -1)
            sure = be > 0 and either("not", "unreal", "modal-plan", "modal-maybe", also=("next",)).isdisjoint(
                now.words[be - 2 : n]
            )
            return now.places_left(Hit(hit.rule, be, be + 1)) if sure else []
        if now.boundary(n) or now.word(n) in (",", "that"):
            break
    return []
