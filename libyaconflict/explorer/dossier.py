"""What stands behind a mark of the map: holder, since when, on whose word, what happened there, who denies it."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from .. import theme
from ..case import Case
from ..dates import describe_span
from ..mapped import daily_states, held_on
from ..present import held_by, since_text
from ..shifts import find_shifts
from ..timeline import merge_timeline, rival_accounts, select_events
from .view import View

_SHOWN = 5  # events, and rival claims, of one place; and of one day
_ONE_DAY = pd.Timedelta(days=1)


class Dossiers:
    """The dossiers of one case, made ready so that a step of the day costs only the looking up.

    Parameters
    ----------
    case : Case
    periods : DataFrame
        From `reconstruct_control` of that case.
    """

    def __init__(self, case: Case, periods: pd.DataFrame) -> None:
        self.case = case
        self.periods = periods
        self.states = daily_states(periods)
        self.timeline = merge_timeline(case)
        self.rivals = rival_accounts(self.timeline, periods)
        self.shifts = find_shifts(periods)
        self._labels = {row.id: f"{row.publisher} {row.published}".strip() for row in case.sources.itertuples()}
        self._of: dict[str, tuple[pd.DataFrame, ...]] = {}

    def held(self, view: View) -> pd.DataFrame:
        """Give `View.held`, from states that are cut already."""
        return held_on(
            self.states, self.case.gazetteer, view.on,
            place_ids=view.place_ids(self.case), minimum_certainty=view.minimum_certainty,
        )  # fmt: skip

    def page(self, view: View, place_ids: list[str]) -> str:
        """Give the dossier of the view's place as HTML, or, without a place, that of the day in the frame.

        Parameters
        ----------
        view : View
        place_ids : list of str
            The places that the map shows: the day's dossier is of these.
        """
        return self._place(view, place_ids) if view.place else self._day(view, place_ids)

    def _place(self, view: View, shown: list[str]) -> str:
        gazetteer, day = self.case.gazetteer, pd.Timestamp(view.on)
        place_id = gazetteer.resolve(view.place)
        events, rivals, turns = self._about(place_id)
        state = self._state(place_id, day)
        row = gazetteer.places.loc[place_id]
        arabic = f' <span lang="ar" dir="rtl">{escape(row["name_ar"])}</span>' if row["name_ar"] else ""
        kind = row["kind"].replace("_", " ") + (f", {row['admin1']} district" if row["admin1"] else "")
        parts = [
            f'<h3 style="margin:0">{escape(row["name"])}{arabic}</h3><div class="lyc-kind">{escape(kind)}</div>',
            self._holding(state, view.minimum_certainty),
        ]
        if place_id not in shown:
            why = "it has no point" if pd.isna(row["lon"]) else "it lies outside the frame or is too small for it"
            parts.append(f"<p><em>The map does not show this place: {why}.</em></p>")
        parts += [_turns(turns, day), self._events(events, day, "Events there"), self._rival(rivals, day)]
        return _sheet("".join(parts), label=f"Dossier of {row['name']}")

    def _about(self, place_id: str) -> tuple[pd.DataFrame, ...]:
        if place_id not in self._of:
            kept = (
                select_events(self.timeline, place_ids=[place_id]),
                select_events(self.rivals, place_ids=[place_id]),
                self.shifts[self.shifts["place_id"] == place_id],
            )
            self._of[place_id] = kept
        return self._of[place_id]

    def _state(self, place_id: str, day: pd.Timestamp) -> Any:
        states = self.states
        return states[(states["place_id"] == place_id) & (states["start"] <= day) & (states["end"] >= day)].iloc[0]

    def _holding(self, state: Any, minimum: str) -> str:
        weak = theme.CERTAINTIES.index(state["certainty"]) > theme.CERTAINTIES.index(minimum)
        if state["holder"] == "unknown":
            why = state["note"] or state["basis"]
            return f"<p>{_badge('unknown')} <strong>Holder not known</strong> ({escape(why)})</p>"
        named = held_by(state["holder"])
        said = "contested" if named == "contested" else f"held by {named}"
        told = f"<strong>{escape(said)}</strong> <em>({escape(state['certainty'])})</em>"
        head = f"<p>{_badge(state['holder'])} {told[:8]}{told[8].upper()}{told[9:]}</p>"
        if weak:
            head = (
                f"<p>{_badge('unknown')} <strong>Not known</strong> under this rule of belief. "
                f"The record says {told}, which is weaker than “{escape(minimum)}”.</p>"
            )
        rows = [("Since", escape(since_text(state["since"])))]
        if state["in_doubt"]:
            last = state["end"] + _ONE_DAY
            rows.append(("In doubt", f"the next change may have come already, by {describe_span(last.date(), last.date())}"))
        if state["within_day"]:
            rows.append(("That day also", escape(", ".join(map(held_by, state["within_day"].split(";"))))))
        rows.append(("Because of", escape(state["basis"].replace("_", " "))))
        rows += _voices(state, inferred=state["basis"] == "inferred")
        rows.append(("Sources", self._cite(state["sources"])))
        if state["note"]:
            rows.append(("Note", escape(state["note"])))
        return head + _list(rows)

    def _events(self, events: pd.DataFrame, day: pd.Timestamp, title: str) -> str:
        if events.empty:
            return f"<h4>{title}</h4><p>None in the record.</p>"
        so_far = events[events["earliest"].isna() | (events["earliest"] <= day)]
        after = events[events["earliest"] > day]
        near = [self._event(row, day) for row in so_far.iloc[::-1].head(_SHOWN).itertuples(index=False)]
        count = f"{len(so_far)} of {len(events)} by this day" + (f", the last {_SHOWN}" if len(so_far) > _SHOWN else "")
        body = f"<ul>{''.join(near)}</ul>" if near else "<p>None yet.</p>"
        if len(after):
            body += f"<p>Next: {_span(after.iloc[0])}, {escape(_kind(after.iloc[0]['event_type']))}.</p>"
        return f"<h4>{title} <small>({count})</small></h4>{body}"

    def _event(self, row: Any, day: pd.Timestamp, *, place: bool = False) -> str:
        today = pd.notna(row.earliest) and row.earliest <= day <= (row.latest if pd.notna(row.latest) else day)
        mark = ' class="lyc-today"' if today and not place else ""
        where = f"<strong>{escape(row.place)}</strong>: " if place else ""
        voices = "; ".join(f"{label.lower()} {names}" for label, names in _voices(row, inferred=row.basis == "inferred"))
        told = f"{where}<strong>{_span(row)}</strong>, {escape(_kind(row.event_type))}. {escape(row.summary)}"
        return f"<li{mark}>{told} <small>({voices or 'no voice named'}; {self._cite(row.sources)})</small></li>"

    def _rival(self, rivals: pd.DataFrame, day: pd.Timestamp) -> str:
        if rivals.empty:
            return "<h4>Rival claims</h4><p>None in the record.</p>"
        gap = (rivals["earliest"].fillna(rivals["latest"]) - day).abs()
        near = rivals.loc[gap.sort_values(kind="stable").index[:_SHOWN].sort_values()]
        aside = {name for cell in self.periods["set_aside"] for name in cell.split(";")}
        items = []
        for row in near.itertuples(index=False):
            why = ["not borne out"] if row.happening in aside else []
            why += [f"denied by {_names(row.disputed_by)}"] if row.disputed_by else []
            said = f"said by {_names(row.claimed_by)}; " if row.claimed_by else ""
            items.append(
                f"<li><strong>{_span(row)}</strong>: {escape(row.summary)} <small>({said}{'; '.join(why)})</small></li>"
            )
        count = f" <small>({len(near)} of {len(rivals)}, the nearest in time)</small>" if len(near) < len(rivals) else ""
        return f"<h4>Rival claims{count}</h4><ul>{''.join(items)}</ul>"

    def _day(self, view: View, shown: list[str]) -> str:
        day = pd.Timestamp(view.on)
        held = self.held(view)
        counts = held[held["place_id"].isin(shown)]["holder"].value_counts()
        lines = [
            f"<li>{_badge(holder)} {escape(held_by(holder))}: <strong>{counts[holder]}</strong></li>"
            for holder in theme.in_order(counts.index)
        ]
        seen = set(shown)
        shifts = self.shifts[(self.shifts["date"] == day) & self.shifts["place_id"].isin(seen)]
        enough = shifts["certainty"].map(theme.CERTAINTIES.index) <= theme.CERTAINTIES.index(view.minimum_certainty)
        moves = [
            f"<li><strong>{escape(row.place)}</strong>: {escape(held_by(row.holder_before))} to "
            f"{escape(held_by(row.holder_after))} <em>({escape(row.certainty)})</em></li>"
            for row in shifts[enough].itertuples(index=False)
        ]
        timeline = self.timeline
        on_day = timeline[(timeline["earliest"] == day) & (timeline["latest"] == day) & timeline["place_id"].isin(seen)]
        events = [self._event(row, day, place=True) for row in on_day.head(_SHOWN).itertuples(index=False)]
        more = f"<p>… and {len(on_day) - _SHOWN} more.</p>" if len(on_day) > _SHOWN else ""
        parts = [
            f'<h3 style="margin:0">{describe_span(day.date(), day.date())}</h3>',
            f"<div class=\"lyc-kind\">{int(counts.sum())} places on this map. Click on one, or name it, for its dossier."
            "</div>",
            f'<ul class="lyc-plain">{"".join(lines)}</ul>',
            "<h4>Changed hands this day</h4>" + _items(moves, "None known."),
            "<h4>Told of this day</h4>" + _items(events, "Nothing.") + more,
        ]
        return _sheet("".join(parts), label="Dossier of the day")

    def _cite(self, ids: str) -> str:
        names = [self._labels.get(one, one) for one in ids.split(";") if one]
        return escape("; ".join(dict.fromkeys(names))) or "–"


def _turns(turns: pd.DataFrame, day: pd.Timestamp) -> str:
    if turns.empty:
        return "<h4>Changes of hands</h4><p>None known.</p>"
    items = []
    for row in turns.itertuples(index=False):
        past = "" if row.date <= day else ' class="lyc-later"'
        items.append(
            f"<li{past}>{_span(row)}: {escape(held_by(row.holder_before))} to {escape(held_by(row.holder_after))} "
            f"<small>({escape(row.certainty)})</small></li>"
        )
    return f"<details><summary>Changes of hands ({len(turns)})</summary><ul>{''.join(items)}</ul></details>"


def _voices(row: Any, *, inferred: bool) -> list[tuple[str, str]]:
    if inferred:
        return [("On whose word", "nobody's: inferred")]
    given = row if isinstance(row, pd.Series) else row._asdict()
    columns = (("Said by", "claimed_by"), ("Confirmed by", "confirmed_by"), ("Denied by", "disputed_by"))
    return [(label, _names(given[column])) for label, column in columns if given[column]]


def _names(joined: str) -> str:
    return escape(joined.replace(";", ", "))


def _kind(event_type: str) -> str:
    return event_type.replace("_", " ")


def _span(row: Any) -> str:
    days = (None if pd.isna(day) else day.date() for day in (row.earliest, row.latest))
    return escape(describe_span(*days, approximate=bool(getattr(row, "approximate", False))))


def _badge(holder: str) -> str:
    style = theme.side_style(holder)
    return (
        f'<span class="lyc-badge" aria-hidden="true" style="background:{style.color};color:{style.ink}">'
        f"{escape(style.label)}</span>"
    )


def _items(items: list[str], nothing: str) -> str:
    return f"<ul>{''.join(items)}</ul>" if items else f"<p>{nothing}</p>"


def _list(rows: list[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{label}</dt><dd>{text}</dd>" for label, text in rows) + "</dl>"


def _sheet(body: str, *, label: str) -> str:
    return f'<section class="lyc-dossier" aria-label="{escape(label)}" aria-live="polite">{body}</section>'
