"""Time a map of control, drawn and written as a PNG, beside what one would use instead.

    pip install adjustText
    python benchmarks/maps.py [DAY]

Instead one would call `scatter` place by place and let adjustText move as many labels as our map has. Counted are also
the labels that overlap another in the end. `first` is the first map of a frame, for which room for its names has to
be found; `again` is the same map, which finds them in memory; `another day` finds them there unless other places are
contested. Each is the median of five: now and then Python's full collection of garbage falls into one and adds 0.1 s.
"""

import sys
import tempfile
import time
from statistics import median

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt

import libyaconflict as lc
from libyaconflict import theme
from libyaconflict.maps import find_frame, in_frame, load_frames, plot_map
from libyaconflict.maps.base import map_axes
from libyaconflict.maps.placing import find_positions
from libyaconflict.maps.save import save_figure

RUNS = 5


def timed(call):
    """Give the result of a call and the seconds of processor time it took, which other programs do not lengthen."""
    start = time.process_time()
    result = call()
    return result, time.process_time() - start


def written(ax):
    """Write the figure as a PNG, as the command `map` does."""
    with tempfile.TemporaryDirectory() as folder:
        save_figure(ax, f"{folder}/map.png")
    plt.close(ax.figure)  # drawn already; pyplot need not keep it
    return ax


def overlaps(texts):
    """Count the texts that overlap another by more than a pixel."""
    boxes = [text.get_window_extent().padded(-0.5) for text in texts]
    return sum(any(one.overlaps(other) for other in boxes if other is not one) for one in boxes)


def by_scatter(held, frame, names):
    """Draw as one would by hand: a call a place, then adjustText."""
    from adjustText import adjust_text

    frame = find_frame(frame)
    ax = map_axes(frame)
    texts = []
    for row in in_frame(held, frame).itertuples():
        style = theme.STYLES[row.holder]
        ax.scatter(
            row.lon, row.lat, s=theme.MARK_PT[row.certainty] ** 2, color=style.color,
            marker=theme.place_shape(row.kind).marker, edgecolor="white", linewidth=0.7,
        )  # fmt: skip
        if row.place_id in names:
            texts.append(ax.text(row.lon, row.lat, row.place, fontsize=theme.TINY_PT))
    adjust_text(texts, ax=ax)
    written(ax)
    return texts


def main():
    day = sys.argv[1] if len(sys.argv) > 1 else "2020-05-18"
    case, periods = lc.rebuilt()
    held = lc.held_on(periods, case.gazetteer, day)
    other = lc.held_on(periods, case.gazetteer, "2020-06-05")
    written(plot_map(held, frame="libya"))
    for frame in load_frames():
        turns = []
        for _ in range(RUNS):
            find_positions.cache_clear()
            ax, first = timed(lambda frame=frame: written(plot_map(held, frame=frame, on=day)))
            _, drawn = timed(lambda frame=frame: plot_map(held, frame=frame, on=day))
            plt.close("all")
            _, again = timed(lambda frame=frame: written(plot_map(held, frame=frame, on=day)))
            _, next_day = timed(lambda frame=frame: written(plot_map(other, frame=frame, on="2020-06-05")))
            turns.append((first, drawn, again, next_day))
        first, drawn, again, next_day = (median(times) for times in zip(*turns, strict=True))
        names = {text.get_gid().split("|")[1]: text for text in ax.texts if str(text.get_gid()).startswith("label|")}
        wrong = overlaps(list(names.values()))
        print(
            f"{frame:12} {len(in_frame(held, find_frame(frame))):3} places, {len(names)} names, {wrong} overlapping; "
            f"first {first:.2f} s, again {again:.2f} s (drawing {drawn:.2f} s), another day {next_day:.2f} s",
            end="",
        )
        try:
            texts, by_hand = timed(lambda frame=frame, names=names: by_scatter(held, frame, names))
        except ImportError:
            print("; adjustText is not installed, so nothing to compare with")
            continue
        print(
            f"; scatter and adjustText {by_hand:.2f} s with {overlaps(texts)} overlapping; "
            f"ratio {by_hand / again:.1f} (first map {by_hand / first:.1f})"
        )
        plt.close("all")


if __name__ == "__main__":
    main()
