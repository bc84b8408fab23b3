"""Frames of strikes told by a verb: from the air, by drones, with guns and rockets.

One function for each `frame` of triggers.csv; each gives a draft, or None.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .doers import doer
from .frames_aircraft import downs
from .frames_harm import mine
from .framing import Draft, foe_of, sited, sole_site, value_of
from .grammar import Hit
from .listed import WIDE
from .lists import other_target, spread
from .objects import opened_together
from .referents import antecedent, pronoun_place
from .ships import ship_struck
from .slain import own_struck, reduced, slain_side, struck_side
from .strike_aims import (
    at_craft,
    in_raid,
    is_craft,
    is_next,
    it_before,
    known_site,
    met_before,
    next_in_line,
    open_place,
    past_means,
    shot_at,
    strikes_men,
    under_way,
)
from .strike_kinds import as_before, hits_nothing, kind_unsaid, weapon_before, weapon_of_subject
from .struck import (
    AT_TARGET,
    baulked,
    carried_on,
    counted_at,
    homes,
    is_noun,
    its_part,
    landed_at,
    lies_where,
    made_safe,
    now_place,
    on_ground,
    same_raid,
    unnamed_place,
    victims,
    with_mines,
)
from .tables import either, words
from .weapons import STRIKES, context_kind, kind_at, striker, told_blow, weapon_left, weapon_right

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_ONE = ("a", "the", "one", "another", "second", "this")
_GUNS = frozenset(["artillery", "mortar", "tank", "rocket", "and", "of", "with", "heavy"])
_WEATHER = frozenset(["rain", "rains", "hail", "snow", "wind", "winds", "storm", "storms", "waves"])


def strike(run: Run, hit: Hit, speaker: str):
    """Read a verb that tells a strike by itself: bombed, shelled, fired rockets at."""
    kind = hit.rule.event_type
    if run.now.word(hit.first - 1) in words("car-bomb"):
        return None
    if hit.rule.name == "shells-verb" and run.now.word(hit.first - 1) in _GUNS:
        return None  # "rockets and artillery shells"
    if hit.rule.name == "bomb" and run.now.word(hit.first) == "bomb" and run.now.word(hit.first - 1) in _ONE:
        told = any(h.rule.frame == "mine" for h in run.now.hits)
        return None if told else mine(run, hit, speaker)  # "a bomb outside a shop killed two"
    if hit.rule.name == "bomb" and made_safe(run.now, hit):
        return None
    start = run.now.clause(hit)[0]
    if baulked(run, hit) or (hit.first - start < 4 and not _WEATHER.isdisjoint(run.now.words[start : hit.first])):
        return None
    if not words("mines").isdisjoint(run.now.said) and with_mines(run.now, hit):
        return _struck(run, hit, speaker, "other", -1)
    if hit.rule.name == "responded-with" and run.now.is_passive(hit) and is_craft(run.now, hit):
        return downs(run, hit, speaker)  # "a drone was hit by a missile"
    inside = next((k for n in range(hit.first, hit.last) if (k := kind_at(run.now, n))), "")
    weapon = weapon_left(run.now, hit)
    before = weapon
    if not weapon[0] or run.now.is_passive(hit):
        weapon = weapon_right(run.now, hit)
    if hit.rule.name in ("launch-at", "loosed-by", "drop-loads"):
        weapon = weapon if weapon[0] and hit.rule.name != "loosed-by" else before
        if not weapon[0] and not inside:
            return None  # "launched by the UN"
    named = weapon[0] if weapon[0] in ("airstrike", "drone_strike") else inside or weapon[0]
    if hit.rule.name in ("fire-at", "open-fire"):
        if shot_at(run.now, hit):
            return None
        people = _fired_at_people(run, hit, speaker)
        if people or (hit.rule.name == "fire-at" and not now_place(run.now, hit)):
            return people
    if named and (named != "shelling" or hit.rule.name != "bomb" or weapon[0] == "shelling"):
        kind = named
    if hit.rule.name == "bomb" and not named and kind == "airstrike" and homes(run.now, hit) and not context_kind(run):
        kind = "shelling"  # "the militias bombed homes": with guns, where nothing is said of aircraft
    return _struck(run, hit, speaker, kind, weapon[1])


def _fired_at_people(run: Run, hit: Hit, speaker: str):
    """Read "opened fire on migrants at X"."""
    now = run.now
    after = now.words[hit.last : hit.last + 2]
    if either("civilian", "crowd", also=("inmates", "detainees", "prisoners", "worshippers")).isdisjoint(after):
        return None
    places, near = now.places_right(hit, AT_TARGET, False)
    places = places or antecedent(now, hit)
    actor = doer(run, hit, speaker)
    actor = "" if actor == "civil" else actor
    return Draft("civilian_harm", places, actor, "civilians", near=near) if sited(run, places) else None


def hits(run: Run, hit: Hit, speaker: str):
    """Read a verb that tells a strike only with a weapon in or near its sentence: hit, struck, targeted, pounded."""
    now = run.now
    if baulked(run, hit):
        return None
    before = now.word(hit.first - 1)
    if is_noun(now, hit, before):
        return None
    if before in ("a", "an", "another") and any(e.event_type in STRIKES for e in run.coded):
        return None  # "destroyed a drone in a strike on X"
    if not words("blow").isdisjoint(now.words[hit.last : hit.last + 4]):
        return None  # "strike a major blow to"
    if now.word(hit.first) in ("strike", "strikes") and now.words[hit.first - 2 : hit.first] == ["behind", "the"]:
        return None  # "not clear whether a drone was behind the strike"
    passive = now.is_passive(hit)
    if not _PAPER.isdisjoint(now.words[hit.last : hit.last + 14]):
        return _papered(run, hit, speaker, passive)
    if passive and now.word(hit.last) in ("in", "by", "during") and in_raid(now, hit):
        return None
    if passive and now.word(hit.last) == "by" and now.word(hit.first) == "killed" and _by_gunmen(now, hit):
        return None
    if passive and is_craft(now, hit):
        return downs(run, hit, speaker)
    if ship := ship_struck(run, hit, speaker):
        return ship

    if passive and not _AIRMEN.isdisjoint(now.words[max(0, hit.first - 5) : hit.first]):
        return None  # "the jet crashed and its pilot was killed"
    kind, w = ("", -1) if passive else weapon_left(now, hit)
    if not kind:
        kind, w = weapon_right(now, hit)
    kind = as_before(run, w, kind) if w >= 0 else kind
    if _told_by_noun(now, hit, w):
        return None
    if not kind and not passive:
        kind, w = weapon_of_subject(run, hit, w)
    if now.word(hit.first) == "targets" and hit.first - 1 in now.inside:
        return None  # "went on hitting targets in the town"
    if not kind and hits_nothing(now, hit, passive):
        return None
    kind = kind or ("" if passive else same_raid(run, hit)) or weapon_before(run, hit, passive)
    if not kind and not passive and now.word(hit.first) == "target" and next_in_line(now, hit):
        return is_next(run, hit, speaker)
    kind = kind or ("airstrike" if passive and on_ground(now, hit) else kind_unsaid(run, hit, speaker, passive))
    if kind == "shelling" and not passive and at_craft(now, hit):
        return downs(run, hit, speaker)
    draft = _struck(run, hit, speaker, kind, w) if kind else None
    if draft and passive and not draft.actor and draft.event_type == "shelling":
        draft = _of_salvo(run, draft)
    return _with_another(now, draft, kind, w) if draft and not passive and 1 < w < hit.first else draft


_AIRMEN = frozenset(["pilot", "pilots", "co-pilot", "crew", "airmen"])


def _of_salvo(run: Run, draft: Draft) -> Draft:
    """Give a hit on a part of the city the day and the maker of the bombardment told just before."""
    if not draft.places or any(token.kind == "date" for token in run.now.tokens):
        return draft
    blow = told_blow(run, draft.places, attack=True)
    if blow is None or blow.event_type != "shelling" or not blow.actor:
        return draft
    return replace(draft, actor=blow.actor, target=draft.target or blow.target or "", date=blow.date or "")


def _by_gunmen(now: Sentence, hit: Hit) -> bool:
    """Tell "was killed by gunmen", "by unknown militants", from deaths by a strike."""
    return not words("gunmen").isdisjoint(now.words[hit.last + 1 : hit.last + 5])


_PAPER = frozenset(["leaflets", "fliers", "flyers", "pamphlets"])


def _papered(run: Run, hit: Hit, speaker: str, passive: bool):
    """Read "showered X on Sunday with leaflets", "X was showered with leaflets": no strike."""
    now = run.now
    paper = next(k for k in range(hit.last, hit.last + 14) if now.word(k) in _PAPER)
    if "with" not in now.words[hit.last : paper] or any(map(now.boundary, range(hit.last, paper))):
        return None
    places = now.places_left(hit) if passive else now.places_right(hit, frozenset(), True, 6)[0]
    actor = now.agent(hit) if passive else doer(run, hit, speaker)
    return Draft("other", places, actor, foe_of(run, actor))


def _told_by_noun(now: Sentence, hit: Hit, w: int) -> bool:
    """Tell "air strikes on X killed three", told by the noun, as is "a raid near X that hit men on their way to Y"."""
    if not 0 <= w < hit.first:
        return False
    noun = next((h for h in now.hits if h.rule.frame == "fire" and h.first <= w < h.last), None)
    if noun is not None and now.word(hit.first - 1) in ("that", "which") and under_way(now, hit):
        return any(now.tokens[k].kind in ("place", "near") for k in range(noun.last, hit.first))
    # "an air strike by a jet of the LNA on X killed three", too
    told = any(n in now.inside and now.inside[n].rule.frame == "fire" for n in range(max(0, w - 3), w + 1))
    return told and not any(t.kind in ("place", "near") for t in now.tokens[hit.last : hit.last + 12])


def _with_another(now: Sentence, draft: Draft, kind: str, w: int):
    """Give two drafts for "air strikes and shelling hit the town", else the one."""
    w = now.inside[w].first if w in now.inside else w  # "rocket attacks"
    if w < 2 or now.word(w - 1) not in ("and", "&"):
        return draft
    joined = now.inside[w - 2].first if w - 2 in now.inside else w - 2
    other = kind_at(now, w - 2) or kind_at(now, joined)
    return [draft, replace(draft, event_type=other)] if other and other != kind else draft


def _struck(run: Run, hit: Hit, speaker: str, kind: str, w: int):
    now = run.now
    loosed = hit.rule.name == "loosed-by"
    if now.is_passive(hit) and not loosed:
        places, near = now.places_left(hit), False
        if not places or now.word(hit.last) in ("in", "at", "near"):
            other, off = now.locative(hit)
            if other and (not places or other[0] >= hit.last):
                places, near = other, off
        places = places or it_before(now, hit) or opened_together(now, hit)
    else:
        inside = now.place_inside(hit) if hit.rule.name.startswith("shell-") else []
        places, near = now.places_right(hit, hit.rule.prepositions | AT_TARGET, True)
        places, near = (inside, False) if inside else (places, near)
        wide = places and run.names.kinds.get(value_of(run, places[0])) in WIDE
        places = (wide and open_place(now, hit)) or places or pronoun_place(run, hit) or open_place(now, hit)
        places = places or known_site(run, hit) or past_means(now, hit) or its_part(now, hit)
        places, near = (counted, False) if (counted := counted_at(now, hit)) else (places, near)
        if not places and w >= 0:
            places, near = now.locative(hit)
        if not places:
            places = antecedent(now, hit)
        if not places and (0 <= w < hit.first or hit.rule.name == "responded-with"):
            places = unnamed_place(run)
    if not places and w >= hit.last and now.is_passive(hit):
        places = unnamed_place(run)  # "The ships were hit with rockets"
    if not places or near:
        places, near = landed_at(now, hit) or (places, near)
    if not places and not now.is_passive(hit):
        places, near = lies_where(now, hit)
    if not places:
        ahead = range(hit.last, min(now.size, hit.last + 9))
        aims = [n for n in ahead if now.tokens[n].kind == "place" and now.aimed_at(n)]
        places, near = under_way(now, hit) or aims[:1], True
    if not places and w >= 0:
        places, near = sole_site(run), False
    if not places and not now.is_passive(hit) and strikes_men(now, hit):
        places, near = carried_on(run), False  # "the GNA shelled Haftar's forces"
    places, near = met_before(now, places, near)
    if not sited(run, places):
        return None
    actor = striker(run, hit, w, speaker)
    if (not actor or reduced(now, hit)) and (slain := slain_side(run, hit, speaker)) and actor in ("", slain):
        actor = foe_of(run, slain)
    actor = actor or foe_of(run, struck_side(run, hit) or own_struck(run, hit, speaker))
    target = "civilians" if kind == "civilian_harm" else victims(run, hit) or foe_of(run, actor)
    return Draft(kind, other_target(now, spread(now, places)), actor, target, near=near)
