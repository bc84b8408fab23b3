"""Phrases of places, each joined into one token: "Tripoli's Mitiga airport", "the Ain Zara area of Tripoli"."""

from __future__ import annotations

from .grammar import triggers
from .names import Names
from .tables import either, reporters, words
from .tokens import Token

_WIDE = frozenset(["region", "country"])
_SITES = {
    "airport": ("airport",),
    "port": ("port", "oil_terminal"),
    "seaport": ("port",),
    "harbour": ("port",),
    "refinery": ("oil_terminal",),
}
_NAMED_AFTER = frozenset(["capital", "city", "town", "field", "oilfield", "port", "terminal", "airbase"])
Joined = tuple[Token, int]  # a token, and where the next one stands


def join_places(tokens: list[Token], names: Names) -> list[Token]:
    """Join a place to the wider one that owns it: "Tripoli's Mitiga airport", "Libya's coastal city of Derna"."""
    places = [n for n, token in enumerate(tokens) if token.kind in ("place", "near")]
    if not places:
        return tokens
    for beside in (_sited, _headed, _located, _described):
        if drop := beside(tokens, places):
            tokens = [token for n, token in enumerate(tokens) if n not in drop]
            places = [n for n, token in enumerate(tokens) if token.kind in ("place", "near")]
    follows = [(n + 1, tokens[n + 1].text) for n in places if n + 1 < len(tokens)]
    parting = either("settled", also=("'s", "street", "avenue", "of", "residential"))
    if not any(n in places or word in parting for n, word in follows):
        return tokens
    out: list[Token] = []
    n, last = 0, len(tokens) - 1
    while n <= last:
        token, past = tokens[n], n + 1
        if n < last and token.kind in ("place", "near"):
            token, past = _joined(tokens, n, names) or (token, past)
        out.append(token)
        n = past
    return out


_IN = frozenset(["in", "at", "inside", "near", "outside", "around"])
_LYING = frozenset(["located", "situated", "lying"])
_LIES = frozenset(["is", "was", "are", "were", "lies", "lay", "sits", "stands", "stood"])


def _sited(tokens: list[Token], places: list[int]) -> set[int]:
    """Give the tokens between a site and where it lies: "a camp, which is located in X," is a camp in X."""
    drop: set[int] = set()
    for n in places:
        at = n - 1 if n and tokens[n - 1].text in _IN else n - 2
        if at < 3 or tokens[at].text not in _IN or (at == n - 2 and tokens[n - 1].text != "the"):
            continue
        head = at - 1 - (tokens[at - 1].text in _LYING)
        which = tokens[head].text in _LIES and tokens[head - 1].text in ("which", "that")
        head -= 2 * which
        if head == at - 1 or (tokens[head].text == "," and head < 2):
            continue
        parted = tokens[head].text == ","
        head -= parted
        if _is_site(tokens, head):
            drop.update(range(head + 1, at))
            if parted and n + 1 < len(tokens) and tokens[n + 1].text == ",":
                drop.add(n + 1)
    return drop


def _is_site(tokens: list[Token], n: int) -> bool:
    """Tell "a camp", "a depot of the LNA", from a side or a place."""
    sites = either("ground", "areas", "settled", "rear-site")
    if tokens[n].kind in ("actor", "unit"):
        n -= 2 + (tokens[n - 1].text == "the")
        return n >= 0 and tokens[n + 1].text == "of" and tokens[n].text in sites
    return tokens[n].kind == "w" and tokens[n].text in sites


def _headed(tokens: list[Token], places: list[int]) -> set[int]:
    """Give the tokens of what a place is called before its name: "the strategic western town of X" is X."""
    heads, between = words("place-head"), words("owned-place")
    drop: set[int] = set()
    for n in places:
        if n < 3 or tokens[n - 1].text not in ("of", ",") or tokens[n].kind != "place":
            continue
        if tokens[n - 1].text == "," and tokens[n - 3].kind == "attribute" and tokens[n - 2].text in _NAMED_AFTER:
            drop.update(range(n - 3, n))  # "the GNA-held capital, X"
            continue
        if tokens[n - 1].text == "," or tokens[n - 2].text not in heads:
            continue
        at = n - 3
        while at > 0 and tokens[at].kind == "w" and (tokens[at].text in between or "-" in tokens[at].text[1:]):
            at -= 1
        if tokens[at].text == "the":
            drop.update(range(at, n))
    return drop


def _located(tokens: list[Token], places: list[int]) -> set[int]:
    """Give the tokens of where a place lies: "X, some 90 km to the south of the capital,"."""
    if not any(tokens[n].kind == "near" for n in places):
        return set()
    said = words("lies")
    drop: set[int] = set()
    for n in places:
        if tokens[n].kind != "near" or n in drop:
            continue
        at = n - 1
        while at > 0 and tokens[at].kind == "w" and (tokens[at].text in said or tokens[at].text[0].isdigit()):
            at -= 1
        named = at - 2 if at > 1 and tokens[at - 1].text in words("settled") else at - 1
        if at < 1 or at == n - 1 or tokens[at].text != "," or named not in places:
            continue
        end = n + 2 if n + 1 in places else n + 1  # "the capital Tripoli"
        if end == len(tokens) or tokens[end].text in (",", ".", ";") or tokens[end].kind == "date":
            drop.update(range(at, end + _closes(tokens, end)))
    return drop


def _described(tokens: list[Token], places: list[int]) -> set[int]:
    """Give the tokens of what only describes a place: "X, a town in the west,", "X, where the families live,"."""
    drop: set[int] = set()
    for n in places:
        opens = tokens[n + 2].text if n + 4 < len(tokens) and tokens[n + 1].text == "," else ""
        if not opens or (opens != "where" and opens not in words("determiner")):
            continue
        if opens != "one" and opens in words("number") and tokens[n - 1].text not in ("and", ","):
            continue  # "took X, several checkpoints, Y and Z", not "X and Y, two towns in the west,"
        close = next((k for k in range(n + 3, min(len(tokens) - 1, n + 14)) if tokens[k].text == ","), 0)
        if close and n and _several(tokens[n + 2 : close]) and tokens[n - 1].text not in (",", "and"):
            continue  # "X, several villages on the coast, and Y"
        if close and _only_describes(tokens[n + 2 : close], sited=opens != "where"):
            drop.update(range(n + 1, close + _closes(tokens, close)))
    return drop


def _several(inner: list[Token]) -> bool:
    """Tell an item of a list, more places than one, from what describes the one before: "several villages on"."""
    led = either("determiner", "number", "place-adjective", also=("number", "of"))
    head = next((token.text for token in inner if token.text not in led), "")
    return head in words("settled-many")


def _only_describes(inner: list[Token], *, sited: bool) -> bool:
    """Tell a description in which nothing happens and nobody speaks."""
    said = [token.text for token in inner]
    if any(token.kind not in ("w", "near") or token.text[0].isdigit() for token in inner):
        return False
    if sited and either("settled", "ground", "areas", also=("oilfield", "stronghold")).isdisjoint(said):
        return False
    table, plain = triggers(), either("determiner", "preposition", "civilian", also=("displaced",))
    return not any(
        (word in table and word not in plain) or word in reporters() or not word[0].isalpha() for word in said
    )


def _closes(tokens: list[Token], end: int) -> bool:
    """Tell a comma that goes with its aside from one before another: "X, south of Y, its last base"."""
    follows = tokens[end + 1].text if end + 1 < len(tokens) else ""
    return end < len(tokens) and tokens[end].text == "," and follows not in either("determiner", "relative")


def _joined(tokens: list[Token], n: int, names: Names) -> Joined | None:
    """Join a place to what follows it, if that belongs to it."""
    owned = _owned(tokens, n, names)
    if owned or tokens[n].kind == "near":
        return owned
    return _street(tokens, n) or _of_wider(tokens, n, names) or _twin(tokens, n, names)


def _owned(tokens: list[Token], n: int, names: Names) -> Joined | None:
    """Join "Sirte's southern outskirts", "Libya's capital, Tripoli", "Zawiya's refinery"."""
    size, token = len(tokens), tokens[n]
    if n + 2 >= size or tokens[n + 1].text != "'s":
        return None
    between = words("owned-place")
    m = n + 2
    while m < size and tokens[m].kind == "w" and (tokens[m].text in between or "-" in tokens[m].text[1:]):
        m += 1
    if m + 1 < size and tokens[m].text in (",", "-") and tokens[m - 1].text in _NAMED_AFTER:
        m += 1
    if m == size:
        return None
    owned = tokens[m]
    if owned.kind == "place":
        part = owned.text.split()[-1] in words("part") and names.kinds.get(token.value) not in _WIDE
        return Token("place", owned.text, token.value if part else owned.value, token.start, owned.end), m + 1
    site = _site_of(token.value, owned.text, names)
    return (Token("place", owned.text, site, token.start, owned.end), m + 1) if site else None


def _site_of(whole: str, noun: str, names: Names) -> str:
    """Give the one site of a kind that a town has: its airport, its port."""
    kinds = _SITES.get(noun, ())
    found = [p for p, town in names.part_of.items() if town == whole and names.kinds[p] in kinds] if kinds else []
    return found[0] if len(found) == 1 else ""


def _street(tokens: list[Token], n: int) -> Joined | None:
    """Take a street for no town: "Tripoli Street"."""
    token = tokens[n]
    named = tokens[n + 1].value in ("Street", "Avenue")
    return (Token("w", token.text, token.text, token.start, token.end), n + 1) if named else None


def _of_wider(tokens: list[Token], n: int, names: Names) -> Joined | None:
    """Join "the Ain Zara area of Tripoli" and "the Tripoli suburb of Ain Zara", each to the part that it names."""
    size, token = len(tokens), tokens[n]
    m = n + 2 if tokens[n + 1].text == "residential" else n + 1
    while m < n + 3 and m < size and tokens[m].text in words("settled"):
        m += 1
    if m + 1 >= size or tokens[m].text != "of" or tokens[m + 1].kind != "place":
        return None
    inner = tokens[m + 1]
    inside = names.part_of.get(token.value) == inner.value
    if m == n + 1 and not inside:
        return None  # only "the international airport of Tripoli" needs no noun between
    wide = (*names.wide, names.capital)
    if inside or (inner.value in wide and token.value not in wide):
        return Token("place", token.text, token.value, token.start, inner.end), m + 2
    if inner.value != token.value and names.kinds.get(inner.value) not in _WIDE:
        return Token("place", inner.text, inner.value, token.start, inner.end), m + 2
    return None


def _twin(tokens: list[Token], n: int, names: Names) -> Joined | None:
    """Join a name told twice, and one after its region: "the central Libya Jufra area"."""
    token, follows = tokens[n], tokens[n + 1]
    if follows.kind != "place" or not (token.value == follows.value or names.kinds.get(token.value) in _WIDE):
        return None
    return Token("place", follows.text, follows.value, token.start, follows.end), n + 2
