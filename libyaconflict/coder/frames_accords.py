"""Frames of agreements: signed, refused, in effect.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .frames_talks import pair_of
from .framing import Draft, foe_of, is_small
from .grammar import Hit
from .loads import outside
from .predicates import doer, right, sides_of, wished
from .signers import each_side, named_together, signed_at, signers_of, with_partner
from .tables import either, words
from .venues import venue

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def deal_reached(run: Run, hit: Hit, speaker: str):
    """Read how an agreement was reached, in the passive: "a deal has been struck with the LNA"."""
    now = run.now
    if wished(now, hit.first) or "no" in now.words[max(0, hit.first - 2) : hit.first]:
        return None
    place = venue(run, hit) or signed_at(run, hit) or [run.names.home]
    with_ = now.foe_right(hit, "with", "between", "by")
    pair = run.names.both if sides_of(run, with_) and sides_of(run, speaker) not in ("", with_) else pair_of(run, place)
    return Draft("agreement", place, pair) if pair else None


def signs_up(run: Run, hit: Hit, speaker: str):
    """Read how leaders put their names to a declaration."""
    now = run.now
    actor = sides_of(run, doer(run, hit, hit.first, speaker))
    if not actor or wished(now, hit.first) or "not" in now.words[max(0, hit.first - 3) : hit.first]:
        return None
    place = venue(run, hit) or signed_at(run, hit) or [run.names.home]
    return Draft("declaration", place, "" if actor == run.names.both else actor)


def signs(run: Run, hit: Hit, speaker: str):
    """Read how an agreement is signed, or a signature is withheld."""
    now = run.now
    if not _of_a_deal(run, hit) or _only_wanted(now, hit):
        return None
    if now.word(hit.first) in ("sign", "signs") and now.word(hit.first - 1) in ("no", "a", "any", "first", "little"):
        return None  # "there is no sign of a ceasefire"
    if hit.rule.name == "deal-made":
        return _made(run, hit)
    reduced = now.word(hit.first) == "signed" and now.word(hit.first - 1) in words("deal-noun")
    verb = hit.last - 2 if hit.rule.name == "deal-approved" else hit.first
    actor = now.agent(hit) if reduced else doer(run, hit, verb, speaker)  # "the deal signed in X by"
    actor = "" if actor == "civil" else actor
    held = [k for k in range(max(0, hit.first - 4), hit.first) if now.word(k) in either("unsigned", "not")]
    met = [e for e in run.events if e.event_type in ("talks", "agreement") and e.status != "planned"]
    spoken = any(e.place_id == run.memory.venue for e in met)
    place = venue(run, hit, remembered=bool(held) or spoken) or signed_at(run, hit) or [run.names.home]
    parted = max((k for k in range(hit.first) if now.word(k) in (";", "while", "whereas")), default=0)
    if not any(token.kind == "actor" for token in now.tokens[parted : hit.first]):
        parted = max((k for k in range(hit.first) if now.word(k) == ";"), default=0)
    named = [now.side(t) for t in now.tokens[parted : hit.first] if t.kind in ("actor", "unit")]
    named = [side for side in named if sides_of(run, side)] or [s for s in named if not outside(run, s)] or named
    actor = actor or each_side(run)
    if held:
        actor = "" if outside(run, actor) and any(sides_of(run, side) for side in named) else actor
        actor = _refuser(run, hit, actor, named)
        return Draft("agreement", place, actor, foe_of(run, actor), status="denied", verb=held[0]) if actor else None
    others = [now.side(t) for t in now.tokens if t.kind == "actor" and run.names.roles.get(now.side(t)) != "mediator"]
    others = list(dict.fromkeys(others))
    alone, actor = actor, with_partner(run, hit, actor)
    if not actor and not others and not now.is_passive(hit) and _signed_by_nobody(run, hit):
        return None
    if now.word(hit.first).startswith("ratif") or hit.rule.name in ("approve-deal", "deal-approved"):
        if actor in ("", run.names.both) and len(others) > 1:
            actor = named_together(run, others[:2])  # "both parliaments ratified it"
        if actor not in ("", run.names.both):
            return Draft("declaration", [run.names.home], alone or actor)  # a vote on what was signed before
    return _signed(run, hit, actor, place, named)


def _made(run: Run, hit: Hit):
    """Read "the deal signed in X on Monday by Y and Z"."""
    now = run.now
    follows = [k for k in (hit.last - 1, hit.last) if now.word(k) in _MADE_BY or _is_date(now, k)]
    if not follows or wished(now, hit.first) or "no" in now.words[max(0, hit.first - 3) : hit.first]:
        return None
    place = venue(run, hit) or signed_at(run, hit) or [run.names.home]
    sides = signers_of(run, hit)
    pair = named_together(run, sides) if len(sides) > 1 else pair_of(run, place)
    pair = run.names.both if set(sides) == set(run.names.parties) else pair
    dated = any(token.kind == "date" for token in now.tokens)
    return Draft("agreement", place, pair, date="" if dated else "?", status="told") if pair else None


_MADE_BY = frozenset(["on", "in", "between", "by", "with", "at", "last", "earlier"])


def _is_date(now: Sentence, k: int) -> bool:
    return 0 <= k < now.size and now.tokens[k].kind == "date"


def _of_a_deal(run: Run, hit: Hit) -> bool:
    """Tell a signature under an agreement: it is named near by, or known: "left without signing"."""
    now = run.now
    reach = 40 if hit.rule.name in ("ratify", "sign") and now.is_passive(hit) else 10
    reach = 24 if hit.rule.name == "put-signature" else reach  # "the text, to which X, the leader of Y, has put his"
    near = now.words[max(0, hit.first - reach) : hit.last + 10]
    if not words("deal-noun").isdisjoint(near):
        return True
    if hit.rule.name in ("sign", "put-name") and not {"ceasefire", "cease-fire", "truce"}.isdisjoint(near):
        return True
    lead, after = now.words[max(0, hit.first - 2) : hit.first], now.word(hit.last)
    if "without" in lead or after == "it" or (after in ("", ",", ".", '"') and not words("not").isdisjoint(lead)):
        return True
    if now.word(hit.first) != "signed":
        return False
    if after == "in" and any(t.value in run.names.abroad for t in now.tokens[hit.last : hit.last + 3]):
        return True  # "signed in Moscow"
    talked = any(e.event_type in ("talks", "truce", "agreement") for e in run.events)
    talked = talked or any(h.rule.frame in ("met", "talks") for h in now.hits if h is not hit)
    return talked and (after in ("", ",", ".", ";") or (after == "in" and bool(venue(run, hit))))


def _only_wanted(now: Sentence, hit: Hit) -> bool:
    """Tell a signature that somebody only asks or tries for, and "the man who signed it"."""
    before = now.word(hit.first - 1)
    tried = before == "to" and not words("trying").isdisjoint(now.words[max(0, hit.first - 8) : hit.first])
    return before == "who" or tried or (wished(now, hit.first) and before not in words("deal-noun"))


def _refuser(run: Run, hit: Hit, actor: str, named: list[str]) -> str:
    """Give who withholds a signature: "Haftar came but left without signing"."""
    now = run.now
    if not actor and now.is_passive(hit):
        actor = run.names.both
    joint = next((k for k in range(hit.first - 1, max(-1, hit.first - 9), -1) if now.word(k) in ("but", "and")), -1)
    bare = joint >= 0 and now.word(joint + 1) not in ("", "the", "he", "it")
    if named and (bare or not {"he", "she"}.isdisjoint(now.words[max(0, hit.first - 9) : hit.first])):
        return named[0]
    return actor or (named or [run.memory.actor])[0]


def _signed_by_nobody(run: Run, hit: Hit) -> bool:
    """Tell a signature of which neither a venue, a town and its councils, nor the deal beside it is told."""
    now = run.now
    if now.word(hit.first - 1) in words("deal-noun") or venue(run, hit):
        return False
    return words("councils").isdisjoint(now.words[: hit.first]) or not signed_at(run, hit)


def _signed(run: Run, hit: Hit, actor: str, place: list, named: list[str]):
    """Draft an agreement with all who sign it."""
    told = "told" if _have_signed(run.now, hit) else ""
    if outside(run, actor) and "/" not in actor:
        parties = [s for s in named if run.names.roles.get(s) == "party"]
        return Draft("agreement", place, named_together(run, (actor, *parties[-1:])), status=told)
    if actor in ("", run.names.both) or "/" in actor:
        return Draft("agreement", place, actor or pair_of(run, place), status=told)
    if run.names.roles.get(actor) == "mediator":
        return None
    by = run.now.words.index("by", hit.last) if "by" in run.now.words[hit.last :] else run.now.size
    more = run.now.is_passive(hit) and "and" in run.now.words[by : by + 9]  # "by Sarraj and the premier of Malta"
    return Draft("agreement", place, actor, "" if more else foe_of(run, actor), status=told)


def _have_signed(now: Sentence, hit: Hit) -> bool:
    """Tell "have signed" from "will have signed", "signed"."""
    if now.word(hit.first) != "signed":
        return False
    if not any(now.word(k) in words("have") for k in range(hit.first - 2, hit.first)):
        return False
    return not any(now.word(k) in either("modal-plan", "modal-maybe") for k in range(hit.first - 4, hit.first))


def _lacks(now: Sentence, k: int) -> bool:
    return now.word(k) == "without" or (now.word(k).startswith("fail") and now.word(k + 1) == "to")


def _unreached(now: Sentence, hit: Hit) -> int:
    """Give the word that says that talks brought no accord: "ended without an agreement", "no deal was reached"."""
    lead = range(max(0, hit.first - 4), hit.first)
    reached = not words("signed").isdisjoint(now.words[hit.last : hit.last + 4])
    parted = not _PARTED.isdisjoint(now.words[max(0, hit.first - 9) : hit.first])
    if words("talks-noun").isdisjoint(now.words) and _SESSIONS.isdisjoint(now.words) and not (reached or parted):
        return -1
    reached = reached or not _YIELDED.isdisjoint(now.words[max(0, hit.first - 4) : hit.first])
    return next((k for k in lead if _lacks(now, k) or (now.word(k) == "no" and reached)), -1)


_SESSIONS = frozenset(["meeting", "summit", "round", "rounds", "discussions"])
_PARTED = frozenset(["left", "leave", "leaves", "parted", "departed", "flew", "returned", "rose", "dispersed"])
_YIELDED = frozenset(
    ["produced", "produce", "yielded", "yield", "brought", "bring", "led", "delivered", "reached", "with"]
)


def swap(run: Run, hit: Hit, speaker: str):
    """Read how the sides exchange prisoners, or free some."""
    now = run.now
    places, near = now.places_right(hit, hit.rule.prepositions, False)
    if not places:
        places, near = now.locative(hit)
    if not places or not is_small(run, places[0]) or wished(now, hit.first):
        return None
    if hit.rule.name == "prisoners-changed" and words("captives").isdisjoint(now.words[: hit.first]):
        return None
    noun = hit.rule.name == "prisoner-swap"
    if noun and not any(
        now.word(k) in either("talks-went", "made", also=("carried", "completed")) for k in range(now.size)
    ):
        return None
    swapped = any(now.word(k)[:4] in ("swap", "exch", "trad", "chan") for k in range(hit.first, hit.last))
    return Draft("other", places, run.names.both if swapped else "", near=near)


def accord(run: Run, hit: Hit, speaker: str):
    """Read how an accord between two sides comes into force."""
    now = run.now
    with_ = now.word(hit.first - 2) if now.word(hit.first - 1) in ("an", "a", "the") else now.word(hit.first - 1)
    ended = any(
        now.word(k).startswith(("end", "conclu", "wrap", "clos", "culminat")) for k in range(hit.first - 14, hit.first)
    )
    if with_ in ("with", "in") and ended and (place := venue(run, hit) or signed_at(run, Hit(hit.rule, 0, 1))):
        return Draft("agreement", place, pair_of(run, place), status="fact")
    if (without := _unreached(now, hit)) >= 0 and (
        place := venue(run, hit, remembered=True) or signed_at(run, Hit(hit.rule, 0, 1))
    ):
        if any(e.event_type == "agreement" and e.status == "denied" for e in run.events):
            return None  # told before
        return Draft("agreement", place, pair_of(run, place) or run.names.both, status="denied", verb=without)
    if made := _made_in(run, hit):
        return made
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
            actor = named_together(run, pair) or run.names.both
            return Draft("agreement", [run.names.home], actor, verb=k - 1)
    return None


_MADE = frozenset(["negotiated", "brokered", "struck", "reached", "concluded", "clinched", "hammered", "sealed"])


def _made_in(run: Run, hit: Hit):
    """Read "the deal that X had negotiated in Sochi with Y"."""
    now = run.now
    for n in range(hit.last, min(now.size, hit.last + 40)):
        if now.tokens[n].kind == "place" and now.word(n - 1) == "in" and now.tokens[n].value in run.names.abroad:
            made = not _MADE.isdisjoint(now.words[n - 3 : n - 1]) and "be" not in now.words[n - 6 : n - 1]
            pair = pair_of(run, [n]) if made and not wished(now, hit.first) else ""
            return Draft("agreement", [n], pair, status="fact") if pair else None
        if now.word(n) in (";", "."):
            break
    return None


def agrees(run: Run, hit: Hit, speaker: str):
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
    joint = [k for k in range(start, hit.first) if now.word(k) in ("commission", "committee")]
    if joint and not {"joint", "military"}.isdisjoint(now.words[max(0, joint[0] - 3) : joint[0]]):
        local = signed_at(run, Hit(hit.rule, 0, 1)) if hit.first < 24 else []
        return Draft("agreement", venue(run, hit) or local or [run.names.home], run.names.both, status="fact")
    if not both:  # "Sarraj and Haftar met in X and agreed on"
        named = {now.side(t) for t in now.tokens[start : hit.first] if t.kind == "actor"}
        both = [hit.first] if named >= set(run.names.parties) and now.word(hit.first) == "agreed" else []
    chiefs = [k for k in range(start, hit.first) if now.word(k) in words("statesmen")]
    place = venue(run, hit)
    if both:
        return Draft("agreement", place or [run.names.home], run.names.both, status="fact")
    if chiefs and place:
        return Draft("agreement", place, status="fact")
    actor = sides_of(run, doer(run, hit, hit.first, speaker)) if hit.rule.name == "agree-at" else ""
    return Draft("agreement", place, actor) if actor and place else None
