"""Who makes the strike that a noun names: its owner, who carries it out, who is blamed for it, whom it helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clauses import done_by
from .coded import CONTROL
from .doers import main_subject
from .grammar import Hit
from .tables import either, reporters, words
from .weapons import helps, owner_of, striker, weapon_left

if TYPE_CHECKING:
    from .roles import Sentence
    from .run import Run

_PEOPLE = ("actor", "unit")
_HELD_BY = ("used", "held", "controlled", "owned", "run", "operated", "occupied")


def launcher(run: Run, hit: Hit, speaker: str) -> str:
    """Give who makes the strike that a noun names; empty where nobody is told."""
    now = run.now
    accused = _blamed(now, hit)
    if accused is None:
        accused = _of_firing(run, hit, speaker)
    if accused is None:
        accused = _behind(now, hit)
    if accused is not None:
        return accused
    if now.governor(hit.first)[0] == "with" and (helper := _helper(now, hit)):
        return helper
    noun = hit.last - 1 if now.word(hit.first) == "followed" else hit.first
    actor = owner_of(run, noun, hit.last + (6 if "by" in now.words[hit.last : hit.last + 2] else 3), speaker)
    if actor:
        return "" if actor == "civil" or _of_both(now, hit) else actor
    if now.word(hit.first - 1) in ("a", "an", "its", "their", "several") and (owned := _owned_to(now, hit)):
        return owned
    if made := _made_by(now, hit) or done_by(now, hit):
        return made
    return _helped(now, hit) if supports(now, hit) else _carrying(run, hit, speaker)


def _of_both(now: Sentence, hit: Hit) -> bool:
    """Tell what both sides launch: "LNA and GNA airstrikes"."""
    if hit.first < 3:
        return False
    first, joint, second = now.tokens[hit.first - 3 : hit.first]
    if joint.text not in ("and", "or") or first.kind != "actor" or second.kind != "actor":
        return False
    return now.side(first) != now.side(second)


def _blamed(now: Sentence, hit: Hit) -> str | None:
    """Give who is blamed: "the strike, which it laid at the LNA's door"; nobody who is not."""
    blame = words("blame")
    for n, said in enumerate(now.words):
        if said not in blame or (said == "put" and now.word(n + 1) != "down") or ";" in now.words[hit.last : n]:
            continue
        if not _WITHHELD.isdisjoint(now.words[max(0, n - 3) : n + 2]):
            continue  # "stopped short of blaming", "blamed nobody"
        if now.word(n + 1) == "of" and (accused := now.actor_before(n)):
            return accused
        follows = next((t for t in now.tokens[n + 1 : n + 5] if t.kind in _PEOPLE), None)
        if follows is not None:
            return now.side(follows)
    return None


def _of_firing(run: Run, hit: Hit, speaker: str) -> str | None:
    """Give who is told with "shelling" and "bombing": "denied shelling X", "after shelling X, Y"."""
    now = run.now
    if not now.word(hit.first).endswith("ing"):
        return None
    before = now.word(hit.first - 1)
    accused = now.tokens[hit.first - 2] if before == "for" and hit.first > 1 else None
    if accused is not None and accused.kind in _PEOPLE:
        return now.side(accused)  # "a protest against the LNA for shelling X"
    if not (
        reporters().get(before) in ("deny", "admit")
        or before in ("while", "whilst")
        or (hit.last < now.size and now.tokens[hit.last].kind == "place")  # "answered by shelling X"
        or (before == "to" and now.word(hit.first - 2) in words("fact-to"))
    ):
        return None
    if now.tokens[hit.first - 1].kind in _PEOPLE:
        return now.side(now.tokens[hit.first - 1])  # "a depot of LNA units shelling X"
    made = now.subject(hit, speaker=speaker) or main_subject(run, hit)
    return made.replace("civil", "")


def _behind(now: Sentence, hit: Hit) -> str | None:
    """Give who is told of in "said X was behind the strike"."""
    lead = range(max(1, hit.first - 5), hit.first)
    blamed = next((k for k in lead if now.word(k) in ("behind", "responsible")), -1)
    return (now.actor_before(blamed) or None) if blamed > 0 else None


def _made_by(now: Sentence, hit: Hit) -> str:
    """Give who is named after the strike: "an air strike on X by the LNA", not "on X, held by the LNA"."""
    for n in range(hit.last, min(now.size, hit.last + 18)):
        if (now.boundary(n) and now.word(n) != "as") or (n > hit.last and now.next_clause(n)):
            break
        if now.word(n) == "followed":
            break  # "a drone strike on X was followed by rockets fired by the LNA"
        if now.tokens[n].kind in _PEOPLE:
            word, at = now.governor(n)
            told = now.word(at - 1)
            held = told in either("enemy-of", "bulletin", "garrisoned", "judge", also=_HELD_BY) or told in reporters()
            held = held or (word == "from" and told in words("force"))  # "against troops from the LNA"
            held = held or (at - 1 in now.inside and now.inside[at - 1].rule.event_type in CONTROL)  # "X, seized by"
            if word in ("by", "from") and not held:
                return now.side(now.tokens[n])
    return ""


def _helped(now: Sentence, hit: Hit) -> str:
    """Give whom the strikes help: "whom jets assisted", "X's men, backed by air strikes"."""
    first, _ = now.clause(hit)
    left = range(first - 2, max(-1, first - 6), -1) if now.word(first - 1) == "whom" else ()
    helped = next((now.side(now.tokens[k]) for k in left if now.tokens[k].kind in _PEOPLE), "")
    return helped or now.actor_before(hit.first)


def _helper(now: Sentence, hit: Hit) -> str:
    """Give who strikes in "Egypt has supported the LNA with air strikes": not whom it helps."""
    with_ = now.governor(hit.first)[1]
    for n in range(with_ - 1, max(0, with_ - 7), -1):
        if now.word(n) in either("helping", "support-verb"):
            if now.word(n + 1) == "by":
                return next((now.side(t) for t in now.tokens[n + 2 : n + 4] if t.kind in _PEOPLE), "")
            active = now.word(n - 1) not in words("be") or now.word(n).endswith("ing")
            named = any(token.kind in _PEOPLE for token in now.tokens[n + 1 : with_])
            return now.subject(Hit(hit.rule, n, n + 1)).replace("civil", "") if active and named else ""
    return ""


def _carrying(run: Run, hit: Hit, speaker: str) -> str:
    """Give who carries the strike out: "X carried out an air strike", "X answered with shelling"."""
    now = run.now
    governor, _ = now.governor(hit.first)
    for n in range(hit.first - 1, max(-1, hit.first - 12), -1):
        if now.word(n) in words("carry") or (now.word(n) == governor and governor in ("with", "including")):
            verb = Hit(hit.rule, n, n + 1)
            return striker(run, verb, weapon_left(now, verb)[1], speaker)
        if now.boundary(n) or now.word(n) in (",", ";"):
            break
    return ""


def supports(now: Sentence, hit: Hit) -> bool:
    """Tell the strikes that help a side: "backed by air strikes", "with the help of drones", "whom jets assisted"."""
    if helps(now, hit.first):
        return True
    first, _ = now.clause(hit)
    return now.word(first - 1) == "whom" and not words("support-verb").isdisjoint(now.words[hit.last : hit.last + 3])


_WITHHELD = frozenset(
    ["short", "not", "n't", "without", "nobody", "never", "refused", "declined", "neither", "avoided"]
)


def _owned_to(now: Sentence, hit: Hit) -> str:
    """Give who owns to a strike: "the LNA confirmed a strike on X"."""
    verb = hit.first - 2
    if reporters().get(now.word(verb)) not in ("confirm", "admit"):
        return ""
    return now.actor_before(verb)


def made_by(now: Sentence, places: list) -> str:
    """Give who is named right after the place: "ending an offensive on the capital by the LNA"."""
    n = places[-1] + 1 if places and isinstance(places[-1], int) else now.size
    if now.word(n) != "by":
        return ""
    return next((now.side(t) for t in now.tokens[n + 1 : n + 4] if t.kind in ("actor", "unit")), "")
