"""The word that says what became of talks: held, gone back to, left, or the occasion on which they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .grammar import Hit
from .negation import negated
from .predicates import as_hit, left, right
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence


def talks_verb(now: Sentence, hit: Hit) -> tuple[int | None, str]:
    """Give the word that says what became of the talks, and the status "denied" where somebody left them."""
    if now.word(hit.first - 1) in ("at", "during") and hit.first > 2:
        missed = not {"failed", "fail", "fails", "failing", "unable"}.isdisjoint(
            now.words[now.clause(hit)[0] : hit.first]
        )
        return hit.first - 1, "fact" if missed else ""  # "agreed at talks in X to reopen", "failed at talks in X to"
    the = hit.first - 1 - (hit.first > 2 and now.tokens[hit.first - 1].kind == "place")
    if now.word(the) in words("determiner") and now.word(the - 1) in ("at", "during", "in"):
        lead = now.words[max(0, the - 7) : the - 1]
        if not words("settled-on").isdisjoint(lead) and either("modal-plan", "modal-maybe", "not").isdisjoint(lead):
            return the - 1, "fact"  # "a body which agreed the truce at the talks in X", "at the X talks"
    if (back := _back_to(now, hit)) >= 0:
        return back, ""
    return _verb_before(now, hit) or _verb_after(now, hit) or _occasion(now, hit)


def _back_to(now: Sentence, hit: Hit) -> int:
    """Give the verb of "returned to the talks", "have gone back to indirect negotiations"; -1 for none."""
    n = hit.first - 1
    while n > 1 and now.word(n) in either("talks-adjective", "determiner", also=("new", "fresh", "negotiating")):
        n -= 1
    if now.word(n) not in ("to", "for"):
        return -1
    back = now.word(n - 1) in ("back", "down")
    verb = n - 2 if back else n - 1
    return verb if now.word(verb) in words("goes-back" if back else "returns") and verb >= 0 else -1


def _verb_before(now: Sentence, hit: Hit) -> tuple[int | None, str] | None:
    """Give the verb of "held talks", "left the talks"; no verb in "called for talks"; None where none governs them."""
    found = left(now, hit.first, "left-talks", "held-talks", "asking")
    for k, kind in found:
        if kind == "asking":
            return None, ""
        if kind == "left-talks":
            part = not words("taking-part").isdisjoint(now.words[k + 1 : hit.first])
            if part or now.word(k) in words("called-off"):
                return k, "denied"
            continue
        if now.word(k) in words("take") and now.word(k + 1) not in ("part", "up"):
            continue
        if now.word(k - 1) == "to" and any(other == "asking" for j, other in found if j < k):
            return None, ""
        joins = now.word(k).startswith(("take", "took", "attend", "join"))
        if joins and (negated(now, as_hit(hit, k)) or any(now.word(j) in words("unsigned") for j in range(k - 3, k))):
            return k, "denied"
        return k, ""
    return None


_TO_AN_END = frozenset(["came", "come", "comes", "drew", "draw", "draws"])


def _verb_after(now: Sentence, hit: Hit) -> tuple[int, str] | None:
    """Give the verb of "talks took place", "talks were called off"; None where none follows."""
    for k, kind, _ in right(now, hit.last, "talks-went", "left-talks"):
        if kind == "left-talks":
            if now.is_passive(as_hit(hit, k)):
                return k, "denied"
            continue
        word, after = now.word(k), now.word(k + 1)
        if word == "resuming" and after not in ("in", "at", "on"):
            continue  # "talks aimed at resuming exports"
        if word == "take" and after == "place" and now.word(k - 1) in words("not"):
            return k, "denied"
        if word in _TO_AN_END and (after != "to" or words("at-an-end").isdisjoint(now.words[k + 2 : k + 4])):
            continue  # "talks came a day after"
        if word in ("set", "fixed"):
            if after != "for":
                continue
            return k, "planned"
        if word not in ("took", "got") or after in ("place", "under", "on"):
            return k, ""
    return None


def _occasion(now: Sentence, hit: Hit) -> tuple[int | None, str]:
    """Give the word of "went to X for talks", "hosted the talks"; no verb where the talks are only spoken of."""
    if not {"signed", "sign", "signing"}.isdisjoint(now.words):
        return None, ""  # "signed after five days of talks" tells the signing
    for k in range(hit.first - 1, max(-1, hit.first - 9), -1):
        if now.word(k) == "for":
            here = k > 2 and now.tokens[k - 1].value in now.names.abroad and now.word(k - 2) == "in"
            if here and now.word(k - 3) in either("be", "travelled"):
                return k - 3, ""  # "were in Geneva for the fourth round of the talks"
            trip = [j for j in range(max(0, k - 8), k) if now.word(j) in words("travelled")]
            if trip and k >= hit.first - 4:
                return trip[-1], ""
        if now.word(k) in words("host-word") and k > hit.first - 8:
            gap = set(now.words[k + 1 : hit.first])
            if "of" not in gap or gap & {"hours", "days", "round", "rounds", "weeks"}:
                return k, ""
        if now.boundary(k):
            break
    return (hit.first, "") if now.word(hit.first - 1) == "between" else (None, "")


def is_ahead(now: Sentence, n: int) -> bool:
    """Tell talks that are still to come: "the upcoming", "preparing for", not "met in X for", "calls by"."""
    if not (words("upcoming") - {"for"}).isdisjoint(now.words[max(0, n - 5) : n]):
        return True
    governor, at = now.governor(n)
    return governor == "for" and words("travelled").isdisjoint(now.words[max(0, at - 8) : at])


def joint_sitting(now: Sentence, hit: Hit) -> bool:
    """Tell the sitting of the officers of both sides: "the joint military commission held its first session"."""
    lead = set(now.words[now.clause(hit)[0] : hit.first])
    return "military" in lead and not {"commission", "committee"}.isdisjoint(lead)


def agreed_anew(now: Sentence, hit: Hit) -> int:
    """Give the verb of "agreed to the resumption of ceasefire talks", which are to come; 0 where nobody agreed."""
    of = next((n for n in range(hit.first - 1, max(0, hit.first - 7), -1) if now.word(n) == "of"), 0)
    if not of or now.word(of - 1) not in ("resumption", "restart", "restarting", "relaunch", "continuation"):
        return 0
    agreed = either("accepted", also=("accepting", "agreeing")) - {"welcomed", "welcomes"}
    return next((n for n in range(max(0, of - 6), of - 1) if now.word(n) in agreed), 0)
