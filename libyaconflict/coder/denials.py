"""Denials that look back: "though X denied this", "Both reports were untrue"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .called import calling, calls_other
from .coded import AFFIRMATIVE, Coded, family
from .denied_what import claimed_most, contrary, denied_by_name, goes_on, of_losses, of_these, spared, wrongs_done
from .framing import foe_of
from .sayings import Report
from .spans import at
from .tables import either, reporters, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_STRIKES = ("airstrike", "drone_strike", "shelling")
_UNSAID = (*_STRIKES, "advance")  # whose doer may be left unsaid
_UNDENIED = frozenset(["talks", "truce", "declaration", "displacement", "mass_grave"])


def trailing_denials(run: Run, coded: list[Coded]) -> list[Coded]:
    """Add what a closing "though X denied this" takes back."""
    out = []
    for report in run.reports:
        called = calling(run.now, report.at) >= 0
        called = called or not words("called").isdisjoint(run.now.words[max(0, report.at - 6) : report.at])
        if report.kind != "deny" or not report.trailing or (run.now.word(report.at) in words("untrue") and not called):
            continue
        if run.now.word(report.at) in words("untrue") and calls_other(run.now, report.at):
            continue
        if run.now.word(report.at + 1) == "that" and run.now.word(report.at + 2) not in ("this", "it", "so", "they"):
            continue  # "confirmed a retreat but denied that X was threatened"
        said = run.now.words[report.at + 1 : report.at + 5]
        if (
            said[:2] == ["that", "it"]
            and said[2:3] in (["was"], ["is"])
            and said[3:] not in (["so"], ["true"], ["the"])
        ):
            continue  # "admitted that it had left but denied that it was made to"
        at = run.now.tokens[report.at].start
        left = [e for e in coded if e.end <= at and e.status in AFFIRMATIVE and e.date_basis != "campaign"]
        n = report.at - 1
        speakers: list[str] = []
        while n >= 0 and not run.now.boundary(n) and run.now.word(n) != ",":
            if run.now.tokens[n].kind == "actor":
                speakers.insert(0, run.now.side(run.now.tokens[n]))
            n -= 1
        if run.now.word(report.at + 1) == "by":  # "a claim dismissed by the LNA"
            speakers = [report.speaker] if report.speaker else []
        by = " and ".join(dict.fromkeys(speakers)) or report.speaker
        side = run.names.sides.get(report.speaker, "") if report.speaker in run.names.parties else ""
        left = [e for e in left if e.actor or (side and (e.event_type in _UNSAID or family(e.event_type) == "capture"))]
        for e in of_these(run, report, left):
            doer = side if e.event_type in _STRIKES else run.names.foe(side)
            out.append(replace(_denied(run, e, report), by=by or None, actor=e.actor or doer or None))
    return out


def gainsaid(run: Run, coded: list[Coded]) -> list[Coded]:
    """Tell what a few words deny: "the LNA says it took X; the GNA says it did not", "It has not, says the GNA."."""
    now = run.now
    flat = words("flat-no")
    if flat.isdisjoint(now.said):
        return []
    nots = [n for n, word in enumerate(now.words) if word in flat and _ends(now, n)]
    if not nots:
        return []
    told = [e for e in coded or run.previous if e.status in AFFIRMATIVE and e.actor and e.event_type not in _UNDENIED]
    if not coded and now.size > 12:
        return []
    out = []
    for n in nots:
        near = [r for r in run.reports if r.kind == "say" and abs(r.at - n) < 7 and r.speaker]
        near = [r for r in near if ";" not in now.words[min(r.at, n) : max(r.at, n)]] or near
        report = near[0] if near else None
        if report is None or any(r.kind == "deny" for r in run.reports):
            continue
        before = [e for e in told if e.end <= now.tokens[min(n, report.at)].start or not coded]
        sides = [(e, run.names.sides.get(e.actor or "", "")) for e in before if e.by != report.speaker]
        foe = [e for e, side in sides if report.speaker in (run.names.foe(side), side) and side]
        out += [replace(_denied(run, e, report), actor=e.actor) for e in foe[-1:]]
    return out


def _others_not(run: Run, coded: list[Coded], at: int) -> list[Coded]:
    """Tell what the other does not do: "Haftar has accepted the truce; Sarraj has not"."""
    now = run.now
    doer = now.tokens[at - 2] if at > 1 and now.word(at - 1) in words("flat") else None
    joint = at - 3 if now.word(at - 3) in (";", ",", "but", "and", "while") else at - 4
    if doer is None or doer.kind not in ("actor", "unit") or now.word(joint) not in (";", ",", "but", "and", "while"):
        return []
    side = now.side(doer)
    told = [e for e in coded if e.end <= doer.start and e.status in AFFIRMATIVE and e.actor not in (None, side)]
    if not told or side not in run.names.parties or "/" in (told[-1].actor or ""):
        return []
    status = now.cue("denied", at)
    return [replace(told[-1], status=status, actor=side, target=told[-1].actor, by=side, control_after=None)]


def half_denied(run: Run, coded: list[Coded]) -> list[Coded]:
    """Add the claim of "X said, and Y denied, that the town had fallen"."""
    now = run.now
    out = []
    for report in run.reports:
        n = report.at
        if report.kind != "deny" or "that" not in now.words[n + 1 : n + 4] or now.word(n + 1) not in (",", "that"):
            continue
        said = next((r for r in run.reports if r.kind == "say" and r.at < n < r.at + 8 and r.speaker), None)
        if said is None or {"and", "but", "while"}.isdisjoint(now.words[said.at : n]) or said.speaker == report.speaker:
            continue
        for event in coded:
            if event.status == "denied" and event.start > now.tokens[n].start:
                side = run.names.sides.get(said.speaker, "")
                actor = event.actor or (side if family(event.event_type) == "capture" else None)
                out.append(replace(event, status=now.cue("claimed", said.at), by=said.speaker, actor=actor))
    return out


def corrected(run: Run, coded: list[Coded]) -> list[Coded]:
    """Deny in the outlet's own voice what was only claimed: "the LNA said it had taken X; it had not."."""
    now = run.now
    if words("flat-no").isdisjoint(now.said) or (not coded and now.size > 7):
        return coded
    at = next((n for n in range(now.size - 1, -1, -1) if now.word(n) in words("flat-no") and _ends(now, n)), -1)
    parting = (n for n in range(at, -1, -1) if now.word(n) in (";", ":", "-") or now.word(n + 1) in ("which", "but"))
    start = next(parting, 0) if coded else 0
    own = 0 < at - start < 7 and now.word(at - 1) in words("flat")
    if any(t.kind in ("actor", "unit") for t in now.tokens[start:at]):
        return coded + _others_not(run, coded, at)
    if not own or any(r.at >= start for r in run.reports) or (coded and not start):
        return coded
    told = [e for e in coded or run.previous if e.status == "claimed" and e.event_type not in _UNDENIED]
    if any(e.end > now.tokens[start].start for e in coded):
        return coded
    out = []
    for event in [e for e in told if e.start == told[-1].start]:
        denied = replace(event, status=now.cue("denied", at), by=None, control_after=None)
        if not event.by and not words("own-report").isdisjoint(run.flat[: event.start].lower().split()[-20:]):
            run.events = [e for e in run.events if e is not event]
            coded = [e for e in coded if e is not event]
        out.append(denied)
    return coded + out


def _ends(now: Sentence, n: int) -> bool:
    """Tell "it did not." from "it did not take X"."""
    said = now.word(n - 1) in (
        "did",
        "has",
        "have",
        "had",
        "was",
        "were",
        "is",
        "are",
        "does",
        "do",
        "had",
        "no",
        "they",
        "it",
    )
    if now.word(n) == "not" and now.word(n + 1) in ("been", "so", "true") and now.word(n - 1) in words("flat"):
        n += 1
        return n + 1 >= now.size or now.word(n + 1) in (",", ".", ";", "")
    alone = now.word(n) in ("otherwise", "opposite", "didn't", "hasn't", "haven't", "isn't", "wasn't") or said
    return alone and (
        n + 1 >= now.size or now.word(n + 1) in (",", ".", ";", '"', "", "and", "says", "said", "insists")
    )


def spares(run: Run, coded: list[Coded]) -> list[Coded]:
    """Tell what "denied targeting civilians" takes back: that the speaker's strike was one on them."""
    return [
        replace(_denied(run, event, report), actor=event.actor or report.speaker, target="civilians")
        for event, report in spared(run, coded)
    ]


def disowned(run: Run, coded: list[Coded]) -> list[Coded]:
    """Part a strike from whose it is not: "the shells were not ours", "had nothing to do with the shelling of X"."""
    now = run.now
    if words("disowning").isdisjoint(now.said):
        return coded
    at = next((n for n, word in enumerate(now.words) if word in words("disowning") and _disowns(now, n)), -1)
    if at < 0:
        return coded
    spoken = [r.speaker for r in run.reports if r.speaker in run.names.parties]
    named = [now.side(t) for t in now.tokens[:at] if t.kind in ("actor", "unit")]
    side = next((one for one in (*spoken, *reversed(named)) if one in run.names.parties), "")
    out = []
    for event in coded:
        struck = event.event_type in _STRIKES and event.status in AFFIRMATIVE and side
        if not struck or event.actor not in (None, side) or event.by not in (None, side):
            out.append(event)
            continue
        out.append(replace(event, actor=None, target=None, status=now.cue("asserted", at), by=None))
        out.append(replace(event, actor=now.cue(side, at), status=now.cue("denied", at), by=side, rule="denial"))
    return out


def _disowns(now: Sentence, n: int) -> bool:
    after = now.words[n + 1 : n + 4]
    if now.word(n) == "nothing":
        return after == ["to", "do", "with"]
    if after[:1] in (["us"], ["ours"]):
        return True
    return after[:1] in (["its"], ["their"], ["our"], ["his"]) and not words("own-doing").isdisjoint(after)


def safe_and_sound(run: Run, coded: list[Coded]) -> list[Coded]:
    """Tell what a foe's word gainsays: "it shot down a jet; the LNA says that all its aircraft are home"."""
    downs = [e for e in coded if e.event_type == "shootdown" and e.status in AFFIRMATIVE and e.actor]
    out = []
    for event in downs:
        foe = run.names.foe(run.names.sides.get(event.actor or "", ""))
        for report in run.reports:
            start = run.now.tokens[report.at].start
            own = not words("possessive").isdisjoint(run.now.words[max(0, report.at - 4) : report.at])
            his = report.speaker == foe or (not report.speaker and own)
            if not foe or report.kind != "say" or not his or start < event.end:
                continue
            said = run.now.words[max(0, report.at - 8) : report.at + 16]
            if not words("whole-number").isdisjoint(said) and not words("unharmed").isdisjoint(said):
                out.append(replace(_denied(run, event, report), actor=event.actor))
                break
    return out


def presupposed_strikes(run: Run, coded: list[Coded]) -> list[Coded]:
    """Tell the strike that "denied any role in the strike on X" takes for granted: by nobody known."""
    out = []
    for event in coded:
        if event.status != "denied" or event.event_type not in _STRIKES:
            continue
        hit = next((n for n, t in enumerate(run.now.tokens) if t.start == event.start), 0)
        said = run.now.words[max(0, hit - 7) : hit]
        if not words("authorship").isdisjoint(said) and not {"in", "for", "behind"}.isdisjoint(said):
            out.append(replace(event, status=at("asserted", event.status), by=None, actor=None, target=None))
    return out


def denies_before(run: Run, coded: list[Coded]) -> bool:
    """Tell "denied it, and said that": what was told before is denied, and more follows."""
    for report in run.reports:
        if report.kind == "deny" and not report.trailing:
            told = run.now.word(report.at + 1) in ("it", "this", "involvement", "responsibility")
            joint = goes_on(run, report)
            object_ = run.now.words[report.at + 1 : joint] if joint < run.now.size else ()
            told = told or not either("claim-noun", also=_ACCOUNTS).isdisjoint(object_)
            return told and all(e.start > run.now.tokens[report.at].start for e in coded)
    return False


_ACCOUNTS = ("account", "accounts", "version", "accusation", "accusations", "charge", "charges")


def _names_claim(now: Sentence, at: int) -> bool:
    """Tell a denial that says itself what is untrue: "the claim that the plane had carried medicine was incorrect"."""
    claims = words("claim-noun")
    untrue = now.word(at) in words("untrue")
    named = [n for n in range(at) if now.word(n) in claims and now.word(n + 1) == "that"]
    return untrue and any(now.word(n + 2) not in reporters() for n in named)  # not "reports that say otherwise"


def deny_previous(run: Run, coded: list[Coded]) -> None:
    """Add to a sentence's events what its denial takes back of the sentences before."""
    for report in run.reports:
        if report.kind != "deny" or run.now.word(0) in ("whatever", "whoever", "if", "when"):
            continue
        if not report.speaker and run.now.word(report.at) not in words("untrue"):
            return  # nobody known denies
        if run.words_lost and run.now.word(0) in ("this", "that", "it") and run.now.word(report.at) in words("untrue"):
            return  # "They say that they have driven us out. That is a lie": not what was told before it
        if of_losses(run.now, report.at) or _names_claim(run.now, report.at):
            continue
        if "contrary" in run.now.words:
            coded += [
                _denied(run, event, replace(report, speaker=foe_of(run, event.actor or ""))) for event in contrary(run)
            ]
            return
        if wrongs := wrongs_done(run, report):
            coded += [_denied(run, event, report) for event in wrongs]
            return
        able = [e for e in run.events[-8:] if e.status in AFFIRMATIVE and e.event_type not in _UNDENIED]
        able = [e for e in able if e.date_basis != "campaign"]
        able = denied_by_name(run, report, able)
        who = run.now.tokens[: report.at]
        if run.now.word(report.at + 1) == "by":  # "this is denied by Moscow"
            who = run.now.tokens[report.at + 2 : report.at + 7]
        said = {run.now.side(t) for t in who if t.kind == "actor"}
        powers = {side for side in said if run.names.roles.get(side) == "backer"}
        own = [e for e in run.previous if e.status in AFFIRMATIVE and e.actor in powers]
        if own:  # "Moscow denies this" of what Moscow was said to have done
            coded += [_denied(run, event, report) for event in own]
            return
        if run.names.roles.get(report.speaker) == "backer":  # of what it, or the side that it backs, was said to do
            backed = run.names.sides.get(report.speaker, "")
            able = [e for e in able if not e.actor or backed == run.names.sides.get(e.actor)]
        foe = run.names.foe(run.names.sides.get(report.speaker, ""))
        against = [e for e in able if foe and run.names.sides.get(e.actor or "") == foe]
        if claimed := claimed_most(run, report, foe):
            coded.append(_denied(run, claimed, report))
            return
        against = [e for e in against if e in run.previous] or against
        last = against[-1:] or [e for e in able if e in run.previous and (not foe or e.event_type == "withdrawal")][-1:]
        side = run.names.sides.get(report.speaker, "")
        made = not _MADE.isdisjoint(run.now.words[report.at + 1 : report.at + 4])  # "denied carrying out the strikes"
        accused = [e for e in able if (made or e in run.previous) and e.event_type in _STRIKES]
        blamed = made or not words("denied-blame").isdisjoint(run.now.words[report.at :])
        accused = [
            e for e in accused if side and (run.names.sides.get(e.actor or "") == side or (blamed and not e.actor))
        ]
        last = last or accused[-1:] or _charged(run, report, able)
        for event in able:
            if last and event.sentence_start == last[0].sentence_start and event.actor == last[0].actor:
                coded.append(replace(_denied(run, event, report), actor=event.actor or side or None))
        return


def _charged(run: Run, report: Report, able: list[Coded]) -> list[Coded]:
    """Give the strike with which its foe charges a side that "refuted the claims", though more was told between."""
    side = run.names.sides.get(report.speaker, "")
    if not side or words("claim-noun").isdisjoint(run.now.words[report.at + 1 : report.at + 4]):
        return []
    struck = [e for e in able if e.event_type in _STRIKES and e.status == "claimed"]
    return [e for e in struck if run.names.sides.get(e.actor or "") == side and e.by == run.names.foe(side)][-1:]


_MADE = frozenset(["carrying", "conducting", "launching", "making", "ordering"])


def _denied(run: Run, event: Coded, report: Report) -> Coded:
    token = run.now.tokens[report.at]
    return replace(
        event, status=run.now.cue("denied", report.at), by=report.speaker or None, control_after=None, rule="denial",
        start=token.start, end=token.end, sentence=run.text[run.span[0] : run.span[1]], sentence_start=run.span[0],
    )  # fmt: skip
