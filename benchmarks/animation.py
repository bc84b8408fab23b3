"""Time the film of control, beside matplotlib's FuncAnimation drawing the same map anew for each frame.

    python benchmarks/animation.py [FRAME] [--days N]

Printed are the cost of a picture, of the whole film of N (430) days as GIF and as MP4, and what FuncAnimation takes
for a frame of the same size, timed on a few and scaled up: once with the marks of a standing map restyled, so that
matplotlib draws the whole figure per frame, and once with `plot_map` called per frame, as one would write it first.
"""

import argparse
import os
import resource
import tempfile
import time
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.animation import FuncAnimation, PillowWriter

import libyaconflict as lc
from libyaconflict.maps import plot_map
from libyaconflict.maps.animation import animate_map
from libyaconflict.maps.moving import MovingMap

SAMPLE = 12  # frames of FuncAnimation
START = pd.Timestamp("2019-04-04")


def timed(call):
    """Give the seconds on the clock and of the processor, those of child processes too."""

    def used():
        both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(one.ru_utime + one.ru_stime for one in both)

    clock, worked = time.perf_counter(), used()
    call()
    return time.perf_counter() - clock, used() - worked


def by_restyling(film, days, path):
    """Let FuncAnimation draw the whole figure per frame, with the marks of the day."""
    for artist in film.figure.findobj():
        artist.set_animated(False)
    animation = FuncAnimation(film.figure, lambda n: film.set_day(days[n]), frames=len(days), blit=False)
    animation.save(path, writer=PillowWriter(fps=12))


def by_plotting(periods, gazetteer, film, days, path):
    """Let FuncAnimation call plot_map per frame, in a figure of the film's size."""
    figure = plt.figure(figsize=film.figure.get_size_inches(), dpi=film.figure.dpi)

    def draw(n):
        figure.clear()
        ax = figure.add_axes(film.ax.get_position())
        plot_map(lc.held_on(periods, gazetteer, days[n].date()), frame=film.frame, ax=ax, on=days[n].date())

    animation = FuncAnimation(figure, draw, frames=len(days), blit=False)
    animation.save(path, writer=PillowWriter(fps=12))
    plt.close(figure)


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("frame", nargs="?", default="northwest")
    asked.add_argument("--days", type=int, default=430)
    options = asked.parse_args()
    case, periods = lc.rebuilt()
    span = {"start": START, "end": START + pd.Timedelta(days=options.days - 1)}
    choices = {"frame": options.frame, "phases": case.phases, **span}
    film = MovingMap(periods, case.gazetteer, **choices)
    wide, high = film.figure.canvas.get_width_height()
    size = f"{wide} x {high} pixels, {len(film.place_ids)} places"
    print(f"{options.frame}: {options.days} days, {size}, {os.cpu_count()} cores")
    _, worked = timed(lambda: [film.image(day) for day in film.days])
    picture = worked / options.days
    print(f"a picture: {1000 * picture:.1f} ms of processor time")
    with tempfile.TemporaryDirectory() as folder:
        ours = {}
        for ending in ("gif", "mp4"):
            path = Path(folder) / f"film.{ending}"
            clock, ours[ending] = timed(lambda path=path: animate_map(periods, case.gazetteer, path, **choices))
            size = path.stat().st_size / 1e6
            print(f"{ending}: {clock:.1f} s on the clock, {ours[ending]:.1f} s of processor time, {size:.2f} MB")
        days = film.days[:: max(1, options.days // SAMPLE)][:SAMPLE]
        path = Path(folder) / "other.gif"
        for name, call in (
            ("FuncAnimation, restyled", lambda: by_restyling(film, days, path)),
            ("FuncAnimation, plot_map", lambda: by_plotting(periods, case.gazetteer, film, days, path)),
        ):
            _, worked = timed(call)
            each = worked / len(days)
            ratio = each * options.days / ours["gif"]
            print(f"{name}: {1000 * each:.0f} ms a frame; the whole GIF would take {ratio:.1f} times ours")


if __name__ == "__main__":
    main()
