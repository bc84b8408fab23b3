"""The standing offensive that reports tell as background."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from .coded import AFFIRMATIVE, Coded, days
from .frames_event import spoken_of
from .framing import Draft, value_of
from .grammar import Hit
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_FOUGHT = ("advance", "clash", "siege")
_AIMED = ("capture", "recapture", "entry_unopposed", "advance", "withdrawal", "clash")
_NEWS = frozenset(["launches", "begins", "starts"])  # in the present: what a heading tells of the day
_WHOSE = frozenset(["offensive", "campaign", "assault", "onslaught"])
_WEEK = dt.timedelta(days=7)
_SETTLED = dt.timedelta(days=30)  # after which "the operation that he announced" is no news


def campaign(run: Run, hit: Hit, places: list, actor: str):
    """Read "offensive to capture Tripoli", "trying to seize the capital" as the standing background, told once."""
    now = run.now
    values = {now.tokens[p].value if isinstance(p, int) else p for p in places}
    far = " ".join(now.word(k) for k in range(hit.first - 4, hit.first)).replace('"', "").split()[-3:]
    aimed = far[:1] in (["an"], ["a"], ["its"], ["his"]) and far[1:] in (
        ["attempt", "to"],
        ["effort", "to"],
        ["drive", "to"],
    )
    begun_at = {now.word(k) for k in range(max(0, hit.first - 5), hit.first)} & words("launched")
    whole = values & {row["place_id"] for row in run.names.campaigns}
    if whole and begun_at & _NEWS and run.names.sides.get(actor) in run.names.parties:
        return Draft("advance", places, actor, run.names.foe(run.names.sides[actor]), status="fact")
    if begun_at and now.word(hit.first - 1) == "to":
        far = ["in", "order", "to"]  # "the offensive, launched on 4 April to take X"
    reach = 24 if aimed or far in (["so", "as", "to"], ["in", "order", "to"]) else 4
    if {"months", "weeks", "years", "year", "by"} & {now.word(k) for k in range(hit.first - 4, hit.first - 1)}:
        reach = max(reach, 8)  # "a campaign of 13 months, by the LNA, to seize the capital"
    if now.word(hit.first - 1) == "to" and now.tokens[hit.first - 2].kind == "actor":
        of = next((k for k in range(hit.first - 3, hit.first - 9, -1) if now.word(k) in ("of", "by")), hit.first)
        titled = all((now.word(k) + "x").isalpha() and k not in now.starts for k in range(of + 1, hit.first - 2))
        reach = max(reach, hit.first - of + 2) if titled else reach  # "the attempt of commander X to"
    lead = range(now.clause(hit)[0], hit.first)
    begun = [k for k in lead if now.word(k) in words("campaign") and now.word(k + 1) in ("against", "on", "in", "to")]
    if begun and not any(k in now.starts and now.word(k) not in words("campaign") for k in range(begun[0], hit.first)):
        reach = 24  # "an offensive against the government and its forces to take the capital"
    back = {now.word(k) for k in range(max(0, hit.first - reach), hit.first)}
    purpose = not back.isdisjoint(words("plan-noun")) or "bid" in back
    purpose = purpose or ("war" in back and not back.isdisjoint(words("launched")))
    fresh = any(now.tokens[k].kind == "date" for k in lead) or not any(
        dt.date.fromisoformat(row["start"]) + _SETTLED < run.published for row in run.names.campaigns
    )
    if any(row["place_id"] in values and actor == row["target"] for row in run.names.campaigns) and (back & _WHOSE):
        return Draft("advance", [])  # "following the latter's offensive to take X"
    ordered = not {"ordered", "orders", "order", "urged"}.isdisjoint(now.words[lead.start : hit.first])
    fresh = fresh and (ordered or back.isdisjoint(_WHOSE))  # not "a day after he declared an offensive to seize it"
    if fresh and not words("announced").isdisjoint(now.words[lead.start : hit.first]):
        return None
    if any(h.rule.name == "announce-begun" for h in now.hits):
        return None  # "announced that its operation to take X had begun"
    if purpose and values and all(run.names.kinds.get(value) == "region" for value in values):
        return Draft("advance", [])  # what a campaign is for
    for row in run.names.campaigns:
        known = row["place_id"] in values and actor in ("", row["actor"])
        if known and row["start"] <= run.published.isoformat():
            opened = {"went", "gone", "offensive"} <= {"gone", *now.words[max(0, hit.first - 12) : hit.first]}
            if ("bid" in back and back.isdisjoint(words("launched")) and not opened) or "battle" in back:
                return Draft("advance", [])
            if purpose or not back.isdisjoint(words("striving")):
                return Draft("advance", [row["place_id"]], row["actor"], row["target"], date=row["date"], status="fact")
    return None


def standing(run: Run, actor: str):
    """Read "the government has been under attack by X since April" as the standing background."""
    for row in run.names.campaigns:
        if run.names.sides.get(actor) == row["actor"] and row["start"] <= run.published.isoformat():
            return Draft("advance", [row["place_id"]], row["actor"], row["target"], date=row["date"], status="fact")
    return None


def names_launch(run: Run, row: dict) -> bool:
    """Tell a sentence that names the day or the month in which a standing offensive began."""
    launch, said = dt.date.fromisoformat(row["start"]), run.now.words
    spans = (n for n, word in enumerate(said[:-1]) if word in ("weeks", "months", "year"))
    if any(said[n + 1] in ("after", "since", "into") for n in spans):
        return launch + _SETTLED < run.published  # "six months after he ordered it"
    for _, token in run.now.marks:
        if token.kind != "date" or row["start"][:7] not in token.value:
            continue
        span = days(token.value)
        if span is None:
            continue
        first, last = span
        whole = (last - first).days > 10
        if first <= launch <= last and (not whole or last < run.published):
            return launch + _WEEK < run.published
        if "/" in token.value and first <= launch <= last:  # "since April", to the day of the report
            return launch + _WEEK < run.published
    return False


def told_again(run: Run, coded: list[Coded]) -> list[Coded]:
    """Tell the standing offensive once, and not what it was for: "attacking X since April in order to take it"."""
    for row in run.names.campaigns if coded else ():
        mine = [e for e in coded if e.place_id == row["place_id"] and _side(run, e) in ("", row["actor"])]
        if not mine:
            continue
        begun = next((e for e in mine if e.date_basis == "campaign" and e.status in AFFIRMATIVE), None)
        aimed = any(e.event_type in _AIMED or e.event_type == "siege" for e in mine)
        if begun is None and aimed and names_launch(run, row):
            begun = _as_campaign(mine, row)
        begun = begun or _judged(run, mine, row)
        if begun is None:
            if any(e.date_basis == "campaign" for e in run.previous) and _since_then(run.now.words):
                coded = [e for e in coded if e not in mine or e.event_type != "clash"]
            continue
        own = {e.sentence_start for e in mine if e.date_basis == "campaign"} if names_launch(run, row) else set()
        rest = [e for e in coded if not (e in mine and e.event_type in _AIMED and _of_background(e, row))]
        rest = [
            e for e in rest if not (e in mine and own and e.event_type == "advance" and e.date_basis == "published")
        ]
        coded = [begun, *(e for e in rest if (e.start, e.place_id) != (begun.start, begun.place_id))]
    return coded


def _judged(run: Run, mine: list[Coded], row: dict) -> Coded | None:
    """Read "condemned X's attack on the capital", months after it began, as the standing offensive."""
    if dt.date.fromisoformat(row["start"]) + _SETTLED >= run.published or not run.now.words:
        return None
    if words("judge").isdisjoint(run.now.said) or not words("frontline").isdisjoint(run.now.words):
        return None
    told = [e for e in mine if e.rule == "offensive" and e.date_basis == "published" and e.status in AFFIRMATIVE]
    return _as_campaign(told, row) if told else None


def _since_then(said: list[str]) -> bool:
    """Tell "the fighting since then"."""
    return any(said[n] == "since" and said[n + 1] == "then" for n in range(len(said) - 1))


def _side(run: Run, event: Coded) -> str:
    """Give whom an event is laid to; what both sides do may be the offensive."""
    actor = event.actor or ""
    return "" if "/" in actor else run.names.sides.get(actor, actor)


def _as_campaign(mine: list[Coded], row: dict) -> Coded | None:
    """Give the standing offensive in place of the attack, or the order, by which a sentence tells it."""
    told = [e for e in mine if e.event_type in (_FOUGHT if e.status in AFFIRMATIVE else _AIMED[:4])]
    told = [e for e in told if _of_background(e, row) or (e.status in AFFIRMATIVE and e.date_basis == "published")]
    if not told:
        return None
    return replace(
        told[0],
        event_type="advance",
        actor=row["actor"],
        target=row["target"],
        control_after=None,
        date=row["date"],
        date_basis="campaign",
        status="asserted",
        by=None,
    )


def _of_background(event: Coded, row: dict) -> bool:
    """Tell what has no day of its own, or the day of the launch."""
    if event.status not in AFFIRMATIVE:
        return event.status != "denied"
    span = days(event.date)
    launch = dt.date.fromisoformat(row["start"])
    return event.event_type in _FOUGHT and span is not None and span[0] <= launch <= span[1]


def known_offensive(run: Run, hit: Hit, actor: str, places: list, begun: bool):
    """Read the standing offensive that reports tell as background: by its place, or as the one that a side launched."""
    noun = run.now.word(hit.last - 1)
    values = {value_of(run, place) for place in places}
    long = any("-month" in word or word.endswith("-long") for word in run.now.words[max(0, hit.first - 4) : hit.first])
    for row in run.names.campaigns:
        if row["start"] > run.published.isoformat() or _years_before(run, hit, values, row):
            continue
        old = long or _petered_out(run.now, hit)  # "a 14-month assault on X", "the assault on X collapsed"
        if old and row["place_id"] in values and noun in either("campaign", "attack-noun"):
            return Draft("advance", [row["place_id"]], row["actor"], row["target"], date=row["date"], status="fact")
        if actor not in ("", row["actor"]):
            continue
        here = bool(values & {row["place_id"], run.names.home})
        last = range(hit.last, min(run.now.size, hit.last + 8))
        begun = begun or any(run.now.tokens[k].text.startswith("since") or run.now.word(k) == "since" for k in last)
        standing = noun in words("campaign")
        own = run.now.word(hit.first - 1) in words("possessive") and run.now.governor(hit.first)[0] in (
            "in",
            "during",
            "for",
        )
        begun = begun or own  # "a base for the LNA in its onslaught on the capital"
        if not values and any(t.kind == "place" for t in run.now.tokens[hit.last : hit.last + 7]):
            continue
        if not values:
            start = any(run.now.word(k) in either("launched", "waged") for k in range(max(0, hit.first - 4), hit.first))
            start = start or _begun_later(run.now, hit) or (actor == row["actor"] and _lasting(run.now, hit))
            follows = run.now.word(hit.last) not in ("in", "at") and spoken_of(run, row["place_id"])
            first = run.now.clause(hit)[0]
            dated = any(t.kind == "date" and t.value == row["start"] for t in run.now.tokens[first : hit.last + 8])
            launch = not words("launched").isdisjoint((run.now.word(hit.last), run.now.word(hit.last + 1)))
            dated = dated or (launch and names_launch(run, row))  # "an offensive launched in April 2019"
            follows = follows or dated  # "started an offensive on 4 April"
            here = (start or (launch and dated)) and follows and standing and noun != "assault" and bool(actor or dated)
            if actor == row["actor"] and not here and _at_foe(run, hit, row):
                here, begun = True, True
            if standing and _faced(run.now, hit):
                maker = actor or run.now.foe_right(hit, "of", "by", "from")
                here, begun = run.names.sides.get(maker) == row["actor"], True
        if here and (standing or (begun and actor and noun in words("campaign-like"))) and (actor or begun):
            day = _launch(run, hit, row)
            return Draft("advance", [row["place_id"]], row["actor"], row["target"], date=day, status="fact")
    return None


def _years_before(run: Run, hit: Hit, values: set[str], row: dict) -> bool:
    """Tell an offensive of a year before the standing one: "unleashed an offensive in May 2014 to purge the land"."""
    now = run.now
    if values - {run.names.home}:
        return False
    first, last = now.clause(hit)
    dates = [t.value for t in now.tokens[max(first, hit.first - 8) : min(last, hit.last + 4)] if t.kind == "date"]
    return bool(dates) and all(date[:4].isdigit() and date[:4] < row["start"][:4] for date in dates)


def _petered_out(now: Sentence, hit: Hit) -> bool:
    """Tell the offensive that "collapsed in June", "was abandoned after a year": the one that had long gone on."""
    for n in range(hit.last, min(now.size, hit.last + 8)):
        if now.word(n) in _ENDED:
            return True
        if now.word(n) in (",", ";") or now.boundary(n):
            break
    return False


_ENDED = frozenset(["collapsed", "crumbled", "unravelled", "fizzled", "foundered", "faltered", "abandoned"])


def _at_foe(run: Run, hit: Hit, row: dict) -> bool:
    """Tell "a campaign to topple the government", "launched an offensive against the GNA in April 2019"."""
    now, ahead = run.now, range(hit.last, min(run.now.size, hit.last + 9))
    if dt.date.fromisoformat(row["start"]) + _SETTLED >= run.published:
        return False
    named = [k for k in ahead if now.side(now.tokens[k]) == row["target"] or now.word(k) == "government"]
    if not named:
        return False
    launched = names_launch(run, row)
    dated = not launched and any(t.kind == "date" and len(t.value) == 10 for t in now.tokens)
    ousts = now.word(hit.last) == "to" and now.word(hit.last + 1) in words("ousting")
    return (ousts and not dated) or (launched and now.word(hit.last) == "against")


def _launch(run: Run, hit: Hit, row: dict) -> str:
    """Give the month that the text names for the launch, be it wrong, else the date of the record."""
    now = run.now
    for k in range(hit.last, min(now.size, hit.last + 6)):
        token = now.tokens[k]
        if now.boundary(k) or now.word(k) in (",", "to", "since"):
            break
        named = token.kind == "date" and len(token.value) == 7
        if named and (token.text.startswith("in ") or now.word(k - 1) == "in"):
            return now.cue(token.value, k)
    return row["date"]


def _faced(now: Sentence, hit: Hit) -> bool:
    """Tell "the government has been facing an offensive by X", "is under attack": what it has to withstand."""
    for k in range(hit.first - 1, max(-1, hit.first - 6), -1):
        if now.word(k) in words("endured"):
            return True
        if now.boundary(k) or now.word(k) == ",":
            break
    return False


def _lasting(now: Sentence, hit: Hit) -> bool:
    """Tell "the 14-month offensive", and what is ended or has gone on "since April"."""
    lead = now.words[max(0, hit.first - 6) : hit.first]
    if any(word in ("month", "months", "year", "months-long", "year-long") or "-month" in word for word in lead):
        return True
    return "since" in now.words or any(t.kind == "date" and t.text[:5] == "since" for t in now.tokens)


def _begun_later(now: Sentence, hit: Hit) -> bool:
    """Tell "an offensive by the LNA that started in April"."""
    for k in range(hit.last, min(now.size, hit.last + 12)):
        if now.word(k) in ("that", "which"):
            return any(now.word(j) in words("launched") for j in range(k + 1, k + 4))
    return False


def long_ago(run: Run, hit: Hit, places: list, actor: str):
    """Read "over the past year, as it attacked the capital" as the standing offensive, told as background.

    So, too, "the forces that are attacking the capital", weeks after it began, and what began when it did.
    """
    now = run.now
    for row in run.names.campaigns:
        here = any(value_of(run, place) == row["place_id"] for place in places)
        if not here or actor != row["actor"] or row["start"] > run.published.isoformat():
            continue
        said = set(now.words)
        old = not said.isdisjoint(("past", "last", "for", "over")) and not said.isdisjoint(("year", "years", "months"))
        first, _ = now.clause(hit)
        relative = {now.word(k) for k in (first - 1, hit.first - 2, hit.first - 3)} & {"that", "which", "who"}
        passing = (relative or now.describes(hit)) and now.word(hit.first).endswith("ing")
        settled = dt.date.fromisoformat(row["start"]) + _SETTLED < run.published
        dated = any(t.kind == "date" and t.value[:7] == row["date"] for t in now.tokens[hit.last :])
        old = old or any(t.kind == "date" and t.text[:5] == "since" and t.value in row["start"] for t in now.tokens)
        if old or (settled and (passing or dated)):
            return Draft("advance", [row["place_id"]], actor, row["target"], date=row["date"], status="fact")
    return None
