"""Time the text coder, and a spaCy pipeline beside it where one is installed.

    python benchmarks/coder.py [FOLDER] [--reports N] [--compiled]

FOLDER holds .txt files; without it the record's own summaries serve, gathered into reports of 25 sentences. Printed are
sentences a second on one core, how time grows with documents and with aliases, and memory. Then the command itself,
`libyaconflict code FOLDER --out FILE --workers N`, is timed on files (the extra `parquet` must be there): N (20,000)
short reports made of the summaries, with one process and with two, starting and writing and all, the best of two runs
each. On a machine that does other work, too, the clock tells less than the ratio of processor time, which is what two
processes would gain if both had a core to themselves.

With --compiled the coder is compiled to C, too, as `LIBYACONFLICT_COMPILE=1 pip install .` does it, into a folder of
its own, and timed beside the one that runs: three minutes; a C compiler and a package index must be there.
"""

import argparse
import datetime as dt
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from libyaconflict import load_case
from libyaconflict.coder import COMPILED, Coder
from libyaconflict.coder.splitting import split_sentences

DAY = dt.date(2020, 6, 5)
SENTENCES = 5  # of a short report
COMMAND = [sys.executable, "-c", "from libyaconflict.cli import entry; entry()", "code"]


def texts(case, folder):
    if folder:
        return [path.read_text(encoding="utf-8", errors="replace") for path in sorted(Path(folder).rglob("*.txt"))]
    summaries = list(case.events["summary"])
    return ["\n".join(summaries[n : n + 25]) for n in range(0, len(summaries), 25)]


def seconds(coder, documents):
    start = time.perf_counter()
    for text in documents:
        coder.code("x", text, DAY)
    return time.perf_counter() - start


def time_compiled(folder):
    """Compile the coder of this clone, time it in a process of its own, and give sentences a second."""
    root = Path(__file__).resolve().parents[1]
    with tempfile.TemporaryDirectory() as name:
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", name, str(root)]
        made = subprocess.run(install, env=os.environ | {"LIBYACONFLICT_COMPILE": "1"}, capture_output=True, text=True)
        if made.returncode:
            raise SystemExit(f"the coder was not compiled: {made.stderr.strip()[-500:]}")
        timed = [sys.executable, __file__, *([folder] if folder else []), "--speed-alone"]
        told = subprocess.run(timed, env=os.environ | {"PYTHONPATH": name}, capture_output=True, text=True, check=True)
    return told.stdout.strip()


def write_reports(folder, summaries, number):
    """Write short reports, no two the same; give the number of their sentences."""
    folder.mkdir()
    draw, sentences = random.Random(7), 0
    for n in range(number):
        text = "\n".join([*draw.sample(summaries, SENTENCES), f"This was report {n}."])
        (folder / f"r{n:06d}.txt").write_text(f"date 2020-06-05\n{text}\n", encoding="utf-8")
        sentences += len(split_sentences(text))
    return sentences


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def resident(pid, peaks, ended):
    """Keep the most memory that a process and its children were seen to have together; and the process alone."""
    import psutil

    while not ended.wait(0.1):
        try:
            parent = psutil.Process(pid)
            alone = parent.memory_info().rss
            both = alone + sum(child.memory_info().rss for child in parent.children(recursive=True))
        except psutil.NoSuchProcess:
            continue
        peaks[:] = [max(pair) for pair in zip(peaks, (alone, both), strict=True)]


def run_command(folder, out, workers):
    """Give seconds by the clock, of processor, and peak MB of the parent alone and of all."""
    before, start, peaks, ended = processor_seconds(), time.perf_counter(), [0, 0], threading.Event()
    run = subprocess.Popen([*COMMAND, str(folder), "--out", str(out), "--workers", str(workers), "--quiet"],
                           stderr=subprocess.PIPE, text=True)  # fmt: skip
    watch = threading.Thread(target=resident, args=(run.pid, peaks, ended))
    watch.start()
    said = run.communicate()[1]
    took = time.perf_counter() - start
    ended.set()
    watch.join()
    if run.returncode:
        raise SystemExit(f"the command failed on {folder}, --out {out.name}: {said.strip()[-500:]}")
    return took, processor_seconds() - before, *(peak / 1e6 for peak in peaks)


def time_command(summaries, number):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sentences = write_reports(folder / "quarter", summaries, number // 4)
        sentences = write_reports(folder / "all", summaries, number)
        small = run_command(folder / "quarter", folder / "quarter.csv", 2)
        small_parquet = run_command(folder / "quarter", folder / "quarter.parquet", 2)
        runs = [
            [run_command(folder / "all", folder / f"{workers}.csv", workers) for workers in (1, 2)] for _ in range(2)
        ]
        one, one_processor = (min(first[n] for first, _ in runs) for n in range(2))
        two, two_processor = (min(second[n] for _, second in runs) for n in range(2))
        same = (folder / "1.csv").read_bytes() == (folder / "2.csv").read_bytes()
        parquet = run_command(folder / "all", folder / "2.parquet", 2)
    print(f"the command, {number:,} reports, one process: {sentences / one:,.0f} sentences a second")
    print(f"two processes: {one / two:.2f} times one ({one:.1f} s and {two:.1f} s by the clock)")
    ratio = 2 * one_processor / two_processor
    print(f"  by processor time: {ratio:.2f} times ({one_processor:.1f} s and {two_processor:.1f} s)")
    print(f"  the bytes written are {'the same' if same else 'NOT THE SAME'}")
    memory = {
        f"{number // 4:,} reports": small,
        f"{number:,} reports": runs[0][1],
        f"{number // 4:,} reports, Parquet": small_parquet,
        f"{number:,} reports, Parquet": parquet,
    }
    for what, (*_, alone, both) in memory.items():
        print(f"memory at {what}: {alone:.0f} MB the parent, {both:.0f} MB with two workers")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--compiled", action="store_true", help="compile the coder, too, and time it beside")
    parser.add_argument("--speed-alone", action="store_true", help="print one line, the sentences a second on one core")
    arguments = parser.parse_args()
    case = load_case(check=False)
    base = texts(case, arguments.folder)
    documents = base * max(1, 400 // len(base))
    sentences = sum(len(split_sentences(text)) for text in documents)
    coder = Coder(case.places)
    seconds(coder, base)
    one = min(seconds(coder, documents) for _ in range(3))
    said = f"{sentences / one:,.0f} sentences a second ({len(documents)} documents, {sentences} sentences)"
    if arguments.speed_alone:
        return print(f"one core, {'compiled' if COMPILED else 'plain Python'}: {said}")
    print(f"one core, {'compiled' if COMPILED else 'plain Python'}: {said}")
    if arguments.compiled:
        print(time_compiled(arguments.folder))
    half = min(seconds(coder, documents[: len(documents) // 2]) for _ in range(3))
    print(f"twice the documents take {one / half:.2f} times as long")
    places = case.places.copy()
    places["aliases"] = [
        f"{a};" + ";".join(f"Qx{n}z{k} ward" for k in range(10)) for n, a in enumerate(places["aliases"])
    ]
    print(f"4,300 more aliases take {min(seconds(Coder(places), documents) for _ in range(2)) / one:.2f} times as long")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, pandas and all")
    time_command(list(case.events["summary"]), arguments.reports)
    try:
        import spacy

        nlp = spacy.load("en_core_web_sm")
    except (ImportError, OSError):
        print("no spaCy pipeline is installed to compare with")
        return
    start = time.perf_counter()
    for text in base:
        nlp(text)
    took = time.perf_counter() - start
    parsed = sum(len(split_sentences(text)) for text in base)
    print(f"spaCy en_core_web_sm, parsing only: {parsed / took:,.0f} sentences a second")


if __name__ == "__main__":
    main()
