"""Who took a place, where the sentence does not name the taker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import AFFIRMATIVE, CONTROL
from .framing import foe_of, value_of
from .grammar import Hit
from .spans import at
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def not_robbed(run: Run, hit: Hit, actor: str) -> str:
    """Give who takes, given who seems to: "the army took X from Haftar" is not his, nor an operation to take it."""
    now = run.now
    if actor not in run.names.parties:
        return actor
    if hit.rule.event_type in CONTROL:
        subject = next((t for t in reversed(now.tokens[: hit.first]) if t.kind == "actor"), None)
        bare = subject is not None and subject.text in _BARE
        return foe_of(run, actor) if bare and now.foe_right(hit, "from") == actor else actor
    aims = [h for h in now.hits if hit.last < h.first < hit.last + 4 and h.rule.event_type in CONTROL]
    robbed = any(now.word(h.first - 1) == "to" and now.foe_right(h, "from") == actor for h in aims)
    return foe_of(run, actor) if robbed else actor


_BARE = frozenset(["the army", "the armed forces", "the national army"])


def front_gained(run: Run, hit: Hit) -> list:
    """Give the one place that the text fights over, for a sentence without a place: "They also took two positions"."""
    now = run.now
    group = run.memory.group
    other = any(t.kind == "near" or (t.kind == "place" and t.value not in group) for t in now.tokens)
    if run.index < 1 or len(group) != 1 or other:
        return []
    if run.names.kinds.get(run.memory.group[0]) in ("region", "country", "oilfield", "oil_terminal"):
        return []
    fought = ("advance", "clash", "siege", "capture", "recapture", "repelled")
    told = [e for e in run.events[-4:] if e.place_id == run.memory.group[0] and e.date_basis != "campaign"]
    return list(run.memory.group) if any(e.event_type in fought and e.status in AFFIRMATIVE for e in told) else []


def retaker(run: Run, hit: Hit, places: list) -> str:
    """Give who took a place back: the foe of whoever took it last, in the same breath."""
    if hit.rule.event_type != "recapture" or not places:
        return ""
    values = {value_of(run, p) for p in places}
    told = [e for e in [*run.previous, *run.coded] if e.event_type in CONTROL and e.place_id in values and e.actor]
    if told:
        return foe_of(run, told[-1].actor or "")
    gained = [e for e in run.events[-6:] if e.event_type in CONTROL and e.status in AFFIRMATIVE]
    takers = {e.actor or "" for e in gained}
    near_by = run.previous and len(takers) == 1 and run.previous[-1].event_type in CONTROL
    return at(next(iter(takers)), gained[-1].actor) if near_by and takers <= set(run.names.parties) else ""


def same_taker(run: Run, hit: Hit) -> str:
    """Give who took the other place of a sentence, for one that "had been handed over" too."""
    now = run.now
    if hit.rule.event_type != "entry_unopposed":
        return ""
    sides = {now.side(t) for t in now.tokens if t.kind == "actor"} & set(run.names.parties)
    earlier = any(h.last <= hit.first and h.rule.frame in ("takes", "advances", "moves-in") for h in now.hits)
    if not earlier or len(sides) != 1:
        return ""
    return next(now.side(t) for t in now.tokens if t.kind == "actor" and now.side(t) in sides)


def gainer(run: Run, hit: Hit) -> str:
    """Give whom a gain hurts or helps by what is said of it: "the fall of X was a blow to the LNA"."""
    now = run.now
    if whose := _praised(run, hit):
        return whose
    for n in range(hit.last, min(now.size, hit.last + 16)):
        if now.word(n) in either("worsted", "heartened"):  # "the fall of X weakened the LNA"
            side = next((now.side(t) for t in now.tokens[n + 1 : n + 3] if t.kind in ("actor", "unit")), "")
            worse = now.word(n) in words("worsted")
            return (foe_of(run, side) if worse else side) if run.names.sides.get(side) in run.names.parties else ""
        if now.word(n) not in either("blow", "boost"):
            continue
        if whose := _whose_blow(run, n, hit.last):
            return foe_of(run, whose) if now.word(n) in words("blow") else whose
        for k in range(n + 1, min(now.size, n + 6)):
            if now.tokens[k].kind in ("actor", "unit") and now.governor(k)[0] in ("to", "for"):
                side = now.side(now.tokens[k])
                if run.names.sides.get(side) not in run.names.parties:
                    return ""
                return foe_of(run, side) if now.word(n) in words("blow") else side
    return ""


def _praised(run: Run, hit: Hit) -> str:
    """Give whose feat it is that somebody praises: "congratulated his forces on the liberation of X"."""
    now = run.now
    joint, at = now.governor(hit.first)
    lead = now.words[max(0, at - 8) : at]
    if joint not in ("on", "for", "upon") or words("owed").isdisjoint(lead) or not words("blame").isdisjoint(lead):
        return ""
    if now.tokens[at - 1].kind in ("actor", "unit"):
        side = now.side(now.tokens[at - 1])
    else:
        own = now.word(at - 1) in words("party-noun") and not {"his", "its", "their"}.isdisjoint(now.words[at - 4 : at])
        side = now.actor_before(at) if own else ""
    if run.names.sides.get(side) not in run.names.parties or run.names.roles.get(side) == "backer":
        return ""
    praises = next((now.side(t) for t in now.tokens[: at - 1] if t.kind == "actor"), "")
    theirs = run.names.sides.get(praises, "")
    return theirs if theirs == run.names.foe(run.names.sides[side]) else side  # "Sarraj praised the army for": his


def _whose_blow(run: Run, n: int, floor: int) -> str:
    """Give whose "the LNA's worst defeat in a year" it is; nothing where no party is named as its owner."""
    now = run.now
    k = n - 1
    while k > floor and k > n - 5 and now.word(k).isalpha():
        k -= 1
    owned = now.word(k) in ("'s", "'") and k > floor and now.tokens[k - 1].kind in ("actor", "unit")
    side = now.side(now.tokens[k - 1]) if owned else ""
    return side if run.names.sides.get(side) in run.names.parties else ""


def hurt_by_fall(run: Run, hit: Hit) -> str:
    """Give whom a fall leaves poorer: "left the LNA with one town", "deprived the GNA of its last base"."""
    now = run.now
    for n in range(hit.last, min(now.size - 1, hit.last + 12)):
        if now.word(n) in words("left-with"):
            return next((now.side(t) for t in now.tokens[n + 1 : n + 3] if t.kind in ("actor", "unit")), "")
        if now.boundary(n) or now.word(n) in (";", "."):
            break
    return ""


def lost_since(run: Run, hit: Hit, places: list, side: str) -> bool:
    """Tell who held a place when the other side came: "freed X from the militia that controlled it"."""
    now = run.now
    relative = any(now.word(k) in ("that", "who", "which") for k in range(max(0, hit.first - 5), hit.first))
    tense = now.word(hit.last - 1) if hit.rule.name == "controls" else now.word(hit.first)
    past = tense in ("controlled", "held", "was", "were", "had", "kept", "retained", "occupied") or (
        now.word(hit.first - 1) in ("was", "were", "had")
    )
    if not (relative and past):
        return False
    values = {value_of(run, p) for p in places}
    if any(e.place_id in values and run.names.sides.get(e.actor or "", side) != side for e in run.coded):
        return True
    return any(h.rule.frame in ("drives", "driven-out") and h.last <= hit.first for h in now.hits)


def fallen(run: Run, places: list, side: str) -> bool:
    """Tell whether the text has told that the other side, or somebody, took a place from a side."""
    values = {value_of(run, p) for p in places}
    told = [e for e in run.events if e.place_id in values and e.event_type in CONTROL and e.status in AFFIRMATIVE]
    return bool(told) and run.names.sides.get(told[-1].actor or "", "") != side


def under_whom(now: Sentence, hit: Hit) -> str:
    """Give under whose control a push "brought X": "under LNA control", "under the control of the LNA"."""
    if hit.rule.name != "bring-under":
        return ""
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    return inside[0] if inside else now.foe_right(hit, "of") if now.word(hit.last) == "of" else ""
