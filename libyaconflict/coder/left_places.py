"""What a side leaves: the places that a verb of leaving takes, or that the text has told of before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import AFFIRMATIVE, CONTROL
from .extent import NONE, extent
from .framing import foe_of, is_region, value_of
from .grammar import Hit
from .referents import anaphor, pronoun_place, reference
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

#: Verbs that may stand without the place that is left: "the GNA withdrew".
BARE: tuple[str, ...] = ("withdraw", "withdraw-own", "leave", "pull-out", "pull-out-bare", "pull-back", "fall-back")
BARE += ("slip-away", "vanish-from", "depart")
_ONTO = ("to", "into", "onto", "towards", "toward")
_WIDE = ("capital", "region", "country")


def left_places(run: Run, hit: Hit, direct: bool) -> tuple[list, bool]:
    """Give what is left: "from X", "positions in X", "it", or the place spoken of."""
    now = run.now
    whence = _whence(now, hit, direct)
    if whence is not None:
        return whence, False
    if direct and now.word(hit.last) == "to":
        places, near = now.places_right(hit, frozenset(("from",)), False)
        return (_lost_to_foe(run, hit), False) if near or not places else (places, near)
    if direct and now.word(hit.last) in ("towards", "toward", "in") and (lost := _lost_to_foe(run, hit)):
        return lost, False
    bound = now.word(hit.last) in _ONTO or now.words[hit.last : hit.last + 3] == ["in", "the", "direction"]
    if not direct and hit.rule.name in BARE and bound:
        places, near = now.places_right(hit, frozenset(("from",)), False)
        if (places and not near) or _to_the_edge(now, hit):
            return places if not near else [], False  # not "retreated to the gates of X"
        if not near and "of" in now.words[hit.last : hit.last + 5]:
            return _left_unsaid(run, hit), False  # "pulled back into the area of X"
    if direct and now.word(hit.last) in (",", "and", "or", "but"):
        return _left_strewn(now, hit) or _reached_by_foe(run, hit) or _station(run, hit), False
    held = not words("posts").isdisjoint(now.words[hit.last : hit.last + 8])
    joins = frozenset(("from", "of", "in", "at", "on", "around", "inside") if held else ("from", "of"))
    opened = now.word(hit.last - 1) in ("from", "of", "outside") or hit.rule.name == "withdraw-men"
    places, near = now.places_right(hit, joins, direct or opened)
    if near and not direct and now.word(hit.last) in ("to", "towards", "toward"):
        named = any(t.kind == "place" and t.value[:1] != "?" for t in now.tokens[hit.last : places[0]])
        places, near = (places, near) if named else ([], False)  # "withdrew to a farm west of X"
    if places and direct and isinstance(places[0], int) and extent(now, hit.last, places[0]) == NONE and not held:
        return [], False
    places = places or _pronoun(run, hit, opened) or anaphor(run, hit)
    bare = hit.last >= now.size or now.word(hit.last) in words("moment") or now.word(hit.last + 2) == "time"
    bare = bare or now.tokens[hit.last].kind == "date"  # "had left overnight"
    if not places and direct and not near and bare:
        told = _reached_by_foe(run, hit) or _station(run, hit) or _home_of_witness(run, hit)
        by_the_way = not run.coded or now.word(hit.first - 1) in ("who", "which", "that")
        told = told or ([] if by_the_way else _lost_to_foe(run, hit))  # "the GNA took X, and the LNA's men fled"
        return told, False
    return (places, near) if places else _left_otherwise(run, hit, near, direct=direct, opened=opened)


def _to_the_edge(now: Sentence, hit: Hit) -> bool:
    """Tell "retreated to the gates of X"."""
    return any(now.word(k) in words("part") and now.word(k + 1) == "of" for k in range(hit.last + 1, hit.last + 5))


def _whence(now: Sentence, hit: Hit, direct: bool) -> list | None:
    """Give the place of "X, from which they withdrew", "X, which they left"; None where the clause is none."""
    first, _ = now.clause(hit)
    opener = now.word(first - 1)
    whence = opener == "which" and now.word(first - 2) == "from"
    if not whence and not (opener in ("which", "that") and (direct or now.word(hit.last - 1) == "from")):
        return None
    back = [n for n in range(max(0, first - 5), first) if now.tokens[n].kind == "place"]
    if not back:
        return None
    word, at = now.governor(back[-1])
    if word in ("on", "against", "for") and now.word(at - 1) in either("attack-noun", "campaign"):
        return []  # "the offensive on X, which they abandoned"
    return None if now.is_near(back[-1]) else now.group_left(back[-1])


def _pronoun(run: Run, hit: Hit, opened: bool) -> list:
    """Give the places for which the pronoun stands in "left it", "withdrew from there"."""
    now = run.now
    if now.word(hit.last) in ("it", "there", "both", "them"):
        return reference(run, hit.last) or pronoun_place(run, hit)
    last, after = (now.word(hit.last - 1), hit.last) if opened else (now.word(hit.last), hit.last + 1)
    if last == "from" and now.word(after) in ("it", "there", "both", "all"):
        return reference(run, after) or pronoun_place(run, hit)
    return []


def _left_otherwise(run: Run, hit: Hit, near: bool, *, direct: bool, opened: bool) -> tuple[list, bool]:
    """Give what is left where neither a place nor a pronoun follows the verb, and whether it is only near."""
    now = run.now
    places: list = []
    follows = now.word(hit.last)
    if not direct and follows in ("in", "inside") and hit.rule.name == "withdraw":
        places, near = now.places_right(hit, frozenset(("in", "inside")), False, 6)
    if (
        not places
        and not direct
        and not near
        and not words("vague-area").isdisjoint(now.words[hit.last : hit.last + 3])
    ):
        places, near = now.locative(hit)  # "In X the LNA withdrew from several areas"
        return ([], False) if near else (places, near)
    if not places and not direct and not opened and hit.rule.name in BARE:
        places = _reached_by_foe(run, hit) or _left_unsaid(run, hit)
    if not places and direct and not near and follows in either("compass", "onwards"):
        places = _taken_from(run, hit, actor_of=now.subject(hit))  # "as the LNA fled south"
    if not places and not direct and follows not in ("to", "towards", "toward"):
        places = [n for n in range(hit.last, now.clause(hit)[1]) if now.tokens[n].kind == "near"][:1]
        near = bool(places)
    return places, near


def _left_unsaid(run: Run, hit: Hit) -> list:
    """Give what is left where the verb stands bare: what they had entered, or the last place named before it."""
    now = run.now
    parted = [k for k in range(hit.first) if now.word(k) in ("as", "while", "when", "but", ";")]
    left: list = [
        t.value
        for n, t in enumerate(now.tokens[: hit.first])
        if n >= (parted[-1] if parted else 0)
        and t.kind in ("place", "near", "attribute")
        and t.value in run.names.kinds
        and not (t.kind == "place" and now.governor(n)[0] in words("near"))
        and not (now.asides[n] >= 0 and now.word(now.asides[n]) == "(")  # "took X (60 km south of Y) after they left"
        and not is_region(run, t.value)
    ]
    left = _entered(run, hit) or left or _left_strewn(now, hit) or _taken_from(run, hit, actor_of=now.subject(hit))
    if not left and quits_the_fight(run, hit, now.subject(hit)):
        left = run.memory.group[:1]
    left = left or _attacked_before(run, hit) or _held_for_a_time(run, hit)
    said = {now.word(k) for k in range(hit.first, min(now.size, hit.last + 3))}
    fronts = any(now.word(k) in words("frontline") for k in range(hit.last, hit.last + 3))
    return left[-1:] if "from" not in said or (fronts and now.word(hit.last + 2) not in ("in", "at", "of")) else []


def _held_for_a_time(run: Run, hit: Hit) -> list:
    """Give what the sentence before has a side take that leaves it later: "It took X. A week later it pulled out"."""
    now = run.now
    if _LATER.isdisjoint(now.said) or {"it", "they"}.isdisjoint(now.words[: hit.first]):
        return []
    if any(t.kind in ("place", "near") for t in now.tokens[: hit.first]):
        return []
    actor = now.subject(hit)
    taken = [e.place_id for e in run.previous if e.event_type in CONTROL and e.status in AFFIRMATIVE]
    own = all(e.actor == actor for e in run.previous if e.event_type in CONTROL)
    return taken if own and len(taken) == 1 else []


_LATER = frozenset(["later", "subsequently", "afterwards", "soon", "since"])


def _left_strewn(now: Sentence, hit: Hit) -> list:
    """Give where those who flee leave their dead or their arms: "pulled back, leaving vehicles on the X road"."""
    for n in range(hit.last, min(now.size, hit.last + 6)):
        if now.word(n) in ("leaving", "left", "abandoning", "abandoned"):
            return [
                now.cue(now.tokens[k].value, k)
                for k in range(n + 1, min(now.size, n + 12))
                if now.tokens[k].kind == "place" and now.governor(k)[0] in ("in", "at", "on", "along")
            ][:1]
    return []


def _attacked_before(run: Run, hit: Hit) -> list:
    """Give what those who are forced back had attacked, as the text has just told."""
    now = run.now
    if now.word(hit.last) not in ("to", "towards", "toward", "under", "after") or now.is_near(hit.first):
        return []
    actor = now.subject(hit)
    ground = ("advance", "clash", *CONTROL)
    told = [e for e in run.events[-4:] + run.coded if e.event_type in ground and e.status in AFFIRMATIVE]
    told = [e for e in told if e.date_basis != "campaign" and run.names.kinds.get(e.place_id) not in _WIDE]
    same = [e for e in told if actor and run.names.sides.get(e.actor or "") == run.names.sides.get(actor)]
    return [e.place_id for e in same[-1:]]


def _taken_from(run: Run, hit: Hit, *, actor_of: str) -> list:
    """Give what the foe took in the clause before: "the GNA took X as the LNA fled south"."""
    told = [e for e in run.coded if e.event_type in CONTROL and e.actor == foe_of(run, actor_of)]
    return [e.place_id for e in told] if told else []


def _lost_to_foe(run: Run, hit: Hit) -> list:
    """Give what those who flee to another place had lost, as told just before: "took X. The militias fled to Y"."""
    if run.now.word(hit.first) not in either("fled-to", also=("fleeing", "flee", "leave")):
        return []
    foe = foe_of(run, run.now.subject(hit)) or (run.coded[-1].actor if run.coded else "") or ""
    told = [e for e in run.coded or run.previous if foe and e.actor == foe and e.status in AFFIRMATIVE]
    after = ("contested", run.names.sides.get(foe))  # "X is under its control and the militias fled to Y"
    told = [e for e in told if e.event_type in CONTROL or e.control_after in after]
    if not told and (held := _had_held(run.now, hit)):
        return held
    return [e.place_id for e in told[-1:] if run.names.kinds.get(e.place_id) not in _WIDE]


def _had_held(now: Sentence, hit: Hit) -> list:
    """Give what those who flee are said to have held: "its men, which had held X since April, fled towards Y"."""
    for n in range(max(1, hit.first - 14), hit.first - 1):
        if now.word(n) in ("held", "controlled", "occupied") and now.word(n - 1) == "had":
            return now.group(n + 1) if now.tokens[n + 1].kind == "place" and not now.is_near(n + 1) else []
    return []


def _home_of_witness(run: Run, hit: Hit) -> list:
    """Give the town of which its own people tell: "residents of X said the LNA's men had left overnight"."""
    now = run.now
    said = next((r.at for r in run.reports if r.kind == "say" and not r.trailing and r.at < hit.first), 0)
    for n in range(1, said):
        if now.tokens[n].kind == "place" and now.word(n - 1) in ("of", "in", "from"):
            own = now.word(n - 2) in either("resident", "civil", also=("mayor", "inhabitants", "elder", "elders"))
            return [now.cue(now.tokens[n].value, n)] if own and not is_region(run, now.tokens[n].value) else []
    return []


def _entered(run: Run, hit: Hit) -> list:
    """Give what those who leave had gone into, in the same sentence: "broke into X, but were forced to pull out"."""
    now = run.now
    for other in reversed([h for h in now.hits if h.last <= hit.first]):
        if other.rule.frame in ("takes", "advances", "storms"):
            places, near = now.places_right(other, other.rule.prepositions - {"direct"}, True)
            if places and not near and now.subject(other) == now.subject(hit):
                between = range(other.last, hit.first)
                whole = not any(now.word(k) in ("as", "while", "when", ";") for k in between)
                return [value_of(run, p) for p in places] if whole else []
    return []


def _reached_by_foe(run: Run, hit: Hit) -> list:
    """Give what the foe came to: "by the time the GNA reached X, they had left", "had gone by the time it got to X"."""
    now = run.now
    foe = foe_of(run, now.subject(hit))
    span = range(hit.last, min(now.size, hit.last + 14))
    opens = next((k for k in span[:4] if _when(now, k)), -1)
    if now.word(opens) != "before" and words("have").isdisjoint(now.words[max(0, hit.first - 3) : hit.first]):
        return []
    if opens < 0 or "," in now.words[hit.last : opens]:
        span = range(max(0, hit.first - 24), hit.first)
        opens = next((k for k in span if _when(now, k)), -1)
    if opens < 0 or not foe:
        return []
    span = range(opens, span.stop)
    edge = (k for k in span if now.word(k + 1) == "'s" and now.tokens[k].kind == "place")  # "neared the town's edge"
    named = [k for k in span if now.tokens[k].kind == "place" and not now.is_near(k)] or [*edge]
    sides = {now.side(now.tokens[k]) for k in span if now.tokens[k].kind in ("actor", "unit")}
    named = [k for k in named if run.names.kinds.get(now.tokens[k].value) not in _WIDE]
    return [value_of(run, k) for k in named[:1] if foe in sides]


def _when(now: Sentence, k: int) -> bool:
    """Tell "when", "before", "by the time" at a token."""
    return now.word(k) in _WHEN or (now.word(k) == "by" and now.word(k + 2) == "time")


_WHEN = frozenset(["when", "before", "as"])


def _station(run: Run, hit: Hit) -> list:
    """Give where those who leave stood: "its units at X would have to leave"."""
    now = run.now
    for n in range(hit.first - 1, max(-1, hit.first - 10), -1):
        if now.tokens[n].kind == "place":
            return now.group_left(n) if now.governor(n)[0] in ("in", "at", "inside", "into") else []
        if (now.boundary(n) and now.word(n) != "but") or now.tokens[n].kind == "actor":
            break
    return []


def quits_the_fight(run: Run, hit: Hit, actor: str) -> bool:
    """Tell who leaves the one place where the sentence before had them fight: "The GNA withdrew after the assault"."""
    now = run.now
    if (
        len(run.memory.group) != 1
        or run.memory.group[0] == run.names.capital
        or any(t.kind in ("place", "near") for t in now.tokens[: hit.first])
    ):
        return False
    follows = now.tokens[hit.last] if hit.last < now.size else None
    if follows is not None and follows.kind == "w" and follows.text not in either("moment", "granted", also=(",", ";")):
        return False
    fought = ("clash", "advance", "siege", "airstrike", "shelling", *CONTROL)
    told = [e for e in run.previous if e.event_type in fought and e.status in AFFIRMATIVE]
    own = [e for e in told if e.event_type in CONTROL and e.actor == actor]
    return bool(told) and not own and all(e.place_id == run.memory.group[0] for e in told)
