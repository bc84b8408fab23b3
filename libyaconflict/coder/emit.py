"""From the draft of a frame to coded events, one for each place and day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from .coded import AFFIRMATIVE, CONTROL, FOUGHT, OIL, STRUCK, Coded
from .dating import date_of
from .doers import ordered_by
from .framing import Draft
from .grammar import Hit
from .lists import off_road, specified
from .sayings import Report
from .spans import at, placed
from .status import settle
from .tables import words
from .weapons import weapon_right

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_SPREAD = frozenset(["airstrike", "drone_strike", "shelling", "clash"])
_NOBODYS = frozenset(["group", "groups", "gunmen", "militants", "militiamen"])
_LOST = ("noun-fall", "falls", "noun-whose")
_TAKEN = ("takes", "noun-taken", "storms")


def emit(run: Run, hit: Hit, draft: Draft, report: Report | None) -> list[Coded]:
    """Give the events of a draft; what a heading tells without a place is kept for the text below it."""
    if not draft.places and run.index:
        return []
    asked = Hit(hit.rule, draft.verb, draft.verb + 1) if draft.verb >= 0 else hit
    status, by, draft = settle(run, asked, draft, report)
    if not status:
        return []
    if draft.event_type == "repelled" and _from_the_air(run.now, hit):
        draft = replace(draft, near=True)  # "a column was stopped at X by air strikes": X may be anybody's
    if status == "denied" and not draft.actor and by in run.names.parties and hit.rule.frame in _LOST:
        draft = replace(draft, actor=at(run.names.foe(by), by), target=by)  # "its fall was denied by the LNA"
    draft = _with_actor(run, hit, _with_places(run, draft), status, report)
    places = list(
        dict.fromkeys(run.now.cue(run.now.tokens[p].value, p) if isinstance(p, int) else p for p in draft.places)
    )
    off = _beside(run.now, draft)
    actor, target = _canonical(run.names, draft.actor), _canonical(run.names, draft.target)
    if run.index == 0 and (status == "asserted" or not places):
        run.headline |= {(draft.event_type, actor, place) for place in places or [""]}
    if not places:
        return []
    dates, basis = date_of(run, asked, draft, status)
    if basis == "campaign" and status in AFFIRMATIVE:
        status, by = "asserted", None  # the standing background needs nobody's word
    start, end = run.now.tokens[hit.first].start, run.now.tokens[hit.last - 1].end
    actor, target, status = placed(actor, start, end), placed(target, start, end), placed(status, start, end)
    return [
        Coded(
            doc=run.doc,
            place_id=at(run.names.parts.get(place, place), place),
            event_type=draft.event_type,
            actor=actor or None,
            target=target or None,
            control_after=None if place in off else _control(run.names, draft, status, actor, place, day),
            date=(day if basis == "published" else placed(day, start, end)) or None,
            date_basis=basis,
            status=status,
            by=by,
            sentence=run.text[run.span[0] : run.span[1]],
            start=start,
            end=end,
            rule=hit.rule.name,
            sentence_start=run.span[0],
        )
        for place, day in _of_this_war(run.names, draft, places, dates, start, end)
    ]


def _beside(now: Sentence, draft: Draft) -> set[str]:
    """Give the places of a list of fights near which only they went on: "clashes south of X and in Y"."""
    if draft.event_type != "clash" or len(draft.places) < 2:
        return set()
    return {now.tokens[p].value for p in draft.places if isinstance(p, int) and now.is_near(p)}


def _from_the_air(now: Sentence, hit: Hit) -> bool:
    """Tell men stopped at a place from the air: nobody need hold it; an attack on a place is beaten off by who does."""
    at = now.word(hit.last) in ("at", "near", "outside", "before") and now.is_passive(hit)
    attack = not words("attack-noun").isdisjoint(now.words[max(0, hit.first - 9) : hit.first])
    return at and not attack and weapon_right(now, hit)[0] in ("airstrike", "drone_strike")


def _with_places(run: Run, draft: Draft) -> Draft:
    """Give a strike the parts of the city that a list names, and for a long road the town in which it was hit."""
    if draft.event_type not in _SPREAD:
        return draft
    places = off_road(run, specified(run, draft.places))
    return replace(draft, places=[_town_of(run, place) for place in places] if draft.event_type in STRUCK else places)


def _town_of(run: Run, place):
    """Give the town of a camp that no table knows: "raids on X and the Y camp in Z"."""
    named = run.now.tokens[place].value if isinstance(place, int) else ""
    if named[:1] != "?" or not named.lower().endswith(("camp", "headquarters", "barracks")):
        return place
    return run.now.area_after(place) or place


def _accused(run: Run, report: Report, hit: Hit) -> str:
    """Give the foe that somebody blames: "blamed the GNA for the capture of X"; nobody where it is his own men."""
    told = [run.now.side(t) for t in run.now.tokens[report.at + 1 : hit.first] if t.kind in ("actor", "unit")]
    foe = run.names.foe(run.names.sides.get(report.speaker, ""))
    return next((side for side in told if run.names.sides.get(side) == foe), "") if foe else ""


def _with_actor(run: Run, hit: Hit, draft: Draft, status: str, report: Report | None) -> Draft:
    """Name who did it where only the words about it tell: who ordered a closure, whose claim it is to have taken X."""
    if draft.event_type in OIL and not draft.actor:
        draft = replace(draft, actor=ordered_by(run.now))
    own = report if report is not None and report.voice == "party" else None
    if own is not None and status != "claimed" and own.kind != "admit":
        own = None
    if own is not None and (draft.actor or (draft.target and draft.target not in run.names.parties)):
        own = None  # not "X, which was freed from ISIS"
    if own is not None and run.now.word(own.at) in words("blame"):
        accused = _accused(run, own, hit)
        return replace(draft, actor=accused, target=run.names.foe(run.names.sides.get(accused, "")))
    named = run.now.words[run.now.clause(hit)[0] : hit.first] if own is not None else []
    if own is not None and hit.rule.frame in _TAKEN and _NOBODYS.isdisjoint(named):
        side = run.names.sides.get(own.speaker, "")
        side = run.names.foe(side) if own.kind == "admit" else side
        draft = replace(draft, actor=at(side, own.speaker), target=run.names.foe(side))
    if draft.event_type == "foreign_deployment" and draft.actor == run.names.names.get(run.names.home):
        draft = replace(draft, actor=next((a for a in map(run.now.side, _actors(run)) if _sends(run, a)), ""))
    asked = {"whether", "who"} if report is not None and report.kind == "silent" else {"whether"}
    if draft.event_type in STRUCK and not asked.isdisjoint(run.now.words[max(0, hit.first - 2) : hit.first]):
        draft = replace(draft, actor="", target="")  # "whether rockets fired on X came from the LNA's lines"
    fought = draft.event_type in FOUGHT or draft.event_type in CONTROL
    if run.names.roles.get(draft.actor) in ("mediator", "civil") and fought:
        draft = replace(draft, actor="")  # who counts the dead of a strike did not strike
    return draft


def _actors(run: Run) -> list:
    """Give the actors that a sentence names."""
    return [token for _, token in run.now.marks if token.kind == "actor"]


def _sends(run: Run, actor: str) -> bool:
    """Tell a foreign power, as it may be read from "the parliament's vote on Libya troops"."""
    return run.names.roles.get(actor) == "backer"


def _of_this_war(
    names, draft: Draft, places: list[str], dates: list[str], start: int, end: int
) -> Iterator[tuple[str, str]]:
    """Give each place and day, but for fights in other countries and days of earlier wars."""
    days = [day for day in dates if not (day[:1].isdigit() and day[:4] < names.opened)]
    fought = draft.event_type in FOUGHT or draft.event_type in CONTROL or draft.event_type == "withdrawal"
    for place in places:
        if not (fought and place in names.abroad):
            yield from ((placed(place, start, end), day) for day in days)


def _canonical(names, actor: str) -> str:
    """Give an actor as it is coded; civilians are nobody's."""
    return "" if actor in ("civil", names.names[names.home]) else at(names.coded_as.get(actor, actor), actor)


def _before_war(names, day: str) -> bool:
    """Tell a day before the first standing offensive of this war."""
    return day < min((row["start"][: len(day)] for row in names.campaigns), default="")


def _control(names, draft: Draft, status: str, actor: str, place: str, day: str) -> str | None:
    """Give who holds the place after an event that settles it: its taker, who beat an attack off, or nobody yet."""
    if status not in AFFIRMATIVE or draft.near:
        return None
    side = names.sides.get(actor, "")
    if names.roles.get(actor) == "ally" and day and _before_war(names, day):
        return None  # an ally's side is that of this war: not whose the town was that it has held for years
    if draft.event_type in CONTROL or draft.holder:
        holder = draft.holder or side
        if holder == "contested":
            return holder
        return at(holder, actor) if holder in names.parties else None
    if draft.event_type == "repelled" and names.kinds.get(place) not in ("capital", "region", "country"):
        return at(side, actor) if side in names.parties else None
    return "contested" if draft.event_type == "clash" else None
