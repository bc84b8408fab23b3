"""The words, names and dates that a sentence is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .mentions import Mention
from .quotes import quote, unscared
from .tables import either
from .when import When

_ASIDE = re.compile(
    r", (?:not|but|though|although) "
    r"|, (?:moreover|however|meanwhile|furthermore|nevertheless|too|last|lastly|finally),",
    re.I,
)
_ADVERBS = frozenset(
    ["moreover", "however", "meanwhile", "furthermore", "nevertheless", "too", "last", "lastly", "finally"]
)
_WORD = re.compile(r"[A-Za-z]+(?:[-'][A-Za-z]+)*|\d{1,3}(?: \d{3})+(?![\d,.])|\d[\d,.]*\d|\d|[^\sA-Za-z\d]")
_DATELINE = re.compile(
    r"\s*(?:[A-Z][A-Za-z' ]{2,30}, )?(?:[A-Z][A-Za-z]+[, -]{1,3}){0,3}[A-Z][A-Za-z]*,? ?"
    r"(?:\([^)\n]{3,60}\) ?[-:]+ ?(?:[-:]+ ?)*"
    r"|\((?:Reuters|AFP|AP|AA|UPI|dpa|Xinhua|Anadolu|UrduPoint)[^)\n]{0,50}\) ?)"
    r"|\s*[A-Z]{3,}[A-Z/ ]*, (?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+\.? \d{1,2})(?:,? \d{4})? \([^)\n]{2,60}\) ?[-:]+ ?"
    r"|\s*[A-Z]{4,}(?:[ /]+[A-Z]{3,})*(?:, [A-Z][a-z]+)?, (?:\d{1,2} [A-Za-z]{3,9}|[A-Za-z]{3,9}\.? \d{1,2})"
    r"(?:,? \d{4})? ?-+ "
    r"|\s*[A-Z]{3,}(?:[ ,]+[A-Z]{3,})*(?:, [A-Z][a-z]+)? ?-+ |\s*[A-Z]\w+ - [A-Z]\w+ [A-Z][a-z]{2} \d+[^\n]*"
)
_RANKS = frozenset(["gen", "maj", "lt", "col", "brig", "capt", "cmdr", "adm", "sgt", "dr", "mr", "mrs", "ms"])


@dataclass(slots=True)
class Token:
    """A word (`w`), or a whole name or date; `text` is lower case, `value` what it names."""

    kind: str
    text: str
    value: str
    start: int
    end: int
    ruled_out: tuple[Token, ...] = ()  # of a place or actor: what ", not X," sets against it


def dateline_end(flat: str, start: int, end: int) -> int:
    """Give where a sentence proper begins, after an agency's dateline."""
    if flat.find("(", start, end) < 0 and flat.find("- ", start, end) < 0:
        return start
    match = _DATELINE.match(flat, start, end)
    return match.end() if match else start


_IS = (" was", " were", " is ", " has ", " had ", " fell ", " came ")


def tokenise(flat: str, start: int, end: int, mentions: list[Mention], dates: list[When]) -> list[Token]:
    """Cut a sentence into tokens; names and dates are one token each, a possessive 's is its own."""
    marks = [(m.start, m.end, m.kind, m.value) for m in mentions]
    marks += [(d.start, d.end, "date", d.edtf) for d in dates]
    marks.sort()
    tokens: list[Token] = []
    at = start
    parted = any(m.kind == "attribute" for m in mentions)  # whether there may be parts to join
    for first, last, kind, value in [*marks, (end, end, "", "")]:
        if first < at:
            continue
        if first > at:
            found = _WORD.findall(flat, at, first)
            parted = parted or "'" in found
            for word in found:  # with nothing but blanks between them
                at = flat.find(word, at)
                if word == "." and tokens and tokens[-1].text in _RANKS:
                    at += 1
                    continue  # "Gen. Haftar"
                tokens.append(Token("w", word.lower(), word, at, at + len(word)))
                at += len(word)
        twin = tokens[-1] if tokens else None
        same = twin is not None and twin.value == value and twin.end + 1 == first
        if twin is not None and twin.text == "," and kind == "place" and len(tokens) > 1 and tokens[-2].value == value:
            if flat.startswith(_IS, last) and tokens[0].text in either("stop", "phrase-opening"):
                tokens.append(Token(kind, flat[first:last].lower(), value, first, last))
                at = last
                continue  # "After they left X, the town was retaken"
            tokens.pop()  # "the capital, Tripoli"
            twin, same = tokens[-1], True
        if kind == "place" and same and twin is not None and twin.kind in ("place", "near"):
            text = flat[first:last].lower()
            twin.end, twin.text = last, twin.text if text[-6:] == "latter" else text  # "the capital Tripoli"
        elif kind:
            tokens.append(Token(kind, flat[first:last].lower(), value, first, last))
        at = last
    piece = flat[start:end]
    if "[" in piece:
        tokens = _unsourced(tokens)
    if parted:
        tokens = _possessives(tokens)
    if " '" in piece or piece.startswith("'"):
        tokens = quote(tokens)
    if '"' in piece or " '" in piece:
        tokens = unscared(tokens)
    if piece[:1] in _CONTRARY:
        tokens = _without_calls(tokens)
    if _BESIDE.search(piece):
        tokens = _near(tokens)
    if " it down" in piece:
        tokens = _turned_down(tokens)
    if " rather than " in piece or " instead of " in piece:
        tokens = _instead(tokens)
    return _asides(tokens) if _ASIDE.search(piece) else tokens


def _without_calls(tokens: list[Token]) -> list[Token]:
    """Leave out what a sentence opens with and does not tell: "Despite calls for calm, ..."."""
    if len(tokens) < 4 or tokens[0].text not in _DESPITE:
        return tokens
    end = next((n for n, token in enumerate(tokens[:12]) if token.text == ","), 0)
    said = {token.text for token in tokens[1:end]}
    return tokens if said.isdisjoint(_CALLS) or any(t.kind != "w" for t in tokens[:end]) else tokens[end + 1 :]


_CONTRARY = frozenset("DdAaN")
_DESPITE = frozenset(["despite", "amid", "amidst", "notwithstanding"])
_CALLS = frozenset(["call", "calls", "appeal", "appeals", "plea", "pleas", "warning", "warnings", "pressure", "hopes"])


def _unsourced(tokens: list[Token]) -> list[Token]:
    """Leave out the outlet that a note in brackets names, but for its date: "[Daily News, 10.03.2020]".

    Of other words in square brackets, an editor's, the brackets alone: "an attack on [the city of] X".
    """
    out: list[Token] = []
    n = 0
    while n < len(tokens):
        end = next((k for k in range(n + 1, min(len(tokens), n + 9)) if tokens[k].text == "]"), 0)
        if tokens[n].text == "[" and end and tokens[end - 1].kind == "date":
            out.append(tokens[end - 1])
            n = end + 1
        else:
            out += [tokens[n]] * (tokens[n].text not in ("[", "]"))
            n += 1
    return out


def _asides(tokens: list[Token]) -> list[Token]:
    """Drop a short ", not X," or ", but not X," that interrupts a clause, and ", however,"."""
    for n in range(1, len(tokens) - 2):
        if tokens[n].text == tokens[n + 2].text == "," and tokens[n + 1].text in _ADVERBS:
            return tokens[:n] + _asides(tokens[n + 3 :])
    for n in range(len(tokens) - 2):
        if tokens[n].text == "," and tokens[n + 1].text == "not":
            for m in range(n + 2, min(len(tokens), n + 8)):
                wrong = tuple(token for token in tokens[n + 2 : m] if token.kind == "place")
                if (
                    wrong
                    and tokens[m].text in (",", ".", ";")
                    and (left := _set_against(tokens, n, wrong, m)) is not None
                ):
                    return left
                if tokens[m].text == "," and m < n + 6:
                    follows = tokens[m + 1].text if m + 1 < len(tokens) else ""
                    if follows not in ("and", "or", "but"):
                        _keep_other(tokens, n, m)
                        return tokens[:n] + tokens[m + 1 :]
                    break
        if tokens[n].text == "," and tokens[n + 1].text in ("but", "though", "although"):
            if _goes_on(tokens, n + 1):
                continue
            for m in range(n + 2, min(len(tokens), n + 7)):
                if tokens[m].text == ",":
                    if m == n + 3 and tokens[n + 2].text == "not":
                        break  # ", but not, for all the talk, X"
                    return tokens[:n] + tokens[m + 1 :]
                if tokens[m].kind in ("actor", "unit", "date", "place") and tokens[n + 2].text != "not":
                    break  # ", but GNA fighters, helped by them, beat them off"
    return tokens


def _keep_other(tokens: list[Token], n: int, m: int) -> None:
    """Keep with an actor the one that is set against him: "it was the LNA, not the GNA, that"."""
    other = [token for token in tokens[n + 2 : m] if token.text not in ("the", "its", "by")]
    if n and tokens[n - 1].kind == "actor" and len(other) == 1 and other[0].kind == "actor":
        tokens[n - 1].ruled_out = (other[0],)


def _goes_on(tokens: list[Token], but: int) -> bool:
    """Tell "attacked X, but were driven back, he said", where the clause goes on, from ", though weakened,"."""
    said = [token.text for token in tokens[but + 1 : but + 6]]
    inner = said[: said.index(",")] if "," in said else said
    if "not" in inner[:3]:
        return False  # "allowed, but did not order, the sending of troops"
    if not either("be", "have", "modal-plan", "modal-maybe").isdisjoint(inner):
        return True
    first = inner[0] if inner else ""
    return tokens[but].text == "but" and first not in _BUT and first[-2:] != "ly"


_BUT = frozenset(["not", "only", "above", "also", "rather", "never", "no", "nevertheless", "still", "for", "in", "by"])


def _set_against(tokens: list[Token], n: int, wrong: tuple[Token, ...], m: int) -> list[Token] | None:
    """Leave out ", not X or Y," and keep the places with the one before them; nothing where it says more."""
    said = [token.text for token in tokens[n + 2 : m] if token.kind != "place"]
    before = [k for k in range(max(0, n - 5), n) if tokens[k].kind == "place"]
    if not before or not set(said) <= _WITH_PLACE:
        return None
    tokens[before[-1]].ruled_out = wrong
    follows = tokens[m + 1].text if m + 1 < len(tokens) else ""
    last = m + 1 if tokens[m].text == "," and follows not in ("and", "or", "but") else m
    return tokens[:n] + tokens[last:]


def _near(tokens: list[Token]) -> list[Token]:
    """Give "near" for "close to", "not far from" and the like before a place."""
    out: list[Token] = []
    n = 0
    while n < len(tokens):
        last = next((n + len(said) for said in _NEAR if [t.text for t in tokens[n : n + len(said)]] == said), n)
        ahead = last + 1 if last < len(tokens) and tokens[last].text == "the" else last
        moved = out and out[-1].text in _COMING
        if last > n and not moved and ahead < len(tokens) and tokens[ahead].kind == "place":
            out.append(Token("w", "near", "near", tokens[n].start, tokens[last - 1].end))
            n = last
            continue
        out.append(tokens[n])
        n += 1
    return out


_NEAR = [
    ["in", "close", "proximity", "to"], ["in", "the", "immediate", "vicinity", "of"], ["in", "the", "vicinity", "of"],
    ["in", "the", "environs", "of"], ["close", "to"], ["next", "to"], ["adjacent", "to"], ["not", "far", "from"],
    ["a", "short", "distance", "from"], ["a", "stone", "'s", "throw", "from"], ["hard", "by"],
]  # fmt: skip
_BESIDE = re.compile(
    r"\b(?:close|next|adjacent|proximity) to |not far from |vicinity of |environs of |short distance from |hard by "
)
_COMING = frozenset(
    ["come", "comes", "came", "coming", "get", "gets", "got", "getting", "drew", "draw", "drawing", "drawn"]
    + ["as", "so", "moved", "move", "moving", "very", "pushed", "advanced", "edged", "closer", "how"]
)


def _turned_down(tokens: list[Token]) -> list[Token]:
    """Give "rejected it" for "turned it down"."""
    out: list[Token] = []
    for n, token in enumerate(tokens):
        told = [t.text for t in tokens[n : n + 3]]
        if told in (["turned", "it", "down"], ["turns", "it", "down"]):
            token = Token("w", "rejected", token.value, token.start, token.end)
        if not (token.text == "down" and n > 1 and tokens[n - 2].text in ("turned", "turns") and told[0] == "down"):
            out.append(token)
    return out


def _instead(tokens: list[Token]) -> list[Token]:
    """Leave out "rather than Y" after a place, and keep Y with it, but after "chose to attack X rather than Y"."""
    n = next((k for k in range(2, len(tokens) - 2) if (tokens[k].text, tokens[k + 1].text) in _INSTEAD), 0)
    if not n:
        return tokens
    comma = tokens[n - 1].text == ","
    before = n - 1 - comma
    m = n + 2
    while m < len(tokens) and (tokens[m].kind == "place" or tokens[m].text in _WITH_PLACE):
        m += 1
    while m > n + 2 and tokens[m - 1].kind != "place":
        m -= 1
    wrong = tuple(token for token in tokens[n + 2 : m] if token.kind == "place")
    if not wrong or tokens[before].kind != "place":
        return tokens
    if all(token.text != "to" for token in tokens[max(0, before - 4) : before]):
        tokens[before].ruled_out = wrong
    closes = comma and m < len(tokens) and tokens[m].text == ","
    return tokens[: before + 1] + tokens[m + closes :]


_INSTEAD = frozenset([("rather", "than"), ("instead", "of")])
_WITH_PLACE = frozenset(["in", "at", "on", "from", "into", "the", "or", "and", "to", "of", "for", "town", "as", "city"])


def _possessives(tokens: list[Token]) -> list[Token]:
    """Join the 's of "the LNA's" to one token, and "LNA-held" to another."""
    out: list[Token] = []
    n = 0
    while n < len(tokens):
        token = tokens[n]
        if token.text != "'" and token.text != "-":
            out.append(token)
            n += 1
            continue
        follows = tokens[n + 1] if n + 1 < len(tokens) else None
        if token.text == "'" and follows is not None and follows.text == "s" and out and follows.start == token.end:
            out.append(Token("w", "'s", "'s", token.start, follows.end))
            n += 2
            continue
        if token.text == "-" and out and out[-1].kind == "attribute" and out[-1].end == token.start:
            if follows is not None:  # the rest of "LNA-held"
                out[-1].text += f"-{follows.text}"
                out[-1].end = follows.end
            n += 2
            continue
        out.append(token)
        n += 1
    return out
