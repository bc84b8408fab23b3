"""Frames of attacks that come to nothing: repelled, foiled, stalled, kept out.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .attack_which import made_by, which_attack
from .attacked import (
    ATTACK_PLACE,
    as_they_tried,
    attack_left,
    attack_right,
    attacked,
    attacker_of,
    civil,
    comes_of,
    doubtful,
    men_before,
    not_taken_by,
    of_verb,
    own_attack,
    told_attack,
    where_attacked,
    who_attacked,
)
from .campaigns import standing as background
from .coded import CONTROL
from .doers import doer, in_answer
from .frames_event import spoken_of
from .framing import Draft, foe_of, sited, value_of
from .grammar import Hit
from .guarded import by_guards
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def repels(run: Run, hit: Hit, speaker: str):
    """Read a verb that tells by itself how an attack or a foe is beaten off."""
    if hit.rule.name == "prevent" and not _NOBODY.isdisjoint(run.now.words[max(0, hit.first - 4) : hit.first]):
        return _unstoppable(run, hit)
    passive = run.now.is_passive(hit) or _headed(run.now, hit)
    return _passive(run, hit, speaker) if passive else _active(run, hit, speaker, strong=True)


_NOBODY = frozenset(["nothing", "nobody", "none"])


def _unstoppable(run: Run, hit: Hit):
    """Read "nothing will stop the GNA from taking X": a vow to take it."""
    now = run.now
    actor = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    ahead = not words("modal-plan").isdisjoint(now.words[max(0, hit.first - 4) : hit.first])
    places, near = now.places_right(hit, frozenset(), True, 6)
    if near or not ahead or run.names.sides.get(actor) not in run.names.parties:
        return None
    kind = "advance" if now.word(hit.last - 1).startswith(("ent", "reach", "adv")) else "capture"
    return Draft(kind, places, actor, foe_of(run, actor), status="planned")


def _headed(now: Sentence, hit: Hit) -> bool:
    """Tell the passive of a heading: "attack on X thwarted, dozens dead", "GNA says assault beaten off"."""
    word = now.word(hit.first)
    if not (word.endswith("ed") or word in words("participle")) or attack_left(now, hit) is None:
        return False
    if which_attack(now, hit) is not None:
        return False  # "an attack on X which the LNA repelled"
    follows = now.word(hit.last)
    ends = hit.last >= now.size or follows in (",", ".", ":", ";", "-", "in", "at", "near", "outside", "as")
    inside = range(hit.first, hit.last)
    return ends and not any(now.tokens[k].kind in ("actor", "unit") or now.word(k) in ("them", "it") for k in inside)


def checks(run: Run, hit: Hit, speaker: str):
    """Read a verb that tells it only of an attack: stopped, halted, blocked, broke up."""
    now = run.now
    if now.word(hit.first) == "counter" and any(
        now.word(n) in words("determiner") for n in (hit.first - 1, hit.first - 2, hit.first - 3)
    ):
        return None  # "launched a large counter attack"
    if not now.is_passive(hit):
        return None if comes_of(now, hit) else _active(run, hit, speaker, strong=False)
    if attack_left(now, hit) is None and (tried := _tried(run, hit)):
        return tried
    if now.word(hit.first).startswith(("defeat", "confront", "counter")) and (
        attack_left(now, hit) is None or men_before(now, hit)
    ):
        return None  # "the fight for X, where its men were defeated"
    if attack_left(now, hit) is None:
        foe = doer(run, hit, speaker)
        places, near = now.places_right(hit, frozenset(("in", "at", "on", "near")), False, 6)
        side = foe_of(run, foe)
        return Draft("repelled", places, now.agent(hit) or side, foe) if side and places and not near else None
    return _passive(run, hit, speaker)


def _active(run: Run, hit: Hit, speaker: str, *, strong: bool):
    """Read the active: "repelled an attack on X", "drove them back"; a weak verb needs the noun of an attack."""
    now = run.now
    noun = attack_right(now, hit)
    if noun is None and now.word(now.clause(hit)[0] - 1) in ("which", "that"):
        noun = attack_left(now, hit)
    noun = which_attack(now, hit) if noun is None else noun
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last + 3] if t.kind in ("actor", "unit")]
    them = not {"them", "it", "him"}.isdisjoint(now.words[hit.first + 1 : hit.last + 1])
    if noun is None:
        tried = any(as_they_tried(now, k) for k in range(hit.last, min(now.size, hit.last + 5)))
        foe = inside or them or not words("assailant").isdisjoint(now.words[hit.first + 1 : hit.last + 5])
        if not foe or not (strong or tried or attack_left(now, hit) is not None):
            return None
    elif civil(now, noun, hit):
        return None
    actor = doer(run, hit, speaker)
    attacker = attacker_of(run, noun, hit) if noun is not None else (inside or [""])[0]
    if noun is not None and noun < hit.first and not attacker:
        attacker = made_by(now, hit, noun)
    attacker = attacker or _meant(run, hit, noun, actor, them)
    if actor in ("civil", "") or actor == attacker:
        actor = foe_of(run, attacker) or ("" if actor == "civil" else speaker)
    if noun is None and not inside and (turned := own_attack(run, hit, actor, speaker)) is not None:
        if not turned:
            return None
        actor, attacker = turned, actor
    aimed = now.word(hit.first - 1) == "to" and noun is not None and now.word(noun) in words("campaign")
    if aimed and any(h.rule.name == "counter-attack" and h.last <= hit.first for h in now.hits):
        return None  # "made a counter-attack in a bid to frustrate the assault"
    named = noun is not None and any(t.kind in ("place", "near") for t in now.tokens[noun : noun + 12])
    if aimed and attacker and not named and (known := background(run, attacker)):
        return known  # "asked for help to repel an offensive of the LNA"
    places, near = where_attacked(run, hit, noun)
    places = attacked(run, noun, attacker or foe_of(run, actor), places)
    sided = run.names.sides.get(actor) or run.names.sides.get(attacker)
    held_by = not words("garrisoned").isdisjoint(now.words[: hit.first])
    if places and not isinstance(places[0], int) and _on_the_way(now, hit):
        return None
    if not places or (not sided and not held_by and (near or not isinstance(places[0], int) or places[0] < hit.last)):
        return None
    if not sited(run, places):
        return None
    if noun is not None and (standing := _standing_offensive(run, hit, noun, places)):
        return standing
    near = near or hit.rule.name == "prevent" or doubtful(run, places)  # it says nothing of who holds the place
    return Draft("repelled", places, actor, attacker or foe_of(run, actor), near=near)


def _on_the_way(now: Sentence, hit: Hit) -> bool:
    """Tell what men only set out for: "troops were moving up to counter the advance"."""
    if now.word(hit.first - 1) != "to":
        return False
    lead = now.words[max(now.clause(hit)[0], hit.first - 12) : hit.first - 1]
    return not words("setting-out").isdisjoint(lead)


def _meant(run: Run, hit: Hit, noun: int | None, actor: str, them: bool) -> str:
    """Give whose attack is meant by "held them back", "foiled the attack": as told before, or in the clause before."""
    now = run.now
    attacker = ""
    if them and actor in ("civil", ""):  # "its guns held them back": whoever was told to attack
        attacker = next((now.side(t) for t in now.tokens[: hit.first] if t.kind in ("actor", "unit")), "")
    if noun is not None and not attacker and now.word(noun - 1) in ("the", "this", "that"):
        attacker = next((e.actor or "" for e in run.previous[-1:] if _by_stranger(run, e)), "")
    if attacker or not actor:
        return attacker
    if actor != "civil" and _just_attacked(run, hit, actor):
        return actor  # "Haftar's men attacked, but they foiled it": those who were attacked
    # "Haftar's men tried to advance but shelling held them back"
    return actor if them and _carried_over(now, hit, actor) else ""


def _by_stranger(run: Run, event) -> bool:
    """Tell an attack by fighters of neither side, told in the sentence before."""
    fought = event.event_type in ("clash", "advance") and event.actor and "/" not in event.actor
    return bool(fought) and run.names.sides.get(event.actor) not in run.names.parties


def _standing_offensive(run: Run, hit: Hit, noun: int, places: list):
    """Read "helps them repel the offensive that X launched in April" as the standing background that it is."""
    now = run.now
    told = now.word(noun) in words("campaign") and not words("launched").isdisjoint(now.words[noun + 1 : noun + 7])
    plain = now.word(hit.first).endswith(("ed", "ing")) or not told
    for row in () if plain else run.names.campaigns:
        if row["place_id"] in {value_of(run, place) for place in places} and row["start"] <= run.published.isoformat():
            return Draft("advance", [row["place_id"]], row["actor"], row["target"], date=row["date"], status="fact")
    return None


def _carried_over(now: Sentence, hit: Hit, actor: str) -> bool:
    """Tell a doer who stands before a "but", of whom "them" must speak: "they attacked but guns held them back"."""
    start = next((k for k in range(hit.first - 1, -1, -1) if now.word(k) == "but"), -1)
    own = [now.side(t) for t in now.tokens[start + 1 : hit.first] if t.kind in ("actor", "unit")]
    named = any(now.word(k) in ("they", "it", "he", "we") for k in range(start + 1, hit.first))
    return start >= 0 and actor not in own and not named  # not "came under attack, but they beat it off"


def _just_attacked(run: Run, hit: Hit, actor: str) -> bool:
    """Tell a "they" for which the actor of an attack told just before was taken."""
    now = run.now
    return in_answer(now, hit, actor, ("advances", "offensive", "storms"))


def _passive(run: Run, hit: Hit, speaker: str):
    """Read the passive: "the attack on X was repelled", "they tried to advance but were beaten back"."""
    now = run.now
    noun = attack_left(now, hit)
    if civil(now, noun, hit):
        return None
    if told := by_guards(run, hit):
        return told
    actor = now.agent(hit)
    attacker = _beaten_back(run, hit, noun, speaker)
    if noun is not None and not attacker and not actor and which_attack(now, hit) == noun:
        attacker = made_by(now, hit, noun)
    attacker = attacker or ("" if actor else _unnamed(run, hit, noun, speaker))
    attacker = "" if attacker == actor else attacker
    actor = actor or foe_of(run, attacker)
    places, near = where_attacked(run, hit, noun)
    places = attacked(run, noun, attacker or foe_of(run, actor), places)
    if not sited(run, places) or (not actor and noun is None):
        return None
    near = near or doubtful(run, places)
    return Draft("repelled", places, actor, attacker or foe_of(run, actor), near=near)


def _beaten_back(run: Run, hit: Hit, noun: int | None, speaker: str) -> str:
    """Give whose the attack is by its noun, or by the subject of "they tried to advance but were repelled"."""
    now = run.now
    if noun is not None and now.word(noun - 1) != "to":
        return attacker_of(run, noun, hit)
    attacker = now.subject(hit if noun is None else Hit(hit.rule, noun, noun + 1), speaker=speaker)
    attacker = attacker.replace("civil", "")
    if noun is None and speaker and now.word(hit.first - 3) in ("they", "have", "had") and attacker == speaker:
        return foe_of(run, speaker)
    return attacker


def _unnamed(run: Run, hit: Hit, noun: int | None, speaker: str) -> str:
    """Give whose the attack must be where nobody is named: as told before, the standing one, or the speaker's foe."""
    now = run.now
    attacker = ""
    if noun is not None and now.word(noun - 1) in ("the", "this", "that"):
        attacker = of_verb(run, noun, speaker)
        if not attacker and (other := told_attack(run)) != speaker:
            attacker = other
    if not attacker and noun is not None and now.word(noun) in words("campaign"):
        attacker = next((row["actor"] for row in run.names.campaigns if spoken_of(run, row["place_id"])), "")
    attacker = attacker or (foe_of(run, speaker) if speaker else "")
    shared = any(now.word(hit.first - k) in ("they", "it", "but", "and", "before") for k in (1, 2, 3))
    if not attacker and shared:  # "launched an assault on X but was beaten back"
        attacker = now.subject(hit, speaker=speaker).replace("civil", "")
    return attacker


def fails(run: Run, hit: Hit, speaker: str):
    """Read how an attack fails: "the attempt to take the town failed", "the push has stalled"."""
    now = run.now
    noun = next((k for k in range(hit.first, hit.last) if now.word(k) in words("attack-noun")), None)
    if noun is None:
        noun = attack_left(now, hit)
    if noun is None or now.word(noun - 1) == "to":
        tried = _tried(run, hit)
        if tried:
            return tried
    if noun is None or civil(now, noun, hit) or hit.first - noun > 26:
        return None
    if now.word(noun + 1) == "to" and any(h.first == noun + 2 and h.rule.frame == "oil" for h in now.hits):
        return None  # "an attempt to restart the field failed"
    between = {now.word(k) for k in range(noun + 1, hit.first)} & words("preposition")
    if between - ATTACK_PLACE - {"by"} and now.word(hit.first - 1) not in either("have", also=("which", "it", "they")):
        return None
    if now.word(noun - 1) == "both" and (drafts := _both(run)):
        return drafts
    own = now.subject(hit, speaker=speaker) if hit.rule.name == "attack-had-held" else ""
    attacker = own or attacker_of(run, noun, hit) or (doer(run, hit, speaker) if noun >= hit.first else "")
    if not attacker and now.word(noun - 1) in ("the", "this", "that"):
        attacker = of_verb(run, noun, speaker)
    if not attacker and hit.rule.name == "gained-nothing":  # "it cost the LNA ten men and gained it nothing"
        named = [now.side(t) for t in now.tokens[noun : hit.last] if t.kind in ("actor", "unit")]
        attacker = named[-1] if named else ""
    if not attacker and any(r.kind == "admit" and r.first <= hit.first < r.last for r in run.reports):
        attacker = speaker  # "officers admit that the offensive has stalled": their own
    if not attacker and noun < hit.first and now.word(hit.first - 1) in ("which", "that"):
        attacker = now.actor_before(noun)
    places, near = where_attacked(run, hit, noun)
    if not places or near:
        return None
    attacker = attacker or (now.foe_right(hit, "for") if now.word(hit.last) == "for" else "")
    attacker = attacker or who_attacked(run, places)
    value = value_of(run, places[0])
    standing = now.word(noun) in words("campaign") or any(e.date_basis == "campaign" for e in run.previous)
    if standing and any(row["place_id"] == value for row in run.names.campaigns):
        return None
    actor = foe_of(run, attacker) or speaker
    regained = not words("regaining").isdisjoint(now.words[noun : hit.first]) and not_taken_by(run, places, actor)
    return Draft("repelled", places, actor, attacker or foe_of(run, actor), near=doubtful(run, places) or regained)


def _both(run: Run) -> list[Draft]:
    """Read "both attacks failed" of the last two that the text told."""
    told: dict = {}
    for event in reversed([*run.events, *run.coded]):
        aimed = event.event_type == "advance" or (event.event_type in CONTROL and event.status == "planned")
        if aimed and foe_of(run, event.actor or ""):
            told.setdefault(event.place_id, event)
        if len(told) == 2:
            return [Draft("repelled", [e.place_id], foe_of(run, e.actor), e.actor) for e in told.values()]
    return []


def _tried(run: Run, hit: Hit):
    """Read "they attempted to storm X but failed", "tried to enter X but were stopped"."""
    now = run.now
    n = hit.first - 1
    while now.word(n) in either("be", "have", "mid-passive"):
        n -= 1
    if now.word(n) not in ("but", "and", "yet"):
        return None
    for other in reversed([h for h in now.hits if h.last < hit.first]):
        if other.rule.name in ("attack-verb", "storm") and now.word(other.first - 1) != "to":
            attacker = now.subject(other)
            places, near = now.places_right(other, frozenset(), True)
            attacked = bool(places) and not near and bool(foe_of(run, attacker))
            return Draft("repelled", places, foe_of(run, attacker), attacker) if attacked else None
        if other.rule.frame in ("advances", "takes", "storms") and now.word(other.first - 1) == "to":
            attacker = now.subject(other)
            places, near = now.places_right(other, other.rule.prepositions - {"direct"}, True)
            aimed = now.word(other.first - 2) in words("aim") and bool(foe_of(run, attacker))
            return Draft("repelled", places, foe_of(run, attacker), attacker) if places and aimed and not near else None
    return None
