"""Frames of truces: made, refused, in force.

One function for each `frame` of triggers.csv; each gives a draft, a list of drafts, or None. A truce is a noun: the
verb that governs it says what became of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import Draft
from .grammar import Hit
from .intention import intention
from .negation import negated
from .predicates import as_hit, doer, left, right, sides_of, wished
from .tables import either, words
from .truce_calls import draft_truce as _truce
from .truce_calls import won_over
from .venues import venue

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_PHRASAL = {"turn": "down", "turns": "down", "turned": "down", "turning": "down", "ruled": "out", "rules": "out"}


def _broken(now: Sentence, hit: Hit) -> bool:
    """Tell "violations of the ceasefire", "the need for a truce"."""
    governor, at = now.governor(hit.first)
    return governor in ("of", "for") and now.word(at - 1) in words("truce-broken")


_AGREED = frozenset(["agreement", "agreements", "deal", "accord", "pact"])


def _agreement(run: Run, hit: Hit, speaker: str):
    """Read a ceasefire agreement that is reached, announced or refused; one that is signed is an agreement."""
    if any(h.rule.frame == "signs" for h in run.now.hits) or any(e.event_type == "agreement" for e in run.events):
        return None
    whole = Hit(hit.rule, hit.first, hit.last + 1)
    before = _truce_made(run, whole, speaker)
    if isinstance(before, list):
        return before
    later = truce_told(run, whole, before)
    return [d for d in (before, later) if d] or None


def _refuses(now: Sentence, k: int) -> bool:
    word = now.word(k)
    if word in _PHRASAL:
        return any(now.word(j) == _PHRASAL[word] for j in range(k + 1, k + 3)) or now.word(k - 1) == _PHRASAL[word]
    if now.word(k + 1) == "to":
        return now.word(k + 2) in words("made") or now.word(k + 2) in ("respect", "halt")
    return True


def truce(run: Run, hit: Hit, speaker: str):
    """Read how a truce is declared, accepted, refused, or comes into force."""
    now = run.now
    after = now.word(hit.last)
    place = now.tokens[hit.last + 1] if after == "in" and hit.last + 1 < now.size else None
    if place is not None and place.kind == "w" and place.value[:1].isupper() and place.text not in words("lull"):
        return None  # "the ceasefire in Syria"
    if after in words("truce-compound"):
        return None
    if _broken(now, hit):
        return truce_told(run, hit, None) if after in ("which", "that") else None
    if after in words("deal-noun"):
        return (_agreement(run, hit, speaker) if after in _AGREED else None) or _deal_refused(run, hit, speaker)
    paper = next((k for k in range(hit.first - 1, max(0, hit.first - 5), -1) if now.word(k) in ("on", "for", "of")), 0)
    if paper and now.word(paper - 1) in words("deal-noun") and any(h.rule.frame == "signs" for h in now.hits):
        return None  # "an agreement on a permanent ceasefire was signed"
    ripe = [
        k for k in range(max(0, hit.first - 4), hit.first) if now.word(k) in ("conditions", "time", "ripe", "moment")
    ]
    if ripe and "for" in now.words[ripe[0] : hit.first]:  # "the conditions for a truce were not met"
        unmet = words("not").isdisjoint(now.words[max(0, ripe[0] - 4) : hit.last + 6])
        actor = sides_of(run, speaker) or sides_of(run, doer(run, hit, ripe[0]))
        return None if unmet or not actor else _truce(run, actor, ripe[0], "denied")
    before = _truce_made(run, hit, speaker)
    if isinstance(before, list):
        return before
    later = truce_told(run, hit, before)
    if before is None and later is None:
        return won_over(run, hit)
    return [d for d in (before, later) if d] or None


def _deal_refused(run: Run, hit: Hit, speaker: str):
    """Read "rejected the ceasefire deal" of a side of the war."""
    k = next((k for k, _ in left(run.now, hit.first, "refused", reach=7) if _refuses(run.now, k)), -1)
    actor = sides_of(run, doer(run, hit, k, speaker)) if k >= 0 else ""
    return _truce(run, actor, k, "denied") if actor and actor != run.names.both else None


def _truce_made(run: Run, hit: Hit, speaker: str):
    """Read the verb that governs a truce: "declared", "agreed to", "rejected"; a list of drafts settles it."""
    now = run.now
    if now.word(hit.last).startswith(("declaration", "announcement")):
        return _declaration(run, hit, speaker)
    if no := _no_truce(run, hit, speaker):
        return [no]
    called = now.word(hit.last) in words("truce-offer")
    found = left(now, hit.first, "refused", "asking", "made", reach=16)
    for k, kind in found:
        word = now.word(k)
        if kind == "made" and k == hit.first - 1 and word.endswith("ed") and now.word(k - 1) in words("determiner"):
            continue  # "violated the declared truce"
        if word.startswith("sign") and any(t.value in run.names.abroad for t in now.tokens if t.kind == "place"):
            return None  # "signed a ceasefire in Geneva": an agreement
        if word.startswith("set") and now.word(hit.last) in ("for", "from", "on", "at"):
            return _truce(run, run.names.both, k, "planned")  # "a plan that sets a ceasefire for Monday"
        if (
            word.startswith("agree")
            and now.word(k + 1) == "on"
            and not words("truce-broken").isdisjoint(now.words[k + 2 : hit.first])
        ):
            return None  # "agreed on the need to maintain a truce"
        if word.endswith("ing") and now.word(k - 1) in ("on", "about", "towards", "toward", "over", "discuss"):
            return None  # "talks on setting up a truce"
        if kind == "asking":
            called = True
            if offered := _offered(run, hit, k, speaker):
                return offered
        elif kind == "refused" and _refuses(now, k):
            actor = sides_of(run, doer(run, hit, k, speaker))
            return _truce(run, actor, k, "denied") if actor else None
        elif kind == "made" and not (called and not word.startswith(("accept", "agree", "back", "endorse"))):
            return _made(run, hit, k, found, speaker)
    return None


def _no_truce(run: Run, hit: Hit, speaker: str):
    """Read "No truce for Ramadan, says Sarraj", "there will be no truce", "wants no truce", "said no to a truce"."""
    now = run.now
    n = hit.first - 1
    while now.word(n) in ("a", "any", "the", "lasting", "new", "further", "more", "humanitarian"):
        n -= 1
    n = n - 1 if now.word(n) == "to" and now.word(n - 1) == "no" else n
    if now.word(n) != "no":
        return None
    lead, after = now.words[max(0, n - 4) : n], now.words[hit.last : hit.last + 4]
    opens = n == 0 or now.word(n - 1) in (":", '"', "-", "says", "said", "say")
    wanted = not {"want", "wants", "wanted", "accept", "accepts", "accepted"}.isdisjoint(lead)
    if not (opens or wanted or not words("modal-plan").isdisjoint(lead)) or not {"was", "were", "has"}.isdisjoint(
        after
    ):
        return None
    actor = sides_of(run, speaker) or (sides_of(run, doer(run, hit, n)) if opens or wanted else "")
    return _truce(run, actor, n, "denied") if actor and actor != run.names.both else None


def _declaration(run: Run, hit: Hit, speaker: str):
    """Read "issued a ceasefire declaration"."""
    now = run.now
    issued = next((k for k in range(hit.first - 1, max(-1, hit.first - 6), -1) if now.word(k) in _ISSUED), -1)
    if issued <= 0:
        refused = next((k for k, _ in left(now, hit.first, "refused", reach=7) if _refuses(now, k)), -1)
        return _made_and_refused(run, hit, hit.last, refused, speaker) if refused > 0 else None
    if wished(now, issued):
        return None
    one = _truce_by(run, hit, issued, doer(run, hit, issued, speaker))
    return _each(run, hit, issued) or ([one] if one else None)


def _made(run: Run, hit: Hit, k: int, found: list[tuple[int, str]], speaker: str):
    """Read the making of a truce at its verb or noun: who makes it, refuses that it be made, or pledges it."""
    now, word = run.now, run.now.word(k)
    top = next((j for j, other in found if j < k and other == "refused" and _refuses(now, j)), None)
    if top is not None:
        return _made_and_refused(run, hit, k, top, speaker)
    to = k - 2 if now.word(k - 1) == '"' else k - 1
    if wished(now, k) or (now.word(to) == "to" and any(other == "asking" for j, other in found if j < k)):
        return None
    between = now.words[k + 1 : hit.first]
    if not words("working").isdisjoint(between):
        return None
    if word in ("agreed", "agree") and (place := venue(run, hit)) and _not_theirs(run, hit, k, between):
        both = not {"both", "two", "sides", "parties", "rivals"}.isdisjoint(now.words[:k])
        return Draft("agreement", place, run.names.both if both else "", verb=k)  # "agreed in X to shore up a truce"
    kept = word.startswith(("accept", "agree", "observe", "respect", "heed", "honour"))
    if kept and negated(now, as_hit(hit, k)):
        neither = "neither" in now.words[max(0, k - 5) : k]
        actor = run.names.both if neither else sides_of(run, doer(run, hit, k, speaker)) or sides_of(run, speaker)
        return _truce(run, actor, k, "denied") if actor else None
    if not words("deal-noun").isdisjoint(between):
        return None
    noun = word.endswith(("ment", "ments", "tion", "tions", "ance", "sent", "approval"))
    actor = now.owner(as_hit(hit, k)) if noun else doer(run, hit, k, speaker)
    told = ""
    if intention(now, as_hit(hit, k)) and "if" not in now.words[max(0, k - 9) : k]:
        if words("pledged").isdisjoint(now.words[max(0, k - 4) : k]):
            return None
        if _on_terms(now.words[hit.last : hit.last + 5]):
            return _truce(run, actor, k, "hypothetical") if actor else None  # "would agree to one only if"
        told = "fact"
    known = now.word(k - 1) == "the" and now.word(k - 2) in words("granted")
    if noun and not actor and known:
        return _truce(run, run.names.both, k, "told")  # "despite the announcement of a ceasefire"
    return _each(run, hit, k) or _truce_by(run, hit, k, actor, told)


def _not_theirs(run: Run, hit: Hit, k: int, between: list[str]) -> bool:
    """Tell the truce of others, or one that stands, on which somebody agrees: "leaders agreed to push for a truce"."""
    if not words("upholding").isdisjoint(between):
        return True
    who = range(max(0, k - 6), k)
    leaders = any(run.now.word(n) in words("statesmen") for n in who)
    named = any(sides_of(run, run.now.side(run.now.tokens[n])) for n in who if run.now.tokens[n].kind == "actor")
    return leaders and not named and _OF_BOTH.isdisjoint(run.now.words[who.start : k])


_OF_BOTH = frozenset(["rival", "two", "both", "warring", "libyan", "opposing", "competing"])


def _on_terms(ahead: list[str]) -> bool:
    """Tell the terms of "would accept a truce only once", "a truce if", "a truce on condition that"."""
    terms = {"if", "unless", "once", "provided", "condition"} | ({"after", "when"} if "only" in ahead[:2] else set())
    return not terms.isdisjoint(ahead[:3])


def _made_and_refused(run: Run, hit: Hit, k: int, top: int, speaker: str):
    """Read "rejected the GNA's announcement of a truce": made by one, refused by another."""
    now = run.now
    actor = sides_of(run, doer(run, hit, top, speaker))
    drafts = [_truce(run, actor, top, "denied")] if actor else []
    if now.word(k).endswith(("ment", "tion")):
        maker = sides_of(run, now.owner(as_hit(hit, min(k, hit.first))) or now.foe_right(hit, "by", "of", "from"))
        if maker and maker != actor:
            drafts.append(_truce(run, maker, k, "told"))
    return drafts or None


def _offered(run: Run, hit: Hit, k: int, speaker: str):
    """Read a truce that a side proposes, or that a declaration calls for from a day to come."""
    now = run.now
    if now.word(k).startswith(("propos", "offer")) and not now.word(k).endswith(("al", "als")):
        first, _ = now.clause(as_hit(hit, k))
        named = [sides_of(run, now.side(t)) for t in now.tokens[first:k] if t.kind in ("actor", "unit")]
        actor = sides_of(run, doer(run, hit, k, speaker)) or next(filter(None, named), "")
        return _truce(run, actor, k, "planned") if actor and actor != run.names.both else None
    accord = not words("accorded").isdisjoint(now.words[max(0, k - 4) : k]) or not _PAPERS.isdisjoint(now.words[:k])
    ahead = now.word(hit.last) in ("from", "on", "starting", "beginning", "as", "for") and any(
        t.kind == "date" for t in now.tokens[hit.last : hit.last + 9]
    )
    return _truce(run, run.names.both, k, "planned") if accord and ahead else None


_PAPERS = frozenset(["declaration", "initiative", "roadmap"])
_ISSUED = frozenset(["issued", "released", "made", "published", "issue", "issues"])


def _each(run: Run, hit: Hit, k: int):
    """Draft one truce for each of two who declare theirs apart: "Sarraj and Saleh declared"."""
    now = run.now
    start = max(now.clause(as_hit(hit, k))[0], k - 18)
    pair = [n for n in range(start, k) if now.tokens[n].kind == "actor" and sides_of(run, now.side(now.tokens[n]))]
    sides = list(dict.fromkeys(now.side(now.tokens[n]) for n in pair))
    if len(sides) != 2 or set(sides) == set(run.names.parties) or "and" not in now.words[pair[0] : pair[-1]]:
        return None
    return [_truce(run, side, k, "") for side in sides]


def _truce_by(run: Run, hit: Hit, k: int, actor: str, status: str = "", *, reduced: bool = False):
    """Draft a truce with the side that made it; both where it was brokered or where nobody is named."""
    now = run.now
    word = now.word(k)
    side = sides_of(run, actor)
    if side and word.startswith(("broker", "mediat", "sponsor")):
        side = run.names.both  # "brokered by the GNA's backer"
    if not side:
        outside = actor and actor != "civil"
        if outside and not word.startswith(("broker", "mediat", "negotiat", "agree", "reach", "impose")):
            return None
        active = not reduced and not now.is_passive(as_hit(hit, k)) and now.word(k + 1) != "by"
        if not outside and active and word not in ("agreed", "reached"):
            return None
        side = run.names.both
    return _truce(run, side, k, status)


def truce_told(run: Run, hit: Hit, before):
    """Read what follows a truce: "that Haftar had declared", "took effect", "was rejected by"."""
    now = run.now
    follows = now.tokens[hit.last] if hit.last < now.size else None
    contact = follows is not None and (follows.kind == "actor" or follows.text in ("both", "they", "he"))
    for k, kind, relative in right(now, hit.last, "refused", "in-force", "made", "asking"):
        word = now.word(k)
        if word == "held" and now.word(k - 1) == ",":
            continue  # "talks about a truce, held by video"
        if now.word(hit.last) == "," and k == hit.last + 1 and _aimed_at(now, hit):
            return None  # "the committee, which is to enforce the ceasefire, began its work"
        relative = relative or contact  # "a truce both sides accepted"
        dated = k + 1 < now.size and "date" in (now.tokens[k + 1].kind, now.tokens[min(k + 2, now.size - 1)].kind)
        if kind == "made" and k == hit.last and word.endswith("ed") and dated and before is None:
            return _truce(run, run.names.both, k, "told")  # "the truce announced on 12 January should hold"
        passive = now.is_passive(as_hit(hit, k)) or (kind == "made" and now.word(k + 1) == "by")
        if kind == "asking":
            if word == "called" and passive and now.word(k + 1) != "for":
                return _truce(run, run.names.both, k, "")
            continue
        if before is not None and not relative:
            return None
        if kind == "refused" and passive:
            actor = sides_of(run, doer(run, hit, k))
            return _truce(run, actor, k, "denied") if actor else None
        if kind == "in-force" and before is None and _comes_into_force(now, k):
            return _in_force(run, hit, k)
        made = _made_after(run, hit, k, relative=relative, passive=passive) if kind == "made" else None
        if made and (before is None or before.actor != made.actor):
            return made
    return None


def _aimed_at(now: Sentence, hit: Hit) -> bool:
    """Tell a truce that somebody is only to bring about or keep: "to monitor the truce", "which will enforce it"."""
    verb = now.governor(hit.first)[1]
    return verb > 0 and now.word(verb - 1) in either("modal-plan", "modal-maybe", also=("to",))


def _comes_into_force(now: Sentence, k: int) -> bool:
    """Tell "took effect", "is in force", "is holding"."""
    joined = now.word(k) in ("effect", "force", "place") and now.word(k - 1) in words("into-force")
    return joined or now.word(k) in words("truce-holds")


def _in_force(run: Run, hit: Hit, k: int):
    """Draft a truce in force; one that only "appears to hold" is told."""
    now = run.now
    if wished(now, hit.first):
        return None
    seems = any(word.startswith(("appear", "seem")) for word in now.words[max(hit.last, k - 4) : k])
    meant = now.word(k - 1) == "to" or now.word(k - 2) == "to"  # "minutes after the truce was meant to take effect"
    seems = seems or (meant and now.word(now.clause(hit)[0] - 1) == "after")
    asks = next((j for j in range(k - 1, hit.last, -1) if now.word(j) in either("be", "have")), k)
    return _truce(run, run.names.both, min(asks, k), "told" if seems else "")


def _made_after(run: Run, hit: Hit, k: int, *, relative: bool, passive: bool):
    """Read "a truce that Haftar had declared", "the truce was announced by", "a truce brokered by"."""
    now, word = run.now, run.now.word(k)
    bare = not relative and now.word(k - 1) not in either("be", "have")
    if bare and any(kind == "asking" for _, kind in left(now, hit.first, "asking", "refused", reach=16)):
        return None  # "called for a truce, backed by the UN"
    reduced = k == hit.last and word.endswith(("ed", "ck")) and now.word(k - 1) in words("truce-noun")
    if not (relative or passive or reduced) or wished(now, k):
        return None
    actor = doer(run, hit, k) if relative or passive else now.agent(as_hit(hit, k))
    return _truce_by(run, hit, k, actor, "told" if relative or reduced else "", reduced=reduced)
