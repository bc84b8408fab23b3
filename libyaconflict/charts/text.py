"""Alt text: what each chart shows, in a few sentences read off its table."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from .. import theme
from ..dates import describe_span
from .layout import need

NOTHING = "An empty chart: the window holds no "


def describe_timeline(timeline: pd.DataFrame) -> str:
    """Say how many happenings there are, of which kinds, between which days, and name the labelled ones."""
    need(timeline, "earliest", "latest", "approximate", "event_type")
    if timeline.empty:
        return NOTHING + "events."
    kinds = timeline["event_type"].map(theme.family_of).value_counts()
    parts = [f"{kinds[key]} {theme.FAMILIES[key].label.lower()}" for key in theme.FAMILIES if key in kinds]
    text = f"Timeline of {_count(len(timeline), 'happening')}, {_range(timeline)}: {_join(parts)}."
    weeks = timeline["earliest"].dropna().dt.to_period("W-SUN").value_counts().sort_index()
    if len(weeks) > 2:
        text += f" The busiest week began on {_day(weeks.idxmax().start_time)}, with {weeks.max()}."
    if timeline["approximate"].any():
        text += f" {_count(int(timeline['approximate'].sum()), 'date')} approximate."
    if "label" in timeline.columns:
        named = timeline[timeline["label"].fillna("").ne("")].sort_values("earliest").head(8)
        told = [f"{row.label} ({_span(row.earliest, row.latest, row.approximate)})" for row in named.itertuples()]
        text += f" Named: {'; '.join(told)}." if told else ""
    return text


def describe_tempo(tempo: pd.DataFrame) -> str:
    """Say how many events the weeks hold, which week holds most, and which group has the largest share."""
    by = "side" if "side" in tempo.columns else "event_type"
    need(tempo, "week", "events", by)
    total = int(tempo["events"].sum())
    if not total:
        return NOTHING + "events."
    weeks = tempo.groupby("week")["events"].sum()
    groups = tempo.groupby(by)["events"].sum()
    name = _holder(groups.idxmax()) if by == "side" else str(groups.idxmax()).replace("_", " ")
    return (
        f"Events a week over {_count(len(weeks), 'week')}, {_count(total, 'event')} in all. "
        f"The busiest is the week of {_day(weeks.idxmax())}, with {int(weeks.max())}. "
        f"The largest group is {name}, with {int(groups.max())} of {total}."
    )


def describe_control(periods: pd.DataFrame) -> str:
    """Say who held how many places on the first and the last day, and how many places changed hands."""
    need(periods, "place", "holder", "start", "end", "certainty")
    if periods.empty:
        return NOTHING + "places."
    first, last = periods["start"].min(), periods["end"].max()
    places = periods["place"].nunique()
    ordered = periods.sort_values(["place", "start"], kind="stable")
    before = ordered.groupby("place")["holder"].shift()
    moved = ordered[before.notna() & before.ne(ordered["holder"])]
    text = f"Who held {_count(places, 'place')} from {_day(first)} to {_day(last)}. "
    if places == 1:
        told = [
            f"{_holder(row.holder)} from {_day(row.start)} to {_day(row.end)} ({row.certainty})"
            for row in ordered.itertuples()
        ]
        return f"Who held {periods['place'].iloc[0]}: {'; '.join(told)}."
    text += f"On the first day: {_held_on(periods, first)}; on the last: {_held_on(periods, last)}. "
    if moved.empty:
        return text + "No place changed hands."
    most = moved["place"].value_counts(sort=False)
    top = most[most == most.max()]
    again = f"most often {_join(top.index[:3])} ({_count(int(most.max()), 'time')})" if len(top) <= 3 else ""
    text += f"{_count(moved['place'].nunique(), 'place')} changed hands, {_count(len(moved), 'change')} in all"
    return text + (f", {again}." if again else ".") + _doubt(periods["certainty"], "period")


def describe_held(held: pd.DataFrame, *, measure: str = "places") -> str:
    """Say how much each side held on the first and the last day, and when the largest gain of one day fell."""
    need(held, "day", "holder", measure)
    if held.empty:
        return NOTHING + "places."
    wide = held.pivot_table(index="day", columns="holder", values=measure, aggfunc="sum").fillna(0)
    unit = "places" if measure == "places" else "people"
    parts = [
        f"{_holder(holder)} from {wide[holder].iloc[0]:,.0f} to {wide[holder].iloc[-1]:,.0f}"
        for holder in theme.in_order(wide.columns)
    ]
    text = f"{unit.capitalize()} held by each side, {_day(wide.index[0])} to {_day(wide.index[-1])}: {_join(parts)}."
    steps = wide.diff()
    if len(wide) > 1 and steps.max(axis=None) > 0:
        holder = steps.max().idxmax()
        text += (
            f" The largest gain on one day was {_holder(holder)}'s, {steps[holder].max():,.0f} on "
            f"{_day(steps[holder].idxmax())}."
        )
    return text


def describe_front_distance(front: pd.DataFrame) -> str:
    """Say how near to and far from Tripoli's centre the nearest LNA-held place was, where and when."""
    need(front, "day", "distance_km", "place")
    known = front.dropna(subset=["distance_km"]).sort_values("day")
    if known.empty:
        return NOTHING + "day on which a place is known to be held by the LNA."
    near, far = known.loc[known["distance_km"].idxmin()], known.loc[known["distance_km"].idxmax()]
    first, last = known.iloc[0], known.iloc[-1]
    text = (
        "Distance from Tripoli's centre to the nearest place held by the LNA: "
        f"{_km(first)} on {_day(first['day'])}, {_km(last)} on {_day(last['day'])}. "
        f"Nearest {_km(near)}, first on {_day(near['day'])}; farthest {_km(far)}, first on {_day(far['day'])}."
    )
    gaps = (known["day"].max() - known["day"].min()).days + 1 - known["day"].nunique()
    return text + (f" Not known on {_count(gaps, 'day')}." if gaps else "")


def describe_turnover(turnover: pd.DataFrame) -> str:
    """Say how many places changed hands, how often in all, and which most."""
    need(turnover, "place", "changes", "holders")
    if turnover.empty or not turnover["changes"].sum():
        return NOTHING + "changes of hands."
    top = turnover.loc[turnover["changes"].astype(int).idxmax()]
    ways = " to ".join(_holder(holder.strip()) for holder in str(top["holders"]).split(">"))
    moved = int((turnover["changes"] > 0).sum())
    return (
        f"{_count(moved, 'place')} changed hands, {_count(int(turnover['changes'].sum()), 'change')} in all. "
        f"{top['place']} did so most often, {_count(int(top['changes']), 'time')}: {ways}."
    )


def describe_tolls(tolls: pd.DataFrame) -> str:
    """Say how many reports give a number of deaths, which is the highest, and how many give none."""
    need(tolls, "earliest", "latest", "place", "fatalities_min", "fatalities_max", "cumulative")
    numbered = tolls[tolls["fatalities_min"].notna() | tolls["fatalities_max"].notna()]
    if numbered.empty:
        return NOTHING + "report with a number of deaths."
    single = numbered[~numbered["cumulative"].astype(bool)]
    running = numbered[numbered["cumulative"].astype(bool)]
    text = f"Deaths given by {_count(len(numbered), 'report')}: "
    text += f"{len(single)} on one event, {len(running)} counting over a period."
    for rows, what in ((single, "The highest for one event"), (running, "The highest count over a period")):
        if len(rows):
            highest = rows["fatalities_max"].fillna(rows["fatalities_min"]).astype(int)
            top = rows.loc[highest.idxmax()]
            text += f" {what} is {_toll(top)} at {top['place']}, {_span(top['earliest'], top['latest'])}."
    missing = len(tolls) - len(numbered)
    return text + (f" {_count(missing, 'report')} without a number not drawn." if missing else "")


def describe_shifts(shifts: pd.DataFrame) -> str:
    """Say how many changes of hands there were, between whom, and name them where they are few."""
    need(shifts, "date", "place", "holder_before", "holder_after", "certainty")
    if shifts.empty:
        return NOTHING + "changes of hands."
    shifts = shifts.sort_values("date", kind="stable")
    days = f"{_day(shifts['date'].iloc[0])} to {_day(shifts['date'].iloc[-1])}"
    if shifts["date"].nunique() == 1:
        days = _day(shifts["date"].iloc[0])
    text = f"{_count(len(shifts), 'change')} of hands at {_count(shifts['place'].nunique(), 'place')}, {days}. "
    if len(shifts) <= 8:
        told = [
            f"{row.place} from {_holder(row.holder_before)} to {_holder(row.holder_after)} on {_day(row.date)}"
            for row in shifts.itertuples()
        ]
        return text + "; ".join(told) + "." + _doubt(shifts["certainty"], "change")
    gains = shifts["holder_after"].value_counts()
    parts = [f"{gains[holder]} to {_holder(holder)}" for holder in theme.in_order(gains.index)]
    busy = shifts["date"].value_counts().sort_index()
    text += f"{_join(parts)}. The day with most was {_day(busy.idxmax())}, with {busy.max()}."
    return text + _doubt(shifts["certainty"], "change")


def _held_on(periods: pd.DataFrame, day: pd.Timestamp) -> str:
    rows = periods[(periods["start"] <= day) & (periods["end"] >= day)]
    counts = rows["holder"].value_counts()
    parts = [f"{_holder(holder)} {counts[holder]}" for holder in theme.in_order(counts.index)]
    return _join(parts) if parts else "none known"


def _doubt(certainties: pd.Series, noun: str) -> str:
    counts = certainties.value_counts()
    told = [
        f"{_count(counts[kind], noun)} {'claimed by one side only' if kind == 'claimed only' else kind}"
        for kind in ("claimed only", "inferred")
        if kind in counts
    ]
    return f" {_join(told).capitalize()}." if told else ""


def _toll(row: pd.Series) -> str:
    low, high = row["fatalities_min"], row["fatalities_max"]
    if pd.isna(high):
        return f"{int(low):,} or more"
    if pd.isna(low):
        return f"up to {int(high):,}"
    return f"{int(low):,}" if low == high else f"{int(low):,} to {int(high):,}"


def _km(row: pd.Series) -> str:
    return f"{row['distance_km']:,.0f} km ({row['place']})"


def _holder(holder: str) -> str:
    if holder in ("GNA", "LNA"):
        return f"the {holder}"
    return theme.STYLES[holder].label if holder in theme.STYLES else str(holder)


def _count(number: int, noun: str) -> str:
    return f"{int(number):,} {noun}" + ("" if number == 1 else "s")


def _join(parts: Iterable[str]) -> str:
    parts = list(parts)
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def _day(day: pd.Timestamp) -> str:
    return describe_span(day.date(), day.date())


def _span(first: pd.Timestamp, last: pd.Timestamp, approximate: bool = False) -> str:
    days = [None if pd.isna(day) else day.date() for day in (first, last)]
    return describe_span(*days, approximate=bool(approximate))


def _range(table: pd.DataFrame) -> str:
    return f"{_day(table['earliest'].min())} to {_day(table['latest'].max())}"
