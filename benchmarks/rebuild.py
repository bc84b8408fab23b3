"""Time the rebuilding of the case and the annotation of a large table, beside what one would use instead.

    python benchmarks/rebuild.py [ROWS]

Instead of the annotation one would filter the control periods row by row; that is timed on a part and scaled up.
"""

import sys
import time

import numpy as np
import pandas as pd

import libyaconflict as lc


def timed(call, times=3):
    """Give the result of a call and the shortest of several times that it took, in seconds."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        result = call()
        best = min(best, time.perf_counter() - start)
    return result, best


def by_filter(table, periods, gazetteer):
    """Answer row by row with a filter, as one would by hand."""
    answers = []
    for place, date in table[["place", "date"]].itertuples(index=False):
        day = pd.Timestamp(date)
        here = periods["place_id"] == gazetteer.resolve(place)
        row = periods[here & (periods["start"] <= day) & (periods["end"] >= day)]
        answers.append(row["holder"].iloc[0])
    return answers


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    case, reading = timed(lc.load_case)
    timeline, merging = timed(lambda: lc.merge_timeline(case))
    periods, control = timed(lambda: lc.reconstruct_control(case, timeline))
    print(f"{len(case.events)} reports, {len(case.places)} places, {len(periods)} control periods")
    print(f"read and check {reading:.2f} s, timeline {merging:.2f} s, control {control:.2f} s")
    rng = np.random.default_rng(5)
    days = pd.date_range(*case.window).strftime("%Y-%m-%d")
    table = pd.DataFrame({"place": rng.choice(case.places["name"], rows), "date": rng.choice(days, rows)})
    out, ours = timed(lambda: lc.annotate_control(table, case, periods), times=1)
    part = table.head(1000)
    theirs, filtering = timed(lambda: by_filter(part, periods, case.gazetteer), times=1)
    assert list(out["holder"].head(1000)) == theirs
    scaled = filtering * rows / len(part)
    print(f"annotate {rows:,} rows {ours:.2f} s; row by row {scaled:,.0f} s (scaled); ratio {scaled / ours:,.0f}")


if __name__ == "__main__":
    main()
