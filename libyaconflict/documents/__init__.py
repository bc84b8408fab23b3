"""Documents: news reports go in as files of many formats, out comes their text with who published it and when."""

from __future__ import annotations

from .reading import Document, Skipped, read_documents, summarise

__all__ = ["Document", "Skipped", "read_documents", "summarise"]
