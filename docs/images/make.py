"""Draw the pictures of the README: python docs/images/make.py."""

from pathlib import Path

import libyaconflict as lc
from libyaconflict import charts, maps
from libyaconflict.charts.show import png

START, END = "2020-03-25", "2020-06-14"
case, periods = lc.rebuilt()
named = """
Zaltan, Surman, Abu Qurayn, Watiya airbase, Asabaa, Mizda, Salah al-Din, Yarmouk camp, Ain Zara,
Tripoli international airport, Qasr bin Ghashir, Tarhouna, Bani Walid, Wishka, Sirte, Jufra airbase
"""
ids = [case.gazetteer.resolve(name.strip()) for name in named.strip().split(",")]
bars = lc.select_periods(periods, ids, start=START, end=END)
ax = charts.plot_control(bars, start=START, end=END, phases=case.phases)
Path(__file__).with_name("collapse.png").write_bytes(png(ax.figure))

days = ("2020-05-17", "2020-06-05")
before, after = (lc.held_on(periods, case.gazetteer, day) for day in days)
moved = lc.find_shifts(periods, start=days[0], end=days[1])
ax = maps.plot_change_map(before, after, frame="northwest", days=days, moved=moved)
Path(__file__).with_name("changes.png").write_bytes(png(ax.figure))
