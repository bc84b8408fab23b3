"""Frames of ground attack: offensives, advances, foes driven back.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from .beaten import beaten_after, beaten_by, fruitless, held_up, in_vain, repelled_before
from .campaigns import known_offensive, long_ago
from .doers import doer, in_answer
from .frames_event import crowd_in, focus, front, there
from .frames_fallen import raid
from .frames_fire import fire
from .frames_moves import crosses
from .frames_strikes import hits
from .framing import Draft, foe_of, is_headline, sited, struck_on_the_way, unopposed, value_of
from .grammar import Hit
from .lists import specified, spread
from .negation import tried_in_vain
from .referents import antecedent, pronoun_place
from .struck import victims
from .tables import either, words
from .takers import front_gained
from .weapons import (
    STRIKES,
    context_kind,
    helps,
    kind_at,
    launcher,
    owner_of,
    shelled_site,
    told_kind,
    weapon_left,
    weapon_right,
)

_PUSH = frozenset(["push", "thrust", "drive", "move", "march", "moves", "drives"])


def offensive(run, hit: Hit, speaker: str):
    """Read an offensive, attack or assault on a place."""
    now = run.now
    countered = now.word(hit.last) == "to" and now.word(hit.last + 1) in words("defending")
    if repelled_before(run, hit) or countered:
        return None
    if now.governor(hit.first)[0] == "for" and any(h.rule.frame == "blames" for h in now.hits if h.last <= hit.first):
        return None  # "blamed X's shells for the attack"
    noun = now.word(hit.last - 1)
    if noun.startswith("operation") and now.word(hit.last) == "to" and hit.last + 1 in now.starts:
        return None  # "started an operation to free X", told by its aim
    lead = now.words[max(0, hit.first - 8) : hit.first]
    if noun in ("campaign", "offensive") and lead[-1:] and lead[-1] in ("air", "aerial", "bombing"):
        return fire(run, hit, speaker, "airstrike")
    if "against" in lead and any(word.startswith("warn") for word in now.words[max(0, hit.first - 14) : hit.first]):
        return None  # "warned them against further attacks"
    places, near = now.places_right(hit, hit.rule.prepositions, False, 13)
    places = places or _for_control(now, hit)
    actor = owner_of(run, hit.first, hit.last + 4, speaker)
    claimed = now.word(hit.first - 1) in ("a", "an", "the") and now.word(hit.first - 2) in ("claimed", "claims")
    if not actor and (claimed or not {"responsibility", "responsible", "blamed"}.isdisjoint(lead)):
        actor = _claimant(now, hit)
        if actor and not run.names.sides.get(actor) and sited(run, places) and noun == "attack":
            known = now.word(hit.first - 1) == "the" and not any(t.kind == "date" for t in now.tokens)
            return Draft("clash", places, actor, near=near, date=run.memory.date or run.memory.day if known else "")
    if not actor:
        actor = "" if _spoken_of(now, hit) else doer(run, hit, speaker) or now.owner(hit)
    if noun in words("vague-volley") and not beaten_after(now, hit) and _armed(now, hit, whole=actor in ("", "civil")):
        return fire(run, hit, speaker, context_kind(run) or _any_kind(now))
    first_of = {"may", "might", "could", "would", "will"} & set(now.words[hit.last : hit.last + 6])
    if first_of and now.word(hit.first - 1) == "the" and sited(run, places):
        return None  # "the attack on the port may be the first of many"
    base = noun in ("raid", "raids") and places and not near and run.names.kinds.get(value_of(run, places[0])) in _FLOWN
    if base and run.names.sides.get(actor) not in run.names.parties:
        return fire(run, hit, speaker, "airstrike")  # "the raid on the air base"
    if noun in words("vague-volley") and not beaten_after(now, hit) and (kind := told_kind(run, places)):
        return fire(run, hit, speaker, kind)
    aimed = now.words[hit.last : hit.last + 6]
    if noun in ("attacks", "attack") and not words("populated").isdisjoint(aimed) and sited(run, places):
        return fire(run, hit, speaker, "shelling")  # "the attacks on residential districts of X"
    if noun in words("vague-volley") and run.unplaced and _known(now, hit) and sited(run, places):
        return fire(run, hit, speaker, run.unplaced)  # "Monday's attack in X" of a text about an air raid
    if actor in ("", "civil"):
        actor = launcher(run, hit, speaker)
    answered = not words("answering").isdisjoint(lead) and "to" in lead
    ended = not words("end-attack").isdisjoint(now.words[max(0, hit.first - 5) : hit.first])
    if (answered or ended) and not owner_of(run, hit.first, hit.last + 4, speaker):
        actor = foe_of(run, actor) if actor != "civil" else ""  # who answers an attack did not make it
    setting = either("launched", "carry")
    begun = any(now.word(k) in setting for k in range(max(0, hit.first - 8), min(now.size, hit.last + 10)))
    coming = any(now.word(k) in ("will", "would", "could", "may") for k in range(hit.last, min(now.size, hit.last + 6)))
    mustered = any(now.word(k) in words("muster") for k in range(max(0, hit.first - 6), hit.first))
    if coming and run.names.roles.get(actor) == "backer":
        actor = ""  # "Egypt warned that any attack on X would be"
    pressed = not coming and _to_be_pressed(now, hit)
    coming = coming or pressed
    new = coming or mustered or (noun not in words("campaign") and _on_fronts(now, hit))
    campaign = None if new else known_offensive(run, hit, actor, places, begun)
    if campaign:
        return campaign
    if beaten_by(now, hit):
        return None  # told by its end
    if not places and now.word(hit.first - 1) == "this":
        places = run.memory.group[:1]
        begun = bool(places)
    if not places and begun and noun in words("attack-noun") and _on_fronts(now, hit) and actor in run.names.parties:
        places = focus(run)
    begun = begun or pressed or hit.rule.name == "new-front"
    more = not {"more", "further", "new", "another", "fresh"}.isdisjoint(lead) and noun in words("vague-volley")
    struck = [e.event_type for e in run.events[-6:] if more and coming and e.event_type in STRIKES]
    if struck and sited(run, places):
        return fire(run, hit, speaker, struck[0])  # "more attacks would be made on the base" that jets had struck
    known = now.word(hit.first - 1) in ("the", "this", "that") and noun in words("vague-volley")
    if coming and not actor and sited(run, places) and noun in words("attack-noun") and not known:
        return Draft(hit.rule.event_type, places, "", "", status="hypothetical", near=near)
    if noun in words("vague-volley") and not run.names.sides.get(actor):
        places, near = (places, near) if places else now.locative(hit)
        return raid(run, hit, places, near, actor)
    if not places and noun.startswith("counter") and (answer := _answered(run, hit, actor)):
        return answer
    if not sited(run, places) or not run.names.sides.get(actor) or (near and not begun):
        return None
    if not begun and not noun.endswith("s"):
        begun = now.word(hit.last) in ("on", "against", "towards", "toward", "at")
    if not begun and not mustered and not hit.rule.name.startswith("take"):
        return None
    status = "planned" if coming or mustered else ""
    return Draft(hit.rule.event_type, spread(now, places), actor, foe_of(run, actor), status=status, near=near)


def _to_be_pressed(now, hit: Hit) -> bool:
    """Tell "vowed to step up its offensive on X"."""
    for n in range(hit.first - 1, max(0, hit.first - 7), -1):
        if now.word(n) in ("to", "will", "would"):
            return now.word(n + 1) in words("step-up") and not (
                now.word(n) == "to" and words("vowed").isdisjoint(now.words[max(0, n - 4) : n])
            )
        if now.boundary(n) or now.word(n) in words("preposition") - {"up", "on", "with"}:
            break
    return False


def _known(now, hit: Hit) -> bool:
    """Tell an attack that is spoken of as known: "the attack in X", "Monday's attack"."""
    n = hit.first - 1
    dated = now.word(n) == "'s" and n and now.tokens[n - 1].kind == "date"
    return dated or now.word(n) in ("the", "this", "that")


def _answered(run, hit: Hit, actor: str):
    """Read "the counter-offensive that the GNA began in April": where the offensive stands that it answers."""
    first, last = run.now.clause(hit)
    begun = not words("launched").isdisjoint(run.now.words[first : last + 6])
    dated = any(t.kind == "date" for t in run.now.tokens[hit.first : hit.last + 8])
    for row in run.names.campaigns if begun and dated else ():
        if row["target"] == run.names.sides.get(actor) and row["start"] <= run.published.isoformat():
            return Draft("advance", [row["place_id"]], actor, row["actor"])
    return None


def _for_control(now, hit: Hit) -> list:
    """Give the place of an "offensive for full control of X"."""
    if now.word(hit.last) != "for":
        return []
    n = hit.last + 1
    while now.word(n) in either("determiner", also=("full", "total", "complete", "control", "capture", "of", "over")):
        n += 1
    held = now.word(n - 1) in ("of", "over") and n < now.size and now.tokens[n].kind == "place"
    return now.group(n) if held else []


def _claimant(now, hit: Hit) -> str:
    """Give who "claimed responsibility for" an attack, or "was held responsible for" it."""
    held = next((k for k in range(hit.first - 1, -1, -1) if now.word(k) in ("responsible", "blamed")), -1)
    if held > 0 and any(now.word(k) in words("be") for k in range(max(0, held - 3), held)):
        named = [now.side(t) for t in now.tokens[:held] if t.kind == "actor"]
        return named[-1] if named else ""
    verb = next((k for k in range(hit.first - 1, -1, -1) if now.word(k) in ("claimed", "claims", "claim")), -1)
    if verb < 0 or not words("not").isdisjoint(now.words[:verb]):
        return ""
    return now.subject(Hit(hit.rule, verb, verb + 1), speaker="").replace("civil", "")


def _spoken_of(now, hit: Hit) -> bool:
    """Tell an attack that the subject of its clause only speaks of, or suffers: "described the attack as", "faces"."""
    made = either("launched", "carry")
    for k in range(hit.first - 1, max(-1, hit.first - 9), -1):
        if now.word(k) in words("observing"):
            return True
        if now.word(k) in made or now.boundary(k) or now.word(k) in (",", "that"):
            return False
    return False


def _on_fronts(now, hit: Hit) -> bool:
    """Tell "a heavy attack on several fronts": the place is what the text speaks of."""
    ahead = range(hit.last, min(now.size, hit.last + 5))
    return now.word(hit.last) in ("on", "along", "across", "at") and any(
        now.word(k) in words("frontline") for k in ahead
    )


def _any_kind(now) -> str:
    return next((kind for n in range(now.size) if (kind := kind_at(now, n))), "")


def _armed(now, hit: Hit, *, whole: bool) -> bool:
    """Tell an "attack" that is made with aircraft or guns: by what stands before it, its means, or who is blamed."""
    first, last = now.clause(hit)
    armed = [n for n in range(max(first, hit.first - 8), hit.first) if kind_at(now, n)]
    if any(not helps(now, n) for n in armed) or weapon_right(now, hit)[0]:
        return True
    if now.word(last) == "as" and any(kind_at(now, n) for n in range(last, min(now.size, last + 8))):
        return True  # "described the attack as a bombing from the air"
    blamed = whole and any(now.word(n) in words("blame") for n in range(now.size))
    return blamed and bool(_any_kind(now))


def advances(run, hit: Hit, speaker: str):
    """Read how a side moves on a place."""
    now = run.now
    if struck_on_the_way(now, hit):
        return None
    attack = hit.rule.name == "attack-verb"
    if now.word(hit.first - 1) == "to" and now.word(hit.first - 2) in words("campaign"):
        told = now.inside.get(hit.first - 2)
        if told is not None and told.rule.frame == "offensive" and any(e.event_type == "advance" for e in run.coded):
            return None  # "began its campaign to advance on X": told by the noun
    one = attack and now.word(hit.first - 1) in ("one", "another", "first", "second")
    if attack and not now.is_passive(hit) and (weapon_left(now, hit)[0] or (one and _any_kind(now))):
        return hits(run, hit, speaker)  # "two strikes were made: one attacked X"
    adjective = now.word(hit.first).endswith("ing") and now.word(hit.first - 1) in words("determiner")
    if adjective and now.word(hit.last) in words("force"):
        return None  # "the advancing forces"
    toward = ("on", "towards", "toward", "into", "to", "in", "at", "by", "against", "along", "inside")
    if hit.rule.name == "draw-near" and now.word(hit.last).endswith("ing"):
        return None  # "came close to losing X"
    if hit.rule.name == "advance" and _is_noun(now, hit.first) and now.word(hit.first + 1) not in toward:
        return None  # "its biggest advance for a year"
    if now.word(hit.first - 1) in ("its", "their", "his", "'s") and (
        _stuck(now, hit) or any(now.word(k) in words("hampered") for k in range(max(0, hit.first - 7), hit.first))
    ):
        return None  # "has seen its advance on the city held up"
    if now.word(hit.first - 1) == "the" and now.word(hit.first - 2) == "on":
        return None  # "trucks on the move towards the city"
    if now.word(hit.last - 1) == "on" and (
        now.word(hit.last) == "to" and hit.last + 1 in now.starts or now.word(hit.last).endswith("ing")
    ):
        return None  # "moved on to take X", "went on bombing X"
    takes_object = (
        hit.rule.name == "advance"
        and hit.last == hit.first + 1
        and now.word(hit.last) in either("determiner", also=("plans",))
    )
    if takes_object and now.word(hit.last + 1) not in words("measure") and now.word(hit.last) not in words("number"):
        return None  # "advanced a proposal"
    direct = "direct" in hit.rule.prepositions
    if now.is_passive(hit):
        if attack and weapon_right(now, hit)[0]:
            return hits(run, hit, speaker)
        actor = now.agent(hit)
        site = shelled_site(run, now.places_left(hit)) if attack and not actor else ""
        if site:
            return Draft(site, now.places_left(hit))
        kind = "entry_unopposed" if unopposed(run, hit) else "advance"
        places = now.places_left(hit) or (_posted(now, hit) if attack else [])
        return Draft(kind, places, actor, foe_of(run, actor)) if actor else None
    if crossed := crosses(run, hit):
        return crossed
    inside = now.place_inside(hit)
    joins = hit.rule.prepositions - {"direct"}
    joins = joins | {"to"} if now.word(hit.last - 1) == "on" else joins  # "pushed on to X"
    places, near = (inside, False) if inside else now.places_right(hit, joins, direct)
    if (not places or near) and direct:
        pronoun = pronoun_place(run, hit)
        places, near = (pronoun, False) if pronoun else (places, near)
    if repelled_before(run, hit) or held_up(now, hit):
        return None
    apart = words("launched").isdisjoint(now.words[max(0, hit.first - 4) : hit.first])
    thrust = apart and now.word(hit.first) in _PUSH and _is_noun(now, hit.first)
    if thrust and not now.owner(hit):
        return None  # "after a rapid thrust to the west"
    if attack and _is_noun(now, hit.first):
        return None
    if places and not near and in_vain(now, hit):
        attacker = doer(run, hit, speaker)
        return Draft("repelled", places, foe_of(run, attacker), attacker) if foe_of(run, attacker) else None
    if attack and now.word(hit.last) in words("craft"):
        return None  # "attack helicopters"
    if attack and any(now.word(k) in words("vessel") for k in range(hit.last, min(now.size, hit.last + 4))):
        return None
    if attack and now.word(hit.first - 1) in either("determiner", also=("separate", "fresh", "new", "deadly")):
        return None
    agent = now.agent(hit) if now.word(hit.last) == "by" and now.word(hit.first - 1) in words("determiner") else ""
    actor = agent or (now.owner(hit) if thrust else doer(run, hit, speaker))  # "an advance by the LNA in X"
    if not actor and hit.rule.name == "there-is-advance":
        actor = speaker or run.memory.speaker  # who speaks of advances speaks of his own
    struck = now.word(now.clause(hit)[0] - 1) in ("as", "while", "when")
    if struck and in_answer(now, hit, actor, ("hits", "strike", "downs")):
        actor = foe_of(run, actor)  # "jets hit a column as it moved towards the town"
    side = run.names.sides.get(actor, "")
    if not places and (attack or not direct):
        places, near = now.locative(hit)
        if places and not attack and _elsewhere(now, hit, places[0]):
            places = []
    places = places or antecedent(now, hit)
    if not places and now.word(hit.last) in ("there", "nearby"):
        places = there(run, hit)
    if not places and any(now.word(k) in either("vague-area", "frontline") for k in range(hit.last, hit.last + 5)):
        places = focus(run)
    if not places:
        town = [k for k in range(hit.last + 1, min(now.size, hit.last + 6)) if now.word(k) in ("town", "city")]
        if town and now.word(town[0] - 1) in ("of", "the"):  # "pushing into the southern parts of town"
            named = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
            places = named[-1:] or focus(run)
    if not places and "all" in now.words[hit.last : hit.last + 3] and any(r.kind == "deny" for r in run.reports):
        places = front(run)  # "denied that they had advanced at all"
    if not places and actor in run.names.parties and _far(now, hit):
        places = front_gained(run, hit)
    if not places:
        return Draft("advance", [], actor) if run.index == 0 else None
    if near and "near" not in hit.rule.prepositions:
        return None
    if attack and actor in ("", "civil"):
        return raid(run, hit, places, near, actor)
    if actor in ("", "civil") and sited(run, places) and not near and crowd_in(run, hit):
        return Draft("other", places)
    if not actor or actor == "civil" or not sited(run, places):
        return None
    if is_headline(run) and run.names.kinds.get(places and _value(run, places)) == "region" and not attack:
        return None
    if (attack or now.word(hit.first - 1) == "'s") and (old := long_ago(run, hit, places, actor)):
        return old
    if attack and (kind := told_kind(run, places) or _weapon_said(run, hit, places)):
        return Draft(kind, places, actor, victims(run, hit) or foe_of(run, actor), near=near)
    if attack and not side:
        return Draft("clash", places, actor)
    if not side:
        return None
    if run.names.roles.get(actor) == "backer":
        left = any(e.event_type == "withdrawal" and e.actor == actor for e in run.coded)  # "left X, heading for Y"
        arrives = hit.rule.name in words("arrival-rule") and not left
        return Draft("foreign_deployment", places, actor) if arrives else None
    carried = range(max(0, hit.first - 5), hit.first)
    if hit.rule.name == "push-into" and any(now.word(k) in words("convoy") for k in carried):
        return Draft("other", places, actor)
    if attack and fruitless(now, hit):
        return Draft("repelled", places, foe_of(run, actor), actor, near=near, status="fact")
    vain = any(now.word(k) in ("no", "little") and now.word(k + 1) not in _NO_MORE for k in range(hit.first, hit.last))
    tried = [h for h in now.hits if h.last <= hit.first and h.rule.frame in ("advances", "offensive", "storms")]
    if vain and tried and now.subject(tried[-1]) == actor:
        return None  # told of the attack
    if vain:
        return Draft("advance", places, actor, foe_of(run, actor), status="denied")
    kind = "entry_unopposed" if unopposed(run, hit) else "advance"
    places = specified(run, places)
    tried = now.word(hit.first - 1) == "to" and now.word(hit.first - 2) in ("tried", "attempted", "sought")
    tried = tried and not tried_in_vain(now, hit)
    inside = hit.rule.name in _INSIDE or now.word(hit.last - 1) in ("into", "inside")
    inside = inside and kind == "advance" and bool(places) and not near
    inside = inside and run.names.kinds.get(value_of(run, places[0])) not in ("capital", "region", "country")
    return Draft(
        kind, spread(now, places), actor, foe_of(run, actor), near=near, status="fact" if tried else "",
        holder="contested" if inside and not tried else "",
    )  # fmt: skip


def _weapon_said(run, hit: Hit, places: list) -> str:
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


_FLOWN = frozenset(["airbase", "airport"])
_NO_MORE = ("more", "less", "further", "farther", "nearer", "closer")
_INSIDE = frozenset(["as-far-as", "no-further", "enter", "penetrate", "foothold", "make-way"])


def _far(now, hit: Hit) -> bool:
    """Tell "advanced some three kilometres", "made good progress"."""
    if hit.rule.name == "gain-ground":
        return True
    ahead = now.words[hit.last : hit.last + 4]
    return hit.rule.name == "advance" and not words("distance").isdisjoint(ahead)


def _elsewhere(now, hit: Hit, place: int) -> bool:
    """Tell a place of something else: neither at the head of the clause ("In X, they advanced") nor right after it."""
    if place >= hit.last:
        return any(h.first in range(hit.last + 1, place) for h in now.hits)
    joined = now.word(hit.first - 1) == "and"  # "attacked on the fronts in X and made gains"
    return not joined and now.governor(place)[1] > now.clause(hit)[0] + 1


def _is_noun(now, n: int) -> bool:
    """Tell "a multi-pronged attack" from "they attack"."""
    if now.word(n).endswith(("ed", "ing")):
        return False
    if n and now.tokens[n - 1].kind in ("actor", "unit"):  # "the LNA attack helped" from "LNA attack Sirte"
        if now.governor(n - 1)[0] in either("noun-before", "granted") and now.word(n + 1) not in words("determiner"):
            return True  # "in spite of LNA attacks"
        return n + 1 < now.size and now.tokens[n + 1].kind not in ("place", "near") and now.word(n).endswith("k")
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


def _stuck(now, hit: Hit) -> bool:
    last = next((k for k in range(hit.last, min(now.size, hit.last + 6)) if now.tokens[k].kind == "place"), hit.last)
    return any(now.word(k) in words("stuck") for k in range(last, min(now.size, last + 3)))


def _value(run, places: list) -> str:
    return run.now.tokens[places[0]].value if isinstance(places[0], int) else places[0]


def _posted(now, hit: Hit) -> list:
    """Give where those who are attacked stand: "the men stationed at X have been attacked by"."""
    for n in range(max(0, hit.first - 10), hit.first):
        if now.word(n) in words("posted"):
            return now.places_right(Hit(hit.rule, n, n + 1), frozenset(("in", "at", "near", "on")), False, 6)[0]
    return []


def loses_ground(run, hit: Hit, speaker: str):
    """Read how a side loses ground at a place: its foe advances."""
    now = run.now
    loser = doer(run, hit, speaker)
    places, near = now.places_right(hit, hit.rule.prepositions, False)
    if not sited(run, places) or not run.names.sides.get(loser):
        return None
    return Draft("advance", places, foe_of(run, loser), loser, near=near)
