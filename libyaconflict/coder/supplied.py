"""What a foreign power sends: the drafts of its men and arms, and where they go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import Draft, is_abroad, value_of
from .grammar import Hit
from .loads import Load, blamed, joined, outside
from .predicates import as_hit, port_near
from .referents import antecedent
from .tables import either, reporters, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def helped(run: Run, hit: Hit, load: Load, giver: str, verb: int = -1, *, known: bool = False):
    """Draft what a foreign power sends: men, arms, or both."""
    now = run.now
    at = verb if verb >= 0 else hit.first
    if now.word(now.asides[at]) == "(" and now.asides[at] >= 0:
        return None  # "a drone (a Bayraktar which Turkey provided)": only whose it is
    if (blamed(now, at) and not known) or (now.word(at - 1) == "of" and now.word(at - 2) == "suspected"):
        return None  # "vessels suspected of transporting arms": any that may be
    places = (
        [run.names.home]
        if hit.rule.name == "pour-in"
        else antecedent(now, as_hit(hit, at)) or _where(run, as_hit(hit, at), direct=now.word(at) in words("reaching"))
    )
    if not places and load.arms and outside(run, giver) and now.word(at) in words("supplied"):
        places = [run.names.home]  # "have again and again supplied weapons"
    brought_in = now.word(at + 1) == "in" and not now.word(at).startswith(("arriv", "land"))
    if not places and brought_in and outside(run, giver) and (load.men or load.arms):
        places = [run.names.home]  # "brought in officers"
    if not places:
        return None
    done = any(now.word(k) in words("have") for k in (at - 1, at - 2))  # "backs the GNA and has sent soldiers"
    allowed = not done and any(now.word(k) in words("authorise") for k in range(at))
    allowed = allowed or (hit.rule.frame == "sending" and _let(now, hit))
    told = [e for e in run.previous if e.event_type in ("arms_transfer", "foreign_deployment")]
    if not giver and told and not (load.actor or load.foreign and load.men):
        giver = told[-1].actor or ""  # "Russia sent jets to the country. They landed at X"
    giver = giver or load.hirer
    others = joined(run, giver, at) if outside(run, giver) else [giver]
    return [draft for one in others for draft in _drafts(run, load, one, places, at, allowed, verb)]


def _let(now: Sentence, hit: Hit) -> bool:
    """Tell "the dispatch of troops to X was authorised by the parliament"."""
    ahead = range(hit.last, min(now.size, hit.last + 14))
    return any(now.word(k) in words("authorise") and now.word(k - 1) in either("be", also=("been", ",")) for k in ahead)


def _drafts(run: Run, load: Load, giver: str, places: list, at: int, allowed: bool, verb: int) -> list[Draft]:
    now = run.now
    drafts = []
    if load.men:
        drafts.append(Draft("foreign_deployment", places, giver, status="planned" if allowed else "", verb=verb))
    if load.arms:
        before, after = now.tokens[max(0, at - 12) : at], now.tokens[at : at + 12]
        order = before + after if now.word(at) in words("getting") else after + before
        named = (t for t in order if t.kind == "actor" and now.side(t) in run.names.parties)
        told = reporters()  # "the ship, the LNA alleged, was unloading arms"
        near = (now.side(t) for t in named if now.word(now.tokens.index(t) + 1) not in told)
        target = run.names.sides.get(giver, "") or next(near, "")
        if giver in run.names.parties and target == giver:
            return drafts  # "the drones that Haftar's backers had supplied"
        drafts.append(Draft("arms_transfer", places, giver, target, status="planned" if allowed else "", verb=verb))
    return drafts


def _where(run: Run, hit: Hit, *, direct: bool = False) -> list:
    """Give where men or arms go: a place in the country; the country where the sentence says no more; [] if abroad."""
    now = run.now
    if any(
        now.word(k) in run.names.countries and now.word(k - 1) in ("to", "into", "in")
        for k in range(hit.last, min(now.size, hit.last + 14))
    ):
        return []
    for joins in (("to", "into", "through", "via"), ("to", "into", "in", "at", "inside", "through", "via")):
        places, near = now.places_right(hit, frozenset(joins), direct, 24, through=True)
        if places and not near and isinstance(places[0], int) and _of_condition(now, hit, places[0]):
            return [run.names.home]
        if places and not near:
            places = _before_purpose(now, hit, places)
            governor, at = now.governor(places[0])
            if governor == "of" and now.word(at - 1) in ("control", "defence", "defense", "capture", "siege"):
                return [run.names.home]  # "sends arms to help it keep control of X"
            if governor not in joins and _to_help(now, hit.last, at):
                return [run.names.home]  # "sent troops to help the GNA take X"
            return [] if is_abroad(run, value_of(run, places[0])) else [port_near(run, p) for p in places]
    stop = next((k for k in range(hit.last, now.size) if reporters().get(now.word(k)) == "say"), now.size)
    named = [n for n, t in enumerate(now.tokens[:stop]) if t.kind == "place"]
    ahead = [n for n in named if n > hit.first]
    if ahead and all(is_abroad(run, now.tokens[n].value) for n in ahead):
        return []
    return _berthed(run, hit) or ([run.names.home] if _speaks_of_home(run, named) else [])


def _of_condition(now: Sentence, hit: Hit, place: int) -> bool:
    """Tell the place of what may happen first: "will send troops if they move on X"."""
    return any(now.word(k) in ("if", "unless", "should") for k in range(hit.last, place))


def _to_help(now: Sentence, first: int, last: int) -> bool:
    """Tell "to help", "to support" between what is sent and a place."""
    return any(now.word(k) == "to" and now.word(k + 1) in words("helping") for k in range(first, last))


def _before_purpose(now: Sentence, hit: Hit, places: list) -> list:
    """Give X for Y in "the arrival of fighters in X to reinforce the Y front"."""
    stop = places[0] if isinstance(places[0], int) else 0
    to = next((k for k in range(hit.last, stop - 1) if now.word(k) == "to" and _does(now, k + 1)), 0)
    for n in range(hit.last, to):
        if now.tokens[n].kind == "place" and now.governor(n)[0] in ("in", "at", "to", "into", "inside"):
            return now.group(n)
    return places


def _does(now: Sentence, n: int) -> bool:
    """Tell a verb after "to" from a noun: "to reinforce the front", "to the town of"."""
    plain = either("determiner", "filler", "place-adjective", "compass", "settled")
    return now.tokens[n].kind == "w" and now.word(n) not in plain and not now.word(n)[:1].isdigit()


def _speaks_of_home(run: Run, named: list[int]) -> bool:
    """Tell a sentence about this war, which names no place for what is sent: "has sent the GNA drones"."""
    now = run.now
    if any(not is_abroad(run, now.tokens[n].value) for n in named):
        return True
    if any(
        t.value == run.names.home
        or (t.kind in ("actor", "unit") and run.names.roles.get(now.side(t)) in ("party", "ally"))
        for t in now.tokens
    ):
        return True
    if not either("both", also=("country", "abroad", "embargo", "borders")).isdisjoint(now.said):
        return True
    if not run.names.words.get("home", frozenset()).isdisjoint(now.said):
        return True
    across = any(
        now.word(k) in ("border", "frontier") and now.word(k - 2) in ("over", "across") for k in range(now.size)
    )
    here = run.names.home in run.named or len(run.events) > 2
    backed = here and any(run.names.roles.get(t.value) == "backer" for t in now.tokens)
    return across or backed or (_hired(now) and not _of_another_country(run))


def _hired(now: Sentence) -> bool:
    """Tell a sentence about mercenaries."""
    return any(word.startswith("mercenar") for word in now.words) or any(t.value == "Wagner" for t in now.tokens)


def _of_another_country(run: Run) -> bool:
    """Tell a sentence that names another country, other than as where men come from."""
    now = run.now
    return any(
        now.word(k) in run.names.countries and now.word(k - 1) not in ("from", "and", ",", "of")
        for k in range(now.size)
    )


def _berthed(run: Run, hit: Hit) -> list:
    """Give the port of "the freighter that berthed at X unloaded forty vehicles"."""
    now = run.now
    for n in range(hit.first - 1, -1, -1):
        if now.tokens[n].kind == "place" and not is_abroad(run, now.tokens[n].value):
            governor, at = now.governor(n)
            docked = not words("came").isdisjoint(now.words[max(0, at - 3) : at])
            return [port_near(run, n)] if governor in ("at", "in") and docked else []
    return []
