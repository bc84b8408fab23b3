"""Frames of clashes: fighting at a place without a stated result.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clauses import scene
from .coded import CONTROL, FOUGHT
from .fights_told import in_preparation, past, spoken_about
from .fought_where import aim_of, at_site_struck, fought_where
from .frames_event import apart, place_of
from .framing import Draft, figurative, foe_of, is_headline, is_small, sited, value_of
from .grammar import Hit
from .listed import WIDE
from .lists import spread
from .parties import parties
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_AWAY = frozenset(["away", "out", "off", "outside", "clear", "far"])
_KEEPING = frozenset(["keep", "keeps", "keeping", "kept", "move", "moved", "moving", "take", "taking", "steer"])


def clash(run: Run, hit: Hit, speaker: str):
    """Read fighting without a stated result."""
    now = run.now
    if hit.rule.name == "fiercest":
        return _fiercest(run, hit)
    if spoken_about(now, hit) or past(now, hit) or _beaten(now, hit) or figurative(now, hit.first - 2, hit.last + 6):
        return None
    if now.word(hit.last) in _AWAY and not _KEEPING.isdisjoint(now.words[max(0, hit.first - 5) : hit.first]):
        return None  # "to keep heavy fighting away from the city"
    if now.word(hit.last - 1).startswith("battle") and now.word(hit.last) == "to" and not _fought_over(run, hit):
        return None  # "a battle to control the capital": the war
    if hit.rule.name == "fight-over" and not _over_place(run, hit):
        return None  # "fought for the GNA", "fighting for the capital"
    if hit.rule.name == "hit-back" and any(h.rule.frame == "fire" and 0 < h.first - hit.last < 9 for h in now.hits):
        return None  # "struck back at X with air strikes"
    if hit.rule.name == "fight-noun" and now.word(hit.first - 1) in ("in", "during") and _strikes_before(run, hit):
        return None  # "bombed its positions in the fight for X"
    verbal = now.word(hit.first).endswith("ed") or now.word(hit.first) in (
        "fought",
        "fight",
        "exchange",
        "traded",
        "waylaid",
    )
    calm = not words("calm").isdisjoint(now.words)
    around = range(hit.first - 4, min(now.size, hit.last + 8))
    goes_on = calm or _are_there(now, hit) or any(now.word(k) in words("rages") for k in around)
    met = not {"with", "against", "between"}.isdisjoint(now.words[hit.last : hit.last + 2])
    staged = scene(now, hit)
    if staged == []:
        return None  # "the checkpoint at Y was the scene of fighting": a place without a name
    places, near = (now.group_left(staged[0]), False) if staged else place_of(run, hit)
    if (not places or near) and (fought := _left_after(run, hit)):
        return fought
    if now.word(hit.last) in either("have", also=(*_SPREADING, "is")) and (reached := _spreading(run, hit)):
        return reached
    if apart(now, hit, places):
        places, near = [], False
    if near and (aim := aim_of(run, hit)):
        places, near = aim, False
    if in_preparation(now, hit) or (not verbal and _is_setting(run, hit, goes_on=goes_on, met=met, calm=calm)):
        return None
    if not places:
        places, near = fought_where(run, hit, near, verbal=verbal, goes_on=goes_on, met=met)
    if hit.rule.name == "counter-attack" and (begun := _counter(run, hit, places)):
        return begun
    if hit.rule.name == "fight-for" and places and (war := _the_war(run, hit, places)):
        return war
    over = hit.rule.name == "fight-noun" and now.word(hit.last) not in ("in", "at", "on", "around")
    battle = now.word(hit.last - 1) == "battle" and now.word(hit.last) == "for"
    over = over or (battle and now.word(hit.first - 1) in ("the", "ongoing", "long", "this", "'s"))
    if over and places and value_of(run, places[0]) == run.names.capital:
        return None  # "the fight for the capital": the war
    if places and hit.rule.name == "met-resistance" and isinstance(places[0], int) and now.comes_from(places[0]):
        return None  # "met resistance from factions from the city of X"
    if at_site_struck(run, hit, places):
        return None
    if not sited(run, places) or (is_headline(run) and run.names.kinds.get(value_of(run, places[0])) == "region"):
        return None
    return Draft("clash", spread(now, places), parties(run, hit), "", near=near)


def engages(run: Run, hit: Hit, speaker: str):
    """Read "GNA fighters engaged LNA troops in X", which is no "engaged the LNA in talks"."""
    now = run.now
    foe = run.names.sides.get(now.side(now.tokens[_named(now, hit)]), "")
    actor = run.names.sides.get(now.subject(hit, speaker=speaker), "")
    talked = now.words[hit.last : hit.last + 5]
    parleys = either("truce-or-talks", "talked-of", also=("negotiating", "diplomacy", "diplomatically"))
    if actor not in run.names.parties or foe != run.names.foe(actor) or not parleys.isdisjoint(talked):
        return None
    return clash(run, hit, speaker)


def _named(now: Sentence, hit: Hit) -> int:
    """Give the actor that a trigger holds."""
    return next(n for n in range(hit.first, hit.last) if now.tokens[n].kind in ("actor", "unit"))


def _are_there(now: Sentence, hit: Hit) -> bool:
    """Tell "the clashes are now at the gates of X", "fighting is under way in X"."""
    n = hit.last + (now.word(hit.last) in ("have", "had", "has"))
    if now.word(n) not in words("be"):
        return False
    n += 1
    while now.word(n) in either("midst", also=("now", "under", "way", "underway", "still")):
        n += 1
    return now.word(n) in ("in", "at", "on", "inside", "around", "along")


def _strikes_before(run: Run, hit: Hit) -> bool:
    """Tell the fight in which the clause before has told a strike."""
    start = run.now.tokens[hit.first].start
    return any(e.event_type in ("airstrike", "drone_strike", "shelling") and e.end <= start for e in run.coded)


def _fiercest(run: Run, hit: Hit):
    """Read "It was fiercest in X": the fighting or the shelling of which the sentence before told."""
    told = [e.event_type for e in run.previous if e.event_type in FOUGHT]
    fought = run.before is not None and any(h.rule.frame == "clash" for h in run.before.hits)
    kind = told[-1] if told else "clash" if fought else ""
    places, near = place_of(run, hit)
    if kind in CONTROL or not kind or not sited(run, places):
        return None
    return Draft(kind, places, parties(run, hit) if kind == "clash" else "", near=near)


def static_lines(run: Run, hit: Hit, speaker: str):
    """Read "the front lines in X have remained static": fighting that has moved nothing."""
    now = run.now
    first = now.clause(hit)[0]
    front = next((n for n in range(first, hit.first) if now.word(n) in words("frontline")), -1)
    front = (
        front if front >= 0 else next((n for n in range(first + 1, hit.first) if now.word(n) in ("line", "lines")), -1)
    )
    front = front if now.word(front) in words("frontline") or now.word(front - 1) == "front" else -1
    if front < 0:
        return None
    named = [n for n in range(max(first, front - 2), hit.first) if now.tokens[n].kind in ("place", "near")]
    places = now.group(named[0]) if named else []
    return Draft("clash", spread(now, places), run.names.both) if sited(run, places) else None


def fought_over(run: Run, hit: Hit, speaker: str):
    """Read "X was fought over on Monday"."""
    now = run.now
    places = now.places_left(hit) if now.word(hit.first - 1) in words("be") else []
    return Draft("clash", places, parties(run, hit)) if sited(run, places) else None


def _beaten(now: Sentence, hit: Hit) -> bool:
    """Tell a counter-attack that another word tells: "the operation to counter attacks", "X fell to"."""
    if hit.rule.name == "counter-attack-apart":
        return now.word(hit.first - 1) == "to"
    if hit.rule.name != "counter-attack":
        return False
    lost = not {"loss", "lost", "fall", "fell", "fallen"}.isdisjoint(now.words[max(0, hit.first - 7) : hit.first])
    if lost and "to" in now.words[max(0, hit.first - 5) : hit.first]:
        return True  # "the loss of X to a counter-attack"
    return any(
        h.rule.frame in ("fails", "checks", "repels") and 0 < h.first - hit.last < 10 and now.word(h.first - 1) != "to"
        for h in now.hits
    )


def _elsewhere(run: Run, hit: Hit) -> bool:
    """Tell fighting at a place of its own: "left X a day after clashes in Y", not "took X after clashes"."""
    now = run.now
    spot = next((n for n in range(hit.last, min(now.size, hit.last + 7)) if now.tokens[n].kind == "place"), -1)
    if spot < 0 or now.word(spot - 1) not in ("in", "at") or run.names.kinds.get(now.tokens[spot].value) in WIDE:
        return False
    others = {t.value for n, t in enumerate(now.tokens) if t.kind == "place" and n != spot}
    return bool(others) and now.tokens[spot].value not in others | {event.place_id for event in run.coded}


def _is_setting(run: Run, hit: Hit, *, goes_on: bool, met: bool, calm: bool) -> bool:
    """Tell a noun that only says when or why something else happened: "since the fighting", "fled clashes in X"."""
    now = run.now
    lead, after = now.words[max(0, hit.first - 5) : hit.first], now.word(hit.last)
    opened = any(lead[k] == "since" and lead[k + 1 : k + 2] != ["then"] for k in range(len(lead)))
    if opened or not words("flight").isdisjoint(lead[-2:]):
        return True
    begins = now.clause(hit)[0]
    later = now.word(begins - 1) == "after" and hit.first - begins < 9 and begins > 1
    broke_out = after in ("broke", "erupted", "flared", "resumed")  # "died after clashes broke out in X"
    if ("after" in lead or "following" in lead or later) and not (met or calm or broke_out or _elsewhere(run, hit)):
        return True
    won = met and ("after" in lead or "following" in lead) and _won(now, hit)
    if won and not _elsewhere(run, hit) and "there" not in now.words[hit.last : hit.last + 8]:
        return True  # "took X after a fierce battle with the LNA"
    if lead[-2:-1] == ["after"] and "there" in now.words[hit.last : hit.last + 8] and _won(now, hit):
        return True  # "took the airport after heavy clashes with X there"
    if after == "for" and not goes_on and not _fought_over(run, hit):
        return True
    governor, at = now.governor(hit.first)
    if governor in ("for", "over"):
        return True
    if governor == "of" and now.word(at - 1) in words("lion-share"):
        return False  # "most of the fighting was in X"
    if now.word(hit.first - 1) != "the" or met or (goes_on and governor != "against" and after in ("that", "which")):
        return False
    return governor in either("object-preposition", also=("of", "during", "amid"))


def _won(now: Sentence, hit: Hit) -> bool:
    """Tell a capture before the fighting in its sentence."""
    return any(h.rule.frame == "takes" and h.rule.event_type != "siege" for h in now.hits if h.last < hit.first)


_SPREADING = ("spread", "spreads", "spreading", "moved", "shifted", "extended", "reached", "spilled", "crept", "moves")


def _spreading(run: Run, hit: Hit):
    """Read "fighting has spread from X to Y": where it has come to, and where it still is."""
    now = run.now
    at = next((k for k in range(hit.last, hit.last + 4) if now.word(k) in _SPREADING), 0)
    moved = now.word(at) in ("moved", "shifted", "moves")
    found: list[int] = []
    for n in range(at + 1, min(now.size, at + 12)) if at else ():
        if now.tokens[n].kind == "place" and not now.is_near(n):
            governor = now.governor(n)[0]
            if governor in ("to", "into", "towards", "reached") or (governor in ("from", "beyond") and not moved):
                found += [k for k in now.group(n) if k not in found]
        elif now.boundary(n):
            break
    return Draft("clash", found, parties(run, hit)) if sited(run, found) else None


def _left_after(run: Run, hit: Hit):
    """Read the clashes in "the LNA left X after clashes with the GNA": they were there."""
    now = run.now
    told = run.coded[-1] if run.coded and run.coded[-1].event_type == "withdrawal" else None
    if told is None or {"after", "following"}.isdisjoint(now.words[max(0, hit.first - 5) : hit.first]):
        return None
    if {"with", "between", "against"}.isdisjoint(now.words[hit.last : hit.last + 5]):
        return None
    both = run.names.both if told.actor in run.names.parties else ""
    return Draft("clash", [told.place_id], both, "")


def _counter(run: Run, hit: Hit, places: list):
    """Read a counter-attack that a side begins or announces: it moves on the other."""
    now = run.now
    lead = now.words[max(0, hit.first - 5) : hit.first]
    if either("launched", "announced").isdisjoint(lead) or not words("not").isdisjoint(lead):
        return None
    actor = now.owner(hit) or now.subject(hit)
    if actor not in run.names.parties or not sited(run, places):
        return None
    if _to_keep_off(now, hit):
        return None  # "made a counter-attack in a bid to frustrate the assault": a fight
    return Draft("advance", places, actor, foe_of(run, actor))


def _to_keep_off(now: Sentence, hit: Hit) -> bool:
    """Tell what a side does only to stop its foe: "to foil the attack"."""
    for k in range(hit.last, min(now.size, hit.last + 18)):
        if now.word(k) in words("keeps-off") and now.word(k - 1) == "to":
            return not words("attack-noun").isdisjoint(now.words[k + 1 : k + 8])
        if now.boundary(k) or now.word(k) in (";", "."):
            break
    return False


def _the_war(run: Run, hit: Hit, places: list):
    """Read "has been fighting for control of the capital" of who leads the standing offensive."""
    actor = run.now.subject(hit, speaker="")
    for row in run.names.campaigns:
        if row["place_id"] == value_of(run, places[0]) and actor == row["actor"]:
            return Draft("advance", [row["place_id"]], actor, row["target"], date=row["date"], status="fact")
    return None


def _over_place(run: Run, hit: Hit) -> bool:
    """Tell "fought for X", "battled for the town of X": a place that one side can hold."""
    n = hit.last
    while run.now.word(n) in either("determiner", "settled", "place-adjective", also=("of",)):
        n += 1
    return n < run.now.size and run.now.tokens[n].kind == "place" and is_small(run, n) and not run.now.is_near(n)


def _fought_over(run: Run, hit: Hit) -> bool:
    """Tell "the battle for the airport" from "the battle for the capital", which is the war."""
    places, near = run.now.places_right(hit, frozenset(("for", "of", "over")), False, 6)
    wide = ("capital", "region", "country", "")
    return bool(places) and not near and run.names.kinds.get(value_of(run, places[0]), "") not in wide
