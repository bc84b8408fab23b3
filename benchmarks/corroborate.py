"""Time the gathering and weighing of many coded events, beside a loop that does the same row by row.

    python benchmarks/corroborate.py [ROWS]

The rows are made up from the record: its reports, each told some days off by documents that name the actor or not. The
loop compares each event with every report of the record, as one would by hand; it is timed on a part and scaled up.
"""

import sys
import time

import numpy as np
import pandas as pd

import libyaconflict as lc
from libyaconflict.coder.coded import family


def timed(call):
    """Give the result of a call and the seconds that it took."""
    start = time.perf_counter()
    result = call()
    return result, time.perf_counter() - start


def made_up(case, rows):
    """Give a table of coded events, spread over places and days as the record is."""
    rng = np.random.default_rng(5)
    events = case.events[case.events["earliest"].notna() & case.events["latest"].notna()].reset_index(drop=True)
    picked = events.iloc[rng.integers(0, len(events), rows)].reset_index(drop=True)
    shift = pd.to_timedelta(rng.integers(-200, 200, rows), unit="D")
    named = picked["actor"].isin(("GNA", "LNA")) & (rng.random(rows) < 0.7)
    return pd.DataFrame(
        {
            "doc": [f"report-{n}" for n in rng.integers(0, max(1, rows // 5), rows)],
            "place": picked["place"],
            "place_id": picked["place_id"],
            "event_type": picked["event_type"],
            "actor": picked["actor"].where(named, ""),
            "target": "",
            "control_after": picked["control_after"].where(picked["event_type"] == "capture", ""),
            "date": (picked["earliest"] + shift).dt.strftime("%Y-%m-%d"),
            "status": rng.choice(["asserted", "claimed", "confirmed", "denied", "planned"], rows),
            "by": "",
            "date_basis": rng.choice(["clause", "sentence", "carried", "published"], rows),
        }
    )


def by_loop(told, case, timeline):
    """Find for each happening the happenings of the record at its place, of its family, within three days."""
    found = []
    for _, row in told.iterrows():
        ids = []
        for _, known in timeline.iterrows():
            if known["place_id"] == row["place_id"] and family(known["event_type"]) == family(row["event_type"]):
                gap = max(known["earliest"], row["earliest"]) - min(known["latest"], row["latest"])
                if gap <= pd.Timedelta(days=3):
                    ids.append(known["happening"])
        found.append(ids)
    return found


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    case = lc.load_case()
    timeline = lc.merge_timeline(case)
    periods = lc.reconstruct_control(case, timeline)
    coded = made_up(case, rows)
    told, gathering = timed(lambda: lc.gather_happenings(coded, case=case))
    weighed, weighing = timed(lambda: lc.weigh_against_record(told, case, timeline=timeline, periods=periods))
    print(f"{len(coded):,} coded events, {len(told):,} happenings")
    print(f"gathered in {gathering:.1f} s, weighed in {weighing:.1f} s")
    print(weighed["relation"].value_counts().to_dict())
    part = told.sample(min(30, len(told)), random_state=5)
    _, looping = timed(lambda: by_loop(part, case, timeline))
    scaled = looping * len(told) / len(part)
    print(
        f"row by row {scaled:,.0f} s (scaled from {len(part)}), for the look-up alone; ratio {scaled / weighing:,.0f}"
    )


if __name__ == "__main__":
    main()
