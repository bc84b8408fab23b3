"""The oilfields and oil ports that a sentence speaks of, and the draft of what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .frames_closures import OIL_KINDS, around, is_oil
from .framing import Draft, value_of
from .grammar import Hit
from .predicates import as_hit, doer, wished
from .referents import last_of
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_FLOWS = frozenset(["production", "exports", "output", "flows"])


def oil_draft(run: Run, hit: Hit, kind: str, verb: int, speaker: str = "", *, told: bool = False):
    """Draft what becomes of fields and ports, unless somebody only wishes it, or it lasts until then."""
    places = oil_places(run, hit)
    first, _ = run.now.clause(as_hit(hit, verb))
    if not places or (wished(run.now, verb) and not told) or run.now.word(first - 1) in ("until", "unless"):
        return None
    actor = doer(run, hit, verb, speaker)
    actor = "" if actor in ("civil", run.names.both) or run.names.roles.get(actor) == "mediator" else actor
    return Draft(kind, places, actor, verb=verb)


def oil_sites(run: Run, places: list, *, loaded: bool = False) -> list:
    """Put the oil port for the town where the sentence speaks of ports or exports."""
    now = run.now
    named = [value_of(run, p) for p in places] + [token.value for _, token in now.marks if token.kind == "place"]
    beside = any(run.names.kinds.get(value) == "oil_terminal" for value in named)
    if not loaded and not beside and not words("portly") & set(now.words):
        return places
    out = []
    for place in places:
        value = value_of(run, place)
        port = "" if run.names.kinds.get(value) == "region" else next(iter(_terminals(run, value)), "")
        out.append(now.cue(port, place) if port and isinstance(place, int) else port or place)
    return out


def _terminals(run: Run, value: str) -> list[str]:
    """Give the oil ports that belong to a town or lie in a region."""
    return [p for p, wider in run.names.part_of.items() if wider == value and run.names.kinds[p] == "oil_terminal"]


def oil_places(run: Run, hit: Hit) -> list:
    """Give the fields and ports that a trigger speaks of; the country where it speaks of all."""
    if _all_exports(run.now, hit) or (hit.rule.name == "on-stream-open" and run.now.word(hit.first - 1) == "all"):
        return [run.names.home]
    portly = not words("portly").isdisjoint(around(run.now, hit))
    named = False
    for group in _groups(run, hit):
        named = named or bool(group)
        flows = hit.rule.name in ("oil-flows", "oil-operations")
        sites = oil_sites(run, [p for p in group if not run.now.is_near(p)], loaded=flows)
        good = [p for p in sites if _pumps(run, p, portly)]
        if good:
            return good
    if run.now.word(hit.first - 1) in run.names.words.get("home", ()) or _lone_blockade(run, hit):
        return [run.names.home]  # "Libyan oil output", "the blockade"
    if found := _oil_before(run, hit) or ([] if named else _oil_told(run, hit)):
        return found
    return [run.names.home] if _whole_country(run, hit) else []


def _lone_blockade(run: Run, hit: Hit) -> bool:
    """Tell "the blockade" of all exports from that of a field which the text has told."""
    if not hit.rule.name.startswith("blockade"):
        return False
    shut = [e.place_id for e in run.events if e.event_type == "oil_shutdown"]
    return not shut or run.names.home in shut


def _all_exports(now: Sentence, hit: Hit) -> bool:
    """Tell "force majeure on all oil exports", of no one port."""
    after = now.words[hit.last : hit.last + 4]
    if after[:2] not in (["on", "all"], ["on", "the"], ["on", "oil"], ["on", "crude"]) or "exports" not in after:
        return False
    return {"of", "from", "at"}.isdisjoint(now.words[hit.last + 2 : hit.last + 6])


def _groups(run: Run, hit: Hit) -> Iterator[list]:
    """Give the lists of places about a trigger, nearest in grammar first."""
    now = run.now
    yield now.place_inside(hit)
    if now.word(hit.last) != "," and not _stops_itself(now, hit):
        joins = frozenset(("at", "in", "from", "of", "on", "to"))
        yield now.places_right(hit, joins, True, 12, through=True)[0]
    yield now.places_left(hit)
    yield now.locative(hit)[0]
    yield [
        n
        for n in range(*now.clause(hit))
        if now.tokens[n].kind == "place" and now.governor(n)[0] in ("from", "at", "of", "in")
    ]


def _stops_itself(now: Sentence, hit: Hit) -> bool:
    """Tell "X stopped loading on Saturday and Y on Sunday", where what follows the day is not the verb's object."""
    n = hit.first - 1
    while now.word(n) in either("have", "be", "mid-passive"):
        n -= 1
    follows = hit.last + (now.word(hit.last) in ("on", "late", "early", "in", "at"))
    return n >= 0 and now.tokens[n].kind == "place" and follows < now.size and now.tokens[follows].kind == "date"


def _pumps(run: Run, place, portly: bool) -> bool:
    """Tell a field or oil port, a region by its ports, and any port where the sentence speaks of exports."""
    port = portly and run.names.kinds.get(value_of(run, place)) == "port"
    return port or is_oil(run, place) or _ports_of(run, place)


def _oil_before(run: Run, hit: Hit) -> list:
    """Give the field named before "it", "where" or the words force majeure."""
    now = run.now
    before = [n for n in range(hit.first) if now.tokens[n].kind == "place" and is_oil(run, n)]
    if not before:
        return []
    it = "it" in now.words[max(0, hit.first - 3) : hit.last + 2]
    if it or hit.rule.name == "force-majeure" or now.word(now.clause(hit)[0] - 1) in ("where", "which"):
        return oil_sites(run, before[-1:])
    return []


def _oil_told(run: Run, hit: Hit) -> list:
    """Give the field that the text has told of last: "the field", "production there"."""
    now = run.now
    last = last_of(run, OIL_KINDS)
    if not last:
        return []
    if hit.rule.name == "force-majeure" and run.memory.group[:1] == [last] and now.size < hit.last + 4:
        return [last]
    spoken = {"field", "production", "output", "oilfield", "it", "there"} & around(now, hit)
    return [last] if spoken and words("whole-country").isdisjoint(around(now, hit, 5)) else []


def _whole_country(run: Run, hit: Hit) -> bool:
    """Tell oil of the whole country: "Libya's oil exports", "a blockade", "all fields and ports"."""
    now = run.now
    if hit.rule.name.startswith("blockade") or any(t.value == run.names.home for t in now.tokens):
        return True
    near = around(now, hit, 6)
    if not near.isdisjoint(words("whole-country")) or not near.isdisjoint(run.names.words.get("home", frozenset())):
        return True
    if any(
        now.word(k) == "oil" and not _FLOWS.isdisjoint(now.words[k + 1 : k + (4 if now.word(k + 1) == "and" else 2)])
        for k in range(max(0, hit.first - 6), min(now.size, hit.last + 6))
    ):
        return True
    # "force majeure was lifted on the safe fields and ports"
    many = not words("many-sites").isdisjoint(now.words[hit.last : hit.last + 14])
    return many and hit.rule.name in ("force-majeure", "oil-shut")


def _ports_of(run: Run, place) -> bool:
    """Tell "the ports in the east of the country": a region by its ports or fields."""
    now = run.now
    if not isinstance(place, int) or run.names.kinds.get(value_of(run, place)) != "region":
        return False
    if not words("oily").isdisjoint(now.tokens[place].text.split()):
        return True  # "the oil crescent"
    governor, at = now.governor(place)
    return governor in ("in", "of", "across") and now.word(at - 1) in either("oil-sites", also=("ports", "oilfields"))
