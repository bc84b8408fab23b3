"""Frames of force majeure and oil blockades: imposed, in force, lifted.

One function for each `frame` of triggers.csv; each gives a draft, a list of drafts, or None.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .frames_closures import is_oil
from .frames_control import takes as taking
from .framing import Draft, value_of
from .grammar import Hit
from .oilfields import oil_draft, oil_sites
from .predicates import as_hit, doer, left, right
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_PUT = frozenset(["put", "puts", "putting", "bring", "brings", "brought", "announced", "announces", "declared"])
_RENEWED = frozenset(["renewed", "imposed", "reimposed", "resumed", "continued"])
_NEEDED = frozenset(["needed", "need", "needs", "necessary", "urgent", "required", "essential", "vital"])
_KINDS = {"majeure-shut": "oil_shutdown", "majeure-opened": "oil_restart"}


def majeure(run: Run, hit: Hit, speaker: str):
    """Read how force majeure or an oil blockade is imposed or lifted, and imposed again."""
    told = _majeure(run, hit, speaker)
    drafts = told if isinstance(told, list) else [told] if told else []
    lifted = [draft for draft in drafts if draft.event_type == "oil_restart"]
    again = _put_back(run, hit, lifted[-1]) if lifted else None
    return [*drafts, again] if again else told


def _majeure(run: Run, hit: Hit, speaker: str):
    """Read how it is imposed or lifted."""
    now = run.now
    blockade = hit.rule.name.startswith("blockade")
    oily = not (words("oily") - {"majeure"}).isdisjoint(now.words) or (blockade and _of_exports(run, hit))
    if blockade and not oily and not any(e.event_type.startswith("oil") for e in run.events):
        return None
    if now.word(hit.last) in words("majeure-opened"):
        return oil_draft(run, hit, "oil_restart", hit.last, speaker)  # the heading "Force majeure lifted at X"
    before = now.word(hit.first - 1)
    if before == "under" and not {"put", "placed", "places"}.isdisjoint(now.words[: hit.first]):
        return oil_draft(run, hit, "oil_shutdown", hit.first)
    if before == "off":
        return _taken_off(run, hit, speaker)
    if until := _lifted_now(now, hit):
        return oil_draft(run, hit, "oil_restart", until)
    if now.word(hit.first - 1) in ("of", "to") and now.word(hit.first - 2) in words("ending-noun"):
        return _ending(run, hit, speaker)
    if verb := _verb_before(now, hit):
        k, kind = verb
        draft = oil_draft(run, hit, _KINDS[kind], k, speaker) if kind else None
        imposed = now.governor(hit.first)[0].startswith(("impos", "enforc", "reimpos")) or before == "oil"
        if draft and k == hit.first and not (imposed and {"imposed", "imposes", "imposing"} & now.said):
            draft.actor = now.agent(hit)  # who condemns it has shut nothing
        return draft
    ended = _ended_since(run, hit)
    if any(now.word(k) == "in" and now.word(k + 1) in ("place", "force") for k in range(hit.last, hit.last + 6)):
        return [d for d in (oil_draft(run, hit, "oil_shutdown", hit.first), ended) if d] or None
    if ended and now.word(hit.last) == "," and not words("majeure-shut").isdisjoint(now.words[hit.last : hit.last + 9]):
        return [d for d in (oil_draft(run, hit, "oil_shutdown", hit.last + 1), ended) if d] or None
    if not blockade and (parted := _off_and_on(run, hit)):
        return parted
    return _verb_after(run, hit, blockade) or (_somebodys(run, hit) if blockade else None)


def blockades(run: Run, hit: Hit, speaker: str):
    """Read "imposed a blockade on X": on oil and its ports, or on a town."""
    ahead = run.now.words[hit.last : hit.last + 8]
    if either("oily", "many-sites", also=("ports",)).isdisjoint(ahead):
        return taking(run, hit, speaker)
    draft = oil_draft(run, hit, "oil_shutdown", hit.first, speaker)
    return draft or oil_draft(run, hit, "oil_shutdown", hit.last - 2, speaker, told=True)


def _somebodys(run: Run, hit: Hit):
    """Read a blockade that is only spoken of, if it is said whose, or of what it is the cause.

    "The blockade of ports by the LNA has cost", "output is down because of the blockade of ports".
    """
    now = run.now
    noun = now.word(hit.first) in ("blockade", "blockades", "closure", "shutdown")
    actor = now.agent(hit) or now.owner(hit)
    told = any(e.event_type == "oil_shutdown" for e in run.events)
    owned = run.names.sides.get(actor) in run.names.parties
    cause = _is_cause(now, hit)
    if not noun or told or not (owned or cause):
        return None
    lead = now.words[max(0, hit.first - 9) : hit.first]
    if not cause and not either("ending-noun", "majeure-opened", "wish", "plan", "wished", also=_UNMADE).isdisjoint(
        lead
    ):
        return None  # "called for an end to the blockade of ports by the LNA"
    draft = oil_draft(run, hit, "oil_shutdown", hit.first, told=True)
    if draft is not None:
        draft.actor = actor if owned else ""
        beside = now.tokens[max(0, hit.first - 2) : hit.last + 9]
        if not any(token.kind == "place" for token in beside):
            draft.places = [run.names.home]  # a blockade of no port that is named beside it is that of all
    return draft


def _is_cause(now: Sentence, hit: Hit) -> bool:
    """Tell the cause of a loss of output: "because of the blockade of ports", "due to the closure of oil fields"."""
    lost = not _LOST.isdisjoint(now.words) and not {"output", "production", "exports", "revenue"}.isdisjoint(now.words)
    n = hit.first - 1
    while n > 0 and now.word(n) in either("determiner", also=("ongoing", "continued", "month-long", "oil", "of", "an")):
        n -= 1
    return lost and now.word(n) in _CAUSE


_CAUSE = frozenset(["due", "to", "because", "result", "over", "amid", "since", "after", "following"])
_LOST = frozenset(
    ["fell", "fallen", "falling", "dropped", "down", "lost", "loss", "losses", "plunged", "slashed", "fall"]
)
_UNMADE = frozenset(["any", "no", "against", "another", "further", "future", "possible", "new", "deny", "denied"])


def _of_exports(run: Run, hit: Hit) -> bool:
    """Tell the blockade that a side of the war lifts, of no named place: that of the oil."""
    now = run.now
    if any(t.kind in ("place", "near") and t.value != run.names.home for t in now.tokens):
        return False
    ended = either("majeure-opened", also=("reimposed", "imposed", "reimposes", "imposes"))
    told = not ended.isdisjoint(now.words[max(0, hit.first - 4) : hit.last + 8])
    apart = {"naval", "sea", "siege", "road", "food"}.isdisjoint(now.words[max(0, hit.first - 3) : hit.last + 1])
    return told and apart and any(run.names.sides.get(now.side(t)) for t in now.tokens if t.kind == "actor")


def _ending(run: Run, hit: Hit, speaker: str):
    """Read "announced the end of force majeure at X", "after its lifting"; an end that is only asked for is none."""
    now = run.now
    if not {"after", "since", "following"}.isdisjoint(now.words[max(0, hit.first - 7) : hit.first - 2]):
        return oil_draft(run, hit, "oil_restart", hit.first)
    told = [k for k, kind in left(now, hit.first, "majeure-shut", reach=8) if now.word(k).startswith("announc")]
    told = told or [k for k in range(max(0, hit.first - 5), hit.first - 2) if now.word(k) in words("causing")]
    return oil_draft(run, hit, "oil_restart", told[0], speaker) if told else None


def _taken_off(run: Run, hit: Hit, speaker: str):
    """Read "took X and Y off force majeure"."""
    now = run.now
    named = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
    sites = [p for p in oil_sites(run, named, loaded=True) if is_oil(run, p)]
    actor = doer(run, hit, hit.first - 1, speaker).replace("civil", "") if sites else ""
    return Draft("oil_restart", sites, actor) if sites else None


def _lifted_now(now: Sentence, hit: Hit) -> int:
    """Give the verb of "the force majeure now in place will be lifted"."""
    if now.word(hit.last) == ",":
        return 0
    lifted = right(now, hit.last, "majeure-opened", reach=9)
    until = next((k for k, _, _ in lifted if now.is_passive(as_hit(hit, k))), 0)
    return until if until and "in" in now.words[hit.last : until] else 0


def _verb_before(now: Sentence, hit: Hit) -> tuple[int, str] | None:
    """Give the verb that imposes or lifts it, and its class; no class where somebody only "urged the lifting of" it."""
    for k, kind in left(now, hit.first, "majeure-shut", "majeure-opened"):
        if "that" in now.words[k + 1 : hit.first]:
            continue  # "announced that force majeure was lifted"
        if now.word(k) == "end" and now.word(k + 1) == "to":
            made = not _PUT.isdisjoint(now.words[max(0, k - 4) : k])
            return k, kind if made else ""  # "put an end to the blockade", "called for an end to the blockade"
        if kind == "majeure-shut" and now.word(k) in _RENEWED and now.word(k - 1) in either("determiner", also=("'s",)):
            return hit.first, kind  # "condemned the renewed blockade of"
        if now.word(k - 1) == "to" and not _NEEDED.isdisjoint(now.words[max(0, k - 5) : k]):
            return k, ""  # "action is needed to end the blockade"
        if now.word(k) in ("lifting", "ending") and not words("wish").isdisjoint(now.words[max(0, k - 6) : k]):
            return k, ""
        return k, kind
    return None


def _verb_after(run: Run, hit: Hit, blockade: bool):
    """Read "force majeure was lifted at X", "stays on Y", "the blockade began"."""
    now = run.now
    before = None
    for k, kind, relative in right(now, hit.last, "majeure-shut", "majeure-opened", reach=18):
        word = now.word(k)
        reduced = word == "imposed" and now.word(k - 1) not in either("be", "have")
        if blockade and (relative or reduced) and word.endswith("ed") and before is None:
            before = oil_draft(run, hit, _KINDS[kind], k, told=True)  # "the blockade that was lifted on Friday"
            if before and reduced:
                before.actor = now.agent(as_hit(hit, k))
            continue
        keeps = word in ("remains", "remain", "stays", "stay")
        passive = now.is_passive(as_hit(hit, k)) or word in ("ended", "ends")
        starts = blockade and word in ("began", "begun", "started")
        if blockade and not passive and not starts and word != "imposed":
            continue
        if keeps or passive or starts or word == "imposed":
            draft = oil_draft(run, hit, _KINDS[kind], k, told=relative)
            if draft and not passive:
                draft.actor = now.agent(as_hit(hit, k))
            return [one for one in (before, draft) if one] or None
    return before


def _ended_since(run: Run, hit: Hit):
    """Give the end of a blockade after the aside that tells since when it was in force."""
    now = run.now
    if now.word(hit.last) != ",":
        return None
    close = next((k for k in range(hit.last + 2, min(now.size, hit.last + 18)) if now.word(k) == ","), 0)
    for k in range(close + 1, min(now.size, close + 6)) if close else ():
        if now.word(k) in words("majeure-opened") and (
            now.is_passive(as_hit(hit, k)) or now.word(k) in ("ended", "ends")
        ):
            return oil_draft(run, hit, "oil_restart", k)
    return None


_BACK = frozenset(["reimposed", "reinstated", "reintroduced", "restored", "redeclared"])


def _put_back(run: Run, hit: Hit, lifted: Draft):
    """Read "lifted force majeure but reimposed it two days later", "was lifted but was reimposed on Sunday"."""
    now = run.now
    if _BACK.isdisjoint(now.said):
        return None
    back = next((k for k in range(hit.last, min(now.size, hit.last + 24)) if now.word(k) in _BACK), 0)
    same = back and (now.word(back + 1) in ("it", "them") or now.word(back - 1) in words("be"))
    return replace(lifted, event_type="oil_shutdown", verb=back) if same else None


_ON = frozenset(["stays", "stayed", "remains", "remained", "goes", "went", "continues", "holds", "held"])
_OFF = frozenset(["came", "comes", "is", "was"])


def _off_and_on(run: Run, hit: Hit) -> list[Draft]:
    """Read "force majeure came off X but stays on Y", and "goes on at Y"."""
    now = run.now
    drafts = []
    for k in range(hit.last, min(now.size, hit.last + 18)):
        off = now.word(k) in _OFF and now.word(k + 1) == "off"
        if off or (now.word(k) in _ON and now.word(k + 1) in ("on", "at", "in")):
            named = [n for n in range(k + 2, min(now.size, k + 11)) if now.tokens[n].kind in ("place", "near")]
            sites = oil_sites(run, now.group(named[0]) if named else [], loaded=True)
            places = [p for p in sites if is_oil(run, p) or run.names.kinds.get(value_of(run, p)) == "port"]
            if not places and words("oil-sites") & {now.word(j) for j in range(k + 2, k + 9)}:
                places = [run.names.home]
            if places:
                drafts.append(Draft("oil_restart" if off else "oil_shutdown", places, verb=k))
    return drafts


def tanker_barred(run: Run, hit: Hit, speaker: str):
    """Read "guards prevented a tanker from entering X": exports that are stopped there."""
    places, near = run.now.places_right(hit, hit.rule.prepositions, True, 8)
    sites = [p for p in oil_sites(run, places, loaded=True) if is_oil(run, p)]
    if near or not sites or run.now.is_passive(hit):
        return None
    actor = doer(run, hit, hit.first, speaker).replace("civil", "")
    return Draft("oil_shutdown", sites, actor if run.names.sides.get(actor) else "")
