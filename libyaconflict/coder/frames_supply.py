"""Frames of foreign help and of forces on the move: men and arms sent, arrived, asked for; sanctions.

One function for each `frame` of triggers.csv; each gives a draft, a list of drafts, or None. What is sent decides the kind:
foreign men a deployment, arms a transfer, a party's own men a redeployment.
"""

from __future__ import annotations

from .framing import Draft, foe_of, is_abroad, value_of
from .grammar import Hit
from .predicates import as_hit, doer, left, port_near, right, sides_of
from .tables import words
from .voice import intention

_LIMITS = ("to", "into", "from", "for", "against", "by", "at", "in", "via", "through", "on", "towards", "toward", "who", "which")  # fmt: skip
_DIRECT = ("reach", "reaches", "reached", "reaching", "enter", "entered", "enters", "entering")


class Load:
    """What is sent or comes: men, arms, and whose, read from a stretch of tokens."""

    def __init__(self, run, span: range) -> None:
        now = run.now
        self.men = self.arms = self.carrier = self.foreign = self.own = False
        self.actor = ""
        for n in span:
            token, word = now.tokens[n], now.word(n)
            if token.kind in ("actor", "unit", "attribute"):
                side = now.side(token) if token.kind != "attribute" else token.value
                role = run.names.roles.get(side)
                last = token.text.replace("-", " ").split()[-1]
                self.men = self.men or (last in words("troops") and token.kind != "attribute")
                self.own = self.own or role in ("party", "ally")
                if token.kind == "actor" and role not in ("party", "ally", "mediator"):
                    self.foreign = True
                    self.actor = self.actor or side
                    self.men = self.men or side == "Wagner"
            elif word in words("foreign"):
                self.foreign = True
                self.men = self.men or word.startswith(("mercenar", "janjaweed"))
            if word in ("troops", "mercenaries", "soldiers") or (word in words("troops") and now.word(n + 1) not in ("jets", "jet", "aircraft", "bombers", "planes")):
                self.men = True
            if word in words("weapons"):
                self.arms = True
            if word in words("carrier"):
                self.carrier = True


def _object(now, start: int, reach: int = 14) -> range:
    """Give the tokens of the object that begins after a verb."""
    k = start
    while k < min(now.size, start + reach):
        word = now.word(k)
        if k > start and (now.boundary(k) or word in _LIMITS or word in (".", '"') or (word == "," and now.tokens[k - 1].kind == "date")):
            break
        k += 1
    return range(start, k)


def _subject(now, verb: int) -> range:
    """Give the tokens from the start of a clause to its verb."""
    k = verb
    named = False
    while k > 0 and not now.boundary(k - 1) and now.word(k - 1) not in ("that", '"'):
        k -= 1
        named = named or now.word(k) in words("troops") or now.word(k) in words("weapons") or now.tokens[k].kind == "actor"
        if named and now.word(k - 1) == ",":
            break
    return range(k, verb)


def _where(run, hit: Hit, *, direct: bool = False) -> list:
    """Give where men or arms go: a place in the country; the country where the sentence says no more; [] if abroad."""
    now = run.now
    for joins in (("to", "into"), ("to", "into", "in", "at", "inside", "on")):
        places, near = now.places_right(hit, frozenset(joins), direct, 24, through=True)
        if places and not near:
            return [] if is_abroad(run, value_of(run, places[0])) else [port_near(run, p) for p in places]
    named = [n for n, t in enumerate(now.tokens) if t.kind == "place"]
    if named and all(is_abroad(run, now.tokens[n].value) for n in named if n > hit.first) and any(n > hit.first for n in named):
        return []
    said = set(now.words)
    theirs = any(t.kind in ("actor", "unit") and run.names.roles.get(now.side(t)) in ("party", "ally") for t in now.tokens)
    away = any(now.word(k) in run.names.countries and now.word(k - 1) not in ("from", "and", ",", "of") for k in range(now.size))
    hired = any(now.word(k).startswith("mercenar") for k in range(now.size)) or any(t.value == "Wagner" for t in now.tokens)
    home = theirs or (hired and not away) or any(t.value == run.names.home for t in now.tokens) or said & ({"country", "abroad", "embargo", "libyan"} | words("both"))
    return [run.names.home] if home else []


def _blamed(now, verb: int) -> bool:
    return any(now.word(k) in words("judge") or now.word(k) in ("warned", "warns", "opposed", "opposes", "against") for k in range(max(0, verb - 12), verb))  # fmt: skip


def sends(run, hit: Hit, speaker: str):
    """Read how men or arms are sent."""
    now = run.now
    passive = now.is_passive(hit)
    if passive and not any(now.word(k) in words("be") for k in range(max(0, hit.first - 5), hit.first)):
        return None  # "vehicles supplied by the UAE" tells whose they are
    load = Load(run, _subject(now, hit.first) if passive else _object(now, hit.first + 1))
    actor = now.agent(hit) if passive else doer(run, hit, hit.first)
    if not passive and not (load.men or load.arms) and now.word(hit.first).startswith(("mov", "deploy")):
        load = Load(run, _subject(now, hit.first))  # "Turkish troops had begun moving to"
        load.arms = False
        actor = load.actor
        if load.own or not load.foreign or any(now.word(k) in ("towards", "toward") for k in range(hit.last, hit.last + 3)):
            return None
    if not passive and not (load.men or load.arms):
        start = _subject(now, hit.first).start
        if now.word(start - 1) in ("whom", "which", "that"):  # "mercenaries whom Turkey brought to"
            first = last = start - 2 if now.word(start - 2) == "," else start - 1
            while first > 0 and last - first < 8 and not now.boundary(first - 1) and now.word(first - 1) not in (",", "that"):
                first -= 1
            load = Load(run, range(first, last))
    if not (load.men or load.arms) or any(now.word(k) == "out" and now.word(k + 1) == "of" for k in range(hit.last, hit.last + 9)):
        return None
    if now.word(hit.first) in ("gave", "give", "given", "sold", "sell", "donated", "installed"):
        load.men = False
        if not load.arms:
            return None
    accused = _accused(run, hit.first)
    if len(accused) > 1:
        return [d for one in accused for d in _helped(run, hit, load, one) or []]
    allowed = [k for k in range(hit.first) if now.word(k) in words("authorise")]
    if allowed and run.names.roles.get(actor) in ("party", "ally", None):
        actor = next((now.side(t) for t in now.tokens[: hit.first] if t.kind == "actor" and _outside(run, now.side(t))), actor)
    actor = "" if actor == "civil" else actor
    if hit.rule.name == "pour-in" and any(now.word(k) in words("backers") for k in range(hit.first)):
        load.foreign = True
    role = run.names.roles.get(actor)
    if actor and role in ("party", "ally", "") and actor in run.names.sides and not load.foreign:
        return moves(run, hit, actor) if load.men else None
    if passive and load.men and not load.foreign and not actor:
        return moves(run, hit, "")
    if hit.rule.name == "pour-in":
        actor = "" if actor == run.names.both else actor
    if role == "mediator" or actor == run.names.both:
        return None
    giver = actor if actor and role not in ("party", "ally") else ""
    freight = load.arms and not load.own and now.word(hit.first).startswith(("deliver", "ship", "airlift", "smuggl"))
    if not giver and not load.foreign and not (freight and not actor):
        return None
    return _helped(run, hit, load, giver or now.foe_right(hit, "from") or load.actor or actor)


def _outside(run, actor: str) -> bool:
    return bool(actor) and actor != "civil" and run.names.roles.get(actor) not in ("party", "ally", "mediator")


def _accused(run, verb: int) -> list[str]:
    """Give the powers in "accused A, B and C of having supplied"."""
    now = run.now
    at = next((k for k in range(verb - 1, max(-1, verb - 16), -1) if now.word(k) in ("accused", "accuses", "accuse", "accusing", "suspected", "blamed")), -1)  # fmt: skip
    if at < 0 or not any(now.word(k) in ("of", "for") for k in range(max(at, verb - 4), verb)):
        return []
    return [now.side(t) for t in now.tokens[at:verb] if t.kind == "actor" and _outside(run, now.side(t))]


def _helped(run, hit: Hit, load: Load, giver: str, verb: int = -1):
    """Draft what a foreign power sends: men, arms, or both."""
    now = run.now
    at = verb if verb >= 0 else hit.first
    if _blamed(now, at):
        return None
    places = [run.names.home] if hit.rule.name == "pour-in" else _where(run, as_hit(hit, at), direct=now.word(at) in _DIRECT)
    if not places:
        return None
    allowed = any(now.word(k) in words("authorise") for k in range(at))
    side = run.names.sides.get(giver, "")
    drafts = []
    if load.men:
        drafts.append(Draft("foreign_deployment", places, giver, status="planned" if allowed else "", verb=verb))
    if load.arms:
        target = side or next((now.side(t) for t in now.tokens if t.kind == "actor" and now.side(t) in run.names.parties), "")
        drafts.append(Draft("arms_transfer", places, giver, target, status="planned" if allowed else "", verb=verb))
    return drafts


def arrives(run, hit: Hit, speaker: str):
    """Read how men or arms arrive."""
    now = run.now
    verb = hit.last - 1 if now.word(hit.first) in words("troops") else hit.first
    span = _subject(now, verb)
    load = Load(run, span)
    laden = [k for k in range(now.size) if now.word(k) in words("weapons")]
    if now.word(verb).startswith("land") and load.foreign and not load.men:
        freight = Load(run, _object(now, verb + 1))
        if freight.men or freight.arms:
            load.men, load.arms, load.carrier = freight.men, freight.arms, False
    if load.carrier and load.foreign and any(now.word(k) == "cargo" for k in span):
        laden = [verb]
        load.arms, load.men, load.carrier = True, False, False
    if now.word(verb).startswith("unload"):
        freight = Load(run, _object(now, verb + 1))
        load.arms, load.men, load.carrier = freight.arms, freight.men, True
        load.foreign = load.foreign or freight.foreign
    if load.carrier and (laden or load.arms):
        if not any(now.word(k) in words("laden") for k in range(now.size)) and not now.word(verb).startswith("unload"):
            return None
        load.arms, load.foreign = True, True
        load.men = load.men and any(now.word(k) in ("mercenaries", "soldiers", "troops") for k in range(now.size))
    elif load.own and not load.foreign and now.word(verb) in _DIRECT:
        places = now.places_right(as_hit(hit, verb), frozenset(), True)[0]
        helps = any(now.word(k) in ("reinforce", "defend", "support", "join", "help", "strengthen") for k in range(verb, min(now.size, verb + 10)))
        actor = doer(run, hit, verb)
        return Draft("other" if helps else "advance", places, actor, "" if helps else foe_of(run, actor)) if places else None
    elif load.own and not load.foreign:
        return moves(run, hit, doer(run, hit, verb)) if load.men else None
    ahead = Load(run, range(verb + 1, min(now.size, verb + 14)))
    if hit.rule.name == "pour-into" and not load.own and (load.men or load.arms):
        load.foreign = True
    if ahead.foreign and not load.own and any(now.word(k) in ("aboard", "from", "on") for k in range(verb, min(now.size, verb + 10))):
        load.foreign, load.actor = True, load.actor or ahead.actor
    if not load.foreign or not (load.men or load.arms):
        if not (load.arms and not load.own and any(now.word(k) == "from" for k in range(verb, min(now.size, verb + 8)))):
            return None
    giver = load.actor or next(
        (now.side(t) for k, t in enumerate(now.tokens) if t.kind == "actor" and now.word(k - 1) in ("from", "by")), "")  # fmt: skip
    if run.names.roles.get(giver) in ("party", "ally", "mediator"):
        giver = ""
    return _helped(run, hit, load, giver, verb)


def sending(run, hit: Hit, speaker: str):
    """Read the sending or arrival of men or arms, as a noun."""
    now = run.now
    load = Load(run, range(hit.first, _object(now, hit.last).stop))
    owner = now.owner(hit)
    owner = "" if run.names.roles.get(owner) in ("party", "ally", "mediator") else owner
    if not (load.men or load.arms or now.word(hit.first) == "deployment"):
        return None
    told = left(now, hit.first, "authorise", "confirming", reach=14)
    denied = any(r.kind == "deny" and r.at < hit.first < r.last for r in run.reports)
    if not told and not denied:
        return None
    load.men = load.men or not load.arms
    power = owner or load.actor or now.subject(hit, speaker="").replace("civil", "")
    if not load.foreign and not _outside(run, power):
        return None
    return _helped(run, hit, load, power if run.names.roles.get(power) not in ("party", "ally") else "")


def shipment(run, hit: Hit, speaker: str):
    """Read a shipment of arms, as a noun: arrived, sent, received, or denied."""
    now = run.now
    freight = Load(run, range(max(0, hit.first - 2), min(now.size, hit.last + 6)))
    if not freight.arms:
        return None
    freight.arms, freight.men = True, False
    deny = next((r for r in run.reports if r.kind == "deny" and r.at < hit.first < r.last), None)
    if deny and run.names.roles.get(deny.speaker) not in ("party", "ally"):
        return _helped(run, hit, freight, deny.speaker) if deny.speaker else None
    for k, _, relative in right(now, hit.last, "came", "sent", reach=24):
        if not relative:
            return _helped(run, hit, freight, freight.actor or _from(run), k)
    for k, kind in left(now, hit.first, "sent", "getting"):
        giver = doer(run, hit, k) if kind == "sent" else ""
        if run.names.roles.get(giver) in ("party", "ally", "mediator") or giver == "civil":
            giver = ""
        return _helped(run, hit, freight, giver or freight.actor or _from(run), k)
    return None


def _from(run) -> str:
    """Give the power after "from"."""
    now = run.now
    for k, token in enumerate(now.tokens):
        if now.word(k - 1) == "from" and token.kind == "actor" and run.names.roles.get(now.side(token)) not in ("party", "ally"):
            return now.side(token)
    return ""


def receives(run, hit: Hit, speaker: str):
    """Read how a side receives arms from abroad."""
    now = run.now
    load = Load(run, _object(now, hit.last))
    if load.men and not load.arms and any(now.word(k) == "from" for k in range(hit.last, min(now.size, hit.last + 10))):
        taker = sides_of(run, doer(run, hit, hit.first))
        return Draft("foreign_deployment", [run.names.home], load.actor or _from(run)) if taker else None
    if not load.arms:
        return None
    giver = _from(run) or load.actor
    outside = giver or load.foreign or any(now.word(k) in ("embargo", "abroad", "foreign", "port", "delivery") for k in range(now.size))
    if not outside:
        return None
    places = now.places_right(hit, frozenset(("at", "in")), False)[0] or now.locative(hit)[0] or [run.names.home]
    taker = sides_of(run, doer(run, hit, hit.first))
    if is_abroad(run, value_of(run, places[0])):
        return None
    return Draft("arms_transfer", places, giver, run.names.sides.get(giver, "") or taker)


def asks(run, hit: Hit, speaker: str):
    """Read how a side asks a foreign power for armed help."""
    now = run.now
    power = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind == "actor"), "")
    if not power or run.names.roles.get(power) in ("party", "ally", "mediator"):
        return None
    asker = now.subject(hit, speaker=speaker)
    if asker and run.names.roles.get(asker) not in ("party", "ally"):
        return None
    wanted = {now.word(k) for k in range(hit.last, min(now.size, hit.last + 10))}
    if not (wanted & words("help-noun") and wanted & words("armed-help")):
        return None
    return Draft("foreign_deployment", [run.names.home], power, status="planned")


def present(run, hit: Hit, speaker: str):
    """Read how many men a foreign power has in the country."""
    now = run.now
    power = now.subject(hit, speaker="")
    if not power or power == "civil" or run.names.roles.get(power) in ("party", "ally", "mediator"):
        return None
    places, near = now.places_right(hit, frozenset(("in", "at")), True, 6)
    good = [p for p in places if not is_abroad(run, value_of(run, p))]
    return Draft("foreign_deployment", good, power) if good and not near else None


def moves(run, hit: Hit, actor: str = ""):
    """Read how a party's men go to a place."""
    now = run.now
    column = now.word(hit.first) in ("column", "convoy")
    first = ("to", "into", "towards", "toward") if column else ("to", "into")
    places, near = now.places_right(hit, frozenset(first), False, 26, through=True)
    if not places or near:
        joins = frozenset(("in", "at", "near", "around", "outside", "on"))
        places, near = now.places_right(hit, joins, False, 20, through=True)
        last = places[0] if places and isinstance(places[0], int) else hit.last
        if near and any(now.word(k) == "from" for k in range(hit.last, last)):
            return None
    last = places[0] if places and isinstance(places[0], int) else hit.last
    if not column and any(now.word(k) in ("towards", "toward") for k in range(hit.last, last)):
        return None  # an advance
    good = [p for p in places if run.names.kinds.get(value_of(run, p)) != "country" and not is_abroad(run, value_of(run, p))]
    if near and len(good) == 1 and isinstance(good[0], int):
        good = now.group(good[0])
    if not good:
        good = [
            n for n in range(hit.last, min(now.size, hit.last + 14))
            if now.tokens[n].kind == "place" and now.word(n - 1) == "of" and now.word(n - 2) in ("defence", "defense", "front", "outskirts", "approaches")
        ][:1]  # fmt: skip
    actor = "" if actor == "civil" else actor
    return Draft("other", good, actor, near=near) if good else None


def strengthens(run, hit: Hit, speaker: str):
    """Read how a side reinforces its positions."""
    now = run.now
    actor = sides_of(run, doer(run, hit, hit.first, speaker))
    return moves(run, hit, actor) if actor else None


def redeploys(run, hit: Hit, speaker: str):
    """Read how forces are moved, called up or massed within the country."""
    now = run.now
    if now.word(hit.first) in words("massing"):
        verb = hit.first
        if now.word(verb - 1) in words("determiner") and now.word(verb).endswith("ing"):
            return None  # a gathering
        load = Load(run, _object(now, hit.last)) if not now.is_passive(hit) else Load(run, _subject(now, verb))
        subject = Load(run, _subject(now, verb))
        if load.foreign or (subject.foreign and not subject.own):
            return None
        if intention(now, hit) == "hypothetical":
            return None
        actor = sides_of(run, doer(run, hit, verb, speaker))
        if not (load.men or subject.men):
            return None
        draft = moves(run, hit, actor)
        if draft is None and now.word(verb).startswith("mobili"):
            start, _ = now.clause(hit)
            homes = [n for n in range(start, verb) if now.tokens[n].kind in ("place", "unit") and now.tokens[n].value in run.names.kinds]
            places = [now.cue(now.tokens[n].value, n) for n in homes[-1:] if run.names.kinds[now.tokens[n].value] != "country"]
            draft = Draft("other", places, actor) if places else None
        return draft
    actor = now.owner(hit) or now.subject(hit, speaker=speaker)
    if actor and not sides_of(run, actor):
        return None
    moved = any(now.word(k) in words("came") | words("sent") | words("massing") | words("heading") for k in range(max(0, hit.first - 5), min(now.size, hit.last + 14)))  # fmt: skip
    return moves(run, hit, actor) if moved else None


def buildup(run, hit: Hit, speaker: str):
    """Read a build-up or redeployment of forces, as a noun."""
    now = run.now
    after = [now.word(k) for k in range(hit.last, min(now.size, hit.last + 5))]
    if now.word(hit.first).startswith(("mobilis", "mobiliz")) and not (now.word(hit.last) in ("of", "around", "near", "at", "in")):
        return None
    actor = sides_of(run, now.owner(hit)) or sides_of(run, speaker)
    near_by = set(after[:1]) & {"around", "near", "in", "at", "of"}
    if not ({"forces", "troops", "units", "fighters", "reinforcements", "army"} & set(after)) and not actor and not near_by:
        return None
    draft = moves(run, hit, actor)
    if draft is None and actor:
        before = [n for n in range(hit.first) if now.tokens[n].kind == "place"]
        good = [p for p in before[-1:] if run.names.kinds.get(value_of(run, p)) != "country" and not is_abroad(run, value_of(run, p))]
        draft = Draft("other", good, actor) if good else None
    return draft


def sets_out(run, hit: Hit, speaker: str):
    """Read how men set out for a place."""
    now = run.now
    load = Load(run, _subject(now, hit.first))
    actor = sides_of(run, doer(run, hit, hit.first, speaker))
    if load.foreign or not (load.men or load.carrier or actor):
        return None
    places, near = now.places_right(hit, frozenset(("for", "to", "towards", "toward")), True, 10)
    if hit.rule.name == "leave-for":
        places, near = now.place_inside(hit)[-1:], False
    good = [p for p in places if run.names.kinds.get(value_of(run, p)) != "country" and not is_abroad(run, value_of(run, p))]
    return Draft("other", good, actor, near=near) if good else None


def presence(run, hit: Hit, speaker: str):
    """Read that somebody says, or denies, that foreign men are in the country."""
    now = run.now
    load = Load(run, range(max(0, hit.first - 8), hit.first + 1))
    if not load.foreign or not load.men:
        return None
    if hit.rule.name == "men-in":
        deny = next((r for r in run.reports if r.kind == "deny" and r.at < hit.first < r.last), None)
        if deny is None:
            return None
    report = next((r for r in run.reports if r.first <= hit.first < r.last), None)
    if report is None:
        return None
    places = [p for p in now.places_right(hit, frozenset(("in", "at", "on")), True, 6)[0] if not is_abroad(run, value_of(run, p))]
    owner = load.actor or (report.speaker if report.kind == "deny" else "")
    owner = owner if _outside(run, owner) else ""
    return Draft("foreign_deployment", places, owner) if places else None


def intervenes(run, hit: Hit, speaker: str):
    """Read that a foreign power may or will step in with its forces."""
    now = run.now
    power = doer(run, hit, hit.first)
    if not _outside(run, power) or not intention(now, hit) or _blamed(now, hit.first):
        return None
    return Draft("foreign_deployment", [run.names.home], power)


def laden(run, hit: Hit, speaker: str):
    """Read a ship or aircraft that carries arms to a port of the country."""
    now = run.now
    load = Load(run, range(hit.first, min(now.size, hit.last + 6)))
    if not load.arms and hit.rule.name != "cargo-flights":
        return None
    giver = next((now.side(now.tokens[k]) for k in range(max(0, hit.first - 3), hit.last) if now.tokens[k].kind == "actor"), "") or _from(run)
    if giver and not _outside(run, giver):
        return None
    ports = [n for n, t in enumerate(now.tokens) if t.kind in ("place", "near") and not is_abroad(run, t.value)]
    ports = [port_near(run, n) for n in ports if run.names.kinds.get(now.tokens[n].value) != "country"]
    if not giver and not ports:
        return None
    return Draft("arms_transfer", ports[:1] or [run.names.home], giver, run.names.sides.get(giver, ""), status="fact")


def sanctions(run, hit: Hit, speaker: str):
    """Read how sanctions are imposed, or a resolution widens them."""
    now = run.now
    text = set(now.words)
    if hit.rule.name.startswith("embargo") and not text & {"embargo", "sanctions", "arms"}:
        return None
    if hit.rule.name == "embargo" and not text & {"adopted", "passed", "adopts", "approved", "renewed", "extended"}:
        return None
    actor = (now.agent(hit) or now.subject(hit, speaker="")).replace("civil", "")
    actor = actor or next((now.side(t) for t in now.tokens[: hit.first] if t.kind == "actor" and not sides_of(run, now.side(t))), "")
    if run.names.roles.get(actor) in ("party", "ally"):
        return None
    if hit.rule.name == "sanction-noun":
        made = left(now, hit.first, "sanctioning", reach=12) or [
            (k, kind) for k, kind, _ in right(now, hit.last, "sanctioning") if now.is_passive(as_hit(hit, k))
        ]
        if not made or now.word(hit.first - 1) in ("lift", "lifted", "lifting"):
            return None
        return Draft("sanction", [run.names.home], actor, verb=made[0][0])
    if hit.rule.name == "blacklist" and not actor:
        return None
    return Draft("sanction", [run.names.home], actor)
