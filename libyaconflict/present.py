"""Tables and sentences for readers: happenings, changes of hands, holdings, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from .bibtex import FIELDS, SOURCES
from .case import Case
from .dates import describe_span, parse_edtf
from .rows import each_row

_LEFT = "<style>.jp-RenderedHTMLCommon .reading :is(td, th, caption) { text-align: left }</style>"  # Lab sets right
_HELD = {"local": "local forces", "unknown": "not known"}


@dataclass(frozen=True)
class Shown:
    """Something to read: HTML in a notebook, plain text elsewhere; `sources` are those that it lists, as rows."""

    html: str
    text: str
    sources: Sequence[Mapping[str, str]] = ()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, object]:
        return {SOURCES: list(self.sources)} if self.sources else {}

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Prose:
    """Sentences in Markdown, made from the data."""

    markdown: str

    def _repr_markdown_(self) -> str:
        return self.markdown

    def __repr__(self) -> str:
        return self.markdown


def present_timeline(timeline: pd.DataFrame, case: Case, *, caption: str = "") -> Shown:
    """Lay out happenings for a reader: when, where, what, on whose word, from which sources.

    A happening that several reports tell is written out report by report.

    Parameters
    ----------
    timeline : DataFrame
        From `merge_timeline`.
    case : Case
        The case that it was made from.
    """
    cites, reports = link_sources(case.sources), dict(zip(case.events["id"], each_row(case.events), strict=True))
    rows = [
        (
            escape(_when(row.earliest, row.latest, row.approximate)),
            escape(row.place),
            _told(row, reports),
            _voices(row.claimed_by, row.confirmed_by, row.disputed_by, row.basis),
            escape(row.confidence),
            cites(row.sources),
        )
        for row in each_row(timeline)
    ]
    return _table(("Day", "Place", "What happened", "On whose word", "Confidence", "Sources"), rows, caption)


def present_shifts(shifts: pd.DataFrame, sources: pd.DataFrame, *, caption: str = "") -> Shown:
    """Lay out changes of hands for a reader: when, where, from whom to whom, how sure, on whose word."""
    cites = link_sources(sources)
    rows = [
        (
            escape(_when(row.date, row.date)) + _between(row.earliest, row.latest),
            escape(row.place),
            f"{escape(held_by(row.holder_before))} → {escape(held_by(row.holder_after))}",
            escape(row.certainty),
            escape(_kind(row.event_type)),
            _voices(row.claimed_by, row.confirmed_by, row.disputed_by, row.certainty),
            cites(row.sources),
        )
        for row in each_row(shifts)
    ]
    heads = ("Day", "Place", "Held by, before and after", "Certainty", "How", "On whose word", "Sources")
    return _table(heads, rows, caption)


def present_periods(periods: pd.DataFrame, sources: pd.DataFrame, *, caption: str = "") -> Shown:
    """Lay out control periods for a reader: who held it, from when to when, how sure, because of what."""
    cites = link_sources(sources)
    rows = [
        (
            escape(row.place),
            escape(held_by(row.holder)),
            escape(_when(row.start, row.start)) + _between(row.start_earliest, row.start_latest),
            escape(_when(row.end, row.end)),
            escape(row.certainty),
            escape(_kind(row.basis)) + _asides(row),
            _voices(row.claimed_by, row.confirmed_by, row.disputed_by, row.certainty),
            cites(row.sources),
        )
        for row in each_row(periods)
    ]
    heads = ("Place", "Held by", "From", "To", "Certainty", "Because of", "On whose word", "Sources")
    return _table(heads, rows, caption)


def present_holdings(periods: pd.DataFrame, sources: pd.DataFrame, *, caption: str = "") -> Shown:
    """Lay out who holds each place on one day: a row a period, as `select_periods` gives for that day."""
    cites = link_sources(sources)
    rows = [
        (
            escape(row.place),
            escape(held_by(row.holder)),
            escape(since_text(row.since)),
            escape(row.certainty),
            escape(_kind(row.basis)),
            _voices(row.claimed_by, row.confirmed_by, row.disputed_by, row.certainty),
            cites(row.begun_sources),
        )
        for row in each_row(periods)
    ]
    heads = ("Place", "Held by", "Since", "Certainty", "Because of", "On whose word", "Sources")
    return _table(heads, rows, caption)


def present_sources(sources: pd.DataFrame) -> Shown:
    """Lay out a bibliography, one entry a source, with its address."""
    items, lines = [], []
    for row in each_row(sources):
        when = f" ({row.published})" if row.published else ""
        entry = f"{row.publisher}{when}: {row.title}"
        lines.append(f"{entry}. {row.url}".rstrip())
        title = escape(row.title)
        linked = f'<a href="{escape(row.url)}">{title}</a>' if row.url.startswith(("http://", "https://")) else title
        language = f" [{escape(row.language)}]" if row.language not in ("", "en") else ""
        items.append(f'<li id="{escape(row.id)}">{escape(row.publisher)}{escape(when)}: {linked}{language}</li>')
    html = f'<ul class="sources">{"".join(items)}</ul>' if items else "<p>No source.</p>"
    return Shown(html, "\n".join(lines) or "No source.", sources[list(FIELDS)].astype(str).to_dict("records"))


def tell_shifts(shifts: pd.DataFrame, *, start: object, end: object, most: int = 12) -> Prose:
    """Say how often places changed hands in a window, to whose gain, and name the surest changes."""
    window = describe_span(pd.Timestamp(start).date(), pd.Timestamp(end).date())
    if shifts.empty:
        return Prose(f"No place is known to have changed hands: {window}.")
    gains = shifts["holder_after"].value_counts()
    counted = _listed([f"{count} to {_party(holder)}" for holder, count in gains.items()])
    places = shifts["place_id"].nunique()
    firm = shifts[shifts["certainty"].isin(["certain", "likely"])]
    times = "change of hands is" if len(shifts) == 1 else "changes of hands are"
    at = "one place" if places == 1 else f"{places} places and regions"
    text = f"**{len(shifts)} {times} recorded at {at}** ({window}): {counted}. "
    verb = "is" if len(firm) == 1 else "are"
    rest = "; the rest are one side's claim or inferred." if len(firm) < len(shifts) else "."
    text += f"{len(firm)} of them {verb} at least likely{rest}"
    surest = shifts[shifts["certainty"] == "certain"]
    named = [
        f"- **{row.place}**, {_when(row.date, row.date)}: {held_by(row.holder_before)} to {held_by(row.holder_after)}"
        + _because(row)
        for row in _best_told(surest, most).itertuples(index=False)
    ]
    if named:
        more = len(surest) - len(named)
        text += "\n\nThe surest, with two sources or the losing side's word:\n\n" + "\n".join(named)
        text += f"\n- and {more} more, in the table below" if more > 0 else ""
    return Prose(text)


def tell_timeline(timeline: pd.DataFrame, *, start: object, end: object) -> Prose:
    """Say how many happenings a window has, how well they are attested, and when they came thickest."""
    window = describe_span(pd.Timestamp(start).date(), pd.Timestamp(end).date())
    if timeline.empty:
        return Prose(f"The record has no happening: {window}.")
    reports = int(timeline["n_reports"].sum())
    denied = int((timeline["disputed_by"] != "").sum())
    grades = timeline["confidence"].value_counts()
    hands = timeline[(timeline["control_after"] != "") & (timeline["control_before"] != timeline["control_after"])]
    text = (
        f"**{len(timeline)} happenings** from {reports} reports ({window}). "
        f"{grades.get('high', 0)} are attested with high confidence, {grades.get('medium', 0)} with medium, "
        f"{grades.get('low', 0)} on one side's word. {denied} are denied by somebody. "
        f"{len(hands)} bear on who held a place."
    )
    months = timeline["earliest"].dropna().dt.to_period("M")
    months = months[(months >= pd.Period(start, "M")) & (months <= pd.Period(end, "M"))].value_counts().sort_index()
    if len(months) > 2:
        text += f" The fullest month is {months.idxmax():%B %Y}, with {months.max()}."
    return Prose(text)


def tell_place(place_id: str, periods: pd.DataFrame, case: Case) -> Prose:
    """Introduce a place: what it is, how it is spelt, and who held it in turn.

    Parameters
    ----------
    place_id : str
    periods : DataFrame
        The place's control periods, as `select_periods` gives them.
    case : Case
    """
    row = case.gazetteer.places.loc[place_id]
    spelt = [alias for alias in row["aliases"].split(";") if alias][:6]
    text = (
        f"**{row['name']}**"
        + (f' (<span lang="ar" dir="rtl">{escape(row["name_ar"])}</span>)' if row["name_ar"] else "")
        + f" is a {row['kind'].replace('_', ' ')}"
    )
    text += f" in {row['admin1']} district" if row["admin1"] else ""
    text += f", at about {row['lat']:.2f}° N, {row['lon']:.2f}° E" if pd.notna(row["lat"]) else ""
    text += f", of some {int(row['population']):,} people" if pd.notna(row["population"]) else ""
    text += "." + (f" Also spelt {', '.join(spelt)}." if spelt else "")
    turns = [
        f"- {describe_span(p.start.date(), p.end.date())}: **{held_by(p.holder)}** ({p.certainty})"
        for p in each_row(periods)
    ]
    return Prose(text + "\n\nIn this window it was held, in turn, by:\n\n" + "\n".join(turns))


def tell_shown(shown: pd.DataFrame, changes: pd.DataFrame) -> Prose:
    """Say how much of a table of shifts a figure shows."""
    if len(shown) == len(changes):
        return Prose(f"The figure shows all {len(changes)} changes.")
    here, all_places = shown["place_id"].nunique(), changes["place_id"].nunique()
    text = f"The figure shows {len(shown)} of {len(changes)} changes: all those of the {here} best attested"
    return Prose(text + f" of {all_places} places. The table below has every one.")


def held_by(holder: str) -> str:
    """Name a holder for a reader.

    Examples
    --------
    >>> held_by("local"), held_by("GNA")
    ('local forces', 'GNA')
    """
    return _HELD.get(holder, holder)


def since_text(since: str) -> str:
    """Write an EDTF `since` for a reader.

    Examples
    --------
    >>> since_text("../2019-01-01"), since_text("2019-06-26")
    ('at least 1 January 2019', '26 June 2019')
    """
    if not since:
        return "–"
    span = parse_edtf(since)
    if span.earliest is None:
        return f"at least {describe_span(span.latest, span.latest)}"
    return describe_span(span.earliest, span.latest, approximate=span.approximate)


def _best_told(shifts: pd.DataFrame, most: int) -> pd.DataFrame:
    ranked = shifts.assign(heard=shifts["confirmed_by"] != "", told=shifts["sources"].str.count(";"))
    order = ranked.sort_values(["heard", "told"], ascending=False, kind="stable").index[:most]
    return shifts.loc[sorted(order)]


def _party(holder: str) -> str:
    return {"contested": "contested", "local": "local forces", "other": "others"}.get(holder, f"the {holder}")


def _because(row: object) -> str:
    parts = []
    if row.claimed_by:
        parts.append(f"said by {_names(row.claimed_by)}")
    if row.confirmed_by:
        parts.append(f"confirmed by {_names(row.confirmed_by)}")
    if row.disputed_by:
        parts.append(f"denied by {_names(row.disputed_by)}")
    if not row.confirmed_by and (count := len([name for name in row.sources.split(";") if name])) > 1:
        parts.append(f"told by {count} sources")
    return f" ({'; '.join(parts)})" if parts else ""


def _kind(event_type: str) -> str:
    if event_type == "inferred":
        return "Coder's inference"
    text = event_type.replace("_", " ")
    return text[:1].upper() + text[1:]


def _when(earliest: pd.Timestamp, latest: pd.Timestamp, approximate: bool = False) -> str:
    first, last = (None if pd.isna(day) else day.date() for day in (earliest, latest))
    return describe_span(first, last, approximate=approximate)


def _between(earliest: pd.Timestamp, latest: pd.Timestamp) -> str:
    if earliest == latest:
        return ""
    return f"<br><small>possible: {escape(_when(earliest, latest))}</small>"


def _asides(row: object) -> str:
    notes = [row.note] if row.note else []
    if row.set_aside:
        notes.append(f"not borne out: {row.set_aside.replace(';', ', ')}")
    return "".join(f"<br><small>{escape(note)}</small>" for note in notes)


def _voices(claimed: str, confirmed: str, disputed: str, basis: str) -> str:
    if basis == "inferred":
        return "<em>nobody: inferred</em>"
    parts = [
        (label, names)
        for label, names in (("said by", claimed), ("confirmed by", confirmed), ("denied by", disputed))
        if names
    ]
    return "<br>".join(f"{label} {escape(_names(names))}" for label, names in parts) or "–"


def _told(row: object, reports: dict[str, object]) -> str:
    lead = f"<strong>{escape(_kind(row.event_type))}.</strong> {escape(row.summary)}"
    for other in [reports[name] for name in row.reports.split(";") if name != row.happening]:
        day = _when(other.earliest, other.latest, other.approximate)
        kind = _kind(other.event_type).lower()
        lead += f"<br><small>Also told as {escape(kind)}, {escape(day)}: {escape(other.summary)}</small>"
    return lead


def _names(joined: str) -> str:
    return _listed(joined.split(";"))


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}"


def link_sources(sources: pd.DataFrame) -> Callable[[str], str]:
    """Give a function that turns ids of sources, joined by ``;``, into links to the list of sources."""
    labels = dict(zip(sources["id"], sources["publisher"] + " " + sources["published"], strict=True))

    def cites(ids: str) -> str:
        names = [(name, labels.get(name, name).strip()) for name in ids.split(";") if name]
        return "; ".join(f'<a href="#{escape(name)}">{escape(label)}</a>' for name, label in names) or "–"

    return cites


def _table(
    heads: Iterable[str],
    rows: list[tuple[str, ...]],
    caption: str,
    *,
    name: str = "Place",
    nothing: str = "Nothing in this window.",
) -> Shown:
    """Write a table whose cells are HTML already; the column `name` heads each row."""
    heads = tuple(heads)
    head = "".join(f'<th scope="col">{escape(label)}</th>' for label in heads)
    at = heads.index(name)
    body = "".join(
        "<tr>"
        + "".join(f'<th scope="row">{cell}</th>' if n == at else f"<td>{cell}</td>" for n, cell in enumerate(row))
        + "</tr>"
        for row in rows
    )
    body = body or f'<tr><td colspan="{len(heads)}">{nothing}</td></tr>'
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    html = f'{_LEFT}<table class="dataframe reading">{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    return Shown(html, f"{caption or 'Table'}: {len(rows)} rows of {', '.join(heads)}.")
