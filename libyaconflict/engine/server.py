"""The warm process: it imports once what reports need, and forks a fresh child for each task.

It is started by `warm.Warm`, has one thread and no event loop, and so may fork. A request is one byte on the
control socket with two file descriptors: the task's own channel, and a line on which the child's end is told.
When the control socket closes, because its owner closed it or died, the server kills its children and ends.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import resource
import selectors
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing.connection import Connection

from ..fonts import keep_fonts_in_memory

# Known to survive a fork: none of them keeps a thread. The first are there before the first child; what few notebooks
# need, or none before its page is written, is loaded while the first children run.
PRELOADED = (
    "numpy", "pandas", "matplotlib.pyplot", "PIL.PngImagePlugin",
    "ipykernel.inprocess.ipkernel", "ipykernel.compiler", "IPython.core.completer", "jedi",
    "libyaconflict.charts", "libyaconflict.maps", "libyaconflict.lookup", "libyaconflict.shifts",
    "libyaconflict.present", "libyaconflict.timeline",
)  # fmt: skip
LATER = (
    "libyaconflict.page", "bs4", "nbconvert.exporters.html", "nbformat", "nbformat.v4", "libyaconflict.formats.reading",
    "libyaconflict.present_dispatches", "libyaconflict.marked", "libyaconflict.coder.frame",
)  # fmt: skip
WARMED, WARMED_LATER = "libyaconflict.charts.show", "libyaconflict.page"  # each has a function `warm_up`
TASKS = {
    "notebook": ("libyaconflict.engine.shell", "run_cells"),
    "call": ("libyaconflict.engine.calls", "answer"),
}


def main() -> None:
    """Serve until the control socket closes: ``python -m libyaconflict.engine.server FD [STUDY]``."""
    control = socket.socket(fileno=int(sys.argv[1]))
    gc.disable()  # what is loaded stays
    for load in _first(sys.argv[2] if len(sys.argv) > 2 else None):
        load()
    gc.freeze()
    try:
        control.send(b"r")
    except BrokenPipeError:  # the owner went away meanwhile
        return
    _serve(control, _later())


def _first(study: str | None) -> Iterator[Callable[[], object]]:
    from ..jupyter import kept_out

    with kept_out("debugpy"):  # a report is not debugged: half a second saved
        yield partial(_load, "ipykernel.debugger")
    yield from (partial(_load, name) for name in PRELOADED)
    yield keep_fonts_in_memory
    yield from (partial(importlib.import_module, module) for module, _ in TASKS.values())
    yield partial(_warm_up, WARMED)
    if study is not None:
        yield partial(_rebuild, study)


def _later() -> Iterator[Callable[[], object]]:
    yield from (partial(_load, name) for name in LATER)
    yield partial(_warm_up, WARMED_LATER)
    yield gc.collect
    yield gc.freeze
    yield gc.enable


def _load(name: str) -> None:
    from ..jupyter import load_tool

    with contextlib.suppress(ImportError):
        load_tool(name)


def _warm_up(module: str) -> None:
    with contextlib.suppress(Exception):  # it only saves time
        importlib.import_module(module).warm_up()


def _rebuild(study: str) -> None:
    from ..lookup import rebuilt

    with contextlib.suppress(Exception):  # the report itself will say what is wrong with the case
        rebuilt(study or None)


def _serve(control: socket.socket, later: Iterator[Callable[[], object]]) -> None:
    """Fork a child for each request; do what is left for later, piece by piece, when the first child runs."""
    waker, wakened = socket.socketpair()
    for end in (waker, wakened):
        end.setblocking(False)
    signal.set_wakeup_fd(wakened.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    selector = selectors.DefaultSelector()
    selector.register(control, selectors.EVENT_READ)
    selector.register(waker, selectors.EVENT_READ)
    children: dict[int, socket.socket] = {}
    loaded = False
    while True:
        ready = selector.select(0 if children and not loaded else None)
        if not ready:
            piece = next(later, None)
            loaded = piece is None
            if piece:
                piece()
        for key, _ in ready:
            if key.fileobj is waker:
                with contextlib.suppress(BlockingIOError):
                    waker.recv(4096)
                _reap(children)
            elif not _accept(control, children, close=(control, waker, wakened)):
                for pid in children:
                    kill_group(pid)
                return


def _accept(control: socket.socket, children: dict[int, socket.socket], *, close: tuple) -> bool:
    message, descriptors, _, _ = socket.recv_fds(control, 1, 3)
    if not message:
        return False
    channel, line, said = descriptors
    pid = os.fork()
    if pid == 0:
        gc.enable()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for end in (*close, *children.values()):
            end.close()
        os.close(line)
        _child(channel, said)
    os.close(channel)
    os.close(said)
    end = socket.socket(fileno=line)
    with contextlib.suppress(OSError):
        end.send(f"pid {pid}\n".encode())
    children[pid] = end
    return True


def _reap(children: dict[int, socket.socket]) -> None:
    while children:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        end = children.pop(pid, None)
        kill_group(pid)  # what the report itself may have started
        if end is not None:
            with contextlib.suppress(OSError):
                end.send(f"exit {os.waitstatus_to_exitcode(status)}\n".encode())
            end.close()


def _child(channel: int, said: int) -> None:
    """Be the child of one task; never return."""
    status = 1
    try:
        os.setsid()
        os.dup2(said, 1)
        os.dup2(said, 2)
        os.close(said)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        connection = Connection(channel)
        task, options, limits = connection.recv()
        if limits.get("memory"):
            resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], resource.RLIM_INFINITY))
        module, function = TASKS[task]
        getattr(sys.modules[module], function)(connection, **options)
        connection.close()
        status = 0
    except BaseException:  # said on the child's own stderr, which the owner keeps
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def kill_group(pid: int) -> None:
    """Kill a child with all that it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
