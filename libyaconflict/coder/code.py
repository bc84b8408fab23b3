"""From text to coded events: frames, status, date, control and provenance."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from .frames import find_frame
from .framing import OPPONENT, Draft
from .grammar import Hit, dateline_end, find_hits, split_sentences, tokenise
from .merge import AFFIRMATIVE, CONTROL, Coded, merge
from .names import Mention, Names, flatten
from .roles import Memory, Sentence
from .tables import RULES, words
from .voice import PREDICATES, Report, find_reports, intention, negated, quoted, voice_of
from .when import When, find_dates

PARTIES = ("GNA", "LNA")
_GENERIC = re.compile(
    r"\b(?:the|that|this|The|That|This) (?:strategic |same |whole |entire |coastal |desert |mountain )?"
    r"(town|city|village|camp|base|airbase|airport|airfield|crossing|checkpoint|stronghold|area|region)"
    r"\b(?! of [A-Z])(?!-)"
)
_NEAR_TYPES = frozenset(
    [
        "clash",
        "shelling",
        "airstrike",
        "drone_strike",
        "shootdown",
        "displacement",
        "mass_grave",
        "detention",
        "advance",
        "other",
        "foreign_deployment",
        "arms_transfer",
        "repelled",
    ]
)
_OLD = re.compile(
    r"\b(?:(?:overthrow|overthrown|toppled|toppling|ouster|ousted|uprising|revolution)\b.*\b(?:[GQ]h?add?h?afi|2011)|2011)\b"
)
_STRIKES = ("airstrike", "drone_strike", "shelling")
_UNDENIED = frozenset(["talks", "truce", "displacement", "mass_grave"])
_COUNTRY_TYPES = frozenset(
    ["truce", "talks", "agreement", "sanction", "foreign_deployment", "arms_transfer", "declaration"]
)


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
        for index, (start, end) in enumerate(split_sentences(flat)):
            while m < len(mentions) and mentions[m].start < start:
                m += 1
            last = m
            while last < len(mentions) and mentions[last].start < end:
                last += 1
            run.sentence(index, start, end, mentions[m:last])
            m = last
        return merge(run.events, run.headline, self.names, published)


class _Run:
    """One pass over one document."""

    def __init__(self, coder: Coder, doc: str, text: str, flat: str, published: dt.date, memory: Memory) -> None:
        self.names = coder.names
        self.doc, self.text, self.flat, self.published, self.memory = doc, text, flat, published, memory
        self.events: list[Coded] = []
        self.headline: set[tuple[str, str]] = set()
        self.previous: list[Coded] = []
        self.paragraph = 0
        self.old = "2011" in flat or "adafi" in flat or "adhafi" in flat or "addafi" in flat

    def sentence(self, index: int, start: int, end: int, mentions: list) -> None:
        begin = dateline_end(self.flat, start, end)
        if "\n" in self.flat[max(0, start - 2) : start]:
            self.paragraph += 1
            self.memory.date = ""
        mentions = self._with_generic(begin, end, [m for m in mentions if m.start >= begin])
        last = self._last_day()
        dates = [
            replace(d, start=d.start + begin, end=d.end + begin)
            for d in find_dates(self.flat[begin:end], self.published, last)
        ]
        tokens = tokenise(self.flat, begin, end, mentions, dates)
        hits = find_hits(tokens)
        current = Sentence(tokens, hits, self.names, self.memory)
        self.now = current
        self.span = (start, end)
        self.index = index
        old = self.old and _OLD.search(self.flat, begin, end) and not any(d.edtf >= "2014" for d in dates)
        self.reports = find_reports(current)
        self.loose = {d.start for d in dates if d.loose}
        coded: list[Coded] = []
        if not old:
            for n, hit in enumerate(hits):
                coded += self._hit(hit, n)
            coded += self._operations(current)
        if not coded:
            self._deny_previous(coded)
        denials = self._trailing_denials(coded)
        taken_back = {(e.place_id, e.event_type, e.actor, e.by) for e in denials}
        coded = [e for e in coded if (e.place_id, e.event_type, e.actor, e.by) not in taken_back] + denials
        self.events += coded
        self.previous = coded or ([] if len(tokens) > 25 else self.previous)
        self._remember(current, coded, dates)

    # -- memory -----------------------------------------------------------------------------------------------------

    def _last_day(self) -> dt.date | None:
        days = re.findall(r"\d{4}-\d\d-\d\d", self.memory.date)
        return dt.date.fromisoformat(days[-1]) if days else None

    def _with_generic(self, start: int, end: int, mentions: list) -> list:
        """Give places to "the town", "the camp" and the like, from what was named before them."""
        if not mentions and not (self.memory.town or self.memory.site):
            return mentions
        out = list(mentions)
        town, site, small = self.memory.town, self.memory.site, self.memory.small
        queue = sorted(mentions, key=lambda m: m.start)
        for match in _GENERIC.finditer(self.flat, start, end):
            for mention in queue:
                if mention.start < match.start() and mention.kind == "place":
                    kind = self.names.kinds.get(mention.value, "")
                    if kind in ("town", "city", "village", "district", "capital"):
                        town = mention.value
                        small = town if town != self.names.capital else small
                    elif kind != "region" and kind != "country":
                        site = mention.value
            noun = match.group(1)
            if any(m.start < match.end() and match.start() < m.end for m in mentions):
                continue
            if noun in ("town", "village", "city") and not town:
                units = [m.value for m in queue if m.kind in ("unit", "near") and m.end <= match.start()]
                value = units[-1] if units else ""
            elif noun in ("town", "village"):
                value = small or town
            elif noun == "city":
                value = town
            elif noun in ("stronghold", "area", "region"):
                earlier = [m.value for m in queue if m.kind == "place" and m.end <= match.start()]
                value = earlier[-1] if earlier else self.memory.group[0] if self.memory.group else ""
            else:
                value = site
            if value:
                before = self.flat[max(0, match.start() - 20) : match.start()]
                near = re.search(r"\b(?:of|from|near|outside) $", before) and re.search(
                    r"(?:south|north|east|west|near|outside)\b", before
                )
                out.append(Mention(match.start(), match.end(), "near" if near else "place", value))
        return sorted(out, key=lambda m: m.start)

    def _remember(self, current: Sentence, coded: list[Coded], dates: list[When]) -> None:
        memory = self.memory
        named = [t for t in current.tokens if t.kind == "place"]
        for token in sorted(
            (t for t in current.tokens if t.kind in ("place", "near")), key=lambda t: t.kind == "place"
        ):
            if token.value in self.names.abroad:
                memory.venue = token.value
            memory.see(token.value, self.names.kinds.get(token.value, ""), self.names.capital)
        if coded:
            memory.group = (
                list(dict.fromkeys(e.place_id for e in coded if e.place_id not in ("libya",))) or memory.group
            )
        elif named:
            memory.group = [named[-1].value]
        if named:
            memory.topic = named[0].value
        actors = [t for t in current.tokens if t.kind in ("actor", "unit") and self.names.sides.get(current.side(t))]
        if actors:
            memory.actor = current.side(actors[0])
        for report in self.reports:
            if report.voice == "party" and report.speaker:
                memory.speaker = report.speaker
        exact = [d.edtf for d in dates if not d.loose]
        if exact:
            memory.date = exact[-1]

    # -- one trigger ------------------------------------------------------------------------------------------------

    DEBUG = False

    def _hit(self, hit: Hit, n: int) -> list[Coded]:
        frame = find_frame(hit.rule.frame)
        report = self._report_for(hit)
        speaker = report.speaker if report and report.voice == "party" else ""
        self.now.stranger = bool(report and not speaker and report.at > 0 and not report.trailing)
        draft = frame(self, hit, speaker)
        if draft is None:
            return []
        if not draft.places and hit.rule.frame in ("takes", "advances", "loses", "leaves"):
            return self._cleft(hit, n, draft, report)
        return self._emit(hit, n, draft, report)

    def _cleft(self, hit: Hit, n: int, draft: Draft, report: Report | None) -> list[Coded]:
        """Read "What they took was not X but Y": places after the verb "to be"."""
        now = self.now
        opens = now.word(0) == "what" or any(
            now.word(k) in ("town", "city", "place", "base", "village", "camp") for k in range(hit.first)
        )
        out: list[Coded] = []
        after, wrong, be = False, False, False
        for k in range(hit.last, now.size if opens else hit.last):
            word = now.word(k)
            if word in words("be") - {"'s"}:
                be = True
            elif word in ("not", "but", "rather"):
                wrong = word == "not"
                be = be or after
            elif after and word and word not in words("list-joint"):
                be = False
            elif be and now.tokens[k].kind == "place" and not now.is_near(k):
                after = True
                single = replace(draft, places=[k], status="denied" if wrong else "fact")
                out += self._emit(hit, n, single, report)
            elif be and not after and now.boundary(k):
                break
        return out if out else self._emit(hit, n, draft, report)

    def _emit(self, hit: Hit, n: int, draft: Draft, report: Report | None) -> list[Coded]:
        status, by, draft = self._status(hit, draft, report)
        if not status:
            return []
        values = list(dict.fromkeys(self.now.tokens[p].value if isinstance(p, int) else p for p in draft.places))
        if not draft.actor and hit.rule.frame == "takes" and status == "claimed" and report and report.voice == "party":
            side = self.names.sides.get(report.speaker, "")
            draft = replace(draft, actor=side, target=OPPONENT.get(side, ""))
        actor = self._canonical(draft.actor)
        target = self._canonical(draft.target)
        if not values:
            self.headline.add((draft.event_type, actor)) if self.index == 0 else None
            return []
        if self.index == 0 and status == "asserted":
            self.headline.add((draft.event_type, actor))
        date, basis = self._date(hit, n, draft, status)
        start, end = self.now.tokens[hit.first].start, self.now.tokens[hit.last - 1].end
        out = []
        for place in values:
            for day in date.split("|"):
                out.append(
                    Coded(
                        doc=self.doc,
                        place_id="tripoli" if place == "southern-tripoli" else place,
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
        return "LNA" if actor == "HoR" else actor

    def _control(self, draft: Draft, status: str, actor: str, place: str) -> str | None:
        if status not in AFFIRMATIVE or draft.near:
            return None
        side = self.names.sides.get(actor, "")
        if draft.event_type in CONTROL or draft.holder:
            return (draft.holder or side) if (draft.holder or side) in PARTIES else None
        if draft.event_type == "repelled" and self.names.kinds.get(place) not in ("capital", "region", "country"):
            return side if side in PARTIES else None
        if draft.event_type == "clash":
            return "contested"
        return None

    def _report_for(self, hit: Hit) -> Report | None:
        best = None
        for report in self.reports:
            if report.trailing and report.first <= hit.first < report.last:
                if report.kind != "deny" and (best is None or best.trailing):
                    best = report
            elif not report.trailing and report.first <= hit.first < report.last:
                if best is None or best.trailing or report.at > best.at:
                    best = report
            elif not report.trailing and hit.first <= report.at < hit.last:
                best = report
        if best is None:
            start = self.now.tokens[hit.first].start
            if quoted(self.flat, self.span[0], start) and self.memory.speaker:
                return Report(0, "say", self.memory.speaker, "party", 0, self.now.size, False)
            first, last = self.now.clause(hit)
            if any(self.now.word(k) in words("hedge") for k in range(first, last)):
                return Report(0, "say", "", "source", 0, self.now.size, False)
        return best

    def _status(self, hit: Hit, draft: Draft, report: Report | None) -> tuple[str, str | None, Draft]:
        harmed = draft.target if draft.event_type != "withdrawal" else draft.actor
        deny = next(
            (
                r
                for r in self.reports
                if r.kind == "deny"
                and not r.trailing
                and r.at < hit.first < r.last
                and not any(
                    o.kind != "deny" and o.at > r.at and o.at < hit.first and not o.trailing for o in self.reports
                )
            ),
            None,
        )
        negation = negated(self.now, hit) if draft.status not in ("denied", "fact") else ""
        if deny:
            if negation:
                return "claimed", deny.speaker or None, draft
            return "denied", deny.speaker or None, draft
        untrue = next(
            (
                r
                for r in self.reports
                if r.kind == "deny" and r.trailing and hit.first < r.at and self.now.word(r.at) in PREDICATES
            ),
            None,
        )
        if untrue and (
            hit.rule.frame.startswith("noun")
            or self.now.word(untrue.at) == "true"
            or any(self.now.word(k) in words("claim-noun") for k in range(hit.first))
        ):
            return "denied", untrue.speaker or None, draft
        if negation == "failed" and draft.event_type in CONTROL:
            loser = draft.actor
            side = self.names.sides.get(loser, "")
            status, by = voice_of(report, loser)
            return (
                status,
                by,
                replace(draft, event_type="repelled", actor=OPPONENT.get(side, ""), target=loser, holder=""),
            )
        if negation:
            if (
                report
                and report.kind == "say"
                and draft.event_type in (*CONTROL, "advance", "withdrawal", "airstrike", "shelling", "other")
            ):
                return "denied", report.speaker or None, draft
            return "", None, draft
        if (
            draft.event_type in CONTROL
            and self.now.word(hit.first - 1) == "to"
            and self.now.word(hit.first - 2) in words("launched")
        ):
            draft = replace(draft, event_type="advance", holder="")
        wish = intention(self.now, hit) if draft.status != "fact" else ""
        if draft.status and draft.status != "fact":
            wish = draft.status
        if draft.event_type == "truce" and wish == "planned":
            wish = ""
        if wish == "denied":
            return "denied", report.speaker or None if report else None, draft
        if wish:
            if (
                draft.event_type == "repelled"
                or draft.event_type
                in ("clash", "displacement", "mass_grave", "shelling", "detention", "shootdown", "talks", "agreement")
                or draft.holder
                and draft.event_type == "other"
            ):
                return "", None, draft
            return wish, report.speaker or None if report else None, draft
        status, by = voice_of(report, harmed, draft.event_type)
        if draft.event_type in ("truce", "declaration", "talks") and status == "claimed" and report.voice == "party":
            status = "asserted"
        first, last = self.now.clause(hit)
        hedged = any(self.now.word(k) in words("hedge") for k in range(first, last))
        told = any(  # "the claim that it had taken the town"
            self.now.word(k) == "that" and self.now.word(k - 1) in words("claim-noun")
            for k in range(max(1, hit.first - 8), hit.first)
        )
        if status == "asserted" and (hedged or told):
            status = "claimed"
        return status, by, draft

    # -- dates ------------------------------------------------------------------------------------------------------

    def _date(self, hit: Hit, n: int, draft: Draft, status: str) -> tuple[str, str]:
        if draft.date:
            return draft.date, "campaign"
        now = self.now
        tokens = [(k, t) for k, t in enumerate(now.tokens) if t.kind == "date"]
        if status in ("planned", "hypothetical") and draft.event_type not in _COUNTRY_TYPES:
            return "", ""
        first, last = now.clause(hit)
        if hit.rule.name != "have-held":
            tokens = [(k, t) for k, t in tokens if not (t.text.startswith("since") or now.word(k - 1) == "since")]
        inside = [(k, t) for k, t in tokens if first <= k < last]
        pool = inside or [(k, t) for k, t in tokens if not self._parted(hit, k)]
        if pool:

            def distance(item: tuple) -> tuple:
                k = item[0]
                loose = item[1].start in self.loose
                gap = hit.first - k if k < hit.first else k - hit.last
                crossed = sum(
                    1 for other in now.hits if min(k, hit.first) < other.first < max(k, hit.first) and other is not hit
                )
                between = range(min(k, hit.last), max(k, hit.first))
                comma = sum(now.word(j) in (",", "and") for j in between)
                return (loose and gap > 3, crossed + min(comma, 1), gap)

            k, best = min(pool, key=distance)
            after = [t for j, t in tokens if 0 < j - k <= 4 and any(now.word(i) == "again" for i in range(k, j))]
            if after and draft.event_type in ("clash", "shelling", "airstrike"):
                return best.value + "|" + after[0].value, "clause"
            return best.value, "clause" if inside else "sentence"
        if self.memory.date and status in AFFIRMATIVE:
            return self.memory.date, "carried"
        if status == "denied":
            return self.published.isoformat(), "published"
        return self.published.isoformat(), "published"

    def _parted(self, hit: Hit, k: int) -> bool:
        """Tell a date that belongs to another happening: "after", "before" or "until" stands between."""
        between = range(min(k, hit.last), max(k, hit.first))
        return any(self.now.word(j) in ("after", "before", "until", "since") for j in between)

    # -- denials ----------------------------------------------------------------------------------------------------

    def _trailing_denials(self, coded: list[Coded]) -> list[Coded]:
        """Add what a closing "though X denied this" takes back."""
        out = []
        for report in self.reports:
            if report.kind != "deny" or not report.trailing or self.now.word(report.at) in PREDICATES:
                continue
            at = self.now.tokens[report.at].start
            left = [e for e in coded if e.end <= at and e.status in AFFIRMATIVE]
            n = report.at - 1
            speakers = []
            while n >= 0 and not self.now.boundary(n) and self.now.word(n) != ",":
                if self.now.tokens[n].kind == "actor":
                    speakers.insert(0, self.now.side(self.now.tokens[n]))
                n -= 1
            by = " and ".join(dict.fromkeys(speakers)) or report.speaker
            side = self.names.sides.get(report.speaker, "") if report.speaker in PARTIES else ""
            left = [e for e in left if e.actor or (side and e.event_type in _STRIKES)]
            out += [replace(self._denied(e, report), by=by or None, actor=e.actor or side or None) for e in left]
        return out

    def _deny_previous(self, coded: list[Coded]) -> None:
        for report in self.reports:
            if report.kind != "deny":
                continue
            able = [e for e in self.events[-8:] if e.status in AFFIRMATIVE and e.event_type not in _UNDENIED]
            foe = OPPONENT.get(self.names.sides.get(report.speaker, ""), "")
            against = [e for e in able if foe and self.names.sides.get(e.actor or "") == foe]
            last = (
                against[-1:]
                or [e for e in able if e in self.previous and (not foe or e.event_type == "withdrawal")][-1:]
            )
            for event in able:
                if last and event.sentence_start == last[0].sentence_start and event.actor == last[0].actor:
                    coded.append(self._denied(event, report))
            return

    def _denied(self, event: Coded, report: Report) -> Coded:
        token = self.now.tokens[report.at]
        return replace(
            event, status="denied", by=report.speaker or None, control_after=None, rule="denial", start=token.start,
            end=token.end, sentence=self.text[self.span[0] : self.span[1]], sentence_start=self.span[0],
        )  # fmt: skip

    def _operations(self, current: Sentence) -> list[Coded]:
        for n, token in enumerate(current.tokens):
            if token.kind != "operation":
                continue
            row = self.names.operations[token.value]
            near = [current.word(k) for k in range(max(0, n - 12), min(current.size, n + 12))]
            if not set(near) & words("launched"):
                continue
            future = [t for t in current.tokens if t.kind == "date" and t.value > self.published.isoformat()]
            date = future[0].value if future else self.published.isoformat()
            return [
                Coded(
                    self.doc, row["place_id"], row["event_type"], row["actor"], None, None, date,
                    "clause" if future else "published", "planned" if future else "asserted", None,
                    self.text[self.span[0] : self.span[1]], token.start, token.end, "operation", self.span[0],
                )
            ]  # fmt: skip
        return []


@lru_cache(maxsize=2)
def default_coder(names: str = "") -> Coder:
    """Give a coder of the bundled case, built once."""
    from ..case import load_case

    return Coder(load_case(check=False).places, names or RULES / "libya")
