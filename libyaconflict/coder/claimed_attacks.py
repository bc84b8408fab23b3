"""The attack that somebody outside the war claims as his: "claimed the attack", "took responsibility for"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import Draft, foe_of, sited
from .grammar import Hit
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def is_claimed(now: Sentence, hit: Hit, lead: list[str]) -> bool:
    """Tell "claimed the attack", "took responsibility for the attack"."""
    claimed = now.word(hit.first - 1) in ("a", "an", "the") and now.word(hit.first - 2) in ("claimed", "claims")
    return claimed or not {"responsibility", "responsible", "blamed"}.isdisjoint(lead)


def claimed(run: Run, hit: Hit, actor: str, places: list, near: bool) -> Draft:
    """Draft the attack that a group outside the war claims; "the attack" is of the day that the text speaks of."""
    now = run.now
    known = now.word(hit.first - 1) == "the" and not any(t.kind == "date" for t in now.tokens)
    return Draft("clash", places, actor, near=near, date=run.memory.date or run.memory.day if known else "")


def claimant(now: Sentence, hit: Hit) -> str:
    """Give who "claimed responsibility for" an attack, or "was held responsible for" it."""
    held = next((k for k in range(hit.first - 1, -1, -1) if now.word(k) in ("responsible", "blamed")), -1)
    if held > 0 and any(now.word(k) in words("be") for k in range(max(0, held - 3), held)):
        named = [now.side(t) for t in now.tokens[:held] if t.kind == "actor"]
        return named[-1] if named else ""
    verb = next((k for k in range(hit.first - 1, -1, -1) if now.word(k) in ("claimed", "claims", "claim")), -1)
    if verb < 0 or not words("not").isdisjoint(now.words[:verb]):
        return ""
    return now.subject(Hit(hit.rule, verb, verb + 1), speaker="").replace("civil", "")


_HAPPENS = frozenset(["took", "takes", "happened", "occurred"])


def placed_later(run: Run, hit: Hit, places: list, near: bool):
    """Read "The attack took place in X" of an attack that the sentence before told without its place."""
    now, before = run.now, run.before
    if now.word(hit.first - 1) != "the" or now.word(hit.last) not in _HAPPENS or before is None or run.previous:
        return None
    told = next((h for h in before.hits if h.rule.name in ("offensive", "attack-verb")), None)
    if told is None or not sited(run, places):
        return None
    day = run.memory.date or run.memory.day
    named = dict.fromkeys(before.side(t) for t in before.tokens if t.kind == "actor")
    third = [name for name in named if run.names.roles.get(name) is None and name != run.names.both]
    if third:
        return Draft("clash", places, third[0], near=near, date=day)
    actor = before.subject(told, speaker="").replace("civil", "")
    if before.is_passive(told):
        actor = before.agent(told) or foe_of(run, actor)
    if run.names.sides.get(actor) in run.names.parties:
        return Draft("advance", places, actor, foe_of(run, actor), near=near, date=day)
    hurt = not either("hurt", also=("kidnapped", "abducted")).isdisjoint(before.words)
    return Draft("clash", places, near=near, date=day) if hurt else None


def is_protested(now: Sentence, hit: Hit) -> bool:
    """Tell the attack for which a side has left the talks: "suspended the talks following the attack on X"."""
    lead = now.words[max(0, hit.first - 24) : hit.first]
    over = now.governor(hit.first)[0] in ("following", "after", "over")
    return over and not words("left-talks").isdisjoint(lead) and not words("talks-noun").isdisjoint(lead)


def only_observed(now: Sentence, hit: Hit) -> bool:
    """Tell an attack that the subject of its clause only speaks of, or suffers: "described the attack as", "faces"."""
    if is_protested(now, hit):
        return True
    made = either("launched", "carry")
    for k in range(hit.first - 1, max(-1, hit.first - 9), -1):
        if now.word(k) in words("observing"):
            return True
        if now.word(k) in made or now.boundary(k) or now.word(k) in (",", "that"):
            return False
    return False
