"""The attack that is beaten off: where its noun stands, whose it is, and where it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import AFFIRMATIVE, CONTROL
from .frames_event import front
from .framing import foe_of
from .grammar import Hit
from .lists import spread
from .tables import either, reporters, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

#: Prepositions that join an attack to its place: "an assault on X".
ATTACK_PLACE = frozenset(
    ("on", "at", "in", "against", "around", "from", "to", "near", "of", "into", "outside", "towards", "via", "through")
)
#: What fails as an attack does: "the siege of X ended in failure".
SIEGE = frozenset(["siege", "sieges", "encirclement"])
_NEXT = frozenset(["takes", "advances", "offensive", "leaves", "falls", "drives"])


def attack_left(now: Sentence, hit: Hit) -> int | None:
    """Give the noun of attack before a verb, in its sentence."""
    for k in range(hit.first - 1, max(-1, hit.first - 30), -1):
        if now.word(k) == "operation" and k and now.tokens[k - 1].kind == "actor":
            continue  # "the Volcano of Rage operation"
        if now.word(k) in SIEGE and now.word(k - 3) != "to":  # not "talks to lift the siege"
            return k
        if now.word(k) in words("attack-noun"):
            verb = now.word(k - 1) == "to"  # "the attempt to advance failed"
            nouns = [m for m in range(k - 2, max(-1, k - 9), -1) if now.word(m) in words("attack-noun")] if verb else []
            return nouns[0] if nouns else k
        if now.word(k) == ";":
            return None
    return None


def attack_right(now: Sentence, hit: Hit, reach: int = 8) -> int | None:
    """Give the noun of attack that a verb takes as object."""
    for k in range(hit.first + 1, min(now.size, hit.last + reach)):
        if now.word(k) in words("attack-noun"):
            return k
        if k >= hit.last and as_they_tried(now, k):
            return next((n for n in range(k + 4, min(now.size, k + 9)) if now.word(n) in words("attack-noun")), None)
        if k >= hit.last and (now.boundary(k) or now.word(k) in (";", ".", "to", "that")):
            return None
    return None


def as_they_tried(now: Sentence, n: int) -> bool:
    """Tell "as they tried to", "when it sought to"."""
    tried = now.word(n + 1) in words("pronoun") and now.word(n + 2) in words("aim")
    return tried and now.word(n) in ("as", "when", "while") and now.word(n + 3) == "to"


def attacker_of(run: Run, noun: int, hit: Hit) -> str:
    """Give whose an attack is: "an LNA attack", "an attack by the LNA", "their attempt"."""
    now = run.now
    for k in range(noun - 1, max(-1, noun - 6), -1):
        token = now.tokens[k]
        if token.kind in ("actor", "unit"):
            return now.side(token)
        if hit.first == k or now.word(k) in ("the", "a", "an") or now.word(k) in reporters():
            break
        if now.boundary(k) or now.word(k) in words("preposition"):
            break
    for k in range(noun + 1, min(now.size, noun + 12)):
        token = now.tokens[k]
        if token.kind in ("actor", "unit"):
            word, at = now.governor(k)
            helped = word == "by" and now.word(at - 1) in words("support-verb")
            if word in ("by", "of", "from") and not helped and not (word == "by" and at > hit.first > noun):
                return now.side(token)
        if now.boundary(k) and now.word(k) != "that" or k == hit.first:
            break
        if now.word(k) in (",", '"') and reporters().get(now.word(k + 1)) == "say":
            break  # "beat back the assault, said X, spokesman of an LNA brigade"
    return ""


def assailant(now: Sentence, told: Hit, speaker: str) -> str:
    """Give who attacks: "X came under LNA attack", "was attacked by the LNA", "the LNA attacked X"."""
    if not done_to(now, told):
        return now.subject(told, speaker=speaker)
    inside = [now.side(token) for token in now.tokens[told.first : told.last] if token.kind in ("actor", "unit")]
    return inside[0] if inside else now.agent(told) or now.foe_right(told, "from")


def done_to(now: Sentence, told: Hit) -> bool:
    """Tell an attack that its object tells: "came under attack", "was attacked"."""
    return told.rule.frame == "under-fire" or now.is_passive(told)


def own_attack(run: Run, hit: Hit, actor: str, speaker: str) -> str | None:
    """Give whom its foe attacked and who beat it off; empty for who attacked and beat back; none for another."""
    now = run.now
    told = [h for h in now.hits if h.last <= hit.first and h.rule.frame in ("advances", "storms", "under-fire")]
    if not actor or not told or assailant(now, told[-1], speaker) != actor:
        return None
    if any(now.word(k) in ("they", "it") for k in range(max(told[-1].last, hit.first - 4), hit.first)):
        return None
    return foe_of(run, actor) if done_to(now, told[-1]) else ""


def _standing(run: Run, noun: int) -> list:
    """Give what the standing offensive is against: "turning back the LNA offensive"."""
    now = run.now
    if now.word(noun) not in words("campaign") or any(t.kind in ("place", "near") for t in now.tokens[noun:]):
        return []
    owner = now.tokens[noun - 1].value if noun else ""
    return [row["place_id"] for row in run.names.campaigns if now.names.sides.get(owner) == row["actor"]]


def _told_else(now: Sentence, noun: int, place) -> bool:
    """Tell a place of something else: "The attack failed, and the LNA took X", "the attack" being told before."""
    if now.word(noun - 1) not in ("the", "this", "that") or not isinstance(place, int) or place < noun:
        return False
    return "and" in now.words[noun + 1 : place] and any(
        h.first in range(noun + 2, place) and h.rule.frame in _NEXT for h in now.hits
    )


def told_attack(run: Run) -> str:
    """Give who made the attack that the sentence before told: "Others say that the assault was thwarted"."""
    told = [e for e in run.previous if e.event_type == "advance" and e.status in AFFIRMATIVE]
    return next((e.actor for e in reversed(told) if e.date_basis != "campaign" and e.actor in run.names.parties), "")


def attacked(run: Run, noun: int | None, attacker: str, places: list) -> list:
    """Give where the text told that a side attacked, for an attack that names no place: "said they had repelled it".

    Several attacks are those of which the text spoke first, at its widest.
    """
    if not attacker or (places and isinstance(places[0], int)):
        return places
    ground = ("advance", "capture", "recapture", "clash")
    told = [
        e.place_id
        for e in run.events
        if e.event_type in ground and e.actor == attacker and e.status in AFFIRMATIVE and e.date_basis != "campaign"
    ]
    if not told:
        return places
    last = next((e for e in reversed(run.events) if (e.event_type in ground or e.event_type == "withdrawal")), None)
    if last is not None and last.place_id in places and last.status not in AFFIRMATIVE:
        return places  # of which it was denied or planned just before
    many = noun is not None and run.now.word(noun).endswith("s")
    return told[:1] if many else places if set(places) & set(told) else told[-1:]


def doubtful(run: Run, places: list) -> bool:
    """Tell a place taken over from the sentences before where they spoke of several."""
    return bool(places) and not isinstance(places[0], int) and len(run.memory.group) > 1


def not_taken_by(run: Run, places: list, side: str) -> bool:
    """Tell places that only the sentences before named, and that the text has not told a side to have taken."""
    if not places or any(isinstance(place, int) for place in places):
        return False
    last = next((e for e in reversed(run.events) if e.place_id in places and e.event_type in CONTROL), None)
    return last is None or last.actor != side


def who_attacked(run: Run, places: list) -> str:
    """Give whose attack on a place the text told just before: "The attack failed"."""
    if not isinstance(places[0], str):
        return ""
    ground = ("advance", "capture", "recapture")
    told = (e.actor for e in reversed(run.previous) if e.place_id == places[0] and e.event_type in ground)
    return next((actor for actor in told if actor in run.names.parties), "")


_CAME = frozenset(
    ["came", "come", "coming", "arrived", "arriving", "sent", "reinforcements", "reinforcement", "fighters"]
)


def where_attacked(run: Run, hit: Hit, noun: int | None) -> tuple[list, bool]:
    """Give the place of an attack that is beaten off."""
    now = run.now
    inside = now.place_inside(hit)
    if inside:
        return inside, False
    if noun is not None and (named := _of_noun(run, hit, noun)):
        return named
    places, near = now.places_right(hit, ATTACK_PLACE, "direct" in hit.rule.prepositions, through=True)
    if near or not places:
        other, off = now.locative(hit)
        places, near = (other, off) if other else (places, near)
    if places and not (near and now.asides[places[0]] >= 0):
        return places, near
    bodies = either("councils", also=("municipal", "municipality"))  # "an official of the X council said"
    ahead = [n for n in range(hit.first) if now.word(n + 1) not in bodies]
    left = [n for n in ahead if now.tokens[n].kind == "place" and not now.is_near(n)]
    left = [n for n in left if not (now.governor(n)[0] == "from" and now.word(now.governor(n)[1] - 1) in _CAME)]
    if left:
        return now.group_left(left[-1]), False
    later = (h.first for h in now.hits if h.first >= hit.last and not h.rule.is_noun)
    after = next((n for n in later if now.word(n - 1) != "to"), now.size)  # not "stopped it as it tried to enter X"
    after = next((n for n in range(hit.last, after) if now.word(n) == "," and now.goes_with(n)), after)
    beyond = [n for n in range(hit.last, after) if now.tokens[n].kind == "place" and not now.is_near(n)]
    if beyond:
        return now.group(beyond[0]), False
    outside = [n for n in ahead if now.tokens[n].kind in ("place", "near") and now.asides[n] < 0]
    if outside:
        return outside[-1:], True
    first, last = now.clause(hit)
    if not words("frontline").isdisjoint(now.words[max(0, first - 14) : last]) and (lines := front(run)):
        return lines, False  # "moved up on one part of the front but was repelled"
    told = [e.place_id for e in run.events[-4:] if e.event_type == "advance" and e.date_basis != "campaign"]
    known = noun is not None and now.word(noun - 1) in ("the", "this", "that", "their", "its")
    return (told[-1:] if known else []) or run.memory.group[:1], False  # "said the attack had been repelled"


def _of_noun(run: Run, hit: Hit, noun: int) -> tuple[list, bool] | None:
    """Give the place that the noun of attack takes: "an assault on X"; None where it takes none."""
    now = run.now
    places, near = now.places_right(Hit(hit.rule, noun, noun + 1), ATTACK_PLACE, False, 14, through=True)
    ahead = places or [n for n in range(noun, now.size) if now.tokens[n].kind == "place"][:1]
    if ahead and _told_else(now, noun, ahead[0]):
        return run.memory.group[:1], False
    if places:
        return (places if near else spread(now, places)), near
    if now.word(noun + 1) in ("which", "that"):  # "an offensive which they launched against X"
        for n in range(noun + 2, min(now.size, noun + 12)):
            if now.tokens[n].kind == "place" and now.governor(n)[0] in ("against", "on", "at", "towards"):
                return now.group(n), False
    standing = _standing(run, noun)
    return (standing, False) if standing else None


def comes_of(now: Sentence, hit: Hit) -> bool:
    """Tell what a truce brings about, or what was told just before: ", halting the offensive", ", defeating them"."""
    n = hit.first - 1 - now.word(hit.first - 1).endswith("ly")
    if now.word(n) != "," or not now.word(hit.first).endswith("ing"):
        return False
    if not words("truce-noun").isdisjoint(now.words[:n]):
        return True
    them = now.word(hit.last) in ("them", "it")
    return them and any(h.rule.event_type == "repelled" and h.last <= n for h in now.hits)


def men_before(now: Sentence, hit: Hit) -> bool:
    """Tell "the LNA was defeated" from "an attack by the LNA was defeated"."""
    n = max(0, hit.first - 2)
    return now.tokens[n].kind in ("actor", "unit") and now.governor(n)[0] not in words("preposition")


def civil(now: Sentence, noun: int | None, hit: Hit) -> bool:
    """Tell an attempt at something else than war: "foiled an attempt to smuggle fuel"."""
    near = range(noun - 3, noun + 5) if noun is not None else ()
    beaten = {"terrorist"} if now.word(hit.first).startswith(("repel", "repul")) else set()  # as a party calls it
    return any(now.word(k) in words("not-war") - beaten for k in near)


def of_verb(run: Run, noun: int, speaker: str) -> str:
    """Give whose "the attack" is by the verb that told it: "X attacked the town, but the attack failed"."""
    now = run.now
    told = [h for h in now.hits if h.last <= noun and h.rule.frame in ("advances", "storms") and not h.rule.is_noun]
    if not told:
        return ""
    said = [r.speaker for r in run.reports if r.first <= told[-1].first < r.last and r.kind == "say"]
    return now.subject(told[-1], speaker=said[-1] if said else speaker).replace("civil", "")
