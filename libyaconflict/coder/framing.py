"""What the frames share: drafts of events, and the places and sides that they ask for."""

from __future__ import annotations

from dataclasses import dataclass

from .extent import WHOLE, extent
from .grammar import Hit
from .spans import at
from .tables import either, words

AIRCRAFT = frozenset(
    [
        "drone",
        "drones",
        "aircraft",
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
    ]
)


_VERBS = frozenset(["takes", "leaves", "falls", "loses", "advances", "strike", "hits", "repels", "checks", "drives"])


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


def foe_of(run, actor: str) -> str:
    """Give the side that a side fights."""
    return at(run.names.foe(run.names.sides.get(actor, actor)), actor)


def pronoun_place(run, hit: Hit) -> list:
    """Give the place that "it" or "them" after a trigger stands for."""
    now = run.now
    if now.word(hit.last) == "the" and now.word(hit.last + 1) in words("settlement"):  # "In X rockets hit the town"
        named = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
        free = [n for n in named if now.word(now.governor(n)[1] - 1) not in either("party-noun", "source")]
        return [now.tokens[n].value for n in free[:1]]
    if now.word(hit.last) in ("it", "them") or any(
        now.word(k) in ("it", "them") for k in range(hit.first + 1, hit.last)
    ):
        named = _nearest_first(run, [t.value for t in now.tokens[: hit.first] if t.kind == "place"])
        if now.word(hit.last) == "them":
            listed = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
            if listed and len(now.group_left(listed[-1])) > 1:
                return now.group_left(listed[-1])
            if run.memory.group:
                return list(run.memory.group)
        last = now.word(hit.first - 1) in ("and", "then")  # "turned on X and took it"
        if not named and not run.memory.group and now.word(hit.first).endswith("ing"):  # "after taking it, they left X"
            return [n for n in range(hit.last, now.size) if now.tokens[n].kind == "place"][:1]
        return named[-1:] if named and last else named[:1] or run.memory.group[:1]
    return []


def _nearest_first(run, named: list) -> list:
    """Leave out what only says where a place lies: "the Barriya area of Tripoli"."""
    part_of = run.names.part_of
    return [place for n, place in enumerate(named) if not n or part_of.get(named[n - 1]) != place]


def object_of(run, hit: Hit) -> tuple[list, bool]:
    """Give the place that an active verb takes."""
    now = run.now
    inside = now.place_inside(hit)
    if inside:
        return inside, False
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
            if k >= 0 and now.tokens[k].kind == "place":
                return now.group_left(k), False
    return places, near


def antecedent(now, hit: Hit) -> list:
    """Give the places that "where", or "which" right after them, stands for at the head of a trigger's clause."""
    first, _ = now.clause(hit)
    if now.word(first - 1) == "which":
        n = first - 2
        while n >= first - 5 and (
            now.word(n) in (",", "over", "in", "on", "at", "from") or now.word(n) in either("settled", "areas")
        ):
            n -= 1
        return now.group_left(n) if n >= 0 and now.tokens[n].kind == "place" and not now.is_near(n) else []
    if now.word(first - 1) != "where":
        return []
    left = [n for n in range(first) if now.tokens[n].kind == "place"]
    return now.group_left(left[-1]) if left else []


def in_answer(now, hit: Hit, actor: str, frames: tuple[str, ...]) -> bool:
    """Tell a "they" that stands for the foe of who did what was told just before: "X attacked, but they foiled it"."""
    if not any(now.word(k) in ("they", "it", "we") for k in range(max(0, hit.first - 4), hit.first)):
        return False
    told = [h for h in now.hits if h.last <= hit.first - 2 and h.rule.frame in frames]
    return bool(told) and now.subject(told[-1], speaker="") == actor


def struck_on_the_way(now, hit: Hit) -> bool:
    """Tell "jets hit a convoy heading for X", where the convoy's way only says where it was struck."""
    if now.word(hit.first) not in words("heading") or now.word(hit.first - 1) in words("be"):
        return False
    return any(h.last <= hit.first and h.rule.frame in ("hits", "strike", "fire") for h in now.hits)


def sole_site(run) -> list:
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


def is_headline(run) -> bool:
    """Tell a first line that is no full sentence."""
    return run.index == 0 and run.text[run.span[0] : run.span[1]].rstrip()[-1:] not in ".!?"


def sited(run, places: list) -> bool:
    """Tell a place where this war is fought from none, a whole country, or one abroad."""
    if not places:
        return False
    value = value_of(run, places[0])
    return run.names.kinds.get(value) != "country" and value not in run.names.abroad


def other_target(now, places: list) -> list:
    """Lengthen a list of places by "and a checkpoint at X"."""
    if not places or not isinstance(places[-1], int):
        return places
    n = places[-1] + 1
    if now.word(n) == "," and now.past_location(n) > n:
        n = now.past_location(n) + 1  # "a camp in X, south of Y, and a depot in Z"
    if now.word(n) != "and":
        return places
    for k in range(n + 1, min(now.size, n + 9)):
        if now.tokens[k].kind == "place" and now.word(k - 1) in ("in", "at", "near", "on", "of", "the"):
            return [*places, *now.group(k)]
        word = now.word(k)
        verb = k in now.starts and now.inside[k].rule.frame in _VERBS
        if verb or now.boundary(k) or word in either("be", "have", also=(",", ".", "that")):
            return places
    return places


def spread(now, places: list) -> list:
    """Lengthen a list of places by what "and along", "as well as in" add to it."""
    if not places or not isinstance(places[-1], int):
        return places
    places = list(places)
    while True:
        n = now.past_bracket(places[-1] + 1)
        joint = _listed_apart(now, places[-1], n)
        while n - places[-1] < 9 and (
            now.word(n) in words("list-joint")
            or now.word(n) in ("along", "around", "on", "near")
            or now.unknown(n, places[-1] + 1)
        ):
            joint = joint or now.word(n) in ("and", "well")
            n += 1
        if not joint or n >= now.size or now.tokens[n].kind != "place" or now.word(n + 1) == "'s" or now.is_near(n):
            return places
        more = now.group(n)
        after = now.word(more[-1] + 1)
        if after.isalpha() and after not in either("stop", "preposition", also=("and", "overnight")):
            return places  # "and at Mitiga flights were halted"
        places += more


def specified(run, places: list) -> list:
    """Narrow a wide place to what is named of it: "on the fronts of Tripoli, in particular in X and Y"."""
    now, wide = run.now, ("capital", "region", "country")
    if not places or not all(isinstance(p, int) and run.names.kinds.get(value_of(run, p)) in wide for p in places):
        return places
    for n in range(places[-1] + 1, min(now.size, places[-1] + 9)):
        if now.word(n) in words("naming") or (now.word(n), now.word(n + 1)) == ("in", "particular"):
            n += 1
            while now.word(n) in ("particular", "in", "on", "at", "around", "and", "near", "as", "the", "areas", "of"):
                n += 1
            return now.group(n) if n < now.size and now.tokens[n].kind == "place" else places
        if now.boundary(n) or n in now.starts:
            break
    return places


def _listed_apart(now, place: int, n: int) -> bool:
    """Tell the comma in "at X, in Y and in Z": each place of the list has its preposition."""
    if now.word(n) != "," or now.word(n + 1) not in ("in", "at", "on", "around", "near"):
        return False
    last = next(
        (k for k in range(n + 1, min(now.size, n + 24)) if now.word(k) in (";", ".") or now.boundary(k)), n + 24
    )
    joints = [k for k in range(n + 2, min(now.size, last)) if now.word(k) == "and"]
    return any(now.word(k + 1) in ("in", "at", "on", "around", "near") for k in joints)


def doer(run, hit: Hit, speaker: str) -> str:
    """Give who does what a verb says; before "After taking X, the GNA ..." the actor of the main clause."""
    now = run.now
    if now.word(hit.first - 1) == "to" and now.word(hit.first - 2) in ("them", "him"):
        forcing = now.subject(Hit(hit.rule, hit.first - 3, hit.first - 2)) if hit.first > 3 else ""
        if now.word(hit.first - 3) in words("coerced") and foe_of(run, forcing):
            return foe_of(run, forcing)  # "the GNA forced them to retreat"
        return now.actor_before(hit.first - 2) or run.memory.actor
    moved = now.tokens[hit.first - 2] if hit.first > 2 and now.word(hit.first - 1) == "to" else None
    if moved is not None and moved.kind in ("actor", "unit"):
        governor, n = now.governor(hit.first - 2)
        if governor in words("made-to") or (governor == "for" and now.word(n - 1) == "only"):
            return now.side(moved)  # "forced the LNA to retreat", "only for the LNA to retreat"
    if now.word(hit.first - 1) == "to" and now.word(0) == "it" and now.word(1) in words("lasted"):
        spent = next((t for t in now.tokens[2 : hit.first] if t.kind in ("actor", "unit")), None)
        if spent is not None:
            return now.side(spent)  # "it took the army three hours to win X"
    given = _given(now, hit)
    if given:
        return given
    actor = now.subject(hit, speaker=speaker) or _enemy(run, hit, speaker)
    if actor or not (now.word(hit.first).endswith("ing") or now.word(hit.first - 1) == "having"):
        return actor
    if any(now.tokens[n].kind in ("actor", "unit") for n in range(hit.first)):
        return actor
    return main_subject(run, hit) or actor


def _given(now, hit: Hit) -> str:
    """Give whom an ultimatum is for: "gave the LNA 24 hours to leave X"."""
    if now.word(hit.first - 1) != "to" or now.word(hit.first - 2) not in ("hours", "days", "time", "until", "chance"):
        return ""
    for n in range(hit.first - 3, max(-1, hit.first - 8), -1):
        if now.tokens[n].kind in ("actor", "unit"):
            return now.side(now.tokens[n]) if now.governor(n)[0] in ("give", "gives", "gave", "given", "giving") else ""
    return ""


def _enemy(run, hit: Hit, speaker: str) -> str:
    """Give the foe of who speaks, for "the militias", "the enemy"."""
    now = run.now
    if run.names.sides.get(speaker) not in run.names.parties or now.is_passive(hit):
        return ""
    first, _ = now.clause(hit)
    for n in range(hit.first - 1, max(first, hit.first - 6) - 1, -1):
        if now.word(n) in words("hostile") and now.governor(n)[0] not in words("object-preposition"):
            return foe_of(run, speaker)
    return ""


def main_subject(run, hit: Hit) -> str:
    """Give the actor of the main clause that follows a phrase."""
    now = run.now
    for n in range(hit.last, min(now.size, hit.last + 24)):
        if now.tokens[n].kind in ("actor", "unit"):
            governor, _ = now.governor(n)
            if governor != "of" and governor not in words("object-preposition"):
                return now.side(now.tokens[n])
        if n in now.starts and n > hit.last + 1 and now.word(n - 1) not in ("and", ","):
            break
    return ""


def owner_of(run, hit: Hit) -> str:
    """Give whose capture, loss or withdrawal a noun tells; "after their loss of X, the LNA's men" looks ahead."""
    now = run.now
    ahead = now.word(hit.first - 1) in words("possessive") or now.word(hit.first - 2) in words("possessive")
    if ahead and not any(t.kind in ("actor", "unit") for t in now.tokens[: hit.first]):
        return main_subject(run, hit)
    return now.owner(hit)


def gainer(run, hit: Hit) -> str:
    """Give whom a gain hurts or helps by what is said of it: "the fall of X was a blow to the LNA"."""
    now = run.now
    for n in range(hit.last, min(now.size, hit.last + 16)):
        if now.word(n) not in either("blow", "boost"):
            continue
        for k in range(n + 1, min(now.size, n + 6)):
            if now.tokens[k].kind in ("actor", "unit") and now.governor(k)[0] in ("to", "for"):
                side = now.side(now.tokens[k])
                if run.names.sides.get(side) not in run.names.parties:
                    return ""
                return foe_of(run, side) if now.word(n) in words("blow") else side
    return ""


def reference(run, n: int) -> list:
    """Give the places that "it" or "both" at a token stands for."""
    now = run.now
    word = now.word(n)
    free = [t.value for k, t in enumerate(now.tokens[:n]) if t.kind == "place" and now.asides[k] < 0]
    named = free or [t.value for t in now.tokens[:n] if t.kind == "place"]  # not "X, on the road to Y,"
    if word in ("both", "two"):
        return named[-2:] if len(named) > 1 else run.memory.recent[-2:]
    if word in ("it", "there"):
        return named[-1:] or run.memory.group[:1]
    if word in ("them", "they", "these", "all"):
        return list(named) or list(run.memory.group)
    return []


def anaphor(run, hit: Hit) -> list:
    """Give the places that "all three towns", "those areas" or "the ground they had lost" after a verb stands for."""
    now = run.now
    lead = [now.word(k) for k in range(hit.last, min(now.size, hit.last + 7))]
    if any(now.tokens[k].kind == "place" for k in range(hit.last, min(now.size, hit.last + 7))):
        return []
    noun = next((n for n, word in enumerate(lead) if word in either("areas", "ground", "places")), None)
    if noun is None or (noun > 3 and "all" not in lead):
        return []
    pointing = set(lead[:noun]) & {"both", "these", "those", "all", "same"} or "lost" in lead[noun:]
    onto = next((n for n in (noun + 1, noun + 2) if lead[n : n + 1] and lead[n] in ("in", "on", "at", "along")), 0)
    if onto and onto + 1 < len(lead) and lead[onto + 1] in ("both", "these", "those"):
        pointing = True  # "new positions on those two frontlines"
    counted = lead[0] == "the" and set(lead[1:noun]) & {"two", "three", "four", "five"}
    if not pointing and not counted:
        return []
    named = [t.value for t in now.tokens[: hit.first] if t.kind == "place"]
    places = list(dict.fromkeys(named)) or list(run.memory.group)
    return places[-2:] if {"both", "two"} & set(lead[:noun]) else places


def last_of(run, kinds: frozenset[str]) -> str:
    """Give the place of some kinds that the text named last, before this sentence."""
    return next((place for place in reversed(run.memory.recent) if run.names.kinds.get(place) in kinds), "")


def mentions(run, place: str) -> bool:
    """Tell whether the sentence, or what was said before it, speaks of a place."""
    return any(t.value == place for t in run.now.tokens) or place in run.memory.recent


def unopposed(run, hit: Hit) -> bool:
    """Tell "entered without a fight"."""
    now = run.now
    if now.word(hit.first - 1) in ("peacefully", "bloodlessly", "peaceful", "quietly"):
        return True
    apart = now.words.index(";", hit.last) if ";" in now.words[hit.last :] else now.size
    if now.word(apart + 1) in ("no", "there", "without") and not words("combat").isdisjoint(
        now.words[apart : apart + 6]
    ):
        return True  # "entered X and Y; no clashes were reported"
    for n in range(hit.last, min(now.size, hit.last + 14)):
        word = now.word(n)
        if word in (";", "but", "while") or (word == "as" and now.word(n + 1) != "well") or n in now.starts:
            return False
        if word == "and" and (
            not (now.tokens[n - 1].kind == "place" or now.word(n - 1) == ",")
            or any(n < h.first < n + 5 for h in now.hits)
        ):
            return False
        if word in ("unopposed", "peacefully", "bloodlessly"):
            return True
        if word in ("without", "no", "little") and any(now.word(k) in words("combat") for k in range(n + 1, n + 5)):
            return True
    return False


def value_of(run, place) -> str:
    """Give the id of a place, which a draft holds as a token number or an id."""
    return run.now.tokens[place].value if isinstance(place, int) else place


def is_abroad(run, place: str) -> bool:
    """Tell a place in another country."""
    return place in run.names.abroad


def is_outside(run, place: str) -> bool:
    """Tell a whole country, a sea, or a place in another country: nothing that a side of this war takes."""
    return run.names.kinds.get(place) == "country" or place in run.names.abroad or place in run.names.seas


def is_region(run, place: str) -> bool:
    """Tell a part of the country from a town, a site or a part of the capital."""
    return run.names.kinds.get(place) == "region" and place not in run.names.parts


def is_small(run, place) -> bool:
    """Tell a place that one side can hold from regions and whole cities such as the capital."""
    value = value_of(run, place)
    if value == run.names.capital or value in run.names.wide:
        return False
    return run.names.kinds.get(value) not in ("country", "capital")


def the_other(run, hit: Hit, actor: str, start: int = 0) -> str:
    """Give whom "they" stands for where a side tells a defeat: the foe of whom it spoke, not itself."""
    now = run.now
    foe = run.names.foe(run.names.sides.get(actor, ""))
    they = any(now.word(n) in ("they", "it") for n in range(max(start, hit.first - 7), hit.first))
    if not foe or not they:
        return actor
    named = [now.side(t) for t in now.tokens[start : hit.first] if t.kind in ("actor", "unit")]
    return next((one for one in reversed(named) if run.names.sides.get(one) == foe), actor)
