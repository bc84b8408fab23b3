"""Which dates of a sentence speak of something else than a trigger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .coded import AFFIRMATIVE, CONTROL, Coded
from .grammar import Hit
from .spans import Told
from .tables import either, reporters, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def of_next(now: Sentence, hit: Hit, k: int) -> bool:
    """Tell a date of what another verb tells after an "and"."""
    return any(hit.last < h.first < k and now.word(h.first - 1) == "and" for h in now.hits)


def set_apart(now: Sentence, k: int) -> bool:
    """Tell a date between commas: "and, on Friday, took it"."""
    return now.word(k + 1) == "," and all(now.word(j) in _LEADING for j in range(now.asides[k] + 1, k))


_LEADING = frozenset(["on", "in", "late", "early", "only", "just", "and", "then", "by"])


def of_noun(now: Sentence, hit: Hit, event_type: str, k: int) -> bool:
    """Tell the month of another thing than a trigger: "shelled X in breach of a January truce"."""
    if now.word(k + 1) in words(_OWN_NOUN.get(event_type, "truce-broken")):
        return False
    if now.word(k - 2) == "of" and now.word(k - 3) in words("spell"):
        return False  # "took X in the first week of its April offensive"
    if now.word(k - 1) not in ("a", "an", "the", "its", "that") or hit.first <= k + 2 and k < hit.first:
        return False
    return now.word(k + 1) in either(
        "truce-noun", "attack-noun", "deal-noun", "talks-noun", also=("campaign", "summit")
    )


_OWN_NOUN = {"truce": "truce-noun", "talks": "talks-noun", "agreement": "deal-noun"}


def of_aside(now: Sentence, hit: Hit, k: int) -> bool:
    """Tell the date of an aside that has its own verb: "Haftar, whose men lost X in May, has now lost Y"."""
    aside = now.asides[k]
    if aside == -1 or aside == now.asides[hit.first]:
        return False
    return any(now.asides[h.first] == aside for h in now.hits)


def of_participle(now: Sentence, hit: Hit, k: int) -> bool:
    """Tell the date of ", cut in April of last year," which says how a subject came to be so, from its verb's."""
    led = now.word(k - 1) in words("determiner") or now.word(k - 1) == "'s"
    if led and hit.first != k + 1 and (now.word(k + 1) in words("participle") or now.word(k + 1)[-2:] == "ed"):
        return True  # "raids on a recently recaptured base"
    if hit.first > k + 1 and now.word(k + 1) in either("be", "have"):
        return _of_reduced(now, k)
    if now.word(k + 1) != "," or not (hit.first > k + 1):
        return False
    n = k - 1
    while n > k - 5 and now.word(n) in ("in", "on", "since", "late", "early", "by"):
        n -= 1
    if now.word(n - 1) != "," or now.asides[n - 2] >= 0:
        return False  # "the spokesman, X, announced on Monday, that"
    return now.word(n) in words("participle") or now.word(n)[-2:] == "ed"


def _of_reduced(now: Sentence, k: int) -> bool:
    """Tell the date of "a truce declared on Friday was", which is the participle's."""
    n = k - 1
    while n > k - 4 and now.word(n) in ("in", "on", "late", "early"):
        n -= 1
    participle = now.word(n) in words("participle") or now.word(n)[-2:] == "ed"
    agreed = now.word(n - 1) in either("truce-noun", "deal-noun")  # "a truce declared on Friday"
    if not participle or (now.word(n) in reporters() and not agreed):
        return False
    noun = now.tokens[n - 1] if n > 0 else None
    return noun is not None and (noun.kind == "place" or noun.text.isalpha()) and noun.text not in either("be", "have")


def of_saying(now: Sentence, k: int) -> bool:
    """Tell the day on which somebody spoke: "on Sunday condemned", "said on Sunday"."""
    before = k - 2 if now.word(k - 1) in ("on", "in") else k - 1
    if now.word(before) == "reported" and now.word(before - 1) in words("be"):
        return False  # "heavy fighting was reported on Friday"
    beside = (now.word(k + 1), now.word(k - 1), now.word(before) if before == k - 2 else "")
    said = reporters()
    return any(said.get(word, "retract") != "retract" or word in words("judge") for word in beside)


def opens_clause(now: Sentence, k: int) -> bool:
    """Tell a day that opens what is told next: "on 24 January they shelled X, and on 25 January"."""
    at = k - 1 if now.word(k - 1) in ("on", "in") else k
    return now.word(at - 1) in ("and", "but", "then", ";")


def of_old(now: Sentence, hit: Hit, k: int) -> bool:
    """Tell a date of an earlier happening: "heavy fighting in X, an area that saw earlier clashes in September"."""
    if hit.rule.is_noun and k > hit.last and _of_what_it_follows(now, hit, k):
        return True
    said = now.words[hit.last : k]
    return ("that" in said or "which" in said) and not {"earlier", "previous", "previously"}.isdisjoint(said)


def following(now: Sentence, hit: Hit, k: int) -> bool:
    """Tell the day of what a happening followed at once: "fled to X after the attack on Monday"."""
    between = [j for j in range(hit.last, k) if now.word(j) in ("after", "following", "before", "until", "since")]
    spaced = either("span", also=("hours", "shortly", "long", "soon"))
    if len(between) != 1 or now.word(between[0]) in ("before", "until", "since") or now.word(between[0] - 1) in spaced:
        return False
    told = (h for h in now.hits if between[0] < h.first < k)
    return all(h.rule.is_noun or h.rule.name == "attack-verb" for h in told)


def upon(run: Run, hit: Hit, k: int) -> bool:
    """Tell the date of what an earlier happening led to: "entered X on Friday after the LNA had withdrawn from it"."""
    now = run.now
    between = [j for j in range(k, hit.first) if now.word(j) in ("after", "before", "until", "since")]
    spaced = ("day", "days", "week", "weeks", "month", "months", "year", "years", "shortly", "long")
    return len(between) == 1 and now.word(between[0]) == "after" and now.word(between[0] - 1) not in spaced


def parted(run: Run, hit: Hit, k: int) -> bool:
    """Tell a date that belongs to another happening: "after", "before" or "until" stands between."""
    if of_old(run.now, hit, k) or of_which(run.now, hit, k) or _of_since(run.now, hit, k):
        return True
    between = range(min(k, hit.last), max(k, hit.first))
    return any(run.now.word(j) in ("after", "before", "until", "since") for j in between)


def _of_what_it_follows(now: Sentence, hit: Hit, k: int) -> bool:
    """Tell the date of the loss that another follows: "the loss of X follows the loss of Y in June"."""
    verb = next((n for n in range(hit.last, k) if now.word(n) in _FOLLOWS), -1)
    return verb > 0 and any(verb < h.first < k for h in now.hits)


_FOLLOWS = frozenset(["follows", "followed", "comes", "came"])


def _of_since(now: Sentence, hit: Hit, k: int) -> bool:
    """Tell the date of what has lasted: "have died since he began his push three months ago, 53 in an air raid"."""
    left = next((j for j in range(k, -1, -1) if now.boundary(j)), -1)
    return left >= 0 and now.word(left) == "since" and not (left < hit.first < k)


def of_which(now: Sentence, hit: Hit, k: int) -> bool:
    """Tell a date in a relative clause that tells a happening: "X fell to the GNA, which attacked on Friday"."""
    if k > hit.last and {now.word(k - 1), now.word(k - 2)} & {"said", "announced", "stated"}:
        return False  # "shot down a drone that was trying to strike X, it said on 22 January"
    which = next((j for j in range(k, hit.last - 1, -1) if now.word(j) in ("which", "who", "that")), k)
    if hit.last <= which and k - 3 <= which < k and any(k < h.first < k + 6 for h in now.hits):
        return True  # "its fall is a blow to the LNA, which on 4 April began an offensive"
    return any(which < h.first < k or (hit.last < h.first < k and _contact(now, h)) for h in now.hits)


def _contact(now: Sentence, hit: Hit) -> bool:
    """Tell the verb of "a town the GNA took", "a town taken by the GNA", ", taken by it", which leave out "which"."""
    n = hit.first - 1
    if now.word(n) in words("settled") and now.is_passive(hit):
        return now.governor(n)[0] not in either("be", "have")
    if now.word(n) == ",":
        return not hit.rule.is_noun and now.is_passive(hit)
    if now.tokens[n].kind not in ("actor", "unit"):
        return False
    return not words("settled").isdisjoint(now.words[max(0, n - 2) : n])


def undated_first(now: Sentence, coded: list[Coded]) -> list[Coded]:
    """Leave without a day what a sentence undoes on the only day that it names: "took X but lost it on 26 June"."""
    if not now.said.isdisjoint(("same", "hours", "minutes")):  # "but lost it hours later"
        return coded
    return [
        replace(first, date=None, date_basis="") if any(_undone_by(first, then) for then in coded) else first
        for first in coded
    ]


def _undone_by(first: Coded, then: Coded) -> bool:
    """Tell a gain and what ends it, both on a day that is named behind the end."""
    if first.place_id != then.place_id or first.date != then.date or not isinstance(first.date, Told):
        return False
    gained = first.event_type in CONTROL or (first.event_type == "advance" and first.control_after == "contested")
    lost = then.event_type in CONTROL and then.actor != first.actor
    lost = lost or (then.event_type == "withdrawal" and then.actor == first.actor)
    behind = first.start < then.start < first.date.start
    return gained and lost and behind and first.status in AFFIRMATIVE and then.status in AFFIRMATIVE
