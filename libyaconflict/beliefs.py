"""Rules of belief: whose word is enough to move the map (section 13 of ``docs/rules.md``).

A rule of belief says which happenings may speak of control, and what they are then taken to say. All else, from
dates to places inside places, is the same under every rule.
"""

from __future__ import annotations

import pandas as pd

from .case import Case
from .errors import ParameterError
from .voices import PARTIES, Voices, Word, independent

EACH_SIDE = tuple(f"each_side:{side}" for side in PARTIES)
BELIEFS = ("balanced", "cautious", *EACH_SIDE)
BELIEF_WORDS = {
    "balanced": "every report, weighed: one-sided claims must be borne out",
    "cautious": "only what a voice of neither party, or the losing side, bears out",
    **{f"each_side:{side}": f"the baseline, and then the {side}'s own words as they came" for side in PARTIES},
}


def expand_belief(name: str) -> tuple[str, ...]:
    """Give the rules that a name stands for: itself, or one for each side.

    Raises
    ------
    ParameterError
        There is no rule of that name.

    Examples
    --------
    >>> expand_belief("each_side")
    ('each_side:GNA', 'each_side:LNA')
    """
    if name == "each_side":
        return EACH_SIDE
    if name not in BELIEFS:
        raise ParameterError(
            [f"unknown belief {name!r}. Known: {', '.join(BELIEFS)}; each_side stands for the last two."]
        )
    return (name,)


def one_belief(name: str) -> str:
    """Give a name that stands for one rule, or refuse it."""
    rules = expand_belief(name)
    if len(rules) > 1:
        raise ParameterError([f"{name!r} gives two maps: say {' or '.join(rules)}."])
    return rules[0]


def believe(case: Case, timeline: pd.DataFrame, belief: str) -> pd.DataFrame:
    """Keep what a rule of belief lets happenings say of control.

    Parameters
    ----------
    case : Case
    timeline : DataFrame
        From `merge_timeline`.
    belief : str
        balanced, cautious, each_side:GNA or each_side:LNA.

    Returns
    -------
    DataFrame
        The happenings. Where one may not speak of control, `control_before` and `control_after` are empty. Of a side's
        map `control_after` is what that side said, `control_before` the same of a holding and ``unknown`` of a
        change, and only that side is named, in `claimed_by`: its word for itself is ``claimed only``.

    Raises
    ------
    ParameterError
        There is no such rule, or it stands for two.
    """
    belief = one_belief(belief)
    if belief == "balanced":
        return timeline
    voices, side = Voices(case), belief.partition(":")[2]
    columns = ["control_before", "control_after", "claimed_by", "confirmed_by", "disputed_by", "confidence"]
    told = timeline["control_after"] != ""
    rows = [
        (_as_told(row, voices.words(row), side) if side else _kept(row, voices.words(row)))
        for row in timeline[told].itertuples(index=False)
    ]
    out = timeline.copy()
    out.loc[told, columns] = rows
    return out


def _kept(row: object, words: list[Word]) -> tuple:
    """Leave a happening its say if a voice of neither party, or the losing side, bears it out."""
    spoken = [word for word in words if word.stance != "denies"]
    sound = any(_sound(word, row) for word in spoken)
    holders = (row.control_before, row.control_after) if sound else ("", "")
    return (*holders, row.claimed_by, row.confirmed_by, row.disputed_by, row.confidence)


def _sound(word: Word, row: object) -> bool:
    """Tell if a word is enough by itself: it says what the record has, and its speaker gains nothing by it."""
    if word.against_interest:
        return True
    return (
        independent(word) and word.holder == row.control_after and (word.vantage != "press" or row.confidence != "low")
    )


def _as_told(row: object, words: list[Word], side: str) -> tuple:
    """Give a happening as one side told it, or nothing if it said nothing of it."""
    own = [word for word in words if word.vantage == side and word.holder]
    said = next((word.holder for word in own if word.stance != "denies"), "")
    if not said and own:  # a denial says that all is as it was, or that the place is one's own
        denied = own[0].holder
        was = row.control_before
        said = was if was not in (denied, "unknown", "contested") else side if denied != side else ""
    before = said if row.control_before == said else "unknown"
    named = ";".join(word.voice for word in own)
    return ((before if said else ""), said, named if said else "", "", "", "medium" if said else row.confidence)
