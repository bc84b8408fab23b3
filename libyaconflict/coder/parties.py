"""Who fights in a clash: both sides of the war, one of them and another force, or nobody that is named."""

from __future__ import annotations

from .grammar import Hit
from .tables import words


def parties(run, hit: Hit) -> str:
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


def _between_strangers(now, hit: Hit) -> bool:
    """Tell "clashes broke out between the X brigade and the Y militia", which no table knows."""
    ahead = range(hit.last, min(now.clause(hit)[1], hit.last + 12))
    between = next((k for k in ahead if now.word(k) == "between"), 0)
    said = now.words[between + 1 : between + 13] if between else ()
    return between > 0 and "and" in said and not words("party-noun").isdisjoint(said) and "rival" not in said


def _among_themselves(now, hit: Hit) -> bool:
    """Tell fights within one side: "between two GNA-aligned militias", "between factions of the GNA"."""
    ahead = range(hit.last, min(now.clause(hit)[1], hit.last + 14))
    between = next((k for k in ahead if now.word(k) in ("between", "among")), 0)
    return between > 0 and "and" not in now.words[between + 1 : between + 7]
