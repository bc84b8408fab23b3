"""The kind of a strike whose weapon stands elsewhere in the text, or nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clauses import interrupts
from .doers import doer
from .framing import AIRCRAFT
from .grammar import Hit
from .strike_aims import at_men, on_land, raiders
from .tables import either, words
from .weapons import STRIKES, context_kind, kind_at, wrecks_craft

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def weapon_of_subject(run: Run, hit: Hit, w: int) -> tuple[str, int]:
    """Give the kind of "Sunday's raid struck the town", "two raids were flown: one hit X", and where it is told."""
    now = run.now
    by = raiders(now, hit)
    if not by.isdisjoint(("raid", "raids")):
        return context_kind(run) or "airstrike", hit.first - 1
    if not by.isdisjoint(("attack", "attacks", "strike")) and not by.isdisjoint(("the", "that", "this")):
        told = next((e.event_type for e in run.previous if e.event_type in STRIKES), "")
        return told, hit.first - 1 if told else w
    owner = next((now.side(t) for t in now.tokens[max(0, hit.first - 5) : hit.first] if t.kind == "actor"), "")
    if (
        "attacks" in by
        and run.names.sides.get(owner) in run.names.parties
        and not now.word(hit.first).startswith("kill")
    ):
        return context_kind(run) or "shelling", hit.first - 1  # "LNA attacks hit X"
    if now.word(hit.first - 1) not in ("one", "another", "first", "second"):
        return "", w
    w = next((n for n in range(hit.first) if kind_at(now, n)), -1)
    return (kind_at(now, w) if w >= 0 else ""), w


def hits_nothing(now: Sentence, hit: Hit, passive: bool) -> bool:
    """Tell, where no weapon is named, a noun, "hit back", "hit by", "struck them"."""
    after = now.word(hit.last)
    if now.word(hit.first - 1) in words("determiner") or after in words("be"):
        return True
    return after in ("back", "it", "them", "him") or (after == "by" and not passive)


def weapon_before(run: Run, hit: Hit, passive: bool) -> str:
    """Give the weapon of the sentence before, for "They hit X", "Only X was hit"; guns, for "randomly hit X"."""
    now = run.now
    if now.word(hit.first - 1) in ("randomly", "indiscriminately"):
        return "shelling"
    said = now.word(hit.first - 1 - (now.word(hit.first - 1) in words("have")))
    told = passive and now.word(hit.first) in ("hit", "struck") and bool(now.places_left(hit)) and now.size < 9
    if (said not in ("they", "it") and not told) or not run.before:
        return ""
    return next((k for n in range(min(6, run.before.size)) if (k := kind_at(run.before, n))), "")


def _killed_elsewhere(run: Run, hit: Hit) -> bool:
    """Tell who was killed, by nothing that is named, at another place than the strike of the sentence before."""
    if run.now.word(hit.first) != "killed" or any(kind_at(run.now, n) for n in range(run.now.size)):
        return False
    named = run.named_here()
    told = [e.place_id for e in run.previous if e.event_type in STRIKES]
    return bool(named) and bool(told) and named.isdisjoint(told)


def kind_unsaid(run: Run, hit: Hit, speaker: str, passive: bool) -> str:
    """Give the kind of a strike whose weapon the sentence does not name; nothing where it is none."""
    now = run.now
    actor = now.agent(hit) if passive else doer(run, hit, speaker)
    if not passive and run.names.sides.get(actor, "") not in run.names.parties:
        return ""
    kind = ""
    ruined = now.word(hit.first).startswith(("destroy", "kill"))
    if not (passive or ruined) and any(
        now.word(k) in words("frontline") for k in range(hit.last, min(now.size, hit.last + 9))
    ):
        at = now.word(hit.first).startswith("target") and at_men(now, hit, passive)
        kind = "clash" if at else "advance"  # "hit the militias on several fronts"
    craft = [] if passive else [k for k in range(hit.last, hit.last + 5) if now.word(k) in AIRCRAFT]
    if not kind and not passive and not words("civil-site").isdisjoint(now.words[hit.last : hit.last + 4]):
        kind = next((e.event_type for e in reversed(run.events[-6:]) if e.event_type in STRIKES), "")
    if kind or not (passive and _killed_elsewhere(run, hit)):
        kind = kind or context_kind(run, range(hit.last, craft[-1] + 1) if craft else range(0), actor)
    span = range(max(0, hit.first - 6), hit.first) if passive else range(hit.last, min(now.size, hit.last + 9))
    defences = ruined and not words("air-defence").isdisjoint(map(now.word, span))
    stores = ruined and not passive and not words("rear-site").isdisjoint(now.words[hit.last : hit.last + 7])
    if not kind and (craft or defences or stores) and ruined:
        kind = "airstrike"  # "destroyed a drone at the airport", "Pantsir systems were destroyed in X", "a depot in X"
    if not kind and not passive and now.word(hit.first).startswith("raid"):
        return "advance"  # "forces raided the base, capturing several men"
    if not kind and passive and run.unplaced.kind and now.word(hit.last) in ("in", "during"):
        blow = not {"operation", "attack", "raid", "strike", "strikes", "raids"}.isdisjoint(
            now.words[hit.last + 1 : hit.last + 4]
        )
        kind = run.unplaced.kind if blow else ""  # "three tankers were hit in the operation" told before
    first = next((k for k in range(hit.first - 1, -1, -1) if now.word(k) == "that"), now.clause(hit)[0])
    own = (k for k in range(first, hit.first) if not interrupts(now, hit, k))
    said = (word for k in own for word in now.tokens[k].text.split())
    if not kind and passive and not words("civil-site").isdisjoint(said):
        told = [e.event_type for e in run.events[-3:] if e.event_type in STRIKES]
        kind = told[-1] if told else "civilian_harm"  # "an ambulance was hit"
    if not kind and now.word(hit.first).startswith("target") and at_men(now, hit, passive) and on_land(now, actor):
        return "clash"  # "the LNA targeted militia positions in X"
    bare = now.word(hit.first) == "hit" and now.word(hit.first - 1) in either("not", "modal-plan", also=("to",))
    bare = bare or (hit.rule.name == "hit" and not passive and wrecks_craft(now))
    return kind or ("" if passive else "shelling" if hit.rule.name == "pound" else "airstrike" if bare else "")


def as_before(run: Run, noun: int, kind: str) -> str:
    """Give the kind of "the strikes" that go on from the sentence before: "fired rockets at X. The strikes hit Y"."""
    now = run.now
    if kind != "airstrike" or now.word(noun) not in _VAGUE or now.word(noun - 1) not in ("the", "these", "those"):
        return kind
    if any(kind_at(now, n) for n in range(now.size) if now.word(n) not in _VAGUE):
        return kind
    told = {event.event_type for event in run.previous if event.event_type in STRIKES}
    return told.pop() if len(told) == 1 else kind


def made_before(run: Run, noun: int) -> str:
    """Give whose "the strikes" are that open a sentence: who made those of the sentence before; else nobody."""
    now = run.now
    if (
        noun != 1
        or now.word(0) not in ("the", "these", "those")
        or (now.word(noun) not in _VAGUE and now.word(noun) not in ("shelling", "raids"))
    ):
        return ""
    told = [event for event in run.previous if event.event_type in STRIKES]
    actors = {event.actor for event in told}
    return (actors.pop() or "") if len(actors) == 1 else ""


_VAGUE = ("strike", "strikes")


_MEANT = frozenset(["meant", "intended", "aimed", "directed"])


def meant_for(now: Sentence, hit: Hit) -> bool:
    """Tell a raid by what it was to hit: "the raid on X was meant for a depot", not "was aimed at freeing him"."""
    for n in range(hit.last, min(now.size, hit.last + 14)):
        if now.word(n) in _MEANT and now.word(n + 1) in ("for", "at"):
            return not now.word(n + 2).endswith("ing")
        if now.word(n) in (",", ";", "and") or (now.boundary(n) and now.word(n) != "which"):
            break
    return False
