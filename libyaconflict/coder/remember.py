"""What a sentence leaves in the memory of the text: whom and where it spoke of, on which day, who spoke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import Coded
from .roles import Sentence
from .spans import Told
from .tables import words
from .when import When

if TYPE_CHECKING:
    from .run import Run

_MET_IN = ("in", "at", "to", "left", "leaves", "leaving")
_TOLD_TO = frozenset(["conference", "reporters", "journalists", "press", "briefing"])


def remember(run: Run, coded: list[Coded], dates: list[When]) -> None:
    """Keep what the sentences that follow may mean by "it", "the town", "he", "the same day"."""
    _remember_places(run, coded)
    _remember_people(run)
    _remember_background(run, coded, dates)
    day = _day_told(run, coded, dates)
    if day is not None:
        run.memory.date = Told(day.edtf, day.start, day.end)


def _remember_people(run: Run) -> None:
    """Keep who was named first, for "they", which person last, for "his forces", and who spoke."""
    memory, now = run.memory, run.now
    named = [n for n, t in now.marks if t.kind in ("actor", "unit")]
    if named:
        first = now.side(now.tokens[named[0]]) if named[0] < 4 else ""
        outside = now.tokens[named[0]].kind == "actor" and not run.names.sides.get(first)
        memory.body = first if outside and first != "civil" else ""  # "The UN welcomed the deal. It said"
    armed = bool(named) and now.word(named[0] + 1) in words("party-noun")  # "IS militants": some third force
    actors = [now.tokens[n] for n in named]
    actors = [t for t in actors if run.names.sides.get(now.side(t)) or (armed and t is actors[0])]
    if len(actors) > 1 and now.word(0) in words("adjunct") and "," in now.words:
        comma = now.tokens[now.words.index(",")].start  # "With help from Turkey, the GNA took X. They"
        actors = [t for t in actors if t.start > comma] or actors
    if actors:
        memory.actor = now.side(actors[0])
        memory.person = next((now.side(t) for t in reversed(actors) if run.is_person(t)), memory.person)
    spoke = any(report.speaker for report in run.reports)
    memory.they = now.side(actors[0]) if actors and not spoke and not run.is_person(actors[0]) else ""
    if named and named[0] < 4 and now.word(named[0] + 1) in words("source"):
        side = now.side(now.tokens[named[0]])  # "A GNA officer was cautious. He said"
        if run.names.sides.get(side) in run.names.parties:
            memory.speaker, memory.stranger = side, False
    if "comment" in now.said and not words("not").isdisjoint(now.said) and memory.actor in run.names.parties:
        memory.speaker, memory.stranger = memory.actor, False  # "The LNA did not comment. Its spokesman said earlier"
    for report in run.reports:
        if report.voice == "party" and report.speaker:
            him = now.word(report.at + 1) == "him" and memory.person  # "Haftar's opponents accuse him. He said"
            memory.speaker, memory.stranger = him or report.speaker, False
        elif report.voice in ("source", "other", "neutral") and report.kind in ("say", "confirm"):
            memory.stranger = now.word(report.at) in words("spoken") and not report.speaker


def _remember_background(run: Run, coded: list[Coded], dates: list[When]) -> None:
    """Keep the time long past of which alone the sentence speaks, and the day on which a campaign it names began."""
    memory, today = run.memory, run.published.isoformat()
    if dates or "\n" in run.flat[max(0, run.span[0] - 2) : run.span[0]]:
        old = [d for d in dates if len(d.edtf) == 4 or (len(d.edtf) == 7 and not _of_late(run, d.edtf))]
        old = [d for d in old if d.kind != "since_years" and d.edtf < today[: len(d.edtf)]]
        memory.old = Told(old[-1].edtf, old[-1].start, old[-1].end) if old and len(dates) == len(old) else ""
    elif not any((event.date or "").startswith(memory.old[:4]) for event in coded):
        memory.old = ""  # the text has gone on to something else
    launches = _launches(run, coded)
    days = (d.edtf for d in dates if not d.loose and len(d.edtf) == 10 and d.edtf <= today)
    memory.launched = next((day for day in days if day in launches), "")


def _launches(run: Run, coded: list[Coded]) -> set[str]:
    """Give the days and months in which campaigns began, if the sentence tells of a campaign."""
    if not any(event.date_basis == "campaign" for event in coded):
        return set()
    return {row["start"][:size] for row in run.names.campaigns for size in (7, 10)}


def _day_told(run: Run, coded: list[Coded], dates: list[When]) -> When | None:
    """Give the day of which the text goes on to tell, if the sentence names one."""
    now = run.now
    today = run.published.isoformat()
    exact = [d for d in dates if not d.loose and d.edtf[:10] <= today]  # what is to come dates nothing that follows
    launches = _launches(run, coded)
    exact = [d for d in exact if d.edtf not in launches]  # "Haftar, who began his offensive on 4 April"
    if exact and "since" in run.flat[run.span[0] : run.span[1]].lower():  # the date since which a thing lasts
        opened = {t.start for n, t in enumerate(now.tokens) if t.text[:5] == "since" or now.word(n - 1) == "since"}
        exact = [d for d in exact if d.start not in opened]
    exact = [d for d in exact if d.kind != "since_years" and (len(d.edtf) != 7 or _of_late(run, d.edtf))]
    if exact and "had" in now.words:  # "had called it so in June": no day of what follows
        exact = [d for d in exact if len(d.edtf) != 7]
    return exact[-1] if exact else None


def _of_late(run: Run, month: str) -> bool:
    """Tell a month of which a report may go on to tell from one long past, named as background."""
    year, number = map(int, month.split("-"))
    return (run.published.year - year) * 12 + run.published.month - number < 3


def _remember_places(run: Run, coded: list[Coded]) -> None:
    """Keep the places named, those of which something was told, and the city abroad where people met."""
    memory, now = run.memory, run.now
    places = [(n, t) for n, t in now.marks if t.kind in ("place", "near")]
    places = [(n, t) for n, t in places if not now.comes_from(n) and not _measures(now, n)]
    for n, token in places:
        if token.value in run.names.abroad and (now.word(n - 1) in _MET_IN or _gone_from(now, n)):
            memory.venue = Told(token.value, token.start, token.end)
    off = {n for n, token in places if token.kind == "near" or now.is_near(n)}
    seen = [(n, token) for n, token in places if not _is_seat(run, n, alone=len(places) == 1)]
    for _, token in sorted(seen, key=lambda item: item[0] not in off):  # what is only near is forgotten first
        memory.see(Told(token.value, token.start, token.end))
    if not any(token.value != run.names.home for _, token in places):
        for event in coded:
            if event.date_basis == "campaign":  # "waged a campaign to topple the government. The city's outskirts"
                memory.see(Told(event.place_id, event.start, event.end))
    named = [t for n, t in places if t.kind == "place" and n not in off and not _platform(now, n)]
    named = named or [token for _, token in places if token.kind == "place"]
    if coded and (main := _described_by(now, coded)):
        memory.group = main
    elif coded:
        group = list(dict.fromkeys(e.place_id for e in coded if e.place_id != run.names.home))
        memory.group = group or memory.group
        memory.told.update(group)
    elif named:
        capital = run.names.capital  # "X lies between the mountain and the capital": it is X
        last = next((token for token in reversed(named) if token.value != capital), named[-1])
        memory.group = [Told(last.value, last.start, last.end)]
    if named:
        memory.topic = Told(named[0].value, named[0].start, named[0].end)


def _measures(now: Sentence, n: int) -> bool:
    """Tell what only gives the measure of what is told: "the worst fighting since the battle of X"."""
    word, at = now.governor(n)
    since = word == "of" and "since" in now.words[max(0, at - 4) : at]
    return since and now.word(at - 1) in ("battle", "battles", "fall")


def _described_by(now: Sentence, coded: list[Coded]) -> list:
    """Give the place that all happenings told only describe: X in "X, the airbase from which jets have struck Y"."""
    if "which" not in now.said or "from" not in now.said:
        return []
    at = next((n for n in range(1, now.size) if now.word(n) == "which" and now.word(n - 1) == "from"), 0)
    if not at or any(e.start < now.tokens[at].start for e in coded):
        return []
    left = [n for n in range(at) if now.tokens[n].kind == "place" and not now.is_near(n)]
    return [Told(now.tokens[left[-1]].value, now.tokens[left[-1]].start, now.tokens[left[-1]].end)] if left else []


def _gone_from(now: Sentence, n: int) -> bool:
    """Tell "departed from X", "flew out of X"."""
    return now.word(n - 1) in ("from", "of") and not _GONE.isdisjoint(now.words[max(0, n - 3) : n - 1])


_GONE = frozenset(["departed", "departs", "flew", "flown", "left", "returned", "departure"])


def _is_seat(run: Run, n: int, *, alone: bool) -> bool:
    """Tell where somebody only sits, speaks or goes back to: "the government in X", "went back to X"."""
    now = run.now
    if now.word(n - 1) == "in":
        based = now.word(n - 2) in ("based", "seated", "headquartered")
        return based or _seats(now, n - 2) or _spoken_in(run, n)
    return now.word(n - 1) == "to" and now.word(n - 2) == "back" and not alone


def _spoken_in(run: Run, n: int) -> bool:
    """Tell where somebody only speaks: ", the spokesman said in X"."""
    told = [report.at for report in run.reports if report.trailing and report.at < n]
    return bool(told) and not any(told[-1] < hit.first for hit in run.now.hits)


def _platform(current: Sentence, n: int) -> bool:
    """Tell where somebody only speaks: "told a press conference in X"."""
    at = current.governor(n)[1]
    if current.word(at) not in ("in", "at"):
        return False
    return not _TOLD_TO.isdisjoint(current.words[max(0, at - 3) : max(0, at)])


def _seats(current: Sentence, n: int) -> bool:
    """Tell a body that only has its seat in the place that follows: "the government in X"."""
    token = current.tokens[n] if 0 <= n < current.size else None
    return token is not None and token.text.rpartition(" ")[2] in words("institution")
