"""The ledger of claims: every assertion about a place, by whom, from where, and which others contradict it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .case import Case
from .errors import LibyaConflictError
from .rows import each_row
from .timeline import merge_timeline
from .voices import HANDS, OUTLET, Voices

COLUMNS = [
    "assertion", "place_id", "place", "date", "earliest", "latest", "report", "happening", "event_type", "stance",
    "holder", "voice", "vantage", "against_interest", "denied", "confidence", "summary", "sources", "rivals", "origin",
]  # fmt: skip
NEAR_DAYS = 3  # two words further apart are of different times
LONG_DAYS = 14  # a word dated to a longer span is of no day that another could contradict
_CODED = (
    "happening", "place", "place_id", "event_type", "control_after", "earliest", "latest", "status", "affirmed_by",
    "claimed_by", "confirmed_by", "denied_by", "docs",
)  # fmt: skip
_ROLES = {"asserts": "affirmed_by", "claims": "claimed_by", "confirms": "confirmed_by", "denies": "denied_by"}
_EPOCH = pd.Timestamp(0)


def claims_ledger(
    case: Case, timeline: pd.DataFrame | None = None, coded: pd.DataFrame | None = None, *, place_id: str = ""
) -> pd.DataFrame:
    """List every assertion about a place, one row for each voice of each report.

    Parameters
    ----------
    case : Case
    timeline : DataFrame, optional
        From `merge_timeline`, to save making it again; it says which reports are one happening.
    coded : DataFrame, optional
        Happenings coded from dispatches, from `gather_happenings` or `weigh_against_record`; they are added with
        `origin` ``coded``, and are held against the record's own assertions.
    place_id : str
        Only what is said of this place; empty for all.

    Returns
    -------
    DataFrame
        In order of place and day: `assertion` (``report#n``), `place_id`, `place`, `date` (EDTF), `earliest` and
        `latest` (days), `report`, `happening`, `event_type`, `stance` (asserts: nobody is named, so the outlet or the
        coder says it; claims; confirms; denies), `holder` (who holds the place by this word, or by the word that is
        denied; empty where control is not at issue), `voice`, `vantage` (GNA, LNA, local, foreign, independent, press,
        coder), `against_interest` (a party says that it lost, or that the other holds it), `denied` (somebody denies
        this very report), `confidence`, `summary`, `sources` (ids), `rivals` (assertions of another vantage that
        name another holder at most three days apart, or deny what this one says; ``;`` between several), `origin`
        (record, coded).

    Raises
    ------
    LibyaConflictError
        `coded` lacks a column.

    Examples
    --------
    >>> from libyaconflict import load_case
    >>> ledger = claims_ledger(load_case())
    >>> words = ledger[(ledger["place"] == "Aziziya") & (ledger["date"] == "2019-10-20")]
    >>> words[["voice", "stance", "holder"]].values.tolist()
    [['LNA', 'claims', 'LNA'], ['Washington Post', 'confirms', 'GNA'], ['GNA', 'denies', 'LNA']]
    """
    timeline = merge_timeline(case) if timeline is None else timeline
    happening = {report: lead for lead, cell in zip(timeline["happening"], timeline["reports"], strict=True)
                 for report in cell.split(";")}  # fmt: skip
    voices, rows = Voices(case), []
    for row in each_row(case.events[case.events["place_id"] == place_id] if place_id else case.events):
        for n, word in enumerate(voices.words(row), start=1):
            rows.append(
                (f"{row.id}#{n}", row.place_id, row.place, row.date, row.earliest, row.latest, row.id,
                 happening.get(row.id, row.id), row.event_type, word.stance, word.holder, word.voice, word.vantage,
                 word.against_interest, bool(row.disputed_by) and word.stance != "denies", row.confidence,
                 row.summary, row.sources, "", "record")
            )  # fmt: skip
    rows += _coded_rows(coded, voices) if coded is not None else []
    ledger = pd.DataFrame(rows, columns=COLUMNS).astype({"earliest": "datetime64[ns]", "latest": "datetime64[ns]"})
    if place_id:
        ledger = ledger[ledger["place_id"] == place_id]
    ledger = ledger.sort_values(["place", "earliest", "latest"], kind="stable", na_position="first")
    return link_rivals(ledger.reset_index(drop=True))


def link_rivals(ledger: pd.DataFrame) -> pd.DataFrame:
    """Fill `rivals` of a ledger: assertions that contradict each other in place and time."""
    first = (ledger["earliest"] - _EPOCH).dt.days.to_numpy(dtype=float, na_value=np.nan)
    last = (ledger["latest"] - _EPOCH).dt.days.to_numpy(dtype=float, na_value=np.nan)
    usable = (ledger["holder"] != "") & (ledger["holder"] != "unknown") & (last - first <= LONG_DAYS)
    holder, vantage = ledger["holder"].to_numpy(dtype=object), ledger["vantage"].to_numpy(dtype=object)
    denies, names = (ledger["stance"] == "denies").to_numpy(), ledger["assertion"].to_numpy(dtype=object)
    rivals = np.full(len(ledger), "", dtype=object)
    for at in ledger[usable].groupby("place_id", sort=False).indices.values():
        at = np.flatnonzero(usable.to_numpy())[at]
        near = np.maximum(first[at][:, None], first[at]) - np.minimum(last[at][:, None], last[at]) <= NEAR_DAYS
        same = holder[at][:, None] == holder[at]
        denial = denies[at][:, None] ^ denies[at]
        both_deny = denies[at][:, None] & denies[at]
        against = np.where(denial, same, ~same & ~both_deny)
        foe = near & against & (vantage[at][:, None] != vantage[at])
        for number in np.flatnonzero(foe.any(axis=1)):
            rivals[at[number]] = ";".join(names[at[foe[number]]])
    return ledger.assign(rivals=rivals)


def measure_agreement(ledger: pd.DataFrame, *, freq: str = "MS") -> pd.DataFrame:
    """Count, month by month and for each two vantages, how often they name the same holder of a place.

    Two words are compared if they are of one place, from two vantages, at most three days apart, and each names a
    holder or contest. A denial of a holder agrees with a word that names another.

    Parameters
    ----------
    ledger : DataFrame
        From `claims_ledger`.
    freq : str
        Width of the steps, as pandas writes it.

    Returns
    -------
    DataFrame
        `start`, `vantages` (such as ``GNA and LNA``), `pairs`, `agreeing`, `share`; steps without a pair are left out.
    """
    columns = ["start", "vantages", "pairs", "agreeing", "share"]
    told = ledger[ledger["holder"].isin([*HANDS, "contested"]) & ledger["earliest"].notna() & ledger["latest"].notna()]
    told = told[(told["latest"] - told["earliest"]).dt.days <= LONG_DAYS]
    keep = ["place_id", "vantage", "holder", "stance", "earliest", "latest"]
    pairs = told[keep].merge(told[keep], on="place_id", suffixes=("", "_other"))
    pairs = pairs[pairs["vantage"].map(_RANK) < pairs["vantage_other"].map(_RANK)]
    start, end = pairs[["earliest", "earliest_other"]].max(axis=1), pairs[["latest", "latest_other"]].min(axis=1)
    pairs, start = pairs[(start - end).dt.days <= NEAR_DAYS], start[(start - end).dt.days <= NEAR_DAYS]
    if pairs.empty:
        return pd.DataFrame(columns=columns)
    same = pairs["holder"] == pairs["holder_other"]
    one_denies = (pairs["stance"] == "denies") ^ (pairs["stance_other"] == "denies")
    table = pd.DataFrame(
        {
            "start": start.to_numpy(),
            "vantages": pairs["vantage"] + " and " + pairs["vantage_other"],
            "agreeing": same ^ one_denies,
        }
    )
    grouped = table.groupby([pd.Grouper(key="start", freq=freq), "vantages"])["agreeing"].agg(["size", "sum"])
    grouped = grouped[grouped["size"] > 0].rename(columns={"size": "pairs", "sum": "agreeing"}).reset_index()
    return grouped.assign(share=grouped["agreeing"] / grouped["pairs"])[columns]


_RANK = {"GNA": 0, "LNA": 1, "local": 2, "foreign": 3, "independent": 4, "press": 5, "coder": 6}
_STANCE = {
    "claimed": "claims",
    "confirmed": "confirms",
    "denied": "denies",
    "disputed": "claims",
    "asserted": "asserts",
}


def _coded_rows(coded: pd.DataFrame, voices: Voices) -> list[tuple]:
    """Give one row for each voice of each coded happening; plans are no assertions of what is."""
    lacking = [name for name in _CODED if name not in coded]
    if lacking:
        raise LibyaConflictError(f"the coded happenings lack {', '.join(lacking)}; they come from gather_happenings.")
    rows = []
    told = coded[coded["status"].isin(_STANCE) & (coded["place_id"].fillna("") != "")]
    for row in told.itertuples(index=False):
        day = row.earliest if pd.notna(row.earliest) else row.latest
        words = [
            (stance, name) for stance, column in _ROLES.items() for name in getattr(row, column).split(";") if name
        ]
        denied = any(stance == "denies" for stance, _ in words)
        for n, (stance, name) in enumerate(words or [(_STANCE[row.status], "")], start=1):
            vantage = voices.vantage(name, day) if name else "press"
            holder = row.control_after if row.control_after in (*HANDS, "contested") else ""
            admits = vantage in ("GNA", "LNA") and holder in HANDS and holder != vantage and stance != "denies"
            rows.append(
                (f"{row.happening}#{n}", row.place_id, row.place, _written(row.earliest, row.latest),
                 row.earliest, row.latest, row.happening, row.happening, row.event_type, stance, holder,
                 name or OUTLET, vantage, admits, denied and stance != "denies", row.status, "", row.docs, "", "coded")
            )  # fmt: skip
    return rows


def _written(earliest: pd.Timestamp, latest: pd.Timestamp) -> str:
    """Write two days as EDTF."""
    first, last = (".." if pd.isna(day) else f"{day:%Y-%m-%d}" for day in (earliest, latest))
    return first if first == last != ".." else f"{first}/{last}"
