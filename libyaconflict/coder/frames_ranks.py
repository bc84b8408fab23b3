"""Frames of foreign men in the ranks of a side of the war: who fights for it, stands by it, flies its aircraft.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import Draft, is_abroad, value_of
from .grammar import Hit
from .loads import Load, antecedent_span, outside, subject_span
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def fights_for(run: Run, hit: Hit, speaker: str):
    """Read "hundreds of Russian mercenaries are fighting for Haftar": a deployment in the country, or where it says."""
    now = run.now
    verb = next((n for n in range(hit.first, hit.last) if now.word(n) in _SERVES), hit.first)
    if now.word(verb).endswith("ing") and not _goes_on(now, verb):
        return None  # "the men fighting for Haftar left X"
    if now.word(hit.first - 1) == "to" and any(e.event_type == "foreign_deployment" for e in run.coded):
        return None  # "sent troops to support the GNA", whose sending is told
    span = _men(run, verb)
    load = Load(run, span)
    if not span or (load.own and not load.hirer) or not (load.foreign and load.men):
        return None
    helped = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    if helped and run.names.roles.get(helped[-1]) not in ("party", "ally"):
        return None
    places, near = now.places_right(hit, frozenset(("in", "on", "at", "around", "near")), False, 10)
    places = [p for p in places if not is_abroad(run, value_of(run, p))]
    places = now.place_inside(hit) or places
    return Draft("foreign_deployment", [run.names.home] if near or not places else places, _whose(run, load, span))


def _whose(run: Run, load: Load, span: range) -> str:
    """Give whose men they are: of "the Russian firm Wagner" the firm, not the country that it comes from."""
    now = run.now
    named = [n for n in span if now.tokens[n].kind == "actor" and outside(run, now.side(now.tokens[n]))]
    if not named or "and" in now.words[named[0] : named[-1]]:
        return load.actor if outside(run, load.actor) else ""
    return now.side(now.tokens[named[-1]])


_SERVES = frozenset(["fighting", "serving", "operating", "engaged"])


def _goes_on(now: Sentence, n: int) -> bool:
    """Tell "are fighting", "have long been fighting" from a participle."""
    k = n - 1
    while k > n - 4 and (now.word(k) in either("midst", also=("already", "still", "long")) or now.word(k)[-2:] == "ly"):
        k -= 1
    return now.word(k) in words("be")


def _men(run: Run, verb: int) -> range:
    """Give who fights: the subject, or whom a ", who" stands for; nothing for men at war here on their own account."""
    now = run.now
    span = subject_span(now, verb)
    if now.word(span.start - 1) in words("relative") and not any(now.tokens[k].kind == "actor" for k in span):
        if now.word(span.start - 2) != ",":
            return range(0)  # "mercenaries who support the LNA shelled X"
        span = antecedent_span(now, span.start)
    said = {word for k in span for word in now.tokens[k].text.split()}
    return span if said.isdisjoint(("militants", "jihadists", "terrorists")) else range(0)
