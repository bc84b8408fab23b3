"""Frames of aircraft: shot down, lost, said to have come down by themselves.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import STRUCK
from .doers import doer
from .framing import AIRCRAFT, Draft, foe_of, is_abroad, sited, sole_site, value_of
from .grammar import Hit
from .tables import words
from .weapons import owner_of

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def _model(now: Sentence, n: int) -> bool:
    """Tell "Mi-35", "L-39": an aircraft by its number."""
    return now.word(n) in words("model") and now.word(n + 1) == "-" and now.word(n + 2)[:1].isdigit()


def downs(run: Run, hit: Hit, speaker: str):
    """Read how an aircraft is shot down."""
    now = run.now
    here = [n for n in range(now.size) if now.asides[n] in (-1, now.asides[hit.first])]
    craft = [n for n in here if (now.word(n) in AIRCRAFT and now.word(n + 1) != "fuel") or _model(now, n)]
    if (not craft and now.word(hit.first) != "downing") or (
        now.word(hit.first - 1) in words("determiner") and hit.last in craft
    ):
        return None
    passive = (
        now.is_passive(hit)
        or (now.word(hit.first - 1) in ("been", "being"))
        or hit.rule.name in ("shot-from-sky", "craft-shot")
    )
    noun = now.word(hit.first) in ("shooting", "downing") and now.word(hit.last) == "of"
    actor = now.agent(hit) if passive or noun else doer(run, hit, speaker)
    actor = "" if actor == "civil" else actor
    before = [n for n in craft if hit.first - 4 < n < hit.first]
    if before and not passive and not any(k in now.inside for k in range(before[-1] + 1, hit.first)):
        passive = True  # "the wreck of a jet shot down"
        actor = now.agent(hit)
    if not actor and speaker and any(now.word(k) in words("defence") for k in range(hit.first)):
        actor = run.names.sides.get(speaker, "")
    bare = not any(t.kind in ("actor", "unit") and now.side(t) != speaker for t in now.tokens[: hit.first])
    if not actor and speaker and passive and bare:
        actor = run.names.sides.get(speaker, "")
        if any(r.kind == "deny" and r.at < hit.first < r.last for r in run.reports):
            actor = foe_of(run, actor)  # "the GNA denied that a jet had been shot down": its own
    near_craft = min(craft, key=lambda n: abs(n - hit.first)) if craft else hit.first
    loser = _given_to(now, near_craft) or owner_of(
        run, near_craft, now.size if near_craft >= hit.last else hit.first, speaker
    )
    if loser and loser == actor and not passive and any(now.word(k) in ("they", "it") for k in range(hit.first)):
        actor = foe_of(run, loser)  # "hit an LNA post, and they downed an LNA drone"
    loser = "" if loser == "civil" or loser == actor else loser
    if not actor:
        actor = foe_of(run, loser)
    places, near = now.places_right(hit, hit.rule.prepositions, False, through=True)
    if not places:
        places, near = now.locative(hit)
    whole = places[0] if places and isinstance(places[0], int) else -1
    if whole > 1 and now.word(whole - 1) == "in" and _whence(now, whole - 2):
        places, near = [], False  # "a drone that had taken off from Mitiga airport in Tripoli"
    if not places:
        left = [n for n in range(now.size) if now.tokens[n].kind in ("place", "near") and not _whence(now, n)]
        left = [n for n in left if run.index or now.tokens[n].value != run.names.home]  # the heading "Libya: X says"
        known = craft and now.word(near_craft - 1) in ("the", "this", "that") and now.word(near_craft + 1) != "of"
        if not left and known and any(e.event_type == "shootdown" for e in run.events):
            return None  # "when the jet was brought down": told before
        places = left[-1:] or _told_there(run, hit)
    if places and run.names.kinds.get(value_of(run, places[0])) == "region":
        places, near = _within(run, places, near)
    return Draft("shootdown", places, actor, loser or foe_of(run, actor), near=near)


def _within(run: Run, places: list, near: bool) -> tuple[list, bool]:
    """Give the town of "while it raided positions in X, in the west of the country", for the region."""
    now = run.now
    towns = [n for n, t in now.marks if t.kind == "place" and now.governor(n)[0] in ("in", "at", "over", "near")]
    towns = [n for n in towns if not is_abroad(run, now.tokens[n].value) and not _whence(now, n)]
    towns = [n for n in towns if run.names.kinds.get(now.tokens[n].value) not in ("region", "country")]
    return (now.group(towns[0])[:1], now.is_near(towns[0])) if towns else (places, near)


_GIVEN = frozenset(["provided", "supplied", "donated", "delivered", "given", "sent", "sold", "lent", "shipped"])


def _given_to(now: Sentence, craft: int) -> str:
    """Give who flies "a drone supplied by Turkey to the GNA"."""
    if _GIVEN.isdisjoint(now.words[craft + 1 : craft + 3]):
        return ""
    for n in range(craft + 2, min(now.size, craft + 9)):
        if now.tokens[n].kind in ("actor", "unit") and now.governor(n)[0] == "to":
            return now.side(now.tokens[n])
    return ""


def _whence(now: Sentence, n: int) -> bool:
    """Tell where an aircraft came from, not where it fell: "a plane from X", "a drone that took off from X"."""
    word, at = now.governor(n)
    return word == "from" and now.word(at - 1) not in ("km", "miles", "kilometres", "far", "away")


def _told_there(run: Run, hit: Hit) -> list:
    """Give where an aircraft fell of which only the text before can tell, or whence it came; else the country."""
    now = run.now
    told = [e.place_id for e in run.events if e.event_type == "shootdown"]
    one = run.memory.group if len(run.memory.group) == 1 else []
    rose = [
        n
        for n in range(hit.last, now.size)
        if now.tokens[n].kind == "place" and now.governor(n)[0] == "from" and now.word(now.governor(n)[1] - 1) == "off"
    ]
    return told[-1:] or rose[:1] or one or [run.names.home]


_DOWN = ("down", "crashed", "crash-landed", "missing", "lost", "fell", "fallen", "falls")


def crashes(run: Run, hit: Hit, speaker: str):
    """Read how an aircraft is lost or comes down: "lost a drone over X", "a helicopter crashed in X"."""
    now = run.now
    craft = next((n for n in range(hit.first, hit.last) if now.word(n) in AIRCRAFT), hit.first)
    lost = hit.rule.name == "lose-craft"
    if not lost and now.word(hit.last - 1) not in _DOWN:
        return None  # "a jet came"
    if (
        not lost
        and now.word(hit.last - 1).startswith("crash")
        and not {"technical", "mechanical"}.isdisjoint(now.words[hit.last : hit.last + 12])
    ):
        return None  # "crashed owing to a technical fault"
    loser = doer(run, hit, speaker) if lost else owner_of(run, craft, hit.last, speaker)
    loser = "" if loser == "civil" else loser
    places, near = now.places_right(hit, hit.rule.prepositions, False, through=True)
    if not places:
        places, near = now.locative(hit)
    if not places:
        places = [n for n in range(hit.last, now.size) if now.tokens[n].kind in ("place", "near")][:1]
    if not places and lost and run.names.sides.get(loser) in run.names.parties:
        places, near = _fought_at(run), True  # "The LNA admitted that it had lost a jet": where they had just fought
    actor = now.agent(hit) or foe_of(run, loser)
    return Draft("shootdown", places, actor, loser or foe_of(run, actor), near=near) if sited(run, places) else None


def _fought_at(run: Run) -> list:
    """Give the one place at which the sentence before has the two sides fight."""
    told = {
        e.place_id for e in run.previous if (e.event_type in STRUCK or e.event_type in ("advance", "clash", "repelled"))
    }
    return list(told) if len(told) == 1 else []


def cost(run: Run, hit: Hit, speaker: str):
    """Read what a battle cost: "fire from the ground near X cost the LNA a helicopter"."""
    now = run.now
    loser = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    places, near = now.places_right(hit, hit.rule.prepositions, False)
    near = near or not places
    places = places or now.places_left(hit) or sole_site(run)
    places = places or [n for n in range(hit.first) if now.tokens[n].kind in ("place", "near")][-1:]
    return Draft("shootdown", places, foe_of(run, loser), loser, near=near) if loser and sited(run, places) else None


def fault(run: Run, hit: Hit, speaker: str):
    """Read how the side that lost an aircraft puts it down to a fault: it denies that the other shot it down."""
    now = run.now
    first, last = now.clause(hit)
    sides = {run.names.sides.get(now.side(t), "") for t in now.tokens[first:last] if t.kind in ("actor", "unit")}
    earlier = [h for h in now.hits if h.last <= first and h.rule.frame == "downs"]
    if earlier:
        told = downs(run, earlier[-1], "")
        said = [told] if told else []
    else:
        said = [
            Draft(e.event_type, [e.place_id], e.actor or "", e.target or "")
            for e in run.previous
            if e.event_type == "shootdown"
        ]
    loser = foe_of(run, said[-1].actor) if said else ""
    if not loser or loser not in sides:
        return None
    return Draft("shootdown", said[-1].places, said[-1].actor, loser, status="denied")
