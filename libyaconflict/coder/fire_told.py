"""What a raid is by its target, which fire is freight or only vowed, and where in its clause it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .doers import doer
from .fired import fled
from .frames_event import narrower
from .framing import Draft, foe_of
from .grammar import Hit
from .lists import of_another
from .tables import words
from .weapons import kind_at

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def on_airbase(run: Run, hit: Hit) -> bool:
    """Tell a raid on an airbase, which comes from the air: "the raid on X", "X raid"."""
    now = run.now
    ahead = now.places_right(hit, frozenset(("on", "at", "against")), False, 5)[0]
    place = ahead[0] if ahead else hit.first - 1
    kind = run.names.kinds.get(now.tokens[place].value) if place >= 0 else ""
    return now.word(hit.first) in ("raid", "raids") and "ours" not in now.words and kind in ("airbase", "airport")


def on_shelter(now: Sentence, hit: Hit) -> bool:
    """Tell a raid in which people died in a school or a shelter, as bombs kill: "a raid on the school killed five"."""
    ahead = now.words[hit.last : hit.last + 8]
    if words("civil-site").isdisjoint(ahead) or words("hurt").isdisjoint(now.words[hit.last :]):
        return False
    return {"gunmen", "police", "fighters", "militia", "armed", "arrested", "detained"}.isdisjoint(now.words)


def of_police(now: Sentence, hit: Hit) -> bool:
    """Tell raids by which people are searched for and arrested: "police raids on houses in X"."""
    if now.word(hit.first) not in ("raid", "raids"):
        return False
    return not _ARRESTS.isdisjoint(now.words) and not any(kind_at(now, n) for n in range(hit.first))


_ARRESTS = frozenset(["police", "arrested", "arresting", "arrests", "detained", "smugglers", "traffickers"])


def freight(now: Sentence, hit: Hit) -> bool:
    """Tell "a plane full of rockets landed": what it carried."""
    return not words("carrier").isdisjoint(now.words[max(0, hit.first - 5) : hit.first - 1])


def vowed_answer(run: Run, hit: Hit, speaker: str):
    """Read "threatened to answer the gains with a campaign of air strikes", on the country where no place is named."""
    now = run.now
    if not {"with", "by"} & set(now.words[max(0, hit.first - 7) : hit.first]):
        return None
    for n in range(hit.first - 2, max(1, hit.first - 16), -1):
        if now.word(n) in words("answer-with"):
            vowed = now.word(n - 1) in words("modal-plan") or (
                now.word(n - 1) == "to" and not words("plan").isdisjoint(now.words[max(0, n - 4) : n - 1])
            )
            actor = doer(run, Hit(hit.rule, n, n + 1), speaker) if vowed else ""
            if run.names.sides.get(actor) not in run.names.parties:
                return None
            places, near = now.places_right(hit, hit.rule.prepositions - {"direct"}, False, 8)
            return Draft(
                "airstrike", places or [run.names.home], actor, foe_of(run, actor), near=near, status="planned"
            )
        if now.boundary(n):
            return None
    return None


def in_clause(run: Run, hit: Hit, places: list, near: bool) -> tuple[list, bool]:
    """Give the place of the clause, unless that after the noun is narrower, or men fled there."""
    other, off = run.now.locative(hit)
    if near and other and of_another(run.now, hit, other[0]):
        return places, near
    better = other and (not off or not places) and not narrower(run, places, other)
    return (other, off) if better and not fled(run.now, hit, other) else (places, near)
