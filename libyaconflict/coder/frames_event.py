"""Frames of clashes, and of what merely happens at a place.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from .framing import Draft, figurative, foe_of, is_headline, sited, value_of
from .grammar import Hit
from .lists import spread
from .referents import antecedent
from .tables import either, words


def event(run, hit: Hit, speaker: str):
    """Read how something happens at a place: mines laid, leaflets dropped, allegiance declared."""
    now = run.now
    kind = hit.rule.event_type
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


def place_of(run, hit: Hit) -> tuple[list, bool]:
    """Give the place of a happening: after the trigger, anywhere in its clause, "there", or inside the trigger."""
    now = run.now
    direct = "direct" in hit.rule.prepositions
    places, near = now.places_right(hit, hit.rule.prepositions - {"direct"}, direct)
    if not places or near:
        other, off = now.locative(hit)
        told = near and _apart(now, hit, other)  # "in the south of X, with shells falling in Y"
        if other and (not off or not places) and not narrower(run, places, other) and not told:
            places, near = other, off
    if not places and any(
        now.word(k) in ("there", "nearby", "close") for k in range(hit.last, min(now.size, hit.last + 8))
    ):
        places, near = there(run, hit), False
    if not places:
        places = now.place_inside(hit)
    return places or antecedent(now, hit), near


def narrower(run, places: list, other: list) -> bool:
    """Tell "around X in southern Tripoli": what is near a place is nearer than what is in a city or region."""
    wide = ("capital", "region", "country")
    return bool(places) and all(run.names.kinds.get(value_of(run, p)) not in wide for p in places) and (
        run.names.kinds.get(value_of(run, other[0])) in wide
    )  # fmt: skip


def there(run, hit: Hit) -> list:
    """Give the place that "there" or "nearby" stands for: the last one named before, here or in the text."""
    now = run.now
    named = [n for n in range(hit.first) if now.tokens[n].kind == "place" and value_of(run, n) not in run.names.abroad]
    small = [n for n in named if run.names.kinds.get(value_of(run, n)) not in ("region", "country")]
    return small[-1:] or run.memory.group[:1]


def _left_after(run, hit: Hit):
    """Read the clashes in "the LNA left X after clashes with the GNA": they were there."""
    now = run.now
    told = run.coded[-1] if run.coded and run.coded[-1].event_type == "withdrawal" else None
    if told is None or {"after", "following"}.isdisjoint(now.words[max(0, hit.first - 5) : hit.first]):
        return None
    if {"with", "between", "against"}.isdisjoint(now.words[hit.last : hit.last + 5]):
        return None
    both = run.names.both if told.actor in run.names.parties else ""
    return Draft("clash", [told.place_id], both, "")


def _apart(now, hit: Hit, places: list) -> bool:
    """Tell a place that belongs to another happening, which stands between."""
    if not places or not isinstance(places[0], int) or places[0] < hit.last:
        return False
    return any(
        h.first in range(hit.last + 1, places[0])
        and h.rule.frame in _TOLD
        and not now.listed_noun(hit, h.first)
        and (now.word(h.first), now.word(h.last - 1)) not in (("went", "on"), ("go", "on"))
        for h in now.hits
    )


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
    ]
)


def front(run) -> list:
    """Give the place that the war is fought over, where the text has spoken of it."""
    return [row["place_id"] for row in run.names.campaigns[:1] if spoken_of(run, row["place_id"])]


def spoken_of(run, place: str) -> bool:
    """Tell whether the text names a place, here or elsewhere."""
    return place in run.named or place in run.memory.recent


def crowd_in(run, hit: Hit) -> bool:
    """Tell a crowd that goes into a place: "protesters entered the port"."""
    now = run.now
    lead = range(max(now.clause(hit)[0], hit.first - 6), hit.first)
    return any(now.word(k) in words("crowd") and now.governor(k)[0] not in words("object-preposition") for k in lead)


def is_sport(now) -> bool:
    """Tell a sentence about a match, which speaks the language of war: two words of sport, and no party to the war."""
    if not words("invented").isdisjoint(now.words) and _is_invented(now):
        return True
    if words("sport").isdisjoint(now.words):
        return False
    told = sum(word in words("sport") for word in now.words)
    return told > 1 and not any(now.names.sides.get(t.value) for t in now.tokens if t.kind == "actor")


def _is_invented(now) -> bool:
    """Tell what a novel, a film, a game or a drill tells: no event."""
    first = now.hits[0].first
    for n in range(min(now.size, max(first, 14))):
        word = now.word(n)
        if word not in words("invented"):
            continue
        if word in words("invented-sure") or not words("invented-kin").isdisjoint(now.words):
            return True
        k = n - 1
        while k > 0 and now.word(k) in either("determiner", also=("new", "old", "recent", "television", "animated")):
            k -= 1
        led = now.word(k) in ("in", "at", "during") or k < 0 or now.word(k) in words("determiner")
        if led and n < max(first, 8) and now.word(n + 1) not in ("crew", "crews", "footage", "of", "on", "off"):
            return k < n - 1 or now.word(n + 1) == ","
    return False


def clash(run, hit: Hit, speaker: str):
    """Read fighting without a stated result."""
    now = run.now
    if figurative(now, hit.first - 2, hit.last + 6):
        return None
    last = now.word(hit.last - 1)
    if last == "fought" and any(
        now.word(n) in ("battle", "battles", "clashes", "duels") for n in range(hit.last, hit.last + 4)
    ):
        return None  # "fought fierce battles in X": told by the noun
    if last == "fighting" and now.word(hit.last) in ("for", "alongside", "with", "under") and _men(now, hit.first - 1):
        return None  # "mercenaries fighting for X"
    if now.word(hit.first - 1) == "the" and now.word(hit.first - 2) in words("fight-spoken-of"):
        return None  # "discussed the fighting in X"
    if last in ("over", "about") or now.word(hit.last) in ("over", "about"):
        return None
    lead = [now.word(k) for k in range(max(0, hit.first - 5), hit.first)]
    be = next((k for k in range(hit.last, min(now.size, hit.last + 5)) if now.word(k) in ("is", "was")), -1)
    if be >= 0 and now.word(be + 1) in ("over", "finished", "won", "lost"):
        return None  # "the battle for X is over"
    if hit.rule.name == "counter-attack-apart" and lead[-1:] == ["to"]:
        return None  # "an operation to counter attacks"
    if not words("averse").isdisjoint(lead):
        return None  # "for fear of an ambush"
    if last == "fighting" and {"that", "which"} & set(lead) and not words("combat").isdisjoint(now.words[: hit.first]):
        return None  # "in the battle that they are fighting against X"
    if not words("crowd").isdisjoint((*lead, *now.words[hit.last : hit.last + 4])):
        return None  # "demonstrators clashed with police"
    if "side" in [now.word(k) for k in range(hit.last, hit.last + 3)] or lead[-1:] in (["their"], ["its"], ["his"]):
        return None
    if lead[-1:] and lead[-1] in ("final", "decisive", "great") and now.word(hit.first) == "battle":
        return None  # the war's battle, as one side calls it
    dated = now.tokens[hit.first - 2] if hit.first > 1 and now.word(hit.first - 1) == "'s" else None
    if dated is not None and dated.kind == "date" and len(dated.value) == 4:
        return None  # "damaged in last year's fighting"
    if "recent" in lead and not words("hurt").isdisjoint(now.words[max(0, hit.first - 7) : hit.first]):
        return None  # "killed in recent clashes": a running total
    toll = next((k for k in range(hit.last, min(now.size, hit.last + 18)) if now.word(k) in words("toll")), 0)
    if (
        toll
        and now.word(hit.first - 1) == "the"
        and any(now.word(k) in words("have") for k in range(max(hit.last, toll - 3), toll))
    ):
        return None  # "the fighting has killed 1,000 people": a running total
    if now.word(hit.last - 1).startswith("battle") and now.word(hit.last) == "to" and not _fought_over(run, hit):
        return None  # "a battle to control the capital": the war
    lost = {"loss", "lost", "fall", "fell", "fallen"} & {now.word(k) for k in range(max(0, hit.first - 7), hit.first)}
    if hit.rule.name == "counter-attack" and lost and "to" in lead:
        return None  # "the loss of X to a counter-attack"
    undone = [h for h in now.hits if h.rule.frame in ("fails", "checks", "repels") and 0 < h.first - hit.last < 10]
    if hit.rule.name == "counter-attack" and undone:
        return None
    governor = now.governor(hit.first)[0]
    verbal = now.word(hit.first).endswith("ed") or now.word(hit.first) in ("fought", "fight", "exchange", "traded")
    goes_on = any(now.word(k) in words("rages") for k in range(hit.first - 4, min(now.size, hit.last + 8)))
    calm = not words("calm").isdisjoint(now.words)
    goes_on = goes_on or calm
    met = any(now.word(k) in ("with", "against", "between") for k in range(hit.last, min(now.size, hit.last + 2)))
    places, near = place_of(run, hit)
    if not places and (fought := _left_after(run, hit)):
        return fought
    if _apart(now, hit, places):
        places, near = [], False
    if governor == "of" and now.word(now.governor(hit.first)[1] - 1) == "part":
        return None  # "took the field, part of the fighting that goes on"
    if not words("preparation").isdisjoint(now.words[max(0, hit.first - 7) : hit.first]) and {"for", "of"} & set(lead):
        return None  # "in preparation for a new round of fighting"
    if not verbal:
        opened = any(lead[k] == "since" and lead[k + 1 : k + 2] != ["then"] for k in range(len(lead)))
        if opened or not words("flight").isdisjoint(lead[-2:]):
            return None
        begins = now.clause(hit)[0]
        later = now.word(begins - 1) == "after" and hit.first - begins < 9 and begins > 1
        broke_out = now.word(hit.last) in (
            "broke",
            "erupted",
            "flared",
            "resumed",
        )  # "died after clashes broke out in X"
        if ("after" in lead or "following" in lead or later) and not (met or calm or broke_out):
            return None
        won = any(h.rule.frame == "takes" and h.rule.event_type != "siege" for h in now.hits if h.last < hit.first)
        if lead[-2:-1] == ["after"] and won and "there" in now.words[hit.last : hit.last + 8]:
            return None  # "took the airport after heavy clashes with X there"
        if now.word(hit.last) == "for" and not goes_on and not _fought_over(run, hit):
            return None
        if governor in ("for", "over") or (
            now.word(hit.first - 1) == "the"
            and not met
            and not (goes_on and governor != "against" and now.word(hit.last) in ("that", "which"))
            and governor in either("object-preposition", also=("of", "during", "amid"))
        ):
            return None
    if not places and now.word(hit.last) in words("shakes"):
        places, near = now.places_right(Hit(hit.rule, hit.last, hit.last + 1), frozenset(), True, 5)
    if not places and now.word(hit.last) == "for":
        places, near = now.places_right(hit, frozenset(("for", "of", "over")), False, 6)
    seen = any(now.word(k) in words("witnessing") for k in range(max(0, hit.first - 7), hit.first))
    if verbal or goes_on or met or seen or not run.memory.group:
        places = places or now.places_left(hit)
    if not places and goes_on and not near and now.word(hit.first - 1) != "the":
        earlier = [n for n in range(hit.first) if now.tokens[n].kind == "place"]
        places = earlier[-1:]
    if not places and run.heading and not any(t.kind in ("place", "near") for t in now.tokens):
        places = [run.heading]  # of a list whose parts are headed by places
    if not places and now.word(hit.last) == "since" and "been" in lead:  # "there has been fighting since X was taken"
        places = [n for n in range(hit.last, now.size) if now.tokens[n].kind == "place"][:1]
    if not places and not any(t.kind in ("place", "near") and t.value != run.names.home for t in now.tokens):
        fresh = hit.first < 3 and now.word(0) in either(
            "heavier", also=("while", "as", "although", "though", "with")
        )  # "More fighting has since broken out"
        resumed = goes_on and (now.word(hit.last - 1).endswith("s") or hit.first == 0 or fresh)
        opposed = met and goes_on and now.word(hit.first - 1) != "the"  # "heavy fighting between X and Y goes on"
        places = focus(run) if resumed or opposed or (verbal and _sides(now, hit)) else []
    if hit.rule.name == "counter-attack" and (begun := _counter(run, hit, places)):
        return begun
    if hit.rule.name == "fight-for" and places and (war := _the_war(run, hit, places)):
        return war
    if not sited(run, places) or (is_headline(run) and run.names.kinds.get(value_of(run, places[0])) == "region"):
        return None
    return Draft("clash", spread(now, places), _parties(run, hit), "", near=near)


def _counter(run, hit: Hit, places: list):
    """Read a counter-attack that a side begins or announces: it moves on the other."""
    now = run.now
    lead = now.words[max(0, hit.first - 5) : hit.first]
    if either("launched", "announced").isdisjoint(lead) or words("not").isdisjoint(lead) is False:
        return None
    actor = now.owner(hit) or now.subject(hit)
    if actor not in run.names.parties or not sited(run, places):
        return None
    return Draft("advance", places, actor, foe_of(run, actor))


def _the_war(run, hit: Hit, places: list):
    """Read "has been fighting for control of the capital" of who leads the standing offensive."""
    actor = run.now.subject(hit, speaker="")
    for row in run.names.campaigns:
        if row["place_id"] == value_of(run, places[0]) and actor == row["actor"]:
            return Draft("advance", [row["place_id"]], actor, row["target"], date=row["date"], status="fact")
    return None


def _men(now, n: int) -> bool:
    """Tell those who fight: a force by its name or by its kind."""
    return n >= 0 and (now.tokens[n].kind in ("actor", "unit") or now.word(n) in words("troops"))


def _fought_over(run, hit: Hit) -> bool:
    """Tell "the battle for the airport" from "the battle for the capital", which is the war."""
    places, near = run.now.places_right(hit, frozenset(("for", "of", "over")), False, 6)
    wide = ("capital", "region", "country", "")
    return bool(places) and not near and run.names.kinds.get(value_of(run, places[0]), "") not in wide


def focus(run) -> list:
    """Give the place that the text is about: the last group named, or the last town."""
    wide = ("region", "country")
    group = [place for place in run.memory.group[:1] if run.names.kinds.get(place) not in wide]
    return group or [place for place in run.memory.recent if run.names.kinds.get(place) not in wide][-1:]


def _sides(now, hit: Hit) -> bool:
    """Tell "the two sides" and the like as a subject."""
    return any(now.word(k) in ("sides", "rivals", "parties", "camps") for k in range(max(0, hit.first - 6), hit.first))


def _parties(run, hit: Hit) -> str:
    """Give who fights: both parties, or a party and another force that the clause names."""
    now = run.now
    first, last = now.clause(hit)
    found = [now.side(t) for t in now.tokens[first:last] if t.kind in ("actor", "unit")]
    sides = [a for a in dict.fromkeys(found) if run.names.sides.get(a) and run.names.roles.get(a) != "backer"]
    others = [
        a for a in dict.fromkeys(found) if not run.names.sides.get(a) and a and run.names.roles.get(a) != "mediator"
    ]
    if others and len({run.names.sides[a] for a in sides}) == 1:
        named = run.names.coded_as.get(sides[0], sides[0])
        return now.cue(f"{named}/{others[0]}", hit.first)
    each = now.word(hit.last) == "with" and now.word(hit.last + 1) in ("each", "one")
    rival = any(now.word(k) == "rival" for k in range(max(0, hit.first - 4), min(now.size, hit.last + 5)))
    local = (
        each
        or rival
        or any(
            now.word(k) in words("local-force") and not (now.word(k) == "local" and now.word(k + 1) in words("source"))
            for k in range(max(0, hit.first - 5), min(now.size, hit.last + 8))
        )
    )
    if not sides and local:
        return ""
    if len(found) > 1 and len({run.names.sides[a] for a in sides}) == 1 and now.word(hit.last) == "between":
        return ""
    return run.names.both
