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
from multiprocessing.connection import Connection

# Known to survive a fork: none of them keeps a thread.
PRELOADED = (
    "numpy", "pandas", "matplotlib.pyplot", "PIL.PngImagePlugin",
    "ipykernel.inprocess.ipkernel", "ipykernel.compiler", "IPython.core.completer", "jedi",
    "libyaconflict.charts", "libyaconflict.maps", "libyaconflict.lookup", "libyaconflict.shifts", "libyaconflict.page",
    "libyaconflict.formats.reading",
    "libyaconflict.present", "libyaconflict.present_dispatches", "libyaconflict.timeline", "libyaconflict.marked",
    "libyaconflict.coder.frame", "bs4", "nbconvert.exporters.html", "nbformat", "nbformat.v4",
)  # fmt: skip
WARMED = ("libyaconflict.charts.show", "libyaconflict.page")  # each has a function `warm_up`
TASKS = {
    "notebook": ("libyaconflict.engine.shell", "run_cells"),
    "call": ("libyaconflict.engine.calls", "answer"),
}


def main() -> None:
    """Serve until the control socket closes: ``python -m libyaconflict.engine.server FD [STUDY]``."""
    control = socket.socket(fileno=int(sys.argv[1]))
    _preload(sys.argv[2] if len(sys.argv) > 2 else None)
    try:
        control.send(b"r")
    except BrokenPipeError:  # the owner went away meanwhile
        return
    gc.collect()
    gc.freeze()
    _serve(control)


def _preload(study: str | None) -> None:
    from ..jupyter import kept_out, load_tool

    with kept_out("debugpy"), contextlib.suppress(ImportError):  # a report is not debugged: half a second saved
        load_tool("ipykernel.debugger")
    for name in PRELOADED:
        with contextlib.suppress(ImportError):
            load_tool(name)
    for module, _ in TASKS.values():
        importlib.import_module(module)
    for module in WARMED:
        with contextlib.suppress(Exception):  # it only saves time
            importlib.import_module(module).warm_up()
    if study is not None:
        from ..lookup import rebuilt

        with contextlib.suppress(Exception):  # the report itself will say what is wrong with the case
            rebuilt(study or None)


def _serve(control: socket.socket) -> None:
    waker, wakened = socket.socketpair()
    for end in (waker, wakened):
        end.setblocking(False)
    signal.set_wakeup_fd(wakened.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    selector = selectors.DefaultSelector()
    selector.register(control, selectors.EVENT_READ)
    selector.register(waker, selectors.EVENT_READ)
    children: dict[int, socket.socket] = {}
    while True:
        for key, _ in selector.select():
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
