"""Frames of what a fight costs those who fight: men killed, vehicles destroyed, losses inflicted at a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clauses import interrupts
from .coded import AFFIRMATIVE, CONTROL, FOUGHT
from .doers import doer
from .frames_event import place_of
from .framing import Draft, foe_of, sited, value_of
from .grammar import Hit
from .tables import either, reporters, words
from .weapons import STRIKES, kind_at

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_OWN = ("felled", "hits", "harms", "mine")


def felled(run: Run, hit: Hit, speaker: str):
    """Read a fight by the losses of those who fought, where nothing else in the sentence tells how they came about."""
    now = run.now
    if hit.rule.name == "inflict-losses" and (struck := _told_of(run, hit)):
        return struck
    if _told_else(run, hit) or any(kind_at(now, n) for n in range(now.size)):
        return None
    of_whom = now.word(hit.first - 1) in either("determiner", "possessive") or now.tokens[hit.first - 2].kind == "actor"
    if now.word(hit.first) in ("wounded", "injured") and of_whom and now.word(hit.last) in words("troops"):
        return None  # "left its wounded fighters behind in X"
    if hit.rule.name == "inflict-losses" and any(e.event_type in STRIKES for e in run.coded):
        return None  # "hit a school, causing damage"
    if not either("explosive", "not-war", "toll-since").isdisjoint(now.words):
        return None
    passive = now.is_passive(hit)
    victims = _victims(now, hit, passive)
    if not victims:
        return None
    places, near = place_of(run, hit)
    if not sited(run, places) or run.names.kinds.get(value_of(run, places[0])) == "region":
        return None
    if any(e.event_type in STRIKES and e.place_id == value_of(run, places[0]) for e in run.events[-3:] + run.coded):
        return None  # "The base was bombed. Soldiers who are stationed there suffered losses."
    loser = next((side for side in victims if run.names.sides.get(side) or side in _known(run)), "")
    if passive or hit.rule.name == "suffer-losses":
        actor = now.agent(hit) if passive else ""
        loser = loser or ("" if passive else doer(run, hit, speaker).replace("civil", ""))
    else:
        actor = doer(run, hit, speaker).replace("civil", "")
        loser = "" if loser == actor else loser
    if passive and not actor and not loser and _slain_officer(now, hit):
        return Draft("clash", places[:1], "", "", near=near)
    if not actor and not loser and speaker in run.names.parties:
        actor = speaker  # "15 militants were killed, the LNA said"
    actor = actor or foe_of(run, loser)
    if not actor or run.names.roles.get(actor) in ("backer", "mediator"):
        return None
    return Draft("clash", places, actor, loser or foe_of(run, actor), near=near)


def _told_of(run: Run, hit: Hit):
    """Read where the strikes of which the text has just told did harm: "The attacks caused damage in X"."""
    now, noun = run.now, hit.first - 1
    told = now.word(noun) in words("attack-noun") and now.word(noun - 1) in ("the", "these", "those", "this")
    told = told and not any(e.event_type in STRIKES for e in run.coded)
    strikes = [e for e in run.events[-6:] if e.event_type in STRIKES and e.status in AFFIRMATIVE] if told else []
    places, near = place_of(run, hit) if strikes else ([], False)
    if not sited(run, places):
        return None
    return Draft(strikes[-1].event_type, places, strikes[-1].actor or "", strikes[-1].target or "", near=near)


def raid(run: Run, hit: Hit, places: list, near: bool, actor: str):
    """Read an attack that no party to the war is said to have made, and in which somebody was hurt, as a fight."""
    now = run.now
    hurt = either("hurt", also=("kidnapped", "abducted", "hostage", "missing"))
    if hurt.isdisjoint(now.words) or not either("explosive", "not-war", "crowd").isdisjoint(now.words):
        return None
    if not sited(run, places) or run.names.kinds.get(value_of(run, places[0])) in ("capital", "region"):
        return None
    if any(e.event_type in STRIKES and e.place_id == value_of(run, places[0]) for e in run.coded):
        return None  # "was killed in the attack": told by the verb
    for event in reversed(run.events[-8:]):
        if event.event_type in STRIKES and event.place_id == value_of(run, places[0]):
            return Draft(event.event_type, places[:1], event.actor or "", event.target or "", near=near)
    if not words("civil-site").isdisjoint(now.words) or any(kind_at(now, n) for n in range(now.size)):
        return None
    known = {
        now.side(t)
        for n, t in enumerate(now.tokens)
        if t.kind == "actor" and (n < hit.first or now.governor(n)[0] == "by")
    } & _known(run)
    actor = actor.replace("civil", "") or (known.pop() if len(known) == 1 else "")
    foe = next((now.side(t) for t in now.tokens[hit.last :] if t.kind == "actor" and now.side(t) != actor), "")
    return Draft("clash", places[:1], actor, foe if foe in run.names.parties else "", near=near)


def _told_else(run: Run, hit: Hit) -> bool:
    """Tell losses in a fight, a strike or a taking that the sentence tells itself."""
    kinds = (*FOUGHT, *CONTROL, "repelled", "withdrawal", "civilian_harm", "mass_grave")
    others = [h for h in run.now.hits if h.first != hit.first and h.rule.event_type in kinds]
    others = [h for h in others if not (h.rule.name == "raids" and run.now.word(h.first - 1) in ("a", "an"))]
    told = {event.start for event in run.coded}
    return any(
        h.rule.frame not in _OWN and (h.first > hit.first or run.now.tokens[h.first].start in told) for h in others
    )


def _known(run: Run) -> set[str]:
    """Give the armed names of the sentence that fight for no side."""
    named = {run.now.side(t) for t in run.now.tokens if t.kind == "actor"}
    return {name for name in named if run.names.roles.get(name) is None}


def _victims(now: Sentence, hit: Hit, passive: bool) -> list[str]:
    """Give whose men or vehicles were lost, as far as it is said: an empty name for men of no named side."""
    if hit.rule.name != "men-killed":
        named = [now.side(t) for t in now.tokens[hit.first : hit.last + 5] if t.kind in ("actor", "unit")]
        return named or [""]
    if passive:
        span = range(hit.first - 1, max(-1, hit.first - 10), -1)
    else:
        span = range(hit.last, min(now.size, hit.last + 9))
    foes = passive and any(now.word(n) in words("foe-men") for n in span)
    known = any(now.tokens[n].kind in ("actor", "unit") for n in span if not interrupts(now, hit, n))
    found: list[str] = []
    for n in span:
        token = now.tokens[n]
        if (foes or known) and interrupts(now, hit, n):
            continue  # "seven gunmen, the GNA said, were killed"
        if token.kind in ("actor", "unit"):
            if foes and now.word(n + 1) in reporters():
                break  # "the GNA said seven gunmen were killed"
            found.append(now.side(token))
        elif token.text in either("troops", "fallen-things") or (passive and _slain_officer(now, hit)):
            found.append("")
        elif token.text in words("civilian") or now.boundary(n) or token.text in (",", ";", "that") or n in now.starts:
            break
    men = "" in found or any(_many(now, n) for n in span)
    return found if men else []


def _slain_officer(now: Sentence, hit: Hit) -> bool:
    """Tell "Captain Ali al-Gharyani was killed in X by a sniper"."""
    by = {"sniper", "snipers", "gunmen", "gunman", "militants", "assailants"}
    return not by.isdisjoint(now.words[hit.last :]) and not either("rank", "officers").isdisjoint(
        now.words[max(0, hit.first - 7) : hit.first]
    )


def _many(now: Sentence, n: int) -> bool:
    """Tell forces from a person: "LNA soldiers" from "Haftar"."""
    token = now.tokens[n]
    return token.kind == "actor" and not words("force").isdisjoint(token.text.split())
