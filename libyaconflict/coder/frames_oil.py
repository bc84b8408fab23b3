"""Frames of oil shut in or flowing again, and of what else closes and opens: airports, crossings, roads, flights, water.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from .framing import Draft, is_abroad, is_small, value_of
from .grammar import Hit
from .predicates import as_hit, doer, left, right, wished
from .tables import words
from .voice import intention

_OIL_KINDS = ("oilfield", "oil_terminal")
_PORTLY = frozenset(["port", "ports", "terminal", "terminals", "exports", "export", "loading", "loadings", "majeure", "tanker"])
_WHOLE = frozenset(["all", "country's", "nationwide", "nation's", "entire", "eastern", "libyan", "oilfields", "ports", "terminals", "exports", "facilities", "most"])  # fmt: skip


def _sites(run, places: list) -> list:
    """Put the oil port for the town where the sentence speaks of ports or exports."""
    now = run.now
    if not _PORTLY & set(now.words) and not any(run.names.kinds.get(value_of(run, p)) == "oil_terminal" for p in places):
        return places
    out = []
    for place in places:
        value = value_of(run, place)
        port = next(
            (p for p, town in run.names.part_of.items() if town == value and run.names.kinds[p] == "oil_terminal"), "")  # fmt: skip
        out.append(now.cue(port, place) if port and isinstance(place, int) else port or place)
    return out


def _is_oil(run, place) -> bool:
    return run.names.kinds.get(value_of(run, place)) in _OIL_KINDS


def _around(now, hit: Hit, reach: int = 8) -> set[str]:
    return {now.word(k) for k in range(max(0, hit.first - reach), min(now.size, hit.last + reach))}


def _oil_places(run, hit: Hit) -> list:
    """Give the fields and ports that a trigger speaks of; the country where it speaks of all."""
    now = run.now
    inside = now.place_inside(hit)
    groups = [
        inside,
        [] if now.word(hit.last) == "," else now.places_right(hit, frozenset(("at", "in", "from", "of", "on", "to")), True, 12, through=True)[0],
        now.places_left(hit),
        now.locative(hit)[0],
    ]
    first, last = now.clause(hit)
    groups.append([n for n in range(first, last) if now.tokens[n].kind == "place" and now.governor(n)[0] in ("from", "at", "of", "in")])
    for group in groups:
        sites = _sites(run, [p for p in group if not now.is_near(p)])
        good = [p for p in sites if _is_oil(run, p) or (_around(now, hit) & _PORTLY and run.names.kinds.get(value_of(run, p)) == "port")]
        if good:
            return good
    before = [n for n in range(hit.first) if now.tokens[n].kind == "place" and _is_oil(run, n)]
    it = any(now.word(k) == "it" for k in range(max(0, hit.first - 3), min(now.size, hit.last + 2)))
    if before and (it or hit.rule.name == "force-majeure"):
        return _sites(run, before[-1:])
    if run.memory.site and run.names.kinds.get(run.memory.site) in _OIL_KINDS and not any(groups):
        if {"field", "production", "output", "oilfield", "it", "there"} & _around(now, hit) and not _WHOLE & _around(now, hit, 5):
            return [run.memory.site]
    home = any(t.value == run.names.home for t in now.tokens) or hit.rule.name == "blockade"
    home = home or any(now.word(k) == "oil" and now.word(k + 1) in ("production", "exports", "output", "flows") for k in range(max(0, hit.first - 6), min(now.size, hit.last + 6)))
    if _around(now, hit, 6) & _WHOLE or home:
        return [run.names.home]
    return []


def _oil(run, hit: Hit, kind: str, verb: int, speaker: str = ""):
    places = _oil_places(run, hit)
    first, _ = run.now.clause(as_hit(hit, verb))
    if not places or wished(run.now, verb) or run.now.word(first - 1) in ("until", "unless"):
        return None
    actor = doer(run, hit, verb, speaker)
    actor = "" if actor in ("civil", run.names.both) or run.names.roles.get(actor) == "mediator" else actor
    return Draft(kind, places, actor, verb=verb)


def oil(run, hit: Hit, speaker: str):
    """Read how oil is shut in, or flows again; a closing that is not about oil is told by what closes."""
    now = run.now
    oily = _around(now, hit) & words("oily")
    word = now.word(hit.first)
    if now.word(hit.first - 1) in words("unopened") and now.word(hit.first - 2) in words("modal-plan"):
        return None
    if word == "close" and now.word(hit.last) == "to":
        return None
    if word.startswith("open") and {"road", "way", "door", "path", "front", "fire", "route", "talks", "door", "gates"} & {now.word(k) for k in range(hit.last, hit.last + 3)}:
        return None
    before = now.word(hit.first - 1)
    if word in ("closed", "shut", "blocked", "halted", "suspended", "reopened", "blockaded") and before in words("determiner") | {"remaining", "newly", "recently", "long"} and not now.is_passive(hit):
        return None  # "the closed ports"
    if word.endswith("ing") and before in words("determiner") and not _caused(now, hit):
        return None  # "conditions for the reopening"
    if not now.is_passive(hit) and now.word(hit.last) == "by" and word.endswith("ed"):
        return None  # "facilities closed by a blockade"
    if not _of_oil(run, hit):
        return closure(run, hit, speaker) if word not in ("stop", "halt", "block", "stopped", "blocked", "halted", "suspended") or "airport" in now.words else None
    noun = word in ("closure", "shutdown", "stoppage", "resumption", "suspension")
    if noun and not _caused(now, hit):
        return None
    sites = any(_is_oil(run, p) for p in _oil_places(run, hit)) if not oily else True
    if not sites or {"flights", "airport", "traffic", "airspace"} & _around(now, hit, 4):
        return None if word in ("stop", "halt", "block", "stopped", "blocked", "halted") and "airport" not in now.words else closure(run, hit, speaker)
    if word in words("opened") and {"majeure", "blockade"} & {now.word(k) for k in range(hit.first, min(now.size, hit.last + 5))}:
        return None  # told by the noun
    if word in ("open", "opens", "opened", "close", "closed", "block", "blocked") and "fire" in _around(now, hit, 3):
        return None
    kind = hit.rule.event_type
    if not hit.rule.name.startswith(("valve", "oil-offline", "on-stream", "come-to")):
        kind = "oil_restart" if word in words("opened") else "oil_shutdown"
    draft = _oil(run, hit, kind, hit.first, speaker)
    if draft and kind == "oil_shutdown" and any(now.word(k) in words("ordering") for k in range(max(0, hit.first - 8), hit.first)) and now.word(hit.first - 1) == "to":
        draft.status = "fact"
    return draft


def _of_oil(run, hit: Hit) -> bool:
    """Tell whether what is shut or opened has to do with oil: the verb's object, or the subject of a passive."""
    now = run.now
    start, last = now.clause(hit)
    last = min(last, hit.last + 9)
    span = [*range(start, hit.first)] if now.is_passive(hit) else [*range(hit.first, last)]
    stop = hit.last < now.size and (now.word(hit.last) in ("", ",", ".", "on", "after", "again", "since", "in", "late", "early", "because", "and", "to", "gradually", "for", "at") or now.tokens[hit.last].kind == "date")
    if stop and not now.is_passive(hit):
        span = [*range(start, last)]
    oily = words("oily") - {"field", "fields"}
    if any(now.word(k) in oily or (now.tokens[k].kind == "place" and _is_oil(run, k)) for k in span):
        return True
    ports = {"ports", "terminal", "terminals", "field", "fields", "facilities"}
    if any(now.word(k) in ports for k in span) and ({"oil", "crude", "force", "noc"} & set(now.words) or run.memory.actor == "NOC" or any(e.event_type.startswith("oil") for e in run.events)):
        return True
    if sum(any(now.word(k).startswith(noun) for k in span) for noun in ("port", "field", "terminal")) > 1:
        return True
    if now.word(start - 1) in ("which", "that") and any(now.tokens[k].kind == "place" and _is_oil(run, k) for k in range(max(0, start - 5), start)):
        return True
    it = now.word(hit.last) == "it" or "it" in {now.word(k) for k in range(max(start, hit.first - 4), hit.first)}
    known = any(now.tokens[k].kind == "place" and _is_oil(run, k) for k in range(hit.first))
    return it and (known or run.names.kinds.get(run.memory.site) in _OIL_KINDS)


def _caused(now, hit: Hit) -> bool:
    """Tell the closure that a sentence reports from the one that it only mentions."""
    return any(now.word(k) in ("announced", "reported", "ordered", "caused", "forced", "forcing", "causing", "confirmed", "began", "begun", "led", "triggered") for k in range(max(0, hit.first - 6), hit.first))  # fmt: skip


def output(run, hit: Hit, speaker: str):
    """Read how output, exports or loading stop, or start again."""
    now = run.now
    for k, kind, relative in right(now, hit.last, "shut", "opened", reach=16):
        word = now.word(k)
        if word in words("unopened"):
            return None
        if word == "began" and (now.word(k + 1) == "again" or now.word(hit.first) in ("pumping", "loading")):
            return _oil(run, hit, "oil_restart", k)
        if relative or word in ("end", "began", "start", "stay", "remain", "stayed", "remained", "remains", "stays", "down", "disrupt", "disrupted", "cut"):
            continue
        if intention(now, as_hit(hit, k)) == "hypothetical":
            continue
        passive = now.is_passive(as_hit(hit, k)) or word in ("shut", "offline", "halted", "suspended", "stopped", "closed", "blocked", "idled")
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
    if blockade and not (set(now.words) & (words("oily") - {"majeure"})):
        return None
    if now.word(hit.first - 1) == "under" and any(now.word(k) in ("put", "placed", "places") for k in range(hit.first)):
        return _oil(run, hit, "oil_shutdown", hit.first)
    for k, kind in left(now, hit.first, "majeure-shut", "majeure-opened"):
        if now.word(k) == "end" and now.word(k - 1) in words("determiner") | {"for"}:
            continue  # "called for an end to the blockade"
        return _oil(run, hit, "oil_shutdown" if kind == "majeure-shut" else "oil_restart", k, speaker)
    if any(now.word(k) == "in" and now.word(k + 1) in ("place", "force") for k in range(hit.last, hit.last + 6)):
        return _oil(run, hit, "oil_shutdown", hit.first)
    for k, kind, _ in right(now, hit.last, "majeure-shut", "majeure-opened", reach=18):
        word = now.word(k)
        keeps = word in ("remains", "remain", "stays", "stay")
        passive = now.is_passive(as_hit(hit, k)) or word in ("ended", "ends")
        starts = blockade and word in ("began", "begun", "started")
        if blockade and not passive and not starts and word not in ("ended", "ends", "imposed"):
            continue
        if keeps or passive or starts or word == "imposed":
            draft = _oil(run, hit, "oil_shutdown" if kind == "majeure-shut" else "oil_restart", k)
            if draft and not passive:
                draft.actor = now.agent(as_hit(hit, k))
            return draft
    return None


def loads(run, hit: Hit, speaker: str):
    """Read how a tanker loads for the first time, or again."""
    now = run.now
    said = set(now.words)
    if not said & {"first", "again", "resumed", "since", "resume"} or said & {"smuggling", "smuggled", "detained", "seized"}:
        return None
    word = now.word(hit.first)
    verb = hit.first
    if word in ("tanker", "tankers"):
        found = [k for k, _, _ in right(now, hit.last, "tanker-verb")]
        if not found:
            return None
        verb = found[0]
    places = _sites(run, now.places_right(as_hit(hit, verb), frozenset(("at", "from", "in")), now.word(verb) in ("left", "leaves"), 10)[0] or now.places_left(as_hit(hit, verb)))
    good = [p for p in places if run.names.kinds.get(value_of(run, p)) in (*_OIL_KINDS, "port")]
    return Draft("oil_restart", good, verb=verb) if good else None


def closure(run, hit: Hit, speaker: str):
    """Read how an airport, crossing or road closes or opens again."""
    now = run.now
    if now.word(hit.first - 1) in words("unopened"):
        return None
    if now.word(hit.first).startswith(("resum", "restart")) and not {"flights", "traffic", "operations", "operation", "service"} & _around(now, hit, 5):
        return None
    after = now.word(hit.last)
    inside = now.place_inside(hit)
    if inside:
        places, passive = inside, now.is_passive(hit)
    elif now.is_passive(hit) or now.size == hit.last or after in (".", ",", "on", "after", "for", "in", "to", "again", "and", "late", "early", "at", "following", "because", "over", "briefly", "until") or now.tokens[hit.last].kind == "date":  # fmt: skip
        places = now.places_left(hit) or now.locative(hit)[0]
        passive = now.is_passive(hit)
    else:
        places, passive = now.places_right(hit, frozenset(("at", "from", "with", "to")), True)[0] or now.places_left(hit), False
    if not places and after == "it":
        places = list(run.memory.group[:1]) or ([run.memory.site] if run.memory.site else [])
    if not places:
        places = [n for n in range(hit.first) if run.names.kinds.get(now.tokens[n].value) in ("airport", "airbase", "port") and now.tokens[n].kind == "place"][:1]
    if not any(is_small(run, p) for p in places):
        places = [n for n in range(hit.last, min(now.size, hit.last + 14)) if now.tokens[n].kind == "place" and now.governor(n)[0] in ("at", "in") and is_small(run, n)][:1] or places
    sited = {now.word(k) for k in range(max(0, hit.first - 9), min(now.size, hit.last + 9))} & words("sites-closed")
    kinds = ("airport", "airbase", "port", "building", "road")
    good = [
        p for p in places
        if is_small(run, p) and not is_abroad(run, value_of(run, p))
        and not _is_oil(run, p) and (run.names.kinds.get(value_of(run, p)) in kinds or sited)
        and not (isinstance(p, int) and now.governor(p)[0] == "between")
    ]  # fmt: skip
    actor = now.agent(hit) if passive else now.subject(hit, speaker="")
    actor = "" if actor == "civil" else actor
    return Draft("other", good, actor) if good else None


def flights(run, hit: Hit, speaker: str):
    """Read how flights are suspended or go again, at an airport."""
    now = run.now
    airports = [
        n for n, t in enumerate(now.tokens)
        if t.kind == "place" and run.names.kinds.get(t.value) in ("airport", "airbase") and not is_abroad(run, t.value)
    ]  # fmt: skip
    if not airports:
        places = now.places_right(hit, frozenset(("at", "from")), False, 10)[0]
        airports = [p for p in places if is_small(run, p) and not is_abroad(run, value_of(run, p))]
    known = run.memory.site if run.names.kinds.get(run.memory.site) == "airport" else ""
    places = airports[:1] or ([known] if known else [])
    if not places or wished(now, hit.first):
        return None
    noun = now.word(hit.first) in ("flights", "traffic", "air", "navigation")
    verb = next((k for k in range(hit.last - 1, hit.first - 1, -1) if now.word(k) in words("shut") | words("opened") | words("flight-verb")), hit.first)  # fmt: skip
    return Draft("other", places, "", verb=verb if noun else -1)


def cuts(run, hit: Hit, speaker: str):
    """Read how water, power or fuel is cut off, or comes back."""
    now = run.now
    if wished(now, hit.first) or intention(now, hit) == "hypothetical":
        return None
    inside = now.place_inside(hit)
    fields = [n for n in range(hit.last, min(now.size, hit.last + 16)) if now.tokens[n].kind == "place" and _is_oil(run, n)]
    if fields and hit.rule.name == "shut-pipeline":
        return Draft("oil_shutdown", now.group(fields[0]), now.subject(hit, speaker="").replace("civil", ""))
    at_site, near = now.places_right(hit, frozenset(("at", "in")), False, 12)
    fed = now.places_right(hit, frozenset(("to", "from", "for", "across", "in")), False, 14)[0]
    before = [n for n in range(hit.first) if now.tokens[n].kind == "place" and now.governor(n)[0] in ("in", "at", "near")]
    places = inside or (at_site if not near else []) or before[-1:] or fed or now.places_left(hit)
    good = [p for p in places if run.names.kinds.get(value_of(run, p)) != "country"]
    actor = now.agent(hit) if now.is_passive(hit) else now.subject(hit, speaker=speaker)
    return Draft("other", good, "" if actor == "civil" else actor) if good else None
