"""Who fights in a clash: both sides of the war, one of them and another force, or nobody that is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .grammar import Hit
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def parties(run: Run, hit: Hit) -> str:
    """Give who fights: both parties, or a party and another force that the clause names."""
    now = run.now
    first, last = now.clause(hit)
    found = [now.side(t) for t in now.tokens[first:last] if t.kind in ("actor", "unit")]
    sides = [a for a in dict.fromkeys(found) if run.names.sides.get(a) and run.names.roles.get(a) != "backer"]
    others = [
        a for a in dict.fromkeys(found) if not run.names.sides.get(a) and a and run.names.roles.get(a) != "mediator"
    ]
    if others and len({run.names.sides[a] for a in sides}) == 1:
        named = run.names.coded_as.get(sides[0], sides[0])
        return now.cue(f"{named}/{others[0]}", hit.first)
    if (told := _of_subject(run, hit, first)) is not None:
        return told
    each = now.word(hit.last) == "with" and now.word(hit.last + 1) in ("each", "one")
    rival = any(now.word(k) == "rival" for k in range(max(0, hit.first - 4), min(now.size, hit.last + 5)))
    local = (
        each
        or rival
        or any(
            now.word(k) in words("local-force") and not (now.word(k) == "local" and now.word(k + 1) in words("source"))
            for k in range(max(0, hit.first - 5), min(now.size, hit.last + 8))
        )
    )
    if now.word(first) in ("two", "three", "rival", "several"):
        local = local or any(now.word(k) in words("local-force") for k in range(first, hit.first))
    if (not sides and local) or (len(sides) == 1 and _among_themselves(now, hit)):
        return ""
    if len(found) > 1 and len({run.names.sides[a] for a in sides}) == 1 and now.word(hit.last) == "between":
        return ""
    if not sides and _between_strangers(now, hit):
        return ""
    return run.names.both


def _of_subject(run: Run, hit: Hit, first: int) -> str | None:
    """Give who fights where the subject names both: "Tebu fighters and the Ahali clashed", "two groups of the GNA".

    Nothing where it does not; nobody where they are of one side, or of none.
    """
    now = run.now
    if now.word(hit.first)[-2:] not in ("ed", "ht") or not _AGAINST.isdisjoint(now.words[hit.last : hit.last + 6]):
        return None
    lead = now.words[first : hit.first]
    several = "and" in lead or not _SEVERAL.isdisjoint(lead[:3])
    named = [now.side(t) for t in now.tokens[first : hit.first] if t.kind in ("actor", "unit")]
    pair = len(named) == 1 and not {"two", "rival"}.isdisjoint(lead[:3])  # "two groups allied to the GNA"
    if not several or not (pair or either("local-force", "party-noun") & set(lead)):
        return None
    sides = {run.names.sides[side] for side in named if run.names.sides.get(side) in run.names.parties}
    if len(sides) > 1:
        return None
    others = list(dict.fromkeys(side for side in named if side and not run.names.sides.get(side)))
    return now.cue("/".join(others[:2]), hit.first) if len(others) > 1 and not sides else ""


_AGAINST = frozenset(["with", "against", "between"])
_SEVERAL = frozenset(["two", "three", "several", "rival", "various", "different"])


def _between_strangers(now: Sentence, hit: Hit) -> bool:
    """Tell "clashes broke out between the X brigade and the Y militia", which no table knows."""
    ahead = range(hit.last, min(now.clause(hit)[1], hit.last + 12))
    between = next((k for k in ahead if now.word(k) == "between"), 0)
    said = now.words[between + 1 : between + 13] if between else ()
    return between > 0 and "and" in said and not words("party-noun").isdisjoint(said) and "rival" not in said


def _among_themselves(now: Sentence, hit: Hit) -> bool:
    """Tell fights within one side: "between two GNA-aligned militias", "between factions of the GNA"."""
    ahead = range(hit.last, min(now.clause(hit)[1], hit.last + 14))
    between = next((k for k in ahead if now.word(k) in ("between", "among")), 0)
    return between > 0 and "and" not in now.words[between + 1 : between + 7]
