"""The start of an offensive, as a noun of which somebody tells: "the start of an offensive on X was announced by Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .aims import aimed_at, is_subject
from .clauses import predicate
from .coded import CONTROL
from .framing import Draft, foe_of, value_of
from .grammar import Hit
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_STARTS = frozenset(["start", "beginning", "launch", "launching", "opening", "onset", "outset", "commencement"])
_TOLD = frozenset(["announced", "declared", "proclaimed", "ordered"])


def start_announced(run: Run, hit: Hit):
    """Draft the declaration of "the start of an offensive on X had been announced by Y"; nothing else."""
    now = run.now
    of = next((n for n in range(hit.first - 1, max(0, hit.first - 6), -1) if now.word(n) == "of"), 0)
    if not of or now.word(of - 1) not in _STARTS:
        return None
    told = next((n for n in range(hit.last, min(now.size, hit.last + 26)) if now.word(n) in _TOLD), 0)
    if not told or not any(now.word(k) in words("be") for k in range(told - 3, told)):
        return None
    actor = now.agent(Hit(hit.rule, told, told + 1)) or _by(now, told)
    places, near = now.places_right(hit, frozenset(("on", "against", "for", "in", "to", "of")), False, 13, through=True)
    named = [n for n in range(hit.last, told) if now.tokens[n].kind == "place" and not now.is_near(n)]
    places = [] if near else places or named[:1]
    if run.names.sides.get(actor) not in run.names.parties or not places:
        return None
    if run.names.kinds.get(value_of(run, places[0])) == "country":
        return None
    return Draft("declaration", places[:1], actor, foe_of(run, actor), status="fact", verb=told)


def course_of(now: Sentence, hit: Hit, places: list) -> str:
    """Tell a taking, as a noun, that has only "begun" or has "failed"; nothing of one that is told as done."""
    for n in range(hit.first - 1, max(-1, hit.first - 7), -1):
        word = now.word(n)
        if word in _STARTS and now.word(n + 1) == "of" or word in _BEGINS:
            return "begun"
        if now.tokens[n].kind not in ("actor", "unit") and word not in either("determiner", also=("'s", "of", "-")):
            break
    owned = now.word(hit.first - 1) == "'s" and now.governor(hit.first - 2)[0] not in words("preposition")
    if not owned and not is_subject(now, hit):
        return ""  # "the countdown to the liberation of X has begun"
    last = places[-1] if isinstance(places[-1], int) else hit.last
    verb = predicate(now, hit.last)
    said = {now.word(k) for k in range(verb, verb + 5)} if 0 <= verb < last + 3 else set()
    if now.word(last + 1) in _COURSE and (
        now.word(last + 2) in words("preposition") or not now.word(last + 2).isalpha()
    ):
        said.add(now.word(last + 1))
    return "failed" if said & _FAILED else "begun" if said & _BEGUN else ""


_BEGINS = frozenset(["launched", "launches", "launching", "began", "begun", "begins", "started", "starts", "starting"])
_BEGUN = frozenset(["began", "begun", "started"])
_FAILED = frozenset(
    ["failed", "fails", "stalled", "faltered", "halted", "foiled", "thwarted", "collapsed", "fizzled", "foundered"]
)
_COURSE = _BEGUN | _FAILED


def for_control(now: Sentence, hit: Hit) -> list:
    """Give the place of an "offensive for full control of X", an "assault with the aim of capturing X"."""
    aim = next((h for h in now.hits if hit.last < h.first < hit.last + _AIM and h.rule.event_type in CONTROL), None)
    if aim is not None and not any(map(now.boundary, range(hit.last, min(aim.first, hit.last + 3)))):
        gerund = now.word(aim.first).endswith("ing") and now.word(aim.first - 1) in ("of", "at", "for", "towards")
        bare = aim.first == hit.last + 1 and now.word(hit.last) == "to"  # "an attack to take over X"
        if aimed_at(now, aim) if aim.rule.is_noun else gerund or bare:
            owned = now.tokens[aim.first - 1].kind == "place" and now.word(aim.first) in ("'s", "'")
            places, near = now.places_right(aim, frozenset(("of",)), True, 9)
            return now.group_left(aim.first - 1) if owned else [] if near else places
    if now.word(hit.last) != "for":
        return []
    n = hit.last + 1
    while now.word(n) in either("determiner", also=("full", "total", "complete", "control", "capture", "of", "over")):
        n += 1
    held = now.word(n - 1) in ("of", "over") and n < now.size and now.tokens[n].kind == "place"
    return now.group(n) if held else []


_AIM = 12  # tokens from an offensive to what it is for


def _by(now: Sentence, told: int) -> str:
    """Give the actor after the "by" of a verb of telling."""
    by = next((n for n in range(told + 1, min(now.size, told + 6)) if now.word(n) == "by"), 0)
    after = now.tokens[by + 1 : by + 7] if by else ()
    return next((now.side(t) for t in after if t.kind in ("actor", "unit")), "")
