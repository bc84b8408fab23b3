"""Why an event was coded as it was: each field, the words that tell it, and the rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from .coded import Coded
from .spans import span_of
from .tables import RULES, read_rows

FIELDS = ("event_type", "place", "actor", "target", "control_after", "date", "status", "by")
_BASIS = {
    "clause": "named in the same clause",
    "sentence": "named in the same sentence",
    "carried": "the last day named before, in the same paragraph",
    "headline": "the days that the headline says the report covers",
    "published": "the text names no day: the day of publication",
    "campaign": "the launch of the standing offensive, from campaigns.csv",
}


@dataclass(frozen=True)
class Reason:
    """One field of an event: its value, the words that tell it, their characters in the document, and why."""

    field: str
    value: str
    words: str
    start: int | None
    end: int | None
    why: str


@dataclass(frozen=True)
class Explanation:
    """An event field by field; a table in a notebook, plain text elsewhere."""

    doc: str
    sentence: str
    rule: str
    example: str
    reasons: tuple[Reason, ...]

    def __str__(self) -> str:
        lines = [f"{self.doc}: {self.sentence}"]
        for reason in self.reasons:
            told = f'"{reason.words}" ({reason.start}-{reason.end})' if reason.words else "-"
            lines.append(f"  {reason.field:<13} {reason.value:<22} {told}  {reason.why}")
        if self.example:
            lines.append(f"  rule {self.rule}, as in: {self.example}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th scope='row'>{escape(reason.field.replace('_', ' '))}</th><td>{escape(reason.value)}</td>"
            f"<td>{f'<q>{escape(reason.words)}</q>' if reason.words else ''}</td><td>{escape(reason.why)}</td></tr>"
            for reason in self.reasons
        )
        example = f" Rule {escape(self.rule)}, as in: <i>{escape(self.example)}</i>" if self.example else ""
        return (
            f"<table><caption>{escape(self.sentence)}{example}</caption>"
            "<thead><tr><th scope='col'>field</th><th scope='col'>value</th><th scope='col'>words</th>"
            f"<th scope='col'>why</th></tr></thead><tbody>{rows}</tbody></table>"
        )


def explain(event: Coded | Mapping[str, Any], text: str | None = None) -> Explanation:
    """Show the words and the rule that each field of a coded event rests on.

    Parameters
    ----------
    event : Coded or mapping
        From `Coder.code`, or a row of `code_documents` or of what ``libyaconflict code`` wrote.
    text : str, optional
        The document's text. Without it, words outside the event's own sentence are given by their characters only.

    Returns
    -------
    Explanation

    Examples
    --------
    >>> import datetime as dt
    >>> from libyaconflict.coder import default_coder
    >>> event = default_coder().code("own", "GNA forces captured Gharyan on Wednesday.", dt.date(2019, 6, 28))[0]
    >>> [(reason.field, reason.words) for reason in explain(event).reasons][:3]
    [('event_type', 'captured'), ('place', 'Gharyan'), ('actor', 'GNA forces')]
    """
    row = _row(event) if isinstance(event, Coded) else event
    reasons = []
    for name in FIELDS:
        value = row.get(name)
        if absent(value):
            continue
        start, end = _span(row, name)
        if name == "target" and (start, end) == _span(row, "actor"):
            start = end = None  # inferred from the actor
        reasons.append(Reason(name, str(value), _words(row, text, start, end), start, end, _why(row, name)))
    rule = str(row["rule"])
    return Explanation(str(row["doc"]), str(row["sentence"]), rule, _examples().get(rule, ""), tuple(reasons))


def spans(event: Coded | Mapping[str, Any]) -> list[tuple[str, int, int]]:
    """Give what an event rests on as (field, start, end), in the order of `FIELDS`, leaving out what no words tell."""
    row = _row(event) if isinstance(event, Coded) else event
    found = []
    for name in FIELDS:
        start, end = _span(row, name)
        if start is not None and end is not None and name != "control_after":
            found.append((name, start, end))
    return found


def absent(value: object) -> bool:
    """Tell if a cell is empty, in whichever way a table writes that: nothing, None, NaN or pandas' NA.

    Examples
    --------
    >>> absent(None), absent(float("nan")), absent(""), absent(0)
    (True, True, True, False)
    """
    return value is None or str(value) in ("", "nan", "<NA>")


def _row(event: Coded) -> dict[str, Any]:
    row = {name: getattr(event, name) for name in Coded.__dataclass_fields__}
    row["place"] = event.place_id
    for name in ("place", "actor", "target", "date", "status", "by"):
        row[f"{name}_start"], row[f"{name}_end"] = span_of(row[name]) or (None, None)
    return row


def _span(row: Mapping[str, Any], name: str) -> tuple[int | None, int | None]:
    if name == "event_type":
        return int(row["start"]), int(row["end"])
    if name == "control_after":
        return None, None
    start, end = row.get(f"{name}_start"), row.get(f"{name}_end")
    return (None, None) if start is None or end is None or absent(start) or absent(end) else (int(start), int(end))


def _words(row: Mapping[str, Any], text: str | None, start: int | None, end: int | None) -> str:
    if start is None or end is None:
        return ""
    if text is not None:
        return text[start:end]
    first = int(row["sentence_start"])
    inside = first <= start and end <= first + len(row["sentence"])
    return row["sentence"][start - first : end - first] if inside else f"characters {start} to {end}"


def _why(row: Mapping[str, Any], name: str) -> str:
    if name == "event_type":
        return f"rule {row['rule']}"
    if name == "date":
        return _BASIS.get(str(row.get("date_basis") or ""), "")
    if name == "control_after":
        return "follows from the event and its actor; claims and denials are kept apart by status"
    start, end = _span(row, name)
    if (start, end) == (int(row["start"]), int(row["end"])):
        return "told in the outlet's own voice" if name == "status" else "follows from the event's own words"
    if name == "target" and (start, end) == _span(row, "actor"):
        return "the foe of the actor, inferred"
    return "what makes it so" if name == "status" else ""


@lru_cache(maxsize=1)
def _examples() -> dict[str, str]:
    return {row["rule"]: row["example"] for row in read_rows(RULES / "english" / "triggers.csv")}
