"""What the frames share: drafts of events, and the places that they ask for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .extent import WHOLE, extent
from .grammar import Hit
from .objects import identified
from .referents import apposed_to, pronoun_place, reference
from .spans import at
from .tables import either, reporters, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

AIRCRAFT = frozenset(
    [
        "drone",
        "drones",
        "aircraft",
        "aeroplane",
        "airplane",
        "jet",
        "jets",
        "plane",
        "planes",
        "helicopter",
        "helicopters",
        "warplane",
        "warplanes",
        "sukhoi",
        "uav",
        "uavs",
        "loong",
        "bayraktar",
        "mirage",
        "mig",
        "mig23",
        "mig21",
        "rpa",
        "predator",
    ]
)


@dataclass(slots=True)
class Draft:
    """What a frame found: type, places (token numbers or ids) and roles; the status only where the frame settles it.

    `verb` is the token that says whether it happened ("declared" of a truce that was declared), where that is not the
    trigger; the status "told" is a fact that no denial of the sentence touches. `when` is the token of its own date.
    """

    event_type: str
    places: list
    actor: str = ""
    target: str = ""
    near: bool = False
    status: str = ""
    date: str = ""
    holder: str = ""
    verb: int = -1
    when: int = -1


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A strike that a text told before it said where: "a drone strike killed two"; the kind is empty for none."""

    kind: str = ""
    actor: str = ""
    target: str = ""

    def placed(self, run: Run, draft: Draft | None) -> Draft | None:
        """Give the strike at the place where a later sentence puts it: "The attack was in X"."""
        if not self.kind or draft is None or draft.event_type != self.kind:
            return draft
        if any(token.kind == "date" for token in run.now.tokens):
            return draft
        actor = draft.actor or self.actor
        target = draft.target or self.target or foe_of(run, actor)
        return replace(draft, actor=actor, target=target, date=run.memory.date or run.memory.day)


def foe_of(run: Run, actor: str) -> str:
    """Give the side that a side fights."""
    return at(run.names.foe(run.names.sides.get(actor, actor)), actor)


def object_of(run: Run, hit: Hit) -> tuple[list, bool]:
    """Give the place that an active verb takes."""
    now = run.now
    inside = now.place_inside(hit)
    if inside:
        return inside, False
    it = next((n for n in range(hit.first, hit.last) if now.word(n) == "it"), -1)
    if it >= 0 and hit.rule.name == "take-place-back":
        return pronoun_place(run, hit) or reference(run, it), False  # "lost X and took it back"
    if hit.rule.name in ("back-inside", "is-inside-2", "is-inside") and not now.places_right(hit, frozenset(), True)[0]:
        named = [t.value for t in now.tokens[: hit.first] if t.kind == "place"]
        return named[:1] or run.memory.group[:1], False
    places, near = now.places_right(hit, hit.rule.prepositions - {"direct"}, True)
    if places and not near:
        one = now.tokens[places[0]]
        if one.text.endswith((" stronghold", " area")) and extent(now, hit.last, places[0]) == WHOLE:
            twin = [n for n in range(hit.first) if now.tokens[n].kind == "place" and now.tokens[n].value == one.value]
            places = now.group_left(twin[-1]) if twin else places
        return places, False
    pronoun = pronoun_place(run, hit)
    if pronoun:
        return pronoun, False
    if not places and now.word(hit.last) in ("and", "or", "but"):  # "lost and then retook X"
        following = next((h for h in now.hits if hit.last < h.first <= hit.last + 3), None)
        if following is not None and following.rule.frame in ("takes", "loses", "leaves", "storms"):
            return object_of(run, following)
    if now.word(hit.first - 1) == "to" and now.word(hit.first - 2) in words("tough"):
        return now.places_left(hit), False
    first, _ = now.clause(hit)
    if now.word(first - 1) in ("which", "that") and first - 2 >= 0:
        for k in (first - 2, first - 3):
            if k >= 0 and now.tokens[k].kind in ("place", "near") and now.is_near(k):
                main = _lying(now, k)
                if main >= 0:
                    return now.group_left(main), False
            if k >= 0 and now.tokens[k].kind == "place":
                return apposed_to(now, first - 1) or now.group_left(k), False
        if not places and now.word(first) in ("it", "they") and (apposed := apposed_to(now, first - 1)):
            return apposed, False  # "X, a town which they hope to take"
    if not places and "it" in now.words[: hit.first] and (picked := _picked(now, hit)):
        return picked, False
    if not places and (called := identified(now, hit)):
        return called, False  # "the town that the LNA took was X"
    if not places and now.tokens[hit.first - 1].kind in ("actor", "unit") and hit.first > 3:
        return apposed_to(now, hit.first - 1), False  # "X, a town the LNA took"
    return places, near


def _picked(now: Sentence, hit: Hit) -> list:
    """Give the places of "it was X that the LNA lost"; not of "it was not X but Y that", which are contrasted."""
    it = cleft_at(now, hit)
    that = next((n for n in range(it + 3, hit.first) if now.word(n) in ("that", "which")), 0) if it >= 0 else 0
    if not that or not words("not").isdisjoint(now.words[it + 2 : that]):
        return []
    named = [n for n in range(it + 2, that) if now.tokens[n].kind == "place" and not now.is_near(n)]
    bare = named and all(now.word(n) in ("", "the", "of", "and", ",", "both") for n in range(it + 2, named[0]))
    return now.group(named[0]) if bare and hit.first - that < 9 else []


def cleft_at(now: Sentence, hit: Hit) -> int:
    """Give where the "it" stands of "it was X that they took", at the head of its clause; -1 where none does."""
    for n in range(hit.first - 3, -1, -1):
        if now.word(n) == "it" and now.word(n + 1) in words("be"):
            before = now.word(n - 1)
            opens = before in words("day-part")  # "by noon it was X"
            return n if n == 0 or not before or opens or before in _CLEFT_AFTER or before in reporters() else -1
        if now.word(n) in (";", ":"):
            break
    return -1


_CLEFT_AFTER = frozenset([":", ";", ",", "but", "and", "that", '"', "-", "as", "because", "though"])


def _lying(now: Sentence, near: int) -> int:
    """Give the place of which a phrase tells where it lies: "X, 80 km south of Y, which they took"."""
    comma = next((n for n in range(near, max(-1, near - 9), -1) if now.word(n) == ","), -1)
    main = comma - 1
    return main if main >= 0 and now.tokens[main].kind == "place" and not now.is_near(main) else -1


def struck_on_the_way(now: Sentence, hit: Hit) -> bool:
    """Tell "jets hit a convoy heading for X", where the convoy's way only says where it was struck."""
    mustered = now.word(hit.first - 1) == "to" and now.word(hit.first - 2) in words("muster")
    bound = now.word(hit.first) in words("heading") and now.word(hit.first - 1) not in words("be")
    if not (mustered or bound or hit.rule.name == "en-route"):
        return False
    return any(h.last <= hit.first and h.rule.frame in ("hits", "strike", "fire") for h in now.hits)


def is_bound_for(now: Sentence, n: int) -> bool:
    """Tell a place to which somebody is on his way: "towards X", "in the direction of X"."""
    if now.tokens[n].kind not in ("place", "near"):
        return False
    governor, at = now.governor(n)
    return governor in ("towards", "toward") or (governor == "of" and now.word(at - 1) == "direction")


def sole_site(run: Run) -> list:
    """Give the one place, or list of places, of a sentence at which something can have happened; else nothing."""
    now = run.now
    found: list = []
    for n, token in enumerate(now.tokens):
        if token.kind != "place" or n in found or now.governor(n)[0] not in either("at-place", also=("over", "inside")):
            continue
        if token.value in run.names.abroad or run.names.kinds.get(token.value) in ("country", "region"):
            continue
        if found or now.word(now.governor(n)[1] - 1) in either("stationed", "source", "spoken"):
            return []  # two of them, or where somebody speaks
        found = now.group(n)
    heads = now.tokens[0].kind == "place" and sum(t.kind in ("place", "near") for t in now.tokens) == 1
    if not found and heads and "its" in now.words:
        return [0]  # "X was shut after missile fire hit its hall"
    return found


def is_headline(run: Run) -> bool:
    """Tell a first line that is no full sentence."""
    return run.index == 0 and run.text[run.span[0] : run.span[1]].rstrip()[-1:] not in ".!?"


def sited(run: Run, places: list) -> bool:
    """Tell a place where this war is fought from none, a whole country, or one abroad."""
    if not places:
        return False
    value = value_of(run, places[0])
    return run.names.kinds.get(value) != "country" and value not in run.names.abroad


def figurative(now: Sentence, first: int, last: int) -> bool:
    """Tell figures of speech by a word of another field near by; "media reported clashes" is none."""
    told = [k for k in range(max(0, first), min(now.size, last)) if now.word(k) in words("metaphor")]
    return any(not (now.word(k) == "media" and _source(now, k)) for k in told)


def _source(now: Sentence, k: int) -> bool:
    """Tell the media that report from those of a "media war"."""
    after, before = now.word(k + 1), now.word(k - 1)
    return after in reporters() or after in (",", "reports", "outlets") or before in ("local", "state", "social")


def unreported(now: Sentence, hit: Hit) -> bool:
    """Tell "no new reports of clashes", "no sign of heavy fighting"."""
    n = hit.first - 1
    while n > hit.first - 4 and now.word(n).isalpha() and now.word(n) != "of":
        n -= 1
    return now.word(n) == "of" and now.word(n - 1) in words("trace") and "no" in now.words[max(0, n - 4) : n - 1]


def unopposed(run: Run, hit: Hit) -> bool:
    """Tell "entered without a fight"."""
    now = run.now
    said = now.words[hit.first - 1 if hit.first else 0 : hit.last]
    if not {"peacefully", "bloodlessly", "peaceful", "quietly"}.isdisjoint(said):
        return True
    if now.word(0) in ("not", "without", "no") and "shot" in now.words[1:4]:
        return True
    if _met_nobody(now, hit):
        return True
    found = next((n for n in range(hit.last, min(now.size, hit.last + 14)) if now.word(n) in ("find", "found")), 0)
    if found and not words("bare-place").isdisjoint(now.words[found : found + 7]):
        return True  # "walked into X to find them gone"
    apart = now.words.index(";", hit.last) if ";" in now.words[hit.last :] else now.size
    if now.word(apart + 1) in ("no", "there", "without") and not words("combat").isdisjoint(
        now.words[apart : apart + 6]
    ):
        return True  # "entered X and Y; no clashes were reported"
    for n in range(hit.last, now.size):
        if now.boundary(n) or (n in now.inside and not now.inside[n].rule.is_noun):
            break
        if now.word(n) == "," and now.word(n + 1) in ("with", "without"):
            told = now.words[n + 1 : n + 6]
            return not {"no", "without", "little"}.isdisjoint(told) and not words("combat").isdisjoint(told)
    reach = 14
    for n in range(hit.last, now.size):
        word = now.word(n)
        reach -= word not in ("", ",", "and")  # a long list of places is passed over
        other = word == "as" and now.word(n + 1) != "well"
        if not reach or other or word in (";", "but", "while") or n in now.starts:
            return False
        named = now.tokens[n - 1].kind in ("place", "near") or now.word(n - 1) == ","
        if word == "and" and (not named or any(n < h.first < n + 5 and h.rule.frame != "clash" for h in now.hits)):
            return False
        if word in ("unopposed", "peacefully", "bloodlessly"):
            return True
        if word in ("without", "no", "little") and any(now.word(k) in words("combat") for k in range(n + 1, n + 5)):
            return True
    return False


_NOBODY = ("nobody", "no", "none", "little")


_NO_FIGHT = frozenset(["resistance", "opposition", "fight", "fighting", "resist", "shots", "shot", "clashes"])


def _unresisted(now: Sentence, hit: Hit) -> bool:
    """Tell "X put up no resistance as the LNA marched in", "there was no fighting when it entered X"."""
    noun = next(n for n in range(max(0, hit.first - 9), hit.first) if now.word(n) in _NO_FIGHT)
    none = not {"no", "little", "without", "not", "n't"}.isdisjoint(now.words[max(0, noun - 3) : noun])
    return none and any(now.word(n) in ("as", "when", "while") for n in range(noun + 1, hit.first))


def _met_nobody(now: Sentence, hit: Hit) -> bool:
    """Tell "met no resistance when it entered X", "X, which they walked into, had been empty"."""
    for n in range(max(0, hit.first - 10), hit.first):
        if now.word(n) in ("met", "meeting", "faced", "facing", "encountered", "encountering"):
            return now.word(n + 1) in _NOBODY or now.word(n + 2) in ("little", "no")
    if not _NO_FIGHT.isdisjoint(now.words[max(0, hit.first - 9) : hit.first]) and _unresisted(now, hit):
        return True
    if words("bare-place").isdisjoint(now.words[hit.last :]):
        return False
    bare = next(n for n in range(hit.last, now.size) if now.word(n) in words("bare-place"))
    been = now.word(bare - 1) in ("been", "was", "stood", "lay") or now.word(bare - 2) in ("been", "was")
    return been and {"and", "but", ";", "by"}.isdisjoint(now.words[hit.last : bare])


def value_of(run: Run, place) -> str:
    """Give the id of a place, which a draft holds as a token number or an id."""
    return run.now.tokens[place].value if isinstance(place, int) else place


def is_abroad(run: Run, place: str) -> bool:
    """Tell a place in another country."""
    return place in run.names.abroad


def is_outside(run: Run, place: str) -> bool:
    """Tell a whole country, a sea, or a place in another country: nothing that a side of this war takes."""
    return run.names.kinds.get(place) == "country" or place in run.names.abroad or place in run.names.seas


def is_region(run: Run, place: str) -> bool:
    """Tell a part of the country from a town, a site or a part of the capital."""
    return run.names.kinds.get(place) == "region" and place not in run.names.parts


def is_small(run: Run, place) -> bool:
    """Tell a place that one side can hold from regions and whole cities such as the capital."""
    value = value_of(run, place)
    if value == run.names.capital or value in run.names.wide:
        return False
    return run.names.kinds.get(value) not in ("country", "capital")
