"""The attack that somebody outside the war claims as his: "claimed the attack", "took responsibility for"."""

from __future__ import annotations

from .framing import Draft
from .grammar import Hit
from .tables import words


def is_claimed(now, hit: Hit, lead: list[str]) -> bool:
    """Tell "claimed the attack", "took responsibility for the attack"."""
    claimed = now.word(hit.first - 1) in ("a", "an", "the") and now.word(hit.first - 2) in ("claimed", "claims")
    return claimed or not {"responsibility", "responsible", "blamed"}.isdisjoint(lead)


def claimed(run, hit: Hit, actor: str, places: list, near: bool) -> Draft:
    """Draft the attack that a group outside the war claims; "the attack" is of the day that the text speaks of."""
    now = run.now
    known = now.word(hit.first - 1) == "the" and not any(t.kind == "date" for t in now.tokens)
    return Draft("clash", places, actor, near=near, date=run.memory.date or run.memory.day if known else "")


def claimant(now, hit: Hit) -> str:
    """Give who "claimed responsibility for" an attack, or "was held responsible for" it."""
    held = next((k for k in range(hit.first - 1, -1, -1) if now.word(k) in ("responsible", "blamed")), -1)
    if held > 0 and any(now.word(k) in words("be") for k in range(max(0, held - 3), held)):
        named = [now.side(t) for t in now.tokens[:held] if t.kind == "actor"]
        return named[-1] if named else ""
    verb = next((k for k in range(hit.first - 1, -1, -1) if now.word(k) in ("claimed", "claims", "claim")), -1)
    if verb < 0 or not words("not").isdisjoint(now.words[:verb]):
        return ""
    return now.subject(Hit(hit.rule, verb, verb + 1), speaker="").replace("civil", "")
