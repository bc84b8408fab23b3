"""Frames of what closes and opens again: airports, crossings, roads, flights, water, power.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import STRUCK
from .framing import Draft, is_abroad, is_small, value_of
from .grammar import Hit
from .intention import intention
from .predicates import as_hit, doer, left, port_near, right, sides_of, wished
from .referents import last_of
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

OIL_KINDS = ("oilfield", "oil_terminal")


def is_oil(run: Run, place) -> bool:
    """Tell an oilfield or an oil port."""
    return run.names.kinds.get(value_of(run, place)) in OIL_KINDS


def around(now: Sentence, hit: Hit, reach: int = 8) -> set[str]:
    """Give the words around a trigger."""
    return {now.word(k) for k in range(max(0, hit.first - reach), min(now.size, hit.last + reach))}


def closure(run: Run, hit: Hit, speaker: str):
    """Read how an airport, crossing or road closes or opens again."""
    now = run.now
    if now.word(hit.first - 1) in words("unopened"):
        return None
    noun, ahead = now.word(hit.first).startswith("closure"), now.words[hit.last : hit.last + 7]
    if noun and not words("pending").isdisjoint(ahead):
        return None  # "road closures are to be expected"
    if now.word(hit.first) == "closed" and _long_closed(now, hit):
        return None
    if not words("talks-noun").isdisjoint(now.words[hit.last : hit.last + 5]):
        return None  # "suspended peace negotiations"
    goes_again = now.word(hit.first).startswith(("resum", "restart"))
    if goes_again and _TRAFFIC.isdisjoint(around(now, hit, 5)):
        return None
    places, passive = _what_shuts(run, hit)
    places = [port_near(run, p) for p in places or _shut_unsaid(run, hit)]
    sited = around(now, hit, 9) & words("sites-closed")
    good = [p for p in places if _can_shut(run, p, sited)] or _roads(run, hit, passive)
    actor = now.agent(hit) if passive else now.subject(hit, speaker="")
    actor = "" if actor == "civil" else actor
    if not good and "all" in now.words[max(0, hit.first - 12) : hit.last + 3] and sited & _EVERY and _at_home(run):
        good = [run.names.home]  # "all of Libya's airports will be shut"
    return Draft("other", good, actor) if good else None


def _long_closed(now: Sentence, hit: Hit) -> bool:
    """Tell "the airport, closed since 2014"."""
    since = hit.last < now.size and now.tokens[hit.last].text[:5] == "since"
    return since and words("be").isdisjoint(now.words[max(0, hit.first - 3) : hit.first])


_TRAFFIC = frozenset(["flights", "traffic", "operations", "operation", "service"])
_SHUT_KINDS = ("airport", "airbase", "port", "building", "road")


def _what_shuts(run: Run, hit: Hit) -> tuple[list, bool]:
    """Give the places that a verb shuts or opens, and whether it is a passive: "X was shut", "reopened X"."""
    now = run.now
    passive = now.is_passive(hit)
    bare = hit.rule.name == "is-open" or now.size == hit.last
    if inside := now.place_inside(hit):
        places: list = inside
    elif bare or passive or now.word(hit.last) in words("closure-next") or now.tokens[hit.last].kind == "date":
        places = now.places_left(hit) or now.locative(hit)[0]
    else:
        places = now.places_right(hit, frozenset(("at", "from", "with", "to")), True)[0] or now.places_left(hit)
    if not places and "it" in now.words[max(0, hit.first - 3) : hit.first] and hit.first < 5:
        places = run.memory.group[:1]  # "It was shut for hours"
    if not places and now.word(hit.last) == "it":
        places = list(run.memory.group[:1]) or run.memory.recent[-1:]
    small = any(is_small(run, p) for p in places)
    if not places or (hit.rule.name == "keep-shut" and not small):
        places = [
            n
            for n in range(hit.first)
            if now.tokens[n].kind == "place"
            and run.names.kinds.get(now.tokens[n].value) in ("airport", "airbase", "port")
        ][:1]
        small = any(is_small(run, p) for p in places)
    return (places if small else _within(run, hit) or places), passive


def _within(run: Run, hit: Hit) -> list:
    """Give the town after a verb that shuts something "at X", "in X"."""
    now = run.now
    return [
        n
        for n in range(hit.last, min(now.size, hit.last + 14))
        if now.tokens[n].kind == "place" and now.governor(n)[0] in ("at", "in") and is_small(run, n)
    ][:1]


def _shut_unsaid(run: Run, hit: Hit) -> list:
    """Give the airport that the text has named, for "the airport was reopened"."""
    if "airport" not in run.now.words[max(0, hit.first - 6) : hit.last + 5]:
        return []
    known = last_of(run, frozenset(["airport", "airbase"]))
    return [known] if known else []


def _can_shut(run: Run, place, sited: set[str]) -> bool:
    """Tell a place that can be shut: an airport, port or road, or any town where the text speaks of such a site."""
    value = value_of(run, place)
    if not is_small(run, place) or is_abroad(run, value) or is_oil(run, place):
        return False
    if run.names.kinds.get(value) not in _SHUT_KINDS and not (sited or _named_site(run.now, place)):
        return False
    return not (isinstance(place, int) and run.now.governor(place)[0] == "between")


def _named_site(now: Sentence, place) -> bool:
    """Tell "the crossing of X", "the X crossing" and "the crossing" of a town."""
    if not isinstance(place, int):
        return False
    said = {now.word(k) for k in range(place - 2, place + 2)}.union(now.tokens[place].text.split())
    return not said.isdisjoint(words("sites-closed"))


def _roads(run: Run, hit: Hit, passive: bool) -> list:
    """Give the road of "the coastal road between X and Y was reopened"."""
    now = run.now
    ahead = range(hit.last, min(now.size, hit.last + 4))
    span = range(now.clause(hit)[0], hit.first) if passive or hit.last + 2 >= now.size else ahead
    return [n for n in span if now.tokens[n].kind == "place" and run.names.kinds.get(now.tokens[n].value) == "road"]


_EVERY = frozenset(["airports", "crossings", "borders", "airspace"])


def _at_home(run: Run) -> bool:
    said = {word for token in run.now.tokens for word in token.text.split()}
    return "country" in said or any(t.value == run.names.home for t in run.now.tokens)


_PORTS = frozenset(["port", "oil_terminal"])


def refused_landing(run: Run, hit: Hit, speaker: str):
    """Read how aircraft are refused leave to land at an airport."""
    now = run.now
    places = now.places_right(hit, frozenset(("at", "in")), False, 12, through=True)[0]
    if not {"land", "landing", "fly"} & set(now.words[hit.last : hit.last + 9]) or not places:
        return None
    by = next(
        (now.side(t) for k, t in enumerate(now.tokens) if t.kind == "actor" and now.word(k - 1) in ("by", "the")), ""
    )
    actor = by if now.is_passive(hit) or now.word(hit.last) == "by" else now.subject(hit, speaker="")
    return (
        Draft("other", places[:1], "" if actor == "civil" else actor, status="fact")
        if is_small(run, places[0])
        else None
    )


def ship(run: Run, hit: Hit, speaker: str):
    """Read how a ship is seized, boarded or stopped off the coast."""
    now = run.now
    places, near = now.places_right(hit, hit.rule.prepositions | {"off", "near", "at", "in", "from"}, False)
    within = [n for n in range(hit.first, hit.last) if now.tokens[n].kind in ("place", "near")]
    near = near or bool(within)
    places = within or places or [n for n in range(hit.first) if now.tokens[n].kind in ("place", "near")][-1:]
    good = [p for p in places if not is_abroad(run, value_of(run, p)) and is_small(run, p)]
    passive = hit.rule.name in ("ship-seized", "ships-evacuated") or now.is_passive(hit)
    if not good and "port" in now.words[hit.last : hit.last + 4] and (port := last_of(run, _PORTS)):
        good = [port]  # "evacuated the tankers from the port"
    if not {"migrants", "migrant", "refugees", "rescued"}.isdisjoint(now.words):
        return None
    if words("vessel").isdisjoint(now.words) or not words("not").isdisjoint(
        now.words[max(0, hit.first - 3) : hit.first]
    ):
        return None
    actor = now.agent(hit) if passive else now.subject(hit, speaker=speaker)
    return Draft("other", good[:1], "" if actor == "civil" else actor, near=near) if good else None


def flights(run: Run, hit: Hit, speaker: str):
    """Read how flights are suspended or go again, at an airport."""
    now = run.now
    if hit.rule.name in ("ban-flights", "flights-banned"):
        return _banned(run, hit, speaker)
    airports = [
        n
        for n, t in enumerate(now.tokens)
        if t.kind == "place" and run.names.kinds.get(t.value) in ("airport", "airbase") and not is_abroad(run, t.value)
    ]
    if not airports and (ends := _flown_between(run, hit)) and not wished(now, hit.first):
        ahead = range(hit.first, min(now.size, hit.last + 14))
        verb = next((k for k in ahead if now.word(k) in either("shut", "opened", "flight-verb")), hit.last - 1)
        return Draft("other", ends, "", verb=verb, status="planned" if _yet_to_fly(now, hit) else "")
    if not airports:
        places = now.places_right(hit, frozenset(("at", "from")), False, 10)[0]
        airports = [p for p in places if is_small(run, p) and not is_abroad(run, value_of(run, p))]
    told = any(run.names.kinds.get(e.place_id) == "airport" for e in run.previous)
    flown = any(run.names.kinds.get(value_of(run, p)) in ("airport", "airbase") for p in airports)
    if "operations" in now.words[hit.first : hit.last] and not flown and "airport" not in now.words and not told:
        return None
    known = last_of(run, frozenset(["airport"])) or _flown_from(run)
    if hit.rule.name == "first-flight":
        airports = [n for n in airports if now.governor(n)[0] in ("at", "in", "to")] or airports[-1:]
    led = now.places_right(hit, frozenset(("to", "from")), False, 9)[0] if _moved(now, hit) else []
    last: list = [p for p in led if now.governor(p)[0] == "to"] or [n for n in airports if now.governor(n)[0] == "to"]
    whence: list = [n for n in airports if now.governor(n)[0] != "to"]
    shut = any(now.word(k)[:4] in ("susp", "halt", "canc", "stop", "grou") for k in range(hit.first, hit.last))
    whence = whence or ([known] if known and (not airports or shut) else [])
    if whence and any(now.word(k)[:5] in ("diver", "rerou", "redir") for k in range(hit.first, hit.last)):
        led = []  # "flights at X were diverted to Y": X is shut
    places = (last if led else whence or airports)[:1] or ([known] if known else [])
    if not places or wished(now, hit.first):
        return None
    noun = now.word(hit.first) in ("flights", "traffic", "air", "navigation")
    verb = next(
        (k for k in range(hit.last - 1, hit.first - 1, -1) if now.word(k) in either("shut", "opened", "flight-verb")),
        hit.first,
    )
    planned = "planned" if _yet_to_fly(now, hit) else ""
    return Draft("other", places, "", verb=verb if noun else -1, status=planned)


def _flown_from(run: Run) -> str:
    """Give the airfield of which the sentence before told, where civil flights, too, may stop."""
    told = [e.place_id for e in run.previous if run.names.kinds.get(e.place_id) == "airbase"]
    civil = not {"civilian", "civil", "commercial", "passenger"}.isdisjoint(run.now.said)
    return told[-1] if told and civil else ""


def _yet_to_fly(now: Sentence, hit: Hit) -> bool:
    """Tell flights that the trigger's own words put off: "flights at X will resume"."""
    return not {"will", "would"}.isdisjoint(now.words[hit.first : hit.last])


def _flown_between(run: Run, hit: Hit) -> list[int]:
    """Give both ends of "flights between X and Y"."""
    now = run.now
    at = next((n for n in range(hit.first, hit.last + 2) if now.word(n) == "between"), -1)
    ends = [n for n in range(at + 1, min(now.size, at + 7)) if now.tokens[n].kind == "place"] if at >= 0 else []
    home = [n for n in ends if not is_abroad(run, value_of(run, n))]
    wide = any(run.names.kinds.get(value_of(run, n)) in ("country", "region") for n in ends)
    return home if len(ends) > 1 and not wide else []


def _banned(run: Run, hit: Hit, speaker: str):
    """Read "has banned all flights to Turkey": what a side of this war forbids."""
    now = run.now
    actor = (
        now.agent(hit)
        if now.is_passive(hit) or hit.rule.name == "flights-banned"
        else doer(run, hit, hit.first, speaker)
    )
    actor = actor or speaker
    abroad = next((t for t in now.tokens[hit.first :] if t.kind == "actor" and now.side(t) != actor), None)
    if not sides_of(run, actor):
        return None
    target = now.side(abroad) if abroad else ""
    return Draft("other", [run.names.home], actor, "" if run.names.sides.get(target) == actor else target)


def _moved(now: Sentence, hit: Hit) -> bool:
    """Tell flights that go on elsewhere: "moved their operations to X airport"."""
    return any(now.word(k) in words("flight-moved") for k in range(hit.first, hit.last))


def cuts(run: Run, hit: Hit, speaker: str):
    """Read how water, power or fuel is cut off, or comes back."""
    now = run.now
    if wished(now, hit.first) or intention(now, hit) == "hypothetical":
        return None
    if not now.is_passive(hit) and _by_a_strike(run, hit):
        return None
    inside = now.place_inside(hit)
    fields = [
        n for n in range(hit.last, min(now.size, hit.last + 16)) if now.tokens[n].kind == "place" and is_oil(run, n)
    ]
    if fields and hit.rule.name == "shut-pipeline":
        return Draft("oil_shutdown", now.group(fields[0]), now.subject(hit, speaker="").replace("civil", ""))
    at_site, near = now.places_right(hit, frozenset(("at", "in")), False, 12)
    fed = now.places_right(hit, frozenset(("to", "from", "for", "across", "in")), False, 14)[0]
    before = [
        n for n in range(hit.first) if now.tokens[n].kind == "place" and now.governor(n)[0] in ("in", "at", "near")
    ]
    through = now.places_right(hit, frozenset(("through",)), False, 12)[0]
    feeds = [n for n in range(hit.last + 1, min(now.size, hit.last + 4)) if now.tokens[n].kind == "place"]
    feeds = feeds[:1] if now.word(hit.last) in ("supplying", "feeding", "serving") else []
    places = inside or feeds or through or (at_site if not near else []) or before[-1:] or fed or now.places_left(hit)
    good = [p for p in places if run.names.kinds.get(value_of(run, p)) != "country"]
    actor = now.agent(hit) if now.is_passive(hit) else now.subject(hit, speaker=speaker)
    return Draft("other", good, "" if actor == "civil" else actor) if good else None


def _by_a_strike(run: Run, hit: Hit) -> bool:
    """Tell what a strike led to: "missiles hit the port and disrupted fuel deliveries"."""
    struck = any(e.event_type in STRUCK for e in run.coded)
    joined = run.now.word(hit.first - 1) in ("and", ",") or run.now.word(hit.first).endswith("ing")
    return struck and joined


def supply(run: Run, hit: Hit, speaker: str):
    """Read what becomes of a town's water or power: cut, disrupted, restored."""
    now = run.now
    noun = hit.rule.name == "water-cut"
    if noun and now.word(hit.first - 1) in ("over", "about", "against"):
        return None  # "protests over power cuts"
    told = [k for k, _, _ in right(now, hit.last, "cut-verb", reach=16) if now.is_passive(as_hit(hit, k))]
    told = told or [k for k, _ in left(now, hit.first, "cut-verb", reach=6)] or ([hit.first] if noun else [])
    if not told or wished(now, told[0]) or intention(now, as_hit(hit, told[0])) == "hypothetical":
        return None
    first, last = min(hit.first, told[0]), max(hit.last, told[0] + 1)
    after = [n for n in range(last, min(now.size, last + 12)) if now.tokens[n].kind == "place"]
    inner = [n for n in range(first, last) if now.tokens[n].kind == "place"]
    before = [n for n in range(max(0, first - 3), first) if now.tokens[n].kind == "place"]
    by = next((k for k in range(last, min(now.size, last + 3)) if now.word(k) == "by"), 0)
    near = [n for n in after if now.governor(n)[0] in ("to", "in", "from", "at", "for", "across", "into", "through")]
    places = inner[:1] or before[-1:] or near[:1] or (after[:1] if by else [])
    good: list = [
        p for p in places if run.names.kinds.get(value_of(run, p)) != "country" and not is_abroad(run, value_of(run, p))
    ]
    if not good and not places and noun is False and run.memory.group:
        good = list(run.memory.group[:1])
    mine = told[0] < hit.first and now.word(told[0] - 1) not in words("determiner")
    actor = now.agent(as_hit(hit, told[0])) or ("" if not mine else now.subject(as_hit(hit, told[0]), speaker=""))
    return Draft("other", good, actor.replace("civil", ""), verb=told[0]) if good else None
