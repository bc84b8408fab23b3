"""Which coded happenings may stand in a study's record, beside the curated rows and marked; the rest wait for a reader.

The rules are written out in ``docs/scheduled.md``. The coder is a first pass, so by default nothing enters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd

from .case import Case
from .dates import describe_span
from .errors import ParameterError
from .evidence import PARTIES
from .lookup import annotate_control
from .timeline import HOLDERS
from .weigh import EXACT_DAYS, phrase_happening

RULE_FILE = "study.yaml"
ACCEPTABLE = ("confirmed", "asserted")
PENDING = (
    "happening", "place", "earliest", "latest", "event_type", "actor", "target", "control_after", "status",
    "affirmed_by", "claimed_by", "confirmed_by", "denied_by", "relation", "record", "why", "kept_out", "docs",
    "publishers", "sentence",
)  # fmt: skip
EVENTS = (
    "id", "date", "place", "event_type", "actor", "target", "control_before", "control_after", "summary",
    "fatalities_min", "fatalities_max", "fatalities_scope", "claimed_by", "confirmed_by", "disputed_by", "confidence",
    "basis", "sources",
)  # fmt: skip
SOURCES = ("id", "publisher", "title", "published", "url", "language")
_VOICES = (("affirmed_by", "told by"), ("claimed_by", "claimed by"), ("confirmed_by", "confirmed by"),
           ("denied_by", "denied by"))  # fmt: skip
NOT_YET = "not yet in the record"
_CLOSED = "the study lets no coded rows in"
_LONGEST = 220  # characters of a summary, as in the codebook


@dataclass(frozen=True)
class Rule:
    """Happenings of these statuses enter, if one of these publishers reports them; empty lets nothing in."""

    statuses: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()


def read_rule(data: Path, statuses: Iterable[str] | None = None, publishers: Iterable[str] | None = None) -> Rule:
    """Read what a study lets into its record from its ``study.yaml``; what is given here goes before it.

    Raises
    ------
    ParameterError
        With every fault: an unknown key or status, or statuses without publishers whose reports are trusted.
    """
    path, faults = data / RULE_FILE, []
    told: Any = {}
    if path.exists():
        import yaml

        try:
            told = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise ParameterError([f"{path.name} is not YAML: {' '.join(str(error).split())}."]) from error
    if not isinstance(told, dict):
        raise ParameterError([f"{path.name} holds no keys. Write accept: [confirmed] and publishers: [NAME]."])
    faults += [f"{path.name}: unknown key {key!r}. The keys are accept, publishers." for key in told
               if key not in ("accept", "publishers")]  # fmt: skip
    lists = {}
    for key, given in (("accept", statuses), ("publishers", publishers)):
        value = told.get(key) if given is None else list(given)
        value = [] if value is None else [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            faults.append(f"{path.name}, {key}: {value!r} is no list of names. Write {key}: [ONE, ANOTHER].")
            value = []
        lists[key] = tuple(dict.fromkeys(item.strip() for item in value))
    faults += [f"unknown status {status!r} to accept. It is one of {', '.join(ACCEPTABLE)}; claims never enter."
               for status in lists["accept"] if status not in ACCEPTABLE]  # fmt: skip
    if lists["accept"] and not lists["publishers"]:
        faults.append("it is not said whose reports are trusted. Name their publishers, as the reports do.")
    if faults:
        raise ParameterError(faults)
    return Rule(lists["accept"], lists["publishers"])


def judge_happenings(
    weighed: pd.DataFrame,
    documents: pd.DataFrame,
    case: Case,
    timeline: pd.DataFrame,
    periods: pd.DataFrame,
    rule: Rule,
) -> pd.DataFrame:
    """Say of each happening that the record lacks if it may enter, or what keeps it out.

    Parameters
    ----------
    weighed : DataFrame
        From `weigh_against_record`, weighed against the curated rows alone.
    documents : DataFrame
        Who published each `doc`.
    case, timeline, periods
        The curated record.
    rule : Rule

    Returns
    -------
    DataFrame
        The rows that the record lacks or has otherwise, with `publishers`, `control_before` (the holder on the day
        before), `carried` (the record only has another holder from earlier days, and nothing of that day) and
        `kept_out`, a reason that is empty for those that may enter.
    """
    lacking = weighed[weighed["relation"].isin(("new", "contradicts"))].reset_index(drop=True)
    published = dict(zip(documents["doc"], documents["publisher"], strict=True))
    named = [[published.get(doc, "") for doc in cell.split(";")] for cell in lacking["docs"]]
    lacking["publishers"] = pd.Series([";".join(dict.fromkeys(filter(None, names))) for names in named], dtype=object)
    control = _control(lacking, lacking["latest"], case, periods)
    before = _control(lacking, lacking["earliest"] - pd.Timedelta(days=1), case, periods)
    held = before["holder"].where(before["holder"] != "", "unknown")
    lacking["control_before"] = held.where(lacking["control_after"] != "", "")
    carried = (lacking["relation"] == "contradicts") & (lacking["record"] == control["evidence"])
    lacking["carried"] = carried
    rows = zip(lacking.itertuples(index=False), named, strict=True)
    reasons = [_kept_out(row, publishers, case, timeline, rule) for row, publishers in rows]
    return lacking.assign(kept_out=pd.Series(reasons, dtype=object))


def _control(rows: pd.DataFrame, days: pd.Series, case: Case, periods: pd.DataFrame) -> pd.DataFrame:
    """Look up who held each place on a day; nobody where it is not in the gazetteer."""
    names = dict(zip(case.places["place_id"], case.places["name"], strict=True))
    asked = pd.DataFrame({"place": rows["place_id"].map(names).fillna(""), "date": days.dt.strftime("%Y-%m-%d")})
    return annotate_control(asked.assign(date=asked["date"].fillna("")).astype(object), case, periods)


def _kept_out(row: Any, publishers: list[str], case: Case, timeline: pd.DataFrame, rule: Rule) -> str:
    """Give the first reason against a happening."""
    start, end = case.window
    if not rule.statuses:
        return _CLOSED
    if row.status not in rule.statuses:
        return f"it is {row.status}, which the study does not let in"
    if not set(publishers) & set(rule.publishers):
        return "no publisher that the study trusts reports it"
    if not row.place_id:
        return "its place is not in the gazetteer"
    if row.event_type == "other" or row.event_type not in set(case.event_types["event_type"]):
        return "it is of no kind that the record has"
    if pd.isna(row.earliest) or pd.isna(row.latest) or (row.latest - row.earliest).days >= EXACT_DAYS:
        return "its date is not known to a week"
    if row.date_basis == "published":
        return "its date is only that of publication"
    if row.earliest < start or row.latest > end:
        return f"the record runs from {start:%Y-%m-%d} to {end:%Y-%m-%d}"
    if row.relation == "contradicts" and not row.carried:
        return row.why
    if row.control_after:
        later = timeline[(timeline["place_id"] == row.place_id) & (timeline["earliest"] > row.latest)]
        later = later[later["control_before"] != ""].sort_values("earliest", kind="stable").head(1)
        for after in later.itertuples(index=False):
            if after.control_before not in (row.control_after, "unknown", "contested"):
                return f"the next happening of the record there begins otherwise ({after.happening})"
    return ""


def coded_rows(
    judged: pd.DataFrame, documents: pd.DataFrame, case: Case
) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Make rows of `coded_events.csv` and `coded_sources.csv` of the happenings that may enter.

    Parameters
    ----------
    judged : DataFrame
        From `judge_happenings`.
    documents : DataFrame
    case : Case
        The curated record: names that its actors do not have are left out, ids that it has are not used again.

    Returns
    -------
    tuple of list of dict
        Events (basis ``coded``, at most medium confidence) and the sources that they cite, with ids in ``coded-``.
    """
    by_doc: dict[str, list[Any]] = {}
    for document in documents.itertuples(index=False):
        by_doc.setdefault(document.doc, []).append(document)
    known, events, sources = set(case.actors["name"]), [], {}
    taken = set(case.events["id"])
    for row in judged[judged["kept_out"] == ""].itertuples(index=False):
        cited = [_source(document) for doc in row.docs.split(";") for document in by_doc.get(doc, [])]
        sources |= {source["id"]: source for source in cited}
        actor, _, other = row.actor.partition("/")
        name = _free(_slug(f"coded-{row.happening}"), taken)
        days = f"{row.earliest:%Y-%m-%d}", f"{row.latest:%Y-%m-%d}"
        event = dict.fromkeys(EVENTS, "") | {
            "id": name,
            "date": days[0] if days[0] == days[1] else "/".join(days),
            "place": row.place,
            "event_type": row.event_type,
            "actor": _known(actor, known),
            "target": _known(other or row.target, known),
            "control_before": row.control_before,
            "control_after": row.control_after,
            "summary": _summary(row),
            "claimed_by": _known(";".join(filter(None, (row.claimed_by, row.affirmed_by))), known),
            "confirmed_by": _known(row.confirmed_by, known),
            "disputed_by": _known(row.denied_by, known),
            "confidence": "medium",
            "basis": "coded",
            "sources": ";".join(dict.fromkeys(source["id"] for source in cited)),
        }
        events.append(event)
    return events, [sources[name] for name in sorted(sources)]


def tell_pending(row: Any) -> str:
    """Tell a happening that waits for a reader.

    The sentence is like ``not yet in the record: Waddan captured by the GNA on 1 August 2020, confirmed by residents
    (wire-1); the record has Waddan held by the LNA on 1 August 2020 (likely)``.
    """
    lead = "told otherwise than in the record" if row.relation == "contradicts" and not row.carried else NOT_YET
    why = row.why if row.relation == "contradicts" else "" if row.kept_out == _CLOSED else row.kept_out
    end = f"; {why}" if why else ""
    return f"{lead}: {_told(row)}{_voices(row)} ({row.docs.replace(';', ', ')}){end}"


def pending_table(judged: pd.DataFrame, coded: pd.DataFrame) -> pd.DataFrame:
    """Give what waits for a reader, with the sentence that tells it first."""
    waiting = judged[judged["kept_out"] != ""].copy()
    sentences = dict(zip(coded.index.astype(str), coded["sentence"], strict=True))
    first = [sentences.get(cell.split(";")[0], "") for cell in waiting["rows"]]
    waiting["sentence"] = pd.Series([" ".join(text.split()) for text in first], index=waiting.index, dtype=object)
    return waiting[list(PENDING)].reset_index(drop=True)


def _told(row: Any) -> str:
    if row.event_type == "other":
        held = f" that {_the(row.control_after)} held it" if row.control_after in HOLDERS else ""
        day = "" if pd.isna(row.latest) else f", {describe_span(row.latest.date(), row.latest.date())}"
        return f"{row.place}, a statement{held}{day}"
    values = {name: getattr(row, name) for name in ("event_type", "place", "actor", "earliest", "latest")}
    values |= {"actor": row.actor.replace("/", ";"), "approximate": False, "n_reports": 1}
    text = phrase_happening(SimpleNamespace(**values))
    return text[:1].upper() + text[1:]


def _voices(row: Any) -> str:
    told = ((said, [_the(name) for name in getattr(row, column).split(";") if name]) for column, said in _VOICES)
    return "".join(f", {said} {', '.join(names)}" for said, names in told if names)


def _the(name: str) -> str:
    return f"the {name}" if name in PARTIES else {"local": "local forces"}.get(name, name)


def _summary(row: Any) -> str:
    lead = f"Coded, not curated: {_told(row)}"
    whole = f"{lead}{_voices(row)}."
    return whole if len(whole) <= _LONGEST else f"{lead[: _LONGEST - 1]}."


def _source(document: Any) -> dict[str, str]:
    language = document.language if re.fullmatch("[a-z]{2}", document.language) else "en"
    return {
        "id": _slug(f"coded-{document.doc[:60]}-{document.sha256[:8]}"),
        "publisher": document.publisher or "not stated",
        "title": f"{document.title or document.doc} (coded, not curated)",
        "published": document.published,
        "url": "",
        "language": language,
    }


def _known(joined: str, known: set[str]) -> str:
    return ";".join(dict.fromkeys(name for name in joined.split(";") if name in known))


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _free(name: str, taken: set[str]) -> str:
    """Give a name that is not taken yet, and take it."""
    free, number = name, 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    taken.add(free)
    return free
