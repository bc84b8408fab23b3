"""Documents: news reports go in as files of many formats, out comes their text with who published it and when."""

from __future__ import annotations

from .reading import Document, Input, Seen, Skipped, day_given, list_inputs, read_documents, read_input, summarise

__all__ = [
    "Document", "Input", "Seen", "Skipped", "day_given", "list_inputs", "read_documents", "read_input", "summarise",
]  # fmt: skip
