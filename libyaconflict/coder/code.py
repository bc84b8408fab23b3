"""From text to coded events: the sentences of a document one by one, and each happening told once."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path

from ..errors import LibyaConflictError
from .coded import Coded
from .frames_harm import settled
from .merge import merge
from .names import Names
from .run import LEAD, Run
from .spelling import flatten
from .splitting import link_lines, split_sentences
from .tables import RULES


class Coder:
    """Code events of one conflict; the rule tables are read once.

    Parameters
    ----------
    places : DataFrame
        The gazetteer's table, as `load_case().places`.
    names : path, optional
        The folder with the names of the war. Without it, those of Libya 2019-20.

    Examples
    --------
    >>> from libyaconflict import load_case
    >>> coder = Coder(load_case(check=False).places)
    >>> event = coder.code("own", "GNA forces captured Gharyan on Wednesday.", dt.date(2019, 6, 28))[0]
    >>> event.place_id, event.event_type, event.actor, event.date, event.status
    ('gharyan', 'capture', 'GNA', '2019-06-26', 'asserted')
    """

    def __init__(self, places, names: str | Path = RULES / "libya") -> None:
        self.names = Names(places, names)

    def code(self, doc: str, text: str, published: dt.date) -> list[Coded]:
        """Code one document: its events in the order of the text, each once.

        Parameters
        ----------
        doc : str
            The document's name, kept with each event.
        text : str
            The text; spans count its characters.
        published : date
            The day against which "Friday" and "last month" are read.

        Raises
        ------
        LibyaConflictError
            No report was published in that year.
        """
        if not 1900 <= published.year < 2200:
            raise LibyaConflictError(f"{doc}: published {published} is no day of a report (1900 to 2199).")
        flat = flatten(text)
        mentions = self.names.find(text)
        run = Run(self.names, doc, text, flat, published)
        m = 0
        run.mentions = mentions
        run.named = {mention.value for mention in mentions}
        links = link_lines(flat) if "\n" in flat else ()
        for index, (start, end) in enumerate(split_sentences(flat)):
            if start in links:
                continue
            while m < len(mentions) and mentions[m].start < start:
                m += 1
            last = m
            while last < len(mentions) and mentions[last].start < end:
                last += 1
            run.later = mentions[last:] if index < LEAD else []
            run.sentence(index, start, end, mentions[m:last])
            m = last
        return merge(settled(run.events, self.names.part_of), run.headline, self.names, published)


@lru_cache(maxsize=2)
def default_coder(names: str = "") -> Coder:
    """Give a coder of the bundled gazetteer, built once.

    Parameters
    ----------
    names : str, optional
        The folder with the names of another war; its own places.csv, in the form of ``data/places.csv``, if it has one,
        takes the place of the gazetteer.

    Raises
    ------
    LibyaConflictError
        The folder lacks one of the two tables without which no side is known.
    """
    from ..case import load_case

    folder = Path(names) if names else RULES / "libya"
    missing = [name for name in ("actors.csv", "sides.csv") if not (folder / name).is_file()]
    if missing:
        raise LibyaConflictError(
            f"{folder}: a folder of names holds actors.csv and sides.csv; {missing[0]} is not there."
        )
    own = folder / "places.csv"
    if own.is_file():
        import pandas as pd

        return Coder(pd.read_csv(own, dtype=str, keep_default_na=False), folder)
    return Coder(load_case(check=False).places, folder)
