"""Work sent out in batches to processes or to a cluster, and its results in the order of the batches."""

from __future__ import annotations

import itertools
import logging
import multiprocessing
import os
import re
import signal
import threading
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from ..errors import LibyaConflictError

FEW = 16  # batches that one process has done before others have started
AHEAD = 4  # batches for each worker that may be out, or done and waiting for their turn
PATIENCE = 10  # seconds for a scheduler to answer

Work = Callable[[list], list]
Results = Generator[tuple[list, list], None, None]  # each batch, and the result of the work on it
Spread = Callable[[Work, Iterable[list]], Results]


def usable_cores() -> int:
    """Count the cores that this process may use, which may be fewer than the machine has."""
    if hasattr(os, "process_cpu_count"):
        return os.process_cpu_count() or 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def spread(workers: int | None = 1, scheduler: str | None = None) -> Iterator[Spread]:
    """Give a function that does work on batches, here or elsewhere.

    It takes the work (a function of a list that can be pickled) and batches, and yields each batch with its
    result, in their order. Of the batches only `AHEAD` for each worker are out at a time; no more are drawn.

    Parameters
    ----------
    workers : int, optional
        Processes; 1 is this one. None: one for each usable core, if there are more than `FEW` batches.
    scheduler : str, optional
        The address of a Dask scheduler, whose workers do the work instead.

    Raises
    ------
    LibyaConflictError
        There is no worker, the scheduler does not answer, or a worker died.
    """
    if workers is not None and workers < 1:
        raise LibyaConflictError(f"there must be one worker at least, not {workers}.")
    with ExitStack() as stack:
        run = stack.enter_context(_cluster(scheduler)) if scheduler is not None else partial(_here, workers)

        def send(work: Work, batches: Iterable[list]) -> Results:
            return stack.enter_context(closing(run(work, iter(batches))))

        yield send


def _here(wanted: int | None, work: Work, batches: Iterator[list]) -> Results:
    workers = usable_cores() if wanted is None else wanted
    if wanted is None and workers > 1:
        first = list(itertools.islice(batches, FEW + 1))
        workers = workers if len(first) > FEW else 1
        batches = itertools.chain(first, batches)
    if workers == 1:
        return ((batch, work(batch)) for batch in batches)
    return _in_processes(work, batches, workers)


def _in_processes(work: Work, batches: Iterator[list], workers: int) -> Results:
    context = multiprocessing.get_context("spawn")
    ending, lifeline = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(ending,))

    def send(batch: list) -> Future:
        with _uninterrupted():  # workers start at the first call, and do not hear of interrupts
            return pool.submit(work, batch)

    done = "the beginning"
    try:
        for batch, result in _in_order(send, batches, workers * AHEAD, lambda future, _: future.result()):
            yield batch, result
            done = batch[-1]
    except BrokenProcessPool as error:
        lifeline.close()
        raise LibyaConflictError(
            f"a worker process died, perhaps for want of memory, soon after {getattr(done, 'path', done)}. "
            "With --workers 1 there is none, and an error would show."
        ) from error
    finally:
        # On an interrupt the workers end the batches that they have: to kill them then may leave the pool's own
        # thread waiting for ever for somebody to read what it sends.
        try:
            pool.shutdown(cancel_futures=True)
        finally:
            lifeline.close()
            ending.close()


def _in_order(
    send: Callable[[list], Any], batches: Iterable[list], room: int, result: Callable[[Any, list], list]
) -> Results:
    out: deque[tuple[list, Any]] = deque()
    for batch in batches:
        out.append((batch, send(batch)))
        while len(out) >= room:
            batch, future = out.popleft()
            yield batch, result(future, batch)
    while out:
        batch, future = out.popleft()
        yield batch, result(future, batch)


def _begin(ending: Connection) -> None:
    """Begin a worker: it leaves interrupts to its parent, and ends when that lets go of the lifeline, or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def wait() -> None:
        with suppress(EOFError, OSError):
            ending.recv_bytes()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold back the keyboard's interrupt for a moment, here and in processes that start meanwhile."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _cluster(address: str) -> Iterator[Spread]:
    """Connect to a Dask scheduler; what is sent is let go of, and the connection closed, at the end."""
    try:
        from distributed import Client
    except ImportError as error:
        raise LibyaConflictError(
            "--scheduler needs Dask's distributed, the extra 'dask': pip install 'libyaconflict[dask]'."
        ) from error
    if not re.fullmatch(r"(?:(?:tcp|tls|ucx|wss?)://)?\S+:\d{1,5}", address):  # on which Client would hang for long
        raise LibyaConflictError(
            f"{address!r} is no address of a Dask scheduler: it has a host and a port, such as tcp://127.0.0.1:8786."
        )
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what it would log is raised as well
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise LibyaConflictError(
            f"no Dask scheduler answers at {address} within {PATIENCE} seconds. "
            "Give the address that 'dask scheduler' prints."
        ) from error
    try:
        threads = sum(client.nthreads().values())
        if not threads:
            raise LibyaConflictError(
                f"the Dask scheduler at {address} has no worker: 'dask worker {address}' adds one."
            )
        yield partial(_on_cluster, client, address, threads * AHEAD)
    finally:
        client.close()


def _on_cluster(client: Any, address: str, room: int, work: Work, batches: Iterable[list]) -> Results:
    def send(batch: list) -> Any:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Sending large graph")  # a report may be large, and is wanted once
            return client.submit(work, batch, pure=False)

    def result(future: Any, batch: list) -> list:
        try:
            return future.result()
        except LibyaConflictError:
            raise
        except Exception as error:
            told = " ".join(f"{type(error).__name__}: {error}".split())[:300]
            raise LibyaConflictError(
                f"the Dask cluster at {address} failed at {batch[0].path} or soon after: {told}. "
                "Its scheduler and workers must run, with the same libyaconflict installed."
            ) from error

    yield from _in_order(send, batches, room, result)
