"""Tables and sentences for the close reading of reports.

Whatever a report says of itself or of others is escaped; in Markdown nothing but counts and our own words is written.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

import pandas as pd

from .dates import describe_span
from .dispatches import SHOWN_IN_FULL
from .documents import Document, Skipped
from .marked import mark_dispatch, sum_up
from .present import Prose, Shown, _listed, _table

MOST_ROWS = 100  # of a table; the export has all
_LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "it": "Italian", "tr": "Turkish",
}  # fmt: skip
_RELATIONS = {
    "contradicts": "the record contradicts it",
    "supports": "the record supports it",
    "new": "the record has nothing of it",
    "prospective": "only planned",
}
_VOICES = (
    ("told by", "affirmed_by"), ("claimed by", "claimed_by"), ("confirmed by", "confirmed_by"),
    ("denied by", "denied_by"), ("planned or expected by", "planned_by"),
)  # fmt: skip


def tell_reading(reports: pd.DataFrame, skipped: Sequence[Skipped], coded: pd.DataFrame) -> Prose:
    """Say how many reports were read and skipped, from when, in what languages, and what was coded from them."""
    days = [pd.Timestamp(day).date() for day in (reports["published"].min(), reports["published"].max())]
    told = int((reports["events"] > 0).sum())
    text = f"**{_count(len(reports), 'report')} read**, published {describe_span(*days)}; "
    text += f"{_count(len(skipped), 'file')} skipped. "
    places = coded["place"].nunique()
    if len(coded):
        text += f"{_count(len(coded), 'event')} at {_count(places, 'place')} {_was(coded)} coded from {told} of them"
        text += f"; {len(reports) - told} gave none." if told < len(reports) else "."
    else:
        text += (
            "**No event was coded from them**: they tell none of the kinds that the coder knows, or not in its words."
        )
    foreign = reports[~reports["language"].isin(["en", ""])]
    if len(foreign):
        spoken = foreign["language"].map(_LANGUAGES).fillna("another language").value_counts()
        told = _listed([f"{count} in {name}" for name, count in spoken.items()])
        text += f"\n\n**Not in English: {told}.** The coder reads English; of these it gives nothing, or little."
    return Prose(text)


def present_skipped(skipped: Iterable[Skipped]) -> Shown:
    """Lay out what was not read: each reason, and the files that it holds for."""
    groups: dict[str, list[str]] = {}
    for item in skipped:
        groups.setdefault(item.reason, []).append(item.path)
    if not groups:
        return Shown("<p>No file was skipped.</p>", "No file was skipped.")
    rows = [
        (str(len(paths)), escape(reason), _some([escape(path) for path in paths], 10))
        for reason, paths in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    ]
    return _table(("Files", "Why", "Which"), rows, "Skipped", name="Why")


def present_outlets(reports: pd.DataFrame, *, most: int = 40) -> Shown:
    """Lay out who published how much, and how much was coded from it; those with most reports first."""
    named = reports.assign(publisher=reports["publisher"].replace("", "not stated"))
    rows = [
        (escape(publisher), _days_of(rows["published"]), f"{len(rows)}", f"{rows['events'].sum()}", _sides(rows))
        for publisher, rows in sorted(named.groupby("publisher"), key=lambda group: (-len(group[1]), group[0]))
    ]
    heads = ("Publisher", "Published", "Reports", "Events coded", "Says it speaks for")
    return _table(heads, rows[:most], "Read" + _left_out(len(rows), most, "publishers"), name="Publisher")


def tell_choice(reports: pd.DataFrame, chosen: pd.DataFrame) -> Prose:
    """Say which reports are shown in full, and by what rule they were chosen."""
    if chosen.empty:
        return Prose("No report is shown in full.")
    text = f"{len(chosen)} of {len(reports)} reports, in order of publication" if len(chosen) < len(reports) else (
        f"All {len(reports)} reports, in order of publication" if len(reports) > 1 else "The one report"
    )  # fmt: skip
    if len(chosen) < len(reports):
        text += ": those that tell most of what others deny or tell otherwise, and of equal ones those with most events"
    long = int((reports["length"] > SHOWN_IN_FULL).sum())
    if long:
        text += f". {_count(long, 'text')} of more than {SHOWN_IN_FULL:,} characters {'is' if long == 1 else 'are'} "
        text += "not shown in full"
    return Prose(text + ". Open an event below a text to see the words and the rule that each field rests on.")


def mark_reports(chosen: pd.DataFrame, documents: Iterable[Document], coded: pd.DataFrame) -> Shown:
    """Lay out the chosen reports, their words marked by what they tell, each with its numbered events and reasons."""
    by_id = {document.id: document for document in documents}
    shown = [
        mark_dispatch(by_id[row.doc].text, coded[coded["doc"] == row.doc].to_dict("records"), title=_headline(row))
        for row in chosen.itertuples(index=False)
    ]
    return Shown("".join(item.html for item in shown), "\n\n".join(item.text for item in shown) or "No report.")


def tell_shown_places(shown: pd.DataFrame, tellings: pd.DataFrame, coded: pd.DataFrame) -> Prose:
    """Say which part of what is told the chart of places shows."""
    here, all_places = shown["place"].nunique(), tellings["place"].nunique()
    undated = int((coded["date"] == "").sum())
    if here < all_places:
        text = f"The figure shows {here} of {_count(all_places, 'place')}: those where something is denied, then those "
        text += "of which most is told"
    else:
        text = "The figure shows every place" if here else "The figure is empty"
    unit = shown["unit"].iloc[0] if here else "day"
    text += f". What is told alike of a place in one {unit} is one mark" if unit != "day" else ""
    outside = tellings[tellings["place"].isin(shown["place"].unique())]["docs"].sum() - shown["docs"].sum()
    if outside:
        text += f". {_count(int(outside), 'telling')} of days long before or after the reports {_be(outside)} not drawn"
    if undated:
        text += f". {_count(undated, 'event')} without a day {_be(undated)} not drawn"
    return Prose(text + ".")


def tell_happenings(told: pd.DataFrame) -> Prose:
    """Say how many happenings the events make, how they are told, and how many have rival accounts."""
    if told.empty:
        return Prose("No event was coded, so that nothing can be gathered.")
    counts = told["status"].value_counts()
    several = int((told["n_docs"] > 1).sum())
    text = f"**{_count(len(told), 'happening')}**: {_listed([f'{count} {name}' for name, count in counts.items()])}. "
    text += f"{several or 'None'} {'is' if several < 2 else 'are'} told by more than one report. "
    rival = int(told["rival"].sum())
    if rival:
        text += f"**{rival} {'has' if rival == 1 else 'have'} rival accounts**: told and denied, or told of another "
        return Prose(text + "holder within days, which may also be a change of hands.")
    return Prose(text + "No two accounts rival each other in a way that the coder can see.")


def present_happenings(told: pd.DataFrame, *, caption: str = "", most: int = MOST_ROWS, folded: bool = False) -> Shown:
    """Lay out happenings for a reader: what, in whose voice, how it stands, in which reports.

    Of more than `most` those told by most reports are shown, in the table's own order. A folded table is opened by
    a click on its caption.
    """
    rows = [
        (_day(row), escape(row.place), _deed(row), escape(row.status), _heard(row), _cites(row.docs))
        for row in _foremost(told, most).itertuples(index=False)
    ]
    heads = ("Day", "Place", "What is told", "Status", "Who says what", "Reports")
    caption += _left_out(len(told), most, "happenings") or f" ({len(told)})"
    table = _table(heads, rows, "" if folded else caption, nothing="Nothing of the kind.")
    if not folded:
        return table
    return Shown(f"<details><summary>{escape(caption)}</summary>{table.html}</details>", f"{caption}: {table.text}")


def tell_weighing(weighed: pd.DataFrame, window: tuple[pd.Timestamp, pd.Timestamp]) -> Prose:
    """Say how the happenings stand against the record, and which days the record covers."""
    days = describe_span(*(day.date() for day in window))
    if weighed.empty:
        return Prose("There is nothing to weigh.")
    count = weighed["relation"].value_counts().reindex(list(_RELATIONS), fill_value=0)
    text = f"Of {_count(len(weighed), 'happening')} the record **contradicts {count['contradicts']}**, supports "
    text += (
        f"{count['supports']} and has nothing of {count['new']}; {count['prospective']} {_be(count['prospective'])} "
    )
    text += f"only planned. It covers {days}"
    day = weighed["earliest"].fillna(weighed["latest"])
    outside = int(((day < window[0]) | (day > window[1])).sum())
    text += f"; {_count(outside, 'happening')} told of other days can find nothing there." if outside else "."
    return Prose(text)


def present_weighed(weighed: pd.DataFrame, relation: str, *, most: int = MOST_ROWS) -> Shown:
    """Lay out the happenings of one relation to the record: what is told, in whose voice, and what the record has."""
    kept = weighed[weighed["relation"] == relation]
    rows = [
        (_day(row), escape(row.place), _deed(row), escape(row.status), _sentence(row.why), _cites(row.docs))
        for row in _foremost(kept, most).itertuples(index=False)
    ]
    heads = ("Day", "Place", "What is told", "Status", "Why", "Reports")
    words = _RELATIONS[relation]
    caption = words[:1].upper() + words[1:] + _left_out(len(kept), most, "happenings")
    return _table(heads, rows, caption, nothing="No happening.")


def present_doubts(doubts: pd.DataFrame, told: pd.DataFrame, *, most: int = 6) -> Shown:
    """Lay out what is in doubt: each kind of doubt, how many happenings it touches, and the first of them."""
    named = told.set_index("happening")
    rows = []
    for row in doubts[doubts["happenings"] > 0].itertuples(index=False):
        which = [
            escape(place) + (f" ({day})" if day else "")
            for place, day in ((named.at[name, "place"], _day_of(named.loc[name])) for name in row.which[:most])
        ]
        rows.append(
            (escape(_sentence(row.doubt)), f"{row.happenings} of {len(told)}", _some(which, most, row.happenings))
        )
    return _table(("Doubt", "Happenings", "Such as"), rows, "", name="Doubt", nothing="Nothing was coded.")


def tell_unlisted(coded: pd.DataFrame, *, most: int = 30) -> Shown:
    """Name the places that the gazetteer does not list, with what to do about it."""
    counts = coded.loc[coded["place_id"] == "", "place"].value_counts()
    if counts.empty:
        said = "Every place of an event is in the gazetteer." if len(coded) else "There is no place to look up."
        return Shown(f"<p>{said}</p>", said)
    names = [f"{escape(name)} ({count})" for name, count in counts.items()]
    before = "Places that the gazetteer does not list, with the number of events: "
    after = ". If one is a spelling of a listed place, add it to the aliases of its row in data/places.csv."
    html = f"<p>{before}{_some(names, most)}{after}</p>"
    return Shown(html, f"{before}{_some(list(counts.index), most)}{after}")


def tell_export(reports: str | Path, *, published: str = "", names: str = "", study: str | Path = "") -> Shown:
    """Give the commands that write the tables of this page."""
    asked = f" --published {shlex.quote(published)}" if published else ""
    asked += f" --names {shlex.quote(Path(names).name)}" if names else ""
    lines = [
        f"libyaconflict code {shlex.quote(_short(reports, study))}{asked} --out events.csv",
        "libyaconflict weigh events.csv --out happenings.csv",
    ]
    html = "<br>".join(f"<code>{escape(line)}</code>" for line in lines)
    return Shown(f"<p>{html}</p>", "\n".join(lines))


def present_reports(reports: pd.DataFrame) -> Shown:
    """Lay out the reports that were read, one entry each, as a bibliography."""
    items, lines = [], []
    for row in reports.itertuples(index=False):
        told = f"{_count(row.events, 'event')} coded" if row.events else "no event coded"
        entry = f"{_headline(row)} [{row.doc}; {told}]"
        lines.append(entry)
        items.append(f'<li id="{_anchor(row.doc)}">{escape(entry)}</li>')
    return Shown(f'<ul class="sources">{"".join(items)}</ul>', "\n".join(lines), _as_sources(reports))


def _as_sources(reports: pd.DataFrame) -> list[dict[str, str]]:
    """Give what reports state of themselves in the form of a bibliography."""
    days = pd.to_datetime(reports["published"]).dt.strftime("%Y-%m-%d").fillna("")
    titles = reports["title"].where(reports["title"] != "", reports["doc"])
    rows = {"id": reports["doc"], "publisher": reports["publisher"], "title": titles, "published": days}
    rows |= {name: reports.get(name, "") for name in ("url", "language")}
    return pd.DataFrame(rows, index=reports.index).fillna("").astype(str).to_dict("records")


# -- cells ------------------------------------------------------------------------------------------------------------


def _headline(row: object) -> str:
    outlet = row.publisher or "Publisher not stated"
    day = pd.Timestamp(row.published).date()
    return f"{outlet}, {describe_span(day, day)}: {row.title or row.doc}"


def _deed(row: object) -> str:
    """Write what is told, without its day, place and voices, which have columns of their own."""
    whole = {"event_type": row.event_type, "actor": row.actor, "target": row.target, "control_after": row.control_after}
    text = sum_up(whole | {"place": "", "date": "", "status": "", "by": ""}).removeprefix(": ").removesuffix("; ")
    note = "<br><small>told otherwise within days</small>" if getattr(row, "rivals", "") else ""
    return escape(_sentence(text)) + note


def _heard(row: object) -> str:
    parts = [
        f"{label} {escape(_listed([_voice(name) for name in cell.split(';')]))}"
        for label, column in _VOICES
        if (cell := getattr(row, column))
    ]
    return "<br>".join(parts) or "–"


def _voice(name: str) -> str:
    return f"somebody {name}" if name.startswith("unnamed in ") else name


def _day(row: object) -> str:
    other = f"<br><small>also dated {escape(row.other_dates.replace(';', ', '))}</small>" if row.other_dates else ""
    basis = "<br><small>day of publication</small>" if row.date_basis == "published" else ""
    return escape(_day_of(row)) + other + basis


def _day_of(row: object) -> str:
    first, last = (None if pd.isna(day) else day.date() for day in (row.earliest, row.latest))
    return describe_span(first, last)


def _cites(docs: str) -> str:
    return _some([f'<a href="#{_anchor(doc)}">{escape(doc)}</a>' for doc in docs.split(";")], 6, joint="; ")


def _anchor(doc: str) -> str:
    """Give the id of a report on the page, made of letters that need no escaping."""
    doc = doc.replace(";", ",")
    return "report-" + "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-.") else f"_{ord(sign):x}_"
                               for sign in doc)  # fmt: skip


def _days_of(published: pd.Series) -> str:
    first, last = (pd.Timestamp(day).date() for day in (published.min(), published.max()))
    return describe_span(first, last)


def _sides(rows: pd.DataFrame) -> str:
    return escape(", ".join(sorted(set(rows["vantage"]) - {""}))) or "–"


def _foremost(told: pd.DataFrame, most: int) -> pd.DataFrame:
    if len(told) <= most:
        return told
    return told.loc[sorted(told.sort_values("n_docs", ascending=False, kind="stable").index[:most])]


def _left_out(found: int, most: int, noun: str) -> str:
    return f" ({most} of {found} {noun}; the exported table has all)" if found > most else ""


def _some(parts: Sequence[str], most: int, found: int | None = None, *, joint: str = ", ") -> str:
    more = (len(parts) if found is None else found) - most
    return joint.join(parts[:most]) + (f" and {more:,} more" if more > 0 else "")


def _short(reports: str | Path, study: str | Path) -> str:
    """Give a path without what is of this machine: from the study on, else its name."""
    path, root = Path(reports).resolve(), Path(study or ".").resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) and path != root else path.name


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _count(number: int, noun: str) -> str:
    return f"{int(number):,} {noun}" + ("" if number == 1 else "s")


def _be(number: int) -> str:
    return "is" if number == 1 else "are"


def _was(rows: pd.DataFrame) -> str:
    return "was" if len(rows) == 1 else "were"
