"""Documents in, a table of their coded events out: `libyaconflict code` for a notebook."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ..documents import Document, Skipped
from .code import Coder, default_coder
from .command import COLUMNS, _row

_COUNTS = ("start", "end", "sentence_start")


def code_documents(
    documents: Iterable[Document | Skipped], names: str = "", *, places: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Code the events of documents.

    Parameters
    ----------
    documents : iterable of Document
        From `read_documents`; what was skipped there is passed over.
    names : str, optional
        A folder with the names of another conflict.
    places : DataFrame, optional
        The gazetteer, as `load_case().places`; the bundled one if not given.

    Returns
    -------
    DataFrame
        One row an event, numbered from 0: the columns that ``libyaconflict code`` writes, with `published`, the
        day of the report. `doc` is the document's `id`. Text is empty where nothing is known, a span missing.

    Examples
    --------
    >>> coded = code_documents([_document("LNA forces captured Gharyan on Thursday, a spokesman said.")])
    >>> coded[["doc", "place", "event_type", "actor", "date", "status", "published"]].values.tolist()
    [['own', 'Gharyan', 'capture', 'LNA', '2019-04-04', 'claimed', '2019-04-05']]
    """
    coder = default_coder(names) if places is None else Coder(places, names) if names else Coder(places)
    rows = [
        dict(zip(COLUMNS, _row(event, coder, document), strict=True)) | {"published": document.published.isoformat()}
        for document in documents
        if isinstance(document, Document)
        for event in coder.code(document.id, document.text, document.published)
    ]
    columns = list(dict.fromkeys([*COLUMNS, "published"]))
    return pd.DataFrame({name: _column(name, [row[name] for row in rows]) for name in columns})


def _column(name: str, cells: list) -> pd.Series:
    if name in _COUNTS:
        return pd.Series(cells, dtype="int64")
    if name.endswith(("_start", "_end")):
        return pd.Series(cells, dtype="Int64")
    return pd.Series(["" if cell is None else str(cell) for cell in cells], dtype=object)


def _document(text: str) -> Document:
    """Give a document for the example."""
    import datetime as dt

    return Document("own", text, dt.date(2019, 4, 5), "", "", "en", "", "", "own.txt", "")
