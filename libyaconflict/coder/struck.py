"""What the frames of strikes share: where a strike was, whom it hit, and whether it was one."""

from __future__ import annotations

from .frames_event import focus
from .framing import Draft, foe_of, sited
from .grammar import Hit
from .tables import either, words

AT_TARGET = frozenset(("in", "at", "near", "on", "of", "around", "over", "outside", "inside", "across", "along"))


def baulked(run, hit: Hit) -> bool:
    """Tell what an aircraft that was shot down had tried to strike."""
    if run.now.words[max(0, hit.first - 2) : hit.first] == ["about", "the"]:
        return True  # "a film about the bombing of X"
    if run.now.word(hit.first - 1) != "to":
        return False
    return any(h.rule.frame == "downs" for h in run.now.hits) or any(e.event_type == "shootdown" for e in run.previous)


def victims(run, hit: Hit) -> str:
    """Give "civilians" as the target where the sentence says that they, or their homes and hospitals, were struck."""
    said = run.now.words
    people = words("civilian")
    hurt = words("hurt")
    if people.isdisjoint(said) or hurt.isdisjoint(said):
        return ""
    first, last = run.now.clause(hit)
    if run.now.word(first - 1) in ("when", "after", "as"):  # "a child died when a shell hit the house"
        first = max(0, first - 14)
    near = [n for n in range(first, min(run.now.size, last + 12)) if said[n] in people]
    for n in near:
        if any(said[k] in hurt for k in range(max(0, n - 6), min(run.now.size, n + 7))):
            return run.now.cue("civilians", n)
    if not words("civil-site").isdisjoint(said[first : last + 12]) and any(word in people for word in said[first:last]):
        return run.now.cue("civilians", hit.first)
    return ""


_FOUGHT = frozenset(["clash", "offensive", "advances", "storms", "takes", "fire", "strike", "repels", "mine", "graves"])


def slain(run, hit: Hit, speaker: str, *, passive: bool):
    """Read how men of a side are killed at a place, of which nothing else tells the fight: a clash."""
    now = run.now
    verb = now.word(hit.first)
    if not verb.startswith("kill") or "since" in now.words or any(h.rule.frame in _FOUGHT for h in now.hits):
        return None
    first = next((k + 1 for k in range(hit.first - 1, max(-1, hit.first - 9), -1) if now.word(k) in _OPENS), 0)
    men = range(max(first, hit.first - 8), hit.first) if passive else range(hit.last, min(now.size, hit.last + 6))
    sides = [now.side(t) for t in now.tokens[men.start : men.stop] if t.kind in ("actor", "unit")]
    armed = [n for n in men if now.word(n) in either("troops", "hostile") or now.tokens[n].kind in ("actor", "unit")]
    if not armed or not words("civilian").isdisjoint(now.words[men.start : men.stop]):
        return None
    places, near = now.places_right(hit, frozenset(("in", "at", "on", "near")), False, 12)
    places, near = (places, near) if places else now.locative(hit)
    if not sited(run, places) or any(run.names.kinds.get(now.tokens[p].value) in _WIDE for p in places):
        return None
    hurt = next((one for one in sides if run.names.sides.get(one) in run.names.parties), "")
    if not hurt and speaker in run.names.parties and any(now.word(n) in words("hostile") for n in armed):
        hurt = foe_of(run, speaker)
    actor = now.agent(hit) if passive else now.subject(hit, speaker=speaker)
    actor = foe_of(run, hurt) if actor in ("", "civil", hurt) and passive else actor.replace("civil", "")
    return Draft("clash", places, actor or (run.names.both if passive else ""), hurt, near=near)


_OPENS = frozenset(["that", ",", ";", ":", '"', "while", "when"])
_WIDE = frozenset(["capital", "region", "country"])


def unnamed_place(run) -> list:
    """Give what the text speaks of to a sentence that names no place: "Rockets struck the car park"."""
    if run.index == 0 or any(t.kind in ("place", "near") for t in run.now.tokens):
        return []
    return focus(run)
