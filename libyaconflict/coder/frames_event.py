"""Frames of what merely happens at a place, and the places that a text is about.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import Draft, figurative, foe_of, value_of
from .grammar import Hit
from .referents import antecedent
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def event(run: Run, hit: Hit, speaker: str):
    """Read how something happens at a place: mines laid, leaflets dropped, allegiance declared."""
    now = run.now
    kind = hit.rule.event_type
    if hit.rule.name == "mission-to-establish" and _FOUNDED.isdisjoint(now.words):
        return None  # a mission that somebody only speaks of
    places, near = place_of(run, hit)
    if not places and kind == "other":
        places = front(run)
    if not places or (near and kind not in ("other",)):
        return None
    if figurative(now, hit.first - 2, hit.last + 3):
        return None
    if run.names.kinds.get(value_of(run, places[0])) == "country" and kind != "declaration":
        return None
    actor = now.owner(hit) or now.subject(hit, speaker="")
    actor = "" if actor == "civil" or run.names.roles.get(actor) == "mediator" else actor
    return Draft(kind, places, actor, foe_of(run, actor), near=near)


_FOUNDED = frozenset(
    [
        "ordered",
        "created",
        "founded",
        "established",
        "formed",
        "launched",
        "sent",
        "dispatched",
        "appointed",
        "approved",
    ]
    + ["agreed", "voted", "decided", "mandated", "adopted", "authorised", "authorized", "backed", "orders", "sends"]
)


def place_of(run: Run, hit: Hit) -> tuple[list, bool]:
    """Give the place of a happening: after the trigger, anywhere in its clause, "there", or inside the trigger."""
    now = run.now
    direct = "direct" in hit.rule.prepositions
    places, near = now.places_right(hit, hit.rule.prepositions - {"direct"}, direct)
    if not places or near:
        other, off = now.locative(hit)
        told = near and apart(now, hit, other)  # "in the south of X, with shells falling in Y"
        if other and (not off or not places) and not narrower(run, places, other) and not told:
            places, near = other, off
    if not places and any(
        now.word(k) in ("there", "nearby", "close") for k in range(hit.last, min(now.size, hit.last + 8))
    ):
        places, near = there(run, hit), False
    if not places:
        places = now.place_inside(hit)
    return places or antecedent(now, hit), near


def narrower(run: Run, places: list, other: list) -> bool:
    """Tell "around X in southern Tripoli": what is near a place is nearer than what is in a city or region."""
    if places and run.names.kinds.get(value_of(run, other[0])) == "country":
        return run.names.kinds.get(value_of(run, places[0])) != "country"  # "around X, the mission in Libya said"
    wide = ("capital", "region", "country")
    return bool(places) and all(run.names.kinds.get(value_of(run, p)) not in wide for p in places) and (
        run.names.kinds.get(value_of(run, other[0])) in wide
    )  # fmt: skip


def there(run: Run, hit: Hit) -> list:
    """Give the place that "there" or "nearby" stands for: the last one named before, here or in the text."""
    now = run.now
    named = [n for n in range(hit.first) if now.tokens[n].kind == "place" and value_of(run, n) not in run.names.abroad]
    small = [n for n in named if run.names.kinds.get(value_of(run, n)) not in ("region", "country")]
    return small[-1:] or run.memory.group[:1]


def apart(now: Sentence, hit: Hit, places: list) -> bool:
    """Tell a place that belongs to another happening, which stands between."""
    if not places or not isinstance(places[0], int) or places[0] < hit.last:
        return False
    own = hit.last  # its own verb: "fighting has reportedly resumed in X"
    while now.word(own) in words("have") or now.word(own)[-2:] == "ly":
        own += 1
    return any(
        h.first in range(own + 1, places[0])
        and h.rule.frame in _TOLD
        and not (h.rule.frame == "oil" and hit.rule.is_noun and now.word(h.first) in words("rages"))
        and not (h.first in now.inside and now.listed_noun(hit, h.first))
        and (now.word(h.first), now.word(h.last - 1)) not in (("went", "on"), ("go", "on"))
        and not _costs(now, hit, h.first)
        for h in now.hits
    )


def _costs(now: Sentence, hit: Hit, verb: int) -> bool:
    """Tell the verb of "fights between Y and Z killed ten in X", whose subject they are."""
    if hit.rule.event_type != "clash" or now.word(verb) not in words("costs"):
        return False
    return not any(now.boundary(k) or now.word(k) in (",", "as", ";") for k in range(hit.last, verb))


_TOLD = frozenset(
    [
        "offensive",
        "advances",
        "strike",
        "hits",
        "fire",
        "clash",
        "takes",
        "falls",
        "leaves",
        "repels",
        "displaces",
        "drives",
        "oil",
        "closure",
        "flights",
    ]
)


def front(run: Run) -> list:
    """Give the place that the war is fought over, where the text has spoken of it."""
    return [row["place_id"] for row in run.names.campaigns[:1] if spoken_of(run, row["place_id"])]


def spoken_of(run: Run, place: str) -> bool:
    """Tell whether the text names a place, here or elsewhere."""
    return place in run.named or place in run.memory.recent


def crowd_in(run: Run, hit: Hit) -> bool:
    """Tell a crowd that goes into a place: "protesters entered the port"."""
    now = run.now
    lead = range(max(now.clause(hit)[0], hit.first - 6), hit.first)
    return any(now.word(k) in words("crowd") and now.governor(k)[0] not in words("object-preposition") for k in lead)


def is_sport(now: Sentence) -> bool:
    """Tell a sentence about a match, which speaks the language of war: two words of sport, and no party to the war."""
    if not words("invented").isdisjoint(now.said) and _is_invented(now):
        return True
    if words("sport").isdisjoint(now.said):
        return False
    told = sum(word in words("sport") for word in now.words)
    return told > 1 and not any(now.names.sides.get(t.value) for t in now.tokens if t.kind == "actor")


def _is_invented(now: Sentence) -> bool:
    """Tell what a novel, a film, a game or a drill tells: no event."""
    first = now.hits[0].first
    for n in range(min(now.size, max(first, 14))):
        word = now.word(n)
        if word not in words("invented"):
            continue
        if word in words("invented-sure") or not words("invented-kin").isdisjoint(now.said):
            return True
        k = n - 1
        while k > 0 and now.word(k) in either("determiner", also=("new", "old", "recent", "television", "animated")):
            k -= 1
        led = now.word(k) in ("in", "at", "during") or k < 0 or now.word(k) in words("determiner")
        if led and n < max(first, 8) and now.word(n + 1) not in ("crew", "crews", "footage", "of", "on", "off", "that"):
            return k < n - 1 or now.word(n + 1) == ","
    return False


def focus(run: Run) -> list:
    """Give the place that the text is about: the last group named, or the last town."""
    wide = ("region", "country")
    group = [place for place in run.memory.group[:1] if run.names.kinds.get(place) not in wide]
    return group or [place for place in run.memory.recent if run.names.kinds.get(place) not in wide][-1:]
