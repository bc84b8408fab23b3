"""Frames of truces, talks and agreements: made, refused, in force, held, left, signed.

One function for each `frame` of triggers.csv; each gives a draft, a list of drafts, or None. A truce and its like are
nouns: the verb that governs the noun says what became of it.
"""

from __future__ import annotations

from .framing import Draft, foe_of, is_abroad, value_of
from .grammar import Hit
from .predicates import as_hit, doer, left, right, sides_of, wished
from .tables import words
from .voice import intention, negated

_PHRASAL = {"turn": "down", "turns": "down", "turned": "down", "turning": "down", "ruled": "out", "rules": "out"}
_CALLED = frozenset(["proposal", "proposals", "plan", "plans", "offer", "offers", "call", "calls", "initiative"])


def venue(run, hit: Hit, *, remembered: bool = False) -> list:
    """Give the meeting place: abroad in this sentence, or as the text has told before; nothing if none is told."""
    now = run.now
    for n in range(now.size):
        token = now.tokens[n]
        if token.kind == "place" and is_abroad(run, token.value) and now.governor(n)[0] in ("in", "at", "left", "leaves"):
            return [n]
    return [run.memory.venue] if remembered and run.memory.venue else []


def _refuses(now, k: int) -> bool:
    word = now.word(k)
    if word in _PHRASAL:
        return any(now.word(j) == _PHRASAL[word] for j in range(k + 1, k + 3)) or now.word(k - 1) == _PHRASAL[word]
    if now.word(k + 1) == "to":
        return now.word(k + 2) in words("made") or now.word(k + 2) in ("respect", "halt")
    return True


def truce(run, hit: Hit, speaker: str):
    """Read how a truce is declared, accepted, refused, or comes into force."""
    now = run.now
    after = now.word(hit.last)
    if after in words("deal-noun") or after in ("talks", "negotiations", "line", "lines", "violation", "violations"):
        return None
    before = _truce_made(run, hit, speaker)
    later = _truce_told(run, hit, before)
    return [d for d in (before, later) if d] or None


def _truce_made(run, hit: Hit, speaker: str):
    now = run.now
    called = now.word(hit.last) in _CALLED
    if now.word(hit.last) in ("declaration", "announcement"):
        return None
    found = left(now, hit.first, "refused", "asking", "made")
    for k, kind in found:
        word = now.word(k)
        if kind == "asking":
            called = True
        elif kind == "refused" and _refuses(now, k):
            actor = sides_of(run, doer(run, hit, k, speaker))
            return _truce(run, actor, k, "denied") if actor else None
        elif kind == "made":
            if called and not word.startswith(("accept", "agree", "back", "endorse")):
                continue
            top = next((j for j, other in found if j < k and other == "refused" and _refuses(now, j)), None)
            if top is not None:
                actor = sides_of(run, doer(run, hit, top, speaker))
                return _truce(run, actor, top, "denied") if actor else None
            if wished(now, k) or (now.word(k - 1) == "to" and any(other == "asking" for j, other in found if j < k)):
                return None
            if any(now.word(j) in words("working") for j in range(k + 1, hit.first)):
                return None
            if word.startswith(("accept", "agree", "observe")) and negated(now, as_hit(hit, k)):
                actor = sides_of(run, doer(run, hit, k, speaker)) or sides_of(run, speaker)
                return _truce(run, actor, k, "denied") if actor else None
            noun = word.endswith(("ment", "ments", "tion", "tions", "ance", "consent"))
            actor = now.owner(as_hit(hit, k)) if noun else doer(run, hit, k, speaker)
            if any(now.word(j) in words("deal-noun") for j in range(k + 1, hit.first)):
                return None
            wish = intention(now, as_hit(hit, k))
            told = ""
            if wish and not any(now.word(j) == "if" for j in range(max(0, k - 9), k)):
                pledged = any(now.word(j) in words("pledged") for j in range(max(0, k - 4), k))
                if not pledged:
                    return None
                told = "fact"
            return _truce_by(run, hit, k, actor, told)
    return None


def _truce_by(run, hit: Hit, k: int, actor: str, status: str = ""):
    """Draft a truce with the side that made it; both where it was brokered or where nobody is named."""
    now = run.now
    word = now.word(k)
    side = sides_of(run, actor)
    if not side:
        outside = actor and actor != "civil"
        if outside and not word.startswith(("broker", "mediat", "negotiat", "agree", "reach", "impose")):
            return None
        active = not now.is_passive(as_hit(hit, k)) and now.word(k + 1) != "by"
        if not outside and active and word not in ("agreed", "reached"):
            return None
        side = run.names.both
    return _truce(run, side, k, status)


def _truce(run, actor: str, verb: int, status: str):
    return Draft("truce", [run.names.home], actor, foe_of(run, actor), status=status, verb=verb)


def _truce_told(run, hit: Hit, before):
    """Read what follows a truce: "that Haftar had declared", "took effect", "was rejected by"."""
    now = run.now
    for k, kind, relative in right(now, hit.last, "refused", "in-force", "made", "asking"):
        word = now.word(k)
        passive = now.is_passive(as_hit(hit, k)) or (kind == "made" and now.word(k + 1) == "by")
        if kind == "asking":
            if word == "called" and passive and now.word(k + 1) != "for":
                return _truce(run, run.names.both, k, "")
            continue
        if before is not None and not relative:
            return None
        if kind == "refused" and passive:
            actor = sides_of(run, now.agent(as_hit(hit, k)))
            return _truce(run, actor, k, "denied") if actor else None
        if kind == "in-force" and before is None:
            joined = word in ("effect", "force", "place") and now.word(k - 1) in ("into", "in", "took", "takes", "taken", "take", "taking")  # fmt: skip
            hold = word in ("hold", "holding", "holds", "held", "begin", "began", "begun", "begins", "started", "starts", "start", "commenced")  # fmt: skip
            if joined or hold:
                seems = any(now.word(j).startswith(("appear", "seem")) for j in range(max(hit.last, k - 4), k))
                asks = next((j for j in range(k - 1, hit.last, -1) if now.word(j) in words("be") | words("have")), k)
                return _truce(run, run.names.both, min(asks, k), "told" if seems else "") if not wished(now, hit.first) else None
        if kind == "made" and (relative or passive) and not wished(now, k):
            actor = doer(run, hit, k)
            draft = _truce_by(run, hit, k, actor, "told" if relative else "")
            if draft and (before is None or before.actor != draft.actor):
                return draft
    return None


def halts(run, hit: Hit, speaker: str):
    """Read how a side stops its fire or its operations."""
    now = run.now
    said = {now.word(k) for k in range(hit.first, hit.last)}
    if "operations" in said and not said & {"military", "combat", "offensive", "hostile"}:
        near = {now.word(k) for k in range(max(0, hit.first - 8), min(now.size, hit.last + 8))}
        if near & {"port", "airport", "field", "flights", "bank", "oil", "company", "humanitarian"}:
            return None
    verb, status = hit.first, ""
    for k in range(hit.first - 1, max(-1, hit.first - 14), -1):
        word = now.word(k)
        if word in words("asking") and word not in ("ordered",):
            return None
        if word in words("ordering"):
            verb, status = k, "fact"
            break
        if now.boundary(k) and word != "that":
            break
    actor = sides_of(run, doer(run, hit, verb, speaker)) or sides_of(run, speaker if now.is_passive(hit) else "")
    if not actor and status and run.names.roles.get(run.memory.actor) == "party":
        actor = run.memory.actor
    if now.word(verb - 1) in ("would", "will"):
        status = "fact"
    return _truce(run, actor, verb, status) if actor else None


def _pair(run, places: list) -> str:
    """Name who meets: both sides, or those named, in the order of the text."""
    now = run.now
    sides = [now.side(t) for t in now.tokens if t.kind in ("actor", "unit")]
    sides = list(dict.fromkeys(at for at in sides if run.names.roles.get(at) != "mediator"))
    parties = [s for s in sides if s in run.names.parties]
    mediated = any(run.names.roles.get(now.side(t)) == "mediator" for t in now.tokens if t.kind == "actor")
    both = any(now.word(n) in words("both") for n in range(now.size))
    if len(parties) > 1 or (both and len(parties) != 1) or (not parties and mediated):
        return run.names.both
    if parties and (both or mediated or len(sides) == 1):
        return run.names.both if both or mediated else parties[0]
    return "/".join(dict.fromkeys(run.names.coded_as.get(s, s) for s in sides[:2])) if parties else ""


def talks(run, hit: Hit, speaker: str):
    """Read how talks are held at a place, planned, or left."""
    now = run.now
    meeting = hit.rule.name == "meeting"
    verb, status = _talks_verb(now, hit)
    if verb is None or wished(now, verb):
        return None
    places = now.places_right(hit, frozenset(("in", "at", "to")), False, 10, through=True)[0]
    places = places or now.places_right(as_hit(hit, verb), frozenset(("in", "at")), False, 8, through=True)[0]
    places = [p for p in places if now.governor(p)[0] in ("in", "at")]
    if not places and not meeting and verb > hit.last:
        places = [n for n in range(hit.last, verb) if now.tokens[n].kind == "place" and not now.is_near(n)][:1]
    if not places:
        places = [
            n for n, t in enumerate(now.tokens) if t.kind == "place" and n < hit.first
            and (is_abroad(run, t.value) and now.governor(n)[0] in ("in", "at", "to")) and not now.is_near(n)
        ][-1:]  # fmt: skip
    if now.word(verb).startswith("visit"):
        places = [n for n in range(verb, hit.first) if now.tokens[n].kind == "place" and is_abroad(run, now.tokens[n].value)][:1] or places
    places = places or venue(run, hit) or _land(run, verb)
    if not places and not meeting and run.memory.group and now.is_passive(as_hit(hit, verb)) and not _pair(run, []):
        places = run.memory.group[:1]
    abroad = bool(places) and is_abroad(run, value_of(run, places[0]))
    actor = _pair(run, places)
    if not actor and not (places and not meeting):
        return None
    actor = actor or (run.names.both if not meeting else "")
    if meeting and not (places and actor and ("/" in actor or status == "denied")):
        return None
    if status != "denied" and intention(now, as_hit(hit, verb)) == "hypothetical":
        return None
    if status == "denied":
        actor = sides_of(run, doer(run, hit, verb, speaker)) or actor
    if not places and not abroad and hit.rule.name == "talks" and "/" not in actor and run.memory.group and not run.memory.venue:
        places = run.memory.group[:1]
    if not places:
        places = [run.memory.venue] if run.memory.venue else [run.names.home] if "/" in actor or status else []
    return Draft("talks", places[:1], actor, status=status, verb=verb) if places else None


def _land(run, verb: int) -> list:
    """Give the country to which somebody travels for talks."""
    now = run.now
    if now.word(verb) not in words("travelled"):
        return []
    for k in range(verb + 1, min(now.size, verb + 4)):
        if now.tokens[k].kind == "actor" and now.word(k - 1) in ("to", "in"):
            name = run.names.coded_as.get(now.side(now.tokens[k]), now.side(now.tokens[k]))
            return [now.cue(p, k) for p, kind in run.names.kinds.items() if kind == "country" and run.names.names[p] == name]
    return []


def _talks_verb(now, hit: Hit) -> tuple[int | None, str]:
    """Give the word that says what became of the talks, and the status "denied" where somebody left them."""
    found = left(now, hit.first, "left-talks", "held-talks", "asking")
    for k, kind in found:
        if kind == "asking":
            return None, ""
        if kind == "left-talks":
            part = any(now.word(j) in ("participation", "part", "involvement", "out", "from", "attendance") for j in range(k + 1, hit.first))  # fmt: skip
            if part or now.word(k) in ("postponed", "postpones", "suspended", "suspends", "cancelled", "canceled", "boycotted", "quit"):
                return k, "denied"
            continue
        if now.word(k) in ("take", "took", "takes") and now.word(k + 1) != "part":
            continue
        if now.word(k - 1) == "to" and any(other == "asking" for j, other in found if j < k):
            return None, ""
        joins = now.word(k).startswith(("take", "took", "attend", "join"))
        if joins and (negated(now, Hit(hit.rule, k, k + 1)) or any(now.word(j) in words("unsigned") for j in range(k - 3, k))):
            return k, "denied"
        return k, ""
    for k, kind, _ in right(now, hit.last, "talks-went", "left-talks"):
        if kind == "talks-went":
            word = now.word(k)
            if word in ("took", "got", "place", "going", "way") and now.word(k + 1) not in ("place", "under", "on") and word in ("took", "got"):  # fmt: skip
                continue
            return k, ""
        if now.is_passive(as_hit(hit, k)):
            return k, "denied"
    first = now.word(hit.first - 1)
    if any(word in ("signed", "sign", "signing") for word in now.words):
        return None, ""  # "signed after five days of talks" tells the signing
    for k in range(hit.first - 1, max(-1, hit.first - 9), -1):
        if now.word(k) == "for" and k >= hit.first - 4:
            trip = [j for j in range(max(0, k - 8), k) if now.word(j) in words("travelled")]
            if trip:
                return trip[-1], ""
        gap = set(now.words[k + 1 : hit.first])
        if now.word(k) in words("host-word") and k > hit.first - 8 and ("of" not in gap or gap & {"hours", "days", "round", "rounds", "weeks"}):
            return k, ""
        if now.boundary(k):
            break
    return (hit.first, "") if first == "between" else (None, "")


def leaves_talks(run, hit: Hit, speaker: str):
    """Read how a side suspends its part in talks that the text has spoken of."""
    now = run.now
    if not {"talks", "process", "negotiations", "commission", "committee", "dialogue"} & set(now.words) or wished(now, hit.first):
        return None
    actor = sides_of(run, doer(run, hit, hit.first, speaker))
    place = venue(run, hit, remembered=True)
    return Draft("talks", place or [run.names.home], actor, status="denied") if actor and actor != run.names.both else None


def met(run, hit: Hit, speaker: str):
    """Read how leaders or delegations meet at a place."""
    now = run.now
    places = now.places_right(hit, frozenset(("in", "at")), False, 14, through=True)[0]
    if not places or wished(now, hit.first):
        return None
    subject = doer(run, hit, hit.first)
    object_ = now.foe_right(hit)
    pair = [s for s in (subject, object_) if s and s != "civil"]
    parties = [s for s in pair if run.names.roles.get(s) in ("party", "ally")]
    several = [k for k in range(hit.first) if now.word(k) in words("both") or (now.word(k) == "and" and now.tokens[k - 1].kind == "actor")]  # fmt: skip
    if several:
        actor = _pair(run, places)
        abroad = is_abroad(run, value_of(run, places[0]))
        return Draft("talks", places[:1], actor) if "/" in actor and (abroad or len(several) > 0) else None
    if not parties or len(set(pair)) < 2 or intention(now, hit) == "hypothetical":
        return None
    if set(parties) == set(run.names.parties):
        return Draft("talks", places[:1], run.names.both)
    return Draft("talks", places[:1], "/".join(run.names.coded_as.get(s, s) for s in pair))


def signs(run, hit: Hit, speaker: str):
    """Read how an agreement is signed, or a signature is withheld."""
    now = run.now
    near = range(max(0, hit.first - 10), min(now.size, hit.last + 10))
    truces = any(now.word(k) in ("ceasefire", "cease-fire", "truce") for k in near)
    if not any(now.word(k) in words("deal-noun") for k in near) and not (truces and hit.rule.name in ("sign", "put-name")):
        left_out = any(now.word(k) == "without" for k in range(max(0, hit.first - 2), hit.first))
        bare = now.word(hit.last) in ("", ",", ".", '"') and any(now.word(k) in words("not") for k in range(max(0, hit.first - 2), hit.first))
        if not (left_out or bare or now.word(hit.last) == "it"):
            return None
    if now.word(hit.first - 1) == "who" or wished(now, hit.first) or (now.word(hit.first - 1) == "to" and any(
        now.word(k) in ("tried", "trying", "try", "attempt", "efforts", "time", "aim", "bid") for k in range(max(0, hit.first - 8), hit.first)
    )):  # fmt: skip
        return None
    actor = doer(run, hit, hit.first, speaker)
    actor = "" if actor == "civil" else actor
    held = [k for k in range(max(0, hit.first - 4), hit.first) if now.word(k) in words("unsigned") | words("not")]
    place = venue(run, hit, remembered=True) or [run.names.home]
    named = [now.side(t) for t in now.tokens[: hit.first] if t.kind in ("actor", "unit")]
    named = [side for side in named if sides_of(run, side)] or named
    each = [k for k in range(now.size) if now.word(k) in ("side", "camp", "party") and now.word(k - 1) in ("each", "either", "both")]
    if each and not actor:
        actor = now.cue(run.names.both, each[0])
    if held and not actor and now.is_passive(hit):
        actor = run.names.both
    if held:
        joint = [k for k in range(hit.first - 1, max(-1, hit.first - 9), -1) if now.word(k) in ("but", "and")][:1]
        bare = joint and now.word(joint[0] + 1) not in ("", "the", "he", "it")
        he = [k for k in range(max(0, hit.first - 9), hit.first) if now.word(k) in ("he", "she")]
        actor = named[0] if (he or bare) and named else actor or (named or [run.memory.actor])[0]
        return Draft("agreement", place, actor, foe_of(run, actor), status="denied", verb=held[0]) if actor else None
    others = [now.side(t) for t in now.tokens if t.kind == "actor" and run.names.roles.get(now.side(t)) != "mediator"]
    others = list(dict.fromkeys(others))
    if actor and actor != run.names.both and not now.is_passive(hit):
        start, _ = now.clause(hit)
        joined = [n for n in range(start + 1, hit.first) if now.word(n) == "and" and now.tokens[n - 1].kind == "actor"]
        partner = now.foe_right(hit, "with") or (now.side(now.tokens[joined[0] - 1]) if joined else "")
        if partner and partner != actor:
            actor = "/".join(sorted({run.names.coded_as.get(s, s) for s in (actor, partner)}))
    if not actor and not now.is_passive(hit) and now.word(hit.first - 1) not in words("deal-noun"):
        if not others and not venue(run, hit):
            return None
    told = "told" if now.word(hit.first) == "signed" and any(now.word(k) in words("have") for k in range(hit.first - 2, hit.first)) else ""
    if told and any(now.word(k) in words("modal-plan") | words("modal-maybe") for k in range(hit.first - 4, hit.first)):
        told = ""
    if actor in ("", run.names.both) or "/" in actor:
        return Draft("agreement", place, actor or _pair(run, place), status=told)
    if run.names.roles.get(actor) == "mediator":
        return None
    return Draft("agreement", place, actor, foe_of(run, actor), status=told)


def accord(run, hit: Hit, speaker: str):
    """Read how an accord between two sides comes into force."""
    now = run.now
    for k, _, relative in right(now, hit.last, "in-force"):
        joined = now.word(k) in ("effect", "force") and now.word(k - 1) in ("into", "took", "takes", "taken", "in")
        if joined and not relative and not any(now.word(j) in ("ceasefire", "truce") for j in range(hit.first - 2, hit.first)):
            pair = [now.side(t) for t in now.tokens[hit.last : k] if t.kind == "actor" and run.names.roles.get(now.side(t)) != "mediator"]
            each = any(now.word(j) in ("side", "sides") for j in range(now.size))
            if not pair and not each:
                return None
            actor = "/".join(sorted({run.names.coded_as.get(s, s) for s in pair})) or run.names.both
            return Draft("agreement", [run.names.home], actor, verb=k - 1)
    return None


def agrees(run, hit: Hit, speaker: str):
    """Read how sides agree on something that is neither a truce nor talks."""
    now = run.now
    for k in range(hit.last, min(now.size, hit.last + 9)):
        word = now.word(k)
        if word in ("truce", "ceasefire", "cease-fire", "talks", "negotiations", "pause", "hostilities", "dialogue", "meet"):
            return None
        if now.boundary(k):
            break
    if wished(now, hit.first):
        return None
    start, _ = now.clause(hit)
    both = [k for k in range(start, hit.first) if now.word(k) in words("both") | {"sides"}]
    chiefs = [k for k in range(start, hit.first) if now.word(k) in words("statesmen")]
    place = venue(run, hit)
    if both:
        return Draft("agreement", place or [run.names.home], run.names.both, status="fact")
    return Draft("agreement", place, status="fact") if chiefs and place else None
