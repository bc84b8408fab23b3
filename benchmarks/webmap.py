"""Time a step of the interactive map in Chromium, beside drawing a picture anew for each day.

    python benchmarks/webmap.py

Every day of the case is stepped through as with the slider; a step counts until style and layout are done, and again
until the next frame is on its way to the screen. Without the interactive map each day would be a new picture.
"""

import shutil
import statistics
import tempfile
import time
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
from playwright.sync_api import sync_playwright

import libyaconflict as lc
from libyaconflict.charts.show import png
from libyaconflict.maps import plot_map
from libyaconflict.webmap import write_map_page

STEPS = """async () => {
    const slider = document.querySelector('input[type=range]'), laid = [], painted = [];
    const frame = () => new Promise(done => requestAnimationFrame(() => { const c = new MessageChannel();
        c.port1.onmessage = done; c.port2.postMessage(0); }));
    for (let day = 0; day <= Number(slider.max); day += 1) {
        await frame();
        const start = performance.now();
        slider.value = day;
        slider.dispatchEvent(new Event('input', {bubbles: true}));
        document.body.getBoundingClientRect();
        laid.push(performance.now() - start);
        await frame();
        painted.push(performance.now() - start);
    }
    return [laid, painted];
}"""


def told(times):
    """Write the middle, the 95th of 100 and the longest of times in ms."""
    ordered = sorted(times)
    late = ordered[int(len(ordered) * 0.95)]
    return f"median {statistics.median(ordered):.1f} ms, 95th {late:.1f}, most {ordered[-1]:.1f}"


def main():
    case, periods = lc.rebuilt()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        start = time.perf_counter()
        path = write_map_page(case, periods, Path(folder) / "map.html", on="2020-05-18")
        print(f"page written in {time.perf_counter() - start:.2f} s, {path.stat().st_size / 1000:.0f} kB")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for frame in ("libya", "northwest", "tripoli"):
            page = browser.new_page(viewport={"width": 1400, "height": 900})
            start = time.perf_counter()
            page.goto(path.as_uri())
            page.locator(".lcm-place").first.wait_for()
            opened = time.perf_counter() - start
            page.get_by_role("combobox", name="Map").select_option(frame)
            page.get_by_role("combobox", name="Place").select_option("tripoli")
            laid, painted = page.evaluate(STEPS)
            print(f"{frame}: page open in {opened:.2f} s; {len(laid)} steps")
            print(f"  until laid out: {told(laid)}\n  until painted:  {told(painted)}")
            page.close()
        browser.close()
    start = time.perf_counter()
    for day in ("2019-06-26", "2020-04-13", "2020-06-05"):
        ax = plot_map(lc.held_on(periods, case.gazetteer, day), frame="tripoli")
        png(ax.figure)
        plt.close(ax.figure)
    anew = (time.perf_counter() - start) / 3 * 1000
    print(f"a picture anew: {anew:.0f} ms a day; ratio to a painted step {anew / statistics.median(painted):.0f}")


if __name__ == "__main__":
    main()
