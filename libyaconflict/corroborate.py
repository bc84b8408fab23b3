"""From coded events of many reports to happenings, each with everybody who affirms, claims, confirms or denies it.

The rules are written out in section 10 of ``docs/rules.md``, and the functions here follow it in order. What
may be one happening is settled in `libyaconflict.dayspans`, by dates alone; here are places, actors and voices.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from .case import Case, load_case
from .coder.coded import AFFIRMATIVE, CONTROL, family
from .dayspans import BASES, FUTURE, PAST, PLAN_DAYS, day_keys, group_days, rivals_in_time, to_days
from .errors import LibyaConflictError

NEEDED = (
    "doc", "place", "place_id", "event_type", "actor", "target", "control_after", "date", "status", "by", "date_basis",
)  # fmt: skip
STATUSES = (*AFFIRMATIVE, "denied", "planned", "hypothetical")
COLUMNS = [
    "happening", "place", "place_id", "event_type", "actor", "target", "control_after", "earliest", "latest",
    "date_basis", "other_dates", "status", "affirmed_by", "claimed_by", "confirmed_by", "denied_by", "planned_by",
    "docs", "n_docs", "rows",
]  # fmt: skip
_GAINED = (*CONTROL, "repelled", "advance")  # kinds by which the actor gains, or keeps, ground
_ROLES = {"asserted": "affirmed_by", "claimed": "claimed_by", "confirmed": "confirmed_by", "denied": "denied_by"}


def gather_happenings(
    coded: pd.DataFrame, sources: Mapping[str, str] | pd.DataFrame | None = None, *, case: Case | None = None
) -> pd.DataFrame:
    """Merge coded events of many reports into happenings.

    Parameters
    ----------
    coded : DataFrame
        What `libyaconflict code` writes, one event a row; the columns `NEEDED`. With `sha256`, texts that are
        the same count as one; with `published`, plans that have no day of their own are placed in time.
    sources : mapping or DataFrame, optional
        Who published each `doc`: its name, or a table with the columns `doc` and `publisher`, `vantage`
        (whom it speaks for) or `published`. What the outlet of a party says in its own voice is that party's claim.
    case : Case, optional
        Whose actors say who speaks for which party; the bundled one if not given.

    Returns
    -------
    DataFrame
        One row a happening, in order of place and day, whatever the order of the rows: `happening` (an id),
        `place`, `place_id`, `event_type`, `actor`, `target`, `control_after` (as most reports say),
        `earliest` and `latest` (the days that the most exact date and all that agree with it allow; NaT for an
        open end), `date_basis` (of the most exact date), `other_dates` (that do not agree), `status` (confirmed,
        disputed, asserted, claimed, denied, planned, hypothetical), `affirmed_by`, `claimed_by`, `confirmed_by`,
        `denied_by`, `planned_by` (voices), `docs`, `n_docs` (different texts), `rows` (index labels of the coded
        rows). Every coded row is in one happening. Several names in a cell are joined by ``;``.

    Raises
    ------
    LibyaConflictError
        A column is missing, a status is unknown, a date is not EDTF, or two rows share an index label.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, "") | {"place": "Gharyan", "place_id": "gharyan", "event_type": "recapture"}
    >>> row |= {"actor": "GNA", "target": "LNA", "date": "2019-06-26", "date_basis": "clause"}
    >>> first = row | {"doc": "a", "status": "claimed", "by": "GNA"}
    >>> second = row | {"doc": "b", "status": "denied", "by": "LNA"}
    >>> told = gather_happenings(pd.DataFrame([first, second]))
    >>> told[["status", "claimed_by", "denied_by", "n_docs"]].values.tolist()
    [['disputed', 'GNA', 'LNA', 2]]
    """
    case = load_case() if case is None else case
    rows = _prepared(coded, sources)
    rows = _with_voices(rows, case)
    rows = _with_keys(rows)
    return _tabulated(_anchored(rows))


# -- what is read ---------------------------------------------------------------------------------------------------


def _prepared(coded: pd.DataFrame, sources: Mapping[str, str] | pd.DataFrame | None) -> pd.DataFrame:
    """Give the rows as text without gaps, with the text, the outlet and the first and last day of each."""
    refuse_missing(coded)
    if not coded.index.is_unique:
        again = coded.index[coded.index.duplicated()][0]
        raise LibyaConflictError(f"two coded rows are labelled {again}: number them anew with reset_index(drop=True).")
    names = [*NEEDED, *(name for name in ("sha256", "start", "published") if name in coded)]
    rows = coded[names].astype(object).where(coded[names].notna(), "").astype(str)
    rows = pd.DataFrame({name: rows[name].str.strip() for name in names}, index=coded.index, dtype=object)
    rows = rows.reindex(columns=[*NEEDED, "sha256", "start", "published"], fill_value="")
    rows = rows.assign(label=coded.index.astype(str), order=_ranks(coded.index))
    strange = rows.loc[~rows["status"].isin(STATUSES), "status"]
    if len(strange):
        at, value = strange.index[0], strange.iloc[0]
        raise LibyaConflictError(f"coded row {at}: unknown status {value!r}. Known are {', '.join(STATUSES)}.")
    rows["text"] = texts_of(rows)
    rows["doc"] = rows["doc"].str.replace(";", ",")
    rows["by"] = rows["by"].str.replace(" and ", ";")
    for name in ("publisher", "vantage", "published"):
        known = _of_sources(sources, name)
        told = rows["doc"].map(lambda doc, known=known: known.get(doc, "")).astype(object)
        rows[name] = rows[name].where(rows[name] != "", told) if name in rows else told
    rows["actor"] = _standard_pairs(rows["actor"])
    first, last = to_days(rows["date"], rows.index)
    return _with_plans(rows.assign(first=first, last=last, dated=rows["date"] != ""))


def texts_of(rows: pd.DataFrame) -> pd.Series:
    """Give what tells texts apart: their SHA-256, or the document's name where that is not known."""
    digest = rows["sha256"].fillna("") if "sha256" in rows else pd.Series("", index=rows.index)
    return digest.where(digest != "", "doc:" + rows["doc"])


def refuse_missing(coded: pd.DataFrame) -> None:
    """Refuse a table that lacks a column which merging needs.

    Raises
    ------
    LibyaConflictError
        It says which.
    """
    missing = [name for name in NEEDED if name not in coded]
    if missing:
        have = ", ".join(map(str, coded.columns)) or "none"
        raise LibyaConflictError(
            f"the table lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; it has: {have}. "
            "Coded events are what `libyaconflict code` writes."
        )


def _ranks(labels: pd.Index) -> np.ndarray:
    """Give each label its place in order, of numbers by size, else by their text."""
    numbers = pd.api.types.is_numeric_dtype(labels.dtype)
    return np.argsort(np.argsort(labels if numbers else labels.astype(str), kind="stable"), kind="stable")


def _of_sources(sources: Mapping[str, str] | pd.DataFrame | None, name: str) -> dict[str, str]:
    if sources is None:
        return {}
    if not isinstance(sources, pd.DataFrame):
        return {doc.replace(";", ","): value for doc, value in sources.items()} if name == "publisher" else {}
    if "doc" not in sources:
        have = ", ".join(map(str, sources.columns))
        raise LibyaConflictError(f"the table of sources has no column 'doc'; it has: {have}.")
    if name not in sources:
        return {}
    known = sources.dropna(subset=["doc", name]).astype({"doc": str, name: str})
    return dict(zip(known["doc"].str.replace(";", ","), known[name], strict=True))


def _standard_pairs(actors: pd.Series) -> pd.Series:
    """Write those who act on each other, ``LNA/GNA``, in one order."""
    both = {name: "/".join(sorted(name.split("/"), reverse=True)) for name in actors.unique() if "/" in name}
    return actors.replace(both) if both else actors


def _with_plans(rows: pd.DataFrame) -> pd.DataFrame:
    """Place plans that have no day of their own in the days after they were told of."""
    told = rows["published"].where(rows["published"] != "", None)
    own = rows["date"].where(rows["date_basis"] == "published")
    told = told.fillna(own.groupby(rows["text"]).transform("max"))
    plan = rows["status"].isin(("planned", "hypothetical")) & ~rows["dated"]
    day, _ = to_days(told[plan].fillna(""), rows.index[plan])
    known = plan.copy()
    known[plan] = (told[plan].fillna("") != "").to_numpy()
    rows.loc[plan, "first"] = np.where(known[plan], day, 0)
    rows.loc[plan, "last"] = np.where(known[plan], day + PLAN_DAYS, 0)
    return rows.assign(plan=plan, dated=rows["dated"] | known)


# -- who speaks -----------------------------------------------------------------------------------------------------


def _with_voices(rows: pd.DataFrame, case: Case) -> pd.DataFrame:
    """Settle whose word each row is, and if a side admits what it tells (rules of section 10)."""
    parties = set(case.actors.loc[case.actors["kind"] == "party", "side"])
    days = rows["first"].where(rows["first"] > PAST, rows["last"])

    def sides(names: pd.Series) -> pd.Series:
        asked = pd.DataFrame({"name": names, "day": days})
        unique = asked.drop_duplicates()
        found = [
            "" if not name else case.side_of(name, pd.Timestamp(0) + pd.Timedelta(days=min(max(day, 0), 40000)))
            for name, day in unique.itertuples(index=False)
        ]
        table = unique.assign(side=[side if side in parties else "" for side in found])
        return asked.merge(table, on=["name", "day"], how="left").set_index(rows.index)["side"]

    outlet = rows["publisher"].where(rows["publisher"] != "", rows["doc"]).str.replace(";", ",")
    camp = sides(rows["vantage"].where(rows["vantage"] != "", rows["publisher"]))
    own_word = (rows["status"] == "asserted") & (camp != "")
    speaker = camp.where(own_word | (rows["by"] == ""), sides(rows["by"]))
    actor = sides(rows["actor"])
    holder = rows["control_after"].where(rows["control_after"].isin(parties), "")
    gains = holder.where(holder != "", actor.where(rows["event_type"].isin(_GAINED), ""))
    loses = actor.where(rows["event_type"] == "withdrawal", "")
    against = (speaker != "") & ((gains != "") & (speaker != gains) | (loses != "") & (speaker == loses))
    told = rows["status"] == "claimed"
    related = told & (rows["by"] == "") & against  # a party's outlet relates what somebody else claims
    speaker = speaker.where(~related, "")
    own = camp.where((own_word | told) & ~related, "")
    voice = rows["by"].where((rows["by"] != "") & (rows["status"] != "asserted"), own)
    voice = voice.where(voice != "", ("unnamed in " + outlet).where(told, outlet))
    role = rows["status"].where(~own_word, "claimed").map(_ROLES).fillna("planned_by")
    admits = against & (own_word | rows["by"].isin(parties))  # only a party itself can admit, not who backs it
    role = role.where(~((role == "claimed_by") & admits & ~related), "confirmed_by")
    silent = rows["event_type"].isin(_GAINED) & (rows["actor"] == "") & (rows["control_after"] == "")
    foe = {side: next(iter(parties - {side})) for side in parties} if len(parties) == 2 else {}
    who = rows["actor"].where(~silent | ~role.isin(("claimed_by", "confirmed_by")), speaker)
    who = who.where(~silent | (role != "denied_by") | (rows["by"] == ""), speaker.map(foe).fillna(""))
    return rows.assign(voice=voice, role=role, speaker=speaker, who=who)


# -- what is one happening ------------------------------------------------------------------------------------------


def _with_keys(rows: pd.DataFrame) -> pd.DataFrame:
    """Give rows that may be one happening, as far as place and kind go, one number; and their dates another."""
    kind = rows["event_type"].map({name: family(name) for name in rows["event_type"].unique()})
    state = (rows["event_type"] == "other") & (rows["control_after"] != "")
    loner = (rows["event_type"] == "other") & ~state  # of no known kind: only the same text tells it twice
    variant = ("holds " + rows["control_after"]).where(state, "").where(~loner, rows["text"] + "@" + rows["start"])
    variant = variant.where(~rows["plan"], "plan").where(rows["dated"], "undated " + rows["plan"].astype(str))
    place = rows["place_id"].where(rows["place_id"] != "", "?" + rows["place"].str.casefold())
    block = pd.Series(list(zip(place, kind, variant, strict=True)), index=rows.index)
    keys = day_keys(rows["first"], rows["last"], rows["date_basis"].where(~rows["plan"], "clause"), kind)
    return rows.assign(kind=kind, block=pd.factorize(block)[0], **keys)


def _anchored(rows: pd.DataFrame) -> pd.DataFrame:
    """Give each row the number of its happening, `anchor`, and the date that gathers it."""
    dates = ["block", "who", "first", "last", "basis"]
    keys = rows.groupby(dates, sort=True).agg(
        lo=("lo", "first"), hi=("hi", "first"), slack=("slack", "first"), told=("text", "nunique")
    ).reset_index()  # fmt: skip
    meant = keys.assign(who=rivals_in_time(keys))
    keys["anchor"] = group_days(meant.assign(told=meant.groupby(dates)["told"].transform("sum")))
    lead = keys.loc[keys["anchor"], ["first", "last", "basis"]].add_suffix("_lead").set_index(keys.index)
    found = rows[dates].merge(keys[[*dates, "anchor"]].join(lead), on=dates, how="left").set_index(rows.index)
    return rows.join(found[["anchor", *lead]])


# -- the table ------------------------------------------------------------------------------------------------------


def _tabulated(rows: pd.DataFrame) -> pd.DataFrame:
    if rows.empty:
        empty = pd.DataFrame(columns=COLUMNS, dtype=object)
        return empty.astype({"earliest": "datetime64[ns]", "latest": "datetime64[ns]", "n_docs": "int64"})
    out = _dates(rows)
    for name in ("place", "place_id", "event_type", "actor", "target", "control_after"):
        out[name] = _most_told(rows, name)
    out["kind"] = rows.groupby("anchor")["kind"].first()
    for role in (*_ROLES.values(), "planned_by"):
        spoken = rows[rows["role"] == role]
        spoken = spoken.assign(voice=spoken["voice"].str.split(";")).explode("voice")
        out[role] = _joined(spoken, "voice", rows["anchor"])
    out["docs"] = _joined(rows, "doc", rows["anchor"])
    out["n_docs"] = rows.groupby("anchor")["text"].nunique()
    out["rows"] = _joined(rows, "label", rows["anchor"], by="order")
    out["status"] = _statuses(rows, out)
    return _named(out)


def _dates(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the days that the most exact date and all that agree with it allow."""
    lead = rows.groupby("anchor")[["first_lead", "last_lead", "basis_lead"]].first()
    lead.columns = ["first", "last", "basis"]
    firm = (rows["basis"] < 2) & ~rows["plan"]
    firm &= (rows["first"] <= rows["last_lead"]) & (rows["last"] >= rows["first_lead"])
    shared = rows[firm].groupby("anchor").agg(first=("first", "max"), last=("last", "min"))
    shared = shared[shared["first"] <= shared["last"]].reindex(lead.index)
    shared = shared[lead["basis"] < 2].reindex(lead.index).fillna(lead[["first", "last"]]).astype("int64")
    both = rows.join(shared.add_suffix("_agreed"), on="anchor")
    apart = rows[both["dated"] & ((both["lo"] > both["last_agreed"]) | (both["hi"] < both["first_agreed"]))]
    out = pd.DataFrame(index=lead.index)
    plain = rows.groupby("anchor").agg(dated=("dated", "all"), plan=("plan", "all"))
    out["earliest"] = _stamps(shared["first"], plain["dated"] & (shared["first"] > PAST))
    out["latest"] = _stamps(shared["last"], plain["dated"] & (shared["last"] < FUTURE) & ~plain["plan"])
    basis = lead["basis"].map(dict(enumerate(BASES)))
    out["date_basis"] = basis.where(plain["dated"] & ~plain["plan"], "")
    out["other_dates"] = _joined(apart, "date", rows["anchor"])
    return out


def _stamps(days: pd.Series, known: pd.Series) -> pd.Series:
    return pd.to_datetime(days.where(known), unit="D")


def _most_told(rows: pd.DataFrame, name: str) -> pd.Series:
    """Give what most texts say, the narrower kind of event where as many say it, else the first by name."""
    said = rows[rows[name] != ""].drop_duplicates(["anchor", "text", name])
    counted = said.groupby(["anchor", name, "kind"]).size().rename("n").reset_index()
    counted["plain"] = counted[name] == counted["kind"]
    counted = counted.sort_values(["anchor", "n", "plain", name], ascending=[True, False, True, True])
    first = counted.drop_duplicates("anchor").set_index("anchor")[name]
    return first.reindex(rows["anchor"].unique()).fillna("")


def _joined(rows: pd.DataFrame, name: str, happenings: pd.Series, by: str = "") -> pd.Series:
    """Join the different values of each happening, in order; most have one, and need no joining."""
    listed = rows.drop_duplicates(["anchor", name]).sort_values(["anchor", by or name])
    several = listed["anchor"].duplicated(keep=False)
    joined = listed[several].groupby("anchor")[name].agg(";".join)
    joined = pd.concat([listed[~several].set_index("anchor")[name], joined]).astype(object)
    return joined.reindex(pd.unique(happenings), fill_value="")


def _statuses(rows: pd.DataFrame, out: pd.DataFrame) -> np.ndarray:
    claims = rows[(rows["role"] == "claimed_by") & (rows["speaker"] != "") & (rows["actor"] != "")]
    both = claims.groupby("anchor")["speaker"].nunique().reindex(out.index).fillna(0) > 1
    said = {role: out[role] != "" for role in _ROLES.values()}
    told = said["affirmed_by"] | said["claimed_by"]
    planned = (rows["status"] == "planned").groupby(rows["anchor"]).any().reindex(out.index)
    choices = {
        "confirmed": said["confirmed_by"] | both,
        "disputed": told & said["denied_by"],
        "asserted": said["affirmed_by"],
        "claimed": said["claimed_by"],
        "denied": said["denied_by"],
        "planned": planned,
    }
    return np.select(list(choices.values()), list(choices), "hypothetical")


def _named(out: pd.DataFrame) -> pd.DataFrame:
    """Put happenings in order and give each an id that says what it is."""
    place = out["place_id"].where(out["place_id"] != "", out["place"])
    day = out["earliest"].fillna(out["latest"]).dt.strftime("%Y-%m-%d").fillna("undated")
    ids = (day + "-" + place + "-" + out["kind"] + "-" + out["actor"]).str.lower()
    ids = ids.str.replace(r"[^\w]+", "-", regex=True).str.strip("-")
    order = ["id", "latest", "date_basis", "event_type", "control_after", "target", "status", "docs", "rows"]
    out = out.assign(id=ids, spot=place).sort_values(order, na_position="last", kind="stable")
    again = out.groupby("id").cumcount()
    out["happening"] = out["id"].where(again == 0, out["id"] + "-" + (again + 1).astype(str))
    out = out.sort_values(["spot", "earliest", "latest", "happening"], na_position="last", kind="stable")
    return out[COLUMNS].reset_index(drop=True)
