"""What only speaks of a fight: past, prepared, beaten off or told otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import unreported
from .grammar import Hit
from .tables import words

if TYPE_CHECKING:
    from .roles import Sentence


def spoken_about(now: Sentence, hit: Hit) -> bool:
    """Tell fighting that is only spoken of, told by another word, or none of this war's: "demonstrators clashed"."""
    if now.word(hit.last) in ("between", "with") and not _CROWD.isdisjoint(now.words[hit.last : hit.last + 9]):
        return True  # "clashes between policemen and protesters"
    if unreported(now, hit):
        return True
    last, after, lead = now.word(hit.last - 1), now.word(hit.last), now.words[max(0, hit.first - 5) : hit.first]
    if last == "fought" and not {"battle", "battles", "clashes", "duels"}.isdisjoint(
        now.words[hit.last : hit.last + 4]
    ):
        return True  # "fought fierce battles in X": told by the noun
    if hit.rule.name == "fight-for" and now.word(hit.first).endswith("ing") and _men(now, hit.first - 1):
        return True  # "forces battling for control of the capital agreed to a truce"
    if last == "fighting" and after in ("for", "alongside", "with", "under") and _men(now, hit.first - 1):
        return True  # "mercenaries fighting for X"
    if now.word(hit.first - 1) == "the" and now.word(hit.first - 2) in words("fight-spoken-of"):
        return True  # "discussed the fighting in X"
    if lead[-1:] and lead[-1] in ("upcoming", "coming", "next", "future", "imminent", "looming", "expected"):
        return True  # "to lead the upcoming battles"
    if last in ("over", "about") or after in ("over", "about"):
        return True
    if last == "fighting" and after in words("fighting-noun"):
        return True  # "a training and fighting force"
    if last == "battle" and after == "against" and not words("launched").isdisjoint(lead[-2:]):
        return True  # "launched a battle against the government": the war
    if last == "battle" and hit.last in now.starts and now.inside[hit.last].rule.frame == "takes":
        return True  # "in a three-year battle seized X"
    if not words("averse").isdisjoint(lead):
        return True  # "for fear of an ambush"
    if last == "fighting" and {"that", "which"} & set(lead) and not words("combat").isdisjoint(now.words[: hit.first]):
        return True  # "in the battle that they are fighting against X"
    if not words("crowd").isdisjoint((*lead, *now.words[hit.last : hit.last + 4])):
        return True  # "demonstrators clashed with police"
    return "side" in now.words[hit.last : hit.last + 3] or lead[-1:] in (["their"], ["its"], ["his"])


def past(now: Sentence, hit: Hit) -> bool:
    """Tell fighting that is over, and what it has cost so far: "last year's fighting", "the fighting has killed"."""
    lead = now.words[max(0, hit.first - 5) : hit.first]
    be = next((k for k in range(hit.last, min(now.size, hit.last + 5)) if now.word(k) in ("is", "was")), -1)
    if be >= 0 and now.word(be + 1) in ("over", "finished", "won", "lost"):
        return True  # "the battle for X is over"
    if lead[-1:] and lead[-1] in ("final", "decisive", "great") and now.word(hit.first) == "battle":
        return True  # the war's battle, as one side calls it
    dated = now.tokens[hit.first - 2] if hit.first > 1 and now.word(hit.first - 1) == "'s" else None
    if dated is not None and dated.kind == "date" and len(dated.value) == 4:
        return True  # "damaged in last year's fighting"
    gone = any(
        now.word(k) in words("ceased") and now.word(k - 1) in words("have") for k in range(hit.last + 1, hit.last + 4)
    )
    first = now.clause(hit)[0]
    if gone and ("now" in lead or now.word(first - 1) in ("once", "since", "as", "after", "because", "when")):
        return True  # "now that days of battle had ended"
    if now.word(first - 1) == "where" and not _MONTHS.isdisjoint(now.words[hit.first : hit.last + 9]):
        return True  # "a suburb where fighting has raged for months"
    if _lasted(now, hit):
        return True  # "a battle for X that lasted 14 months cost"
    if "recent" in lead and not words("hurt").isdisjoint(now.words[max(0, hit.first - 7) : hit.first]):
        return True  # "killed in recent clashes": a running total
    if now.word(hit.first - 1) != "the":
        return False
    toll = next((k for k in range(hit.last, min(now.size, hit.last + 18)) if now.word(k) in words("toll")), 0)
    return any(now.word(k) in words("have") for k in range(max(hit.last, toll - 3), toll))  # "has killed 1,000 people"


_MONTHS = frozenset(["months", "year", "years"])


def _lasted(now: Sentence, hit: Hit) -> bool:
    """Tell a war of months or years as one whole: "the battle that lasted a year", "a battle of 14 months"."""
    for n in range(hit.last, min(now.size - 2, hit.last + 7)):
        lasting = now.word(n) in ("that", "which") and now.word(n + 1) in _LASTED
        if lasting or (now.word(n) == "of" and now.tokens[n + 1].kind == "w" and n == hit.last):
            return not {"months", "month", "year", "years"}.isdisjoint(now.words[n + 1 : n + 6])
    return False


_LASTED = frozenset(["lasted", "raged", "went", "dragged", "took", "ran"])


def in_preparation(now: Sentence, hit: Hit) -> bool:
    """Tell "in preparation for a new round of fighting", "took the field, part of the fighting that goes on"."""
    governor, at = now.governor(hit.first)
    if governor == "of" and now.word(at - 1) == "part":
        return True
    if {"for", "of"}.isdisjoint(now.words[max(0, hit.first - 5) : hit.first]):
        return False
    return not words("preparation").isdisjoint(now.words[max(0, hit.first - 7) : hit.first])


_CROWD = frozenset(["protesters", "protestors", "demonstrators", "rioters", "marchers"])


def _men(now: Sentence, n: int) -> bool:
    """Tell those who fight: a force by its name or by its kind."""
    return n >= 0 and (now.tokens[n].kind in ("actor", "unit") or now.word(n) in words("troops"))
