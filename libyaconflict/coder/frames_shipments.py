"""Frames of arms and men as nouns: shipments, arms received, given, or carried by a ship.

One function for each `frame` of triggers.csv; each gives a draft, a list of drafts, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import Draft, is_abroad, value_of
from .grammar import Hit
from .intention import intention
from .loads import Load, blamed, joined, object_span, outside, power_from
from .predicates import doer, left, port_near, right, sides_of
from .supplied import helped
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def sending(run: Run, hit: Hit, speaker: str):
    """Read the sending or arrival of men or arms, as a noun."""
    now = run.now
    load = Load(run, range(hit.first, object_span(now, hit.last).stop))
    if load.carrier and not load.arms:  # "the arrival of a ship from X carrying"
        freight = Load(run, range(hit.last, min(now.size, hit.last + 26)))
        load.arms = freight.arms
        load.foreign = load.foreign or freight.foreign
    owner = now.agent(hit) or now.owner(hit)
    owner = "" if run.names.roles.get(owner) in ("party", "ally", "mediator") else owner
    if not (load.men or load.arms or now.word(hit.first).startswith("deployment")):
        return None
    told: list = left(now, hit.first, "authorise", "confirming", "accusing", reach=14)
    told = told or [r for r in run.reports if r.at < hit.first < r.last and now.word(r.at) in words("accusing")]
    denied = any(r.kind == "deny" and r.at < hit.first < r.last for r in run.reports)
    if load.men and (unsure := _mooted(run, hit)):
        return _possible(run, hit, load, unsure)
    begun = [k for k, _, _ in right(now, hit.last, "came", "confirming", "authorise", reach=12)]
    if begun and not told and now.word(begun[0]) in words("authorise"):
        told, owner = [(begun[0], "authorise")], owner or now.agent(Hit(hit.rule, begun[0], begun[0] + 1))
    known = load.foreign and _lamented(now, hit)
    if (
        not told
        and not known
        and not denied
        and not begun
        and now.word(hit.first) != "arrival"
        and hit.rule.name != "transfer-of-men"
    ):
        return None if load.foreign else _own_men(run, hit, load)
    load.men = load.men or not load.arms
    power = owner or load.actor or now.subject(hit, speaker="").replace("civil", "")
    if not outside(run, power) and not load.carrier and now.word(hit.first) in _COMING:
        power = power_from(run) or power  # "the LNA confirmed the arrival of arms from Turkey"
    power = power or _whose_body(now, hit)
    power = load.actor if known else power  # who condemns it sent nobody
    if run.names.roles.get(power) == "mediator":  # "the UN accused X of it"
        named = [now.side(t) for t in now.tokens[: hit.first] if t.kind == "actor"]
        power = next((one for one in reversed(named) if run.names.roles.get(one) != "mediator"), "")
    if not load.foreign and not outside(run, power):
        return _own_men(run, hit, load)
    return helped(run, hit, load, power if run.names.roles.get(power) not in ("party", "ally") else "", known=known)


def _lamented(now: Sentence, hit: Hit) -> bool:
    """Tell a deployment that somebody is angry at: "condemned the deployment of", but not "any deployment"."""
    before = now.word(hit.first - 1)
    if before not in ("the", "this", "their", "its", "'s", "recent", "continued", "ongoing"):
        return False
    if left(now, hit.first, "presence-given", reach=7):
        return either("avert", "unreal", also=("any", "against")).isdisjoint(
            now.words[max(0, hit.first - 7) : hit.first]
        )
    told = right(now, hit.last, "presence-given", reach=16)
    return any(now.word(k) in words("judge") and now.is_passive(Hit(hit.rule, k, k + 1)) for k, _, _ in told)


_COMING = frozenset(["arrival", "delivery", "shipment", "shipping", "landing", "transfer"])


def _whose_body(now: Sentence, hit: Hit) -> str:
    """Give the power of "signed a pact with X, whose parliament authorised the deployment of troops"."""
    whose = next((k for k in range(hit.first - 2, max(1, hit.first - 9), -1) if now.word(k) == "whose"), 0)
    owner = whose - 1 - (now.word(whose - 1) == ",") if whose else 0
    return now.side(now.tokens[owner]) if owner > 0 and now.tokens[owner].kind == "actor" else ""


def _mooted(run: Run, hit: Hit) -> str:
    """Tell a deployment that is only possible: "a potential deployment of troops", "is weighing the dispatch"."""
    now = run.now
    lead = range(max(0, hit.first - 4), hit.first)
    unreal = next((k for k in lead if now.word(k) in words("unreal")), -1)
    if unreal >= 0:
        return "planned" if now.word(unreal) in ("planned", "intended") else "hypothetical"
    mused = any(now.word(k) in words("musing") for k in lead) and any(now.word(k) in words("be") for k in lead)
    return "hypothetical" if mused else ""


def _possible(run: Run, hit: Hit, load: Load, status: str):
    """Draft foreign men who may come: to a place, or to the country of which the text tells."""
    now = run.now
    weighs = any(now.word(k) in words("musing") for k in range(max(0, hit.first - 4), hit.first))
    owned = next((k for k in range(hit.first - 1, max(0, hit.first - 4), -1) if now.word(k) in ("'s", "'")), 0)
    owner = now.side(now.tokens[owned - 1]) if owned and now.tokens[owned - 1].kind == "actor" else ""
    power = owner or load.actor or (now.subject(hit, speaker="").replace("civil", "") if weighs else "")
    if not outside(run, power) and not (load.foreign and not power):
        return None
    follows = range(hit.last, min(now.size, hit.last + 9))
    if any(now.word(k) in run.names.countries and now.word(k - 1) in ("in", "to") for k in follows):
        return None  # "troops in Mali"
    places = now.place_inside(hit) or now.places_right(hit, frozenset(("in", "to", "inside")), False, 12)[0]
    if any(is_abroad(run, value_of(run, p)) for p in places):
        return None
    return Draft("foreign_deployment", places or [run.names.home], power, status=status)


def _own_men(run: Run, hit: Hit, load: Load):
    """Read "the arrival in X of GNA reinforcements": men of a party that go to a place."""
    now = run.now
    actor = next((now.side(t) for t in now.tokens[hit.first : hit.last + 4] if t.kind in ("actor", "unit")), "")
    if run.names.roles.get(actor) not in ("party", "ally") or not (load.men or load.own):
        return None
    men = either("troops", "force", also=("reinforcements",))
    if men.isdisjoint(word for t in now.tokens[hit.first : hit.last + 6] for word in t.text.split()):
        return None
    places = now.place_inside(hit) or now.places_right(hit, frozenset(("in", "at", "to", "near")), False, 9)[0]
    kinds = ("country", "region")
    good = [
        p for p in places if run.names.kinds.get(value_of(run, p)) not in kinds and not is_abroad(run, value_of(run, p))
    ]
    return Draft("other", good, actor) if good else None


def shipment(run: Run, hit: Hit, speaker: str):
    """Read a shipment of arms, as a noun: arrived, sent, received, or denied."""
    now = run.now
    freight = Load(run, range(max(0, hit.first - 2), min(now.size, hit.last + 6)))
    placed = any(token.kind in ("place", "near") for token in now.tokens)
    if now.word(hit.first - 1) == "the" and not placed and any(e.event_type == "arms_transfer" for e in run.events):
        return None  # "they received the shipment": told before
    if not freight.arms and not any(e.event_type == "arms_transfer" for e in run.events):
        return None
    freight.arms, freight.men = True, False
    deny = next((r for r in run.reports if r.kind == "deny" and r.at < hit.first < r.last), None)
    if deny and run.names.roles.get(deny.speaker) not in ("party", "ally"):
        return helped(run, hit, freight, deny.speaker) if deny.speaker else None
    caught = _impounded(run, hit, freight)
    if caught is not None or hit.rule.name in ("arms-container", "smuggle-arms"):
        return caught  # "carrying ten containers of arms" is told by its verb
    verbs = right(now, hit.last, "came", "sent", reach=24)
    for k, _, _ in sorted(verbs, key=lambda verb: verb[2]):  # a relative clause tells it where the main verb does not
        return helped(run, hit, freight, freight.actor or power_from(run), k)
    for k, kind in left(now, hit.first, "sent", "getting", "supplying"):
        giver = doer(run, hit, k) if kind != "getting" else ""
        if run.names.roles.get(giver) in ("party", "ally", "mediator") or giver == "civil":
            giver = ""
        return helped(run, hit, freight, giver or freight.actor or power_from(run), k)
    giver = now.agent(hit)  # "the delivery of vehicles by Turkey in the port of X"
    return helped(run, hit, freight, giver) if outside(run, giver) and now.word(hit.last - 1) == "of" else None


def _impounded(run: Run, hit: Hit, freight: Load):
    """Read "customs at X seized a shipment of pistols from Y", "foiled an attempt to smuggle arms by way of X"."""
    now = run.now
    found = [k for k, _ in left(now, hit.first, "impounded", reach=12)]
    found += [k for k, _, _ in right(now, hit.last, "impounded") if now.is_passive(Hit(hit.rule, k, k + 1))]
    if not found:
        return None
    giver = freight.actor or power_from(run)
    smuggled = any(word.startswith("smuggl") for word in now.words)
    if not (outside(run, giver) or freight.foreign or smuggled):
        return None
    named = [n for n, t in enumerate(now.tokens) if t.kind == "place" and _is_port(run, n)]
    ports = {value_of(run, port): port for port in (port_near(run, n) for n in named)}
    towns = {run.names.part_of.get(port) for port in ports}
    places = [port for value, port in ports.items() if value not in towns] or [run.names.home]
    return Draft("arms_transfer", places, giver, run.names.sides.get(giver, ""), status="fact", verb=found[0])


def _is_port(run: Run, n: int) -> bool:
    """Tell a place of this country to which ships and aircraft bring freight, or through which it goes."""
    value = run.now.tokens[n].value
    return not is_abroad(run, value) and run.names.kinds.get(value) not in ("country", "region")


def receives(run: Run, hit: Hit, speaker: str):
    """Read how a side receives arms from abroad."""
    now = run.now
    load = Load(run, object_span(now, hit.last))
    if load.men and not load.arms and any(now.word(k) == "from" for k in range(hit.last, min(now.size, hit.last + 10))):
        taker = sides_of(run, doer(run, hit, hit.first))
        return Draft("foreign_deployment", [run.names.home], load.actor or power_from(run)) if taker else None
    if not load.arms:
        return None
    giver = power_from(run) or load.actor
    outside = giver or load.foreign or any(now.word(k) in words("from-abroad") for k in range(now.size))
    if not outside:
        return None
    through = frozenset(("at", "in", "through", "via"))
    places = now.places_right(hit, through, False)[0] or now.locative(hit)[0] or [run.names.home]
    taker = sides_of(run, doer(run, hit, hit.first))
    if is_abroad(run, value_of(run, places[0])):
        return None
    return Draft("arms_transfer", places, giver, run.names.sides.get(giver, "") or taker)


def presents(run: Run, hit: Hit, speaker: str):
    """Read how a foreign power furnishes a side with arms: "supplied the GNA with drones"."""
    now = run.now
    load = Load(run, object_span(now, hit.last))
    giver = doer(run, hit, hit.first)
    taker = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    if not load.arms or not outside(run, giver) or not sides_of(run, taker) or blamed(now, hit.first):
        return None
    return [Draft("arms_transfer", [run.names.home], one, taker) for one in joined(run, giver, hit.first)]


_BY_LAND = frozenset(["truck", "trucks", "lorry", "lorries", "convoy"])


def laden(run: Run, hit: Hit, speaker: str):
    """Read a ship or aircraft that carries arms to a port of the country."""
    now = run.now
    load = Load(run, range(hit.first, min(now.size, hit.last + 6)))
    if not load.arms and hit.rule.name != "cargo-flights":
        return None
    aimed = [h for h in now.hits if h.last <= hit.first and h.rule.frame in ("hits", "strike")]
    if any(intention(now, h) for h in aimed):
        return None  # "threatened to strike ships that bring arms"
    giver = next(
        (now.side(now.tokens[k]) for k in range(max(0, hit.first - 3), hit.last) if now.tokens[k].kind == "actor"), ""
    ) or power_from(run)
    if giver and not outside(run, giver):
        return None
    if not giver and now.word(hit.first) in _BY_LAND:
        return None  # "hit trucks that were carrying ammunition": anybody's
    ports: list = [n for n, t in enumerate(now.tokens) if t.kind in ("place", "near") and not is_abroad(run, t.value)]
    ports = [n for n in ports if now.word(now.governor(n)[1] - 1) not in words("stationed")]  # "the GNA based in X"
    ports = [port_near(run, n) for n in ports if run.names.kinds.get(now.tokens[n].value) != "country"]
    if not giver and not ports:
        return None
    spoken = run.memory.group[:1]
    if not ports and spoken and run.names.kinds.get(spoken[0]) in ("port", "oil_terminal", "airport"):
        ports = spoken  # "the port was shelled. They had hit a ship carrying arms"
    return Draft("arms_transfer", ports[:1] or [run.names.home], giver, run.names.sides.get(giver, ""), status="fact")
