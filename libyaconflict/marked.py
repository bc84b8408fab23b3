"""A dispatch with what was coded from it: the text with the words of each event marked, and each event explained."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from .coder import explain
from .coder.explain import Explanation, absent, spans
from .dates import describe_span, parse_edtf
from .errors import DateError
from .present import Shown

_KINDS = {  # field: class and legend; the first that covers a character marks it
    "event_type": ("what", "what happened"),
    "place": ("where", "where"),
    "date": ("when", "when"),
    "status": ("how", "how sure"),
    "by": ("who", "who acts, suffers or speaks"),
    "actor": ("who", "who acts, suffers or speaks"),
    "target": ("who", "who acts, suffers or speaks"),
}
_SAID = ("event_type", "place", "actor", "target", "control_after", "date", "status", "by")
_AGAINST = dict.fromkeys(("capture", "recapture", "entry_unopposed", "side_switch"), "from") | {"arms_transfer": "to"}
STYLE = """<style>
.dispatch mark{background:none;color:inherit;padding:0 .05em;border-radius:2px}
.dispatch mark.what{background:rgba(227,160,28,.35);font-weight:600}
.dispatch mark.where{background:rgba(43,131,186,.22);border-bottom:2px solid rgba(43,131,186,.9)}
.dispatch mark.who{background:rgba(120,120,120,.18);border-bottom:2px dotted currentColor}
.dispatch mark.when{background:rgba(60,150,80,.20);border-bottom:2px dashed rgba(60,150,80,.9)}
.dispatch mark.how{background:rgba(200,60,120,.16);text-decoration:underline wavy rgba(200,60,120,.9)}
.dispatch sup{line-height:0}.dispatch sup a{text-decoration:none;font-weight:600;padding:0 .1em}
.dispatch p.text{max-width:44em;line-height:1.7;white-space:pre-line}
.dispatch details{margin:.35em 0}.dispatch summary{cursor:pointer}
.dispatch table{margin:.4em 0 .8em;border-collapse:collapse}
.dispatch caption{text-align:left;caption-side:top;max-width:44em;padding:.3em 0}
.dispatch td,.dispatch th{text-align:left;padding:.15em .9em .15em 0;vertical-align:top}
</style>"""


def mark_dispatch(text: str, events: Iterable[Mapping[str, Any]], *, title: str = "") -> Shown:
    """Lay out a dispatch for close reading.

    Parameters
    ----------
    text : str
        The document's text, as `read_documents` gives it.
    events : iterable of mapping
        Its coded events: rows of `code_documents` or of the table that ``libyaconflict code`` writes.
    title : str, optional
        Its heading.

    Returns
    -------
    Shown
        In a notebook the text, its words marked by what they tell and with the numbers of the events, and below it each
        event with its reasons; elsewhere plain text.

    Raises
    ------
    ValueError
        An event points at characters that the text does not have: it was coded from another text.
    """
    rows = list(events)
    for row in rows:
        if not 0 <= int(row["start"]) < int(row["end"]) <= len(text):
            raise ValueError(f"{row['doc']}: an event at characters {row['start']} to {row['end']} of {len(text)}.")
    explained = [explain(row, text) for row in rows]
    key = hashlib.sha256(text.encode()).hexdigest()[:8]
    heading = f"<h3>{escape(title)}</h3>" if title else ""
    used = {_KINDS[name] for row in rows for name, _, _ in spans(row)}
    legend = ", ".join(
        f'<mark class="{mark}">{label}</mark>'
        for mark, label in dict.fromkeys(_KINDS.values())
        if (mark, label) in used
    )
    body = (
        f'<p class="text" dir="auto">{_marked(text, rows, key)}</p>'
        + (f"<p>Marked: {legend}</p>" if legend else "<p>Nothing was coded from this text.</p>")
        + "".join(_event(n, row, told, key) for n, (row, told) in enumerate(zip(rows, explained, strict=True), start=1))
    )
    return Shown(f'{STYLE}<section class="dispatch">{heading}{body}</section>', _plain(text, explained, title))


def sum_up(row: Mapping[str, Any]) -> str:
    """Say a coded event in one line: where, what, who, when, on whose word.

    Examples
    --------
    >>> row = {"event_type": "capture", "actor": "GNA", "target": "LNA", "place": "Gharyan", "date": "2019-06-26"}
    >>> sum_up(row | {"status": "claimed", "by": "GNA", "control_after": "GNA"})
    'Gharyan: capture by GNA from LNA, 26 June 2019; claimed by GNA'
    """
    said = {name: "" if absent(row.get(name)) else str(row[name]) for name in _SAID}
    kind = "another event" if said["event_type"] == "other" else said["event_type"].replace("_", " ")
    holder = said["control_after"] if said["event_type"] == "other" else ""
    deed = f"held by {holder}" if holder else kind
    actor = f" by {said['actor'].replace('/', ' and ')}" if said["actor"] and not holder else ""
    target = f" {_AGAINST.get(said['event_type'], 'against')} {said['target']}" if said["target"] and actor else ""
    when = f", {_when(said['date'])}" if said["date"] else ""
    by = f" by {said['by']}" if said["by"] else ""
    return f"{said['place']}: {deed}{actor}{target}{when}; {said['status']}{by}"


def _when(date: str) -> str:
    try:
        span = parse_edtf(date)
    except DateError:
        return date
    return describe_span(span.earliest, span.latest, approximate=span.approximate)


def _marked(text: str, rows: list[Mapping[str, Any]], key: str) -> str:
    kinds = [""] * len(text)
    ends: dict[int, list[int]] = {}
    order = list(_KINDS)
    for n, row in enumerate(rows, start=1):
        found = sorted(spans(row), key=lambda item: order.index(item[0]))
        for name, start, end in found:
            for at in range(start, min(end, len(text))):
                kinds[at] = kinds[at] or _KINDS[name][0]
        ends.setdefault(int(row["end"]), []).append(n)
    out: list[str] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and kinds[end] == kinds[at] and end not in ends:
            end += 1
        piece = escape(text[at:end])
        out.append(f'<mark class="{kinds[at]}">{piece}</mark>' if kinds[at] else piece)
        if numbers := ends.get(end):
            links = ",".join(f'<a href="#{key}-{n}" aria-label="event {n}">{n}</a>' for n in numbers)
            out.append(f"<sup>{links}</sup>")
        at = end
    return "".join(out)


def _event(number: int, row: Mapping[str, Any], told: Explanation, key: str) -> str:
    return (
        f'<details id="{key}-{number}"><summary>{number}. {escape(sum_up(row))}</summary>{told._repr_html_()}</details>'
    )


def _plain(text: str, explained: list[Explanation], title: str) -> str:
    return "\n\n".join([*([title] if title else []), text, *map(str, explained)])
