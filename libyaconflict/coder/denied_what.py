"""Which of what the text has told a denial takes back, and how far its own words reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import AFFIRMATIVE, CONTROL, Coded, family
from .sayings import Report
from .tables import words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_STRIKES = ("airstrike", "drone_strike", "shelling")


def contrary(run: Run) -> list[Coded]:
    """Give what the foe of who speaks was told to have gained, which "reports to the contrary" take back."""
    speakers = [r.speaker for r in run.reports if r.kind != "deny" and run.names.sides.get(r.speaker)]
    side = run.names.sides.get(speakers[0] if speakers else run.memory.speaker, "")
    foe = run.names.foe(side) if side else ""
    gained = [e for e in run.events[-8:] if e.status in AFFIRMATIVE and e.event_type in CONTROL and foe]
    return [e for e in gained if run.names.sides.get(e.actor or "") == foe][-1:]


def wrongs_done(run: Run, report: Report) -> list[Coded]:
    """Give the harm that a side was told to have done, where it denies "any violations"."""
    after = run.now.words[report.at + 1 : report.at + 7]
    side = run.names.sides.get(report.speaker, "")
    if not side or "that" in after[:5] or words("violation").isdisjoint(after):
        return []
    harm = [e for e in run.events[-8:] if e.event_type == "civilian_harm" and e.status in AFFIRMATIVE]
    return [e for e in harm if run.names.sides.get(e.actor or "") == side][-1:]


def _spared_there(now: Sentence, first: int, last: int) -> bool:
    """Tell a stretch of a sentence that speaks of civilians or of what is theirs."""
    return not words("spared").isdisjoint(now.words[first:last])


def _were_aim(now: Sentence, denial: int, deed: int) -> bool:
    """Tell the passive: "denied that civilians had been targeted", "that houses or civilians were its target"."""
    aim = now.word(deed) in ("target", "targets") and not words("possessive").isdisjoint(now.words[deed - 2 : deed])
    aim = aim or (now.word(deed) in ("target", "targets") and now.word(deed - 1) in ("the", "a", "been"))
    hit = now.word(deed)[-2:] == "ed" or now.word(deed) in ("hit", "struck")
    been = not words("be").isdisjoint(now.words[deed - 3 : deed])
    return been and (aim or hit) and _spared_there(now, denial + 1, deed)


def spared(run: Run, coded: list[Coded]) -> list[tuple[Coded, Report]]:
    """Give the strike of its own, and the denial, of a side that "denied that it had targeted any civilians"."""
    now = run.now
    if words("spared").isdisjoint(now.said) or any(e.status == "denied" for e in coded):
        return []
    for report in run.reports:
        side = run.names.sides.get(report.speaker, "")
        after = range(report.at + 1, min(now.size, report.at + 9))
        if report.kind != "deny" or side not in run.names.parties:
            continue
        deed = next((k for k in after if now.word(k) in words("sparing")), 0)
        if not deed or not (_spared_there(now, deed + 1, deed + 6) or _were_aim(now, report.at, deed)):
            continue
        if any(now.tokens[k].kind == "place" for k in range(report.at, min(now.size, deed + 9))):
            continue
        told = [e for e in coded if e.end <= now.tokens[report.at].start] or run.events[-6:]
        made = [e for e in told if e.event_type in _STRIKES and e.status in AFFIRMATIVE and e.actor in (None, side)]
        return [(made[-1], report)] if made else []
    return []


def claimed_most(run: Run, report: Report, foe: str) -> Coded | None:
    """Give the gain that "dismissed their claims" denies, of several that were told: the text's main one."""
    said = run.now.words[report.at + 1 : report.at + 5]
    if not foe or "claims" not in said or "that" in said or len({e.place_id for e in run.previous}) < 2:
        return None
    gains = [e for e in run.events if e.event_type in CONTROL and e.actor == foe and e.status in AFFIRMATIVE]
    return max(gains, key=lambda e: run.memory.told[e.place_id]) if gains else None


def denied_by_name(run: Run, report: Report, able: list[Coded]) -> list[Coded]:
    """Keep what the denial's own words allow: the place, and the kind of deed, that it names."""
    now = run.now
    ends = goes_on(run, report)
    after = range(report.at + 1, min(ends, report.at + 10))
    if denies_statement(run):
        ends = now.words.index("and", report.at + 3)
    named = {now.tokens[n].value for n in range(ends) if now.tokens[n].kind == "place"}
    if named:
        able = [e for e in able if e.place_id in named]
    said = [now.word(n) for n in after]
    if not words("denied-blame").isdisjoint(said):
        return [e for e in able if e in run.previous and e.event_type in _STRIKES]
    if "that" in said[:5] or (said[:1] == ["any"] and words("claim-noun").isdisjoint(said)):
        return []  # it says itself what is denied: "denied any looting"
    for kind in ("airstrike", "shelling"):
        if not words(f"denied-{kind}").isdisjoint(said):
            return [e for e in able if family(e.event_type) == kind]
    return able


def goes_on(run: Run, report: Report) -> int:
    """Give where a denial ends and its speaker says more: "denied this but admitted that"; else the sentence's end."""
    now = run.now
    others = {r.at for r in run.reports if r is not report}
    for k in range(report.at + 1, min(now.size, report.at + 9)):
        if now.word(k) in ("and", "but", "while", "though") and not others.isdisjoint(range(k + 1, k + 5)):
            return k
    return now.size


def denies_statement(run: Run) -> bool:
    """Tell "dismissed the statement of the LNA and said that", where more follows."""
    now = run.now
    for report in run.reports:
        if report.kind != "deny" or report.trailing:
            continue
        said = now.words[report.at + 1 : report.at + 4]
        if not words("bulletin").isdisjoint(said) and "and" in now.words[report.at + 3 : report.at + 10]:
            return "that" not in now.words[report.at + 1 : now.words.index("and", report.at + 3)]
    return False


_HARM = frozenset(["casualties", "losses", "deaths", "injuries", "damage", "harm", "victims", "dead"])


def of_losses(now: Sentence, n: int) -> bool:
    """Tell "denied that there had been any casualties", "reports of harm are inventions", which deny no strike."""
    told = next((k for k in range(n) if now.word(k) in words("claim-noun") and now.word(k + 1) == "of"), n)
    if not _HARM.isdisjoint(now.words[told + 2 : told + 5]):
        return True
    for k in range(n + 1, min(now.size, n + 9)):
        if now.word(k) in _HARM:
            return True
        if now.word(k) in words("attack-noun") or now.word(k) in (",", ";", "and", "but") or not now.word(k):
            break
    return False


def of_these(run: Run, report: Report, told: list[Coded]) -> list[Coded]:
    """Keep what a denial names of several: "admits the first but denies the second", "denies that of X"."""
    now = run.now
    ends = next((k for k in range(report.at + 1, now.size) if now.word(k) in (",", ";", ".", "and", "but")), now.size)
    after = range(report.at + 1, min(ends, report.at + 6))
    named = {now.tokens[k].value for k in after if now.tokens[k].kind == "place"}
    if named:
        return [event for event in told if event.place_id in named]
    count = next((_COUNT[now.word(k)] for k in after if now.word(k) in _COUNT and now.word(k - 1) == "the"), None)
    places = list(dict.fromkeys(event.place_id for event in told))
    if count is None or len(places) < 2 or now.word(report.at + 3) not in ("", ".", ",", ";", "and", "but"):
        return told
    return [event for event in told if event.place_id == places[count if count < len(places) else -1]]


_COUNT = {"first": 0, "former": 0, "second": 1, "third": 2, "latter": -1, "last": -1}
