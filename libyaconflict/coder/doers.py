"""Who does what a verb or noun tells, where the subject alone does not say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .coded import STRUCK
from .framing import foe_of
from .grammar import Hit
from .tables import either, words

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run


def in_answer(now: Sentence, hit: Hit, actor: str, frames: tuple[str, ...]) -> bool:
    """Tell a "they" that stands for the foe of who did what was told just before: "X attacked, but they foiled it"."""
    if not any(now.word(k) in ("they", "it", "we") for k in range(max(0, hit.first - 4), hit.first)):
        return False
    told = [h for h in now.hits if h.last <= hit.first - 2 and h.rule.frame in frames]
    if not told or now.word(told[-1].first).startswith("kill"):
        return False  # "killed ten men as they advanced on X"
    if now.is_passive(told[-1]):
        return False  # "was attacked by X, but they foiled it"
    return now.subject(told[-1], speaker="") == actor


def doer(run: Run, hit: Hit, speaker: str) -> str:
    """Give who does what a verb says; before "After taking X, the GNA ..." the actor of the main clause."""
    now = run.now
    if now.word(hit.first - 1) == "to" and now.word(hit.first - 2) in ("them", "him"):
        forcing = now.subject(Hit(hit.rule, hit.first - 3, hit.first - 2)) if hit.first > 3 else ""
        if now.word(hit.first - 3) in words("coerced") and foe_of(run, forcing):
            return foe_of(run, forcing)  # "the GNA forced them to retreat"
        return now.actor_before(hit.first - 2) or run.memory.actor
    moved = now.tokens[hit.first - 2] if hit.first > 2 and now.word(hit.first - 1) == "to" else None
    if moved is not None and moved.kind in ("actor", "unit"):
        governor, n = now.governor(hit.first - 2)
        called = governor in ("on", "upon") and now.word(n - 1) in words("called-on")
        if called or governor in words("made-to") or (governor == "for" and now.word(n - 1) == "only"):
            return now.side(moved)  # "forced the LNA to retreat", "only for the LNA to retreat"
        if governor == "by" and now.word(n - 1) in either("attack-noun", "campaign"):
            return now.side(moved)  # "in the face of an offensive by the LNA to seize X"
        if governor == "of" and now.word(n - 1) in either("combat", "striving"):
            return now.side(moved)  # "the battle of the LNA to retake X"
    if now.word(hit.first - 1) == "to" and now.word(0) == "it" and now.word(1) in words("lasted"):
        spent = next((t for t in now.tokens[2 : hit.first] if t.kind in ("actor", "unit")), None)
        if spent is not None:
            return now.side(spent)  # "it took the army three hours to win X"
    noun = now.inside.get(hit.first - 2) if now.word(hit.first - 1) == "to" else None
    if noun is not None and noun.rule.frame == "offensive" and (own := _named_owner(now, noun)):
        return own
    given = _given(now, hit) or _struck_men(run, hit)
    if given:
        return given
    actor = now.subject(hit, speaker=speaker) or _enemy(run, hit, speaker)
    if actor or not (now.word(hit.first).endswith("ing") or now.word(hit.first - 1) == "having"):
        return actor
    if any(now.tokens[n].kind in ("actor", "unit") for n in range(hit.first)):
        return actor
    if now.word(hit.first - 1) in words("hostile"):  # the heading "Militias retreating in X, says LNA"
        return foe_of(run, main_subject(run, hit))
    if now.word(hit.first - 1) in ("in", "of") and hit.first > 3:
        return actor  # "the air force succeeded in destroying the militia's trucks"
    if now.word(hit.first - 1) in (",", "completely", "totally") and any(now.is_passive(h) for h in now.hits[:1]):
        return actor  # "X was bombed by jets, destroying the LNA's guns"
    return main_subject(run, hit) or actor


def _struck_men(run: Run, hit: Hit) -> str:
    """Give whose men were struck as they made ready for what is told: "jets bombed militants trying to enter X"."""
    now = run.now
    n = hit.first - 3
    if n < 2 or now.word(hit.first - 1) != "to" or now.word(hit.first - 2) not in either("muster", "trying"):
        return ""
    if not now.word(hit.first - 2).endswith("ing"):
        return ""
    struck = next((h for h in now.hits if h.rule.event_type in STRUCK and n - 6 < h.last <= n), None)
    if struck is None or now.is_passive(struck):
        return ""
    if now.tokens[n].kind in ("actor", "unit"):
        return now.side(now.tokens[n])
    return foe_of(run, now.subject(struck)) if now.word(n) in either("hostile", "force", "foe-noun") else ""


def _named_owner(now: Sentence, noun: Hit) -> str:
    """Give whose "Haftar's offensive to take X" it is."""
    n = noun.first - 1
    while n > noun.first - 4 and now.word(n).isalpha() and now.word(n) not in words("preposition"):
        n -= 1
    owned = now.word(n) in ("'s", "'") and n > 0 and now.tokens[n - 1].kind in ("actor", "unit")
    return now.side(now.tokens[n - 1]) if owned else ""


def _given(now: Sentence, hit: Hit) -> str:
    """Give whom an ultimatum is for: "gave the LNA 24 hours to leave X"."""
    if now.word(hit.first - 1) != "to":
        return ""
    dated = now.tokens[hit.first - 2].kind == "date" and now.word(hit.first - 3) in ("until", "till", "by")
    until = now.tokens[hit.first - 2].text.startswith("until ")
    if not (dated or until or now.word(hit.first - 2) in ("hours", "days", "time", "until", "chance")):
        return ""
    for n in range(hit.first - 3, max(-1, hit.first - 8), -1):
        if now.tokens[n].kind in ("actor", "unit"):
            return now.side(now.tokens[n]) if now.governor(n)[0] in ("give", "gives", "gave", "given", "giving") else ""
    return ""


def _enemy(run: Run, hit: Hit, speaker: str) -> str:
    """Give the foe of who speaks, for "the militias", "the enemy"."""
    now = run.now
    if run.names.sides.get(speaker) not in run.names.parties or now.is_passive(hit):
        return ""
    first, _ = now.clause(hit)
    for n in range(hit.first - 1, max(first, hit.first - 6) - 1, -1):
        if now.word(n) in words("hostile") and now.governor(n)[0] not in words("object-preposition"):
            return foe_of(run, speaker)
    return ""


def main_subject(run: Run, hit: Hit) -> str:
    """Give the actor of the main clause that follows a phrase."""
    now = run.now
    for n in range(hit.last, min(now.size, hit.last + 24)):
        if now.tokens[n].kind in ("actor", "unit"):
            governor, _ = now.governor(n)
            if governor != "of" and governor not in words("object-preposition"):
                return now.side(now.tokens[n])
        if n in now.starts and n > hit.last + 1 and now.word(n - 1) not in ("and", ","):
            break
    return ""


def owner_of(run: Run, hit: Hit) -> str:
    """Give whose capture, loss or withdrawal a noun tells; "after their loss of X, the LNA's men" looks ahead."""
    now = run.now
    ahead = now.word(hit.first - 1) in words("possessive") or now.word(hit.first - 2) in words("possessive")
    if ahead and not any(t.kind in ("actor", "unit") for t in now.tokens[: hit.first]):
        return main_subject(run, hit)
    return now.owner(hit)


def the_other(run: Run, hit: Hit, actor: str, start: int = 0) -> str:
    """Give whom "they" stands for where a side tells a defeat: the foe of whom it spoke, not itself."""
    now = run.now
    foe = run.names.foe(run.names.sides.get(actor, ""))
    they = any(now.word(n) in ("they", "it") for n in range(max(start, hit.first - 7), hit.first))
    if not foe or not they:
        return actor
    named = [now.side(t) for t in now.tokens[start : hit.first] if t.kind in ("actor", "unit")]
    return next((one for one in reversed(named) if run.names.sides.get(one) == foe), actor)


def ordered_by(now: Sentence) -> str:
    """Give on whose order something was done: "by order of the LNA", "on Haftar's orders"."""
    for n, word in enumerate(now.words):
        if word in ("order", "orders", "behest", "instructions"):
            if now.word(n + 1) in ("of", "from"):
                after = now.tokens[n + 2 : n + 5]
                return next((now.side(t) for t in after if t.kind in ("actor", "unit")), "")
            if n > 2 and now.word(n - 1) in ("'s", "'") and now.word(n - 3) in ("on", "by", "at", "under", "to"):
                owner = now.tokens[n - 2]
                return now.side(owner) if owner.kind in ("actor", "unit") else ""
    return ""
