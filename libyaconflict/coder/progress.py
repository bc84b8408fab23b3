"""How far a run is: one line rewritten on a terminal, else a line now and then."""

from __future__ import annotations

import time
from typing import TextIO

EACH = 1000  # reports between two lines where there is no terminal
SECONDS = 0.2  # between two changes of the line on a terminal


class Progress:
    """Tell of a run as it goes; call it with the numbers of reports and of what was skipped."""

    def __init__(self, stream: TextIO, *, quiet: bool = False) -> None:
        self.stream, self.quiet = stream, quiet
        self.live = not quiet and stream.isatty()
        self.start, self.before, self.last, self.width = time.monotonic(), -1, 0.0, 0

    def __call__(self, reports: int, skipped: int) -> None:
        """Tell of one more report."""
        if self.before < 0:
            self.start, self.before = time.monotonic(), reports - 1  # those of former runs took none of this time
        if self.live:
            now = time.monotonic()
            if now - self.last >= SECONDS:
                self.last = now
                speed = (reports - self.before) / max(now - self.start, SECONDS)
                self._rewrite(f"{reports:,} reports coded, {speed:,.0f} a second, {skipped:,} skipped")
        elif not self.quiet and reports % EACH == 0:
            print(f"{reports:,} reports coded", file=self.stream, flush=True)

    def close(self) -> None:
        """Clear the line."""
        if self.width:
            self._rewrite("")
            self.stream.write("\r")
            self.stream.flush()
            self.width = 0

    def _rewrite(self, line: str) -> None:
        self.stream.write(f"\r{line:<{self.width}}")
        self.stream.flush()
        self.width = len(line)
