"""Whether an attack is told itself, or as one that was beaten off or came to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .grammar import Hit
from .tables import words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def beaten_after(now: Sentence, hit: Hit) -> bool:
    """Tell the attack in "an attack on X was stopped by air strikes": their weapon is not its own."""
    beaten = ("repels", "checks", "fails")
    ahead = [h for h in now.hits if 0 <= h.first - hit.last < 14 and now.is_passive(h)]
    return any(one.rule.frame in beaten for h in ahead for one in (h, *h.others))


def siege_failed(now: Sentence, hit: Hit) -> bool:
    """Tell the siege in "the siege of X ended in failure", which is told as an attack repelled."""
    for one in now.hits:
        if 0 <= one.first - hit.last < 14 and any(h.rule.frame == "fails" for h in (one, *one.others)):
            return not any(now.word(k) in (",", ";", "but") for k in range(hit.last, one.first))
    return False


def from_base(now: Sentence, hit: Hit) -> bool:
    """Tell what a place is only used for: "X, which it uses as a platform to launch attacks on Y"."""
    n = hit.first - 1 if now.word(hit.first - 1) == "to" else hit.first - 2
    if now.word(n) != "to" or (n == hit.first - 2 and now.word(n + 1) not in words("launched")):
        return False
    lead = now.words[max(0, n - 6) : n]
    return "as" in lead and not words("springboard").isdisjoint(lead)


def beaten_by(now: Sentence, hit: Hit) -> bool:
    """Tell "an attack on X foiled by Y", "was repelled by Y", which names the defender alone."""
    for one in now.hits:
        if 0 <= one.first - hit.last < 10 and one.rule.frame == "repels" and now.word(one.last) == "by":
            return not any(now.boundary(k) or now.word(k) == "," for k in range(hit.last, one.first))
    return False


def in_vain(now: Sentence, hit: Hit) -> bool:
    """Tell "attacked X but made no headway", "pushed into X without gaining ground"."""
    for other in now.hits:
        if other.rule.name == "gain-ground" and 0 < other.first - hit.last < 16:
            lead = {now.word(k) for k in range(hit.last, other.last)}
            none = lead & {"no", "little", "without"} or (lead & {"not", "failed"} and lead & {"but", "and"})
            return bool(none and lead & {"but", "without", "yet", "and", "though"})
    return False


def repelled_before(run: Run, hit: Hit) -> bool:
    """Tell the attack in "thwarted an attack" or "stopped them as they tried to enter X" from one told itself."""
    now = run.now
    tried = now.word(hit.first - 1) == "to" and now.word(hit.first - 2) in words("aim")
    tried = tried and now.word(hit.first - 3) in words("pronoun")
    return any(
        (
            h.rule.frame in _BEATS
            or h.rule.name == "drive-back"
            or (tried and any(o.rule.frame in _BEATS for o in h.others))
        )
        and 0 <= hit.first - h.last < (10 if tried else 5)
        and not run.now.is_passive(h)
        for h in run.now.hits
    )


_BEATS = ("repels", "checks", "defences")


def held_up(now: Sentence, hit: Hit) -> bool:
    """Tell "tried to advance on X but were held back", which is told as an attack repelled."""
    tried = now.word(hit.first - 1) == "to" and now.word(hit.first - 2) in words("aim")
    later = [h for h in now.hits if h.rule.frame in ("repels", "checks", "fails") and h.first > hit.last]
    return tried and bool(later) and "but" in now.words[hit.last : later[0].first]


def fruitless(now: Sentence, hit: Hit) -> bool:
    """Tell an attack that came to nothing by what follows it: "without success", "in vain", "but failed"."""
    for k in range(hit.last, min(now.size, hit.last + 14)):
        pair = (now.word(k), now.word(k + 1))
        if pair in _VAIN or now.word(k) in ("unsuccessfully", "vainly"):
            return True
        if pair[0] in (",", ";") or (now.boundary(k) and pair[0] != "but") or k in now.starts:
            return False
    return False


_VAIN = frozenset(
    [("without", "success"), ("without", "result"), ("in", "vain"), ("no", "avail"), ("little", "success")]
    + [("but", "failed"), ("but", "unsuccessfully"), ("no", "success"), ("without", "avail")]
)
