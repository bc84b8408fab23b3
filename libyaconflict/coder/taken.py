"""How a place is taken, in the passive: "X was taken by the LNA"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import AFFIRMATIVE, CONTROL
from .doers import main_subject
from .extent import NONE, PART, WHOLE, extent_left
from .framing import Draft, foe_of
from .gains import gain
from .grammar import Hit
from .objects import chosen, ground_left, identified, listed_after, opened_together, pronoun_taken
from .referents import apposed_to
from .tables import either, reporters, words
from .takers import retaker, same_taker

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def _object_of(now: Sentence, hit: Hit, n: int) -> bool:
    """Tell a token behind what another verb takes: "retook X occupied by", "retook X, held since"."""
    lasting = any(t.text.startswith("since") for t in now.tokens[n : n + 9])
    n -= now.word(n - 1) == "," and lasting
    return hit.rule.event_type in CONTROL and now.tokens[n - 1].kind == "place" and hit.last >= n - 3


def taken(run: Run, hit: Hit, metaphor: bool, speaker: str = ""):
    """Read how a place is taken."""
    now = run.now
    if now.describes_ground(hit.first) and won_back(now, hit):
        return None
    if hit.rule.event_type in CONTROL and _spoils(now, hit):
        return None
    apposed = _of_which(now, hit)
    places = now.place_inside(hit) or apposed or _besieged_at(now, hit) or now.places_left(hit)
    if places and not apposed and _done_to_by_other(now, hit, places[0]):
        places = []
    if places and not apposed and _several(now, hit):
        places = _counted(run, hit)
    if not places and hit.first and now.tokens[hit.first - 1].kind == "place":
        back = now.group_left(hit.first - 1)  # "with X taken"
        places = back if now.governor(back[0])[0] == "with" else []
    actor = now.agent(hit)
    if not actor and now.word(hit.last) == "by" and _by_no_force(now, hit.last + 1):
        return None
    if now.word(hit.first) == "occupied" and now.word(hit.first - 1) in ("is", "are", "still", "now", "remains"):
        holder = run.names.sides.get(actor, "")
        return Draft("other", places, actor, foe_of(run, actor), holder=holder) if holder else None
    if now.word(hit.first) == "occupied" and any(
        h.last < hit.first and _object_of(now, h, hit.first) for h in now.hits
    ):
        return None  # "retook the airbase occupied by X's men"
    for_years = now.word(hit.last) == "for" and "years" in now.words[hit.last : hit.last + 5]
    if for_years and now.word(hit.first) in ("occupied", "held", "controlled"):
        return None  # "after it was occupied for some six years by": no day of a capture
    if hit.rule.name == "secure" and not actor:
        return None  # "the fields were fully secured": safe
    if not actor and places and isinstance(places[0], int) and now.governor(places[0])[0] == "with":
        actor = main_subject(run, hit)
    loser = now.foe_right(hit, "from", "of")
    if now.word(hit.first) in ("surrendered", "handed"):
        actor, loser = now.foe_right(hit, "to") or foe_of(run, actor), actor or loser  # "was surrendered by its men"
    if actor and loser == actor:
        loser = ""
    before = now.joined_to(hit)
    if before is not None and not actor:  # "was lost to the LNA before dawn and won back by noon"
        places = places or now.places_left(before)
        first = now.foe_right(before, "to") or now.agent(before)
        again = hit.rule.event_type == "recapture" or before.rule.frame == "loses"
        actor = foe_of(run, first) if again else first
        if not actor and run.coded and run.coded[-1].rule == before.rule.name == "lose":
            actor = run.coded[-1].target or ""  # "lost on Tuesday and seized again on Friday"
    places, share = (apposed, WHOLE) if apposed else _subject_taken(run, hit, places)
    if places and share == WHOLE:
        places = [*places, *(n for n in _alongside(now, hit) if n not in places)]
    places = stretch(now, places)
    if (
        (share == NONE and places)
        or (not actor and metaphor)
        or any(now.word(k) in words("debris") for k in range(hit.last, min(now.size, hit.last + 4)))
    ):
        return None
    if not actor and speaker in run.names.parties and now.word(hit.first) in words("freed"):
        if loser and loser not in run.names.parties and _by_the_way(now, hit):
            return gain(run, hit, places, "", loser, share)
        actor = "" if loser == speaker else speaker  # whom a side calls liberated, it has taken
    actor = actor or foe_of(run, loser) or same_taker(run, hit) or retaker(run, hit, places)
    return gain(run, hit, places, actor, loser, share)


def _alongside(now: Sentence, hit: Hit) -> list:
    """Give what is taken with the subject of a passive: "X was seized alongside Y"."""
    for n in range(hit.last, min(now.size - 1, hit.last + 8)):
        if now.word(n) == "alongside" or now.words[n : n + 2] in (["along", "with"], ["together", "with"]):
            n += 1 + (now.word(n) != "alongside")
            while now.word(n) in either("determiner", "settled", also=("of",)):
                n += 1
            named = n < now.size and now.tokens[n].kind == "place" and not now.is_near(n)
            return now.group(n) if named else []
        if now.boundary(n) or now.word(n) in (",", ";", "in", "with"):
            break
    return []


def _by_the_way(now: Sentence, hit: Hit) -> bool:
    """Tell what a side's word tells beside its news: "a brigade that was formed after X was freed from ISIS"."""
    n = hit.first - 1
    while n > 0 and now.word(n) in either("be", "have"):
        n -= 1
    if now.word(n) == "that":
        return now.word(n - 1) not in reporters()
    return now.word(now.clause(hit)[0] - 1) in ("after", "since", "when", "which", "where", "before", "as")


def _spoils(now: Sentence, hit: Hit) -> bool:
    """Tell what else than a place is taken: "on the axis of X two vehicles were seized"."""
    n = hit.first - 1
    while now.word(n) in either("be", "have", "mid-passive"):
        n -= 1
    return now.word(n) in either("weapons", also=("vehicle", "prisoners", "captives", "men"))


def won_back(now: Sentence, hit: Hit) -> bool:
    """Tell the first of "areas seized by the LNA, among them X, were retaken": who had them has lost them."""
    for other in now.hits:
        if other.rule.event_type != "recapture" or other is hit:
            continue
        between = range(min(hit.last, other.last), max(hit.first, other.first))
        if not any(now.boundary(k) or now.word(k) in (";", "but") for k in between):
            return True
    return False


def _by_no_force(now: Sentence, n: int) -> bool:
    """Tell "besieged by graft", "overrun by rats", "taken over by debt" from a taking by men that no table knows."""
    for k in range(n, min(now.size, n + 6)):
        token = now.tokens[k]
        if token.kind == "date" and k == n:
            return False  # "taken by Monday"
        if k > n and (now.boundary(k) or token.text in (",", ".", ";", "and") or token.text in words("preposition")):
            break
        if token.kind != "w" or token.value[:1].isupper() or token.text in either("taker", "party-noun", "force"):
            return False
        if token.text in either("hostile", "foe-noun", "troops", "pronoun", "day-part", "number"):
            return False
    return n < now.size and now.word(n).isalpha() and not now.word(n).endswith("ing")


def stretch(now: Sentence, places: list) -> list:
    """Give both ends of "every town from X to Y"."""
    last = places[0] if places else None
    if not isinstance(last, int) or last < 3 or now.word(last - 1) != "to" or now.word(last - 3) != "from":
        return places
    lead = now.words[max(0, last - 9) : last - 3]
    whole = now.tokens[last - 2].kind == "place" and not either("whole-of", "areas").isdisjoint(lead)
    return [last - 2, *places] if whole else places


def _done_to_by_other(now: Sentence, hit: Hit, place) -> bool:
    """Tell a place that another verb takes: "the officer who led the drive to retake X was captured"."""
    if not isinstance(place, int) or not place < hit.first - 1:
        return False
    if now.word(hit.first - 1) == "," and now.tokens[hit.first - 2].kind == "place" and now.agent(hit):
        return False  # "recaptured X, seized by the LNA two days before"
    after = place + 1 + (now.word(place + 1) == ",")
    if now.word(after) in ("which", "that") and now.word(after + 1) in either("be", "have", "mid-passive"):
        return False  # "left X, which was retaken hours later"
    other = now.inside.get(now.governor(place)[1])
    return other is not None and other is not hit and not other.rule.is_noun


def _of_which(now: Sentence, hit: Hit) -> list:
    """Give the place in "X, a port city in Y that was taken", "X, a town which had been taken"."""
    taking = hit.first > 4 and hit.rule.event_type in ("capture", "recapture")
    if taking and (named := apposed_to(now, hit.first)):
        return named  # "X, a port city in Y captured in May"
    for k in range(hit.first - 1, max(0, hit.first - 6), -1):
        if now.word(k) in ("that", "which"):
            return apposed_to(now, k)
        if not (now.word(k) in either("be", "have", "mid-passive") or now.word(k).endswith("ly")):
            break
    return []


def _besieged_at(now: Sentence, hit: Hit) -> list:
    """Give where men are besieged: "its last units are encircled now at X"."""
    if hit.rule.event_type != "siege" or words("force").isdisjoint(
        word for token in now.tokens[max(0, hit.first - 14) : hit.first] for word in token.text.split()
    ):
        return []
    return now.places_right(hit, frozenset(("in", "at", "inside", "within")), False, 10)[0]  # also "south of X"


def _subject_taken(run: Run, hit: Hit, places: list) -> tuple[list, str]:
    """Give what is said to be taken, given the subject, and how much of it."""
    now = run.now
    share = WHOLE
    if listed := identified(now, hit):
        return listed, WHOLE  # "among the sites in the west taken by it was X"
    if places and not now.place_inside(hit):
        share = extent_left(now, places[0], hit.first)
        governor, at = now.governor(places[0]) if isinstance(places[0], int) else ("", -1)
        if governor in ("in", "inside") and now.word(at - 1) in either("ground", "part"):
            share = PART  # "significant territory in the X and Y areas was taken"
        if hit.rule.event_type == "siege" and isinstance(places[0], int) and places[0] > hit.first:
            share = WHOLE  # "its men are besieged south of X"
        places = chosen(now, places, hit.first)
    elif not places:
        places, share = ground_left(now, hit)
        share = WHOLE if places and hit.rule.event_type == "siege" else share  # "the base at X has been besieged"
        places, share = (places, share) if places else (listed_after(now, hit), share)
        share = WHOLE if places and share == NONE else share
    if not places and any(now.word(k) in ("control", "possession") for k in range(max(0, hit.first - 5), hit.first)):
        places, near = now.places_right(hit, frozenset(("over", "of", "in")), False, 8)
        places, share = ([] if near else places), WHOLE
    if not places:
        places = _counted(run, hit)
        share = WHOLE if places else share
    if not places:
        places, share = opened_together(now, hit) or (_as_it(run, hit) if hit.first < 2 else []), WHOLE
    if not places and now.word(hit.first - 1) == ":":  # "X has changed hands: seized on Sunday, it was lost on"
        places, share = (
            [k for k in range(hit.first) if now.tokens[k].kind == "place" and not now.is_near(k)][-1:],
            WHOLE,
        )
    if not places and now.word(hit.first - 1) in words("be"):
        places, share = pronoun_taken(run, hit), WHOLE
    return places, share


def _as_it(run: Run, hit: Hit) -> list:
    """Give the place of "Seized by the GNA on Sunday, it was lost on Tuesday": that of which the text has told."""
    now = run.now
    comma = next((n for n in range(hit.last, min(now.size, hit.last + 10)) if now.word(n) == ","), now.size)
    return run.memory.group[:1] if now.word(comma + 1) == "it" and len(run.memory.group) == 1 else []


def _counted(run: Run, hit: Hit) -> list:
    """Give the places that "the two cities" or "all three towns" before a passive stands for."""
    now = run.now
    count = {"two": 2, "both": 2, "twin": 2, "three": 3, "four": 4}
    for n in range(hit.first - 1, max(-1, hit.first - 8), -1):
        if now.word(n) in words("settled") and now.word(n).endswith("s"):
            size = next((count[now.word(k)] for k in (n - 1, n - 2) if now.word(k) in count), 0)
            lists = [now.group_left(k) for k in range(n) if now.tokens[k].kind == "place"]
            fitting = [one for one in lists if len(one) == size]
            if size and fitting:
                return fitting[-1]
            if size and (before := _told_together(run, size)):
                return before
            named = list(dict.fromkeys(t.value for t in now.tokens[:n] if t.kind == "place")) or run.memory.recent
            return named[-size:] if size and len(named) >= size else []
        if now.boundary(n) or now.tokens[n].kind != "w":
            break
    return []


def _several(now: Sentence, hit: Hit) -> bool:
    """Tell the subject of "now that the three towns had been taken": no place that stands further back."""
    n = hit.first - 1
    while now.word(n) in either("be", "have", "mid-passive") or now.word(n).endswith("ly"):
        n -= 1
    many = now.word(n) in words("settled") and now.word(n).endswith("s")
    return many and any(now.word(k) in either("number", also=("both", "all")) for k in (n - 1, n - 2))


def _told_together(run: Run, size: int) -> list:
    """Give the places of which the text told last, where they are as many as it now counts."""
    if len(run.memory.group) == size:
        return list(run.memory.group)
    gained = [e.place_id for e in run.events if e.event_type in CONTROL and e.status in AFFIRMATIVE]
    return list(dict.fromkeys(gained[-size:])) if len(set(gained[-size:])) == size else []
