"""Dossiers by the dozen: this package beside papermill's and nbconvert's own commands and papermill's Python API.

    python benchmarks/reports.py [N]        # N dossiers, 24 when left out
    python benchmarks/reports.py --many [N] # N dossiers end to end, 500 when left out: memory, and none lost

All run the same notebook with the same places, on as many cores as there are. The floor is the same work as a plain
script: the notebook's code cells executed one after the other in one process that has imported everything.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import psutil

from libyaconflict.case import load_case
from libyaconflict.locations import PARTS, bundled

BIN = Path(sys.executable).parent
LAYOUT = "notebook: 03-place\ntitle: 'Dossier of {place}'\ngrid:\n  place: %s\n"


def make_study(folder: Path, count: int) -> Path:
    """Lay out the bundled case with one recipe of so many dossiers: the most populous places, then windows of days."""
    for part in PARTS[:2]:
        shutil.copytree(bundled(part), folder / part)
    (folder / "reports").mkdir()
    places = load_case().gazetteer
    names = places.places.loc[places.settled].sort_values("population", ascending=False)["name"].tolist()
    text = LAYOUT % json.dumps(names[: min(count, len(names))], ensure_ascii=False)
    if count > len(names):
        text += "  start: [2019-01-01, 2019-07-01]\n"
    (folder / "reports" / "dossiers.yaml").write_text(text, encoding="utf-8")
    return folder


def places_of(study: Path) -> list[str]:
    """Give the places of the study's recipe."""
    return json.loads(
        (study / "reports" / "dossiers.yaml").read_text(encoding="utf-8").split("place: ")[1].split("\n")[0]
    )


def timed(work, *arguments) -> float:
    """Give the seconds that a function takes."""
    began = time.monotonic()
    work(*arguments)
    return time.monotonic() - began


def ours(study: Path, *more: str) -> None:
    """Render as a user does."""
    subprocess.run([BIN / "libyaconflict", "render", "--quiet", *more], cwd=study, check=True)


def commands(study: Path, out: Path) -> None:
    """Run papermill's command and then nbconvert's, for one place after the other."""
    out.mkdir()
    source = study / "notebooks" / "03-place.ipynb"
    for number, place in enumerate(places_of(study)):
        notebook = out / f"{number}.ipynb"
        subprocess.run(
            [BIN / "papermill", "--no-progress-bar", "--cwd", source.parent, source, notebook,
             "-p", "place", place, "-k", "python3"],
            check=True, capture_output=True,
        )  # fmt: skip
        subprocess.run(
            [BIN / "jupyter", "nbconvert", "--to", "html", "--no-input", notebook], check=True, capture_output=True
        )


def api_one(arguments: tuple[str, str, str]) -> None:
    """Run papermill's API and nbconvert's for one place."""
    import papermill
    from nbconvert import HTMLExporter

    study, place, target = arguments
    papermill.execute_notebook(
        f"{study}/notebooks/03-place.ipynb", f"{target}.ipynb", {"place": place}, cwd=f"{study}/notebooks",
        progress_bar=False, kernel_name="python3",
    )  # fmt: skip
    body, _ = HTMLExporter(exclude_input=True).from_filename(f"{target}.ipynb")
    Path(f"{target}.html").write_text(body, encoding="utf-8")


def api(study: Path, out: Path) -> None:
    """Run papermill's API in one process for each core."""
    out.mkdir()
    jobs = [(str(study), place, str(out / str(number))) for number, place in enumerate(places_of(study))]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(api_one, jobs))


FLOOR = """
import json, os, sys
os.environ["MPLBACKEND"] = "agg"
study, places = sys.argv[1], json.loads(sys.argv[2])
os.chdir(study + "/notebooks")
cells = [c for c in json.load(open("03-place.ipynb"))["cells"] if c["cell_type"] == "code"]
sources = ["".join(cell["source"]) for cell in cells]
class Quiet:
    def write(self, text): pass
    def flush(self): pass
real, sys.stdout = sys.stdout, Quiet()
for place in places:
    space = {"__name__": "__main__"}
    for n, source in enumerate(sources):
        exec(source, space)
        if n == 0:
            space["place"] = place
"""


def floor(study: Path) -> None:
    """Do the notebooks' own work and nothing else, in one process for each core."""
    places, cores = places_of(study), os.cpu_count() or 1
    running = [
        subprocess.Popen([sys.executable, "-c", FLOOR, str(study), json.dumps(places[core::cores])])
        for core in range(cores)
    ]
    assert all(process.wait() == 0 for process in running)


def many(count: int) -> None:
    """Render many dossiers; print the memory of all processes at quarters of the way, and what was lost."""
    with tempfile.TemporaryDirectory() as scratch:
        study = make_study(Path(scratch) / "study", count)
        out = study / "reports" / "out"
        run = subprocess.Popen([BIN / "libyaconflict", "render", "--quiet"], cwd=study)
        seen: list[tuple[int, float]] = []
        began = time.monotonic()
        while run.poll() is None:
            time.sleep(1)
            done = len(list(out.glob("*.html")))
            total = 0
            for process in family(run.pid):
                try:
                    total += process.memory_full_info().pss  # what forked processes share is counted once
                except psutil.Error:
                    continue
            seen.append((done, total / 2**20))
        seconds = time.monotonic() - began
        made = len(list(out.glob("dossiers-*.html")))
        print(f"{made} reports in {seconds:.0f} s ({made / seconds:.1f} a second), exit status {run.returncode}")
        for quarter in range(4):
            part = [memory for done, memory in seen if quarter * made / 4 <= done < (quarter + 1) * made / 4] or [0]
            print(f"  quarter {quarter + 1}: memory of all processes, median {sorted(part)[len(part) // 2]:.0f} MB")


def family(pid: int) -> list:
    """Give a process and all that descend from it, the warm process included, which leads a session of its own."""
    try:
        head = psutil.Process(pid)
        return [head, *head.children(recursive=True)]
    except psutil.Error:
        return []


def main() -> None:
    """Print seconds and ratios."""
    if "--many" in sys.argv:
        many(int((sys.argv[2:] or ["500"])[0]))
        return
    count = int((sys.argv[1:] or ["24"])[0])
    with tempfile.TemporaryDirectory() as scratch:
        study = make_study(Path(scratch) / "study", count)
        rows = [("libyaconflict render", timed(ours, study)), ("  again, nothing changed", timed(ours, study))]
        rows.append(("  --engine kernel", timed(ours, study, "--engine", "kernel", "--force")))
        rows.append(("floor: a plain script", timed(floor, study)))
        rows.append(("papermill API, a process a core", timed(api, study, Path(scratch) / "api")))
        rows.append(("papermill and nbconvert commands", timed(commands, study, Path(scratch) / "commands")))
        mine = rows[0][1]
        print(f"{count} dossiers with HTML on {os.cpu_count()} cores")
        for name, seconds in rows:
            print(f"  {name:34} {seconds:7.1f} s   {seconds / mine:5.2f} times ours")
        print(f"  peak memory of one child: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
