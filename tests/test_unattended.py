"""What goes wrong where nobody watches is reported by name and cell, and the others finish."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from multiprocessing.connection import wait
from types import SimpleNamespace

import nbformat
import pytest
import yaml

from libyaconflict.engine.warm import Child
from libyaconflict.errors import LibyaConflictError
from libyaconflict.jupyter import with_package
from libyaconflict.locations import bundled
from libyaconflict.report import render
from libyaconflict.stops import stops_held

RENDER = [sys.executable, "-c", "from libyaconflict.cli import entry; entry()", "render"]
FIGURE = "import matplotlib.pyplot as plt\nfrom libyaconflict import charts\nfig, ax = plt.subplots()\n"


@pytest.fixture
def study(tmp_path):
    folder = tmp_path / "study"
    folder.mkdir()
    (folder / "data").symlink_to(bundled("data"))
    for part in ("notebooks", "reports"):
        (folder / part).mkdir()
    return folder


def add(study, name, *sources, **recipe):
    cells = [
        nbformat.v4.new_code_cell('n: str = ""', metadata={"tags": ["parameters"]}),
        *map(nbformat.v4.new_code_cell, sources),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), study / "notebooks" / f"{name}.ipynb")
    (study / "reports" / f"{name}.yaml").write_text(yaml.safe_dump({"notebook": name, "title": name, **recipe}))


def command(study, *arguments, **options):
    return subprocess.run(
        [*RENDER, *arguments], cwd=study, env=with_package(dict(os.environ)), capture_output=True, text=True, **options
    )


def test_every_kind_of_failure_is_told_with_its_cell_and_the_others_finish(study):
    add(study, "raises", "1 / 0")
    add(study, "exits", "import os\nos._exit(3)")
    add(study, "loops", "while True: pass")
    add(study, "eats", "x = []\nwhile True: x.append(bytearray(1 << 26))")
    add(study, "font", FIGURE + "ax.set_title('x', fontfamily='No Such Font')\ncharts.show(ax, 'a title')")
    add(study, "glyph", FIGURE + "ax.set_title('\\U00013000')\ncharts.show(ax, 'a title')")
    add(study, "good", "print('fine')")
    done = command(study, "--timeout", "8", "--memory", "2G", "--summary", "summary.txt")
    assert done.returncode == 1
    told = dict(line.split(": ", 1) for line in done.stderr.splitlines() if " failed in cell 2: " in line)
    assert {name.split()[0] for name in told} == {"raises", "exits", "loops", "eats", "font", "glyph"}
    said = {name.split()[0]: text for name, text in told.items()}
    assert said["raises"] == "ZeroDivisionError: division by zero"
    assert said["exits"] == "DeadKernelError: the kernel died: it exited with status 3"
    assert said["loops"] == "CellTimeoutError: the report took longer than 8 s"
    assert said["eats"].startswith("MemoryError")
    assert "findfont: Font family 'No Such Font' not found" in said["font"]
    assert "missing from" in said["glyph"]
    assert "1 of 7 reports made" in done.stdout
    assert (study / "reports" / "out" / "good.html").exists()
    summary = (study / "summary.txt").read_text()
    assert summary.startswith("7 reports: 1 made, 0 fresh, 6 failed")
    assert "FAILED raises in cell 2: ZeroDivisionError" in summary
    log = [json.loads(line) for line in (study / "reports" / "out" / "runs.jsonl").read_text().splitlines()]
    assert sorted(line["report"] for line in log if line["event"] == "failed") == sorted(said)


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("mount"), reason="a small disk is made by mounting, as root")
def test_a_full_disk_fails_the_report_that_met_it_and_leaves_no_half_page(study, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        add(
            study,
            "large",
            "import base64, os\nfrom IPython.display import HTML\nHTML('<p>' + os.urandom(1_500_000).hex() + '</p>')",
        )
        add(study, "small", "print('fine')")
        done = command(study, "--out", str(disk), "--jobs", "1")
        assert done.returncode == 1
        assert "large failed: " in done.stderr
        assert "No space left on device" in done.stderr
        assert (disk / "small.html").read_text(encoding="utf-8").endswith("</html>")
        assert not list(disk.glob("large*")) or "</html>" in (disk / "large.html").read_text()
        assert not [path for path in disk.iterdir() if path.name.startswith(".large")]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_folder_that_cannot_be_written_is_said_before_anything_runs(study):
    add(study, "good", "open('ran', 'w')")
    (study / "file").write_text("")
    with pytest.raises(LibyaConflictError, match="cannot write reports to"):
        render(study=study, out=study / "file" / "deeper")
    assert not list(study.rglob("ran"))


def test_a_run_killed_midway_is_taken_up_where_it_was(study):
    add(study, "slow", "import time\nfrom pathlib import Path\ntime.sleep(0.7)\nwith open(Path('..') / 'ran.txt', 'a') as f: print(n, file=f)",
        grid={"n": [f"r{number:02}" for number in range(12)]})  # fmt: skip
    out = study / "reports" / "out"
    first = subprocess.Popen(
        [*RENDER, "--jobs", "2"], cwd=study, env=with_package(dict(os.environ)), stdout=subprocess.DEVNULL
    )
    last = time.monotonic() + 60
    while len(list(out.glob("slow-*.json"))) < 4:
        assert time.monotonic() < last
        time.sleep(0.05)
    first.send_signal(signal.SIGKILL)
    first.wait()
    whole = {path.stem for path in out.glob("slow-*.json")}
    assert 4 <= len(whole) < 12
    done = command(study, "--explain")
    assert done.returncode == 0, done.stderr
    assert len(list(out.glob("slow-*.html"))) == 12
    fresh = {line.split(":")[0] for line in done.stdout.splitlines() if line.endswith(": fresh")}
    assert fresh == whole
    ran = (study / "ran.txt").read_text().split()
    assert set(ran) == {f"r{number:02}" for number in range(12)}
    twice = {name for name in ran if ran.count(name) > 1}
    assert len(twice) <= 2  # those in flight
    for path in out.glob("slow-*.html"):
        assert path.read_text(encoding="utf-8").endswith("</html>")
    assert not [path.name for path in out.iterdir() if path.name.startswith(".slow")]


@pytest.mark.parametrize(
    ("sent", "status", "told"), [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "stopped by SIGTERM")]
)
def test_ctrl_c_and_a_stop_leave_whole_reports_and_no_process(study, sent, status, told):
    add(study, "slow", "import os, time\nopen(f'../pid-{os.getpid()}', 'w')\ntime.sleep(60)", grid={"n": ["a", "b"]})
    program = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from libyaconflict.cli import entry; entry()"
    run = subprocess.Popen([sys.executable, "-c", program, "render", "--summary", "summary.txt"], cwd=study, env=with_package(dict(os.environ)),
                           stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)  # fmt: skip
    last = time.monotonic() + 60
    while len(list(study.glob("pid-*"))) < min(2, os.cpu_count() or 1):
        assert time.monotonic() < last
        time.sleep(0.05)
    run.send_signal(sent)
    said = run.communicate(timeout=20)[1]
    assert run.returncode == status
    assert told in said
    assert (study / "summary.txt").read_text().startswith("NOT RUN, or not to its end: stopped")
    for path in study.glob("pid-*"):
        pid = int(path.name.split("-")[1])
        while os.path.exists(f"/proc/{pid}") and time.monotonic() < last:
            time.sleep(0.05)
        assert not os.path.exists(f"/proc/{pid}")
    assert "broken" in (study / "reports" / "out" / "runs.jsonl").read_text()


def test_a_refused_run_replaces_an_older_summary_that_all_was_well(study):
    add(study, "good", "print('fine')")
    assert command(study, "--summary", "summary.txt").returncode == 0
    assert (study / "summary.txt").read_text().startswith("1 report: 1 made, 0 fresh, 0 failed")
    path = study / "reports" / "good.yaml"
    path.write_text(path.read_text() + "nonsense: 1\n")
    done = command(study, "--summary", "summary.txt")
    assert done.returncode == 1
    told = (study / "summary.txt").read_text()
    assert told.startswith("NOT RUN, or not to its end: ")
    assert "unknown key 'nonsense'" in told
    assert told.splitlines()[-1].endswith(f"UTC, study {study.name}")
    wrong = command(study, "--timeout", "-5")
    assert wrong.returncode == 2
    assert "a whole number from 1 on, not '-5'" in wrong.stderr


@pytest.fixture
def cluster(tmp_path):
    """A scheduler and two workers of Dask, as processes of their own; gives the address and the workers."""
    pytest.importorskip("distributed", reason="the extra 'dask' is not here")
    runs = []

    def dask(*arguments):
        command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard", "--host", "127.0.0.1"]
        with open(tmp_path / f"{len(runs)}.log", "w") as log:
            runs.append(
                subprocess.Popen(command, stdout=log, stderr=log, cwd=tmp_path, env=with_package(dict(os.environ)))
            )

    try:
        dask("scheduler", "--port", "0", "--scheduler-file", "scheduler.json")
        file = tmp_path / "scheduler.json"
        wait_for(lambda: file.exists() and file.read_text().rstrip().endswith("}"))
        for _ in range(2):
            dask("worker", json.loads(file.read_text())["address"], "--nthreads", "1", "--no-nanny")
        wait_for(lambda: all("Registered to" in (tmp_path / f"{n}.log").read_text() for n in (1, 2)))
        yield json.loads(file.read_text())["address"], runs[1:]
    finally:
        for run in runs[::-1]:
            run.terminate()
            run.wait(timeout=30)


def wait_for(condition):
    last = time.monotonic() + 90
    while not condition():
        assert time.monotonic() < last
        time.sleep(0.05)


def test_a_cluster_makes_every_report_though_one_of_its_workers_is_killed(study, cluster):
    address, workers = cluster
    add(
        study,
        "slow",
        "import os, time\nopen(f'../began-{n}', 'w')\ntime.sleep(1)\nprint(n)",
        grid={"n": [f"r{k}" for k in range(8)]},
    )
    add(study, "bad", "1 / 0")
    run = subprocess.Popen([*RENDER, "--scheduler", address], cwd=study, env=with_package(dict(os.environ)), text=True,
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
    wait_for(lambda: len(list(study.glob("began-*"))) >= 2)
    workers[0].kill()
    out, error = run.communicate(timeout=180)
    assert run.returncode == 1, error
    assert "bad failed in cell 2: ZeroDivisionError: division by zero" in error
    assert "8 of 9 reports made" in out
    pages = sorted((study / "reports" / "out").glob("slow-*.html"))
    assert len(pages) == 8
    assert all(f"r{k}" in page.read_text(encoding="utf-8") for k, page in enumerate(pages))


def test_a_scheduler_that_is_not_there_is_named_and_nothing_is_written(study):
    add(study, "good", "1")
    done = command(study, "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 1
    assert "there is no Dask scheduler at tcp://127.0.0.1:9" in done.stderr
    assert not (study / "reports" / "out").exists()


def held_block(done):
    with stops_held():
        signal.raise_signal(signal.SIGTERM)
        done.append("the rest of the block")


def test_a_request_to_end_waits_for_what_must_not_be_left_half_way():
    asked = []

    def stop(number, frame):
        asked.append(number)
        raise KeyboardInterrupt

    former = signal.signal(signal.SIGTERM, stop)
    done = []
    try:
        with pytest.raises(KeyboardInterrupt):
            held_block(done)
        assert done == ["the rest of the block"]
        assert asked == [signal.SIGTERM]
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, former)


def test_a_child_is_killed_though_another_thread_hears_its_number_first():
    for _ in range(8):
        line, there = socket.socketpair()
        sleeper = subprocess.Popen(["sleep", "60"], start_new_session=True)
        child = Child(SimpleNamespace(close=lambda: None), line)
        ready = threading.Barrier(7)

        def hear(child=child, ready=ready):
            ready.wait()
            if wait([child.line], 0.2):
                child.hear()

        def kill(child=child, ready=ready):
            ready.wait()
            child.kill()

        threads = [threading.Thread(target=one, daemon=True) for one in (kill, *[hear] * 5)]
        for thread in threads:
            thread.start()
        ready.wait()
        there.send(f"pid {sleeper.pid}\n".encode())
        for thread in threads:
            thread.join(5)
        assert not any(thread.is_alive() for thread in threads)
        assert sleeper.wait(5) == -signal.SIGKILL
        there.close()
        line.close()
