"""Frames of a party's own forces on the move: redeployed, massed, reinforced, set out.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .frames_departing import quit_both
from .frames_event import there
from .framing import Draft, foe_of, is_abroad, is_bound_for, struck_on_the_way, value_of
from .grammar import Hit
from .intention import intention
from .leaving import calls_it_so
from .loads import Load, object_span, subject_span
from .moving import all_it_does, shifted
from .predicates import doer, sides_of
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_STRIKES = frozenset(["hits", "strike", "fire", "downs", "under-fire"])


def moves(run: Run, hit: Hit, actor: str = ""):
    """Read how a party's men go to a place."""
    now = run.now
    column = any(now.word(k) in words("column") for k in range(hit.first, min(now.size, hit.last + 7)))
    first = ("to", "into", "towards", "toward") if column else ("to", "into")
    places, near = now.places_right(hit, frozenset(first), False, 26, through=True)
    if not places or near:
        joins = words("at-place")
        places, near = now.places_right(hit, joins, False, 20, through=True)
        last = places[0] if places and isinstance(places[0], int) else hit.last
        if near and any(now.word(k) == "from" for k in range(hit.last, last)):
            return None
    ahead = [n for n in range(hit.last, min(now.size, hit.last + 26)) if is_bound_for(now, n)] if column else []
    goes_on = bool(ahead) and not any(now.boundary(n) or now.word(n) == "that" for n in range(hit.last, ahead[0]))
    if goes_on and now.tokens[ahead[0]].kind == "place":
        places, near = now.group(ahead[0]), False  # "headed out of X along the sea in the direction of Y"
    places = [p for p in places if value_of(run, p) not in run.names.seas]
    last = places[0] if places and isinstance(places[0], int) else hit.last
    if not column and any(now.word(k) in ("towards", "toward") for k in range(hit.last, last)):
        return None  # an advance
    good = [
        p for p in places if run.names.kinds.get(value_of(run, p)) != "country" and not is_abroad(run, value_of(run, p))
    ]
    good = [
        p
        for p in good
        if not (
            run.names.kinds.get(value_of(run, p)) == "region" and isinstance(p, int) and now.governor(p)[0] == "along"
        )
    ]
    if near and len(good) == 1 and isinstance(good[0], int):
        good = now.group(good[0])
    if not good:
        good = [
            n
            for n in range(hit.last, min(now.size, hit.last + 14))
            if now.tokens[n].kind == "place"
            and now.word(n - 1) == "of"
            and now.word(n - 2) in ("defence", "defense", "front", "outskirts", "approaches")
        ][:1]
    fronted = now.word(0) in ("to", "into") and now.size > 1 and now.tokens[1].kind == "place" and hit.first < 14
    if not good and fronted and not any(h.first < hit.first for h in now.hits if not h.rule.is_noun and h is not hit):
        good, near = now.group(1), False  # "To X the GNA has sent reinforcements"
    if not good and "there" in now.words[hit.last : hit.last + 12]:
        good, near = there(run, hit), False
    actor = "" if actor == "civil" else actor
    return Draft("other", good, actor, near=near) if good else None


def readies(run: Run, hit: Hit, speaker: str):
    """Read "is getting ready for a decisive battle in X"."""
    places, near = run.now.places_right(hit, hit.rule.prepositions, False, 8)
    actor = run.now.subject(hit, speaker=speaker)
    party = run.names.sides.get(actor) in run.names.parties
    return Draft("advance", places, actor, foe_of(run, actor), status="planned", near=near) if party else None


def posted(now: Sentence, hit: Hit) -> tuple[list, bool]:
    """Give where those who leave had stood: "the brigade, which was stationed west of X, had left"."""
    for n in range(max(1, hit.first - 14), hit.first):
        if now.word(n) in words("posted") and (now.word(n - 1) in either("be", also=(",", "been"))):
            return now.places_right(Hit(hit.rule, n, n + 1), frozenset(("in", "at", "near", "around")), False, 8)
    return [], False


def flown_out(run: Run, hit: Hit) -> list[Draft] | None:
    """Read "were flown out of X to Y": they leave X, and come to Y where the text says so."""
    now = run.now
    load = Load(run, subject_span(now, hit.first))
    if not (load.men and load.foreign):
        return None
    left_, near = now.places_right(hit, frozenset(), True, 6)
    drafts = [Draft("withdrawal", left_, load.actor, foe_of(run, load.actor), near=near)] if left_ else []
    to = now.places_right(hit, frozenset(("to", "into", "for")), False, 16)[0]
    to = [p for p in to if p not in left_]  # "flown out of a town south of X"
    to = [p for p in to if not is_abroad(run, value_of(run, p))]
    return drafts + ([Draft("foreign_deployment", to, load.actor)] if to else []) or None


def crosses(run: Run, hit: Hit):
    """Read how foreign men or arms cross into the country."""
    now = run.now
    if not any(t.value == run.names.home for t in now.tokens[hit.last : hit.last + 2]):
        return None
    load = Load(run, subject_span(now, hit.first))
    if not load.foreign or load.own or not (load.men or load.arms):
        return None
    kind = "foreign_deployment" if load.men else "arms_transfer"
    return Draft(kind, [run.names.home], load.actor, "" if load.men else run.names.sides.get(load.actor, ""))


def brings_up(run: Run, hit: Hit, speaker: str):
    """Read how men or guns are brought up to a place."""
    now = run.now
    span = now.tokens[max(0, hit.first - 9) : hit.last + 9]
    goods = either("troops", "weapons", "column")
    if not any(not goods.isdisjoint(token.text.split()) for token in span):
        return None
    actor = "" if now.is_passive(hit) else doer(run, hit, hit.first, speaker)
    return moves(run, hit, sides_of(run, actor))


def strengthens(run: Run, hit: Hit, speaker: str):
    """Read how a side reinforces its positions."""
    power = doer(run, hit, hit.first, speaker)
    if hit.rule.name == "fortify-place":  # "Wagner mercenaries fortified Jufra airbase"
        return Draft("other", run.now.place_inside(hit), power) if power else None
    actor = sides_of(run, power)
    return moves(run, hit, actor) if actor else None


_RELIEF = frozenset(["fuel", "aid", "food", "water", "relief", "medical", "rescue", "civilian", "fire"])


def redeploys(run: Run, hit: Hit, speaker: str):
    """Read how forces are moved, called up or massed within the country."""
    now = run.now
    aims = hit.rule.name == "mass" and now.word(hit.last) in ("to", "for")
    if aims and any(h.rule.event_type == "advance" and 0 < h.first - hit.last < 4 for h in now.hits):
        return None  # "were gathering for an attack on X": the attack to come
    if now.word(hit.first) in words("massing"):
        return _masses(run, hit, speaker)
    if hit.rule.name == "vehicles-moved" and now.word(hit.first - 1) in _RELIEF:
        return None  # "fuel trucks arrived"
    if now.word(hit.last) in words("readied"):
        return None  # "reinforcements readied for a push on X"
    way = "way" in now.words[hit.last : hit.last + 9]
    if way and any(h.rule.frame in _STRIKES and 0 < h.first - hit.last < 16 for h in now.hits):
        return None  # "a convoy on its way from X was bombed at Y"
    near = [h for h in now.hits if h.rule.frame in _STRIKES and -6 < h.first - hit.last < 6 and h is not hit]
    own = hit.first > 0 and now.tokens[hit.first - 1].kind in ("actor", "unit")
    own = own and now.governor(hit.first - 1)[0] in ("and", ",", "that")  # "X hit Y and the LNA sent men to Z"
    if any(h.first > hit.first or not own for h in near):
        return None  # "a drone hit a convoy south of the town"
    fought = (h for h in now.hits if h.rule.frame == "clash" or h.rule.name == "attack-verb")
    if any(0 <= hit.first - h.last < 5 and now.word(h.first)[-2:] in ("ed", "ks", "ng") for h in fought):
        return None  # "ambushed a convoy of the LNA"
    after = [h for h in now.hits if h.rule.frame in ("leaves", "clash") and 0 <= h.first - hit.last < 5]
    after = after or [h for h in now.hits if h.rule.frame == "leaves" and all_it_does(now, hit, h)]
    if after and not (now.word(after[0].first)[:3] == "mov" and "to" in now.words[after[0].last : after[0].last + 4]):
        return None  # "a convoy was leaving the town", "a convoy was ambushed"
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind == "actor"]  # "vehicles of the GNA"
    actor = inside[0] if inside else now.owner(hit)
    if not actor:
        own = _of_nobody(now, hit) and run.names.sides.get(speaker) in run.names.parties
        actor = speaker if own else now.subject(hit, speaker=speaker)
    if actor and not sides_of(run, actor):
        return None
    moved = hit.rule.name == "vehicles-moved" or any(
        now.word(k) in either("came", "sent", "massing", "heading")
        for k in range(max(0, hit.first - 5), min(now.size, hit.last + 14))
    )
    return moves(run, hit, actor) if moved else None


def _of_nobody(now: Sentence, hit: Hit) -> bool:
    """Tell "said that more reinforcements would reach X", of nobody but who says so."""
    n = hit.first - 1
    while n >= 0 and now.word(n) in either("heavier", "force-adjective", also=("large", "big", "more", "some")):
        n -= 1
    opens = n < 0 or now.word(n) in ("that", "and", "while", '"', ":")
    theirs = {"for", "of", "from", "by"} & set(now.words[hit.last : hit.last + 1])
    return now.word(hit.first) == "reinforcements" and opens and not theirs


def _masses(run: Run, hit: Hit, speaker: str):
    """Read how a side masses or calls up its own men: "massed troops at X", "X mobilised its forces"."""
    now, verb = run.now, hit.first
    if now.word(verb - 1) in words("determiner") and now.word(verb).endswith("ing"):
        return None  # a gathering
    subject = Load(run, subject_span(now, verb))
    load = subject if now.is_passive(hit) else Load(run, object_span(now, hit.last))
    # "forces, foreign fighters among them"
    among = not {"among", "including"}.isdisjoint(now.words[hit.last : hit.last + 9])
    if (load.foreign and not (among or subject.own)) or (subject.foreign and not subject.own):
        return None
    if intention(now, hit) == "hypothetical":
        return None
    actor = sides_of(run, doer(run, hit, verb, speaker))
    if not actor and now.is_passive(hit):
        own = [now.side(now.tokens[k]) for k in subject_span(now, verb) if now.tokens[k].kind in ("actor", "unit")]
        actor = sides_of(run, own[0]) if own else ""
    pronoun = actor and now.word(verb - 1) in ("they", "had", "have") and "they" in now.words
    if not (load.men or subject.men or pronoun):
        return None
    draft = moves(run, hit, actor)
    if draft is None and now.word(verb)[:5] in ("repos", "redis", "redep"):
        return shifted(run, hit, actor or sides_of(run, speaker))
    return _called_up(run, hit, actor) if draft is None and now.word(verb).startswith("mobili") else draft


def _called_up(run: Run, hit: Hit, actor: str):
    """Read "X has mobilised": a town whose men are called up."""
    now = run.now
    homes = [
        n
        for n in range(now.clause(hit)[0], hit.first)
        if now.tokens[n].kind in ("place", "unit") and now.tokens[n].value in run.names.kinds
    ]
    places = [now.cue(now.tokens[n].value, n) for n in homes[-1:] if run.names.kinds[now.tokens[n].value] != "country"]
    return Draft("other", places, actor) if places else None


def buildup(run: Run, hit: Hit, speaker: str):
    """Read a build-up or redeployment of forces, as a noun."""
    now = run.now
    if calls_it_so(now, hit):
        return None
    after = [now.word(k) for k in range(hit.last, min(now.size, hit.last + 5))]
    if now.word(hit.first).startswith(("mobilis", "mobiliz")) and now.word(hit.last) not in (
        "of",
        "around",
        "near",
        "at",
        "in",
    ):
        return None
    if after[:1] in (["directed"], ["aimed"], ["against"]):
        return None  # "a build-up directed at our bases in X"
    actor = sides_of(run, now.owner(hit)) or sides_of(run, speaker)
    worry = {"concern", "concerns", "concerned", "worried", "worrying", "alarm", "alarmed"}
    if now.word(hit.first).startswith("mobili") and not worry.isdisjoint(now.words) and not actor:
        return None  # "followed the mobilisation around X with concern": nobody's, and of no day
    near_by = set(after[:1]) & {"around", "near", "in", "at", "of"}
    if not (words("own-men") & set(after)) and not actor and not near_by:
        return None
    draft = moves(run, hit, actor)
    if draft is None and actor:
        before = [n for n in range(hit.first) if now.tokens[n].kind == "place"]
        good = [
            p
            for p in before[-1:]
            if run.names.kinds.get(value_of(run, p)) != "country" and not is_abroad(run, value_of(run, p))
        ]
        draft = Draft("other", good, actor) if good else None
    return draft


def sets_out(run: Run, hit: Hit, speaker: str):
    """Read how men set out for a place."""
    now = run.now
    load = Load(run, subject_span(now, hit.first))
    if struck_on_the_way(now, hit) or not {"tanker", "tankers"}.isdisjoint(
        now.words[max(0, hit.first - 8) : hit.first]
    ):
        return None
    if struck_on_the_way(now, hit) or (now.word(hit.last - 1) == "to" and hit.last in now.opens):
        return None  # "is not going to leave X"
    if any(0 < h.first - hit.last < 12 and h.rule.frame in _STRIKES for h in now.hits):
        return None  # "on its way to X it was bombed at Y"
    if now.word(hit.last - 1) == "from":
        return None  # "on its way from X"
    if hit.rule.name == "en-route" and any(h.rule.frame == "takes" and 0 < hit.first - h.last < 8 for h in now.hits):
        return None  # "took several villages on its way to X"
    if hit.rule.name == "in-direction" and words("on-the-way").isdisjoint(
        now.words[max(0, hit.first - 14) : hit.first]
    ):
        return None  # "shells were fired in the direction of X"
    actor = sides_of(run, doer(run, hit, hit.first, speaker))
    if hit.rule.name == "leave-for" and load.men and (whence := quit_both(now, hit, load)):
        return Draft("withdrawal", whence, actor or load.actor, foe_of(run, actor))
    if load.foreign and load.men and not load.own:
        ahead = now.tokens[hit.last : hit.last + 3]
        if any(t.value == run.names.home for t in ahead):
            return Draft("foreign_deployment", [run.names.home], load.actor)  # "soldiers were going to Libya"
    if not (load.men or load.carrier or actor) or (load.foreign and not (load.men and run.names.sides.get(load.actor))):
        return None
    actor = actor or load.actor
    places, near = now.places_right(hit, frozenset(("for", "to", "towards", "toward")), True, 10)
    if hit.rule.name == "leave-for":
        places, near = now.place_inside(hit)[-1:], False
    good = [
        p for p in places if run.names.kinds.get(value_of(run, p)) != "country" and not is_abroad(run, value_of(run, p))
    ]
    if good and _bound_for_a_fight(now, hit, load) and run.names.sides.get(actor) in run.names.parties:
        return Draft("advance", good, actor, foe_of(run, actor), near=near)
    return Draft("other", good, actor, near=near) if good else None


def _bound_for_a_fight(now: Sentence, hit: Hit, load: Load) -> bool:
    """Tell "our forces are heading towards X" from reinforcements, a convoy or a man on the way to it."""
    if now.word(hit.last - 1) not in ("towards", "toward") or not load.men:
        return False
    return either("convoy", "column").isdisjoint(now.words[max(0, hit.first - 9) : hit.first])
