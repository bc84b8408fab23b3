"""The draft of a state, or of the gain that it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import AFFIRMATIVE, CONTROL, STRUCK
from .framing import Draft, foe_of, is_outside, is_small, value_of
from .grammar import Hit
from .lasting import begun, by_then, since_when, spell_of
from .negation import negated
from .tables import either, words
from .takers import fallen, lost_since

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def _more(run: Run, hit: Hit, holder: str, target: str) -> list:
    """Read on in "held X since May and Y since June"."""
    now = run.now
    found = []
    for n in range(hit.last, now.size - 1):
        if now.tokens[n].kind == "place" and now.word(n - 1) in ("and", ",") and now.tokens[n + 1].kind == "date":
            day = now.tokens[n + 1]
            if day.text.startswith("since") and is_small(run, n):
                found.append(Draft("capture", [n], holder, target, date=now.cue(day.value, n + 1)))
    return found


def in_headline(run: Run) -> bool:
    """Tell a heading, which leaves out its verb, from a sentence."""
    return run.text[run.span[0] : run.span[1]].rstrip("\"'”’")[-1:] not in (".", "!", "?") and run.now.size < 30


def _from_foe(now: Sentence, places: list) -> bool:
    """Tell what has changed hands: "is in control of X and Y, which the LNA previously occupied"."""
    n = places[-1] if isinstance(places[-1], int) else now.size
    if now.word(n + 1) != "," or now.word(n + 2) not in ("which", "formerly", "previously", "until"):
        return False
    said = now.words[n + 2 : n + 9]
    before = not {"formerly", "previously", "until", "then"}.isdisjoint(said)
    return before and not {"occupied", "held", "controlled"}.isdisjoint(said)


def by_the_way(now: Sentence, hit: Hit) -> bool:
    """Tell what only says whose town is struck: "X, which is held by the GNA, was bombed"."""
    first, _ = now.clause(hit)
    lies = now.word(first) in ("lies", "stands", "sits") and "and" in now.words[hit.first - 2 : hit.first]
    if now.word(first - 1) != "which" or now.word(first - 2) != "," or not (0 <= hit.first - first < 4 or lies):
        return False
    if lies:
        told = [h for h in now.hits if h.rule.event_type in STRUCK]
        return bool(told) and since_when(now, hit) == ""
    if now.word(first) not in ("is", "are", "was", "were") or now.word(first + 1) in ("now", "still", "again", "back"):
        return False
    told = [h for h in now.hits if h.rule.event_type in STRUCK and (h.first > hit.last or h.last < first)]
    return bool(told) and since_when(now, hit) == ""


def says_who_they_are(now: Sentence, hit: Hit) -> bool:
    """Tell what only says who somebody is: "Haftar's forces, which control the field, have sent patrols"."""
    opens = now.asides[hit.first]
    if opens < 1 or opens > hit.first - 2 or now.word(opens + 1) not in ("which", "who", "whose"):
        return False
    if now.tokens[opens - 1].kind != "actor" and now.word(opens - 1) not in words("force"):
        return False
    if not words("still").isdisjoint(now.words[opens : hit.last]) or since_when(now, hit):
        return False
    return any(h.first > hit.last or h.last < opens for h in now.hits)


def _entry(event, holder: str) -> bool:
    """Tell how a side has gone into a place: what it then holds it has taken."""
    into = event.event_type == "advance" and event.control_after == "contested" and event.actor == holder
    return into and event.status in AFFIRMATIVE


def lasting_free(now: Sentence, hit: Hit) -> bool:
    """Tell "is in its hands" from "remains in its hands"."""
    return either("still", also=("never", "ever", "long", "always", "not")).isdisjoint(
        now.words[max(0, hit.first - 5) : hit.last]
    )


def _denied(run: Run, hit: Hit) -> bool:
    """Tell a state that its sentence denies."""
    denies = any(r.kind == "deny" and (r.trailing or r.first <= hit.first < r.last) for r in run.reports)
    return denies or bool(negated(run.now, hit))


_ABOUT = frozenset(["more", "nearly", "almost", "over", "about", "some", "around", "years", "months", "weeks"])


def held(run: Run, hit: Hit, places: list, holder: str, *, gained: bool = False, date: str = ""):
    """Give the draft of a state, or of the gain that it tells."""
    now = run.now
    side = run.names.sides.get(holder, "")
    if side not in run.names.parties or not places:
        return None
    past = now.word(hit.first) in ("held", "controlled") or (
        hit.rule.name == "in-control" and now.word(hit.first) in ("was", "were")
    )
    if hit.rule.frame == "state" and past and fallen(run, places, side):
        return None  # "the militia, which held the town", of a town that the text told to have fallen
    if lost_since(run, hit, places, side):
        return None
    target = foe_of(run, holder)
    told = (*AFFIRMATIVE, "denied")
    entered = {e.place_id for e in run.coded if e.event_type == "advance" and e.actor == holder and e.status in told}
    if hit.rule.frame == "state-under" and lasting_free(now, hit):
        entered |= {e.place_id for e in run.events[-5:] if _entry(e, holder)}
    gained = gained or bool(entered.intersection(value_of(run, p) for p in places))
    gained = gained or _from_foe(now, places)
    since = since_when(now, hit)
    places = [p for p in places if not is_outside(run, value_of(run, p))]
    small = [p for p in places if is_small(run, p)]
    full = {"full", "complete", "total", "entire"} & {now.word(k) for k in range(hit.first, hit.last)}
    capital = [p for p in places if value_of(run, p) == run.names.capital] if not small else []
    if capital and not full and _denied(run, hit):
        return Draft("capture", capital, holder, target, near=True)  # "X is not in its hands": of the whole city
    small = small or (capital if full else [])
    lead = {now.word(k) for k in range(max(0, hit.first - 3), hit.last) if now.word(k + 1) != "and"}
    if not small and not words("modal-plan").isdisjoint(now.words[max(0, hit.first - 3) : hit.first]):
        small = [p for p in places if value_of(run, p) == run.names.capital]  # "will be in their hands by June"
    by = lead.isdisjoint(words("still")) and by_then(now, hit)
    if since == "?":
        return None
    if not since and spell_of(now, hit):
        ended_since = "had" in now.words[max(0, hit.first - 3) : hit.first] and "when" in now.words[hit.last :]
        if ended_since and not _ABOUT.isdisjoint(now.words[hit.last : hit.last + 12]):
            return None  # "had been held by X for more than three years when it fell"
        return Draft("capture", small, holder, target, date=now.cue(begun(run, hit), hit.first))
    if since:
        one = Draft("capture", small, holder, target, date=since)
        return [one, *_more(run, hit, holder, target)]
    for_now = "for now" in " ".join(now.words[max(0, hit.first - 5) : hit.first])
    stays = for_now or hit.rule.name in ("keep", "keep-bare", "hold-on-to", "hold-out", "firmer-hold")
    if gained or by or (lead & words("become") and not lead & words("still") and not stays):
        return Draft("capture", places if gained else small, holder, target)
    small = [p for p in small if not _half(run, p) and not _wanted(run, p, side)]
    return Draft("other", small, holder, target, holder=side, date=date)


def _half(run: Run, place) -> bool:
    """Tell a quarter of the country that is named for where it lies: who runs it is no news."""
    value = value_of(run, place)
    return run.names.kinds.get(value) == "region" and value.endswith(f"-{run.names.home}")


def _wanted(run: Run, place, side: str) -> bool:
    """Tell a place of which its sentence has told that the other side may take it next."""
    value = value_of(run, place)
    changes = (e for e in run.coded if e.event_type in CONTROL and e.status in ("planned", "hypothetical"))
    return any(e.place_id == value and e.actor != side for e in changes)
