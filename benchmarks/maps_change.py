"""How long small multiples take, against drawing as many single maps with the same labels one after another.

Run ``python benchmarks/maps_change.py``: seconds of processor time, the best of three, and the ratio.
"""

from __future__ import annotations

import time

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt

import libyaconflict as lc
from libyaconflict import maps
from libyaconflict.maps.placing import find_positions


def best(draw) -> float:
    seconds = []
    for _ in range(3):
        find_positions.cache_clear()
        start = time.process_time()
        for figure in draw():
            figure.canvas.draw()
        seconds.append(time.process_time() - start)
        plt.close("all")
    return min(seconds)


case, periods = lc.rebuilt()
days = lc.spread_days("2019-04-03", "2020-06-06", 14)
states = lc.held_on_days(periods, case.gazetteer, days)
tables = [rows for _, rows in states.groupby("day")]
print("frame         14 panels  14 maps  ratio")
for frame in maps.load_frames():
    panels = best(lambda frame=frame: [maps.plot_map_multiples(states, frame=frame).figure])
    single = best(lambda frame=frame: [maps.plot_map(rows, frame=frame).figure for rows in tables])
    print(f"{frame:12} {panels:10.2f} {single:8.2f} {panels / single:6.2f}")
