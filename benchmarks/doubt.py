"""Score the probabilities of control on keys that they have not seen, and time all that issue 6 asks for.

    python benchmarks/doubt.py [TIMES]

Each key is cut in two by place. The priors of docs/probability.md were settled while looking at the first half; the
second is held out. Carry-forward of the last row is what a user would use instead. Then the case is made TIMES (default
100) larger by copying its places and reports under other names, to show that time grows with the number of reports.
One core is used.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import resource
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

import libyaconflict as lc
from libyaconflict.emissions import observe
from libyaconflict.hidden import fit, smooth_blocks
from libyaconflict.score import carry_forward

QUESTIONS = Path(__file__).parents[1] / "tests" / "data" / "questions.csv"


def timed(call):
    start = time.process_time()
    result = call()
    return result, time.process_time() - start


def by_place(values, places, draws=2000):
    """Give the middle 95 % of the mean when places are drawn anew, all rows of a place together."""
    groups = [group.to_numpy() for _, group in values.groupby(places)]
    chance = np.random.default_rng(1)
    means = [np.concatenate([groups[n] for n in chance.integers(len(groups), size=len(groups))]).mean()
             for _ in range(draws)]  # fmt: skip
    return np.percentile(means, [2.5, 97.5])


def scores(case, periods):
    endline = next((case.folder / "keys").glob("*.csv"))
    for name, path in (("endline", endline), ("dated facts", QUESTIONS)):
        key = lc.read_key(path)
        table = lc.score_probability(key, case)
        right = lc.score_control(key, case, periods)["right"]
        answered = (carry_forward(key, case) != "").to_numpy()
        odd = pd.util.hash_array(key["place"].to_numpy(dtype=object)) % 2 == 1
        for half, rows in (("seen while priors were set", ~odd), ("held out", odd)):
            ours, plain = table.loc[rows, "brier"].mean(), table.loc[rows, "carry_forward_brier"].mean()
            steps = 2 * (1 - right[rows].mean())
            print(f"{name}, {half} (n={rows.sum()}): Brier {ours:.3f}, carry-forward {plain:.3f}, "
                  f"ratio {ours / plain:.2f}; rebuilt control taken as certain {steps:.3f}")  # fmt: skip
            both = rows & answered
            lead = table.loc[rows, "carry_forward_brier"] - table.loc[rows, "brier"]
            low, high = by_place(lead, key.loc[rows, "place"])
            print(f"  where carry-forward has a row to carry (n={both.sum()}): Brier "
                  f"{table.loc[both, 'brier'].mean():.3f}, "
                  f"carry-forward {table.loc[both, 'carry_forward_brier'].mean():.3f}; "
                  f"lead over all {lead.mean():.3f}, 95 % interval {low:.3f} to {high:.3f}")  # fmt: skip
        print(lc.calibrate(table[odd]).round(3).to_string(index=False))


def renamed(cell, copied, tail):
    return ";".join(part + tail if part in copied else part for part in cell.split(";") if part)


def larger(case, times):
    """Give a case with every place but regions copied so many times, with its baseline and reports."""
    region = case.places["kind"].isin(["region", "country"])
    towns = case.places[~region]
    kept = set(towns["name"]) | set(towns["place_id"])
    ids = set(towns["place_id"])
    places, events, baseline = [case.places[region]], [], []
    for n in range(times):
        tail = f"-{n}"
        copy = towns.assign(name=towns["name"] + tail, place_id=towns["place_id"] + tail, aliases="", name_ar="",
                            ambiguous_aliases="")  # fmt: skip
        copy["part_of"] = [part + tail if part in ids else part for part in towns["part_of"]]
        copy["also_in"] = [
            ";".join(p + tail if p in ids else p for p in cell.split(";") if p) for cell in towns["also_in"]
        ]
        places.append(copy)
        told = case.events[case.events["place_id"].isin(ids)]
        events.append(told.assign(id=told["id"] + tail, place=told["place"] + tail, place_id=told["place_id"] + tail))
        base = case.baseline[case.baseline["place_id"].isin(ids)]
        models = [
            ";".join(m + tail if m in kept else m for m in cell.split(";") if m) for cell in base["inferred_from"]
        ]
        baseline.append(base.assign(place=base["place"] + tail, place_id=base["place_id"] + tail, inferred_from=models))
    tables = [pd.concat(parts, ignore_index=True) for parts in (places, events, baseline)]
    return replace(case, places=tables[0], events=tables[1], baseline=tables[2])


def model_of(case, timeline):
    """Estimate and run the model, block by block, holding no more than one block of places."""
    seen = observe(case, timeline)
    model = fit(seen)
    return sum(float(state[..., 0].sum()) for _, state in smooth_blocks(seen, model))


def main():
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    (case, periods), reading = timed(lc.rebuilt)
    scores(case, periods)
    timeline, merging = timed(lambda: lc.merge_timeline(case))
    _, rules = timed(lambda: [lc.reconstruct_control(case, timeline, belief=name) for name in lc.BELIEFS])
    _, ledger = timed(lambda: lc.claims_ledger(case, timeline))
    _, chances = timed(lambda: lc.control_probability(case, timeline))
    print(f"whole case: timeline {merging:.2f} s, four rules {rules:.2f} s, ledger {ledger:.2f} s, probability "
          f"{chances:.2f} s, together {merging + rules + ledger + chances:.2f} s of one core")  # fmt: skip
    for kind in ("source", "publisher", "vantage"):
        _, left = timed(lambda kind=kind: lc.leave_out(case, kind, timeline=timeline))
        print(f"leave out each {kind}: {left:.1f} s")
    before = None
    for size in (times // 10, times):
        big = larger(case, size)
        table, merging = timed(lambda big=big: lc.merge_timeline(big))
        _, rules = timed(lambda big=big, table=table: [len(lc.reconstruct_control(big, table, belief=name))
                                                       for name in lc.BELIEFS])  # fmt: skip
        _, chances = timed(lambda big=big, table=table: model_of(big, table))
        _, ledger = timed(lambda big=big, table=table: lc.claims_ledger(big, table))
        total, peak = merging + rules + chances + ledger, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(f"{size} times ({len(big.events):,} reports): timeline {merging:.1f} s, four rules {rules:.1f} s, "
              f"probability {chances:.1f} s, ledger {ledger:.1f} s, together {total:.1f} s, "
              f"most memory so far {peak:.1f} GB")  # fmt: skip
        if before:
            print(f"reports x {size / before[0]:.0f}: time x {total / before[1]:.1f}")
        before = (size, total)


if __name__ == "__main__":
    main()
