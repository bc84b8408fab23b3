"""When an event fell: the date of its clause, its sentence, its paragraph, else the day of publication."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from .clauses import day_of_verb
from .coded import AFFIRMATIVE, CONTROL, FOUGHT
from .dates_apart import (
    following,
    of_aside,
    of_next,
    of_noun,
    of_old,
    of_participle,
    of_saying,
    of_which,
    opens_clause,
    parted,
    set_apart,
    upon,
)
from .dates_carried import vaguely_before, went_on
from .dates_counted import counted_from
from .dates_shifted import outer, shifted, some_time_later
from .dates_to_come import to_come
from .framing import Draft
from .grammar import Hit
from .spans import Told
from .tables import either, reporters, words
from .tokens import Token

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LASTING = frozenset(["clash", "siege", "shelling", "airstrike", "displacement", "oil_shutdown"])
_RECURRING = ("clash", "shelling", "airstrike", "drone_strike")
_SHUT = frozenset(["closure", "oil", "oil-state", "flights"])  # what has been closed "since" a day
_COUNTRY_TYPES = frozenset(
    ["truce", "talks", "agreement", "sanction", "foreign_deployment", "arms_transfer", "declaration"]
)
_COUNTED = frozenset(["after", "before"])
Dates = list[tuple[int, Token]]  # the dates of a sentence: where they stand in it, and their tokens
Dated = tuple[list[str], str]  # EDTF dates and their basis


def date_of(run: Run, hit: Hit, draft: Draft, status: str) -> Dated:
    """Give the dates of an event as EDTF, and their basis."""
    now = run.now
    if draft.date == "?":
        return [""], ""  # of an unknown day before the text
    if draft.date:
        return [draft.date], "campaign" if draft.status in ("fact", "told") else "clause"
    if status in ("planned", "hypothetical") and draft.event_type not in _COUNTRY_TYPES:
        return [""], ""
    if draft.when >= 0:
        return [now.cue(now.tokens[draft.when].value, draft.when)], "clause"
    dates = [(k, t) for k, t in now.marks if t.kind == "date"]
    if dates and (k := day_of_verb(now, hit)) >= 0:
        value = now.tokens[k].value
        coming = status == "planned" and k > hit.first
        return [now.cue(to_come(run, hit, draft.event_type, k, now.tokens[k]) if coming else value, k)], "clause"
    if dates and (later := some_time_later(run, hit, dates)):
        return [later], "clause"
    if dates and not _COUNTED.isdisjoint(now.said) and (day := counted_from(now, hit, dates)):
        return [day], "clause"
    clause = now.clause(hit)
    if hit.rule.frame == "agrees":  # "agreed to meet again in March"
        dates = [(k, t) for k, t in dates if len(t.value) > 7 or k < hit.first]
    dates = [(k, t) for k, t in dates if not (len(t.value) == 7 and of_noun(now, hit, draft.event_type, k))]
    opened = _opened(now, hit, dates)
    dates = _of_others(now, hit, draft, dates, opened)
    counted = _counted(run, hit, clause, dates)
    if counted is not None:
        today = run.published.isoformat()
        return ([today], "published") if status in AFFIRMATIVE and counted[0][0][:10] > today else counted
    mine = now.asides[hit.first]  # not "who took X in May, said"
    dates = [(k, t) for k, t in dates if now.asides[k] in (-1, mine) or set_apart(now, k)]
    affirmed = status in AFFIRMATIVE
    if affirmed and vaguely_before(now, hit):
        return [""], ""  # "took X weeks after capturing Y"
    if affirmed and not dates and draft.event_type in _COUNTRY_TYPES and _days_later(now, hit):
        return [""], ""  # "came days after talks in X": of a day before
    lasting = [t for k, t in opened if clause[0] <= k < clause[1]] if draft.event_type in _LASTING else []
    besieged = bool(lasting) and affirmed and draft.event_type == "siege"
    if besieged and any(t is lasting[0] for t in now.tokens[hit.last : hit.last + 7]):  # "besieging X since April"
        return _until_now(run, lasting[0])
    if (
        affirmed
        and not dates
        and now.word(clause[0] - 1) == "since"
        and (draft.event_type in CONTROL or draft.event_type == "withdrawal")
    ):
        return [""], ""  # "its main base since it lost X": some day before
    if affirmed and not dates and "previously" in now.words[max(0, hit.first - 6) : hit.first + 1]:
        return [""], ""  # "has previously been shelled"
    inside = _inside(run, hit, clause, dates)
    pool = inside or [(k, t) for k, t in dates if not parted(run, hit, k)]
    if draft.event_type == "other" and draft.holder and not inside and "still" in now.words[hit.first : hit.last]:
        pool = []  # "X was given up on Friday, but Y is still held"
    if affirmed:
        pool = [(k, t) for k, t in pool if t.value <= run.published.isoformat()]  # what is told has been
    if pool:
        return _nearest(run, hit, draft, status, pool, dates), "clause" if inside else "sentence"
    stands = draft.event_type == "other" and bool(draft.holder) and _at_present(now, hit)
    beside = _led_to(run, hit, clause[0], affirmed, dates, opened)
    if not beside and affirmed and lasting:
        return _until_now(run, lasting[0])
    if not beside and affirmed and not stands:
        beside = _followed(run, hit, dates)
    if not beside and affirmed and _said_the_day_before(run, hit):
        return [run.memory.day], "carried"
    return ([beside], "sentence") if beside else _from_before(run, draft, affirmed=affirmed, stands=stands)


def _opened(now: Sentence, hit: Hit, dates: Dates) -> Dates:
    """Give the days since which something lasts, but for "since May, when"."""
    opened = [(k, t) for k, t in dates if t.text.startswith("since") or now.word(k - 1) == "since"]
    return [(k, t) for k, t in opened if not (k < hit.first and "when" in now.words[k + 1 : k + 3])]


def _of_others(now: Sentence, hit: Hit, draft: Draft, dates: Dates, opened: Dates) -> Dates:
    """Leave out what dates another thing: "since May", an aside that has its own verb, how X came to be held."""
    lasting = draft.event_type in ("oil_shutdown", "truce") or hit.rule.frame in _SHUT
    if hit.rule.name != "have-held" and not lasting:
        dates = [item for item in dates if item not in opened]
    if draft.event_type == "other" and draft.holder:  # "holds X, which it took in March"
        dates = [(k, t) for k, t in dates if not any(hit.last <= h.first < k for h in now.hits)]
    if draft.event_type == "truce" and draft.status != "planned":  # "agreed to a truce from Monday"
        dates = [(k, t) for k, t in dates if k < hit.last or now.word(k - 1) not in ("from", "starting", "beginning")]
    if draft.event_type not in ("truce", "sanction") and "effect" in now.said:  # "a truce to take effect on Monday"
        dates = [(k, t) for k, t in dates if "effect" not in now.words[max(0, k - 2) : k]] or dates
    granted = _granted(now, hit)
    return [
        (k, t)
        for k, t in dates
        if not (k < granted or of_aside(now, hit, k) or of_participle(now, hit, k) or _of_feast(now, hit, k))
    ]


def _granted(now: Sentence, hit: Hit) -> int:
    """Give where "Despite the truce announced on Monday," ends before a trigger, whose day dates nothing after it."""
    if now.word(0) not in ("despite", "notwithstanding"):
        return 0
    comma = next((k for k in range(1, min(now.size, 24)) if now.word(k) == ","), 0)
    return comma if comma < hit.first else 0


def _of_feast(now: Sentence, hit: Hit, k: int) -> bool:
    """Tell the day on which a month or feast begins: "will cease fire during Ramadan, which began on 24 April"."""
    lead = now.words[max(0, k - 6) : k]
    begins = not words("begun").isdisjoint(lead[-3:]) and not {"that", "which"}.isdisjoint(lead)
    return begins and hit.last <= k - 3 and not words("feast-name").isdisjoint(now.words[max(0, k - 12) : k])


def _counted(run: Run, hit: Hit, clause: tuple[int, int], dates: Dates) -> Dated | None:
    """Read a day that is counted from another: "On Sunday, two days after X, they did Y"; "not long ago" is no day."""
    now = run.now
    first, last = clause
    apart = "," in now.words[first : hit.first] and now.word(first - 1) in ("after", "before")
    opening = [item for item in dates if item[0] < first - 1 and _DAY.fullmatch(item[1].value)] if apart else []
    if opening and shifted(run, first, dates) and not any(hit.first - 4 < k for k, _ in dates):
        return [now.cue(opening[0][1].value, opening[0][0])], "sentence"
    relative = now.word(hit.first - 1) in words("be") and now.word(hit.first - 2) in ("that", "which")
    relative = relative and not words("long-ago").isdisjoint(now.words[hit.last : hit.last + 4])
    if relative and not any(first <= k < last and k > hit.first for k, _ in dates):
        return [""], ""  # "a base that was retaken not long ago"
    counted = ""
    if now.word(first - 1) in _SHIFTING and not (apart or _main_clause(now, hit, first)):
        counted = shifted(run, first, dates) or shifted(run, outer(now, first), dates)
    return ([counted], "clause") if counted else None


_SHIFTING = frozenset(["after", "before", "since", "when"])


def _main_clause(now: Sentence, hit: Hit, first: int) -> bool:
    """Tell the main verb of "Two days after losing X the LNA lost Y", which no comma parts from what it follows."""
    earlier = any(first <= h.first < hit.first for h in now.hits)
    if not earlier or now.tokens[hit.first - 1].kind not in ("actor", "unit"):
        return earlier and now.word(hit.first - 1) in ("it", "they", "had", "have", "has")
    return not now.is_passive(hit)


def _inside(run: Run, hit: Hit, clause: tuple[int, int], dates: Dates) -> Dates:
    """Give the dates of the clause; of "closed on Sunday when X fell and opened on Monday", the one before the verb."""
    now = run.now
    first, last = clause
    inside = [(k, t) for k, t in dates if first <= k < last and not (of_old(now, hit, k) or of_which(now, hit, k))]
    if inside and all(of_next(now, hit, k) for k, _ in inside):
        return [(k, t) for k, t in dates if k < first and not parted(run, hit, k)] or inside
    return inside


def _nearest(run: Run, hit: Hit, draft: Draft, status: str, pool: Dates, dates: Dates) -> list[str]:
    """Give the date nearest to the verb, with the next day of "on Friday and again on Sunday"."""
    now = run.now
    k, best = min(pool, key=lambda item: _distance(run, hit, *item))
    after = [t for j, t in dates if 0 < j - k <= 4 and ("again" in now.words[k:j] or now.word(j - 1) == "and")]
    days = _days_on(now, k, dates) if len(dates) > 1 else []
    if days and (draft.event_type in _RECURRING or not _AGAIN.isdisjoint(now.words[k : days[-1][0]])):
        return [Told(t.value, t.start, t.end) for t in (best, *(t for _, t in days))]
    if after and draft.event_type in _RECURRING:
        return [Told(t.value, t.start, t.end) for t in (best, after[0])]
    if (
        len(dates) > 2
        and (draft.event_type in _RECURRING or draft.event_type in ("advance", "repelled"))
        and len(listed := _row_of_days(now, k, dates)) > 2
    ):
        return [Told(t.value, t.start, t.end) for t in listed]
    said = of_saying(now, k) or now.word(k - 2 if now.word(k - 1) in ("on", "in") else k - 1) == "warned"
    coming = status == "planned" or (status == "hypothetical" and draft.event_type == "talks")
    if coming and said and best.value <= run.published.isoformat():
        return [""]  # "warned in June that it would": the day of the warning
    return [now.cue(to_come(run, hit, draft.event_type, k, best) if coming else best.value, k)]


def _days_on(now: Sentence, k: int, dates: Dates) -> Dates:
    """Give the further days of "on Monday, on Wednesday and again on Friday", "on Thursday, the rest on Friday"."""
    out: Dates = []
    for j, token in dates:
        if j > k and all(now.word(m) in _BETWEEN_DAYS for m in range(k + 1, j)) and len(token.value) == 10:
            out.append((j, token))
            k = j
    at = k + 1
    closes = now.word(at) in ("", ".", ";", ":") or now.word(at) in either("preposition", "stop")
    told = now.word(at) == "," and any(now.word(m) in reporters() for m in range(at + 1, at + 6))
    return out if closes and (at >= now.size or now.word(at) or told) or told else []


_AGAIN = frozenset(["again", "rest", "others", "remainder", "more"])
_BETWEEN_DAYS = frozenset([",", "and", "on", "in", "at", "late", "early", "then", "also", "once", "the", *_AGAIN])
_BETWEEN_DAYS |= frozenset(["a", "second", "third", "time"])


def _row_of_days(now: Sentence, k: int, dates: Dates) -> list[Token]:
    """Give the days of "on 3, 5 and 8 August", of which one stands at a token."""
    row: list[tuple[int, Token]] = []
    for j, token in dates:
        joined = row and all(now.word(n) in (",", "and") for n in range(row[-1][0] + 1, j))
        row = [*row, (j, token)] if joined else [(j, token)]
        if any(n == k for n, _ in row) and j == dates[-1][0]:
            return [t for _, t in row]
    return []


_LEADING_IN = frozenset(["having", "after", "before", "since"])


def _distance(run: Run, hit: Hit, k: int, token) -> tuple:
    """Tell how far a date is from a verb: loose ones last, then those of a report, then by the verbs between."""
    now = run.now
    gap = hit.first - k if k < hit.first else k - hit.last
    left, right = min(k, hit.first), max(k, hit.first)
    crossed = sum(left < other.first < right and other is not hit for other in now.hits)
    comma = any(now.word(j) in (",", "and") for j in range(min(k, hit.last), right))
    led = k < hit.first and now.word(0) in _LEADING_IN and "," in now.words[k : hit.first]  # "Having lost X on Sunday,"
    other = led or of_saying(now, k) or (k >= hit.last and opens_clause(now, k))
    return (token.start in run.loose and gap > 3, other, crossed + comma, gap)


def _led_to(run: Run, hit: Hit, first: int, affirmed: bool, dates: Dates, opened: Dates) -> str:
    """Give the day of what a happening led to: "on Friday after they withdrew", "on Friday before they were routed"."""
    now = run.now
    today = run.published.isoformat() if affirmed else "9"
    led = [k for k, t in (*opened, *dates) if t.value <= today and upon(run, hit, k)]
    if led:
        return now.cue(now.tokens[led[-1]].value, led[-1])
    if affirmed and now.word(first - 1) == "before" and len(dates) == 1 and dates[0][0] < first:
        return now.cue(dates[0][1].value, dates[0][0])
    return ""


def _followed(run: Run, hit: Hit, dates: Dates) -> str:
    """Give the day of what a happening followed at once, if it has been."""
    after = next(((k, t) for k, t in dates if k >= hit.last and following(run.now, hit, k)), None)
    return run.now.cue(after[1].value, after[0]) if after and after[1].value <= run.published.isoformat() else ""


def _until_now(run: Run, token) -> Dated:
    """Give the span from the day since which something lasts to the report."""
    return [Told(f"{token.value.split('/')[0]}/{run.published}", token.start, token.end)], "clause"


def _from_before(run: Run, draft: Draft, *, affirmed: bool, stands: bool) -> Dated:
    """Give the day that the text told before, else that of its heading, else the day of publication."""
    if run.memory.date and affirmed and not stands:
        return [run.memory.date], "carried"
    if affirmed and (told := _told_there(run, draft)):
        return [told], "carried"
    if run.period:
        return [run.period], "headline"
    if affirmed and not stands and _of_campaign(run, draft):
        return [""], ""  # "launched an offensive last year. He took the airport": some day of it
    if affirmed and not stands and (old := went_on(run, draft)) is not None:
        return [old], "carried" if old else ""
    return [run.published.isoformat()], "published"


def _of_campaign(run: Run, draft: Draft) -> bool:
    """Tell what a side did in the standing offensive of which the sentence before has told as background."""
    told = run.previous
    if (draft.event_type not in CONTROL and draft.event_type not in ("advance", "repelled")) or not told:
        return False
    if any(e.date_basis != "campaign" or e.actor != draft.actor for e in told):
        return False
    if "\n" in run.flat[told[-1].start : run.span[0]] or run.published.isoformat() < f"{told[-1].date}-99":
        return False
    return words("have").isdisjoint(run.now.words) and "now" not in run.now.said


def _said_the_day_before(run: Run, hit: Hit) -> bool:
    """Tell what a side "said it had done" just below the lead, which tells the day on which it spoke."""
    day = run.memory.day
    if run.memory.date or not 0 < run.index < 4 or not _DAY.fullmatch(day) or not _recent(run, day):
        return False
    if {"had", "having"}.isdisjoint(run.now.words[max(0, hit.first - 4) : hit.first]):
        return False
    return any(r.voice == "party" and r.at < hit.first for r in run.reports)


def _days_later(now: Sentence, hit: Hit) -> bool:
    """Tell what was some days before something else: "days after a meeting in X"."""
    lead = range(max(1, hit.first - 4), hit.first + 1)
    return any(now.word(n) in ("after", "following") and now.word(n - 1) in _SPELLS for n in lead)


_SPELLS = frozenset(["days", "weeks", "months"])


def _at_present(now: Sentence, hit: Hit) -> bool:
    """Tell a state told in the present: "X is under the control of", "still holds X"."""
    return not words("present").isdisjoint(now.words[max(0, hit.first - 6) : hit.last + 1])


def _told_there(run: Run, draft: Draft) -> str:
    """Give the day of what was told last of a place that only the text before names: "said they had repelled it"."""
    kind = draft.event_type
    ground = kind in FOUGHT or kind in CONTROL or kind in ("repelled", "withdrawal")
    if not ground or not draft.places or any(isinstance(p, int) for p in draft.places):
        return ""
    told = [e for e in run.events[-6:] if e.place_id == draft.places[0] and e.date_basis in ("clause", "sentence")]
    day = told[-1].date if told and told[-1].status in AFFIRMATIVE else ""
    return day if day and _DAY.fullmatch(day) and _recent(run, day) else ""


def _recent(run: Run, day: str) -> bool:
    """Tell a day of the week before the report."""
    return 0 <= (run.published - dt.date.fromisoformat(day)).days < 8
