"""From reports to one ordered, attributed timeline.

Reports of one happening are merged under two stated rules, written out in ``docs/rules.md``:

*hand-over*: reports of one place, each dated to a week or better, that name the same new holder, at
most one day apart, with no report of another holder between them, tell one change of hands (a
withdrawal, a capture and an unopposed entry of the same town).

*same deed*: reports of one place with the same event type, actor and target, none of which tells a
change of hands, and exactly the same date, tell one deed.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from .case import Case
from .errors import LibyaConflictError
from .gazetteer import Gazetteer

HAND_OVER_TYPES = ("capture", "recapture", "entry_unopposed", "side_switch", "withdrawal", "advance", "other")
HOLDERS = ("GNA", "LNA", "local", "other")
_CONFIDENCE = ("high", "medium", "low")
_ONE_DAY = pd.Timedelta(days=1)
COLUMNS = [
    "happening", "date", "earliest", "latest", "approximate", "place", "place_id", "event_type", "actor", "target",
    "control_before", "control_after", "summary", "fatalities_min", "fatalities_max", "fatalities_scope", "claimed_by",
    "confirmed_by", "disputed_by", "confidence", "basis", "reports", "n_reports", "merged_because", "sources",
    "phase", "side",
]  # fmt: skip


def merge_timeline(case: Case) -> pd.DataFrame:
    """Merge reports into happenings and put them in order.

    Returns
    -------
    DataFrame
        One row a happening, ordered by its first and last possible day. `happening` is the id of the
        report that leads; `reports` all ids, joined by ``;``; `merged_because` the rule, empty for a
        single report; `earliest` and `latest` the days that all dated reports allow; `fatalities_min`
        and `_max` the lowest and highest figure given, missing where none was; `phase` the phase of
        its first day; `side` the side that acted (GNA, LNA, both, none). Voices and sources are those
        of all its reports.

    Examples
    --------
    >>> from libyaconflict import load_case
    >>> timeline = merge_timeline(load_case())
    >>> timeline.set_index("happening").loc["2020-06-05-tarhouna-captured", "n_reports"]
    np.int64(3)
    """
    events = case.events.assign(order=range(len(case.events)))
    events = events.sort_values(["earliest", "latest", "order"], na_position="first", kind="stable")
    group = pd.Series(range(len(events)), index=events.index)
    reason = pd.Series("", index=events.index)
    for rule, pairs in (("hand-over", _hand_overs(events)), ("same deed", _same_deeds(events))):
        for earlier, later in pairs:
            group[later] = group[earlier]
            reason[[earlier, later]] = rule
    events = events.assign(group=group, reason=reason)
    alone = ~events["group"].duplicated(keep=False)
    single = events[alone].assign(reports=events["id"], n_reports=1, merged_because="")
    merged = pd.DataFrame([_merge(rows, case) for _, rows in events[~alone].groupby("group", sort=False)])
    timeline = pd.concat([single, merged]) if len(merged) else single
    timeline = timeline.rename(columns={"id": "happening"})
    timeline = timeline.sort_values(["earliest", "latest", "order"], na_position="first", kind="stable")
    timeline["phase"] = phase_of(timeline["earliest"], case.phases)
    timeline["side"] = sides_of(timeline, case)
    timeline[["fatalities_min", "fatalities_max"]] = timeline[["fatalities_min", "fatalities_max"]].astype("Int64")
    return timeline[COLUMNS].reset_index(drop=True)


def select_events(
    timeline: pd.DataFrame,
    *,
    start: object = None,
    end: object = None,
    place_ids: list[str] | None = None,
    event_types: list[str] | None = None,
) -> pd.DataFrame:
    """Keep the happenings that may have fallen in a window, at some places, of some types."""
    keep = pd.Series(True, index=timeline.index)
    if start is not None:
        keep &= timeline["latest"].isna() | (timeline["latest"] >= pd.Timestamp(start))
    if end is not None:
        keep &= timeline["earliest"].isna() | (timeline["earliest"] <= pd.Timestamp(end))
    if place_ids is not None:
        keep &= timeline["place_id"].isin(place_ids)
    if event_types is not None:
        keep &= timeline["event_type"].isin(event_types)
    return timeline[keep].reset_index(drop=True)


def places_of(gazetteer: Gazetteer, *, theatre: str = "all", places: list[str] | None = None) -> list[str]:
    """Give the ids of the places of a theatre, or of named places and all that lies inside them."""
    if places:
        named = [gazetteer.resolve(place) for place in places]
        inside = [member for place in named for member in gazetteer.members.get(place, [])]
        return list(dict.fromkeys([*named, *inside]))
    theatres = gazetteer.places["theatre"]
    if theatre != "all" and theatre not in set(theatres):
        known = ", ".join(sorted(set(theatres)))
        raise LibyaConflictError(f"unknown theatre {theatre!r}. Write all, or one of: {known}.")
    return list(theatres.index) if theatre == "all" else list(theatres.index[theatres == theatre])


def at_least(timeline: pd.DataFrame, confidence: str) -> pd.DataFrame:
    """Keep the happenings attested with at least some confidence: ``low``, ``medium`` or ``high``."""
    enough = timeline["confidence"].map(_CONFIDENCE.index) <= _CONFIDENCE.index(confidence)
    return timeline[enough].reset_index(drop=True)


def rival_accounts(timeline: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    """Keep the happenings that somebody denies, and the claims that control periods set aside.

    Parameters
    ----------
    timeline : DataFrame
        From `merge_timeline`.
    periods : DataFrame
        From `reconstruct_control`, of the same places.
    """
    aside = set(_parts(periods["set_aside"]))
    rival = (timeline["disputed_by"] != "") | timeline["happening"].isin(aside)
    return timeline[rival].reset_index(drop=True)


def lead_happenings(timeline: pd.DataFrame, most: int) -> pd.DataFrame:
    """Keep the happenings that most sources tell of, in order of day.

    Ties go to the one with more reports, then with higher confidence, then to a change of hands, then to the earlier.
    """
    ranked = timeline.assign(
        told=timeline["sources"].str.count(";") + (timeline["sources"] != ""),
        doubt=timeline["confidence"].map(_CONFIDENCE.index),
        still=timeline["control_before"] == timeline["control_after"],
    ).sort_values(["told", "n_reports", "doubt", "still"], ascending=[False, False, True, True], kind="stable")
    return timeline.loc[sorted(ranked.index[:most])].reset_index(drop=True)


def label_happenings(timeline: pd.DataFrame, most: int) -> pd.DataFrame:
    """Add a column `label` that names the happenings that most sources tell of, empty for the others."""
    chosen = set(lead_happenings(timeline, most)["happening"])
    kinds = timeline["event_type"].str.replace("_", " ")
    return timeline.assign(label=(timeline["place"] + ", " + kinds).where(timeline["happening"].isin(chosen), ""))


def phase_of(days: pd.Series, phases: pd.DataFrame) -> pd.Series:
    """Give the name of the phase that each day falls in, empty outside all of them."""
    ordered = phases.sort_values("start").reset_index(drop=True)
    at = ordered["start"].searchsorted(days, side="right") - 1
    names = ordered["name"].reindex(at).fillna("").to_numpy()
    ends = ordered["end"].reindex(at).to_numpy()
    return pd.Series(names, index=days.index).where(days.notna() & (days <= ends), "")


def count_tempo(timeline: pd.DataFrame, *, by: str = "side") -> pd.DataFrame:
    """Count happenings a week, by the side of the actor or by event type.

    A happening counts once, in the week of its first possible day; one known only to more than a week
    is left out, since any week would be a guess.

    Parameters
    ----------
    by : {"side", "event_type"}

    Returns
    -------
    DataFrame
        `week` (Monday), the group named by `by`, `events`; weeks without any are given as 0.
    """
    known = timeline[(timeline["latest"] - timeline["earliest"]) <= 6 * _ONE_DAY]
    week = known["earliest"] - pd.to_timedelta(known["earliest"].dt.day_of_week, unit="D")
    counts = pd.crosstab(week, known[by])
    if counts.empty:
        return pd.DataFrame(
            {"week": pd.to_datetime([]), by: pd.Series([], dtype=str), "events": pd.Series([], dtype=int)}
        )
    counts = counts.reindex(pd.date_range(counts.index.min(), counts.index.max(), freq="7D"), fill_value=0)
    counts = counts.rename_axis(index="week", columns=by)
    return counts.stack().rename("events").reset_index()


def sides_of(timeline: pd.DataFrame, case: Case) -> pd.Series:
    """Give the side that acted, on that day: GNA, LNA, both, or none of the two."""

    def side(actor: str, day: pd.Timestamp) -> str:
        sides = {case.side_of(name, day) for name in actor.split(";")} & {"GNA", "LNA"}
        return "both" if len(sides) == 2 else next(iter(sides), "none")

    sides = pd.Series(map(side, timeline["actor"], timeline["earliest"]), index=timeline.index, dtype=str)
    return sides.where(timeline["event_type"] != "mass_grave", "none")  # a find is not the killers' act of that day


def list_tolls(timeline: pd.DataFrame) -> pd.DataFrame:
    """List what was reported of deaths, low and high; a figure not given stays missing.

    Returns
    -------
    DataFrame
        `happening`, `date`, `earliest`, `latest`, `place`, `event_type`, `fatalities_min`,
        `fatalities_max` (Int64, missing where open), `claimed_by`, `confirmed_by`, `cumulative`,
        `summary`, `sources`. A cumulative figure is a running count (`fatalities_scope` is ``running``):
        it overlaps others and must not be added to them. Bodies found (`found`) are left out: they died on other days.
    """
    given = timeline[timeline[["fatalities_min", "fatalities_max"]].notna().any(axis=1)]
    given = given[given["fatalities_scope"] != "found"]
    columns = ["happening", "date", "earliest", "latest", "place", "event_type", "fatalities_min", "fatalities_max",
               "claimed_by", "confirmed_by", "cumulative", "summary", "sources"]  # fmt: skip
    return given.assign(cumulative=given["fatalities_scope"] == "running")[columns].reset_index(drop=True)


def bibliography(ids: pd.Series, sources: pd.DataFrame) -> pd.DataFrame:
    """Give the sources that ``;``-joined ids name, in order of publisher and date."""
    named = {part for joined in ids for part in joined.split(";") if part}
    rows = sources[sources["id"].isin(named)]
    return rows.sort_values(["publisher", "published", "id"]).reset_index(drop=True)


def _hand_overs(events: pd.DataFrame) -> list[tuple[int, int]]:
    """Pairs of reports, earlier and later, that tell one change of hands."""
    telling = events[(events["control_after"] != "") & (events["basis"] != "inferred")]
    pairs = []
    for _, rows in telling.groupby("place_id", sort=False):
        last = None
        for row in rows[["control_before", "control_after", "event_type", "earliest", "latest"]].itertuples():
            if row.latest - row.earliest > 6 * _ONE_DAY:
                continue
            changes = row.control_before != row.control_after and row.control_after in HOLDERS
            if not (changes and row.event_type in HAND_OVER_TYPES):
                last = last if last is not None and row.control_after == last.control_after else None
                continue
            if last is not None and row.control_after == last.control_after and row.earliest - last.latest <= _ONE_DAY:
                pairs.append((last.Index, row.Index))
            last = row
    return pairs


def _same_deeds(events: pd.DataFrame) -> list[tuple[int, int]]:
    """Pairs of reports, earlier and later, that tell one deed on one date."""
    quiet = events[events["control_before"] == events["control_after"]]
    quiet = quiet[(quiet["actor"] != "") & quiet["event_type"].isin(_DEEDS)]
    pairs = []
    for _, rows in quiet.groupby(["place_id", "event_type", "actor", "target", "date"], sort=False):
        pairs += [(rows.index[0], later) for later in rows.index[1:]]
    return pairs


_DEEDS = ("airstrike", "drone_strike", "shelling", "clash", "siege", "repelled", "advance", "shootdown")


def _merge(rows: pd.DataFrame, case: Case) -> dict[str, object]:
    """Make one row of several reports: the leading one's words, the shared date, everybody's voices.

    Another party that tells the same happening confirms it; the same side's other voices do not.
    """
    rank = rows["event_type"].map({name: i for i, name in enumerate(HAND_OVER_TYPES)}).fillna(len(HAND_OVER_TYPES))
    doubt = rows["confidence"].map({name: i for i, name in enumerate(_CONFIDENCE)})
    width = rows["latest"] - rows["earliest"]
    lead = (
        rows.assign(rank=rank, doubt=doubt, width=width).sort_values(["rank", "doubt", "width"], kind="stable").iloc[0]
    )
    earliest, latest = rows["earliest"].max(), rows["latest"].min()
    if earliest > latest:  # no day suits all reports: the leading one's date stands
        earliest, latest = lead["earliest"], lead["latest"]
    same = rows["date"].nunique() == 1 or (earliest, latest) == (lead["earliest"], lead["latest"])
    date = lead["date"] if same else f"{earliest:%Y-%m-%d}" + ("" if earliest == latest else f"/{latest:%Y-%m-%d}")
    merged = lead.to_dict() | {
        "date": date,
        "earliest": earliest,
        "latest": latest,
        "approximate": bool(rows["approximate"].all()),
        "fatalities_min": rows["fatalities_min"].min(),
        "fatalities_max": rows["fatalities_max"].max(),
        "confidence": _CONFIDENCE[int(doubt.min())],
        "reports": ";".join(rows["id"]),
        "n_reports": len(rows),
        "merged_because": f"{lead['reason']}: {len(rows)} reports",
        "order": rows["order"].min(),
    }
    for column in ("disputed_by", "sources"):
        merged[column] = ";".join(_parts(rows[column]))
    claimed = _parts([lead["claimed_by"]]) or _parts(rows["claimed_by"])
    sides = {case.side_of(name, earliest) for name in claimed}
    others = [name for name in _parts(rows["claimed_by"]) if name not in claimed]
    allied = [name for name in others if case.side_of(name, earliest) in sides]
    witnesses = [*(name for name in others if name not in allied), *_parts(rows["confirmed_by"])]
    merged["claimed_by"] = ";".join([*claimed, *allied])
    merged["confirmed_by"] = ";".join(name for name in dict.fromkeys(witnesses) if name not in claimed)
    return merged


def _parts(joined: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(part for cell in joined for part in cell.split(";") if part))
