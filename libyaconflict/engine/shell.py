"""The child that runs one notebook: ipykernel's own kernel without its sockets, so that outputs are a kernel's.

Every message that a kernel would publish goes to the parent as a record, ``(kind, payload)``: ``hello`` (what the
kernel says of itself), ``message`` (a message as nbclient knows it), ``done`` (the reply to a cell).
"""

from __future__ import annotations

import asyncio
import faulthandler
import os
import random
import sys
import threading
from multiprocessing.connection import Connection
from types import SimpleNamespace
from typing import Any


def run_cells(connection: Connection, *, cwd: str, env: dict[str, str], hashseed: int | None = None) -> None:
    """Run the cells that come as ``("run", source, message_id)`` until ``("stop",)``."""
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    if "matplotlib" in sys.modules:
        sys.modules["matplotlib"].rcParams["backend"] = os.environ["MPLBACKEND"]
    _forget_randomness()
    sys.path.insert(0, "")
    sys.argv[:] = [""]
    stderr = os.dup(2)
    faulthandler.enable(file=stderr)
    kernel = _kernel(connection)
    asyncio.run(_serve(connection, kernel))


def _forget_randomness() -> None:
    """Give this child random numbers of its own; a fork would give each report the same ones."""
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def _kernel(connection: Connection) -> Any:
    from ipykernel.inprocess.ipkernel import InProcessKernel
    from ipykernel.iostream import OutStream
    from jupyter_client.session import Session
    from traitlets.config import Config

    lock = threading.Lock()

    class Pipe(Session):
        """Sends every message to the parent instead of through a socket."""

        def send(self, stream, msg_or_type, content=None, parent=None, ident=None, buffers=None, track=False,
                 header=None, metadata=None):  # fmt: skip
            if isinstance(msg_or_type, str):
                message = self.msg(msg_or_type, content=content, parent=parent, header=header, metadata=metadata)
            else:
                message = msg_or_type
            if os.getpid() != self.home:  # a process that the report itself forked
                return message
            plain = {name: message[name] for name in ("header", "parent_header", "metadata", "content", "msg_type")}
            plain["buffers"] = [bytes(buffer) for buffer in buffers or ()]
            with lock:
                connection.send(("message", plain))
            return message

        home = os.getpid()

    session = Pipe(key=b"in this process", username="")
    InProcessKernel.clear_instance()
    no_file = Config(HistoryManager={"hist_file": ":memory:"})  # a report's cells are nobody's history
    kernel = InProcessKernel.instance(session=session, config=no_file)
    kernel.shell_channel_thread = SimpleNamespace(parent_thread=None)
    sys.stdout = kernel.stdout = OutStream(session, kernel.iopub_thread, "stdout", watchfd=True)
    sys.stderr = kernel.stderr = OutStream(session, kernel.iopub_thread, "stderr", watchfd=True)
    with lock:
        connection.send(("hello", kernel.language_info))
    return kernel


async def _serve(connection: Connection, kernel: Any) -> None:
    while True:
        order = connection.recv()
        if order[0] == "stop":
            return
        if order[0] == "comm":
            kernel.comm_manager.comm_msg(None, None, order[1])
            continue
        _, source, message_id = order
        kernel.set_parent([], kernel.session.msg("execute_request", header={
            **kernel.session.msg_header("execute_request"), "msg_id": message_id,
        }))  # fmt: skip
        reply = await kernel.do_execute(source, silent=False, store_history=True, allow_stdin=False)
        for stream in (kernel.stdout, kernel.stderr):
            stream.flush()
        kept = {name: reply.get(name) for name in ("status", "ename", "evalue", "execution_count")}
        kept["payload"] = [item for item in reply.get("payload", ()) if item.get("source") in ("page", "ask_exit")]
        connection.send(("done", kept))
