"""Frames of an offensive that is announced in the passive: "an offensive on X was announced by Y".

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import Draft, foe_of, sited, value_of
from .grammar import Hit
from .predicates import as_hit, doer, sides_of
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_LARGE = frozenset(
    ["offensive", "operation", "campaign", "assault", "counter-offensive", "counteroffensive", "battle", "push", "war"]
)
_AT = frozenset(["on", "against", "for", "to", "in", "of", "towards"])
_OVER = frozenset(["end", "halt", "suspension", "pause", "failure", "postponement", "cancellation", "close"])


def announced(run: Run, hit: Hit, speaker: str):
    """Read "the start of a final battle for X was proclaimed by Y"."""
    return announced_by(run, hit)


def mobilises(run: Run, hit: Hit, speaker: str):
    """Read how a side's government declares mobilisation, nobody's but its own."""
    now = run.now
    actor = sides_of(run, doer(run, hit, hit.first, speaker))
    places, near = now.places_right(hit, hit.rule.prepositions, False, 6)
    places = [run.names.home] if near or not sited(run, places) else places
    return Draft("declaration", places, actor, foe_of(run, actor)) if actor in run.names.parties else None


def orders_strikes(run: Run, hit: Hit, speaker: str):
    """Read "ordered his forces to attack Turkish ships": planned, off the coast, where no port is named."""
    now = run.now
    lead = now.words[max(0, hit.first - 12) : hit.first]
    if now.word(hit.first - 1) != "to" or either("ordering", "vowed", also=_GIVEN_ORDERS).isdisjoint(lead):
        return None
    verb = next(
        n for n in range(hit.first - 1, -1, -1) if now.word(n) in either("ordering", "vowed", also=_GIVEN_ORDERS)
    )
    actor = now.subject(Hit(hit.rule, verb, verb + 1), speaker=speaker).replace("civil", "") or speaker
    target = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind == "actor"), "")
    if run.names.sides.get(actor) not in run.names.parties:
        return None
    return Draft("airstrike", [run.names.home], actor, target or foe_of(run, actor), status="planned")


_GIVEN_ORDERS = ("threatened", "threatens", "orders")


def announced_by(run: Run, hit: Hit):
    """Give the announcement of an offensive by a side: its noun is the subject of a passive verb of announcing."""
    now = run.now
    if _LARGE.isdisjoint(now.words[hit.first : hit.last]) or words("formally-told").isdisjoint(now.words[hit.last :]):
        return None
    verb = _told_at(now, hit)
    if verb < 0 or not _OVER.isdisjoint(now.words[max(0, hit.first - 5) : hit.first]):
        return None
    actor = sides_of(run, doer(run, as_hit(hit, verb), verb))
    places = _aim(now, hit, verb)
    if actor not in run.names.parties or not sited(run, places) or value_of(run, places[0]) in run.names.seas:
        return None
    return Draft("declaration", places[:1], actor, foe_of(run, actor), status="fact")


def _told_at(now: Sentence, hit: Hit) -> int:
    """Give where the passive verb stands: the "proclaimed" of "had been proclaimed"; -1 where there is none."""
    for n in range(hit.last, min(now.size, hit.last + 14)):
        if now.word(n) in words("formally-told") and now.word(n + 1) not in ("to", "that", "over", "dead"):
            be = n - 1
            while be > hit.last and (now.word(be)[-2:] == "ly" or now.word(be) in words("midst")):
                be -= 1
            lead = now.words[max(hit.last, be - 3) : be]
            fact = now.word(be) in words("be") and either("not", "modal-plan", "modal-maybe").isdisjoint(lead)
            return n if fact else -1
        if now.boundary(n) or now.word(n) in (",", ";"):
            return -1
    return -1


def _aim(now: Sentence, hit: Hit, verb: int) -> list[int]:
    """Give the place that the offensive is for: "on X", "for the capture of X", "to take X"."""
    for n in range(hit.last, verb):
        if now.tokens[n].kind == "place" and not _AT.isdisjoint(now.words[hit.last - 1 : hit.last + 1]):
            return now.group(n)
    return []
