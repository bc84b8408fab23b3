"""A folder of reports as tables: what was read, which accounts are rivals, what is told where, what is in doubt."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from .case import Case
from .coder.coded import CONTROL, family
from .dayspans import FUTURE, PAST, day_keys, to_days
from .documents import Document, Skipped, read_documents, summarise
from .errors import LibyaConflictError
from .timeline import HOLDERS, places_of
from .weigh import EXACT_DAYS, TOLERANCE_DAYS

SHOWN_IN_FULL = 30_000  # characters: some twelve pages; a longer text is no dispatch
MOST_MARKS = 900  # of a chart that can still be read
_UNITS = {"day": "D", "week": "W-SUN", "month": "M"}
_GAINED = (*CONTROL, "repelled", "advance")
_TOLD = ("affirmed_by", "claimed_by", "confirmed_by")


def read_reports(reports: str | Path, *, published: str = "") -> tuple[list[Document], list[Skipped]]:
    """Read a folder of reports whole, or a file of them: what was read, and what was not and why.

    Parameters
    ----------
    reports : path
        See `read_documents`. Paths of what was skipped are given from here.
    published : ISO text, optional
        The day of reports that state none.

    Raises
    ------
    LibyaConflictError
        Nothing at all could be read; the message has every reason.
    """
    found = list(read_documents(reports, published=published or None))
    documents = [item for item in found if isinstance(item, Document)]
    skipped = [Skipped(_from(item.path, reports), item.reason) for item in found if isinstance(item, Skipped)]
    if not documents:
        reasons = "; ".join(line.strip() for line in summarise(0, skipped, paths=3)[1:]) or "it holds no file"
        raise LibyaConflictError(f"no report could be read from {Path(reports).name!r}: {reasons}.")
    return documents, skipped


def _from(path: str, reports: str | Path) -> str:
    base = os.path.abspath(reports)
    short = os.path.relpath(os.path.abspath(path), base)
    return Path(reports).name if short == "." else short if not short.startswith("..") else path


def within(coded: pd.DataFrame, case: Case, places: list[str]) -> pd.DataFrame:
    """Keep the coded events of named places and of all that lies inside them, numbered anew; all without names."""
    kept = coded["place_id"].isin(places_of(case.gazetteer, places=places)) if places else slice(None)
    return coded[kept].reset_index(drop=True)


def list_reports(documents: Iterable[Document], coded: pd.DataFrame) -> pd.DataFrame:
    """List reports in order of publication: who published each, when, in what language, and how many events it tells.

    Returns
    -------
    DataFrame
        `doc`, `title`, `publisher`, `vantage` (whose side it speaks for, as it says itself), `published` (ISO text),
        `language`, `length` (characters), `events`.
    """
    columns = ["doc", "title", "publisher", "vantage", "published", "language", "length"]
    rows = [(d.id, d.title, d.publisher, d.side, d.published.isoformat(), d.language, len(d.text)) for d in documents]
    reports = pd.DataFrame(rows, columns=columns)
    told = coded["doc"].value_counts()
    reports["events"] = reports["doc"].map(told).fillna(0).astype(int)
    return reports.sort_values(["published", "doc"], kind="stable").reset_index(drop=True)


def note_rivals(told: pd.DataFrame) -> pd.DataFrame:
    """Say of each happening if it is denied, and which others of its place and days it cannot stand beside.

    Parameters
    ----------
    told : DataFrame
        From `gather_happenings` or `weigh_against_record`.

    Returns
    -------
    DataFrame
        With `rivals` (ids joined by ``;``) and `rival` (it has such, or is told and denied). Two happenings of one
        place, each dated to a week and at most `TOLERANCE_DAYS` apart, are rivals if they name different holders
        (who repels an attack holds the place), or if one denies what may be the other.
    """
    table = told.reset_index(drop=True)
    spoken = (table[list(_TOLD)] != "").any(axis=1)
    first, last = table["earliest"].fillna(table["latest"]), table["latest"].fillna(table["earliest"])
    rows = pd.DataFrame({
        "at": table.index, "first": first, "last": last, "happening": table["happening"], "actor": table["actor"],
        "spot": table["place_id"].where(table["place_id"] != "", table["place"]), "denied": table["status"] == "denied",
        "kind": table["event_type"].map(family), "told": spoken,
    })  # fmt: skip
    keeps = table["actor"].where(table["event_type"] == "repelled", "")
    rows["holder"] = table["control_after"].where(table["control_after"] != "", keeps)
    rows = rows[((last - first).dt.days < EXACT_DAYS) & (rows["told"] | rows["denied"])]
    pairs = rows.merge(rows, on="spot", suffixes=("", "_other"))
    slack = pd.Timedelta(days=TOLERANCE_DAYS)
    near = (pairs["first"] <= pairs["last_other"] + slack) & (pairs["first_other"] <= pairs["last"] + slack)
    both = pairs["told"] & pairs["told_other"]
    held = pairs["holder"].isin(HOLDERS) & pairs["holder_other"].isin(HOLDERS)
    other_holder = both & held & (pairs["holder"] != pairs["holder_other"])
    same = (pairs["kind"] == pairs["kind_other"]) & (
        (pairs["actor"] == pairs["actor_other"]) | (pairs["actor"] == "") | (pairs["actor_other"] == "")
    )
    refuted = same & (pairs["told"] & pairs["denied_other"] | pairs["denied"] & pairs["told_other"])
    named = pairs[near & (other_holder | refuted)].groupby("at")["happening_other"].agg(";".join)
    table["rivals"] = named.reindex(table.index).fillna("").astype(object)
    table["rival"] = (spoken & (table["denied_by"] != "")) | (table["rivals"] != "")
    return table


def choose_reports(reports: pd.DataFrame, told: pd.DataFrame, most: int) -> pd.DataFrame:
    """Choose the reports to be read closely: those with most rival accounts, then with most events; in order of days.

    Parameters
    ----------
    reports : DataFrame
        From `list_reports`.
    told : DataFrame
        From `note_rivals`.
    most : int
        How many. A text of more than `SHOWN_IN_FULL` characters is not chosen.

    Raises
    ------
    LibyaConflictError
        `most` is below zero.
    """
    if most < 0:
        raise LibyaConflictError(f"most is {most}: it says how many dispatches are shown in full, 0 or more.")
    rival = told.loc[told["rival"], "docs"].str.split(";").explode().value_counts()
    ranked = reports.assign(rivals=reports["doc"].str.replace(";", ",").map(rival).fillna(0).astype(int))
    ranked = ranked[ranked["length"] <= SHOWN_IN_FULL]
    ranked = ranked.sort_values(["rivals", "events", "published", "doc"], ascending=[False, False, True, True])
    return ranked.head(most).sort_values(["published", "doc"], kind="stable").reset_index(drop=True)


def list_tellings(coded: pd.DataFrame, case: Case) -> pd.DataFrame:
    """List what reports tell of each place, for a chart: one row a place, span of days, status and side.

    Returns
    -------
    DataFrame
        `place`, `status`, `side` (of whoever acted, or holds the place), `earliest`, `latest` (days on which it may
        have been, by rule 10: up to a week before a report that names no day), `day` (on which its mark stands),
        `docs` (how many reports tell it so). What has no day is not in it.
    """
    columns = ["place", "status", "side", "earliest", "latest", "day"]
    gathered = coded.assign(actor=coded["actor"].where(coded["actor"] != "", coded["control_after"]))
    days = _days(gathered)
    rows = gathered.assign(**days)[days["day"].notna()]
    sides = {
        (actor, day): _side(actor, day, case)
        for actor, day in rows[["actor", "day"]].drop_duplicates().itertuples(index=False)
    }
    rows = rows.assign(side=[sides[key] for key in zip(rows["actor"], rows["day"], strict=True)])
    rows = rows.groupby(columns, sort=True)["doc"].nunique().rename("docs").reset_index()
    return rows.astype({"docs": "int64"})


def _days(rows: pd.DataFrame) -> pd.DataFrame:
    first, last = to_days(rows["date"], rows.index)
    days = pd.DataFrame({"first": first, "last": last}, index=rows.index)
    known = (rows["date"] != "") & (days["first"] > PAST) & (days["last"] < FUTURE)
    reach = day_keys(days["first"], days["last"], rows["date_basis"], rows["event_type"].map(family))
    day = days["last"].where(rows["date_basis"] == "published", (days["first"] + days["last"]) // 2)
    found = {"earliest": reach["lo"], "latest": reach["hi"], "day": day}
    return pd.DataFrame({name: pd.to_datetime(cells.where(known), unit="D") for name, cells in found.items()})


def _side(actor: str, day: pd.Timestamp, case: Case) -> str:
    """Give the side of an actor, of two that fight each other ``both``, in the words of the charts."""
    if not actor or actor in ("contested", "unknown"):
        return "unknown"
    sides = {name if name in ("local", "other") else case.side_of(name, day) for name in actor.split("/")}
    sides = {"none" if side == "other" else side for side in sides}
    return "both" if {"GNA", "LNA"} <= sides else sides.pop() if len(sides) == 1 else "unknown"


def telling_window(tellings: pd.DataFrame, reports: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Give the days to draw: all that is told, but no further than a year before the first report, or 90 days after.

    A report's one word on an older war would else press all others into a corner.
    """
    published = pd.to_datetime(reports["published"])
    first, last = published.min(), published.max()
    days = tellings.loc[tellings["day"].between(first - pd.Timedelta(days=366), last + pd.Timedelta(days=90)), "day"]
    return (first, last) if days.empty else (days.min(), days.max())


def foremost_tellings(
    tellings: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp, *, most: int = 30, marks: int = MOST_MARKS
) -> pd.DataFrame:
    """Keep what is told within a window of the places of which most is told, those with a denial first.

    Where that would be more than so many marks, what is told alike of a place in one week, else in one month, is
    gathered into one; where even that is too much, there are fewer places.

    Returns
    -------
    DataFrame
        The columns of `list_tellings`, with `unit` (day, week or month), in order of the place's first day.
    """
    shown = tellings[tellings["day"].between(start, end)]
    told = shown.assign(denied=shown["status"] == "denied").groupby("place")
    places = told.agg(denied=("denied", "any"), docs=("docs", "sum"), first=("day", "min")).reset_index()
    ranked = places.sort_values(["denied", "docs", "first", "place"], ascending=[False, False, True, True]).head(most)
    for unit in _UNITS:
        gathered = shown if unit == "day" else _gathered(shown, _UNITS[unit])
        drawn = gathered["place"].value_counts().reindex(ranked["place"]).cumsum()
        if (drawn <= marks).all():
            break
    ranked = ranked[(drawn <= marks).to_numpy() | (ranked.index == ranked.index[:1].min())]
    order = {place: n for n, place in enumerate(ranked.sort_values(["first", "place"])["place"])}
    kept = gathered[gathered["place"].isin(order)]
    kept = kept.assign(unit=unit, rank=kept["place"].map(order))
    kept = kept.sort_values(["rank", "day", "status", "side"], kind="stable")
    return kept.drop(columns="rank").reset_index(drop=True)


def _gathered(tellings: pd.DataFrame, period: str) -> pd.DataFrame:
    """Gather what is told alike within a week or a month into one mark over the days from the first to the last."""
    keys = ["place", "status", "side"]
    within = tellings.assign(period=tellings["day"].dt.to_period(period)).groupby([*keys, "period"], sort=True)
    rows = within.agg(earliest=("day", "min"), latest=("day", "max"), docs=("docs", "sum")).reset_index()
    rows["day"] = (rows["earliest"] + (rows["latest"] - rows["earliest"]) / 2).dt.normalize()
    return rows[list(tellings.columns)]


def list_doubts(told: pd.DataFrame) -> pd.DataFrame:
    """List the kinds of doubt that the reports leave, in the order in which a reader may take them up.

    Parameters
    ----------
    told : DataFrame
        From `note_rivals`.

    Returns
    -------
    DataFrame
        `doubt`, `happenings` (how many) and `which` (their ids, a list).
    """
    words = told["status"].isin(("claimed", "asserted", "disputed", "confirmed"))
    basis = told["date_basis"]
    bare = told["event_type"].isin(_GAINED) & (told["actor"] == "") & (told["control_after"] == "")
    kinds = {
        "told and denied": words & (told["denied_by"] != ""),
        "denied; no coded event here tells it": (told["status"] == "denied") & ~told["rival"],
        f"another account within {TOLERANCE_DAYS} days denies it, or names another holder": told["rivals"] != "",
        "only claimed; no coded event here confirms it": told["status"] == "claimed",
        "told by one report only": words & (told["n_docs"] == 1),
        "reports differ on the day": told["other_dates"] != "",
        "the day is that of publication, for the text names none": words & (basis == "published"),
        "no day is known": words & told["earliest"].isna() & told["latest"].isna(),
        "ground changes hands, and the text does not say to whom": words & bare,
        "the place is not in the gazetteer, so nothing can be compared": told["place_id"] == "",
    }
    rows = [(kind, int(found.sum()), list(told.loc[found, "happening"])) for kind, found in kinds.items()]
    return pd.DataFrame(rows, columns=["doubt", "happenings", "which"])
