"""`libyaconflict code` on many reports: processes, parts that are resumed, a cluster."""

import csv
import importlib.util
import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pandas as pd
import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from libyaconflict.cli import main
from libyaconflict.coder import scale
from libyaconflict.coder.command import COLUMNS, code_paths
from libyaconflict.coder.dataset import PARTS, SEEN, SKIPPED

COMMAND = [sys.executable, "-c", "from libyaconflict.cli import entry; entry()", "code"]
BROKEN = {
    "broken.pdf": b"%PDF-1.7 cut off",
    "cut.txt": "date 2020-06-05\nترهونة".encode()[:-1],
    "empty.txt": b"",
    "no-day.txt": b"GNA forces captured Gharyan.",
    "picture.png": b"\x89PNG",
}


def write_reports(folder, summaries, number):
    folder.mkdir(exist_ok=True)
    draw = random.Random(5)
    for n in range(number):
        text = "\n".join(draw.sample(summaries, 3))
        (folder / f"r{n:05d}.txt").write_text(f"date 2020-06-05\nReport {n}.\n{text}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def summaries(case):
    return list(case.events["summary"])


@pytest.fixture(scope="module")
def mixed(tmp_path_factory, summaries):
    """All kinds of input: files, a page, tables, an archive, twins, and files that are broken."""
    folder = write_reports(tmp_path_factory.mktemp("mixed") / "news", summaries, 70)
    for name, data in BROKEN.items():
        (folder / name).write_bytes(data)
    article = "".join(f"<p>{text}</p>" for text in summaries[:9])
    head = "<title>News</title><meta property='article:published_time' content='2020-06-05'>"
    (folder / "page.html").write_text(f"<html><head>{head}</head><body><article>{article}</article></body></html>")
    with open(folder / "table.csv", "w", encoding="utf-8", newline="") as stream:
        rows = [(f"t{n % 40}", "2020-06-05", summaries[n]) for n in range(50)]  # ten ids stand for two texts
        csv.writer(stream).writerows([("id", "date", "text"), *rows, rows[3], ("short",)])
    lines = [{"id": "t1", "date": "2020-06-05", "text": text} for text in summaries[50:60]]
    (folder / "table.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n{cut off")
    with zipfile.ZipFile(folder / "archive.zip", "w") as archive:
        archive.writestr("a/r00003.txt", (folder / "r00003.txt").read_bytes())  # a twin
        archive.writestr("a/own.txt", "date 2019-06-28\nGNA forces captured Gharyan on Wednesday.")
    return folder


def code(*arguments):
    return main(["code", *map(str, arguments), "--quiet"])


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def wait_for(true, seconds=60):
    end = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.005)
    return found


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_bytes_are_the_same_whatever_number_of_workers(mixed, tmp_path, capsys, form):
    told = []
    for workers in (1, 2):
        assert code(mixed, "--workers", workers, "--out", tmp_path / f"{workers}.{form}") == 1
        told.append(capsys.readouterr().err.replace(f"{workers}.{form}", ""))
    assert len({(tmp_path / f"{workers}.{form}").read_bytes() for workers in (1, 2)}) == 1
    assert told[0] == told[1]


def test_rows_come_in_the_order_of_reading_whatever_the_order_of_the_paths(mixed, tmp_path):
    paths = sorted(mixed.iterdir())
    code(mixed, "--out", tmp_path / "folder.csv")
    code(*paths[::-1], "--workers", 2, "--out", tmp_path / "files.csv")
    assert (tmp_path / "folder.csv").read_bytes() == (tmp_path / "files.csv").read_bytes()


def test_broken_files_are_told_and_the_good_ones_coded(mixed, tmp_path, capsys):
    assert code(mixed, "--workers", 2, "--out", tmp_path / "all.jsonl") == 1
    said = capsys.readouterr().err
    assert "skipped 9" in said
    for name in [*BROKEN, "table.csv#row=53", "table.jsonl#line=11"]:
        assert f"{name}" in said
    rows = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()]
    docs = list(dict.fromkeys(row["doc"] for row in rows))
    assert {"own", "page", "t1", "r00000", "r00069"} <= set(docs)
    assert docs.index("own") < docs.index("page") < docs.index("r00000") < docs.index("r00069") < docs.index("t1")


def test_a_second_text_under_the_id_of_another_is_told_apart(mixed):
    shas = {}
    for row in code_paths([str(mixed)], skipped=[]):
        assert shas.setdefault(row["doc"], row["sha256"]) == row["sha256"]
    assert any(doc.startswith("t1~") for doc in shas)


def test_parquet_has_the_schema_of_the_columns_and_the_values_of_jsonl(mixed, tmp_path):
    for name in ("events.jsonl", "events.parquet", "parts/"):
        code(mixed, "--out", f"{tmp_path}/{name}", *(["--part-size", 30] if name == "parts/" else []))
    rows = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    table = pq.read_table(tmp_path / "events.parquet")
    assert table.column_names == COLUMNS
    for field in table.schema:
        assert field.type == (pa.int64() if field.name.endswith(("start", "end")) else pa.string())
    assert table.to_pylist() == rows
    parts = [pq.read_table(path) for path in sorted((tmp_path / "parts").glob("*.parquet"))]
    assert len(parts) == 5
    assert pa.concat_tables(parts).to_pylist() == rows
    whole = pd.read_parquet(tmp_path / "parts")  # the manifest beside them is no hindrance
    assert len(whole) == len(rows)
    assert (whole["start"].dtype, whole["target_start"].dtype) == ("int64", "Int64")


def test_values_are_plain_text_and_numbers(mixed):
    row = next(code_paths([str(mixed)], skipped=[]))
    assert {type(value) for value in row.values()} <= {str, int, type(None)}


def test_a_large_run_draws_only_what_its_workers_can_soon_take():
    drawn = []

    def batches():
        for n in range(60):
            drawn.append(n)
            yield [n, -n]

    with scale.spread(2) as send:
        for done, (batch, result) in enumerate(send(sorted, batches())):
            assert (batch, result) == ([done, -done], [-done, done])
            assert len(drawn) <= done + 2 * scale.AHEAD
    assert len(drawn) == 60


def start(*arguments):
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)  # what a script starts with & does not hear it
    try:
        return subprocess.Popen(
            [*COMMAND, *map(str, arguments), "--quiet"], stderr=subprocess.PIPE, text=True, start_new_session=True
        )
    finally:
        signal.signal(signal.SIGINT, heard)


def begin(folder, summaries):
    """Start a run with two workers, and wait until it writes."""
    news = write_reports(folder / "news", summaries, 1500)
    (folder / "out").mkdir()
    run = start(news, "--out", folder / "out" / "events.csv", "--workers", 2)
    wait_for(lambda: any(draft.stat().st_size for draft in (folder / "out").iterdir()))
    return run, workers_of(run)


def workers_of(run):
    return [child for child in psutil.Process(run.pid).children() if "spawn_main" in " ".join(child.cmdline())]


def test_a_run_that_was_killed_is_resumed_to_the_same_bytes(tmp_path, summaries):
    news = write_reports(tmp_path / "news", summaries, 600)
    for name, data in BROKEN.items():
        (news / f"r00100-{name}").write_bytes(data)
    (news / "r00500-twin.csv").write_text(
        f'id,date,text\nr00002,2020-06-05,"{(news / "r00002.txt").read_text().split(chr(10), 1)[1].strip()}"\n'
    )
    (news / "r00002.txt").write_text((news / "r00002.txt").read_text().strip())
    plan = ["--part-size", 60]
    assert code(news, "--out", f"{tmp_path}/whole/", *plan, "--workers", 1) == 1

    manifest = tmp_path / "killed" / PARTS
    run = start(news, "--out", f"{tmp_path}/killed/", *plan, "--workers", 2)
    wait_for(lambda: manifest.exists() and manifest.read_bytes().count(b"\n") >= 3)
    workers = workers_of(run)
    os.killpg(run.pid, signal.SIGKILL)
    run.communicate()
    psutil.wait_procs(workers, timeout=10)
    former = manifest.read_bytes()
    assert 3 <= former.count(b"\n") < 11
    with open(manifest, "ab") as stream, open(tmp_path / "killed" / SKIPPED, "a") as passed:
        stream.write(b'{"part": 3, "fi')  # as if it had been killed in the middle of a line
        passed.write("half")

    told = subprocess.run(
        [*COMMAND, news, "--out", f"{tmp_path}/killed/", *map(str, plan), "--workers", "2"],
        capture_output=True,
        text=True,
    )
    assert told.returncode == 1
    assert f"resumed after part-{former.count(chr(10).encode()) - 1:05d}.parquet" in told.stderr
    assert "Read 600 documents; skipped 6" in told.stderr
    assert contents(tmp_path / "killed") == contents(tmp_path / "whole")
    assert manifest.read_bytes().startswith(former)


def test_a_whole_run_done_again_changes_nothing_and_tells_the_same(mixed, tmp_path, capsys):
    arguments = [mixed, "--out", f"{tmp_path}/parts/", "--part-size", 50, "--format", "csv"]
    assert code(*arguments) == 1
    before, said = contents(tmp_path / "parts"), capsys.readouterr().err
    assert code(*arguments) == 1
    assert contents(tmp_path / "parts") == before
    again = capsys.readouterr().err
    assert again.startswith("resumed after part-00002.csv: 132 reports were coded before\n")
    assert again.split("\n", 1)[1] == said
    skipped = pd.read_csv(tmp_path / "parts" / SKIPPED)
    assert list(skipped.columns) == ["path", "reason"]
    assert len(skipped) == 9


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (["--published", "2020-06-06"], "--published was not given, and is 2020-06-06 now"),
        (["--part-size", "20"], "--part-size was 50, and is 20 now"),
        (["--format", "csv"], "--format was parquet, and is csv now"),
        (["--text-column", "body"], "--text-column was not given, and is body now"),
        (["--names", "names"], "the SHA-256 of code, rules and names was"),
    ],
)
def test_other_settings_are_refused(mixed, tmp_path, capsys, monkeypatch, change, says):
    monkeypatch.chdir(tmp_path)
    Path("names").mkdir()
    code(mixed, "--out", "parts/", "--part-size", 50)
    before = contents(Path("parts"))
    capsys.readouterr()
    assert code(mixed, "--out", "parts/", "--part-size", 50, *change) == 1
    assert says in capsys.readouterr().err
    assert contents(Path("parts")) == before


def added(news):
    (news / "r00000-new.txt").write_text("date 2020-06-05\nGNA forces captured Gharyan.")


def added_at_the_end(news):
    (news / "z.txt").write_text("date 2020-06-05\nGNA forces captured Gharyan.")


def removed(news):
    (news / "r00009.txt").unlink()


def changed(news):
    (news / "r00003.txt").write_text("date 2020-06-05\nGNA forces captured Gharyan.")


@pytest.mark.parametrize("change", [added, added_at_the_end, removed, changed])
def test_other_reports_are_refused(tmp_path, capsys, summaries, change):
    news = write_reports(tmp_path / "news", summaries, 10)
    assert code(news, "--out", f"{tmp_path}/parts/", "--part-size", 4) == 0
    before = contents(tmp_path / "parts")
    change(news)
    assert code(news, "--out", f"{tmp_path}/parts/", "--part-size", 4) == 1
    assert "was coded from other reports" in capsys.readouterr().err
    assert contents(tmp_path / "parts") == before


@pytest.mark.parametrize("name", ["part-00000.parquet", SEEN, SKIPPED])
def test_a_folder_with_a_part_missing_is_refused(mixed, tmp_path, capsys, name):
    code(mixed, "--out", f"{tmp_path}/parts/")
    (tmp_path / "parts" / name).unlink()
    assert code(mixed, "--out", f"{tmp_path}/parts/") == 1
    assert f"{name} in it is missing" in capsys.readouterr().err


def test_a_second_run_into_the_same_folder_is_refused(tmp_path, capsys, summaries):
    fcntl = pytest.importorskip("fcntl")
    news = write_reports(tmp_path / "news", summaries, 4)
    (tmp_path / "parts").mkdir()
    with open(tmp_path / "parts" / PARTS, "ab") as manifest:
        fcntl.flock(manifest, fcntl.LOCK_EX)  # as a run does that is not at its end
        assert code(news, "--out", f"{tmp_path}/parts/") == 1
    assert "another run writes there now" in capsys.readouterr().err
    assert contents(tmp_path / "parts") == {PARTS: b""}


def test_a_folder_with_other_things_is_left_alone(mixed, tmp_path, capsys):
    (tmp_path / "thesis.tex").write_text("")
    assert code(mixed, "--out", tmp_path) == 1
    assert "other things in it (thesis.tex)" in capsys.readouterr().err
    assert os.listdir(tmp_path) == ["thesis.tex"]


def test_the_parts_are_not_read_as_reports(tmp_path, summaries):
    news = write_reports(tmp_path / "news", summaries, 10)
    for _ in range(2):
        assert code(news, "--out", f"{news}/out/", "--format", "csv", "--part-size", 4) == 0
    assert len(list((news / "out").glob("part-*.csv"))) == 3


def test_no_report_makes_one_empty_part(tmp_path):
    (tmp_path / "news").mkdir()
    code(tmp_path / "news", "--out", f"{tmp_path}/parts/", "--format", "csv")
    assert (tmp_path / "parts" / "part-00000.csv").read_text() == ",".join(COLUMNS) + "\n"


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("how", ["a worker is killed", "interrupt"])
def test_a_run_that_ends_early_says_so_and_leaves_nothing(tmp_path, summaries, how):
    run, workers = begin(tmp_path, summaries)
    assert len(workers) == 2
    if how == "interrupt":
        os.killpg(run.pid, signal.SIGINT)  # as the keyboard does: to the workers as well
    else:
        workers[0].kill()
    said = run.communicate(timeout=60)[1]
    if how == "interrupt":
        assert run.returncode == 130
        assert said == "interrupted; no file is half-written, and the parts of a folder stay.\n"
    else:
        assert run.returncode == 1
        assert said.startswith("a worker process died, perhaps for want of memory, soon after ")
        assert said.count("\n") == 1
    assert os.listdir(tmp_path / "out") == []
    assert psutil.wait_procs(workers, timeout=10)[1] == []


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_workers_end_when_their_parent_is_killed(tmp_path, summaries):
    run, workers = begin(tmp_path, summaries)
    run.kill()
    run.communicate()
    assert psutil.wait_procs(workers, timeout=10)[1] == []


def test_the_command_alone_loads_no_heavy_library():
    heavy = ["pandas", "numpy", "pyarrow", "distributed", "matplotlib"]
    code = f"import sys, libyaconflict.coder.command; print([name for name in {heavy} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--workers", "0"], "one worker at least, not 0"),
        (["--part-size", "5"], "goes with a folder"),
        (["--names", "nowhere"], "there is no folder nowhere"),
    ],
)
def test_wrong_use_is_named(mixed, tmp_path, capsys, arguments, says):
    assert code(mixed, "--out", tmp_path / "events.csv", *arguments) == 1
    assert says in capsys.readouterr().err
    assert os.listdir(tmp_path) == []


needs_dask = pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="the extra 'dask' is not here")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A scheduler and two workers of Dask, as processes of their own in a folder of their own."""
    folder = tmp_path_factory.mktemp("cluster")
    runs = []

    def dask(*arguments):
        command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard", "--host", "127.0.0.1"]
        with open(folder / f"{len(runs)}.log", "w") as log:
            runs.append(subprocess.Popen(command, stdout=log, stderr=log, cwd=folder))

    try:
        dask("scheduler", "--port", "0", "--scheduler-file", "scheduler.json")
        file = folder / "scheduler.json"
        wait_for(lambda: file.exists() and file.read_text().rstrip().endswith("}"))
        address = json.loads(file.read_text())["address"]
        for _ in range(2):
            dask("worker", address, "--nthreads", "1", "--no-nanny", "--local-directory", folder)
        wait_for(lambda: all("Registered to" in (folder / f"{n}.log").read_text() for n in (1, 2)))
        yield address
    finally:
        for run in runs[::-1]:
            run.terminate()
            run.wait(timeout=30)


@needs_dask
def test_a_cluster_gives_the_bytes_that_one_process_gives(mixed, tmp_path, cluster):
    code(mixed, "--workers", 1, "--out", tmp_path / "here.jsonl")
    relative = os.path.relpath(mixed)  # the workers run elsewhere
    told = subprocess.run(
        [*COMMAND, relative, "--scheduler", cluster, "--out", tmp_path / "there.jsonl", "--quiet"],
        capture_output=True,
        text=True,
    )
    assert (told.returncode, told.stderr.count("\n")) == (1, 10)
    assert (tmp_path / "there.jsonl").read_bytes() == (tmp_path / "here.jsonl").read_bytes()


@needs_dask
def test_a_run_begun_here_goes_on_in_a_cluster(tmp_path, summaries, cluster):
    news = write_reports(tmp_path / "news", summaries, 100)
    assert code(news, "--out", f"{tmp_path}/whole/", "--part-size", 40) == 0
    assert code(news, "--out", f"{tmp_path}/parts/", "--part-size", 40) == 0
    manifest = tmp_path / "parts" / PARTS
    manifest.write_bytes(manifest.read_bytes().split(b"\n", 1)[0] + b"\n")
    (tmp_path / "parts" / "part-00002.parquet").unlink()
    command = [*COMMAND, news, "--out", f"{tmp_path}/parts/", "--part-size", "40", "--scheduler", cluster, "--quiet"]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stderr.startswith("resumed after part-00000.parquet: 40 reports were coded before\n")
    assert contents(tmp_path / "parts") == contents(tmp_path / "whole")


@needs_dask
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere"])
def test_a_scheduler_that_cannot_be_reached_is_named_and_nothing_written(mixed, tmp_path, capsys, monkeypatch, address):
    monkeypatch.setattr(scale, "PATIENCE", 1)
    for out in ("events.csv", "parts/", "new/events.csv"):
        assert code(mixed, "--scheduler", address, "--out", f"{tmp_path}/{out}") == 1
        assert address in capsys.readouterr().err
    assert os.listdir(tmp_path) == []
