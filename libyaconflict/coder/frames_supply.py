"""Frames of foreign help as a verb: men and arms sent, flown in, shipped, supplied.

One function for each `frame` of triggers.csv; each gives a draft, a list of drafts, or None. What is sent decides the
kind: foreign men a deployment, arms a transfer, a party's own men a redeployment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .frames_moves import flown_out, moves
from .framing import Draft, value_of
from .grammar import Hit
from .loads import Load, antecedent_span, object_span, outside, power_from, subject_span
from .predicates import doer, sides_of
from .sent_nothing import sends_nothing
from .supplied import helped
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_FIGHTERS = frozenset(["mercenaries", "fighters", "militants", "troops", "soldiers"])


def sends(run: Run, hit: Hit, speaker: str):
    """Read how men or arms are sent."""
    now = run.now
    if sends_nothing(now, hit):
        return None
    if hit.rule.name == "flown-out":
        return flown_out(run, hit)
    if _men_sent(now, hit):
        load = Load(run, range(max(0, hit.first - 6), hit.first))
        return helped(run, hit, load, load.actor) if load.foreign and load.men else None
    if given := _supplied_side(run, hit):
        return given
    passive = now.is_passive(hit)
    if passive and not words("carried-people").isdisjoint(now.words[subject_span(now, hit.first).start : hit.first]):
        places, near = now.places_right(hit, frozenset(("from",)), now.word(hit.last - 1) == "from", 8)
        return Draft("other", places[:1], "", "civilians") if places and not near else None
    if passive and words("be").isdisjoint(now.words[max(0, hit.first - 5) : hit.first]):
        return None  # "vehicles supplied by the UAE" tells whose they are
    load = _load_sent(run, hit, passive)
    actor = _sender(run, hit, passive, speaker)
    if not passive and not (load.men or load.arms) and now.word(hit.first).startswith(("mov", "deploy", "fl")):
        load = Load(run, subject_span(now, hit.first))  # "Turkish troops had begun moving to"
        load.arms = False
        went = now.word(hit.first) == "deployed" and now.word(hit.last) == "to" and sides_of(run, actor)
        if not load.foreign and ((load.own and load.men) or went):
            return moves(run, hit, sides_of(run, actor))
        if not load.foreign:
            return None
        if not {"towards", "toward"}.isdisjoint(now.words[hit.last : hit.last + 8]):
            return moves(run, hit, load.actor)
        actor = load.actor
    if not passive and not (load.men or load.arms):
        load = _load_before(run, hit, ("whom", "which", "that")) or load  # "mercenaries whom Turkey brought"
    if _flown_from(now, hit):
        return None
    out = _out(now, hit)
    if out and passive and load.men and load.foreign:
        return moves(run, hit, load.actor)  # "the mercenaries were flown out of X to Y"
    _leave_what_is_sent(now, hit, load)
    if out or not (load.men or load.arms) or _whose_they_are(now, hit):
        return None
    return _sent(run, hit, load, actor, passive)


def _whose_they_are(now: Sentence, hit: Hit) -> bool:
    """Tell what arms are known by: "hit three systems which the UAE had supplied", "that it had sent earlier"."""
    first = now.clause(hit)[0]
    which = next((k for k in range(hit.first - 1, max(first - 2, hit.first - 9), -1) if now.word(k) in _WHICH), -1)
    noun = now.word(which - 1 - (now.word(which - 1) == ","))
    arms = noun in either("weapons", also=("systems", "system", "vehicles")) and noun not in words("troops")
    if which < 0 or not arms or "had" not in now.words[which + 1 : hit.first]:
        return False
    return any(now.tokens[k].kind == "actor" for k in range(which + 1, hit.first))


_WHICH = frozenset(["which", "that"])


def deploys_own(run: Run, hit: Hit, speaker: str):
    """Read "the LNA deployed troops inside X": men of a side of this war that are moved within the country."""
    now = run.now
    actor = "" if now.is_passive(hit) else doer(run, hit, hit.first, speaker)
    if not sides_of(run, actor) or _load_sent(run, hit, passive=False).foreign:
        return sends(run, hit, speaker)
    places, near = now.places_right(hit, frozenset(), True, 6)
    places = [p for p in places if run.names.kinds.get(value_of(run, p)) != "country"]
    return None if near or not places else Draft("other", places, sides_of(run, actor))


def _supplied_side(run: Run, hit: Hit):
    """Read "Jordan regularly supplies Haftar's forces": arms, where nothing is said of what."""
    now = run.now
    if not now.word(hit.first).startswith("suppl") or hit.last >= now.size or now.is_passive(hit):
        return None
    at = hit.last + (now.word(hit.last) in words("determiner"))
    if at >= now.size:
        return None
    taker = now.tokens[at]
    with_ = "with" in now.words[hit.last : hit.last + 6]
    if taker.kind != "actor" or with_ or run.names.sides.get(now.side(taker)) not in run.names.parties:
        return None
    giver = doer(run, hit, hit.first)
    if not outside(run, giver):
        return None
    load = Load(run, range(0))
    load.arms = load.foreign = True
    return helped(run, hit, load, giver)


def _men_sent(now: Sentence, hit: Hit) -> bool:
    """Tell "mercenaries sent to X", where no verb but this participle tells it."""
    sent = now.word(hit.first) in ("sent", "flown", "brought", "transferred")
    return sent and now.word(hit.last) == "to" and now.word(hit.first - 1) in words("troops")


def _load_sent(run: Run, hit: Hit, passive: bool) -> Load:
    """Give what is sent: the object of the verb, or its subject in the passive."""
    now = run.now
    if passive and now.word(hit.last) == "with":  # "forces have been supplied with drones by Turkey"
        load = Load(run, object_span(now, hit.last + 1))
        load.men = False
        return load
    opens = hit.first + 1
    if now.word(opens) == "in" and opens + 1 < now.size and now.tokens[opens + 1].kind not in ("place", "date"):
        opens += 1  # "brought in officers to command them"
    load = Load(run, subject_span(now, hit.first) if passive else object_span(now, opens))
    given = 0 if passive else _given_with(now, hit)
    if given:
        goods = range(given, object_span(now, given).stop)
        load.men = not _FIGHTERS.isdisjoint(now.tokens[n].text.split()[-1] for n in goods)
        load.arms = Load(run, goods).arms or Load(run, goods).naval
    if load.naval and now.word(hit.first).startswith(_GIVES):
        load.men, load.arms = False, True  # "supplied patrol boats to the LNA"
    if load.men or load.arms:
        return load if passive else _with_more(run, hit, load)
    if passive:  # "a system that had been installed at"
        return _load_before(run, hit, ("which", "that", "who")) or load
    if now.word(hit.last) == "them":  # "X did not send them"
        load = Load(run, range(hit.first))
        load.own, load.arms = False, load.arms and not load.men
    return load


_GIVES = ("suppl", "provid", "sell", "sold", "donat", "gave", "give")
_BESIDE = frozenset([("along", "with"), ("together", "with"), ("well", "as"), ("addition", "to")])


def _with_more(run: Run, hit: Hit, load: Load) -> Load:
    """Add what is sent beside: "sent drones to X, along with mercenaries"."""
    now = run.now
    for k in range(hit.last, min(now.size - 2, hit.last + 20)):
        pair = (now.word(k), now.word(k + 1))
        if pair in _BESIDE:
            more = Load(run, object_span(now, k + 2))
            load.men, load.arms = load.men or more.men, load.arms or more.arms
            return load
        if now.boundary(k) or (k in now.starts and not now.inside[k].rule.is_noun):
            break
    return load


def _load_before(run: Run, hit: Hit, joins: tuple[str, ...]) -> Load | None:
    """Give what a relative clause is about: "mercenaries whom Turkey brought"; None where the clause is none."""
    start = subject_span(run.now, hit.first).start
    return Load(run, antecedent_span(run.now, start)) if run.now.word(start - 1) in joins else None


def _sender(run: Run, hit: Hit, passive: bool, speaker: str) -> str:
    """Give who sends: the agent of a passive, but not of "stationed"."""
    if not passive:
        return doer(run, hit, hit.first, speaker if sides_of(run, speaker) else "")
    return "" if run.now.word(hit.first).startswith(("station", "based")) else run.now.agent(hit)


def _given_with(now: Sentence, hit: Hit) -> int:
    """Give where the goods begin in "supplied the GNA with drones"; 0 for other verbs and wordings."""
    if not now.word(hit.first).startswith(("suppl", "provid", "equip", "furnish")):
        return 0
    given = next((n for n in range(hit.last, min(now.size, hit.last + 8)) if now.word(n) == "with"), 0)
    return given + 1 if given and any(t.kind in ("actor", "unit") for t in now.tokens[hit.last : given]) else 0


def _flown_from(now: Sentence, hit: Hit) -> bool:
    """Tell what is flown out of a place: "from X", and to no other."""
    n = hit.last + 1
    if now.word(hit.last) != "from" or n >= now.size:
        return False
    return not any(now.tokens[k].kind == "place" and now.word(k - 1) in ("to", "into") for k in range(n + 1, now.size))


def _out(now: Sentence, hit: Hit) -> bool:
    """Tell "flew the mercenaries out of X"."""
    return any(
        now.word(k) == "out" and now.word(k + 1) in ("of", "from", ".", "") for k in range(hit.last, hit.last + 9)
    )


def _leave_what_is_sent(now: Sentence, hit: Hit, load: Load) -> None:
    """Take from a load what its verb does not send: men from "gave", all from "carried" but arms "to" somebody."""
    if now.word(hit.first) in words("giving"):
        load.men = False
    if now.word(hit.first).startswith("carr"):
        load.men = False
        to = next((k for k in range(hit.last, min(now.size, hit.last + 8)) if now.word(k) == "to"), 0)
        ends = 0 < to < now.size - 1 and (
            now.tokens[to + 1].kind in ("place", "actor") or now.word(to + 1) in ("both", "the", "eastern", "western")
        )
        load.arms = load.arms and ends and now.word(hit.first - 1) != "of"


def _sent(run: Run, hit: Hit, load: Load, actor: str, passive: bool):
    """Draft what is sent: a foreign power's help, or the move of a side's own men."""
    now = run.now
    if load.arms and now.word(hit.first).startswith(("deploy", "station")) and _flies(now, hit):
        load.men, load.arms = True, False  # a power's own aircraft
    accused = _accused(run, hit.first)
    if len(accused) > 1:
        return [d for one in accused for d in helped(run, hit, load, one) or []]
    actor = _allowed_power(run, hit, actor)
    actor = "" if actor == "civil" else actor
    poured = hit.rule.name == "pour-in"
    _tell_foreign(run, hit, load, actor, passive)
    role = run.names.roles.get(actor)
    ours = actor in run.names.sides and role in ("party", "ally", "") if actor else passive and load.men
    if ours and not load.foreign:
        sent = [
            now.side(now.tokens[k]) for k in subject_span(now, hit.first) if now.tokens[k].kind in ("actor", "unit")
        ]
        own = next((side for side in sent if sides_of(run, side)), "") if passive else ""
        return moves(run, hit, actor or own)  # "LNA forces were sent to X"
    if poured and actor == run.names.both:
        actor = ""
    if role == "mediator" or actor == run.names.both:
        return None
    giver = actor if role not in ("party", "ally") else ""
    if not giver and not load.foreign and (actor or not _freight(now, hit, load)):
        return None
    return helped(run, hit, load, giver or now.foe_right(hit, "from") or load.actor or actor)


def _allowed_power(run: Run, hit: Hit, actor: str) -> str:
    """Give the power whose parliament "allowed the government to send men"; else who sends."""
    now = run.now
    if run.names.roles.get(actor) not in ("party", "ally", None):
        return actor
    if words("authorise").isdisjoint(now.words[: hit.first]):
        return actor
    powers = (now.side(t) for t in now.tokens[: hit.first] if t.kind == "actor")
    return next((one for one in powers if outside(run, one)), actor)


def _tell_foreign(run: Run, hit: Hit, load: Load, actor: str, passive: bool) -> None:
    """Note in a load that it comes from abroad: from a power that is named, or on that power's flights."""
    now = run.now
    if passive and load.arms and not load.foreign and now.word(hit.last) == "from":
        power = power_from(run)
        if outside(run, power):
            load.foreign, load.actor = True, power  # "jets were flown from Russia to X"
    if not passive and not actor and load.arms:
        carried = Load(run, subject_span(now, hit.first))
        if carried.carrier and carried.foreign:  # "flights from X have brought arms to Y"
            load.foreign, load.actor = True, load.actor or carried.actor
    subject = subject_span(now, hit.first)
    others = now.words if hit.rule.name == "pour-in" else now.words[subject.start : subject.stop]
    if hit.rule.name in ("pour-in", "pour-arms") and not words("backers").isdisjoint(others):
        load.foreign = True


def _freight(now: Sentence, hit: Hit, load: Load) -> bool:
    """Tell arms that come as freight, so from abroad: "weapons were smuggled to X"."""
    shipped = now.word(hit.first).startswith(("deliver", "ship", "airlift", "smuggl", "carr", "flown"))
    return load.arms and not load.own and shipped


def _flies(now: Sentence, hit: Hit) -> bool:
    """Tell aircraft or ships with their crews from arms that change hands."""
    said = set(now.words[hit.last : hit.last + 12])
    return not said.isdisjoint(words("craft")) and said.isdisjoint(("drones", "drone", "uavs", "systems", "missiles"))


def _accused(run: Run, verb: int) -> list[str]:
    """Give the powers in "accused A, B and C of having supplied"."""
    now = run.now
    at = next(
        (k for k in range(verb - 1, max(-1, verb - 44), -1) if now.word(k) in words("accusing")),
        -1,
    )
    if at < 0 or not any(now.word(k) in ("of", "for") for k in range(max(at, verb - 4), verb)):
        return []
    return [now.side(t) for t in now.tokens[at:verb] if t.kind == "actor" and outside(run, now.side(t))]
