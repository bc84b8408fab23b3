"""Where happenings fell: counted at places, and what is told of foreign men and arms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from . import theme
from .dates import parse_day
from .errors import ParameterError
from .gazetteer import REGION_KINDS

if TYPE_CHECKING:
    from .case import Case
    from .gazetteer import Gazetteer

STATUSES = ("attested", "one side's word", "denied")
SUPPLY_TYPES = {"foreign_deployment": "men", "arms_transfer": "arms"}
PRESENCES = ("men", "arms", "in action", "gone")
_LEAVING = ("withdrawal", "shootdown")
_GROUND = ("control", "fighting", "strikes")
_PARTIES = {"GNA", "LNA"}
_PLACE = ["place_id", "place", "name_ar", "kind", "lat", "lon", "population"]


def status_of(happenings: pd.DataFrame, case: Case) -> pd.Series:
    """Say of each happening how it stands: somebody denies it, it is one side's word alone, or neither.

    Parameters
    ----------
    happenings : DataFrame
        Columns `claimed_by`, `confirmed_by`, `disputed_by`, `confidence` and `earliest`, as in `merge_timeline`.
    case : Case
        Whose table of actors says on whose side a voice stood that day.

    Returns
    -------
    Series
        ``denied``; ``one side's word``, where all who claim or confirm it stood with the same party, as its forces,
        offices or foreign backers do, or the confidence is ``low``; else ``attested``.
    """
    voices = (happenings["claimed_by"] + ";" + happenings["confirmed_by"]).str.split(";")
    alone = [
        len(sides := {case.side_of(name, day) for name in names if name}) == 1 and sides <= _PARTIES
        for names, day in zip(voices, happenings["earliest"], strict=True)
    ]
    status = pd.Series("attested", index=happenings.index)
    status = status.mask((happenings["confidence"] == "low") | np.array(alone, dtype=bool), "one side's word")
    return status.mask(happenings["disputed_by"] != "", "denied")


def count_events_at(
    happenings: pd.DataFrame, case: Case, *, families: Iterable[str] = ("fighting", "strikes")
) -> pd.DataFrame:
    """Count happenings at each place, by family of event types: the table behind a map of events.

    Parameters
    ----------
    happenings : DataFrame
        From `merge_timeline`, cut to a window by `select_events`.
    case : Case
        That of the timeline: its places, and who stood on whose side.
    families : iterable of str
        Of control, fighting, strikes, diplomacy, humanitarian, other.

    Returns
    -------
    DataFrame
        One row a place and family: `place_id`, `place`, `name_ar`, `kind`, `lat`, `lon` (missing where a place has no
        point, or is a whole region or country), `population`, `family`, `events`, of which `attested`,
        `claimed` (one side's word alone) and `denied`; `happenings` (ids, joined by ``;``). Most events first.

    Raises
    ------
    ParameterError
        A family is unknown.
    """
    families = list(families)
    unknown = [family for family in families if family not in theme.FAMILIES]
    if unknown:
        known = ", ".join(theme.FAMILIES)
        raise ParameterError([f"unknown family {family!r}. Known: {known}." for family in unknown])
    told = happenings.assign(family=happenings["event_type"].map(theme.family_of), status=status_of(happenings, case))
    told = told[told["family"].isin(families)]
    told = told.assign(
        attested=told["status"] == "attested",
        claimed=told["status"] == "one side's word",
        denied=told["status"] == "denied",
    )
    counts = told.groupby(["place_id", "family"], sort=False).agg(
        events=("happening", "size"),
        attested=("attested", "sum"),
        claimed=("claimed", "sum"),
        denied=("denied", "sum"),
        happenings=("happening", ";".join),
    )
    counts = counts.astype(dict.fromkeys(["events", "attested", "claimed", "denied"], int))
    counts = _located(counts.reset_index(), case.gazetteer)
    order = counts["family"].map(list(theme.FAMILIES).index).astype(int)
    counts = counts.assign(order=order).sort_values(["events", "place_id", "order"], ascending=[False, True, True])
    return counts.drop(columns="order").reset_index(drop=True)


def list_foreign_presence(
    timeline: pd.DataFrame, case: Case, *, start: object = None, end: object = None
) -> pd.DataFrame:
    """List what is told of foreign men, foreign arms, and foreign forces in action, with where and how it stands.

    Foreign is whoever the table tells of sending men or arms (event types ``foreign_deployment`` and
    ``arms_transfer``), at any time; such a force is *in action* where it fought, struck or was hit, and *gone* where it
    withdrew, or an aircraft was shot down.

    Parameters
    ----------
    timeline : DataFrame
        From `merge_timeline`: all of it, for the forces are read off it.
    start, end : day, optional
        Only what may have fallen on these days and between.

    Returns
    -------
    DataFrame
        One row a happening: `happening`, `date`, `earliest`, `latest`, the columns of a place as in
        `count_events_at`, `event_type`, `presence` (men, arms, in action, gone), `who` (the foreign forces, joined by
        ``;``, empty where the sender is not named), `side` (on whose side they stood that day: GNA, LNA, both, none),
        `status` as in `status_of`, `summary`, `claimed_by`, `confirmed_by`, `disputed_by`, `sources`. Places abroad
        are left out.

    Notes
    -----
    The table has no column for where men or arms came from, so none is given: routes stand in the summaries only. Nor
    has it one for which way men moved: a row of type ``foreign_deployment`` counts as men sent, whatever its summary.
    """
    supply = timeline["event_type"].isin(list(SUPPLY_TYPES))
    parties = set(case.actors.loc[case.actors["kind"] == "party", "name"])
    foreign = {name for joined in timeline.loc[supply, "actor"] for name in joined.split(";") if name} - parties
    named = (timeline["actor"] + ";" + timeline["target"]).str.split(";")
    who = named.map(lambda names: [name for name in dict.fromkeys(names) if name in foreign])
    ground = timeline["event_type"].map(theme.family_of).isin(_GROUND) & who.map(bool)
    presence = timeline["event_type"].map(SUPPLY_TYPES).where(supply, "in action")
    presence = presence.mask(timeline["event_type"].isin(_LEAVING), "gone")
    sent = timeline["actor"].str.split(";").map(lambda names: [name for name in names if name in foreign])
    who = sent.where(supply, who)
    side = [
        _side({case.side_of(name, day) for name in names}) for names, day in zip(who, timeline["earliest"], strict=True)
    ]
    told = timeline.assign(
        presence=presence, who=who.map(";".join), side=side, status=status_of(timeline, case)
    )[supply | ground]  # fmt: skip
    if start is not None:
        told = told[told["latest"].isna() | (told["latest"] >= pd.Timestamp(parse_day(start)))]
    if end is not None:
        told = told[told["earliest"].isna() | (told["earliest"] <= pd.Timestamp(parse_day(end)))]
    abroad = case.gazetteer.places["theatre"] == "abroad"
    told = told[~told["place_id"].isin(abroad.index[abroad])]
    columns = ["happening", "date", "earliest", "latest", *_PLACE, "event_type", "presence", "who", "side", "status",
               "summary", "claimed_by", "confirmed_by", "disputed_by", "sources"]  # fmt: skip
    return _located(told, case.gazetteer)[columns].reset_index(drop=True)


def _side(sides: set[str]) -> str:
    sides &= _PARTIES
    return "both" if len(sides) == 2 else next(iter(sides), "none")


def _located(table: pd.DataFrame, gazetteer: Gazetteer) -> pd.DataFrame:
    """Add what the gazetteer says of each row's place; a region or country gets no point."""
    where = gazetteer.places.loc[table["place_id"], ["name", "name_ar", "kind", "lat", "lon", "population"]]
    where = where.rename(columns={"name": "place"}).set_axis(table.index)
    wide = where["kind"].isin(REGION_KINDS)
    where = where.assign(lat=where["lat"].mask(wide, np.nan), lon=where["lon"].mask(wide, np.nan))
    rest = table.drop(columns=where.columns.intersection(table.columns)).drop(columns="place_id")
    return pd.concat([table["place_id"], where, rest], axis=1)
