"""Frames of oil shut in or flowing again: fields, ports, valves, force majeure, blockades, tankers.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from .frames_closures import OIL_KINDS, around, closure, is_oil
from .framing import Draft, value_of
from .grammar import Hit
from .intention import intention
from .predicates import as_hit, doer, left, right, wished
from .referents import last_of
from .tables import either, words


def _sites(run, places: list, *, loaded: bool = False) -> list:
    """Put the oil port for the town where the sentence speaks of ports or exports."""
    now = run.now
    if (
        not loaded
        and not words("portly") & set(now.words)
        and not any(run.names.kinds.get(value_of(run, p)) == "oil_terminal" for p in places)
    ):
        return places
    out = []
    for place in places:
        value = value_of(run, place)
        port = next(
            (p for p, town in run.names.part_of.items() if town == value and run.names.kinds[p] == "oil_terminal"), ""
        )
        out.append(now.cue(port, place) if port and isinstance(place, int) else port or place)
    return out


def _oil_places(run, hit: Hit) -> list:
    """Give the fields and ports that a trigger speaks of; the country where it speaks of all."""
    now = run.now
    inside = now.place_inside(hit)
    after = now.words[hit.last : hit.last + 4]
    owned = any(now.word(k) in ("of", "from", "at") for k in range(hit.last + 2, hit.last + 6))
    if not owned and after[:2] in (["on", "all"], ["on", "the"], ["on", "oil"], ["on", "crude"]) and "exports" in after:
        return [run.names.home]  # "force majeure on all oil exports"
    groups = [
        inside,
        []
        if now.word(hit.last) == ","
        else now.places_right(hit, frozenset(("at", "in", "from", "of", "on", "to")), True, 12, through=True)[0],
        now.places_left(hit),
        now.locative(hit)[0],
    ]
    first, last = now.clause(hit)
    groups.append(
        [
            n
            for n in range(first, last)
            if now.tokens[n].kind == "place" and now.governor(n)[0] in ("from", "at", "of", "in")
        ]
    )
    for group in groups:
        sites = _sites(run, [p for p in group if not now.is_near(p)])
        good = [
            p
            for p in sites
            if is_oil(run, p)
            or _ports_of(run, p)
            or (around(now, hit) & words("portly") and run.names.kinds.get(value_of(run, p)) == "port")
        ]
        if good:
            return good
    before = [n for n in range(hit.first) if now.tokens[n].kind == "place" and is_oil(run, n)]
    it = any(now.word(k) == "it" for k in range(max(0, hit.first - 3), min(now.size, hit.last + 2)))
    first, _ = now.clause(hit)
    if before and (it or now.word(first - 1) in ("where", "which") or hit.rule.name == "force-majeure"):
        return _sites(run, before[-1:])
    last = last_of(run, OIL_KINDS)
    known = last and not any(groups)
    if known and hit.rule.name == "force-majeure" and run.memory.group[:1] == [last] and now.size < hit.last + 4:
        return [last]
    spoken = {"field", "production", "output", "oilfield", "it", "there"} & around(now, hit)
    if known and spoken and not words("whole-country") & around(now, hit, 5):
        return [last]
    home = any(t.value == run.names.home for t in now.tokens) or hit.rule.name.startswith("blockade")
    home = home or bool(around(now, hit, 6) & run.names.words.get("home", frozenset()))
    home = home or any(
        now.word(k) == "oil" and now.word(k + 1) in ("production", "exports", "output", "flows")
        for k in range(max(0, hit.first - 6), min(now.size, hit.last + 6))
    )
    if around(now, hit, 6) & words("whole-country") or home:
        return [run.names.home]
    if hit.rule.name == "force-majeure" and not words("many-sites").isdisjoint(now.words[hit.last : hit.last + 14]):
        return [run.names.home]  # "force majeure was lifted on the safe fields and ports"
    return []


def _ports_of(run, place) -> bool:
    """Tell "the ports in the east of the country": a region by its ports or fields."""
    now = run.now
    if not isinstance(place, int) or run.names.kinds.get(value_of(run, place)) != "region":
        return False
    governor, at = now.governor(place)
    return governor in ("in", "of", "across") and now.word(at - 1) in either("oil-sites", also=("ports", "oilfields"))


def _oil(run, hit: Hit, kind: str, verb: int, speaker: str = "", *, told: bool = False):
    places = _oil_places(run, hit)
    first, _ = run.now.clause(as_hit(hit, verb))
    if not places or (wished(run.now, verb) and not told) or run.now.word(first - 1) in ("until", "unless"):
        return None
    actor = doer(run, hit, verb, speaker)
    actor = "" if actor in ("civil", run.names.both) or run.names.roles.get(actor) == "mediator" else actor
    return Draft(kind, places, actor, verb=verb)


def _known_closure(run, hit: Hit) -> bool:
    """Tell "before the closures", of those that the text has told."""
    now = run.now
    pointing = now.word(hit.first - 1) in ("the", "these", "this", "those")
    told = any(e.event_type == "oil_shutdown" for e in run.events)
    return pointing and now.word(hit.last) != "of" and now.word(hit.first - 2) in words("presupposing") and told


def oil(run, hit: Hit, speaker: str):
    """Read how oil is shut in, or flows again; a closing that is not about oil is told by what closes."""
    now = run.now
    oily = around(now, hit) & words("oily")
    word = now.word(hit.first)
    if now.word(hit.first - 1) in words("unopened") and now.word(hit.first - 2) in words("modal-plan"):
        return None
    if word in ("closures", "shutdown", "closure", "stoppage") and _known_closure(run, hit):
        return None
    if word == "blockades" and not (hit.first and now.tokens[hit.first - 1].kind in ("actor", "unit")):
        return None  # the noun
    if word == "close" and now.word(hit.last) == "to":
        return None
    if _fighting_stops(now, hit):
        return None
    if word.startswith("open") and words("ways") & {now.word(k) for k in range(hit.last, hit.last + 3)}:
        return None
    before = now.word(hit.first - 1)
    if (
        word in words("shut-participle")
        and before in either("determiner", also=("remaining", "newly", "recently", "long"))
        and not now.is_passive(hit)
    ):
        return None  # "the closed ports"
    if (
        word in words("shut-participle")
        and before in ("from", "of", "to", "for", "with", "through")
        and not oily - {"oil"}
    ):
        return None  # "revenue from blockaded ports"
    if word.endswith("ing") and before in words("determiner") and not _caused(now, hit):
        return None  # "conditions for the reopening"
    if not now.is_passive(hit) and now.word(hit.last) == "by" and word.endswith("ed"):
        return None  # "facilities closed by a blockade"
    noun = word in ("closure", "shutdown", "stoppage", "resumption", "suspension")
    if noun and not _caused(now, hit):
        return None
    if not _of_oil(run, hit):
        return closure(run, hit, speaker) if word not in words("stopping") or "airport" in now.words else None
    sites = any(is_oil(run, p) for p in _oil_places(run, hit)) if not oily else True
    if not sites or {"flights", "airport", "traffic", "airspace"} & around(now, hit, 4):
        return None if word in words("stopping") and "airport" not in now.words else closure(run, hit, speaker)
    if word in words("opened") and {"majeure", "blockade"} & {
        now.word(k) for k in range(hit.first, min(now.size, hit.last + 5))
    }:
        return None  # told by the noun
    if word in words("open-close") and "fire" in around(now, hit, 3):
        return None
    kind = hit.rule.event_type
    if not hit.rule.name.startswith(("valve", "oil-offline", "on-stream", "come-to", "get-out")):
        kind = "oil_restart" if word in words("opened") else "oil_shutdown"
    draft = _oil(run, hit, kind, hit.first, speaker)
    if (
        draft
        and kind == "oil_shutdown"
        and any(now.word(k) in words("ordering") for k in range(max(0, hit.first - 45), hit.first))
        and now.word(hit.first - 1) == "to"
    ):
        draft.status = "fact"
    return draft


def declared_shut(run, hit: Hit, speaker: str):
    """Read how somebody declares a field or port closed."""
    places = [p for p in _oil_places(run, hit) if is_oil(run, p) or run.names.kinds.get(value_of(run, p)) == "port"]
    if not places:
        return None
    actor = doer(run, hit, hit.first, speaker)
    return Draft("oil_shutdown", places, "" if actor == "civil" else actor, status="fact")


def oil_state(run, hit: Hit, speaker: str):
    """Read what a field or port is said to do: "X fell silent", "X is pumping again", "the pumps at X are running"."""
    now = run.now
    first, _ = now.clause(hit)
    oily = not words("oily").isdisjoint(now.words)
    places = [p for p in _sites(run, now.places_left(hit), loaded=oily) if is_oil(run, p)]
    if not places:
        ahead = now.places_right(hit, hit.rule.prepositions, False, 8)[0]
        places = [p for p in _sites(run, ahead) if is_oil(run, p)]
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


def _of_oil(run, hit: Hit) -> bool:
    """Tell whether what is shut or opened has to do with oil: the verb's object, or the subject of a passive."""
    now = run.now
    start, last = now.clause(hit)
    last = min(last, hit.last + 9)
    span = [*range(start, hit.first)] if now.is_passive(hit) else [*range(hit.first, last)]
    idle = now.word(hit.last) in words("producing")
    stop = (
        idle
        or hit.last < now.size
        and (now.word(hit.last) in words("closure-next") or now.tokens[hit.last].kind == "date")
    )
    if stop and not now.is_passive(hit):
        span = [*range(start, last)]
    oily = words("oily") - {"field", "fields"}
    if any(now.word(k) in oily or (now.tokens[k].kind == "place" and is_oil(run, k)) for k in span):
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


def _caused(now, hit: Hit) -> bool:
    """Tell the closure that a sentence reports from the one that it only mentions."""
    return any(now.word(k) in words("causing") for k in range(max(0, hit.first - 6), hit.first))


def output(run, hit: Hit, speaker: str):
    """Read how output, exports or loading stop, or start again."""
    now = run.now
    for k, kind, relative in right(now, hit.last, "shut", "opened", reach=16):
        word = now.word(k)
        if word in words("unopened"):
            return None
        if word == "began" and (now.word(k + 1) == "again" or now.word(hit.first) in ("pumping", "loading")):
            return _oil(run, hit, "oil_restart", k)
        if word in ("end", "ended", "ends") and not relative:
            return _oil(run, hit, "oil_shutdown", k)
        if relative or word in words("oil-weak"):
            continue
        if intention(now, as_hit(hit, k)) == "hypothetical":
            continue
        passive = now.is_passive(as_hit(hit, k)) or word in words("shut-state")
        if kind == "shut" and not (passive or word in ("stopped", "stops")):
            continue
        return _oil(run, hit, "oil_shutdown" if kind == "shut" else "oil_restart", k) if _says(now, k) else None
    return None


def _says(now, k: int) -> bool:
    return not any(now.word(j) in ("since", "before", "until") for j in range(max(0, k - 3), k))


def majeure(run, hit: Hit, speaker: str):
    """Read how force majeure or an oil blockade is imposed or lifted."""
    now = run.now
    blockade = hit.rule.name.startswith("blockade")
    spoken = any(e.event_type.startswith("oil") for e in run.events)
    if blockade and not spoken and not (set(now.words) & (words("oily") - {"majeure"})):
        return None
    if now.word(hit.last) in words("majeure-opened"):
        return _oil(run, hit, "oil_restart", hit.last, speaker)  # the heading "Force majeure lifted at X"
    if now.word(hit.first - 1) == "under" and any(now.word(k) in ("put", "placed", "places") for k in range(hit.first)):
        return _oil(run, hit, "oil_shutdown", hit.first)
    if now.word(hit.first - 1) == "off":  # "took X and Y off force majeure"
        named = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
        sites = [p for p in _sites(run, named, loaded=True) if is_oil(run, p)]
        return (
            Draft("oil_restart", sites, doer(run, hit, hit.first - 1, speaker).replace("civil", "")) if sites else None
        )
    until = next(
        (k for k, kind, _ in right(now, hit.last, "majeure-opened", reach=9) if now.is_passive(as_hit(hit, k))), 0
    )
    if until and now.word(hit.last) != "," and "in" in now.words[hit.last : until]:
        return _oil(run, hit, "oil_restart", until)  # "the force majeure now in place will be lifted"
    for k, kind in left(now, hit.first, "majeure-shut", "majeure-opened"):
        if "that" in now.words[k + 1 : hit.first]:
            continue  # "announced that force majeure was lifted"
        if now.word(k) == "end" and now.word(k - 1) in either("determiner", also=("for",)):
            continue  # "called for an end to the blockade"
        if now.word(k) in ("lifting", "ending") and any(now.word(j) in words("wish") for j in range(max(0, k - 6), k)):
            return None  # "urged the lifting of"
        return _oil(run, hit, "oil_shutdown" if kind == "majeure-shut" else "oil_restart", k, speaker)
    ended = _ended_since(run, hit)
    if any(now.word(k) == "in" and now.word(k + 1) in ("place", "force") for k in range(hit.last, hit.last + 6)):
        return [d for d in (_oil(run, hit, "oil_shutdown", hit.first), ended) if d] or None
    if ended and now.word(hit.last) == "," and not words("majeure-shut").isdisjoint(now.words[hit.last : hit.last + 9]):
        return [d for d in (_oil(run, hit, "oil_shutdown", hit.last + 1), ended) if d] or None
    if not blockade and (parted := _off_and_on(run, hit)):
        return parted
    for k, kind, relative in right(now, hit.last, "majeure-shut", "majeure-opened", reach=18):
        word = now.word(k)
        keeps = word in ("remains", "remain", "stays", "stay")
        passive = now.is_passive(as_hit(hit, k)) or word in ("ended", "ends")
        starts = blockade and word in ("began", "begun", "started")
        if blockade and not passive and not starts and word not in ("ended", "ends", "imposed"):
            continue
        if keeps or passive or starts or word == "imposed":
            draft = _oil(run, hit, "oil_shutdown" if kind == "majeure-shut" else "oil_restart", k, told=relative)
            if draft and not passive:
                draft.actor = now.agent(as_hit(hit, k))
            return draft
    return None


def _ended_since(run, hit: Hit):
    """Give the end of a blockade after the aside that tells since when it was in force."""
    now = run.now
    if now.word(hit.last) != ",":
        return None
    close = next((k for k in range(hit.last + 2, min(now.size, hit.last + 18)) if now.word(k) == ","), 0)
    for k in range(close + 1, min(now.size, close + 6)) if close else ():
        if now.word(k) in words("majeure-opened") and (
            now.is_passive(as_hit(hit, k)) or now.word(k) in ("ended", "ends")
        ):
            return _oil(run, hit, "oil_restart", k)
    return None


_ON = frozenset(["stays", "stayed", "remains", "remained", "goes", "went", "continues", "holds", "held"])
_OFF = frozenset(["came", "comes", "is", "was"])


def _off_and_on(run, hit: Hit) -> list[Draft]:
    """Read "force majeure came off X but stays on Y", and "goes on at Y"."""
    now = run.now
    drafts = []
    for k in range(hit.last, min(now.size, hit.last + 18)):
        off = now.word(k) in _OFF and now.word(k + 1) == "off"
        if off or (now.word(k) in _ON and now.word(k + 1) in ("on", "at", "in")):
            sites = [n for n in range(k + 2, min(now.size, k + 11)) if now.tokens[n].kind in ("place", "near")]
            sites = _sites(run, now.group(sites[0]) if sites else [], loaded=True)
            places = [p for p in sites if is_oil(run, p) or run.names.kinds.get(value_of(run, p)) == "port"]
            if not places and words("oil-sites") & {now.word(j) for j in range(k + 2, k + 9)}:
                places = [run.names.home]
            if places:
                drafts.append(Draft("oil_restart" if off else "oil_shutdown", places, verb=k))
    return drafts


def loads(run, hit: Hit, speaker: str):
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
    places = _sites(
        run,
        now.places_right(as_hit(hit, verb), frozenset(("at", "from", "in")), now.word(verb) in ("left", "leaves"), 10)[
            0
        ]
        or now.places_left(as_hit(hit, verb)),
        loaded=True,
    )
    good = [p for p in places if run.names.kinds.get(value_of(run, p)) in (*OIL_KINDS, "port")]
    return Draft("oil_restart", good, verb=verb) if good else None


def _fighting_stops(now, hit: Hit) -> bool:
    """Tell "once military activity had ceased", in which nothing of oil is shut."""
    n = hit.first - 1
    while now.word(n) in either("have", "be", "mid-passive"):
        n -= 1
    return now.word(n) in either("combat", also=("activity", "activities", "operations", "hostilities", "action"))
