"""What the frames of strikes share: where a strike was, whom it hit, and whether it was one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import AFFIRMATIVE, CONTROL, FOUGHT, STRUCK
from .frames_event import focus
from .framing import AIRCRAFT, foe_of
from .grammar import Hit
from .tables import either, reporters, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

AT_TARGET = frozenset(("in", "at", "near", "on", "of", "around", "over", "outside", "inside", "across", "along"))


def baulked(run: Run, hit: Hit) -> bool:
    """Tell what an aircraft that was shot down had tried to strike."""
    if run.now.words[max(0, hit.first - 2) : hit.first] == ["about", "the"]:
        return True  # "a film about the bombing of X"
    downed = any(h.rule.frame == "downs" and h.last <= hit.first for h in run.now.hits)
    if downed and not words("muster").isdisjoint(run.now.words[max(0, hit.first - 6) : hit.first]):
        return True  # "downed a drone as it was preparing to carry out strikes"
    if run.now.word(hit.first - 1) != "to":
        return False
    if any(h.rule.frame == "downs" for h in run.now.hits) or any(e.event_type == "shootdown" for e in run.previous):
        return True
    tried = range(max(0, hit.first - 4), hit.first)  # "destroyed a drone that was trying to bomb X"
    if not any(run.now.word(k) in words("trying") for k in tried):
        return False
    ruined = [h.last for h in run.now.hits if h.last < hit.first and run.now.word(h.first).startswith("destroy")]
    return bool(ruined) and any(run.now.word(k) in AIRCRAFT for k in range(ruined[-1], hit.first))


def victims(run: Run, hit: Hit) -> str:
    """Give "civilians" as the target where the sentence says that they, or their homes and hospitals, were struck."""
    said = run.now.words
    people = words("civilian")
    hurt = words("hurt")
    if people.isdisjoint(said) or hurt.isdisjoint(said):
        return ""
    first, last = run.now.clause(hit)
    if run.now.word(first - 1) in ("when", "after", "as"):  # "a child died when a shell hit the house"
        first = max(0, first - 14)
    told = reporters()
    here = range(first, min(run.now.size, last + 12))
    near = [n for n in here if said[n] in people and run.now.word(n + 1) not in told]  # not "a resident said"
    for n in near:
        if any(said[k] in hurt for k in range(max(0, n - 6), min(run.now.size, n + 7))):
            return run.now.cue("civilians", n)
    if not words("civil-site").isdisjoint(said[first : last + 12]) and any(word in people for word in said[first:last]):
        return run.now.cue("civilians", hit.first)
    return ""


def carried_on(run: Run) -> list:
    """Give where the fighting told just before went on, for a strike on a side's men that names no place."""
    if run.index == 0 or any(t.kind in ("place", "near") and t.value != run.names.home for t in run.now.tokens):
        return []
    told = {e.place_id for e in run.previous if e.status in AFFIRMATIVE and e.event_type in _GROUND}
    small = [place for place in told if run.names.kinds.get(place) not in ("country", "region")]
    return small if len(told) == 1 else []


_GROUND = FOUGHT | frozenset(CONTROL) | {"repelled", "withdrawal"}


def same_raid(run: Run, hit: Hit) -> str:
    """Give the kind of the strikes that a verb goes on to tell of: "carried out raids, hitting X and destroying Y"."""
    now = run.now
    if now.word(hit.first - 1) not in ("and", ",") or not run.coded:
        return ""
    told = [e for e in run.coded if e.event_type in STRUCK and e.status in AFFIRMATIVE]
    placed = any(t.kind == "place" for t in now.tokens[hit.last : hit.last + 9])
    mine = bool(told) and 0 < now.tokens[hit.first].start - told[-1].end < _SAME_BREATH
    doer = now.tokens[hit.first - 2] if hit.first > 1 else None
    return told[-1].event_type if placed and mine and doer is not None and doer.kind != "actor" else ""


_SAME_BREATH = 160  # characters between a strike and what its sentence says that it destroyed elsewhere


def unnamed_place(run: Run) -> list:
    """Give what the text speaks of to a sentence that names no place: "Rockets struck the car park"."""
    if run.index == 0 or any(t.kind in ("place", "near") and t.value != run.names.home for t in run.now.tokens):
        return []
    places = focus(run)
    if not words("populated").isdisjoint(run.now.said) and places:
        kind = run.names.kinds.get(places[0]) if isinstance(places[0], str) else ""
        places = [] if kind in ("airbase", "base", "camp", "oilfield") else places  # no homes stand on a base
    return places


def lies_where(now: Sentence, hit: Hit) -> tuple[list, bool]:
    """Give where what is struck is said to lie: "destroyed a depot of the LNA, which is located near X"."""
    for n in range(hit.last, min(now.size - 2, hit.last + 18)):
        opens = now.word(n) in ("which", "that")
        if opens or (now.word(n) == "," and now.word(n + 1) in _LYING):
            verb = n + 1 + (now.word(n + 1) in words("be"))
            if now.word(verb) not in _LYING:
                return [], False
            return now.places_right(Hit(hit.rule, verb, verb + 1), AT_TARGET, False, 7)
        if now.word(n) in (";", '"', ".") or now.tokens[n].kind == "place":
            break
    return [], False


def landed_at(now: Sentence, hit: Hit) -> tuple[list, bool] | None:
    """Give where an aircraft had landed that was struck: "destroyed a plane minutes after landing at X"."""
    if _LANDED.isdisjoint(now.said) or not any(word in AIRCRAFT for word in now.words):
        return None
    verb = next((n for n in range(hit.last, min(now.size, hit.last + 9)) if now.word(n) in _LANDED), -1)
    places, near = now.places_right(Hit(hit.rule, verb, verb + 1), AT_TARGET, False, 9) if verb > 0 else ([], False)
    return (places, near) if places else None


def on_ground(now: Sentence, hit: Hit) -> bool:
    """Tell an aircraft that was struck where it stood: "the cargo plane was hit at X", "after landing at X"."""
    craft = any(now.word(n) in AIRCRAFT for n in range(max(0, hit.first - 9), hit.first))
    return craft and not words("parked").isdisjoint(now.said) and either("weapon-gun", "volley").isdisjoint(now.words)


_LANDED = frozenset(["landed", "landing", "lands"])
_LYING = frozenset(["located", "situated", "based", "housed", "lies", "lay", "stands", "stood", "sits", "hidden"])


def its_part(now: Sentence, hit: Hit) -> list:
    """Give the place of "X was shut after jets bombed its gates": the last that the sentence named before."""
    ahead = range(hit.last + 1, min(now.size, hit.last + 6))
    if now.word(hit.last) != "its" or not any(now.word(k) in words("site-part") for k in ahead):
        return []
    named = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
    return named[-1:] or now.memory.group[:1]


def went_before(run: Run, hit: Hit) -> tuple[list, str]:
    """Give where, and by whom, the shelling was after which a place changed hands: "lost X after heavy shelling"."""
    now = run.now
    lead = range(hit.first - 1, max(-1, hit.first - 7), -1)
    after = next((k for k in lead if now.word(k) in ("after", "following")), -1)
    told = [
        e for e in run.coded if (e.event_type in CONTROL or e.event_type == "withdrawal") and e.status in AFFIRMATIVE
    ]
    told = [e for e in told if e.control_after or e.event_type == "withdrawal"]  # not "took towns west of X after"
    if after < 0 or not told or any(now.tokens[k].kind in ("place", "actor") for k in range(after, hit.first)):
        return [], ""
    last = told[-1]
    if last.end > now.tokens[after].start or any(now.word(k) in (",", "and") for k in range(after, hit.first - 3)):
        return [], ""
    winner = foe_of(run, last.actor or "") if last.event_type == "withdrawal" else last.actor or ""
    return [last.place_id], winner if run.names.sides.get(winner) in run.names.parties else ""


_AS_NOUN = frozenset(["next", "main", "primary", "prime", "likely", "obvious", "ultimate"])
_POINTED = frozenset(
    ["the", "these", "those", "such", "both", "launch", "conduct", "mount", "stage", "more", "further"]
)


def is_noun(now: Sentence, hit: Hit, before: str) -> bool:
    """Tell the noun of "strikes against targets", "said the raids on X", "to launch raids on X" from the verb."""
    word = now.word(hit.first)
    if word in words("target-of") and now.word(hit.last) == "of":
        return True  # "was the target of": told by the noun that follows
    if word in ("target", "targets") and before in _AS_NOUN:
        return True  # "next target Tarhuna"
    if word.endswith("s") and before in either("object-preposition", also=("of", "military", "out")):
        return True  # "strikes against targets in the town"
    if word in ("raids", "strikes", "strike") and before in _POINTED and now.word(hit.last) in words("preposition"):
        return True
    lead = now.words[max(0, hit.first - 3) : hit.first]
    return word == "targets" and not {"on", "against"}.isdisjoint(lead)  # "air strikes on civilian targets in X"


def now_place(now: Sentence, hit: Hit) -> bool:
    """Tell "fired on the town" from "fired on protesters in the town"."""
    return any(now.tokens[n].kind in ("place", "near", "actor") for n in range(hit.last, min(now.size, hit.last + 4)))


def homes(now: Sentence, hit: Hit) -> bool:
    """Tell a strike on people where they live: "bombed homes and property", "bombing residential areas"."""
    return not either("populated", "civilian", "civil-site").isdisjoint(now.words[hit.last : hit.last + 4])


def with_mines(now: Sentence, hit: Hit) -> bool:
    """Tell "the mines with which they bombed homes", "bombed homes with mines": laid, not fired."""
    lead = range(max(0, hit.first - 9), hit.first)
    if any(now.word(n) in words("mines") and now.word(n + 1) in ("with", "that", "which") for n in lead):
        return True
    ahead = range(hit.last, min(now.size, hit.last + 12))
    return any(now.word(n) in words("mines") and now.word(n - 1) in ("with", "by", "using") for n in ahead)


def counted_at(now: Sentence, hit: Hit) -> list:
    """Give the places of "struck twice on Wednesday: at X and, by its own admission, in Y"."""
    colon = next((n for n in range(hit.last, min(now.size, hit.last + 7)) if now.word(n) == ":"), 0)
    counted = not {"twice", "thrice", "times", "again"}.isdisjoint(now.words[hit.last : colon]) if colon else False
    if not counted:
        return []
    found: list = []
    for n in range(colon + 1, now.size):
        if now.word(n) in (";", ":") or (n in now.starts and not now.inside[n].rule.is_noun):
            break
        if now.tokens[n].kind == "place" and not now.is_near(n) and now.governor(n)[0] in words("at-place"):
            found += [m for m in now.group(n) if m not in found]
    return found


_SAFE = frozenset(["defused", "defuse", "defusing", "disarmed", "disarm", "deactivated", "dismantled", "unexploded"])


def made_safe(now: Sentence, hit: Hit) -> bool:
    """Tell bombs that never went off: "bombs that experts defused in X", "unexploded bombs were found in X"."""
    if now.word(hit.first) not in ("bomb", "bombs"):
        return False
    if not {"fell", "fallen", "dropped", "landed", "rained"}.isdisjoint(now.words[hit.last : hit.last + 12]):
        return False  # "bombs that were later defused fell on X"
    around = now.words[max(0, hit.first - 3) : hit.first] + now.words[hit.last : hit.last + 9]
    return not _SAFE.isdisjoint(around)
