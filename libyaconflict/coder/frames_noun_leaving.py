"""Withdrawals told by a noun: "the withdrawal of the LNA from X", "its exit", "after their retreat"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import CONTROL
from .doers import owner_of
from .frames_event import focus
from .framing import Draft, foe_of, is_bound_for
from .grammar import Hit
from .leaving import calls_it_so, foreign_men, garrison_gone, of_strangers, only_judged, there_was
from .referents import reference
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def noun_leaves(run: Run, hit: Hit, speaker: str):
    """Read a side's withdrawal from a place, as a noun."""
    now = run.now
    if now.word(hit.first - 1) == "to" and now.word(hit.first) in ("retreat", "exit"):
        return None  # the verb
    if now.word(hit.first) == "flight" and (
        now.word(hit.first - 1) in either("flight-kind", also=("took", "take", "taken", "taking"))
        or now.word(hit.last) in ("ban", "bans", "path", "paths", "crew")
    ):
        return None  # that of an aircraft
    if now.word(hit.first) == "exit" and now.word(hit.first - 1) in words("civil"):
        return None  # "the people exit to greet them"
    if calls_it_so(now, hit) or only_judged(run, hit):
        return None
    after = now.tokens[hit.last] if hit.last < now.size else None
    noun = after is not None and after.kind == "w" and after.text.isalpha()
    parts = either("preposition", "stop", "be", also=("and", "or", "that"))
    if now.word(hit.first) == "flight" and after is not None and noun and after.text not in parts:
        return None  # "a flight control room"
    forced = now.word(hit.first - 1) in words("possessive") and now.word(hit.first - 2).endswith("ing")
    if forced and now.word(hit.first) == "evacuation":
        return None  # "guns hit the port, forcing its evacuation"
    joins = frozenset(("from", "of", "outside"))
    if any(now.word(k) in words("posts") for k in range(hit.last, min(now.size, hit.last + 6))):
        joins |= {"in", "at", "on", "around", "inside"}
    places: list
    places, near = now.places_right(hit, joins, now.word(hit.last - 1) in ("from", "of"))
    if places and isinstance(places[0], int) and is_bound_for(now, places[0]):
        return None  # "a withdrawal in the direction of X"
    if places and isinstance(places[-1], int) and now.word(places[-1] + 1) in words("deal-noun"):
        return None  # "announced its withdrawal from the Skhirat agreement"
    if not places and (draft := garrison_gone(run, hit)):
        return draft
    of = now.foe_right(hit, "of") if now.word(hit.last) == "of" else ""
    named = any(t.kind in ("actor", "unit") for t in now.tokens[hit.last + 1 : hit.last + 4])
    actor = (of if named else "") or _theirs(now, hit) or owner_of(run, hit)  # "the withdrawal of the LNA"
    whose = next((k for k in range(hit.last, min(now.size, hit.last + 4)) if now.word(k) in words("possessive")), 0)
    if not actor and whose:
        actor = now.actor_before(whose) or run.memory.actor
    if draft := foreign_men(run, hit, places):
        return draft
    actor = actor or ("" if now.word(hit.first) == "evacuation" else speaker)
    if not places and now.word(hit.last) == "from" and now.word(hit.last + 1) in ("it", "there", "here", "both"):
        places = reference(run, hit.last + 1)
    if not places and not near and "to" in now.words[hit.last : hit.last + 5] and actor:
        places = focus(run)  # "confirmed the withdrawal of its men to X"
    if not places and not near and now.word(hit.last) != "from":
        bound = {n for n in range(hit.last, now.size) if now.tokens[n].kind == "place" and is_bound_for(now, n)}
        other = next((h.first for h in now.hits if h.first > hit.last and h.rule.event_type in CONTROL), now.size)
        spoken = enumerate(now.tokens[:other])  # "the withdrawal comes after the loss of X"
        others = {t.value for n, t in spoken if t.kind == "place" and n not in bound}
        places = list(others - {run.names.home}) if len(others) == 1 else []
        if bound and not others:
            return None  # "a withdrawal towards X": from nobody knows where
        if not others and now.word(hit.first - 1) in ("the", "this", "that", "its", "their") and actor:
            told = [e.place_id for e in run.events[-8:] if e.event_type == "withdrawal" and e.actor == actor]
            places = told[-1:] or focus(run)  # "said the withdrawal was completed at dawn"
        elif not others and actor and there_was(now, hit):
            places = _lost_there(run, actor) or focus(run)  # "denied that there had been any retreat"
    near = near and not _posts_there(now, hit, places)
    if near or not run.names.sides.get(actor) or _one_leaves(run, hit) or of_strangers(now, hit):
        return None
    return Draft("withdrawal", places, actor, foe_of(run, actor))


def _posts_there(now: Sentence, hit: Hit, places: list) -> bool:
    """Tell "the withdrawal from its positions south of X", "from the outskirts of X": some of what it held there."""
    at = places[0] if places and isinstance(places[0], int) else hit.last
    own = "from" in now.words[hit.last : at] and words("distance").isdisjoint(now.words[hit.last : at])
    return own and not either("posts", "part", "areas").isdisjoint(now.words[hit.last : at])


def _lost_there(run: Run, loser: str) -> list:
    """Give the place that the text last said that a side had left, or lost to its foe."""
    lost = ("capture", "recapture", "entry_unopposed")
    for event in reversed(run.events[-8:]):
        if (event.event_type == "withdrawal" and event.actor == loser) or (
            event.event_type in lost and event.actor == foe_of(run, loser)
        ):
            return [event.place_id] if event.place_id else []
    return []


def _one_leaves(run: Run, hit: Hit) -> bool:
    """Tell the departure of one man, of an envoy, of a delegation."""
    now = run.now
    if now.word(hit.first) not in ("departure", "exit", "flight") or now.word(hit.last) != "of":
        return False
    ahead = range(hit.last + 1, min(now.size, hit.last + 9))
    if not either("officers", also=("delegation", "envoy", "delegates", "family")).isdisjoint(map(now.word, ahead)):
        return True
    force = words("force")
    men = [now.tokens[k] for k in ahead if now.tokens[k].kind == "actor"]
    return any(run.is_person(one) and one.text.rpartition(" ")[2] not in force for one in men)


def _theirs(now: Sentence, hit: Hit) -> str:
    """Give whose "their withdrawal" is right after "after": the last force named, even after "from", if no other is."""
    n = hit.first - 1
    if now.word(n) != "their" or now.word(n - 1) not in ("after", "following", "since", "before"):
        return ""
    last = next((k for k in range(n - 1, max(-1, n - 5), -1) if now.tokens[k].kind in ("actor", "unit")), -1)
    return now.side(now.tokens[last]) if last >= 0 and now.governor(last)[0] in ("from", "by", "of") else ""
