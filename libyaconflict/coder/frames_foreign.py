"""Frames of foreign powers: asked for help, present, about to step in; sanctions.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .frames_clash import clash
from .framing import AIRCRAFT, Draft, is_abroad, value_of
from .grammar import Hit
from .loads import Load, object_span, outside, subject_span
from .predicates import as_hit, doer, left, right, sides_of, wished
from .tables import either, reporters, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def asks(run: Run, hit: Hit, speaker: str):
    """Read how a side asks a foreign power for armed help."""
    now = run.now
    power = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind == "actor"), "")
    if not power or run.names.roles.get(power) in ("party", "ally", "mediator"):
        return None
    asker = now.subject(hit, speaker=speaker)
    if asker and run.names.roles.get(asker) not in ("party", "ally"):
        return None
    wanted = {now.word(k) for k in range(hit.last, min(now.size, hit.last + 10))}
    if not (wanted & words("help-noun") and wanted & words("armed-help")):
        return None
    return Draft("foreign_deployment", [run.names.home], power, status="planned")


def present(run: Run, hit: Hit, speaker: str):
    """Read how many men a foreign power has in the country."""
    now = run.now
    power = now.subject(hit, speaker="")
    if not power or power == "civil" or run.names.roles.get(power) in ("party", "ally", "mediator"):
        return None
    places, near = now.places_right(hit, frozenset(("in", "at")), True, 6)
    good = [p for p in places if not is_abroad(run, value_of(run, p))]
    return Draft("foreign_deployment", good, power) if good and not near else None


def has_none(run: Run, hit: Hit, speaker: str):
    """Read "Russia has no soldiers in the country": a deployment that is denied."""
    now = run.now
    owner = now.subject(hit, speaker=speaker) or speaker
    places = now.places_right(hit, frozenset(("in", "at", "on")), True, 6)[0]
    places = [p for p in places if not is_abroad(run, value_of(run, p))]
    return Draft("foreign_deployment", places, owner, status="denied") if places and outside(run, owner) else None


def none_there(run: Run, hit: Hit, speaker: str):
    """Read "there are no Russians in the country": a deployment that is denied."""
    now = run.now
    load = Load(run, range(hit.first, hit.last))
    places = now.places_right(hit, hit.rule.prepositions, True, 6)[0]
    places = [p for p in places if not is_abroad(run, value_of(run, p))]
    if load.own or not outside(run, load.actor) or not places or now.word(now.clause(hit)[0] - 1) in ("if", "until"):
        return None
    return Draft("foreign_deployment", places, load.actor, status="denied")


def there_are(run: Run, hit: Hit, speaker: str):
    """Read "there are 2,000 Sudanese fighters in the country", "the UN counts a thousand Russians at X"."""
    now = run.now
    load = Load(run, range(hit.first, hit.last))
    places, near = now.places_right(hit, hit.rule.prepositions, True, 6)
    places = [p for p in places if not is_abroad(run, value_of(run, p))]
    if load.own or not load.foreign or near or not places:
        return None
    return Draft("foreign_deployment", places, load.actor)


_POSTED = frozenset(
    ["work", "working", "stationed", "present", "seen", "spotted", "sighted", "filmed", "photographed"]
    + ["anchored", "anchor", "anchors", "moored"]
)


def _based_where(run: Run, hit: Hit):
    """Read "X, where Russian mercenaries are based"."""
    now = run.now
    load = Load(run, range(hit.first, hit.last))
    host = hit.first - 1 - (now.word(hit.first - 1) == ",")
    known = host >= 0 and now.tokens[host].kind == "place" and not is_abroad(run, value_of(run, host))
    if not known or not load.foreign or not load.men or load.own:
        return None
    return Draft("foreign_deployment", now.group_left(host)[-1:], load.actor)


def presence(run: Run, hit: Hit, speaker: str):
    """Read that somebody says, or denies, that foreign men are in the country."""
    now = run.now
    if hit.rule.name == "where-based":
        return _based_where(run, hit)
    if hit.rule.name == "presence-of":
        span = object_span(now, hit.last)
        beyond = next((k for k in span if now.word(k) in ("with", "alongside", "among", "beside")), span.stop)
        load = Load(run, range(hit.last, beyond))
    elif hit.rule.name in ("are-fighting", "are-camped"):
        start = hit.first
        while start > 0 and not now.boundary(start - 1) and now.word(start - 1) not in reporters():
            start -= 1
        if any("militants" in t.text.split() for t in now.tokens[start : hit.first]):
            return None  # a group that is at war here is nobody's deployment
        load = Load(run, range(start, hit.first))
    else:
        there = hit.rule.name == "there-are-troops"
        load = Load(run, range(hit.first, hit.last) if there else range(max(0, hit.first - 8), hit.first + 1))
    if hit.rule.name == "there-are-troops" and "no" in now.words[hit.first : hit.last]:
        return none_there(run, hit, speaker)
    seen = hit.rule.name in ("spotted", "anchored-off") and load.foreign and not load.own
    craft = AIRCRAFT if hit.rule.name == "spotted" else words("warship")
    load.men = load.men or (seen and any(now.word(k) in craft for k in range(max(0, hit.first - 6), hit.first)))
    if not load.foreign or not load.men or (load.own and not load.hirer):
        bare = hit.rule.name == "are-fighting" and "fighting" in now.words[hit.first : hit.last]
        if bare and any(now.tokens[k].kind == "place" for k in range(hit.last, min(now.size, hit.last + 4))):
            return clash(run, hit, speaker)
        return None
    if hit.rule.name == "men-in":
        deny = next((r for r in run.reports if r.kind == "deny" and r.at < hit.first < r.last), None)
        none = "no" in now.words[max(0, hit.first - 4) : hit.first]
        if deny is None and not none:
            return None
    report = next((r for r in run.reports if r.first <= hit.first < r.last), None)
    beside = "alongside" in now.words[hit.first : hit.last]
    posted = (
        not _POSTED.isdisjoint(now.words[hit.first : hit.last])
        or beside
        or (hit.rule.name == "men-are-in" and hit.last < now.size and now.tokens[hit.last].kind == "place")
        or now.words[hit.last - 1 : hit.last + 2] == ["at", "work", "in"]
    )
    given = hit.rule.name == "presence-of" and not words("presence-given").isdisjoint(now.words[: hit.first])
    there = hit.rule.name in ("are-fighting", "are-camped", "there-are-troops")
    if report is None and not (there or posted or given):
        return None
    places = [
        p
        for p in now.places_right(hit, frozenset(("in", "at", "on")), True, 12)[0]
        if not is_abroad(run, value_of(run, p))
    ]
    where = now.word(now.clause(hit)[0] - 1) == "where"  # "the fields where their presence is confirmed"
    if not places and not where and hit.rule.name == "presence-of" and outside(run, load.actor):
        places = [run.names.home]
    if not places and beside:
        places = [run.names.home]  # "Chadian fighters have been fighting alongside the LNA"
    owner = load.actor or (report.speaker if report and report.kind == "deny" else "")
    owner = owner if outside(run, owner) else load.hirer
    lacks = [k for k in range(max(0, hit.first - 5), hit.first) if now.word(k) in words("trace-noun")]
    lead = range(max(0, hit.first - 4), hit.first)
    none = any(now.word(k) == "no" and now.word(k + 1) not in ("secret", "doubt", "question", "surprise") for k in lead)
    none = none or bool(lacks) and not words("not").isdisjoint(now.words[max(0, lacks[0] - 4) : lacks[0]])
    return Draft("foreign_deployment", places, owner, status="denied" if none else "") if places else None


def hub(run: Run, hit: Hit, speaker: str):
    """Read "the airbase has become a hub for mercenaries"."""
    load = Load(run, range(hit.first, hit.last))
    places = [p for p in run.now.places_left(hit) if not is_abroad(run, value_of(run, p))]
    return Draft("foreign_deployment", places, load.actor) if places and load.foreign and load.men else None


def turns_into(run: Run, hit: Hit, speaker: str):
    """Read "Russian troops have turned the airbase into their headquarters"."""
    power = doer(run, hit, hit.first)
    places = [p for p in run.now.place_inside(hit) if not is_abroad(run, value_of(run, p))]
    return Draft("foreign_deployment", places, power) if places and outside(run, power) else None


def guards(run: Run, hit: Hit, speaker: str):
    """Read which place foreign men hold watch over."""
    now = run.now
    load = Load(run, subject_span(now, hit.first))
    if not (load.foreign and load.men) or load.own or now.word(hit.last) in words("schooling"):
        return None
    places, near = now.places_right(hit, frozenset(("at", "in", "around")), True, 8)
    good = [p for p in places if not is_abroad(run, value_of(run, p))]
    return Draft("foreign_deployment", good, load.actor) if good and not near else None


def mission(run: Run, hit: Hit, speaker: str):
    """Read how a naval mission is launched, or agreed on."""
    now = run.now
    told = left(now, hit.first, "mission-verb", reach=9)
    told = told or [(k, kind) for k, kind, _ in right(now, hit.last, "mission-verb") if now.is_passive(as_hit(hit, k))]
    if not told:
        return None
    verb = told[-1][0]
    actor = doer(run, hit, verb)
    actor = "" if actor == "civil" or sides_of(run, actor) else actor
    named = (now.side(t) for t in now.tokens[:verb] if t.kind == "actor")
    actor = actor or next((one for one in named if outside(run, one)), "")  # "the EU's ministers agreed"
    agreed = now.word(verb).startswith(("agree", "approve"))
    return Draft("foreign_deployment", [run.names.home], actor, status="planned" if agreed else "", verb=verb)


def builds_base(run: Run, hit: Hit, speaker: str):
    """Read how a foreign power builds, or is to build, a base in the country."""
    now = run.now
    power = now.subject(hit, speaker="") or speaker
    if not outside(run, power):
        return None
    inside = now.place_inside(hit)
    if inside and run.names.kinds.get(now.tokens[inside[0]].value) not in ("airbase", "base", "camp", "port"):
        return None
    after = [n for n in range(hit.last, now.size) if now.tokens[n].kind == "place" and not now.is_near(n)]
    first = now.clause(hit)[0]
    if not after and now.word(first - 1) == "where":  # "X, where Turkish officers had set up their operations"
        after = [n for n in range(first - 1) if now.tokens[n].kind == "place" and not now.is_near(n)][-1:]
    places = inside or after
    small = [n for n in places if now.tokens[n].value != run.names.home]
    good = [n for n in small or places if not is_abroad(run, value_of(run, n))]
    several = len(good) > 1 and "bases" in now.words[hit.first : hit.last]
    good = [n for n in now.group(good[0]) if n in good] if several else good[:1]  # "two bases, at X and Y"
    status = "planned" if not words("authorise").isdisjoint(now.words) or "mandate" in now.words else ""
    return Draft("foreign_deployment", good, power, status=status) if good else None


_SANCTIONS = ("sanction-noun", "asset-freeze")


def mandates(run: Run, hit: Hit, speaker: str):
    """Read how a parliament gives or prolongs leave for its troops to serve in the country."""
    now = run.now
    actor = doer(run, hit, hit.first)
    if not outside(run, actor) or wished(now, hit.first):
        return None
    after = [token.text for token in now.tokens[hit.last : hit.last + 16]]
    if words("troops").isdisjoint(after) and words("help-noun").isdisjoint(after):
        return None
    places = [n for n in range(hit.last, now.size) if now.tokens[n].kind == "place"]
    good = [n for n in places if not is_abroad(run, now.tokens[n].value)]
    return Draft("foreign_deployment", good[:1], actor, status="planned") if good else None


def _resolved(run: Run, hit: Hit):
    """Read how a resolution was adopted: "a Security Council resolution on X was adopted"."""
    now = run.now
    told = [k for k, _, _ in right(now, hit.last, "adopting", reach=20) if now.is_passive(as_hit(hit, k))]
    actor = now.agent(hit) or now.owner(hit)
    if hit.rule.name != "embargo" or not told or run.names.roles.get(actor) != "mediator":
        return None
    return Draft("declaration", [run.names.home], actor, verb=told[0])


def _sanctions_verb(run: Run, hit: Hit) -> bool:
    """Tell the verb of a heading: "EU sanctions three firms over X"."""
    now = run.now
    before = now.tokens[hit.first - 1] if hit.first else None
    power = before is not None and before.kind == "actor" and not sides_of(run, now.side(before))
    after = now.word(hit.last)
    return power and (after[:1].isdigit() or after in words("number") or after in ("firms", "companies", "individuals"))


def sanctions(run: Run, hit: Hit, speaker: str):
    """Read how sanctions are imposed, or a resolution widens them."""
    now = run.now
    text = set(now.words)
    if hit.rule.name.startswith("embargo") and not text & {"embargo", "sanctions", "arms"}:
        return _resolved(run, hit)
    if hit.rule.name == "embargo" and not text & words("adopting"):
        return None
    made = left(now, hit.first, "sanctioning", reach=12) if hit.rule.name in _SANCTIONS else []
    asked = as_hit(hit, made[0][0]) if made else hit
    adopted = _adopted(now, hit) if hit.rule.name == "embargo" else -1
    if adopted > 0 and (by := now.agent(as_hit(hit, adopted))):
        return None if by in run.names.parties else Draft("sanction", [run.names.home], by, status="fact", verb=adopted)
    actor = (now.agent(hit) or now.subject(asked, speaker="")).replace("civil", "")
    actor = actor or next(
        (now.side(t) for t in now.tokens[: hit.first] if t.kind == "actor" and not sides_of(run, now.side(t))), ""
    )
    if run.names.roles.get(actor) in ("party", "ally"):
        return None
    if hit.rule.name in _SANCTIONS:
        made = made or [
            (k, kind)
            for k, kind, _ in right(now, hit.last, "sanctioning")
            if now.is_passive(as_hit(hit, k)) or now.word(k - 1) == ","
        ]
        if not made and now.word(hit.first) == "sanctions" and _sanctions_verb(run, hit):
            return Draft("sanction", [run.names.home], now.side(now.tokens[hit.first - 1]))
        if not made or now.word(hit.first - 1) in ("lift", "lifted", "lifting"):
            return None
        decided = any(now.word(k) in ("agreed", "decided", "voted") for k in range(max(0, made[0][0] - 5), made[0][0]))
        return Draft("sanction", [run.names.home], actor, status="fact" if decided else "", verb=made[0][0])
    if hit.rule.name in ("blacklist", "freeze-assets") and not actor:
        return None
    voted = words("voting") & set(now.words[max(0, hit.first - 7) : hit.first])
    if hit.rule.name == "embargo-extension":
        passed = next((k for k in range(hit.last, min(now.size, hit.last + 14)) if now.word(k) in words("voting")), -1)
        if not voted and (passed < 0 or not now.is_passive(as_hit(hit, passed))):
            return None  # asked for, or opposed
        actor = now.agent(as_hit(hit, passed)) if not voted else actor
    return Draft("sanction", [run.names.home], actor, status="fact" if voted and hit.rule.name != "blacklist" else "")


def _adopted(now: Sentence, hit: Hit) -> int:
    """Give the verb of "a resolution under which ships may be searched was adopted by the Council"; -1 without one."""
    found = (k for k in range(hit.last, min(now.size, hit.last + 36)) if now.word(k) in words("adopting"))
    return next((k for k in found if any(now.word(j) in words("be") for j in (k - 1, k - 2))), -1)


def breaks_embargo(run: Run, hit: Hit, speaker: str):
    """Read how powers break the arms embargo: arms that each of them sends."""
    now = run.now
    accused = next((k for k in range(hit.first - 1, -1, -1) if now.word(k) in words("accusing")), -1)
    if now.word(hit.first - 1) in ("for", "over") and not words("sanctioning").isdisjoint(now.words[: hit.first]):
        return None  # "sanctions on firms for breaching it": a sanction
    first = accused if now.word(hit.first - 1) in ("of", "for") and accused >= 0 else now.clause(hit)[0]
    if first == accused and now.word(first - 1) in words("be"):
        first = now.clause(hit)[0]  # "X and Y are accused of breaking it"
    powers = [now.side(t) for t in now.tokens[first : hit.first] if t.kind == "actor"]
    powers = [p for p in dict.fromkeys(powers) if run.names.roles.get(p) not in ("party", "ally", "mediator")]
    unnamed = not powers and not _SOME.isdisjoint(now.words[first : hit.first])
    return [Draft("arms_transfer", [run.names.home], power) for power in powers or [""] * unnamed] or None


_SOME = frozenset(["countries", "states", "powers", "nations"])


def embargo_broken(run: Run, hit: Hit, speaker: str):
    """Read breaches of the arms embargo that somebody condemns, as a noun: "regretted continued violations of"."""
    now = run.now
    lead = now.words[max(0, hit.first - 8) : hit.first]
    judged = either("judge", "broken-on", also=("regrets", "regretted", "decried", "slammed", "slams"))
    if judged.isdisjoint(lead) or not either("unreal", "not", also=_NONE_YET).isdisjoint(lead):
        return None
    accused = next((k for k in range(hit.first - 1, max(0, hit.first - 8), -1) if now.word(k) in words("accusing")), 0)
    blamed = [now.side(t) for t in now.tokens[accused : hit.first] if t.kind == "actor"] if accused else []
    powers = [p for p in blamed if run.names.roles.get(p) not in ("party", "ally", "mediator")]
    return Draft("arms_transfer", [run.names.home], powers[0] if powers else "", status="fact")


_NONE_YET = frozenset(
    ["any", "future", "possible", "alleged", "monitor", "monitoring", "prevent", "stop", "investigate"]
)
