"""Frames about who holds a place: taken, lost, fallen, left, held.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from .framing import AIRCRAFT, Draft, foe_of, is_abroad, is_small, object_of, pronoun_place
from .grammar import Hit
from .tables import words

ENDED = frozenset(["ended", "ending", "lifted", "lifting", "broke", "broken", "breaking", "end", "ends"])


def takes(run, hit: Hit, speaker: str):
    """Read how a side takes, besieges or enters a place."""
    now = run.now
    if now.is_passive(hit):
        places = now.place_inside(hit) or now.places_left(hit)
        actor = now.agent(hit)
        loser = now.foe_right(hit, "from")
        if (
            not places
            and now.word(hit.first - 1) in words("be")
            and now.word(hit.first - 2) in ("it", "being", "after")
        ):
            places = run.memory.group[:1]
        if not actor and any(now.word(k) in words("metaphor") for k in range(hit.last, min(now.size, hit.last + 3))):
            return None
        actor = actor or foe_of(run, loser)
        return Draft(hit.rule.event_type, places, actor, loser or foe_of(run, actor))
    places, near = object_of(run, hit)
    if near or not places:
        places = []
    actor = now.subject(hit, speaker=speaker)
    if actor == "civil":
        return None
    loser = now.foe_right(hit, "from", "of")
    if loser == actor:
        loser = ""
    actor = actor or foe_of(run, loser)
    if any(now.word(k) in words("metaphor") for k in range(hit.last, min(now.size, hit.last + 3))):
        return None
    if now.word(hit.first - 1) == "to":
        campaign = _campaign(run, hit, places, actor)
        if campaign:
            return campaign
    return Draft(hit.rule.event_type, places, actor, loser or foe_of(run, actor))


def _campaign(run, hit: Hit, places: list, actor: str):
    """Read "offensive to capture Tripoli" as the standing background, told once."""
    now = run.now
    values = {now.tokens[p].value if isinstance(p, int) else p for p in places}
    back = [now.word(k) for k in range(max(0, hit.first - 4), hit.first)]
    if not set(back) & words("plan-noun") | {"bid"} & set(back):
        return None
    if any(now.word(k) in ("announced", "declared", "ordered", "announces") for k in range(hit.first)):
        return None
    for row in run.names.campaigns:
        if row["place_id"] in values and actor in ("", row["actor"]) and row["start"] <= run.published.isoformat():
            if "bid" in back or "battle" in back:
                return Draft("advance", [])
            return Draft("advance", [row["place_id"]], row["actor"], row["target"], date=row["date"], status="fact")
    return None


def falls(run, hit: Hit, speaker: str):
    """Read how a place falls or passes, to somebody if said."""
    now = run.now
    places = now.places_left(hit)
    if not places and now.word(hit.first - 1) in ("it", "has", "had"):
        places = run.memory.group[:1]
    if any(now.word(k) in words("civil") | words("party-noun") for k in range(hit.first - 2, hit.first)):
        return None
    actor = now.foe_right(hit, "to", "into")
    if not actor and hit.rule.name == "surrender":
        return None
    if not actor:
        loser = now.foe_right(hit, "from")
        actor = foe_of(run, loser)
    return Draft(hit.rule.event_type, places, actor, foe_of(run, actor)) if places else None


def falls_inside(run, hit: Hit, speaker: str):
    """Read how a place goes to a side that the trigger's own words name."""
    now = run.now
    actor = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    places = now.places_left(hit)
    return Draft(hit.rule.event_type, places, actor, foe_of(run, actor)) if run.names.sides.get(actor) else None


def loses(run, hit: Hit, speaker: str):
    """Read how a side loses a place."""
    now = run.now
    if now.is_passive(hit):
        places, loser = now.places_left(hit), now.agent(hit)
        actor = now.foe_right(hit, "to") or foe_of(run, loser)
        return Draft("capture", places, actor, loser or foe_of(run, actor))
    places, near = object_of(run, hit)
    loser = now.subject(hit, speaker=speaker)
    if near or not places or not run.names.sides.get(loser):
        return None
    actor = now.foe_right(hit, "to") or foe_of(run, loser)
    return Draft("capture", places, actor, loser)


def hands_over(run, hit: Hit, speaker: str):
    """Read how a place is handed over."""
    now = run.now
    places = now.places_left(hit) if now.is_passive(hit) else object_of(run, hit)[0]
    taker = now.foe_right(hit, "to")
    return Draft(hit.rule.event_type, places, taker, foe_of(run, taker)) if taker else None


def control_noun(run, hit: Hit, speaker: str):
    """Read full control of a place, as a noun."""
    places, near = run.now.places_right(hit, frozenset(), True)
    actor = run.now.subject(hit, speaker=speaker) or speaker
    return None if near or actor in ("", "civil") else Draft("capture", places, actor, foe_of(run, actor))


def noun_taken(run, hit: Hit, speaker: str):
    """Read a side's capture or siege of a place, as a noun."""
    now = run.now
    places, near = now.places_right(hit, frozenset(("of", "on")), True)
    actor = now.owner(hit)
    if (
        actor
        and places
        and any(t.value == actor and n > places[-1] for n, t in enumerate(now.tokens))
        and now.word(places[-1] + 1) == "from"
    ):
        actor = foe_of(run, actor)
    if not places and hit.rule.event_type == "siege":
        return None
    if hit.rule.event_type == "siege" and any(now.word(k) in ENDED for k in range(max(0, hit.first - 3), hit.first)):
        return None
    return None if near else Draft(hit.rule.event_type, places, actor, foe_of(run, actor))


def noun_fall(run, hit: Hit, speaker: str):
    """Read the fall of a place: the taker only where the text names one."""
    now = run.now
    if hit.rule.name == "its-fall":
        places = [run.memory.topic] if run.memory.topic else []
        if run.previous and places and run.previous[-1].place_id == places[0] and run.previous[-1].actor:
            actor = run.previous[-1].actor
        else:
            actor = ""
    else:
        places = now.places_right(hit, frozenset(("of",)), True)[0]
        actor = now.foe_right(hit, "to")
    if now.word(hit.first) in ("loss", "collapse"):
        loser = now.owner(hit)
        actor = foe_of(run, loser)
        if not actor:
            return None
    return Draft("capture", places, actor, foe_of(run, actor))


def rids(run, hit: Hit, speaker: str):
    """Read how a place is rid of a side."""
    now = run.now
    foe = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    if not any(now.word(k) in words("be") | {"declared", "now"} for k in range(max(0, hit.first - 4), hit.first)):
        return None
    actor = foe_of(run, foe)
    return Draft("capture", now.places_left(hit), actor, foe) if actor else None


def _ended(now, hit: Hit) -> bool:
    """Tell a state that is over when the report is written: "held it until Friday", "had controlled it"."""
    had = any(now.word(k) == "had" for k in (hit.first, hit.first - 1, hit.first - 2))
    for k in range(hit.last, min(now.size, hit.last + 10)):
        if now.word(k) in ("until", "till"):
            return now.word(k + 1) not in ("now", "today", "this")
        if now.word(k) in (";", "and", "but"):
            break
    return had


def state(run, hit: Hit, speaker: str):
    """Read how a side holds a place."""
    now = run.now
    if _ended(now, hit):
        return None
    holder = now.subject(hit, speaker=speaker)
    places, near = now.places_right(hit, frozenset(("of",)), True)
    if not places and hit.rule.name == "have-held":
        first, _ = now.clause(hit)
        if now.word(first - 1) in ("which", "that"):
            places = [n for n in range(first - 4, first) if n >= 0 and now.tokens[n].kind == "place"][-1:]
            unit = [
                now.side(t)
                for t in now.tokens[:first]
                if t.kind in ("unit", "actor") and now.side(t) in run.names.parties
            ]
            holder = (unit[0] if unit else "") if now.word(first) in ("they", "it") else holder
    side = run.names.sides.get(holder, "")
    if near or not side:
        return None
    first, last = now.clause(hit)
    if (
        hit.rule.name == "hold"
        and not near
        and any(
            now.word(k) == "by" and any(now.tokens[j].kind == "date" for j in range(k, min(now.size, k + 4)))
            for k in range(first, hit.first)
        )
    ):
        return Draft("capture", places, holder, foe_of(run, holder))
    date = run.published.isoformat() if hit.rule.name == "have-held" else ""
    return Draft("other", [p for p in places if is_small(run, p)], holder, foe_of(run, holder), holder=side, date=date)


def state_passive(run, hit: Hit, speaker: str):
    """Read how a place is held by a side."""
    now = run.now
    if _ended(now, hit):
        return None
    if not any(now.word(k) in words("be") for k in range(max(0, hit.first - 4), hit.first)):
        return None
    holder = now.foe_right(hit)
    places = now.places_left(hit)
    side = run.names.sides.get(holder, "")
    if not side or not places:
        return None
    past = now.word(hit.first - 1) in ("was", "were") or now.word(hit.first - 2) == "had"
    date = f"../{run.published}" if past else ""
    return Draft("other", [p for p in places if is_small(run, p)], holder, holder=side, date=date)


def state_under(run, hit: Hit, speaker: str):
    """Read how a place is under a side's control, or in its hands."""
    now = run.now
    if _ended(now, hit):
        return None
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    own = [now.word(k) for k in range(hit.first, hit.last) if now.word(k) in ("their", "its", "our", "his")]
    holder = inside[0] if inside else ""
    if not holder and own:
        holder = speaker or now.actor_before(hit.first) or run.memory.actor
    holder = holder or now.foe_right(hit, "of", "by", "the") or now.foe_right(hit)
    be = any(
        now.word(k)
        in words("be") | {"remain", "remains", "remained", "stay", "stays", "stayed", "came", "come", "comes", "fell"}
        for k in range(max(0, hit.first - 8), hit.first)
    )
    if not be:
        return None
    places = now.places_left(hit)
    if not places and any(now.word(k) in ("it", "there") for k in range(max(0, hit.first - 6), hit.first)):
        places = run.memory.group[:1]
    side = run.names.sides.get(holder, "")
    if not side:
        return None
    brought = any(
        now.word(k) in ("brought", "came", "come", "comes", "fell", "back", "again", "once", "returned", "now")
        for k in range(max(0, hit.first - 4), hit.first)
    )
    if brought:
        return Draft("capture", places, holder, foe_of(run, holder))
    past = [now.word(k) for k in range(max(0, hit.first - 5), hit.first)]
    date = f"../{run.published}" if "had" in past and "been" in past else ""
    return Draft("other", [p for p in places if is_small(run, p)], holder, foe_of(run, holder), holder=side, date=date)


def leaves(run, hit: Hit, speaker: str):
    """Read how a side leaves a place."""
    now = run.now
    actor = now.subject(hit, speaker=speaker)
    if actor == "civil" or not actor or not run.names.sides.get(actor):
        return None
    direct = "direct" in hit.rule.prepositions
    if any(now.word(k) in AIRCRAFT | {"ship", "vessel", "flight"} for k in range(max(0, hit.first - 3), hit.first)):
        return None
    spots = {
        "position",
        "positions",
        "post",
        "posts",
        "areas",
        "camps",
        "bases",
        "barracks",
        "lines",
        "fronts",
        "front",
        "suburbs",
        "districts",
    }
    held = any(now.word(k) in spots for k in range(hit.last, min(now.size, hit.last + 8)))
    joins = frozenset(("from", "of", "in", "at", "on", "around", "inside") if held else ("from", "of"))
    if any(t.kind == "place" and is_abroad(run, t.value) for t in now.tokens[hit.last : hit.last + 3]):
        return None
    places, near = now.places_right(hit, joins, direct or now.word(hit.last - 1) == "from")
    if not places and now.word(hit.last) == "it" or now.word(hit.last) in ("from",) and now.word(hit.last + 1) == "it":
        places = pronoun_place(run, hit) or (
            [t.value for t in now.tokens[: hit.first] if t.kind == "place"][-1:] or run.memory.group[:1]
        )
    if not places and now.word(hit.last - 1) == "from" and now.word(hit.last) == "it":
        places = [t.value for t in now.tokens[: hit.first] if t.kind == "place"][-1:] or run.memory.group[:1]
    if not places and not direct and hit.rule.name in ("withdraw", "leave", "pull-out"):
        parted = [k for k in range(hit.first) if now.word(k) in ("as", "while", "when", "but", ";")]
        left = [
            t.value
            for t in now.tokens[parted[-1] if parted else 0 : hit.first]
            if t.kind in ("place", "near", "attribute") and t.value in run.names.kinds
        ]
        said = {now.word(k) for k in range(hit.first, min(now.size, hit.last + 3))}
        places = left[-1:] if "from" not in said else []
    if not places and not direct:
        first, last = now.clause(hit)
        places = [n for n in range(hit.last, last) if now.tokens[n].kind == "near"][:1]
        near = bool(places)
    return Draft("withdrawal", places, actor, foe_of(run, actor), near=near)


def noun_leaves(run, hit: Hit, speaker: str):
    """Read a side's withdrawal from a place, as a noun."""
    now = run.now
    actor = now.owner(hit) or speaker
    places, near = now.places_right(hit, frozenset(("from",)), False)
    if near or not run.names.sides.get(actor):
        return None
    return Draft("withdrawal", places, actor, foe_of(run, actor))
