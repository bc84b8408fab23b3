"""Frames of meetings: who meets whom, who plays host, conferences on the country.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .doers import main_subject
from .frames_talks import pair_of, shelved, talks
from .framing import Draft, is_abroad, value_of
from .grammar import Hit
from .intention import intention
from .predicates import doer, sides_of, wished
from .tables import either, words
from .talks_verbs import is_ahead
from .venues import venue

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def conference(run: Run, hit: Hit, speaker: str):
    """Read a conference on the country, which reports know by its place: "since the conference on X in Berlin"."""
    now = run.now
    if fate := shelved(run, hit):
        return fate
    places = _named_after_place(run, hit) or venue(run, hit)
    if not places or wished(now, hit.first) or not any(t.kind == "date" for t in now.tokens):
        return None
    coming = is_ahead(now, hit.first) or any(
        now.word(k) in ("will", "would", "due") for k in range(hit.last, min(now.size, hit.last + 8))
    )
    lead = range(max(1, hit.first - 9), hit.first)
    coming = coming or any(now.word(k) == "to" and now.word(k - 1) in either("be", also=("due", "set")) for k in lead)
    coming = coming or any(now.word(k) in ("will", "would") for k in lead)
    actor = pair_of(run, places)
    status = "planned" if coming else "fact"
    held = next((k for k in range(hit.last, min(now.size - 2, hit.last + 6)) if now.word(k) == "held"), -4)
    when = next((k for k in (held + 1, held + 2) if k > 0 and now.tokens[k].kind == "date"), -1)
    return Draft("talks", places[:1], actor if "/" in actor else "", status=status, when=when)


def _named_after_place(run: Run, hit: Hit) -> list:
    """Give the city abroad after which a conference is called: "the Berlin peace conference on X"."""
    for n in range(hit.first - 1, max(-1, hit.first - 4), -1):
        token = run.now.tokens[n]
        if token.kind == "place":
            return [n] if is_abroad(run, token.value) else []
        if token.kind != "w" or not token.text.isalpha() or token.text in words("preposition"):
            break
    return []


def hosts(run: Run, hit: Hit):
    """Read how a town plays host to the commission of both sides, or a capital receives a leader."""
    now = run.now
    if hit.rule.name in ("play-host", "venue-of"):
        places = [n for n in range(hit.first) if now.tokens[n].kind == "place"]
        after = set(now.words[hit.last : hit.last + 12])
        several = after & either("both", "talks-noun") or {"rounds", "round", "meeting"} & after
        ahead = {"to", "will"} & set(now.words[max(0, hit.first - 4) : hit.last - 1])
        draft = Draft("talks", places[-1:], run.names.both, status="planned" if ahead else "")
        return draft if places and several else None
    places = now.places_right(hit, frozenset(("in", "at")), False, 8, through=True)[0]
    guest = now.subject(hit, speaker="") if hit.first else main_subject(run, hit)
    abroad = [p for p in places if is_abroad(run, value_of(run, p))]
    return Draft("talks", abroad[:1], guest) if abroad and sides_of(run, guest) else None


def track(run: Run, hit: Hit, speaker: str):
    """Read "the economic track will take place in Cairo": talks of both sides, where a city abroad is named."""
    draft = talks(run, hit, speaker)
    return draft if draft and any(is_abroad(run, value_of(run, place)) for place in draft.places) else None


def sat_down(run: Run, hit: Hit, speaker: str):
    """Read "the two delegations spent seven hours trying to conclude an accord"."""
    now = run.now
    aim = now.words[hit.last : hit.last + 9]
    agreed = not either("deal-noun", also=_SOUGHT).isdisjoint(aim)
    who = now.words[max(0, hit.first - 8) : hit.first]
    sides = sorted(
        {now.side(t) for t in now.tokens[: hit.first] if t.kind in ("actor", "unit")} & set(run.names.parties)
    )
    both = len(sides) > 1 or ("two" in who or "both" in who or "rival" in who) and not _SITTING.isdisjoint(who)
    if not agreed or not (both or (sides and not _SITTING.isdisjoint(who))):
        return None
    met = [e.place_id for e in run.events[-6:] if e.event_type in ("talks", "agreement") and is_abroad(run, e.place_id)]
    places = venue(run, hit, remembered=True) or now.locative(hit)[0] or met[-1:] or [run.names.home]
    return Draft("talks", places[:1], run.names.both)


_SOUGHT = ("truce", "ceasefire", "differences", "agree", "compromise", "peace")
_SITTING = frozenset(["delegations", "sides", "rivals", "parties", "negotiators", "delegates", "teams", "leaders"])


def _on_home(run: Run, hit: Hit) -> bool:
    """Tell foreign leaders who meet on the country: "ministers met in X to discuss Libya", "Libya's neighbours met"."""
    now = run.now
    who = set(now.words[max(0, hit.first - 9) : hit.first])
    theirs = any(t.value == run.names.home for t in now.tokens[max(0, hit.first - 5) : hit.first])
    if theirs and not who.isdisjoint(("neighbours", "neighbors")):
        return True
    if who.isdisjoint(either("statesmen", also=("heads", "presidents", "envoys"))):
        return False
    about = ("on", "over", "about", "discuss", "discussed", "discussing")
    return any(
        now.tokens[n].value == run.names.home and not set(about).isdisjoint(now.words[max(0, n - 5) : n])
        for n in range(hit.last, now.size)
    )


def _mediated(run: Run, hit: Hit, places: list):
    """Read how a mediator meets a party to the war, or men of standing, and how foreign powers meet abroad."""
    now = run.now
    if now.word(hit.first) not in ("met", "meets") or now.is_passive(hit):
        return None
    pair = list(dict.fromkeys(s for s in (doer(run, hit, hit.first), now.foe_right(hit)) if s and s != "civil"))
    roles = {run.names.roles.get(s) for s in pair}
    named = "/".join(run.names.coded_as.get(s, s) for s in pair)
    if len(pair) == 2 and roles == {"backer"} and places and is_abroad(run, value_of(run, places[0])):
        return Draft("talks", places[:1], named)
    if "mediator" not in roles:
        return None
    places = places or now.places_right(hit, frozenset(("in", "at")), False, 22, through=True)[0]
    notables = not either("councils", "both").isdisjoint(now.words[hit.last : hit.last + 5])
    if len(pair) == 2 and roles & {"party", "ally"}:
        return Draft("talks", places[:1] or [run.names.home], named)
    return Draft("talks", places[:1], named) if notables and places else None


def _country(run: Run, hit: Hit) -> list:
    """Give the country in "met X in Tunisia", where its name may be that of its government."""
    now, named = run.now, run.names.countries
    for k in range(hit.last + 1, min(now.size, hit.last + 12)):
        if now.tokens[k].text in named and now.word(k - 1) == "in":
            return [now.cue(named[now.tokens[k].text], k)]
        if now.boundary(k):
            break
    return []


def met(run: Run, hit: Hit, speaker: str):
    """Read how leaders or delegations meet at a place."""
    now = run.now
    received = hit.rule.name == "received-guest" and (hit.first == 0 or now.is_passive(hit))
    if received or hit.rule.name in ("play-host", "venue-of"):
        return hosts(run, hit)
    if wished(now, hit.first):
        return None
    places = now.places_right(hit, frozenset(("in", "at")), False, 14, through=True)[0] or _travelled_to(run, hit)
    if mediated := _mediated(run, hit, places):
        return mediated
    places = places or (_country(run, hit) if not now.is_passive(hit) else [])
    if not places and (again := _meet_again(run, hit)):
        return again
    if not places and run.memory.venue and "again" in now.words[hit.last : hit.last + 3]:
        places = [run.memory.venue]  # "are due to meet again on 18 February"
    if not places or now.word(hit.last) == "a" or _meet_in_battle(now, hit):
        return None
    abroad = is_abroad(run, value_of(run, places[0]))
    if _bodies_of_both(run, hit, abroad):
        return Draft("talks", places[:1], run.names.both)
    if abroad and _on_home(run, hit):
        return Draft("talks", places[:1], pair_of(run, places))
    if hit.rule.name == "received-guest" and not words("both").isdisjoint(now.words[hit.last : hit.last + 4]):
        return Draft("talks", places[:1], run.names.both)  # "the UN hosted the two sides at X"
    if _several(now, hit):
        actor = pair_of(run, places)
        return Draft("talks", places[:1], actor) if "/" in actor else None
    return _two_meet(run, hit, places)


def _travelled_to(run: Run, hit: Hit) -> list:
    """Give where somebody goes abroad to meet another: "flew to Moscow to meet"."""
    now = run.now
    if now.word(hit.first - 1) != "to":
        return []
    trip = [k for k in range(max(0, hit.first - 7), hit.first) if now.word(k) in words("travelled")]
    return [n for n in range(trip[-1], hit.first) if is_abroad(run, now.tokens[n].value)] if trip else []


def _meet_again(run: Run, hit: Hit):
    """Read "the delegations are to meet again" where the talks were that the text has told."""
    now = run.now
    if now.word(hit.last) != "again":
        return None
    if either("both", also=("teams", "sides")).isdisjoint(now.words[max(0, hit.first - 8) : hit.first]):
        return None
    told = [e.place_id for e in run.events if e.event_type == "talks" and is_abroad(run, e.place_id)]
    return Draft("talks", told[-1:], run.names.both) if told else None


def _meet_in_battle(now: Sentence, hit: Hit) -> bool:
    """Tell "LNA units met Misratan fighters"."""
    beside = (*range(max(0, hit.first - 4), hit.first), *range(hit.last, min(now.size, hit.last + 5)))
    return not either("force", "clashing").isdisjoint(word for n in beside for word in now.tokens[n].text.split())


def _bodies_of_both(run: Run, hit: Hit, abroad: bool) -> bool:
    """Tell what both sides sit on: "Libyan lawmakers met in X", "the joint military commission met in X"."""
    now = run.now
    if abroad and now.word(hit.first - 1) in either("statesmen", also=("delegates",)):
        home = run.names.words.get("home", frozenset())
        if not home.isdisjoint(now.words[max(0, hit.first - 4) : hit.first]):
            return True
    lead = now.words[max(0, hit.first - 7) : hit.first]
    if {"commission", "committee"}.isdisjoint(lead):
        return False
    convened = abroad and (run.now.is_passive(hit) or not _FOLLOWING.isdisjoint(lead))
    return convened or not {"joint", "military", "+"}.isdisjoint(lead)


_FOLLOWING = frozenset(["follow-up", "followup", "follow", "monitoring"])


def _several(now: Sentence, hit: Hit) -> bool:
    """Tell several who meet: "both sides", "each side", "Sarraj and" another."""
    return any(
        now.word(k) in words("both")
        or (now.word(k) == "side" and now.word(k - 1) in ("each", "either"))
        or (now.word(k) == "and" and now.tokens[k - 1].kind == "actor")
        or (now.word(k) == "," and now.tokens[k - 1].kind == now.tokens[k + 1].kind == "actor")
        for k in range(hit.first)
    )


def _two_meet(run: Run, hit: Hit, places: list):
    """Read "Sarraj met Erdogan in X": one of the sides and another."""
    now = run.now
    pair = [s for s in (doer(run, hit, hit.first), now.foe_right(hit)) if s and s != "civil"]
    parties = [s for s in pair if run.names.roles.get(s) in ("party", "ally")]
    if not parties or len(set(pair)) < 2 or intention(now, hit) == "hypothetical":
        return None
    if set(parties) == set(run.names.parties):
        return Draft("talks", places[:1], run.names.both)
    came = now.word(hit.first - 1) == "to" and not words("travelled").isdisjoint(now.words[: hit.first])
    named = "/".join(run.names.coded_as.get(s, s) for s in pair)
    return Draft("talks", places[:1], named, status="fact" if came else "")


def phones(run: Run, hit: Hit, speaker: str):
    """Read how a party to the war and a leader abroad speak by telephone."""
    named = [t for t in run.now.tokens if t.kind == "actor"]
    pair = pair_of(run, [])
    if "/" not in pair or pair == run.names.both or len(named) < 2 or wished(run.now, hit.first):
        return None
    return Draft("talks", [run.names.home], pair)


def deal_hashed_out(run: Run, hit: Hit, speaker: str):
    """Read how both sides draw up an agreement, or how their talks end in one."""
    now = run.now
    talked = not either("talks-noun", also=("talks", "rounds", "round")).isdisjoint(now.words[: hit.first])
    if wished(now, hit.first) or (hit.rule.name == "talks-yield" and not talked):
        return None
    both = not words("both").isdisjoint(now.words[: hit.first])
    named = {now.side(t) for t in now.tokens if t.kind == "actor"} >= set(run.names.parties)
    place = venue(run, hit, remembered=True) or [run.names.home]
    return Draft("agreement", place, run.names.both) if both or named else None
