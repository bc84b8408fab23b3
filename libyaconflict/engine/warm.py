"""The owner's side of the warm process: start it, ask it for children, hear how they ended."""

from __future__ import annotations

import atexit
import os
import socket
import subprocess
import sys
import tempfile
import threading
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import LibyaConflictError
from ..jupyter import with_package
from .server import kill_group

START_SECONDS = 120
CALLS = 50  # that one child answers, so that nothing in it grows for ever
AVAILABLE = hasattr(os, "fork") and sys.platform.startswith("linux")


class Child:
    """One task in a child: `connection` to talk with it, `line` to wait on for its end."""

    def __init__(self, connection: Connection, line: socket.socket) -> None:
        self.connection, self.line = connection, line
        self.pid, self.status, self._told = None, None, b""
        self._hearing = threading.Lock()  # the thread that waits for it is not the one that may have to kill it

    def hear(self) -> None:
        """Read what the server says of the child: its pid, and later its exit status (minus the signal)."""
        with self._hearing:
            self._hear()

    def _hear(self) -> None:
        try:
            told = self.line.recv(256, socket.MSG_DONTWAIT)
        except BlockingIOError:  # another thread has heard it
            return
        self._told += told
        for entry in self._told.decode().splitlines():
            kind, _, value = entry.partition(" ")
            if kind == "pid":
                self.pid = int(value)
            elif kind == "exit":
                self.status = int(value)
        if not told and self.status is None:  # the server itself is gone
            self.status = -9

    def kill(self) -> None:
        """Kill the child and all that it started."""
        with self._hearing:
            while self.pid is None and self.status is None:
                wait([self.line])
                self._hear()
        if self.status is None:
            kill_group(self.pid)

    def close(self) -> None:
        """Let go of both ends."""
        self.connection.close()
        self.line.close()


class Caller:
    """A child that calls functions, one after the other."""

    def __init__(self, warm: Warm) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the child)
        self._child = warm.child("call", {}, said=self._said)
        self.calls = 0

    def call(self, name: str, arguments: tuple, keywords: dict[str, Any]) -> tuple[bool, Any]:
        """Give whether the call went well, and its result or exception."""
        self.calls += 1
        self._child.connection.send((name, arguments, keywords))
        return self._child.connection.recv()

    def last_words(self) -> str:
        """Give the end of what the child itself printed."""
        self._said.seek(0)
        return self._said.read().decode(errors="replace")[-2000:].strip()

    def close(self) -> None:
        """Let go of the child, which then ends."""
        self._child.close()
        self._said.close()


class Warm:
    """A warm process for one study; `child` may be called from several threads.

    Parameters
    ----------
    study : str, optional
        The study whose case is read and rebuilt before the first report; empty for the bundled one.
    """

    def __init__(self, study: str | None = None) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        command = [sys.executable, "-m", "libyaconflict.engine.server", str(theirs.fileno())]
        command += [] if study is None else [study]
        self._process = subprocess.Popen(
            command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            env=with_package({name: value for name, value in os.environ.items() if name != "MPLBACKEND"}),
        )
        theirs.close()
        self._control, self._lock = ours, threading.Lock()
        self._ready = False
        self._idle: list[Caller] = []
        atexit.register(self.close)

    def child(self, task: str, options: dict[str, Any], *, said: BinaryIO, memory: int | None = None) -> Child:
        """Fork a child for a task.

        Parameters
        ----------
        task, options
            One of `server.TASKS` and its keyword arguments.
        said : binary file
            Where the child's own stdout and stderr go, whatever it is that writes there.
        memory : int, optional
            Bytes of address space the child may have; beyond, Python raises MemoryError in it.

        Raises
        ------
        LibyaConflictError
            The warm process did not start, or died.
        """
        ours, theirs = socket.socketpair()
        line, line_there = socket.socketpair()
        try:
            with self._lock:
                self._wait_ready()
                socket.send_fds(self._control, [b"f"], [theirs.fileno(), line_there.fileno(), said.fileno()])
            child = Child(Connection(ours.detach()), line)
            child.connection.send((task, options, {"memory": memory}))
        except OSError as error:
            raise LibyaConflictError(f"the warm process is gone ({error}); use the kernel engine.") from error
        finally:
            theirs.close()
            line_there.close()
        return child

    def idle(self) -> Caller:
        """Take a child for calls, new if none is idle."""
        try:
            return self._idle.pop()
        except IndexError:
            return Caller(self)

    def put_back(self, caller: Caller) -> None:
        """Let another call have a child; after many calls it has done its work."""
        if caller.calls < CALLS:
            self._idle.append(caller)
        else:
            caller.close()

    def _wait_ready(self) -> None:
        if self._ready:
            return
        self._control.settimeout(START_SECONDS)
        if self._control.recv(1) != b"r":
            raise LibyaConflictError("the warm process did not start.")
        self._control.settimeout(None)
        self._ready = True

    @property
    def alive(self) -> bool:
        """Tell if the process is there."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the process and every child."""
        while self._idle:
            self._idle.pop().close()
        self._control.close()
        if not self._ready:  # it would hear of it only when all is loaded
            self._process.kill()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        atexit.unregister(self.close)


_warm: dict[tuple, Warm] = {}
_warm_lock = threading.Lock()


def warm_process(study: str | Path | None = None) -> Warm:
    """Give the warm process for a study, started when it is first asked for, one at a time."""
    key = (None if study is None else str(study), os.getpid())
    with _warm_lock:
        found = _warm.get(key)
        if found is None or not found.alive:
            for other in [name for name in _warm if name != key or found is not None]:
                gone = _warm.pop(other)
                if other[1] == os.getpid():
                    gone.close()
            found = _warm[key] = Warm(key[0])
        return found


def call_in_child(warm: Warm, name: str, arguments: tuple = (), keywords: dict[str, Any] | None = None) -> Any:
    """Call a function of `calls.CALLABLE` in a child of the warm process, one that is idle if there is one.

    The function must leave nothing behind: the next call may find the same child.

    Raises
    ------
    Exception
        Whatever the function raised there; LibyaConflictError if the child died.
    """
    caller = warm.idle()
    try:
        good, result = caller.call(name, arguments, keywords or {})
    except (EOFError, OSError):
        told = caller.last_words()
        caller.close()
        if caller.calls > 1:  # it may have died long ago; a new one finds out
            return call_in_child(warm, name, arguments, keywords)
        raise LibyaConflictError(f"{name} did not come to an end. {told}".strip()) from None
    warm.put_back(caller)
    if good:
        return result
    raise result
