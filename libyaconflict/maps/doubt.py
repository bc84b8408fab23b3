"""What a map does not know, in words."""

from __future__ import annotations

import pandas as pd

from ..charts.layout import need
from ..present import Prose, held_by
from .marks import WITHHELD, drawn_holders
from .standard import short_of, standard_of


def tell_doubt(held: pd.DataFrame) -> Prose:
    """Say of how many places the holder is certain, and name those not known, contested, or held on one side's word.

    Parameters
    ----------
    held : DataFrame
        From `held_on`, as a rule cut to what a map shows by `in_frame`: columns place, holder, certainty, in_doubt,
        coord_precision.
    """
    need(held, "place", "holder", "certainty", "in_doubt", "coord_precision")
    if held.empty:
        return Prose("The map shows no place.")
    counts = held["certainty"].value_counts()
    sure = int(counts.get("certain", 0))
    text = f"Of {len(held)} places the holder of **{sure}** is certain"
    drawn, standard = drawn_holders(held), standard_of(held)
    ranks = ("likely", "claimed only", "inferred")
    told = [f"{counts[name]} {name}" for name in ranks if name in counts]
    blank = [(int((drawn == "unknown").sum()), "not known"), (int((drawn == WITHHELD).sum()), short_of(standard))]
    told += [f"{count} {name}" for count, name in blank if count]
    text += f"; of the others: {', '.join(told)}." if told else "."
    if inferred := int(counts.get("inferred", 0)):
        share = f"{100 * inferred / len(held):.0f} per cent"
        text += f" The holder of **{inferred}** ({share}) is inferred: it follows from another place or another day,"
        text += " and no report of this place settles it."
    unknown, told_less = drawn == "unknown", drawn == WITHHELD
    claimed = held[(held["certainty"] == "claimed only") & (held["holder"] != "contested")]
    words = [f"{row.place} ({held_by(row.holder)})" for row in claimed.sort_values("place").itertuples()]
    parts = [
        ("Not known", sorted(held.loc[unknown, "place"])),
        (short_of(standard).capitalize(), sorted(held.loc[told_less, "place"])),
        ("Contested", sorted(held.loc[held["holder"] == "contested", "place"])),
        ("One side's word alone", words),
        ("The next change may have come already", sorted(held.loc[held["in_doubt"] & ~unknown & ~told_less, "place"])),
    ]
    text += "".join(f"\n- **{title}**: {', '.join(names)}." for title, names in parts if names).replace("\n", "\n\n", 1)
    rough = int((held["coord_precision"] == "approx").sum())
    return Prose(text + (f"\n\nThe points of {rough} of these places are approximate." if rough else ""))
