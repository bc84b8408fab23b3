"""Frames of offensives: attacks, assaults and operations as nouns.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .attack_which import made_in
from .beaten import beaten_after, beaten_by, from_base, repelled_before
from .campaigns import known_offensive
from .claimed_attacks import claimant, claimed, is_claimed, only_observed, placed_later
from .clauses import hoisted, predicate
from .doers import doer
from .frames_announced import announced_by
from .frames_event import focus
from .frames_fallen import raid
from .frames_fire import fire
from .frames_hunted import hunts
from .framing import Draft, foe_of, sited, value_of
from .grammar import Hit
from .happenings import of_a_day
from .launchers import launcher, made_by
from .lists import spread
from .offensive_noun import its_target, laid_to_strangers, leads_it, on_fronts, sprung_from
from .outset import for_control, start_announced
from .referents import antecedent
from .ships import ship_struck
from .tables import either, words
from .takers import not_robbed
from .to_come import men_sent_for
from .weapons import STRIKES, context_kind, helps, kind_at, owner_of, told_blow, told_kind, weapon_right

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_FLOWN = frozenset(["airbase", "airport"])


def offensive(run: Run, hit: Hit, speaker: str):
    """Read an offensive, attack or assault on a place."""
    now = run.now
    noun, lead = now.word(hit.last - 1), now.words[max(0, hit.first - 8) : hit.first]
    if told := announced_by(run, hit):
        return told
    if _told_otherwise(run, hit, noun) or from_base(now, hit):
        return None
    if declared := start_announced(run, hit) or ship_struck(run, hit, speaker):
        return declared
    from_air = lead[-1:] and lead[-1] in ("air", "aerial", "bombing")
    by_land = not {"ground", "land"}.isdisjoint(lead[-5:-1])  # "a ground and aerial offensive"
    if noun in ("campaign", "offensive", "operation", "operations") and from_air and not by_land:
        return fire(run, hit, speaker, "airstrike")
    if noun == "campaign" and now.word(hit.last) == "of" and words("strike-noun") & set(now.words[hit.last :][1:4]):
        return None  # told by the strikes of which it is made
    if {"against", "of", "over"} & set(lead) and any(
        word.startswith("warn") for word in now.words[max(0, hit.first - 14) : hit.first]
    ):
        return None  # "warned them against further attacks"
    places, near = now.places_right(hit, hit.rule.prepositions, False, 13)
    places = places or for_control(now, hit) or its_target(now, hit) or hoisted(now, hit, hit.rule.prepositions)
    if again := _attack_again(run, hit, places) or placed_later(run, hit, places, near):
        return again
    owner = actor = made_in(run, hit) or owner_of(run, hit.first, hit.last + 4, speaker) or made_by(now, places)
    if not actor and sprung_from(now, hit):
        return _offensive_by(run, hit, speaker, "", places, near)
    if not actor and is_claimed(now, hit, lead):
        actor = claimant(now, hit)
        if actor and not run.names.sides.get(actor) and sited(run, places) and noun == "attack":
            return claimed(run, hit, actor, places, near)
    if not actor:
        actor = "" if only_observed(now, hit) else doer(run, hit, speaker) or now.owner(hit) or _opener(now, hit)
    if hunted := hunts(run, hit, actor, places, near):
        return hunted
    volley = noun in words("vague-volley") and lead[-1:] != ["ground"] and not beaten_after(now, hit)
    if volley and _armed(now, hit, whole=actor in ("", "civil")):
        return fire(run, hit, speaker, context_kind(run) or any_kind(now))
    first_of = {"may", "might", "could", "would", "will"} & set(now.words[hit.last : hit.last + 6])
    if first_of and now.word(hit.first - 1) == "the" and sited(run, places):
        return None  # "the attack on the port may be the first of many"
    if kind := _kind_from_afar(run, hit, actor, places, near=near, volley=volley):
        return run.unplaced.placed(run, fire(run, hit, speaker, kind))
    if actor in ("", "civil"):
        actor = launcher(run, hit, speaker)
    if not actor and run.names.sides.get(speaker) in run.names.parties and now.word(hit.first - 1) == "the":
        known = any(value_of(run, p) == row["place_id"] for p in places for row in run.names.campaigns)
        actor = speaker if now.word(hit.last) == "was" and not known else ""  # "the attack was launched", says a side
    if not owner and _is_answer(now, hit, lead):
        actor = foe_of(run, actor) if actor != "civil" else ""  # who answers an attack did not make it
        if _in_answer_to(now, hit):
            return known_offensive(run, hit, actor, places, False)  # what began is the answer
    return _offensive_by(run, hit, speaker, not_robbed(run, hit, actor), places, near)


def _opener(now: Sentence, hit: Hit) -> str:
    """Give who attacks in "clashed with X as part of a move to open a new front"."""
    to = hit.first - 1
    move = hit.rule.name == "new-front" and now.word(to) == "to" and now.word(to - 1) in either("attack-noun", "plan")
    move = move or (hit.rule.name == "new-front" and now.words[to - 1 : to + 1] in (["move", "to"], ["effort", "to"]))
    return next((now.side(t) for t in now.tokens[:to] if t.kind in ("actor", "unit")), "") if move else ""


def _told_otherwise(run: Run, hit: Hit, noun: str) -> bool:
    """Tell an offensive that another trigger of the sentence tells: by its end, its aim, or what it was made with."""
    now = run.now
    if now.word(hit.last) == "to":
        if now.word(hit.last + 1) in words("defending"):
            return True
        if noun.startswith("operation") and hit.last + 1 in now.starts and not _begun_by(now, hit):
            return True  # "an operation to free X", told by its aim
    if repelled_before(run, hit) or laid_to_strangers(now, hit) or leads_it(now, hit):
        return True
    if "airspace" in now.words[hit.last : hit.last + 6]:
        return True  # of the drones that were downed
    blamed = any(h.rule.frame == "blames" and h.last <= hit.first for h in now.hits)
    return blamed and now.governor(hit.first)[0] == "for"  # "blamed X's shells for the attack"


def _begun_by(now: Sentence, hit: Hit) -> bool:
    """Tell "launched a new operation to retake X": the attack has begun, whatever it aims at."""
    lead = now.words[max(0, hit.first - 6) : hit.first]
    begun = [k for k, word in enumerate(lead) if word in words("launched")]
    return bool(begun) and either("modal-plan", "not", also=("to",)).isdisjoint(lead[max(0, begun[-1] - 2) : begun[-1]])


def _attack_again(run: Run, hit: Hit, places: list):
    """Read the second of "four attacks on X and one attack on Y", made as the first was."""
    now = run.now
    told = run.coded[-1] if run.coded and run.coded[-1].event_type in STRIKES else None
    if told is None or told.rule != "offensive" or not places:
        return None
    joined = [k for k in range(max(0, hit.first - 4), hit.first) if now.word(k) == "and"]
    counted = joined and all(now.word(k) in either("number", "determiner") for k in range(joined[0] + 1, hit.first))
    return Draft(told.event_type, places, told.actor or "", told.target or "") if counted else None


def _kind_from_afar(run: Run, hit: Hit, actor: str, places: list, *, near: bool, volley: bool) -> str:
    """Give the kind of an attack made from afar: by its target, or as the text has told it before; else nothing."""
    now, noun = run.now, run.now.word(hit.last - 1)
    base = noun in ("raid", "raids") and places and not near and run.names.kinds.get(value_of(run, places[0])) in _FLOWN
    if base and run.names.sides.get(actor) not in run.names.parties:
        return "airstrike"  # "the raid on the air base"
    if volley and (kind := told_kind(run, places)):
        return kind
    hurt = places and noun in ("attack", "strike") and not words("hurt").isdisjoint(now.words[: hit.first])
    if hurt and now.word(hit.first - 1) in ("the", "that") and (blow := told_blow(run, places, attack=True)):
        return blow.event_type  # "were wounded in the attack on X", of a bombardment told before
    blind = "indiscriminate" in now.words[max(0, hit.first - 2) : hit.first]
    if blind and noun in words("vague-volley") | {"attacks"} and sited(run, places):
        return "shelling"  # "mounting indiscriminate attacks on X and Y"
    aimed = now.words[hit.last : hit.last + 6]
    if noun in ("attacks", "attack") and not words("populated").isdisjoint(aimed) and sited(run, places):
        struck = next((e.event_type for e in run.previous if e.event_type in STRIKES), "")
        return struck or "shelling"  # "the attacks on residential districts of X"
    if run.unplaced.kind and noun in words("vague-volley") and _known(now, hit) and sited(run, places):
        return run.unplaced.kind  # "Monday's attack in X" of a text about an air raid
    return ""


def _is_answer(now: Sentence, hit: Hit, lead: list[str]) -> bool:
    """Tell an attack that the subject answers or ends: "responded to the attack", "vowed to stop the attacks"."""
    answered = ("to" in lead or "for" in lead) and not words("answering").isdisjoint(lead)
    return answered or not words("end-attack").isdisjoint(now.words[max(0, hit.first - 5) : hit.first])


def _in_answer_to(now: Sentence, hit: Hit) -> bool:
    """Tell "in answer to the assault on X", "in revenge for the attack on X": what another deed answers."""
    joint, at = now.governor(hit.first)
    return joint in ("to", "for") and now.word(at - 1) in words("answering") and now.word(at - 2) in ("in", "as")


def _offensive_by(run: Run, hit: Hit, speaker: str, actor: str, places: list, near: bool):
    """Read an offensive of a side: the standing one, one that begins, or one to come."""
    now, noun = run.now, run.now.word(hit.last - 1)
    begun = sprung_from(now, hit) or _is_begun(now, hit) or bool(its_target(now, hit))
    such = now.word(hit.first - 1) == "such"  # "such attacks could lead to"
    reach = 12 if now.word(hit.first - 1) in ("any", "an", "new") else 6
    coming = (
        not such
        and not of_a_day(now, hit)
        and not {"will", "would", "could", "may"}.isdisjoint(now.words[hit.last : hit.last + reach])
    )
    sent = men_sent_for(now, hit)
    mustered = sent >= 0 or not words("muster").isdisjoint(now.words[max(0, hit.first - 6) : hit.first])
    if sent >= 0 and not actor:
        actor = now.subject(Hit(hit.rule, sent, sent + 1), speaker=speaker).replace("civil", "")
    if coming and run.names.roles.get(actor) == "backer":
        actor = ""  # "Egypt warned that any attack on X would be"
    pressed = not coming and _to_be_pressed(now, hit)
    coming = coming or pressed
    fronts = on_fronts(now, hit)
    anew = not words("anew").isdisjoint(now.words[max(0, hit.first - 5) : hit.first])
    if anew and begun and not actor and not coming:
        values = {value_of(run, place) for place in places}
        actor = next((row["actor"] for row in run.names.campaigns if row["place_id"] in values), "")
    if not (coming or mustered or anew or (fronts and noun not in words("campaign"))):
        campaign = known_offensive(run, hit, actor, places, begun)
        if campaign:
            return campaign
    if beaten_by(now, hit):
        return None  # told by its end
    if not places and begun and actor in run.names.parties:
        places = antecedent(now, hit)  # "in X, where the GNA launched an attack"
    if not places and now.word(hit.first - 1) == "this":
        places = run.memory.group[:1]
        begun = bool(places)
    if not places and begun and noun in words("attack-noun") and fronts and actor in run.names.parties:
        places = focus(run)
    begun = begun or pressed or hit.rule.name == "new-front"
    if coming and sited(run, places):
        if kind := _more_of(run, hit):
            return fire(run, hit, speaker, kind)
        known = now.word(hit.first - 1) in ("the", "this", "that") and noun in words("vague-volley")
        if not actor and noun in words("attack-noun") and not known:
            return Draft(hit.rule.event_type, places, "", "", status="hypothetical", near=near)
    opens = not actor and places and not near and _opens(now, places)
    if opens and sited(run, places):
        return Draft(hit.rule.event_type, spread(now, places), "", "")  # "an attack on X began at dawn"
    if noun in words("vague-volley") and not run.names.sides.get(actor):
        places, near = (places, near) if places else now.locative(hit)
        third = actor and run.names.roles.get(actor) is None and not (coming or only_observed(now, hit))
        wide = places and run.names.kinds.get(value_of(run, places[0])) in ("capital", "region")
        if third and begun and not wide and sited(run, places):
            return Draft("clash", places, actor, near=near)  # "ISIS launched an assault on X"
        return raid(run, hit, places, near, actor)
    if not places and noun.startswith("counter") and (answer := _answered(run, hit, actor)):
        return answer
    if not sited(run, places) or not run.names.sides.get(actor) or (near and not begun):
        return None
    if not (begun or mustered or _aimed(now, hit) or hit.rule.name.startswith("take")):
        return None
    status = "planned" if coming or mustered else ""
    return Draft(hit.rule.event_type, spread(now, places), actor, foe_of(run, actor), status=status, near=near)


def _is_begun(now: Sentence, hit: Hit) -> bool:
    """Tell an offensive that is said to be launched or made: by a verb near by, or the one whose subject it is."""
    begins = either("launched", "carry")
    if not begins.isdisjoint(now.words[max(0, hit.first - 8) : hit.last + 10]):
        return True
    if begins.isdisjoint(now.words[hit.last :]):
        return False
    verb = predicate(now, hit.last)
    return verb > 0 and not begins.isdisjoint(now.words[verb : verb + 4])


def _opens(now: Sentence, places: list) -> bool:
    """Tell "the assault on X has begun", of a place that is not the capital's war."""
    if not isinstance(places[-1], int) or now.names.kinds.get(now.tokens[places[-1]].value) in ("capital", "region"):
        return False
    n = places[-1] + 1
    while now.word(n) in either("be", "have") or now.word(n).endswith("ly"):
        n += 1
    return now.word(n) in ("began", "begun", "started", "underway") or now.words[n : n + 2] == ["under", "way"]


def _more_of(run: Run, hit: Hit) -> str:
    """Give the kind of "more attacks would be made on the base" that jets had struck."""
    lead, noun = run.now.words[max(0, hit.first - 8) : hit.first], run.now.word(hit.last - 1)
    if noun not in words("vague-volley") or {"more", "further", "new", "another", "fresh"}.isdisjoint(lead):
        return ""
    return next((e.event_type for e in run.events[-6:] if e.event_type in STRIKES), "")


def _aimed(now: Sentence, hit: Hit) -> bool:
    """Tell one attack "on X" from attacks in general."""
    one, n = not now.word(hit.last - 1).endswith("s"), hit.last
    if now.word(n) in ("of", "by"):  # "the offensive of the GNA on X"
        whose = next((k for k in range(n + 1, min(now.size, n + 6)) if now.tokens[k].kind in ("actor", "unit")), n)
        n = whose + 1 if whose > n else n
    if one and now.word(n) == "for" and "control" in now.words[n + 1 : n + 3]:
        return True
    return one and now.word(n) in ("on", "against", "towards", "toward", "at")


_PREPARED = frozenset(["prepared", "planned", "readied", "plotted", "drawn", "considered"])


def _to_be_pressed(now: Sentence, hit: Hit) -> bool:
    """Tell "vowed to step up its offensive on X", "an assault on X is being prepared"."""
    if not _PREPARED.isdisjoint(now.words[hit.last : hit.last + 14]) and (n := predicate(now, hit.last)) >= 0:
        return not _PREPARED.isdisjoint(now.words[n : n + 5])
    for n in range(hit.first - 1, max(0, hit.first - 7), -1):
        if now.word(n) in ("to", "will", "would"):
            return now.word(n + 1) in words("step-up") and not (
                now.word(n) == "to" and words("vowed").isdisjoint(now.words[max(0, n - 4) : n])
            )
        if now.boundary(n) or now.word(n) in words("preposition") - {"up", "on", "with"}:
            break
    return False


def _known(now: Sentence, hit: Hit) -> bool:
    """Tell an attack that is spoken of as known: "the attack in X", "Monday's attack"."""
    n = hit.first - 1
    dated = now.word(n) == "'s" and n and now.tokens[n - 1].kind == "date"
    return dated or now.word(n) in ("the", "this", "that")


def _answered(run: Run, hit: Hit, actor: str):
    """Read "the counter-offensive that the GNA began in April": where the offensive stands that it answers."""
    first, last = run.now.clause(hit)
    begun = not words("launched").isdisjoint(run.now.words[first : last + 6])
    dated = any(t.kind == "date" for t in run.now.tokens[hit.first : hit.last + 8])
    for row in run.names.campaigns if begun and dated else ():
        if row["target"] == run.names.sides.get(actor) and row["start"] <= run.published.isoformat():
            return Draft("advance", [row["place_id"]], actor, row["actor"])
    return None


def any_kind(now: Sentence) -> str:
    """Give the kind of attack of the first weapon that the sentence names."""
    return next((kind for n in range(now.size) if (kind := kind_at(now, n))), "")


def _armed(now: Sentence, hit: Hit, *, whole: bool) -> bool:
    """Tell an "attack" that is made with aircraft or guns: by what stands before it, its means, or who is blamed."""
    first, last = now.clause(hit)
    armed = [n for n in range(max(first, hit.first - 8), hit.first) if kind_at(now, n)]
    kind, right = weapon_right(now, hit)
    if any(not helps(now, n) for n in armed) or (kind and not helps(now, right)):
        return True
    if now.word(last) == "as" and any(kind_at(now, n) for n in range(last, min(now.size, last + 8))):
        return True  # "described the attack as a bombing from the air"
    blamed = whole and any(now.word(n) in words("blame") for n in range(now.size))
    return blamed and bool(any_kind(now))
