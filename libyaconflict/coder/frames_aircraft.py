"""Frames of aircraft lost: shot down, crashed, missing.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from .framing import AIRCRAFT, Draft, doer, foe_of, sited
from .grammar import Hit
from .tables import words
from .weapons import owner_of


def _model(now, n: int) -> bool:
    """Tell "Mi-35", "L-39": an aircraft by its number."""
    return now.word(n) in words("model") and now.word(n + 1) == "-" and now.word(n + 2)[:1].isdigit()


def downs(run, hit: Hit, speaker: str):
    """Read how an aircraft is shot down."""
    now = run.now
    craft = [n for n in range(now.size) if now.word(n) in AIRCRAFT or _model(now, n)]
    if (not craft and now.word(hit.first) != "downing") or (
        now.word(hit.first - 1) in words("determiner") and hit.last in craft
    ):
        return None
    passive = now.is_passive(hit) or (now.word(hit.first - 1) in ("been", "being")) or hit.rule.name == "shot-from-sky"
    noun = now.word(hit.first) in ("shooting", "downing") and now.word(hit.last) == "of"
    actor = now.agent(hit) if passive or noun else doer(run, hit, speaker)
    actor = "" if actor == "civil" else actor
    before = [n for n in craft if hit.first - 4 < n < hit.first]
    if before and not passive and not any(k in now.inside for k in range(before[-1] + 1, hit.first)):
        passive = True  # "the wreck of a jet shot down"
        actor = now.agent(hit)
    if not actor and speaker and any(now.word(k) in words("defence") for k in range(hit.first)):
        actor = run.names.sides.get(speaker, "")
    bare = not any(t.kind in ("actor", "unit") for t in now.tokens[: hit.first])
    if not actor and speaker and passive and bare:
        actor = run.names.sides.get(speaker, "")
    near_craft = min(craft, key=lambda n: abs(n - hit.first)) if craft else hit.first
    loser = owner_of(run, near_craft, now.size if near_craft >= hit.last else hit.first, speaker)
    loser = "" if loser == "civil" or loser == actor else loser
    if not actor:
        actor = foe_of(run, loser)
    places, near = now.places_right(hit, hit.rule.prepositions, False, through=True)
    if not places:
        places, near = now.locative(hit)
    if not places:
        left = [n for n in range(now.size) if now.tokens[n].kind in ("place", "near")]
        places = left[-1:] or run.memory.group[:1]
    return Draft("shootdown", places, actor, foe_of(run, actor), near=near)


def crashes(run, hit: Hit, speaker: str):
    """Read how an aircraft is lost or comes down: "lost a drone over X", "a helicopter crashed in X"."""
    now = run.now
    craft = next((n for n in range(hit.first, hit.last) if now.word(n) in AIRCRAFT), hit.first)
    lost = hit.rule.name == "lose-craft"
    if not lost and now.word(hit.last - 1) not in ("down", "crashed", "crash-landed"):
        return None  # "a jet came"
    loser = doer(run, hit, speaker) if lost else owner_of(run, craft, hit.last, speaker)
    loser = "" if loser == "civil" else loser
    places, near = now.places_right(hit, hit.rule.prepositions, False, through=True)
    if not places:
        places, near = now.locative(hit)
    if not places:
        places = [n for n in range(hit.last, now.size) if now.tokens[n].kind in ("place", "near")][:1]
    actor = now.agent(hit) or foe_of(run, loser)
    return Draft("shootdown", places, actor, loser or foe_of(run, actor), near=near) if sited(run, places) else None
