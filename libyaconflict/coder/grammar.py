"""Triggers: the rules of triggers.csv, and where a sentence has the words of one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from .adverbials import OPENS, past_adverbial
from .skipping import means_other
from .tables import RULES, read_rows, reporters, words
from .tokens import Token


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


WAR = str(RULES / "libya")  # the folder with the names of the war; its words.csv gives the classes written @@class


@lru_cache(maxsize=4)
def triggers(war: str = WAR) -> dict[str, list[tuple[Rule, frozenset[str] | None]]]:
    """Index the trigger rules by each word that can begin them, with the words one of which must follow it, if any."""
    index: defaultdict[str, list[tuple[Rule, frozenset[str] | None]]] = defaultdict(list)
    own = {row["class"]: row["words"].split() for row in read_rows(Path(war) / "words.csv")}
    for row in read_rows(RULES / "english" / "triggers.csv"):
        steps = []
        for step in row["words"].split("|"):
            listed = [w for word in step.split() for w in _listed(word, own)]
            steps.append(
                (frozenset(w if w.isupper() and w in SLOTS else w.lower() for w in listed if w != "?"), "?" in listed)
            )
        rule = Rule(
            row["rule"], tuple(steps), row["frame"], row["event_type"],
            _prepositions(row["prepositions"].split()), frozenset(row["skip_after"].split()),
        )  # fmt: skip
        for number, (first, optional) in enumerate(steps):
            for word in first - {"PLACE", "NUMBER"}:
                if all(rule is not known for known, _ in index[word]):
                    follows = None if optional else _next_words(steps[number + 1 :])
                    if follows is not None and rule.frame == "fire":
                        follows |= {","}  # "rockets, fired from X, fell on Y"
                    index[word].append((rule, follows))
            if not optional:
                break
    return dict(index)


def _prepositions(listed: list[str]) -> frozenset[str]:
    """Give the prepositions of a row, "toward" with "towards"."""
    return frozenset([*listed, "toward"] if "towards" in listed else listed)


def _listed(word: str, own: dict[str, list[str]]) -> list[str]:
    """Give the words that a word of a step stands for: itself, or those of a class."""
    if word.startswith("@@"):
        return own.get(word[2:], [])
    return sorted(words(word[1:])) if word[0] == "@" else [word]


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
def _readings(first: str, war: str) -> dict[str, tuple[Rule, ...]]:
    """Give the rules that a word begins by the word or slot that follows it; under "" what anything may follow."""
    entries = triggers(war)[first]
    following = frozenset().union(*(follows for _, follows in entries if follows))
    return {
        key: tuple(rule for rule, follows in entries if follows is None or key in follows) for key in ("", *following)
    }


def _key(token: Token) -> str:
    """Give the word or slot as which a token can follow the first word of a trigger."""
    if token.kind != "w":
        return _SLOT_OF.get(token.kind, token.text)
    return "NUMBER" if token.text[0].isdigit() else token.text


def _leads_to(tokens: list[Token], at: int, size: int) -> str:
    """Give what follows the first word of a trigger, past a date: the "a" of "announced on Thursday a truce"."""
    if at >= size:
        return ""
    token = tokens[at]
    if token.text == "on" and at + 1 < size and tokens[at + 1].kind == "date":
        at += 1
    elif token.kind != "date":
        return _key(token)
    at += 1
    if tokens[at - 2].text in reporters():
        at = _past_pause(tokens, at, size)
    return tokens[at].text if at < size else ""


def _past_pause(tokens: list[Token], at: int, size: int) -> int:
    """Give the token after the comma and the quotation mark that follow a date: "announced on Monday, "control of"."""
    at += at < size and tokens[at].text == ","
    return at + (at < size and tokens[at].text in _QUOTES)


NOUN_FRAMES = frozenset(
    ["noun-taken", "noun-fall", "noun-leaves", "noun-failed", "noun-expelled", "control-noun"]
    + ["offensive", "event", "clash", "fire", "graves"]
)
_ASIDE_IN = ("fire", "laden")  # frames whose words an aside may part
_OWN = ("theirs", "ours")
_QUOTES = ('"', "'")
_PARTING = frozenset([*_QUOTES, ",", "on", "late", "early", "later", "earlier"])
SLOTS = frozenset({"PLACE", "FOE", "NUMBER"})
_BEFORE_DATE = frozenset({"late", "early", "later", "earlier"})
_OPENS = {"actor": "FOE", "unit": "FOE"}
_SLOT_OF = {"place": "PLACE", "actor": "FOE", "unit": "FOE", "attribute": "FOE"}


def find_hits(tokens: list[Token], war: str = WAR, begin: int = 0, end: int | None = None) -> list[Hit]:
    """Find the triggers of a sentence that begin in [begin, end), longest first, without overlap."""
    hits: list[Hit] = []
    table = triggers(war)
    size = len(tokens)
    free = begin
    for n, first in [
        (n, first)
        for n, token in enumerate(tokens[:end])
        if (first := token.text if token.kind == "w" else _OPENS.get(token.kind, "")) in table
    ]:
        if n < free:
            continue
        readings = _readings(first, war)
        follows = _leads_to(tokens, n + 1, size)
        parted = follows not in readings and (follows[-2:] == "ly" or follows in words("midst"))
        if parted and n + 2 < size and tokens[n + 1].kind == "w":
            follows = _key(tokens[n + 2])  # past an adverb
        if follows == "," and "," not in readings:
            follows = _past_commas(tokens, n + 1, size)
        rules = readings.get(follows, readings[""])
        described = first in words("left-behind") or first == "desert"
        if not rules or (described and n and _points(tokens[n - 1].text)):
            continue  # "an attack on the abandoned airport", "in the desert"
        if first in _OWN and n and tokens[n - 1].text == "of":
            continue  # "a drone of theirs"
        if best := _longest(rules, tokens, n, size):
            hits.append(best)
            free = best.last
    return hits


def _longest(rules: tuple[Rule, ...], tokens: list[Token], n: int, size: int) -> Hit | None:
    """Give the longest of the triggers that begin at a token, with the others."""
    best = None
    others: list[Hit] = []
    for rule in rules:
        last = _match(rule, tokens, n, size)
        if 0 < last < size and tokens[last].text in OPENS and not rule.is_noun:
            last = past_adverbial(tokens, last, size)
        if last and not means_other(rule, tokens, last, size):
            others.append(Hit(rule, n, last))
            if best is None or last > best.last:
                best = others[-1]
    if best is not None and len(others) > 1:
        return Hit(best.rule, n, best.last, tuple(hit for hit in others if hit is not best))
    return best


_SEPARATE = frozenset(  # what needs no weapon
    ["advance", "other", "declaration", "oil_shutdown", "oil_restart", "foreign_deployment"]
)


def hits_inside(tokens: list[Token], hit: Hit, war: str = WAR) -> list[Hit]:
    """Find the triggers that begin behind the first word of another: the "reached" of "his fighters had reached X"."""
    nouns = words("attack-noun")  # but not the "attacks" of "to counter attacks"
    ends = hit.last - (tokens[hit.last - 1].text in words("preposition"))
    return [
        found
        for found in find_hits(tokens, war, hit.first + 1, hit.last)
        if (found.rule.event_type in _SEPARATE or found.rule.frame == "in-control")
        and found.last >= ends
        and tokens[found.first].text not in nouns
    ]


def _past_commas(tokens: list[Token], at: int, size: int) -> str:
    """Give the word after an aside that a comma opens: the "to" of "belongs, as of Monday, to the LNA"."""
    close = next((k for k in range(at + 2, min(size - 1, at + 9)) if tokens[k].text == ","), 0)
    return _key(tokens[close + 1]) if close else ","


def _and_another(tokens: list[Token], at: int, size: int, listed: frozenset[str]) -> int:
    """Give where a second of some adjectives ends: "in the complete and "firm" grip of"."""
    if at + 2 >= size or tokens[at].text != "and":
        return at
    quoted = tokens[at + 1].text in _QUOTES
    n = at + 2 if quoted else at + 1
    if tokens[n].kind != "w" or tokens[n].text not in listed:
        return at
    return n + 2 if quoted and n + 1 < size and tokens[n + 1].text in _QUOTES else n + 1


def _points(word: str) -> bool:
    """Tell an article, a pronoun or an owner: "the", "its", "the city's"."""
    return (word in words("determiner") and word != "that") or word[-2:] == "'s"  # "it was X that captured Y"


def _is_adverb(token: Token, listed) -> bool:
    """Tell a word that may part the words of any trigger: "went peacefully into", "took also control of"."""
    word = token.text
    return (word[-2:] == "ly" or word in words("midst")) and token.kind == "w" and word not in listed


def _may_pause(rule: Rule, first: Token) -> bool:
    """Tell a trigger that any aside may part: "rockets, fired from X, hit Y", "announced, in a post, control of"."""
    return rule.frame in _ASIDE_IN or first.text in reporters()


def _past_aside(tokens: list[Token], at: int, listed: frozenset[str], verb: bool) -> int:
    """Give the token after an aside between commas and the word that a trigger goes on with; 0 without an aside."""
    for n in range(at + 2, min(len(tokens) - 1, at + 9)):
        if tokens[n].text == ",":
            follows = tokens[n + 1].text
            return n + 2 if follows in listed and (verb or follows in words("preposition")) else 0
    return 0


def _list_end(tokens: list[Token], at: int, size: int) -> int:
    """Give where a list of places ends."""
    while at + 1 < size and tokens[at].text in (",", "and", "or"):
        gap = at + 2 if tokens[at + 1].text in ("and", "even", "also", "then", "finally") else at + 1
        if gap >= size or tokens[gap].kind != "place":
            break
        at = gap + 1
    return at


def _may_part(token: Token) -> bool:
    """Tell what may stand between the words of a trigger: a date, an adverb, a quotation mark, an aside's comma."""
    word = token.text
    return word[-2:] == "ly" or token.kind == "date" or word in _PARTING or word in words("midst")


def _match(rule: Rule, tokens: list[Token], at: int, size: int) -> int:
    """Give where the words of a rule end that begin at a token; 0 where they do not stand there."""
    start = whole = at  # where it begins; the last token that was seen to part no trigger
    for listed, optional in rule.steps:
        if at < size:
            token = tokens[at]
            if token.kind == "attribute" and "FOE" in listed and start < at < size - 1:
                at += 1  # "expelled the Turkish-backed GNA"
                token = tokens[at]
            if token.kind == "w":
                word = token.text
                if word in listed:
                    if word != "on" or at == start or at + 1 >= size or tokens[at + 1].kind != "date":
                        at += 1
                        if optional:
                            at = _and_another(tokens, at, size, listed)
                        continue
                elif "NUMBER" in listed and (word[0].isdigit() or word in words("number")):
                    at += 1
                    continue
            elif (token.kind == "place" and "PLACE" in listed) or (token.kind in ("actor", "unit") and "FOE" in listed):
                at += 1
                if token.kind == "place":
                    at = _list_end(tokens, at, size)
                while at + 1 < size and token.kind != "place" and tokens[at].text in words("party-noun"):
                    at += 1
                continue
        if at == whole or at + 1 >= size or not _may_part(tokens[at]):
            if optional:
                whole = at
                continue
            return 0
        gap = at
        if tokens[gap].text in _QUOTES and tokens[gap + 1].text in listed:
            at = gap + 2
            continue
        if tokens[gap + 1].text in listed and _is_adverb(tokens[gap], listed):
            at = gap + 2
            continue
        if tokens[gap].text == "," and (past := _past_aside(tokens, gap, listed, _may_pause(rule, tokens[start]))):
            at = past  # "took control, without a fight, of"
            continue
        if tokens[gap].text in ("later", "earlier"):
            gap += 1  # "forced their way later on Monday into"
        if tokens[gap].text in ("on", "late", "early"):
            gap += 1
        if gap + 1 < size and tokens[gap].kind == "date":
            gap = _past_pause(tokens, gap + 1, size) if tokens[start].text in reporters() else gap + 1
            if gap < size and tokens[gap].text in listed:
                at = gap + 1  # "announced on Thursday a truce"
                continue
        if not optional:
            return 0
    return at
