"""Time the text coder, and a spaCy pipeline beside it where one is installed.

    python benchmarks/coder.py [FOLDER]

FOLDER holds .txt files; without it the record's own summaries serve, gathered into reports of 25 sentences. Printed are
sentences a second on one core, the same on two, memory, and how time grows with documents and with aliases.
"""

import datetime as dt
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from libyaconflict import load_case
from libyaconflict.coder import Coder
from libyaconflict.coder.grammar import split_sentences

DAY = dt.date(2020, 6, 5)
_CODERS = {}


def texts(case, folder):
    if folder:
        return [path.read_text(encoding="utf-8", errors="replace") for path in sorted(Path(folder).rglob("*.txt"))]
    summaries = list(case.events["summary"])
    return ["\n".join(summaries[n : n + 25]) for n in range(0, len(summaries), 25)]


def work(documents):
    if "coder" not in _CODERS:
        _CODERS["coder"] = Coder(load_case(check=False).places)
    return sum(len(_CODERS["coder"].code("x", text, DAY)) for text in documents)


def warm(_):
    work([])
    time.sleep(2)  # long enough that each process takes one


def seconds(coder, documents):
    start = time.perf_counter()
    for text in documents:
        coder.code("x", text, DAY)
    return time.perf_counter() - start


def main():
    case = load_case(check=False)
    base = texts(case, sys.argv[1] if len(sys.argv) > 1 else None)
    documents = base * max(1, 400 // len(base))
    sentences = sum(len(split_sentences(text)) for text in documents)
    coder = Coder(case.places)
    seconds(coder, base)
    one = min(seconds(coder, documents) for _ in range(3))
    print(f"one core: {sentences / one:,.0f} sentences a second ({len(documents)} documents, {sentences} sentences)")
    half = min(seconds(coder, documents[: len(documents) // 2]) for _ in range(3))
    print(f"twice the documents take {one / half:.2f} times as long")
    places = case.places.copy()
    places["aliases"] = [
        f"{a};" + ";".join(f"Qx{n}z{k} ward" for k in range(10)) for n, a in enumerate(places["aliases"])
    ]
    print(f"4,300 more aliases take {min(seconds(Coder(places), documents) for _ in range(2)) / one:.2f} times as long")
    chunks = [(documents * 6)[n::12] for n in range(12)]
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(warm, range(2)))
        start = time.perf_counter()
        list(pool.map(work, chunks))
        print(f"two cores: {6 * one / (time.perf_counter() - start):.2f} times one")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, pandas and all")
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
