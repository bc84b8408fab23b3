"""Alt text: what each chart shows, in a few sentences read off its table."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from .. import theme
from ..dates import describe_span
from .layout import need, window

NOTHING = "An empty chart: the window holds no "


def describe_timeline(timeline: pd.DataFrame, *, start: object = None, end: object = None) -> str:
    """Say how many happenings there are, of which kinds, between which days, and name the labelled ones.

    Hand over the `start` and `end` of the chart, if it has them: a happening may reach beyond it.
    """
    need(timeline, "earliest", "latest", "approximate", "event_type")
    first, last = window(start, end, timeline["earliest"], timeline["latest"])
    timeline = timeline[(timeline["earliest"].fillna(first) <= last) & (timeline["latest"].fillna(last) >= first)]
    if timeline.empty:
        return NOTHING + "events."
    kinds = timeline["event_type"].map(theme.family_of).value_counts()
    text = f"Timeline of {_count(len(timeline), 'happening')}, {_range(first, last)}: {_kinds(kinds)}."
    weeks = timeline.loc[timeline["earliest"].between(first, last), "earliest"].dt.to_period("W-SUN")
    weeks = weeks.value_counts().sort_index()
    if len(weeks) > 2:
        text += f" The busiest week began on {_day(weeks.idxmax().start_time)}, with {weeks.max()}."
    vague = int(timeline["approximate"].sum())
    if vague:
        text += f" {_count(vague, 'date')} {'is' if vague == 1 else 'are'} approximate."
    if "label" in timeline.columns:
        named = timeline[timeline["label"].fillna("").ne("")].sort_values("earliest", kind="stable")
        told = [f"{row.label} ({_span(row.earliest, row.latest, row.approximate)})" for row in named.itertuples()]
        text += f" Named: {'; '.join(told)}." if told else ""
    return text


def describe_tempo(tempo: pd.DataFrame) -> str:
    """Say how many events the weeks hold, which week holds most, and how they divide by side or kind."""
    by = "side" if "side" in tempo.columns else "event_type"
    need(tempo, "week", "events", by)
    total = int(tempo["events"].sum())
    if not total:
        return NOTHING + "events."
    weeks = tempo.groupby("week")["events"].sum()
    keys = tempo[by].replace("", "unknown") if by == "side" else tempo[by].map(theme.family_of)
    groups = tempo.groupby(keys.rename("key"))["events"].sum()
    groups = groups[groups > 0]
    if by == "side":
        told = _join(f"{_holder(side)} {groups[side]}" for side in theme.in_order(groups.index, theme.STYLES))
        told = f"By the side that acted: {told}."
    else:
        told = f"By kind: {_kinds(groups)}."
    return (
        f"Events a week, {_range(weeks.index.min(), weeks.index.max() + pd.Timedelta(days=6))}: "
        f"{_count(total, 'event')} in {_count(len(weeks), 'week')}. "
        f"The busiest week began on {_day(weeks.idxmax())}, with {int(weeks.max())}. {told}"
    )


def describe_control(periods: pd.DataFrame, *, start: object = None, end: object = None) -> str:
    """Say who held how many places on the first and the last day, and how many places changed hands.

    Hand over the `start` and `end` of the chart, if it has them: without them the days described are
    those for which the table tells of every place.
    """
    need(periods, "place", "holder", "start", "end", "certainty")
    if periods.empty:
        return NOTHING + "places."
    spans = periods.groupby("place").agg(first=("start", "min"), last=("end", "max"))
    first, last = window(start, end, pd.Series([spans["first"].max()]), pd.Series([spans["last"].min()]))
    shown = periods[(periods["start"] <= last) & (periods["end"] >= first)]
    if shown.empty:
        return NOTHING + "places."
    shown = shown.assign(start=shown["start"].clip(lower=first), end=shown["end"].clip(upper=last))
    places = list(dict.fromkeys(shown["place"]))
    ordered = shown.sort_values(["place", "start"], kind="stable")
    if len(places) == 1:
        told = [f"{_holder(row.holder)} {_range(row.start, row.end)} ({row.certainty})" for row in ordered.itertuples()]
        return f"Who held {places[0]}: {'; '.join(told)}."
    text = f"Who held {_count(len(places), 'place')}, {_range(first, last)}. "
    text += f"On the first day: {_held_on(shown, first)}; on the last: {_held_on(shown, last)}. "
    known = ordered[ordered["holder"] != "unknown"]
    before = known.groupby("place")["holder"].shift()
    moved = known[before.notna() & before.ne(known["holder"])]
    if moved.empty:
        text += "No place passed from one holder to another."
    else:
        most = moved["place"].value_counts(sort=False)
        text += f"{_count(len(most), 'place')} changed hands, {_count(len(moved), 'change')} in all{_often(most)}."
    return text + _doubt(shown["certainty"], "period")


def describe_held(held: pd.DataFrame, *, measure: str = "places") -> str:
    """Say how much each side held on the first and the last day, and when the largest gain of one day fell."""
    need(held, "day", "holder", measure)
    if held.empty:
        return NOTHING + "places."
    wide = held.pivot_table(index="day", columns="holder", values=measure, aggfunc="sum").fillna(0)
    wide = wide.loc[:, wide.sum() > 0]
    if wide.empty:
        return NOTHING + ("places." if measure == "places" else "place whose population is known.")
    unit = "places" if measure == "places" else "people"
    first, last = wide.iloc[0], wide.iloc[-1]
    parts = [
        f"{_holder(holder)} {first[holder]:,.0f}, then {last[holder]:,.0f}" for holder in theme.in_order(wide.columns)
    ]
    days = _range(wide.index[0], wide.index[-1])
    text = f"{unit.capitalize()} held by each side, {days}, on the first day and on the last: {'; '.join(parts)}."
    steps = wide[[holder for holder in wide.columns if holder in ("GNA", "LNA", "local")]].diff()
    if len(wide) > 1 and steps.size and steps.max(axis=None) > 0:
        holder = steps.max().idxmax()
        text += (
            f" The largest gain of a single day went to {_holder(holder)}: {steps[holder].max():,.0f} more on "
            f"{_day(steps[holder].idxmax())}."
        )
    return text


def describe_front_distance(front: pd.DataFrame) -> str:
    """Say how near to and far from Tripoli's centre the nearest LNA-held place was, where and when."""
    need(front, "day", "distance_km", "place")
    known = front.dropna(subset=["distance_km"]).sort_values("day", kind="stable")
    if known.empty:
        return NOTHING + "day on which a place is known to be held by the LNA."
    near, far = known.loc[known["distance_km"].idxmin()], known.loc[known["distance_km"].idxmax()]
    first, last = known.iloc[0], known.iloc[-1]
    text = (
        "Distance from Tripoli's centre to the nearest place held by the LNA: "
        f"{_km(first)} on {_day(first['day'])}, {_km(last)} on {_day(last['day'])}. "
        f"Nearest {_km(near)}, first on {_day(near['day'])}; farthest {_km(far)}, first on {_day(far['day'])}."
    )
    gaps = (front["day"].max() - front["day"].min()).days + 1 - known["day"].nunique()
    return text + (f" Not known on {_count(gaps, 'day')}." if gaps else "")


def describe_turnover(turnover: pd.DataFrame) -> str:
    """Say how many places are drawn, how often each changed hands, and how the foremost did.

    The table may be cut short, so nothing is said of places that are not in it.
    """
    need(turnover, "place", "changes", "holders")
    moved = turnover[turnover["changes"] > 0]
    if moved.empty:
        return NOTHING + "changes of hands."
    counts = moved["changes"].astype(int)
    top = moved[counts == counts.max()]
    ways = " to ".join(_holder(holder.strip()) for holder in str(top["holders"].iloc[0]).split(">"))
    text = f"Changes of hands at {_count(len(moved), 'place')}"
    text += f", from {counts.max()} down to {counts.min()} each" if counts.min() < counts.max() else ""
    text += f", {counts.max()} each" if len(moved) > 1 and counts.min() == counts.max() else ""
    if len(moved) == 1:
        return f"{text}, {top['place'].iloc[0]}: {counts.max()}, from {ways}."
    if len(top) == len(moved):
        return f"{text}. {top['place'].iloc[0]}, listed first: from {ways}."
    if len(top) > 1:
        others = f" and {_count(len(top) - 2, 'other')}" if len(top) > 3 else ""
        named = top["place"].iloc[:2] if others else top["place"]
        listed = ", ".join(named) + others if others else _join(named)
        return f"{text}. Most often of these: {listed}. {top['place'].iloc[0]} went from {ways}."
    return f"{text}. Most often of these, {top['place'].iloc[0]}: from {ways}."


def describe_tolls(tolls: pd.DataFrame, *, start: object = None, end: object = None) -> str:
    """Say how many happenings have a number of deaths, which is the highest, and how many have none.

    Hand over the `start` and `end` of the chart, if it has them.
    """
    need(tolls, "earliest", "latest", "place", "fatalities_min", "fatalities_max", "cumulative")
    first, last = window(start, end, tolls["earliest"], tolls["latest"])
    tolls = tolls[(tolls["earliest"].fillna(first) <= last) & (tolls["latest"].fillna(last) >= first)]
    numbered = tolls[tolls["fatalities_min"].notna() | tolls["fatalities_max"].notna()]
    if numbered.empty:
        return NOTHING + "report with a number of deaths."
    single = numbered[~numbered["cumulative"].astype(bool)]
    running = numbered[numbered["cumulative"].astype(bool)]
    kinds = [
        _count(len(rows), noun) for rows, noun in ((single, "single event"), (running, "running count")) if len(rows)
    ]
    text = f"Deaths as reported, {_range(first, last)}: {_join(kinds)}."
    for rows, what in ((single, "highest for a single event"), (running, "highest running count")):
        if len(rows):
            highest = rows["fatalities_max"].fillna(rows["fatalities_min"]).astype(int)
            top = rows.loc[highest.idxmax()]
            text += f" The {what}: {_toll(top)} ({top['place']}, {_span(top['earliest'], top['latest'])})."
    missing = len(tolls) - len(numbered)
    verb = "is" if missing == 1 else "are"
    return text + (f" {_count(missing, 'report')} without a number {verb} not drawn." if missing else "")


def describe_shifts(shifts: pd.DataFrame, *, start: object = None, end: object = None) -> str:
    """Say how many changes of hands are drawn, between whom, and name them where they are few.

    The table may be cut short, so nothing is said of changes that are not in it.
    """
    need(shifts, "date", "place", "holder_before", "holder_after", "certainty")
    first, last = window(start, end, shifts["date"], shifts["date"])
    shifts = shifts[shifts["date"].between(first, last)].sort_values("date", kind="stable")
    if shifts.empty:
        return NOTHING + "changes of hands."
    days = _range(shifts["date"].iloc[0], shifts["date"].iloc[-1])
    if len(shifts) <= 8:
        told = [
            f"{row.place} from {_holder(row.holder_before)} to {_holder(row.holder_after)} on {_day(row.date)}"
            f" ({row.certainty})"
            for row in shifts.itertuples()
        ]
        return f"{_count(len(shifts), 'change')} of hands: {'; '.join(told)}."
    gains = shifts["holder_after"].value_counts()
    parts = [f"{gains[holder]} to {_holder(holder)}" for holder in theme.in_order(gains.index)]
    busy = shifts["date"].value_counts().sort_index()
    text = f"{_count(len(shifts), 'change')} of hands at {_count(shifts['place'].nunique(), 'place')}, {days}: "
    text += f"{_join(parts)}."
    if busy.max() > 1:
        text += f" The day with most of them is {_day(busy.idxmax())}, with {busy.max()}."
    return text + _doubt(shifts["certainty"], "change")


def _kinds(counts: pd.Series) -> str:
    names = {key: style.label.lower() for key, style in theme.FAMILIES.items()} | {"other": "other kinds (arms, oil)"}
    return _join(f"{names[key]} {counts[key]}" for key in theme.FAMILIES if key in counts)


def _often(counts: pd.Series) -> str:
    top = counts[counts == counts.max()]
    if counts.max() == 1 or len(top) > 3:
        return ""
    return f", most often {_join(top.index)} ({_count(int(counts.max()), 'time')}{' each' if len(top) > 1 else ''})"


def _held_on(periods: pd.DataFrame, day: pd.Timestamp) -> str:
    rows = periods[(periods["start"] <= day) & (periods["end"] >= day)]
    counts = rows["holder"].value_counts()
    parts = [f"{_holder(holder)} {counts[holder]}" for holder in theme.in_order(counts.index)]
    return _join(parts) if parts else "none told of"


def _doubt(certainties: pd.Series, noun: str) -> str:
    counts = certainties.value_counts()
    told = [
        f"{_count(counts[kind], noun)} claimed by one side only"
        if kind == "claimed only"
        else f"{counts[kind]} inferred"
        for kind in ("claimed only", "inferred")
        if kind in counts
    ]
    if told and "claimed only" not in counts:
        told = [f"{_count(counts['inferred'], noun)} inferred"]
    return f" {_join(told)}." if told else ""


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


def _range(first: pd.Timestamp, last: pd.Timestamp) -> str:
    return describe_span(first.date(), last.date())
