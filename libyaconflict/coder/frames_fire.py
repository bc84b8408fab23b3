"""Frames of strikes told by a noun: air raids, shelling, places under fire, blame for a strike.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .campaigns import names_launch, standing
from .coded import AFFIRMATIVE
from .doers import doer
from .fire_told import freight, in_clause, of_police, on_airbase, on_shelter, vowed_answer
from .fired import (
    bombarded,
    endured,
    fled,
    goes_on_to_hit,
    is_given,
    made_on,
    no_strike,
    object_hit,
    on_men,
    posted_at,
    striking,
    struck_by,
    where_landed,
)
from .frames_event import there
from .framing import Draft, Unplaced, foe_of, sited, sole_site, value_of
from .grammar import Hit
from .launchers import launcher, supports
from .lists import other_target, spread
from .referents import antecedent, pronoun_place
from .slain import slain_side, struck_side
from .strike_aims import met_before
from .strike_kinds import as_before, made_before, meant_for
from .struck import AT_TARGET, carried_on, unnamed_place, victims, went_before
from .tables import either, words
from .weapons import (
    STRIKES,
    context_kind,
    kind_at,
    owner_of,
    shelled_site,
    weapon_left,
    weapon_right,
    wrecks_craft,
)

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def fire(run: Run, hit: Hit, speaker: str, kind: str = ""):
    """Read a noun that tells a strike: air raids, shelling, rockets that fell."""
    now = run.now
    if now.word(hit.first) in words("strike-noun") and (vowed := vowed_answer(run, hit, speaker)):
        return vowed
    if no_strike(run, hit) or of_police(now, hit):
        return None
    if now.word(hit.first - 1) in ("of", "with", "carrying") and freight(now, hit):
        return None
    if hit.rule.name in ("rockets", "salvo", "raids", "night-raids") and goes_on_to_hit(now, hit):
        return None  # "rockets fired by X hit Y": told by the verb
    kind = _kind_of(run, hit, kind or hit.rule.event_type)
    if not kind and hit.rule.name in ("bombardment", "raids"):
        if not (on_airbase(run, hit) or on_shelter(now, hit) or wrecks_craft(now) or meant_for(now, hit)):
            return None
        kind = "airstrike"
    direct = "direct" in hit.rule.prepositions
    places, near = now.places_right(hit, hit.rule.prepositions - {"direct"}, direct)
    if hit.rule.name == "rockets-meant" and (not places or near):
        return None  # "rockets meant for X fell into the sea"
    if not places:
        places, near = bombarded(now, hit)
    if not places or near:
        if struck_by(now, hit) or is_given(now, hit):
            return None
        places, near = in_clause(run, hit, places, near)
    places, near = _where_struck(run, hit, places, near)
    fell = hit.rule.name in ("rockets", "salvo", "bombs-fell")
    if not places and (
        fell
        or (now.word(hit.first).endswith("strikes") and (striking(now, hit) or made_on(now, hit) or on_men(now, hit)))
    ):
        earlier = [n for n in range(hit.first) if now.tokens[n].kind == "place" and not now.is_near(n)]
        earlier = [n for n in earlier if now.governor(n)[0] != "to"] or earlier  # "flights from X went to Y after"
        places = earlier[-1:] or unnamed_place(run)
    places = [n for n in places if not _aimed_at(now, n)]
    site = [] if places else [n for n in sole_site(run) if not _aimed_at(now, n)]
    places = places or ([] if fled(now, hit, site) else site)
    if (near or not places) and supports(now, hit):
        own = [n for n in range(now.size) if now.tokens[n].kind == "place" and not now.is_near(n)][:1]
        places, near = (own, False) if own else (places, near)
        places = places or unnamed_place(run)
    lead = now.words[max(0, hit.first - 6) : hit.first]
    if not places and _KNOWN.isdisjoint(lead[-3:]) and words("accusation").isdisjoint(lead):
        places, near = carried_on(run), False
    if not places and now.word(hit.first - 1) == "the":
        places, near = _the_attack(run, kind), False
    won = ""
    if not places and run.coded:
        places, won = went_before(run, hit)
    places, near = met_before(now, places, near)
    if not sited(run, places):
        if kind in STRIKES:
            run.unplaced = Unplaced(kind, launcher(run, hit, speaker) or _foe_struck(run, hit), victims(run, hit))
        return None
    raids = kind == "airstrike" and hit.rule.name == "raids"
    kind = as_before(run, hit.first, kind)
    if (raids or hit.rule.name == "rockets") and now.word(hit.first - 1) in ("the", "these", "those"):
        kind = _as_told(run, places) or kind
    actor = (won and now.agent(hit)) or won or launcher(run, hit, speaker) or _foe_struck(run, hit)
    actor = actor or foe_of(run, slain_side(run, hit, speaker) or struck_side(run, hit))
    actor = actor or made_before(run, hit.first)
    return Draft(
        kind, other_target(now, spread(now, places)), actor, victims(run, hit) or foe_of(run, actor), near=near
    )


def _as_told(run: Run, places: list) -> str:
    """Give what "the strikes" on a place were that the text has told: "Rockets hit X. The strikes killed two"."""
    value = value_of(run, places[0])
    told = (e for e in reversed(run.events[-8:]) if e.event_type in STRIKES and e.place_id == value)
    return next((e.event_type for e in told if e.status in AFFIRMATIVE), "")


def _the_attack(run: Run, kind: str) -> list:
    """Give where the attack was that the sentence before told, and make it the strike as which this one tells it.

    "An attack on X was reported. The shelling killed two."
    """
    told = [e for e in run.previous if e.event_type == "advance" and e.date_basis != "campaign"]
    told = [e for e in told if e.status in AFFIRMATIVE and e.rule in ("offensive", "attack-verb")]
    if len(told) != 1 or kind not in STRIKES or any(t.kind in ("place", "near") for t in run.now.tokens):
        return []
    told[0].event_type, told[0].control_after = kind, None
    return [told[0].place_id]


def _aimed_at(now: Sentence, n) -> bool:
    """Tell the place that somebody in the sentence only means to take: "men trying to take X died in a raid"."""
    if not isinstance(n, int):
        return False
    aims = (
        h for h in now.hits if h.rule.event_type == "capture" and 0 <= n - h.last < 4 and now.word(h.first - 1) == "to"
    )
    return any(not words("aim").isdisjoint(now.words[max(0, h.first - 4) : h.first]) for h in aims)


_KNOWN = frozenset(["the", "these", "those", "such", "that", "this", "his", "its", "their", "any", "all"])


def _where_struck(run: Run, hit: Hit, places: list, near: bool) -> tuple[list, bool]:
    """Give where the fire fell, given the place after its noun: there, what it struck, or where its victims stood."""
    now = run.now
    if hit.rule.name in ("rockets", "rocket-attack") and places and not near:
        places = where_landed(now, hit, places)
    if not places and any(now.word(k) in ("there", "nearby") for k in range(hit.last, min(now.size, hit.last + 8))):
        places, near = there(run, hit), False
    if (near or not places) and now.word(hit.last) in words("strikes-verb"):
        struck = [n for n in range(hit.last + 1, min(now.size, hit.last + 6)) if now.tokens[n].kind == "place"]
        places, near = (now.group(struck[0]), False) if struck and not now.is_near(struck[0]) else (places, near)
    if not places and not words("posted").isdisjoint(now.words[hit.last : hit.last + 12]):
        places, near = posted_at(now, hit)
    places = places or now.place_inside(hit) or antecedent(now, hit) or now.places_left(hit) or object_hit(now, hit)
    if now.word(hit.last) == "it" and hit.rule.name == "shell-noun":
        places, near = pronoun_place(run, hit) or places, False
    dated = hit.last + 1 < now.size and now.tokens[hit.last + 1].kind == "date"  # "a rocket attack on 1 September"
    if not places and (dated or now.word(hit.last) not in ("on", "against")):
        places = endured(run, hit)
    return places, near


def _foe_struck(run: Run, hit: Hit) -> str:
    """Give whose strikes they are that hit a side's men: "raids against LNA positions in X"."""
    now = run.now
    opens = hit.last
    if now.is_passive(Hit(hit.rule, hit.last, hit.last + 1)) or now.word(hit.last) in either("be", "have"):
        opens = next((k for k in range(hit.last, hit.last + 6) if now.word(k) in ("on", "against")), hit.last)
    if now.word(hit.last - 1) not in ("on", "against") and now.word(opens) not in ("on", "against", "targeting"):
        return ""
    for n in range(opens, min(now.size, opens + 7)):
        token = now.tokens[n]
        word, at = now.governor(n) if token.kind in ("actor", "unit") else ("", n)
        if word == "by" and now.word(at - 1) in ("held", "manned", "occupied", "controlled"):
            return foe_of(run, now.side(token))  # "raids on positions held by the LNA"
        if word in ("on", "against", "targeting"):
            men = now.word(n + 1) in either("own-men", "ground", "convoy", "motorcade") or not words(
                "force"
            ).isdisjoint(token.text.split())
            return foe_of(run, now.side(token)) if men else ""
        if token.kind in ("place", "near") or now.boundary(n):
            break
    return ""


def _kind_of(run: Run, hit: Hit, kind: str) -> str:
    """Give the kind of a strike by the weapons named about its noun."""
    now = run.now
    if hit.rule.name in ("bombardment", "raids"):
        named = next((k for n in range(hit.first - 3, hit.last) if n >= 0 and (k := kind_at(now, n))), "")
        by = weapon_right(now, hit)[0] if now.word(hit.last) == "by" else ""  # "a raid by aircraft"
        bare = hit.last == hit.first + 1 and now.word(hit.first - 1) in ("the", "this")
        same = run.unplaced.kind if bare else ""  # told before, without a place
        kind = by or same or (named if hit.rule.name == "raids" else "") or context_kind(run) or (
            kind if hit.rule.name == "bombardment" else ""
        )  # fmt: skip
    if hit.rule.name == "bombs-fell" and (before := kind_at(now, hit.first - 1)):
        return before  # "mortar bombs fell on X"
    if kind == "shelling" and now.word(hit.last) == "by" and hit.rule.name == "rockets":
        flown = (k for n in range(hit.last + 1, min(now.size, hit.last + 5)) if (k := kind_at(now, n)))
        kind = next(flown, kind)  # "missiles were fired by jets"
    if kind == "airstrike" and "drone_strike" in (weapon_left(now, hit)[0], weapon_right(now, hit)[0]):
        kind = "drone_strike"  # "drones carried out air strikes"
    return kind


def targets_named(run: Run, hit: Hit, speaker: str):
    """Read "the targets included X" after strikes that were told."""
    now = run.now
    told = [e for e in (run.previous or run.events[-1:]) if e.event_type in STRIKES and e.status in AFFIRMATIVE]
    kind = told[-1].event_type if told else run.unplaced.kind
    places, near = now.places_right(hit, frozenset(("in", "at", "near")), True)
    if not kind or not sited(run, places):
        return None
    actor = (told[-1].actor or "") if told else ""
    day = (told[-1].date or "") if told else ""
    return Draft(kind, places, actor, foe_of(run, actor), near=near, date=day)


def under_fire(run: Run, hit: Hit, speaker: str):
    """Read how a place comes under fire or attack."""
    now = run.now
    blame = next((k for k in range(hit.last, min(now.size, hit.last + 5)) if now.word(k) in ("for", "over")), -1)
    if blame > 0 and (now.word(blame + 1) in words("possessive") or now.word(blame + 1).endswith("ing")):
        return None  # "came under fire in X for his plan"
    kind = next((k for n in range(hit.first, hit.last) if (k := kind_at(now, n)) in STRIKES), "")
    actor = owner_of(run, hit.last - 1, hit.last, speaker) if hit.last - hit.first > 2 else ""
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    actor = (inside or [actor or now.agent(hit) or now.foe_right(hit, "by", "from")])[0]
    places: list = now.places_left(hit)
    if not places and any(now.word(k) in ("it", "town", "city") for k in range(max(0, hit.first - 4), hit.first)):
        places = run.memory.group[:1]
    near = False
    if not places:
        places, near = now.locative(hit)
    attack = now.word(hit.last - 1) in ("attack", "assault", "offensive")
    since = "since" in now.words or any(t.kind == "date" and t.text.startswith("since") for t in now.tokens)
    since = since or (attack and not {"months", "year", "weeks"}.isdisjoint(now.words[hit.last : hit.last + 4]))
    since = since or (attack and any(names_launch(run, row) for row in run.names.campaigns))
    whole = not places or run.names.kinds.get(value_of(run, places[0])) in ("capital", "country")
    if attack and since and whole and (told := standing(run, actor)):
        return told
    if not sited(run, places):
        return None
    if attack and not actor and "as" in now.words[hit.last : hit.last + 12]:
        opens = now.words.index("as", hit.last)  # "came under assault as the GNA moved to take it"
        actor = next((now.side(t) for t in now.tokens[opens : opens + 4] if t.kind in ("actor", "unit")), "")
    if not kind and attack:
        on_foot = bool(actor) and by_men(now, hit)
        kind = "" if on_foot else context_kind(run)
        kind = kind or ("advance" if run.names.sides.get(actor) else "") or shelled_site(run, places)
    moving = not kind and not attack and not words("motorcade").isdisjoint(now.words[max(0, hit.first - 4) : hit.first])
    kind = "clash" if moving else kind or ("" if attack else hit.rule.event_type)
    first, _ = now.clause(hit)
    if not kind and not words("civil-site").isdisjoint(now.words[first : hit.first]):
        return Draft("civilian_harm", places, "", "civilians", near=near)  # "a hospital came under attack"
    return Draft(kind, places, actor, victims(run, hit) or foe_of(run, actor), near=near) if kind else None


def by_men(now: Sentence, hit: Hit) -> bool:
    """Tell men who attack from aircraft and guns: "came under attack by GNA fighters", whatever was told before."""
    by = next((n for n in range(hit.last, min(now.size, hit.last + 8)) if now.word(n) in ("by", "from")), -1)
    reach = now.tokens[by + 1 : by + 5] if by > 0 else ()
    return any(not words("on-foot").isdisjoint(token.text.split()) for token in reach)


def vows_strikes(run: Run, hit: Hit, speaker: str):
    """Read how a side announces strikes: "promised a massive air campaign", on the country where no place is named."""
    now = run.now
    actor = doer(run, hit, speaker)
    if run.names.sides.get(actor) not in run.names.parties:
        return None
    if _made_already(now, hit):
        return None if struck_by(now, hit) else fire(run, hit, speaker, hit.rule.event_type)
    places, near = now.places_right(hit, hit.rule.prepositions, False, 8)
    if not places and now.word(hit.first) == "ordered":
        return None  # "who ordered air strikes on civilians"
    if not places:
        last = min(now.clause(hit)[1], hit.last + 14)
        named = [
            n for n in range(hit.last, last) if now.tokens[n].kind == "place" and now.governor(n)[0] in ("in", "at")
        ]
        places = named[:1]  # "strikes on targets with masts in X"
    return Draft("airstrike", places or [run.names.home], actor, foe_of(run, actor), near=near, status="planned")


def _made_already(now: Sentence, hit: Hit) -> bool:
    """Tell strikes that were made from those that are announced: "announced air strikes that hit X on Monday"."""
    if not now.word(hit.first).startswith("announc"):
        return False
    for n in range(hit.last, min(now.size, hit.last + 12)):
        if now.word(n) in either("have", "strikes-verb", also=("was", "were", "carried", "killed")):
            return now.word(n) not in ("hits", "targets")
        if now.tokens[n].kind == "date" or now.word(n) in (";", '"'):
            return now.tokens[n].kind == "date"
    return False


def blames(run: Run, hit: Hit, speaker: str):
    """Read how a strike is laid to the other side's guns or aircraft: "blamed GNA shells"."""
    now = run.now
    kind = next((k for n in range(hit.first, hit.last) if (k := kind_at(now, n))), "")
    inside = [now.side(t) for t in now.tokens[hit.first : hit.last] if t.kind in ("actor", "unit")]
    places: list
    places, near = now.places_right(hit, AT_TARGET | {"for"}, False)
    if not places:
        left = [n for n in range(hit.first) if now.tokens[n].kind == "place"]
        places = left[-1:] or [e.place_id for e in run.previous if e.event_type in STRIKES][-1:]
    if not kind or not inside or not sited(run, places):
        return None
    return Draft(kind, places, inside[0], foe_of(run, inside[0]), near=near)
