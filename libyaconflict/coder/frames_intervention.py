"""Frames of foreign powers that may step in: ready to, asked to, with boots on the ground.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import Draft, is_abroad, value_of
from .grammar import Hit
from .intention import intention
from .loads import outside
from .predicates import as_hit, doer
from .tables import either, words

if TYPE_CHECKING:
    from .run import Run

_READY = frozenset(["ready", "readies", "readied", "readying", "prepared", "prepares", "preparing", "poised", "set"])


def intervenes(run: Run, hit: Hit, speaker: str):
    """Read that a foreign power may or will step in with its forces."""
    now = run.now
    asked = now.tokens[hit.first - 2] if hit.first > 2 and now.word(hit.first - 1) == "to" else None
    power = now.side(asked) if asked is not None and asked.kind == "actor" else ""  # "urged Egypt to intervene"
    power = power if power and outside(run, power) else doer(run, hit, hit.first)
    done = now.word(hit.first) == "intervened" and not {"militarily", "troops", "forces", "war", "conflict"}.isdisjoint(
        now.words[hit.last : hit.last + 8]
    )
    if "/" in power or not outside(run, power) or words("judge") & set(now.words[: hit.first]):
        return None
    if not done and (now.word(hit.first) == "intervened" or not intention(now, hit)):
        return None
    return Draft("foreign_deployment", [run.names.home], power)


def intervention(run: Run, hit: Hit, speaker: str):
    """Read the intervention of a foreign power that is threatened or may come: "would lead to direct Egyptian ..."."""
    now = run.now
    if ready := _ready_for(run, hit):
        return ready
    lead = [t for t in now.tokens[max(0, hit.first - 3) : hit.first] if t.kind in ("actor", "attribute")]
    power = now.agent(hit) or (now.side(lead[-1]) if lead else "")
    if not outside(run, power) or words("judge") & set(now.words) or not intention(now, hit):
        return None
    return Draft("foreign_deployment", [run.names.home], power)


def _ready_for(run: Run, hit: Hit):
    """Read "Egypt readies its army for intervention in the country", "said that his army was ready for it"."""
    now = run.now
    governor, at = now.governor(hit.first)
    lead = now.words[max(0, at - 4) : at]
    if governor != "for" or _READY.isdisjoint(lead) or "not" in lead:
        return None
    power = now.subject(as_hit(hit, at))
    named = (now.side(t) for t in now.tokens[:at] if t.kind == "actor" and outside(run, now.side(t)))
    power = power if outside(run, power) else next(named, "")
    after = [n for n in range(hit.last, now.size) if now.tokens[n].kind == "place"][:1]
    if not power or (after and is_abroad(run, value_of(run, after[0]))):
        return None
    return Draft("foreign_deployment", [run.names.home], power, status="planned")


def sends_boots(run: Run, hit: Hit, speaker: str):
    """Read "Turkey has put boots on the ground in Libya"."""
    places, near = run.now.places_right(hit, frozenset(("in",)), True, 5)
    power = doer(run, hit, hit.first)
    home = places and not near and not is_abroad(run, value_of(run, places[0]))
    return Draft("foreign_deployment", places[:1], power) if home and outside(run, power) else None


def readied(run: Run, hit: Hit, speaker: str):
    """Read how a foreign power orders its army to be ready for missions abroad."""
    now = run.now
    said = {word for token in now.tokens[: hit.first] for word in token.text.split()}
    told = either("ordering", also=("be", "is"))
    if said.isdisjoint(("army", "troops", "forces", "military")) or told.isdisjoint(said):
        return None
    power = next((now.side(t) for t in now.tokens[: hit.first] if t.kind == "actor" and outside(run, now.side(t))), "")
    ours = {"libya", *run.names.words.get("home", ())} & {w for t in now.tokens for w in t.text.split()}
    if not power or not (ours or run.index):
        return None
    return Draft("foreign_deployment", [run.names.home], power, status="planned")
