"""Named operations that are launched or announced: "Operation Peace Storm"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import Coded
from .sentence import Phrases
from .tables import either, words

if TYPE_CHECKING:
    from .run import Run


def operations(run: Run, current: Phrases) -> list[Coded]:
    """Read a named operation that is launched or announced."""
    for n, token in enumerate(current.tokens):
        if token.kind != "operation":
            continue
        row = run.names.operations[token.value]
        near = [current.word(k) for k in range(max(0, n - 12), min(current.size, n + 20))]
        if not set(near) & words("launched"):
            continue
        if not either(
            "finishing", also=("end", "ends", "ended", "ending", "close", "closed", "replace", "replaced")
        ).isdisjoint(current.words[max(0, n - 3) : n]):
            continue  # "agreed to end Operation X"
        part = "part" in current.words[max(0, n - 4) : n]
        if part and words("launched").isdisjoint(current.words[n + 1 : n + 7]):
            continue  # "took the town as part of Operation X": not its launch
        today = run.published.isoformat()
        past = [k for k, t in enumerate(current.tokens) if t.kind == "date" and t.value <= today]
        future = [k for k, t in enumerate(current.tokens) if t.kind == "date" and t.value > today]
        future += [
            k for k in range(1, current.size) if current.word(k) in words("launched") and current.word(k - 1) == "to"
        ]
        return [
            Coded(
                doc=run.doc,
                place_id=current.cue(row["place_id"], n),
                event_type=row["event_type"],
                actor=current.cue(row["actor"], n),
                target=None,
                control_after=None,
                date=current.cue(current.tokens[future[0]].value, future[0])
                if future and current.tokens[future[0]].kind == "date"
                else current.cue(current.tokens[past[0]].value, past[0])
                if past and not future
                else today,
                date_basis="clause" if future or past else "published",
                status=current.cue("planned", future[0]) if future else current.cue("asserted", n),
                by=None,
                sentence=run.text[run.span[0] : run.span[1]],
                start=token.start,
                end=token.end,
                rule="operation",
                sentence_start=run.span[0],
            )
        ]
    return []
