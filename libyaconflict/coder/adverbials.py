"""What may part a verb from its object: "seized for a short while the town of X", "took by force the camp"."""

from __future__ import annotations

from .tables import either, words
from .tokens import Token

_REACH = 7  # words of such a phrase
_DATED = frozenset(["on", "late", "early", "earlier", "later"])
OPENS = _DATED.union(["for", "in", "by", "at", "after", "within"])
_ENDS = {
    "for": ("duration", ("spell", "period", "moment", "moments", "present", "decades")),
    "in": ("duration", ("end", "turn", "sweep", "swoop", "raid", "stages", "succession", "push", "operation")),
    "within": ("duration", ()),
    "by": ("day-part", ("force", "storm", "surprise", "night", "ruse", "stealth", "daylight")),
    "at": ("day-part", ("night", "light", "once", "first", "last", "cost", "price", "gunpoint")),
    "after": ("combat", ("siege", "days", "weeks", "hours", "months", "battling", "raid", "assault", "offensive")),
}  # fmt: skip
_OBJECT = frozenset(["the", "a", "an", "its", "their", "all", "most", "part", "several", "some", "both", "two"])


def past_adverbial(tokens: list[Token], at: int, size: int) -> int:
    """Give where the object begins after a verb that ends before a token; that token where nothing parts them."""
    if tokens[at].text in _DATED:
        return _past_date(tokens, at, size)
    name, also = _ENDS[tokens[at].text]
    ends, plain = either(name, also=also), words("preposition") - {"of", "in"}
    for n in range(at + 1, min(size - 1, at + _REACH)):
        token = tokens[n]
        if token.kind != "w" or token.text in plain or not (token.text[0].isalnum()):
            return at
        follows = tokens[n + 1]
        if token.text in ends and follows.text not in ends and follows.text not in ("of", "in"):
            opens = follows.kind == "place" or (follows.kind == "w" and follows.text in _OBJECT)
            return n + 1 if opens else at
    return at


def _past_date(tokens: list[Token], at: int, size: int) -> int:
    """Give where the object begins after a day: "seized late on Sunday the town of X"."""
    n = at
    while n < at + 3 and n < size - 1 and tokens[n].text in _DATED:
        n += 1
    if n >= size - 1 or tokens[n].kind != "date":
        return at
    follows = tokens[n + 1]
    return n + 1 if follows.kind == "place" or follows.text in _OBJECT else at
