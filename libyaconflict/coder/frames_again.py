"""Frames that look back or ahead: another place to which the same happened, the next on which a side has its eyes.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .coded import AFFIRMATIVE, CONTROL, OIL, family
from .doers import doer
from .framing import Draft, foe_of, is_outside, is_small, value_of
from .grammar import Hit
from .oilfields import oil_sites
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def likewise(run: Run, hit: Hit, speaker: str):
    """Read "Y and Z met the same fate", "so did Y", "at Y the same thing happened": as was told of the place before."""
    now = run.now
    shared: tuple[str, ...] = OIL if hit.rule.name == "similar-step" else _SHARED
    shared = (*shared, *OIL) if hit.rule.frame == "follows" else shared
    if hit.rule.name in ("too-was", "place-too") and not _closes_on(now, hit):
        return None
    before = run.coded if hit.rule.name in _ELLIPSES and hit.first > 3 else [*run.previous, *run.coded]
    told = [e for e in before if (e.event_type in shared or _state(e)) and e.status in AFFIRMATIVE]
    places = now.place_inside(hit)
    places = now.group(places[0]) if places else places
    if not places and "happened" in now.words[hit.first : hit.last]:
        places = now.places_right(hit, frozenset(("at", "in", "to")), True, 6)[0] or now.locative(hit)[0]
    if not places and hit.rule.name == "similar-step":
        places = now.places_right(hit, frozenset(("at", "in", "for", "with")), False, 6)[0]
    if not places and now.word(hit.last) in ("to", "at", "in", "with"):
        places = now.places_right(hit, frozenset(("to", "at", "in", "with")), False, 6)[0]
    places = places or now.places_left(hit)
    if not told or not places:
        return None
    named = {value_of(run, p) for p in places}
    same = [e for e in told if e.place_id == told[-1].place_id]
    same = [e for e in same if e.place_id not in named]
    drafts = [
        Draft(e.event_type, places, e.actor or "", e.target or "", holder=(_state(e) and e.control_after) or "")
        for e in same
    ]
    if drafts and drafts[-1].event_type in OIL:
        drafts = [replace(draft, places=oil_sites(run, draft.places, loaded=True)) for draft in drafts]
    return drafts if "happened" in now.words[hit.first : hit.last] or not drafts else drafts[-1]


_ELLIPSES = ("so-was", "place-too")


def _state(event) -> bool:
    """Tell that a side holds a place."""
    return event.event_type == "other" and event.control_after not in (None, "", "contested")


def _closes_on(now: Sentence, hit: Hit) -> bool:
    """Tell "Y was, too." and ", Y too." from "Y was too far" and "the men in Y too"."""
    after = now.tokens[hit.last] if hit.last < now.size else None
    closes = (
        hit.rule.name == "place-too"
        or after is None
        or after.kind == "date"
        or after.text in (".", ",", ";", '"', "and", "on")
    )
    n = hit.first - 2 if now.word(hit.first - 1) == "," else hit.first - 1
    placed = n >= 0 and now.tokens[n].kind == "place" and not now.is_near(n)
    if not placed or not closes:
        return False
    opens = now.word(now.group_left(n)[0] - 1) in (",", ";", "and", "")
    return opens and (hit.rule.name == "too-was" or n > 2)


def did_so(run: Run, hit: Hit, speaker: str):
    """Read "X shelled the town and so did Y": what was told just before, of another side."""
    now = run.now
    other = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    told = run.coded[-1] if run.coded and not run.reports else None
    if told is None or told.event_type in CONTROL or told.status not in AFFIRMATIVE or "/" in (told.actor or "/"):
        return None
    role = run.names.roles.get(other)
    if other == told.actor or role not in ("party", "backer") or role != run.names.roles.get(told.actor or ""):
        return None
    target = foe_of(run, other) if role == "party" and told.target else told.target or ""
    return Draft(told.event_type, [told.place_id], other, target)


def names_them(run: Run, hit: Hit, speaker: str):
    """Read "Among them was X" after "took several towns", which named none."""
    now = run.now
    index, told = run.many
    if told is None or index != run.index - 1 or hit.first > 2:
        return None
    places, near = now.places_right(hit, frozenset(), True, 7)
    if near or not places or any(h.last <= hit.first for h in now.hits) or now.word(hit.last) in words("not"):
        return None
    return Draft(told.event_type, places, told.actor, told.target, status=told.status)


def follows(run: Run, hit: Hit, speaker: str):
    """Read "Y followed a day later", "Y and Z followed": as was told of the place before."""
    now = run.now
    n, status = hit.first - 1, _TO_COME.get(now.word(hit.first), "")
    while now.word(n).endswith("ly") or (
        now.word(n) in _TO_COME or now.word(n) in ("soon", "then", "both", "all", "had", "have")
    ):
        status = _TO_COME.get(now.word(n), status)
        n -= 1
    k = hit.last + (now.word(hit.last) in ("on", "in", "late", "early"))
    token = now.tokens[k] if k < now.size else None
    after = either("number", "day-part", also=_AFTER_FOLLOWING)
    closes = token is None or token.kind == "date" or not token.text[0].isalpha() or token.text in after
    placed = n >= 0 and now.tokens[n].kind == "place" and not now.is_near(n)
    draft = likewise(run, hit, speaker) if placed and closes else None
    return replace(draft, status=status, holder="") if draft and status else draft


_TO_COME = {"will": "planned", "would": "planned", "'ll": "planned", "could": "hypothetical", "might": "hypothetical"}


def turns(run: Run, hit: Hit, speaker: str):
    """Read "then it was Y's turn": as was told of the place before."""
    now = run.now
    whose = hit.first > 1 and now.word(hit.first - 1) in ("'s", "'") and now.tokens[hit.first - 2].kind == "place"
    if not whose:
        return None
    told = [e for e in [*run.previous, *run.coded] if e.event_type in _SHARED and e.status in AFFIRMATIVE][-1:]
    return [Draft(e.event_type, [hit.first - 2], e.actor or "", e.target or "") for e in told] or None


def gone_with(run: Run, hit: Hit, speaker: str):
    """Read "With X gone, the LNA left Y": lost, by the side that the sentence goes on to tell of."""
    now = run.now
    n = hit.first - 1
    placed = n > 0 and now.tokens[n].kind == "place" and now.word(hit.last) in (",", "and", "")
    if not placed or now.governor(now.group_left(n)[0])[0] != "with" or not is_small(run, now.tokens[n].value):
        return None
    loser = next((now.side(t) for t in now.tokens[hit.last : hit.last + 6] if t.kind in ("actor", "unit")), "")
    loser = loser if run.names.sides.get(loser) in run.names.parties else ""
    return Draft("capture", now.group_left(n), foe_of(run, loser), loser)


_AFTER_FOLLOWING = ("soon", "later", "by", "within", "hours", "before", "after", "just", "at", "and", "a")

_SHARED = (*CONTROL, "withdrawal", "shelling", "airstrike", "drone_strike", "repelled", "advance")


def eyes(run: Run, hit: Hit, speaker: str):
    """Read "set its sights on X", "turned its attention to X": a plan to take it."""
    actor = doer(run, hit, speaker)
    if run.now.word(hit.first - 1) in words("possessive"):
        return None  # "all eyes", "its eye"
    if run.now.word(hit.last).endswith("ing") and hit.last in run.now.starts:
        return None  # "set its sights on taking X": told by the verb
    places, near = run.now.places_right(hit, hit.rule.prepositions, True, 6)
    places = run.now.place_inside(hit) or places
    places = [p for p in places if not is_outside(run, value_of(run, p))]
    if near or not places or run.names.sides.get(actor) not in run.names.parties:
        return None
    return Draft("capture", places, actor, foe_of(run, actor), status="planned")


_TO_BE = frozenset(["is", "will", "could", "may", "might", "would", "must", "was", "be", "looks", "looked", "to"])
_TO_BE |= frozenset(["appears", "appeared", "seems", "seemed"])


def next_target(run: Run, hit: Hit, speaker: str):
    """Read "X is the GNA's next target": a plan to take it."""
    now = run.now
    ends = now.word(hit.last) in ("", ".", ",", ";", ":", "and", "but", "after", "now", "said", "says")
    places = now.places_left(hit) if ends else []
    named = [t for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    inside = [now.side(t) for t in named if t.text.rpartition(" ")[2] not in words("weapon-air")]
    if named and (not inside or now.word(hit.last - 1) in words("weapon-air")):
        return None  # "the next target of LNA jets"
    n = hit.last
    unsure = now.word(hit.last) in ("could", "may", "might", "would", "appears", "appeared", "seems", "seemed")
    if not places and now.word(n) in _TO_BE:
        while n < now.size and now.word(n) in either(
            "be", "determiner", "settled", "place-adjective", also=(*_TO_BE, "of", "now", "likely")
        ):
            n += 1
        places = now.group(n) if n < now.size and now.tokens[n].kind == "place" else []
    taken = [e for e in (*run.previous, *run.coded) if family(e.event_type) == "capture" and e.actor]
    actor = inside[0] if inside else (taken[-1].actor or "") if taken else ""
    places = [p for p in places if is_small(run, p)]
    if not places or run.names.sides.get(actor) not in run.names.parties or "not" in now.words[: hit.last + 3]:
        return None
    return Draft("capture", places, actor, foe_of(run, actor), status="hypothetical" if unsure else "planned")


def will_be_in(run: Run, hit: Hit, speaker: str):
    """Read "we will be in X within days": a boast of its capture; "they would have been in X": one imagined."""
    now = run.now
    before = now.tokens[max(0, hit.first - 1)].text
    force = now.word(hit.first - 1) in ("we", "they", "it") or not words("arriving-force").isdisjoint(before.split())
    actor = doer(run, hit, speaker)
    places = [n for n in range(hit.first, hit.last) if now.tokens[n].kind == "place"]
    who = now.tokens[max(0, hit.first - 1)]
    named = who.kind == "actor" and ("will" not in now.words[hit.first : hit.last] or not run.is_person(who))
    vow = "to" in now.words[hit.first : hit.last] and not words("plan").isdisjoint(
        now.words[max(0, hit.first - 6) : hit.first]
    )
    backer = run.names.roles.get(actor) == "backer" and named
    if not (force or named or vow) or (run.names.sides.get(actor) not in run.names.parties and not backer):
        return None
    if is_outside(run, value_of(run, places[0])):
        return None
    if run.names.roles.get(actor) == "backer":
        return Draft("foreign_deployment", places, actor, status="planned")
    said = set(now.words[hit.first : hit.last])
    condition = now.word(0) in ("if", "had", "were") or not {"for", "without", "given", "if"}.isdisjoint(now.words[:6])
    unreal = "would" in said and ("have" in said or condition) or not said.isdisjoint(("could", "might", "may"))
    return Draft("capture", places, actor, foe_of(run, actor), status="hypothetical" if unreal else "planned")


def left_for(run: Run, hit: Hit, speaker: str):
    """Read "its garrison had left for X": from the place that the sentence spoke of before."""
    now = run.now
    lead = now.words[max(0, hit.first - 5) : hit.first]
    token = next((t for t in reversed(now.tokens[max(0, hit.first - 5) : hit.first]) if t.kind == "actor"), None)
    held = words("garrisoned").intersection([*lead, *(token.text.split() if token is not None else ())])
    actor = doer(run, hit, speaker)
    named = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
    if not held or run.names.sides.get(actor) not in run.names.parties:
        return None
    places = named[-1:] or run.memory.group[-1:]
    return Draft("withdrawal", places, actor, foe_of(run, actor)) if places else None


def defences(run: Run, hit: Hit, speaker: str):
    """Read "GNA defences at X held firm", "buckled but did not break": an attack that was beaten off."""
    now = run.now
    places = [n for n in range(hit.first, hit.last) if now.tokens[n].kind == "place"]
    owner = now.tokens[hit.first - 1] if hit.first else None
    actor = now.side(owner) if owner is not None and owner.kind in ("actor", "unit") else ""
    attacked = not words("attack-noun").isdisjoint(now.words[hit.last : hit.last + 10])
    said = now.words[hit.first : hit.last]
    firm = not words("firmly-held").isdisjoint(said) or "not" in said
    if not places or run.names.sides.get(actor) not in run.names.parties or not (attacked and firm):
        return None
    return Draft("repelled", places, actor, foe_of(run, actor), status="told")


def hold_ended(run: Run, hit: Hit, speaker: str):
    """Read "the LNA's hold on X ended": its foe has it."""
    now = run.now
    places = [n for n in range(hit.first, hit.last) if now.tokens[n].kind == "place"]
    loser = now.owner(hit)
    if run.names.sides.get(loser) not in run.names.parties or not is_small(run, places[0]):
        return None
    return Draft("capture", places, foe_of(run, loser), loser)


def cut_routes(run: Run, hit: Hit, speaker: str):
    """Read "cut off the supply routes to X", "severed the LNA's supply lines around X": a siege."""
    now = run.now
    places = [n for n in range(hit.last, min(now.size, hit.last + 9)) if now.tokens[n].kind in ("place", "near")][:1]
    actor = now.agent(hit) if now.is_passive(hit) else doer(run, hit, speaker)
    if not places or run.names.sides.get(actor) not in run.names.parties or is_outside(run, value_of(run, places[0])):
        return None
    own = [row for row in run.names.campaigns if row["target"] == run.names.sides.get(actor)]
    if any(row["place_id"] == value_of(run, places[0]) for row in own):
        return None  # the way by which its foe reaches the city that it holds
    return Draft("siege", places, actor, foe_of(run, actor), near=True)


def next_step(run: Run, hit: Hit, speaker: str):
    """Read "our next stop is X", "said the next target would be X": what the side that speaks is to take."""
    now = run.now
    actor = now.owner(hit) or speaker
    actor = run.names.sides.get(actor, "") or now.subject(hit, speaker=speaker)
    places = [p for p in now.place_inside(hit) if is_small(run, p) or value_of(run, p) == run.names.capital]
    if actor not in run.names.parties or not places:
        return None
    return Draft("capture", places, actor, foe_of(run, actor), status="planned")


def place_next(run: Run, hit: Hit, speaker: str):
    """Read "Is X next?", "X next?": a capture that is only asked about, by who took the last place, or a vow."""
    now = run.now
    if vow := _vowed_next(run, hit, speaker):
        return vow
    lead = now.words[max(0, hit.first - 3) : hit.first]
    coming = "be" in lead and not either("modal-plan", "modal-maybe").isdisjoint(lead)
    if now.word(hit.last) != "?" and now.word(now.size - 1) != "?" and not coming:
        return None
    reach = 3 if coming else 2
    places = [n for n in range(max(0, hit.first - reach), hit.first) if now.tokens[n].kind == "place"][-1:]
    taken = [e for e in (*run.previous, *run.coded) if family(e.event_type) == "capture" and e.actor]
    if not places or not is_small(run, places[0]):
        return None
    actor = (taken[-1].actor or "") if taken else run.memory.actor
    return Draft("capture", places, actor, foe_of(run, actor), status="hypothetical")


def _vower(now: Sentence, hit: Hit) -> str:
    """Give who vows that something will be next."""
    verb = next((k for k in range(hit.first - 2, max(0, hit.first - 9), -1) if now.word(k) in words("vowed")), 0)
    return now.subject(Hit(hit.rule, verb, verb + 1)) if verb else ""


def _vowed_next(run: Run, hit: Hit, speaker: str):
    """Read "X will be next, said the GNA", "X, which they vowed would be next": what the side that speaks will take."""
    now = run.now
    n = hit.first - 1
    n -= now.word(n) in ('"', "'")
    lead = n
    while now.word(n) in either("be", "modal-plan", also=("would", "now", "simply")):
        n -= 1
    side = run.names.sides.get(speaker or _vower(now, hit), "")
    if n == lead or side not in run.names.parties or now.word(now.size - 1) == "?":
        return None
    at = next((k for k in range(n, max(-1, n - 9), -1) if now.word(k) in ("which", "that")), -1)
    places = [n] if n >= 0 and now.tokens[n].kind == "place" else []
    if not places and at > 1 and now.word(at) == "which" and now.word(at - 1) == ",":
        places = [at - 2] if now.tokens[at - 2].kind == "place" else []
    closed = now.word(hit.last) in ("", ",", ".", ";", '"', "'", "and", "but", "on", "in")
    if not places or not closed or not is_small(run, places[0]):
        return None
    return Draft("capture", places, side, foe_of(run, side), status="planned")
