"""Frames of oil shut in or flowing again: fields, ports, valves, output, tankers.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .frames_closures import OIL_KINDS, around, closure, is_oil
from .framing import Draft, is_region, value_of
from .grammar import Hit
from .intention import intention
from .nominal import told_of
from .oilfields import oil_draft, oil_places, oil_sites
from .predicates import as_hit, doer, left, right
from .referents import last_of
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_LOADED_AT = (*OIL_KINDS, "port")


def oil(run: Run, hit: Hit, speaker: str):
    """Read how oil is shut in, or flows again; a closing that is not about oil is told by what closes."""
    now, word = run.now, run.now.word(hit.first)
    oily = around(now, hit) & words("oily")
    if _told_fields(run, hit):
        return None
    if _only_named(run, hit, oily) or (hit.rule.name == "oil-restart" and _told_by_noun(now, hit)):
        return None
    if hit.rule.name == "valve-opening" and not _of_oil(run, hit):
        return None
    traffic = not {"flights", "airport", "traffic", "airspace"}.isdisjoint(around(now, hit, 4))
    sites = [p for p in oil_places(run, hit) if is_oil(run, p) or is_region(run, value_of(run, p))]
    if not _of_oil(run, hit) or traffic or not (oily or sites):
        return closure(run, hit, speaker) if word not in words("stopping") or "airport" in now.words else None
    if word in words("opened") and not {"majeure", "blockade"}.isdisjoint(now.words[hit.first : hit.last + 5]):
        return None  # told by the noun
    if word in words("open-close") and "fire" in around(now, hit, 3):
        return None
    if word in ("ceased", "ceases", "stopped", "ended") and now.word(hit.last) in (",", ".", ""):
        lead = now.words[now.clause(hit)[0] : hit.first]
        if not _FIGHT.isdisjoint(lead):
            return None  # "military activity at the field had ceased"
    kind = hit.rule.event_type
    if not hit.rule.name.startswith(
        ("valve", "pump-again", "oil-offline", "take-offline", "on-stream", "come-to", "get-out")
    ):
        ended = word.startswith(("closure", "shutdown")) and (
            left(now, hit.first, "majeure-opened", reach=5) or _is_over(now, hit)
        )
        kind = "oil_restart" if word in words("opened") or ended else "oil_shutdown"
    draft = oil_draft(run, hit, kind, hit.first, speaker)
    if draft and kind == "oil_shutdown" and _instructed(now, hit) and any(e.event_type == kind for e in run.events):
        return None  # "was told that the instructions to shut output had come from abroad": of what is told
    if draft and kind == "oil_shutdown" and _is_ordered(now, hit):
        draft.status = "fact"
    if draft and _by_event(now, hit):
        draft.actor = ""
    if draft and now.word(hit.first - 1) == "to" and (forced := _forced(now, hit)) is not None:
        draft.actor = forced
    if draft and not draft.actor and word in ("closure", "shutdown", "stoppage"):
        draft.actor = now.agent(hit)
    return draft


def _is_over(now: Sentence, hit: Hit) -> bool:
    """Tell "the closure of X is over", "the closures at X have come to an end"."""
    for n in range(hit.last, min(now.size, hit.last + 14)):
        if now.word(n) in ("end", "close") and now.word(n - 1) == "an" and now.word(n - 3) in ("come", "came", "comes"):
            return True
        if now.word(n) == "over" and now.word(n - 1) in words("be"):
            return True
        if now.boundary(n) or now.word(n) in (",", ";"):
            break
    return False


def _told_fields(run: Run, hit: Hit) -> bool:
    """Tell "the shutdown of both fields", "had shut two fields" of fields that the text has told shut by name."""
    now = run.now
    ahead = now.words[hit.last : hit.last + 4]
    if now.word(hit.last - 1) in ("both", "two", "the"):
        ahead = [now.word(hit.last - 1), *ahead]
    both = not {"both", "two"}.isdisjoint(ahead) and not words("many-sites").isdisjoint(ahead)
    if not both or any(t.kind == "place" for t in now.tokens[hit.last : hit.last + 5]):
        return False
    shut = {e.place_id for e in run.events if e.event_type == "oil_shutdown"}
    return len(shut) == 2


_FIGHT = frozenset(["military", "fighting", "hostilities", "clashes", "battles", "shelling"])


def _forced(now: Sentence, hit: Hit) -> str | None:
    """Give who made the firm stop: "guards shut the valve, which forced it to cut output at X"; none where it was free.

    It is nobody where the sentence names none: "the firm was forced to stop output at X".
    """
    at = next((n for n in range(hit.first - 2, max(-1, hit.first - 7), -1) if now.word(n) in words("coerced")), -1)
    if at < 0:
        return None
    passive = any(now.word(n) in words("be") for n in range(max(0, at - 2), at))
    if passive:
        return ""
    verb = next((h for h in now.hits if h.last <= at and h.rule.frame in ("oil", "cuts", "takes")), None)
    return now.subject(verb or Hit(hit.rule, at, at + 1)).replace("civil", "")


def _told_by_noun(now: Sentence, hit: Hit) -> bool:
    """Tell "production is resuming at X", told by its noun."""
    noun = next((h for h in now.hits if h.rule.frame == "output" and 0 <= hit.first - h.last < 5), None)
    return noun is not None and all(
        word in either("be", "have") or word.endswith("ly") for word in now.words[noun.last : hit.first]
    )


def _by_event(now: Sentence, hit: Hit) -> bool:
    """Tell what a closure did, not who spoke of it: "denounced the closure of valves, which shut two fields"."""
    n = now.clause(hit)[0] - 1
    if now.word(n) != "which" or now.word(n - 1) != ",":
        return False
    return n > 1 and now.tokens[n - 2].kind not in ("actor", "unit")


def _only_named(run: Run, hit: Hit, oily: set[str]) -> bool:
    """Tell a closing that is only named, or a word in another sense: "the closed ports", "close to X"."""
    now, word = run.now, run.now.word(hit.first)
    before, after = now.word(hit.first - 1), now.word(hit.last)
    if before in words("unopened") and now.word(hit.first - 2) in words("modal-plan"):
        return True
    if word in ("closures", "shutdown", "closure", "stoppage") and _known_closure(run, hit):
        return True
    if word == "blockades" and not (hit.first and now.tokens[hit.first - 1].kind in ("actor", "unit")):
        return True  # the noun
    if (word == "close" and (after == "to" or before in ("as", "so", "too", "very"))) or _fighting_stops(now, hit):
        return True
    if word.startswith("open") and not words("ways").isdisjoint(now.words[hit.last : hit.last + 3]):
        return True
    passive = now.is_passive(hit)
    if word in words("shut-participle"):
        if not passive and before in either("determiner", also=("remaining", "newly", "recently", "long")):
            return True  # "the closed ports"
        verb = word == "shut" and before == "to"  # "ordered them to shut it"
        if before in ("from", "of", "to", "for", "with", "through") and not (verb or oily - {"oil"}):
            return True  # "revenue from blockaded ports"
    if not passive and after == "by" and word.endswith("ed"):
        return True  # "facilities closed by a blockade"
    noun = word in ("closure", "shutdown", "stoppage", "resumption", "suspension", "opening", "reopening", "re-opening")
    noun = noun or (word.endswith("ing") and before in words("determiner"))  # "conditions for the reopening"
    if not noun or _caused(now, hit) or told_of(now, hit):
        return False
    return word == "suspension" or not now.agent(hit)  # "after its closure by X"


def _instructed(now: Sentence, hit: Hit) -> bool:
    """Tell "the order to shut output", as a noun."""
    noun = now.word(hit.first - 2) in ("instructions", "instruction", "order", "orders", "directive")
    return noun and now.word(hit.first - 1) == "to" and now.word(hit.first - 3) in ("the", "these", "this", "that")


def _is_ordered(now: Sentence, hit: Hit) -> bool:
    """Tell "ordered them to shut the field"."""
    ordered = not words("ordering").isdisjoint(now.words[max(0, hit.first - 45) : hit.first])
    return ordered and now.word(hit.first - 1) == "to"


def _known_closure(run: Run, hit: Hit) -> bool:
    """Tell "before the closures", of those that the text has told."""
    now = run.now
    pointing = now.word(hit.first - 1) in ("the", "these", "this", "those")
    told = any(e.event_type == "oil_shutdown" for e in run.events)
    return pointing and now.word(hit.last) != "of" and now.word(hit.first - 2) in words("presupposing") and told


def declared_shut(run: Run, hit: Hit, speaker: str):
    """Read how somebody declares a field or port closed."""
    places = [p for p in oil_places(run, hit) if is_oil(run, p) or run.names.kinds.get(value_of(run, p)) == "port"]
    if not places:
        return None
    actor = doer(run, hit, hit.first, speaker)
    return Draft("oil_shutdown", places, "" if actor == "civil" else actor, status="fact")


def oil_state(run: Run, hit: Hit, speaker: str):
    """Read what a field or port is said to do: "X fell silent", "X is pumping again", "the pumps at X are running"."""
    now = run.now
    first, _ = now.clause(hit)
    oily = not words("oily").isdisjoint(now.words)
    if now.words[max(0, hit.first - 3) : hit.first] in (["continued", "to", "be"], ["continues", "to", "be"]):
        return None  # "oil continued to be pumped": nothing has changed
    if now.word(hit.last - 1) == "normally" and not any(e.event_type == "oil_shutdown" for e in run.events):
        return None  # "was operating normally": nothing has been shut
    places = [p for p in oil_sites(run, now.places_left(hit), loaded=oily) if is_oil(run, p)]
    if not places:
        ahead = now.places_right(hit, hit.rule.prepositions, False, 8)[0]
        places = [p for p in oil_sites(run, ahead) if is_oil(run, p)]
    alone = hit.rule.name != "stays-shut"
    places = places or (
        [n for n in range(hit.first) if now.tokens[n].kind == "place" and is_oil(run, n)][:1] if alone else []
    )
    spoken = {now.word(k) for k in range(first, hit.last)} & either(
        "oil-sites", also=("it", "there", "pumps", "oil", "crude")
    )
    if not places and spoken:
        known = last_of(run, OIL_KINDS)
        places = [known] if known else [run.names.home] if spoken & {"oil", "crude"} else []
    return Draft(hit.rule.event_type, places) if places else None


def _of_oil(run: Run, hit: Hit) -> bool:
    """Tell whether what is shut or opened has to do with oil: the verb's object, or the subject of a passive."""
    now = run.now
    start, last = now.clause(hit)
    last = min(last, hit.last + 9)
    span = [*range(start, hit.first)] if now.is_passive(hit) else [*range(hit.first, last)]
    idle = now.word(hit.last) in either("producing", also=("operations", "work", "activity", "activities"))
    stop = (
        idle
        or hit.last < now.size
        and (now.word(hit.last) in words("closure-next") or now.tokens[hit.last].kind == "date")
    )
    if stop and not now.is_passive(hit):
        span = [*range(start, last)]
    oily = words("oily") - {"field", "fields"}
    named = oil_sites(run, [k for k in span if now.tokens[k].kind == "place"])
    if any(not oily.isdisjoint(now.tokens[k].text.split()) for k in span) or any(is_oil(run, place) for place in named):
        return True
    ports = words("oil-sites")
    if any(now.word(k) in ports for k in span) and (
        words("oil-context") & set(now.words) or any(e.event_type.startswith("oil") for e in run.events)
    ):
        return True
    if sum(any(now.word(k).startswith(noun) for k in span) for noun in ("port", "field", "terminal")) > 1:
        return True
    if now.word(start - 1) in ("which", "that") and any(
        now.tokens[k].kind == "place" and is_oil(run, k) for k in range(max(0, start - 5), start)
    ):
        return True
    it = now.word(hit.last) == "it" or "it" in {now.word(k) for k in range(max(start, hit.first - 4), hit.first)}
    known = any(now.tokens[k].kind == "place" and is_oil(run, k) for k in range(hit.first))
    return it and (known or bool(last_of(run, OIL_KINDS)))


def _caused(now: Sentence, hit: Hit) -> bool:
    """Tell the closure that a sentence reports from the one that it only mentions."""
    return any(now.word(k) in words("causing") for k in range(max(0, hit.first - 6), hit.first))


def output(run: Run, hit: Hit, speaker: str):
    """Read how output, exports or loading stop, or start again."""
    now = run.now
    if both := _began_and_ended(run, hit):
        return both
    if now.word(hit.first - 1) == "of" and now.word(hit.first - 2) in _ANEW:  # "the resumption of pumping at X"
        anew = Hit(hit.rule, hit.first - 2, hit.last)
        return oil_draft(run, hit, "oil_restart", hit.first - 2) if told_of(now, anew) else None
    for k, kind, relative in right(now, hit.last, "shut", "opened", reach=16):
        word = now.word(k)
        if word in words("unopened"):
            return None
        if word == "began" and (now.word(k + 1) == "again" or now.word(hit.first) in ("pumping", "loading")):
            return oil_draft(run, hit, "oil_restart", k)
        if word in ("end", "ended", "ends") and not relative:
            return oil_draft(run, hit, "oil_shutdown", k)
        if relative or word in words("oil-weak"):
            continue
        if intention(now, as_hit(hit, k)) == "hypothetical":
            continue
        passive = now.is_passive(as_hit(hit, k)) or word in words("shut-state")
        if kind == "shut" and not (passive or word in _CEASES):
            continue
        return oil_draft(run, hit, "oil_shutdown" if kind == "shut" else "oil_restart", k) if _says(now, k) else None
    return None


_ANEW = frozenset(["resumption", "restart", "return", "restoration", "recommencement", "revival"])
_CEASES = frozenset(["stopped", "stops", "halts", "ceased", "ceases"])


def _began_and_ended(run: Run, hit: Hit):
    """Read "output at X began on the 7th and ended on the 8th": one draft for each day."""
    now, found = run.now, []
    for k in range(hit.last, min(now.size, hit.last + 14)):
        kind = _TURNS.get(now.word(k))
        day = next((j for j in (k + 1, k + 2) if j < now.size and now.tokens[j].kind == "date"), 0)
        draft = oil_draft(run, hit, kind, k) if kind and day else None
        if draft is not None:
            draft.when = day
            found.append(draft)
    return found if len(found) > 1 else None


_TURNS = dict.fromkeys(["began", "started", "resumed", "restarted"], "oil_restart") | dict.fromkeys(
    ["ended", "stopped", "ceased", "halted"], "oil_shutdown"
)


def _says(now: Sentence, k: int) -> bool:
    return not any(now.word(j) in ("since", "before", "until") for j in range(max(0, k - 3), k))


def loads(run: Run, hit: Hit, speaker: str):
    """Read how a tanker loads for the first time, or again."""
    now = run.now
    said = set(now.words)
    if not said & {"first", "again", "resumed", "since", "resume"} or said & {
        "smuggling",
        "smuggled",
        "detained",
        "seized",
    }:
        return None
    word = now.word(hit.first)
    verb = hit.first
    cargo = word in ("cargo", "cargoes")
    if cargo and not words("weapons").isdisjoint(said):
        return None
    if cargo or word in ("tanker", "tankers"):
        found = [k for k, _, _ in right(now, hit.last, "tanker-verb")]
        if not found:
            return None
        verb = found[0]
    places = oil_sites(
        run,
        now.places_right(as_hit(hit, verb), frozenset(("at", "from", "in")), now.word(verb) in ("left", "leaves"), 10)[
            0
        ]
        or now.places_left(as_hit(hit, verb)),
        loaded=True,
    )
    good = [p for p in places if run.names.kinds.get(value_of(run, p)) in _LOADED_AT]
    if not good:  # "the first tanker for X is expected"
        ahead = oil_sites(run, now.places_right(hit, frozenset(("for", "to", "at")), False, 6)[0], loaded=True)
        good = [p for p in ahead if run.names.kinds.get(value_of(run, p)) in _LOADED_AT]
    return Draft("oil_restart", good, verb=verb) if good else None


_HOSTILE = frozenset(["hostilities", "violence", "bloodshed", "attacks", "escalation", "war", "raids"])


def _fighting_stops(now: Sentence, hit: Hit) -> bool:
    """Tell "once military activity had ceased", in which nothing of oil is shut."""
    n = hit.first - 1
    while now.word(n) in either("have", "be", "mid-passive"):
        n -= 1
    to = hit.last - 1 if now.word(hit.last - 1) == "the" else hit.last  # "demanded a halt to the fighting at X"
    to -= now.word(to) != "to" and now.word(to - 1) == "to"
    if now.word(to) == "to" and not either("combat", also=_HOSTILE).isdisjoint(now.words[to + 1 : to + 4]):
        return True
    return now.word(n) in either("combat", also=("activity", "activities", "operations", "hostilities", "action"))
