"""Frames of politics and supply: truces, talks, deployments, sanctions, oil, closures, movements.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from .framing import Draft, foe_of, is_abroad, value_of
from .grammar import Hit
from .tables import words


def truce(run, hit: Hit, speaker: str):
    """Read how a truce is declared, accepted or comes into force."""
    now = run.now
    if any(
        now.word(k) in ("oil", "output", "production", "flights", "work")
        for k in range(hit.first, min(now.size, hit.last + 4))
    ):
        return None
    if now.word(hit.first - 1) in ("to", "for") and now.word(hit.first - 2) in (
        "call",
        "calls",
        "called",
        "urged",
        "urges",
        "appeal",
        "sides",
        "efforts",
        "parties",
        "asked",
    ):
        return None
    actor = now.subject(hit) or speaker
    sides = [now.side(t) for t in now.tokens if t.kind == "actor" and now.side(t) in run.names.parties]
    if (
        hit.rule.name == "truce-begins"
        or not actor
        or len(set(sides[:2])) == 2
        and now.word(hit.first) in ("agree", "agreed", "agrees")
    ):
        actor = run.names.both
    if actor == "civil" or (actor not in run.names.parties and actor != run.names.both):
        return None
    places = now.places_right(hit, frozenset(("in", "at")), False, 8)[0]
    abroad = [p for p in places if is_abroad(run, value_of(run, p))]
    return Draft("truce", abroad or [run.names.home], actor, foe_of(run, actor))


def talks(run, hit: Hit, speaker: str):
    """Read how talks are held at a place."""
    now = run.now
    places = now.places_right(hit, frozenset(("in", "at")), False, 8)[0]
    if any(now.word(k) in ("military", "peace") for k in (hit.first - 1,)) and not places:
        places = []
    held = any(
        now.word(k)
        in (
            "held",
            "holding",
            "hold",
            "holds",
            "began",
            "begun",
            "opened",
            "met",
            "attended",
            "took",
            "started",
            "after",
            "hours",
            "during",
            "left",
            "mediated",
            "brokered",
            "hosted",
            "resumed",
            "ended",
            "failed",
            "continued",
        )
        for k in range(max(0, hit.first - 8), min(now.size, hit.last + 6))
    )
    both = {"sides", "parties", "delegations", "rivals", "factions", "delegates", "envoys", "commanders", "leaders"}
    sides = {now.side(t) for t in now.tokens if t.kind == "actor"}
    mediated = any(run.names.roles.get(side) == "mediator" for side in sides)
    party = mediated or not sides.isdisjoint(run.names.parties)
    if not held or not (party or {t.text for t in now.tokens} & both):
        return None
    if not places:
        if run.memory.venue:
            places = [run.memory.venue]
        elif mediated and any(now.word(k) in ("both", "two") for k in range(now.size)):
            places = [run.names.home]
        else:
            return None
    return Draft("talks", places, run.names.both)


def signs(run, hit: Hit, speaker: str):
    """Read how an agreement is signed, or a signature is withheld."""
    now = run.now
    actor = now.subject(hit, speaker=speaker)
    if not run.names.sides.get(actor):
        both = any(now.word(k) in ("sides", "parties", "delegations", "rivals") for k in range(hit.first))
        if not both:
            return None
        actor = run.names.both
    deal = {"deal", "agreement", "accord", "ceasefire", "truce", "document", "text", "memorandum", "it"}
    if not any(now.word(k) in deal for k in range(max(0, hit.first - 8), min(now.size, hit.last + 8))):
        return None
    venue = [n for n, t in enumerate(now.tokens) if t.kind == "place" and is_abroad(run, t.value)]
    place = venue[:1] or ([run.memory.venue] if run.memory.venue else [run.names.home])
    if (
        now.word(hit.first).endswith("ing")
        and now.word(hit.first - 1) == "without"
        or any(now.word(k) in words("not") for k in range(max(0, hit.first - 4), hit.first))
    ):
        return Draft("agreement", place, actor, foe_of(run, actor), status="denied")
    if any(now.word(k) in ("without", "refused", "declined") for k in range(max(0, hit.first - 4), hit.first)):
        return Draft("agreement", place, actor, foe_of(run, actor), status="denied")
    return Draft("agreement", place, actor, foe_of(run, actor))


def deploys(run, hit: Hit, speaker: str):
    """Read how a foreign power sends men or arms."""
    now = run.now
    actor = now.subject(hit, speaker="") or now.owner(hit)
    foreign = actor and actor != "civil" and run.names.roles.get(actor) not in ("party", "ally", "mediator")
    if not foreign:
        return None
    places, near = now.places_right(hit, hit.rule.prepositions, False)
    if not places and any(t.value == run.names.home for t in now.tokens):
        places = [run.names.home]
    status = (
        "planned"
        if {now.word(k) for k in range(hit.first)}
        & {"authorised", "authorized", "approved", "authorises", "approves", "authorising"}
        else ""
    )
    side = run.names.sides.get(actor, "")
    return Draft(
        hit.rule.event_type, places, actor, "" if hit.rule.event_type == "foreign_deployment" else side, status=status
    )


def receives(run, hit: Hit, speaker: str):
    """Read how arms arrive from abroad."""
    now = run.now
    arms = {
        "weapons",
        "arms",
        "vehicles",
        "tanks",
        "drones",
        "jets",
        "missiles",
        "ammunition",
        "armoured",
        "warplanes",
        "artillery",
    }
    if not any(now.word(k) in arms for k in range(hit.first, min(now.size, hit.last + 9))):
        return None
    giver = now.foe_right(hit, "from") or next(
        (now.side(t) for k, t in enumerate(now.tokens) if t.kind == "actor" and now.word(k - 1) == "from"), ""
    )
    if not giver or giver in run.names.parties:
        return None
    places = now.places_right(hit, frozenset(("at", "in")), False)[0] or now.locative(hit)[0] or [run.names.home]
    return Draft("arms_transfer", places, giver, run.names.sides.get(giver, ""))


def sanctions(run, hit: Hit, speaker: str):
    """Read how sanctions are imposed, or a resolution widens them."""
    now = run.now
    text = {t.text for t in now.tokens}
    if hit.rule.name == "embargo" and not ("embargo" in text or "sanctions" in text):
        return None
    if hit.rule.name == "embargo" and not text & {"adopted", "passed", "adopts", "approved", "renewed", "extended"}:
        return None
    actor = now.agent(hit) or now.subject(hit, speaker="")
    return Draft("sanction", [run.names.home], actor.replace("civil", ""))


def oil(run, hit: Hit, speaker: str):
    """Read how oil is shut in, or flows again."""
    now = run.now
    inside = now.place_inside(hit)
    places, near = (inside, False) if inside else now.places_right(hit, hit.rule.prepositions, True, 10)
    if (not places or near) and now.is_passive(hit):
        places = now.places_left(hit)
    places = places or now.locative(hit)[0] or now.places_left(hit)
    oily = {
        "oil",
        "oilfield",
        "oilfields",
        "output",
        "pumping",
        "barrels",
        "export",
        "exports",
        "terminal",
        "terminals",
        "crude",
        "production",
        "majeure",
        "loading",
    }
    if not any(run.names.kinds.get(value_of(run, p)) in ("oilfield", "oil_terminal") for p in places):
        around = {now.word(k) for k in range(max(0, hit.first - 7), min(now.size, hit.last + 7))}
        if not around & oily:
            return _closed(run, hit, places, near)
        whole = {"majeure", "ports", "fields", "oilfields", "terminals", "exports", "blockade"}
        if not places and not around & whole:
            return None
        places = places or [run.names.home]
    actor = now.agent(hit) if now.is_passive(hit) else now.subject(hit, speaker=speaker)
    kind = hit.rule.event_type
    majeure = {"majeure", "blockade"} & {now.word(k) for k in range(hit.first, hit.last)}
    lifted = any(
        now.word(k) in ("lift", "lifts", "lifted", "lifting", "ended", "ends", "end")
        for k in range(hit.first, min(now.size, hit.last + 3))
    )
    if majeure and lifted:
        kind = "oil_restart"
    if now.word(hit.first) in ("stop", "halt") and not any(
        run.names.kinds.get(value_of(run, p)) in ("oilfield", "oil_terminal", "port") for p in places
    ):
        return None
    if now.word(hit.first) in ("lift", "lifts", "lifted"):
        kind = "oil_restart"
    return Draft(kind, places, "" if actor == "civil" else actor)


def _closed(run, hit: Hit, places: list, near: bool):
    """Read a closing or reopening that is not about oil."""
    if near or run.now.word(hit.first) in (
        "stop",
        "stops",
        "stopped",
        "halt",
        "halts",
        "halted",
        "block",
        "blocked",
        "blocks",
    ):
        return None
    return closure(run, hit, "")


def closure(run, hit: Hit, speaker: str):
    """Read how an airport, crossing or road closes or opens again."""
    now = run.now
    if (
        now.is_passive(hit)
        or now.word(hit.last) in (".", ",", "on", "after", "for", "in", "to", "again")
        or now.size == hit.last
    ):
        places = now.places_left(hit) or now.locative(hit)[0]
    else:
        places = now.places_right(hit, frozenset(("at", "from", "with")), True)[0] or now.places_left(hit)
    if not places and now.word(hit.last) == "it":
        places = list(run.memory.group[:1] or run.memory.recent[-1:])
    good = [p for p in places if run.names.kinds.get(value_of(run, p)) not in ("region", "country", "capital")]
    actor = now.subject(hit, speaker="")
    return Draft("other", good, "" if actor == "civil" else actor) if good else None


def declares(run, hit: Hit, speaker: str):
    """Read how an operation is formally announced."""
    now = run.now
    actor = now.subject(hit, speaker="")
    if not run.names.sides.get(actor):
        return None
    places, near = now.places_right(hit, hit.rule.prepositions, False, through=True)
    return Draft("declaration", places, actor, foe_of(run, actor)) if places and not near else None


def declares_operation(run, hit: Hit, speaker: str):
    """Read how a named operation is launched."""
    actor = run.now.subject(hit, speaker="")
    if run.names.sides.get(actor) not in run.names.parties:
        return None
    return Draft("declaration", [run.names.home], actor, foe_of(run, actor))


def redeploys(run, hit: Hit, speaker: str):
    """Read how forces are moved within the country."""
    now = run.now
    actor = now.owner(hit) or now.subject(hit, speaker=speaker)
    moved = any(
        now.word(k)
        in (
            "arrived",
            "arrive",
            "sent",
            "send",
            "sends",
            "moved",
            "moves",
            "moving",
            "move",
            "reached",
            "redeployed",
            "transferred",
            "deployed",
            "heading",
            "headed",
        )
        for k in range(max(0, hit.first - 4), min(now.size, hit.last + 14))
    )
    if not moved:
        return None
    places, near = now.places_right(hit, hit.rule.prepositions, False, 30, through=True)
    if actor and actor not in run.names.parties:
        return None
    last = places[0] if places and isinstance(places[0], int) else hit.last
    towards = any(now.word(k) in ("towards", "toward") for k in range(hit.last, last))
    if towards and now.word(hit.first) not in ("column", "convoy"):
        return None
    return Draft("other", places, actor) if places else None
