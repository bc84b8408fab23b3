"""What the words about a noun of fire tell: no strike, what was struck, what another verb tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .frames_event import focus
from .framing import figurative, unreported
from .grammar import Hit
from .struck import AT_TARGET, baulked
from .tables import either, words
from .weapons import STRIKES, kind_at, weapon_left

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def fled(now: Sentence, hit: Hit, places: list) -> bool:
    """Tell a place that people left: "The shelling killed four and caused displacement from X"."""
    if not places or not isinstance(places[0], int):
        return False
    return any(hit.last < h.first < places[0] and h.rule.frame == "displaces" for h in now.hits)


def posted_at(now: Sentence, hit: Hit) -> tuple[list, bool]:
    """Give where those who are struck stand: "air attacks on the brigade based along the X road"."""
    n = next(k for k in range(hit.last, hit.last + 12) if now.word(k) in words("posted"))
    return now.places_right(Hit(hit.rule, n, n + 1), frozenset(("in", "at", "along", "near", "on", "around")), False, 6)


def no_strike(run: Run, hit: Hit) -> bool:
    """Tell figures of speech, labour's strikes, and fire that is feared or was baulked."""
    now = run.now
    if figurative(now, hit.first - 2, hit.last + 3) or not words("blow").isdisjoint(now.words[hit.last : hit.last + 4]):
        return True
    if baulked(run, hit) or _of_labour(now, hit) or unreported(now, hit) or _means_told(run, hit):
        return True
    if now.word(hit.first - 1) in ("of", "by") and now.word(hit.first - 2) in words("weary"):
        return True  # "weary of shelling"
    if hit.rule.name == "combat-strikes" and now.words[max(0, hit.first - 2) : hit.first] == ["on", "a"]:
        return True  # "lost contact with a plane on a combat mission"
    if now.word(hit.first - 1) in ("to", "on") and now.word(hit.first - 2) in words("resort"):
        return True  # "have turned to air strikes"
    if now.word(hit.last) == "," and now.word(hit.last + 1) in _HELP and now.governor(hit.first)[0] == "with":
        return True  # "Turkey's support, with drone strikes, air defences and fighters"
    if now.word(hit.first - 1) == "no" or (
        now.word(hit.first - 1) in words("car-bomb") and hit.rule.name == "bombs-fell"
    ):
        return True
    shielded = any(now.word(k) in words("shield") for k in range(max(0, hit.first - 9), hit.first))
    # "to protect the town from shelling"
    return shielded and "from" in (now.word(hit.first - 1), now.word(hit.first - 2))


_HELP = frozenset(
    ["air", "weapons", "arms", "money", "training", "intelligence", "advisers", "mercenaries", "equipment"]
)


def goes_on_to_hit(now: Sentence, hit: Hit) -> bool:
    """Tell a missile of whose hit on a place the verb tells that follows."""
    for h in now.hits:
        if 0 <= h.first - hit.last < 6 and h.rule.name in ("hit", "pound"):
            between = range(hit.last, h.first)
            if now.word(h.first) == "targets" and not _ON.isdisjoint(now.words[hit.last - 1 : h.first]):
                continue  # "raids against four military targets in X"
            whole = not any(now.word(k) == "," or now.boundary(k) or now.tokens[k].kind == "place" for k in between)
            if hit.rule.name in _BARE:  # "the raid struck the district of X"
                return whole and bool(now.places_right(h, frozenset(("of", "in")), True, 8)[0])
            return whole and h.last < now.size and now.tokens[h.last].kind == "place"
    return False


_BARE = ("raids", "night-raids")
_ON = frozenset(["on", "against", "at"])


def _means_told(run: Run, hit: Hit) -> bool:
    """Tell the means of a strike that the verb before it has told: "was hit by an air strike"."""
    word, at = run.now.governor(hit.first)
    if word not in ("by", "in", "with") or at < 1 or at - 1 not in run.now.inside:
        return False
    end = run.now.tokens[at - 1].end
    return any(
        (event.event_type in STRIKES or event.event_type == "repelled") and event.end == end for event in run.coded
    )


def endured(run: Run, hit: Hit) -> list:
    """Give the place of strikes that its men endured, or on account of which they left it."""
    now = run.now
    lead = now.words[max(0, hit.first - 9) : hit.first]
    upon = now.governor(hit.first)[0] in ("after", "following", "until", "since")
    if upon:
        shut = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
        inside = len(shut) > 1 and now.lies_in(shut[-2], shut[-1]) and now.governor(shut[-1])[0] == "in"
        shut = shut[-2:-1] if inside else shut[-1:]  # "X airport in the capital was shut after"
        return shut if shut and run.names.kinds.get(now.tokens[shut[0]].value) in ("airport", "port") else []
    if not words("caused").isdisjoint(lead):
        named = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
        return [n for n in named if now.asides[n] < 0][-1:] or named[-1:]
    if words("endured").isdisjoint(lead) or any(t.kind in ("place", "near") for t in now.tokens):
        return []
    return focus(run)


def struck_by(now: Sentence, hit: Hit) -> bool:
    """Tell the subject of a verb that tells the strike itself: "air strikes and shelling also hit the town"."""
    for other in now.hits:
        if other.first >= hit.last and other.rule.frame == "hits":
            gap = range(hit.last, other.first)
            follows = other.last < now.size and now.tokens[other.last].kind in ("place", "w")
            apart = words("object-preposition") | {",", "that"}
            light = all(now.word(k) and not now.boundary(k) and now.word(k) not in apart for k in gap)
            ahead = range(other.last, min(now.size, other.last + 7))
            return light and len(gap) < 6 and follows and any(now.tokens[k].kind == "place" for k in ahead)
    return False


def bombarded(now: Sentence, hit: Hit) -> tuple[list, bool]:
    """Give what "the bombardment, just before dawn, struck", which its verb alone, without a weapon, does not tell."""
    n = hit.last
    if now.word(n) == ",":
        n = next((k + 1 for k in range(n + 1, min(now.size, n + 9)) if now.word(k) == ","), n)
    n += now.word(n) in words("midst")
    verb = now.inside.get(n)
    if hit.rule.name != "bombardment" or verb is None or verb.rule.frame != "hits" or weapon_left(now, verb)[0]:
        return [], False
    return now.places_right(verb, frozenset(("in", "at", "near", "of")), True)


def made_on(now: Sentence, hit: Hit) -> bool:
    """Tell strikes on men or posts, of whose place the sentence has spoken: "carried out six raids on the convoy"."""
    made = any(now.word(k) in words("carry") for k in range(max(0, hit.first - 5), hit.first))
    return made and now.word(hit.last) in ("on", "against") or now.word(hit.last - 1) in ("on", "against") and made


def on_men(now: Sentence, hit: Hit) -> bool:
    """Tell "after six air strikes on the advancing troops", of whose place the sentence has spoken."""
    on = hit.last - 1 if now.word(hit.last - 1) in ("on", "against") else hit.last
    return now.word(on) in ("on", "against") and not words("troops").isdisjoint(now.words[on + 1 : on + 5])


def _of_labour(now: Sentence, hit: Hit) -> bool:
    """Tell "the strike by teachers in the town"."""
    strike = now.word(hit.first) == "strike"
    if (
        strike
        and now.word(hit.first - 1) == "on"
        and now.word(hit.first - 2) in either("be", also=("went", "go", "gone"))
    ):
        return True  # "the workers are on strike"
    said = now.words[max(0, hit.first - 3) : hit.last + 3]
    armed = any(kind_at(now, n) for n in range(hit.first + strike, hit.last + 3))
    return not words("labour").isdisjoint(said) and not armed


def is_given(now: Sentence, hit: Hit) -> bool:
    """Tell strikes that are spoken of as known: "in spite of the air strikes"."""
    pointing = now.word(hit.first - 1) in ("the", "these", "those") or now.word(hit.first - 2) in ("these", "those")
    return pointing and now.governor(hit.first)[0] in either("noun-before", "granted") - {"in", "by"}


def striking(now: Sentence, hit: Hit) -> bool:
    """Tell a strike that does something: "air strikes, carried out by the LNA, hit positions"."""
    return any(now.word(k) in words("strikes-verb") for k in range(hit.last, min(now.size, hit.last + 12)))


def where_landed(now: Sentence, hit: Hit, places: list) -> list:
    """Give where rockets fell, not whence they came: "fired from X, they killed four people in Y"."""
    if not isinstance(places[0], int) or now.governor(places[0])[0] != "from":
        return places
    for n in range(places[0] + 1, min(now.size, places[0] + 20)):
        if now.tokens[n].kind == "place" and now.governor(n)[0] in AT_TARGET | {"hit", "struck"} and not now.is_near(n):
            return now.group(n)
    return places


def object_hit(now: Sentence, hit: Hit) -> list:
    """Give the place that a strike does something to: "Rocket fire closes the airport"."""
    _, last = now.clause(hit)
    for n in range(hit.last, min(last, hit.last + 5)):
        if now.word(n) == ",":
            break
        if now.tokens[n].kind == "place":
            return now.group(n) if now.governor(n)[0] not in words("object-preposition") else []
    return []
