"""What a verb of striking strikes: a place, men, craft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import AFFIRMATIVE
from .doers import doer
from .framing import AIRCRAFT, Draft, foe_of, sited
from .grammar import Hit
from .tables import either, words
from .weapons import STRIKES, kind_at

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_UPWARDS = frozenset(["surface-to-air", "ground-to-air", "shoulder-fired", "heat-seeking", "sam"])

_TOWARDS = ("for", "to", "towards", "toward")


def at_men(now: Sentence, hit: Hit, passive: bool) -> bool:
    """Tell the men or the positions of a force as what is targeted."""
    span = range(max(now.clause(hit)[0], hit.first - 14), hit.first) if passive else range(hit.last, hit.last + 7)
    return any(now.word(k) in either("posts", "force", also=("backlines", "gatherings")) for k in span)


def on_land(now: Sentence, actor: str) -> bool:
    """Tell a side that is not said to strike from the air."""
    air = any("air" in t.text.split() for t in now.tokens if t.kind == "actor" and now.side(t) == actor)
    return bool(actor) and not air and "air" not in now.words


def at_craft(now: Sentence, hit: Hit) -> bool:
    """Tell gunners and air defences that hit an aircraft in the air."""
    first, _ = now.clause(hit)
    said = {word for token in now.tokens[first : hit.first] for word in token.text.split()}
    shot = {"shot", "fired", "shoot", "fire"} & said and "at" in said and now.word(hit.last) == "it"
    if shot and any(now.word(k) in AIRCRAFT for k in range(first, hit.first)):
        return True  # "shot at a drone and hit it"
    if said.isdisjoint(
        ("gunners", "gunner", "defence", "defences", "defense", "defenses", "anti-aircraft", "ground")
    ) and said.isdisjoint(_UPWARDS):
        return False
    for n in range(hit.last, min(now.size, hit.last + 6)):
        if now.word(n) in AIRCRAFT:
            return True
        if now.word(n) == "it":
            return any(now.word(k) in AIRCRAFT for k in range(hit.first))
        if now.tokens[n].kind in ("place", "near") or now.boundary(n):
            return False
    return False


def shot_at(now: Sentence, hit: Hit) -> bool:
    """Tell craft in flight that are shot at and not hit: "fired at warplanes over X"."""
    for n in range(hit.last, min(now.size, hit.last + 5)):
        if now.word(n) in AIRCRAFT:
            return now.word(n + 1) in ("over", "above", "flying", "as", "while", "when", "that", "")
        if now.tokens[n].kind in ("place", "near") or now.boundary(n) or now.word(n) in ("from", "by", "with"):
            return False
    return False


def in_raid(now: Sentence, hit: Hit) -> bool:
    """Tell "two planes were destroyed in air strikes on X", which the noun tells."""
    craft = not AIRCRAFT.isdisjoint(now.words[max(0, hit.first - 4) : hit.first])
    n = next((n for n in range(hit.last + 1, hit.last + 6) if n in now.starts), -1)
    return craft and n > 0 and now.inside[n].rule.frame == "fire"


def is_craft(now: Sentence, hit: Hit) -> bool:
    """Tell the aircraft that "was hit" by its being the bare subject."""
    n = hit.first - 1
    while now.word(n) in either("be", "have", "not", "mid-passive") or now.word(n).endswith("ly"):
        n -= 1
    while now.word(n)[:1].isdigit() or now.word(n) == "-":
        n -= 1  # "the MiG-23"
    n = _past_participle(now, n)
    in_air = n >= 0 and now.word(n) in AIRCRAFT and not now.word(hit.first).startswith("damag")
    if not words("parked").isdisjoint(now.words):
        return False  # "a plane was destroyed on the runway"
    return in_air and now.word(n - 1) not in either("object-preposition", also=("of", "and"))


def _past_participle(now: Sentence, n: int) -> int:
    """Give where the aircraft stands in "the drone lost on Friday near X was hit", "a jet flying over X was"."""
    k = n
    while k > 0 and (now.tokens[k].kind != "w" or now.word(k) in either("preposition", "determiner")):
        k -= 1
    doing = k < n and (now.word(k) in either("participle", also=("seen", "lost")) or now.word(k)[-3:] in _DOING)
    return k - 1 if doing and now.word(k - 1) in AIRCRAFT else n


_DOING = ("ing", "led", "ted", "sed", "hed", "ned", "red", "ded", "ved", "wed", "ied", "ked", "ged", "ped")


def raiders(now: Sentence, hit: Hit) -> set[str]:
    """Give the words right before a verb that may name who raids."""
    return {now.word(n) for n in range(max(0, hit.first - 3), hit.first)}


def strikes_men(now: Sentence, hit: Hit) -> bool:
    """Tell "shelled Haftar's forces", whose object is a side."""
    ahead = next((n for n in range(hit.last, min(now.size, hit.last + 4)) if now.tokens[n].kind != "w"), -1)
    if ahead < 0 or now.tokens[ahead].kind not in ("actor", "unit"):
        return False
    return words("preposition").isdisjoint(now.words[hit.last : ahead])


def past_means(now: Sentence, hit: Hit) -> list:
    """Give what is struck after the means: "pounded with rockets X"."""
    if now.word(hit.last) not in ("with", "using"):
        return []
    means = next((k for k in range(hit.last + 1, min(now.size, hit.last + 5)) if kind_at(now, k)), -1)
    return now.places_right(Hit(hit.rule, means, means + 1), frozenset(), True, 5)[0] if means > 0 else []


def it_before(now: Sentence, hit: Hit) -> list:
    """Give the place of "smoke rose over X after it was shelled": the last named before "it"."""
    first, _ = now.clause(hit)
    if now.word(hit.first - 1) == "being" and now.word(first - 1) == "after":  # "X closed after being hit"
        named = [n for n in range(first) if now.tokens[n].kind == "place" and not now.is_near(n)]
        return now.group_left(named[-1]) if named else []
    if "it" not in now.words[first : hit.first]:
        return []
    named = [n for n in range(first) if now.tokens[n].kind == "place"]
    if len(named) > 1 and now.names.part_of.get(now.tokens[named[-2]].value) == now.tokens[named[-1]].value:
        named.pop()  # "closed the airport in X after it was hit"
    return named[-1:] or now.memory.group[:1]


def known_site(run: Run, hit: Hit) -> list:
    """Give where "the hospital" or "the centre" stands that the text said to be struck."""
    now = run.now
    ahead = range(hit.last, min(now.size, hit.last + 4))
    if now.word(hit.last) not in ("the", "that", "this") or not any(now.word(k) in words("civil-site") for k in ahead):
        return []
    return [e.place_id for e in run.events[-8:] if e.event_type in STRIKES and e.status in AFFIRMATIVE][-1:]


def under_way(now: Sentence, hit: Hit) -> list:
    """Give where those are who are struck on their way, else the place for which they make: "moving towards X"."""
    way = False
    for n in range(hit.last, min(now.size, hit.last + 36)):
        if now.word(n) in ("as", "while") and now.word(n + 1) in ("they", "it"):
            way = True
        elif now.word(n) in either("heading", also=("bound",)) and now.word(n + 1) in either("compass", also=_TOWARDS):
            way = True  # "hit a convoy heading for X", "hit trucks that were moving westwards near X"
        elif now.word(n) in words("muster") and now.word(n + 1) == "to":
            way = True  # "hit fighters preparing to attack X"
        elif way and now.tokens[n].kind in ("place", "near"):
            return _met_near(now, n) or [n]
        elif now.word(n) in (";", '"') or (way and now.word(n) == ","):
            return []
    return []


def _met_near(now: Sentence, n: int) -> list:
    """Give the place near which they were struck: "on its way to X near Y"."""
    for k in range(n + 1, min(now.size, n + 7)):
        if now.tokens[k].kind in ("place", "near"):
            return [k] if now.is_near(k) or now.governor(k)[0] in words("at-place") else []
        if now.boundary(k) or now.word(k) in (",", "and", ";"):
            return []
    return []


def met_before(now: Sentence, places: list, near: bool) -> tuple[list, bool]:
    """Give where men were struck who had made ready for another place: "preparing to attack X, near Y"."""
    if not places or not isinstance(places[0], int) or not now.aimed_at(places[0]):
        return places, near
    last = places[-1] + 1
    met = _met_near(now, last if now.word(last) == "," else places[-1])
    return (met, now.is_near(met[0])) if met else (places, near)


def open_place(now: Sentence, hit: Hit) -> list:
    """Give the place of "In Bani Walid, jets struck trucks"."""
    first, _ = now.clause(hit)
    opens = [n for n in range(first, hit.first) if now.tokens[n].kind == "place" and now.governor(n)[0] in ("in", "at")]
    return now.group(opens[0]) if opens and now.word(opens[0] - 1) and opens[0] - first < 4 else []


def is_next(run: Run, hit: Hit, speaker: str):
    """Read "X is the next target of the LNA": a capture to come."""
    places, near = run.now.places_right(hit, frozenset(("of",)), True, 6)
    actor = doer(run, hit, speaker)
    named = sited(run, places) and not near and run.names.sides.get(actor) in run.names.parties
    return Draft("capture", places, actor, foe_of(run, actor)) if named else None


def next_in_line(now: Sentence, hit: Hit) -> bool:
    """Tell "may now target the city of X", which is to be taken next, from strikes."""
    lead = now.words[max(0, hit.first - 3) : hit.first]
    if either("modal-maybe", "modal-plan").isdisjoint(lead):
        return False
    ahead = range(hit.last, min(now.size, hit.last + 5))
    return all(
        now.tokens[k].kind != "w" or now.word(k) in either("settled", "determiner", "filler")
        for k in ahead
        if k <= next((j for j in ahead if now.tokens[j].kind == "place"), hit.last + 5)
    )
