"""Frames of foreign help: men and arms sent, arrived, shipped, received.

One function for each `frame` of triggers.csv; each gives a draft, a list of drafts, or None. What is sent decides the
kind: foreign men a deployment, arms a transfer, a party's own men a redeployment.
"""

from __future__ import annotations

from .frames_moves import flown_out, moves
from .framing import Draft, foe_of, is_abroad, value_of
from .grammar import Hit
from .intention import intention
from .loads import Load, antecedent_span, blamed, joined, object_span, outside, power_from, subject_span
from .predicates import as_hit, doer, left, port_near, right, sides_of
from .referents import antecedent
from .tables import either, reporters, words

_UNLOAD = ("unload", "offload", "discharg")
_BUILT = ("built", "made", "supplied", "manufactured")


def _where(run, hit: Hit, *, direct: bool = False) -> list:
    """Give where men or arms go: a place in the country; the country where the sentence says no more; [] if abroad."""
    now = run.now
    if any(
        now.word(k) in run.names.countries and now.word(k - 1) in ("to", "into", "in")
        for k in range(hit.last, min(now.size, hit.last + 14))
    ):
        return []
    for joins in (("to", "into", "through", "via"), ("to", "into", "in", "at", "inside", "through", "via")):
        places, near = now.places_right(hit, frozenset(joins), direct, 24, through=True)
        if places and not near:
            governor, at = now.governor(places[0])
            if governor == "of" and now.word(at - 1) in ("control", "defence", "defense", "capture", "siege"):
                return [run.names.home]  # "sends arms to help it keep control of X"
            return [] if is_abroad(run, value_of(run, places[0])) else [port_near(run, p) for p in places]
    stop = next((k for k in range(hit.last, now.size) if reporters().get(now.word(k)) == "say"), now.size)
    named = [n for n, t in enumerate(now.tokens[:stop]) if t.kind == "place"]
    if (
        named
        and all(is_abroad(run, now.tokens[n].value) for n in named if n > hit.first)
        and any(n > hit.first for n in named)
    ):
        return []
    said = set(now.words)
    theirs = any(
        t.kind in ("actor", "unit") and run.names.roles.get(now.side(t)) in ("party", "ally") for t in now.tokens
    )
    away = any(
        now.word(k) in run.names.countries and now.word(k - 1) not in ("from", "and", ",", "of")
        for k in range(now.size)
    )
    hired = any(now.word(k).startswith("mercenar") for k in range(now.size)) or any(
        t.value == "Wagner" for t in now.tokens
    )
    across = any(
        now.word(k) in ("border", "frontier") and now.word(k - 2) in ("over", "across") for k in range(now.size)
    )
    abroad = {"country", "abroad", "embargo", "borders"} | run.names.words.get("home", frozenset()) | words("both")
    home = (
        theirs
        or any(not is_abroad(run, now.tokens[n].value) for n in named)
        or (hired and not away)
        or across
        or (run.names.home in run.named and any(run.names.roles.get(t.value) == "backer" for t in now.tokens))
        or any(t.value == run.names.home for t in now.tokens)
        or said & abroad
    )
    if berthed := _berthed(run, hit):
        return berthed
    return [run.names.home] if home else []


def _berthed(run, hit: Hit) -> list:
    """Give the port of "the freighter that berthed at X unloaded forty vehicles"."""
    now = run.now
    for n in range(hit.first - 1, -1, -1):
        if now.tokens[n].kind == "place" and not is_abroad(run, now.tokens[n].value):
            governor, at = now.governor(n)
            docked = not words("came").isdisjoint(now.words[max(0, at - 3) : at])
            return [port_near(run, n)] if governor in ("at", "in") and docked else []
    return []


_NOUN_OF = ("the", "a", "an", "'s", "of", "this", "that", "and", "military", "air")


def _given_with(now, hit: Hit) -> int:
    """Give where the goods begin in "supplied the GNA with drones"; 0 for other verbs and wordings."""
    if not now.word(hit.first).startswith(("suppl", "provid", "equip", "furnish")):
        return 0
    given = next((n for n in range(hit.last, min(now.size, hit.last + 8)) if now.word(n) == "with"), 0)
    return given + 1 if given and any(t.kind in ("actor", "unit") for t in now.tokens[hit.last : given]) else 0


def sends(run, hit: Hit, speaker: str):
    """Read how men or arms are sent."""
    now = run.now
    passive = now.is_passive(hit)
    owned = either("possessive", also=_NOUN_OF)
    if now.word(hit.first) in words("noun-or-verb") and now.word(hit.first - 1) in owned:
        return None  # "its supply and fuel trucks"
    if now.word(hit.first).startswith("mov") and (
        now.word(hit.last) in words("moved-about") or _a_move(now, hit.first)
    ):
        return None
    before = now.word(hit.first - 1)
    if now.word(hit.first).endswith("ing") and (
        before in ("about", "on", "over", "against") or (before == "the" and now.word(hit.last) == "of")
    ):
        return None  # "a deal about sending", "the moving of"
    opener = {now.word(now.clause(hit)[0] - 1), now.word(hit.first - 2), now.word(hit.first - 3)}
    relative = not opener.isdisjoint(("that", "which", "who"))
    ahead = [h for h in now.hits if 0 < h.first - hit.last < 6 and now.word(h.first - 1) == "to"]
    if any(h.rule.frame in ("strike", "hits") for h in ahead):
        return None  # "sent jets to bomb X"
    idle = now.word(hit.first).startswith("station")
    if idle and (relative or now.tokens[hit.first - 1].kind in ("actor", "unit")):
        return None  # "the men who were stationed at X left"
    if hit.rule.name == "flown-out":
        return flown_out(run, hit)
    reduced = (
        now.word(hit.first) in ("sent", "flown", "brought", "transferred")
        and now.word(hit.last) == "to"
        and now.word(hit.first - 1) in words("troops")
    )
    if reduced:
        load = Load(run, range(max(0, hit.first - 6), hit.first))
        return _helped(run, hit, load, load.actor) if load.foreign and load.men else None
    if passive and not any(now.word(k) in words("be") for k in range(max(0, hit.first - 5), hit.first)):
        return None  # "vehicles supplied by the UAE" tells whose they are
    load = Load(run, subject_span(now, hit.first) if passive else object_span(now, hit.first + 1))
    given = _given_with(now, hit)
    if given and not passive:
        load.men, load.arms = False, Load(run, object_span(now, given)).arms
    if passive and not (load.men or load.arms):  # "a system that had been installed at"
        start = subject_span(now, hit.first).start
        if now.word(start - 1) in ("which", "that", "who"):
            load = Load(run, antecedent_span(now, start))
    if not passive and now.word(hit.last) == "them" and not (load.men or load.arms):  # "X did not send them"
        load = Load(run, range(hit.first))
        load.own = False
    posted = now.word(hit.first).startswith(("station", "based"))
    actor = ("" if posted else now.agent(hit)) if passive else doer(run, hit, hit.first)
    if not passive and not (load.men or load.arms) and now.word(hit.first).startswith(("mov", "deploy", "fl")):
        load = Load(run, subject_span(now, hit.first))  # "Turkish troops had begun moving to"
        load.arms = False
        went = now.word(hit.first) == "deployed" and now.word(hit.last) == "to" and not load.foreign
        if (load.own and not load.foreign and load.men) or (went and sides_of(run, actor)):
            return moves(run, hit, sides_of(run, actor))
        actor = load.actor
        if not load.foreign or any(now.word(k) in ("towards", "toward") for k in range(hit.last, hit.last + 3)):
            return None
    if not passive and not (load.men or load.arms):
        start = subject_span(now, hit.first).start
        if start < hit.first and now.word(start - 1) in ("whom", "which", "that"):  # "mercenaries whom Turkey brought"
            load = Load(run, antecedent_span(now, start))
    if (
        now.word(hit.last) == "from"
        and hit.last + 1 < now.size
        and now.tokens[hit.last + 1].kind == "place"
        and not any(
            now.tokens[k].kind == "place" and now.word(k - 1) in ("to", "into") for k in range(hit.last + 2, now.size)
        )
    ):
        return None  # flown out
    out = any(
        now.word(k) == "out" and now.word(k + 1) in ("of", "from", ".", "") for k in range(hit.last, hit.last + 9)
    )
    if out and passive and load.men and load.foreign:
        return moves(run, hit, load.actor)  # "the mercenaries were flown out of X to Y"
    if not (load.men or load.arms) or out:
        return None
    if now.word(hit.first).startswith("carr"):
        load.men = False
        to = next((k for k in range(hit.last, min(now.size, hit.last + 8)) if now.word(k) == "to"), 0)
        ends = 0 < to < now.size - 1 and (
            now.tokens[to + 1].kind in ("place", "actor") or now.word(to + 1) in ("both", "the", "eastern", "western")
        )
        if not load.arms or not ends or now.word(hit.first - 1) == "of":
            return None
    if now.word(hit.first) in words("giving"):
        load.men = False
        if not load.arms:
            return None
    if load.arms and now.word(hit.first).startswith(("deploy", "station")) and _flies(now, hit):
        load.men, load.arms = True, False  # a power's own aircraft
    accused = _accused(run, hit.first)
    if len(accused) > 1:
        return [d for one in accused for d in _helped(run, hit, load, one) or []]
    allowed = [k for k in range(hit.first) if now.word(k) in words("authorise")]
    if allowed and run.names.roles.get(actor) in ("party", "ally", None):
        actor = next(
            (now.side(t) for t in now.tokens[: hit.first] if t.kind == "actor" and outside(run, now.side(t))), actor
        )
    actor = "" if actor == "civil" else actor
    if passive and load.arms and not load.foreign and now.word(hit.last) == "from" and outside(run, power_from(run)):
        load.foreign, load.actor = True, power_from(run)  # "jets were flown from Russia to X"
    carried = Load(run, subject_span(now, hit.first)) if not passive and not actor and load.arms else None
    if carried and carried.carrier and carried.foreign:  # "flights from X have brought arms to Y"
        load.foreign, load.actor = True, load.actor or carried.actor
    if hit.rule.name == "pour-in" and not words("backers").isdisjoint(now.words):
        load.foreign = True
    role = run.names.roles.get(actor)
    if actor and role in ("party", "ally", "") and actor in run.names.sides and not load.foreign:
        return moves(run, hit, actor) if load.men or load.arms else None
    if passive and load.men and not load.foreign and not actor:
        return moves(run, hit, "")
    if hit.rule.name == "pour-in":
        actor = "" if actor == run.names.both else actor
    if role == "mediator" or actor == run.names.both:
        return None
    giver = actor if actor and role not in ("party", "ally") else ""
    freight = (
        load.arms and not load.own and now.word(hit.first).startswith(("deliver", "ship", "airlift", "smuggl", "carr"))
    )
    if not giver and not load.foreign and not (freight and not actor):
        return None
    return _helped(run, hit, load, giver or now.foe_right(hit, "from") or load.actor or actor)


def _a_move(now, n: int) -> bool:
    """Tell the noun of "part of a wider strategic move" from the verb."""
    if now.word(n) not in ("move", "moves"):
        return False
    for k in range(n - 1, max(-1, n - 5), -1):
        if now.word(k) in either("possessive", also=("a", "an", "the", "this", "that", "'s")):
            return True
        if not now.word(k) or now.word(k) in words("force"):
            return False
    return False


def _flies(now, hit: Hit) -> bool:
    """Tell aircraft or ships with their crews from arms that change hands."""
    said = set(now.words[hit.last : hit.last + 12])
    return not said.isdisjoint(words("craft")) and said.isdisjoint(("drones", "drone", "uavs", "systems", "missiles"))


def _accused(run, verb: int) -> list[str]:
    """Give the powers in "accused A, B and C of having supplied"."""
    now = run.now
    at = next(
        (k for k in range(verb - 1, max(-1, verb - 16), -1) if now.word(k) in words("accusing")),
        -1,
    )
    if at < 0 or not any(now.word(k) in ("of", "for") for k in range(max(at, verb - 4), verb)):
        return []
    return [now.side(t) for t in now.tokens[at:verb] if t.kind == "actor" and outside(run, now.side(t))]


def _helped(run, hit: Hit, load: Load, giver: str, verb: int = -1):
    """Draft what a foreign power sends: men, arms, or both."""
    now = run.now
    at = verb if verb >= 0 else hit.first
    if blamed(now, at):
        return None
    places = (
        [run.names.home]
        if hit.rule.name == "pour-in"
        else antecedent(now, as_hit(hit, at)) or _where(run, as_hit(hit, at), direct=now.word(at) in words("reaching"))
    )
    if not places and load.arms and outside(run, giver) and now.word(at) in words("supplied"):
        places = [run.names.home]  # "have again and again supplied weapons"
    if not places:
        return None
    allowed = any(now.word(k) in words("authorise") for k in range(at))
    told = [e for e in run.previous if e.event_type in ("arms_transfer", "foreign_deployment")]
    if not giver and told and not (load.actor or load.foreign and load.men):
        giver = told[-1].actor or ""  # "Russia sent jets to the country. They landed at X"
    others = joined(run, giver, at) if outside(run, giver) else [giver]
    return [draft for one in others for draft in _drafts(run, load, one, places, at, allowed, verb)]


def _drafts(run, load: Load, giver: str, places: list, at: int, allowed: bool, verb: int) -> list[Draft]:
    now = run.now
    drafts = []
    if load.men:
        drafts.append(Draft("foreign_deployment", places, giver, status="planned" if allowed else "", verb=verb))
    if load.arms:
        before, after = now.tokens[max(0, at - 12) : at], now.tokens[at : at + 12]
        order = before + after if now.word(at) in words("getting") else after + before
        near = (now.side(t) for t in order if t.kind == "actor" and now.side(t) in run.names.parties)
        target = run.names.sides.get(giver, "") or next(near, "")
        if giver in run.names.parties and target == giver:
            return drafts  # "the drones that Haftar's backers had supplied"
        drafts.append(Draft("arms_transfer", places, giver, target, status="planned" if allowed else "", verb=verb))
    return drafts


def arrives(run, hit: Hit, speaker: str):
    """Read how men or arms arrive."""
    now = run.now
    verb = hit.last - 1 if now.word(hit.first) in words("troops") else hit.first
    span = subject_span(now, verb)
    if fetched := _fetched(run, hit, span):
        return fetched
    if (
        not span
        and now.word(span.start - 1) in ("who", "which", "that")
        or (span and now.word(span.start - 1) in ("who", "which", "that") and len(span) < 3)
    ):
        span = antecedent_span(now, span.start)  # "Syrians who had landed in"
    load = Load(run, span)
    laden = [k for k in range(now.size) if now.word(k) in words("weapons")]
    if now.word(verb).startswith("land") and load.foreign and not load.men:
        freight = Load(run, object_span(now, verb + 1))
        if freight.men or freight.arms:
            load.men, load.arms, load.carrier = freight.men, freight.arms, False
    if load.carrier and load.foreign and any(now.word(k) == "cargo" for k in span):
        laden = [verb]
        load.arms, load.men, load.carrier = True, False, False
    if now.word(verb).startswith(_UNLOAD):
        freight = Load(run, object_span(now, verb + 1))
        load.arms, load.men, load.carrier = freight.arms, freight.men, True
        load.foreign = load.foreign or freight.foreign
    if load.carrier and (laden or load.arms):
        if not any(now.word(k) in words("laden") for k in range(now.size)) and not now.word(verb).startswith(_UNLOAD):
            return None
        load.arms, load.foreign = True, True
        load.men = load.men and any(now.word(k) in ("mercenaries", "soldiers", "troops") for k in range(now.size))
    elif load.own and not load.foreign and now.word(verb) in words("reaching"):
        places = now.places_right(as_hit(hit, verb), frozenset(), True)[0]
        helps = any(now.word(k) in words("helping-verb") for k in range(verb, min(now.size, verb + 10)))
        actor = doer(run, hit, verb)
        return (
            Draft("other" if helps else "advance", places, actor, "" if helps else foe_of(run, actor))
            if places
            else None
        )
    elif load.own and not load.foreign:
        if now.word(now.clause(hit)[0] - 1) in ("before", "until", "when", "once") and now.word(hit.last) == "there":
            return None  # "left before the GNA forces arrived there"
        return moves(run, hit, doer(run, hit, verb)) if load.men else None
    built = [t.value for t in now.tokens[span.start : verb] if t.kind == "attribute" and t.text.endswith(_BUILT)]
    if built and load.arms and not load.own and hit.rule.name == "roll-off":
        load.foreign, load.actor, load.men = True, load.actor or built[0], False
    if hit.rule.name == "came-ashore" and load.arms and not load.own:
        load.foreign = True
    ahead = Load(run, range(verb + 1, min(now.size, verb + 14)))
    if hit.rule.name == "pour-into" and not load.own and (load.men or load.arms):
        load.foreign = True
    if (
        ahead.foreign
        and not load.own
        and any(now.word(k) in ("aboard", "from", "on") for k in range(verb, min(now.size, verb + 10)))
    ):
        load.foreign, load.actor = True, load.actor or ahead.actor
    shipped = (
        load.arms
        and not load.own
        and any(now.word(k) in words("shipped-by") for k in range(verb, min(now.size, verb + 14)))
    )
    if not shipped and (not load.foreign or not (load.men or load.arms)):
        return None
    giver = load.actor or next(
        (now.side(t) for k, t in enumerate(now.tokens) if t.kind == "actor" and now.word(k - 1) in ("from", "by")), ""
    )
    if run.names.roles.get(giver) in ("party", "ally", "mediator"):
        giver = ""
    return _helped(run, hit, load, giver, verb)


def _fetched(run, hit: Hit, span: range):
    """Read aircraft or ships that come to take foreign men away: "landed at X to fly the mercenaries out"."""
    now = run.now
    if not any(now.word(k) in either("carrier", "craft") for k in span):
        return None
    for k in range(hit.last, min(now.size, hit.last + 16)):
        if now.word(k) in words("fetch") and ("to" in now.words[k - 4 : k] or '"' in now.words[k - 6 : k]):
            rest = now.words[k : k + 18]
            load = Load(run, range(k, min(now.size, k + 18)))
            away = not {"out", "away", "from", "moving", "evacuation", "withdrawal"}.isdisjoint(rest)
            places, near = now.places_right(hit, frozenset(("in", "at", "to")), False, 8)
            if load.men and away and places and not near:
                return Draft("withdrawal", places, load.actor)
    return None


def sending(run, hit: Hit, speaker: str):
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
    told = left(now, hit.first, "authorise", "confirming", "accusing", reach=14)
    told = told or [r for r in run.reports if r.at < hit.first < r.last and now.word(r.at) in words("accusing")]
    denied = any(r.kind == "deny" and r.at < hit.first < r.last for r in run.reports)
    begun = [k for k, _, _ in right(now, hit.last, "came", "confirming", reach=10)]
    if (
        not told
        and not denied
        and not begun
        and now.word(hit.first) != "arrival"
        and hit.rule.name != "transfer-of-men"
    ):
        return None
    load.men = load.men or not load.arms
    power = owner or load.actor or now.subject(hit, speaker="").replace("civil", "")
    if run.names.roles.get(power) == "mediator":  # "the UN accused X of it"
        named = [now.side(t) for t in now.tokens[: hit.first] if t.kind == "actor"]
        power = next((one for one in reversed(named) if run.names.roles.get(one) != "mediator"), "")
    if not load.foreign and not outside(run, power):
        return None
    return _helped(run, hit, load, power if run.names.roles.get(power) not in ("party", "ally") else "")


def shipment(run, hit: Hit, speaker: str):
    """Read a shipment of arms, as a noun: arrived, sent, received, or denied."""
    now = run.now
    freight = Load(run, range(max(0, hit.first - 2), min(now.size, hit.last + 6)))
    if not freight.arms and not any(e.event_type == "arms_transfer" for e in run.events):
        return None
    freight.arms, freight.men = True, False
    deny = next((r for r in run.reports if r.kind == "deny" and r.at < hit.first < r.last), None)
    if deny and run.names.roles.get(deny.speaker) not in ("party", "ally"):
        return _helped(run, hit, freight, deny.speaker) if deny.speaker else None
    verbs = right(now, hit.last, "came", "sent", reach=24)
    for k, _, _ in sorted(verbs, key=lambda verb: verb[2]):  # a relative clause tells it where the main verb does not
        return _helped(run, hit, freight, freight.actor or power_from(run), k)
    for k, kind in left(now, hit.first, "sent", "getting", "supplying"):
        giver = doer(run, hit, k) if kind != "getting" else ""
        if run.names.roles.get(giver) in ("party", "ally", "mediator") or giver == "civil":
            giver = ""
        return _helped(run, hit, freight, giver or freight.actor or power_from(run), k)
    giver = now.agent(hit)  # "the delivery of vehicles by Turkey in the port of X"
    return _helped(run, hit, freight, giver) if outside(run, giver) and now.word(hit.last - 1) == "of" else None


def receives(run, hit: Hit, speaker: str):
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


def presents(run, hit: Hit, speaker: str):
    """Read how a foreign power furnishes a side with arms: "supplied the GNA with drones"."""
    now = run.now
    load = Load(run, object_span(now, hit.last))
    giver = doer(run, hit, hit.first)
    taker = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    if not load.arms or not outside(run, giver) or not sides_of(run, taker) or blamed(now, hit.first):
        return None
    return [Draft("arms_transfer", [run.names.home], one, taker) for one in joined(run, giver, hit.first)]


def laden(run, hit: Hit, speaker: str):
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
    ports = [n for n, t in enumerate(now.tokens) if t.kind in ("place", "near") and not is_abroad(run, t.value)]
    ports = [port_near(run, n) for n in ports if run.names.kinds.get(now.tokens[n].value) != "country"]
    if not giver and not ports:
        return None
    spoken = run.memory.group[:1]
    if not ports and spoken and run.names.kinds.get(spoken[0]) in ("port", "oil_terminal", "airport"):
        ports = spoken  # "the port was shelled. They had hit a ship carrying arms"
    return Draft("arms_transfer", ports[:1] or [run.names.home], giver, run.names.sides.get(giver, ""), status="fact")
