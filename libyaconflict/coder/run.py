"""One pass over one document: its sentences in their order, each read with what the text has told before it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from .admitted import then_admitted
from .amended import amended
from .anaphora import add_anaphors
from .answered import answered
from .apportioned import apportioned
from .as_claimed import as_claimed
from .blame import accuse_previous
from .came_back import came_back
from .campaigns import told_again
from .cataphora import add_cataphors
from .coded import CONTROL, OIL, Coded
from .contrast import cleft, excepted, in_turn, not_by, parted, ruled_out, set_against
from .dates_apart import undated_first
from .dates_carried import in_that_year
from .dates_patterns import hints_in
from .denials import (
    corrected,
    denies_before,
    deny_previous,
    disowned,
    gainsaid,
    half_denied,
    presupposed_strikes,
    safe_and_sound,
    spares,
    trailing_denials,
)
from .denied_what import denies_statement
from .emit import emit
from .frames import find_frame, is_politics
from .frames_event import is_sport
from .framing import Draft, Unplaced
from .gains import in_part
from .gapping import gapped
from .grammar import Hit, find_hits, hits_inside
from .intention import intention
from .leaving import no_successor
from .names import Names
from .nth_time import uncounted
from .objects import of_many
from .oilfields import oil_sites
from .operations import operations
from .phrases import join_actors
from .phrases_places import join_places
from .quotations import Quotation, quotation
from .remember import remember
from .rivals import HELD, both_claim
from .roles import Sentence
from .sayings import Report
from .scopes import report_for
from .sentence import Memory
from .so_told import so_told
from .spans import Told
from .tables import words
from .tokens import Token, dateline_end, tokenise
from .two_sides import add_sides
from .unverified import doubts_before
from .voice import find_reports
from .when import When, find_dates

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LINKED = re.compile(
    r"(?:read|see|watch) (?:also|more|next)\b ?:|related (?:articles?|stories|story|news)? ?:|also read ?:", re.I
)
_OLD_YEAR = re.compile(
    r"(?:in|In|of|since|Since|by|By|until|Until|January|February|March|April|May|June|July|August|September|October|November"
    r"|December) "
    r"(?P<year>1\d{3}|20[01]\d)\b(?!,\d)"
)
LEAD = 5  # sentences that may speak of a place before they name it


class Run:
    """One pass over one document."""

    def __init__(self, names: Names, doc: str, text: str, flat: str, published: dt.date) -> None:
        self.names = names
        self.doc, self.text, self.flat, self.published, self.memory = doc, text, flat, published, Memory()
        self.events: list[Coded] = []
        self.named: set[str] = set()
        self.later: list = []  # what is named after the sentence at hand
        self.now = self.before = Sentence([], [], names, self.memory)  # the one at hand, and the one before it
        self.heading = ""  # the place that stands alone on the last line that did so
        self.unplaced = Unplaced()  # the strike that the text told without its place
        #: The sentence that told of several places taken, and named none; what it told.
        self.many: tuple[int, Draft | None] = (-9, None)
        self.unread = False  # whether the last frame asked gave nothing
        self.headline: set[tuple[str, str, str]] = set()
        self.period = ""  # of a round-up: what its headline says that it covers
        self.previous: list[Coded] = []
        self.coded: list[Coded] = []  # of the sentence at hand
        self.reports: list[Report] = []
        self.said_before: list[Report] = []
        self.mentions: list = []  # all names of the text
        self.quotation: Quotation | None = None
        self.paragraph = 0
        self.hints = hints_in(flat)
        self.old = [row for row in self.names.background if row.opens(flat)]

    def sentence(self, index: int, start: int, end: int, mentions: list) -> None:
        """Read a sentence: its names, dates and triggers, what they tell, and what that says of the one before."""
        begin = dateline_end(self.flat, start, end)
        if "\n" in self.flat[max(0, start - 2) : start]:
            self._open_paragraph(begin)
        mentions = [m for m in mentions if m.start >= begin]
        mentions = add_anaphors(self.flat, begin, end, mentions, self.memory, self.names)
        if "latter" in self.flat[begin:end] or "former" in self.flat[begin:end]:
            mentions = add_sides(self.flat, begin, end, mentions, self.now, self.names)
        if index < LEAD:
            mentions = add_cataphors(self.flat, begin, end, mentions, self.later, self.memory, self.names)
        dates = [
            When(d.start + begin, d.end + begin, d.edtf, d.loose, d.kind)
            for d in find_dates(self.flat[begin:end], self.published, self._last_day(), self.hints)
        ]
        if dates and self.memory.old:
            dates = in_that_year(self, dates, begin)
        if dates and "[" in self.flat[begin:end]:
            dates = [d for d in dates if not _in_source(self.flat, begin, d.start)] or dates
        if self.period:
            dates = [_this_week(d, self.flat, self.period) for d in dates]
        self.loose = {d.start for d in dates if d.loose}
        if not self.period and index < 2:
            self.period = _period(dates, begin, 0 if index else end)
        tokens = self._tokens(begin, end, mentions, dates)
        self.before, self.now = self.now, Sentence(tokens, find_hits(tokens, self.names.war), self.names, self.memory)
        self.span, self.index = (start, end), index
        #: Whether the sentence before gave somebody's words of which nothing was coded.
        self.words_lost = not self.coded and any(report.kind == "say" for report in self.reports)
        self.said_before, self.reports = self.reports, find_reports(self.now)
        self.quotation = quotation(self, start, end) if '"' in self.flat else None
        self.coded = []
        self._drop_long_ago(dates)
        background = self._is_background(begin, dates)
        coded = [] if background else self._told(any(mention.kind == "operation" for mention in mentions))
        coded = self._with_denials(coded)
        if not coded:
            doubts_before(self)
        self.events += coded
        self.previous = coded or ([] if len(tokens) > 25 else self.previous)
        remember(self, coded, dates)

    def named_here(self) -> set[str]:
        """Give the places that the sentence names."""
        return {token.value for _, token in self.now.marks if token.kind == "place"}

    def is_person(self, token) -> bool:
        """Tell "Khalifa Haftar" and "forces loyal to Haftar" from "LNA" and "the eastern forces"."""
        owner = self.flat[token.start : token.end].partition("'s ")
        last = owner[0].split()[-1]  # "Haftar's forces" name him, too
        named = last[:1].isupper() and not (last.isupper() and len(last) < 6) and last.lower() not in words("force")
        return (
            named
            and (token.text != token.value.lower() or bool(owner[2]))
            and words("institution").isdisjoint(token.text.split())
        )

    # -- a sentence -------------------------------------------------------------------------------------------------

    def _open_paragraph(self, begin: int) -> None:
        """Begin a paragraph, which speaks of no day yet, but for a quotation that goes on."""
        self.paragraph += 1
        self.memory.day = self.memory.date or self.memory.day
        if self.flat[begin] != '"' or len(self.memory.date) != 10:
            self.memory.date = ""

    def _last_day(self) -> dt.date | None:
        """Give the day that the text has named last."""
        told = self.memory.launched or self.memory.date or self.memory.day
        days = _DAY.findall(told) if told else ()
        return dt.date.fromisoformat(days[-1]) if days else None

    def _tokens(self, begin: int, end: int, mentions: list, dates: list[When]) -> list[Token]:
        """Cut a sentence into words and names, phrases of places and actors joined."""
        tokens = join_places(tokenise(self.flat, begin, end, mentions, dates), self.names)
        tokens = join_actors(tokens, self.names, self.memory.speaker)
        if len(tokens) < 3 and tokens and tokens[0].kind == "place":
            self.heading = tokens[0].value
        return tokens

    def _is_background(self, begin: int, dates: list[When]) -> bool:
        """Tell a link to another report, and a sentence about an earlier war."""
        end = self.span[1]
        if _LINKED.match(self.flat, begin, end):
            return True
        return any(
            row.found(self.flat, begin, end) and not any(d.edtf >= row.unless_from for d in dates) for row in self.old
        )

    def _drop_long_ago(self, dates: list[When]) -> None:
        """Leave out the triggers that a year before the war dates."""
        said = self.flat[self.span[0] : self.span[1]]
        dated = " 1" in said or " 200" in said or " 201" in said
        old = _OLD_YEAR.search(said) if dated and self.names.opened else None
        if old is not None and old["year"] < self.names.opened:
            year = self.span[0] + old.start("year")
            self.now.hits = [hit for hit in self.now.hits if not self._long_ago(hit, year, dates)]

    def _long_ago(self, hit: Hit, year: int, dates: list[When]) -> bool:
        """Tell what is told of a year before the war: "The Turks took X in 1551"."""
        at = self.now.tokens[hit.first].start
        later = [
            abs(d.start - at) for d in dates if d.edtf[:4] >= self.names.opened and not year - 9 <= d.end <= year + 4
        ]
        parted = "," in self.flat[min(at, year) : max(at, year)]
        return not parted and abs(year - at) < min(later, default=10_000)

    def _told(self, operation: bool) -> list[Coded]:
        """Give what the triggers of a sentence tell, and what the name of an operation does."""
        if self.now.hits and is_sport(self.now):
            return []
        if "time" in self.now.said and self.events:
            self.now.hits = uncounted(self)
        for hit in self.now.hits:
            self.coded += self._hit(hit)
        if self.coded:
            self.coded = undated_first(self.now, self.coded)
            self.coded += came_back(self, self.coded)
        if operation:
            self.coded += operations(self, self.now)
        return told_again(self, self.coded)

    def _with_denials(self, coded: list[Coded]) -> list[Coded]:
        """Take back what a sentence denies, of itself or of the one before, and add what that presupposes."""
        of_truce = any(hit.rule.frame in ("breaches-truce", "breaks-truce") for hit in self.now.hits)
        if (not coded and not of_truce) or denies_statement(self) or denies_before(self, coded):
            deny_previous(self, coded)
        if not coded:
            accuse_previous(self, coded)
        denials = trailing_denials(self, coded)
        taken_back = {(e.place_id, e.event_type, e.actor, e.by) for e in denials} if denials else ()
        coded = [e for e in coded if not denials or (e.place_id, e.event_type, e.actor, e.by) not in taken_back]
        coded += denials
        coded += presupposed_strikes(self, coded)
        if coded and coded[0].event_type == "shootdown":
            coded += safe_and_sound(self, coded)
        if self.reports:
            coded += gainsaid(self, coded) + half_denied(self, coded) + then_admitted(self, coded) + spares(self, coded)
        coded = no_successor(self, amended(self, corrected(self, coded)))
        return disowned(self, coded) if coded else coded

    # -- one trigger ------------------------------------------------------------------------------------------------

    def _hit(self, hit: Hit) -> list[Coded]:
        """Read a trigger, by its other rules, too, where the longest gives nothing."""
        coded = self._read(hit)
        for other in () if coded else hit.others:
            again = other.last == hit.last or is_politics(hit.rule.frame)
            if (self.unread and again) or is_politics(other.rule.frame):
                coded = self._read(other)
                if coded:
                    break
        if not coded and self.unread and hit.last > hit.first + 1:
            for inner in hits_inside(self.now.tokens, hit, self.names.war):
                coded = self._read(inner)
                if coded:
                    break
        return coded

    def _read(self, hit: Hit) -> list[Coded]:
        """Ask the frame of a trigger what it tells, and what the words beside it contrast with that."""
        if hit.rule.frame in HELD and (claims := list(both_claim(self, hit))):
            return [event for draft, report in claims for event in emit(self, hit, draft, report)]
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
            return [event for one in draft for event in emit(self, hit, in_part(self.now, hit, one), report)]
        draft = in_part(self.now, hit, draft)
        drafts = [each for one in in_turn(self.now, draft) for each in apportioned(self.now, hit, one)]
        drafts = [each for one in drafts for each in parted(self.now, one)]
        bare = not draft.places and hit.rule.frame in ("takes", "advances", "loses", "leaves", "storms", "strike")
        if bare:
            drafts = cleft(self.now, hit, draft) or drafts
            told = self.many[0] != self.index and draft.event_type in CONTROL and draft.actor
            if told and of_many(self.now, hit) and not intention(self.now, hit):
                self.many = (self.index, replace(draft, status="claimed") if report else draft)
        drafts = [each for one in drafts for each in gapped(self.now, hit, one)] + excepted(self.now, hit, draft)
        drafts += [wrong for one in drafts for wrong in ruled_out(self.now, one)]
        drafts += set_against(self.now, hit, draft) + so_told(self.now, hit, draft)
        if draft.event_type in OIL and len(drafts) > 1:
            drafts = [replace(one, places=oil_sites(self, one.places)) for one in drafts]
        coded = [event for one in drafts for event in as_claimed(self, hit, one, emit(self, hit, one, report))]
        coded = answered(self, hit, draft, coded)
        wrong_ones = [event for one in not_by(self.now, hit, draft) for event in emit(self, hit, one, report)]
        coded += [event if event.by != event.actor else replace(event, by=None) for event in wrong_ones]
        self.unread = bare and not coded
        return coded


def _in_source(flat: str, begin: int, at: int) -> bool:
    """Tell the day on which a source in brackets was published, which dates what has no day of its own.

    "attacked X on Sunday [Libya Observer, 28.01.2020]"
    """
    opened = flat.rfind("[", begin, at)
    return opened >= 0 and "]" not in flat[opened:at] and flat[opened + 1].isupper() and "," in flat[opened:at]


def _this_week(when: When, flat: str, period: str) -> When:
    """Give the days that a round-up covers for "the last week", which it tells of."""
    week = when.kind in ("last", "past", "this") and flat[when.end - 4 : when.end].lower() == "week"
    return When(when.start, when.end, period, False, "range") if week else when


def _period(dates: list[When], begin: int, end: int) -> str:
    """Give the days that a round-up covers: the span that opens one of its first lines, or ends the heading."""
    spans = (d for d in dates if d.kind == "range" and (d.start == begin or (end and d.end >= end - 1)))
    return next((Told(d.edtf, d.start, d.end) for d in spans), "")
