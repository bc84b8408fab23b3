"""How long somebody has held a place, or held it once: since when, by when, for how long."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from .grammar import Hit
from .reckoning import count_of, shift
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_UNITS = frozenset(["day", "week", "month", "year"])


def ended(now: Sentence, hit: Hit) -> bool:
    """Tell a state that is over when the report is written: "held it until Friday", "had controlled it"."""
    lead = (*range(hit.first, hit.last), hit.first - 1, hit.first - 2)
    passing = any(now.word(k) in words("passing") and now.word(k + 1) not in ("more", "again") for k in lead)
    passing = passing or _used_to(now, hit)
    aside = now.asides[hit.first]
    main = aside <= 0 or now.tokens[aside - 1].kind == "place"  # not "the LNA, which had held X since May, left it"
    dated = now.word(hit.last - 1) == "by" or (main and hit.rule.name == "have-held")
    lasting = dated and since_when(now, hit) not in ("", "?")  # "had been held by X since May", "had held X since May"
    if not passing and spell_of(now, hit):
        return False
    first = now.tokens[0].text
    then = now.size > 1 and (now.tokens[1].kind == "date" or now.word(1) == "then")
    opens = first.startswith("until ") or (first == "until" and then)
    if opens and not any(h.last <= hit.first for h in now.hits):
        return True  # "Until Monday it was the LNA that held X"
    if any(_until_day(now, k) for k in range(max(0, hit.first - 8), hit.first)):
        return True  # "had until June been under its control"
    had = any(now.word(k) == "had" and now.tokens[min(k + 1, now.size - 1)].kind != "place" for k in lead)
    lasting = lasting or (now.word(hit.first) == "had" and now.word(hit.first - 1) in ("has", "have"))
    by_now = "now" in now.words[hit.last : hit.last + 7] and now.word(hit.last) == "for"  # "for some time now"
    still = "still" in (now.word(hit.first - 1), now.word(hit.first - 2))  # "said that it still had control of X"
    had = passing or (had and not lasting and not by_now and not still)
    if now.word(hit.last - 1) in ("held", "controlled") and not had and _for_a_time(now, hit):
        return True
    for k in range(hit.last, min(now.size, hit.last + 10)):
        if now.word(k) == "before" and now.word(k + 1).endswith("ing"):
            return True
        if now.word(k) in ("until", "till"):
            return now.word(k + 1) not in ("now", "today", "this")
        if now.tokens[k].kind == "date" and now.tokens[k].text.startswith("until "):
            return True
        if now.word(k) in (";", "and", "but"):
            break
    return had


def _used_to(now: Sentence, hit: Hit) -> bool:
    """Tell "used to be under its control", "used to hold X"."""
    n = hit.first - 1
    while n > 1 and now.word(n) in words("be"):
        n -= 1
    return now.word(n) == "to" and now.word(n - 1) == "used"


def _until_day(now: Sentence, k: int) -> bool:
    """Tell "until June", "until recently" from "until now"."""
    if now.tokens[k].kind == "date":
        return now.tokens[k].text.startswith(("until ", "till ")) or now.word(k - 1) in ("until", "till")
    return now.word(k) in ("until", "till") and now.word(k + 1) in ("recently", "lately", "then", "last")


def _for_a_time(now: Sentence, hit: Hit) -> bool:
    """Tell "held it for two days", which is over, from "has held it for two years"."""
    if any(now.word(k) in words("have") for k in range(max(0, hit.first - 3), hit.first)):
        return False
    last = min(now.size, hit.last + 7)
    at = next((k for k in range(hit.last, last) if now.word(k) == "for"), -1)
    return at > 0 and any(now.word(k) in words("duration") for k in range(at + 1, min(now.size, at + 6)))


def spell_of(now: Sentence, hit: Hit) -> tuple[int, str] | None:
    """Give how long a state has lasted, in "has held X for two days", "for a week now"; nothing of one that is over."""
    lead = now.words[max(0, hit.first - 9) : hit.last]
    if words("have").isdisjoint(lead) or ({"been", "held", "controlled", "had"}).isdisjoint(lead):
        return None
    for k in (*range(hit.last, min(now.size, hit.last + 9)), *range(min(6, hit.first))):
        if now.word(k) != "for":
            continue
        n = next((j for j in range(k + 1, k + 5) if count_of(now.word(j))), 0)
        unit = next((now.word(j).rstrip("s") for j in (n + 1, n + 2) if now.word(j).rstrip("s") in _UNITS), "")
        if n and unit:
            more = next((j for j in range(n + 2, n + 5) if now.word(j) == "and"), 0)
            if unit == "week" and count_of(now.word(more + 1)) and now.word(more + 2) in ("day", "days"):
                return 7 * count_of(now.word(n)) + count_of(now.word(more + 1)), "day"
            return count_of(now.word(n)), unit
    return None


def begun(run: Run, hit: Hit) -> str:
    """Give the day on which a state began that "has lasted for two days", counted from the day of which it is told."""
    now = run.now
    count, unit = spell_of(now, hit) or (0, "day")
    day = run.published
    if "had" in now.words[max(0, hit.first - 9) : hit.last]:
        exact = [t.value for k, t in now.marks if t.kind == "date" and len(t.value) == 10]
        day = dt.date.fromisoformat(exact[0]) if exact else day
    if unit in ("day", "week"):
        return (day - count * (7 if unit == "week" else 1) * dt.timedelta(days=1)).isoformat()
    return shift(day.replace(day=1), -count * (12 if unit == "year" else 1))[: 4 if unit == "year" else 7]


def since_when(now: Sentence, hit: Hit) -> str:
    """Give the date from which a state is told to last; "?" where only an event is named: "since the town fell"."""
    told = False
    past = _past_aside(now, hit)
    opens = next((k for k in (0, 1) if k < hit.first and now.tokens[k].kind == "date"), -1)
    if opens >= 0 and (now.tokens[opens].text.startswith("since") or now.word(opens - 1) == "since"):
        return now.cue(now.tokens[opens].value, opens)  # "Since May the town has been under its control"
    for k in range(hit.first - 1, max(0, hit.first - 6), -1):
        date = now.tokens[k].kind == "date"
        if date and now.tokens[k].text.startswith("since") and now.word(k - 1) in either("have", "be", also=(",",)):
            return now.cue(now.tokens[k].value, k)  # "has since January been in its hands", "X, since June under it,"
        if k in now.inside or (date and not now.tokens[k].text.startswith("since")):
            break
    for k in range(hit.first + 1, min(now.size, hit.last + 26)):
        if k < past:
            continue
        if not told and k > max(hit.last + 9, past):
            break
        date = now.tokens[k].kind == "date"
        if date and (told or now.tokens[k].text.startswith("since")):
            return now.cue(now.tokens[k].value, k)
        if now.word(k) == "since":
            told = now.word(k + 1) != "then" and not _ever_since(now, k)
        elif now.word(k) in (";", "while", "but") or (not told and (now.word(k) == "," or now.boundary(k))):
            break
    return "?" if told else _opening(now, hit)


def _past_aside(now: Sentence, hit: Hit) -> int:
    """Give where a clause goes on behind what it says of its place: "has held X, which lies in the west, since"."""
    comma = next((k for k in range(hit.last, min(now.size, hit.last + 5)) if now.word(k) == ","), 0)
    if (
        not comma
        or now.tokens[comma - 1].kind != "place"
        or now.word(comma + 1) not in either("relative", "determiner")
    ):
        return 0
    closes = next((k for k in range(comma + 2, min(now.size, comma + 14)) if now.word(k) == ","), 0)
    since = closes + 1 < now.size and now.tokens[closes + 1].text.startswith("since")
    return closes + 1 if closes and since else 0


def _ever_since(now: Sentence, k: int) -> bool:
    """Tell the "ever since" that names no day, and a bare "since" that closes: the hold goes on."""
    return now.word(k - 1) in ("ever", "time", "") and (k + 1 >= now.size or now.word(k + 1) in (".", ",", ";"))


def _opening(now: Sentence, hit: Hit) -> str:
    """Give the date of "Since February 2019 X has been under its control"."""
    at = 0 if now.tokens[0].kind == "date" else 1
    opens = now.tokens[0].text.startswith("since") and at < now.size and now.tokens[at].kind == "date"
    if not opens or any(n in now.starts for n in range(at, hit.first)):
        return ""
    return now.cue(now.tokens[at].value, at)


def by_then(now: Sentence, hit: Hit) -> bool:
    """Tell "by Friday" and "by the end of May" about a trigger."""
    end = hit.last + 8
    if "by" in now.said and (listed := next((k for k in range(hit.last, hit.last + 4) if _is_place(now, k)), 0)):
        end = max(end, now.group(listed)[-1] + 6)  # "in control of A, B, C, D and E by nightfall"
    around = now.tokens[max(0, hit.first - 8) : end]
    said = [t.text for t in around]
    if any(one == "by" and two in words("day-part") for one, two in zip(said, said[1:], strict=False)):
        return True
    if not _FALLS.isdisjoint(said) and _day_over(said):
        return True
    return any(t.kind == "date" and t.text.startswith("by ") for t in around) or any(
        now.word(k) == "by" and _dated(now, k + 1) for k in range(max(0, hit.first - 10), min(now.size, hit.last + 8))
    )


def _is_place(now: Sentence, k: int) -> bool:
    return k < now.size and now.tokens[k].kind == "place"


_FALLS = frozenset(["fell", "broke", "set", "rose", "over", "out", "ended", "closed", "came"])
_HOURS = frozenset(["darkness", "night", "dark", "dusk", "evening", "day", "dawn", "sun", "morning", "light"])


def _day_over(said: list[str]) -> bool:
    """Tell "when darkness fell", "as dawn broke", "before the day was out" about a trigger."""
    for n, word in enumerate(said):
        if word in ("when", "as", "before", "once"):
            k = n + 2 if said[n + 1 : n + 2] == ["the"] else n + 1
            later = k + 2 if said[k + 1 : k + 2] in (["was"], ["is"]) else k + 1
            if not _HOURS.isdisjoint(said[k : k + 1]) and not _FALLS.isdisjoint(said[later : later + 1]):
                return True
    return False


def _dated(now: Sentence, n: int) -> bool:
    """Tell "by late on Friday" from "by telephone on Friday"."""
    k = n
    while k < n + 4 and now.word(k) in either("day-part", "determiner", "part-of-day"):
        k += 1
    return k < now.size and now.tokens[k].kind == "date"


def until_then(now: Sentence, hit: Hit) -> bool:
    """Tell who held a place before it changed hands: "drove out the militia, which controlled the town"."""
    verb = now.word(hit.first)
    if not verb.endswith(("ed", "ld")) or verb.endswith("ing"):
        return False
    n = hit.first - 1
    while now.word(n) in ("had", "then", "still", "previously", "formerly", "once", "long", "until"):
        n -= 1
    if now.word(n) not in ("which", "who", "that") or n < 1:
        return False
    before = now.tokens[n - 2 if now.word(n - 1) == "," else n - 1]
    men = before.kind in ("actor", "unit") or before.text in either("force", "hostile")
    return men and any(h is not hit and h.rule.event_type in _CHANGES for h in now.hits)


_CHANGES = frozenset(["capture", "recapture", "entry_unopposed", "withdrawal", "advance"])
