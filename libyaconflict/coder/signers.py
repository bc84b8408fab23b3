"""Who signs an accord, and where: "signed in X by Y and Z"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .framing import is_small
from .grammar import Hit
from .loads import outside
from .tables import either, words

if TYPE_CHECKING:
    from .run import Run


def signers_of(run: Run, hit: Hit) -> list[str]:
    """Give who made a deal: named after it, "by X and Y", "on Monday with X", else before it, "X's deal with Y"."""
    now = run.now
    found: list[str] = []
    for n in range(hit.last - 1, min(now.clause(hit)[1], hit.last + 14)):
        token = now.tokens[n]
        if token.kind in ("actor", "unit"):
            found.append(now.side(token))
        elif found and token.kind == "place" and token.value == run.names.home:
            found.append(run.names.named("the government"))  # "by Turkey and Libya"
        elif found and (token.kind == "date" or (token.kind == "w" and token.text in ("in", "on", "at", "to", "for"))):
            break
    if len(found) < 2:
        found += [now.side(t) for t in now.tokens[max(0, hit.first - 3) : hit.first] if t.kind in ("actor", "unit")]
    return list(dict.fromkeys(s for s in found if run.names.roles.get(s) != "mediator"))[:2]


def each_side(run: Run) -> str:
    """Give both sides for "each side", "both parties"."""
    now = run.now
    for k in range(now.size):
        if now.word(k) in ("side", "camp", "party") and now.word(k - 1) in ("each", "either", "both"):
            return now.cue(run.names.both, k)
        if now.word(k) in words("camp-of-war") and now.word(k - 1) in words("of-both") - {"all", "two"}:
            return now.cue(run.names.both, k)  # "the rival forces", "the warring camps"
    return ""


def named_together(run: Run, sides) -> str:
    """Name several who sign together, by the names under which they are coded."""
    return "/".join(sorted({run.names.coded_as.get(s, s) for s in sides}))


def with_partner(run: Run, hit: Hit, actor: str) -> str:
    """Name both in "signed a deal with Turkey", "Turkey and the GNA signed"."""
    now = run.now
    start, _ = now.clause(hit)
    if not actor and now.word(hit.first - 2) == "and" and not now.is_passive(hit):  # "Turkey and Libya sign"
        named = now.tokens[max(0, hit.first - 3)]
        actor = now.side(named) if named.kind == "actor" else ""
    if actor and now.is_passive(hit) and len(signers := signers_of(run, hit)) > 1:
        both = set(signers) == set(run.names.parties)
        return run.names.both if both else named_together(run, signers)  # "was signed by Sarraj and Erdogan"
    if not actor or actor == run.names.both or now.is_passive(hit):
        return actor
    joined = [n for n in range(start + 1, hit.first) if now.word(n) == "and" and now.tokens[n - 1].kind == "actor"]
    partner = now.foe_right(hit, "with") or (now.side(now.tokens[joined[0] - 1]) if joined else "")
    partner = partner.replace(actor, "") or (_own_country(run, hit, start) if outside(run, actor) else "")
    return named_together(run, (actor, partner)) if partner and partner not in (actor, run.names.both) else actor


def _own_country(run: Run, hit: Hit, start: int) -> str:
    """Give the government for "Turkey and Libya signed", "signed it with Libya", "with Tripoli"."""
    now = run.now
    reach = range(start, min(now.size, hit.last + 9))
    for n in (n for n in reach if now.tokens[n].kind == "place"):
        seat = now.tokens[n].value in (run.names.home, run.names.capital)
        joined = now.word(n - 1) in ("and", "with") or (now.word(n + 1) == "and" and n < hit.first)
        if seat and joined:
            return run.names.named("the government")
    return ""


def signed_at(run: Run, hit: Hit) -> list:
    """Give the town of the country in which an accord is signed."""
    now = run.now
    last = now.clause(hit)[1]
    for n in range(hit.first + 1, min(last, now.size)):
        if now.tokens[n].kind == "place" and now.word(n - 1) in ("in", "at") and is_small(run, n):
            about = any(
                now.word(k) in either("truce-noun", also=("fighting", "hostilities")) for k in range(hit.last, n)
            )
            return [n] if not about else []
    return []
