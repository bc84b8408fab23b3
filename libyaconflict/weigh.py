"""Weigh happenings of coded reports against the curated record (rules of section 11 of ``docs/rules.md``)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .case import Case, load_case
from .coder.coded import family
from .control import reconstruct_control
from .corroborate import gather_happenings
from .dates import describe_span, parse_edtf
from .dayspans import FUTURE, PAST, PLAN_DAYS, RECURRENT, day_keys
from .errors import LibyaConflictError
from .lookup import annotate_control
from .timeline import HOLDERS, merge_timeline

RELATIONS = ("supports", "contradicts", "new", "prospective")
TOLERANCE_DAYS, RECURRENT_TOLERANCE_DAYS = 3, 1
EXACT_DAYS = 7  # a rival account must be dated to a week, and so must what it is held against
_TOLD, _DOUBTED, _FAILED = 0, 1, 2  # the record has it; has it as a doubtful claim; has it as not so
_AFFIRMED = ("confirmed", "asserted")
_NEEDED = ("place", "place_id", "event_type", "actor", "control_after", "earliest", "latest", "date_basis", "status")
_DEEDS = {  # for a reader; other kinds are called by their names
    "capture": "{} captured", "recapture": "{} recaptured", "entry_unopposed": "{} entered unopposed",
    "side_switch": "a change of sides at {}", "withdrawal": "{} left", "repelled": "an attack at {} repelled",
    "airstrike": "{} struck from the air", "drone_strike": "{} struck by drone", "shelling": "{} shelled",
    "siege": "{} besieged", "clash": "fighting at {}", "displacement": "displacement at {}", "talks": "talks at {}",
    "civilian_harm": "harm to civilians at {}", "shootdown": "an aircraft shot down at {}",
}  # fmt: skip


def weigh_against_record(
    told: pd.DataFrame,
    case: Case | None = None,
    *,
    timeline: pd.DataFrame | None = None,
    periods: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Say of each happening if the curated record has it, tells otherwise, or has nothing of it.

    Parameters
    ----------
    told : DataFrame
        Happenings from `gather_happenings`, or coded events, which are gathered first.
    case : Case, optional
        The record; the bundled one if not given.
    timeline, periods : DataFrame, optional
        From `merge_timeline` and `reconstruct_control`, to save making them again.

    Returns
    -------
    DataFrame
        The happenings with `relation` (supports, contradicts, new, prospective), `record` (ids of the happenings of
        the record that it rests on, or of the evidence of control, joined by ``;``) and `why`, a sentence.

    Raises
    ------
    LibyaConflictError
        The table is neither, or a column is missing.

    Examples
    --------
    >>> from libyaconflict.corroborate import NEEDED
    >>> row = dict.fromkeys(NEEDED, "") | {"place": "Tarhouna", "place_id": "tarhouna", "event_type": "capture"}
    >>> row |= {"doc": "own", "actor": "GNA", "date": "2020-06-05", "date_basis": "clause", "status": "asserted"}
    >>> weigh_against_record(pd.DataFrame([row]))["why"][0]
    'the record has Tarhouna captured by the GNA on 5 June 2020 (3 reports)'
    """
    case = load_case() if case is None else case
    told = told if "happening" in told else gather_happenings(told, case=case)
    lacking = [name for name in _NEEDED if name not in told]
    if lacking:
        raise LibyaConflictError(f"the happenings lack {', '.join(lacking)}; they come from gather_happenings.")
    timeline = merge_timeline(case) if timeline is None else timeline
    periods = reconstruct_control(case, timeline) if periods is None else periods
    asked = _asked(told)
    record = _record(case, timeline, periods)
    pairs = _pairs(asked, record, case)
    control = _control(asked, case, periods)
    answers = pd.DataFrame({"relation": "", "record": "", "why": ""}, index=asked.index)
    for rule in (_planned, _borne_out, _stated, _rival, _holder_differs, _unheard):
        answer = rule(asked, record, pairs, control)
        open_ = answers.index[answers["relation"] == ""].intersection(answer.index)
        answers.loc[open_] = answer.loc[open_]
    out = told.reset_index(drop=True)
    return out.assign(**{name: answers[name].to_numpy() for name in answers})


# -- the two sides of the scales ------------------------------------------------------------------------------------


def _asked(told: pd.DataFrame) -> pd.DataFrame:
    """Give the happenings their families, and their dates as numbers of days."""
    asked = told.reset_index(drop=True).copy()
    asked["kind"] = _families(asked["event_type"])
    asked["dated"] = asked["earliest"].notna() | asked["latest"].notna()
    asked["first"], asked["last"] = _days(asked["earliest"], PAST), _days(asked["latest"], FUTURE)
    return asked.assign(**day_keys(asked["first"], asked["last"], asked["date_basis"], asked["kind"]))


def _record(case: Case, timeline: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    """Give the record one row a report, and one more for the other end of each change of hands.

    A capture tells that the former holder left, a withdrawal that the next one came.
    """
    lead = timeline.assign(phrase=[phrase_happening(row) for row in timeline.itertuples(index=False)])
    lead = lead.assign(id=lead["reports"].str.split(";")).explode("id").set_index("id")
    rows = case.events[case.events["event_type"] != "other"].set_index("id")  # "other" is no kind to compare
    rows = rows.join(lead[["happening", "phrase"]]).assign(kind=_families(rows["event_type"]), own=True)
    changed = (rows["control_before"] != rows["control_after"]) & rows["control_after"].isin(HOLDERS)
    taken, left = rows[changed & (rows["kind"] == "withdrawal")], rows[changed & (rows["kind"] == "capture")]
    left = left[left["control_before"].isin(HOLDERS)]
    both = [
        rows,
        taken.assign(kind="capture", actor=taken["control_after"], own=False),
        left.assign(kind="withdrawal", actor=left["control_before"], own=False),
    ]
    rows = pd.concat(both).rename_axis("report").reset_index()
    rows["first"], rows["last"] = _days(rows["earliest"], PAST), _days(rows["latest"], FUTURE)
    rows["names"] = [_names(row, case) for row in rows.itertuples(index=False)]
    aside = {name for cell in periods["set_aside"].unique() for name in cell.split(";") if name}
    gone = rows["report"].isin(aside)
    capture = (rows["kind"] == "capture") & rows["own"] & (rows["control_after"] != "")
    kept = np.array([after not in names for after, names in zip(rows["control_after"], rows["names"], strict=True)])
    doubted = (rows["disputed_by"] != "") & (rows["confirmed_by"] == "") & (rows["confidence"] == "low")
    contested = rows["control_after"] == "contested"
    rows["verdict"] = np.select(
        [gone | capture & kept & ~contested, doubted | capture & contested], [_FAILED, _DOUBTED], _TOLD
    )
    rows["sure"] = (rows["confirmed_by"] != "") | (rows["confidence"] == "high")
    return rows


def _names(row: object, case: Case) -> frozenset[str]:
    """Give all names under which the actor of a report may be coded: its own, its side, the holder it makes."""
    day = row.earliest if pd.notna(row.earliest) else row.latest
    names = [name for name in row.actor.split(";") if name]
    if row.kind == "clash":  # fighting has no direction
        names += [name for name in row.target.split(";") if name]
    sides = {case.side_of(name, day) for name in names} - {"none", "local"}
    gained = row.kind == "capture" and row.control_before != row.control_after and row.control_after in HOLDERS
    return frozenset([*names, *sides, *([row.control_after] if gained else [])])


def _pairs(asked: pd.DataFrame, record: pd.DataFrame, case: Case) -> pd.DataFrame:
    """Pair happenings with reports of the same place and family, near in time or after a plan."""
    left = asked.loc[asked["place_id"].fillna("") != "", ["place_id", "kind", "actor", "status", "first", "last"]]
    left = left.assign(lo=asked["lo"], hi=asked["hi"], dated=asked["dated"]).rename_axis("at").reset_index()
    right = record[["place_id", "kind", "first", "last"]].rename_axis("of").reset_index()
    pairs = left.merge(right, on=["place_id", "kind"], suffixes=("", "_record"))
    gap = np.maximum(pairs["lo"], pairs["first_record"]) - np.minimum(pairs["hi"], pairs["last_record"])
    slack = np.where(pairs["kind"].isin(RECURRENT), RECURRENT_TOLERANCE_DAYS, TOLERANCE_DAYS)
    ahead = pairs["status"].isin(("planned", "hypothetical"))
    until = np.minimum(pairs["last"], pairs["first"]) + PLAN_DAYS
    fits = np.where(ahead, pairs["first_record"].between(pairs["first"], until), gap <= slack)
    pairs = pairs.assign(gap=gap.clip(lower=0))[fits & pairs["dated"]]
    names = record["names"].to_numpy()
    actors, unique = pd.factorize(pairs["actor"])
    sides = [frozenset(name.replace("/", ";").split(";")) for name in unique]
    same = {
        (actor, of): _same(sides[actor], names[of], case, record["earliest"].iat[of])
        for actor, of in dict.fromkeys(zip(actors, pairs["of"], strict=True))
    }
    pairs["same"] = np.array([same[key] for key in zip(actors, pairs["of"], strict=True)], dtype=bool)
    pairs["verdict"] = record["verdict"].to_numpy()[pairs["of"]]
    exact = (pairs["last"] - pairs["first"] < EXACT_DAYS) & (pairs["last_record"] - pairs["first_record"] < EXACT_DAYS)
    meet = (pairs["first"] <= pairs["last_record"]) & (pairs["last"] >= pairs["first_record"])
    return pairs.assign(same_days=exact & meet)


def _same(coded: frozenset[str], names: frozenset[str], case: Case, day: pd.Timestamp) -> bool:
    """Tell if a coded actor may be that of a report: one is unknown, or they share a name or a side."""
    own = coded - {""}
    if not own or not names or own & names:
        return True
    sides = {case.side_of(name, day) for name in own} if pd.notna(day) else set()
    return bool((sides - {"none", "local"}) & names)


def _control(asked: pd.DataFrame, case: Case, periods: pd.DataFrame) -> pd.DataFrame:
    """Look up who held each place on the last day of each happening."""
    day = asked["latest"].fillna(asked["earliest"]).dt.strftime("%Y-%m-%d").fillna("")
    name = asked["place_id"].map(dict(zip(case.places["place_id"], case.places["name"], strict=True))).fillna("")
    return annotate_control(pd.DataFrame({"place": name, "date": day}), case, periods)


# -- the rules, first that answers ----------------------------------------------------------------------------------


def _planned(asked: pd.DataFrame, record: pd.DataFrame, pairs: pd.DataFrame, _: pd.DataFrame) -> pd.DataFrame:
    """Say of plans only if the record shows them come true within a month."""
    plans = asked[asked["status"].isin(("planned", "hypothetical"))]
    came = _best(pairs[pairs["at"].isin(plans.index) & pairs["same"] & (pairs["verdict"] == _TOLD)])
    found = _listed(came, record)
    why = pd.Series(f"a plan, not weighed; within {PLAN_DAYS} days the record has nothing of it", index=plans.index)
    why = why.where(plans["dated"], "a plan, not weighed; it is not known of which day")
    why = ("a plan, not weighed; then the record has " + found["phrase"]).reindex(plans.index).fillna(why)
    return _answer("prospective", found["record"].reindex(plans.index).fillna(""), why)


def _borne_out(asked: pd.DataFrame, record: pd.DataFrame, pairs: pd.DataFrame, _: pd.DataFrame) -> pd.DataFrame:
    """Compare with the nearest reports of the same deed."""
    best = _best(pairs[pairs["same"]])
    found = _listed(best, record)
    status = asked.loc[found.index, "status"]
    verdict, lead = found["verdict"], record.loc[found["of"]].set_index(found.index)
    denied = lead["disputed_by"].map(
        {names: f", denied by {_the(names)}" if names else "" for names in lead["disputed_by"].unique()}
    )
    against = (
        ((verdict == _FAILED) & status.isin((*_AFFIRMED, "claimed", "disputed")))
        | ((verdict == _DOUBTED) & status.isin(_AFFIRMED))
        | ((verdict == _TOLD) & (status == "denied") & (lead["sure"] | (denied == "")))
    )
    ends = {_TOLD: "", _DOUBTED: ", but as a doubtful claim", _FAILED: ", but as a claim that came to nothing"}
    why = "the record has " + found["phrase"] + verdict.map(ends) + denied
    why = why.where(status != "denied", "denied here; " + why)
    return _answer(np.where(against, "contradicts", "supports"), found["record"], why)


def _stated(asked: pd.DataFrame, _: pd.DataFrame, __: pd.DataFrame, control: pd.DataFrame) -> pd.DataFrame:
    """Compare a statement that a side holds a place with the rebuilt control, if that is of the same holder."""
    state = (asked["event_type"] == "other") & (asked["control_after"] == control["holder"])
    rows = control[state & asked["status"].isin((*_AFFIRMED, "claimed", "disputed"))]
    return _answer("supports", rows["evidence"], "the record has " + _held(rows))


def _rival(asked: pd.DataFrame, record: pd.DataFrame, pairs: pd.DataFrame, _: pd.DataFrame) -> pd.DataFrame:
    """Find another taker of the place in the same days."""
    claims = asked.index[asked["status"].isin((*_AFFIRMED, "claimed", "disputed"))]
    other = pairs[~pairs["same"] & pairs["same_days"] & (pairs["verdict"] == _TOLD) & pairs["at"].isin(claims)]
    found = _listed(_best(other[other["kind"] == "capture"]), record)
    return _answer("contradicts", found["record"], "the record has " + found["phrase"])


def _holder_differs(asked: pd.DataFrame, _: pd.DataFrame, __: pd.DataFrame, control: pd.DataFrame) -> pd.DataFrame:
    """Find places that the record, on good evidence, has in other hands than is said here."""
    said = asked["control_after"].isin(HOLDERS) & asked["status"].isin((*_AFFIRMED, "claimed"))
    said &= (asked["last"] - asked["first"] < EXACT_DAYS) | (asked["event_type"] == "other")
    differs = control["holder"].isin(HOLDERS) & (control["holder"] != asked["control_after"])
    rows = control[said & differs & control["certainty"].isin(("certain", "likely"))]
    return _answer("contradicts", rows["evidence"], "the record has " + _held(rows))


def _unheard(asked: pd.DataFrame, _: pd.DataFrame, __: pd.DataFrame, control: pd.DataFrame) -> pd.DataFrame:
    """Say that the record has nothing of it, and who held the place."""
    slack = np.where(asked["kind"].isin(RECURRENT), RECURRENT_TOLERANCE_DAYS, TOLERANCE_DAYS)
    days = pd.Series(slack, index=asked.index).astype(str).replace({"1": "a day"}).replace({"3": "3 days"})
    why = "the record has nothing of the kind at " + asked["place"] + " within " + days
    why = why.where(asked["dated"], "it is not known of which day this is told")
    loner = (asked["event_type"] == "other") & ~asked["control_after"].isin((*HOLDERS, "contested"))
    why = why.where(~loner, "an event of no kind that can be looked for in the record")
    known = control["holder"].isin((*HOLDERS, "contested"))
    why = why.where(~known, why + "; it has " + _held(control))
    why = why.where(asked["place_id"].fillna("") != "", asked["place"] + " is not in the gazetteer of the record")
    return _answer("new", pd.Series("", index=asked.index), why)


# -- words ----------------------------------------------------------------------------------------------------------


def _best(pairs: pd.DataFrame) -> pd.DataFrame:
    """Keep for each happening the reports nearest in time, and of these the ones that tell it most plainly."""
    for name in ("gap", "verdict"):
        pairs = pairs[pairs[name] == pairs.groupby("at")[name].transform("min")]
    return pairs


def _listed(pairs: pd.DataFrame, record: pd.DataFrame) -> pd.DataFrame:
    """Give for each happening the ids that it is paired with, and the first report: its row, words and verdict."""
    rows = pairs.assign(id=record["happening"].to_numpy()[pairs["of"]], other=~record["own"].to_numpy()[pairs["of"]])
    rows = rows.assign(phrase=record["phrase"].to_numpy()[rows["of"]]).sort_values(["at", "other", "of"], kind="stable")
    ids = rows.drop_duplicates(["at", "id"]).groupby("at")["id"].agg(";".join)
    first = rows.drop_duplicates("at").set_index("at")
    return first[["phrase", "of", "verdict"]].assign(record=ids)


def phrase_happening(row: object) -> str:
    """Write a report's happening for a reader: ``Tarhouna captured by the GNA on 5 June 2020 (3 reports)``."""
    kind = row.event_type.replace("_", " ")
    deed = _DEEDS.get(row.event_type, ("an " if kind[0] in "aeio" else "a ") + kind + " at {}").format(row.place)
    by = f" by {_the(row.actor)}" if row.actor and kind != "clash" else ""
    ends = [None if pd.isna(day) else day.date() for day in (row.earliest, row.latest)]
    date = describe_span(*ends, approximate=bool(row.approximate))
    when = f" on {date}" if ends[0] == ends[1] and ends[0] and not row.approximate else f" ({date})"
    return f"{deed}{by}{when}" + (f" ({row.n_reports} reports)" if row.n_reports > 1 else "")


def _held(control: pd.DataFrame) -> pd.Series:
    holders = {name: f"held by {_the(name)}" for name in HOLDERS}
    days = {text: describe_span(*parse_edtf(text)[:2]) if text else "that day" for text in control["date"].unique()}
    named = control["holder"].map(lambda name: holders.get(name, "contested")).astype(object)
    day = control["date"].map(days.get).astype(object)
    words = control["place"] + " " + named + " on " + day
    return words + (" (" + control["certainty"] + ")").where(control["certainty"] != "", "")


def _the(name: str) -> str:
    words = {"local": "local forces", "other": "others"}
    return words.get(name) or " and ".join(f"the {part}" if part.isupper() else part for part in name.split(";"))


def _answer(relation: object, record: pd.Series, why: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"relation": relation, "record": record, "why": why}, index=why.index, dtype=object)


def _families(kinds: pd.Series) -> pd.Series:
    return kinds.map({name: family(name) for name in kinds.unique()})


def _days(stamps: pd.Series, unknown: int) -> pd.Series:
    return (stamps - pd.Timestamp(0)).dt.days.fillna(unknown).astype("int64")
