"""Frames about who holds a place: held, under control, in somebody's hands, besieged.

One function for each `frame` of triggers.csv; each gives a draft, or None. A state that began within the text ("now",
"since Monday", "by nightfall") is a gain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .campaigns import campaign as _campaign
from .coded import AFFIRMATIVE, CONTROL
from .extent import WHOLE, extent, extent_left
from .frames_under import under
from .framing import Draft, foe_of, is_small, value_of
from .grammar import Hit
from .holding import by_the_way, held, in_headline, says_who_they_are
from .lasting import ended, since_when, until_then
from .referents import anaphor, pronoun_place, reference
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def _object(run: Run, hit: Hit) -> list:
    """Give the places that a verb of holding takes, where it takes them whole."""
    now = run.now
    places, near = now.places_right(hit, frozenset(), True)
    if near:
        return []
    if places:
        share = extent(now, hit.last, places[0])
        return places if share == WHOLE and _ends(now, places[-1]) else []
    if now.word(hit.last) == "it" and now.word(hit.last + 1) in ("so", "that", "quiet", "calm", "safe", "open", "shut"):
        return []  # "kept it so", "kept it that way"
    return pronoun_place(run, hit) or anaphor(run, hit)


def _ends(now: Sentence, place: int) -> bool:
    """Tell "held X" from "held X responsible": nothing but a new phrase may follow the place."""
    token = now.tokens[place + 1] if place + 1 < now.size else None
    if token is None or token.kind != "w" or not token.text[0].isalpha():
        return True
    follows = either("stop", "preposition", "filler", "be", "have")
    if token.text in words("compass"):
        return True
    return token.text in follows or token.text.endswith(("ly", "ing")) or token.text in words("after-place")


def state(run: Run, hit: Hit, speaker: str):
    """Read how a side holds a place."""
    now = run.now
    if ended(now, hit):
        return None
    if now.word(hit.first - 1) == "longer" and now.word(hit.first - 2) in ("no", "any"):
        return _lost(run, hit, speaker)
    ahead = range(hit.last, min(now.size, hit.last + 5))
    if hit.rule.name == "keep-bare" and now.word(hit.last).endswith("ing"):
        return None  # "kept bombing X"
    lines = any(now.word(k) in ("positions", "lines", "posts", "ground", "trenches") for k in ahead)
    if lines and not any(
        now.tokens[k].kind == "place" for k in (*ahead, *range(hit.last + 5, min(now.size, hit.last + 9)))
    ):
        return None  # "our forces hold all their positions": nothing of who holds the town
    if now.word(hit.first) == "yet" and now.word(hit.first + 1) == "to":
        return None  # "have yet to occupy X"
    if now.word(hit.first - 1) in words("be") and now.word(hit.last - 1) in ("held", "controlled"):
        ends = hit.last >= now.size or now.word(hit.last) in (".", ",", ";", '"', "and", "but")
        sided = ends and speaker in run.names.parties  # "X, the LNA said, was still held"
        return held(run, hit, now.places_left(hit), speaker) if sided else None
    if _until_then(now, hit) or says_who_they_are(now, hit):
        return None
    owner = hit.first - 1
    owned = owner > 0 and now.word(hit.first) in ("controlled", "held") and now.tokens[owner].kind in ("actor", "unit")
    men = owned and now.governor(owner)[0] == "from" and now.word(now.governor(owner)[1] - 1) in words("force")
    if owned and not men and (now.governor(owner)[0] in words("preposition") or _attributive(now, hit, owner)):
        return None  # "strikes on the LNA controlled airbase"
    if until_then(now, hit):
        return None
    holder = now.subject(hit, speaker=speaker)
    sides = {now.side(t) for t in now.tokens[: hit.first] if t.kind == "actor"} & set(run.names.parties)
    if len(sides) > 1 and any(now.word(k) in ("both", "each", "rival") for k in range(hit.first)):
        return None
    places = _object(run, hit)
    first, _ = now.clause(hit)
    if not places and now.word(hit.last) == "neither" and now.word(hit.last + 1) in _NEITHER:
        named = list(dict.fromkeys(t.value for t in now.tokens[: hit.first] if t.kind == "place"))
        places = named[-2:] or run.memory.recent[-2:]  # "has not entered X or Y and controls neither"
    if not places and now.word(first - 1) in ("which", "that"):
        back = [n for n in range(max(0, first - 4), first) if now.tokens[n].kind == "place"][-1:]
        unit = [t for t in now.tokens[:first] if t.kind in ("unit", "actor")]
        places = now.group_left(back[0]) if back and not now.is_near(back[0]) else []
        if now.word(first) in ("they", "it"):
            holder = next((now.side(t) for t in unit if now.side(t) in run.names.parties), holder)
    if run.names.sides.get(holder) not in run.names.parties and places and _their_men(now, hit):
        takers = (e.actor or "" for e in reversed(run.events) if _took(run, e, value_of(run, places[0])))
        holder = next(takers, holder)
    if now.word(hit.first - 1) == "to" and hit.rule.name == "controls":  # "an operation to control X"
        return _campaign(run, hit, places, holder) or Draft("capture", places, holder, foe_of(run, holder))
    took = now.word(hit.first) == "controlled" and now.word(hit.first - 1) in ("also", "then", "later")
    took = took or (
        hit.rule.name == "have-held" and now.word(hit.last - 1) == "controlled" and "since" not in now.words
    )
    return held(run, hit, places, holder, gained=took or _entered(run, hit))


_NEITHER = frozenset(["", ".", ",", ";", "of", "town", "city", "place", "one", "yet", "now", "at", "any"])


def _their_men(now: Sentence, hit: Hit) -> bool:
    """Tell "their units are still in control", of a force that no table knows: who was told to have taken it."""
    lead = now.words[max(0, hit.first - 4) : hit.first]
    men = not words("force").isdisjoint(lead) and not {"their", "its", "our"}.isdisjoint(lead)
    return men and not words("still").isdisjoint(now.words[max(0, hit.first - 2) : hit.last])


def _took(run: Run, event, place: str) -> bool:
    party = run.names.sides.get(event.actor or "") in run.names.parties
    return party and event.event_type in CONTROL and event.place_id == place and event.status in AFFIRMATIVE


def _until_then(now: Sentence, hit: Hit) -> bool:
    """Tell whose hold the sentence says to be over: "took X from the men who controlled the town"."""
    first, _ = now.clause(hit)
    relative = now.word(first - 1) in ("which", "who", "that") and hit.first - first < 3
    if not relative or now.word(hit.first) not in ("controlled", "held") or not words("still").isdisjoint(now.words):
        return False
    who = first - 3 if now.word(first - 2) == "," else first - 2
    men = who > 0 and (now.tokens[who].kind in ("actor", "unit") or now.word(who) in either("party-noun", "force"))
    return men and any(h.rule.frame in _CHANGES for h in now.hits if h is not hit)


_CHANGES = frozenset(["takes", "drives", "falls", "leaves", "loses", "storms", "noun-taken", "gives-up", "driven-out"])


def _lost(run: Run, hit: Hit, speaker: str):
    """Read "it no longer holds X": its foe has it."""
    loser, places = run.now.subject(hit, speaker=speaker), [p for p in _object(run, hit) if is_small(run, p)]
    sided = run.names.sides.get(loser) in run.names.parties
    return Draft("capture", places, foe_of(run, loser), loser, status="fact") if sided and places else None


def _attributive(now: Sentence, hit: Hit, owner: int) -> bool:
    """Tell "hit the LNA held city of X" from "the LNA held X"."""
    governor = now.governor(owner)[1]
    verb = governor in now.inside and not now.inside[governor].rule.is_noun
    return verb or now.word(hit.last) in words("settled")


def _entered(run: Run, hit: Hit) -> bool:
    """Tell "went into X and controlled it", "succeeded in controlling X", "controlled X after a battle"."""
    now = run.now
    n = hit.first - 1
    gerund = now.word(hit.first) == "controlling"
    if now.word(hit.first) == "controlled" and _after_battle(now, hit):
        return True
    while now.word(n).endswith("ly") or now.word(n) in ("then", "now", "soon", "later"):
        n -= 1
    if now.word(n) == "in" and now.word(n - 1) in ("succeeded", "succeeds", "succeed"):
        return True  # "succeeded in controlling it"
    if now.word(n) in ("and", "then") and hit.rule.name == "controls" and _managed(now, n):
        return True  # "managed to enter X and control its airport"
    if now.word(n) not in ("and", "then") or not (gerund or now.word(hit.first).endswith(("ed", "ld"))):
        return False
    return any(h.rule.frame in ("advances", "takes", "drives", "clash", "event") and h.last <= n for h in now.hits)


def _managed(now: Sentence, n: int) -> bool:
    """Tell what is joined to "managed to enter X", "were able to take X"."""
    lead = now.words[max(0, n - 9) : n]
    at = max((k for k, word in enumerate(lead) if word in either("achieved", also=("able",))), default=-1)
    return 0 <= at < len(lead) - 1 and lead[at + 1] == "to"


def _after_battle(now: Sentence, hit: Hit) -> bool:
    """Tell what a fight was followed by: "after fierce battles the GNA controlled the camp"."""
    first, last = now.clause(hit)
    if now.word(first - 1) in either("relative", also=("when", "while", "as")):
        return False
    joints = [k for k in range(max(0, hit.first - 9), min(now.size, last + 1)) if now.word(k) in ("after", "following")]
    return any(not words("combat").isdisjoint(now.words[k + 1 : k + 5]) for k in joints)


def state_passive(run: Run, hit: Hit, speaker: str):
    """Read how a place is held by a side."""
    now = run.now
    if ended(now, hit):
        return None
    before = range(max(0, hit.first - 4), hit.first)
    found = any(now.word(k) in ("found", "find", "finds") for k in before)
    last = any(now.word(k) in ("last", "only", "sole") for k in range(max(0, hit.first - 9), hit.first))
    joined = last or "with" in now.words[max(0, hit.first - 9) : hit.first]  # "is, together with Y, under its control"
    reach = range(max(0, hit.first - 9), hit.first) if joined else before
    be = any(now.word(k) in either("be", "still") for k in reach)
    if not found and not be and not (now.word(hit.first - 1) == "," and since_when(now, hit)):
        return None
    if by_the_way(now, hit):
        return None
    holder = now.foe_right(hit)
    if now.word(hit.first - 1) == "longer" and now.word(hit.first - 2) in ("no", "any"):
        return under(run, hit, now.places_left(hit), holder, share=WHOLE, gained=False) if holder else None
    if "not" in now.words[hit.first : hit.last]:  # "held not by the LNA but by the GNA"
        but = next((k for k in range(hit.last, min(now.size, hit.last + 7)) if now.word(k) == "but"), now.size)
        holder = next((now.side(t) for t in now.tokens[but : but + 5] if t.kind in ("actor", "unit")), "")
    if not holder and any(now.word(k) in words("hostile") for k in range(hit.last, hit.last + 4)):
        holder = foe_of(run, speaker)
    own = now.word(hit.last) in words("possessive") and now.word(hit.last + 1) in either("force", "party-noun")
    if not holder and own and run.names.sides.get(speaker) in run.names.parties:
        holder = speaker  # "said that X was held by its men"
    places = now.places_left(hit)
    if places and extent_left(now, places[0], hit.first) != WHOLE:
        return None
    if not places:
        share = any(now.word(k - 1) == "of" and now.word(k - 2) in words("part") for k in before if now.word(k) == "it")
        places = [p for k in before for p in reference(run, k)] if not share else []
    past = any(now.word(hit.first - k) in ("was", "were") for k in (1, 2)) or now.word(hit.first - 2) == "had"
    also = any(now.word(k) in ("also", "then", "later") for k in range(max(0, hit.first - 2), hit.first))
    date = f"../{run.published}" if past else ""
    return held(run, hit, places, holder, gained=past and also, date=date)


def state_theirs(run: Run, hit: Hit, speaker: str):
    """Read "the town was theirs"."""
    now = run.now
    holder = speaker if now.word(hit.last - 1) == "ours" else now.actor_before(hit.first) or run.memory.actor
    struck = now.words[max(0, hit.first - 4) : hit.first]
    if not words("volley").isdisjoint(struck) or "not" in struck:
        return None  # "the raid was not ours"
    sides = {now.side(t) for t in now.tokens[: hit.first] if t.kind == "actor"} & set(run.names.parties)
    if len(sides) > 1 and "both" in now.words[: hit.first]:
        return None  # "both the LNA and the GNA say that X is theirs"
    places = now.places_left(hit) or [p for k in range(max(0, hit.first - 4), hit.first) for p in reference(run, k)]
    if not places or (ended(now, hit) and not since_when(now, hit)):
        return None
    lead = {now.word(k) for k in range(max(0, hit.first - 3), hit.last)}
    if run.names.sides.get(holder) in run.names.parties and _soon(now, hit, lead):
        return Draft("capture", places[-1:], holder, foe_of(run, holder), status="planned")
    return held(run, hit, places[-1:], holder, gained=not lead & words("still"))


def _soon(now: Sentence, hit: Hit, lead: set[str]) -> bool:
    """Tell "will be ours", "ours within days", "soon to be ours"."""
    return not lead.isdisjoint(either("modal-plan", also=("soon",))) or now.word(hit.last) in ("within", "soon")


def state_inside(run: Run, hit: Hit, speaker: str):
    """Read "the control which the GNA has over X"."""
    now = run.now
    holder = next((now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")), "")
    places, near = now.places_right(hit, frozenset(("over", "of", "on")), True, 6)
    return None if near or ended(now, hit) else held(run, hit, places, holder)


def holds_out(run: Run, hit: Hit, speaker: str):
    """Read "X is holding out": still with the foe of who took what lies beside it."""
    now = run.now
    taker = next((now.foe_right(h, "to") for h in now.hits if h.rule.frame == "falls"), "")
    holder = foe_of(run, taker) if taker else speaker
    return held(run, hit, now.places_left(hit), holder) if holder else None


def in_control(run: Run, hit: Hit, speaker: str):
    """Read the heading "GNA in control of X", and "with the GNA in control of X"."""
    now = run.now
    holder = now.subject(hit, speaker=speaker)
    lead = {now.word(k) for k in range(max(0, hit.first - 3), hit.first)}
    if not holder and now.tokens[hit.first - 1].kind == "actor" and now.governor(hit.first - 1)[0] == "with":
        holder = now.side(now.tokens[hit.first - 1])
    elif not in_headline(run) and not lead & either("still", "witnessing", also=("found",)):
        return None
    stays = either("still", "witnessing", also=("found",))
    return held(run, hit, _object(run, hit), holder, gained=not lead & stays)


def under_siege(run: Run, hit: Hit, speaker: str):
    """Read how a place is under siege."""
    now = run.now
    if any(now.word(k) in words("metaphor") for k in range(hit.last, min(now.size, hit.last + 4))):
        return None
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    actor = inside[0] if inside else now.foe_right(hit, "by", "of", "from")
    lead = {now.word(k) for k in range(max(0, hit.first - 6), hit.first)}
    places: list = now.places_left(hit)
    if not places and lead & words("garrisoned") and lead & words("be"):
        places = run.memory.group[:1]
        actor = actor or next((e.actor or "" for e in reversed(run.events) if e.place_id in places and e.target), "")
    if places and lead & either("be", also=("now",)):  # "the capital, which has been under siege since April"
        value = value_of(run, places[0])
        aimed = next((row["actor"] for row in run.names.campaigns if row["place_id"] == value), "")
        if aimed and actor in ("", aimed):
            return Draft("siege", places[:1], aimed, foe_of(run, aimed), date=since_when(now, hit).replace("?", ""))
    if not lead & (either("be", "still", "come")) or not run.names.sides.get(actor):
        return None
    return Draft("siege", [p for p in places if is_small(run, p)], actor, foe_of(run, actor))


def holds_line(run: Run, hit: Hit, speaker: str):
    """Read "the LNA is holding the front line at X": a state, of a place small enough to be held."""
    now = run.now
    holder = now.subject(hit, speaker=speaker)
    places = [n for n in now.place_inside(hit) if run.names.kinds.get(now.tokens[n].value) not in _TOO_WIDE]
    sure = either("not", "modal-plan", "modal-maybe", also=("to",)).isdisjoint(
        now.words[max(0, hit.first - 3) : hit.first]
    )
    if run.names.sides.get(holder) not in run.names.parties or not places or not sure:
        return None
    return Draft("other", places, holder, holder=run.names.sides[holder])


_TOO_WIDE = frozenset(["capital", "region", "country"])


def holds_only(run: Run, hit: Hit, speaker: str):
    """Read "still holds no more than X", "controls nothing but X": what it does hold."""
    now = run.now
    places = [p for n in now.place_inside(hit) for p in now.group(n)]
    holder = now.subject(hit, speaker=speaker)
    if run.names.sides.get(holder) not in run.names.parties or not places:
        return None
    draft = held(run, hit, places, holder)
    told = isinstance(draft, Draft) and draft.event_type != "other"  # "now holds only X" tells no gain
    return Draft("other", places, holder, foe_of(run, holder), holder=run.names.sides[holder]) if told else draft
