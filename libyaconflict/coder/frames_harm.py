"""Frames of what fighting does to people: flight, graves, captives.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .claimed_attacks import only_observed
from .clauses import lead_words, set_apart
from .coded import AFFIRMATIVE, FOUGHT
from .frames_event import focus, front, place_of
from .framing import Draft, foe_of, sited, sole_site
from .grammar import Hit
from .tables import either, words
from .weapons import STRIKES, kind_at, spoken_of, told_blow, told_kind

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def displaces(run: Run, hit: Hit, speaker: str):
    """Read how people are driven from their homes; running totals too."""
    now = run.now
    if "left" in now.words[hit.first : hit.last] and "there" in now.words[max(0, hit.first - 5) : hit.first]:
        return None  # "there were 40 families left"
    places, near = place_of(run, hit)
    if places and _destination(now, places[0]):
        places = [n for n in now.places_left(hit) if not _destination(now, n)] or _any_place(run, hit)[:1]
    if not places:
        places = now.places_left(hit) or _any_place(run, hit) or _fought_at(run) or front(run)
    if not places:
        return None
    return Draft("displacement", places[:1] if not isinstance(places[0], int) else places, "", "civilians", near=near)


def _destination(now: Sentence, n) -> bool:
    """Tell where people have fled: "displaced to other areas in X and Y"."""
    if not isinstance(n, int):
        return False
    word, at = now.governor(n)
    return word in ("to", "into", "towards") or (word == "in" and "to" in now.words[max(0, at - 4) : at])


def _fought_at(run: Run) -> list:
    """Give where the sentence before told of fighting, for some who fled it; a great number is the war's."""
    if any(word in ("thousands", "million") or ("," in word and word[:1].isdigit()) for word in run.now.words):
        return []
    told = [e for e in run.previous if e.event_type in FOUGHT and e.date_basis != "campaign"]
    if len(told) > 2 and all(_in_capital(run.names, e.place_id) for e in told):
        return [run.names.capital]
    return [e.place_id for e in told if e.status in AFFIRMATIVE and run.names.kinds.get(e.place_id) != "region"][-1:]


def _in_capital(names, place: str) -> bool:
    """Tell a part of the capital."""
    while place and place != names.capital:
        place = names.part_of.get(place, "")
    return bool(place)


def seeks_refuge(run: Run, hit: Hit, speaker: str):
    """Read how families from one place seek refuge in another: it is the first that they were driven from."""
    now = run.now
    first, last = now.clause(hit)
    people = [n for n in range(first, hit.first) if now.word(n) in either("civil", "civilian", also=("households",))]
    if not people:
        return None
    left = [n for n in range(first, last) if now.tokens[n].kind in ("place", "unit") and now.governor(n)[0] == "from"]
    places = [now.cue(now.tokens[n].value, n) for n in left[:1]] or place_of(run, hit)[0] or front(run)
    return Draft("displacement", places[:1], "", "civilians") if places else None


def mine(run: Run, hit: Hit, speaker: str):
    """Read how a mine or a bomb goes off and hurts people."""
    now = run.now
    said = now.words
    if not words("caution").isdisjoint(said[max(0, hit.first - 9) : hit.first]):
        return None  # "warned of car bombs"
    car = hit.rule.name == "bomber" and now.word(hit.first - 1) in words("car-bomb")
    if words("explosive").isdisjoint(said) and "device" not in said and not car or words("hurt").isdisjoint(said):
        return None
    if hit.rule.name == "left-hurt" and any(e.event_type in STRIKES for e in run.coded):
        return None  # "the bombing of X left two dead"
    places, near = place_of(run, hit)
    places = places or sole_site(run) or _any_place(run, hit)
    if not sited(run, places):
        return None
    layer = "" if hit.rule.name == "left-hurt" else _layer(run)
    return Draft("other" if layer else "civilian_harm", places, layer, "civilians", near=near)


def mines_of(run: Run, hit: Hit, speaker: str):
    """Read "mines that X had laid in Y"."""
    now = run.now
    layer = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    places, near = place_of(run, hit)
    told = [e for e in run.coded if e.event_type == "other" and e.target == "civilians"]
    if told or not sited(run, places) or not run.names.sides.get(layer):
        return None
    return Draft("other", places, layer, "civilians", near=near)


def _layer(run: Run) -> str:
    """Give who laid the mines that went off: "mines that X had planted", "mines laid by X"."""
    now = run.now
    for k, word in enumerate(now.words):
        if word in words("laid") and now.word(k - 1) not in ("was", "were", "and"):
            span = range(k + 1, min(now.size, k + 6)) if now.word(k + 1) == "by" else range(k - 1, max(-1, k - 6), -1)
            actor = next((now.side(now.tokens[m]) for m in span if now.tokens[m].kind in ("actor", "unit")), "")
            return actor if run.names.sides.get(actor) else ""
    return ""


def moves_people(run: Run, hit: Hit, speaker: str):
    """Read how an agency moves refugees or prisoners out of a place."""
    places, near = run.now.places_right(hit, hit.rule.prepositions, True)
    return Draft("other", places[:1], "", "civilians") if sited(run, places) and not near else None


def _any_place(run: Run, hit: Hit) -> list:
    now = run.now
    named = [n for n, t in enumerate(now.tokens) if t.kind in ("place", "near") and t.value not in run.names.abroad]
    small = [n for n in named if run.names.kinds.get(now.tokens[n].value) != "country"]
    return small[:1]


_SEEKING = frozenset(
    ["deals", "deal", "dealing", "tasked", "charge", "searches", "look", "looks", "responsible", "charged"]
)


def sought(now: Sentence, hit: Hit) -> bool:
    """Tell graves that are only somebody's task: "the committee which deals with mass graves"."""
    n = hit.first - 1
    while n > 0 and (now.word(n) in ("the", "all", "any", "for", "with", "of", "searching", "looking", "finding")):
        n -= 1
    return n < hit.first - 1 and now.word(n) in _SEEKING


def graves(run: Run, hit: Hit, speaker: str):
    """Read how graves or bodies are found."""
    now = run.now
    kind = hit.rule.event_type
    at = hit.first - (2 if hit.rule.name == "found-at" else 1)
    if now.word(at) == "of" and now.word(at - 1) == "number" and now.word(at - 2) != "a":
        return None  # "the number of bodies found is not known"
    if hit.rule.name == "mass-grave" and sought(now, hit):
        return None  # "the committee which deals with mass graves"
    if hit.rule.name in ("exhumed-bare", "exhumed-bare-2", "found-at") and words("corpse").isdisjoint(
        now.words[: hit.first]
    ):
        return None
    if kind == "other" and any(t.text in words("grave-site") for t in now.tokens):
        kind = "mass_grave"
    if hit.rule.name == "found-bodies" and kind == "mass_grave":
        told = not {now.word(k) for k in range(hit.first, hit.last)}.isdisjoint(words("found"))
        buried = any(t.text in words("grave-site") for t in now.tokens)
        if told and not buried and not any(e.event_type == "mass_grave" for e in run.events):
            return None
    inside = now.place_inside(hit)
    places, near = (inside, False) if inside else place_of(run, hit)
    pit = next((e.place_id for e in reversed(run.events) if e.event_type == "mass_grave"), "")
    if not places:
        named = [n for n, t in enumerate(now.tokens) if t.kind in ("place", "near")]
        places = named[:1] or ([pit] if pit else run.memory.group[:1] if kind == "mass_grave" else front(run))
    if pit and places == [pit]:
        kind = "mass_grave"  # "Some of the bodies found there had their hands tied"
    if not sited(run, places):
        return None
    if kind == "other":
        return Draft(kind, places, "", "", near=near)
    told = now.word(hit.last) in words("found")
    return Draft(kind, places, _digger(now, hit), "civilians", status="fact" if told else "", near=near)


def _digger(now: Sentence, hit: Hit) -> str:
    """Give who is said to have dug or filled a grave: "the graves found in X were dug by the Y"."""
    by = next((k for k in range(hit.last, now.size - 1) if now.word(k) == "by" and not now.boundary(k)), 0)
    verbs = [k for k in range(hit.first, by) if now.word(k) in ("dug", "filled", "made", "left")]
    who = [now.side(t) for t in now.tokens[by : by + 5] if t.kind in ("actor", "unit")] if by and verbs else []
    return next((side for side in who if now.names.roles.get(side) in ("party", "ally")), "")


def captives(run: Run, hit: Hit, speaker: str):
    """Read how people are arrested or abducted at a place; who is taken in battle belongs to the fight told."""
    now = run.now
    if now.word(hit.first - 1) in either("determiner", "number") or now.word(hit.first - 1).isdigit():
        return None  # "53 detained migrants"
    if now.word(hit.first - 1) in words("civil") and now.tokens[min(hit.last, now.size - 1)].kind != "date":
        return None  # "refugees detained in the capital"
    follows = now.words[hit.last : hit.last + 5]
    if not either("weapons", "craft", "force").isdisjoint(follows):
        return None
    fought = not {"attack", "raid", "assault", "ambush", "clashes", "fighting", "battle"}.isdisjoint(follows)
    if fought and follows[:1] in (["in"], ["during"]) and now.word(hit.last + 1) in ("the", "this", "that"):
        return None  # "four guards were kidnapped in the attack"
    passive = any(now.word(k) in words("be") for k in range(max(0, hit.first - 3), hit.first))
    places, near = now.places_right(hit, hit.rule.prepositions, False, through=True)
    if not places or near:
        other, off = now.locative(hit)
        places, near = (other, off) if other else (places, near)
    if not places:
        first, last = now.clause(hit)
        left = [n for n in range(first, hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
        right = [n for n in range(hit.last, last) if now.tokens[n].kind == "place" and not now.is_near(n)]
        places = left[-1:] or right[:1]
    if not sited(run, places):
        return None
    if passive:
        held = now.subject(hit, speaker="")
        actor = now.agent(hit) or foe_of(run, held.replace("civil", ""))
    else:
        actor = now.subject(hit, speaker=speaker)
    actor = "" if actor == "civil" else actor
    return Draft("detention", places, actor, foe_of(run, actor), near=near)


def settled(events: list, part_of: dict) -> list:
    """Leave out an attack on a hospital whose weapon another sentence tells."""
    struck = {e.place_id for e in events if e.event_type in STRIKES}
    struck |= {part_of.get(place, "") for place in struck}
    return [
        e for e in events if not (e.rule == "attack-civil" and e.event_type == "civilian_harm" and e.place_id in struck)
    ]


def _counted(now: Sentence, hit: Hit) -> bool:
    """Tell "19 civilian deaths in X were verified" from deaths spoken of, and from the total of the war."""
    if any(t.text.startswith("since") for t in now.tokens) or "since" in now.words:
        return False
    if "far" in now.said and "so" in now.said:
        return False  # "confirmed so far"
    lead = now.words[max(0, hit.first - 3) : hit.first]
    said = either("verified", "spoken", also=("documented", "recorded", "counted", "registered", "were", "caused"))
    return any(w[:1].isdigit() or w in words("number") for w in lead) and not said.isdisjoint(now.words)


def harms(run: Run, hit: Hit, speaker: str):
    """Read attacks on civilians that no other type tells: killings, reprisals, looting, hospitals attacked."""
    now, rule = run.now, hit.rule.name
    if _no_harm(now, hit):
        return None
    kind = next((k for n in range(now.size) if (k := kind_at(now, n)) in STRIKES), "")
    if rule == "people-killed" and (kind or _killed_otherwise(run, hit)):
        return None
    lead = range(max(1, hit.first - 12), hit.first)
    same = any(now.words[n - 1 : n + 1] == ["the", "attack"] for n in lead)  # "the attack injured a civilian"
    placed = not same and any(t.kind in ("place", "near") for t in now.tokens)
    if rule == "people-killed" and not placed and any(e.event_type in STRIKES for e in run.previous):
        return None  # "Five doctors were killed", of a strike told just before
    places, near = place_of(run, hit)
    places = places or now.places_left(hit)
    if rule == "attack-civil" and now.word(hit.first) == "attacks" and not places:
        return None  # "answered the attacks on civilians"
    if not places and (rule != "people-killed" or not words("carers").isdisjoint(now.words)):
        places = focus(run)
    if not sited(run, places):
        return None
    if rule == "attack-civil":
        kind = kind or told_kind(run, places)
    attack = not words("attack-noun").isdisjoint(now.words[hit.last : hit.last + 6])
    blow = told_blow(run, places, attack=attack) if rule == "people-killed" and not kind else None
    if blow is not None:
        dated = any(token.kind == "date" for token in now.tokens)
        day = "" if dated else blow.date or ""
        return Draft(blow.event_type, places, blow.actor or "", "civilians", near=near, date=day)
    passive = now.is_passive(hit)
    if near and rule == "reprisals":
        return None  # "looting in two towns outside X"
    actor = now.agent(hit) if passive else _culprit(now, hit) if rule in ("atrocity", "reprisals") else ""
    noun = rule == "reprisals" or now.words[hit.last - 1 : hit.last + 1] == ["torching", "of"]
    noun = noun and now.word(hit.first - 1) not in words("be")  # "reports of looting": nobody's yet
    if rule == "attack-civil" and now.word(hit.first) in ("attack", "attacks", "assault") and only_observed(now, hit):
        inside = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
        actor, noun = inside or now.agent(hit), True  # "condemned the attack by X on a hospital"
    elif rule == "attack-civil" and any(t.kind == "actor" for t in now.tokens[hit.first : hit.last]):
        actor = next(now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind == "actor")
    actor = actor or ("" if noun or passive or spoken_of(now, hit) else now.subject(hit, speaker=""))
    actor = "" if actor == "civil" or not run.names.sides.get(actor) else actor
    return Draft(kind or "civilian_harm", places, actor, "civilians", near=near)


def _culprit(now: Sentence, hit: Hit) -> str:
    """Give whose deed a noun tells: "the LNA's reprisals", "looting by the LNA"; not "of homes of kin of the LNA"."""
    named = any(token.kind in ("actor", "unit") for token in now.tokens[max(0, hit.first - 5) : hit.first])
    return now.owner(hit) if named or hit.rule.name == "atrocity" else now.agent(hit)


def kills_captives(run: Run, hit: Hit, speaker: str):
    """Read how a side kills those whom it holds: "accused the GNA of executing its wounded soldiers in X"."""
    now = run.now
    places, near = place_of(run, hit)
    if not sited(run, places):
        return None
    if now.word(hit.first).startswith("execution") or now.is_passive(hit):
        actor = now.agent(hit) or now.owner(hit)
    else:
        actor = now.subject(hit, speaker="") if now.word(hit.first - 1) != "having" else ""
        lead = range(hit.first - 1, max(-1, hit.first - 16), -1)
        accused = next((n for n in lead if now.word(n) in words("accusation")), -1)
        if accused >= 0:
            named = [now.side(t) for t in now.tokens[accused : hit.first] if t.kind in ("actor", "unit")]
            actor = named[0] if named else foe_of(run, now.subject(Hit(hit.rule, accused, accused + 1)))
    if not actor and speaker in run.names.parties:
        actor = foe_of(run, speaker)  # "accused militias of having executed"
    actor = actor if run.names.sides.get(actor) else ""
    return Draft("other", places, actor, foe_of(run, actor), near=near)


def _no_harm(now: Sentence, hit: Hit) -> bool:
    """Tell harm that is only warned of, summed up, told by an explosion, or called so by somebody."""
    said, rule = now.words, hit.rule.name
    if not words("explosive").isdisjoint(said):
        return True
    if not words("caution").isdisjoint(said[max(0, hit.first - 9) : hit.first]):
        return True
    if rule == "civilian-deaths" and not _counted(now, hit):
        return True
    if rule == "people-killed" and any(t.kind == "date" and said[n - 2 : n] == ["as", "of"] for n, t in now.marks):
        return True  # "as of 28 April 300 people have been killed in X": a running total
    if now.word(hit.first) in ("injured", "wounded") and now.word(hit.last) in either("civilian", also=("people",)):
        return True  # "evacuating wounded patients"
    if rule == "reprisals" and now.word(hit.first - 1) == '"' == now.word(hit.last):
        return True  # what somebody calls a "massacre"
    if rule == "loot":
        return words("houses").isdisjoint(said[max(0, hit.first - 8) : hit.last + 8])
    return rule in ("reprisals", "atrocity") and words("reported").isdisjoint(said)


def _killed_otherwise(run: Run, hit: Hit) -> bool:
    """Tell deaths that a clash, a strike or an attack tells, those of fighters, and a running total."""
    now, said = run.now, run.now.words
    passive = now.is_passive(hit)
    struck = any(e.event_type == "clash" or (e.event_type in STRIKES and e.target == "civilians") for e in run.coded)
    fought = any(h.rule.frame in ("clash", "fire", "strike", "offensive", "under_fire") for h in now.hits)
    if ((struck and not passive) or fought) and not set_apart(now, hit):
        return True  # "an attack in X killed three people"
    if words("civilian").isdisjoint(said[max(0, hit.first - 8) : hit.last + 8]) and (
        words("captives").isdisjoint(said[hit.last : hit.last + 4])
    ):
        return True
    total = not words("the-war").isdisjoint(said[: hit.first]) or "far" in said[hit.last :]
    if {now.word(hit.first - 1), now.word(hit.first - 2)} & words("have") and total:
        return True  # "the battle for the city has killed more than 430 people": a running total
    subject = lead_words(now, hit, 4)
    return passive and not words("force").isdisjoint(subject)  # "43 LNA soldiers were killed, a doctor said"
