"""Frames of talks: held, planned, left; who meets whom, and where.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import Draft, foe_of, is_abroad
from .grammar import Hit
from .intention import intention
from .predicates import as_hit, doer, sides_of, wished
from .tables import either, words
from .talks_verbs import agreed_anew, is_ahead, joint_sitting, talks_verb
from .venues import narrow_venue, venue

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def pair_of(run: Run, places: list) -> str:
    """Name who meets: both sides, or those named, in the order of the text."""
    now = run.now
    sides = [now.side(t) for t in now.tokens if t.kind in ("actor", "unit")]
    sides = list(dict.fromkeys(at for at in sides if run.names.roles.get(at) != "mediator"))
    parties = [s for s in sides if s in run.names.parties]
    mediated = any(run.names.roles.get(t.value) == "mediator" for t in now.tokens if t.kind in ("actor", "attribute"))
    both = any(
        now.word(n) in words("both") or (now.word(n) == "side" and now.word(n - 1) in ("each", "either"))
        for n in range(now.size)
    )
    if len(parties) > 1 or (both and len(parties) != 1) or (not parties and mediated):
        return run.names.both
    if parties and (both or mediated or len(sides) == 1):
        return run.names.both if both or mediated else parties[0]
    return "/".join(dict.fromkeys(run.names.coded_as.get(s, s) for s in sides[:2])) if parties else ""


def talks(run: Run, hit: Hit, speaker: str):
    """Read how talks are held at a place, planned, or left."""
    now = run.now
    if any(h.rule.name in ("participation", "participation-noun") and h.last <= hit.first for h in now.hits):
        return None  # "the suspension of its part in the talks", told by that
    meeting = hit.rule.name == "meeting"
    if meeting and now.word(hit.first - 1) in ("news", "press"):
        return None
    if meeting and _came_of_it(now, hit):
        return None
    if meeting and (fate := shelved(run, hit)):
        return fate
    verb, status = talks_verb(now, hit)
    if verb is None and (agreed := agreed_anew(now, hit)):
        return Draft("talks", [run.names.home], pair_of(run, []) or run.names.both, status="planned", verb=agreed)
    if verb is None:
        return _compound(run, hit) or _mentioned(run, hit)
    if wished(now, verb):
        return None
    places = _talks_places(run, hit, verb)
    if not places and not meeting and now.is_passive(as_hit(hit, verb)) and not pair_of(run, []):
        places = _met_at(run)
    actor = pair_of(run, places) or (run.names.both if _on_truce(now, hit) or joint_sitting(now, hit) else "")
    if not actor:
        if meeting or not places:
            return None
        actor = run.names.both
    if meeting and not (places and ("/" in actor or status == "denied")):
        return None
    ahead = now.word(hit.last) in ("will", "would", "could", "might", "may", "should")
    if ahead or now.word(verb) in ("scheduled", "slated", "planned", "due"):
        status = status or "planned"
    if status == "denied":
        actor = sides_of(run, doer(run, hit, verb, speaker)) or actor
    elif intention(now, as_hit(hit, verb)) == "hypothetical":
        if "expected" not in now.words[max(0, verb - 4) : verb] or not any(is_abroad(run, t.value) for t in now.tokens):
            return None
        status = "hypothetical"  # "talks were expected to resume in X"
    places = places or _talks_somewhere(run, hit, actor, status)
    return Draft("talks", places[:1], actor, status=status, verb=verb) if places else None


def _came_of_it(now: Sentence, hit: Hit) -> bool:
    """Tell a past meeting by what came of it: "what was agreed at the Berlin conference"."""
    n = hit.first - 1
    while n > 0 and (now.tokens[n].kind == "place" or now.word(n) in either("determiner", also=("'s",))):
        n -= 1
    return now.word(n) in ("at", "of", "from") and now.word(n - 1) in words("meeting-outcome")


def _talks_places(run: Run, hit: Hit, verb: int) -> list:
    """Give where talks are: after them or their verb, between the two, before them, or as told before."""
    now = run.now
    places = now.places_right(hit, frozenset(("in", "at", "to")), False, 10, through=True)[0]
    places = places or now.places_right(as_hit(hit, verb), frozenset(("in", "at")), False, 8, through=True)[0]
    places = [narrow_venue(run, p) for p in places if now.governor(p)[0] in ("in", "at")]
    if not places and hit.rule.name != "meeting":
        places = [n for n in range(hit.last, verb) if now.tokens[n].kind == "place" and not now.is_near(n)][:1]
    places = places or _abroad_before(run, hit)
    if now.word(verb).startswith("visit"):
        visited = (n for n in range(verb, hit.first) if now.tokens[n].kind == "place")
        places = [n for n in visited if is_abroad(run, now.tokens[n].value)][:1] or places
    return places or _by_name(run, hit) or venue(run, hit) or _land(run, hit, verb)


def _abroad_before(run: Run, hit: Hit) -> list:
    """Give the place of "met in Geneva for talks"."""
    now = run.now
    return [
        narrow_venue(run, n)
        for n in range(hit.first)
        if now.tokens[n].kind == "place"
        and is_abroad(run, now.tokens[n].value)
        and now.governor(n)[0] in ("in", "at", "to")
        and not now.is_near(n)
    ][-1:]


def _by_name(run: Run, hit: Hit) -> list:
    """Give the place of "the Hurghada talks"."""
    now, n = run.now, hit.first - 1
    while n > 0 and now.word(n) in words("talks-adjective"):
        n -= 1
    return [n] if n >= 0 and now.tokens[n].kind == "place" and is_abroad(run, now.tokens[n].value) else []


def _met_at(run: Run) -> list:
    """Give the place that the text has told of last, where it is one of talks."""
    met = {e.place_id for e in run.events if e.event_type in ("talks", "truce", "agreement")}
    return [p for p in run.memory.group[:1] if p in met or is_abroad(run, p)]


def _talks_somewhere(run: Run, hit: Hit, actor: str, status: str) -> list:
    """Give where talks are of which the sentence names no place: where they were told to be, or the country."""
    now = run.now
    if hit.rule.name == "talks" and "/" not in actor and not run.memory.venue and (group := _met_at(run)):
        return group
    named = _on_truce(now, hit) or any(
        run.names.roles.get(now.side(t)) == "party" for t in now.tokens if t.kind == "actor"
    )
    if not status and not named and words("both").isdisjoint(now.words):
        return []  # "while international negotiations go on"
    if city := _the_city(run, hit):
        return [city]
    again = any(now.word(k).startswith(("resum", "continu", "restart", "return")) for k in range(now.size))
    if not status.startswith("plan") or again or now.word(hit.first - 1) in ("the", "these"):
        venues = [run.memory.venue]
    else:
        venues = []  # those to come may be elsewhere
    if venues and any(
        e.place_id == run.memory.venue for e in run.events if e.event_type in ("talks", "truce", "agreement")
    ):
        return [run.memory.venue]
    return [run.names.home] if "/" in actor or status else []


def _the_city(run: Run, hit: Hit) -> str:
    """Give the city abroad that "talks in the Swiss city" means, which the text has named; else nothing."""
    said = run.now.words[hit.last : hit.last + 6]
    if said[:2] != ["in", "the"] or {"city", "capital", "town", "resort"}.isdisjoint(said):
        return ""
    return next((place for place in reversed(run.memory.recent) if place in run.names.abroad), "")


def _on_truce(now: Sentence, hit: Hit) -> bool:
    """Tell "ceasefire talks", "talks on a truce" from talks of other people on other things."""
    beside = {now.word(k) for k in (hit.first - 1, hit.first - 2)}
    if now.word(hit.last) in ("on", "over", "about", "towards", "toward"):
        beside |= {now.word(k) for k in range(hit.last + 1, hit.last + 5)}
    return not words("truce-noun").isdisjoint(beside)


def negotiates(run: Run, hit: Hit, speaker: str):
    """Read how a side negotiates, or will, with the other, at a place or at large."""
    now = run.now
    actor = sides_of(run, now.subject(hit, speaker=speaker).replace("civil", "")) or sides_of(run, speaker)
    foe = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    vague = now.word(hit.last - 1) in ("east", "west", "rivals", "other", "enemy", "eastern")
    if not actor or wished(now, hit.first) or not (vague or sides_of(run, foe) == foe_of(run, actor)):
        return None
    places, near = now.places_right(hit, frozenset(("in", "at")), False, 8)
    places = [p for p in places if not near] or venue(run, hit) or [run.names.home]
    return Draft("talks", places[:1], run.names.both if foe_of(run, actor) else actor)


def _compound(run: Run, hit: Hit):
    """Read "the Moscow talks", "the Berlin conference": talks that a text knows by their place."""
    now = run.now
    n = hit.first - 1
    if n < 0 or now.tokens[n].kind != "place" or not is_abroad(run, now.tokens[n].value):
        return None
    coming = now.word(hit.last) in ("will", "would", "could", "might", "may")
    ahead = coming or is_ahead(now, n)
    if now.word(n - 1) not in ("the", "at", "this", "upcoming", "planned", "after", "since") and not ahead:
        return None
    if not ahead and not any(t.kind == "date" for t in now.tokens):
        return None  # of when, the text does not say
    actor = pair_of(run, [n])
    return Draft("talks", [n], actor if actor == run.names.both else "", status="planned" if ahead else "fact")


def _mentioned(run: Run, hit: Hit):
    """Read talks that are named as what was before or is to come: "despite talks in X", "days before a summit in Y"."""
    now = run.now
    n = hit.first - 1
    while n > 0 and (now.word(n) in either("talks-adjective", "determiner") or now.tokens[n].kind == "attribute"):
        n -= 1
    held = now.word(n) in ("despite", "following", "after", "since")
    coming = now.word(n) == "before" or now.words[n - 1 : n + 1] == ["ahead", "of"]
    if not (held or coming):
        return None
    places, near = now.places_right(hit, frozenset(("in", "at")), False, 6)
    places = [narrow_venue(run, p) for p in places if not near and is_abroad(run, now.tokens[p].value)]
    dated = any(t.kind == "date" for t in now.tokens[hit.last : hit.last + 12])
    known = any(e.place_id == now.tokens[p].value for p in places for e in run.events if e.event_type == "talks")
    if not places or (known and not dated):
        return None
    day = "" if dated else "?"
    return Draft("talks", places[:1], pair_of(run, places), status="planned" if coming else "fact", date=day)


def shelved(run: Run, hit: Hit):
    """Read "the Berlin conference has been put off", "the conference in X will not take place", "it will be held"."""
    now = run.now
    fate = _fate(now, hit)
    if not fate:
        return None
    places: list = [n for n in (hit.first - 1,) if n >= 0 and now.tokens[n].kind == "place"]
    places = (
        places
        or [n for n in range(hit.last, now.size) if now.tokens[n].kind == "place" and now.word(n - 1) in ("in", "at")][
            :1
        ]
    )
    if not places and now.word(hit.first - 1) in ("the", "this"):
        places = [e.place_id for e in run.events if e.event_type == "talks"][-1:]
    when = next((n for n in range(hit.last, hit.last + 12) if n < now.size and now.tokens[n].kind == "date"), -1)
    when = when if fate == "denied" else -1  # "which was planned for 14 April"
    return Draft("talks", places, pair_of(run, places), status=fate, when=when) if places else None


def _fate(now: Sentence, hit: Hit) -> str:
    """Give what becomes of a meeting: put off or to be held (planned), not to be held (denied)."""
    for n in range(hit.last, min(now.size, hit.last + 20)):
        word = now.word(n)
        if word == "put" and now.word(n + 1) == "off":
            return "planned" if any(now.word(k) in words("be") for k in (n - 1, n - 2)) else ""
        if word in words("postponed") and any(now.word(k) in words("be") for k in (n - 1, n - 2)):
            return "planned"
        if word == "take" and now.word(n + 1) == "place":
            denied = now.word(n - 1) in words("not")
            return "denied" if denied else "planned" if now.word(n - 1) in ("will", "would", "should") else ""
        if word in _QUIET or n in now.starts:
            break
    return ""


_QUIET = frozenset([".", "?", ";", "but", "and", "while"])


def _land(run: Run, hit: Hit, verb: int) -> list:
    """Give the country to which somebody travels for talks."""
    now = run.now
    first, _ = now.clause(as_hit(hit, verb))
    if now.word(first - 1) == "where":
        for k in range(first - 2, max(-1, first - 6), -1):
            token = now.tokens[k]
            if token.kind == "place":
                return [k]
            if token.kind == "actor" and token.text in run.names.countries:
                return [now.cue(run.names.countries[token.text], k)]
    for k in (*range(hit.last, min(now.size, hit.last + 5)), *range(max(verb, hit.last), min(now.size, verb + 4))):
        if now.tokens[k].text in run.names.countries and now.word(k - 1) == "in":
            return [now.cue(run.names.countries[now.tokens[k].text], k)]
    if now.word(verb) not in words("travelled"):
        return []
    for k in range(verb + 1, min(now.size, verb + 4)):
        if now.tokens[k].kind == "actor" and now.word(k - 1) in ("to", "in"):
            name = run.names.coded_as.get(now.side(now.tokens[k]), now.side(now.tokens[k]))
            return [
                now.cue(p, k) for p, kind in run.names.kinds.items() if kind == "country" and run.names.names[p] == name
            ]
    return []


def leaves_talks(run: Run, hit: Hit, speaker: str):
    """Read how a side suspends its part in talks that the text has spoken of."""
    now = run.now
    known = bool(run.memory.venue) and "participation" in now.words[hit.first : hit.last]
    known = known or (hit.rule.name == "recall-delegates" and bool(now.place_inside(hit)))
    if not (known or words("talks-noun") & set(now.words)) or wished(now, hit.first):
        return None
    actor = sides_of(run, doer(run, hit, hit.first, speaker))
    inside = [n for n in now.place_inside(hit) if is_abroad(run, now.tokens[n].value)]
    place = inside or venue(run, hit, remembered=True)
    past = now.word(hit.first) == "walked" and now.word(hit.first - 1) == "had"  # who had walked out had come
    status = "fact" if past else "denied"
    return (
        Draft("talks", place or [run.names.home], actor, status=status) if actor and actor != run.names.both else None
    )


def confers(run: Run, hit: Hit, speaker: str):
    """Read how leaders confer at a place: "heads of state deliberated on Libya in Berlin"."""
    now = run.now
    places = [n for n in range(hit.last, now.size) if now.tokens[n].kind == "place" and now.word(n - 1) in ("in", "at")]
    places = places or [
        n for n in range(hit.first) if now.tokens[n].kind == "place" and now.word(n - 1) in ("in", "at")
    ]
    places = [n for n in now.place_inside(hit) if is_abroad(run, now.tokens[n].value)] or places
    who = set(now.words[max(0, hit.first - 12) : hit.first + (hit.rule.name == "leaders-gather")])
    if (
        not places
        or wished(now, hit.first)
        or who.isdisjoint(either("statesmen", "both", also=("heads", "presidents")))
    ):
        return None
    return Draft("talks", places[:1], pair_of(run, places))
