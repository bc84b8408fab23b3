"""Frames of formal announcements: operations, initiatives, zones, votes, accords torn up.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import near as same_day
from .frames_event import focus
from .framing import Draft, foe_of, is_abroad, sited, value_of
from .grammar import Hit
from .predicates import doer, left, right, sides_of, wished
from .spelling import key_of
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def _announcer(run: Run, hit: Hit, verb: int, speaker: str = "") -> str:
    actor = doer(run, hit, verb, speaker)
    return "" if actor in ("civil", run.names.both) else actor


_OUTSET = frozenset(["final", "decisive", "hour", "start", "launch", "beginning"])


def declares(run: Run, hit: Hit, speaker: str):
    """Read how an operation is formally announced."""
    now = run.now
    noun = now.word(hit.first).startswith("announcement")
    actor = now.owner(hit) if noun else _announcer(run, hit, hit.first)
    if not run.names.sides.get(actor) or run.names.roles.get(actor) not in ("party", "ally"):
        return None
    places: list
    places, near = now.places_right(hit, hit.rule.prepositions, False, through=True)
    if not places and any(now.word(k) == "hour" for k in range(hit.first, hit.last)):
        places = [row["place_id"] for row in run.names.campaigns[:1]]
    said = {now.word(k) for k in range(hit.first, hit.last)}
    if not places and now.word(hit.last) == "to" and said & _OUTSET:
        places = [n for n in range(hit.last, min(now.size, hit.last + 8)) if now.tokens[n].kind == "place"][:1]
    if not places and not near and now.word(hit.last) == "in" and "start" in said:
        places = [run.names.home]
    to = hit.last + (now.word(hit.last) == '"')
    if not places and now.word(to) == "to" and now.word(to + 1) in ("defend", "protect", "secure"):
        places = now.places_right(Hit(hit.rule, to + 1, to + 2), frozenset(), True, 6)[0]  # "to defend the capital"
    named = (now.word(hit.last) in words("named-so") or now.word(hit.last) == ",") or any(
        now.tokens[k].value[:1] == "O" for k in range(hit.first, hit.last) if now.word(k) == "operation"
    )
    named = named or any(
        now.word(k) in words("named-so") for k in range(hit.last, hit.last + 7) if now.word(k - 1) != ","
    )
    named = named or (now.word(hit.last) == "with" and "name" in now.words[hit.last : hit.last + 3])
    if not places and (named or "counter-offensive" in said):
        places = [run.names.home] if named else aimed_at(run, hit) or [run.names.home]
    if now.word(hit.last - 1) in ("counter-attack", "counterattack"):
        places = places or focus(run)
        return Draft("advance", places, actor, foe_of(run, actor)) if sited(run, places) else None
    launch = _campaign_launched(run, places, actor)
    if launch:
        return launch
    return Draft("declaration", places, actor, foe_of(run, actor)) if places and not near else None


def announces_begun(run: Run, hit: Hit, speaker: str):
    """Read "announced that its operation to take X had begun", "that his forces would start an offensive on X"."""
    now = run.now
    actor = _announcer(run, hit, hit.first)
    ahead = range(hit.last, min(now.size, hit.last + 28))
    begun = hit.rule.name == "announce-launch" or any(
        now.word(k) in words("begun") and now.word(k - 1) in either("be", "have") for k in ahead
    )
    if not begun or run.names.sides.get(actor) not in run.names.parties:
        return None
    places = aimed_at(run, hit) or now.places_right(hit, frozenset(("on", "against", "for", "of", "in")), False, 8)[0]
    if not places:
        return None
    launch = _campaign_launched(run, places, actor)
    return launch or Draft("declaration", places[:1], actor, foe_of(run, actor), status="fact")


def _campaign_launched(run: Run, places: list, actor: str):
    """Read "on 4 April he announced that an offensive on X was being launched" as the standing offensive."""
    named = [(n, t.value) for n, t in enumerate(run.now.tokens) if t.kind == "date"]
    for row in run.names.campaigns:
        here = any(value_of(run, p) == row["place_id"] for p in places) and run.names.sides.get(actor) == row["actor"]
        days = [n for n, day in named if same_day(day, row["start"])]
        if here and days:
            return Draft("advance", [row["place_id"]], row["actor"], row["target"], when=days[0], status="fact")
    return None


def declares_target(run: Run, hit: Hit, speaker: str):
    """Read how a side declares the ships, aircraft or men of another a target."""
    actor = sides_of(run, _announcer(run, hit, hit.first, speaker))
    aimed = next((run.now.side(t) for t in run.now.tokens[hit.first : hit.last] if t.kind == "actor"), "")
    return Draft("declaration", [run.names.home], actor, aimed) if actor else None


def aimed_at(run: Run, hit: Hit) -> list:
    """Give the first place that an operation is declared to take: "declared Operation Storm to capture X and Y"."""
    now = run.now
    for other in now.hits:
        near_by = hit.last < other.first < hit.last + 12 and other.rule.frame in ("takes", "storms")
        if near_by and now.word(other.first - 1) == "to":
            places = now.places_right(other, frozenset(), True, 8)[0]
            return [p for p in places[:1] if run.names.kinds.get(value_of(run, p)) not in ("country", "region")]
    return []


def declares_operation(run: Run, hit: Hit, speaker: str):
    """Read how a named operation is launched."""
    now = run.now
    actor = _announcer(run, hit, hit.first)
    if run.names.sides.get(actor) not in run.names.parties or run.names.roles.get(actor) not in ("party", "ally"):
        return None
    capital = any(now.tokens[k].value == "Operation" for k in range(hit.first, hit.last))
    dubbed = not words("named-so").isdisjoint(now.words[hit.last : hit.last + 6])
    named = dubbed or (
        now.word(hit.last) in (",", '"', "'")
        and hit.last + 1 < now.size
        and now.tokens[hit.last + 1].value[:1].isupper()
    )
    named = named or (now.word(hit.last) == "with" and "name" in now.words[hit.last : hit.last + 3])
    if not (capital or named):
        return None
    return Draft("declaration", [run.names.home], actor, foe_of(run, actor))


def _maker(now: Sentence, verb: int) -> str:
    """Give who announces an operation: "was announced by the forces of Haftar"."""
    if now.word(verb + 1) != "by":
        return ""
    ahead = now.tokens[verb + 2 : verb + 7]
    return next((now.side(token) for token in ahead if token.kind in ("actor", "unit")), "")


def proclaimed(run: Run, hit: Hit, speaker: str):
    """Read how a named operation is proclaimed: "a new operation, named X, was proclaimed by Y"."""
    now = run.now
    for k in range(hit.last, min(now.size, hit.last + 9)):
        if now.word(k) in either("announced", "launched", also=("proclaimed",)):
            actor = sides_of(run, now.agent(Hit(hit.rule, k, k + 1))) or _maker(now, k)
            if sides_of(run, actor):
                return Draft("declaration", [run.names.home], actor, foe_of(run, actor), status="fact")
    aims = not words("aim").isdisjoint(now.words[hit.last : hit.last + 8])
    side = sides_of(run, speaker or run.memory.actor)
    if aims and hit.first < 12 and now.word(hit.first - 1) in ("the", "its", "this") and run.index < 6 and side:
        return Draft("declaration", [run.names.home], side, foe_of(run, side))  # "the operation, named X, aims to"
    return None


_OPERATION = frozenset(
    ["operation", "campaign", "counter-offensive", "counteroffensive", "counter-attack", "counterattack"]
)


def names_operation(run: Run, hit: Hit, speaker: str):
    """Read how a named operation is launched whose name stands for a side: "Operation Volcano of Rage"."""
    now = run.now
    named = next((t for t in reversed(now.tokens[hit.first : hit.last]) if t.kind == "actor"), None)
    own = run.names.words.get("operation-name", frozenset())
    after = "operation" in now.words[hit.last : hit.last + 3] and (
        named is not None and not own.isdisjoint(named.text.split())
    )
    after = after or (named is not None and not _OPERATION.isdisjoint(now.words[hit.first : hit.last]))
    if named is None or not (named.text.startswith("operation ") or after) or not own.intersection(named.text.split()):
        return None
    actor = sides_of(run, now.side(named))
    return Draft("declaration", [run.names.home], actor, foe_of(run, actor)) if actor else None


def initiative(run: Run, hit: Hit, speaker: str):
    """Read how a head of a body puts forward a plan."""
    now = run.now
    verb = hit.first
    actor = _announcer(run, hit, verb, speaker)
    if not actor or run.names.roles.get(actor) == "mediator" or wished(now, verb):
        return None
    if now.word(hit.last - 1) in ("plan", "proposal", "roadmap", "initiative", "road") or hit.rule.name in (
        "initiative",
        "unveil-declaration",
    ):
        foreign = run.names.roles.get(actor) not in ("party", "ally")
        about = words("initiative-about")
        if now.word(hit.last) == "to" and about.isdisjoint(now.words):
            return None  # "announced its plan to resume flights"
        if foreign and not about & set(now.words):
            return None
        abroad: list = [
            n
            for n, t in enumerate(now.tokens)
            if t.kind == "place" and is_abroad(run, t.value) and now.word(n - 1) == "in"
        ]
        named = [t for t in now.tokens[hit.first : hit.last] if t.kind in ("place", "actor")]
        known = run.names.listed(key_of(named[0].text)) if named else ""  # "the Cairo Declaration"
        places = abroad[:1] or ([now.cue(known, hit.first)] if known in run.names.abroad else [run.names.home])
        return Draft("declaration", places, actor)
    return None


def zero_hour(run: Run, hit: Hit, speaker: str):
    """Read the zero hour of the standing campaign, declared or struck."""
    now = run.now
    told = words("hour-told") & set(now.words)
    actor = (
        sides_of(run, speaker)
        or sides_of(run, now.subject(hit, speaker=""))
        or next((now.side(t) for t in now.tokens if t.kind == "actor" and now.side(t) in run.names.parties), "")
    )
    places = [row["place_id"] for row in run.names.campaigns[:1] if row["actor"] == actor]
    return Draft("declaration", places, actor, foe_of(run, actor), status="fact") if told and places else None


def crowns(run: Run, hit: Hit, speaker: str):
    """Read how a leader makes himself ruler."""
    actor = _announcer(run, hit, hit.first, speaker)
    return Draft("declaration", [run.names.home], actor) if sides_of(run, actor) else None


def constitutional(run: Run, hit: Hit, speaker: str):
    """Read a constitutional declaration, as a noun."""
    now = run.now
    found = [k for k, _ in left(now, hit.first, "made")] or [
        k for k, _, _ in right(now, hit.last, "launched", "made", reach=24)
    ]
    verb = found[0] if found else hit.first
    actor = sides_of(run, doer(run, hit, verb, speaker)) or sides_of(run, speaker)
    return Draft("declaration", [run.names.home], actor, verb=verb) if actor else None


def _sat_at(run: Run) -> list:
    """Give the town in which a body sat that declares something; else the country."""
    now = run.now
    sat = [
        n
        for n, t in enumerate(now.tokens)
        if t.kind == "place"
        and now.word(n - 1) in ("in", "at")
        and run.names.kinds.get(t.value) not in ("country", "region")
        and not is_abroad(run, t.value)
    ]
    met = not {"session", "meeting", "sitting", "vote"}.isdisjoint(now.words)
    return sat[:1] if sat and met else [run.names.home]


def tears_up(run: Run, hit: Hit, speaker: str):
    """Read how a side leaves an accord: a ceasefire's denied, a political one's a declaration."""
    now = run.now
    span = range(hit.last, min(now.size, hit.last + 9))
    accord = next(
        (k for k in span if now.word(k) in words("deal-noun") | run.names.words.get("accord", frozenset())), None
    )
    if accord is None or any(now.boundary(k) for k in range(hit.last, accord)):
        return None
    left = now.word(hit.first).startswith(("leav", "left", "quit", "exit"))
    if left and any(
        now.word(k) in words("preposition") or now.tokens[k].kind == "date" for k in range(hit.last, accord)
    ):
        return None  # "left X without signing the agreement"
    actor = sides_of(run, doer(run, hit, hit.first, speaker))
    if not actor or actor == run.names.both:
        return None
    truces = any(now.word(k) in ("ceasefire", "truce", "cease-fire") for k in range(hit.last, accord + 4))
    if truces:
        return Draft("agreement", [run.names.home], actor, foe_of(run, actor), status="denied")
    place = _sat_at(run)
    voted = any(
        now.word(k) in ("voted", "votes", "decided", "resolved", "resolves")
        for k in range(max(0, hit.first - 12), hit.first)
    )
    return Draft("declaration", place, actor, status="fact" if voted else "")


def severs(run: Run, hit: Hit, speaker: str):
    """Read how a body of one side cuts its ties with a foreign power."""
    now = run.now
    actor = sides_of(run, doer(run, hit, hit.first, speaker))
    if not actor or actor == run.names.both or wished(now, hit.first):
        return None
    voted = not {"voted", "votes", "decided", "resolved"}.isdisjoint(now.words[: hit.first])
    return Draft("declaration", _sat_at(run), actor, status="fact" if voted else "")


def _closed_zone(run: Run, hit: Hit, speaker: str):
    """Read "X and Y are from now on military zones", as its side has announced."""
    now = run.now
    be = next((k for k in range(hit.first - 1, max(-1, hit.first - 6), -1) if now.word(k) in ("is", "are")), -1)
    places = now.places_left(Hit(hit.rule, be, be + 1)) if be > 0 else []
    actor = sides_of(run, speaker)
    return Draft("other", places, actor) if places and actor else None


def zone(run: Run, hit: Hit, speaker: str):
    """Read how a side declares a place a military or no-fly zone, or mobilisation."""
    now = run.now
    found = left(now, hit.first, "made", "zoned", reach=16)
    after = [k for k, _, _ in right(now, hit.last, "zoned") if now.is_passive(Hit(hit.rule, k, k + 1))]
    if not found and not after and (closed := _closed_zone(run, hit, speaker)):
        return closed
    if not found and not after:
        return None
    verb = found[-1][0] if found else after[0]
    actor = _announcer(run, hit, verb, speaker)
    if actor and not sides_of(run, actor) and hit.rule.name not in ("mobilisation", "emergency"):
        return None
    places: list = now.places_right(hit, frozenset(("over", "in", "around", "of", "at", "across")), False, 10)[0]
    places = places or [n for n in range(verb, hit.first) if now.tokens[n].kind == "place"]
    if not places:
        owner = [
            n
            for n in range(verb)
            if now.tokens[n].kind in ("unit", "attribute", "place")
            and now.tokens[n].value in run.names.kinds
            and not (
                now.tokens[n].kind == "place" and any(k in now.starts for k in range(verb))
            )  # "hit X and declared a state of alert"
        ]
        places = [now.cue(now.tokens[n].value, n) for n in owner[-1:]]
        if owner and now.tokens[owner[-1]].kind == "place":
            places = now.group_left(owner[-1])
    if not places:
        whole = hit.rule.name in ("mobilisation", "emergency", "jihad") and actor
        places = [run.names.home] if whole else []
    places = [p for p in places if not is_abroad(run, value_of(run, p))]
    return Draft("declaration", places, actor, verb=verb) if places else None


def votes(run: Run, hit: Hit, speaker: str):
    """Read how a body of the country votes, or the Security Council adopts a resolution."""
    now = run.now
    if wished(now, hit.first):
        return None
    said = set(now.words)
    if hit.rule.name in ("resolution", "endorse-outcome"):
        actor = doer(run, hit, hit.first)
        kind = "sanction" if {"embargo", "sanctions"} & said else "declaration"
        return Draft(kind, [run.names.home], actor) if run.names.roles.get(actor) == "mediator" else None
    actor = doer(run, hit, hit.first)
    power = next((now.side(t) for t in now.tokens[hit.first :] if t.kind == "actor"), "")
    if run.names.roles.get(actor) not in ("party", "ally") or run.names.roles.get(power) in (
        "party",
        "ally",
        "mediator",
    ):
        return None
    if not said & {"intervene", "intervention", "army", "troops", "forces"}:
        return None
    return Draft("declaration", [run.names.home], actor, status="fact")
