"""What the explorer tells beside the map: what happened at a place and who denies it, or what is told of a day."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from .. import theme
from ..case import Case
from ..dates import describe_span
from ..lookup import control_on
from ..mapped import daily_states, held_on
from ..maps.standard import short_of
from ..present import held_by
from ..timeline import merge_timeline, rival_accounts, select_events
from .view import View

_SHOWN = 5  # events, and rival claims, of one place; and of one day


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
        self._aside = {name for cell in periods["set_aside"] for name in cell.split(";") if name}
        self._labels = {row.id: f"{row.publisher} {row.published}".strip() for row in case.sources.itertuples()}
        self._of: dict[str, tuple[pd.DataFrame, pd.DataFrame]] = {}

    def held(self, view: View) -> pd.DataFrame:
        """Give `View.held`, from states that are cut already."""
        return held_on(
            self.states, self.case.gazetteer, view.on,
            place_ids=view.place_ids(self.case), minimum_certainty=view.minimum_certainty,
        )  # fmt: skip

    def page(self, view: View, shown: list[str]) -> str:
        """Give the events and rival claims of the view's place as HTML, or, without a place, what is told of its day.

        Parameters
        ----------
        view : View
        shown : list of str
            Ids of the places on the map: what is told of the day is told of these.
        """
        return self._place(view, shown) if view.place else self._day(view, shown)

    def _place(self, view: View, shown: list[str]) -> str:
        place_id = self.case.gazetteer.resolve(view.place)
        if place_id not in self._of:  # what does not depend on the day
            found = (select_events(table, place_ids=[place_id]) for table in (self.timeline, self.rivals))
            self._of[place_id] = tuple(found)
        events, rivals = self._of[place_id]
        day = pd.Timestamp(view.on)
        parts = []
        if place_id not in shown:
            bare = pd.isna(self.case.gazetteer.places.loc[place_id, "lon"])
            why = "The record has no point for it" if bare else "It lies outside this frame, or is too small for it"
            told = str(control_on(self.periods, place_id, view.on)) if bare else view.place
            parts.append(f"<p>{escape(told)}. <em>{why}: the map does not show it.</em></p>")
        parts += [self._events(events, day), self._rivals(rivals, day)]
        return _sheet(parts, label=f"What is told of {view.place}")

    def _events(self, events: pd.DataFrame, day: pd.Timestamp) -> str:
        if events.empty:
            return "<p class='lcm-heading'>Events there</p><p>None in the record.</p>"
        so_far = events[~(events["earliest"] > day)]
        after = events[events["earliest"] > day]
        last = f", the last {_SHOWN}" if len(so_far) > _SHOWN else ""
        lines = [self._event(row, day) for row in so_far.iloc[::-1].head(_SHOWN).itertuples(index=False)]
        body = _items(lines, "None yet.")
        if len(after):
            follows = next(after.itertuples(index=False))
            body += f"<p>Next: {_span(follows)}, {escape(_kind(follows.event_type))}.</p>"
        count = f"{len(so_far)} of {len(events)} by this day{last}"
        return f"<p class='lcm-heading'>Events there <small>({count})</small></p>{body}"

    def _event(self, row: Any, day: pd.Timestamp, *, place: bool = False) -> str:
        today = row.earliest <= day <= row.latest  # false where an end is open
        mark = ' class="lyc-today"' if today and not place else ""
        where = f"<b>{escape(row.place)}</b>" if place else f"<b>{_span(row)}</b>"
        named = (("said by", row.claimed_by), ("confirmed by", row.confirmed_by), ("denied by", row.disputed_by))
        voices = "; ".join(f"{label} {_names(names)}" for label, names in named if names)
        voices = "nobody's word: inferred" if row.basis == "inferred" else voices or "no voice named"
        told = f"{where}, {escape(_kind(row.event_type))}. {escape(row.summary)}"
        return f"<li{mark}>{told} <small>{voices}. {self._cite(row.sources)}</small></li>"

    def _rivals(self, rivals: pd.DataFrame, day: pd.Timestamp) -> str:
        if rivals.empty:
            return "<p class='lcm-heading'>Rival claims</p><p>None in the record.</p>"
        gap = (rivals["earliest"].fillna(rivals["latest"]) - day).abs()
        near = rivals.loc[sorted(gap.sort_values(kind="stable").index[:_SHOWN])]
        lines = []
        for row in near.itertuples(index=False):
            why = [f"said by {_names(row.claimed_by)}"] if row.claimed_by else []
            why += [f"denied by {_names(row.disputed_by)}"] if row.disputed_by else []
            why += ["not borne out"] if row.happening in self._aside else []
            lines.append(f"<li><b>{_span(row)}</b>. {escape(row.summary)} <small>{'; '.join(why)}.</small></li>")
        count = f" <small>(the {len(near)} nearest in time of {len(rivals)})</small>" if len(near) < len(rivals) else ""
        return f"<p class='lcm-heading'>Rival claims{count}</p>{_items(lines, '')}"

    def _day(self, view: View, shown: list[str]) -> str:
        day, seen = pd.Timestamp(view.on), set(shown)
        held = self.held(view)
        less = held["withheld"] != ""
        here = held["place_id"].isin(seen)
        counts = held[here & ~less]["holder"].value_counts()
        parts_told = [f"{held_by(holder)} {counts[holder]}" for holder in theme.in_order(counts.index)]
        if (here & less).any():  # they are known, though not as well as is asked for
            parts_told.append(f"{short_of(view.minimum_certainty)} {int((here & less).sum())}")
        told = ", ".join(parts_told)
        table = self.timeline
        events = table[(table["earliest"] == day) & (table["latest"] == day) & table["place_id"].isin(seen)]
        lines = [self._event(row, day, place=True) for row in events.head(_SHOWN).itertuples(index=False)]
        more = f"<p>… and {len(events) - _SHOWN} more.</p>" if len(events) > _SHOWN else ""
        parts = [
            f"<p class='lcm-heading'>{describe_span(day.date(), day.date())}</p>",
            f"<p>Of the {int(here.sum())} places on this map: {escape(told)}.</p>" if told else "<p>No place.</p>",
            f"<p class='lcm-heading'>Events on this map that day</p>{_items(lines, 'None in the record.')}{more}",
        ]
        return _sheet(parts, label="What is told of this day")

    def _cite(self, ids: str) -> str:
        names = dict.fromkeys(self._labels.get(one, one) for one in ids.split(";") if one)
        return escape("; ".join(names))


def _names(joined: str) -> str:
    return escape(joined.replace(";", ", "))


def _kind(event_type: str) -> str:
    return event_type.replace("_", " ")


def _span(row: Any) -> str:
    days = (None if pd.isna(day) else day.date() for day in (row.earliest, row.latest))
    return escape(describe_span(*days, approximate=bool(row.approximate)))


def _items(items: list[str], nothing: str) -> str:
    return f"<ul>{''.join(items)}</ul>" if items else f"<p>{nothing}</p>"


def _sheet(parts: list[str], *, label: str) -> str:
    return f'<section class="lyc-told" aria-label="{escape(label)}">{"".join(parts)}</section>'
