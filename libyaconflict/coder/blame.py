"""Blame that looks back: "the GNA blamed the LNA for the attack", "held Haftar's forces responsible"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .coded import AFFIRMATIVE, Coded, family
from .spans import at
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_STRUCK = ("airstrike", "drone_strike", "shelling", "civilian_harm")


def accuse_previous(run: Run, coded: list[Coded]) -> None:
    """Add to a sentence without events the strike told just before, laid to the side that it blames."""
    now = run.now
    if words("accusation").isdisjoint(now.said):
        return
    told = [e for e in run.events[-6:] if e.event_type in _STRUCK and e.status in AFFIRMATIVE]
    told = [e for e in told if e in run.previous] or (told if _of_strike(now) else [])
    if not told or run.names.sides.get(told[-1].actor or ""):
        return
    accused, by = _accused(run)
    if not run.names.sides.get(accused) or accused == by:
        return
    last = told[-1]
    by = by or (last.by or "" if now.word(0) in words("pronoun") else "")  # "It blamed the LNA": who told the strike
    token = now.tokens[0]
    same = [e for e in told if e.sentence_start == last.sentence_start]
    wider = {run.names.part_of.get(e.place_id) for e in same}
    for event in same:
        if event.place_id not in wider and family(event.event_type) == family(last.event_type):
            coded.append(
                replace(
                    event, actor=at(accused, accused), target=event.target or at(run.names.foe(accused), accused),
                    status=now.cue("claimed", 0), by=by or None, rule="blame", start=token.start,
                    end=now.tokens[-1].end, sentence=run.text[run.span[0] : run.span[1]], sentence_start=run.span[0],
                )
            )  # fmt: skip


def _of_strike(now: Sentence) -> bool:
    """Tell words that look back at a strike: "blamed the LNA for the attack", "said it was behind it"."""
    told = either("volley", "attack-noun", "striking", also=("it", "this", "shelling", "bombardment", "incident"))
    return not told.isdisjoint(now.said - {"committing", "making", "doing", "having"})


_STRIKE_NAMED = either("volley", "attack-noun", "striking", "hurt", also=("it", "this", "bombardment", "incident"))
_ANOTHER = frozenset(["collapse", "failure", "crisis", "war", "lack", "shortage", "shortages", "delay", "delays"])
_ANOTHER |= frozenset(["breakdown", "chaos", "situation", "talks", "corruption", "outage", "outages", "blockade"])


def _of_else(now: Sentence, n: int) -> bool:
    """Tell a charge of something other than the strike: "accused X of using the airport for its drones"."""
    for k in range(n + 1, min(now.size - 1, n + 10)):
        if now.word(k) == "of" and now.word(n) in ("accused", "accuses", "accuse", "accusing"):
            return now.word(k + 1).endswith("ing") and now.word(k + 1) not in words("striking")
        if now.word(k) == "for" and now.word(n)[:4] == "blam":
            ahead = now.words[k + 1 : k + 8]
            return _STRIKE_NAMED.isdisjoint(ahead) and not _ANOTHER.isdisjoint(ahead)
        if now.boundary(k):
            break
    return False


def _accused(run: Run) -> tuple[str, str]:
    """Give whom a sentence blames, and who does."""
    now = run.now
    for n, word in enumerate(now.words):
        if word == "finger" and now.word(n + 1) != "at":
            continue  # "pointed the finger at"
        if word not in words("accusation") or _of_else(now, n):
            continue
        if not words("not").isdisjoint(now.words[max(0, n - 4) : n]):
            continue
        before = [now.side(t) for t in now.tokens[:n] if t.kind in ("actor", "unit")]
        after = [now.side(t) for t in now.tokens[n + 1 : n + 12] if t.kind in ("actor", "unit")]
        if word in ("responsible", "behind", "culpable", "guilty"):  # "held X responsible", "said X was behind it"
            claimed = before[-1:] and before[-1] not in ("",)
            if claimed:
                return before[-1], before[0] if len(before) > 1 else ""
            continue
        if now.word(n + 1) == "by":  # "was blamed by X"
            return (before or [""])[-1], (after or [""])[0]
        passive = now.word(n - 1) in either("be", "have") and now.word(n - 1) in words("be")
        if passive and now.word(n + 1) in ("for", "of", "on"):
            return ((before or [""])[-1], "") if now.word(n + 1) != "on" else ((after or [""])[0], "")
        if after:
            return after[0], (before or [""])[-1]
        if before and not words("adversary").isdisjoint(now.words[n + 1 : n + 6]):
            return run.names.foe(run.names.sides.get(before[-1], "")), before[-1]  # "blamed its rivals"
    return "", ""
