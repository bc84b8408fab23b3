"""Frames of agreements: signed, refused, in effect.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from .frames_talks import pair_of, venue
from .framing import Draft, foe_of
from .grammar import Hit
from .loads import outside
from .predicates import doer, right, sides_of, wished
from .tables import either, words


def signs(run, hit: Hit, speaker: str):
    """Read how an agreement is signed, or a signature is withheld."""
    now = run.now
    reach = 40 if hit.rule.name == "ratify" and now.is_passive(hit) else 10
    near = range(max(0, hit.first - reach), min(now.size, hit.last + 10))
    truces = any(now.word(k) in ("ceasefire", "cease-fire", "truce") for k in near)
    if not any(now.word(k) in words("deal-noun") for k in near) and not (
        truces and hit.rule.name in ("sign", "put-name")
    ):
        left_out = any(now.word(k) == "without" for k in range(max(0, hit.first - 2), hit.first))
        bare = now.word(hit.last) in ("", ",", ".", '"') and any(
            now.word(k) in words("not") for k in range(max(0, hit.first - 2), hit.first)
        )
        if not (left_out or bare or now.word(hit.last) == "it"):
            return None
    if (
        now.word(hit.first - 1) == "who"
        or wished(now, hit.first)
        or (
            now.word(hit.first - 1) == "to"
            and any(now.word(k) in words("trying") for k in range(max(0, hit.first - 8), hit.first))
        )
    ):
        return None
    actor = doer(run, hit, hit.first, speaker)
    actor = "" if actor == "civil" else actor
    held = [k for k in range(max(0, hit.first - 4), hit.first) if now.word(k) in either("unsigned", "not")]
    spoken = any(e.event_type in ("talks", "agreement") and e.place_id == run.memory.venue for e in run.events)
    place = venue(run, hit, remembered=bool(held) or spoken) or _town(run, hit) or [run.names.home]
    named = [now.side(t) for t in now.tokens[: hit.first] if t.kind in ("actor", "unit")]
    named = [side for side in named if sides_of(run, side)] or named
    each = [
        k
        for k in range(now.size)
        if now.word(k) in ("side", "camp", "party") and now.word(k - 1) in ("each", "either", "both")
    ]
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
        if partner and partner not in (actor, run.names.both):
            actor = "/".join(sorted({run.names.coded_as.get(s, s) for s in (actor, partner)}))
    nobody = not actor and not others and not venue(run, hit)
    if nobody and not now.is_passive(hit) and now.word(hit.first - 1) not in words("deal-noun"):
        return None
    told = (
        "told"
        if now.word(hit.first) == "signed"
        and any(now.word(k) in words("have") for k in range(hit.first - 2, hit.first))
        else ""
    )
    if told and any(now.word(k) in either("modal-plan", "modal-maybe") for k in range(hit.first - 4, hit.first)):
        told = ""
    if outside(run, actor) and actor != run.names.both:
        parties = [s for s in named if run.names.roles.get(s) == "party"]
        pair = {run.names.coded_as.get(s, s) for s in (actor, *parties[-1:])}
        return Draft("agreement", place, "/".join(sorted(pair)), status=told)
    if actor in ("", run.names.both) or "/" in actor:
        return Draft("agreement", place, actor or pair_of(run, place), status=told)
    if run.names.roles.get(actor) == "mediator":
        return None
    return Draft("agreement", place, actor, foe_of(run, actor), status=told)


def _town(run, hit: Hit) -> list:
    """Give the town of the country in which an accord is signed: "signed in X"."""
    now = run.now
    places, near = now.places_right(hit, frozenset(("in", "at")), False, 9)
    wide = ("country", "region")
    near = near or not places or now.governor(places[0])[0] not in ("in", "at")
    return [] if near or run.names.kinds.get(now.tokens[places[0]].value) in wide else places[:1]


def accord(run, hit: Hit, speaker: str):
    """Read how an accord between two sides comes into force."""
    now = run.now
    for k, _, relative in right(now, hit.last, "in-force"):
        joined = now.word(k) in ("effect", "force") and now.word(k - 1) in ("into", "took", "takes", "taken", "in")
        if (
            joined
            and not relative
            and not any(now.word(j) in ("ceasefire", "truce") for j in range(hit.first - 2, hit.first))
        ):
            pair = [
                now.side(t)
                for t in now.tokens[hit.last : k]
                if t.kind == "actor" and run.names.roles.get(now.side(t)) != "mediator"
            ]
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
        if word in words("truce-or-talks"):
            return None
        if now.boundary(k):
            break
    if wished(now, hit.first):
        return None
    start, _ = now.clause(hit)
    both = [k for k in range(start, hit.first) if now.word(k) in either("both", also=("sides",))]
    chiefs = [k for k in range(start, hit.first) if now.word(k) in words("statesmen")]
    place = venue(run, hit)
    if both:
        return Draft("agreement", place or [run.names.home], run.names.both, status="fact")
    return Draft("agreement", place, status="fact") if chiefs and place else None
