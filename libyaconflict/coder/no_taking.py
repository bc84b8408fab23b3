"""The words of taking that take no place: "took hold", "took it as", "captured six soldiers", "a bombing run over"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import CONTROL
from .grammar import Hit
from .listed import ROADS
from .nominal import is_subject
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence

_MATTER = frozenset(["it", "this", "that", "them", "matters", "things"])
_ONCE = frozenset(["previously", "formerly", "once", "long"])


def no_taking(now: Sentence, hit: Hit) -> bool:
    """Tell the words of taking that take no place: "took hold", "took it as", "the districts surrounding"."""
    if _able(now, hit) or (now.word(hit.first) in words("have") and "command" in now.words[hit.first : hit.last]):
        return True  # "who has command of the X front"
    if hit.rule.name == "run-over" and now.word(hit.first) == "run" and now.word(hit.first - 1) not in _HAVING_RUN:
        return True  # "a bombing run over X"
    if hit.rule.name == "secure" and now.word(hit.first - 1) == "to":
        lead = now.words[max(0, hit.first - 4) : hit.first - 1]
        if words("achieved").isdisjoint(lead) and not words("sent").isdisjoint(now.words[: hit.first]):
            return True  # "reinforcements had been sent to secure X"
    if hit.rule.name == "take" and _goes_by_road(now, hit):
        return True
    if now.word(hit.last) in ("it", "this", "that") and now.word(hit.last + 1) == "as":
        return True  # "took it as a declaration of war"
    if now.word(hit.last) in words("pronoun") and now.word(hit.last + 1) == "for":
        return True  # "took it for a Turkish one"
    if now.word(hit.last) in _MATTER and now.word(hit.last + 1) in ("up", "seriously", "further", "upon"):
        return True  # "will take it up with the Council"
    if "surprise" in now.words[hit.last : hit.last + 6] and hit.rule.name == "take":
        return True  # "took X by surprise"
    if hit.rule.event_type in CONTROL and _captives(now, hit):
        return True
    if hit.rule.event_type == "siege" and now.word(hit.first - 1) == "what":
        return True  # "X and what surrounds it"
    if hit.rule.name == "liberate" and _emptied(now, hit):
        return True
    if hit.rule.name == "now-controls" and now.word(now.clause(hit)[0] - 1) in ("which", "that"):
        named = [token.value for n, token in now.marks if token.kind == "place" and n < hit.first]
        if named[-1:] == [now.names.capital]:
            return True  # "the capital, which the government now holds": where it sits
    if now.word(hit.first) == "occupied" and not _ONCE.isdisjoint(now.words[max(0, hit.first - 2) : hit.first]):
        return True  # "which the LNA had previously occupied": whoever has it now
    if now.word(hit.first) in ("complete", "full") and is_subject(now, hit):
        return True
    if now.word(hit.last - 1) == "in" and now.word(hit.last - 2) == "hold":
        return True  # "a truce took hold in the town"
    if not words("taken-things").isdisjoint(now.words[max(0, hit.first - 3) : hit.first]):
        return True  # "in which prisoners were taken"
    led = (
        now.tokens[hit.first - 1].text.rpartition(" ")[2] if hit.first and now.word(hit.first) == "surrounding" else ""
    )
    return led == "the" or led in either("areas", "ground", "settled", "settled-many", also=_LANDS)


_LANDS = ("area", "region", "regions", "terrain", "land", "lands", "desert", "countryside")
_HAVING_RUN = frozenset(["has", "have", "had", "been", "to", "was", "were", "would", "could", "being"])


def _goes_by_road(now: Sentence, hit: Hit) -> bool:
    """Tell "took the coastal road east", "taking the road from X to Y", which is a way to go."""
    for n in range(hit.last, min(now.size, hit.last + 7)):
        road = now.tokens[n].kind == "place" and now.names.kinds.get(now.tokens[n].value) == "road"
        if road or now.word(n) in ROADS:
            follows = range(n + 1, n + 4)
            return any(now.word(k) in either("compass", also=_BY_WAY) for k in follows) or now.is_near(n)
        if now.tokens[n].kind == "w" and now.word(n) not in either("determiner", "filler", also=("coast",)):
            break
    return False


_BY_WAY = frozenset(["from", "to", "towards", "toward", "eastwards", "westwards", "direction", "for", "eastward"])


def _captives(now: Sentence, hit: Hit) -> bool:
    """Tell "captured six soldiers in X", "seized several of their vehicles at X"."""
    counted = now.word(hit.last)
    if not counted or not (counted[0].isdigit() or counted in either("number", also=("several", "some", "many"))):
        return False
    for k in range(hit.last + 1, min(now.size, hit.last + 6)):
        if now.word(k) in either("troops", "weapons", "captives", "civil", also=("vehicles", "members", "prisoners")):
            return True
        if now.tokens[k].kind in ("actor", "unit") and now.word(k + 1) in ("", ",", ".", "and", "in", "near"):
            return True  # "capturing eleven LNA fighters"
        if now.tokens[k].kind == "place" or (now.word(k) != "of" and now.word(k) in words("preposition")):
            return False
    return False


def _emptied(now: Sentence, hit: Hit) -> bool:
    """Tell "cleared the airport of passengers", "freed the streets of rubble"."""
    return any(
        now.word(k) == "of" and now.word(k + 1) in either("civil", also=("mines", "rubble", "debris", "all"))
        for k in range(hit.last + 1, min(now.size, hit.last + 8))
    )


def _able(now: Sentence, hit: Hit) -> bool:
    """Tell what is only feared, hoped or within somebody's power: "capable of taking X"."""
    return now.word(hit.first - 1) in ("of", "on", "for", "to") and now.word(hit.first).endswith("ing") and any(
        now.word(k) in words("ability") for k in range(max(0, hit.first - 4), hit.first - 1)
    )  # fmt: skip
