"""Names of actors joined before their phrases: "Haftar's LNA", "the LNA-allied oil guard", "a government attack"."""

from __future__ import annotations

from .names import Names
from .tables import words
from .tokens import Token

JOINTS = frozenset(["(", "'s", "'", "of", "under"])  # what can join a name to the one before it


def join_aligned(tokens: list[Token], names: Names) -> list[Token]:
    """Give a body of no side of its own that of the name before it: "the LNA-affiliated oil guard"."""
    out: list[Token] = []
    n, size = 0, len(tokens)
    while n < size:
        token = tokens[n]
        m = n + 1
        if token.kind == "actor" and n + 2 < size and tokens[m].text == "-" and tokens[m + 1].text in words("aligned"):
            side, m = names.sides.get(token.value, ""), m + 2
        else:
            side = attribute_side(token, names) if token.kind == "attribute" else ""
        while side and m < size and m < n + 5 and tokens[m].text in words("force-adjective"):
            m += 1
        inner = tokens[m] if side in names.parties and m < size else None
        if inner is not None and inner.text in words("garrisoned") and inner.kind == "w":
            out += [Token("actor", token.text, side, token.start, token.end), inner]  # "the pro-Haftar garrison"
            n = m + 1
            continue
        own = "" if inner is None else names.sides.get(value_of(inner, names), "")
        lent = (
            inner is not None and own == side and names.roles.get(inner.value) == "backer"
        )  # "GNA-aligned Turkish drones"
        if inner is not None and inner.kind in ("actor", "unit") and (not own or lent):
            out.append(Token("actor", inner.text, side, token.start, inner.end))
            n = m + 1
            continue
        out.append(token)
        n += 1
    return out


def join_government(tokens: list[Token], names: Names) -> list[Token]:
    """Take "government" before what an army does for the side that reports call so: "a government attack on X"."""
    side = names.named("the government")
    out = list(tokens)
    for n, token in enumerate(tokens[:-1]):
        if token.kind != "w" or token.text != "government" or tokens[n + 1].text not in words("army-deed"):
            continue
        before = tokens[n - 1] if n else None
        if side and (before is None or before.kind == "w" and before.text not in words("other-government")):
            out[n] = Token("actor", token.text, side, token.start, token.end)
    return out


def join_names(tokens: list[Token], names: Names) -> list[Token]:
    """Join a name with its abbreviation in brackets, and names of one side that stand as "Haftar's LNA"."""
    out: list[Token] = []
    n = 0
    while n < len(tokens):
        token = tokens[n]
        if token.kind != "actor" and token.text not in JOINTS:
            out.append(token)
            n += 1
            continue
        last = out[-1] if out else None
        if last is not None and last.kind == "actor":
            if token.text == "(" and n + 2 < len(tokens) and tokens[n + 2].text == ")":
                inner = tokens[n + 1]
                short = inner.kind == "w" and inner.value.isupper()
                if short or inner.kind == "actor" and _one_side(last, inner, names):
                    last.end = tokens[n + 2].end
                    n += 3
                    continue
            if (party := _whose_army(last, tokens, n, names)) > n:
                last.value, last.end = tokens[party].value, tokens[party].end
                n = party + 1 + (token.text == "(")
                continue
            follows = tokens[n + 1] if n + 1 < len(tokens) else None
            joins = token.text in ("'s", "'", "of")
            if joins and follows is not None and follows.kind == "actor" and _one_side(last, follows, names):
                last.end = follows.end
                n += 2
                continue
        if token.kind == "actor":
            token = Token(token.kind, token.text, token.value, token.start, token.end)
        out.append(token)
        n += 1
    return out


def _whose_army(last: Token, tokens: list[Token], n: int, names: Names) -> int:
    """Give where the party is named whose "the Libyan Army under the GNA", "(GNA)" is; -1 where none is."""
    if not last.text.endswith("army") or tokens[n].text not in ("under", "("):
        return -1
    at = n + 1 + (tokens[n + 1].text == "the") if n + 1 < len(tokens) else n
    closed = tokens[n].text == "under" or (at + 1 < len(tokens) and tokens[at + 1].text == ")")
    party = at < len(tokens) and tokens[at].kind == "actor" and tokens[at].value in names.parties
    owned = at + 1 < len(tokens) and tokens[at + 1].text in ("'s", "'")  # "under the GNA's attacks"
    return at if party and closed and not owned else -1


def _one_side(one: Token, two: Token, names: Names) -> bool:
    """Tell two names that stand for one party: "Haftar's LNA"."""
    return (
        one.value == two.value
        or bool(names.sides.get(one.value))
        and names.sides.get(one.value) == names.sides.get(two.value)
        and names.roles.get(two.value) == "party"
    )


def attribute_side(token: Token, names: Names) -> str:
    """Give the side of "LNA-led", "Turkish-backed", "anti-LNA", "Misrata-based"."""
    prefix, _, _ = token.text.partition("-")
    suffix = token.text.rpartition("-")[2]
    side = names.sides.get(token.value, "") or names.home_sides.get(token.value, "")
    if prefix == "anti":
        return names.foe(side)
    if suffix in words("backed-suffix") or suffix in words("led-suffix") or prefix == "pro":
        return side
    return ""


def value_of(token: Token, names: Names) -> str:
    """Give whom a token stands for; men of a town are its side."""
    return names.home_sides.get(token.value, "") if token.kind == "unit" else token.value
