"""From text to coded events: frames, status, date, control and provenance."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from .anaphora import add_anaphors, add_cataphors
from .blame import accuse_previous
from .campaigns import told_again
from .coded import AFFIRMATIVE, CONTROL, FOUGHT, Coded
from .contrast import cleft, excepted, gapped, parted
from .dates_patterns import hints_in
from .dating import date_of
from .denials import (
    denies_before,
    denies_statement,
    deny_previous,
    disowned,
    gainsaid,
    presupposed_strikes,
    safe_and_sound,
    trailing_denials,
)
from .doers import ordered_by
from .frames import find_frame, is_politics
from .frames_event import is_sport
from .frames_harm import settled
from .framing import Draft
from .grammar import Hit, dateline_end, find_hits, link_lines, split_sentences, tokenise
from .lists import specified
from .merge import merge
from .names import Names
from .operations import operations
from .phrases import join_actors, join_places
from .roles import Sentence
from .sentence import Memory
from .spans import Told, at, placed
from .spelling import flatten
from .status import report_for, settle
from .tables import RULES, words
from .voice import Report, find_reports
from .when import When, find_dates

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LINKED = re.compile(
    r"(?:read|see|watch) (?:also|more|next)\b ?:|related (?:articles?|stories|story|news)? ?:|also read ?:", re.I
)
_OLD_YEAR = re.compile(
    r"(?:in|of|since|by|until|January|February|March|April|May|June|July|August|September|October|November|December) "
    r"(?P<year>1\d{3}|20[01]\d)\b(?!,\d)"
)
_LEAD = 5  # sentences that may speak of a place before they name it
_SPREAD = frozenset(["airstrike", "drone_strike", "shelling", "clash"])
_OILY = frozenset(["oil_shutdown", "oil_restart"])
_MET_IN = ("in", "at", "to", "left", "leaves", "leaving")


class Coder:
    """Code events of one conflict; the rule tables are read once.

    Parameters
    ----------
    places : DataFrame
        The gazetteer's table, as `load_case().places`.
    names : path, optional
        The folder with the names of the war. Without it, those of Libya 2019-20.

    Examples
    --------
    >>> from libyaconflict import load_case
    >>> coder = Coder(load_case(check=False).places)
    >>> event = coder.code("own", "GNA forces captured Gharyan on Wednesday.", dt.date(2019, 6, 28))[0]
    >>> event.place_id, event.event_type, event.actor, event.date, event.status
    ('gharyan', 'capture', 'GNA', '2019-06-26', 'asserted')
    """

    def __init__(self, places, names: str | Path = RULES / "libya") -> None:
        self.names = Names(places, names)

    def code(self, doc: str, text: str, published: dt.date) -> list[Coded]:
        """Code one document: its events in the order of the text, each once.

        Parameters
        ----------
        doc : str
            The document's name, kept with each event.
        text : str
            The text; spans count its characters.
        published : date
            The day against which "Friday" and "last month" are read.
        """
        flat = flatten(text)
        mentions = self.names.find(text)
        memory = Memory()
        run = _Run(self, doc, text, flat, published, memory)
        m = 0
        run.named = {mention.value for mention in mentions}
        links = link_lines(flat) if "\n" in flat else ()
        for index, (start, end) in enumerate(split_sentences(flat)):
            if start in links:
                continue
            while m < len(mentions) and mentions[m].start < start:
                m += 1
            last = m
            while last < len(mentions) and mentions[last].start < end:
                last += 1
            run.later = mentions[last:] if index < _LEAD else []
            run.sentence(index, start, end, mentions[m:last])
            m = last
        return merge(settled(run.events, self.names.part_of), run.headline, self.names, published)


class _Run:
    """One pass over one document."""

    def __init__(self, coder: Coder, doc: str, text: str, flat: str, published: dt.date, memory: Memory) -> None:
        self.names = coder.names
        self.doc, self.text, self.flat, self.published, self.memory = doc, text, flat, published, memory
        self.events: list[Coded] = []
        self.named: set[str] = set()
        self.later: list = []  # what is named after the sentence at hand
        self.now = self.before = None  # the sentence at hand, and the one before it
        self.heading = ""  # the place that stands alone on the last line that did so
        self.unplaced = ""  # the kind of strike that the text told without its place
        self.unread = False  # whether the last frame asked gave nothing
        self.headline: set[tuple[str, str, str]] = set()
        self.period = ""  # of a round-up: what its headline says that it covers
        self.previous: list[Coded] = []
        self.coded: list[Coded] = []  # of the sentence at hand
        self.reports: list[Report] = []
        self.paragraph = 0
        self.hints = hints_in(flat)
        self.old = [row for row in self.names.background if row.opens(flat)]

    def sentence(self, index: int, start: int, end: int, mentions: list) -> None:
        begin = dateline_end(self.flat, start, end)
        if "\n" in self.flat[max(0, start - 2) : start]:
            self.paragraph += 1
            self.memory.day = self.memory.date or self.memory.day
            if self.flat[begin] != '"' or len(self.memory.date) != 10:  # not a day before a quotation that goes on
                self.memory.date = ""
        mentions = [m for m in mentions if m.start >= begin]
        mentions = add_anaphors(self.flat, begin, end, mentions, self.memory, self.names)
        if index < _LEAD:
            mentions = add_cataphors(self.flat, begin, end, mentions, self.later, self.memory, self.names)
        last = self._last_day()
        dates = [
            When(d.start + begin, d.end + begin, d.edtf, d.loose, d.kind)
            for d in find_dates(self.flat[begin:end], self.published, last, self.hints)
        ]
        if not self.period and index < 2:
            self.period = next(
                (
                    Told(d.edtf, d.start, d.end)
                    for d in dates
                    if d.kind == "range" and (d.start == begin or (d.end >= end - 1 and not index))
                ),
                "",
            )
        tokens = join_places(tokenise(self.flat, begin, end, mentions, dates), self.names)
        tokens = join_actors(tokens, self.names, self.memory.speaker)
        if len(tokens) < 3 and tokens and tokens[0].kind == "place":
            self.heading = tokens[0].value
        hits = find_hits(tokens)
        current = Sentence(tokens, hits, self.names, self.memory)
        self.before, self.now = self.now, current
        self.span = (start, end)
        self.index = index
        old = _LINKED.match(self.flat, begin, end) is not None
        old = (
            old
            or self.old
            and any(
                row.found(self.flat, begin, end) and not any(d.edtf >= row.unless_from for d in dates)
                for row in self.old
            )
        )
        #: Whether the sentence before gave somebody's words of which nothing was coded.
        self.words_lost = not self.coded and any(report.kind == "say" for report in self.reports)
        self.reports = find_reports(current)
        self.loose = {d.start for d in dates if d.loose}
        coded: list[Coded] = []
        self.coded = coded
        said = self.flat[start:end]
        long_ago = _OLD_YEAR.search(said) if self.names.opened and (" 1" in said or " 20" in said) else None
        if long_ago is not None and long_ago["year"] < self.names.opened:
            hits = [hit for hit in hits if not self._long_ago(hit, start + long_ago.start("year"), dates)]
            current.hits = hits
        if not old and not (hits and is_sport(current)):
            for hit in hits:
                coded += self._hit(hit)
            if any(mention.kind == "operation" for mention in mentions):
                coded += operations(self, current)
            coded = told_again(self, coded)
        if not coded or denies_statement(self) or denies_before(self, coded):
            deny_previous(self, coded)
        if not coded:
            accuse_previous(self, coded)
        denials = trailing_denials(self, coded)
        taken_back = {(e.place_id, e.event_type, e.actor, e.by) for e in denials}
        coded = [e for e in coded if (e.place_id, e.event_type, e.actor, e.by) not in taken_back] + denials
        coded += presupposed_strikes(self, coded)
        if coded and coded[0].event_type == "shootdown":
            coded += safe_and_sound(self, coded)
        if self.reports:
            coded += gainsaid(self, coded)
        if coded:
            coded = disowned(self, coded)
        self.events += coded
        self.previous = coded or ([] if len(tokens) > 25 else self.previous)
        self._remember(current, coded, dates)

    def _long_ago(self, hit: Hit, year: int, dates: list[When]) -> bool:
        """Tell what is told of a year before the war: "The Turks took X in 1551"."""
        at = self.now.tokens[hit.first].start
        later = [
            abs(d.start - at) for d in dates if d.edtf[:4] >= self.names.opened and not year - 9 <= d.end <= year + 4
        ]
        parted = "," in self.flat[min(at, year) : max(at, year)]
        return not parted and abs(year - at) < min(later, default=10_000)

    # -- memory -----------------------------------------------------------------------------------------------------

    def _last_day(self) -> dt.date | None:
        days = _DAY.findall(self.memory.date or self.memory.day)
        return dt.date.fromisoformat(days[-1]) if days else None

    def _remember(self, current: Sentence, coded: list[Coded], dates: list[When]) -> None:
        memory = self.memory
        self._remember_places(current, coded)
        actors = [t for _, t in current.marks if t.kind in ("actor", "unit") and self.names.sides.get(current.side(t))]
        if actors:
            memory.actor = current.side(actors[0])
            memory.person = next((current.side(t) for t in reversed(actors) if self.is_person(t)), memory.person)
        for report in self.reports:
            if report.voice == "party" and report.speaker:
                memory.speaker, memory.stranger = report.speaker, False
            elif report.voice in ("source", "other", "neutral") and report.kind in ("say", "confirm"):
                memory.stranger = self.now.word(report.at) in words("spoken") and not report.speaker
        today = self.published.isoformat()
        exact = [d for d in dates if not d.loose and d.edtf[:10] <= today]  # what is to come dates nothing that follows
        if exact and "since" in self.flat[self.span[0] : self.span[1]].lower():  # the date since which a thing lasts
            tokens = enumerate(current.tokens)
            opened = {t.start for n, t in tokens if t.text[:5] == "since" or current.word(n - 1) == "since"}
            exact = [d for d in exact if d.start not in opened]
        if exact and "had" in current.words:  # "had called it so in June": no day of what follows
            exact = [d for d in exact if len(d.edtf) != 7]
        if exact:
            memory.date = Told(exact[-1].edtf, exact[-1].start, exact[-1].end)

    def _remember_places(self, current: Sentence, coded: list[Coded]) -> None:
        memory = self.memory
        places = [(n, token) for n, token in current.marks if token.kind in ("place", "near")]
        for n, token in places:
            if token.value in self.names.abroad and current.word(n - 1) in _MET_IN:
                memory.venue = Told(token.value, token.start, token.end)
        off = {n for n, token in places if token.kind == "near" or current.is_near(n)}
        for beside in (True, False):
            for n, token in places:
                seat = current.word(n - 1) == "in" and (_seats(current, n - 2) or self._spoken_in(current, n))
                seat = seat or (current.word(n - 1) == "to" and current.word(n - 2) == "back" and len(places) > 1)
                if (n in off) == beside and not seat:
                    memory.see(Told(token.value, token.start, token.end))
        named = [t for n, t in places if t.kind == "place" and n not in off and not self._platform(current, n)]
        named = named or [token for _, token in places if token.kind == "place"]
        if coded:
            group = dict.fromkeys(e.place_id for e in coded if e.place_id != self.names.home)
            memory.group = list(group) or memory.group
            memory.told.update(list(group))
        elif named:
            memory.group = [Told(named[-1].value, named[-1].start, named[-1].end)]
        if named:
            memory.topic = Told(named[0].value, named[0].start, named[0].end)

    def named_here(self) -> set[str]:
        """Give the places that the sentence names."""
        return {token.value for _, token in self.now.marks if token.kind == "place"}

    def _spoken_in(self, current: Sentence, n: int) -> bool:
        """Tell where somebody only speaks: ", the spokesman said in X"."""
        told = [report.at for report in self.reports if report.trailing and report.at < n]
        return bool(told) and not any(told[-1] < hit.first for hit in current.hits)

    def _platform(self, current: Sentence, n: int) -> bool:
        """Tell where somebody only speaks: "told a press conference in X"."""
        at = current.governor(n)[1]
        said = set(current.words[max(0, at - 3) : max(0, at)])
        return current.word(at) in ("in", "at") and bool(
            said & {"conference", "reporters", "journalists", "press", "briefing"}
        )

    def is_person(self, token) -> bool:
        """Tell "Khalifa Haftar" and "forces loyal to Haftar" from "LNA" and "the eastern forces"."""
        owner = self.flat[token.start : token.end].partition("'s ")
        last = owner[0].split()[-1]  # "Haftar's forces" name him, too
        named = last[:1].isupper() and not last.isupper() and last.lower() not in words("force")
        return (
            named
            and (token.text != token.value.lower() or bool(owner[2]))
            and words("institution").isdisjoint(token.text.split())
        )

    # -- one trigger ------------------------------------------------------------------------------------------------

    DEBUG = False

    def _hit(self, hit: Hit) -> list[Coded]:
        coded = self._read(hit)
        for other in () if coded else hit.others:
            again = other.last == hit.last or is_politics(hit.rule.frame)
            if (self.unread and again) or is_politics(other.rule.frame):
                coded = self._read(other)
                if coded:
                    break
        return coded

    def _read(self, hit: Hit) -> list[Coded]:
        frame = find_frame(hit.rule.frame)
        report = report_for(self, hit)
        speaker = report.speaker if report and report.voice == "party" else ""
        self.now.stranger = bool(
            report and not speaker and report.voice != "hedge" and report.at > 0 and not report.trailing
        )
        draft = frame(self, hit, speaker)
        self.unread = draft is None
        if draft is None:
            return []
        if isinstance(draft, list):
            return [event for one in draft for event in self._emit(hit, one, report)]
        drafts = parted(self.now, draft)
        bare = not draft.places and hit.rule.frame in ("takes", "advances", "loses", "leaves")
        if bare:
            drafts = cleft(self.now, hit, draft) or drafts
        drafts = [each for one in drafts for each in gapped(self.now, hit, one)] + excepted(self.now, hit, draft)
        coded = [event for one in drafts for event in self._emit(hit, one, report)]
        self.unread = bare and not coded
        return coded

    def _emit(self, hit: Hit, draft: Draft, report: Report | None) -> list[Coded]:
        if not draft.places and self.index:
            return []
        asked = Hit(hit.rule, draft.verb, draft.verb + 1) if draft.verb >= 0 else hit
        status, by, draft = settle(self, asked, draft, report)
        if not status:
            return []
        if draft.event_type in _SPREAD:
            draft = replace(draft, places=specified(self, draft.places))
        if draft.event_type in _OILY and not draft.actor:
            draft = replace(draft, actor=ordered_by(self.now))
        values = list(
            dict.fromkeys(self.now.cue(self.now.tokens[p].value, p) if isinstance(p, int) else p for p in draft.places)
        )
        own = report is not None and report.voice == "party" and (status == "claimed" or report.kind == "admit")
        if own and not draft.actor and hit.rule.frame in ("takes", "noun-taken", "storms"):
            side = self.names.sides.get(report.speaker, "")
            side = self.names.foe(side) if report.kind == "admit" else side
            draft = replace(draft, actor=at(side, report.speaker), target=self.names.foe(side))
        if self.names.roles.get(draft.actor) == "mediator" and draft.event_type in FOUGHT:
            draft = replace(draft, actor="")  # who counts the dead of a strike did not strike
        actor = self._canonical(draft.actor)
        target = self._canonical(draft.target)
        if not values:
            self.headline.add((draft.event_type, actor, "")) if self.index == 0 else None
            return []
        if self.index == 0 and status == "asserted":
            self.headline |= {(draft.event_type, actor, place) for place in values}
        dates, basis = date_of(self, asked, draft, status)
        if basis == "campaign" and status in AFFIRMATIVE:
            status, by = "asserted", None  # the standing background needs nobody's word
        start, end = self.now.tokens[hit.first].start, self.now.tokens[hit.last - 1].end
        actor, target, status = placed(actor, start, end), placed(target, start, end), placed(status, start, end)
        out = []
        for place in values:
            if place in self.names.abroad and (draft.event_type in FOUGHT or draft.event_type in CONTROL):
                continue  # the war is not fought there
            place = placed(place, start, end)
            for day in dates:
                if day[:1].isdigit() and day[:4] < self.names.opened:
                    continue  # an earlier war
                day = day if basis == "published" else placed(day, start, end)
                out.append(
                    Coded(
                        doc=self.doc,
                        place_id=at(self.names.parts.get(place, place), place),
                        event_type=draft.event_type,
                        actor=actor or None,
                        target=target or None,
                        control_after=self._control(draft, status, actor, place),
                        date=day or None,
                        date_basis=basis,
                        status=status,
                        by=by,
                        sentence=self.text[self.span[0] : self.span[1]],
                        start=start,
                        end=end,
                        rule=hit.rule.name,
                        sentence_start=self.span[0],
                    )
                )
        return out

    def _canonical(self, actor: str) -> str:
        if actor == "civil":
            return ""
        return at(self.names.coded_as.get(actor, actor), actor)

    def _control(self, draft: Draft, status: str, actor: str, place: str) -> str | None:
        if status not in AFFIRMATIVE or draft.near:
            return None
        side = self.names.sides.get(actor, "")
        if draft.event_type in CONTROL or draft.holder:
            holder = draft.holder or side
            if holder == "contested":
                return holder
            return at(holder, actor) if holder in self.names.parties else None
        if draft.event_type == "repelled" and self.names.kinds.get(place) not in ("capital", "region", "country"):
            return at(side, actor) if side in self.names.parties else None
        if draft.event_type == "clash":
            return "contested"
        return None


def _seats(current: Sentence, n: int) -> bool:
    """Tell a body that only has its seat in the place that follows: "the government in X"."""
    token = current.tokens[n] if 0 <= n < current.size else None
    return token is not None and token.text.rpartition(" ")[2] in words("institution")


@lru_cache(maxsize=2)
def default_coder(names: str = "") -> Coder:
    """Give a coder of the bundled gazetteer, built once.

    Parameters
    ----------
    names : str, optional
        The folder with the names of another war; its own places.csv, in the form of ``data/places.csv``, if it has one,
        takes the place of the gazetteer.

    Raises
    ------
    LibyaConflictError
        The folder lacks one of the two tables without which no side is known.
    """
    from ..case import load_case
    from ..errors import LibyaConflictError

    folder = Path(names) if names else RULES / "libya"
    missing = [name for name in ("actors.csv", "sides.csv") if not (folder / name).is_file()]
    if missing:
        raise LibyaConflictError(
            f"{folder}: a folder of names holds actors.csv and sides.csv; {missing[0]} is not there."
        )
    own = folder / "places.csv"
    if own.is_file():
        import pandas as pd

        return Coder(pd.read_csv(own, dtype=str, keep_default_na=False), folder)
    return Coder(load_case(check=False).places, folder)
