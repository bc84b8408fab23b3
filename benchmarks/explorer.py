"""How long a step of the explorer takes, measured in JupyterLab itself: python benchmarks/explorer.py

For each frame of the maps the slider is stepped by its arrow key, day by day through the spring of 2020. A step of the
map lasts from the key until the browser has painted the new day; a step of the dossier until what the kernel tells of
that day is painted too. Beside it, what a reader would do without the explorer: draw the static map anew.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from browser import launched
from explorer_page import lay_out, open_notebook
from lab_server import jupyter_lab

STEPS = 60
MEASURE = """async ([steps, key]) => {
    const handle = document.querySelector(".noUi-handle"), date = document.querySelector(".lcm-date");
    const told = document.querySelector(".lyc-told").parentElement, map = [], dossier = [];
    const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    const changed = (node, options) => new Promise(done => {
        const watch = new MutationObserver(() => (watch.disconnect(), done()));
        watch.observe(node, options);
    });
    handle.focus();
    for (let step = 0; step < steps; step++) {
        const drawn = changed(date, { attributeFilter: ["datetime"] }), heard = changed(told, { childList: true });
        const began = performance.now();
        handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
        await drawn;
        await painted();
        map.push(performance.now() - began);
        await heard;
        await painted();
        dossier.push(performance.now() - began);
    }
    return [map, dossier];
}"""


def tell(what: str, times: list[float]) -> None:
    ranked = sorted(times)
    middle, high = statistics.median(times), ranked[int(0.95 * (len(ranked) - 1))]
    print(f"{what}: median {middle:.0f} ms, 95 in 100 within {high:.0f} ms, longest {ranked[-1]:.0f} ms")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        study = lay_out(Path(folder) / "study")
        executable = sys.argv[1] if len(sys.argv) > 1 else "/usr/bin/chromium"
        with jupyter_lab(study, Path(folder) / "server") as address, launched(executable) as browser:
            page = browser.new_page(viewport={"width": 1500, "height": 1150})
            page.set_default_timeout(60_000)
            open_notebook(page, address)
            for frame in ("Libya", "Northwest Libya", "Greater Tripoli", "Sirte and Jufra"):
                page.get_by_label("Frame").select_option(frame)
                page.wait_for_timeout(500)
                drawn, told = page.evaluate(MEASURE, [STEPS, "ArrowLeft"])
                tell(f"{frame}, map", drawn)
                tell(f"{frame}, dossier too", told)
                page.evaluate(MEASURE, [STEPS, "ArrowRight"])
    static()


def static() -> None:
    import matplotlib.pyplot as plt

    import libyaconflict as lc
    from libyaconflict.charts.show import png
    from libyaconflict.maps import plot_map

    case, periods = lc.rebuilt()
    times = []
    for day in ("2020-06-05", "2020-06-04", "2020-06-03", "2020-06-02"):
        began = time.perf_counter()
        axes = plot_map(lc.held_on(periods, case.gazetteer, day), frame="northwest", on=day)
        png(axes.figure)
        times.append(1000 * (time.perf_counter() - began))
        plt.close(axes.figure)
    tell("The static map of Northwest Libya, drawn anew", times[1:])


if __name__ == "__main__":
    main()
