"""Frames of foreign men and arms that arrive, land or are unloaded.

One function for each `frame` of triggers.csv; each gives a draft, a list of drafts, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .frames_moves import moves
from .framing import Draft, foe_of, is_abroad
from .grammar import Hit
from .loads import Load, antecedent_span, object_span, subject_span
from .predicates import as_hit, doer
from .supplied import helped
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_UNLOAD = ("unload", "offload", "discharg")
_BUILT = ("built", "made", "supplied", "manufactured")


def arrives(run: Run, hit: Hit, speaker: str):
    """Read how men or arms arrive."""
    now = run.now
    verb = hit.last - 1 if now.word(hit.first) in words("troops") else hit.first
    if now.word(verb) == "land" and now.word(verb - 1) in ("by", "the", "on", "of", "over", "and"):
        return None  # "by land, air and sea"
    span = subject_span(now, verb)
    if any(not _LINERS.isdisjoint(now.tokens[k].text.split()) for k in range(max(0, verb - 6), verb)):
        return None  # "three Libyan Airlines planes landed at X"
    if fetched := _fetched(run, hit, span):
        return fetched
    if now.word(verb).endswith("ing") and "any" in now.words[max(0, verb - 6) : verb]:
        return None  # "any ship arriving from Turkey"
    bare = len(span) < 3 and all(now.tokens[k].kind == "w" and now.word(k) not in words("troops") for k in span)
    if bare and now.word(span.start - 1) in ("who", "which", "that"):
        span = antecedent_span(now, span.start)  # "Syrians who had landed in"
    load = _load_come(run, verb, span)
    if load is None:
        return None
    if load.own and not load.foreign:
        return _own_men(run, hit, load, verb, speaker)
    if not load.own and run.names.sides.get(speaker) in run.names.parties and _of_speaker(now, span):
        direct = now.word(verb) in words("reaching")
        places, near = now.places_right(as_hit(hit, verb), frozenset(("in", "at")), direct, 8)
        return Draft("advance", places, speaker, foe_of(run, speaker)) if places and not near else None
    if _from_within(run, verb) and not load.own:
        return None  # told by the convoy
    if hit.rule.name == "come-to" and not (load.arms or _hired(now, span)):
        return None  # "officers came to X for talks"
    _tell_foreign(run, hit, load, verb, span)
    after = range(verb, min(now.size, verb + 14))
    shipped = load.arms and not load.own and any(now.word(k) in words("shipped-by") for k in after)
    if not shipped and (not load.foreign or not (load.men or load.arms)):
        return None
    giver = load.actor or next(
        (now.side(t) for k, t in enumerate(now.tokens) if t.kind == "actor" and now.word(k - 1) in ("from", "by")), ""
    )
    if run.names.roles.get(giver) in ("party", "ally", "mediator"):
        giver = ""
    return helped(run, hit, load, giver, verb)


_FIGHTERS = frozenset(["mercenaries", "fighters", "militants", "troops", "soldiers"])
_LINERS = frozenset(["airlines", "airways", "airline", "passenger", "airliner", "airliners", "scheduled"])


def _hired(now: Sentence, span: range) -> bool:
    """Tell fighting men from officials."""
    return any(not words("hired-men").isdisjoint(now.tokens[k].text.split()) for k in span)


def _of_speaker(now: Sentence, span: range) -> bool:
    """Tell "the army units", "our men" and "troops" alone, as a side's spokesman calls its own."""
    said = {now.word(k) for k in span}
    own = bool(said & {"army", "our", "national"}) or said <= either("force", "have", also=("the", "its", "their"))
    return own and not said.isdisjoint(words("force"))


def _from_within(run: Run, verb: int) -> bool:
    """Tell what comes from a town of the country itself: "a convoy arrived from X in Y"."""
    now = run.now
    for n in range(verb + 1, min(now.size, verb + 6)):
        if now.tokens[n].kind == "place" and now.word(n - 1) == "from":
            return not is_abroad(run, now.tokens[n].value)
    return False


def _load_come(run: Run, verb: int, span: range) -> Load | None:
    """Give what arrives, with what its ship or aircraft brings; None for a ship of which no load is told."""
    now = run.now
    load = Load(run, span)
    if now.word(verb).startswith("land") and load.foreign and not load.men:
        freight = Load(run, object_span(now, verb + 1))
        if freight.men or freight.arms:
            load.men, load.arms, load.carrier = freight.men, freight.arms, False
    cargo = load.carrier and load.foreign and any(now.word(k) in words("freighter") for k in span)
    if cargo:
        load.men = any(now.word(k) == "carrying" for k in span) and not _FIGHTERS.isdisjoint(
            word for k in span for word in now.tokens[k].text.split()
        )
        load.arms, load.carrier = not load.men, False  # "a cargo plane carrying fighters"
    unloads = now.word(verb).startswith(_UNLOAD)
    if unloads:
        freight = Load(run, object_span(now, verb + 1))
        load.arms, load.men, load.carrier = freight.arms, freight.men, True
        load.foreign = load.foreign or freight.foreign
    if load.carrier and (cargo or load.arms or not words("weapons").isdisjoint(now.words)):
        if not unloads and words("laden").isdisjoint(now.words):
            return None
        load.arms, load.foreign = True, True
        load.men = load.men and not {"mercenaries", "soldiers", "troops", "fighters", "advisers"}.isdisjoint(now.words)
    return load


def _own_men(run: Run, hit: Hit, load: Load, verb: int, speaker: str):
    """Read how a side's own men arrive: "GNA forces reached X", "came to the help of"."""
    now = run.now
    if now.word(verb) in words("reaching"):
        places = now.places_right(as_hit(hit, verb), frozenset(), True)[0]
        if not places:
            return None
        actor = doer(run, hit, verb, speaker)
        if any(now.word(k) in words("helping-verb") for k in range(verb, min(now.size, verb + 10))):
            return Draft("other", places, actor)
        return Draft("advance", places, actor, foe_of(run, actor))
    if now.word(now.clause(hit)[0] - 1) in ("before", "until", "when", "once") and now.word(hit.last) == "there":
        return None  # "left before the GNA forces arrived there"
    if not load.men:
        return None
    actor = doer(run, hit, verb)
    places, near = now.places_right(as_hit(hit, verb), frozenset(("in", "at")), False, 6)
    if places and not near and _held_by(run, places[-1], foe_of(run, actor)):
        return Draft("advance", places, actor, foe_of(run, actor), holder="contested")
    return moves(run, hit, actor)


def _held_by(run: Run, place: int, foe: str) -> bool:
    """Tell a place that is its arrivers' foe's: "arrived in X, a town that the GNA controls"."""
    now = run.now
    ahead = range(place + 1, min(now.size, place + 14))
    said = [now.word(k) for k in ahead]
    if not foe or either("holding", also=("controlled", "held", "controls", "holds")).isdisjoint(said):
        return False
    return any(now.tokens[k].kind == "actor" and run.names.sides.get(now.side(now.tokens[k])) == foe for k in ahead)


def _tell_foreign(run: Run, hit: Hit, load: Load, verb: int, span: range) -> None:
    """Note in a load that it comes from abroad: by where it was made, how it came, or who is named after it."""
    now = run.now
    rule = hit.rule.name
    if rule == "roll-off" and load.arms and not load.own:
        built = [t.value for t in now.tokens[span.start : verb] if t.kind == "attribute" and t.text.endswith(_BUILT)]
        if built:
            load.foreign, load.actor, load.men = True, load.actor or built[0], False
    if rule == "came-ashore" and load.arms and not load.own:
        load.foreign = True
    if rule == "pour-into" and not load.own and (load.men or load.arms):
        load.foreign = True
    if load.arms and not load.own and not words("going-on").isdisjoint(now.words[max(0, verb - 3) : verb]):
        load.foreign = True  # "weapons keep arriving in X"
    if load.own or {"aboard", "from", "on"}.isdisjoint(now.words[verb : verb + 10]):
        return
    ahead = Load(run, range(verb + 1, min(now.size, verb + 14)))
    if ahead.foreign:
        load.foreign, load.actor = True, load.actor or ahead.actor


def _fetched(run: Run, hit: Hit, span: range):
    """Read aircraft or ships that come to take foreign men away: "landed at X to fly the mercenaries out"."""
    now = run.now
    if not any(now.word(k) in either("carrier", "craft") for k in span):
        return None
    for k in range(hit.last, min(now.size, hit.last + 16)):
        if now.word(k) in words("fetch") and ("to" in now.words[k - 4 : k] or '"' in now.words[k - 6 : k]):
            rest = now.words[k : k + 18]
            load = Load(run, range(k, min(now.size, k + 18)))
            away = not {"out", "away", "from", "moving", "evacuation", "withdrawal"}.isdisjoint(rest)
            places, near = now.places_right(hit, frozenset(("in", "at", "to")), False, 8)
            if load.men and away and places and not near:
                return Draft("withdrawal", places, load.actor)
    return None


def arms_flow(run: Run, hit: Hit, speaker: str):
    """Read "the flow of weapons into the country continues": arms that go on coming from abroad."""
    now = run.now
    load = Load(run, range(max(0, hit.first - 2), hit.last))
    if not load.arms or "to" in now.words[max(0, hit.first - 3) : hit.first]:
        return None
    load.foreign, load.men, load.own = True, False, False
    outside = run.names.roles.get(load.actor) not in ("party", "ally", "mediator")
    return helped(run, hit, load, load.actor if outside else "", hit.first + 1)


def arms_there(run: Run, hit: Hit, speaker: str):
    """Read "Russian air defence systems are present in the country": arms that a foreign power has brought."""
    now = run.now
    load = Load(run, range(subject_span(now, hit.first).start, hit.last))
    if not (load.arms and load.foreign) or load.own or "no" in now.words[max(0, hit.first - 5) : hit.first]:
        return None
    load.men = False
    return helped(run, hit, load, load.actor, hit.last - 2)
