"""Sentences, tokens and triggers: what the rule tables match against."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from .mentions import Mention
from .tables import RULES, read_rows, words
from .when import When

_ABBREVIATED = re.compile(
    r"\b(?:Gen|Maj|Lt|Col|Brig|Adm|Rear|Mr|Mrs|Dr|St|No|Gov't|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|[A-Z]|a\.m|p\.m)\.$",
    re.I,
)
_END = re.compile(r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)[\"')\]”’]*(?=\s+[\"'(“‘\[]?[A-Z0-9]))")
_ASIDE = re.compile(
    r", (?:not|but|though|although) |, (?:moreover|however|meanwhile|furthermore|nevertheless|too),", re.I
)
_ADVERBS = frozenset(["moreover", "however", "meanwhile", "furthermore", "nevertheless", "too"])
_WORD = re.compile(r"[A-Za-z]+(?:[-'][A-Za-z]+)*|\d{1,3}(?: \d{3})+(?![\d,.])|\d[\d,.]*\d|\d|[^\sA-Za-z\d]")
_DATELINE = re.compile(
    r"\s*(?:[A-Z][A-Za-z' ]{2,30}, )?(?:[A-Z][A-Za-z]+[, -]{1,3}){0,3}[A-Z][A-Za-z]*,? ?"
    r"(?:\([^)\n]{3,60}\) ?[-:]+ ?(?:[-:]+ ?)*"
    r"|\((?:Reuters|AFP|AP|AA|UPI|dpa|Xinhua|Anadolu|UrduPoint)[^)\n]{0,50}\) ?)"
    r"|\s*[A-Z]{3,}[A-Z/ ]*, (?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+\.? \d{1,2})(?:,? \d{4})? \([^)\n]{2,60}\) ?[-:]+ ?"
    r"|\s*[A-Z]{3,}(?:[ ,]+[A-Z]{3,})* ?-+ |\s*[A-Z]\w+ - [A-Z]\w+ [A-Z][a-z]{2} \d+[^\n]*"
)


@dataclass(slots=True)
class Token:
    """A word (`w`), or a whole name or date; `text` is lower case, `value` what it names."""

    kind: str
    text: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of triggers.csv."""

    name: str
    steps: tuple[tuple[frozenset[str], bool], ...]
    frame: str
    event_type: str
    prepositions: frozenset[str]
    skip: frozenset[str]

    @property
    def is_noun(self) -> bool:
        """Tell the wordings that are nouns, such as "attack on", from verbs."""
        return self.frame in NOUN_FRAMES


@dataclass(slots=True)
class Hit:
    """A trigger found: its rule and its tokens [first, last), and what else could be read there."""

    rule: Rule
    first: int
    last: int
    others: tuple[Hit, ...] = ()


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Give the spans of the sentences of a text; a line break always ends one.

    Examples
    --------
    >>> split_sentences("Gen. Haftar spoke. He left.")
    [(0, 18), (19, 27)]
    """
    spans, start = [], 0
    for match in _END.finditer(text):
        if match.group()[0] == "." and _ABBREVIATED.search(text, max(start, match.start() - 8), match.start() + 1):
            continue
        spans.append((start, match.start() if match.group()[0] == "\n" else match.end()))
        start = match.end()
    spans.append((start, len(text)))
    tight = []
    for start, end in spans:
        piece = text[start:end]
        if piece.strip():
            first, last = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
            while last - first > LONGEST:  # no prose: cut, so that time stays linear
                cut = text.rfind(" ", first + 1, first + LONGEST)
                cut = cut if cut > first else first + LONGEST
                tight.append((first, cut))
                first = cut
                while first < last and text[first].isspace():
                    first += 1
            tight.append((first, last))
    return tight


_LINK = re.compile(r"(?:also )?(?:read|see|watch|related)(?: also| more)?: ", re.I)
_UNENDED = re.compile(r"[^-*\s](?:\S+ ){3,19}\S*[\w)']")


def link_lines(text: str) -> frozenset[int]:
    r"""Give where lines begin that are no part of a report: headings of others that its page links to.

    Such a line opens with "Read:" or the like, or ends without a full stop in a body whose paragraphs end with one.

    Examples
    --------
    >>> link_lines("A town fell. Read more.\nREAD: Two towns fell")
    frozenset({24})
    """
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((at + len(line) - len(line.lstrip()), line.strip()))
        at += len(line) + 1
    body = lines[3:]
    ended = sum(line[-1] in '.!?:"' for _, line in body) >= 0.6 * len(body) and len(body) > 3
    return frozenset(
        start
        for n, (start, line) in enumerate(lines)
        if _LINK.match(line) or (ended and 3 <= n < len(lines) - 1 and _UNENDED.fullmatch(line) and ". " not in line)
    )


def dateline_end(flat: str, start: int, end: int) -> int:
    """Give where a sentence proper begins, after an agency's dateline."""
    if flat.find("(", start, end) < 0 and flat.find("-", start, end) < 0:
        return start
    match = _DATELINE.match(flat, start, end)
    return match.end() if match else start


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
                tokens.append(Token("w", word.lower(), word, at, at := at + len(word)))
        twin = tokens[-1] if tokens else None
        same = twin is not None and twin.value == value and twin.end + 1 == first
        if twin is not None and twin.text == "," and kind == "place" and len(tokens) > 1 and tokens[-2].value == value:
            tokens.pop()  # "the capital, Tripoli"
            twin, same = tokens[-1], True
        if kind == "place" and same and twin.kind in ("place", "near"):
            twin.end, twin.text = last, flat[first:last].lower()  # "the capital Tripoli"
        elif kind:
            tokens.append(Token(kind, flat[first:last].lower(), value, first, last))
        at = last
    piece = flat[start:end]
    if "[" in piece:
        tokens = _unsourced(tokens)
    if parted:
        tokens = _possessives(tokens)
    return _asides(tokens) if _ASIDE.search(piece) else tokens


def _unsourced(tokens: list[Token]) -> list[Token]:
    """Leave out the outlet that a note in brackets names, but for its date: "[Daily News, 10.03.2020]"."""
    out: list[Token] = []
    n = 0
    while n < len(tokens):
        end = next((k for k in range(n + 1, min(len(tokens), n + 9)) if tokens[k].text == "]"), 0)
        if tokens[n].text == "[" and end and tokens[end - 1].kind == "date":
            out.append(tokens[end - 1])
            n = end + 1
        else:
            out.append(tokens[n])
            n += 1
    return out


def _asides(tokens: list[Token]) -> list[Token]:
    """Drop a short ", not X," or ", but not X," that interrupts a clause, and ", however,"."""
    for n in range(1, len(tokens) - 2):
        if tokens[n].text == tokens[n + 2].text == "," and tokens[n + 1].text in _ADVERBS:
            return tokens[:n] + _asides(tokens[n + 3 :])
    for n in range(len(tokens) - 2):
        if tokens[n].text == "," and tokens[n + 1].text == "not":
            for m in range(n + 2, min(len(tokens), n + 6)):
                if tokens[m].text == ",":
                    follows = tokens[m + 1].text if m + 1 < len(tokens) else ""
                    if follows not in ("and", "or", "but"):
                        return tokens[:n] + tokens[m + 1 :]
                    break
        if tokens[n].text == "," and tokens[n + 1].text in ("but", "though", "although"):
            for m in range(n + 2, min(len(tokens), n + 7)):
                if tokens[m].text == ",":
                    return tokens[:n] + tokens[m + 1 :]
                if tokens[m].kind in ("actor", "unit", "date") and tokens[n + 2].text != "not":
                    break  # ", but GNA fighters, helped by them, beat them off"
    return tokens


def _possessives(tokens: list[Token]) -> list[Token]:
    out: list[Token] = []
    n = 0
    while n < len(tokens):
        token = tokens[n]
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


@lru_cache(maxsize=1)
def triggers() -> dict[str, list[tuple[Rule, frozenset[str] | None]]]:
    """Index the trigger rules by each word that can begin them, with the words one of which must follow it, if any."""
    index: defaultdict[str, list[tuple[Rule, frozenset[str] | None]]] = defaultdict(list)
    for row in read_rows(RULES / "english" / "triggers.csv"):
        steps = []
        for step in row["words"].split("|"):
            listed = [w for word in step.split() for w in (sorted(words(word[1:])) if word[0] == "@" else [word])]
            steps.append(
                (frozenset(w if w.isupper() and w in SLOTS else w.lower() for w in listed if w != "?"), "?" in listed)
            )
        rule = Rule(
            row["rule"], tuple(steps), row["frame"], row["event_type"],
            frozenset(row["prepositions"].split()), frozenset(row["skip_after"].split()),
        )  # fmt: skip
        for number, (first, optional) in enumerate(steps):
            for word in first - {"PLACE", "NUMBER"}:
                if all(rule is not known for known, _ in index[word]):
                    index[word].append((rule, None if optional else _next_words(steps[number + 1 :])))
            if not optional:
                break
    return dict(index)


def _next_words(steps: list[tuple[frozenset[str], bool]]) -> frozenset[str] | None:
    """Give the words and slots one of which must follow a trigger's first; None if anything may."""
    found: set[str] = set()
    for listed, optional in steps:
        found |= listed
        if not optional:
            found |= _BEFORE_DATE
            if "NUMBER" in found:
                found |= words("number")
            return frozenset(found.union(_QUOTES))
    return None


@cache
def _readings(first: str) -> dict[str, tuple[Rule, ...]]:
    """Give the rules that a word begins by the word or slot that follows it; under "" what anything may follow."""
    entries = triggers()[first]
    following = frozenset().union(*(follows for _, follows in entries if follows))
    return {
        key: tuple(rule for rule, follows in entries if follows is None or key in follows) for key in ("", *following)
    }


def _key(token: Token) -> str:
    """Give the word or slot as which a token can follow the first word of a trigger."""
    if token.kind != "w":
        return _SLOT_OF.get(token.kind, "")
    return "NUMBER" if token.text[0].isdigit() else token.text


LONGEST = 1500
_RANKS = frozenset(["gen", "maj", "lt", "col", "brig", "capt", "cmdr", "adm", "sgt", "dr", "mr", "mrs", "ms"])
NOUN_FRAMES = frozenset(
    ["noun-taken", "noun-fall", "noun-leaves", "noun-failed", "noun-expelled", "control-noun"]
    + ["offensive", "event", "clash", "fire", "graves"]
)
_QUOTES = ('"', "'")
SLOTS = frozenset({"PLACE", "FOE", "NUMBER"})
_BEFORE_DATE = frozenset({"on", "late", "early", "DATE"})
_OPENS = {"actor": "FOE", "unit": "FOE"}
_SLOT_OF = {"place": "PLACE", "actor": "FOE", "unit": "FOE", "attribute": "FOE", "date": "DATE"}


def find_hits(tokens: list[Token]) -> list[Hit]:
    """Find the triggers of a sentence, longest first, without overlap."""
    hits: list[Hit] = []
    table = triggers()
    size = len(tokens)
    free = 0
    keys = [token.text if token.kind == "w" else _OPENS.get(token.kind, "") for token in tokens]
    for n in [n for n, key in enumerate(keys) if key in table]:
        if n < free:
            continue
        key = keys[n]
        if key in words("left-behind") and n and tokens[n - 1].text in words("determiner"):
            continue  # "an attack on the abandoned airport"
        readings = _readings(key)
        best = None
        others: list[Hit] = []
        follows = n + 2 if n + 2 < size and _is_adverb(tokens[n + 1], readings) else n + 1
        for rule in readings.get(_key(tokens[follows]) if follows < size else "", readings[""]):
            last = _match(rule, tokens, n, size)
            if last and not _skips(rule, tokens, last, size):
                others.append(Hit(rule, n, last))
                if best is None or last > best.last:
                    best = others[-1]
        if best is None:
            continue
        if len(others) > 1:
            best = Hit(best.rule, n, best.last, tuple(hit for hit in others if hit is not best))
        hits.append(best)
        free = best.last
    return hits


def _is_adverb(token: Token, listed) -> bool:
    """Tell a word that may part the words of any trigger: "went peacefully into", "took also control of"."""
    word = token.text
    return (word[-2:] == "ly" or word in words("midst")) and token.kind == "w" and word not in listed


def _past_aside(tokens: list[Token], at: int, listed: frozenset[str]) -> int:
    """Give the token after an aside between commas and the word that a trigger goes on with; 0 without an aside."""
    for n in range(at + 2, min(len(tokens) - 1, at + 8)):
        if tokens[n].text == ",":
            return n + 2 if tokens[n + 1].text in listed and tokens[n + 1].text in words("preposition") else 0
    return 0


def _skips(rule: Rule, tokens: list[Token], at: int, size: int) -> bool:
    """Tell whether a trigger means something else before the next word; "taken on Friday" is no "taken on"."""
    if at < size and rule.frame == "advances" and tokens[at - 1].text == "on" and tokens[at].text.endswith("ing"):
        return True  # "went on hitting X"
    if at >= size or tokens[at].text not in rule.skip or tokens[at].kind == "place":
        return False
    if tokens[at].text not in ("on", "in", "at", "over", "of") or at + 1 >= size:
        return True
    if tokens[at + 1].kind == "date":
        return False
    return tokens[at - 1].text != "taken" or not any(t.text in words("spell") for t in tokens[at + 1 : at + 6])


def _list_end(tokens: list[Token], at: int, size: int) -> int:
    """Give where a list of places ends."""
    while at + 1 < size and tokens[at].text in (",", "and", "or"):
        gap = at + 2 if tokens[at + 1].text in ("and", "even", "also", "then", "finally") else at + 1
        if gap >= size or tokens[gap].kind != "place":
            break
        at = gap + 1
    return at


def _match(rule: Rule, tokens: list[Token], at: int, size: int) -> int:
    start = at
    for listed, optional in rule.steps:
        if at < size:
            token = tokens[at]
            if token.kind == "attribute" and "FOE" in listed and start < at < size - 1:
                at += 1  # "expelled the Turkish-backed GNA"
                token = tokens[at]
            if token.kind == "w":
                dated = token.text == "on" and at > start and at + 1 < size and tokens[at + 1].kind == "date"
                if (token.text in listed and not dated) or (
                    "NUMBER" in listed and (token.text[0].isdigit() or token.text in words("number"))
                ):
                    at += 1
                    continue
            elif (token.kind == "place" and "PLACE" in listed) or (token.kind in ("actor", "unit") and "FOE" in listed):
                at += 1
                if token.kind == "place":
                    at = _list_end(tokens, at, size)
                while at + 1 < size and token.kind != "place" and tokens[at].text in words("party-noun"):
                    at += 1
                continue
        gap = at if at > start else size
        if gap + 1 < size and tokens[gap].text in _QUOTES and tokens[gap + 1].text in listed:
            at = gap + 2
            continue
        if gap + 1 < size and tokens[gap + 1].text in listed and _is_adverb(tokens[gap], listed):
            at = gap + 2
            continue
        if gap < size and tokens[gap].text == "," and (past := _past_aside(tokens, gap, listed)):
            at = past  # "took control, without a fight, of"
            continue
        if gap + 1 < size and tokens[gap].text in ("on", "late", "early"):
            gap += 1
        if gap + 1 < size and tokens[gap].kind == "date" and tokens[gap + 1].text in listed:
            at = gap + 2  # "announced on Thursday a truce"
        elif not optional:
            return 0
    return at
