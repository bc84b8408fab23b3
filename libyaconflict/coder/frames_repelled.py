"""Frames of attacks that come to nothing: repelled, foiled, stalled, kept out.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from .campaigns import standing as background
from .coded import AFFIRMATIVE
from .doers import doer, in_answer
from .frames_event import spoken_of
from .framing import Draft, foe_of, sited, value_of
from .grammar import Hit
from .lists import spread
from .tables import either, reporters, words

_PLACE = frozenset(
    ("on", "at", "in", "against", "around", "from", "to", "near", "of", "into", "outside", "towards", "via", "through")
)


_NEXT = frozenset(["takes", "advances", "offensive", "leaves", "falls", "drives"])


def repels(run, hit: Hit, speaker: str):
    """Read a verb that tells by itself how an attack or a foe is beaten off."""
    passive = run.now.is_passive(hit) or _headed(run.now, hit)
    return _passive(run, hit, speaker) if passive else _active(run, hit, speaker, strong=True)


def _headed(now, hit: Hit) -> bool:
    """Tell the passive of a heading: "attack on X thwarted, dozens dead", "GNA says assault beaten off"."""
    word = now.word(hit.first)
    if not (word.endswith("ed") or word in words("participle")) or attack_left(now, hit) is None:
        return False
    follows = now.word(hit.last)
    ends = hit.last >= now.size or follows in (",", ".", ":", ";", "-", "in", "at", "near", "outside", "as")
    inside = range(hit.first, hit.last)
    return ends and not any(now.tokens[k].kind in ("actor", "unit") or now.word(k) in ("them", "it") for k in inside)


def checks(run, hit: Hit, speaker: str):
    """Read a verb that tells it only of an attack: stopped, halted, blocked, broke up."""
    now = run.now
    if now.word(hit.first) == "counter" and any(
        now.word(n) in words("determiner") for n in (hit.first - 1, hit.first - 2, hit.first - 3)
    ):
        return None  # "launched a large counter attack"
    if not now.is_passive(hit):
        return _active(run, hit, speaker, strong=False)
    if attack_left(now, hit) is None and (tried := _tried(run, hit)):
        return tried
    if attack_left(now, hit) is None:
        foe = doer(run, hit, speaker)
        places, near = now.places_right(hit, frozenset(("in", "at", "on", "near")), False, 6)
        side = foe_of(run, foe)
        return Draft("repelled", places, now.agent(hit) or side, foe) if side and places and not near else None
    return _passive(run, hit, speaker)


def attack_left(now, hit: Hit) -> int | None:
    """Give the noun of attack before a verb, in its sentence."""
    for k in range(hit.first - 1, max(-1, hit.first - 30), -1):
        if now.word(k) == "operation" and k and now.tokens[k - 1].kind == "actor":
            continue  # "the Volcano of Rage operation"
        if now.word(k) in words("attack-noun"):
            verb = now.word(k - 1) == "to"  # "the attempt to advance failed"
            nouns = [m for m in range(k - 2, max(-1, k - 9), -1) if now.word(m) in words("attack-noun")] if verb else []
            return nouns[0] if nouns else k
        if now.word(k) == ";":
            return None
    return None


def attack_right(now, hit: Hit, reach: int = 8) -> int | None:
    """Give the noun of attack that a verb takes as object."""
    for k in range(hit.first + 1, min(now.size, hit.last + reach)):
        if now.word(k) in words("attack-noun"):
            return k
        if k >= hit.last and _as_they_tried(now, k):
            return next((n for n in range(k + 4, min(now.size, k + 9)) if now.word(n) in words("attack-noun")), None)
        if k >= hit.last and (now.boundary(k) or now.word(k) in (";", ".", "to", "that")):
            return None
    return None


def _as_they_tried(now, n: int) -> bool:
    """Tell "as they tried to", "when it sought to"."""
    tried = now.word(n + 1) in words("pronoun") and now.word(n + 2) in words("aim")
    return tried and now.word(n) in ("as", "when", "while") and now.word(n + 3) == "to"


def _civil(now, noun: int | None, hit: Hit) -> bool:
    """Tell an attempt at something else than war: "foiled an attempt to smuggle fuel"."""
    near = range(noun - 3, noun + 5) if noun is not None else ()
    beaten = {"terrorist"} if now.word(hit.first).startswith(("repel", "repul")) else set()  # as a party calls it
    return any(now.word(k) in words("not-war") - beaten for k in near)


def _attacker(run, noun: int, hit: Hit) -> str:
    """Give whose an attack is: "an LNA attack", "an attack by the LNA", "their attempt"."""
    now = run.now
    for k in range(noun - 1, max(-1, noun - 6), -1):
        token = now.tokens[k]
        if token.kind in ("actor", "unit"):
            return now.side(token)
        if hit.first == k or now.word(k) in ("the", "a", "an") or now.word(k) in reporters():
            break
        if now.boundary(k) or now.word(k) in words("preposition"):
            break
    for k in range(noun + 1, min(now.size, noun + 12)):
        token = now.tokens[k]
        if token.kind in ("actor", "unit"):
            word, at = now.governor(k)
            if word in ("by", "of", "from") and not (word == "by" and at > hit.first > noun):
                return now.side(token)
        if now.boundary(k) and now.word(k) != "that" or k == hit.first:
            break
    return ""


def _standing(run, noun: int) -> list:
    """Give what the standing offensive is against: "turning back the LNA offensive"."""
    now = run.now
    if now.word(noun) not in words("campaign") or any(t.kind in ("place", "near") for t in now.tokens[noun:]):
        return []
    owner = now.tokens[noun - 1].value if noun else ""
    return [row["place_id"] for row in run.names.campaigns if now.names.sides.get(owner) == row["actor"]]


def _where(run, hit: Hit, noun: int | None) -> tuple[list, bool]:
    """Give the place of an attack that is beaten off."""
    now = run.now
    inside = now.place_inside(hit)
    if inside:
        return inside, False
    if noun is not None:
        pseudo = Hit(hit.rule, noun, noun + 1)
        places, near = now.places_right(pseudo, _PLACE, False, 14, through=True)
        ahead = places or [n for n in range(noun, now.size) if now.tokens[n].kind == "place"][:1]
        if ahead and run.memory.group and _told_else(now, noun, ahead[0]):
            return run.memory.group[:1], False
        if places:
            return (places if near else spread(now, places)), near
        if now.word(noun + 1) in ("which", "that"):  # "an offensive which they launched against X"
            for n in range(noun + 2, min(now.size, noun + 12)):
                if now.tokens[n].kind == "place" and now.governor(n)[0] in ("against", "on", "at", "towards"):
                    return now.group(n), False
        if standing := _standing(run, noun):
            return standing, False
    places, near = now.places_right(hit, _PLACE, "direct" in hit.rule.prepositions, through=True)
    if near or not places:
        other, off = now.locative(hit)
        places, near = (other, off) if other else (places, near)
    if places and not (near and now.asides[places[0]] >= 0):
        return places, near
    bodies = either("councils", also=("municipal", "municipality"))  # "an official of the X council said"
    named = [n for n in range(hit.first) if now.word(n + 1) not in bodies]
    left = [n for n in named if now.tokens[n].kind == "place" and not now.is_near(n)]
    if left:
        return now.group_left(left[-1]), False
    beyond = [n for n in range(hit.last, now.size) if now.tokens[n].kind == "place" and not now.is_near(n)]
    if beyond:
        return now.group(beyond[0]), False
    off = [n for n in named if now.tokens[n].kind in ("place", "near") and now.asides[n] < 0]
    if off:
        return off[-1:], True
    told = [e.place_id for e in run.events[-4:] if e.event_type == "advance" and e.date_basis != "campaign"]
    known = noun is not None and now.word(noun - 1) in ("the", "this", "that", "their", "its")
    return (told[-1:] if known else []) or run.memory.group[:1], False  # "said the attack had been repelled"


def _told_else(now, noun: int, place) -> bool:
    """Tell a place of something else: "The attack failed, and the LNA took X", "the attack" being told before."""
    if now.word(noun - 1) not in ("the", "this", "that") or not isinstance(place, int) or place < noun:
        return False
    return "and" in now.words[noun + 1 : place] and any(
        h.first in range(noun + 2, place) and h.rule.frame in _NEXT for h in now.hits
    )


def _active(run, hit: Hit, speaker: str, *, strong: bool):
    now = run.now
    noun = attack_right(now, hit)
    if noun is None and now.word(now.clause(hit)[0] - 1) in ("which", "that"):
        noun = attack_left(now, hit)
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last + 3] if t.kind in ("actor", "unit")]
    tried = any(_as_they_tried(now, k) for k in range(hit.last, min(now.size, hit.last + 5)))
    strong = strong or tried or (noun is None and attack_left(now, hit) is not None)
    them = any(now.word(k) in ("them", "it", "him") for k in range(hit.first + 1, hit.last + 1))
    foe = any(now.word(k) in words("assailant") for k in range(hit.first + 1, min(now.size, hit.last + 5)))
    if _civil(now, noun, hit) or (noun is None and not (strong and (inside or them or foe))):
        return None
    actor = doer(run, hit, speaker)
    attacker = _attacker(run, noun, hit) if noun is not None else (inside or [""])[0]
    if them and not attacker and actor in ("civil", ""):  # "its guns held them back": whoever was told to attack
        attacker = next((now.side(t) for t in now.tokens[: hit.first] if t.kind in ("actor", "unit")), "")
    if noun is not None and not attacker and now.word(noun - 1) in ("the", "this", "that"):
        attacker = next((e.actor for e in run.previous[-1:] if _by_stranger(run, e)), "")
    if actor and actor != "civil" and not attacker and _just_attacked(run, hit, actor):
        attacker = actor  # "Haftar's men attacked, but they foiled it": those who were attacked
    elif them and not attacker and actor and _carried_over(now, hit, actor):
        attacker = actor  # "Haftar's men tried to advance but shelling held them back"
    if actor in ("civil", "") or actor == attacker:
        actor = foe_of(run, attacker) or ("" if actor == "civil" else speaker)
    aimed = now.word(hit.first - 1) == "to" and noun is not None and now.word(noun) in words("campaign")
    named = noun is not None and any(t.kind in ("place", "near") for t in now.tokens[noun : noun + 12])
    if aimed and attacker and not named and (known := background(run, attacker)):
        return known  # "asked for help to repel an offensive of the LNA"
    places, near = _where(run, hit, noun)
    places = _attacked(run, noun, attacker or foe_of(run, actor), places)
    sided = run.names.sides.get(actor) or run.names.sides.get(attacker)
    if not places or (not sided and (near or not isinstance(places[0], int) or places[0] < hit.last)):
        return None
    if not sited(run, places):
        return None
    if noun is not None and (standing := _standing_offensive(run, hit, noun, places)):
        return standing
    near = near or hit.rule.name == "prevent" or _doubtful(run, places)  # it says nothing of who holds the place
    return Draft("repelled", places, actor, attacker or foe_of(run, actor), near=near)


def _by_stranger(run, event) -> bool:
    """Tell an attack by fighters of neither side, told in the sentence before."""
    fought = event.event_type in ("clash", "advance") and event.actor and "/" not in event.actor
    return bool(fought) and run.names.sides.get(event.actor) not in run.names.parties


def _standing_offensive(run, hit: Hit, noun: int, places: list):
    """Read "helps them repel the offensive that X launched in April" as the standing background that it is."""
    now = run.now
    told = now.word(noun) in words("campaign") and not words("launched").isdisjoint(now.words[noun + 1 : noun + 7])
    plain = now.word(hit.first).endswith(("ed", "ing")) or not told
    for row in () if plain else run.names.campaigns:
        if row["place_id"] in {value_of(run, place) for place in places} and row["start"] <= run.published.isoformat():
            return Draft("advance", [row["place_id"]], row["actor"], row["target"], date=row["date"], status="fact")
    return None


def _carried_over(now, hit: Hit, actor: str) -> bool:
    """Tell a doer who stands before a "but", of whom "them" must speak: "they attacked but guns held them back"."""
    start = next((k for k in range(hit.first - 1, -1, -1) if now.word(k) == "but"), -1)
    own = [now.side(t) for t in now.tokens[start + 1 : hit.first] if t.kind in ("actor", "unit")]
    return start >= 0 and actor not in own


def _just_attacked(run, hit: Hit, actor: str) -> bool:
    """Tell a "they" for which the actor of an attack told just before was taken."""
    now = run.now
    return in_answer(now, hit, actor, ("advances", "offensive", "storms"))


def _passive(run, hit: Hit, speaker: str):
    now = run.now
    noun = attack_left(now, hit)
    if _civil(now, noun, hit):
        return None
    actor = now.agent(hit)
    if noun is None or now.word(noun - 1) == "to":  # "they tried to advance but were repelled"
        attacker = now.subject(hit if noun is None else Hit(hit.rule, noun, noun + 1), speaker=speaker)
        attacker = attacker.replace("civil", "")
        if noun is None and speaker and now.word(hit.first - 3) in ("they", "have", "had") and attacker == speaker:
            attacker = foe_of(run, speaker)
    else:
        attacker = _attacker(run, noun, hit)
    if not attacker and not actor and noun is not None and now.word(noun - 1) in ("the", "this", "that"):
        told = [h for h in now.hits if h.last <= noun and h.rule.frame in ("advances", "storms") and not h.rule.is_noun]
        attacker = now.subject(told[-1], speaker=speaker).replace("civil", "") if told else ""
    known = noun is not None and now.word(noun - 1) in ("the", "this", "that")
    if known and not attacker and not actor and (told := _told_attack(run)) != speaker:
        attacker = told
    if not attacker and not actor and noun is not None and now.word(noun) in words("campaign"):
        attacker = next((row["actor"] for row in run.names.campaigns if spoken_of(run, row["place_id"])), "")
    if not attacker and not actor and speaker:
        attacker = foe_of(run, speaker)
    shared = any(now.word(hit.first - k) in ("they", "it", "but", "and", "before") for k in (1, 2, 3))
    if not attacker and not actor and shared:  # "launched an assault on X but was beaten back"
        attacker = now.subject(hit, speaker=speaker).replace("civil", "")
    attacker = "" if attacker == actor else attacker
    actor = actor or foe_of(run, attacker)
    places, near = _where(run, hit, noun)
    places = _attacked(run, noun, attacker or foe_of(run, actor), places)
    if not sited(run, places) or (not actor and noun is None):
        return None
    near = near or _doubtful(run, places)
    return Draft("repelled", places, actor, attacker or foe_of(run, actor), near=near)


def _told_attack(run) -> str:
    """Give who made the attack that the sentence before told: "Others say that the assault was thwarted"."""
    told = [e for e in run.previous if e.event_type == "advance" and e.status in AFFIRMATIVE]
    return next((e.actor for e in reversed(told) if e.date_basis != "campaign" and e.actor in run.names.parties), "")


def _attacked(run, noun: int | None, attacker: str, places: list) -> list:
    """Give where the text told that a side attacked, for an attack that names no place: "said they had repelled it".

    Several attacks are those of which the text spoke first, at its widest.
    """
    if not attacker or (places and isinstance(places[0], int)):
        return places
    ground = ("advance", "capture", "recapture", "clash")
    told = [
        e.place_id
        for e in run.events
        if e.event_type in ground and e.actor == attacker and e.status in AFFIRMATIVE and e.date_basis != "campaign"
    ]
    if not told:
        return places
    last = next((e for e in reversed(run.events) if e.event_type in (*ground, "withdrawal")), None)
    if last is not None and last.place_id in places and last.status not in AFFIRMATIVE:
        return places  # of which it was denied or planned just before
    many = noun is not None and run.now.word(noun).endswith("s")
    return told[:1] if many else places if set(places) & set(told) else told[-1:]


def _doubtful(run, places: list) -> bool:
    """Tell a place taken over from the sentences before where they spoke of several."""
    return bool(places) and not isinstance(places[0], int) and len(run.memory.group) > 1


def fails(run, hit: Hit, speaker: str):
    """Read how an attack fails: "the attempt to take the town failed", "the push has stalled"."""
    now = run.now
    noun = next((k for k in range(hit.first, hit.last) if now.word(k) in words("attack-noun")), None)
    if noun is None:
        noun = attack_left(now, hit)
    if noun is None or now.word(noun - 1) == "to":
        tried = _tried(run, hit)
        if tried:
            return tried
    if noun is None or _civil(now, noun, hit) or hit.first - noun > 26:
        return None
    between = {now.word(k) for k in range(noun + 1, hit.first)} & words("preposition")
    if between - _PLACE - {"by"} and now.word(hit.first - 1) not in either("have", also=("which",)):
        return None
    attacker = _attacker(run, noun, hit) or (doer(run, hit, speaker) if noun >= hit.first else "")
    if not attacker and any(r.kind == "admit" and r.first <= hit.first < r.last for r in run.reports):
        attacker = speaker  # "officers admit that the offensive has stalled": their own
    if not attacker and noun < hit.first and now.word(hit.first - 1) in ("which", "that"):
        attacker = now.actor_before(noun)
    places, near = _where(run, hit, noun)
    if not places or near:
        return None
    attacker = attacker or _who_attacked(run, places)
    value = value_of(run, places[0])
    standing = now.word(noun) in words("campaign") or any(e.date_basis == "campaign" for e in run.previous)
    if standing and any(row["place_id"] == value for row in run.names.campaigns):
        return None
    actor = foe_of(run, attacker) or speaker
    return Draft("repelled", places, actor, attacker or foe_of(run, actor), near=_doubtful(run, places))


def _tried(run, hit: Hit):
    """Read "they attempted to storm X but failed", "tried to enter X but were stopped"."""
    now = run.now
    n = hit.first - 1
    while now.word(n) in either("be", "have", "mid-passive"):
        n -= 1
    if now.word(n) not in ("but", "and", "yet"):
        return None
    for other in reversed([h for h in now.hits if h.last < hit.first]):
        if other.rule.frame in ("advances", "takes", "storms") and now.word(other.first - 1) == "to":
            attacker = now.subject(other)
            places, near = now.places_right(other, other.rule.prepositions - {"direct"}, True)
            aimed = now.word(other.first - 2) in words("aim") and bool(foe_of(run, attacker))
            return Draft("repelled", places, foe_of(run, attacker), attacker) if places and aimed and not near else None
    return None


def _who_attacked(run, places: list) -> str:
    """Give whose attack on a place the text told just before: "The attack failed"."""
    if not isinstance(places[0], str):
        return ""
    ground = ("advance", "capture", "recapture")
    told = (e.actor for e in reversed(run.previous) if e.place_id == places[0] and e.event_type in ground)
    return next((actor for actor in told if actor in run.names.parties), "")


def noun_failed(run, hit: Hit, speaker: str):
    """Read the failure of an attack: "the failure of the attack on"."""
    now = run.now
    places = now.place_inside(hit) or now.places_right(hit, hit.rule.prepositions, False)[0]
    attacker = now.owner(hit) or now.foe_right(hit)
    if now.word(hit.last - 1) in words("campaign") and places:
        for row in run.names.campaigns:  # "the failure of their offensive on the capital"
            if value_of(run, places[0]) == row["place_id"]:
                return Draft("advance", [row["place_id"]], row["actor"], row["target"], date=row["date"], status="fact")
    if not attacker:
        for n in range(hit.last, min(now.size, hit.last + 12)):
            if now.tokens[n].kind in ("actor", "unit"):
                attacker = now.side(now.tokens[n])
                break
    actor = foe_of(run, attacker) or speaker
    return Draft("repelled", places, actor, attacker or foe_of(run, actor))


def breaches(run, hit: Hit, speaker: str):
    """Read how an attack breaches a defence, or does not."""
    now = run.now
    places, near = now.places_right(hit, frozenset(("of", "in", "at", "around")), True)
    parts = not either("areas", "part").isdisjoint(
        now.words[hit.first : hit.last + 6]
    )  # "in several areas of the city"
    kind = run.names.kinds.get(value_of(run, places[0])) if places else ""
    if not places or near or kind == "country" or (kind == "capital" and not parts):
        return None
    noun = attack_left(now, hit)
    attacker = doer(run, hit, speaker).replace("civil", "") or (_attacker(run, noun, hit) if noun is not None else "")
    actor = foe_of(run, attacker)
    if any(now.word(k) in either("not", also=("failed", "unable")) for k in range(max(0, hit.first - 5), hit.first)):
        return Draft("repelled", places, actor, attacker, status="fact") if actor or noun is not None else None
    return Draft("advance", places, attacker, actor) if actor else None
