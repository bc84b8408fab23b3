"""Measure the index of many reports in a real browser: to open, and for each key of a search.

Prints also how long it takes to write the index and the RO-Crate from the records, and what a user would do instead:
a plain list of links, which the browser's own search goes through.

Run as ``python benchmarks/index.py [REPORTS] [CHROMIUM]``.
"""

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from browser import FLAGS  # noqa: E402
from made_records import write_records  # noqa: E402

from libyaconflict.crate import write_crate  # noqa: E402
from libyaconflict.index import write_index  # noqa: E402
from libyaconflict.locations import find_study  # noqa: E402

WORDS = "sirte 2019-06"
PAINTED = "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
KEY = f"""async text => {{
    const words = document.getElementById('words'), began = performance.now();
    words.value = text;
    words.dispatchEvent(new Event('input'));
    const sorted = performance.now();
    return [sorted - began, await {PAINTED} - began];
}}"""
SORT = f"""async name => {{
    const order = document.getElementById('order'), began = performance.now();
    order.value = name;
    order.dispatchEvent(new Event('change'));
    return await {PAINTED} - began;
}}"""


def opened(browser, path):
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(path.as_uri())
    page.evaluate(PAINTED)
    return page, page.evaluate("performance.getEntriesByType('navigation')[0].domComplete")


def main():
    """Print one figure a line."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    chromium = sys.argv[2] if len(sys.argv) > 2 else shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        out = Path(folder)
        write_records(out, count)
        began = time.perf_counter()
        index = write_index(out)
        wrote = time.perf_counter() - began
        began = time.perf_counter()
        crate = write_crate(out, find_study())
        crated = time.perf_counter() - began
        print(f"{count:,} reports: index written in {wrote:.2f} s, {index.stat().st_size / 1e6:.2f} MB")
        print(f"{count:,} reports: RO-Crate written in {crated:.2f} s, {crate.stat().st_size / 1e6:.2f} MB")
        links = "".join(f'<li><a href="{path.name}">{path.stem}</a>' for path in sorted(out.glob("*.html")))
        (out / "plain.html").write_text(f"<!doctype html><title>x</title><ul>{links}</ul>", encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        opened(browser, out / "plain.html")  # the browser warms up
        plain = statistics.median(opened(browser, out / "plain.html")[1] for _ in range(5))
        loads = [opened(browser, index) for _ in range(5)]
        ready = statistics.median(load for _, load in loads)
        page = loads[-1][0]
        keys = [page.evaluate(KEY, WORDS[:n]) for n in range(1, len(WORDS) + 1)]
        keys += [page.evaluate(KEY, WORDS[:n]) for n in range(len(WORDS) - 1, -1, -1)]
        sorts = [page.evaluate(SORT, name) for name in ("title", "period", "built", "state")]
        print(f"open: {ready:.0f} ms, a plain list of links {plain:.0f} ms ({ready / plain:.1f} times that)")
        script, painted = zip(*keys, strict=True)
        print(
            f"key: {statistics.median(script):.1f} ms in the script, {statistics.median(painted):.0f} ms until painted"
        )
        print(f"key, the slowest: {max(script):.1f} ms in the script, {max(painted):.0f} ms until painted")
        print(f"sort: {statistics.median(sorts):.0f} ms until painted, the slowest {max(sorts):.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
