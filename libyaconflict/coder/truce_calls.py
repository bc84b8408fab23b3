"""Truces told by another word: a call that a side takes up or turns down, fire that it halts, a proposal it accepts.

One function for each `frame` of triggers.csv; each gives a draft, a list of drafts, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import Draft, foe_of
from .grammar import Hit
from .intention import intention
from .negation import negated
from .predicates import as_hit, doer, sides_of, wished
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_TURNED = frozenset(["rejected", "ignored", "rebuffed", "spurned", "dismissed", "refused", "turned"])


def call_answered(run: Run, hit: Hit, speaker: str):
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


def won_over(run: Run, hit: Hit):
    """Read "a truce proposed by the UN won the agreement of the GNA", "has the backing of Haftar"."""
    now = run.now
    for n in range(hit.last, min(now.size, hit.last + 16)):
        if now.word(n) in either("won-over", also=("has", "had")):
            given = not either("assent", also=("backing",)).isdisjoint(now.words[n + 1 : n + 4])
            return _drafts(run, _assenting(now, n), n, "") if given else None
        if now.word(n) in (";", "but", '"'):
            break
    return None


def _assenting(now: Sentence, verb: int) -> list[str]:
    """Give whose assent it is: "the assent of the GNA and the LNA"."""
    of = next((n for n in range(verb + 1, min(now.size, verb + 7)) if now.word(n) in ("of", "from")), now.size)
    return [now.side(t) for t in now.tokens[of + 1 : of + 6] if t.kind in ("actor", "unit")]


def _drafts(run: Run, actors: list[str], verb: int, status: str):
    """Draft the truce of each side that answers."""
    sides = [side for actor in actors if (side := sides_of(run, actor))]
    return [Draft("truce", [run.names.home], one, foe_of(run, one), status=status, verb=verb) for one in sides] or None


def draft_truce(run: Run, actor: str, verb: int, status: str) -> Draft:
    """Draft the truce of a side."""
    return Draft("truce", [run.names.home], actor, foe_of(run, actor), status=status, verb=verb)


def halts(run: Run, hit: Hit, speaker: str):
    """Read how a side stops its fire or its operations."""
    now = run.now
    said = {now.word(k) for k in range(hit.first, hit.last)}
    if "operations" in said and not said & {"military", "combat", "offensive", "hostile"}:
        near = {now.word(k) for k in range(max(0, hit.first - 8), min(now.size, hit.last + 8))}
        if near & words("civil-operations"):
            return None
    if hit.rule.name == "halt-offensive" and words("lull").isdisjoint(now.words):
        return None  # an offensive that was brought to a halt
    if hit.rule.name == "lay-down-arms" and "down" in said and words("lull").isdisjoint(now.words):
        return None  # who surrenders lays down arms, too
    verb, status = hit.first, ""
    for k in range(hit.first - 1, max(-1, hit.first - 14), -1):
        word = now.word(k)
        if word in either("asking", also=("ask", "asks", "asked")) or (word == "reason" and now.word(k - 1) == "no"):
            return None
        if word in ("agreed", "agrees", "agree", "consented", "undertook", "decided"):
            verb, status = k, "fact"
            break
        if word in words("ordering"):
            verb, status = k, "fact"
            break
        if now.boundary(k) and word != "that":
            break
    actor = sides_of(run, doer(run, hit, verb, speaker)) or sides_of(run, speaker if now.is_passive(hit) else "")
    if not actor and status and run.names.roles.get(run.memory.actor) == "party":
        actor = run.memory.actor
    if now.word(verb - 1) in ("would", "will"):
        status = "planned" if not _PROPOSED.isdisjoint(now.words[:verb]) else "fact"
    return draft_truce(run, actor, verb, status) if actor else None


_PROPOSED = frozenset(["initiative", "proposal", "plan", "draft", "roadmap", "if"])


def _called_for(run: Run, hit: Hit) -> bool:
    """Tell a call for a truce, in the sentence before, of which this one tells that it was refused or taken up."""
    said = run.before.said if run.before else frozenset()
    answered = run.now.word(hit.first) in words("refused") or run.now.word(hit.first).startswith("accept")
    return answered and not words("truce-noun").isdisjoint(said) and not _CALLS.isdisjoint(said)


_CALLS = frozenset(["called", "calls", "call", "urged", "proposed", "proposal", "appealed", "appeal", "offered"])


def answers(run: Run, hit: Hit, speaker: str):
    """Read how a side takes or refuses a truce that the text has spoken of: "the GNA accepted the proposal"."""
    now = run.now
    if wished(now, hit.first) or not (any(e.event_type == "truce" for e in run.events) or _called_for(run, hit)):
        return None
    after = {now.word(k) for k in range(hit.last, min(now.size, hit.last + 4))}
    if now.word(hit.last) in ("for", "to") and not after & words("truce-noun"):
        return None
    actor = sides_of(run, doer(run, hit, hit.first, speaker))
    if not actor or actor == run.names.both or intention(now, hit) or negated(now, hit):
        return None
    return draft_truce(run, actor, hit.first, "denied" if now.word(hit.first) in words("refused") else "told")
