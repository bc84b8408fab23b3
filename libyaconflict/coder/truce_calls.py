"""A call for a truce that a side takes up or turns down: "a UN call for a truce was accepted by the LNA"."""

from __future__ import annotations

from .framing import Draft, foe_of
from .grammar import Hit
from .predicates import as_hit, doer, sides_of
from .tables import either, words

_TURNED = frozenset(["rejected", "ignored", "rebuffed", "spurned", "dismissed", "refused", "turned"])


def call_answered(run, hit: Hit, speaker: str):
    """Read what becomes of a call for a truce: "was agreed to by the GNA", "won the assent of both sides"."""
    now = run.now
    if either("determiner", "preposition").isdisjoint((now.word(hit.first - 1), now.word(0))) and hit.first > 4:
        return None  # "leaders call for a truce"
    if words("called-for").isdisjoint(now.words[hit.last : hit.last + 7]):
        return None
    for n in range(hit.last, min(now.size, hit.last + 18)):
        word = now.word(n)
        if word in words("won-over") and not words("assent").isdisjoint(now.words[n + 1 : n + 5]):
            return _drafts(run, _assenting(now, n), n, "")
        if word in either("taken-up", also=_TURNED) and now.is_passive(as_hit(hit, n)):
            actor = doer(run, as_hit(hit, n + (now.word(n + 1) in ("to", "down"))), n) or now.agent(as_hit(hit, n + 1))
            return _drafts(run, [actor], n, "denied" if word in _TURNED else "")
        if word in (";", ",") or (now.boundary(n) and word != "to"):
            return None
    return None


def won_over(run, hit: Hit):
    """Read "a truce proposed by the UN won the agreement of the GNA", "has the backing of Haftar"."""
    now = run.now
    for n in range(hit.last, min(now.size, hit.last + 16)):
        if now.word(n) in either("won-over", also=("has", "had")):
            given = not either("assent", also=("backing",)).isdisjoint(now.words[n + 1 : n + 4])
            return _drafts(run, _assenting(now, n), n, "") if given else None
        if now.word(n) in (";", "but", '"'):
            break
    return None


def _assenting(now, verb: int) -> list[str]:
    """Give whose assent it is: "the assent of the GNA and the LNA"."""
    of = next((n for n in range(verb + 1, min(now.size, verb + 7)) if now.word(n) in ("of", "from")), now.size)
    return [now.side(t) for t in now.tokens[of + 1 : of + 6] if t.kind in ("actor", "unit")]


def _drafts(run, actors: list[str], verb: int, status: str):
    """Draft the truce of each side that answers."""
    sides = [side for actor in actors if (side := sides_of(run, actor))]
    return [Draft("truce", [run.names.home], one, foe_of(run, one), status=status, verb=verb) for one in sides] or None
