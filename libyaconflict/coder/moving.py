"""What the words about a verb of moving tell: no move, no attack, another place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .frames_offensive import any_kind
from .framing import Draft, value_of
from .grammar import Hit
from .predicates import sides_of
from .tables import either, words
from .weapons import weapon_left, weapon_right

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_PUSH = frozenset(["push", "thrust", "drive", "move", "march", "moves", "drives"])

_TOWARD = ("on", "towards", "toward", "into", "to", "in", "at", "by", "against", "along", "inside")


def told_by_noun(run: Run, hit: Hit) -> bool:
    """Tell "began its campaign to advance on X", told by the noun."""
    now = run.now
    if now.word(hit.first - 1) != "to" or now.word(hit.first - 2) not in words("campaign"):
        return False
    told = now.inside.get(hit.first - 2)
    return told is not None and told.rule.frame == "offensive" and any(e.event_type == "advance" for e in run.coded)


def by_weapon(now: Sentence, hit: Hit) -> bool:
    """Tell "jets attacked X", and "two strikes were made: one attacked X"."""
    if now.word(hit.first - 1) in ("the", "its", "their", "this") and stands_as_noun(now, hit.first):
        return False  # "guns supported it, but the attack failed"
    if now.word(hit.first - 1) == "to" and now.word(hit.first - 2) in words("muster"):
        return False  # "bombed fighters preparing to attack X"
    one = now.word(hit.first - 1) in ("one", "another", "first", "second")
    if "air" in now.words[hit.last : hit.last + 9] and _from_the_air(now, hit):
        return True
    return bool(weapon_left(now, hit)[0] or (one and any_kind(now)))


def _from_the_air(now: Sentence, hit: Hit) -> bool:
    """Tell "attacked X from the air"."""
    return any(now.words[k : k + 3] == ["from", "the", "air"] for k in range(hit.last, min(now.size, hit.last + 7)))


def no_move(now: Sentence, hit: Hit) -> bool:
    """Tell a word that tells no move on a place: another sense of the verb, a noun, or an advance that is stuck."""
    rule, before, after = hit.rule.name, now.word(hit.first - 1), now.word(hit.last)
    if now.word(hit.first).endswith("ing") and before in words("determiner") and after in words("force"):
        return True  # "the advancing forces"
    if before in ("can", "could") and "which" in now.words[max(0, hit.first - 5) : hit.first]:
        return True  # "its last base from which it can attack X"
    lead = now.words[max(0, hit.first - 9) : hit.first]
    if "time" in lead and "the" in lead and rule == "approach":
        by = hit.first - len(lead) + lead.index("time") - 2
        if now.word(by) == "by" and now.word(by + 1) == "the":
            return True  # "by the time they reached X, it was empty"
    if before == "to" and now.word(hit.first - 2) == "able" and now.word(hit.first - 3) == "still":
        return True  # "are still able to reach"
    if before in ("little", "no") and now.word(hit.first) in ("progress", "advance", "advances"):
        return True  # "there is little progress in the area"
    if rule == "push-into" and now.word(hit.first) in ("went", "goes", "go", "going", "gone") and after == "in":
        return True  # "fighting went on in X"
    if rule == "draw-near" and after.endswith("ing"):
        return True  # "came close to losing X"
    if rule == "approach" and "time" in now.words[: hit.first] and not _GONE.isdisjoint(now.words[hit.last :]):
        return "by" in now.words[: hit.first]  # "by the time it neared X, they had gone"
    if rule == "at-distance" and _of_a_place(now, hit):
        return True  # "took X, which is 15 km from Y"
    if rule == "advance" and now.word(hit.first + 1) not in _TOWARD and stands_as_noun(now, hit.first):
        return True  # "its biggest advance for a year"
    whose = rule == "advance" and hit.first > 1 and now.word(hit.first) == "advance" and not before
    if whose and now.governor(hit.first - 1)[0] in words("object-preposition") - {"including", "by"}:
        return True  # "helped it against the LNA advance on the city"
    if before in ("its", "their", "his", "'s") and (
        _stuck(now, hit) or not words("hampered").isdisjoint(now.words[max(0, hit.first - 7) : hit.first])
    ):
        return True  # "has seen its advance on the city held up"
    if before == "the" and now.word(hit.first - 2) == "on":
        return True  # "trucks on the move towards the city"
    if now.word(hit.last - 1) == "on" and (after.endswith("ing") or (after == "to" and hit.last + 1 in now.starts)):
        return True  # "moved on to take X", "went on bombing X"
    takes_object = rule == "advance" and hit.last == hit.first + 1 and after in either("determiner", also=("plans",))
    measured = after in words("number") or now.word(hit.last + 1) in words("measure")
    return takes_object and not measured  # "advanced a proposal"


_GONE = frozenset(["gone", "left", "fled", "withdrawn", "vanished", "melted", "departed", "decamped"])


def _of_a_place(now: Sentence, hit: Hit) -> bool:
    """Tell the relative clause that only says where a place lies."""
    n = hit.first - 2
    if now.word(hit.first - 1) not in ("which", "that"):
        return False
    n -= now.word(n) == ","
    return n >= 0 and (now.tokens[n].kind in ("place", "near") or now.word(n) in either("settled", "areas", "ground"))


def is_thrust(now: Sentence, hit: Hit) -> bool:
    """Tell the noun of "a rapid thrust to the west", but not of "launched a push"."""
    if now.word(hit.first) not in _PUSH or not stands_as_noun(now, hit.first):
        return False
    return words("launched").isdisjoint(now.words[max(0, hit.first - 4) : hit.first])


def owned_noun(now: Sentence, hit: Hit) -> bool:
    """Tell the noun of "his surprise advance to", "the LNA's rapid march on"."""
    lead = range(hit.first - 1, max(-1, hit.first - 4), -1)
    owner = next((k for k in lead if now.word(k) in ("his", "its", "their", "'s")), -1)
    between = range(owner + 1, hit.first)
    plain = all(now.word(k).isalpha() and now.word(k) not in either("party-noun", also=("to",)) for k in between)
    return owner >= 0 and plain and now.word(hit.first) in ("advance", "march", "progress", "approach")


_MADE = frozenset(["made", "achieved", "registered", "recorded", "scored", "announced", "reported", "claimed"])
_MOVES = frozenset(["advance", "advances", "progress", "push", "march", "gains", "headway", "thrust"])


def noun_mover(now: Sentence, hit: Hit) -> str:
    """Give who made "an advance in X", or announced it: "fresh advances in X have been made by the LNA"."""
    before = now.word(hit.first - 1)
    led = hit.first == 0 or before in either("determiner", also=("fresh", "further", "rapid", "steady", "slow"))
    if not led or now.word(hit.first) not in _MOVES:
        return ""
    told = (n for n in range(hit.last, min(now.size, hit.last + 36)) if now.word(n) in _MADE)
    for n in told:
        be = any(now.word(k) in words("be") for k in range(n - 3, n))
        by = next((k for k in range(n + 1, min(now.size, n + 5)) if now.word(k) == "by"), 0)
        if be and by:
            after = now.tokens[by + 1 : by + 10]
            return next((now.side(t) for t in after if t.kind in ("actor", "unit")), "")
    return ""


def no_attack(now: Sentence, hit: Hit) -> bool:
    """Tell "attack helicopters", "attacked a ship", "the deadly attack"."""
    if now.word(hit.last) in words("craft") or not words("vessel").isdisjoint(now.words[hit.last : hit.last + 4]):
        return True
    if now.word(hit.first - 1) == "to" and now.word(hit.first - 2) in ("open", "exposed", "vulnerable", "prone"):
        return True  # "leaves X open to attack"
    if now.word(hit.first - 1) == "that" and now.word(hit.first).endswith("ed"):
        return False  # "it was the GNA that attacked X"
    return now.word(hit.first - 1) in either("determiner", also=("separate", "fresh", "new", "deadly"))


def weapon_said(run: Run, hit: Hit, places: list) -> str:
    """Give the kind of an attack by its means ("attacked X with rockets"), or by civilians whom it killed from afar."""
    now = run.now
    kind, at = weapon_right(now, hit)
    if kind and now.word(at - 1) in ("with", "using", "heavy", "by", "of"):
        return kind
    if run.names.kinds.get(value_of(run, places[0])) not in ("capital", "city"):
        return ""
    for n in range(hit.last + 1, min(now.size - 2, hit.last + 18)):
        if now.word(n) in ("killed", "killing", "wounded", "wounding", "injured", "injuring"):
            return "shelling" if not words("civilian").isdisjoint(now.words[n + 1 : n + 5]) else ""
    return ""


def far(now: Sentence, hit: Hit) -> bool:
    """Tell "advanced some three kilometres", "made good progress"."""
    if hit.rule.name == "gain-ground":
        return True
    ahead = now.words[hit.last : hit.last + 4]
    return hit.rule.name == "advance" and not words("distance").isdisjoint(ahead)


def goes_elsewhere(now: Sentence, hit: Hit, place: int) -> bool:
    """Tell a place of something else: neither at the head of the clause ("In X, they advanced") nor right after it."""
    if place >= hit.last:
        return any(h.first in range(hit.last + 1, place) for h in now.hits)
    joined = now.word(hit.first - 1) == "and"  # "attacked on the fronts in X and made gains"
    return not joined and now.governor(place)[1] > now.clause(hit)[0] + 1


def stands_as_noun(now: Sentence, n: int) -> bool:
    """Tell "a multi-pronged attack" from "they attack"."""
    if now.word(n).endswith(("ed", "ing")):
        return False
    if n and now.tokens[n - 1].kind in ("actor", "unit"):  # "the LNA attack helped" from "LNA attack Sirte"
        if now.governor(n - 1)[0] in either("noun-before", "granted") and now.word(n + 1) not in words("determiner"):
            return True  # "in spite of LNA attacks"
        if now.word(n).endswith("s") and _has_verb_after(now, n + 1):
            return True  # "LNA attacks on Monday targeted X"
        return n + 1 < now.size and now.tokens[n + 1].kind not in ("place", "near") and now.word(n).endswith("k")
    if n and now.tokens[n - 1].kind == "place" and now.governor(n - 1)[0] in ("of", "in", "after", "over", "for"):
        return True  # "the target of the X attack"
    for k in range(n - 1, max(-1, n - 6), -1):
        if now.word(k) == "'s":
            return True
        if not now.word(k) or now.word(k) in either("modal-plan", "modal-maybe", also=("to", "they", "we", "it")):
            return False
        if now.word(k) in words("noun-before"):
            return k < n - 1 or now.word(n).endswith("s")
        if now.word(k) in words("determiner") and now.word(k) not in words("number"):
            return True
    return False


def _has_verb_after(now: Sentence, n: int) -> bool:
    """Tell the verb of "attacks", past a day: "attacks on Monday hit"."""
    n += now.word(n) == "on"
    n += n < now.size and now.tokens[n].kind == "date"
    return now.word(n) in either("strikes-verb", "be", "have", also=("killed", "continued"))


def _stuck(now: Sentence, hit: Hit) -> bool:
    last = next((k for k in range(hit.last, min(now.size, hit.last + 6)) if now.tokens[k].kind == "place"), hit.last)
    return any(now.word(k) in words("stuck") for k in range(last, min(now.size, last + 3)))


def posted(now: Sentence, hit: Hit) -> list:
    """Give where those who are attacked stand: "the men stationed at X have been attacked by"."""
    for n in range(max(0, hit.first - 10), hit.first):
        if now.word(n) in words("posted"):
            return now.places_right(Hit(hit.rule, n, n + 1), frozenset(("in", "at", "near", "on")), False, 6)[0]
    return []


def all_it_does(now: Sentence, hit: Hit, leaves: Hit) -> bool:
    """Tell "a convoy of 40 vehicles is said to have withdrawn", of which nothing else is told before."""
    between = range(hit.last, leaves.first)
    moved = either("came", "sent", "heading", also=(",", "and", "as", "after"))
    return 0 < len(between) < 14 and not any(now.word(k) in moved or now.tokens[k].kind == "place" for k in between)


def shifted(run: Run, hit: Hit, actor: str):
    """Read where a side shifts its men about: "its units were being redistributed", of the place spoken of."""
    now = run.now
    places: list
    places, near = now.places_right(hit, frozenset(("from", "of")), False, 10)
    left = [now.tokens[n].value for n in range(hit.first) if now.tokens[n].kind == "place"]
    told = [e.place_id for e in run.coded or run.previous if e.event_type == "withdrawal"]
    places = places or [p for p in told[-1:] if p in left or not left]
    return Draft("other", places, actor, near=near) if places and sides_of(run, actor) else None
