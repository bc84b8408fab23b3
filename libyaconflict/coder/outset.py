"""The start of an offensive, as a noun of which somebody tells: "the start of an offensive on X was announced by Y"."""

from __future__ import annotations

from .framing import Draft, foe_of, value_of
from .grammar import Hit
from .tables import words

_STARTS = frozenset(["start", "beginning", "launch", "launching", "opening", "onset", "outset", "commencement"])
_TOLD = frozenset(["announced", "declared", "proclaimed", "ordered"])


def start_announced(run, hit: Hit):
    """Draft the declaration of "the start of an offensive on X had been announced by Y"; nothing else."""
    now = run.now
    of = next((n for n in range(hit.first - 1, max(0, hit.first - 6), -1) if now.word(n) == "of"), 0)
    if not of or now.word(of - 1) not in _STARTS:
        return None
    told = next((n for n in range(hit.last, min(now.size, hit.last + 26)) if now.word(n) in _TOLD), 0)
    if not told or not any(now.word(k) in words("be") for k in range(told - 3, told)):
        return None
    actor = now.agent(Hit(hit.rule, told, told + 1)) or _by(now, told)
    places, near = now.places_right(hit, frozenset(("on", "against", "for", "in", "to", "of")), False, 13, through=True)
    named = [n for n in range(hit.last, told) if now.tokens[n].kind == "place" and not now.is_near(n)]
    places = [] if near else places or named[:1]
    if run.names.sides.get(actor) not in run.names.parties or not places:
        return None
    if run.names.kinds.get(value_of(run, places[0])) == "country":
        return None
    return Draft("declaration", places[:1], actor, foe_of(run, actor), status="fact", verb=told)


def aimed_to_take(now, hit: Hit) -> list:
    """Give the place of "an assault with the aim of taking X", "a push aimed at X's capture"."""
    aim = next((n for n in range(hit.last, min(now.size, hit.last + 4)) if now.word(n) in _AIMS), 0)
    taking = now.inside.get(aim + 2) if aim else None
    if taking is None:
        return []
    if taking.rule.frame in ("takes", "storms", "noun-taken") and now.word(aim + 1) in ("of", "at", "to", "for"):
        return now.places_right(taking, frozenset(("of",)), True, 8)[0]
    return []


_AIMS = frozenset(["aim", "aimed", "aiming", "view", "intended", "intention", "purpose", "goal", "object", "designed"])


def _by(now, told: int) -> str:
    """Give the actor after the "by" of a verb of telling."""
    by = next((n for n in range(told + 1, min(now.size, told + 6)) if now.word(n) == "by"), 0)
    after = now.tokens[by + 1 : by + 7] if by else ()
    return next((now.side(t) for t in after if t.kind in ("actor", "unit")), "")
