"""Frames about a side driven out of a place, or back from it.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .attacked import assailant, attack_right, done_to
from .campaigns import campaign
from .coded import AFFIRMATIVE
from .doers import doer, main_subject, the_other
from .extent import NONE, extent
from .frames_event import focus
from .frames_repelled import repels
from .framing import Draft, foe_of, is_region, value_of
from .gains import gain
from .grammar import Hit
from .referents import last_site, reference
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_URGED = frozenset(
    ["accept", "return", "end", "stop", "agree", "sign", "halt", "resume", "negotiate", "cease", "join", "observe"]
    + ["respect", "allow", "reopen", "lift", "talk", "compromise", "commit", "release", "restart", "declare"]
)


def drives(run: Run, hit: Hit, speaker: str):
    """Read how a side drives its foe out of, back from, or on to a place."""
    now = run.now
    passive = now.is_passive(hit)
    if now.word(hit.first).startswith("push") and now.word(hit.last) == "to" and now.word(hit.last + 1) in _URGED:
        return None  # "is pushing the GNA to accept a truce"
    if now.word(hit.last - 1) == "back" and attack_right(now, hit) is not None:
        return repels(run, hit, speaker)  # "pushed back an attack on X"
    if passive and any(e.event_type == "repelled" for e in run.coded) and now.word(hit.first - 2) in ("but", "and"):
        return None  # "tried to move on X from Y but were pushed back": told
    if hit.rule.name == "drive-foe-back" and (thrown := _thrown_back(run, hit, speaker)):
        return thrown
    if passive and now.word(hit.last - 1) == "back" and _attack_driven(now, hit):
        return repels(run, hit, speaker)  # "an attack on X was driven back"
    if passive and now.word(hit.last - 1) in ("from", "of") and now.subject(hit) == "civil":
        places, near = now.places_right(hit, frozenset(), True, 5)  # "760 families had been driven from X"
        return Draft("displacement", places, "", "civilians") if places and not near else None
    inside = [n for n in range(hit.first, hit.last) if now.tokens[n].kind in ("actor", "unit")]
    if not passive and not inside and now.word(hit.last - 1) in ("from", "of") and hit.rule.name != "drive-them-from":
        if now.word(hit.first) in ("pushed", "swept", "forced", "flushed"):
            return None  # "pushed from X on to Y"
        # a heading: "LNA ousted from X", but not "the LNA ousted from X the men of"
        passive = now.word(hit.first - 1) not in either("have", also=("having", "and")) and not _whom_after(now, hit)
    passive = passive or _left_out_be(now, hit)
    if not passive and inside and (stood := _stood(run, hit, now.side(now.tokens[inside[0]]))):
        return stood
    actor, foe = _parties(run, hit, speaker, passive, inside)
    if not actor:
        return None
    target = foe or foe_of(run, actor)
    if now.word(hit.first).startswith("forc") and _made_to_leave(now, hit):
        return None  # "forced the LNA to retreat from X": the verb after it tells
    back = "back" in (now.word(hit.last - 1), now.word(hit.last), now.word(hit.last - 2))
    column = now.word(hit.last) in either("convoy", "motorcade") and now.word(hit.last + 1) in ("back", "away", "off")
    if column and not passive:  # "forced the GNA convoy back from X"
        places = now.places_right(hit, frozenset(("from", "at", "near")), False, 6)[0]
        side = actor if run.names.roles.get(actor) == "party" else foe_of(run, target)
        return Draft("repelled", places, side, target) if places else None
    if passive and back and now.word(hit.first) in words("beaten-back"):
        places = now.places_right(hit, frozenset(("from", "at", "in", "outside", "near")), True, 6)[0]
        return Draft("repelled", places or focus(run), actor, target) if foe else None  # "thrown back from X"
    told = _after_verb(run, hit, actor, target, passive, back)
    if told is not False:
        return told
    return None if hit.rule.name in _PURSUED else _from_earlier(run, hit, actor, target, passive and back)


def _whom_after(now: Sentence, hit: Hit) -> bool:
    """Tell the object of "expelled from X the militia", which follows on the place."""
    n = hit.last
    if n >= now.size or now.tokens[n].kind != "place":
        return False
    n = now.group(n)[-1] + 1
    if n < now.size and now.tokens[n].kind in ("actor", "unit"):
        return True
    n += now.word(n) in words("determiner")
    while now.word(n) in words("force-adjective"):
        n += 1
    return now.word(n) in either("force", "hostile", "foe-noun") or (n < now.size and now.tokens[n].kind == "actor")


def _stood(run: Run, hit: Hit, side: str):
    """Read "the attack failed to dislodge the LNA": beaten off, where the attack was told to be."""
    now = run.now
    if now.word(hit.first - 1) != "to" or now.word(hit.first - 2) not in ("failed", "fails", "unable"):
        return None
    if side not in run.names.parties or words("attack-noun").isdisjoint(now.words[max(0, hit.first - 9) : hit.first]):
        return None
    places: list
    places, near = now.places_right(hit, frozenset(("from", "in", "at")), True, 9)
    places = places or run.memory.group[:1]
    return Draft("repelled", places, side, foe_of(run, side), near=near, status="fact") if places else None


def _left_out_be(now: Sentence, hit: Hit) -> bool:
    """Tell the heading "LNA pushed back near X", which takes no object, from "GNA pushed back the LNA"."""
    if hit.rule.name != "drive-back" or now.word(hit.first) not in ("pushed", "forced", "driven"):
        return False
    follows = now.tokens[hit.last].text if hit.last < now.size else ""
    placed = follows in either("preposition", "near", also=("", '"', "'")) and follows not in ("against", "with", "by")
    ahead = now.tokens[hit.last : hit.last + 8]
    return (
        placed and not any(t.kind in ("actor", "unit") for t in ahead) and now.word(hit.first - 1) not in words("have")
    )


def _made_to_leave(now: Sentence, hit: Hit) -> bool:
    """Tell "forced the LNA to retreat", "to force the militias from X to withdraw"."""
    to = next((k for k in range(hit.last, min(now.size, hit.last + 7)) if now.word(k) == "to"), -1)
    return to > 0 and (now.word(to + 1) in words("retreating") or now.word(to + 2) in words("retreating"))


_PURSUED = ("in-pursuit", "pursue")


def _after_verb(run: Run, hit: Hit, actor: str, target: str, passive: bool, back: bool):
    """Read whence or whither a foe is driven, by the first place after the verb; False where none follows."""
    now = run.now
    onward = False
    for n in range(hit.last, min(now.size, hit.last + 16)):
        far = now.word(n) == "far" and now.word(n + 1) == "as"
        onward = onward or far or now.word(n) in ("to", "towards", "toward", "into")
        if onward and now.tokens[n].kind == "place" and not back:  # "chased to their base in X"
            return None if now.is_near(n) else Draft("advance", now.group(n), actor, target)
        if now.is_near(n) and passive and now.word(hit.last - 1) in ("of", "from") and now.tokens[n].kind == "place":
            posts = not words("posts").isdisjoint(now.words[hit.last : n])
            rest = [m for m in now.group(n) if m > n and not now.is_near(m)] if posts else []
            whole = gain(run, hit, rest, actor, target) if rest else None  # "from the outskirts of X, and from Y"
            left = Draft("withdrawal", [n], target, actor, near=True) if posts else None
            return [left, whole] if whole else left
        if now.is_near(n) and back and now.tokens[n].kind in ("place", "near"):
            far = not words("distance").isdisjoint(now.words[hit.last : n])
            return None if far else Draft("advance", [n], actor, target, near=True)  # not "back to 60 km from X"
        if now.tokens[n].kind == "place" and not now.is_near(n):
            told = _from_place(run, hit, n, actor, target, passive, back)
            if told is not False:
                return told
        if now.word(n) in ("what", "there") and now.word(n - 1) in ("of", "from"):  # "from what had been its base"
            earlier = [k for k in range(n) if now.tokens[k].kind == "place"]
            return gain(run, hit, earlier[-1:] or focus(run), actor, target)
        if now.word(n) in ("both", "it") and now.word(n - 1) in ("of", "from"):
            return gain(run, hit, reference(run, n), actor, target)
        if now.boundary(n) and not (hit.rule.name in _PURSUED and now.word(n) in words("relative")):
            break
    return False


def _thrown_back(run: Run, hit: Hit, speaker: str):
    """Read "they got as far as X before its foe drove them back": they were repelled there."""
    now = run.now
    if "back" not in now.words[hit.first : hit.last + 2] or now.word(hit.last) in ("to", "from", "of", "out", "into"):
        return None
    told = [h for h in now.hits if h.last <= hit.first and h.rule.frame in ("advances", "storms", "under-fire")]
    if not told or now.is_passive(hit):
        return None
    attacker, actor = assailant(now, told[-1], speaker), doer(run, hit, speaker)
    places, near = now.places_right(told[-1], told[-1].rule.prepositions - {"direct"}, True)
    if not places and told[-1].rule.frame == "under-fire":
        places = now.places_left(told[-1])
    named = [now.side(token) for token in now.tokens[hit.first : hit.last] if token.kind in ("actor", "unit")]
    if named and attacker not in named:
        return None
    if actor in ("", attacker) and not named and done_to(now, told[-1]):
        actor = foe_of(run, attacker)  # "was attacked by the LNA but drove it back"
    if near or not places or not actor or actor != foe_of(run, attacker):
        return None
    return Draft("repelled", places, actor, attacker)


def _attack_driven(now: Sentence, hit: Hit) -> bool:
    """Tell an attack, not men, as what is driven back."""
    noun = next(
        (k for k in range(hit.first - 1, max(-1, hit.first - 9), -1) if now.word(k) in words("attack-noun")), -1
    )
    men = [k for k in range(max(0, noun), hit.first) if now.tokens[k].kind in ("actor", "unit")]
    return noun >= 0 and all(now.governor(k)[0] in ("by", "of", "from") for k in men)  # "an attack by the LNA"


def _parties(run: Run, hit: Hit, speaker: str, passive: bool, inside: list[int]) -> tuple[str, str]:
    """Give who drives and who is driven; nobody where one of them is the people of the place."""
    now = run.now
    actor = now.agent(hit) if passive else doer(run, hit, speaker)
    foe = doer(run, hit, speaker) if passive else now.foe_right(hit)
    foe = now.side(now.tokens[inside[0]]) if inside else foe
    if passive and speaker and foe == speaker:
        foe = the_other(run, hit, foe)  # "said they would be driven out"
    if passive and foe == "civil" and now.word(hit.first - 1) == ",":
        foe = ""  # "sending families fleeing, but were out by nightfall, pushed back by the GNA"
    if actor == "civil" or foe == "civil":
        return "", ""
    if foe == actor:
        foe = ""
    if passive and not foe and hit.first < 3:
        foe = main_subject(run, hit).replace("civil", "")  # "Ousted from X, the LNA turned to Y"
    return actor or foe_of(run, foe), foe


def _from_place(run: Run, hit: Hit, n: int, actor: str, target: str, passive: bool, back: bool):
    """Read what the preposition before a place makes of it; False where it tells nothing."""
    now = run.now
    word, at = now.governor(n)
    if word not in words("preposition") and "from" in now.words[hit.last : n]:
        at = hit.last + now.words[hit.last : n].index("from")
        only = words("preposition").isdisjoint(now.words[at + 1 : n])
        word, at = ("from", at) if only else now.governor(n)  # "from the 70,000-barrel-a-day X oilfield"
    while at >= hit.last and word in words("settled"):
        word, at = now.governor(at)
    if word in ("and", ",") and at > hit.last and now.tokens[at - 1].kind == "near":
        word, at = now.governor(at - 1)  # "from the airport road and X"
    while word in (",", "and") and at > hit.last and now.unknown_name(at - 1):
        word, at = now.governor(at - 1)  # "driven from Nowhere, X and Y"
    if word == "of" and at > hit.last and now.word(at - 1) not in ("out", "back"):
        share = extent(now, hit.last, n)
        if back:
            return Draft("advance", now.group(n), actor, target, holder="contested")
        if share == NONE:
            return None
        return gain(run, hit, now.group(n), actor, target, share)
    if word == "from" and now.word(hit.first - 1) == "to" and (aim := campaign(run, hit, now.group(n), actor)):
        return aim  # "resumed its efforts to drive X away from Y"
    if word == "from" and now.word(at - 1) in ("away", "further", "farther"):
        return None  # only the distance grew
    if word in ("of", "from") or (now.word(hit.last - 1) in ("of", "from") and at < hit.last):
        places = now.group(n)
        if passive and now.word(hit.last - 2) == "back" and not _had_held(run, hit, places, target):
            return Draft("repelled", places, actor, target)  # "was pushed back from X", which it did not hold
        return gain(run, hit, places, actor, target)
    if word in ("to", "towards", "toward", "into"):
        return Draft("advance", now.group(n), actor, target)
    if word == "inside" and now.word(at - 1) == "from":
        return gain(run, hit, now.group(n), actor, target)
    last = now.words[hit.last : at]
    if word in ("in", "at", "inside") and _from_the_last(last) and not words("posts").isdisjoint(last):
        return gain(run, hit, now.group(n), actor, target)  # "driven from the last positions it had in X"
    if word in ("in", "at", "around", "near", "on", "inside"):
        return Draft("advance", now.group(n), actor, target, holder="contested")
    return False


def _had_held(run: Run, hit: Hit, places: list, side: str) -> bool:
    """Tell a place that a side is said to have taken or held before it was driven back from it."""
    now = run.now
    values = {value_of(run, p) for p in places}
    if any(e.place_id in values and e.control_after == side and e.status in AFFIRMATIVE for e in run.events):
        return True
    last = places[-1] if isinstance(places[-1], int) else hit.last
    said = now.words[last + 1 : last + 9]
    return said[:1] == [","] and not {"held", "seized", "captured", "occupied", "taken", "controlled"}.isdisjoint(said)


_LAST = frozenset(["last", "final", "remaining"])


def _from_the_last(said: list[str]) -> bool:
    """Tell "its remaining positions" from "some of its remaining positions"."""
    at = next((n for n, word in enumerate(said) if word in _LAST), -1)
    part = said[max(0, at - 3) : at]
    return at >= 0 and not ("of" in part and not either("number", "part").isdisjoint(said[:at]))


def _from_earlier(run: Run, hit: Hit, actor: str, target: str, beaten: bool):
    """Read how a side is driven from a place that was named before the verb."""
    now = run.now
    if hit.rule.name == "drive-them-out":  # "took X before the GNA drove them out"
        return gain(run, hit, last_site(now, hit) or focus(run), actor, target)
    first, _ = now.clause(hit)
    relative = now.word(first - 1) in ("which", "where") and now.word(hit.last - 1) in ("of", "from")
    places = [n for n in range(max(0, first - 4), first) if now.tokens[n].kind == "place"][-1:] if relative else []
    if places:
        return gain(run, hit, now.group_left(places[0]), actor, target)
    if beaten and any(e.event_type == "advance" and e.target == target and e.actor != target for e in run.coded):
        return None  # "the GNA was attacked in X and driven back": its attackers were not beaten off
    if beaten:
        left = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
        left = [n for n in left if now.word(n + 1) not in words("attached") and not is_region(run, now.tokens[n].value)]
        told = [e for e in run.previous if e.rule in ("attack-verb", "offensive", "storm")]
        attacked = [e.place_id for e in told if e.actor == target]
        there: list = left[-1:] or attacked[-1:]  # "The LNA attacked X. It was driven back."
        return Draft("repelled", there or focus(run), foe_of(run, target), target, near=not there)
    return _stormed_and_emptied(run, hit, actor, target)


_OUSTED = ("expel", "oust", "dislodg", "evict", "eject")


def _stormed_and_emptied(run: Run, hit: Hit, actor: str, target: str):
    """Read "attacked X and drove the LNA out": who is driven out of what was just attacked has lost it."""
    now = run.now
    out = "out" in now.words[hit.first : hit.last + 1] or now.word(hit.first).startswith(_OUSTED)
    if not out or now.word(hit.first - 1) not in ("and", ",", "then") or now.is_passive(hit):
        return None
    start = now.tokens[hit.first].start
    told = [e for e in run.coded if e.event_type in ("advance", "clash") and e.status in AFFIRMATIVE and e.end <= start]
    mine = [e.place_id for e in told if actor in (e.actor or "").split("/")]
    return gain(run, hit, mine[-1:], actor, target) if mine else None


def driven_out(run: Run, hit: Hit, speaker: str):
    """Read "before being driven out": of the place that was spoken of."""
    now = run.now
    loser, actor = now.subject(hit, speaker=speaker), now.agent(hit)
    if loser == actor:
        loser = ""
    elided = loser == "civil" and now.word(hit.first - 1) in ("but", "and") and now.word(hit.first) in words("be")
    if elided and run.coded and run.coded[-1].event_type == "advance":
        loser = run.coded[-1].actor or ""  # "attacked X and took 20 prisoners, but were driven out"
    if not run.names.sides.get(loser or actor) or loser == "civil":
        return None
    named = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
    there = [n for n in named if now.governor(n)[0] not in ("from", "by", "with")]  # not "directed from the city"
    person = (
        "he" in (now.word(hit.first - 1), now.word(hit.first - 2)) and not named
    )  # "he was driven out": somebody, from who knows where
    places = now.group_left(there[-1]) if there else [] if named or person else run.memory.group[-1:]
    entered = [e for e in run.coded if e.actor == loser and e.event_type in ("capture", "recapture", "advance")]
    if entered and now.word(hit.first - 1) in ("they", "it"):  # "took X, on the road to Y, before they were routed"
        places = [entered[-1].place_id]
    whence = next((n for n in range(hit.last, min(now.size, hit.last + 10)) if now.word(n) == "from"), 0)
    if whence:  # "ousted by its foes from a string of towns"
        places = [n for n in range(whence, min(now.size, whence + 5)) if now.tokens[n].kind == "place"][:1]
        places = now.group(places[0]) if places and not now.is_near(places[0]) else []
    outside = entered and all(e.control_after is None and e.event_type == "advance" for e in entered)
    if outside and places and entered[-1].place_id == value_of(run, places[-1]):
        return Draft("repelled", places, actor or foe_of(run, loser), loser)  # "attacked X but were driven out"
    return gain(run, hit, places, actor or foe_of(run, loser), loser) if places else None
