"""A papermill engine that runs a notebook in a child of the warm process, with nbclient's own handling of messages."""

from __future__ import annotations

import functools
import logging
import time
from multiprocessing.connection import wait
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ..jupyter import blame, load_tool
from .warm import Child, Warm

_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())
_GRACE = 2.0  # seconds for a child to end by itself


class ChildDied(Exception):
    """The child ended before its cell did."""


class TookTooLong(Exception):
    """A cell or the whole notebook went past its limit."""


@functools.cache
def forked_engine() -> Any:
    """Build the engine class; papermill is only imported when it is needed."""
    engines = load_tool("papermill.engines")

    class ForkEngine(engines.Engine):
        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
            """Run the cells in a child, one after the other, until one fails.

            Options: `warm` (a `Warm`), `cwd`, `env`, `said` (a Path for the child's own output), `timeout` (seconds
            a cell may take), `report_timeout` (seconds for the whole), `memory` (bytes), `running` (a set
            that holds the child's `kill` meanwhile).
            """
            warm: Warm = options["warm"]
            with Path(options["said"]).open("wb") as said:
                child = warm.child(
                    "notebook", {"cwd": str(options["cwd"]), "env": options["env"]}, said=said,
                    memory=options.get("memory"),
                )  # fmt: skip
            options["running"].add(child.kill)
            try:
                _Runner(nb_man, child, options).run()
            finally:
                options["running"].discard(child.kill)
                child.kill()
                child.close()

    return ForkEngine


class _Runner:
    def __init__(self, nb_man: Any, child: Child, options: dict[str, Any]) -> None:
        self.nb_man, self.child = nb_man, child
        self.timeout, report_timeout = options.get("timeout"), options.get("report_timeout")
        self.last_moment = time.monotonic() + report_timeout if report_timeout else None
        self.report_timeout = report_timeout
        self.client = load_tool("papermill.clientwrap").PapermillNotebookClient(
            nb_man, log=_log, store_widget_state=options.get("store_widget_state", True)
        )
        self.client.reset_execution_trackers()
        self.client.kc = SimpleNamespace(  # the widgets of outputs talk back to the kernel through this
            session=load_tool("jupyter_client.session").Session(key=b"in this process"),
            shell_channel=SimpleNamespace(send=lambda message: child.connection.send(("comm", dict(message)))),
        )

    def run(self) -> None:
        nb = self.nb_man.nb
        try:
            nb.metadata["language_info"] = self._next()[1]
        except (ChildDied, TookTooLong) as error:
            raise RuntimeError(str(error)) from None
        for index, cell in enumerate(nb.cells):
            self.nb_man.cell_start(cell, index)
            skipped = cell.cell_type != "code" or not cell.source.strip()
            try:
                if skipped or self.client.skip_cells_with_tag in cell.metadata.get("tags", []):
                    continue
                if not self._run_cell(cell, index):
                    self.nb_man.cell_exception(cell, cell_index=index)
                    break
            except ChildDied as error:
                blame(self.nb_man, cell, "DeadKernelError", str(error))
                break
            except TookTooLong as error:
                blame(self.nb_man, cell, "CellTimeoutError", str(error))
                break
            finally:
                self.nb_man.cell_complete(cell, cell_index=index)
        self.client.set_widgets_metadata()
        try:
            self.child.connection.send(("stop",))
        except OSError:
            return
        wait([self.child.line], _GRACE)

    def _run_cell(self, cell: Any, index: int) -> bool:
        """Run one cell; tell if the notebook may go on."""
        cell.outputs = []
        self.client.clear_before_next_output = False
        message_id = f"cell-{index}"
        began = time.monotonic()
        try:
            self.child.connection.send(("run", cell.source, message_id))
        except OSError as error:
            raise self._death() from error
        while True:
            kind, told = self._next(began)
            if kind == "message":
                self.client.process_message(told, cell, index)
                continue
            cell["execution_count"] = told["execution_count"]
            allowed = "raises-exception" in cell.metadata.get("tags", [])
            return told["status"] == "ok" or allowed

    def _next(self, began: float | None = None) -> tuple[str, Any]:
        """Wait for the child's next record."""
        connection, line = self.child.connection, self.child.line
        while True:
            left = self._seconds_left(began)
            ready = wait([connection, line], left)
            if connection in ready:
                try:
                    return connection.recv()
                except (EOFError, OSError):
                    raise self._death() from None
            if line in ready:
                self.child.hear()
                if self.child.status is not None and not connection.poll():
                    raise self._death()
                continue
            if not ready:
                self.child.kill()
                raise TookTooLong(self._said_late(began))

    def _seconds_left(self, began: float | None) -> float | None:
        ends = [self.last_moment] if self.last_moment else []
        if began is not None and self.timeout:
            ends.append(began + self.timeout)
        return max(0.0, min(ends) - time.monotonic()) if ends else None

    def _said_late(self, began: float | None) -> str:
        if self.last_moment and time.monotonic() >= self.last_moment:
            return f"the report took longer than {self.report_timeout} s"
        return f"the cell took longer than {self.timeout} s"

    def _death(self) -> ChildDied:
        while self.child.status is None and wait([self.child.line], _GRACE):
            self.child.hear()
        status = self.child.status
        how = (
            "it was stopped or ran out of memory (signal 9)" if status == -9
            else f"it crashed (signal {-status})" if status is not None and status < 0
            else f"it exited with status {status}" if status is not None
            else "it closed its channel"
        )  # fmt: skip
        return ChildDied(f"the kernel died: {how}")
